//! The ledger rows of a matching run, indexed so that an invoice line meets only rows it might bill: by
//! the reference it prints, by amount and date, by words.

use super::{
    OpenRow, Settings,
    text::{normalised, words},
};
use crate::{
    calendar::{Day, Period},
    id::*,
    money::{Currency, Money},
    price_line::PriceLine,
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    ops::{Range, RangeInclusive},
};

/// How many periods in a row one invoice line may cover.
const PERIODS_TOGETHER: RangeInclusive<usize> = 2..=12;
/// The longest stretch of days that one invoice line is looked for in.
const MOST_DAYS: i64 = 370;
/// How many price lines that share words with an invoice line are looked at.
const MOST_LINES: usize = 16;
/// How many places with the amount looked for are looked at, the nearest in time first.
const MOST_AMOUNTS: usize = 48;

/// All rows of a run with their indexes.
pub struct Book<'a> {
    /// By contract, line, first day.
    pub rows: Vec<BookRow<'a>>,
    /// The contracts, by identity.
    pub contracts: Vec<BookContract>,
    /// The price lines.
    pub lines: Vec<BookLine<'a>>,
    /// Rows, and rows that may be billed together.
    pub bundles: Vec<Bundle>,
    by_reference: HashMap<String, Vec<(usize, Named)>>,
    by_amount: BTreeMap<(CustomerId, Currency, i64), Vec<(Day, usize)>>,
    by_word: HashMap<(CustomerId, String), Vec<usize>>,
    by_customer: HashMap<CustomerId, Vec<usize>>,
    by_row: HashMap<ExpectedBillingId, usize>,
}

/// A row and what this run adds to it.
pub struct BookRow<'a> {
    /// The row.
    pub open: &'a OpenRow<'a>,
    /// Position of its price line.
    pub line: usize,
    /// Billed so far, net, in minor units.
    pub billed: i64,
    /// Whether this run billed it in another currency.
    pub foreign: bool,
}

/// A contract of the run.
pub struct BookContract {
    /// Its identity.
    pub id: ContractId,
    /// Its customer.
    pub customer: CustomerId,
    /// Number and references, normalised.
    references: Vec<(String, Named)>,
    /// Its bundles by their first and by their last billing day.
    bundles: Vec<(Day, usize)>,
    rhythm: Option<i64>,
}

/// A price line of the run.
pub struct BookLine<'a> {
    /// The line.
    pub line: &'a PriceLine,
    /// Position of its contract.
    pub contract: usize,
    /// Its words.
    pub words: BTreeSet<String>,
    /// Its rows.
    pub rows: Range<usize>,
    rhythm: Option<i64>,
}

/// Rows that one invoice line may bill together.
pub struct Bundle {
    /// The rows, at least one.
    pub rows: Vec<usize>,
    /// What holds them together.
    pub kind: BundleKind,
    /// Position of their contract.
    pub contract: usize,
    /// The days covered.
    pub span: Period,
    /// First and last billing day.
    pub days: (Day, Day),
    /// Expected in total, in minor units.
    pub amount: i64,
    /// The currency of all of them.
    pub currency: Currency,
}

impl Bundle {
    /// Expected in total.
    pub const fn money(&self) -> Money {
        Money::new(self.amount, self.currency)
    }
}

/// What holds rows together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BundleKind {
    /// A row alone.
    Single,
    /// The lines of a contract for one period.
    Lines,
    /// Several periods of a line.
    Periods,
    /// Several periods of all lines.
    Both,
}

/// By what an invoice names a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// Its number.
    Number,
    /// Its number in another system.
    Reference,
    /// The customer's purchase order.
    PurchaseOrder,
}

impl<'a> Book<'a> {
    /// Sorts and indexes the rows of a run. Two rows with one identity count once.
    pub fn new(open: &'a [OpenRow<'a>]) -> Self {
        let mut sorted: Vec<&OpenRow<'_>> = open.iter().collect();
        sorted.sort_by_key(|row| (row.contract, row.line.position, row.line.id, row.period, row.row));
        sorted.dedup_by_key(|row| row.row);
        let mut book = Self {
            rows: Vec::with_capacity(sorted.len()),
            contracts: Vec::new(),
            lines: Vec::new(),
            bundles: Vec::new(),
            by_reference: HashMap::new(),
            by_amount: BTreeMap::new(),
            by_word: HashMap::new(),
            by_customer: HashMap::new(),
            by_row: HashMap::new(),
        };
        for row in sorted {
            book.push(row);
        }
        for line in 0..book.lines.len() {
            book.bundle_line(line);
        }
        book.bundle_contracts();
        book.index();
        book
    }

    /// The contracts that a text names, by the strongest kind of naming first.
    pub fn named(&self, references: impl Iterator<Item = String>) -> BTreeMap<usize, Named> {
        let mut named: BTreeMap<usize, Named> = BTreeMap::new();
        for (contract, by) in references.filter_map(|text| self.by_reference.get(&text)).flatten() {
            named.entry(*contract).and_modify(|before| *before = (*before).min(*by)).or_insert(*by);
        }
        named
    }

    /// The contracts of a customer.
    pub fn contracts_of(&self, customer: CustomerId) -> &[usize] {
        self.by_customer.get(&customer).map_or(&[], Vec::as_slice)
    }

    /// The bundles of a contract whose first or last billing day lies within some days; one may come twice.
    pub fn bundles_of(&self, contract: usize, from: Day, to: Day) -> impl Iterator<Item = usize> + '_ {
        let bundles = self.contracts.get(contract).map_or(&[][..], |contract| contract.bundles.as_slice());
        let start = bundles.partition_point(|(day, _)| *day < from);
        bundles.iter().skip(start).take_while(move |(day, _)| *day <= to).map(|(_, bundle)| *bundle)
    }

    /// The bundles of a customer over nearly an amount whose first or last billing day lies within some
    /// days, nearest to a day first; one may come twice.
    pub fn bundles_over(
        &self,
        customer: CustomerId,
        currency: Currency,
        amounts: (i64, i64),
        (from, near, to): (Day, Day, Day),
    ) -> Vec<usize> {
        let mut found: Vec<(i64, usize)> = Vec::new();
        let range = (customer, currency, amounts.0)..=(customer, currency, amounts.1);
        for days in self.by_amount.range(range).map(|(_, days)| days) {
            let start = days.partition_point(|(day, _)| *day < from);
            let within = days.iter().skip(start).take_while(|(day, _)| *day <= to);
            found.extend(within.map(|(day, bundle)| ((*day - near).num_days().abs(), *bundle)));
        }
        found.sort_unstable();
        found.truncate(MOST_AMOUNTS);
        found.into_iter().map(|(_, bundle)| bundle).collect()
    }

    /// The price lines of a customer that share the most words with a text, best first.
    pub fn lines_like(&self, customer: CustomerId, text: &BTreeSet<String>) -> Vec<usize> {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for word in text {
            for line in self.by_word.get(&(customer, word.clone())).into_iter().flatten() {
                *shared.entry(*line).or_default() += 1;
            }
        }
        let mut lines: Vec<(std::cmp::Reverse<usize>, usize)> =
            shared.into_iter().map(|(line, shared)| (std::cmp::Reverse(shared), line)).collect();
        lines.sort_unstable();
        lines.into_iter().take(MOST_LINES).map(|(_, line)| line).collect()
    }

    /// The position of a row.
    pub fn at(&self, row: ExpectedBillingId) -> Option<usize> {
        self.by_row.get(&row).copied()
    }

    /// The rebates (rows that take something off) of the contract and days of a row.
    pub fn rebates_beside(&self, row: usize) -> Vec<usize> {
        self.beside(row, |amount| amount.minor < 0)
    }

    /// The charges of the contract and days of a row, those with just its days first.
    pub fn charges_beside(&self, row: usize) -> Vec<usize> {
        let period = |at: usize| self.rows.get(at).map(|row| row.open.period);
        let mut charges = self.beside(row, |amount| amount.minor > 0);
        charges.sort_by_key(|at| period(*at) != period(row));
        charges
    }

    fn beside(&self, row: usize, is_meant: impl Fn(Money) -> bool) -> Vec<usize> {
        let Some((row, contract)) = self.rows.get(row).and_then(|row| Some((row, self.lines.get(row.line)?.contract)))
        else {
            return Vec::new();
        };
        let first = self.lines.partition_point(|line| line.contract < contract);
        let lines = self.lines.iter().skip(first).take_while(|line| line.contract == contract);
        let rows = lines.flat_map(|line| line.rows.clone());
        rows.filter(|at| {
            self.rows.get(*at).is_some_and(|other| {
                is_meant(other.open.amount) && other.open.period.intersection(row.open.period).is_some()
            })
        })
        .collect()
    }

    /// The bundles all of whose rows are among some.
    pub fn bundles_within(&self, rows: &BTreeSet<usize>) -> BTreeSet<usize> {
        let contracts: BTreeSet<usize> =
            rows.iter().filter_map(|at| self.lines.get(self.rows.get(*at)?.line)).map(|line| line.contract).collect();
        let bundles = contracts.into_iter().flat_map(|contract| self.bundles_of(contract, Day::MIN, Day::MAX));
        bundles
            .filter(|at| self.bundles.get(*at).is_some_and(|bundle| bundle.rows.iter().all(|row| rows.contains(row))))
            .collect()
    }

    /// How many days after the billing day the line, or else the contract, was last invoiced.
    pub fn rhythm(&self, bundle: &Bundle) -> Option<i64> {
        let line = bundle.rows.first().and_then(|at| self.rows.get(*at)).and_then(|row| self.lines.get(row.line));
        let contract = || self.contracts.get(bundle.contract).and_then(|contract| contract.rhythm);
        line.and_then(|line| line.rhythm).or_else(contract)
    }

    /// Whether the row before one, of the same line, is open and could be meant by an invoice of that day.
    pub fn passes_over(&self, row: usize, issued_on: Day, settings: &Settings) -> bool {
        let Some((before, row)) = row.checked_sub(1).and_then(|at| self.rows.get(at)).zip(self.rows.get(row)) else {
            return false;
        };
        before.line == row.line
            && before.billed == 0
            && !before.foreign
            && (issued_on - before.open.billing_day).num_days() <= i64::from(settings.window_days)
    }

    /// Remembers how many days after the billing day a line was invoiced.
    pub fn keep_rhythm(&mut self, line: usize, offset: i64) {
        let Some(line) = self.lines.get_mut(line) else { return };
        line.rhythm = Some(offset);
        if let Some(contract) = self.contracts.get_mut(line.contract) {
            contract.rhythm = Some(offset);
        }
    }

    fn push(&mut self, row: &'a OpenRow<'a>) {
        if self.contracts.last().is_none_or(|contract| contract.id != row.contract) {
            let references = [
                (Some(row.contract_number), Named::Number),
                (row.contract_reference, Named::Reference),
                (row.purchase_order, Named::PurchaseOrder),
            ];
            let references = references.into_iter().filter_map(|(text, by)| Some((normalised(text?), by)));
            self.contracts.push(BookContract {
                id: row.contract,
                customer: row.customer,
                references: references.filter(|(text, _)| text.len() >= 2).collect(),
                bundles: Vec::new(),
                rhythm: None,
            });
        }
        let contract = self.contracts.len().saturating_sub(1);
        let at = self.rows.len();
        match self.lines.last_mut() {
            Some(last) if last.contract == contract && last.line.id == row.line.id => last.rows.end = at + 1,
            _ => self.lines.push(BookLine {
                line: row.line,
                contract,
                words: words(&row.line.description),
                rows: at..at + 1,
                rhythm: None,
            }),
        }
        let line = self.lines.len().saturating_sub(1);
        let billed = if row.billed.currency == row.amount.currency { row.billed.minor } else { 0 };
        self.by_row.insert(row.row, at);
        self.rows.push(BookRow { open: row, line, billed, foreign: false });
    }

    fn bundle_line(&mut self, line: usize) {
        let Some(range) = self.lines.get(line).map(|line| line.rows.clone()) else { return };
        for start in range.clone() {
            self.add_bundle(vec![start], BundleKind::Single);
            let mut together = vec![start];
            for next in start + 1..range.end {
                let Some((before, row)) =
                    together.last().and_then(|last| self.rows.get(*last)).zip(self.rows.get(next))
                else {
                    break;
                };
                let follows = before.open.period.last.succ_opt() == Some(row.open.period.first);
                let first = self.rows.get(start).map_or(row.open.period.first, |row| row.open.period.first);
                let days = (row.open.period.last - first).num_days();
                if !follows || days > MOST_DAYS || row.open.amount.currency != before.open.amount.currency {
                    break;
                }
                together.push(next);
                if PERIODS_TOGETHER.contains(&together.len()) {
                    self.add_bundle(together.clone(), BundleKind::Periods);
                }
            }
        }
    }

    /// All lines of a contract for one period or one billing day, and for several periods.
    fn bundle_contracts(&mut self) {
        let mut by_period: BTreeMap<(usize, Currency, Period), Vec<usize>> = BTreeMap::new();
        let mut by_day: BTreeMap<(usize, Currency, Day), Vec<usize>> = BTreeMap::new();
        for (at, row) in self.rows.iter().enumerate() {
            let Some(contract) = self.lines.get(row.line).map(|line| line.contract) else { continue };
            let currency = row.open.amount.currency;
            by_period.entry((contract, currency, row.open.period)).or_default().push(at);
            by_day.entry((contract, currency, row.open.billing_day)).or_default().push(at);
        }
        let columns: Vec<(usize, Currency, Period, Vec<usize>)> = by_period
            .into_iter()
            .filter(|(_, rows)| rows.len() > 1)
            .map(|((contract, currency, period), rows)| (contract, currency, period, rows))
            .collect();
        let columns_known: BTreeSet<&[usize]> = columns.iter().map(|(.., rows)| rows.as_slice()).collect();
        let days: Vec<Vec<usize>> =
            by_day.into_values().filter(|rows| rows.len() > 1 && !columns_known.contains(rows.as_slice())).collect();
        for rows in days {
            self.add_bundle(rows, BundleKind::Lines);
        }
        for (start, (contract, currency, period, rows)) in columns.iter().enumerate() {
            self.add_bundle(rows.clone(), BundleKind::Lines);
            let (mut together, mut count, mut last) = (rows.clone(), 1, period.last);
            for (next_contract, next_currency, next, more) in columns.iter().skip(start + 1) {
                if next_contract != contract || next_currency != currency {
                    break;
                }
                if last.succ_opt() != Some(next.first) || more.len() != rows.len() {
                    continue;
                }
                if (next.last - period.first).num_days() > MOST_DAYS {
                    break;
                }
                together.extend(more);
                (count, last) = (count + 1, next.last);
                if PERIODS_TOGETHER.contains(&count) {
                    self.add_bundle(together.clone(), BundleKind::Both);
                }
            }
        }
    }

    fn add_bundle(&mut self, rows: Vec<usize>, kind: BundleKind) {
        let opens: Vec<&OpenRow<'_>> = rows.iter().filter_map(|at| self.rows.get(*at)).map(|row| row.open).collect();
        let amount: i128 = opens.iter().map(|open| i128::from(open.amount.minor)).sum();
        let bundle = (|| {
            let first = opens.first()?;
            let line = rows.first().and_then(|at| self.rows.get(*at)).map(|row| row.line)?;
            Some(Bundle {
                kind,
                contract: self.lines.get(line)?.contract,
                span: Period::new(
                    opens.iter().map(|open| open.period.first).min()?,
                    opens.iter().map(|open| open.period.last).max()?,
                )?,
                days: (
                    opens.iter().map(|open| open.billing_day).min()?,
                    opens.iter().map(|open| open.billing_day).max()?,
                ),
                amount: i64::try_from(amount).ok()?,
                currency: first.amount.currency,
                rows,
            })
        })();
        self.bundles.extend(bundle);
    }

    fn index(&mut self) {
        for (at, bundle) in self.bundles.iter().enumerate() {
            let Some(contract) = self.contracts.get_mut(bundle.contract) else { continue };
            let key = (contract.customer, bundle.currency, bundle.amount);
            let same_amount = self.by_amount.entry(key).or_default();
            let (first, last) = bundle.days;
            for day in std::iter::once(first).chain((last != first).then_some(last)) {
                contract.bundles.push((day, at));
                same_amount.push((day, at));
            }
        }
        for (at, contract) in self.contracts.iter_mut().enumerate() {
            contract.bundles.sort_unstable();
            self.by_customer.entry(contract.customer).or_default().push(at);
            for (text, by) in &contract.references {
                self.by_reference.entry(text.clone()).or_default().push((at, *by));
            }
        }
        for days in self.by_amount.values_mut() {
            days.sort_unstable();
        }
        for (at, line) in self.lines.iter().enumerate() {
            let Some(customer) = self.contracts.get(line.contract).map(|contract| contract.customer) else { continue };
            for word in &line.words {
                self.by_word.entry((customer, word.clone())).or_default().push(at);
            }
        }
    }
}

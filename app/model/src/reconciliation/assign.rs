//! Matching, invoice line by invoice line in the order of their dates, so that what was billed before is
//! known when a line is looked at.

use super::{
    BilledLine, Candidate, Confidence, Corrected, Match, OpenRow, Outcome, Proposal, Reason, Settings, Waiting,
    book::Book,
    period::period_meant,
    settle::settle,
    share::shares,
    text::{references, words},
    weigh::{CREDIT_DAYS, Fit, Reading, Weighed, mistake_of_one, weigh},
};
use crate::{
    calendar::Day,
    id::{ContractId, InvoiceId},
    money::Money,
};
use std::collections::{BTreeSet, HashMap};

/// By how many points the best place must lead for a match.
const MARGIN: i64 = 15;
/// How many places are proposed.
const MOST_CANDIDATES: usize = 8;
/// Places that lie further behind the best are not proposed.
const PROPOSED_WITHIN: i64 = 70;
/// How far from a printed period the billing day of a row that shares days with it may lie.
const ROW_DAYS: i64 = 370;
/// From how many per cent on words speak for a line.
const WORDS_AGREE: u32 = 50;

/// Matches all lines.
pub fn assign(lines: &[BilledLine<'_>], rows: &[OpenRow<'_>], settings: &Settings) -> Outcome {
    let mut book = Book::new(rows);
    let mut readings: Vec<Reading<'_>> = lines.iter().map(|line| read(&book, line)).collect();
    let mut issued: HashMap<InvoiceId, Day> = HashMap::new();
    for line in lines {
        let day = issued.entry(line.invoice).or_insert(line.issued_on);
        *day = line.issued_on.max(*day);
    }
    readings.sort_by_key(|reading| {
        let line = reading.line;
        // What names its invoice follows it, whatever the day that it bears.
        let named = line.corrects.into_iter().flat_map(|corrects| corrects.invoices).filter_map(|of| issued.get(of));
        let day = named.copied().chain([line.issued_on]).max();
        (day, line.amount.minor < 0, reading.period, line.invoice, line.invoice_line)
    });
    let mut seen = BTreeSet::new();
    readings.retain(|reading| seen.insert(reading.line.invoice_line));
    let mut outcome = Outcome::default();
    let mut placed: HashMap<InvoiceId, Vec<usize>> = HashMap::new();
    let mut credits = Credits::new(&readings);
    for reading in &mut readings {
        reading.corrects = credits.of(reading).or_else(|| corrected(&book, reading, &placed));
        let before = outcome.matches.len();
        place(&mut book, reading, settings, &mut credits, &mut outcome);
        let rows = outcome.matches.iter().skip(before).filter_map(|found| book.at(found.row));
        placed.entry(reading.line.invoice).or_default().extend(rows);
    }
    settle(&book, &readings, settings, &mut outcome);
    outcome
}

/// Credit notes that wait beside the one invoice that they name, of which nothing is placed yet.
#[derive(Default)]
struct Credits {
    /// What they take back of their invoice.
    open: HashMap<InvoiceId, Money>,
    /// The rows that their invoice bills together with them.
    counted: HashMap<InvoiceId, BTreeSet<usize>>,
}

impl Credits {
    fn new(readings: &[Reading<'_>]) -> Self {
        let mut credits = Self::default();
        for line in readings.iter().map(|reading| reading.line).filter(|line| line.refused.is_empty()) {
            if let Some(Corrected { invoices: [invoice], rows: [] }) = line.corrects {
                let sum = credits.open.entry(*invoice).or_insert_with(|| Money::zero(line.amount.currency));
                *sum = sum.checked_add(line.amount).unwrap_or(*sum);
            }
        }
        credits
    }

    /// The rows that a credit note was counted with.
    fn of(&self, reading: &Reading<'_>) -> Option<BTreeSet<usize>> {
        match reading.line.corrects {
            Some(Corrected { invoices: [invoice], rows: [] }) if reading.line.refused.is_empty() => {
                self.counted.get(invoice).cloned()
            }
            _ => None,
        }
    }
}

/// The rows that a credit note may take back because it names their invoice, and the rebates of the same contract and
/// days; `None` where it names none of which a row is known.
fn corrected(
    book: &Book<'_>,
    reading: &Reading<'_>,
    placed: &HashMap<InvoiceId, Vec<usize>>,
) -> Option<BTreeSet<usize>> {
    let corrects = reading.line.corrects?;
    let known = corrects.rows.iter().filter_map(|row| book.at(*row));
    let new = corrects.invoices.iter().filter_map(|invoice| placed.get(invoice)).flatten().copied();
    let billed: BTreeSet<usize> = known.chain(new).collect();
    let rebates: Vec<usize> = billed.iter().flat_map(|at| book.rebates_beside(*at)).collect();
    (!billed.is_empty()).then(|| billed.into_iter().chain(rebates).collect())
}

fn read<'a>(book: &Book<'_>, line: &'a BilledLine<'a>) -> Reading<'a> {
    let printed = line.contract_reference.map(|text| book.named(references(text))).unwrap_or_default();
    let named = if printed.is_empty() { book.named(references(line.description).skip(1)) } else { printed };
    Reading {
        line,
        amount: line.amount,
        period: line.period.or_else(|| period_meant(line.description, line.issued_on)),
        words: words(line.description),
        named,
        corrects: None,
    }
}

/// Places a line by its own amount, or else by what the credit notes for its invoice leave of it, where that fits just one
/// place; each credit note is counted with one line.
fn place(
    book: &mut Book<'_>,
    reading: &mut Reading<'_>,
    settings: &Settings,
    credits: &mut Credits,
    outcome: &mut Outcome,
) {
    let line = reading.line;
    let Some(own) = choose(book, reading, settings) else {
        if !place_with_credits(book, reading, settings, credits, outcome) {
            outcome.unmatched.push(line.invoice_line);
            outcome.meant.extend(meant(book, reading, settings).map(|contract| (line.invoice_line, contract)));
        }
        return;
    };
    match own.taken {
        Ok(confidence) => {
            if let Some(best) = own.weighed.get(own.best) {
                outcome.matches.extend(accept(book, reading, best, confidence));
            }
        }
        Err(why) => {
            if !place_with_credits(book, reading, settings, credits, outcome) {
                outcome.proposals.extend(propose_some(book, reading, &own.weighed, why));
            }
        }
    }
}

/// Places a line together with the credit notes that name its invoice; whether that could be done. The rows are billed
/// with the whole amount, which the credit notes take back to the net as they are placed.
fn place_with_credits(
    book: &mut Book<'_>,
    reading: &mut Reading<'_>,
    settings: &Settings,
    credits: &mut Credits,
    outcome: &mut Outcome,
) -> bool {
    let line = reading.line;
    let Some(credit) = credits.open.get(&line.invoice).filter(|_| line.corrects.is_none()).copied() else {
        return false;
    };
    let net = line.amount.checked_add(credit).ok().filter(|net| net.minor > 0 && credit.minor < 0);
    let Some(net) = net else { return false };
    reading.amount = net;
    let chosen = choose(book, reading, settings);
    reading.amount = line.amount;
    let Some(Chosen { mut weighed, best, taken: Ok(confidence) }) = chosen else { return false };
    let Some(place) = weighed.get_mut(best).filter(|place| place.fit == Fit::Exact) else { return false };
    let credited = Money::new(credit.minor.saturating_neg(), credit.currency);
    place.reasons.push(Reason::WithCredit { credited });
    credits.open.remove(&line.invoice);
    credits.counted.insert(line.invoice, rows_of(book, place.bundle).iter().copied().collect());
    outcome.matches.extend(accept(book, reading, place, confidence.max(Confidence::Likely)));
    true
}

/// The places of a line, best first, which of them is meant, and how sure that is, or why it has to wait.
struct Chosen {
    weighed: Vec<Weighed>,
    best: usize,
    taken: Result<Confidence, Waiting>,
}

/// Chooses among the places of a line; `None` where there is none.
fn choose(book: &Book<'_>, reading: &Reading<'_>, settings: &Settings) -> Option<Chosen> {
    let line = reading.line;
    let candidates = if line.amount.is_zero() { BTreeSet::new() } else { candidates(book, reading, settings) };
    let mut weighed: Vec<Weighed> = candidates.iter().filter_map(|at| weigh(book, reading, *at, settings)).collect();
    weighed.sort_by(|one, other| {
        other.score.cmp(&one.score).then_with(|| rows_of(book, one.bundle).cmp(rows_of(book, other.bundle)))
    });
    let first = weighed.first()?;
    let near = || weighed.iter().enumerate().filter(|(_, other)| first.score - other.score < MARGIN);
    let leads = near().all(|(_, other)| interchangeable(book, first, other) || same_charges(book, first, other));
    let alone = near().count() == 1;
    // Places that differ only in how many rows of the best one they cover are one place to whoever looks.
    let own: BTreeSet<usize> = rows_of(book, first.bundle).iter().copied().collect();
    let several = near().any(|(_, other)| rows_of(book, other.bundle).iter().any(|row| !own.contains(row)));
    // Of places that differ by rebates alone the one with the nearer amount is meant.
    let difference = |one: &Weighed| {
        let credit = one.reasons.contains(&Reason::Credits);
        let rows = rows_of(book, one.bundle).iter().filter_map(|at| book.rows.get(*at));
        let amount: i128 =
            rows.map(|row| i128::from(if credit { row.billed.saturating_neg() } else { row.open.amount.minor })).sum();
        amount.abs_diff(i128::from(reading.amount.minor))
    };
    let alike = near().filter(|(_, other)| same_charges(book, first, other));
    let nearer = alike.min_by_key(|(_, other)| difference(other)).map(|(at, _)| at);
    let at = nearer.filter(|_| leads).unwrap_or(0);
    let best = weighed.get(at)?;
    // A person who took a line back decides about it: no other place is taken for certain either.
    let refused = !line.refused.is_empty();
    // What a credit note names goes before whatever else it resembles.
    let unplaced = line.corrects.is_some() && reading.corrects.is_none();
    let taken = match confidence(book, reading, best) {
        Some(confidence) if leads && !best.weak && !refused && !unplaced => {
            Ok(if alone { confidence } else { confidence.max(Confidence::Likely) })
        }
        _ if refused => Err(Waiting::TakenBack),
        _ if unplaced => Err(Waiting::CorrectsUnplaced),
        _ if !leads && several => Err(Waiting::SeveralPlaces),
        confidence if best.weak || ((confidence.is_none() || !leads) && best.fit != Fit::Exact) => {
            Err(Waiting::OtherAmount)
        }
        _ => Err(Waiting::ThinEvidence),
    };
    Some(Chosen { best: at, taken, weighed })
}

fn rows_of<'b>(book: &'b Book<'_>, bundle: usize) -> &'b [usize] {
    book.bundles.get(bundle).map_or(&[], |bundle| bundle.rows.as_slice())
}

/// Whether it makes no difference which of two places is taken: the same days and amount of one contract.
fn interchangeable(book: &Book<'_>, one: &Weighed, other: &Weighed) -> bool {
    let (Some(one), Some(other)) = (book.bundles.get(one.bundle), book.bundles.get(other.bundle)) else {
        return false;
    };
    one.rows.len() == 1
        && other.rows.len() == 1
        && one.contract == other.contract
        && one.span == other.span
        && one.amount == other.amount
}

/// Whether two places charge for the same and differ by rebates, or by what is free, alone.
fn same_charges(book: &Book<'_>, one: &Weighed, other: &Weighed) -> bool {
    let charges = |place: &Weighed| -> BTreeSet<usize> {
        let rows = rows_of(book, place.bundle).iter().copied();
        rows.filter(|at| book.rows.get(*at).is_some_and(|row| row.open.amount.minor > 0)).collect()
    };
    let charged = charges(one);
    !charged.is_empty() && charged == charges(other)
}

/// The places an invoice line may belong to, before they are weighed.
fn candidates(book: &Book<'_>, reading: &Reading<'_>, settings: &Settings) -> BTreeSet<usize> {
    let line = reading.line;
    let amount = reading.amount;
    if let Some(rows) = &reading.corrects {
        return book.bundles_within(rows);
    }
    let (from, to) = window(reading, settings);
    let near = reading.period.map_or(line.issued_on, |period| period.first);
    let mut found = BTreeSet::new();
    let mut contracts: Vec<usize> = reading.named.keys().copied().collect();
    if let (true, [only]) = (contracts.is_empty(), book.contracts_of(line.customer)) {
        contracts.push(*only);
    }
    for contract in &contracts {
        found.extend(book.bundles_of(*contract, from, to));
    }
    if !contracts.is_empty() {
        return found;
    }
    let tolerance = i64::try_from(settings.tolerance.around(amount)).unwrap_or(0);
    let mut amounts = vec![amount.minor];
    if let (true, Some(positive)) = (amount.minor < 0, amount.minor.checked_neg()) {
        amounts.push(positive);
    }
    for minor in amounts {
        let range = (minor.saturating_sub(tolerance), minor.saturating_add(tolerance));
        found.extend(book.bundles_over(line.customer, amount.currency, range, (from, near, to)));
    }
    for like in book.lines_like(line.customer, &reading.words) {
        let Some(like) = book.lines.get(like) else { continue };
        let within = book.bundles_of(like.contract, from, to);
        found.extend(within.filter(|at| rows_of(book, *at).iter().all(|row| like.rows.contains(row))));
    }
    found
}

/// The days on which the rows of an invoice line may be billed.
fn window(reading: &Reading<'_>, settings: &Settings) -> (Day, Day) {
    let issued = reading.line.issued_on;
    let (first, last, around) = match reading.period {
        Some(period) => (period.first, period.last, period.days() + ROW_DAYS),
        None => (issued, issued, i64::from(settings.window_days)),
    };
    let back = if reading.line.amount.minor < 0 { around.max(CREDIT_DAYS) } else { around };
    let days = |count: i64| chrono::Days::new(count.unsigned_abs());
    (first.checked_sub_days(days(back)).unwrap_or(Day::MIN), last.checked_add_days(days(around)).unwrap_or(Day::MAX))
}

/// How sure a place is that leads; `None` if the evidence is too thin for a match.
fn confidence(book: &Book<'_>, reading: &Reading<'_>, best: &Weighed) -> Option<Confidence> {
    let bundle = book.bundles.get(best.bundle)?;
    let corrects = reading.corrects.is_some();
    let named = corrects || reading.named.contains_key(&bundle.contract);
    let only = book.contracts_of(reading.line.customer) == [bundle.contract];
    let exact = best.fit == Fit::Exact;
    let words = best.words >= WORDS_AGREE;
    let timely = corrects || best.period_equal || (-5..=31).contains(&best.offset);
    // An earlier period that is still open might be meant after all.
    let passed_over = !corrects && reading.period.is_none() && best.passes_over;
    // Which of several lines has the mistake is assumed.
    let one_of_several = bundle.rows.len() > 1 && mistake_of_one(book, bundle, reading.amount).is_some();
    let unusual = best.reasons.iter().any(|reason| matches!(reason, Reason::OtherCurrency | Reason::OtherCustomer));
    let speaks = named || exact || (words && reading.period.is_some()) || (only && best.period_equal);
    if !speaks {
        return None;
    }
    Some(match (named || words, exact && timely && !passed_over) {
        _ if unusual => Confidence::Check,
        (true, true) if !one_of_several => Confidence::Certain,
        (true, _) | (false, _) => Confidence::Likely,
    })
}

/// Books the match: each row gets its part, and the parts add up to the amount of the invoice line.
fn accept(book: &mut Book<'_>, reading: &Reading<'_>, best: &Weighed, confidence: Confidence) -> Vec<Match> {
    let amount = reading.line.amount;
    let credit = best.reasons.contains(&Reason::Credits);
    let own: BTreeSet<usize> = rows_of(book, best.bundle).iter().copied().collect();
    let parts = shares(book, reading, best);
    let mut matches = Vec::with_capacity(parts.len());
    for (at, part) in parts {
        let Some(row) = book.rows.get_mut(at) else { continue };
        if row.open.amount.currency == amount.currency {
            row.billed = row.billed.saturating_add(part);
        } else {
            row.foreign = true;
        }
        let line = row.line;
        if credit && part == 0 {
            // Of what it takes back it takes nothing here.
            continue;
        }
        matches.push(Match {
            invoice_line: reading.line.invoice_line,
            row: row.open.row,
            amount: Money::new(part, amount.currency),
            confidence,
            reasons: best.reasons.clone(),
        });
        if !credit && own.contains(&at) {
            book.keep_rhythm(line, best.offset);
        }
    }
    matches
}

fn propose_some(book: &Book<'_>, reading: &Reading<'_>, weighed: &[Weighed], why: Waiting) -> Option<Proposal> {
    let best = weighed.first()?.score;
    let mut seen = BTreeSet::new();
    let mut candidates: Vec<Candidate> = Vec::new();
    for (one, place) in weighed.iter().take_while(|one| best - one.score <= PROPOSED_WITHIN).zip(0..) {
        let rows = rows_of(book, one.bundle);
        // A place is told with all its rows, or not at all.
        let new = rows.iter().any(|at| !seen.contains(at));
        if !new || (place > 0 && candidates.len() + rows.len() > MOST_CANDIDATES) {
            continue;
        }
        seen.extend(rows.iter().copied());
        for (at, share) in shares(book, reading, one) {
            let Some(row) = book.rows.get(at) else { continue };
            candidates.push(Candidate {
                row: row.open.row,
                place,
                amount: Money::new(share, reading.line.amount.currency),
                score: u32::try_from(one.score.max(0)).unwrap_or(u32::MAX),
                reasons: one.reasons.clone(),
            });
        }
    }
    Some(Proposal { invoice_line: reading.line.invoice_line, why, candidates })
}

/// The contract that a line without a row points to: the one it names, or the one whose words and amount
/// it repeats.
pub fn meant(book: &Book<'_>, reading: &Reading<'_>, settings: &Settings) -> Option<ContractId> {
    let mut contracts: BTreeSet<usize> = reading.named.keys().copied().collect();
    if contracts.is_empty() {
        let amount = reading.line.amount;
        let near = |minor: i64| {
            i128::from(minor).abs_diff(i128::from(amount.minor))
                <= settings.tolerance.around(Money::new(minor, amount.currency))
        };
        let like = book.lines_like(reading.line.customer, &reading.words);
        let lines = like.into_iter().filter_map(|line| book.lines.get(line)).filter(|line| {
            super::text::agreement(&line.words, &reading.words) >= WORDS_AGREE
                && book.rows.get(line.rows.clone()).is_some_and(|rows| {
                    rows.last()
                        .is_some_and(|row| row.open.amount.currency == amount.currency && near(row.open.amount.minor))
                })
        });
        contracts = lines.map(|line| line.contract).collect();
    }
    let only = if contracts.len() == 1 { contracts.first() } else { None };
    only.and_then(|contract| book.contracts.get(*contract)).map(|contract| contract.id)
}

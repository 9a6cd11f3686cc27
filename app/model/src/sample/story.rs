//! How a story is told: the terms of one contract, the bills that follow from them, and what went wrong.
//!
//! A story first writes its terms down, then calls [`Story::bill`], which issues every invoice as the
//! terms promise, and then bends them. Each bend lists the leak that it plants.

mod bend;

use super::{company::Country, customer::CustomerKey, line::Line};
use crate::{
    billing::{self, Billable, ExpectedAmount},
    calendar::{Day, Length, Period, add_months, month_end, sub_months},
    contract::{
        Confidentiality, ContractDetails, ContractFacts, ContractType, DateTerms, Extension, PaymentTerm, Renewal,
        TermLength,
    },
    id::{LegalEntityId, PersonId},
    leakage::{FindingKind, Settings},
    money::{Currency, Money},
    price_line::PriceLine,
    term,
};
use chrono::{Datelike, Days};
use rust_decimal::Decimal;

/// One contract, its bills and its leaks.
pub(super) struct Story {
    pub(super) today: Day,
    pub(super) name: &'static str,
    pub(super) details: ContractDetails,
    pub(super) facts: ContractFacts,
    pub(super) lines: Vec<PriceLine>,
    pub(super) bills: Vec<Bill>,
    pub(super) planted: Vec<(FindingKind, Option<Money>)>,
    pub(super) habit: Habit,
    country: Country,
}

/// What the bills of a contract look like.
#[derive(Clone, Copy)]
pub(super) struct Habit {
    /// What is printed to name the contract.
    pub(super) names: Names,
    /// Whether the period is printed.
    pub(super) period: bool,
    /// Whether the due day is printed.
    pub(super) due: bool,
    /// How the customer pays.
    pub(super) pays: Pays,
}

/// How a bill names its contract.
#[derive(Clone, Copy)]
pub(super) enum Names {
    /// By our number.
    Number,
    /// By the number under which the customer knows it.
    Reference,
    /// By the customer's purchase order.
    PurchaseOrder,
    /// Not at all.
    Nothing,
}

/// How a bill is paid.
#[derive(Clone, Copy)]
pub(super) enum Pays {
    /// So many days before it is due.
    Early(u64),
    /// So many days after it was due; where that day is still to come, on the due day.
    Late(u64),
    /// A part in hundredths on the due day, and no more.
    Part(i64),
    /// Not at all.
    Never,
}

/// An invoice or credit note in the making.
#[derive(Clone)]
pub(super) struct Bill {
    pub(super) billing_day: Day,
    pub(super) issued_on: Day,
    pub(super) entity: LegalEntityId,
    pub(super) currency: Currency,
    pub(super) habit: Habit,
    pub(super) credit: bool,
    pub(super) items: Vec<Item>,
}

/// A line of a bill.
#[derive(Clone)]
pub(super) struct Item {
    /// Position of the price line.
    pub(super) position: u32,
    pub(super) period: Period,
    /// Whether something was promised for the period.
    pub(super) promised: bool,
    pub(super) amount: Money,
    pub(super) vat: Option<Decimal>,
    /// Whether it fits another period as well, so that a person has to choose.
    pub(super) puzzling: bool,
}

/// The first day of the month so many months after (or, negative, before) the month of a day.
pub(super) fn month(today: Day, after: i32) -> Day {
    let first = today.with_day(1).unwrap_or(today);
    let count = after.unsigned_abs();
    if after < 0 { sub_months(first, count) } else { add_months(first, count) }.unwrap_or(first)
}

/// A day so many days after (or, negative, before) another.
pub(super) fn days(day: Day, after: i64) -> Day {
    let count = Days::new(after.unsigned_abs());
    if after < 0 { day.checked_sub_days(count) } else { day.checked_add_days(count) }.unwrap_or(day)
}

/// So many months after a day, clamped to the month's end.
pub(super) fn months(day: Day, after: i32) -> Day {
    let count = after.unsigned_abs();
    if after < 0 { sub_months(day, count) } else { add_months(day, count) }.unwrap_or(day)
}

impl Story {
    /// A service delivered again and again by our company in the customer's country.
    pub(super) fn new(today: Day, name: &'static str, customer: CustomerKey, title: &str) -> Self {
        let country = customer.country();
        let days = match country {
            Country::France => 45,
            Country::Britain | Country::China => 30,
        };
        Self {
            today,
            name,
            details: ContractDetails {
                title: title.to_owned(),
                contract_type: ContractType::RecurringService,
                customer: customer.id(),
                legal_entity: country.entity(),
                reference: None,
                owner: Some(country.account_owner()),
                deputy: Some(country.deputy()),
                signed_on: None,
                starts_on: None,
                term: TermLength::Unknown,
                renewal: Renewal::None,
                notice: None,
                decision_buffer_days: 30,
                date_terms: DateTerms::default(),
                agreed_terms: Vec::new(),
                currency: country.currency(),
                value: None,
                payment_term: Some(PaymentTerm { days, end_of_month: false }),
                purchase_order: None,
                confidentiality: Confidentiality::Organisation,
            },
            facts: ContractFacts::default(),
            lines: Vec::new(),
            bills: Vec::new(),
            planted: Vec::new(),
            habit: Habit { names: Names::Number, period: true, due: true, pays: Pays::Early(title.len() as u64 % 9) },
            country,
        }
    }

    pub(super) fn kind(mut self, contract_type: ContractType) -> Self {
        self.details.contract_type = contract_type;
        self
    }

    /// In force from a day for a number of months; signed some two weeks before, or lately.
    pub(super) fn runs(mut self, first: Day, months: u32) -> Self {
        self.details.term = TermLength::Months { months };
        self.begins(first)
    }

    pub(super) fn begins(mut self, first: Day) -> Self {
        let before = 9 + i64::try_from(self.details.title.len() % 12).unwrap_or(0);
        self.details.starts_on = Some(first);
        self.details.signed_on = Some(days(first, -before).min(days(self.today, -3)));
        self
    }

    pub(super) fn until(mut self, last_day: Day) -> Self {
        self.details.term = TermLength::Until { last_day };
        self
    }

    pub(super) fn open_ended(mut self) -> Self {
        self.details.term = TermLength::OpenEnded;
        self
    }

    /// Renews by itself unless notice is given so many months before.
    pub(super) fn tacit(mut self, months: u32, notice_months: u32) -> Self {
        self.details.renewal = Renewal::Tacit { months, maximum: None };
        self.notice(Length::Months(notice_months))
    }

    pub(super) fn express(mut self) -> Self {
        self.details.renewal = Renewal::Express;
        self
    }

    /// It goes on only by a new agreement: that is decided, as it had to be so many days before the end, and nothing is signed yet.
    pub(super) fn awaiting_signature(mut self, buffer_days: u32) -> Self {
        self.details.renewal = Renewal::Express;
        self.details.decision_buffer_days = buffer_days;
        let dates = term::dates(&self.details, &self.facts, &self.country.practice(), self.today);
        self.facts.renewal_decided_for = dates.ends_on.map(|dated| dated.day);
        self
    }

    pub(super) fn notice(mut self, notice: Length) -> Self {
        self.details.notice = Some(notice);
        self
    }

    pub(super) fn due(mut self, days: u16, end_of_month: bool) -> Self {
        self.details.payment_term = Some(PaymentTerm { days, end_of_month });
        self
    }

    /// The customer's purchase order, which bills print.
    pub(super) fn purchase_order(mut self, order: &str) -> Self {
        self.details.purchase_order = Some(order.to_owned());
        self.habit.names = Names::PurchaseOrder;
        self
    }

    /// The customer's own number for the contract, which bills print.
    pub(super) fn reference(mut self, reference: &str) -> Self {
        self.details.reference = Some(reference.to_owned());
        self.habit.names = Names::Reference;
        self
    }

    /// Bills print no contract.
    pub(super) fn unnamed(mut self) -> Self {
        self.habit.names = Names::Nothing;
        self
    }

    /// Bills print no period, only their own date.
    pub(super) fn undated(mut self) -> Self {
        self.habit.period = false;
        self
    }

    /// Bills print no due day.
    pub(super) fn without_due_day(mut self) -> Self {
        self.habit.due = false;
        self
    }

    pub(super) fn pays(mut self, pays: Pays) -> Self {
        self.habit.pays = pays;
        self
    }

    pub(super) fn owner(mut self, owner: Option<PersonId>) -> Self {
        self.details.owner = owner;
        self
    }

    pub(super) fn line(mut self, line: Line) -> Self {
        let position = u32::try_from(self.lines.len()).unwrap_or(u32::MAX).saturating_add(1);
        let first = self.details.starts_on.unwrap_or(self.today);
        self.lines.push(line.finish(position, self.country, first));
        self
    }

    /// What the contract says about its dates beside term, renewal and notice.
    pub(super) fn dated(mut self, date_terms: DateTerms) -> Self {
        self.details.date_terms = date_terms;
        self
    }

    /// A term that an amendment made longer by some months.
    pub(super) fn extended(mut self, agreed_on: Day, by_months: i32) -> Self {
        let last = term::last_day_of_term(&self.details, &self.facts, agreed_on);
        self.facts.extension = last.map(|last| Extension { agreed_on, until: month_end(months(last, by_months)) });
        self
    }

    /// The value stated, where it is not simply what the lines add up to.
    pub(super) fn valued(mut self, major: i64) -> Self {
        self.details.value = Money::round(Decimal::from(major), self.details.currency).ok();
        self
    }

    /// Issues every bill that is due by today as the terms promise.
    pub(super) fn bill(mut self) -> Self {
        if self.details.value.is_none() {
            self.details.value = self.worth();
        }
        let last = term::known_end(&self.details, &self.facts, &self.country.practice(), self.today);
        for row in self.rows(&self.lines, last) {
            self.issue(row, true);
        }
        self
    }

    fn issue(&mut self, row: ExpectedAmount, promised: bool) {
        let delay = i64::try_from(self.name.len() % 4).unwrap_or(0);
        let issued_on = days(row.billing_day, delay);
        let Some(line) = self.lines.iter().find(|line| line.id == row.line) else { return };
        if row.amount.is_zero() || issued_on > self.today {
            return;
        }
        let item = Item {
            position: line.position,
            period: row.period,
            promised,
            amount: row.amount,
            vat: line.vat_percent,
            puzzling: false,
        };
        match self.bills.iter_mut().find(|bill| bill.billing_day == row.billing_day) {
            Some(bill) => bill.items.push(item),
            None => self.bills.push(Bill {
                billing_day: row.billing_day,
                issued_on,
                entity: self.details.legal_entity,
                currency: self.details.currency,
                habit: self.habit,
                credit: false,
                items: vec![item],
            }),
        }
    }

    /// What the lines promise up to today, by billing day.
    fn rows(&self, lines: &[PriceLine], last: Option<Day>) -> Vec<ExpectedAmount> {
        let mut rows = self.rows_until(lines, last, self.today);
        rows.sort_by_key(|row| row.billing_day);
        rows
    }

    fn rows_until(&self, lines: &[PriceLine], last: Option<Day>, horizon: Day) -> Vec<ExpectedAmount> {
        let Some(first) = self.details.starts_on else { return Vec::new() };
        let billable = Billable { first, last, horizon };
        let rows = lines.iter().filter_map(|line| billing::expected(line, self.details.currency, billable).ok());
        rows.flatten().collect()
    }

    /// What the lines add up to in the first term.
    fn worth(&self) -> Option<Money> {
        let first = self.details.starts_on?;
        let last = match self.details.term {
            TermLength::Months { months } => days(add_months(first, months)?, -1),
            TermLength::Until { last_day } => last_day,
            TermLength::OpenEnded | TermLength::Unknown => return None,
        };
        let rows = self.rows_until(&self.lines, Some(last), last);
        let total = total(rows.iter().map(|row| row.amount), self.details.currency);
        (!total.is_zero()).then_some(total)
    }

    /// The last bill whose billing day is not after a day.
    fn latest(&mut self, by: Day) -> Option<&mut Bill> {
        self.bills.iter_mut().filter(|bill| bill.billing_day <= by && !bill.credit).max_by_key(|bill| bill.billing_day)
    }

    /// Whether a period with that billing day is late enough to be judged.
    fn is_judged(&self, billing_day: Day) -> bool {
        days(billing_day, i64::from(Settings::default().grace_days)) < self.today
    }

    pub(super) fn plant(&mut self, kind: FindingKind, minor: i64) {
        if minor > 0 {
            self.planted.push((kind, Some(Money::new(minor, self.details.currency))));
        }
    }

    /// Plants a leak whose amount cannot be said.
    pub(super) fn planting(mut self, kind: FindingKind) -> Self {
        self.planted.push((kind, None));
        self
    }

    /// Somebody decides about a renewal in good time, unless forgetting it is the story.
    pub(super) fn decide_renewal(&mut self) {
        let dates = term::dates(&self.details, &self.facts, &self.country.practice(), self.today);
        let Some(deadline) = dates.notice_deadline.map(|dated| dated.day) else { return };
        let forgotten = self.planted.iter().any(|(kind, _)| *kind == FindingKind::NoticeNear);
        if !forgotten && self.today <= deadline && deadline <= days(self.today, 90) {
            self.facts.renewal_decided_for = Some(deadline);
        }
    }
}

/// Adds up amounts of one currency.
pub(super) fn total(amounts: impl Iterator<Item = Money>, currency: Currency) -> Money {
    let minor = amounts.filter(|amount| amount.currency == currency).map(|amount| amount.minor).sum();
    Money::new(minor, currency)
}

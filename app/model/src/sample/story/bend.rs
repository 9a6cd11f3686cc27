//! What goes wrong in a story: each bend changes the bills and lists the leak that it plants.

use super::{Names, Pays, Story, days, total};
use crate::{
    calendar::{Day, Period, add_months},
    contract::Renewal,
    leakage::{FindingKind, Settings},
    money::{Currency, Money},
    price_line::PriceLine,
    sample::company::Country,
    term,
};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

impl Story {
    /// The last bill by a day was never written.
    pub(in crate::sample) fn forget(self, by: Day) -> Self {
        self.forget_as(by, FindingKind::MissingPeriod)
    }

    /// The last bill by a day, which the acceptance of a milestone released, was never written.
    pub(in crate::sample) fn forget_milestone(self, by: Day) -> Self {
        self.forget_as(by, FindingKind::MilestoneNotInvoiced)
    }

    fn forget_as(mut self, by: Day, kind: FindingKind) -> Self {
        let Some(forgotten) = self.latest(by).map(|bill| bill.clone()) else { return self };
        self.bills.retain(|bill| bill.billing_day != forgotten.billing_day);
        for item in forgotten.items {
            self.plant(kind, item.amount.minor);
        }
        self
    }

    /// No bill was written from a day on.
    pub(in crate::sample) fn stop(mut self, from: Day) -> Self {
        let last = term::known_end(&self.details, &self.facts, &self.country.practice(), self.today);
        let lost = self.rows(&self.lines, last).into_iter();
        let lost = lost.filter(|row| row.billing_day >= from && self.is_judged(row.billing_day));
        let lost = total(lost.map(|row| row.amount), self.details.currency);
        let kind = if self.bills.iter().any(|bill| bill.billing_day < from) {
            FindingKind::StoppedWhileLive
        } else {
            FindingKind::NeverBilled
        };
        self.bills.retain(|bill| bill.billing_day < from);
        self.plant(kind, lost.minor);
        self
    }

    /// A line was never billed, while the others are.
    pub(in crate::sample) fn never_billed(mut self, position: u32) -> Self {
        let mut lost = 0;
        for bill in &mut self.bills {
            let judged = days(bill.billing_day, i64::from(Settings::default().grace_days)) < self.today;
            for item in bill.items.extract_if(.., |item| item.position == position) {
                lost += if judged { item.amount.minor } else { 0 };
            }
        }
        self.bills.retain(|bill| !bill.items.is_empty());
        self.plant(FindingKind::NeverBilled, lost);
        self
    }

    /// From a day on, bills were written as if the lines were other ones.
    pub(in crate::sample) fn billed_as_if(
        mut self,
        kind: FindingKind,
        from: Day,
        change: impl Fn(&mut PriceLine),
    ) -> Self {
        let mut lines = self.lines.clone();
        lines.iter_mut().for_each(change);
        let last = term::known_end(&self.details, &self.facts, &self.country.practice(), self.today);
        let amounts: BTreeMap<_, _> =
            self.rows(&lines, last).into_iter().map(|row| ((row.line, row.period.first), row.amount)).collect();
        let mut lost = 0;
        for bill in self.bills.iter_mut().filter(|bill| bill.billing_day >= from) {
            let judged = days(bill.billing_day, i64::from(Settings::default().grace_days)) < self.today;
            for item in &mut bill.items {
                let line = self.lines.iter().find(|line| line.position == item.position);
                let Some(amount) = line.and_then(|line| amounts.get(&(line.id, item.period.first))) else { continue };
                lost += if judged { item.amount.minor - amount.minor } else { 0 };
                item.amount = *amount;
            }
        }
        self.plant(kind, lost);
        self
    }

    /// The first line of the last bill by a day carried another amount, in major units.
    pub(in crate::sample) fn misbill(mut self, by: Day, hundredths: i64) -> Self {
        let Some(item) = self.latest(by).and_then(|bill| bill.items.first_mut()) else { return self };
        let difference = item.amount.minor - hundredths;
        item.amount.minor = hundredths;
        self.plant(FindingKind::BelowTerms, difference);
        self.plant(FindingKind::AboveTerms, -difference);
        self
    }

    /// The last bill by a day was sent again some days later.
    pub(in crate::sample) fn repeat(mut self, by: Day, after: i64) -> Self {
        let Some(mut again) = self.latest(by).map(|bill| bill.clone()) else { return self };
        again.issued_on = days(again.issued_on, after);
        for item in &again.items {
            self.plant(FindingKind::BilledTwice, item.amount.minor);
        }
        self.bills.push(again);
        self
    }

    /// The last bill by a day was taken back some days later, or so many hundredths of its amount were.
    /// It is not paid, or only what is left of it is.
    pub(in crate::sample) fn credit(mut self, by: Day, after: i64, hundredths: i64) -> Self {
        let Some(bill) = self.latest(by) else { return self };
        let mut credit = bill.clone();
        bill.habit.pays = if hundredths == 100 { Pays::Never } else { Pays::Part(100 - hundredths) };
        credit.credit = true;
        credit.issued_on = days(credit.issued_on, after);
        for item in &mut credit.items {
            item.amount.minor = -(item.amount.minor * hundredths / 100);
        }
        self.bills.push(credit);
        self
    }

    /// The last bill by a day was written anew some days later, with the amounts of the terms.
    pub(in crate::sample) fn bill_anew(mut self, by: Day, after: i64) -> Self {
        let habit = self.habit;
        let Some(mut anew) = self.latest(by).map(|bill| bill.clone()) else { return self };
        let last = term::known_end(&self.details, &self.facts, &self.country.practice(), self.today);
        let rows = self.rows(&self.lines, last);
        anew.issued_on = days(anew.issued_on, after);
        anew.habit = habit;
        for item in &mut anew.items {
            let line = self.lines.iter().find(|line| line.position == item.position);
            let mut rows = rows.iter().filter(|row| line.is_some_and(|line| line.id == row.line));
            if let Some(row) = rows.find(|row| row.period == item.period) {
                item.amount = row.amount;
            }
        }
        self.bills.push(anew);
        self
    }

    /// Takes back what a bend planted, because it was put right later.
    pub(in crate::sample) fn put_right(mut self) -> Self {
        self.planted.pop();
        self
    }

    /// So many bills were written after the end as if the contract went on.
    pub(in crate::sample) fn billed_on(mut self, bills: usize) -> Self {
        let Some(end) = term::known_end(&self.details, &self.facts, &self.country.practice(), self.today) else {
            return self;
        };
        let mut lines = self.lines.clone();
        lines.iter_mut().for_each(|line| line.ends_on = None);
        let rows = self.rows(&lines, None).into_iter().filter(|row| row.period.first > end).take(bills);
        let mut billed = 0;
        for row in rows.collect::<Vec<_>>() {
            let count = self.bills.len();
            let amount = row.amount.minor;
            self.issue(row, false);
            billed += if self.bills.len() > count { amount } else { 0 };
        }
        self.plant(FindingKind::BillingAfterEnd, billed);
        self
    }

    /// Another company of ours issued the last bill by a day.
    pub(in crate::sample) fn issued_by(mut self, by: Day, country: Country) -> Self {
        let Some(bill) = self.latest(by) else { return self };
        bill.entity = country.entity();
        let billed = bill.items.iter().map(|item| item.amount.minor).sum();
        self.plant(FindingKind::WrongParty, billed);
        self
    }

    /// The last bill by a day charged another tax rate.
    pub(in crate::sample) fn taxed(mut self, by: Day, percent: i64) -> Self {
        let Some(bill) = self.latest(by) else { return self };
        let charged = Decimal::from(percent);
        let mut wrong = 0;
        for item in &mut bill.items {
            let rate = item.vat.unwrap_or(charged) - charged;
            let tax = Money::round(item.amount.major() * rate.abs() / Decimal::ONE_HUNDRED, item.amount.currency);
            wrong += tax.map_or(0, |tax| tax.minor);
            item.vat = Some(charged);
        }
        self.plant(FindingKind::WrongParty, wrong);
        self
    }

    /// The last bill by a day was written in another currency, at a rate in hundredths, so that it bills nothing of what is
    /// promised.
    pub(in crate::sample) fn in_currency(mut self, by: Day, currency: Currency, rate: i64) -> Self {
        let Some(bill) = self.latest(by) else { return self };
        let promised: Vec<i64> = bill.items.iter().map(|item| item.amount.minor).collect();
        bill.currency = currency;
        for item in &mut bill.items {
            item.amount = Money::new(item.amount.minor * rate / 100, currency);
        }
        let billed = bill.items.iter().map(|item| item.amount.minor).sum();
        self.planted.push((FindingKind::WrongParty, Some(Money::new(billed, currency))));
        for minor in promised {
            self.plant(FindingKind::MissingPeriod, minor);
        }
        self
    }

    /// How the last bill by a day is paid.
    pub(in crate::sample) fn paid(mut self, by: Day, pays: Pays) -> Self {
        if let Some(bill) = self.latest(by) {
            bill.habit.pays = pays;
        }
        self
    }

    /// The last bill by a day names no contract and prints no period, and fits another one as well.
    pub(in crate::sample) fn puzzling(mut self, by: Day) -> Self {
        if let Some(bill) = self.latest(by) {
            bill.habit.names = Names::Nothing;
            bill.habit.period = false;
            bill.items.iter_mut().for_each(|item| item.puzzling = true);
        }
        self
    }

    /// The last bill by a day is still to be written.
    pub(in crate::sample) fn not_yet(mut self, by: Day) -> Self {
        if let Some(day) = self.latest(by).map(|bill| bill.billing_day) {
            self.bills.retain(|bill| bill.billing_day != day);
        }
        self
    }

    /// The last day for notice is near; what is at stake is the term that would follow.
    pub(in crate::sample) fn notice_near(mut self) -> Self {
        let dates = term::dates(&self.details, &self.facts, &self.country.practice(), self.today);
        let Renewal::Tacit { months, .. } = self.details.renewal else { return self };
        let Some(first) = dates.renews_on.map(|dated| dated.day) else { return self };
        let Some(next) = add_months(first, months).and_then(|after| Period::new(first, days(after, -1))) else {
            return self;
        };
        let rows = self.rows_until(&self.lines, None, next.last).into_iter();
        let rows = rows.filter(|row| next.contains(row.period.first));
        let value = total(rows.map(|row| row.amount), self.details.currency);
        self.plant(FindingKind::NoticeNear, value.minor);
        self
    }
}

//! Two people in one form: what one of them changed goes over what the other saved meanwhile, and nothing else does.

use super::{ContractForm, LineForm};
use crate::{
    language::Language,
    typed::{Form, figure},
};
use serde_json::{Map, Value};

/// Fields that say one thing together: whoever changed one of them meant all. Others stand by themselves.
const TOGETHER: [&[&str]; 9] = [
    &["term_kind", "term_months", "term_last_day"],
    &["renewal_kind", "renewal_months", "renewal_maximum"],
    &["notice_count", "notice_unit"],
    &["payment_days", "payment_end_of_month"],
    &["confidentiality_kind", "team", "people"],
    &["currency", "value"],
    &["unit_price", "price_shown", "price_from"],
    &["rhythm", "day", "timing"],
    &["increase_percent", "increase_first_on"],
];

impl ContractForm {
    /// What this form says after somebody else saved `theirs`, where both began with `base`: the fields that were changed
    /// here, and otherwise what stands there now. Price lines are compared one by one; a line that was changed here stays
    /// although the other took it away.
    #[must_use]
    pub fn over(&self, base: &Self, theirs: &Self) -> Self {
        let blank = |form: &Self| Self { lines: Vec::new(), ..form.clone() };
        let (mine, base, theirs) = (self.without_blanks(), base.without_blanks(), theirs.without_blanks());
        let fields = merged(&blank(&mine), &blank(&base), &blank(&theirs)).unwrap_or_else(|| blank(&mine));
        Self { lines: lines(&mine.lines, &base.lines, &theirs.lines), ..fields }
    }

    /// The form without the days that are only proposed, because the price they stand beside is that of `base`: they say
    /// nothing of a line to whoever compares it.
    #[must_use]
    pub fn without_proposed_days(&self, base: Option<&Self>, language: Language) -> Self {
        let mut form = self.clone();
        for line in form.lines.iter_mut().filter(|line| !line.id.is_empty()) {
            let before = base.and_then(|base| base.lines.iter().find(|before| before.id == line.id));
            let price = |line: &LineForm| figure(&line.unit_price, language).map(|(price, _sign)| price);
            if before.is_none_or(|before| price(before) == price(line)) {
                line.price_from.clear();
            }
        }
        form
    }

    /// The form without the rows of discounts and later prices that a page offers to be filled in: who leaves them as they
    /// are changes nothing.
    fn without_blanks(&self) -> Self {
        let mut form = self.clone();
        for line in &mut form.lines {
            line.discounts.retain(|discount| !discount.is_blank());
            line.ramp.retain(|step| !step.is_blank());
        }
        form
    }

    /// The fields in which this form differs from `theirs` only because they changed them: they stay as saved there.
    pub fn untouched(&self, base: &Self, theirs: &Self) -> Vec<String> {
        let replaced = self.over(base, theirs).changes(&theirs.without_blanks());
        let differing = self.without_blanks().changes(&theirs.without_blanks()).into_iter().map(|change| change.field);
        differing.filter(|field| replaced.iter().all(|change| change.field != *field)).collect()
    }
}

fn lines(mine: &[LineForm], base: &[LineForm], theirs: &[LineForm]) -> Vec<LineForm> {
    let of = |lines: &[LineForm], id: &str| lines.iter().find(|line| line.id == id).cloned();
    let mut all: Vec<LineForm> = Vec::new();
    for line in mine {
        if line.id.is_empty() {
            all.push(line.clone());
            continue;
        }
        match (of(base, &line.id), of(theirs, &line.id)) {
            (Some(before), Some(now)) => all.push(merged(line, &before, &now).unwrap_or_else(|| line.clone())),
            (Some(before), None) if before == *line => {}
            (_, _) => all.push(line.clone()),
        }
    }
    let added = theirs.iter().filter(|line| of(base, &line.id).is_none() && of(mine, &line.id).is_none());
    all.extend(added.cloned());
    all
}

/// Field by field: mine where I changed it or one that belongs to it, else theirs. Nothing where a value is no record.
fn merged<T: serde::Serialize + serde::de::DeserializeOwned>(mine: &T, base: &T, theirs: &T) -> Option<T> {
    let fields = |value: &T| serde_json::to_value(value).ok().and_then(|value| value.as_object().cloned());
    let (mine, base, theirs): (Map<_, _>, Map<_, _>, Map<_, _>) = (fields(mine)?, fields(base)?, fields(theirs)?);
    let changed = |field: &str| {
        let alone = [field];
        let together = TOGETHER.iter().find(|group| group.contains(&field)).copied().unwrap_or(&alone);
        together.iter().any(|field| mine.get(*field) != base.get(*field))
    };
    let kept = mine.iter().map(|(field, value)| {
        let value = if changed(field) { value } else { theirs.get(field).unwrap_or(value) };
        (field.clone(), value.clone())
    });
    serde_json::from_value(Value::Object(kept.collect())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        contract::form::{DiscountForm, RampForm},
        money::Currency,
    };

    fn line(id: &str, price: &str) -> LineForm {
        LineForm { id: id.to_owned(), description: id.to_owned(), unit_price: price.to_owned(), ..LineForm::blank() }
    }

    fn base() -> ContractForm {
        ContractForm {
            title: "Gates".to_owned(),
            reference: "A".to_owned(),
            lines: vec![line("one", "100"), line("two", "200")],
            ..ContractForm::blank(Currency::EUR)
        }
    }

    #[test]
    fn only_what_was_changed_here_goes_over_what_was_saved_meanwhile() {
        let theirs = ContractForm { title: "Their gates".to_owned(), reference: "B".to_owned(), ..base() };
        let mine = ContractForm { reference: "C".to_owned(), purchase_order: "PO 1".to_owned(), ..base() };
        let saved = mine.over(&base(), &theirs);
        let said = [saved.title.as_str(), saved.reference.as_str(), saved.purchase_order.as_str()];
        assert_eq!(said, ["Their gates", "C", "PO 1"]);
        assert_eq!(mine.untouched(&base(), &theirs), ["title"]);
        assert_eq!(mine.over(&base(), &base()), mine, "nobody else saved");
        assert_eq!(base().over(&base(), &theirs), theirs, "nothing was changed here");
    }

    #[test]
    fn what_says_one_thing_together_is_taken_together() {
        let theirs = ContractForm { notice_unit: "weeks".to_owned(), notice_count: "6".to_owned(), ..base() };
        let mine = ContractForm { notice_count: "2".to_owned(), ..base() };
        let saved = mine.over(&base(), &theirs);
        assert_eq!((saved.notice_count.as_str(), saved.notice_unit.as_str()), ("2", "months"), "never two weeks");
        assert!(mine.untouched(&base(), &theirs).is_empty(), "both changed the notice");
    }

    #[test]
    fn rows_that_a_page_offers_empty_take_nothing_away() {
        let mut theirs = base();
        let step = RampForm { from: "2027-02-01".to_owned(), unit_price: "1500".to_owned() };
        theirs.lines[0].ramp = vec![step.clone()];
        theirs.lines[1].discounts =
            vec![DiscountForm { from: "2027-01-01".to_owned(), to: String::new(), percent: "10".to_owned() }];
        let mut mine = ContractForm { title: "My gates".to_owned(), ..base() };
        for line in &mut mine.lines {
            line.ramp = vec![RampForm::default()];
            line.discounts = vec![DiscountForm::default(), DiscountForm::default()];
        }
        let saved = mine.over(&base(), &theirs);
        assert_eq!(saved, ContractForm { title: "My gates".to_owned(), ..theirs.clone() });
        mine.lines[0].ramp.push(RampForm { unit_price: "1600".to_owned(), ..step.clone() });
        assert_eq!(mine.over(&base(), &theirs).lines[0].ramp[0].unit_price, "1600", "what was typed here");
    }

    #[test]
    fn a_day_is_told_only_beside_a_price_that_was_changed() {
        let from = |price: &str| {
            let mut form = base();
            form.lines[0].unit_price = price.to_owned();
            form.lines[0].price_from = "2027-01-01".to_owned();
            form
        };
        let days = |form: &ContractForm| form.lines.iter().map(|line| line.price_from.clone()).collect::<Vec<_>>();
        assert_eq!(days(&from("110").without_proposed_days(Some(&from("100.0")), Language::En)), ["2027-01-01", ""]);
        assert_eq!(days(&from("100").without_proposed_days(Some(&from("100.0")), Language::En)), ["", ""]);
        assert_eq!(days(&from("110").without_proposed_days(None, Language::En)), ["", ""]);
        let [typed, kept] = [from("110").without_proposed_days(Some(&from("100.0")), Language::En), base()];
        let changes = typed.changes(&kept);
        assert_eq!(changes.len(), 1);
        assert!(changes[0].before.contains("2027-01-01") && !changes[0].after.contains("2027-01-01"));
    }

    #[test]
    fn price_lines_are_compared_one_by_one() {
        let mut theirs = base();
        theirs.lines[0].unit_price = "110".to_owned();
        theirs.lines.push(line("three", "300"));
        let mut mine = base();
        mine.lines[1].unit_price = "220".to_owned();
        mine.lines.push(LineForm { description: "new".to_owned(), ..line("", "50") });
        let saved = mine.over(&base(), &theirs);
        let said: Vec<_> = saved.lines.iter().map(|line| (line.id.as_str(), line.unit_price.as_str())).collect();
        assert_eq!(said, [("one", "110"), ("two", "220"), ("", "50"), ("three", "300")]);
        // A line that they took away is gone, unless it was changed here.
        let fewer = ContractForm { lines: Vec::new(), ..base() };
        assert_eq!(
            mine.over(&base(), &fewer).lines.iter().map(|line| line.id.as_str()).collect::<Vec<_>>(),
            ["two", ""]
        );
    }
}

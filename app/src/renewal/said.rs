//! What the page of a renewal says. The server says it: its sentences are many, and no browser needs the rules behind them.

use super::api::{PackPart, PastShown, ShownRenewal};
use crate::words::{Words, renewal as words_of, renewal_page as say};
use model::{
    calendar::Day,
    money::Currency,
    permission::Permission,
    renewal::{RenewalChoice, RenewalDecision, Second, Upcoming, Way},
    view::{ContractSheet, NamedRenewal, PriceAhead, RenewalPack, RenewalSheet},
};
use operations::Actor;
use rust_decimal::Decimal;

/// The page as whoever looks reads it.
pub fn shown(actor: &Actor, sheet: RenewalSheet) -> ShownRenewal {
    let w = Words(actor.language());
    let RenewalSheet { sheet, ahead, opens_on, value, needs_second, open, may_confirm, pack, past } = sheet;
    let day = sheet.day;
    let may_decide = actor.may(Permission::GiveNotice);
    // What is open may be signed already: then the term after it lies ahead, and nothing is left to be decided of either.
    let to_decide = ahead.filter(|ahead| open.as_ref().is_none_or(|open| open.work.upcoming.term == ahead.term));
    let of = open.as_ref().map(|open| open.work.upcoming).or(ahead);
    let choice = open.as_ref().and_then(|open| open.work.choice.as_ref());
    let goes_on = choice.is_some_and(|choice| {
        choice.counts() && matches!(choice.decision, RenewalDecision::RenewAsIs | RenewalDecision::Renegotiate)
    });
    let signed = open.as_ref().is_some_and(|open| open.work.signed_on.is_some());
    let express = of.is_some_and(|of| of.way == Way::Express);
    let mut situation = Vec::new();
    if let Some(of) = &of {
        let noticed = noticed(w, &sheet);
        if noticed.is_none() {
            situation.push(how(w, of, day));
        }
        situation.extend(noticed);
        if choice.is_none() && to_decide.is_some() {
            let late = of.decide_by < day;
            situation.push(on(w, if late { say::DUE_LATE } else { say::DUE }, of.decide_by, day));
            if late && of.deadline.is_some_and(|deadline| day <= deadline) {
                situation.push(w.t(say::ESCALATES).to_owned());
            }
            if let Some(opens_on) = opens_on.filter(|opens_on| open.is_none() && *opens_on > day) {
                situation.push(w.with(say::OPENS, &[("day", &w.day(opens_on))]));
            }
        }
        if let Some(value) = value.or(open.as_ref().and_then(|open| open.work.value)) {
            situation.push(w.with(say::WORTH, &[("value", &w.money(value))]));
        }
        if needs_second && choice.is_none() && to_decide.is_some() {
            situation.push(w.t(say::NEEDS_SECOND).to_owned());
        }
    }
    ShownRenewal {
        term: of.map(|of| w.with(say::TERM, &[("number", &w.number(of.term)), ("day", &w.day(of.first_on))])),
        situation,
        state: open.as_ref().map(|open| open.state),
        version: open.as_ref().map_or(0, |open| open.work.version),
        decided: open.as_ref().map(|open| decided(w, open, actor)).unwrap_or_default(),
        choices: to_decide.filter(|_| may_decide).map(|ahead| choices(w, &ahead, day)).unwrap_or_default(),
        chosen: choice.map(|choice| choice.decision),
        may_confirm: may_confirm && choice.is_some_and(|choice| !choice.counts()),
        may_sign: may_decide && express && goes_on && !signed && to_decide.is_some(),
        may_take_back: may_decide && signed && of.is_some_and(|of| of.first_on > day),
        pack: parts(w, &sheet.number, sheet.details.currency, pack),
        past: past.iter().map(|past| past_shown(w, past)).collect(),
        sheet,
    }
}

fn on(w: Words, text: crate::words::Text, day: Day, today: Day) -> String {
    w.with(text, &[("day", &w.day(day)), ("distance", &w.distance(today, day))])
}

fn how(w: Words, of: &Upcoming, today: Day) -> String {
    match (of.way, of.deadline) {
        (Way::Express, _) => {
            let last = of.first_on.pred_opt().unwrap_or(of.first_on);
            w.with(say::BY_SIGNATURE, &[("last", &w.day(last))])
        }
        (Way::Tacit, None) => w.t(say::BY_ITSELF_PLAIN).to_owned(),
        (Way::Tacit, Some(deadline)) => {
            let text = if deadline < today { say::BY_ITSELF_PASSED } else { say::BY_ITSELF };
            w.with(text, &[("deadline", &w.day(deadline)), ("distance", &w.distance(today, deadline))])
        }
    }
}

/// That notice was given, by whom, and what it ends.
fn noticed(w: Words, sheet: &ContractSheet) -> Option<String> {
    let facts = &sheet.facts;
    let (text, day) = match (facts.notice_given_on, facts.notice_received_on) {
        (Some(day), _) => (say::NOTICED_BY_US, day),
        (None, Some(day)) => (say::NOTICED_BY_THEM, day),
        (None, None) => return None,
    };
    let last = sheet.dates.ends_on.as_ref()?.day;
    Some(w.with(text, &[("day", &w.day(day)), ("last", &w.day(last))]))
}

/// What was decided, by whom and why, and who confirmed it.
fn decided(w: Words, open: &NamedRenewal, actor: &Actor) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(choice) = &open.work.choice {
        let own = choice.by.is_some() && choice.by == actor.person();
        said.push(chosen(w, choice, open.decided_by.as_deref()));
        match choice.second {
            Second::NotNeeded => {}
            Second::Awaited => said.push(w.t(if own { say::AWAITS_OWN } else { say::AWAITS }).to_owned()),
            Second::Given { on, by: _ } => {
                let name = open.confirmed_by.as_deref().unwrap_or(w.t(say::SOMEBODY));
                said.push(w.with(say::CONFIRMED_BY, &[("name", name), ("day", &w.day(on))]));
            }
        }
    }
    said.extend(open.work.signed_on.map(|day| w.with(say::SIGNED, &[("day", &w.day(day))])));
    said
}

fn chosen(w: Words, choice: &RenewalChoice, by: Option<&str>) -> String {
    let values = [
        ("decision", w.t(words_of::decision(choice.decision))),
        ("name", by.unwrap_or(w.t(say::SOMEBODY))),
        ("day", &*w.day(choice.on)),
        ("reason", &*choice.reason),
    ];
    w.with(say::DECIDED_BY, &values)
}

/// What may be decided, each with what follows from it.
fn choices(w: Words, ahead: &Upcoming, today: Day) -> Vec<(RenewalDecision, String)> {
    let late = ahead.deadline.is_some_and(|deadline| deadline < today);
    let about = |decision| match (decision, ahead.way) {
        (RenewalDecision::RenewAsIs, Way::Tacit) => say::ABOUT_RENEW,
        (RenewalDecision::RenewAsIs, Way::Express) => say::ABOUT_RENEW_SIGN,
        (RenewalDecision::Renegotiate, Way::Tacit) => say::ABOUT_RENEGOTIATE,
        (RenewalDecision::Renegotiate, Way::Express) => say::ABOUT_RENEW_SIGN,
        (RenewalDecision::LetLapse, _) => say::ABOUT_LAPSE,
        (RenewalDecision::GiveNotice, _) => say::ABOUT_NOTICE,
    };
    let fits =
        |decision: &RenewalDecision| decision.fits(ahead.way) && !(late && *decision == RenewalDecision::GiveNotice);
    RenewalDecision::ALL.into_iter().filter(fits).map(|decision| (decision, w.t(about(decision)).to_owned())).collect()
}

fn past_shown(w: Words, past: &NamedRenewal) -> PastShown {
    let said = match &past.work.choice {
        Some(choice) => chosen(w, choice, past.decided_by.as_deref()),
        None => w.t(say::UNDECIDED).to_owned(),
    };
    PastShown { term: past.work.upcoming.term, first_on: past.work.upcoming.first_on, state: past.state, said }
}

/// What to decide by, part by part.
fn parts(w: Words, number: &str, currency: Currency, pack: RenewalPack) -> Vec<PackPart> {
    let RenewalPack { rates, visits_due, visits_done, visits_missed, paying, findings, prices } = pack;
    let part = |name, said: Vec<String>, path: Option<String>, warns| PackPart {
        name: w.t(name).to_owned(),
        said,
        path,
        warns,
    };
    let n = |count: u32| w.number(count);
    let percent = |rate: model::obligation::Rate| {
        rate.percent().map_or_else(|| "–".to_owned(), |percent| w.percent(Decimal::from(percent)))
    };
    let kept = match rates.fulfilment.percent() {
        Some(_) => {
            w.with(say::KEPT_RATES, &[("fulfilled", &percent(rates.fulfilment)), ("on_time", &percent(rates.on_time))])
        }
        None => w.t(say::KEPT_NONE).to_owned(),
    };
    let kept_badly = rates.on_time.good < rates.on_time.all;
    let visits = match visits_due {
        0 => w.t(say::VISITS_NONE).to_owned(),
        due => w.with(say::VISITS_MADE, &[("done", &n(visits_done)), ("due", &n(due)), ("missed", &n(visits_missed))]),
    };
    let pays = paying.map(|paying| {
        let said = match (paying.in_time, paying.late) {
            (0, 0) => w.t(say::PAID_NONE).to_owned(),
            (in_time, 0) => w.with(say::PAID_WELL, &[("in_time", &n(in_time))]),
            (in_time, late) => {
                w.with(say::PAID, &[("in_time", &n(in_time)), ("late", &n(late)), ("days", &n(paying.days_late))])
            }
        };
        part(say::PAYS, vec![said], Some(format!("/contracts/{number}/money")), paying.late > paying.in_time)
    });
    let findings = findings.map(|(count, amounts)| {
        let amounts: Vec<String> = amounts.into_iter().map(|amount| w.money(amount)).collect();
        let open = w.number(count);
        let said = match (count, amounts.is_empty()) {
            (0, _) => w.t(say::FINDINGS_NONE).to_owned(),
            (_, true) => w.with(say::FINDINGS_PLAIN, &[("n", &open)]),
            (_, false) => w.with(say::FINDINGS_ARE, &[("n", &open), ("amounts", &w.list(&amounts))]),
        };
        part(say::FINDINGS, vec![said], Some(format!("/leakage/findings?contract={number}")), count > 0)
    });
    let price = |ahead: PriceAhead| {
        let PriceAhead { description, now, then, decimals, next_on } = ahead;
        let (shown, new) = (w.price_read(now, decimals, currency), w.price_read(then, decimals, currency));
        match next_on {
            _ if now != then => w.with(say::PRICE_RISES, &[("line", &description), ("now", &shown), ("then", &new)]),
            Some(next) => w.with(say::PRICE_LATER, &[("line", &description), ("now", &shown), ("day", &w.day(next))]),
            None => w.with(say::PRICE_SAME, &[("line", &description), ("now", &shown)]),
        }
    };
    let prices = match prices.is_empty() {
        true => vec![w.t(say::PRICES_NONE).to_owned()],
        false => prices.into_iter().map(price).collect(),
    };
    let own = |path: &str| Some(format!("/contracts/{number}{path}"));
    let parts = [
        Some(part(say::KEPT, vec![kept], own("/obligations"), kept_badly)),
        Some(part(say::VISITS, vec![visits], own("/visits"), visits_missed > 0)),
        pays,
        findings,
        Some(part(say::PRICES, prices, None, false)),
    ];
    parts.into_iter().flatten().collect()
}

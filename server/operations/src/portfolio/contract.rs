//! The terms of a contract.

use super::{
    draw::{among, draw, identity, pick},
    party::{Country, customer_id, customer_of, owner, team_id},
};
use chrono::{Datelike, Days};
use model::{
    calendar::{Day, Length, add_months, sub_months},
    contract::{
        Confidentiality, ContractDetails, ContractFacts, ContractType, DateTerms, PaymentTerm, Renewal, TermLength,
    },
    id::{ContractId, PriceLineId},
    price_line::{Discount, PriceLine, Recurrence, Timing, YearlyIncrease},
};
use rust_decimal::Decimal;
use store::contract::Contract;

const SERVICES: [&str; 10] = [
    "Boiler maintenance",
    "Lift maintenance",
    "Window cleaning",
    "Alarm monitoring",
    "Extinguisher inspection",
    "Entretien des espaces verts",
    "Nettoyage des locaux",
    "Télésurveillance",
    "锅炉维保",
    "电梯维保",
];

/// The `nth` contract with its price lines, as it stands on a day. Seven in ten began three years ago.
pub(super) fn terms(nth: u64, number: String, contracts: u64, day: Day) -> (Contract, Vec<PriceLine>) {
    let customer = customer_of(nth, contracts);
    let country = Country::of_customer(customer);
    let service = pick(nth, 41, &SERVICES).unwrap_or_default();
    let starts_on = starts_on(nth, day);
    let draft = among(nth, 42, 2);
    let (term, renewal, notice) = term(nth);
    let lines = lines(nth, service, starts_on);
    let details = ContractDetails {
        title: format!("{service}, site {}", 1 + draw(nth, 43, 400)),
        contract_type: ContractType::RecurringService,
        customer: customer_id(customer),
        legal_entity: country.entity(),
        reference: among(nth, 44, 60).then(|| format!("MT-{nth:06}")),
        owner: (!among(nth, 45, 3)).then(|| owner(nth)),
        deputy: among(nth, 46, 20).then(|| owner(nth + 1)),
        signed_on: if draft { None } else { starts_on.checked_sub_days(Days::new(draw(nth, 47, 40))) },
        starts_on: Some(starts_on),
        term,
        renewal,
        notice,
        decision_buffer_days: 30,
        date_terms: DateTerms::default(),
        agreed_terms: Vec::new(),
        currency: country.currency(),
        value: None,
        payment_term: Some(PaymentTerm { days: 30, end_of_month: among(nth, 48, 30) }),
        purchase_order: among(nth, 49, 30).then(|| format!("PO{:07}", nth * 7)),
        confidentiality: match draw(nth, 50, 100) {
            0 => Confidentiality::Team { team: team_id() },
            1 | 2 => Confidentiality::People { people: vec![owner(nth + 2)] },
            _ => Confidentiality::Organisation,
        },
    };
    let facts = ContractFacts {
        notice_received_on: among(nth, 51, 2).then(|| sub_months(day, 1)).flatten(),
        ..ContractFacts::default()
    };
    let contract = Contract { id: ContractId(identity(0xb005, nth)), number, details, facts, import: None, version: 1 };
    (contract, lines)
}

/// Six in ten begin on the first of a month.
fn starts_on(nth: u64, day: Day) -> Day {
    let this_month = day.with_day(1).unwrap_or(day);
    let months = if among(nth, 52, 70) { 36 } else { 36 - draw(nth, 53, 34) };
    let first = sub_months(this_month, u32::try_from(months).unwrap_or(0)).unwrap_or(this_month);
    if among(nth, 54, 60) {
        first
    } else {
        first.with_day0(u32::try_from(draw(nth, 55, 28)).unwrap_or(0)).unwrap_or(first)
    }
}

fn term(nth: u64) -> (TermLength, Renewal, Option<Length>) {
    let months = |months| TermLength::Months { months };
    let three_months = Some(Length::Months(3));
    match draw(nth, 56, 100) {
        0..55 => (months(12), Renewal::Tacit { months: 12, maximum: None }, three_months),
        55..65 => (months(36), Renewal::Tacit { months: 12, maximum: Some(2) }, three_months),
        65..80 => (TermLength::OpenEnded, Renewal::None, three_months),
        80..90 => (months(48), Renewal::Express, None),
        90..95 => (months(24), Renewal::None, None),
        _ => (months(12), Renewal::None, None),
    }
}

/// A line that is billed monthly, quarterly, twice a year or yearly, and for some contracts an inspection each year.
fn lines(nth: u64, service: &str, starts_on: Day) -> Vec<PriceLine> {
    let months = match draw(nth, 57, 100) {
        0..28 => 1,
        28..75 => 3,
        75..88 => 6,
        _ => 12,
    };
    let timing = if among(nth, 58, 35) { Timing::Arrears } else { Timing::Advance };
    let year_later = add_months(starts_on, 12).unwrap_or(starts_on);
    let mut main = line(nth * 2, 1, service, (50 + draw(nth, 59, 450)) * 5 * months, months, timing, starts_on);
    if among(nth, 60, 20) {
        main.increase = Some(YearlyIncrease { percent: Decimal::from(2), first_on: year_later });
    }
    if among(nth, 61, 5) {
        let to = year_later.pred_opt();
        main.discounts.push(Discount { from: starts_on, to, percent: Decimal::from(10) });
    }
    let mut lines = vec![main];
    if among(nth, 62, 15) {
        let price = 100 + 5 * draw(nth, 63, 100);
        lines.push(line(nth * 2 + 1, 2, "Yearly inspection", price, 12, Timing::Advance, starts_on));
    }
    lines
}

fn line(id: u64, position: u32, words: &str, price: u64, months: u64, timing: Timing, anchor: Day) -> PriceLine {
    PriceLine {
        id: PriceLineId(identity(0xb006, id)),
        position,
        description: words.to_owned(),
        quantity: Decimal::ONE,
        unit: String::new(),
        unit_price: Decimal::from(price),
        vat_percent: None,
        recurrence: Recurrence::Every { months: u32::try_from(months).unwrap_or(1), anchor, timing },
        starts_on: None,
        ends_on: None,
        discounts: Vec::new(),
        ramp: Vec::new(),
        increase: None,
    }
}

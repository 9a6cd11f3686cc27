//! Contracts written as text, for the tables of the tests.

use super::{NoticeBy, Practice};
use crate::{
    calendar::{
        Day, Length,
        holiday::{HolidayCalendar, Region},
    },
    contract::{
        BreakOption, Confidentiality, ContractDetails, ContractFacts, ContractType, DateTerms, DayCount, Delivery,
        EarlyNotice, Extension, NoticeCounts, NoticeEnds, Renewal, Rolling, TermLength,
    },
    id::{CustomerId, LegalEntityId},
    money::Currency,
    party::Regime,
};

pub(crate) fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

pub(super) fn contract(starts_on: Option<Day>, term: TermLength, renewal: Renewal) -> ContractDetails {
    ContractDetails {
        title: "Boiler maintenance".to_owned(),
        contract_type: ContractType::RecurringService,
        customer: CustomerId(uuid::Uuid::nil()),
        legal_entity: LegalEntityId(uuid::Uuid::nil()),
        reference: None,
        owner: None,
        deputy: None,
        signed_on: starts_on,
        starts_on,
        term,
        renewal,
        notice: None,
        decision_buffer_days: 0,
        date_terms: DateTerms::default(),
        agreed_terms: Vec::new(),
        currency: Currency::EUR,
        value: None,
        payment_term: None,
        purchase_order: None,
        confidentiality: Confidentiality::Organisation,
    }
}

/// `12m`, `4w`, `30d` or `-`.
pub(super) fn length(text: &str) -> Option<Length> {
    let count = || text[..text.len() - 1].parse().expect("a count");
    match text.chars().last().expect("a length") {
        'm' => Some(Length::Months(count())),
        'w' => Some(Length::Weeks(count())),
        'd' => Some(Length::Days(count())),
        _ => None,
    }
}

fn months(text: &str) -> u32 {
    match length(text) {
        Some(Length::Months(months)) => months,
        other => panic!("{text} is {other:?}"),
    }
}

/// `start, term, renewal, notice, buffer`, for example
/// `2026-01-01, 12m, tacit 12m max 2, 2m, 30`; the contract is signed on its first day.
pub(crate) fn terms_of_contract(text: &str) -> ContractDetails {
    let fields: Vec<&str> = text.split(',').map(str::trim).collect();
    let [start, term, renewal, notice, buffer] = fields[..] else { panic!("five fields in {text}") };
    let term = match term.split_once(' ') {
        Some(("until", last)) => TermLength::Until { last_day: day(last) },
        _ if term == "open" => TermLength::OpenEnded,
        _ if term == "unknown" => TermLength::Unknown,
        _ => TermLength::Months { months: months(term) },
    };
    let words: Vec<&str> = renewal.split(' ').collect();
    let renewal = match words[..] {
        ["none"] => Renewal::None,
        ["express"] => Renewal::Express,
        ["tacit", each] => Renewal::Tacit { months: months(each), maximum: None },
        ["tacit", each, "max", times] => {
            Renewal::Tacit { months: months(each), maximum: Some(times.parse().expect("a count")) }
        }
        _ => panic!("no renewal: {renewal}"),
    };
    let mut details = contract((start != "?").then(|| day(start)), term, renewal);
    details.notice = length(notice);
    details.decision_buffer_days = buffer.parse().expect("days");
    details
}

pub(crate) fn facts_of(text: &str, details: &mut ContractDetails) -> ContractFacts {
    let mut facts = ContractFacts::default();
    for fact in text.split(',').map(str::trim).filter(|fact| *fact != "-") {
        match fact.split_once(' ') {
            Some(("signed", on)) => details.signed_on = Some(day(on)),
            Some(("given", on)) => facts.notice_given_on = Some(day(on)),
            Some(("received", on)) => facts.notice_received_on = Some(day(on)),
            Some(("left", on)) => facts.left_early = Some(EarlyNotice { by: NoticeBy::Customer, on: day(on) }),
            Some(("ended", on)) => facts.ended_on = Some(day(on)),
            _ if fact == "unsigned" => details.signed_on = None,
            _ => panic!("no fact: {fact}"),
        }
    }
    facts
}

/// Special terms, the calendar they are counted by, and an extension, separated by `;`: `working`, `ouvrables`,
/// `roll before`, `roll after`, `sent`, `letter`, `letter 8d`, `mail`, `month end`, `quarter end`,
/// `break 3m from 2026-06-01`, `consumer`, `told 2026-09-01`, `extended 2026-05-01 until 2027-06-30`, and a calendar: `fr`,
/// `uk`, `cn`.
pub(crate) fn special(text: &str, details: &mut ContractDetails, facts: &mut ContractFacts) -> Practice {
    let mut region = Region::Other;
    let terms = &mut details.date_terms;
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let words: Vec<&str> = part.split(' ').collect();
        match words[..] {
            ["working"] => terms.counting = DayCount::Working,
            ["ouvrables"] => terms.counting = DayCount::WorkingAndSaturday,
            ["roll", "before"] => terms.rolling = Rolling::Before,
            ["roll", "after"] => terms.rolling = Rolling::After,
            ["sent"] => terms.notice_counts = NoticeCounts::Sent,
            ["letter"] => terms.delivery = Some(Delivery::RegisteredLetter),
            ["letter", days] => {
                terms.delivery = Some(Delivery::RegisteredLetter);
                terms.delivery_days = Some(days.trim_end_matches('d').parse().expect("days"));
            }
            ["mail"] => terms.delivery = Some(Delivery::Email),
            ["month", "end"] => terms.notice_ends = NoticeEnds::EndOfMonth,
            ["quarter", "end"] => terms.notice_ends = NoticeEnds::EndOfQuarter,
            ["break", notice] => {
                terms.break_option = Some(BreakOption { notice: length(notice).expect("a length"), from: None });
            }
            ["break", notice, "from", from] => {
                let notice = length(notice).expect("a length");
                terms.break_option = Some(BreakOption { notice, from: Some(day(from)) });
            }
            ["consumer"] => terms.regime = Some(Regime::FranceConsumer),
            ["told", on] => facts.customer_informed_on = Some(day(on)),
            ["extended", on, "until", last] => {
                facts.extension = Some(Extension { agreed_on: day(on), until: day(last) });
            }
            ["fr"] => region = Region::France,
            ["uk"] => region = Region::EnglandAndWales,
            ["cn"] => region = Region::China,
            _ => panic!("no special term: {part}"),
        }
    }
    Practice { holidays: HolidayCalendar::new(region, &[]), ..Practice::default() }
}

pub(crate) fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('|').map(str::trim).collect())
}

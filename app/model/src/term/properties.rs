use super::{notation::contract, rule::NoticeRule, *};
use crate::{
    calendar::{
        Length, add,
        holiday::{DaySaid, HolidayCalendar, HolidayChange, Region},
    },
    contract::{
        AgreedTerm, BreakOption, DateTerms, DayCount, Delivery, DeliveryDays, EarlyNotice, Extension, NoticeCounts,
        NoticeEnds, Rolling, TermLength,
    },
    party::Regime,
};
use proptest::{collection::vec, option, prelude::*};

/// Days that contracts have.
fn ordinary_day() -> impl Strategy<Value = Day> {
    (-40_000_i64..40_000).prop_map(|days| Day::default() + chrono::TimeDelta::days(days))
}

/// Any day, the ends of the calendar included.
fn any_day() -> impl Strategy<Value = Day> {
    prop_oneof![
        4 => ordinary_day(),
        1 => (0_u64..800).prop_map(|days| Day::MAX - chrono::Days::new(days)),
        1 => (0_u64..800).prop_map(|days| Day::MIN + chrono::Days::new(days)),
        1 => (any::<i32>(), any::<u32>(), any::<u32>()).prop_map(|(year, month, day)| {
            Day::from_ymd_opt(year % 262_000, month % 12 + 1, day % 28 + 1).unwrap_or_default()
        }),
    ]
}

fn any_count() -> impl Strategy<Value = u32> {
    prop_oneof![6 => 0_u32..40, 2 => 0_u32..3_000, 1 => any::<u32>(), 1 => Just(u32::MAX)]
}

fn any_length() -> impl Strategy<Value = Length> {
    (any_count(), 0..3).prop_map(|(count, unit)| match unit {
        0 => Length::Days(count),
        1 => Length::Weeks(count),
        _ => Length::Months(count),
    })
}

fn any_term() -> impl Strategy<Value = TermLength> {
    prop_oneof![
        4 => any_count().prop_map(|months| TermLength::Months { months }),
        2 => any_day().prop_map(|last_day| TermLength::Until { last_day }),
        1 => Just(TermLength::OpenEnded),
        1 => Just(TermLength::Unknown),
    ]
}

fn any_renewal() -> impl Strategy<Value = Renewal> {
    prop_oneof![
        1 => Just(Renewal::None),
        1 => Just(Renewal::Express),
        6 => (any_count(), option::of(any_count()))
            .prop_map(|(months, maximum)| Renewal::Tacit { months, maximum }),
    ]
}

fn any_date_terms() -> impl Strategy<Value = DateTerms> {
    let break_option = (any_length(), option::of(any_day())).prop_map(|(notice, from)| BreakOption { notice, from });
    let ways = (0_usize..3, 0_usize..3, 0_usize..2, 0_usize..4, 0_usize..3, 0_usize..7);
    (ways, option::of(any::<u16>()), option::of(break_option)).prop_map(
        |((count, roll, counts, delivery, ends, regime), delivery_days, break_option)| DateTerms {
            counting: DayCount::ALL[count],
            rolling: Rolling::ALL[roll],
            notice_counts: NoticeCounts::ALL[counts],
            delivery: Delivery::ALL.get(delivery).copied(),
            delivery_days,
            notice_ends: NoticeEnds::ALL[ends],
            break_option,
            regime: Regime::ALL.get(regime).copied(),
        },
    )
}

fn any_practice() -> impl Strategy<Value = Practice> {
    let said = |off: bool| if off { DaySaid::Off { name: "Closed".to_owned() } } else { DaySaid::Worked };
    let changes = vec((ordinary_day(), any::<bool>()), 0..20);
    (0_usize..4, changes, any::<u16>()).prop_map(move |(region, changes, letter)| {
        let region = Region::ALL[region];
        let changes: Vec<HolidayChange> =
            changes.into_iter().map(|(day, off)| HolidayChange { region, day, said: said(off) }).collect();
        Practice {
            holidays: HolidayCalendar::new(region, &changes),
            delivery: DeliveryDays { registered_letter: letter, ..DeliveryDays::default() },
            regime: Regime::default(),
        }
    })
}

fn any_agreed_term() -> impl Strategy<Value = AgreedTerm> {
    (any_day(), any_day()).prop_map(|(signed_on, last_day)| AgreedTerm { signed_on, last_day })
}

fn any_details() -> impl Strategy<Value = ContractDetails> {
    let days = (option::of(any_day()), option::of(any_day()));
    let terms = (any_term(), any_renewal(), vec(any_agreed_term(), 0..3));
    (days, terms, option::of(any_length()), any_count(), any_date_terms()).prop_map(
        |((signed_on, starts_on), (term, renewal, agreed_terms), notice, decision_buffer_days, date_terms)| {
            ContractDetails {
                agreed_terms,
                signed_on,
                notice,
                decision_buffer_days,
                date_terms,
                ..contract(starts_on, term, renewal)
            }
        },
    )
}

fn any_facts() -> impl Strategy<Value = ContractFacts> {
    let extension = (any_day(), any_day()).prop_map(|(agreed_on, until)| Extension { agreed_on, until });
    let days = (option::of(any_day()), option::of(any_day()), option::of(any_day()), option::of(any_day()));
    let left_early = (any_day(), any::<bool>())
        .prop_map(|(on, us)| EarlyNotice { by: if us { NoticeBy::Us } else { NoticeBy::Customer }, on });
    (days, option::of(extension), option::of(left_early)).prop_map(
        |((notice_given_on, notice_received_on, ended_on, customer_informed_on), extension, left_early)| {
            ContractFacts {
                left_early,
                notice_given_on,
                notice_received_on,
                ended_on,
                extension,
                customer_informed_on,
                ..ContractFacts::default()
            }
        },
    )
}

/// A contract that renews by itself, with values a form would accept.
fn tacit_details() -> impl Strategy<Value = ContractDetails> {
    (ordinary_day(), 1_u32..40, 1_u32..40, option::of(0_u32..6), any_length(), any::<bool>()).prop_map(
        |(first, months, each, maximum, notice, until)| {
            let last_day = first + chrono::Days::new(u64::from(months) * 31);
            let term = if until { TermLength::Until { last_day } } else { TermLength::Months { months } };
            ContractDetails {
                notice: Some(notice),
                ..contract(Some(first), term, Renewal::Tacit { months: each, maximum })
            }
        },
    )
}

/// The same with special terms.
fn special_details() -> impl Strategy<Value = ContractDetails> {
    let length = (0_u32..60, any_length()).prop_map(|(days, other)| if days < 40 { Length::Days(days) } else { other });
    (tacit_details(), length, any_date_terms()).prop_map(|(details, notice, date_terms)| ContractDetails {
        notice: Some(notice),
        date_terms,
        ..details
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics_and_every_date_has_reasons(
        details in any_details(),
        facts in any_facts(),
        practice in any_practice(),
        day in any_day(),
        horizon in any_day(),
    ) {
        let dates = dates(&details, &facts, &practice, day);
        let dated = [&dates.ends_on, &dates.renews_on, &dates.notice_deadline, &dates.send_by, &dates.decision_deadline];
        let early = dates.early.iter().flat_map(|early| [&early.from, &early.ends_on]);
        let told = dates.customer_notice.iter().flat_map(|notice| [&notice.opens, &notice.closes]);
        let dated = dated.into_iter().flatten().chain(&dates.free_since).chain(early).chain(told);
        for date in dated {
            prop_assert!(!date.why.is_empty());
        }
        prop_assert_eq!(known_end(&details, &facts, &practice, day), dates.ends_on.as_ref().map(|end| end.day));
        prop_assert!(!judge_notice(&details, &facts, &practice, NoticeBy::Customer, day).why.is_empty());
        prop_assert!(!judge_early(&details, &facts, &practice, day).why.is_empty());
        for term in terms(&details, &facts, known_end(&details, &facts, &practice, horizon), horizon).take(100) {
            prop_assert!(term.first <= horizon);
            prop_assert!(term.last().is_none_or(|last| term.first <= last));
        }
        let json = serde_json::to_string(&dates).expect("key dates as JSON");
        prop_assert_eq!(serde_json::from_str::<KeyDates>(&json).expect("key dates from JSON"), dates);
    }

    #[test]
    fn terms_leave_no_gap_and_do_not_overlap(details in tacit_details(), years in 0_u64..30) {
        let horizon = details.starts_on.expect("a first day") + chrono::Days::new(years * 365);
        let terms: Vec<Term> = terms(&details, &ContractFacts::default(), None, horizon).collect();
        prop_assert_eq!(terms.first().map(|term| term.first), details.starts_on);
        for (index, term) in terms.iter().enumerate() {
            prop_assert_eq!(usize::try_from(term.number).expect("a small number"), index + 1);
        }
        for pair in terms.windows(2) {
            prop_assert_eq!(pair[0].last().and_then(|last| last.succ_opt()), Some(pair[1].first));
        }
        // The quick way to a day's term is the same as walking there.
        for term in &terms {
            for day in [term.first, term.last().expect("a last day")] {
                let found = dates(&details, &ContractFacts::default(), &Practice::default(), day).term;
                prop_assert_eq!(found, Some(*term));
            }
        }
    }

    #[test]
    fn the_last_day_for_notice_is_in_time_and_the_next_day_is_not(
        last in any_day(),
        notice in any_length(),
    ) {
        if let Some(deadline) = last_day_for_notice(last, notice) {
            prop_assert!(add(deadline, notice).expect("within the calendar") <= last);
            if let Some(complete_on) = deadline.succ_opt().and_then(|next| add(next, notice)) {
                prop_assert!(complete_on > last);
            }
        } else {
            prop_assert!(add(Day::MIN, notice).is_none_or(|complete_on| complete_on > last
                || matches!(notice, Length::Months(_))));
        }
    }

    #[test]
    fn a_later_end_never_has_an_earlier_deadline(last in ordinary_day(), notice in any_length()) {
        let next = last.succ_opt().expect("within the calendar");
        prop_assert!(last_day_for_notice(last, notice) <= last_day_for_notice(next, notice));
    }

    #[test]
    fn a_notice_is_in_time_up_to_its_deadline_and_ends_a_term(
        details in tacit_details(),
        after in 0_u64..4_000,
    ) {
        let received = details.starts_on.expect("a first day") + chrono::Days::new(after);
        let judge = |day| judge_notice(&details, &ContractFacts::default(), &Practice::default(), NoticeBy::Customer, day);
        let judgement = judge(received);
        if let Some(deadline) = judgement.deadline {
            prop_assert_eq!(judgement.in_time, received <= deadline);
        }
        if let Some(works_for) = judgement.works_for {
            prop_assert!(received <= works_for);
            let complete = add(received, details.notice.unwrap_or(Length::Days(0))).is_some_and(|day| day <= works_for);
            let final_end = known_end(&details, &ContractFacts::default(), &Practice::default(), works_for) == Some(works_for);
            prop_assert!(complete || final_end);
            let term = dates(&details, &ContractFacts::default(), &Practice::default(), works_for).term.expect("a term");
            prop_assert_eq!(term.last(), Some(works_for));
            // Waiting a day never makes the contract end earlier.
            let later = judge(received.succ_opt().expect("within the calendar")).works_for;
            prop_assert!(later.is_none_or(|later| works_for <= later));
        }
    }

    #[test]
    fn the_dates_of_a_term_come_in_their_order(
        details in tacit_details(),
        after in 0_u64..4_000,
    ) {
        let day = details.starts_on.expect("a first day") + chrono::Days::new(after);
        let dates = dates(&details, &ContractFacts::default(), &Practice::default(), day);
        let term = dates.term.expect("a term");
        prop_assert!(term.first <= day);
        prop_assert!(dates.ends_on.is_none() || dates.renews_on.is_none());
        if let Some(renews_on) = &dates.renews_on {
            prop_assert_eq!(renews_on.day.pred_opt(), term.last());
        }
        if let (Some(decision), Some(deadline)) = (&dates.decision_deadline, &dates.notice_deadline) {
            prop_assert!(decision.day <= deadline.day);
            // It can still be met, or it lay within the running term.
            prop_assert!(day <= deadline.day || term.first <= deadline.day);
        }
    }

    #[test]
    fn a_contract_never_goes_back_to_an_earlier_phase(
        details in any_details(),
        facts in any_facts(),
        practice in any_practice(),
        mut days in vec(any_day(), 2..12),
    ) {
        days.sort_unstable();
        let phases: Vec<Phase> = days.iter().map(|day| dates(&details, &facts, &practice, *day).phase).collect();
        prop_assert!(phases.is_sorted(), "{:?} on {:?}", phases, days);
    }

    #[test]
    fn notice_given_on_the_deadline_ends_the_term_that_would_have_renewed(
        details in tacit_details(),
        after in 0_u64..4_000,
    ) {
        let day = details.starts_on.expect("a first day") + chrono::Days::new(after);
        let before = dates(&details, &ContractFacts::default(), &Practice::default(), day);
        if let Some(deadline) = before.notice_deadline.filter(|deadline| day <= deadline.day) {
            let facts = ContractFacts { notice_given_on: Some(deadline.day), ..ContractFacts::default() };
            let end = known_end(&details, &facts, &Practice::default(), deadline.day).expect("an end");
            prop_assert_eq!(last_day_for_notice(end, details.notice.unwrap_or(Length::Days(0))), Some(deadline.day));
            prop_assert_eq!(dates(&details, &facts, &Practice::default(), end.succ_opt().expect("a day")).phase, Phase::Ended);
        }
    }

    #[test]
    fn however_notice_is_counted_it_is_in_time_up_to_its_deadline_and_late_after_it(
        details in special_details(),
        practice in any_practice(),
        after in 0_u64..4_000,
    ) {
        let received = details.starts_on.expect("a first day") + chrono::Days::new(after);
        let judge = |day| judge_notice(&details, &ContractFacts::default(), &practice, NoticeBy::Us, day);
        let judgement = judge(received);
        if let Some(deadline) = judgement.deadline {
            prop_assert_eq!(judgement.in_time, received <= deadline);
            let term = dates(&details, &ContractFacts::default(), &practice, received).term.expect("a term");
            if term.first <= deadline {
                prop_assert!(judge(deadline).in_time);
                prop_assert_eq!(judge(deadline).works_for, term.last());
            }
            if deadline < term.last().expect("a last day") {
                prop_assert!(!judge(deadline.succ_opt().expect("a day")).in_time || deadline.succ_opt() < Some(term.first));
            }
        }
        if let Some(works_for) = judgement.works_for {
            prop_assert!(received <= works_for);
            let later = judge(received.succ_opt().expect("within the calendar")).works_for;
            prop_assert!(later.is_none_or(|later| works_for <= later));
        }
    }

    #[test]
    fn a_later_end_never_has_an_earlier_deadline_however_it_rolls(
        details in special_details(),
        practice in any_practice(),
        last in ordinary_day(),
    ) {
        let rule = NoticeRule::of(&details, &practice);
        let next = last.succ_opt().expect("within the calendar");
        prop_assert!(rule.deadline(last) <= rule.deadline(next));
        if let Some(deadline) = rule.deadline(last) {
            prop_assert!(deadline <= last);
            if let Some((send_by, _)) = rule.send_by(deadline) {
                prop_assert!(send_by <= deadline);
            }
        }
    }

    #[test]
    fn a_term_that_was_made_longer_is_followed_without_a_gap(
        details in special_details(),
        agreed in 0_u64..2_000,
        longer in 0_u64..1_000,
    ) {
        let first = details.starts_on.expect("a first day");
        let agreed_on = first + chrono::Days::new(agreed);
        let extension = Extension { agreed_on, until: agreed_on + chrono::Days::new(longer) };
        let facts = ContractFacts { extension: Some(extension), ..ContractFacts::default() };
        let horizon = first + chrono::Days::new(4_000);
        let terms: Vec<Term> = terms(&details, &facts, None, horizon).collect();
        for pair in terms.windows(2) {
            prop_assert_eq!(pair[0].last().and_then(|last| last.succ_opt()), Some(pair[1].first));
            prop_assert_eq!(pair[0].number + 1, pair[1].number);
        }
        for term in &terms {
            for day in [term.first, term.last().expect("a last day")].into_iter().filter(|day| agreed_on <= *day) {
                prop_assert_eq!(dates(&details, &facts, &Practice::default(), day).term, Some(*term));
            }
        }
        // Never shorter than without it.
        let without: Vec<Term> = super::terms(&details, &ContractFacts::default(), None, agreed_on).collect();
        let running = |terms: &[Term]| terms.iter().rev().find(|term| term.first <= agreed_on).and_then(|term| term.last());
        prop_assert!(running(&terms) >= running(&without));
    }

    #[test]
    fn a_later_invoice_is_never_due_earlier(issued in ordinary_day(), days in 0_u16..400, end_of_month: bool) {
        let payment_term = PaymentTerm { days, end_of_month };
        let due = due_on(issued, payment_term);
        prop_assert!(due >= Some(issued));
        prop_assert!(due <= due_on(issued.succ_opt().expect("a day"), payment_term));
    }
}

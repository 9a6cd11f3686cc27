//! What holds for every story.

use super::{life, story::*, *};
use proptest::prelude::*;

prop_compose! {
    /// Two lines, and months billed at random amounts, credited, waived, in part, in other currencies.
    fn any_story()(
        bills in prop::collection::vec((1..3_u32, 1..13_u32, prop::sample::select(vec![1_i64, 40, 50, 90, 100, 103, 200, -40, -100]), any::<bool>()), 0..40),
        waived in prop::collection::vec(0..48_usize, 0..4),
        ended in prop::option::of(1..28_u32),
        increase in any::<bool>(),
        discount in any::<bool>(),
        loose in prop::collection::vec((1..13_u32, prop::sample::select(vec![100_i64, -100])), 0..3),
        owner in any::<bool>(),
        value in prop::option::of(0..5000_i64),
    ) -> Story {
        let mut first = monthly(1, 100);
        if increase {
            first.increase = Some(YearlyIncrease { percent: Decimal::from(3), first_on: day("2026-07-01") });
        }
        if discount {
            first.discounts = vec![Discount { from: day("2026-01-01"), to: Some(day("2026-03-31")), percent: Decimal::from(10) }];
        }
        let mut story = Story::new(vec![first, monthly(2, 40)]);
        for (line, month, amount, paid) in bills {
            let row = story.row(line, &format!("2026-{month:02}"));
            let amount = if amount == 200 && paid { Money::new(20_000, Currency::GBP) } else { euros(amount) };
            let invoice = story.invoice(&format!("2026-{month:02}-02"), amount);
            story.matches.push((invoice, 0, row, amount));
            if paid && amount.minor > 0 {
                story.pay(invoice);
            }
        }
        for row in waived {
            story.rows[row].waived = true;
        }
        for (month, amount) in loose {
            let invoice = story.invoice(&format!("2026-{month:02}-20"), euros(amount));
            story.unmatched.push((invoice, 0));
        }
        story.facts.ended_on = ended.map(|of| day(&format!("2026-09-{of:02}")));
        story.details.owner = owner.then_some(PersonId(uuid(700)));
        story.details.value = value.map(euros);
        story
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn nothing_that_was_not_billed_is_counted_twice(story in any_story(), month in 1..13_u32) {
        let on = format!("2026-{month:02}-28");
        let findings = story.detect_with(&Settings::default(), &on);
        let stake = |stage: Stage| -> i64 {
            let of_stage = findings.iter().filter(|finding| finding.kind.stage() == stage);
            of_stage.filter_map(|finding| finding.amount).filter(|amount| amount.currency == Currency::EUR).map(|amount| amount.minor).sum()
        };
        let promised: i64 = story.rows.iter().filter(|row| !row.waived && row.expected.billing_day <= day(&on)).map(|row| row.expected.amount.minor).sum();
        let billed: i64 = story.matches.iter().map(|(.., amount)| amount.minor.abs()).sum();
        prop_assert!(stake(Stage::Unbilled) <= promised + billed);
        let rows = findings.iter().filter(|finding| finding.kind.stage() == Stage::Unbilled);
        let mut seen = std::collections::BTreeSet::new();
        for row in rows.flat_map(|finding| finding.evidence.rows()) {
            prop_assert!(seen.insert(row.row), "a row belongs to one finding");
        }
        for finding in &findings {
            prop_assert!(finding.amount.is_none_or(|amount| amount.minor > 0));
            prop_assert!(finding.since <= day(&on));
        }
        let keys: std::collections::BTreeSet<_> = findings.iter().map(Finding::key).collect();
        prop_assert_eq!(keys.len(), findings.len(), "each finding has a key of its own");
    }

    #[test]
    fn the_order_of_rows_matches_and_invoices_changes_nothing(story in any_story(), seed in any::<u64>()) {
        let expected = story.detect_with(&Settings::default(), "2026-12-31");
        let mut shuffled = story;
        shuffle(&mut shuffled.matches, seed);
        shuffle(&mut shuffled.unmatched, seed);
        shuffle(&mut shuffled.lines, seed);
        prop_assert_eq!(shuffled.detect_with(&Settings::default(), "2026-12-31"), expected);
    }

    #[test]
    fn merging_the_same_again_changes_nothing(before in any_story(), after in any_story(), states in prop::collection::vec(0..4_u8, 40)) {
        let on = day("2026-12-31");
        let first = before.detect_with(&Settings::default(), "2026-12-31");
        let mut known = life::apply(&[], &merge(&[], &first, on));
        let by = PersonId(uuid(1));
        for (known, state) in known.iter_mut().zip(states) {
            known.state = match state {
                0 => FindingState::Found,
                1 => FindingState::Claimed { on, by },
                2 => FindingState::Recovered { on, by, amount: known.finding.amount },
                _ => FindingState::Waived { on, by, reason: "agreed".to_owned() },
            };
        }
        prop_assert_eq!(merge(&known, &first, on), []);
        let second = after.detect_with(&Settings::default(), "2026-12-31");
        let changed = life::apply(&known, &merge(&known, &second, on));
        prop_assert_eq!(merge(&changed, &second, on), []);
        let keys: std::collections::BTreeSet<_> = changed.iter().map(|known| known.finding.key()).collect();
        prop_assert_eq!(keys.len(), changed.len(), "no finding is stored twice");
    }
}

fn shuffle<T>(items: &mut [T], seed: u64) {
    let mut state = seed | 1;
    for at in (1..items.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        items.swap(at, usize::try_from(state >> 33).unwrap_or(0) % (at + 1));
    }
}

//! Findings as work: who pursues them, by when, what is said; several at once; refused, done, recorded, nothing
//! half-saved.

use crate::office::{offices, today};
use chrono::Days;
use model::{
    event::Event,
    id::{FindingId, PersonId},
    leakage::{FindingState, Stage},
    money::Money,
    permission::Permission,
    person::Role,
    refusal::{FieldProblem, LeftOutReason, Problem, Refusal},
    sample,
    view::FindingRow,
};
use operations::{
    Actor, Failure, Office, demonstration,
    leakage::{
        FindingFilter, FindingOrder, FindingSort, Months, SELECTION_MOST, Together, assign, claim, comment, dashboard,
        find, list, pursue_together, recover, selection, set_due, sheet, take_back, withdraw_claim,
    },
    nightly, sign_in,
};

fn person_of(role: Role) -> PersonId {
    let people = sample::demonstration(today()).people;
    people.into_iter().find(|person| person.roles == [role]).expect("a person with that role alone").id
}

async fn acting_as(office: &Office, role: Role) -> Actor {
    sign_in::actor(office, person_of(role), None).await.expect("they may act")
}

fn refusal<T: std::fmt::Debug>(answer: Result<T, Failure>) -> Refusal {
    let refused = match answer.expect_err("not refused") {
        Failure::Refused(refusal) => Ok(refusal),
        Failure::Broken(cause) => Err(cause),
    };
    refused.expect("refused, not broken")
}

async fn rows(actor: &Actor, filter: &FindingFilter) -> Vec<FindingRow> {
    list(actor, filter, operations::page(1, 200)).await.expect("findings").rows
}

fn on(field: &str, problem: Problem) -> Refusal {
    Refusal::Fields(vec![FieldProblem::new(field, problem)])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_finding_is_given_to_somebody_with_a_day_and_talked_about() {
    for test in offices("finding_work").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let finance = acting_as(&test.office, Role::Finance).await;
        let row = rows(&finance, &FindingFilter::default()).await.remove(0);
        let (id, manager) = (row.id, person_of(Role::Manager));
        let friday = today() + Days::new(6);

        assign(&finance, id, row.version, Some(manager)).await.expect("assigned");
        set_due(&finance, id, row.version + 1, Some(friday)).await.expect("due");
        comment(&finance, id, "  <b>Called them</b>\r\nthey will pay ").await.expect("said");
        assign(&finance, id, row.version + 2, None).await.expect("taken away");

        let found = sheet(&finance, id).await.expect("the finding");
        assert_eq!((found.row.owner_id, found.row.due_on), (None, Some(friday)));
        assert_eq!(found.row.version, row.version + 3, "a comment changes nothing of the finding");
        let said: Vec<_> = found.comments.iter().map(|comment| comment.text.as_str()).collect();
        assert_eq!(said, ["<b>Called them</b>\nthey will pay"]);
        let events: Vec<_> = found.history.into_iter().map(|past| past.event).collect();
        let name = found.pursuers.iter().find(|pursuer| pursuer.id == manager).map(|pursuer| pursuer.name.clone());
        assert!(name.is_some(), "a manager can be given findings");
        assert_eq!(
            events,
            [
                Event::FindingAssigned { owner: None, from: name.clone() },
                Event::FindingCommented,
                Event::FindingDue { on: Some(friday) },
                Event::FindingAssigned { owner: name, from: row.owner },
            ]
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_changes_nothing() {
    for test in offices("finding_refused").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let finance = acting_as(&test.office, Role::Finance).await;
        let row = rows(&finance, &FindingFilter::default()).await.remove(0);
        let (id, version) = (row.id, row.version);
        let yesterday = today() - Days::new(1);

        for role in [Role::Sales, Role::Auditor, Role::Service, Role::Viewer, Role::Legal] {
            let actor = acting_as(&test.office, role).await;
            let not_permitted = Refusal::NotPermitted(Permission::PursueFindings);
            assert_eq!(refusal(assign(&actor, id, version, None).await), not_permitted);
            assert_eq!(refusal(set_due(&actor, id, version, None).await), not_permitted);
            assert_eq!(refusal(comment(&actor, id, "words").await), not_permitted);
            assert_eq!(refusal(selection(&actor, &[id]).await), not_permitted);
            assert_eq!(refusal(pursue_together(&actor, &[(id, version)], &Together::Claim).await), not_permitted);
        }
        assert_eq!(refusal(assign(&finance, id, version + 1, None).await), Refusal::Stale);
        assert_eq!(refusal(set_due(&finance, id, version - 1, None).await), Refusal::Stale);
        for role in [Role::Service, Role::Auditor, Role::Viewer] {
            let reader = Some(person_of(role));
            assert_eq!(refusal(assign(&finance, id, version, reader).await), on("owner", Problem::NotAChoice));
        }
        let offered = sheet(&finance, id).await.expect("the finding").pursuers;
        assert!(offered.iter().all(|pursuer| pursuer.id != person_of(Role::Auditor)), "who only reads is not offered");
        let too_early = on("due_on", Problem::Before { day: today() });
        assert_eq!(refusal(set_due(&finance, id, version, Some(yesterday)).await), too_early);
        assert_eq!(refusal(comment(&finance, id, " \n").await), on("comment", Problem::Missing));
        let long = "x".repeat(4_001);
        assert_eq!(refusal(comment(&finance, id, &long).await), on("comment", Problem::TooLong { most: 4_000 }));
        let nowhere = FindingId(test.office.clock().id());
        assert_eq!(refusal(comment(&finance, nowhere, "words").await), Refusal::NotFound);

        let after = sheet(&finance, id).await.expect("the finding");
        assert_eq!(after.row, row);
        assert!(after.comments.is_empty() && after.history.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn several_findings_are_dealt_with_together_or_not_at_all() {
    for test in offices("finding_together").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let finance = acting_as(&test.office, Role::Finance).await;
        let some: Vec<FindingRow> = rows(&finance, &FindingFilter::default()).await.into_iter().take(3).collect();
        let chosen: Vec<_> = some.iter().map(|row| (row.id, row.version)).collect();
        let ids: Vec<_> = some.iter().map(|row| row.id).collect();
        let owner = Some(person_of(Role::Manager));

        pursue_together(&finance, &chosen, &Together::Assign { owner }).await.expect("assigned");
        let after = selection(&finance, &ids).await.expect("selected").rows;
        assert_eq!(after.iter().map(|row| row.id).collect::<Vec<_>>(), ids, "in the order given");
        assert!(after.iter().all(|row| row.owner_id == owner));

        // One of them is claimed by somebody else meanwhile.
        claim(&finance, ids[1], after[1].version).await.expect("claimed");
        let as_read: Vec<_> = after.iter().map(|row| (row.id, row.version)).collect();
        let waive = Together::Waive { reason: "agreed".to_owned() };
        let Refusal::Selection { left_out } = refusal(pursue_together(&finance, &as_read, &waive).await) else {
            panic!("refused for another reason");
        };
        assert_eq!(left_out.len(), 1);
        assert_eq!((left_out[0].finding, left_out[0].why), (ids[1], LeftOutReason::Changed));
        assert_eq!(left_out[0].contract, some[1].contract);
        let now = selection(&finance, &ids).await.expect("selected").rows;
        assert!(now.iter().all(|row| row.state.is_open()), "nothing was waived");

        let as_read: Vec<_> = now.iter().map(|row| (row.id, row.version)).collect();
        let Refusal::Selection { left_out } = refusal(pursue_together(&finance, &as_read, &Together::Claim).await)
        else {
            panic!("refused for another reason");
        };
        assert_eq!(left_out.iter().map(|left| left.why).collect::<Vec<_>>(), [LeftOutReason::State]);
        let missing = Together::Waive { reason: " ".to_owned() };
        assert_eq!(refusal(pursue_together(&finance, &as_read, &missing).await), on("reason", Problem::Missing));
        assert_eq!(refusal(pursue_together(&finance, &[], &waive).await), on("findings", Problem::Missing));
        let many = vec![as_read[0]; SELECTION_MOST + 1];
        assert!(matches!(refusal(pursue_together(&finance, &many, &waive).await), Refusal::Fields(_)));

        pursue_together(&finance, &as_read, &waive).await.expect("waived");
        for id in ids {
            let found = sheet(&finance, id).await.expect("the finding");
            assert!(matches!(found.row.state, FindingState::Waived { .. }));
            let newest = found.history.first().map(|past| past.event.clone());
            assert_eq!(newest, Some(Event::FindingWaived { reason: "agreed".to_owned() }));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_takes_on_a_finding_that_nobody_has_becomes_its_owner() {
    for test in offices("finding_owner").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let finance = acting_as(&test.office, Role::Finance).await;
        let (manager, own) = (person_of(Role::Manager), person_of(Role::Finance));
        let some: Vec<FindingRow> = rows(&finance, &FindingFilter::default()).await.into_iter().take(4).collect();
        for row in &some {
            assign(&finance, row.id, row.version, None).await.expect("nobody has it");
        }
        let has = async |id| {
            let found = sheet(&finance, id).await.expect("the finding");
            let events: Vec<_> = found.history.into_iter().map(|past| past.event).collect();
            (found.row.owner_id, events)
        };
        let alone = some[0].id;
        claim(&finance, alone, some[0].version + 1).await.expect("claimed");
        let (owner, events) = has(alone).await;
        assert_eq!(owner, Some(own));
        let name = sheet(&finance, alone).await.expect("the finding").row.owner;
        assert!(name.is_some());
        assert_eq!(events[1], Event::FindingAssigned { owner: name, from: None }, "said before the claim: {events:?}");

        // One that somebody has stays with them.
        let given = some[1].id;
        assign(&finance, given, some[1].version + 1, Some(manager)).await.expect("given");
        claim(&finance, given, some[1].version + 2).await.expect("claimed");
        assert_eq!(has(given).await.0, Some(manager));

        let (first, second) = (some[2].id, some[3].id);
        assign(&finance, second, some[3].version + 1, Some(manager)).await.expect("given");
        let chosen = [(first, some[2].version + 1), (second, some[3].version + 2)];
        pursue_together(&finance, &chosen, &Together::Claim).await.expect("claimed");
        let (owner, events) = has(first).await;
        assert_eq!(owner, Some(own));
        assert!(matches!(&events[1], Event::FindingAssigned { owner: Some(_), from: None }), "{events:?}");
        let (owner, events) = has(second).await;
        assert_eq!(owner, Some(manager));
        assert_eq!(events.len(), 3, "given to nobody, to the manager, taken on: {events:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sums_of_the_dashboard_are_those_of_its_lists() {
    for test in offices("finding_sums").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let finance = acting_as(&test.office, Role::Finance).await;
        let all = rows(&finance, &FindingFilter::default()).await;
        let claimed =
            all.iter().find(|row| row.finding.amount.is_some() && row.finding.kind.stage() == Stage::Unbilled);
        let claimed = claimed.expect("money at stake").clone();
        claim(&finance, claimed.id, claimed.version).await.expect("claimed");
        recover(&finance, claimed.id, claimed.version + 1, "12,50", "").await.expect("recovered");
        let whole = claimed.finding.amount.expect("money");
        let part = sheet(&finance, claimed.id).await.expect("the finding");
        let rest = Money::new(whole.minor - 1_250, whole.currency);
        assert!(matches!(part.row.state, FindingState::Claimed { .. }), "a part is lacking");
        assert_eq!(
            (part.row.finding.amount, part.row.recovered),
            (Some(rest), Some(Money::new(1_250, whole.currency)))
        );
        let said = part.history.first().map(|past| past.event.clone());
        let amount = Money::new(1_250, whole.currency);
        assert_eq!(said, Some(Event::PartRecovered { amount, open: rest }));
        let open = rows(&finance, &FindingFilter::default()).await;
        let sums = dashboard(&finance, &FindingFilter::default(), Months::Twelve).await.expect("sums");

        let counted: u64 = sums.by_kind.iter().map(|sum| sum.findings).sum();
        assert_eq!(counted, open.len() as u64);
        assert!(sums.summed.iter().all(|kind| kind.stage() == Stage::Unbilled), "amounts of one stage only");
        let lost = FindingFilter { kinds: sums.summed.clone(), ..FindingFilter::default() };
        let lost = rows(&finance, &lost).await;
        assert!(lost.len() < open.len(), "deadlines and the like are no money that is lost");
        assert_eq!(sums.by_owner.iter().map(|sum| sum.findings).sum::<u64>(), lost.len() as u64);
        assert_eq!(sums.by_age.iter().map(|sum| sum.findings).sum::<u64>(), lost.len() as u64);
        assert!(sums.invoices.is_some_and(|known| known.contains(today() - Days::new(40))));
        for sum in &sums.by_kind {
            let of_kind = open.iter().filter(|row| row.finding.kind == sum.of);
            let currency = sum.amount.map(|amount| amount.currency);
            let of_kind = of_kind.filter(|row| row.finding.amount.map(|amount| amount.currency) == currency);
            let minor: i64 = of_kind.filter_map(|row| Some(row.finding.amount?.minor)).sum();
            assert_eq!(sum.amount.map_or(0, |amount| amount.minor), minor, "{:?}", sum.of);
        }
        for sum in &sums.by_customer {
            let filter =
                FindingFilter { customer: Some(sum.of.0), kinds: sums.summed.clone(), ..FindingFilter::default() };
            let own = rows(&finance, &filter).await;
            let amounts = own.iter().filter_map(|row| row.finding.amount);
            let same = amounts.filter(|amount| Some(amount.currency) == sum.amount.map(|sum| sum.currency));
            assert_eq!(same.map(|amount| amount.minor).sum::<i64>(), sum.amount.expect("an amount").minor);
        }
        let month = sums.trend.iter().find(|month| month.currency == claimed.finding.amount.expect("money").currency);
        let month = month.expect("something happened");
        assert_eq!(month.recovered, 1_250);
        assert_eq!(month.claimed, claimed.finding.amount.expect("money").minor);
        for flow in &sums.flow {
            // What the parts leave of the promise is what came in without an invoice.
            assert_eq!(flow.recovered(), if flow.currency == whole.currency { 1_250 } else { 0 }, "{flow:?}");
            assert!(flow.collected <= flow.billed, "{flow:?}");
            assert!(flow.collected > 0 && flow.unbilled > 0, "{flow:?}");
        }
        assert!(!sums.flow.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_names_the_price_line_where_the_contract_is_called_otherwise() {
    for test in offices("finding_line").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let finance = acting_as(&test.office, Role::Finance).await;
        let mut named = 0;
        for row in rows(&finance, &FindingFilter::default()).await.into_iter().take(40) {
            let proof = sheet(&finance, row.id).await.expect("the finding");
            let of = |line| proof.lines.iter().find(|(known, _)| *known == line).map(|(_, name)| name.clone());
            let called = row.finding.line.and_then(of).filter(|name| *name != row.title);
            named += usize::from(called.is_some());
            assert_eq!(row.line, called, "{}", row.contract);
        }
        assert!(named > 0, "some lines have names of their own");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn money_that_comes_in_by_parts_closes_a_finding_with_the_last() {
    for test in offices("finding_parts").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let finance = acting_as(&test.office, Role::Finance).await;
        let all = rows(&finance, &FindingFilter::default()).await;
        let row = all.iter().find(|row| row.finding.kind.stage() == Stage::Unbilled && row.finding.amount.is_some());
        let row = row.expect("money not billed").clone();
        let whole = row.finding.amount.expect("money");
        let proof = sheet(&finance, row.id).await.expect("the finding");
        let named = |line| proof.lines.iter().any(|(known, name)| *known == line && !name.is_empty());
        assert!(row.finding.evidence.rows().iter().all(|of| named(of.line)), "each price line has its name");
        claim(&finance, row.id, row.version).await.expect("claimed");
        recover(&finance, row.id, row.version + 1, "1", "").await.expect("a part");
        nightly::run(&test.office).await.expect("the night");
        let part = find(&finance, row.id).await.expect("the finding");
        assert_eq!(part.finding.amount.expect("the rest").minor, whole.minor - 100, "the night keeps the rest");

        let more = recover(&finance, row.id, part.version, &whole.major().to_string(), "").await;
        assert_eq!(refusal(more), Refusal::MoreThanOpen { open: part.finding.amount.expect("the rest") });
        let rest = part.finding.amount.expect("the rest").major().to_string();
        recover(&finance, row.id, part.version, &rest, "").await.expect("the rest");
        let done = find(&finance, row.id).await.expect("the finding");
        assert!(matches!(done.state, FindingState::Recovered { amount: Some(all), .. } if all == whole));
        assert_eq!((done.finding.amount, done.recovered), (Some(whole), Some(whole)));
        nightly::run(&test.office).await.expect("the night");
        assert_eq!(find(&finance, row.id).await.expect("the finding"), done, "it is not found again");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn findings_are_listed_in_every_order_and_by_every_filter() {
    for test in offices("finding_orders").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let finance = acting_as(&test.office, Role::Finance).await;
        let all = rows(&finance, &FindingFilter::default()).await;
        for by in [
            FindingSort::Amount,
            FindingSort::Kind,
            FindingSort::Contract,
            FindingSort::Customer,
            FindingSort::Owner,
            FindingSort::Since,
            FindingSort::Found,
            FindingSort::Due,
        ] {
            for descending in [false, true] {
                let filter = FindingFilter { order: FindingOrder { by, descending }, ..FindingFilter::default() };
                let sorted = rows(&finance, &filter).await;
                assert_eq!(sorted.len(), all.len(), "{by:?}");
                if by == FindingSort::Amount {
                    let amounts: Vec<_> = sorted.iter().filter_map(|row| row.finding.amount).collect();
                    let money = |amount: &Money| {
                        (amount.currency.code(), if descending { -amount.minor } else { amount.minor })
                    };
                    assert!(amounts.is_sorted_by_key(money), "currencies are not mixed: {amounts:?}");
                }
                let contracts: Vec<_> = sorted.iter().map(|row| row.contract.clone()).collect();
                if by == FindingSort::Contract {
                    assert!(contracts.is_sorted_by(|a, b| if descending { a >= b } else { a <= b }));
                }
            }
        }
        let one = &all[0];
        let same = async |filter: FindingFilter| rows(&finance, &filter).await;
        let found = same(FindingFilter { words: vec![one.contract.clone()], ..FindingFilter::default() }).await;
        assert!(found.iter().any(|row| row.id == one.id));
        assert!(found.iter().all(|row| row.contract == one.contract));
        let numbered = FindingFilter { contract_number: Some(one.contract.clone()), ..FindingFilter::default() };
        assert_eq!(same(numbered).await, found);
        let sure = FindingFilter { confidence: Some(one.finding.confidence), ..FindingFilter::default() };
        assert!(same(sure).await.iter().all(|row| row.finding.confidence == one.finding.confidence));
        let nobody = FindingFilter { without_owner: true, ..FindingFilter::default() };
        assert!(same(nobody).await.iter().all(|row| row.owner_id.is_none()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_billed_too_much_is_credited_and_a_risk_is_dealt_with() {
    for test in offices("finding_steps").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let finance = acting_as(&test.office, Role::Finance).await;
        let open = rows(&finance, &FindingFilter::default()).await;
        let of = |stage: Stage| {
            let mut with_amount =
                open.iter().filter(|row| row.finding.kind.stage() == stage && row.finding.amount.is_some());
            with_amount.next().expect("one in the demonstration").clone()
        };
        let newest = async |id| {
            let found = sheet(&finance, id).await.expect("the finding");
            (found.row.state, found.history.into_iter().next().map(|past| past.event))
        };

        let risk = of(Stage::Risk);
        claim(&finance, risk.id, risk.version).await.expect("taken on");
        assert_eq!(newest(risk.id).await.1, Some(Event::FindingTakenOn));
        recover(&finance, risk.id, risk.version + 1, "", "").await.expect("dealt with, without an amount");
        let (state, event) = newest(risk.id).await;
        assert!(matches!(state, FindingState::Recovered { amount: None, .. }), "{state:?}");
        assert_eq!(event, Some(Event::FindingSettled));
        nightly::run(&test.office).await.expect("the night");
        assert_eq!(newest(risk.id).await.0, state, "the night leaves it so");

        let too_much = of(Stage::Overbilled);
        let whole = too_much.finding.amount.expect("money");
        let chosen = [(too_much.id, too_much.version)];
        pursue_together(&finance, &chosen, &Together::Claim).await.expect("taken on");
        assert_eq!(newest(too_much.id).await.1, Some(Event::FindingTakenOn));
        withdraw_claim(&finance, too_much.id, too_much.version + 1, "not now").await.expect("put back");
        assert_eq!(newest(too_much.id).await.1, Some(Event::FindingPutBack { reason: "not now".to_owned() }));
        claim(&finance, too_much.id, too_much.version + 2).await.expect("taken on again");
        recover(&finance, too_much.id, too_much.version + 3, "1", "").await.expect("a part");
        let (one, rest) = (Money::new(100, whole.currency), Money::new(whole.minor - 100, whole.currency));
        let part = Event::CreditNoteRecorded { amount: one, on: today(), open: Some(rest) };
        assert_eq!(newest(too_much.id).await.1, Some(part));
        let entry = sheet(&finance, too_much.id).await.expect("the finding").recoveries.remove(0).id;
        take_back(&finance, too_much.id, too_much.version + 4, entry).await.expect("taken back");
        assert_eq!(newest(too_much.id).await.1, Some(Event::CreditNoteTakenBack { amount: one }));
        let all = whole.major().to_string();
        recover(&finance, too_much.id, too_much.version + 5, &all, "").await.expect("all of it");
        let (state, event) = newest(too_much.id).await;
        assert!(matches!(state, FindingState::Recovered { .. }), "{state:?}");
        assert_eq!(event, Some(Event::CreditNoteRecorded { amount: whole, on: today(), open: None }));
    }
}

//! Money recorded on findings: the ledger, the way from promise to cash, and the payments of invoices know of it, and
//! what was recorded can be taken back.

mod billed_after;

use crate::office::{offices, today};
use model::{
    billing::BillingState,
    event::Event,
    id::FindingId,
    leakage::{CloseReason, Evidence, FindingKind, FindingState},
    money::Money,
    person::Role,
    refusal::{FieldProblem, Problem, Refusal},
    sample,
    view::{CustomerMoney, FindingRow, FindingSheet, Flow, FlowPart, LedgerEntry},
};
use operations::{
    Actor, Failure, Office,
    billing::{self, BillingFilter},
    customer, demonstration, invoice,
    leakage::{
        FindingFilter, Months, claim, dashboard, list, recover, reopen, sheet, take_back, waive, withdraw_claim,
    },
    nightly, reconciliation, sign_in,
};

async fn acting_as(office: &Office, role: Role) -> Actor {
    let people = sample::demonstration(today()).people;
    let person = people.into_iter().find(|person| person.roles == [role]).expect("a person with that role alone");
    sign_in::actor(office, person.id, None).await.expect("they may act")
}

fn refusal<T: std::fmt::Debug>(answer: Result<T, Failure>) -> Refusal {
    match answer.expect_err("not refused") {
        Failure::Refused(refusal) => refusal,
        Failure::Broken(cause) => panic!("{cause}"),
    }
}

/// The largest finding of a kind whose amount is known.
async fn of_kind(actor: &Actor, kind: FindingKind) -> FindingRow {
    let filter = FindingFilter { kinds: vec![kind], ..FindingFilter::default() };
    let rows = list(actor, &filter, operations::page(1, 200)).await.expect("findings").rows;
    rows.into_iter().find(|row| row.finding.amount.is_some()).expect("one of that kind")
}

async fn shown(actor: &Actor, id: FindingId) -> FindingSheet {
    let found = sheet(actor, id).await.expect("the finding");
    // What is kept beside the entries is their sum.
    let came_in: i64 = found.recoveries.iter().map(|entry| entry.amount.minor).sum();
    assert_eq!(found.row.recovered.map_or(0, |recovered| recovered.minor), came_in);
    found
}

async fn claimed(actor: &Actor, kind: FindingKind) -> FindingSheet {
    let row = of_kind(actor, kind).await;
    claim(actor, row.id, row.version).await.expect("claimed");
    shown(actor, row.id).await
}

/// The rows of the ledger that a finding is about.
async fn rows_of(actor: &Actor, found: &FindingSheet) -> Vec<LedgerEntry> {
    let ids: Vec<_> = found.row.finding.evidence.rows().iter().map(|row| row.row).collect();
    let ledger = billing::of_contract(actor, &found.row.contract).await.expect("a ledger");
    ledger.into_iter().filter(|entry| ids.contains(&entry.id)).collect()
}

async fn flow_of(actor: &Actor, found: &FindingSheet, part: Option<FlowPart>) -> Flow {
    let contract_number = Some(found.row.contract.clone());
    let filter = BillingFilter { contract_number, part, to: Some(today()), ..BillingFilter::default() };
    let (_, totals) = billing::list_with_totals(actor, &filter, operations::page(1, 200)).await.expect("a list");
    let currency = found.row.finding.amount.expect("an amount").currency;
    let found = totals.expect("sums").into_iter().find(|flow| flow.currency == currency);
    found.unwrap_or(Flow::new(currency))
}

/// What the page of the customer says of money in the currency of a finding.
async fn account_of(actor: &Actor, found: &FindingSheet) -> CustomerMoney {
    let customer = found.row.finding.customer.expect("a customer");
    let account = customer::account(actor, customer, operations::page(1, 1)).await.expect("its account");
    let currency = found.row.finding.amount.expect("an amount").currency;
    account.sums.into_iter().find(|sums| sums.expected.currency == currency).expect("promised")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_period_that_was_recovered_in_full_is_not_missing_anywhere_and_comes_back_when_that_is_taken_back() {
    for test in offices("recovery_full").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let finance = acting_as(&test.office, Role::Finance).await;
        let found = claimed(&finance, FindingKind::MissingPeriod).await;
        let (id, whole) = (found.row.id, found.row.finding.amount.expect("an amount"));
        let before = flow_of(&finance, &found, None).await;
        let owed = account_of(&finance, &found).await;
        recover(&finance, id, found.row.version, &whole.major().to_string(), "").await.expect("recovered");

        let done = shown(&finance, id).await;
        assert!(matches!(done.row.state, FindingState::Recovered { .. }));
        let row = &rows_of(&finance, &done).await[0];
        assert_eq!((row.state, row.recovered, row.left.minor), (BillingState::Billed, whole, 0));
        let after = flow_of(&finance, &found, None).await;
        assert_eq!((after.recovered(), after.unbilled), (whole.minor, before.unbilled - whole.minor));
        assert_eq!((after.billed, after.contracted), (before.billed, before.contracted));
        assert_eq!(flow_of(&finance, &found, Some(FlowPart::Recovered)).await.recovered(), whole.minor);

        let promised = account_of(&finance, &found).await;
        assert_eq!(promised.recovered, whole, "the customer's page knows of it");
        let left = |sums: &CustomerMoney| sums.expected.minor - sums.billed.minor - sums.recovered.minor;
        assert_eq!((left(&promised), promised.billed), (left(&owed) - whole.minor, owed.billed));

        // Nothing is left that could be given up.
        let seen = (row.billed.minor + row.recovered.minor, row.state);
        let given_up = reconciliation::waive_row(&finance, &found.row.contract, row.id, seen, "agreed").await;
        assert_eq!(refusal(given_up), Refusal::WrongState);

        nightly::run(&test.office).await.expect("the night");
        assert_eq!(shown(&finance, id).await.row, done.row, "a night changes nothing");

        let entry = done.recoveries[0].clone();
        assert_eq!((entry.amount, entry.received_on), (whole, today()));
        assert_eq!(refusal(take_back(&finance, id, done.row.version - 1, entry.id).await), Refusal::Stale);
        let viewer = acting_as(&test.office, Role::Auditor).await;
        assert!(matches!(refusal(take_back(&viewer, id, done.row.version, entry.id).await), Refusal::NotPermitted(_)));
        take_back(&finance, id, done.row.version, entry.id).await.expect("taken back");
        let again = shown(&finance, id).await;
        assert!(matches!(again.row.state, FindingState::Claimed { .. }));
        assert_eq!((again.row.finding.amount, again.row.recovered), (Some(whole), None));
        assert_eq!(again.history[0].event, Event::RecoveryTakenBack { amount: whole });
        assert_eq!(flow_of(&finance, &found, None).await, before);
        assert_eq!(rows_of(&finance, &again).await[0].state, BillingState::Expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn giving_up_the_rest_gives_up_the_rest_only() {
    for test in offices("recovery_rest").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let finance = acting_as(&test.office, Role::Finance).await;
        let found = claimed(&finance, FindingKind::MissingPeriod).await;
        let (id, whole) = (found.row.id, found.row.finding.amount.expect("an amount"));
        recover(&finance, id, found.row.version, "10", "").await.expect("a part");
        let part = shown(&finance, id).await;
        let rest = Money::new(whole.minor - 1_000, whole.currency);
        assert_eq!(part.row.finding.amount, Some(rest));
        // The same form sent twice is refused.
        assert_eq!(refusal(recover(&finance, id, found.row.version, "10", "").await), Refusal::Stale);
        nightly::run(&test.office).await.expect("the night");
        assert_eq!(shown(&finance, id).await.row, part.row, "a night takes nothing off twice");
        assert_eq!(rows_of(&finance, &part).await[0].state, BillingState::PartBilled);

        let before = flow_of(&finance, &found, None).await;
        waive(&finance, id, part.row.version, "agreed").await.expect("given up");
        let after = flow_of(&finance, &found, None).await;
        assert_eq!(after.waived, before.waived + rest.minor);
        assert_eq!((after.recovered(), after.unbilled), (1_000, before.unbilled - rest.minor));
        let history = operations::history::of_contract(&finance, &found.row.contract).await.expect("history");
        let period = part.row.finding.period.expect("a period");
        let said = Event::RowWaived { period, amount: rest, reason: "agreed".to_owned() };
        assert!(history.iter().any(|past| past.event == said), "{history:?}");
        let given_up = shown(&finance, id).await;
        let entry = given_up.recoveries[0].id;
        assert_eq!(refusal(take_back(&finance, id, given_up.row.version, entry).await), Refusal::WrongState);

        reopen(&finance, id, given_up.row.version).await.expect("taken up again");
        let open = shown(&finance, id).await;
        assert_eq!((open.row.finding.amount, open.recoveries.len()), (Some(rest), 1), "what came in stays");
        assert_eq!(flow_of(&finance, &found, None).await, before);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn reopening_what_was_recovered_takes_its_entries_back() {
    for test in offices("recovery_reopened").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let finance = acting_as(&test.office, Role::Finance).await;
        for kind in [FindingKind::MissingPeriod, FindingKind::OldPrice, FindingKind::Overdue] {
            let found = claimed(&finance, kind).await;
            let (id, whole) = (found.row.id, found.row.finding.amount.expect("an amount"));
            let before = rows_of(&finance, &found).await;
            recover(&finance, id, found.row.version, "1", "").await.expect("a part");
            let part = shown(&finance, id).await;
            let rest = Money::new(whole.minor - 100, whole.currency);
            assert_eq!(part.row.finding.amount, Some(rest), "{kind:?}");
            recover(&finance, id, part.row.version, &rest.major().to_string(), "").await.expect("the rest");
            let done = shown(&finance, id).await;
            assert!(matches!(done.row.state, FindingState::Recovered { .. }), "{kind:?}: {:?}", done.row.state);
            assert_eq!(done.recoveries.len(), 2);
            let rows = rows_of(&finance, &done).await;
            assert!(rows.iter().all(|row| row.left.minor == 0), "{kind:?}");
            nightly::run(&test.office).await.expect("the night");
            assert_eq!(shown(&finance, id).await.row, done.row, "{kind:?}");

            reopen(&finance, id, done.row.version).await.expect("taken up again");
            let open = shown(&finance, id).await;
            assert_eq!(open.row.state, FindingState::Found, "{kind:?}");
            assert_eq!((open.row.finding.amount, open.recoveries.len()), (Some(whole), 0), "{kind:?}");
            assert_eq!(rows_of(&finance, &open).await, before, "{kind:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_in_for_an_overdue_invoice_is_a_payment_of_it() {
    for test in offices("recovery_overdue").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let finance = acting_as(&test.office, Role::Finance).await;
        let found = claimed(&finance, FindingKind::Overdue).await;
        let Evidence::Overdue { invoice: of, .. } = found.row.finding.evidence else { panic!("overdue") };
        let before = invoice::find(&finance, of).await.expect("the invoice");
        let collected = flow_of(&finance, &found, None).await.collected;
        recover(&finance, found.row.id, found.row.version, "100", "").await.expect("a part");

        let part = shown(&finance, found.row.id).await;
        let whole = found.row.finding.amount.expect("an amount").minor;
        assert_eq!(part.row.finding.amount.expect("the rest").minor, whole - 10_000, "nothing is taken off twice");
        let after = invoice::find(&finance, of).await.expect("the invoice");
        assert_eq!(after.paid.minor, before.paid.minor + 10_000);
        assert_eq!(after.outstanding.open.minor, before.outstanding.open.minor - 10_000);
        let payment =
            after.payments.iter().find(|payment| payment.payment.recorded.is_some()).expect("recorded by hand");
        assert_eq!(payment.payment.recorded.map(|recorded| recorded.finding), Some(found.row.id));
        assert!(flow_of(&finance, &found, None).await.collected > collected, "it was collected");

        take_back(&finance, found.row.id, part.row.version, part.recoveries[0].id).await.expect("taken back");
        let again = invoice::find(&finance, of).await.expect("the invoice");
        assert_eq!((again.paid, again.outstanding), (before.paid, before.outstanding));
        assert_eq!(shown(&finance, found.row.id).await.row.finding.amount, found.row.finding.amount);
        assert_eq!(flow_of(&finance, &found, None).await.collected, collected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_given_up_of_periods_billed_too_low_is_given_up_in_the_ledger_and_comes_back() {
    for test in offices("recovery_low").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = acting_as(&test.office, Role::Finance).await;
        let found = claimed(&actor, FindingKind::OldPrice).await;
        let before = flow_of(&actor, &found, None).await;
        let open = found.row.finding.amount.expect("an amount").minor;
        waive(&actor, found.row.id, found.row.version, "Agreed with the customer").await.expect("given up");
        let given_up = flow_of(&actor, &found, None).await;
        assert_eq!((given_up.waived - before.waived, before.unbilled - given_up.unbilled), (open, open));
        let rows = rows_of(&actor, &found).await;
        assert!(rows.iter().all(|row| row.state == BillingState::Waived), "{rows:#?}");
        // Nothing else is found instead, nor at night.
        nightly::run(&test.office).await.expect("the night");
        let filter = FindingFilter {
            contract_number: Some(found.row.contract.clone()),
            kinds: FindingKind::ALL.into_iter().filter(|kind| kind.stage().can_be_lost()).collect(),
            ..FindingFilter::default()
        };
        let others = list(&actor, &filter, operations::page(1, 50)).await.expect("findings").rows;
        let about =
            |row: &FindingRow| row.finding.evidence.rows().iter().any(|row| rows.iter().any(|r| r.id == row.row));
        assert!(!others.iter().any(about), "{others:#?}");
        let found = shown(&actor, found.row.id).await;
        reopen(&actor, found.row.id, found.row.version).await.expect("taken up");
        assert_eq!(flow_of(&actor, &found, None).await, before);
        assert!(rows_of(&actor, &found).await.iter().all(|row| row.state == BillingState::PartBilled));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_given_up_of_an_overdue_invoice_stands_on_it_and_in_the_flow_until_it_is_taken_up_again() {
    for test in offices("recovery_forgiven").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let finance = acting_as(&test.office, Role::Finance).await;
        let found = claimed(&finance, FindingKind::Overdue).await;
        let Evidence::Overdue { invoice: of, .. } = found.row.finding.evidence else { panic!("overdue") };
        let (id, whole) = (found.row.id, found.row.finding.amount.expect("an amount"));
        let (before, flow) = (invoice::find(&finance, of).await.expect("it"), flow_of(&finance, &found, None).await);
        assert_eq!((before.outstanding.given_up.minor, before.given_up.len(), flow.forgiven), (0, 0, 0));
        recover(&finance, id, found.row.version, "100", "").await.expect("a part");
        let part = shown(&finance, id).await;
        waive(&finance, id, part.row.version, "Insolvent").await.expect("the rest is given up");

        let rest = Money::new(whole.minor - 10_000, whole.currency);
        let after = invoice::find(&finance, of).await.expect("it");
        assert_eq!(after.outstanding.given_up, rest);
        assert_eq!(after.outstanding.open.minor, before.outstanding.open.minor - whole.minor);
        let said = &after.given_up[0];
        assert_eq!((said.finding, said.amount, said.on, said.reason.as_str()), (id, rest, today(), "Insolvent"));
        assert!(said.by.is_some());
        let forgiven = flow_of(&finance, &found, None).await;
        assert!(forgiven.forgiven > 0 && forgiven.forgiven <= rest.minor, "{forgiven:?}");
        assert_eq!(forgiven.billed, forgiven.collected + forgiven.forgiven + forgiven.uncollected());
        assert!(forgiven.uncollected() < flow.uncollected() - forgiven.forgiven + 1, "it is not waited for");
        assert_eq!(flow_of(&finance, &found, Some(FlowPart::Forgiven)).await.forgiven, forgiven.forgiven);
        nightly::run(&test.office).await.expect("the night");
        assert_eq!(invoice::find(&finance, of).await.expect("it").outstanding, after.outstanding);
        let given_up = shown(&finance, id).await;
        assert!(matches!(given_up.row.state, FindingState::Waived { .. }), "nothing is found anew");

        // Paid wins, for as long as the payment stands.
        let paid = format!(
            "INSERT INTO payment (id, invoice_id, received_on, amount_minor) SELECT id, id, '2026-11-20', {} \
             FROM invoice WHERE number = '{}'",
            rest.minor, before.number
        );
        let unpaid = "DELETE FROM payment WHERE id = invoice_id";
        crate::sums::run(&test.office, &paid).await;
        nightly::run(&test.office).await.expect("the night");
        let closed = shown(&finance, id).await.row;
        assert!(matches!(closed.state, FindingState::Closed { why: CloseReason::Paid, .. }), "{closed:?}");
        let settled = invoice::find(&finance, of).await.expect("it");
        assert_eq!((settled.given_up.len(), settled.outstanding.open), (0, after.outstanding.open));
        crate::sums::run(&test.office, unpaid).await;
        nightly::run(&test.office).await.expect("the night");
        let given_up_again = shown(&finance, id).await;
        assert_eq!(given_up_again.row.state, given_up.row.state);
        assert_eq!(invoice::find(&finance, of).await.expect("it").outstanding, after.outstanding);
        let given_up = given_up_again;

        reopen(&finance, id, given_up.row.version).await.expect("taken up again");
        let again = invoice::find(&finance, of).await.expect("it");
        assert_eq!((again.outstanding.given_up.minor, again.given_up.len()), (0, 0));
        assert_eq!(again.outstanding.open.minor, before.outstanding.open.minor - 10_000);
        assert_eq!(flow_of(&finance, &found, None).await.forgiven, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn money_is_recorded_on_the_day_it_came_in() {
    for test in offices("recovery_day").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let finance = acting_as(&test.office, Role::Finance).await;
        let found = claimed(&finance, FindingKind::Overdue).await;
        let Evidence::Overdue { invoice: of, .. } = found.row.finding.evidence else { panic!("overdue") };
        let (id, version) = (found.row.id, found.row.version);
        let no_such = Problem::NoSuchDay { last: "2026-02-28".parse().expect("a day") };
        let too_late = Problem::After { day: today() };
        for (text, problem) in [("2026-11-22", too_late), ("soon", Problem::NotADay), ("2026-02-31", no_such)] {
            let refused = refusal(recover(&finance, id, version, "100", text).await);
            assert_eq!(refused, Refusal::Fields(vec![FieldProblem::new("received_on", problem)]));
        }
        let Evidence::Overdue { issued_on, .. } = found.row.finding.evidence else { panic!("overdue") };
        let day_before = issued_on.pred_opt().expect("a day").to_string();
        let refused = refusal(recover(&finance, id, version, "100", &day_before).await);
        let before = Problem::Before { day: issued_on };
        assert_eq!(refused, Refusal::Fields(vec![FieldProblem::new("received_on", before)]));
        recover(&finance, id, version, "100", "2026-11-03").await.expect("a part");
        let came = "2026-11-03".parse().expect("a day");
        let part = shown(&finance, id).await;
        assert_eq!(part.recoveries[0].received_on, came);
        let (amount, open) = (part.recoveries[0].amount, part.row.finding.amount);
        assert_eq!(part.history[0].event, Event::MoneyCameIn { amount, on: came, open });
        let sheet = invoice::find(&finance, of).await.expect("the invoice");
        assert!(
            sheet
                .payments
                .iter()
                .any(|payment| payment.payment.recorded.is_some() && payment.payment.received_on == came)
        );
        let rest = open.expect("a rest").major().to_string();
        recover(&finance, id, part.row.version, &rest, "2026-10-30").await.expect("the rest");
        let done = shown(&finance, id).await;
        assert!(matches!(done.row.state, FindingState::Recovered { on, .. } if on == came), "{:?}", done.row.state);
        nightly::run(&test.office).await.expect("the night");
        assert_eq!(shown(&finance, id).await.row, done.row, "a night changes nothing");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_is_withdrawn_with_a_reason_and_what_came_in_stays_claimed_and_recovered() {
    for test in offices("recovery_withdrawn").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let finance = acting_as(&test.office, Role::Finance).await;
        let found = claimed(&finance, FindingKind::MissingPeriod).await;
        let id = found.row.id;
        let trend = async || {
            let sums = dashboard(&finance, &FindingFilter::default(), Months::Twelve).await.expect("sums");
            let sum = |of: &dyn Fn(&model::view::TrendMonth) -> i64| sums.trend.iter().map(of).sum::<i64>();
            (sum(&|month| month.claimed), sum(&|month| month.recovered))
        };
        let whole = found.row.finding.amount.expect("an amount").minor;
        let before = (trend().await.0 - whole, trend().await.1);
        let missing = Refusal::Fields(vec![FieldProblem::new("why", Problem::Missing)]);
        assert_eq!(refusal(withdraw_claim(&finance, id, found.row.version, " ").await), missing);
        let auditor = acting_as(&test.office, Role::Auditor).await;
        let refused = refusal(withdraw_claim(&auditor, id, found.row.version, "no").await);
        assert!(matches!(refused, Refusal::NotPermitted(_)));
        withdraw_claim(&finance, id, found.row.version, " The wrong customer ").await.expect("withdrawn");
        let open = shown(&finance, id).await;
        assert_eq!((open.row.state.clone(), open.row.finding.amount), (FindingState::Found, found.row.finding.amount));
        assert_eq!(open.history[0].event, Event::ClaimWithdrawn { reason: "The wrong customer".to_owned() });
        assert_eq!(refusal(withdraw_claim(&finance, id, open.row.version, "again").await), Refusal::WrongState);
        assert_eq!(trend().await, before, "nothing of it is claimed any more");

        claim(&finance, id, open.row.version).await.expect("claimed again");
        recover(&finance, id, open.row.version + 1, "10", "").await.expect("a part");
        let part = shown(&finance, id).await;
        withdraw_claim(&finance, id, part.row.version, "The rest is not ours").await.expect("withdrawn");
        assert_eq!(trend().await, (before.0 + 1_000, before.1 + 1_000), "but for the part that came in");
        let open = shown(&finance, id).await;
        waive(&finance, id, open.row.version, "Agreed").await.expect("given up");
        assert_eq!(trend().await.1, before.1 + 1_000);
        reopen(&finance, id, shown(&finance, id).await.row.version).await.expect("taken up again");
        assert_eq!(trend().await, (before.0 + 1_000, before.1 + 1_000), "nor when it is taken up again");
    }
}

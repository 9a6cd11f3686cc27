//! Adding and changing contracts: refused, done, recorded, nothing half-saved.

use crate::office::{TestOffice, offices, today};
use model::{
    billing::{BillingState, price_around},
    contract::{ContractForm, LineForm},
    event::{Event, RenewalStep},
    language::Language,
    permission::Permission,
    person::Role,
    refusal::{FieldProblem, Problem, Refusal},
    sample,
};
use operations::{
    Actor, Failure, Office, billing,
    contract::{create, edit, edit_over, find, form, form_and_prices},
    demonstration, history, nightly,
    reconciliation::{reclaim_row, waive_row},
    sign_in,
};

async fn acting_as(office: &Office, role: Role) -> Actor {
    let people = sample::demonstration(today()).people;
    let person = people.into_iter().find(|person| person.roles == [role]).expect("a person with that role alone");
    sign_in::actor(office, person.id, Some(Language::En)).await.expect("they may act")
}

async fn filled(actor: &Actor) -> ContractForm {
    let customer = sample::demonstration(today()).customers.swap_remove(0).details.name;
    let sheet = form(actor, None, None).await.expect("a blank form");
    ContractForm {
        title: "Gate maintenance".to_owned(),
        customer,
        legal_entity: sheet.legal_entities[0].id.to_string(),
        signed_on: "2026-01-05".to_owned(),
        starts_on: "2026-02-01".to_owned(),
        lines: vec![LineForm {
            description: "Maintenance".to_owned(),
            unit_price: "1,250.50".to_owned(),
            ..LineForm::blank()
        }],
        ..sheet.form
    }
}

fn refusal<T: std::fmt::Debug>(answer: Result<T, Failure>) -> Refusal {
    match answer.expect_err("not refused") {
        Failure::Refused(refusal) => refusal,
        Failure::Broken(cause) => panic!("broken, not refused: {cause}"),
    }
}

async fn demonstrations(name: &str) -> Vec<TestOffice> {
    let offices = offices(name).await;
    for office in &offices {
        demonstration::seed(&office.office).await.expect("the demonstration");
    }
    offices
}

#[tokio::test]
async fn a_contract_is_made_with_its_ledger_and_its_history() {
    for TestOffice { office, .. } in &demonstrations("contract_made").await {
        let actor = acting_as(office, Role::Manager).await;
        let number = create(&actor, &filled(&actor).await).await.expect("made");
        let sheet = find(&actor, &number).await.expect("it is there");
        assert_eq!((sheet.details.title.as_str(), sheet.version, sheet.lines.len()), ("Gate maintenance", 1, 1));
        let ledger = billing::of_contract(&actor, &number).await.expect("its ledger");
        assert!(ledger.len() > 24, "{} rows reach two years ahead", ledger.len());
        assert!(ledger.iter().all(|row| row.amount.minor == 125_050));
        let events = history::of_contract(&actor, &number).await.expect("its history");
        let mut events = events.into_iter().map(|past| past.event);
        // Its renewal is near enough to be decided about at once.
        let opened = events.next().expect("a renewal");
        assert!(matches!(opened, Event::Renewal { step: RenewalStep::Opened { .. }, .. }), "{opened:?}");
        assert_eq!(events.collect::<Vec<_>>(), [Event::ContractAdded { number }]);
        assert!(matches!(history::verify(office).await, Ok(history::Verdict::Whole { .. })));
    }
}

#[tokio::test]
async fn a_row_that_is_expected_again_follows_the_terms_of_today_from_the_next_night_on() {
    for TestOffice { office, .. } in &demonstrations("contract_freed").await {
        let (manager, finance) = (acting_as(office, Role::Manager).await, acting_as(office, Role::Finance).await);
        let number = create(&manager, &filled(&manager).await).await.expect("made");
        let row = billing::of_contract(&finance, &number).await.expect("its ledger").swap_remove(0);
        waive_row(&finance, &number, row.id, (0, row.state), "a gift").await.expect("given up");
        let mut open = form(&manager, Some(&number), None).await.expect("its form");
        open.form.lines[0].unit_price = "1,300".to_owned();
        open.form.lines[0].price_from = String::new();
        edit(&manager, &number, 1, &open.form).await.expect("changed");
        let first = || async {
            let ledger = billing::of_contract(&finance, &number).await.expect("its ledger");
            let rows = ledger.into_iter().filter(|entry| entry.period == row.period);
            rows.map(|entry| (entry.amount.minor, entry.correction.is_some())).collect::<Vec<_>>()
        };
        assert_eq!(
            first().await,
            [(125_050, false), (4_950, true)],
            "what was given up stays, the rest is a correction"
        );
        reclaim_row(&finance, &number, row.id, (0, BillingState::Waived)).await.expect("expected again");
        nightly::run_whole(office).await.expect("a night of a program that is new");
        assert_eq!(first().await, [(130_000, false)]);
        // The same with an ordinary night.
        let row = billing::of_contract(&finance, &number).await.expect("its ledger").swap_remove(0);
        waive_row(&finance, &number, row.id, (0, row.state), "a gift").await.expect("given up");
        open = form(&manager, Some(&number), None).await.expect("its form");
        open.form.lines[0].unit_price = "1,250.50".to_owned();
        open.form.lines[0].price_from = String::new();
        edit(&manager, &number, 2, &open.form).await.expect("changed");
        reclaim_row(&finance, &number, row.id, (0, BillingState::Waived)).await.expect("expected again");
        nightly::run(office).await.expect("the night");
        assert_eq!(first().await, [(125_050, false)]);
    }
}

#[tokio::test]
async fn a_change_of_price_changes_what_is_still_to_be_billed() {
    for TestOffice { office, .. } in &demonstrations("contract_changed").await {
        let actor = acting_as(office, Role::Legal).await;
        let number = create(&actor, &filled(&actor).await).await.expect("made");
        let mut open = form(&actor, Some(&number), None).await.expect("its form");
        let line = open.form.lines[0].id.clone();
        open.form.lines[0].unit_price = "1300".to_owned();
        open.form.lines[0].price_from = String::new();
        edit(&actor, &number, 1, &open.form).await.expect("changed");
        let sheet = find(&actor, &number).await.expect("it is there");
        assert_eq!((sheet.version, sheet.lines[0].id.to_string()), (2, line), "a line keeps its identity");
        let manager = acting_as(office, Role::Manager).await;
        let ledger = billing::of_contract(&manager, &number).await.expect("its ledger");
        assert!(ledger.iter().all(|row| row.amount.minor == 130_000));
        let events = history::of_contract(&actor, &number).await.expect("its history");
        let Some(Event::ContractChanged { changes }) = events.first().map(|past| past.event.clone()) else {
            panic!("the change is remembered");
        };
        assert_eq!(changes.iter().map(|change| change.field.as_str()).collect::<Vec<_>>(), ["lines"]);
        edit(&actor, &number, 2, &open.form).await.expect("the same again");
        assert_eq!(find(&actor, &number).await.expect("it is there").version, 2, "the same again changes nothing");
    }
}

#[tokio::test]
async fn a_price_changes_from_the_next_period_that_is_not_billed_and_says_what_that_does() {
    for TestOffice { office, .. } in &demonstrations("contract_priced").await {
        let (actor, finance) = (acting_as(office, Role::Manager).await, acting_as(office, Role::Finance).await);
        let number = create(&actor, &filled(&actor).await).await.expect("made");
        let ledger = billing::of_contract(&finance, &number).await.expect("its ledger");
        // The period in which today lies is given up, so that the next one is the first that can still change.
        let now = ledger.iter().find(|row| row.period.contains(today())).expect("a period of today").clone();
        waive_row(&finance, &number, now.id, (0, now.state), "a gift").await.expect("given up");
        let next =
            ledger.iter().map(|row| row.period.first).find(|first| *first > now.period.last).expect("a next one");

        let mut open = form(&actor, Some(&number), None).await.expect("its form");
        assert_eq!(open.form.lines[0].price_from, next.to_string(), "proposed");
        assert_eq!(edit(&actor, &number, 1, &open.form).await.expect("nothing to do"), None);
        open.form.lines[0].unit_price = "1,300.50".to_owned();
        let effect = edit(&actor, &number, 1, &open.form).await.expect("changed").expect("an effect");
        assert_eq!(effect.after.minor - effect.before.minor, 12 * 5_000);
        assert_eq!(effect.corrections.minor, 0, "nothing that was given up or billed changes");
        let line = find(&actor, &number).await.expect("it is there").lines.swap_remove(0);
        assert_eq!((line.unit_price.to_string().as_str(), line.ramp.len()), ("1250.50", 1));
        let ledger = billing::of_contract(&finance, &number).await.expect("its ledger");
        for row in &ledger {
            assert_eq!(row.amount.minor, if row.period.first < next { 125_050 } else { 130_050 });
        }

        // Without a day it is corrected from the first day.
        let mut open = form(&actor, Some(&number), None).await.expect("its form");
        open.form.lines[0].unit_price = "1,260.50".to_owned();
        open.form.lines[0].price_from = String::new();
        let effect = edit(&actor, &number, 2, &open.form).await.expect("changed").expect("an effect");
        assert_eq!((effect.before, effect.corrections.minor), (effect.after, 1_000));
        // A day that is none is refused at its field.
        let mut open = form(&actor, Some(&number), None).await.expect("its form");
        open.form.lines[0].price_from = "soon".to_owned();
        let problem = FieldProblem::new("lines.0.price_from", Problem::NotADay);
        assert_eq!(refusal(edit(&actor, &number, 3, &open.form).await), Refusal::Fields(vec![problem]));
    }
}

#[tokio::test]
async fn the_price_in_force_is_what_a_person_changes_and_a_new_one_contains_past_increases() {
    for TestOffice { office, .. } in &demonstrations("contract_increased").await {
        let (actor, finance) = (acting_as(office, Role::Manager).await, acting_as(office, Role::Finance).await);
        let mut typed = filled(&actor).await;
        typed.lines[0].unit_price = "5,000".to_owned();
        typed.lines[0].increase_percent = "4".to_owned();
        typed.lines[0].increase_first_on = "2026-03-01".to_owned();
        let number = create(&actor, &typed).await.expect("made");
        let (mut open, prices) = form_and_prices(&actor, Some(&number), None).await.expect("its form");
        let line = &open.form.lines[0];
        let shown = (line.unit_price.as_str(), line.price_shown.as_str());
        assert_eq!(shown, ("5200.00", "5200.00"), "the price in force, not the first one");
        let told = prices[0].clone().expect("how it came about");
        assert_eq!((told.first.to_string().as_str(), told.part.increase), ("5000", Some((4.into(), 1))));
        assert_eq!(edit(&actor, &number, 1, &open.form).await.expect("nothing to do"), None);
        let from: model::calendar::Day = line.price_from.parse().expect("a day");
        open.form.lines[0].unit_price = "5,600".to_owned();
        edit(&actor, &number, 1, &open.form).await.expect("changed").expect("an effect");
        let ledger = billing::of_contract(&finance, &number).await.expect("its ledger");
        let row = ledger.iter().find(|row| row.period.first == from).expect("a period from then");
        assert_eq!(row.amount.minor, 560_000, "past increases are part of an agreed price");
        let increased = "2027-03-01".parse().expect("a day");
        let later = ledger.iter().find(|row| row.period.first == increased).expect("a period from then");
        assert_eq!(later.amount.minor, 582_400, "later ones count");
        let line = find(&actor, &number).await.expect("it is there").lines.swap_remove(0);
        let around = price_around(&line, None, from).expect("a price");
        let before = around.before.last().map(|(price, _)| price.normalize().to_string());
        assert_eq!((around.now.to_string().as_str(), before.as_deref()), ("5600", Some("5200")));
    }
}

#[tokio::test]
async fn a_stale_save_is_refused_and_saves_nothing() {
    for TestOffice { office, .. } in &demonstrations("contract_stale").await {
        let actor = acting_as(office, Role::Manager).await;
        let number = create(&actor, &filled(&actor).await).await.expect("made");
        let open = form(&actor, Some(&number), None).await.expect("its form").form;
        let first = ContractForm { title: "First".to_owned(), ..open.clone() };
        let second = ContractForm { title: "Second".to_owned(), ..open };
        edit(&actor, &number, 1, &first).await.expect("the first save");
        assert_eq!(refusal(edit(&actor, &number, 1, &second).await), Refusal::Stale);
        assert_eq!(find(&actor, &number).await.expect("it is there").details.title, "First");
    }
}

#[tokio::test]
async fn a_save_after_a_stale_one_takes_over_only_what_the_person_changed() {
    for TestOffice { office, .. } in &demonstrations("contract_merged").await {
        let actor = acting_as(office, Role::Manager).await;
        let number = create(&actor, &filled(&actor).await).await.expect("made");
        let open = form(&actor, Some(&number), None).await.expect("its form");
        let theirs = ContractForm { title: "Theirs".to_owned(), reference: "R-1".to_owned(), ..open.form.clone() };
        edit(&actor, &number, 1, &theirs).await.expect("somebody else saves");
        let mine = ContractForm { reference: "R-2".to_owned(), purchase_order: "PO-7".to_owned(), ..open.form.clone() };
        assert_eq!(refusal(edit_over(&actor, &number, 1, &mine, &open.base).await), Refusal::Stale);
        let same = ContractForm { title: "Theirs".to_owned(), ..open.form.clone() };
        let saved = edit_over(&actor, &number, 1, &same, &open.base).await.expect("what was changed stands there");
        assert_eq!((saved, find(&actor, &number).await.expect("it is there").version), (None, 2));
        let now = form(&actor, Some(&number), None).await.expect("what stands there now");
        assert_eq!(mine.untouched(&open.form, &now.form), ["title"], "kept from the other person");
        edit_over(&actor, &number, 2, &mine, &open.base).await.expect("saved over the version that was shown");
        let details = find(&actor, &number).await.expect("it is there").details;
        let said = [Some(details.title), details.reference, details.purchase_order].map(Option::unwrap_or_default);
        assert_eq!(said, ["Theirs", "R-2", "PO-7"]);
    }
}

#[tokio::test]
async fn who_may_not_edit_is_refused() {
    for TestOffice { office, .. } in &demonstrations("contract_refused").await {
        let manager = acting_as(office, Role::Manager).await;
        let typed = filled(&manager).await;
        let number = create(&manager, &typed).await.expect("made");
        for role in [Role::Finance, Role::Service, Role::Auditor, Role::Viewer] {
            let actor = acting_as(office, role).await;
            let refused = Refusal::NotPermitted(Permission::EditContracts);
            assert_eq!(refusal(create(&actor, &typed).await), refused, "{role:?}");
            assert_eq!(refusal(edit(&actor, &number, 1, &typed).await), refused, "{role:?}");
            assert_eq!(refusal(form(&actor, None, None).await), refused, "{role:?}");
        }
        assert_eq!(find(&manager, &number).await.expect("it is there").version, 1);
    }
}

#[tokio::test]
async fn every_problem_is_named_at_once() {
    for TestOffice { office, .. } in &demonstrations("contract_problems").await {
        let actor = acting_as(office, Role::Manager).await;
        let mut typed = filled(&actor).await;
        typed.title.clear();
        typed.customer = "Nobody of this name".to_owned();
        typed.lines[0].unit_price = "x".to_owned();
        let Refusal::Fields(mut problems) = refusal(create(&actor, &typed).await) else { panic!("by field") };
        problems.sort_by(|one, other| one.field.cmp(&other.field));
        let expected = [
            FieldProblem::new("customer", Problem::NotAChoice),
            FieldProblem::new("lines.0.unit_price", Problem::NotANumber),
            FieldProblem::new("title", Problem::Missing),
        ];
        assert_eq!(problems, expected);
    }
}

#[tokio::test]
async fn a_contract_goes_to_another_customer_with_its_ledger_until_it_is_billed() {
    for TestOffice { office, .. } in &demonstrations("contract_customer").await {
        let actor = acting_as(office, Role::Manager).await;
        let other = sample::demonstration(today()).customers.swap_remove(1);
        let number = create(&actor, &filled(&actor).await).await.expect("made");
        let typed = form(&actor, Some(&number), None).await.expect("its form").form;
        edit(&actor, &number, 1, &ContractForm { customer: other.details.name.clone(), ..typed }).await.expect("moved");
        let filter = billing::BillingFilter {
            customer: Some(other.id),
            contract_number: Some(number.clone()),
            ..billing::BillingFilter::default()
        };
        let rows = billing::list(&actor, &filter, operations::page(1, 50)).await.expect("the ledger").total;
        assert_eq!(rows, billing::of_contract(&actor, &number).await.expect("its ledger").len() as u64);

        let billed = sample::demonstration(today()).contracts;
        let billed =
            billed.into_iter().find(|contract| contract.story == "boiler_maintenance").expect("a story").number;
        let sheet = form(&actor, Some(&billed), None).await.expect("its form");
        let version = sheet.contract.expect("it is there").1;
        let current = find(&actor, &billed).await.expect("it is there").details.customer;
        let customers = sample::demonstration(today()).customers;
        let another = customers.into_iter().find(|customer| customer.id != current).expect("another customer");
        let moved = ContractForm { customer: another.id.to_string(), ..sheet.form };
        let refused = vec![FieldProblem::new("customer", Problem::BilledAlready)];
        assert_eq!(refusal(edit(&actor, &billed, version, &moved).await), Refusal::Fields(refused));
    }
}

#[tokio::test]
async fn a_line_of_another_contract_cannot_be_taken() {
    for TestOffice { office, .. } in &demonstrations("contract_lines").await {
        let actor = acting_as(office, Role::Manager).await;
        let first = create(&actor, &filled(&actor).await).await.expect("made");
        let theirs = form(&actor, Some(&first), None).await.expect("its form").form;
        let second = create(&actor, &theirs).await.expect("made with the line of another");
        edit(&actor, &second, 1, &ContractForm { title: "Mine".to_owned(), ..theirs.clone() }).await.expect("changed");
        let (first, second) = (find(&actor, &first).await.expect("one"), find(&actor, &second).await.expect("other"));
        assert_eq!(first.lines[0].id.to_string(), theirs.lines[0].id);
        assert_ne!(first.lines[0].id, second.lines[0].id);
    }
}

//! Files on visits and obligations: evidence that stays, that only those see who see the contract, and that proves.

use crate::{
    attachment::{Desk, add, desks, listed, pdf, refusal},
    import_run::change,
    loose::somebody,
};
use model::{
    attachment::AttachedTo,
    event::Event,
    language::Language,
    obligation::ObligationForm,
    permission::Permission,
    person::Role,
    refusal::{FieldProblem, Problem, Refusal},
    service_visit::PromiseForm,
};
use operations::{
    Actor, attachment, contract, history, nightly,
    obligation::{self, ObligationFilter, ObligationSort},
    service_visit,
};
use store::Page;

/// The only visit that the contract comes to have by a promise.
async fn visit_of(desk: &Desk, manager: &Actor) -> (AttachedTo, model::id::VisitPromiseId) {
    let form = PromiseForm {
        description: "Boiler check".to_owned(),
        per_year: "1".to_owned(),
        minutes: "60".to_owned(),
        ..PromiseForm::default()
    };
    let promise = service_visit::add_promise(manager, &desk.number, &form, Language::En).await.expect("a promise");
    let visits = service_visit::of_contract(manager, &desk.number).await.expect("visits");
    let row = visits.promises[0].years[0].visits.first().expect("a visit");
    (AttachedTo::ServiceVisit(row.id), promise)
}

async fn occurrence_of(desk: &Desk, manager: &Actor) -> model::view::OccurrenceRow {
    let currency = contract::find(manager, &desk.number).await.expect("a contract").details.currency;
    let form = ObligationForm {
        title: "Certificate".to_owned(),
        evidence: "true".to_owned(),
        ..ObligationForm::new("2026-09-15".parse().expect("a day"), currency)
    };
    obligation::save_typed(manager, &desk.number, None, 0, &form).await.expect("an obligation");
    let page = Page::first(10);
    let all = ObligationFilter::default();
    obligation::list(manager, &all, (ObligationSort::Due, false), page).await.expect("a list").0.rows.remove(0)
}

async fn told(actor: &Actor, number: &str) -> Vec<Event> {
    let past = history::of_contract(actor, number).await.expect("a history");
    let is_of_file = |event: &Event| matches!(event, Event::PartFileAttached { .. } | Event::PartFileRemoved { .. });
    past.into_iter().map(|past| past.event).filter(is_of_file).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_technician_adds_photos_to_a_visit_which_then_stays() {
    for desk in desks("attachment_visit").await {
        let manager = somebody(&desk.office, Role::Manager).await;
        let (visit, promise) = visit_of(&desk, &manager).await;
        let service = somebody(&desk.office, Role::Service).await;
        let finance = somebody(&desk.office, Role::Finance).await;
        let refused = attachment::begin(&finance, visit).await;
        assert_eq!(refusal(refused), Refusal::NotPermitted(Permission::CloseVisits));
        let photo = add(&service, visit, "valve.pdf", &pdf("before")).await;
        assert_eq!(listed(&finance, visit).await, [("valve.pdf".to_owned(), 1)]);
        let AttachedTo::Contract(contract) = desk.contract else { panic!("a contract") };
        let parts = attachment::of_parts(&finance, contract).await.expect("files");
        assert_eq!((parts.len(), parts[0].record, parts[0].title.as_str()), (1, visit, "Boiler check"));
        assert!(listed(&finance, desk.contract).await.is_empty(), "it hangs on the visit and not on the contract");

        // What is proved stays, also where a night lays the visits out again or the promise would go.
        assert_eq!(refusal(service_visit::remove_promise(&manager, promise, 1).await), Refusal::WrongState);
        let none = PromiseForm {
            description: "Boiler check".to_owned(),
            per_year: "1".to_owned(),
            minutes: "60".to_owned(),
            starts_on: "2027-01-01".to_owned(),
            ..PromiseForm::default()
        };
        service_visit::change_promise(&manager, promise, 1, &none, Language::En).await.expect("changed");
        nightly::run_whole(&desk.office).await.expect("a night");
        assert_eq!(listed(&service, visit).await.len(), 1);

        attachment::remove(&service, photo, "Another boiler").await.expect("removed");
        let (part, name) = ("Boiler check".to_owned(), "valve.pdf".to_owned());
        assert_eq!(
            told(&manager, &desk.number).await,
            [
                Event::PartFileRemoved {
                    part: part.clone(),
                    name: name.clone(),
                    number: 1,
                    reason: "Another boiler".to_owned()
                },
                Event::PartFileAttached { part, name, number: 1 },
            ]
        );
        service_visit::remove_promise(&manager, promise, 2).await.expect("nothing hangs on it any more");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_proves_an_obligation_and_keeps_it() {
    for desk in desks("attachment_obligation").await {
        let manager = somebody(&desk.office, Role::Manager).await;
        let row = occurrence_of(&desk, &manager).await;
        let on = row.due;
        let without = obligation::fulfil(&manager, row.id, row.version, on, None, "").await;
        let missing = FieldProblem::new("note", Problem::Missing);
        assert_eq!(refusal(without), Refusal::Fields(vec![missing]));
        add(&manager, AttachedTo::Obligation(row.id), "certificate.pdf", &pdf("signed")).await;
        assert!(!obligation::find(&manager, row.id).await.expect("there").evidence, "the file is the evidence");
        let opened = obligation::open(&manager, &desk.number, Some(row.obligation)).await.expect("opened");
        assert!(!opened.removable);
        let removed = obligation::remove(&manager, &desk.number, row.obligation, opened.version).await;
        assert_eq!(refusal(removed), Refusal::InUse);
        obligation::fulfil(&manager, row.id, row.version, on, None, "").await.expect("fulfilled");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_see_the_contract_sees_no_file_of_its_parts() {
    for desk in desks("attachment_part_hidden").await {
        let manager = somebody(&desk.office, Role::Manager).await;
        let (visit, _) = visit_of(&desk, &manager).await;
        let occurrence = AttachedTo::Obligation(occurrence_of(&desk, &manager).await.id);
        change(&desk.office, "UPDATE contract SET confidentiality = 'people'").await;
        let service = somebody(&desk.office, Role::Service).await;
        let legal = somebody(&desk.office, Role::Legal).await;
        assert_eq!(refusal(attachment::begin(&service, visit).await), Refusal::NotFound);
        assert_eq!(refusal(attachment::list(&service, visit).await), Refusal::NotFound);
        assert_eq!(refusal(attachment::begin(&legal, occurrence).await), Refusal::NotFound);
        let AttachedTo::Contract(contract) = desk.contract else { panic!("a contract") };
        assert_eq!(refusal(attachment::of_parts(&legal, contract).await), Refusal::NotFound);
    }
}

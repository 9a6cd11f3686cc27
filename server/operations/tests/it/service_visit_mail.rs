//! Visits that are announced by mail: once for each plan, never to nobody, and not of what is no longer so.

use crate::{
    office::offices,
    reminder::{Letterbox, acting_as, monday, with_letterbox, work},
};
use model::{
    event::Event,
    id::VisitId,
    language::Language,
    party::{ContactDetails, ContactRole},
    person::Role,
    refusal::Refusal,
    sample,
    service_visit::VisitState,
    view::{MailState, VisitSheet},
};
use operations::{
    Actor, Failure, Office,
    customer::contact,
    history,
    mail::{self, Announcement},
    service_visit::{PlanForm, announce, announce_by_mail, cancel, find, of_contract, plan, unplan},
};

/// A visit of the demonstration that nobody planned, of a contract that goes on, for the day of a service manager.
async fn open_visit(service: &Actor) -> VisitSheet {
    for contract in sample::demonstration(crate::office::today()).contracts {
        let visits = of_contract(service, &contract.number).await.expect("visits");
        let rows = visits.promises.iter().flat_map(|promise| promise.years.iter().flat_map(|year| &year.visits));
        let open = |state| matches!(state, VisitState::Ahead | VisitState::ToPlan);
        if let Some(row) = rows.into_iter().find(|row| open(row.state)) {
            return find(service, row.id).await.expect("a visit");
        }
    }
    panic!("the demonstration has a visit that is to be planned");
}

async fn planned(service: &Actor, id: VisitId, at: &str) -> VisitSheet {
    let version = find(service, id).await.expect("a visit").visit.version;
    let form = PlanForm { on: monday().to_string(), at: at.to_owned(), technician: String::new() };
    plan(service, id, version, &form).await.expect("planned");
    find(service, id).await.expect("a visit")
}

async fn with_contact(office: &Office, visit: &VisitSheet) {
    let manager = acting_as(office, Role::Manager).await;
    let details = ContactDetails {
        name: "Claire Martin".to_owned(),
        role: ContactRole::Technical,
        email: Some("claire@customer.example".to_owned()),
        phone: None,
        language: Language::Fr,
        site: visit.visit.site,
    };
    contact::add(&manager, visit.customer_id, &details).await.expect("a contact");
}

fn announced(letterbox: &Letterbox) -> Vec<Announcement> {
    letterbox.announced.lock().expect("the letterbox").clone()
}

fn refusal<T: std::fmt::Debug>(answer: Result<T, Failure>) -> Refusal {
    match answer.expect_err("not refused") {
        Failure::Refused(refusal) => refusal,
        Failure::Broken(cause) => panic!("broken: {cause}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_is_announced_by_mail_once_for_each_plan() {
    for test in offices("visit_mail").await {
        let (office, letterbox) = with_letterbox(&test).await;
        let service = acting_as(&office, Role::Service).await;
        let visit = open_visit(&service).await;
        let id = visit.visit.id;
        assert_eq!(refusal(announce_by_mail(&service, id, visit.visit.version).await), Refusal::WrongState);
        let sheet = planned(&service, id, "08:30").await;
        assert_eq!((sheet.contact.clone(), sheet.mails), (None, true), "nobody there can be written to");
        assert_eq!(refusal(announce_by_mail(&service, id, sheet.visit.version).await), Refusal::WrongState);
        with_contact(&office, &sheet).await;

        announce_by_mail(&service, id, sheet.visit.version).await.expect("announced");
        let sheet = find(&service, id).await.expect("a visit");
        assert_eq!(sheet.visit.announced_on, Some(monday()));
        assert_eq!(sheet.mail, Some(("Claire Martin".to_owned(), MailState::Waiting)));
        assert_eq!(refusal(announce(&service, id, sheet.visit.version).await), Refusal::WrongState);
        work(&office).await;
        work(&office).await;
        let told = announced(&letterbox);
        assert_eq!(told.len(), 1);
        assert_eq!(
            (told[0].address.as_str(), told[0].visit.customer_language),
            ("claire@customer.example", Language::Fr)
        );
        assert_eq!(told[0].from.as_ref().map(|(name, _)| name), service_name(&office, &service).await.as_ref());
        assert_eq!(find(&service, id).await.expect("a visit").mail.map(|(_, state)| state), Some(MailState::Sent));
        let rows = mail::list(&office.program("test"), &[MailState::Sent], operations::page(1, 200)).await;
        assert!(rows.expect("mails").rows.iter().any(|row| row.address == "claire@customer.example"));

        // The same plan again is written of no more; another time of the day is.
        let version = find(&service, id).await.expect("a visit").visit.version;
        unplan(&service, id, version).await.expect("no day any more");
        let sheet = planned(&service, id, "08:30").await;
        announce_by_mail(&service, id, sheet.visit.version).await.expect("they know");
        work(&office).await;
        assert_eq!(announced(&letterbox).len(), 1);
        let sheet = planned(&service, id, "14:00").await;
        assert_eq!((sheet.visit.announced_on, sheet.mail.clone()), (None, None));
        announce_by_mail(&service, id, sheet.visit.version).await.expect("announced");
        work(&office).await;
        assert_eq!(announced(&letterbox).len(), 2);

        let manager = acting_as(&office, Role::Manager).await;
        let past = history::of_contract(&manager, &sheet.contract).await.expect("a history");
        let by_mail = |event: &Event| matches!(event, Event::VisitAnnouncedByMail { to, .. } if to == "Claire Martin");
        assert_eq!(past.iter().filter(|past| by_mail(&past.event)).count(), 3);
    }
}

async fn service_name(office: &Office, service: &Actor) -> Option<String> {
    let names = operations::person::names(&office.program("test")).await.expect("names");
    names.get(&service.person()?).cloned()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_called_off_before_it_is_sent_is_not_told() {
    for test in offices("visit_mail_off").await {
        let (office, letterbox) = with_letterbox(&test).await;
        let service = acting_as(&office, Role::Service).await;
        let visit = open_visit(&service).await;
        with_contact(&office, &visit).await;
        let sheet = planned(&service, visit.visit.id, "").await;
        announce_by_mail(&service, sheet.visit.id, sheet.visit.version).await.expect("announced");
        cancel(&service, sheet.visit.id, sheet.visit.version + 1, "The boiler is gone").await.expect("called off");
        work(&office).await;
        assert!(announced(&letterbox).is_empty());
        let sheet = find(&service, sheet.visit.id).await.expect("a visit");
        assert_eq!(sheet.mail.map(|(_, state)| state), Some(MailState::Withdrawn));
    }
}

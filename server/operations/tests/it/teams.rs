//! Teams: who belongs to one sees its contracts, and nobody else does.

use crate::office::{offices, today};
use model::{
    contract::Confidentiality,
    event::{Event, Subject},
    id::{PersonId, TeamId},
    permission::Permission,
    person::Role,
    refusal::{FieldProblem, Problem, Refusal},
    sample,
    team::TeamDetails,
};
use operations::{
    Actor, Failure, Office, contract, demonstration,
    history::{HistoryFrom, list as history},
    sign_in,
    team::{add, change, delete, find, list},
};
use store::{contract::StoredDates, sight::Sight};

fn who(role: Role) -> PersonId {
    let people = sample::demonstration(today()).people;
    people.into_iter().find(|person| person.roles == [role]).expect("a person with that role alone").id
}

async fn acting_as(office: &Office, role: Role) -> Actor {
    sign_in::actor(office, who(role), None).await.expect("they may act")
}

fn refusal<T: std::fmt::Debug>(answer: Result<T, Failure>) -> Refusal {
    let refused = match answer.expect_err("not refused") {
        Failure::Refused(refusal) => Ok(refusal),
        Failure::Broken(cause) => Err(cause),
    };
    refused.expect("refused, not broken")
}

fn details(name: &str, members: &[PersonId]) -> TeamDetails {
    TeamDetails { name: name.to_owned(), members: members.to_vec() }
}

/// A contract with which nobody in legal or finance, and no mere reader, has anything to do.
fn contract_of_others() -> String {
    let strangers = [who(Role::Legal), who(Role::Finance), who(Role::Viewer)];
    let concerned = |person: Option<PersonId>| person.is_some_and(|person| strangers.contains(&person));
    let mut contracts = sample::demonstration(today()).contracts.into_iter();
    let found = contracts.find(|contract| !concerned(contract.details.owner) && !concerned(contract.details.deputy));
    found.expect("a contract of others").number
}

async fn confine(office: &Office, number: &str, team: TeamId) {
    let writing = office.sessions().begin().await.expect("a transaction");
    let connection = writing.connection();
    let found = store::contract::find_by_number(connection, Sight::Everything, number).await.expect("read");
    let mut found = found.expect("the contract");
    found.details.confidentiality = Confidentiality::Team { team };
    store::contract::update(connection, &found, None, StoredDates::default(), "").await.expect("saved");
    writing.commit().await.expect("committed");
}

async fn is_in_history(actor: &Actor, number: &str) -> bool {
    let past = history(actor, None, Some("contract".to_owned()), HistoryFrom::Newest, 200).await.expect("history");
    past.events.iter().any(|entry| entry.number.as_deref() == Some(number))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_sees_the_contracts_of_the_team_and_nobody_else_of_their_role_does() {
    for test in offices("team_sight").await {
        let office = &test.office;
        demonstration::seed(office).await.expect("seeded");
        let admin = acting_as(office, Role::Administrator).await;
        let (legal, viewer) = (acting_as(office, Role::Legal).await, acting_as(office, Role::Viewer).await);
        let number = contract_of_others();
        let team = add(&admin, details(" Key  accounts ", &[])).await.expect("made");
        confine(office, &number, team).await;
        for actor in [&legal, &viewer] {
            assert_eq!(refusal(contract::find(actor, &number).await), Refusal::NotFound);
        }

        let sheet = find(&admin, team).await.expect("the team");
        assert_eq!((sheet.name.as_str(), sheet.contracts), ("Key accounts", 1));
        change(&admin, team, sheet.version, details("Key accounts", &[who(Role::Legal)])).await.expect("changed");
        contract::find(&legal, &number).await.expect("a member sees it");
        assert_eq!(refusal(contract::find(&viewer, &number).await), Refusal::NotFound);
        assert!(is_in_history(&admin, &number).await);
        let finance = acting_as(office, Role::Finance).await;
        assert!(!is_in_history(&finance, &number).await, "the history keeps it, too");

        let rows = list(&admin).await.expect("teams");
        assert_eq!(rows.len(), 1);
        assert_eq!(rows.first().map(|row| (row.members.len(), row.contracts)), Some((1, 1)));
        change(&admin, team, sheet.version + 1, details("Key accounts", &[])).await.expect("changed");
        assert_eq!(refusal(contract::find(&legal, &number).await), Refusal::NotFound);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_team_goes_only_when_no_contract_is_confined_to_it() {
    for test in offices("team_gone").await {
        let office = &test.office;
        demonstration::seed(office).await.expect("seeded");
        let admin = acting_as(office, Role::Administrator).await;
        let number = sample::demonstration(today()).contracts.into_iter().next().expect("a contract").number;
        let (used, free) = (
            add(&admin, details("Used", &[])).await.expect("made"),
            add(&admin, details("Free", &[who(Role::Legal)])).await.expect("made"),
        );
        confine(office, &number, used).await;
        assert_eq!(refusal(delete(&admin, used, 1).await), Refusal::TeamInUse { contracts: 1 });
        assert_eq!(refusal(delete(&admin, free, 2).await), Refusal::Stale);
        delete(&admin, free, 1).await.expect("dissolved");
        assert_eq!(refusal(find(&admin, free).await), Refusal::NotFound);
        let past = history(&admin, None, Some("team".to_owned()), HistoryFrom::Newest, 1).await.expect("history");
        let newest = past.events.into_iter().next().map(|entry| (entry.subject, entry.event));
        assert_eq!(newest, Some((Subject::Team(free), Event::TeamDeleted { name: "Free".to_owned() })));
        assert_eq!(past.people.len(), sample::demonstration(today()).people.len());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_a_team_is_refused_and_nothing_is_made() {
    for test in offices("team_refused").await {
        let office = &test.office;
        demonstration::seed(office).await.expect("seeded");
        let admin = acting_as(office, Role::Administrator).await;
        let team = add(&admin, details("Paris", &[])).await.expect("made");
        let on = |field: &str, problem| Refusal::Fields(vec![FieldProblem::new(field, problem)]);
        assert_eq!(refusal(add(&admin, details("  ", &[])).await), on("name", Problem::Missing));
        assert_eq!(refusal(add(&admin, details("PARIS", &[])).await), on("name", Problem::Taken));
        let stranger = PersonId(office.clock().id());
        let asked = details("London", &[stranger]);
        assert_eq!(refusal(add(&admin, asked).await), on("members", Problem::NotAChoice));
        assert_eq!(refusal(change(&admin, team, 2, details("Lyon", &[])).await), Refusal::Stale);
        for role in [Role::Manager, Role::Legal, Role::Finance, Role::Service, Role::Auditor, Role::Viewer] {
            let actor = acting_as(office, role).await;
            let refused = [
                refusal(list(&actor).await),
                refusal(find(&actor, team).await),
                refusal(add(&actor, details("London", &[])).await),
                refusal(change(&actor, team, 1, details("Lyon", &[])).await),
                refusal(delete(&actor, team, 1).await),
            ];
            assert!(refused.iter().all(|each| *each == Refusal::NotPermitted(Permission::ManagePeople)), "{role:?}");
        }
        let names: Vec<String> = list(&admin).await.expect("teams").into_iter().map(|row| row.name).collect();
        assert_eq!(names, ["Paris"]);
    }
}

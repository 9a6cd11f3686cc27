//! People come in by a link, change, leave; and what they decide for themselves.

use crate::office::{TestOffice, offices, today};
use chrono::{Days, TimeDelta};
use model::{
    event::{Event, Subject},
    id::PersonId,
    language::Language,
    permission::Permission,
    person::{PersonDetails, Role, Standing},
    refusal::{FieldProblem, Problem, Refusal},
    sample,
    settings::Settings,
    view::InvitationLink,
};
use operations::{
    Actor, Failure, Office,
    clock::Clock,
    demonstration,
    history::{HistoryFrom, Verdict, list as history, verify},
    leakage::{FindingFilter, list, sheet},
    person::{
        accept_invitation, change, change_password, change_profile, deactivate, find, find_invitation, hand_over,
        invite, members, profile, reactivate, renew_invitation, sign_out,
    },
    session, settings, sign_in,
};
use store::session::Session;

const PASSWORD: &str = "a long enough password";

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

fn on(field: &str, problem: Problem) -> Refusal {
    Refusal::Fields(vec![FieldProblem::new(field, problem)])
}

fn details(email: &str, roles: &[Role]) -> PersonDetails {
    PersonDetails {
        name: "Maud Orlin".to_owned(),
        email: email.to_owned(),
        language: Language::Fr,
        roles: roles.to_vec(),
        expires_on: None,
    }
}

/// A demonstration on each database, with its administrator.
async fn seeded(name: &str) -> Vec<(TestOffice, Actor)> {
    let mut seeded = Vec::new();
    for test in offices(name).await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = acting_as(&test.office, Role::Administrator).await;
        seeded.push((test, actor));
    }
    seeded
}

async fn newest(actor: &Actor) -> (Subject, Event) {
    let past = history(actor, None, None, HistoryFrom::Newest, 1).await.expect("history");
    past.events.into_iter().next().map(|entry| (entry.subject, entry.event)).expect("an event")
}

async fn came_in(actor: &Actor, email: &str, roles: &[Role]) -> PersonId {
    let link = invite(actor, details(email, roles)).await.expect("invited");
    accept_invitation(actor.office(), &link.token, PASSWORD.to_owned()).await.expect("accepted").id
}

async fn standing(actor: &Actor, id: PersonId) -> Standing {
    find(actor, id).await.expect("the person").member.standing
}

async fn open_session(office: &Office, person: PersonId, id: &str) {
    let now = office.clock().now().timestamp_millis();
    let row = Session {
        id: id.to_owned(),
        person_id: Some(person.0),
        data: b"{}".to_vec(),
        created_at: now,
        seen_at: now,
        expires_at: now + 1_000,
        agent: Some("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0".to_owned()),
    };
    let writing = office.sessions().begin().await.expect("a transaction");
    store::session::write(writing.connection(), row).await.expect("written");
    writing.commit().await.expect("committed");
}

async fn sessions_of(office: &Office, person: PersonId) -> Vec<String> {
    let now = office.clock().now().timestamp_millis();
    let rows = store::session::list_of(office.sessions().reading(), person, now).await.expect("sessions");
    let mut ids: Vec<String> = rows.into_iter().map(|row| row.id).collect();
    ids.sort();
    ids
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_works_once_and_for_a_week() {
    for (test, admin) in seeded("invitation").await {
        let office = &test.office;
        let asked = details(" Maud.Orlin@Example.com ", &[Role::Legal]);
        let link = invite(&admin, asked).await.expect("invited");
        assert_eq!(link.until, admin.now() + TimeDelta::days(7));
        let invited = Standing::Invited { until: link.until, lapsed: false };
        assert_eq!(standing(&admin, link.person).await, invited);
        let event = Event::PersonInvited { name: "Maud Orlin".to_owned(), roles: vec![Role::Legal] };
        assert_eq!(newest(&admin).await, (Subject::Person(link.person), event));
        let cards = sign_in::demonstration_people(office).await.expect("people");
        assert!(cards.iter().all(|card| card.id != link.person), "whoever was invited comes in by the link");

        let shown = find_invitation(office, &link.token).await.expect("the link works");
        assert_eq!((shown.email.as_str(), shown.returning), ("maud.orlin@example.com", false));
        assert_eq!(shown.organisation, "Halvane");
        for wrong in ["", "wrong", &link.token.to_uppercase(), &session::key(&link.token)] {
            assert_eq!(refusal(find_invitation(office, wrong).await), Refusal::Invitation, "{wrong}");
        }
        let late = Office::new(office.sessions().clone(), Clock::fixed(today() + Days::new(8)), true);
        let too_late = accept_invitation(&late, &link.token, PASSWORD.to_owned()).await;
        assert_eq!(refusal(too_late), Refusal::Invitation);
        let short = accept_invitation(office, &link.token, "short".to_owned()).await;
        assert_eq!(refusal(short), on("password", Problem::TooShort { least: 12 }));

        let person = accept_invitation(office, &link.token, PASSWORD.to_owned()).await.expect("accepted");
        assert_eq!((person.id, person.language), (link.person, Language::Fr));
        assert_eq!(standing(&admin, link.person).await, Standing::Active);
        assert_eq!(newest(&admin).await, (Subject::Person(link.person), Event::InvitationAccepted));
        sign_in::sign_in(office, "MAUD.orlin@example.com", PASSWORD.to_owned()).await.expect("signed in");
        let again = accept_invitation(office, &link.token, PASSWORD.to_owned()).await;
        assert_eq!(refusal(again), Refusal::Invitation);
        assert!(matches!(verify(office).await.expect("read"), Verdict::Whole { .. }));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_link_ends_the_one_before_and_helps_whoever_forgot_a_password() {
    for (test, admin) in seeded("renewed").await {
        let office = &test.office;
        let first = invite(&admin, details("maud@example.com", &[Role::Sales])).await.expect("invited");
        let InvitationLink { token, person, .. } = renew_invitation(&admin, first.person).await.expect("renewed");
        assert_eq!(refusal(find_invitation(office, &first.token).await), Refusal::Invitation);
        accept_invitation(office, &token, PASSWORD.to_owned()).await.expect("accepted");

        open_session(office, person, "elsewhere").await;
        let forgotten = renew_invitation(&admin, person).await.expect("renewed");
        assert!(find_invitation(office, &forgotten.token).await.expect("the link works").returning);
        sign_in::sign_in(office, "maud@example.com", PASSWORD.to_owned()).await.expect("the old password still works");
        accept_invitation(office, &forgotten.token, "another long password".to_owned()).await.expect("accepted");
        assert!(sessions_of(office, person).await.is_empty(), "whoever was signed in with the old password is out");
        let old = sign_in::sign_in(office, "maud@example.com", PASSWORD.to_owned()).await;
        assert_eq!(refusal(old), Refusal::SignIn);

        let sheet = find(&admin, person).await.expect("the person");
        deactivate(&admin, person, sheet.member.version, None).await.expect("deactivated");
        assert_eq!(refusal(renew_invitation(&admin, person).await), Refusal::WrongState);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_belongs_to_one_person_however_it_is_written() {
    for (_test, admin) in seeded("address_taken").await {
        let taken = invite(&admin, details("NADIA.Ferreol@example.com", &[Role::Legal])).await;
        assert_eq!(refusal(taken), on("email", Problem::Taken));
        let id = came_in(&admin, "maud@example.com", &[Role::Legal]).await;
        let sheet = find(&admin, id).await.expect("the person").member;
        let asked = PersonDetails { email: "Imogen.Ashdown@example.com".to_owned(), ..sheet.details.clone() };
        assert_eq!(refusal(change(&admin, id, sheet.version, asked).await), on("email", Problem::Taken));
        let own = PersonDetails { email: "MAUD@example.com".to_owned(), ..sheet.details };
        change(&admin, id, sheet.version, own).await.expect("one's own address is no other's");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_changes_with_their_history() {
    for (_test, admin) in seeded("person_changed").await {
        let id = came_in(&admin, "maud@example.com", &[Role::Legal]).await;
        let before = find(&admin, id).await.expect("the person").member;
        let last = today() + Days::new(30);
        let after = PersonDetails { roles: vec![Role::Auditor], expires_on: Some(last), ..before.details.clone() };
        let alone = PersonDetails { roles: vec![Role::Auditor, Role::Legal], ..after.clone() };
        assert_eq!(refusal(change(&admin, id, before.version, alone).await), on("roles", Problem::AuditorAlone));
        change(&admin, id, before.version, after.clone()).await.expect("changed");
        let now = find(&admin, id).await.expect("the person").member;
        assert_eq!((now.details, now.version), (after.clone(), before.version + 1));
        let roles = Event::RolesChanged { before: vec![Role::Legal], after: vec![Role::Auditor] };
        assert_eq!(newest(&admin).await, (Subject::Person(id), roles));
        assert_eq!(refusal(change(&admin, id, before.version, after.clone()).await), Refusal::Stale);
        assert_eq!(refusal(change(&admin, PersonId(id.0), now.version + 1, after).await), Refusal::Stale);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_organisation_is_never_left_without_an_administrator() {
    for (test, admin) in seeded("last_administrator").await {
        let id = who(Role::Administrator);
        let own = find(&admin, id).await.expect("oneself").member;
        let without = PersonDetails { roles: vec![Role::Manager], ..own.details.clone() };
        assert_eq!(refusal(change(&admin, id, own.version, without.clone()).await), Refusal::LastAdministrator);
        let ending = PersonDetails { expires_on: Some(today() + Days::new(30)), ..own.details.clone() };
        assert_eq!(refusal(change(&admin, id, own.version, ending.clone()).await), Refusal::LastAdministrator);
        assert_eq!(refusal(deactivate(&admin, id, own.version, None).await), Refusal::Oneself);

        // Somebody who has not come in yet, or will leave, is no administrator to rely on.
        invite(&admin, details("invited@example.com", &[Role::Administrator])).await.expect("invited");
        let leaving = PersonDetails {
            expires_on: Some(today() + Days::new(30)),
            ..details("leaving@example.com", &[Role::Administrator])
        };
        let link = invite(&admin, leaving).await.expect("invited");
        let leaving = accept_invitation(&test.office, &link.token, PASSWORD.to_owned()).await.expect("accepted");
        let leaving = sign_in::actor(&test.office, leaving.id, None).await.expect("they may act");
        assert_eq!(refusal(deactivate(&leaving, id, own.version, None).await), Refusal::LastAdministrator);

        let other = came_in(&admin, "maud@example.com", &[Role::Administrator]).await;
        change(&admin, id, own.version, without).await.expect("another administers");
        let other = sign_in::actor(&test.office, other, None).await.expect("they may act");
        deactivate(&other, id, own.version + 1, None).await.expect("deactivated");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_leaves_is_out_at_once_and_what_they_owned_has_a_new_owner() {
    for (test, admin) in seeded("leaving").await {
        let office = &test.office;
        let id = who(Role::Manager);
        let successor = who(Role::Legal);
        let sales = sample::demonstration(today()).people.into_iter().find(|person| person.roles == [Role::Sales]);
        let sales = sales.expect("somebody sells").id;
        open_session(office, sales, "here").await;
        open_session(office, sales, "there").await;
        let before = find(&admin, sales).await.expect("the person");
        assert_eq!((before.sessions, before.responsibilities.is_none()), (2, false));
        assert!(before.successors.iter().any(|(other, _)| *other == successor));

        let nobody = deactivate(&admin, sales, before.member.version, Some(sales)).await;
        assert_eq!(refusal(nobody), on("successor", Problem::NotAChoice));
        assert_eq!(sessions_of(office, sales).await.len(), 2, "nothing happened");
        deactivate(&admin, sales, before.member.version, Some(successor)).await.expect("deactivated");

        assert_eq!(standing(&admin, sales).await, Standing::Deactivated);
        assert!(sessions_of(office, sales).await.is_empty());
        assert_eq!(refusal(sign_in::actor(office, sales, None).await), Refusal::NotSignedIn);
        let after = find(&admin, sales).await.expect("the person").responsibilities;
        assert!(after.is_none(), "{after:?}");
        let taken = find(&admin, successor).await.expect("the successor").responsibilities;
        assert!(taken.contracts >= before.responsibilities.contracts);
        let of_contracts = history(&admin, None, Some("contract".to_owned()), HistoryFrom::Newest, 1).await;
        let newest = of_contracts.expect("history").events.into_iter().next().expect("an event").event;
        assert!(matches!(newest, Event::ContractChanged { changes } if changes.len() == 1));
        let wrong = deactivate(&admin, sales, before.member.version + 1, None).await;
        assert_eq!(refusal(wrong), Refusal::WrongState);
        assert_eq!(refusal(hand_over(&admin, id, sales).await), on("successor", Problem::NotAChoice));

        reactivate(&admin, sales, before.member.version + 1).await.expect("reactivated");
        sign_in::actor(office, sales, None).await.expect("they may act again");
        hand_over(&admin, successor, sales).await.expect("handed back");
        assert!(matches!(verify(office).await.expect("read"), Verdict::Whole { .. }));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn findings_of_whoever_leaves_go_to_nobody_where_the_successor_may_not_work_on_them() {
    for (test, admin) in seeded("leaving_findings").await {
        let id = who(Role::Finance);
        let before = find(&admin, id).await.expect("the person");
        let of_theirs = FindingFilter { owner: Some(id), ..FindingFilter::default() };
        let theirs = list(&admin, &of_theirs, operations::page(1, 200)).await.expect("findings").rows;
        assert!(!theirs.is_empty());
        hand_over(&admin, id, who(Role::Legal)).await.expect("handed over");
        let handed = history(&admin, None, Some("person".to_owned()), HistoryFrom::Newest, 1).await;
        let handed = handed.expect("history").events.into_iter().next().expect("an event").event;
        assert!(matches!(handed, Event::HandedOver { findings: 0, contracts: 1.., .. }), "{handed:?}");
        for row in &theirs {
            let found = sheet(&admin, row.id).await.expect("the finding");
            assert_eq!((found.row.owner_id, found.row.version), (None, row.version + 1));
            let from = Some(before.member.details.name.clone());
            assert_eq!(found.history[0].event, Event::FindingAssigned { owner: None, from });
        }
        assert!(matches!(verify(&test.office).await.expect("read"), Verdict::Whole { .. }));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_takes_the_place_of_whoever_is_named_for_findings_that_nobody_answers_for() {
    for (test, admin) in seeded("leaving_named").await {
        let named = async || settings::find(&admin).await.expect("settings");
        let name = async |person| {
            let sheet = named().await;
            let settings = Settings { findings_to: Some(person), ..sheet.settings };
            settings::change(&admin, sheet.version, settings).await.expect("settled");
        };
        let manager = find(&admin, who(Role::Manager)).await.expect("the manager").member.details.name;
        name(who(Role::Manager)).await;
        let of_finance = FindingFilter { owner: Some(who(Role::Finance)), ..FindingFilter::default() };
        let theirs = list(&admin, &of_finance, operations::page(1, 200)).await.expect("findings").rows;
        assert!(!theirs.is_empty());
        hand_over(&admin, who(Role::Finance), who(Role::Legal)).await.expect("handed over");
        for row in &theirs {
            let found = sheet(&admin, row.id).await.expect("the finding");
            assert_eq!(found.row.owner_id, Some(who(Role::Manager)), "whom the organisation named may work on them");
            assert_eq!(found.row.owner.as_deref(), Some(manager.as_str()));
        }

        hand_over(&admin, who(Role::Manager), who(Role::Finance)).await.expect("handed over");
        assert_eq!(named().await.settings.findings_to, Some(who(Role::Finance)));
        hand_over(&admin, who(Role::Finance), who(Role::Legal)).await.expect("handed over");
        assert_eq!(named().await.settings.findings_to, None, "lawyers do not work on findings");

        name(who(Role::Finance)).await;
        let version = find(&admin, who(Role::Finance)).await.expect("the person").member.version;
        deactivate(&admin, who(Role::Finance), version, None).await.expect("they left");
        assert_eq!(named().await.settings.findings_to, None, "and nobody followed");
        assert!(matches!(verify(&test.office).await.expect("read"), Verdict::Whole { .. }));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_is_changed_with_the_present_one_and_ends_other_sessions() {
    for (test, admin) in seeded("password").await {
        let office = &test.office;
        let id = came_in(&admin, "maud@example.com", &[Role::Service]).await;
        let actor = sign_in::actor(office, id, None).await.expect("they may act");
        for open in ["here", "there"] {
            open_session(office, id, open).await;
        }
        let ask = |present: &str, new: &str| change_password(&actor, present.to_owned(), new.to_owned(), Some("here"));
        assert_eq!(refusal(ask(PASSWORD, "short").await), on("password", Problem::TooShort { least: 12 }));
        assert_eq!(refusal(ask("wrong", "a new long password").await), on("present", Problem::WrongPassword));
        assert_eq!(sessions_of(office, id).await, ["here", "there"]);
        ask(PASSWORD, "a new long password").await.expect("changed");
        assert_eq!(sessions_of(office, id).await, ["here"]);
        assert_eq!(newest(&admin).await, (Subject::Person(id), Event::PasswordChanged));
        sign_in::sign_in(office, "maud@example.com", "a new long password".to_owned()).await.expect("signed in");

        for _ in 0..5 {
            assert_eq!(refusal(ask(PASSWORD, "yet another password").await), on("present", Problem::WrongPassword));
        }
        let resting = refusal(ask("a new long password", "yet another password").await);
        assert_eq!(resting, Refusal::TooManyAttempts { minutes: 16 });

        // People of the demonstration have no password, and get none from whoever plays them.
        let guest = change_password(&admin, String::new(), PASSWORD.to_owned(), None).await;
        assert_eq!(refusal(guest), Refusal::WrongState);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_s_own_page_is_one_s_own_to_change() {
    for (test, admin) in seeded("profile").await {
        let office = &test.office;
        let id = who(Role::Viewer);
        let actor = acting_as(office, Role::Viewer).await;
        for open in ["here", "there", "everywhere"] {
            open_session(office, id, open).await;
        }
        open_session(office, who(Role::Administrator), "theirs").await;
        let own = profile(&actor, Some("there")).await.expect("one's own page");
        assert_eq!(
            own.sessions.iter().filter(|row| row.this).map(|row| row.id.as_str()).collect::<Vec<_>>(),
            ["there"]
        );
        assert!(!own.has_password);

        change_profile(&actor, own.version, " Lin  Ruoxi ", Language::En).await.expect("changed");
        let after = profile(&actor, None).await.expect("one's own page");
        assert_eq!((after.details.name.as_str(), after.details.language), ("Lin Ruoxi", Language::En));
        assert_eq!(refusal(change_profile(&actor, own.version, "Lin", Language::En).await), Refusal::Stale);
        assert_eq!(
            refusal(change_profile(&actor, after.version, " ", Language::En).await),
            on("name", Problem::Missing)
        );

        assert_eq!(refusal(session::end(&actor, "theirs").await), Refusal::NotFound);
        session::end(&actor, "there").await.expect("ended");
        assert_eq!(refusal(session::end(&actor, "there").await), Refusal::NotFound);
        assert_eq!(sessions_of(office, id).await, ["everywhere", "here"]);
        session::end_all(&actor).await.expect("ended");
        assert!(sessions_of(office, id).await.is_empty());
        assert_eq!(newest(&admin).await, (Subject::Person(id), Event::SignedOut { sessions: 2 }));
        open_session(office, id, "again").await;
        sign_out(&admin, id).await.expect("signed out");
        assert!(sessions_of(office, id).await.is_empty());
        assert_eq!(sessions_of(office, who(Role::Administrator)).await, ["theirs"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_but_administrators_manages_people() {
    for (test, admin) in seeded("people_refused").await {
        let office = &test.office;
        let id = who(Role::Viewer);
        let before = (members(&admin).await.expect("people"), newest(&admin).await);
        let sheet = find(&admin, id).await.expect("the person").member;
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Administrator && *role != Role::Sales) {
            let actor = acting_as(office, role).await;
            let version = sheet.version;
            let refused = [
                refusal(members(&actor).await),
                refusal(find(&actor, id).await),
                refusal(invite(&actor, details("maud@example.com", &[Role::Administrator])).await),
                refusal(renew_invitation(&actor, id).await),
                refusal(change(&actor, id, version, sheet.details.clone()).await),
                refusal(deactivate(&actor, id, version, None).await),
                refusal(reactivate(&actor, id, version).await),
                refusal(hand_over(&actor, id, who(Role::Manager)).await),
                refusal(sign_out(&actor, id).await),
            ];
            assert!(refused.iter().all(|each| *each == Refusal::NotPermitted(Permission::ManagePeople)), "{role:?}");
        }
        assert_eq!((members(&admin).await.expect("people"), newest(&admin).await), before);
    }
}

/// How often a person is named where something is still to be done.
async fn named(test: &crate::office::TestOffice, person: PersonId) -> Vec<(&'static str, i64)> {
    use store::ConnectionTrait;
    let open = [
        ("contract", "owner_id = ?"),
        ("contract", "deputy_id = ?"),
        ("customer", "owner_id = ?"),
        ("finding", "state IN ('found', 'claimed') AND owner_id = ?"),
        ("obligation", "owner_id = ?"),
        ("occurrence", "standing <> 'fulfilled' AND owner_id = ?"),
        ("service_visit", "done_on IS NULL AND cancelled_on IS NULL AND technician_id = ?"),
        ("risk", "state <> 'closed' AND owner_id = ?"),
        ("key_date", "NOT done AND owner_id = ?"),
        ("absence", "stand_in_id = ?"),
        ("stand_in", "stand_in_id = ?"),
        ("team_member", "person_id = ?"),
    ];
    let connection = test.office.sessions().reading();
    let backend = connection.get_database_backend();
    let mut counts = Vec::new();
    for (table, condition) in open {
        let place = if backend == store::DbBackend::Postgres { "$1" } else { "?" };
        let text = format!("SELECT count(*) AS n FROM {table} WHERE {}", condition.replace('?', place));
        let statement = store::Statement::from_sql_and_values(backend, text, [person.0.into()]);
        let row = connection.query_one_raw(statement).await.expect("read").expect("a row");
        counts.push((table, row.try_get::<i64>("", "n").expect("a number")));
    }
    counts
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_open_names_whoever_left_once_somebody_has_taken_over() {
    for (test, admin) in seeded("leaving_nothing").await {
        let people = sample::demonstration(today()).people;
        let me = admin.person().expect("a person");
        let successor = people.iter().find(|one| one.id != me && one.roles == [Role::Manager]).expect("a manager").id;
        let leaving: Vec<PersonId> =
            people.iter().map(|one| one.id).filter(|id| *id != me && *id != successor).collect();
        let away = leaving.first().copied().expect("somebody");
        let mut had = 0;
        for id in leaving {
            let Ok(found) = find(&admin, id).await else { continue };
            if found.member.standing != Standing::Active {
                continue;
            }
            if id != away {
                let days = (today(), today() + chrono::Days::new(20));
                let entered = operations::absence::enter(&admin, away, days, id).await;
                entered.expect("whoever leaves stands in for somebody");
            }
            had += named(&test, id).await.iter().filter(|(_, count)| *count > 0).count();
            deactivate(&admin, id, found.member.version, Some(successor)).await.expect("deactivated");
            let left: Vec<_> = named(&test, id).await.into_iter().filter(|(_, count)| *count > 0).collect();
            assert!(left.is_empty(), "{left:?}");
            if id != away {
                let now = operations::absence::sheet(&admin).await.expect("absences").rows;
                for row in now {
                    operations::absence::take_back(&admin, row.id).await.expect("taken back");
                }
            }
        }
        assert!(had > 8, "{had}");
        assert!(matches!(verify(&test.office).await.expect("read"), Verdict::Whole { .. }));
    }
}

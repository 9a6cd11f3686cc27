//! Personal tokens: refused, made, recorded, narrowed, at an end.

use crate::office::{offices, today};
use chrono::Days;
use model::{
    event::Event,
    id::TokenId,
    permission::{Permission, permits},
    person::Role,
    refusal::{FieldProblem, Problem, Refusal},
    sample,
    token::{NewToken, Scope, covers, grantable},
};
use operations::{
    Actor, Failure, Office, Who, clock::Clock, contract, demonstration, history::verify, leakage, sign_in, token,
};
use store::history::after;

async fn acting_as(office: &Office, role: Role) -> Actor {
    let people = sample::demonstration(today()).people;
    let person = people.into_iter().find(|person| person.roles == [role]).expect("a person with that role alone");
    sign_in::actor(office, person.id, None).await.expect("they may act")
}

fn new(scopes: &[Scope]) -> NewToken {
    NewToken { name: " Nightly report ".to_owned(), scopes: scopes.to_vec(), days: 30 }
}

fn refusal<T: std::fmt::Debug>(answer: Result<T, Failure>) -> Refusal {
    match answer.expect_err("not refused") {
        Failure::Refused(refusal) => Ok(refusal),
        Failure::Broken(cause) => Err(cause),
    }
    .expect("refused, not broken")
}

async fn acting_by(office: &Office, secret: &str) -> Result<Actor, Failure> {
    token::actor(office, secret, None).await.map(|(_, actor)| actor)
}

async fn on(office: &Office, days: u64) -> Office {
    let day = today().checked_add_days(Days::new(days)).expect("a day");
    Office::new(office.sessions().clone(), Clock::fixed(day), true)
}

/// The events of the whole organisation, the newest last.
pub async fn events(office: &Office) -> Vec<Event> {
    let links = after(office.sessions().reading(), 0, 10_000).await.expect("history");
    links.iter().map(|link| serde_json::from_str(&link.body).expect("an event")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_made_shown_once_used_and_revoked() {
    for test in offices("token_life").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let owner = acting_as(&test.office, Role::Finance).await;
        let scopes = [Scope::WriteLeakage, Scope::ReadContracts, Scope::ReadContracts];
        let created = token::create(&owner, new(&scopes)).await.expect("made");
        let secret = created.secret.as_str();
        assert!(secret.len() == 68 && secret.starts_with("avn_"), "{secret}");
        assert!(secret.starts_with(&created.token.prefix) && created.token.prefix.len() == 12);
        assert_eq!(created.token.name, "Nightly report");
        assert_eq!(created.token.scopes, [Scope::ReadContracts, Scope::WriteLeakage]);

        let listed = token::list(&owner).await.expect("listed");
        assert_eq!(listed.tokens, std::slice::from_ref(&created.token));
        assert_eq!(listed.scopes, grantable(&[Role::Finance]));
        assert_eq!(listed.tokens[0].last_used_at, None);

        let actor = acting_by(&test.office, secret).await.expect("acts");
        assert_eq!(actor.person(), owner.person());
        let used = token::list(&owner).await.expect("listed").tokens[0].last_used_at;
        assert_eq!(used, Some(owner.now()), "the use is noted");

        token::revoke(&owner, created.token.id).await.expect("revoked");
        assert_eq!(refusal(acting_by(&test.office, secret).await), Refusal::NotSignedIn);
        assert_eq!(refusal(token::revoke(&owner, created.token.id).await), Refusal::NotFound);
        assert!(token::list(&owner).await.expect("listed").tokens.is_empty());

        let happened = events(&test.office).await;
        let name = "Nightly report".to_owned();
        let made = Event::TokenCreated {
            name: name.clone(),
            scopes: created.token.scopes,
            expires_on: created.token.expires_on,
        };
        assert_eq!(happened[happened.len() - 2..], [made, Event::TokenRevoked { name }]);
        assert!(matches!(verify(&test.office).await.expect("read"), operations::history::Verdict::Whole { .. }));
        let kept = format!("{:?}", after(test.office.sessions().reading(), 0, 10_000).await.expect("history"));
        assert!(!kept.contains(secret), "the secret is nowhere in the history");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_does_what_both_its_scopes_and_its_owner_s_roles_allow() {
    for test in offices("token_scopes").await {
        demonstration::seed(&test.office).await.expect("seeded");
        for role in [Role::Administrator, Role::Manager, Role::Finance, Role::Legal, Role::Sales, Role::Service] {
            let owner = acting_as(&test.office, role).await;
            for scope in grantable(&[role]) {
                let secret = token::create(&owner, new(&[scope])).await.expect("made").secret;
                let actor = acting_by(&test.office, &secret).await.expect("acts");
                for permission in Permission::ALL {
                    let allowed = permits(&[role], permission) && covers(&[scope], permission);
                    assert_eq!(actor.may(permission), allowed, "{role:?} {scope:?} {permission:?}");
                }
            }
        }
        // A token with one scope is refused by the operations of another, and makes no tokens.
        let owner = acting_as(&test.office, Role::Administrator).await;
        let secret = token::create(&owner, new(&[Scope::ReadContracts])).await.expect("made").secret;
        let actor = acting_by(&test.office, &secret).await.expect("acts");
        let number = sample::demonstration(today()).contracts.remove(0).number;
        contract::find(&actor, &number).await.expect("it may read contracts");
        let findings = leakage::list(&actor, &leakage::FindingFilter::default(), operations::page(1, 10)).await;
        assert_eq!(refusal(findings), Refusal::NotPermitted(Permission::ViewLeakage));
        let notice = contract::give_notice(&actor, &number, 1, today()).await;
        assert_eq!(refusal(notice), Refusal::NotPermitted(Permission::GiveNotice));
        assert_eq!(
            refusal(token::create(&actor, new(&[Scope::ReadContracts])).await),
            Refusal::NotPermitted(Permission::UseApi)
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_ends_with_its_day_with_its_owner_s_access_and_with_their_roles() {
    for test in offices("token_ends").await {
        let office = &test.office;
        demonstration::seed(office).await.expect("seeded");
        let owner = acting_as(office, Role::Finance).await;
        let secret = token::create(&owner, new(&[Scope::ReadContracts])).await.expect("made").secret;
        assert!(acting_by(&on(office, 30).await, &secret).await.is_ok(), "its last day");
        assert_eq!(refusal(acting_by(&on(office, 31).await, &secret).await), Refusal::NotSignedIn);

        let id = owner.person().expect("a person");
        let table = "UPDATE person SET";
        let set = async |change: &str| {
            let writing = office.sessions().begin().await.expect("a transaction");
            let statement = format!("{table} {change} WHERE email = (SELECT email FROM person WHERE name = '{}')", {
                let Who::Person { name, .. } = owner.who() else { return };
                name
            });
            store::ConnectionTrait::execute_unprepared(writing.connection(), &statement).await.expect("changed");
            writing.commit().await.expect("saved");
        };
        set("active = false").await;
        assert_eq!(refusal(acting_by(office, &secret).await), Refusal::NotSignedIn, "{id} was deactivated");
        set("active = true, expires_on = '2026-11-20'").await;
        assert_eq!(refusal(acting_by(office, &secret).await), Refusal::NotSignedIn, "past their last day");
        set("expires_on = NULL, roles = '[\"viewer\"]'").await;
        let refused = refusal(acting_by(office, &secret).await);
        assert_eq!(refused, Refusal::NotPermitted(Permission::UseApi), "a viewer has no API");
        set("roles = '[\"service\"]'").await;
        let actor = acting_by(office, &secret).await.expect("acts again, as what they are now");
        assert!(actor.may(Permission::ViewContracts) && !actor.may(Permission::ViewBilling));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_token_and_whose_it_is_not_are_refused() {
    for test in offices("token_refused").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let owner = acting_as(&test.office, Role::Manager).await;
        let other = acting_as(&test.office, Role::Administrator).await;
        let before = events(&test.office).await;
        let created = token::create(&owner, new(&[Scope::ReadBilling])).await.expect("made");
        let secret = created.secret;
        let short = &secret[..67];
        for wrong in ["", "avn_", short, &format!("{short}x"), &secret.to_uppercase(), &format!("{secret}0")] {
            assert_eq!(refusal(acting_by(&test.office, wrong).await), Refusal::NotSignedIn, "{wrong}");
        }
        assert_eq!(refusal(token::revoke(&other, created.token.id).await), Refusal::NotFound);
        assert_eq!(refusal(token::revoke(&owner, TokenId(test.office.clock().id())).await), Refusal::NotFound);
        for role in [Role::Auditor, Role::Viewer] {
            let actor = acting_as(&test.office, role).await;
            let no = Refusal::NotPermitted(Permission::UseApi);
            assert_eq!(refusal(token::create(&actor, new(&[Scope::ReadContracts])).await), no);
            assert_eq!(refusal(token::list(&actor).await), no);
        }
        let sales = acting_as(&test.office, Role::Sales).await;
        let beyond = Refusal::Fields(vec![FieldProblem::new("scopes", Problem::NotAChoice)]);
        assert_eq!(refusal(token::create(&sales, new(&[Scope::WriteBilling])).await), beyond);
        assert_eq!(events(&test.office).await.len(), before.len() + 1, "only the one token was made");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_has_fifty_tokens_at_most() {
    for test in offices("token_most").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let owner = acting_as(&test.office, Role::Service).await;
        let mut last = None;
        for _ in 0..50 {
            last = Some(token::create(&owner, new(&[Scope::ReadContracts])).await.expect("made").token.id);
        }
        let more = token::create(&owner, new(&[Scope::ReadContracts])).await;
        assert_eq!(refusal(more), Refusal::TooMany { most: 50 });
        token::revoke(&owner, last.expect("fifty")).await.expect("revoked");
        token::create(&owner, new(&[Scope::ReadContracts])).await.expect("there is room again");
    }
}

//! Saved views: one's own, and those for everybody.

use crate::office::{offices, today};
use model::{
    permission::Permission,
    person::Role,
    refusal::{FieldProblem, Problem, Refusal},
    sample,
    view::{ListKind, ViewAudience},
};
use operations::{
    Actor, Failure, Office, demonstration,
    saved_view::{delete, list, save},
    sign_in,
};

async fn acting_as(office: &Office, role: Role) -> Actor {
    let people = sample::demonstration(today()).people;
    let person = people.into_iter().find(|person| person.roles == [role]).expect("a person with that role alone");
    sign_in::actor(office, person.id, None).await.expect("they may act")
}

fn refusal<T: std::fmt::Debug>(answer: Result<T, Failure>) -> Refusal {
    let refused = match answer.expect_err("not refused") {
        Failure::Refused(refusal) => Ok(refusal),
        Failure::Broken(cause) => Err(cause),
    };
    refused.expect("refused, not broken")
}

async fn names(actor: &Actor, of: ListKind) -> Vec<(String, String, bool)> {
    list(actor, of).await.expect("views").into_iter().map(|view| (view.name, view.query, view.own)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_view_is_one_s_own_or_everybody_s_and_deleted_by_whoever_saved_it() {
    for test in offices("saved_views").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let manager = acting_as(&test.office, Role::Manager).await;
        let finance = acting_as(&test.office, Role::Finance).await;
        let (own, all) = (ViewAudience::Private, ViewAudience::Everybody);
        save(&manager, ListKind::Findings, " Mine ", own, "?kind=overdue&page=3&sort=since").await.expect("saved");
        save(&manager, ListKind::Findings, "Ours", all, "stage=unbilled").await.expect("saved");

        let ours = ("Ours".to_owned(), "stage=unbilled".to_owned());
        assert_eq!(
            names(&manager, ListKind::Findings).await,
            [("Mine".to_owned(), "kind=overdue&sort=since".to_owned(), true), (ours.0.clone(), ours.1.clone(), true)]
        );
        assert_eq!(names(&finance, ListKind::Findings).await, [(ours.0, ours.1, false)]);
        assert!(names(&finance, ListKind::Contracts).await.is_empty());

        let shared = list(&finance, ListKind::Findings).await.expect("views").remove(0).id;
        assert_eq!(refusal(delete(&finance, shared).await), Refusal::NotFound);
        delete(&manager, shared).await.expect("deleted");
        assert!(names(&finance, ListKind::Findings).await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_view_needs_a_name_a_query_and_leave_to_see_the_list() {
    for test in offices("saved_views_refused").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let legal = acting_as(&test.office, Role::Legal).await;
        let private = ViewAudience::Private;
        let refused = |problem| Refusal::Fields(vec![FieldProblem::new("view_name", problem)]);
        let findings = save(&legal, ListKind::Findings, "a", private, "").await;
        assert_eq!(refusal(findings), Refusal::NotPermitted(Permission::ViewLeakage));
        let unnamed = save(&legal, ListKind::Contracts, " ", private, "").await;
        assert_eq!(refusal(unnamed), refused(Problem::Missing));
        let long = save(&legal, ListKind::Contracts, &"n".repeat(61), private, "").await;
        assert_eq!(refusal(long), refused(Problem::TooLong { most: 60 }));
        for query in ["q=a\tb", "q=#x", &"x".repeat(2_001)] {
            assert!(matches!(
                refusal(save(&legal, ListKind::Contracts, "a", private, query).await),
                Refusal::Fields(_)
            ));
        }
        assert!(names(&legal, ListKind::Contracts).await.is_empty());
        for number in 0..50 {
            save(&legal, ListKind::Contracts, &number.to_string(), private, "").await.expect("saved");
        }
        assert!(matches!(refusal(save(&legal, ListKind::Contracts, "51", private, "").await), Refusal::Fields(_)));
    }
}

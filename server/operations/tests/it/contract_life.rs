//! What was promised on the days of a contract's life.

use crate::office::{offices, today};
use model::{
    obligation::State,
    refusal::Refusal,
    sample,
    service_visit::VisitState,
    view::{ContractLife, VisitRow},
};
use operations::{Failure, contract, demonstration, obligation, service_visit};

#[tokio::test(flavor = "multi_thread")]
async fn the_lifeline_says_of_visits_and_obligations_what_their_own_pages_say() {
    for test in offices("contract_life").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let program = test.office.program("test");
        let (mut made, mut due) = (0, 0);
        for sample in sample::demonstration(today()).contracts {
            let ContractLife { visits, obligations } = contract::life(&program, &sample.number).await.expect("a life");
            let shown = service_visit::of_contract(&program, &sample.number).await.expect("visits");
            let promised = shown.promises.into_iter().flat_map(|promise| promise.years).flat_map(|year| year.visits);
            for VisitRow { description, state, window, planned_on, done_on, .. } in promised.chain(shown.extra) {
                let day = done_on.or(planned_on).unwrap_or(window.last);
                assert!(visits.contains(&(day, state, description)), "{}", sample.number);
                made += usize::from(state == VisitState::Done);
            }
            let told = obligation::of_contract(&program, &sample.number).await.expect("obligations");
            let count: u32 = told.obligations.iter().map(|own| own.occurrences).sum();
            assert_eq!(obligations.len(), usize::try_from(count).expect("a count"), "{}", sample.number);
            for open in told.open {
                assert!(obligations.contains(&(open.due, open.state, open.title)), "{}", sample.number);
                due += usize::from(open.state == State::Overdue);
            }
        }
        assert!(made > 0 && due > 0, "{made} visits were made, {due} obligations are overdue");
        let answer = contract::life(&program, "C-0000-0000").await;
        assert!(matches!(answer, Err(Failure::Refused(Refusal::NotFound))));
    }
}

//! What an older program stored is read by this one.

use crate::office::offices;
use model::{calendar::Day, leakage::Evidence};
use rust_decimal::Decimal;
use store::ConnectionTrait;

/// Evidence as it was stored beside the invoice line, with its row left out.
fn former(concession: &str) -> String {
    let sums = r#""rows":[],"expected":{"minor":200,"currency":"EUR"},"billed":{"minor":100,"currency":"EUR"}"#;
    let rest = r#""difference":{"minor":100,"currency":"EUR"},"invoices":[]"#;
    format!(r#"[{{"discount_past_end":{{"concession":{concession},{sums},{rest}}}}},null]"#)
}

#[tokio::test]
async fn a_missed_step_that_was_called_a_discount_becomes_an_old_price_and_a_discount_stays_one() {
    for test in offices("upgrade_old_price").await {
        let store = test.office.sessions();
        let database = store.reading();
        let findings = [
            ("2026-04-01:60:EUR", former(r#"{"ramp":{"unit_price":"60","due_on":"2026-04-01"}}"#)),
            ("2026-03-31:10:EUR", former(r#"{"discount":{"percent":"10","ended_on":"2026-03-31"}}"#)),
        ];
        for (at, (subject, evidence)) in findings.iter().enumerate() {
            let statement = format!(
                "INSERT INTO finding (id, \"key\", kind, confidence, since_on, evidence, state, found_on, changed_on,
                 detected, before_tax, version) VALUES ('00000000-0000-0000-0000-00000000000{at}',
                 'discount_past_end:-:-:{subject}', 'discount_past_end', 'certain', '2026-04-01', '{evidence}', 'found',
                 '2026-05-01', '2026-05-01', TRUE, FALSE, 1)"
            );
            database.execute_unprepared(&statement).await.expect("stored as it was");
        }
        let again = "DELETE FROM seaql_migrations WHERE version = 'm2026_11_23_000790_old_price'";
        database.execute_unprepared(again).await.expect("forgotten");
        store.migrate().await.expect("upgraded");

        let read = "SELECT \"key\", kind, evidence FROM finding ORDER BY \"key\"";
        let rows = database.query_all_raw(store::Statement::from_string(database.get_database_backend(), read));
        let rows = rows.await.expect("an answer");
        let of = |at: usize, column: &str| rows[at].try_get::<String>("", column).expect("a text");
        let evidence = |at: usize| serde_json::from_str::<(Evidence, Option<()>)>(&of(at, "evidence")).expect("read").0;
        let day = |text: &str| text.parse::<Day>().expect("a day");
        assert_eq!(
            (of(0, "key"), of(0, "kind")),
            ("discount_past_end:-:-:2026-03-31:10:EUR".into(), "discount_past_end".into())
        );
        let Evidence::DiscountPastEnd { percent, ended_on, .. } = evidence(0) else { panic!("a discount") };
        assert_eq!((percent, ended_on), (Decimal::TEN, day("2026-03-31")));
        assert_eq!((of(1, "key"), of(1, "kind")), ("old_price:-:-:2026-04-01:60:EUR".into(), "old_price".into()));
        let Evidence::StepMissed { unit_price, due_on, agreed, .. } = evidence(1) else { panic!("a step") };
        assert_eq!((unit_price, due_on, agreed), (Decimal::from(60), day("2026-04-01"), None));
    }
}

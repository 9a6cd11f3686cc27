//! What the database keeps beside the rows agrees with them: sums by month, words for search, the stage of a
//! contract; and whoever may not see a contract sees nothing of it in any of them.

use crate::office::{offices, today};
use model::{
    calendar::{Period, month_end},
    id::PersonId,
    person::Role,
    sample,
    term::Phase,
    view::{FindingRow, FindingSum, Flow, TrendMonth},
};
use operations::{
    Actor, Office,
    contract::{ContractFilter, ContractSort},
    demonstration,
    leakage::{FindingFilter, Months, dashboard},
    nightly, sign_in,
};
use std::collections::{BTreeMap, BTreeSet};
use store::{
    ConnectionTrait, Page,
    billing::FlowFilter,
    contract::{Filter, Sort, Stage, StoredDates},
    finding::TakenOff,
    sight::Sight,
};

async fn acting_as(office: &Office, role: Role) -> Actor {
    let people = sample::demonstration(today()).people;
    let person = people.into_iter().find(|person| person.roles == [role]).expect("a person with that role alone");
    sign_in::actor(office, person.id, None).await.expect("they may act")
}

/// What differs between the sums by month and the rows they are of.
async fn differences(office: &Office) -> Vec<String> {
    let connection = office.sessions().reading();
    let sums = ["contracted", "waived", "unbilled", "overbilled", "billed", "collected", "forgiven"];
    let (nil, max) = match connection.get_database_backend() {
        store::DbBackend::Postgres => {
            ("'00000000-0000-0000-0000-000000000000'::uuid", "'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid")
        }
        _ => ("x'00000000000000000000000000000000'", "x'ffffffffffffffffffffffffffffffff'"),
    };
    let all = sums.map(|sum| format!("CAST(SUM({sum}) AS bigint)")).join(", ");
    let nonzero_rows = sums.map(|sum| format!("SUM({sum}) <> 0")).join(" OR ");
    // Each scope, and all but that of everybody together.
    let rows = |having: &str| {
        format!(
            "SELECT CASE WHEN c.confidentiality = 'organisation' THEN {nil} ELSE c.id END, b.currency, b.month, {all} \
             FROM billing_part b JOIN contract c ON c.id = b.contract_id GROUP BY 1, 2, 3 {having} UNION ALL \
             SELECT {max}, b.currency, b.month, {all} FROM billing_part b JOIN contract c ON c.id = b.contract_id \
             WHERE c.confidentiality <> 'organisation' GROUP BY 2, 3 {having}"
        )
    };
    let nonzero = sums.map(|sum| format!("{sum} <> 0")).join(" OR ");
    let kept = format!("SELECT scope, currency, month, {} FROM billing_month WHERE {nonzero}", sums.join(", "));
    let mut found = Vec::new();
    for (less, more) in [(rows(&format!("HAVING {nonzero_rows}")), kept.clone()), (kept, rows(""))] {
        let statement = store::Statement::from_string(
            connection.get_database_backend(),
            format!(
                "SELECT CAST(COUNT(*) AS bigint) AS n FROM (SELECT * FROM ({less}) AS a EXCEPT SELECT * FROM ({more}) AS b) AS d"
            ),
        );
        let row = connection.query_one_raw(statement).await.expect("an answer").expect("a row");
        let n: i64 = row.try_get("", "n").expect("a number");
        if n != 0 {
            found.push(format!("{n} months differ"));
        }
    }
    found
}

pub async fn run(office: &Office, statement: &str) {
    office.sessions().reading().execute_unprepared(statement).await.expect(statement);
}

#[tokio::test(flavor = "multi_thread")]
async fn sums_by_month_are_those_of_the_rows_whatever_is_written() {
    for test in offices("sums_by_month").await {
        demonstration::seed(&test.office).await.expect("seeded");
        assert_eq!(differences(&test.office).await, Vec::<String>::new(), "after the first rows");
        nightly::run(&test.office).await.expect("the night");
        assert_eq!(differences(&test.office).await, Vec::<String>::new(), "after a night");
        for statement in [
            "UPDATE payment SET amount_minor = amount_minor / 2",
            "UPDATE contract SET confidentiality = 'people' WHERE number LIKE '%3'",
            "UPDATE expected_billing SET state = 'waived', waived_reason = 'agreed' WHERE state = 'expected'",
            "UPDATE expected_billing SET billing_day = first_day, amount_minor = amount_minor + 7",
            "UPDATE contract SET confidentiality = 'team' WHERE number LIKE '%3'",
            "UPDATE contract SET confidentiality = 'organisation' WHERE number LIKE '%13'",
            "UPDATE expected_billing SET recovered_minor = amount_minor / 2 WHERE amount_minor > 0",
            "UPDATE expected_billing SET given_back_minor = 500 WHERE billed_minor > amount_minor",
            "UPDATE expected_billing SET owed_minor = 300 WHERE amount_minor < 0",
            "UPDATE expected_billing SET kept_minor = 200 WHERE owed_minor > 0 OR billed_minor > amount_minor",
            "UPDATE expected_billing SET returned_minor = 400, spared_minor = 100 WHERE billed_minor > 0",
            "DELETE FROM billing_match WHERE amount_minor > 100000",
            "DELETE FROM payment WHERE amount_minor > 50000",
            "INSERT INTO invoice_waiver (finding_id, invoice_id, amount_minor) SELECT id, id, 40000 FROM invoice",
            "DELETE FROM invoice_waiver WHERE invoice_id IN (SELECT id FROM invoice WHERE number LIKE '%3')",
            "UPDATE expected_billing SET amount_minor = -amount_minor WHERE revision = 0 AND amount_minor > 200000",
            "DELETE FROM expected_billing WHERE revision > 0 OR amount_minor < 100000",
        ] {
            run(&test.office, statement).await;
            assert_eq!(differences(&test.office).await, Vec::<String>::new(), "{statement}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn payments_in_another_currency_collect_nothing_of_a_promise() {
    for test in offices("sums_currency").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let collected = async || {
            let connection = test.office.sessions().reading();
            let sum = "SELECT CAST(SUM(collected) AS bigint) AS minor FROM billing_part WHERE currency = 'EUR'";
            let statement = store::Statement::from_string(connection.get_database_backend(), sum);
            let row = connection.query_one_raw(statement).await.expect("an answer").expect("a row");
            row.try_get::<i64>("", "minor").expect("an amount")
        };
        assert!(collected().await > 0, "the demonstration has payments");
        run(&test.office, "UPDATE invoice SET currency = 'CHF' WHERE currency = 'EUR'").await;
        run(&test.office, "UPDATE payment SET amount_minor = amount_minor + 0").await;
        assert_eq!(collected().await, 0);
        assert_eq!(differences(&test.office).await, Vec::<String>::new());
    }
}

/// Findings with an amount by something and currency: how many, and how much in minor units.
type Sums = BTreeMap<(String, &'static str), (u64, i64)>;

fn by(rows: &[FindingRow], of: impl Fn(&FindingRow) -> String) -> Sums {
    let mut sums = Sums::new();
    for row in rows {
        let Some(amount) = row.finding.amount else { continue };
        let sum = sums.entry((of(row), amount.currency.code())).or_default();
        *sum = (sum.0 + 1, sum.1 + amount.minor);
    }
    sums
}

fn told<T>(sums: &[FindingSum<T>], of: impl Fn(&T) -> String) -> Sums {
    let told = |sum: &FindingSum<T>| {
        let amount = sum.amount?;
        Some(((of(&sum.of), amount.currency.code()), (sum.findings, amount.minor)))
    };
    sums.iter().filter_map(told).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_not_be_seen_is_in_no_sum_and_no_list() {
    for test in offices("sums_sight").await {
        demonstration::seed(&test.office).await.expect("seeded");
        run(&test.office, "UPDATE contract SET confidentiality = 'people' WHERE number LIKE '%2' OR number LIKE '%5'")
            .await;
        let connection = test.office.sessions().reading();
        let finance = acting_as(&test.office, Role::Finance).await;
        let sight = Sight::Of(finance.person().expect("a person"), finance.day());
        let page = operations::page(1, 200);
        let seen = operations::contract::list(&finance, &ContractFilter::default(), ContractSort::Number, false, page)
            .await
            .expect("contracts");
        let seen: BTreeSet<String> = seen.rows.into_iter().map(|row| row.number).collect();
        let all = store::contract::list(
            connection,
            Sight::Everything,
            &Filter::default(),
            Sort::Number,
            false,
            today(),
            Page::first(1_000),
        )
        .await
        .expect("contracts")
        .0;
        assert!(seen.len() < all.len(), "something is hidden");

        let findings = operations::leakage::list(&finance, &FindingFilter::default(), page).await.expect("findings");
        let (everything, _) =
            store::finding::list(connection, Sight::Everything, &FindingFilter::default(), Page::first(1_000))
                .await
                .expect("findings");
        let expected: BTreeSet<_> =
            everything.iter().filter(|row| seen.contains(&row.contract)).map(|row| row.id).collect();
        assert_eq!(findings.rows.iter().map(|row| row.id).collect::<BTreeSet<_>>(), expected);
        assert_eq!(findings.total, expected.len() as u64);
        assert!(expected.len() < everything.len(), "a finding is hidden");

        let sums = dashboard(&finance, &FindingFilter::default(), Months::Twelve).await.expect("sums");
        assert_eq!(sums.by_kind.iter().map(|sum| sum.findings).sum::<u64>(), expected.len() as u64);
        assert_eq!(
            by(&findings.rows, |row| row.finding.kind.code().to_owned()),
            told(&sums.by_kind, |kind| kind.code().to_owned())
        );
        // By owner and customer only what can be lost is added up.
        let lost: Vec<FindingRow> =
            findings.rows.iter().filter(|row| sums.summed.contains(&row.finding.kind)).cloned().collect();
        assert!(!lost.is_empty() && lost.len() < findings.rows.len(), "some of it can be lost");
        let owner = |row: &FindingRow| row.owner_id.map(|id| id.to_string()).unwrap_or_default();
        let told_owner =
            |owner: &Option<(PersonId, String)>| owner.as_ref().map(|(id, _)| id.to_string()).unwrap_or_default();
        assert_eq!(by(&lost, owner), told(&sums.by_owner, told_owner));
        let of_customers = by(&lost, |row| row.customer.clone());
        let told_customers = told(&sums.by_customer, |(_, name)| name.clone());
        assert!(!told_customers.is_empty(), "some customers stand out");
        for (customer, sum) in told_customers {
            assert_eq!(of_customers.get(&customer), Some(&sum), "{customer:?}");
        }
        let any = FindingFilter {
            kinds: sums.summed.clone(),
            states: model::leakage::FindingState::CODES.map(str::to_owned).to_vec(),
            detected: true,
            ..FindingFilter::default()
        };
        let ever = operations::leakage::list(&finance, &any, page).await.expect("findings");
        let found: i64 = ever
            .rows
            .iter()
            .filter(|row| row.found_on >= sums.trend_from)
            .filter_map(|row| Some(row.finding.amount?.minor))
            .sum();
        assert_eq!(sums.trend.iter().map(|month| month.found).sum::<i64>(), found);

        // What came of findings, and taxes, add up over the contracts that are seen.
        run(
            &test.office,
            "UPDATE finding SET claimed_on = found_on, recovered_on = changed_on, recovered_minor = 4200, before_tax = TRUE \
             WHERE amount_minor > 0",
        )
        .await;
        let sums = dashboard(&finance, &FindingFilter::default(), Months::Twelve).await.expect("sums");
        let days = Period { first: sums.trend_from, last: month_end(today()) };
        let (mut moved, mut before_tax) = ([0_i64; 3], 0);
        for number in &seen {
            let all = FindingFilter { contract_number: Some(number.clone()), ..FindingFilter::default() };
            let lost = FindingFilter { kinds: sums.summed.clone(), ..all.clone() };
            let none = TakenOff::default();
            before_tax += store::finding::count_before_tax(connection, &none, &all).await.expect("a number");
            let rows = store::finding::trend(connection, Sight::Everything, &lost, days).await.expect("a trend");
            for (sum, money) in
                rows.iter().flat_map(|row| [row.found, row.claimed, row.recovered].into_iter().enumerate())
            {
                moved[sum] += money.map(|money| money.minor).unwrap_or_default();
            }
        }
        assert!(before_tax > 0 && moved.iter().all(|minor| *minor > 0), "{before_tax} {moved:?}");
        assert_eq!(sums.before_tax, before_tax);
        let told = |of: fn(&TrendMonth) -> i64| sums.trend.iter().map(of).sum::<i64>();
        assert_eq!([told(|month| month.found), told(|month| month.claimed), told(|month| month.recovered)], moved);

        // So many hidden ones that they are not named one by one are left out all the same.
        let identity = match connection.get_database_backend() {
            store::DbBackend::Postgres => "gen_random_uuid()",
            _ => "randomblob(16)",
        };
        let columns = "kind, contract_id, customer_id, line_id, first_day, last_day, amount_minor, currency, confidence, \
                       since_on, evidence, state, state_reason, owner_id, found_on, changed_on, due_on, claimed_on, \
                       recovered_on, recovered_minor, detected, before_tax, version";
        let hidden = everything.iter().find(|row| !expected.contains(&row.id)).expect("a hidden finding");
        let more = format!(
            "INSERT INTO finding (id, key, {columns}) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n \
             WHERE i < 2100) SELECT {identity}, 'hidden ' || n.i, {columns} FROM finding, n WHERE finding.key = \
             (SELECT MIN(key) FROM finding WHERE state = 'found' AND contract_id = \
             (SELECT id FROM contract WHERE number = '{}'))",
            hidden.contract
        );
        run(&test.office, &more).await;
        let (_, total) = store::finding::list(connection, Sight::Everything, &FindingFilter::default(), Page::first(1))
            .await
            .expect("findings");
        assert!(total.rows > 2_000, "{total:?}");
        let again = operations::leakage::list(&finance, &FindingFilter::default(), page).await.expect("findings");
        assert_eq!(again.rows.iter().map(|row| row.id).collect::<BTreeSet<_>>(), expected);
        assert_eq!(again.total, expected.len() as u64);
        let crowded = dashboard(&finance, &FindingFilter::default(), Months::Twelve).await.expect("sums");
        assert_eq!((&crowded.by_kind, &crowded.by_owner, &crowded.trend), (&sums.by_kind, &sums.by_owner, &sums.trend));
        assert_eq!((&crowded.by_age, &crowded.by_customer), (&sums.by_age, &sums.by_customer));
        assert_eq!(crowded.before_tax, sums.before_tax);

        let mut flows: Vec<Flow> = Vec::new();
        for number in &seen {
            let filter = FlowFilter { contract_number: Some(number.clone()), ..FlowFilter::default() };
            for flow in store::billing::flow(connection, sight, &filter, sums.period).await.expect("a flow") {
                let sum = match flows.iter_mut().find(|sum| sum.currency == flow.currency) {
                    Some(sum) => sum,
                    None => {
                        flows.push(Flow::new(flow.currency));
                        flows.last_mut().expect("just added")
                    }
                };
                sum.contracted += flow.contracted;
                sum.waived += flow.waived;
                sum.unbilled += flow.unbilled;
                sum.overbilled += flow.overbilled;
                sum.billed += flow.billed;
                sum.collected += flow.collected;
            }
        }
        flows.sort_by_key(|flow| std::cmp::Reverse(flow.contracted));
        assert_eq!(sums.flow, flows);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_stage_in_a_list_is_the_phase_of_the_model_on_every_day_of_a_year() {
    for test in offices("stage_phase").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let demonstration = sample::demonstration(today());
        let samples = &demonstration.contracts;
        // Never committed: the days of the list are written for each day in turn.
        let writing = test.office.sessions().begin().await.expect("a transaction");
        let connection = writing.connection();
        let mut written = std::collections::HashMap::new();
        for offset in 0..366 {
            let day = today() + chrono::Days::new(offset);
            let mut expected: [BTreeSet<String>; 3] = Default::default();
            for contract in samples {
                let practice = demonstration.practice_of(contract);
                let dates = model::term::dates(&contract.details, &contract.facts, &practice, day);
                let ends_on = dates.ends_on.map(|end| end.day);
                if written.insert(contract.id, ends_on) != Some(ends_on) {
                    let stored = StoredDates { ends_on, ..StoredDates::default() };
                    store::contract::write_dates(connection, &[(contract.id, stored)]).await.expect("written");
                }
                let stage = match dates.phase {
                    Phase::Draft => 0,
                    Phase::Signed | Phase::InForce | Phase::Ending => 1,
                    Phase::Ended => 2,
                };
                expected[stage].insert(contract.number.clone());
            }
            for (stage, expected) in [Stage::Draft, Stage::Live, Stage::Ended].into_iter().zip(expected) {
                let filter = Filter { stage: Some(stage), ..Filter::default() };
                let page = Page::first(1_000);
                let (rows, total) =
                    store::contract::list(connection, Sight::Everything, &filter, Sort::Number, false, day, page)
                        .await
                        .expect("a list");
                let found: BTreeSet<String> = rows.into_iter().map(|row| row.number).collect();
                assert_eq!(found, expected, "{stage:?} on {day}");
                assert_eq!(total.rows, found.len() as u64);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn contracts_are_found_by_beginnings_of_words_and_pairs_of_characters() {
    for test in offices("search_words").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let manager = acting_as(&test.office, Role::Manager).await;
        let contracts = sample::demonstration(today()).contracts;
        let find = |text: &str| {
            let words = text.split_whitespace().map(str::to_owned).collect();
            let (manager, filter) = (manager.clone(), ContractFilter { words, ..ContractFilter::default() });
            async move {
                let page = operations::page(1, 200);
                let found = operations::contract::list(&manager, &filter, ContractSort::Number, false, page).await;
                found.expect("contracts").rows.into_iter().map(|row| row.number).collect::<BTreeSet<String>>()
            }
        };
        for contract in &contracts {
            assert!(find(&contract.number).await.contains(&contract.number), "{}", contract.number);
            let title: String = contract.details.title.to_uppercase();
            assert!(find(&title).await.contains(&contract.number), "{title}");
            let beginning: String = contract.details.title.chars().take(3).collect();
            assert!(find(&beginning).await.contains(&contract.number), "{beginning}");
        }
        for none in ["zzz-there-is-none", "%", "_", "— / %"] {
            assert_eq!(find(none).await, BTreeSet::new(), "{none}");
        }
        assert_eq!(find("").await.len(), contracts.len());
    }
}

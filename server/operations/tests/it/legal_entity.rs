//! Our own companies, and an import that needs one: refused, done, recorded.

use crate::office::{offices, today};
use model::{
    id::LegalEntityId,
    party::{LegalEntityDetails, Regime, form::LegalEntityForm},
    permission::Permission,
    person::Role,
    refusal::{FieldProblem, Problem, Refusal},
    sample,
    view::ImportKind,
};
use operations::{
    Actor, Failure, Office, contract, demonstration,
    import::{self, AcceptChoice},
    legal_entity, sign_in,
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

#[tokio::test(flavor = "multi_thread")]
async fn a_company_of_ours_is_added_changed_and_removed() {
    for test in offices("entity_life").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = acting_as(&test.office, Role::Administrator).await;
        let iberia = LegalEntityDetails {
            vat_number: Some("es b12345678".into()),
            ..LegalEntityDetails::named("Halvane Iberia SL", "ES")
        };
        assert_eq!(iberia.regime, Regime::EuropeanUnion);
        let id = legal_entity::create(&actor, &iberia).await.expect("added");
        let row = legal_entity::find(&actor, id).await.expect("there");
        assert_eq!(row.details.vat_number.as_deref(), Some("ESB12345678"));
        assert!(!row.in_use);
        let renamed = LegalEntityDetails { name: "Halvane España SL".into(), ..row.details.clone() };
        legal_entity::save(&actor, id, 1, &renamed).await.expect("saved");
        assert_eq!(refusal(legal_entity::save(&actor, id, 1, &iberia).await), Refusal::Stale);
        let same = LegalEntityForm::from(&renamed);
        legal_entity::save_typed(&actor, Some(id), 1, &same).await.expect("it says what stands there");
        assert_eq!(legal_entity::find(&actor, id).await.expect("there").details, renamed);
        assert_eq!(refusal(legal_entity::remove(&actor, id, 1).await), Refusal::Stale);
        legal_entity::remove(&actor, id, 2).await.expect("removed");
        assert_eq!(refusal(legal_entity::find(&actor, id).await), Refusal::NotFound);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn names_and_numbers_of_our_companies_differ_and_used_ones_stay() {
    for test in offices("entity_refused").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = acting_as(&test.office, Role::Administrator).await;
        let before = legal_entity::list(&actor).await.expect("a list");
        let used = before.first().expect("one of ours").clone();
        assert!(used.in_use);
        assert_eq!(refusal(legal_entity::remove(&actor, used.id, used.version).await), Refusal::InUse);
        let twin = LegalEntityDetails { name: used.details.name.to_uppercase(), ..used.details.clone() };
        let taken = |field: &str| FieldProblem::new(field, Problem::Taken);
        let all = vec![taken("name"), taken("registration_number"), taken("vat_number")];
        assert_eq!(refusal(legal_entity::create(&actor, &twin).await), Refusal::Fields(all));
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Administrator) {
            let actor = acting_as(&test.office, role).await;
            let refused = Refusal::NotPermitted(Permission::ManageLegalEntities);
            assert_eq!(refusal(legal_entity::list(&actor).await), refused, "{role:?}");
            assert_eq!(refusal(legal_entity::create(&actor, &twin).await), refused);
            assert_eq!(refusal(legal_entity::save(&actor, used.id, 1, &twin).await), refused);
            assert_eq!(refusal(legal_entity::remove(&actor, used.id, 1).await), refused);
        }
        let nobody = LegalEntityId(test.office.clock().id());
        assert_eq!(refusal(legal_entity::save(&actor, nobody, 1, &twin).await), Refusal::NotFound);
        assert_eq!(legal_entity::list(&actor).await.expect("a list"), before);
    }
}

const CONTRACTS: &str = "\
N° contrat;Client;Objet;Date de début;Date de fin;Reconduction;Périodicité;Échéance;Montant HT par période;Devise
M-2401;Hôtel du Parc SARL;Maintenance des ascenseurs;01/01/2025;31/12/2025;Sans reconduction;Mensuelle;à échoir;1 200,00;EUR
";

#[tokio::test(flavor = "multi_thread")]
async fn an_import_waits_for_one_of_our_companies() {
    for test in offices("entity_import").await {
        let program = test.office.program("test");
        let id = import::upload(&program, ImportKind::Contracts, "contracts.csv", CONTRACTS.into(), None)
            .await
            .expect("read");
        let review = import::review(&program, id).await.expect("a review");
        assert!(review.no_legal_entity && review.acceptable == 1, "{} acceptable", review.acceptable);
        assert_eq!(
            refusal(import::accept(&program, id, review.version, &AcceptChoice::default()).await),
            Refusal::NoLegalEntity
        );
        assert!(legal_entity::list(&program).await.expect("a list").is_empty(), "none is made up");
        let ours = LegalEntityDetails::named("Halvane", "FR");
        legal_entity::create(&program, &ours).await.expect("added");
        let review = import::review(&program, id).await.expect("a review");
        assert!(!review.no_legal_entity);
        assert_eq!(crate::import::accepted(&program, &review, &AcceptChoice::default()).await.contracts, 1);
        assert_eq!(legal_entity::list(&program).await.expect("a list").len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_contract_is_proposed_in_the_money_of_the_company_that_is_chosen() {
    for test in offices("entity_money").await {
        let actor = test.office.program("test");
        let add = async |name: &str, country: &str| {
            legal_entity::create(&actor, &LegalEntityDetails::named(name, country)).await.expect("added")
        };
        let british = add("Halvane Ltd", "GB").await;
        let alone = contract::form(&actor, None, None).await.expect("a form");
        assert_eq!((alone.form.currency.as_str(), alone.form.legal_entity), ("GBP", british.to_string()));
        let chinese = add("Halvane 上海", "CN").await;
        let mixed = add("Halvane Lima", "PE").await;
        let sheet = contract::form(&actor, None, None).await.expect("a form");
        assert_eq!(sheet.form.currency, "EUR", "nothing is chosen yet");
        let proposed: std::collections::BTreeMap<String, String> =
            serde_json::from_str(&sheet.currencies).expect("an object");
        let of = |id: String| proposed.get(&id).map(String::as_str);
        assert_eq!([of(british.to_string()), of(chinese.to_string())], [Some("GBP"), Some("CNY")]);
        assert_eq!([of(mixed.to_string()), of(String::new())], [None, Some("EUR")]);
    }
}

#[tokio::test]
async fn a_new_customer_begins_in_the_country_of_our_companies_where_that_is_one() {
    for test in offices("entity_country").await {
        let actor = test.office.program("test");
        let country = async || operations::customer::open(&actor, None).await.expect("a form").form.country;
        assert_eq!(country().await, "", "there is no company of ours");
        let add = async |name: &str, country: &str| {
            legal_entity::create(&actor, &LegalEntityDetails::named(name, country)).await.expect("added");
        };
        add("Halvane Shanghai", "CN").await;
        add("Halvane Beijing", "CN").await;
        assert_eq!(country().await, "CN");
        add("Halvane UK", "GB").await;
        assert_eq!(country().await, "", "it may be either");
    }
}

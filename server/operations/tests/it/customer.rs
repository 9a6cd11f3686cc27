//! Customers, their places and people: refused, done, recorded, nothing half-saved.

use crate::office::{offices, today};
use model::{
    event::Event,
    id::{ContractId, CustomerId, PersonId},
    language::Language,
    leakage::Stage,
    money::Money,
    party::{Address, ContactDetails, ContactRole, CustomerDetails, SiteDetails, form::ContactForm},
    permission::Permission,
    person::Role,
    refusal::{FieldProblem, Problem, Refusal},
    sample,
    term::Phase,
    view::{CustomerAccount, CustomerMoney, CustomerSheet, ListedCustomer},
};
use operations::{
    Actor, Failure, Office,
    contract::ContractFilter,
    customer::{self, CustomerFilter, CustomerSort, contact, site},
    demonstration,
    history::{Verdict, of_customer, verify},
    leakage::{self, FindingFilter},
    sign_in,
};
use std::collections::BTreeMap;

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

fn known(name: &str) -> (CustomerId, CustomerDetails) {
    let customers = sample::demonstration(today()).customers;
    let found = customers.into_iter().find(|customer| customer.details.name == name).expect("a sample customer");
    (found.id, found.details)
}

fn bakery() -> CustomerDetails {
    CustomerDetails {
        country: Some("FR".into()),
        address: Address { street: "1 rue du Four".into(), postal_code: "38000".into(), city: "Grenoble".into() },
        ..CustomerDetails::named("Boulangerie Quatre Épis", Language::Fr)
    }
}

async fn whole(office: &Office, id: CustomerId) -> (CustomerSheet, Vec<Event>) {
    let program = office.program("test");
    let events = of_customer(&program, id).await.expect("history").into_iter().map(|past| past.event).collect();
    (customer::sheet(&program, id).await.expect("the customer"), events)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_is_added_changed_and_removed_again() {
    for test in offices("customer_life").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = acting_as(&test.office, Role::Sales).await;
        let id = customer::create(&actor, &bakery(), false).await.expect("added");
        let (sheet, events) = whole(&test.office, id).await;
        assert_eq!(sheet.customer.details, bakery());
        assert_eq!(events, [Event::CustomerAdded { name: bakery().name }]);
        let (person, place) = (
            customer::open_contact(&actor, id, None).await.expect("a new person").form,
            customer::open_site(&actor, id, None).await.expect("a new place").form,
        );
        assert_eq!((person.language.as_str(), place.country.as_str()), ("fr", "FR"), "as the customer, to begin with");

        let typed =
            CustomerDetails { registration_number: Some("999 534 720".into()), owner: actor.person(), ..bakery() };
        customer::save(&actor, id, sheet.customer.version, &typed, false).await.expect("saved");
        let (sheet, events) = whole(&test.office, id).await;
        assert_eq!(sheet.customer.details.registration_number.as_deref(), Some("999534720"));
        assert!(sheet.owner.is_some());
        assert_eq!(sheet.customer.version, 2);
        let changed = events.first().expect("an event");
        assert!(matches!(changed, Event::CustomerChanged { changes } if changes.len() == 2), "{changed:?}");

        customer::save(&actor, id, 2, &sheet.customer.details, false).await.expect("nothing to save");
        assert_eq!(whole(&test.office, id).await.0.customer.version, 2, "what did not change is not a change");

        customer::remove(&actor, id, 2).await.expect("removed");
        assert_eq!(refusal(customer::find(&actor, id).await), Refusal::NotFound);
        assert!(matches!(verify(&test.office).await.expect("read"), Verdict::Whole { .. }));
        customer::create(&actor, &bakery(), false).await.expect("its name and number are free again");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_number_is_refused_and_a_near_name_must_be_confirmed() {
    for test in offices("customer_same").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = acting_as(&test.office, Role::Finance).await;
        let (id, details) = known("Papeteries de la Lauzière");
        let (id, name) = (id, details.name.clone());
        let same = |field: &str| Refusal::SameCustomer { field: field.into(), id, name: name.clone() };
        let typed = CustomerDetails { registration_number: details.registration_number.clone(), ..bakery() };
        assert_eq!(refusal(customer::create(&actor, &typed, true).await), same("registration_number"));
        let typed = CustomerDetails { vat_number: details.vat_number.clone(), ..bakery() };
        assert_eq!(refusal(customer::create(&actor, &typed, true).await), same("vat_number"));

        let near = CustomerDetails::named("SAS PAPETERIES LAUZIERE", Language::Fr);
        let refused = refusal(customer::create(&actor, &near, false).await);
        assert!(matches!(&refused, Refusal::NearCustomers(all) if all.len() == 1 && all[0].id == id), "{refused:?}");
        let other = customer::create(&actor, &near, true).await.expect("confirmed");

        // Its own name and number are no one else's; the name it gets is compared.
        customer::save(&actor, id, 1, &CustomerDetails { notes: "Good".into(), ..details }, false)
            .await
            .expect("saved");
        let renamed = CustomerDetails::named("Transports Morvanel", Language::Fr);
        assert!(matches!(refusal(customer::save(&actor, other, 1, &renamed, false).await), Refusal::NearCustomers(_)));
        assert_eq!(whole(&test.office, other).await.0.customer.version, 1);
        customer::save(&actor, other, 1, &renamed, true).await.expect("confirmed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_give_one_number_at_once_one_is_told_who_has_it() {
    for test in offices("customer_race").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = acting_as(&test.office, Role::Finance).await;
        let bakery = CustomerDetails { registration_number: Some("732829320".into()), ..bakery() };
        let (one, other) =
            tokio::join!(customer::create(&actor, &bakery, true), customer::create(&actor, &bakery, true));
        let (made, refused) = if one.is_ok() { (one, other) } else { (other, one) };
        let (id, field) = (made.expect("one of them"), "registration_number".to_owned());
        assert_eq!(refusal(refused), Refusal::SameCustomer { field, id, name: bakery.name.clone() });

        // Whoever passes by the look is stopped by the database.
        let writing = test.office.sessions().begin().await.expect("a transaction");
        let again = store::customer::Customer {
            id: CustomerId(test.office.clock().id()),
            details: bakery,
            import: None,
            version: 1,
        };
        let stopped = store::customer::insert_many(writing.connection(), vec![again]).await;
        assert!(matches!(stopped, Err(store::Error::Taken)), "{stopped:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_leaves_a_customer_as_it_was() {
    for test in offices("customer_refused").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let (id, details) = known("Hôtel Le Grand Tilleul");
        let before = whole(&test.office, id).await;
        let changed = CustomerDetails { notes: "Ask for the porter".into(), ..details.clone() };
        let place = SiteDetails { name: "Spa".into(), ..SiteDetails::default() };
        for role in Role::ALL {
            let actor = acting_as(&test.office, role).await;
            if actor.may(Permission::EditCustomers) {
                continue;
            }
            let refused = Refusal::NotPermitted(Permission::EditCustomers);
            assert_eq!(refusal(customer::create(&actor, &bakery(), true).await), refused, "{role:?}");
            assert_eq!(refusal(customer::save(&actor, id, 1, &changed, true).await), refused);
            assert_eq!(refusal(customer::remove(&actor, id, 1).await), refused);
            assert_eq!(refusal(site::add(&actor, id, &place).await), refused);
        }
        let actor = acting_as(&test.office, Role::Manager).await;
        for stale in [0, 2] {
            assert_eq!(refusal(customer::save(&actor, id, stale, &changed, true).await), Refusal::Stale);
            assert_eq!(refusal(customer::remove(&actor, id, stale).await), Refusal::Stale);
        }
        assert_eq!(refusal(customer::remove(&actor, id, 1).await), Refusal::InUse);
        let field = |field, problem| Refusal::Fields(vec![FieldProblem::new(field, problem)]);
        let stranger = PersonId(test.office.clock().id());
        let owned = CustomerDetails { owner: Some(stranger), ..details.clone() };
        assert_eq!(refusal(customer::save(&actor, id, 1, &owned, true).await), field("owner", Problem::NotAChoice));
        let nameless = CustomerDetails { name: " ".into(), ..details };
        assert_eq!(refusal(customer::save(&actor, id, 1, &nameless, true).await), field("name", Problem::Missing));
        let nobody = CustomerId(test.office.clock().id());
        assert_eq!(refusal(customer::save(&actor, nobody, 1, &changed, true).await), Refusal::NotFound);
        assert_eq!(whole(&test.office, id).await, before);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn places_and_people_come_change_and_go() {
    for test in offices("customer_people").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = acting_as(&test.office, Role::Legal).await;
        let (id, _) = known("Hôtel Le Grand Tilleul");
        let (other, _) = known("Caves de Montbrelan");
        let spa = SiteDetails { name: "Spa".into(), ..SiteDetails::default() };
        let place = site::add(&actor, id, &spa).await.expect("added");
        let person = ContactDetails {
            name: "Maud Vernier".into(),
            role: ContactRole::Technical,
            email: Some("maud@example.com".into()),
            phone: None,
            language: Language::Fr,
            site: Some(place),
        };
        let elsewhere = Refusal::Fields(vec![FieldProblem::new("site", Problem::NotAChoice)]);
        assert_eq!(refusal(contact::add(&actor, other, &person).await), elsewhere);
        let contact_id = contact::add(&actor, id, &person).await.expect("added");
        let signatory = ContactDetails { role: ContactRole::Signatory, ..person.clone() };
        contact::save(&actor, id, contact_id, 1, &signatory).await.expect("saved");
        assert_eq!(refusal(contact::save(&actor, id, contact_id, 1, &person).await), Refusal::Stale);
        let stale = async |details: &ContactDetails| {
            contact::save_typed(&actor, id, Some(contact_id), 1, &ContactForm::from(details)).await
        };
        assert_eq!(refusal(stale(&person).await), Refusal::Stale);
        stale(&signatory).await.expect("it says what stands there");
        assert_eq!(refusal(contact::save(&actor, other, contact_id, 2, &person).await), Refusal::NotFound);
        site::save(&actor, id, place, 1, &SiteDetails { name: "Spa and pool".into(), ..spa.clone() })
            .await
            .expect("saved");
        assert_eq!(refusal(site::remove(&actor, id, place, 1).await), Refusal::Stale);
        assert_eq!(refusal(site::remove(&actor, other, place, 2).await), Refusal::NotFound);
        site::remove(&actor, id, place, 2).await.expect("removed");

        let (sheet, events) = whole(&test.office, id).await;
        assert!(sheet.sites.is_empty());
        let left = sheet.contacts.first().expect("the person stays");
        assert_eq!((left.details.site, left.details.role, left.version), (None, ContactRole::Signatory, 2));
        contact::remove(&actor, id, contact_id, 2).await.expect("removed");
        let kinds: Vec<&Event> = events.iter().take(5).collect();
        assert!(
            matches!(
                kinds.as_slice(),
                [
                    Event::SiteRemoved { .. },
                    Event::SiteChanged { .. },
                    Event::ContactChanged { .. },
                    Event::ContactAdded { .. },
                    Event::SiteAdded { .. }
                ]
            ),
            "{kinds:?}"
        );
        assert!(whole(&test.office, id).await.0.contacts.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn contracts_are_found_under_the_new_name() {
    for test in offices("customer_renamed").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = acting_as(&test.office, Role::Manager).await;
        let (id, details) = known("Castlebrook Academy");
        customer::save(&actor, id, 1, &CustomerDetails { name: "Öland College".into(), ..details }, false)
            .await
            .expect("saved");
        let count = async |word: &str| {
            let filter = ContractFilter { words: vec![word.to_owned()], ..ContractFilter::default() };
            let page = operations::page(1, 50);
            let list = operations::contract::list(&actor, &filter, Default::default(), false, page).await;
            list.expect("a list").rows.iter().filter(|row| row.customer_id == id).count()
        };
        assert!(count("öland").await > 0);
        assert_eq!(count("castlebrook").await, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_counts_what_is_in_force_as_the_model_does() {
    for test in offices("customer_list").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = acting_as(&test.office, Role::Manager).await;
        let page = operations::page(1, 200);
        let contracts =
            operations::contract::list(&actor, &ContractFilter::default(), Default::default(), false, page).await;
        let mut expected: BTreeMap<CustomerId, u64> = BTreeMap::new();
        for row in contracts.expect("contracts").rows {
            if matches!(row.phase, Phase::InForce | Phase::Ending) {
                *expected.entry(row.customer_id).or_default() += 1;
            }
        }
        let all = CustomerFilter::default();
        let list = customer::overview(&actor, &all, (CustomerSort::Name, false), page).await.expect("a list");
        assert_eq!(list.total, 25);
        let every = leakage::list(&actor, &FindingFilter::default(), operations::page(1, 2_000)).await;
        let mut open_by: BTreeMap<(CustomerId, Stage), i64> = BTreeMap::new();
        for row in &every.expect("findings").rows {
            let minor = row.finding.amount.map_or(0, |amount| amount.minor);
            let customer = row.finding.customer.expect("a customer");
            *open_by.entry((customer, row.finding.kind.stage())).or_default() += minor;
        }
        for row in &list.rows {
            assert_eq!(row.in_force, expected.get(&row.id).copied().unwrap_or_default(), "{}", row.name);
            let account = customer::account(&actor, row.id, page).await.expect("an account");
            let told = |sum: fn(&CustomerMoney) -> Option<Money>| -> i64 {
                account.sums.iter().filter_map(sum).map(|money| money.minor).sum()
            };
            let of_stages = [
                (Stage::Unbilled, &row.at_stake, told(|sums| sums.at_stake)),
                (Stage::Uncollected, &row.overdue, told(|sums| sums.overdue)),
            ];
            for (stage, listed, account) in of_stages {
                let listed: i64 = listed.iter().flatten().map(|money| money.minor).sum();
                assert_eq!(listed, account, "{}, {stage:?}: the list and the account say the same", row.name);
                assert_eq!(
                    listed,
                    open_by.get(&(row.id, stage)).copied().unwrap_or_default(),
                    "{}, {stage:?}",
                    row.name
                );
            }
        }
        for stage in [Stage::Unbilled, Stage::Uncollected] {
            let most = customer::overview(&actor, &all, (CustomerSort::Open(stage), true), page).await;
            let sums = |row: &ListedCustomer| match stage {
                Stage::Unbilled => row.at_stake.clone(),
                _ => row.overdue.clone(),
            };
            let largest =
                most.expect("a list").rows.iter().filter_map(|row| sums(row)?.first().map(|m| m.minor)).collect();
            let largest: Vec<i64> = largest;
            assert!(largest.len() > 2 && largest.windows(2).all(|pair| pair[0] >= pair[1]), "{stage:?}: {largest:?}");
        }
        for sort in [CustomerSort::Country, CustomerSort::Owner, CustomerSort::InForce] {
            let sorted = customer::overview(&actor, &all, (sort, false), page).await.expect("a list");
            assert_eq!(sorted.rows.len(), 25);
        }
        for (text, name) in [("lauz", "Papeteries de la Lauzière"), ("999 521 867", "Papeteries de la Lauzière")] {
            let filter = CustomerFilter { text: Some(text.into()), ..CustomerFilter::default() };
            let found = customer::overview(&actor, &filter, (CustomerSort::Name, false), page).await.expect("a list");
            assert_eq!(found.rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), [name]);
        }
        let viewer = acting_as(&test.office, Role::Viewer).await;
        let seen =
            customer::overview(&viewer, &all, (CustomerSort::Open(Stage::Unbilled), true), page).await.expect("a list");
        assert!(seen.rows.iter().all(|row| row.at_stake.is_none() && row.overdue.is_none()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_expected_of_a_customer_is_the_total_of_the_rows_it_opens() {
    for test in offices("customer_expected").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let actor = acting_as(&test.office, Role::Manager).await;
        let page = operations::page(1, 200);
        let all = CustomerFilter::default();
        let list = customer::overview(&actor, &all, (CustomerSort::Name, false), page).await.expect("a list");
        for row in list.rows {
            let account = customer::account(&actor, row.id, page).await.expect("an account");
            let filter = operations::billing::BillingFilter {
                from: account.from,
                to: Some(account.day),
                customer: Some(row.id),
                ..operations::billing::BillingFilter::default()
            };
            let (_, flows) = operations::billing::list_with_totals(&actor, &filter, page).await.expect("a list");
            let flows = flows.expect("sums");
            for sums in &account.sums {
                let flow = flows.iter().find(|flow| flow.currency == sums.expected.currency);
                let told = flow.map_or((0, 0, 0), |flow| (flow.expected(), flow.billed, flow.recovered()));
                let said = (sums.expected.minor, sums.billed.minor, sums.recovered.minor);
                assert_eq!(said, told, "{}", row.name);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sums_leave_out_what_may_not_be_seen() {
    for test in offices("customer_sight").await {
        demonstration::seed(&test.office).await.expect("seeded");
        let page = operations::page(1, 200);
        let (id, _) = known("Belcourt Distribution SAS");
        let (manager, sales) =
            (acting_as(&test.office, Role::Manager).await, acting_as(&test.office, Role::Finance).await);
        let before = customer::account(&sales, id, page).await.expect("an account");
        assert_eq!(before, customer::account(&manager, id, page).await.expect("an account"));
        assert!(!before.invoices.is_empty() && before.sums.iter().any(|sums| sums.expected.minor > 0));
        hide_all_contracts(&test.office, id).await;
        let after: CustomerAccount = customer::account(&sales, id, page).await.expect("an account");
        assert!(after.sums.iter().all(|sums| sums.expected.minor == 0 && sums.at_stake.is_none_or(|m| m.minor == 0)));
        let named = |account: &CustomerAccount| account.invoices.len();
        assert!(named(&after) < named(&before), "invoices of hidden contracts are hidden");
        assert_eq!(customer::account(&manager, id, page).await.expect("an account"), before);
        let all = CustomerFilter::default();
        let list = customer::overview(&sales, &all, (CustomerSort::Name, false), page).await.expect("a list");
        let row = list.rows.iter().find(|row| row.id == id).expect("the customer itself is open to all");
        assert_eq!((row.in_force, row.at_stake.as_deref()), (0, Some(&[][..])));
        for role in [Role::Legal, Role::Service, Role::Viewer] {
            let actor = acting_as(&test.office, role).await;
            let refused = Refusal::NotPermitted(Permission::ViewBilling);
            assert_eq!(refusal(customer::account(&actor, id, page).await), refused);
        }
    }
}

/// Makes every contract of a customer open to nobody who is not named, and nobody is.
async fn hide_all_contracts(office: &Office, customer: CustomerId) {
    use store::sight::Sight;
    let writing = office.sessions().begin().await.expect("a transaction");
    let connection = writing.connection();
    let ids: Vec<ContractId> = store::contract::ids_of_customers(connection, &[customer]).await.expect("contracts");
    for mut contract in store::contract::find_many(connection, Sight::Everything, &ids).await.expect("contracts") {
        contract.details.confidentiality = model::contract::Confidentiality::People { people: Vec::new() };
        contract.details.owner = None;
        contract.details.deputy = None;
        let dates = store::contract::StoredDates::default();
        store::contract::update(connection, &contract, None, dates, "").await.expect("saved");
    }
    writing.commit().await.expect("committed");
}

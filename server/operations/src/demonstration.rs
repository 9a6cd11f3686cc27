//! The demonstration: a service company's contracts and invoices, put in as an import would.

use crate::{
    Actor, Office, Result, absence, actor::Acting, attachment, billing, contract, leakage, obligation, office,
    reconciliation, renewal, service_visit, settings, sign_in,
};
use model::{
    attachment::AttachedTo,
    event::{Event, ObligationStep, RiskStep, Subject},
    id::ContractId,
    money::Currency,
    permission::Permission,
    refusal::Refusal,
    renewal::{RenewalChoice, Work},
    risk::RiskClass,
    sample::{self, SampleRisk},
    settings::Settings,
};
use std::collections::{HashMap, HashSet};
use store::{ConnectionTrait, contract::Contract, customer::Customer, obligation::Kept, person::Person, sight::Sight};

/// The setting that marks a database as the demonstration's, so that no other is ever opened to visitors.
pub const MARK: &str = "demonstration";

/// Fills an empty database with the demonstration, all or nothing; its files follow.
///
/// # Errors
/// [`Refusal::AlreadySetUp`] if there is anybody in it.
pub async fn seed(office: &Office) -> Result<()> {
    if !sign_in::is_empty(office).await? {
        return Err(Refusal::AlreadySetUp.into());
    }
    let actor: Actor = office.program("demonstration");
    let demonstration = sample::demonstration(actor.day());
    let decisions = demonstration.decisions();
    let sample::Demonstration {
        organisation,
        legal_entities,
        people,
        customers,
        contracts,
        obligations,
        risks,
        absences,
        invoices,
        promises,
        visits,
        ..
    } = demonstration;
    let mut acting = actor.begin(Permission::EditContracts).await?;
    let connection = acting.connection();
    let now = actor.now().timestamp_millis();
    let mut events = vec![(Subject::Organisation, Event::OrganisationSetUp { name: organisation.name.to_owned() })];
    let settled = Settings {
        name: organisation.name.to_owned(),
        second_person_from: sample::SECOND_PERSON_FROM,
        ..Settings::default()
    };
    settings::begin(connection, settled).await?;
    for person in people {
        let person = Person {
            id: person.id,
            name: person.name.to_owned(),
            email: person.email.to_owned(),
            language: person.language,
            roles: person.roles,
            active: true,
            expires_on: person.expires_on,
            version: 1,
        };
        store::person::insert(connection, &person, None, now).await?;
        events.push((Subject::Person(person.id), Event::PersonAdded { name: person.name, roles: person.roles }));
    }
    for entity in legal_entities {
        let (id, entity) = (entity.id, entity.details);
        store::legal_entity::insert(connection, id, &entity, None).await?;
        events.push((Subject::LegalEntity(id), Event::LegalEntityAdded { name: entity.name }));
    }
    let mut names = HashMap::new();
    let mut stored = Vec::new();
    for sample::SampleCustomer { id, details } in customers {
        names.insert(id, details.name.clone());
        events.push((Subject::Customer(id), Event::CustomerAdded { name: details.name.clone() }));
        stored.push(Customer { id, details, import: None, version: 1 });
    }
    store::customer::insert_many(connection, stored).await?;
    let mut new = Vec::new();
    let stories: Vec<_> = contracts.iter().map(|contract| (contract.story.clone(), contract.id)).collect();
    for found in contracts {
        events.push((Subject::Contract(found.id), Event::ContractAdded { number: found.number.clone() }));
        let name = names.get(&found.details.customer).cloned().unwrap_or_default();
        let contract = Contract {
            id: found.id,
            number: found.number,
            details: found.details,
            facts: found.facts,
            import: None,
            version: 1,
        };
        new.push((contract, found.lines, name));
    }
    let contracts: Vec<_> = new.iter().map(|(contract, _, _)| contract.id).collect();
    let parties: HashSet<_> = new.iter().map(|(contract, _, _)| contract.details.customer).collect();
    let numbers: Vec<String> = new.iter().map(|(contract, _, _)| contract.number.clone()).collect();
    contract::go_on_after(connection, &numbers).await?;
    let currencies: HashMap<ContractId, &str> =
        new.iter().map(|(contract, _, _)| (contract.id, contract.details.currency.code())).collect();
    contract::insert(connection, &actor, new).await?;
    for promise in &promises {
        store::service_visit::insert_promise(connection, promise).await?;
    }
    store::service_visit::insert_many(connection, &visits).await?;
    service_visit::lay_out(connection, &actor, &contracts).await?;
    for promised in &obligations {
        let step = ObligationStep::Added;
        let title = promised.obligation.title.clone();
        events.push((Subject::Contract(promised.contract), Event::Obligation { title, step }));
    }
    insert_obligations(connection, &actor, &currencies, obligations).await?;
    for SampleRisk { contract, risk, state, settled, .. } in &risks {
        let title = risk.title.clone();
        let steps = [RiskStep::Added].into_iter();
        let steps = steps.chain(settled.clone().map(|(_, reason)| RiskStep::Settled { state: *state, reason }));
        events.extend(steps.map(|step| (Subject::Contract(*contract), Event::Risk { title: title.clone(), step })));
    }
    insert_risks(connection, &actor, risks).await?;
    for (id, absence) in absences {
        store::absence::insert(connection, &store::absence::Kept { id, absence, version: 1 }).await?;
    }
    absence::recompute(&acting, &actor).await?;
    let invoices: Vec<_> = invoices.into_iter().map(|invoice| (invoice, None)).collect();
    store::invoice::insert_many(connection, &invoices, None, now).await?;
    store::setting::write(connection, MARK, &true).await?;
    let settings = office::settings(connection).await?;
    let parties: Vec<_> = parties.into_iter().collect();
    reconciliation::reconcile(connection, &actor, &settings, &parties).await?;
    leakage::recompute(connection, &actor, &contracts).await?;
    contract::review(connection, &actor, &contracts).await?;
    renewal::follow(&mut acting, &contracts).await?;
    decide(&mut acting, &contracts, decisions).await?;
    for (subject, event) in events {
        acting.record(subject, event);
    }
    acting.commit().await?;
    attach(&actor, &stories).await
}

/// What people decided about the renewals that are open.
async fn decide(
    acting: &mut Acting<'_>,
    contracts: &[ContractId],
    decisions: Vec<(ContractId, RenewalChoice)>,
) -> Result<()> {
    let connection = acting.connection();
    let found = store::contract::find_many(connection, Sight::Everything, contracts).await?;
    let currencies: HashMap<ContractId, Currency> =
        found.into_iter().map(|contract| (contract.id, contract.details.currency)).collect();
    let mut decisions: HashMap<ContractId, RenewalChoice> = decisions.into_iter().collect();
    for work in store::renewal::of_contracts(connection, contracts).await? {
        let (Some(choice), Some(currency)) = (decisions.remove(&work.contract), currencies.get(&work.contract)) else {
            continue;
        };
        store::renewal::update(connection, &Work { choice: Some(choice), ..work }, *currency).await?;
    }
    Ok(())
}

/// What might happen to contracts, and their last reviews.
async fn insert_risks(connection: &impl ConnectionTrait, actor: &Actor, risks: Vec<SampleRisk>) -> Result<()> {
    let now = actor.now().timestamp_millis();
    for SampleRisk { id, contract, since, risk, state, settled, reviewed } in risks {
        let kept = store::risk::Kept { id, contract, risk, state, settled, version: 1 };
        store::risk::insert(connection, &kept, now).await?;
        let profile = store::risk::begin(connection, contract, since).await?;
        let reviewed_on = reviewed.as_ref().map(|(on, ..)| *on);
        let profile = store::risk::Profile { reviewed_on, version: 1, ..profile };
        store::risk::write_profiles(connection, &[profile]).await?;
        if let Some((on, by, review)) = reviewed {
            let (id, class) = (actor.office().clock().id(), RiskClass::default());
            let done = store::risk::Done { id, contract, on, by: Some(by), class, review };
            store::risk::insert_review(connection, &done, now).await?;
        }
    }
    Ok(())
}

/// Attaches the files of the demonstration, where files are kept.
async fn attach(actor: &Actor, stories: &[(String, ContractId)]) -> Result<()> {
    if actor.office().files().is_none() {
        return Ok(());
    }
    for sample::SampleFile { story, name, content } in sample::files() {
        for (_, contract) in stories.iter().filter(|(of, _)| of == story) {
            let mut upload = attachment::begin(actor, AttachedTo::Contract(*contract)).await?;
            upload.write(&content).await?;
            upload.finish(name).await?;
        }
    }
    Ok(())
}

/// What the contracts promise besides money, what became of it, and the ledger that follows from milestones.
async fn insert_obligations(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    currencies: &HashMap<ContractId, &str>,
    obligations: Vec<sample::SampleObligation>,
) -> Result<()> {
    let mut contracts: Vec<ContractId> = obligations.iter().map(|promised| promised.contract).collect();
    contracts.sort_unstable();
    contracts.dedup();
    let mut happened = Vec::new();
    for (at, promised) in (actor.now().timestamp_millis()..).zip(obligations) {
        let sample::SampleObligation { id, contract, obligation, progress } = promised;
        let code = currencies.get(&contract).copied().unwrap_or_default();
        let kept = Kept { id, contract, obligation, follows_from: None, made_for: None, version: 1 };
        store::obligation::insert(connection, &kept, code, at).await?;
        happened.push((kept, progress));
    }
    obligation::recompute(connection, actor, &contracts).await?;
    for (kept, progress) in happened {
        let there = store::obligation::occurrences_of(connection, &[kept.id]).await?;
        for mut one in there {
            if let Some((_, progress)) = progress.iter().find(|(due, _)| *due == one.due) {
                one.progress = progress.clone();
                store::obligation::save_progress(connection, &one, &kept.obligation).await?;
            }
        }
    }
    obligation::recompute(connection, actor, &contracts).await?;
    billing::recompute(connection, actor, &contracts).await?;
    Ok(())
}

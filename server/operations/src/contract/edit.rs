//! Adding and changing contracts: terms and price lines as one, with the ledger that follows from them.

use super::{insert, new_line_id, recompute, stored_dates, take_numbers};
use crate::{Actor, Result, actor::Acting, practice::Practices, renewal};
use model::{
    billing::{Effect, LedgerRow, in_force, next_unbilled},
    contract::{Confidentiality, ContractDetails, ContractFacts, ContractForm, changes, check, in_order_of_form},
    event::{Event, Subject},
    id::{ContractId, CustomerId, PersonId, PriceLineId},
    import::conventions::Custom,
    money::Currency,
    permission::Permission,
    price_line::{PriceAnswer, PriceLine, Recurrence},
    refusal::{FieldProblem, Problem, Refusal},
    term::{self, KeyDates, Phase},
    view::{ContractFormSheet, Named, PriceInForce},
};
use rust_decimal::RoundingStrategy;
use std::collections::{BTreeMap, HashMap, HashSet};
use store::{ConnectionTrait, Page, contract::Contract, customer::Customer};
use uuid::Uuid;

/// The form of a contract as it stands, or of a new one, with what its fields offer. A new one may begin
/// with a customer.
///
/// # Errors
/// [`Refusal::NotFound`] if there is no such contract or it may not be seen.
pub async fn form(actor: &Actor, number: Option<&str>, customer: Option<CustomerId>) -> Result<ContractFormSheet> {
    Ok(form_and_prices(actor, number, customer).await?.0)
}

/// The form of [`form`]; and for each of its lines, where another price than its first one is shown, how it came about.
///
/// # Errors
/// Those of [`form`].
pub async fn form_and_prices(
    actor: &Actor,
    number: Option<&str>,
    customer: Option<CustomerId>,
) -> Result<(ContractFormSheet, Vec<Option<PriceInForce>>)> {
    let reading = actor.read(Permission::EditContracts)?;
    let connection = reading.connection();
    let legal_entities: Vec<_> = store::legal_entity::list(connection).await?;
    let of_country = |country: &str| Custom::of_country(country).currency;
    let money: Vec<_> = legal_entities.iter().map(|(id, entity)| (*id, of_country(&entity.country))).collect();
    let legal_entities: Vec<_> =
        legal_entities.into_iter().map(|(id, entity)| Named { id, name: entity.name }).collect();
    let mut currencies = String::new();
    let people = store::person::list(connection).await?;
    let people = people.into_iter().filter(|person| person.active);
    let people = people.map(|person| Named { id: person.id, name: person.name }).collect();
    let teams = store::team::list(connection).await?;
    let teams = teams.into_iter().map(|team| Named { id: team.id, name: team.details.name }).collect();
    let mut prices = Vec::new();
    let (contract, form) = match number {
        Some(number) => {
            let found = store::contract::find_by_number(connection, reading.sight(), number).await?;
            let found = found.ok_or(Refusal::NotFound)?;
            let lines: Vec<PriceLine> =
                store::contract::lines_of(connection, &[found.id]).await?.into_iter().map(|(_, line)| line).collect();
            let customer = find_customer(connection, found.details.customer).await?;
            let mut form = ContractForm::of(&found.details, &customer.details.name, &lines, actor.language());
            prices = propose_prices(connection, actor, &found, &lines, &mut form).await?;
            (Some((found.number, found.version)), form)
        }
        None => {
            let only = if let [(_, only)] = money.as_slice() { *only } else { None };
            let proposed = only.unwrap_or(Currency::EUR);
            let mut form = ContractForm::blank(proposed);
            let by_entity = money.iter().filter_map(|(id, currency)| Some((id.to_string(), currency.as_ref()?.code())));
            let by_entity = by_entity.chain([(String::new(), proposed.code())]);
            currencies = serde_json::to_string(&by_entity.collect::<BTreeMap<_, _>>())?;
            let settings = crate::settings::settled(connection).await?;
            form.decision_buffer_days = settings.decision_buffer_days.to_string();
            form.payment_days = settings.payment_days.to_string();
            if let Some(customer) = customer {
                let known = find_customer(connection, customer).await?.details;
                form.customer = known.name;
                if let Some(term) = known.payment_term {
                    form.payment_days = term.days.to_string();
                    form.payment_end_of_month = if term.end_of_month { "true".to_owned() } else { String::new() };
                }
            }
            form.owner = actor.person().map(|person| person.to_string()).unwrap_or_default();
            if let [only] = legal_entities.as_slice() {
                form.legal_entity = only.id.to_string();
            }
            (None, form)
        }
    };
    let base = serde_json::to_string(&form)?;
    Ok((
        ContractFormSheet { contract, form, base, told: Vec::new(), legal_entities, currencies, people, teams },
        prices,
    ))
}

/// The dates that follow from the terms in a form, before anything happens; `None` while they cannot be read. Those of a
/// contract that is there are counted by its special terms.
///
/// # Errors
/// [`Refusal::NotFound`] if there is no such contract or it may not be seen.
pub async fn follows(actor: &Actor, number: Option<&str>, form: &ContractForm) -> Result<Option<KeyDates>> {
    let reading = actor.read(Permission::EditContracts)?;
    let Some(details) = form.dated(actor.language()) else { return Ok(None) };
    let (date_terms, agreed_terms) = match number {
        Some(number) => {
            let found = store::contract::find_by_number(reading.connection(), reading.sight(), number).await?;
            let details = found.ok_or(Refusal::NotFound)?.details;
            (details.date_terms, details.agreed_terms)
        }
        None => <_>::default(),
    };
    let practice = Practices::read(reading.connection()).await?.into_of(&details);
    let details = ContractDetails { date_terms, agreed_terms, ..details };
    Ok(Some(term::dates(&details, &ContractFacts::default(), &practice, actor.day())))
}

/// Proposes for each line of a contract in force from which day a changed price counts, the next period that is not
/// billed yet, and shows the price in force on that day as the one to change. Says how those came about that are not the
/// first price of their line.
async fn propose_prices(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    contract: &Contract,
    lines: &[PriceLine],
    form: &mut ContractForm,
) -> Result<Vec<Option<PriceInForce>>> {
    let practice = Practices::read(connection).await?.into_of(&contract.details);
    let phase = term::dates(&contract.details, &contract.facts, &practice, actor.day()).phase;
    if !matches!(phase, Phase::InForce | Phase::Ending) {
        return Ok(Vec::new());
    }
    let rows = rows_of(connection, contract.id).await?;
    let currency = contract.details.currency;
    let shown = form.lines.iter_mut().zip(lines).map(|(typed, line)| {
        let recurs = matches!(line.recurrence, Recurrence::Every { .. });
        let day = next_unbilled(&rows, line.id, actor.day()).filter(|_| recurs)?;
        let part = in_force(line, day);
        let decimals = currency.decimals().max(line.unit_price.scale()).max(part.unit_price.scale());
        let price = part.increased_price()?.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
        typed.show_price(price, currency, day, actor.language());
        (price != line.unit_price).then_some(PriceInForce { day, part, first: line.unit_price, currency })
    });
    Ok(shown.collect())
}

async fn rows_of(connection: &impl ConnectionTrait, contract: ContractId) -> Result<Vec<LedgerRow>> {
    Ok(store::billing::of_contracts(connection, &[contract]).await?.into_iter().map(|stored| stored.row).collect())
}

/// Names of customers that contain a text, twenty at most.
pub async fn customer_names(actor: &Actor, text: &str) -> Result<Vec<String>> {
    let reading = actor.read(Permission::EditContracts)?;
    let text = text.trim().to_lowercase();
    let (found, _) = store::customer::list(reading.connection(), Some(&text), Page::first(20)).await?;
    Ok(found.into_iter().map(|customer| customer.details.name).collect())
}

async fn find_customer(connection: &impl ConnectionTrait, id: CustomerId) -> Result<Customer> {
    Ok(store::customer::find(connection, id).await?.ok_or(Refusal::NotFound)?)
}

/// Adds a contract as typed into a form, and says its number.
///
/// # Errors
/// [`Refusal::Fields`] with every problem at its field.
pub async fn create(actor: &Actor, form: &ContractForm) -> Result<String> {
    let (details, lines) = read(actor, form).await?;
    add(actor, details, lines).await
}

/// Changes a contract as typed into a form: a changed price from the day that stands beside it, or from the first day
/// where none does. Says what that does to the money, if it does anything and the actor may see it.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::Fields`] with every problem at its field.
pub async fn edit(actor: &Actor, number: &str, version: i32, form: &ContractForm) -> Result<Option<Effect>> {
    let (details, lines) = read(actor, form).await?;
    let answers = form.lines.iter().filter_map(|line| line.price_answer(actor.language())).collect();
    change_from(actor, number, version, (details, lines), &answers).await
}

/// Changes a contract like [`edit`], as typed into a form that began with `base`: what was changed since then goes over
/// what others saved up to this version, and no other field does.
///
/// # Errors
/// Those of [`edit`].
pub async fn edit_over(
    actor: &Actor,
    number: &str,
    version: i32,
    typed: &ContractForm,
    base: &str,
) -> Result<Option<Effect>> {
    let Ok(base) = serde_json::from_str::<ContractForm>(base) else {
        return edit(actor, number, version, typed).await;
    };
    let now = form(actor, Some(number), None).await?;
    let over = typed.over(&base, &now.form);
    if now.contract.is_none_or(|(_, now)| now != version) {
        // Who wants what stands there already need not be told that somebody else was quicker.
        return if over == now.form { Ok(None) } else { Err(Refusal::Stale.into()) };
    }
    edit(actor, number, version, &over).await
}

/// What a form says, once the customer's name is known to mean one customer.
async fn read(actor: &Actor, form: &ContractForm) -> Result<(ContractDetails, Vec<PriceLine>)> {
    let reading = actor.read(Permission::EditContracts)?;
    let name = form.customer.trim();
    let (customer, problem) = match name.parse().ok() {
        _ if name.is_empty() => (None, Some(Problem::Missing)),
        Some(id) => (Some(id), None),
        None => match store::customer::named(reading.connection(), name).await?.as_slice() {
            [one] => (Some(one.id), None),
            [] => (None, Some(Problem::NotAChoice)),
            _ => (None, Some(Problem::Ambiguous)),
        },
    };
    let nobody = CustomerId(Uuid::nil());
    let read = form.read(actor.language(), customer.unwrap_or(nobody), || new_line_id(actor));
    match (read, problem) {
        (Ok(terms), None) => Ok(terms),
        (read, problem) => {
            let mut problems = read.err().unwrap_or_default();
            problems.extend(problem.map(|problem| FieldProblem::new("customer", problem)));
            Err(Refusal::Fields(in_order_of_form(problems)).into())
        }
    }
}

/// Adds a contract and says its number.
///
/// # Errors
/// [`Refusal::Fields`] with every problem at its field.
pub async fn add(actor: &Actor, details: ContractDetails, lines: Vec<PriceLine>) -> Result<String> {
    let mut acting = actor.begin(Permission::EditContracts).await?;
    let lines = with_own_identities(actor, &[], lines);
    let customer = accepted(acting.connection(), &details, &lines).await?;
    let number = take_numbers(acting.connection(), actor.day(), 1).await?.into_iter().next();
    let number = number.ok_or_else(|| crate::Failure::Broken("no number was given out".into()))?;
    let id = ContractId(actor.office().clock().id());
    let contract =
        Contract { id, number: number.clone(), details, facts: ContractFacts::default(), import: None, version: 1 };
    insert(acting.connection(), actor, vec![(contract, lines, customer.details.name)]).await?;
    recompute(acting.connection(), actor, &[id]).await?;
    acting.record(Subject::Contract(id), Event::ContractAdded { number: number.clone() });
    renewal::follow(&mut acting, &[id]).await?;
    acting.commit().await?;
    Ok(number)
}

/// Changes a contract's terms and price lines; its ledger and findings follow in the same transaction. The
/// same again changes nothing.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::Fields`] with every problem at its field.
pub async fn change(
    actor: &Actor,
    number: &str,
    version: i32,
    details: ContractDetails,
    lines: Vec<PriceLine>,
) -> Result<()> {
    change_from(actor, number, version, (details, lines), &HashMap::new()).await.map(|_effect| ())
}

async fn change_from(
    actor: &Actor,
    number: &str,
    version: i32,
    (details, lines): (ContractDetails, Vec<PriceLine>),
    answers: &HashMap<PriceLineId, PriceAnswer>,
) -> Result<Option<Effect>> {
    let mut acting = actor.begin(Permission::EditContracts).await?;
    let (before, lines_before) = current(&acting, number, version).await?;
    // They are no part of what is typed here.
    let agreed_terms = before.details.agreed_terms.clone();
    let details = ContractDetails { date_terms: before.details.date_terms, agreed_terms, ..details };
    let lines = with_own_identities(actor, &lines_before, lines);
    let lines = lines.into_iter().map(|line| match (own(&lines_before, line.id), answers.get(&line.id)) {
        (Some(old), Some(answer)) => line.answered(old, *answer, details.starts_on.or(details.signed_on)),
        _ => line,
    });
    let lines: Vec<PriceLine> = lines.collect();
    let customer = accepted(acting.connection(), &details, &lines).await?;
    let changes = changes((&before.details, &lines_before), (&details, &lines))?;
    if changes.is_empty() {
        return Ok(None);
    }
    let moved = details.customer != before.details.customer;
    let signed_before = before.details.signed_on;
    if moved && !store::billing::fixed_lines(acting.connection(), &[before.id]).await?.is_empty() {
        // Invoices went to the customer of then; another customer is another contract.
        return Err(Refusal::Fields(vec![FieldProblem::new("customer", Problem::BilledAlready)]).into());
    }
    let mut contract = Contract { details, ..before };
    // Whoever writes another day knows it.
    contract.facts.signature_assumed &= contract.details.signed_on == signed_before;
    let gone: Vec<&PriceLine> =
        lines_before.iter().filter(|before| lines.iter().all(|line| line.id != before.id)).collect();
    store::contract::keep_former(acting.connection(), contract.id, &gone).await?;
    if moved {
        store::billing::write_customer(acting.connection(), contract.id, contract.details.customer).await?;
    }
    let ledger = rows_of(acting.connection(), contract.id).await?;
    let practice = Practices::read(acting.connection()).await?.into_of(&contract.details);
    let dates = stored_dates(&contract.details, &contract.facts, &practice, actor.day());
    store::contract::update(acting.connection(), &contract, Some(&lines), dates, &customer.details.name).await?;
    recompute(acting.connection(), actor, &[contract.id]).await?;
    renewal::follow(&mut acting, &[contract.id]).await?;
    let now = rows_of(acting.connection(), contract.id).await?;
    let effect = Effect::between(&ledger, &now, actor.day(), contract.details.currency);
    acting.record(Subject::Contract(contract.id), Event::ContractChanged { changes });
    acting.commit().await?;
    Ok(effect.filter(|_| actor.read(Permission::ViewBilling).is_ok()))
}

fn own(lines: &[PriceLine], id: PriceLineId) -> Option<&PriceLine> {
    lines.iter().find(|line| line.id == id)
}

/// Lines in which those that were there keep their identity and all others get one of their own, whatever
/// was sent: a line of another contract is nobody's to take.
fn with_own_identities(actor: &Actor, before: &[PriceLine], mut lines: Vec<PriceLine>) -> Vec<PriceLine> {
    let mut free: HashSet<PriceLineId> = before.iter().map(|line| line.id).collect();
    for line in &mut lines {
        if !free.remove(&line.id) {
            line.id = new_line_id(actor);
        }
    }
    lines
}

/// A contract that is still as it was read, with its price lines.
async fn current(acting: &Acting<'_>, number: &str, version: i32) -> Result<(Contract, Vec<PriceLine>)> {
    let found = store::contract::find_by_number(acting.connection(), acting.sight(), number).await?;
    let contract = found.ok_or(Refusal::NotFound)?;
    if contract.version != version {
        return Err(Refusal::Stale.into());
    }
    let lines = store::contract::lines_of(acting.connection(), &[contract.id]).await?;
    Ok((contract, lines.into_iter().map(|(_, line)| line).collect()))
}

/// The customer of terms in which everything is in order and everybody named is there.
async fn accepted(
    connection: &impl ConnectionTrait,
    details: &ContractDetails,
    lines: &[PriceLine],
) -> Result<Customer> {
    let mut problems = check(details, lines);
    let mut missing = |field: &str| problems.push(FieldProblem::new(field, Problem::NotAChoice));
    let customer = store::customer::find(connection, details.customer).await?;
    if customer.is_none() {
        missing("customer");
    }
    let entities = store::legal_entity::list(connection).await?;
    if !entities.iter().any(|(id, _)| *id == details.legal_entity) {
        missing("legal_entity");
    }
    let people = store::person::list(connection).await?;
    let known = |person: &PersonId| people.iter().any(|known| known.id == *person);
    for (field, person) in [("owner", details.owner), ("deputy", details.deputy)] {
        if person.is_some_and(|person| !known(&person)) {
            missing(field);
        }
    }
    match &details.confidentiality {
        Confidentiality::People { people } if !people.iter().all(known) => missing("people"),
        Confidentiality::Team { team } if store::team::find(connection, *team).await?.is_none() => missing("team"),
        Confidentiality::Organisation | Confidentiality::People { .. } | Confidentiality::Team { .. } => {}
    }
    match customer {
        Some(customer) if problems.is_empty() => Ok(customer),
        _ => Err(Refusal::Fields(in_order_of_form(problems)).into()),
    }
}

//! A made-up portfolio of any size, for measuring: three years of contracts, ledger, invoices and payments.
//!
//! Everything follows from numbers by arithmetic, so that two fillings on one day are the same, row for row. What a
//! contract promises is computed by the rules of the product and put in by the operations that an import uses; what
//! leaks is planted by billing by other terms than those agreed. Reading order: `draw` (how a number becomes a
//! choice), `party` (customers and people), `contract` (terms), `promised` (visits and obligations), `invoice` (what was
//! billed), `file` (lists to import).

mod contract;
mod draw;
mod file;
mod invoice;
mod party;
mod promised;

pub use file::{contracts_file, invoices_file};
pub use party::{ACCOUNT_OWNER, MANAGER, customer, customer_name};

use crate::{Actor, Office, Result, obligation, practice::Practices, service_visit, settings, sign_in};
use chrono::Datelike;
use model::{
    event::{Event, Subject},
    permission::Permission,
    price_line::PriceLine,
    refusal::Refusal,
    service_visit::KnownPromise,
    settings::Settings,
};
use store::{ConnectionTrait, contract::Contract, customer::Customer, obligation::Kept};

/// The setting that says how many contracts a database was filled with.
const MARK: &str = "portfolio";
/// How many contracts one transaction adds.
const TOGETHER: u64 = 500;

/// How many customers there are for so many contracts: a few large ones, and many with a handful.
pub const fn customers_for(contracts: u64) -> u64 {
    let customers = contracts * 8 / 100;
    if customers == 0 { 1 } else { customers }
}

/// With how many contracts a database was filled; `None` if it was not, or not to the end.
pub async fn filled(office: &Office) -> Result<Option<u64>> {
    Ok(store::setting::find(office.store.reading(), MARK).await?)
}

/// The number of the contract that was added as the `nth`, from 1, in a database that was filled this year.
pub fn contract_number(office: &Office, nth: u64) -> String {
    format!("C-{}-{nth:04}", office.clock.day().year())
}

/// Fills an empty database with so many contracts and everything around them, then matches the invoices and looks
/// for leaks as a change of settings does. `said` is told how far it is.
///
/// # Errors
/// [`Refusal::AlreadySetUp`] if there is anybody in the database.
pub async fn fill(office: &Office, contracts: u64, said: impl Fn(&str)) -> Result<()> {
    if !sign_in::is_empty(office).await? {
        return Err(Refusal::AlreadySetUp.into());
    }
    parties(office, customers_for(contracts)).await?;
    let mut invoices = 0;
    for first in (0..contracts).step_by(usize::try_from(TOGETHER).unwrap_or(usize::MAX)) {
        let last = (first + TOGETHER).min(contracts);
        invoices = some(office, first..last, contracts, invoices).await?;
        if last.is_multiple_of(10_000) || last == contracts {
            said(&format!("{last} contracts, {invoices} invoices"));
        }
    }
    said("matching the invoices, looking for leaks");
    settings::judge_anew(office).await?;
    let writing = office.store.begin().await?;
    store::setting::write(writing.connection(), MARK, &contracts).await?;
    Ok(writing.commit().await?)
}

/// The organisation, its people, and its customers.
async fn parties(office: &Office, customers: u64) -> Result<()> {
    let actor = office.program("portfolio");
    let mut acting = actor.begin(Permission::EditContracts).await?;
    let connection = acting.connection();
    settings::begin(connection, Settings { name: "Halvane".to_owned(), ..Settings::default() }).await?;
    let now = actor.now().timestamp_millis();
    for person in party::people() {
        store::person::insert(connection, &person, None, now).await?;
    }
    for (id, entity) in party::legal_entities() {
        store::legal_entity::insert(connection, id, &entity, None).await?;
    }
    store::team::insert(connection, &party::team()).await?;
    let (mut stored, mut events) = (Vec::new(), Vec::new());
    for nth in 0..customers {
        let (id, details) = customer(nth);
        events.push((Subject::Customer(id), Event::CustomerAdded { name: details.name.clone() }));
        stored.push(Customer { id, details, import: None, version: 1 });
    }
    store::customer::insert_many(connection, stored).await?;
    for (subject, event) in events {
        acting.record(subject, event);
    }
    acting.commit().await
}

/// Adds some contracts with their invoices; answers how many invoices there are by now.
async fn some(office: &Office, which: std::ops::Range<u64>, contracts: u64, invoices_before: u64) -> Result<u64> {
    let actor = office.program("portfolio");
    let mut acting = actor.begin(Permission::EditContracts).await?;
    let connection = acting.connection();
    let practices = Practices::read(connection).await?;
    let count = usize::try_from(which.end - which.start).unwrap_or(usize::MAX);
    let numbers = crate::contract::take_numbers(connection, actor.day(), count).await?;
    let (mut added, mut invoices, mut events) = (Vec::new(), Vec::new(), Vec::new());
    let (mut written, first) = (invoices_before, which.start..);
    for (nth, number) in which.zip(numbers) {
        let customer_name = customer_name(party::customer_of(nth, contracts));
        let (contract, lines) = contract::terms(nth, number, contracts, actor.day());
        for invoice in invoice::invoices(nth, &contract, practices.of(&contract.details), &lines, actor.day())? {
            written += 1;
            invoices.push((invoice::numbered(invoice, written), None));
        }
        events.push((Subject::Contract(contract.id), Event::ContractAdded { number: contract.number.clone() }));
        added.push((contract, lines, customer_name));
    }
    let promising: Vec<_> = first.zip(&added).map(|(nth, (contract, lines, _))| (nth, contract, lines)).collect();
    let promised = promised(&actor, &promising);
    crate::contract::insert(connection, &actor, added).await?;
    promise(connection, &actor, promised).await?;
    store::invoice::insert_many(connection, &invoices, None, actor.now().timestamp_millis()).await?;
    for (subject, event) in events {
        acting.record(subject, event);
    }
    acting.commit().await?;
    Ok(written)
}

/// What some contracts promise besides money.
type Promised = (Vec<KnownPromise>, Vec<(Kept, &'static str)>);

fn promised(actor: &Actor, contracts: &[(u64, &Contract, &Vec<PriceLine>)]) -> Promised {
    let day = actor.day();
    let visits = contracts.iter().filter_map(|(nth, contract, lines)| promised::visits(*nth, contract.id, lines, day));
    let owed = contracts.iter().filter_map(|(nth, contract, _)| {
        let currency = contract.details.currency;
        Some((promised::obligation(*nth, contract.id, currency, day)?, currency.code()))
    });
    (visits.collect(), owed.collect())
}

/// Writes it down, with the visits and occurrences that follow.
async fn promise(connection: &impl ConnectionTrait, actor: &Actor, (visits, owed): Promised) -> Result<()> {
    for promise in &visits {
        store::service_visit::insert_promise(connection, promise).await?;
    }
    let contracts: Vec<_> = visits.iter().map(|promise| promise.contract).collect();
    service_visit::lay_out(connection, actor, &contracts).await?;
    for (at, (kept, code)) in (actor.now().timestamp_millis()..).zip(&owed) {
        store::obligation::insert(connection, kept, code, at).await?;
    }
    let contracts: Vec<_> = owed.iter().map(|(kept, _)| kept.contract).collect();
    obligation::recompute(connection, actor, &contracts).await
}

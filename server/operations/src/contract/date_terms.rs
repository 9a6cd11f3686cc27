//! The terms about dates that few contracts have, amendments that make a term longer, and telling the customer of a renewal.

use super::{recompute, stored_dates};
use crate::{
    Actor, Result,
    actor::{read_form, unless_same},
    practice::Practices,
    renewal,
};
use model::{
    contract::{ContractDetails, ContractFacts, DateChange, DateForm},
    event::{Event, Subject},
    permission::Permission,
    refusal::Refusal,
    typed::Form,
};
use store::contract::Contract;

/// Changes them as typed into their form; a stale save that says what stands there already is done.
///
/// # Errors
/// Those of [`change_dates`].
pub async fn change_dates_typed(actor: &Actor, number: &str, version: i32, form: &DateForm) -> Result<()> {
    let change = read_form(actor, Permission::EditContracts, || form.read(actor.language()))?;
    let saved = change_dates(actor, number, version, change).await;
    unless_same(saved, form, async || {
        let sheet = super::find(actor, number).await?;
        Ok(DateForm::of(&DateChange::of(&sheet.details, &sheet.facts)))
    })
    .await
}

/// Changes the special terms of a contract; its dates, ledger and findings follow in the same transaction. The same again
/// changes nothing.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::Fields`] with every problem at its field.
pub async fn change_dates(actor: &Actor, number: &str, version: i32, change: DateChange) -> Result<()> {
    let mut acting = actor.begin(Permission::EditContracts).await?;
    let found = store::contract::find_by_number(acting.connection(), acting.sight(), number).await?;
    let before = found.ok_or(Refusal::NotFound)?;
    if before.version != version {
        return Err(Refusal::Stale.into());
    }
    let problems = change.problems(&before.details, &before.facts, actor.day());
    if !problems.is_empty() {
        return Err(Refusal::Fields(problems).into());
    }
    let was = DateChange::of(&before.details, &before.facts);
    let changes = DateForm::of(&was).changes(&DateForm::of(&change));
    if changes.is_empty() {
        return Ok(());
    }
    let DateChange { terms, extension, customer_informed_on } = change;
    let contract = Contract {
        details: ContractDetails { date_terms: terms, ..before.details },
        facts: ContractFacts { extension, customer_informed_on, ..before.facts },
        ..before
    };
    let connection = acting.connection();
    let customer = store::customer::find(connection, contract.details.customer).await?.ok_or(Refusal::NotFound)?;
    let practice = Practices::read(connection).await?.into_of(&contract.details);
    let dates = stored_dates(&contract.details, &contract.facts, &practice, actor.day());
    store::contract::update(connection, &contract, None, dates, &customer.details.name).await?;
    recompute(connection, actor, &[contract.id]).await?;
    renewal::follow(&mut acting, &[contract.id]).await?;
    acting.record(Subject::Contract(contract.id), Event::DateTermsChanged { changes });
    acting.commit().await
}

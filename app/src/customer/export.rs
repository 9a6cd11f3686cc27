//! The list of customers as a file.
#![cfg(feature = "ssr")]

use super::{api::asked, list::query_of};
use crate::{
    components::list::Column,
    export::{Stretch, amount, header, maybe_text, text},
    words::{self, Words},
};
use leptos_router::params::ParamsMap;
use model::{money::Money, party::identifier::grouped, view::ListedCustomer};
use operations::{Actor, sheet::Cell};

/// The columns for everybody.
static COLUMNS: [Column; 5] = [
    Column::new("name", words::contract_page::CUSTOMER),
    Column::new("registration", words::party_page::REGISTRATION_NUMBER),
    Column::new("country", words::party_page::COUNTRY),
    Column::new("owner", words::party_page::OWNER),
    Column::new("in_force", words::party_page::IN_FORCE),
];

/// The columns for those who see findings.
static STAKES: [Column; 2] = [
    Column::new("at_stake", words::party_page::AT_STAKE).amount(),
    Column::new("overdue", words::party_page::OVERDUE_WITH_TAX).amount(),
];

/// One stretch of what the list at an address shows. A customer with money open in several currencies has a row for each,
/// because amounts in different currencies are never added.
///
/// # Errors
/// Refused without the permission to export or to see customers.
pub async fn write(w: Words, actor: &Actor, map: &ParamsMap, number: u64) -> operations::Result<Stretch> {
    let (filter, sort) = asked(&query_of(map));
    let list = operations::customer::export(actor, &filter, sort, number).await?;
    let mut shown: Vec<&'static Column> = COLUMNS.iter().collect();
    if actor.may(model::permission::Permission::ViewLeakage) {
        shown.extend(&STAKES);
    }
    Ok(Stretch { header: header(w, &shown), rows: list.rows.iter().flat_map(|row| rows_of(w, row)).collect() })
}

fn rows_of(w: Words, row: &ListedCustomer) -> Vec<Vec<Cell>> {
    let ListedCustomer { id: _, name, country, registration_number, owner, in_force, at_stake, overdue } = row;
    let about = || {
        vec![
            text(name),
            registration_number.as_deref().map_or(Cell::Empty, |number| text(grouped(number))),
            country.as_deref().map_or(Cell::Empty, |code| text(words::country::name(w, code))),
            maybe_text(owner.as_ref()),
            i64::try_from(*in_force).map_or(Cell::Empty, Cell::Whole),
        ]
    };
    let (Some(at_stake), Some(overdue)) = (at_stake, overdue) else { return vec![about()] };
    let mut currencies: Vec<_> = at_stake.iter().chain(overdue).map(|money| Some(money.currency)).collect();
    let mut seen = std::collections::BTreeSet::new();
    currencies.retain(|currency| seen.insert(*currency));
    if currencies.is_empty() {
        currencies.push(None);
    }
    let of = |all: &[Money], currency| all.iter().copied().find(|money| Some(money.currency) == currency);
    currencies
        .into_iter()
        .map(|currency| {
            let mut cells = about();
            cells.extend(amount(of(at_stake, currency)));
            cells.extend(amount(of(overdue, currency)));
            cells
        })
        .collect()
}

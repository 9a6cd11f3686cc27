//! Customers: seeing, adding, changing and removing them, with their places and people.

pub mod contact;
mod opening;
pub mod site;

use crate::{
    Actor, Failure, Result,
    actor::{read_form, unless_same},
    invoice::with_recovered,
    leakage::{owed_back_of, recovered_before},
};
use chrono::Datelike;
use model::{
    calendar::{Day, Period},
    event::{Event, Subject},
    id::{CustomerId, PersonId},
    import::similar::near_same,
    leakage::Stage,
    money::Money,
    party::{CustomerDetails, check, form::CustomerForm},
    permission::Permission,
    refusal::{FieldProblem, NearCustomer, Problem, Refusal},
    typed::Form,
    view::{CustomerAccount, CustomerMoney, CustomerRow, CustomerSheet, Flow, List, ListedCustomer},
};
use store::{ConnectionTrait, Page, billing::FlowFilter, customer::Customer, invoice::Among};

pub use opening::{Opening, PartOpening, open, open_contact, open_site};
pub use store::customer::{Filter as CustomerFilter, Sort as CustomerSort};

/// The most customers of nearly the same name that are named in a refusal.
const NEAR_MOST: usize = 5;
/// The most customers that are compared with a name.
const CANDIDATES_MOST: u64 = 200;

fn row(customer: Customer) -> CustomerRow {
    let Customer { id, details, import: _, version } = customer;
    CustomerRow { id, version, details }
}

/// Customers by name, and how many there are in all.
pub async fn list(actor: &Actor, name: Option<&str>, page: Page) -> Result<List<CustomerRow>> {
    let reading = actor.read(Permission::ViewCustomers)?;
    let page = Page { limit: page.limit.min(crate::contract::PAGE_MOST), ..page };
    let name = name.map(str::to_lowercase);
    let (rows, total) = store::customer::list(reading.connection(), name.as_deref(), page).await?;
    Ok(List { rows: rows.into_iter().map(row).collect(), total, more: false, day: actor.day() })
}

/// The customers a filter leaves, each with what runs, is not billed and is overdue, and how many there are in all.
pub async fn overview(
    actor: &Actor,
    filter: &CustomerFilter,
    sort: (CustomerSort, bool),
    page: Page,
) -> Result<List<ListedCustomer>> {
    cut(actor, filter, sort, Page { limit: page.limit.min(crate::contract::PAGE_MOST), ..page }).await
}

/// A stretch of the same list, to be taken out: as long as [`EXPORT_ROWS`](crate::EXPORT_ROWS).
pub async fn export(
    actor: &Actor,
    filter: &CustomerFilter,
    sort: (CustomerSort, bool),
    number: u64,
) -> Result<List<ListedCustomer>> {
    actor.read(Permission::Export)?;
    cut(actor, filter, sort, crate::page(number, crate::EXPORT_ROWS)).await
}

async fn cut(
    actor: &Actor,
    filter: &CustomerFilter,
    sort: (CustomerSort, bool),
    page: Page,
) -> Result<List<ListedCustomer>> {
    let reading = actor.read(Permission::ViewCustomers)?;
    let (connection, sight, day) = (reading.connection(), reading.sight(), actor.day());
    let sees_findings = actor.may(Permission::ViewLeakage);
    // An order by money that may not be seen would tell of it.
    let sort = match sort.0 {
        CustomerSort::Open(_) if !sees_findings => (CustomerSort::Name, false),
        _ => sort,
    };
    let (rows, total) = store::customer::overview(connection, sight, filter, sort, day, page).await?;
    let ids: Vec<CustomerId> = rows.iter().map(|row| row.id).collect();
    let open = if sees_findings { store::customer::open_money(connection, sight, &ids).await? } else { Vec::new() };
    let open_of = |id, stage| {
        let own = open.iter().filter(|(customer, at, _)| (*customer, *at) == (id, stage));
        own.map(|(_, _, money)| *money).collect()
    };
    let rows = rows
        .into_iter()
        .map(|row| ListedCustomer {
            at_stake: sees_findings.then(|| open_of(row.id, Stage::Unbilled)),
            overdue: sees_findings.then(|| open_of(row.id, Stage::Uncollected)),
            id: row.id,
            name: row.name,
            country: row.country,
            registration_number: row.registration_number,
            owner: row.owner,
            in_force: row.in_force,
        })
        .collect();
    Ok(List { rows, total, more: false, day })
}

/// A customer.
///
/// # Errors
/// [`Refusal::NotFound`] if there is none.
pub async fn find(actor: &Actor, id: CustomerId) -> Result<CustomerRow> {
    let reading = actor.read(Permission::ViewCustomers)?;
    Ok(row(store::customer::find(reading.connection(), id).await?.ok_or(Refusal::NotFound)?))
}

/// A customer with its places and people.
///
/// # Errors
/// [`Refusal::NotFound`] if there is none.
pub async fn sheet(actor: &Actor, id: CustomerId) -> Result<CustomerSheet> {
    let reading = actor.read(Permission::ViewCustomers)?;
    let connection = reading.connection();
    let customer = store::customer::find(connection, id).await?.ok_or(Refusal::NotFound)?;
    let owner = match customer.details.owner {
        Some(owner) => store::person::find(connection, owner).await?.map(|person| person.name),
        None => None,
    };
    Ok(CustomerSheet {
        owner,
        sites: store::site::of_customer(connection, id).await?,
        contacts: store::contact::of_customer(connection, id).await?,
        in_use: store::customer::in_use(connection, id).await?,
        day: actor.day(),
        customer: row(customer),
    })
}

/// A customer's money by currency, of contracts and invoices that may be seen, and a page of its invoices.
///
/// # Errors
/// [`Refusal::NotFound`] if there is no such customer.
pub async fn account(actor: &Actor, id: CustomerId, page: Page) -> Result<CustomerAccount> {
    actor.read(Permission::ViewCustomers)?;
    let reading = actor.read(Permission::ViewBilling)?;
    let (connection, sight, day) = (reading.connection(), reading.sight(), actor.day());
    store::customer::find(connection, id).await?.ok_or(Refusal::NotFound)?;
    let sees_findings = actor.may(Permission::ViewLeakage);
    let page = Page { limit: page.limit.min(crate::contract::PAGE_MOST), ..page };
    // As the way from promise to cash: of the months before the first known invoices nobody knows what was billed.
    let known = store::invoice::known_days(connection).await?;
    let from = known.map(|known| known.first.with_day(1).unwrap_or(known.first));
    // Databases know no day long before our era.
    let first = from.or_else(|| Day::from_ymd_opt(1, 1, 1)).unwrap_or(day);
    let days = Period { first, last: day };
    let own = FlowFilter { customer: Some(id), ..FlowFilter::default() };
    let promised = store::billing::flow(connection, sight, &own, days).await?;
    let mut settled = store::customer::settled(connection, sight, id).await?;
    let (mut invoices, total) = store::customer::invoices(connection, sight, id, page).await?;
    let before = recovered_before(connection, actor, Among::OfCustomer(id, sight)).await?;
    for sums in &mut settled {
        sums.paid = with_recovered(sums.paid, &before);
    }
    for invoice in &mut invoices {
        let of = before.get(&invoice.id).map_or(0, |before| before.minor);
        invoice.paid.minor = invoice.paid.minor.saturating_add(of);
    }
    let mut paid = store::customer::paid_invoices(connection, sight, id).await?;
    paid.extend(before.keys().filter(|id| !paid.contains(id)).copied().collect::<Vec<_>>());
    let back = owed_back_of(connection, actor, &paid).await?;
    for invoice in &mut invoices {
        invoice.owed_back = back.get(&invoice.id).copied().flatten().filter(|back| back.minor > 0);
    }
    let mut currencies: Vec<_> = promised.iter().map(|flow| flow.currency).collect();
    currencies.extend(settled.iter().map(|sums| sums.paid.currency));
    currencies.sort_unstable_by_key(|currency| currency.code());
    currencies.dedup();
    let sums_of = |currency| {
        let nothing = Money::new(0, currency);
        let promised = promised.iter().find(|flow| flow.currency == currency);
        let of = |part: &dyn Fn(&Flow) -> i64| Money::new(promised.map_or(0, part), currency);
        let back = back.values().flatten().filter(|back| back.currency == currency);
        let settled = settled.iter().find(|sums| sums.paid.currency == currency);
        CustomerMoney {
            expected: of(&Flow::expected),
            billed: of(&|flow| flow.billed),
            recovered: of(&Flow::recovered),
            invoiced: settled.map_or(nothing, |sums| sums.invoiced),
            credited: settled.map_or(nothing, |sums| sums.credited),
            paid: settled.map_or(nothing, |sums| sums.paid),
            owed_back: Money::new(back.fold(0, |sum, back| sum.saturating_add(back.minor)), currency),
            overdue: sees_findings.then(|| settled.map_or(nothing, |sums| sums.overdue)),
            at_stake: sees_findings.then(|| settled.map_or(nothing, |sums| sums.at_stake)),
        }
    };
    let mut sums: Vec<CustomerMoney> = currencies.into_iter().map(sums_of).collect();
    sums.sort_by_key(|sums| std::cmp::Reverse(sums.expected.minor));
    Ok(CustomerAccount { sums, invoices, total, from, day })
}

/// Who may look after customers: people who act, by name.
pub async fn owners(actor: &Actor) -> Result<Vec<(PersonId, String)>> {
    let reading = actor.read(Permission::EditCustomers)?;
    let people = store::person::list(reading.connection()).await?;
    Ok(people.into_iter().filter(|person| person.active).map(|person| (person.id, person.name)).collect())
}

/// Adds a customer as a form says; otherwise as [`create`].
///
/// # Errors
/// Those of [`create`].
pub async fn create_typed(actor: &Actor, form: &CustomerForm, confirmed: bool) -> Result<CustomerId> {
    create(actor, &read_form(actor, Permission::EditCustomers, || form.read())?, confirmed).await
}

/// Saves a customer as a form says; otherwise as [`save`], but that a form which says what stands there is never stale.
///
/// # Errors
/// Those of [`save`].
pub async fn save_typed(
    actor: &Actor,
    id: CustomerId,
    version: i32,
    form: &CustomerForm,
    confirmed: bool,
) -> Result<()> {
    let details = read_form(actor, Permission::EditCustomers, || form.read())?;
    let saved = save(actor, id, version, &details, confirmed).await;
    unless_same(saved, form, async || Ok(open(actor, Some(id)).await?.form)).await
}

/// Adds a customer. One of nearly the same name as another is only added when that was `confirmed`.
///
/// # Errors
/// [`Refusal::Fields`]; [`Refusal::SameCustomer`] if another has the same number;
/// [`Refusal::NearCustomers`] if others have nearly the same name and nobody confirmed that this is another.
pub async fn create(actor: &Actor, details: &CustomerDetails, confirmed: bool) -> Result<CustomerId> {
    let mut acting = actor.begin(Permission::EditCustomers).await?;
    let details = check::customer(details).map_err(Refusal::Fields)?;
    check_owner(acting.connection(), None, details.owner).await?;
    check_numbers(acting.connection(), None, &details).await?;
    if !confirmed {
        check_name(acting.connection(), None, &details.name).await?;
    }
    let id = CustomerId(actor.office().clock().id());
    let name = details.name.clone();
    let customer = Customer { id, details, import: None, version: 1 };
    if let Err(error) = store::customer::insert_many(acting.connection(), vec![customer.clone()]).await {
        drop(acting);
        return Err(taken(actor, None, &customer.details, error).await);
    }
    acting.record(Subject::Customer(id), Event::CustomerAdded { name });
    acting.commit().await?;
    Ok(id)
}

/// Saves a customer; one that becomes nearly the same as another by name only when that was `confirmed`.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`], and those of [`create`].
pub async fn save(
    actor: &Actor,
    id: CustomerId,
    version: i32,
    details: &CustomerDetails,
    confirmed: bool,
) -> Result<()> {
    let mut acting = actor.begin(Permission::EditCustomers).await?;
    let connection = acting.connection();
    let before = store::customer::find(connection, id).await?.ok_or(Refusal::NotFound)?;
    if before.version != version {
        return Err(Refusal::Stale.into());
    }
    let details = check::customer(details).map_err(Refusal::Fields)?;
    let changes = CustomerForm::from(&before.details).changes(&CustomerForm::from(&details));
    if changes.is_empty() {
        return Ok(());
    }
    check_owner(connection, before.details.owner, details.owner).await?;
    check_numbers(connection, Some(id), &details).await?;
    let renamed = before.details.name != details.name;
    if renamed && !confirmed {
        check_name(connection, Some(id), &details.name).await?;
    }
    if renamed {
        store::contract::rename_customer(connection, id, &details.name).await?;
    }
    let customer = Customer { details, ..before };
    if let Err(error) = store::customer::update(connection, &customer).await {
        drop(acting);
        return Err(taken(actor, Some(id), &customer.details, error).await);
    }
    acting.record(Subject::Customer(id), Event::CustomerChanged { changes });
    acting.commit().await
}

/// Removes a customer with its places and people, if nothing else hangs on it.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Stale`]; [`Refusal::InUse`] if there are contracts, invoices or findings.
pub async fn remove(actor: &Actor, id: CustomerId, version: i32) -> Result<()> {
    let mut acting = actor.begin(Permission::EditCustomers).await?;
    let connection = acting.connection();
    let customer = store::customer::find(connection, id).await?.ok_or(Refusal::NotFound)?;
    if customer.version != version {
        return Err(Refusal::Stale.into());
    }
    if store::customer::in_use(connection, id).await? {
        return Err(Refusal::InUse.into());
    }
    store::customer::delete(connection, id, version).await?;
    acting.record(Subject::Customer(id), Event::CustomerRemoved { name: customer.details.name });
    acting.commit().await
}

/// An owner must be there and act; one who stays may have left.
async fn check_owner(
    connection: &impl ConnectionTrait,
    before: Option<PersonId>,
    owner: Option<PersonId>,
) -> Result<()> {
    let Some(owner) = owner.filter(|owner| before != Some(*owner)) else {
        return Ok(());
    };
    match store::person::find(connection, owner).await? {
        Some(person) if person.active => Ok(()),
        _ => Err(Refusal::Fields(vec![FieldProblem::new("owner", Problem::NotAChoice)]).into()),
    }
}

/// What is to be said where the database refused a customer: who has the same number, if it was that. Somebody was
/// quicker than the look before the save; the transaction in which it was refused answers nothing more.
async fn taken(actor: &Actor, own: Option<CustomerId>, details: &CustomerDetails, error: store::Error) -> Failure {
    if !matches!(error, store::Error::Taken) {
        return error.into();
    }
    let look = async {
        let reading = actor.read(Permission::EditCustomers)?;
        check_numbers(reading.connection(), own, details).await
    };
    look.await.err().unwrap_or_else(|| Refusal::Stale.into())
}

/// Two customers never have the same number.
async fn check_numbers(
    connection: &impl ConnectionTrait,
    own: Option<CustomerId>,
    details: &CustomerDetails,
) -> Result<()> {
    let same = |field: &str, NearCustomer { id, name }: NearCustomer| {
        Err(Refusal::SameCustomer { field: field.to_owned(), id, name }.into())
    };
    if let Some(number) = &details.registration_number
        && let Some(found) = store::customer::with_registration_number(connection, number, own).await?
    {
        return same("registration_number", found);
    }
    if let Some(number) = &details.vat_number
        && let Some(found) = store::customer::with_vat_number(connection, number, own).await?
    {
        return same("vat_number", found);
    }
    Ok(())
}

async fn check_name(connection: &impl ConnectionTrait, own: Option<CustomerId>, name: &str) -> Result<()> {
    let mut near = store::customer::sharing_a_key(connection, name, own, CANDIDATES_MOST).await?;
    near.retain(|candidate| near_same(&candidate.name, name));
    near.truncate(NEAR_MOST);
    if near.is_empty() { Ok(()) } else { Err(Refusal::NearCustomers(near).into()) }
}

//! Questions about expected billing.

#![allow(missing_docs, reason = "the arguments of a server function become undocumented fields")]

use crate::{attachment::api::FilesSaid, components::history::PastSaid, failure::Failure};
use leptos::server;
#[cfg(feature = "ssr")]
use model::attachment::AttachedTo;
use model::{
    billing::BillingState,
    calendar::{Day, month_end},
    id::{ExpectedBillingId, FindingId},
    refusal::Problem,
    typed::day_problem,
    view::{
        BillingRow, Flow, InvoiceRow, InvoiceSheet, InvoiceTotals, List, MatchingSheet, RelatedInvoice, RowMatch,
        WaitingLine,
    },
};
use serde::{Deserialize, Serialize};

/// What the list shows, as its address says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    /// Words to look for.
    pub q: String,
    /// First billing day, ISO; no limit if empty.
    pub from: String,
    /// Last billing day, ISO; no limit if empty.
    pub to: String,
    /// Code of the state, or of a part of the way from promise to cash; all if empty.
    pub state: String,
    /// Only this customer.
    pub customer: String,
    /// Only the contract with this number.
    pub contract: String,
    /// Only this currency.
    pub currency: String,
    /// Whether the last billing day comes first.
    pub descending: bool,
    /// Keys of the columns shown, with commas; the usual ones if empty.
    pub columns: String,
    /// Page, from 1.
    pub page: u64,
}

/// The code of a state in addresses.
pub const fn state_code(state: BillingState) -> &'static str {
    match state {
        BillingState::Expected => "expected",
        BillingState::PartBilled => "part_billed",
        BillingState::Billed => "billed",
        BillingState::Credited => "credited",
        BillingState::Waived => "waived",
    }
}

/// What is wrong with the days of a query: with the first, and with the last.
pub fn wrong_days(query: &ListQuery) -> (Option<Problem>, Option<Problem>) {
    let no_day = |text: &str| (!text.is_empty() && text.parse::<Day>().is_err()).then(|| day_problem(text));
    let turned = match (query.from.parse::<Day>(), query.to.parse::<Day>()) {
        (Ok(from), Ok(to)) if to < from => Some(Problem::Before { day: from }),
        _ => None,
    };
    (no_day(&query.from), no_day(&query.to).or(turned))
}

/// The last billing day shown: who asks for no days sees what is billed by the end of this month, because the ledger
/// reaches years ahead.
pub fn last_day(query: &ListQuery, today: Day) -> Option<Day> {
    let asked = |text: &str| text.parse::<Day>().ok();
    match (asked(&query.from), asked(&query.to)) {
        (_, Some(to)) => Some(to),
        // What is no day lifts no limit.
        (Some(_), None) if query.to.is_empty() => None,
        (_, None) => Some(month_end(today)),
    }
}

/// What a query asks of the operations, on a day.
#[cfg(feature = "ssr")]
pub fn filter(query: &ListQuery, today: Day) -> operations::billing::BillingFilter {
    use model::view::FlowPart;
    let some = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    operations::billing::BillingFilter {
        from: query.from.parse().ok(),
        to: last_day(query, today),
        states: super::STATES.into_iter().filter(|state| state_code(*state) == query.state).collect(),
        part: FlowPart::from_code(&query.state),
        customer: query.customer.parse().ok(),
        contract_number: some(&query.contract),
        currency: some(&query.currency),
        words: crate::components::list::words_of(&query.q),
        descending: query.descending,
    }
}

/// Ledger rows over all contracts, as a list query asks.
#[server(ListBilling, endpoint = "billing/list", protocol = crate::wire::Wire)]
pub async fn list(query: ListQuery) -> Result<(List<BillingRow>, Option<Vec<Flow>>), Failure> {
    let actor = crate::visit::actor().await?;
    let page = operations::page_or_last(query.page, crate::components::list::PAGE);
    Ok(operations::billing::list_with_totals(&actor, &filter(&query, actor.day()), page).await?)
}

/// What the matching queue shows, as its address says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct QueueQuery {
    /// Part of the customer's name.
    pub customer: String,
    /// Code of the reason; all if empty.
    pub why: String,
    /// Page, from 1.
    pub page: u64,
}

/// What the list of invoices shows, as its address says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InvoiceQuery {
    /// Part of the number.
    pub number: String,
    /// Part of the customer's name.
    pub customer: String,
    /// Page, from 1.
    pub page: u64,
}

#[cfg(feature = "ssr")]
fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// What a query of the list of invoices asks of the operations.
#[cfg(feature = "ssr")]
pub fn invoice_filter(query: &InvoiceQuery) -> operations::invoice::InvoiceFilter {
    operations::invoice::InvoiceFilter {
        number: filled(&query.number),
        customer: filled(&query.customer).map(|name| name.to_lowercase()),
    }
}

#[cfg(feature = "ssr")]
fn parsed<T: std::str::FromStr>(text: &str) -> Result<T, Failure> {
    text.trim().parse().map_err(|_| model::refusal::Refusal::NotFound.into())
}

/// Invoice lines that wait, as a queue query asks.
#[server(ListWaiting, endpoint = "matching/list", protocol = crate::wire::Wire)]
pub async fn queue(query: QueueQuery) -> Result<List<WaitingLine>, Failure> {
    let actor = crate::visit::actor().await?;
    let filter = operations::reconciliation::QueueFilter {
        customer: filled(&query.customer).map(|name| name.to_lowercase()),
        why: model::reconciliation::Waiting::from_code(&query.why),
    };
    let page = operations::page_or_last(query.page, crate::components::list::PAGE);
    Ok(operations::reconciliation::queue(&actor, &filter, page).await?)
}

/// How many invoice lines wait.
#[server(CountWaiting, endpoint = "matching/count", protocol = crate::wire::Wire)]
pub async fn count_waiting() -> Result<u64, Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::reconciliation::count(&actor).await?)
}

/// An invoice line with where it may belong.
#[server(FindWaiting, endpoint = "matching/find", protocol = crate::wire::Wire)]
pub async fn sheet(line: String, search: String) -> Result<MatchingSheet, Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::reconciliation::sheet(&actor, parsed(&line)?, &search).await?)
}

/// Matches an invoice line to rows, each with its part.
#[server(endpoint = "matching/match", protocol = crate::wire::Wire)]
pub async fn match_line(
    line: String,
    version: i32,
    #[server(default)] rows: Vec<String>,
    #[server(default)] amounts: Vec<String>,
) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let parts = rows.iter().map(|row| parsed(row)).collect::<Result<Vec<ExpectedBillingId>, _>>()?;
    let parts: Vec<_> = parts.into_iter().zip(amounts).collect();
    Ok(operations::reconciliation::match_line(&actor, parsed(&line)?, version, &parts).await?)
}

/// Declares that an invoice line belongs to no contract.
#[server(endpoint = "matching/set_aside", protocol = crate::wire::Wire)]
pub async fn set_aside(line: String, version: i32, reason: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::reconciliation::set_aside(&actor, parsed(&line)?, version, &reason).await?)
}

/// Lets a line that was set aside wait again.
#[server(endpoint = "matching/take_up", protocol = crate::wire::Wire)]
pub async fn take_up(line: String, version: i32) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::reconciliation::take_up(&actor, parsed(&line)?, version).await?)
}

/// Takes the match of an invoice line with a row back.
#[server(endpoint = "matching/undo", protocol = crate::wire::Wire)]
pub async fn undo_match(line: String, version: i32, row: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::reconciliation::undo_match(&actor, parsed(&line)?, version, Some(parsed(&row)?)).await?)
}

/// What bills each row of a contract.
#[server(ContractMatches, endpoint = "matching/of_contract", protocol = crate::wire::Wire)]
pub async fn row_matches(number: String) -> Result<Vec<(ExpectedBillingId, RowMatch)>, Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::reconciliation::row_matches(&actor, &number).await?)
}

/// Gives a ledger row up.
#[server(endpoint = "billing/waive_row", protocol = crate::wire::Wire)]
pub async fn waive_row(
    number: String,
    row: String,
    billed: i64,
    state: BillingState,
    reason: String,
) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::reconciliation::waive_row(&actor, &number, parsed(&row)?, (billed, state), &reason).await?)
}

/// Expects a ledger row again.
#[server(endpoint = "billing/reclaim_row", protocol = crate::wire::Wire)]
pub async fn reclaim_row(number: String, row: String, billed: i64, state: BillingState) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::reconciliation::reclaim_row(&actor, &number, parsed(&row)?, (billed, state)).await?)
}

/// Invoices, as a query asks.
#[server(ListInvoices, endpoint = "invoice/list", protocol = crate::wire::Wire)]
pub async fn invoices(query: InvoiceQuery) -> Result<(List<InvoiceRow>, Vec<InvoiceTotals>), Failure> {
    let actor = crate::visit::actor().await?;
    let page = operations::page_or_last(query.page, crate::components::list::PAGE);
    Ok(operations::invoice::list_with_totals(&actor, &invoice_filter(&query), page).await?)
}

/// The invoices with the number that somebody looks for.
#[server(FindNumbered, endpoint = "invoice/numbered", protocol = crate::wire::Wire)]
pub async fn numbered(number: String) -> Result<Vec<RelatedInvoice>, Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::invoice::numbered(&actor, &number).await?)
}

/// An invoice with what happened to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceAsked {
    /// The invoice.
    pub sheet: InvoiceSheet,
    /// What happened to it, in sentences, the newest first; `None` for whoever may not look back.
    pub past: Option<Vec<PastSaid>>,
    /// What the findings are called that rest on it and that people worked on.
    pub worked_on: Vec<(FindingId, String)>,
    /// Its files.
    pub files: FilesSaid,
}

/// An invoice with its lines and payments.
#[server(FindInvoice, endpoint = "invoice/find", protocol = crate::wire::Wire)]
pub async fn invoice(id: String) -> Result<InvoiceAsked, Failure> {
    let actor = crate::visit::actor().await?;
    let id = parsed(&id)?;
    let sheet = operations::invoice::find(&actor, id).await?;
    let past = match actor.may(model::permission::Permission::ViewHistory) {
        true => Some(operations::history::of_invoice(&actor, id).await?),
        false => None,
    };
    // The server says it: no browser loads the sentences of all events for it.
    let words = crate::words::Words(actor.language());
    let past = past.map(|past| past.into_iter().map(|past| PastSaid::of(words, past)).collect());
    let worked_on = sheet.imported.iter().flat_map(|imported| &imported.worked_on);
    let called = |(id, kind): &(FindingId, _)| (*id, words.t(crate::words::leakage::kind(*kind)).to_owned());
    let files = crate::attachment::api::said(&actor, AttachedTo::Invoice(id)).await?;
    Ok(InvoiceAsked { worked_on: worked_on.map(called).collect(), past, files, sheet })
}

/// Takes an imported invoice out and goes to the list, which says so.
#[server(endpoint = "invoice/take_out", protocol = crate::wire::Wire)]
pub async fn take_out(id: String, version: i32, reason: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let number = operations::invoice::take_out(&actor, parsed(&id)?, version, &reason).await?;
    leptos_axum::redirect(&format!("/billing/invoices?taken_out={}", crate::components::list::encoded(&number)));
    Ok(())
}

/// Takes an imported payment of an invoice out; the page of the invoice then says so.
#[server(endpoint = "invoice/take_payment_out", protocol = crate::wire::Wire)]
pub async fn take_payment_out(id: String, version: i32, payment: String, reason: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    let id = parsed(&id)?;
    operations::invoice::take_payment_out(&actor, id, version, parsed(&payment)?, &reason).await?;
    leptos_axum::redirect(&format!("/billing/invoices/{id}?taken_out=payment"));
    Ok(())
}

/// Records a payment of an invoice.
#[server(endpoint = "invoice/record_payment", protocol = crate::wire::Wire)]
pub async fn record_payment(id: String, version: i32, amount: String, received_on: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    operations::invoice::record_payment(&actor, parsed(&id)?, version, &amount, &received_on).await?;
    Ok(())
}

/// Takes a payment back that was recorded on the page of its invoice.
#[server(endpoint = "invoice/take_payment_back", protocol = crate::wire::Wire)]
pub async fn take_payment_back(id: String, version: i32, payment: String) -> Result<(), Failure> {
    let actor = crate::visit::actor().await?;
    Ok(operations::invoice::take_payment_back(&actor, parsed(&id)?, version, parsed(&payment)?).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(from: &str, to: &str) -> ListQuery {
        ListQuery { from: from.to_owned(), to: to.to_owned(), ..ListQuery::default() }
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_no_day_is_said_and_lifts_no_limit() {
        let today = day("2026-11-22");
        let month = Some(day("2026-11-30"));
        for (from, to, last) in [
            ("", "", month),
            ("abc", "", month),
            ("", "abc", month),
            ("2026-01-01", "abc", month),
            ("2026-01-01", "", None),
            ("abc", "2026-12-31", Some(day("2026-12-31"))),
        ] {
            assert_eq!(last_day(&query(from, to), today), last, "{from} {to}");
        }
        assert_eq!(
            wrong_days(&query("abc", "2026-02-30")),
            (Some(Problem::NotADay), Some(Problem::NoSuchDay { last: day("2026-02-28") }))
        );
        let turned = Some(Problem::Before { day: day("2026-02-01") });
        assert_eq!(wrong_days(&query("2026-02-01", "2026-01-31")), (None, turned));
        assert_eq!(wrong_days(&query("2026-02-01", "2026-02-01")), (None, None));
    }
}

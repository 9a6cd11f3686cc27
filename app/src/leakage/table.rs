//! The table of findings, on the dashboard and in their list.

use super::api::LeakageQuery;
use crate::{
    components::{
        figure::{DayMark, MaybeAmount, MaybeDay},
        list::{Chip, Column, Heads, chosen},
        views::CollectViews,
    },
    use_words, words,
    words::Words,
};
use leptos::prelude::*;
use model::{
    leakage::{Confidence, FindingKind, FindingState, Stage},
    view::{Age, FindingRow},
};

/// Path of the list.
pub const LIST: &str = "/leakage/findings";

/// The columns of the list.
pub const COLUMNS: &[Column] = &[
    Column::new("kind", words::leakage_page::WHAT),
    Column::new("amount", words::leakage_page::AT_STAKE).amount(),
    Column::new("contract", words::contract_page::CONTRACT),
    Column::new("customer", words::contract_page::CUSTOMER),
    Column::new("owner", words::contract_page::OWNER),
    Column::new("since", words::leakage_page::SINCE),
    Column::new("found", words::leakage_page::FOUND_ON).more(),
    Column::new("due", words::leakage_page::DUE).more(),
    Column::new("state", words::contract_page::STATE).fixed().more(),
    Column::new("confidence", words::leakage_page::CONFIDENCE).fixed().more(),
];

/// The columns a query asks for; unless they were chosen, the state among them where closed findings stand beside open
/// ones.
pub fn columns(query: &LeakageQuery) -> Vec<&'static Column> {
    let mixed = query.state == "all" || query.state == FindingState::DETECTED;
    match query.columns.is_empty() && mixed {
        true => COLUMNS.iter().filter(|column| column.usual || column.key == "state").collect(),
        false => chosen(COLUMNS, &query.columns),
    }
}

/// What stands for an age in words.
pub const fn age(age: Age) -> words::Text {
    match age {
        Age::Month => words::leakage_page::AGE_MONTH,
        Age::Quarter => words::leakage_page::AGE_QUARTER,
        Age::Half => words::leakage_page::AGE_HALF,
        Age::Older => words::leakage_page::AGE_OLDER,
    }
}

/// The filters that are active, each to be removed. `names` are those of the customer and the owner filtered by.
#[component]
pub fn Chips(
    /// What is asked for.
    query: LeakageQuery,
    /// Path of the page.
    path: &'static str,
    /// The query of the address.
    address: String,
    /// Name of the customer, if it is known.
    customer: Option<String>,
    /// Name of the owner, if it is known.
    owner: Option<String>,
) -> impl IntoView {
    let w = use_words();
    let one = |text: words::Text| w.t(text).to_owned();
    let stage = Stage::ALL.into_iter().find(|stage| stage.code() == query.stage).map(words::leakage::stage);
    let month = format!("{}-01", query.found).parse().ok().map(|month| w.month_long(month));
    let state = match query.state.as_str() {
        "" => None,
        "all" => Some(one(words::leakage_page::EVERY_STATE)),
        FindingState::DETECTED => Some(one(words::leakage_page::DETECTED)),
        code => FindingState::CODES.contains(&code).then(|| one(words::leakage::state_code(code))),
    };
    let customer =
        (!query.customer.is_empty()).then(|| customer.unwrap_or_else(|| one(words::leakage_page::ONE_CUSTOMER)));
    let owner = match query.owner.as_str() {
        "" => None,
        "none" => Some(one(words::leakage_page::NOBODY)),
        _ => Some(owner.unwrap_or_else(|| one(words::leakage_page::ONE_OWNER))),
    };
    let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let kind = FindingKind::from_code(&query.kind).map(|kind| one(words::leakage::kind(kind)));
    let confidence = Confidence::from_code(&query.confidence).map(|sure| one(words::leakage::confidence(sure)));
    let age = Age::from_code(&query.age).map(|it| one(age(it)));
    let chips = [
        ("q", words::list::SEARCHED, text(&query.q)),
        ("kind", words::leakage_page::KIND, kind),
        ("stage", words::leakage_page::STAGE, stage.map(one)),
        ("state", words::contract_page::STATE, state),
        ("customer", words::contract_page::CUSTOMER, customer),
        ("owner", words::contract_page::OWNER, owner),
        ("age", words::leakage_page::AGE, age),
        ("confidence", words::leakage_page::CONFIDENCE, confidence),
        ("currency", words::contract_page::CURRENCY, text(&query.currency)),
        ("contract", words::contract_page::CONTRACT, text(&query.contract)),
        ("found", words::leakage_page::FOUND, month),
    ];
    let chips = chips
        .into_iter()
        .filter_map(|(parameter, name, value)| Some((parameter, name, value?)))
        .map(|(parameter, name, value)| view! { <Chip path query=address.clone() parameter name value /> })
        .collect_views();
    view! { <div class="chips">{chips}</div> }
}

/// What a cell of the list says, in words: for the table and for files alike.
pub fn evidence(w: Words, row: &FindingRow) -> String {
    words::leakage::evidence_at(w, &row.finding.evidence, row.state.is_open())
}

/// The table, with a box before each row where findings can be chosen.
#[component]
pub fn Table(
    /// The findings.
    rows: Vec<FindingRow>,
    /// What is asked for.
    query: LeakageQuery,
    /// The query of the address.
    address: String,
    /// Whether findings can be chosen.
    choose: bool,
) -> impl IntoView {
    let w = use_words();
    let shown = columns(&query);
    let (sort, descending) = match query.sort.as_str() {
        "" => ("amount".to_owned(), true),
        sort => (sort.to_owned(), query.descending),
    };
    let box_head = choose.then(|| {
        view! {
            <th scope="col">
                <span class="visually-hidden">{w.t(words::leakage_page::SELECT)}</span>
            </th>
        }
    });
    let body = rows
        .into_iter()
        .map(|row| {
            let cells = shown.iter().map(|column| cell(w, column, &row)).collect_views();
            let chosen = choose.then(|| {
                let kind = w.t(words::leakage::kind(row.finding.kind));
                let about = if row.contract.is_empty() { &row.title } else { &row.contract };
                let label = w.with(words::leakage_page::SELECT_ONE, &[("kind", kind), ("contract", about)]);
                view! {
                    <td>
                        <input type="checkbox" name="finding" value=row.id.to_string() aria-label=label />
                    </td>
                }
            });
            view! { <tr>{chosen} {cells}</tr> }
        })
        .collect_views();
    view! {
        <div class="table-frame" role="region" aria-labelledby="findings" tabindex="0">
            <table class="grid roomy findings">
                <thead>
                    <tr>
                        {box_head}
                        <Heads columns=shown.clone() path=LIST query=address sort descending />
                    </tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
}

fn cell(w: Words, column: &Column, row: &FindingRow) -> AnyView {
    match column.key {
        "kind" => {
            let evidence = evidence(w, row);
            let line = row.line.clone().map(|line| view! { {line} " · " });
            view! {
                <td class="what">
                    <a class="row-link" href=format!("/leakage/{}", row.id)>
                        {w.t(words::leakage::kind(row.finding.kind))}
                    </a>
                    <span class="second">{line} {evidence}</span>
                </td>
            }
            .into_any()
        }
        "contract" if row.finding.contract.is_none() => view! {
            <td class="clip">
                <span class="faint">{w.t(words::leakage_page::NO_CONTRACT)}</span>
                " "
                <span class="second number">{row.title.clone()}</span>
            </td>
        }
        .into_any(),
        "contract" => view! {
            <td class="clip">
                <span class="number">{row.contract.clone()}</span>
                " "
                <span class="second">{row.title.clone()}</span>
                " "
                {row.reference.clone().map(|number| view! { <span class="second number">{number}</span> })}
            </td>
        }
        .into_any(),
        "customer" => view! { <td class="clip">{row.customer.clone()}</td> }.into_any(),
        "owner" => match row.owner.clone() {
            Some(owner) => view! { <td>{owner}</td> }.into_any(),
            None => view! {
                <td>
                    <span class="faint">{w.t(words::contract_page::NO_OWNER)}</span>
                </td>
            }
            .into_any(),
        },
        "since" => view! {
            <td>
                <DayMark day=row.finding.since />
            </td>
        }
        .into_any(),
        "found" => view! {
            <td>
                <DayMark day=row.found_on />
            </td>
        }
        .into_any(),
        "due" => view! {
            <td>
                <MaybeDay day=row.due_on />
            </td>
        }
        .into_any(),
        "state" => view! {
            <td>
                <super::finding::StateBadge stage=row.finding.kind.stage() state=row.state.clone() />
            </td>
        }
        .into_any(),
        "confidence" => view! { <td>{w.t(words::leakage::confidence(row.finding.confidence))}</td> }.into_any(),
        _ => view! {
            <td class="num">
                <MaybeAmount money=row.finding.amount />
            </td>
        }
        .into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_open_and_closed_findings_says_where_each_stands() {
        let says = |state: &str, columns: &str| {
            let query =
                LeakageQuery { state: state.to_owned(), columns: columns.to_owned(), ..LeakageQuery::default() };
            super::columns(&query).iter().any(|column| column.key == "state")
        };
        assert!(says("all", "") && says("detected", ""));
        assert!(!says("", "") && !says("waived", ""), "the filter says it");
        assert!(!says("all", "amount") && says("waived", "state"), "whoever chose columns has those");
    }
}

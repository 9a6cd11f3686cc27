//! How a file is read: its sheet, its columns, its days, numbers and currency, for confirmation.

use super::review::Acts;
use crate::{
    components::{
        icon::{Icon, IconMark},
        views::CollectViews,
    },
    use_words,
    wire::StepForm,
    words,
};
use leptos::prelude::*;
use model::{import::conventions::Evidence, view::ImportReview};

/// How the file is read: columns, days, numbers, currency.
#[component]
pub(super) fn Reading(
    /// The review.
    review: ImportReview,
    /// What can be done with it.
    acts: Acts,
) -> impl IntoView {
    let w = use_words();
    let (fields, kind) = (review.fields.clone(), review.kind);
    let names = words::import::column_names(&review.columns);
    let columns = review
        .columns
        .iter()
        .zip(names)
        .enumerate()
        .map(|(at, (column, name))| {
            let id = format!("column-{at}");
            let chosen = column.field.clone();
            let options = fields
                .iter()
                .map(|code| {
                    let selected = chosen.as_deref() == Some(code.as_str());
                    view! {
                        <option value=code.clone() selected=selected>
                            {w.t(words::import::field_of(kind, code))}
                        </option>
                    }
                })
                .collect_views();
            view! {
                <li>
                    <div>
                        <label for=id.clone()>{name}</label>
                        <span class="mapping-sample">{column.samples.join(" · ")}</span>
                    </div>
                    <IconMark icon=Icon::ArrowRight />
                    <select id=id name=format!("reading[fields][{at}]")>
                        <option value="">{w.t(words::import_page::LEAVE_OUT)}</option>
                        {options}
                    </select>
                </li>
            }
        })
        .collect_views();
    let readings = review.readings.clone();
    let doubtful = [readings.day_order.evidence, readings.decimal_mark.evidence]
        .into_iter()
        .any(|evidence| matches!(evidence, Evidence::Undecided | Evidence::Contradictory))
        || readings.currency_missing;
    // Nothing can be made of the rows, and not because they are there: the columns mean something else.
    let nothing = review.acceptable == 0 && review.already_there.saturating_add(review.left_out) < review.found;
    let currencies: Vec<String> = readings.currencies.iter().map(|(currency, _)| currency.code().to_owned()).collect();
    let (id, version) = (review.id.to_string(), review.version.to_string());
    let doubt = |evidence: Evidence, example: Option<String>| {
        matches!(evidence, Evidence::Undecided | Evidence::Contradictory).then(|| {
            view! { <p class="hint">{w.t(words::import::evidence(evidence))} " " {example}</p> }
        })
    };
    let [day_doubt, mark_doubt] = [
        doubt(readings.day_order.evidence, readings.day_order.example),
        doubt(readings.decimal_mark.evidence, readings.decimal_mark.example),
    ];
    let select =
        |name: &'static str, label: words::Text, choices: Vec<(&'static str, String)>, chosen: String, doubt| {
            let options = choices
                .into_iter()
                .map(|(code, text)| view! { <option value=code selected=chosen == code>{text}</option> })
                .collect_views();
            view! {
                <div class="field short">
                    <label for=name>{w.t(label)}</label>
                    <select id=name name=format!("reading[{name}]")>
                        {options}
                    </select>
                    {doubt}
                </div>
            }
        };
    let day_order = select(
        "day_order",
        words::import_page::DAY_ORDER,
        words::import::day_orders(w),
        words::import::day_order_code(readings.day_order.value).to_owned(),
        day_doubt,
    );
    let decimal_mark = select(
        "decimal_mark",
        words::import_page::DECIMAL_MARK,
        words::import::decimal_marks(w),
        words::import::decimal_mark_code(readings.decimal_mark.value).to_owned(),
        mark_doubt,
    );
    let currency = review.assumed_currency.map(|currency| currency.code().to_owned()).unwrap_or_default();
    let asked = review.assumed_renewals > 0 || review.renewal_months.is_some();
    let renewal = asked.then(|| {
        let months = review.renewal_months.map(|months| months.to_string());
        view! {
            <div class="field short">
                <label for="renewal-months">{w.t(words::import_page::RENEWAL_MONTHS)}</label>
                <input
                    id="renewal-months"
                    name="reading[renewal_months]"
                    type="number"
                    min="1"
                    max="1200"
                    value=months
                    aria-describedby="renewal-months-hint"
                />
                <p class="hint" id="renewal-months-hint">
                    {w.t(words::import_page::RENEWAL_MONTHS_HINT)}
                </p>
            </div>
        }
    });
    let chosen = review.sheet.clone().unwrap_or_default();
    let sheet = if review.sheets.len() > 1 {
        let options = review
            .sheets
            .iter()
            .map(|name| {
                let selected = *name == chosen;
                view! {
                    <option value=name.clone() selected=selected>
                        {name.clone()}
                    </option>
                }
            })
            .collect_views();
        view! {
            <div class="field">
                <label for="sheet">{w.t(words::import_page::SHEET)}</label>
                <select id="sheet" name="reading[sheet]">
                    {options}
                </select>
                <p class="hint">{w.t(words::import_page::SHEET_HINT)}</p>
            </div>
        }
        .into_any()
    } else {
        view! { <input type="hidden" name="reading[sheet]" value=chosen /> }.into_any()
    };
    view! {
        <details class="panel" open=doubtful || nothing>
            <summary>
                <b>{w.t(words::import_page::READING)}</b>
                " "
                <span class="soft">{review.sheet.clone()} " " {currencies.join(", ")}</span>
            </summary>
            <StepForm step=acts.correct attr:class="form">
                <input type="hidden" name="id" value=id />
                <input type="hidden" name="version" value=version />
                {nothing.then(|| view! { <p>{w.t(words::import_page::NOTHING_READ)}</p> })}
                {sheet}
                <input type="hidden" name="reading[header_row]" value=review.header_row.to_string() />
                <div class="field-row">
                    {day_order} {decimal_mark} <div class="field short">
                        <label for="currency">{w.t(words::import_page::CURRENCY)}</label>
                        <input id="currency" name="reading[currency]" value=currency maxlength="3" />
                    </div> {renewal}
                </div>
                <ul class="mapping">{columns}</ul>
                <div class="actions">
                    <button class="button" type="submit">
                        {w.t(words::import_page::READ_AGAIN)}
                    </button>
                </div>
            </StepForm>
        </details>
    }
}

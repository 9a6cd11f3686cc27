//! Amounts and days, as they stand in text and tables.

use crate::use_words;
use leptos::prelude::*;
use model::{calendar::Day, money::Money};

/// An amount of money.
#[component]
pub fn Amount(
    /// The amount.
    money: Money,
    /// More classes, for example `seal tile-figure`.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let negative = if money.minor < 0 { " negative" } else { "" };
    view! { <span class=format!("money{negative} {class}")>{use_words().money(money)}</span> }
}

/// An amount, or a dash where there is none.
#[component]
pub fn MaybeAmount(
    /// The amount, if there is one.
    money: Option<Money>,
) -> impl IntoView {
    match money {
        Some(money) => view! { <Amount money /> }.into_any(),
        None => view! { <span class="faint">"—"</span> }.into_any(),
    }
}

/// A day, with its exact value for machines.
#[component]
pub fn DayMark(
    /// The day.
    day: Day,
    /// `near` or `late`.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let w = use_words();
    view! {
        <time class=format!("day {class}") datetime=day.to_string() title=w.day_long(day)>
            {w.day(day)}
        </time>
    }
}

/// A day, or a dash where there is none.
#[component]
pub fn MaybeDay(
    /// The day, if there is one.
    day: Option<Day>,
) -> impl IntoView {
    match day {
        Some(day) => view! { <DayMark day /> }.into_any(),
        None => view! { <span class="faint">"—"</span> }.into_any(),
    }
}

//! The price lines of the form. Behind those that are there stands one blank line, closed; a script may add more.

use crate::{
    components::{
        field::{CheckField, Choice, SelectField, TextField},
        icon::{Icon, IconMark},
        views::CollectViews,
    },
    use_words, words,
    words::Words,
};
use leptos::prelude::*;
use model::{
    contract::{DiscountForm, LineForm, ONCE, RampForm},
    view::ContractFormSheet,
};

/// How often a line may be billed; one of its own, too.
pub(super) fn rhythms(w: Words, own: &str) -> Vec<Choice> {
    use words::contract_form as say;
    let usual = [
        (ONCE, say::RHYTHM_ONCE),
        ("1", say::RHYTHM_MONTHLY),
        ("3", say::RHYTHM_QUARTERLY),
        ("6", say::RHYTHM_HALF_YEARLY),
        ("12", say::RHYTHM_YEARLY),
    ];
    let months = |n: &str| Choice::new(n, w.with(say::RHYTHM_MONTHS, &[("n", n)]));
    let mut all: Vec<Choice> = usual.iter().map(|(value, label)| Choice::new(*value, w.t(*label))).collect();
    all.extend(["2", "4", "24", "36"].map(months));
    if !own.is_empty() && !all.iter().any(|choice| choice.value == own) {
        all.push(months(own));
    }
    all
}

/// On which end of a period it may be billed.
pub(super) fn timings(w: Words) -> Vec<Choice> {
    use words::contract_form::{ADVANCE, ARREARS};
    vec![Choice::new("advance", w.t(ADVANCE)), Choice::new("arrears", w.t(ARREARS))]
}

/// All price lines.
#[component]
pub fn LinesFields(
    /// The form.
    kept: StoredValue<ContractFormSheet>,
) -> impl IntoView {
    let w = use_words();
    let lines = kept.with_value(|sheet| sheet.form.lines.clone());
    let blank = lines.len();
    let more = RwSignal::new(0_usize);
    let currency = kept.with_value(|sheet| sheet.form.currency.clone());
    let (own, offered) = (currency.clone(), currency.clone());
    let told = move |index: usize| kept.with_value(|sheet| sheet.told.get(index).cloned().unwrap_or_default());
    let there = lines
        .into_iter()
        .enumerate()
        .map(|(index, line)| view! { <LineFields index line told=told(index) currency=own.clone() /> })
        .collect_views();
    view! {
        <fieldset class="group">
            <legend>{w.t(words::contract_form::LINES)}</legend>
            <p class="hint">{w.t(words::contract_form::LINES_TEXT)}</p>
            {there}
            <details class="more-lines">
                <summary>
                    <IconMark icon=Icon::Plus />
                    {w.t(words::action::ADD_PRICE_LINE)}
                </summary>
                <LineFields index=blank line=LineForm::blank() currency=offered />
                <For each=move || 0..more.try_get().unwrap_or_default() key=|index| *index let:index>
                    <LineFields index=blank + 1 + index line=LineForm::blank() currency=currency.clone() />
                </For>
                <button
                    class="button quiet needs-script"
                    type="button"
                    on:click=move |_| more.update(|more| *more += 1)
                >
                    <IconMark icon=Icon::Plus />
                    {w.t(words::contract_form::ADD_LINE)}
                </button>
            </details>
        </fieldset>
    }
}

#[component]
fn LineFields(index: usize, line: LineForm, currency: String, #[prop(optional)] told: String) -> impl IntoView {
    use words::{contract_form as say, price_line as name};
    let w = use_words();
    let key = |field: &str| format!("lines.{index}.{field}");
    let number = w.number(index.saturating_add(1));
    let remove = (!line.id.is_empty()).then(|| {
        view! { <CheckField name=key("remove") label=say::REMOVE_LINE hint=say::REMOVE_LINE_HINT /> }
    });
    // Only of a line in force the office proposes a day.
    let from = (!line.price_from.is_empty()).then(|| {
        view! {
            <TextField
                name=key("price_from")
                kind="date"
                width="short"
                label=say::PRICE_FROM
                hint=say::PRICE_FROM_HINT
                value=line.price_from.clone()
            />
        }
    });
    let own = [&line.starts_on, &line.ends_on, &line.increase_percent, &line.increase_first_on];
    let special = own.iter().any(|text| !text.is_empty()) || !line.discounts.is_empty() || !line.ramp.is_empty();
    let special_fields = view! { <SpecialFields index line=line.clone() currency=currency.clone() /> };
    view! {
        <div class="price-line" role="group" aria-label=w.with(say::LINE_NUMBER, &[("number", &number)])>
            <input type="hidden" name=format!("form[lines][{index}][id]") value=line.id />
            <input type="hidden" name=format!("form[lines][{index}][price_shown]") value=line.price_shown />
            <TextField name=key("description") label=name::DESCRIPTION value=line.description />
            <div class="field-row">
                <TextField
                    name=key("quantity")
                    label=name::QUANTITY
                    inputmode="decimal"
                    optional=true
                    value=line.quantity
                />
                <TextField name=key("unit") label=name::UNIT optional=true value=line.unit />
                <TextField
                    name=key("unit_price")
                    label=name::UNIT_PRICE
                    inputmode="decimal"
                    affix=currency
                    value=line.unit_price
                />
                <TextField
                    name=key("vat_percent")
                    label=name::VAT_PERCENT
                    inputmode="decimal"
                    optional=true
                    affix="%"
                    value=line.vat_percent
                />
            </div>
            <p class="hint">{told}</p>
            {from}
            <div class="field-row">
                <SelectField
                    name=key("rhythm")
                    label=say::RHYTHM
                    choices=rhythms(w, &line.rhythm)
                    value=line.rhythm
                />
                <div class="only-recurring">
                    <SelectField name=key("timing") label=say::TIMING choices=timings(w) value=line.timing />
                </div>
                <TextField name=key("day") kind="date" label=say::DAY value=line.day />
            </div>
            <p class="hint">{w.t(say::DAY_HINT)}</p>
            <details open=special>
                <summary>{w.t(say::MORE_OF_LINE)}</summary>
                {special_fields}
            </details>
            {remove}
        </div>
    }
}

/// Own dates, discounts, price steps and the yearly increase; one blank of each behind those that are there.
#[component]
fn SpecialFields(index: usize, line: LineForm, currency: String) -> impl IntoView {
    use words::{contract_form as say, price_line as name};
    let key = |field: &str| format!("lines.{index}.{field}");
    let discounts = line.discounts.into_iter().chain([DiscountForm::default()]);
    let discounts = discounts
        .enumerate()
        .map(|(at, DiscountForm { from, to, percent })| {
            let key = |field: &str| format!("lines.{index}.discounts.{at}.{field}");
            view! {
                <div class="field-row">
                    <TextField name=key("from") kind="date" label=say::DISCOUNT_FROM optional=true value=from />
                    <TextField name=key("to") kind="date" label=say::DISCOUNT_TO optional=true value=to />
                    <TextField
                        name=key("percent")
                        label=say::DISCOUNT_PERCENT
                        inputmode="decimal"
                        affix="%"
                        optional=true
                        value=percent
                    />
                </div>
            }
        })
        .collect_views();
    let ramp = line.ramp.into_iter().chain([RampForm::default()]);
    let ramp = ramp
        .enumerate()
        .map(|(at, RampForm { from, unit_price })| {
            let key = |field: &str| format!("lines.{index}.ramp.{at}.{field}");
            view! {
                <div class="field-row">
                    <TextField name=key("from") kind="date" label=say::RAMP_FROM optional=true value=from />
                    <TextField
                        name=key("unit_price")
                        label=say::RAMP_PRICE
                        inputmode="decimal"
                        affix=currency.clone()
                        optional=true
                        value=unit_price
                    />
                </div>
            }
        })
        .collect_views();
    view! {
        <div class="stack">
            <div class="field-row">
                <TextField
                    name=key("starts_on")
                    kind="date"
                    label=name::STARTS_ON
                    optional=true
                    value=line.starts_on
                />
                <TextField name=key("ends_on") kind="date" label=name::ENDS_ON optional=true value=line.ends_on />
            </div>
            {discounts}
            {ramp}
            <div class="field-row">
                <TextField
                    name=key("increase_percent")
                    label=name::INCREASE_PERCENT
                    inputmode="decimal"
                    affix="%"
                    optional=true
                    value=line.increase_percent
                />
                <TextField
                    name=key("increase_first_on")
                    kind="date"
                    label=name::INCREASE_FIRST_ON
                    optional=true
                    value=line.increase_first_on
                />
            </div>
        </div>
    }
}

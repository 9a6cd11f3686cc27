//! The tab of a contract's dates: every date with its reasons, lines with days of their own, and the terms about dates that
//! few contracts have.

use super::{
    api::{ChangeDates, OpenedDates, dates},
    overview::Dates,
    tabs::{SheetHead, Tab},
};
use crate::{
    components::{
        field::{Choice, FieldArgument, SelectField, TextField},
        figure::DayMark,
        form::{Checks, FormNotice},
        kept::{Kept, Meanwhile, Opened, ValueOf},
        show::show_page_to,
        views::CollectViews,
    },
    use_words,
    wire::{Step, StepForm, ask, typed::ARGUMENT},
    words,
    words::{Text, Words, date_terms as say},
};
use leptos::{ev::FocusEvent, prelude::*};
use leptos_router::hooks::use_params_map;
use model::{
    contract::{DateForm, DayCount, Delivery, NoticeCounts, NoticeEnds, Rolling},
    party::Regime,
    permission::Permission,
    price_line::PriceLine,
    typed::name_of,
    view::Viewer,
};

/// The dates of a contract.
#[component]
pub fn DatesPage() -> impl IntoView {
    let params = use_params_map();
    let number = Memo::new(move |_| params.get().get("number").unwrap_or_default());
    let step = Step::<ChangeDates>::new();
    let known = ask(move || (number.get(), step.version().get()), |(number, _)| dates(number));
    show_page_to(known, move |opened, viewer| view! { <Sheet opened viewer step /> })
}

#[component]
fn Sheet(opened: OpenedDates, viewer: Viewer, step: Step<ChangeDates>) -> impl IntoView {
    let w = use_words();
    let OpenedDates { sheet, dates: said, form, region } = opened;
    let number = sheet.number.clone();
    let lines = own_days(w, &sheet.lines);
    let form = viewer.may(Permission::EditContracts).then(|| view! { <Special number form region step /> });
    view! {
        <SheetHead sheet tab=Tab::Dates viewer />
        <div class="stack">
            <section class="section" aria-labelledby="dates">
                <div class="section-head">
                    <h2 id="dates">{w.t(words::contract_page::DATES)}</h2>
                </div>
                <Dates dates=said />
            </section>
            {lines}
            {form}
        </div>
    }
}

/// The lines that begin or end on days of their own.
fn own_days(w: Words, lines: &[PriceLine]) -> Option<AnyView> {
    let own: Vec<&PriceLine> = lines.iter().filter(|line| line.starts_on.is_some() || line.ends_on.is_some()).collect();
    if own.is_empty() {
        return None;
    }
    let mark = |day: Option<model::calendar::Day>| match day {
        Some(day) => view! { <DayMark day /> }.into_any(),
        None => view! { <span class="faint">"–"</span> }.into_any(),
    };
    let rows = own
        .into_iter()
        .map(|line| {
            view! {
                <tr>
                    <th scope="row">{line.description.clone()}</th>
                    <td>{mark(line.starts_on)}</td>
                    <td>{mark(line.ends_on)}</td>
                </tr>
            }
        })
        .collect_views();
    let body = view! {
        <section class="section" aria-labelledby="own-days">
            <div class="section-head">
                <h2 id="own-days">{w.t(say::LINES)}</h2>
            </div>
            <div class="table-frame" role="region" aria-labelledby="own-days" tabindex="0">
                <table class="grid">
                    <thead>
                        <tr>
                            <th scope="col">{w.t(say::LINE)}</th>
                            <th scope="col">{w.t(say::FROM)}</th>
                            <th scope="col">{w.t(say::UNTIL)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    };
    Some(body.into_any())
}

/// The form of the special terms.
#[component]
fn Special(number: String, form: Opened<DateForm>, region: String, step: Step<ChangeDates>) -> impl IntoView {
    let w = use_words();
    let failure = step.refused();
    let checks = Checks::provide(failure);
    provide_context(FieldArgument(ARGUMENT));
    let kept = Kept::of(form, failure);
    let asked = StoredValue::new(number.clone());
    kept.watch(step, move || async move { Ok(dates(asked.get_value()).await?.form) });
    let leave = move |event: FocusEvent| {
        let _form: Option<DateForm> = checks.leave(&event, w.language());
    };
    let saved = move || step.done().then(|| view! { <p class="notice info" role="status">{w.t(say::SAVED)}</p> });
    let value_of: ValueOf = Box::new(move |field, text| say::value(w, field, text));
    view! {
        <section class="section" aria-labelledby="special">
            <div class="section-head">
                <h2 id="special">{w.t(say::SPECIAL)}</h2>
            </div>
            <p class="soft">{w.with(say::SPECIAL_TEXT, &[("region", &region)])}</p>
            <FormNotice checks label_of=say::label meanwhile=true />
            {saved}
            <Meanwhile kept label_of=say::label value_of />
            <StepForm step attr:class="form" on:focusout=leave>
                <input type="hidden" name="number" value=number />
                <input type="hidden" name="version" value=move || kept.version() />
                <Fields form=kept.form() />
                <div class="actions">
                    <button class="button primary" type="submit" aria-busy=move || step.pending().get().to_string()>
                        {w.t(words::action::SAVE)}
                    </button>
                </div>
            </StepForm>
        </section>
    }
}

/// A choice and how it is said.
fn offered<T: serde::Serialize + Copy>(w: Words, all: &[T], said: impl Fn(T) -> Text) -> Vec<Choice> {
    all.iter().map(|one| Choice::new(name_of(one), w.t(said(*one)))).collect()
}

#[component]
fn Fields(form: DateForm) -> impl IntoView {
    let w = use_words();
    let DateForm {
        counting,
        rolling,
        notice_counts,
        delivery,
        delivery_days,
        notice_ends,
        break_count,
        break_unit,
        break_from,
        regime,
        extended_on,
        extended_until,
        informed_on,
    } = form;
    let or_none = |none: Text, offered: Vec<Choice>| {
        std::iter::once(Choice::new("", w.t(none))).chain(offered).collect::<Vec<_>>()
    };
    let deliveries = or_none(say::DELIVERY_NONE, offered(w, &Delivery::ALL, say::delivery));
    let regimes = or_none(say::REGIME_OF_ENTITY, offered(w, &Regime::ALL, words::party_page::regime));
    let units = [("days", say::UNIT_DAYS), ("weeks", say::UNIT_WEEKS), ("months", say::UNIT_MONTHS)];
    let units = units.map(|(unit, said)| Choice::new(unit, w.t(said))).to_vec();
    let break_unit = if break_unit.is_empty() { "months".to_owned() } else { break_unit };
    view! {
        <fieldset class="group">
            <legend>{w.t(say::NOTICE)}</legend>
            <SelectField
                name="counting"
                label=say::COUNTING
                hint=say::COUNTING_HINT
                choices=offered(w, &DayCount::ALL, say::counting)
                value=counting
                width="medium"
            />
            <SelectField
                name="rolling"
                label=say::ROLLING
                choices=offered(w, &Rolling::ALL, say::rolling)
                value=rolling
                width="medium"
            />
            <SelectField
                name="notice_counts"
                label=say::COUNTS
                choices=offered(w, &NoticeCounts::ALL, say::counts)
                value=notice_counts
                width="medium"
            />
            <SelectField name="delivery" label=say::DELIVERY choices=deliveries value=delivery width="medium" />
            <TextField
                name="delivery_days"
                label=say::DELIVERY_DAYS
                hint=say::DELIVERY_DAYS_HINT
                value=delivery_days
                optional=true
                width="short"
                inputmode="numeric"
            />
            <SelectField
                name="notice_ends"
                label=say::ENDS
                hint=say::ENDS_HINT
                choices=offered(w, &NoticeEnds::ALL, say::ends)
                value=notice_ends
                width="medium"
            />
        </fieldset>
        <fieldset class="group">
            <legend>{w.t(say::EARLY)}</legend>
            <TextField
                name="break_count"
                label=say::BREAK_COUNT
                hint=say::BREAK_HINT
                value=break_count
                optional=true
                width="short"
                inputmode="numeric"
            />
            <SelectField name="break_unit" label=say::BREAK_UNIT choices=units value=break_unit width="short" />
            <TextField name="break_from" label=say::BREAK_FROM kind="date" value=break_from optional=true width="short" />
        </fieldset>
        <fieldset class="group">
            <legend>{w.t(say::AMENDMENT)}</legend>
            <TextField name="extended_on" label=say::EXTENDED_ON kind="date" value=extended_on optional=true width="short" />
            <TextField
                name="extended_until"
                label=say::EXTENDED_UNTIL
                kind="date"
                value=extended_until
                optional=true
                width="short"
            />
        </fieldset>
        <fieldset class="group">
            <legend>{w.t(say::LAW)}</legend>
            <SelectField
                name="regime"
                label=say::REGIME
                hint=words::party_page::REGIME_HINT
                choices=regimes
                value=regime
                width="medium"
            />
            <TextField name="informed_on" label=say::INFORMED_ON kind="date" value=informed_on optional=true width="short" />
        </fieldset>
    }
}

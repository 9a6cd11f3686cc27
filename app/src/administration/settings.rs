//! The organisation's settings.

mod api;

use self::api::{ChangeSettings, OpenedSettings, SettingsForm, settings};
use super::{
    fields::languages,
    tabs::{Part, PartHead},
};
use crate::{
    components::{
        field::{Choice, FieldArgument, SelectField, TextField},
        form::{Checks, FormNotice},
        icon::{Icon, IconMark},
        kept::{Kept, Meanwhile, ValueOf},
        show::show_page_to,
        views::CollectViews,
    },
    use_words,
    wire::{Step, StepForm, ask, typed::ARGUMENT},
    words,
    words::{Text, settings_page as say},
};
use leptos::prelude::*;
use model::{
    language::Language,
    view::{SettingsSheet, Viewer},
};

fn label_of(field: &str) -> Option<Text> {
    Some(match field {
        "name" => say::NAME,
        "time_zone" => say::TIME_ZONE,
        "language" => say::LANGUAGE,
        "tolerance_minor" => say::TOLERANCE,
        "tolerance_per_mille" => say::PER_MILLE,
        "grace_days" => say::GRACE_DAYS,
        "horizon_days" => say::HORIZON_DAYS,
        "payment_days" => say::PAYMENT_DAYS,
        "window_days" => say::WINDOW_DAYS,
        "decision_buffer_days" => say::DECISION_BUFFER,
        "renewal_lead_days" => say::RENEWAL_LEAD,
        "second_person_from" => say::SECOND_PERSON,
        "findings_to" => say::FINDINGS_TO,
        _ => return None,
    })
}

/// The settings.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let action = Step::<ChangeSettings>::new();
    let taken = action.times_done();
    let known = ask(move || taken.get(), |_| settings());
    show_page_to(known, move |opened, viewer| view! { <Settings opened viewer action /> })
}

#[component]
fn Settings(opened: OpenedSettings, viewer: Viewer, action: Step<ChangeSettings>) -> impl IntoView {
    let w = use_words();
    let failure = action.refused();
    let checks = Checks::provide(failure);
    let OpenedSettings { opened, sheet } = opened;
    let changed = Kept::of(opened, failure);
    changed.watch(action, || async { Ok(settings().await?.opened) });
    let pursuers: Vec<Choice> =
        sheet.pursuers.iter().map(|person| Choice::new(person.id.to_string(), person.name.clone())).collect();
    let named = pursuers.clone();
    let value_of: ValueOf = Box::new(move |field, text| match (field, Language::from_tag(text)) {
        ("language", Some(language)) => words::nav::language(language).to_owned(),
        ("findings_to", _) => {
            named.iter().find(|choice| choice.value == text).map(|choice| choice.label.clone()).unwrap_or_default()
        }
        _ => text.to_owned(),
    });
    let nobody = Choice::new("", w.t(words::person::NOBODY));
    let choices: Vec<Choice> = std::iter::once(nobody).chain(pursuers).collect();
    provide_context(FieldArgument(ARGUMENT));
    let saved = move || {
        action.done().then(|| {
            view! {
                <div class="notice" role="status">
                    <IconMark icon=Icon::Check />
                    <div class="notice-body">
                        <p>{w.t(say::SAVED)}</p>
                    </div>
                </div>
            }
        })
    };
    let kept = StoredValue::new(sheet);
    let form = changed.form();
    let of = move |field: fn(&SettingsForm) -> &String| field(&form).clone();
    let zone = of(|typed| &typed.time_zone);
    view! {
        <PartHead part=Part::Settings viewer />
        {saved}
        <FormNotice checks label_of meanwhile=true />
        <Meanwhile kept=changed label_of value_of />
        <StepForm step=action attr:class="form">
            <input type="hidden" name="version" value=move || changed.version() />
            <fieldset class="group">
                <legend>{w.t(say::ORGANISATION)}</legend>
                <TextField name="name" label=say::NAME hint=say::NAME_HINT value=of(|typed| &typed.name) />
                <SelectField
                    name="language"
                    label=say::LANGUAGE
                    hint=say::LANGUAGE_HINT
                    choices=languages()
                    value=of(|typed| &typed.language)
                    width="short"
                />
                <TimeZone kept value=zone />
            </fieldset>
            <fieldset class="group">
                <legend>{w.t(say::BILLING)}</legend>
                <Figure
                    name="grace_days"
                    label=say::GRACE_DAYS
                    hint=say::GRACE_DAYS_HINT
                    unit=say::DAYS
                    value=of(|typed| &typed.grace_days)
                />
                <Figure
                    name="payment_days"
                    label=say::PAYMENT_DAYS
                    hint=say::PAYMENT_DAYS_HINT
                    unit=say::DAYS
                    value=of(|typed| &typed.payment_days)
                />
                <Figure
                    name="tolerance_minor"
                    label=say::TOLERANCE
                    hint=say::TOLERANCE_HINT
                    unit=say::CENTS
                    value=of(|typed| &typed.tolerance_minor)
                />
                <Figure
                    name="tolerance_per_mille"
                    label=say::PER_MILLE
                    hint=say::PER_MILLE_HINT
                    unit=say::THOUSANDTHS
                    value=of(|typed| &typed.tolerance_per_mille)
                />
                <Figure
                    name="window_days"
                    label=say::WINDOW_DAYS
                    hint=say::WINDOW_DAYS_HINT
                    unit=say::DAYS
                    value=of(|typed| &typed.window_days)
                />
                <SelectField
                    name="findings_to"
                    label=say::FINDINGS_TO
                    hint=say::FINDINGS_TO_HINT
                    choices
                    value=of(|typed| &typed.findings_to)
                    width="medium"
                />
            </fieldset>
            <fieldset class="group">
                <legend>{w.t(say::RENEWALS)}</legend>
                <Figure
                    name="horizon_days"
                    label=say::HORIZON_DAYS
                    hint=say::HORIZON_DAYS_HINT
                    unit=say::DAYS
                    value=of(|typed| &typed.horizon_days)
                />
                <Figure
                    name="decision_buffer_days"
                    label=say::DECISION_BUFFER
                    hint=say::DECISION_BUFFER_HINT
                    unit=say::DAYS
                    value=of(|typed| &typed.decision_buffer_days)
                />
                <Figure
                    name="renewal_lead_days"
                    label=say::RENEWAL_LEAD
                    hint=say::RENEWAL_LEAD_HINT
                    unit=say::DAYS
                    value=of(|typed| &typed.renewal_lead_days)
                />
                <Figure
                    name="second_person_from"
                    label=say::SECOND_PERSON
                    hint=say::SECOND_PERSON_HINT
                    unit=say::PER_CONTRACT
                    value=of(|typed| &typed.second_person_from)
                />
            </fieldset>
            <p class="soft">{w.t(say::EFFECT)}</p>
            <div class="actions">
                <button class="button primary" type="submit">
                    {w.t(words::action::SAVE_CHANGES)}
                </button>
            </div>
        </StepForm>
    }
}

/// A number with its unit.
#[component]
fn Figure(name: &'static str, label: Text, hint: Text, unit: Text, value: String) -> impl IntoView {
    let w = use_words();
    view! { <TextField name label hint value inputmode="numeric" width="short" affix=w.t(unit).to_owned() /> }
}

/// The time zone, with the names there are as suggestions.
#[component]
fn TimeZone(kept: StoredValue<SettingsSheet>, value: String) -> impl IntoView {
    let w = use_words();
    let (zones, server) = kept.with_value(|sheet| (sheet.zones.clone(), sheet.server_zone.clone()));
    let options = zones.into_iter().map(|zone| view! { <option value=zone></option> }).collect_views();
    view! {
        <div class="stack tight">
            <TextField
                name="time_zone"
                label=say::TIME_ZONE
                value
                optional=true
                list="time-zones"
                autocomplete="off"
                width="medium"
            />
            <datalist id="time-zones">{options}</datalist>
            <p class="hint">{w.with(say::TIME_ZONE_HINT, &[("zone", &server)])}</p>
        </div>
    }
}

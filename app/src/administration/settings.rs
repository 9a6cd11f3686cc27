//! The organisation's settings.

use super::{
    api::{ChangeSettings, settings},
    fields::languages,
    tabs::{Part, PartHead},
};
use crate::{
    components::{
        field::{FieldArgument, SelectField, TextField},
        form::{Checks, FormNotice},
        icon::{Icon, IconMark},
        show::show_page_to,
        views::CollectViews,
    },
    use_words,
    wire::{Step, StepForm, ask, typed::ARGUMENT},
    words,
    words::{Text, settings_page as say},
};
use leptos::prelude::*;
use model::view::{SettingsSheet, Viewer};

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
        _ => return None,
    })
}

/// The settings.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let action = Step::<ChangeSettings>::new();
    let taken = action.times_done();
    let known = ask(move || taken.get(), |_| settings());
    show_page_to(known, move |sheet, viewer| view! { <Settings sheet viewer action /> })
}

#[component]
fn Settings(sheet: SettingsSheet, viewer: Viewer, action: Step<ChangeSettings>) -> impl IntoView {
    let w = use_words();
    let checks = Checks::provide(action.refused());
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
    let of = move |field: fn(&model::settings::Settings) -> String| kept.with_value(|sheet| field(&sheet.settings));
    view! {
        <PartHead part=Part::Settings viewer />
        {saved}
        <FormNotice checks label_of />
        <StepForm step=action attr:class="form">
            <input type="hidden" name="version" value=kept.with_value(|sheet| sheet.version.to_string()) />
            <fieldset class="group">
                <legend>{w.t(say::ORGANISATION)}</legend>
                <TextField name="name" label=say::NAME hint=say::NAME_HINT value=of(|known| known.name.clone()) />
                <SelectField
                    name="language"
                    label=say::LANGUAGE
                    hint=say::LANGUAGE_HINT
                    choices=languages()
                    value=of(|known| known.language.tag().to_owned())
                    width="short"
                />
                <TimeZone kept />
            </fieldset>
            <fieldset class="group">
                <legend>{w.t(say::BILLING)}</legend>
                <Figure
                    name="grace_days"
                    label=say::GRACE_DAYS
                    hint=say::GRACE_DAYS_HINT
                    unit=say::DAYS
                    value=of(|known| known.grace_days.to_string())
                />
                <Figure
                    name="payment_days"
                    label=say::PAYMENT_DAYS
                    hint=say::PAYMENT_DAYS_HINT
                    unit=say::DAYS
                    value=of(|known| known.payment_days.to_string())
                />
                <Figure
                    name="tolerance_minor"
                    label=say::TOLERANCE
                    hint=say::TOLERANCE_HINT
                    unit=say::CENTS
                    value=of(|known| known.tolerance_minor.to_string())
                />
                <Figure
                    name="tolerance_per_mille"
                    label=say::PER_MILLE
                    hint=say::PER_MILLE_HINT
                    unit=say::THOUSANDTHS
                    value=of(|known| known.tolerance_per_mille.to_string())
                />
                <Figure
                    name="window_days"
                    label=say::WINDOW_DAYS
                    hint=say::WINDOW_DAYS_HINT
                    unit=say::DAYS
                    value=of(|known| known.window_days.to_string())
                />
            </fieldset>
            <fieldset class="group">
                <legend>{w.t(say::RENEWALS)}</legend>
                <Figure
                    name="horizon_days"
                    label=say::HORIZON_DAYS
                    hint=say::HORIZON_DAYS_HINT
                    unit=say::DAYS
                    value=of(|known| known.horizon_days.to_string())
                />
                <Figure
                    name="decision_buffer_days"
                    label=say::DECISION_BUFFER
                    hint=say::DECISION_BUFFER_HINT
                    unit=say::DAYS
                    value=of(|known| known.decision_buffer_days.to_string())
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
fn TimeZone(kept: StoredValue<SettingsSheet>) -> impl IntoView {
    let w = use_words();
    let (zones, value, server) = kept.with_value(|sheet| {
        (sheet.zones.clone(), sheet.settings.time_zone.clone().unwrap_or_default(), sheet.server_zone.clone())
    });
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

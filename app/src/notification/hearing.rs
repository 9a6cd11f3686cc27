//! How one wants to hear of things: a part of one's own page.

use super::api::{ChooseHearing, hearing};
use crate::{
    components::{
        field::{Choice as Answer, SelectField, TextField},
        form::{Checks, Refused},
        icon::{Icon, IconMark},
        show::show,
        views::CollectViews,
    },
    use_words,
    wire::{Step, StepForm, ask},
    words,
    words::{Text, notification_page as say},
};
use leptos::prelude::*;
use model::{
    key_date::KeyDateKind,
    notification::{Choice, Heard, MailRhythm},
    view::HearingSheet,
};

const fn name(heard: Heard) -> Text {
    match heard {
        Heard::AppAndMail => say::APP_AND_MAIL,
        Heard::App => say::APP,
        Heard::Off => say::OFF,
    }
}

/// How one wants to hear of things.
#[component]
pub fn Hearing() -> impl IntoView {
    let w = use_words();
    let choose = Step::<ChooseHearing>::new();
    Checks::provide(choose.refused());
    let known = ask(move || choose.times_done().get(), |_| hearing());
    let form = show(known, move |sheet| view! { <HearingForm sheet choose /> });
    let chosen = move || {
        choose.done().then(|| {
            view! {
                <div class="notice" role="status">
                    <IconMark icon=Icon::Check />
                    <div class="notice-body">
                        <p>{w.t(say::CHOSEN)}</p>
                    </div>
                </div>
            }
        })
    };
    view! {
        <section class="section stack" aria-labelledby="hearing">
            <h2 id="hearing">{w.t(say::HEARING)}</h2>
            <p class="soft">{w.t(say::HEARING_TEXT)}</p>
            {chosen}
            <Refused failure=choose.refused() />
            {form}
        </section>
    }
}

#[component]
fn HearingForm(sheet: HearingSheet, choose: Step<ChooseHearing>) -> impl IntoView {
    let w = use_words();
    let HearingSheet { version, choice, mails } = sheet;
    let (rhythm, hour) = match choice.rhythm {
        MailRhythm::Immediate => ("immediate", String::from("8")),
        MailRhythm::Daily(hour) => ("daily", hour.to_string()),
    };
    let rhythms = vec![Answer::new("immediate", w.t(say::IMMEDIATE)), Answer::new("daily", w.t(say::DAILY))];
    let without = (!mails).then(|| view! { <p class="soft">{w.t(say::NO_MAILS)}</p> });
    let kinds = KeyDateKind::ALL.into_iter().map(|kind| view! { <Kind kind choice=choice.clone() /> }).collect_views();
    view! {
        {without}
        <StepForm step=choose attr:class="form">
            <input type="hidden" name="version" value=version.to_string() />
            <SelectField name="rhythm" label=say::RHYTHM choices=rhythms value=rhythm width="medium" />
            <TextField name="hour" label=say::HOUR hint=say::HOUR_HINT value=hour inputmode="numeric" width="short" />
            <div class="table-frame" role="region" aria-labelledby="hearing" tabindex="0">
                <table class="grid narrow">
                    <tbody>{kinds}</tbody>
                </table>
            </div>
            <p class="hint">{w.t(say::OFF_HINT)}</p>
            <div class="actions">
                <button class="button primary" type="submit">
                    {w.t(words::action::SAVE_CHANGES)}
                </button>
            </div>
        </StepForm>
    }
}

#[component]
fn Kind(kind: KeyDateKind, choice: Choice) -> impl IntoView {
    let w = use_words();
    let chosen = choice.of(kind);
    let options = Heard::ALL
        .into_iter()
        .map(|heard| {
            view! {
                <option value=heard.code() selected=heard == chosen>
                    {w.t(name(heard))}
                </option>
            }
        })
        .collect_views();
    let id = format!("heard-{}", kind.code());
    view! {
        <tr>
            <th scope="row">
                <label for=id.clone()>{w.t(words::key_date::kind(kind))}</label>
            </th>
            <td>
                <select id=id name=format!("heard[{}]", kind.code())>
                    {options}
                </select>
            </td>
        </tr>
    }
}

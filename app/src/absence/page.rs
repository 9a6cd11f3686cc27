//! The page of absences.

use super::api::{ChangeAbsence, EnterAbsence, OpenAbsence, ShownAbsence, ShownAbsences, TakeAbsenceBack, list};
use crate::{
    components::{
        field::{Choice, SelectField, TextField},
        form::{Checks, FormNotice, Refused, begin_anew_after, last_refused},
        icon::{Icon, IconMark},
        list::parameter,
        show::show,
        views::CollectViews,
    },
    use_words,
    wire::{Step, StepForm, ask},
    words,
    words::absence_page as say,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// One's own absences, and those of others for whoever may enter them.
#[component]
pub fn AbsencesPage() -> impl IntoView {
    let w = use_words();
    let enter = Step::<EnterAbsence>::new();
    let take_back = Step::<TakeAbsenceBack>::new();
    let change = Step::<ChangeAbsence>::new();
    let query = use_query_map();
    let opened = Memo::new(move |_| query.with(|query| parameter(query, "change")));
    // A change that came too late is asked anew, too: it is made again over what stands there now.
    let taken = move || (enter.times_done().get(), take_back.times_done().get(), change.version().get());
    let known = ask(move || (opened.get(), taken()), |(opened, _)| list(opened));
    let checks = Checks::provide(last_refused([enter.last(), change.last()]));
    begin_anew_after([enter.times_done()], "first");
    let content = show(known, move |shown| {
        let ShownAbsences { me, rows, standing_in, of_others, people, day, open } = shown;
        let standing_in =
            standing_in.into_iter().map(|said| view! { <p class="notice info">{said}</p> }).collect_views();
        view! {
            {standing_in}
            <Entered rows of_others take_back />
            {match open {
                Some(open) => view! { <Change open people change /> }.into_any(),
                None => view! { <New me of_others people day enter /> }.into_any(),
            }}
        }
    });
    view! {
        <Title text=w.t(say::TITLE) />
        <header class="page-head">
            <div class="page-title">
                <h1>{w.t(say::TITLE)}</h1>
            </div>
        </header>
        <p class="lede">{w.t(say::INTRODUCTION)}</p>
        <FormNotice checks label_of=say::label />
        <Refused failure=take_back.refused() />
        {content}
    }
}

#[component]
fn Entered(rows: Vec<ShownAbsence>, of_others: bool, take_back: Step<TakeAbsenceBack>) -> impl IntoView {
    let w = use_words();
    let content = if rows.is_empty() {
        let none = if of_others { say::NONE } else { say::NONE_OWN };
        view! { <p class="soft">{w.t(none)}</p> }.into_any()
    } else {
        let rows = rows.into_iter().map(|row| view! { <Row row take_back /> }).collect_views();
        view! {
            <div class="table-frame whole" role="region" aria-labelledby="entered" tabindex="0">
                <table class="grid narrow">
                    <thead>
                        <tr>
                            <th scope="col">{w.t(say::WHO)}</th>
                            <th scope="col">{w.t(say::DAYS)}</th>
                            <th scope="col">{w.t(say::STAND_IN)}</th>
                            <th scope="col">
                                <span class="visually-hidden">{w.t(words::list::ACTIONS)}</span>
                            </th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="section" aria-labelledby="entered">
            <h2 id="entered">{w.t(say::ENTERED)}</h2>
            {content}
        </section>
    }
}

#[component]
fn Row(row: ShownAbsence, take_back: Step<TakeAbsenceBack>) -> impl IntoView {
    let w = use_words();
    let ShownAbsence { id, name, days, stand_in, otherwise } = row;
    let change = w.with(say::CHANGE_THIS, &[("name", &name), ("days", &days)]);
    let this = w.with(say::TAKE_BACK_THIS, &[("name", &name), ("days", &days)]);
    let otherwise = otherwise.into_iter().map(|said| view! { <span class="second">{said}</span> }).collect_views();
    view! {
        <tr>
            <td>{name}</td>
            <td>{days}</td>
            <td class="wrap">{stand_in} {otherwise}</td>
            <td>
                <a class="button small" href=format!("/profile/absences?change={id}#change") aria-label=change>
                    {w.t(say::CHANGE)}
                </a>
                <details class="give-up">
                    <summary class="button small">{w.t(say::TAKE_BACK)}</summary>
                    <p class="soft">{w.t(say::TAKE_BACK_TEXT)}</p>
                    <StepForm step=take_back>
                        <input type="hidden" name="id" value=id />
                        <button class="button small danger" type="submit">
                            {this}
                        </button>
                    </StepForm>
                </details>
            </td>
        </tr>
    }
}

#[component]
fn New(
    me: String,
    of_others: bool,
    people: Vec<(String, String)>,
    day: String,
    enter: Step<EnterAbsence>,
) -> impl IntoView {
    let w = use_words();
    let choices = |own: bool| -> Vec<Choice> {
        let people = people.iter().filter(|(id, _)| own || of_others || *id != me);
        people.map(|(id, name)| Choice::new(id.clone(), name.clone())).collect()
    };
    let who = if of_others {
        view! { <SelectField name="person" label=say::WHO choices=choices(true) value=me.clone() width="medium" /> }
            .into_any()
    } else {
        view! { <input type="hidden" name="person" value=me.clone() /> }.into_any()
    };
    let stand_ins = std::iter::once(Choice::new("", w.t(say::CHOOSE))).chain(choices(false)).collect();
    view! {
        <section class="section" aria-labelledby="new-absence">
            <h2 id="new-absence">{w.t(say::NEW)}</h2>
            <StepForm step=enter attr:class="form">
                {who}
                <TextField name="first" label=say::FIRST kind="date" value=day.clone() width="short" />
                <TextField name="last" label=say::LAST kind="date" value=day width="short" />
                <SelectField
                    name="stand_in"
                    label=say::STAND_IN
                    hint=say::STAND_IN_HINT
                    choices=stand_ins
                    width="medium"
                />
                <div class="actions">
                    <button class="button primary" type="submit" aria-busy=move || enter.pending().get().to_string()>
                        <IconMark icon=Icon::Plus />
                        {w.t(say::ENTER)}
                    </button>
                </div>
            </StepForm>
        </section>
    }
}

/// The form of an absence that is there already.
#[component]
fn Change(open: OpenAbsence, people: Vec<(String, String)>, change: Step<ChangeAbsence>) -> impl IntoView {
    let w = use_words();
    let OpenAbsence { id, version, person, name, first, last, stand_in, begun, told } = open;
    let others = people.into_iter().filter(|(other, _)| *other != person).map(|(id, name)| Choice::new(id, name));
    let stand_ins = std::iter::once(Choice::new("", w.t(say::CHOOSE))).chain(others).collect();
    let told = told.map(|told| view! { <p class="soft">{told}</p> });
    let stays = begun.then(|| view! { <p class="notice info">{w.t(say::PAST_STAYS)}</p> });
    view! {
        <section class="section" aria-labelledby="change">
            <h2 id="change">{w.with(say::CHANGE_TITLE, &[("name", &name)])}</h2>
            {told}
            {stays}
            <StepForm step=change attr:class="form">
                <input type="hidden" name="id" value=id />
                <input type="hidden" name="version" value=version.to_string() />
                <input type="hidden" name="person" value=person.clone() />
                <TextField name="first" label=say::FIRST kind="date" value=first width="short" />
                <TextField name="last" label=say::LAST kind="date" value=last width="short" />
                <SelectField
                    name="stand_in"
                    label=say::STAND_IN
                    hint=say::STAND_IN_HINT
                    choices=stand_ins
                    value=stand_in
                    width="medium"
                />
                <div class="actions">
                    <button class="button primary" type="submit" aria-busy=move || change.pending().get().to_string()>
                        {w.t(words::action::SAVE_CHANGES)}
                    </button>
                    <a class="button quiet" href="/profile/absences">
                        {w.t(words::action::CANCEL)}
                    </a>
                </div>
            </StepForm>
        </section>
    }
}

//! Teams: the list, and the page of one with its members.

use super::{
    api::{AddTeam, ChangeTeam, DeleteTeam, OpenedTeam, TeamForm, team, teams},
    tabs::{Part, PartHead, ThingHead},
};
use crate::{
    components::{
        field::TextField,
        form::{Checks, FormNotice, Refused},
        icon::{Icon, IconMark},
        kept::{Kept, Meanwhile, ValueOf},
        show::show_page_to,
        views::CollectViews,
    },
    use_words,
    wire::{Step, StepForm, ask},
    words,
    words::Text,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::view::{TeamCandidate, TeamRow, TeamSheet, Viewer};

fn label_of(field: &str) -> Option<Text> {
    match field {
        "name" => Some(words::administration::TEAM_NAME),
        "members" => Some(words::administration::MEMBERS),
        _ => None,
    }
}

/// All teams, and making one.
#[component]
pub fn TeamsPage() -> impl IntoView {
    let action = Step::<AddTeam>::new();
    let taken = action.times_done();
    let known = ask(move || taken.get(), |_| teams());
    show_page_to(known, move |teams, viewer| view! { <Teams teams viewer action /> })
}

#[component]
fn Teams(teams: Vec<TeamRow>, viewer: Viewer, action: Step<AddTeam>) -> impl IntoView {
    use words::administration as say;
    let w = use_words();
    let checks = Checks::provide(action.refused());
    let list = if teams.is_empty() {
        view! {
            <div class="empty">
                <IconMark icon=Icon::Team />
                <h2>{w.t(say::NO_TEAMS)}</h2>
                <p>{w.t(say::TEAMS_TEXT)}</p>
            </div>
        }
        .into_any()
    } else {
        let rows = teams.into_iter().map(|row| view! { <Row row /> }).collect_views();
        view! {
            <p class="soft">{w.t(say::TEAMS_TEXT)}</p>
            <div class="table-frame" role="region" aria-label=w.t(words::nav::TEAMS) tabindex="0">
                <table class="grid">
                    <thead>
                        <tr>
                            <th scope="col">{w.t(say::TEAM)}</th>
                            <th scope="col">{w.t(say::MEMBERS)}</th>
                            <th scope="col" class="num">
                                {w.t(say::TEAM_CONTRACTS)}
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
        <PartHead part=Part::Teams viewer />
        {list}
        <section class="section stack">
            <h2>{w.t(say::NEW_TEAM)}</h2>
            <FormNotice checks label_of />
            <StepForm step=action attr:class="form">
                <TextField name="name" label=say::TEAM_NAME autocomplete="off" width="medium" />
                <div class="actions">
                    <button class="button primary" type="submit">
                        {w.t(say::MAKE_TEAM)}
                    </button>
                </div>
            </StepForm>
        </section>
    }
}

#[component]
fn Row(row: TeamRow) -> impl IntoView {
    let w = use_words();
    let members = match row.members.as_slice() {
        [] => view! { <span class="faint">{w.t(words::administration::NO_MEMBERS)}</span> }.into_any(),
        names => view! { <span>{w.list(names)}</span> }.into_any(),
    };
    view! {
        <tr>
            <td>
                <a class="row-link" href=format!("/administration/teams/{}", row.id)>
                    {row.name}
                </a>
            </td>
            <td>{members}</td>
            <td class="num">{w.number(row.contracts)}</td>
        </tr>
    }
}

/// One team.
#[component]
pub fn TeamPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.get().get("id").unwrap_or_default());
    let change = Step::<ChangeTeam>::new();
    let delete = Step::<DeleteTeam>::new();
    let taken = change.times_done();
    let known = ask(move || (id.get(), taken.get()), |(id, _)| team(id));
    show_page_to(known, move |asked, _| view! { <Team asked change delete /> })
}

#[component]
fn Team(asked: OpenedTeam, change: Step<ChangeTeam>, delete: Step<DeleteTeam>) -> impl IntoView {
    use words::administration as say;
    let w = use_words();
    let OpenedTeam { opened, sheet } = asked;
    let failure = change.refused();
    let checks = Checks::provide(failure);
    let changed = Kept::of(opened, failure);
    let id = sheet.id.to_string();
    let again = id.clone();
    changed.watch(change, move || {
        let asked = team(again.clone());
        async move { Ok(asked.await?.opened) }
    });
    let value_of: ValueOf = Box::new(|_, said| said.to_owned());
    let TeamForm { name: called, members } = changed.form();
    let candidates = sheet
        .people
        .iter()
        .map(|person| view! { <Candidate person=person.clone() member=members.contains(&person.id) /> })
        .collect_views();
    let gone = delete.refused();
    let (in_use, name) = (sheet.contracts, sheet.name.clone());
    let kept = StoredValue::new(sheet);
    let dissolve = if in_use > 0 {
        view! { <p>{w.count(in_use, words::refusal::TEAM_IN_USE_ONE, words::refusal::TEAM_IN_USE)}</p> }.into_any()
    } else {
        view! {
            <p>{w.t(say::DISSOLVE_TEXT)}</p>
            <StepForm step=delete attr:class="form">
                <Subject kept />
                <button class="button danger" type="submit">
                    {w.t(say::DISSOLVE)}
                </button>
            </StepForm>
        }
        .into_any()
    };
    view! {
        <ThingHead part=Part::Teams name />
        <div class="sheet">
            <div class="stack">
                <FormNotice checks label_of meanwhile=true />
                <Meanwhile kept=changed label_of value_of />
                <StepForm step=change attr:class="form">
                    <input type="hidden" name="id" value=id />
                    <input type="hidden" name="version" value=move || changed.version() />
                    <TextField
                        name="name"
                        label=say::TEAM_NAME
                        value=called
                        autocomplete="off"
                        width="medium"
                    />
                    <fieldset class="field" id="members" tabindex="-1">
                        <legend class="label">{w.t(say::MEMBERS)}</legend>
                        <div class="choices">{candidates}</div>
                    </fieldset>
                    <div class="actions">
                        <button class="button primary" type="submit">
                            {w.t(words::action::SAVE_CHANGES)}
                        </button>
                    </div>
                </StepForm>
            </div>
            <aside class="next after" aria-labelledby="dissolve">
                <h2 id="dissolve">{w.t(say::DISSOLVE)}</h2>
                <Refused failure=gone />
                {dissolve}
            </aside>
        </div>
    }
}

/// Which team a form is about, and as which version it was read.
#[component]
fn Subject(kept: StoredValue<TeamSheet>) -> impl IntoView {
    let (id, version) = kept.with_value(|sheet| (sheet.id, sheet.version));
    view! {
        <input type="hidden" name="id" value=id.to_string() />
        <input type="hidden" name="version" value=version.to_string() />
    }
}

#[component]
fn Candidate(person: TeamCandidate, member: bool) -> impl IntoView {
    let w = use_words();
    let TeamCandidate { id, name, member: _, active } = person;
    let inactive = (!active).then(|| view! { <span class="hint">{w.t(words::administration::INACTIVE)}</span> });
    view! {
        <label class="choice" for=format!("member-{id}")>
            <input id=format!("member-{id}") name="members[]" type="checkbox" value=id.to_string() checked=member />
            <span>{name}</span>
            {inactive}
        </label>
    }
}

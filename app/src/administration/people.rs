//! Everybody who can act, and inviting somebody.

use super::{
    api::{Invite, PersonForm, people},
    fields::{PersonFields, label_of},
    tabs::{Part, PartHead, ThingHead},
};
use crate::{
    components::{
        figure::MaybeDay,
        form::{Checks, FormNotice},
        icon::{Icon, IconMark},
        show::{show_page_to, show_viewer},
        views::CollectViews,
    },
    failure::FailurePage,
    use_moments, use_words,
    wire::{Step, StepForm, ask},
    words,
};
use leptos::prelude::*;
use model::{
    permission::Permission,
    person::Standing,
    refusal::Refusal,
    view::{Member, Viewer},
};

/// Everybody.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let known = ask(|| (), |()| people());
    show_page_to(known, move |members, viewer| view! { <People members viewer /> })
}

/// Where a person stands, with its icon.
#[component]
pub fn StandingBadge(
    /// Where they stand.
    standing: Standing,
) -> impl IntoView {
    let (tone, icon) = match standing {
        Standing::Active => ("ink", Icon::Check),
        Standing::Invited { lapsed: false, .. } => ("muted", Icon::Clock),
        Standing::Invited { lapsed: true, .. } => ("warn", Icon::Warning),
        Standing::Expired { .. } | Standing::Deactivated => ("muted", Icon::Cross),
    };
    view! {
        <span class=format!("badge {tone}")>
            <IconMark icon />
            {words::administration::standing(use_words(), &standing)}
        </span>
    }
}

#[component]
fn People(members: Vec<Member>, viewer: Viewer) -> impl IntoView {
    use words::administration as say;
    let (w, moments) = (use_words(), use_moments());
    let invite = view! {
        <a class="button primary" href="/administration/people/new">
            <IconMark icon=Icon::Plus />
            {w.t(words::action::INVITE)}
        </a>
    };
    let rows = members
        .into_iter()
        .map(|member| {
            let details = member.details;
            let seen = match member.seen_at {
                Some(at) => view! { <time datetime=at.to_rfc3339()>{moments.say(at)}</time> }.into_any(),
                None => view! { <span class="faint">{w.t(say::NOT_SIGNED_IN)}</span> }.into_any(),
            };
            view! {
                <tr>
                    <td>
                        <a class="row-link" href=format!("/administration/people/{}", member.id)>
                            {details.name}
                        </a>
                    </td>
                    <td>{details.email}</td>
                    <td>{words::person::roles(w, &details.roles)}</td>
                    <td>
                        <StandingBadge standing=member.standing />
                    </td>
                    <td>
                        <MaybeDay day=details.expires_on />
                    </td>
                    <td>{seen}</td>
                </tr>
            }
        })
        .collect_views();
    view! {
        <PartHead part=Part::People viewer actions=invite.into_any() />
        <div class="table-frame" role="region" aria-label=w.t(words::nav::PEOPLE) tabindex="0">
            <table class="grid">
                <thead>
                    <tr>
                        <th scope="col">{w.t(say::NAME)}</th>
                        <th scope="col">{w.t(say::EMAIL)}</th>
                        <th scope="col">{w.t(say::ROLES)}</th>
                        <th scope="col">{w.t(say::STATE)}</th>
                        <th scope="col">{w.t(say::LAST_DAY)}</th>
                        <th scope="col">{w.t(say::LAST_SEEN)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// Inviting a person.
#[component]
pub fn InvitePage() -> impl IntoView {
    let action = Step::<Invite>::new();
    show_viewer(move |viewer| {
        if viewer.may(Permission::ManagePeople) {
            view! { <InviteForm action /> }.into_any()
        } else {
            let failure = Refusal::NotPermitted(Permission::ManagePeople).into();
            view! { <FailurePage failure /> }.into_any()
        }
    })
}

#[component]
fn InviteForm(action: Step<Invite>) -> impl IntoView {
    use words::administration as say;
    let w = use_words();
    let checks = Checks::provide(action.refused());
    let form = PersonForm { language: w.language().tag().to_owned(), ..PersonForm::default() };
    view! {
        <ThingHead part=Part::People name=w.t(say::INVITE_TITLE) />
        <p class="soft">{w.t(say::INVITE_TEXT)}</p>
        <FormNotice checks label_of />
        <StepForm step=action attr:class="form">
            <PersonFields form=form.clone() />
            <div class="actions">
                <button class="button primary" type="submit">
                    {w.t(say::MAKE_LINK)}
                </button>
                <a class="button quiet" href="/administration/people">
                    {w.t(words::action::CANCEL)}
                </a>
            </div>
        </StepForm>
    }
}

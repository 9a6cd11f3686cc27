//! One person: the link of an invitation, what administrators decide, access, and leaving.

use super::{
    api::{
        ChangePerson, DeactivatePerson, HandOver, PersonAsked, ReactivatePerson, RenewInvitation, SignOutPerson, person,
    },
    fields::{PersonFields, label_of, value_of},
    people::StandingBadge,
    tabs::{Part, ThingHead},
};
use crate::{
    components::{
        field::{Choice, SelectField},
        form::{Checks, FormNotice, Refused, last_refused},
        icon::{Icon, IconMark},
        kept::{Kept, Meanwhile},
        show::show_page_to,
    },
    use_moments, use_words,
    wire::{Step, StepForm, ask},
    words,
    words::Words,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::{
    calendar::Moment,
    person::Standing,
    view::{MemberSheet, Responsibilities},
};

/// The steps of the page.
#[derive(Clone, Copy)]
struct Steps {
    change: Step<ChangePerson>,
    renew: Step<RenewInvitation>,
    sign_out: Step<SignOutPerson>,
    hand_over: Step<HandOver>,
    deactivate: Step<DeactivatePerson>,
    reactivate: Step<ReactivatePerson>,
}

/// One person.
#[component]
pub fn PersonPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.get().get("id").unwrap_or_default());
    let steps = Steps {
        change: Step::new(),
        renew: Step::new(),
        sign_out: Step::new(),
        hand_over: Step::new(),
        deactivate: Step::new(),
        reactivate: Step::new(),
    };
    let taken = [
        steps.change.times_done(),
        steps.renew.times_done(),
        steps.sign_out.times_done(),
        steps.hand_over.times_done(),
        steps.deactivate.times_done(),
        steps.reactivate.times_done(),
    ];
    let known = ask(move || (id.get(), taken.map(|each| each.get())), |(id, _)| person(id));
    show_page_to(known, move |asked, _| view! { <Person asked steps /> })
}

#[component]
fn Person(asked: PersonAsked, steps: Steps) -> impl IntoView {
    let w = use_words();
    let PersonAsked { sheet, opened, link } = asked;
    let name = sheet.member.details.name.clone();
    let link = link.map(|(address, until)| {
        view! { <Link name=name.clone() email=sheet.member.details.email.clone() address until /> }
    });
    let state = view! { <StandingBadge standing=sheet.member.standing /> };
    let failure = steps.change.refused();
    let checks = Checks::provide(failure);
    let changed = Kept::of(opened, failure);
    let id = sheet.member.id.to_string();
    let again = id.clone();
    changed.watch(steps.change, move || {
        let asked = person(again.clone());
        async move { Ok(asked.await?.opened) }
    });
    let form = changed.form();
    view! {
        <ThingHead part=Part::People name state=state.into_any() />
        {link}
        <div class="sheet">
            <div class="stack">
                <FormNotice checks label_of meanwhile=true />
                <Meanwhile kept=changed label_of value_of=value_of(w) />
                <StepForm step=steps.change attr:class="form">
                    <input type="hidden" name="id" value=id />
                    <input type="hidden" name="version" value=move || changed.version() />
                    <PersonFields form />
                    <div class="actions">
                        <button class="button primary" type="submit">
                            {w.t(words::action::SAVE_CHANGES)}
                        </button>
                    </div>
                </StepForm>
            </div>
            <Access sheet steps />
        </div>
    }
}

/// Which person a form is about, and as which version they were read.
#[component]
fn Subject(kept: StoredValue<MemberSheet>) -> impl IntoView {
    let (id, version) = kept.with_value(|sheet| (sheet.member.id, sheet.member.version));
    view! {
        <input type="hidden" name="id" value=id.to_string() />
        <input type="hidden" name="version" value=version.to_string() />
    }
}

/// The link of an invitation, shown once.
#[component]
fn Link(name: String, email: String, address: String, until: Moment) -> impl IntoView {
    use words::administration as say;
    let (w, moments) = (use_words(), use_moments());
    let until = moments.say(until);
    let letter = format!("{}\n\n{address}", w.with(say::LETTER, &[("until", &until)]));
    let mail = format!(
        "mailto:{email}?subject={}&body={}",
        percent_encoded(w.t(say::LETTER_SUBJECT)),
        percent_encoded(&letter)
    );
    view! {
        <div class="notice" role="status">
            <IconMark icon=Icon::Seal />
            <div class="notice-body">
                <p>
                    <b>{w.with(say::LINK_TITLE, &[("name", &name)])}</b>
                </p>
                <p>{w.with(say::LINK_TEXT, &[("until", &until)])}</p>
                <div class="field">
                    <label for="link">{w.t(say::LINK)}</label>
                    <input id="link" value=address readonly />
                </div>
                <div class="actions">
                    <a class="button" href=mail>
                        {w.t(say::WRITE)}
                    </a>
                </div>
            </div>
        </div>
    }
}

/// A text as part of an address.
fn percent_encoded(text: &str) -> String {
    use std::fmt::Write;
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() {
            encoded.push(char::from(byte));
        } else {
            let _infallible = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}

fn responsible_for(w: Words, has: Responsibilities) -> String {
    use words::administration as say;
    if has.is_none() {
        return w.t(say::RESPONSIBLE_FOR_NOTHING).to_owned();
    }
    let count = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
    let Responsibilities { contracts, customers, findings, obligations, visits } = has;
    let owned = [contracts, customers, findings].map(count);
    let owned = (owned != [0; 3]).then(|| words::event::given(w, owned[0], owned[1], owned[2]));
    let duties = words::event::absence::counted(w, [count(obligations), count(visits), 0]);
    let counts = owned.into_iter().chain(duties).collect::<Vec<_>>().join(" · ");
    w.with(say::RESPONSIBLE_FOR, &[("counts", &counts)])
}

/// Links, browsers, responsibilities, and the right to sign in.
#[component]
fn Access(sheet: MemberSheet, steps: Steps) -> impl IntoView {
    use words::administration as say;
    let w = use_words();
    let failure = last_refused([
        steps.renew.last(),
        steps.sign_out.last(),
        steps.hand_over.last(),
        steps.deactivate.last(),
        steps.reactivate.last(),
    ]);
    Checks::provide(failure);
    let sessions = match sheet.sessions {
        0 => w.t(say::NO_SESSION).to_owned(),
        count => w.count(count, say::SESSION_ONE, say::SESSIONS),
    };
    let may_sign_in = matches!(sheet.member.standing, Standing::Active | Standing::Invited { .. });
    let deactivated = sheet.member.standing == Standing::Deactivated;
    let owns = !sheet.responsibilities.is_none();
    let has = responsible_for(w, sheet.responsibilities);
    let (oneself, signed_in) = (sheet.oneself, sheet.sessions > 0);
    let kept = StoredValue::new(sheet);
    let renew = may_sign_in.then(|| {
        view! {
            <StepForm step=steps.renew attr:class="form">
                <Subject kept />
                <p>{w.t(say::RENEW_TEXT)}</p>
                <button class="button" type="submit">
                    {w.t(say::RENEW)}
                </button>
            </StepForm>
        }
    });
    let sign_out = (signed_in && !oneself).then(|| {
        view! {
            <StepForm step=steps.sign_out attr:class="form">
                <Subject kept />
                <button class="button" type="submit">
                    {w.t(say::SIGN_OUT_EVERYWHERE)}
                </button>
            </StepForm>
        }
    });
    let hand_over = (owns && (oneself || deactivated)).then(|| {
        view! {
            <StepForm step=steps.hand_over attr:class="form">
                <Subject kept />
                <Successor kept may_be_nobody=false />
                <button class="button" type="submit">
                    {w.t(say::HAND_OVER)}
                </button>
            </StepForm>
        }
    });
    let deactivate = (!deactivated && !oneself).then(|| {
        view! {
            <StepForm step=steps.deactivate attr:class="form">
                <Subject kept />
                <p>{w.t(say::DEACTIVATE_TEXT)}</p>
                {owns.then(|| view! { <Successor kept may_be_nobody=true /> })}
                <button class="button danger" type="submit">
                    {w.t(words::action::DEACTIVATE)}
                </button>
            </StepForm>
        }
    });
    let reactivate = deactivated.then(|| {
        view! {
            <StepForm step=steps.reactivate attr:class="form">
                <Subject kept />
                <p>{w.t(say::REACTIVATE_TEXT)}</p>
                <button class="button primary" type="submit">
                    {w.t(words::action::REACTIVATE)}
                </button>
            </StepForm>
        }
    });
    view! {
        <aside class="next after" aria-labelledby="access">
            <h2 id="access">{w.t(say::ACCESS)}</h2>
            <Refused failure />
            <p>{sessions}</p>
            {sign_out}
            <p>{has}</p>
            {hand_over}
            {renew}
            {deactivate}
            {reactivate}
            {oneself.then(|| view! { <p class="soft">{w.t(say::ONESELF_TEXT)}</p> })}
        </aside>
    }
}

/// Who takes over.
#[component]
fn Successor(kept: StoredValue<MemberSheet>, may_be_nobody: bool) -> impl IntoView {
    use words::administration as say;
    let w = use_words();
    let nobody = if may_be_nobody { say::NOBODY_YET } else { words::form::CHOOSE };
    let people = kept.with_value(|sheet| sheet.successors.clone());
    let choices = std::iter::once(Choice::new("", w.t(nobody)))
        .chain(people.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)))
        .collect::<Vec<_>>();
    view! { <SelectField name="successor" label=say::HAND_OVER_TO hint=say::HAND_OVER_HINT choices /> }
}

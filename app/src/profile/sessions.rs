//! The browsers one is signed in with, and signing out of them.

use super::api::{EndAllSessions, EndSession};
use crate::{
    components::{
        form::{Refused, last_refused},
        views::CollectViews,
    },
    use_moments, use_words,
    wire::{Step, StepForm},
    words,
    words::profile_page as say,
};
use leptos::prelude::*;
use model::view::SessionRow;

/// The list of one's browsers.
#[component]
pub fn Sessions(
    /// The browsers.
    sessions: Vec<SessionRow>,
    /// Ends one.
    end: Step<EndSession>,
    /// Ends all.
    end_all: Step<EndAllSessions>,
) -> impl IntoView {
    let w = use_words();
    let failure = last_refused([end.last(), end_all.last()]);
    let rows = sessions.into_iter().map(|row| view! { <Row row end /> }).collect_views();
    view! {
        <section class="section stack">
            <h2 id="browsers">{w.t(say::BROWSERS)}</h2>
            <Refused failure />
            <div class="table-frame" role="region" aria-labelledby="browsers" tabindex="0">
                <table class="grid">
                    <thead>
                        <tr>
                            <th scope="col">{w.t(say::BROWSER)}</th>
                            <th scope="col">{w.t(say::SINCE)}</th>
                            <th scope="col">{w.t(say::LAST_USED)}</th>
                            <th scope="col">
                                <span class="visually-hidden">{w.t(words::list::ACTIONS)}</span>
                            </th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <StepForm step=end_all>
                <div class="actions">
                    <button class="button danger" type="submit">
                        {w.t(say::END_ALL)}
                    </button>
                </div>
            </StepForm>
        </section>
    }
}

#[component]
fn Row(row: SessionRow, end: Step<EndSession>) -> impl IntoView {
    let (w, moments) = (use_words(), use_moments());
    let SessionRow { id, browser, since, seen_at, this } = row;
    let name = words::profile_page::browser(w, browser);
    let id = StoredValue::new(id);
    let action = if this {
        view! { <span class="badge ink">{w.t(say::THIS_ONE)}</span> }.into_any()
    } else {
        view! {
            <StepForm step=end>
                <input type="hidden" name="id" value=id.get_value() />
                <button class="button small" type="submit">
                    {w.t(say::END)}
                </button>
            </StepForm>
        }
        .into_any()
    };
    view! {
        <tr>
            <td>{name}</td>
            <td>
                <time datetime=since.to_rfc3339()>{moments.say(since)}</time>
            </td>
            <td>
                <time datetime=seen_at.to_rfc3339()>{moments.say(seen_at)}</time>
            </td>
            <td>{action}</td>
        </tr>
    }
}

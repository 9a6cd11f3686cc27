//! Choosing a file, and the imports so far.

use super::api::{list, mappings};
use crate::{
    components::{
        icon::{Icon, IconMark},
        show::show_reply,
        views::CollectViews,
    },
    failure::{Failure, FailureNotice},
    use_moments, use_words,
    wire::ask,
    words,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{hooks::use_query_map, params::ParamsMap};
use model::{
    permission::{Permission, allows},
    person::Role,
    refusal::{FileProblem, Refusal},
    view::{ImportKind, ImportRow, ImportState},
};

/// Bringing a file.
#[component]
pub fn ListPage() -> impl IntoView {
    let w = use_words();
    let rows = ask(|| (), |()| list());
    let kept = ask(|| (), |()| mappings());
    let uploads = show_reply(kept, move |kept| {
        if let Err(Failure::Refused(refusal @ Refusal::NotPermitted(_))) = kept {
            let may: Vec<Role> = Role::ALL.into_iter().filter(|role| allows(*role, Permission::Import)).collect();
            let may = words::person::roles(w, &may);
            return view! {
                <FailureNotice failure=refusal.into() />
                <p class="soft">{w.with(words::import_page::WHO_MAY, &[("roles", &may)])}</p>
            }
            .into_any();
        }
        let (contracts, invoices) = kept.unwrap_or_default();
        view! {
            <Steps step=0 />
            <div class="columns">
                <Upload kind=ImportKind::Contracts mappings=contracts />
                {invoices.map(|mappings| view! { <Upload kind=ImportKind::Invoices mappings /> })}
            </div>
        }
        .into_any()
    });
    let content = show_reply(rows, |rows| match rows {
        Ok(rows) => view! { <Rows rows /> }.into_any(),
        // That is said where a file would be chosen.
        Err(Failure::Refused(Refusal::NotPermitted(_))) => ().into_any(),
        Err(failure) => view! { <FailureNotice failure /> }.into_any(),
    });
    view! {
        <Title text=w.t(words::nav::IMPORT) />
        <header class="page-head">
            <div class="page-title">
                <h1>{w.t(words::nav::IMPORT)}</h1>
            </div>
        </header>
        {uploads}
        {content}
    }
}

/// Where one is: file, columns and review, done.
#[component]
pub fn Steps(
    /// The step, from 0.
    step: usize,
) -> impl IntoView {
    let w = use_words();
    let names = [
        words::import_page::STEP_FILE,
        words::import_page::STEP_COLUMNS,
        words::import_page::STEP_REVIEW,
        words::import_page::STEP_DONE,
    ];
    let items = names
        .into_iter()
        .enumerate()
        .map(|(at, name)| {
            view! {
                <li class=(at < step).then_some("done") aria-current=(at == step).then_some("step")>
                    <span>{w.t(name)}</span>
                </li>
            }
        })
        .collect_views();
    view! { <ol class="steps">{items}</ol> }
}

#[component]
fn Upload(kind: ImportKind, mappings: Vec<String>) -> impl IntoView {
    let w = use_words();
    let map = use_query_map();
    let (code, title, text) = match kind {
        ImportKind::Contracts => ("contracts", words::import_page::CONTRACTS, words::import_page::CONTRACTS_TEXT),
        ImportKind::Invoices => ("invoices", words::import_page::INVOICES, words::import_page::INVOICES_TEXT),
    };
    let id = format!("file-{code}");
    // The upload is a plain form: a file that was refused comes back with the reason in the address, and the
    // reason stands where the file was chosen.
    let own = move |map: &ParamsMap| map.get("kind").map_or(kind == ImportKind::Contracts, |kind| kind == code);
    let refused = move || {
        let map = map.get();
        let refusal: Refusal = serde_json::from_str(&map.get("refused").filter(|_| own(&map))?).ok()?;
        let text = match refusal {
            Refusal::File(ref problem) if *problem != FileProblem::OtherColumns => words::import_page::CHOOSE_OTHER,
            _ => words::import_page::CHOOSE_AGAIN,
        };
        let again = map.get("file").map(|file| w.with(text, &[("file", &file)]));
        Some(view! {
            <FailureNotice failure=refusal.into() />
            {again.map(|again| view! { <p class="soft">{again}</p> })}
        })
    };
    // What was chosen beside the file is still chosen.
    let before = map.with_untracked(|map| map.get("mapping").filter(|_| own(map)));
    let mapping = (!mappings.is_empty()).then(|| {
        let id = format!("mapping-{code}");
        let labelled = id.clone();
        let options = mappings
            .into_iter()
            .map(|name| {
                let selected = before.as_ref() == Some(&name);
                view! {
                    <option value=name.clone() selected=selected>
                        {name.clone()}
                    </option>
                }
            })
            .collect_views();
        view! {
            <div class="field">
                <label for=labelled>{w.t(words::import_page::MAPPING)}</label>
                <select id=id name="mapping">
                    <option value="">{w.t(words::import_page::MAPPING_GUESS)}</option>
                    {options}
                </select>
            </div>
        }
    });
    view! {
        <form class="panel form" method="post" action="/imports/upload" enctype="multipart/form-data">
            <h2>{w.t(title)}</h2>
            <p class="soft">{w.t(text)}</p>
            {refused}
            <input type="hidden" name="kind" value=code />
            <label class="file-drop" for=id.clone()>
                <IconMark icon=Icon::Upload />
                <strong>{w.t(words::import_page::CHOOSE)}</strong>
                <span class="small">{w.t(words::import_page::FORMATS)}</span>
                <input id=id.clone() type="file" name="file" accept=".csv,.txt,.tsv,.xlsx" required />
            </label>
            {mapping}
            <div class="actions">
                <button class="button primary" type="submit">
                    {w.t(words::action::UPLOAD)}
                </button>
            </div>
        </form>
    }
}

#[component]
fn Rows(rows: Vec<ImportRow>) -> impl IntoView {
    let (w, moments) = (use_words(), use_moments());
    if rows.is_empty() {
        return view! { <p class="soft">{w.t(words::import_page::NONE_YET)}</p> }.into_any();
    }
    let rows = rows
        .into_iter()
        .map(|row| {
            let (tone, icon) = match row.state {
                ImportState::Review => ("warn", Icon::Clock),
                ImportState::Accepting | ImportState::Undoing => ("warn", Icon::Clock),
                ImportState::Accepted => ("green", Icon::Check),
                ImportState::Undone | ImportState::Discarded => ("muted", Icon::Undo),
            };
            let far = row.progress.map(|(done, total)| {
                view! {
                    " "
                    <span class="soft number">{words::import::count(w, done, total)}</span>
                }
            });
            view! {
                <tr>
                    <td>
                        <a class="row-link" href=format!("/imports/{}", row.id)>
                            {row.file}
                        </a>
                    </td>
                    <td>{w.t(words::import::kind(row.kind))}</td>
                    <td>
                        <span class=format!("badge bare {tone}")>
                            <IconMark icon />
                            {w.t(words::import::state(row.state))}
                        </span>
                        {far}
                    </td>
                    <td>{moments.say(row.at)}</td>
                </tr>
            }
        })
        .collect_views();
    view! {
        <section class="section" aria-labelledby="imports">
            <h2 id="imports">{w.t(words::import_page::SO_FAR)}</h2>
            <div class="table-frame whole" role="region" aria-labelledby="imports" tabindex="0">
                <table class="grid narrow">
                    <thead>
                        <tr>
                            <th scope="col">{w.t(words::import_page::FILE)}</th>
                            <th scope="col">{w.t(words::import_page::KIND)}</th>
                            <th scope="col">{w.t(words::contract_page::STATE)}</th>
                            <th scope="col">{w.t(words::import_page::WHEN)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

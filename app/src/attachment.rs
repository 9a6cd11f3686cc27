//! Files that hang on records: their place on the page of a record, with versions, preview, upload and removal.
//!
//! What is said of each file is said by the server, so that a page carries little for it. An upload is a plain form; a
//! script of the document sends it with its progress shown.

pub mod api;

use crate::{
    components::{
        form::Refused,
        icon::{Icon, IconMark},
        reason::Reason,
        views::CollectViews,
    },
    use_words,
    wire::{Step, StepForm},
    words::{Text, attachment as say},
};
use api::{FileSaid, FilesSaid, PartSaid, RemoveAttachment};
use leptos::prelude::*;

/// Sends the files of a form and shows how far it is; what is chosen stays chosen until all of it was attached, so that it
/// can be sent again; whoever is no longer signed in is led to the entrance. Files may be dropped on their place. A script of the document, so that it works before the browser
/// side is there and no page carries code for it.
#[cfg(feature = "ssr")]
pub const SENDING: &str = "\
    {const place=e=>e.target.closest?.('form[data-sending] .file-drop');\
    addEventListener('dragover',e=>{const p=place(e);if(p){e.preventDefault();p.classList.add('over')}});\
    addEventListener('dragleave',e=>place(e)?.classList.remove('over'));\
    addEventListener('drop',e=>{const p=place(e);if(!p)return;e.preventDefault();p.classList.remove('over');\
    p.querySelector('input').files=e.dataTransfer.files});\
    addEventListener('submit',e=>{const f=e.target,d=f.dataset;if(e.defaultPrevented||!d.sending)return;e.preventDefault();\
    const bar=f.querySelector('progress'),far=f.querySelector('.far'),said=f.querySelector('[role=status]'),\
    b=f.querySelector('[type=submit]');if(b.disabled)return;\
    const end=t=>{bar.hidden=true;far.textContent='';b.disabled=false;said.textContent=t};\
    const large=[...f.querySelector('[type=file]').files].find(x=>x.size>d.most*1048576);\
    if(large){end(large.name+' · '+d.large);return}\
    b.disabled=true;bar.hidden=false;bar.value=0;said.textContent=d.sending;\
    const r=new XMLHttpRequest();\
    r.upload.onprogress=p=>{bar.value=p.loaded/p.total;far.textContent=bar.value.toLocaleString(document.documentElement.lang,{style:'percent'})};\
    r.onload=()=>{let a={};try{a=JSON.parse(r.responseText)}catch{}\
    if(a.attached||r.status===401)location.reload();else end(a.said??d.broken)};\
    r.onerror=r.onabort=()=>end(d.broken);\
    r.open('POST',f.action);r.setRequestHeader('accept','application/json');r.send(new FormData(f))})}";

/// The files of a record, and what may be done with them.
#[component]
pub fn Files(
    /// The files, as they are said.
    files: FilesSaid,
    /// The page on which they stand, to which a plain form leads back.
    back: String,
    /// The step that removes one.
    step: Step<RemoveAttachment>,
    /// Whether photos may be taken on the spot.
    #[prop(optional)]
    photos: bool,
) -> impl IntoView {
    let w = use_words();
    let FilesSaid { record, rows, may, most, limits, large, accept, pictures: _, uploaded } = files;
    let uploaded = uploaded.map(|(refused, said)| {
        let (class, icon) = if refused { ("notice warn", Icon::Warning) } else { ("notice", Icon::Check) };
        view! {
            <div class=class role="status">
                <IconMark icon />
                <div class="notice-body">
                    <p>{said}</p>
                </div>
            </div>
        }
    });
    let sent = Sending { record, back, large, most: most.to_string() };
    let photograph = (may && photos).then(|| {
        let input = view! {
            <input id="photos-taken" type="file" name="file" accept="image/*" capture="environment" multiple required />
        };
        sending(&sent, "photos-taken", say::PHOTOGRAPH, w.t(say::PHOTOGRAPH_HINT).to_owned(), input.into_any())
    });
    let form = may.then(|| {
        let input = view! { <input id="files-chosen" type="file" name="file" accept=accept multiple required /> };
        sending(&sent, "files-chosen", say::CHOOSE, limits, input.into_any())
    });
    let list = if rows.is_empty() {
        view! { <p class="soft">{w.t(say::NONE)}</p> }.into_any()
    } else {
        let rows = rows
            .into_iter()
            .map(|(last, earlier)| {
                let earlier = (!earlier.is_empty()).then(|| {
                    let count = w.count(earlier.len() as u64, say::EARLIER_ONE, say::EARLIER);
                    let rows = earlier.into_iter().map(|file| row(file, may, step)).collect_views();
                    view! {
                        <details>
                            <summary>{count}</summary>
                            {rows}
                        </details>
                    }
                });
                view! { <li>{row(last, may, step)} {earlier}</li> }
            })
            .collect_views();
        view! { <ul class="files">{rows}</ul> }.into_any()
    };
    view! {
        <section class="section" aria-labelledby="files">
            <h2 id="files">{w.t(say::FILES)}</h2>
            <Refused failure=step.refused() />
            {uploaded}
            {list}
            {photograph}
            {form}
        </section>
    }
}

/// What every form that sends files says.
struct Sending {
    record: String,
    back: String,
    large: String,
    most: String,
}

/// A form that sends files, around the field in which they are chosen.
fn sending(sent: &Sending, id: &'static str, title: Text, hint: String, input: AnyView) -> AnyView {
    let w = use_words();
    let Sending { record, back, large, most } = sent;
    view! {
        <form
            class="panel form"
            method="post"
            action="/files/upload"
            enctype="multipart/form-data"
            data-sending=w.t(say::SENDING)
            data-broken=w.t(say::BROKEN_OFF)
            data-large=large.clone()
            data-most=most.clone()
        >
            <input type="hidden" name="record" value=record.clone() />
            <input type="hidden" name="back" value=back.clone() />
            <label class="file-drop" for=id>
                <IconMark icon=Icon::Upload />
                <strong>{w.t(title)}</strong>
                <span class="small">{hint}</span>
                {input}
            </label>
            <div class="actions">
                <button class="button primary" type="submit">
                    {w.t(say::ATTACH)}
                </button>
                <progress max="1" value="0" aria-label=w.t(say::PROGRESS) hidden></progress>
                <span class="far number" aria-hidden="true"></span>
            </div>
            <p role="status"></p>
        </form>
    }
    .into_any()
}

/// The files of the visits and obligations of a contract, each where it hangs.
#[component]
pub fn FilesOfParts(
    /// The visits and obligations, with their files.
    parts: Vec<PartSaid>,
) -> impl IntoView {
    let w = use_words();
    (!parts.is_empty()).then(|| {
        let parts = parts
            .into_iter()
            .map(|PartSaid { title, path, files }| {
                let files =
                    files.into_iter().map(|file| view! { <li>{named(file, ().into_any())}</li> }).collect_views();
                view! {
                    <h3>
                        <a href=path>{title}</a>
                    </h3>
                    <ul class="files">{files}</ul>
                }
            })
            .collect_views();
        view! {
            <section class="section" aria-labelledby="files-of-parts">
                <h2 id="files-of-parts">{w.t(say::OF_PARTS)}</h2>
                {parts}
            </section>
        }
    })
}

/// A version with what may be done with it.
fn row(file: FileSaid, may: bool, step: Step<RemoveAttachment>) -> AnyView {
    let w = use_words();
    let (id, name) = (file.id.clone(), file.name.clone());
    let remove = may.then(|| {
        let open = untrack(|| step.refused().get().is_some() && step.sent_with(&id));
        view! {
            <details class="give-up" open=open>
                <summary aria-label=w.with(say::REMOVE_OF, &[("name", &name)])>
                    <IconMark icon=Icon::Trash />
                    {w.t(say::REMOVE)}
                </summary>
                <StepForm step=step attr:class="form">
                    <input type="hidden" name="id" value=id.clone() />
                    <p class="small">{w.t(say::REMOVE_TEXT)}</p>
                    <Reason of=id.clone() step=step beside="id" />
                    <button class="button danger" type="submit">
                        {w.t(say::REMOVE)}
                    </button>
                </StepForm>
            </details>
        }
    });
    named(file, remove.into_any())
}

/// A version by its name, with its preview and what else there is to do.
fn named(file: FileSaid, also: AnyView) -> AnyView {
    let w = use_words();
    let FileSaid { id, name, facts, shown } = file;
    let address = format!("/files/{id}");
    let preview = shown.then(|| {
        let preview = format!("{address}/preview");
        let named = w.with(say::PREVIEW_OF, &[("name", &name)]);
        view! {
            <a class="button" href=preview rel="external" aria-label=named>
                {w.t(say::PREVIEW)}
            </a>
        }
    });
    view! {
        <div class="file-row">
            <div class="file-name">
                <a href=address rel="external" download>
                    {name}
                </a>
                <span class="second">{facts}</span>
            </div>
            <div class="actions">{preview} {also}</div>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    #[cfg(feature = "ssr")]
    #[test]
    fn the_script_closes_no_tag() {
        assert!(!super::SENDING.contains("</"));
    }
}

//! The review of an import: how the file is read, what its columns mean, what its rows become.

use super::{
    api::{Accept, Correct, Discard, KeepApart, KeepMapping, LeaveOut, ReviewAsked, TurnKind, Undo, history, review},
    done::Done,
    list::Steps,
    reading::Reading,
    rows::ReviewRows,
    said::RowSaid,
    under_way::{Trouble, UnderWay},
};
use crate::{
    components::{
        form::{last_refused, now},
        history::Timeline,
        icon::{Icon, IconMark},
        show::{show_page, show_viewer},
        views::CollectViews,
    },
    failure::{Failure, FailureNotice},
    use_words,
    wire::{Step, StepForm, ask},
    words,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{
    permission::Permission,
    view::{AnchorProposal, ImportKind, ImportReview, ImportState, PastEvent},
};

/// One import.
#[component]
pub fn ReviewPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.get().get("id").unwrap_or_default());
    let query = use_query_map();
    let show = Memo::new(move |_| query.get().get("show").unwrap_or_default());
    let page = Memo::new(move |_| query.get().get("page").and_then(|page| page.parse().ok()).unwrap_or(1_u64).max(1));
    let acts = Acts {
        correct: Step::new(),
        accept: Step::new(),
        undo: Step::new(),
        keep: Step::new(),
        discard: Step::new(),
        leave_out: Step::new(),
        keep_apart: Step::new(),
        turn_kind: Step::new(),
    };
    // Grows when what the program was doing has come to its end.
    let ended = RwSignal::new(0_usize);
    let known = ask(
        move || (id.get(), show.get(), page.get(), acts.done(), ended.get()),
        |(id, show, page, _, _)| async move {
            Ok::<_, Failure>((review(id.clone(), show, page).await?, history(id).await?))
        },
    );
    let content = show_page(known, move |(asked, events)| {
        view! {
            <Review asked acts ended show=show.get_untracked() page=page.get_untracked() />
            <History events />
        }
    });
    let failure = acts.refused();
    let refused = move || now(failure).map(|failure| view! { <FailureNotice failure /> });
    view! {
        {refused}
        {content}
    }
}

/// What can be done with an import.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    pub(super) correct: Step<Correct>,
    accept: Step<Accept>,
    pub(super) undo: Step<Undo>,
    keep: Step<KeepMapping>,
    discard: Step<Discard>,
    pub(super) leave_out: Step<LeaveOut>,
    pub(super) keep_apart: Step<KeepApart>,
    turn_kind: Step<TurnKind>,
}

impl Acts {
    /// How many acts were done, so that the review is asked for again after each.
    fn done(self) -> usize {
        self.correct.version().get()
            + self.accept.version().get()
            + self.undo.version().get()
            + self.keep.version().get()
            + self.discard.version().get()
            + self.leave_out.version().get()
            + self.keep_apart.version().get()
            + self.turn_kind.version().get()
    }

    fn refused(self) -> Signal<Option<Failure>> {
        last_refused([
            self.correct.last(),
            self.accept.last(),
            self.undo.last(),
            self.keep.last(),
            self.discard.last(),
            self.leave_out.last(),
            self.keep_apart.last(),
            self.turn_kind.last(),
        ])
    }

    fn busy(self) -> bool {
        self.correct.pending().get() || self.accept.pending().get() || self.undo.pending().get()
    }
}

/// Who accepted and undid it, once somebody has.
#[component]
fn History(events: Vec<PastEvent>) -> impl IntoView {
    let w = use_words();
    (!events.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="history">
                <h2 id="history">{w.t(words::nav::HISTORY)}</h2>
                <Timeline events />
            </section>
        }
    })
}

#[component]
fn Review(asked: ReviewAsked, acts: Acts, ended: RwSignal<usize>, show: String, page: u64) -> impl IntoView {
    let w = use_words();
    let ReviewAsked { review, said } = asked;
    let step = if review.state == ImportState::Review { 2 } else { 3 };
    let body = match review.state {
        ImportState::Review => view! {
            <Trouble progress=review.progress.clone() />
            <Open review=review.clone() said acts show page />
        }
        .into_any(),
        ImportState::Accepting | ImportState::Undoing => {
            review.progress.clone().map(|progress| view! { <UnderWay progress ended /> }).into_any()
        }
        ImportState::Accepted => view! { <Done review=review.clone() said acts page /> }.into_any(),
        ImportState::Undone => view! {
            <div class="notice info result" role="status">
                <IconMark icon=Icon::Undo />
                <div class="notice-body">
                    <p>{w.t(words::import_page::UNDONE)}</p>
                    {words::import::kept(w, review.summary.kept).map(|kept| view! { <p>{kept}</p> })}
                </div>
            </div>
        }
        .into_any(),
        ImportState::Discarded => {
            view! { <p class="notice result" role="status">{w.t(words::import_page::DISCARDED)}</p> }.into_any()
        }
    };
    view! {
        <Title text=review.file.clone() />
        <header class="page-head">
            <nav class="crumbs" aria-label=w.t(words::nav::BREADCRUMB)>
                <ol>
                    <li>
                        <a href="/imports">{w.t(words::nav::IMPORT)}</a>
                    </li>
                </ol>
            </nav>
            <div class="page-title">
                <h1>{review.file.clone()}</h1>
            </div>
        </header>
        <Steps step />
        {body}
    }
}

#[component]
fn Open(review: ImportReview, said: Vec<RowSaid>, acts: Acts, show: String, page: u64) -> impl IntoView {
    let w = use_words();
    let paying = (review.paying > 0).then_some((words::import_page::PAYING, review.paying));
    let counts = [
        Some((words::import_page::FOUND, review.found)),
        Some((words::import_page::ACCEPTABLE, review.acceptable)),
        Some((words::import_page::ALREADY_THERE, review.already_there)),
        paying,
        Some((words::import_page::TO_MEND, review.wrong)),
        Some((words::import::WARNING, review.doubtful)),
        Some((words::import::INFO, review.informed)),
    ]
    .into_iter()
    .flatten()
    .map(|(name, number)| {
        view! {
            <li>
                <div class="tile">
                    <span class="tile-label">{w.t(name)}</span>
                    <span class="tile-figure number">{number}</span>
                </div>
            </li>
        }
    })
    .collect_views();
    let (id, version) = (review.id.to_string(), review.version.to_string());
    let read_by = review.mapping.clone().map(|name| {
        view! { <p class="soft">{w.with(words::import_page::READ_BY, &[("name", &name)])}</p> }
    });
    let mapped = review.columns.iter().any(|column| column.field.as_deref() == Some("signed_on"));
    let unsigned = words::import::unsigned(w, review.unsigned, mapped).map(|said| {
        view! {
            <div class="notice info">
                <IconMark icon=Icon::Contract />
                <p class="notice-body">{said}</p>
            </div>
        }
    });
    let other_kind = review.other_kind.then(|| view! { <OtherKind review=review.clone() acts /> });
    let renewals = (review.assumed_renewals > 0).then(|| {
        use words::import_page::{ASSUMED_RENEWALS, ASSUMED_RENEWALS_ONE};
        view! {
            <div class="notice info">
                <IconMark icon=Icon::Info />
                <p class="notice-body">{w.count(review.assumed_renewals.into(), ASSUMED_RENEWALS_ONE, ASSUMED_RENEWALS)}</p>
            </div>
        }
    });
    let undescribed = (review.undescribed > 0).then(|| {
        use words::import_page::{UNDESCRIBED, UNDESCRIBED_ONE};
        view! {
            <div class="notice info">
                <IconMark icon=Icon::Info />
                <p class="notice-body">{w.count(review.undescribed.into(), UNDESCRIBED_ONE, UNDESCRIBED)}</p>
            </div>
        }
    });
    let all_apart = (review.near_same > 0).then(|| {
        view! {
            <label for="all-apart">
                <input id="all-apart" type="checkbox" name="all_apart" value="true" />
                " "
                {w.t(words::import_page::ALL_APART)}
            </label>
        }
    });
    let as_text = review.text_as_workbook.then(|| {
        view! {
            <div class="notice info">
                <IconMark icon=Icon::Info />
                <p class="notice-body">{w.t(words::import_page::TEXT_AS_WORKBOOK)}</p>
            </div>
        }
    });
    // A column that is empty, or has no name to be told by, is missed by nobody.
    let unread: Vec<String> = review
        .columns
        .iter()
        .filter(|column| column.field.is_none() && !column.samples.is_empty() && !column.header.trim().is_empty())
        .map(|column| w.with(words::import_page::COLUMN_NAME, &[("name", column.header.trim())]))
        .collect();
    let unread = (!unread.is_empty()).then(|| {
        view! {
            <div class="notice info">
                <IconMark icon=Icon::Info />
                <p class="notice-body">{w.with(words::import_page::UNREAD, &[("columns", &w.list(&unread))])}</p>
            </div>
        }
    });
    let nothing = review.acceptable == 0 || review.already_there >= review.found || review.no_legal_entity;
    let entity = review.no_legal_entity.then(|| view! { <NeedsEntity /> });
    use words::import_page::{
        ACCEPT_CONTRACTS, ACCEPT_CONTRACTS_ONE, ACCEPT_INVOICES, ACCEPT_INVOICES_ONE, ACCEPT_ROWS, ACCEPT_ROWS_ONE,
    };
    let (one, other) = match review.kind {
        ImportKind::Contracts => (ACCEPT_CONTRACTS_ONE, ACCEPT_CONTRACTS),
        // Some of them bring but payments of invoices that are there.
        ImportKind::Invoices if review.paying > 0 => (ACCEPT_ROWS_ONE, ACCEPT_ROWS),
        ImportKind::Invoices => (ACCEPT_INVOICES_ONE, ACCEPT_INVOICES),
    };
    view! {
        {other_kind}
        {as_text}
        <ul class="figures counts">{counts}</ul>
        <p>
            <a href="#accept" rel="external">
                {w.t(words::import_page::TO_ACCEPT)}
            </a>
        </p>
        {read_by}
        {unread}
        {unsigned}
        {renewals}
        {undescribed}
        <Reading review=review.clone() acts />
        <Keep review=review.clone() acts />
        <ReviewRows review=review.clone() said choice=Some((show, acts)) page />
        {entity}
        <StepForm step=acts.accept attr:class="form" attr:id="accept">
            <input type="hidden" name="id" value=id />
            <input type="hidden" name="version" value=version />
            <Anchors anchors=review.anchors.clone() />
            {all_apart}
            <button class="button primary" type="submit" disabled=nothing aria-busy=move || acts.busy().to_string()>
                <IconMark icon=Icon::Check />
                {w.count(review.acceptable.into(), one, other)}
            </button>
        </StepForm>
        <details class="panel">
            <summary>{w.t(words::import_page::DISCARD)}</summary>
            <StepForm step=acts.discard attr:class="form">
                <input type="hidden" name="id" value=review.id.to_string() />
                <input type="hidden" name="version" value=review.version.to_string() />
                <p>{w.t(words::import_page::DISCARD_TEXT)}</p>
                <button class="button danger" type="submit">
                    {w.t(words::import_page::DISCARD)}
                </button>
            </StepForm>
        </details>
    }
}

/// A list of invoices taken in as contracts, or the other way round.
#[component]
fn OtherKind(review: ImportReview, acts: Acts) -> impl IntoView {
    let w = use_words();
    let (said, turn) = match review.kind {
        ImportKind::Contracts => (words::import_page::LOOKS_LIKE_INVOICES, words::import_page::READ_AS_INVOICES),
        ImportKind::Invoices => (words::import_page::LOOKS_LIKE_CONTRACTS, words::import_page::READ_AS_CONTRACTS),
    };
    view! {
        <div class="notice warn">
            <IconMark icon=Icon::Warning />
            <div class="notice-body">
                <p>{w.t(said)}</p>
                <StepForm step=acts.turn_kind>
                    <input type="hidden" name="id" value=review.id.to_string() />
                    <input type="hidden" name="version" value=review.version.to_string() />
                    <button class="button" type="submit">
                        {w.t(turn)}
                    </button>
                </StepForm>
            </div>
        </div>
    }
}

/// Keeping the mapping for the next file.
#[component]
fn Keep(review: ImportReview, acts: Acts) -> impl IntoView {
    let w = use_words();
    let (id, version) = (review.id.to_string(), review.version.to_string());
    let kept = move || {
        acts.keep.done().then(|| {
            view! { <p role="status">{w.t(words::import_page::KEPT)}</p> }
        })
    };
    view! {
        <details class="panel">
            <summary>{w.t(words::import_page::KEEP)}</summary>
            <StepForm step=acts.keep attr:class="form">
                <input type="hidden" name="id" value=id />
                <input type="hidden" name="version" value=version />
                <p class="soft">{w.t(words::import_page::KEEP_TEXT)}</p>
                <div class="field">
                    <label for="mapping-name">{w.t(words::import_page::KEEP_NAME)}</label>
                    <input
                        id="mapping-name"
                        name="name"
                        maxlength="80"
                        required
                        value=review.mapping.clone().unwrap_or_default()
                    />
                </div>
                <button class="button" type="submit">
                    {w.t(words::import_page::KEEP)}
                </button>
                {kept}
            </StepForm>
        </details>
    }
}

/// Price lines whose invoices follow the calendar, each to be agreed to.
#[component]
fn Anchors(anchors: Vec<AnchorProposal>) -> impl IntoView {
    let w = use_words();
    if anchors.is_empty() {
        return ().into_any();
    }
    let rows = anchors
        .into_iter()
        .enumerate()
        .map(|(at, proposal)| {
            let line = proposal.found.line.to_string();
            let id = format!("anchor-{at}");
            let labelled = id.clone();
            view! {
                <li>
                    <input type="hidden" name=format!("shown[{at}]") value=line.clone() />
                    <label class="check" for=labelled>
                        <input
                            id=id
                            type="checkbox"
                            name=format!("agreed[{at}]")
                            value=line
                            checked=proposal.found.certain
                        />
                        <span>
                            <b>{proposal.title.clone()}</b>
                            " "
                            <span class="number soft">{proposal.contract.clone()}</span>
                            <br />
                            {words::matching::anchor(w, &proposal)}
                            <br />
                            <span class="soft">{words::matching::anchor_evidence(w, &proposal)}</span>
                        </span>
                    </label>
                </li>
            }
        })
        .collect_views();
    view! {
        <fieldset class="panel anchors">
            <legend>{w.t(words::matching::ANCHORS)}</legend>
            <p class="soft">{w.t(words::matching::ANCHORS_TEXT)}</p>
            <ul>{rows}</ul>
        </fieldset>
    }
    .into_any()
}

/// Nothing can be accepted before one of our companies is there: the way to add it.
#[component]
fn NeedsEntity() -> impl IntoView {
    let w = use_words();
    let way = show_viewer(move |viewer| {
        if viewer.may(Permission::ManageLegalEntities) {
            view! {
                <a class="button" href="/administration/entities/new">
                    <IconMark icon=Icon::Plus />
                    {w.t(words::party_page::NEW_ENTITY)}
                </a>
            }
            .into_any()
        } else {
            view! { <span>{w.t(words::party_page::IMPORT_ASK_ADMINISTRATOR)}</span> }.into_any()
        }
    });
    view! {
        <div class="notice warn">
            <IconMark icon=Icon::Warning />
            <div class="notice-body">
                <p>{w.t(words::party_page::IMPORT_NEEDS_ENTITY)}</p>
                {way}
            </div>
        </div>
    }
}

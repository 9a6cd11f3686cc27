//! What a page is told when something was not done, and how it shows it.

use crate::{
    components::icon::{Icon, IconMark},
    use_words, words,
};
use leptos::{prelude::*, server_fn::codec::PostcardEncoding};
use leptos_meta::Title;
use model::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// Not done, by who can act on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// The person can mend it.
    #[error("refused: {0}")]
    Refused(Refusal),
    /// We must mend it; the reference finds it in our log.
    #[error("broken, reference {0}")]
    Broken(String),
    /// The network, or a program of another version.
    #[error("unreachable")]
    Unreachable,
}

impl FromServerFnError for Failure {
    type Encoder = PostcardEncoding;

    // Nobody reads the cause in a browser, and the sentences for it would weigh on every page.
    #[cfg_attr(not(feature = "ssr"), expect(unused_variables, reason = "told by the server's log alone"))]
    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        #[cfg(feature = "ssr")]
        tracing::warn!(cause = %error, "a call was not understood");
        Self::Unreachable
    }
}

#[cfg(feature = "ssr")]
impl From<operations::Failure> for Failure {
    fn from(failure: operations::Failure) -> Self {
        let failure = match failure {
            operations::Failure::Refused(refusal) => Self::Refused(refusal),
            operations::Failure::Broken(cause) => {
                let reference = crate::visit::reference();
                tracing::error!(%reference, %cause, "an operation broke");
                Self::Broken(reference)
            }
        };
        crate::visit::answer_call_with(&failure);
        failure
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        let failure = Self::Refused(refusal);
        #[cfg(feature = "ssr")]
        crate::visit::answer_call_with(&failure);
        failure
    }
}

/// A failure as a sentence.
pub fn sentence(w: words::Words, failure: &Failure) -> String {
    match failure {
        Failure::Refused(refusal) => words::refusal::refusal(w, refusal),
        Failure::Broken(reference) => w.with(words::error_page::BROKEN, &[("reference", reference)]),
        Failure::Unreachable => w.t(words::error_page::UNREACHABLE).to_owned(),
    }
}

/// A failure in words.
#[component]
pub fn FailureNotice(
    /// What was not done.
    failure: Failure,
) -> impl IntoView {
    let w = use_words();
    let sentence = sentence(w, &failure);
    #[cfg(feature = "ssr")]
    crate::visit::answer_with(&failure);
    let way_in = matches!(failure, Failure::Refused(Refusal::NotSignedIn)).then(|| {
        view! {
            <a class="button" href="/sign-in" rel="external">
                {w.t(words::nav::SIGN_IN)}
            </a>
        }
    });
    view! {
        <div class="notice warn" role="alert">
            <IconMark icon=Icon::Warning />
            <div class="notice-body">
                <p>{sentence}</p>
                {way_in}
            </div>
        </div>
    }
}

/// A failure in the place of a page, with a title and a heading as every page has them, and a way on.
#[component]
pub fn FailurePage(
    /// Why the page cannot be shown.
    failure: Failure,
) -> impl IntoView {
    let w = use_words();
    let title = w.t(match &failure {
        Failure::Refused(Refusal::NotPermitted(_)) => words::error_page::NOT_PERMITTED_TITLE,
        Failure::Refused(_) => words::error_page::NOT_FOUND_TITLE,
        Failure::Broken(_) => words::error_page::BROKEN_TITLE,
        Failure::Unreachable => words::error_page::UNREACHABLE_TITLE,
    });
    let way_on = (!matches!(failure, Failure::Refused(Refusal::NotSignedIn))).then(|| {
        view! {
            <a class="button" href="/">
                {w.t(words::nav::HOME)}
            </a>
        }
    });
    view! {
        <Title text=title />
        <header class="page-head">
            <div class="page-title">
                <h1>{title}</h1>
            </div>
        </header>
        <FailureNotice failure />
        {way_on}
    }
}

/// The page for an address that does not exist.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let w = use_words();
    #[cfg(feature = "ssr")]
    crate::visit::answer_with(&Failure::Refused(Refusal::NotFound));
    view! {
        <Title text=w.t(words::error_page::NOT_FOUND_TITLE) />
        <main class="page" id="main">
            <div class="empty">
                <IconMark icon=Icon::Question />
                <h1>{w.t(words::error_page::NOT_FOUND_TITLE)}</h1>
                <p>{w.t(words::error_page::NOT_FOUND)}</p>
                <div class="actions">
                    <a class="button primary" href="/">
                        {w.t(words::nav::HOME)}
                    </a>
                </div>
            </div>
        </main>
    }
}

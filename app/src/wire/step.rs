//! What a form sends.

use super::read;
use crate::failure::Failure;
use leptos::{
    prelude::*,
    server_fn::{ServerFn, error::ServerFnUrlError},
};
use serde::de::DeserializeOwned;
use std::marker::PhantomData;

/// A step that a form takes by the server function `S`: sent, refused, done, and sent again.
#[derive(Debug)]
pub struct Step<S> {
    state: State,
    of: PhantomData<fn() -> S>,
}

impl<S> Clone for Step<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Step<S> {}

impl<S: ServerFn<Error = Failure>> Default for Step<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S: ServerFn<Error = Failure>> Step<S> {
    /// A step not yet taken, or refused just now: without WebAssembly the browser comes back to the page with the
    /// refusal in its address.
    pub fn new() -> Self {
        let refused = use_context::<ServerActionError>()
            .filter(|error| error.path() == S::PATH)
            .map(|error| Err(ServerFnUrlError::<Failure>::decode_err(error.err())));
        #[cfg(feature = "ssr")]
        let sent = refused.is_some().then(|| crate::visit::held_fields(S::PATH)).flatten();
        #[cfg(not(feature = "ssr"))]
        let sent = None;
        Self { state: State::new(refused, sent), of: PhantomData }
    }

    /// Why it was not done when it was last sent, if it was not.
    pub fn refused(self) -> Signal<Option<Failure>> {
        let answer = self.state.answer;
        Signal::derive(move || answer.try_with(|answer| answer.as_ref()?.as_ref().err().cloned()).flatten())
    }

    /// The last answer, for places with several steps: whether it refused, and its turn among the answers of all
    /// steps; 0 while there is none.
    pub fn last(self) -> Signal<(usize, Option<Failure>)> {
        let (turn, refused) = (self.state.turn, self.refused());
        Signal::derive(move || (turn.try_get().unwrap_or_default(), refused.try_get().flatten()))
    }

    /// Whether it was done when it was last sent.
    pub fn done(self) -> bool {
        self.state.answer.try_with(|answer| matches!(answer, Some(Ok(_)))).unwrap_or_default()
    }

    /// Whether the form that was sent last held a text, for places with a form for each of many things: an identity says
    /// which one it was.
    pub fn sent_with(self, part: &str) -> bool {
        self.state.sent.try_with(|sent| sent.as_ref().is_some_and(|sent| sent.contains(part))).unwrap_or_default()
    }

    /// What a field held when a plain form was refused just now, for fields that are drawn outside of their form; one
    /// with the same words in `beside`, if any is named.
    pub fn held(self, name: &str, beside: Option<(&str, &str)>) -> Option<String> {
        #[cfg(feature = "ssr")]
        {
            let fields = super::held::Held::of(self.state.sent.get_untracked().as_deref()).0?;
            let value = |name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone());
            let own = beside.is_none_or(|(name, wanted)| value(name).is_some_and(|held| held == wanted));
            value(name).filter(|_| own)
        }
        #[cfg(not(feature = "ssr"))]
        {
            let _ = (name, beside);
            None
        }
    }

    /// Whether an answer was among those that were chosen under a name when a plain form was refused just now.
    pub fn held_among(self, name: &str, value: &str) -> bool {
        #[cfg(feature = "ssr")]
        {
            let fields = super::held::Held::of(self.state.sent.get_untracked().as_deref()).0;
            let chosen = |(field, held): &(String, String)| held == value && field.split('[').next() == Some(name);
            fields.is_some_and(|fields| fields.iter().any(chosen))
        }
        #[cfg(not(feature = "ssr"))]
        {
            let _ = (name, value);
            false
        }
    }

    /// What the server answered when it was last done.
    pub fn answer(self) -> Option<S::Output>
    where
        S::Output: DeserializeOwned,
    {
        self.state.answer.try_with(|answer| read(answer.as_ref()?.as_ref().ok()?).ok()).flatten()
    }

    /// Whether it is under way.
    pub fn pending(self) -> Signal<bool> {
        self.state.pending.into()
    }

    /// How often it was done: what it has changed is asked anew; a refusal leaves what was typed.
    pub fn times_done(self) -> Signal<usize> {
        self.state.done.into()
    }

    /// How often it was answered, be it with a refusal: what depends on it is asked anew when this changes.
    pub fn version(self) -> Signal<usize> {
        self.state.version.into()
    }
}

/// What is the same for all steps.
#[derive(Clone, Copy, Debug)]
struct State {
    answer: RwSignal<Option<Result<Vec<u8>, Failure>>>,
    done: RwSignal<usize>,
    pending: RwSignal<bool>,
    sent: RwSignal<Option<String>>,
    turn: RwSignal<usize>,
    version: RwSignal<usize>,
}

/// How many steps were answered in this browser; what a plain form was told before counts as the first.
#[cfg(not(feature = "ssr"))]
static ANSWERED: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(1);

impl State {
    fn new(answer: Option<Result<Vec<u8>, Failure>>, sent: Option<String>) -> Self {
        Self {
            turn: RwSignal::new(answer.is_some().into()),
            answer: RwSignal::new(answer),
            done: RwSignal::new(0),
            pending: RwSignal::new(false),
            sent: RwSignal::new(sent),
            version: RwSignal::new(0),
        }
    }

    /// Sends what the form says. The form may be gone when the answer comes, because the answer led elsewhere.
    #[cfg(not(feature = "ssr"))]
    async fn send(self, path: &'static str, text: String) {
        if self.pending.try_set(true).is_some() {
            return;
        }
        let _gone = self.sent.try_set(Some(text.clone()));
        let answer = super::post::<server_fn::client::browser::BrowserClient>(path, text).await;
        if answer.is_ok() {
            self.done.try_update(|done| *done += 1);
        }
        let turn = ANSWERED.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
        let _gone = self.turn.try_set(turn);
        let _gone = self.answer.try_set(Some(answer));
        let _gone = self.pending.try_set(false);
        self.version.try_update(|version| *version += 1);
    }
}

/// A form that takes a step. Without WebAssembly it is a plain post, and the answer leads back to the page.
#[component]
pub fn StepForm<S: ServerFn<Error = Failure> + 'static>(
    /// The step.
    step: Step<S>,
    /// The fields and the button.
    children: Children,
) -> impl IntoView {
    form_of(step.state, S::url(), children)
}

fn form_of(state: State, path: &'static str, children: Children) -> impl IntoView {
    let send = move |event: web_sys::SubmitEvent| {
        #[cfg(not(feature = "ssr"))]
        {
            if event.default_prevented() {
                return;
            }
            if state.pending.try_get_untracked().unwrap_or(true) {
                event.prevent_default();
                return;
            }
            let data = leptos::form::form_data_from_event(&event).ok();
            let written = data.as_ref().and_then(super::typed::written);
            // A form that cannot be read here is left to the browser, which posts it plainly.
            if let Some(written) = written {
                event.prevent_default();
                leptos::task::spawn_local(state.send(path, written));
            }
        }
        #[cfg(feature = "ssr")]
        let _ = (event, state);
    };
    // Every form says what it holds, so that none takes what another does.
    #[cfg(feature = "ssr")]
    provide_context(super::held::Held::of(state.sent.get_untracked().as_deref()));
    view! {
        <form action=path method="post" on:submit=send>
            {children()}
        </form>
    }
}

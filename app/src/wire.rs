//! How questions and answers travel between browser and server.
//!
//! Answers are postcard: no names of fields travel, and the code that reads them is a fraction of what reads JSON.
//! Pages ask by [`ask`] and forms send by [`Step`]; both hold what came as bytes and make a value of it where it is
//! used, so that their machinery is in the browser once and not once for every type of answer.

mod asked;
mod held;
mod step;
pub mod typed;

pub use asked::{Asked, ask};
pub use held::{held, held_choice};
pub use step::{Step, StepForm};

use crate::failure::Failure;
use leptos::server_fn::{
    ContentType, Protocol,
    client::Client,
    codec::{Encoding, FromReq, IntoRes, Post, PostUrl, PostcardEncoding},
    error::FromServerFnError,
    redirect::call_redirect_hook,
    request::ClientReq,
    response::{ClientRes, Res},
    server::Server,
};
use serde::{Serialize, de::DeserializeOwned};

/// How every server function is called: its arguments are posted as a form's fields are, its answer is postcard.
#[derive(Clone, Copy, Debug)]
pub struct Wire;

type Answer = Post<PostcardEncoding>;

impl<Input, Output, C, S> Protocol<Input, Output, C, S, Failure> for Wire
where
    Input: Serialize + FromReq<PostUrl, S::Request, Failure> + Send,
    Output: DeserializeOwned + IntoRes<Answer, S::Response, Failure> + Send,
    C: Client<Failure>,
    S: Server<Failure>,
    S::Response: Res + Send,
{
    const METHOD: http::Method = <PostUrl as Encoding>::METHOD;

    async fn run_server<F, Fut>(request: S::Request, function: F) -> Result<S::Response, Failure>
    where
        F: Fn(Input) -> Fut + Send,
        Fut: Future<Output = Result<Output, Failure>> + Send,
    {
        let input = Input::from_req(request).await?;
        #[cfg(feature = "ssr")]
        let typed = crate::visit::wants_page().then(|| serde_qs::to_string(&input).ok()).flatten();
        let answer = function(input).await;
        #[cfg(feature = "ssr")]
        if let (Err(_), Some(typed)) = (&answer, typed) {
            crate::visit::hold_fields(&typed);
        }
        answer?.into_res().await
    }

    async fn run_client(path: &str, input: Input) -> Result<Output, Failure> {
        let text = serde_qs::to_string(&input).map_err(|_unwritable| Failure::Unreachable)?;
        read(&post::<C>(path, text).await?)
    }
}

/// Posts the fields of a form, and goes where the answer leads.
async fn post<C: Client<Failure>>(path: &str, text: String) -> Result<Vec<u8>, Failure> {
    let request = C::Request::try_new_post(path, PostUrl::CONTENT_TYPE, PostcardEncoding::CONTENT_TYPE, text)?;
    let response = C::send(request).await?;
    let status = response.status();
    let location = response.location();
    let leads = response.has_redirect();
    let bytes = response.try_into_bytes().await?;
    if (400..=599).contains(&status) {
        return Err(Failure::de(bytes));
    }
    if leads || (300..=399).contains(&status) {
        call_redirect_hook(&location);
    }
    Ok(bytes.to_vec())
}

/// Reads an answer.
///
/// # Errors
/// [`Failure::Unreachable`] if it cannot be read: it comes from a program of another version.
fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Failure> {
    postcard::from_bytes(bytes).map_err(|_of_another_version| Failure::Unreachable)
}

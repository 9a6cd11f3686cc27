//! How answers travel to the browser.

use leptos::server_fn::{ContentType, Decodes, Encodes, Format, FormatType, codec::Post};
use serde::{Serialize, de::DeserializeOwned};
use server_fn::Bytes;

/// JSON that the browser reads as text, as it reads the data that came inside a page. Read as bytes it would
/// pass through a second reader, and the code that takes every type apart would be in the browser twice.
#[derive(Debug)]
pub struct TextJson;

/// What every server function answers with; see [`TextJson`].
pub type Answer = Post<TextJson>;

/// The answer of a server function cannot be read: it comes from a program of another version.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// It is not text.
    #[error(transparent)]
    Text(#[from] std::str::Utf8Error),
    /// It is text of another form.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

impl ContentType for TextJson {
    const CONTENT_TYPE: &'static str = "application/json";
}

impl FormatType for TextJson {
    const FORMAT_TYPE: Format = Format::Text;
}

impl<T: Serialize> Encodes<T> for TextJson {
    type Error = serde_json::Error;

    fn encode(answer: &T) -> Result<Bytes, Self::Error> {
        serde_json::to_vec(answer).map(Bytes::from)
    }
}

impl<T: DeserializeOwned> Decodes<T> for TextJson {
    type Error = Unreadable;

    fn decode(bytes: Bytes) -> Result<T, Self::Error> {
        Ok(serde_json::from_str(std::str::from_utf8(&bytes)?)?)
    }
}

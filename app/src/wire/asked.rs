//! What a page asks.

use super::read;
use crate::failure::Failure;
use codee::{Decoder, Encoder};
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use std::{any::Any, convert::Infallible, future::IntoFuture, marker::PhantomData, pin::Pin, sync::Arc};

type Reply<T> = Result<T, Failure>;
type Later<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// What a page has asked; to be awaited for the answer, as often as it is shown.
#[derive(Debug)]
pub struct Asked<T> {
    held: Resource<Held, Packed>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Asked<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Asked<T> {}

/// Asks, and asks anew whenever `source` changes. The server answers before it sends the page.
pub fn ask<S, T, Fut>(
    source: impl Fn() -> S + Send + Sync + 'static,
    question: impl Fn(S) -> Fut + Send + Sync + 'static,
) -> Asked<T>
where
    S: PartialEq + Clone + Send + Sync + 'static,
    T: Serialize + Clone + Send + Sync + 'static,
    Fut: Future<Output = Reply<T>> + Send + 'static,
{
    let source: Box<dyn Fn() -> Source + Send + Sync> = Box::new(move || Source(Arc::new(source())));
    let question: Box<dyn Fn(Source) -> Later<Held> + Send + Sync> = Box::new(move |source: Source| {
        // It is always of the type that the closure above has put in.
        let asked = source.0.as_any().downcast_ref::<S>().cloned().map(&question);
        Box::pin(async move {
            let reply: Reply<T> = match asked {
                Some(answer) => answer.await,
                None => Err(Failure::Unreachable),
            };
            Held::of(reply)
        })
    });
    Asked { held: Resource::new_with_options(source, question, true), of: PhantomData }
}

impl<T: DeserializeOwned + Clone + Send + Sync + 'static> IntoFuture for Asked<T> {
    type Output = Reply<T>;
    type IntoFuture = Later<Reply<T>>;

    fn into_future(self) -> Self::IntoFuture {
        let held = self.held.into_future();
        Box::pin(async move { held.await.reply() })
    }
}

/// From what an answer follows, of any type.
#[derive(Clone)]
struct Source(Arc<dyn Same + Send + Sync>);

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        self.0.same(other.0.as_any())
    }
}

trait Same {
    fn as_any(&self) -> &dyn Any;
    fn same(&self, other: &dyn Any) -> bool;
}

impl<S: PartialEq + 'static> Same for S {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn same(&self, other: &dyn Any) -> bool {
        other.downcast_ref::<S>() == Some(self)
    }
}

/// An answer of any type: as it came inside the page, or as it was asked for here.
#[derive(Clone)]
enum Held {
    Sent(Arc<[u8]>),
    Here {
        reply: Arc<dyn Any + Send + Sync>,
        /// How the server writes it into the page.
        #[cfg(feature = "ssr")]
        written: Arc<Result<Vec<u8>, postcard::Error>>,
    },
}

impl Held {
    fn of<T: Serialize + Send + Sync + 'static>(reply: Reply<T>) -> Self {
        Self::Here {
            #[cfg(feature = "ssr")]
            written: Arc::new(postcard::to_stdvec(&reply)),
            reply: Arc::new(reply),
        }
    }

    fn reply<T: DeserializeOwned + Clone + 'static>(&self) -> Reply<T> {
        match self {
            Self::Sent(bytes) => read::<Reply<T>>(bytes).and_then(|reply| reply),
            Self::Here { reply, .. } => {
                let reply = reply.downcast_ref::<Reply<T>>();
                reply.cloned().unwrap_or_else(|| Err(Failure::Unreachable))
            }
        }
    }
}

/// How an answer is written into the page that the server sends.
#[derive(Debug)]
struct Packed;

impl Encoder<Held> for Packed {
    type Error = postcard::Error;
    type Encoded = Vec<u8>;

    fn encode(held: &Held) -> Result<Vec<u8>, postcard::Error> {
        match held {
            Held::Sent(bytes) => Ok(bytes.to_vec()),
            #[cfg(feature = "ssr")]
            Held::Here { written, .. } => written.as_ref().clone(),
            // Only the server writes pages.
            #[cfg(not(feature = "ssr"))]
            Held::Here { .. } => Ok(Vec::new()),
        }
    }
}

impl Decoder<Held> for Packed {
    type Error = Infallible;
    type Encoded = [u8];

    fn decode(bytes: &[u8]) -> Result<Held, Infallible> {
        Ok(Held::Sent(bytes.into()))
    }
}

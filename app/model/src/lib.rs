//! What things are in Avenant, and what may be done with them.
//!
//! Rules are pure functions over plain values. Nothing here knows a database, a page, a request, the
//! clock or chance: the day, the moment and every identifier arrive as parameters, so that a rule gives
//! the same answer in the browser, in a nightly job and in a test.
//!
//! Reading order: [`calendar`] and [`money`] (the two arithmetics), [`contract`] and [`price_line`] (the
//! terms), [`term`] (which dates follow from them), [`billing`] (which amounts follow from them),
//! [`obligation`] (what else was promised),
//! [`invoice`] and [`reconciliation`] (what really happened), [`leakage`] (the difference), then
//! [`permission`], [`event`] and [`refusal`] (who may, what is remembered, why not).

pub mod absence;
pub mod attachment;
pub mod billing;
pub mod calendar;
pub mod contract;
pub mod event;
pub mod id;
pub mod import;
pub mod invoice;
pub mod job;
pub mod key_date;
pub mod language;
pub mod leakage;
pub mod lifeline;
pub mod money;
pub mod notification;
pub mod obligation;
pub mod party;
pub mod permission;
pub mod person;
pub mod price_line;
pub mod reconciliation;
pub mod refusal;
pub mod reminder;
pub mod renewal;
pub mod risk;
#[cfg(any(test, feature = "sample"))]
pub mod sample;
pub mod service_visit;
pub mod session;
pub mod settings;
pub mod team;
pub mod term;
pub mod token;
pub mod typed;
pub mod view;
pub mod zone;

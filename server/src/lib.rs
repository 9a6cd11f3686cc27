//! The executable `avenant`: the web server, and the same operations from the command line.
//!
//! Reading order: [`cli`] (what may be asked of the program), [`config`] (how it is told), [`serve`] (what happens at
//! a start), [`router`] (the way of a request, layer by layer), then the layers: [`observe`], [`security`],
//! [`session`], [`wall`]. [`jobs`] is the timetable; `bench` measures all of it.
//!
//! Absent on purpose: rules, queries, permissions and pages. Those live in `model`, `store`, `operations` and `app`;
//! this crate only connects them to the network, the disk and the hours of the day.

pub mod assets;
mod bench;
pub mod cli;
pub mod config;
mod doctor;
mod export;
pub mod failure;
mod feed;
mod files;
mod import;
pub mod jobs;
pub mod live;
pub mod mail;
pub mod observe;
pub mod open;
pub mod rate;
pub mod rest;
pub mod router;
pub mod security;
pub mod serve;
pub mod session;
mod test_clock;
mod unsubscribe;
mod upload;
pub mod wall;

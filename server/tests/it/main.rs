//! The server as a whole, asked as browsers and command lines ask it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod administration;
mod cli;
mod config;
mod export;
mod feed;
mod files;
mod health;
mod hostile;
mod house;
mod kill;
mod mail;
mod page;
mod rest;
mod security;
mod session;
mod stale;
mod tidy;
mod upload;
mod wall;
mod years;

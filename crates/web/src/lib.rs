//! Pages and API: the office as people and programs reach it over HTTP.
//! It appends nothing, computes no money and contains no rule: it parses, asks the office, answers.
#![allow(
    clippy::single_match_else,
    reason = "what is known and what is not stand beside each other in markup"
)]

pub mod api;
pub mod assets;
pub mod entry;
pub mod error;
pub mod host;
pub mod pages;
pub mod parts;
pub mod routes;
pub mod serve;
pub mod who;

use std::sync::Arc;

use app::{Office, papers::Printer};

/// What every handler shares.
#[derive(Clone)]
pub struct Site {
    /// The office.
    pub office: Arc<Office>,
    /// Prints documents.
    pub printer: Arc<dyn Printer>,
    /// Names that the server answers to.
    pub names: Arc<host::Names>,
}

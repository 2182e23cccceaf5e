//! The program as it is used: its papers, on every road, and the demonstration.

mod accounts;
mod demo;
mod notices;
mod papers;
mod prices;
mod rules;
mod sale;

// The program has no library: what joins the paper engine to the office is taken in by its path.
#[path = "../../src/printer/mod.rs"]
mod printer;

//! Reports as pure functions to a table, and writers for the table.
//! A report queries nothing and knows no page: its rows are given to it.
#![deny(clippy::float_arithmetic, clippy::float_cmp)]

pub mod anomalies;
pub mod case_money;
pub mod days_by_holder;
pub mod due;
pub mod holders;
pub mod order;
pub mod portfolio;
pub mod table;
pub mod trial_balance;
pub mod write;

pub use order::Order;
pub use table::{Cell, Column, Table};

/// A report that the program can make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// The name: `caseway report portfolio`.
    pub name: &'static str,
    /// The title.
    pub title: &'static str,
    /// What it answers, in one sentence.
    pub help: &'static str,
}

/// Whether a report can be made as of a past day: it is figured from entries that bear their day.
pub fn is_dated(name: &str) -> bool {
    [trial_balance::ABOUT.name, case_money::ABOUT.name].contains(&name)
}

/// Every report.
pub const ALL: &[About] = &[
    portfolio::ABOUT,
    due::ABOUT,
    holders::ABOUT,
    days_by_holder::ABOUT,
    trial_balance::ABOUT,
    case_money::ABOUT,
    anomalies::ABOUT,
    // cargo x new: report
];

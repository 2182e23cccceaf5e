//! The one door on a real database.
#![expect(clippy::disallowed_methods, reason = "tests look at files of their own")]

mod accounts;
mod backups;
mod chance;
mod clocks;
mod door;
mod exports;
mod gates;
mod golden;
mod import;
mod insider;
mod law;
mod laws;
mod notices;
mod numbers;
mod orders;
mod places;
mod recomputed;
mod seeds;
mod states;
mod stories;

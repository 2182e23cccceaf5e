//! The core from outside: stories in memory, frozen events, and laws that hold for any acts.

mod changes;
mod differences;
mod duties;
mod events;
mod kept;
mod laws;
mod named;
mod odd_records;
mod prices;
mod stories;

//! The core from outside: stories in memory, frozen events, and laws that hold for any acts.

mod differences;
mod events;
mod laws;
mod odd_records;
mod stories;

//! The one door on a real database.

mod import;
mod seeds;
mod stories;

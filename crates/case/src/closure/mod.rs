//! The end of a case: supply complete, closure hold, lines closed with open contracts, interim and
//! final closure, and reopening.

pub mod close;
pub mod close_interim;
pub mod close_line;
pub mod complete_supply;
pub mod hold;
pub mod reopen;

pub use close::Closed;

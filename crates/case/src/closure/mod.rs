//! The end of a case: supply complete, closure hold, closure.

pub mod close;
pub mod complete_supply;
pub mod hold;

pub use close::Closed;

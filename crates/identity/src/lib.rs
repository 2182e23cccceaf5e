//! What proves who somebody is: passwords, codes by time, codes on paper, sessions and tokens.
//! It keeps nothing, reads no clock and draws no chance: moments and random bytes are arguments.

pub mod code;
pub mod limits;
pub mod password;
pub mod recovery;
pub mod secret;
pub mod session;
pub mod totp;

pub use secret::Secret;

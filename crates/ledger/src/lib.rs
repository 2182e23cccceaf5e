//! Balanced entries and balances by dimension, in three ledgers that never mix.
//! It does not know why money moves and holds no rule of the law.
#![deny(clippy::float_arithmetic, clippy::float_cmp)]

pub mod account;
pub mod books;
pub mod entry;
pub mod rule;

pub use account::{Account, Ledger, Side};
pub use books::{Balance, Books, Breach};
pub use entry::{Dims, Entry, Leg, Unbalanced};
pub use rule::Rule;

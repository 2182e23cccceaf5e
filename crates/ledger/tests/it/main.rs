//! The ledger held against examples that were worked by hand, to the cent.

mod examples;

//! The pieces that pages are made of: functions from values to markup. None of them asks the
//! office for anything.

pub mod bits;
pub mod findings;
pub mod form;
pub mod holders;
pub mod page;
pub mod table;

pub use page::{Frame, Page};

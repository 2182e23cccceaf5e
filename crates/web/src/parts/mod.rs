//! The pieces that pages are made of: functions from values to markup. None of them asks the
//! office for anything.

pub mod acts;
pub mod bits;
pub mod chart;
pub mod clocks;
pub mod desk;
pub mod findings;
pub mod form;
pub mod holders;
pub mod list;
pub mod marking;
pub mod nation;
pub mod page;
pub mod papers;
pub mod signed;
pub mod statements;
pub mod table;

pub use page::{Frame, Page};

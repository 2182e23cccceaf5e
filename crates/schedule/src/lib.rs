//! Clocks that start, stop and fall due, and the days that a holder had a file.
//! It changes no case and reads no clock: days come in as arguments.

pub mod clock;
pub mod spans;

pub use clock::{Clock, DayKind};
pub use spans::{Span, days_by};

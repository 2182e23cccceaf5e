//! Clocks that start, pause, resume, stop and fall due, working days of a country, and the days
//! that a holder had a file. It changes no case and reads no clock: days come in as arguments.

pub mod calendar;
pub mod clock;
pub mod spans;
pub mod standard;

pub use calendar::{Calendar, Calendars};
pub use clock::{Clock, DayKind, Length, Pause, Sum};
pub use spans::{Charge, Span, age, charges, days_by};
pub use standard::{Standard, Standards, Step, Unit};

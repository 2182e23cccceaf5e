//! Clocks that start, pause, resume, stop and fall due, working days of a country, and the days
//! that a holder had a file. It changes no case and reads no clock: days come in as arguments.

pub mod calendar;
pub mod clock;
pub mod lists;
pub mod spans;
pub mod standard;

pub use calendar::{Calendar, Calendars, Off};
pub use clock::{Clock, DayKind, Length, Pause, Sum};
pub use lists::{HolidayList, Kept};
pub use spans::{Charge, Span, age, charges, days_by};
pub use standard::{Reached, Standard, Standards, Step, Unit};

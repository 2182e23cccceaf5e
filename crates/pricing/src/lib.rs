//! What a sale costs: the estimated cost summary and the payment schedule of an offer.
//! It posts nothing, uses no float and holds no rate: rates come in as dated rows' values.
#![deny(clippy::float_arithmetic, clippy::float_cmp)]

pub mod exact;
pub mod month;
pub mod payment_schedule;
pub mod quotation;
pub mod requirement;
pub mod round;
pub mod summary;

pub use exact::Exact;
pub use month::Month;
pub use payment_schedule::{Payment, schedule};
pub use quotation::{Item, Price};
pub use summary::{Estimates, Line, Summary, TooLarge, summarise};

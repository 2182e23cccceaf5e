//! The law as dated rows: parsed, validated, and found by the day that governs.
//! It reads no file, knows no case and contains no number of the law.
#![deny(clippy::float_arithmetic, clippy::float_cmp)]

pub mod diff;
pub mod finding;
pub mod governing;
pub mod held;
pub mod jurisdiction;
pub mod pack;
pub mod rates;
pub mod row;
pub mod wording;

pub use diff::Difference;
pub use finding::{Fact, Finding, Outcome};
pub use governing::{AsOf, Days, Governed, GovernedBy, Governing};
pub use held::{Attestation, Held, Waiver};
pub use jurisdiction::{Jurisdiction, Tier, USUAL, capital};
pub use pack::{Pack, PackError};
pub use rates::{RateDays, RateRow, Rates, Seen, Trigger};
pub use row::{Confidence, Row, RowKind};
pub use wording::Wording;

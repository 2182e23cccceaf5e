//! The field's words as types: money, days, identifiers, codes and actors.
//! It knows no rule, reads no clock and never turns a binary float into money.
#![deny(clippy::float_arithmetic, clippy::float_cmp)]

pub mod actor;
pub mod codes;
pub mod day;
pub mod hex;
pub mod ids;
pub mod limits;
pub mod marking;
pub mod moment;
pub mod money;

pub use actor::{Actor, Desk};
pub use day::{Day, Weekday};
pub use ids::{CaseId, FileId, Kind, LineNumber, PurchaserCode, StreamId, Transmittal, Version};
pub use marking::Marking;
pub use moment::Moment;
pub use money::{Rate, Usd};

/// A value that could not be read: what it was, what was expected and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}: \"{value}\" {expected}")]
pub struct Unreadable {
    /// The kind of value, in the field's word ("case identifier").
    pub what: &'static str,
    /// The value as it came.
    pub value: String,
    /// What would have been accepted, as the rest of the sentence.
    pub expected: &'static str,
}

impl Unreadable {
    /// Names the value that failed, cut to a length fit for a message.
    pub fn new(what: &'static str, value: &str, expected: &'static str) -> Self {
        const SHOWN_MAX: usize = 120;
        let mut shown: String = value.chars().take(SHOWN_MAX).collect();
        if shown.len() < value.len() {
            shown.push('…');
        }
        Self { what, value: shown, expected }
    }
}

/// Serializes a type as its printed text and reads it back through `FromStr`. The caller's crate
/// has `serde` among its dependencies.
#[macro_export]
macro_rules! as_text {
    ($($name:ty),+) => {$(
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                out.collect_str(self)
            }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}

//! Outside formats, read and written, a file each.
//! It does no I/O, decides nothing and holds no rule of the law: facts in, facts out.
#![deny(clippy::float_arithmetic, clippy::float_cmp)]

pub mod anomaly;
pub mod countries;
pub mod extract;
pub mod icalendar;
pub mod nations;
pub mod notice;
pub mod notices_jsonl;
pub mod printed_money;

pub use anomaly::Anomaly;
pub use countries::Countries;
pub use notice::Notice;

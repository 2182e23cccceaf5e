//! Parties against restricted-party lists: names are read, compared, scored and explained.
//! It does no I/O, reads no clock and decides nothing; what it counts, it counts in whole numbers.
#![deny(clippy::float_arithmetic, clippy::float_cmp)]

pub mod align;
mod asked;
pub mod engine;
pub mod evidence;
pub mod explain;
pub mod fold;
pub mod index;
pub mod lists;
pub mod near;
pub mod party;
mod search;
pub mod weights;
pub mod wire;

pub use engine::{Engine, Hit, Searcher, Unanswerable};
pub use explain::Explanation;
pub use index::{Builder, Index};
pub use party::{Date, Entity, Gender, Identifier, Kind, Name, Query, Role};
pub use weights::Weights;

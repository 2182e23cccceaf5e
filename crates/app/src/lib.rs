//! The office: the one door for changes, look-ups, jobs, clock and keys.
//! It knows neither HTML nor the text of SQL; only here are time and chance drawn.
// A file shown as JSON has more fields than the macro unfolds by itself.
#![recursion_limit = "256"]

pub mod accounts;
pub mod act;
pub mod backup;
mod borne;
mod cache;
pub mod clock;
pub mod clocks;
pub mod duties;
pub mod explain;
mod facts;
mod founding;
mod gates;
pub mod ids;
pub mod import;
pub mod jobs;
pub mod judge;
pub mod keys;
pub mod log;
pub mod notices;
pub mod office;
pub mod pack;
pub mod papers;
mod prices;
pub mod query;
pub mod rebuild;
pub mod reporting;
pub mod seed;
pub mod show;
mod states;
pub mod stories;
pub mod verify;
pub mod versions;

pub use act::{ActError, Order, Target};
pub use borne::Borne;
pub use founding::{Founding, NotFounded};
pub use office::{Config, Office};

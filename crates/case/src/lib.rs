//! The office's mind: what may happen to a file, and what follows from it.
//! It does no I/O, reads no clock, draws no number, and knows neither HTTP, SQL nor paper.
#![deny(clippy::float_arithmetic, clippy::float_cmp)]

pub mod act;
pub mod authority;
pub mod books;
pub mod change;
pub mod clocks;
pub mod closure;
pub mod cn;
pub mod compliance;
pub mod coverage;
pub mod decider;
pub mod duties;
pub mod event;
pub mod execution;
pub mod facts;
pub mod file;
pub mod gates;
pub mod governing;
pub mod kept;
pub mod loa;
pub mod lor;
pub mod marks;
pub mod money;
pub mod office;
pub mod papers;
pub mod participants;
pub mod price;
pub mod purchaser;
pub mod read;
pub mod refusal;
pub mod roads;
pub mod sale;
pub mod scope;
pub mod script;
pub mod situation;
pub mod statements;
pub mod support;
pub mod talks;
pub mod watch;

pub use act::{About, Act, Check, Field, Input, Need};
pub use decider::{Decider, Head, Outcome, Told};
pub use event::Event;
pub use file::{Decision, File};
pub use refusal::Refusal;
pub use situation::{Country, Facts, Situation};

//! What tests of several rooms share: an office on a fresh database with a clock to be set and
//! chance by seed, and the runner of stories. No product room depends on it.

#[cfg(feature = "database")]
pub mod database;
pub mod law;
pub mod memory;
#[cfg(feature = "office")]
pub mod office;
#[cfg(feature = "office")]
mod office_world;
pub mod random;
pub mod run;
pub mod story;
pub mod world;

#[cfg(feature = "office")]
pub use office::{Officer, TestOffice};

//! What tests of several rooms share: an office on a fresh database with a clock to be set and
//! chance by seed. No product room depends on it.

#[cfg(feature = "office")]
pub mod database;
#[cfg(feature = "office")]
pub mod office;

#[cfg(feature = "office")]
pub use office::{Officer, TestOffice};

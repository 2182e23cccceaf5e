//! Scope: what the purchaser needs, as structured records that lines are traced to.

pub mod define_requirement;
pub mod join_programme;

pub use define_requirement::{DefineRequirement, Priority, Requirement};

//! Who may read and do what: a person, an action and a thing go in; a decision with the names of
//! the policies that made it comes out. It reads nothing, knows no HTTP and no SQL, and refuses
//! whatever no policy permits.

mod action;
mod decide;
pub mod matrix;
pub mod principal;
mod resource;

pub use action::Action;
pub use decide::{Decision, POLICIES, SCHEMA, decide};
pub use principal::{Kind, Principal, Strength};
pub use resource::{Resource, Thing};

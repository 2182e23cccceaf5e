//! Paper: a view and the facts of its release in, a tagged PDF for archives out, the same bytes
//! for the same view, with the record inside. It never queries or decides, and it knows no file,
//! no network, no font of the system and no date of today.
//!
//! ```text
//! Offer | Change | Certification | ...         views: plain facts, `None` where not known
//!        + Release                            date, draft or released, marking, place in the log
//!          |--record.json--------------------> goes into the PDF as it is
//!          `--legible--> world --> layout --> PDF/A-3a and PDF/UA-1
//! ```
//!
//! A view reaches its template as values, never as markup: whatever a text says, it is printed.
#![deny(clippy::float_arithmetic, clippy::float_cmp)]

pub mod acknowledgement;
pub mod certification;
pub mod change;
pub mod clarification;
pub mod closure;
pub mod expiry;
pub mod fault;
mod legible;
pub mod nation;
pub mod offer;
mod paper;
pub mod release;
mod render;
pub mod rough_price;
mod text;
mod witness;
mod world;

pub use acknowledgement::Acknowledgement;
pub use certification::Certification;
pub use change::Change;
pub use clarification::Clarification;
pub use closure::ClosureCertificate;
pub use expiry::ExpiryNotice;
pub use fault::Unprintable;
pub use legible::Replaced;
pub use nation::Nation;
pub use offer::Offer;
pub use paper::{Kind, Paper};
pub use release::{Marking, Proof, Release, Standing};
pub use render::Printed;
pub use rough_price::RoughPrice;

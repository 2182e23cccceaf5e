//! Pages: each asks the office for what it shows and makes markup of it. A page that only reads
//! works without script; a page that changes something is a form.

pub mod act;
pub mod audit;
pub mod case;
pub mod cases;
pub mod desk;
pub mod events;
pub mod help;
pub mod home;
pub mod imports;
pub mod notification;
pub mod notifications;
pub mod papers;
pub mod problem;
pub mod proofs;
pub mod purchaser;
pub mod purchasers;
pub mod record;
pub mod reports;
pub mod request;
pub mod requests;
pub mod rules;
pub mod support;

use axum::response::Response;

/// What a page handler answers.
pub type Answer = Result<Response, problem::Failure>;

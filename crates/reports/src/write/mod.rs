//! Writers: a table as text for a terminal, as CSV, as JSON.

mod csv;
mod json;
mod text;

pub use self::{csv::csv, json::json, text::text};

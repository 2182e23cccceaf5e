//! The journal, its log and its read models, on SQLite and on PostgreSQL.
//! It decides nothing and interprets no rule; SQL is known here and nowhere else.

pub mod accounts;
pub mod backend;
pub mod blob;
pub mod codec;
pub mod journal;
pub mod log;
pub mod migrate;
pub mod plan;
pub mod postgres;
pub mod scan;
pub mod sqlite;
pub mod states;
pub mod store;
pub mod transfer;
pub mod value;
pub mod views;

pub use journal::{
    Append, Appended, Batch, Head, Key, Meta, NewEvent, NotAppended, Receipt, Recorded,
};
pub use sqlite::Mode;
pub use store::Store;

//! One suite for both databases. Each promise of the journal is a function over a place; the table
//! at the foot of each module runs it on SQLite, and on PostgreSQL where a cluster is named.
#![expect(clippy::disallowed_methods, reason = "tests look at files and clocks of their own")]

/// Runs each function on every database.
macro_rules! on_both {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            use crate::place::Place;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                super::$name(Place::sqlite()).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                if let Some(place) = Place::postgres() {
                    super::$name(place).await;
                }
            }
        }
    )+};
}

mod accounts;
mod copies;
mod groups;
mod journal;
mod keys;
mod lists;
mod log;
mod place;
mod refuses;
mod states;
mod world;

//! Why an order was not carried out.

use case::{Refusal, read::Wrong};
use store::NotAppended;
use terms::StreamId;

/// Why an order was not carried out. Nothing of it was.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// The file has no such act.
    #[error("\"{act}\" is not an act of this kind of file; its acts are: {known}", known = known.join(", "))]
    Unknown {
        /// What was asked for.
        act: String,
        /// The acts there are.
        known: Vec<&'static str>,
    },
    /// Arguments that cannot be taken: all of them, field by field.
    #[error("{}", sentences(.0))]
    Invalid(Vec<Wrong>),
    /// The law or the stage forbids it: all reasons at once.
    #[error("{0}")]
    Refused(Refusal),
    /// The file is at another version than the order was made on. Of many that are told so at the
    /// same time each is told in turn, so that whoever comes back at once is not too late again.
    #[error("{stream} is at version {current}; the order was made on another. Read it again.")]
    Conflict {
        /// The file.
        stream: StreamId,
        /// Its version.
        current: u64,
    },
    /// The key was used for another order.
    #[error("the idempotency key \"{0}\" was used for another order; choose a new key")]
    KeyReused(String),
    /// The key is not one.
    #[error("an idempotency key is 1 to 128 printable characters without spaces")]
    BadKey,
    /// The disk is full.
    #[error("the disk is full: nothing was written; reading goes on")]
    Full,
    /// The database does not answer.
    #[error("the database is not available now ({0}); ask again with the same key")]
    Unavailable(String),
    /// A bug or a damaged record.
    #[error(transparent)]
    Failed(#[from] anyhow::Error),
}

fn sentences(wrong: &[Wrong]) -> String {
    wrong.iter().map(|w| w.sentence.as_str()).collect::<Vec<_>>().join(" ")
}

impl From<NotAppended> for ActError {
    fn from(error: NotAppended) -> Self {
        match error {
            NotAppended::Conflict { stream, current, .. } => Self::Conflict { stream, current },
            NotAppended::KeyReused { key } => Self::KeyReused(key),
            NotAppended::Full => Self::Full,
            NotAppended::Unavailable(why) => Self::Unavailable(why),
            NotAppended::Failed(error) => Self::Failed(error),
        }
    }
}

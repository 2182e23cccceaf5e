//! What can go wrong with a request, once: pages and the API show the same in their own way.

use app::ActError;
use axum::http::StatusCode;
use case::read::Wrong;
use rules::Finding;

/// Why a request was not answered as asked.
#[derive(Debug)]
pub enum Error {
    /// There is no such thing.
    NotFound(String),
    /// The request itself is not one that can be read: status, code, sentence.
    Request(StatusCode, &'static str, String),
    /// An act was not done.
    Act(ActError),
    /// The world failed, or there is a bug. It is logged once, with this number, and not shown.
    Failed(String),
}

impl Error {
    /// A failure, logged with a number by which an operator finds it.
    fn failed(error: &anyhow::Error) -> Self {
        use std::sync::atomic::{AtomicU64, Ordering};
        static NUMBER: AtomicU64 = AtomicU64::new(1);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let reference = format!("E{number}");
        tracing::error!(reference, error = format!("{error:#}"), "a request failed");
        Self::Failed(reference)
    }

    /// The HTTP status.
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::Request(status, ..) => *status,
            Self::Act(error) => match error {
                ActError::Unknown { .. } => StatusCode::NOT_FOUND,
                ActError::Invalid(_) | ActError::KeyReused(_) => StatusCode::UNPROCESSABLE_ENTITY,
                ActError::Refused(_) | ActError::Conflict { .. } => StatusCode::CONFLICT,
                ActError::BadKey => StatusCode::BAD_REQUEST,
                ActError::Full => StatusCode::INSUFFICIENT_STORAGE,
                ActError::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
                ActError::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
            },
            Self::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The stable code of the kind of problem.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotFound(_) => "not-found",
            Self::Request(_, code, _) => code,
            Self::Act(error) => match error {
                ActError::Unknown { .. } => "unknown-act",
                ActError::Invalid(_) => "invalid",
                ActError::Refused(_) => "refused",
                ActError::Conflict { .. } => "conflict",
                ActError::KeyReused(_) => "key-reused",
                ActError::BadKey => "bad-key",
                ActError::Full => "disk-full",
                ActError::Unavailable(_) => "unavailable",
                ActError::Failed(_) => "failed",
            },
            Self::Failed(_) => "failed",
        }
    }

    /// What happened, for a person.
    pub fn sentence(&self) -> String {
        match self {
            Self::NotFound(what) => format!("{what} is not on record."),
            Self::Request(_, _, sentence) => sentence.clone(),
            Self::Act(ActError::Refused(refusal)) => {
                let count = refusal.findings.len();
                let reasons = if count == 1 { "reason" } else { "reasons" };
                format!("The act was refused, for {count} {reasons}. Nothing was changed.")
            }
            Self::Act(ActError::Invalid(wrong)) => {
                let fields = if wrong.len() == 1 { "field" } else { "fields" };
                format!("{} {fields} cannot be taken. Nothing was changed.", wrong.len())
            }
            Self::Act(error) => error.to_string(),
            Self::Failed(reference) => {
                format!("The program failed; the operator finds it under {reference}.")
            }
        }
    }

    /// Findings of a refusal.
    pub fn findings(&self) -> &[Finding] {
        match self {
            Self::Act(ActError::Refused(refusal)) => &refusal.findings,
            _ => &[],
        }
    }

    /// Fields that could not be taken.
    pub fn wrong(&self) -> &[Wrong] {
        match self {
            Self::Act(ActError::Invalid(wrong)) => wrong,
            _ => &[],
        }
    }

    /// The version that the file is at, when the request was made on another.
    pub const fn current_version(&self) -> Option<u64> {
        match self {
            Self::Act(ActError::Conflict { current, .. }) => Some(*current),
            _ => None,
        }
    }
}

impl From<anyhow::Error> for Error {
    /// A full disk and a database that is away have their own answers, wherever they are met.
    fn from(error: anyhow::Error) -> Self {
        match error.downcast::<store::NotAppended>() {
            Ok(error) => ActError::from(error).into(),
            Err(error) => Self::failed(&error),
        }
    }
}

impl From<ActError> for Error {
    fn from(error: ActError) -> Self {
        match error {
            ActError::Failed(error) => Self::failed(&error),
            other => Self::Act(other),
        }
    }
}

impl From<terms::Unreadable> for Error {
    fn from(unread: terms::Unreadable) -> Self {
        Self::NotFound(format!("The {} \"{}\"", unread.what, unread.value))
    }
}

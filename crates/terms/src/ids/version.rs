//! Which version of a case document is meant.

use std::{fmt, str::FromStr};

use crate::{Unreadable, as_text};

/// Version of a case document: basic, amendments A1, A2 …, modifications M1, M2 ….
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// The first offer.
    Basic,
    /// A change that the purchaser accepts.
    Amendment(u16),
    /// A change that the seller makes alone.
    Modification(u16),
}

impl fmt::Display for Version {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Basic => out.write_str("basic"),
            Self::Amendment(n) => write!(out, "A{n}"),
            Self::Modification(n) => write!(out, "M{n}"),
        }
    }
}

impl FromStr for Version {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        let number = |digits: &str| digits.parse().ok().filter(|n| *n > 0u16);
        let read = match (text, text.split_at_checked(1)) {
            ("basic", _) => Some(Self::Basic),
            (_, Some(("A", digits))) => number(digits).map(Self::Amendment),
            (_, Some(("M", digits))) => number(digits).map(Self::Modification),
            _ => None,
        };
        read.ok_or_else(|| {
            Unreadable::new("document version", text, "is not basic, A1, A2 … or M1, M2 …")
        })
    }
}

as_text!(Version);

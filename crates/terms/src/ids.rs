//! Identifiers of the field, each with its own type and its own check. None is guessed from
//! another: a purchaser code is not an ISO code (Germany is GY, DE is Denmark).

mod transmittal;
mod version;

use std::{fmt, str::FromStr};

pub use transmittal::Transmittal;
pub use version::Version;

use crate::{Unreadable, as_text};

/// Two-character customer code of the manual's country table (SAMM Table C4.T2).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PurchaserCode(String);

/// Case identifier `CC-I-DDD`: purchaser code, implementing agency, designator (`BN-P-LCB`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseId(String);

/// Line `001` or subline `001a`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineNumber(String);

impl PurchaserCode {
    /// The two characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl CaseId {
    /// The whole identifier.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The customer code in front.
    pub fn purchaser(&self) -> PurchaserCode {
        PurchaserCode(self.0[..2].to_owned())
    }

    /// The implementing agency's letter.
    pub fn agency(&self) -> char {
        self.0.as_bytes()[3].into()
    }
}

impl LineNumber {
    /// The number as printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn capital(b: u8) -> bool {
    b.is_ascii_uppercase() || b.is_ascii_digit()
}

macro_rules! printed {
    ($($name:ty),+) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }
    )+};
}
printed!(PurchaserCode, CaseId, LineNumber, FileId);

impl FromStr for PurchaserCode {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        let good = text.len() == 2 && text.bytes().all(capital);
        good.then(|| Self(text.to_owned())).ok_or_else(|| {
            Unreadable::new(
                "purchaser code",
                text,
                "is not a customer code; write its two capital letters or digits, such as BN",
            )
        })
    }
}

impl FromStr for CaseId {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        let b = text.as_bytes();
        let good = b.len() == 8
            && b[2] == b'-'
            && b[4] == b'-'
            && b[3].is_ascii_uppercase()
            && [0, 1, 5, 6, 7].iter().all(|i| capital(b[*i]));
        good.then(|| Self(text.to_owned())).ok_or_else(|| {
            Unreadable::new(
                "case identifier",
                text,
                "is not of the form CC-I-DDD (customer code, agency letter, designator), such as BN-P-LCB",
            )
        })
    }
}

impl FromStr for LineNumber {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        let b = text.as_bytes();
        let digits = b.len() >= 3 && b[..3].iter().all(u8::is_ascii_digit) && &b[..3] != b"000";
        let subline = b.len() == 3 || (b.len() == 4 && b[3].is_ascii_lowercase());
        (digits && subline).then(|| Self(text.to_owned())).ok_or_else(|| {
            Unreadable::new(
                "line number",
                text,
                "is not a line; write three digits from 001, with a small letter for a subline, such as 001a",
            )
        })
    }
}

/// The kind of file that a stream of events records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A prospective or actual purchaser: contacts, eligibility, interest, changes abroad.
    Purchaser,
    /// A Letter of Request from receipt to its answer.
    Request,
    /// A sale: lines, document versions, reviews, execution, closure.
    Case,
    /// A congressional notification; it outlives an offer.
    Notification,
    /// Support after delivery: visits, tickets, refreshers, upgrades, feedback.
    Support,
    /// What was refused, beside the file that it concerns.
    Audit,
    /// The office itself: imports, restores, settings.
    Office,
}

impl Kind {
    /// Every kind, in the order in which a sale meets them.
    pub const ALL: [Self; 7] = [
        Self::Purchaser,
        Self::Request,
        Self::Case,
        Self::Notification,
        Self::Support,
        Self::Audit,
        Self::Office,
    ];

    /// The word before the slash of a stream identifier.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Purchaser => "purchaser",
            Self::Request => "request",
            Self::Case => "case",
            Self::Notification => "notification",
            Self::Support => "support",
            Self::Audit => "audit",
            Self::Office => "office",
        }
    }

    /// The word of the web and API address: `/cases/BN-P-LCB`.
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Purchaser => "purchasers",
            Self::Request => "requests",
            Self::Case => "cases",
            Self::Notification => "notifications",
            Self::Support => "support",
            Self::Audit => "audit",
            Self::Office => "office",
        }
    }
}

/// The name of one file within its kind: letters, digits, point, hyphen and underscore, 1 to 64.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(String);

impl FileId {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for FileId {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
        let good = (1..=64).contains(&text.len())
            && text.bytes().all(plain)
            && text.as_bytes()[0].is_ascii_alphanumeric();
        good.then(|| Self(text.to_owned())).ok_or_else(|| {
            Unreadable::new(
                "file number",
                text,
                "is not a file number; write 1 to 64 letters, digits, points, hyphens or underscores",
            )
        })
    }
}

impl From<&CaseId> for FileId {
    fn from(id: &CaseId) -> Self {
        Self(id.0.clone())
    }
}

impl From<&PurchaserCode> for FileId {
    fn from(code: &PurchaserCode) -> Self {
        Self(code.0.clone())
    }
}

/// A stream of events: a kind and a file, printed `case/BN-P-LCB`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StreamId {
    /// What kind of file it is.
    pub kind: Kind,
    /// Which one.
    pub file: FileId,
}

impl StreamId {
    /// Names a stream.
    pub const fn new(kind: Kind, file: FileId) -> Self {
        Self { kind, file }
    }
}

impl fmt::Display for StreamId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.kind.word(), self.file)
    }
}

const NOT_A_STREAM: &str = "is not a stream; write its kind and number, such as request/BN-26-0001, \
                            or a case identifier, such as BN-P-LCB";

impl FromStr for StreamId {
    type Err = Unreadable;

    /// A bare case identifier (`BN-P-LCB`) means the case.
    fn from_str(text: &str) -> Result<Self, Unreadable> {
        let Some((word, file)) = text.split_once('/') else {
            let case = text.parse::<CaseId>().map(|id| Self::new(Kind::Case, (&id).into()));
            return case.map_err(|_| Unreadable::new("stream", text, NOT_A_STREAM));
        };
        let kind = Kind::ALL.into_iter().find(|k| k.word() == word).ok_or_else(|| {
            Unreadable::new(
                "stream",
                text,
                "names no known kind; write purchaser/, request/, case/, notification/, support/, audit/ or office/",
            )
        })?;
        Ok(Self::new(kind, file.parse()?))
    }
}

as_text!(PurchaserCode, CaseId, LineNumber, FileId, StreamId);

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T: FromStr + ToString>(good: &[&str], bad: &[&str]) {
        for text in good {
            let read = text.parse::<T>().map(|id| id.to_string()).ok();
            assert_eq!(read.as_deref(), Some(*text));
        }
        for text in bad {
            assert!(text.parse::<T>().is_err(), "{text}");
        }
    }

    #[test]
    fn identifiers_of_the_field() {
        check::<CaseId>(
            &["BN-P-LCB", "7G-B-AAA"],
            &["BN-P-LC", "bn-P-LCB", "BN-1-LCB", "BNXPXLCB"],
        );
        check::<LineNumber>(&["001", "001a", "120"], &["1", "000", "001A", "0011", "00a"]);
        check::<Transmittal>(
            &["26-99", "25-103", "24-0J", "23-01"],
            &["0G-23", "26-9", "RSAT-26-27", "26-0j", "2026-99"],
        );
        check::<PurchaserCode>(&["BN", "W7"], &["B", "BNN", "bn", ""]);
        check::<Version>(&["basic", "A1", "M12"], &["A0", "A", "B1", "Basic"]);
    }

    #[test]
    fn a_bare_case_identifier_names_the_case_stream() {
        assert_eq!("BN-P-LCB".parse::<StreamId>().unwrap().to_string(), "case/BN-P-LCB");
        assert_eq!("request/BN-26-0001".parse::<StreamId>().unwrap().kind, Kind::Request);
        for text in ["case", "case/", "cases/BN-P-LCB", "case/../x", "case/.x", "case/a b"] {
            assert!(text.parse::<StreamId>().is_err(), "{text}");
        }
    }
}

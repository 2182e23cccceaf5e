//! How a row is held: by a check of the program, by a statement of people where recorded data
//! cannot decide, or not at all because it only says what a word means or what will be asked later.

use serde::Deserialize;
use terms::{Day, Desk};

use crate::{Row, RowKind};

/// How a row is held against a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// A check of the program decides from what is recorded.
    Check,
    /// A named role says what it found, with evidence.
    Attestation,
    /// It says what a word means, or who is called what; nothing is asked of a file.
    Definition,
    /// Somebody owes it outside the gates of this record; it is shown where it will be asked.
    Duty,
    /// A pending bill: shown, never enforced.
    Proposal,
}

/// The statement that a row asks for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attestation {
    /// The desks that may make it, the usual one first.
    pub roles: Vec<Desk>,
    /// The kind of file that keeps it: `purchaser`, `request`, `case`, `notification`.
    pub file: String,
    /// The acts that ask for it, as `case/ship`. Empty where a check of the program asks.
    #[serde(default)]
    pub acts: Vec<String>,
    /// Which sales it is asked of; all of them when left out.
    #[serde(default)]
    pub of: Option<String>,
    /// How many calendar days a statement holds, where the law names it.
    #[serde(default)]
    pub valid_days: Option<i32>,
    /// Whether it holds for a fiscal year only, which ends on 30 September.
    #[serde(default)]
    pub by_fiscal_year: bool,
}

/// Who may let a sale pass although a row forbids it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// Whose decision it is, in the words of the source.
    pub authority: String,
    /// The desks that may record it.
    pub desks: Vec<Desk>,
}

impl Attestation {
    /// The last day on which a statement of a day still holds; `None` when nothing ends it.
    pub fn holds_until(&self, made: Day) -> Option<Day> {
        let counted = self.valid_days.map(|days| made.plus_days(days));
        let year = || format!("{:04}-09-30", made.fiscal_year()).parse().ok();
        let ends = self.by_fiscal_year.then(year).flatten();
        [counted, ends].into_iter().flatten().min()
    }
}

impl Held {
    /// The word for people and for JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Attestation => "attestation",
            Self::Definition => "definition",
            Self::Duty => "duty",
            Self::Proposal => "proposal",
        }
    }
}

impl Row {
    /// How it is held.
    pub const fn held(&self) -> Held {
        match self {
            Self { kind: RowKind::Proposal, .. } => Held::Proposal,
            Self { attestation: Some(_), .. } => Held::Attestation,
            Self { definition: Some(_), .. } => Held::Definition,
            Self { duty: Some(_), .. } => Held::Duty,
            _ => Held::Check,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn until(days: Option<i32>, by_fiscal_year: bool, made: &str) -> Option<String> {
        let (roles, acts) = (vec![Desk::State], Vec::new());
        let file = "purchaser".to_owned();
        let asked = Attestation { roles, file, acts, of: None, valid_days: days, by_fiscal_year };
        asked.holds_until(made.parse().unwrap()).map(|day| day.to_string())
    }

    #[test]
    fn a_statement_holds_for_its_days_or_its_fiscal_year_or_until_the_next_one() {
        assert_eq!(until(None, false, "2026-01-05"), None);
        assert_eq!(until(Some(365), false, "2026-01-05").as_deref(), Some("2027-01-05"));
        assert_eq!(until(None, true, "2026-09-30").as_deref(), Some("2026-09-30"));
        assert_eq!(until(None, true, "2026-10-01").as_deref(), Some("2027-09-30"));
        assert_eq!(until(Some(365), true, "2026-01-05").as_deref(), Some("2026-09-30"));
    }
}

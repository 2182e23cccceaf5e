//! The table of purchasers: codes, names as notices print them, dated memberships. A name is
//! looked up as it is written, without regard to case and accents, and never guessed.

use std::collections::BTreeSet;

use serde::Deserialize;
use terms::{Day, PurchaserCode};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::{Notice, nations};

/// The table.
#[derive(Debug, Clone)]
pub struct Countries(Vec<Purchaser>);

/// A row of the table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Purchaser {
    /// Customer code; `None` where it was not found.
    #[serde(default)]
    pub code: Option<PurchaserCode>,
    /// ISO 3166-1, two letters.
    #[serde(default)]
    pub iso2: Option<String>,
    /// ISO 3166-1, three letters.
    #[serde(default)]
    pub iso3: Option<String>,
    /// Name.
    pub name: String,
    /// Other names that notices print.
    #[serde(default)]
    pub also: Vec<String>,
    /// Country, economy, organisation or part of the seller's government.
    pub kind: String,
    /// Combatant command.
    #[serde(default)]
    pub command: Option<String>,
    /// How far the source of the code was seen.
    pub confidence: String,
    /// Remark.
    #[serde(default)]
    pub remark: Option<String>,
    /// An invented nation.
    #[serde(default)]
    pub fictional: bool,
    /// Memberships.
    #[serde(default, rename = "member")]
    pub members: Vec<Member>,
}

/// A membership.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// Of what, as the tiers of the pack name it: `NATO`.
    pub of: String,
    /// First day; `None` where it has held since before the rules.
    #[serde(default)]
    pub from: Option<Day>,
}

/// A table that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CountriesError {
    /// Not TOML of this form.
    #[error("the country table cannot be read: {0}")]
    Unreadable(String),
    /// A code or a name stands for two.
    #[error("\"{0}\" stands for two rows of the country table")]
    Twice(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableFile {
    purchaser: Vec<Purchaser>,
}

impl Countries {
    /// Reads the table from TOML; no code and no name may stand for two rows.
    pub fn read(text: &str) -> Result<Self, CountriesError> {
        let file: TableFile =
            toml::from_str(text).map_err(|error| CountriesError::Unreadable(error.to_string()))?;
        let mut keys: Vec<String> = Vec::new();
        for row in &file.purchaser {
            keys.extend(row.code.as_ref().map(|code| format!("code {code}")));
            keys.extend(row.iso3.as_ref().map(|iso| format!("iso {iso}")));
            // Two spellings of one name within a row fold to one key.
            keys.extend(row.names().map(folded).collect::<BTreeSet<_>>());
        }
        keys.sort_unstable();
        match keys.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => Err(CountriesError::Twice(pair[0].clone())),
            None => Ok(Self(file.purchaser)),
        }
    }

    /// Every row.
    pub fn rows(&self) -> &[Purchaser] {
        &self.0
    }

    /// The row of a customer code.
    pub fn by_code(&self, code: &PurchaserCode) -> Option<&Purchaser> {
        self.0.iter().find(|row| row.code.as_ref() == Some(code))
    }

    /// The row of an ISO code of three letters.
    pub fn by_iso3(&self, iso3: &str) -> Option<&Purchaser> {
        self.0.iter().find(|row| row.iso3.as_deref() == Some(iso3))
    }

    /// The row of a name or of another name, as written but for case, accents and spaces.
    pub fn by_name(&self, name: &str) -> Option<&Purchaser> {
        let wanted = folded(name);
        self.0.iter().find(|row| row.names().any(|known| folded(known) == wanted))
    }

    /// The purchaser of a notice, where name and ISO code do not contradict each other.
    pub fn of_notice(&self, notice: &Notice) -> Option<&Purchaser> {
        let by_name = notice.purchaser.as_deref().and_then(|name| self.by_name(name));
        let by_iso = notice.purchaser_iso3.as_deref().and_then(|iso| self.by_iso3(iso));
        let nation = notice.purchaser_iso3.as_deref().filter(|code| nations::is_nation(code));
        match (by_name, by_iso) {
            (Some(name), Some(iso)) if name.iso3 != iso.iso3 => None,
            // The code of a nation without a row is not that of the one that is named.
            (Some(name), None) if nation.is_some() && name.iso3.as_deref() != nation => None,
            (name, iso) => name.or(iso),
        }
    }
}

impl Purchaser {
    fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.also.iter().map(String::as_str))
    }

    /// Whether it is a member of something on a day.
    pub fn is_member(&self, of: &str, on: Day) -> bool {
        let holds = |member: &Member| member.from.is_none_or(|from| from <= on);
        self.members.iter().any(|member| member.of == of && holds(member))
    }
}

fn folded(name: &str) -> String {
    let plain: String = name.nfkd().filter(|c| !is_combining_mark(*c)).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = include_str!("../../../rules/codes/countries.toml");

    #[test]
    fn purchasers_are_found_by_code_and_by_name() {
        let table = Countries::read(TABLE).unwrap();
        let code = |code: &str| table.by_code(&code.parse().unwrap()).map(|row| row.name.as_str());
        assert_eq!(code("GY"), Some("Germany"));
        assert_eq!(code("DE"), Some("Denmark"));
        assert_eq!(code("ZZ"), None);
        assert_eq!(table.by_name("TÜRKIYE").unwrap().code.as_ref().unwrap().as_str(), "TK");
        assert_eq!(table.by_name("turkey").unwrap().iso3.as_deref(), Some("TUR"));
        assert!(table.by_name("Turke").is_none(), "a name is never guessed");
    }

    #[test]
    fn membership_is_dated() {
        let table = Countries::read(TABLE).unwrap();
        let plus = |iso: &str, day: &str| {
            let (row, day) = (table.by_iso3(iso).unwrap(), day.parse().unwrap());
            row.is_member("NATO", day) || row.is_member("plus-five", day)
        };
        assert!(!plus("KOR", "2008-10-14") && plus("KOR", "2008-10-15"));
        assert!(!plus("ISR", "2010-10-07") && plus("ISR", "2010-10-08"));
        assert!(!plus("FIN", "2023-04-03") && plus("FIN", "2023-04-04"));
        assert!(!plus("SWE", "2024-03-06") && plus("SWE", "2024-03-07"));
        assert!(plus("AUS", "2005-01-01") && !plus("IND", "2026-01-01"));
    }

    #[test]
    fn a_name_that_stands_for_two_is_refused() {
        let row = |code: &str| {
            format!(
                "[[purchaser]]\ncode = \"{code}\"\nname = \"A\"\nkind = \"country\"\nconfidence = \"confirmed\"\n"
            )
        };
        let said = Countries::read(&(row("AA") + &row("BB"))).unwrap_err();
        assert_eq!(said, CountriesError::Twice("a".to_owned()));
    }
}

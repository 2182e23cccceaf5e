//! Whose law a pack is: its names, its money, its legislature, its tiers of purchasers. What
//! differs between two exporting nations and is no dated rule stands in the pack's own file, so
//! that program text names neither of them.

use std::{borrow::Cow, collections::BTreeMap};

use serde::Deserialize;
use terms::{Desk, Usd};

use crate::Wording;

/// The file of a pack that says whose law it is.
pub const FILE: &str = "pack.toml";
/// The name of the pack that a record is kept under when nobody names another.
pub const USUAL: &str = "us";
/// Amounts are whole hundredths: a currency with other parts cannot be kept.
const DECIMALS: u32 = 2;

/// Whose law a pack is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Jurisdiction {
    /// A word for the command line and for the record: `us`.
    pub name: String,
    /// A few words for people.
    pub title: String,
    /// The nation that sells.
    pub seller: String,
    /// An invented nation: its law governs a sandbox and nothing else.
    #[serde(default)]
    pub invented: bool,
    /// Whether the pack has a row for every rule that the program checks. A pack that says so and
    /// lacks one is not taken; a rule without a row asks nothing of the files of another pack.
    #[serde(default)]
    pub whole: bool,
    /// Whether public notices of this seller can be read in.
    #[serde(default)]
    pub notices: bool,
    /// Documents whose form this seller uses, by the words of the command line.
    #[serde(default)]
    pub papers: Vec<String>,
    /// The words of its papers.
    #[serde(default)]
    pub wording: Wording,
    /// The money in which sales are counted.
    pub currency: Currency,
    /// Who is told of a sale before the offer.
    pub legislature: Legislature,
    /// Tiers of purchasers, the most favoured first; the last one takes whoever is left.
    #[serde(default, rename = "tier")]
    pub tiers: Vec<Tier>,
    /// Names of desks in this nation, by the desk's code; the others keep their general names.
    #[serde(default)]
    pub desks: BTreeMap<String, String>,
    /// What stages mean in this nation: by kind of file, then by the stage's code.
    #[serde(default)]
    pub stages: BTreeMap<String, BTreeMap<String, String>>,
}

/// The money of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Currency {
    /// Three capital letters.
    pub code: String,
    /// The name, in the plural.
    pub name: String,
    /// How many decimals its smallest part has.
    pub minor_units: u32,
}

/// Who is told of a sale before the offer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Legislature {
    /// `Congress`, as it stands in a sentence.
    pub name: String,
    /// To whom a notification is delivered.
    pub delivered_to: String,
    /// Who clears it informally.
    pub cleared_by: String,
    /// What a notification is called, as a heading.
    pub notification: String,
}

/// A tier of purchasers: who belongs to it, and which rule holds its thresholds and its period.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// Its code in events and JSON.
    pub code: String,
    /// Its name for people.
    pub name: String,
    /// The rule with its thresholds and its period.
    pub rule: String,
    /// Memberships of the country table that bring a purchaser into it; none takes everybody.
    #[serde(default)]
    pub members: Vec<String>,
}

impl Jurisdiction {
    /// What a pack is called that says nothing of itself: the rows alone are asked.
    pub(crate) fn unnamed() -> Self {
        let text = String::from;
        Self {
            name: text("unnamed"),
            title: text("rows without a seller"),
            seller: text("the seller"),
            invented: true,
            whole: false,
            notices: false,
            papers: Vec::new(),
            wording: Wording::default(),
            currency: Currency {
                code: text("USD"),
                name: text("US dollars"),
                minor_units: DECIMALS,
            },
            legislature: Legislature {
                name: text("the legislature"),
                delivered_to: text("the legislature"),
                cleared_by: text("the legislature"),
                notification: text("Notification"),
            },
            tiers: Vec::new(),
            desks: BTreeMap::new(),
            stages: BTreeMap::new(),
        }
    }

    /// The first tier that a purchaser is in, by its memberships of the day.
    pub fn tier(&self, is_member: impl Fn(&str) -> bool) -> Option<&Tier> {
        let takes = |tier: &&Tier| {
            tier.members.is_empty() || tier.members.iter().any(|member| is_member(member))
        };
        self.tiers.iter().find(takes)
    }

    /// The tier of a code, as events keep it.
    pub fn tier_of(&self, code: &str) -> Option<&Tier> {
        self.tiers.iter().find(|tier| tier.code == code)
    }

    /// What a desk is called here.
    pub fn desk(&self, desk: Desk) -> &str {
        self.desks.get(desk.code()).map_or_else(|| desk.meaning(), String::as_str)
    }

    /// Names of desks, one after another.
    pub fn desks(&self, desks: &[Desk]) -> String {
        let names: Vec<&str> = desks.iter().map(|desk| self.desk(*desk)).collect();
        names.join("; ")
    }

    /// What a stage means here, for a kind of file; the general meaning where nothing is said.
    pub fn stage<'a>(&'a self, kind: &str, code: &str, meaning: &'a str) -> &'a str {
        let known = self.stages.get(kind).and_then(|stages| stages.get(code));
        known.map_or(meaning, String::as_str)
    }

    /// An amount with its currency: `USD 14,000,000.00`.
    pub fn money(&self, amount: Usd) -> String {
        format!("{} {amount}", self.currency.code)
    }

    /// Why the file cannot be taken; empty when it can.
    pub(crate) fn faults(&self) -> Vec<String> {
        let Currency { code, minor_units, .. } = &self.currency;
        let mut faults = Vec::new();
        if *minor_units != DECIMALS {
            faults.push(format!(
                "{code} has {minor_units} decimals; amounts are kept as whole hundredths, so that \
                 a currency with other parts cannot be used"
            ));
        }
        if code.len() != 3 || !code.bytes().all(|b| b.is_ascii_uppercase()) {
            faults.push(format!("currency \"{code}\" is not three capital letters"));
        }
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if self.name.is_empty() || !self.name.bytes().all(plain) {
            let name = &self.name;
            faults.push(format!("name \"{name}\" is not small letters, digits and hyphens"));
        }
        let unknown = self.desks.keys().filter(|code| code.parse::<Desk>().is_err());
        faults.extend(unknown.map(|code| format!("\"{code}\" is no desk")));
        for (at, tier) in (1..).zip(&self.tiers) {
            if tier.members.is_empty() != (at == self.tiers.len()) {
                faults.push(format!(
                    "tier {}: the last tier, and no other, takes whoever is left",
                    tier.code
                ));
            }
        }
        faults
    }
}

/// The first letter large, for the head of a sentence.
pub fn capital(text: &str) -> Cow<'_, str> {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if first.is_lowercase() => {
            Cow::Owned(first.to_uppercase().chain(letters).collect())
        }
        _ => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tier(code: &str, members: &[&str]) -> Tier {
        let members = members.iter().map(|member| (*member).to_owned()).collect();
        Tier { code: code.to_owned(), name: String::new(), rule: String::new(), members }
    }

    #[test]
    fn the_first_tier_of_which_a_purchaser_is_a_member_holds() {
        let mut pack = Jurisdiction::unnamed();
        pack.tiers = vec![tier("league", &["League", "Friends"]), tier("rest", &[])];
        let of = |membership: &str| pack.tier(|member| member == membership).unwrap().code.as_str();
        assert_eq!((of("Friends"), of("League"), of("NATO")), ("league", "league", "rest"));
        assert!(pack.faults().is_empty());
    }

    #[test]
    fn what_cannot_be_taken_is_told_all_at_once() {
        let mut pack = Jurisdiction::unnamed();
        pack.tiers = vec![tier("rest", &[]), tier("league", &["League"])];
        pack.currency.minor_units = 3;
        pack.desks.insert("throne".to_owned(), "the throne".to_owned());
        let faults = pack.faults();
        assert_eq!(faults.len(), 4, "{faults:?}");
        assert!(faults[0].contains("USD has 3 decimals"), "{faults:?}");
    }

    #[test]
    fn a_desk_without_a_name_of_its_own_keeps_the_general_one() {
        let mut pack = Jurisdiction::unnamed();
        pack.desks.insert("state".to_owned(), "the ministry".to_owned());
        assert_eq!(pack.desk(Desk::State), "the ministry");
        assert_eq!(pack.desk(Desk::Legal), Desk::Legal.meaning());
        assert_eq!(capital("the ministry"), "The ministry");
        assert_eq!(pack.money(Usd::from_cents(150_000)), "USD 1,500.00");
    }
}

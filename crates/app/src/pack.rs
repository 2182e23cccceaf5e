//! The law that the program carries: the files of `rules/`, read and validated when it starts.

use std::collections::BTreeMap;

use anyhow::Context as _;
use case::{Country, gates};
use interchange::countries::Countries;
use rules::Pack;
use terms::PurchaserCode;

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../../rules/", $name)))),+]
    };
}

/// The files of the pack, by name.
pub const FILES: &[(&str, &str)] = files![
    "money/administrative.toml",
    "office/practice.toml",
    "samm/drafting.toml",
    "samm/eligibility.toml",
    "samm/execution.toml",
    "samm/notification.toml",
    "samm/offer.toml",
    "samm/requests.toml",
];

const COUNTRIES: &str = include_str!("../../../rules/codes/countries.toml");
const AGENCIES: &str = include_str!("../../../rules/codes/agencies.toml");

/// The law and the tables.
pub struct Law {
    /// The rules.
    pub pack: Pack,
    /// Purchasers by code.
    pub countries: Countries,
    /// Names of implementing agencies by their letter.
    agencies: BTreeMap<char, String>,
}

/// The table of implementing agencies.
#[derive(serde::Deserialize)]
struct Agencies {
    names: BTreeMap<char, String>,
}

impl Law {
    /// Reads what the program carries. A rule that the program checks and the pack lacks stops
    /// the start: half a law is worse than none.
    pub fn carried() -> anyhow::Result<Self> {
        let pack = Pack::read(FILES).context("the rule pack cannot be read")?;
        for rule in gates::checked() {
            if pack.history(rule).next().is_none() {
                anyhow::bail!("the program checks rule {rule}, and the pack has no row for it");
            }
        }
        let countries = Countries::read(COUNTRIES).context("the country table cannot be read")?;
        let agencies: Agencies =
            toml::from_str(AGENCIES).context("the table of agencies cannot be read")?;
        Ok(Self { pack, countries, agencies: agencies.names })
    }

    /// The name of an implementing agency, where the table has its letter.
    pub fn agency(&self, letter: char) -> Option<&str> {
        self.agencies.get(&letter).map(String::as_str)
    }

    /// A row of the country table, as the core takes it.
    pub fn country(&self, code: &PurchaserCode) -> Option<Country> {
        let row = self.countries.by_code(code)?;
        Some(Country {
            code: code.clone(),
            name: row.name.clone(),
            fictional: row.fictional,
            members: row.members.iter().map(|m| (m.of.clone(), m.from)).collect(),
        })
    }
}

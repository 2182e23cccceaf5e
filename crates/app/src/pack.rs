//! The law that the program carries: the packs of `rules/`, read and validated when it starts; and
//! packs in folders, for whoever wants to compare.

mod folder;

use std::collections::BTreeMap;

use anyhow::{Context as _, bail};
use case::{Country, Facts, Situation, gates};
use interchange::countries::Countries;
use rules::{Pack, Tier, USUAL};
use terms::{Actor, Day, FileId, Moment, PurchaserCode};

/// A pack that the program carries.
struct Carried {
    /// Its files, by name.
    files: &'static [(&'static str, &'static str)],
    /// The table of purchasers.
    countries: &'static str,
    /// The table of implementing agencies.
    agencies: &'static str,
}

const PACKS: &[Carried] = include!(concat!(env!("OUT_DIR"), "/packs.in"));

/// The law and the tables.
#[derive(Debug, Clone)]
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
    /// The pack under which a record is kept when nobody names another.
    pub fn carried() -> anyhow::Result<Self> {
        Self::named(USUAL)
    }

    /// A pack of the program by its name. A rule that the program checks and a whole pack lacks
    /// stops the start: half a law is worse than none.
    pub fn named(name: &str) -> anyhow::Result<Self> {
        let mut known = Vec::new();
        for carried in PACKS {
            let law = Self::read(carried.files, carried.countries, carried.agencies)?;
            if law.pack.name() == name {
                law.check()?;
                return Ok(law);
            }
            known.push(law.pack.name().to_owned());
        }
        bail!("this program carries no pack \"{name}\"; it carries: {}", known.join(", "))
    }

    /// The packs that the program carries: their names and titles.
    pub fn all() -> anyhow::Result<Vec<(String, String)>> {
        let read = |carried: &Carried| {
            let pack = Pack::read(carried.files)?;
            Ok((pack.name().to_owned(), pack.jurisdiction().title.clone()))
        };
        PACKS.iter().map(read).collect()
    }

    /// Reads files of a pack with its tables; nothing is said of whether it is whole.
    fn read(files: &[(&str, &str)], countries: &str, agencies: &str) -> anyhow::Result<Self> {
        let pack = Pack::read(files).context("the rule pack cannot be read")?;
        let countries = Countries::read(countries).context("the country table cannot be read")?;
        let agencies: Agencies =
            toml::from_str(agencies).context("the table of agencies cannot be read")?;
        Ok(Self { pack, countries, agencies: agencies.names })
    }

    /// Holds the pack against the program.
    fn check(&self) -> anyhow::Result<()> {
        let faults = gates::faults(&self.pack);
        if let Some(fault) = faults.first() {
            let name = self.pack.name();
            bail!("pack {name} does not fit the program: {fault} ({} faults)", faults.len());
        }
        Ok(())
    }

    /// What a decision about a file may know: it is made under this law, on the day of the moment.
    pub fn situation<'a>(
        &'a self,
        file: &'a FileId,
        (who, at): (&'a Actor, Moment),
        facts: &'a Facts,
    ) -> Situation<'a> {
        let (today, pack) = (at.day(), &self.pack);
        Situation { file, today, at, who, days: rules::Days::default(), pack, facts }
    }

    /// The nation that sells.
    pub fn seller(&self) -> &str {
        &self.pack.jurisdiction().seller
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

    /// The tier of a purchaser on a day.
    pub fn tier(&self, country: &Country, day: Day) -> Option<&Tier> {
        self.pack.jurisdiction().tier(|of| country.is_member(of, day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pack_that_is_carried_fits_the_program() {
        for (name, title) in Law::all().unwrap() {
            let law = Law::named(&name).unwrap();
            assert_eq!((law.pack.name(), title.is_empty()), (name.as_str(), false));
        }
        let said = Law::named("atlantis").unwrap_err().to_string();
        assert!(said.contains("no pack \"atlantis\"; it carries: us"), "{said}");
    }
}

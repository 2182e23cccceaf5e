//! Who stands on a list: names, kind, birth dates, countries, identifiers.

use serde::{Deserialize, Serialize};

/// What sort of party it is. Lists that do not say leave it unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A human being.
    Person,
    /// A firm, an office, a group.
    #[serde(alias = "org", alias = "organization", alias = "company")]
    Entity,
    /// A ship.
    Vessel,
    /// An aircraft.
    Aircraft,
    /// The list does not say.
    #[default]
    Unknown,
}

impl Kind {
    /// All kinds, in the order of their numbers.
    pub const ALL: [Kind; 5] =
        [Kind::Person, Kind::Entity, Kind::Vessel, Kind::Aircraft, Kind::Unknown];

    /// The kind as lists and queries write it; other words mean unknown.
    pub fn read(text: &str) -> Kind {
        match text.trim().to_lowercase().as_str() {
            "person" | "individual" | "people" | "p" => Kind::Person,
            "entity" | "org" | "organization" | "organisation" | "company" | "legalentity"
            | "enterprise" | "e" | "publicbody" => Kind::Entity,
            "vessel" | "ship" => Kind::Vessel,
            "aircraft" | "airplane" => Kind::Aircraft,
            _ => Kind::Unknown,
        }
    }

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Entity => "entity",
            Kind::Vessel => "vessel",
            Kind::Aircraft => "aircraft",
            Kind::Unknown => "unknown",
        }
    }
}

/// What a name is to its party.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The name under which it is listed.
    #[default]
    Primary,
    /// Also known as.
    Aka,
    /// Formerly known as.
    Fka,
    /// Now known as.
    Nka,
}

/// A name as the list prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// The letters, untouched.
    #[serde(rename = "n")]
    pub text: String,
    /// What it is to the party.
    #[serde(default)]
    pub role: Role,
    /// The list itself calls it too broad to search for alone.
    #[serde(default)]
    pub weak: bool,
}

/// Male or female, where a list says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Gender {
    /// Male.
    Male,
    /// Female.
    Female,
}

impl Gender {
    /// The gender as lists write it; other words say nothing.
    pub fn read(text: &str) -> Option<Gender> {
        match text.trim().to_lowercase().as_str() {
            "m" | "male" => Some(Gender::Male),
            "f" | "female" => Some(Gender::Female),
            _ => None,
        }
    }
}

/// A number or code that belongs to one party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identifier {
    /// What it is: passport, tax, imo ...
    #[serde(rename = "k")]
    pub kind: String,
    /// The number itself.
    #[serde(rename = "v")]
    pub value: String,
}

/// One entry of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entity {
    /// The entry's number on its list.
    pub id: String,
    /// Which list.
    pub list: String,
    /// What sort of party.
    pub kind: Kind,
    /// All names.
    pub names: Vec<Name>,
    /// Birth dates, or days of foundation, as far as they are known.
    pub dob: Vec<Date>,
    /// Nationalities, countries and flags, by code or by name.
    pub countries: Vec<String>,
    /// Male or female.
    pub gender: Option<Gender>,
    /// Numbers and codes.
    pub ids: Vec<Identifier>,
    /// The programmes under which it is listed.
    pub programmes: Vec<String>,
    /// Addresses, a line each.
    pub addresses: Vec<String>,
    /// What the list says besides.
    pub remarks: String,
}

/// A party that somebody asks about.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// The name.
    pub name: String,
    /// What sort of party, where known.
    pub kind: Kind,
    /// Birth dates.
    pub dob: Vec<Date>,
    /// Countries.
    pub countries: Vec<String>,
    /// Male or female.
    pub gender: Option<Gender>,
    /// Numbers and codes.
    pub ids: Vec<Identifier>,
}

/// A year, perhaps with its month, perhaps with its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// The month, 1 to 12; 0 where it is not known.
    pub month: u8,
    /// The day, 1 to 31; 0 where it is not known.
    pub day: u8,
}

impl Date {
    /// A date written YYYY, YYYY-MM or YYYY-MM-DD.
    pub fn read(text: &str) -> Option<Date> {
        let mut parts = text.trim().splitn(3, '-');
        let year = number(parts.next()?, 4)?;
        let month = parts.next().map_or(Some(0), |part| number(part, 2))?;
        let day = parts.next().map_or(Some(0), |part| number(part.get(..2)?, 2))?;
        Date::of(year, month, day)
    }

    /// A date from its parts, 0 for a part that is not known.
    pub fn of(year: u16, month: u16, day: u16) -> Option<Date> {
        let known = (1..=9999).contains(&year) && month <= 12 && day <= 31;
        let month = u8::try_from(month).ok()?;
        let day = if month == 0 { 0 } else { u8::try_from(day).ok()? };
        known.then_some(Date { year, month, day })
    }
}

fn number(text: &str, most: usize) -> Option<u16> {
    let fits = !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_may_stop_at_its_year() {
        assert_eq!(Date::read("1961"), Date::of(1961, 0, 0));
        assert_eq!(Date::read("1961-02"), Date::of(1961, 2, 0));
        assert_eq!(Date::read("1961-02-03"), Date::of(1961, 2, 3));
        assert_eq!(Date::read("1961-02-03T00:00"), Date::of(1961, 2, 3));
        for wrong in ["", "61a", "1961-13", "1961-1-99", "-", "12345"] {
            assert_eq!(Date::read(wrong), None, "{wrong}");
        }
    }
}

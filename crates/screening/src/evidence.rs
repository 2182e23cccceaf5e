//! What is known besides the name: birth dates, countries, gender, kind, identifiers.

use crate::index::Index;
use crate::index::keys::hash;
use crate::party::{Date, Kind, Query};
use crate::weights::Weights;

/// The least letters and digits of a number that belongs to one party alone.
const SHORTEST_IDENTIFIER: usize = 5;

/// One piece of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The same day of birth.
    BirthDay,
    /// The same year of birth, and no day to compare.
    BirthYear,
    /// A year apart, where lists are often wrong.
    BirthNear,
    /// Another birth date.
    BirthAgainst,
    /// A common country.
    Country,
    /// Countries on both sides, none in common.
    CountryAgainst,
    /// Male and female.
    GenderAgainst,
    /// Another sort of party.
    KindAgainst,
    /// The same number or code.
    Identifier,
}

/// All evidence for and against a query being an entry.
pub fn weigh(index: &Index, query: &Query, entity: u32) -> Vec<Evidence> {
    let entities = &index.entities;
    let mut found = Vec::new();
    found.extend(birth(&query.dob, entities.dates.row(entity)));
    let theirs = entities.countries.row(entity);
    if !theirs.is_empty() && !query.countries.is_empty() {
        found.extend(countries(index, query, theirs));
    }
    if let (Some(ours), Some(theirs)) = (query.gender, entities.genders[entity as usize])
        && ours != theirs
    {
        found.push(Evidence::GenderAgainst);
    }
    let kind = entities.kinds[entity as usize];
    if query.kind != kind && query.kind != Kind::Unknown && kind != Kind::Unknown {
        found.push(Evidence::KindAgainst);
    }
    if query
        .ids
        .iter()
        .filter_map(|id| identifier(&id.value))
        .any(|id| entities.identifiers.binary_search(&(id, entity)).is_ok())
    {
        found.push(Evidence::Identifier);
    }
    found
}

/// A score in millionths after the evidence. Agreement closes a share of the way to one,
/// contradiction takes a share of the score.
pub fn apply(score: u32, found: &[Evidence], weights: &Weights) -> u32 {
    let evidence = &weights.evidence;
    let up = |score: u32, share: u32| score + share_of(1_000_000 - score, share);
    let down = |score: u32, share: u32| score - share_of(score, share);
    found.iter().fold(score, |score, piece| match piece {
        Evidence::BirthDay => up(score, evidence.birth_day),
        Evidence::BirthYear => up(score, evidence.birth_year),
        Evidence::BirthNear => up(score, evidence.birth_near),
        Evidence::BirthAgainst => down(score, evidence.birth_against),
        Evidence::Country => up(score, evidence.country),
        Evidence::CountryAgainst => down(score, evidence.country_against),
        Evidence::GenderAgainst => down(score, evidence.gender_against),
        Evidence::KindAgainst => down(score, evidence.kind_against),
        Evidence::Identifier => score.max(evidence.identifier * 1000),
    })
}

fn share_of(whole: u32, share: u32) -> u32 {
    let part = u64::from(whole) * u64::from(share.min(1000)) / 1000;
    u32::try_from(part).unwrap_or(whole)
}

/// The best that two sets of dates say.
fn birth(ours: &[Date], theirs: &[Date]) -> Option<Evidence> {
    let pairs = ours.iter().flat_map(|ours| theirs.iter().map(move |theirs| (*ours, *theirs)));
    pairs.map(|(ours, theirs)| one_birth(ours, theirs)).min_by_key(|piece| match piece {
        Evidence::BirthDay => 0,
        Evidence::BirthYear => 1,
        Evidence::BirthNear => 2,
        _ => 3,
    })
}

fn one_birth(ours: Date, theirs: Date) -> Evidence {
    let years = ours.year.abs_diff(theirs.year);
    let both_days = ours.day > 0 && theirs.day > 0;
    let days_turned = ours.day == theirs.month && ours.month == theirs.day;
    let same_day = (ours.month, ours.day) == (theirs.month, theirs.day);
    match years {
        0 if both_days && same_day => Evidence::BirthDay,
        0 if both_days && !days_turned => Evidence::BirthNear,
        0 => Evidence::BirthYear,
        1 | 2 => Evidence::BirthNear,
        _ => Evidence::BirthAgainst,
    }
}

/// Codes compare with codes and names with names; across the two nothing is said.
fn countries(index: &Index, query: &Query, theirs: &[u16]) -> Option<Evidence> {
    let theirs = || theirs.iter().map(|at| index.entities.country_names[usize::from(*at)].as_str());
    let ours: Vec<String> = query.countries.iter().map(|name| country(name)).collect();
    if ours.iter().any(|ours| theirs().any(|theirs| ours == theirs)) {
        return Some(Evidence::Country);
    }
    let code = |name: &str| name.len() == 2;
    let comparable = ours.iter().all(|ours| theirs().all(|theirs| code(ours) == code(theirs)));
    comparable.then_some(Evidence::CountryAgainst)
}

/// A country in the form in which it is compared.
pub fn country(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The hash of an identifier without its dashes and blanks; none for one that is too short.
pub fn identifier(text: &str) -> Option<u64> {
    let plain: Vec<u8> = text
        .bytes()
        .filter(u8::is_ascii_alphanumeric)
        .map(|byte| byte.to_ascii_uppercase())
        .collect();
    let telling = plain.len() >= SHORTEST_IDENTIFIER && plain.iter().any(u8::is_ascii_digit);
    telling.then(|| hash(0, &plain))
}

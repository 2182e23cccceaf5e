//! Our own extract of public notices: facts in a form that people can read and correct by hand.

use serde::Deserialize;
use serde_json::Map;
use terms::Day;

use crate::{
    notice::{Item, Notice},
    printed_money,
};

/// An extract that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExtractError {
    /// Not TOML of this form.
    #[error("the extract of notices cannot be read: {0}")]
    Unreadable(String),
    /// An amount that is none.
    #[error("notice {id}: \"{value}\" is not an exact amount")]
    Amount {
        /// The notice.
        id: String,
        /// The amount.
        value: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExtractFile {
    notice: Vec<Entry>,
}

/// A notice as the extract writes it. Items are `12 x name`, `12 x name (10 installed, 2 spares)`,
/// or a name alone; `MDE:` and `other:` before it say how the source lists it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    number: Option<String>,
    section: String,
    purchaser: Option<String>,
    iso3: Option<String>,
    value: Option<String>,
    mde: Option<String>,
    other: Option<String>,
    #[serde(default)]
    what: String,
    #[serde(default)]
    items: Vec<String>,
    agency: Option<String>,
    #[serde(default)]
    cases: Vec<String>,
    prior_cases: Option<Vec<String>>,
    commission: Option<String>,
    funding: Option<String>,
    contractor: Option<String>,
    day: Option<Day>,
    day_is: Option<String>,
    delivered: Option<Day>,
    changes: Option<String>,
    source: Option<String>,
    #[serde(default)]
    odd: Vec<String>,
}

/// Reads the extract.
pub fn read(text: &str) -> Result<Vec<Notice>, ExtractError> {
    let file: ExtractFile =
        toml::from_str(text).map_err(|error| ExtractError::Unreadable(error.to_string()))?;
    file.notice.into_iter().map(notice).collect()
}

fn notice(entry: Entry) -> Result<Notice, ExtractError> {
    let amount = |value: Option<String>| match value {
        None => Ok(None),
        Some(value) => printed_money::read(&value)
            .map(Some)
            .ok_or_else(|| ExtractError::Amount { id: entry.id.clone(), value }),
    };
    Ok(Notice {
        mde: amount(entry.mde)?,
        other: amount(entry.other)?,
        total: amount(entry.value)?,
        id: entry.id,
        transmittal: entry.number,
        paragraph: entry.section,
        purchaser: entry.purchaser,
        purchaser_iso3: entry.iso3,
        description: entry.what,
        items: entry.items.iter().map(|text| item(text)).collect(),
        agency: entry.agency,
        designators: entry.cases,
        prior_cases: entry.prior_cases,
        commission: entry.commission,
        funding: entry.funding,
        date: entry.day,
        date_basis: entry.day_is,
        delivered_on: entry.delivered,
        amends: entry.changes,
        source_kind: None,
        source_url: entry.source,
        contractor: entry.contractor,
        printed_anomalies: entry.odd,
        unread: Map::new(),
        rest: Map::new(),
    })
}

fn item(text: &str) -> Item {
    let (mde, text) = match text.split_once(": ") {
        Some(("MDE", rest)) => (Some(true), rest),
        Some(("other", rest)) => (Some(false), rest),
        _ => (None, text),
    };
    let (up_to, text) = match text.strip_prefix("up to ") {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (quantity, text) = match text.split_once(" x ") {
        Some((count, rest)) => match count.parse() {
            Ok(count) => (Some(count), rest),
            Err(_) => (None, text),
        },
        None => (None, text),
    };
    let parts = text.rsplit_once(" (").and_then(|(name, parts)| {
        let (installed, spares) = installed_and_spares(parts.strip_suffix(')')?)?;
        Some((name, installed, spares))
    });
    let (name, installed, spares) = parts.unwrap_or((text, None, None));
    Item { name: name.to_owned(), quantity, mde, up_to, installed, spares }
}

fn installed_and_spares(text: &str) -> Option<(Option<i64>, Option<i64>)> {
    let (mut installed, mut spares) = (None, None);
    for part in text.split(", ") {
        let (count, word) = part.split_once(' ')?;
        let count = count.parse().ok()?;
        match word {
            "installed" => installed = Some(count),
            "spares" => spares = Some(count),
            _ => return None,
        }
    }
    Some((installed, spares))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_read_as_they_are_written() {
        let read = item("MDE: up to 23 x T55-GA-714A engine (20 installed, 3 spares)");
        assert_eq!(read.name, "T55-GA-714A engine");
        assert_eq!((read.quantity, read.installed, read.spares), (Some(23), Some(20), Some(3)));
        assert_eq!((read.mde, read.up_to), (Some(true), true));
        let plain = item("training (basic)");
        assert_eq!(
            (plain.name.as_str(), plain.quantity, plain.mde),
            ("training (basic)", None, None)
        );
    }
}

//! A pack: all rows of one seller's law, validated together, with a digest that events keep.

mod error;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    ops::Range,
};

use serde::Deserialize;
use sha2::{Digest, Sha256};
use terms::Day;

pub use error::PackError;

use crate::{
    Confidence, Days, Governed, Governing, Rates, Row, RowKind,
    jurisdiction::{self, Jurisdiction},
    rates,
};

/// All rows of one seller's law.
#[derive(Debug, Clone)]
pub struct Pack {
    rows: Vec<Row>,
    /// Where the rows of each rule stand.
    places: HashMap<String, Range<usize>>,
    rates: Rates,
    jurisdiction: Jurisdiction,
    digest: String,
    /// Rules that ask for a statement, by the act that asks.
    asked: BTreeMap<String, BTreeSet<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    rule: Vec<Row>,
}

impl Pack {
    /// Reads and validates the files of a pack: (name, TOML text). The digest is SHA-256 over
    /// names and texts in the order of the names, so that it does not depend on the caller's.
    pub fn read(files: &[(&str, &str)]) -> Result<Self, PackError> {
        let mut files = files.to_vec();
        files.sort_unstable();
        let mut hash = Sha256::new();
        let (mut rows, mut rates) = (Vec::new(), Rates::default());
        let mut jurisdiction = Jurisdiction::unnamed();
        for (name, text) in files {
            hash.update(u64::try_from(name.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(name);
            hash.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(text);
            let unreadable = |error: toml::de::Error| PackError::Unreadable {
                file: name.to_owned(),
                cause: error.to_string(),
            };
            if name == jurisdiction::FILE {
                jurisdiction = toml::from_str(text).map_err(unreadable)?;
            } else if name == rates::FILE || rates::FILE.ends_with(&format!("/{name}")) {
                rates = Rates::read(text)
                    .map_err(|cause| PackError::Unreadable { file: name.to_owned(), cause })?;
            } else {
                let read = toml::from_str::<RuleFile>(text).map_err(unreadable)?.rule;
                governed(name, &read)?;
                rows.extend(read);
            }
        }
        let faults = jurisdiction.faults();
        if !faults.is_empty() {
            return Err(PackError::Jurisdiction(faults));
        }
        rows.sort_by(|a, b| (&a.id, a.from).cmp(&(&b.id, b.from)));
        validate(&rows)?;
        tiers(&rows, &jurisdiction)?;
        count_in(&mut rows, &jurisdiction.currency.code)?;
        let digest = terms::hex::encode(&hash.finalize());
        let asked = asked(&rows);
        let places = places(&rows);
        Ok(Self { rows, places, rates, jurisdiction, digest, asked })
    }

    /// The rules that ask for a statement when an act is done, as `case/ship`; by id.
    pub fn asked_at(&self, act: &str) -> impl Iterator<Item = &str> {
        self.asked.get(act).into_iter().flatten().map(String::as_str)
    }

    /// SHA-256 of the pack in hexadecimal: an event keeps it, so that a later reader knows which
    /// law decided.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The rates of charges on a sale.
    pub const fn rates(&self) -> &Rates {
        &self.rates
    }

    /// Whose law it is.
    pub const fn jurisdiction(&self) -> &Jurisdiction {
        &self.jurisdiction
    }

    /// The pack's name, which a record keeps.
    pub fn name(&self) -> &str {
        &self.jurisdiction.name
    }

    /// The row of a rule that is in force on a day.
    pub fn on(&self, id: &str, day: Day) -> Option<&Row> {
        self.history(id).find(|row| row.in_force(day))
    }

    /// The row of a rule that the day governing it finds, and that day. `act` is the day of the
    /// act, which governs where nothing else is named or on record.
    pub fn by(&self, id: &str, days: &Days, act: Day) -> Option<Governed<'_>> {
        // Both are found among the same few rows: a gate asks hundreds of times.
        let mut rows = self.history(id);
        let first = rows.by_ref().find(|row| row.kind != RowKind::Proposal)?;
        let (by, on) = first.day_of(days, act);
        let row = [first].into_iter().chain(rows).find(|row| row.in_force(on))?;
        Some(Governed { row, on, by })
    }

    /// The row of a rule that is asked where no file is at hand, by the day of the act. Which rules
    /// these are is checked when a record is opened: each of them names that day.
    pub fn of_act(&self, id: &str, act: Day) -> Option<&Row> {
        Some(self.by(id, &Days::default(), act)?.row)
    }

    /// The day that governs a rule, and which one it is; `None` where the pack has no such rule.
    pub fn day_of(&self, id: &str, days: &Days, act: Day) -> Option<(Governing, Day)> {
        // All rows of a rule name the same day: `validate` sees to it.
        let row = self.history(id).find(|row| row.kind != RowKind::Proposal)?;
        Some(row.day_of(days, act))
    }

    /// All rows of a rule, oldest first.
    pub fn history(&self, id: &str) -> impl Iterator<Item = &Row> {
        // A gate asks hundreds of times, and never walks through all of them.
        let place = self.places.get(id).cloned().unwrap_or(0..0);
        self.rows[place].iter()
    }

    /// Every row, by id and first day.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The identifiers of the pack, each once.
    pub fn ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.rows.iter().map(|row| row.id.as_str()).collect();
        ids.dedup();
        ids
    }

    /// Rows that decide although nobody has confirmed them.
    pub fn from_memory(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| {
            row.kind != RowKind::Proposal
                && matches!(row.confidence, Confidence::MemoryHigh | Confidence::MemoryLow)
        })
    }
}

/// Each row names the day that governs it, definitions too: their words change by a day as well.
fn governed(file: &str, rows: &[Row]) -> Result<(), PackError> {
    let Some(row) = rows.iter().find(|row| row.governed_by.is_none()) else { return Ok(()) };
    let days: Vec<&str> = Governing::ALL.iter().map(|day| day.code()).collect();
    let (file, days) = (file.to_owned(), days.join(", "));
    Err(PackError::Ungoverned { file, row: row.key(), days })
}

/// Rows must be sorted by id.
fn places(rows: &[Row]) -> HashMap<String, Range<usize>> {
    let mut places: HashMap<String, Range<usize>> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        places.entry(row.id.clone()).or_insert(at..at).end = at + 1;
    }
    places
}

fn asked(rows: &[Row]) -> BTreeMap<String, BTreeSet<String>> {
    let mut asked: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows {
        for act in row.attestation.iter().flat_map(|attestation| &attestation.acts) {
            asked.entry(act.clone()).or_default().insert(row.id.clone());
        }
    }
    asked
}

/// Tells each row the currency after which its amounts are named.
fn count_in(rows: &mut [Row], code: &str) -> Result<(), PackError> {
    let ending = format!("_{}", code.to_lowercase());
    for row in rows {
        let other = row.params.keys().find(|name| name.ends_with("_usd") && ending != "_usd");
        if let Some(param) = other {
            let (id, param, code) = (row.id.clone(), param.clone(), code.to_owned());
            return Err(PackError::Currency { id, param, code });
        }
        row.currency.clone_from(&ending);
    }
    Ok(())
}

/// Tiers are held side by side on one day: their rules name the same.
fn tiers(rows: &[Row], jurisdiction: &Jurisdiction) -> Result<(), PackError> {
    let of = |rule: &str| rows.iter().find(|row| row.id == rule);
    let mut held = jurisdiction.tiers.iter().filter_map(|tier| of(&tier.rule));
    let Some(first) = held.next() else { return Ok(()) };
    let other = held.find(|row| row.governing() != first.governing());
    other.map_or(Ok(()), |row| {
        let (one, other) = (first.governed_by(), row.governed_by());
        Err(PackError::Governing { id: format!("{} and {}", first.id, row.id), one, other })
    })
}

/// Rows must be sorted by id and first day.
fn validate(rows: &[Row]) -> Result<(), PackError> {
    for row in rows {
        if !well_named(&row.id) {
            return Err(PackError::Name { id: row.id.clone() });
        }
        if let (Some(from), Some(until)) = (row.from, row.until)
            && until < from
        {
            return Err(PackError::Backwards { id: row.id.clone(), from, until });
        }
    }
    for pair in rows.windows(2) {
        let [older, newer] = pair else { continue };
        let enforced = [older, newer].iter().all(|row| row.kind != RowKind::Proposal);
        if older.id == newer.id && enforced && older.governing() != newer.governing() {
            let (one, other) = (older.governed_by(), newer.governed_by());
            return Err(PackError::Governing { id: older.id.clone(), one, other });
        }
        let open = match (older.until, newer.from) {
            (Some(until), Some(from)) => from <= until,
            _ => true,
        };
        if older.id == newer.id && enforced && open {
            let day = newer.from.map_or_else(|| "every day".to_owned(), |day| day.to_string());
            return Err(PackError::Overlap { id: older.id.clone(), day });
        }
    }
    Ok(())
}

fn well_named(id: &str) -> bool {
    id.split_once('-').is_some_and(|(group, number)| {
        !group.is_empty()
            && group.bytes().all(|b| b.is_ascii_uppercase())
            && number.len() == 3
            && number.bytes().all(|b| b.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, dates: &str) -> String {
        let governed = dates.contains("governed_by");
        let governed = if governed { "" } else { "governed_by = \"act\"\n" };
        format!(
            "[[rule]]\nid = \"{id}\"\ntitle = \"t\"\nrule = \"r\"\nkind = \"law\"\n{governed}{dates}\n\
             citation = \"c\"\nread_on = \"2026-11-22\"\nconfidence = \"confirmed\"\n\
             [rule.params]\nmde_usd = 14_000_000\nrate = \"0.032\"\n"
        )
    }

    fn read(text: &str) -> Result<Pack, PackError> {
        Pack::read(&[("one.toml", text)])
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn the_row_of_the_day_is_found_on_both_sides_of_a_change() {
        let text =
            row("CN-001", "until = \"2018-05-31\"") + &row("CN-001", "from = \"2018-06-01\"");
        let pack = read(&text).unwrap();
        assert_eq!(pack.on("CN-001", day("2018-05-31")).unwrap().key(), "CN-001");
        assert_eq!(pack.on("CN-001", day("2018-06-01")).unwrap().key(), "CN-001@2018-06-01");
        assert!(pack.on("CN-002", day("2018-06-01")).is_none());
    }

    #[test]
    fn a_pack_with_two_rows_for_one_day_is_refused() {
        let text =
            row("CN-001", "until = \"2018-06-01\"") + &row("CN-001", "from = \"2018-06-01\"");
        let said = read(&text).unwrap_err().to_string();
        assert!(said.contains("two rows hold on 2018-06-01"), "{said}");
    }

    #[test]
    fn the_day_that_the_row_names_finds_it() {
        let named = "governed_by = \"shipped\"\n";
        let text = row("DLV-001", &format!("{named}until = \"2018-05-31\""))
            + &row("DLV-001", &format!("{named}from = \"2018-06-01\""));
        let pack = read(&text).unwrap();
        let act = day("2018-06-02");
        let shipped = Days::default().with(Governing::Shipped, day("2018-05-31"));
        let of_shipment = pack.by("DLV-001", &shipped, act).unwrap();
        assert_eq!(
            (of_shipment.row.key().as_str(), of_shipment.by),
            ("DLV-001", Governing::Shipped)
        );
        let of_act = pack.by("DLV-001", &Days::default(), act).unwrap();
        assert_eq!(of_act.row.key(), "DLV-001@2018-06-01");
        let told = of_act.as_of().unwrap();
        assert_eq!((told.on, told.by.as_str(), told.unknown.len()), (act, "act", 1));
        let unlike = text.replacen("\"shipped\"", "\"notified\"", 1);
        let said = read(&unlike).unwrap_err().to_string();
        assert!(said.contains("governed by different days"), "{said}");
        let unknown = text.replace("\"shipped\"", "\"coronation\"");
        assert!(read(&unknown).unwrap_err().to_string().contains("coronation"));
    }

    #[test]
    fn a_row_that_names_no_governing_day_is_refused() {
        let text = row("CN-001", "from = \"2018-06-01\"");
        let bare = text.replace("governed_by = \"act\"\n", "");
        let said = Pack::read(&[("law/one.toml", &(row("CN-002", "") + &bare))]).unwrap_err();
        let said = said.to_string();
        assert!(said.starts_with("rule file law/one.toml: CN-001@2018-06-01 does not"), "{said}");
        assert!(said.contains("write governed_by = \"act\""), "{said}");
        assert!(said.contains("lor_received"), "{said}");
        let defines = bare.replace("[rule.params]", "definition = \"d\"\n[rule.params]");
        assert!(read(&defines).is_err());
        assert!(read(&defines.replace("definition", "governed_by = \"act\"\ndefinition")).is_ok());
    }

    #[test]
    fn a_proposal_is_read_and_never_in_force() {
        let text = row("CN-020", "").replace("\"law\"", "\"proposal\"");
        let pack = read(&text).unwrap();
        assert_eq!(pack.history("CN-020").count(), 1);
        assert!(pack.on("CN-020", day("2026-11-22")).is_none());
    }

    #[test]
    fn bad_packs_say_what_is_wrong() {
        let said = |text: &str| read(text).unwrap_err().to_string();
        assert!(said(&row("cn-1", "")).contains("capital letters"));
        assert!(said(&row("CN-001", "colour = 1")).contains("unknown field `colour`"));
        let backwards = "from = \"2020-01-02\"\nuntil = \"2020-01-01\"";
        assert!(said(&row("CN-001", backwards)).contains("before it begins"));
    }

    const OWN: &str = "name = \"marle\"\ntitle = \"t\"\nseller = \"Marle\"\n\
                       [currency]\ncode = \"MRK\"\nname = \"marks\"\nminor_units = 2\n\
                       [legislature]\nname = \"the Diet\"\ndelivered_to = \"the clerk\"\n\
                       cleared_by = \"the chair\"\nnotification = \"Submission\"\n";

    #[test]
    fn a_pack_counts_in_its_own_money() {
        let rows = row("CN-001", "").replace("mde_usd", "mde_mrk");
        let pack = Pack::read(&[("a.toml", &rows), ("pack.toml", OWN)]).unwrap();
        let limit = pack.on("CN-001", day("2026-01-01")).unwrap().amount("mde").unwrap();
        assert_eq!(pack.jurisdiction().money(limit), "MRK 14,000,000.00");
        let said = Pack::read(&[("a.toml", &row("CN-001", "")), ("pack.toml", OWN)]).unwrap_err();
        assert_eq!(
            said.to_string(),
            "rule CN-001: mde_usd is no amount of this pack, which counts in MRK"
        );
        let thousandths = OWN.replace("minor_units = 2", "minor_units = 3");
        let said = Pack::read(&[("pack.toml", &thousandths)]).unwrap_err().to_string();
        assert!(said.starts_with("pack.toml: MRK has 3 decimals"), "{said}");
    }

    #[test]
    fn the_digest_does_not_depend_on_the_order_of_files() {
        let (a, b) = (row("CN-001", ""), row("CN-002", ""));
        let one = Pack::read(&[("a", &a), ("b", &b)]).unwrap();
        let two = Pack::read(&[("b", &b), ("a", &a)]).unwrap();
        assert_eq!(one.digest(), two.digest());
        assert_ne!(one.digest(), read(&a).unwrap().digest());
    }
}

//! What differs between two packs: rows that came, rows that went, and rows that say something
//! else, field by field.

use serde::Serialize;

use crate::{Pack, Row, RowKind};

/// What differs between two packs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Rows that only the second pack has, by key.
    pub added: Vec<Line>,
    /// Rows that only the first pack has.
    pub removed: Vec<Line>,
    /// Rows that both have, with what each field said and says.
    pub changed: Vec<Changed>,
}

/// A row, in a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Its key: `CN-001@1985-08-08`.
    pub key: String,
    /// Its kind: `law`, or `proposal`, which decides nothing.
    pub kind: &'static str,
    /// Its title.
    pub title: String,
}

/// A row that says something else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// Its key.
    pub key: String,
    /// Its title in the second pack.
    pub title: String,
    /// The fields that differ.
    pub fields: Vec<Field>,
}

/// A field that differs; `None` where a pack has none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Its name; a parameter is `params.mde_usd`.
    pub name: String,
    /// What the first pack says.
    pub old: Option<String>,
    /// What the second pack says.
    pub new: Option<String>,
}

impl Difference {
    /// From one pack to another.
    pub fn between(old: &Pack, new: &Pack) -> Self {
        let lacks = |pack: &Pack, row: &&Row| twin(pack, row).is_none();
        let changed = old.rows().iter().filter_map(|row| {
            let now = twin(new, row)?;
            let fields = fields(row, now);
            let (key, title) = (now.key(), now.title.clone());
            (!fields.is_empty()).then_some(Changed { key, title, fields })
        });
        Self {
            added: new.rows().iter().filter(|row| lacks(old, row)).map(line).collect(),
            removed: old.rows().iter().filter(|row| lacks(new, row)).map(line).collect(),
            changed: changed.collect(),
        }
    }

    /// Whether both packs say the same in every row.
    pub const fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }
}

/// The row of a pack with the same rule and first day; a proposal is no twin of what is enforced.
fn twin<'a>(pack: &'a Pack, row: &Row) -> Option<&'a Row> {
    let proposal = |row: &Row| row.kind == RowKind::Proposal;
    pack.history(&row.id).find(|other| other.from == row.from && proposal(other) == proposal(row))
}

fn line(row: &Row) -> Line {
    Line { key: row.key(), kind: row.kind.word(), title: row.title.clone() }
}

fn fields(old: &Row, new: &Row) -> Vec<Field> {
    let (old, new) = (said(old), said(new));
    let mut names: Vec<&String> = old.iter().chain(&new).map(|(name, _)| name).collect();
    names.sort_unstable();
    names.dedup();
    let of = |all: &[(String, String)], name: &str| {
        all.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    };
    let field = |name: &String| {
        let (old, new) = (of(&old, name), of(&new, name));
        (old != new).then(|| Field { name: name.clone(), old, new })
    };
    names.into_iter().filter_map(field).collect()
}

/// Everything that a row says, by field. What is left open is not there.
fn said(row: &Row) -> Vec<(String, String)> {
    // A new field of a row is a compiler error here, and not a difference that nobody sees.
    let Row {
        id: _,
        title,
        rule,
        kind,
        from: _,
        until,
        governed_by: _,
        repeated: _,
        citation,
        read_on,
        confidence,
        params,
        attestation,
        waiver,
        definition,
        duty,
        currency: _,
    } = row;
    let mut all = vec![
        ("title".to_owned(), title.clone()),
        ("rule".to_owned(), rule.clone()),
        ("kind".to_owned(), kind.word().to_owned()),
        ("governed_by".to_owned(), row.governed_by()),
        ("citation".to_owned(), citation.clone()),
        ("read_on".to_owned(), read_on.to_string()),
        ("confidence".to_owned(), confidence.word().to_owned()),
    ];
    all.extend(until.map(|until| ("until".to_owned(), until.to_string())));
    let told = |name: &str, text: Option<String>| text.map(|text| (name.to_owned(), text));
    all.extend(told("attestation", attestation.as_ref().map(|asked| format!("{asked:?}"))));
    all.extend(told("waiver", waiver.as_ref().map(|waiver| format!("{waiver:?}"))));
    all.extend(told("definition", definition.clone()));
    all.extend(told("duty", duty.clone()));
    all.extend(params.iter().map(|(name, value)| (format!("params.{name}"), value.to_string())));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, dates: &str, days: u32) -> String {
        format!(
            "[[rule]]\nid = \"{id}\"\ntitle = \"t\"\nrule = \"r\"\nkind = \"law\"\n\
             governed_by = \"act\"\n{dates}\n\
             citation = \"c\"\nread_on = \"2026-11-22\"\nconfidence = \"confirmed\"\n\
             [rule.params]\ndays = {days}\n"
        )
    }

    fn pack(text: &str) -> Pack {
        Pack::read(&[("one.toml", text)]).unwrap()
    }

    #[test]
    fn every_row_is_added_removed_changed_or_the_same() {
        let old = pack(&(row("A-001", "", 1) + &row("A-002", "", 1) + &row("A-003", "", 1)));
        let closed = row("A-002", "until = \"2026-12-31\"", 2);
        let new =
            pack(&(row("A-001", "", 1) + &closed + &row("A-002", "from = \"2027-01-01\"", 3)));
        let found = Difference::between(&old, &new);
        let keys = |lines: &[Line]| lines.iter().map(|line| line.key.clone()).collect::<Vec<_>>();
        assert_eq!(keys(&found.added), ["A-002@2027-01-01"]);
        assert_eq!(keys(&found.removed), ["A-003"]);
        let field = |name: &str, old: Option<&str>, new: Option<&str>| Field {
            name: name.to_owned(),
            old: old.map(str::to_owned),
            new: new.map(str::to_owned),
        };
        assert_eq!(found.changed.len(), 1);
        assert_eq!(
            found.changed[0].fields,
            [field("params.days", Some("1"), Some("2")), field("until", None, Some("2026-12-31"))]
        );
        assert!(Difference::between(&old, &old).is_empty());
    }

    #[test]
    fn a_proposal_that_becomes_law_is_a_row_that_came() {
        let old = pack(&row("A-001", "", 1).replace("\"law\"", "\"proposal\""));
        let new = pack(&row("A-001", "", 1));
        let found = Difference::between(&old, &new);
        assert_eq!((found.added.len(), found.removed.len(), found.changed.len()), (1, 1, 0));
    }
}

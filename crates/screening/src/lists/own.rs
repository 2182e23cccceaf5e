//! Lists of an office itself: a table with named columns, or JSON lines.

use std::io::BufRead as _;

use super::rows::{self, Shape};
use super::sink::Sink;
use super::{Damaged, Part};
use crate::party::{Entity, Kind, Role};
use crate::wire;

/// Reads a table. Only the column of names must be there; cells with several values part them by a
/// semicolon. Known columns: `id`, `list`, `kind` or `schema`, `name`, `alias` or `aliases`,
/// `weak_alias`, `previous_name`, `dob` or `birth_date`, `country`, `gender`, `ids`, `programme` or
/// `program`.
pub fn table(part: Part<'_>, sink: &mut Sink<'_>) -> Result<(), Damaged> {
    let list = part.name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    let bytes = Lowered::read(part)?;
    let shape = Shape { between: b',', needs: &["name"], before: 0 };
    let mut number = 0_u64;
    rows::read(bytes, shape, sink, |row, sink| {
        number += 1;
        let own = row.get("id");
        let id = if own.is_empty() { number.to_string() } else { own.to_owned() };
        let kind = Kind::read(row.first(&["kind", "schema", "type"]));
        let mut entity = Entity::listed(&id, &list, kind);
        entity.also(row.get("name"), Role::Primary, false);
        let names = [
            (["alias", "aliases"], Role::Aka, false),
            (["weak_alias", "acronym"], Role::Aka, true),
            (["previous_name", "previous name"], Role::Fka, false),
        ];
        for (heads, role, weak) in names {
            row.first(&heads).split(';').for_each(|name| entity.also(name, role, weak));
        }
        sink.dates(&row.place(), &mut entity, row.first(&["dob", "birth_date"]));
        row.first(&["country", "countries"]).split(';').for_each(|name| entity.country(name));
        row.first(&["ids", "identifiers"]).split(';').for_each(|id| entity.number("", id));
        entity.sex(row.get("gender"));
        entity.programmes.push(row.first(&["programme", "program"]).to_owned());
        sink.entry(entity);
    })
}

/// A table whose first line is written in small letters, so that `Name` and `name` are one column.
struct Lowered;

impl Lowered {
    fn read(part: Part<'_>) -> Result<Part<'_>, Damaged> {
        let Part { name, mut from } = part;
        let mut head = Vec::new();
        from.read_until(b'\n', &mut head)?;
        head.make_ascii_lowercase();
        let whole = std::io::Read::chain(std::io::Cursor::new(head), from);
        Ok(Part { name, from: Box::new(whole) })
    }
}

/// Reads entries as `caseway screen stream` takes them.
pub fn lines(part: Part<'_>, sink: &mut Sink<'_>) -> Result<(), Damaged> {
    let Part { name, mut from } = part;
    let mut line = Vec::new();
    let mut number = 0_usize;
    loop {
        line.clear();
        if from.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        number += 1;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let place = format!("{name} line {number}");
        let text = std::str::from_utf8(&line).map_err(|_| "the line is not UTF-8".to_owned());
        match text.and_then(wire::entity) {
            Ok((entity, losses)) => {
                for loss in losses {
                    sink.loss(place.clone(), loss);
                }
                sink.entry(entity);
            }
            Err(fault) => sink.loss(place, format!("{fault}; the line is lost")),
        }
    }
}

//! OFAC's files with commas: no names of columns, `-0-` for nothing, a lone 0x1A at the end. The
//! primary file comes first, then aliases and addresses by the entry's number.

use std::collections::HashMap;

use super::rows;
use super::sink::Sink;
use super::{Damaged, Part};
use crate::party::{Entity, Kind, Role};

const PRIMARY: usize = 12;
const ALIAS: usize = 5;
const ADDRESS: usize = 6;

/// Reads the files of one list. Which file is which is seen from its rows, not from its name.
pub fn read(parts: Vec<Part<'_>>, sink: &mut Sink<'_>) -> Result<(), Damaged> {
    let mut entries: Vec<Entity> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut later: Vec<(String, u64, Vec<String>)> = Vec::new();
    for part in parts {
        let name = part.name.clone();
        let marked = each(part, sink, |line, cells, sink| match cells.len() {
            PRIMARY => {
                let entity = primary(&cells, sink);
                if places.insert(entity.id.clone(), entries.len()).is_some() {
                    let what = format!("the entry {} stands twice; both count", entity.id);
                    sink.loss(format!("{name} line {line}"), what);
                }
                entries.push(entity);
            }
            ALIAS | ADDRESS => later.push((format!("{name} line {line}"), line, cells)),
            width => sink.loss(
                format!("{name} line {line}"),
                format!("has {width} cells, which no file of this list has; the row is lost"),
            ),
        })?;
        if !marked {
            sink.loss(name, "does not end with its publisher's end mark: it may have been cut off");
        }
    }
    for (place, _, cells) in later {
        match places.get(cells[0].as_str()) {
            Some(at) => add(&mut entries[*at], &cells),
            None => sink.loss(
                place,
                format!("belongs to the entry {}, which the primary file lacks; lost", cells[0]),
            ),
        }
    }
    for entity in entries {
        sink.entry(entity);
    }
    Ok(())
}

/// Hands on each row; says whether the end mark was there.
fn each(
    part: Part<'_>,
    sink: &mut Sink<'_>,
    mut take: impl FnMut(u64, Vec<String>, &mut Sink<'_>),
) -> Result<bool, Damaged> {
    let mut reader = rows::open(part.from, b',');
    let mut record = csv::ByteRecord::new();
    let mut marked = false;
    while rows::next(&mut reader, &mut record)? {
        if rows::ends(&record) {
            marked |= record.iter().any(|cell| cell == b"\x1a");
            continue;
        }
        let cells = record.iter().map(|cell| filled(&rows::text(cell))).collect();
        take(record.position().map_or(0, csv::Position::line), cells, sink);
    }
    Ok(marked)
}

fn filled(cell: &str) -> String {
    let cell = cell.trim();
    if cell == "-0-" { String::new() } else { cell.to_owned() }
}

fn primary(cells: &[String], sink: &mut Sink<'_>) -> Entity {
    let kind = match cells[2].as_str() {
        "" => Kind::Entity,
        word => Kind::read(word),
    };
    let mut entity = Entity::listed(&cells[0], "OFAC", kind);
    entity.also(&cells[1], Role::Primary, false);
    entity.programmes = cells[3].split(['[', ']']).map(str::trim).map(str::to_owned).collect();
    entity.programmes.retain(|programme| !programme.is_empty());
    entity.country(&cells[9]);
    entity.number("call sign", &cells[5]);
    entity.remarks.clone_from(&cells[11]);
    remarks(&mut entity, sink);
    entity
}

/// The remarks hold birth dates, nationalities, numbers, and the aliases that OFAC calls weak.
fn remarks(entity: &mut Entity, sink: &mut Sink<'_>) {
    let text = std::mem::take(&mut entity.remarks);
    for piece in text.split(';').map(|piece| piece.trim().trim_end_matches('.')) {
        let after = |head: &str| piece.strip_prefix(head).map(str::trim);
        if let Some(date) = after("DOB ").or_else(|| after("alt. DOB ")) {
            let place = format!("entry {}", entity.id);
            sink.dates(&place, entity, date);
        } else if let Some(gender) = after("Gender ") {
            entity.sex(gender);
        } else if let Some(country) = after("nationality ")
            .or_else(|| after("citizen "))
            .or_else(|| after("alt. nationality "))
            .or_else(|| after("alt. citizen "))
        {
            entity.country(country);
        } else if let Some(alias) = weak_alias(piece) {
            entity.also(alias, Role::Aka, true);
        } else if let Some((kind, value)) = identifier(piece) {
            entity.number(kind, value);
        }
    }
    entity.remarks = text;
}

/// `a.k.a. 'NAME'`: the name ends at the last mark, because names have apostrophes inside.
fn weak_alias(piece: &str) -> Option<&str> {
    let at = piece.find("a.k.a. '")?;
    let rest = &piece[at + "a.k.a. '".len()..];
    rest.rfind('\'').map(|end| &rest[..end])
}

fn identifier(piece: &str) -> Option<(&str, &str)> {
    const KINDS: [&str; 14] = [
        "Passport",
        "National ID No.",
        "Tax ID No.",
        "Registration ID",
        "Vessel Registration Identification IMO",
        "SWIFT/BIC",
        "Cedula No.",
        "NIT #",
        "D-U-N-S Number",
        "Company Number",
        "C.R. No.",
        "RFC",
        "Registration Number",
        "Identification Number",
    ];
    let piece = piece.strip_prefix("alt. ").unwrap_or(piece);
    KINDS.iter().find_map(|kind| {
        let rest = piece.strip_prefix(kind)?.trim();
        Some((*kind, rest.split_whitespace().next()?))
    })
}

fn add(entity: &mut Entity, cells: &[String]) {
    if cells.len() == ALIAS {
        let role = match cells[2].as_str() {
            "fka" => Role::Fka,
            "nka" => Role::Nka,
            _ => Role::Aka,
        };
        entity.also(&cells[3], role, false);
        return;
    }
    let lines = cells[2..].iter().map(String::as_str).filter(|cell| !cell.is_empty());
    entity.addresses.push(lines.collect::<Vec<_>>().join(", "));
    entity.country(&cells[4]);
}

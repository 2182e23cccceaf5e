//! The consolidated list of the United Kingdom: a row for each name, put together by group.

use std::collections::HashMap;

use super::rows::{self, Row, Shape};
use super::sink::Sink;
use super::{Damaged, Part};
use crate::party::{Entity, Kind, Role};

/// Reads it.
pub fn read(part: Part<'_>, sink: &mut Sink<'_>) -> Result<(), Damaged> {
    let shape = Shape { between: b',', needs: &["Name 6", "Group ID", "Group Type"], before: 1 };
    let mut groups: Vec<Entity> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    rows::read(part, shape, sink, |row, sink| {
        let id = row.get("Group ID");
        if id.is_empty() {
            sink.loss(row.place(), "has no group; the row is lost");
            return;
        }
        let at = *places.entry(id.to_owned()).or_insert_with(|| {
            let kind = match row.get("Group Type") {
                "Ship" => Kind::Vessel,
                word => Kind::read(word),
            };
            groups.push(Entity::listed(id, "UK ConList", kind));
            groups.len() - 1
        });
        add(&mut groups[at], row, sink);
    })?;
    for entity in groups {
        sink.entry(entity);
    }
    Ok(())
}

fn add(entity: &mut Entity, row: &Row<'_>, sink: &mut Sink<'_>) {
    let given = ["Name 1", "Name 2", "Name 3", "Name 4", "Name 5"];
    let given = given.map(|head| row.get(head)).into_iter().filter(|part| !part.is_empty());
    let given = given.collect::<Vec<_>>().join(" ");
    let last = row.get("Name 6");
    let name = match (last, given.as_str()) {
        (last, "") => last.to_owned(),
        ("", given) => given.to_owned(),
        (last, given) => format!("{last}, {given}"),
    };
    let kind = row.get("Alias Type").to_lowercase();
    let role = match kind.as_str() {
        "prime alias" | "primary name" => Role::Primary,
        "fka" => Role::Fka,
        _ => Role::Aka,
    };
    let weak = row.get("Alias Quality").to_lowercase().contains("low");
    entity.also(&name, role, weak);
    entity.also(row.get("Name Non-Latin Script"), Role::Aka, false);
    if entity.dob.is_empty() {
        sink.dates(&row.place(), entity, row.get("DOB"));
    }
    for head in ["Nationality", "Country"] {
        entity.country(row.get(head));
    }
    entity.number("passport", row.get("Passport Number"));
    entity.number("national", row.get("National Identification Number"));
    if entity.programmes.is_empty() {
        entity.programmes.push(row.get("Regime").to_owned());
    }
}

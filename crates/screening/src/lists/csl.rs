//! The consolidated screening list of the United States: thirteen lists in one table.

use super::rows::{self, Row, Shape};
use super::sink::Sink;
use super::{Damaged, Part};
use crate::party::{Entity, Kind, Role};

/// Reads it.
pub fn read(part: Part<'_>, sink: &mut Sink<'_>) -> Result<(), Damaged> {
    let shape = Shape { between: b',', needs: &["_id", "source", "name", "alt_names"], before: 0 };
    rows::read(part, shape, sink, |row, sink| {
        let entity = entity(row, sink);
        sink.entry(entity);
    })
}

fn entity(row: &Row<'_>, sink: &mut Sink<'_>) -> Entity {
    let mut entity = Entity::listed(row.get("_id"), row.get("source"), Kind::read(row.get("type")));
    entity.also(row.get("name"), Role::Primary, false);
    let many = |head: &str| row.get(head).split(';').map(str::to_owned).collect::<Vec<_>>();
    for alias in many("alt_names") {
        entity.also(&alias, Role::Aka, false);
    }
    for country in many("nationalities").into_iter().chain(many("citizenships")) {
        entity.country(&country);
    }
    for date in many("dates_of_birth") {
        sink.dates(&row.place(), &mut entity, &date);
    }
    for id in many("ids") {
        numbers(&mut entity, &id);
    }
    entity.number("call sign", row.get("call_sign"));
    entity.country(row.get("vessel_flag"));
    entity.addresses = many("addresses").into_iter().map(|line| line.trim().to_owned()).collect();
    entity.programmes = many("programs").into_iter().map(|line| line.trim().to_owned()).collect();
    row.get("remarks").clone_into(&mut entity.remarks);
    entity
}

/// `CO, 800147514-8, NIT #`: country, number, kind; the country may be missing.
fn numbers(entity: &mut Entity, id: &str) {
    let parts: Vec<&str> = id.split(',').map(str::trim).collect();
    match parts.as_slice() {
        [gender, "Gender"] => entity.sex(gender),
        [.., number, kind] => entity.number(kind, number),
        _ => {}
    }
}

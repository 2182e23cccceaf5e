//! Entities of followthemoney: JSON lines, and the table of targets.

use std::io::BufRead as _;

use serde_json::Value;

use super::rows::{self, Shape};
use super::sink::Sink;
use super::{Damaged, Part};
use crate::party::{Entity, Kind, Role};

/// Reads entities, a JSON object a line; lines of a delta hold theirs under `entity`.
pub fn entities(part: Part<'_>, sink: &mut Sink<'_>) -> Result<(), Damaged> {
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
        match serde_json::from_slice::<Value>(&line) {
            Ok(value) => entity(value, &place, sink),
            Err(fault) => sink.loss(place, format!("is no JSON ({fault}); the line is lost")),
        }
    }
}

fn entity(value: Value, place: &str, sink: &mut Sink<'_>) {
    let operation = value.get("op").and_then(Value::as_str);
    if operation == Some("DEL") {
        sink.loss(place, "deletes an entry, which a whole list does not; passed over");
        return;
    }
    let of = value.get("entity").unwrap_or(&value);
    let word = |key: &str| of.get(key).and_then(Value::as_str).unwrap_or_default();
    let kind = match word("schema") {
        "Airplane" => Kind::Aircraft,
        schema => Kind::read(schema),
    };
    if kind == Kind::Unknown {
        // Addresses, documents and ties between parties are entities, too; none is a party.
        return;
    }
    let mut entity = Entity::listed(word("id"), &first(of, "datasets"), kind);
    let many = |key: &str| -> Vec<&str> {
        let values = of.pointer(&format!("/properties/{key}")).and_then(Value::as_array);
        values.into_iter().flatten().filter_map(Value::as_str).collect()
    };
    let names = [
        ("name", Role::Primary, false),
        ("alias", Role::Aka, false),
        ("weakAlias", Role::Aka, true),
        ("previousName", Role::Fka, false),
    ];
    for (key, role, weak) in names {
        for name in many(key) {
            entity.also(name, role, weak);
        }
    }
    for key in ["birthDate", "incorporationDate"] {
        for date in many(key) {
            sink.dates(place, &mut entity, date);
        }
    }
    for key in ["nationality", "country", "citizenship", "flag", "jurisdiction"] {
        for country in many(key) {
            entity.country(country);
        }
    }
    for key in [
        "passportNumber",
        "idNumber",
        "taxNumber",
        "registrationNumber",
        "innCode",
        "imoNumber",
        "leiCode",
        "swiftBic",
    ] {
        for number in many(key) {
            entity.number(key, number);
        }
    }
    for gender in many("gender") {
        entity.sex(gender);
    }
    entity.programmes = many("program").into_iter().map(str::to_owned).collect();
    sink.entry(entity);
}

fn first(of: &Value, key: &str) -> String {
    let found = of.get(key).and_then(|list| list.get(0)).and_then(Value::as_str);
    found.unwrap_or("ftm").to_owned()
}

/// Reads the table of targets.
pub fn targets(part: Part<'_>, sink: &mut Sink<'_>) -> Result<(), Damaged> {
    let shape = Shape { between: b',', needs: &["id", "schema", "name", "aliases"], before: 0 };
    rows::read(part, shape, sink, |row, sink| {
        let mut entity = Entity::listed(
            row.get("id"),
            row.first(&["dataset", "datasets"]),
            Kind::read(row.get("schema")),
        );
        entity.also(row.get("name"), Role::Primary, false);
        let many = |head: &str| row.get(head).split(';').map(str::to_owned).collect::<Vec<_>>();
        for name in &many("aliases") {
            entity.also(name, Role::Aka, false);
        }
        for date in &many("birth_date") {
            sink.dates(&row.place(), &mut entity, date);
        }
        for country in &many("countries") {
            entity.country(country);
        }
        for number in &many("identifiers") {
            entity.number("", number);
        }
        entity.addresses = many("addresses");
        entity.programmes = many("sanctions");
        sink.entry(entity);
    })
}

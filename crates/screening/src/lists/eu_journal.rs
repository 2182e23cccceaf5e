//! Designations of the European Union, transcribed from its Official Journal into a table.

use super::rows::{self, Shape};
use super::sink::Sink;
use super::{Damaged, Part};
use crate::party::{Entity, Kind, Role};

/// Reads it. The act and the record's number in it are the entry's number.
pub fn read(part: Part<'_>, sink: &mut Sink<'_>) -> Result<(), Damaged> {
    let shape = Shape { between: b',', needs: &["recordId", "schema", "name", "alias"], before: 0 };
    rows::read(part, shape, sink, |row, sink| {
        let act = row.first(&["celex", "amendedCelex"]);
        let id = format!("{act}-{}-{}", row.get("annex"), row.get("recordId"));
        let mut entity = Entity::listed(&id, "EU OJ", Kind::read(row.get("schema")));
        entity.also(row.get("name"), Role::Primary, false);
        let columns = [
            ("alias", Role::Aka, false),
            ("weakAlias", Role::Aka, true),
            ("previousName", Role::Fka, false),
        ];
        for (head, role, weak) in columns {
            row.get(head).split(';').for_each(|name| entity.also(name, role, weak));
        }
        for head in ["country", "nationality", "jurisdiction", "flag"] {
            row.get(head).split(';').for_each(|country| entity.country(country));
        }
        sink.dates(&row.place(), &mut entity, row.get("birthDate"));
        let numbers = [
            "passportNumber",
            "registrationNumber",
            "taxNumber",
            "idNumber",
            "innCode",
            "ogrnCode",
            "leiCode",
            "swiftBic",
            "imoNumber",
            "mmsi",
        ];
        for head in numbers {
            for value in row.get(head).split(';') {
                entity.number(head, value.split('(').next().unwrap_or_default());
            }
        }
        entity.sex(row.get("gender"));
        entity.programmes.push(row.get("programKey").to_owned());
        sink.entry(entity);
    })
}

//! The autonomous sanctions of Canada.

use super::sink::Sink;
use super::xml::{self, Element};
use super::{Damaged, Part};
use crate::party::{Entity, Kind, Role};

/// Reads it. An entry has no number of its own: country, schedule and item stand for one.
pub fn read(part: Part<'_>, sink: &mut Sink<'_>) -> Result<(), Damaged> {
    xml::read(part.from, &["record"], |element| {
        if element.name == "record" {
            entry(&element, sink);
        }
    })
}

fn entry(element: &Element, sink: &mut Sink<'_>) {
    let country = element.text("Country").split('/').next().unwrap_or_default().trim();
    let id = [country, element.text("Schedule"), element.text("Item")].join("|");
    let (last, given) = (element.text("LastName"), element.text("GivenName"));
    let (body, imo) = (element.text("EntityOrShip"), element.text("ShipIMONumber"));
    let kind = match (body, imo) {
        ("", "") => Kind::Person,
        (_, "") => Kind::Entity,
        _ => Kind::Vessel,
    };
    let mut entity = Entity::listed(&id, "CA SEMA", kind);
    match (body, last, given) {
        ("", last, "") => entity.also(last, Role::Primary, false),
        ("", "", given) => entity.also(given, Role::Primary, false),
        ("", last, given) => entity.also(&format!("{last}, {given}"), Role::Primary, false),
        (body, _, _) => entity.also(body, Role::Primary, false),
    }
    if kind == Kind::Vessel {
        entity.number("IMO", imo);
    } else if kind == Kind::Person {
        let place = format!("entry {id}");
        sink.dates(&place, &mut entity, element.text("DateOfBirthOrShipBuildDate"));
    }
    for alias in element.text("Aliases").split([';', ',']) {
        entity.also(alias, Role::Aka, false);
    }
    // The country is that of the regulation, not of the party: it is no evidence.
    entity.programmes.push(format!("{country} {}", element.text("Schedule")));
    sink.entry(entity);
}

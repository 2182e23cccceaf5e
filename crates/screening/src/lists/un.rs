//! The list of the Security Council.

use super::sink::Sink;
use super::xml::{self, Element};
use super::{Damaged, Part};
use crate::party::{Entity, Kind, Role};

/// Reads it.
pub fn read(part: Part<'_>, sink: &mut Sink<'_>) -> Result<(), Damaged> {
    xml::read(part.from, &["INDIVIDUAL", "ENTITY"], |element| match element.name.as_str() {
        "INDIVIDUAL" => entry(&element, Kind::Person, sink),
        "ENTITY" => entry(&element, Kind::Entity, sink),
        _ => {
            let date = element.attribute("dateGenerated");
            sink.report.published = (!date.is_empty()).then(|| date.to_owned());
        }
    })
}

fn entry(element: &Element, kind: Kind, sink: &mut Sink<'_>) {
    let mut entity = Entity::listed(element.text("DATAID"), "UN SC", kind);
    let parts = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"];
    let parts = parts.map(|part| element.text(part)).into_iter().filter(|part| !part.is_empty());
    entity.also(&parts.collect::<Vec<_>>().join(" "), Role::Primary, false);
    entity.also(element.text("NAME_ORIGINAL_SCRIPT"), Role::Aka, false);
    let place = format!("entry {}", entity.id);
    for inside in &element.inside {
        match inside.name.as_str() {
            "INDIVIDUAL_ALIAS" | "ENTITY_ALIAS" => {
                let weak = inside.text("QUALITY").eq_ignore_ascii_case("low");
                entity.also(inside.text("ALIAS_NAME"), Role::Aka, weak);
            }
            "INDIVIDUAL_DATE_OF_BIRTH" => {
                for part in ["DATE", "YEAR", "FROM_YEAR", "TO_YEAR"] {
                    sink.dates(&place, &mut entity, inside.text(part));
                }
            }
            "NATIONALITY" => inside.all("VALUE").for_each(|value| entity.country(&value.text)),
            "INDIVIDUAL_DOCUMENT" => {
                entity.number(inside.text("TYPE_OF_DOCUMENT"), inside.text("NUMBER"));
            }
            "INDIVIDUAL_ADDRESS" | "ENTITY_ADDRESS" => {
                let lines = inside.inside.iter().map(|line| line.text.trim());
                let address = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ");
                if !address.is_empty() {
                    entity.addresses.push(address);
                }
                if kind == Kind::Entity {
                    entity.country(inside.text("COUNTRY"));
                }
            }
            "UN_LIST_TYPE" => entity.programmes.push(inside.text.trim().to_owned()),
            "GENDER" => entity.sex(&inside.text),
            "COMMENTS1" => inside.text.trim().clone_into(&mut entity.remarks),
            _ => {}
        }
    }
    sink.entry(entity);
}

//! The consolidated list of the European Union.

use super::sink::Sink;
use super::xml::{self, Element};
use super::{Damaged, Part};
use crate::party::{Entity, Kind, Role};

/// Reads it.
pub fn read(part: Part<'_>, sink: &mut Sink<'_>) -> Result<(), Damaged> {
    xml::read(part.from, &["sanctionEntity"], |element| {
        if element.name == "sanctionEntity" {
            entry(&element, sink);
        } else {
            let date = element.attribute("generationDate");
            sink.report.published = (!date.is_empty()).then(|| date.to_owned());
        }
    })
}

fn entry(element: &Element, sink: &mut Sink<'_>) {
    let kind = element.find("subjectType").map_or("", |kind| kind.attribute("code"));
    let kind = if kind == "enterprise" { Kind::Entity } else { Kind::read(kind) };
    let mut entity = Entity::listed(element.attribute("logicalId"), "EU FSF", kind);
    let place = format!("entry {}", entity.id);
    for inside in &element.inside {
        match inside.name.as_str() {
            "nameAlias" => {
                let role = if entity.names.is_empty() { Role::Primary } else { Role::Aka };
                let weak = inside.attribute("strong") == "false";
                entity.also(inside.attribute("wholeName"), role, weak);
                entity.sex(inside.attribute("gender"));
            }
            "citizenship" => entity.country(inside.attribute("countryIso2Code")),
            "birthdate" => {
                let whole = inside.attribute("birthdate");
                let date = if whole.is_empty() { inside.attribute("year") } else { whole };
                sink.dates(&place, &mut entity, date);
            }
            "identification" => {
                let kind = inside.attribute("identificationTypeCode");
                entity.number(kind, inside.attribute("number"));
            }
            "regulation" => entity.programmes.push(inside.attribute("programme").to_owned()),
            _ => {}
        }
    }
    entity.programmes.dedup();
    sink.entry(entity);
}

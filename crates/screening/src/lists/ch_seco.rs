//! The Swiss list.

use super::sink::Sink;
use super::xml::{self, Element};
use super::{Damaged, Part};
use crate::party::{Entity, Kind, Role};

/// Reads it.
pub fn read(part: Part<'_>, sink: &mut Sink<'_>) -> Result<(), Damaged> {
    xml::read(part.from, &["target"], |element| {
        if element.name == "target" {
            entry(&element, sink);
        } else {
            let date = element.attribute("date");
            sink.report.published = (!date.is_empty()).then(|| date.to_owned());
        }
    })
}

fn entry(element: &Element, sink: &mut Sink<'_>) {
    let kinds = [("individual", Kind::Person), ("entity", Kind::Entity), ("object", Kind::Vessel)];
    let found = kinds.iter().find_map(|(name, kind)| Some((element.find(name)?, *kind)));
    let id = element.attribute("ssid");
    let Some((party, kind)) = found else {
        sink.loss(format!("entry {id}"), "is neither person nor entity nor object; lost");
        return;
    };
    let mut entity = Entity::listed(id, "CH SECO", kind);
    entity.sex(party.attribute("sex"));
    for identity in party.all("identity") {
        for name in identity.all("name") {
            let role = match name.attribute("name-type") {
                "primary-name" => Role::Primary,
                "formerly-known-as" => Role::Fka,
                _ => Role::Aka,
            };
            let weak = name.attribute("quality") == "low";
            let parts = name.all("name-part").map(|part| part.text("value"));
            entity.also(&parts.collect::<Vec<_>>().join(" "), role, weak);
        }
        for nation in identity.all("nationality") {
            entity.country(nation.find("country").map_or("", |it| it.attribute("iso-code")));
        }
        let place = format!("entry {id}");
        for born in identity.all("day-month-year") {
            let parts = ["year", "month", "day"].map(|part| born.attribute(part));
            let known: Vec<&str> = parts.into_iter().take_while(|part| !part.is_empty()).collect();
            sink.dates(&place, &mut entity, &known.join("-"));
        }
        for document in identity.all("identification-document") {
            entity.number(document.attribute("document-type"), document.text("number"));
        }
    }
    sink.entry(entity);
}

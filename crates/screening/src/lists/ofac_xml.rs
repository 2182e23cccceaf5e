//! OFAC's list with tags.

use super::sink::Sink;
use super::xml::{self, Element};
use super::{Damaged, Part};
use crate::party::{Entity, Kind, Role};

/// Reads it. The number of entries that the file says of itself is compared with what was read.
pub fn read(part: Part<'_>, sink: &mut Sink<'_>) -> Result<(), Damaged> {
    let (before, mut said) = (sink.report.entries, None);
    xml::read(part.from, &["publshInformation", "sdnEntry"], |element| {
        match element.name.as_str() {
            "sdnEntry" => entry(&element, sink),
            "publshInformation" => {
                sink.report.published = Some(element.text("Publish_Date").to_owned());
                said = element.text("Record_Count").parse::<usize>().ok();
            }
            _ => {}
        }
    })?;
    let read = sink.report.entries - before;
    if let Some(said) = said.filter(|said| *said != read) {
        sink.loss(part.name, format!("says that it holds {said} entries; {read} were read"));
    }
    Ok(())
}

fn entry(element: &Element, sink: &mut Sink<'_>) {
    let kind = Kind::read(element.text("sdnType"));
    let mut entity = Entity::listed(element.text("uid"), "OFAC", kind);
    entity.also(&full(element), Role::Primary, false);
    let inside = |list: &str, item: &'static str| {
        let list = element.find(list).into_iter();
        list.flat_map(move |list| list.all(item)).collect::<Vec<_>>()
    };
    for aka in inside("akaList", "aka") {
        let role = match aka.text("type") {
            "f.k.a." => Role::Fka,
            "n.k.a." => Role::Nka,
            _ => Role::Aka,
        };
        entity.also(&full(aka), role, aka.text("category") == "weak");
    }
    for id in inside("idList", "id") {
        match id.text("idType") {
            "Gender" => entity.sex(id.text("idNumber")),
            kind => entity.number(kind, id.text("idNumber")),
        }
    }
    let place = format!("entry {}", entity.id);
    for born in inside("dateOfBirthList", "dateOfBirthItem") {
        sink.dates(&place, &mut entity, born.text("dateOfBirth"));
    }
    for list in [("nationalityList", "nationality"), ("citizenshipList", "citizenship")] {
        for nation in inside(list.0, list.1) {
            entity.country(nation.text("country"));
        }
    }
    for address in inside("addressList", "address") {
        entity.country(address.text("country"));
        let lines = address.inside.iter().filter(|line| line.name != "uid");
        entity.addresses.push(lines.map(|line| line.text.trim()).collect::<Vec<_>>().join(", "));
    }
    if let Some(programmes) = element.find("programList") {
        entity.programmes = programmes.all("program").map(|one| one.text.clone()).collect();
    }
    element.text("remarks").clone_into(&mut entity.remarks);
    sink.entry(entity);
}

fn full(element: &Element) -> String {
    match (element.text("lastName"), element.text("firstName")) {
        (last, "") => last.to_owned(),
        (last, first) => format!("{last}, {first}"),
    }
}

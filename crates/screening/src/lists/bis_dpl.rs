//! The denied persons of BIS: cells between tabs.

use super::rows::{self, Shape};
use super::sink::Sink;
use super::{Damaged, Part};
use crate::party::{Entity, Kind, Role};

/// Reads it. The file has no numbers: name, place and day of the order stand for one.
pub fn read(part: Part<'_>, sink: &mut Sink<'_>) -> Result<(), Damaged> {
    let shape = Shape { between: b'\t', needs: &["Name", "Effective_Date"], before: 0 };
    rows::read(part, shape, sink, |row, sink| {
        let parts = ["Name", "City", "Effective_Date"].map(|head| row.get(head));
        let mut entity = Entity::listed(&parts.join("|"), "BIS DPL", Kind::Unknown);
        entity.also(row.get("Name"), Role::Primary, false);
        entity.country(row.get("Country"));
        let address = ["Street_Address", "City", "State", "Postal_Code", "Country"];
        let address = address.map(|head| row.get(head)).into_iter().filter(|cell| !cell.is_empty());
        entity.addresses.push(address.collect::<Vec<_>>().join(", "));
        row.get("FR_Citation").clone_into(&mut entity.remarks);
        sink.entry(entity);
    })
}

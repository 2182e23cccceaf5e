//! Where readers put entries and losses.

use super::{Loss, Report};
use crate::party::{Entity, Gender, Identifier, Kind, Name, Role};

/// More losses than this are counted in the last one: a file of nothing else is told briefly.
const MOST_LOSSES: usize = 10_000;

/// Takes what readers find.
pub struct Sink<'a> {
    take: &'a mut dyn FnMut(Entity),
    pub report: Report,
}

impl<'a> Sink<'a> {
    pub fn new(take: &'a mut dyn FnMut(Entity)) -> Self {
        Sink { take, report: Report::default() }
    }

    /// Hands an entry on; one without a name is a loss.
    pub fn entry(&mut self, mut entity: Entity) {
        entity.names.retain(|name| !name.text.trim().is_empty());
        if entity.names.is_empty() {
            self.loss(format!("entry {}", entity.id), "has no name and cannot be found");
            return;
        }
        self.report.entries += 1;
        (self.take)(entity);
    }

    /// Notes a loss.
    pub fn loss(&mut self, place: impl Into<String>, what: impl Into<String>) {
        if self.report.losses.len() < MOST_LOSSES {
            self.report.losses.push(Loss { place: place.into(), what: what.into() });
        }
    }

    /// Notes a birth date that cannot be read.
    pub fn dates(&mut self, place: &str, entity: &mut Entity, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let dates = super::days::dates(text);
        if dates.is_empty() {
            self.loss(
                place,
                format!("the date {text:?} cannot be read; the entry counts without it"),
            );
        }
        entity.dob.extend(dates);
    }
}

/// A name of an entry.
pub fn name(text: &str, role: Role, weak: bool) -> Name {
    Name { text: text.trim().to_owned(), role, weak }
}

impl Entity {
    /// An entry with its first name.
    pub(super) fn listed(id: &str, list: &str, kind: Kind) -> Entity {
        Entity { id: id.trim().to_owned(), list: list.to_owned(), kind, ..Entity::default() }
    }

    pub(super) fn also(&mut self, text: &str, role: Role, weak: bool) {
        if !text.trim().is_empty() {
            self.names.push(name(text, role, weak));
        }
    }

    pub(super) fn number(&mut self, kind: &str, value: &str) {
        if !value.trim().is_empty() {
            let (kind, value) = (kind.trim().to_owned(), value.trim().to_owned());
            self.ids.push(Identifier { kind, value });
        }
    }

    pub(super) fn country(&mut self, text: &str) {
        let text = text.trim();
        if !text.is_empty() && !self.countries.iter().any(|known| known == text) {
            self.countries.push(text.to_owned());
        }
    }

    pub(super) fn sex(&mut self, text: &str) {
        self.gender = self.gender.or_else(|| Gender::read(text));
    }
}

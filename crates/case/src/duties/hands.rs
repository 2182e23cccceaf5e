//! Who had a hand in which act of a file: the record itself, without any law. Which acts must be
//! kept apart is a rule of the day on which somebody acts.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::decider::Told;

/// Which persons had a hand in which act of a file. Whoever acted for somebody else had a hand in
/// it, and so had the one who was acted for.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Hands(BTreeMap<String, BTreeSet<String>>);

impl Hands {
    /// Remembers who acted.
    pub fn note(&mut self, told: &Told<'_>) {
        let person = told.by.person();
        let known = self.0.get(told.act).is_some_and(|people| people.contains(&person));
        if known && told.behalf.is_empty() {
            return;
        }
        let people = self.0.entry(told.act.to_owned()).or_default();
        people.insert(person);
        people.extend(told.behalf.iter().cloned());
    }

    /// Forgets acts: their work was thrown away and begins anew.
    pub fn forget(&mut self, acts: &[&str]) {
        for act in acts {
            self.0.remove(*act);
        }
    }

    /// Who had a hand in an act.
    pub fn of(&self, act: &str) -> impl Iterator<Item = &str> {
        self.0.get(act).into_iter().flatten().map(String::as_str)
    }
}

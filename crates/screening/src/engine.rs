//! The engine: a question in, scored entries out, the same on every machine.

use crate::align::{Aligner, Alignment};
use crate::asked::Asked;
use crate::evidence::{self, Evidence};
use crate::fold::{self, Reading};
use crate::index::Index;
use crate::party::{Kind, Query, Role};
use crate::search::Memory;
use crate::weights::Weights;

/// The lists and the weights by which they are asked.
pub struct Engine {
    /// The lists.
    pub index: Index,
    /// The weights.
    pub weights: Weights,
}

/// An entry that may be the party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The entry.
    pub entity: u32,
    /// The name by which it was found, the best of its names.
    pub name: u32,
    /// Millionths.
    pub score: u32,
}

/// A question that cannot be answered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unanswerable {
    /// Nothing to compare: neither clean nor a match.
    #[error("the name {0:?} holds no letter and no digit, so it can be neither clean nor a match")]
    NoLetters(String),
}

/// A question beside one name.
pub(crate) struct Laid {
    pub asked: Asked,
    pub alignment: Alignment,
}

/// What one thread keeps between questions.
#[derive(Default)]
pub struct Searcher {
    memory: Memory,
    aligner: Aligner,
    alignment: Alignment,
    names: Vec<u32>,
    best: Vec<Hit>,
}

impl Engine {
    /// Entries that may be the party, best first.
    pub fn ask(&self, query: &Query, searcher: &mut Searcher) -> Result<Vec<Hit>, Unanswerable> {
        searcher.best.clear();
        let second = fold::has_second_reading(&query.name);
        let readings = [Some(Reading::First), second.then_some(Reading::Second)];
        for reading in readings.into_iter().flatten() {
            let with = (&self.index, &self.weights);
            let asked = Asked::read(&query.name, (reading, query.kind), with)
                .ok_or_else(|| Unanswerable::NoLetters(query.name.clone()))?;
            self.one_reading(&asked, query, searcher);
        }
        self.by_identifier(query, searcher);
        Ok(self.told(searcher))
    }

    fn one_reading(&self, asked: &Asked, query: &Query, searcher: &mut Searcher) {
        let with = (&self.index, &self.weights);
        let mut names = std::mem::take(&mut searcher.names);
        searcher.memory.search(asked, with, &mut names);
        for name in &names {
            let laid = &mut searcher.alignment;
            let how = (&self.index, &self.weights, &searcher.memory);
            searcher.aligner.align(asked, (*name, laid), how);
            // Evidence lifts a score by a share only: what is far below the floor stays there.
            if u64::from(laid.score) * 2 < u64::from(self.weights.report.floor) * 1000 {
                continue;
            }
            let entity = self.index.name_heads[*name as usize].entity;
            let found = evidence::weigh(&self.index, query, entity);
            let score = self.judged(laid.score, *name, &found);
            searcher.best.push(Hit { entity, name: *name, score });
        }
        searcher.names = names;
    }

    /// Lays a question beside one name again, for the explanation: the better reading of the two.
    pub(crate) fn laid(&self, query: &Query, name: u32, searcher: &mut Searcher) -> Option<Laid> {
        let second = fold::has_second_reading(&query.name);
        let readings = [Some(Reading::First), second.then_some(Reading::Second)];
        let mut best: Option<Laid> = None;
        for reading in readings.into_iter().flatten() {
            let with = (&self.index, &self.weights);
            let asked = Asked::read(&query.name, (reading, query.kind), with)?;
            searcher.memory.search(&asked, with, &mut searcher.names);
            let mut alignment = Alignment::default();
            let how = (&self.index, &self.weights, &searcher.memory);
            searcher.aligner.align(&asked, (name, &mut alignment), how);
            if best.as_ref().is_none_or(|best| alignment.score > best.alignment.score) {
                best = Some(Laid { asked, alignment });
            }
        }
        best
    }

    /// A score after the evidence and the standing of the name.
    pub(crate) fn judged(&self, score: u32, name: u32, found: &[Evidence]) -> u32 {
        let head = self.index.name_heads[name as usize];
        let evidence = &self.weights.evidence;
        let former = if head.role == Role::Fka { evidence.former_name * 1000 } else { 0 };
        let score = evidence::apply(score.saturating_sub(former), found, &self.weights);
        let agrees = found.iter().any(|piece| {
            matches!(piece, Evidence::BirthDay | Evidence::BirthYear | Evidence::Identifier)
        });
        if head.weak && !agrees { score.min(evidence.weak_alias_most * 1000) } else { score }
    }

    fn by_identifier(&self, query: &Query, searcher: &mut Searcher) {
        let identifiers = &self.index.entities.identifiers;
        for id in query.ids.iter().filter_map(|id| evidence::identifier(&id.value)) {
            let from = identifiers.partition_point(|known| known.0 < id);
            for (_, entity) in identifiers[from..].iter().take_while(|known| known.0 == id) {
                let score = self.weights.evidence.identifier * 1000;
                let first = self.index.name_heads.partition_point(|head| head.entity < *entity);
                let name = u32::try_from(first).unwrap_or(u32::MAX);
                searcher.best.push(Hit { entity: *entity, name, score });
            }
        }
    }

    /// The best name of each entry, and the best entries.
    fn told(&self, searcher: &mut Searcher) -> Vec<Hit> {
        let best = &mut searcher.best;
        let floor = self.weights.report.floor * 1000;
        best.retain(|hit| hit.score >= floor);
        best.sort_unstable_by(|a, b| {
            a.entity.cmp(&b.entity).then(b.score.cmp(&a.score)).then(a.name.cmp(&b.name))
        });
        best.dedup_by_key(|hit| hit.entity);
        best.sort_unstable_by(|a, b| b.score.cmp(&a.score).then(a.entity.cmp(&b.entity)));
        best.iter().copied().take(self.weights.report.most).collect()
    }

    /// Whether an entry is a hit that a person must decide.
    pub fn is_hit(&self, hit: &Hit, asked: Kind) -> bool {
        let kind = if asked == Kind::Unknown { self.index.kind(hit.entity) } else { asked };
        hit.score >= self.weights.threshold(kind) * 1000
    }
}

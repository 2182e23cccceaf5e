//! How entries become an index.

use std::collections::HashMap;

use super::dictionary::Dictionary;
use super::keys::{Keys, hash, short};
use super::{Entities, FAMILY, Index, NameHead, Rows, Texts, small};
use crate::evidence;
use crate::fold::{self, Class, Reading, Word};
use crate::party::{Entity, Name};

/// Words of a name beyond this many say nothing new.
const MOST_WORDS: usize = 24;

/// Takes entries one by one.
#[derive(Default)]
pub struct Builder {
    words: Dictionary,
    known: [HashMap<String, u32>; 2],
    keys: Vec<(u32, u32)>,
    names: Rows<u32>,
    name_texts: Texts,
    name_heads: Vec<NameHead>,
    joined: Vec<(u32, u32)>,
    entities: Entities,
    lists: HashMap<String, u16>,
    countries: HashMap<String, u16>,
}

impl Builder {
    /// Adds an entry. Names without any letter are passed over and counted.
    pub fn push(&mut self, entity: &Entity) -> usize {
        let at = small(self.entities.kinds.len());
        let mut unreadable = 0;
        for name in &entity.names {
            let first = fold::words(&name.text, Reading::First);
            if first.is_empty() {
                unreadable += 1;
                continue;
            }
            self.name(at, name, &first);
            if fold::has_second_reading(&name.text) {
                self.name(at, name, &fold::words(&name.text, Reading::Second));
            }
        }
        self.facts(at, entity);
        unreadable
    }

    fn name(&mut self, entity: u32, name: &Name, words: &[Word]) {
        let at = small(self.name_heads.len());
        let words = &words[..words.len().min(MOST_WORDS)];
        let mut row = Vec::with_capacity(words.len());
        for word in words {
            let known = &mut self.known[usize::from(word.consonantal)];
            let number = if let Some(number) = known.get(&word.text) {
                *number
            } else {
                let number = self.words.push(word, &mut self.keys);
                known.insert(word.text.clone(), number);
                number
            };
            row.push(number | if word.family { FAMILY } else { 0 });
        }
        for pair in words.windows(2).filter(|pair| joinable(&pair[0], &pair[1])) {
            let joined = fold::spelling::fold(&[pair[0].text.as_str(), &pair[1].text].concat());
            self.joined.push((short(hash(0, joined.as_bytes())), at));
        }
        self.names.push(row);
        self.name_texts.push(&name.text);
        self.name_heads.push(NameHead { entity, role: name.role, weak: name.weak });
    }

    fn facts(&mut self, at: u32, entity: &Entity) {
        let entities = &mut self.entities;
        entities.ids.push(&entity.id);
        entities.lists.push(number(&mut self.lists, &mut entities.list_names, &entity.list));
        entities.kinds.push(entity.kind);
        entities.genders.push(entity.gender);
        entities.dates.push(entity.dob.iter().copied());
        let countries = entity.countries.iter().map(|country| evidence::country(country));
        let countries: Vec<u16> = countries
            .map(|country| number(&mut self.countries, &mut entities.country_names, &country))
            .collect();
        entities.countries.push(countries);
        for id in &entity.ids {
            if let Some(hash) = evidence::identifier(&id.value) {
                entities.identifiers.push((hash, at));
            }
        }
    }

    /// The index of all that was added.
    pub fn finish(mut self) -> Index {
        drop(self.known);
        let mut counts = vec![0_u32; self.words.len()];
        for name in 0..small(self.names.len()) {
            for word in self.names.row(name) {
                counts[(word & !FAMILY) as usize] += 1;
            }
        }
        let holders = holders(&self.names, &counts);
        let mut of_groups: HashMap<u32, u32> = HashMap::new();
        for (word, count) in (0..).zip(&counts) {
            *of_groups.entry(self.words.group(word)).or_default() += count;
        }
        let all = log2(small(self.names.len()).max(2));
        let rarity = (0..).zip(&counts).map(|(word, count)| {
            // All spellings of a name are as common as the name.
            let group = self.words.group(word);
            let count = if group == 0 { count } else { &of_groups[&group] };
            let rare = 1000_u32.saturating_sub(log2(*count) * 1000 / all);
            u16::try_from(rare).unwrap_or(1000)
        });
        let rarity = rarity.collect();
        self.words.finish(std::mem::take(&mut self.keys), rarity);
        self.names.trim();
        self.name_texts.trim();
        self.name_heads.shrink_to_fit();
        self.entities.identifiers.sort_unstable();
        Index {
            words: self.words,
            names: self.names,
            name_texts: self.name_texts,
            name_heads: self.name_heads,
            holders,
            joined: Keys::of(self.joined),
            entities: self.entities,
        }
    }
}

/// Words that people write together.
pub(crate) fn joinable(one: &Word, other: &Word) -> bool {
    let name = |word: &Word| matches!(word.class, Class::Name | Class::Particle | Class::Small);
    name(one) && name(other) && one.text.len() + other.text.len() >= 4
}

fn holders(names: &Rows<u32>, counts: &[u32]) -> Rows<u32> {
    let mut starts = Vec::with_capacity(counts.len() + 1);
    let mut sum = 0;
    starts.push(0);
    for count in counts {
        sum += count;
        starts.push(sum);
    }
    let mut free: Vec<u32> = starts[..counts.len()].to_vec();
    let mut items = vec![0_u32; sum as usize];
    for name in 0..small(names.len()) {
        for word in names.row(name) {
            let place = &mut free[(word & !FAMILY) as usize];
            items[*place as usize] = name;
            *place += 1;
        }
    }
    Rows { items, starts }
}

fn number(known: &mut HashMap<String, u16>, names: &mut Vec<String>, name: &str) -> u16 {
    if let Some(number) = known.get(name) {
        return *number;
    }
    // More than 65,535 different countries or lists are damage; the last number stands for them.
    let number = u16::try_from(names.len()).unwrap_or(u16::MAX);
    if usize::from(number) == names.len() {
        names.push(name.to_owned());
        known.insert(name.to_owned(), number);
    }
    number
}

/// The logarithm to base two in thousandths, by whole numbers alone: the same on every machine.
fn log2(value: u32) -> u32 {
    let value = value.max(1);
    let whole = value.ilog2();
    // Between two powers the straight line is near enough.
    let rest = u64::from(value - (1 << whole)) * 1000 / (1_u64 << whole);
    whole * 1000 + u32::try_from(rest).unwrap_or(0)
}

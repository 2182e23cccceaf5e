//! From a question to the names worth comparing: words that are alike, names that hold them.

use std::cmp::Reverse;

use crate::align::{Alike, Likeness};
use crate::asked::{self, Asked, Unit};
use crate::fold::{Class, consonants};
use crate::index::dictionary::{Dictionary, Reach};
use crate::index::keys::hash;
use crate::index::{FAMILY, Index};
use crate::near;
use crate::weights::{Near, Weights};

/// Memory that one searcher uses again for each question.
#[derive(Default)]
pub struct Memory {
    /// Which question touched a word last, and where its row of likeness is.
    words: Vec<(u32, u32)>,
    /// Which question touched a name last.
    names: Vec<u32>,
    question: u32,
    /// Likeness by row and unit.
    table: Vec<(u16, Likeness)>,
    units: usize,
    alike: Vec<u32>,
    touched: Vec<u32>,
    rough: Vec<(Reverse<u32>, u32)>,
}

impl Alike for Memory {
    fn alike(&self, unit: usize, word: u32) -> Option<(u32, Likeness)> {
        let (_, row) = self.words[word as usize];
        let (likeness, how) = self.table[row as usize * self.units + unit];
        (likeness > 0).then_some((u32::from(likeness), how))
    }

    fn known(&self, word: u32) -> bool {
        self.words[word as usize].0 == self.question
    }
}

impl Memory {
    /// Finds the names worth comparing, the most promising first.
    pub fn search(&mut self, asked: &Asked, with: (&Index, &Weights), found: &mut Vec<u32>) {
        let (index, weights) = with;
        self.begin(index, asked.units.len());
        let mut groups = self.neighbours(asked, with);
        groups.sort_unstable();
        self.touched.clear();
        let mut read = 0;
        for (postings, _, words) in groups {
            if read > 0 && read + postings > weights.retrieval.postings {
                break;
            }
            read += postings;
            for word in words {
                for name in index.holders.row(word) {
                    if self.names[*name as usize] != self.question {
                        self.names[*name as usize] = self.question;
                        self.touched.push(*name);
                    }
                }
            }
        }
        found.clear();
        self.written_together(asked, index, found);
        self.promising(asked, with, found);
    }

    fn begin(&mut self, index: &Index, units: usize) {
        if self.words.len() != index.words.len() || self.question == u32::MAX {
            self.words = vec![(0, 0); index.words.len()];
            self.names = vec![0; index.names()];
            self.question = 0;
        }
        self.question += 1;
        self.table.clear();
        self.units = units;
    }

    /// Fills the table of likeness. A group of words for each unit, with the names that hold them.
    fn neighbours(
        &mut self,
        asked: &Asked,
        with: (&Index, &Weights),
    ) -> Vec<(usize, usize, Vec<u32>)> {
        let (index, weights) = with;
        let mut groups = Vec::with_capacity(asked.units.len());
        let singles = asked.singles;
        for (number, unit) in asked.units.iter().enumerate() {
            if unit.word.text.len() < 2 && unit.word.class == Class::Name {
                continue;
            }
            let mut maybe = std::mem::take(&mut self.alike);
            maybe.clear();
            let joined = number >= singles;
            let reach = if joined { Reach::Close } else { Reach::Far };
            index.words.may_be_alike((&unit.word, &unit.fold), reach, &mut maybe);
            maybe.sort_unstable();
            maybe.dedup();
            let mut words = Vec::new();
            let mut postings = 0;
            for word in maybe.iter().copied() {
                if let Some((likeness, how)) = compare(unit, word, joined, (index, &weights.near)) {
                    self.note(word, number, (likeness, how));
                    postings += index.holders.row(word).len();
                    words.push(word);
                }
            }
            self.alike = maybe;
            let tells = matches!(unit.word.class, Class::Name | Class::Number);
            if !words.is_empty() && (tells || singles == 1) {
                groups.push((postings, number, words));
            }
        }
        if groups.is_empty() {
            dress_alone(asked, index, &mut groups);
        }
        groups
    }

    fn note(&mut self, word: u32, unit: usize, alike: (u32, Likeness)) {
        let place = &mut self.words[word as usize];
        if place.0 != self.question {
            let row = self.table.len() / self.units;
            *place = (self.question, u32::try_from(row).expect("a table of likeness"));
            self.table.resize(self.table.len() + self.units, (0, Likeness::Same));
        }
        let at = place.1 as usize * self.units + unit;
        self.table[at] = (u16::try_from(alike.0).unwrap_or(1000), alike.1);
    }

    /// Names in which two words stand that the question writes as one.
    fn written_together(&mut self, asked: &Asked, index: &Index, found: &mut Vec<u32>) {
        for unit in &asked.units[..asked.singles] {
            if unit.word.class != Class::Name || unit.word.text.len() < 4 {
                continue;
            }
            let names = index.joined.find(hash(0, unit.fold.as_bytes()));
            found.extend(names.take(64));
        }
        found.sort_unstable();
        found.dedup();
        for name in found.iter() {
            self.names[*name as usize] = 0;
        }
    }

    /// The most promising of the touched names by the likeness of their words alone.
    fn promising(&mut self, asked: &Asked, with: (&Index, &Weights), found: &mut Vec<u32>) {
        let (_, weights) = with;
        let mut rough = std::mem::take(&mut self.rough);
        rough.clear();
        let whole: u32 = asked.units[..asked.singles].iter().map(|unit| unit.weight).sum();
        for name in &self.touched {
            if self.names[*name as usize] == self.question {
                rough.push((Reverse(self.rough_score(*name, whole, with)), *name));
            }
        }
        let most = weights.retrieval.examined;
        if rough.len() > most {
            rough.select_nth_unstable(most - 1);
            rough.truncate(most);
        }
        rough.sort_unstable();
        found.extend(rough.iter().map(|(_, name)| *name));
        self.rough = rough;
    }

    fn rough_score(&self, name: u32, whole: u32, (index, weights): (&Index, &Weights)) -> u32 {
        let (mut met, mut left) = (0, 0);
        for word in index.names.row(name) {
            let word = word & !FAMILY;
            let words = &index.words;
            let weight = asked::weight(
                (words.class(word), words.text(word).len()),
                words.rarity(word),
                weights,
            );
            if self.known(word) {
                let row = self.words[word as usize].1 as usize * self.units;
                let best = self.table[row..row + self.units].iter().map(|cell| cell.0).max();
                met += weight * u32::from(best.unwrap_or(0)) / 1000;
            } else {
                left += weight;
            }
        }
        let missing = whole.saturating_sub(met);
        met * 1000 / (met + missing * 7 / 10 + left * 4 / 10).max(1)
    }
}

/// A name of titles and legal forms alone is looked up as it stands.
fn dress_alone(asked: &Asked, index: &Index, groups: &mut Vec<(usize, usize, Vec<u32>)>) {
    for (number, unit) in asked.units[..asked.singles].iter().enumerate() {
        if let Some(word) = index.words.find(&unit.word) {
            groups.push((index.holders.row(word).len(), number, vec![word]));
        }
    }
}

/// How alike a unit and a listed word are, where they are at all.
fn compare(
    unit: &Unit,
    word: u32,
    joined: bool,
    (index, near): (&Index, &Near),
) -> Option<(u32, Likeness)> {
    let words = &index.words;
    let (text, ours) = (words.text(word), unit.word.text.as_str());
    if ours == text && words.consonantal(word) == unit.word.consonantal {
        return Some(if joined { (near.joined, Likeness::Joined) } else { (1000, Likeness::Same) });
    }
    if words.class(word) != Class::Name || unit.word.class != Class::Name {
        return None;
    }
    if unit.group != 0 && unit.group == words.group(word) {
        return Some((1000 - near.fold, Likeness::Spelling));
    }
    let letters = by_letters(unit, (words, word), near).map(|(likeness, how)| {
        if joined { (likeness * near.joined / 1000, Likeness::Joined) } else { (likeness, how) }
    });
    let scripts = words.consonantal(word) || unit.word.consonantal;
    let bones = if scripts { by_consonants(ours, text, near) } else { None };
    [letters, bones].into_iter().flatten().max_by_key(|(likeness, _)| *likeness)
}

fn by_letters(
    unit: &Unit,
    (words, word): (&Dictionary, u32),
    near: &Near,
) -> Option<(u32, Likeness)> {
    let (ours, text, fold) = (unit.word.text.as_str(), words.text(word), words.fold(word));
    if unit.fold == fold {
        return Some((1000 - near.fold, Likeness::Spelling));
    }
    let length = ours.len().max(text.len());
    let limit = near::limit(length);
    let masks = words.masks(word);
    let mut cost = None;
    if near::may_be_near(unit.masks.0, masks.0, limit) {
        cost = near::cost(unit.fold.as_bytes(), fold.as_bytes(), (near, limit));
    }
    if cost.is_none_or(|cost| cost > 500) && near::may_be_near(unit.masks.1, masks.1, limit) {
        let raw = near::cost(ours.as_bytes(), text.as_bytes(), (near, limit));
        cost = [cost, raw].into_iter().flatten().min();
    }
    // Numbers inside names and codes are other numbers when a digit differs.
    let digits = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
    let likeness = near::likeness(cost?, length, near);
    let near_enough = likeness >= near.least && !digits(ours) && !digits(text);
    near_enough.then_some((likeness, Likeness::Letters))
}

fn by_consonants(ours: &str, theirs: &str, near: &Near) -> Option<(u32, Likeness)> {
    let keys = |word: &str| [Some(consonants::key(word)), consonants::other_key(word)];
    let theirs = keys(theirs);
    let ours = keys(ours)
        .into_iter()
        .flatten()
        .find(|key| key.len() >= 2 && theirs.iter().flatten().any(|other| key == other))?;
    let likeness = if ours.len() >= 3 { near.consonants } else { near.consonants_short };
    Some((likeness, Likeness::Consonants))
}

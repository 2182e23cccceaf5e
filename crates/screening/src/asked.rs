//! A question made ready: the words of a name, their neighbours written as one, and what each
//! weighs.

use crate::fold::{self, Class, Reading, Word, spelling};
use crate::index::Index;
use crate::index::dictionary::{Dictionary, group_of};
use crate::near;
use crate::party::Kind;
use crate::weights::Weights;

/// Words of a question beyond this many are not compared.
const MOST_WORDS: usize = 16;

/// One word of the question, or several written as one.
pub struct Unit {
    /// The letters.
    pub word: Word,
    /// Their folded spelling.
    pub fold: String,
    /// The consonants of the folded spelling and of the letters, a bit each.
    pub masks: (u32, u32),
    /// The number that all spellings of the name share; 0 where no table knows it.
    pub group: u32,
    /// Which words of the question it covers, a bit each.
    pub covers: u32,
    /// What it weighs.
    pub weight: u32,
}

/// The question.
pub struct Asked {
    /// Single words first, then joined ones.
    pub units: Vec<Unit>,
    /// How many single words there are.
    pub singles: usize,
    /// Which costs count for left-over words.
    pub kind: Kind,
}

impl Asked {
    /// Reads a name. None where it holds no letter.
    pub fn read(name: &str, how: (Reading, Kind), index: (&Index, &Weights)) -> Option<Asked> {
        let (reading, kind) = how;
        let mut words = fold::asked_words(name, reading);
        words.truncate(MOST_WORDS);
        if !matches!(kind, Kind::Person | Kind::Unknown) {
            // A firm may be called General, and means it.
            let titles = words.iter_mut().filter(|word| word.class == Class::Title);
            titles.for_each(|word| word.class = Class::Name);
        }
        if words.is_empty() {
            return None;
        }
        let (index, weights) = index;
        let mut units: Vec<Unit> = Vec::with_capacity(words.len() * 2);
        for (at, word) in words.iter().enumerate() {
            let weight = own_weight(word, &index.words, weights);
            units.push(unit(word.clone(), 1 << at, weight));
        }
        for at in 1..words.len() {
            let pair = &words[at - 1..=at];
            if crate::index::joinable(&pair[0], &pair[1]) {
                let weight = units[at - 1].weight + units[at].weight;
                units.push(unit(together(pair), 0b11 << (at - 1), weight));
            }
            // abd al karim is written abdalkarim, too.
            if at >= 2 && words[at - 1].class == Class::Particle {
                let three = &words[at - 2..=at];
                if three.iter().all(|word| matches!(word.class, Class::Name | Class::Particle)) {
                    let weight = (at - 2..=at).map(|at| units[at].weight).sum();
                    units.push(unit(together(three), 0b111 << (at - 2), weight));
                }
            }
        }
        Some(Asked { units, singles: words.len(), kind })
    }
}

fn unit(word: Word, covers: u32, weight: u32) -> Unit {
    let fold = spelling::fold(&word.text);
    let group = group_of(&word.text);
    let masks = (near::consonants(fold.as_bytes()), near::consonants(word.text.as_bytes()));
    Unit { word, fold, masks, group, covers, weight }
}

fn together(words: &[Word]) -> Word {
    Word {
        text: words.iter().map(|word| word.text.as_str()).collect(),
        class: Class::Name,
        consonantal: words.iter().any(|word| word.consonantal),
        family: false,
    }
}

/// What a word weighs by itself: a word that no list knows weighs most.
fn own_weight(word: &Word, words: &Dictionary, weights: &Weights) -> u32 {
    match words.find(word) {
        Some(at) => weight((word.class, word.text.len()), words.rarity(at), weights),
        None => weight((word.class, word.text.len()), 1000, weights).min(weights.word.unknown),
    }
}

/// What a word of such a class and rarity weighs.
pub fn weight(word: (Class, usize), rarity: u32, weights: &Weights) -> u32 {
    let of = &weights.word;
    match word {
        (Class::Legal, _) => of.legal,
        (Class::Title, _) => of.title,
        (Class::Particle, _) => of.particle,
        (Class::Small, _) => of.small,
        (Class::Number, _) => of.number,
        (Class::Name, 1) => of.initial,
        (Class::Name, letters) => {
            let plain = of.low + of.high.saturating_sub(of.low) * rarity / 1000;
            match letters {
                2 => plain * of.two_letters / 1000,
                3 => plain * of.three_letters / 1000,
                4 => plain * of.four_letters / 1000,
                _ => plain,
            }
        }
    }
}

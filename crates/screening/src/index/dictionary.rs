//! The words of all names, once each, and the keys under which a word's neighbours are found.

use super::keys::{Keys, hash, hash_without, short};
use super::{Texts, small};
use crate::fold::{self, Class, Word, consonants, spelling};
use crate::near;

const EXACT: u8 = 0;
const FOLD: u8 = 1;
const SKELETON: u8 = 2;
const ONE_LESS: u8 = 3;
const HEAD: u8 = 4;
const FOOT: u8 = 5;
const FOOT_RAW: u8 = 6;
const CONSONANTS_OF_LATIN: u8 = 7;
const CONSONANTS_OF_ABJAD: u8 = 8;
const GROUP: u8 = 9;

/// How far the neighbours of a word are looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// One letter or the vowels differ.
    Close,
    /// A few letters differ.
    Far,
}

/// All words.
#[derive(Default)]
pub struct Dictionary {
    texts: Texts,
    folds: Texts,
    classes: Vec<Class>,
    consonantal: Vec<bool>,
    /// Consonants of the folded spelling and of the letters.
    masks: Vec<(u32, u32)>,
    abjad: bool,
    /// Spellings of one name have one number; 0 is none.
    groups: Vec<u32>,
    /// Rarity, 0 for a word that all names hold to 1000 for one that a single name holds.
    rarity: Vec<u16>,
    keys: Keys,
}

impl Dictionary {
    /// A word's letters.
    pub fn text(&self, word: u32) -> &str {
        self.texts.get(word)
    }

    /// A word's folded spelling.
    pub fn fold(&self, word: u32) -> &str {
        self.folds.get(word)
    }

    /// What a word is.
    pub fn class(&self, word: u32) -> Class {
        self.classes[word as usize]
    }

    /// Whether a word is written in consonants.
    pub fn consonantal(&self, word: u32) -> bool {
        self.consonantal[word as usize]
    }

    /// The consonants of a word's folded spelling and of its letters, a bit each.
    pub fn masks(&self, word: u32) -> (u32, u32) {
        self.masks[word as usize]
    }

    /// The number that all spellings of a name share; 0 where no table knows the word.
    pub fn group(&self, word: u32) -> u32 {
        self.groups[word as usize]
    }

    /// How rare a word is, in thousandths.
    pub fn rarity(&self, word: u32) -> u32 {
        u32::from(self.rarity[word as usize])
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.classes.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.classes.is_empty()
    }

    /// The word itself, if some name holds it.
    pub fn find(&self, word: &Word) -> Option<u32> {
        self.keys
            .find(hash(EXACT, word.text.as_bytes()))
            .find(|at| self.text(*at) == word.text && self.consonantal(*at) == word.consonantal)
    }

    /// Words that may be alike, some of them twice and some not alike at all.
    pub fn may_be_alike(&self, (word, fold): (&Word, &str), reach: Reach, found: &mut Vec<u32>) {
        found.extend(self.keys.find(hash(EXACT, word.text.as_bytes())));
        if !misspelt(word.class) {
            return;
        }
        let mut add = |hash: u64| found.extend(self.keys.find(hash));
        if word.consonantal {
            each_consonants(&word.text, |key| {
                add(hash(CONSONANTS_OF_LATIN, key));
                add(hash(CONSONANTS_OF_ABJAD, key));
            });
        } else if self.abjad {
            each_consonants(&word.text, |key| add(hash(CONSONANTS_OF_ABJAD, key)));
        }
        if let Some(group) = fold::group(&word.text) {
            add(hash(GROUP, group.as_bytes()));
        }
        each_key((&word.text, fold), reach, &mut add);
    }

    pub(super) fn push(&mut self, word: &Word, keys: &mut Vec<(u32, u32)>) -> u32 {
        let at = small(self.classes.len());
        let fold = spelling::fold(&word.text);
        let group = fold::group(&word.text);
        self.groups.push(group_of(&word.text));
        let mut add = |hash: u64| keys.push((short(hash), at));
        add(hash(EXACT, word.text.as_bytes()));
        if misspelt(word.class) {
            let kind = if word.consonantal { CONSONANTS_OF_ABJAD } else { CONSONANTS_OF_LATIN };
            each_consonants(&word.text, |key| add(hash(kind, key)));
            if let Some(group) = group {
                add(hash(GROUP, group.as_bytes()));
            }
            each_key((&word.text, &fold), Reach::Far, &mut add);
        }
        self.abjad |= word.consonantal;
        self.masks
            .push((near::consonants(fold.as_bytes()), near::consonants(word.text.as_bytes())));
        self.texts.push(&word.text);
        self.folds.push(&fold);
        self.classes.push(word.class);
        self.consonantal.push(word.consonantal);
        at
    }

    pub(super) fn finish(&mut self, keys: Vec<(u32, u32)>, rarity: Vec<u16>) {
        self.keys = Keys::of(keys);
        self.rarity = rarity;
        self.texts.trim();
        self.folds.trim();
        self.classes.shrink_to_fit();
        self.consonantal.shrink_to_fit();
    }
}

/// The keys of one spelling that two words share when they are alike.
fn each_key((text, fold): (&str, &str), reach: Reach, add: &mut impl FnMut(u64)) {
    let bytes = fold.as_bytes();
    if bytes.len() < 2 {
        return;
    }
    add(hash(FOLD, bytes));
    let skeleton = spelling::skeleton(fold);
    if skeleton.len() >= 2 {
        add(hash(SKELETON, skeleton.as_bytes()));
    }
    if bytes.len() >= 3 && bytes.len() <= 12 {
        one_less(bytes, add);
    }
    let raw = text.as_bytes();
    if raw != bytes && raw.len() <= 12 {
        one_less(raw, add);
    }
    if reach == Reach::Close {
        return;
    }
    if bytes.len() >= 6 {
        add(hash(HEAD, &bytes[..4]));
        add(hash(FOOT, &bytes[bytes.len() - 4..]));
    }
    if raw.len() >= 6 {
        add(hash(FOOT_RAW, &raw[raw.len() - 4..]));
    }
}

/// A word and all that it is without one letter: words with a letter more, less or other share one.
fn one_less(word: &[u8], add: &mut impl FnMut(u64)) {
    add(hash(ONE_LESS, word));
    for at in 0..word.len() {
        // Leaving out either of two equal letters gives the same word.
        if at == 0 || word[at] != word[at - 1] {
            add(hash_without(ONE_LESS, word, at));
        }
    }
}

/// Whether words of a class are looked for in other spellings, too.
fn misspelt(class: Class) -> bool {
    class == Class::Name
}

/// The number of a spelling's name.
pub fn group_of(word: &str) -> u32 {
    fold::group(word).map_or(0, |group| short(hash(GROUP, group.as_bytes())).max(1))
}

/// The consonants of a word, and those of its other reading.
fn each_consonants(text: &str, mut take: impl FnMut(&[u8])) {
    let key = consonants::key(text);
    if key.len() >= 2 {
        take(key.as_bytes());
    }
    if let Some(other) = consonants::other_key(text).filter(|other| other.len() >= 2) {
        take(other.as_bytes());
    }
}

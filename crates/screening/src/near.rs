//! How far two words are apart: steps of a typist and of a transcriber, each with its cost.

use crate::fold::spelling::vowel;
use crate::weights::Near;

/// Longer words are compared by their first letters.
const MOST: usize = 32;

/// What a change of one letter into another is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    None,
    Vowel,
    Cousin,
    Other,
}

/// Sounds that ears and transcriptions mix.
const FAMILIES: [&[u8]; 9] = [b"bp", b"dt", b"gkqc", b"szc", b"fv", b"vw", b"mn", b"jygz", b"uwv"];
const LETTERS: usize = 27;
static CHANGES: [[Change; LETTERS]; LETTERS] = changes();

const fn changes() -> [[Change; LETTERS]; LETTERS] {
    let mut table = [[Change::Other; LETTERS]; LETTERS];
    let (mut one, mut other) = (0, 0);
    while one < LETTERS {
        if is_vowel(one) && is_vowel(other) {
            table[one][other] = Change::Vowel;
        }
        if one == other {
            table[one][other] = Change::None;
        }
        other += 1;
        if other == LETTERS {
            (one, other) = (one + 1, 0);
        }
    }
    let mut at = 0;
    while at < FAMILIES.len() {
        cousins(&mut table, FAMILIES[at]);
        at += 1;
    }
    table
}

const fn cousins(table: &mut [[Change; LETTERS]; LETTERS], family: &[u8]) {
    let mut one = 0;
    while one < family.len() {
        let mut other = 0;
        while other < family.len() {
            let place = &mut table[place(family[one])][place(family[other])];
            if !matches!(*place, Change::None | Change::Vowel) {
                *place = Change::Cousin;
            }
            other += 1;
        }
        one += 1;
    }
}

/// A letter's place in the table; all signs that are no letter share the last one.
const fn place(letter: u8) -> usize {
    if letter.is_ascii_lowercase() { (letter - b'a') as usize } else { LETTERS - 1 }
}

const fn is_vowel(place: usize) -> bool {
    // a, e, i, o, u, y
    matches!(place, 0 | 4 | 8 | 14 | 20 | 24)
}

/// The consonants of a word, a bit each; those that are dropped or doubled cheaply are left out.
pub fn consonants(word: &[u8]) -> u32 {
    let telling = word.iter().filter(|letter| !vowel(**letter) && **letter != b'h');
    telling.fold(0, |mask, letter| mask | 1 << place(*letter))
}

/// Whether words with such consonants may be as near as the limit.
pub fn may_be_near(one: u32, other: u32, limit: u32) -> bool {
    // The cheapest change of a consonant turns two bits.
    (one ^ other).count_ones() * 300 <= limit
}

/// The cost of turning one word into the other, in thousandths of a letter; none above the limit.
pub fn cost(one: &[u8], other: &[u8], (near, limit): (&Near, u32)) -> Option<u32> {
    let one = &one[..one.len().min(MOST)];
    let other = &other[..other.len().min(MOST)];
    // The cheapest gap bounds what the difference of lengths must cost.
    let gaps = u32::try_from(one.len().abs_diff(other.len())).unwrap_or(u32::MAX);
    if gaps.saturating_mul(near.gap_h.min(near.vowel_gap)) > limit {
        return None;
    }
    let by_change = [0, near.vowel, near.cousin, 1000];
    let width = other.len();
    let mut gaps = [0_u32; MOST];
    let mut rows = [[0_u32; MOST + 1]; 3];
    for at in 0..width {
        gaps[at] = gap(other, at, near);
        rows[0][at + 1] = rows[0][at] + gaps[at];
    }
    let (mut before, mut last, mut next) = (2, 0, 1);
    for at in 0..one.len() {
        let gap_here = gap(one, at, near);
        let changes = &CHANGES[place(one[at])];
        let mut least = rows[last][0] + gap_here;
        rows[next][0] = least;
        for against in 0..width {
            let change = by_change[changes[place(other[against])] as usize];
            let mut cheapest = rows[last][against] + change;
            cheapest = cheapest.min(rows[last][against + 1] + gap_here);
            cheapest = cheapest.min(rows[next][against] + gaps[against]);
            let swapped = at > 0
                && against > 0
                && one[at] == other[against - 1]
                && one[at - 1] == other[against];
            if swapped {
                cheapest = cheapest.min(rows[before][against - 1] + near.swap);
            }
            rows[next][against + 1] = cheapest;
            least = least.min(cheapest);
        }
        if least > limit {
            return None;
        }
        (before, last, next) = (last, next, before);
    }
    let cost = rows[last][width];
    (cost <= limit).then_some(cost)
}

fn gap(word: &[u8], at: usize, near: &Near) -> u32 {
    match word[at] {
        b'h' if at > 0 => near.gap_h,
        letter if at > 0 && letter == word[at - 1] => near.gap_h,
        letter if at > 0 && vowel(letter) => near.vowel_gap,
        _ => 1000,
    }
}

/// The most that two words may be apart, by the length of the longer one.
pub fn limit(length: usize) -> u32 {
    match length {
        0..=2 => 0,
        3 => 700,
        4 => 1000,
        5 => 1350,
        6..=7 => 1750,
        8..=9 => 2200,
        _ => 2700,
    }
}

/// Likeness from a cost, in thousandths.
pub fn likeness(cost: u32, length: usize, near: &Near) -> u32 {
    let length = u32::try_from(length.max(1)).unwrap_or(1);
    1000_u32.saturating_sub(near.slope * cost / (1000 * length))
}

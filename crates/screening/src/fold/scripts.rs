//! A name cut into chunks of letters, each with the script that it is written in.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::letters;

/// Letters that stand together.
pub struct Chunk {
    /// The letters, small and without marks.
    pub letters: Vec<char>,
    /// What to do with them.
    pub script: Script,
    /// A comma follows.
    pub comma: bool,
}

/// How a chunk is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// Each sign is a syllable: Han, Hangul.
    Syllables,
    /// Vowels are mostly not written: Arabic, Hebrew.
    Consonants,
    /// An alphabet.
    Other,
}

/// Cuts a name.
pub fn chunks(name: &str) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut open: Vec<char> = Vec::new();
    if name.is_ascii() {
        cut(name.chars().map(|c| c.to_ascii_lowercase()), &mut open, &mut chunks);
    } else {
        // Hangul must stay composed, marks of Latin letters must go.
        let plain = name.nfkd().filter(|c| !is_combining_mark(*c) && !letters::is_ignored(*c));
        let composed: Vec<char> = plain.nfc().flat_map(char::to_lowercase).collect();
        let marks = composed.into_iter().filter(|c| !is_combining_mark(*c));
        cut(marks, &mut open, &mut chunks);
        look_alikes(&mut chunks);
    }
    for chunk in &mut chunks {
        digits_among_letters(&mut chunk.letters);
        chunk.script = script(&chunk.letters);
    }
    chunks
}

fn cut(letters: impl Iterator<Item = char>, open: &mut Vec<char>, chunks: &mut Vec<Chunk>) {
    for letter in letters {
        if letter.is_alphanumeric() {
            let turns = open
                .last()
                .is_some_and(|last| letters::is_syllable(*last) != letters::is_syllable(letter));
            if turns {
                close(open, chunks);
            }
            open.push(letter);
            continue;
        }
        if letters::joins(letter) && !open.is_empty() {
            continue;
        }
        close(open, chunks);
        match letter {
            ',' | '،' => {
                if let Some(last) = chunks.last_mut() {
                    last.comma = true;
                }
            }
            '&' => chunks.push(of("and".chars().collect())),
            _ => {}
        }
    }
    close(open, chunks);
}

fn close(open: &mut Vec<char>, chunks: &mut Vec<Chunk>) {
    if !open.is_empty() {
        chunks.push(of(std::mem::take(open)));
    }
}

fn of(letters: Vec<char>) -> Chunk {
    Chunk { letters, script: Script::Other, comma: false }
}

fn script(chunk: &[char]) -> Script {
    match chunk.first() {
        Some(first) if letters::is_syllable(*first) => Script::Syllables,
        _ if chunk.iter().any(|c| letters::is_consonantal(*c)) => Script::Consonants,
        _ => Script::Other,
    }
}

/// A Cyrillic or Greek letter inside a Latin word is a look-alike, and so is a word of look-alikes
/// alone in a name that is otherwise Latin.
fn look_alikes(chunks: &mut [Chunk]) {
    let all = || chunks.iter().flat_map(|chunk| chunk.letters.iter().copied());
    let latin_name = all().any(|c| c.is_ascii_alphabetic());
    let foreign_name = all().any(|c| letters::is_foreign(c) && letters::twin(c).is_none());
    for chunk in chunks.iter_mut() {
        let latin = chunk.letters.iter().filter(|c| c.is_ascii_alphabetic()).count();
        let foreign = chunk.letters.iter().filter(|c| letters::is_foreign(**c)).count();
        let sure =
            chunk.letters.iter().any(|c| letters::is_foreign(*c) && letters::twin(*c).is_none());
        if foreign == 0 {
            continue;
        }
        if latin > 0 && sure && foreign > latin {
            for letter in &mut chunk.letters {
                *letter = letters::cyrillic_twin(*letter).unwrap_or(*letter);
            }
        } else if latin > 0 || (latin_name && !foreign_name) {
            for letter in &mut chunk.letters {
                *letter = letters::twin(*letter).unwrap_or(*letter);
            }
        }
    }
}

/// A nought among letters is an O, a one an L: nobody's name holds a digit in its middle.
fn digits_among_letters(chunk: &mut [char]) {
    let digits = chunk.iter().filter(|c| c.is_ascii_digit()).count();
    if digits == 0 || chunk.len() < 4 || digits * 3 > chunk.len() {
        return;
    }
    for at in 1..chunk.len() {
        let inside = chunk.get(at + 1).is_none_or(|next| next.is_alphabetic())
            && chunk[at - 1].is_alphabetic();
        match chunk[at] {
            '0' if inside => chunk[at] = 'o',
            '1' if inside => chunk[at] = 'l',
            _ => {}
        }
    }
}

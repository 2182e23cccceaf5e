//! From the letters of a name to the words that are compared.
//!
//! Nothing is dropped for good: a title or a legal form stays a word, with a small weight, so that
//! no name becomes empty. Every step is a table or a few lines of plain rules; none asks the
//! machine for its language.

pub mod consonants;
mod letters;
mod scripts;
pub mod spelling;
mod words;

use scripts::Chunk;
pub use words::{Class, group};

/// A word of a name in the form in which it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Small Latin letters and digits.
    pub text: String,
    /// Whether it is a name or only dress.
    pub class: Class,
    /// It comes from a script that writes consonants alone.
    pub consonantal: bool,
    /// It stands before the comma of `FAMILY, Given`.
    pub family: bool,
}

/// How a script with two standards is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// As the lists of the north and older books write it.
    First,
    /// As today's standard of the south writes it.
    Second,
}

/// The words of a name. Empty only where the name holds no letter and no digit.
pub fn words(name: &str, reading: Reading) -> Vec<Word> {
    let chunks = scripts::chunks(name);
    let comma = chunks.iter().position(|chunk| chunk.comma);
    let mut words = Vec::with_capacity(chunks.len());
    for (at, chunk) in chunks.iter().enumerate() {
        let family = comma.is_some_and(|comma| at <= comma);
        spell_out(chunk, reading, family, &mut words);
    }
    words::classify(&mut words);
    turn(&mut words);
    words
}

/// `FAMILY, Given` becomes `Given FAMILY`, so that neighbours are neighbours in both forms.
fn turn(words: &mut [Word]) {
    let families = words.iter().filter(|word| word.family).count();
    let named = |words: &[Word]| words.iter().any(|word| word.class == Class::Name);
    if named(&words[..families]) && named(&words[families..]) {
        words.rotate_left(families);
    } else {
        for word in words.iter_mut() {
            word.family = false;
        }
    }
}

/// The words of a name that somebody asks about: misspelt legal forms are known, too.
pub fn asked_words(name: &str, reading: Reading) -> Vec<Word> {
    let mut words = words(name, reading);
    words::mend(&mut words);
    words
}

/// Whether the second reading differs from the first for such a name.
pub fn has_second_reading(name: &str) -> bool {
    name.chars().any(letters::is_hangul)
}

fn spell_out(chunk: &Chunk, reading: Reading, family: bool, words: &mut Vec<Word>) {
    let mut push = |text: String, consonantal: bool| {
        if !text.is_empty() {
            words.push(Word { text, class: Class::Name, consonantal, family });
        }
    };
    match chunk.script {
        scripts::Script::Syllables => {
            for (at, letter) in chunk.letters.iter().enumerate() {
                push(letters::syllable(*letter, reading, at == 0), false);
            }
        }
        scripts::Script::Consonants => {
            let rest = letters::without_article(&chunk.letters);
            if rest.len() < chunk.letters.len() {
                push("al".to_owned(), false);
            }
            push(letters::latin(rest), true);
        }
        scripts::Script::Other => push(letters::latin(&chunk.letters), false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str) -> String {
        let words: Vec<String> =
            words(name, Reading::First).into_iter().map(|word| word.text).collect();
        words.join(" ")
    }

    #[test]
    fn letters_of_many_scripts_become_latin() {
        assert_eq!(read("Łukasz Ørsted-Müller"), "lukasz orsted muller");
        assert_eq!(read("Хачатурян Щукин"), "khachaturyan shchukin");
        assert_eq!(read("Ελένη"), "eleni");
        assert_eq!(read("박보검"), "pak po kom");
        assert_eq!(read("王小明"), "wang xiao ming");
        assert_eq!(read("عبد الكريم"), "abd al krim");
    }

    #[test]
    fn look_alikes_inside_a_word_are_folded() {
        assert_eq!(read("Bаndаriа"), "bandaria");
        assert_eq!(read("B0REALIS"), "borealis");
    }

    #[test]
    fn apostrophes_join_and_hyphens_part() {
        assert_eq!(read("O'Hara-Al'Nouri"), "ohara alnouri");
    }

    #[test]
    fn legal_forms_of_many_words_become_one() {
        let words = words("Bandaria Boats Limited Liability Company", Reading::First);
        assert_eq!(words.last().unwrap().class, Class::Legal);
        assert_eq!(words.last().unwrap().text, "llc");
        assert_eq!(words.len(), 3);
    }

    #[test]
    fn a_name_of_dress_alone_keeps_its_words() {
        assert_eq!(read("CORP"), "corp");
        assert_eq!(read("?!"), "");
    }
}

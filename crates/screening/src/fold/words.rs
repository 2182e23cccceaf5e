//! Words that are dress: legal forms, titles, particles, and the small words of a language.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Word;

/// How much a word says about whose name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Part of the name.
    Name,
    /// Limited, incorporated, and what other languages say.
    Legal,
    /// Dr, Haji, General.
    Title,
    /// Al, bin, van.
    Particle,
    /// The, of, and.
    Small,
    /// Digits.
    Number,
}

#[derive(Deserialize)]
struct Table {
    /// The form under which each legal form is known, with its spellings, perhaps of several words.
    legal: HashMap<String, Vec<String>>,
    title: Vec<String>,
    particle: Vec<String>,
    small: Vec<String>,
    /// Spellings of one word that no rule of spelling brings together.
    same: HashMap<String, Vec<String>>,
    number: HashMap<String, Vec<String>>,
    /// Short names of scripts without vowels, by their Latin form.
    abjad: HashMap<String, Vec<String>>,
}

struct Known {
    single: HashMap<String, (String, Class)>,
    /// By first word: the other words, and what stands for all.
    phrases: HashMap<String, Vec<(Vec<String>, String)>>,
    /// Spellings of one name, by spelling.
    groups: HashMap<String, String>,
    abjad: HashMap<String, String>,
    /// Long legal forms and what is left of them without one letter.
    misspelt: HashMap<String, String>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let table: Table =
        toml::from_str(include_str!("../../data/words.toml")).expect("data/words.toml is a table");
    known(table)
});

fn known(table: Table) -> Known {
    let mut single = HashMap::new();
    let mut phrases: HashMap<String, Vec<(Vec<String>, String)>> = HashMap::new();
    for (lists, class) in [
        (table.title, Class::Title),
        (table.particle, Class::Particle),
        (table.small, Class::Small),
    ] {
        single.extend(lists.into_iter().map(|word| (word.clone(), (word, class))));
    }
    let mut groups = HashMap::new();
    for (form, spellings) in table.same {
        let class = single.get(&form).map(|(_, class): &(String, Class)| *class);
        for word in spellings {
            match class {
                Some(class) => _ = single.insert(word, (form.clone(), class)),
                None => _ = groups.insert(word, form.clone()),
            }
        }
        if class.is_none() {
            groups.insert(form.clone(), form);
        }
    }
    for (form, spellings) in table.number {
        single.extend(spellings.into_iter().map(|word| (word, (form.clone(), Class::Number))));
    }
    let mut misspelt = HashMap::new();
    for (form, spellings) in table.legal {
        for spelling in spellings {
            let mut words = spelling.split(' ').map(str::to_owned);
            let first = words.next().unwrap_or_default();
            let rest: Vec<String> = words.collect();
            if rest.is_empty() {
                if first.len() >= LONG {
                    misspelt.extend(one_less(&first).map(|less| (less, form.clone())));
                }
                single.insert(first, (form.clone(), Class::Legal));
            } else {
                phrases.entry(first).or_default().push((rest, form.clone()));
            }
        }
        single.insert(form.clone(), (form, Class::Legal));
    }
    for of_one in phrases.values_mut() {
        of_one.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
    }
    let abjad = table
        .abjad
        .into_iter()
        .flat_map(|(form, spellings)| spellings.into_iter().map(move |word| (word, form.clone())));
    Known { single, phrases, groups, abjad: abjad.collect(), misspelt }
}

/// Legal forms shorter than this are too near to names to be guessed.
const LONG: usize = 7;

/// A word, and what is left of it without one of its letters.
fn one_less(word: &str) -> impl Iterator<Item = String> + '_ {
    let without = |out: usize| {
        word.char_indices().filter(move |(at, _)| *at != out).map(|(_, letter)| letter).collect()
    };
    (0..=word.len()).map(without)
}

/// The name that a spelling stands for, where a table says so.
pub fn group(word: &str) -> Option<&'static str> {
    KNOWN.groups.get(word).map(String::as_str)
}

/// Legal forms that the asker misspelt are known as such. Lists are taken as they stand.
pub fn mend(words: &mut [Word]) {
    let known = &*KNOWN;
    for word in words.iter_mut().filter(|word| word.class == Class::Name) {
        if word.text.len() + 1 < LONG || known.groups.contains_key(&word.text) {
            continue;
        }
        let form = one_less(&word.text).find_map(|less| known.misspelt.get(&less));
        if let Some(form) = form {
            word.text.clone_from(form);
            word.class = Class::Legal;
        }
    }
}

/// Gives each word its class, and makes one word of a legal form that has several.
pub fn classify(words: &mut Vec<Word>) {
    let known = &*KNOWN;
    let mut at = 0;
    while at < words.len() {
        if let Some((count, form)) = phrase(known, &words[at..]) {
            words[at].text.clone_from(form);
            words[at].class = Class::Legal;
            words.drain(at + 1..at + count);
        } else {
            let word = &mut words[at];
            let listed = known.single.get(&word.text);
            if word.consonantal {
                consonantal(known, word);
            } else if let Some((form, class)) = listed {
                word.text.clone_from(form);
                word.class = *class;
            } else if word.text.bytes().all(|b| b.is_ascii_digit()) {
                word.class = Class::Number;
                let significant = word.text.trim_start_matches('0').len().max(1);
                word.text.drain(..word.text.len() - significant);
            }
        }
        at += 1;
    }
}

/// A word of consonants is a particle or a short name, or a name as it stands; never a title.
fn consonantal(known: &Known, word: &mut Word) {
    if let Some((form, Class::Particle)) = known.single.get(&word.text) {
        word.text.clone_from(form);
        word.class = Class::Particle;
        word.consonantal = false;
    } else if let Some(form) = known.abjad.get(&word.text) {
        word.text.clone_from(form);
        word.consonantal = false;
    }
}

/// A legal form of several words at the head of these, or one spelled by its letters.
fn phrase<'a>(known: &'a Known, words: &[Word]) -> Option<(usize, &'a String)> {
    let listed = known.phrases.get(&words[0].text).and_then(|phrases| {
        phrases.iter().find(|(rest, _)| {
            let found = words[1..].iter().map(|word| word.text.as_str());
            rest.len() < words.len() && found.zip(rest).all(|(word, other)| word == other)
        })
    });
    if let Some((rest, form)) = listed {
        return Some((rest.len() + 1, form));
    }
    if words[0].consonantal {
        return None;
    }
    let letters = words.iter().take(4).take_while(|word| word.text.len() == 1).count();
    (2..=letters).rev().find_map(|count| {
        let joined: String = words[..count].iter().map(|word| word.text.as_str()).collect();
        match known.single.get(&joined) {
            Some((form, Class::Legal)) => Some((count, form)),
            _ => None,
        }
    })
}

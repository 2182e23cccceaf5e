//! Why an entry has its score: which words met and how, what else is known, and what would change
//! the outcome. Data first, sentences from the data.

use serde::Serialize;

use crate::align::{Likeness, Meeting};
use crate::engine::{Engine, Hit, Laid, Searcher};
use crate::evidence::{self, Evidence};
use crate::index::FAMILY;
use crate::party::{Kind, Query, Role};
use crate::wire;

/// Why an entry has its score.
#[derive(Clone, Debug, Serialize)]
pub struct Explanation {
    /// The list.
    pub list: String,
    /// The entry's number on it.
    pub entry: String,
    /// The kind of party that the list says.
    pub kind: Kind,
    /// The name by which it was found.
    pub name: String,
    /// What that name is to the party.
    pub role: Role,
    /// The list calls the name weak.
    pub weak: bool,
    /// The score by the name alone.
    pub name_score: f64,
    /// The threshold that counts.
    pub threshold: f64,
    /// The weights' version.
    pub weights: String,
    /// Each piece.
    pub features: Vec<Feature>,
    /// All in words.
    pub says: Vec<String>,
}

/// One piece of a score.
#[derive(Clone, Debug, Serialize)]
pub struct Feature {
    /// What sort of piece.
    pub feature: &'static str,
    /// The words of the question.
    pub ours: String,
    /// The words of the list.
    pub theirs: String,
    /// How alike, in thousandths; nought for what is left over.
    pub likeness: u32,
    /// What it weighs, in thousandths of a rare word.
    pub weight: u32,
}

impl Engine {
    /// Explains a hit.
    pub fn explain(&self, query: &Query, hit: &Hit, searcher: &mut Searcher) -> Explanation {
        let laid = self.laid(query, hit.name, searcher);
        let found = evidence::weigh(&self.index, query, hit.entity);
        let (role, weak) = self.index.role(hit.name);
        let kind = self.index.kind(hit.entity);
        let asked = if query.kind == Kind::Unknown { kind } else { query.kind };
        let threshold = self.weights.threshold(asked) * 1000;
        let mut features = Vec::new();
        let name_score = laid.as_ref().map_or(0, |laid| laid.alignment.score);
        if let Some(laid) = &laid {
            self.words(laid, hit.name, &mut features);
        }
        let pieces = found.iter().map(|piece| self.piece(*piece));
        features.extend(pieces);
        let mut says: Vec<String> = features.iter().map(sentence).collect();
        says.extend(self.outcome(hit, (name_score, threshold), &found));
        Explanation {
            list: self.index.list(hit.entity).to_owned(),
            entry: self.index.id(hit.entity).to_owned(),
            kind,
            name: self.index.name(hit.name).to_owned(),
            role,
            weak,
            name_score: decimal(name_score),
            threshold: decimal(threshold),
            weights: self.weights.version.clone(),
            features,
            says,
        }
    }

    fn words(&self, laid: &Laid, name: u32, features: &mut Vec<Feature>) {
        let row = self.index.names.row(name);
        let theirs = |mask: u32| {
            let met = row.iter().enumerate().filter(|(at, _)| mask & (1 << at) != 0);
            let words: Vec<&str> =
                met.map(|(_, word)| self.index.words.text(word & !FAMILY)).collect();
            words.join(" ")
        };
        let mut meetings: Vec<&Meeting> = laid.alignment.meetings.iter().collect();
        meetings.sort_by_key(|met| met.unit);
        for met in meetings {
            features.push(Feature {
                feature: feature(met.how),
                ours: laid.asked.units[usize::from(met.unit)].word.text.clone(),
                theirs: theirs(met.theirs),
                likeness: met.likeness,
                weight: met.weight,
            });
        }
        for (at, unit) in laid.asked.units[..laid.asked.singles].iter().enumerate() {
            if laid.alignment.ours_left & (1 << at) != 0 {
                features.push(left(
                    "only_asked",
                    (unit.word.text.clone(), String::new()),
                    unit.weight,
                ));
            }
        }
        for at in (0..row.len()).filter(|at| laid.alignment.theirs_left & (1 << at) != 0) {
            let word = row[at] & !FAMILY;
            let class = (self.index.words.class(word), self.index.words.text(word).len());
            let rarity = self.index.words.rarity(word);
            let weight = crate::asked::weight(class, rarity, &self.weights);
            features.push(left("only_listed", (String::new(), theirs(1 << at)), weight));
        }
    }

    fn piece(&self, piece: Evidence) -> Feature {
        let of = &self.weights.evidence;
        let (feature, weight) = match piece {
            Evidence::BirthDay => ("birth_day", of.birth_day),
            Evidence::BirthYear => ("birth_year", of.birth_year),
            Evidence::BirthNear => ("birth_near", of.birth_near),
            Evidence::BirthAgainst => ("birth_against", of.birth_against),
            Evidence::Country => ("country", of.country),
            Evidence::CountryAgainst => ("country_against", of.country_against),
            Evidence::GenderAgainst => ("gender_against", of.gender_against),
            Evidence::KindAgainst => ("kind_against", of.kind_against),
            Evidence::Identifier => ("identifier", of.identifier),
        };
        left(feature, (String::new(), String::new()), weight)
    }

    /// Which side of the threshold, and what would change it.
    fn outcome(&self, hit: &Hit, scores: (u32, u32), found: &[Evidence]) -> Vec<String> {
        let (name_score, threshold) = scores;
        let is_hit = hit.score >= threshold;
        let word = |hit: bool| if hit { "a hit" } else { "below the threshold" };
        let mut says = vec![format!(
            "The score is {}, the threshold {}: {}.",
            wire::score(hit.score),
            wire::score(threshold),
            word(is_hit)
        )];
        let others = [
            (Evidence::BirthDay, "the same day of birth"),
            (Evidence::BirthAgainst, "a birth date more than two years apart"),
            (Evidence::GenderAgainst, "another gender"),
            (Evidence::Identifier, "the same identifier"),
        ];
        for (piece, words) in others {
            if found.contains(&piece) {
                continue;
            }
            let with: Vec<Evidence> = found.iter().copied().chain([piece]).collect();
            let score = self.judged(name_score, hit.name, &with);
            if (score >= threshold) != is_hit {
                says.push(format!(
                    "With {words} it would be {}, {}.",
                    wire::score(score),
                    word(!is_hit)
                ));
            }
        }
        says
    }
}

fn left(feature: &'static str, (ours, theirs): (String, String), weight: u32) -> Feature {
    Feature { feature, ours, theirs, likeness: 0, weight }
}

fn feature(how: Likeness) -> &'static str {
    match how {
        Likeness::Same => "same_word",
        Likeness::Spelling => "other_spelling",
        Likeness::Letters => "letters_differ",
        Likeness::Consonants => "same_consonants",
        Likeness::Initial => "initial",
        Likeness::Joined => "written_together",
    }
}

fn sentence(feature: &Feature) -> String {
    let Feature { ours, theirs, .. } = feature;
    match feature.feature {
        "same_word" => format!("\"{ours}\" is on both sides."),
        "other_spelling" => format!("\"{ours}\" sounds like the listed \"{theirs}\"."),
        "letters_differ" => {
            format!("\"{ours}\" differs from the listed \"{theirs}\" in a few letters.")
        }
        "same_consonants" => format!("\"{ours}\" has the consonants of the listed \"{theirs}\"."),
        "initial" => {
            format!("\"{ours}\" and the listed \"{theirs}\" begin alike; one is an initial.")
        }
        "written_together" => format!("\"{ours}\" is the listed \"{theirs}\" with other gaps."),
        "only_asked" => format!("\"{ours}\" is not in the listed name."),
        "only_listed" => format!("The listed name also has \"{theirs}\"."),
        "birth_day" => "The day of birth is the same.".to_owned(),
        "birth_year" => "The year of birth is the same.".to_owned(),
        "birth_near" => "The birth dates are close, not equal.".to_owned(),
        "birth_against" => "The birth dates contradict each other.".to_owned(),
        "country" => "A country is the same.".to_owned(),
        "country_against" => "No country is the same.".to_owned(),
        "gender_against" => "The genders contradict each other.".to_owned(),
        "kind_against" => "The list says another kind of party.".to_owned(),
        _ => "An identifier is the same.".to_owned(),
    }
}

/// Millionths for a reader of JSON, which has no other numbers.
#[expect(clippy::float_arithmetic, reason = "only printed, never compared")]
fn decimal(millionths: u32) -> f64 {
    f64::from(millionths) / 1_000_000.0
}

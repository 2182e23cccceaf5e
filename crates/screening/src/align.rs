//! Two names laid side by side: which words meet, what is left over on either side, and the score.

use crate::asked::{Asked, Unit, weight};
use crate::fold::{Class, consonants};
use crate::index::{FAMILY, Index};
use crate::party::Kind;
use crate::weights::Weights;

/// How two words are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// The same letters.
    Same,
    /// The same sound in another spelling.
    Spelling,
    /// Some letters differ.
    Letters,
    /// The same consonants in another script.
    Consonants,
    /// An initial.
    Initial,
    /// Words written together on one side.
    Joined,
}

/// A meeting of words.
#[derive(Clone, Copy, Debug)]
pub struct Meeting {
    /// The unit of the question.
    pub unit: u16,
    /// Words of the listed name, a bit each.
    pub theirs: u32,
    /// Thousandths of likeness.
    pub likeness: u32,
    /// How.
    pub how: Likeness,
    /// What the listed words weigh.
    pub weight: u32,
}

/// How two names lie.
#[derive(Clone, Debug, Default)]
pub struct Alignment {
    /// What meets, best first.
    pub meetings: Vec<Meeting>,
    /// Words of the question without a partner, a bit each.
    pub ours_left: u32,
    /// Words of the listed name without a partner, a bit each.
    pub theirs_left: u32,
    /// Millionths.
    pub score: u32,
}

/// The likeness of units of the question and words of the lists, as far as there is any.
pub trait Alike {
    /// Of a unit and a word.
    fn alike(&self, unit: usize, word: u32) -> Option<(u32, Likeness)>;
    /// Whether any unit is like this word.
    fn known(&self, word: u32) -> bool;
}

/// Lays names side by side, with memory that it uses again.
#[derive(Default)]
pub struct Aligner {
    edges: Vec<Meeting>,
    weights: Vec<u32>,
}

impl Aligner {
    /// Lays the question beside a listed name.
    pub fn align(
        &mut self,
        asked: &Asked,
        (name, out): (u32, &mut Alignment),
        with: (&Index, &Weights, &impl Alike),
    ) {
        let (index, weights, alike) = with;
        let row = index.names.row(name);
        self.weights.clear();
        self.weights.extend(row.iter().map(|word| listed_weight(*word, index, weights)));
        self.edges.clear();
        for (at, word) in row.iter().enumerate() {
            self.singles(asked, (at, word & !FAMILY), (index, weights, alike));
        }
        for at in 1..row.len() {
            let pair = (row[at - 1] & !FAMILY, row[at] & !FAMILY);
            self.pair(asked, (at - 1, pair), (index, weights));
        }
        let gain = |edge: &Meeting| u64::from(edge.likeness) * u64::from(edge.weight);
        self.edges.sort_unstable_by(|a, b| {
            gain(b).cmp(&gain(a)).then(a.unit.cmp(&b.unit)).then(a.theirs.cmp(&b.theirs))
        });
        out.meetings.clear();
        let mut ours = (1_u32 << asked.singles) - 1;
        let mut theirs = (1_u32 << row.len()) - 1;
        for edge in &self.edges {
            let covers = asked.units[usize::from(edge.unit)].covers;
            if covers & ours == covers && edge.theirs & theirs == edge.theirs {
                ours &= !covers;
                theirs &= !edge.theirs;
                out.meetings.push(*edge);
            }
        }
        out.ours_left = ours;
        out.theirs_left = theirs;
        out.score = self.score(asked, (index, row, weights), out);
    }

    fn singles(
        &mut self,
        asked: &Asked,
        (at, word): (usize, u32),
        with: (&Index, &Weights, &impl Alike),
    ) {
        let (index, weights, alike) = with;
        let text = index.words.text(word);
        let known = alike.known(word);
        for (number, unit) in asked.units.iter().enumerate() {
            let met = if known { alike.alike(number, word) } else { None }
                .or_else(|| initial(unit, (text, index.words.class(word)), (asked.kind, weights)));
            if let Some((likeness, how)) = met {
                let weight = match how {
                    Likeness::Initial => weights.word.initial.min(self.weights[at]),
                    _ => self.weights[at],
                };
                let unit = u16::try_from(number).unwrap_or(u16::MAX);
                self.edges.push(Meeting { unit, theirs: 1 << at, likeness, how, weight });
            }
        }
    }

    /// Two listed words that the question writes as one.
    fn pair(
        &mut self,
        asked: &Asked,
        (at, (one, other)): (usize, (u32, u32)),
        (index, weights): (&Index, &Weights),
    ) {
        let texts = (index.words.text(one), index.words.text(other));
        let length = texts.0.len() + texts.1.len();
        if length < 4 {
            return;
        }
        for (number, unit) in asked.units[..asked.singles].iter().enumerate() {
            let near = unit.word.class == Class::Name && unit.word.text.len().abs_diff(length) <= 2;
            let how = if near && is_joined(&unit.word.text, texts) {
                (weights.near.joined, Likeness::Joined)
            } else if unit.word.consonantal && consonants_joined(&unit.word.text, texts) {
                (weights.near.consonants, Likeness::Consonants)
            } else {
                continue;
            };
            self.edges.push(Meeting {
                unit: u16::try_from(number).unwrap_or(u16::MAX),
                theirs: 0b11 << at,
                likeness: how.0,
                how: how.1,
                weight: self.weights[at] + self.weights[at + 1],
            });
        }
    }

    fn score(
        &self,
        asked: &Asked,
        (index, row, weights): (&Index, &[u32], &Weights),
        laid: &Alignment,
    ) -> u32 {
        let cost = weights.leftover(asked.kind);
        let met: u64 = laid.meetings.iter().map(|met| u64::from(met.weight)).sum();
        let alike: u64 = laid
            .meetings
            .iter()
            .map(|met| u64::from(met.weight) * u64::from(met.likeness) / 1000)
            .sum();
        if alike == 0 {
            return 0;
        }
        let (mut there, mut there_named) = (0_u64, 0_u64);
        for (at, unit) in asked.units[..asked.singles].iter().enumerate() {
            if laid.ours_left & (1 << at) != 0 {
                there += u64::from(unit.weight);
                there_named += named(unit.word.class, unit.weight);
            }
        }
        let (mut here, mut here_named) = (0_u64, 0_u64);
        for (at, word) in row.iter().enumerate() {
            if laid.theirs_left & (1 << at) != 0 {
                here += u64::from(self.weights[at]);
                here_named += named(index.words.class(word & !FAMILY), self.weights[at]);
            }
        }
        let against = there_named.min(here_named);
        let left = there * u64::from(cost.missing_there)
            + here * u64::from(cost.missing_here)
            + against * u64::from(cost.against);
        // What is left over weighs more where little was met.
        let left = left / 1000 * (1000 + u64::from(cost.thin) * 1000 / alike.max(1)) / 1000;
        let score = alike * 1_000_000 / (met + left);
        let turned = u64::from(turns(&laid.meetings)) * u64::from(cost.order) * 1000;
        u32::try_from(score.min(1_000_000).saturating_sub(turned)).unwrap_or(0)
    }
}

fn named(class: Class, weight: u32) -> u64 {
    if matches!(class, Class::Name | Class::Number) { u64::from(weight) } else { 0 }
}

fn listed_weight(word: u32, index: &Index, weights: &Weights) -> u32 {
    let at = word & !FAMILY;
    let class = index.words.class(at);
    let plain = weight((class, index.words.text(at).len()), index.words.rarity(at), weights);
    if word & FAMILY != 0 && class == Class::Name {
        plain * weights.word.family / 1000
    } else {
        plain
    }
}

/// A letter alone is an initial of a person; firms of initials would match anything.
fn initial(
    unit: &Unit,
    (text, class): (&str, Class),
    (kind, weights): (Kind, &Weights),
) -> Option<(u32, Likeness)> {
    let ours = unit.word.text.as_str();
    if class != Class::Name || unit.word.class != Class::Name {
        return None;
    }
    let lone = |one: &str, other: &str| one.len() == 1 && other.starts_with(one);
    match (ours.len(), text.len()) {
        (1, 1) => (ours == text).then_some((1000, Likeness::Same)),
        _ if !matches!(kind, Kind::Person | Kind::Unknown) => None,
        _ => (lone(ours, text) || lone(text, ours))
            .then_some((weights.near.initial, Likeness::Initial)),
    }
}

fn is_joined(whole: &str, (one, other): (&str, &str)) -> bool {
    let whole = whole.as_bytes();
    let same = |at: usize| {
        whole.len() == one.len() + other.len()
            && &whole[..at] == one.as_bytes()
            && &whole[at..] == other.as_bytes()
    };
    if same(one.len().min(whole.len())) {
        return true;
    }
    // Only words that begin alike can have the same folded spelling.
    whole.first() == one.as_bytes().first() && whole.last() == other.as_bytes().last() && {
        let joined = [one, other].concat();
        let text = std::str::from_utf8(whole).unwrap_or_default();
        crate::fold::spelling::fold(&joined) == crate::fold::spelling::fold(text)
    }
}

fn consonants_joined(whole: &str, (one, other): (&str, &str)) -> bool {
    consonants::key(whole) == consonants::key(&[one, other].concat())
}

/// Whether the words that met stand in another order.
fn turns(meetings: &[Meeting]) -> u8 {
    let in_order = |a: &Meeting, b: &Meeting| (a.unit < b.unit) == (a.theirs < b.theirs);
    let all = meetings.iter().enumerate();
    let turned = all
        .flat_map(|(at, one)| meetings[at + 1..].iter().map(move |other| (one, other)))
        .any(|(one, other)| !in_order(one, other));
    u8::from(turned)
}

//! Who may do what: which desk an act belongs to, which acts need two persons, and who is one
//! person. Which acts are kept apart, and desks that differ from the usual ones, are rows of the
//! pack; the register of persons and delegations is the office's own file.

pub mod hands;
pub mod lack;
pub mod sides;
pub mod staff;

pub use hands::Hands;
pub use sides::{Seat, Sides, full_name};

use std::borrow::Cow;

use rules::{Finding, Outcome, Row};
use terms::{Desk, Kind};

use crate::{act::About, office, situation::Situation};

/// The name under which the program does by itself what is due.
pub const PROGRAM: &str = "caseway";

/// Acts on the present document: when it is thrown away, whoever did them may have another part
/// in the next one.
pub const OF_THE_DOCUMENT: &[&str] =
    &["review-legally", "approve", "write", "decide-authorisation", "countersign"];

/// Acts that draft a document.
pub const OF_THE_DRAFT: &[&str] = &[
    "open",
    "open-change",
    "declare-scope",
    "add-line",
    "change-line",
    "price-line",
    "remove-line",
    "set-terms",
    "add-note",
    "leave-out-note",
];

/// Holds the actor's desk and person, and where the act needs another person the actor, against
/// the file.
pub fn findings(about: &About, hands: &Hands, now: &Situation<'_>) -> Vec<Finding> {
    let all = [desk(about, now), seat(about, now), two_people(about, hands, now)];
    all.into_iter().flatten().collect()
}

/// For whom an actor acts in an act, by the delegations in force today.
pub fn behalf(about: &About, now: &Situation<'_>) -> Vec<String> {
    sides(now).behalf(now.who, about)
}

/// Persons and delegations of today.
pub fn sides<'a>(now: &Situation<'a>) -> Sides<'a> {
    let register = now.facts.register.as_deref();
    let sides = Sides::new(register, now.today);
    // Before there are two administrators the machine itself may confirm what the first entered.
    if now.facts.named() && is_set_up(register) { sides.of_named() } else { sides }
}

/// The desks of an act on a day: those of the pack's row where it names the act, else those that
/// the act names itself.
pub fn desks(about: &About, row: Option<&Row>) -> Cow<'static, [Desk]> {
    // Most rows name no act at all.
    let Some(row) = row.filter(|row| !row.params.is_empty()) else {
        return Cow::Borrowed(about.desks);
    };
    let named = row.words(&full_name(about));
    let named: Vec<Desk> = named.iter().filter_map(|word| word.parse().ok()).collect();
    if named.is_empty() { Cow::Borrowed(about.desks) } else { Cow::Owned(named) }
}

fn desk(about: &About, now: &Situation<'_>) -> Option<Finding> {
    now.under("DUTY-001", |row| {
        let desks = desks(about, Some(row));
        let desk = now.who.desk();
        let may = desks.contains(&desk);
        let outcome = if may { Outcome::Satisfied } else { Outcome::Refused };
        let verb = if may { "may" } else { "may not" };
        let named = now.pack.jurisdiction().desk(desk);
        let sentence = format!("The {named} {verb} {}.", about.name);
        let finding = Finding::under(row, outcome, sentence).fact("desk", desk);
        if may { finding } else { finding.remedy("Ask one of these desks to do it.", &desks) }
    })
}

/// Where persons are named: the actor is one of the register, at a desk of theirs or for somebody
/// whose desk it is. Until two administrators are registered, the register is still being set up:
/// then its own acts are open, because nobody could enter the first of them otherwise.
fn seat(about: &About, now: &Situation<'_>) -> Option<Finding> {
    let register = now.facts.register.as_deref();
    if !now.facts.named() || (about.kind == Kind::Office && !is_set_up(register)) {
        return None;
    }
    let person_of = |name: &str| register.and_then(|r| r.person_of(name)).map(str::to_owned);
    let desk = now.pack.jurisdiction().desk(now.who.desk());
    let named = now.who.name().map(|name| person_of(name).unwrap_or_else(|| name.to_owned()));
    now.under("DUTY-003", |row| {
        let no = |sentence: String| {
            let remedy =
                "Let somebody who is registered there do it, or register and confirm them.";
            Finding::under(row, Outcome::Refused, sentence).remedy(remedy, &[Desk::Administrator])
        };
        let yes = |sentence: String| Finding::under(row, Outcome::Satisfied, sentence);
        let itself = row.words("by_the_program").contains(&full_name(about).as_str());
        match (named, sides(now).sits_at(now.who, about)) {
            (Some(name), None) if itself && name == PROGRAM => {
                yes("The program does it by itself, on the day on which it is due.".to_owned())
            }
            (None, _) => no(format!("Nobody is named at the desk of the {desk}.")),
            (Some(person), Some(Seat::Own)) => yes(format!("{person} is the {desk}.")),
            (Some(person), Some(Seat::For(whom))) => {
                yes(format!("{person} acts as the {desk} for {whom}.")).fact("for", whom)
            }
            (Some(person), None) => {
                no(format!("{person} is not registered as the {desk}, nor acts for one who is."))
            }
        }
    })
}

/// Whether two administrators are registered, so that one can enter and the other confirm.
fn is_set_up(register: Option<&office::State>) -> bool {
    register.is_some_and(|register| 1 < register.administrators())
}

fn two_people(about: &About, hands: &Hands, now: &Situation<'_>) -> Option<Finding> {
    now.row("DUTY-002").and_then(|row| {
        let name = full_name(about);
        let apart = row.words(&name);
        if apart.is_empty() {
            return None;
        }
        let sides = sides(now);
        let me = now.who.person();
        let mine: Vec<String> = std::iter::once(me.clone()).chain(behalf(about, now)).collect();
        let held = apart.iter().find_map(|other| {
            let verb = verb(other);
            let same = |hand: &&str| mine.iter().any(|person| sides.one(person, hand));
            hands.of(verb).find(same).map(|hand| (*other, hand))
        });
        Some(told(about, (row, &me, &sides), held))
    })
}

fn told(
    about: &About,
    (row, me, sides): (&Row, &str, &Sides<'_>),
    held: Option<(&str, &str)>,
) -> Finding {
    let Some((other, hand)) = held else {
        let sentence = format!("{me} had no hand in what {} must be kept apart from.", about.name);
        return Finding::under(row, Outcome::Satisfied, sentence);
    };
    let done = row.text(&format!("{other}: done")).unwrap_or("had a hand in it");
    let sentence = if sides.person(hand) == sides.person(me) {
        format!("{me} also {done}; one person may not do both.")
    } else {
        format!("{hand} {done}, and {me} is on the same side; one side may not do both.")
    };
    Finding::under(row, Outcome::Refused, sentence)
        .fact("person", me)
        .fact("act", verb(other))
        .remedy("Another person at one of these desks must do it.", &desks(about, None))
}

fn verb(name: &str) -> &str {
    name.split_once(' ').map_or(name, |(_, verb)| verb)
}

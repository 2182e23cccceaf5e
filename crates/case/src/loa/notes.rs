//! Notes of an offer, chosen by rule (DEV-010): which notes there are, when each stands and what it
//! says are rows of the pack. The agency's approval keeps what was chosen, with code, version and
//! text, so that a later row changes no offer of before. An officer adds a note or leaves one out
//! only by an act with a reason.

use rules::{Finding, Outcome, Row};
use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, LineNumber, coded, limits};

use crate::{
    Decider,
    act::{About, Field, Input},
    gates::{applies, attested::Sale, waived},
    refusal::Refusal,
    sale::State,
    situation::Situation,
};

/// How adding a note describes itself.
pub const ADD: About = About {
    name: "add-note",
    thing: "notes",
    kind: Kind::Case,
    title: "Add a note of the table",
    help: "Adds a note that the rules did not choose for this offer, or takes back one that was \
           left out. The reason is kept.",
    desks: DESKS,
    fields: FIELDS,
};

/// How leaving a note out describes itself.
pub const LEAVE_OUT: About = About {
    name: "leave-out-note",
    thing: "left-out-notes",
    kind: Kind::Case,
    title: "Leave a note out",
    help: "Leaves out a note that the rules chose for this offer. A note that must stand is left \
           out only by a waiver, where its rule has an authority for one.",
    desks: DESKS,
    fields: FIELDS,
};

const DESKS: &[Desk] = &[Desk::CaseManager, Desk::CaseWriter, Desk::Legal];

const FIELDS: &[Field] = &[
    Field::must("code", "Code of the note", Input::Text(limits::LINE)),
    Field::must("reason", "Reason", Input::Long(limits::PARAGRAPH)),
];

coded! {
    /// When a note of the table stands in an offer.
    pub enum Usage "use of a note" {
        /// Must stand.
        Mandatory = "mandatory" "it must stand where its condition holds",
        /// Chosen.
        Usual = "usual" "it stands where its condition holds, unless it is left out",
        /// By hand.
        ByHand = "by-hand" "an officer adds it",
    }
}

/// A note of the table on a day.
#[derive(Debug, Clone, Copy)]
pub struct Listed<'a> {
    /// Its row.
    pub row: &'a Row,
    /// Its code.
    pub code: &'a str,
    /// When it stands.
    pub usage: Usage,
    /// Its text.
    pub text: &'a str,
}

/// A note as an offer keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// Code.
    pub code: String,
    /// Version of its text.
    pub version: i32,
    /// Key of the row that it was taken from.
    pub row: String,
    /// Title.
    pub title: String,
    /// Text.
    pub text: String,
    /// The lines that it concerns; none where it concerns the whole case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<LineNumber>,
    /// Whether it had to stand.
    pub usage: Usage,
    /// Who fills it in.
    pub input: Vec<Desk>,
    /// Where it comes from.
    pub citation: String,
    /// How far the source was seen.
    pub confidence: String,
    /// Why it stands: the condition that held, or the officer's reason.
    pub why: String,
}

/// An officer's decision on a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// Code.
    pub code: String,
    /// Key of the row on that day.
    pub row: String,
    /// Why.
    pub reason: String,
    /// The waiver under which a note that must stand was left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiver: Option<String>,
}

/// A note, as an act names it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Named {
    pub code: String,
    pub reason: String,
}

/// What officers decided about the notes of a case.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decisions {
    /// Notes that were added.
    pub added: Vec<Decided>,
    /// Notes that were left out.
    pub left_out: Vec<Decided>,
}

impl Decisions {
    /// Whether nobody decided anything.
    pub const fn is_empty(&self) -> bool {
        self.added.is_empty() && self.left_out.is_empty()
    }

    fn forget(&mut self, code: &str) {
        self.added.retain(|known| known.code != code);
        self.left_out.retain(|known| known.code != code);
    }
}

/// How the identifiers of the rows of notes begin.
pub const ROWS: &str = "NOTE-";

/// The notes of the table on a day.
pub fn table<'a>(now: &Situation<'a>) -> Vec<Listed<'a>> {
    let rows = now.pack.rows().iter().filter(|row| row.id.starts_with(ROWS));
    let governs = |row: &&Row| now.row(&row.id).is_some_and(|found| std::ptr::eq(found, *row));
    rows.filter(governs).filter_map(listed).collect()
}

/// A row as a note; `None` where the row lacks what a note must have.
pub fn listed(row: &Row) -> Option<Listed<'_>> {
    let usage = row.text("use")?.parse().ok()?;
    let (code, text) = (row.text("code")?, row.text("text")?);
    row.whole("version")?;
    Some(Listed { row, code, usage, text })
}

/// What of a row of a note the program does not know.
pub fn faults(row: &Row) -> Vec<String> {
    let mut faults = Vec::new();
    if listed(row).is_none() {
        faults.push("code, version, use and text".to_owned());
    }
    if let Some(word) = row.text("of").filter(|word| !applies::knows(word)) {
        faults.push(format!("sales that the program can tell, in place of \"{word}\""));
    }
    let desks = row.words("input");
    if desks.is_empty() || desks.iter().any(|desk| desk.parse::<Desk>().is_err()) {
        faults.push("the desks that fill it in".to_owned());
    }
    faults
}

/// The notes of the present document: those that its approval kept, or those that would be chosen
/// today.
pub fn present(case: &State, now: &Situation<'_>) -> Vec<Chosen> {
    match &case.offer.approved {
        Some(approved) => approved.notes.clone(),
        None => chosen(case, now),
    }
}

/// The notes that stand in an offer that is approved today.
pub(crate) fn chosen(case: &State, now: &Situation<'_>) -> Vec<Chosen> {
    let table = table(now);
    table
        .into_iter()
        .filter_map(|note| why(case, note, now).map(|why| keep(case, note, why)))
        .collect()
}

/// Why a note stands; `None` where it does not.
fn why(case: &State, note: Listed<'_>, now: &Situation<'_>) -> Option<String> {
    let code = |known: &&Decided| known.code == note.code;
    if let Some(added) = case.notes.added.iter().find(code) {
        return Some(format!("added: {}", added.reason));
    }
    let fits = fits(case, note, now).filter(|_| note.usage != Usage::ByHand)?;
    let out = case.notes.left_out.iter().find(code);
    out.is_none().then_some(fits)
}

/// The condition of a note, in words, where it holds.
fn fits(case: &State, note: Listed<'_>, now: &Situation<'_>) -> Option<String> {
    if let Some(before) = note.row.text("approved_before") {
        let before: Day = before.parse().ok()?;
        let older = case.change().and_then(|_| case.agreed().offer.signatures.first());
        let on = older.map(|signed| signed.on).filter(|on| *on < before)?;
        return Some(format!("it changes an offer of {on}, before {before}"));
    }
    let Some(word) = note.row.text("of") else {
        return Some("it stands in every offer".to_owned());
    };
    let sale = Sale { case: Some(case), ..case.sale(now) };
    applies::fits(word, &sale).map(|words| format!("it concerns {words}"))
}

fn keep(case: &State, note: Listed<'_>, why: String) -> Chosen {
    let row = note.row;
    Chosen {
        code: note.code.to_owned(),
        version: row.whole("version").unwrap_or_default(),
        row: row.key(),
        title: row.title.clone(),
        text: note.text.to_owned(),
        lines: row.text("lines").map(|word| applies::lines_of(word, case)).unwrap_or_default(),
        usage: note.usage,
        input: row.words("input").iter().filter_map(|desk| desk.parse().ok()).collect(),
        citation: row.citation.clone(),
        confidence: row.confidence.word().to_owned(),
        why,
    }
}

pub(crate) fn add(case: &State, act: &Named, now: &Situation<'_>) -> Result<Decided, Refusal> {
    let note = named(act, now)?;
    let stands = why(case, note, now).map(|why| {
        let sentence = format!("The note {} stands already: {why}.", note.code);
        now.contradiction(sentence, "Nothing needs to be added.")
    });
    Refusal::unless_clear(stands)?;
    Ok(decided(act, note))
}

pub(crate) fn leave_out(
    case: &State,
    act: &Named,
    now: &Situation<'_>,
) -> Result<Decided, Refusal> {
    let note = named(act, now)?;
    let stands = why(case, note, now);
    let absent = stands.is_none().then(|| {
        let sentence = format!("The note {} does not stand in this offer.", note.code);
        now.contradiction(sentence, "Nothing needs to be left out.")
    });
    let held = mandatory(case, note, now);
    let waiver = held.iter().flat_map(|held| &held.facts).find(|fact| fact.name == "waiver");
    let waiver = waiver.map(|fact| fact.value.clone());
    Refusal::unless_clear(absent.into_iter().chain(held))?;
    Ok(Decided { waiver, ..decided(act, note) })
}

/// A note that must stand is left out by a waiver alone.
fn mandatory(case: &State, note: Listed<'_>, now: &Situation<'_>) -> Option<Finding> {
    let rule = now.row("DEV-010")?;
    let fits = fits(case, note, now).filter(|_| note.usage == Usage::Mandatory);
    let Some(why) = fits else {
        let yes = format!("The note {} need not stand.", note.code);
        return Some(Finding::under(rule, Outcome::Satisfied, yes));
    };
    let no = format!("The note {} must stand in this offer: {why}.", note.code);
    let remedy = match &note.row.waiver {
        Some(waiver) => format!("Record a waiver of {} by {}.", note.row.id, waiver.authority),
        None => "Leave it in; nobody has the power to waive it.".to_owned(),
    };
    let who = note.row.waiver.as_ref().map(|waiver| waiver.desks.clone()).unwrap_or_default();
    let mut findings = [Finding::under(note.row, Outcome::Refused, no).remedy(remedy, &who)];
    waived::apply(&mut findings, &case.head().statements, LEAVE_OUT.name, now);
    let [finding] = findings;
    Some(finding)
}

fn named<'a>(act: &Named, now: &Situation<'a>) -> Result<Listed<'a>, Refusal> {
    let found = table(now).into_iter().find(|note| note.code.eq_ignore_ascii_case(&act.code));
    found.ok_or_else(|| {
        let sentence = format!("No note {} is in use today.", act.code);
        now.contradiction(sentence, "Name a note of the table by its code.").into()
    })
}

fn decided(act: &Named, note: Listed<'_>) -> Decided {
    Decided {
        code: note.code.to_owned(),
        row: note.row.key(),
        reason: act.reason.clone(),
        waiver: None,
    }
}

pub(crate) fn evolve_added(case: &mut State, event: &Decided) {
    case.notes.forget(&event.code);
    case.notes.added.push(event.clone());
}

pub(crate) fn evolve_left_out(case: &mut State, event: &Decided) {
    case.notes.forget(&event.code);
    case.notes.left_out.push(event.clone());
}

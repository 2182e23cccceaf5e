//! Ask the purchaser for clarification, and take the answer in. Nothing is overwritten: an answer
//! adds to the letter, and the letter as it came stays.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, limits};

use super::{State, checklist};
use crate::{
    act::{About, Field, Input},
    decider::Told,
    read,
    refusal::Refusal,
    situation::Situation,
};

const QUESTIONS: &[Field] = &[
    Field::must("text", "Question", Input::Long(limits::PARAGRAPH)),
    Field::may("owner", "Who can answer it", Input::Text(limits::LINE))
        .hint("An office of the purchaser, or another body; the purchaser where nobody is named"),
];

/// How the question describes itself.
pub const ASK: About = About {
    name: "ask",
    thing: "questions",
    kind: Kind::Request,
    title: "Ask for clarification",
    help: "Sends questions to the purchaser. Until the answer, the days are charged to the \
           purchaser.",
    desks: &[Desk::CaseManager, Desk::CountryDesk, Desk::Intake],
    fields: &[
        Field::must("questions", "Questions", Input::Records(QUESTIONS)),
        Field::may("answer_by", "Answer wanted by", Input::Day)
            .hint("The paper asks for an answer by this day; no rule sets one"),
    ],
};

/// How the answer describes itself.
pub const ANSWER: About = About {
    name: "answer",
    thing: "answers",
    kind: Kind::Request,
    title: "Take in the answer",
    help: "Keeps the purchaser's answer to the questions of the last round. Facts that it brings \
           are written into the letter's fields as a new version; the earlier version stays in \
           the record.",
    desks: &[Desk::CaseManager, Desk::PurchaserOfficial, Desk::Intake, Desk::CountryDesk],
    fields: &[
        Field::must("received_on", "Date received", Input::Day),
        Field::must("reference", "Reference of the answer", Input::Text(limits::LINE)),
        Field::must("text", "Answer", Input::Long(limits::LETTER)),
        Field::may("facts", "Facts that it brings", Input::Records(FACTS)),
    ],
};

const FACTS: &[Field] = &[
    Field::must("field", "Field of the letter", Input::Text(limits::LINE))
        .hint("Name of the field, such as warranty or needed_by"),
    Field::must("value", "Value", Input::Long(limits::PARAGRAPH)),
];

/// A round of questions.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Questions {
    /// The questions.
    pub questions: Vec<Question>,
    /// By when an answer is asked for, where a day was set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<Day>,
}

/// One question.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Question {
    /// What is asked.
    pub text: String,
    /// Who can answer it, where that is not the purchaser as such.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
}

/// An answer as it was entered.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Answer {
    /// When it came.
    pub received_on: Day,
    /// The purchaser's reference.
    pub reference: String,
    /// What it says.
    pub text: String,
    /// Facts that it brings to fields of the letter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<FieldFact>,
}

/// A fact that an answer brings to a field of the letter.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FieldFact {
    /// Name of the field.
    pub field: String,
    /// Its value, as typed.
    pub value: String,
}

/// An answer with the letter as it reads afterwards.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Answered {
    /// The answer.
    pub answer: Answer,
    /// The letter with the facts of the answer.
    pub letter: super::letter::Letter,
    /// How complete it is now.
    pub completeness: checklist::Completeness,
}

/// A round of clarification: questions, and the answer once it came.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Round {
    /// The day on which it was asked.
    pub asked_on: Day,
    /// The questions.
    pub questions: Vec<Question>,
    /// By when an answer is asked for, where a day was set.
    pub answer_by: Option<Day>,
    /// The answer.
    pub answer: Option<Answer>,
}

pub(crate) fn ask(
    file: &State,
    act: &Questions,
    now: &Situation<'_>,
) -> Result<Questions, Refusal> {
    let open = file.open_round().map(|round| {
        now.contradiction(
            format!("The questions of {} are not answered yet.", round.asked_on),
            "Take in the answer first, and ask what is still open then.",
        )
    });
    let past = act.answer_by.filter(|by| *by < now.today).map(|by| {
        now.contradiction(
            format!("An answer by {by} is asked for, and today is {}.", now.today),
            "Set a day that is still to come, or none.",
        )
    });
    Refusal::unless_clear(open.into_iter().chain(past))?;
    Ok(act.clone())
}

pub(crate) fn answer(file: &State, act: &Answer, now: &Situation<'_>) -> Result<Answered, Refusal> {
    let nothing_asked = file.open_round().is_none().then(|| {
        now.contradiction("No question is open.".to_owned(), "Ask for clarification first.")
    });
    let future = now.not_in_future("date of the answer", act.received_on);
    let letter = file.letter.as_ref().expect("a request has a letter from its first event on");
    let merged = merge(letter, &act.facts).map_err(|sentence| {
        now.contradiction(sentence, "Correct the fact and send the answer again.")
    });
    let unread = merged.as_ref().err().cloned();
    Refusal::unless_clear(nothing_asked.into_iter().chain(future).chain(unread))?;
    let letter = merged?;
    let completeness = checklist::completeness(&letter);
    Ok(Answered { answer: act.clone(), letter, completeness })
}

/// Writes facts into the letter's fields through the same reader that read the letter.
fn merge(
    letter: &super::letter::Letter,
    facts: &[FieldFact],
) -> Result<super::letter::Letter, String> {
    let mut fields = serde_json::to_value(letter).map_err(|error| error.to_string())?;
    for fact in facts {
        let known = super::letter::FIELDS.iter().find(|field| field.name == fact.field);
        let fixed = ["purchaser", "received_on", "reference"].contains(&fact.field.as_str());
        let Some(field) = known.filter(|_| !fixed) else {
            return Err(format!("\"{}\" is not a field that an answer can bring.", fact.field));
        };
        let one = std::slice::from_ref(field);
        let pairs = [(fact.field.as_str(), fact.value.as_str())];
        let clean = read::clean(one, &read::from_pairs(one, pairs));
        let clean =
            clean.map_err(|wrong| wrong.into_iter().map(|w| w.sentence).collect::<String>())?;
        fields[&fact.field] = clean[&fact.field].clone();
    }
    serde_json::from_value(fields).map_err(|error| error.to_string())
}

pub(crate) fn evolve_asked(file: &mut State, event: &Questions, told: &Told<'_>) {
    let questions = event.questions.clone();
    let answer_by = event.answer_by;
    file.rounds.push(Round { asked_on: told.on, questions, answer_by, answer: None });
}

pub(crate) fn evolve_answered(file: &mut State, event: &Answered) {
    file.letter = Some(event.letter.clone());
    file.completeness = Some(event.completeness.clone());
    if let Some(round) = file.rounds.last_mut() {
        round.answer = Some(event.answer.clone());
    }
}

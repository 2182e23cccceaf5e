//! The informal, tiered review by the committees' leaders: questions and answers, holds and their
//! lifting, and who has cleared. Nothing here runs out: a hold stands until its leader lifts it.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, limits};

use super::{
    State,
    leaders::{leader, same},
};
use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    situation::Situation,
};

const LEADER: Field = Field::must("leader", "Leader", Input::Text(limits::LINE))
    .hint("Chair or ranking member, as the rule names them");

/// How a question describes itself.
pub const ASK: About = About {
    name: "record-question",
    thing: "questions",
    kind: Kind::Notification,
    title: "Record a question of a leader",
    help: "Keeps what a leader asked. The sale is not cleared while a question is open.",
    desks: &[Desk::Legislative, Desk::State],
    fields: &[
        LEADER,
        Field::must("on", "Day", Input::Day),
        Field::must("question", "Question", Input::Long(limits::PARAGRAPH)),
    ],
};

/// How an answer describes itself.
pub const ANSWER: About = About {
    name: "answer-question",
    thing: "answers",
    kind: Kind::Notification,
    title: "Answer a question",
    help: "Keeps the answer that the leader was given.",
    desks: &[Desk::Legislative, Desk::State],
    fields: &[
        Field::must("number", "Question", Input::Count(1, limits::QUANTITY)),
        Field::must("on", "Day", Input::Day),
        Field::must("answer", "Answer", Input::Long(limits::PARAGRAPH)),
    ],
};

/// How a hold describes itself.
pub const HOLD: About = About {
    name: "place-hold",
    thing: "holds",
    kind: Kind::Notification,
    title: "Record a hold",
    help: "Keeps that a leader holds the sale. No day lifts a hold; the leader does.",
    desks: &[Desk::Legislative, Desk::State],
    fields: &[
        LEADER,
        Field::must("on", "Day", Input::Day),
        Field::must("reason", "Reason", Input::Long(limits::PARAGRAPH))
            .hint("As far as the leader gave one"),
    ],
};

/// How the lifting of a hold describes itself.
pub const LIFT: About = About {
    name: "lift-hold",
    thing: "hold-lifts",
    kind: Kind::Notification,
    title: "Record that a hold was lifted",
    help: "Keeps that the leader lifted the hold, and on what ground.",
    desks: &[Desk::Legislative, Desk::State],
    fields: &[
        Field::must("number", "Hold", Input::Count(1, limits::QUANTITY)),
        Field::must("on", "Day", Input::Day),
        Field::may("remarks", "Remarks", Input::Long(limits::PARAGRAPH)),
    ],
};

/// How the clearance of one leader describes itself.
pub const CLEAR_LEADER: About = About {
    name: "clear-leader",
    thing: "leader-clearances",
    kind: Kind::Notification,
    title: "Record the clearance of one leader",
    help: "Keeps that one leader cleared the sale. When all have, the clearance as a whole is \
           recorded.",
    desks: &[Desk::Legislative, Desk::State],
    fields: &[
        LEADER,
        Field::must("on", "Day", Input::Day),
        Field::may("remarks", "Remarks", Input::Long(limits::PARAGRAPH)),
    ],
};

/// The review as the file shows it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Informal {
    /// The day on which the papers were sent.
    pub sent_on: Day,
    /// Questions, by number.
    pub questions: Vec<Question>,
    /// Holds, by number.
    pub holds: Vec<Hold>,
    /// Who cleared.
    pub cleared: Vec<LeaderCleared>,
}

/// A question, and its answer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Question {
    /// What was asked.
    pub asked: Asked,
    /// What was answered.
    pub answer: Option<Answered>,
}

/// A hold, and how it was lifted.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Hold {
    /// How it was placed.
    pub placed: Placed,
    /// How it was lifted.
    pub lifted: Option<Lifted>,
}

/// A leader asked.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Asked {
    pub leader: String,
    pub on: Day,
    pub question: String,
}

/// A question was answered.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Answered {
    pub number: u32,
    pub on: Day,
    pub answer: String,
}

/// A leader holds the sale.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Placed {
    pub leader: String,
    pub on: Day,
    pub reason: String,
}

/// A hold was lifted.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Lifted {
    pub number: u32,
    pub on: Day,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
}

/// One leader cleared the sale.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct LeaderCleared {
    pub leader: String,
    pub on: Day,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
}

impl Informal {
    /// A review of which nothing is known but its beginning.
    pub const fn sent(on: Day) -> Self {
        Self { sent_on: on, questions: Vec::new(), holds: Vec::new(), cleared: Vec::new() }
    }

    /// Questions that nobody has answered.
    pub fn open_questions(&self) -> impl Iterator<Item = (usize, &Question)> {
        (1..).zip(&self.questions).filter(|(_, question)| question.answer.is_none())
    }

    /// Holds that stand.
    pub fn open_holds(&self) -> impl Iterator<Item = (usize, &Hold)> {
        (1..).zip(&self.holds).filter(|(_, hold)| hold.lifted.is_none())
    }

    /// Whether a leader cleared, and holds nothing.
    pub fn has_cleared(&self, leader: &str) -> bool {
        self.cleared.iter().any(|cleared| same(&cleared.leader, leader))
    }
}

fn begun<'a>(file: &'a State, on: Day, now: &Situation<'_>) -> Result<&'a Informal, Refusal> {
    let informal = file.informal.as_ref();
    let early = informal.filter(|informal| on < informal.sent_on).map(|informal| {
        now.contradiction(
            format!("The papers were sent on {}, after {on}.", informal.sent_on),
            "Correct the day.",
        )
    });
    Refusal::unless_clear(early.into_iter().chain(now.not_in_future("day", on)))?;
    let none = || {
        let sentence = "The papers were not sent to the committees' leaders.".to_owned();
        Refusal::from(now.contradiction(sentence, "Begin the informal review."))
    };
    informal.ok_or_else(none)
}

pub(crate) fn ask(file: &State, act: &Asked, now: &Situation<'_>) -> Result<Asked, Refusal> {
    begun(file, act.on, now)?;
    Ok(Asked { leader: leader(&act.leader, now)?, ..act.clone() })
}

pub(crate) fn answer(
    file: &State,
    act: &Answered,
    now: &Situation<'_>,
) -> Result<Answered, Refusal> {
    let informal = begun(file, act.on, now)?;
    let open = numbered(&informal.questions, act.number).filter(|q| q.answer.is_none());
    let wrong = open.is_none_or(|question| act.on < question.asked.on).then(|| {
        now.contradiction(
            format!("No question {} was open on {}.", act.number, act.on),
            "Name a question that is open, and the day of its answer.",
        )
    });
    Refusal::unless_clear(wrong)?;
    Ok(act.clone())
}

pub(crate) fn hold(file: &State, act: &Placed, now: &Situation<'_>) -> Result<Placed, Refusal> {
    begun(file, act.on, now)?;
    Ok(Placed { leader: leader(&act.leader, now)?, ..act.clone() })
}

pub(crate) fn lift(file: &State, act: &Lifted, now: &Situation<'_>) -> Result<Lifted, Refusal> {
    let informal = begun(file, act.on, now)?;
    let open = numbered(&informal.holds, act.number).filter(|hold| hold.lifted.is_none());
    let wrong = open.is_none_or(|hold| act.on < hold.placed.on).then(|| {
        now.contradiction(
            format!("No hold {} stood on {}.", act.number, act.on),
            "Name a hold that stands, and the day on which it was lifted.",
        )
    });
    Refusal::unless_clear(wrong)?;
    Ok(act.clone())
}

pub(crate) fn clear_leader(
    file: &State,
    act: &LeaderCleared,
    now: &Situation<'_>,
) -> Result<LeaderCleared, Refusal> {
    let informal = begun(file, act.on, now)?;
    let leader = leader(&act.leader, now)?;
    let held = informal.open_holds().any(|(_, hold)| same(&hold.placed.leader, &leader));
    let held = held.then(|| {
        now.contradiction(format!("{leader} holds the sale."), "Record that the hold was lifted.")
    });
    let twice = informal.has_cleared(&leader).then(|| {
        now.contradiction(format!("{leader} cleared it already."), "Nothing more is needed.")
    });
    Refusal::unless_clear(held.into_iter().chain(twice))?;
    Ok(LeaderCleared { leader, ..act.clone() })
}

fn numbered<T>(list: &[T], number: u32) -> Option<&T> {
    list.get(usize::try_from(number).ok()?.checked_sub(1)?)
}

/// Takes in what happened in the review; an older record without a beginning gets one.
pub(crate) fn evolve(file: &mut State, on: Day, change: impl FnOnce(&mut Informal)) {
    change(file.informal.get_or_insert_with(|| Informal::sent(on)));
}

impl Informal {
    pub(crate) fn answered(&mut self, event: &Answered) {
        let at = usize::try_from(event.number).ok().and_then(|n| n.checked_sub(1));
        if let Some(question) = at.and_then(|at| self.questions.get_mut(at)) {
            question.answer = Some(event.clone());
        }
    }

    pub(crate) fn lifted(&mut self, event: &Lifted) {
        let at = usize::try_from(event.number).ok().and_then(|n| n.checked_sub(1));
        if let Some(hold) = at.and_then(|at| self.holds.get_mut(at)) {
            hold.lifted = Some(event.clone());
        }
    }

    /// A leader who holds the sale after having cleared it has not cleared it.
    pub(crate) fn held(&mut self, event: &Placed) {
        self.cleared.retain(|cleared| !same(&cleared.leader, &event.leader));
        self.holds.push(Hold { placed: event.clone(), lifted: None });
    }
}

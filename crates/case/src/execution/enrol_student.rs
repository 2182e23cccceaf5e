//! Enrol a student in a course. The record keeps the worksheet number and no name.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, limits};

use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    sale::State,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "enrol-student",
    thing: "students",
    kind: Kind::Case,
    title: "Enrol a student",
    help: "Takes a seat of a course for a student, by worksheet number. The student's name stays \
           in the training system.",
    desks: &[Desk::Training],
    fields: &[
        Field::must("course", "Course number", Input::Count(1, limits::QUANTITY)),
        Field::must("worksheet", "Worksheet number (WCN)", Input::Text(WORKSHEET)),
        Field::must("duty", "Duty in the purchaser's force", Input::Text(limits::LINE)),
        Field::must("travel_order", "Travel order", Input::Text(limits::LINE)),
        Field::may("vetting", "Vetting reference", Input::Text(limits::LINE)),
        Field::may("vetted_until", "Vetting valid until", Input::Day),
    ],
};

/// Longest worksheet number.
pub(super) const WORKSHEET: usize = 12;

/// A student in a course.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Student {
    /// The course.
    pub course: u32,
    /// Worksheet number.
    pub worksheet: String,
    /// Duty in the purchaser's force.
    pub duty: String,
    /// Travel order.
    pub travel_order: String,
    /// Vetting reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vetting: Option<String>,
    /// Last day on which the vetting holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vetted_until: Option<Day>,
}

pub(crate) fn decide(case: &State, act: &Student, now: &Situation<'_>) -> Result<Student, Refusal> {
    let course = case.courses.iter().find(|course| course.number == act.course);
    let open = course.filter(|course| course.completed.is_none());
    let finding = match open {
        None => Some(now.contradiction(
            format!("Course {} is not open.", act.course),
            "Name a course of this case that is not completed.",
        )),
        Some(c) if c.students.iter().any(|s| s.worksheet == act.worksheet) => {
            Some(now.contradiction(
                format!("Worksheet {} is already enrolled.", act.worksheet),
                "Enter another student's worksheet number.",
            ))
        }
        Some(c) if c.plan.seats as usize <= c.students.len() => Some(now.contradiction(
            format!("All {} seats of course {} are taken.", c.plan.seats, c.number),
            "Plan another course.",
        )),
        Some(c) => act.vetted_until.filter(|until| *until < c.plan.from).map(|until| {
            now.contradiction(
                format!(
                    "The vetting ends on {until}, before the course begins on {}.",
                    c.plan.from
                ),
                "Have the student vetted again.",
            )
        }),
    };
    Refusal::unless_clear(finding)?;
    Ok(act.clone())
}

pub(crate) fn evolve(case: &mut State, event: &Student) {
    if let Some(course) = case.courses.iter_mut().find(|c| c.number == event.course) {
        course.students.push(event.clone());
    }
}

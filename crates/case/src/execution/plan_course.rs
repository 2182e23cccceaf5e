//! Plan a training course, and complete it.

use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, limits};

use super::enrol_student::{self, Student};
use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    sale::State,
    situation::Situation,
};

/// How planning describes itself.
pub const PLAN: About = About {
    name: "plan-course",
    thing: "courses",
    kind: Kind::Case,
    title: "Plan a course",
    help: "Adds a training course with its place, days and seats.",
    desks: &[Desk::Training],
    fields: &[
        Field::must("title", "Course", Input::Text(limits::LINE)),
        Field::must("place", "Place", Input::Text(limits::LINE)),
        Field::must("from", "First day", Input::Day),
        Field::must("until", "Last day", Input::Day),
        Field::must("seats", "Seats", Input::Count(1, SEATS)),
    ],
};

/// How completion describes itself.
pub const COMPLETE: About = About {
    name: "complete-course",
    thing: "course-completions",
    kind: Kind::Case,
    title: "Complete a course",
    help: "Keeps that a course ended and which students passed.",
    desks: &[Desk::Training],
    fields: &[
        Field::must("course", "Course number", Input::Count(1, limits::QUANTITY)),
        Field::may(
            "passed",
            "Worksheet numbers of the students who passed",
            Input::Many("0001", worksheet),
        ),
        Field::must("remarks", "Remarks", Input::Long(limits::PARAGRAPH)),
    ],
};

const SEATS: i64 = 500;

fn worksheet(text: &str) -> Result<(), terms::Unreadable> {
    let short = (1..=enrol_student::WORKSHEET).contains(&text.chars().count());
    short
        .then_some(())
        .ok_or_else(|| terms::Unreadable::new("worksheet", text, "is not a worksheet number"))
}

/// A course as it is planned.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PlanCourse {
    /// Title.
    pub title: String,
    /// Place.
    pub place: String,
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Day,
    /// Seats.
    pub seats: u32,
}

/// A course was planned.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CoursePlanned {
    /// Number within the case, from 1.
    pub number: u32,
    /// The plan.
    pub plan: PlanCourse,
}

/// A course ended.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CourseCompleted {
    /// The course.
    pub course: u32,
    /// Worksheet numbers of the students who passed.
    #[serde(default)]
    pub passed: Vec<String>,
    /// Remarks.
    pub remarks: String,
}

/// A course as the case shows it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Course {
    /// From 1.
    pub number: u32,
    /// The plan.
    pub plan: PlanCourse,
    /// Students.
    pub students: Vec<Student>,
    /// How it ended.
    pub completed: Option<CourseCompleted>,
}

pub(crate) fn plan(
    case: &State,
    act: &PlanCourse,
    now: &Situation<'_>,
) -> Result<CoursePlanned, Refusal> {
    let backwards = (act.until < act.from).then(|| {
        now.contradiction(
            format!("The course ends on {}, before it begins on {}.", act.until, act.from),
            "Correct one of the two days.",
        )
    });
    Refusal::unless_clear(backwards)?;
    let number = u32::try_from(case.courses.len()).unwrap_or(u32::MAX).saturating_add(1);
    Ok(CoursePlanned { number, plan: act.clone() })
}

pub(crate) fn complete(
    case: &State,
    act: &CourseCompleted,
    now: &Situation<'_>,
) -> Result<CourseCompleted, Refusal> {
    let course = case.courses.iter().find(|course| course.number == act.course);
    let running = course.filter(|course| course.completed.is_none());
    let closed = running.is_none().then(|| {
        now.contradiction(
            format!("Course {} is not running.", act.course),
            "Name a course of this case that is not completed.",
        )
    });
    let early = running.filter(|course| now.today < course.plan.until).map(|course| {
        now.contradiction(
            format!("The course runs until {}; today is {}.", course.plan.until, now.today),
            "Complete it on its last day or later.",
        )
    });
    let enrolled = |worksheet: &&String| {
        running.is_some_and(|c| c.students.iter().any(|s| s.worksheet == **worksheet))
    };
    let strangers = act.passed.iter().filter(|worksheet| !enrolled(worksheet)).map(|worksheet| {
        now.contradiction(
            format!("No student with worksheet {worksheet} is enrolled in the course."),
            "Enrol the student, or correct the number.",
        )
    });
    Refusal::unless_clear([closed, early].into_iter().flatten().chain(strangers))?;
    Ok(act.clone())
}

pub(crate) fn evolve_planned(case: &mut State, event: &CoursePlanned) {
    let CoursePlanned { number, plan } = event.clone();
    case.courses.push(Course { number, plan, students: Vec::new(), completed: None });
}

pub(crate) fn evolve_completed(case: &mut State, event: &CourseCompleted) {
    if let Some(course) = case.courses.iter_mut().find(|c| c.number == event.course) {
        course.completed = Some(event.clone());
    }
}

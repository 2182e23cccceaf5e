//! Checks on opening a case and on approving its draft.

use rules::{Finding, Row};
use terms::Desk;

use super::{either, idle};
use crate::{
    act::Check,
    compliance::{Area, Position},
    lor,
    purchaser::Conclusion,
    sale::State,
    situation::Situation,
    talks::review_legally::View,
};

const DRAFTER: &[Desk] = &[Desk::CaseManager];

/// A case answers a request on which work can start.
pub const OPEN: &[Check<State>] = &[Check { rule: "OPEN-001", run: open_001 }];

/// A draft that can be approved.
pub const APPROVE: &[Check<State>] = &[
    Check { rule: "INTR-001", run: intr_001 },
    Check { rule: "SCOPE-001", run: scope_001 },
    Check { rule: "LINE-001", run: line_001 },
    Check { rule: "TERM-001", run: term_001 },
    Check { rule: "TALK-001", run: talk_001 },
    Check { rule: "LEGAL-001", run: legal_001 },
    Check { rule: "TECH-001", run: tech_001 },
];

fn open_001(_: &State, now: &Situation<'_>, row: &Row) -> Finding {
    let request = now.facts.request.as_ref();
    let stage = request.map(|(_, request)| crate::Decider::stage(&**request));
    let can_start = matches!(stage, Some(lor::Stage::Actionable | lor::Stage::Complete));
    let no = stage.map_or_else(
        || "The request is not on record.".to_owned(),
        |stage| format!("The request is at \"{stage}\": {}.", stage.meaning()),
    );
    either(row, can_start, "Work on the request can start.", no)
        .remedy("Mark the request as actionable first.", DRAFTER)
}

/// Strategic interest was assessed, and a second person agrees.
fn intr_001(_: &State, now: &Situation<'_>, row: &Row) -> Finding {
    let assessed = now.facts.purchaser.as_ref().and_then(|file| file.assessment());
    let second = assessed.and_then(|a| a.second.as_ref());
    let in_favour = assessed.is_some_and(|a| a.assessment.conclusion != Conclusion::Unfavourable);
    let agrees = second.is_some_and(|(reading, _)| reading.agrees);
    let no = match (assessed, second) {
        (None, _) => "Strategic interest was not assessed.",
        (Some(_), None) => "No second person has read the assessment of interest.",
        (Some(_), Some(_)) if !in_favour => "The assessment of interest is against a sale.",
        (Some(_), Some(_)) => "The second person does not agree with the assessment of interest.",
    };
    let yes = "Strategic interest was assessed, and a second person agrees.";
    either(row, in_favour && agrees, yes, no).remedy(
        "Assess the interest and let a second person read it.",
        &[Desk::CountryDesk, Desk::State],
    )
}

/// Every requirement is traced to a line.
fn scope_001(case: &State, _: &Situation<'_>, row: &Row) -> Finding {
    let untraced: Vec<String> = case
        .requirements
        .iter()
        .map(|requirement| requirement.number.to_string())
        .filter(|number| !case.lines.iter().any(|line| line.requirements.contains(number)))
        .collect();
    let defined = !case.requirements.is_empty();
    let no = if defined {
        format!("No line meets requirement {}.", untraced.join(", "))
    } else {
        "No requirement is defined.".to_owned()
    };
    either(row, defined && untraced.is_empty(), "Every requirement is traced to a line.", no)
        .fact("requirements", case.requirements.len())
        .remedy("Define requirements, and name on each line those that it meets.", DRAFTER)
}

/// Every line is complete.
fn line_001(case: &State, _: &Situation<'_>, row: &Row) -> Finding {
    let faults: Vec<String> = case
        .lines
        .iter()
        .filter(|line| !line.missing().is_empty())
        .map(|line| format!("line {}: {}", line.number, line.missing().join(", ")))
        .collect();
    let some = !case.lines.is_empty();
    let no = if some {
        format!("Not known yet: {}.", faults.join("; "))
    } else {
        "The case has no line.".to_owned()
    };
    either(row, some && faults.is_empty(), "Every line is complete.", no)
        .fact("lines", case.lines.len())
        .remedy("Add what is missing to each line.", DRAFTER)
}

/// Terms are set.
fn term_001(case: &State, _: &Situation<'_>, row: &Row) -> Finding {
    either(row, case.terms.is_some(), "The terms are set.", "The terms are not set.")
        .remedy("Set the terms of the offer.", DRAFTER)
}

/// Every topic of the negotiation is agreed.
fn talk_001(case: &State, _: &Situation<'_>, row: &Row) -> Finding {
    let open: Vec<&str> = case
        .topics
        .iter()
        .filter(|topic| topic.agreed.is_none())
        .map(|topic| topic.subject.meaning())
        .collect();
    either(
        row,
        open.is_empty(),
        "Every topic that was talked about is agreed.",
        format!("Not agreed yet: {}.", open.join("; ")),
    )
    .remedy("Agree on each topic.", &[Desk::CaseManager, Desk::PurchaserOfficial])
}

/// Counsel finds the draft sound.
fn legal_001(case: &State, _: &Situation<'_>, row: &Row) -> Finding {
    let view = case.legal.as_ref().map(|review| review.view);
    let no = match view {
        None => "Counsel has not reviewed this draft.",
        Some(_) => "Counsel objects to this draft.",
    };
    either(row, view == Some(View::Sound), "Counsel finds the draft sound.", no)
        .remedy("Let counsel review the draft as it stands.", &[Desk::Legal])
}

/// The release of significant equipment was decided: a letter that says so, or that asks for it, is
/// what the review of release looks at, and not a decision.
fn tech_001(case: &State, now: &Situation<'_>, row: &Row) -> Finding {
    let sensitive = case.lines.iter().any(|line| line.sme == lor::letter::Known::Yes);
    if !sensitive {
        return idle(row, "No line is significant military equipment.");
    }
    let letter = now.facts.request.as_ref().and_then(|(_, request)| request.letter.as_ref());
    let release = letter.and_then(|letter| letter.release.as_deref());
    let review = case.areas.iter().rfind(|review| review.area == Area::Release);
    let asked = review.is_some_and(|review| review.position == Some(Position::Requested));
    let no = match review {
        Some(_) => "The release of significant military equipment was asked for and not decided.",
        None => "No decision on the release of significant military equipment was reviewed.",
    };
    let yes = "A decision on release is on record.";
    either(row, review.is_some() && !asked, yes, no)
        .fact("letter", release.unwrap_or("not known"))
        .fact("review", review.map_or("none", |review| review.remarks.as_str()))
        .remedy(
            "Have the release decided, and review the area of technology release on the decision.",
            &[Desk::TechnologySecurity, Desk::Compliance],
        )
}

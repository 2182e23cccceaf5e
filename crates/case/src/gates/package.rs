//! Checks of what is sold: that major equipment is significant, and that a system comes with what
//! it takes to operate it.

use rules::{Finding, Row};
use terms::{Desk, codes::ResponseType};

use super::{either, idle};
use crate::{act::Check, lor::letter::Known, sale::State, situation::Situation};

/// A package that can be approved.
pub const PACKAGE: &[Check<State>] =
    &[Check { rule: "TECH-006", run: tech_006 }, Check { rule: "DEV-011", run: dev_011 }];

const DRAFTER: &[Desk] = &[Desk::CaseManager];

/// Nothing is major that is not significant.
fn tech_006(case: &State, _: &Situation<'_>, row: &Row) -> Finding {
    let odd: Vec<&str> = case
        .lines
        .iter()
        .filter(|line| line.mde == Known::Yes && line.sme != Known::Yes)
        .map(|line| line.number.as_str())
        .collect();
    let lines = odd.join(", ");
    either(
        row,
        odd.is_empty(),
        "No line is major equipment without being significant.",
        format!("Marked as major and not as significant equipment: line {lines}."),
    )
    .remedy("Correct one of the two marks of the line.", DRAFTER)
}

/// The letter says what is wanted beside the articles.
fn dev_011(_: &State, now: &Situation<'_>, row: &Row) -> Finding {
    let letter = now.facts.request.as_ref().and_then(|(_, request)| request.letter.as_ref());
    let Some(letter) = letter.filter(|letter| letter.response == ResponseType::Offer) else {
        return idle(row, "No letter asks for a new offer.");
    };
    let wanted = [
        ("support period", letter.support_period.is_some()),
        ("training", letter.training.is_some()),
        ("spares", letter.spares.is_some()),
    ];
    let missing: Vec<&str> =
        wanted.into_iter().filter(|(_, said)| !said).map(|(name, _)| name).collect();
    either(
        row,
        missing.is_empty(),
        "The letter says what support, training and spares are wanted.",
        format!("The letter says nothing of: {}.", missing.join(", ")),
    )
    .remedy(
        "Ask the purchaser what it needs to operate what it buys; \"none\" is an answer.",
        &[Desk::CaseManager, Desk::Intake],
    )
}

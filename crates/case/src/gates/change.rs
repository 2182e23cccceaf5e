//! Checks on changes of a case in execution: one at a time, the right instrument, rates reviewed,
//! nothing after the closure hold (SAMM C6.7; DSCA 24-08; DSCA 25-89).

use rules::{Finding, Outcome, Row};
use terms::{Desk, Version};

use super::{either, idle};
use crate::{
    act::Check,
    change::{
        scope::{self, instrument},
        surcharge::SurchargeResult,
    },
    sale::{State, value},
    situation::Situation,
};

const DRAFTER: &[Desk] = &[Desk::CaseManager];

/// A change can be opened.
pub const OPEN: &[Check<State>] =
    &[Check { rule: "VERS-001", run: vers_001 }, Check { rule: "CHG-005", run: chg_005 }];

/// No change is open: the case can be completed or held.
pub const NONE_OPEN: &[Check<State>] = &[Check { rule: "VERS-001", run: vers_001 }];

/// A change that can be approved.
pub const APPROVE: &[Check<State>] =
    &[Check { rule: "CHG-001", run: chg_001 }, Check { rule: "CHG-004", run: chg_004 }];

/// A document that is offered for acceptance.
pub const OFFER: &[Check<State>] =
    &[Check { rule: "CHG-002", run: |case, _, row| chg_002(case, row, Sent::ForAcceptance) }];

/// A document that is sent to be received only.
pub const SEND: &[Check<State>] =
    &[Check { rule: "CHG-002", run: |case, _, row| chg_002(case, row, Sent::ForReceipt) }];

/// What a document is sent for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sent {
    ForAcceptance,
    ForReceipt,
}

/// No other change is open.
fn vers_001(case: &State, _: &Situation<'_>, row: &Row) -> Finding {
    let open = case.change().map(|change| {
        let (version, stage) = (change.track.version, change.track.stage);
        format!("{version} is open: it is {}.", stage.meaning())
    });
    let finding =
        either(row, open.is_none(), "No change is open.", open.clone().unwrap_or_default());
    let remedy = "Bring the open change into effect, or end it without effect.";
    if open.is_some() { finding.remedy(remedy, DRAFTER) } else { finding }
}

/// The closure hold takes no change.
fn chg_005(case: &State, _: &Situation<'_>, row: &Row) -> Finding {
    let no = case.held_on.map(|on| {
        format!("The closure hold was set on {on}; from then on the case takes no change.")
    });
    either(row, no.is_none(), "No closure hold is set.", no.unwrap_or_default()).remedy(
        "What is still to be settled is settled in the final reconciliation.",
        &[Desk::Comptroller],
    )
}

/// The instrument is the one that the differences and the declared answer ask for.
fn chg_001(case: &State, now: &Situation<'_>, row: &Row) -> Finding {
    let Some(change) = case.change() else { return idle(row, "No change is open.") };
    let (version, opened) = (change.track.version, change.track.opened.as_ref());
    let touched = match case.open_difference(now) {
        Ok(Some(diff)) => scope::test(&diff, case.form()),
        Ok(None) => scope::Touched::default(),
        Err(refusal) => {
            return Finding::under(row, Outcome::Refused, refusal.to_string())
                .remedy("Check quantities and unit costs.", DRAFTER);
        }
    };
    let amendment = matches!(version, Version::Amendment(_));
    let declared = opened.is_some_and(|opened| opened.given.changes_scope);
    let altered = touched.scope.join("; ");
    let passes = amendment || touched.scope.is_empty();
    let yes = match (amendment, touched.scope.is_empty(), declared) {
        (true, false, _) => {
            format!("{version} goes to the purchaser for acceptance, because {altered}.")
        }
        (true, true, true) => {
            format!("{version} goes to the purchaser for acceptance, as its scope was declared.")
        }
        (true, true, false) => {
            format!("{version} goes to the purchaser, who asked for it, for acceptance.")
        }
        (false, ..) => format!("{version} leaves what the purchaser agreed to get as it is."),
    };
    let no = format!(
        "{version} is {}, and it alters what the purchaser agreed to get: {altered}.",
        instrument(version)
    );
    let finding = either(row, passes, yes, no)
        .fact("declared to alter the scope", if declared { "yes" } else { "no" })
        .fact("alters the scope", if altered.is_empty() { "nothing" } else { &altered })
        .fact("differs besides", listed(&touched.other));
    if passes {
        return finding;
    }
    finding.remedy(
        "Declare the scope anew, so that the change becomes an amendment; or take that part out.",
        DRAFTER,
    )
}

fn listed(words: &[String]) -> String {
    if words.is_empty() { "nothing".to_owned() } else { words.join("; ") }
}

/// Only what the purchaser must accept is offered; a modification is sent, and received.
fn chg_002(case: &State, row: &Row, sent: Sent) -> Finding {
    let version = case.version_in_work();
    let modification = matches!(version, Version::Modification(_));
    match (modification, sent) {
        (false, Sent::ForAcceptance) => idle(row, format!("{version} is {}.", instrument(version))),
        (true, Sent::ForReceipt) => Finding::under(
            row,
            Outcome::Satisfied,
            format!("{version} takes effect without acceptance; a signature records receipt."),
        ),
        (true, Sent::ForAcceptance) => Finding::under(
            row,
            Outcome::Refused,
            format!("{version} is a modification; there is nothing in it to accept."),
        )
        .remedy("Send the modification.", DRAFTER),
        (false, Sent::ForReceipt) => Finding::under(
            row,
            Outcome::Refused,
            format!("{version} is {}; the purchaser must accept it.", instrument(version)),
        )
        .remedy("Send the offer.", DRAFTER),
    }
}

/// The surcharge rate of each line was reviewed for the change as it stands.
fn chg_004(case: &State, now: &Situation<'_>, row: &Row) -> Finding {
    let Some(change) = case.change() else { return idle(row, "No change is open.") };
    let version = change.track.version;
    let today = value::administrative(now);
    let older: Vec<String> = value::rates(case, now)
        .into_iter()
        .filter(|line| line.rate != today)
        .map(|line| format!("line {} at {}", line.line, line.rate.percent()))
        .collect();
    let reviewed = change.track.surcharge.as_ref().map(|reviewed| &reviewed.review);
    let keeps = reviewed.is_some_and(|review| review.result == SurchargeResult::Keep);
    let no = match reviewed {
        Some(review) => {
            let lines: Vec<&str> = review.lines.iter().map(terms::LineNumber::as_str).collect();
            format!("The review asks for new lines beside line {}.", lines.join(", "))
        }
        None => format!("The surcharge rates of {version} as it stands were not reviewed."),
    };
    let yes = format!("The surcharge rate of each line of {version} was reviewed.");
    either(row, keeps, yes, no)
        .fact("rate of today", today.percent())
        .fact("lines at another rate", listed(&older))
        .remedy(
            "Review the rates; where a line needs a new one beside it, add that line first.",
            &[Desk::CaseManager, Desk::Comptroller, Desk::Finance],
        )
}

/// An approved document does not change: what to do instead, for an act that would change it.
pub fn vers_002(case: &State, act: &str, now: &Situation<'_>) -> Option<Finding> {
    if !CONTENT.contains(&act) || case.offer.approved.is_none() {
        return None;
    }
    let version = case.version_in_work();
    let running = case.implemented.is_some() && case.change().is_none();
    now.under("VERS-002", |row| {
        let sentence = format!("{version} is approved by the agency; its content does not change.");
        let remedy = if running {
            "Open a change; lines and terms are changed in the version that it begins."
        } else {
            "Restate the document; lines and terms are changed in the next one."
        };
        Finding::under(row, Outcome::Refused, sentence).remedy(remedy, DRAFTER)
    })
}

/// Acts that change what a document says.
const CONTENT: &[&str] = &[
    "define-requirement",
    "add-line",
    "change-line",
    "price-line",
    "remove-line",
    "set-terms",
    "declare-scope",
];

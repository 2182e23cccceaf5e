//! Checks on a request: intake as a review, then the two milestones.

use std::fmt::Write as _;

use rules::{Finding, Outcome, Row};
use terms::Desk;

use super::{either, idle};
use crate::{
    act::Check,
    lor::{
        Completeness, Milestone, State,
        evaluate::Criterion,
        letter::{Known, Letter, Official},
    },
    situation::Situation,
};

const ASK: &str = "Ask the purchaser for clarification, or take the answer in.";
const AGENCY: &[Desk] = &[Desk::CaseManager, Desk::Intake];

/// What a letter should look like when it arrives. It is reviewed, never refused.
pub const INTAKE: &[Check<State>] = &[
    Check { rule: "LOR-001", run: lor_001 },
    Check { rule: "LOR-002", run: lor_002 },
    Check { rule: "LOR-005", run: lor_005 },
    Check { rule: "ELIG-005", run: elig_005 },
];

/// Work can start.
pub const ACTIONABLE: &[Check<State>] = &[
    Check { rule: "LOR-003", run: lor_003 },
    Check { rule: "LOR-007", run: lor_007 },
    Check { rule: "ELIG-005", run: elig_005 },
];

/// An offer can be priced.
pub const COMPLETE: &[Check<State>] = &[Check { rule: "READY-001", run: ready_001 }];

fn of(file: &State, row: &Row, check: impl FnOnce(&Letter) -> Finding) -> Finding {
    file.letter.as_ref().map_or_else(|| idle(row, "No letter was received."), check)
}

/// It is in writing.
fn lor_001(file: &State, _: &Situation<'_>, row: &Row) -> Finding {
    of(file, row, |letter| {
        either(
            row,
            letter.in_writing,
            "The request is in writing.",
            "The request is not in writing.",
        )
        .fact("channel", letter.channel)
        .remedy("Turn the spoken request into a written record and let it be signed.", AGENCY)
    })
}

/// It is addressed to those who must act on it.
fn lor_002(file: &State, _: &Situation<'_>, row: &Row) -> Finding {
    of(file, row, |letter| {
        let acting = letter.addressees.iter().filter(|a| a.action).count();
        let state = letter.addressees.iter().any(|a| a.organisation.contains("State"));
        let listed = letter.sme == Known::Yes || letter.mde == Known::Yes;
        let complete = 2 <= acting && (state || !listed);
        either(
            row,
            complete,
            "The letter is addressed to everyone who must have it.",
            format!(
                "The letter names {acting} addressees for action{}.",
                if listed && !state {
                    " and no copy to State, which SME and MDE ask for"
                } else {
                    ""
                }
            ),
        )
        .fact("addressees for action", acting)
        .remedy(
            "Send copies to DSCA and the agency for action, and to State for SME and MDE.",
            AGENCY,
        )
    })
}

/// A request that will likely need a notification reaches DSCA in time.
fn lor_005(file: &State, now: &Situation<'_>, row: &Row) -> Finding {
    of(file, row, |letter| {
        let days = row.whole("days_from_lor").unwrap_or_default();
        let Some(signed) = letter.signed_on.filter(|_| letter.mde == Known::Yes) else {
            return idle(row, "The letter asks for no major defense equipment that is known.");
        };
        let last = signed.plus_days(days);
        either(
            row,
            now.today <= last,
            format!("A copy can reach DSCA in time, by {last}."),
            format!("A copy was to reach DSCA by {last}; today is {}.", now.today),
        )
        .fact("days from the letter", days)
        .remedy("Send the copy at once.", AGENCY)
    })
}

/// The signer is a recognised official.
fn elig_005(file: &State, _: &Situation<'_>, row: &Row) -> Finding {
    of(file, row, |letter| {
        let no = match letter.official {
            Official::Unknown => "It is not known whether the signer is an official.",
            _ => "The signer is not an official of the purchaser.",
        };
        let recognised = letter.official == Official::Recognised;
        either(row, recognised, "The signer is a recognised official.", no)
            .fact("signer", letter.official)
            .remedy(ASK, AGENCY)
    })
}

/// A first introduction comes with the assessment of the country team.
fn lor_007(file: &State, now: &Situation<'_>, row: &Row) -> Finding {
    of(file, row, |letter| {
        if letter.first_introduction != Known::Yes {
            return idle(row, "It is no first introduction of a capability.");
        }
        let named = letter.country_team_assessment.as_deref();
        let told = named.is_some_and(|text| !text.to_lowercase().starts_with("not required"));
        let recorded = file.country.as_ref();
        let old = recorded.and_then(|country| country.use_by.filter(|_| country.is_old(now.today)));
        let no = match (recorded, old) {
            (_, Some(by)) => format!("The assessment could be used until {by}, unreviewed."),
            (Some(_), None) => "The command does not agree with the assessment.".to_owned(),
            (None, None) => {
                "A first introduction needs the country team's assessment, and none is named."
                    .to_owned()
            }
        };
        let there = recorded.map_or(told, |country| country.given.agrees && old.is_none());
        either(row, there, "The country team's assessment is named.", no)
            .fact("assessment", named.unwrap_or("none"))
            .remedy(
                "Ask for the assessment, and name it with its day.",
                &[Desk::SecurityCooperation],
            )
    })
}

/// Every criterion is met or does not apply, and the letter says what the milestone wants.
fn lor_003(file: &State, _: &Situation<'_>, row: &Row) -> Finding {
    let Some(evaluation) = file.evaluation() else {
        return Finding::under(row, Outcome::Refused, "The request was not evaluated.")
            .remedy("Evaluate every criterion.", AGENCY);
    };
    let open: Vec<&str> = evaluation.open().into_iter().map(Criterion::meaning).collect();
    let missing = file.completeness.as_ref();
    let missing = missing.map(|c| c.missing_for(Milestone::Actionable)).unwrap_or_default();
    let passes = open.is_empty() && missing.is_empty();
    let mut no = String::new();
    if !open.is_empty() {
        no = format!("{} criteria are open: {}. ", open.len(), open.join("; "));
    }
    if !missing.is_empty() {
        let _ = write!(no, "The letter lacks: {}.", missing.join("; "));
    }
    either(
        row,
        passes,
        "Every criterion is met, and the letter says what work needs.",
        no.trim_end(),
    )
    .fact("criteria open", open.len())
    .fact("points missing", missing.len())
    .remedy(ASK, AGENCY)
}

/// The letter says enough to price an offer.
fn ready_001(file: &State, _: &Situation<'_>, row: &Row) -> Finding {
    let missing = file.completeness.as_ref();
    let missing = missing.map(|c| c.missing_for(Milestone::Complete)).unwrap_or_default();
    let score = file.completeness.as_ref().map_or(0, Completeness::percent);
    either(
        row,
        missing.is_empty(),
        "The letter says everything that an offer needs.",
        format!("The letter lacks: {}.", missing.join("; ")),
    )
    .fact("completeness", format!("{score} %"))
    .remedy(ASK, AGENCY)
}

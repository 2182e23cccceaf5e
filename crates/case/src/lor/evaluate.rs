//! Evaluate a request criterion by criterion.

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, coded, limits};

use crate::act::{About, Field, Input};

const RESULTS: &[Field] = &[
    Field::must("criterion", "Criterion", Input::Choice(Criterion::OPTIONS)),
    Field::must("met", "Result", Input::Choice(Met::OPTIONS)),
    Field::may("remark", "Remark", Input::Text(limits::LINE)),
];

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "evaluate",
    thing: "evaluations",
    kind: Kind::Request,
    title: "Evaluate the request",
    help: "Keeps the result for each criterion of an actionable request. A request becomes \
           actionable only when every criterion is met or does not apply.",
    desks: &[Desk::CaseManager, Desk::CountryDesk],
    fields: &[
        Field::must("results", "Results", Input::Records(RESULTS)),
        Field::may("remarks", "Remarks", Input::Long(limits::PARAGRAPH)),
    ],
};

coded! {
    /// Criteria of an actionable request (SAMM Table C5.T3a; the wording of the table was not
    /// read, the list is the design's reading).
    pub enum Criterion "criterion" {
        /// Eligible.
        Eligible = "eligible-purchaser" "the purchaser is eligible",
        /// Channel.
        Channel = "official-channel" "official source, right channel",
        /// Authority.
        Authority = "authority-of-signer" "the signer may ask for the purchaser",
        /// Requirement.
        Requirement = "identifiable-requirement" "what is wanted can be identified",
        /// Answer.
        Answer = "kind-of-answer" "the kind of answer wanted is stated",
        /// Nature.
        Nature = "nature-known" "SME, MDE and first introduction are known",
        /// Assessment.
        Assessment = "assessment-attached" "the assessment that is needed is attached",
        /// Release.
        Release = "release-position" "a release decision is present or asked for",
        /// Funding.
        Funding = "funding-stated" "the source of funds is stated",
        /// Bars.
        NoBar = "no-bar" "no bar is in force",
    }
}

coded! {
    /// Whether a criterion is met.
    pub enum Met "result" {
        /// Met.
        Yes = "met" "met",
        /// Not met.
        No = "not-met" "not met",
        /// Not applicable.
        Idle = "not-applicable" "does not apply",
    }
}

/// The result of one evaluation.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Evaluation {
    /// Criterion by criterion.
    pub results: Vec<Judged>,
    /// Remarks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
}

/// The result for one criterion.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Judged {
    /// Criterion.
    pub criterion: Criterion,
    /// Whether it is met.
    pub met: Met,
    /// Remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

impl Evaluation {
    /// Criteria that were found not met, and criteria without a result.
    pub fn open(&self) -> Vec<Criterion> {
        let settled = |criterion: &Criterion| {
            self.results.iter().rev().find(|r| r.criterion == *criterion).map(|r| r.met)
        };
        let is_open =
            |criterion: &&Criterion| !matches!(settled(criterion), Some(Met::Yes | Met::Idle));
        Criterion::ALL.iter().filter(is_open).copied().collect()
    }
}

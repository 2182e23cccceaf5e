//! Close the case. Closed is inactive, not erased.

use serde::{Deserialize, Serialize};
use terms::{Desk, Kind, Usd, limits};

use crate::{
    act::{About, Field, Input},
    refusal::Refusal,
    sale::{Stage, State},
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "close",
    thing: "closure",
    kind: Kind::Case,
    title: "Close the case",
    help: "Closes the case once contracts and bills are settled and monitoring is handed over to \
           the purchaser's record. Late collections and corrections stay possible.",
    desks: &[Desk::Finance],
    fields: &[
        Field::must("contracts_settled", "All contracts are settled", Input::Flag),
        Field::must("bills_settled", "All bills are settled", Input::Flag),
        Field::must("monitoring_handed_over", "Monitoring is handed over", Input::Flag),
        Field::must("certificate", "Closure certificate", Input::Text(limits::LINE)),
        Field::may("remarks", "Remarks", Input::Long(limits::PARAGRAPH)),
    ],
};

/// A closure as it is recorded.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Close {
    pub contracts_settled: bool,
    pub bills_settled: bool,
    pub monitoring_handed_over: bool,
    pub certificate: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
}

/// The case was closed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Closed {
    /// What was attested.
    pub close: Close,
    /// Money received for the case in all.
    pub received: Usd,
}

pub(crate) fn decide(case: &State, act: &Close, now: &Situation<'_>) -> Result<Closed, Refusal> {
    let attested = [
        ("contracts are not settled", act.contracts_settled),
        ("bills are not settled", act.bills_settled),
        ("monitoring is not handed over", act.monitoring_handed_over),
    ];
    let open = attested.into_iter().filter(|(_, done)| !done).map(|(what, _)| {
        now.contradiction(
            format!("The case cannot be closed while {what}."),
            "Settle it first, then attest it.",
        )
    });
    Refusal::unless_clear(open)?;
    let received = case.deposits.iter().map(|deposit| deposit.amount).sum();
    Ok(Closed { close: act.clone(), received })
}

pub(crate) fn evolve(case: &mut State, event: &Closed) {
    case.closed = Some(event.clone());
    case.go(Stage::Closed);
}

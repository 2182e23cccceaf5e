//! Close the case. Closed is inactive, not erased.

use rules::Finding;
use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, Usd, coded, codes::Financing, limits};

use crate::{
    act::{About, Field, Input},
    execution::cancel::open_scopes,
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

coded! {
    /// How a case was closed.
    pub enum ClosureCode "closure code" {
        /// Plain.
        Plain = "C1" "closed for good, not under the accelerated procedure",
        /// Interim.
        Interim = "C2" "closed for the time being under the accelerated procedure",
        /// Accelerated.
        Accelerated = "C3" "closed for good under the accelerated procedure",
    }
}

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
    /// The code of the closure; older records have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<ClosureCode>,
    /// Contracts that were open, each of a line that was closed on its conditions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open_contracts: Vec<String>,
}

pub(crate) fn decide(case: &State, act: &Close, now: &Situation<'_>) -> Result<Closed, Refusal> {
    let closed_lines = case.lines_are_closed();
    let attested = [
        ("contracts are not settled", act.contracts_settled || closed_lines),
        ("bills are not settled", act.bills_settled),
        ("monitoring is not handed over", act.monitoring_handed_over),
    ];
    let open = attested.into_iter().filter(|(_, done)| !done).map(|(what, _)| {
        now.contradiction(
            format!("The case cannot be closed while {what}."),
            "Settle it first, then attest it.",
        )
    });
    let money = crate::money::settled(case, now);
    Refusal::unless_clear(open.chain(unsettled(case, now)).chain(money))?;
    let received = case.deposits.iter().map(|deposit| deposit.amount).sum();
    let code = if is_accelerated(case, now) || case.interim.is_some() {
        ClosureCode::Accelerated
    } else {
        ClosureCode::Plain
    };
    let open_contracts = case.closed_lines.iter().map(|line| line.contract.clone());
    let open_contracts = open_contracts.filter(|_| !act.contracts_settled).collect();
    Ok(Closed { close: act.clone(), received, code: Some(code), open_contracts })
}

/// Whether the purchaser closes its cases under the accelerated procedure: by its choice, or
/// because the case is paid with foreign military financing.
pub(crate) fn is_accelerated(case: &State, now: &Situation<'_>) -> bool {
    let granted = matches!(
        case.agreed().terms.map(|terms| terms.financing),
        Some(Financing::Grant | Financing::Loan)
    );
    let purchaser = now.facts.purchaser.as_ref();
    granted || purchaser.is_some_and(|file| file.closes_accelerated(now.today))
}

/// A cancellation that nobody has settled.
pub(crate) fn unsettled(case: &State, now: &Situation<'_>) -> Option<Finding> {
    let open = open_scopes(case);
    (!open.is_empty()).then(|| {
        let sentence = format!("The cancellation of {} is not settled.", open.join(", "));
        now.contradiction(sentence, "Settle it first.")
    })
}

pub(crate) fn evolve(case: &mut State, event: &Closed, on: Day) {
    case.closed_on = Some(on);
    case.closed = Some(event.clone());
    case.go(Stage::Closed);
}

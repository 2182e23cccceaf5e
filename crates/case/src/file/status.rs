//! The gate status of a case: the act that carries it on, and how many rules stand in its way. A
//! list shows it for every case, so it is told of one act and not of all.

use rules::Finding;

use super::{File, usual_actor};
use crate::{sale, situation::Situation};

/// What the gates say of the next act of a case on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateStatus {
    /// The act that carries the case on.
    pub act: &'static str,
    /// How many rules forbid it.
    pub holds: usize,
    /// The first of them, without the day of its row.
    pub rule: Option<String>,
}

/// The gate status of a case: of the acts of its road the first that is open, or else the first
/// that is closed. `None` where nothing of its own carries it on: it has ended, or waits for a
/// request. Rules on who acts are left out, because a list is read by everybody.
pub fn gate_status(file: &File, now: &Situation<'_>) -> Option<GateStatus> {
    let File::Case(case) = file else { return None };
    let mut first = None;
    for act in sale::road::of(case) {
        let Some(status) = of_act(file, act, now) else { continue };
        if status.holds == 0 {
            return Some(status);
        }
        first.get_or_insert(status);
    }
    first
}

fn of_act(file: &File, act: &'static str, now: &Situation<'_>) -> Option<GateStatus> {
    let who = usual_actor(file, terms::Kind::Case, act);
    let ready = file.why(act, &Situation { who: &who, ..*now })?;
    let holds = |finding: &&Finding| finding.refuses() && !is_of_people(finding);
    let mut held = ready.findings.iter().filter(holds);
    let rule = held.next().map(|finding| finding.rule_id().to_owned());
    let holds = usize::from(rule.is_some()) + held.count();
    Some(GateStatus { act, holds, rule })
}

/// Whether a rule is about who acts: desk, named person, two persons.
fn is_of_people(finding: &Finding) -> bool {
    finding.rule_id().starts_with("DUTY-")
}

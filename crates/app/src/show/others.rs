//! Requests, purchasers, notifications, support and the office as JSON.

use case::{cn, lor, office, purchaser, support};
use serde_json::{Value, json};
use terms::Day;

pub(super) fn request(state: &lor::State) -> Value {
    let completeness = state.completeness.as_ref();
    let ended = state.ended.as_ref().map(|ended| match ended {
        lor::Ended::Returned(returned) => json!({ "returned": returned }),
        lor::Ended::Withdrawn(withdrawn) => json!({ "withdrawn": withdrawn }),
    });
    json!({
        "need": state.need,
        "assessment": state.assessment.as_ref().map(|open| json!({
            "on": open.on, "asked": open.asked, "positions": open.positions,
            "concluded": open.concluded,
        })),
        "pricing": state.pricing.as_ref().map(|pricing| json!({
            "started": pricing.started, "sent": pricing.sent,
        })),
        "disapprovals": state.disapprovals.iter().map(|open| json!({
            "on": open.on, "proposed": open.proposed, "decisions": open.decisions,
        })).collect::<Value>(),
        "letter": state.letter,
        "completeness": completeness.map(|c| json!({
            "percent": c.percent(), "met": c.met, "of": c.of, "missing": c.missing,
        })),
        "findings": state.findings,
        "acknowledge_by": state.acknowledge_by,
        "acknowledged": state.acknowledged,
        "attachments": state.attachments,
        "evaluations": state.evaluations,
        "clarifications": state.rounds.iter().map(|round| json!({
            "asked_on": round.asked_on, "questions": round.questions, "answer": round.answer,
        })).collect::<Value>(),
        "actionable_on": state.actionable_on,
        "complete_on": state.complete_on,
        "cases": state.cases,
        "ended": ended,
    })
}

pub(super) fn purchaser(state: &purchaser::State, today: Day) -> Value {
    json!({
        "registered": state.registered,
        "contacts": state.contacts,
        "determinations": state.determinations,
        "eligible_today": state.determination(today).map(|d| d.eligible),
        "assessments": state.assessments.iter().map(|a| json!({
            "assessment": a.assessment,
            "author": a.author,
            "on": a.on,
            "second": a.second.as_ref().map(|(reading, by)| json!({ "reading": reading, "by": by })),
        })).collect::<Value>(),
        "changes": state.changes,
        "cases": state.cases,
    })
}

pub(super) fn notification(state: &cn::State) -> Value {
    json!({
        "case": state.case,
        "prepared": state.prepared,
        "report": state.report.as_ref().map(|report| json!({
            "drafted": report.drafted, "delivered": report.delivered,
        })),
        "steps": state.steps.iter().map(|(on, step)| json!({ "on": on, "step": step }))
            .collect::<Value>(),
        "informal_review": state.informal.as_ref().map(|review| json!({
            "sent_on": review.sent_on,
            "questions": review.questions.iter().map(|question| json!({
                "asked": question.asked, "answer": question.answer,
            })).collect::<Value>(),
            "holds": review.holds.iter().map(|hold| json!({
                "placed": hold.placed, "lifted": hold.lifted,
            })).collect::<Value>(),
            "cleared": review.cleared,
        })),
        "cleared": state.cleared,
        "emergency": state.emergency,
        "notified": state.notified,
        "day_nought": state.day_nought(),
        "review_completed": state.reviewed.as_ref().map(|(on, reviewed)| json!({
            "on": on, "reviewed": reviewed,
        })),
        "resolutions": state.resolutions.iter().map(|resolution| json!({
            "introduced": resolution.introduced, "steps": resolution.steps,
        })).collect::<Value>(),
        "disapproved": state.disapproved,
        "not_required": state.exempted,
        "superseded": state.superseded,
        "corrections": state.corrections,
        "publications": state.posted,
        "reports": state.children,
        "preshipment": state.preshipment,
        "preshipment_notices": state.preshipment_notices,
        "revalidated": state.revalidated,
        "published": state.published,
        "earlier": state.earlier,
    })
}

pub(super) fn support(state: &support::State) -> Value {
    json!({
        "scope": state.opened,
        "visits": state.visits,
        "tickets": state.tickets.iter().map(|t| json!({
            "number": t.number, "opened_on": t.opened_on, "ticket": t.ticket,
            "resolved": t.resolved,
        })).collect::<Value>(),
        "refreshers": state.refreshers,
        "upgrades": state.upgrades,
        "feedback": state.feedback.iter().map(|(on, feedback)| json!({
            "on": on, "feedback": feedback,
        })).collect::<Value>(),
    })
}

pub(super) fn office(state: &office::State) -> Value {
    json!({
        "imports": state.imports,
        "refusals": state.refusals,
        "successions": state.successions,
    })
}

//! A case as JSON.

use case::sale::{Source, State};
use serde_json::{Value, json};

/// What happened beside the straight road of a case.
fn beside(state: &State) -> Value {
    json!({
        "stopped": state.stops,
        "draft_hold": state.draft_hold,
        "returns": state.returns,
        "corrections": state.corrections,
        "emergency": state.emergency,
        "cancellations": state.cancellations.iter().map(|c| json!({
            "cancelled": c.cancelled, "settled": c.settled,
        })).collect::<Value>(),
        "reviews_held": state.reviews_held,
        "action_items": state.action_items.iter().map(|item| json!({
            "number": item.number, "item": item.item, "done": item.done,
        })).collect::<Value>(),
        "closed_lines": state.closed_lines,
        "interim_closure": state.interim,
        "reopenings": state.reopenings,
    })
}

pub(super) fn case(state: &State) -> Value {
    let opened = state.opened.as_ref();
    let source = opened.map(|opened| match &opened.source {
        Source::Request(file) => json!({ "request": file }),
        Source::Notice(file) => json!({ "notice": file }),
    });
    let agreed = state.agreed();
    json!({
        "case": state.case(),
        "purchaser": state.purchaser(),
        "nickname": opened.map(|o| &o.nickname),
        "description": opened.map(|o| &o.description),
        "agency": opened.and_then(|o| o.agency.as_ref()),
        "source": source,
        "notified_ceiling": opened.and_then(|o| o.ceiling),
        "offer_due": opened.and_then(|o| o.offer_due).map(|(on, _)| on),
        "requirements": agreed.requirements,
        "lines": agreed.lines,
        "terms": agreed.terms,
        "topics": state.topics.iter().map(topic).collect::<Value>(),
        "legal_review": agreed.legal,
        "compliance": {
            "areas": state.areas,
            "findings": state.findings.iter().map(|f| json!({
                "number": f.number, "finding": f.finding, "resolved": f.resolved,
            })).collect::<Value>(),
        },
        "authorisation": authorisation(state),
        "notifications": state.notifications.iter().map(|n| json!({
            "file": n.file, "stage": n.stage,
        })).collect::<Value>(),
        "programme": state.programme,
        "participants": state.participants,
        "parties": state.parties,
        "offer": super::versions::offer(agreed.offer),
        "versions": super::versions::all(state),
        "accepted": state.accepted,
        "deposits": state.deposits,
        "implemented": state.implemented,
        "delivery_plan": state.plan,
        "shipments": state.shipments.iter().map(|s| json!({
            "shipped": s.shipped, "receipt": s.receipt,
        })).collect::<Value>(),
        "inspections": state.inspections,
        "courses": state.courses.iter().map(|c| json!({
            "number": c.number, "plan": c.plan, "students": c.students, "completed": c.completed,
        })).collect::<Value>(),
        "provisions": state.provisions,
        "reviews": state.reviews.iter().map(|r| json!({
            "number": r.number, "raised": r.raised, "closed": r.closed,
        })).collect::<Value>(),
        "suspended": state.suspended,
        "beside": beside(state),
        "attachments": state.attachments,
        "documents": state.documents.iter().map(|d| json!({
            "what": d.what, "sha256": d.sha256, "code": d.code(), "size": d.size,
            "version": d.version,
        })).collect::<Value>(),
        "supply_completed_on": state.supply_completed_on,
        "held_on": state.held_on,
        "closed": state.closed,
        "due": state.dues().into_iter().map(|due| json!({
            "what": due.what, "on": due.on, "counts": due.counts.words(), "rule": due.rule,
            "holder": due.holder,
        })).collect::<Value>(),
        "ledger": state.entries.iter().map(entry).collect::<Value>(),
    })
}

fn topic(topic: &case::talks::Topic) -> Value {
    json!({
        "subject": topic.subject,
        "positions": topic.positions.iter().map(|(on, position)| json!({
            "on": on, "position": position,
        })).collect::<Value>(),
        "agreed": topic.agreed.as_ref().map(|(on, agreed)| json!({
            "on": on, "outcome": agreed.outcome,
        })),
    })
}

fn authorisation(state: &State) -> Value {
    let board = state.document().board.map(|board| {
        json!({
            "opened_on": board.opened_on,
            "awaited": board.awaited(),
            "seats": board.seats.iter().map(|(seat, decided)| json!({
                "body": seat.body,
                "step": seat.step,
                "state": seat.state,
                "decided": decided.as_ref().map(|(on, decided)| json!({
                    "on": on, "decided": decided,
                })),
            })).collect::<Value>(),
        })
    });
    let conditions = state.conditions.iter().map(|c| {
        json!({
            "number": c.number, "body": c.body, "text": c.text, "before": c.before,
            "honoured": c.honoured,
        })
    });
    json!({ "board": board, "conditions": conditions.collect::<Value>() })
}

fn entry(entry: &ledger::Entry) -> Value {
    json!({
        "on": entry.on(),
        "legs": entry.legs().iter().map(|leg| json!({
            "account": leg.account.number(), "name": leg.account.name(), "amount": leg.amount,
        })).collect::<Value>(),
    })
}

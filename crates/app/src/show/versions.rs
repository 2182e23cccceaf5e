//! Versions of a case as JSON.

use case::{
    change::{
        Shown,
        diff::{Amounts, Counts, Diff, FieldDiff},
        effect::Ended,
    },
    sale::State,
};
use serde_json::{Value, json};
use terms::Version;

/// Every version, in the order in which they were begun.
pub fn all(case: &State) -> Value {
    let items: Vec<Value> = case.all_versions().iter().map(head).collect();
    json!({
        "case": case.case(),
        "in_force": case.version_in_force(),
        "open": case.change().map(|change| change.track.version),
        "items": items,
    })
}

/// A version with its document and what it changes of another one.
pub fn one(shown: &Shown<'_>, difference: Option<(Version, &Diff)>) -> Value {
    let mut value = head(shown);
    let document = shown.document;
    value["document"] = json!({
        "requirements": document.requirements,
        "lines": document.lines,
        "terms": document.terms,
        "legal_review": document.legal,
        "offer": offer(document.offer),
    });
    value["difference"] = match difference {
        Some((against, diff)) => {
            let mut told = difference_json(diff);
            told["against"] = json!(against);
            told
        }
        None => Value::Null,
    };
    value
}

/// The offer of a version.
pub(super) fn offer(offer: &case::loa::Offer) -> Value {
    json!({
        "number": offer.number,
        "approved": offer.approved,
        "expires_on": offer.expires_on,
        "countersigned_on": offer.countersigned_on,
        "offered_on": offer.offered_on,
        "counter_offer": offer.counter,
    })
}

fn head(shown: &Shown<'_>) -> Value {
    let track = &shown.track;
    let approved = shown.document.offer.approved.as_ref();
    json!({
        "version": track.version,
        "standing": shown.standing,
        "stage": shown.state(),
        "stage_meaning": track.stage.meaning(),
        "against": track.against,
        "opened_on": track.opened_on,
        "opened": track.opened.as_ref().map(|opened| &opened.given),
        "due": track.opened.as_ref().and_then(|opened| opened.due),
        "approved_value": approved.map(|approved| approved.summary.total),
        "moved": approved.and_then(|approved| approved.change.as_ref()),
        "surcharge_review": track.surcharge,
        "accepted": track.accepted,
        "sent": track.sent.as_ref().map(|(on, sent)| json!({ "on": on, "sent": sent })),
        "receipt": track.receipt,
        "implemented": track.implemented.as_ref().map(|(on, done)| {
            json!({ "on": on, "implemented": done })
        }),
        "replaced": track.replaced.map(|(on, by)| json!({ "on": on, "by": by })),
        "ended": track.ended.as_ref().map(|(on, ended)| match ended {
            Ended::Declined(declined) => json!({ "on": on, "declined": declined }),
            Ended::Expired(expired) => json!({ "on": on, "expired": expired }),
        }),
        "held": track.spans.iter().map(|span| json!(span)).collect::<Value>(),
    })
}

/// A difference: lines, terms, blocks, payments.
fn difference_json(diff: &Diff) -> Value {
    let lines = diff.lines.iter().map(|line| {
        json!({
            "number": line.number,
            "status": line.status,
            "description": line.description,
            "quantity": counts(line.quantity),
            "total": amounts(line.total),
            "fields": line.fields.iter().map(field).collect::<Value>(),
        })
    });
    let blocks = diff.blocks.iter().map(|block| {
        json!({ "block": block.block, "label": block.label, "amounts": amounts(block.amounts) })
    });
    let payments = diff
        .payments
        .iter()
        .map(|payment| json!({ "due": payment.due, "amounts": amounts(payment.amounts) }));
    json!({
        "lines": lines.collect::<Value>(),
        "terms": diff.terms.iter().map(field).collect::<Value>(),
        "blocks": blocks.collect::<Value>(),
        "payments": payments.collect::<Value>(),
    })
}

fn field(field: &FieldDiff) -> Value {
    json!({
        "name": field.name, "label": field.label,
        "previous": field.previous, "revised": field.revised,
    })
}

fn counts(counts: Counts) -> Value {
    json!({ "previous": counts.previous, "change": counts.change, "revised": counts.revised })
}

fn amounts(amounts: Amounts) -> Value {
    json!({ "previous": amounts.previous, "change": amounts.change, "revised": amounts.revised })
}

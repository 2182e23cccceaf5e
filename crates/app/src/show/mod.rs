//! Files as JSON, for the API and for `--json`: what a file's page shows, in the field's words.
//! What is not known is null; amounts are strings with two decimals; days are ISO days.

mod case_file;
mod others;
pub mod versions;

use case::{File, file::Readiness};
use serde_json::{Value, json};
use store::Recorded;
use terms::{Day, StreamId};

use crate::Borne;

/// A file with its head.
pub fn file(stream: &StreamId, file: &File, today: Day) -> Value {
    let head = file.head();
    let (stage, meaning) = file.standing();
    let spans: Vec<Value> = head.spans.iter().map(|span| json!(span)).collect();
    let days = schedule::days_by(&head.spans, today);
    let days: serde_json::Map<String, Value> =
        days.into_iter().map(|(holder, days)| (holder.to_string(), days.into())).collect();
    let (attestations, waivers) = statements(&head.statements);
    let mut value = json!({
        "stream": stream,
        "id": stream.file,
        "kind": stream.kind.word(),
        "version": head.version,
        "stage": stage,
        "stage_meaning": meaning,
        "opened": head.opened,
        "touched": head.touched,
        "held": { "spans": spans, "days": days },
        "attestations": attestations,
        "waivers": waivers,
    });
    let own = match file {
        File::Case(state) => case_file::case(state),
        File::Request(state) => others::request(state),
        File::Purchaser(state) => others::purchaser(state, today),
        File::Notification(state) => others::notification(state),
        File::Support(state) => others::support(state),
        File::Office(state) => others::office(state),
    };
    if let (Some(all), Value::Object(own)) = (value.as_object_mut(), own) {
        all.extend(own);
    }
    value
}

/// A file with its head, and with what it bears.
pub fn whole(stream: &StreamId, file: &File, today: Day, borne: Option<&Borne>) -> Value {
    let mut value = self::file(stream, file, today);
    if let (Some(all), Some(Value::Object(borne))) = (value.as_object_mut(), borne.map(Borne::json))
    {
        all.extend(borne);
    }
    value
}

/// What stands in the way of acts.
pub fn readiness(all: &[Readiness]) -> Value {
    all.iter().map(one_readiness).collect()
}

/// What stands in the way of one act; `ahead` and `owed` where it was asked alone and has them.
pub fn one_readiness(readiness: &Readiness) -> Value {
    let mut value = json!({
        "act": readiness.about.name,
        "thing": readiness.about.thing,
        "title": readiness.about.title,
        "desks": readiness.about.desks,
        "open": readiness.open(),
        "findings": readiness.findings,
    });
    if !readiness.ahead.is_empty() {
        value["ahead"] = json!(readiness.ahead);
    }
    if !readiness.owed.is_empty() {
        value["owed"] = json!(readiness.owed);
    }
    value
}

/// A row of the rule pack.
pub fn rule(row: &rules::Row) -> Value {
    let params: serde_json::Map<String, Value> =
        row.params.iter().map(|(name, value)| (name.clone(), json!(value.to_string()))).collect();
    json!({
        "key": row.key(),
        "id": row.id,
        "title": row.title,
        "rule": row.rule,
        "kind": row.kind.word(),
        "from": row.from,
        "until": row.until,
        "governed_by": row.governing(),
        "citation": row.citation,
        "read_on": row.read_on,
        "confidence": row.confidence.word(),
        "params": params,
        "held": row.held().word(),
        "statement": row.attestation.as_ref().map(statement),
        "waiver": row.waiver.as_ref().map(|waiver| {
            json!({ "authority": waiver.authority, "desks": waiver.desks })
        }),
        "used": row.definition.as_ref().or(row.duty.as_ref()),
    })
}

/// A rule in full, with what it holds where that was looked at.
pub fn explained(
    told: &crate::explain::Explained<'_>,
    holds: Option<&crate::judge::Holds>,
) -> Value {
    json!({
        "id": told.id,
        "items": told.rows.iter().map(|row| rule(row)).collect::<Value>(),
        "state": told.state,
        "checked": told.state == case::coverage::State::Checked,
        "place": told.place,
        "stories": { "passing": told.passing, "refusing": told.refusing },
        "holds": holds,
    })
}

/// The statement that a row asks for.
fn statement(asked: &rules::Attestation) -> Value {
    json!({
        "roles": asked.roles,
        "file": asked.file,
        "acts": asked.acts,
        "of": asked.of,
        "valid_days": asked.valid_days,
        "by_fiscal_year": asked.by_fiscal_year,
    })
}

/// Statements under rules and waivers, oldest first.
fn statements(kept: &case::statements::Statements) -> (Value, Value) {
    let attested = kept.attested.iter().map(|said| {
        let (by, recorded) = (said.by.to_string(), said.recorded);
        json!({ "by": by, "recorded": recorded, "statement": said.what })
    });
    let waived = kept.waived.iter().map(|said| {
        let (by, recorded) = (said.by.to_string(), said.recorded);
        json!({ "by": by, "recorded": recorded, "waiver": said.what })
    });
    (attested.collect(), waived.collect())
}

/// An event of the journal. Its body is what happened, its meta who did it and under which law.
pub fn event(recorded: &Recorded) -> Value {
    let Recorded { n, id, stream, version, kind, body, meta, at, .. } = recorded;
    let parse = |text: &str| serde_json::from_str(text).unwrap_or(Value::Null);
    json!({
        "n": n,
        "id": id,
        "stream": stream,
        "version": version,
        "kind": kind,
        "body": parse(body),
        "meta": parse(meta),
        "at": at,
    })
}

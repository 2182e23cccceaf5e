//! Schemas of what the API answers. Rows of lists are told field by field; a file is told by the
//! part that all files have, because its own part is as wide as the field.

mod law;
mod papers;
mod prices;
mod public;
mod ready;

use serde_json::{Map, Value, json};

/// Every named schema.
pub fn all() -> Value {
    let mut schemas = Map::new();
    let mut put = |name: &str, schema: Value| drop(schemas.insert(name.to_owned(), schema));
    put("Problem", problem());
    put("Finding", finding());
    put("Receipt", receipt());
    put("Readiness", ready::readiness());
    put("Event", event());
    put("File", file());
    put("CasePage", page(case_row()));
    put("RequestPage", page(request_row()));
    put("PurchaserPage", page(purchaser_row()));
    put("NotificationPage", page(notification_row()));
    put("Events", list(&reference("Event")));
    put("Acts", list(&reference("Readiness")));
    put("Dues", list(&due_row()));
    put("Rules", list(&json!({ "type": "object" })));
    put("Rule", law::rule());
    put("Reports", list(&json!({ "type": "object" })));
    put("Report", list(&json!({ "type": "object" })));
    put(
        "Log",
        object(&[
            ("origin", text()),
            ("size", number()),
            ("checkpoint", text()),
            ("keys", texts()),
        ]),
    );
    put("Proof", object(&[("n", number()), ("entry", text()), ("proof", text())]));
    put("AnomalyPage", page(public::anomaly_row()));
    put("Imports", list(&public::import()));
    put("ImportReport", public::import_report());
    put("NoticesChecked", public::notices_checked());
    put("PriceAsked", prices::asked());
    put("WhatIf", prices::what_if());
    put("ScheduleAsked", prices::schedule_asked());
    put("ScheduleMade", prices::schedule_made());
    put("Upload", object(&[("sha256", text()), ("size", number())]));
    put("Document", papers::document());
    put("DocumentAgain", papers::document_again());
    schemas.into()
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn maybe_text() -> Value {
    json!({ "type": ["string", "null"] })
}

fn number() -> Value {
    json!({ "type": "integer" })
}

fn maybe_number() -> Value {
    json!({ "type": ["integer", "null"] })
}

fn flag() -> Value {
    json!({ "type": "boolean" })
}

fn texts() -> Value {
    json!({ "type": "array", "items": text() })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// An object whose every property is always there.
fn object(properties: &[(&str, Value)]) -> Value {
    let names: Vec<&str> = properties.iter().map(|(name, _)| *name).collect();
    let properties: Map<String, Value> =
        properties.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())).collect();
    json!({ "type": "object", "properties": properties, "required": names })
}

fn list(items: &Value) -> Value {
    object(&[("items", json!({ "type": "array", "items": items }))])
}

fn page(items: Value) -> Value {
    let mut page = list(&items);
    page["properties"]["next"] = json!({
        "type": "string", "description": "Where the next page begins; left out on the last page.",
    });
    page
}

fn problem() -> Value {
    let mut schema = object(&[
        ("type", text()),
        ("title", text()),
        ("status", number()),
        ("detail", text()),
        ("code", text()),
    ]);
    schema["properties"]["findings"] = json!({ "type": "array", "items": reference("Finding") });
    schema["properties"]["fields"] = json!({
        "type": "array", "items": object(&[("field", text()), ("sentence", text())]),
    });
    schema["properties"]["current_version"] = number();
    schema
}

fn finding() -> Value {
    let mut schema = object(&[
        ("rule", text()),
        (
            "outcome",
            json!({ "type": "string", "enum": ["satisfied", "not_applicable", "noted", "refused"] }),
        ),
        ("sentence", text()),
        ("citation", text()),
        ("confidence", text()),
    ]);
    schema["properties"]["facts"] = json!({
        "type": "array", "items": object(&[("name", text()), ("value", text())]),
    });
    schema["properties"]["as_of"] = json!({
        "type": "object",
        "required": ["on", "by"],
        "properties": { "on": text(), "by": text(), "unknown": texts() },
    });
    schema["properties"]["remedy"] = text();
    schema["properties"]["who"] = texts();
    schema
}

fn receipt() -> Value {
    object(&[
        ("stream", text()),
        ("id", text()),
        ("version", number()),
        ("first", number()),
        ("last", number()),
        ("events", texts()),
        ("at", json!({ "type": "string", "format": "date-time" })),
        ("href", text()),
    ])
}

fn event() -> Value {
    object(&[
        ("n", number()),
        ("id", text()),
        ("stream", text()),
        ("version", number()),
        ("kind", text()),
        ("body", json!({})),
        ("meta", json!({ "type": "object" })),
        ("at", json!({ "type": "string", "format": "date-time" })),
    ])
}

fn file() -> Value {
    object(&[
        ("stream", text()),
        ("id", text()),
        ("kind", text()),
        ("version", number()),
        ("stage", text()),
        ("stage_meaning", text()),
        ("opened", maybe_text()),
        ("touched", text()),
        ("held", json!({ "type": "object" })),
    ])
}

fn case_row() -> Value {
    object(&[
        ("file", text()),
        ("case", maybe_text()),
        ("purchaser", maybe_text()),
        ("nickname", text()),
        ("agency", maybe_text()),
        ("source", text()),
        ("stage", text()),
        ("holder", text()),
        ("holder_since", text()),
        ("value_cents", maybe_number()),
        ("next_due", maybe_text()),
        ("next_due_what", maybe_text()),
        ("notification", maybe_text()),
        ("open_findings", number()),
        ("open_reviews", number()),
        ("suspended", flag()),
        ("opened", text()),
        ("touched", text()),
        ("gate", json!({ "anyOf": [gate(), { "type": "null" }] })),
    ])
}

/// What the gates say of the next act of a case, and on which day.
fn gate() -> Value {
    object(&[
        ("status", text()),
        ("act", maybe_text()),
        ("holds", maybe_number()),
        ("rule", maybe_text()),
        ("as_of", maybe_text()),
    ])
}

fn request_row() -> Value {
    object(&[
        ("file", text()),
        ("purchaser", text()),
        ("requester", text()),
        ("reference", text()),
        ("subject", text()),
        ("response", text()),
        ("stage", text()),
        ("received", text()),
        ("acknowledge_by", maybe_text()),
        ("acknowledged", maybe_text()),
        ("percent", number()),
        ("missing", number()),
        ("cases", texts()),
        ("touched", text()),
    ])
}

fn purchaser_row() -> Value {
    object(&[
        ("code", text()),
        ("name", text()),
        ("fictional", flag()),
        ("stage", text()),
        ("eligible", json!({ "type": ["boolean", "null"] })),
        ("valid_from", maybe_text()),
        ("valid_until", maybe_text()),
        ("interest", maybe_text()),
        ("contacts", number()),
        ("changes", number()),
        ("touched", text()),
    ])
}

fn notification_row() -> Value {
    object(&[
        ("file", text()),
        ("transmittal", maybe_text()),
        ("case", maybe_text()),
        ("purchaser", maybe_text()),
        ("purchaser_printed", maybe_text()),
        ("paragraph", text()),
        ("stage", text()),
        ("total_cents", maybe_number()),
        ("delivered", maybe_text()),
        ("period_ends", maybe_text()),
        ("amends", maybe_text()),
        ("anomalies", number()),
        ("description", text()),
        ("touched", text()),
    ])
}

fn due_row() -> Value {
    object(&[
        ("stream", text()),
        ("what", text()),
        ("due", text()),
        ("counts", text()),
        ("rule", maybe_text()),
        ("holder", text()),
    ])
}

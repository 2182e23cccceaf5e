//! Schemas of questions about prices. Every amount is a text, so that none passes through a binary
//! float.

use serde_json::{Value, json};

use super::{object, text};

/// What a price is asked with: one of three forms, each also under `inputs`.
pub(super) fn asked() -> Value {
    let amount = || json!({ "type": ["string", "integer"] });
    let flag = || json!({ "type": "boolean" });
    let day = || json!({ "type": "string", "format": "date" });
    let days =
        json!({ "signed": day(), "accepted": day(), "implemented": day(), "reported": day() });
    let mut line = json!({
        "line": text(), "desc": text(), "qty": amount(), "base_unit": amount(),
        "source": { "type": "string", "enum": terms::codes::SourceCode::CODES },
        "procurement_fraction": amount(), "wcf": flag(), "pch": flag(), "dtc": amount(),
        "dtc_rate": amount(), "nc_unit": amount(), "nc_waived": flag(), "psc_rate": amount(),
        "cas_waived": {
            "type": "array",
            "items": { "type": "string", "enum": ["qa", "cm", "audit", "oconus"] },
        },
        "cas_exempt": flag(), "oconus": flag(), "admin_rate": amount(),
    });
    merge(&mut line, &days);
    let line = json!({ "type": "object", "properties": line, "additionalProperties": false });
    let list = |items: &Value| json!({ "type": "array", "items": items, "minItems": 1 });
    let mut properties = json!({
        "lines": list(&line), "other": amount(), "admin_rate": amount(),
        "summary_lines": { "type": "array", "items": text() },
        "line": line, "variants": list(&json!({ "type": "object" })),
        "line_total": amount(), "dates": list(&day()),
        "scml_nets": { "type": "array", "items": amount() },
        "id": text(), "inputs": { "type": "object" }, "expected": {}, "title": text(),
    });
    merge(&mut properties, &days);
    json!({
        "type": "object",
        "description": "A quotation (`lines`), one line in `variants`, or `line_total` on `dates`.",
        "properties": properties,
    })
}

fn merge(into: &mut Value, more: &Value) {
    if let (Some(into), Some(more)) = (into.as_object_mut(), more.as_object()) {
        into.extend(more.clone());
    }
}

/// What of a case is otherwise.
pub(super) fn what_if() -> Value {
    let line = json!({
        "type": "object",
        "properties": {
            "number": text(), "quantity": { "type": "integer", "minimum": 1 }, "base_unit": text(),
            "waived": { "type": "array", "items": text() },
            "nonrecurring_waived": { "type": "boolean" },
        },
        "required": ["number"],
        "additionalProperties": false,
    });
    json!({
        "type": "object",
        "properties": {
            "on": { "type": "string", "format": "date" },
            "lines": { "type": "array", "items": line },
        },
        "additionalProperties": false,
    })
}

/// What a schedule is made from.
pub(super) fn schedule_asked() -> Value {
    let months =
        || json!({ "type": "object", "additionalProperties": { "type": ["string", "integer"] } });
    json!({
        "type": "object",
        "properties": {
            "accepted": { "type": "string", "format": "date" },
            "implemented": { "type": "string", "format": "date" },
            "case_value": { "type": ["string", "integer"] },
            "monthly_expenditure": months(),
            "termination_liability_month_end": months(),
            "sblc_amount": { "type": ["string", "integer"] },
            "id": text(), "inputs": { "type": "object" }, "expected": {}, "title": text(),
        },
    })
}

/// A schedule in each way to secure termination liability.
pub(super) fn schedule_made() -> Value {
    let rows = |names: &[&str]| {
        let fields: Vec<(&str, Value)> = names.iter().map(|name| (*name, text())).collect();
        json!({ "type": "array", "items": object(&fields) })
    };
    let paid = ["requirement", "payment", "cumulative_payment"];
    let with = |first: &[&'static str], last: &[&'static str]| rows(&[first, last].concat());
    let mut schema = object(&[
        (
            "standard",
            with(&["due", "covers", "statement", "cumulative_expenditure", "tl_reserve"], &paid),
        ),
        ("raps", with(&["due", "expenditure_through", "peak_tl"], &paid)),
    ]);
    schema["properties"]["with_sblc"] =
        with(&["due", "tl_reserve", "covered_by_sblc", "cash_tl"], &paid[1..]);
    schema
}

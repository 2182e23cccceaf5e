//! Schemas of public notices: their imports, what is odd about them, how they are judged.

use serde_json::{Value, json};

use super::{flag, maybe_number, maybe_text, number, object, text, texts};

/// A row of the list of anomalies.
pub(super) fn anomaly_row() -> Value {
    object(&[
        ("stream", text()),
        ("notice", text()),
        ("code", text()),
        ("sentence", text()),
        ("printed", flag()),
    ])
}

/// The counts of an import and its refused lines.
pub(super) fn import() -> Value {
    let mut schema = object(&[
        ("name", text()),
        ("sha256", text()),
        ("lines", number()),
        ("new", number()),
        ("changed", number()),
        ("unchanged", number()),
        ("anomalies", number()),
        ("refused_count", number()),
    ]);
    schema["properties"]["refused"] = json!({
        "type": "array", "items": object(&[("line", number()), ("cause", text())]),
    });
    schema
}

/// The report of an import.
pub(super) fn import_report() -> Value {
    let anomaly = object(&[("code", text()), ("sentence", text()), ("printed", flag())]);
    let pair = json!({
        "type": "array", "prefixItems": [text(), anomaly], "minItems": 2, "maxItems": 2,
        "description": "The notice, and what is odd about it.",
    });
    object(&[("finished", import()), ("anomalies", json!({ "type": "array", "items": pair }))])
}

/// What the law of their day says of notices.
pub(super) fn notices_checked() -> Value {
    let tier = json!({ "type": ["string", "null"], "enum": ["nato_plus", "other", null] });
    let said = object(&[
        ("id", text()),
        ("tier", tier),
        ("mde_limit_usd", maybe_number()),
        ("total_limit_usd", maybe_number()),
        ("design_construction_limit_usd", maybe_number()),
        ("formal_days", maybe_number()),
        ("required", json!({ "type": ["boolean", "null"] })),
        ("earliest_offer", maybe_text()),
        ("tripped", texts()),
        ("rule", maybe_text()),
        ("confidence", maybe_text()),
        ("anomalies", texts()),
    ]);
    let refused = object(&[("line", number()), ("cause", text())]);
    object(&[
        ("items", json!({ "type": "array", "items": said })),
        ("refused", json!({ "type": "array", "items": refused })),
    ])
}

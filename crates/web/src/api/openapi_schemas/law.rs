//! A rule in full, as the API tells it.

use serde_json::{Value, json};

use super::{flag, maybe_text, number, object, text};

/// A rule with its rows, its stories and what it holds.
pub(super) fn rule() -> Value {
    let story =
        || json!({ "type": "array", "items": object(&[("path", text()), ("title", text())]) });
    let hold = object(&[
        ("stream", text()),
        ("stage", text()),
        ("act", text()),
        ("title", text()),
        ("thing", text()),
        ("sentence", text()),
        ("remedy", text()),
    ]);
    object(&[
        ("id", text()),
        ("items", json!({ "type": "array", "items": { "type": "object" } })),
        ("state", text()),
        ("checked", flag()),
        ("place", maybe_text()),
        ("stories", object(&[("passing", story()), ("refusing", story())])),
        (
            "holds",
            object(&[
                ("items", json!({ "type": "array", "items": hold })),
                ("looked_at", number()),
                ("all", flag()),
            ]),
        ),
    ])
}

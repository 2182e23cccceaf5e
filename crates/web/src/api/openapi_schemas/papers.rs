//! Schemas of released papers.

use serde_json::{Value, json};

use super::{maybe_text, number, object, text};

/// A released paper that was printed again.
pub(super) fn document_again() -> Value {
    object(&[
        ("stream", text()),
        ("sha256", text()),
        ("code", text()),
        ("what", text()),
        ("version", text()),
        ("size", number()),
        ("n", number()),
        ("same", json!({ "type": "boolean" })),
        ("printed_sha256", text()),
        ("released_by", maybe_text()),
        ("printed_by", text()),
        ("sentence", text()),
    ])
}

/// A released paper.
pub(super) fn document() -> Value {
    object(&[
        ("stream", text()),
        ("sha256", text()),
        ("code", text()),
        ("what", text()),
        ("version", text()),
        ("size", number()),
    ])
}

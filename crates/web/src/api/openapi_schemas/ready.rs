//! What stands in the way of an act, and what a statement can be made under.

use serde_json::{Value, json};

use super::{flag, object, reference, text, texts};

pub(super) fn readiness() -> Value {
    let findings = || json!({ "type": "array", "items": reference("Finding") });
    let mut schema = object(&[
        ("act", text()),
        ("thing", text()),
        ("title", text()),
        ("desks", texts()),
        ("open", flag()),
        ("findings", findings()),
    ]);
    schema["properties"]["ahead"] = findings();
    schema["properties"]["owed"] = json!({ "type": "array", "items": owed() });
    schema
}

/// A rule that a statement can be made under.
fn owed() -> Value {
    let standings: Value =
        case::statements::owed::Standing::OPTIONS.iter().map(|(code, _)| json!(code)).collect();
    object(&[
        ("rule", text()),
        ("title", text()),
        ("sentence", text()),
        ("citation", text()),
        ("confidence", text()),
        ("roles", texts()),
        ("acts", texts()),
        ("standing", json!({ "type": "string", "enum": standings })),
        ("finding", reference("Finding")),
    ])
}

//! Holds an answer against a schema of the API's description: as much of JSON Schema as the
//! description uses, and an error for every word that it does not know.

use serde_json::Value;

/// Every way in which a value differs from a schema; none when it fits.
pub fn faults(all: &Value, schema: &Value, value: &Value) -> Vec<String> {
    let mut held = Held { all, faults: Vec::new() };
    held.check(schema, value, "");
    held.faults
}

/// The named schemas, and the faults that were found so far.
struct Held<'a> {
    all: &'a Value,
    faults: Vec<String>,
}

impl Held<'_> {
    fn check(&mut self, schema: &Value, value: &Value, at: &str) {
        let Some(words) = schema.as_object() else {
            return self.faults.push(format!("{at}: {schema} is no schema"));
        };
        for (word, rule) in words {
            match word.as_str() {
                "$ref" => {
                    let name = rule.as_str().and_then(|r| r.strip_prefix("#/components/schemas/"));
                    let named = name.and_then(|name| self.all.get(name));
                    match named {
                        Some(named) => self.check(named, value, at),
                        None => self.faults.push(format!("{at}: {rule} names nothing")),
                    }
                }
                "anyOf" => {
                    let one = |inner: &Value| {
                        let mut held = Held { all: self.all, faults: Vec::new() };
                        held.check(inner, value, at);
                        held.faults.is_empty()
                    };
                    if !rule.as_array().into_iter().flatten().any(one) {
                        self.faults.push(format!("{at}: {value} fits none of {rule}"));
                    }
                }
                "type" => self.kind(rule, value, at),
                "enum" => {
                    let known = rule.as_array().is_some_and(|known| known.contains(value));
                    if !known {
                        self.faults.push(format!("{at}: {value} is none of {rule}"));
                    }
                }
                "required" => {
                    let names = rule.as_array().into_iter().flatten().filter_map(Value::as_str);
                    let missing =
                        names.filter(|name| value.is_object() && value.get(name).is_none());
                    self.faults.extend(missing.map(|name| format!("{at}: {name} is missing")));
                }
                "properties" => {
                    for (name, inner) in rule.as_object().into_iter().flatten() {
                        if let Some(value) = value.get(name) {
                            self.check(inner, value, &format!("{at}/{name}"));
                        }
                    }
                }
                "items" => {
                    for (i, value) in value.as_array().into_iter().flatten().enumerate() {
                        self.check(rule, value, &format!("{at}/{i}"));
                    }
                }
                "prefixItems" => {
                    for (i, inner) in rule.as_array().into_iter().flatten().enumerate() {
                        self.check(inner, &value[i], &format!("{at}/{i}"));
                    }
                }
                "minItems" | "maxItems" | "minimum" | "maximum" => {
                    self.bound((word, rule), value, at);
                }
                "description"
                | "format"
                | "examples"
                | "additionalProperties"
                | "maxLength"
                | "pattern" => {}
                other => self.faults.push(format!("{at}: the word {other} is not known here")),
            }
        }
    }

    /// How many items there are, or how large a number is.
    fn bound(&mut self, (word, rule): (&str, &Value), value: &Value, at: &str) {
        let items = word.ends_with("Items");
        let count = value.as_array().map_or(0, Vec::len);
        let seen = if items { i64::try_from(count).ok() } else { value.as_i64() };
        let (Some(seen), Some(bound)) = (seen, rule.as_i64()) else { return };
        let fits = if word.starts_with("min") { bound <= seen } else { seen <= bound };
        if !fits {
            self.faults.push(format!("{at}: {seen} is beyond {word} {bound}"));
        }
    }

    fn kind(&mut self, rule: &Value, value: &Value, at: &str) {
        let is = |name: &str| match name {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "integer" => value.is_i64() || value.is_u64(),
            "boolean" => value.is_boolean(),
            "null" => value.is_null(),
            _ => false,
        };
        let fits = match rule {
            Value::String(name) => is(name),
            Value::Array(names) => names.iter().filter_map(Value::as_str).any(is),
            _ => false,
        };
        if !fits {
            self.faults.push(format!("{at}: {value} is no {rule}"));
        }
    }
}

#[test]
fn what_does_not_fit_is_told() {
    use serde_json::json;
    let all = json!({ "Name": { "type": "string" } });
    let schema = json!({
        "type": "object",
        "required": ["a", "b"],
        "properties": {
            "a": { "$ref": "#/components/schemas/Name" },
            "b": { "type": ["integer", "null"], "minimum": 1 },
            "c": { "type": "array", "items": { "enum": ["x"] } },
        },
    });
    let fits = |value: Value| faults(&all, &schema, &value).len();
    assert_eq!(fits(json!({ "a": "1", "b": null })), 0);
    assert_eq!(fits(json!({ "a": "1", "b": 2, "c": ["x"] })), 0);
    assert_eq!(fits(json!({ "a": 1, "b": "2" })), 2);
    assert_eq!(fits(json!({ "a": "1" })), 1);
    assert_eq!(fits(json!({ "a": "1", "b": 0, "c": ["x", "y"] })), 2);
    assert_eq!(fits(json!([])), 1);
    assert_eq!(faults(&all, &json!({ "oneOf": [] }), &json!(1)).len(), 1);
}

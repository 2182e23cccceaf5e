//! Reads the arguments of an act: every field is checked and every fault is told at once. What
//! comes out is complete and clean, so that nothing behind it meets an empty or unknown field.

use serde_json::{Map, Value};
use terms::{Day, Usd};

use crate::act::{Field, Input, Need};

/// A field that could not be taken, with a sentence for the form.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Wrong {
    /// Where: `lines/0/quantity`.
    pub field: String,
    /// What was seen, what was expected, and how to mend it.
    pub sentence: String,
}

/// Checks arguments against the fields of an act. Text is trimmed; empty answers to fields that
/// may be left out are dropped. Unknown fields are refused.
pub fn clean(fields: &[Field], arguments: &Value) -> Result<Value, Vec<Wrong>> {
    let mut wrong = Vec::new();
    let value = object(fields, arguments, "", &mut wrong);
    if wrong.is_empty() { Ok(value) } else { Err(wrong) }
}

fn object(fields: &[Field], given: &Value, path: &str, wrong: &mut Vec<Wrong>) -> Value {
    let Some(given) = given.as_object() else {
        let field = path.trim_end_matches('/').to_owned();
        let sentence = "The arguments are an object of fields, such as {\"on\": \"2026-10-05\"}.";
        wrong.push(Wrong { field, sentence: sentence.to_owned() });
        return Value::Null;
    };
    for name in given.keys() {
        if !fields.iter().any(|field| field.name == name) {
            let known: Vec<&str> = fields.iter().map(|field| field.name).collect();
            let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
            let sentence =
                format!("\"{name}\" is not a field of this act; its fields are: {known}.");
            wrong.push(Wrong { field: format!("{path}{name}"), sentence });
        }
    }
    let mut out = Map::new();
    for field in fields {
        let answer = given.get(field.name).filter(|value| !is_empty(value));
        let at = format!("{path}{}", field.name);
        match (answer, field.need) {
            (None, Need::May) => {}
            (None, Need::Must) => {
                let sentence = format!("{} is needed.", field.label);
                wrong.push(Wrong { field: at, sentence });
            }
            (Some(value), _) => match one(field, value, &at, wrong) {
                Ok(value) => drop(out.insert(field.name.to_owned(), value)),
                Err(sentence) => wrong.push(Wrong { field: at, sentence }),
            },
        }
    }
    Value::Object(out)
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => false,
    }
}

fn one(field: &Field, value: &Value, at: &str, wrong: &mut Vec<Wrong>) -> Result<Value, String> {
    let label = field.label;
    match field.input {
        Input::Count(low, high) => {
            let number = value.as_i64().filter(|n| low <= *n && *n <= high);
            number.map(Value::from).ok_or_else(|| {
                format!("{label}: {value} is not a whole number from {low} to {high}.")
            })
        }
        Input::Flag => value
            .as_bool()
            .map(Value::from)
            .ok_or_else(|| format!("{label}: {value} is neither true nor false.")),
        Input::Many(example, read) => {
            let list = value.as_array().ok_or_else(|| {
                format!("{label}: {value} is not a list; write one such as [\"{example}\"].")
            })?;
            for (i, item) in list.iter().enumerate() {
                if let Err(sentence) = text(label, item).and_then(|t| said(label, read(t))) {
                    wrong.push(Wrong { field: format!("{at}/{i}"), sentence });
                }
            }
            Ok(value.clone())
        }
        Input::Records(fields) => {
            let list =
                value.as_array().ok_or_else(|| format!("{label}: {value} is not a list."))?;
            let read = |(i, item)| object(fields, item, &format!("{at}/{i}/"), wrong);
            Ok(Value::Array(list.iter().enumerate().map(read).collect()))
        }
        _ => words(field, text(label, value)?).map(Value::from),
    }
}

fn text<'a>(label: &str, value: &'a Value) -> Result<&'a str, String> {
    value.as_str().map(str::trim).ok_or_else(|| format!("{label}: {value} is not a text."))
}

fn words(field: &Field, text: &str) -> Result<String, String> {
    let label = field.label;
    match field.input {
        Input::Text(longest) => plain(label, text, longest, false)?,
        Input::Long(longest) => plain(label, text, longest, true)?,
        Input::Day => said(label, text.parse::<Day>())?,
        Input::Money => said(label, text.parse::<Usd>().and_then(bearable))?,
        Input::Id(_, read) => said(label, read(text))?,
        Input::Choice(options) => {
            if !options.iter().any(|(code, _)| *code == text) {
                let codes: Vec<&str> = options.iter().map(|(code, _)| *code).collect();
                return Err(format!("{label}: \"{text}\" is none of: {}.", codes.join(", ")));
            }
        }
        Input::Upload => {
            let digest = text.len() == 64 && terms::hex::decode(text).is_some();
            if !digest || text.bytes().any(|b| b.is_ascii_uppercase()) {
                return Err(format!("{label}: \"{text}\" is not the SHA-256 of an uploaded file."));
            }
        }
        Input::Count(..) | Input::Flag | Input::Many(..) | Input::Records(_) => {}
    }
    Ok(text.to_owned())
}

fn bearable(amount: Usd) -> Result<Usd, terms::Unreadable> {
    let beyond = || {
        let expected = "is beyond a million millions, which the record does not take";
        terms::Unreadable::new("amount", &amount.to_string(), expected)
    };
    amount.is_bearable().then_some(amount).ok_or_else(beyond)
}

fn said<T>(label: &str, read: Result<T, terms::Unreadable>) -> Result<(), String> {
    read.map(drop).map_err(|e| format!("{label}: \"{}\" {}.", e.value, e.expected.trim_end()))
}

/// Control characters would not print, and one of them ends a text in some databases.
fn plain(label: &str, text: &str, longest: usize, lines: bool) -> Result<(), String> {
    let allowed = |c: char| !c.is_control() || (lines && matches!(c, '\n' | '\r' | '\t'));
    if let Some(bad) = text.chars().find(|c| !allowed(*c)) {
        let code = u32::from(bad);
        return Err(format!("{label}: the character U+{code:04X} cannot be kept; take it out."));
    }
    let length = text.chars().count();
    if longest < length {
        return Err(format!(
            "{label}: {length} characters are more than the {longest} that fit; shorten it."
        ));
    }
    Ok(())
}

/// Turns pairs of a form or of the command line (`lines.0.quantity=2`) into JSON by the fields'
/// kinds, so that `clean` can check them. A pair that fits no field is kept, for `clean` to name.
pub fn from_pairs<'a>(
    fields: &[Field],
    pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Value {
    let mut out = Value::Object(Map::new());
    for (name, text) in pairs {
        put(fields, &mut out, name, text);
    }
    for field in fields.iter().filter(|field| matches!(field.input, Input::Records(_))) {
        // A form sends the empty rows that it offered; they are no records.
        if let Some(list) = out.get_mut(field.name).and_then(Value::as_array_mut) {
            list.retain(|record| record.as_object().is_none_or(|fields| !fields.is_empty()));
        }
    }
    out
}

fn put(fields: &[Field], into: &mut Value, name: &str, text: &str) {
    let (head, rest) = name.split_once('.').unwrap_or((name, ""));
    let field = fields.iter().find(|field| field.name == head);
    let slot = &mut into[head];
    match field.map(|field| field.input) {
        Some(Input::Records(inner)) => {
            let (index, rest) = rest.split_once('.').unwrap_or((rest, ""));
            let Some(index) = index.parse().ok().filter(|i| *i < RECORDS_MAX) else { return };
            if text.trim().is_empty() {
                return;
            }
            let list = ensure_list(slot);
            while list.len() <= index {
                list.push(Value::Object(Map::new()));
            }
            put(inner, &mut list[index], rest, text);
        }
        Some(Input::Many(..)) => {
            let words = text.split([',', ' ', '\n']).map(str::trim).filter(|w| !w.is_empty());
            ensure_list(slot).extend(words.map(Value::from));
        }
        Some(Input::Count(..)) => {
            *slot = text.trim().parse::<i64>().map_or(text.into(), Value::from);
        }
        Some(Input::Flag) => {
            *slot = match text.trim() {
                "true" | "yes" | "on" => true.into(),
                "false" | "no" => false.into(),
                other => other.into(),
            }
        }
        _ => *slot = text.into(),
    }
}

/// More records than a person would type; it bounds what one hostile name can make us hold.
const RECORDS_MAX: usize = 500;

fn ensure_list(slot: &mut Value) -> &mut Vec<Value> {
    if !slot.is_array() {
        *slot = Value::Array(Vec::new());
    }
    slot.as_array_mut().expect("made a list above")
}

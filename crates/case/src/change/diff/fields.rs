//! Fields of a line or of terms in two versions. They are compared as they are stored, so that no
//! field can be forgotten: a field that a line gets one day is compared from that day on.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use terms::Usd;

use crate::act::{Field, Input};

/// A field in two versions; `None` where a version does not say it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldDiff {
    /// Its name in JSON.
    pub name: String,
    /// The label of the form.
    pub label: String,
    /// Before.
    pub previous: Option<Value>,
    /// After.
    pub revised: Option<Value>,
    /// Whether it holds an amount of money.
    #[serde(skip)]
    pub money: bool,
}

impl FieldDiff {
    /// What stood there before, in words.
    pub fn was(&self) -> String {
        said(self.previous.as_ref(), self.money)
    }

    /// What stands there now, in words.
    pub fn is(&self) -> String {
        said(self.revised.as_ref(), self.money)
    }
}

/// The fields of a thing as it is stored; none of a thing that is not there.
pub(super) fn of<T: Serialize>(thing: Option<&T>) -> Map<String, Value> {
    let stored = thing.map(|thing| serde_json::to_value(thing).unwrap_or_default());
    match stored {
        Some(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

/// The fields that differ, in the order of the form.
pub(super) fn between(
    form: &[Field],
    previous: &Map<String, Value>,
    revised: &Map<String, Value>,
) -> Vec<FieldDiff> {
    let mut names: Vec<&String> = previous.keys().chain(revised.keys()).collect();
    let place = |name: &str| form.iter().position(|field| field.name == name);
    names.sort_by_key(|name| (place(name).unwrap_or(form.len()), *name));
    names.dedup();
    let differs = |name: &&String| previous.get(*name) != revised.get(*name);
    let told = |name: &String| FieldDiff {
        name: name.clone(),
        label: place(name).map_or_else(|| name.replace('_', " "), |at| form[at].label.to_owned()),
        previous: previous.get(name).cloned(),
        revised: revised.get(name).cloned(),
        money: place(name).is_some_and(|at| matches!(form[at].input, Input::Money)),
    };
    names.into_iter().filter(differs).map(told).collect()
}

/// A thing with its fields replaced by the revised ones.
pub(super) fn apply<T: DeserializeOwned>(
    previous: &Map<String, Value>,
    fields: &[FieldDiff],
) -> Result<T, serde_json::Error> {
    let mut revised = previous.clone();
    for field in fields {
        match &field.revised {
            Some(value) => drop(revised.insert(field.name.clone(), value.clone())),
            None => drop(revised.remove(&field.name)),
        }
    }
    serde_json::from_value(Value::Object(revised))
}

/// A value as a person reads it; amounts are stored without separators and read with them.
fn said(value: Option<&Value>, money: bool) -> String {
    match value {
        None | Some(Value::Null) => "none".to_owned(),
        Some(Value::String(text)) => match text.parse::<Usd>() {
            Ok(amount) if money => amount.to_string(),
            _ => text.clone(),
        },
        Some(Value::Bool(yes)) => if *yes { "yes" } else { "no" }.to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Array(items)) => {
            let all: Vec<String> = items.iter().map(|item| said(Some(item), money)).collect();
            all.join("; ")
        }
        Some(Value::Object(fields)) => {
            let all: Vec<String> = fields.values().map(|field| said(Some(field), money)).collect();
            all.join(": ")
        }
    }
}

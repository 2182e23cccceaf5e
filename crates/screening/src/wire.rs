//! Entries, questions and answers as lines of JSON.

use serde::{Deserialize, Deserializer, Serialize};

use crate::engine::{Engine, Hit};
use crate::explain::Explanation;
use crate::party::{Date, Entity, Gender, Identifier, Kind, Name, Query};

/// A value, or a list of values: both are written.
#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany<T> {
    Many(Vec<T>),
    One(T),
}

impl<T> From<OneOrMany<T>> for Vec<T> {
    fn from(value: OneOrMany<T>) -> Vec<T> {
        match value {
            OneOrMany::Many(many) => many,
            OneOrMany::One(one) => vec![one],
        }
    }
}

fn many<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    let value: Option<OneOrMany<T>> = Option::deserialize(from)?;
    Ok(value.map(Vec::from).unwrap_or_default())
}

/// A text, or a number that is meant as a text.
#[derive(Deserialize)]
#[serde(untagged)]
enum Text {
    Text(String),
    Number(serde_json::Number),
}

impl Text {
    fn said(self) -> String {
        match self {
            Text::Text(text) => text,
            Text::Number(number) => number.to_string(),
        }
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum NameLine {
    Full(Name),
    Text(String),
}

#[derive(Deserialize)]
struct EntityLine {
    id: Text,
    #[serde(default)]
    list: Option<String>,
    #[serde(default)]
    kind: Option<String>,
    names: Vec<NameLine>,
    #[serde(default, deserialize_with = "many")]
    dob: Vec<Text>,
    #[serde(default, deserialize_with = "many")]
    countries: Vec<String>,
    #[serde(default)]
    gender: Option<String>,
    #[serde(default)]
    ids: Option<Vec<Identifier>>,
}

/// An entry from its line, with what of it could not be read. The fault in words where nothing
/// could be.
pub fn entity(line: &str) -> Result<(Entity, Vec<String>), String> {
    let line: EntityLine = serde_json::from_str(line).map_err(|fault| fault.to_string())?;
    let names = line.names.into_iter().map(|name| match name {
        NameLine::Full(name) => name,
        NameLine::Text(text) => Name { text, role: crate::Role::Primary, weak: false },
    });
    let mut losses = Vec::new();
    let mut dob = Vec::with_capacity(line.dob.len());
    for text in line.dob.into_iter().map(Text::said) {
        match Date::read(&text) {
            Some(date) => dob.push(date),
            None => losses.push(no_date(&text)),
        }
    }
    let entity = Entity {
        id: line.id.said(),
        list: line.list.unwrap_or_default(),
        kind: line.kind.as_deref().map(Kind::read).unwrap_or_default(),
        names: names.collect(),
        dob,
        countries: line.countries,
        gender: line.gender.as_deref().and_then(Gender::read),
        ids: line.ids.unwrap_or_default(),
        ..Entity::default()
    };
    if entity.names.is_empty() {
        return Err("the entry has no name".to_owned());
    }
    Ok((entity, losses))
}

fn no_date(text: &str) -> String {
    format!("{text:?} is no date such as 1961, 1961-02 or 1961-02-03")
}

fn dates(texts: Vec<Text>) -> Result<Vec<Date>, String> {
    let texts = texts.into_iter().map(Text::said).filter(|text| !text.trim().is_empty());
    texts.map(|text| Date::read(&text).ok_or_else(|| no_date(&text))).collect()
}

#[derive(Deserialize)]
struct QueryLine {
    #[serde(default)]
    qid: Option<serde_json::Value>,
    #[serde(alias = "query")]
    name: String,
    #[serde(default, alias = "schema")]
    kind: Option<String>,
    #[serde(default, deserialize_with = "many")]
    dob: Vec<Text>,
    #[serde(default, alias = "countries", deserialize_with = "many")]
    country: Vec<String>,
    #[serde(default)]
    gender: Option<String>,
    #[serde(default, alias = "ids", deserialize_with = "many")]
    id: Vec<IdLine>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum IdLine {
    Full(Identifier),
    Value(Text),
}

/// A question from its line, with what the asker calls it. The fault in words where it has one.
pub fn query(line: &str) -> Result<(Query, Option<serde_json::Value>), String> {
    let line: QueryLine = serde_json::from_str(line).map_err(|fault| fault.to_string())?;
    let ids = line.id.into_iter().map(|id| match id {
        IdLine::Full(id) => id,
        IdLine::Value(value) => Identifier { kind: String::new(), value: value.said() },
    });
    let query = Query {
        name: line.name,
        kind: line.kind.as_deref().map(Kind::read).unwrap_or_default(),
        dob: dates(line.dob)?,
        countries: line.country.into_iter().filter(|text| !text.trim().is_empty()).collect(),
        gender: line.gender.as_deref().and_then(Gender::read),
        ids: ids.collect(),
    };
    Ok((query, line.qid))
}

/// The answer as a line: entries, best first, scores from 0 to 1, and the features where told.
pub fn answer(engine: &Engine, hits: &[Hit], told: Option<&[Explanation]>) -> String {
    use std::fmt::Write as _;
    let mut line = String::from("{\"hits\":[");
    for (at, hit) in hits.iter().enumerate() {
        if at > 0 {
            line.push(',');
        }
        let id = serde_json::Value::from(engine.index.id(hit.entity));
        let _ = write!(line, "{{\"id\":{id},\"score\":{}", score(hit.score));
        if let Some(told) = told.and_then(|told| told.get(at)) {
            let _ = write!(line, ",\"explanation\":{}", serde_json::json!(told));
        }
        line.push('}');
    }
    line.push_str("]}");
    line
}

/// Millionths as a decimal number.
pub fn score(millionths: u32) -> String {
    format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000)
}

/// What a line that cannot be answered is answered with.
#[derive(Serialize)]
struct Fault<'a> {
    hits: [u8; 0],
    error: &'a str,
}

/// An answer that names the fault of the question.
pub fn fault(error: &str) -> String {
    serde_json::to_string(&Fault { hits: [], error }).unwrap_or_default()
}

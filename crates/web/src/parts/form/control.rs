//! The control of each kind of field.

use case::act::{Field, Input, Need};
use maud::{Markup, html};
use serde_json::Value;

use super::Choices;

/// Where a control stands, and what belongs to it.
pub(super) struct Place<'a> {
    pub name: &'a str,
    pub id: &'a str,
    /// The hint and the fault that describe it.
    pub described: Option<String>,
    pub wrong: bool,
    pub choices: Option<&'a [(String, String)]>,
    pub notes: &'a Choices,
}

impl Place<'_> {
    fn invalid(&self) -> Option<&'static str> {
        self.wrong.then_some("true")
    }
}

pub(super) fn control(field: &Field, place: &Place<'_>, value: &Value) -> Markup {
    let Place { name, id, described, choices, .. } = place;
    let text = as_text(value);
    let must = field.need == Need::Must;
    match (field.input, choices) {
        (Input::Flag | Input::Records(_), _) => html! {},
        (Input::Upload, _) => upload(place, &text),
        (Input::Many(..), Some(options)) => boxes(place, options, value),
        (Input::Choice(options), _) => {
            let options = options.iter().map(|(code, meaning)| (*code, (*meaning).to_owned()));
            select(place, must, options, &text)
        }
        (_, Some(options)) => {
            let options = options.iter().map(|(code, words)| (code.as_str(), words.clone()));
            select(place, must, options, &text)
        }
        (Input::Long(longest), None) => html! {
            textarea class="usa-textarea maxw-none" id=(id) name=(name) maxlength=(longest)
                required[must] aria-invalid=[place.invalid()] aria-describedby=[described] {
                (text)
            }
        },
        (Input::Money, None) => html! {
            div class="usa-input-group" {
                div class="usa-input-prefix" aria-hidden="true" { "$" }
                input class="usa-input" type="text" inputmode="decimal" id=(id) name=(name)
                    value=(text) required[must] aria-invalid=[place.invalid()]
                    aria-describedby=[described] autocomplete="off";
            }
        },
        (input, None) => line(input, place, must, &text),
    }
}

fn line(input: Input, place: &Place<'_>, must: bool, text: &str) -> Markup {
    let Place { name, id, described, .. } = place;
    let (kind, example) = match input {
        // What is no day stays as it was typed: a date control would show nothing.
        Input::Day if text.is_empty() || text.parse::<terms::Day>().is_ok() => {
            ("date", String::new())
        }
        Input::Id(example, _) => ("text", example.to_owned()),
        Input::Many(example, _) => ("text", format!("{example}, …")),
        _ => ("text", String::new()),
    };
    let longest = if let Input::Text(longest) = input { Some(longest) } else { None };
    let digits = matches!(input, Input::Count(..)).then_some("numeric");
    let example = (!example.is_empty()).then_some(example);
    html! {
        input class={ "usa-input" @if longest.is_some() { " maxw-none" } } type=(kind) id=(id)
            name=(name) value=(text) maxlength=[longest] inputmode=[digits] placeholder=[example]
            required[must] aria-invalid=[place.invalid()] aria-describedby=[described]
            autocomplete="off";
    }
}

/// A list to choose from; what was entered and is not in it is kept, for its fault to be seen.
fn select<'a>(
    place: &Place<'_>,
    must: bool,
    options: impl Iterator<Item = (&'a str, String)>,
    text: &str,
) -> Markup {
    let Place { name, id, described, .. } = place;
    let options: Vec<(&str, String)> = options.collect();
    let strange = !text.is_empty() && !options.iter().any(|(code, _)| *code == text);
    html! {
        select class="usa-select maxw-none" id=(id) name=(name) required[must]
            aria-invalid=[place.invalid()] aria-describedby=[described] {
            option value="" { "Choose" }
            @if strange { option value=(text) selected { (text) } }
            @for (code, words) in options {
                option value=(code) selected[text == code] { (words) }
            }
        }
    }
}

/// Boxes to tick; what was entered and is none of them is kept ticked, for its fault to be seen.
fn boxes(place: &Place<'_>, options: &[(String, String)], value: &Value) -> Markup {
    let Place { name, id, notes, .. } = place;
    let given = value.as_array().map_or(&[][..], Vec::as_slice);
    let given: Vec<&str> = given.iter().filter_map(Value::as_str).collect();
    let known = |code: &str| options.iter().any(|(known, _)| known == code);
    let strange = given.iter().filter(|code| !known(code)).map(|code| (*code, *code));
    let options = options.iter().map(|(code, words)| (code.as_str(), words.as_str()));
    html! {
        @for (code, words) in options.chain(strange) {
            div class="usa-checkbox" {
                input class="usa-checkbox__input" type="checkbox" id={ (id) "-" (code) } name=(name)
                    value=(code) checked[given.contains(&code)];
                label class="usa-checkbox__label" for={ (id) "-" (code) } {
                    (words)
                    @if let Some(note) = notes.note_of(name, code) {
                        span class="usa-checkbox__label-description" { (note) }
                    }
                }
            }
        }
    }
}

/// A file. One that was sent with a form that was not taken is kept, and need not be sent again.
fn upload(place: &Place<'_>, text: &str) -> Markup {
    let Place { name, id, described, .. } = place;
    html! {
        @if !text.is_empty() {
            input type="hidden" name=(name) value=(text);
            p class="margin-y-05" {
                "A file is kept, SHA-256 " span class="cw-mono font-body-2xs" { (text) }
                ". Choose another to replace it."
            }
        }
        input class="usa-input border-0 padding-x-0" type="file" id=(id) name=(name)
            aria-invalid=[place.invalid()] aria-describedby=[described];
    }
}

/// Yes and no as two buttons: an untouched box would say "no" for somebody who said nothing.
pub(super) fn flag(place: &Place<'_>, value: &Value) -> Markup {
    let Place { name, id, .. } = place;
    let is = value.as_bool();
    html! {
        @for (word, text, chosen) in [("true", "Yes", is == Some(true)), ("false", "No", is == Some(false))] {
            div class="usa-radio" {
                input class="usa-radio__input" type="radio" id={ (id) "-" (word) } name=(name)
                    value=(word) checked[chosen];
                label class="usa-radio__label" for={ (id) "-" (word) } { (text) }
            }
        }
    }
}

fn as_text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(as_text).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

//! The plain form of an act, made from its field list: what was entered is kept, and every fault
//! stands beside its field.

use case::{
    About,
    act::{Field, Input, Need},
    read::Wrong,
};
use maud::{Markup, html};
use serde_json::Value;

/// A form to be filled in, or filled in and not taken.
pub struct Form<'a> {
    /// The act.
    pub about: &'a About,
    /// Where it is sent.
    pub action: String,
    /// What was entered.
    pub entered: &'a Value,
    /// What of it cannot be taken.
    pub wrong: &'a [Wrong],
    /// The version of the file that the form was shown for.
    pub version: u64,
    /// The idempotency key of this form.
    pub key: String,
    /// Fields that stand before those of the act.
    pub before: Markup,
}

/// The names of the hidden fields.
pub const KEY: &str = "_key";
/// The version of the file that the form was shown for.
pub const VERSION: &str = "_version";

/// Empty records that a repeated group offers besides those that were entered.
const EMPTY: usize = 8;
/// How many of them are shown at first.
const SHOWN: usize = 1;

impl Form<'_> {
    /// The form.
    pub fn markup(&self) -> Markup {
        let uploads = has_upload(self.about.fields);
        let encoding = uploads.then_some("multipart/form-data");
        html! {
            (summary(self.wrong))
            form class="usa-form usa-form--large maxw-none" method="post" action=(self.action)
                enctype=[encoding] data-guard novalidate {
                input type="hidden" name=(KEY) value=(self.key);
                input type="hidden" name=(VERSION) value=(self.version);
                (self.before)
                @for (section, fields) in sections(self.about.fields) {
                    @if section.is_empty() {
                        @for field in fields { (self.one(field, "", self.entered)) }
                    } @else {
                        fieldset class="usa-fieldset margin-top-4" {
                            legend class="usa-legend usa-legend--large" { (section) }
                            @for field in fields { (self.one(field, "", self.entered)) }
                        }
                    }
                }
                p { "Fields marked with " abbr title="needed" class="usa-hint--required" { "*" } " are needed." }
                button class="usa-button" type="submit" { (self.about.title) }
            }
        }
    }

    fn one(&self, field: &Field, path: &str, values: &Value) -> Markup {
        let name = format!("{path}{}", field.name);
        let id = format!("f-{}", name.replace('.', "-"));
        let value = &values[field.name];
        if let Input::Records(inner) = field.input {
            return self.records(field, inner, &name, value);
        }
        let wrong = self.fault(&name);
        let group =
            if wrong.is_some() { "usa-form-group usa-form-group--error" } else { "usa-form-group" };
        let described = described(&id, field, wrong.is_some());
        html! {
            div class=(group) {
                @if matches!(field.input, Input::Flag) {
                    (flag(field, &name, &id, value))
                } @else {
                    label class="usa-label" for=(id) {
                        (field.label)
                        @if field.need == Need::Must { " " abbr title="needed" class="usa-hint--required" { "*" } }
                    }
                }
                (hint(field, &id))
                @if let Some(wrong) = wrong {
                    span class="usa-error-message" id={ (id) "-error" } { (wrong.sentence) }
                }
                (control(field, &Place { name: &name, id: &id, described }, value))
            }
        }
    }

    fn records(&self, field: &Field, inner: &[Field], name: &str, value: &Value) -> Markup {
        let given = value.as_array().map_or(&[][..], Vec::as_slice);
        let id = format!("f-{}", name.replace('.', "-"));
        let shown = given.len().max(SHOWN);
        let wrong = self.fault(name);
        html! {
            fieldset class="usa-fieldset margin-top-3" id=(id) {
                legend class="usa-legend" {
                    (field.label)
                    @if field.need == Need::Must { " " abbr title="needed" class="usa-hint--required" { "*" } }
                }
                (hint(field, &id))
                @if let Some(wrong) = wrong {
                    span class="usa-error-message" { (wrong.sentence) }
                }
                @for i in 0..given.len() + EMPTY {
                    @let record = given.get(i).unwrap_or(&Value::Null);
                    fieldset class="cw-record usa-fieldset" hidden[i >= shown] {
                        legend class="usa-sr-only" { (field.label) " " (i + 1) }
                        @for part in inner { (self.one(part, &format!("{name}.{i}."), record)) }
                    }
                }
                button class="usa-button usa-button--outline margin-top-2" type="button"
                    data-more=(id) hidden { "Add another" }
            }
        }
    }

    /// The fault of a field; faults name fields by slashes, forms by points.
    fn fault(&self, name: &str) -> Option<&Wrong> {
        self.wrong.iter().find(|wrong| wrong.field.replace('/', ".") == name)
    }
}

struct Place<'a> {
    name: &'a str,
    id: &'a str,
    described: Option<String>,
}

fn control(field: &Field, place: &Place<'_>, value: &Value) -> Markup {
    let Place { name, id, described } = place;
    let text = as_text(value);
    let must = field.need == Need::Must;
    html! {
        @match field.input {
            Input::Long(longest) => {
                textarea class="usa-textarea maxw-none" id=(id) name=(name) maxlength=(longest)
                    required[must] aria-describedby=[described] { (text) }
            }
            Input::Choice(options) => {
                select class="usa-select" id=(id) name=(name) required[must] aria-describedby=[described] {
                    option value="" { "Choose" }
                    @for (code, meaning) in options {
                        option value=(code) selected[text == *code] { (meaning) }
                    }
                }
            }
            Input::Flag | Input::Records(_) => {}
            Input::Day => {
                input class="usa-input" type="date" id=(id) name=(name) value=(text)
                    required[must] aria-describedby=[described];
            }
            Input::Money => {
                div class="usa-input-group" {
                    div class="usa-input-prefix" aria-hidden="true" { "$" }
                    input class="usa-input" type="text" inputmode="decimal" id=(id) name=(name)
                        value=(text) required[must] aria-describedby=[described];
                }
            }
            Input::Count(low, high) => {
                input class="usa-input" type="number" id=(id) name=(name) value=(text)
                    min=(low) max=(high) required[must] aria-describedby=[described];
            }
            Input::Upload => {
                input class="usa-file-input__plain" type="file" id=(id) name=(name)
                    required[must] aria-describedby=[described];
            }
            Input::Id(example, _) => {
                input class="usa-input" type="text" id=(id) name=(name) value=(text)
                    placeholder=(example) required[must] aria-describedby=[described] autocomplete="off";
            }
            Input::Many(example, _) => {
                input class="usa-input" type="text" id=(id) name=(name) value=(text)
                    placeholder={ (example) ", …" } required[must] aria-describedby=[described];
            }
            Input::Text(longest) => {
                input class="usa-input maxw-none" type="text" id=(id) name=(name) value=(text)
                    maxlength=(longest) required[must] aria-describedby=[described];
            }
        }
    }
}

/// Yes and no as two buttons: an untouched box would say "no" for somebody who said nothing.
fn flag(field: &Field, name: &str, id: &str, value: &Value) -> Markup {
    let is = value.as_bool();
    html! {
        fieldset class="usa-fieldset" {
            legend class="usa-legend" {
                (field.label)
                @if field.need == Need::Must { " " abbr title="needed" class="usa-hint--required" { "*" } }
            }
            @for (word, text, chosen) in [("true", "Yes", is == Some(true)), ("false", "No", is == Some(false))] {
                div class="usa-radio" {
                    input class="usa-radio__input" type="radio" id={ (id) "-" (word) } name=(name)
                        value=(word) checked[chosen];
                    label class="usa-radio__label" for={ (id) "-" (word) } { (text) }
                }
            }
        }
    }
}

fn hint(field: &Field, id: &str) -> Markup {
    let kind = match field.input {
        Input::Money => "US dollars, such as 16,000,000.00",
        Input::Many(..) => "Several, with commas between",
        _ => "",
    };
    let text = [field.help, kind].into_iter().filter(|text| !text.is_empty());
    let text = text.collect::<Vec<_>>().join(". ");
    html! {
        @if !text.is_empty() {
            span class="usa-hint" id={ (id) "-hint" } { (text) }
        }
    }
}

fn described(id: &str, field: &Field, wrong: bool) -> Option<String> {
    let hinted = !field.help.is_empty() || matches!(field.input, Input::Money | Input::Many(..));
    let hint = hinted.then(|| format!("{id}-hint"));
    let error = wrong.then(|| format!("{id}-error"));
    let both: Vec<String> = hint.into_iter().chain(error).collect();
    (!both.is_empty()).then(|| both.join(" "))
}

/// All faults above the form, each with a way to its field.
fn summary(wrong: &[Wrong]) -> Markup {
    html! {
        @if !wrong.is_empty() {
            div class="usa-alert usa-alert--error" role="alert" {
                div class="usa-alert__body" {
                    h2 class="usa-alert__heading" { "Nothing was changed. These entries cannot be taken" }
                    ul class="usa-list" {
                        @for fault in wrong {
                            @let id = format!("#f-{}", fault.field.replace(['/', '.'], "-"));
                            li { a class="usa-link" href=(id) { (fault.sentence) } }
                        }
                    }
                }
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

fn sections(fields: &[Field]) -> Vec<(&'static str, &[Field])> {
    fields.chunk_by(|a, b| a.section == b.section).map(|part| (part[0].section, part)).collect()
}

/// Whether a form sends files.
pub fn has_upload(fields: &[Field]) -> bool {
    fields.iter().any(|field| match field.input {
        Input::Upload => true,
        Input::Records(inner) => has_upload(inner),
        _ => false,
    })
}

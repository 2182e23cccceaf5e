//! The plain form of an act, made from its field list: what was entered is kept, every fault
//! stands beside its field, and what the file knows already can be chosen instead of typed.

mod control;

use case::{
    About,
    act::{Field, Input, Need},
    read::Wrong,
};
use maud::{Markup, html};
use serde_json::Value;

use super::nation;
use control::{Place, control, flag};

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
    /// What can be chosen.
    pub choices: &'a Choices,
    /// The group of records that is to have one more.
    pub more: Option<&'a str>,
    /// The version of the file that the form was shown for.
    pub version: u64,
    /// The idempotency key of this form.
    pub key: String,
}

/// The idempotency key of the form.
pub const KEY: &str = "_key";
/// The version of the file that the form was shown for.
pub const VERSION: &str = "_version";
/// The group of records that is to have one more.
pub const MORE: &str = "_more";

/// What the record knows that a field can be: value and words, by the field's name, in a repeated
/// group `group.field`.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    fields: Vec<(&'static str, Vec<(String, String)>)>,
    notes: Vec<Note>,
}

/// What is told below one thing to choose.
#[derive(Debug, Clone)]
struct Note {
    field: &'static str,
    value: String,
    text: String,
}

impl Choices {
    /// Adds what a field can be; nothing to choose from leaves the field to be typed.
    pub fn add(&mut self, field: &'static str, options: Vec<(String, String)>) {
        if !options.is_empty() {
            self.fields.push((field, options));
        }
    }

    /// Tells something below one thing that a field of boxes can be.
    pub fn note(&mut self, field: &'static str, value: &str, text: String) {
        self.notes.push(Note { field, value: value.to_owned(), text });
    }

    /// What is told below one thing that a field can be.
    fn note_of(&self, name: &str, value: &str) -> Option<&str> {
        let note = self.notes.iter().find(|note| note.field == name && note.value == value);
        note.map(|note| note.text.as_str())
    }

    /// What a field can be; `milestones.0.line` is the field `milestones.line`.
    fn of(&self, name: &str) -> Option<&[(String, String)]> {
        let is_word = |part: &&str| part.parse::<usize>().is_err();
        let plain: Vec<&str> = name.split('.').filter(is_word).collect();
        let plain = plain.join(".");
        self.fields.iter().find(|(field, _)| *field == plain).map(|(_, options)| options.as_slice())
    }
}

/// Empty records that wait in the page, hidden, besides those that are shown.
const WAITING: usize = 8;

impl Form<'_> {
    /// The form.
    pub fn markup(&self) -> Markup {
        let uploads = has_upload(self.about.fields);
        let encoding = uploads.then_some("multipart/form-data");
        let needs = self.about.fields.iter().any(|field| field.need == Need::Must);
        html! {
            (summary(self.wrong))
            form class="usa-form usa-form--large cw-form" method="post" action=(self.action)
                enctype=[encoding] data-guard novalidate {
                input type="hidden" name=(KEY) value=(self.key);
                input type="hidden" name=(VERSION) value=(self.version);
                @if needs {
                    p { "Fields marked with " (needed()) " are needed." }
                }
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
                button class="usa-button" type="submit" { (self.about.title) }
            }
        }
    }

    fn one(&self, field: &Field, path: &str, values: &Value) -> Markup {
        let name = format!("{path}{}", field.name);
        let id = format!("f-{}", name.replace('.', "-"));
        let value = &values[field.name];
        if let Input::Records(_) = field.input {
            return self.records(field, &name, value);
        }
        let choices = self.choices.of(&name);
        let wrong = self.fault(&name);
        let group =
            if wrong.is_some() { "usa-form-group usa-form-group--error" } else { "usa-form-group" };
        let place = Place {
            name: &name,
            id: &id,
            described: described(&id, field, wrong.is_some()),
            wrong: wrong.is_some(),
            choices,
            notes: self.choices,
        };
        let grouped = matches!(field.input, Input::Flag)
            || matches!(field.input, Input::Many(..)) && choices.is_some();
        html! {
            div class=(group) {
                @if grouped {
                    fieldset class="usa-fieldset" id=(id) aria-describedby=[&place.described] {
                        legend class="usa-legend" { (labelled(field)) }
                        (hint(field, &id))
                        (fault(wrong, &id))
                        @if matches!(field.input, Input::Flag) {
                            (flag(&place, value))
                        } @else {
                            (control(field, &place, value))
                        }
                    }
                } @else {
                    label class="usa-label" for=(id) { (labelled(field)) }
                    (hint(field, &id))
                    (fault(wrong, &id))
                    (control(field, &place, value))
                }
            }
        }
    }

    fn records(&self, field: &Field, name: &str, value: &Value) -> Markup {
        let Input::Records(inner) = field.input else { return html! {} };
        let given = value.as_array().map_or(&[][..], Vec::as_slice);
        let id = format!("f-{}", name.replace('.', "-"));
        let shown = (given.len() + usize::from(self.more == Some(name))).max(1);
        let wrong = self.fault(name);
        html! {
            fieldset class="usa-fieldset margin-top-3" id=(id) aria-describedby={ (id) "-hint" } {
                legend class="usa-legend" { (labelled(field)) }
                span class="usa-hint" id={ (id) "-hint" } {
                    @if !field.help.is_empty() { (field.help) ". " }
                    "A record that is left empty is left out."
                }
                (fault(wrong, &id))
                @for i in 0..shown + WAITING {
                    @let record = given.get(i).unwrap_or(&Value::Null);
                    fieldset class="cw-record usa-fieldset" hidden[i >= shown] {
                        legend class="usa-sr-only" { (field.label) ", record " (i + 1) }
                        @for part in inner { (self.one(part, &format!("{name}.{i}."), record)) }
                    }
                }
                button class="usa-button usa-button--outline margin-top-2" type="submit"
                    name=(MORE) value=(name) data-more=(id) formnovalidate { "Add another record" }
            }
        }
    }

    /// The fault of a field; faults name fields by slashes, forms by points.
    fn fault(&self, name: &str) -> Option<&Wrong> {
        self.wrong.iter().find(|wrong| wrong.field.replace('/', ".") == name)
    }
}

fn needed() -> Markup {
    html! { abbr title="needed" class="usa-hint--required" { "*" } }
}

fn labelled(field: &Field) -> Markup {
    html! {
        (field.label)
        @if field.need == Need::Must { " " (needed()) }
    }
}

fn fault(wrong: Option<&Wrong>, id: &str) -> Markup {
    html! {
        @if let Some(wrong) = wrong {
            span class="usa-error-message" id={ (id) "-error" } { (wrong.sentence) }
        }
    }
}

fn help(field: &Field) -> String {
    let kind = match field.input {
        Input::Money => format!("{}, such as 16,000,000.00", nation::money_name()),
        Input::Many(..) => "Several, with commas between".to_owned(),
        Input::Upload => "Up to 25 MB".to_owned(),
        _ => String::new(),
    };
    let text = [field.help, kind.as_str()].into_iter().filter(|text| !text.is_empty());
    text.collect::<Vec<_>>().join(". ")
}

fn hint(field: &Field, id: &str) -> Markup {
    let text = help(field);
    html! {
        @if !text.is_empty() {
            span class="usa-hint" id={ (id) "-hint" } { (text) }
        }
    }
}

fn described(id: &str, field: &Field, wrong: bool) -> Option<String> {
    let hint = (!help(field).is_empty()).then(|| format!("{id}-hint"));
    let error = wrong.then(|| format!("{id}-error"));
    let both: Vec<String> = hint.into_iter().chain(error).collect();
    (!both.is_empty()).then(|| both.join(" "))
}

/// All faults above the form, each with a way to its field.
fn summary(wrong: &[Wrong]) -> Markup {
    html! {
        @if !wrong.is_empty() {
            div class="usa-alert usa-alert--error" role="alert" tabindex="-1" data-faults {
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

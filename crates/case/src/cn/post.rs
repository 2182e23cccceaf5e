//! What is published of a notification: each publication and each correction of it is kept as a
//! version of its own, with the facts as they were printed, whatever others do with their pages.

use rules::Governing;
use serde::{Deserialize, Serialize};
use terms::{Day, Desk, Kind, coded, limits};

use super::State;
use crate::{
    act::{About, Field, Input},
    gates::notification,
    refusal::Refusal,
    situation::Situation,
};

/// How the act describes itself.
pub const ABOUT: About = About {
    name: "post",
    thing: "publications",
    kind: Kind::Notification,
    title: "Record a publication",
    help: "Keeps what was published of the sale, where, and on which day. Facts come from the \
           record; what was printed otherwise is entered. Publishing again makes the next version.",
    desks: &[Desk::Legislative, Desk::State, Desk::CountryDesk],
    fields: &[
        Field::must("on", "Day", Input::Day),
        Field::must("place", "Where", Input::Choice(Place::OPTIONS)),
        Field::may("reference", "Document number", Input::Text(limits::LINE)),
        Field::may("address", "Address", Input::Text(limits::LINE)),
        Field::may("text", "Text", Input::Long(limits::LETTER)),
        Field::may("reason", "Why it was published again", Input::Long(limits::PARAGRAPH)),
        Field::may("printed", "Facts that were printed otherwise", Input::Records(PRINTED)),
    ],
};

const PRINTED: &[Field] = &[
    Field::must("name", "Fact", Input::Text(limits::LINE)),
    Field::must("value", "As printed", Input::Text(limits::LINE)),
];

coded! {
    /// Where a notification is published.
    pub enum Place "place" {
        /// Page of the sender.
        Page = "page" "public page of the publishing office",
        /// Official journal.
        Register = "register" "official journal",
        /// Record of the legislature.
        Record = "record" "record of the legislature",
    }
}

/// Records a publication.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field is described by its label in the form above")]
pub struct Post {
    pub on: Day,
    pub place: Place,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub printed: Vec<Fact>,
}

/// Something was published.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Posted {
    /// What was entered.
    pub given: Post,
    /// The version at its place, from 1.
    pub version: u32,
    /// Who publishes on that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Days since the delivery.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_after_delivery: Option<i32>,
    /// The facts as printed.
    pub facts: Vec<Fact>,
}

/// A fact as it was printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Its name.
    pub name: String,
    /// What was printed.
    pub value: String,
}

/// What differs between two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The fact.
    pub name: String,
    /// Before; `None` where it was not there.
    pub before: Option<String>,
    /// After; `None` where it is there no more.
    pub after: Option<String>,
}

/// What differs between two versions, in the order of the later one; what is gone comes last.
pub fn differences(before: &[Fact], after: &[Fact]) -> Vec<Difference> {
    let value = |facts: &[Fact], name: &str| {
        facts.iter().find(|fact| fact.name == name).map(|fact| fact.value.clone())
    };
    let gone = before.iter().filter(|fact| value(after, &fact.name).is_none());
    let all = after.iter().chain(gone).map(|fact| Difference {
        name: fact.name.clone(),
        before: value(before, &fact.name),
        after: value(after, &fact.name),
    });
    all.filter(|difference| difference.before != difference.after).collect()
}

pub(crate) fn decide(file: &State, act: &Post, now: &Situation<'_>) -> Result<Posted, Refusal> {
    let now = &now.with(Governing::Published, act.on);
    let early = notification::published_after_delivery(file.day_nought(), act.on, now);
    let at_place = |posted: &&Posted| posted.given.place == act.place;
    let last = file.posted.iter().rev().find(at_place);
    let facts = printed(file, act);
    let same = last.is_some_and(|last| last.facts == facts && last.given.text == act.text);
    let same = same.then(|| {
        now.contradiction(
            "It was published before with the same facts and text.".to_owned(),
            "Record a publication that changes something.",
        )
    });
    let backwards = last.filter(|last| act.on < last.given.on).map(|last| {
        now.contradiction(
            format!("The last version is of {}, after {}.", last.given.on, act.on),
            "Correct the day.",
        )
    });
    let future = now.not_in_future("day of the publication", act.on);
    Refusal::unless_clear([early, same, backwards, future].into_iter().flatten())?;
    let mut sender = ["CN-006", "CN-007"].into_iter().filter_map(|rule| now.row(rule));
    let publisher = sender.find_map(|row| row.text("publisher"));
    Ok(Posted {
        given: act.clone(),
        version: last.map_or(1, |last| last.version + 1),
        publisher: publisher.filter(|_| act.place == Place::Page).map(str::to_owned),
        days_after_delivery: file.day_nought().map(|day| day.days_until(act.on)),
        facts,
    })
}

/// The facts of the record, with what was printed otherwise in their place.
fn printed(file: &State, act: &Post) -> Vec<Fact> {
    let mut facts = file.public_facts();
    for printed in &act.printed {
        match facts.iter_mut().find(|fact| fact.name.eq_ignore_ascii_case(&printed.name)) {
            Some(fact) => fact.value.clone_from(&printed.value),
            None => facts.push(printed.clone()),
        }
    }
    facts
}

impl State {
    /// What the public is told of it, from the record: corrections that were sent are in it.
    pub fn public_facts(&self) -> Vec<Fact> {
        let mut facts = Vec::new();
        let mut put = |name: &str, value: Option<String>| {
            facts.extend(value.map(|value| Fact { name: name.to_owned(), value }));
        };
        if let Some(prepared) = &self.prepared {
            put("Purchaser", Some(prepared.purchaser.to_string()));
            put("Major defense equipment", Some(format!("USD {}", prepared.mde)));
            put("Other", Some(format!("USD {}", prepared.other)));
            put("Total", Some(format!("USD {}", prepared.total)));
            let items = prepared.items.iter().map(|item| match item.quantity {
                Some(quantity) => format!("{quantity} {}", item.name),
                None => item.name.clone(),
            });
            put("Items", Some(items.collect::<Vec<_>>().join("; ")));
            put("Justification", Some(prepared.given.justification.clone()));
            put("Contractors", prepared.given.contractors.clone());
        }
        if let Some(report) = &self.report {
            let given = &report.drafted.given;
            put("Changes", Some(given.parent.to_string()));
            put("What changes", Some(given.changes.clone()));
            put("Added value", given.added_total.map(|amount| format!("USD {amount}")));
        }
        put("Delivered", self.day_nought().map(|day| day.to_string()));
        for correction in &self.corrections {
            put(&correction.field, Some(correction.reads.clone()));
        }
        newest(facts)
    }
}

/// A fact that was corrected stands once, as corrected, where it stood.
fn newest(facts: Vec<Fact>) -> Vec<Fact> {
    let mut kept: Vec<Fact> = Vec::new();
    for fact in facts {
        match kept.iter_mut().find(|known| known.name.eq_ignore_ascii_case(&fact.name)) {
            Some(known) => known.value = fact.value,
            None => kept.push(fact),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(name: &str, value: &str) -> Fact {
        Fact { name: name.to_owned(), value: value.to_owned() }
    }

    #[test]
    fn what_changed_what_came_and_what_went_are_told() {
        let before = [fact("Total", "1"), fact("Items", "a"), fact("Note", "x")];
        let after = [fact("Total", "2"), fact("Items", "a"), fact("Day", "d")];
        let told = differences(&before, &after);
        let names: Vec<&str> = told.iter().map(|d| d.name.as_str()).collect();
        assert_eq!(names, ["Total", "Day", "Note"]);
        assert_eq!(told[0].before.as_deref(), Some("1"));
        assert_eq!((told[1].before.as_deref(), told[2].after.as_deref()), (None, None));
        assert!(differences(&after, &after).is_empty());
    }
}

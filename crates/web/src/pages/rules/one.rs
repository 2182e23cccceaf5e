//! A rule: what it says on a day, its numbers, its history, how it is held, the stories that prove
//! it, and what it holds now.

use app::{
    explain::{Explained, Story, standing},
    judge::Holds,
};
use axum::{
    extract::{Path, Query, State},
    response::IntoResponse,
};
use case::coverage::State as Held;
use maud::{Markup, html};
use rules::{Row, RowKind};
use serde::Deserialize;
use terms::Day;

use super::dates;
use crate::{
    Site,
    error::Error,
    pages::{Answer, asked_day},
    parts::{Frame, Page, bits, nation, table},
    who::Who,
};

/// How many open files are looked at for what a rule holds; a page says when there are more.
const LOOKED_AT: usize = 500;

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    on: String,
}

/// The parts of the page.
const CONTENTS: &[(&str, &str)] = &[
    ("numbers", "Numbers"),
    ("history", "History by date"),
    ("held", "How it is held"),
    ("holds", "What it holds now"),
    ("stories", "Stories that prove it"),
];

/// `GET /rules/{id}`.
pub async fn show(
    State(site): State<Site>,
    who: Who,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let office = &site.office;
    let today = office.today();
    let day = asked_day(&asked.on)?.unwrap_or(today);
    let known = office.explain(&id)?;
    let told = known.ok_or_else(|| Error::NotFound(format!("The rule {id}")))?;
    let row = of_day(&told, day);
    let holds = office.held_by(told.id, LOOKED_AT).await?;
    let body = html! {
        p class="cw-lead" { (row.rule) }
        (bits::contents(CONTENTS))
        (facts(row, day))
        (bits::section("numbers", "Numbers", &numbers(row)))
        (bits::section("history", "History by date", &history(&told, row, day)))
        (bits::section("held", "How it is held", &held(&told, row)))
        (bits::section("holds", "What it holds now", &holding(told.id, &holds)))
        (bits::section("stories", "Stories that prove it", &stories(&told)))
    };
    let title = format!("{}: {}", told.id, row.title);
    let page = Page::new(Frame::of(office, who), title, body);
    Ok(page.under("/", "Home").under("/rules", "Rules").into_response())
}

/// The row in force on a day; else the newest one that is no proposal, else the newest.
fn of_day<'a>(told: &Explained<'a>, day: Day) -> &'a Row {
    let rows = &told.rows;
    let in_force = rows.iter().find(|row| row.in_force(day));
    let enforced = || rows.iter().rev().find(|row| row.kind != RowKind::Proposal);
    in_force.or_else(enforced).or(rows.last()).expect("INVARIANT: a rule that is told has a row")
}

fn facts(row: &Row, day: Day) -> Markup {
    let stands = standing(row, day);
    bits::facts(&[
        ("On", html! { (bits::day(day)) ": " (stands) }),
        ("In force", dates(row)),
        (
            "Kind",
            html! { (row.kind.word()) @if row.kind == RowKind::Proposal { ", never enforced" } },
        ),
        ("Governed by", html! { (row.governed_by()) }),
        ("Citation", html! { (row.citation) }),
        ("Read on", bits::day(row.read_on)),
        (
            "Confidence",
            html! {
                (row.confidence.word().replace('_', " "))
                @if let Some(caution) = row.confidence.caution() { ": " (caution) }
            },
        ),
    ])
}

fn numbers(row: &Row) -> Markup {
    let rows: Vec<Vec<Markup>> = row
        .params
        .iter()
        .map(|(name, value)| vec![html! { (name.replace('_', " ")) }, html! { (plain(value)) }])
        .collect();
    html! {
        @if rows.is_empty() { (bits::quiet("The row has no numbers.")) }
        @else {
            (table::table("Numbers and words of the row", &["Name", "Value"].map(table::words), &rows))
        }
    }
}

/// A number with its thousands apart, a text without quotes, a list with commas.
fn plain(value: &impl ToString) -> String {
    let text = value.to_string();
    let digits = text.strip_prefix('-').unwrap_or(&text);
    if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
        let mut grouped = String::new();
        for (at, digit) in text.chars().enumerate() {
            let left = text.len() - at;
            if at > 0 && left.is_multiple_of(3) && digit.is_ascii_digit() && !grouped.ends_with('-')
            {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        return grouped;
    }
    text.trim_matches(['[', ']']).replace('"', "")
}

fn history(told: &Explained<'_>, shown: &Row, day: Day) -> Markup {
    let rows: Vec<Vec<Markup>> = told
        .rows
        .iter()
        .rev()
        .map(|row| {
            let here = std::ptr::eq(*row, shown);
            let numbers = row.params.iter().map(|(name, value)| format!("{name} {}", plain(value)));
            vec![
                html! { (dates(row)) },
                html! { (standing(row, day)) @if here { ", shown above" } },
                html! { div class="cw-wide" { (row.rule) } },
                html! { (numbers.collect::<Vec<_>>().join("; ")) },
                html! { (row.citation) },
                html! { (row.confidence.word().replace('_', " ")) },
            ]
        })
        .collect();
    let headings =
        ["In force", "On that day", "What it says", "Numbers", "Citation", "Source seen"];
    html! {
        (table::table("Every row of the rule, the newest first", &headings.map(table::words), &rows))
        (other_day(day))
    }
}

fn other_day(day: Day) -> Markup {
    html! {
        form class="cw-filter" method="get" aria-label="Another day" {
            div {
                label class="usa-label" for="on" { "Show the row of another day" }
                input class="usa-input" type="date" id="on" name="on" value=(day) required;
            }
            button class="usa-button usa-button--outline" type="submit" { "Show" }
        }
    }
}

fn held(told: &Explained<'_>, row: &Row) -> Markup {
    let how = match told.state {
        Held::Checked => "a check of the program decides from what is recorded",
        Held::Attested => "a named role states what it found, with evidence, and gates ask for it",
        Held::Definition => "it says what a word means; nothing is asked of a file",
        Held::Duty => "somebody owes it outside of the gates of this record",
        Held::Proposal => "nothing: a proposal is shown and never enforced",
        Held::NotChecked | Held::NoRow => "nothing in this program holds it",
    };
    let mut pairs = vec![("Held by", html! { (how) })];
    if let Some(place) = told.place {
        pairs.push(("Program text", html! { span class="cw-mono" { (place) } }));
    }
    if let Some(asked) = &row.attestation {
        pairs.push(("Who states it", html! { (nation::desks(&asked.roles)) }));
        pairs.push(("Kept on the file of the", html! { (asked.file) }));
        if !asked.acts.is_empty() {
            pairs.push(("Asked for by", html! { (asked.acts.join(", ")) }));
        }
    }
    if let Some(waiver) = &row.waiver {
        pairs.push(("Waived by", html! { (waiver.authority) }));
    }
    bits::facts(&pairs)
}

fn holding(rule: &str, holds: &Holds) -> Markup {
    let rows: Vec<Vec<Markup>> = holds
        .items
        .iter()
        .map(|hold| {
            let file = bits::href(&hold.stream.to_string());
            vec![
                html! { span class="cw-id" { (bits::link(&file, hold.stream.file.as_str())) } },
                bits::stage(hold.stage, ""),
                bits::link(&format!("{file}/{}/reasons", hold.thing), hold.title),
                html! { div class="cw-wide" { (hold.sentence) } },
            ]
        })
        .collect();
    let looked = if holds.all {
        format!("All {} open files were looked at.", holds.looked_at)
    } else {
        format!("The first {} open files were looked at; there are more.", holds.looked_at)
    };
    html! {
        @if rule == "STAGE-001" {
            (bits::quiet("It holds every act that is not done at the stage of its file; those are not listed."))
        } @else if rows.is_empty() {
            (bits::quiet("It stops no act that the stage of an open file allows."))
        } @else {
            (table::table("Acts that it stops today", &["File", "State", "Reasons", "What was seen"].map(table::words), &rows))
        }
        (bits::quiet(&looked))
    }
}

fn stories(told: &Explained<'_>) -> Markup {
    let list = |heading: &str, stories: &[Story]| {
        html! {
            @if !stories.is_empty() {
                h3 { (heading) ": " (stories.len()) }
                ul {
                    @for story in stories {
                        li {
                            (bits::link(&format!("/stories/{}", story.name()), &story.title))
                            " " span class="font-body-2xs cw-mono" { (story.path) }
                        }
                    }
                }
            }
        }
    };
    html! {
        @if told.passing.is_empty() && told.refusing.is_empty() {
            (bits::quiet("No story tells of it."))
        }
        (list("It lets an act pass, or its number is used", &told.passing))
        (list("It refuses an act, or is noted", &told.refusing))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_printed_as_people_read_them() {
        assert_eq!(plain(&14_000_000), "14,000,000");
        assert_eq!(plain(&-1_500), "-1,500");
        assert_eq!(plain(&85), "85");
        assert_eq!(plain(&"\"0.032\""), "0.032");
        assert_eq!(plain(&"[\"legal\", \"state\"]"), "legal, state");
    }
}

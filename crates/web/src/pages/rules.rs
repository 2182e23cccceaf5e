//! The law as a list: found by words, group, kind, source and day.

pub mod one;
pub mod story;

use app::explain::{self, RuleQuery};
use axum::{
    extract::{Query, State},
    response::IntoResponse,
};
use maud::{Markup, html};
use rules::{Confidence, Row, RowKind};
use serde::Deserialize;
use terms::Day;

use super::{Answer, asked_day};
use crate::{
    Site,
    parts::{
        Frame, Page, bits,
        list::{Address, Filter, given},
        table,
    },
    who::Who,
};

/// What the address says.
#[derive(Debug, Default, Clone, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    group: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    confidence: String,
    #[serde(default)]
    on: String,
}

const KINDS: &[(&str, &str)] = &[
    (RowKind::Law.word(), "law"),
    (RowKind::Regulation.word(), "regulation"),
    (RowKind::Policy.word(), "policy"),
    (RowKind::Practice.word(), "practice of the record"),
    (RowKind::Proposal.word(), "proposal, never enforced"),
];
const SOURCES: &[(&str, &str)] = &[
    (Confidence::Confirmed.word(), "read in the public source"),
    (Confidence::ConfirmedOlderEdition.word(), "read in an older edition"),
    (Confidence::MemoryHigh.word(), "from memory"),
    (Confidence::MemoryLow.word(), "from memory and uncertain"),
];

/// `GET /rules`.
pub async fn list(State(site): State<Site>, who: Who, Query(asked): Query<Asked>) -> Answer {
    let law = site.office.law();
    let on = asked_day(&asked.on)?;
    let query = RuleQuery {
        words: given(&asked.q),
        group: given(&asked.group).map(|group| group.to_uppercase()),
        kind: given(&asked.kind),
        confidence: given(&asked.confidence),
        on,
    };
    let rows = law.rows(&query);
    let today = site.office.today();
    let cells: Vec<Vec<Markup>> = rows.iter().map(|row| cells(row, on.unwrap_or(today))).collect();
    let pairs = [
        ("q", asked.q.as_str()),
        ("group", &asked.group),
        ("kind", &asked.kind),
        ("confidence", &asked.confidence),
        ("on", &asked.on),
    ];
    let address = Address { path: "/rules", pairs: &pairs };
    let mut groups: Vec<&str> = law.pack.ids().into_iter().map(explain::group).collect();
    groups.dedup();
    let groups: Vec<(&str, &str)> = groups.into_iter().map(|group| (group, group)).collect();
    let filters = [
        Filter::Words,
        Filter::Choice("group", "Group", &groups),
        Filter::Choice("kind", "Kind", KINDS),
        Filter::Choice("confidence", "Source seen", SOURCES),
        Filter::Day("on", "In force on"),
    ];
    let nation = law.pack.jurisdiction();
    let body = html! {
        p { "The law is dated data. A row from memory says so wherever it decides; a proposal is shown and never enforced." }
        (address.filter(&filters))
        p role="status" { (count(rows.len(), law.pack.rows().len())) }
        @if rows.is_empty() {
            (bits::empty("No row fits. Take a filter away."))
        } @else {
            (table::table("Rules", HEADINGS, &cells))
        }
        h2 { "The pack" }
        (bits::facts(&[
            ("Law of", html! { (nation.title) }),
            ("Name of the pack", html! { span class="cw-mono" { (nation.name) } }),
            ("Counts in", html! { (nation.currency.name) " (" (nation.currency.code) ")" }),
            ("Digest", html! { span class="cw-mono font-body-2xs" { (law.pack.digest()) } }),
        ]))
    };
    let page = Page::new(Frame::of(&site.office, who), "Rules", body);
    Ok(page.at("/rules").under("/", "Home").into_response())
}

const HEADINGS: &[table::Heading] = &[
    table::words("Rule"),
    table::words("What it says"),
    table::words("Kind"),
    table::words("In force"),
    table::words("Citation"),
    table::words("Source seen"),
];

fn count(found: usize, all: usize) -> String {
    if found == all { format!("{all} rows.") } else { format!("{found} of {all} rows.") }
}

fn cells(row: &Row, day: Day) -> Vec<Markup> {
    vec![
        html! { span class="cw-id" { (bits::rule(&row.key())) } },
        html! { div class="cw-wide" { strong { (row.title) } br; (row.rule) } },
        html! { (row.kind.word()) },
        html! { (dates(row)) br; span class="font-body-2xs" { (explain::standing(row, day)) } },
        html! { (row.citation) },
        html! { (row.confidence.word().replace('_', " ")) },
    ]
}

/// From which day to which.
pub(super) fn dates(row: &Row) -> Markup {
    if row.from.is_none() && row.until.is_none() {
        return html! { "not dated" };
    }
    html! {
        @match row.from { Some(day) => (bits::day(day)), None => { "open" } }
        " to "
        @match row.until { Some(day) => (bits::day(day)), None => { "open" } }
    }
}

//! The list of cases: filter, search, sort, page.

use axum::{
    extract::{Query, State},
    response::IntoResponse,
};
use case::sale::Stage;
use maud::{Markup, html};
use serde::Deserialize;
use store::views::{
    cases::{self, CaseQuery, CaseRow, CaseSort},
    gates::Gate,
};
use terms::{Day, Kind};

use super::Answer;
use crate::{
    Site,
    parts::{
        Frame, Page, bits,
        list::{Address, Filter, given},
        nation, table,
    },
    who::Who,
};

const ROWS: u32 = 50;

/// What the address says.
#[derive(Debug, Default, Clone, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    purchaser: String,
    #[serde(default)]
    gate: String,
    #[serde(default)]
    sort: String,
    #[serde(default)]
    after: String,
}

/// `GET /cases`.
pub async fn show(State(site): State<Site>, who: Who, Query(asked): Query<Asked>) -> Answer {
    let sort = CaseSort::WORDS.iter().find(|(word, _)| *word == asked.sort);
    let query = CaseQuery {
        words: given(&asked.q),
        stage: given(&asked.state),
        within: case::gates::states_within(&site.office.law().pack, &asked.state),
        purchaser: given(&asked.purchaser).map(|code| code.to_uppercase()),
        gate: given(&asked.gate),
        sort: sort.map(|(_, sort)| *sort).unwrap_or_default(),
        after: given(&asked.after),
        limit: ROWS,
    };
    let page = cases::list(site.office.store(), &query).await?;
    let frame = Frame::of(&site.office, who);
    let rows: Vec<Vec<Markup>> =
        page.items.iter().map(|row| cells(row, site.office.today())).collect();
    let pairs = [
        ("q", asked.q.as_str()),
        ("state", &asked.state),
        ("purchaser", &asked.purchaser),
        ("gate", &asked.gate),
        ("sort", &asked.sort),
    ];
    let address = Address { path: "/cases", pairs: &pairs };
    let next = page.next.as_deref().map(|after| address.with("after", after));
    let added = case::gates::states(&site.office.law().pack);
    let states: Vec<(&str, &str)> = Stage::OPTIONS[1..].iter().copied().chain(added).collect();
    let body = html! {
        (address.filter(&[Filter::Words, Filter::States("case", &states), Filter::Purchaser, Filter::Choice("gate", "Next act", GATES)]))
        @if rows.is_empty() && address.narrowed() {
            (bits::empty("No case fits. Take a filter away."))
        } @else if rows.is_empty() {
            (bits::empty("No case is on record. A case is opened from a request on which work can start; public notices are read in on the page of imports."))
            p { a class="usa-button" href="/cases/new" { "Open a case" } }
        } @else {
            (table::sortable("Cases", HEADINGS, &rows, |word| {
                let now = if asked.sort.is_empty() { "case" } else { &asked.sort };
                Some((address.with("sort", word), now == word))
            }))
            (table::pager(&address.with("after", ""), next.as_deref(), !asked.after.is_empty()))
        }
    };
    Ok(Page::new(frame, "Cases", body).at("/cases").under("/", "Home").into_response())
}

const GATES: &[(&str, &str)] =
    &[("open", "Open"), ("held", "Held by rules"), ("none", "None of its own")];

const HEADINGS: &[table::Heading] = &[
    table::words("Case").sorted_by("case"),
    table::words("Nickname"),
    table::words("Purchaser"),
    table::words("State").sorted_by("state"),
    table::words("Next act").sorted_by("gate"),
    table::words("Holder"),
    table::money("Value").sorted_by("value"),
    table::words("Next due").sorted_by("due"),
    table::words("Last event").sorted_by("touched"),
];

fn cells(row: &CaseRow, today: Day) -> Vec<Markup> {
    let meaning = row.stage.parse::<Stage>().map(Stage::meaning).unwrap_or_default();
    let meaning = nation::stage("case", &row.stage, meaning);
    vec![
        html! { a class="usa-link cw-id" href={ "/cases/" (row.file) } { (row.file) } },
        html! { (row.nickname) },
        match &row.purchaser {
            Some(code) => html! { a class="usa-link" href={ "/purchasers/" (code) } { (code) } },
            None => bits::unknown(),
        },
        html! {
            (bits::stage(&row.stage, &meaning))
            @if row.suspended { " " span class="usa-tag bg-secondary-dark" { "suspended" } }
            @if row.open_findings > 0 { " " span class="usa-tag bg-secondary-dark" { (row.open_findings) " open" } }
            @if row.open_reviews > 0 { " " span class="usa-tag bg-secondary-dark" { "under review" } }
        },
        gate(row.gate.as_ref(), &row.file, today),
        html! { (bits::holder(&row.holder)) " since " (bits::day_text(Some(&row.holder_since))) },
        bits::cents(row.value_cents),
        match &row.next_due {
            Some(day) => html! { div class="cw-half" {
                (bits::day_text(Some(day))) " "
                span class="font-body-2xs" { (bits::days_left(today, day)) ": " (row.next_due_what.as_deref().unwrap_or_default()) }
            } },
            None => html! { "nothing" },
        },
        bits::day(row.touched.day()),
    ]
}

/// The next act, and what stands in its way: the first rule, and how many more there are. The day
/// is told where it is not today.
fn gate(gate: Option<&Gate>, file: &str, today: Day) -> Markup {
    let Some(gate) = gate else { return html! { "being looked up" } };
    let Some(act) = &gate.act else { return html! { "none of its own" } };
    let about = case::file::acts(Kind::Case).into_iter().find(|about| about.name == act);
    let title = about.map_or(act.as_str(), |about| about.title);
    let more = gate.holds.unwrap_or_default() - 1;
    html! {
        div class="cw-half" {
            @if let Some(rule) = &gate.rule {
                "Held by " a class="usa-link" href={ "/rules/" (rule) } { (rule) }
                @if more > 0 { " and " (more) " more" }
                ": "
            } @else { "Open: " }
            a class="usa-link" href={ "/cases/" (file) "#next" } { (title) }
            @if let Some(day) = gate.as_of.as_ref().filter(|day| **day != today.to_string()) {
                " " span class="font-body-2xs" { "as of " (bits::day_text(Some(day))) }
            }
        }
    }
}

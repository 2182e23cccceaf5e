//! The list of cases: filter, search, sort, page.

use std::fmt::Write as _;

use axum::{
    extract::{Query, State},
    response::IntoResponse,
};
use case::sale::Stage;
use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use store::views::cases::{self, CaseQuery, CaseRow, CaseSort};
use terms::Day;

use super::Answer;
use crate::{
    Site,
    parts::{Frame, Page, bits, table},
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
    sort: String,
    #[serde(default)]
    after: String,
}

/// `GET /cases`.
pub async fn show(State(site): State<Site>, who: Who, Query(asked): Query<Asked>) -> Answer {
    let given = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
    let sort = CaseSort::WORDS.iter().find(|(word, _)| *word == asked.sort);
    let query = CaseQuery {
        words: given(&asked.q),
        stage: given(&asked.state),
        purchaser: given(&asked.purchaser),
        sort: sort.map(|(_, sort)| *sort).unwrap_or_default(),
        after: given(&asked.after),
        limit: ROWS,
    };
    let page = cases::list(site.office.store(), &query).await?;
    let frame = Frame::of(&site.office, who);
    let rows: Vec<Vec<Markup>> =
        page.items.iter().map(|row| cells(row, site.office.today())).collect();
    let next = page.next.as_deref().map(|after| asked.address("after", after));
    let body = html! {
        (filter(&asked))
        @if rows.is_empty() {
            (bits::empty("No case fits. Take a filter away, or open a case from an actionable request."))
        } @else {
            (table::sortable("Cases", HEADINGS, &rows, |word| {
                let now = if asked.sort.is_empty() { "case" } else { &asked.sort };
                Some((asked.address("sort", word), now == word))
            }))
            (table::pager(&asked.address("after", ""), next.as_deref(), !asked.after.is_empty()))
        }
    };
    Ok(Page::new(frame, "Cases", body).under("/", "Home").into_response())
}

const HEADINGS: &[table::Heading] = &[
    table::words("Case").sorted_by("case"),
    table::words("Nickname"),
    table::words("Purchaser"),
    table::words("State").sorted_by("state"),
    table::words("Holder"),
    table::number("Value, USD").sorted_by("value"),
    table::words("Next due").sorted_by("due"),
    table::words("Last event").sorted_by("touched"),
];

fn cells(row: &CaseRow, today: Day) -> Vec<Markup> {
    let meaning = row.stage.parse::<Stage>().map(Stage::meaning).unwrap_or_default();
    vec![
        html! { a class="usa-link" href={ "/cases/" (row.file) } { (row.file) } },
        html! { (row.nickname) },
        match &row.purchaser {
            Some(code) => html! { a class="usa-link" href={ "/purchasers/" (code) } { (code) } },
            None => bits::unknown(),
        },
        html! {
            (bits::stage(&row.stage, meaning))
            @if row.suspended { " " span class="usa-tag bg-secondary-dark" { "suspended" } }
            @if row.open_findings > 0 { " " span class="usa-tag bg-secondary-dark" { (row.open_findings) " open" } }
            @if row.open_reviews > 0 { " " span class="usa-tag bg-secondary-dark" { "under review" } }
        },
        html! { (row.holder) " since " (bits::day_text(Some(&row.holder_since))) },
        bits::cents(row.value_cents),
        match &row.next_due {
            Some(day) => html! {
                (bits::day_text(Some(day))) " "
                span class="font-body-2xs" { (bits::days_left(today, day)) ": " (row.next_due_what.as_deref().unwrap_or_default()) }
            },
            None => html! { "nothing" },
        },
        bits::moment(row.touched),
    ]
}

fn filter(asked: &Asked) -> Markup {
    html! {
        form class="usa-form maxw-none grid-row grid-gap" method="get" action="/cases" role="search" {
            div class="tablet:grid-col-5" {
                label class="usa-label" for="q" { "Words" }
                input class="usa-input" type="search" id="q" name="q" value=(asked.q);
            }
            div class="tablet:grid-col-3" {
                label class="usa-label" for="state" { "State" }
                select class="usa-select" id="state" name="state" {
                    option value="" { "Every state" }
                    @for stage in Stage::ALL.iter().filter(|stage| **stage != Stage::None) {
                        option value=(stage) selected[asked.state == stage.code()] {
                            (stage.code().replace('-', " "))
                        }
                    }
                }
            }
            div class="tablet:grid-col-2" {
                label class="usa-label" for="purchaser" { "Purchaser" }
                input class="usa-input" type="text" id="purchaser" name="purchaser" value=(asked.purchaser)
                    maxlength="2" placeholder="BN" autocomplete="off";
            }
            div class="tablet:grid-col-2 display-flex flex-align-end" {
                button class="usa-button" type="submit" { "Find" }
            }
            @if !asked.sort.is_empty() { input type="hidden" name="sort" value=(asked.sort); }
        }
    }
}

impl Asked {
    /// The address of the list with one thing changed; another order or filter begins anew.
    fn address(&self, name: &str, value: &str) -> String {
        let mut out = String::from("/cases?");
        let pairs = [
            ("q", self.q.as_str()),
            ("state", &self.state),
            ("purchaser", &self.purchaser),
            ("sort", &self.sort),
        ];
        let kept = pairs.into_iter().filter(|(known, _)| *known != name);
        for (name, value) in kept.chain([(name, value)]).filter(|(_, value)| !value.is_empty()) {
            let _ = write!(out, "{name}={}&", utf8_percent_encode(value, NON_ALPHANUMERIC));
        }
        out.pop();
        out
    }
}

//! The home page: how many files stand at each stage, and what falls due.

use app::clocks::Told;
use axum::{extract::State, response::IntoResponse};
use case::{lor, sale};
use maud::{Markup, html};
use store::views::{cases, requests};

use super::{Answer, office::healthy};
use crate::{
    Site,
    parts::{
        Frame, Page, bits,
        chart::{self, Bar},
        table,
    },
    who::Who,
};

/// Days ahead that the page looks.
const AHEAD: i32 = 60;
const ROWS: u32 = 12;

/// `GET /`.
pub async fn show(State(site): State<Site>, who: Who) -> Answer {
    let store = site.office.store();
    let today = site.office.today();
    let by_stage = cases::by_stage(store).await?;
    let requests = requests::by_stage(store).await?;
    let due = site.office.dues(today.plus_days(AHEAD), ROWS).await?;
    let lacks = site.office.lacks().await?;
    let register = site.office.register().await?;
    let all: i64 = by_stage.iter().map(|(_, count)| count).sum();
    let frame = Frame::of(&site.office, who);
    let begin = all == 0 && requests.is_empty();
    let body = html! {
        p class="cw-lead" {
            "One record of each sale, from first contact to closure. "
            @match all {
                0 => "No case is on record yet.",
                1 => "1 case is on record.",
                _ => { (all) " cases are on record." }
            }
        }
        p { a class="usa-button" href="/requests/new" { "Receive a Letter of Request" } }
        @if begin { (start()) }
        @let due_body = html! {
            @if due.is_empty() {
                (bits::quiet(&format!("Nothing falls due within {AHEAD} calendar days.")))
            } @else {
                (dues_table(&due, today))
                p { (bits::link("/reports/due", "Everything that falls due")) }
            }
        };
        (bits::section("due", "What is due", &due_body))
        @if !lacks.is_empty() && register.people().next().is_some() {
            (bits::section("office", "Two-person duties", &healthy(&lacks)))
        }
        p { (bits::link("/office/register", "The office: its people, who acts for whom, who may do what")) }
        @if !by_stage.is_empty() {
            (bits::section("cases", "Cases by state", &queue(&Queue {
                id: "cases-chart",
                href: "/cases?state=",
                counts: &by_stage,
                states: &sale::Stage::OPTIONS
                    .iter()
                    .copied()
                    .chain(case::gates::states(&site.office.law().pack))
                    .collect::<Vec<_>>(),
            })))
        }
        @if !requests.is_empty() {
            (bits::section("requests", "Requests by state", &queue(&Queue {
                id: "requests-chart",
                href: "/requests?state=",
                counts: &requests,
                states: lor::Stage::OPTIONS,
            })))
        }
    };
    Ok(Page::new(frame, "Home", body).at("/").into_response())
}

/// Where to begin on an empty record.
fn start() -> Markup {
    html! {
        div class="cw-empty" {
            p class="margin-top-0" { "Nothing is on record yet. Three ways to begin:" }
            ul class="usa-list margin-bottom-0" {
                li { (bits::link("/purchasers/new", "Register a purchaser")) " at the first contact." }
                li { (bits::link("/requests/new", "Receive a Letter of Request")) " when one arrives." }
                li { (bits::link("/imports", "Read public notices in")) " from a file." }
            }
        }
    }
}

/// How many files stand at each state.
struct Queue<'a> {
    id: &'a str,
    href: &'a str,
    counts: &'a [(String, i64)],
    states: &'a [(&'a str, &'a str)],
}

/// The chart, and the table that says the same with ways to the lists; states in the order of a
/// sale.
fn queue(queue: &Queue<'_>) -> Markup {
    let count = |code: &str| queue.counts.iter().find(|(known, _)| known == code).map(|(_, n)| *n);
    let here: Vec<(&str, &str, i64)> = queue
        .states
        .iter()
        .filter_map(|(code, meaning)| Some((*code, *meaning, count(code)?)))
        .collect();
    let bars: Vec<Bar> = here
        .iter()
        .map(|(code, _, count)| Bar { name: code.replace('-', " "), count: *count })
        .collect();
    let rows: Vec<Vec<Markup>> = here
        .iter()
        .map(|(code, meaning, count)| {
            vec![
                bits::link(&format!("{}{code}", queue.href), &code.replace('-', " ")),
                html! { (meaning) },
                html! { (count) },
            ]
        })
        .collect();
    let headings = [table::words("State"), table::words("Meaning"), table::number("Files")];
    html! {
        div class="grid-row grid-gap" {
            div class="desktop:grid-col-5" { (chart::bars(queue.id, "Files by state", &bars)) }
            div class="desktop:grid-col-7" { (table::table("Files by state", &headings, &rows)) }
        }
    }
}

/// Dues as a table.
pub fn dues_table(dues: &[Told], today: terms::Day) -> Markup {
    let steps = dues.iter().any(|due| !due.told.is_empty());
    let rows: Vec<Vec<Markup>> = dues
        .iter()
        .map(|Told { row: due, told }| {
            let told = steps.then(|| html! { (told.join(", ")) });
            let file = due.stream.split_once('/').map_or(due.stream.as_str(), |(_, file)| file);
            let row = vec![
                bits::day_text(Some(&due.due)),
                html! { span class="cw-day" { (bits::days_left(today, &due.due)) } },
                html! { a class="usa-link cw-id" href=(bits::href(&due.stream)) { (file) } },
                html! { div class="cw-wide" { (due.what) } },
                html! { (bits::holder(&due.holder)) },
                html! { (due.counts) },
                due.rule.as_deref().map_or_else(|| html! { "agreed" }, bits::rule),
            ];
            row.into_iter().chain(told).collect()
        })
        .collect();
    let headings =
        ["Due", "When", "File", "What", "Holder", "Counted in", "Set by", "Told"].map(table::words);
    let shown = if steps { headings.len() } else { headings.len() - 1 };
    table::table("What falls due, soonest first", &headings[..shown], &rows)
}

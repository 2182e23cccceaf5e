//! The prices of a case: every figure leads to its formula, its rate and the source of that.

use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use case::{
    loa::build_up::{Applied, Figure},
    price::sheet::{LineSheet, Sheet},
};
use maud::{Markup, html};
use terms::{Kind, StreamId, Usd};

use super::Answer;
use crate::{
    Site,
    error::Error,
    parts::{Frame, Page, bits, nation, table},
    who::Who,
};

/// `GET /cases/{id}/prices`.
pub async fn show(State(site): State<Site>, who: Who, Path(id): Path<String>) -> Answer {
    let stream = StreamId::new(Kind::Case, id.parse()?);
    let sheet = site.office.prices(&stream.file).await?;
    let sheet = sheet.ok_or_else(|| Error::NotFound(stream.to_string()))?;
    let body = html! {
        p class="cw-lead" {
            "Total estimated cost " strong { (nation::amount(sheet.summary.total)) }
            ". Each figure leads to how it was made. "
            (bits::link(&format!("/cases/{}/what-if", stream.file), "What if something were otherwise"))
        }
        (doubts(&sheet.unconfirmed))
        (overview(&sheet))
        (summary(&sheet))
        @for line in &sheet.lines { (build_up(line)) }
    };
    let title = format!("{}: prices", stream.file);
    let page = Page::new(Frame::of(&site.office, who), title, body);
    let own = format!("/cases/{}", stream.file);
    Ok(page
        .under("/", "Home")
        .under("/cases", "Cases")
        .under(&own, stream.file.as_str())
        .into_response())
}

/// Rates that nobody has confirmed.
fn doubts(unconfirmed: &[Applied]) -> Markup {
    html! {
        @if !unconfirmed.is_empty() {
            div class="usa-alert usa-alert--warning usa-alert--slim" {
                div class="usa-alert__body" {
                    p class="usa-alert__text" {
                        "These prices use rates whose figures nobody has read in their source. "
                        "Confirm each before the offer is real: "
                        @for (i, applied) in unconfirmed.iter().enumerate() {
                            @if 0 < i { ", " }
                            (bits::link(
                                &format!("/office/register/rate-confirmations?rate={}", applied.id),
                                &applied.id,
                            ))
                            " (" (confidence(&applied.confidence)) ")"
                        }
                        "."
                    }
                }
            }
        }
    }
}

fn confidence(word: &str) -> &str {
    match word {
        "demo" => "a placeholder",
        "low" => "from memory",
        "medium" => "from an older or indirect text",
        _ => "read in its source",
    }
}

fn overview(sheet: &Sheet) -> Markup {
    let headings = [
        table::words("Line"),
        table::words("Description"),
        table::money("(8) Line"),
        table::money("(9) Packing"),
        table::number("Rate"),
        table::money("(10) Surcharge"),
        table::money("(11) Transport"),
    ];
    let rows: Vec<Vec<Markup>> = sheet
        .lines
        .iter()
        .map(|line| {
            let linked = |amount: Usd| match line.build_up {
                Some(_) => html! {
                    a class="usa-link" href={ "#line-" (line.number) } { (bits::money(amount)) }
                },
                None => bits::money(amount),
            };
            vec![
                html! { (line.number) },
                bits::kept(&line.description),
                line.line.map_or_else(bits::unknown, linked),
                linked(line.packing),
                html! { (line.surcharge_rate.percent()) },
                bits::money(line.surcharge),
                linked(line.transport),
            ]
        })
        .collect();
    html! {
        @if rows.is_empty() {
            (bits::quiet("No line is on record."))
        } @else {
            (table::table("Lines", &headings, &rows))
        }
    }
}

fn summary(sheet: &Sheet) -> Markup {
    let (exact, printed) = (&sheet.summary, sheet.summary.printed());
    let blocks = [
        ("(8) Net estimated cost", exact.net, printed.net),
        ("(9) Packing, crating and handling", exact.packing, printed.packing),
        ("(10) Administrative charge", exact.administrative, printed.administrative),
        ("(11) Transportation", exact.transportation, printed.transportation),
        ("(12) Other", exact.other, printed.other),
        ("(13) Total estimated cost", exact.total, printed.total),
    ];
    let rows: Vec<Vec<Markup>> = blocks
        .iter()
        .map(|(name, exact, printed)| {
            vec![html! { (name) }, bits::money(*exact), bits::money(*printed)]
        })
        .collect();
    let headings = [table::words("Block"), table::money("Exact"), table::money("Printed")];
    bits::section("summary", "Estimated cost summary", &table::table("Blocks", &headings, &rows))
}

/// How the price of a line came about.
fn build_up(line: &LineSheet) -> Markup {
    let Some(built) = &line.build_up else { return html! {} };
    let rows: Vec<Vec<Markup>> = built.figures.iter().map(figure).collect();
    let headings = [
        table::words("Charge"),
        table::words("How it is figured"),
        table::money("Amount"),
        table::words("Rate and source"),
    ];
    let body = html! {
        (table::table(&format!("Build-up of line {}", line.number), &headings, &rows))
        p {
            "Line " (nation::amount(built.line)) ", " (nation::amount(built.unit)) " for one, for display. "
            @if let Some(waiver) = &built.entered.waiver { "Waiver: " (bits::kept(waiver)) ". " }
        }
    };
    bits::section(
        &format!("line-{}", line.number),
        &format!("Line {}: {}", line.number, line.description),
        &body,
    )
}

fn figure(figure: &Figure) -> Vec<Markup> {
    vec![
        html! { (rules::capital(figure.charge.meaning())) },
        html! {
            (figure.formula)
            @if let Some(why) = &figure.spared { "; " (why) }
        },
        bits::money(figure.amount),
        html! {
            @for (i, rate) in figure.rates.iter().enumerate() {
                @if 0 < i { "; " }
                span class="cw-mono" { (rate.id) } ", "
                (rate.trigger) " " (bits::day(rate.on)) ", " (rate.citation) ", "
                (confidence(&rate.confidence))
            }
            @if figure.rates.is_empty() { "as entered" }
        },
    ]
}

//! The page of a request: how complete it is, what is missing, what was asked and answered.

mod answers;

use axum::{
    extract::{Path, Query, State},
    response::IntoResponse,
};
use case::{
    Decider, File,
    lor::{self, Milestone},
};
use maud::{Markup, html};
use terms::{Kind, StreamId, codes::ResponseType};

use super::{
    Answer,
    act::{self, Done},
    record,
};
use crate::{
    Site,
    error::Error,
    parts::{Frame, Page, acts::Acts, bits, findings, holders, marking, papers, table},
    who::Who,
};

/// `GET /requests/{id}`.
pub async fn show(
    State(site): State<Site>,
    who: Who,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Answer {
    let stream = StreamId::new(Kind::Request, id.parse()?);
    let file = site.office.file(&stream).await?;
    let not_there = || Error::NotFound(stream.to_string());
    let File::Request(request) = &*file else { return Err(not_there().into()) };
    let subject = request.subject().ok_or_else(not_there)?;
    let ready = site.office.readiness(&stream, who.0.as_ref()).await?;
    let today = site.office.today();
    let listed = site.office.papers_of(&file).await?;
    let record = record::sections(&site, &stream, &file).await?;
    let borne = site.office.borne(&stream, &file).await?;
    let acts = Acts {
        ready: &ready,
        stream: &stream,
        road: road(request),
        elsewhere: elsewhere(request, &stream),
    };
    let body = html! {
        @if let Some(borne) = &borne { (marking::banner(borne)) }
        (act::done(Kind::Request, &done))
        (head(request))
        (acts.open())
        (answers::disapprovals(request))
        (answers::pricing(request))
        (completeness(request))
        (evaluation(request))
        (rounds(request))
        (bits::section("held", "Who held it", &holders::show(&request.head().spans, today)))
        (answers::assessment(request))
        (answers::need(request))
        @if let Some(letter) = &request.letter { (said(letter)) }
        (bits::section("documents", "Documents", &papers::show(&stream, &listed, &request.documents)))
        (attachments(request))
        @if let Some(borne) = &borne { (marking::section(borne)) }
        @if !request.findings.is_empty() {
            section aria-labelledby="intake" {
                h2 id="intake" { "What intake noted" }
                (findings::list(&request.findings))
            }
        }
        (acts.closed())
        (record)
    };
    let title = format!("{}: {subject}", stream.file);
    let page = Page::new(Frame::of(&site.office, who), title, body);
    Ok(page.under("/", "Home").under("/requests", "Requests").into_response())
}

fn head(request: &lor::State) -> Markup {
    let stage = request.stage();
    let mut pairs = vec![(
        "State",
        html! { (bits::stage(stage.code(), stage.meaning())) " " (stage.meaning()) },
    )];
    pairs.extend(request.purchaser().map(|code| {
        ("Purchaser", html! { a class="usa-link" href={ "/purchasers/" (code) } { (code) } })
    }));
    pairs.extend(request.letter.iter().flat_map(|letter| of_letter(request, letter)));
    if !request.cases.is_empty() {
        pairs.push(("Cases", html! {
            @for case in &request.cases { a class="usa-link" href={ "/cases/" (case) } { (case) } " " }
        }));
    }
    html! { (bits::facts(&pairs)) }
}

fn of_letter(request: &lor::State, letter: &lor::Letter) -> Vec<(&'static str, Markup)> {
    let acknowledged = match (&request.acknowledged, request.acknowledge_by) {
        (Some(done), _) => bits::day(done.on),
        (None, Some(by)) => html! { "due " (bits::day(by)) " (calendar days)" },
        (None, None) => html! { "not yet" },
    };
    let milestone = |day: Option<terms::Day>| match day {
        Some(day) => bits::day(day),
        None => html! { "not yet" },
    };
    vec![
        ("Originator", html! { (letter.requester) ", " (bits::kept(&letter.requester_address)) }),
        ("Reference", html! { (letter.reference) }),
        ("Answer wanted", html! { (letter.response.meaning()) }),
        ("Received", html! { (bits::day(letter.received_on)) ", " (letter.channel.meaning()) }),
        ("Acknowledged", acknowledged),
        ("Actionable", milestone(request.actionable_on)),
        ("Complete", milestone(request.complete_on)),
    ]
}

/// Acts that carry a request on, the likeliest first.
fn road(request: &lor::State) -> &'static [&'static str] {
    match request.stage() {
        lor::Stage::PreLor => &["receive", "open-assessment"],
        lor::Stage::ParOpen
            if request.assessment.as_ref().is_some_and(|a| a.positions.is_empty()) =>
        {
            &["take-assessment-position"]
        }
        lor::Stage::ParOpen => &["conclude-assessment", "take-assessment-position"],
        lor::Stage::RomInWork => &["send-pricing"],
        lor::Stage::DisapprovalProposed => &["decide-disapproval"],
        lor::Stage::Received | lor::Stage::Evaluation if request.acknowledged.is_none() => {
            &["acknowledge"]
        }
        lor::Stage::Received => &["evaluate"],
        lor::Stage::Evaluation if asks_for_a_price(request) => &["start-pricing", "ask"],
        lor::Stage::Evaluation => &["mark-actionable", "ask"],
        lor::Stage::Clarification => &["answer"],
        lor::Stage::Actionable if request.cases.is_empty() => &[],
        lor::Stage::Actionable => &["mark-complete"],
        _ => &[],
    }
}

fn asks_for_a_price(request: &lor::State) -> bool {
    request.letter.as_ref().is_some_and(|letter| letter.response == ResponseType::Rough)
}

/// A case is opened for a request on which work can start.
fn elsewhere(request: &lor::State, stream: &StreamId) -> Vec<(String, String)> {
    let can_start = matches!(request.stage(), lor::Stage::Actionable | lor::Stage::Complete);
    let href = format!("/cases/new?request={}", stream.file);
    if can_start { vec![(href, "Open a case for it".to_owned())] } else { Vec::new() }
}

/// So many missing points are shown at once.
const FEW: usize = 12;

fn completeness(request: &lor::State) -> Markup {
    let Some(completeness) = &request.completeness else { return html! {} };
    let rows: Vec<Vec<Markup>> = completeness
        .missing
        .iter()
        .map(|missing| {
            let wanted = match missing.wanted_for {
                Milestone::Actionable => "before work can start",
                Milestone::Complete => "before an offer can be priced",
            };
            vec![html! { (missing.point) }, html! { (wanted) }]
        })
        .collect();
    html! {
        section aria-labelledby="complete" {
            h2 id="complete" { "Completeness: " (completeness.percent()) " %" }
            p { (completeness.met) " of " (completeness.of) " points that apply are met." }
            progress class="cw-progress" max=(completeness.of) value=(completeness.met) aria-label="Points met" {}
            @if !rows.is_empty() {
                details open[rows.len() <= FEW] {
                    summary { (rows.len()) (if rows.len() == 1 { " point is missing" } else { " points are missing" }) }
                    (table::table("What is missing", &["Point", "Needed"].map(table::words), &rows))
                }
            }
        }
    }
}

fn evaluation(request: &lor::State) -> Markup {
    let Some(evaluation) = request.evaluation() else { return html! {} };
    let rows: Vec<Vec<Markup>> = evaluation
        .results
        .iter()
        .map(|result| {
            vec![
                html! { (result.criterion.meaning()) },
                html! { (result.met.meaning()) },
                html! { (result.remark.as_deref().unwrap_or_default()) },
            ]
        })
        .collect();
    html! {
        section aria-labelledby="evaluation" {
            h2 id="evaluation" { "Evaluation" }
            (table::table("Criteria of an actionable request", &["Criterion", "Result", "Remark"].map(table::words), &rows))
        }
    }
}

fn rounds(request: &lor::State) -> Markup {
    html! {
        @if !request.rounds.is_empty() {
            section aria-labelledby="rounds" {
                h2 id="rounds" { "Clarifications" }
                @for round in &request.rounds {
                    h3 { "Asked on " (bits::day(round.asked_on)) }
                    ul class="usa-list" {
                        @for question in &round.questions { li { (bits::kept(&question.text)) } }
                    }
                    @match &round.answer {
                        Some(answer) => { p { "Answered on " (bits::day(answer.received_on)) ", " (answer.reference) ": " (bits::kept(&answer.text)) } }
                        None => { p { strong { "Not answered yet; the days are charged to the purchaser." } } }
                    }
                }
            }
        }
    }
}

/// Everything that the letter says, field by field in the order of the form.
fn said(letter: &lor::Letter) -> Markup {
    let values = serde_json::to_value(letter).unwrap_or_default();
    let rows: Vec<Vec<Markup>> = lor::letter::FIELDS
        .iter()
        .map(|field| {
            let value = match &values[field.name] {
                serde_json::Value::Null => bits::unknown(),
                serde_json::Value::String(text) => bits::kept(text),
                serde_json::Value::Bool(yes) => html! { (if *yes { "yes" } else { "no" }) },
                serde_json::Value::Array(list) if list.is_empty() => bits::unknown(),
                serde_json::Value::Array(list) => html! {
                    ul class="usa-list usa-list--unstyled" {
                        @for item in list { li { (record(item)) } }
                    }
                },
                other => html! { (other) },
            };
            vec![html! { (field.label) }, value]
        })
        .collect();
    html! {
        section aria-labelledby="letter" {
            h2 id="letter" { "The letter" }
            details {
                summary { "Everything that the letter says; what it does not say is not known" }
                (table::table("The letter", &["Field", "Value"].map(table::words), &rows))
            }
        }
    }
}

fn record(item: &serde_json::Value) -> String {
    let fields = item.as_object().into_iter().flatten();
    let values = fields.map(|(name, value)| match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Bool(true) => format!("for {name}"),
        serde_json::Value::Bool(false) => "for information".to_owned(),
        other => format!("{name} {other}"),
    });
    values.collect::<Vec<_>>().join(", ")
}

fn attachments(request: &lor::State) -> Markup {
    html! {
        @if !request.attachments.is_empty() {
            section aria-labelledby="attachments" {
                h2 id="attachments" { "Attachments" }
                ul class="usa-list" {
                    @for attachment in &request.attachments {
                        li {
                            a class="usa-link" href={ "/files/" (attachment.sha256) } { (attachment.name) }
                            " " span class="cw-mono font-body-2xs" { "SHA-256 " (attachment.sha256) }
                        }
                    }
                }
            }
        }
    }
}

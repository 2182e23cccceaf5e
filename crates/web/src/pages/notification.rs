//! The page of a notification: our own with its clock, or a public notice with its oddities.

mod history;
mod limits;
mod versions;

use axum::{
    extract::{Path, Query, State},
    response::IntoResponse,
};
use case::{Decider, File, cn};
use maud::{Markup, html};
use store::views::notifications;
use terms::{Kind, StreamId};

use super::{
    Answer,
    act::{self, Done},
    record,
};
use crate::{
    Site,
    error::Error,
    parts::{Frame, Page, acts::Acts, bits, nation, table},
    who::Who,
};

/// `GET /notifications/{id}`.
pub async fn show(
    State(site): State<Site>,
    who: Who,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Answer {
    let stream = StreamId::new(Kind::Notification, id.parse()?);
    let file = site.office.file(&stream).await?;
    let not_there = || Error::NotFound(stream.to_string());
    let File::Notification(notification) = &*file else { return Err(not_there().into()) };
    if !file.head().exists() {
        return Err(not_there().into());
    }
    let ready = site.office.readiness(&stream, who.0.as_ref()).await?;
    let published = notification.published.as_ref();
    let related = match published.and_then(|p| p.amends.as_deref()) {
        Some(number) => {
            Some((number, notifications::with_number(site.office.store(), number).await?))
        }
        None => None,
    };
    let record = record::sections(&site, &stream, &file).await?;
    let own = notification.prepared.is_some() || notification.report.is_some();
    let acts =
        Acts { ready: &ready, stream: &stream, road: road(notification), elsewhere: Vec::new() };
    let body = html! {
        (act::done(Kind::Notification, &done))
        (state(notification))
        @if own { (acts.open()) }
        (limits::section(notification, site.office.law(), site.office.today()))
        @if let Some(prepared) = &notification.prepared { (ours(notification, prepared)) }
        @if let Some(report) = &notification.report { (growth(report)) }
        (history::sections(notification))
        @if let Some(published) = published { (notice(published, related)) }
        (versions::sections(notification))
        @if own { (acts.closed()) }
        (record)
    };
    let title = format!(
        "Notification {}",
        published.map_or(stream.file.as_str(), |p| {
            p.transmittal.as_deref().unwrap_or("without a number")
        })
    );
    let page = Page::new(Frame::of(&site.office, who), title, body);
    Ok(page.under("/", "Home").under("/notifications", "Notifications").into_response())
}

/// Acts that carry a notification on, the likeliest first.
fn road(notification: &cn::State) -> &'static [&'static str] {
    match notification.stage() {
        cn::Stage::Draft => &["submit", "clear"],
        cn::Stage::DscaReview => &["pass-review"],
        cn::Stage::StateReview => &["begin-review"],
        cn::Stage::InformalReview => &["clear-leader", "clear"],
        cn::Stage::Cleared | cn::Stage::Emergency if notification.notified.is_none() => &["notify"],
        cn::Stage::ReportDraft => &["deliver-report"],
        cn::Stage::Notified => &["complete-review"],
        _ => &[],
    }
}

fn state(notification: &cn::State) -> Markup {
    let stage = notification.stage();
    let meaning = nation::stage("notification", stage.code(), stage.meaning());
    let mut pairs = vec![("State", html! { (bits::stage(stage.code(), &meaning)) " " (meaning) })];
    if let Some(case) = &notification.case {
        pairs.push(("Case", html! { a class="usa-link" href={ "/cases/" (case) } { (case) } }));
    }
    if let Some(cleared) = &notification.cleared {
        pairs.push(("Cleared informally", html! { (bits::day(cleared.on)) " by " (cleared.by) "; a clearance has no length in law" }));
    }
    if let Some(notified) = &notification.notified {
        pairs.push(("Delivered", html! { "to " (nation::delivered_to()) " on " (bits::day(notified.given.delivered_on)) @if let Some(second) = notified.given.second_on { " and " (bits::day(second)) } " by " (notified.sender) ", letter " (notified.given.letter) }));
        pairs.push(("Review period", html! { (notified.period_days) " calendar days, to the end of " (bits::day(notified.period_ends)) " (" (nation::tier(&notified.tier)) ")" }));
    }
    if let Some(disapproved) = &notification.disapproved {
        let within = match disapproved.within_period {
            Some(true) => ", inside the period",
            Some(false) => ", after the period",
            None => "",
        };
        pairs.push((
            "Disapproved",
            html! { (disapproved.law) " of " (bits::day(disapproved.on)) (within) },
        ));
    }
    pairs.extend(history::facts(notification));
    bits::facts(&pairs)
}

fn ours(notification: &cn::State, prepared: &cn::Prepared) -> Markup {
    let rows: Vec<Vec<Markup>> = prepared
        .items
        .iter()
        .map(|item| {
            vec![html! { (item.name) }, bits::or_unknown(item.quantity), html! { (item.mde) }]
        })
        .collect();
    let case = notification.case.as_ref().map(ToString::to_string).unwrap_or_default();
    html! {
        section aria-labelledby="certification" {
            h2 id="certification" { "Certification" }
            (papers(&case))
            (bits::facts(&[
                ("Estimated notification value", html! { (nation::amount(prepared.total)) }),
                ("Major defense equipment", html! { (nation::amount(prepared.mde)) }),
                ("Other", html! { (nation::amount(prepared.other)) }),
                ("Policy justification", bits::kept(&prepared.given.justification)),
                ("Sensitivity of technology", bits::kept(&prepared.given.sensitivity)),
                ("Readiness and region", bits::kept(&prepared.given.military_effect)),
                ("Offset proposed", html! { (prepared.given.offset.meaning()) }),
                ("Made for", html! {
                    @if prepared.parts.is_empty() { (prepared.given.case) }
                    @for part in &prepared.parts { span class="cw-id" { (part.case) } " (" (nation::amount(part.total)) ") " }
                }),
            ]))
            (technologies(&prepared.given.technologies))
            (table::table("Items", &["Item", "Quantity", "Major defense equipment"].map(table::words), &rows))
        }
    }
}

/// The parts of the package, each as a paper.
fn papers(case: &str) -> Markup {
    const PAPERS: &[(&str, &str)] = &[
        ("notification", "The whole package"),
        ("transmittal-letter", "Letter of transmittal"),
        ("certification", "Certification, fields (i) to (viii)"),
        ("policy-justification", "Policy justification"),
        ("sensitivity-annex", "Annex on sensitive technology"),
        ("offset-statement", "Statement on offsets"),
    ];
    html! {
        ul class="usa-list" {
            @for (kind, name) in PAPERS {
                li { a class="usa-link" href={ "/cases/" (case) "/papers/" (kind) } { (name) " (PDF)" } }
            }
        }
    }
}

fn technologies(all: &[cn::prepare::Technology]) -> Markup {
    let rows: Vec<Vec<Markup>> = all
        .iter()
        .map(|technology| {
            vec![
                html! { (technology.name) },
                bits::or_unknown(technology.classification.as_ref()),
                bits::or_unknown(technology.description.as_ref()),
                bits::or_unknown(technology.release.as_ref()),
                bits::or_unknown(technology.protection.as_ref()),
            ]
        })
        .collect();
    let headings =
        ["Technology", "Classification", "Description", "Release", "Protection"].map(table::words);
    html! {
        @if !rows.is_empty() { (table::table("Sensitive technologies", &headings, &rows)) }
    }
}

/// A report on a sale that grew.
fn growth(report: &cn::report::Report) -> Markup {
    let given = &report.drafted.given;
    let case = &report.drafted.case;
    let money = |amount: Option<terms::Usd>| match amount {
        Some(amount) => html! { (nation::amount(amount)) },
        None => bits::unknown(),
    };
    let earliest = report.delivered.as_ref().and_then(|delivered| delivered.earliest_delivery);
    html! {
        section aria-labelledby="growth" {
            h2 id="growth" { "Report under section " (given.paragraph.code()) }
            p { a class="usa-link" href={ "/cases/" (case) "/papers/enhancement-report" } { "The report (PDF)" } }
            (bits::facts(&[
                ("What it is", html! { (given.paragraph.meaning()) }),
                ("Changes", html! { a class="usa-link" href={ "/notifications/" (given.parent) } { (given.parent) } }),
                ("What changes", bits::kept(&given.changes)),
                ("Significance", bits::kept(&given.significance)),
                ("Justification", bits::kept(&given.justification)),
                ("Added value", money(given.added_total)),
                ("Added major defense equipment", money(given.added_mde)),
                ("Notified on", match report.drafted.certified_on { Some(day) => bits::day(day), None => bits::unknown() }),
                ("Earliest delivery", match earliest { Some(day) => bits::day(day), None => html! { "no day is set" } }),
            ]))
        }
    }
}

fn notice(
    published: &cn::Published,
    related: Option<(&str, Vec<notifications::NotificationRow>)>,
) -> Markup {
    let rows: Vec<Vec<Markup>> = published
        .items
        .iter()
        .map(|item| {
            vec![
                html! { (item.name) },
                bits::or_unknown(item.quantity),
                html! { (item.mde.meaning()) },
                html! { (item.remark.as_deref().unwrap_or_default()) },
            ]
        })
        .collect();
    let designators = Some(published.designators.join(", ")).filter(|text| !text.is_empty());
    let money = |amount: Option<terms::Usd>| match amount {
        Some(amount) => html! { (nation::amount(amount)) },
        None => bits::unknown(),
    };
    html! {
        section aria-labelledby="notice" {
            h2 id="notice" { "As the public notice says" }
            p {
                "Nothing was corrected and nothing was guessed. "
                a class="usa-link" href={ "/cases/" (published.case) "/papers/notification" } { "The notice as a paper (PDF)" }
            }
            (bits::facts(&[
                ("Paragraph", html! { (published.paragraph) }),
                ("Purchaser", bits::or_unknown(published.purchaser_printed.as_ref())),
                ("Description", bits::kept(&published.description)),
                ("Estimated notification value", money(published.total)),
                ("Major defense equipment", money(published.mde)),
                ("Other", money(published.other)),
                ("Implementing agency", bits::or_unknown(published.agency.as_ref())),
                ("Case designators", bits::or_unknown(designators)),
                ("Prior cases", bits::or_unknown(published.prior_cases.as_ref())),
                ("Sales commission", bits::or_unknown(published.commission.as_ref())),
                ("Funding", bits::or_unknown(published.funding.as_ref())),
                ("Contractor", bits::or_unknown(published.contractor.as_ref())),
                ("Day of the source", match published.date { Some(day) => bits::day(day), None => bits::unknown() }),
                ("Delivered", match published.delivered_on { Some(day) => bits::day(day), None => bits::unknown() }),
                ("Source", match &published.source_url {
                    Some(url) => bits::outside(url),
                    None => bits::unknown(),
                }),
            ]))
            @if let Some((number, found)) = related {
                p {
                    "It changes " (number) ": "
                    @if found.is_empty() { "that notice is not in this record." }
                    @for row in &found { a class="usa-link" href={ "/notifications/" (row.file) } { (row.file) } " " }
                }
            }
            @if !rows.is_empty() {
                (table::table("Items as printed", &["Item", "Quantity", "Major defense equipment", "Remark"].map(table::words), &rows))
            }
        }
        section aria-labelledby="odd" {
            h2 id="odd" { "What is odd about it" }
            @if published.anomalies.is_empty() { p { "Nothing that the import knows of." } }
            ul class="usa-list" {
                @for anomaly in &published.anomalies {
                    li {
                        (anomaly.sentence) " "
                        span class="font-body-2xs text-base-dark" { "(" (anomaly.code) ", said by " (if anomaly.printed { "the source" } else { "the import" }) ")" }
                    }
                }
            }
        }
    }
}

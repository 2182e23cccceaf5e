//! A version of a case: how it came about, and what it changes of another version, line by line.

use axum::{
    extract::{Path, Query, State},
    response::IntoResponse,
};
use case::{
    change::{
        Shown,
        diff::{Diff, Status},
        effect::Ended,
        open::RequestedBy,
        scope,
    },
    sale,
    sale::issue::{DocumentKind, Wanted},
};
use maud::{Markup, html};
use serde::Deserialize;
use terms::{Kind, StreamId, Version};

use super::{
    Answer,
    changes::{amount, changes, count, kind},
    opened, state_of,
};
use crate::{
    Site,
    error::Error,
    parts::{Frame, Page, bits, holders, nation, papers, table},
    who::Who,
};

/// What of a version is to be seen.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// Only lines of this status.
    show: Option<Status>,
    /// The version that it is compared with; the one that it was made from when left out.
    against: Option<Version>,
}

/// `GET /cases/{id}/versions/{version}`.
pub async fn show(
    State(site): State<Site>,
    who: Who,
    Path((id, version)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let stream = StreamId::new(Kind::Case, id.parse()?);
    let missing = || Error::NotFound(format!("The version {version} of {stream}"));
    let number: Version = version.parse().map_err(|_| missing())?;
    let file = site.office.file(&stream).await?;
    let case = opened(&file, &stream)?;
    let shown = case.shown(number).ok_or_else(missing)?;
    let against = asked.against.or(shown.track.against);
    let difference = match against {
        Some(against) => {
            let between = (against, number);
            let diff = site.office.difference(&stream.file, case, between).await?;
            Some((against, diff.ok_or_else(missing)?))
        }
        None => None,
    };
    let today = site.office.today();
    let body = html! {
        (facts(case, &shown, difference.as_ref().map(|(_, diff)| diff)))
        @match &difference {
            Some((against, diff)) => {
                (changes(case, &stream, (number, *against), (diff, asked.show)))
            }
            None => { (lines_of(&shown)) }
        }
        (compare(case, &stream, number, against))
        @if !shown.track.spans.is_empty() {
            (bits::section(
                "held",
                "Who held its document",
                &holders::show(&shown.track.spans, today),
            ))
        }
        (on_paper(case, &stream, number))
    };
    let title = format!("{}: version {number}", stream.file);
    let page = Page::new(Frame::of(&site.office, who), title, body);
    let own = format!("/cases/{}", stream.file);
    let all = format!("{own}/versions");
    let page = page.under("/", "Home").under("/cases", "Cases").under(&own, stream.file.as_str());
    Ok(page.under(&all, "Versions").into_response())
}

fn facts(case: &sale::State, shown: &Shown<'_>, diff: Option<&Diff>) -> Markup {
    let track = &shown.track;
    let mut pairs = vec![
        ("Standing", html! { (shown.standing.meaning()) }),
        (
            "State of its document",
            html! { (bits::stage(shown.state(), "")) " " (state_of(shown.state(), track.stage)) },
        ),
    ];
    if let Some(opened) = &track.opened {
        let given = &opened.given;
        let begun = track.opened_on.map_or_else(bits::unknown, bits::day);
        pairs.push(("Begun", html! { (begun) ", from version " (opened.against) }));
        pairs.push(("Reason", bits::kept(&given.reason)));
        let by = match given.requested_by {
            RequestedBy::Purchaser => "the purchaser".to_owned(),
            RequestedBy::Seller => "the seller, after a review of its own".to_owned(),
        };
        pairs.push(("Requested by", html! { (by) ", " (given.reference) }));
        let declared = if given.changes_scope { "it alters" } else { "it does not alter" };
        pairs.push((
            "Declared",
            html! { (declared) " what the purchaser agreed to get: " (given.statement) },
        ));
        pairs.push(("Print", html! { (given.print.meaning()) }));
        if let Some(due) = opened.due {
            let rule = bits::rule(given.group.rule());
            pairs.push(("Due", html! { (bits::day(due)) ", by " (rule) }));
        }
    }
    if let Some(diff) = diff.filter(|_| track.opened.is_some()) {
        pairs.push(("Found by comparison", found(case, diff)));
    }
    pairs.extend(road(shown));
    bits::facts(&pairs)
}

/// What the scope test finds in the differences.
fn found(case: &sale::State, diff: &Diff) -> Markup {
    let touched = scope::test(diff, case.form());
    let list = |words: &[String]| {
        if words.is_empty() { "nothing".to_owned() } else { words.join("; ") }
    };
    html! {
        "alters the scope: " (list(&touched.scope)) br;
        "differs besides: " (list(&touched.other)) " (" (bits::rule("CHG-001")) ")"
    }
}

/// What happened to the version.
fn road(shown: &Shown<'_>) -> Vec<(&'static str, Markup)> {
    let (track, offer) = (&shown.track, shown.document.offer);
    let mut pairs = Vec::new();
    if let Some(reviewed) = &track.surcharge {
        let review = &reviewed.review;
        pairs.push((
            "Surcharge review",
            html! { (review.result.meaning()) ": " (review.statement) },
        ));
    }
    if let Some(signature) = offer.signatures.first() {
        pairs.push(("Approved", html! { (bits::day(signature.on)) " by " (signature.by) }));
    }
    if let Some(moved) = offer.approved.as_ref().and_then(|approved| approved.change.as_ref()) {
        let past = moved.past_share == Some(true);
        let (bears, rule) = (nation::amount(moved.change), bits::rule("CHG-003"));
        pairs.push((
            "Moves the value by",
            html! {
                (bears)
                @if past { ": past the share at which the purchaser is told (" (rule) ")" }
            },
        ));
    }
    let day = |name, on: Option<terms::Day>| on.map(|on| (name, bits::day(on)));
    pairs.extend(day("Countersigned", offer.countersigned_on));
    pairs.extend(day("Offered", offer.offered_on));
    pairs.extend(day("Can be accepted until", offer.expires_on));
    if let Some((on, sent)) = &track.sent {
        pairs.push((
            "Sent",
            html! { (bits::day(*on)) " to " (sent.sent_to) "; it needs no acceptance" },
        ));
    }
    if let Some(accepted) = &track.accepted {
        let by = &accepted.signature;
        pairs.push((
            "Accepted",
            html! { (bits::day(by.signed_on)) " by " (by.name) ", " (by.title) },
        ));
    }
    if let Some((on, done)) = &track.implemented {
        pairs.push((
            "In effect since",
            html! {
                (bits::day(*on)) ": the value went from " (nation::amount(done.previous))
                " to " (nation::amount(done.revised))
            },
        ));
    }
    if let Some(receipt) = &track.receipt {
        pairs.push((
            "Receipt signed",
            html! { (bits::day(receipt.signed_on)) " by " (receipt.name) ", " (receipt.title) },
        ));
    }
    if let Some((on, by)) = track.replaced {
        pairs.push(("Replaced", html! { (bits::day(on)) " by " (by) }));
    }
    if let Some((on, ended)) = &track.ended {
        let why = match ended {
            Ended::Declined(declined) => format!("{}: {}", declined.by.meaning(), declined.reason),
            Ended::Expired(expired) => format!("it could be accepted until {}", expired.expired_on),
        };
        pairs.push(("Ended without effect", html! { (bits::day(*on)) ", " (why) }));
    }
    pairs
}

/// The lines of a version that changes no other one.
fn lines_of(shown: &Shown<'_>) -> Markup {
    let rows: Vec<Vec<Markup>> = shown
        .document
        .lines
        .iter()
        .map(|line| {
            vec![
                html! { (line.number) },
                bits::kept(&line.description),
                count(line.quantity),
                amount(line.total()),
            ]
        })
        .collect();
    let headings = [
        table::words("Line"),
        table::words("Description"),
        table::number("Quantity"),
        table::money("Total"),
    ];
    let body = html! {
        @if rows.is_empty() { (bits::quiet("No line is on record.")) }
        @else { (table::table("Lines of this version", &headings, &rows)) }
    };
    bits::section("changes", "What it says", &body)
}

/// Ways to compare it with every other version.
fn compare(
    case: &sale::State,
    stream: &StreamId,
    version: Version,
    against: Option<Version>,
) -> Markup {
    let all: Vec<Version> = case.all_versions().iter().map(|shown| shown.track.version).collect();
    let others: Vec<&Version> = all.iter().filter(|v| **v != version).collect();
    html! {
        @if !others.is_empty() {
            nav class="cw-kinds" aria-label="Compare with" {
                "Compare with"
                ul {
                    @for other in others {
                        (kind(
                            &format!("/cases/{}/versions/{version}?against={other}", stream.file),
                            &other.to_string(),
                            against == Some(*other),
                        ))
                    }
                }
            }
        }
    }
}

/// The paper of this very version, and what was released of it.
fn on_paper(case: &sale::State, stream: &StreamId, version: Version) -> Markup {
    let what = match version {
        Version::Basic => DocumentKind::Offer,
        Version::Amendment(_) => DocumentKind::Amendment,
        Version::Modification(_) => DocumentKind::Modification,
    };
    let expiry = Wanted { what: DocumentKind::Expiry, version: Some(version) };
    let text = format!("{}, version {version} as it stands, a draft (PDF)", nation::paper(what));
    let of_it = case.documents.iter().filter(|document| document.of_version() == Some(version));
    let body = html! {
        p { (bits::link(&papers::draft(stream, what, Some(version)), &text)) }
        @if case.printed(expiry).is_some() {
            p {
                (bits::link(
                    &papers::draft(stream, expiry.what, expiry.version),
                    "Notice that this offer expired, a draft (PDF)",
                ))
            }
        }
        (papers::issued(of_it))
    };
    bits::section("papers", "On paper", &body)
}

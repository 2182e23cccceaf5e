//! Imports: a file of public notices is read in here; each import is told with its counts, the
//! lines that could not be read, and every oddity of every notice.

use app::import::Report;
use axum::{
    extract::{FromRequest, Multipart, Query, Request, State},
    http::StatusCode,
    response::IntoResponse,
};
use case::{File, office::ImportFinished, office::RefusedLine};
use maud::{Markup, html};
use serde::Deserialize;
use store::views::anomalies::{self, AnomalyQuery, AnomalyRow};

use super::{
    Answer,
    act::sent::{broken, unreadable},
    problem::Failure,
};
use crate::{
    Site,
    parts::{
        Frame, Page, bits,
        list::{Address, given},
        table,
    },
    who::Who,
};

const ROWS: u32 = 100;
/// Oddities of one import that its own report shows.
const REPORTED: usize = 200;

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    code: String,
    #[serde(default)]
    after: String,
}

/// `GET /imports`.
pub async fn show(State(site): State<Site>, who: Who, Query(asked): Query<Asked>) -> Answer {
    page(&site, who, &asked, Outcome::Nothing).await
}

/// What became of an upload.
enum Outcome {
    Nothing,
    NoFile,
    Read(Box<Report>),
}

/// `POST /imports`: a file of notices, one JSON object a line. Sending it again changes nothing.
pub async fn send(State(site): State<Site>, who: Who, request: Request) -> Answer {
    let outcome = match upload(request).await? {
        None => Outcome::NoFile,
        Some((name, bytes)) => {
            Outcome::Read(Box::new(site.office.import_notices(&name, &bytes, |_, _| {}).await?))
        }
    };
    page(&site, who, &Asked::default(), outcome).await
}

async fn upload(request: Request) -> Result<Option<(String, Vec<u8>)>, Failure> {
    let parts = Multipart::from_request(request, &()).await;
    let mut parts = parts.map_err(|no| unreadable(no.status(), &no.body_text()))?;
    let mut found = None;
    while let Some(part) = parts.next_field().await.map_err(|no| broken(&no))? {
        if part.name() == Some("notices") {
            let name = app::import::file_name(part.file_name().unwrap_or_default());
            let bytes = part.bytes().await.map_err(|no| broken(&no))?;
            found = (!bytes.is_empty()).then(|| (name, bytes.to_vec()));
        }
    }
    Ok(found)
}

async fn page(site: &Site, who: Who, asked: &Asked, outcome: Outcome) -> Answer {
    let file = site.office.file(&app::import::stream()).await?;
    let imports = match &*file {
        File::Office(office) => office.imports.as_slice(),
        _ => &[],
    };
    let store = site.office.store();
    let by_code = anomalies::by_code(store).await?;
    let query = AnomalyQuery { code: given(&asked.code), after: given(&asked.after), limit: ROWS };
    let odd = anomalies::list(store, &query).await?;
    let pairs = [("code", asked.code.as_str())];
    let address = Address { path: "/imports", pairs: &pairs };
    let next = odd.next.as_deref().map(|after| address.with("after", after) + "#oddities");
    let missing = matches!(outcome, Outcome::NoFile);
    let body = html! {
        @if let Outcome::Read(report) = &outcome { (told(report)) }
        p class="cw-lead" { "Public notices are read as they were printed. Nothing is corrected, nothing is guessed; what is odd is kept, with its reason." }
        (form(missing))
        (bits::section("done", "Imports so far", &html! {
            @if imports.is_empty() {
                (bits::quiet("Nothing was imported yet. Choose a file above, or run: caseway import notices FILE"))
            }
            @for import in imports.iter().rev() { (one(import)) }
        }))
        @if !by_code.is_empty() {
            (bits::section("kinds", "Oddities by kind", &kinds(&by_code, &address)))
            (bits::section("oddities", &heading(&asked.code), &html! {
                @if !asked.code.is_empty() { p { (bits::link("/imports#oddities", "Show every kind")) } }
                (table::table("Oddities by notice", &["Notice", "What is odd", "Kind", "Said by"].map(table::words), &odd.items.iter().map(row).collect::<Vec<_>>()))
                (table::pager(&(address.with("after", "") + "#oddities"), next.as_deref(), !asked.after.is_empty()))
            }))
        }
    };
    let status = if missing { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = Page::new(Frame::of(&site.office, who), "Imports", body).status(status);
    Ok(page.at("/imports").under("/", "Home").into_response())
}

fn heading(code: &str) -> String {
    if code.is_empty() { "Every oddity".to_owned() } else { format!("Oddities of kind {code}") }
}

fn form(missing: bool) -> Markup {
    html! {
        form class="usa-form cw-form" method="post" action="/imports" enctype="multipart/form-data" {
            div class={ "usa-form-group" @if missing { " usa-form-group--error" } } {
                label class="usa-label" for="notices" { "File of notices" }
                span class="usa-hint" id="notices-hint" { "One JSON object a line, up to 25 MB. Reading a file again changes nothing." }
                @if missing {
                    span class="usa-error-message" id="notices-error" role="alert" { "Choose a file with something in it." }
                }
                input class="usa-input border-0 padding-x-0" type="file" id="notices" name="notices" required
                    aria-invalid=[missing.then_some("true")]
                    aria-describedby={ "notices-hint" @if missing { " notices-error" } };
            }
            button class="usa-button" type="submit" { "Read the file in" }
        }
    }
}

/// The report of the import that was just made.
fn told(report: &Report) -> Markup {
    let done = &report.finished;
    let rows: Vec<Vec<Markup>> = report
        .anomalies
        .iter()
        .take(REPORTED)
        .map(|(notice, odd)| {
            vec![
                html! { (notice) },
                html! { (odd.sentence) },
                code(&odd.code),
                html! { (if odd.printed { "the source" } else { "the import" }) },
            ]
        })
        .collect();
    let kind = if done.refused_count > 0 { "warning" } else { "success" };
    html! {
        (bits::alert(kind, &format!("{} was read", done.name), &html! {
            (done.lines) " lines: " (done.new) " new, " (done.changed) " changed, " (done.unchanged)
            " unchanged, " (done.refused_count) " refused, " (done.anomalies) " oddities."
        }))
        @if !done.refused.is_empty() { (refused(&done.refused)) }
        @if !rows.is_empty() {
            details {
                summary { "Oddities of this file" @if report.anomalies.len() > REPORTED { ", the first " (REPORTED) } }
                (table::table("Oddities of this file", &["Notice", "What is odd", "Kind", "Said by"].map(table::words), &rows))
            }
        }
    }
}

fn one(import: &ImportFinished) -> Markup {
    html! {
        h3 { (import.name) }
        (bits::facts(&[
            ("Lines read", html! { (import.lines) }),
            ("New, changed, unchanged", html! { (import.new) ", " (import.changed) ", " (import.unchanged) }),
            ("Refused lines", html! { (import.refused_count) }),
            ("Oddities", html! { (import.anomalies) }),
            ("SHA-256 of the file", html! { span class="cw-mono font-body-2xs" { (import.sha256) } }),
        ]))
        @if !import.refused.is_empty() { (refused(&import.refused)) }
    }
}

fn kinds(by_code: &[(String, i64)], address: &Address<'_>) -> Markup {
    let rows: Vec<Vec<Markup>> = by_code
        .iter()
        .map(|(code, count)| {
            let href = address.with("code", code) + "#oddities";
            vec![bits::link(&href, &code.replace('_', " ")), html! { (count) }]
        })
        .collect();
    html! {
        details {
            summary { (by_code.len()) " kinds, with how often each occurs" }
            (table::table("How often each kind occurs", &[table::words("Kind"), table::number("Count")], &rows))
        }
    }
}

fn refused(lines: &[RefusedLine]) -> Markup {
    let rows: Vec<Vec<Markup>> =
        lines.iter().map(|line| vec![html! { (line.line) }, html! { (line.cause) }]).collect();
    let headings = [table::number("Line"), table::words("Why it could not be read")];
    table::table("Lines that could not be read; the rest was", &headings, &rows)
}

fn row(row: &AnomalyRow) -> Vec<Markup> {
    vec![
        html! { a class="usa-link cw-id" href=(bits::href(&row.stream)) { (row.notice) } },
        html! { (row.sentence) },
        code(&row.code),
        html! { (if row.printed { "the source" } else { "the import" }) },
    ]
}

fn code(code: &str) -> Markup {
    html! { (code.replace('_', " ")) }
}

//! Signing in and out.

use app::accounts::{Attempt, Entry, NotSignedIn, Secret};
use axum::{
    Form,
    extract::{Query, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use serde::Deserialize;

use super::Answer;
use crate::{
    Site,
    entry::{self, Signed, Whence},
    parts::{Frame, Page, bits},
    who::Who,
};

/// Where somebody wanted to go.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    to: String,
}

/// What the form sends.
#[derive(Deserialize)]
pub struct Sent {
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    to: String,
}

/// `GET /sign-in`.
pub async fn show(
    State(site): State<Site>,
    Whence(from): Whence,
    Query(wanted): Query<Wanted>,
) -> Answer {
    let in_already = match &from.before {
        Some(kept) => site.office.session(kept).await?.is_some(),
        None => false,
    };
    if in_already || site.office.entry() == Entry::OpenDesks {
        return Ok(Redirect::to(entry::same_site(&wanted.to)).into_response());
    }
    Ok(page(&site, entry::same_site(&wanted.to), ("", None)).into_response())
}

/// `POST /sign-in`.
pub async fn send(
    State(site): State<Site>,
    Whence(from): Whence,
    Form(sent): Form<Sent>,
) -> Answer {
    let to = entry::same_site(&sent.to);
    let attempt = Attempt {
        name: sent.name.trim().to_lowercase(),
        password: Secret::new(sent.password),
        code: Secret::new(sent.code),
        from,
    };
    let no = match site.office.sign_in(&attempt).await {
        Ok(session) => {
            let mut response = Redirect::to(to).into_response();
            entry::keep(&mut response, &site.names, Some(&session.secret));
            return Ok(response);
        }
        Err(NotSignedIn::Failed(error)) => return Err(error.into()),
        Err(no) => no,
    };
    let too_many = matches!(no, NotSignedIn::TooMany);
    let status = if too_many { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::UNAUTHORIZED };
    let said = no.to_string();
    let mut response = page(&site, to, (&attempt.name, Some(&said))).status(status).into_response();
    if too_many {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("900"));
    }
    Ok(response)
}

/// `POST /sign-out`.
pub async fn out(State(site): State<Site>, Signed(signed): Signed) -> Answer {
    if let Some(known) = signed {
        site.office.end_session(&known.account, &known.through, "signed out").await?;
    }
    let mut response: Response = Redirect::to("/sign-in").into_response();
    entry::keep(&mut response, &site.names, None);
    Ok(response)
}

fn page(site: &Site, to: &str, (name, no): (&str, Option<&str>)) -> Page {
    let body = html! {
        @if let Some(no) = no { (bits::alert("error", "Not signed in", &html! { (no) })) }
        form class="usa-form" method="post" action="/sign-in" {
            input type="hidden" name="to" value=(to);
            label class="usa-label" for="name" { "Name" }
            input class="usa-input" id="name" name="name" value=(name) autocomplete="username"
                autocapitalize="none" spellcheck="false" required;
            label class="usa-label" for="password" { "Password" }
            input class="usa-input" id="password" name="password" type="password"
                autocomplete="current-password" required;
            (code("Code of your authenticator", "Six digits. Without the authenticator, one of your codes on paper."))
            button class="usa-button" type="submit" { "Sign in" }
        }
        p { "No account, or nothing left to sign in with? An administrator makes a link for you." }
    };
    Page::new(Frame::of(&site.office, Who(None)), "Sign in", body)
}

/// The field for a code.
pub(super) fn code(label: &str, hint: &str) -> Markup {
    html! {
        label class="usa-label" for="code" { (label) }
        p class="usa-hint" id="code-hint" { (hint) }
        input class="usa-input" id="code" name="code" autocomplete="one-time-code"
            autocapitalize="none" spellcheck="false" aria-describedby="code-hint" required;
    }
}

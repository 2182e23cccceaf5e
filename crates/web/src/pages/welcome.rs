//! Behind a link: a person chooses a password, connects an authenticator, and is given codes on
//! paper.

use app::accounts::{NotSetUp, Secret, SetUp, Welcome};
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::IntoResponse as _,
};
use maud::{Markup, html};
use serde::Deserialize;

use super::{Answer, sign_in};
use crate::{
    Site,
    entry::{self, Whence},
    error::Error,
    parts::{Frame, Page, bits},
    who::Who,
};

/// What the form sends.
#[derive(Deserialize)]
pub struct Sent {
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
    #[serde(default)]
    code: String,
}

/// `GET /welcome/{link}`.
pub async fn show(State(site): State<Site>, Path(link): Path<String>) -> Answer {
    let link = Secret::new(link);
    let welcome = site.office.welcome(&link).await?.ok_or_else(gone)?;
    Ok(page(&site, (&link, &welcome), ("", None)).into_response())
}

/// `POST /welcome/{link}`.
pub async fn send(
    State(site): State<Site>,
    Path(link): Path<String>,
    Whence(from): Whence,
    Form(sent): Form<Sent>,
) -> Answer {
    let link = Secret::new(link);
    let welcome = site.office.welcome(&link).await?.ok_or_else(gone)?;
    let again = |said: &str| {
        let page = page(&site, (&link, &welcome), (&sent.name, Some(said)));
        page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
    };
    if sent.password != sent.again {
        return Ok(again("The two passwords are not the same."));
    }
    let given = SetUp {
        link: link.clone(),
        name: sent.name.clone(),
        password: Secret::new(sent.password.clone()),
        code: Secret::new(sent.code.clone()),
        from,
    };
    match site.office.set_up(&given).await {
        Ok((session, codes)) => {
            let mut response = codes_page(&site, &codes).into_response();
            entry::keep(&mut response, &site.names, Some(&session.secret));
            Ok(response)
        }
        Err(NotSetUp::Failed(error)) => Err(error.into()),
        Err(NotSetUp::NoLink) => Err(gone().into()),
        Err(no) => Ok(again(&no.to_string())),
    }
}

/// A link that is none, was used or is too old is one thing to whoever comes with it.
fn gone() -> Error {
    Error::Request(StatusCode::GONE, "link-gone", NotSetUp::NoLink.to_string())
}

fn page(
    site: &Site,
    (link, welcome): (&Secret, &Welcome),
    (name, no): (&str, Option<&str>),
) -> Page {
    let body = html! {
        @if let Some(no) = no { (bits::alert("error", "Not yet", &html! { (no) })) }
        form class="usa-form usa-form--large" method="post" action={ "/welcome/" (link.reveal()) } {
            @match &welcome.account {
                Some(account) => {
                    p { "This link sets up the account " strong { (account) } "." }
                    input type="hidden" name="username" value=(account) autocomplete="username";
                }
                None => {
                    p { "This link makes the first account of this record: an administrator." }
                    label class="usa-label" for="name" { "Name" }
                    p class="usa-hint" id="name-hint" { "1 to 40 small letters, digits, points or hyphens. Acts are recorded under it." }
                    input class="usa-input" id="name" name="name" value=(name) autocomplete="username"
                        autocapitalize="none" spellcheck="false" pattern="[a-z0-9.\\-]{1,40}"
                        aria-describedby="name-hint" required;
                }
            }
            (passwords())
            (authenticator(welcome))
            (sign_in::code("Code that the authenticator shows now", "Six digits."))
            button class="usa-button" type="submit" { "Set up the account" }
        }
    };
    Page::new(Frame::of(&site.office, Who(None)), "Set up an account", body)
}

fn passwords() -> Markup {
    html! {
        label class="usa-label" for="password" { "Password" }
        p class="usa-hint" id="password-hint" {
            "15 to 128 characters of any kind; a sentence that is only yours is good."
        }
        input class="usa-input" id="password" name="password" type="password"
            autocomplete="new-password" minlength="15" maxlength="128"
            aria-describedby="password-hint" required;
        label class="usa-label" for="again" { "The password again" }
        input class="usa-input" id="again" name="again" type="password"
            autocomplete="new-password" required;
    }
}

fn authenticator(welcome: &Welcome) -> Markup {
    let account = welcome.account.as_deref().unwrap_or("administrator");
    html! {
        h2 { "Authenticator" }
        p { "Add this key to an authenticator app, as a key by time. It is shown on this page only." }
        p { code class="cw-key" { (welcome.spaced()) } }
        p { a class="usa-link" href=(welcome.address(account)) { "Open it in an authenticator on this device" } }
    }
}

fn codes_page(site: &Site, codes: &[String]) -> Page {
    let body = html! {
        (bits::alert("success", "The account is set up", &html! { "You are signed in." }))
        h2 { "Codes on paper" }
        p {
            "Print these codes or write them down, and keep them apart from this machine. Each lets \
             you in once, with your password, when the authenticator is not at hand. They are not \
             shown again."
        }
        ol class="cw-codes" {
            @for code in codes { li { code { (code) } } }
        }
        p { a class="usa-button" href="/" { "Go on" } }
    };
    Page::new(Frame::of(&site.office, Who(None)), "Your account", body)
}

//! A person's own account: sessions and tokens, each with a way to end it.

use app::accounts::{Entry, Known, NoToken, OwnSession, OwnToken, Scope, Secret};
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect},
};
use maud::{Markup, html};
use serde::Deserialize;
use terms::Moment;

use super::Answer;
use crate::{
    Site,
    entry::{self, Signed},
    error::Error,
    parts::{Frame, Page, bits, nation, table},
    who::Who,
};

/// What the form for a token sends.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    label: String,
    scope: Scope,
    days: u16,
}

/// `GET /account`.
pub async fn show(State(site): State<Site>, who: Who, Signed(signed): Signed) -> Answer {
    let known = own(&site, signed)?;
    Ok(page(&site, who, (&known, None)).await?.into_response())
}

/// `POST /account/sessions/{id}/end`.
pub async fn end(
    State(site): State<Site>,
    Signed(signed): Signed,
    Path(id): Path<String>,
) -> Answer {
    let known = own(&site, signed)?;
    if !site.office.end_session(&known.account, &id, "ended by its person").await? {
        return Err(Error::NotFound("The session".to_owned()).into());
    }
    let mut response = Redirect::to("/account").into_response();
    if known.through == id {
        entry::keep(&mut response, &site.names, None);
    }
    Ok(response)
}

/// `POST /account/tokens`.
pub async fn make(
    State(site): State<Site>,
    who: Who,
    Signed(signed): Signed,
    Form(wanted): Form<Wanted>,
) -> Answer {
    let known = own(&site, signed)?;
    let ends = after(site.office.now(), wanted.days);
    let wanted = (wanted.label.as_str(), wanted.scope, ends);
    match site.office.make_token(&known.account, wanted).await {
        Ok((_, secret)) => Ok(page(&site, who, (&known, Some(Ok(secret)))).await?.into_response()),
        Err(NoToken::Failed(error)) => Err(error.into()),
        Err(no) => {
            let page = page(&site, who, (&known, Some(Err(no.to_string())))).await?;
            Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

/// `POST /account/tokens/{id}/revocation`.
pub async fn revoke(
    State(site): State<Site>,
    Signed(signed): Signed,
    Path(id): Path<String>,
) -> Answer {
    let known = own(&site, signed)?;
    if !site.office.revoke_token(&known.account, &id).await? {
        return Err(Error::NotFound("The token".to_owned()).into());
    }
    Ok(Redirect::to("/account").into_response())
}

/// So many days after a moment.
pub(crate) fn after(now: Moment, days: u16) -> Moment {
    const DAY: i64 = 24 * 3_600 * 1_000_000;
    Moment::from_micros(now.micros().saturating_add(i64::from(days) * DAY))
}

/// Whose account it is. A token is given no more than it has: it makes and ends nothing here.
pub(crate) fn own(site: &Site, signed: Option<Known>) -> Result<Known, Error> {
    let known = signed.filter(|known| known.strength != app::accounts::Strength::Token);
    known.ok_or_else(|| match site.office.entry() {
        Entry::OpenDesks => open_desks(),
        Entry::SignIn => {
            let sentence = "Only a person who signed in does this.".to_owned();
            Error::Request(StatusCode::FORBIDDEN, "needs-person", sentence)
        }
    })
}

/// Where desks are open there is nothing to do with accounts.
pub(crate) fn open_desks() -> Error {
    let sentence = "Desks are open in this sandbox: nobody signs in, and there are no accounts.";
    Error::Request(StatusCode::CONFLICT, "open-desks", sentence.to_owned())
}

type Made = Option<Result<Secret, String>>;

async fn page(site: &Site, who: Who, (known, made): (&Known, Made)) -> Result<Page, Error> {
    let office = &site.office;
    let sessions = office.sessions(&known.account).await?;
    let tokens = office.tokens(&known.account).await?;
    let body = html! {
        (told(made))
        (bits::facts(&[
            ("Account", html! { (known.account) }),
            ("Person", html! { (known.person) }),
            ("Desks", html! { (nation::desks(&known.desks)) }),
        ]))
        (bits::section("sessions", "Sessions", &sessions_table(&sessions, &known.through)))
        (bits::section("tokens", "Tokens for programs", &html! {
            (tokens_table(&tokens, office.now()))
            (token_form())
        }))
    };
    let page = Page::new(Frame::of(office, who), "Your account", body);
    Ok(page.at("/account").under("/", "Home"))
}

fn told(made: Made) -> Markup {
    match made {
        None => html! {},
        Some(Ok(secret)) => bits::alert(
            "success",
            "A token was made",
            &html! {
                "It is shown once; whoever has it acts in your name: "
                code class="cw-key" { (secret.reveal()) }
            },
        ),
        Some(Err(no)) => bits::alert("error", "No token was made", &html! { (no) }),
    }
}

fn sessions_table(sessions: &[OwnSession], here: &str) -> Markup {
    let headings = ["Began", "Last heard of", "From", "Browser", "Signed in with", ""];
    let row = |one: &OwnSession| {
        vec![
            bits::moment(one.made),
            bits::moment(one.seen),
            html! { (one.source) },
            html! { (one.agent) },
            html! { (one.strength.replace('-', " ")) },
            html! {
                form method="post" action={ "/account/sessions/" (one.id) "/end" } {
                    button class="usa-button usa-button--outline" type="submit" {
                        (if one.id == here { "End this session" } else { "End" })
                    }
                }
            },
        ]
    };
    let rows: Vec<Vec<Markup>> = sessions.iter().map(row).collect();
    table::table("Your sessions that hold", &headings.map(table::words), &rows)
}

fn tokens_table(tokens: &[OwnToken], now: Moment) -> Markup {
    let headings = ["For", "May", "Ends", "Last used", ""].map(table::words);
    let row = |one: &OwnToken| {
        let over = one.token.ends <= now;
        vec![
            html! { (one.token.label) },
            html! { (one.token.scope.meaning()) },
            html! { (bits::moment(one.token.ends)) @if over { " (over)" } },
            one.used.map_or_else(|| html! { "never" }, bits::moment),
            html! {
                form method="post" action={ "/account/tokens/" (one.token.id) "/revocation" } {
                    button class="usa-button usa-button--outline" type="submit" { "Revoke" }
                }
            },
        ]
    };
    let rows: Vec<Vec<Markup>> = tokens.iter().map(row).collect();
    html! {
        @if rows.is_empty() { (bits::quiet("You have no token.")) }
        @else { (table::table("Your tokens", &headings, &rows)) }
    }
}

fn token_form() -> Markup {
    html! {
        h3 { "Make a token" }
        form class="usa-form" method="post" action="/account/tokens" {
            label class="usa-label" for="label" { "What it is for" }
            input class="usa-input" id="label" name="label" maxlength="80" required;
            label class="usa-label" for="scope" { "What it may do" }
            select class="usa-select" id="scope" name="scope" {
                @for scope in Scope::ALL { option value=(scope) { (scope.meaning()) } }
            }
            label class="usa-label" for="days" { "For how many days" }
            input class="usa-input" id="days" name="days" type="number" min="1" max="366"
                value="90" required;
            button class="usa-button" type="submit" { "Make a token" }
        }
    }
}

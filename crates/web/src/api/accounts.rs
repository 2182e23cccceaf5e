//! Accounts and tokens over the API. An administrator, or the machine's own command, opens and
//! closes accounts; tokens are their person's.

use app::accounts::{Entry, NoAccount, NoToken, Of, Scope};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::IntoResponse as _,
};
use case::office::account::Opened;
use serde::Deserialize;
use serde_json::{Value, json};
use terms::PurchaserCode;

use super::{Answer, body::Body};
use crate::{
    Site,
    entry::Signed,
    error::Error,
    pages::{account as own, people},
};

/// An account to be opened.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    account: String,
    of: Of,
    #[serde(default)]
    body: Option<String>,
    #[serde(default)]
    nation: Option<PurchaserCode>,
}

/// An account to be closed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Closure {
    reason: String,
}

/// A body without a field.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

/// A token to be made.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Token {
    label: String,
    scope: Scope,
    days: u16,
}

/// `GET /api/v1/accounts`.
pub async fn list(State(site): State<Site>, Signed(signed): Signed) -> Answer {
    if site.office.entry() == Entry::OpenDesks {
        return Ok(Json(json!({ "accounts": [] })).into_response());
    }
    people::administrator(&site, signed.as_ref())?;
    let accounts = site.office.accounts().await?;
    Ok(Json(json!({ "accounts": accounts })).into_response())
}

/// `POST /api/v1/accounts`.
pub async fn open(
    State(site): State<Site>,
    Signed(signed): Signed,
    Body(arguments): Body,
) -> Answer {
    let Wanted { account, of, body, nation } = read(arguments)?;
    let by = people::administrator(&site, signed.as_ref())?;
    let name = account.clone();
    let opened = Opened { account, of, body, nation, first: false };
    site.office.open_account(&by, opened).await.map_err(no_account)?;
    let link = site.office.invite(&by, &name).await.map_err(no_account)?;
    let answer = json!({ "account": name, "link": link.path(), "ends": link.ends });
    Ok((StatusCode::CREATED, Json(answer)).into_response())
}

/// `POST /api/v1/accounts/{name}/link`.
pub async fn link(
    State(site): State<Site>,
    Signed(signed): Signed,
    Path(name): Path<String>,
    Body(arguments): Body,
) -> Answer {
    let Nothing {} = read(arguments)?;
    let by = people::administrator(&site, signed.as_ref())?;
    let link = site.office.invite(&by, &name).await.map_err(no_account)?;
    let answer = json!({ "account": name, "link": link.path(), "ends": link.ends });
    Ok((StatusCode::CREATED, Json(answer)).into_response())
}

/// `POST /api/v1/accounts/{name}/closure`.
pub async fn close(
    State(site): State<Site>,
    Signed(signed): Signed,
    Path(name): Path<String>,
    Body(arguments): Body,
) -> Answer {
    let Closure { reason } = read(arguments)?;
    let by = people::administrator(&site, signed.as_ref())?;
    site.office.close_account(&by, &name, reason.trim()).await.map_err(no_account)?;
    Ok(Json(json!({ "account": name, "closed": true })).into_response())
}

/// `GET /api/v1/accounts/{name}/tokens`.
pub async fn tokens(
    State(site): State<Site>,
    Signed(signed): Signed,
    Path(name): Path<String>,
) -> Answer {
    if site.office.entry() == Entry::SignIn {
        theirs(&site, (signed, &name))?;
    }
    let tokens = site.office.tokens(&name).await?;
    Ok(Json(json!({ "account": name, "tokens": tokens })).into_response())
}

/// `POST /api/v1/accounts/{name}/tokens`.
pub async fn make_token(
    State(site): State<Site>,
    Signed(signed): Signed,
    Path(name): Path<String>,
    Body(arguments): Body,
) -> Answer {
    let Token { label, scope, days } = read(arguments)?;
    theirs(&site, (signed, &name))?;
    let ends = own::after(site.office.now(), days);
    let made = site.office.make_token(&name, (&label, scope, ends)).await.map_err(no_token)?;
    let (token, secret) = made;
    let answer = json!({ "account": name, "token": token, "secret": secret.reveal() });
    Ok((StatusCode::CREATED, Json(answer)).into_response())
}

/// `POST /api/v1/accounts/{name}/tokens/{id}/revocation`.
pub async fn revoke_token(
    State(site): State<Site>,
    Signed(signed): Signed,
    Path((name, id)): Path<(String, String)>,
    Body(arguments): Body,
) -> Answer {
    let Nothing {} = read(arguments)?;
    theirs(&site, (signed, &name))?;
    if !site.office.revoke_token(&name, &id).await? {
        return Err(Error::NotFound("The token".to_owned()).into());
    }
    Ok(Json(json!({ "account": name, "revoked": id })).into_response())
}

/// Tokens of an account are for its person and for the machine itself; to anybody else there are
/// none.
fn theirs(site: &Site, (signed, name): (Option<app::accounts::Known>, &str)) -> Result<(), Error> {
    if signed.is_none() && site.office.entry() == Entry::SignIn {
        return Ok(());
    }
    let known = own::own(site, signed)?;
    if known.account == name { Ok(()) } else { Err(Error::NotFound("The account".to_owned())) }
}

fn read<T: serde::de::DeserializeOwned>(arguments: Value) -> Result<T, Error> {
    serde_json::from_value(arguments).map_err(|error| {
        let sentence = format!("The body cannot be taken: {error}.");
        Error::Request(StatusCode::UNPROCESSABLE_ENTITY, "bad-account", sentence)
    })
}

fn no_account(no: NoAccount) -> Error {
    match no {
        NoAccount::Failed(error) => error.into(),
        NoAccount::NotThere(name) => Error::NotFound(format!("The account {name}")),
        no => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Error::Request(status, "bad-account", no.to_string())
        }
    }
}

fn no_token(no: NoToken) -> Error {
    match no {
        NoToken::Failed(error) => error.into(),
        NoToken::NoAccount(name) => Error::NotFound(format!("The account {name}")),
        no => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Error::Request(status, "bad-account", no.to_string())
        }
    }
}

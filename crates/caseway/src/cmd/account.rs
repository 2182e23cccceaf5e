//! Accounts and tokens from the machine itself, alone or through the server that has the record.

use app::{
    Office,
    accounts::{Entry, console},
};
use case::office::account::Opened;
use serde_json::{Value, json};
use terms::Moment;

use crate::{
    args::{Account, Common, Token},
    forward, open,
    say::{self, Stop},
};

const BASE: &str = "/api/v1/accounts";

/// `caseway account …`.
pub async fn accounts(common: &Common, asked: &Account) -> anyhow::Result<()> {
    let value = if open::in_use(common) {
        let (path, body) = order(asked);
        ask(common, path, body).await?
    } else {
        alone(&*entered(common).await?, asked).await?
    };
    tell(
        common,
        &value,
        match asked {
            Account::List => listed,
            Account::Open { .. } | Account::Link { .. } => linked,
            Account::Close { .. } => |value| vec![format!("{} is closed", word(&value["account"]))],
        },
    );
    Ok(())
}

/// `caseway token …`.
pub async fn tokens(common: &Common, asked: &Token) -> anyhow::Result<()> {
    let value = if open::in_use(common) {
        let (path, body) = token_order(asked);
        ask(common, path, body).await?
    } else {
        token_alone(&*entered(common).await?, asked).await?
    };
    tell(
        common,
        &value,
        match asked {
            Token::List { .. } => listed_tokens,
            Token::Make { .. } => |value| vec![word(&value["secret"])],
            Token::Revoke { .. } => |value| vec![format!("{} is revoked", word(&value["revoked"]))],
        },
    );
    Ok(())
}

async fn entered(common: &Common) -> anyhow::Result<std::sync::Arc<Office>> {
    let office = open::own(common).await?;
    if office.entry() == Entry::OpenDesks {
        return Err(Stop::wrong_use("desks are open in this sandbox, so that it has no accounts"));
    }
    Ok(office)
}

/// A server is asked for a list without a body, and for anything else with one.
async fn ask(common: &Common, path: String, body: Option<Value>) -> anyhow::Result<Value> {
    let server = open::server(common)?;
    match body {
        None => Ok(serde_json::from_slice(&forward::get(&server, &path).await?)?),
        Some(arguments) => {
            let order = forward::Order { path, arguments: &arguments, headers: Vec::new() };
            forward::send(&server, order).await
        }
    }
}

fn order(asked: &Account) -> (String, Option<Value>) {
    match asked {
        Account::List => (BASE.to_owned(), None),
        Account::Open { .. } => (BASE.to_owned(), opened(asked).map(|opened| json!(opened))),
        Account::Link { name } => (format!("{BASE}/{name}/link"), Some(json!({}))),
        Account::Close { name, reason } => {
            (format!("{BASE}/{name}/closure"), Some(json!({ "reason": reason })))
        }
    }
}

fn token_order(asked: &Token) -> (String, Option<Value>) {
    match asked {
        Token::List { name } => (format!("{BASE}/{name}/tokens"), None),
        Token::Make { name, label, scope, days } => {
            let body = json!({ "label": label, "scope": scope, "days": days });
            (format!("{BASE}/{name}/tokens"), Some(body))
        }
        Token::Revoke { name, id } => {
            (format!("{BASE}/{name}/tokens/{id}/revocation"), Some(json!({})))
        }
    }
}

fn opened(asked: &Account) -> Option<Opened> {
    let Account::Open { name, of, nation, body } = asked else { return None };
    let (account, nation, body) = (name.clone(), nation.clone(), body.clone());
    Some(Opened { account, of: *of, body, nation, first: false })
}

async fn alone(office: &Office, asked: &Account) -> anyhow::Result<Value> {
    let by = console();
    let name = match asked {
        Account::List => return Ok(json!({ "accounts": office.accounts().await? })),
        Account::Close { name, reason } => {
            office.close_account(&by, name, reason).await?;
            return Ok(json!({ "account": name, "closed": true }));
        }
        Account::Open { name, .. } => {
            if let Some(opened) = opened(asked) {
                office.open_account(&by, opened).await?;
            }
            name
        }
        Account::Link { name } => name,
    };
    let link = office.invite(&by, name).await?;
    Ok(json!({ "account": name, "link": link.path(), "ends": link.ends }))
}

async fn token_alone(office: &Office, asked: &Token) -> anyhow::Result<Value> {
    match asked {
        Token::List { name } => {
            Ok(json!({ "account": name, "tokens": office.tokens(name).await? }))
        }
        Token::Make { name, label, scope, days } => {
            let micros = i64::from(*days) * 24 * 3_600 * 1_000_000;
            let ends = Moment::from_micros(office.now().micros().saturating_add(micros));
            let (token, secret) = office.make_token(name, (label, *scope, ends)).await?;
            Ok(json!({ "account": name, "token": token, "secret": secret.reveal() }))
        }
        Token::Revoke { name, id } => {
            if !office.revoke_token(name, id).await? {
                return Err(Stop::wrong_use(format!("{name} has no token {id}")));
            }
            Ok(json!({ "account": name, "revoked": id }))
        }
    }
}

fn tell(common: &Common, value: &Value, lines: fn(&Value) -> Vec<String>) {
    if common.json {
        return say::json(value);
    }
    lines(value).into_iter().for_each(say::line);
}

fn word(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn linked(value: &Value) -> Vec<String> {
    vec![
        format!(
            "a link for {}, good once until {}:",
            word(&value["account"]),
            word(&value["ends"])
        ),
        word(&value["link"]),
    ]
}

fn listed(value: &Value) -> Vec<String> {
    let accounts = value["accounts"].as_array().into_iter().flatten();
    let words = |value: &Value| {
        let words = value.as_array().into_iter().flatten().map(word);
        words.collect::<Vec<_>>().join(", ")
    };
    let line = |one: &Value| {
        let closed = if one["closed"] == true { " (closed)" } else { "" };
        format!("{}{closed}: {}; {}", word(&one["account"]), word(&one["of"]), words(&one["desks"]))
    };
    accounts.map(line).collect()
}

fn listed_tokens(value: &Value) -> Vec<String> {
    let tokens = value["tokens"].as_array().into_iter().flatten();
    let line = |one: &Value| {
        let part = |name: &str| word(&one[name]);
        format!("{}: {}; {}; ends {}", part("id"), part("label"), part("scope"), part("ends"))
    };
    tokens.map(line).collect()
}

//! Accounts: who can sign in, with what, and what became of it. Each account is a file of the
//! office by itself, `office/account.ada`; what happens before anybody is known stands in
//! `office/sign-in`. No event holds a secret: a credential is named by its identifier and by the
//! digest of what is kept of it elsewhere, so that nothing else can be put in its place.

use serde::{Deserialize, Serialize};
use terms::{Actor, Desk, FileId, Kind, Moment, PurchaserCode, StreamId, Unreadable, coded};

use super::State;
use crate::decider::Told;

/// How the file of an account is named.
const PREFIX: &str = "account.";
/// The file of attempts that belong to no account.
const SIGN_IN: &str = "sign-in";

/// The file of an account.
pub fn stream(account: &str) -> Result<StreamId, Unreadable> {
    Actor::named(account, Desk::Auditor)?;
    let file: FileId = format!("{PREFIX}{account}").parse()?;
    Ok(StreamId::new(Kind::Office, file))
}

/// The file of attempts that belong to no account.
pub fn sign_in_stream() -> StreamId {
    let file: FileId = SIGN_IN.parse().expect("a file number of the program's own");
    StreamId::new(Kind::Office, file)
}

/// The account whose file it is.
pub fn account_of(stream: &StreamId) -> Option<&str> {
    let file = (stream.kind == Kind::Office).then(|| stream.file.as_str())?;
    file.strip_prefix(PREFIX)
}

coded! {
    /// What kind of user an account is of.
    pub enum Of "kind of account" {
        /// Somebody of the office or of a body that takes part.
        Official = "official" "official",
        /// Somebody of a purchaser.
        Purchaser = "purchaser" "purchaser's official",
        /// A program.
        Service = "service" "service",
    }
}

coded! {
    /// What a person signs in with.
    pub enum Proof "kind of credential" {
        /// A password.
        Password = "password" "password",
        /// An authenticator that shows codes by time.
        Totp = "totp" "code by time",
        /// Codes on paper, each good once.
        Recovery = "recovery" "recovery codes",
        /// A passkey.
        Passkey = "passkey" "passkey",
    }
}

/// An account was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// The name under which its person acts.
    pub account: String,
    /// Of what kind of user it is.
    pub of: Of,
    /// The body to which the person belongs, as its code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// The purchaser for whom the person acts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nation: Option<PurchaserCode>,
    /// The first account of a record: its person is an administrator until the register knows one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub first: bool,
}

/// A link was made by which the person sets up the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    /// Until when it can be used.
    pub ends: Moment,
}

/// An account was closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// Why.
    pub reason: String,
}

/// Something to sign in with was added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credential {
    /// Its identifier.
    pub id: String,
    /// What it is.
    pub proof: Proof,
    /// How the person calls it.
    pub label: String,
    /// SHA-256 of what is kept of it, in hexadecimal.
    pub digest: String,
    /// What assertions of a passkey are verified with; it is no secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_key: Option<String>,
}

/// Something to sign in with was removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CredentialRemoved {
    /// Its identifier.
    pub id: String,
    /// Why.
    pub reason: String,
}

/// Somebody signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    /// The session's identifier; not what the browser keeps.
    pub session: String,
    /// With what, by identifier.
    pub by: Vec<String>,
    /// From which address.
    pub source: String,
}

/// An attempt to sign in failed. A name that no account has is not kept: people type passwords
/// into the wrong field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInFailed {
    /// From which address.
    pub source: String,
    /// Whether no more attempts are looked at for a while.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub locked: bool,
}

/// A session ended before its time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionEnded {
    /// The session.
    pub session: String,
    /// Why.
    pub reason: String,
}

/// A token was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// Its identifier; not the token.
    pub id: String,
    /// What it is for.
    pub label: String,
    /// What it may do.
    pub scope: Scope,
    /// Its last moment.
    pub ends: Moment,
}

/// A token was revoked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenRevoked {
    /// The token.
    pub id: String,
}

/// A request was denied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Denied {
    /// What was asked for, as the policies call it.
    pub action: String,
    /// Of what.
    pub resource: String,
    /// The policies that said so; none where nothing allowed it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<String>,
}

coded! {
    /// What a token may do.
    pub enum Scope "scope of a token" {
        /// Read what its person may read.
        Read = "read" "read",
        /// Do what its person may do.
        Act = "act" "read and act",
    }
}

/// An account as its events have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// As it was opened.
    pub opened: Opened,
    /// Whether it was closed.
    pub closed: bool,
    /// What its person signs in with.
    pub credentials: Vec<Credential>,
    /// Its tokens that were not revoked.
    pub tokens: Vec<Token>,
    /// When its person signed in last.
    pub signed_in: Option<Moment>,
}

impl Account {
    /// A credential by its identifier.
    pub fn credential(&self, id: &str) -> Option<&Credential> {
        self.credentials.iter().find(|known| known.id == id)
    }

    /// Credentials of a kind.
    pub fn of(&self, proof: Proof) -> impl Iterator<Item = &Credential> {
        self.credentials.iter().filter(move |known| known.proof == proof)
    }
}

pub(super) fn evolve_opened(office: &mut State, event: &Opened) {
    let account = office.account.get_or_insert_with(|| Account {
        opened: event.clone(),
        closed: false,
        credentials: Vec::new(),
        tokens: Vec::new(),
        signed_in: None,
    });
    account.opened = Opened { first: account.opened.first, ..event.clone() };
    account.closed = false;
}

/// A closed account keeps nothing to come in with.
pub(super) fn evolve_closed(office: &mut State) {
    if let Some(account) = &mut office.account {
        account.closed = true;
        account.credentials.clear();
        account.tokens.clear();
    }
}

pub(super) fn evolve_added(office: &mut State, event: &Credential) {
    if let Some(account) = &mut office.account {
        account.credentials.push(event.clone());
    }
}

pub(super) fn evolve_removed(office: &mut State, event: &CredentialRemoved) {
    if let Some(account) = &mut office.account {
        account.credentials.retain(|known| known.id != event.id);
    }
}

pub(super) fn evolve_signed_in(office: &mut State, told: &Told<'_>) {
    if let Some(account) = &mut office.account {
        account.signed_in = Some(told.at);
    }
}

pub(super) fn evolve_token(office: &mut State, event: &Token) {
    if let Some(account) = &mut office.account {
        account.tokens.push(event.clone());
    }
}

pub(super) fn evolve_token_revoked(office: &mut State, event: &TokenRevoked) {
    if let Some(account) = &mut office.account {
        account.tokens.retain(|known| known.id != event.id);
    }
}

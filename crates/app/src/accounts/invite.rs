//! Links by which a person sets up an account: a password, an authenticator, codes on paper. There
//! is no default password and no account that nobody chose.

use case::{
    File,
    office::{self, Event, account},
};
use identity::{
    Secret,
    password::{self, Weak},
    recovery, secret, session, totp,
};
use store::{
    accounts::{self, Invitation, Kept},
    value::Stmt,
};
use terms::{Actor, Moment, hex};

use super::{
    Entry, Of, Proof, Session, Strength, nobody, of,
    sign_in::{From, NotSignedIn},
};
use crate::{act::ActError, office::Office};

const WORD: &str = "";
/// Words of the place, of which no password is made.
const PLACE: &[&str] = &["caseway", "foreign military sales", "letter of offer"];

/// A link that was made.
#[derive(Debug, Clone)]
pub struct Link {
    /// The last part of its address.
    pub secret: Secret,
    /// Its last moment.
    pub ends: Moment,
}

impl Link {
    /// Its address below the server.
    pub fn path(&self) -> String {
        format!("/welcome/{}", self.secret.reveal())
    }
}

/// What a link is for.
pub struct Welcome {
    /// The account; `None` where the person names the first one.
    pub account: Option<String>,
    /// The secret of the authenticator.
    pub key: Vec<u8>,
}

impl Welcome {
    /// The key of the authenticator in groups of four, to be typed.
    pub fn spaced(&self) -> String {
        let key: Vec<char> = totp::base32(&self.key).chars().collect();
        let groups = key.chunks(4).map(|group| group.iter().collect::<String>());
        groups.collect::<Vec<_>>().join(" ")
    }

    /// The address by which an authenticator on the same device takes the key.
    pub fn address(&self, account: &str) -> String {
        totp::address(account, &self.key)
    }
}

/// What somebody enters behind a link.
#[derive(Debug, Clone)]
pub struct SetUp {
    /// The link.
    pub link: Secret,
    /// The name, where the link is to the first account.
    pub name: String,
    /// The password.
    pub password: Secret,
    /// A code of the authenticator.
    pub code: Secret,
    /// From where.
    pub from: From,
}

/// Why an account was not set up.
#[derive(Debug, thiserror::Error)]
pub enum NotSetUp {
    /// The link is none, or it was used, or its time is over.
    #[error("This link was used, or its time is over. Ask an administrator for another.")]
    NoLink,
    /// The name is none.
    #[error("A name is 1 to 40 small letters, digits, points or hyphens, such as ada.")]
    Name,
    /// The password is not taken.
    #[error("{}", .0.sentence())]
    Weak(Weak),
    /// The code is not the authenticator's.
    #[error("The code is not the one that the authenticator shows now.")]
    Code,
    /// There were too many attempts.
    #[error("There were too many attempts. Wait a quarter of an hour and try again.")]
    TooMany,
    /// The world failed.
    #[error(transparent)]
    Failed(#[from] anyhow::Error),
}

/// Why an account was not opened or changed.
#[derive(Debug, thiserror::Error)]
pub enum NoAccount {
    /// The name is none.
    #[error(transparent)]
    Name(#[from] terms::Unreadable),
    /// The register does not know the name.
    #[error("The register knows nobody by the name {0}: register the person and confirm it first.")]
    NoPerson(String),
    /// It is there.
    #[error("There is an account {0} already.")]
    There(String),
    /// It is not there.
    #[error("There is no account {0}, or it is closed.")]
    NotThere(String),
    /// A purchaser's official without a purchaser, or another with one.
    #[error("A purchaser's official has a purchaser, and nobody else has.")]
    Nation,
    /// The world failed.
    #[error(transparent)]
    Failed(#[from] anyhow::Error),
}

impl std::convert::From<ActError> for NoAccount {
    fn from(error: ActError) -> Self {
        Self::Failed(error.into())
    }
}

impl Office {
    /// A link to the first account of a record, where people sign in and nobody can yet. An earlier
    /// one is void.
    pub async fn first_link(&self) -> anyhow::Result<Option<Link>> {
        if self.entry != Entry::SignIn || !self.store.account_files().await?.is_empty() {
            return Ok(None);
        }
        let (link, rows) = self.draw("", session::FIRST);
        self.store.write(rows.into()).await?;
        Ok(Some(link))
    }

    fn draw(&self, account: &str, lasts: i64) -> (Link, [Stmt; 2]) {
        let secret = Secret::drawn(WORD, &self.chance.bytes());
        let ends = Moment::from_micros(self.now().micros().saturating_add(lasts));
        let body = hex::encode(&self.chance.bytes::<{ totp::BYTES }>());
        let account = account.to_owned();
        let rows = accounts::invite(&secret.digest(), &Invitation { account, body, ends });
        (Link { secret, ends }, rows)
    }

    /// Opens an account for somebody of the register.
    pub async fn open_account(&self, by: &Actor, opened: account::Opened) -> Result<(), NoAccount> {
        let name = opened.account.clone();
        let stream = account::stream(&name)?;
        if (opened.of == Of::Purchaser) != opened.nation.is_some() {
            return Err(NoAccount::Nation);
        }
        let register = self.file(&office::register_stream()).await?;
        let known = matches!(&*register, File::Office(r) if r.person_of(&name).is_some());
        if !known {
            return Err(NoAccount::NoPerson(name));
        }
        let file = self.file(&stream).await?;
        if of(&file).is_some_and(|account| !account.closed) {
            return Err(NoAccount::There(name));
        }
        let opened = account::Opened { first: false, ..opened };
        let events = vec![Event::AccountOpened(opened)];
        self.tell((&stream, &file), (by.clone(), "open-account"), (events, vec![])).await?;
        Ok(())
    }

    /// Makes a link by which the person of an account sets it up, or sets it up anew.
    pub async fn invite(&self, by: &Actor, name: &str) -> Result<Link, NoAccount> {
        let found = self.find_account(name).await?;
        let found = found.ok_or_else(|| NoAccount::NotThere(name.to_owned()))?;
        let (link, rows) = self.draw(name, session::INVITATION);
        let events = vec![Event::AccountInvited(account::Invited { ends: link.ends })];
        let at = (&found.stream, &found.file);
        self.tell(at, (by.clone(), "invite"), (events, rows.into())).await?;
        Ok(link)
    }

    /// Closes an account: nothing of it opens the door from the next request on.
    pub async fn close_account(
        &self,
        by: &Actor,
        name: &str,
        reason: &str,
    ) -> Result<(), NoAccount> {
        let found = self.find_account(name).await?;
        let found = found.ok_or_else(|| NoAccount::NotThere(name.to_owned()))?;
        let mut rows =
            vec![accounts::end_all(name), accounts::revoke_tokens(name), accounts::uninvite(name)];
        let held = found.account()?.credentials.iter();
        rows.extend(held.map(|known| accounts::forget(name, &known.id)));
        let events = vec![Event::AccountClosed(account::Closed { reason: reason.to_owned() })];
        let at = (&found.stream, &found.file);
        self.tell(at, (by.clone(), "close-account"), (events, rows)).await?;
        Ok(())
    }

    /// What a link is for, if it still holds.
    pub async fn welcome(&self, link: &Secret) -> anyhow::Result<Option<Welcome>> {
        let found = self.store.invitation(&link.digest()).await?;
        let found = found.filter(|found| self.now() < found.ends);
        let Some(Invitation { account, body, .. }) = found else { return Ok(None) };
        let key = hex::decode(&body).unwrap_or_default();
        if account.is_empty() {
            let free = self.store.account_files().await?.is_empty();
            return Ok(free.then_some(Welcome { account: None, key }));
        }
        let open = self.find_account(&account).await?.is_some();
        Ok(open.then_some(Welcome { account: Some(account), key }))
    }

    /// Sets an account up behind a link and signs its person in. Whatever it had before is gone.
    /// The codes on paper are given once.
    pub async fn set_up(&self, given: &SetUp) -> Result<(Session, Vec<String>), NotSetUp> {
        let _alone = self.setting_up.lock().await;
        let counted = self.count(None, &given.from.source).await;
        counted.map_err(|error| match error {
            NotSignedIn::Failed(error) => NotSetUp::Failed(error),
            _ => NotSetUp::TooMany,
        })?;
        let welcome = self.welcome(&given.link).await?.ok_or(NotSetUp::NoLink)?;
        let first = welcome.account.is_none();
        let name = welcome.account.clone().unwrap_or_else(|| given.name.trim().to_owned());
        let stream = account::stream(&name).map_err(|_| NotSetUp::Name)?;
        let own: Vec<&str> = std::iter::once(name.as_str()).chain(PLACE.iter().copied()).collect();
        password::check(&given.password, &own).map_err(NotSetUp::Weak)?;
        let plain: String = given.code.reveal().chars().filter(|c| !c.is_whitespace()).collect();
        let step = totp::accepted(&welcome.key, &plain, (self.now(), 0)).ok_or(NotSetUp::Code)?;
        let (salt, typed) = (self.chance.bytes(), given.password.clone());
        let word = tokio::task::spawn_blocking(move || password::Kept::of(&typed, salt).store());
        let word = word.await.map_err(anyhow::Error::from)?;
        let codes: Vec<String> =
            (0..recovery::COUNT).map(|_| recovery::code(&self.chance.bytes())).collect();
        let paper = recovery::store(codes.iter().map(String::as_str));
        let file = self.file(&stream).await?;
        let mut events = Vec::new();
        let mut rows = vec![accounts::uninvite(if first { "" } else { &name })];
        if first {
            events.push(Event::AccountOpened(account::Opened {
                account: name.clone(),
                of: Of::Official,
                body: None,
                nation: None,
                first,
            }));
        }
        for old in of(&file).map_or(&[][..], |account| &account.credentials) {
            let (id, reason) = (old.id.clone(), "the account was set up anew".to_owned());
            rows.push(accounts::forget(&name, &id));
            events.push(Event::CredentialRemoved(account::CredentialRemoved { id, reason }));
        }
        rows.push(accounts::end_all(&name));
        let fresh = [
            (Proof::Password, "Password", word, 0),
            (Proof::Totp, "Authenticator", hex::encode(&welcome.key), step),
            (Proof::Recovery, "Codes on paper", paper, 0),
        ];
        let mut by = Vec::new();
        for (proof, label, body, used) in fresh {
            let kept = Kept { id: self.chance.id(self.now()).to_string(), body, used };
            let (added, row) = credential(&name, (proof, label), &kept);
            by.push(kept.id);
            events.push(added);
            rows.push(row);
        }
        by.truncate(2);
        let at = (&stream, &file);
        let begun = self.begin(at, (Strength::TwoFactors, by), (&given.from, events, rows)).await;
        let session = begun.map_err(anyhow::Error::from)?;
        Ok((session, codes))
    }
}

/// A credential, as an event and as what is kept of it.
fn credential(name: &str, (proof, label): (Proof, &str), kept: &Kept) -> (Event, Stmt) {
    let added = account::Credential {
        id: kept.id.clone(),
        proof,
        label: label.to_owned(),
        digest: secret::digest(kept.body.as_bytes()),
        public_key: None,
    };
    (Event::CredentialAdded(added), accounts::keep(name, kept))
}

/// Who opens accounts from the machine itself.
pub const fn console() -> Actor {
    nobody()
}

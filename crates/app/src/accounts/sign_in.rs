//! Signing in with a password and a code. Whoever has no account meets the same work and the same
//! answer as whoever has one and is wrong.

use case::office::{Account, Event, account};
use identity::{Secret, limits, password, recovery, totp};
use store::{
    accounts::{self, Kept},
    value::Stmt,
};
use terms::{Moment, hex};

use super::{Found, Proof, Session, Strength, nobody};
use crate::{act::ActError, office::Office};

/// What somebody tries to come in with.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// The account.
    pub name: String,
    /// The password.
    pub password: Secret,
    /// A code by time, or one on paper.
    pub code: Secret,
    /// From where.
    pub from: From,
}

/// From where somebody comes.
#[derive(Debug, Clone, Default)]
pub struct From {
    /// The address.
    pub source: String,
    /// What the browser calls itself.
    pub agent: String,
    /// The session that the browser had, which ends.
    pub before: Option<Secret>,
}

/// Why somebody is not let in. It says nothing of whether there is such an account.
#[derive(Debug, thiserror::Error)]
pub enum NotSignedIn {
    /// Something is not right.
    #[error("The name, the password or the code is not right.")]
    Wrong,
    /// There were too many attempts.
    #[error("There were too many attempts. Wait a quarter of an hour and try again.")]
    TooMany,
    /// The world failed.
    #[error(transparent)]
    Failed(#[from] anyhow::Error),
}

impl std::convert::From<ActError> for NotSignedIn {
    fn from(error: ActError) -> Self {
        Self::Failed(error.into())
    }
}

impl std::convert::From<store::NotAppended> for NotSignedIn {
    fn from(error: store::NotAppended) -> Self {
        Self::Failed(error.into())
    }
}

/// What was right: by which credentials, and what is used of them now.
struct Right {
    by: Vec<String>,
    rows: Vec<Stmt>,
}

/// How often an attempt is looked at anew when something else happened to the account meanwhile.
const TRIES: u32 = 8;

impl Office {
    /// Lets somebody in, or says no.
    pub async fn sign_in(&self, attempt: &Attempt) -> Result<Session, NotSignedIn> {
        let at = self.now();
        self.count(Some(&attempt.name), &attempt.from.source).await?;
        for _ in 0..TRIES {
            let found = self.find_account(&attempt.name).await?;
            let Some(right) = self.right(found.as_ref(), attempt, at).await? else {
                return self.wrong(found.as_ref(), &attempt.from.source).await;
            };
            let Some(found) = found else { return Err(NotSignedIn::Wrong) };
            let name = found.account()?.opened.account.clone();
            let mut rows = right.rows;
            rows.push(accounts::uncount(&of_account(&name)));
            let begun = self
                .begin(
                    (&found.stream, &found.file),
                    (Strength::TwoFactors, right.by),
                    (&attempt.from, Vec::new(), rows),
                )
                .await;
            match begun {
                // A code was used meanwhile, or the account was closed: all is looked at again.
                Err(ActError::Conflict { .. }) => {}
                other => return Ok(other?),
            }
        }
        Err(NotSignedIn::TooMany)
    }

    /// Counts an attempt on a name and from an address, before anything is looked at.
    pub(super) async fn count(&self, name: Option<&str>, source: &str) -> Result<(), NotSignedIn> {
        let (at, since) = (self.now(), limits::since(self.now()));
        let source = format!("source:{source}");
        let from_there = self.store.attempt(&source, at, since).await?;
        let on_name = match name {
            Some(name) => self.store.attempt(&of_account(name), at, since).await?,
            None => 0,
        };
        if limits::looked_at(from_there, limits::OF_SOURCE)
            && limits::looked_at(on_name, limits::OF_ACCOUNT)
        {
            return Ok(());
        }
        // The first one too many is written down; the rest would only fill the log.
        let first = from_there == limits::OF_SOURCE + 1 || on_name == limits::OF_ACCOUNT + 1;
        if first {
            self.store.write(vec![accounts::uncount_before(since)]).await?;
            let found = self.find_account(name.unwrap_or_default()).await?;
            self.failed(found.as_ref(), source.trim_start_matches("source:"), true).await?;
        }
        Err(NotSignedIn::TooMany)
    }

    async fn wrong(&self, found: Option<&Found>, source: &str) -> Result<Session, NotSignedIn> {
        self.failed(found, source, false).await?;
        Err(NotSignedIn::Wrong)
    }

    /// Writes down that an attempt failed. What else happened to the account meanwhile changes
    /// nothing about that.
    async fn failed(
        &self,
        found: Option<&Found>,
        source: &str,
        locked: bool,
    ) -> Result<(), ActError> {
        let stream = found.map_or_else(account::sign_in_stream, |found| found.stream.clone());
        for _ in 0..TRIES {
            let file = self.file(&stream).await?;
            let failed = account::SignInFailed { source: source.to_owned(), locked };
            let events = vec![Event::SignInFailed(failed)];
            let told = self.tell((&stream, &file), (nobody(), "sign-in"), (events, vec![])).await;
            if !matches!(told, Err(ActError::Conflict { .. })) {
                return told.map(drop);
            }
        }
        Ok(())
    }

    /// Looks at password and code, both always, against what is kept or against nothing.
    async fn right(
        &self,
        found: Option<&Found>,
        attempt: &Attempt,
        at: Moment,
    ) -> anyhow::Result<Option<Right>> {
        let account = found.map(Found::account).transpose()?;
        let kept = match account {
            Some(account) => self.kept(account).await?,
            // The same question is asked of whoever has no account.
            None => self.store.credentials(&attempt.name).await.map(|_| Vec::new())?,
        };
        let word = password_is(kept.iter().find(|(proof, _)| *proof == Proof::Password), attempt);
        let word = word.await?;
        let code = code_is(account, &kept, (&attempt.code, at));
        let (Some(word), Some((by, row))) = (word, code) else { return Ok(None) };
        Ok(Some(Right { by: vec![word, by], rows: vec![row] }))
    }
}

/// Whether the password is the one that is kept; its identifier if so. The work is the same where
/// none is kept, and is done where nobody else waits for it.
async fn password_is(
    kept: Option<&(Proof, Kept)>,
    attempt: &Attempt,
) -> anyhow::Result<Option<String>> {
    let read = kept.and_then(|(_, kept)| password::Kept::read(&kept.body));
    let given = attempt.password.clone();
    let look = move || match read {
        Some(read) => read.is(&given),
        None => password::Kept::pretend(&given),
    };
    let right = tokio::task::spawn_blocking(look).await?;
    Ok(kept.filter(|_| right).map(|(_, kept)| kept.id.clone()))
}

/// Whether the code is one by time or one on paper; which credential it is of, and what is used.
fn code_is(
    account: Option<&Account>,
    kept: &[(Proof, Kept)],
    (given, at): (&Secret, Moment),
) -> Option<(String, Stmt)> {
    let plain: String = given.reveal().chars().filter(|sign| !sign.is_whitespace()).collect();
    let name = account.map(|account| account.opened.account.as_str());
    let mut found = None;
    for (proof, kept) in kept {
        let used = match proof {
            Proof::Totp => {
                let key = hex::decode(&kept.body).unwrap_or_default();
                totp::accepted(&key, &plain, (at, kept.used))
            }
            Proof::Recovery => recovery::accepted(&kept.body, &plain, kept.used)
                .map(|place| kept.used | 1 << place),
            Proof::Password | Proof::Passkey => None,
        };
        if let (Some(used), Some(name)) = (used, name) {
            let kept = Kept { used, ..kept.clone() };
            found = Some((kept.id.clone(), accounts::used(name, &kept)));
        }
    }
    found
}

/// Under which subject attempts on a name are counted. What cannot be a name is one subject, so
/// that nobody fills the table with inventions of any length.
fn of_account(name: &str) -> String {
    let known = account::stream(name).is_ok();
    format!("account:{}", if known { name } else { "?" })
}

//! Tokens: what a program comes with in a person's name. Each has a scope and an end.

use case::office::{Event, account};
use identity::Secret;
use store::accounts::{self, Token as Row};
use terms::Moment;

use super::{Known, Scope, Strength, own};
use crate::{act::ActError, office::Office};

const WORD: &str = "cwt_";
/// A token lasts a year at most.
const LONGEST: i64 = 366 * 24 * 3_600 * 1_000_000;
/// That it was used is written down no more often than this.
const USED_EVERY: i64 = 60_000_000;
/// How many an account has at most.
const MOST: usize = 20;
const LABEL_MAX: usize = 80;

/// A token as its person sees it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct OwnToken {
    /// The token, without what opens the door.
    #[serde(flatten)]
    pub token: account::Token,
    /// When it was last used.
    pub used: Option<Moment>,
}

/// Why no token is made.
#[derive(Debug, thiserror::Error)]
pub enum NoToken {
    /// There is no such account, or it is closed.
    #[error("There is no account {0}, or it is closed.")]
    NoAccount(String),
    /// The label is none.
    #[error("Say in 1 to 80 characters what the token is for.")]
    Label,
    /// The end is none.
    #[error("A token ends in the future, and within a year.")]
    End,
    /// There are enough.
    #[error("An account has 20 tokens at most; revoke one that is not needed.")]
    Enough,
    /// The world failed.
    #[error(transparent)]
    Failed(#[from] anyhow::Error),
}

impl Office {
    /// Makes a token of an account. It is shown once; what is kept is a digest.
    pub async fn make_token(
        &self,
        name: &str,
        (label, scope, ends): (&str, Scope, Moment),
    ) -> Result<(account::Token, Secret), NoToken> {
        let label = label.trim().to_owned();
        if !(1..=LABEL_MAX).contains(&label.chars().count()) || label.contains(char::is_control) {
            return Err(NoToken::Label);
        }
        let now = self.now();
        let lasts = ends.micros().saturating_sub(now.micros());
        if !(1..=LONGEST).contains(&lasts) {
            return Err(NoToken::End);
        }
        loop {
            let found = self.find_account(name).await?;
            let found = found.ok_or_else(|| NoToken::NoAccount(name.to_owned()))?;
            let living = found.account()?.tokens.iter().filter(|token| now < token.ends);
            if MOST <= living.count() {
                return Err(NoToken::Enough);
            }
            let secret = Secret::drawn(WORD, &self.chance.bytes());
            let id = self.chance.id(now).to_string();
            let token = account::Token { id: id.clone(), label: label.clone(), scope, ends };
            let row = Row { id, account: name.to_owned(), used: Moment::default() };
            let events = vec![Event::TokenMade(token.clone())];
            let rows = vec![accounts::add_token(&secret.digest(), &row)];
            let at = (&found.stream, &found.file);
            match self.tell(at, (own(name), "make-token"), (events, rows)).await {
                Err(ActError::Conflict { .. }) => {}
                Err(error) => return Err(NoToken::Failed(error.into())),
                Ok(_) => return Ok((token, secret)),
            }
        }
    }

    /// Who comes with this token, if it still holds.
    pub async fn bearer(&self, given: &Secret) -> anyhow::Result<Option<Known>> {
        let digest = given.digest();
        let Some(row) = self.store.token(&digest).await? else { return Ok(None) };
        let Some(found) = self.find_account(&row.account).await? else { return Ok(None) };
        let account = found.account()?;
        let now = self.now();
        let token = account.tokens.iter().find(|token| token.id == row.id && now < token.ends);
        let Some(token) = token else { return Ok(None) };
        if USED_EVERY <= now.micros().saturating_sub(row.used.micros())
            && !self.store.is_read_only()
        {
            self.store.used_token(&digest, now).await?;
        }
        self.recognise(account, (Strength::Token, token.scope, &token.id)).await.map(Some)
    }

    /// The tokens of an account that were not revoked.
    pub async fn tokens(&self, name: &str) -> anyhow::Result<Vec<OwnToken>> {
        let Some(found) = self.find_account(name).await? else { return Ok(Vec::new()) };
        let rows = self.store.tokens(name).await?;
        let used = |id: &str| {
            let row = rows.iter().find(|row| row.id == id);
            row.map(|row| row.used).filter(|used| Moment::default() < *used)
        };
        let tokens = found.account()?.tokens.iter();
        Ok(tokens.map(|token| OwnToken { token: token.clone(), used: used(&token.id) }).collect())
    }

    /// Revokes a token of an account; `false` where it has none of that identifier.
    pub async fn revoke_token(&self, name: &str, id: &str) -> anyhow::Result<bool> {
        loop {
            let Some(found) = self.find_account(name).await? else { return Ok(false) };
            if !found.account()?.tokens.iter().any(|token| token.id == id) {
                return Ok(false);
            }
            let events = vec![Event::TokenRevoked(account::TokenRevoked { id: id.to_owned() })];
            let rows = vec![accounts::revoke_token(name, id)];
            let at = (&found.stream, &found.file);
            match self.tell(at, (own(name), "revoke-token"), (events, rows)).await {
                Err(ActError::Conflict { .. }) => {}
                done => return Ok(done.map(|_| true)?),
            }
        }
    }
}

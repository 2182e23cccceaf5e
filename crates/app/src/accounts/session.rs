//! Sessions: what a browser keeps after somebody signed in. Each request asks anew whether it
//! still holds, for whom, and at which desks they sit.

use std::sync::Arc;

use case::{
    File,
    office::{Event, account},
};
use identity::{Secret, session as rules};
use store::{
    accounts::{self, Session as Row},
    value::Stmt,
};
use terms::{Moment, StreamId};

use super::{Known, OwnToken, Scope, Strength, of, own, sign_in::From};
use crate::{act::ActError, office::Office};

/// A session that began.
#[derive(Debug, Clone)]
pub struct Session {
    /// What the browser keeps.
    pub secret: Secret,
    /// Its identifier.
    pub id: String,
    /// Whose it is.
    pub account: String,
}

/// A session as its person sees it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct OwnSession {
    /// Its identifier.
    pub id: String,
    /// How the person signed in.
    pub strength: String,
    /// From where.
    pub source: String,
    /// What the browser called itself.
    pub agent: String,
    /// When it began.
    pub made: Moment,
    /// When it was last heard of.
    pub seen: Moment,
}

const WORD: &str = "cws_";
/// What a browser calls itself is kept up to here.
const AGENT_MAX: usize = 120;

impl Office {
    /// Begins a session, with what else happened to the account at the same time.
    pub(super) async fn begin(
        &self,
        (stream, file): (&StreamId, &Arc<File>),
        (strength, by): (Strength, Vec<String>),
        (from, mut events, mut rows): (&From, Vec<Event>, Vec<Stmt>),
    ) -> Result<Session, ActError> {
        let name = account::account_of(stream).unwrap_or_default().to_owned();
        let (at, secret) = (self.now(), Secret::drawn(WORD, &self.chance.bytes()));
        let id = self.chance.id(at).to_string();
        if let Some(before) = &from.before
            && let Some(row) = self.store.session(&before.digest()).await?
            && row.account == name
        {
            rows.push(accounts::end(&name, &row.id));
        }
        let agent = from.agent.chars().filter(|sign| !sign.is_control()).take(AGENT_MAX).collect();
        rows.push(accounts::begin(
            &secret.digest(),
            &Row {
                id: id.clone(),
                account: name.clone(),
                strength: strength.word().to_owned(),
                source: from.source.clone(),
                agent,
                made: at,
                seen: at,
            },
        ));
        let (session, source) = (id.clone(), from.source.clone());
        events.push(Event::SignedIn(account::SignedIn { session, by, source }));
        self.tell((stream, file), (own(&name), "sign-in"), (events, rows)).await?;
        Ok(Session { secret, id, account: name })
    }

    /// Who comes with this, if the session still holds.
    pub async fn session(&self, given: &Secret) -> anyhow::Result<Option<Known>> {
        let digest = given.digest();
        let Some(row) = self.store.session(&digest).await? else { return Ok(None) };
        let Some(found) = self.find_account(&row.account).await? else { return Ok(None) };
        let strength = Strength::of(&row.strength);
        let known = self.recognise(found.account()?, (strength, Scope::Act, &row.id)).await?;
        let now = self.now();
        if rules::over((row.made, row.seen), now, &known.desks) {
            self.end_session(&row.account, &row.id, "its time was over").await?;
            return Ok(None);
        }
        if rules::SEEN_EVERY <= now.micros().saturating_sub(row.seen.micros())
            && !self.store.is_read_only()
        {
            self.store.saw(&digest, now).await?;
        }
        Ok(Some(known))
    }

    /// The sessions of an account that still hold, newest first.
    pub async fn sessions(&self, name: &str) -> anyhow::Result<Vec<OwnSession>> {
        let rows = self.store.sessions(name).await?;
        let Some(found) = self.find_account(name).await? else { return Ok(Vec::new()) };
        let (_, desks) = self.desks_of(found.account()?).await?;
        let now = self.now();
        let holds = |row: &Row| !rules::over((row.made, row.seen), now, &desks);
        let own = |row: Row| OwnSession {
            id: row.id,
            strength: row.strength,
            source: row.source,
            agent: row.agent,
            made: row.made,
            seen: row.seen,
        };
        Ok(rows.into_iter().filter(holds).map(own).collect())
    }

    /// Whether what somebody came with still holds, for answers that go on for long. It is not
    /// taken for a sign of life.
    pub async fn still_in(&self, known: &Known) -> anyhow::Result<bool> {
        let now = self.now();
        match known.strength {
            Strength::Console => Ok(true),
            Strength::Token => {
                let tokens = self.tokens(&known.account).await?;
                let holds = |own: &OwnToken| own.token.id == known.through && now < own.token.ends;
                Ok(tokens.iter().any(holds))
            }
            Strength::TwoFactors | Strength::Passkey => {
                let sessions = self.sessions(&known.account).await?;
                Ok(sessions.iter().any(|own| own.id == known.through))
            }
        }
    }

    /// Ends a session of an account; `false` where it has none of that identifier.
    pub async fn end_session(&self, name: &str, id: &str, why: &str) -> anyhow::Result<bool> {
        loop {
            let rows = self.store.sessions(name).await?;
            let Some((stream, file)) = self.account(name).await? else { return Ok(false) };
            if of(&file).is_none() || !rows.iter().any(|row| row.id == id) {
                return Ok(false);
            }
            let (session, reason) = (id.to_owned(), why.to_owned());
            let events = vec![Event::SessionEnded(account::SessionEnded { session, reason })];
            let ended = vec![accounts::end(name, id)];
            match self.tell((&stream, &file), (own(name), "end-session"), (events, ended)).await {
                Err(ActError::Conflict { .. }) => {}
                done => return Ok(done.map(|_| true)?),
            }
        }
    }
}

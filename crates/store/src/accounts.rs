//! What signing in needs and no event says: kept credentials, sessions, tokens, links and counts
//! of attempts. None of it is a read model, and `rebuild` leaves it alone. A credential or a token
//! counts only where an event of its account names it; sessions, links and counts belong to the
//! running program and are not carried into a restored record.

use terms::Moment;

use crate::{
    Store,
    journal::{NotAppended, SHARD},
    value::{Row, Stmt, V, text},
};

/// What is kept of a credential.
#[derive(Clone, PartialEq, Eq)]
pub struct Kept {
    /// The credential.
    pub id: String,
    /// What an attempt is held against.
    pub body: String,
    /// What was used of it: the last step of codes by time, or codes on paper by bit.
    pub used: i64,
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its identifier, which events name.
    pub id: String,
    /// Whose it is.
    pub account: String,
    /// How strongly its person signed in.
    pub strength: String,
    /// From which address.
    pub source: String,
    /// What the browser called itself.
    pub agent: String,
    /// When it began.
    pub made: Moment,
    /// When it was last heard of, to the minute.
    pub seen: Moment,
}

/// A token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its identifier, which events name.
    pub id: String,
    /// Whose it is.
    pub account: String,
    /// When it was last used, to the minute; the epoch if never.
    pub used: Moment,
}

/// A link by which an account is set up.
#[derive(Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Whose account; empty for the first of a record.
    pub account: String,
    /// The secret of the authenticator that is set up by it, in hexadecimal.
    pub body: String,
    /// Its last moment.
    pub ends: Moment,
}

/// Keeps a credential.
pub fn keep(account: &str, kept: &Kept) -> Stmt {
    const SQL: &str = "insert into credential (account, id, body, used) values ($1, $2, $3, $4)";
    Stmt::new(SQL, vec![text(account), text(&kept.id), text(&kept.body), V::Int(kept.used)])
}

/// Forgets a credential.
pub fn forget(account: &str, id: &str) -> Stmt {
    const SQL: &str = "delete from credential where account = $1 and id = $2";
    Stmt::new(SQL, vec![text(account), text(id)])
}

/// Says what was used of a credential.
pub fn used(account: &str, kept: &Kept) -> Stmt {
    const SQL: &str = "update credential set used = $1 where account = $2 and id = $3";
    Stmt::new(SQL, vec![V::Int(kept.used), text(account), text(&kept.id)])
}

/// Begins a session.
pub fn begin(digest: &str, session: &Session) -> Stmt {
    const SQL: &str = "
insert into session (digest, id, account, strength, source, agent, made_us, seen_us)
values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let Session { id, account, strength, source, agent, made, seen } = session;
    let times = [V::Int(made.micros()), V::Int(seen.micros())];
    let texts = [text(digest), text(id), text(account), text(strength), text(source), text(agent)];
    Stmt::new(SQL, texts.into_iter().chain(times).collect())
}

/// Ends a session of an account.
pub fn end(account: &str, id: &str) -> Stmt {
    const SQL: &str = "delete from session where account = $1 and id = $2";
    Stmt::new(SQL, vec![text(account), text(id)])
}

/// Ends every session of an account.
pub fn end_all(account: &str) -> Stmt {
    Stmt::new("delete from session where account = $1", vec![text(account)])
}

/// Makes a token.
pub fn add_token(digest: &str, token: &Token) -> Stmt {
    const SQL: &str = "insert into token (digest, id, account, used_us) values ($1, $2, $3, $4)";
    let params = vec![text(digest), text(&token.id), text(&token.account), V::Int(0)];
    Stmt::new(SQL, params)
}

/// Revokes a token of an account.
pub fn revoke_token(account: &str, id: &str) -> Stmt {
    const SQL: &str = "delete from token where account = $1 and id = $2";
    Stmt::new(SQL, vec![text(account), text(id)])
}

/// Revokes every token of an account.
pub fn revoke_tokens(account: &str) -> Stmt {
    Stmt::new("delete from token where account = $1", vec![text(account)])
}

/// Makes a link; an earlier one of the same account is void.
pub fn invite(digest: &str, invitation: &Invitation) -> [Stmt; 2] {
    const SQL: &str = "
insert into invitation (digest, account, body, ends_us)
values ($1, $2, $3, $4)";
    let Invitation { account, body, ends } = invitation;
    let params = vec![text(digest), text(account), text(body), V::Int(ends.micros())];
    [uninvite(account), Stmt::new(SQL, params)]
}

/// Makes every link of an account void.
pub fn uninvite(account: &str) -> Stmt {
    Stmt::new("delete from invitation where account = $1", vec![text(account)])
}

impl Store {
    /// What is kept of the credentials of an account.
    pub async fn credentials(&self, account: &str) -> anyhow::Result<Vec<Kept>> {
        const SQL: &str = "select id, body, used from credential where account = $1 order by id";
        let rows = self.look_up(Stmt::new(SQL, vec![text(account)])).await?;
        let kept = |row: &Row| Kept {
            id: row.text(0).to_owned(),
            body: row.text(1).to_owned(),
            used: row.int(2),
        };
        Ok(rows.iter().map(kept).collect())
    }

    /// The session of which a browser keeps this.
    pub async fn session(&self, digest: &str) -> anyhow::Result<Option<Session>> {
        const SQL: &str = "
select id, account, strength, source, agent, made_us, seen_us from session
where digest = $1";
        let rows = self.look_up(Stmt::new(SQL, vec![text(digest)])).await?;
        Ok(rows.first().map(session))
    }

    /// The sessions of an account, newest first.
    pub async fn sessions(&self, account: &str) -> anyhow::Result<Vec<Session>> {
        const SQL: &str = "
select id, account, strength, source, agent, made_us, seen_us from session
where account = $1
order by made_us desc, id desc";
        let rows = self.look_up(Stmt::new(SQL, vec![text(account)])).await?;
        Ok(rows.iter().map(session).collect())
    }

    /// Says that a session was heard of.
    pub async fn saw(&self, digest: &str, at: Moment) -> Result<(), NotAppended> {
        const SQL: &str = "update session set seen_us = $1 where digest = $2";
        self.write(vec![Stmt::new(SQL, vec![V::Int(at.micros()), text(digest)])]).await
    }

    /// The token that has this digest.
    pub async fn token(&self, digest: &str) -> anyhow::Result<Option<Token>> {
        const SQL: &str = "select id, account, used_us from token where digest = $1";
        let rows = self.look_up(Stmt::new(SQL, vec![text(digest)])).await?;
        Ok(rows.first().map(token))
    }

    /// The tokens of an account.
    pub async fn tokens(&self, account: &str) -> anyhow::Result<Vec<Token>> {
        const SQL: &str = "select id, account, used_us from token where account = $1 order by id";
        let rows = self.query(Stmt::new(SQL, vec![text(account)])).await?;
        Ok(rows.iter().map(token).collect())
    }

    /// Says that a token was used.
    pub async fn used_token(&self, digest: &str, at: Moment) -> Result<(), NotAppended> {
        const SQL: &str = "update token set used_us = $1 where digest = $2";
        self.write(vec![Stmt::new(SQL, vec![V::Int(at.micros()), text(digest)])]).await
    }

    /// The link that has this digest.
    pub async fn invitation(&self, digest: &str) -> anyhow::Result<Option<Invitation>> {
        const SQL: &str = "select account, body, ends_us from invitation where digest = $1";
        let rows = self.look_up(Stmt::new(SQL, vec![text(digest)])).await?;
        Ok(rows.first().map(|row| Invitation {
            account: row.text(0).to_owned(),
            body: row.text(1).to_owned(),
            ends: Moment::from_micros(row.int(2)),
        }))
    }

    /// Counts an attempt, and says the so-manieth it is since the count began. Attempts at once
    /// may each be told the higher number, and none is told a lower one.
    pub async fn attempt(&self, subject: &str, at: Moment, since: i64) -> anyhow::Result<i64> {
        const COUNT: &str = "
insert into attempt (subject, count, since_us) values ($1, 1, $2)
on conflict (subject) do update set
  count = case when attempt.since_us <= $3 then 1 else attempt.count + 1 end,
  since_us = case when attempt.since_us <= $4 then excluded.since_us else attempt.since_us end";
        const SQL: &str = "select count from attempt where subject = $1";
        let params = vec![text(subject), V::Int(at.micros()), V::Int(since), V::Int(since)];
        self.write(vec![Stmt::new(COUNT, params)]).await?;
        let rows = self.look_up(Stmt::new(SQL, vec![text(subject)])).await?;
        Ok(rows.first().map_or(i64::MAX, |row| row.int(0)))
    }

    /// Every name that has a file of its own among the accounts.
    pub async fn account_files(&self) -> anyhow::Result<Vec<String>> {
        const SQL: &str = "
select distinct stream from event
where shard = $1 and stream >= 'office/account.' and stream < 'office/account/'
order by stream";
        let rows = self.query(Stmt::new(SQL, vec![V::Int(SHARD)])).await?;
        let name = |row: &Row| row.text(0).trim_start_matches("office/account.").to_owned();
        Ok(rows.iter().map(name).collect())
    }
}

/// Forgets counts that began before.
pub fn uncount_before(since: i64) -> Stmt {
    Stmt::new("delete from attempt where since_us <= $1", vec![V::Int(since)])
}

/// Forgets the count of a subject.
pub fn uncount(subject: &str) -> Stmt {
    Stmt::new("delete from attempt where subject = $1", vec![text(subject)])
}

fn session(row: &Row) -> Session {
    Session {
        id: row.text(0).to_owned(),
        account: row.text(1).to_owned(),
        strength: row.text(2).to_owned(),
        source: row.text(3).to_owned(),
        agent: row.text(4).to_owned(),
        made: Moment::from_micros(row.int(5)),
        seen: Moment::from_micros(row.int(6)),
    }
}

fn token(row: &Row) -> Token {
    Token {
        id: row.text(0).to_owned(),
        account: row.text(1).to_owned(),
        used: Moment::from_micros(row.int(2)),
    }
}

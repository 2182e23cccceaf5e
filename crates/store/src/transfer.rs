//! Copies a whole record from one store into an empty one, of either kind. The tiles of the log
//! are made anew from the entries on the way; read models are the caller's to rebuild.

use anyhow::bail;

use crate::{
    Store,
    journal::SHARD,
    log::{self, Log},
    plan::{INSERT_COMMAND, INSERT_EVENT},
    scan::{ByNumber, blob_digests},
    value::{Stmt, V, text},
};

/// Copies everything up to the present end of the source. `tell` hears how far it is.
pub async fn all(from: &Store, to: &Store, mut tell: impl FnMut(u64, u64)) -> anyhow::Result<()> {
    let size = from.head().await?.n;
    let mut edge = Log::load_from(to).await?;
    if edge.size() != 0 {
        bail!("the place to copy to is not empty");
    }
    let mut events = ByNumber::after(from, 0);
    while edge.size() < size {
        let before = edge.size();
        let mut stmts = Vec::new();
        for event in events.next().await?.into_iter().filter(|event| event.n <= size) {
            let entry = event.entry.clone();
            let params = vec![
                V::Int(SHARD),
                text(&event.stream),
                event.version.into(),
                event.n.into(),
                event.id.into(),
                event.kind.into(),
                event.body.into(),
                event.meta.into(),
                V::Int(event.at.micros()),
                event.salt.into(),
                event.entry.into(),
            ];
            stmts.push(Stmt::new(INSERT_EVENT, params));
            stmts.extend(edge.push(entry.as_bytes()));
        }
        if edge.size() == before {
            bail!("event {} is missing in the source", before + 1);
        }
        stmts.push(edge.head(before));
        to.write(stmts).await?;
        tell(edge.size(), size);
    }
    settings(from, to).await?;
    checkpoints(from, to, size).await?;
    commands(from, to).await?;
    credentials(from, to).await?;
    blobs(from, to).await
}

async fn settings(from: &Store, to: &Store) -> anyhow::Result<()> {
    let rows =
        from.query(Stmt::new("select name, value from setting order by name", vec![])).await?;
    for row in rows {
        to.set_once(row.text(0), row.text(1)).await?;
    }
    Ok(())
}

async fn checkpoints(from: &Store, to: &Store, size: u64) -> anyhow::Result<()> {
    let mut after = -1;
    loop {
        let some = log::checkpoints(from, after, 1_000).await?;
        let Some(last) = some.last() else { return Ok(()) };
        after = i64::try_from(last.size)?;
        let within = some.iter().filter(|checkpoint| checkpoint.size <= size);
        to.write(within.map(log::keep_checkpoint).collect()).await?;
    }
}

async fn commands(from: &Store, to: &Store) -> anyhow::Result<()> {
    const SQL: &str = "
select key, digest, answer, at_us from command
where key > $1
order by key
limit 2000";
    let mut after = String::new();
    loop {
        let rows = from.query(Stmt::new(SQL, vec![text(&after)])).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        last.text(0).clone_into(&mut after);
        let stmts = rows.into_iter().map(|row| Stmt::new(INSERT_COMMAND, row.0));
        to.write(stmts.collect()).await?;
    }
}

/// What people sign in with is carried over; what the running program knew of them is not: whoever
/// was signed out stays out, and a link that was followed is void.
async fn credentials(from: &Store, to: &Store) -> anyhow::Result<()> {
    const KNOWS: &str = "select number from migration where name = 'accounts'";
    const CREDENTIALS: (&str, &str) = (
        "select account, id, body, used from credential order by account, id",
        "insert into credential (account, id, body, used) values ($1, $2, $3, $4)",
    );
    const TOKENS: (&str, &str) = (
        "select digest, id, account, used_us from token order by digest",
        "insert into token (digest, id, account, used_us) values ($1, $2, $3, $4)",
    );
    // A backup of an older program has neither.
    if from.query(Stmt::new(KNOWS, vec![])).await?.is_empty() {
        return Ok(());
    }
    for (read, write) in [CREDENTIALS, TOKENS] {
        let rows = from.query(Stmt::new(read, vec![])).await?;
        to.write(rows.into_iter().map(|row| Stmt::new(write, row.0)).collect()).await?;
    }
    Ok(())
}

async fn blobs(from: &Store, to: &Store) -> anyhow::Result<()> {
    let mut after = String::new();
    loop {
        let some = blob_digests(from, &after).await?;
        let Some(last) = some.last() else { return Ok(()) };
        after.clone_from(last);
        for digest in some {
            const SQL: &str = "select at_us from blob where sha256 = $1";
            let at = from.query(Stmt::new(SQL, vec![text(&digest)])).await?;
            let at = at.first().map_or(0, |row| row.int(0));
            if let Some(bytes) = from.kept(&digest).await? {
                to.keep(bytes, terms::Moment::from_micros(at)).await?;
            }
        }
    }
}

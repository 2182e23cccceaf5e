//! Reads the whole record in order, a chunk at a time: for verification, rebuilding and copies.
//! Nothing here trusts what it reads: a damaged column is an error with its place, not a panic.

use std::sync::{Arc, Mutex};

use anyhow::{Context as _, bail};
use case::File;
use terms::{Moment, StreamId};

use crate::{
    Recorded, Store,
    journal::SHARD,
    store::{Written, take_in},
    value::{Lent, Row, Stmt, V, text},
    views::{self, VIEWS},
};

/// Rows of one chunk.
const CHUNK: i64 = 4_000;

/// Events in the order of their commits.
pub struct ByNumber<'a> {
    store: &'a Store,
    after: u64,
}

/// Whole files one after the other, so many that they have some thousand events together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    after: String,
    /// The last of them; nothing where no file follows.
    to: Option<String>,
}

/// All files in spans, by the bytes of their names.
pub struct Spans {
    store: Store,
    after: Option<String>,
}

/// Files of a span, with what was made of those that were folded.
struct Folding<T> {
    make: fn(StreamId, File) -> T,
    under_way: Option<(StreamId, File)>,
    name: String,
    made: Vec<T>,
}

/// Rows of one table, by its key.
pub struct Table<'a> {
    store: &'a Store,
    /// The table.
    pub name: &'static str,
    sql: String,
    many: bool,
    after: Option<(String, i64)>,
    buffer: std::vec::IntoIter<Row>,
    ended: bool,
}

impl<'a> ByNumber<'a> {
    /// From the event after a number on.
    pub const fn after(store: &'a Store, n: u64) -> Self {
        Self { store, after: n }
    }

    /// The next events; empty at the end.
    pub async fn next(&mut self) -> anyhow::Result<Vec<Recorded>> {
        const SQL: &str = "
select n, id, stream, version, kind, body, meta, at_us, salt, entry
from event
where shard = $1 and n > $2
order by n
limit $3";
        let params = vec![V::Int(SHARD), self.after.into(), V::Int(CHUNK)];
        let rows = self.store.query(Stmt::new(SQL, params)).await?;
        let events: Vec<Recorded> =
            rows.iter().map(|row| event(row, self.after)).collect::<anyhow::Result<_>>()?;
        self.after = events.last().map_or(self.after, |event| event.n);
        Ok(events)
    }
}

impl Spans {
    /// From the first file on.
    pub const fn new(store: Store) -> Self {
        Self { store, after: Some(String::new()) }
    }

    /// The next span; nothing after the last file.
    pub async fn next(&mut self) -> anyhow::Result<Option<Span>> {
        const SQL: &str = "
select stream from event
where shard = $1 and stream > $2
order by stream, version
limit 1 offset $3";
        let Some(after) = self.after.take() else { return Ok(None) };
        let params = vec![V::Int(SHARD), text(&after), V::Int(CHUNK)];
        let rows = self.store.query(Stmt::new(SQL, params)).await?;
        let to = rows.first().map(|row| row.try_text(0).context("an event without its file"));
        let to = to.transpose()?.map(str::to_owned);
        self.after.clone_from(&to);
        Ok(Some(Span { after, to }))
    }
}

impl Span {
    /// Folds its files, and says what is made of each.
    pub async fn fold<T: Send + 'static>(
        self,
        store: &Store,
        make: fn(StreamId, File) -> T,
    ) -> anyhow::Result<Vec<T>> {
        const TO: &str = "
select stream, n, kind, body, meta, at_us
from event
where shard = $1 and stream > $2 and stream <= $3
order by stream, version";
        const ALL: &str = "
select stream, n, kind, body, meta, at_us
from event
where shard = $1 and stream > $2
order by stream, version";
        let mut params = vec![V::Int(SHARD), V::Text(self.after)];
        let sql = if self.to.is_some() { TO } else { ALL };
        params.extend(self.to.map(V::Text));
        let (under_way, name, made) = (None, String::new(), Vec::new());
        let folding = Arc::new(Mutex::new(Folding { make, under_way, name, made }));
        let taken = Arc::clone(&folding);
        let look =
            move |row: &[Lent<'_>]| taken.lock().expect("nobody else folds this span").take(row);
        store.backend().look_at(Stmt::new(sql, params), Box::new(look)).await?;
        let mut folding = folding.lock().expect("nobody else folds this span");
        folding.end();
        Ok(std::mem::take(&mut folding.made))
    }
}

impl<T> Folding<T> {
    fn take(&mut self, row: &[Lent<'_>]) -> anyhow::Result<()> {
        let &[stream, n, kind, body, meta, at] = row else { bail!("a row of another query") };
        let name = stream.text().context("an event without its file")?;
        if name != self.name {
            self.end();
            name.clone_into(&mut self.name);
        }
        let (stream, file) = match &mut self.under_way {
            Some(under_way) => under_way,
            none => {
                let stream: StreamId = name.parse()?;
                let file = File::new(stream.kind);
                none.insert((stream, file))
            }
        };
        let place = || format!("event {} of {name}", n.int().unwrap_or_default());
        let read = (kind.text(), body.text(), meta.text(), at.int());
        let (Some(kind), Some(body), Some(meta), Some(at)) = read else {
            bail!("{} has a column that cannot be read", place());
        };
        let text = Written { kind, body, meta, at: Moment::from_micros(at) };
        take_in(file, stream.kind, &text).with_context(place)
    }

    /// The file under way has no more events.
    fn end(&mut self) {
        self.made.extend(self.under_way.take().map(|(stream, file)| (self.make)(stream, file)));
    }
}

impl<'a> Table<'a> {
    /// Every read model of a store.
    pub fn all(store: &'a Store) -> Vec<Self> {
        VIEWS.iter().map(|view| Self::new(store, view)).collect()
    }

    fn new(store: &'a Store, view: &views::View) -> Self {
        let key: &[&str] = if view.is_many() { &["stream", "seq"] } else { &["stream"] };
        let columns: Vec<&str> = key.iter().chain(view.columns).copied().collect();
        let (columns, key) = (columns.join(", "), key.join(", "));
        let places = if view.is_many() { "($1, $2)" } else { "($1)" };
        let limit = if view.is_many() { "$3" } else { "$2" };
        let sql = format!(
            "select {columns} from {} where ({key}) > {places} order by {key} limit {limit}",
            view.table
        );
        Self {
            store,
            name: view.table,
            sql,
            many: view.is_many(),
            after: Some((String::new(), -1)),
            buffer: Vec::new().into_iter(),
            ended: false,
        }
    }

    /// The next row; `None` at the end.
    pub async fn next(&mut self) -> anyhow::Result<Option<Row>> {
        if let Some(row) = self.buffer.next() {
            return Ok(Some(row));
        }
        let Some((stream, seq)) = self.after.clone().filter(|_| !self.ended) else {
            return Ok(None);
        };
        let mut params = vec![V::Text(stream)];
        params.extend(self.many.then_some(V::Int(seq)));
        params.push(V::Int(CHUNK));
        let rows = self.store.query(Stmt::composed(self.sql.clone(), params)).await?;
        self.ended = rows.len() < usize::try_from(CHUNK)?;
        if let Some(last) = rows.last() {
            let stream = last.try_text(0).context("a read model row without its file")?;
            let seq = if self.many { last.try_int(1).unwrap_or_default() } else { -1 };
            self.after = Some((stream.to_owned(), seq));
        }
        self.buffer = rows.into_iter();
        Ok(self.buffer.next())
    }
}

/// Every kept tile of the log: level, tile, hashes.
pub async fn tiles(store: &Store) -> anyhow::Result<Vec<(i64, i64, Vec<u8>)>> {
    const SQL: &str =
        "select level, tile, hashes from log_tile where shard = $1 order by level, tile";
    let rows = store.query(Stmt::new(SQL, vec![V::Int(SHARD)])).await?;
    Ok(rows.iter().map(|row| (row.int(0), row.int(1), row.blob(2).to_vec())).collect())
}

/// The digests of all kept files, in order, after one.
pub async fn blob_digests(store: &Store, after: &str) -> anyhow::Result<Vec<String>> {
    const SQL: &str = "select sha256 from blob where sha256 > $1 order by sha256 limit $2";
    let rows = store.query(Stmt::new(SQL, vec![after.into(), V::Int(CHUNK)])).await?;
    Ok(rows.iter().map(|row| row.text(0).to_owned()).collect())
}

/// Kept answers by key, in order, after one.
pub async fn answers(store: &Store, after: &str) -> anyhow::Result<Vec<(String, String)>> {
    const SQL: &str = "select key, answer from command where key > $1 order by key limit $2";
    let rows = store.query(Stmt::new(SQL, vec![after.into(), V::Int(CHUNK)])).await?;
    let read = |row: &Row| Some((row.try_text(0)?.to_owned(), row.try_text(1)?.to_owned()));
    rows.iter().map(|row| read(row).context("a kept answer cannot be read")).collect()
}

fn event(row: &Row, after: u64) -> anyhow::Result<Recorded> {
    let read = || {
        Some(Recorded {
            n: u64::try_from(row.try_int(0)?).ok()?,
            id: row.try_text(1)?.to_owned(),
            stream: row.try_text(2)?.parse::<StreamId>().ok()?,
            version: u64::try_from(row.try_int(3)?).ok()?,
            kind: row.try_text(4)?.to_owned(),
            body: row.try_text(5)?.to_owned(),
            meta: row.try_text(6)?.to_owned(),
            at: Moment::from_micros(row.try_int(7)?),
            salt: row.try_blob(8)?.to_vec(),
            entry: row.try_text(9)?.to_owned(),
        })
    };
    match read() {
        Some(event) => Ok(event),
        None => bail!(
            "event {} of {:?} has a column that cannot be read (after event {after})",
            row.try_int(0).unwrap_or_default(),
            row.try_text(2).unwrap_or("an unknown file"),
        ),
    }
}

//! Requests: one row each.

use case::{Decider, File};
use terms::{PurchaserCode, StreamId};

use super::{
    View,
    page::{Asked, List, Order, Page},
};
use crate::{
    Store,
    value::{Row, Stmt, V, maybe, text},
};

/// The read model.
pub const VIEW: View = View {
    table: "request_list",
    columns: &[
        "file",
        "purchaser",
        "requester",
        "reference",
        "subject",
        "response",
        "stage",
        "received",
        "acknowledge_by",
        "acknowledged",
        "percent",
        "missing",
        "cases",
        "touched_us",
    ],
    rows,
    many: true,
};

fn rows(stream: &StreamId, file: &File) -> Vec<Vec<V>> {
    let File::Request(request) = file else { return Vec::new() };
    let Some(letter) = &request.letter else { return early(stream, request) };
    let completeness = request.completeness.as_ref();
    let cases: Vec<&str> = request.cases.iter().map(terms::FileId::as_str).collect();
    vec![vec![
        text(&stream.file),
        text(&letter.purchaser),
        text(&letter.requester),
        text(&letter.reference),
        text(&letter.subject),
        text(letter.response),
        text(request.stage()),
        text(letter.received_on),
        maybe(request.acknowledge_by),
        maybe(request.acknowledged.as_ref().map(|acknowledged| acknowledged.on)),
        completeness.map_or(0, case::lor::Completeness::percent).into(),
        completeness.map_or(0, |completeness| completeness.missing.len()).into(),
        text(cases.join(" ")),
        V::Int(request.head().touched.micros()),
    ]]
}

/// A request that has no letter yet: who stated which need, and when.
fn early(stream: &StreamId, request: &case::lor::State) -> Vec<Vec<V>> {
    let Some(need) = &request.need else { return Vec::new() };
    let need = &need.stated;
    vec![vec![
        text(&stream.file),
        text(&need.purchaser),
        text(&need.counterpart),
        text("no letter yet"),
        text(&need.subject),
        text("none"),
        text(request.stage()),
        text(need.stated_on),
        V::Null,
        V::Null,
        V::Int(0),
        V::Int(0),
        text(""),
        V::Int(request.head().touched.micros()),
    ]]
}

/// A request as lists show it. Dates are ISO days.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct RequestRow {
    /// File number.
    pub file: String,
    /// Customer code.
    pub purchaser: String,
    /// Originator.
    pub requester: String,
    /// The purchaser's reference.
    pub reference: String,
    /// Subject.
    pub subject: String,
    /// Answer wanted.
    pub response: String,
    /// Stage code.
    pub stage: String,
    /// Date received.
    pub received: String,
    /// The last day to acknowledge it.
    pub acknowledge_by: Option<String>,
    /// Day of the acknowledgement.
    pub acknowledged: Option<String>,
    /// Completeness in whole per cent.
    pub percent: i64,
    /// Points that are missing.
    pub missing: i64,
    /// Cases opened for it.
    pub cases: Vec<String>,
    /// Moment of its last event.
    pub touched: terms::Moment,
}

/// What is asked of the list of requests.
#[derive(Debug, Clone, Default)]
pub struct RequestQuery {
    /// Words to be found.
    pub words: Option<String>,
    /// Stage code.
    pub stage: Option<String>,
    /// Customer code.
    pub purchaser: Option<String>,
    /// Order.
    pub sort: RequestSort,
    /// Where the page begins.
    pub after: Option<String>,
    /// Rows of a page, up to 200.
    pub limit: u32,
}

/// The orders of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RequestSort {
    /// By file number.
    #[default]
    File,
    /// Received last, first.
    Received,
    /// By stage.
    Stage,
    /// The least complete first.
    Complete,
}

impl RequestSort {
    /// Every order with the word of addresses.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("request", Self::File),
        ("received", Self::Received),
        ("state", Self::Stage),
        ("complete", Self::Complete),
    ];

    const fn order(self) -> Order {
        match self {
            Self::File => Order { by: "stream", number: false, down: false },
            Self::Received => Order { by: "received", number: false, down: true },
            Self::Stage => Order { by: "stage", number: false, down: false },
            Self::Complete => Order { by: "percent", number: true, down: false },
        }
    }
}

const LIST: List = List { table: "request_list", columns: VIEW.columns };

/// A page of requests.
pub async fn list(store: &Store, query: &RequestQuery) -> anyhow::Result<Page<RequestRow>> {
    let mut asked = Asked {
        words: query.words.clone(),
        after: query.after.clone(),
        limit: query.limit,
        ..Asked::default()
    };
    asked.equal.extend(query.stage.clone().map(|stage| ("stage", stage)));
    asked.equal.extend(query.purchaser.clone().map(|code| ("purchaser", code)));
    let Some(stmt) = LIST.page(query.sort.order(), &asked, store.dialect()) else {
        return Ok(Page::empty());
    };
    let rows = store.query(stmt).await?;
    Ok(Page::cut(&rows, &asked, read))
}

/// How many requests stand at each stage.
pub async fn by_stage(store: &Store) -> anyhow::Result<Vec<(String, i64)>> {
    const SQL: &str = "select stage, count(*) from request_list group by stage order by stage";
    let rows = store.query(Stmt::new(SQL, vec![])).await?;
    Ok(rows.iter().map(|row| (row.text(0).to_owned(), row.int(1))).collect())
}

/// The highest number that a purchaser's requests of a year have; nought when there is none.
pub async fn last_number(store: &Store, code: &PurchaserCode, year: i16) -> anyhow::Result<u32> {
    const LAST: &str = "
select file from request_list
where stream >= $1 and stream < $2
order by stream desc
limit 1";
    const ALL: &str = "
select file from request_list
where stream >= $1 and stream < $2";
    let start = format!("request/{code}-{:02}-", year.rem_euclid(100));
    let end = format!("{start}~");
    let ask = |sql| store.query(Stmt::new(sql, vec![start.as_str().into(), end.as_str().into()]));
    let rows = ask(LAST).await?;
    let Some(last) = rows.first() else { return Ok(0) };
    // As texts, numbers of five digits stand before the last of four, and a number that somebody
    // chose may be no number of this series at all.
    match number_in(last) {
        Some(number) if number < FOUR_DIGITS_LAST => Ok(number),
        _ => Ok(ask(ALL).await?.iter().filter_map(number_in).max().unwrap_or(0)),
    }
}

const FOUR_DIGITS_LAST: u32 = 9_999;

fn number_in(row: &Row) -> Option<u32> {
    row.text(0).rsplit('-').next()?.parse().ok()
}

fn read(row: &Row) -> RequestRow {
    let own = |column| row.maybe_text(column).map(str::to_owned);
    let must = |column| row.text(column).to_owned();
    RequestRow {
        file: must(0),
        purchaser: must(1),
        requester: must(2),
        reference: must(3),
        subject: must(4),
        response: must(5),
        stage: must(6),
        received: must(7),
        acknowledge_by: own(8),
        acknowledged: own(9),
        percent: row.int(10),
        missing: row.int(11),
        cases: row.text(12).split_whitespace().map(str::to_owned).collect(),
        touched: terms::Moment::from_micros(row.int(13)),
    }
}

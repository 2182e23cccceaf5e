//! Cases: one row each, for lists, filters and the home page.

use case::{Decider, File, sale::Source};
use terms::{StreamId, Usd};

use super::{
    View,
    page::{Asked, List, Order, Page, are_many},
};
use crate::{
    Store,
    value::{Row, Stmt, V, maybe, text},
    views::gates::{self, Gate},
};

/// The read model.
pub const VIEW: View = View {
    table: "case_list",
    columns: &[
        "file",
        "case_id",
        "purchaser",
        "nickname",
        "agency",
        "source",
        "stage",
        "holder",
        "holder_since",
        "value_cents",
        "next_due",
        "next_due_what",
        "notification",
        "open_findings",
        "open_reviews",
        "suspended",
        "opened",
        "touched_us",
    ],
    rows,
    many: true,
};

fn rows(stream: &StreamId, file: &File) -> Vec<Vec<V>> {
    let File::Case(case) = file else { return Vec::new() };
    let (Some(opened), Some(span)) = (&case.opened, case.head().holder()) else {
        return Vec::new();
    };
    let due = case.dues().into_iter().next();
    let agreed = case.agreed();
    let approved = agreed.offer.approved.as_ref().map(|approved| approved.summary.total);
    let drafted = Usd::total(agreed.lines.iter().filter_map(case::loa::Line::total));
    let drafted = drafted.filter(|total| *total != Usd::ZERO);
    let value = approved.or(drafted).or(opened.ceiling);
    vec![vec![
        text(&stream.file),
        maybe(opened.case.as_ref()),
        maybe(opened.purchaser.as_ref()),
        text(&opened.nickname),
        maybe(opened.agency.as_ref()),
        text(match opened.source {
            Source::Request(_) => "request",
            Source::Notice(_) => "notice",
        }),
        text(case.standing()),
        text(span.holder),
        text(span.from),
        value.map(Usd::cents).into(),
        maybe(due.as_ref().map(|due| due.on)),
        maybe(due.as_ref().map(|due| &due.what)),
        maybe(case.notifications.last().map(|linked| linked.stage)),
        case.open_findings().count().into(),
        case.open_reviews().count().into(),
        case.suspended.is_some().into(),
        maybe(case.head().opened),
        V::Int(case.head().touched.micros()),
    ]]
}

/// A case as lists show it. Dates are ISO days; amounts are US cents.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct CaseRow {
    /// File number.
    pub file: String,
    /// Identifier of the form CC-I-DDD, where known.
    pub case: Option<String>,
    /// Customer code, where known.
    pub purchaser: Option<String>,
    /// A few words.
    pub nickname: String,
    /// Implementing agency, where known.
    pub agency: Option<String>,
    /// `request` or `notice`.
    pub source: String,
    /// Stage code.
    pub stage: String,
    /// Who holds it.
    pub holder: String,
    /// Since which day.
    pub holder_since: String,
    /// Value in US cents, where known.
    pub value_cents: Option<i64>,
    /// The next day on which something falls due.
    pub next_due: Option<String>,
    /// What falls due.
    pub next_due_what: Option<String>,
    /// Stage of the newest notification.
    pub notification: Option<String>,
    /// Open compliance findings.
    pub open_findings: i64,
    /// Open reviews of changes abroad.
    pub open_reviews: i64,
    /// Whether it is suspended.
    pub suspended: bool,
    /// Day it was opened.
    pub opened: String,
    /// Moment of its last event.
    pub touched: terms::Moment,
    /// What the gates say of its next act; nothing while that is being looked up anew.
    pub gate: Option<Gate>,
}

/// What is asked of the list of cases.
#[derive(Debug, Clone, Default)]
pub struct CaseQuery {
    /// Words to be found.
    pub words: Option<String>,
    /// Code of a stage, or of a state that the pack adds.
    pub stage: Option<String>,
    /// States that the pack adds within that stage: a case in one of them is found by the stage.
    pub within: Vec<String>,
    /// Customer code.
    pub purchaser: Option<String>,
    /// Gate status: `open`, `held`, `none`, or the first rule that holds the next act.
    pub gate: Option<String>,
    /// Order.
    pub sort: CaseSort,
    /// Where the page begins.
    pub after: Option<String>,
    /// Rows of a page, up to 200.
    pub limit: u32,
}

/// The orders of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CaseSort {
    /// By file number.
    #[default]
    File,
    /// Touched last, first.
    Touched,
    /// Highest value first.
    Value,
    /// Due soonest first.
    Due,
    /// By stage.
    Stage,
    /// Fewest rules in the way of the next act first.
    Gate,
}

impl CaseSort {
    /// Every order with the word of addresses.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("case", Self::File),
        ("touched", Self::Touched),
        ("value", Self::Value),
        ("due", Self::Due),
        ("state", Self::Stage),
        ("gate", Self::Gate),
    ];

    const fn order(self) -> Order {
        match self {
            Self::File => Order { by: "stream", number: false, down: false },
            Self::Touched => Order { by: "touched_us", number: true, down: true },
            Self::Value => Order { by: "coalesce(value_cents, -1)", number: true, down: true },
            Self::Due => {
                Order { by: "coalesce(next_due, '9999-12-31')", number: false, down: false }
            }
            Self::Stage => Order { by: "stage", number: false, down: false },
            Self::Gate => Order { by: gates::BY_HOLDS, number: true, down: false },
        }
    }
}

const LIST: List = List { table: "case_list", columns: &LISTED };

/// The read model's columns, and those of the gate status.
const LISTED: [&str; VIEW.columns.len() + gates::COLUMNS.len()] = {
    let mut all = [""; VIEW.columns.len() + gates::COLUMNS.len()];
    let mut at = 0;
    while at < all.len() {
        let own = VIEW.columns.len();
        all[at] = if at < own { VIEW.columns[at] } else { gates::COLUMNS[at - own] };
        at += 1;
    }
    all
};

/// A page of cases.
pub async fn list(store: &Store, query: &CaseQuery) -> anyhow::Result<Page<CaseRow>> {
    let mut asked = Asked {
        words: query.words.clone(),
        after: query.after.clone(),
        limit: query.limit,
        ..Asked::default()
    };
    asked.equal.extend(query.stage.clone().map(|stage| ("stage", stage)));
    // A state of another stage would widen what was not asked for.
    let within = query.within.iter().filter(|_| query.stage.is_some());
    asked.equal.extend(within.map(|state| ("stage", state.clone())));
    asked.equal.extend(query.purchaser.clone().map(|code| ("purchaser", code)));
    asked.equal.extend(query.gate.as_deref().map(gates::is));
    if let Some(count) = LIST.count(query.sort.order(), &asked, store.dialect()) {
        asked.many = are_many(&store.query(count).await?);
    }
    let Some(stmt) = LIST.page(query.sort.order(), &asked, store.dialect()) else {
        return Ok(Page::empty());
    };
    let rows = store.query(stmt).await?;
    Ok(Page::cut(&rows, &asked, read))
}

/// How many cases stand at each stage.
pub async fn by_stage(store: &Store) -> anyhow::Result<Vec<(String, i64)>> {
    const SQL: &str = "select stage, count(*) from case_list group by stage order by stage";
    let rows = store.query(Stmt::new(SQL, vec![])).await?;
    Ok(rows.iter().map(|row| (row.text(0).to_owned(), row.int(1))).collect())
}

/// How many cases each purchaser has, with their known value in cents; the most first.
pub async fn by_purchaser(store: &Store) -> anyhow::Result<Vec<(Option<String>, i64, i64)>> {
    const SQL: &str = "
select purchaser, count(*), cast(coalesce(sum(value_cents), 0) as bigint)
from case_list
group by purchaser
order by 2 desc, 1";
    let rows = store.query(Stmt::new(SQL, vec![])).await?;
    let read = |row: &Row| (row.maybe_text(0).map(str::to_owned), row.int(1), row.int(2));
    Ok(rows.iter().map(read).collect())
}

fn read(row: &Row) -> CaseRow {
    let own = |column| row.maybe_text(column).map(str::to_owned);
    let must = |column| row.text(column).to_owned();
    CaseRow {
        file: must(0),
        case: own(1),
        purchaser: own(2),
        nickname: must(3),
        agency: own(4),
        source: must(5),
        stage: must(6),
        holder: must(7),
        holder_since: must(8),
        value_cents: row.maybe_int(9),
        next_due: own(10),
        next_due_what: own(11),
        notification: own(12),
        open_findings: row.int(13),
        open_reviews: row.int(14),
        suspended: row.int(15) != 0,
        opened: must(16),
        touched: terms::Moment::from_micros(row.int(17)),
        gate: gates::read(row, VIEW.columns.len()),
    }
}

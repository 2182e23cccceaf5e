//! Notifications: one row each, made here or known from a public notice.

use case::{Decider, File, cn};
use terms::{StreamId, Usd};

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
    table: "notification_list",
    columns: &[
        "file",
        "transmittal",
        "case_file",
        "purchaser",
        "purchaser_printed",
        "paragraph",
        "stage",
        "total_cents",
        "delivered",
        "period_ends",
        "amends",
        "anomalies",
        "description",
        "touched_us",
    ],
    rows,
    many: true,
};

fn rows(stream: &StreamId, file: &File) -> Vec<Vec<V>> {
    let File::Notification(notification) = file else { return Vec::new() };
    if let Some(report) = &notification.report {
        return vec![of_report(stream, notification, &report.drafted)];
    }
    let row = match (&notification.published, &notification.prepared) {
        (Some(published), _) => of_notice(stream, notification, published),
        (None, Some(prepared)) => of_ours(stream, notification, prepared),
        (None, None) => return Vec::new(),
    };
    vec![row]
}

fn of_notice(stream: &StreamId, file: &cn::State, published: &cn::Published) -> Vec<V> {
    vec![
        text(&stream.file),
        maybe(published.transmittal.as_ref()),
        text(&published.case),
        maybe(published.purchaser.as_ref()),
        maybe(published.purchaser_printed.as_ref()),
        text(&published.paragraph),
        text(file.stage()),
        published.total.map(Usd::cents).into(),
        maybe(published.delivered_on.or(published.date)),
        V::Null,
        maybe(published.amends.as_ref()),
        published.anomalies.len().into(),
        text(&published.description),
        V::Int(file.head().touched.micros()),
    ]
}

fn of_ours(stream: &StreamId, file: &cn::State, prepared: &cn::Prepared) -> Vec<V> {
    let notified = file.notified.as_ref();
    let items: Vec<&str> = prepared.items.iter().map(|item| item.name.as_str()).collect();
    vec![
        text(&stream.file),
        text(&stream.file),
        text(&prepared.given.case),
        text(&prepared.purchaser),
        V::Null,
        text("36(b)(1)"),
        text(file.stage()),
        V::Int(prepared.total.cents()),
        maybe(notified.map(cn::Notified::day_nought)),
        maybe(notified.map(|notified| notified.period_ends)),
        V::Null,
        V::Int(0),
        text(items.join("; ")),
        V::Int(file.head().touched.micros()),
    ]
}

fn of_report(stream: &StreamId, file: &cn::State, drafted: &cn::report::Drafted) -> Vec<V> {
    let given = &drafted.given;
    vec![
        text(&stream.file),
        text(&stream.file),
        text(&drafted.case),
        text(&drafted.purchaser),
        V::Null,
        text(given.paragraph),
        text(file.stage()),
        given.added_total.map(Usd::cents).into(),
        maybe(file.day_nought()),
        V::Null,
        text(&given.parent),
        V::Int(0),
        text(&given.changes),
        V::Int(file.head().touched.micros()),
    ]
}

/// A notification as lists show it. Dates are ISO days; amounts are US cents.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct NotificationRow {
    /// File number.
    pub file: String,
    /// Transmittal number as printed, where known.
    pub transmittal: Option<String>,
    /// The case's file.
    pub case: Option<String>,
    /// Customer code, where known.
    pub purchaser: Option<String>,
    /// The purchaser as a public notice prints it.
    pub purchaser_printed: Option<String>,
    /// Paragraph of section 36(b).
    pub paragraph: String,
    /// Stage code.
    pub stage: String,
    /// Estimated notification value in US cents, where known.
    pub total_cents: Option<i64>,
    /// Day of delivery, or of the notice.
    pub delivered: Option<String>,
    /// Last day of the review period.
    pub period_ends: Option<String>,
    /// The transmittal that it changes.
    pub amends: Option<String>,
    /// How many things are odd about it.
    pub anomalies: i64,
    /// What would be sold.
    pub description: String,
    /// Moment of its last event.
    pub touched: terms::Moment,
}

/// What is asked of the list of notifications.
#[derive(Debug, Clone, Default)]
pub struct NotificationQuery {
    /// Words to be found.
    pub words: Option<String>,
    /// Stage code.
    pub stage: Option<String>,
    /// Customer code.
    pub purchaser: Option<String>,
    /// Order.
    pub sort: NotificationSort,
    /// Where the page begins.
    pub after: Option<String>,
    /// Rows of a page, up to 200.
    pub limit: u32,
}

/// The orders of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NotificationSort {
    /// By file number.
    #[default]
    File,
    /// The newest day first.
    Day,
    /// Highest value first.
    Value,
    /// By stage.
    Stage,
    /// The most oddities first.
    Odd,
}

impl NotificationSort {
    /// Every order with the word of addresses.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("notification", Self::File),
        ("day", Self::Day),
        ("value", Self::Value),
        ("state", Self::Stage),
        ("oddities", Self::Odd),
    ];

    const fn order(self) -> Order {
        match self {
            Self::File => Order { by: "stream", number: false, down: false },
            Self::Day => Order { by: "coalesce(delivered, '')", number: false, down: true },
            Self::Value => Order { by: "coalesce(total_cents, -1)", number: true, down: true },
            Self::Stage => Order { by: "stage", number: false, down: false },
            Self::Odd => Order { by: "anomalies", number: true, down: true },
        }
    }
}

const LIST: List = List { table: "notification_list", columns: VIEW.columns };

/// A page of notifications.
pub async fn list(
    store: &Store,
    query: &NotificationQuery,
) -> anyhow::Result<Page<NotificationRow>> {
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

/// The notifications that print a transmittal number; two purchasers can share one.
pub async fn with_number(store: &Store, transmittal: &str) -> anyhow::Result<Vec<NotificationRow>> {
    let sql = format!(
        "select {} from notification_list where transmittal = $1 order by stream",
        VIEW.columns.join(", ")
    );
    let rows = store.query(Stmt::composed(sql, vec![transmittal.into()])).await?;
    Ok(rows.iter().map(read).collect())
}

fn read(row: &Row) -> NotificationRow {
    let own = |column| row.maybe_text(column).map(str::to_owned);
    let must = |column| row.text(column).to_owned();
    NotificationRow {
        file: must(0),
        transmittal: own(1),
        case: own(2),
        purchaser: own(3),
        purchaser_printed: own(4),
        paragraph: must(5),
        stage: must(6),
        total_cents: row.maybe_int(7),
        delivered: own(8),
        period_ends: own(9),
        amends: own(10),
        anomalies: row.int(11),
        description: must(12),
        touched: terms::Moment::from_micros(row.int(13)),
    }
}

//! Purchasers: one row each, with the newest determination and assessment.

use case::{Decider, File};
use terms::StreamId;

use super::{
    View,
    page::{Asked, List, Order, Page},
};
use crate::{
    Store,
    value::{Row, V, maybe, text},
};

/// The read model.
pub const VIEW: View = View {
    table: "purchaser_list",
    columns: &[
        "code",
        "name",
        "fictional",
        "stage",
        "eligible",
        "valid_from",
        "valid_until",
        "interest",
        "contacts",
        "changes",
        "touched_us",
    ],
    rows,
    many: true,
};

fn rows(_: &StreamId, file: &File) -> Vec<Vec<V>> {
    let File::Purchaser(purchaser) = file else { return Vec::new() };
    let Some(registered) = &purchaser.registered else { return Vec::new() };
    let newest = purchaser.determinations.last();
    vec![vec![
        text(&registered.code),
        text(&registered.name),
        registered.fictional.into(),
        text(purchaser.stage()),
        newest.map(|determination| i64::from(determination.eligible)).into(),
        maybe(newest.map(|determination| determination.valid_from)),
        maybe(newest.and_then(|determination| determination.valid_until)),
        maybe(purchaser.assessment().map(|assessed| assessed.assessment.conclusion)),
        purchaser.contacts.len().into(),
        purchaser.changes.len().into(),
        V::Int(purchaser.head().touched.micros()),
    ]]
}

/// A purchaser as lists show it. Dates are ISO days.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct PurchaserRow {
    /// Customer code.
    pub code: String,
    /// Name.
    pub name: String,
    /// An invented nation.
    pub fictional: bool,
    /// Stage code.
    pub stage: String,
    /// What the newest determination says.
    pub eligible: Option<bool>,
    /// First day of it.
    pub valid_from: Option<String>,
    /// Last day of it.
    pub valid_until: Option<String>,
    /// Conclusion of the newest assessment of interest.
    pub interest: Option<String>,
    /// Contacts on record.
    pub contacts: i64,
    /// Changes abroad on record.
    pub changes: i64,
    /// Moment of the last event.
    pub touched: terms::Moment,
}

/// What is asked of the list of purchasers.
#[derive(Debug, Clone, Default)]
pub struct PurchaserQuery {
    /// Words to be found.
    pub words: Option<String>,
    /// Order.
    pub sort: PurchaserSort,
    /// Where the page begins.
    pub after: Option<String>,
    /// Rows of a page, up to 200.
    pub limit: u32,
}

/// The orders of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PurchaserSort {
    /// By name.
    #[default]
    Name,
    /// By code.
    Code,
    /// The most contacts first.
    Contacts,
    /// Touched last, first.
    Touched,
}

impl PurchaserSort {
    /// Every order with the word of addresses.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("name", Self::Name),
        ("code", Self::Code),
        ("contacts", Self::Contacts),
        ("touched", Self::Touched),
    ];

    const fn order(self) -> Order {
        match self {
            Self::Name => Order { by: "name", number: false, down: false },
            Self::Code => Order { by: "code", number: false, down: false },
            Self::Contacts => Order { by: "contacts", number: true, down: true },
            Self::Touched => Order { by: "touched_us", number: true, down: true },
        }
    }
}

const LIST: List = List { table: "purchaser_list", columns: VIEW.columns };

/// A page of purchasers.
pub async fn list(store: &Store, query: &PurchaserQuery) -> anyhow::Result<Page<PurchaserRow>> {
    let asked = Asked {
        words: query.words.clone(),
        after: query.after.clone(),
        limit: query.limit,
        ..Asked::default()
    };
    let Some(stmt) = LIST.page(query.sort.order(), &asked, store.dialect()) else {
        return Ok(Page::empty());
    };
    let rows = store.query(stmt).await?;
    Ok(Page::cut(&rows, &asked, read))
}

fn read(row: &Row) -> PurchaserRow {
    let own = |column| row.maybe_text(column).map(str::to_owned);
    let must = |column| row.text(column).to_owned();
    PurchaserRow {
        code: must(0),
        name: must(1),
        fictional: row.int(2) != 0,
        stage: must(3),
        eligible: row.maybe_int(4).map(|eligible| eligible != 0),
        valid_from: own(5),
        valid_until: own(6),
        interest: own(7),
        contacts: row.int(8),
        changes: row.int(9),
        touched: terms::Moment::from_micros(row.int(10)),
    }
}

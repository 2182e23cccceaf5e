//! Pages of a list by key: each page begins after the last row of the one before, so that a page
//! costs the same however far one has leafed, and rows that come meanwhile neither repeat nor hide.

use crate::{
    migrate::Dialect,
    value::{Row, Stmt, V},
    views::search,
};

/// A list to be paged.
pub(super) struct List {
    pub table: &'static str,
    pub columns: &'static [&'static str],
}

/// How a list is sorted: an expression that is never null, and whether the largest comes first.
#[derive(Debug, Clone, Copy)]
pub(super) struct Order {
    /// The expression; `stream` breaks ties.
    pub by: &'static str,
    /// Whether its values are numbers; otherwise texts.
    pub number: bool,
    /// Largest first.
    pub down: bool,
}

/// What is asked of a list.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked {
    /// Conditions `column = value`; of several values for one column any will do.
    pub equal: Vec<(&'static str, String)>,
    /// Words to be found.
    pub words: Option<String>,
    /// The place after which the page begins.
    pub after: Option<String>,
    /// How many rows at most.
    pub limit: u32,
    /// Whether many rows are known to fit.
    pub many: bool,
}

/// Most rows of one page.
pub const LIMIT_MAX: u32 = 200;

/// From so many rows on that fit, a page is found soonest by walking along its order.
const MANY: i64 = 2_000;

impl List {
    /// Asks how many rows fit what is asked, and stops counting when they are many; nothing where
    /// the number decides nothing.
    ///
    /// SQLite keeps no count of values, and would gather and sort every row that fits, be they
    /// nearly all. PostgreSQL weighs that itself.
    pub fn count(&self, order: Order, asked: &Asked, dialect: Dialect) -> Option<Stmt> {
        let open = dialect == Dialect::Sqlite && order.by != "stream";
        if !open || asked.equal.is_empty() || asked.words.is_some() {
            return None;
        }
        let (conditions, mut params) = equals(asked);
        params.push(V::Int(MANY));
        let (table, conditions) = (self.table, conditions.join(" and "));
        let sql = format!(
            "select count(*) from (select 1 from {table} where {conditions} limit ${})",
            params.len()
        );
        Some(Stmt::composed(sql, params))
    }

    /// The query for a page; the columns are followed by the order's value and the stream. `None`
    /// when words were asked for that nothing can contain.
    pub fn page(&self, order: Order, asked: &Asked, dialect: Dialect) -> Option<Stmt> {
        let (mut conditions, mut params) = equals(asked);
        if let Some(words) = &asked.words {
            params.push(V::Text(search::query(words, dialect)?));
            conditions.push(search::condition("stream", params.len(), dialect));
        }
        if let Some((value, stream)) = asked.after.as_deref().and_then(|at| place(at, order)) {
            let sign = if order.down { "<" } else { ">" };
            params.push(value);
            params.push(V::Text(stream));
            let at = params.len();
            conditions.push(format!("({}, stream) {sign} (${}, ${at})", order.by, at - 1));
        }
        let only = if conditions.is_empty() {
            String::new()
        } else {
            format!("where {} ", conditions.join(" and "))
        };
        let way = if order.down { " desc" } else { "" };
        // One more than the page, to know whether another page follows.
        params.push(V::from(asked.limit.clamp(1, LIMIT_MAX) + 1));
        let sql = format!(
            "select {}, {}, stream from {} {only}order by {}{way}, stream{way} limit ${}",
            self.columns.join(", "),
            order.by,
            self.table,
            order.by,
            params.len(),
        );
        Some(Stmt::composed(sql, params))
    }
}

/// The conditions of equal columns, with their parameters. Where many rows fit, the plus keeps
/// SQLite from gathering them by an index over the column.
fn equals(asked: &Asked) -> (Vec<String>, Vec<V>) {
    let (mut conditions, mut params) = (Vec::new(), Vec::new());
    let plus = if asked.many { "+" } else { "" };
    for alternatives in asked.equal.chunk_by(|one, other| one.0 == other.0) {
        let first = params.len() + 1;
        params.extend(alternatives.iter().map(|(_, value)| V::from(value.as_str())));
        let column = alternatives[0].0;
        let places: Vec<String> = (first..=params.len()).map(|n| format!("${n}")).collect();
        conditions.push(match places.as_slice() {
            [one] => format!("{plus}{column} = {one}"),
            many => format!("{plus}{column} in ({})", many.join(", ")),
        });
    }
    (conditions, params)
}

/// Whether the answer to `List::count` says that many rows fit.
pub(super) fn are_many(rows: &[Row]) -> bool {
    rows.first().is_some_and(|row| MANY <= row.int(0))
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Page<T> {
    /// Rows.
    pub items: Vec<T>,
    /// Where the next page begins; nothing when this is the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// A page without rows.
    pub const fn empty() -> Self {
        Self { items: Vec::new(), next: None }
    }

    /// Cuts the rows of `List::page` to the page asked for and reads each.
    pub(super) fn cut(rows: &[Row], asked: &Asked, read: impl Fn(&Row) -> T) -> Self {
        let limit = asked.limit.clamp(1, LIMIT_MAX) as usize;
        let next = (limit < rows.len()).then(|| at(&rows[limit - 1]));
        Self { items: rows.iter().take(limit).map(read).collect(), next }
    }
}

/// The place of a row, from its last two columns: `value~stream`.
fn at(row: &Row) -> String {
    let last = row.0.len() - 1;
    let value = match &row.0[last - 1] {
        V::Int(value) => value.to_string(),
        V::Text(value) => value.clone(),
        V::Null | V::Blob(_) => String::new(),
    };
    format!("{value}~{}", row.text(last))
}

fn place(at: &str, order: Order) -> Option<(V, String)> {
    let (value, stream) = at.rsplit_once('~')?;
    let value = if order.number { V::Int(value.parse().ok()?) } else { V::from(value) };
    Some((value, stream.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: List = List { table: "t", columns: &["a"] };
    const UP: Order = Order { by: "b", number: true, down: false };

    #[test]
    fn a_page_begins_after_a_place() {
        let asked = Asked {
            equal: vec![("c", "x".to_owned())],
            after: Some("7~case/BN-P-LCB".to_owned()),
            limit: 2,
            ..Asked::default()
        };
        let stmt = LIST.page(UP, &asked, Dialect::Sqlite).unwrap();
        assert_eq!(
            stmt.sql,
            "select a, b, stream from t where c = $1 and (b, stream) > ($2, $3) \
             order by b, stream limit $4"
        );
        assert_eq!(stmt.params[1], V::Int(7));
    }

    #[test]
    fn the_row_beyond_the_page_says_that_another_follows() {
        let row = |n: i64| Row(vec![V::Null, V::Int(n), V::from("s")]);
        let two = [("c", "x"), ("c", "y"), ("d", "z")].map(|(c, value)| (c, value.to_owned()));
        let asked = Asked { equal: two.to_vec(), limit: 2, ..Asked::default() };
        let stmt = LIST.page(UP, &asked, Dialect::Sqlite).unwrap();
        assert!(stmt.sql.contains("where c in ($1, $2) and d = $3 order"), "{}", stmt.sql);
        let asked = Asked { limit: 2, ..Asked::default() };
        let page = Page::cut(&[row(1), row(2), row(3)], &asked, |row| row.int(1));
        assert_eq!((page.items, page.next.as_deref()), (vec![1, 2], Some("2~s")));
        assert_eq!(Page::cut(&[row(1)], &asked, |row| row.int(1)).next, None);
    }

    #[test]
    fn where_many_rows_fit_the_order_is_walked_along() {
        let equal = vec![("c", "x".to_owned()), ("d", "z".to_owned())];
        let mut asked = Asked { equal, limit: 2, ..Asked::default() };
        let count = LIST.count(UP, &asked, Dialect::Sqlite).unwrap();
        let sql = "select count(*) from (select 1 from t where c = $1 and d = $2 limit $3)";
        assert_eq!((&*count.sql, &count.params[2]), (sql, &V::Int(MANY)));
        assert_eq!(LIST.count(UP, &asked, Dialect::Postgres), None);
        let by_file = Order { by: "stream", ..UP };
        assert_eq!(LIST.count(by_file, &asked, Dialect::Sqlite), None);
        assert!(are_many(&[Row(vec![V::Int(MANY)])]) && !are_many(&[Row(vec![V::Int(1)])]));
        asked.many = true;
        let stmt = LIST.page(UP, &asked, Dialect::Sqlite).unwrap();
        assert!(stmt.sql.contains("where +c = $1 and +d = $2 order by b"), "{}", stmt.sql);
    }

    #[test]
    fn words_that_nothing_contains_find_nothing() {
        let asked = Asked { words: Some("--".to_owned()), limit: 2, ..Asked::default() };
        assert_eq!(LIST.page(UP, &asked, Dialect::Postgres), None);
    }
}

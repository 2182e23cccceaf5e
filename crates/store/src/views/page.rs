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
    /// Conditions `column = value`.
    pub equal: Vec<(&'static str, String)>,
    /// Words to be found.
    pub words: Option<String>,
    /// The place after which the page begins.
    pub after: Option<String>,
    /// How many rows at most.
    pub limit: u32,
}

/// Most rows of one page.
pub const LIMIT_MAX: u32 = 200;

impl List {
    /// The query for a page; the columns are followed by the order's value and the stream. `None`
    /// when words were asked for that nothing can contain.
    pub fn page(&self, order: Order, asked: &Asked, dialect: Dialect) -> Option<Stmt> {
        let (mut conditions, mut params) = (Vec::new(), Vec::new());
        for (column, value) in &asked.equal {
            params.push(V::from(value.as_str()));
            conditions.push(format!("{column} = ${}", params.len()));
        }
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
            words: None,
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
        let asked = Asked { limit: 2, ..Asked::default() };
        let page = Page::cut(&[row(1), row(2), row(3)], &asked, |row| row.int(1));
        assert_eq!((page.items, page.next.as_deref()), (vec![1, 2], Some("2~s")));
        assert_eq!(Page::cut(&[row(1)], &asked, |row| row.int(1)).next, None);
    }

    #[test]
    fn words_that_nothing_contains_find_nothing() {
        let asked = Asked { words: Some("--".to_owned()), limit: 2, ..Asked::default() };
        assert_eq!(LIST.page(UP, &asked, Dialect::Postgres), None);
    }
}

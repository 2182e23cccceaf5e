//! The gate status of cases: the act that carries a case on, and how many rules stand in its way.
//! It stands in the rows of the list of cases, and is no read model: the law and the day decide it
//! besides the journal. Every row says its day; a row without one waits to be told anew.

use anyhow::Context as _;
use case::file::GateStatus;
use terms::{Day, FileId, Moment, StreamId};

use crate::{
    Store,
    value::{Row, Stmt, V, maybe, text},
};

/// Its columns, after those of the read model.
pub(super) const COLUMNS: &[&str] = &["gate", "gate_act", "gate_holds", "gate_rule", "gate_on"];
/// Its order; the schema has an index over the same words.
pub(super) const BY_HOLDS: &str = "coalesce(gate_holds, 9999)";
/// The day of a status that no day changes.
const FOR_GOOD: &str = "9999-12-31";

/// The words of the status: each with its meaning.
pub const WORDS: &[(&str, &str)] = &[
    ("open", "nothing stands in the way of the next act"),
    ("held", "rules stand in the way of the next act"),
    ("none", "no act of its own carries it on"),
];

/// What is wrong with a filter that is neither one of the words nor a rule such as `CN-001`.
pub fn fault(filter: &str) -> Option<String> {
    let rule = filter.split_once('-').is_some_and(|(group, number)| {
        let letters = !group.is_empty() && group.bytes().all(|b| b.is_ascii_alphabetic());
        letters && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
    });
    let word = WORDS.iter().any(|(word, _)| *word == filter);
    let words: Vec<&str> = WORDS.iter().map(|(word, _)| *word).collect();
    (!rule && !word).then(|| {
        format!("\"{filter}\" is none of: {}; nor is it a rule such as CN-001", words.join(", "))
    })
}

/// What the gates say of a case.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Gate {
    /// `open`, `held`, or `none` where no act of its own carries the case on.
    pub status: String,
    /// The act that carries it on.
    pub act: Option<String>,
    /// How many rules forbid it.
    pub holds: Option<i64>,
    /// The first of them.
    pub rule: Option<String>,
    /// The day on which that was so; nothing where no day changes it.
    pub as_of: Option<String>,
}

/// A case whose status is to be told anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The case.
    pub stream: StreamId,
    /// The moment of its last event.
    pub touched: Moment,
    /// The day of its status; empty when it is not known.
    pub on: String,
}

/// Writes the status of a case as of a day, in the transaction that changes the case. Most acts
/// leave it as it was: then neither the row nor the indexes over it are written.
pub fn tell(stream: &StreamId, status: Option<&GateStatus>, on: Day) -> Stmt {
    const SQL: &str = "
update case_list
set gate = $1, gate_act = $2, gate_holds = $3, gate_rule = $4, gate_on = $5
where stream = $6 and (
  gate is distinct from $7 or gate_act is distinct from $8 or gate_holds is distinct from $9
  or gate_rule is distinct from $10 or gate_on is distinct from $11
)";
    let mut params = values(status, on);
    let told = params.clone();
    params.push(text(stream));
    params.extend(told);
    Stmt::new(SQL, params)
}

/// Writes the status of a case that was looked up beside its acts, unless it moved meanwhile.
pub fn renew(due: &Due, status: Option<&GateStatus>, on: Day) -> Stmt {
    const SQL: &str = "
update case_list
set gate = $1, gate_act = $2, gate_holds = $3, gate_rule = $4, gate_on = $5
where stream = $6 and touched_us = $7 and gate_on = $8";
    let mut params = values(status, on);
    params.extend([text(&due.stream), V::Int(due.touched.micros()), text(&due.on)]);
    Stmt::new(SQL, params)
}

/// Something that the status of a case depends on has changed: it is to be told anew.
pub fn forget(stream: &StreamId) -> Stmt {
    const SQL: &str = "
update case_list
set gate = null, gate_act = null, gate_holds = null, gate_rule = null, gate_on = ''
where stream = $1 and gate_on <> '9999-12-31'";
    Stmt::new(SQL, vec![text(stream)])
}

/// The same for all cases of a purchaser.
pub fn forget_of(purchaser: &FileId) -> Stmt {
    const SQL: &str = "
update case_list
set gate = null, gate_act = null, gate_holds = null, gate_rule = null, gate_on = ''
where purchaser = $1 and gate_on <> '9999-12-31'";
    Stmt::new(SQL, vec![text(purchaser)])
}

/// The next cases whose status was told before a day, or is not known; after one of them.
pub async fn due(
    store: &Store,
    before: Day,
    after: Option<&Due>,
    limit: u32,
) -> anyhow::Result<Vec<Due>> {
    const SQL: &str = "
select stream, touched_us, gate_on
from case_list
where gate_on < $1 and (gate_on, stream) > ($2, $3)
order by gate_on, stream
limit $4";
    let (on, stream) = after.map_or((text(""), text("")), |at| (text(&at.on), text(&at.stream)));
    let rows = store.query(Stmt::new(SQL, vec![text(before), on, stream, limit.into()])).await?;
    let read = |row: &Row| {
        let stream = row.text(0).parse().context("a view names a file")?;
        let touched = Moment::from_micros(row.int(1));
        Ok(Due { stream, touched, on: row.text(2).to_owned() })
    };
    rows.iter().map(read).collect()
}

fn values(status: Option<&GateStatus>, on: Day) -> Vec<V> {
    let Some(GateStatus { act, holds, rule }) = status else {
        return vec!["none".into(), V::Null, V::Null, V::Null, FOR_GOOD.into()];
    };
    let word = if *holds == 0 { "open" } else { "held" };
    vec![word.into(), (*act).into(), (*holds).into(), maybe(rule.as_ref()), text(on)]
}

/// The condition of a filter: a word of the status, or else a rule.
pub(super) fn is(asked: &str) -> (&'static str, String) {
    let word = WORDS.iter().any(|(word, _)| *word == asked);
    if word { ("gate", asked.to_owned()) } else { ("gate_rule", asked.to_uppercase()) }
}

/// Reads the status from its columns.
pub(super) fn read(row: &Row, from: usize) -> Option<Gate> {
    let own = |column: usize| row.maybe_text(from + column).map(str::to_owned);
    Some(Gate {
        status: own(0)?,
        act: own(1),
        holds: row.maybe_int(from + 2),
        rule: own(3),
        as_of: own(4).filter(|day| day != FOR_GOOD),
    })
}

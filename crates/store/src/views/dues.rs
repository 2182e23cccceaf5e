//! What falls due, on cases, requests and notifications.

use case::{Decider, File, cn, lor};
use schedule::DayKind;
use terms::{StreamId, codes::Holder};

use super::View;
use crate::{
    Store,
    value::{Row, Stmt, V, maybe, text},
};

/// The read model.
pub const VIEW: View = View {
    table: "due_list",
    columns: &["what", "due", "counts", "rule", "holder"],
    rows,
    many: true,
};

fn rows(_: &StreamId, file: &File) -> Vec<Vec<V>> {
    match file {
        File::Case(case) => case
            .dues()
            .into_iter()
            .map(|due| {
                let (on, counts) = (text(due.on), text(due.counts.words()));
                vec![text(due.what), on, counts, maybe(due.rule), text(due.holder)]
            })
            .collect(),
        File::Request(request) => {
            let first = acknowledge(request).into_iter().chain(copy(request));
            first.chain(assessment(request)).chain(answer(request)).collect()
        }
        File::Notification(notification) => end_review(notification).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn acknowledge(request: &lor::State) -> Option<Vec<V>> {
    let open = request.stage().is_open() && request.acknowledged.is_none();
    let by = request.acknowledge_by.filter(|_| open)?;
    let what = text("Acknowledge the request");
    let counts = text(DayKind::Calendar.words());
    Some(vec![what, text(by), counts, text("LOR-004"), text(Holder::Agency)])
}

/// A copy is owed where a notification is likely.
fn copy(request: &lor::State) -> Option<Vec<V>> {
    let open = request.stage().is_open() && request.copies.is_empty();
    let by = request.copy_by.filter(|_| open)?;
    let what = text("Pass a copy of the request on");
    let counts = text(DayKind::Calendar.words());
    Some(vec![what, text(by), counts, text("LOR-005"), text(Holder::Agency)])
}

/// The country team's assessment is reviewed while it may be used.
fn assessment(request: &lor::State) -> Option<Vec<V>> {
    let country = request.country.as_ref().filter(|known| known.given.reviewed_on.is_none())?;
    let by = country.use_by.filter(|_| request.stage().is_open())?;
    let what = text("Have the country team's assessment reviewed");
    let counts = text(DayKind::Calendar.words());
    Some(vec![what, text(by), counts, text("LOR-007"), text(Holder::Reviewer)])
}

/// A price for planning is owed by a day where the older rule sets one.
fn answer(request: &lor::State) -> Option<Vec<V>> {
    let owed = request.pricing.as_ref().filter(|pricing| pricing.sent.is_none())?;
    let by = owed.started.answer_by.filter(|_| request.stage().is_open())?;
    let what = text("Send the price for planning");
    let counts = text(DayKind::Calendar.words());
    Some(vec![what, text(by), counts, text("PNA-001"), text(Holder::Agency)])
}

fn end_review(notification: &cn::State) -> Option<Vec<V>> {
    let on = notification.review_over_on()?;
    let what = text("Record the end of the review period");
    let counts = text(DayKind::Calendar.words());
    // Older records do not say under which rule the period runs.
    let rule = notification.notified.as_ref().and_then(|notified| notified.rule.as_deref());
    let rule = text(rule.unwrap_or("CN-004"));
    Some(vec![what, text(on), counts, rule, text(Holder::Reviewer)])
}

/// Something that falls due. The day is an ISO day.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct DueRow {
    /// The file.
    pub stream: String,
    /// What must happen.
    pub what: String,
    /// The last day in time.
    pub due: String,
    /// What kind of day was counted.
    pub counts: String,
    /// The rule that sets it.
    pub rule: Option<String>,
    /// Who must do it.
    pub holder: String,
}

/// What falls due up to a day, soonest first.
pub async fn until(store: &Store, day: terms::Day, limit: u32) -> anyhow::Result<Vec<DueRow>> {
    const SQL: &str = "
select stream, what, due, counts, rule, holder
from due_list
where due <= $1
order by due, stream, seq
limit $2";
    let rows = store.query(Stmt::new(SQL, vec![text(day), limit.into()])).await?;
    Ok(rows.iter().map(read).collect())
}

fn read(row: &Row) -> DueRow {
    let must = |column| row.text(column).to_owned();
    DueRow {
        stream: must(0),
        what: must(1),
        due: must(2),
        counts: must(3),
        rule: row.maybe_text(4).map(str::to_owned),
        holder: must(5),
    }
}

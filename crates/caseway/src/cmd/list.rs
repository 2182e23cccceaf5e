//! Lists of files, a page at a time.

use reports::{Cell, Table, table::column, write};
use serde_json::json;
use store::views::{
    cases,
    gates::{self, Gate},
    notifications,
    page::Page,
    purchasers, requests,
};
use terms::Usd;

use crate::{
    args::{Common, Filter},
    open,
    say::{self, Stop},
};

/// `caseway list KIND`.
pub async fn run(common: &Common, kind: &str, filter: &Filter) -> anyhow::Result<()> {
    let office = open::read(common).await?;
    let store = office.store();
    let code = office.law().pack.jurisdiction().currency.code.as_str();
    let Filter { q, state, purchaser, limit, after, .. } = filter;
    let (words, stage, purchaser) = (q.clone(), state.clone(), purchaser.clone());
    let (after, limit) = (after.clone(), *limit);
    match kind {
        "cases" => {
            let sort = cases::CaseSort::WORDS.iter().find(|(word, _)| *word == filter.sort);
            let Some((_, sort)) = sort else {
                let known: Vec<&str> = cases::CaseSort::WORDS.iter().map(|(w, _)| *w).collect();
                let known = known.join(", ");
                return Err(Stop::wrong_use(format!("--sort {} is none of: {known}", filter.sort)));
            };
            let (sort, gate) = (*sort, filter.gate.clone());
            if let Some(fault) = gate.as_deref().and_then(gates::fault) {
                return Err(Stop::wrong_use(format!("--gate {fault}")));
            }
            let within = stage.as_deref().unwrap_or_default();
            let within = case::gates::states_within(&office.law().pack, within);
            let query =
                cases::CaseQuery { words, stage, within, purchaser, gate, sort, after, limit };
            let page = cases::list(store, &query).await?;
            give((common, code), &page, cases_table);
        }
        "requests" => {
            let query = requests::RequestQuery {
                words,
                stage,
                purchaser,
                after,
                limit,
                ..Default::default()
            };
            let page = requests::list(store, &query).await?;
            give((common, code), &page, requests_table);
        }
        "purchasers" => {
            let query = purchasers::PurchaserQuery { words, after, limit, ..Default::default() };
            let page = purchasers::list(store, &query).await?;
            give((common, code), &page, purchasers_table);
        }
        "notifications" => {
            let query = notifications::NotificationQuery {
                words,
                stage,
                purchaser,
                after,
                limit,
                ..Default::default()
            };
            let page = notifications::list(store, &query).await?;
            give((common, code), &page, notifications_table);
        }
        other => {
            return Err(Stop::wrong_use(format!(
                "\"{other}\" is none of: cases, requests, purchasers, notifications"
            )));
        }
    }
    Ok(())
}

/// Prints a page: as JSON, or as the table that its rows make.
fn give<T: serde::Serialize>(
    (common, code): (&Common, &str),
    page: &Page<T>,
    table: fn(&[T]) -> Table,
) {
    if common.json {
        say::json(&json!(page));
    } else {
        tell(&table(&page.items).in_currency(code), page.next.as_deref());
    }
}

fn tell(table: &Table, next: Option<&str>) {
    say::line(write::text(table).trim_end());
    if let Some(next) = next {
        say::line(format!("\nmore follows: --after '{next}'"));
    }
}

fn owned(value: Option<&String>) -> Cell {
    value.cloned().into()
}

fn money(cents: Option<i64>) -> Cell {
    cents.map(Usd::from_cents).into()
}

fn cases_table(rows: &[cases::CaseRow]) -> Table {
    let row = |row: &cases::CaseRow| {
        vec![
            row.file.as_str().into(),
            row.nickname.as_str().into(),
            owned(row.purchaser.as_ref()),
            row.stage.as_str().into(),
            gate(row.gate.as_ref()).into(),
            row.holder.as_str().into(),
            money(row.value_cents),
            owned(row.next_due.as_ref()),
        ]
    };
    Table {
        title: "Cases".to_owned(),
        columns: vec![
            column("case", "Case"),
            column("nickname", "Nickname"),
            column("purchaser", "Purchaser"),
            column("state", "State"),
            column("gate", "Gate"),
            column("holder", "Holder"),
            column("value", "Value, USD"),
            column("due", "Next due"),
        ],
        rows: rows.iter().map(row).collect(),
    }
}

/// The gate status in one line, such as `countersign: held by 3, first CN-001`.
fn gate(gate: Option<&Gate>) -> String {
    let Some(gate) = gate else { return "being looked up".to_owned() };
    let act = gate.act.as_deref().unwrap_or_default();
    match (gate.status.as_str(), gate.rule.as_deref()) {
        ("held", Some(rule)) => {
            format!("{act}: held by {}, first {rule}", gate.holds.unwrap_or_default())
        }
        ("open", _) => format!("{act}: open"),
        (status, _) => status.to_owned(),
    }
}

fn requests_table(rows: &[requests::RequestRow]) -> Table {
    let row = |row: &requests::RequestRow| {
        vec![
            row.file.as_str().into(),
            row.subject.as_str().into(),
            row.purchaser.as_str().into(),
            row.stage.as_str().into(),
            row.percent.into(),
            row.received.as_str().into(),
        ]
    };
    Table {
        title: "Requests".to_owned(),
        columns: vec![
            column("request", "Request"),
            column("subject", "Subject"),
            column("purchaser", "Purchaser"),
            column("state", "State"),
            column("percent", "Complete, %"),
            column("received", "Received"),
        ],
        rows: rows.iter().map(row).collect(),
    }
}

fn purchasers_table(rows: &[purchasers::PurchaserRow]) -> Table {
    let row = |row: &purchasers::PurchaserRow| {
        let eligible = row.eligible.map(|yes| if yes { "yes" } else { "no" });
        vec![
            row.code.as_str().into(),
            row.name.as_str().into(),
            eligible.into(),
            owned(row.valid_until.as_ref()),
            row.contacts.into(),
        ]
    };
    Table {
        title: "Purchasers".to_owned(),
        columns: vec![
            column("code", "Code"),
            column("name", "Name"),
            column("eligible", "Eligible"),
            column("valid_until", "Valid until"),
            column("contacts", "Contacts"),
        ],
        rows: rows.iter().map(row).collect(),
    }
}

fn notifications_table(rows: &[notifications::NotificationRow]) -> Table {
    let row = |row: &notifications::NotificationRow| {
        vec![
            row.file.as_str().into(),
            owned(row.transmittal.as_ref()),
            owned(row.purchaser.as_ref()),
            row.stage.as_str().into(),
            money(row.total_cents),
            owned(row.delivered.as_ref()),
            row.description.as_str().into(),
        ]
    };
    Table {
        title: "Notifications".to_owned(),
        columns: vec![
            column("file", "File"),
            column("transmittal", "Transmittal"),
            column("purchaser", "Purchaser"),
            column("state", "State"),
            column("value", "Estimated notification value, USD"),
            column("day", "Day"),
            column("what", "What"),
        ],
        rows: rows.iter().map(row).collect(),
    }
}

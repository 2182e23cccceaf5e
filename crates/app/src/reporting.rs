//! Reports: the office gathers the rows, the report makes the table.

use anyhow::Context as _;
use case::File;
use ledger::Account;
use reports::{
    Table, anomalies, case_money, days_by_holder, due, holders, portfolio, trial_balance,
};
use store::views;
use terms::{Day, Kind, PurchaserCode, StreamId, Usd};

use crate::office::Office;

/// More rows than a person reads; a report that has more says so by its last row's place.
const ROWS: u32 = 100_000;

impl Office {
    /// A report by its name; `None` when there is none of that name.
    pub async fn report(&self, name: &str) -> anyhow::Result<Option<Table>> {
        self.report_on(name, None).await
    }

    /// A report as of the end of a day. Whoever asks for a day asks first whether the report is
    /// dated; one that is not is made as of now.
    pub async fn report_on(&self, name: &str, on: Option<Day>) -> anyhow::Result<Option<Table>> {
        let table = match name {
            "portfolio" => self.portfolio().await?,
            "due" => self.due().await?,
            "holders" => self.holders().await?,
            "days-by-holder" => self.days_by_holder().await?,
            "trial-balance" => trial_balance::report(&self.balances(on).await?),
            "case-money" => case_money::report(&self.balances(on).await?),
            "anomalies" => self.anomalies().await?,
            // cargo x new: report
            _ => return Ok(None),
        };
        Ok(Some(table.in_currency(&self.law.pack.jurisdiction().currency.code)))
    }

    async fn portfolio(&self) -> anyhow::Result<Table> {
        let rows = views::cases::by_purchaser(&self.store).await?;
        let name = |code: &str| {
            let code: PurchaserCode = code.parse().ok()?;
            self.law.country(&code).map(|country| country.name)
        };
        let rows: Vec<portfolio::Row> = rows
            .into_iter()
            .map(|(purchaser, cases, cents)| portfolio::Row {
                name: purchaser.as_deref().and_then(name),
                purchaser,
                cases,
                value: Usd::from_cents(cents),
            })
            .collect();
        Ok(portfolio::report(&rows))
    }

    async fn due(&self) -> anyhow::Result<Table> {
        let today = self.today();
        let rows = views::dues::until(&self.store, today.plus_months(120), ROWS).await?;
        let rows: anyhow::Result<Vec<due::Row>> = rows
            .into_iter()
            .map(|row| {
                let on = row.due.parse().context("a day of the list of dues")?;
                let (counts, rule) = (row.counts, row.rule);
                Ok(due::Row {
                    file: row.stream,
                    what: row.what,
                    due: on,
                    counts,
                    rule,
                    holder: row.holder,
                })
            })
            .collect();
        Ok(due::report(&rows?, today))
    }

    async fn holders(&self) -> anyhow::Result<Table> {
        let today = self.today();
        let mut rows = Vec::new();
        let mut query = views::cases::CaseQuery { limit: 200, ..Default::default() };
        loop {
            let page = views::cases::list(&self.store, &query).await?;
            for row in &page.items {
                let stream = StreamId::new(Kind::Case, row.file.parse()?);
                let File::Case(case) = &*self.file(&stream).await? else { continue };
                let spans = &case::Decider::head(case).spans;
                let days = schedule::days_by(spans, today);
                let days = days.into_iter().map(|(holder, days)| (holder.to_string(), days.into()));
                let (file, stage) = (row.file.clone(), row.stage.clone());
                rows.push(holders::Row { file, stage, days: days.collect() });
            }
            query.after = page.next;
            if query.after.is_none() {
                return Ok(holders::report(&rows));
            }
        }
    }

    async fn days_by_holder(&self) -> anyhow::Result<Table> {
        let today = self.today();
        let mut rows = Vec::new();
        for kind in [Kind::Request, Kind::Case, Kind::Notification] {
            for stream in views::streams::of(&self.store, kind).await? {
                let file = self.file(&stream).await?;
                let spans = &file.head().spans;
                let age = schedule::age(spans, today).into();
                rows.extend(schedule::charges(spans, today).into_iter().map(|charge| {
                    days_by_holder::Row {
                        file: stream.to_string(),
                        from: charge.from,
                        until: charge.until,
                        days: charge.days.into(),
                        holder: charge.holder.to_string(),
                        reason: charge.reason,
                        age,
                    }
                }));
            }
        }
        Ok(days_by_holder::report(&rows, today))
    }

    async fn balances(&self, on: Option<Day>) -> anyhow::Result<Vec<trial_balance::Row>> {
        let rows = views::ledger::balances(&self.store, on).await?;
        rows.into_iter()
            .map(|row| {
                let account: Account = row.account.parse()?;
                Ok(trial_balance::Row {
                    account: account.number().to_owned(),
                    name: account.name().to_owned(),
                    case: row.case,
                    amount: Usd::from_cents(row.amount_cents),
                })
            })
            .collect()
    }

    async fn anomalies(&self) -> anyhow::Result<Table> {
        let mut query =
            views::anomalies::AnomalyQuery { limit: views::page::LIMIT_MAX, ..Default::default() };
        let mut rows = Vec::new();
        loop {
            let page = views::anomalies::list(&self.store, &query).await?;
            rows.extend(page.items.into_iter().map(|row| anomalies::Row {
                notice: row.notice,
                code: row.code,
                sentence: row.sentence,
                printed: row.printed,
            }));
            query.after = page.next;
            if query.after.is_none() {
                return Ok(anomalies::report(&rows));
            }
        }
    }
}

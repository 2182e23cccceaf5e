//! The feed of all events, as a consumer keeps it over restarts: nothing that was seen may vanish
//! or change, and no number may be missing.

use anyhow::{Context as _, bail};
use serde_json::Value;

use crate::http::Client;

/// Events of one page.
const PAGE: usize = 1_000;
/// How far back a consumer looks again after a restart.
const OVERLAP: usize = 300;

/// An event, as far as a trial looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Identifier.
    pub id: String,
    /// The file.
    pub stream: String,
    /// Its version after it.
    pub version: u64,
    /// The event's name.
    pub kind: String,
}

/// Everything that was seen; the event of number n is at n - 1.
#[derive(Debug, Default)]
pub struct Feed {
    /// Events, in order.
    pub events: Vec<Event>,
}

impl Feed {
    /// Reads on to the end.
    pub fn catch_up(&mut self, client: &mut Client) -> anyhow::Result<()> {
        let mut after = self.events.len().saturating_sub(OVERLAP);
        loop {
            let page = page(client, after)?;
            for (number, event) in &page {
                if *number != after as u64 + 1 {
                    bail!("event {} is missing: number {number} follows {after}", after + 1);
                }
                match self.events.get(after) {
                    None => self.events.push(event.clone()),
                    Some(seen) if seen == event => {}
                    Some(seen) => bail!("event {number} was {seen:?}, and is {event:?}"),
                }
                after += 1;
            }
            if page.len() < PAGE {
                break;
            }
        }
        if after < self.events.len() {
            bail!("events {} to {} were seen and are gone", after + 1, self.events.len());
        }
        Ok(())
    }
}

/// One page of the feed: what one look at the record shows.
pub fn page(client: &mut Client, after: usize) -> anyhow::Result<Vec<(u64, Event)>> {
    let answer = client.get(&format!("/api/v1/events?after={after}&limit={PAGE}"))?;
    if !answer.done() {
        bail!("the feed was answered with {}", answer.status);
    }
    items(&answer.json()?)
}

/// Numbers of the events of one file.
pub fn of_file(client: &mut Client, path: &str) -> anyhow::Result<Vec<u64>> {
    let mut numbers = Vec::new();
    loop {
        let after = numbers.len();
        let address = format!("{path}/events?after={after}&limit={PAGE}");
        let answer = client.get(&address)?;
        if !answer.done() {
            bail!("{address} was answered with {}", answer.status);
        }
        let page = items(&answer.json()?)?;
        numbers.extend(page.iter().map(|(number, _)| *number));
        if page.len() < PAGE {
            return Ok(numbers);
        }
    }
}

fn items(page: &Value) -> anyhow::Result<Vec<(u64, Event)>> {
    let items = page["items"].as_array().context("a page of events has items")?;
    let read = |item: &Value| {
        let text = |name: &str| item[name].as_str().map(str::to_owned);
        let event = Event {
            id: text("id")?,
            stream: text("stream")?,
            version: item["version"].as_u64()?,
            kind: text("kind")?,
        };
        Some((item["n"].as_u64()?, event))
    };
    items.iter().map(|item| read(item).with_context(|| format!("no event: {item}"))).collect()
}

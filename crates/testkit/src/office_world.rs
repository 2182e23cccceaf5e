//! An office on a database as a place for stories.

use std::sync::Arc;

use anyhow::Context as _;
use app::{ActError, Office, Order, Target};
use case::{File, read, script::Deed};
use rules::Finding;
use serde_json::Value;
use store::Recorded;
use terms::StreamId;

use crate::{
    office::TestOffice,
    world::{Done, Happened, Told, World, moment},
};

impl World for TestOffice {
    async fn act(&mut self, deed: &Deed) -> anyhow::Result<Done> {
        self.clock().set(moment(deed, self.acts));
        self.acts += 1;
        let order = Order {
            target: Target::File(deed.stream.clone()),
            act: deed.act.clone(),
            arguments: self.arguments(deed).await?,
            who: deed.who.clone(),
            expected: None,
            key: None,
        };
        Ok(match Office::act(self, order).await {
            Ok(receipt) => {
                let before = receipt.first.saturating_sub(1);
                let count = u32::try_from(receipt.last - before)?;
                let events = self.store().follow(before, count).await?;
                Done::Events(happened(&deed.stream, &events)?)
            }
            Err(ActError::Refused(refusal)) => Done::Refused(refusal.findings),
            Err(ActError::Invalid(wrong)) => Done::Invalid(wrong),
            Err(ActError::Unknown { act, .. }) => Done::Unknown(act),
            Err(other) => return Err(other.into()),
        })
    }

    async fn why(&mut self, deed: &Deed) -> anyhow::Result<Vec<Finding>> {
        self.clock().set(moment(deed, self.acts));
        let ready = Office::why(self, &deed.stream, &deed.act, None, deed.who.as_ref()).await?;
        Ok(ready.context("there is no such act")?.findings)
    }

    async fn file(&mut self, stream: &StreamId) -> anyhow::Result<Arc<File>> {
        self.shared().file(stream).await
    }
}

impl TestOffice {
    /// The arguments of a deed, with its uploads kept.
    async fn arguments(&self, deed: &Deed) -> anyhow::Result<Value> {
        let about = case::file::acts(deed.stream.kind).into_iter().find(|a| a.name == deed.act);
        let fields = about.map_or(&[][..], |about| about.fields);
        let mut pairs = Vec::new();
        for (name, value) in &deed.pairs {
            let value = match value.strip_prefix("upload:") {
                Some(content) => {
                    self.store().keep(content.trim().as_bytes().to_vec(), self.now()).await?
                }
                None => value.clone(),
            };
            pairs.push((name.as_str(), value));
        }
        let pairs = pairs.iter().map(|(name, value)| (*name, value.as_str()));
        Ok(read::from_pairs(fields, pairs))
    }
}

/// The events of one act, from the journal.
fn happened(own: &StreamId, events: &[Recorded]) -> anyhow::Result<Happened> {
    let mut happened = Happened::default();
    for event in events {
        let body = serde_json::from_str(&event.body)?;
        let told = Told { name: event.kind.clone(), body };
        if event.stream == *own {
            happened.rows = event.read_meta()?.rows;
            happened.own.push(told);
        } else {
            happened.elsewhere.push(told);
        }
    }
    Ok(happened)
}

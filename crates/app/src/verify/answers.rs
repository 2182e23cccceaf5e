//! Kept answers to commands against what was done: a client that asks again must not be told
//! something else.

use anyhow::{Context as _, bail};
use case::{
    Event,
    office::{self, RefusalRecorded},
};
use serde_json::json;
use store::{Receipt, Recorded, scan};

use super::Verified;
use crate::office::Office;

impl Office {
    pub(super) async fn verify_answers(&self, verified: &mut Verified) -> anyhow::Result<()> {
        let mut after = String::new();
        loop {
            let some = scan::answers(&self.store, &after).await?;
            let Some((last, _)) = some.last() else { return Ok(()) };
            after.clone_from(last);
            for (key, answer) in &some {
                let receipt: Receipt = serde_json::from_str(answer)
                    .with_context(|| format!("the answer to the key {key} cannot be read"))?;
                self.verify_answer(&receipt)
                    .await
                    .with_context(|| format!("the answer to the key {key} is not what was done"))?;
            }
            verified.answers += some.len() as u64;
        }
    }

    async fn verify_answer(&self, receipt: &Receipt) -> anyhow::Result<()> {
        let Receipt { stream, version, first, last, events, at, answer } = receipt;
        if *first == 0 {
            if *last != 0 || !events.is_empty() {
                bail!("it names events without a number");
            }
            return Ok(());
        }
        let many = u32::try_from((last + 1).saturating_sub(*first)).context("too many events")?;
        let done = self.store.follow(first - 1, many).await?;
        if done.len() != many as usize || done.len() < events.len() {
            bail!("it names events up to {last}, and they are not there");
        }
        let own = &done[..events.len()];
        let same = |(event, kind): (&Recorded, &String)| {
            event.stream == *stream && event.kind == *kind && event.at == *at
        };
        if !own.iter().zip(events).all(same) {
            bail!("events {first} to {last} are others");
        }
        if own.last().is_some_and(|event| event.version != *version) {
            bail!("{stream} was not at version {version}");
        }
        let refused = own.first().map(Recorded::read).transpose()?;
        let refused = match refused {
            Some((Event::Office(office::Event::RefusalRecorded(refusal)), _)) => Some(refusal),
            _ => None,
        };
        let findings = refused.map(|RefusalRecorded { findings, .. }| json!(findings));
        if answer.get("refused") != findings.as_ref() {
            bail!("event {first} was refused for other reasons");
        }
        Ok(())
    }
}

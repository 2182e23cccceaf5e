//! Keeps the gate status of cases: written with the acts that change a case, and told anew where
//! the day or another file changed what the gates say.

use std::{sync::Arc, time::Duration};

use case::{
    File,
    facts::{Asked, Known, needs},
    file::{GateStatus, gate_status},
};
use serde_json::Value;
use store::{
    Append,
    value::Stmt,
    views::gates::{self, Due},
};
use terms::{Actor, Desk, Kind, Moment, StreamId};

use crate::office::Office;

/// So many cases are told anew in one transaction.
const AT_ONCE: u32 = 200;
/// After a change the round waits so long, so that many changes cost one round.
const PAUSE: Duration = Duration::from_secs(1);
/// Without a change a round is made so often: a new day is noticed then.
const ROUND: Duration = Duration::from_mins(10);

impl Office {
    /// Adds to a batch the status of every case that it writes, and asks for that of others which
    /// it may change. `known` are the files that the decision has read.
    pub(crate) fn tell_gates(
        &self,
        appends: &mut [Append],
        files: &[(StreamId, Arc<File>)],
        (known, at): (&Known, Moment),
    ) {
        let is_case = |stream: &&StreamId| stream.kind == Kind::Case;
        let mut known = known.clone();
        let unwritten = |stream: &&StreamId| files.iter().all(|(written, _)| written != *stream);
        let read: Vec<StreamId> = known.keys().filter(is_case).filter(unwritten).cloned().collect();
        known.extend(files.iter().cloned());
        for (append, (stream, file)) in appends.iter_mut().zip(files) {
            match stream.kind {
                Kind::Case => append.views.push(self.told((stream, file), &known, at)),
                Kind::Purchaser => append.views.push(gates::forget_of(&stream.file)),
                _ => {}
            }
        }
        if let Some(first) = appends.first_mut() {
            first.views.extend(read.iter().map(gates::forget));
        }
    }

    /// The statement that writes the status of a case from the files that were read, or asks for
    /// it to be looked up later where they are not all that it needs.
    fn told(&self, (stream, file): (&StreamId, &Arc<File>), known: &Known, at: Moment) -> Stmt {
        let asked = Asked { stream, file, arguments: &Value::Null };
        if !needs(asked, known).is_empty() {
            return gates::forget(stream);
        }
        let facts = self.facts_of(asked, known);
        let status = self.status((stream, file), &facts, at);
        gates::tell(stream, status.as_ref(), at.day())
    }

    fn status(
        &self,
        (stream, file): (&StreamId, &File),
        facts: &case::Facts,
        at: Moment,
    ) -> Option<GateStatus> {
        // Whoever acts: the status leaves rules on people out, and asks each act's own desk.
        let who = Actor::at(Desk::Administrator);
        let now = self.law.situation(&stream.file, (&who, at), facts);
        gate_status(file, &now)
    }

    /// Tells the status of every case anew that was told before today or waits for it, and says
    /// how many there were. If we stop in the middle, the next round tells the others.
    pub async fn renew_gates(&self) -> anyhow::Result<usize> {
        let (mut last, mut renewed): (Option<Due>, usize) = (None, 0);
        loop {
            let at = self.now();
            let due = gates::due(&self.store, at.day(), last.as_ref(), AT_ONCE).await?;
            let mut stmts = Vec::with_capacity(due.len());
            for case in &due {
                let file = self.file(&case.stream).await?;
                let facts = self.look_up(&case.stream, &file, &Value::Null).await?.facts;
                let status = self.status((&case.stream, &file), &facts, at);
                stmts.push(gates::renew(case, status.as_ref(), at.day()));
            }
            let Some(ended) = due.last() else { return Ok(renewed) };
            last = Some(ended.clone());
            renewed += due.len();
            self.store.write(stmts).await?;
        }
    }

    /// Keeps the status of all cases told as of today, for as long as the office is open.
    pub async fn keep_gates(self: Arc<Self>) {
        let mut written = self.written.subscribe();
        loop {
            if let Err(error) = self.renew_gates().await {
                tracing::warn!(error = format!("{error:#}"), "gate status could not be told anew");
            }
            tokio::select! {
                _ = written.changed() => {}
                () = tokio::time::sleep(ROUND) => {}
            }
            tokio::time::sleep(PAUSE).await;
        }
    }
}

//! What an order changes, put together and written: events, rows of read models, the answer.

use std::{collections::BTreeMap, sync::Arc};

use case::{Event, File, Refusal, Told, file::Decision, office::RefusalRecorded};
use serde_json::{Value, json};
use store::{Append, Appended, Batch, Key, Meta, NewEvent, Receipt, value::Stmt, views};
use terms::{Actor, Kind, Moment, StreamId};

use super::{ActError, as_answer};
use crate::{facts::LookedUp, office::Office};

/// An order in work.
pub(super) struct Doing<'a> {
    pub(super) stream: &'a StreamId,
    pub(super) file: &'a Arc<File>,
    pub(super) who: &'a Actor,
    pub(super) act: &'a str,
    pub(super) at: Moment,
    pub(super) key: Option<&'a Key>,
}

/// Events that follow from no act.
pub(crate) struct Note<'a> {
    pub(crate) stream: &'a StreamId,
    pub(crate) file: Arc<File>,
    pub(crate) by: Actor,
    pub(crate) act: &'static str,
    pub(crate) events: Vec<case::office::Event>,
    pub(crate) rows: Vec<Stmt>,
}

/// A batch, and the files as they are once it is written.
pub(super) struct Work {
    batch: Batch,
    files: Vec<(StreamId, Arc<File>)>,
}

impl Office {
    /// Everything that a decision changes.
    pub(super) async fn batch(
        &self,
        doing: &Doing<'_>,
        decision: Decision,
        looked_up: &LookedUp,
    ) -> Result<Work, ActError> {
        let Decision { outcome, rows, behalf } = decision;
        let meta = Meta {
            act: doing.act.to_owned(),
            by: doing.who.clone(),
            on: doing.at.day(),
            pack: self.law.pack.digest().to_owned(),
            rows,
            behalf,
        };
        let mut by_stream: BTreeMap<StreamId, Vec<Event>> = BTreeMap::new();
        for (stream, event) in outcome.elsewhere {
            by_stream.entry(stream).or_default().push(event);
        }
        let mut after = vec![self.extend(doing, &meta, (doing.stream, doing.file, outcome.own))];
        for (stream, events) in by_stream {
            let file = match looked_up.known.get(&stream) {
                Some(file) => Arc::clone(file),
                None => self.file(&stream).await?,
            };
            after.push(self.extend(doing, &meta, (&stream, &file, events)));
        }
        let (mut appends, files): (Vec<Append>, Vec<(StreamId, Arc<File>)>) =
            after.into_iter().unzip();
        self.tell_gates(&mut appends, &files, (&looked_up.known, doing.at));
        let written: Vec<&StreamId> = appends.iter().map(|append| &append.stream).collect();
        let read = looked_up.known.iter().filter(|(stream, _)| !written.contains(stream));
        let unmoved = read.map(|(stream, file)| (stream.clone(), file.head().version)).collect();
        let (key, at) = (doing.key.cloned(), doing.at);
        Ok(Work { batch: Batch { key, appends, unmoved, answer: Value::Null, at }, files })
    }

    /// Events of one file with their rows, and the file after them.
    fn extend(
        &self,
        doing: &Doing<'_>,
        meta: &Meta,
        (stream, before, events): (&StreamId, &Arc<File>, Vec<Event>),
    ) -> (Append, (StreamId, Arc<File>)) {
        let (by, act, at, on) = (doing.who, doing.act, doing.at, meta.on);
        let told = Told { by, act, behalf: &meta.behalf, at, on };
        let mut after = File::clone(before);
        let meta = canonical(meta);
        let stored = events.iter().map(|event| {
            after.evolve(event, &told);
            self.stored(event, &meta, doing)
        });
        let events = stored.collect();
        let views = views::changes(stream, before, &after);
        let expected = Some(before.head().version);
        let append = Append { stream: stream.clone(), expected, events, views };
        (append, (stream.clone(), Arc::new(after)))
    }

    /// Writes it, or gives the answer that its key had before.
    pub(super) async fn commit(&self, work: Work, doing: &Doing<'_>) -> Result<Receipt, ActError> {
        let Work { batch, files } = work;
        let nothing = batch.appends.iter().all(|append| append.events.is_empty());
        if nothing && batch.key.is_none() {
            return Ok(Receipt {
                stream: doing.stream.clone(),
                version: doing.file.head().version,
                first: 0,
                last: 0,
                events: Vec::new(),
                at: doing.at,
                answer: Value::Null,
            });
        }
        match self.store.append(batch).await {
            Ok(Appended::New(receipt)) => {
                for (stream, file) in &files {
                    self.cache.put(stream, file);
                    self.states.note(stream, file);
                }
                self.announce(receipt.last);
                Ok(receipt)
            }
            Ok(Appended::Repeated(receipt)) => as_answer(receipt),
            Err(error) => Err(error.into()),
        }
    }

    /// Refuses, and keeps the refusal in the audit file beside the file that it concerns, and under
    /// the key, so that a repeat gets the same answer.
    pub(super) async fn refuse(
        &self,
        doing: &Doing<'_>,
        refusal: &Refusal,
    ) -> Result<Receipt, ActError> {
        let refused = Err(ActError::Refused(refusal.clone()));
        let file = format!("{}.{}", doing.stream.kind.word(), doing.stream.file);
        let Ok(file) = file.parse() else { return refused };
        let stream = StreamId::new(Kind::Audit, file);
        let act = doing.act.to_owned();
        let recorded = RefusalRecorded { act, findings: refusal.findings.clone() };
        let event = Event::from(case::office::Event::RefusalRecorded(recorded));
        let meta = Meta {
            act: "record-refusal".to_owned(),
            by: doing.who.clone(),
            on: doing.at.day(),
            pack: self.law.pack.digest().to_owned(),
            rows: Vec::new(),
            behalf: Vec::new(),
        };
        let events = vec![self.stored(&event, &canonical(&meta), doing)];
        let append = Append { stream: stream.clone(), expected: None, events, views: vec![] };
        let answer = json!({ "refused": refusal.findings });
        let (key, appends) = (doing.key.cloned(), vec![append]);
        let batch = Batch { key, appends, unmoved: Vec::new(), answer, at: doing.at };
        match self.store.append(batch).await? {
            Appended::New(receipt) => {
                self.cache.forget(&stream);
                self.announce(receipt.last);
                refused
            }
            // The same order came twice at once, and the other was answered first.
            Appended::Repeated(receipt) => as_answer(receipt),
        }
    }

    /// Writes events of one file that follow from no act, with rows beside the read models, on the
    /// version at which the file was seen. Whoever meets a conflict reads and decides anew.
    pub(crate) async fn note(&self, note: Note<'_>) -> Result<Receipt, ActError> {
        let Note { stream, file, by, act, events, rows } = note;
        let at = self.now();
        let doing = Doing { stream, file: &file, who: &by, act, at, key: None };
        let meta = Meta {
            act: act.to_owned(),
            by: by.clone(),
            on: at.day(),
            pack: self.law.pack.digest().to_owned(),
            rows: Vec::new(),
            behalf: Vec::new(),
        };
        let events = events.into_iter().map(Event::from).collect();
        let (mut append, after) = self.extend(&doing, &meta, (stream, &file, events));
        append.views.extend(rows);
        let (appends, answer) = (vec![append], Value::Null);
        let batch = Batch { key: None, appends, unmoved: Vec::new(), answer, at };
        let done = self.commit(Work { batch, files: vec![after] }, &doing).await;
        if let Err(ActError::Conflict { stream, .. }) = &done {
            self.cache.forget(stream);
        }
        done
    }

    fn stored(&self, event: &Event, meta: &str, doing: &Doing<'_>) -> NewEvent {
        let (kind, body) = event.store();
        NewEvent {
            id: self.chance.id(doing.at).to_string(),
            kind,
            body,
            meta: meta.to_owned(),
            by: doing.who.to_string(),
            at: doing.at,
            salt: self.chance.bytes(),
        }
    }

    fn announce(&self, last: u64) {
        self.written.send_if_modified(|known| {
            let newer = *known < last;
            *known = last.max(*known);
            newer
        });
    }
}

/// Canonical JSON: keys in order, no white space.
fn canonical(meta: &Meta) -> String {
    serde_json::to_value(meta).map(|value| value.to_string()).expect("meta is plain data")
}

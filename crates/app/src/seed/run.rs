//! Runs seeds: every day in its order, and the scripts that have something to do on a day side by
//! side, so that their acts share a sync.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use anyhow::{Context as _, bail, ensure};
use case::{
    read,
    script::{Deed, Expected, Step},
};
use futures_util::future::try_join_all;
use serde_json::Value;
use store::Receipt;
use terms::{Day, Kind, Moment, StreamId};

use super::{
    SEEDS, library,
    play::{Play, Turn},
};
use crate::{
    act::{ActError, Order, Target},
    office::Office,
    papers::Printer,
};

/// The act that releases a document.
const RELEASE: &str = "issue";

/// Seeds being run in an office.
struct Run<'a> {
    office: &'a Office,
    printer: Option<&'a Arc<dyn Printer>>,
    /// Acts of one day follow each other by a second, so that the record shows their order.
    second: AtomicI64,
}

impl Office {
    /// Runs a seed. `tell` hears how many acts are done, of how many. Documents are not released.
    pub async fn seed(&self, name: &str, tell: impl FnMut(u64, u64)) -> anyhow::Result<u64> {
        self.seed_all(&[name], None, tell).await
    }

    /// Runs several seeds side by side in the order of their days: the record is then as if its
    /// days had been lived. Documents are released where there is a printer to print them.
    pub async fn seed_all(
        &self,
        names: &[&str],
        printer: Option<&Arc<dyn Printer>>,
        mut tell: impl FnMut(u64, u64),
    ) -> anyhow::Result<u64> {
        let mut plays = Vec::new();
        for name in names {
            if !SEEDS.iter().any(|(known, _)| known == name) {
                let known: Vec<&str> = SEEDS.iter().map(|(known, _)| *known).collect();
                bail!("\"{name}\" is no seed; there are: {}", known.join(", "));
            }
            plays.extend(Play::all_of(name, library)?);
        }
        let run = Run { office: self, printer, second: AtomicI64::new(0) };
        for play in &mut plays {
            run.hold(play).await?;
        }
        let (mut acts, mut before) = (0, None);
        while let Some(today) = plays.iter().filter_map(Play::day).min() {
            ensure!(before < Some(today), "a script goes back from {before:?} to {today}");
            run.second.store(0, Ordering::Relaxed);
            let busy = plays.iter_mut().filter(|play| play.day() == Some(today));
            let done = try_join_all(busy.map(|play| run.day(play, today))).await?;
            acts += done.into_iter().sum::<u64>();
            tell(acts, acts + plays.iter().map(Play::left).sum::<u64>());
            before = Some(today);
        }
        Ok(acts)
    }
}

impl Run<'_> {
    /// Plays a script for a day.
    async fn day(&self, play: &mut Play, today: Day) -> anyhow::Result<u64> {
        let mut acts = 0;
        while play.day() == Some(today) {
            let Some(turn) = play.next() else { break };
            if turn.deed.act != RELEASE || self.printer.is_some() {
                self.take_turn(&turn).await?;
            }
            self.end_reached(play).await?;
            play.enter(library)?;
            self.hold(play).await?;
            acts += 1;
        }
        Ok(acts)
    }

    /// Holds everything that a script says of now against the record.
    async fn hold(&self, play: &mut Play) -> anyhow::Result<()> {
        for (place, step) in std::mem::take(&mut play.checks) {
            self.check(&step).await.context(place)?;
        }
        Ok(())
    }

    /// Ends every script in work that is to end at a stage which is reached now.
    async fn end_reached(&self, play: &mut Play) -> anyhow::Result<()> {
        for (scene, stream, stage) in play.ends() {
            if self.office.file(&stream).await?.stage().0 == stage {
                play.end(scene);
                break;
            }
        }
        Ok(())
    }

    /// Does an act of a script and holds what the script says against what came of it.
    async fn take_turn(&self, turn: &Turn) -> anyhow::Result<()> {
        let done = self.do_deed(&turn.deed).await;
        if turn.expected.is_empty() {
            let Deed { stream, act, .. } = &turn.deed;
            done.as_ref()
                .map_err(|error| anyhow::anyhow!("{}: {stream} {act}: {error}", turn.place))?;
        }
        for (place, expected) in &turn.expected {
            expect(expected, &done).with_context(|| place.clone())?;
        }
        for (place, step) in &turn.checks {
            self.check(step).await.with_context(|| place.clone())?;
        }
        Ok(())
    }

    /// Does an act of a script on its day.
    async fn do_deed(&self, deed: &Deed) -> Result<Receipt, ActError> {
        let arguments = self.arguments(deed).await?;
        let second = self.second.fetch_add(1, Ordering::Relaxed);
        let morning = Moment::midday(deed.on).micros();
        self.office.clock().set(Moment::from_micros(morning + second * 1_000_000));
        let order = Order {
            target: Target::File(deed.stream.clone()),
            act: deed.act.clone(),
            arguments,
            who: deed.who.clone(),
            expected: None,
            key: None,
        };
        match self.printer.filter(|_| deed.act == RELEASE) {
            Some(printer) => Ok(self.office.issue(printer, order).await?.0),
            None => self.office.act(order).await,
        }
    }

    /// The arguments of an act, with its uploads kept.
    async fn arguments(&self, deed: &Deed) -> anyhow::Result<Value> {
        let about = case::file::acts(deed.stream.kind).into_iter().find(|a| a.name == deed.act);
        let fields = about.map_or(&[][..], |about| about.fields);
        let mut pairs = Vec::new();
        for (name, value) in &deed.pairs {
            let value = match value.strip_prefix("upload:") {
                Some(content) => {
                    let at = Moment::midday(deed.on);
                    self.office.store().keep(content.trim().as_bytes().to_vec(), at).await?
                }
                None => value.clone(),
            };
            pairs.push((name.as_str(), value));
        }
        let pairs = pairs.iter().map(|(name, value)| (*name, value.as_str()));
        Ok(read::from_pairs(fields, pairs))
    }

    /// Holds a stage or an account against the record.
    async fn check(&self, step: &Step) -> anyhow::Result<()> {
        match step {
            Step::Stage(stream, wanted) => {
                let (stage, _) = self.office.file(stream).await?.stage();
                ensure!(stage == *wanted, "{stream} stands at \"{stage}\"");
            }
            Step::Ledger(case, account, wanted) => {
                let account = account.parse()?;
                let file = self.office.file(&StreamId::new(Kind::Case, case.into())).await?;
                let mut books = ledger::Books::default();
                if let case::File::Case(state) = &*file {
                    state.entries.iter().for_each(|entry| books.post(entry));
                }
                let balance = books.balance(account, case);
                ensure!(balance == *wanted, "account {account} of {case} holds {balance}");
            }
            Step::Given { .. } | Step::Until(_) | Step::When(_) | Step::Then(_) | Step::Says(_) => {
                bail!("a story can say this; a seed cannot");
            }
        }
        Ok(())
    }
}

/// Holds what a script expects against what an act led to.
fn expect(expected: &Expected, done: &Result<Receipt, ActError>) -> anyhow::Result<()> {
    match (expected, done) {
        (Expected::Events(wanted), Ok(receipt)) => {
            ensure!(*wanted == receipt.events, "it led to: {}", receipt.events.join(" "));
        }
        (Expected::Refused(rule, words), Err(ActError::Refused(refusal))) => {
            let says =
                |sentence: &str| words.as_ref().is_none_or(|w| sentence.contains(w.as_str()));
            let found = refusal.findings.iter().any(|f| f.rule_id() == rule && says(&f.sentence));
            ensure!(found, "it was refused otherwise: {refusal}");
        }
        (Expected::Invalid(field), Err(ActError::Invalid(wrong))) => {
            let found = wrong.iter().any(|w| w.field == *field);
            ensure!(found, "other fields were wrong: {wrong:?}");
        }
        (
            Expected::Satisfied(..)
            | Expected::Noted(..)
            | Expected::Unnoted(_)
            | Expected::Absent(_),
            _,
        ) => bail!("a story can say this; a seed cannot"),
        (_, Ok(receipt)) => bail!("it was done: {}", receipt.events.join(" ")),
        (_, Err(error)) => bail!("{error}"),
    }
    Ok(())
}

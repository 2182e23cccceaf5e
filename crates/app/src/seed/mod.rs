//! Seeds: small named worlds made of commands, so that they are also tests. Each act is done on
//! its own day, on a clock that the seed sets, and what the script says of it must hold.

mod play;

use anyhow::{Context as _, bail, ensure};
use case::{
    read,
    script::{Deed, Expected, Step},
};
use serde_json::Value;
use store::Receipt;
use terms::{Kind, Moment, StreamId};

use crate::{
    act::{ActError, Order, Target},
    clock::Clock,
    office::{Config, Office},
};
use play::{Play, Turn};

macro_rules! scripts {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../../../seeds/", $name, ".case")))),+]
    };
}

/// Every seed by name.
pub const SEEDS: &[(&str, &str)] = scripts!["first-lor", "busy-desk"];

/// Patterns that seeds are made of; alone they are none.
const PATTERNS: &[(&str, &str)] = scripts![
    "patterns/approval",
    "patterns/bodies",
    "patterns/closure",
    "patterns/compliance",
    "patterns/delivery",
    "patterns/draft",
    "patterns/execution",
    "patterns/letter",
    "patterns/notified-offer",
    "patterns/notified-sale",
    "patterns/offer",
    "patterns/purchaser",
    "patterns/request",
    "patterns/sale",
    "patterns/scope",
    "patterns/sending",
    "patterns/talks",
];

/// The seeds of the demonstration.
pub const DEMO: &[&str] = &["first-lor", "busy-desk"];

/// A configuration whose clock a seed can set.
pub fn config(config: Config) -> Config {
    Config { clock: Clock::set_at(Moment::default()), ..config }
}

fn library(name: &str) -> Option<&'static str> {
    SEEDS.iter().chain(PATTERNS).find(|(known, _)| *known == name).map(|(_, text)| *text)
}

impl Office {
    /// Runs a seed. `tell` hears how many acts are done, of how many.
    pub async fn seed(&self, name: &str, tell: impl FnMut(u64, u64)) -> anyhow::Result<u64> {
        self.seed_all(&[name], tell).await
    }

    /// Runs several seeds side by side in the order of their days: the record is then as if its
    /// days had been lived.
    pub async fn seed_all(
        &self,
        names: &[&str],
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
        let (mut acts, mut today, mut second) = (0, None, 0);
        loop {
            for play in &mut plays {
                for (place, step) in std::mem::take(&mut play.checks) {
                    self.check(&step).await.context(place)?;
                }
            }
            let next = plays.iter_mut().filter(|play| play.day().is_some());
            let Some(play) = next.min_by_key(|play| play.day()) else { break };
            let Some(turn) = play.next() else { break };
            ensure!(today <= Some(turn.deed.on), "{}: its day is over already", turn.place);
            second = if today == Some(turn.deed.on) { second + 1 } else { 0 };
            today = Some(turn.deed.on);
            self.take_turn(&turn, second).await?;
            self.end_reached(play).await?;
            play.enter(library)?;
            acts += 1;
            tell(acts, acts + plays.iter().map(Play::left).sum::<u64>());
        }
        Ok(acts)
    }

    /// Ends every script in work that is to end at a stage which is reached now.
    async fn end_reached(&self, play: &mut Play) -> anyhow::Result<()> {
        for (scene, stream, stage) in play.ends() {
            if self.file(&stream).await?.stage().0 == stage {
                play.end(scene);
                break;
            }
        }
        Ok(())
    }

    /// Does an act of a script and holds what the script says against what came of it.
    async fn take_turn(&self, turn: &Turn, second: i64) -> anyhow::Result<()> {
        let done = self.do_deed(&turn.deed, second).await;
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
    async fn do_deed(&self, deed: &Deed, second: i64) -> Result<Receipt, ActError> {
        // Acts of one day follow each other by a second, so that the record shows their order.
        let morning = Moment::midday(deed.on).micros();
        self.clock().set(Moment::from_micros(morning + second * 1_000_000));
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
        let arguments: Value = read::from_pairs(fields, pairs);
        let order = Order {
            target: Target::File(deed.stream.clone()),
            act: deed.act.clone(),
            arguments,
            who: deed.who.clone(),
            expected: None,
            key: None,
        };
        self.act(order).await
    }

    /// Holds a stage or an account against the record.
    async fn check(&self, step: &Step) -> anyhow::Result<()> {
        match step {
            Step::Stage(stream, wanted) => {
                let (stage, _) = self.file(stream).await?.stage();
                ensure!(stage == *wanted, "{stream} stands at \"{stage}\"");
            }
            Step::Ledger(case, account, wanted) => {
                let account = account.parse()?;
                let file = self.file(&StreamId::new(Kind::Case, case.into())).await?;
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

//! Seeds: small named worlds made of commands, so that they are also tests. Each act is done on
//! its own day, on a clock that the seed sets.

use anyhow::{Context as _, bail};
use case::{
    read,
    script::{Deed, Script, Step},
};
use serde_json::Value;
use terms::Moment;

use crate::{
    act::{Order, Target},
    clock::Clock,
    office::{Config, Office},
};

/// Every seed by name.
pub const SEEDS: &[(&str, &str)] = &[];

/// The seeds of the demonstration, in order.
pub const DEMO: &[&str] = &[];

/// A configuration whose clock a seed can set.
pub fn config(config: Config) -> Config {
    Config { clock: Clock::set_at(Moment::default()), ..config }
}

impl Office {
    /// Runs a seed. `tell` hears how many steps are done, of how many.
    pub async fn seed(&self, name: &str, mut tell: impl FnMut(u64, u64)) -> anyhow::Result<u64> {
        let Some((_, text)) = SEEDS.iter().find(|(known, _)| *known == name) else {
            let known: Vec<&str> = SEEDS.iter().map(|(known, _)| *known).collect();
            bail!("\"{name}\" is no seed; there are: {}", known.join(", "));
        };
        let script = Script::read(text)?;
        let total = script.steps.len() as u64;
        let mut acts = 0;
        for (done, (line, step)) in (0..).zip(&script.steps) {
            if let Step::When(deed) = step {
                self.do_deed(deed, acts).await.with_context(|| format!("{name}, line {line}"))?;
                acts += 1;
            }
            tell(done, total);
        }
        Ok(acts)
    }

    /// Does an act of a script on its day.
    async fn do_deed(&self, deed: &Deed, number: u64) -> anyhow::Result<()> {
        // Acts of one day follow each other by a second, so that the record shows their order.
        let morning = Moment::midday(deed.on).micros();
        let second = i64::try_from(number % 20_000)?;
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
        self.act(order).await?;
        Ok(())
    }
}

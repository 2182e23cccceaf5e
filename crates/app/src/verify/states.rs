//! Kept states of long files against the fold of their events.

use anyhow::{Context as _, bail};
use store::states::{self, Look};

use super::Verified;
use crate::office::Office;

impl Office {
    /// Every kept state. One that is not read (damaged, or of another program text) changed no
    /// answer: it is named, thrown away, and the record holds. One that could have been read and
    /// says something else is thrown away too, and then the record does not hold: answers may have
    /// been given by it.
    pub(super) async fn verify_states(&self, verified: &mut Verified) -> anyhow::Result<()> {
        let mut after = String::new();
        loop {
            let names = states::names(&self.store, &after).await?;
            let Some(last) = names.last() else { return Ok(()) };
            after.clone_from(last);
            for name in &names {
                let look = states::look(&self.store, name).await;
                let look = look.with_context(|| format!("the kept state of {name}"))?;
                let said = match look {
                    Look::Right => {
                        verified.states += 1;
                        continue;
                    }
                    Look::Old => "was folded by another version of the program",
                    Look::Damaged => "is not what was written",
                    Look::Wrong => "is not what its events add up to",
                };
                let became = self.discard_state(name).await?;
                let sentence = format!("the kept state of {name} {said}; {became}");
                if look == Look::Wrong {
                    bail!("{sentence}; answers about that file may have been wrong");
                }
                verified.unusable_states.push(sentence);
            }
        }
    }

    /// Throws a kept state away where this program may write.
    async fn discard_state(&self, name: &str) -> anyhow::Result<&'static str> {
        if self.store.is_read_only() {
            return Ok("it is not read (run `caseway rebuild` to throw it away)");
        }
        self.store.write(vec![states::discard(name)]).await?;
        Ok("it was thrown away")
    }
}

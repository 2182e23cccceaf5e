//! Makes a place ready for a record: once, and for as long as the record lives.

use anyhow::Context as _;
use rules::USUAL;
use store::Store;

use crate::{
    Office,
    keys::Keys,
    office::{Config, Place, pack_of, setting},
    pack::Law,
};

/// How a place is made ready.
#[derive(Debug, Clone, Copy)]
pub struct Founding<'a> {
    /// The name of the log, which its keys carry.
    pub origin: &'a str,
    /// Whether invented nations and other clocks are allowed.
    pub sandbox: bool,
    /// The name of the pack whose law holds, for as long as the record lives.
    pub pack: &'a str,
}

/// Why a place is not made ready: it was asked for what cannot be, and nothing was changed.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NotFounded(String);

impl Office {
    /// Makes a place ready under the usual pack.
    pub async fn init(config: &Config, origin: &str, sandbox: bool) -> anyhow::Result<()> {
        Self::found(config, &Founding { origin, sandbox, pack: USUAL }).await
    }

    /// Makes a place ready: keys, the log's origin, whose law holds, and whether it is a sandbox.
    /// Doing it twice changes nothing.
    pub async fn found(config: &Config, founding: &Founding<'_>) -> anyhow::Result<()> {
        let law = Law::named(founding.pack)?;
        if law.pack.jurisdiction().invented && !founding.sandbox {
            let seller = law.seller();
            let why =
                format!("{seller} is invented; its law governs a sandbox only: add --sandbox");
            return Err(NotFounded(why).into());
        }
        let store = match &config.place {
            Place::Directory(dir) => {
                make_dir(dir)?;
                Store::sqlite(dir, store::Mode::Own).await?
            }
            Place::Database(url) => Store::postgres(url).await?,
        };
        Self::found_over(&store, config, founding).await
    }

    /// Makes an open store ready.
    async fn found_over(
        store: &Store,
        config: &Config,
        founding: &Founding<'_>,
    ) -> anyhow::Result<()> {
        let Founding { origin, sandbox, pack } = *founding;
        if let Some(known) = store.setting(setting::SANDBOX).await? {
            let is = known == "yes";
            if is != sandbox {
                let is = if is { "a sandbox" } else { "a record that is no sandbox" };
                let why = format!("this place is already initialised as {is}; use another place");
                return Err(NotFounded(why).into());
            }
            let kept = pack_of(store).await?;
            if kept != pack {
                let why = format!(
                    "this place is kept under the pack \"{kept}\"; use another for \"{pack}\""
                );
                return Err(NotFounded(why).into());
            }
            return Ok(());
        }
        Keys::make(&config.keys, origin, &config.chance)?;
        // If we stop before the last of these, then the place is not initialised, and the next
        // `init` writes what is missing; what is there is kept.
        store.set_once(setting::ORIGIN, origin).await?;
        store.set_once(setting::PACK, pack).await?;
        store.set_once(setting::SANDBOX, if sandbox { "yes" } else { "no" }).await?;
        Ok(())
    }
}

/// What lies in it is its owner's: the record, and what people sign in with.
fn make_dir(dir: &std::path::Path) -> anyhow::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(dir);
    made.with_context(|| format!("the data directory {} cannot be made", dir.display()))
}

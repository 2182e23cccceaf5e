//! The only place that draws by chance: identifiers, salts, keys.

use std::sync::Mutex;

use rand_chacha::{
    ChaCha20Rng,
    rand_core::{Rng, SeedableRng},
};
use terms::Moment;
use uuid::{Builder, Uuid};

/// Where chance comes from.
pub enum Chance {
    /// The machine.
    System,
    /// A seed: the same draws on every machine, for seeds and tests.
    Seeded(Box<Mutex<ChaCha20Rng>>),
}

impl Chance {
    /// The same draws for the same seed, for ever: the generator is named, not the library's
    /// standard one.
    pub fn seeded(seed: u64) -> Self {
        Self::Seeded(Box::new(Mutex::new(ChaCha20Rng::seed_from_u64(seed))))
    }

    /// Random bytes.
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for chance")]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match self {
            Self::System => {
                getrandom::fill(&mut bytes).expect("the machine gives random bytes");
            }
            Self::Seeded(rng) => {
                rng.lock().expect("drawing does not panic").fill_bytes(&mut bytes);
            }
        }
        bytes
    }

    /// An identifier that sorts by time: uuid version 7.
    pub fn id(&self, at: Moment) -> Uuid {
        let millis = u64::try_from(at.micros().div_euclid(1_000)).unwrap_or_default();
        Builder::from_unix_timestamp_millis(millis, &self.bytes()).into_uuid()
    }
}

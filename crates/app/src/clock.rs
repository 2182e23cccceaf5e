//! The only place that reads a clock. The rest of the program is told the time.

use std::sync::Mutex;

use terms::Moment;

/// Where the office's time comes from.
#[derive(Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that begins at a moment and runs so many seconds in one: nought stands still. Only
    /// a sandbox takes it.
    Made {
        /// Where it began.
        from: Moment,
        /// Seconds of the office in one second of the machine.
        rate: u32,
        /// The machine's time when it began.
        since: Moment,
    },
    /// A clock that stands where it was last set: seeds and stories.
    Set(Mutex<Moment>),
}

impl Clock {
    /// A made clock that begins now.
    pub fn made(from: Moment, rate: u32) -> Self {
        Self::Made { from, rate, since: machine() }
    }

    /// A clock to be set.
    pub const fn set_at(at: Moment) -> Self {
        Self::Set(Mutex::new(at))
    }

    /// The office's moment.
    pub fn now(&self) -> Moment {
        match self {
            Self::System => machine(),
            Self::Made { from, rate, since } => {
                let passed = machine().micros().saturating_sub(since.micros()).max(0);
                let made = passed.saturating_mul(i64::from(*rate));
                Moment::from_micros(from.micros().saturating_add(made))
            }
            Self::Set(at) => *at.lock().expect("setting a clock does not panic"),
        }
    }

    /// Sets a clock that can be set; others keep their time.
    pub fn set(&self, to: Moment) {
        if let Self::Set(at) = self {
            *at.lock().expect("setting a clock does not panic") = to;
        }
    }
}

/// The machine's time.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
pub fn machine() -> Moment {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let micros = since.map_or(0, |since| since.as_micros());
    Moment::from_micros(i64::try_from(micros).unwrap_or(i64::MAX))
}

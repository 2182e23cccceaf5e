//! What verification finds wrong with a log. Each sentence names the first bad file or entry.

use crate::{Hash, bundle::CutShort, trust::TrustError};

/// The first thing that does not hold. All but [`Fault::Unreadable`] are verdicts on the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The world failed, and the log cannot be judged.
    #[error("{path} could not be read, so that the log cannot be judged: {cause}")]
    Unreadable {
        /// The file.
        path: String,
        /// What the reader said.
        cause: String,
    },
    /// A file of the log is not there.
    #[error("{path} is missing")]
    Missing {
        /// The file.
        path: String,
    },
    /// A file that no log has.
    #[error("{path} is not the name of a file of a log")]
    Foreign {
        /// The file.
        path: String,
    },
    /// A checkpoint is malformed or not signed by whom the reader trusts.
    #[error("{path}: {cause}")]
    Checkpoint {
        /// The file.
        path: String,
        /// What is wrong with it.
        cause: TrustError,
    },
    /// A checkpoint of another log, or of another size than its name says.
    #[error("{path} is a checkpoint of {found}, not of {needed}")]
    Misplaced {
        /// The file.
        path: String,
        /// What it is of.
        found: String,
        /// What belongs there.
        needed: String,
    },
    /// The log was larger once.
    #[error("rollback: {path} was signed for {was} entries, and the log now has {now}")]
    Rollback {
        /// The earlier checkpoint.
        path: String,
        /// Its size.
        was: u64,
        /// The size of the newest one.
        now: u64,
    },
    /// A tile with too few or too many bytes.
    #[error("{path} has {found} bytes instead of {needed}")]
    Length {
        /// The file.
        path: String,
        /// Its bytes.
        found: usize,
        /// Bytes of that tile.
        needed: usize,
    },
    /// A bundle that does not divide into entries.
    #[error("{path}: {cause}")]
    Bundle {
        /// The file.
        path: String,
        /// Where it breaks off.
        cause: CutShort,
    },
    /// A bundle with too few or too many entries.
    #[error("{path} has {found} entries instead of {needed}")]
    Count {
        /// The file.
        path: String,
        /// Its entries.
        found: usize,
        /// Entries of that bundle.
        needed: u16,
    },
    /// An entry is not the one that was logged.
    #[error("entry {index} in {bundle} does not hash to its leaf in {tile}")]
    Entry {
        /// The entry.
        index: u64,
        /// The bundle it is in.
        bundle: String,
        /// The tile its leaf is in.
        tile: String,
    },
    /// The reader's own check of an entry.
    #[error("entry {index}: {cause}")]
    Refused {
        /// The entry.
        index: u64,
        /// What the reader said.
        cause: String,
    },
    /// A hash above the leaves is not the root of what lies below.
    #[error("hash {position} of {path} is not the root of the tile below")]
    Node {
        /// The tile.
        path: String,
        /// Where in the tile.
        position: usize,
    },
    /// A partial tile says something else than the wider one that it became.
    #[error("{path} contradicts the wider tile that it became")]
    Contradiction {
        /// The narrower file.
        path: String,
    },
    /// The entries do not lead to a root that the log has signed.
    #[error("{path} states the root {stated} for {size} entries, and the entries lead to {found}")]
    Root {
        /// The checkpoint.
        path: String,
        /// Its size.
        size: u64,
        /// Its root.
        stated: Hash,
        /// The root of the first entries, that many.
        found: Hash,
    },
}

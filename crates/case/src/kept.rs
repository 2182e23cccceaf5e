//! A state written down, so that a long file need not be folded from its first event. It is a
//! cache and nothing else: whoever doubts it throws it away and folds.

use serde_json::Error;

use crate::File;

/// The program text that folds: a state that another text folded means something else, or nothing,
/// and is not read. It changes with each change of the core, whether it matters or not.
pub const FORMAT: &str = env!("CASEWAY_FOLD");

/// Writes a state. The same state is always written in the same way.
///
/// # Panics
///
/// Never on a state that events made: it is plain data under keys that are texts.
pub fn write(file: &File) -> Vec<u8> {
    serde_json::to_vec(file).expect("INVARIANT: a state is plain data")
}

/// Reads a state that this program text wrote.
pub fn read(written: &[u8]) -> Result<File, Error> {
    serde_json::from_slice(written)
}

//! A transparency log in the C2SP formats: entries and hashes in tiles, signed checkpoints, proofs
//! and their verification. It knows nothing of what is logged, reads no file and no clock, and
//! draws no number: tiles come and go as bytes, keys are made from seeds, time is an argument.
//!
//! ```text
//! entry --leaf--> hash --tiler--> tiles of 256 hashes, level upon level      tile/<L>/<N>
//!   |                    |
//!   |                    +--tree--> frontier --> root of the tree
//!   +--bundle--> 256 entries                                       |         tile/entries/<N>
//!                                                                  v
//!                   checkpoint: origin, size, root; signed as a note         checkpoint
//!                                                                  |
//!   plan, prover: tiles --> path     proof: entry + path = root    v
//!   offline: path and checkpoint in one file that needs no log               *.tlog-proof
//!   verify: a whole log, from its entries up to its checkpoints
//! ```
//!
//! The formats: <https://c2sp.org/tlog-tiles>, <https://c2sp.org/tlog-checkpoint>,
//! <https://c2sp.org/signed-note>, <https://c2sp.org/tlog-cosignature>,
//! <https://c2sp.org/tlog-proof>. The tree: RFC 6962 section 2.1, with the verification of
//! RFC 9162 sections 2.1.3.2 and 2.1.4.2.

pub mod bundle;
pub mod checkpoint;
mod fault;
pub mod key;
pub mod layout;
pub mod leaf;
mod listing;
pub mod note;
pub mod offline;
pub mod plan;
pub mod proof;
pub mod prover;
pub mod signer;
mod text;
pub mod tile;
pub mod tiler;
pub mod tree;
pub mod trust;
pub mod verify;

pub use checkpoint::Checkpoint;
pub use key::{Kind, VerifierKey};
pub use leaf::{Entry, Hash};
pub use note::Note;
pub use offline::OfflineProof;
pub use plan::Plan;
pub use prover::Prover;
pub use signer::{LogSigner, SigningKey};
pub use tile::{File, Tile};
pub use tiler::Tiler;
pub use tree::{Frontier, Head};
pub use trust::Trust;

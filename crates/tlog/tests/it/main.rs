//! The log as outsiders see it: in exported directories, through other implementations of the same
//! formats, and after somebody changed a file.
#![expect(clippy::disallowed_methods, reason = "tests export into directories of their own")]

mod export;
mod oracles;
mod refusals;
mod second_verifier;

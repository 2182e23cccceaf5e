//! The plain model, exhausted, and the program held against it.

mod against;
mod exhausted;

/// Whether the night's measure is asked for: everything in full.
fn at_night() -> bool {
    std::env::var_os("CASEWAY_NIGHT").is_some_and(|value| value == "1")
}

//! The engine and the readers from outside. Names are invented; real lists are read only where they
//! lie beside the checkout.
#![expect(clippy::disallowed_methods, reason = "tests read files of lists")]

mod engine;
mod hostile;
mod lists;
mod real;

//! Papers as a reader meets them: the same bytes, the same lines, and nothing obeyed that a text
//! says. `CASEWAY_BLESS=1` writes what is kept beside these tests anew.

mod blessed;
mod hostile;
mod kept;
mod offers;

//! Papers of a real record: what they say, that they say it again, and that a released one can be
//! verified by whoever holds it.

mod again;
mod certifications;
mod hostile;
mod kestria;
mod letters;
mod notices;
mod release;
mod roads;
mod story;
mod text;

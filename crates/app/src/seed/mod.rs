//! Seeds: small named worlds made of commands, so that they are also tests. Each act is done on
//! its own day, on a clock that the seed sets, and what the script says of it must hold.

mod play;
mod run;

use terms::Moment;

use crate::{clock::Clock, office::Config};

macro_rules! scripts {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../../../seeds/", $name, ".case")))),+]
    };
}

/// Every seed by name.
pub const SEEDS: &[(&str, &str)] = scripts!["first-lor", "busy-desk"];

/// Patterns that seeds are made of; alone they are none.
const PATTERNS: &[(&str, &str)] = scripts![
    "patterns/acceptance",
    "patterns/approval",
    "patterns/assessment",
    "patterns/bodies",
    "patterns/change",
    "patterns/closure",
    "patterns/compliance",
    "patterns/delivery",
    "patterns/draft",
    "patterns/emergency",
    "patterns/execution",
    "patterns/letter",
    "patterns/need",
    "patterns/notified-offer",
    "patterns/reviewed-notification",
    "patterns/notified-sale",
    "patterns/offer",
    "patterns/price",
    "patterns/purchaser",
    "patterns/request",
    "patterns/sale",
    "patterns/scope",
    "patterns/sending",
    "patterns/talks",
];

/// The seeds of the demonstration.
pub const DEMO: &[&str] = &["first-lor", "busy-desk"];

/// A configuration whose clock a seed can set.
pub fn config(config: Config) -> Config {
    Config { clock: Clock::set_at(Moment::default()), ..config }
}

fn library(name: &str) -> Option<&'static str> {
    SEEDS.iter().chain(PATTERNS).find(|(known, _)| *known == name).map(|(_, text)| *text)
}

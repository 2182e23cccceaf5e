//! The resources of the versions of a case and of its prices.

use axum::routing::{MethodRouter, get, post};

use super::{Gives, Method, Resource, Takes, one, reads};
use crate::{
    Site,
    api::{prices, show},
};

/// The versions of a case, and one of them with what it changes.
pub(super) fn of(base: &str) -> Vec<(Resource, MethodRouter<Site>)> {
    const PRICES: &str = "Its prices, line by line, each figure with its formula, rate and source.";
    const ALL: &str = "Its versions: the basic offer, amendments, modifications.";
    const ONE: &str = "A version with its document, and what it changes of another one.";
    let all = reads("versions", ALL, Takes::Nothing, "Any");
    let single = reads("version", ONE, Takes::Against, "Any");
    let told = reads("prices", PRICES, Takes::Nothing, "Any");
    vec![
        one(&format!("{base}/prices"), told, get(show::prices)),
        one(&format!("{base}/what-if"), what_if(), post(prices::what_if)),
        one(&format!("{base}/versions"), all, get(show::versions)),
        one(&format!("{base}/versions/{{version}}"), single, get(show::version)),
    ]
}

const fn what_if() -> Method {
    Method {
        verb: "post",
        id: "whatIf",
        summary: "What it would cost with other quantities, base prices, waivers or on another day, \
                  beside what it costs; keeps nothing.",
        takes: Takes::Json("WhatIf"),
        gives: Gives::Json("Any"),
    }
}

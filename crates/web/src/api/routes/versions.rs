//! The resources of the versions of a case.

use axum::routing::{MethodRouter, get};

use super::{Resource, Takes, one, reads};
use crate::{Site, api::show};

/// The versions of a case, and one of them with what it changes.
pub(super) fn of(base: &str) -> Vec<(Resource, MethodRouter<Site>)> {
    const ALL: &str = "Its versions: the basic offer, amendments, modifications.";
    const ONE: &str = "A version with its document, and what it changes of another one.";
    let all = reads("versions", ALL, Takes::Nothing, "Any");
    let single = reads("version", ONE, Takes::Against, "Any");
    vec![
        one(&format!("{base}/versions"), all, get(show::versions)),
        one(&format!("{base}/versions/{{version}}"), single, get(show::version)),
    ]
}

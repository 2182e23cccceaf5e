//! Public notices in the table of the API's resources.

use axum::routing::{MethodRouter, get, post};

use super::{Gives, Method, Resource, Takes, one, reads};
use crate::{Site, api::imports};

/// Imports and what was odd in them.
pub(super) fn imports() -> Vec<(Resource, MethodRouter<Site>)> {
    let odd = "What is odd about public notices, a page at a time.";
    let send = Method {
        verb: "post",
        id: "importNotices",
        summary: "Reads a file of public notices in, one JSON object a line; again changes nothing.",
        takes: Takes::Notices,
        gives: Gives::Json("ImportReport"),
    };
    vec![
        (
            Resource {
                path: "/api/v1/imports".to_owned(),
                methods: vec![
                    reads("listImports", "The reports of all imports.", Takes::Nothing, "Imports"),
                    send,
                ],
            },
            get(imports::list).post(imports::send),
        ),
        (
            Resource {
                path: "/api/v1/anomalies".to_owned(),
                methods: vec![reads("listAnomalies", odd, Takes::Odd, "AnomalyPage")],
            },
            get(imports::odd),
        ),
        one("/api/v1/notices/check", checks(), post(imports::check)),
    ]
}

const fn checks() -> Method {
    Method {
        verb: "post",
        id: "checkNotices",
        summary: "Tier, thresholds, period and first day of an offer of public notices; keeps nothing.",
        takes: Takes::Lines,
        gives: Gives::Json("NoticesChecked"),
    }
}

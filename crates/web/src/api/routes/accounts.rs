//! Accounts and tokens.

use axum::routing::{MethodRouter, get, post};

use super::{Gives, Method, Resource, Takes, reads};
use crate::{Site, api::accounts};

const fn does(id: &'static str, summary: &'static str, takes: Takes) -> Method {
    Method { verb: "post", id, summary, takes, gives: Gives::Json("Any") }
}

/// The resources.
pub(super) fn accounts() -> Vec<(Resource, MethodRouter<Site>)> {
    const BASE: &str = "/api/v1/accounts";
    let resource = |below: &str, methods| Resource { path: format!("{BASE}{below}"), methods };
    let body = Takes::Json("Any");
    vec![
        (
            resource(
                "",
                vec![
                    reads("accounts", "Accounts, for an administrator.", Takes::Nothing, "Any"),
                    does("openAccount", "Opens an account and answers its link.", body),
                ],
            ),
            get(accounts::list).post(accounts::open),
        ),
        (
            resource(
                "/{name}/link",
                vec![does(
                    "accountLink",
                    "Makes a link by which a person sets the account up anew.",
                    body,
                )],
            ),
            post(accounts::link),
        ),
        (
            resource("/{name}/closure", vec![does("closeAccount", "Closes an account.", body)]),
            post(accounts::close),
        ),
        (
            resource(
                "/{name}/tokens",
                vec![
                    reads("tokens", "Tokens of one's own account.", Takes::Nothing, "Any"),
                    does("makeToken", "Makes a token; its secret is answered once.", body),
                ],
            ),
            get(accounts::tokens).post(accounts::make_token),
        ),
        (
            resource(
                "/{name}/tokens/{id}/revocation",
                vec![does("revokeToken", "Revokes a token.", body)],
            ),
            post(accounts::revoke_token),
        ),
    ]
}

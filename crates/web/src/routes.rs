//! The map of addresses: every page and every resource of the API on one page. The table of the
//! API also makes its description, so that neither can say what the other does not do.

use std::sync::Arc;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware,
    routing::{MethodRouter, get, post},
};
use tower_http::{compression::CompressionLayer, limit::RequestBodyLimitLayer};

use crate::{Site, api, assets, entry, pages, parts, serve};

/// The largest body of a request, in bytes: an upload with its form.
const BODY_MAX: usize = 26 * 1_024 * 1_024;

/// Everything that is served.
pub fn router(site: Site) -> Router {
    let mut router = Router::new()
        .route("/healthz", get(api::health))
        .route("/assets/{digest}/{*name}", get(assets::serve))
        .route("/log/{*path}", get(api::log::file))
        .merge(page_routes())
        .merge(door_routes());
    for (path, methods) in api::routes::mounted() {
        router = router.route(&path, methods);
    }
    router
        .fallback(pages::problem::not_found)
        .layer(middleware::from_fn_with_state(site.clone(), entry::admit))
        // The layer below reads the whole body; the limit of the extractors would be a second one.
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(BODY_MAX))
        .layer(tower_http::csrf::CsrfLayer::new())
        .layer(middleware::from_fn_with_state(Arc::clone(&site.names), serve::meant))
        .layer(middleware::from_fn(serve::explain))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn(serve::headers))
        .layer(middleware::from_fn_with_state(site.clone(), parts::nation::speak))
        .with_state(site)
}

/// Coming in, going out, and who may.
fn door_routes() -> Router<Site> {
    Router::new()
        .route("/sign-in", get(pages::sign_in::show).post(pages::sign_in::send))
        .route("/sign-out", post(pages::sign_in::out))
        .route("/welcome/{link}", get(pages::welcome::show).post(pages::welcome::send))
        .route("/account", get(pages::account::show))
        .route("/account/sessions/{id}/end", post(pages::account::end))
        .route("/account/tokens", post(pages::account::make))
        .route("/account/tokens/{id}/revocation", post(pages::account::revoke))
        .route("/people", get(pages::people::show).post(pages::people::open))
        .route("/people/{name}/link", post(pages::people::link))
        .route("/people/{name}/closure", post(pages::people::close))
}

fn page_routes() -> Router<Site> {
    let act: MethodRouter<Site> = get(pages::act::form).post(pages::act::send);
    let reasons: MethodRouter<Site> = get(pages::act::reasons::show);
    Router::new()
        .route("/", get(pages::home::show))
        .route("/desk", post(pages::desk::choose))
        .route("/cases", get(pages::cases::show))
        .route("/cases/new", get(pages::act::new::case).post(pages::act::new::send_case))
        .route("/cases/{id}", get(pages::case::show))
        .route("/cases/{id}/events", get(pages::events::show))
        .route("/cases/{id}/papers/{kind}", get(pages::papers::show))
        .route("/cases/{id}/prices", get(pages::prices::show))
        .route("/cases/{id}/what-if", get(pages::what_if::show))
        .route("/cases/{id}/versions", get(pages::versions::show))
        .route("/cases/{id}/versions/{version}", get(pages::versions::one::show))
        .route("/cases/{id}/{thing}", act.clone())
        .route("/cases/{id}/{thing}/reasons", reasons.clone())
        .route("/requests", get(pages::requests::show))
        .route("/requests/new", get(pages::act::new::request).post(pages::act::new::send_request))
        .route("/requests/need", get(pages::act::new::need).post(pages::act::new::send_need))
        .route("/requests/{id}/events", get(pages::events::show))
        .route("/requests/{id}", get(pages::request::show))
        .route("/requests/{id}/papers/{kind}", get(pages::papers::show))
        .route("/requests/{id}/{thing}", act.clone())
        .route("/requests/{id}/{thing}/reasons", reasons.clone())
        .route("/purchasers", get(pages::purchasers::show))
        .route("/purchasers/new", get(pages::act::new::purchaser))
        .route("/purchasers/{id}/events", get(pages::events::show))
        .route("/purchasers/{id}", get(pages::purchaser::show))
        .route("/purchasers/{id}/{thing}", act.clone())
        .route("/purchasers/{id}/{thing}/reasons", reasons.clone())
        .route("/notifications", get(pages::notifications::show))
        .route("/notifications/new", get(pages::act::new::notification))
        .route("/notifications/{id}/events", get(pages::events::show))
        .route("/notifications/{id}", get(pages::notification::show))
        .route("/notifications/{id}/{thing}", act.clone())
        .route("/notifications/{id}/{thing}/reasons", reasons.clone())
        .route("/office/register", get(pages::office::show))
        .route("/office/{id}/events", get(pages::events::show))
        .route("/office/{id}/{thing}", act.clone())
        .route("/calendar/{name}", get(pages::calendar::show))
        .route("/support/{id}/events", get(pages::events::show))
        .route("/support/{id}", get(pages::support::show))
        .route("/support/{id}/{thing}", act)
        .route("/office/{id}/{thing}/reasons", reasons.clone())
        .route("/support/{id}/{thing}/reasons", reasons)
        .route("/files/{sha256}", get(pages::papers::kept))
        .route("/documents/{code}/proof", get(pages::papers::proof))
        .route("/documents/{code}/again", get(pages::papers::again))
        .route("/rules", get(pages::rules::list))
        .route("/rules/{id}", get(pages::rules::one::show))
        .route("/stories/{*name}", get(pages::rules::story::show))
        .route("/reports", get(pages::reports::list))
        .route("/reports/{name}", get(pages::reports::show))
        .route("/imports", get(pages::imports::show).post(pages::imports::send))
        .route("/audit", get(pages::audit::show).post(pages::audit::check))
        .route("/audit/proofs/{n}", get(pages::proofs::show))
        .route("/events", get(pages::events::all))
        .route("/help", get(pages::help::show))
    // cargo x new: page
}

//! What each address asks for, and the check before every handler. An address without a named
//! action is answered to nobody; a file is asked about before anybody looks whether it is there,
//! so that another's number and a missing one are answered alike.

use ::access::{Action, Kind, Principal, Resource, Strength, Thing, decide};
use app::accounts::{Entry, Known, Of, Strength as Proved};
use axum::{
    extract::{FromRequestParts as _, MatchedPath, RawPathParams, Request, State},
    http::{Method, StatusCode},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use case::File;
use terms::{PurchaserCode, StreamId};

use crate::{Site, api::Problem, entry, error::Error, pages::problem::Failure};

/// Asks the policies whether a request may reach its handler.
pub async fn ask(State(site): State<Site>, request: Request, next: Next) -> Response {
    // An address that leads nowhere has no handler to keep.
    let Some(path) = request.extensions().get::<MatchedPath>().cloned() else {
        return next.run(request).await;
    };
    let Some((action, thing)) = asks(request.method(), path.as_str()) else {
        let unnamed = matches!(*request.method(), Method::GET | Method::HEAD | Method::POST);
        return if unnamed { no(&request, true) } else { next.run(request).await };
    };
    let (mut parts, body) = request.into_parts();
    let otherwise = match site.office.entry() {
        Entry::OpenDesks => Strength::OpenDesk,
        Entry::SignIn if parts.extensions.get::<entry::Console>().is_some() => Strength::Console,
        Entry::SignIn => Strength::Nothing,
    };
    let who = principal(parts.extensions.get::<Known>(), otherwise);
    let mut what = Resource::any(thing);
    if who.nation.is_some() && path.as_str().contains("{id}") {
        let params = RawPathParams::from_request_parts(&mut parts, &site).await.ok();
        let id = params.as_ref().and_then(|all| all.iter().find(|(name, _)| *name == "id"));
        what = what.of(match id {
            Some((_, id)) => nation(&site, thing, id).await,
            None => None,
        });
    }
    let request = Request::from_parts(parts, body);
    let decision = decide(&who, action, &what);
    if decision.allow {
        return next.run(request).await;
    }
    let (person, decided, action) = (who.person.as_str(), action, action.code());
    tracing::warn!(person, action, thing = thing.code(), policies = ?decision.policies, "denied");
    no(&request, path.as_str().contains('{') || decided == Action::Administer)
}

/// Who asks, as they came in.
fn principal(known: Option<&Known>, otherwise: Strength) -> Principal {
    let Some(known) = known else { return Principal::public().by(otherwise) };
    let kind = match known.of {
        Of::Official => Kind::Official,
        Of::Purchaser => Kind::Purchaser,
        Of::Service => Kind::Service,
    };
    let strength = match known.strength {
        Proved::TwoFactors => Strength::TwoFactors,
        Proved::Passkey => Strength::Passkey,
        Proved::Token => Strength::Token,
        Proved::Console => Strength::Console,
    };
    Principal {
        body: known.body.clone(),
        ..Principal::signed_in(&known.person, kind, known.desks.iter().copied())
            .of_nation(known.nation.clone())
            .by(strength)
    }
}

/// The purchaser of a file, where there is such a file and it has one.
async fn nation(site: &Site, thing: Thing, id: &str) -> Option<PurchaserCode> {
    let stream = StreamId::new(kind(thing)?, id.parse().ok()?);
    if !site.office.exists(&stream).await.ok()? {
        return None;
    }
    match &*site.office.file(&stream).await.ok()? {
        File::Purchaser(_) => id.parse().ok(),
        File::Request(request) => request.purchaser().cloned(),
        File::Case(case) => case.purchaser().cloned(),
        File::Notification(_) | File::Support(_) | File::Office(_) => None,
    }
}

const fn kind(thing: Thing) -> Option<terms::Kind> {
    Some(match thing {
        Thing::Case => terms::Kind::Case,
        Thing::Request => terms::Kind::Request,
        Thing::Notification => terms::Kind::Notification,
        Thing::Purchaser => terms::Kind::Purchaser,
        Thing::Support => terms::Kind::Support,
        Thing::Office => terms::Kind::Office,
        _ => return None,
    })
}

/// No, in one sentence that is the same whether the thing is there or not.
fn no(request: &Request, hidden: bool) -> Response {
    let error = if hidden {
        Error::NotFound("What was asked for".to_owned())
    } else {
        let sentence = "This is not for the desks at which you sit.".to_owned();
        Error::Request(StatusCode::FORBIDDEN, "not-for-you", sentence)
    };
    if request.uri().path().starts_with("/api/") {
        return Problem(error).into_response();
    }
    Failure(error).into_response()
}

/// The action and the thing that an address asks for; `None` where nobody named one.
pub fn asks(method: &Method, path: &str) -> Option<(Action, Thing)> {
    use {Action as A, Thing as T};
    let reads = matches!(*method, Method::GET | Method::HEAD);
    if !reads && *method != Method::POST {
        return None;
    }
    if entry::is_open(path) {
        let log = path.starts_with("/log/");
        let (action, thing) =
            if log { (A::SeeLog, T::Log) } else { (A::OwnAccount, T::Administration) };
        return Some((action, thing));
    }
    let below = path.strip_prefix("/api/v1").unwrap_or(path);
    let parts: Vec<&str> = below.split('/').filter(|part| !part.is_empty()).collect();
    let either = |read, write| if reads { read } else { write };
    Some(match parts.as_slice() {
        [] => (A::SeeHome, T::Feed),
        ["desk" | "sign-out"] | ["account", ..] | ["tokens", ..] => {
            (A::OwnAccount, T::Administration)
        }
        ["people" | "accounts", ..] => (A::Administer, T::Administration),
        ["help" | "openapi.json" | "rules" | "stories" | "prices" | "packs", ..]
        | ["api", "openapi.json"] => (A::SeeLaw, T::Rules),
        ["log"] => (A::SeeLog, T::Log),
        ["log", "proofs", _] | ["audit", "proofs", _] | ["documents", _, "proof"] => {
            (A::SeeProof, T::Log)
        }
        ["documents", _] | ["documents", _, "again"] => (A::SeePaper, T::Document),
        ["files"] => (A::Upload, T::Attachment),
        ["files", _] => (A::SeeAttachment, T::Attachment),
        ["reports", ..] => (A::SeeReport, T::Report),
        ["events"] => (A::FollowFeed, T::Feed),
        ["due"] | ["calendar", _] => (A::SeeDue, T::Feed),
        ["imports" | "anomalies", ..] => (either(A::SeeImports, A::Import), T::Administration),
        ["audit"] => (A::Audit, T::Log),
        ["office", "register"] => (A::OpenFile, T::Office),
        [kind, rest @ ..] => (of_file(reads, rest)?, thing(kind)?),
    })
}

fn thing(plural: &str) -> Option<Thing> {
    Some(match plural {
        "cases" => Thing::Case,
        "requests" => Thing::Request,
        "notifications" => Thing::Notification,
        "purchasers" => Thing::Purchaser,
        "support" => Thing::Support,
        "office" => Thing::Office,
        _ => return None,
    })
}

/// What an address below a kind of file asks for.
fn of_file(reads: bool, rest: &[&str]) -> Option<Action> {
    Some(match (rest, reads) {
        ([], true) => Action::ListFiles,
        ([] | ["new" | "need"], _) => Action::OpenNewFile,
        (["{id}"], true)
        | (["{id}", "prices" | "what-if" | "clock"] | ["{id}", "versions", ..], true) => {
            Action::OpenFile
        }
        (["{id}", "events"], true) => Action::SeeHistory,
        (["{id}", "papers", ..], true) => Action::SeePaper,
        (["{id}", "acts"] | ["{id}", "{thing}"], true)
        | (["{id}", "{thing}", "reasons" | "why"] | ["{id}", "why", "{thing}"], _) => {
            Action::PrepareAct
        }
        (["{id}", "{thing}"], false) => Action::Act,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::routes;

    /// Addresses of pages, from the map itself.
    fn pages() -> Vec<&'static str> {
        let map = include_str!("routes.rs").split(".route(\"").skip(1);
        map.filter_map(|text| text.split('"').next()).collect()
    }

    #[test]
    fn every_address_asks_for_a_named_action() {
        let mut unnamed = Vec::new();
        for path in pages() {
            for method in [Method::GET, Method::POST] {
                let line = include_str!("routes.rs").split(&format!(".route(\"{path}\"")).nth(1);
                let handlers = line.unwrap().split(".route(").next().unwrap();
                let shared = handlers.contains("act") || handlers.contains("reasons");
                let word = format!("{}(", method.as_str().to_lowercase());
                if (shared || handlers.contains(&word)) && asks(&method, path).is_none() {
                    unnamed.push(format!("{method} {path}"));
                }
            }
        }
        for resource in routes::described() {
            for named in &resource.methods {
                let method = Method::from_bytes(named.verb.to_uppercase().as_bytes()).unwrap();
                let path = mounted(&resource.path);
                if asks(&method, &path).is_none() {
                    unnamed.push(format!("{method} {path}"));
                }
            }
        }
        assert!(pages().len() > 50, "the map was read");
        assert_eq!(unnamed, Vec::<String>::new());
        assert_eq!(asks(&Method::GET, "/nobody/thought/of-it"), None);
    }

    /// The address as the router knows it: acts are described one by one.
    fn mounted(path: &str) -> String {
        let known = routes::mounted().into_iter().map(|(path, _)| path);
        let known: Vec<String> = known.collect();
        if known.iter().any(|known| known == path) {
            return path.to_owned();
        }
        let (base, _) = path.rsplit_once('/').unwrap();
        let general = format!("{base}/{{thing}}");
        assert!(known.contains(&general), "{path} is mounted");
        general
    }
}

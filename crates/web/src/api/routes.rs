//! The table of the API's resources. The router and the OpenAPI description are both made from it.

mod accounts;
mod kinds;
mod prices;
mod public;
mod versions;

use axum::{
    extract::{Query, rejection::QueryRejection},
    routing::{MethodRouter, get, post},
};
use terms::Kind;

use super::{acts, events, files, law, lists, log, openapi};
use crate::Site;

/// A method of a resource, as the description tells it.
#[derive(Debug, Clone, Copy)]
pub struct Method {
    /// `get` or `post`.
    pub verb: &'static str,
    /// The operation's name in client programs.
    pub id: &'static str,
    /// What it does, in one sentence.
    pub summary: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// What it gives.
    pub gives: Gives,
}

/// What an operation takes besides its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Nothing.
    Nothing,
    /// The query of a list.
    List,
    /// The query of the feed.
    Feed,
    /// A day, for `why`.
    Day,
    /// Another version to compare with.
    Against,
    /// The version of a paper.
    Version,
    /// The form of a report.
    Format,
    /// The arguments of an act, as JSON.
    Act(Kind, &'static str),
    /// A JSON document of a named schema.
    Json(&'static str),
    /// The content of a file.
    Content,
    /// The content of a file of notices, and its name.
    Notices,
    /// Notices, one JSON object a line.
    Lines,
    /// The query of the list of anomalies.
    Odd,
    /// The query of the list of rules.
    Rules,
}

/// What an operation gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gives {
    /// A JSON document of a named schema.
    Json(&'static str),
    /// A receipt, with 201 where it opens a file.
    Receipt,
    /// A PDF.
    Pdf,
    /// A file for download.
    File,
}

/// A resource: its path below the server, and its methods.
pub struct Resource {
    /// The path, `/api/v1/cases/{id}`.
    pub path: String,
    /// Its methods.
    pub methods: Vec<Method>,
}

const fn reads(
    id: &'static str,
    summary: &'static str,
    takes: Takes,
    gives: &'static str,
) -> Method {
    Method { verb: "get", id, summary, takes, gives: Gives::Json(gives) }
}

/// Files that the API shows, in the order of the description.
pub const KINDS: [Kind; 6] =
    [Kind::Purchaser, Kind::Request, Kind::Case, Kind::Notification, Kind::Support, Kind::Office];

/// Every resource with its methods and its handlers.
fn table() -> Vec<(Resource, MethodRouter<Site>)> {
    let mut table = Vec::new();
    let mut put = |path: &str, methods: Vec<Method>, handlers: MethodRouter<Site>| {
        table.push((Resource { path: path.to_owned(), methods }, handlers));
    };
    put(
        "/api/openapi.json",
        vec![reads("description", "This description.", Takes::Nothing, "Any")],
        get(openapi::serve),
    );
    put(
        "/api/v1/requests",
        vec![
            reads("listRequests", "Requests, a page at a time.", Takes::List, "RequestPage"),
            opens("newRequest", Kind::Request, "receive"),
        ],
        get(lists::requests).post(acts::new_request),
    );
    put(
        "/api/v1/cases",
        vec![
            reads("listCases", "Cases, a page at a time.", Takes::List, "CasePage"),
            opens("newCase", Kind::Case, "open"),
        ],
        get(lists::cases).post(acts::new_case),
    );
    put(
        "/api/v1/purchasers",
        vec![
            reads("listPurchasers", "Purchasers, a page at a time.", Takes::List, "PurchaserPage"),
            opens("newPurchaser", Kind::Purchaser, "register"),
        ],
        get(lists::purchasers).post(acts::new_purchaser),
    );
    put(
        "/api/v1/notifications",
        vec![
            reads(
                "listNotifications",
                "Notifications, a page at a time.",
                Takes::List,
                "NotificationPage",
            ),
            opens("newNotification", Kind::Notification, "prepare"),
        ],
        get(lists::notifications).post(acts::new_notification),
    );
    for kind in KINDS {
        table.extend(kinds::of(kind));
    }
    table.extend(public::imports());
    table.extend(prices::prices());
    table.extend(accounts::accounts());
    table.extend(others());
    table
}

const fn opens(id: &'static str, kind: Kind, act: &'static str) -> Method {
    Method {
        verb: "post",
        id,
        summary: "Opens a file under the number in the body, or under the next number.",
        takes: Takes::Act(kind, act),
        gives: Gives::Receipt,
    }
}

/// A query that was read, or what was wrong with it.
pub(super) type Asked<T> = Result<Query<T>, QueryRejection>;

/// A resource of one method.
fn one(path: &str, method: Method, handlers: MethodRouter<Site>) -> (Resource, MethodRouter<Site>) {
    (Resource { path: path.to_owned(), methods: vec![method] }, handlers)
}

fn others() -> Vec<(Resource, MethodRouter<Site>)> {
    const FEED: &str = "Events of all files by sequence number; as server-sent events on request.";
    const DUE: &str = "What falls due within 90 days.";
    const LOG: &str = "The log's newest checkpoint and its keys.";
    const PROOF: &str = "An offline proof that an event is in the log.";
    const RULE: &str = "A rule with its history, the stories that prove it, and what it holds now.";
    let plain = |id, summary, gives| reads(id, summary, Takes::Nothing, gives);
    let mut table = vec![
        one("/api/v1/events", reads("feed", FEED, Takes::Feed, "Events"), get(events::feed)),
        one("/api/v1/due", plain("due", DUE, "Dues"), get(lists::due)),
        one(
            "/api/v1/rules",
            reads("rules", "Rows of the pack in force.", Takes::Rules, "Rules"),
            get(law::rules),
        ),
        one("/api/v1/rules/{id}", plain("rule", RULE, "Rule"), get(law::rule)),
        one(
            "/api/v1/reports",
            plain("reports", "The reports there are.", "Reports"),
            get(lists::reports),
        ),
        one(
            "/api/v1/reports/{name}",
            reads("report", "A report.", Takes::Format, "Report"),
            get(lists::report),
        ),
        one("/api/v1/log", plain("log", LOG, "Log"), get(log::status)),
        one("/api/v1/log/proofs/{n}", plain("proof", PROOF, "Proof"), get(log::proof)),
    ];
    table.extend(of_files());
    table
}

/// Files that are kept, and documents that were released.
fn of_files() -> Vec<(Resource, MethodRouter<Site>)> {
    const PROOF: &str =
        "The offline proof of a released document, with the entry and what opens it.";
    const AGAIN: &str = "A released document printed again from the journal as it stood at its release, compared \
         with what was released.";
    let upload = Method {
        verb: "post",
        id: "upload",
        summary: "Keeps the content of a file and answers its digest.",
        takes: Takes::Content,
        gives: Gives::Json("Upload"),
    };
    let download = Method {
        verb: "get",
        id: "download",
        summary: "The content of a file, for download.",
        takes: Takes::Nothing,
        gives: Gives::File,
    };
    let document = "A released document by its digest or short code.";
    vec![
        one("/api/v1/files", upload, post(files::upload)),
        one("/api/v1/files/{sha256}", download, get(files::download)),
        one(
            "/api/v1/documents/{code}",
            reads("document", document, Takes::Nothing, "Document"),
            get(files::document),
        ),
        one(
            "/api/v1/documents/{code}/proof",
            reads("documentProof", PROOF, Takes::Nothing, "Proof"),
            get(files::proof),
        ),
        one(
            "/api/v1/documents/{code}/again",
            reads("documentAgain", AGAIN, Takes::Nothing, "DocumentAgain"),
            get(files::again),
        ),
    ]
}

/// Paths with their handlers, for the router.
pub fn mounted() -> Vec<(String, MethodRouter<Site>)> {
    table().into_iter().map(|(resource, handlers)| (resource.path, handlers)).collect()
}

/// Every resource as the description tells it: each act by itself.
pub fn described() -> Vec<Resource> {
    let mut all = Vec::new();
    for (resource, _) in table() {
        match resource.path.strip_suffix("/{thing}") {
            None => all.push(resource),
            Some(base) => {
                let kind = KINDS.into_iter().find(|kind| base.contains(kind.plural()));
                all.extend(kind.into_iter().flat_map(|kind| kinds::acts_of(kind, base)));
            }
        }
    }
    all
}

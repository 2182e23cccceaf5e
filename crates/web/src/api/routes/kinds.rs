//! The resources of one kind of file.

use axum::{
    extract::{Path, Query, State},
    http::HeaderMap,
    routing::{MethodRouter, get},
};
use serde::Deserialize;
use terms::Kind;

use super::{Asked, Gives, Method, Resource, Takes, reads, versions};
use crate::{
    Site,
    api::{acts, body::Body, events::FeedQuery, files, show},
    who::Who,
};

/// Day of `why`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct DayQuery {
    on: Option<String>,
}

/// The resources of one kind of file: the file, its events, its acts, and one for each act.
pub(super) fn of(kind: Kind) -> Vec<(Resource, MethodRouter<Site>)> {
    let base = format!("/api/v1/{}/{{id}}", kind.plural());
    let show = move |State(site): State<Site>, Path(id): Path<String>| show::file(site, kind, id);
    let events =
        move |State(site): State<Site>, Path(id): Path<String>, query: Asked<FeedQuery>| {
            show::events(site, kind, id, query)
        };
    let ready = move |State(site): State<Site>, Path(id): Path<String>, who: Who| {
        show::acts(site, kind, id, who)
    };
    let why = move |State(site): State<Site>,
                    Path((id, thing)): Path<(String, String)>,
                    who: Who,
                    query: Asked<DayQuery>| {
        acts::why(site, (kind, id, thing), (who, query.map(|Query(query)| query.on)))
    };
    let act = move |State(site): State<Site>,
                    Path((id, thing)): Path<(String, String)>,
                    who: Who,
                    headers: HeaderMap,
                    Body(arguments): Body| {
        acts::on_file(site, (kind, id, thing), (who, headers, arguments))
    };
    let one = |path: String, method: Method| Resource { path, methods: vec![method] };
    let mut table = vec![
        (one(base.clone(), reads("file", "The file.", Takes::Nothing, "File")), get(show)),
        (
            one(format!("{base}/events"), reads("events", "Its events.", Takes::Feed, "Events")),
            get(events),
        ),
        (
            one(
                format!("{base}/acts"),
                reads(
                    "acts",
                    "What can be done, and what stands in the way.",
                    Takes::Nothing,
                    "Acts",
                ),
            ),
            get(ready),
        ),
    ];
    if matches!(kind, Kind::Request | Kind::Case | Kind::Notification) {
        const CLOCK: &str = "Its age, every day with its holder, and its clocks with their sums.";
        let clock =
            move |State(site): State<Site>, Path(id): Path<String>| show::clock(site, kind, id);
        let method = reads("clock", CLOCK, Takes::Nothing, "Any");
        table.push((one(format!("{base}/clock"), method), get(clock)));
    }
    if matches!(kind, Kind::Request | Kind::Case) {
        const PAPERS: &str = "Its papers: when each becomes available, and why it is not yet.";
        let paper = Method {
            verb: "get",
            id: "paper",
            summary: "A document as the record stands, as a draft.",
            takes: Takes::Version,
            gives: Gives::Pdf,
        };
        let papers =
            move |State(site): State<Site>, Path(id): Path<String>| files::papers(site, kind, id);
        let all = reads("papers", PAPERS, Takes::Nothing, "Any");
        table.push((one(format!("{base}/papers"), all), get(papers)));
        table.push((one(format!("{base}/papers/{{kind}}"), paper), get(files::paper)));
    }
    if kind == Kind::Case {
        table.extend(versions::of(&base));
    }
    // One address in the router; one resource in the description for each act.
    table.push((one(format!("{base}/{{thing}}"), PLACEHOLDER), get(why).post(act)));
    table
}

/// Stands for the acts of a kind in the router's table; the description tells each by itself.
const PLACEHOLDER: Method = reads("", "", Takes::Nothing, "");

/// The acts of a kind, each by itself, as the description tells them.
pub(super) fn acts_of(kind: Kind, base: &str) -> Vec<Resource> {
    let offered = case::file::acts(kind).into_iter().filter(|about| about.name != "publish");
    let resource = offered.map(|about| Resource {
        path: format!("{base}/{}", about.thing),
        methods: vec![
            Method {
                verb: "get",
                id: "why",
                summary: "What stands in the way of this act, today or on an earlier day.",
                takes: Takes::Day,
                gives: Gives::Json("Readiness"),
            },
            Method {
                verb: "post",
                id: about.name,
                summary: about.title,
                takes: Takes::Act(kind, about.name),
                gives: Gives::Receipt,
            },
        ],
    });
    resource.collect()
}

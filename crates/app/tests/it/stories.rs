//! Every story of the repository, told through the one door: on SQLite, and on PostgreSQL where
//! there is one. What a story says is the same in each.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;
use testkit::{
    TestOffice,
    office::Closed,
    run::{self, Failure},
    story::{Library, Start, Story},
};

/// Where a story begins: under which pack, and with which script.
type Beginning = (String, Option<Start>);

fn beginning(story: &Story) -> Beginning {
    (story.pack().to_owned(), story.start())
}

/// Records as they stand where stories begin; each beginning is told once.
async fn beginnings(
    library: &Library,
    stories: &[Story],
    fresh: &impl AsyncFn(&str) -> TestOffice,
) -> BTreeMap<Beginning, Result<Closed, String>> {
    let mut all = BTreeMap::new();
    for story in stories {
        let (pack, start) = beginning(story);
        if all.contains_key(&(pack.clone(), start.clone())) {
            continue;
        }
        let mut office = fresh(&pack).await;
        let begun = match &start {
            None => Ok(()),
            Some(start) => run::begin(&mut office, library, start).await,
        };
        all.insert((pack, start), begun.map(|()| office.closed()));
    }
    all
}

/// The stories are told in parts, so that they can be told side by side; those that begin alike
/// are in one part.
const PARTS: usize = 4;

/// Records of told stories that are removed together. PostgreSQL writes everything out for each
/// database that it drops; for the second of a row there is nothing left to write.
const REMOVED_AT_ONCE: usize = 24;

fn part_of(library: &Library, part: usize) -> Vec<Story> {
    let stories = library.stories().unwrap_or_else(|unread| panic!("{unread}"));
    let starts: BTreeSet<Beginning> = stories.iter().map(beginning).collect();
    let in_part = |story: &Story| {
        starts.iter().position(|start| *start == beginning(story)).unwrap_or(0) % PARTS == part
    };
    stories.into_iter().filter(in_part).collect()
}

async fn tell_part(part: usize, fresh: impl AsyncFn(&str) -> TestOffice) {
    let library = Library::of_repository();
    let stories = part_of(&library, part);
    let beginnings = beginnings(&library, &stories, &fresh).await;
    let mut failures = Vec::new();
    let mut told: Vec<Closed> = Vec::new();
    for story in &stories {
        match &beginnings[&beginning(story)] {
            Ok(closed) => {
                let mut office = closed.open_copy().await;
                failures.extend(run::tell(&mut office, story).await);
                told.push(office.closed());
                if told.len() == REMOVED_AT_ONCE {
                    told.clear();
                }
            }
            Err(found) => failures.push(Failure::at_start(story, found.clone())),
        }
    }
    let said: Vec<String> = failures.iter().map(ToString::to_string).collect();
    assert!(said.is_empty(), "{} lines differ:\n{}", said.len(), said.join("\n"));
    assert!(!stories.is_empty(), "every part has stories");
}

async fn on_postgres(part: usize) {
    if TestOffice::postgres().await.is_some() {
        let fresh = async |pack: &str| {
            TestOffice::postgres_under(pack).await.expect("the cluster was there")
        };
        tell_part(part, fresh).await;
    }
}

macro_rules! parts {
    ($($sqlite:ident $postgres:ident $part:literal),+ $(,)?) => {$(
        #[tokio::test]
        async fn $sqlite() {
            tell_part($part, TestOffice::under).await;
        }

        #[tokio::test]
        async fn $postgres() {
            on_postgres($part).await;
        }
    )+};
}

parts!(
    every_story_reads_the_same_on_sqlite_1 every_story_reads_the_same_on_postgres_1 0,
    every_story_reads_the_same_on_sqlite_2 every_story_reads_the_same_on_postgres_2 1,
    every_story_reads_the_same_on_sqlite_3 every_story_reads_the_same_on_postgres_3 2,
    every_story_reads_the_same_on_sqlite_4 every_story_reads_the_same_on_postgres_4 3,
);

#[tokio::test]
async fn an_office_begins_in_the_middle_of_a_sale_and_outlives_restarts_and_copies() {
    for mut office in TestOffice::each().await {
        office.brought_to("bases/patrol-boats until case/BN-P-LCB offered").await;
        let office = office.reopened().await;
        assert_eq!(office.stage("case/BN-P-LCB").await, "offered");
        let closed = office.closed();
        let copy = closed.open_copy().await;
        copy.on("2026-04-29").as_usual().act("case/BN-P-LCB", "expire", json!({})).await;
        assert_eq!(copy.stage("case/BN-P-LCB").await, "expired");
        let office = closed.open().await;
        assert_eq!(office.stage("case/BN-P-LCB").await, "offered", "a copy is a copy");
        let officer = office.on("2026-04-28").as_officer("ada@case-manager");
        assert_eq!(officer.refused("case/BN-P-LCB", "expire", json!({})).await, ["FILE-001"]);
    }
}

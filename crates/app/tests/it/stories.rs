//! Every story of the repository, told through the one door: on SQLite, and on PostgreSQL where
//! there is one. What a story says is the same in each.

use std::collections::BTreeMap;

use testkit::{
    TestOffice,
    office::Closed,
    run::{self, Failure},
    story::{Library, Start, Story},
};

/// Records as they stand where stories begin; each beginning is told once.
async fn beginnings(
    library: &Library,
    stories: &[Story],
    fresh: &impl AsyncFn() -> TestOffice,
) -> BTreeMap<Option<Start>, Result<Closed, String>> {
    let mut all = BTreeMap::new();
    for story in stories {
        let start = story.start();
        if all.contains_key(&start) {
            continue;
        }
        let mut office = fresh().await;
        let begun = match &start {
            None => Ok(()),
            Some(start) => run::begin(&mut office, library, start).await,
        };
        all.insert(start, begun.map(|()| office.closed()));
    }
    all
}

async fn tell_all(fresh: impl AsyncFn() -> TestOffice) {
    let library = Library::of_repository();
    let stories = library.stories().unwrap_or_else(|unread| panic!("{unread}"));
    let beginnings = beginnings(&library, &stories, &fresh).await;
    let mut failures = Vec::new();
    for story in &stories {
        match &beginnings[&story.start()] {
            Ok(closed) => {
                let mut office = closed.open_copy().await;
                failures.extend(run::tell(&mut office, story).await);
            }
            Err(found) => failures.push(Failure::at_start(story, found.clone())),
        }
    }
    let told: Vec<String> = failures.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{} lines differ:\n{}", told.len(), told.join("\n"));
}

#[tokio::test]
async fn every_story_reads_the_same_on_sqlite() {
    tell_all(TestOffice::new).await;
}

#[tokio::test]
async fn every_story_reads_the_same_on_postgres() {
    if TestOffice::postgres().await.is_none() {
        return;
    }
    tell_all(async || TestOffice::postgres().await.expect("the cluster was there")).await;
}

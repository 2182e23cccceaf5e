//! Every story of the repository, told through the one door: on SQLite, and on PostgreSQL where
//! there is one. What a story says is the same in each.

use std::collections::{BTreeMap, BTreeSet};

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

/// The stories are told in parts, so that they can be told side by side; those that begin alike
/// are in one part.
const PARTS: usize = 4;

fn part_of(library: &Library, part: usize) -> Vec<Story> {
    let stories = library.stories().unwrap_or_else(|unread| panic!("{unread}"));
    let starts: BTreeSet<Option<Start>> = stories.iter().map(Story::start).collect();
    let in_part = |story: &Story| {
        starts.iter().position(|start| *start == story.start()).unwrap_or(0) % PARTS == part
    };
    stories.into_iter().filter(in_part).collect()
}

async fn tell_part(part: usize, fresh: impl AsyncFn() -> TestOffice) {
    let library = Library::of_repository();
    let stories = part_of(&library, part);
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
    assert!(!stories.is_empty(), "every part has stories");
}

async fn on_postgres(part: usize) {
    if TestOffice::postgres().await.is_some() {
        let fresh = async || TestOffice::postgres().await.expect("the cluster was there");
        tell_part(part, fresh).await;
    }
}

macro_rules! parts {
    ($($sqlite:ident $postgres:ident $part:literal),+ $(,)?) => {$(
        #[tokio::test]
        async fn $sqlite() {
            tell_part($part, TestOffice::new).await;
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

//! Every story of the repository, told in memory: the core alone.

use std::collections::BTreeMap;

use testkit::{
    law::{blessing, root, write},
    memory::{Memory, at_once},
    run::{self, Failure},
    story::{Library, Start, Story},
};

/// Memory as it stands where stories begin; each beginning is told once.
#[derive(Default)]
struct Beginnings(BTreeMap<Start, Result<Memory, String>>);

impl Beginnings {
    fn of(&mut self, library: &Library, story: &Story) -> Result<Memory, String> {
        let Some(start) = story.start() else { return Ok(Memory::default()) };
        let begin = || {
            let mut memory = Memory::default();
            at_once(run::begin(&mut memory, library, &start)).map(|()| memory)
        };
        self.0.entry(start.clone()).or_insert_with(begin).clone()
    }
}

fn tell(library: &Library, beginnings: &mut Beginnings, story: &Story) -> Vec<Failure> {
    match beginnings.of(library, story) {
        Ok(mut memory) => at_once(run::tell(&mut memory, story)),
        Err(found) => vec![Failure::at_start(story, found)],
    }
}

#[test]
fn every_story_reads_as_it_happens() {
    let library = Library::of_repository();
    let stories = library.stories().unwrap_or_else(|unread| panic!("{unread}"));
    let mut beginnings = Beginnings::default();
    let mut failures = Vec::new();
    for story in &stories {
        let found = tell(&library, &mut beginnings, story);
        if blessing() && found.iter().any(|failure| failure.instead.is_some()) {
            let text = run::blessed(story, &found);
            write(&root().join(&story.file), &text);
            let again = Story::read(&story.file, &text).expect("a blessed story can be read");
            failures.extend(tell(&library, &mut beginnings, &again));
        } else {
            failures.extend(found);
        }
    }
    let told: Vec<String> = failures.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{} lines differ:\n{}", told.len(), told.join("\n"));
    println!("{} stories", stories.len());
}

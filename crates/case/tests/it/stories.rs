//! Every story of the repository, told in memory: the core alone.

use std::collections::{BTreeMap, BTreeSet};

use case::{coverage, roads, script::Script};
use testkit::{
    law::{Law, blessing, root, write},
    memory::{Memory, at_once},
    run::{self, Failure},
    story::{Library, Start, Story},
};

/// Memory as it stands where stories begin; each beginning is told once.
#[derive(Default)]
struct Beginnings(BTreeMap<Start, Result<Memory, String>>);

impl Beginnings {
    fn of(&mut self, library: &Library, story: &Story) -> Result<Memory, String> {
        let Some(start) = story.start() else { return Ok(Memory::under(story.pack())) };
        let begin = || {
            let mut memory = Memory::under(story.pack());
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

#[test]
fn every_stage_and_every_step_is_told() {
    let library = Library::of_repository();
    let stories = library.stories().unwrap_or_else(|unread| panic!("{unread}"));
    let mut beginnings = Beginnings::default();
    let mut walked = BTreeSet::new();
    for story in &stories {
        let mut memory = beginnings.of(&library, story).unwrap_or_else(|found| panic!("{found}"));
        at_once(run::tell(&mut memory, story));
        walked.append(&mut memory.walked);
    }
    let scripts: Vec<&Script> = stories.iter().map(|story| &story.script).collect();
    let untold = roads::untold(&walked, &scripts);
    for (kind, steps) in roads::counted() {
        println!("{steps} steps of a {kind}");
    }
    assert!(untold.is_empty(), "{} are not told:\n{}", untold.len(), untold.join("\n"));
}

#[test]
fn every_rule_is_checked_and_told_from_both_sides() {
    for pack in Law::names() {
        every_rule_of(&pack);
    }
}

/// A pack that is not whole has no row for some checks, which then ask nothing; what it has is
/// told as well as in any other.
fn every_rule_of(pack: &str) {
    let stories = Library::of_repository().stories().unwrap_or_else(|unread| panic!("{unread}"));
    let of_pack = stories.iter().filter(|story| story.pack() == pack);
    let stories: Vec<coverage::Story<'_>> =
        of_pack.map(|story| coverage::Story { name: &story.file, script: &story.script }).collect();
    let pack = &Law::named(pack).pack;
    let mut all = coverage::coverage(pack, &stories);
    if !pack.jurisdiction().whole {
        all.retain(|covered| covered.state != coverage::State::NoRow);
    }
    let lacking = all.iter().filter(|covered| !covered.missing.is_empty());
    let told: Vec<String> = lacking
        .map(|covered| {
            format!("{} ({}) lacks {}", covered.rule, covered.title, covered.missing.join(", "))
        })
        .collect();
    assert!(told.is_empty(), "{} rules are not covered:\n{}", told.len(), told.join("\n"));
}

#[test]
fn a_title_is_a_sentence_and_no_two_stories_have_the_same() {
    let stories = Library::of_repository().stories().unwrap_or_else(|unread| panic!("{unread}"));
    let mut titles: BTreeMap<&str, &str> = BTreeMap::new();
    for story in &stories {
        let title = story.script.title.as_str();
        let begins = title.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
        assert!(begins && title.contains(' '), "{}: \"{title}\" is no sentence", story.file);
        if let Some(other) = titles.insert(title, &story.file) {
            panic!("{} and {other} have the same title", story.file);
        }
    }
}

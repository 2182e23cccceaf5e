//! A state that was written down and read again is the state that was folded.

use case::kept;
use testkit::{
    memory::{Memory, at_once},
    run,
    story::Library,
};

/// Every file of a world, through its written form. All of a state is compared: each part of it
/// prints itself.
fn comes_back(memory: &Memory, story: &str) -> (usize, usize) {
    let (mut files, mut bytes) = (0, 0);
    for (stream, file) in memory.files() {
        let written = kept::write(file);
        let read = kept::read(&written)
            .unwrap_or_else(|error| panic!("{story}: {stream} cannot be read again: {error}"));
        assert_eq!(format!("{read:?}"), format!("{file:?}"), "{story}: {stream}");
        assert_eq!(kept::write(&read), written, "{story}: {stream} is written in two ways");
        files += 1;
        bytes += written.len();
    }
    (files, bytes)
}

#[test]
fn every_state_of_every_story_comes_back() {
    let library = Library::of_repository();
    let stories = library.stories().unwrap_or_else(|unread| panic!("{unread}"));
    let (mut files, mut bytes) = (0, 0);
    for story in &stories {
        let mut memory = Memory::under(story.pack());
        if let Some(start) = story.start() {
            at_once(run::begin(&mut memory, &library, &start))
                .unwrap_or_else(|found| panic!("{found}"));
        }
        at_once(run::tell(&mut memory, story));
        let (more, longer) = comes_back(&memory, &story.file);
        files += more;
        bytes += longer;
    }
    assert!(files > stories.len(), "stories have files");
    println!("{files} files, {bytes} bytes");
}

#[test]
fn what_no_program_wrote_is_not_read() {
    for text in ["", "{}", "{\"Case\":{}}", "null", "{\"Office\":{\"head\":{\"version\":-1}}}"] {
        assert!(kept::read(text.as_bytes()).is_err(), "{text}");
    }
}

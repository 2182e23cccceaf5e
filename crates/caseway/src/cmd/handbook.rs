//! `caseway handbook`: the program's tables as chapters to read.

use crate::{
    handbook::{CHAPTERS, Chapter},
    say::{self, Stop},
};

/// Prints a chapter, or the list of them.
pub fn run(name: Option<&str>) -> anyhow::Result<()> {
    let Some(name) = name else {
        for chapter in CHAPTERS {
            say::line(format!("{:<10} {}", chapter.name, chapter.title));
        }
        return Ok(());
    };
    let chapter = Chapter::named(name).ok_or_else(|| {
        Stop::wrong_use(format!("\"{name}\" is no chapter; see `caseway handbook`"))
    })?;
    say::line(chapter.text()?.trim_end());
    Ok(())
}

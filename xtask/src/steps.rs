//! Steps with names and times. The first that fails ends the run, after the table of all.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};

/// A run of steps.
pub struct Steps {
    title: &'static str,
    begun: Instant,
    done: Vec<(&'static str, Duration)>,
}

impl Steps {
    /// Begins a run.
    pub fn begin(title: &'static str) -> Self {
        Self { title, begun: Instant::now(), done: Vec::new() }
    }

    /// Does a step, and tells its time.
    pub fn step<T>(&mut self, name: &'static str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        println!("\n=== {} · {name} ===", self.title);
        let begun = Instant::now();
        let result = work();
        self.done.push((name, begun.elapsed()));
        if result.is_err() {
            self.table(Some(name));
        }
        result.with_context(|| format!("{} stopped at \"{name}\"", self.title))
    }

    /// Ends a run in which every step was done.
    pub fn end(self) {
        self.table(None);
    }

    fn table(&self, failed: Option<&str>) {
        println!("\n=== {} · summary ===", self.title);
        for (name, time) in &self.done {
            let word = if failed == Some(name) { "FAILED" } else { "done" };
            println!("  {word:<7} {:>8}  {name}", clock(*time));
        }
        let word = if failed.is_some() { "FAILED" } else { "done" };
        println!("  {word:<7} {:>8}  in all", clock(self.begun.elapsed()));
    }
}

fn clock(time: Duration) -> String {
    let tenths = time.as_millis() / 100;
    format!("{}:{:02}.{}", tenths / 600, tenths / 10 % 60, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_minutes_and_seconds() {
        assert_eq!(clock(Duration::from_millis(61_250)), "1:01.2");
        assert_eq!(clock(Duration::from_mins(25)), "25:00.0");
    }
}

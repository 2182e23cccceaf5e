//! The machine: its load, its cores, and the priority at which is measured.

use std::process::{Command, ExitCode, Stdio};

const RAISED: &str = "CASEWAY_BENCH_RAISED";
const PRIORITY: [&str; 2] = ["-f", "50"];

/// Load over one minute.
pub fn load() -> f64 {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split_whitespace().next().and_then(|load| load.parse().ok()).unwrap_or(f64::NAN)
}

/// Cores, processor, memory and kernel, in one line.
pub fn words() -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let cpu = field("/proc/cpuinfo", "model name").unwrap_or_default();
    let memory = field("/proc/meminfo", "MemTotal").unwrap_or_default();
    let memory = memory.split_whitespace().next().and_then(|kib| kib.parse::<u64>().ok());
    let kernel = std::fs::read_to_string("/proc/sys/kernel/ostype").unwrap_or_default();
    format!(
        "{cores} cores ({cpu}), {} GiB of memory, {}",
        memory.unwrap_or_default() / 1_048_576,
        kernel.trim()
    )
}

fn field(path: &str, name: &str) -> Option<String> {
    let text = std::fs::read_to_string(path).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

/// Whether this program should start itself again at real-time priority: it is allowed, and it
/// was not done yet. Everything started from here inherits it, so that both sides have it.
pub fn raise_priority() -> bool {
    !raised() && quiet(Command::new("chrt").args(PRIORITY).arg("true"))
}

/// Whether the priority was raised.
pub fn raised() -> bool {
    std::env::var_os(RAISED).is_some()
}

/// Runs this program again with its own arguments at real-time priority.
pub fn again_with_priority() -> ExitCode {
    let Ok(own) = std::env::current_exe() else { return ExitCode::from(3) };
    let mut again = Command::new("chrt");
    again.args(PRIORITY).arg(own).args(std::env::args_os().skip(1)).env(RAISED, "1");
    match again.status() {
        Ok(status) => status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(3).into(),
        Err(error) => {
            eprintln!("bench: chrt cannot be run: {error}");
            ExitCode::from(3)
        }
    }
}

/// Whether a program is there and says yes, without a word.
pub fn quiet(command: &mut Command) -> bool {
    let command = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// Whether a program is there.
pub fn has(program: &str) -> bool {
    quiet(Command::new(program).arg("--version"))
}

//! One fresh sale from the first contact to closure, by the command line alone: the same steps that
//! the pages and the API walk. It is walked twice, once on the record itself and once through the
//! server that has it; what one walk gives as words the other gives as a file.
#![expect(clippy::disallowed_methods, reason = "a test writes the files that it hands over")]

use std::{
    io::{BufRead as _, BufReader},
    path::PathBuf,
    process::{Child, Command, Output, Stdio},
};

use case::file;
use serde_json::Value;
use terms::{Kind, StreamId};

/// What an officer enters, act by act.
fn steps() -> Vec<Value> {
    let text = testkit::law::read(&testkit::law::root().join("tests/browser/sale.json"));
    serde_json::from_str(&text).expect("the steps of the sale are JSON")
}

/// A record that is worked on by commands, at the moment that its clock shows.
struct Desk {
    folder: tempfile::TempDir,
    clock: String,
    server: Option<Served>,
}

/// A server until the value goes away.
struct Served(Child);

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let desk = Self { folder, clock: "2026-10-05T09:00:00Z".to_owned(), server: None };
        desk.done(&["init", "--sandbox"]);
        desk
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_caseway"));
        command.env_remove("CASEWAY_DATABASE_URL").env_remove("CASEWAY_AS");
        command.arg("--data").arg(self.folder.path().join("data"));
        command.args(["--clock", &self.clock, "--json"]).args(words);
        command
    }

    fn done(&self, words: &[&str]) -> String {
        let Output { status, stdout, stderr } =
            self.command(words).output().expect("the program starts");
        let (said, why) = (String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
        assert!(status.success(), "{}: {said}{why}", words.join(" "));
        said.into_owned()
    }

    fn json(&self, words: &[&str]) -> Value {
        serde_json::from_str(&self.done(words)).expect("the program prints JSON")
    }

    /// Serves the record from now on; whoever acts on it then sends the order over HTTP.
    fn serve(&mut self) {
        self.server = None;
        let mut command = self.command(&["serve", "--listen", "127.0.0.1:0"]);
        let mut server =
            command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("a server starts");
        let out = BufReader::new(server.stdout.take().expect("its output"));
        let said = out.lines().map_while(Result::ok).find(|line| line.contains("http://"));
        assert!(said.is_some(), "the server does not serve");
        self.server = Some(Served(server));
    }

    fn file(&self, content: &Value) -> PathBuf {
        let path = self.folder.path().join("arguments.json");
        std::fs::write(&path, content.to_string()).expect("the folder is writable");
        path
    }
}

/// The file and the act of a step, as the command line names them.
fn named(step: &Value) -> (String, &'static str) {
    let text = |name: &str| step[name].as_str().unwrap_or_default();
    let field = |name: &str| step["fields"][name].as_str().unwrap_or_default();
    match text("opens") {
        "/requests/new" => (format!("request/new:{}", field("purchaser")), "receive"),
        "/cases/new" => (field("case").to_owned(), "open"),
        _ => {
            let (kinds, file) = text("to")[1..].split_once('/').expect("the address of a file");
            let kind = kinds.strip_suffix('s').unwrap_or(kinds);
            let stream: StreamId = format!("{kind}/{file}").parse().expect("a file");
            (stream.to_string(), act_of(stream.kind, text("thing")))
        }
    }
}

fn act_of(kind: Kind, thing: &str) -> &'static str {
    let about = file::acts(kind).into_iter().find(|about| about.thing == thing);
    about.unwrap_or_else(|| panic!("{} has no {thing}", kind.word())).name
}

/// Arguments as words: `lines.0.number=001`.
fn words(value: &Value, path: &str, into: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let dot = if path.is_empty() { "" } else { "." };
                words(value, &format!("{path}{dot}{name}"), into);
            }
        }
        Value::Array(list) if list.iter().all(Value::is_string) => {
            into.extend(list.iter().filter_map(Value::as_str).map(|text| format!("{path}={text}")));
        }
        Value::Array(list) => {
            for (i, value) in list.iter().enumerate() {
                words(value, &format!("{path}.{i}"), into);
            }
        }
        Value::String(text) => into.push(format!("{path}={text}")),
        other => into.push(format!("{path}={other}")),
    }
}

/// How a walk works.
#[derive(Clone, Copy, PartialEq)]
enum Road {
    /// Each command has the record to itself.
    Alone,
    /// Each command sends its order to the server.
    Served,
}

/// Walks the whole sale. Gives the desk, and for each act the file and the names of its events.
fn walk(road: Road) -> (Desk, Vec<(String, Vec<String>)>) {
    let mut desk = Desk::new();
    let mut told = Vec::new();
    for (at, step) in steps().iter().enumerate() {
        if let Some(clock) = step["clock"].as_str() {
            clock.clone_into(&mut desk.clock);
            if road == Road::Served {
                desk.serve();
            }
            continue;
        }
        let (stream, act) = named(step);
        let as_file = (at % 2 == 0) == (road == Road::Alone);
        let mut given = vec!["act".to_owned(), stream, act.to_owned()];
        if as_file {
            let path = desk.file(&step["fields"]);
            given.extend(["--file".to_owned(), path.display().to_string()]);
        } else {
            words(&step["fields"], "", &mut given);
        }
        let given: Vec<&str> = given.iter().map(String::as_str).collect();
        let receipt = desk.json(&given);
        let events = receipt["events"].as_array().into_iter().flatten();
        let events: Vec<String> = events.filter_map(Value::as_str).map(str::to_owned).collect();
        assert!(!events.is_empty(), "{given:?} changed nothing");
        told.push((receipt["stream"].as_str().unwrap_or_default().to_owned(), events));
    }
    desk.server = None;
    (desk, told)
}

/// The case after the sale, without what differs from walk to walk.
fn after(desk: &Desk) -> Value {
    let mut case = desk.json(&["case", "show", "BN-P-LCB"]);
    for field in ["touched", "documents"] {
        case[field] = Value::Null;
    }
    case
}

#[test]
fn a_sale_goes_from_contact_to_closure_by_the_command_line() {
    let (alone, served) = std::thread::scope(|scope| {
        let served = scope.spawn(|| walk(Road::Served));
        (walk(Road::Alone), served.join().expect("the other walk ends"))
    });
    let ((desk, told), (other, told_there)) = (alone, served);
    assert_eq!(told, told_there, "the same events on both roads");
    let last = told.last().expect("the sale has steps");
    assert_eq!(*last, ("case/BN-P-LCB".to_owned(), vec!["case.closed".to_owned()]));
    let case = after(&desk);
    assert_eq!(case["stage"], "closed");
    assert_eq!(case, after(&other));
    for desk in [&desk, &other] {
        desk.done(&["verify"]);
        desk.done(&["rebuild", "--check"]);
    }
}

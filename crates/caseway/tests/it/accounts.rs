//! A record that is no sandbox, from its first link on, by the program itself.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::{Child, Command, Output, Stdio},
};

use serde_json::Value;

struct Record(tempfile::TempDir);

/// A server until the value goes away.
struct Served(Child, String);

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Record {
    fn new(words: &[&str]) -> Self {
        let record = Self(tempfile::tempdir().expect("a folder"));
        assert!(record.run(words).status.success());
        record
    }

    fn data(&self) -> std::path::PathBuf {
        self.0.path().join("data")
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_caseway"));
        command.env_remove("CASEWAY_DATABASE_URL").env_remove("CASEWAY_AS");
        command.arg("--data").arg(self.data()).args(words);
        command
    }

    fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().expect("the program starts")
    }

    fn json(&self, words: &[&str]) -> Value {
        let done = self.run(&[words, &["--json"]].concat());
        let why = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{}: {why}", words.join(" "));
        serde_json::from_slice(&done.stdout).expect("the program prints JSON")
    }

    /// Serves the record; gives what the server says until it has said its last line.
    fn serve(&self, lines: usize) -> (Served, Vec<String>) {
        let mut command = self.command(&["serve", "--listen", "127.0.0.1:0"]);
        let mut server =
            command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("a server starts");
        let out = BufReader::new(server.stdout.take().expect("its output"));
        let said: Vec<String> = out.lines().map_while(Result::ok).take(lines).collect();
        let address = said[0].rsplit("http://").next().expect("an address").to_owned();
        (Served(server, address), said)
    }
}

/// What a server answers to a plain request.
fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("the server listens");
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("it takes a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers in text");
    answer
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777
}

#[test]
fn a_record_opens_with_one_link_and_to_the_machine_itself() {
    let record = Record::new(&["init"]);
    assert_eq!(mode(&record.data()), 0o700);
    let (server, said) = record.serve(3);
    let path = said[2].trim_start_matches(&format!("http://{}", server.1)).to_owned();
    assert!(path.starts_with("/welcome/"), "{said:?}");
    assert!(get(&server.1, &path).starts_with("HTTP/1.1 200"));
    let unnamed = record.run(&["--as", "@country-desk", "act", "purchaser/JA", "register"]);
    assert_eq!(unnamed.status.code(), Some(1), "a record asks for a person in every act");
    assert!(get(&server.1, "/cases").starts_with("HTTP/1.1 303"));
    assert!(get(&server.1, "/api/v1/cases").starts_with("HTTP/1.1 401"));
    assert_eq!(mode(&record.data().join("console")), 0o600);
    let enter = ["act", "office/register", "register-person", "person=ben", "desks=legal"];
    record.json(&[&["--as", "una@administrator"], &enter[..]].concat());
    let confirm = ["act", "office/register", "confirm-person", "number=1"];
    record.json(&[&["--as", "otto@administrator"], &confirm[..]].concat());
    let opened = record.json(&["account", "open", "ben"]);
    assert!(get(&server.1, opened["link"].as_str().unwrap()).starts_with("HTTP/1.1 200"));
    let listed = record.json(&["account", "list"]);
    assert_eq!(listed["accounts"][0]["desks"], serde_json::json!(["legal"]));
    drop(server);
    let made = record.json(&["token", "make", "ben", "--label", "nightly"]);
    let listed = record.json(&["token", "list", "ben"]);
    assert_eq!(listed["tokens"][0]["id"], made["token"]["id"]);
    record.json(&["account", "close", "ben", "--reason", "left"]);
    assert!(record.run(&["verify"]).status.success());
    assert!(record.run(&["rebuild", "--check"]).status.success());
}

#[test]
fn nobody_else_is_reached_without_sign_in_and_encryption() {
    let open = Record::new(&["init", "--sandbox"]);
    let closed = Record::new(&["init", "--sandbox", "--sign-in"]);
    let named = |words: &[&str]| Record::new(words).json(words)["named_persons"].clone();
    assert_eq!(named(&["init"]), true, "initialising twice changes nothing, and says so again");
    assert_eq!(named(&["init", "--sandbox"]), false);
    let everywhere = ["serve", "--listen", "0.0.0.0:0"];
    let proxied = ["serve", "--listen", "0.0.0.0:0", "--behind-proxy"];
    for (record, words, why) in [
        (&open, &everywhere[..], "nobody signs in"),
        (&open, &proxied, "nobody signs in"),
        (&closed, &everywhere, "nothing encrypts the way"),
    ] {
        let done = record.run(words);
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(2), "{said}");
        assert!(said.contains(why), "{said}");
    }
    let no = open.run(&["account", "list"]);
    assert_eq!(no.status.code(), Some(2), "there are no accounts where desks are open");
}

//! The demonstration as it is started: made once, made anew when it was cut off, and the same
//! world when it is started again.
#![expect(clippy::disallowed_methods, reason = "a test makes files that are in the way")]

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Child, ChildStderr, ChildStdout, Command, Output, Stdio},
};

/// A demonstration that is served until the value goes away.
struct Demo {
    child: Child,
    address: String,
}

impl Demo {
    fn start(data: &Path) -> Self {
        let mut child = caseway(data, &["demo", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let out: ChildStdout = child.stdout.take().unwrap();
        let address = BufReader::new(out)
            .lines()
            .map_while(Result::ok)
            .find_map(|line| line.strip_prefix("Caseway is at http://").map(str::to_owned));
        let Some(address) = address else {
            let mut said = String::new();
            child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
            panic!("the demonstration does not serve: {said}");
        };
        Self { child, address }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n",
            self.address
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Ends it as Ctrl-C does not: at once. What it said on standard error is given back.
    fn kill(mut self) -> String {
        self.child.kill().unwrap();
        let mut said = String::new();
        let mut err: ChildStderr = self.child.stderr.take().unwrap();
        err.read_to_string(&mut said).unwrap();
        self.child.wait().unwrap();
        said
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn caseway(data: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_caseway"));
    command.env_remove("CASEWAY_DATABASE_URL").arg("--data").arg(data).args(args);
    command
}

fn run(data: &Path, args: &[&str]) -> Output {
    caseway(data, args).output().expect("the program starts")
}

#[test]
fn a_demonstration_is_made_once_and_goes_on_where_it_ended() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("world");
    let making = folder.path().join("world.making");
    std::fs::create_dir(&making).unwrap();
    std::fs::write(making.join("caseway.db"), "cut off").unwrap();

    let demo = Demo::start(&data);
    assert!(demo.get("/healthz").starts_with("HTTP/1.1 200"));
    let home = demo.get("/");
    assert!(home.contains("2026-11-20"), "its day is that of its last act");
    assert!(demo.get("/cases/BN-P-LCB").contains("Patrol boats for Bandaria"));
    let said = demo.kill();
    assert!(said.contains("made anew"), "{said}");
    assert!(!making.exists());

    let demo = Demo::start(&data);
    assert_eq!(demo.get("/api/v1/cases?limit=1").lines().next(), Some("HTTP/1.1 200 OK"));
    let said = demo.kill();
    assert!(said.contains("is there already"), "{said}");

    for args in [&["verify"][..], &["rebuild", "--check"]] {
        let checked = run(&data, args);
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    }
}

#[test]
fn a_place_that_holds_something_else_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (files, record) = (folder.path().join("files"), folder.path().join("record"));
    std::fs::create_dir(&files).unwrap();
    std::fs::write(files.join("letter.txt"), "mine").unwrap();
    assert!(run(&record, &["init", "--sandbox"]).status.success());
    for place in [&files, &record] {
        let refused = run(place, &["demo", "--listen", "127.0.0.1:0"]);
        assert_eq!(refused.status.code(), Some(3));
    }
    assert!(files.join("letter.txt").exists());
}

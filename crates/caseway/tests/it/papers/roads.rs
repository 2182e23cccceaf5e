//! The roads on which a paper is had: the command line alone, the command line beside a server,
//! the API and the pages. Each gives the same bytes.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Output, Stdio},
};

use serde_json::{Value, json};
use testkit::TestOffice;

use super::story::office_until;

const CASE: &str = super::story::CASE;

#[tokio::test]
async fn a_paper_is_printed_released_and_checked_on_the_command_line() {
    let closed = office_until("offer").await.closed();
    let at = |name: &str| closed.folder().join(name).display().to_string();
    let draft = at("draft.pdf");
    ok(closed.folder(), &["doc", "loa", CASE, "--out", &draft]);
    assert!(read(&draft).starts_with(b"%PDF-"));
    let (pdf, proof) = (at("loa.pdf"), at("loa.pdf.tlog-proof"));
    let said = ok(closed.folder(), &["--json", "doc", "loa", CASE, "--out", &pdf, "--release"]);
    let said: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(said["sha256"], app::papers::digest(&read(&pdf)));
    assert_eq!(said["proof"], proof.as_str());
    let code = said["code"].as_str().unwrap();

    let key = ok(closed.folder(), &["log", "vkey"]);
    let key = key.trim();
    let checked = ok(Path::new("/"), &["log", "check", &pdf, &proof, "--vkey", key]);
    assert!(
        checked.starts_with("released: loa of case/BN-P-LCB, basic, offer 1, on 20"),
        "{checked}"
    );
    let refused = run(Path::new("/"), &["log", "check", &draft, &proof, "--vkey", key]);
    assert_eq!(refused.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("it is another one"));

    let again = at("again.tlog-proof");
    ok(closed.folder(), &["log", "proof", code, "--out", &again]);
    ok(Path::new("/"), &["log", "check", &pdf, &again, "--vkey", key]);
    let nothing = run(closed.folder(), &["log", "proof", "no-such-code"]);
    assert_eq!(nothing.status.code(), Some(2));
    let refused = run(closed.folder(), &["doc", "loa", CASE, "--out", &pdf, "--release"]);
    assert_eq!(refused.status.code(), Some(1), "the record did not change");

    // What was released can be had again, and nothing else.
    let copy = at("copy.pdf");
    ok(closed.folder(), &["doc", "loa", CASE, "--out", &copy, "--released"]);
    assert!(read(&copy) == read(&pdf) && read(&at("copy.pdf.tlog-proof")).len() > 1_000);
    let nothing =
        run(closed.folder(), &["doc", "notification", CASE, "--out", &copy, "--released"]);
    assert_eq!(nothing.status.code(), Some(2));
}

#[tokio::test]
async fn beside_a_server_the_command_line_the_api_and_the_pages_give_the_same_paper() {
    let closed = office_until("offer").await.closed();
    let at = |name: &str| closed.folder().join(name).display().to_string();
    let server = Server::start_on(closed.folder(), "2023-09-10");
    for what in ["loa", "notification", "acknowledgement"] {
        let draft = at("draft.pdf");
        ok(closed.folder(), &["doc", what, CASE, "--out", &draft]);
        let api = server.get(&format!("/api/v1/cases/{CASE}/papers/{what}"));
        let page = server.get(&format!("/cases/{CASE}/papers/{what}"));
        assert_eq!((api.status, page.status), (200, 200), "{what}");
        assert!(api.head.contains("application/pdf") && page.head.contains("application/pdf"));
        assert!(api.body == read(&draft) && page.body == read(&draft), "{what}");
    }
    assert_eq!(server.get(&format!("/api/v1/cases/{CASE}/papers/novel")).status, 404);
    assert_eq!(server.get("/cases/BN-P-XXX/papers/loa").status, 404);

    // Released through the server, by the command line.
    let pdf = at("loa.pdf");
    ok(closed.folder(), &["doc", "loa", CASE, "--out", &pdf, "--release"]);
    let key = ok(closed.folder(), &["log", "vkey"]);
    let proof = at("loa.pdf.tlog-proof");
    ok(Path::new("/"), &["log", "check", &pdf, &proof, "--vkey", key.trim()]);

    // Released through the API.
    let released = server.post(
        &format!("/api/v1/cases/{CASE}/documents"),
        "application/json",
        json!({ "what": "notification" }).to_string().as_bytes(),
    );
    assert_eq!(released.status, 200);
    let document = &released.json()["document"];
    let notice = server.get(document["href"].as_str().unwrap());
    assert_eq!(document["sha256"], app::papers::digest(&notice.body));
    let proof = server.get(document["proof"].as_str().unwrap()).json();
    let file = server.get(&format!("/documents/{}/proof", document["code"].as_str().unwrap()));
    assert!(file.head.contains(".pdf.tlog-proof"), "{}", file.head);
    assert_eq!(String::from_utf8(file.body).unwrap(), proof["proof"].as_str().unwrap());
}

#[tokio::test]
async fn a_paper_of_a_request_goes_every_road_before_there_is_a_case() {
    let start = "bases/price-request until request/BN-26-0001 rom-sent";
    let closed = TestOffice::given(start).await.closed();
    let at = |name: &str| closed.folder().join(name).display().to_string();
    let server = Server::start(closed.folder());
    let (draft, request) = (at("draft.pdf"), "BN-26-0001");
    ok(closed.folder(), &["doc", "rom-letter", request, "--out", &draft]);
    for before in ["/api/v1", ""] {
        let answer = server.get(&format!("{before}/requests/{request}/papers/rom-letter"));
        assert!(answer.status == 200 && answer.body == read(&draft), "{before}");
    }
    let listed = server.get(&format!("/api/v1/requests/{request}/papers")).json();
    let listed = listed.as_array().expect("a list").clone();
    let waits = |what: &str| {
        let paper = listed.iter().find(|paper| paper["what"] == what).expect("it is listed");
        paper["waits_for"].as_str().map(str::to_owned)
    };
    assert_eq!(waits("rom-letter"), None);
    let why = waits("clarification-request").expect("no question is open");
    assert!(why.contains("No question to the purchaser is open."), "{why}");

    let pdf = at("rom.pdf");
    ok(closed.folder(), &["doc", "rom-letter", request, "--out", &pdf, "--release"]);
    let key = ok(closed.folder(), &["log", "vkey"]);
    let proof = at("rom.pdf.tlog-proof");
    let said = ok(Path::new("/"), &["log", "check", &pdf, &proof, "--vkey", key.trim()]);
    assert!(said.starts_with("released: rom-letter of request/BN-26-0001"), "{said}");
    let page = server.get(&format!("/requests/{request}"));
    let page = String::from_utf8(page.body).expect("a page is text");
    assert!(page.contains("Released: ") && page.contains("No question to the purchaser is open."));

    let again = at("again.pdf");
    ok(closed.folder(), &["doc", "rom-letter", request, "--out", &again, "--released"]);
    assert!(read(&again) == read(&pdf), "byte for byte as released");
    for wrong in [["rom-letter", "A1"], ["amendment", "A1x"]] {
        let [what, version] = wrong;
        let run =
            run(closed.folder(), &["doc", what, request, "--version", version, "--out", &again]);
        assert_eq!(run.status.code(), Some(2), "{wrong:?}");
    }
}

#[tokio::test]
async fn each_version_is_had_by_its_number_as_it_was_released() {
    let closed = TestOffice::given("first-lor").await.closed();
    let at = |name: &str| closed.folder().join(name).display().to_string();
    let (first, copy) = (at("a1.pdf"), at("copy.pdf"));
    ok(
        closed.folder(),
        &["doc", "amendment", CASE, "--version", "A1", "--out", &first, "--release"],
    );
    ok(
        closed.folder(),
        &["doc", "amendment", CASE, "--version", "A1", "--out", &copy, "--released"],
    );
    assert!(read(&first) == read(&copy), "byte for byte");
    let none = run(
        closed.folder(),
        &["doc", "amendment", CASE, "--version", "A9", "--out", &copy, "--released"],
    );
    assert_eq!(none.status.code(), Some(2));
    let said = String::from_utf8_lossy(&none.stderr).into_owned();
    assert!(said.contains("no amendment A9 of BN-P-LCB was released"), "{said}");
    let server = Server::start(closed.folder());
    let draft = server.get(&format!("/api/v1/cases/{CASE}/papers/amendment?version=A1"));
    assert!(draft.status == 200 && draft.head.contains("application/pdf"));
    assert_eq!(server.get(&format!("/cases/{CASE}/papers/amendment?version=A9")).status, 404);
    let page = server.get(&format!("/cases/{CASE}/versions/A1"));
    let page = String::from_utf8(page.body).expect("a page is text");
    assert!(page.contains("/papers/amendment?version=A1") && page.contains("Released: "));
}

#[tokio::test]
async fn the_audit_page_knows_an_uploaded_paper_and_no_other() {
    let closed = office_until("offer").await.closed();
    let pdf = closed.folder().join("loa.pdf").display().to_string();
    ok(closed.folder(), &["doc", "loa", CASE, "--out", &pdf, "--release"]);
    let server = Server::start(closed.folder());
    let mut bytes = read(&pdf);
    let page = server.upload("/audit", &bytes);
    assert!(page.contains("Released from this record"), "{page}");
    assert!(page.contains(&app::papers::digest(&bytes)));
    assert!(page.contains("/proof"));
    bytes.push(b' ');
    let page = server.upload("/audit", &bytes);
    assert!(page.contains("Not released here"), "{page}");
}

/// Runs the program on a data directory.
pub fn run(data: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_caseway"));
    command.arg("--data").arg(data).args(arguments);
    command.output().expect("the program runs")
}

pub fn ok(data: &Path, arguments: &[&str]) -> String {
    let output = run(data, arguments);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {told}");
    String::from_utf8(output.stdout).expect("the program prints text")
}

#[expect(clippy::disallowed_methods, reason = "the test reads what the program wrote")]
pub fn read(path: &str) -> Vec<u8> {
    std::fs::read(path).expect("the program wrote it")
}

/// A server of the program, stopped with the value.
pub struct Server {
    child: Child,
    address: String,
}

/// What a server answered.
pub struct Answer {
    pub status: u16,
    head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("it is JSON")
    }
}

impl Server {
    pub fn start(data: &Path) -> Self {
        Self::started(data, &[])
    }

    /// A server on a day of the sale: by the clock of today it would let an old offer expire.
    pub fn start_on(data: &Path, day: &str) -> Self {
        Self::started(data, &["--clock", &format!("{day}T12:00:00Z")])
    }

    fn started(data: &Path, more: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_caseway"));
        command.arg("--data").arg(data).args(more).args(["serve", "--listen", "127.0.0.1:0"]);
        let mut child = command.stdout(Stdio::piped()).spawn().expect("the server starts");
        let stdout = child.stdout.take().expect("its output is a pipe");
        let said = BufReader::new(stdout).lines().map_while(Result::ok);
        let address = said
            .into_iter()
            .find_map(|line| line.split_once("http://").map(|(_, address)| address.to_owned()))
            .expect("the server says where it is");
        Self { child, address: address.trim().to_owned() }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path}"), "", &[])
    }

    fn post(&self, path: &str, kind: &str, body: &[u8]) -> Answer {
        self.ask(&format!("POST {path}"), &format!("content-type: {kind}\r\n"), body)
    }

    fn upload(&self, path: &str, file: &[u8]) -> String {
        let head = "--edge\r\ncontent-disposition: form-data; name=\"document\"; \
                    filename=\"a.pdf\"\r\ncontent-type: application/pdf\r\n\r\n";
        let body = [head.as_bytes(), file, b"\r\n--edge--\r\n"].concat();
        let answer = self.post(path, "multipart/form-data; boundary=edge", &body);
        String::from_utf8(answer.body).expect("a page is text")
    }

    fn ask(&self, what: &str, headers: &str, body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(&self.address).expect("the server answers");
        let size = body.len();
        write!(
            stream,
            "{what} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n{headers}\
             content-length: {size}\r\n\r\n",
            self.address
        )
        .expect("the request is sent");
        stream.write_all(body).expect("the body is sent");
        let mut raw = Vec::new();
        stream.read_to_end(&mut raw).expect("the answer arrives");
        let end = raw.windows(4).position(|w| w == b"\r\n\r\n").expect("a head and a body");
        let head = String::from_utf8_lossy(&raw[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
        let body = raw[end + 4..].to_vec();
        assert!(!head.to_lowercase().contains("transfer-encoding"), "{head}");
        Answer { status: status.expect("a status"), head, body }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

//! A released paper is printed again as of its release: whatever came later, it is the same byte
//! for byte; and where it is not, that is said.

use std::{collections::BTreeSet, process::Output, sync::Arc};

use app::{
    Order, Target,
    papers::{Again, Contents, NotPrinted, Printer},
};
use case::sale::issue::DocumentKind;
use serde_json::{Value, json};
use testkit::TestOffice;

use super::story::{self, CASE, Reader, id, office_until};
use crate::printer;

const REQUEST: &str = "request/BN-26-0001";
const SALE: &str = "case/BN-P-LCB";

/// A paper, where it comes about, and what is done first.
struct Row {
    what: DocumentKind,
    start: &'static str,
    file: &'static str,
    before: Before,
}

/// An act: the day where it matters, the file, the act's name, what it is given.
type Deed = (&'static str, &'static str, &'static str, Value);
type Before = fn() -> Option<Deed>;

const NOTHING: Before = || None;

/// Every paper that the sale of the other tests has none of.
const ROWS: [Row; 7] = [
    Row {
        what: DocumentKind::RoughPrice,
        start: "bases/price-request until request/BN-26-0001 rom-sent",
        file: REQUEST,
        before: NOTHING,
    },
    Row {
        what: DocumentKind::Clarification,
        start: "bases/patrol-boats until request/BN-26-0001 actionable with warranty=text",
        file: REQUEST,
        before: || {
            let asked = json!({
                "answer_by": "2026-02-20",
                "questions": [{ "text": "Which warranty is wanted?" }],
            });
            Some(("", REQUEST, "ask", asked))
        },
    },
    Row {
        what: DocumentKind::Expiry,
        start: "bases/patrol-boats until case/BN-P-LCB offered",
        file: SALE,
        before: || Some(("2026-12-01", SALE, "expire", json!({}))),
    },
    Row {
        what: DocumentKind::Closure,
        start: "bases/patrol-boats until case/BN-P-LCB closed",
        file: SALE,
        before: NOTHING,
    },
    Row { what: DocumentKind::Amendment, start: "bases/amendment", file: SALE, before: NOTHING },
    Row {
        what: DocumentKind::Modification,
        start: "bases/modification",
        file: SALE,
        before: NOTHING,
    },
    Row {
        what: DocumentKind::Report,
        start: "bases/patrol-boats until notification/26-99 notified",
        file: SALE,
        before: || {
            let report = json!({
                "parent": "26-99", "paragraph": "36(b)(5)(C)", "justification": "Price",
                "significance": "None", "changes": "Price",
            });
            Some(("2026-02-20", "notification/26-1C", "draft-report", report))
        },
    },
];

fn order(file: &str, what: DocumentKind) -> Order {
    Order {
        target: Target::File(file.parse().expect("a file")),
        act: "issue".to_owned(),
        arguments: json!({ "what": what }),
        who: None,
        expected: None,
        key: None,
    }
}

/// What happens after a release, and would show on the paper if it were printed as of today.
async fn later(office: &TestOffice, file: &str) {
    let terms = json!({
        "office": "Office of General Counsel", "reference": "OGC-26-003",
        "starts": office.today().plus_days(1),
        "sections": [{ "title": "Obligations", "text": "The authorised text." }],
    });
    office.as_officer("xin@legal").act("office/register", "adopt-standard-terms", terms).await;
    office.days_later(1);
    let told = format!("A survey of {}", office.today());
    let survey = office.store().keep(told.into_bytes(), office.now()).await.unwrap();
    let survey = json!({ "name": "survey.txt", "sha256": survey });
    let why = json!({
        "cause": "late-cost", "reason": "A bill", "authority": "Finance", "reference": "F-1",
    });
    let (file, act, arguments) = match office.stage(file).await {
        "closed" => (file, "reopen", why),
        // Nothing is attached to a case whose offer expired; the paper shows the request too.
        "expired" => (REQUEST, "attach", survey),
        _ => (file, "attach", survey),
    };
    office.as_usual().act(file, act, arguments).await;
    office.days_later(40);
}

async fn again(office: &TestOffice, printer: &Arc<dyn Printer>, code: &str) -> Again {
    let released = office.released(code).await.unwrap().expect("it is found");
    office.print_again(printer, &released).await.unwrap()
}

/// Releases a paper, lets more happen, and prints it again.
async fn released_and_again(office: &TestOffice, (file, what): (&str, DocumentKind)) -> Again {
    let printer = printer::printer();
    let issued = office.issue(&printer, order(file, what)).await;
    let (_, paper) = issued.unwrap_or_else(|no| panic!("{what}: {no:?}"));
    later(office, file).await;
    let number = id(file.split_once('/').expect("a file").1);
    // A case that was reopened has no closure to print today, and its certificate all the same.
    if let Ok(now) = office.print(&printer, what, &number).await {
        assert!(now.bytes != paper.bytes, "{what}: today it says more");
    }
    let again = again(office, &printer, paper.code()).await;
    assert!(again.same && again.paper.bytes == paper.bytes, "{}", again.sentence);
    assert!(again.by_the_same_program());
    again
}

#[tokio::test]
async fn every_paper_is_printed_again_byte_for_byte_whatever_came_later() {
    let mut seen = BTreeSet::new();
    for row in &ROWS {
        for mut office in TestOffice::each().await {
            office.brought_to(row.start).await;
            if let Some((day, file, act, arguments)) = (row.before)() {
                if !day.is_empty() {
                    office.on(day);
                }
                office.as_usual().act(file, act, arguments).await;
            }
            released_and_again(&office, (row.file, row.what)).await;
            seen.insert(row.what.code());
        }
    }
    for office in story::offices_until("offer").await {
        for what in story::papers() {
            released_and_again(&office, (SALE, what)).await;
            seen.insert(what.code());
        }
        let reprinted = office.verify_papers(&printer::printer(), |_| {}).await.unwrap();
        assert!(reprinted.printed == reprinted.same && reprinted.otherwise.is_empty());
        assert_eq!(reprinted.printed, story::papers().count() as u64);
    }
    assert_eq!(seen.len(), DocumentKind::ALL.len(), "{seen:?}");
}

/// Prints what another printer prints, and a word more; under a name of its own.
struct Other(&'static str);

impl Printer for Other {
    fn print(&self, what: DocumentKind, contents: &Contents) -> Result<Vec<u8>, NotPrinted> {
        let mut bytes = Reader.print(what, contents)?;
        bytes.extend_from_slice(b"more");
        Ok(bytes)
    }

    fn program(&self) -> &'static str {
        self.0
    }
}

#[tokio::test]
async fn a_paper_that_prints_otherwise_is_named() {
    let office = office_until("offer").await;
    let reader: Arc<dyn Printer> = Arc::new(Reader);
    let (_, paper) = office.issue(&reader, order(SALE, DocumentKind::Offer)).await.unwrap();
    let newer: Arc<dyn Printer> = Arc::new(Other("a newer text"));
    let told = again(&office, &newer, paper.code()).await;
    assert!(!told.same && !told.by_the_same_program());
    assert!(told.sentence.contains("is another paper"), "{}", told.sentence);
    assert!(told.sentence.contains("a newer text printed it now"), "{}", told.sentence);
    let reprinted = office.verify_papers(&newer, |_| {}).await.unwrap();
    assert_eq!((reprinted.same, reprinted.otherwise), (0, vec![told.sentence]));

    // The same program text gives the same bytes, or the record is not what it was.
    let broken: Arc<dyn Printer> = Arc::new(Other(Reader.program()));
    let fault = office.verify_papers(&broken, |_| {}).await.unwrap_err().to_string();
    assert!(fault.contains("The loa of case/BN-P-LCB, basic, offer 1"), "{fault}");
    assert!(fault.contains("the record or the program is not what it was"), "{fault}");
}

#[tokio::test]
async fn the_command_line_prints_each_release_again_and_verifies_them_all() {
    let office = office_until("offer").await;
    let press = printer::printer();
    let first = office.issue(&press, order(SALE, DocumentKind::Offer)).await.unwrap().1;
    let until = json!({ "until": "2023-11-30", "request": "MOD/ACQ/2023/058", "reason": "Asked." });
    office.as_usual().act(SALE, "extend-offer", until).await;
    let second = office.issue(&press, order(SALE, DocumentKind::Offer)).await.unwrap().1;
    later(&office, SALE).await;
    let closed = office.closed();
    let out = closed.folder().join("again.pdf").display().to_string();
    let run = |rest: &[&str]| -> Output {
        let arguments = [&["doc", "loa", CASE, "--out", &out], rest].concat();
        super::roads::run(closed.folder(), &arguments)
    };
    for (number, paper) in [("1", &first), ("2", &second)] {
        let done = run(&["--released", number, "--again"]);
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        assert!(done.status.success() && said.contains("byte for byte"), "{said}");
        assert!(super::roads::read(&out) == paper.bytes);
        assert!(run(&["--released", number]).status.success());
        assert!(super::roads::read(&out) == paper.bytes);
    }
    let none = run(&["--released", "3"]);
    let said = String::from_utf8_lossy(&none.stderr).into_owned();
    assert_eq!(none.status.code(), Some(2));
    assert!(said.contains("was released 2 times, and not 3"), "{said}");
    let said = super::roads::ok(closed.folder(), &["verify", "--papers"]);
    assert!(said.contains("2 released papers printed again, 2 byte for byte"), "{said}");

    let server = super::roads::Server::start(closed.folder());
    let code = second.code();
    let told = server.get(&format!("/api/v1/documents/{code}/again")).json();
    assert_eq!((&told["same"], &told["printed_sha256"]), (&json!(true), &json!(second.sha256)));
    let page = server.get(&format!("/documents/{code}/again"));
    let page = String::from_utf8(page.body).expect("a page is text");
    assert!(page.contains("The same paper") && page.contains(&second.sha256), "{page}");
    assert_eq!(server.get("/documents/000000000000/again").status, 404);
}

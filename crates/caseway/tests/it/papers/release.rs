//! Releasing a paper: the same contents give the same bytes, the event names them, and the paper
//! with its proof stands without this program.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use app::{
    ActError, Order, Target,
    papers::{self, Contents, NotPrinted, Printer},
};
use case::sale::issue::DocumentKind;
use serde_json::{Value, json};
use testkit::TestOffice;
use tlog::Trust;

use super::story::{CASE, Reader, id, office_until, offices_until};
use crate::printer;

fn order(what: &str) -> Order {
    Order {
        target: Target::File(format!("case/{CASE}").parse().expect("a file")),
        act: "issue".to_owned(),
        arguments: json!({ "what": what }),
        who: None,
        expected: None,
        key: None,
    }
}

async fn refusals(office: &TestOffice, order: Order) -> Vec<String> {
    match office.issue(&printer::printer(), order).await {
        Err(ActError::Refused(refusal)) => {
            refusal.findings.into_iter().map(|finding| finding.sentence).collect()
        }
        other => panic!("it was to be refused: {other:?}"),
    }
}

#[tokio::test]
async fn the_same_record_gives_the_same_bytes_and_a_later_one_others() {
    let office = office_until("offer").await;
    let printer = printer::printer();
    let print = async || office.print(&printer, DocumentKind::Offer, &id(CASE)).await.unwrap();
    let first = print().await;
    office.days_later(40);
    assert_eq!(print().await, first, "a paper shows the record and not the clock");
    let office = office.reopened().await;
    assert_eq!(office.print(&printer, DocumentKind::Offer, &id(CASE)).await.unwrap(), first);
    let kept = office.store().keep(b"survey".to_vec(), office.now()).await.unwrap();
    let more = json!({ "name": "survey.txt", "sha256": kept });
    office.as_usual().act("case/BN-P-LCB", "attach", more).await;
    assert_ne!(office.print(&printer, DocumentKind::Offer, &id(CASE)).await.unwrap(), first);
}

#[tokio::test]
async fn a_released_paper_verifies_by_its_digest_its_code_and_its_proof() {
    for office in offices_until("offer").await {
        released_and_verified(office).await;
    }
}

async fn released_and_verified(office: TestOffice) {
    let (receipt, paper) = office.issue(&printer::printer(), order("loa")).await.unwrap();
    assert_eq!(receipt.events, ["document.issued"]);
    assert_eq!(paper.sha256, papers::digest(&paper.bytes));
    assert_eq!(office.store().kept(&paper.sha256).await.unwrap().as_ref(), Some(&paper.bytes));
    for code in [paper.sha256.as_str(), paper.code()] {
        let released = office.released(code).await.unwrap().expect("it is found");
        assert_eq!((released.n, released.row.version.as_str()), (receipt.last, "basic, offer 1"));
    }
    assert!(office.released("000000000000").await.unwrap().is_none());
    let newest = office.checkpoint().await.unwrap();
    assert!(receipt.last <= newest.size, "the event is under a checkpoint");

    // From here on nothing of the office is used but its key, which the reader was given.
    let released = office.released(paper.code()).await.unwrap().unwrap();
    let proof = office.document_proof(&released).await.unwrap().0.to_string();
    let trust = Trust::any_key(vec![office.verifier_keys()[0].clone()]);
    drop(office);
    let (event, size) = papers::check(&paper.bytes, proof.as_bytes(), &trust).unwrap();
    assert_eq!((event["body"]["what"].as_str(), size), (Some("loa"), newest.size));
    assert_eq!(event["stream"], "case/BN-P-LCB");
}

#[tokio::test]
async fn another_paper_another_event_and_another_log_do_not_verify() {
    let office = office_until("offer").await;
    let (_, paper) = office.issue(&printer::printer(), order("loa")).await.unwrap();
    let released = office.released(paper.code()).await.unwrap().unwrap();
    let proof = office.document_proof(&released).await.unwrap().0;
    let trust = Trust::any_key(office.verifier_keys().to_vec());
    let said = |pdf: &[u8], proof: &str| {
        papers::check(pdf, proof.as_bytes(), &trust).unwrap_err().to_string()
    };
    let mut changed = paper.bytes.clone();
    changed[100] ^= 1;
    assert!(said(&changed, &proof.to_string()).contains("it is another one"));

    let mut carried: Value = serde_json::from_slice(proof.extra.as_ref().unwrap()).unwrap();
    let event = carried["opening"]["event"].as_str().unwrap();
    carried["opening"]["event"] = event.replace(&paper.sha256, &papers::digest(&changed)).into();
    let mut forged = proof.clone();
    forged.extra = Some(carried.to_string().into_bytes());
    assert!(said(&changed, &forged.to_string()).contains("not the one behind it"));

    let plain = office.proof(released.n).await.unwrap().0;
    assert!(said(&paper.bytes, &plain.to_string()).contains("carries no entry"));
    let other = TestOffice::sqlite(testkit::office::Made { seed: 8, sandbox: true }).await;
    let strangers = Trust::any_key(other.verifier_keys().to_vec());
    assert!(papers::check(&paper.bytes, proof.to_string().as_bytes(), &strangers).is_err());
}

#[tokio::test]
async fn a_paper_is_released_once_as_long_as_the_record_does_not_change() {
    let office = office_until("offer").await;
    let (_, first) = office.issue(&printer::printer(), order("loa")).await.unwrap();
    office.days_later(3);
    let said = refusals(&office, order("loa")).await;
    assert_eq!(said, ["This very document was already released."]);
    let until = json!({ "until": "2023-11-30", "request": "MOD/ACQ/2023/058", "reason": "Asked." });
    office.as_usual().act("case/BN-P-LCB", "extend-offer", until).await;
    let (_, second) = office.issue(&printer::printer(), order("loa")).await.unwrap();
    assert_ne!(first.sha256, second.sha256);
}

#[tokio::test]
async fn a_repeated_order_gets_the_answer_and_the_paper_that_it_got() {
    let office = office_until("offer").await;
    let keyed = |what: &str| Order { key: Some("k-1".to_owned()), ..order(what) };
    let first = office.issue(&printer::printer(), keyed("loa")).await.unwrap();
    let until = json!({ "until": "2023-11-30", "request": "MOD/ACQ/2023/058", "reason": "Asked." });
    office.as_usual().act("case/BN-P-LCB", "extend-offer", until).await;
    let again = office.issue(&printer::printer(), keyed("loa")).await.unwrap();
    assert_eq!(again, first);
    let other = office.issue(&printer::printer(), keyed("notification")).await;
    assert!(matches!(other, Err(ActError::KeyReused(_))), "{other:?}");
}

#[tokio::test]
async fn a_paper_of_a_record_that_moved_while_it_was_printed_is_printed_anew() {
    for moved in ["case/BN-P-LCB", "request/BN-23-0001"] {
        let office = office_until("offer").await;
        let kept = office.store().keep(b"survey".to_vec(), office.now()).await.unwrap();
        let meddler = Arc::new(Meddler {
            office: office.shared(),
            order: Order {
                target: Target::File(moved.parse().unwrap()),
                act: "attach".to_owned(),
                arguments: json!({ "name": "survey.txt", "sha256": kept }),
                who: None,
                expected: None,
                key: None,
            },
            prints: AtomicU32::new(0),
        });
        let printer: Arc<dyn Printer> = meddler.clone();
        let (receipt, paper) = office.issue(&printer, order("loa")).await.unwrap();
        assert_eq!(meddler.prints.load(Ordering::Relaxed), 2, "{moved}");
        let entry = receipt.first - 1;
        let said = String::from_utf8(paper.bytes).unwrap();
        assert!(said.contains(&format!("up to entry {entry} of")), "{moved}: {said}");
    }
}

/// A printer during whose first print somebody acts.
struct Meddler {
    office: Arc<app::Office>,
    order: Order,
    prints: AtomicU32,
}

impl Printer for Meddler {
    fn print(&self, what: DocumentKind, contents: &Contents) -> Result<Vec<u8>, NotPrinted> {
        if self.prints.fetch_add(1, Ordering::Relaxed) == 0 {
            let done = self.office.act(self.order.clone());
            tokio::runtime::Handle::current().block_on(done).map_err(anyhow::Error::from)?;
        }
        Reader.print(what, contents)
    }

    fn program(&self) -> &'static str {
        Reader.program()
    }
}

#[tokio::test]
async fn a_released_offer_carries_a_checkpoint_that_whoever_keeps_it_can_check() {
    for office in offices_until("offer").await {
        let keeper = Arc::new(Keeper::default());
        let printer: Arc<dyn Printer> = keeper.clone();
        office.print(&printer, DocumentKind::Offer, &id(CASE)).await.unwrap();
        let shown = office.store().head().await.unwrap().n;
        // What is written meanwhile belongs to other files and changes nothing on the paper.
        office.as_usual().act("purchaser/GR", "register", json!({})).await;
        let (_, paper) = office.issue(&printer, order("loa")).await.unwrap();
        let kept = std::mem::take(&mut *keeper.0.lock().unwrap());
        let [None, Some(note)] = kept.as_slice() else { panic!("{kept:?}") };
        // The reader was given the short key, and the note bears nothing else.
        let trust = Trust::any_key(vec![office.verifier_keys()[0].clone()]);
        let size = trust.open(note.as_bytes()).unwrap().checkpoint.head.size;
        assert!(shown <= size, "{size} entries do not cover entry {shown}");
        assert!(note.len() < 400, "{} bytes", note.len());
        let said = String::from_utf8(paper.bytes).unwrap();
        assert!(said.contains("Checkpoint of the log"), "{said}");
    }
}

/// A printer that keeps which checkpoint each paper carries.
#[derive(Default)]
struct Keeper(std::sync::Mutex<Vec<Option<String>>>);

impl Printer for Keeper {
    fn print(&self, what: DocumentKind, contents: &Contents) -> Result<Vec<u8>, NotPrinted> {
        self.0.lock().unwrap().push(contents.checkpoint.clone());
        Reader.print(what, contents)
    }

    fn program(&self) -> &'static str {
        Reader.program()
    }
}

#[tokio::test]
async fn what_is_refused_is_not_kept_and_stands_in_the_audit_file() {
    let office = office_until("approve").await;
    let said = refusals(&office, order("loa")).await;
    assert_eq!(said, ["The offer is not countersigned; it can be read as a draft only."]);
    let said = refusals(&office, order("notification")).await;
    assert!(said.contains(&"No notification belongs to this case.".to_owned()), "{said:?}");
    let unread = office.issue(&printer::printer(), order("novel")).await;
    assert!(matches!(unread, Err(ActError::Invalid(_))), "{unread:?}");
    let mut more = order("loa");
    more.arguments = json!({ "what": "loa", "sha256": "0".repeat(64) });
    let unread = office.issue(&printer::printer(), more).await;
    assert!(matches!(unread, Err(ActError::Invalid(_))), "{unread:?}");
    let stream = format!("case/{CASE}").parse().unwrap();
    assert_eq!(office.refusals(&stream).await.unwrap().len(), 2);
    assert!(office.store().query(count_of_files()).await.unwrap()[0].int(0) == 0);
}

/// How many files are kept.
fn count_of_files() -> store::value::Stmt {
    store::value::Stmt::new("select count(*) from blob", Vec::new())
}

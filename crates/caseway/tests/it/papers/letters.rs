//! Letters and certificates of a request and of a case: what each says, what each refuses, and that
//! each is released with its proof, the request's own before there is a case.

use app::{ActError, Order, Target, papers};
use case::sale::issue::{DocumentKind, Wanted};
use serde_json::{Value, json};
use testkit::TestOffice;
use tlog::Trust;

use super::{
    story::{CASE, id, text},
    text::check,
};
use crate::printer;

const REQUEST: &str = "BN-26-0001";

/// Begins where a script of the stories stands.
async fn given(start: &str) -> TestOffice {
    TestOffice::given(start).await
}

fn order(stream: &str, arguments: Value) -> Order {
    Order {
        target: Target::File(stream.parse().expect("a file")),
        act: "issue".to_owned(),
        arguments,
        who: None,
        expected: None,
        key: None,
    }
}

async fn refusals(office: &TestOffice, stream: &str, arguments: Value) -> Vec<String> {
    match office.issue(&printer::printer(), order(stream, arguments)).await {
        Err(ActError::Refused(refusal)) => {
            refusal.findings.into_iter().map(|finding| finding.sentence).collect()
        }
        other => panic!("it was to be refused: {other:?}"),
    }
}

/// Releases a paper, and checks it by the proof and the key alone.
async fn released(office: &TestOffice, stream: &str, arguments: Value) -> Vec<u8> {
    let what = arguments["what"].as_str().expect("a word").to_owned();
    let issued = office.issue(&printer::printer(), order(stream, arguments)).await;
    let (_, paper) = issued.unwrap_or_else(|no| panic!("{what} of {stream}: {no:?}"));
    let found = office.released(paper.code()).await.unwrap().expect("it is found by its code");
    assert_eq!((found.row.what.as_str(), found.row.stream.as_str()), (what.as_str(), stream));
    let proof = office.document_proof(&found).await.unwrap().0.to_string();
    let trust = Trust::any_key(vec![office.verifier_keys()[0].clone()]);
    let (event, _) = papers::check(&paper.bytes, proof.as_bytes(), &trust).unwrap();
    assert_eq!(event["body"]["what"], what);
    let pdf = String::from_utf8_lossy(&paper.bytes);
    assert!(pdf.contains("QR code with a checkpoint of the log"), "{what} bears the checkpoint");
    paper.bytes
}

#[tokio::test]
async fn what_a_letter_lacks_is_asked_for_with_day_and_owner() {
    let office =
        given("bases/patrol-boats until request/BN-26-0001 actionable with warranty=text").await;
    let stream = "request/BN-26-0001";
    let said = refusals(&office, stream, json!({ "what": "clarification-request" })).await;
    assert!(said.contains(&"No question to the purchaser is open.".to_owned()), "{said:?}");
    let questions = json!({
        "answer_by": "2026-02-20",
        "questions": [
            { "text": "Which warranty is wanted?", "owner": "Directorate of Naval Procurement" },
            { "text": "Is an escort wanted?" },
        ],
    });
    office.as_usual().act(stream, "ask", questions).await;
    let said = text(&office, DocumentKind::Clarification, REQUEST).await;
    check("clarification-request.txt", &said);
    let first = released(&office, stream, json!({ "what": "clarification-request" })).await;
    let again = office.reopened().await;
    let said = refusals(&again, stream, json!({ "what": "clarification-request" })).await;
    assert_eq!(said, ["This very document was already released."], "the same bytes");
    assert!(first.starts_with(b"%PDF-"));
    // The case of a request prints its letters too, and has no other.
    let wrong = again.issue(&printer::printer(), order(stream, json!({ "what": "loa" }))).await;
    assert!(matches!(wrong, Err(ActError::Invalid(_))), "{wrong:?}");
}

#[tokio::test]
async fn a_price_for_planning_is_a_letter_that_nobody_can_accept() {
    let office = given("bases/price-request until request/BN-26-0001 rom-in-work").await;
    let stream = "request/BN-26-0001";
    let draft = text(&office, DocumentKind::RoughPrice, REQUEST).await;
    assert!(draft.contains("in work; not known yet"), "{draft}");
    let said = refusals(&office, stream, json!({ "what": "rom-letter" })).await;
    assert!(said[0].contains("in work and not recorded as sent"), "{said:?}");

    let office = given("bases/price-request until request/BN-26-0001 rom-sent").await;
    check("rom-letter.txt", &text(&office, DocumentKind::RoughPrice, REQUEST).await);
    released(&office, stream, json!({ "what": "rom-letter" })).await;
}

#[tokio::test]
async fn before_the_newer_rule_the_answer_is_price_and_availability() {
    let start = "bases/price-request until request/BN-26-0001 rom-sent \
                 with 2026-05-14=2026-05-13";
    let office = given(start).await;
    let said = text(&office, DocumentKind::RoughPrice, REQUEST).await;
    assert!(said.contains("Price and Availability") && said.contains("PNA-001"), "{said}");
    assert!(said.contains("not valid for budget commitments"), "{said}");
    assert!(said.contains("27 June 2026"), "the day of the standard: {said}");
    assert!(!said.contains("rough order of magnitude"), "{said}");
}

#[tokio::test]
async fn an_expired_offer_is_told_with_what_may_still_be_done() {
    let office = given("bases/patrol-boats until case/BN-P-LCB offered").await;
    let stream = "case/BN-P-LCB";
    let said = refusals(&office, stream, json!({ "what": "expiry-notice" })).await;
    assert!(said.iter().any(|no| no.contains("can be accepted until")), "{said:?}");
    office.days_later(120);
    office.as_usual().act(stream, "expire", json!({})).await;
    check("expiry-notice.txt", &text(&office, DocumentKind::Expiry, CASE).await);
    released(&office, stream, json!({ "what": "expiry-notice" })).await;
    let other =
        refusals(&office, stream, json!({ "what": "expiry-notice", "version": "A1" })).await;
    assert!(other.contains(&"The offer of version A1 did not expire.".to_owned()), "{other:?}");
}

#[tokio::test]
async fn a_closure_is_certified_as_the_books_have_it() {
    let office = given("bases/patrol-boats until case/BN-P-LCB closure-hold").await;
    let stream = "case/BN-P-LCB";
    let said = refusals(&office, stream, json!({ "what": "closure-certificate" })).await;
    let open = "The case is not closed; it stands at closure-hold.";
    assert!(said.contains(&open.to_owned()), "{said:?}");
    office.on("2026-12-08");
    let chosen = json!({
        "accelerated": true, "from": "2026-12-08", "basis": "Letter of the ministry"
    });
    office.as_usual().act("purchaser/BN", "choose-closure", chosen).await;
    let residue = json!({ "certificate": "C-1", "residue": "Two bills of the yard" });
    office.as_usual().act(stream, "close-interim", residue).await;
    check("closure-interim.txt", &text(&office, DocumentKind::Closure, CASE).await);

    let office = given("bases/patrol-boats until case/BN-P-LCB closed").await;
    check("closure-certificate.txt", &text(&office, DocumentKind::Closure, CASE).await);
    released(&office, stream, json!({ "what": "closure-certificate" })).await;
    let why = json!({
        "cause": "late-cost", "reason": "A bill", "authority": "Finance", "reference": "F-1"
    });
    office.as_usual().act(stream, "reopen", why).await;
    let said = refusals(&office, stream, json!({ "what": "closure-certificate" })).await;
    assert!(said.iter().any(|no| no.contains("The case was reopened")), "{said:?}");
}

#[tokio::test]
async fn every_version_prints_by_its_number() {
    let office = TestOffice::given("first-lor").await;
    let stream = "case/BN-P-LCB";
    let file = office.file_at(stream).await;
    let case::File::Case(sale) = &*file else { panic!("a case") };
    let all: Vec<terms::Version> = sale.tracks().map(|track| track.version).collect();
    let changes = all.iter().filter(|version| **version != terms::Version::Basic);
    let mut printed = 0;
    for version in changes {
        let what = match version {
            terms::Version::Amendment(_) => DocumentKind::Amendment,
            _ => DocumentKind::Modification,
        };
        let wanted = Wanted { what, version: Some(*version) };
        let paper = office.print(&printer::printer(), wanted, &id(CASE)).await.unwrap();
        let title = format!("{} to Letter", title(*version));
        assert!(String::from_utf8_lossy(&paper.bytes).contains(&title), "{title}");
        let arguments = json!({ "what": what, "version": version });
        let kept = released(&office, stream, arguments).await;
        let again = office.store().kept(&papers::digest(&kept)).await.unwrap();
        assert_eq!(again.as_ref(), Some(&kept), "byte for byte as released");
        printed += 1;
    }
    assert!(printed >= 2, "{all:?}");
    let none = refusals(&office, stream, json!({ "what": "amendment", "version": "A9" })).await;
    assert!(none.contains(&"No amendment A9 belongs to this case.".to_owned()), "{none:?}");
}

fn title(version: terms::Version) -> String {
    match version {
        terms::Version::Amendment(number) => format!("Amendment {number}"),
        terms::Version::Modification(number) => format!("Modification {number}"),
        terms::Version::Basic => "Basic offer".to_owned(),
    }
}

#[tokio::test]
async fn an_office_fills_in_its_authorised_terms() {
    let office = given("bases/patrol-boats until case/BN-P-LCB development").await;
    let plain = text(&office, DocumentKind::Offer, CASE).await;
    assert!(plain.contains("Our plain words."), "{plain}");
    let today = office.today();
    let terms = json!({
        "office": "Office of General Counsel", "reference": "OGC-26-003",
        "starts": today.plus_days(1),
        "sections": [{ "title": "Obligations", "text": "The authorised text.\nSecond paragraph." }],
    });
    office.as_officer("xin@legal").act("office/register", "adopt-standard-terms", terms).await;
    assert_eq!(text(&office, DocumentKind::Offer, CASE).await, plain, "the same entry, one paper");
    office.days_later(1);
    let kept = office.store().keep(b"survey".to_vec(), office.now()).await.unwrap();
    let more = json!({ "name": "survey.txt", "sha256": kept });
    office.as_usual().act("case/BN-P-LCB", "attach", more).await;
    let own = text(&office, DocumentKind::Offer, CASE).await;
    assert!(own.contains("Authorised text of Office of General Counsel."), "{own}");
    assert!(own.contains("Second paragraph.") && !own.contains("Our plain words."), "{own}");
}

#[tokio::test]
async fn the_page_of_a_file_says_when_each_paper_comes_and_why_not_yet() {
    let office = given("bases/patrol-boats until case/BN-P-LCB ia-approved").await;
    let file = office.file_at("case/BN-P-LCB").await;
    let listed = office.papers_of(&file).await.unwrap();
    let of = |what| listed.iter().find(|paper| paper.what == what).expect("it is listed");
    assert!(of(DocumentKind::Acknowledgement).waits_for.is_none());
    let offer = of(DocumentKind::Offer);
    assert!(offer.readable, "as a draft");
    let waits = offer.waits_for.as_ref().expect("it is not countersigned");
    assert!(waits.sentence.contains("not countersigned"), "{waits:?}");
    let closure = of(DocumentKind::Closure);
    assert!(!closure.readable && closure.waits_for.is_some());
}

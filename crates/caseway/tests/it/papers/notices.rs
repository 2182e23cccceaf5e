//! Notifications that were read from a public source: printed as they are, with what is odd.

use std::sync::Arc;

use app::papers::{NotPrinted, Printer};
use case::sale::issue::DocumentKind;
use store::views::cases;
use testkit::TestOffice;

use super::story::{Reader, id, text};

#[tokio::test]
async fn every_notice_of_the_extract_prints_with_its_source() {
    let office = TestOffice::new().await;
    office.import_extract().await.expect("the extract is read");
    let notice = text(&office, DocumentKind::Certification, "cn-03d2520ea6").await;
    for said in [
        "Notice of Proposed Issuance of Letter of Offer",
        "Transmittal No. 13-37",
        "Read from a public source.",
        "Total | $83,000,000",
        "100 × MK 54 all-up-round torpedo",
        "Major defense equipment* | not known",
        "AUSTRALIA_13-37_0.PDF",
        "date_not_seen",
    ] {
        assert!(notice.contains(said), "{said} is not in\n{notice}");
    }
    let printer = crate::printer::printer();
    let all = cases::CaseQuery { limit: 200, ..Default::default() };
    let list = cases::list(office.store(), &all).await.expect("cases are listed");
    let mut printed = 0;
    for row in list.items {
        let paper = office.print(&printer, DocumentKind::Certification, &id(&row.file)).await;
        let paper = paper.unwrap_or_else(|why| panic!("{}: {why}", row.file));
        assert!(paper.bytes.starts_with(b"%PDF-"), "{}", row.file);
        printed += 1;
    }
    assert!(printed >= 40, "{printed} notices");
}

#[tokio::test]
async fn hostile_words_of_a_notice_print_literally_beside_its_own_text() {
    let office = TestOffice::new().await;
    let line = r##"{"id":"cn-1","transmittal":"#eval(\"2\")","paragraph":"36(b)(l)","purchaser":"*Greece* #panic()","description":"#read(\"/etc/passwd\") $x$","items":[{"name":"[[unbalanced <x>","quantity":10}],"total_usd":"$1.1B (about)","implementing_agency":"_Navy_ @a","sales_commission":"`none`","source_url":"https://notices.example/?a=#b","note":"pay \u202e now","raw_excerpt":"(i) Purchaser: #include \"x\"\n   $ 0 million ]]"}"##;
    office.import_notices("a.jsonl", line.as_bytes(), |_, _| {}).await.expect("it is read");
    let notice = text(&office, DocumentKind::Certification, "cn-1").await;
    let tight = |text: &str| text.split_whitespace().collect::<String>();
    for said in [
        "#eval(\"2\")",
        "pursuant to section 36(b)(l)",
        "*Greece* #panic()",
        "#read(\"/etc/passwd\") $x$",
        "10 × [[unbalanced <x>",
        "_Navy_ @a",
        "`none`",
        "$1.1B (about)",
        "pay ‹U+202E› now",
        "(i) Purchaser: #include \"x\"",
        "$ 0 million ]]",
    ] {
        assert!(tight(&notice).contains(&tight(said)), "{said} is not in\n{notice}");
    }
}

#[tokio::test]
async fn what_a_notice_does_not_bring_is_not_printed() {
    let office = TestOffice::new().await;
    office.import_extract().await.expect("the extract is read");
    let printer: Arc<dyn Printer> = Arc::new(Reader);
    for (what, said) in [
        (DocumentKind::Offer, "known from a public notice only"),
        (DocumentKind::Acknowledgement, "No Letter of Request"),
    ] {
        let nothing = office.print(&printer, what, &id("cn-03d2520ea6")).await;
        assert!(
            matches!(&nothing, Err(NotPrinted::Nothing(sentence)) if sentence.contains(said)),
            "{nothing:?}"
        );
    }
    let nobody = office.print(&printer, DocumentKind::Offer, &id("BN-P-XXX")).await;
    assert!(matches!(nobody, Err(NotPrinted::Nothing(_))), "{nobody:?}");
}

#[tokio::test]
async fn a_sale_that_is_known_from_a_notice_stays_notified() {
    let office = TestOffice::new().await;
    office.import_extract().await.expect("the extract is read");
    let officer = office.as_usual();
    let file = "notification/cn-03d2520ea6";
    let said = officer.refused(file, "complete-review", serde_json::json!({})).await;
    assert!(said.iter().any(|rule| rule.contains("FILE-001")), "{said:?}");
    let stream = file.parse().expect("a file");
    assert_eq!(office.file(&stream).await.expect("it is on record").stage().0, "notified");
}

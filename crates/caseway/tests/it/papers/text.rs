//! What the papers of the sale say, kept beside this test. `CASEWAY_BLESS=1` writes it anew.

use std::path::{Path, PathBuf};

use case::sale::issue::DocumentKind;

use testkit::TestOffice;

use super::story::{CASE, CHANGES, office_until, papers, text};

#[tokio::test]
async fn the_papers_of_a_sale_say_what_they_said() {
    let office = office_until("accept").await;
    for what in papers() {
        check(&format!("{what}.txt"), &text(&office, what, CASE).await);
    }
}

#[tokio::test]
async fn the_changes_of_a_sale_say_what_they_said() {
    let office = TestOffice::given("first-lor").await;
    for what in CHANGES {
        check(&format!("{what}.txt"), &text(&office, what, CASE).await);
    }
}

#[tokio::test]
async fn a_draft_says_what_is_not_known_yet() {
    let office = office_until("open").await;
    check("loa-opened.txt", &text(&office, DocumentKind::Offer, CASE).await);
    let office = office_until("add-line").await;
    let line = text(&office, DocumentKind::Offer, CASE).await;
    assert!(line.contains("(8) | Net estimated cost | $18,600,000.00 | $18,600,000"), "{line}");
    assert!(line.contains("(9) | Packing, crating and handling | not known | not known"), "{line}");
    assert!(line.contains("Total estimated cost | not known | not known"), "{line}");
    assert!(line.contains("The payment schedule is not known."), "{line}");
    assert!(line.contains("Congressional notification\nnot known"), "{line}");
}

#[tokio::test]
async fn one_line_without_a_price_leaves_the_sum_unknown() {
    let office = office_until("set-terms").await;
    let line = serde_json::json!({
        "number": "009", "description": "Tools", "sme": "no", "mde": "no"
    });
    office.as_usual().act("case/BN-P-LCB", "add-line", line).await;
    let draft = text(&office, DocumentKind::Offer, CASE).await;
    assert!(draft.contains("(8) | Net estimated cost | not known | not known"), "{draft}");
    assert!(draft.contains("(9) | Packing, crating and handling | $96,000.00"), "{draft}");
    assert!(draft.contains("Total estimated cost | not known | not known"), "{draft}");
    assert!(draft.contains("The payment schedule is not known."), "{draft}");
}

#[tokio::test]
async fn a_notification_is_marked_until_it_is_made() {
    let office = office_until("prepare").await;
    let before = text(&office, DocumentKind::Certification, CASE).await;
    assert!(before.contains("PRE-DECISIONAL"), "{before}");
    assert!(before.contains("Controlled by: DSCA country portfolio"), "{before}");
    assert!(before.contains("Dissemination: no further limit"), "{before}");
    let office = office_until("notify").await;
    let after = text(&office, DocumentKind::Certification, CASE).await;
    assert!(!after.contains("CUI") && after.contains("3 August 2023"), "{after}");
}

/// Each part of the package by itself, with words that it must have and words that it must not.
#[tokio::test]
async fn each_part_of_the_package_is_marked_and_says_its_own() {
    let office = office_until("prepare").await;
    for (what, has, lacks) in [
        (DocumentKind::Transmittal, "we send you the notification", "(i) | Prospective purchaser"),
        (DocumentKind::Fields, "(i) | Prospective purchaser", "Policy justification"),
        (DocumentKind::Justification, "Policy justification", "(i) | Prospective purchaser"),
        (DocumentKind::Annex, "Annex: sensitivity of technology", "Policy justification"),
        (DocumentKind::Offset, "Statement on offsets", "Policy justification"),
        (DocumentKind::Certification, "Policy justification", "Statement on offsets"),
    ] {
        let part = text(&office, what, CASE).await;
        assert!(part.contains(has) && !part.contains(lacks), "{what}:\n{part}");
        assert!(part.contains("CUI") && part.contains("PRE-DECISIONAL"), "{what}:\n{part}");
    }
    let office = office_until("notify").await;
    let letter = text(&office, DocumentKind::Transmittal, CASE).await;
    assert!(letter.contains("Delivered: 3 August 2023") && !letter.contains("CUI"), "{letter}");
}

/// Holds a text against the one that is kept.
pub fn check(name: &str, text: &str) {
    let path = place(name);
    if std::env::var_os("CASEWAY_BLESS").is_some_and(|value| value == "1") {
        keep(&path, text);
    }
    let kept = read(&path);
    let first = kept.lines().zip(text.lines()).find(|(old, new)| old != new);
    assert!(kept == text, "{name} differs at {first:?}; run with CASEWAY_BLESS=1 if that is meant");
}

fn place(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/papers/text").join(name)
}

#[expect(clippy::disallowed_methods, reason = "a test reads what is kept beside it")]
fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

#[expect(clippy::disallowed_methods, reason = "a blessing writes what is kept")]
fn keep(path: &Path, text: &str) {
    std::fs::write(path, text).expect("the folder of the tests can be written to");
}

/// The banner and the block are those of what the paper prints, and of no more.
#[tokio::test]
async fn an_offer_carries_the_join_of_its_parts() {
    let office = office_until("set-terms").await;
    let plain = text(&office, DocumentKind::Offer, CASE).await;
    assert!(!plain.contains("CUI"), "{plain}");
    assert!(plain.contains("(WARRANTY, version 1)"), "{plain}");
    let officer = office.as_officer("ada@technology-security");
    for (name, category, nations) in [("001", "CTI", "BN JA"), ("002", "PROPIN", "BN UK")] {
        let line = serde_json::json!({
            "what": "line", "name": name, "controlled": true, "categories": [category],
            "nations": nations.split(' ').collect::<Vec<_>>(), "reason": "A radar"
        });
        officer.act("case/BN-P-LCB", "mark", line).await;
    }
    let marked = text(&office, DocumentKind::Offer, CASE).await;
    for words in [
        "Controlled by: DTSA and disclosure offices",
        "CUI category: CTI, PROPIN",
        "Dissemination: REL TO USA, BN",
        "Point of contact: ada, ",
        "(CUI, version 1)",
    ] {
        assert!(marked.contains(words), "{words}: {marked}");
    }
    let letter = text(&office, DocumentKind::Acknowledgement, CASE).await;
    assert!(!letter.contains("CUI"), "a letter that prints no line is not marked: {letter}");
}

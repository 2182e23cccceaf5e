//! Papers under another nation's pack: its own bodies, its own titles, its own money, and no word
//! of a nation that is not its own.

use app::papers::NotPrinted;
use case::sale::issue::DocumentKind;
use testkit::TestOffice;

use super::{
    story::{id, text},
    text::check,
};
use crate::printer;

const CASE: &str = "BN-K-CUT";

/// Words of the United States, which no paper of Kestria may bear.
const FOREIGN: &[&str] = &[
    "United States",
    "Congress",
    "AECA",
    "Arms Export Control",
    "DSCA",
    "DFAS",
    "DTSA",
    "State,",
    "$",
    "dollar",
    "Letter of Offer",
    "Letter of Request",
    "defense",
];

async fn kestria(until: &str) -> TestOffice {
    let mut office = TestOffice::under("sandbox").await;
    office.brought_to(&format!("sandbox/cutters until case/{CASE} {until}")).await;
    office
}

fn own(what: DocumentKind, said: &str) {
    for word in FOREIGN {
        assert!(!said.contains(word), "{what} says \"{word}\":\n{said}");
    }
}

#[tokio::test]
async fn an_offer_of_kestria_names_kestria_alone() {
    let office = kestria("offered").await;
    let offer = text(&office, DocumentKind::Offer, CASE).await;
    own(DocumentKind::Offer, &offer);
    assert!(offer.contains("Sealed Offer of Sale") && offer.contains("KRC "), "{offer}");
    assert!(offer.contains("Keeper of the Seal") && offer.contains("whole crowns"), "{offer}");
    assert!(offer.contains("For training."), "{offer}");
    check("kestria-loa.txt", &offer);
    let letter = text(&office, DocumentKind::Acknowledgement, CASE).await;
    own(DocumentKind::Acknowledgement, &letter);
    assert!(letter.contains("Acknowledgement of a Letter of Enquiry"), "{letter}");
    let pdf = office.print(&printer::printer(), DocumentKind::Offer, &id(CASE)).await.unwrap();
    let pdf = String::from_utf8_lossy(&pdf.bytes).into_owned();
    assert!(pdf.contains("/Lang(en-GB)") && pdf.contains("Sealed Offer of Sale BN-K-CUT"));
}

#[tokio::test]
async fn a_closed_sale_of_kestria_is_certified_in_crowns() {
    let office = kestria("closed").await;
    let said = text(&office, DocumentKind::Closure, CASE).await;
    own(DocumentKind::Closure, &said);
    assert!(said.contains("Treasury, sales accounts") && said.contains("KRC "), "{said}");
}

#[tokio::test]
async fn a_form_that_kestria_has_not_is_refused_by_name() {
    let office = kestria("offered").await;
    let printed = office.print(&printer::printer(), DocumentKind::Certification, &id(CASE)).await;
    let Err(NotPrinted::Unfit(said)) = printed else { panic!("{printed:?}") };
    assert!(said.contains("Kestria has no form of this document in its pack"), "{said}");
}

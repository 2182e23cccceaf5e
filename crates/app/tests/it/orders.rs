//! A small world with many files, and orders that can be given to it at any time.

use app::{Office, Order, Target};
use serde_json::{Value, json};
use terms::PurchaserCode;
use testkit::TestOffice;

/// Customer codes of so many purchasers, from the country table.
pub(crate) fn codes(office: &Office, count: usize) -> Vec<PurchaserCode> {
    let rows = office.law().countries.rows().iter();
    let codes: Vec<PurchaserCode> = rows.filter_map(|row| row.code.clone()).take(count).collect();
    assert_eq!(codes.len(), count);
    codes
}

/// Registers purchasers.
pub(crate) async fn register(office: &TestOffice, codes: &[PurchaserCode]) {
    for code in codes {
        office.as_usual().act(&format!("purchaser/{code}"), "register", json!({})).await;
    }
}

pub(crate) fn order(stream: &str, act: &str, arguments: Value) -> Order {
    Order {
        target: Target::File(stream.parse().unwrap()),
        act: act.to_owned(),
        arguments,
        who: None,
        expected: None,
        key: None,
    }
}

/// A contact with a purchaser, told apart by its words.
pub(crate) fn contact(code: &PurchaserCode, asked: &str) -> Order {
    let arguments = json!({
        "on": "2026-10-05", "channel": "meeting", "counterpart": "Navy staff", "asked": asked,
        "interest": "exploratory", "capability": "Two patrol boats of 1988",
    });
    order(&format!("purchaser/{code}"), "record-contact", arguments)
}

/// A compliance finding of a case, told apart by its words.
pub(crate) fn finding(case: &str, text: &str) -> Order {
    let arguments = json!({
        "area": "end-use", "severity": "medium", "text": text, "evidence": "Letter of 2 October",
    });
    order(&format!("case/{case}"), "raise-finding", arguments)
}

/// A letter that opens the next request of a purchaser.
pub(crate) fn letter(code: &PurchaserCode, reference: &str) -> Order {
    let arguments = json!({
        "purchaser": code, "requester": "Navy", "requester_address": "1 Harbour Road",
        "reference": reference, "received_on": "2026-10-05", "channel": "letter",
        "in_writing": true, "official": "recognised", "language": "English",
        "response": "loa", "subject": "Patrol boats", "sme": "no", "mde": "no",
        "first_introduction": "no", "offset": "no",
    });
    Order { target: Target::NewRequest(code.clone()), ..order("request/X", "receive", arguments) }
}

/// Makes cases out of public notices, so that they can be worked on at once.
pub(crate) async fn cases(office: &TestOffice, count: usize) -> Vec<String> {
    let ids: Vec<String> = (1..=count).map(|number| format!("cn-{number}")).collect();
    let lines = ids.iter().map(|id| {
        let line = json!({
            "id": id, "transmittal": format!("26-{}", &id[3..]), "paragraph": "36(b)(1)",
            "purchaser": "Greece", "purchaser_iso3": "GRC", "description": "Cargo helicopters",
        });
        format!("{line}\n")
    });
    let file: String = lines.collect();
    office.import_notices("made.jsonl", file.as_bytes(), |_, _| {}).await.unwrap();
    ids
}

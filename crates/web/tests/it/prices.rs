//! Prices over the API: to the cent, with doubtful rates named, and every fault at its place.

use serde_json::{Value, json};
use testkit::{
    office::TestOffice,
    run,
    story::{Library, Start},
};

use crate::{door::Door, reading::text};

fn asked() -> Value {
    json!({ "lines": [
        { "qty": "12", "base_unit": "3450000.00", "source": "P", "nc_unit": "185000.00" },
    ], "admin_rate": "0.032" })
}

#[tokio::test]
async fn a_quotation_is_priced_and_nothing_is_kept() {
    let door = Door::empty().await;
    let answer = door.post("/api/v1/price", "application/json", asked().to_string()).await.is(200);
    assert_eq!(answer.headers["caseway-unconfirmed-rates"], "cas.2020");
    let priced = answer.value();
    assert_eq!(priced["lines"][0]["line"], "001");
    assert_eq!(priced["lines"][0]["all_in"], "45443088.00");
    assert_eq!(priced["summary"]["13_total_estimated_cost"], "45443088.00");
    assert_eq!(door.office.store().head().await.unwrap().n, 0);
}

#[tokio::test]
async fn a_schedule_is_made_and_nothing_is_kept() {
    let door = Door::empty().await;
    let asked = json!({
        "implemented": "2026-02-10", "case_value": "300.00",
        "monthly_expenditure": { "2026-03": "100.00", "2026-08": "200.00" },
    });
    let path = "/api/v1/payment-schedule";
    let made = door.post(path, "application/json", asked.to_string()).await.is(200).value();
    let payments: Vec<&str> = made["standard"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["payment"].as_str().unwrap())
        .collect();
    assert_eq!(payments, ["100.00", "200.00"]);
    assert_eq!(made["standard"][1]["due"], "2026-06-15");
}

#[tokio::test]
async fn every_fault_is_a_field_of_the_problem() {
    let door = Door::empty().await;
    let mut bad = asked();
    bad["lines"][0]["qty"] = json!(1.5);
    bad["lines"][0]["colour"] = json!("red");
    let answer = door.post("/api/v1/price", "application/json", bad.to_string()).await.is(422);
    let problem = answer.problem("invalid");
    let fields: Vec<&str> = problem["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| field["field"].as_str().unwrap())
        .collect();
    assert_eq!(fields, ["lines/0/colour", "lines/0/qty"]);
    door.post("/api/v1/price", "text/plain", "{}").await.is(415).problem("media-type");
    door.post("/api/v1/price", "application/json", "{").await.is(400).problem("bad-json");
    door.post("/api/v1/payment-schedule", "application/json", "{}").await.is(422);
}

/// A case of two lines whose draft is in work; its first line is built up by the form.
async fn drafted() -> Door {
    let mut office = TestOffice::new().await;
    let until = Some(("case/BN-P-LCB".parse().unwrap(), "loa.legally_reviewed".to_owned()));
    let start = Start { script: "bases/patrol-boats".to_owned(), until, ..Start::default() };
    run::begin(&mut office, &Library::of_repository(), &start).await.unwrap();
    let door = Door::of(office);
    let page = door.get("/cases/BN-P-LCB/line-prices?number=001").await.is(200).body;
    assert!(page.contains("Build the price of a line up"), "{page}");
    let pairs = [
        ("number", "001"),
        ("base_unit", "7500000.00"),
        ("nonrecurring", "185000.00"),
        ("waived", "cas-quality"),
        ("waiver", "Reciprocal agreement of 1998"),
    ];
    let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
    door.form("/cases/BN-P-LCB/line-prices", &pairs).await.is(303);
    door
}

#[tokio::test]
async fn a_page_traces_every_figure_to_its_rate() {
    let door = drafted().await;
    let page = text(&door.get("/cases/BN-P-LCB/prices").await.is(200).body);
    for words in [
        "15,000,000.00 x 0.4 %; waived: Reciprocal agreement of 1998",
        "2 x 185,000.00",
        "DSCA 19-43 for the total of 1.00 %, a placeholder",
        "Confirm each before the offer is real: cas.2020",
        "15,460,000.00",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let told = door.get("/api/v1/cases/BN-P-LCB/prices").await.is(200).value();
    assert_eq!(told["lines"][0]["build_up"]["line"], "15460000.00");
    assert_eq!(told["unconfirmed"][0]["id"], "cas.2020");
    let confirmed = json!({ "rate": "cas.2020", "evidence": "Table C9.T4" });
    let path = "/api/v1/office/register/rate-confirmations";
    door.json_with(path, &confirmed, &[("Caseway-Actor", "kim@comptroller")]).await.is(200);
    let told = door.get("/api/v1/cases/BN-P-LCB/prices").await.is(200).value();
    assert_eq!(told["unconfirmed"], json!([]));
    door.get("/cases/XX-P-LCB/prices").await.is(404);
    door.get("/api/v1/cases/XX-P-LCB/prices").await.is(404);
}

#[tokio::test]
async fn what_would_be_stands_beside_what_is() {
    let door = drafted().await;
    let before = door.office.store().head().await.unwrap().n;
    let path = "/cases/BN-P-LCB/what-if?lines.0.number=001&lines.0.quantity=3&lines.1.number=002";
    let page = text(&door.get(path).await.is(200).body);
    assert!(page.contains("The total would change by USD 7,977,360.00"), "{page}");
    let asked = json!({ "lines": [{ "number": "001", "quantity": 3 }] });
    let told = door.json("/api/v1/cases/BN-P-LCB/what-if", &asked).await.is(200).value();
    assert_eq!(told["difference"], "7977360.00");
    let asked = json!({ "lines": [{ "number": "009", "quantity": 3 }] });
    door.json("/api/v1/cases/BN-P-LCB/what-if", &asked).await.is(409).problem("refused");
    let asked = json!({ "lines": [{ "number": "001", "quantity": 0 }] });
    door.json("/api/v1/cases/BN-P-LCB/what-if", &asked).await.is(422).problem("invalid");
    let page = door.get("/cases/BN-P-LCB/what-if?lines.0.number=001&lines.0.quantity=none").await;
    assert!(text(&page.is(200).body).contains("is not a whole number"));
    let page = text(&door.get("/cases/BN-P-LCB/what-if?on=2014-11-30").await.is(200).body);
    assert!(page.contains("Compared"), "{page}");
    assert_eq!(door.office.store().head().await.unwrap().n, before);
}

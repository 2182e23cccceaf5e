//! Prices over the API: to the cent, with doubtful rates named, and every fault at its place.

use serde_json::{Value, json};

use crate::door::Door;

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

//! The office's own pages: its people, calendars, and an approval that is given to what was shown.

use serde_json::json;
use testkit::TestOffice;

use crate::door::Door;

const CASE: &str = "case/BN-P-LCB";

#[tokio::test]
async fn the_page_of_the_office_says_who_may_do_what_and_what_is_lacking() {
    let door = Door::empty().await;
    let page = door.get("/office/register").await.is(200).body;
    for said in
        ["Nobody is registered", "Case Writing and Development", "case approve", "case open"]
    {
        assert!(page.contains(said), "{said}");
    }
    let entry = json!({ "person": "ada", "desks": ["case-manager", "agency-approver"] });
    door.office
        .as_officer("zoe@administrator")
        .act("office/register", "register-person", entry)
        .await;
    let page = door.get("/office/register").await.is(200).body;
    assert!(page.contains("entered by zoe@administrator; to be confirmed"), "{page}");
    let confirm = json!({ "number": 1 });
    door.office
        .as_officer("yan@administrator")
        .act("office/register", "confirm-person", confirm)
        .await;
    let page = door.get("/").await.is(200).body;
    assert!(
        page.contains("need two persons; ada can do both alone"),
        "the home page warns: {page}"
    );
    let form = door.get("/office/register/delegations").await.is(200).body;
    assert!(form.contains("Let another person act"), "{form}");
}

#[tokio::test]
async fn a_calendar_is_served_for_a_desk_and_for_a_person() {
    let door = Door::of(TestOffice::given("bases/patrol-boats until case/BN-P-LCB offered").await);
    let answer = door.get("/calendar/case-manager.ics").await.is(200);
    assert_eq!(answer.header("content-type"), "text/calendar; charset=utf-8");
    assert!(answer.body.contains("SUMMARY:Accept the offer: BN-P-LCB\r\n"), "{}", answer.body);
    door.get("/calendar/ada.ics").await.is(200);
    door.get("/calendar/case-manager").await.is(404);
    door.get("/calendar/A%20B.ics").await.is(404);
}

#[tokio::test]
async fn the_clock_of_a_case_adds_up_over_the_api() {
    let door = Door::of(TestOffice::given("bases/patrol-boats until case/BN-P-LCB offered").await);
    let answer = door.get("/api/v1/cases/BN-P-LCB/clock").await.is(200);
    let clock: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    let days = clock["days"].as_object().unwrap().values();
    let held: i64 = days.map(|days| days.as_i64().unwrap()).sum();
    assert_eq!(held, clock["age_days"].as_i64().unwrap());
    let charged = clock["charges"].as_array().unwrap().iter();
    assert_eq!(held, charged.map(|charge| charge["days"].as_i64().unwrap()).sum::<i64>());
    let ids: Vec<&str> =
        clock["clocks"].as_array().unwrap().iter().map(|c| c["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["processing", "offer"]);
    door.get("/api/v1/cases/BN-P-ZZZ/clock").await.is(404);
    door.get("/api/v1/requests/BN-26-0001/clock").await.is(200);
}

#[tokio::test]
async fn what_is_approved_is_what_the_page_showed() {
    let door = Door::of(
        TestOffice::given("bases/patrol-boats until case/BN-P-LCB loa.legally_reviewed").await,
    );
    let form = door.get("/cases/BN-P-LCB/approval").await.is(200).body;
    let shown = form
        .split("name=\"content\"")
        .nth(1)
        .and_then(|rest| rest.split("value=\"").nth(1)?.split('"').next());
    let shown = shown.expect("the form holds the digest of what it shows").to_owned();
    let other = json!({ "content": "5e".repeat(32) });
    assert_eq!(door.office.as_usual().refused(CASE, "approve", other).await, ["APPR-001"]);
    door.office.as_usual().act(CASE, "approve", json!({ "content": shown })).await;
    let page = door.get("/cases/BN-P-LCB").await.is(200).body;
    assert!(page.contains("Approvals, the newest first") && page.contains(&shown), "{page}");
    door.office.as_usual().act(CASE, "restate", json!({ "reason": "Text" })).await;
    let page = door.get("/cases/BN-P-LCB").await.is(200).body;
    assert!(page.contains("void since") && page.contains("restate by @case-manager"), "{page}");
}

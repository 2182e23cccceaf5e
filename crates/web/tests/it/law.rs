//! The law on pages and over the API: found, read by day, proven by stories, and asked of files.

use serde_json::json;
use testkit::TestOffice;

use crate::{
    door::Door,
    reading::{attributes, text},
};

async fn listed() -> Door {
    let office = TestOffice::given("bases/patrol-boats until case/BN-P-LCB state-listed").await;
    office.on("2026-02-11");
    Door::of(office)
}

#[tokio::test]
async fn rules_are_found_by_words_group_kind_source_and_day() {
    let door = Door::empty().await;
    let rows = async |query: &str| {
        let page = door.get(&format!("/rules{query}")).await.is(200);
        let ways = attributes(&page.body, "href");
        ways.into_iter().filter(|way| way.starts_with("/rules/")).collect::<Vec<_>>()
    };
    let all = rows("").await.len();
    assert!(all > 50);
    let rate = rows("?group=ADMIN&on=2018-05-31&q=share").await;
    assert_eq!(rate, ["/rules/ADMIN-001?on=2012-11-01"]);
    let proposals = rows("?kind=proposal").await;
    assert!(proposals.contains(&"/rules/CN-020".to_owned()) && proposals.len() < all);
    assert!(rows("?confidence=memory_low").await.len() < all);
    assert!(rows("?q=no+such+words").await.is_empty());
    let page = door.get("/rules?q=no+such+words").await.is(200);
    assert!(text(&page.body).contains("No row fits. Take a filter away."));
    door.get("/rules?on=yesterday").await.is(422);
    let kept = door.get("/rules?group=CN&kind=law&on=2026-01-01").await.is(200);
    assert!(kept.body.contains("value=\"2026-01-01\""), "the form keeps what was asked");
    let items = door.get("/api/v1/rules?group=ADMIN&q=share&on=2018-06-01").await.is(200).value();
    assert_eq!(items["items"].as_array().unwrap().len(), 1);
    assert_eq!(items["items"][0]["key"], "ADMIN-001@2018-06-01");
    door.get("/api/v1/rules?on=yesterday").await.is(400);
    door.get("/api/v1/rules?colour=red").await.is(400);
}

#[tokio::test]
async fn a_rule_shows_the_row_of_the_day_its_history_and_its_stories() {
    let door = Door::empty().await;
    let page = door.get("/rules/ADMIN-001?on=2000-01-01").await.is(200);
    let told = text(&page.body);
    assert!(told.contains("surcharge rate | | 0.025"), "{told}");
    assert!(told.contains("2000-01-01: in force"), "{told}");
    assert!(told.contains("1999-06-01 to 2006-07-31 | | in force, shown above"), "{told}");
    assert!(told.contains("2018-06-01 to open | | later"), "{told}");
    let proposal = text(&door.get("/rules/CN-020").await.is(200).body);
    assert!(proposal.contains("never enforced"), "{proposal}");
    let rule = door.get("/rules/CN-001").await.is(200);
    let way = attributes(&rule.body, "href").into_iter().find(|way| way.starts_with("/stories/"));
    let story = door.get(&way.expect("a story proves it")).await.is(200);
    assert!(text(&story.body).contains("scenarios/"));
    door.get("/stories/no/such").await.is(404);
    door.get("/rules/CN-999").await.is(404);
    door.get("/rules/CN-001?on=2026-02-30").await.is(422);
}

#[tokio::test]
async fn a_rule_names_the_acts_that_it_holds_with_the_way_to_their_reasons() {
    let door = listed().await;
    let page = door.get("/rules/OFFER-002").await.is(200);
    let told = text(&page.body);
    assert!(told.contains("crates/case/src/gates/"), "{told}");
    let way = "/cases/BN-P-LCB/countersignature/reasons".to_owned();
    assert!(attributes(&page.body, "href").contains(&way), "{told}");
    let reasons = text(&door.get(&way).await.is(200).body);
    assert!(reasons.contains("Not possible on 2026-02-11"), "{reasons}");
    let value = door.get("/api/v1/rules/OFFER-002").await.is(200).value();
    assert_eq!(value["holds"]["items"][0]["stream"], "case/BN-P-LCB");
    assert_eq!(value["checked"], true);
    let idle = text(&door.get("/rules/SSC-001").await.is(200).body);
    assert!(idle.contains("It stops no act"), "{idle}");
}

#[tokio::test]
async fn the_page_behind_a_button_tells_every_finding_with_facts_remedy_and_row() {
    let door = listed().await;
    let page = door.get("/cases/BN-P-LCB/countersignature/reasons").await.is(200);
    let told = text(&page.body);
    for words in [
        "What stops it: 1",
        "OFFER-002: MDE 16,512,000.00 of 14,000,000.00 USD",
        "What would open it",
        "Notify Congress, and wait for the end of the period.",
        "Who can\nState, Legislative Affairs",
        "MDE threshold\n14,000,000.00",
        "What is met",
        "ELIG-001: Bandaria is eligible on 2026-02-11.",
        "Row of that day",
        "Citation",
        "Source seen",
    ] {
        assert!(told.contains(words), "{words} is not on the page:\n{told}");
    }
    let ways = attributes(&page.body, "href");
    assert!(ways.contains(&"/rules/OFFER-002".to_owned()), "{ways:?}");
    let api = door.get("/api/v1/cases/BN-P-LCB/countersignature").await.is(200).value();
    let findings = api["findings"].as_array().unwrap().len();
    assert_eq!(page.body.matches("class=\"cw-finding ").count(), findings, "all are told");
}

#[tokio::test]
async fn an_act_at_the_wrong_stage_tells_what_it_meets_further_ahead() {
    let office = TestOffice::given("bases/patrol-boats until case/BN-P-LCB loa.terms_set").await;
    let door = Door::of(office);
    let page = text(&door.get("/cases/BN-P-LCB/countersignature/reasons").await.is(200).body);
    let (now, ahead) = page.split_once("Further ahead").expect("the gates of its stage are told");
    assert!(now.contains("STAGE-001") && !now.contains("OFFER-002"), "{now}");
    for words in ["OFFER-002: ", "ELIG-001: Bandaria is eligible", "Row of that day"] {
        assert!(ahead.contains(words), "{words} is not told:\n{ahead}");
    }
    assert!(!ahead.contains("STAGE-001"), "{ahead}");
    let api = door.get("/api/v1/cases/BN-P-LCB/countersignature").await.is(200).value();
    let has = |list: &str, rule: &str| {
        let findings = api[list].as_array().expect("a list of findings");
        findings.iter().any(|finding| finding["rule"].as_str().unwrap().starts_with(rule))
    };
    assert!(has("findings", "STAGE-001") && !has("findings", "OFFER-002"));
    assert!(has("ahead", "OFFER-002") && !has("ahead", "STAGE-001"));
    let form = text(&door.get("/cases/BN-P-LCB/countersignature").await.is(200).body);
    assert!(form.contains("Further ahead: what it meets at its own stage"), "{form}");
    let there = listed().await;
    let page = text(&there.get("/cases/BN-P-LCB/countersignature/reasons").await.is(200).body);
    assert!(!page.contains("Further ahead"), "it stands at its stage");
}

#[tokio::test]
async fn the_form_of_a_statement_lists_the_rules_that_it_can_be_made_under() {
    let door = Door::of(
        TestOffice::given("bases/patrol-boats until purchaser/BN purchaser.registered").await,
    );
    let way = "/purchasers/BN/attestations";
    let why = || async { door.get(&format!("/api/v1{way}")).await.is(200).value() };
    let before = why().await;
    let listed = before["owed"].as_array().unwrap();
    assert_eq!(standing(&before, "SANC-001"), "lacking");
    let page = door.get(way).await.is(200).body;
    assert_eq!(page.matches("name=\"rules\"").count(), listed.len());
    let told = text(&page);
    let of_rule = listed.iter().find(|owed| owed["rule"] == "SANC-001").unwrap();
    let (sentence, citation) = (&of_rule["sentence"], &of_rule["citation"]);
    let said = [sentence.as_str().unwrap(), citation.as_str().unwrap()];
    for words in ["SANC-001", "Nobody has stated it.", "Stated by: State"].iter().chain(&said) {
        assert!(told.contains(words), "{words} is not on the page:\n{told}");
    }
    let body = json!({
        "rules": ["SANC-001"], "met": true, "found": "The country is on no list.",
        "evidence": "List of the day", "on": "2026-01-05",
    });
    door.office.on("2026-01-05");
    door.json(&format!("/api/v1{way}"), &body).await.is(200);
    assert_eq!(standing(&why().await, "SANC-001"), "stated");
    assert_eq!(standing(&why().await, "SANC-002"), "lacking");
    let told = text(&door.get(way).await.is(200).body);
    assert!(told.contains("Stated as met: Stated by"), "{told}");
    // What was typed and is not in the list is kept, with its fault.
    let typed = [("rules".to_owned(), "XX-1".to_owned())];
    let kept = door.form(way, &typed).await.is(422).body;
    assert!(kept.contains("value=\"XX-1\" checked"), "{kept}");
}

#[tokio::test]
async fn each_file_lists_the_rules_that_it_keeps_and_what_became_of_their_statements() {
    let door = listed().await;
    door.office.on("2026-03-03");
    let owed = async |way: &str| door.get(&format!("/api/v1/{way}/attestations")).await.value();
    let case = owed("cases/BN-P-LCB").await;
    assert_eq!(standing(&case, "LEAHY-001"), "not-asked", "it is not paid with assistance");
    assert_eq!(standing(&case, "DEV-007"), "stated");
    assert!(case["owed"].as_array().unwrap().iter().all(|owed| owed["rule"] != "SANC-001"));
    assert_eq!(standing(&owed("purchasers/BN").await, "SANC-001"), "stated");
    let on = door.get("/api/v1/cases/BN-P-LCB/countersignature").await.is(200).value();
    assert!(on["owed"].is_null(), "only a statement is made under a rule");
}

/// How far a rule has been stated.
fn standing(why: &serde_json::Value, rule: &str) -> String {
    let owed = why["owed"].as_array().expect("a list of rules");
    let of_rule = owed.iter().find(|owed| owed["rule"] == rule).expect("it is listed");
    of_rule["standing"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_reasons_of_an_earlier_day_are_those_of_its_end() {
    let door = listed().await;
    let page = |on: &str| format!("/cases/BN-P-LCB/approval/reasons?on={on}");
    let before = text(&door.get(&page("2026-01-22")).await.is(200).body);
    assert!(before.contains("Not possible on 2026-01-22"), "{before}");
    assert!(before.contains("TERM-001: The terms are not set."), "{before}");
    let later = text(&door.get(&page("2026-01-28")).await.is(200).body);
    assert!(!later.contains("The terms are not set."), "{later}");
    door.get(&page("soon")).await.is(422);
    door.get("/cases/XX-P-AAA/approval/reasons").await.is(404);
    door.get("/cases/BN-P-LCB/no-such-thing/reasons").await.is(404);
}

#[tokio::test]
async fn a_record_of_another_nation_speaks_of_its_own_bodies_and_money() {
    let mut office = TestOffice::under("sandbox").await;
    office.brought_to("sandbox/cutters until case/BN-K-CUT state-listed").await;
    office.on("2026-02-11");
    let door = Door::of(office);
    let case = text(&door.get("/cases/BN-K-CUT").await.is(200).body);
    for words in [
        "licensed by the Council of Ministers; waits for the seal",
        "Submission to the committee",
        "(4) Unit, KRC",
        "Institute for Protected Technology",
    ] {
        assert!(case.contains(words), "{words} is not on the page:\n{case}");
    }
    for path in ["/cases/BN-K-CUT", "/cases", "/notifications", "/rules", "/cases/BN-K-CUT/offer"] {
        let page = text(&door.get(path).await.is(200).body);
        for word in ["USD", "Congress", "DSCA"] {
            assert!(!page.contains(word), "{path} speaks of {word}:\n{page}");
        }
    }
    let rules = text(&door.get("/rules").await.is(200).body);
    assert!(rules.contains("Kestrian crowns (KRC)"), "{rules}");
    let paper = door.get("/cases/BN-K-CUT/papers/certification").await;
    assert!(paper.status.is_client_error(), "{}", paper.said());
    assert!(paper.said().contains("Kestria has no form of this document"), "{}", paper.said());
}

//! The law on pages and over the API: found, read by day, proven by stories, and asked of files.

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
    let paper = door.get("/cases/BN-K-CUT/papers/loa").await;
    assert!(paper.status.is_client_error(), "{}", paper.said());
    assert!(paper.said().contains("Kestria has no form of this document"), "{}", paper.said());
}

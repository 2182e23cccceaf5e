//! The gate status in the list of cases: written with each act, taken away where another file
//! changes it, told anew for another day, and the same after a rebuild.

use store::views::{
    cases::{self, CaseQuery, CaseSort},
    gates::Gate,
};
use testkit::TestOffice;

use crate::orders::contact;

const CASE: &str = "BN-P-LCB";

async fn gate(office: &TestOffice) -> Option<Gate> {
    let query = CaseQuery { limit: 10, ..CaseQuery::default() };
    let page = cases::list(office.store(), &query).await.unwrap();
    let row = page.items.into_iter().find(|row| row.file == CASE);
    row.expect("the case is listed").gate
}

/// What the case itself says of an act today: how many rules but those on people forbid it.
async fn asked(office: &TestOffice, act: &str) -> (usize, Option<String>) {
    let stream = format!("case/{CASE}").parse().unwrap();
    let ready = office.why(&stream, act, None, None).await.unwrap().unwrap();
    let holds = ready.findings.iter().filter(|f| f.refuses() && !f.rule_id().starts_with("DUTY-"));
    let rules: Vec<String> = holds.map(|finding| finding.rule_id().to_owned()).collect();
    (rules.len(), rules.into_iter().next())
}

async fn agrees(office: &TestOffice) -> Gate {
    let gate = gate(office).await.expect("it is told");
    let (holds, rule) = asked(office, gate.act.as_deref().unwrap()).await;
    assert_eq!(gate.holds, Some(i64::try_from(holds).unwrap()), "{gate:?}");
    assert_eq!(gate.rule, rule);
    assert_eq!(gate.status, if holds == 0 { "open" } else { "held" });
    assert_eq!(gate.as_of, Some(office.today().to_string()));
    gate
}

async fn listed(office: &TestOffice, word: &str) -> usize {
    let query = CaseQuery { gate: Some(word.to_owned()), limit: 10, ..CaseQuery::default() };
    cases::list(office.store(), &query).await.unwrap().items.len()
}

#[tokio::test]
async fn the_list_says_what_the_gates_say_and_as_of_which_day() {
    let mut office = TestOffice::new().await;
    office.brought_to("bases/patrol-boats until case/BN-P-LCB state-listed").await;
    office.renew_gates().await.unwrap();
    let before = agrees(&office).await;
    assert_eq!(before.act.as_deref(), Some("countersign"));

    // Another day changes what the gates say, and nobody opens the case.
    office.days_later(400);
    assert_eq!(gate(&office).await.unwrap(), before, "told as of its day");
    assert_eq!(office.renew_gates().await.unwrap(), 1);
    agrees(&office).await;
    assert_eq!(office.renew_gates().await.unwrap(), 0, "once a day");

    // A change of the purchaser takes the status away until it is told anew.
    let contact = contact(&"BN".parse().unwrap(), "what the boats would cost");
    office.act(contact).await.unwrap();
    assert_eq!(gate(&office).await, None);
    assert_eq!(listed(&office, "held").await + listed(&office, "open").await, 0);
    assert_eq!(office.renew_gates().await.unwrap(), 1);
    let now = agrees(&office).await;
    assert_eq!(listed(&office, &now.status).await, 1);
    if let Some(rule) = &now.rule {
        assert_eq!(listed(&office, &rule.to_lowercase()).await, 1);
    }
    let by_gate = CaseQuery { sort: CaseSort::Gate, limit: 10, ..CaseQuery::default() };
    assert_eq!(cases::list(office.store(), &by_gate).await.unwrap().items.len(), 1);

    office.rebuild(|_, _| {}).await.unwrap();
    assert_eq!(agrees(&office).await, now, "a rebuild tells it anew");
    let views = office.compare_views(|_, _| {}).await.unwrap();
    assert!(views.iter().all(app::rebuild::Compared::same));
}

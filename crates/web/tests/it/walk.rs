//! One fresh sale from the first contact to closure, by the pages alone and by the API alone.

use serde_json::Value;
use testkit::TestOffice;

use crate::door::{Door, pairs};

/// What a person enters, form by form: the same steps that the browser walks.
fn steps() -> Vec<Value> {
    let text = testkit::law::read(&testkit::law::root().join("tests/browser/sale.json"));
    serde_json::from_str(&text).expect("the steps of the sale are JSON")
}

/// The file after the sale, without what differs from walk to walk.
async fn after(door: &Door) -> Value {
    let mut case = door.get("/api/v1/cases/BN-P-LCB").await.is(200).value();
    for field in ["touched", "documents"] {
        case[field] = Value::Null;
    }
    case
}

fn set_clock(door: &Door, step: &Value) -> bool {
    let Some(clock) = step["clock"].as_str() else { return false };
    door.office.clock().set(clock.parse().expect("a moment of the steps"));
    true
}

/// The record of the whole sale.
pub async fn by_api() -> Door {
    let door = Door::of(TestOffice::new().await);
    for step in steps() {
        if set_clock(&door, &step) {
            continue;
        }
        let path = match step["opens"].as_str() {
            Some(page) => page.trim_end_matches("/new").to_owned(),
            None => format!("{}/{}", step["to"].as_str().unwrap(), step["thing"].as_str().unwrap()),
        };
        let answer = door.json(&format!("/api/v1{path}"), &step["fields"]).await;
        assert!(answer.status.is_success(), "{path}: {}", answer.body);
    }
    door
}

async fn by_pages() -> Door {
    let door = Door::of(TestOffice::new().await);
    for step in steps() {
        if set_clock(&door, &step) {
            continue;
        }
        let path = match step["opens"].as_str() {
            Some(page) => page.to_owned(),
            None => format!("{}/{}", step["to"].as_str().unwrap(), step["thing"].as_str().unwrap()),
        };
        let form = door.get(&path).await.is(200);
        let hidden = |name: &str| {
            let mark = format!("name=\"{name}\" value=\"");
            let rest =
                form.body.split(mark.as_str()).nth(1).expect("the form has its hidden fields");
            (name.to_owned(), rest.split('"').next().unwrap().to_owned())
        };
        let mut entered = vec![hidden("_key"), hidden("_version")];
        pairs(&step["fields"], "", &mut entered);
        let done = door.form(&path, &entered).await;
        assert_eq!(done.status.as_u16(), 303, "{path}: {}", crate::reading::text(&done.body));
        let to = done.header("location").to_owned();
        let page = door.get(&to).await.is(200);
        assert!(page.body.contains("it is on record"), "{to}: {}", page.body);
    }
    door
}

#[tokio::test]
async fn a_sale_goes_from_contact_to_closure_by_the_pages_and_by_the_api_alike() {
    let (pages, api) = (by_pages().await, by_api().await);
    let (by_pages, by_api) = (after(&pages).await, after(&api).await);
    assert_eq!(by_pages["stage"], "closed");
    assert_eq!(by_pages, by_api);
    let (one, other) = (pages.office.store().head().await, api.office.store().head().await);
    assert_eq!(one.unwrap().n, other.unwrap().n, "the same events in the same number");
    let page = crate::reading::text(&pages.get("/cases/BN-P-LCB").await.is(200).body);
    assert!(page.contains("closed; records are inactive and not erased"), "{page}");
    assert!(page.contains("the period passed without a law against it"), "{page}");
}

#[tokio::test]
async fn each_page_of_a_sale_offers_its_next_step() {
    let door = Door::of(TestOffice::new().await);
    let mut offered = Vec::new();
    for step in steps() {
        if set_clock(&door, &step) {
            continue;
        }
        let (file, thing) = match step["opens"].as_str() {
            Some(page) => (page.trim_end_matches("/new").to_owned(), String::new()),
            None => (
                step["to"].as_str().unwrap().to_owned(),
                step["thing"].as_str().unwrap().to_owned(),
            ),
        };
        // A page that leads to the form of every act which the walk does next.
        if !thing.is_empty() {
            let page = door.get(&file).await;
            if page.status.is_success() {
                let way = format!("href=\"{file}/{thing}\"");
                assert!(page.body.contains(&way), "{file} has no way to {thing}");
                let button = format!("class=\"usa-button\" {way}");
                offered.extend(page.body.contains(&button).then_some(thing.clone()));
            }
        }
        let slash = if thing.is_empty() { "" } else { "/" };
        let answer = door.json(&format!("/api/v1{file}{slash}{thing}"), &step["fields"]).await;
        assert!(answer.status.is_success(), "{file}/{thing}: {}", answer.body);
    }
    // The walk clears a draft at once; the page offers the longer road through the reviews first.
    for thing in [
        "acknowledgement",
        "actionability",
        "approval",
        "writing",
        "authorisations",
        "notice",
        "review-completion",
        "countersignature",
        "offer",
        "acceptance",
        "implementation",
        "receipts",
        "supply-completion",
        "hold",
        "closure",
    ] {
        assert!(offered.iter().any(|known| known == thing), "{thing} was never the next step");
    }
}

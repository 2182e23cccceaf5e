//! The law of a record: chosen once, compared with another, and asked of the open files.

use std::path::Path;

use app::{
    Config, Founding, Office, clock::Clock, explain::RuleQuery, ids::Chance, office::Place,
    pack::Law,
};
use rules::{Difference, Outcome};
use serde_json::json;
use testkit::{TestOffice, law::root};

const ORIGIN: &str = "caseway.example/test";

fn config(dir: &Path) -> Config {
    Config {
        place: Place::Directory(dir.to_owned()),
        keys: dir.join("keys"),
        clock: Clock::System,
        chance: Chance::seeded(1),
        repairing: false,
    }
}

async fn found(dir: &Path, sandbox: bool, pack: &str) -> Result<(), String> {
    let founding = Founding { origin: ORIGIN, sandbox, pack };
    Office::found(&config(dir), &founding).await.map_err(|error| format!("{error:#}"))
}

#[tokio::test]
async fn a_record_is_opened_under_the_pack_that_it_was_made_under_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    found(folder.path(), true, "sandbox").await.unwrap();
    let office = Office::open(config(folder.path())).await.unwrap();
    assert_eq!(office.law().pack.name(), "sandbox");
    drop(office);
    found(folder.path(), true, "sandbox").await.unwrap();
    let said = found(folder.path(), true, "us").await.unwrap_err();
    assert!(said.contains("kept under the pack \"sandbox\"; use another for \"us\""), "{said}");
}

#[tokio::test]
async fn the_law_of_an_invented_nation_governs_a_sandbox_only() {
    let folder = tempfile::tempdir().unwrap();
    let said = found(&folder.path().join("a"), false, "sandbox").await.unwrap_err();
    assert!(said.contains("Kestria is invented"), "{said}");
    let said = found(&folder.path().join("b"), true, "atlantis").await.unwrap_err();
    assert!(said.contains("no pack \"atlantis\"; it carries: us, sandbox"), "{said}");
    assert!(!folder.path().join("a").exists(), "nothing was made");
}

#[tokio::test]
async fn a_nation_without_public_notices_takes_none() {
    let office = TestOffice::under("sandbox").await;
    let line = b"{\"id\":\"cn-1\",\"paragraph\":\"36(b)(1)\",\"date_delivered\":\"2026-03-10\"}\n";
    let report = office.import_notices("notices.jsonl", line, |_, _| {}).await.unwrap();
    assert_eq!((report.finished.new, report.finished.refused_count), (0, 1));
    assert!(report.finished.refused[0].cause.contains("the record of Kestria"));
}

/// A copy of the rules of the repository with one thing replaced in one file.
fn changed(folder: &Path, file: &str, replaced: (&str, &str)) -> Law {
    changed_in(folder, file, &[replaced])
}

/// The same with several things replaced, one after another.
fn changed_in(folder: &Path, file: &str, replaced: &[(&str, &str)]) -> Law {
    let rules = root().join("rules");
    for path in testkit::law::files_under(&rules, "toml") {
        let name = testkit::law::name_in(&rules, &path);
        let mut text = testkit::law::read(&path);
        for (old, new) in replaced.iter().filter(|_| name == file) {
            assert!(text.contains(old), "{file} does not say {old}");
            text = text.replace(old, new);
        }
        testkit::law::write(&folder.join(&name), &text);
    }
    Law::of_folder(folder, "us").unwrap()
}

#[tokio::test]
async fn a_higher_threshold_lets_an_offer_pass_that_waited() {
    let folder = tempfile::tempdir().unwrap();
    let file = "samm/notification.toml";
    let new = changed(folder.path(), file, ("mde_usd = 14_000_000", "mde_usd = 40_000_000"));
    let office = TestOffice::given("bases/patrol-boats until case/BN-P-LCB state-listed").await;
    office.on("2026-02-11");
    let old = office.law();
    let rows = Difference::between(&old.pack, &new.pack);
    let fields: Vec<_> = rows.changed.iter().flat_map(|changed| &changed.fields).collect();
    assert!(rows.added.is_empty() && rows.removed.is_empty(), "{rows:?}");
    assert!(fields.iter().all(|field| field.name == "params.mde_usd"), "{fields:?}");
    assert_eq!(fields[0].old.as_deref(), Some("14000000"));
    assert_eq!(fields[0].new.as_deref(), Some("40000000"));
    let compared = office.compare(old, &new, office.today()).await.unwrap();
    assert_eq!(compared.cases, 1);
    let told: Vec<_> = compared.otherwise.iter().map(|o| (o.act, o.rule.as_str())).collect();
    assert_eq!(told, [("countersign", "OFFER-002")]);
    let one = &compared.otherwise[0];
    let outcome = |said: &Option<app::judge::Verdict>| said.as_ref().map(|said| said.outcome);
    assert_eq!(outcome(&one.before), Some(Outcome::Refused));
    assert_eq!(outcome(&one.after), Some(Outcome::Satisfied));
    let same = office.compare(old, old, office.today()).await.unwrap();
    assert!(same.otherwise.is_empty());
    assert_eq!(office.stage("case/BN-P-LCB").await, "state-listed", "nothing was done");
}

const EXECUTION: &str = "samm/execution.toml";

/// What CLO-001 says of its governing day, and the same with another.
const BY_ACT: &str = "governed_by = \"act\"\nfrom = \"2026-01-30\"";
const BY_SUPPLY: &str = "governed_by = \"supply_completed\"\nfrom = \"2026-01-30\"";

/// A case whose supply was complete before CLO-001 began, looked at after it had begun.
async fn supplied_before_the_rule() -> TestOffice {
    let begun = "bases/patrol-boats until case/BN-P-LCB closure-hold with 2026-=2025-";
    let office = TestOffice::given(begun).await;
    office.on("2026-02-11");
    office
}

#[tokio::test]
async fn packs_that_differ_in_a_governing_day_alone_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let new = changed(folder.path(), EXECUTION, (BY_ACT, BY_SUPPLY));
    let office = supplied_before_the_rule().await;
    let old = office.law();
    let rows = Difference::between(&old.pack, &new.pack);
    assert!(
        rows.added.is_empty() && rows.removed.is_empty() && rows.changed.len() == 1,
        "{rows:?}"
    );
    assert_eq!(rows.changed[0].key, "CLO-001@2026-01-30");
    let fields: Vec<_> = rows.changed[0].fields.iter().map(|f| f.name.as_str()).collect();
    assert_eq!(fields, ["governed_by"]);
    let said = rows.changed[0].fields[0].new.as_deref();
    assert_eq!(said, Some("the day on which supply was complete, else the day of the act"));
    let compared = office.compare(old, &new, office.today()).await.unwrap();
    let told: Vec<_> = compared.otherwise.iter().map(|o| (o.act, o.rule.as_str())).collect();
    assert_eq!(told, [("close", "CLO-001")]);
    let one = &compared.otherwise[0];
    assert_eq!(one.before.as_ref().map(|said| said.outcome), Some(Outcome::Refused));
    assert_eq!(one.after, None, "no row held on the day on which supply was complete");
}

#[tokio::test]
async fn a_governing_day_may_find_another_row_of_the_same_rule() {
    let older = "[[rule]]\nid = \"CLO-001\"\ntitle = \"Closure\"\nrule = \"Two months.\"\n\
                 kind = \"policy\"\ngoverned_by = \"act\"\nuntil = \"2026-01-29\"\n\
                 citation = \"none\"\nread_on = \"2026-11-22\"\nconfidence = \"memory_low\"\n\
                 [rule.params]\nmonths_after_ssc = 2\n\n[[rule]]\nid = \"CLO-002\"";
    let by_supply = older.replace("\"act\"", "\"supply_completed\"");
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let before = "[[rule]]\nid = \"CLO-002\"";
    let old = changed_in(one.path(), EXECUTION, &[(before, older)]);
    let new = [(before, by_supply.as_str()), (BY_ACT, BY_SUPPLY)];
    let new = changed_in(two.path(), EXECUTION, &new);
    let rows = Difference::between(&old.pack, &new.pack);
    let names = rows.changed.iter().flat_map(|row| &row.fields).map(|field| field.name.as_str());
    assert_eq!(names.collect::<Vec<_>>(), ["governed_by", "governed_by"], "{rows:?}");
    let office = supplied_before_the_rule().await;
    let compared = office.compare(&old, &new, office.today()).await.unwrap();
    let row = |said: &Option<app::judge::Verdict>| said.as_ref().map(|said| said.row.clone());
    let told: Vec<_> =
        compared.otherwise.iter().map(|o| (o.act, row(&o.before), row(&o.after))).collect();
    let key = |text: &str| Some(text.to_owned());
    assert_eq!(told, [("close", key("CLO-001@2026-01-30"), key("CLO-001"))]);
}

#[test]
fn a_folder_of_rules_is_read_within_limits_and_without_the_packs_inside_it() {
    let folder = tempfile::tempdir().unwrap();
    let copy = changed(folder.path(), "pack.toml", ("name = \"us\"", "name = \"next\""));
    let usual = Law::carried().unwrap();
    assert_eq!(copy.pack.name(), "next");
    assert!(Difference::between(&usual.pack, &copy.pack).is_empty(), "sandbox/ is another pack");
    let unnamed = folder.path().join("money");
    assert_eq!(Law::of_folder(&unnamed, "us").unwrap().pack.name(), "us");
    let said = |path: &Path| format!("{:#}", Law::of_folder(path, "us").err().unwrap());
    let empty = tempfile::tempdir().unwrap();
    assert!(said(empty.path()).contains("holds no rows of a pack"));
    let large = empty.path().join("large.toml");
    testkit::law::write(&large, &"#".repeat(1_024 * 1_024 + 1));
    assert!(said(empty.path()).contains("at most 1048576 bytes"));
    testkit::law::write(&large, "[[rule]]\nid = 1\n");
    assert!(said(empty.path()).contains("large.toml"));
}

#[tokio::test]
async fn a_rule_tells_which_acts_it_holds_and_where_it_was_looked() {
    let office = TestOffice::given("bases/patrol-boats until case/BN-P-LCB state-listed").await;
    office.on("2026-02-11");
    let holds = office.held_by("OFFER-002", 100).await.unwrap();
    let told: Vec<_> =
        holds.items.iter().map(|hold| (hold.stream.to_string(), hold.act, hold.stage)).collect();
    let expected = ("case/BN-P-LCB".to_owned(), "countersign", "state-listed");
    assert_eq!(told, [expected]);
    assert!(holds.all && holds.looked_at >= 2, "{holds:?}");
    let one = office.held_by("OFFER-002", 1).await.unwrap();
    assert!(!one.all && one.looked_at == 1, "{one:?}");
    assert!(office.held_by("CN-020", 100).await.unwrap().items.is_empty());
}

#[tokio::test]
async fn an_earlier_day_does_not_see_what_came_later_in_other_files() {
    let office = TestOffice::given("bases/patrol-boats until case/BN-P-LCB offered").await;
    let stream = "case/BN-P-LCB".parse().unwrap();
    let refuses = async |day: &str| {
        let why = office.why(&stream, "countersign", Some(day.parse().unwrap()), None).await;
        let findings = why.unwrap().unwrap().findings;
        let refused = findings.into_iter().filter(rules::Finding::refuses);
        refused.map(|finding| finding.rule_id().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(refuses("2026-02-20").await, ["OFFER-002"], "the review was not over then");
    assert!(refuses("2026-03-16").await.is_empty(), "it was over at the end of that day");
}

#[test]
fn the_list_of_rules_is_narrowed_by_words_group_kind_source_and_day() {
    let law = Law::carried().unwrap();
    let keys = |query: RuleQuery| -> Vec<String> {
        law.rows(&query).into_iter().map(rules::Row::key).collect()
    };
    let all = keys(RuleQuery::default());
    assert_eq!(all.len(), law.pack.rows().len());
    let rate = |on: &str| {
        let (group, on) = (Some("ADMIN".to_owned()), Some(on.parse().unwrap()));
        keys(RuleQuery { group, on, words: Some("share".to_owned()), ..RuleQuery::default() })
    };
    assert_eq!(rate("2018-05-31"), ["ADMIN-001@2012-11-01"]);
    assert_eq!(rate("2018-06-01"), ["ADMIN-001@2018-06-01"]);
    let proposals = keys(RuleQuery { kind: Some("proposal".to_owned()), ..RuleQuery::default() });
    assert!(proposals.contains(&"CN-020".to_owned()) && !proposals.contains(&all[0]));
    let low = RuleQuery { confidence: Some("memory_low".to_owned()), ..RuleQuery::default() };
    assert!(low.narrows() && keys(low).len() < all.len());
    let none = RuleQuery { words: Some("no such words".to_owned()), ..RuleQuery::default() };
    assert!(keys(none).is_empty());
}

#[test]
fn a_rule_is_explained_with_its_place_and_its_stories() {
    let law = Law::carried().unwrap();
    let told = law.explain("OFFER-002").unwrap().unwrap();
    let place = told.place.unwrap();
    let (file, line) = place.split_once(':').unwrap();
    let text = testkit::law::read(&root().join(file));
    let named = text.lines().nth(line.parse::<usize>().unwrap() - 1).unwrap();
    assert!(named.contains("OFFER-002"), "{place}: {named}");
    let story = &told.refusing[0];
    let text = testkit::law::read(&root().join(&story.path));
    assert!(text.starts_with(&format!("# {}\n", story.title)), "{story:?}");
    assert!(!told.passing.is_empty());
    let own = |story: &app::explain::Story| story.path.starts_with("scenarios/sandbox/");
    assert!(!told.refusing.iter().any(own), "stories of another pack prove nothing of this one");
    assert!(law.explain("CN-999").unwrap().is_none());
    assert_eq!(json!(told.state), json!("checked"));
}

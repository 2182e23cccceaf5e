//! Questions and answers over a small list of people who do not exist.

use screening::{Builder, Engine, Entity, Hit, Query, Searcher, Weights, wire};

const LIST: &str = r#"{"id":"B-1","list":"OWN","kind":"person","names":[{"n":"VARENKHOV, Ostap Timofeyevich","role":"primary","weak":false},{"n":"Grey Heron","role":"aka","weak":true}],"dob":["1961-02-03"],"countries":["BN"],"gender":"male","ids":[{"k":"passport","v":"BN 445-1278"}]}
{"id":"B-2","list":"OWN","kind":"entity","names":[{"n":"BANDARIA NORTHERN SHIPYARDS CO., LTD.","role":"primary"}]}
{"id":"B-3","list":"OWN","kind":"vessel","names":[{"n":"QUIET MERIDIAN 7","role":"primary"}],"ids":[{"k":"imo","v":"9911223"}]}
{"id":"B-4","list":"OWN","kind":"person","names":[{"n":"AL-DURANI, Muhammad Fawzir Qasabi","role":"primary"}],"dob":["1970"]}
{"id":"B-5","list":"OWN","kind":"person","names":[{"n":"KIM, Tok-hwan","role":"primary"}]}
{"id":"B-6","list":"OWN","kind":"entity","names":[{"n":"CORP","role":"primary"}]}
{"id":"B-7","list":"OWN","kind":"person","names":[{"n":"DALVERIN, Petro","role":"primary"}]}
{"id":"B-8","list":"OWN","kind":"person","names":[{"n":"DALVERIN, Ruslana","role":"primary"}]}
"#;

fn engine() -> Engine {
    let mut builder = Builder::default();
    for line in LIST.lines() {
        let (entity, losses) = wire::entity(line).unwrap();
        assert!(losses.is_empty());
        assert_eq!(builder.push(&entity), 0);
    }
    // Fill it up, so that words have something to be rare against.
    for at in 0..400_u32 {
        let name = format!("{} {}", invented(at * 7 + 1), invented(at * 13 + 5));
        let line =
            serde_json::json!({"id": format!("F-{at}"), "kind": "person", "names": [{"n": name}]});
        builder.push(&wire::entity(&line.to_string()).unwrap().0);
    }
    Engine { index: builder.finish(), weights: Weights::shipped() }
}

fn invented(seed: u32) -> String {
    const PARTS: [&str; 16] = [
        "bra", "nol", "tesh", "vuk", "arim", "osto", "lind", "wex", "dorn", "yl", "grat", "isk",
        "umber", "pol", "zan", "fey",
    ];
    let mut seed = seed.wrapping_mul(2_654_435_761);
    let mut word = String::new();
    for _ in 0..3 {
        word.push_str(PARTS[(seed >> 28) as usize]);
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    }
    word
}

fn ask(engine: &Engine, question: &str) -> Vec<Hit> {
    let (query, _) = wire::query(question).unwrap();
    engine.ask(&query, &mut Searcher::default()).unwrap()
}

fn best(engine: &Engine, question: &str) -> (String, u32) {
    let hits = ask(engine, question);
    hits.first()
        .map_or_else(Default::default, |hit| (engine.index.id(hit.entity).to_owned(), hit.score))
}

#[track_caller]
fn found(engine: &Engine, kind: &str, name: &str, id: &str) {
    let question = serde_json::json!({"name": name, "kind": kind}).to_string();
    let (found, score) = best(engine, &question);
    let threshold = engine.weights.threshold(screening::Kind::read(kind)) * 1000;
    assert!(found == id && score >= threshold, "{name}: {found} {score}");
}

#[test]
fn a_listed_person_is_found_however_the_name_is_written() {
    let engine = engine();
    for name in [
        "VARENKHOV, Ostap Timofeyevich",
        "Ostap Timofeyevich Varenkhov",
        "Varenkhov Ostap",
        "Mr. Ostap VARENHOV",
        "Ostap Varenkov Timofeyevich",
        "O. T. Varenkhov",
        "Остап Тимофеевич Варенхов",
        "Ostap Timofeyevich Vаrenkhоv",
        "Ostap Timo feyevich Varenkhov",
    ] {
        found(&engine, "person", name, "B-1");
    }
    found(&engine, "person", "Mohammed Fauzir al Durani Qassabi", "B-4");
    found(&engine, "person", "محمد فوزير قصابي الدراني", "B-4");
    found(&engine, "person", "김덕환", "B-5");
    found(&engine, "entity", "Bandaria Northern Shipyards Limitd Liability Company", "B-2");
    found(&engine, "entity", "Bandaria Northern Shipyard", "B-2");
    found(&engine, "vessel", "MV Quiet Meridian VII", "B-3");
}

#[test]
fn the_same_name_is_certain_and_a_name_of_dress_alone_is_still_a_name() {
    let engine = engine();
    let (id, score) = best(&engine, r#"{"name":"CORP","kind":"entity"}"#);
    assert_eq!((id.as_str(), score), ("B-6", 1_000_000));
    let (id, score) = best(&engine, r#"{"name":"Petro Dalverin","kind":"person"}"#);
    assert_eq!((id.as_str(), score), ("B-7", 1_000_000));
    let hits = ask(&engine, r#"{"name":"Meridian Corp","kind":"entity"}"#);
    assert!(hits.iter().all(|hit| !engine.is_hit(hit, screening::Kind::Entity)), "{hits:?}");
}

#[test]
fn evidence_raises_and_lowers() {
    let engine = engine();
    let name = r#""name":"Ostap Varenkov","kind":"person""#;
    let plain = best(&engine, &format!("{{{name}}}")).1;
    let same = best(&engine, &format!(r#"{{{name},"dob":"1961-02-03"}}"#)).1;
    let other = best(&engine, &format!(r#"{{{name},"dob":"1990-02-03"}}"#)).1;
    let woman = best(&engine, &format!(r#"{{{name},"gender":"female"}}"#)).1;
    assert!(same > plain && plain > other && plain > woman, "{same} {plain} {other} {woman}");
    let (id, score) =
        best(&engine, r#"{"name":"Nobody Known","ids":[{"k":"passport","v":"BN4451278"}]}"#);
    assert_eq!(id, "B-1");
    assert!(score >= 900_000);
}

#[test]
fn a_weak_alias_alone_is_shown_and_is_no_hit() {
    let engine = engine();
    let hits = ask(&engine, r#"{"name":"Grey Heron","kind":"person"}"#);
    assert_eq!(engine.index.id(hits[0].entity), "B-1");
    assert!(!engine.is_hit(&hits[0], screening::Kind::Person));
    let hits = ask(&engine, r#"{"name":"Grey Heron","kind":"person","dob":"1961-02-03"}"#);
    assert!(engine.is_hit(&hits[0], screening::Kind::Person));
}

#[test]
fn a_name_without_letters_is_an_error_and_never_clean() {
    let engine = engine();
    let query = Query { name: " -- ?? ".to_owned(), ..Query::default() };
    assert!(engine.ask(&query, &mut Searcher::default()).is_err());
}

#[test]
fn an_explanation_names_the_words_the_evidence_and_what_would_change_the_outcome() {
    let engine = engine();
    let line = r#"{"name":"Ostap Varenhov Brem","kind":"person","dob":"1961-02-03"}"#;
    let (query, _) = wire::query(line).unwrap();
    let mut searcher = Searcher::default();
    let hits = engine.ask(&query, &mut searcher).unwrap();
    let told = engine.explain(&query, &hits[0], &mut searcher);
    let features: Vec<&str> = told.features.iter().map(|feature| feature.feature).collect();
    assert_eq!(
        features,
        ["same_word", "other_spelling", "only_asked", "only_listed", "birth_day"],
        "{told:?}"
    );
    assert!(told.says.iter().any(|sentence| sentence.contains("threshold")));
}

#[test]
fn the_order_of_questions_and_the_number_of_threads_change_nothing() {
    let engine = engine();
    let names: Vec<String> =
        (0..200).map(|at| format!("{} {}", invented(at * 7 + 1), invented(at * 3 + 2))).collect();
    let ask_all = |names: &[String]| -> Vec<Vec<Hit>> {
        let mut searcher = Searcher::default();
        let query = |name: &String| Query { name: name.clone(), ..Query::default() };
        names.iter().map(|name| engine.ask(&query(name), &mut searcher).unwrap()).collect()
    };
    let forwards = ask_all(&names);
    let mut turned = names.clone();
    turned.reverse();
    let mut backwards = ask_all(&turned);
    backwards.reverse();
    assert_eq!(forwards, backwards);
    let halves: Vec<Vec<Hit>> = std::thread::scope(|scope| {
        let work: Vec<_> = names.chunks(67).map(|part| scope.spawn(|| ask_all(part))).collect();
        work.into_iter().flat_map(|work| work.join().unwrap()).collect()
    });
    assert_eq!(forwards, halves);
}

#[test]
fn answers_and_faults_are_lines_of_json() {
    let engine = engine();
    let hits = ask(&engine, r#"{"qid":7,"name":"Petro Dalverin","kind":"person"}"#);
    let answer: serde_json::Value =
        serde_json::from_str(&wire::answer(&engine, &hits, None)).unwrap();
    assert_eq!(answer["hits"][0]["id"], "B-7");
    assert_eq!(answer["hits"][0]["score"], 1.0);
    for wrong in
        ["", "{", "[]", "7", r#"{"name":7}"#, r#"{"qid":1}"#, r#"{"name":"A B","dob":"x"}"#]
    {
        let fault = wire::query(wrong).unwrap_err();
        let line: serde_json::Value = serde_json::from_str(&wire::fault(&fault)).unwrap();
        assert!(line["error"].as_str().is_some_and(|fault| !fault.is_empty()), "{wrong}");
    }
}

#[test]
fn an_entry_with_a_date_that_cannot_be_read_counts_without_it() {
    let line = r#"{"id":1,"kind":"person","names":["Ada Brenholt"],"dob":["soon","1950"]}"#;
    let (entity, losses): (Entity, _) = wire::entity(line).unwrap();
    assert_eq!((entity.dob.len(), losses.len()), (1, 1));
    assert!(wire::entity(r#"{"id":1,"names":[]}"#).is_err());
}

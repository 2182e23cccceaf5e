//! The record on which is measured, made through the one door by many clients: nations, letters,
//! cases. The same words for the same size, so that two machines measure the same.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    time::Instant,
};

use serde_json::{Value, json};

use crate::{
    http::Client,
    load, machine,
    server::{self, Place, Server},
};

/// Customer codes of the nations of the record.
const NATIONS: [&str; 26] = [
    "AL", "AR", "AT", "AU", "BA", "BE", "BN", "BR", "CI", "CN", "DE", "EG", "EI", "FI", "FR", "GR",
    "GY", "HU", "ID", "IT", "JA", "KS", "NE", "NO", "PL", "PT",
];
const ARTICLES: [&str; 8] = [
    "patrol boat",
    "transport aircraft",
    "radio set",
    "training service",
    "radar",
    "field kitchen",
    "bridge layer",
    "rescue helicopter",
];
const CRITERIA: [&str; 10] = [
    "eligible-purchaser",
    "official-channel",
    "authority-of-signer",
    "identifiable-requirement",
    "kind-of-answer",
    "nature-known",
    "assessment-attached",
    "release-position",
    "funding-stated",
    "no-bar",
];
/// Positions that each case has when the record is made.
const POSITIONS: usize = 4;

/// Makes a record of so many cases in a data directory, unless one of this size is there.
pub fn make(program: &Path, work: &Path, cases: u32, fresh: bool) -> anyhow::Result<PathBuf> {
    let dir = work.join(format!("record-{cases}"));
    let whole = dir.join("whole");
    if whole.exists() && !fresh {
        return Ok(dir);
    }
    if dir.exists() {
        std::fs::remove_dir_all(&dir)?;
    }
    let place = Place::Directory(dir.clone());
    server::run(program, &place, &["init", "--sandbox"])?;
    let server = Server::start(program, &place)?;
    fill(server.address, cases)?;
    server.stop()?;
    std::fs::write(whole, "")?;
    Ok(dir)
}

/// Fills an empty record.
pub fn fill(address: SocketAddr, cases: u32) -> anyhow::Result<()> {
    let began = Instant::now();
    let work = tokio::task::LocalSet::new();
    let done = async {
        let nations: Vec<_> = (0..NATIONS.len())
            .map(|nation| tokio::task::spawn_local(one_nation(address, nation, cases as usize)))
            .collect();
        for nation in nations {
            nation.await??;
        }
        anyhow::Ok(())
    };
    load::runtime()?.block_on(work.run_until(done))?;
    let seconds = began.elapsed().as_secs_f64();
    let acts = f64::from(cases) * (6 + POSITIONS) as f64;
    eprintln!(
        "a record of {cases} cases in {seconds:.0} s, {:.0} acts a second, load {:.1}",
        acts / seconds,
        machine::load()
    );
    Ok(())
}

/// The identifier of a case by its number.
pub fn case(number: usize) -> String {
    const DIGITS: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let (nation, mut rest) = (NATIONS[number % NATIONS.len()], number / NATIONS.len());
    let mut designator = [b'0'; 3];
    for digit in designator.iter_mut().rev() {
        *digit = DIGITS[rest % DIGITS.len()];
        rest /= DIGITS.len();
    }
    format!("{nation}-P-{}", String::from_utf8_lossy(&designator))
}

/// Identifiers of so many cases from one on.
pub fn cases(from: usize, count: usize, all: u32) -> Vec<String> {
    (from..from + count).map(|number| case(number % all as usize)).collect()
}

/// All cases of a nation, one after the other: each of them is noted on the purchaser's file.
async fn one_nation(address: SocketAddr, nation: usize, cases: usize) -> anyhow::Result<()> {
    let mut client = Client::connect(address).await?;
    let code = NATIONS[nation];
    client.act("/purchasers", &json!({ "code": code })).await?;
    client.act(&format!("/purchasers/{code}/eligibility"), &eligibility()).await?;
    client.act(&format!("/purchasers/{code}/attestations"), &bars()).await?;
    for number in (nation..cases).step_by(NATIONS.len()) {
        one_case(&mut client, code, number).await?;
    }
    Ok(())
}

async fn one_case(client: &mut Client, code: &str, number: usize) -> anyhow::Result<()> {
    let received = client.act("/requests", &letter(code, number)).await?;
    let request = received.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
    let judged = CRITERIA.map(|criterion| json!({ "criterion": criterion, "met": "met" }));
    let evaluation = json!({ "results": judged });
    client.act(&format!("/requests/{request}/evaluations"), &evaluation).await?;
    client.act(&format!("/requests/{request}/actionability"), &json!({})).await?;
    let (case, article) = (case(number), ARTICLES[number % ARTICLES.len()]);
    let opened = json!({
        "case": case,
        "request": request,
        "nickname": format!("{article} {number}"),
        "description": format!("{article} with spares, training and publications"),
        "form": "defined-order",
        "group": "B",
    });
    client.act("/cases", &opened).await?;
    let requirement = json!({
        "what": format!("A {article} that works in sea state 5 and desert heat"),
        "standard": "98 per cent of days available in the first year",
        "environment": "coast and desert",
        "priority": "essential",
        "acceptance": "trial at the purchaser's site before receipt",
    });
    client.act(&format!("/cases/{case}/requirements"), &requirement).await?;
    let line = json!({
        "number": "001",
        "description": article,
        "sme": "no",
        "mde": "no",
        "quantity": 1 + number % 40,
        "unit": "EA",
        "unit_cost": format!("{}.00", 25_000 + number % 7_919 * 1_000),
    });
    client.act(&format!("/cases/{case}/lines"), &line).await?;
    for position in 0..POSITIONS {
        let (path, body) = load::command(&case, position);
        client.post(&path, &body, None).await?;
    }
    Ok(())
}

fn eligibility() -> Value {
    json!({
        "eligible": true,
        "basis": "Determination of the office",
        "evidence": "Register of determinations",
        "reasons": "Undertakings were given",
        "undertakings": true,
        "valid_from": "2020-01-01",
    })
}

/// What is found under the bars that ask for a statement.
fn bars() -> Value {
    json!({
        "rules": (1..=9).map(|number| format!("SANC-{number:03}")).collect::<Vec<_>>(),
        "met": true,
        "found": "Nothing under any of these bars is on record",
        "evidence": "Lists of the day",
        "on": "2026-01-05",
    })
}

fn letter(code: &str, number: usize) -> Value {
    let article = ARTICLES[number % ARTICLES.len()];
    json!({
        "purchaser": code,
        "requester": "Ministry of Defence, directorate of procurement",
        "requester_address": "1 Harbour Road",
        "reference": format!("{code}-{number}"),
        "signed_on": "2026-01-05",
        "received_on": "2026-01-07",
        "channel": "letter",
        "in_writing": true,
        "official": "recognised",
        "language": "English",
        "addressees": [
            { "organisation": "DSCA", "action": true },
            { "organisation": "State", "action": true },
        ],
        "response": "loa",
        "subject": format!("{article} {number}"),
        "text": format!("We ask for an offer of {article} with spares and training."),
        "items": [{ "name": article, "quantity": 1 + number % 40 }],
        "sme": "no",
        "mde": "no",
        "first_introduction": "no",
        "offset": "no",
        "country_team_assessment": "CTA of the embassy",
        "release": "Release decided",
        "financing": "national-funds",
    })
}

/// Copies a record, so that a run that writes leaves the first one as it was.
pub fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    if to.exists() {
        std::fs::remove_dir_all(to)?;
    }
    std::fs::create_dir_all(to)?;
    for file in std::fs::read_dir(from)? {
        let file = file?;
        let to = to.join(file.file_name());
        if file.file_type()?.is_dir() {
            copy(&file.path(), &to)?;
        } else {
            std::fs::copy(file.path(), to)?;
        }
    }
    Ok(())
}

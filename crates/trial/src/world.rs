//! The world of a trial: cases and purchasers that stand ready, and commands that can be given to
//! them at any time.

use serde_json::json;

use crate::{chance::Chance, http::Client, server::Record};

/// Purchasers: customer code, code of the notice, name.
const PURCHASERS: [(&str, &str, &str); 10] = [
    ("GR", "GRC", "Greece"),
    ("AT", "AUS", "Australia"),
    ("BE", "BEL", "Belgium"),
    ("CN", "CAN", "Canada"),
    ("DE", "DNK", "Denmark"),
    ("EG", "EGY", "Egypt"),
    ("FI", "FIN", "Finland"),
    ("GY", "DEU", "Germany"),
    ("HR", "HRV", "Croatia"),
    ("IQ", "IRQ", "Iraq"),
];
/// The day of everything that is dated; the record's clock stands where the machine's does.
const DAY: &str = "2024-10-05";

/// How many cases there are, unless a trial says another number.
pub const CASES: u64 = 50;

/// Makes a record ready, with so many cases.
pub fn make(record: &Record, cases: u64) -> anyhow::Result<()> {
    record.done(&["init", "--sandbox", "--origin", "caseway.example/trial"])?;
    let notices: String = (1..=cases).map(|number| notice(number) + "\n").collect();
    let file = record.folder.join("notices.jsonl");
    std::fs::write(&file, notices)?;
    record.done(&["import", "notices", &file.display().to_string()])?;
    Ok(())
}

fn notice(number: u64) -> String {
    let at = usize::try_from(number).unwrap_or_default() % PURCHASERS.len();
    let (_, iso3, name) = PURCHASERS[at];
    json!({
        "id": format!("cn-{number}"),
        "transmittal": format!("24-{number}"),
        "paragraph": "36(b)(1)",
        "purchaser": name,
        "purchaser_iso3": iso3,
        "description": format!("Patrol boats, lot {number}"),
        "total_usd": number * 1_000_000,
    })
    .to_string()
}

/// A command: an act with everything that is sent.
#[derive(Debug, Clone)]
pub struct Command {
    /// Its number in the trial; its idempotency key is made of it.
    pub number: u64,
    path: String,
    actor: Option<&'static str>,
    body: String,
}

impl Command {
    /// A command drawn by chance: on one file, on several at once, opening a file, or one that the
    /// law refuses.
    pub fn draw(number: u64, cases: u64, chance: &mut Chance) -> Self {
        let words = format!("command {number}");
        let purchaser = chance.of(&PURCHASERS).0;
        let case = format!("/api/v1/cases/cn-{}", 1 + chance.below(cases));
        let made = |path: String, body: serde_json::Value| Self {
            number,
            path,
            actor: None,
            body: body.to_string(),
        };
        let finding = json!({
            "area": "end-use", "severity": "medium", "text": words, "evidence": "A letter",
        });
        match chance.below(100) {
            0..=49 => made(format!("{case}/findings"), finding),
            50..=79 => made(format!("/api/v1/purchasers/{purchaser}/contacts"), contact(&words)),
            80..=84 => {
                let change =
                    json!({ "what": "other", "on": DAY, "source": "A paper", "summary": words });
                made(format!("/api/v1/purchasers/{purchaser}/changes"), change)
            }
            85..=92 => made("/api/v1/requests".to_owned(), letter(purchaser, &words)),
            _ => Self { actor: Some("eve@finance"), ..made(format!("{case}/findings"), finding) },
        }
    }

    /// Sends it.
    pub fn send(&self, client: &mut Client) -> std::io::Result<crate::http::Answer> {
        let actor = self.actor.map(|who| format!("caseway-actor: {who}\r\n")).unwrap_or_default();
        let headers = format!("idempotency-key: trial-{}\r\n{actor}", self.number);
        client.post(&self.path, &headers, &self.body)
    }
}

fn contact(words: &str) -> serde_json::Value {
    json!({
        "on": DAY, "channel": "meeting", "counterpart": "Navy staff", "asked": words,
        "interest": "exploratory", "capability": "Two patrol boats of 1988",
    })
}

fn letter(purchaser: &str, words: &str) -> serde_json::Value {
    json!({
        "purchaser": purchaser, "requester": "Navy", "requester_address": "1 Harbour Road",
        "reference": words, "received_on": DAY, "channel": "letter", "in_writing": true,
        "official": "recognised", "language": "English", "response": "loa",
        "subject": "Patrol boats", "sme": "no", "mde": "no", "first_introduction": "no",
        "offset": "no",
    })
}

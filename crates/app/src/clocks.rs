//! Clocks and what falls due: the tables that the program carries, the clocks of a file with their
//! sums, what a desk or a person has to do by when, and who has been told.

use std::sync::LazyLock;

use case::{
    File,
    clocks::{self, Running, Tables},
    duties,
    office::{self, register_stream},
};
use interchange::icalendar::{self, Entry};
use schedule::{Calendars, Standards, Step};
pub use schedule::{age, charges, days_by};
use serde_json::{Value, json};
use store::views::dues;
use terms::{Actor, Day, Desk, Kind, StreamId, codes::Holder};

use crate::office::Office;

static CALENDARS: LazyLock<Calendars> = LazyLock::new(|| {
    let files = [
        ("us.toml", include_str!("../../../rules/codes/calendars/us.toml")),
        ("weekends.toml", include_str!("../../../rules/codes/calendars/weekends.toml")),
        ("kestria.toml", include_str!("../../../rules/sandbox/codes/calendars/kestria.toml")),
    ];
    Calendars::read(&files).expect("INVARIANT: a test reads the calendars of the program")
});

static STANDARDS: LazyLock<Standards> = LazyLock::new(|| {
    let text = include_str!("../../../rules/codes/clocks.toml");
    Standards::read(text).expect("INVARIANT: a test reads the clocks of the program")
});

/// Working days by country, as the program carries them.
pub fn calendars() -> &'static Calendars {
    &CALENDARS
}

/// The clocks of the field, as the program carries them.
pub fn standards() -> &'static Standards {
    &STANDARDS
}

/// Days back and ahead that a calendar shows.
const BACK: i32 = 365;
const AHEAD_MONTHS: i32 = 18;
/// More dues than anybody's calendar holds.
const DUES_MAX: u32 = 5_000;

/// Whose calendar it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// A desk: a body, or a duty.
    Desk(Desk),
    /// A person of the register, at all of their desks.
    Person(String),
}

impl std::str::FromStr for Whose {
    type Err = terms::Unreadable;

    fn from_str(text: &str) -> Result<Self, terms::Unreadable> {
        let desk = text.parse::<Desk>().map(Self::Desk);
        desk.or_else(|_| Actor::named(text, Desk::Auditor).map(|_| Self::Person(text.to_owned())))
    }
}

impl Office {
    /// The register of persons, delegations and the office's practice.
    pub async fn register(&self) -> anyhow::Result<office::State> {
        Ok(match &*self.file(&register_stream()).await? {
            File::Office(register) => register.clone(),
            _ => office::State::default(),
        })
    }

    /// Working days by country, with the lists of holidays that this office adopted.
    pub async fn calendars(&self) -> anyhow::Result<Calendars> {
        Ok(calendars().with(&self.register().await?.holidays))
    }

    /// What the register lacks for the two-person duties of today.
    pub async fn lacks(&self) -> anyhow::Result<Vec<duties::lack::Lack>> {
        let register = self.register().await?;
        Ok(duties::lack::lacks(&register, &self.law.pack, self.today()))
    }

    /// A division of all desks among as few people as the two-person duties of today allow.
    pub fn least_staff(&self) -> Vec<Vec<Desk>> {
        duties::staff::least(&self.law.pack, self.today())
    }

    /// The clocks of a file with their sums, as of today.
    pub async fn clocks_of(&self, stream: &StreamId) -> anyhow::Result<Vec<Running<'_>>> {
        let file = self.file(stream).await?;
        let looked_up = self.look_up(stream, &file, &Value::Null).await?;
        let calendars = self.calendars().await?;
        let tables = Tables { pack: &self.law.pack, standards: standards(), calendars: &calendars };
        Ok(clocks::of(&file, &looked_up.facts, tables, self.today()))
    }

    /// The clock of a file as JSON: its age, every day charged to a holder, and its clocks.
    pub async fn clock_json(&self, stream: &StreamId) -> anyhow::Result<Value> {
        let today = self.today();
        let file = self.file(stream).await?;
        let steps = self.register().await?.practice.steps;
        let running = self.clocks_of(stream).await?;
        let spans = &file.head().spans;
        let charges = charges(spans, today);
        let days = days_by(spans, today);
        let days: serde_json::Map<String, Value> =
            days.into_iter().map(|(holder, days)| (holder.to_string(), days.into())).collect();
        Ok(json!({
            "stream": stream,
            "as_of": today,
            "age_days": age(spans, today),
            "days": days,
            "charges": charges,
            "clocks": running.iter().map(|one| clock(one, &steps, today)).collect::<Value>(),
        }))
    }

    /// What falls due up to a day, soonest first, with who has been told by the office's steps.
    pub async fn dues(&self, until: Day, limit: u32) -> anyhow::Result<Vec<Told>> {
        let today = self.today();
        let steps = self.register().await?.practice.steps;
        let rows = dues::until(&self.store, until, limit).await?;
        let told = rows.into_iter().map(|row| {
            let due = row.due.parse::<Day>().ok();
            let reached = due
                .map(|due| schedule::standard::reached(&steps, (due, row.rule.as_deref()), today));
            let reached = reached.unwrap_or_default().into_iter();
            Told { told: reached.map(|reached| reached.step.tell.clone()).collect(), row }
        });
        Ok(told.collect())
    }

    /// The calendar of a desk or a person: what they can bring to an end, on its last day.
    pub async fn calendar(&self, whose: &Whose) -> anyhow::Result<String> {
        let register = self.register().await?;
        let today = self.today();
        let (name, desks) = match whose {
            Whose::Desk(desk) => (self.law.pack.jurisdiction().desk(*desk).to_owned(), vec![*desk]),
            Whose::Person(person) => (person.clone(), desks_of(&register, person, today)),
        };
        let until = today.plus_months(AHEAD_MONTHS);
        let from = today.plus_days(-BACK).to_string();
        let mut streams: Vec<String> = Vec::new();
        for row in dues::until(&self.store, until, DUES_MAX).await? {
            if from <= row.due && !streams.contains(&row.stream) {
                streams.push(row.stream);
            }
        }
        let origin = self.store.setting(crate::office::setting::ORIGIN).await?.unwrap_or_default();
        let mut entries = Vec::new();
        for stream in streams {
            let stream: StreamId = stream.parse()?;
            entries
                .extend(self.entries(&stream, &desks, (&register.practice.steps, &origin)).await?);
        }
        entries.sort_by(|a, b| (a.day, &a.uid).cmp(&(b.day, &b.uid)));
        Ok(icalendar::write(&format!("Caseway, {name}"), &entries))
    }

    /// What a file asks of some desks.
    async fn entries(
        &self,
        stream: &StreamId,
        desks: &[Desk],
        (steps, origin): (&[Step], &str),
    ) -> anyhow::Result<Vec<Entry>> {
        let file = self.file(stream).await?;
        let row = self.law.pack.of_act("DUTY-001", self.today());
        let of_these = |act: &str| {
            let about = stream_act(stream.kind, act)?;
            duties::desks(about, row).iter().any(|desk| desks.contains(desk)).then_some(())
        };
        let host = origin.replace('/', ".");
        let alarms: Vec<i32> = steps.iter().map(|step| step.days).collect();
        let entry = |key: &str, day: Day, what: &str, description: String| Entry {
            uid: format!("{key}.{}.{}@{host}", stream.kind.word(), stream.file),
            stamp: file.head().touched,
            day,
            summary: format!("{what}: {}", stream.file),
            description,
            alarms: alarms.clone(),
        };
        let mut entries = Vec::new();
        for running in self.clocks_of(stream).await? {
            let standard = running.standard;
            let asked = standard.act.as_deref().and_then(of_these).is_some()
                || standard.desks.iter().any(|desk| desks.contains(desk));
            let runs = running.clock.stopped.is_none() && !running.is_over(self.today());
            if asked && runs {
                let about = running.about.as_deref().unwrap_or("").replace(' ', "-");
                let key = format!("{}{}", standard.id, about);
                let rule = running.row.map_or_else(|| "agreed".to_owned(), rules::Row::key);
                let description = format!("{}\nSet by {rule}", running.sum);
                entries.push(entry(&key, running.sum.due, &standard.name, description));
            }
        }
        if let File::Case(case) = &*file
            && of_these("case ship").is_some()
        {
            let agreed = case.dues().into_iter().filter(|due| due.holder == Holder::Vendor);
            entries.extend(agreed.enumerate().map(|(i, due)| {
                entry(&format!("planned-{i}"), due.on, &due.what, "Agreed".to_owned())
            }));
        }
        Ok(entries)
    }
}

/// Something that falls due, with who has been told of it.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Told {
    /// What falls due.
    #[serde(flatten)]
    pub row: dues::DueRow,
    /// Who has been told by now, in the office's words.
    pub told: Vec<String>,
}

/// The desks of a person: their own, and those of whomever they act for today.
fn desks_of(register: &office::State, name: &str, today: Day) -> Vec<Desk> {
    let person = register.person_of(name).unwrap_or(name);
    let own = register.people().filter(|known| known.person == person);
    let mut desks: Vec<Desk> = own.flat_map(|known| known.desks.iter().copied()).collect();
    let to_this = |d: &&office::Delegation| {
        let to = register.person_of(&d.given.to).unwrap_or(&d.given.to);
        d.in_force(today) && to == person
    };
    let lent = register.delegations.iter().filter(to_this);
    desks.extend(lent.flat_map(|d| d.given.desks.iter().copied()));
    desks.sort_unstable();
    desks.dedup();
    desks
}

/// The act of a kind of file by its full name.
fn stream_act(kind: Kind, full: &str) -> Option<&'static case::About> {
    case::file::acts(kind).into_iter().find(|about| duties::full_name(about) == full)
}

/// A clock as JSON.
fn clock(running: &Running<'_>, steps: &[Step], today: Day) -> Value {
    let standard = running.standard;
    let told = running.told(steps, today);
    json!({
        "id": standard.id,
        "name": standard.name,
        "about": running.about,
        "rule": running.row.map(rules::Row::key),
        "citation": running.row.map(|row| &row.citation),
        "confidence": running.row.map(|row| row.confidence.word()),
        "holder": standard.holder,
        "length": running.clock.length.to_string(),
        "pauses": running.clock.pauses,
        "stopped": running.clock.stopped,
        "due": running.sum.due,
        "late_days": running.late(today),
        "sum": running.sum,
        "sentence": running.sum.to_string(),
        "told": told.iter().map(|reached| reached.step.tell.clone()).collect::<Value>(),
    })
}

//! `caseway screen`: is this party on a list? Lists come as files; no record is opened.

mod batch;
mod load;
mod stream;

use std::process::ExitCode;

use screening::{Date, Gender, Identifier, Kind, Query, Searcher, wire};

use crate::{
    args::{Common, Many, Party, Screen},
    say,
};

/// Runs it.
pub fn run(common: &Common, screen: &Screen) -> anyhow::Result<ExitCode> {
    match &screen.many {
        Some(Many::Stream { file, explain, weights }) => {
            stream::stream(file, weights.as_deref(), *explain)
        }
        Some(Many::Batch { file, lists, threads }) => batch::batch(common, (file, *threads), lists),
        None => one(common, screen),
    }
}

/// One party, told to a person or as JSON. Exit code 1 says that there is a hit to decide.
fn one(common: &Common, screen: &Screen) -> anyhow::Result<ExitCode> {
    let name = screen.name.as_deref().unwrap_or_default();
    let query = query(name, &screen.party)?;
    let engine = load::engine(&screen.lists)?;
    let mut searcher = Searcher::default();
    let hits = engine
        .ask(&query, &mut searcher)
        .map_err(|fault| say::Stop::wrong_use(fault.to_string()))?;
    let decided = hits.iter().any(|hit| engine.is_hit(hit, query.kind));
    if common.json {
        say::json(&batch::answer(&engine, (&query, &hits), &mut searcher));
    } else {
        let shown = hits.iter().filter(|hit| engine.is_hit(hit, query.kind));
        for hit in shown {
            let told = engine.explain(&query, hit, &mut searcher);
            say::line(format!(
                "{}  {} {} {}: {}",
                wire::score(hit.score),
                told.list,
                told.entry,
                told.kind.word(),
                told.name
            ));
            told.says.iter().for_each(|sentence| say::line(format!("  {sentence}")));
        }
        let below = hits.iter().filter(|hit| !engine.is_hit(hit, query.kind)).count();
        let word = if decided { "hit: a person must decide" } else { "clear" };
        say::line(format!(
            "{word}; {below} entries below the threshold; {} entries asked, weights {}",
            engine.index.entities(),
            engine.weights.version
        ));
    }
    Ok(ExitCode::from(if decided { say::REFUSED } else { 0 }))
}

fn query(name: &str, party: &Party) -> anyhow::Result<Query> {
    let wrong = |what: &str, text: &str| say::Stop::wrong_use(format!("{text:?} is no {what}"));
    let kind = match party.kind.as_deref() {
        None => Kind::Unknown,
        Some(text) => match Kind::read(text) {
            Kind::Unknown => return Err(wrong("kind: person, entity, vessel or aircraft", text)),
            kind => kind,
        },
    };
    let dates = party.dob.iter().map(|text| Date::read(text).ok_or_else(|| wrong("date", text)));
    let gender = party.gender.as_deref();
    let gender = gender.map(|text| Gender::read(text).ok_or_else(|| wrong("gender", text)));
    let ids = party.id.iter();
    Ok(Query {
        name: name.to_owned(),
        kind,
        dob: dates.collect::<anyhow::Result<_>>()?,
        countries: party.country.clone(),
        gender: gender.transpose()?,
        ids: ids.map(|id| Identifier { kind: String::new(), value: id.clone() }).collect(),
    })
}

//! What a file bears for whoever reads it: the marking of the whole and of each thing in it, and
//! the notes of its offer.

use std::sync::Arc;

use case::{
    Decider, File, loa,
    loa::notes::{Chosen, Decisions},
    lor,
    marks::{Bears, Carried, Proposal, Set, Thing, carried},
    sale,
};
use rules::{Jurisdiction, Pack};
use serde_json::{Value, json};
use terms::{Actor, Day, Desk, Marking, StreamId};

use crate::office::Office;

/// What a file bears.
#[derive(Debug, Clone)]
pub struct Borne {
    /// What the whole carries.
    pub carried: Carried,
    /// The bodies that control it, as the seller names them.
    pub controllers: Vec<String>,
    /// Every thing in it, with the marking that it bears and who set that.
    pub things: Vec<(Thing, Marking, Option<Set>)>,
    /// Lowerings that wait for another person.
    pub proposals: Vec<Proposal>,
    /// The notes of the present document, where it is a case.
    pub notes: Option<Vec<Chosen>>,
    /// What officers decided about notes.
    pub decisions: Decisions,
}

impl Office {
    /// What a case or a request bears; `None` of other files, which bear nothing yet.
    pub async fn borne(
        &self,
        stream: &StreamId,
        file: &Arc<File>,
    ) -> anyhow::Result<Option<Borne>> {
        let law = (&self.law.pack, self.today());
        match &**file {
            File::Case(case) if case.head().exists() => {
                let agency = case.case().and_then(|id| self.law.agency(id.agency()));
                let mut borne = marked(case, agency, law);
                borne.notes = Some(self.notes_of(stream, file, case).await?);
                borne.decisions = (*case.notes).clone();
                Ok(Some(borne))
            }
            File::Request(request) => Ok(Some(marked::<lor::State>(request, None, law))),
            _ => Ok(None),
        }
    }

    async fn notes_of(
        &self,
        stream: &StreamId,
        file: &Arc<File>,
        case: &sale::State,
    ) -> anyhow::Result<Vec<Chosen>> {
        let looked_up = self.look_up(stream, file, &Value::Null).await?;
        let (at, who) = (self.now(), Actor::at(Desk::Auditor));
        let now = self.law.situation(&stream.file, (&who, at), &looked_up.facts);
        Ok(loa::notes::present(case, &now))
    }
}

fn marked<S: Bears>(file: &S, agency: Option<&str>, law: (&Pack, Day)) -> Borne {
    let (pack, on) = law;
    let carried = carried::of_file(file, law);
    let marks = file.marks();
    let bears = |thing: Thing| {
        let marking = marks.borne(&thing, pack, on);
        let set = marks.of(&thing).cloned();
        (thing, marking, set)
    };
    let named: &Jurisdiction = pack.jurisdiction();
    Borne {
        controllers: carried.controllers(agency, named),
        carried,
        things: file.things().into_iter().map(bears).collect(),
        proposals: marks.open_proposals().cloned().collect(),
        notes: None,
        decisions: Decisions::default(),
    }
}

impl Borne {
    /// For JSON: the marking of the whole, of each thing, and the notes.
    pub fn json(&self) -> Value {
        let carried = &self.carried;
        let marking = &carried.marking;
        let mut value = json!({
            "marking": {
                "marking": marking,
                "banner": marking.banner(),
                "words": marking.words(),
                "controlled_by": self.controllers,
                "categories": marking.categories(),
                "dissemination": marking.dissemination(),
                "contact": carried.contact,
            },
            "markings": self.things.iter().map(|(thing, marking, set)| json!({
                "what": thing.what,
                "name": thing.name,
                "marking": marking,
                "set": set.as_ref().map(|set| json!({
                    "by": set.by, "on": set.on, "reason": set.reason,
                })),
            })).collect::<Value>(),
            "lower_marking_proposals": self.proposals.iter().map(|open| json!({
                "proposed": open.proposed, "by": open.by, "on": open.on,
            })).collect::<Value>(),
        });
        if let Some(notes) = &self.notes {
            value["notes"] = json!(notes);
            value["note_decisions"] = json!(self.decisions);
        }
        value
    }
}

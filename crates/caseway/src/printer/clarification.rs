//! The request for clarification as paper shows it: the round of questions that waits for its
//! answer, and what the letter lacks by the checklist.

use app::papers::{Contents, NotPrinted};
use case::{
    lor::{self, ask, checklist},
    papers::ready,
    sale::issue::DocumentKind,
};
use documents::{
    Clarification,
    clarification::{Missing, Question},
};
use terms::{Desk, codes::Holder};

use super::{letter_of, office, purchaser};

/// The view.
pub fn view(contents: &Contents) -> Result<Clarification, NotPrinted> {
    let (file, request, letter) = letter_of(contents)?;
    if let Some(missing) = ready::of_request(DocumentKind::Clarification, request) {
        return Err(NotPrinted::Nothing(missing.sentence));
    }
    let round = request.open_round().zip(purchaser(contents));
    let Some((round, purchaser)) = round else {
        let sentence = format!("The purchaser of {file} is not on record.");
        return Err(NotPrinted::Nothing(sentence));
    };
    Ok(Clarification {
        office: office(contents),
        purchaser,
        requester: Some(letter.requester.clone()),
        reference: letter.reference.clone(),
        file: file.to_string(),
        signed_on: letter.signed_on,
        received_on: letter.received_on,
        subject: letter.subject.clone(),
        round: u32::try_from(request.rounds.len()).unwrap_or(u32::MAX),
        asked_on: round.asked_on,
        answer_by: round.answer_by,
        questions: round.questions.iter().map(question).collect(),
        missing: missing(contents, request),
        charged_to: format!("the {}", Holder::Purchaser.meaning()),
    })
}

fn question(asked: &ask::Question) -> Question {
    let owner = asked.owner.clone().unwrap_or_else(|| PURCHASER.to_owned());
    Question { text: asked.text.clone(), owner }
}

const PURCHASER: &str = "the purchaser";

/// Points that the letter does not meet, with who brings each.
fn missing(contents: &Contents, request: &lor::State) -> Vec<Missing> {
    let owner = |point: &str| match checklist::owner(point) {
        checklist::Owner::Purchaser => PURCHASER.to_owned(),
        checklist::Owner::Embassy => contents.nation.desk(Desk::SecurityCooperation).to_owned(),
        checklist::Owner::Release => contents.nation.desk(Desk::TechnologySecurity).to_owned(),
    };
    let before = |milestone| match milestone {
        lor::Milestone::Actionable => "work can start",
        lor::Milestone::Complete => "an offer can be priced",
    };
    let points = request.completeness.iter().flat_map(|score| &score.missing);
    let row = |missing: &checklist::Missing| Missing {
        point: missing.point.clone(),
        before: before(missing.wanted_for).to_owned(),
        owner: owner(&missing.point),
    };
    points.map(row).collect()
}

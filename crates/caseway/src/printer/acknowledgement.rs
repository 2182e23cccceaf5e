//! The acknowledgement of a case's request as paper shows it.

use app::papers::{Contents, NotPrinted};
use case::{Decider, lor};
use documents::{
    Acknowledgement,
    acknowledgement::{Clock, Completeness, Item, Question},
};
use terms::Day;

use super::{letter_of, office, purchaser};

/// The view.
pub fn view(contents: &Contents) -> Result<Acknowledgement, NotPrinted> {
    let (file, request, letter) = letter_of(contents)?;
    let Some(purchaser) = purchaser(contents) else {
        let sentence = format!("The purchaser of {file} is not on record.");
        return Err(NotPrinted::Nothing(sentence));
    };
    let open = request.open_round().into_iter().flat_map(|round| &round.questions);
    let answer_by = request.open_round().and_then(|round| round.answer_by);
    let sent_on = contents.case.offer.offered_on;
    Ok(Acknowledgement {
        office: office(contents),
        purchaser,
        requester: Some(letter.requester.clone()),
        reference: letter.reference.clone(),
        file: file.to_string(),
        signed_on: letter.signed_on,
        received_on: letter.received_on,
        subject: letter.subject.clone(),
        response: Some(letter.response),
        items: letter.items.iter().map(item).collect(),
        completeness: request.completeness.as_ref().map(completeness),
        questions: open.map(|q| Question { text: q.text.clone(), by: answer_by }).collect(),
        next_step: Some(next_step(request, sent_on)),
        clocks: clocks(contents, request),
        remarks: request.acknowledged.as_ref().and_then(|given| given.remarks.clone()),
    })
}

/// An article or service that a letter asks for.
pub(super) fn item(item: &lor::letter::Item) -> Item {
    Item { name: item.name.clone(), model: item.model.clone(), quantity: item.quantity }
}

fn completeness(score: &lor::Completeness) -> Completeness {
    let missing =
        |milestone| score.missing_for(milestone).into_iter().map(str::to_owned).collect::<Vec<_>>();
    Completeness {
        met: score.met,
        of: score.of,
        percent: score.percent(),
        missing_to_start: missing(lor::Milestone::Actionable),
        missing_to_price: missing(lor::Milestone::Complete),
    }
}

/// What follows from where the request stands.
fn next_step(request: &lor::State, sent_on: Option<Day>) -> String {
    if let Some(sent_on) = sent_on {
        let day = sent_on.date().strftime("%-d %B %Y");
        return format!("The offer that answers this letter was sent on {day}.");
    }
    let words = match request.stage() {
        lor::Stage::None | lor::Stage::PreLor | lor::Stage::ParOpen | lor::Stage::Received => {
            "The letter is evaluated point by point."
        }
        lor::Stage::Evaluation => {
            "What is still open is settled; work starts when the request is found actionable."
        }
        lor::Stage::Clarification => "Work goes on once the questions above are answered.",
        lor::Stage::Actionable => {
            "Work has started. The offer is priced once nothing is missing that its price needs."
        }
        lor::Stage::Complete => "The request says enough, and the offer is being written.",
        lor::Stage::RomInWork => "A price for planning is in work; it will bind nobody.",
        lor::Stage::RomSent => "A price for planning was sent; it binds nobody.",
        lor::Stage::DisapprovalProposed => "The request is before the bodies that decide on it.",
        lor::Stage::Disapproved => "The request was disapproved.",
        lor::Stage::Returned => "The request was returned without action.",
        lor::Stage::Withdrawn => "The request was withdrawn.",
    };
    words.to_owned()
}

/// Clocks that still run.
fn clocks(contents: &Contents, request: &lor::State) -> Vec<Clock> {
    let acknowledge = request.acknowledge_by.filter(|_| request.acknowledged.is_none());
    let opened = contents.case.opened.as_ref();
    let unsent = contents.case.offer.offered_on.is_none();
    let send = opened.and_then(|opened| opened.offer_due).map(|(on, _)| on).filter(|_| unsent);
    let clock = |name: &str, due, rule: Option<&str>| Clock {
        name: name.to_owned(),
        due: Some(due),
        rule: rule.map(str::to_owned),
    };
    let acknowledge =
        acknowledge.map(|due| clock("Acknowledgement of the letter", due, Some("LOR-004")));
    let send = send.map(|due| clock(&contents.nation.wording.offer, due, None));
    acknowledge.into_iter().chain(send).collect()
}

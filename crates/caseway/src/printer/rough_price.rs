//! The letter with a price for planning as paper shows it.

use app::papers::{Contents, NotPrinted};
use case::lor::pricing::{PriceAnswer, Sent};
use documents::{
    RoughPrice,
    rough_price::{Answer, Price},
};

use super::{acknowledgement::item, letter_of, office, purchaser};

/// The view.
pub fn view(contents: &Contents) -> Result<RoughPrice, NotPrinted> {
    let (file, request, letter) = letter_of(contents)?;
    let pricing = request.pricing.as_ref().zip(purchaser(contents));
    let Some((pricing, purchaser)) = pricing else {
        let sentence = format!("No price for planning of the request {file} is in work.");
        return Err(NotPrinted::Nothing(sentence));
    };
    let started = &pricing.started;
    let row = contents.rules.iter().find(|row| row.key() == started.by);
    let rule =
        row.map_or_else(|| started.by.clone(), |row| format!("{} ({})", row.id, row.citation));
    Ok(RoughPrice {
        office: office(contents),
        purchaser,
        requester: Some(letter.requester.clone()),
        reference: letter.reference.clone(),
        file: file.to_string(),
        signed_on: letter.signed_on,
        received_on: letter.received_on,
        subject: letter.subject.clone(),
        items: letter.items.iter().map(item).collect(),
        answer: match started.answer {
            PriceAnswer::Availability => Answer::PriceAndAvailability,
            PriceAnswer::Rough => Answer::RoughOrderOfMagnitude,
        },
        rule,
        answer_by: started.answer_by,
        price: pricing.sent.as_ref().map(price),
    })
}

fn price(sent: &Sent) -> Price {
    let letter = &sent.letter;
    Price {
        sent_on: letter.sent_on,
        reference: letter.reference.clone(),
        estimate: letter.estimate,
        basis: letter.basis.clone(),
    }
}

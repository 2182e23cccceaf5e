//! Checks on sales with more than one nation: the model, the transfers that it needs, and a payer
//! that is not the purchaser.

use rules::{Finding, Outcome, Row};
use terms::{Desk, codes::Financing};

use super::{either, idle};
use crate::{act::Check, participants::Model, sale::State, situation::Situation};

const AGENCY: &[Desk] = &[Desk::CaseManager, Desk::CountryDesk];

/// The parties of an offer are in order.
pub const OFFER: &[Check<State>] =
    &[Check { rule: "MULT-001", run: mult_001 }, Check { rule: "MULT-002", run: mult_002 }];

/// Who buys for whom is said, and where articles are passed on, consent to that is asked for.
fn mult_001(case: &State, _: &Situation<'_>, row: &Row) -> Finding {
    let model = case.parties.as_ref().map_or(Model::Alone, |parties| parties.model);
    let several = !case.participants.is_empty();
    match (model, several) {
        (Model::Alone, false) => return idle(row, "The case has one purchaser."),
        (Model::Alone, true) => {
            let sentence = "The case has participants, and nothing says who buys for whom.";
            return Finding::under(row, Outcome::Refused, sentence)
                .remedy("Set the parties: lead nation, agent or joint.", AGENCY);
        }
        (_, false) => {
            let sentence = format!("The model is \"{model}\", and no participant is named.");
            return Finding::under(row, Outcome::Refused, sentence)
                .remedy("Add each participant.", AGENCY);
        }
        _ => {}
    }
    let unasked = case.participants.iter().filter(|participant| {
        model != Model::Joint && participant.retransfer == crate::participants::Retransfer::NotAsked
    });
    let unasked: Vec<&str> = unasked.map(|known| known.participant.as_str()).collect();
    either(
        row,
        unasked.is_empty(),
        format!("{} participants take part under the model \"{model}\".", case.participants.len()),
        format!("Nothing was asked for passing articles on to {}.", unasked.join(", ")),
    )
    .remedy("Ask for the transfer, or for a blanket authorisation.", AGENCY)
}

/// Where somebody else pays, the terms of the offer say so.
fn mult_002(case: &State, _: &Situation<'_>, row: &Row) -> Finding {
    let Some(payer) = case.parties.as_ref().and_then(|parties| parties.payer.as_ref()) else {
        return idle(row, "The purchaser pays.");
    };
    let financing = case.terms.as_ref().map(|terms| terms.financing);
    either(
        row,
        financing == Some(Financing::ThirdParty),
        format!("{payer} pays, and the terms say that a third party does."),
        format!("{payer} pays, and the terms do not say that a third party does."),
    )
    .fact("payer", payer)
    .remedy("Set the terms of the offer.", AGENCY)
}

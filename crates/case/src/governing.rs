//! Which fact of a file holds a day that rows may name as governing: the one table of them. A day
//! that an act itself tells is entered by the act, with `Situation::with`.

use rules::{Days, Governing as By};

use crate::{File, Situation, cn, lor, sale};

/// The days that a file holds.
pub fn of(file: &File) -> Days {
    match file {
        File::Request(request) => of_request(request),
        File::Case(case) => of_case(case),
        File::Notification(notification) => of_notification(notification),
        File::Purchaser(_) | File::Support(_) | File::Office(_) => Days::default(),
    }
}

/// The days of a request.
pub fn of_request(request: &lor::State) -> Days {
    let need = request.need.as_ref();
    let sent = request.pricing.as_ref().and_then(|pricing| pricing.sent.as_ref());
    Days::default()
        .with(By::NeedStated, need.map(|need| need.stated.stated_on))
        .with(By::LorReceived, request.letter.as_ref().map(|letter| letter.received_on))
        .with(By::LorComplete, request.complete_on)
        .with(By::PriceSent, sent.map(|sent| sent.letter.sent_on))
}

/// The days of a case. The day of a notification is not among them: what an offer asks is governed
/// by the offer, and what a notification asks by the notification.
pub fn of_case(case: &sale::State) -> Days {
    Days::default()
        .with(By::Approved, case.offer.signatures.first().map(|signature| signature.on))
        .with(By::Accepted, case.accepted.as_ref().map(|given| given.signature.signed_on))
        .with(By::Implemented, case.implemented_on)
        .with(By::SupplyCompleted, case.supply_completed_on)
}

/// The days that a paper shows: those of its case, of the request that it answers, and of the
/// notification that it tells of.
pub fn of_paper(
    case: &sale::State,
    request: Option<&lor::State>,
    notification: Option<&cn::State>,
) -> Days {
    let asked = request.map(of_request).unwrap_or_default();
    let told = notification.map(of_notification).unwrap_or_default();
    of_case(case)
        .with(By::NeedStated, asked.of(By::NeedStated))
        .with(By::LorReceived, asked.of(By::LorReceived))
        .with(By::LorComplete, asked.of(By::LorComplete))
        .with(By::PriceSent, asked.of(By::PriceSent))
        .with(By::Notified, told.of(By::Notified))
}

/// The days of a notification.
pub fn of_notification(notification: &cn::State) -> Days {
    Days::default().with(By::Notified, notification.day_nought())
}

impl Situation<'_> {
    /// The same, with the days of the file that is asked, and of the request that it answers.
    #[must_use]
    pub fn of(self, file: &File) -> Self {
        let asked = self.facts.request.as_ref().map(|(_, request)| of_request(request));
        let days = [By::LorReceived, By::LorComplete].into_iter().fold(of(file), |own, name| {
            let known = own.of(name).or_else(|| asked.as_ref()?.of(name));
            own.with(name, known)
        });
        Self { days, ..self }
    }
}

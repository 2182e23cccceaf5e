//! Whose law the record is kept under, for the words of a page: what a desk is called, in which
//! money sales are counted, who is told of them. Every page is made while this is known, so that
//! no part of a page must hand it on to the next.

use std::sync::Arc;

use app::{Office, accounts::Entry};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use case::sale::issue::DocumentKind;
use rules::{Jurisdiction, Wording};
use terms::{Desk, Usd};

use crate::Site;

tokio::task_local! {
    /// The office whose record a page is made of.
    static OFFICE: Arc<Office>;
}

/// Lets a request be answered in the words of the record's pack.
pub async fn speak(State(site): State<Site>, request: Request, next: Next) -> Response {
    OFFICE.scope(site.office, next.run(request)).await
}

/// Asks the nation; what is made outside of a request has the general words.
fn ask<T>(of: impl FnOnce(&Jurisdiction) -> T, otherwise: impl FnOnce() -> T) -> T {
    let office = OFFICE.try_with(Arc::clone).ok();
    office.map_or_else(otherwise, |office| of(office.law().pack.jurisdiction()))
}

/// Whether people sign in to the record; what is made outside of a request does not ask.
pub fn people_sign_in() -> bool {
    OFFICE.try_with(|office| office.entry() == Entry::SignIn).unwrap_or(false)
}

/// What a desk is called.
pub fn desk(desk: Desk) -> String {
    ask(|nation| nation.desk(desk).to_owned(), || desk.meaning().to_owned())
}

/// What desks are called, one after another.
pub fn desks(desks: &[Desk]) -> String {
    desks.iter().map(|one| desk(*one)).collect::<Vec<_>>().join("; ")
}

/// What a stage of a kind of file means.
pub fn stage(kind: &str, code: &str, meaning: &str) -> String {
    ask(|nation| nation.stage(kind, code, meaning).to_owned(), || meaning.to_owned())
}

/// The code of the currency.
pub fn currency() -> String {
    ask(|nation| nation.currency.code.clone(), || "USD".to_owned())
}

/// The name of the currency, in the plural.
pub fn money_name() -> String {
    ask(|nation| nation.currency.name.clone(), || "whole units".to_owned())
}

/// An amount with its currency.
pub fn amount(amount: Usd) -> String {
    format!("{} {amount}", currency())
}

/// A heading of a column of amounts: `Value, USD`.
pub fn in_currency(words: &str) -> String {
    format!("{words}, {}", currency())
}

/// What a paper is called: by the nation's own titles of its instruments.
pub fn paper(what: DocumentKind) -> String {
    let words = ask(|nation| nation.wording.clone(), Wording::default);
    let offer = ("Letter of Offer and Acceptance", words.offer);
    let request = ("Letter of Request", words.request);
    let name = what.meaning().replace(offer.0, &offer.1).replace(request.0, &request.1);
    rules::capital(&name).into_owned()
}

/// Who is told of a sale.
pub fn legislature() -> String {
    ask(|nation| nation.legislature.name.clone(), || "the legislature".to_owned())
}

/// To whom a notification is delivered.
pub fn delivered_to() -> String {
    ask(|nation| nation.legislature.delivered_to.clone(), || "the legislature".to_owned())
}

/// What a notification is called.
pub fn notification() -> String {
    ask(|nation| nation.legislature.notification.clone(), || "Notification".to_owned())
}

/// The name of a tier of purchasers, from its code.
pub fn tier(code: &str) -> String {
    ask(|nation| nation.tier_of(code).map(|tier| tier.name.clone()), || None)
        .unwrap_or_else(|| code.to_owned())
}

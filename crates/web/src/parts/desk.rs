//! The bar that says at which desk somebody acts, and lets them choose another.

use app::accounts::Known;
use maud::{Markup, html};
use terms::{Actor, Desk};

use super::{Frame, bits, nation, signed};

/// At which desk the person acts; the record says it.
pub fn bar(frame: &Frame) -> Markup {
    if let Some(known) = signed::in_whose_name() {
        return own_desks(&known, frame.who.0.as_ref());
    }
    if nation::people_sign_in() {
        return html! { "Nobody is signed in here. " (bits::link("/sign-in", "Sign in")) };
    }
    let chosen = frame.who.0.as_ref();
    let name = chosen.map(Actor::person).filter(|name| !name.starts_with('@'));
    html! {
        details {
            summary {
                "Acting as "
                @match chosen {
                    None => "the desk whose duty each act is",
                    Some(actor) => {
                        @if let Some(name) = &name { (name) ", " }
                        (nation::desk(actor.desk()))
                    }
                }
            }
            form class="cw-desk" method="post" action="/desk" {
                div {
                    label class="usa-label" for="desk" { "Desk" }
                    select class="usa-select" id="desk" name="desk" {
                        option value="" selected[chosen.is_none()] { "the desk whose duty each act is" }
                        @for desk in Desk::ALL {
                            @let is = chosen.is_some_and(|actor| actor.desk() == *desk);
                            option value=(desk) selected[is] { (nation::desk(*desk)) }
                        }
                    }
                }
                div {
                    label class="usa-label" for="person" { "Name" }
                    input class="usa-input" id="person" name="person" value=(name.unwrap_or_default())
                        autocomplete="off" pattern="[a-z0-9.\\-]{1,40}" aria-describedby="person-hint";
                }
                button class="usa-button usa-button--outline" type="submit" { "Change" }
                p class="usa-hint" id="person-hint" {
                    "One of "
                    (bits::link("/people", "the people here"))
                    ", or any name; it may be left out: 1 to 40 small letters, digits, points or hyphens. \
                     Some pairs of acts need two people."
                }
            }
        }
    }
}

/// Whoever signed in chooses among their own desks.
fn own_desks(known: &Known, chosen: Option<&Actor>) -> Markup {
    html! {
        details {
            summary {
                "Signed in as " (known.account)
                @if let Some(actor) = chosen { ", " (nation::desk(actor.desk())) }
            }
            @if 1 < known.desks.len() {
                form class="cw-desk" method="post" action="/desk" {
                    div {
                        label class="usa-label" for="desk" { "Desk" }
                        select class="usa-select" id="desk" name="desk" {
                            @for desk in &known.desks {
                                @let is = chosen.is_some_and(|actor| actor.desk() == *desk);
                                option value=(desk) selected[is] { (nation::desk(*desk)) }
                            }
                        }
                    }
                    button class="usa-button usa-button--outline" type="submit" { "Change" }
                }
            }
            p {
                (bits::link("/account", "Your account"))
                @if known.desks.contains(&Desk::Administrator) { ", " (bits::link("/people", "people")) }
            }
            form method="post" action="/sign-out" {
                button class="usa-button usa-button--outline" type="submit" { "Sign out" }
            }
        }
    }
}

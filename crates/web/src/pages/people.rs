//! Who works here. Where desks are open, one can act as any of them; where people sign in, an
//! administrator opens and closes accounts and makes links.

use app::accounts::{Entry, Known, Link, Listed, NoAccount, Of, Scope, console};
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::IntoResponse as _,
};
use case::office::account::Opened;
use maud::{Markup, html};
use serde::Deserialize;
use terms::{Actor, Desk, PurchaserCode};

use super::{Answer, account, problem::Failure};
use crate::{
    Site,
    entry::Signed,
    error::Error,
    parts::{Frame, Page, bits, nation, table},
    who::Who,
};

/// What the form for an account sends.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    account: String,
    of: Of,
    #[serde(default)]
    nation: String,
    #[serde(default)]
    body: String,
}

/// What the form for a closure sends.
#[derive(Debug, Deserialize)]
pub struct Closure {
    reason: String,
}

/// `GET /people`.
pub async fn show(State(site): State<Site>, who: Who, Signed(signed): Signed) -> Answer {
    if site.office.entry() == Entry::OpenDesks {
        return to_act_as(&site, who).await;
    }
    administrator(&site, signed.as_ref())?;
    Ok(page(&site, who, html! {}).await?.into_response())
}

/// `POST /people`.
pub async fn open(
    State(site): State<Site>,
    who: Who,
    Signed(signed): Signed,
    Form(wanted): Form<Wanted>,
) -> Answer {
    let by = administrator(&site, signed.as_ref())?;
    let done = open_and_invite(&site, (&by, wanted)).await;
    answer(&site, who, done).await
}

async fn open_and_invite(
    site: &Site,
    (by, wanted): (&Actor, Wanted),
) -> Result<(String, Option<Link>), NoAccount> {
    let filled = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let nation = filled(&wanted.nation).map(|code| code.parse::<PurchaserCode>()).transpose()?;
    let name = wanted.account.trim().to_owned();
    let body = filled(&wanted.body);
    let opened = Opened { account: name.clone(), of: wanted.of, body, nation, first: false };
    site.office.open_account(by, opened).await?;
    let link = site.office.invite(by, &name).await?;
    Ok((name, Some(link)))
}

/// `POST /people/{name}/link`.
pub async fn link(
    State(site): State<Site>,
    who: Who,
    Signed(signed): Signed,
    Path(name): Path<String>,
) -> Answer {
    let by = administrator(&site, signed.as_ref())?;
    let done = site.office.invite(&by, &name).await.map(|link| (name, Some(link)));
    answer(&site, who, done).await
}

/// `POST /people/{name}/closure`.
pub async fn close(
    State(site): State<Site>,
    who: Who,
    (Signed(signed), Path(name)): (Signed, Path<String>),
    Form(closure): Form<Closure>,
) -> Answer {
    let by = administrator(&site, signed.as_ref())?;
    let done = site.office.close_account(&by, &name, closure.reason.trim()).await;
    answer(&site, who, done.map(|()| (name, None))).await
}

async fn answer(site: &Site, who: Who, done: Result<(String, Option<Link>), NoAccount>) -> Answer {
    let (told, status) = match done {
        Ok((name, Some(link))) => {
            let told = html! {
                "Give this address to " strong { (name) } ", by a way that only they read. It is \
                 good once, until " (bits::moment(link.ends)) ": "
                code class="cw-key" { (link.path()) }
            };
            (bits::alert("success", "A link was made", &told), StatusCode::OK)
        }
        Ok((name, None)) => {
            let told = html! { "Nothing of " strong { (name) } " opens the door any more." };
            (bits::alert("success", "The account is closed", &told), StatusCode::OK)
        }
        Err(NoAccount::Failed(error)) => return Err(error.into()),
        Err(no) => {
            let told = html! { (no.to_string()) };
            (bits::alert("error", "Not done", &told), StatusCode::UNPROCESSABLE_ENTITY)
        }
    };
    Ok(page(site, who, told).await?.status(status).into_response())
}

/// The administrator who asks, or the machine itself. Anybody else is told that there is nothing.
pub(crate) fn administrator(site: &Site, signed: Option<&Known>) -> Result<Actor, Error> {
    let Some(known) = signed else {
        return match site.office.entry() {
            Entry::OpenDesks => Err(account::open_desks()),
            Entry::SignIn => Ok(console()),
        };
    };
    let may = known.scope == Scope::Act;
    let actor = known.at(Desk::Administrator).filter(|_| may);
    actor.ok_or_else(|| Error::NotFound("The page".to_owned()))
}

async fn page(site: &Site, who: Who, told: Markup) -> Result<Page, Failure> {
    let accounts = site.office.accounts().await?;
    let body = html! {
        (told)
        (bits::section("accounts", "Accounts", &listed(&accounts)))
        (bits::section("open", "Open an account", &form()))
    };
    let page = Page::new(Frame::of(&site.office, who), "People", body);
    Ok(page.at("/people").under("/", "Home"))
}

fn listed(accounts: &[Listed]) -> Markup {
    let headings = ["Account", "Kind", "For", "Desks", "Last signed in", "Link", "Closure"];
    let row = |one: &Listed| {
        let name = &one.opened.account;
        let nation = one.opened.nation.as_ref().map(ToString::to_string);
        vec![
            html! { (name) @if one.closed { " (closed)" } },
            html! { (one.opened.of.meaning()) },
            html! { (nation.or_else(|| one.opened.body.clone()).unwrap_or_default()) },
            html! { (nation::desks(&one.desks)) },
            one.signed_in.map_or_else(|| html! { "never" }, bits::moment),
            html! {
                @if !one.closed {
                    form method="post" action={ "/people/" (name) "/link" } {
                        button class="usa-button usa-button--outline" type="submit" { "Make a link" }
                    }
                }
            },
            html! {
                @if !one.closed {
                    details {
                        summary { "Close " (name) }
                        form class="usa-form" method="post" action={ "/people/" (name) "/closure" } {
                            label class="usa-label" for={ "reason-" (name) } { "Reason" }
                            input class="usa-input" id={ "reason-" (name) } name="reason" required;
                            button class="usa-button usa-button--secondary" type="submit" { "Close the account" }
                        }
                    }
                }
            },
        ]
    };
    let rows: Vec<Vec<Markup>> = accounts.iter().map(row).collect();
    table::table("Accounts", &headings.map(table::words), &rows)
}

fn form() -> Markup {
    html! {
        p {
            "The person is entered and confirmed in " (bits::link("/office/register", "the register"))
            " first: it says at which desks they sit."
        }
        form class="usa-form" method="post" action="/people" {
            label class="usa-label" for="account" { "Name, as in the register" }
            input class="usa-input" id="account" name="account" pattern="[a-z0-9.\\-]{1,40}" required;
            label class="usa-label" for="of" { "Kind of account" }
            select class="usa-select" id="of" name="of" {
                @for of in Of::ALL { option value=(of) { (of.meaning()) } }
            }
            label class="usa-label" for="nation" { "Purchaser, of a purchaser's official" }
            input class="usa-input" id="nation" name="nation" pattern="[A-Z0-9]{2}";
            label class="usa-label" for="body" { "Body" }
            input class="usa-input" id="body" name="body" maxlength="40";
            button class="usa-button" type="submit" { "Open the account" }
        }
    }
}

/// Persons of the register as whom one can act, where desks are open.
async fn to_act_as(site: &Site, who: Who) -> Answer {
    let register = site.office.register().await?;
    let row = |person: &case::office::Person| {
        let button = |desk: &Desk| {
            html! {
                form class="cw-act-as" method="post" action="/desk" {
                    input type="hidden" name="person" value=(person.person);
                    input type="hidden" name="desk" value=(desk);
                    button class="usa-button usa-button--unstyled" type="submit" { (nation::desk(*desk)) }
                }
            }
        };
        vec![html! { (person.person) }, html! { @for desk in &person.desks { (button(desk)) } }]
    };
    let rows: Vec<Vec<Markup>> = register.people().map(row).collect();
    let headings = ["Person", "Act as them at"].map(table::words);
    let body = html! {
        p { "This sandbox is open: nobody signs in, and everybody can act as anybody. What is done is recorded under the name and the desk that were chosen." }
        @if rows.is_empty() { (bits::quiet("Nobody is registered.")) }
        @else { (table::table("Persons of the register", &headings, &rows)) }
    };
    let page = Page::new(Frame::of(&site.office, who), "People", body);
    Ok(page.at("/people").under("/", "Home").into_response())
}

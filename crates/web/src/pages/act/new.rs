//! Files that are opened by a form whose answers name them: a request, a case, a purchaser, a
//! notification.

use app::{ActError, Order, Target};
use axum::{
    extract::{Query, Request, State},
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use case::{About, file, read};
use maud::html;
use serde::Deserialize;
use serde_json::Value;
use store::views::{purchasers, requests};
use terms::{FileId, Kind, PurchaserCode, StreamId};

use super::{Answer, no_choices, receive, refusal, to_file};
use crate::{
    Site,
    error::Error,
    parts::{
        Frame, Page, bits,
        form::{Choices, Form},
    },
    who::Who,
};

/// `GET /requests/new`.
pub async fn request(State(site): State<Site>, who: Who, Query(given): super::Given) -> Answer {
    page(&site, who, NewFile::REQUEST, Filled::begun(NewFile::REQUEST.about(), &given)).await
}

/// `POST /requests/new`.
pub async fn send_request(State(site): State<Site>, who: Who, request: Request) -> Answer {
    send(&site, who, NewFile::REQUEST, request).await
}

/// `GET /requests/need`: a need that is stated before a letter.
pub async fn need(State(site): State<Site>, who: Who, Query(given): super::Given) -> Answer {
    page(&site, who, NewFile::NEED, Filled::begun(NewFile::NEED.about(), &given)).await
}

/// `POST /requests/need`.
pub async fn send_need(State(site): State<Site>, who: Who, request: Request) -> Answer {
    send(&site, who, NewFile::NEED, request).await
}

/// `GET /cases/new`, which may name the request that the case is opened for.
pub async fn case(State(site): State<Site>, who: Who, Query(given): super::Given) -> Answer {
    page(&site, who, NewFile::CASE, Filled::begun(NewFile::CASE.about(), &given)).await
}

/// `POST /cases/new`.
pub async fn send_case(State(site): State<Site>, who: Who, request: Request) -> Answer {
    send(&site, who, NewFile::CASE, request).await
}

/// A file that is opened by a form whose answers name it.
#[derive(Clone, Copy)]
struct NewFile {
    kind: Kind,
    act: &'static str,
    address: &'static str,
}

/// A form as it is shown: what was entered, what was wrong with it, what is to have one more.
struct Filled {
    entered: Value,
    error: Option<Error>,
    more: Option<String>,
}

impl Filled {
    fn begun(about: &About, given: &[(String, String)]) -> Self {
        let known = given.iter().filter(|(name, _)| about.fields.iter().any(|f| f.name == name));
        let known = known.map(|(name, text)| (name.as_str(), text.as_str()));
        Self { entered: read::from_pairs(about.fields, known), error: None, more: None }
    }
}

impl NewFile {
    const REQUEST: Self = Self { kind: Kind::Request, act: "receive", address: "/requests/new" };
    const NEED: Self = Self { kind: Kind::Request, act: "state-need", address: "/requests/need" };
    const CASE: Self = Self { kind: Kind::Case, act: "open", address: "/cases/new" };

    fn about(self) -> &'static About {
        let about = file::acts(self.kind).into_iter().find(|about| about.name == self.act);
        about.expect("INVARIANT: the act that opens a kind of file is in its table")
    }

    fn target(self, arguments: &Value) -> Option<Target> {
        let text = |name: &str| arguments.get(name).and_then(Value::as_str).map(str::trim);
        match self.kind {
            Kind::Request => {
                text("purchaser")?.parse::<PurchaserCode>().ok().map(Target::NewRequest)
            }
            kind => {
                let file = text("case")?.parse().ok()?;
                Some(Target::File(StreamId::new(kind, file)))
            }
        }
    }

    /// What the lists know: registered purchasers, and requests on which work can start.
    async fn choices(self, site: &Site) -> anyhow::Result<Choices> {
        let store = site.office.store();
        let mut choices = no_choices();
        if self.kind == Kind::Request {
            let query = purchasers::PurchaserQuery { limit: MOST, ..Default::default() };
            let page = purchasers::list(store, &query).await?;
            if page.next.is_none() {
                let named = page
                    .items
                    .into_iter()
                    .map(|p| (p.code.clone(), format!("{} ({})", p.name, p.code)));
                choices.add("purchaser", named.collect());
            }
            return Ok(choices);
        }
        let mut open = Vec::new();
        for stage in ["actionable", "complete"] {
            let stage = Some(stage.to_owned());
            let query = requests::RequestQuery { stage, limit: MOST, ..Default::default() };
            let page = requests::list(store, &query).await?;
            if page.next.is_some() {
                return Ok(choices);
            }
            open.extend(
                page.items
                    .into_iter()
                    .map(|r| (r.file.clone(), format!("{}: {}", r.file, r.subject))),
            );
        }
        choices.add("request", open);
        Ok(choices)
    }
}

/// Most rows of a list to choose from; a longer one is typed.
const MOST: u32 = 200;

async fn send(site: &Site, who: Who, new: NewFile, request: Request) -> Answer {
    let about = new.about();
    let sent = receive(site, request).await?;
    let entered = sent.arguments(about);
    if sent.more.is_some() {
        return page(site, who, new, Filled { entered, error: None, more: sent.more }).await;
    }
    let Some(target) = new.target(&entered) else {
        // Without its number the file cannot be asked; the fields say what is wrong with them.
        let wrong = read::clean(about.fields, &entered).err().unwrap_or_default();
        let error = Some(Error::Act(ActError::Invalid(wrong)));
        return page(site, who, new, Filled { entered, error, more: None }).await;
    };
    let order = Order {
        target,
        act: new.act.to_owned(),
        arguments: entered.clone(),
        who: who.0.clone(),
        expected: None,
        key: sent.key,
    };
    match site.office.act(order).await {
        Ok(receipt) => Ok(to_file(&receipt, about.thing).into_response()),
        Err(ActError::Failed(error)) => Err(error.into()),
        Err(error) => {
            let error = Some(Error::Act(error));
            page(site, who, new, Filled { entered, error, more: None }).await
        }
    }
}

async fn page(site: &Site, who: Who, new: NewFile, filled: Filled) -> Answer {
    let about = new.about();
    let Filled { entered, error, more } = filled;
    let form = Form {
        about,
        action: new.address.to_owned(),
        entered: &entered,
        wrong: error.as_ref().map(Error::wrong).unwrap_or_default(),
        choices: &new.choices(site).await?,
        more: more.as_deref(),
        version: 0,
        key: site.office.fresh_key(),
    };
    let body = html! {
        p class="cw-lead" { (about.help) }
        (super::desks(about))
        (refusal(error.as_ref()))
        (form.markup())
    };
    let status = error.as_ref().map_or(StatusCode::OK, Error::status);
    let page = Page::new(Frame::of(&site.office, who), about.title, body).status(status);
    let (list, name) = super::list_of(new.kind);
    Ok(page.under("/", "Home").under(list, name).into_response())
}

/// The number that is chosen before the form of a notification.
#[derive(Debug, Default, Deserialize)]
pub struct Numbered {
    #[serde(default)]
    transmittal: String,
    #[serde(default)]
    case: String,
}

/// `GET /notifications/new`: the number first, because it is the number of the file.
pub async fn notification(
    State(site): State<Site>,
    who: Who,
    Query(given): Query<Numbered>,
) -> Answer {
    let number = given.transmittal.trim();
    let case = given.case.trim();
    let read = number.parse::<terms::Transmittal>();
    if let (Ok(_), Ok(file)) = (&read, number.parse::<FileId>()) {
        let case = case.parse::<FileId>().map(|case| format!("?case={case}")).unwrap_or_default();
        return Ok(
            Redirect::to(&format!("/notifications/{file}/preparation{case}")).into_response()
        );
    }
    let wrong = read.err().filter(|_| !number.is_empty());
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let body = html! {
        p class="cw-lead" { "A notification is filed under its transmittal number." }
        form class="usa-form" method="get" action="/notifications/new" {
            label class="usa-label" for="transmittal" { "Transmittal number" }
            span class="usa-hint" id="transmittal-hint" { "Year and number, such as 26-99" }
            @if let Some(wrong) = &wrong {
                span class="usa-error-message" id="transmittal-error" role="alert" { (wrong) "." }
            }
            input class="usa-input" id="transmittal" name="transmittal" value=(number) required
                aria-describedby={ "transmittal-hint" @if wrong.is_some() { " transmittal-error" } }
                aria-invalid=[wrong.is_some().then_some("true")] autocomplete="off";
            label class="usa-label" for="case" { "Case" }
            input class="usa-input" id="case" name="case" value=(case) placeholder="BN-P-LCB" autocomplete="off";
            button class="usa-button" type="submit" { "Go on" }
        }
    };
    let page = Page::new(Frame::of(&site.office, who), "Prepare a notification", body);
    let page = page.status(status).under("/", "Home").under("/notifications", "Notifications");
    Ok(page.into_response())
}

/// What the choice says.
#[derive(Debug, Default, Deserialize)]
pub struct Chosen {
    #[serde(default)]
    code: String,
}

/// `GET /purchasers/new`: the code first, because it is the number of the file.
pub async fn purchaser(State(site): State<Site>, who: Who, Query(chosen): Query<Chosen>) -> Answer {
    let code = chosen.code.trim().to_uppercase();
    if code.parse::<PurchaserCode>().is_ok() {
        return Ok(Redirect::to(&format!("/purchasers/{code}/registration")).into_response());
    }
    let frame = Frame::of(&site.office, who);
    let sandbox = site.office.sandbox();
    let countries = site.office.law().countries.rows();
    let known = countries.iter().filter_map(|row| Some((row.code.as_ref()?, row)));
    let body = html! {
        p class="cw-lead" { "The code is the manual's customer code. It is never an ISO code: Germany is GY, and DE is Denmark." }
        @if !code.is_empty() {
            (bits::alert("error", "No such code", &html! { "\"" (code) "\" is not a customer code; choose one below." }))
        }
        form class="usa-form" method="get" action="/purchasers/new" {
            label class="usa-label" for="code" { "Purchaser" }
            select class="usa-select" id="code" name="code" required {
                option value="" { "Choose" }
                @for (code, row) in known.filter(|(_, row)| sandbox || !row.fictional) {
                    option value=(code) { (row.name) " (" (code) ")" }
                }
            }
            button class="usa-button" type="submit" { "Go on" }
        }
    };
    let page = Page::new(frame, "Register a purchaser", body);
    Ok(page.under("/", "Home").under("/purchasers", "Purchasers").into_response())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_form_begins_with_what_the_address_says_and_nothing_else() {
        let given = [("request", "BN-26-0001"), ("nonsense", "x")]
            .map(|(name, text)| (name.to_owned(), text.to_owned()));
        let filled = Filled::begun(NewFile::CASE.about(), &given);
        assert_eq!(filled.entered, json!({ "request": "BN-26-0001" }));
    }
}

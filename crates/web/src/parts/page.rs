//! The frame of every page: banner, navigation, the desk, breadcrumbs, footer.

use app::Office;
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use maud::{DOCTYPE, Markup, html};
use terms::Day;

use super::{bits, desk};
use crate::{assets, who::Who};

/// What every page knows of the office and of who is looking.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The office's day; `None` on a page that must not ask the office.
    pub today: Option<Day>,
    /// Whether it is a sandbox.
    pub sandbox: bool,
    /// Who looks.
    pub who: Who,
}

impl Frame {
    /// The frame for a request.
    pub fn of(office: &Office, who: Who) -> Self {
        Self { today: Some(office.today()), sandbox: office.sandbox(), who }
    }
}

/// A page.
pub struct Page {
    /// Title.
    pub title: String,
    /// The way to it: address and name, from the home page down; the page itself not included.
    pub crumbs: Vec<(String, String)>,
    /// What it shows.
    pub body: Markup,
    /// HTTP status.
    pub status: StatusCode,
    /// The frame.
    pub frame: Frame,
    /// The entry of the navigation that it is itself.
    pub own: Option<String>,
}

impl Page {
    /// A page that is found.
    pub fn new(frame: Frame, title: impl Into<String>, body: Markup) -> Self {
        Self {
            title: title.into(),
            crumbs: Vec::new(),
            body,
            status: StatusCode::OK,
            frame,
            own: None,
        }
    }

    /// Adds a step of the way to it.
    #[must_use]
    pub fn under(mut self, href: impl Into<String>, name: impl Into<String>) -> Self {
        self.crumbs.push((href.into(), name.into()));
        self
    }

    /// Sets the status.
    #[must_use]
    pub const fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The entry of the navigation under which it stands.
    fn area(&self) -> &str {
        self.crumbs.get(1).map_or_else(|| self.own.as_deref().unwrap_or_default(), |(href, _)| href)
    }

    /// Says which entry of the navigation it is itself.
    #[must_use]
    pub fn at(mut self, href: &str) -> Self {
        self.own = Some(href.to_owned());
        self
    }

    /// The whole document.
    pub fn markup(&self) -> Markup {
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { @if self.status.is_client_error() { "Error: " } (self.title) " | Caseway" }
                    link rel="icon" href=(assets::href("mark.svg")) type="image/svg+xml";
                    link rel="stylesheet" href=(assets::href("css/uswds.min.css"));
                    link rel="stylesheet" href=(assets::href("caseway.css"));
                    script src=(assets::href("js/uswds-init.min.js")) {}
                    script src=(assets::href("js/uswds.min.js")) defer {}
                    script src=(assets::href("caseway.js")) defer {}
                }
                body {
                    a class="usa-skipnav" href="#main-content" { "Skip to the content" }
                    (notice(&self.frame))
                    (header(self))
                    main id="main-content" class="grid-container-widescreen padding-bottom-6" {
                        (crumbs(&self.crumbs, &self.title))
                        h1 { (self.title) }
                        (self.body)
                    }
                    (footer())
                }
            }
        }
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
        (self.status, kind, self.markup().into_string()).into_response()
    }
}

fn notice(frame: &Frame) -> Markup {
    html! {
        section class="usa-site-alert usa-site-alert--info usa-site-alert--slim" aria-label="Kind of record" {
            div class="usa-alert" {
                div class="usa-alert__body" {
                    p class="usa-alert__text" {
                        @if frame.sandbox {
                            strong { "Sandbox. " }
                            "Cases of invented nations are invented. Public notices are real, and nothing else of them is known here. "
                        }
                        @if let Some(today) = frame.today { "Today is " (bits::day(today)) "." }
                    }
                }
            }
        }
    }
}

const NAVIGATION: &[(&str, &str)] = &[
    ("/", "Home"),
    ("/cases", "Cases"),
    ("/requests", "Requests"),
    ("/purchasers", "Purchasers"),
    ("/notifications", "Notifications"),
    ("/rules", "Rules"),
    ("/reports", "Reports"),
    ("/imports", "Imports"),
    ("/audit", "Audit"),
    ("/help", "Help"),
];

fn header(page: &Page) -> Markup {
    html! {
        div class="usa-overlay" {}
        header class="usa-header usa-header--basic" {
            div class="usa-nav-container" {
                div class="usa-navbar" {
                    div class="usa-logo" {
                        em class="usa-logo__text" { a href="/" title="Caseway home" { "Caseway" } }
                    }
                    button type="button" class="usa-menu-btn" { "Menu" }
                }
                nav aria-label="Main" class="usa-nav" {
                    button type="button" class="usa-nav__close" {
                        img src=(assets::href("img/usa-icons/close.svg")) alt="Close";
                    }
                    ul class="usa-nav__primary usa-accordion" {
                        @for (href, name) in NAVIGATION {
                            @let here = page.area() == *href;
                            li class="usa-nav__primary-item" {
                                a class={ "usa-nav-link" @if here { " usa-current" } } href=(href)
                                    aria-current=[here.then_some("true")] { span { (name) } }
                            }
                        }
                    }
                }
            }
        }
        div class="cw-bar" {
            div class="grid-container-widescreen" { (desk::bar(&page.frame)) }
        }
    }
}

fn crumbs(crumbs: &[(String, String)], title: &str) -> Markup {
    html! {
        @if !crumbs.is_empty() {
            nav class="usa-breadcrumb usa-breadcrumb--wrap" aria-label="Breadcrumbs" {
                ol class="usa-breadcrumb__list" {
                    @for (href, name) in crumbs {
                        li class="usa-breadcrumb__list-item" {
                            a class="usa-breadcrumb__link" href=(href) { span { (name) } }
                        }
                    }
                    li class="usa-breadcrumb__list-item usa-current" aria-current="page" {
                        span { (title) }
                    }
                }
            }
        } @else {
            div class="padding-top-2" {}
        }
    }
}

fn footer() -> Markup {
    html! {
        footer class="cw-footer" {
            nav class="grid-container-widescreen" aria-label="Footer" {
                ul {
                    @for (href, name) in [
                        ("/help", "Help"),
                        ("/events", "All events"),
                        ("/audit", "Verify a document"),
                        ("/api/openapi.json", "API"),
                        ("/log/checkpoint", "Log"),
                    ] {
                        li { a class="usa-link" href=(href) { (name) } }
                    }
                }
            }
        }
    }
}

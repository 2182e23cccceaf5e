//! Lists: their address with filters, order and place, and the form that filters them.

use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::nation;

/// The address of a list: its path, and what was asked of it.
pub struct Address<'a> {
    /// The path.
    pub path: &'static str,
    /// Filters and order by name.
    pub pairs: &'a [(&'static str, &'a str)],
}

impl Address<'_> {
    /// The address with one thing changed; another order or filter begins anew.
    pub fn with(&self, name: &str, value: &str) -> String {
        let kept = self.pairs.iter().copied().filter(|(known, _)| *known != name);
        let all = kept.chain([(name, value)]).filter(|(_, value)| !value.is_empty());
        let query: Vec<String> = all
            .map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC)))
            .collect();
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{}{mark}{}", self.path, query.join("&"))
    }

    /// Whether anything narrows the list.
    pub fn narrowed(&self) -> bool {
        self.pairs.iter().any(|(name, value)| *name != "sort" && !value.is_empty())
    }

    fn value(&self, name: &str) -> &str {
        self.pairs.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value)
    }

    /// The form that filters the list. Its button is not the page's first one.
    pub fn filter(&self, filters: &[Filter<'_>]) -> Markup {
        html! {
            form class="cw-filter" method="get" action=(self.path) role="search" aria-label="Filter the list" {
                @for filter in filters { div { (self.one(filter)) } }
                @let sort = self.value("sort");
                @if !sort.is_empty() { input type="hidden" name="sort" value=(sort); }
                button class="usa-button usa-button--outline" type="submit" { "Find" }
                @if self.narrowed() { a class="usa-link" href=(self.path) { "Show all" } }
            }
        }
    }

    fn one(&self, filter: &Filter<'_>) -> Markup {
        match filter {
            Filter::Words => html! {
                label class="usa-label" for="q" { "Words" }
                input class="usa-input" type="search" id="q" name="q" value=(self.value("q"));
            },
            Filter::Purchaser => html! {
                label class="usa-label" for="purchaser" { "Purchaser" }
                input class="usa-input" type="text" id="purchaser" name="purchaser"
                    value=(self.value("purchaser")) maxlength="2" placeholder="BN" autocomplete="off";
            },
            Filter::Choice(name, label, options) => html! {
                label class="usa-label" for=(name) { (label) }
                select class="usa-select" id=(name) name=(name) {
                    option value="" { "All" }
                    @for (code, meaning) in *options {
                        option value=(code) selected[self.value(name) == *code] { (meaning) }
                    }
                }
            },
            Filter::Day(name, label) => html! {
                label class="usa-label" for=(name) { (label) }
                input class="usa-input" type="date" id=(name) name=(name) value=(self.value(name));
            },
            Filter::States(kind, states) => html! {
                label class="usa-label" for="state" { "State" }
                select class="usa-select" id="state" name="state" {
                    option value="" { "Every state" }
                    @for (code, meaning) in *states {
                        option value=(code) selected[self.value("state") == *code] {
                            (code.replace('-', " ")) ": " (nation::stage(kind, code, meaning))
                        }
                    }
                }
            },
        }
    }
}

/// What a list can be filtered by.
pub enum Filter<'a> {
    /// Words to be found.
    Words,
    /// States of a kind of file: code and general meaning.
    States(&'a str, &'a [(&'a str, &'a str)]),
    /// Customer code.
    Purchaser,
    /// One of a few words: the name in the address, the label, and each word with its meaning.
    Choice(&'static str, &'static str, &'a [(&'a str, &'a str)]),
    /// A day: the name in the address, and the label.
    Day(&'static str, &'static str),
}

/// What was typed, unless it is nothing.
pub fn given(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_its_filters_and_leaves_the_page() {
        let pairs = [("q", "two boats"), ("state", ""), ("sort", "value")];
        let address = Address { path: "/cases", pairs: &pairs };
        assert_eq!(address.with("sort", "due"), "/cases?q=two%20boats&sort=due");
        assert_eq!(
            address.with("after", "7~case/X"),
            "/cases?q=two%20boats&sort=value&after=7%7Ecase%2FX"
        );
        assert!(address.narrowed());
        assert_eq!(Address { path: "/cases", pairs: &[] }.with("after", ""), "/cases");
    }
}

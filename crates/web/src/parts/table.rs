//! Tables: headings, rows, a caption that says what they are, and a way to the next page.

use maud::{Markup, html};
use reports::{Order, Table};

use super::nation;

/// A heading of a column; numbers stand to the right.
#[derive(Debug, Clone, Copy)]
pub struct Heading {
    /// The word.
    pub name: &'static str,
    /// Whether the column holds numbers.
    pub number: bool,
    /// Whether they are amounts in the currency of the record.
    pub money: bool,
    /// The address that sorts by it.
    pub sort: Option<&'static str>,
}

/// A heading of words.
pub const fn words(name: &'static str) -> Heading {
    Heading { name, number: false, money: false, sort: None }
}

/// A heading of numbers.
pub const fn number(name: &'static str) -> Heading {
    Heading { name, number: true, money: false, sort: None }
}

/// A heading of amounts; the currency stands behind the word.
pub const fn money(name: &'static str) -> Heading {
    Heading { name, number: true, money: true, sort: None }
}

impl Heading {
    /// What stands at the head of the column.
    fn shown(self) -> String {
        match (self.money, self.name) {
            (false, name) => name.to_owned(),
            (true, "") => nation::currency(),
            (true, name) => nation::in_currency(name),
        }
    }

    /// Lets people sort by it.
    #[must_use]
    pub const fn sorted_by(mut self, word: &'static str) -> Self {
        self.sort = Some(word);
        self
    }
}

/// On a small screen each row stacks: its cells stand below each other, each after its heading.
const CLASS: &str =
    "usa-table usa-table--borderless usa-table--striped usa-table--stacked width-full";

/// A table. A wide one scrolls by itself, also by keyboard, and never the page.
pub fn table(caption: &str, headings: &[Heading], rows: &[Vec<Markup>]) -> Markup {
    sortable(caption, headings, rows, |_| None)
}

/// A table whose headings sort: `link` gives the address for a word, and whether it is the order.
pub fn sortable(
    caption: &str,
    headings: &[Heading],
    rows: &[Vec<Markup>],
    link: impl Fn(&'static str) -> Option<(String, bool)>,
) -> Markup {
    let heads = headings.iter().map(|heading| {
        let way = heading.sort.and_then(&link).map(|(href, is)| (href, is.then_some(Way::Other)));
        Head { name: heading.shown(), number: heading.number, way }
    });
    laid_out(caption, &heads.collect::<Vec<_>>(), rows)
}

/// A report's table; each heading sorts by its column, and turns the order around the second time.
pub fn report(table: &Table, order: Option<Order>) -> Markup {
    let heads = table.columns.iter().enumerate().map(|(i, column)| {
        let number = table.rows.first().is_some_and(|row| row[i].is_number());
        let href = format!("?sort={}", Order::next(order, column.name));
        let is = order.filter(|order| order.by == column.name);
        let way = is.map(|order| if order.down { Way::Down } else { Way::Up });
        Head { name: column.heading.to_string(), number, way: Some((href, way)) }
    });
    let cells = table.rows.iter().map(|row| row.iter().map(|cell| html! { (cell.printed()) }));
    let rows: Vec<Vec<Markup>> = cells.map(Iterator::collect).collect();
    laid_out(&table.title, &heads.collect::<Vec<_>>(), &rows)
}

/// The head of a column as it is shown.
struct Head {
    name: String,
    number: bool,
    /// The address that sorts by it, and which way the rows are sorted by it now.
    way: Option<(String, Option<Way>)>,
}

/// How rows are ordered by a column.
#[derive(Clone, Copy)]
enum Way {
    Up,
    Down,
    Other,
}

impl Head {
    fn sorted(&self) -> Option<Way> {
        self.way.as_ref().and_then(|(_, way)| *way)
    }

    /// The heading, as the link that sorts where it does.
    fn shown(&self) -> Markup {
        html! {
            @match &self.way {
                Some((href, way)) => {
                    a class="usa-link" href=(href) {
                        (self.name)
                        @if let Some(way) = way { span aria-hidden="true" { " " (way.arrow()) } }
                    }
                }
                None => { (self.name) }
            }
        }
    }
}

impl Way {
    const fn word(self) -> &'static str {
        match self {
            Self::Up => "ascending",
            Self::Down => "descending",
            Self::Other => "other",
        }
    }

    const fn arrow(self) -> &'static str {
        if matches!(self, Self::Up) { "↑" } else { "↓" }
    }
}

fn laid_out(caption: &str, heads: &[Head], rows: &[Vec<Markup>]) -> Markup {
    html! {
        @if heads.iter().any(|head| head.way.is_some()) { (sorts(caption, heads)) }
        div class="cw-scroll" tabindex="0" role="region" aria-label=(caption) {
            table class=(CLASS) {
                caption { (caption) }
                thead {
                    tr {
                        @for head in heads {
                            th scope="col" class=[head.number.then_some("cw-number")]
                                aria-sort=[head.sorted().map(Way::word)] { (head.shown()) }
                        }
                    }
                }
                tbody {
                    @for row in rows {
                        tr {
                            @for (cell, head) in row.iter().zip(heads) {
                                td class=[head.number.then_some("cw-number")] data-label=(head.name) { (cell) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The ways to sort, for a small screen, on which rows stack and have no headings above them.
fn sorts(caption: &str, heads: &[Head]) -> Markup {
    html! {
        nav class="cw-sorts" aria-label={ "Order of " (caption) } {
            "Sort by"
            ul {
                @for head in heads.iter().filter(|head| head.way.is_some()) {
                    li aria-current=[head.sorted().map(|_| "true")] { (head.shown()) }
                }
            }
        }
    }
}

/// The way to the first and to the next page of a list.
pub fn pager(first: &str, next: Option<&str>, later: bool) -> Markup {
    html! {
        @if later || next.is_some() {
            nav aria-label="Pages" class="usa-pagination" {
                ul class="usa-pagination__list" {
                    @if later {
                        li class="usa-pagination__item usa-pagination__arrow" {
                            a class="usa-pagination__link" href=(first) { "First page" }
                        }
                    }
                    @if let Some(next) = next {
                        li class="usa-pagination__item usa-pagination__arrow" {
                            a class="usa-pagination__link" href=(next) { "Next page" }
                        }
                    }
                }
            }
        }
    }
}

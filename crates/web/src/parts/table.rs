//! Tables: headings, rows, a caption that says what they are, and a way to the next page.

use maud::{Markup, html};
use reports::Table;

/// A heading of a column; numbers stand to the right.
#[derive(Debug, Clone, Copy)]
pub struct Heading {
    /// The word.
    pub name: &'static str,
    /// Whether the column holds numbers.
    pub number: bool,
    /// The address that sorts by it.
    pub sort: Option<&'static str>,
}

/// A heading of words.
pub const fn words(name: &'static str) -> Heading {
    Heading { name, number: false, sort: None }
}

/// A heading of numbers.
pub const fn number(name: &'static str) -> Heading {
    Heading { name, number: true, sort: None }
}

impl Heading {
    /// Lets people sort by it.
    #[must_use]
    pub const fn sorted_by(mut self, word: &'static str) -> Self {
        self.sort = Some(word);
        self
    }
}

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
    html! {
        div class="cw-scroll" tabindex="0" role="region" aria-label=(caption) {
            table class="usa-table usa-table--borderless usa-table--striped width-full" {
                caption { (caption) }
                thead {
                    tr {
                        @for heading in headings {
                            @let to = heading.sort.and_then(&link);
                            @let sorted = to.as_ref().is_some_and(|(_, sorted)| *sorted);
                            th scope="col" class=[heading.number.then_some("cw-number")]
                                aria-sort=[sorted.then_some("other")] {
                                @match to {
                                    Some((href, _)) => { a class="usa-link" href=(href) { (heading.name) @if sorted { span aria-hidden="true" { " ↓" } } } }
                                    None => { (heading.name) }
                                }
                            }
                        }
                    }
                }
                tbody {
                    @for row in rows {
                        tr {
                            @for (cell, heading) in row.iter().zip(headings) {
                                td class=[heading.number.then_some("cw-number")] { (cell) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A report's table.
pub fn report(table: &Table) -> Markup {
    html! {
        div class="cw-scroll" tabindex="0" role="region" aria-label=(table.title) {
            table class="usa-table usa-table--borderless usa-table--striped width-full" {
                caption { (table.title) }
                thead {
                    tr {
                        @for (i, column) in table.columns.iter().enumerate() {
                            @let number = table.rows.first().is_some_and(|row| row[i].is_number());
                            th scope="col" class=[number.then_some("cw-number")] { (column.heading) }
                        }
                    }
                }
                tbody {
                    @for row in &table.rows {
                        tr {
                            @for cell in row {
                                td class=[cell.is_number().then_some("cw-number")] { (cell.printed()) }
                            }
                        }
                    }
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

//! The text of a laid-out paper, read from its frames: what a reader sees, line by line.

use typst::layout::{Abs, Frame, FrameItem, Point};
use typst_layout::PagedDocument;

/// Lines closer than this to each other are one line.
const SAME_LINE_PT: f64 = 1.0;
/// A gap wider than this separates two cells of a row.
const GAP_PT: f64 = 1.0;

/// The text of every page; a page begins with its number.
pub(crate) fn of(document: &PagedDocument) -> String {
    let mut reader = Reader::default();
    for (number, page) in (1u32..).zip(document.pages()) {
        reader.out.push_str("\n== page ");
        reader.out.push_str(&number.to_string());
        reader.end = None;
        reader.frame(&page.frame, Point::zero());
    }
    let lines = reader.out.lines().map(str::trim_end).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// The first text with a sign that its font has no glyph for.
pub(crate) fn without_glyph(document: &PagedDocument) -> Option<String> {
    document.pages().iter().find_map(|page| notdef(&page.frame))
}

fn notdef(frame: &Frame) -> Option<String> {
    frame.items().find_map(|(_, item)| match item {
        FrameItem::Group(group) => notdef(&group.frame),
        FrameItem::Text(text) => {
            text.glyphs.iter().any(|glyph| glyph.id == 0).then(|| text.text.to_string())
        }
        _ => None,
    })
}

#[derive(Default)]
struct Reader {
    out: String,
    /// Where the text before ended.
    end: Option<Point>,
}

impl Reader {
    fn frame(&mut self, frame: &Frame, origin: Point) {
        for (at, item) in frame.items() {
            let at = origin + *at;
            match item {
                FrameItem::Group(group) => self.frame(&group.frame, at),
                FrameItem::Text(text) => {
                    self.out.push_str(self.separator(at));
                    self.out.push_str(&text.text.replace("\u{A0}", " "));
                    self.end = Some(at + Point::with_x(text.width()));
                }
                _ => {}
            }
        }
    }

    fn separator(&self, at: Point) -> &'static str {
        match self.end {
            Some(end) if (end.y - at.y).abs() < Abs::pt(SAME_LINE_PT) => {
                if at.x - end.x < Abs::pt(GAP_PT) { "" } else { " | " }
            }
            _ => "\n",
        }
    }
}

//! The closed world in which papers are set: our templates, the view, its record and six fonts.
//! Whatever else a template might ask for (a file, a package, the date of today) does not exist.

use std::sync::LazyLock;

use typst::{
    Feature, Library, LibraryExt, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

use crate::Kind;

/// A world for one paper.
pub(crate) struct Closed {
    main: FileId,
    view: Bytes,
    record: Bytes,
}

/// The view as the template reads it, with every text made legible.
const VIEW: &str = "/view.json";
/// The record that goes into the paper as it is.
const RECORD: &str = "/record.json";

/// Every template: its name and its text.
const TEMPLATES: [(&str, &str); 13] = [
    ("/house.typ", include_str!("../templates/house.typ")),
    ("/offer.typ", include_str!("../templates/offer.typ")),
    ("/offer-lines.typ", include_str!("../templates/offer-lines.typ")),
    ("/signing.typ", include_str!("../templates/signing.typ")),
    ("/change.typ", include_str!("../templates/change.typ")),
    ("/change-lines.typ", include_str!("../templates/change-lines.typ")),
    ("/standard-terms.typ", include_str!("../templates/standard-terms.typ")),
    ("/certification.typ", include_str!("../templates/certification.typ")),
    ("/acknowledgement.typ", include_str!("../templates/acknowledgement.typ")),
    ("/clarification.typ", include_str!("../templates/clarification.typ")),
    ("/rough-price.typ", include_str!("../templates/rough-price.typ")),
    ("/expiry.typ", include_str!("../templates/expiry.typ")),
    ("/closure.typ", include_str!("../templates/closure.typ")),
];

/// The faces in use, as the build script took them out of Typst's assets.
static FACES: [&[u8]; 6] = [
    include_bytes!(concat!(env!("OUT_DIR"), "/face-0")),
    include_bytes!(concat!(env!("OUT_DIR"), "/face-1")),
    include_bytes!(concat!(env!("OUT_DIR"), "/face-2")),
    include_bytes!(concat!(env!("OUT_DIR"), "/face-3")),
    include_bytes!(concat!(env!("OUT_DIR"), "/face-4")),
    include_bytes!(concat!(env!("OUT_DIR"), "/face-5")),
];

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    // Row headers and table summaries, which a screen reader needs, stand behind this feature.
    let features = [Feature::A11yExtras].into_iter().collect();
    LazyHash::new(Library::builder().with_features(features).build())
});

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let face = |bytes: &&'static [u8]| Font::new(Bytes::new(*bytes), 0);
    let read = FACES.iter().filter_map(face).collect::<Vec<_>>();
    assert_eq!(read.len(), FACES.len(), "INVARIANT: the embedded faces are fonts");
    read
});

static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    TEMPLATES.iter().map(|(name, text)| Source::new(id(name), (*text).to_owned())).collect()
});

impl Closed {
    /// A world for one paper of a kind.
    pub(crate) fn new(kind: Kind, view: Vec<u8>, record: Vec<u8>) -> Self {
        Self { main: id(kind.template()), view: Bytes::new(view), record: Bytes::new(record) }
    }
}

/// The faces in use.
pub(crate) fn fonts() -> &'static [Font] {
    &FONTS
}

/// The identifier of a virtual file; the same name has the same one.
fn id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("INVARIANT: names of virtual files are constants");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for Closed {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, asked: FileId) -> FileResult<Source> {
        let known = SOURCES.iter().find(|source| source.id() == asked);
        known.cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, asked: FileId) -> FileResult<Bytes> {
        match asked {
            _ if asked == id(VIEW) => Ok(self.view.clone()),
            _ if asked == id(RECORD) => Ok(self.record.clone()),
            _ => Err(FileError::AccessDenied),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_faces_are_the_ones_meant() {
        let names: Vec<String> = fonts().iter().filter_map(Font::post_script_name).collect();
        let expected = [
            "LibertinusSerif-Regular",
            "LibertinusSerif-Bold",
            "LibertinusSerif-Italic",
            "LibertinusSerif-Semibold",
            "DejaVuSansMono-Bold",
            "DejaVuSansMono",
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn nothing_else_exists() {
        let world = Closed::new(Kind::Offer, Vec::new(), Vec::new());
        for name in ["/etc/passwd", "/main.typ", "/view.json.bak", "/Cargo.toml"] {
            assert!(world.source(id(name)).is_err(), "{name}");
            assert!(world.file(id(name)).is_err(), "{name}");
        }
        assert!(world.today(None).is_none());
    }
}

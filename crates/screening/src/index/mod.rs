//! The lists, made ready for questions: words once each, names as rows of words, and keys under
//! which words that look alike are found.

mod build;
pub mod dictionary;
pub mod keys;

pub use build::Builder;
pub(crate) use build::joinable;
use dictionary::Dictionary;

use crate::party::{Date, Gender, Kind, Role};

/// Marks a word that stands before the comma in a row of words.
pub const FAMILY: u32 = 1 << 31;

/// All entries of all lists, ready for questions. It never changes; a new list makes a new one.
pub struct Index {
    /// The words of all names, once each.
    pub words: Dictionary,
    pub(crate) names: Rows<u32>,
    pub(crate) name_texts: Texts,
    pub(crate) name_heads: Vec<NameHead>,
    /// Which names hold a word.
    pub(crate) holders: Rows<u32>,
    /// Neighbouring words written as one: a hash, and the name.
    pub(crate) joined: keys::Keys,
    pub(crate) entities: Entities,
}

/// What is known of a name besides its words.
#[derive(Clone, Copy)]
pub(crate) struct NameHead {
    pub entity: u32,
    pub role: Role,
    pub weak: bool,
}

/// What is known of entries besides their names, a column each.
#[derive(Default)]
pub(crate) struct Entities {
    pub ids: Texts,
    pub lists: Vec<u16>,
    pub list_names: Vec<String>,
    pub kinds: Vec<Kind>,
    pub genders: Vec<Option<Gender>>,
    pub dates: Rows<Date>,
    pub countries: Rows<u16>,
    pub country_names: Vec<String>,
    /// The hash of an identifier's value, and the entry; in order.
    pub identifiers: Vec<(u64, u32)>,
}

/// Rows of different lengths in one piece of memory.
pub struct Rows<T> {
    items: Vec<T>,
    starts: Vec<u32>,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Rows { items: Vec::new(), starts: vec![0] }
    }
}

impl<T> Rows<T> {
    /// Adds a row.
    pub fn push(&mut self, row: impl IntoIterator<Item = T>) {
        self.items.extend(row);
        self.starts.push(small(self.items.len()));
    }

    /// A row.
    pub fn row(&self, at: u32) -> &[T] {
        let at = at as usize;
        &self.items[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn trim(&mut self) {
        self.items.shrink_to_fit();
        self.starts.shrink_to_fit();
    }
}

/// Texts in one piece of memory.
#[derive(Default)]
pub struct Texts {
    text: String,
    ends: Vec<u32>,
}

impl Texts {
    /// Adds a text.
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(small(self.text.len()));
    }

    /// A text.
    pub fn get(&self, at: u32) -> &str {
        let at = at as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.text[start..self.ends[at] as usize]
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    fn trim(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

impl Index {
    /// How many entries there are.
    pub fn entities(&self) -> usize {
        self.entities.kinds.len()
    }

    /// How many names there are, second readings counted.
    pub fn names(&self) -> usize {
        self.name_heads.len()
    }

    /// The number of an entry on its list.
    pub fn id(&self, entity: u32) -> &str {
        self.entities.ids.get(entity)
    }

    /// The list of an entry.
    pub fn list(&self, entity: u32) -> &str {
        &self.entities.list_names[usize::from(self.entities.lists[entity as usize])]
    }

    /// The kind of an entry.
    pub fn kind(&self, entity: u32) -> Kind {
        self.entities.kinds[entity as usize]
    }

    /// A name as the list prints it.
    pub fn name(&self, name: u32) -> &str {
        self.name_texts.get(name)
    }

    /// What a name is to its party, and whether the list calls it weak.
    pub fn role(&self, name: u32) -> (Role, bool) {
        let head = self.name_heads[name as usize];
        (head.role, head.weak)
    }
}

/// A length as the index keeps it.
pub(crate) fn small(length: usize) -> u32 {
    u32::try_from(length).expect("an index of less than four billion letters")
}

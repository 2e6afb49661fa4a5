//! A document as a light tree: names and places that borrow from the text, nothing copied but what entities change.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::num::NonZero;
use std::ops::{Deref, Range};

use memchr::memchr;

use super::namespace::Ns;

/// An element's number in its document.
pub(crate) type Id = usize;

/// What the reader made of a text; every range is a range of bytes of that text.
#[derive(Debug, Default)]
pub(crate) struct Document<'s> {
    pub(super) text: &'s str,
    pub(super) elements: Vec<Element<'s>>,
    /// What lies in elements; the first is the outermost element, which lies in none.
    pub(super) pieces: Vec<Piece>,
    pub(super) attributes: Vec<Attribute<'s>>,
    pub(super) entities: BTreeMap<&'s str, Entity>,
    /// Every `xmlns` declaration, in the order of the text.
    pub(crate) bindings: Vec<Binding<'s>>,
    /// The outermost element, if there is one.
    pub(crate) root: Option<Id>,
    /// The XML declaration.
    pub(crate) declaration: Option<Declaration<'s>>,
    /// The document type declaration.
    pub(crate) doctype: Option<Doctype<'s>>,
    /// False when the reader gave up before the end.
    pub(crate) complete: bool,
    /// Whether anything in the text may come of a wrong encoding, or a reference by number stands for a character that
    /// has one byte in Latin-1, or for U+FFFD.
    pub(crate) may_be_garbled: bool,
    /// Whether a reference by number has one of more than 16 bits, or one that is no character's.
    pub(crate) refers_beyond_16_bits: bool,
}

/// What lies in an element, and what follows it there. Small, since most are the white space between elements.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) kind: Kind,
    pub(super) next: Option<NonZero<usize>>,
}

#[derive(Debug)]
pub(super) enum Kind {
    Element(Id),
    Text { range: Range<usize>, cdata: bool },
}

/// What lies in an element: another one, or text between markup.
#[derive(Debug)]
pub(crate) enum Content<'a, 's> {
    /// An element, and its number.
    Element(Id, &'a Element<'s>),
    /// Character data as it stands in the text, without the CDATA brackets.
    Text {
        /// Where.
        range: Range<usize>,
        /// Whether it is a CDATA section, in which nothing is a reference.
        cdata: bool,
    },
}

/// An element.
#[derive(Debug)]
pub(crate) struct Element<'s> {
    /// Its namespace, if it is one that is known.
    pub(crate) ns: Ns,
    /// The address of its namespace; empty if none.
    pub(crate) uri: &'s str,
    /// The prefix as written; empty if none.
    pub(crate) prefix: &'s str,
    /// The name without the prefix.
    pub(crate) name: &'s str,
    pub(super) attributes: Range<usize>,
    /// The element around it.
    pub(super) parent: Option<Id>,
    /// The first piece in it.
    pub(super) first: Option<NonZero<usize>>,
    /// The first element in it.
    pub(super) first_child: Option<NonZero<Id>>,
    /// The next element in the same one.
    pub(super) next_sibling: Option<NonZero<Id>>,
    /// The start tag.
    pub(crate) open: Range<usize>,
    /// The end tag; empty if there is none.
    pub(crate) close: Range<usize>,
    /// Whether the text closes it, be it by `/>`.
    pub(crate) closed: bool,
}

/// An attribute that is not an `xmlns` declaration.
#[derive(Debug)]
pub(crate) struct Attribute<'s> {
    /// Its namespace; [`Ns::None`] without a prefix.
    pub(crate) ns: Ns,
    /// The prefix as written.
    pub(crate) prefix: &'s str,
    /// The name without the prefix.
    pub(crate) name: &'s str,
    /// The name with its prefix.
    pub(crate) written: &'s str,
    /// The value, references resolved.
    pub(crate) value: Cow<'s, str>,
    /// Name and value.
    pub(crate) range: Range<usize>,
    /// The value, without quotes.
    pub(crate) value_range: Range<usize>,
}

/// An `xmlns` declaration.
#[derive(Debug)]
pub(crate) struct Binding<'s> {
    /// The prefix; empty for the default namespace.
    pub(crate) prefix: &'s str,
    /// The address.
    pub(crate) uri: Cow<'s, str>,
    /// The namespace, if known.
    pub(crate) ns: Ns,
    /// Where it stands.
    pub(crate) range: Range<usize>,
}

/// `<?xml …?>`.
#[derive(Debug)]
pub(crate) struct Declaration<'s> {
    /// `version`.
    pub(crate) version: Option<&'s str>,
    /// All of it.
    pub(crate) range: Range<usize>,
}

/// `<!DOCTYPE …>`.
#[derive(Debug)]
pub(crate) struct Doctype<'s> {
    /// The public identifier, or empty.
    pub(crate) public: &'s str,
    /// The system identifier, or empty.
    pub(crate) system: &'s str,
    /// All of it.
    pub(crate) range: Range<usize>,
}

/// What a general entity stands for.
#[derive(Debug)]
pub(super) enum Entity {
    /// A text of the document's own, all that it refers to put in already.
    Internal(String),
    /// Something elsewhere, never fetched.
    External,
}

/// A text with references resolved, that knows where each byte came from.
#[derive(Debug, Clone)]
pub(crate) struct Text<'s> {
    /// The text.
    pub(crate) value: Cow<'s, str>,
    runs: Runs,
    whole: Range<usize>,
}

/// Pieces that lie one after the other, mostly one alone.
#[derive(Debug, Clone)]
enum Runs {
    One(Run),
    Many(Vec<Run>),
}

impl Runs {
    const NONE: Self = Self::Many(Vec::new());

    fn push(&mut self, run: Run) {
        match self {
            Self::Many(runs) if runs.is_empty() => *self = Self::One(run),
            Self::Many(runs) => runs.push(run),
            Self::One(first) => *self = Self::Many(vec![first.clone(), run]),
        }
    }
}

impl Deref for Runs {
    type Target = [Run];

    fn deref(&self) -> &[Run] {
        match self {
            Self::One(run) => std::slice::from_ref(run),
            Self::Many(runs) => runs,
        }
    }
}

#[derive(Debug, Clone)]
struct Run {
    decoded: usize,
    source: Range<usize>,
    literal: bool,
}

impl<'s> Text<'s> {
    fn nothing(whole: Range<usize>) -> Self {
        Self { value: Cow::Borrowed(""), runs: Runs::NONE, whole }
    }

    /// A text that stands in the document as it is, or as a whole at one place.
    pub(crate) fn at_place(value: Cow<'s, str>, place: Range<usize>) -> Self {
        let literal = value.len() == place.len();
        Self { value, runs: Runs::One(Run { decoded: 0, source: place.clone(), literal }), whole: place }
    }

    /// Where all of it lies.
    pub(crate) fn range(&self) -> Range<usize> {
        self.whole.clone()
    }

    /// The place in the document of a part of the text.
    pub(crate) fn locate(&self, part: Range<usize>) -> Range<usize> {
        if self.runs.is_empty() || part.start >= self.value.len() {
            return self.whole.end..self.whole.end;
        }
        let run_at = |offset: usize| {
            let index = self.runs.partition_point(|run| run.decoded <= offset).max(1) - 1;
            &self.runs[index]
        };
        let first = run_at(part.start);
        let start = if first.literal { first.source.start + (part.start - first.decoded) } else { first.source.start };
        if part.is_empty() {
            return start..start;
        }
        let last = run_at(part.end.min(self.value.len()) - 1);
        let end = if last.literal { last.source.start + (part.end - last.decoded) } else { last.source.end };
        start..end.clamp(start, self.whole.end.max(start))
    }

    /// The text without white space around it, and where it begins in the whole.
    pub(crate) fn trimmed(&self) -> Self {
        let start = self.value.len() - self.value.trim_start().len();
        let end = start + self.value.trim().len();
        self.part(start..end)
    }

    /// A part of it, with its places.
    pub(crate) fn part(&self, part: Range<usize>) -> Self {
        let value = match &self.value {
            Cow::Borrowed(value) => Cow::Borrowed(&value[part.clone()]),
            Cow::Owned(value) => Cow::Owned(value[part.clone()].to_owned()),
        };
        let whole = self.locate(part.clone());
        let from = self.runs.partition_point(|run| run.decoded <= part.start).max(1) - 1;
        let mut runs = Runs::NONE;
        for run in self.runs[from..].iter().take_while(|run| run.decoded < part.end.max(part.start + 1)) {
            let skipped = part.start.saturating_sub(run.decoded);
            let start = if run.literal { run.source.start + skipped } else { run.source.start };
            let decoded = run.decoded.saturating_sub(part.start);
            runs.push(Run { decoded, source: start..run.source.end, literal: run.literal });
        }
        Self { value, runs, whole }
    }
}

impl<'s> Document<'s> {
    /// The element of a number.
    pub(crate) fn element(&self, id: Id) -> &Element<'s> {
        &self.elements[id]
    }

    /// Takes an element and all others of its namespace for elements of none, and gives that namespace's address.
    pub(crate) fn unbind(&mut self, id: Id) -> &'s str {
        let uri = self.element(id).uri;
        for element in self.elements.iter_mut().filter(|element| element.uri == uri) {
            (element.ns, element.uri) = (Ns::None, "");
        }
        uri
    }

    /// The element around another.
    pub(crate) fn parent(&self, id: Id) -> Option<Id> {
        self.element(id).parent
    }

    /// All that is directly inside, in order.
    pub(crate) fn contents(&self, id: Id) -> impl Iterator<Item = Content<'_, 's>> {
        let piece = |at: NonZero<usize>| &self.pieces[at.get()];
        let pieces = std::iter::successors(self.element(id).first.map(piece), move |last| last.next.map(piece));
        pieces.map(|piece| match &piece.kind {
            &Kind::Element(id) => Content::Element(id, self.element(id)),
            Kind::Text { range, cdata } => Content::Text { range: range.clone(), cdata: *cdata },
        })
    }

    /// The elements directly inside, in order.
    pub(crate) fn children(&self, id: Id) -> impl Iterator<Item = Id> {
        let next = |last: &NonZero<Id>| self.element(last.get()).next_sibling;
        std::iter::successors(self.element(id).first_child, next).map(NonZero::get)
    }

    /// The elements directly inside of one name.
    pub(crate) fn children_named<'a>(&'a self, id: Id, ns: Ns, name: &'a str) -> impl Iterator<Item = Id> + 'a {
        self.children(id).filter(move |&child| {
            let element = self.element(child);
            element.ns == ns && element.name == name
        })
    }

    /// The first element directly inside of one name.
    pub(crate) fn child(&self, id: Id, ns: Ns, name: &str) -> Option<Id> {
        self.children(id).find(|&child| {
            let element = self.element(child);
            element.ns == ns && element.name == name
        })
    }

    /// An element's attributes.
    pub(crate) fn attributes(&self, id: Id) -> &[Attribute<'s>] {
        &self.attributes[self.element(id).attributes.clone()]
    }

    /// An attribute without a namespace.
    pub(crate) fn attribute(&self, id: Id, name: &str) -> Option<&Attribute<'s>> {
        self.attributes(id).iter().find(|attribute| attribute.prefix.is_empty() && attribute.name == name)
    }

    /// An attribute of the `xml` namespace.
    pub(crate) fn xml_attribute(&self, id: Id, name: &str) -> Option<&Attribute<'s>> {
        self.attributes(id).iter().find(|attribute| attribute.ns == Ns::Xml && attribute.name == name)
    }

    /// The value of an attribute as a text with its place.
    pub(crate) fn attribute_text<'a>(attribute: &'a Attribute<'s>) -> Text<'a> {
        Text::at_place(Cow::Borrowed(&attribute.value), attribute.value_range.clone())
    }

    /// The text directly inside an element, references resolved, elements left out.
    pub(crate) fn text(&self, id: Id) -> Text<'s> {
        let element = self.element(id);
        let inside = element.open.end..element.close.start.max(element.open.end);
        let mut text = Text::nothing(inside);
        for content in self.contents(id) {
            if let Content::Text { range, cdata } = content {
                self.append(&mut text, range, cdata);
            }
        }
        text
    }

    /// One piece of text, references resolved.
    pub(crate) fn piece(&self, range: Range<usize>, cdata: bool) -> Text<'s> {
        let mut text = Text::nothing(range.clone());
        self.append(&mut text, range, cdata);
        text
    }

    /// Whether the bytes between an element's tags hold a CDATA section or character reference of markup.
    pub(crate) fn raw(&self, range: Range<usize>) -> &'s str {
        &self.text[range]
    }

    fn append(&self, text: &mut Text<'s>, range: Range<usize>, cdata: bool) {
        let raw = &self.text[range.clone()];
        if cdata || memchr(b'&', raw.as_bytes()).is_none() {
            text.runs.push(Run { decoded: text.value.len(), source: range, literal: true });
            if text.value.is_empty() {
                text.value = Cow::Borrowed(raw);
            } else {
                text.value.to_mut().push_str(raw);
            }
            return;
        }
        let mut at = 0;
        while let Some(found) = raw[at..].find('&') {
            if found > 0 {
                let source = range.start + at..range.start + at + found;
                text.runs.push(Run { decoded: text.value.len(), source, literal: true });
                text.value.to_mut().push_str(&raw[at..at + found]);
            }
            at += found;
            let (length, value) = self.reference(&raw[at..]);
            let source = range.start + at..range.start + at + length;
            text.runs.push(Run { decoded: text.value.len(), source, literal: false });
            text.value.to_mut().push_str(&value);
            at += length;
        }
        let rest = range.start + at..range.end;
        text.runs.push(Run { decoded: text.value.len(), source: rest, literal: true });
        text.value.to_mut().push_str(&raw[at..]);
    }

    /// Whether it declares an entity that lies outside.
    pub(crate) fn declares_external(&self) -> bool {
        self.entities.values().any(|entity| matches!(entity, Entity::External))
    }

    /// The name of the innermost element around a byte and of the one around that, prefixes as written.
    pub(crate) fn enclosing(&self, at: usize) -> Option<(String, String)> {
        let written = |id: Option<Id>| {
            id.map_or_else(String::new, |id| {
                let element = self.element(id);
                let colon = if element.prefix.is_empty() { "" } else { ":" };
                format!("{}{colon}{}", element.prefix, element.name)
            })
        };
        let mut found = None;
        let mut inside = self.root.into_iter().collect::<Vec<_>>();
        while let Some(id) = inside.into_iter().find(|&id| {
            let element = self.element(id);
            element.open.start <= at && at < element.close.end.max(element.open.end)
        }) {
            found = Some(id);
            inside = self.children(id).collect();
        }
        found.map(|id| (written(Some(id)), written(self.parent(id))))
    }

    /// How long the text is that an entity of the document's own puts in, if it declares one of that name.
    pub(super) fn entity_length(&self, name: &str) -> Option<usize> {
        self.entities.get(name).map(|entity| match entity {
            Entity::Internal(value) => value.len(),
            Entity::External => 0,
        })
    }

    /// The reference at the start of `raw`: its length, and what it stands for (itself, when it is none).
    pub(super) fn reference(&self, raw: &'s str) -> (usize, Cow<'_, str>) {
        let Some(name) = super::character::reference_name(raw) else { return (1, Cow::Borrowed("&")) };
        let length = name.len() + 2;
        if let Some(number) = name.strip_prefix('#') {
            let value = super::character::character(number).unwrap_or('\u{FFFD}');
            return (length, Cow::Owned(value.to_string()));
        }
        let value = match (super::character::predefined(name), self.entities.get(name)) {
            (Some(value), _) => Cow::Borrowed(value),
            (None, Some(Entity::Internal(value))) => Cow::Borrowed(value.as_str()),
            (None, Some(Entity::External)) => Cow::Borrowed(""),
            (None, None) => super::entity::html(name).map_or(Cow::Borrowed(&raw[..length]), Cow::Borrowed),
        };
        (length, value)
    }
}

//! One generic walk over a document: what stands where, how often, with what value, as the tables say.

mod tables;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use fnv::FnvHashSet;

use crate::diagnostic::rule::Rule;
use crate::diagnostic::{Diagnostic, Sink, Span};
use crate::source::Source;

use super::structure;
use super::xml::namespace::{Ns, Standing, standing};
use super::xml::tree::{Attribute, Content, Document, Element, Id, Text};
use super::{Kind, Options, extension};

pub(crate) use self::tables::Tables;

/// A check of a text at a place.
pub(crate) type Value = fn(&mut Walk<'_, '_>, &Site, &Text<'_>);

/// What may be inside an element.
#[derive(Clone, Copy)]
pub(crate) enum Inside {
    /// Elements only.
    Elements,
    /// Text only, of this kind.
    Text(Value),
    /// Anything: the element's own check sees to it.
    Anything,
    /// Nothing is looked at, not even attributes.
    Opaque,
}

/// What an element may hold.
pub(crate) struct Shape {
    /// Its content.
    pub(crate) inside: Inside,
    /// The elements that it may hold.
    pub(crate) children: &'static [&'static [Child]],
    /// The attributes that it may have.
    pub(crate) attributes: &'static [Attr],
    /// What the tables cannot say; runs after all that is inside was walked.
    pub(crate) check: fn(&mut Walk<'_, '_>, Id),
}

impl Shape {
    /// An element of elements.
    pub(crate) const fn of(children: &'static [&'static [Child]]) -> Self {
        Self { inside: Inside::Elements, children, attributes: &[], check: |_, _| () }
    }

    /// An element of text.
    pub(crate) const fn text(value: Value) -> Self {
        Self { inside: Inside::Text(value), children: &[], attributes: &[], check: |_, _| () }
    }

    /// An element whose inside is not walked.
    pub(crate) const fn opaque() -> Self {
        Self { inside: Inside::Opaque, children: &[], attributes: &[], check: |_, _| () }
    }

    /// With attributes.
    pub(crate) const fn attributes(mut self, attributes: &'static [Attr]) -> Self {
        self.attributes = attributes;
        self
    }

    /// With a check of its own.
    pub(crate) const fn check(mut self, check: fn(&mut Walk<'_, '_>, Id)) -> Self {
        self.check = check;
        self
    }
}

/// An element at a place.
pub(crate) struct Child {
    /// Its namespace; [`Ns::None`] is the format's own.
    pub(crate) ns: Ns,
    /// Its name.
    pub(crate) name: &'static str,
    /// What it holds.
    pub(crate) shape: &'static Shape,
    /// Whether it may stand there more than once.
    pub(crate) repeats: bool,
    /// What is reported when it is missing.
    pub(crate) missing: Option<&'static Rule>,
}

impl Child {
    /// At most one.
    pub(crate) const fn one(ns: Ns, name: &'static str, shape: &'static Shape) -> Self {
        Self { ns, name, shape, repeats: false, missing: None }
    }

    /// Any number.
    pub(crate) const fn many(ns: Ns, name: &'static str, shape: &'static Shape) -> Self {
        Self { ns, name, shape, repeats: true, missing: None }
    }

    /// Whose absence is a finding.
    pub(crate) const fn needed(mut self, rule: &'static Rule) -> Self {
        self.missing = Some(rule);
        self
    }
}

/// An attribute of an element.
pub(crate) struct Attr {
    /// Its namespace.
    pub(crate) ns: Ns,
    /// Its name.
    pub(crate) name: &'static str,
    /// What its value may be.
    pub(crate) value: Value,
    /// What is reported when it is missing.
    pub(crate) missing: Option<&'static Rule>,
}

impl Attr {
    /// One that may be there.
    pub(crate) const fn new(name: &'static str, value: Value) -> Self {
        Self { ns: Ns::None, name, value, missing: None }
    }

    /// Of a namespace.
    pub(crate) const fn of(mut self, ns: Ns) -> Self {
        self.ns = ns;
        self
    }

    /// Whose absence is a finding.
    pub(crate) const fn needed(mut self, rule: &'static Rule) -> Self {
        self.missing = Some(rule);
        self
    }
}

/// Where a value stands: an element's text, or an attribute of it.
#[derive(Debug, Clone)]
pub(crate) struct Site<'a> {
    /// The element.
    pub(crate) id: Id,
    /// The attribute's name, in an attribute.
    pub(crate) attribute: Option<&'a str>,
    /// Where.
    pub(crate) range: Range<usize>,
}

/// What the checks of a document share.
pub(crate) struct Walk<'s, 'a> {
    /// The document.
    pub(crate) document: &'a Document<'s>,
    /// Where findings point.
    pub(crate) source: &'a Arc<Source>,
    /// Now, and the document's address.
    pub(crate) options: &'a Options<'a>,
    /// Where findings go.
    pub(crate) sink: &'a mut Sink,
    /// The namespace of the format's own elements.
    pub(crate) core: Ns,
    /// What the document is.
    pub(crate) kind: Kind,
    /// Whether it is well-formed: only then is what is not there missing.
    pub(crate) whole: bool,
    /// The elements whose HTML was seen to be without fault and without relative addresses.
    pub(crate) plain: FnvHashSet<Id>,
    /// What was found in the tables.
    pub(crate) tables: Tables<'s>,
}

/// Text from outside in a message: one line, cut, without control characters.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    let plain = |char: char| !char.is_control() && char != '`';
    if text.len() <= 60 && text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut cut: String = text.trim().chars().take(60).map(|char| if plain(char) { char } else { ' ' }).collect();
    if cut.len() < text.trim().len() && text.trim().chars().nth(60).is_some() {
        cut.push('…');
    }
    Cow::Owned(cut)
}

impl Walk<'_, '_> {
    /// An element's name, as W3C's validator spells it: `title`, `itunes:email`.
    pub(crate) fn name(&self, id: Id) -> String {
        self.joined(id, ':')
    }

    /// The name of the element around one, as W3C's validator spells it: `channel`, `itunes_owner`, `root`.
    pub(crate) fn parent_name(&self, id: Id) -> String {
        self.document.parent(id).map_or_else(|| "root".to_owned(), |parent| self.joined(parent, '_'))
    }

    /// An element's name where it is the parent of what is reported.
    pub(crate) fn as_parent(&self, id: Id) -> String {
        self.joined(id, '_')
    }

    fn joined(&self, id: Id, separator: char) -> String {
        let element = self.document.element(id);
        let prefix = if element.ns == self.core {
            ""
        } else if matches!(element.ns, Ns::Unknown | Ns::Live) {
            element.prefix
        } else if element.ns == Ns::Rdf {
            ""
        } else {
            element.ns.prefix()
        };
        if prefix.is_empty() { element.name.to_owned() } else { format!("{prefix}{separator}{}", element.name) }
    }

    /// The text of an element as a place for values.
    pub(crate) fn site(&self, id: Id) -> Site<'static> {
        let element = self.document.element(id);
        let inside = element.open.end..element.close.start.max(element.open.end);
        let range = if inside.is_empty() { element.open.clone() } else { inside };
        Site { id, attribute: None, range }
    }

    /// An attribute as a place for values.
    pub(crate) fn attribute_site<'t>(id: Id, attribute: &Attribute<'t>) -> Site<'t> {
        Site { id, attribute: Some(attribute.written), range: attribute.value_range.clone() }
    }

    /// A finding at a place of values, the element's or the attribute's name in it.
    pub(crate) fn at(
        &self,
        rule: &'static Rule,
        site: &Site,
        range: Range<usize>,
        message: impl fmt::Display,
    ) -> Diagnostic {
        let range = if range.is_empty() { site.range.clone() } else { range };
        let (name, parent) = match site.attribute {
            Some(attribute) => structure::attribute_names(self, site.id, attribute),
            None => (self.name(site.id), self.parent_name(site.id)),
        };
        Diagnostic::new(rule, Span::new(self.source, range), message).element(name, parent)
    }

    /// A finding about a value as a whole.
    pub(crate) fn value(&mut self, rule: &'static Rule, site: &Site, message: impl fmt::Display, help: &str) {
        let finding = self.at(rule, site, site.range.clone(), message);
        self.push(finding, help);
    }

    /// A finding about an element, at its start tag.
    pub(crate) fn element(&mut self, rule: &'static Rule, id: Id, message: impl fmt::Display, help: &str) {
        let range = self.document.element(id).open.clone();
        let (name, parent) = (self.name(id), self.parent_name(id));
        let finding = Diagnostic::new(rule, Span::new(self.source, range), message).element(name, parent);
        self.push(finding, help);
    }

    /// A finding about what an element lacks: `name` is missing.
    pub(crate) fn lacks(&mut self, rule: &'static Rule, id: Id, name: &str, message: impl fmt::Display, help: &str) {
        let range = self.document.element(id).open.clone();
        let parent = self.as_parent(id);
        let finding = Diagnostic::new(rule, Span::new(self.source, range), message).element(name, parent);
        self.push(finding, help);
    }

    /// Takes a finding, with a help unless it is empty.
    pub(crate) fn push(&mut self, finding: Diagnostic, help: &str) {
        self.sink.push(finding.help_opt((!help.is_empty()).then_some(help)));
    }

    /// The language that holds for an element.
    pub(crate) fn language(&self, id: Id) -> Option<&str> {
        std::iter::successors(Some(id), |&at| self.document.parent(at))
            .find_map(|at| self.document.xml_attribute(at, "lang"))
            .map(|attribute| &*attribute.value)
    }

    /// The base address that `xml:base` gives an element, resolved against the document's own.
    pub(crate) fn base(&self, id: Id) -> Option<url::Url> {
        let mut chain: Vec<&str> = std::iter::successors(Some(id), |&at| self.document.parent(at))
            .filter_map(|at| self.document.xml_attribute(at, "base"))
            .map(|attribute| attribute.value.trim())
            .collect();
        let own = self.options.url.and_then(|url| url::Url::parse(url).ok());
        let mut base = own;
        while let Some(next) = chain.pop() {
            base = match &base {
                Some(base) => base.join(next).ok(),
                None => url::Url::parse(next).ok(),
            }
            .or(base);
        }
        base
    }

    /// Walks an element and all that is in it.
    pub(crate) fn walk(&mut self, id: Id, shape: &'static Shape) {
        if !matches!(shape.inside, Inside::Opaque) {
            self.walk_attributes(id, shape);
        }
        match shape.inside {
            Inside::Elements => {
                self.walk_children(id, shape);
                self.refuse_text(id);
            }
            Inside::Text(value) => {
                self.walk_children(id, shape);
                let text = self.document.text(id);
                let site = self.site(id);
                value(self, &site, &text);
            }
            Inside::Anything | Inside::Opaque => {}
        }
        (shape.check)(self, id);
    }

    fn walk_children(&mut self, id: Id, shape: &'static Shape) {
        let document = self.document;
        // Few hold more, and most hold none.
        let room = document.children(id).next().map_or(0, |_| 16);
        let mut seen: Vec<(&'static Child, Range<usize>)> = Vec::with_capacity(room);
        for child_id in document.children(id) {
            let element = document.element(child_id);
            let ns = if element.ns == self.core { Ns::None } else { element.ns };
            let ns = if element.ns == Ns::None && self.core != Ns::None { Ns::Unknown } else { ns };
            // Dublin Core lets a name be refined after a dot: `dc:date.issued` is a `dc:date`.
            let name = if ns == Ns::Dc { element.name.split('.').next().unwrap_or_default() } else { element.name };
            let Some(child) = self.tables.child(shape, ns, name) else {
                extension::misplaced(self, id, child_id);
                continue;
            };
            match seen.iter().find(|(known, _)| std::ptr::eq(*known, child)) {
                None => seen.push((child, element.open.clone())),
                Some((_, first)) if !child.repeats => {
                    let first = Span::new(self.source, first.clone());
                    structure::duplicate(self, child_id, first);
                }
                Some(_) => {}
            }
            self.walk(child_id, child.shape);
        }
        if !self.whole || shape.children.is_empty() {
            return;
        }
        for child in &*self.tables.needed(shape) {
            let Some(rule) = child.missing else { continue };
            if !seen.iter().any(|(known, _)| known.name == child.name && known.ns == child.ns) {
                structure::missing(self, rule, id, child);
            }
        }
    }

    fn refuse_text(&mut self, id: Id) {
        let document = self.document;
        for content in document.contents(id) {
            let Content::Text { range, cdata } = content else { continue };
            if document.raw(range.clone()).bytes().all(|byte| byte.is_ascii_whitespace()) {
                continue;
            }
            let text = document.piece(range, cdata);
            if !text.value.trim().is_empty() {
                structure::unexpected_text(self, id, text.trimmed().range());
                return;
            }
        }
    }

    fn walk_attributes(&mut self, id: Id, shape: &'static Shape) {
        let document = self.document;
        for attribute in document.attributes(id) {
            let site = Self::attribute_site(id, attribute);
            let text = Document::attribute_text(attribute);
            let known = shape.attributes.iter().find(|known| known.ns == attribute.ns && known.name == attribute.name);
            match known {
                Some(known) => (known.value)(self, &site, &text),
                None => structure::other_attribute(self, id, attribute, &site, &text),
            }
        }
        for wanted in shape.attributes {
            let Some(rule) = wanted.missing else { continue };
            let there = document.attributes(id).iter().any(|has| has.ns == wanted.ns && has.name == wanted.name);
            if !there {
                structure::missing_attribute(self, rule, id, wanted.name);
            }
        }
    }
}

/// Whether an element belongs to a namespace whose elements nobody here checks.
pub(crate) fn is_foreign(element: &Element<'_>) -> bool {
    element.ns == Ns::Unknown || matches!(standing(element.uri), Some(Standing::Live | Standing::Unsupported))
}

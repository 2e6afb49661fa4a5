//! Reads XML 1.0 with namespaces, and goes on after a fault where it can.
//!
//! One pass, no recursion, memory in proportion to the text. Entities of the document's own are put in from a budget;
//! nothing outside is ever fetched.
//!
//! Follows <https://www.w3.org/TR/xml/> and <https://www.w3.org/TR/xml-names/>.

mod merge;
mod tag;

use std::borrow::Cow;
use std::num::NonZero;
use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr2};

use super::character::{character, is_space, name_length, predefined, reference_name, unspaced};
use super::fault::{Fault, FaultKind};
use super::namespace::Ns;
use super::tree::{Declaration, Document, Element, Id, Kind, Piece};
use crate::value::byteset::ByteSet;
use crate::value::garbled;
use crate::value::text::{FORBIDDEN, forbidden, forbidden_at};

/// How deep elements may nest.
pub(crate) const DEPTH_LIMIT: usize = 250;
/// How many faults are told apart.
const FAULT_LIMIT: usize = 100;
/// How many attributes a tag may have, and how many namespace declarations may hold at one place.
const ATTRIBUTE_LIMIT: usize = 500;
/// How many bytes the entities that a document declares may put into it in all.
const EXPANSION_LIMIT: usize = 1_000_000;

/// Reads a whole text.
///
/// Never fails: what is wrong is in the faults, in the order of the text, and the tree holds what could be read.
pub(crate) fn read(text: &str) -> (Document<'_>, Vec<Fault>) {
    let (holds_forbidden, may_be_garbled) = oddities(text);
    let mut reader = Reader {
        text,
        at: 0,
        open: Vec::new(),
        scopes: vec![("xml", "http://www.w3.org/XML/1998/namespace".into(), Ns::Xml)],
        faults: Vec::new(),
        // About as many as feeds with whole texts have; none is moved then.
        document: Document {
            text,
            complete: true,
            may_be_garbled,
            elements: Vec::with_capacity(text.len() / 288),
            pieces: Vec::with_capacity(text.len() / 96),
            attributes: Vec::with_capacity(text.len() / 288),
            ..Document::default()
        },
        expanded: 0,
        no_quote: [usize::MAX; 2],
        holds_forbidden,
        attributes: Vec::new(),
        begin: 0,
        others: None,
    };
    reader.run();
    let mut faults = reader.faults;
    faults.sort_by_key(|fault| (fault.range.start, fault.range.end));
    (reader.document, faults)
}

/// Whether a text holds a character that XML cannot, and whether anything in it may come of a wrong encoding: one look
/// for both, since few texts do.
fn oddities(text: &str) -> (bool, bool) {
    const BYTES: ByteSet = FORBIDDEN.with(&garbled::BYTES);
    let (mut holds_forbidden, mut may_be_garbled) = (false, false);
    BYTES.all(text.as_bytes(), |at| {
        holds_forbidden |= forbidden_at(text, at).is_some();
        may_be_garbled |= garbled::may_be_at(text, at);
        !(holds_forbidden && may_be_garbled)
    });
    (holds_forbidden, may_be_garbled)
}

struct Open<'s> {
    id: Id,
    /// The last piece in it.
    last: Option<usize>,
    /// The last element in it.
    last_child: Option<Id>,
    /// The name as written, prefix and all.
    name: &'s str,
    range: Range<usize>,
    scopes: usize,
}

struct Reader<'s> {
    text: &'s str,
    at: usize,
    open: Vec<Open<'s>>,
    scopes: Vec<(&'s str, Cow<'s, str>, Ns)>,
    faults: Vec<Fault>,
    document: Document<'s>,
    /// How many bytes the document's own entities have put in so far.
    expanded: usize,
    /// From where on no quote of a kind follows any more: `"`, `'`.
    no_quote: [usize; 2],
    /// Whether there is a character anywhere that XML cannot hold.
    holds_forbidden: bool,
    /// The attributes of the tag that is being read.
    attributes: Vec<tag::RawAttribute<'s>>,
    /// Where the document begins: behind the mark of a merge, where one stands before all else.
    begin: usize,
    /// The other versions of what is being read, where a merge left several.
    others: Option<Range<usize>>,
}

impl<'s> Reader<'s> {
    fn run(&mut self) {
        while self.at < self.text.len() && self.document.complete {
            if let Some(others) = self.others.take_if(|others| others.start <= self.at) {
                self.at = self.at.max(others.end);
                continue;
            }
            let rest = &self.text[self.at..];
            match (rest.as_bytes()[0], rest.as_bytes().get(1)) {
                (b'<', Some(b'/')) => self.end_tag(),
                (b'<', Some(b'?')) => self.instruction(),
                (b'<', Some(b'!')) => self.declared(),
                (b'<', _) => match name_length(&rest[1..]) {
                    0 => self.bare_less_than(),
                    length => self.start_tag(&rest[1..=length]),
                },
                _ => self.text_run(),
            }
        }
        if self.document.complete {
            self.finish();
        }
    }

    fn bare_less_than(&mut self) {
        let conflict = if self.others.is_none() { merge::conflict(self.text, self.at) } else { None };
        if let Some(conflict) = conflict {
            self.fault(FaultKind::Conflict, self.at..self.text[..conflict.first].trim_end().len());
            if self.at == self.begin {
                self.begin = conflict.first;
            }
            self.at = conflict.first;
            self.others = Some(conflict.others);
            return;
        }
        self.fault(FaultKind::BareLessThan, self.at..self.at + 1);
        self.add_text(self.at..self.at + 1, true);
        self.at += 1;
    }

    /// What begins with `<!`.
    fn declared(&mut self) {
        let rest = &self.text[self.at..];
        if rest.starts_with("<![CDATA[") {
            self.cdata();
        } else if rest.starts_with("<!--") {
            self.comment();
        } else if rest.starts_with("<!DOCTYPE") {
            self.doctype();
        } else {
            let end = rest.find('>').map_or(self.text.len(), |end| self.at + end + 1);
            self.fault(FaultKind::StrayDeclaration, self.at..end);
            self.at = end;
        }
    }

    fn finish(&mut self) {
        let end = self.text.len();
        if let Some(innermost) = self.open.last() {
            let kind = FaultKind::Unclosed { name: innermost.name.to_owned(), found: String::new() };
            let other = Some(innermost.range.clone());
            self.fault_with(kind, end..end, other);
        }
        while let Some(open) = self.open.pop() {
            self.close_at(open.id, end..end, false);
        }
        if self.document.root.is_none() {
            // A text that is none of XML is told once.
            self.faults.retain(|fault| fault.kind != FaultKind::TextOutside);
            self.fault(FaultKind::NoElement, 0..0);
        }
    }

    fn fault(&mut self, kind: FaultKind, range: Range<usize>) {
        self.fault_with(kind, range, None);
    }

    fn fault_with(&mut self, kind: FaultKind, range: Range<usize>, other: Option<Range<usize>>) {
        match self.faults.len() {
            0..FAULT_LIMIT => self.faults.push(Fault { kind, range, other }),
            FAULT_LIMIT => self.faults.push(Fault { kind: FaultKind::TooMany, range, other: None }),
            _ => {}
        }
    }

    fn text_run(&mut self) {
        let rest = &self.text[self.at..];
        let behind = unspaced(rest).as_bytes();
        let spaces = rest.len() - behind.len();
        // Most of what stands between tags is white space alone, behind which no search need begin.
        let words = if behind.first() == Some(&b'<') { 0 } else { memchr(b'<', behind).unwrap_or(behind.len()) };
        let end = self.at + spaces + words;
        let end = self.others.as_ref().map_or(end, |others| end.min(others.start));
        let range = self.at..end;
        self.at = end;
        let raw = &self.text[range.clone()];
        if self.open.is_empty() {
            if let Some(first) = raw.find(|char: char| !matches!(char, ' ' | '\t' | '\r' | '\n')) {
                let start = range.start + first;
                self.fault(FaultKind::TextOutside, start..start + raw[first..].trim_end().len());
            }
            return;
        }
        if raw.len() <= spaces {
            return self.add_text(range, false);
        }
        self.check_characters(range.clone());
        if memchr2(b'&', b']', raw.as_bytes()).is_some() {
            self.check_references(range.clone());
            for (at, found) in raw.match_indices("]]>") {
                self.fault(FaultKind::CdataEndInText, range.start + at..range.start + at + found.len());
            }
        }
        self.add_text(range, false);
    }

    fn check_characters(&mut self, range: Range<usize>) {
        if !self.holds_forbidden {
            return;
        }
        for (at, char) in forbidden(&self.text[range.clone()]) {
            let start = range.start + at;
            self.fault(FaultKind::ForbiddenCharacter(char), start..start + char.len_utf8());
        }
    }

    fn check_references(&mut self, range: Range<usize>) {
        let raw = &self.text[range.clone()];
        for (at, _) in raw.match_indices('&') {
            let start = range.start + at;
            let Some(name) = reference_name(&raw[at..]) else {
                self.fault(FaultKind::BareAmpersand, start..start + 1);
                continue;
            };
            let whole = start..start + name.len() + 2;
            if let Some(number) = name.strip_prefix('#') {
                let character = character(number);
                self.document.may_be_garbled |= matches!(character, Some('\u{80}'..='\u{ff}' | '\u{fffd}'));
                self.document.refers_beyond_16_bits |= character.is_none_or(|character| character > '\u{ffff}');
                if character.is_none() {
                    self.fault(FaultKind::ForbiddenReference(name.to_owned()), whole);
                }
            } else if let Some(length) = self.document.entity_length(name) {
                self.expanded += length;
                if self.expanded > EXPANSION_LIMIT {
                    self.fault(FaultKind::EntityBomb(name.to_owned()), whole);
                    self.document.entities.clear();
                    self.document.complete = false;
                    return;
                }
            } else if predefined(name).is_none() {
                let by_dtd = super::doctype::is_rss091(self.document.doctype.as_ref());
                if !(by_dtd && super::entity::html(name).is_some()) {
                    self.fault(FaultKind::UndefinedEntity(name.to_owned()), whole);
                }
            }
        }
    }

    fn add_text(&mut self, range: Range<usize>, cdata: bool) {
        if !range.is_empty() && !self.open.is_empty() {
            self.add(Kind::Text { range, cdata });
        }
    }

    /// Adds an element to the innermost open one.
    fn add_element(&mut self, element: Element<'s>) -> Id {
        let elements = &mut self.document.elements;
        let id = elements.len();
        elements.push(element);
        // The first element lies in no other.
        if let (Some(open), Some(number)) = (self.open.last_mut(), NonZero::new(id)) {
            elements[id].parent = Some(open.id);
            match open.last_child.replace(id) {
                None => elements[open.id].first_child = Some(number),
                Some(last) => elements[last].next_sibling = Some(number),
            }
        }
        self.add(Kind::Element(id));
        id
    }

    fn add(&mut self, kind: Kind) {
        let Document { elements, pieces, .. } = &mut self.document;
        let at = pieces.len();
        pieces.push(Piece { kind, next: None });
        if let (Some(open), Some(number)) = (self.open.last_mut(), NonZero::new(at)) {
            match open.last.replace(at) {
                None => elements[open.id].first = Some(number),
                Some(last) => pieces[last].next = Some(number),
            }
        }
    }

    fn comment(&mut self) {
        let start = self.at;
        let inside = start + 4;
        let Some(length) = self.text[inside..].find("-->") else {
            self.fault(FaultKind::Unterminated("comment"), start..start + 4);
            self.at = self.text.len();
            return;
        };
        let end = inside + length;
        let body = &self.text[inside..end];
        if let Some(dashes) = body.find("--") {
            self.fault(FaultKind::DashesInComment, inside + dashes..inside + dashes + 2);
        } else if body.ends_with('-') {
            self.fault(FaultKind::DashesInComment, end - 1..end + 2);
        }
        self.check_characters(inside..end);
        self.at = end + 3;
    }

    fn cdata(&mut self) {
        let start = self.at;
        let inside = start + 9;
        let bytes = &self.text.as_bytes()[inside..];
        // Brackets are rare enough for a search of one byte.
        let end = if let Some(length) = memchr_iter(b']', bytes).find(|&at| bytes[at..].starts_with(b"]]>")) {
            self.at = inside + length + 3;
            inside + length
        } else {
            self.fault(FaultKind::Unterminated("CDATA section"), start..inside);
            self.at = self.text.len();
            self.at
        };
        if self.open.is_empty() {
            self.fault(FaultKind::TextOutside, start..self.at);
            return;
        }
        self.check_characters(inside..end);
        self.add_text(inside..end, true);
    }

    fn doctype(&mut self) {
        let (end, faults) = super::doctype::read(&mut self.document, self.at);
        for (kind, range) in faults {
            self.fault(kind, range);
        }
        if self.document.root.is_some() {
            self.fault(FaultKind::StrayDeclaration, self.at..end);
        }
        self.at = end;
    }

    fn instruction(&mut self) {
        let start = self.at;
        let inside = start + 2;
        let Some(length) = self.text[inside..].find("?>") else {
            self.fault(FaultKind::Unterminated("processing instruction"), start..inside);
            self.at = self.text.len();
            return;
        };
        self.at = inside + length + 2;
        let body = &self.text[inside..inside + length];
        let target = &body[..name_length(body)];
        let ends = body[target.len()..].bytes().next().is_none_or(is_space);
        match target {
            _ if !ends => self.fault(FaultKind::BadInstruction, start..self.at),
            "xml" if start == self.begin => self.declaration(inside + 3..inside + length, start..self.at),
            "xml" => {
                let blank = self.text[..start].bytes().all(is_space);
                self.fault(FaultKind::LateDeclaration { blank }, start..self.at);
            }
            "" => self.fault(FaultKind::BadInstruction, start..self.at),
            _ if target.eq_ignore_ascii_case("xml") => self.fault(FaultKind::BadInstruction, start..self.at),
            _ => self.check_characters(inside..inside + length),
        }
    }

    fn declaration(&mut self, inside: Range<usize>, whole: Range<usize>) {
        let body = &self.text[inside];
        let found = pseudo_attributes(body);
        let value = |name: &str| found.iter().flatten().find(|(known, _)| *known == name).map(|(_, value)| *value);
        let kind = match &found {
            None => Some("not made of name=\"value\" pairs"),
            Some(_) if value("version").is_none() => Some("without a version"),
            Some(pairs) => {
                let names: Vec<_> = pairs.iter().map(|(name, _)| *name).collect();
                let proper: &[&[&str]] = &[
                    &["version"],
                    &["version", "encoding"],
                    &["version", "standalone"],
                    &["version", "encoding", "standalone"],
                ];
                if !proper.contains(&names.as_slice()) {
                    Some("not version, encoding, standalone, in this order and nothing else")
                } else if value("encoding").is_some_and(|name| !is_encoding_name(name)) {
                    Some("whose encoding is no name")
                } else {
                    let said = value("standalone").is_none_or(|said| matches!(said, "yes" | "no"));
                    (!said).then_some("whose `standalone` is neither `yes` nor `no`")
                }
            }
        };
        let version = value("version");
        if let Some(kind) = kind {
            self.fault(FaultKind::BadDeclaration(kind), whole.clone());
        }
        self.document.declaration = Some(Declaration { version, range: whole });
    }

    fn end_tag(&mut self) {
        let start = self.at;
        let name_start = start + 2;
        let rest = &self.text[name_start..];
        let name = &rest[..name_length(rest)];
        let after = &rest[name.len()..];
        let spaces = after.len() - unspaced(after).len();
        if after[spaces..].starts_with('>') && !name.is_empty() {
            self.at = name_start + name.len() + spaces + 1;
        } else if name.is_empty() {
            self.fault(FaultKind::BareLessThan, start..start + 1);
            self.add_text(start..start + 2, true);
            self.at = name_start;
            return;
        } else {
            let end = after.find(['<', '>']).unwrap_or(after.len());
            let found_end = after[end..].starts_with('>');
            self.at = name_start + name.len() + end + usize::from(found_end);
            let kind = if found_end {
                FaultKind::StrayInTag(after[..end].trim().to_owned())
            } else {
                FaultKind::UnfinishedTag(format!("/{name}"))
            };
            self.fault(kind, start..self.at);
        }
        self.close(name, start..self.at);
    }

    fn close(&mut self, name: &'s str, range: Range<usize>) {
        let Some(depth) = self.open.iter().rposition(|open| open.name == name) else {
            self.stray_end(name, range);
            return;
        };
        if depth + 1 < self.open.len() {
            let innermost = &self.open[self.open.len() - 1];
            let kind = FaultKind::Unclosed { name: innermost.name.to_owned(), found: name.to_owned() };
            let other = Some(innermost.range.clone());
            self.fault_with(kind, range.clone(), other);
        }
        while self.open.len() > depth + 1 {
            if let Some(open) = self.open.pop() {
                self.close_at(open.id, range.start..range.start, false);
            }
        }
        if let Some(open) = self.open.pop() {
            self.scopes.truncate(open.scopes);
            self.close_at(open.id, range, true);
        }
    }

    /// An end tag that fits nothing open: a misspelt one closes the innermost element, another is passed over.
    fn stray_end(&mut self, name: &'s str, range: Range<usize>) {
        let misspelt = self.open.last().is_some_and(|open| open.name.eq_ignore_ascii_case(name));
        if let (true, Some(open)) = (misspelt, self.open.pop()) {
            let kind = FaultKind::Unclosed { name: open.name.to_owned(), found: name.to_owned() };
            self.fault_with(kind, range.clone(), Some(open.range));
            self.scopes.truncate(open.scopes);
            self.close_at(open.id, range, true);
        } else {
            self.fault(FaultKind::StrayEndTag(name.to_owned()), range);
        }
    }

    fn close_at(&mut self, id: Id, range: Range<usize>, closed: bool) {
        let element = &mut self.document.elements[id];
        element.close = range;
        element.closed = closed;
    }
}

/// Whether a text could be the name of an encoding: a letter, then letters, digits, `.`, `_` and `-`.
pub(crate) fn is_encoding_name(text: &str) -> bool {
    let part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    text.starts_with(|first: char| first.is_ascii_alphabetic()) && text.bytes().all(part)
}

/// The `name="value"` pairs of an XML declaration, or `None` if it is not made of them.
pub(crate) fn pseudo_attributes(body: &str) -> Option<Vec<(&str, &str)>> {
    let mut pairs = Vec::new();
    let mut rest = body.trim_start();
    while !rest.is_empty() {
        let name = &rest[..name_length(rest)];
        let value = rest[name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|char| matches!(char, '"' | '\''))?;
        let end = value[1..].find(quote)?;
        if name.is_empty() {
            return None;
        }
        pairs.push((name, &value[1..=end]));
        rest = value[end + 2..].trim_start();
    }
    Some(pairs)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tree::Content;
    use super::*;

    #[test]
    fn a_namespace_is_known_as_it_is_written() {
        let (document, faults) = read("<feed xmlns=\"https://gazette.example/<p>\"/>");
        assert_eq!(document.root.map(|root| document.element(root).uri), Some("https://gazette.example/<p>"));
        assert_eq!(faults[0].kind, FaultKind::LessThanInAttribute("xmlns".to_owned()));
    }

    proptest! {
        #[test]
        fn elements_are_in_both_chains(text in "(<a>|<b>|</a>|</b>|<c/>|<c d='e'>|x| |\n|&amp;|<!-- -->|<!\\[CDATA\\[x\\]\\]>){0,40}") {
            let (document, _) = read(&text);
            for id in 0..document.elements.len() {
                let elements = document.contents(id).filter_map(|content| match content {
                    Content::Element(inside, _) => Some(inside),
                    Content::Text { .. } => None,
                });
                let elements: Vec<Id> = elements.collect();
                prop_assert!(elements.iter().all(|&inside| document.parent(inside) == Some(id)));
                prop_assert_eq!(document.children(id).collect::<Vec<_>>(), elements);
            }
        }
    }
}

//! Start tags: their attributes, and the namespaces that they declare.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr;

use super::super::character::{name_length, unspaced};
use super::super::fault::FaultKind;
use super::super::namespace::Ns;
use super::super::tree::{Attribute, Binding, Element};
use super::{ATTRIBUTE_LIMIT, DEPTH_LIMIT, Open, Reader};
use crate::value::byteset::ByteSet;

pub(super) struct RawAttribute<'s> {
    name: &'s str,
    value: Cow<'s, str>,
    range: Range<usize>,
    value_range: Range<usize>,
}

/// What a value may not hold, and what stands for something else in one.
const NOT_PLAIN: ByteSet = ByteSet::of(b"<&\t\r\n");

/// What `xmlns` itself is bound to.
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

impl<'s> Reader<'s> {
    pub(super) fn start_tag(&mut self, name: &'s str) {
        let start = self.at;
        self.at = start + 1 + name.len();
        let mut raw = std::mem::take(&mut self.attributes);
        let empty = self.tag_inside(name, start, &mut raw);
        let range = start..self.at;
        let scopes = self.scopes.len();
        self.declare(&raw);
        let (ns, uri, prefix, local) = self.resolve(name, start + 1, true);
        let attributes = self.add_attributes(raw.drain(..));
        self.attributes = raw;
        let is_outermost = self.open.is_empty();
        if is_outermost && self.document.root.is_some() {
            self.fault(FaultKind::SecondRoot(name.to_owned()), range.clone());
        }
        let close = range.end..range.end;
        let id = self.add_element(Element {
            ns,
            uri,
            prefix,
            name: local,
            attributes,
            parent: None,
            first: None,
            first_child: None,
            next_sibling: None,
            open: range.clone(),
            close,
            closed: empty,
        });
        if is_outermost && self.document.root.is_none() {
            self.document.root = Some(id);
        }
        if self.document.attributes(id).len() > ATTRIBUTE_LIMIT || self.scopes.len() > ATTRIBUTE_LIMIT {
            self.fault(FaultKind::TooManyAttributes, range.clone());
            self.document.complete = false;
        }
        if empty {
            self.scopes.truncate(scopes);
        } else {
            self.open.push(Open { id, last: None, last_child: None, name, range: range.clone(), scopes });
            if self.open.len() > DEPTH_LIMIT {
                self.fault(FaultKind::TooDeep, range);
                self.document.complete = false;
            }
        }
    }

    /// Reads what follows a tag's name, to behind its `>`; true for `/>`.
    fn tag_inside(&mut self, name: &str, start: usize, found: &mut Vec<RawAttribute<'s>>) -> bool {
        loop {
            let rest = &self.text[self.at..];
            let trimmed = unspaced(rest);
            let spaced = trimmed.len() < rest.len();
            self.at += rest.len() - trimmed.len();
            if trimmed.starts_with('>') {
                self.at += 1;
                return false;
            }
            if trimmed.starts_with("/>") {
                self.at += 2;
                return true;
            }
            if trimmed.is_empty() || trimmed.starts_with('<') {
                self.fault(FaultKind::UnfinishedTag(name.to_owned()), start..self.at);
                return false;
            }
            let length = name_length(trimmed);
            if length == 0 {
                let end = trimmed.find(|char: char| char.is_ascii_whitespace() || matches!(char, '<' | '>'));
                let end = end.unwrap_or(trimmed.len()).max(trimmed.chars().next().map_or(1, char::len_utf8));
                self.fault(FaultKind::StrayInTag(trimmed[..end].to_owned()), self.at..self.at + end);
                self.at += end;
                continue;
            }
            let attribute = &trimmed[..length];
            if !spaced {
                self.fault(FaultKind::CrowdedAttributes(attribute.to_owned()), self.at..self.at + length);
            }
            if let Some(read) = self.attribute(attribute) {
                if found.len() > ATTRIBUTE_LIMIT {
                    continue;
                }
                if found.iter().any(|known| known.name == read.name) {
                    self.fault(FaultKind::DuplicateAttribute(read.name.to_owned()), read.range);
                } else {
                    found.push(read);
                }
            }
        }
    }

    fn attribute(&mut self, name: &'s str) -> Option<RawAttribute<'s>> {
        let start = self.at;
        self.at += name.len();
        let rest = &self.text[self.at..];
        let after = unspaced(rest);
        let Some(value) = after.strip_prefix('=') else {
            self.fault(FaultKind::UnquotedAttribute(name.to_owned()), start..self.at);
            return None;
        };
        let value = unspaced(value);
        self.at += rest.len() - value.len();
        let quote = value.chars().next().filter(|char| matches!(char, '"' | '\''));
        let value_range = if let Some(quote) = quote {
            let inside = self.at + 1;
            if let Some(length) = self.find_quote(inside, quote) {
                self.at = inside + length + 1;
                inside..inside + length
            } else {
                let end = inside + self.text[inside..].find(['<', '>']).unwrap_or(self.text.len() - inside);
                self.fault(FaultKind::UnclosedQuote(name.to_owned()), start..end);
                self.at = end;
                inside..end
            }
        } else {
            let stop = |char: char| char.is_ascii_whitespace() || matches!(char, '<' | '>');
            let end = self.at + value.find(stop).unwrap_or(value.len());
            self.fault(FaultKind::UnquotedAttribute(name.to_owned()), start..end);
            let range = self.at..end;
            self.at = end;
            range
        };
        let raw = &self.text[value_range.clone()];
        self.check_characters(value_range.clone());
        let value = if NOT_PLAIN.is_in(raw.as_bytes()) {
            if let Some(at) = raw.find('<') {
                let at = value_range.start + at;
                self.fault(FaultKind::LessThanInAttribute(name.to_owned()), at..at + 1);
            }
            self.check_references(value_range.clone());
            self.attribute_value(raw)
        } else {
            Cow::Borrowed(raw)
        };
        Some(RawAttribute { name, value, range: start..self.at, value_range })
    }

    fn find_quote(&mut self, from: usize, quote: char) -> Option<usize> {
        let kind = usize::from(quote == '\'');
        if from >= self.no_quote[kind] {
            return None;
        }
        let found = memchr(quote as u8, &self.text.as_bytes()[from..]);
        if found.is_none() {
            self.no_quote[kind] = from;
        }
        found
    }

    fn attribute_value(&self, raw: &'s str) -> Cow<'s, str> {
        if !raw.contains(['&', '\t', '\r', '\n']) {
            return Cow::Borrowed(raw);
        }
        let mut value = String::with_capacity(raw.len());
        let mut rest = raw;
        while let Some(at) = rest.find('&') {
            value.push_str(&rest[..at].replace(['\t', '\r', '\n'], " "));
            let (length, text) = self.document.reference(&rest[at..]);
            value.push_str(&text);
            rest = &rest[at + length..];
        }
        value.push_str(&rest.replace(['\t', '\r', '\n'], " "));
        Cow::Owned(value)
    }

    fn declare(&mut self, attributes: &[RawAttribute<'s>]) {
        for attribute in attributes {
            let prefix = match attribute.name {
                "xmlns" => "",
                name => match name.strip_prefix("xmlns:") {
                    Some(prefix) => prefix,
                    None => continue,
                },
            };
            if attribute.value.contains(char::is_whitespace) || attribute.value.is_empty() && !prefix.is_empty() {
                let kind = FaultKind::BadNamespace(attribute.value.to_string());
                self.fault(kind, attribute.value_range.clone());
            }
            let ns = Ns::of(&attribute.value);
            if (prefix == "xml") != (ns == Ns::Xml) || prefix == "xmlns" || &*attribute.value == XMLNS {
                self.fault(FaultKind::ReservedNamespace(attribute.name.to_owned()), attribute.range.clone());
            }
            self.scopes.push((prefix, attribute.value.clone(), ns));
            let uri = attribute.value.clone();
            self.document.bindings.push(Binding { prefix, uri, ns, range: attribute.range.clone() });
        }
    }

    /// The namespace of a name: what it is, its address, the prefix and the local part as written.
    fn resolve(&mut self, name: &'s str, at: usize, default: bool) -> (Ns, &'s str, &'s str, &'s str) {
        let colon = name.bytes().position(|byte| byte == b':');
        let (prefix, local) = colon.map_or(("", name), |colon| (&name[..colon], &name[colon + 1..]));
        if colon.is_some() && (prefix.is_empty() || local.is_empty() || local.contains(':')) {
            self.fault(FaultKind::BadName(name.to_owned()), at..at + name.len());
        }
        if prefix.is_empty() && !default {
            return (Ns::None, "", "", local);
        }
        if prefix == "xmlns" {
            return (Ns::Xml, "", prefix, local);
        }
        // Some processors stumble where two empty texts, which lie nowhere, are compared byte by byte.
        let is_it = |known: &str| if prefix.is_empty() { known.is_empty() } else { known == prefix };
        match self.scopes.iter().rev().find(|(known, ..)| is_it(known)) {
            Some((_, uri, ns)) => {
                let uri = match uri {
                    Cow::Borrowed(uri) => uri,
                    Cow::Owned(_) => "",
                };
                (*ns, uri, prefix, local)
            }
            None if prefix.is_empty() => (Ns::None, "", "", local),
            None => {
                self.fault(FaultKind::UnboundPrefix(prefix.to_owned()), at..at + name.len());
                (Ns::Unknown, "", prefix, local)
            }
        }
    }

    fn add_attributes(&mut self, raw: impl Iterator<Item = RawAttribute<'s>>) -> Range<usize> {
        let start = self.document.attributes.len();
        for attribute in raw {
            if attribute.name == "xmlns" || attribute.name.starts_with("xmlns:") {
                continue;
            }
            let (ns, _, prefix, name) = self.resolve(attribute.name, attribute.range.start, false);
            let RawAttribute { name: written, value, range, value_range } = attribute;
            self.document.attributes.push(Attribute { ns, prefix, name, written, value, range, value_range });
        }
        start..self.document.attributes.len()
    }
}

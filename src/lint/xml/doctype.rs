//! The document type declaration: identifiers, and the entities that it declares within.

use std::ops::Range;

use super::character::{is_space, name_length, reference_name};
use super::fault::FaultKind;
use super::tree::{Doctype, Document, Entity};

/// The most that one entity may stand for, in bytes.
const ENTITY_LIMIT: usize = 20_000;
/// How many entities a document may declare.
const COUNT_LIMIT: usize = 1_000;

type Faults = Vec<(FaultKind, Range<usize>)>;

/// Whether a declaration names the RSS 0.91 DTD, which declares HTML's Latin entities.
pub(crate) fn is_rss091(doctype: Option<&Doctype<'_>>) -> bool {
    doctype.is_some_and(|doctype| {
        doctype.public == "-//Netscape Communications//DTD RSS 0.91//EN" || doctype.system.ends_with("rss-0.91.dtd")
    })
}

/// Reads the declaration that begins at `start`; gives the byte behind it.
pub(super) fn read(document: &mut Document<'_>, start: usize) -> (usize, Faults) {
    let mut faults = Faults::new();
    let text = document.text;
    let mut cursor = Cursor { text, at: start + "<!DOCTYPE".len() };
    cursor.spaces();
    cursor.name();
    cursor.spaces();
    let (public, system) = cursor.external_id();
    cursor.spaces();
    if cursor.eat("[") {
        subset(document, &mut cursor, &mut faults);
        cursor.spaces();
    }
    if !cursor.eat(">") {
        faults.push((FaultKind::Unterminated("document type declaration"), start..start + 9));
        cursor.at = text[cursor.at..].find('>').map_or(text.len(), |end| cursor.at + end + 1);
    }
    document.doctype = Some(Doctype { public, system, range: start..cursor.at });
    (cursor.at, faults)
}

fn subset<'s>(document: &mut Document<'s>, cursor: &mut Cursor<'s>, faults: &mut Faults) {
    loop {
        cursor.spaces();
        let start = cursor.at;
        if cursor.eat("]") || cursor.rest().is_empty() {
            return;
        }
        if cursor.eat("<!--") {
            cursor.skip_past("-->");
        } else if cursor.eat("<?") {
            cursor.skip_past("?>");
        } else if cursor.eat("<!ENTITY") {
            entity(document, cursor, start, faults);
        } else if cursor.eat("<!") {
            cursor.skip_declaration();
        } else if cursor.eat("%") {
            cursor.skip_past(";");
        } else {
            faults.push((FaultKind::StrayDeclaration, start..start + 1));
            cursor.at = cursor.text[start..].find(']').map_or(cursor.text.len(), |end| start + end);
        }
    }
}

fn entity<'s>(document: &mut Document<'s>, cursor: &mut Cursor<'s>, start: usize, faults: &mut Faults) {
    cursor.spaces();
    let parameter = cursor.eat("%");
    cursor.spaces();
    let name = cursor.name();
    cursor.spaces();
    let value = cursor.quoted();
    let declared = if let Some(value) = value {
        let (expanded, fits) = expand(document, name, value);
        if !fits {
            faults.push((FaultKind::EntityBomb(name.to_owned()), start..cursor.at));
        }
        Entity::Internal(expanded)
    } else {
        cursor.external_id();
        Entity::External
    };
    cursor.skip_declaration();
    if !parameter && document.entities.len() < COUNT_LIMIT {
        document.entities.entry(name).or_insert(declared);
    }
}

/// Puts in what an entity refers to, as far as it is declared already and stays within measure.
fn expand<'s>(document: &Document<'s>, name: &str, raw: &'s str) -> (String, bool) {
    let itself = format!("&{name};");
    let mut value = String::new();
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        value.push_str(&rest[..at]);
        let known = reference_name(&rest[at..]).is_some();
        let (length, text) = document.reference(&rest[at..]);
        if known {
            value.push_str(&text);
        }
        // What is not declared yet is still there by its name.
        let leads_back = rest[at..].starts_with(&itself) || text.contains(&itself);
        if leads_back || value.len() > ENTITY_LIMIT {
            return (String::new(), false);
        }
        rest = &rest[at + length..];
    }
    value.push_str(rest);
    (value, true)
}

struct Cursor<'s> {
    text: &'s str,
    at: usize,
}

impl<'s> Cursor<'s> {
    fn rest(&self) -> &'s str {
        &self.text[self.at..]
    }

    fn eat(&mut self, what: &str) -> bool {
        let found = self.rest().starts_with(what);
        if found {
            self.at += what.len();
        }
        found
    }

    fn spaces(&mut self) {
        self.at += self.rest().bytes().take_while(|&byte| is_space(byte)).count();
    }

    fn name(&mut self) -> &'s str {
        let name = &self.rest()[..name_length(self.rest())];
        self.at += name.len();
        name
    }

    fn quoted(&mut self) -> Option<&'s str> {
        let quote = self.rest().chars().next().filter(|char| matches!(char, '"' | '\''))?;
        let inside = &self.rest()[1..];
        let end = inside.find(quote)?;
        self.at += end + 2;
        Some(&inside[..end])
    }

    fn external_id(&mut self) -> (&'s str, &'s str) {
        let public = self.eat("PUBLIC");
        if !public && !self.eat("SYSTEM") {
            return ("", "");
        }
        self.spaces();
        let first = self.quoted().unwrap_or_default();
        if !public {
            return ("", first);
        }
        self.spaces();
        (first, self.quoted().unwrap_or_default())
    }

    fn skip_past(&mut self, what: &str) {
        self.at = self.rest().find(what).map_or(self.text.len(), |at| self.at + at + what.len());
    }

    /// To behind the `>` that ends a declaration, quoted ones passed over.
    fn skip_declaration(&mut self) {
        let mut quote = None;
        for (at, byte) in self.rest().bytes().enumerate() {
            match (byte, quote) {
                (b'"' | b'\'', None) => quote = Some(byte),
                (_, Some(open)) if byte == open => quote = None,
                (b'>', None) => {
                    self.at += at + 1;
                    return;
                }
                _ => {}
            }
        }
        self.at = self.text.len();
    }
}

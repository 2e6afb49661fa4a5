//! A document before a crate reads it: which format it is, and that it is safe to hand over.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::Unreadable;
use crate::value::format::Format;

/// The crates read what they do not know by recursion; no feed is nested so deeply.
const DEEPEST: usize = 200;

/// An XML document that a crate can read.
pub(super) struct Document<'t> {
    pub(super) format: Format,
    /// The document without its declaration, since the text is decoded already.
    pub(super) body: &'t str,
}

/// Looks at the whole document once: its first element, and how deep it goes.
pub(super) fn read(text: &str) -> Result<Document<'_>, Unreadable> {
    let body = without_declaration(text);
    let mut reader = Reader::from_str(body);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut format = None;
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) if format.is_none() => {
                format = Some(of_root(element.name().as_ref()).ok_or(Unreadable::NoFeed)?);
                depth += 1;
            }
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            // The crate meets the same fault, and has the better words for it.
            Err(_) if format.is_some() => break,
            Err(error) => return Err(Unreadable::Malformed(error.to_string())),
        }
        if depth > DEEPEST {
            return Err(Unreadable::TooDeep);
        }
    }
    format.map(|format| Document { format, body }).ok_or(Unreadable::NoFeed)
}

fn of_root(name: &[u8]) -> Option<Format> {
    match name {
        b"rss" | b"rdf:RDF" => Some(Format::Rss),
        b"feed" => Some(Format::Atom),
        _ => None,
    }
}

fn without_declaration(text: &str) -> &str {
    let inside = text.strip_prefix("<?xml").filter(|rest| rest.starts_with(char::is_whitespace));
    inside.and_then(|inside| inside.split_once("?>")).map_or(text, |(_, body)| body.trim_start())
}

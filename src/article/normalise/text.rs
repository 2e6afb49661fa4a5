//! Texts and addresses of an article.

use std::ops::Range;

use memchr::memchr2;

use super::super::rules;
use crate::diagnostic::Sink;
use crate::table::Text;
use crate::value::html::Format;
use crate::value::link::WebUrl;
use crate::value::text::XmlText;

/// More characters in one line are no title, name or summary.
const LONGEST_LINE: usize = 10_000;

/// Whether a text has no more characters than it may; else that is a finding.
pub(super) fn is_measured(text: &Text, what: &str, most: usize, sink: &mut Sink) -> bool {
    // Bytes are counted in no time, and are never fewer.
    let length = if text.as_str().len() > most { text.as_str().chars().count() } else { 0 };
    if length > most {
        sink.push(rules::too_long(text.span(), what, length, most, "characters"));
    }
    length <= most
}

/// Whether a byline is one that can be read.
pub(super) fn is_byline(text: &Text, sink: &mut Sink) -> bool {
    rules::look_for_garbled(text, sink);
    is_measured(text, "a byline", LONGEST_LINE, sink)
}

/// A text of one line that is not empty and that XML may hold.
pub(super) fn line(text: &Text, sink: &mut Sink) -> Option<XmlText> {
    if !is_measured(text, "a text", LONGEST_LINE, sink) {
        return None;
    }
    rules::look_for_garbled(text, sink);
    match XmlText::single_line(text.as_str()) {
        Ok(line) if line.as_str().chars().all(char::is_whitespace) => {
            sink.push(rules::empty(text));
            None
        }
        Ok(line) => Some(line),
        Err(error) => {
            sink.push(rules::forbidden_character(text, &error));
            None
        }
    }
}

/// An absolute http or https address.
pub(super) fn address(text: &Text, sink: &mut Sink) -> Option<WebUrl> {
    WebUrl::parse(text.as_str()).map_err(|error| sink.push(rules::bad_address(text, &error))).ok()
}

/// `markdown`, `html` or `text`.
pub(super) fn format(text: &Text, sink: &mut Sink) -> Option<Format> {
    let format = match text.as_str() {
        "markdown" => Some(Format::Markdown),
        "html" => Some(Format::Html),
        "text" => Some(Format::Text),
        _ => None,
    };
    if format.is_none() {
        sink.push(rules::unknown_format(text));
    }
    format
}

/// The place of the first HTML character reference, as `&amp;` or `&#8217;`, which a title would show as it stands.
fn character_reference(text: &str) -> Option<Range<usize>> {
    text.match_indices('&').find_map(|(start, _)| {
        let rest = &text[start + 1..];
        let name = &rest[..rest.find(';')?];
        let letters = name.strip_prefix('#').unwrap_or(name);
        let is_reference = (2..=8).contains(&name.len())
            && !letters.is_empty()
            && letters.bytes().all(|byte| byte.is_ascii_alphanumeric());
        is_reference.then(|| start..start + name.len() + 2)
    })
}

/// What a text that is none has of HTML, and where.
pub(super) enum Html {
    Tag(Range<usize>),
    Reference(Range<usize>),
}

/// What a text first has of HTML: a tag, or else a character reference.
pub(super) fn html(text: &str) -> Option<Html> {
    memchr2(b'<', b'&', text.as_bytes())?;
    tag(text).map(Html::Tag).or_else(|| character_reference(text).map(Html::Reference))
}

/// Where a text has a tag that closes, breaks a line or begins a paragraph.
fn tag(text: &str) -> Option<Range<usize>> {
    text.match_indices('<').find_map(|(start, _)| {
        let rest = &text[start + 1..];
        let inner = &rest[..rest.find('>')?];
        let name = inner.strip_prefix('/').unwrap_or(inner);
        let is_closing =
            name.len() < inner.len() && !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        (is_closing || matches!(inner, "br" | "br/" | "br /" | "p")).then(|| start..start + inner.len() + 2)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_from_signs() {
        assert_eq!(tag("The <em>Petrel</em>"), Some(14..19));
        assert_eq!(tag("One<br>two"), Some(3..7));
        assert_eq!(tag("3 < 4, 5 > 2 and a </ b>"), None);
        assert_eq!(tag("a <b> that stays"), None, "a variable, perhaps");
    }

    #[test]
    fn only_whole_references_count() {
        assert_eq!(character_reference("AT&amp;T"), Some(2..7));
        assert_eq!(character_reference("Q&A; more"), None, "one letter is no reference");
        assert_eq!(character_reference("It&#8217;s"), Some(2..9));
        assert_eq!(character_reference("R&D, then; nothing"), None);
        assert_eq!(character_reference("AT&T"), None);
    }
}

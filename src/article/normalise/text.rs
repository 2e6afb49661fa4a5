//! Texts and addresses of an article.

use std::ops::Range;

use super::super::rules;
use crate::diagnostic::Sink;
use crate::table::Text;
use crate::value::html::Format;
use crate::value::link::{WebUrl, is_own_machine};
use crate::value::person::is_invisible;
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
    rules::look_for_html(text, sink);
    words(text, sink)
}

/// The same, where HTML has been looked for.
pub(super) fn words(text: &Text, sink: &mut Sink) -> Option<XmlText> {
    if !is_measured(text, "a text", LONGEST_LINE, sink) {
        return None;
    }
    rules::look_for_garbled(text, sink);
    match XmlText::single_line(text.as_str()) {
        Ok(line) if line.as_str().chars().all(|sign| sign.is_whitespace() || is_invisible(sign)) => {
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

/// Where a body has the front matter of another generator, from its first line to its last.
pub(super) fn front_matter(body: &str) -> Option<Range<usize>> {
    /// Nobody has more keys.
    const MOST_LINES: usize = 200;
    let start = body.len() - body.trim_start().len();
    let mut lines = body[start..].split_inclusive('\n');
    let fence = lines.next()?;
    let sign = match fence.trim_end() {
        "---" => ':',
        "+++" => '=',
        _ => return None,
    };
    let mut end = start + fence.len();
    let mut has_key = false;
    for line in lines.take(MOST_LINES) {
        let text = line.trim_end();
        if text == fence.trim_end() {
            return has_key.then(|| start..end + text.len());
        }
        let is_key = |key: &str| {
            !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
        };
        let is_entry = text.split_once(sign).is_some_and(|(key, _)| is_key(key.trim_end()));
        let is_part = text.is_empty() || text.starts_with([' ', '\t', '#', '-', '[', ']', '}', '"', '\'']);
        if !is_entry && !is_part {
            return None;
        }
        has_key |= is_entry;
        end += line.len();
    }
    None
}

/// An absolute http or https address.
pub(super) fn address(text: &Text, sink: &mut Sink) -> Option<WebUrl> {
    let url = WebUrl::parse(text.as_str()).map_err(|error| sink.push(rules::bad_address(text, &error))).ok()?;
    look_at_host(&url, text, sink);
    Some(url)
}

/// Tells of an address that leads each reader to its own machine.
pub(super) fn look_at_host(url: &WebUrl, text: &Text, sink: &mut Sink) {
    if is_own_machine(url.host()) {
        sink.push(rules::own_machine(text));
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_between_fences_are_front_matter() {
        assert_eq!(front_matter("---\ntitle: A\n---\nText"), Some(0..16));
        assert_eq!(front_matter("\n+++\r\ntitle = 'A'\r\n+++\r\n"), Some(1..22));
        for body in [
            "",
            "---",
            "---\n\n---\n",
            "---\nA rule above, and: a colon.\n---\n",
            "---\ntitle: A\n",
            "---\ntitle: A\nThe ferry is back.\n---\n",
            "title: A\n---\nThe ferry is back.\n",
            "+++\ntitle: A\n+++\n",
        ] {
            assert_eq!(front_matter(body), None, "{body}");
        }
    }
}

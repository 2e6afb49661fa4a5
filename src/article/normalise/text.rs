//! Texts and addresses of an article.

use super::super::rules;
use crate::diagnostic::Sink;
use crate::table::Text;
use crate::value::html::Format;
use crate::value::link::{WebUrl, is_own_machine};
use crate::value::person::is_seen;
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
    plain(text).or_else(|| {
        rules::look_for_html(text, sink);
        words(text, sink)
    })
}

/// Such a text, where nothing is to be told of it, as of most.
pub(super) fn plain(text: &Text) -> Option<XmlText> {
    let line = text.as_str();
    if line.len() <= LONGEST_LINE && is_seen(line) { XmlText::plain_line(line) } else { None }
}

/// The same, where HTML has been looked for.
pub(super) fn words(text: &Text, sink: &mut Sink) -> Option<XmlText> {
    if !is_measured(text, "a text", LONGEST_LINE, sink) {
        return None;
    }
    rules::look_for_garbled(text, sink);
    match XmlText::single_line(text.as_str()) {
        Ok(line) if !is_seen(line.as_str()) => {
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
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::source::Source;

    /// Whether a text is plain; then it must be what looking for each fault makes of it.
    fn is_plain(line: &str) -> bool {
        let text = Text::of_file(&Arc::new(Source::new("a.toml", line)));
        let plain = plain(&text);
        if plain.is_some() {
            let mut sink = Sink::new();
            rules::look_for_html(&text, &mut sink);
            assert_eq!(plain, words(&text, &mut sink), "{line:?}");
            assert!(sink.is_empty(), "{line:?}");
        }
        plain.is_some()
    }

    #[test]
    fn words_alone_are_plain() {
        for line in ["Ferry line returns", "Café – “naïve”", "a", "5 > 3", "Łódź"] {
            assert!(is_plain(line), "{line}");
        }
        assert!(is_plain(&"a".repeat(LONGEST_LINE)));
    }

    #[test]
    fn what_may_be_a_fault_is_not() {
        for line in
            ["", " ", "a  b", "a ", "a<br>", "AT&amp;T", "CafÃ©", "itâ€™s", "12 €", "a\u{85}", "\u{7F}", "\u{2003}"]
        {
            assert!(!is_plain(line), "{line:?}");
        }
        assert!(!is_plain(&"a".repeat(LONGEST_LINE + 1)));
    }

    const PIECES: &str =
        "([ a-z]|<p>|</b>|&amp;|é|Ã©|Â©|â€™|–|’|\u{7F}|\u{85}|\u{2003}|\u{FFFD}|\u{FFFF}|\t|\n|.){0,12}";

    proptest! {
        #[test]
        fn what_is_plain_has_no_fault(line in PIECES) {
            is_plain(&line);
        }
    }
}

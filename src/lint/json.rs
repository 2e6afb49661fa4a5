//! JSON Feed: the JSON first, then what is in it.
//!
//! It follows <https://www.jsonfeed.org/version/1.1/>, <https://www.jsonfeed.org/version/1/> and
//! <https://www.rfc-editor.org/rfc/rfc8259>.

pub mod feed;
pub(crate) mod reader;
mod shape;
mod text;
mod walk;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use memchr::memmem;

use crate::diagnostic::rule::{Rule, rules};
use crate::diagnostic::{Diagnostic, Sink, Span};
use crate::source::Source;

use self::reader::{Fault, Node, Value, What};
use super::walk::shown;
use super::{Kind, Options};
use crate::value::merge;

rules! {
    /// Something that is not JSON where a key, a value or a mark belongs; the marks of a merge too.
    ///
    /// Readers show nothing at all of a feed that is not JSON; the specification tells them not to try.
    ///
    /// Wrong:
    /// ```json
    /// "title" = "News"
    /// ```
    /// Right:
    /// ```json
    /// "title": "News"
    /// ```
    MALFORMED = Error "json/malformed" "something that is not JSON", "https://www.rfc-editor.org/rfc/rfc8259#section-2";

    /// A comma after the last value.
    ///
    /// JavaScript and Python allow it, JSON does not.
    ///
    /// Wrong:
    /// ```json
    /// {"id": "1", "content_text": "The ferry is back.",}
    /// ```
    /// Right:
    /// ```json
    /// {"id": "1", "content_text": "The ferry is back."}
    /// ```
    TRAILING_COMMA = Error "json/trailing-comma" "a comma after the last value",
        "https://www.rfc-editor.org/rfc/rfc8259#section-4";

    /// No comma between two values.
    ///
    /// Wrong:
    /// ```json
    /// {"id": "1" "content_text": "The ferry is back."}
    /// ```
    /// Right:
    /// ```json
    /// {"id": "1", "content_text": "The ferry is back."}
    /// ```
    MISSING_COMMA = Error "json/missing-comma" "no comma between two values",
        "https://www.rfc-editor.org/rfc/rfc8259#section-4";

    /// A comment.
    ///
    /// JSON has none; JSON Feed has the key `user_comment` for words to people who look at the file.
    ///
    /// Wrong:
    /// ```json
    /// "title": "News" // of the town
    /// ```
    /// Right:
    /// ```json
    /// "title": "News", "user_comment": "News of the town."
    /// ```
    COMMENT = Error "json/comment" "a comment, which JSON does not have",
        "https://www.rfc-editor.org/rfc/rfc8259#section-2";

    /// A key or text in single quotes, or a key without any.
    ///
    /// Wrong:
    /// ```json
    /// title: 'News'
    /// ```
    /// Right:
    /// ```json
    /// "title": "News"
    /// ```
    QUOTES = Error "json/quotes" "a key or text without double quotes",
        "https://www.rfc-editor.org/rfc/rfc8259#section-7";

    /// A word of another language: `True`, `None`, `undefined`, `NaN`.
    ///
    /// Wrong:
    /// ```json
    /// "expired": False
    /// ```
    /// Right:
    /// ```json
    /// "expired": false
    /// ```
    WORD = Error "json/word" "a word of another language", "https://www.rfc-editor.org/rfc/rfc8259#section-3";

    /// A number in a form that JSON does not have: `007`, `+1`, `.5`, `1.`, `0x1F`.
    ///
    /// Wrong:
    /// ```json
    /// {"id": "1", "content_text": "a", "attachments": [{"url": "https://gazette.example/a.mp3", "mime_type": "audio/mpeg", "duration_in_seconds": .5}]}
    /// ```
    /// Right:
    /// ```json
    /// {"id": "1", "content_text": "a", "attachments": [{"url": "https://gazette.example/a.mp3", "mime_type": "audio/mpeg", "duration_in_seconds": 0.5}]}
    /// ```
    NUMBER = Error "json/number" "a number in a form that JSON does not have",
        "https://www.rfc-editor.org/rfc/rfc8259#section-6";

    /// A line break or another control character in a text.
    ///
    /// Wrong:
    /// ```json
    /// {"id": "1", "content_text": "The ferry
    /// is back."}
    /// ```
    /// Right:
    /// ```json
    /// {"id": "1", "content_text": "The ferry\nis back."}
    /// ```
    CONTROL = Error "json/control-character" "a control character in a text",
        "https://www.rfc-editor.org/rfc/rfc8259#section-7";

    /// A backslash before what needs none.
    ///
    /// Wrong:
    /// ```json
    /// "title": "The town\'s news"
    /// ```
    /// Right:
    /// ```json
    /// "title": "The town's news"
    /// ```
    ESCAPE = Error "json/escape" "an escape that JSON does not have",
        "https://www.rfc-editor.org/rfc/rfc8259#section-7";

    /// Half of a surrogate pair.
    ///
    /// A letter beyond U+FFFF takes two escapes; one alone is no letter, and parsers refuse it or show `�`. It comes
    /// of cutting a text in the middle of a pair.
    ///
    /// Wrong:
    /// ```json
    /// "title": "The crab \ud83e"
    /// ```
    /// Right:
    /// ```json
    /// "title": "The crab \ud83e\udd80"
    /// ```
    SURROGATE = Error "json/lone-surrogate" "half of a surrogate pair",
        "https://www.rfc-editor.org/rfc/rfc8259#section-8.2";

    /// A text, array or object that is not closed.
    ///
    /// Most often the file was cut off.
    ///
    /// Wrong:
    /// ```json
    /// {"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": [
    /// ```
    /// Right:
    /// ```json
    /// {"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": []}
    /// ```
    UNCLOSED = Error "json/unclosed" "a text, array or object that is not closed",
        "https://www.rfc-editor.org/rfc/rfc8259#section-2";

    /// Text after the end.
    ///
    /// Wrong:
    /// ```json
    /// {"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": []};
    /// ```
    /// Right:
    /// ```json
    /// {"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": []}
    /// ```
    TRAILING = Error "json/trailing-text" "text after the end", "https://www.rfc-editor.org/rfc/rfc8259#section-2";

    /// Arrays and objects in one another, more than 128 deep.
    ///
    /// What is deeper is not read.
    TOO_DEEP = Error "json/too-deep" "nesting beyond all measure", "https://www.rfc-editor.org/rfc/rfc8259#section-9";

    /// More than 50 faults of JSON.
    ///
    /// The rest is not read: most likely it is no JSON at all.
    TOO_MANY = Error "json/too-many-faults" "more faults than are listed",
        "https://www.rfc-editor.org/rfc/rfc8259#section-2";

    /// One key twice in an object.
    ///
    /// Parsers keep the first, or the last, or refuse the document.
    ///
    /// Wrong:
    /// ```json
    /// {"id": "1", "content_text": "The ferry is back.", "content_text": "It is late."}
    /// ```
    /// Right:
    /// ```json
    /// {"id": "1", "content_text": "The ferry is back. It is late."}
    /// ```
    DUPLICATE_KEY = Error "json/duplicate-key" "one key twice", "https://www.rfc-editor.org/rfc/rfc8259#section-4";

    /// A byte order mark before the JSON.
    ///
    /// Whoever sends JSON must not put one there, and several parsers refuse it.
    BYTE_ORDER_MARK = Warning "json/byte-order-mark" "a byte order mark",
        "https://www.rfc-editor.org/rfc/rfc8259#section-8.1";

    /// JSON that is not in UTF-8.
    ///
    /// Between programs that do not know each other JSON must be UTF-8; few parsers try anything else.
    NOT_UTF8 = Error "json/not-utf8" "JSON that is not in UTF-8",
        "https://www.rfc-editor.org/rfc/rfc8259#section-8.1";
}

/// Whether a document is to be read as JSON: by its first letter, or by its name.
pub(crate) fn is_json(source: &Source) -> bool {
    let text = source.text().trim_start();
    // The mark of a merge is no tag of XML.
    let is_xml = text.starts_with('<') && !text.starts_with(merge::MARK);
    text.starts_with(['{', '[']) || !is_xml && source.path().to_ascii_lowercase().ends_with(".json")
}

/// What is to be said about the encoding of JSON: the byte order mark, and anything but UTF-8.
pub(crate) fn encoding(source: &Arc<Source>, marked: bool, utf8: bool, fault: Option<usize>, sink: &mut Sink) {
    let span = fault.map_or_else(|| Span::whole(source), |at| Span::new(source, at..at));
    let help = "save the file as UTF-8 without a byte order mark";
    if !utf8 || fault.is_some() {
        let message = if fault.is_some() { "a byte that is not UTF-8" } else { "the file is not in UTF-8" };
        sink.push(Diagnostic::new(&NOT_UTF8, span, message).help(help));
    } else if marked {
        let message = "a byte order mark before the JSON";
        sink.push(Diagnostic::new(&BYTE_ORDER_MARK, Span::new(source, 0..0), message).help(help));
    }
}

/// Reads a document as JSON Feed and checks it.
pub(crate) fn check(source: &Arc<Source>, options: &Options<'_>, sink: &mut Sink) -> Kind {
    let mut conflicts = conflicts(source.text()).peekable();
    if conflicts.peek().is_some() {
        for at in conflicts {
            let span = Span::new(source, at..at + merge::MARK.len());
            let finding = Diagnostic::new(&MALFORMED, span, "a merge left two versions of the feed");
            sink.push(finding.help("keep one of them, and take the marks out"));
        }
        return Kind::JsonFeed;
    }
    let (root, faults) = reader::read(source.text());
    for fault in &faults {
        report(source, fault, sink);
    }
    let Some(root) = root else { return Kind::Unknown };
    repeated_keys(source, &root, ("", ""), sink);
    walk::check(source, options, &root, faults.is_empty(), sink)
}

/// Where a merge left two versions; a mark at the beginning of a line is nothing else, since no text has several lines.
fn conflicts(text: &str) -> impl Iterator<Item = usize> {
    let begins_line = |at: &usize| text[..*at].ends_with('\n') || text[..*at].trim().is_empty();
    memmem::find_iter(text.as_bytes(), merge::MARK).filter(begins_line)
}

fn report(source: &Arc<Source>, fault: &Fault, sink: &mut Sink) {
    let found = shown(&source.text()[fault.range.clone()]);
    let (rule, message, help): (&'static Rule, String, &str) = match fault.what {
        What::Empty => (&MALFORMED, "there is nothing in the file".into(), "write a feed into it"),
        What::Unexpected(wanted) => (&MALFORMED, format!("expected {wanted}, found `{found}`"), ""),
        What::MissingColon => {
            (&MALFORMED, format!("no colon after the key `{found}`"), "write `:` between key and value")
        }
        What::WrongBracket => (&MALFORMED, format!("`{found}` closes what it did not open"), "write the other bracket"),
        What::Space => (&MALFORMED, "a white space that JSON does not know".into(), "write a plain space"),
        What::TrailingComma => (&TRAILING_COMMA, "a comma after the last value".into(), "take the comma out"),
        What::MissingComma => (&MISSING_COMMA, "no comma before this".into(), "put a comma before it"),
        What::Comment => (&COMMENT, "JSON has no comments".into(), "take it out, or write it as `user_comment`"),
        What::SingleQuotes => (&QUOTES, format!("{found} in single quotes"), "write double quotes"),
        What::BareKey => (&QUOTES, format!("the key `{found}` without quotes"), "put it in double quotes"),
        What::Word => (&WORD, format!("JSON has no `{found}`"), "write `true`, `false` or `null`"),
        What::Number => (&NUMBER, format!("`{found}` is no number of JSON"), "write it in decimal digits alone"),
        What::Control => (&CONTROL, "a control character in a text".into(), "write it as an escape, such as `\\n`"),
        What::Escape => {
            (&ESCAPE, format!("JSON has no escape `{found}`"), "take the backslash out, or write `\\\\` for one")
        }
        What::Surrogate => (&SURROGATE, format!("`{found}` is half of a letter"), "write the letter itself"),
        What::OpenString => (&UNCLOSED, "a text without its closing quote".into(), "close it with `\"`"),
        What::Open => (&UNCLOSED, format!("nothing closes this `{found}`"), "close it, or write the file whole"),
        What::Trailing => (&TRAILING, format!("`{found}` after the end of the feed"), "take it out"),
        What::TooDeep => (&TOO_DEEP, format!("deeper than {} levels, the rest is not read", reader::MAX_DEPTH), ""),
        What::TooMany => (&TOO_MANY, format!("more than {} faults, the rest is not read", reader::MAX_FAULTS), ""),
    };
    let finding = Diagnostic::new(rule, Span::new(source, fault.range.clone()), message);
    sink.push(finding.help_opt((!help.is_empty()).then_some(help)));
}

fn repeated_keys(source: &Arc<Source>, node: &Node<'_>, (name, parent): (&str, &str), sink: &mut Sink) {
    match &node.value {
        Value::Array(values) => {
            let inside = format!("{name}[]");
            for value in values {
                repeated_keys(source, value, (&inside, parent), sink);
            }
        }
        Value::Object(members) => {
            let mut seen: BTreeMap<&str, Range<usize>> = BTreeMap::new();
            for member in members {
                let range = member.key_range.clone();
                if let Some(first) = seen.get(&*member.key) {
                    let message = format!("the key `{}` is there already", shown(&member.key));
                    let finding = Diagnostic::new(&DUPLICATE_KEY, Span::new(source, range), message)
                        .related(Span::new(source, first.clone()), "the first")
                        .element(&*member.key, name)
                        .help("keep one");
                    sink.push(finding);
                } else {
                    seen.insert(&member.key, range);
                }
                repeated_keys(source, &member.value, (&member.key, name), sink);
            }
        }
        _ => {}
    }
}

//! Strings that are plainly without a fault, found by a search for their end; `None` is everything else, for the parser
//! to look at.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr2;

use super::value::without_first_break;
use crate::value::byteset::ByteSet;

/// Control characters but the tab and the line feed.
const CONTROLS: ByteSet = ByteSet::of(b"\x7F").with_all(0, 0x08).with_all(0x0B, 0x1F);
/// What may end a string of several lines, or leave it to the parser.
const IN_BASIC: ByteSet = CONTROLS.with(b"\"\\");
const IN_LITERAL: ByteSet = CONTROLS.with(b"'");
/// What no string of one line holds, and what may end one.
const NOT_IN_LINE: ByteSet = CONTROLS.with(b"\n");
const IN_BASIC_LINE: ByteSet = NOT_IN_LINE.with(b"\"\\");
const IN_LITERAL_LINE: ByteSet = NOT_IN_LINE.with(b"'");

/// A string that begins at `open`, and where it ends, quotation marks included.
pub(super) fn string(text: &str, open: usize) -> Option<(Cow<'_, str>, usize)> {
    let (bytes, inside) = (text.as_bytes(), open + 1);
    let quote = bytes[open];
    if bytes[inside..].starts_with(&[quote, quote]) {
        return long(text, open);
    }
    let signs = if quote == b'"' { &IN_BASIC_LINE } else { &IN_LITERAL_LINE };
    let first = inside + signs.find_map(&bytes[inside..], Some)?;
    let (content, close) = match bytes[first] {
        b'"' | b'\'' => (Cow::Borrowed(&text[inside..first]), first),
        b'\\' => {
            let (content, close) = decoded(text, inside, "\"")?;
            (!NOT_IN_LINE.is_in(&bytes[first..close])).then_some((Cow::Owned(content), close))?
        }
        _ => return None,
    };
    Some((content, close + 1))
}

/// A string of several lines that begins at `open`, and where it ends, quotation marks included.
pub(super) fn long(text: &str, open: usize) -> Option<(Cow<'_, str>, usize)> {
    let inside = open + 3;
    let (quotes, bytes) = (&text[open..inside], &text.as_bytes()[inside..]);
    let signs = if quotes.starts_with('"') { &IN_BASIC } else { &IN_LITERAL };
    let is_end = |at: usize| match bytes[at] {
        b'"' | b'\'' => bytes[at..].starts_with(quotes.as_bytes()),
        _ => !is_break(bytes, at),
    };
    let end = inside + signs.find_map(bytes, |at| is_end(at).then_some(at))?;
    let (content, close) = match text.as_bytes()[end] {
        b'"' | b'\'' => (Cow::Borrowed(without_first_break(&text[inside..end])), end),
        b'\\' => {
            let first = text.len() - without_first_break(&text[inside..]).len();
            let (content, close) = decoded(text, first, quotes)?;
            let written = &bytes[..close - inside];
            let is_sound = CONTROLS.all(written, |at| is_break(written, at));
            is_sound.then_some((Cow::Owned(content), close))?
        }
        _ => return None,
    };
    let end = close + quotes.len();
    ends_value(text, end).then_some((content, end))
}

/// What stands between `start` and the quotation marks that end a basic string, and where they begin; each escape is what
/// it stands for.
///
/// A backslash at the end of a line is left to the parser, and so is what is no escape.
fn decoded(text: &str, start: usize, quotes: &str) -> Option<(String, usize)> {
    let mut content = String::new();
    let mut at = start;
    loop {
        let next = at + memchr2(b'\\', b'"', &text.as_bytes()[at..])?;
        content.push_str(&text[at..next]);
        if text[next..].starts_with(quotes) {
            return Some((content, next));
        }
        let (character, length) = if text[next..].starts_with('"') { ('"', 1) } else { escape(&text[next..])? };
        content.push(character);
        at = next + length;
    }
}

/// What the escape stands for that a text begins with, and how long it is.
fn escape(text: &str) -> Option<(char, usize)> {
    let by_number = |figures: usize| {
        let hexadecimal = text.get(2..2 + figures).filter(|part| part.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        let character = char::from_u32(u32::from_str_radix(hexadecimal, 16).ok()?)?;
        Some((character, 2 + figures))
    };
    match text.as_bytes().get(1)? {
        b'n' => Some(('\n', 2)),
        b't' => Some(('\t', 2)),
        b'r' => Some(('\r', 2)),
        b'"' => Some(('"', 2)),
        b'\\' => Some(('\\', 2)),
        b'u' => by_number(4),
        b'U' => by_number(8),
        _ => None,
    }
}

/// Where in a string, quotation marks and escapes included, some bytes of what it stands for were written.
///
/// `None` where that cannot be told, as of an escape that is rarer than those that [`escape`] knows.
pub(super) fn written(string: &str, value: &str, range: Range<usize>) -> Option<Range<usize>> {
    let quotes = if string.starts_with("\"\"\"") { "\"\"\"" } else { "\"" };
    let inside = string.strip_prefix(quotes)?.strip_suffix(quotes)?;
    let first = if quotes.len() > 1 { without_first_break(inside) } else { inside };
    let mut at = string.len() - quotes.len() - first.len();
    let mut told = 0;
    let (mut start, mut end) = (None, None);
    while told < range.end {
        let rest = &string[at..string.len() - quotes.len()];
        let (character, length) = match rest.strip_prefix('\\') {
            // A backslash at the end of a line takes the white space behind it along.
            Some(behind) if behind.trim_start_matches([' ', '\t', '\r']).starts_with('\n') => {
                at += 1 + behind.len() - behind.trim_start_matches([' ', '\t', '\r', '\n']).len();
                continue;
            }
            Some(_) => escape(rest)?,
            None => rest.chars().next().map(|character| (character, character.len_utf8()))?,
        };
        if !value[told..].starts_with(character) {
            return None;
        }
        start = start.or_else(|| (told == range.start).then_some(at));
        (at, told) = (at + length, told + character.len_utf8());
        end = Some(at).filter(|_| told == range.end);
    }
    Some(start?..end?)
}

/// Whether a control character other than a tab and a line feed stands in a text.
pub(super) fn has_control(text: &str) -> bool {
    CONTROLS.is_in(text.as_bytes())
}

/// Whether the carriage return, or whatever it is, that stands there is the break of a line as Windows has it.
fn is_break(bytes: &[u8], at: usize) -> bool {
    bytes[at..].starts_with(b"\r\n")
}

/// Whether nothing but a comment follows on the line: no fourth quotation mark, nor a second value.
pub(super) fn ends_value(text: &str, end: usize) -> bool {
    let rest = &text[skip_blanks(text, end)..];
    rest.is_empty() || rest.starts_with(['\n', '#']) || rest.starts_with("\r\n")
}

pub(super) fn skip_blanks(text: &str, from: usize) -> usize {
    from + text.as_bytes()[from..].iter().take_while(|&&byte| matches!(byte, b' ' | b'\t')).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_control_character_is_seen_wherever_it_stands(
            text in "[ -~é—\u{80}\u{AC}\n\t]{0,200}",
            controls in prop::collection::vec((any::<prop::sample::Index>(), 0..=0x7F_u8), 0..3),
        ) {
            let mut text: Vec<char> = text.chars().collect();
            for (place, control) in controls {
                text.insert(place.index(text.len() + 1), control.into());
            }
            let is_control = |&character: &char| character.is_ascii_control() && !matches!(character, '\t' | '\n');
            prop_assert_eq!(has_control(&text.iter().collect::<String>()), text.iter().any(is_control));
        }
    }
}

//! Strings that are plainly without a fault, found by a search for their end; `None` is everything else, for the parser
//! to look at.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use memchr::{memchr, memchr_iter, memchr2, memchr3};

use super::value::without_first_break;
use crate::value::text::{holds, one_of};

static BASIC_QUOTES: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("\"\"\""));
static LITERAL_QUOTES: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("'''"));

/// A string that begins at `open`, and where it ends, quotation marks included.
pub(super) fn string(text: &str, open: usize) -> Option<(Cow<'_, str>, usize)> {
    let (bytes, inside) = (text.as_bytes(), open + 1);
    let quote = bytes[open];
    if bytes[inside..].starts_with(&[quote, quote]) {
        return long(text, open);
    }
    let first = match quote {
        b'"' => memchr3(quote, b'\\', b'\n', &bytes[inside..])?,
        _ => memchr2(quote, b'\n', &bytes[inside..])?,
    };
    let (content, close) = match bytes[inside + first] {
        b'\\' => {
            let (content, close) = decoded(text, inside, "\"")?;
            (Cow::Owned(content), close)
        }
        _ => (Cow::Borrowed(&text[inside..inside + first]), inside + first),
    };
    let is_on_one_line = matches!(content, Cow::Borrowed(_)) || memchr(b'\n', &bytes[inside..close]).is_none();
    let is_sound = bytes[close] == quote && is_on_one_line && !has_control(&text[inside..close]);
    is_sound.then_some((content, close + 1))
}

/// A string of several lines that begins at `open`, and where it ends, quotation marks included.
pub(super) fn long(text: &str, open: usize) -> Option<(Cow<'_, str>, usize)> {
    let inside = open + 3;
    let quotes = &text[open..inside];
    let is_basic = quotes.starts_with('"');
    let finder = if is_basic { &BASIC_QUOTES } else { &LITERAL_QUOTES };
    let close = inside + finder.find(&text.as_bytes()[inside..])?;
    let is_escaped = is_basic && memchr(b'\\', &text.as_bytes()[inside..close]).is_some();
    let (content, close) = if is_escaped {
        let first = text.len() - without_first_break(&text[inside..]).len();
        let (content, close) = decoded(text, first, quotes)?;
        (Cow::Owned(content), close)
    } else {
        (Cow::Borrowed(without_first_break(&text[inside..close])), close)
    };
    let end = close + quotes.len();
    let is_sound = !has_control(&text[inside..close]) || has_windows_breaks_alone(&text[inside..close]);
    (is_sound && ends_value(text, end)).then_some((content, end))
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
    has_other(text.as_bytes(), b'\t')
}

/// Whether a control character other than a tab, a line feed and one more stands in a text.
fn has_other(text: &[u8], fine: u8) -> bool {
    // Tabs are rare.
    has_odd(text) && holds(text, |byte| is_odd(byte) && !one_of(byte, [b'\t', fine]))
}

/// Whether a control character other than a line feed stands in a text.
fn has_odd(text: &[u8]) -> bool {
    const RUN: usize = 256;
    const DELETE: u8 = 0x7F;
    // Line feeds become the greatest of all and the others the least, of which one look at a run takes the fewest steps.
    let turned = |byte: u8| (byte ^ b'\n').wrapping_sub(1);
    let least = |run: &[u8; RUN]| run.iter().fold(u8::MAX, |least, &byte| least.min(turned(byte)));
    let (runs, rest) = text.as_chunks();
    let are_odd = || runs.iter().any(|run| least(run) < b' ' - 1) || memchr(DELETE, runs.as_flattened()).is_some();
    !runs.is_empty() && are_odd() || holds(rest, is_odd)
}

fn is_odd(byte: u8) -> bool {
    byte < b' ' && byte != b'\n' || byte == 0x7F
}

/// Whether carriage returns, each before its line feed, are the only control characters of a text.
fn has_windows_breaks_alone(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr_iter(b'\r', bytes).all(|at| bytes.get(at + 1) == Some(&b'\n')) && !has_other(bytes, b'\r')
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
            text in "[ -~é—\u{80}\u{AC}\n]{0,700}",
            controls in prop::collection::vec((any::<prop::sample::Index>(), 0..=0x7F_u8), 0..3),
        ) {
            let mut bytes = text.into_bytes();
            for (place, control) in controls {
                bytes.insert(place.index(bytes.len() + 1), control);
            }
            let is_control = |byte: u8| byte.is_ascii_control() && byte != b'\n';
            for fine in [b'\t', b'\r'] {
                let found = bytes.iter().any(|&byte| is_control(byte) && byte != b'\t' && byte != fine);
                prop_assert_eq!(has_other(&bytes, fine), found);
            }
            prop_assert_eq!(has_odd(&bytes), bytes.iter().any(|&byte| is_control(byte)));
        }
    }
}

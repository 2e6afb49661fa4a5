//! Text that was decoded in the wrong encoding, as it looks afterwards: `CafÃ©`, `itâ€™s`, U+FFFD.

use std::ops::Range;

use memchr::{memchr2_iter, memmem};

use super::byteset::ByteSet;
use super::entity::windows_1252;

/// Where a text first has what no encoding but a wrong one explains; signs that `passes` takes are passed over.
///
/// Never fails: a text that is right has none. What is said stands in one line.
///
/// ```
/// use dateline::value::garbled;
///
/// assert_eq!(garbled::first("CafÃ©", |_| false), Some(3..7));
/// assert_eq!(garbled::first("itâ€™s", |_| false), Some(2..10));
/// assert_eq!(garbled::first("NÃO HÁ", |_| false), None);
/// ```
#[must_use]
pub fn first(text: &str, passes: impl Fn(&str) -> bool) -> Option<Range<usize>> {
    let mut line_start = 0;
    text.split('\n').find_map(|line| {
        let start = line_start;
        line_start += line.len() + 1;
        let mut signs = signs(line).peekable();
        let quote = quote(line);
        let found = if signs.peek().is_none() {
            quote
        } else {
            let twice = is_encoded_twice(line);
            let is_one = |(range, certain): &(Range<usize>, bool)| (*certain || twice) && !passes(&line[range.clone()]);
            signs.find(is_one).map(|(range, _)| range).or(quote)
        };
        found.map(|range| start + range.start..start + range.end)
    })
}

/// The same for letters alone, without controls: what a text costs that has none is one pass at many bytes a step.
#[must_use]
pub fn first_letters(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    // `Â`, `Ã` and `â`, which begin the others, and U+FFFD.
    let begins = |at: usize| match bytes[at] {
        0xC3 => matches!(bytes.get(at + 1), Some(0x82 | 0x83 | 0xA2)),
        _ => bytes[at..].starts_with("\u{fffd}".as_bytes()),
    };
    memchr2_iter(0xC3, 0xEF, bytes)
        .any(begins)
        .then(|| first(text, |sign| sign.chars().all(char::is_control)))
        .flatten()
}

/// Whether a text is worth looking at: nearly all are passed here at many bytes a step.
#[must_use]
pub fn may_be(text: &str) -> bool {
    !ByteSet::of(&BYTES).all(text.as_bytes(), |at| !may_be_at(text, at))
}

/// Whether it is for the byte there, one of [`BYTES`].
pub(crate) fn may_be_at(text: &str, at: usize) -> bool {
    match text.as_bytes()[at] {
        LAST_OF_QUOTE => text.as_bytes()[..=at].ends_with(QUOTE.as_bytes()),
        _ => sign_at(text, at).is_some(),
    }
}

/// The letters that were meant by such a sign, if they can be told.
///
/// ```
/// use dateline::value::garbled;
///
/// assert_eq!(garbled::meant("Ã©").as_deref(), Some("é"));
/// assert_eq!(garbled::meant("â€™").as_deref(), Some("’"));
/// assert_eq!(garbled::meant("\u{92}").as_deref(), Some("’"));
/// assert_eq!(garbled::meant("\u{fffd}"), None);
/// ```
#[must_use]
pub fn meant(sign: &str) -> Option<String> {
    let controls = sign.chars().map(|sign| windows_1252(sign).filter(|meant| !meant.is_control()));
    if let Some(letters) = controls.collect::<Option<String>>().filter(|letters| !letters.is_empty()) {
        return Some(letters);
    }
    let (bytes, _, has_others) = encoding_rs::WINDOWS_1252.encode(sign);
    String::from_utf8(bytes.into_owned()).ok().filter(|_| !has_others)
}

/// What may come of a wrong encoding: controls and U+FFFD, which are certain, and the letters that the first bytes of
/// UTF-8 are in Latin-1, with what follows them there.
fn signs(line: &str) -> impl Iterator<Item = (Range<usize>, bool)> {
    SIGNS.places(line.as_bytes()).filter_map(|at| sign_at(line, at))
}

fn sign_at(text: &str, at: usize) -> Option<(Range<usize>, bool)> {
    let char = text.get(at..)?.chars().next()?;
    let end = at + char.len_utf8();
    match char {
        '\u{80}'..='\u{9f}' | '\u{fffd}' => Some((at..end, true)),
        '\u{a0}'..='\u{bf}' if text[..at].ends_with(['\u{c2}', '\u{c3}']) => {
            Some((at - '\u{c3}'.len_utf8()..end, false))
        }
        _ => None,
    }
}

/// The first bytes of U+0080 to U+00BF and of U+FFFD.
const SIGNS: ByteSet = ByteSet::of(&[0xC2, 0xEF]);
/// One byte at least of all that may come of a wrong encoding.
pub(crate) const BYTES: [u8; 3] = [0xC2, 0xEF, LAST_OF_QUOTE];

/// How a quotation mark, a dash or an ellipsis of UTF-8 looks in windows-1252.
const QUOTE: &str = "â€";
/// Hardly any text has it.
const LAST_OF_QUOTE: u8 = 0xAC;

fn quote(line: &str) -> Option<Range<usize>> {
    let start = memmem::find(line.as_bytes(), QUOTE.as_bytes())?;
    let end = start + QUOTE.len();
    Some(start..end + line[end..].chars().next().map_or(0, char::len_utf8))
}

/// Whether what a line has of Latin-1 is UTF-8 as bytes: `IRMÃ »` with a no-break space is not.
fn is_encoded_twice(line: &str) -> bool {
    let bytes: Vec<u8> = line.chars().map(|char| u8::try_from(char).unwrap_or(b' ')).collect();
    std::str::from_utf8(&bytes).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_encodings_show() {
        for (text, found) in [
            ("CafÃ©", "Ã©"),
            ("Â© 2026", "Â©"),
            ("CafÃ© – so", "Ã©"),
            ("Café\nCafÃ©", "Ã©"),
            ("a\u{92}s", "\u{92}"),
            ("so\u{fffd}", "\u{fffd}"),
            ("itâ€™s", "â€™"),
            ("Café – soâ€”so", "â€”"),
            ("12 €, itâ€", "â€"),
            ("IRMÃ\u{a0}» \u{92}", "\u{92}"),
        ] {
            assert_eq!(first(text, |_| false).map(|range| &text[range]), Some(found), "{text}");
        }
    }

    #[test]
    fn letters_are_found_where_anything_is_but_controls() {
        for text in
            ["CafÃ©", "Â© 2026", "itâ€™s", "so\u{fffd}", "Café", "a\u{92}s", "NÃO HÁ", "â 5 €", "ﬁ", "a\u{92}s Ã©"]
        {
            let whole = first(text, |sign| sign.chars().all(char::is_control));
            assert_eq!(first_letters(text), whole, "{text}");
        }
        assert_eq!(first_letters("a\u{92}s"), None);
    }

    #[test]
    fn what_stands_in_for_bytes_is_told_of_elsewhere() {
        assert_eq!(first("so\u{fffd}", |sign| sign == "\u{fffd}"), None);
        assert_eq!(first("so\u{fffd} a\u{92}s", |sign| sign == "\u{fffd}"), Some(7..9));
    }

    #[test]
    fn right_ones_do_not() {
        for text in ["Café, ÃO, Ação", "IRMÃ\u{a0}»", "NÃO HÁ AMANHÃ\u{a0}?", "ÂGE", "12\u{a0}€", "â 5 €", ""]
        {
            assert_eq!(first(text, |_| false), None, "{text}");
        }
    }
}

//! Text from outside, made fit to be printed.
//!
//! A title may hold terminal escapes, line breaks or marks that turn the reading direction; none of them reaches a
//! terminal raw. What is replaced stays visible, since it is often the very fault.

use std::fmt::Write as _;

use unicode_segmentation::UnicodeSegmentation as _;

/// How many characters of a user's text a message quotes.
const QUOTED: usize = 60;

/// A user's text for a message: in backticks, made safe, and cut to 60 characters.
///
/// Never fails; an empty text is a pair of backticks. The cut falls between characters as people see them.
///
/// ```
/// use dateline::diagnostic::quote;
///
/// assert_eq!(quote("31.02.2026"), "`31.02.2026`");
/// assert_eq!(quote("a\u{1b}[31mb\n"), "`a␛[31mb␊`");
/// assert_eq!(quote(&"x".repeat(99)).chars().count(), 62);
/// ```
#[must_use]
pub fn quote(text: &str) -> String {
    let mut shown = String::from("`");
    let mut kept = shown.len();
    let mut length = 0;
    for grapheme in text.graphemes(true) {
        let before = shown.len();
        grapheme.chars().for_each(|c| push(&mut shown, c));
        length += shown[before..].chars().count();
        if length > QUOTED {
            shown.truncate(kept);
            shown.push('…');
            break;
        }
        if length < QUOTED {
            kept = shown.len();
        }
    }
    shown.push('`');
    shown
}

/// A text as one line that a terminal shows and does not obey.
///
/// Control characters become their pictures (`␛`, `␊`), marks that turn the reading direction or cannot be seen their
/// code points (`<U+202E>`). Never fails.
///
/// ```
/// assert_eq!(dateline::diagnostic::safe::one_line("a\tb\u{202e}c"), "a␉b<U+202E>c");
/// ```
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    text.chars().for_each(|c| push(&mut shown, c));
    shown
}

/// The same for text of several lines: line breaks and tabs stay.
#[must_use]
pub fn lines(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    text.replace("\r\n", "\n").chars().for_each(|c| push_in_lines(&mut shown, c));
    shown
}

/// One character of a text whose lines stay lines.
pub(super) fn push_in_lines(shown: &mut String, c: char) {
    if matches!(c, '\n' | '\t') { shown.push(c) } else { push(shown, c) }
}

fn push(shown: &mut String, c: char) {
    match c {
        '\0'..='\x1f' => shown.extend(char::from_u32(0x2400 + u32::from(c))),
        '\x7f' => shown.push('␡'),
        _ if is_hidden(c) => {
            // Writing to a String cannot fail.
            let _ = write!(shown, "<U+{:04X}>", u32::from(c));
        }
        _ => shown.push(c),
    }
}

/// What a terminal would obey or nobody would see. The joiners of emoji and of Persian stay.
pub(super) fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{9f}'
        | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}'
        | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_obeys_gets_through() {
        let hostile: String = ('\0'..='\u{2069}').chain(['\u{feff}', '\u{e0041}']).collect();
        for shown in [one_line(&hostile), lines(&hostile).replace(['\n', '\t'], "")] {
            assert!(!shown.chars().any(|c| c.is_control() || is_hidden(c)));
        }
    }

    #[test]
    fn letters_of_any_script_and_joined_emoji_stay() {
        for text in ["Ærøskøbing", "שלום", "می‌خواهم", "👩‍👩‍👧", "東京", "a\u{301}"] {
            assert_eq!(one_line(text), text);
        }
    }

    #[test]
    fn lines_keep_their_breaks_only() {
        assert_eq!(lines("a\r\nb\rc\x07"), "a\nb␍c␇");
    }

    #[test]
    fn a_quotation_is_cut_between_graphemes_and_never_longer_than_sixty() {
        assert_eq!(quote(&"x".repeat(60)), format!("`{}`", "x".repeat(60)));
        assert_eq!(quote(&"x".repeat(61)), format!("`{}…`", "x".repeat(59)));
        let family = "👩‍👩‍👧";
        assert_eq!(quote(&family.repeat(20)), format!("`{}…`", family.repeat(11)));
        assert_eq!(quote(&"\u{202e}".repeat(20)), format!("`{}…`", "<U+202E>".repeat(7)));
        assert_eq!(quote(""), "``");
    }
}

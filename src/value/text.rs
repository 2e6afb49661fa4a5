//! Text that an XML document may hold.
//!
//! Escaping cannot rescue every character: XML 1.0 has no spelling at all for most control characters, and one of
//! them makes the whole feed unreadable. Whoever holds an [`XmlText`] need not ask again.

use std::error::Error;
use std::fmt;
use std::ops::Range;

/// Text without a character that XML 1.0 forbids.
///
/// # Specification
/// XML 1.0, production `Char`: <https://www.w3.org/TR/xml/#NT-Char>
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct XmlText(String);

/// A character that no XML 1.0 document may hold, not even escaped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForbiddenChar {
    /// The character.
    pub character: char,
    /// Where it begins, in bytes of the text as given.
    pub offset: usize,
}

impl XmlText {
    /// The text as it is, white space included.
    ///
    /// # Errors
    /// The first [`ForbiddenChar`]: a C0 control other than tab, line feed and carriage return, U+FFFE or U+FFFF.
    ///
    /// ```
    /// use dateline::value::text::XmlText;
    ///
    /// assert_eq!(XmlText::parse("AT&T <b>").unwrap().as_str(), "AT&T <b>");
    /// assert_eq!(XmlText::parse("a\u{8}").unwrap_err().offset, 1);
    /// ```
    pub fn parse(text: &str) -> Result<Self, ForbiddenChar> {
        first_forbidden(text).map_or_else(|| Ok(Self(text.to_owned())), Err)
    }

    /// The text on one line, for titles and names: runs of white space become one space, none at the ends.
    ///
    /// No-break spaces and their kin stay, since they are part of what was written.
    ///
    /// # Errors
    /// As [`XmlText::parse`], with the offset in the text as given.
    ///
    /// ```
    /// use dateline::value::text::XmlText;
    ///
    /// assert_eq!(XmlText::single_line("  Ferry\n  returns ").unwrap().as_str(), "Ferry returns");
    /// ```
    pub fn single_line(text: &str) -> Result<Self, ForbiddenChar> {
        match first_forbidden(text) {
            Some(fault) => Err(fault),
            None => Ok(Self(collapse(text))),
        }
    }

    /// Whether XML may hold the text.
    ///
    /// # Errors
    /// [`ForbiddenChar`], the first character that it may not.
    pub fn check(text: &str) -> Result<(), ForbiddenChar> {
        first_forbidden(text).map_or(Ok(()), Err)
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is no character in it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for XmlText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for XmlText {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl ForbiddenChar {
    /// The bytes of the text that hold it.
    #[must_use]
    pub const fn range(&self) -> Range<usize> {
        self.offset..self.offset + self.character.len_utf8()
    }
}

impl fmt::Display for ForbiddenChar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the character U+{:04X} is forbidden in XML", u32::from(self.character))
    }
}

impl Error for ForbiddenChar {}

/// Whether XML 1.0 has a place for the character.
#[must_use]
pub const fn is_xml_char(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// The text with runs of breaking white space as one space, and none at the ends.
///
/// No-break spaces (U+00A0, U+2007, U+202F) count as letters.
#[must_use]
pub fn collapse(text: &str) -> String {
    if is_collapsed(text) {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len());
    for word in text.split(is_breaking_space).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Whether a text is plainly on one line already: no white space but single spaces between words, nor the first byte of
/// any that is not ASCII.
fn is_collapsed(text: &str) -> bool {
    let mut before = b' ';
    for byte in text.bytes() {
        if (byte == b' ' && before == b' ') || matches!(byte, b'\t'..=b'\r' | 0xC2 | 0xE1..=0xE3) {
            return false;
        }
        before = byte;
    }
    before != b' '
}

/// Whether the character is white space at which a line may break.
#[must_use]
pub const fn is_breaking_space(character: char) -> bool {
    character.is_whitespace() && !matches!(character, '\u{A0}' | '\u{2007}' | '\u{202F}')
}

/// The characters that may be forbidden or a mistake, found by their first byte: the control characters but for tab and
/// line breaks, and all that share their first byte with U+0080 or with U+FFFF.
pub(crate) fn doubtful(text: &str) -> impl Iterator<Item = (usize, char)> {
    let is_doubtful = |byte: u8| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r') || byte == 0xC2 || byte == 0xEF;
    positions(text, is_doubtful).filter_map(|at| Some((at, text[at..].chars().next()?)))
}

/// Where the bytes stand that are wanted, and that are rare: a run without one is passed at many bytes a step.
pub(crate) fn positions(text: &str, is_wanted: impl Fn(u8) -> bool + Copy) -> impl Iterator<Item = usize> {
    const RUN: usize = 128;
    // Without an early way out the loop is one for vectors.
    let holds_one = move |run: &[u8]| run.iter().fold(false, |found, &byte| found | is_wanted(byte));
    let runs = text.as_bytes().chunks(RUN).enumerate().filter(move |(_, run)| holds_one(run));
    runs.flat_map(move |(number, run)| {
        let wanted = run.iter().enumerate().filter(move |&(_, &byte)| is_wanted(byte));
        wanted.map(move |(at, _)| number * RUN + at)
    })
}

fn first_forbidden(text: &str) -> Option<ForbiddenChar> {
    doubtful(text)
        .find(|&(_, character)| !is_xml_char(character))
        .map(|(offset, character)| ForbiddenChar { character, offset })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_xml_forbids_is_a_fault_with_its_place() {
        for (text, offset) in [("\0", 0), ("é\u{8}", 2), ("a\u{1F}", 1), ("ab\u{FFFE}", 2), ("𝄞\u{FFFF}", 4)] {
            assert_eq!(XmlText::parse(text).unwrap_err().offset, offset, "{text:?}");
            assert_eq!(XmlText::single_line(text).unwrap_err().offset, offset, "{text:?}");
        }
        assert_eq!(XmlText::parse("\u{8}").unwrap_err().to_string(), "the character U+0008 is forbidden in XML");
    }

    #[test]
    fn all_else_stays_as_it_is() {
        for text in ["", "\t\r\n", "a & <b> ]]>", "\u{7F}\u{85}\u{9F}", "\u{FFFD}\u{10FFFF}", "שלום 🦀"] {
            assert_eq!(XmlText::parse(text).unwrap().as_str(), text);
        }
    }

    #[test]
    fn a_single_line_keeps_no_break_spaces() {
        for (text, line) in [(" a \t\n b ", "a b"), ("50\u{A0}% \u{202F}!", "50\u{A0}% \u{202F}!"), ("\n", "")] {
            assert_eq!(XmlText::single_line(text).unwrap().as_str(), line);
        }
    }

    proptest! {
        #[test]
        fn what_parses_is_what_xml_allows(text in any::<String>()) {
            let allowed = text.chars().all(is_xml_char);
            let words: Vec<_> = text.split(is_breaking_space).filter(|word| !word.is_empty()).collect();
            prop_assert_eq!(collapse(&text), words.join(" "));
            prop_assert_eq!(XmlText::parse(&text).is_ok(), allowed);
            let doubtful: Vec<char> = doubtful(&text).map(|(_, character)| character).collect();
            let mistaken = text.chars().filter(|&c| !is_xml_char(c) || matches!(c, '\u{80}'..='\u{9F}'));
            prop_assert!(mistaken.into_iter().all(|character| doubtful.contains(&character)));
            if let Err(fault) = XmlText::parse(&text) {
                prop_assert!(text[fault.offset..].starts_with(fault.character));
            }
        }
    }
}

//! Text that an XML document may hold.
//!
//! Escaping cannot rescue every character: XML 1.0 has no spelling at all for most control characters, and one of
//! them makes the whole feed unreadable. Whoever holds an [`XmlText`] need not ask again.

use std::error::Error;
use std::fmt;
use std::ops::Range;

use memchr::memchr_iter;

use super::byteset::{ByteSet, each_block};

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
        if plain_line(text).is_some() {
            return Ok(Self(text.to_owned()));
        }
        match first_forbidden(text) {
            Some(fault) => Err(fault),
            None => Ok(Self(collapse(text))),
        }
    }

    /// The text, where it plainly is one line as [`XmlText::single_line`] makes it, and has no byte that a tag or a
    /// reference of HTML begins with, nor any that is in all that a wrong encoding makes of letters.
    pub(crate) fn plain_line(text: &str) -> Option<Self> {
        let has_sign = plain_line(text)?;
        (!has_sign).then(|| Self(text.to_owned()))
    }

    /// Whether XML may hold the text.
    ///
    /// # Errors
    /// [`ForbiddenChar`], the first character that it may not.
    pub fn check(text: &str) -> Result<(), ForbiddenChar> {
        first_forbidden(text).map_or(Ok(()), Err)
    }

    /// Whether XML may hold a text in which there are no control characters but tabs and line breaks.
    ///
    /// # Errors
    /// As [`XmlText::check`], which takes longer.
    pub(crate) fn check_visible(text: &str) -> Result<(), ForbiddenChar> {
        if is_plainly_character(text.as_bytes()) { Ok(()) } else { Self::check(text) }
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
    if plain_line(text).is_some() {
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

/// Bytes that may be of white space, or of what XML forbids.
const ODD: ByteSet = ByteSet::of(&[0xC2, 0xE1, 0xE3, 0xEF]).with_all(0, 0x1F);
/// What HTML's tags and references begin with, and the last byte of a quotation mark in the wrong encoding.
const SIGN: ByteSet = ByteSet::of(&[b'<', b'&', 0xAC]);
/// The first byte of dashes and quotation marks, and of some white space.
const DASH: ByteSet = ByteSet::of(&[0xE2]);

/// Whether a text, which plainly is on one line already and holds nothing that XML forbids, has one of the signs.
fn plain_line(text: &str) -> Option<bool> {
    const SETS: [ByteSet; 4] = [ODD, ByteSet::of(b" "), DASH, SIGN];
    let bytes = text.as_bytes();
    // What precedes the text counts as a space, so that it may not begin with one.
    let (mut before, mut refused, mut dashes, mut signs) = (1, 0, 0, 0);
    each_block(&SETS, bytes, |[odd, spaces, dash, sign]| {
        refused |= odd | spaces & (spaces << 1 | before);
        before = spaces >> (u64::BITS - 1);
        (dashes, signs) = (dashes | dash, signs | sign);
    });
    let is_dash = |at: usize| !is_space_of_e2(&bytes[at..]);
    let is_plain = refused == 0 && bytes.last().is_some_and(|&last| last != b' ');
    (is_plain && (dashes == 0 || memchr_iter(0xE2, bytes).all(is_dash))).then_some(signs != 0)
}

/// Whether a character that begins with the byte 0xE2 is U+2000 to U+200A, U+2028, U+2029 or U+205F, which stand among
/// the dashes and quotation marks.
fn is_space_of_e2(character: &[u8]) -> bool {
    matches!(character, [_, 0x80, 0x80..=0x8A | 0xA8 | 0xA9, ..] | [_, 0x81, 0x9F, ..])
}

/// Whether the character is white space at which a line may break.
#[must_use]
pub const fn is_breaking_space(character: char) -> bool {
    character.is_whitespace() && !matches!(character, '\u{A0}' | '\u{2007}' | '\u{202F}')
}

/// The first bytes of all white space at which a line may break but the space itself, and of a few other characters.
const BREAKING: ByteSet = ByteSet::of(&[0xC2, 0xE1, 0xE2, 0xE3]).with_all(0, 0x1F);

/// The white space at which a line may break.
pub(crate) fn spaces(text: &str) -> impl Iterator<Item = (usize, char)> {
    let found = BREAKING.with(b" ").places(text.as_bytes());
    found.filter_map(|at| Some((at, text[at..].chars().next()?))).filter(|&(_, char)| is_breaking_space(char))
}

/// Whether all white space at which a line may break is one space at a time, and none begins the text.
pub(crate) fn is_spaced(text: &str) -> bool {
    let bytes = text.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let doubled = pairs.fold(0, |found, (&one, &next)| found | (u8::from(one == b' ') & u8::from(next == b' ')));
    let breaks = |at: usize| text[at..].starts_with(is_breaking_space);
    doubled == 0 && !text.starts_with(' ') && BREAKING.all(bytes, |at| !breaks(at))
}

/// The first bytes of what XML forbids: control characters but for tab and line breaks, and all that share theirs with
/// U+FFFE and U+FFFF.
pub(crate) const FORBIDDEN: ByteSet = ByteSet::of(&[0x0B, 0x0C, 0xEF]).with_all(0, 0x08).with_all(0x0E, 0x1F);
/// The first bytes of what XML forbids or what is a mistake: all that share theirs with U+0080 too.
const DOUBTFUL: ByteSet = FORBIDDEN.with(&[0xC2]);

/// The characters that XML forbids, with their places.
pub(crate) fn forbidden(text: &str) -> impl Iterator<Item = (usize, char)> {
    FORBIDDEN.places(text.as_bytes()).filter_map(|at| Some((at, forbidden_at(text, at)?)))
}

/// The characters that may be forbidden or a mistake, found by their first byte.
pub(crate) fn doubtful(text: &str) -> impl Iterator<Item = (usize, char)> {
    DOUBTFUL.places(text.as_bytes()).filter_map(|at| Some((at, text[at..].chars().next()?)))
}

/// Whether a text may hold such characters, which takes fewer steps to see than to find them.
pub(crate) fn may_doubt(text: &str) -> bool {
    DOUBTFUL.is_in(text.as_bytes())
}

fn first_forbidden(text: &str) -> Option<ForbiddenChar> {
    FORBIDDEN.find_map(text.as_bytes(), |offset| {
        let character = forbidden_at(text, offset)?;
        Some(ForbiddenChar { character, offset })
    })
}

/// The character that begins there, if XML forbids it.
pub(crate) fn forbidden_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next().filter(|&character| !is_xml_char(character))
}

/// Whether there is neither U+FFFE nor U+FFFF.
fn is_plainly_character(text: &[u8]) -> bool {
    memchr_iter(0xEF, text).all(|at| !matches!(text[at..], [_, 0xBF, 0xBE | 0xBF, ..]))
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
    fn every_space_is_found_by_its_first_byte() {
        for space in ('\0'..=char::MAX).filter(|&char| is_breaking_space(char)) {
            assert_eq!(spaces(&space.to_string()).count(), 1, "{space:?}");
        }
    }

    #[test]
    fn a_single_line_keeps_no_break_spaces() {
        for (text, line) in [(" a \t\n b ", "a b"), ("50\u{A0}% \u{202F}!", "50\u{A0}% \u{202F}!"), ("\n", "")] {
            assert_eq!(XmlText::single_line(text).unwrap().as_str(), line);
        }
    }

    /// Characters that are nearly forbidden or white space, and those that are.
    const NEAR: &[&str] = &[
        "a", " ", "\t", "\n", "\r", "\u{B}", "\u{8}", "\u{7F}", "\u{80}", "\u{85}", "\u{A0}", "«", "\u{1680}",
        "\u{1FFF}", "\u{2000}", "\u{200A}", "\u{200B}", "\u{2007}", "\u{2028}", "\u{2029}", "\u{202F}", "\u{205E}",
        "\u{205F}", "’", "\u{3000}", "。", "\u{FFFD}", "\u{FFFE}", "\u{FFFF}", "，", "🦀", "é",
    ];

    fn near_the_border() -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(NEAR), 0..12).prop_map(|pieces| pieces.concat())
    }

    /// The quick ways tell the same of a text as looking at its characters one by one.
    fn check(text: &str) {
        let allowed = text.chars().all(is_xml_char);
        let words = text.split(is_breaking_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        assert_eq!(collapse(text), words, "{text:?}");
        assert_eq!(XmlText::single_line(text).ok(), allowed.then_some(XmlText(words.clone())), "{text:?}");
        assert!(plain_line(text).is_none() || allowed && text == words, "{text:?}");
        assert_eq!(XmlText::parse(text).is_ok(), allowed, "{text:?}");
        assert_eq!(XmlText::check(text).is_ok(), allowed, "{text:?}");
        let breaks: Vec<_> = text.char_indices().filter(|&(_, char)| is_breaking_space(char)).collect();
        let is_single = breaks.windows(2).all(|pair| pair[0].0 + 1 < pair[1].0) && !text.starts_with(' ');
        assert_eq!(is_spaced(text), is_single && breaks.iter().all(|&(_, space)| space == ' '), "{text:?}");
        assert_eq!(spaces(text).collect::<Vec<_>>(), breaks, "{text:?}");
        assert!(XmlText::check_visible(text) == XmlText::check(text) || text.contains(|c: char| c < ' '), "{text:?}");
        let doubtful: Vec<char> = doubtful(text).map(|(_, character)| character).collect();
        assert_eq!(may_doubt(text), !doubtful.is_empty(), "{text:?}");
        let all = text.char_indices().filter(|&(_, character)| !is_xml_char(character));
        assert!(forbidden(text).eq(all), "{text:?}");
        let mut mistaken = text.chars().filter(|&c| !is_xml_char(c) || matches!(c, '\u{80}'..='\u{9F}'));
        assert!(mistaken.all(|character| doubtful.contains(&character)), "{text:?}");
        if let Err(fault) = XmlText::parse(text) {
            assert!(text[fault.offset..].starts_with(fault.character), "{text:?}");
        }
    }

    #[test]
    fn a_character_is_known_wherever_it_stands() {
        for (one, other) in NEAR.iter().flat_map(|one| NEAR.iter().map(move |other| (one, other))) {
            for (before, after) in [("", ""), ("a", ""), ("", "a"), ("a", "a")] {
                check(&[before, one, other, after].concat());
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1024))]

        #[test]
        fn what_parses_is_what_xml_allows(
            text in prop_oneof![
                "(\\PC|[ a-é]{1,9}| |\t|\u{85}|\u{2003}|\u{3000}|\u{8}|\u{FFFF}){0,40}|.*",
                near_the_border(),
            ],
        ) {
            check(&text);
        }
    }
}

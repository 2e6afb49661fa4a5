//! Character references such as `&amp;` and `&#39;`, read and written.
//!
//! Those in the table of names are known; others stay as they are written. What must be safe is read once more by a
//! whole HTML parser.
//!
//! Specification: <https://html.spec.whatwg.org/multipage/named-characters.html>

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr3_iter};

use super::is_carried;
use crate::value::byteset::ByteSet;
use crate::value::entity::{named, numbered};

/// Text with its character references replaced by the characters.
///
/// ```
/// use dateline::value::html::entity::decode;
///
/// assert_eq!(decode("AT&amp;T &#x2014; caf&eacute; &unknown; &"), "AT&T — café &unknown; &");
/// ```
#[must_use]
pub fn decode(text: &str) -> Cow<'_, str> {
    decode_all(text, false)
}

/// An attribute's value with its character references replaced: `?a=1&copy=2` keeps its `&`.
#[must_use]
pub fn decode_attribute(value: &str) -> Cow<'_, str> {
    decode_all(value, true)
}

/// Appends text so that HTML and XML both read it back: `&`, `<` and `>` escaped.
pub fn escape_text(text: &str, out: &mut String) {
    escape(text, memchr3_iter(b'&', b'<', b'>', text.as_bytes()), out);
}

/// Appends a value to stand between double quotes: `&`, `<`, `>` and `"` escaped.
pub fn escape_attribute(value: &str, out: &mut String) {
    escape(value, ByteSet::of(b"&<>\"").places(value.as_bytes()), out);
}

/// The numeric references to characters that no feed can carry, with their places.
pub(super) fn forbidden_references(text: &str) -> impl Iterator<Item = (Range<usize>, char)> {
    text.match_indices("&#").filter_map(|(at, _)| {
        let (character, length) = reference(&text[at..], false)?;
        (!is_carried(character)).then_some((at..at + length, character))
    })
}

/// Appends text with the bytes at these places escaped.
fn escape(text: &str, places: impl Iterator<Item = usize>, out: &mut String) {
    let mut from = 0;
    for at in places {
        out.push_str(&text[from..at]);
        out.push_str(match text.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

fn decode_all(text: &str, in_attribute: bool) -> Cow<'_, str> {
    let Some(first) = memchr(b'&', text.as_bytes()) else { return Cow::Borrowed(text) };
    let mut decoded = String::with_capacity(text.len());
    decoded.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((character, length)) = reference(rest, in_attribute) {
            decoded.push(character);
            rest = &rest[length..];
        } else {
            decoded.push('&');
            rest = &rest[1..];
        }
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// The character that the reference at the beginning of `text` stands for, and the reference's length.
fn reference(text: &str, in_attribute: bool) -> Option<(char, usize)> {
    let body = text.strip_prefix('&')?;
    if let Some(number) = body.strip_prefix('#') {
        let (digits, radix, before) = match number.strip_prefix(['x', 'X']) {
            Some(hex) => (hex, 16, 3),
            None => (number, 10, 2),
        };
        let length = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
        if length == 0 {
            return None;
        }
        let semicolon = usize::from(digits[length..].starts_with(';'));
        // A number too large for u32 is too large for Unicode.
        let code = u32::from_str_radix(&digits[..length], radix).unwrap_or(u32::MAX);
        return Some((numbered(code), before + length + semicolon));
    }
    // No name is longer than 32 letters; looking no further keeps this linear.
    let length = body.bytes().take(32).take_while(u8::is_ascii_alphanumeric).count();
    let (name, after) = body.split_at(length);
    let character = named(name)?;
    if after.starts_with(';') {
        return Some((character, length + 2));
    }
    let blocked = in_attribute && after.starts_with('=');
    (LEGACY.binary_search(&name).is_ok() && !blocked).then_some((character, length + 1))
}

/// The names that count without their semicolon too.
#[rustfmt::skip]
const LEGACY: [&str; 106] = [
    "AElig", "AMP", "Aacute", "Acirc", "Agrave", "Aring", "Atilde", "Auml", "COPY", "Ccedil", "ETH", "Eacute",
    "Ecirc", "Egrave", "Euml", "GT", "Iacute", "Icirc", "Igrave", "Iuml", "LT", "Ntilde", "Oacute", "Ocirc", "Ograve",
    "Oslash", "Otilde", "Ouml", "QUOT", "REG", "THORN", "Uacute", "Ucirc", "Ugrave", "Uuml", "Yacute", "aacute",
    "acirc", "acute", "aelig", "agrave", "amp", "aring", "atilde", "auml", "brvbar", "ccedil", "cedil", "cent",
    "copy", "curren", "deg", "divide", "eacute", "ecirc", "egrave", "eth", "euml", "frac12", "frac14", "frac34", "gt",
    "iacute", "icirc", "iexcl", "igrave", "iquest", "iuml", "laquo", "lt", "macr", "micro", "middot", "nbsp", "not",
    "ntilde", "oacute", "ocirc", "ograve", "ordf", "ordm", "oslash", "otilde", "ouml", "para", "plusmn", "pound",
    "quot", "raquo", "reg", "sect", "shy", "sup1", "sup2", "sup3", "szlig", "thorn", "times", "uacute", "ucirc",
    "ugrave", "uml", "uuml", "yacute", "yen", "yuml",
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn references_are_read_as_browsers_do() {
        for (text, decoded) in [
            ("", ""),
            ("&lt;b&gt; &quot;x&quot; &apos;", "<b> \"x\" '"),
            ("&AMP; &amp &ampx", "& & &ampx"),
            ("&#65;&#x42;&#X43;&#68", "ABCD"),
            ("&#0; &#xD800; &#99999999999;", "\u{FFFD} \u{FFFD} \u{FFFD}"),
            ("&#150;&#x92;", "–’"),
            ("&nbsp;&rsquo;&hellip;&Zcaron;", "\u{A0}’…Ž"),
            ("&#; &#x; &; &&amp;", "&#; &#x; &; &&"),
            ("&colon;&Tab;&NewLine;", ":\t\n"),
        ] {
            assert_eq!(decode(text), decoded, "{text}");
        }
        assert_eq!(decode_attribute("?a=1&copy=2&amp;b&reg"), "?a=1&copy=2&b®");
    }

    #[test]
    fn the_table_is_sorted() {
        assert!(LEGACY.is_sorted() && LEGACY.iter().all(|name| named(name).is_some()));
    }

    proptest! {
        #[test]
        fn what_is_escaped_reads_back(text in any::<String>()) {
            let (mut escaped, mut quoted) = (String::new(), String::new());
            escape_text(&text, &mut escaped);
            escape_attribute(&text, &mut quoted);
            prop_assert_eq!(decode(&escaped), text.as_str());
            prop_assert_eq!(decode_attribute(&quoted), text.as_str());
            prop_assert!(!quoted.contains(['<', '>', '"']));
        }
    }
}

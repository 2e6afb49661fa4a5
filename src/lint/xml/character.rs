//! Characters, names and references as XML has them.
//!
//! Follows <https://www.w3.org/TR/xml/#charsets> and <https://www.w3.org/TR/xml/#NT-Name>.

use crate::value::byteset::ALPHANUMERIC;
use crate::value::text::is_xml_char;

/// The name in a reference that begins `raw` (`&amp;` is `amp`, `&#38;` is `#38`), or `None` if it is none.
pub(super) fn reference_name(raw: &str) -> Option<&str> {
    let rest = raw.strip_prefix('&')?;
    let end = rest.bytes().take(64).position(|byte| byte == b';')?;
    let name = &rest[..end];
    let valid = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix('x') {
            Some(hex) => !hex.is_empty() && hex.bytes().all(|byte| byte.is_ascii_hexdigit()),
            None => !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()),
        },
        None => name_length(name) == name.len() && !name.is_empty(),
    };
    valid.then_some(name)
}

/// The character of a numeric reference without its `#`, if XML may hold it.
pub(super) fn character(number: &str) -> Option<char> {
    let code = match number.strip_prefix('x') {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    code.ok().and_then(char::from_u32).filter(|&char| is_xml_char(char))
}

/// What the five entities that every document knows stand for.
pub(super) fn predefined(name: &str) -> Option<&'static str> {
    Some(match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => return None,
    })
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// The text without the white space that it begins with.
pub(super) fn unspaced(text: &str) -> &str {
    &text[text.bytes().position(|byte| !is_space(byte)).unwrap_or(text.len())..]
}

/// How many bytes at the start of `text` are an XML name, colons included.
pub(super) fn name_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let end = bytes.iter().position(|&byte| !PLAIN[usize::from(byte)]).unwrap_or(bytes.len());
    match (bytes.first(), bytes.get(end)) {
        (None | Some(b'-' | b'.' | b'0'..=b'9'), _) => 0,
        (_, None | Some(..=0x7F)) => end,
        _ => long_name_length(text),
    }
}

/// The letters, digits and marks of ASCII that a name may hold.
static PLAIN: [bool; 256] = ALPHANUMERIC.with(b":-_.").table();

fn long_name_length(text: &str) -> usize {
    let mut chars = text.char_indices();
    match chars.next() {
        Some((_, first)) if is_name_start(first) => {}
        _ => return 0,
    }
    chars.find(|&(_, char)| !is_name_char(char)).map_or(text.len(), |(at, _)| at)
}

fn is_name_start(char: char) -> bool {
    matches!(char,
        'a'..='z' | 'A'..='Z' | '_' | ':' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
        | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}'
        | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}'
        | '\u{10000}'..='\u{effff}')
}

fn is_name_char(char: char) -> bool {
    is_name_start(char)
        || matches!(char, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

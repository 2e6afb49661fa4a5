//! The text as the grammar sees it: character references decoded, NFKC, one spelling for each kind of dash, quote and
//! space; every character knows the bytes that it stands for.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use crate::value::entity::{named, windows_1252};

/// A character of the cleaned text, and the bytes of the text that it comes from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    pub(super) char: char,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Cleans a text.
pub(super) fn clean(text: &str) -> Vec<Glyph> {
    let mut glyphs = Vec::with_capacity(text.len());
    let mut cluster = Vec::new();
    let mut at = 0;
    while let Some(char) = text[at..].chars().next() {
        let (char, length) = match char {
            '&' => reference(&text[at..]).unwrap_or((char, 1)),
            char => (char, char.len_utf8()),
        };
        let glyph = Glyph { char, start: at, end: at + length };
        at += length;
        if is_invisible(char) {
            continue;
        }
        if canonical_combining_class(char) == 0 {
            compose(&mut cluster, &mut glyphs);
        }
        cluster.push(glyph);
    }
    compose(&mut cluster, &mut glyphs);
    glyphs
}

/// Normalises a character with its combining marks; what comes of it stands for the bytes of them all.
fn compose(cluster: &mut Vec<Glyph>, glyphs: &mut Vec<Glyph>) {
    let (Some(first), Some(last)) = (cluster.first().copied(), cluster.last().copied()) else { return };
    if cluster.len() == 1 && first.char.is_ascii() {
        glyphs.push(Glyph { char: unify(first.char), ..first });
    } else {
        let composed = cluster.iter().map(|glyph| glyph.char).nfkc();
        glyphs.extend(composed.map(|char| Glyph { char: unify(char), start: first.start, end: last.end }));
    }
    cluster.clear();
}

/// One spelling for what a date does not tell apart.
fn unify(char: char) -> char {
    match char {
        _ if char.is_whitespace() => ' ',
        '\u{2010}' | '\u{2011}' | '\u{2212}' => '-',
        '–' | '—' | '―' | '‒' => '–',
        '’' | '‘' | 'ʼ' | '′' | '`' | 'ʹ' => '\'',
        '•' | '・' | '‧' | '∙' | '⋅' | '●' => '·',
        '¦' | '│' => '|',
        '∕' | '⁄' => '/',
        '∶' => ':',
        '、' => ',',
        '。' => '.',
        '〔' | '【' | '「' | '〈' => '(',
        '〕' | '】' | '」' | '〉' => ')',
        _ => char,
    }
}

/// Zero-width and direction characters, soft hyphens and variation selectors.
fn is_invisible(char: char) -> bool {
    matches!(char,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// The character that a reference at the start of `text` means, and the reference's length.
fn reference(text: &str) -> Option<(char, usize)> {
    let name_of = |from: usize, part: fn(&u8) -> bool| {
        let length = text.as_bytes()[from..].iter().take(32).take_while(|byte| part(byte)).count();
        let end = from + length;
        (&text[from..end], end + usize::from(text.as_bytes().get(end) == Some(&b';')))
    };
    let (number, end) = match text.as_bytes() {
        [_, b'#', b'x' | b'X', ..] => {
            let (digits, end) = name_of(3, u8::is_ascii_hexdigit);
            (u32::from_str_radix(digits, 16).ok()?, end)
        }
        [_, b'#', ..] => {
            let (digits, end) = name_of(2, u8::is_ascii_digit);
            (digits.parse().ok()?, end)
        }
        _ => {
            let (name, end) = name_of(1, u8::is_ascii_alphanumeric);
            return Some((named(name)?, end));
        }
    };
    let char = char::from_u32(number)?;
    let char = windows_1252(char).unwrap_or(char);
    Some((char, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> String {
        clean(text).iter().map(|glyph| glyph.char).collect()
    }

    #[test]
    fn references_widths_and_invisible_characters() {
        assert_eq!(cleaned("2003&#45;12&#x2d;13&nbsp;&ndash;&nbsp;6&thinsp;h"), "2003-12-13 – 6 h");
        assert_eq!(cleaned("２０２５年"), "2025年");
        assert_eq!(cleaned("a\u{200B}b\u{202F}c\u{2212}4"), "ab c-4");
        assert_eq!(cleaned("fe\u{301}vr"), cleaned("févr"));
        assert_eq!(cleaned("&bogus; & &#xFFFFFFFF; &"), "&bogus; & &#xFFFFFFFF; &");
    }

    #[test]
    fn every_character_knows_its_bytes() {
        let text = "e\u{301}&#45;\u{33EE}";
        let glyphs: Vec<_> = clean(text).iter().map(|glyph| (glyph.char, glyph.start..glyph.end)).collect();
        assert_eq!(glyphs, [('é', 0..3), ('-', 3..8), ('1', 8..11), ('5', 8..11), ('日', 8..11)]);
    }
}

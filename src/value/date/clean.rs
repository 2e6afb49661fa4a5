//! The text as the grammar sees it: character references decoded, NFKC, one spelling for each kind of dash, quote and
//! space; every character knows the bytes that it stands for.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// A character of the cleaned text, and the bytes of the text that it comes from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    pub(super) char: char,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The names of HTML that dates meet: spaces, dashes, marks, and the letters of Latin month names.
const NAMED: &[(&str, char)] = &[
    ("AMP", '&'),
    ("Aacute", 'Á'),
    ("Agrave", 'À'),
    ("Auml", 'Ä'),
    ("Eacute", 'É'),
    ("NewLine", '\n'),
    ("Oacute", 'Ó'),
    ("Ouml", 'Ö'),
    ("Sacute", 'Ś'),
    ("Tab", '\t'),
    ("Uuml", 'Ü'),
    ("aacute", 'á'),
    ("acirc", 'â'),
    ("agrave", 'à'),
    ("amp", '&'),
    ("apos", '\''),
    ("aring", 'å'),
    ("atilde", 'ã'),
    ("auml", 'ä'),
    ("bull", '•'),
    ("cacute", 'ć'),
    ("ccedil", 'ç'),
    ("centerdot", '·'),
    ("colon", ':'),
    ("comma", ','),
    ("commat", '@'),
    ("dash", '\u{2010}'),
    ("deg", '°'),
    ("eacute", 'é'),
    ("ecirc", 'ê'),
    ("egrave", 'è'),
    ("emsp", '\u{2003}'),
    ("ensp", '\u{2002}'),
    ("eogon", 'ę'),
    ("hairsp", '\u{200A}'),
    ("horbar", '―'),
    ("hyphen", '\u{2010}'),
    ("iacute", 'í'),
    ("igrave", 'ì'),
    ("lpar", '('),
    ("lrm", '\u{200E}'),
    ("lsqb", '['),
    ("lsquo", '‘'),
    ("lstrok", 'ł'),
    ("mdash", '—'),
    ("middot", '·'),
    ("minus", '\u{2212}'),
    ("nacute", 'ń'),
    ("nbsp", '\u{A0}'),
    ("ndash", '–'),
    ("ntilde", 'ñ'),
    ("numsp", '\u{2007}'),
    ("oacute", 'ó'),
    ("ocirc", 'ô'),
    ("ordf", 'ª'),
    ("ordm", 'º'),
    ("otilde", 'õ'),
    ("ouml", 'ö'),
    ("period", '.'),
    ("plus", '+'),
    ("puncsp", '\u{2008}'),
    ("rlm", '\u{200F}'),
    ("rpar", ')'),
    ("rsqb", ']'),
    ("rsquo", '’'),
    ("sacute", 'ś'),
    ("shy", '\u{AD}'),
    ("sol", '/'),
    ("sup1", '¹'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("szlig", 'ß'),
    ("thinsp", '\u{2009}'),
    ("uacute", 'ú'),
    ("ucirc", 'û'),
    ("uuml", 'ü'),
    ("verbar", '|'),
    ("vert", '|'),
    ("zwj", '\u{200D}'),
    ("zwnj", '\u{200C}'),
];

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
            let at = NAMED.binary_search_by_key(&name, |&(known, _)| known).ok()?;
            return Some((NAMED[at].1, end));
        }
    };
    // What Windows-1252 has between 128 and 159 is what HTML makes of these numbers.
    let char = match number {
        0x91 | 0x92 => '’',
        0x95 => '•',
        0x96 => '–',
        0x97 => '—',
        _ => char::from_u32(number)?,
    };
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
        assert!(NAMED.is_sorted_by_key(|(name, _)| *name), "the table is searched by halves");
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

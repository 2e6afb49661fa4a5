//! Character references such as `&amp;` and `&#39;`, read and written.
//!
//! Those of HTML 4 and the newer ones that stand in real copy or hide an address are known by name; others stay as
//! they are written. What must be safe is read once more by a whole HTML parser.
//!
//! Specification: <https://html.spec.whatwg.org/multipage/named-characters.html>

use std::borrow::Cow;
use std::ops::Range;

use super::is_carried;

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
    escape(text, false, out);
}

/// Appends a value to stand between double quotes: `&`, `<`, `>` and `"` escaped.
pub fn escape_attribute(value: &str, out: &mut String) {
    escape(value, true, out);
}

/// The numeric references to characters that no feed can carry, with their places.
pub(super) fn forbidden_references(text: &str) -> impl Iterator<Item = (Range<usize>, char)> {
    text.match_indices("&#").filter_map(|(at, _)| {
        let (character, length) = reference(&text[at..], false)?;
        (!is_carried(character)).then_some((at..at + length, character))
    })
}

fn escape(text: &str, quotes: bool, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(|c| matches!(c, '&' | '<' | '>') || (quotes && c == '"')) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

fn decode_all(text: &str, in_attribute: bool) -> Cow<'_, str> {
    let Some(first) = text.find('&') else { return Cow::Borrowed(text) };
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

fn named(name: &str) -> Option<char> {
    NAMES.binary_search_by(|(known, _)| (*known).cmp(name)).ok().map(|at| NAMES[at].1)
}

/// What a number stands for; those of C1 controls mean Windows-1252, as in browsers.
fn numbered(code: u32) -> char {
    match code {
        0 => '\u{FFFD}',
        _ => char::from_u32(code).map_or('\u{FFFD}', |character| windows_1252(character).unwrap_or(character)),
    }
}

/// What was meant by a C1 control, which only text in Windows-1252 that was read as Latin-1 holds: `’` for U+0092.
#[must_use]
pub const fn windows_1252(control: char) -> Option<char> {
    const MEANT: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    match control as u32 {
        code @ 0x80..=0x9F => Some(MEANT[(code - 0x80) as usize]),
        _ => None,
    }
}

#[rustfmt::skip]
const NAMES: [(&str, char); 362] = [
    ("AElig", 'Æ'), ("AMP", '&'), ("Aacute", 'Á'), ("Abreve", 'Ă'), ("Acirc", 'Â'), ("Agrave", 'À'), ("Alpha", 'Α'),
    ("Amacr", 'Ā'), ("Aogon", 'Ą'), ("Aring", 'Å'), ("Atilde", 'Ã'), ("Auml", 'Ä'), ("Beta", 'Β'), ("COPY", '©'),
    ("Cacute", 'Ć'), ("Ccaron", 'Č'), ("Ccedil", 'Ç'), ("Chi", 'Χ'), ("Dagger", '‡'), ("Dcaron", 'Ď'), ("Delta", 'Δ'),
    ("Dstrok", 'Đ'), ("ETH", 'Ð'), ("Eacute", 'É'), ("Ecaron", 'Ě'), ("Ecirc", 'Ê'), ("Egrave", 'È'), ("Emacr", 'Ē'),
    ("Eogon", 'Ę'), ("Epsilon", 'Ε'), ("Eta", 'Η'), ("Euml", 'Ë'), ("GT", '>'), ("Gamma", 'Γ'), ("Gbreve", 'Ğ'),
    ("Hat", '^'), ("Iacute", 'Í'), ("Icirc", 'Î'), ("Idot", 'İ'), ("Igrave", 'Ì'), ("Imacr", 'Ī'), ("Iota", 'Ι'),
    ("Iuml", 'Ï'), ("Kappa", 'Κ'), ("LT", '<'), ("Lambda", 'Λ'), ("Lstrok", 'Ł'), ("Mu", 'Μ'), ("Nacute", 'Ń'),
    ("Ncaron", 'Ň'), ("NewLine", '\u{A}'), ("NonBreakingSpace", '\u{A0}'), ("Ntilde", 'Ñ'), ("Nu", 'Ν'),
    ("OElig", 'Œ'), ("Oacute", 'Ó'), ("Ocirc", 'Ô'), ("Odblac", 'Ő'), ("Ograve", 'Ò'), ("Omega", 'Ω'),
    ("Omicron", 'Ο'), ("Oslash", 'Ø'), ("Otilde", 'Õ'), ("Ouml", 'Ö'), ("Phi", 'Φ'), ("Pi", 'Π'), ("Prime", '″'),
    ("Psi", 'Ψ'), ("QUOT", '"'), ("REG", '®'), ("Rcaron", 'Ř'), ("Rho", 'Ρ'), ("Sacute", 'Ś'), ("Scaron", 'Š'),
    ("Scedil", 'Ş'), ("Sigma", 'Σ'), ("THORN", 'Þ'), ("TRADE", '™'), ("Tab", '\u{9}'), ("Tau", 'Τ'), ("Tcaron", 'Ť'),
    ("Theta", 'Θ'), ("Uacute", 'Ú'), ("Ucirc", 'Û'), ("Udblac", 'Ű'), ("Ugrave", 'Ù'), ("Upsilon", 'Υ'),
    ("Uring", 'Ů'), ("Uuml", 'Ü'), ("Xi", 'Ξ'), ("Yacute", 'Ý'), ("Yuml", 'Ÿ'), ("Zacute", 'Ź'), ("Zcaron", 'Ž'),
    ("Zdot", 'Ż'), ("ZeroWidthSpace", '\u{200B}'), ("Zeta", 'Ζ'), ("aacute", 'á'), ("abreve", 'ă'), ("acirc", 'â'),
    ("acute", '´'), ("aelig", 'æ'), ("agrave", 'à'), ("alefsym", 'ℵ'), ("alpha", 'α'), ("amacr", 'ā'), ("amp", '&'),
    ("and", '∧'), ("ang", '∠'), ("aogon", 'ą'), ("apos", '\''), ("aring", 'å'), ("ast", '*'), ("asymp", '≈'),
    ("atilde", 'ã'), ("auml", 'ä'), ("bdquo", '„'), ("beta", 'β'), ("breve", '˘'), ("brvbar", '¦'), ("bsol", '\\'),
    ("bull", '•'), ("cacute", 'ć'), ("cap", '∩'), ("caron", 'ˇ'), ("ccaron", 'č'), ("ccedil", 'ç'), ("cedil", '¸'),
    ("cent", '¢'), ("check", '✓'), ("chi", 'χ'), ("circ", 'ˆ'), ("clubs", '♣'), ("colon", ':'), ("comma", ','),
    ("commat", '@'), ("cong", '≅'), ("copy", '©'), ("crarr", '↵'), ("cup", '∪'), ("curren", '¤'), ("dArr", '⇓'),
    ("dagger", '†'), ("darr", '↓'), ("dash", '‐'), ("dblac", '˝'), ("dcaron", 'ď'), ("deg", '°'), ("delta", 'δ'),
    ("diams", '♦'), ("divide", '÷'), ("dollar", '$'), ("dot", '˙'), ("dstrok", 'đ'), ("eacute", 'é'), ("ecaron", 'ě'),
    ("ecirc", 'ê'), ("egrave", 'è'), ("emacr", 'ē'), ("empty", '∅'), ("emsp", '\u{2003}'), ("ensp", '\u{2002}'),
    ("eogon", 'ę'), ("epsilon", 'ε'), ("equals", '='), ("equiv", '≡'), ("eta", 'η'), ("eth", 'ð'), ("euml", 'ë'),
    ("euro", '€'), ("excl", '!'), ("exist", '∃'), ("fnof", 'ƒ'), ("forall", '∀'), ("frac12", '½'), ("frac14", '¼'),
    ("frac34", '¾'), ("frasl", '⁄'), ("gamma", 'γ'), ("gbreve", 'ğ'), ("ge", '≥'), ("grave", '`'), ("gt", '>'),
    ("hArr", '⇔'), ("hairsp", '\u{200A}'), ("half", '½'), ("harr", '↔'), ("hearts", '♥'), ("hellip", '…'),
    ("hyphen", '‐'), ("iacute", 'í'), ("icirc", 'î'), ("iexcl", '¡'), ("igrave", 'ì'), ("imacr", 'ī'), ("image", 'ℑ'),
    ("infin", '∞'), ("inodot", 'ı'), ("int", '∫'), ("iota", 'ι'), ("iquest", '¿'), ("isin", '∈'), ("iuml", 'ï'),
    ("kappa", 'κ'), ("lArr", '⇐'), ("lambda", 'λ'), ("lang", '⟨'), ("laquo", '«'), ("larr", '←'), ("lbrack", '['),
    ("lceil", '⌈'), ("lcub", '{'), ("ldquo", '“'), ("le", '≤'), ("lfloor", '⌊'), ("lowast", '∗'), ("lowbar", '_'),
    ("loz", '◊'), ("lpar", '('), ("lrm", '\u{200E}'), ("lsaquo", '‹'), ("lsqb", '['), ("lsquo", '‘'), ("lstrok", 'ł'),
    ("lt", '<'), ("macr", '¯'), ("mdash", '—'), ("micro", 'µ'), ("middot", '·'), ("minus", '−'), ("mldr", '…'),
    ("mu", 'μ'), ("nabla", '∇'), ("nacute", 'ń'), ("nbsp", '\u{A0}'), ("ncaron", 'ň'), ("ndash", '–'), ("ne", '≠'),
    ("ni", '∋'), ("nldr", '‥'), ("not", '¬'), ("notin", '∉'), ("nsub", '⊄'), ("ntilde", 'ñ'), ("nu", 'ν'),
    ("num", '#'), ("numsp", '\u{2007}'), ("oacute", 'ó'), ("ocirc", 'ô'), ("odblac", 'ő'), ("oelig", 'œ'),
    ("ogon", '˛'), ("ograve", 'ò'), ("oline", '‾'), ("omega", 'ω'), ("omicron", 'ο'), ("oplus", '⊕'), ("or", '∨'),
    ("ordf", 'ª'), ("ordm", 'º'), ("oslash", 'ø'), ("otilde", 'õ'), ("otimes", '⊗'), ("ouml", 'ö'), ("para", '¶'),
    ("part", '∂'), ("percnt", '%'), ("period", '.'), ("permil", '‰'), ("perp", '⊥'), ("phi", 'φ'), ("phone", '☎'),
    ("pi", 'π'), ("piv", 'ϖ'), ("plus", '+'), ("plusmn", '±'), ("pound", '£'), ("prime", '′'), ("prod", '∏'),
    ("prop", '∝'), ("psi", 'ψ'), ("puncsp", '\u{2008}'), ("quest", '?'), ("quot", '"'), ("rArr", '⇒'), ("radic", '√'),
    ("rang", '⟩'), ("raquo", '»'), ("rarr", '→'), ("rbrack", ']'), ("rcaron", 'ř'), ("rceil", '⌉'), ("rcub", '}'),
    ("rdquo", '”'), ("real", 'ℜ'), ("reg", '®'), ("rfloor", '⌋'), ("rho", 'ρ'), ("ring", '˚'), ("rlm", '\u{200F}'),
    ("rpar", ')'), ("rsaquo", '›'), ("rsqb", ']'), ("rsquo", '’'), ("sacute", 'ś'), ("sbquo", '‚'), ("scaron", 'š'),
    ("scedil", 'ş'), ("sdot", '⋅'), ("sect", '§'), ("semi", ';'), ("shy", '\u{AD}'), ("sigma", 'σ'), ("sigmaf", 'ς'),
    ("sim", '∼'), ("sol", '/'), ("spades", '♠'), ("star", '☆'), ("sub", '⊂'), ("sube", '⊆'), ("sum", '∑'),
    ("sup", '⊃'), ("sup1", '¹'), ("sup2", '²'), ("sup3", '³'), ("supe", '⊇'), ("szlig", 'ß'), ("tau", 'τ'),
    ("tcaron", 'ť'), ("there4", '∴'), ("theta", 'θ'), ("thetasym", 'ϑ'), ("thickapprox", '≈'), ("thinsp", '\u{2009}'),
    ("thorn", 'þ'), ("tilde", '˜'), ("times", '×'), ("trade", '™'), ("uArr", '⇑'), ("uacute", 'ú'), ("uarr", '↑'),
    ("ucirc", 'û'), ("udblac", 'ű'), ("ugrave", 'ù'), ("uml", '¨'), ("upsih", 'ϒ'), ("upsilon", 'υ'), ("uring", 'ů'),
    ("uuml", 'ü'), ("verbar", '|'), ("vert", '|'), ("weierp", '℘'), ("xi", 'ξ'), ("yacute", 'ý'), ("yen", '¥'),
    ("yuml", 'ÿ'), ("zacute", 'ź'), ("zcaron", 'ž'), ("zdot", 'ż'), ("zeta", 'ζ'), ("zwj", '\u{200D}'),
    ("zwnj", '\u{200C}'),
];

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
    fn the_tables_are_sorted() {
        assert!(NAMES.is_sorted_by_key(|(name, _)| name));
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

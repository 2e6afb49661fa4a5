//! The named character references of HTML: those of HTML 4, and the newer ones that stand in real copy or hide an
//! address.
//!
//! Specification: <https://html.spec.whatwg.org/multipage/named-characters.html>

/// The character that a reference names, without its `&` and `;`; `None` for a name that is not known here.
///
/// ```
/// assert_eq!(dateline::value::entity::named("eacute"), Some('é'));
/// assert_eq!(dateline::value::entity::named("Jane"), None);
/// ```
#[must_use]
pub fn named(name: &str) -> Option<char> {
    NAMES.binary_search_by(|(known, _)| (*known).cmp(name)).ok().map(|at| NAMES[at].1)
}

/// What a number stands for; those of C1 controls mean Windows-1252, as in browsers, and those of no character U+FFFD.
#[must_use]
pub fn numbered(code: u32) -> char {
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

/// Sorted by name.
#[rustfmt::skip]
const NAMES: [(&str, char); 521] = [
    ("AElig", 'Æ'), ("AMP", '&'), ("Aacute", 'Á'), ("Abreve", 'Ă'), ("Acirc", 'Â'), ("Acy", 'А'), ("Agrave", 'À'),
    ("Alpha", 'Α'), ("Amacr", 'Ā'), ("Aogon", 'Ą'), ("Aring", 'Å'), ("Atilde", 'Ã'), ("Auml", 'Ä'), ("Bcy", 'Б'),
    ("Beta", 'Β'), ("CHcy", 'Ч'), ("COPY", '©'), ("Cacute", 'Ć'), ("Ccaron", 'Č'), ("Ccedil", 'Ç'), ("Ccirc", 'Ĉ'),
    ("Cdot", 'Ċ'), ("Chi", 'Χ'), ("DJcy", 'Ђ'), ("DScy", 'Ѕ'), ("DZcy", 'Џ'), ("Dagger", '‡'), ("Dcaron", 'Ď'),
    ("Dcy", 'Д'), ("Delta", 'Δ'), ("Dstrok", 'Đ'), ("ENG", 'Ŋ'), ("ETH", 'Ð'), ("Eacute", 'É'), ("Ecaron", 'Ě'),
    ("Ecirc", 'Ê'), ("Ecy", 'Э'), ("Edot", 'Ė'), ("Egrave", 'È'), ("Emacr", 'Ē'), ("Eogon", 'Ę'), ("Epsilon", 'Ε'),
    ("Eta", 'Η'), ("Euml", 'Ë'), ("Fcy", 'Ф'), ("GJcy", 'Ѓ'), ("GT", '>'), ("Gamma", 'Γ'), ("Gbreve", 'Ğ'),
    ("Gcedil", 'Ģ'), ("Gcirc", 'Ĝ'), ("Gcy", 'Г'), ("Gdot", 'Ġ'), ("HARDcy", 'Ъ'), ("Hat", '^'), ("Hcirc", 'Ĥ'),
    ("Hstrok", 'Ħ'), ("IEcy", 'Е'), ("IJlig", 'Ĳ'), ("IOcy", 'Ё'), ("Iacute", 'Í'), ("Icirc", 'Î'), ("Icy", 'И'),
    ("Idot", 'İ'), ("Igrave", 'Ì'), ("Imacr", 'Ī'), ("Iogon", 'Į'), ("Iota", 'Ι'), ("Itilde", 'Ĩ'), ("Iukcy", 'І'),
    ("Iuml", 'Ï'), ("Jcirc", 'Ĵ'), ("Jcy", 'Й'), ("Jsercy", 'Ј'), ("Jukcy", 'Є'), ("KHcy", 'Х'), ("KJcy", 'Ќ'),
    ("Kappa", 'Κ'), ("Kcedil", 'Ķ'), ("Kcy", 'К'), ("LJcy", 'Љ'), ("LT", '<'), ("Lacute", 'Ĺ'), ("Lambda", 'Λ'),
    ("Lcaron", 'Ľ'), ("Lcedil", 'Ļ'), ("Lcy", 'Л'), ("Lmidot", 'Ŀ'), ("Lstrok", 'Ł'), ("Mcy", 'М'), ("Mu", 'Μ'),
    ("NJcy", 'Њ'), ("Nacute", 'Ń'), ("Ncaron", 'Ň'), ("Ncedil", 'Ņ'), ("Ncy", 'Н'), ("NewLine", '\u{A}'),
    ("NonBreakingSpace", '\u{A0}'), ("Ntilde", 'Ñ'), ("Nu", 'Ν'), ("OElig", 'Œ'), ("Oacute", 'Ó'), ("Ocirc", 'Ô'),
    ("Ocy", 'О'), ("Odblac", 'Ő'), ("Ograve", 'Ò'), ("Omacr", 'Ō'), ("Omega", 'Ω'), ("Omicron", 'Ο'), ("Oslash", 'Ø'),
    ("Otilde", 'Õ'), ("Ouml", 'Ö'), ("Pcy", 'П'), ("Phi", 'Φ'), ("Pi", 'Π'), ("Prime", '″'), ("Psi", 'Ψ'),
    ("QUOT", '"'), ("REG", '®'), ("Racute", 'Ŕ'), ("Rcaron", 'Ř'), ("Rcedil", 'Ŗ'), ("Rcy", 'Р'), ("Rho", 'Ρ'),
    ("SHCHcy", 'Щ'), ("SHcy", 'Ш'), ("SOFTcy", 'Ь'), ("Sacute", 'Ś'), ("Scaron", 'Š'), ("Scedil", 'Ş'),
    ("Scirc", 'Ŝ'), ("Scy", 'С'), ("Sigma", 'Σ'), ("THORN", 'Þ'), ("TRADE", '™'), ("TSHcy", 'Ћ'), ("TScy", 'Ц'),
    ("Tab", '\u{9}'), ("Tau", 'Τ'), ("Tcaron", 'Ť'), ("Tcedil", 'Ţ'), ("Tcy", 'Т'), ("Theta", 'Θ'), ("Tstrok", 'Ŧ'),
    ("Uacute", 'Ú'), ("Ubrcy", 'Ў'), ("Ubreve", 'Ŭ'), ("Ucirc", 'Û'), ("Ucy", 'У'), ("Udblac", 'Ű'), ("Ugrave", 'Ù'),
    ("Umacr", 'Ū'), ("Uogon", 'Ų'), ("Upsilon", 'Υ'), ("Uring", 'Ů'), ("Utilde", 'Ũ'), ("Uuml", 'Ü'), ("Vcy", 'В'),
    ("Wcirc", 'Ŵ'), ("Xi", 'Ξ'), ("YAcy", 'Я'), ("YIcy", 'Ї'), ("YUcy", 'Ю'), ("Yacute", 'Ý'), ("Ycirc", 'Ŷ'),
    ("Ycy", 'Ы'), ("Yuml", 'Ÿ'), ("ZHcy", 'Ж'), ("Zacute", 'Ź'), ("Zcaron", 'Ž'), ("Zcy", 'З'), ("Zdot", 'Ż'),
    ("ZeroWidthSpace", '\u{200B}'), ("Zeta", 'Ζ'), ("aacute", 'á'), ("abreve", 'ă'), ("acirc", 'â'), ("acute", '´'),
    ("acy", 'а'), ("aelig", 'æ'), ("agrave", 'à'), ("alefsym", 'ℵ'), ("alpha", 'α'), ("amacr", 'ā'), ("amp", '&'),
    ("and", '∧'), ("ang", '∠'), ("aogon", 'ą'), ("apos", '\''), ("aring", 'å'), ("ast", '*'), ("asymp", '≈'),
    ("atilde", 'ã'), ("auml", 'ä'), ("bcy", 'б'), ("bdquo", '„'), ("beta", 'β'), ("breve", '˘'), ("brvbar", '¦'),
    ("bsol", '\\'), ("bull", '•'), ("bullet", '•'), ("cacute", 'ć'), ("cap", '∩'), ("caron", 'ˇ'), ("ccaron", 'č'),
    ("ccedil", 'ç'), ("ccirc", 'ĉ'), ("cdot", 'ċ'), ("cedil", '¸'), ("cent", '¢'), ("centerdot", '·'), ("chcy", 'ч'),
    ("check", '✓'), ("chi", 'χ'), ("circ", 'ˆ'), ("clubs", '♣'), ("colon", ':'), ("comma", ','), ("commat", '@'),
    ("cong", '≅'), ("copy", '©'), ("crarr", '↵'), ("cup", '∪'), ("curren", '¤'), ("dArr", '⇓'), ("dagger", '†'),
    ("darr", '↓'), ("dash", '‐'), ("dblac", '˝'), ("dcaron", 'ď'), ("dcy", 'д'), ("deg", '°'), ("delta", 'δ'),
    ("diams", '♦'), ("divide", '÷'), ("djcy", 'ђ'), ("dollar", '$'), ("dot", '˙'), ("dscy", 'ѕ'), ("dstrok", 'đ'),
    ("dzcy", 'џ'), ("eacute", 'é'), ("ecaron", 'ě'), ("ecirc", 'ê'), ("ecy", 'э'), ("edot", 'ė'), ("egrave", 'è'),
    ("emacr", 'ē'), ("empty", '∅'), ("emsp", '\u{2003}'), ("eng", 'ŋ'), ("ensp", '\u{2002}'), ("eogon", 'ę'),
    ("epsilon", 'ε'), ("equals", '='), ("equiv", '≡'), ("eta", 'η'), ("eth", 'ð'), ("euml", 'ë'), ("euro", '€'),
    ("excl", '!'), ("exist", '∃'), ("fcy", 'ф'), ("fnof", 'ƒ'), ("forall", '∀'), ("frac12", '½'), ("frac14", '¼'),
    ("frac34", '¾'), ("frasl", '⁄'), ("gamma", 'γ'), ("gbreve", 'ğ'), ("gcirc", 'ĝ'), ("gcy", 'г'), ("gdot", 'ġ'),
    ("ge", '≥'), ("gjcy", 'ѓ'), ("grave", '`'), ("gt", '>'), ("hArr", '⇔'), ("hairsp", '\u{200A}'), ("half", '½'),
    ("hardcy", 'ъ'), ("harr", '↔'), ("hcirc", 'ĥ'), ("hearts", '♥'), ("hellip", '…'), ("horbar", '―'),
    ("hstrok", 'ħ'), ("hyphen", '‐'), ("iacute", 'í'), ("icirc", 'î'), ("icy", 'и'), ("iecy", 'е'), ("iexcl", '¡'),
    ("igrave", 'ì'), ("ijlig", 'ĳ'), ("imacr", 'ī'), ("image", 'ℑ'), ("imath", 'ı'), ("infin", '∞'), ("inodot", 'ı'),
    ("int", '∫'), ("iocy", 'ё'), ("iogon", 'į'), ("iota", 'ι'), ("iquest", '¿'), ("isin", '∈'), ("itilde", 'ĩ'),
    ("iukcy", 'і'), ("iuml", 'ï'), ("jcirc", 'ĵ'), ("jcy", 'й'), ("jsercy", 'ј'), ("jukcy", 'є'), ("kappa", 'κ'),
    ("kcedil", 'ķ'), ("kcy", 'к'), ("kgreen", 'ĸ'), ("khcy", 'х'), ("kjcy", 'ќ'), ("lArr", '⇐'), ("lacute", 'ĺ'),
    ("lambda", 'λ'), ("lang", '⟨'), ("laquo", '«'), ("larr", '←'), ("lbrack", '['), ("lcaron", 'ľ'), ("lcedil", 'ļ'),
    ("lceil", '⌈'), ("lcub", '{'), ("lcy", 'л'), ("ldquo", '“'), ("le", '≤'), ("lfloor", '⌊'), ("ljcy", 'љ'),
    ("lmidot", 'ŀ'), ("lowast", '∗'), ("lowbar", '_'), ("loz", '◊'), ("lpar", '('), ("lrm", '\u{200E}'),
    ("lsaquo", '‹'), ("lsqb", '['), ("lsquo", '‘'), ("lstrok", 'ł'), ("lt", '<'), ("macr", '¯'), ("mcy", 'м'),
    ("mdash", '—'), ("micro", 'µ'), ("middot", '·'), ("minus", '−'), ("mldr", '…'), ("mu", 'μ'), ("nabla", '∇'),
    ("nacute", 'ń'), ("napos", 'ŉ'), ("nbsp", '\u{A0}'), ("ncaron", 'ň'), ("ncedil", 'ņ'), ("ncy", 'н'),
    ("ndash", '–'), ("ne", '≠'), ("ni", '∋'), ("njcy", 'њ'), ("nldr", '‥'), ("not", '¬'), ("notin", '∉'),
    ("nsub", '⊄'), ("ntilde", 'ñ'), ("nu", 'ν'), ("num", '#'), ("numsp", '\u{2007}'), ("oacute", 'ó'), ("ocirc", 'ô'),
    ("ocy", 'о'), ("odblac", 'ő'), ("oelig", 'œ'), ("ogon", '˛'), ("ograve", 'ò'), ("oline", '‾'), ("omacr", 'ō'),
    ("omega", 'ω'), ("omicron", 'ο'), ("oplus", '⊕'), ("or", '∨'), ("ordf", 'ª'), ("ordm", 'º'), ("oslash", 'ø'),
    ("otilde", 'õ'), ("otimes", '⊗'), ("ouml", 'ö'), ("para", '¶'), ("part", '∂'), ("pcy", 'п'), ("percnt", '%'),
    ("period", '.'), ("permil", '‰'), ("perp", '⊥'), ("phi", 'φ'), ("phone", '☎'), ("pi", 'π'), ("piv", 'ϖ'),
    ("plus", '+'), ("plusmn", '±'), ("pound", '£'), ("prime", '′'), ("prod", '∏'), ("prop", '∝'), ("psi", 'ψ'),
    ("puncsp", '\u{2008}'), ("quest", '?'), ("quot", '"'), ("rArr", '⇒'), ("racute", 'ŕ'), ("radic", '√'),
    ("rang", '⟩'), ("raquo", '»'), ("rarr", '→'), ("rbrack", ']'), ("rcaron", 'ř'), ("rcedil", 'ŗ'), ("rceil", '⌉'),
    ("rcub", '}'), ("rcy", 'р'), ("rdquo", '”'), ("real", 'ℜ'), ("reg", '®'), ("rfloor", '⌋'), ("rho", 'ρ'),
    ("ring", '˚'), ("rlm", '\u{200F}'), ("rpar", ')'), ("rsaquo", '›'), ("rsqb", ']'), ("rsquo", '’'),
    ("sacute", 'ś'), ("sbquo", '‚'), ("scaron", 'š'), ("scedil", 'ş'), ("scirc", 'ŝ'), ("scy", 'с'), ("sdot", '⋅'),
    ("sect", '§'), ("semi", ';'), ("shchcy", 'щ'), ("shcy", 'ш'), ("shy", '\u{AD}'), ("sigma", 'σ'), ("sigmaf", 'ς'),
    ("sim", '∼'), ("softcy", 'ь'), ("sol", '/'), ("spades", '♠'), ("star", '☆'), ("sub", '⊂'), ("sube", '⊆'),
    ("sum", '∑'), ("sup", '⊃'), ("sup1", '¹'), ("sup2", '²'), ("sup3", '³'), ("supe", '⊇'), ("szlig", 'ß'),
    ("tau", 'τ'), ("tcaron", 'ť'), ("tcedil", 'ţ'), ("tcy", 'т'), ("there4", '∴'), ("theta", 'θ'), ("thetasym", 'ϑ'),
    ("thickapprox", '≈'), ("thinsp", '\u{2009}'), ("thorn", 'þ'), ("tilde", '˜'), ("times", '×'), ("trade", '™'),
    ("tscy", 'ц'), ("tshcy", 'ћ'), ("tstrok", 'ŧ'), ("uArr", '⇑'), ("uacute", 'ú'), ("uarr", '↑'), ("ubrcy", 'ў'),
    ("ubreve", 'ŭ'), ("ucirc", 'û'), ("ucy", 'у'), ("udblac", 'ű'), ("ugrave", 'ù'), ("umacr", 'ū'), ("uml", '¨'),
    ("uogon", 'ų'), ("upsih", 'ϒ'), ("upsilon", 'υ'), ("uring", 'ů'), ("utilde", 'ũ'), ("uuml", 'ü'), ("vcy", 'в'),
    ("verbar", '|'), ("vert", '|'), ("wcirc", 'ŵ'), ("weierp", '℘'), ("xi", 'ξ'), ("yacute", 'ý'), ("yacy", 'я'),
    ("ycirc", 'ŷ'), ("ycy", 'ы'), ("yen", '¥'), ("yicy", 'ї'), ("yucy", 'ю'), ("yuml", 'ÿ'), ("zacute", 'ź'),
    ("zcaron", 'ž'), ("zcy", 'з'), ("zdot", 'ż'), ("zeta", 'ζ'), ("zhcy", 'ж'), ("zwj", '\u{200D}'),
    ("zwnj", '\u{200C}'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(NAMES.is_sorted_by_key(|(name, _)| name));
    }
}

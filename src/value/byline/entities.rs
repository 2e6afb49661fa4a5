//! The named character references that names and the punctuation between them need.

/// The character that a reference names, case-sensitive; `None` for a name that is not in the table.
pub(super) fn named(name: &str) -> Option<char> {
    let at = NAMED.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
    NAMED.get(at).map(|(_, c)| *c)
}

/// Sorted by name.
#[rustfmt::skip]
const NAMED: &[(&str, char)] = &[
    ("AElig", 'Æ'), ("AMP", '&'), ("Aacute", 'Á'), ("Abreve", 'Ă'), ("Acirc", 'Â'), ("Acy", 'А'), ("Agrave", 'À'),
    ("Alpha", 'Α'), ("Amacr", 'Ā'), ("Aogon", 'Ą'), ("Aring", 'Å'), ("Atilde", 'Ã'), ("Auml", 'Ä'), ("Bcy", 'Б'),
    ("Beta", 'Β'), ("CHcy", 'Ч'), ("Cacute", 'Ć'), ("Ccaron", 'Č'), ("Ccedil", 'Ç'), ("Ccirc", 'Ĉ'), ("Cdot", 'Ċ'),
    ("Chi", 'Χ'), ("DJcy", 'Ђ'), ("DScy", 'Ѕ'), ("DZcy", 'Џ'), ("Dagger", '‡'), ("Dcaron", 'Ď'), ("Dcy", 'Д'),
    ("Delta", 'Δ'), ("Dstrok", 'Đ'), ("ENG", 'Ŋ'), ("ETH", 'Ð'), ("Eacute", 'É'), ("Ecaron", 'Ě'), ("Ecirc", 'Ê'),
    ("Ecy", 'Э'), ("Edot", 'Ė'), ("Egrave", 'È'), ("Emacr", 'Ē'), ("Eogon", 'Ę'), ("Epsilon", 'Ε'), ("Eta", 'Η'),
    ("Euml", 'Ë'), ("Fcy", 'Ф'), ("GJcy", 'Ѓ'), ("GT", '>'), ("Gamma", 'Γ'), ("Gbreve", 'Ğ'), ("Gcedil", 'Ģ'),
    ("Gcirc", 'Ĝ'), ("Gcy", 'Г'), ("Gdot", 'Ġ'), ("HARDcy", 'Ъ'), ("Hcirc", 'Ĥ'), ("Hstrok", 'Ħ'), ("IEcy", 'Е'),
    ("IJlig", 'Ĳ'), ("IOcy", 'Ё'), ("Iacute", 'Í'), ("Icirc", 'Î'), ("Icy", 'И'), ("Idot", 'İ'), ("Igrave", 'Ì'),
    ("Imacr", 'Ī'), ("Iogon", 'Į'), ("Iota", 'Ι'), ("Itilde", 'Ĩ'), ("Iukcy", 'І'), ("Iuml", 'Ï'), ("Jcirc", 'Ĵ'),
    ("Jcy", 'Й'), ("Jsercy", 'Ј'), ("Jukcy", 'Є'), ("KHcy", 'Х'), ("KJcy", 'Ќ'), ("Kappa", 'Κ'), ("Kcedil", 'Ķ'),
    ("Kcy", 'К'), ("LJcy", 'Љ'), ("LT", '<'), ("Lacute", 'Ĺ'), ("Lambda", 'Λ'), ("Lcaron", 'Ľ'), ("Lcedil", 'Ļ'),
    ("Lcy", 'Л'), ("Lmidot", 'Ŀ'), ("Lstrok", 'Ł'), ("Mcy", 'М'), ("Mu", 'Μ'), ("NJcy", 'Њ'), ("Nacute", 'Ń'),
    ("Ncaron", 'Ň'), ("Ncedil", 'Ņ'), ("Ncy", 'Н'), ("NewLine", '\u{a}'), ("Ntilde", 'Ñ'), ("Nu", 'Ν'),
    ("OElig", 'Œ'), ("Oacute", 'Ó'), ("Ocirc", 'Ô'), ("Ocy", 'О'), ("Odblac", 'Ő'), ("Ograve", 'Ò'), ("Omacr", 'Ō'),
    ("Omega", 'Ω'), ("Omicron", 'Ο'), ("Oslash", 'Ø'), ("Otilde", 'Õ'), ("Ouml", 'Ö'), ("Pcy", 'П'), ("Phi", 'Φ'),
    ("Pi", 'Π'), ("Prime", '″'), ("Psi", 'Ψ'), ("QUOT", '"'), ("Racute", 'Ŕ'), ("Rcaron", 'Ř'), ("Rcedil", 'Ŗ'),
    ("Rcy", 'Р'), ("Rho", 'Ρ'), ("SHCHcy", 'Щ'), ("SHcy", 'Ш'), ("SOFTcy", 'Ь'), ("Sacute", 'Ś'), ("Scaron", 'Š'),
    ("Scedil", 'Ş'), ("Scirc", 'Ŝ'), ("Scy", 'С'), ("Sigma", 'Σ'), ("THORN", 'Þ'), ("TSHcy", 'Ћ'), ("TScy", 'Ц'),
    ("Tab", '\u{9}'), ("Tau", 'Τ'), ("Tcaron", 'Ť'), ("Tcedil", 'Ţ'), ("Tcy", 'Т'), ("Theta", 'Θ'), ("Tstrok", 'Ŧ'),
    ("Uacute", 'Ú'), ("Ubrcy", 'Ў'), ("Ubreve", 'Ŭ'), ("Ucirc", 'Û'), ("Ucy", 'У'), ("Udblac", 'Ű'), ("Ugrave", 'Ù'),
    ("Umacr", 'Ū'), ("Uogon", 'Ų'), ("Upsilon", 'Υ'), ("Uring", 'Ů'), ("Utilde", 'Ũ'), ("Uuml", 'Ü'), ("Vcy", 'В'),
    ("Wcirc", 'Ŵ'), ("Xi", 'Ξ'), ("YAcy", 'Я'), ("YIcy", 'Ї'), ("YUcy", 'Ю'), ("Yacute", 'Ý'), ("Ycirc", 'Ŷ'),
    ("Ycy", 'Ы'), ("Yuml", 'Ÿ'), ("ZHcy", 'Ж'), ("Zacute", 'Ź'), ("Zcaron", 'Ž'), ("Zcy", 'З'), ("Zdot", 'Ż'),
    ("Zeta", 'Ζ'), ("aacute", 'á'), ("abreve", 'ă'), ("acirc", 'â'), ("acute", '´'), ("acy", 'а'), ("aelig", 'æ'),
    ("agrave", 'à'), ("alefsym", 'ℵ'), ("alpha", 'α'), ("amacr", 'ā'), ("amp", '&'), ("and", '∧'), ("ang", '∠'),
    ("aogon", 'ą'), ("apos", '\''), ("aring", 'å'), ("ast", '*'), ("asymp", '≈'), ("atilde", 'ã'), ("auml", 'ä'),
    ("bcy", 'б'), ("bdquo", '„'), ("beta", 'β'), ("brvbar", '¦'), ("bsol", '\\'), ("bull", '•'), ("bullet", '•'),
    ("cacute", 'ć'), ("cap", '∩'), ("ccaron", 'č'), ("ccedil", 'ç'), ("ccirc", 'ĉ'), ("cdot", 'ċ'), ("cedil", '¸'),
    ("cent", '¢'), ("centerdot", '·'), ("chcy", 'ч'), ("chi", 'χ'), ("circ", 'ˆ'), ("clubs", '♣'), ("colon", ':'),
    ("comma", ','), ("commat", '@'), ("cong", '≅'), ("copy", '©'), ("crarr", '↵'), ("cup", '∪'), ("curren", '¤'),
    ("dArr", '⇓'), ("dagger", '†'), ("darr", '↓'), ("dash", '‐'), ("dcaron", 'ď'), ("dcy", 'д'), ("deg", '°'),
    ("delta", 'δ'), ("diams", '♦'), ("divide", '÷'), ("djcy", 'ђ'), ("dscy", 'ѕ'), ("dstrok", 'đ'), ("dzcy", 'џ'),
    ("eacute", 'é'), ("ecaron", 'ě'), ("ecirc", 'ê'), ("ecy", 'э'), ("edot", 'ė'), ("egrave", 'è'), ("emacr", 'ē'),
    ("empty", '∅'), ("emsp", '\u{2003}'), ("eng", 'ŋ'), ("ensp", '\u{2002}'), ("eogon", 'ę'), ("epsilon", 'ε'),
    ("equals", '='), ("equiv", '≡'), ("eta", 'η'), ("eth", 'ð'), ("euml", 'ë'), ("euro", '€'), ("excl", '!'),
    ("exist", '∃'), ("fcy", 'ф'), ("fnof", 'ƒ'), ("forall", '∀'), ("frac12", '½'), ("frac14", '¼'), ("frac34", '¾'),
    ("frasl", '⁄'), ("gamma", 'γ'), ("gbreve", 'ğ'), ("gcirc", 'ĝ'), ("gcy", 'г'), ("gdot", 'ġ'), ("ge", '≥'),
    ("gjcy", 'ѓ'), ("grave", '`'), ("gt", '>'), ("hArr", '⇔'), ("hardcy", 'ъ'), ("harr", '↔'), ("hcirc", 'ĥ'),
    ("hearts", '♥'), ("hellip", '…'), ("horbar", '―'), ("hstrok", 'ħ'), ("hyphen", '‐'), ("iacute", 'í'),
    ("icirc", 'î'), ("icy", 'и'), ("iecy", 'е'), ("iexcl", '¡'), ("igrave", 'ì'), ("ijlig", 'ĳ'), ("imacr", 'ī'),
    ("image", 'ℑ'), ("imath", 'ı'), ("infin", '∞'), ("inodot", 'ı'), ("int", '∫'), ("iocy", 'ё'), ("iogon", 'į'),
    ("iota", 'ι'), ("iquest", '¿'), ("isin", '∈'), ("itilde", 'ĩ'), ("iukcy", 'і'), ("iuml", 'ï'), ("jcirc", 'ĵ'),
    ("jcy", 'й'), ("jsercy", 'ј'), ("jukcy", 'є'), ("kappa", 'κ'), ("kcedil", 'ķ'), ("kcy", 'к'), ("kgreen", 'ĸ'),
    ("khcy", 'х'), ("kjcy", 'ќ'), ("lArr", '⇐'), ("lacute", 'ĺ'), ("lambda", 'λ'), ("laquo", '«'),
    ("larr", '←'), ("lbrack", '['), ("lcaron", 'ľ'), ("lcedil", 'ļ'), ("lceil", '⌈'), ("lcy", 'л'), ("ldquo", '“'),
    ("le", '≤'), ("lfloor", '⌊'), ("ljcy", 'љ'), ("lmidot", 'ŀ'), ("lowast", '∗'), ("lowbar", '_'), ("loz", '◊'),
    ("lpar", '('), ("lrm", '\u{200e}'), ("lsaquo", '‹'), ("lsqb", '['), ("lsquo", '‘'), ("lstrok", 'ł'), ("lt", '<'),
    ("macr", '¯'), ("mcy", 'м'), ("mdash", '—'), ("micro", 'µ'), ("middot", '·'), ("minus", '−'), ("mu", 'μ'),
    ("nabla", '∇'), ("nacute", 'ń'), ("napos", 'ŉ'), ("nbsp", '\u{a0}'), ("ncaron", 'ň'), ("ncedil", 'ņ'),
    ("ncy", 'н'), ("ndash", '–'), ("ne", '≠'), ("ni", '∋'), ("njcy", 'њ'), ("not", '¬'), ("notin", '∉'),
    ("nsub", '⊄'), ("ntilde", 'ñ'), ("nu", 'ν'), ("num", '#'), ("oacute", 'ó'), ("ocirc", 'ô'), ("ocy", 'о'),
    ("odblac", 'ő'), ("oelig", 'œ'), ("ograve", 'ò'), ("oline", '‾'), ("omacr", 'ō'), ("omega", 'ω'),
    ("omicron", 'ο'), ("oplus", '⊕'), ("or", '∨'), ("ordf", 'ª'), ("ordm", 'º'), ("oslash", 'ø'), ("otilde", 'õ'),
    ("otimes", '⊗'), ("ouml", 'ö'), ("para", '¶'), ("part", '∂'), ("pcy", 'п'), ("period", '.'), ("permil", '‰'),
    ("perp", '⊥'), ("phi", 'φ'), ("pi", 'π'), ("piv", 'ϖ'), ("plus", '+'), ("plusmn", '±'), ("pound", '£'),
    ("prime", '′'), ("prod", '∏'), ("prop", '∝'), ("psi", 'ψ'), ("quest", '?'), ("quot", '"'), ("rArr", '⇒'),
    ("racute", 'ŕ'), ("radic", '√'), ("raquo", '»'), ("rarr", '→'), ("rbrack", ']'), ("rcaron", 'ř'),
    ("rcedil", 'ŗ'), ("rceil", '⌉'), ("rcy", 'р'), ("rdquo", '”'), ("real", 'ℜ'), ("reg", '®'), ("rfloor", '⌋'),
    ("rho", 'ρ'), ("rlm", '\u{200f}'), ("rpar", ')'), ("rsaquo", '›'), ("rsqb", ']'), ("rsquo", '’'), ("sacute", 'ś'),
    ("sbquo", '‚'), ("scaron", 'š'), ("scedil", 'ş'), ("scirc", 'ŝ'), ("scy", 'с'), ("sdot", '⋅'), ("sect", '§'),
    ("semi", ';'), ("shchcy", 'щ'), ("shcy", 'ш'), ("shy", '\u{ad}'), ("sigma", 'σ'), ("sigmaf", 'ς'), ("sim", '∼'),
    ("softcy", 'ь'), ("sol", '/'), ("spades", '♠'), ("sub", '⊂'), ("sube", '⊆'), ("sum", '∑'), ("sup", '⊃'),
    ("sup1", '¹'), ("sup2", '²'), ("sup3", '³'), ("supe", '⊇'), ("szlig", 'ß'), ("tau", 'τ'), ("tcaron", 'ť'),
    ("tcedil", 'ţ'), ("tcy", 'т'), ("there4", '∴'), ("theta", 'θ'), ("thetasym", 'ϑ'), ("thinsp", '\u{2009}'),
    ("thorn", 'þ'), ("tilde", '˜'), ("times", '×'), ("trade", '™'), ("tscy", 'ц'), ("tshcy", 'ћ'), ("tstrok", 'ŧ'),
    ("uArr", '⇑'), ("uacute", 'ú'), ("uarr", '↑'), ("ubrcy", 'ў'), ("ubreve", 'ŭ'), ("ucirc", 'û'), ("ucy", 'у'),
    ("udblac", 'ű'), ("ugrave", 'ù'), ("umacr", 'ū'), ("uml", '¨'), ("uogon", 'ų'), ("upsih", 'ϒ'), ("upsilon", 'υ'),
    ("uring", 'ů'), ("utilde", 'ũ'), ("uuml", 'ü'), ("vcy", 'в'), ("verbar", '|'), ("vert", '|'), ("wcirc", 'ŵ'),
    ("weierp", '℘'), ("xi", 'ξ'), ("yacute", 'ý'), ("yacy", 'я'), ("ycirc", 'ŷ'), ("ycy", 'ы'), ("yen", '¥'),
    ("yicy", 'ї'), ("yucy", 'ю'), ("yuml", 'ÿ'), ("zacute", 'ź'), ("zcaron", 'ž'), ("zcy", 'з'), ("zdot", 'ż'),
    ("zeta", 'ζ'), ("zhcy", 'ж'), ("zwj", '\u{200d}'), ("zwnj", '\u{200c}'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(NAMED.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn names_are_found() {
        assert_eq!(named("eacute"), Some('é'));
        assert_eq!(named("Eacute"), Some('É'));
        assert_eq!(named("zwj"), Some('\u{200d}'));
        assert_eq!(named("apos"), Some('\''));
        assert_eq!(named("nonsense"), None);
    }
}

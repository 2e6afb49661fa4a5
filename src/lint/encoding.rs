//! From bytes to text: which encoding a document is in, says that it is in, and whether the two agree.
//!
//! What is found is decoded as well as can be, so that everything else can be checked.
//!
//! Follows <https://www.w3.org/TR/xml/#charencoding>.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::rule::{Rule, rules};
use crate::diagnostic::{Diagnostic, Sink, Span};
use crate::source::Source;

use super::walk::shown;
use super::xml::reader::pseudo_attributes;

/// The largest document that is read, in bytes.
pub const SIZE_LIMIT: usize = 100_000_000;
/// The largest that W3C's validator reads.
const W3C_LIMIT: usize = 5_000_000;

rules! {
    /// Bytes that are not of the encoding that the document declares, or a declaration that its first bytes contradict.
    ///
    /// Strict parsers refuse the document; others show `Ã©` or `�` where a letter was.
    UNDECODABLE = Error "encoding/undecodable" "bytes that are not of the declared encoding",
        "https://www.w3.org/TR/xml/#charencoding", w3c "UnicodeError";

    /// A declared encoding that nobody knows.
    ///
    /// Wrong:
    /// ```xml
    /// <?xml version="1.0" encoding="gazette-8"?><rss version="2.0"></rss>
    /// ```
    /// Right:
    /// ```xml
    /// <?xml version="1.0" encoding="utf-8"?><rss version="2.0"></rss>
    /// ```
    UNKNOWN = Error "encoding/unknown" "an encoding that nobody knows",
        "https://www.w3.org/TR/xml/#charencoding", w3c "UnknownEncoding";

    /// An encoding that few programs know.
    ///
    /// Wrong:
    /// ```xml
    /// <?xml version="1.0" encoding="ibm866"?><rss version="2.0"></rss>
    /// ```
    /// Right:
    /// ```xml
    /// <?xml version="1.0" encoding="utf-8"?><rss version="2.0"></rss>
    /// ```
    OBSCURE = Warning "encoding/obscure" "an encoding that few programs know",
        "https://www.w3.org/TR/xml/#charencoding", w3c "ObscureEncoding";

    /// An encoding that is neither UTF-8 nor UTF-16, the two that every parser must know.
    ///
    /// Wrong:
    /// ```xml
    /// <?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"></rss>
    /// ```
    /// Right:
    /// ```xml
    /// <?xml version="1.0" encoding="utf-8"?><rss version="2.0"></rss>
    /// ```
    NOT_UNICODE = Info "encoding/not-unicode" "an encoding that is neither UTF-8 nor UTF-16",
        "https://www.w3.org/TR/xml/#charencoding", w3c "NonstdEncoding";

    /// No encoding is declared.
    ///
    /// It is UTF-8 then; but a server that says `text/xml` without a charset makes it US-ASCII to some readers.
    ///
    /// Wrong:
    /// ```xml
    /// <rss version="2.0"></rss>
    /// ```
    /// Right:
    /// ```xml
    /// <?xml version="1.0" encoding="utf-8"?><rss version="2.0"></rss>
    /// ```
    MISSING = Info "encoding/missing" "no encoding is declared",
        "https://www.w3.org/TR/xml/#charencoding", w3c "MissingEncoding";

    /// A document of more than 5,000,000 bytes.
    ///
    /// W3C's validator refuses it, and so do readers: several stop at a few megabytes.
    TOO_LARGE_FOR_W3C = Warning "encoding/large" "a document of more than 5,000,000 bytes",
        "https://validator.w3.org/feed/docs/error/ValidatorLimit.html", w3c "ValidatorLimit";

    /// A document of more than 100,000,000 bytes.
    ///
    /// It is not read.
    TOO_LARGE = Error "encoding/too-large" "a document of more than 100,000,000 bytes",
        "https://validator.w3.org/feed/docs/error/ValidatorLimit.html", w3c "ValidatorLimit";
}

/// The encodings that feeds are commonly in besides UTF-8 and UTF-16.
const COMMON: &str = "us-ascii ascii iso-8859-1 latin1 iso-8859-2 iso-8859-3 iso-8859-4 iso-8859-5 iso-8859-6 iso-8859-7 \
    iso-8859-8 iso-8859-9 iso-8859-10 iso-8859-13 iso-8859-14 iso-8859-15 iso-8859-16 windows-1250 windows-1251 windows-1252 \
    windows-1253 windows-1254 windows-1255 windows-1256 windows-1257 windows-1258 koi8-r koi8-u shift_jis shift-jis \
    x-sjis euc-jp iso-2022-jp gb2312 gbk gb18030 big5 big5-hkscs euc-kr ks_c_5601-1987 tis-620 macintosh utf-7";

/// A way to read bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Codec {
    Latin1,
    Ascii,
    Utf32 { big: bool },
    Standard(&'static encoding_rs::Encoding),
}

/// Turns a document's bytes into the text that findings point into.
///
/// Findings about the encoding go to `sink`. A document that is too large to read becomes an empty text, with the
/// finding that says so.
///
/// Never fails: bytes that cannot be decoded become U+FFFD.
///
/// ```
/// use dateline::diagnostic::Sink;
///
/// let mut sink = Sink::new();
/// let latin = b"<?xml version='1.0' encoding='iso-8859-1'?><rss>caf\xe9</rss>";
/// assert!(dateline::lint::decode("rss.xml", latin, &mut sink).text().contains("caf\u{e9}"));
/// ```
pub fn decode(path: &str, bytes: &[u8], sink: &mut Sink) -> Arc<Source> {
    if bytes.len() > SIZE_LIMIT {
        let source = Arc::new(Source::new(path, ""));
        let message = format!("{} bytes, more than are read", bytes.len());
        sink.push(Diagnostic::new(&TOO_LARGE, Span::whole(&source), message).element("", "root"));
        return source;
    }
    let mut notes: Vec<(&'static Rule, Option<Range<usize>>, String, &str)> = Vec::new();
    let (mark, mark_length) = byte_order_mark(bytes);
    let body = &bytes[mark_length..];
    let pattern = mark.or_else(|| byte_pattern(body));
    let declared = declared_encoding(body, pattern);
    let json = is_json(path, body);
    let codec = choose(pattern, mark.is_some(), declared.as_ref(), json, &mut notes);
    let (text, fault) = decode_with(codec, body);
    if json {
        let source = Arc::new(Source::new(path, text));
        super::json::encoding(&source, mark.is_some(), codec == Codec::Standard(encoding_rs::UTF_8), fault, sink);
        return source;
    }
    if let Some(at) = fault {
        let message = format!("a byte that is not {}", Name(codec));
        notes.push((
            &UNDECODABLE,
            Some(at..at),
            message,
            "declare the encoding that the file is in, or save it as UTF-8",
        ));
    }
    if bytes.len() > W3C_LIMIT {
        let message = format!("{} bytes, more than the 5,000,000 that the W3C validator reads", bytes.len());
        notes.push((&TOO_LARGE_FOR_W3C, None, message, "keep fewer entries in it"));
    }
    let source = Arc::new(Source::new(path, text));
    for (rule, range, message, help) in notes {
        // A place in the bytes is none in the text where decoding moved the borders of characters.
        let range = range.filter(|range| source.text().get(range.clone()).is_some());
        let span = range.map_or_else(|| Span::whole(&source), |range| Span::new(&source, range));
        let finding = Diagnostic::new(rule, span, message).help_opt((!help.is_empty()).then_some(help));
        sink.push(finding);
    }
    source
}

struct Name(Codec);

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Codec::Latin1 => "ISO-8859-1",
            Codec::Ascii => "US-ASCII",
            Codec::Utf32 { .. } => "UTF-32",
            Codec::Standard(encoding) => encoding.name(),
        })
    }
}

fn byte_order_mark(bytes: &[u8]) -> (Option<Codec>, usize) {
    match bytes {
        [0, 0, 0xfe, 0xff, ..] => (Some(Codec::Utf32 { big: true }), 4),
        [0xff, 0xfe, 0, 0, ..] => (Some(Codec::Utf32 { big: false }), 4),
        [0xef, 0xbb, 0xbf, ..] => (Some(Codec::Standard(encoding_rs::UTF_8)), 3),
        [0xfe, 0xff, ..] => (Some(Codec::Standard(encoding_rs::UTF_16BE)), 2),
        [0xff, 0xfe, ..] => (Some(Codec::Standard(encoding_rs::UTF_16LE)), 2),
        _ => (None, 0),
    }
}

fn byte_pattern(bytes: &[u8]) -> Option<Codec> {
    match bytes {
        [0, 0, 0, b'<', ..] => Some(Codec::Utf32 { big: true }),
        [b'<', 0, 0, 0, ..] => Some(Codec::Utf32 { big: false }),
        [0, b'<' | b'{', 0, _, ..] => Some(Codec::Standard(encoding_rs::UTF_16BE)),
        [b'<' | b'{', 0, _, 0, ..] => Some(Codec::Standard(encoding_rs::UTF_16LE)),
        _ => None,
    }
}

/// Whether a document is JSON, which declares no encoding.
fn is_json(path: &str, bytes: &[u8]) -> bool {
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace() && **byte != 0);
    let named = path.to_ascii_lowercase().ends_with(".json");
    first.map_or(named, |byte| matches!(byte, b'{' | b'[') || named && *byte != b'<')
}

/// The encoding that the XML declaration names, and where in the decoded text the name stands.
fn declared_encoding(bytes: &[u8], pattern: Option<Codec>) -> Option<(String, Range<usize>)> {
    let head = &bytes[..bytes.len().min(1024)];
    let head: String = match pattern {
        Some(codec) => decode_with(codec, head).0.into_owned(),
        None => head.iter().map(|&byte| if byte.is_ascii() { char::from(byte) } else { '?' }).collect(),
    };
    let inside = head.strip_prefix("<?xml").filter(|rest| rest.starts_with(char::is_whitespace))?;
    let inside = inside.split_once("?>")?.0;
    let pairs = pseudo_attributes(inside)?;
    let (_, value) = pairs.into_iter().find(|(name, _)| *name == "encoding")?;
    let range = crate::source::range_in(&head, value)?;
    Some((value.to_owned(), range))
}

fn codec_of(label: &str) -> Option<Codec> {
    match label.to_ascii_lowercase().as_str() {
        "us-ascii" | "ascii" => Some(Codec::Ascii),
        "iso-8859-1" | "latin1" | "latin-1" | "iso_8859-1" | "l1" => Some(Codec::Latin1),
        "utf-32" | "utf-32be" => Some(Codec::Utf32 { big: true }),
        "utf-32le" => Some(Codec::Utf32 { big: false }),
        _ => encoding_rs::Encoding::for_label_no_replacement(label.as_bytes()).map(Codec::Standard),
    }
}

type Note = (&'static Rule, Option<Range<usize>>, String, &'static str);

fn choose(
    pattern: Option<Codec>,
    marked: bool,
    declared: Option<&(String, Range<usize>)>,
    json: bool,
    notes: &mut Vec<Note>,
) -> Codec {
    let utf8 = Codec::Standard(encoding_rs::UTF_8);
    let Some((label, range)) = declared else {
        if !marked && !json {
            let help = "begin the file with `<?xml version=\"1.0\" encoding=\"utf-8\"?>`";
            notes.push((&MISSING, None, "no encoding is declared".to_owned(), help));
        }
        return pattern.unwrap_or(utf8);
    };
    let lower = label.to_ascii_lowercase();
    let Some(codec) = codec_of(label) else {
        let message = format!("nobody knows the encoding `{}`", shown(label));
        notes.push((&UNKNOWN, Some(range.clone()), message, "write `utf-8`, and save the file so"));
        return pattern.unwrap_or(utf8);
    };
    let unicode = matches!(lower.as_str(), "utf-8" | "utf8" | "utf-16" | "utf-16le" | "utf-16be");
    if !unicode && COMMON.split_ascii_whitespace().any(|known| known == lower) {
        let message = format!("the encoding `{}` is neither UTF-8 nor UTF-16", shown(label));
        if pattern.is_none() {
            notes.push((&NOT_UNICODE, Some(range.clone()), message, "save the file as UTF-8"));
        }
    } else if !unicode {
        let message = format!("few programs know the encoding `{}`", shown(label));
        notes.push((&OBSCURE, Some(range.clone()), message, "save the file as UTF-8"));
    }
    let sixteen = |codec: Codec| matches!(codec, Codec::Standard(encoding) if encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE);
    let conflict = match pattern {
        Some(found) if found == codec || lower == "utf-16" && sixteen(found) => None,
        Some(Codec::Utf32 { .. }) if matches!(codec, Codec::Utf32 { .. }) => None,
        Some(found) => Some((found, Name(found).to_string())),
        None if sixteen(codec) || matches!(codec, Codec::Utf32 { .. }) => Some((utf8, "one byte a letter".to_owned())),
        None => None,
    };
    let Some((found, name)) = conflict else { return pattern.unwrap_or(codec) };
    let message = format!("the first bytes say {name}, the declaration `{}`", shown(label));
    notes.push((&UNDECODABLE, Some(range.clone()), message, "declare the encoding that the file is in"));
    found
}

/// The text, and where in it the first byte stood that could not be decoded.
fn decode_with(codec: Codec, bytes: &[u8]) -> (Cow<'_, str>, Option<usize>) {
    match codec {
        Codec::Latin1 => (Cow::Owned(bytes.iter().map(|&byte| char::from(byte)).collect()), None),
        Codec::Ascii => match bytes.iter().position(|byte| !byte.is_ascii()) {
            Some(at) => {
                let (text, _) = decode_with(Codec::Standard(encoding_rs::UTF_8), bytes);
                (text, Some(at))
            }
            None => decode_with(Codec::Standard(encoding_rs::UTF_8), bytes),
        },
        Codec::Utf32 { big } => utf32(bytes, big),
        Codec::Standard(encoding) if encoding == encoding_rs::UTF_8 => match std::str::from_utf8(bytes) {
            Ok(text) => (Cow::Borrowed(text), None),
            Err(error) => (String::from_utf8_lossy(bytes), Some(error.valid_up_to())),
        },
        Codec::Standard(encoding) => {
            let (text, faulty) = encoding.decode_without_bom_handling(bytes);
            let fault = faulty.then(|| text.find('\u{fffd}').unwrap_or(0));
            (text, fault)
        }
    }
}

fn utf32(bytes: &[u8], big: bool) -> (Cow<'_, str>, Option<usize>) {
    let mut text = String::new();
    let mut fault = None;
    for unit in bytes.chunks(4) {
        let code = <[u8; 4]>::try_from(unit).ok();
        let code = code.map(|unit| if big { u32::from_be_bytes(unit) } else { u32::from_le_bytes(unit) });
        let char = code.and_then(char::from_u32).unwrap_or_else(|| {
            fault.get_or_insert(text.len());
            '\u{fffd}'
        });
        text.push(char);
    }
    (Cow::Owned(text), fault)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes(bytes: &[u8]) -> (String, Vec<&'static str>) {
        let mut sink = Sink::new();
        let source = decode("feed.xml", bytes, &mut sink);
        (source.text().to_owned(), sink.into_sorted().iter().map(|finding| finding.rule.id).collect())
    }

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn a_name_of_broken_bytes_has_its_finding_in_the_text() {
        let mut sink = Sink::new();
        let source = decode("feed.xml", b"<?xml version='1.0' encoding='shift\xff\xff\x10'?><rss/>", &mut sink);
        for finding in sink.into_sorted() {
            assert!(finding.span.range.is_none_or(|range| source.text().get(range).is_some()), "{}", finding.rule.id);
        }
    }

    #[test]
    fn marks_patterns_and_declarations_agree_or_are_reported() {
        let declared = "<?xml version='1.0' encoding='utf-16'?><rss>é</rss>";
        for big in [true, false] {
            let mut marked = if big { vec![0xfe, 0xff] } else { vec![0xff, 0xfe] };
            marked.extend(utf16(declared, big));
            assert_eq!(classes(&marked), (declared.to_owned(), vec![]));
            assert_eq!(classes(&utf16(declared, big)), (declared.to_owned(), vec![]));
        }
        assert_eq!(classes(declared.as_bytes()).1, ["encoding/undecodable"]);
        assert_eq!(classes(b"\xef\xbb\xbf<?xml version='1.0' encoding='us-ascii'?><rss/>").1, ["encoding/undecodable"]);
        assert_eq!(classes(b"\xef\xbb\xbf<rss/>"), ("<rss/>".to_owned(), vec![]));
    }

    #[test]
    fn faulty_bytes_are_placed_in_the_decoded_text() {
        let mut sink = Sink::new();
        let source = decode("feed.xml", b"<rss>\n caf\xe9</rss>", &mut sink);
        let findings = sink.into_sorted();
        let finding = findings.iter().find(|finding| finding.rule.id == "encoding/undecodable").unwrap();
        let at = finding.span.range.clone().unwrap().start;
        assert_eq!(source.position(at), crate::source::Position { line: 2, column: 5 });
    }

    #[test]
    fn latin_1_is_itself_and_ascii_holds_nothing_else() {
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\x92</a>";
        assert_eq!(classes(latin).1, ["encoding/not-unicode"]);
        assert!(classes(latin).0.contains('\u{92}'));
        let ascii = b"<?xml version='1.0' encoding='us-ascii'?><a>\xc3\xa9</a>";
        assert_eq!(classes(ascii).1, ["encoding/not-unicode", "encoding/undecodable"]);
    }

    #[test]
    fn utf_32_is_read_and_json_needs_no_declaration() {
        let bytes: Vec<u8> = std::iter::once('\u{feff}')
            .chain("<rss/>".chars())
            .flat_map(|char| u32::from(char).to_be_bytes())
            .collect();
        assert_eq!(classes(&bytes), ("<rss/>".to_owned(), vec![]));
        assert_eq!(classes(b" {\"version\": 1}").1, Vec::<&str>::new());
        assert_eq!(classes(b"<rss/>").1, ["encoding/missing"]);
    }
}

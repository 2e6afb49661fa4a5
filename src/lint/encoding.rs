//! From bytes to text: which encoding a document is in, says that it is in, and whether the two agree.
//!
//! What is found is decoded as well as can be, so that everything else can be checked.
//!
//! Follows <https://www.w3.org/TR/xml/#charencoding>.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::rule::{Rule, rules};
use crate::diagnostic::{Diagnostic, Sink, Span};
use crate::source::Source;
use crate::value::encoding::{Codec, byte_order_mark, byte_pattern};
use crate::value::merge;

use super::walk::shown;
use super::xml::reader::{is_encoding_name, pseudo_attributes};

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

    /// A file that is compressed, as a server sends it.
    ///
    /// It is what `curl` saves without `--compressed` where the server compresses, or what a build left beside the feed.
    COMPRESSED = Error "encoding/compressed" "a file that is compressed",
        "https://www.rfc-editor.org/rfc/rfc9110#section-8.4";

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

/// Turns a document's bytes into the text that findings point into.
///
/// Findings about the encoding go to `sink`. A document that is too large to read, or compressed, becomes an empty text,
/// with the finding that says so.
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
    if let Some((name, help)) = compressed(bytes) {
        let source = Arc::new(Source::new(path, ""));
        let finding = Diagnostic::new(&COMPRESSED, Span::whole(&source), format!("the file is compressed with {name}"));
        sink.push(finding.element("", "root").help(help));
        return source;
    }
    let mut notes: Vec<(&'static Rule, Option<Range<usize>>, String, &str)> = Vec::new();
    let (mark, mark_length) = byte_order_mark(bytes);
    let body = &bytes[mark_length..];
    let pattern = mark.or_else(|| byte_pattern(body));
    let declared = declared_encoding(body, pattern);
    let json = is_json(path, body);
    let codec = choose(pattern, mark.is_some(), declared.as_ref(), json, &mut notes);
    let (text, fault) = codec.decode(body);
    if json {
        let source = Arc::new(Source::new(path, text));
        super::json::encoding(&source, mark.is_some(), codec == Codec::UTF_8, fault, sink);
        return source;
    }
    if let Some(at) = fault {
        let message = format!("a byte that is not {codec}");
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
    let source = Arc::new(Source::decoded(path, text, fault));
    for (rule, range, message, help) in notes {
        // A place in the bytes is none in the text where decoding moved the borders of characters.
        let range = range.filter(|range| source.text().get(range.clone()).is_some());
        let span = range.map_or_else(|| Span::whole(&source), |range| Span::new(&source, range));
        let finding = Diagnostic::new(rule, span, message).help_opt((!help.is_empty()).then_some(help));
        sink.push(finding);
    }
    source
}

/// Whether a document is an empty text because it was not read.
pub(crate) fn is_unread(source: &Arc<Source>, sink: &Sink) -> bool {
    let says_so = |found: &Diagnostic| {
        [&TOO_LARGE, &COMPRESSED].iter().any(|rule| rule.id == found.rule.id) && Arc::ptr_eq(&found.span.source, source)
    };
    source.text().is_empty() && sink.any(says_so)
}

/// The program that a file was compressed with, by its first bytes, and how to have the feed.
#[must_use]
pub fn compressed(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let served = "`curl --compressed` saves the feed itself";
    match bytes {
        [0x1f, 0x8b, ..] => Some(("gzip", served)),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(("zstd", served)),
        [b'P', b'K', 3, 4, ..] => Some(("zip", "unpack it, and take what is in it")),
        _ => None,
    }
}

/// Whether a document is JSON, which declares no encoding.
fn is_json(path: &str, bytes: &[u8]) -> bool {
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace() && **byte != 0);
    let named = path.to_ascii_lowercase().ends_with(".json");
    let is_merge = bytes.trim_ascii_start().starts_with(merge::MARK.as_bytes());
    first.map_or(named, |byte| matches!(byte, b'{' | b'[') || named && (*byte != b'<' || is_merge))
}

/// The encoding that the XML declaration names, and where in the decoded text the name stands.
fn declared_encoding(bytes: &[u8], pattern: Option<Codec>) -> Option<(String, Range<usize>)> {
    let head = &bytes[..bytes.len().min(1024)];
    let head: String = match pattern {
        Some(codec) => codec.decode(head).0.into_owned(),
        None => head.iter().map(|&byte| if byte.is_ascii() { char::from(byte) } else { '?' }).collect(),
    };
    let inside = head.strip_prefix("<?xml").filter(|rest| rest.starts_with(char::is_whitespace))?;
    let inside = inside.split_once("?>")?.0;
    let pairs = pseudo_attributes(inside)?;
    let (_, value) = pairs.into_iter().find(|(name, _)| *name == "encoding")?;
    let range = crate::source::range_in(&head, value)?;
    Some((value.to_owned(), range))
}

type Note = (&'static Rule, Option<Range<usize>>, String, &'static str);

fn choose(
    pattern: Option<Codec>,
    marked: bool,
    declared: Option<&(String, Range<usize>)>,
    json: bool,
    notes: &mut Vec<Note>,
) -> Codec {
    let utf8 = Codec::UTF_8;
    let Some((label, range)) = declared else {
        if !marked && !json {
            let help = "begin the file with `<?xml version=\"1.0\" encoding=\"utf-8\"?>`";
            notes.push((&MISSING, None, "no encoding is declared".to_owned(), help));
        }
        return pattern.unwrap_or(utf8);
    };
    // The reader of the XML says of what is no name that it is none.
    if !is_encoding_name(label) {
        return pattern.unwrap_or(utf8);
    }
    let lower = label.to_ascii_lowercase();
    let Some(codec) = Codec::of_label(label) else {
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
        Some(found) => Some((found, found.to_string())),
        None if codec.is_wide() => Some((utf8, "one byte a letter".to_owned())),
        None if !codec.holds_ascii() => Some((utf8, "ASCII".to_owned())),
        None => None,
    };
    let Some((found, name)) = conflict else { return pattern.unwrap_or(codec) };
    let message = format!("the first bytes say {name}, the declaration `{}`", shown(label));
    notes.push((&UNDECODABLE, Some(range.clone()), message, "declare the encoding that the file is in"));
    found
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

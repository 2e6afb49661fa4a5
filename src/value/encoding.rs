//! From bytes to text: marks, first bytes, the names of encodings, and what reads them.
//!
//! Follows <https://www.w3.org/TR/xml/#charencoding>.

mod page;

use std::borrow::Cow;
use std::fmt;

use quick_xml::Reader;
use quick_xml::events::Event;

/// How much of a document may stand before the end of its XML declaration.
const HEAD: usize = 1024;

/// The text of a document of any encoding, without its mark.
///
/// The mark at its beginning decides, else its first bytes, else what its XML declaration names, else it is UTF-8.
/// Never fails: bytes that cannot be decoded become U+FFFD.
///
/// ```
/// use dateline::value::encoding::to_text;
///
/// let latin = b"<?xml version='1.0' encoding='iso-8859-1'?><rss>caf\xe9</rss>";
/// assert!(to_text(latin).contains("caf\u{e9}"));
/// assert_eq!(to_text(b"\xef\xbb\xbf{}"), "{}");
/// ```
#[must_use]
pub fn to_text(bytes: &[u8]) -> Cow<'_, str> {
    let (mark, length) = byte_order_mark(bytes);
    let body = &bytes[length..];
    let codec = mark.or_else(|| byte_pattern(body)).or_else(|| declared(body)).unwrap_or(Codec::UTF_8);
    codec.decode(body).0
}

/// What the XML declaration names. One that can be read as ASCII is of no encoding that lacks it, whatever it says.
fn declared(bytes: &[u8]) -> Option<Codec> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let Ok(Event::Decl(declaration)) = Reader::from_reader(head).read_event() else { return None };
    let label = declaration.encoding()?.ok()?;
    Codec::of_label(std::str::from_utf8(&label).ok()?).filter(|codec| codec.holds_ascii())
}

/// A way to read bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Codec {
    Latin1,
    Ascii,
    Utf32 { big: bool },
    Standard(&'static encoding_rs::Encoding),
    Page(&'static page::Page),
    Ebcdic,
}

impl Codec {
    pub(crate) const UTF_8: Self = Self::Standard(encoding_rs::UTF_8);

    /// The one that goes by a name.
    pub(crate) fn of_label(label: &str) -> Option<Self> {
        let lower = label.to_ascii_lowercase();
        let label = match lower.as_str() {
            // Names that programs on Windows and Macs write, and browsers do not know.
            "cp932" | "ms932" => "shift_jis",
            "cp936" | "ms936" => "gbk",
            "cp949" | "ms949" | "uhc" => "euc-kr",
            "cp950" | "ms950" => "big5",
            "cp874" => "windows-874",
            "latin9" | "latin-9" => "iso-8859-15",
            "mac-roman" | "macroman" => "macintosh",
            "mac-cyrillic" | "maccyrillic" => "x-mac-cyrillic",
            other => other,
        };
        match label {
            "us-ascii" | "ascii" => Some(Self::Ascii),
            "iso-8859-1" | "latin1" | "latin-1" | "iso_8859-1" | "l1" => Some(Self::Latin1),
            "utf-32" | "utf-32be" => Some(Self::Utf32 { big: true }),
            "utf-32le" => Some(Self::Utf32 { big: false }),
            "cp037" | "ibm037" | "cp500" | "ibm500" | "cp1026" | "ibm1026" | "cp1047" | "ibm1047" | "cp1140" => {
                Some(Self::Ebcdic)
            }
            _ => encoding_rs::Encoding::for_label_no_replacement(label.as_bytes())
                .map(Self::Standard)
                .or_else(|| page::of_label(label).map(Self::Page)),
        }
    }

    /// The text, and where in it the first byte stood that could not be decoded.
    pub(crate) fn decode(self, bytes: &[u8]) -> (Cow<'_, str>, Option<usize>) {
        match self {
            Self::Latin1 => (Cow::Owned(bytes.iter().map(|&byte| char::from(byte)).collect()), None),
            Self::Ascii => {
                let fault = bytes.iter().position(|byte| !byte.is_ascii());
                (Self::UTF_8.decode(bytes).0, fault)
            }
            Self::Utf32 { big } => utf32(bytes, big),
            Self::Page(page) => (Cow::Owned(page.decode(bytes)), None),
            // Whoever could read the name of it in the declaration has read ASCII.
            Self::Ebcdic => Self::UTF_8.decode(bytes),
            Self::Standard(encoding) if encoding == encoding_rs::UTF_8 => match simdutf8::compat::from_utf8(bytes) {
                Ok(text) => (Cow::Borrowed(text), None),
                Err(error) => (String::from_utf8_lossy(bytes), Some(error.valid_up_to())),
            },
            Self::Standard(encoding) => {
                let (text, faulty) = encoding.decode_without_bom_handling(bytes);
                let fault = faulty.then(|| text.find('\u{fffd}').unwrap_or(0));
                (text, fault)
            }
        }
    }

    /// Whether a letter takes two bytes or four.
    pub(crate) fn is_wide(self) -> bool {
        match self {
            Self::Utf32 { .. } => true,
            Self::Standard(encoding) => encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE,
            Self::Latin1 | Self::Ascii | Self::Page(_) | Self::Ebcdic => false,
        }
    }

    /// Whether the bytes of ASCII stand for themselves.
    pub(crate) fn holds_ascii(self) -> bool {
        self != Self::Ebcdic && !self.is_wide()
    }
}

impl fmt::Display for Codec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Latin1 => "ISO-8859-1",
            Self::Ascii => "US-ASCII",
            Self::Utf32 { .. } => "UTF-32",
            Self::Page(page) => page.name,
            Self::Ebcdic => "EBCDIC",
            Self::Standard(encoding) => encoding.name(),
        })
    }
}

/// What the mark at the beginning says, and how many bytes it has.
pub(crate) fn byte_order_mark(bytes: &[u8]) -> (Option<Codec>, usize) {
    match bytes {
        [0, 0, 0xfe, 0xff, ..] => (Some(Codec::Utf32 { big: true }), 4),
        [0xff, 0xfe, 0, 0, ..] => (Some(Codec::Utf32 { big: false }), 4),
        [0xef, 0xbb, 0xbf, ..] => (Some(Codec::UTF_8), 3),
        [0xfe, 0xff, ..] => (Some(Codec::Standard(encoding_rs::UTF_16BE)), 2),
        [0xff, 0xfe, ..] => (Some(Codec::Standard(encoding_rs::UTF_16LE)), 2),
        _ => (None, 0),
    }
}

/// What the first letters of a document without a mark say.
pub(crate) fn byte_pattern(bytes: &[u8]) -> Option<Codec> {
    match bytes {
        [0, 0, 0, b'<', ..] => Some(Codec::Utf32 { big: true }),
        [b'<', 0, 0, 0, ..] => Some(Codec::Utf32 { big: false }),
        [0, b'<' | b'{', 0, _, ..] => Some(Codec::Standard(encoding_rs::UTF_16BE)),
        [b'<' | b'{', 0, _, 0, ..] => Some(Codec::Standard(encoding_rs::UTF_16LE)),
        _ => None,
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

    fn utf16(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_be_bytes).collect()
    }

    #[test]
    fn marks_go_before_patterns_and_patterns_before_names() {
        let declared = "<?xml version='1.0' encoding='iso-8859-1'?><a>é</a>";
        assert_eq!(to_text(&[b"\xef\xbb\xbf", declared.as_bytes()].concat()), declared);
        assert_eq!(to_text(&utf16(declared)), declared);
        assert_eq!(to_text(declared.as_bytes()), declared.replace('é', "Ã©"));
        assert_eq!(
            to_text(b"<?xml version='1.0' encoding='utf-16'?><a/>"),
            "<?xml version='1.0' encoding='utf-16'?><a/>"
        );
        assert_eq!(to_text(b"<?xml version='1.0' encoding='koi8-r'?>\xc1"), "<?xml version='1.0' encoding='koi8-r'?>а");
    }

    #[test]
    fn wide_letters_are_known_by_their_marks_and_first_bytes() {
        let wide = |text: &str, is_big: bool| -> Vec<u8> {
            let codes = text.chars().map(u32::from);
            codes.flat_map(|code| if is_big { code.to_be_bytes() } else { code.to_le_bytes() }).collect()
        };
        for is_big in [true, false] {
            assert_eq!(to_text(&wide("<a>é</a>", is_big)), "<a>é</a>");
            assert_eq!(to_text(&wide("\u{FEFF}{\"é\": 1}", is_big)), "{\"é\": 1}");
        }
        let little: Vec<u8> = "{\"é\": 1}".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(to_text(&little), "{\"é\": 1}");
    }

    #[test]
    fn encodings_go_by_their_names() {
        for (label, codec) in [
            ("UTF-8", "UTF-8"),
            ("utf-32", "UTF-32"),
            ("UTF-32LE", "UTF-32"),
            ("latin1", "ISO-8859-1"),
            ("us-ascii", "US-ASCII"),
            ("koi8-r", "KOI8-R"),
            ("cp437", "CP437"),
            ("IBM850", "CP850"),
            ("cp949", "EUC-KR"),
            ("latin9", "ISO-8859-15"),
            ("cp500", "EBCDIC"),
        ] {
            assert_eq!(Codec::of_label(label).map(|codec| codec.to_string()).as_deref(), Some(codec), "{label}");
        }
        assert_eq!(Codec::of_label("utf-32le"), Some(Codec::Utf32 { big: false }));
        assert_eq!(Codec::of_label("runes"), None);
    }

    #[test]
    fn the_first_fault_is_told_by_its_place() {
        for (codec, bytes, fault) in [
            (Codec::UTF_8, b"\xEF\xBF\xBD caf\xE9".as_slice(), Some(7)),
            (Codec::UTF_8, "café".as_bytes(), None),
            (Codec::Ascii, b"caf\xE9", Some(3)),
            (Codec::Utf32 { big: true }, b"\0\0\0c\0\x11\0\0", Some(1)),
        ] {
            assert_eq!(codec.decode(bytes).1, fault, "{codec} {bytes:?}");
        }
    }

    #[test]
    fn what_cannot_be_decoded_is_marked() {
        assert_eq!(to_text(b"caf\xe9"), "caf\u{fffd}");
        assert_eq!(to_text(b""), "");
        assert_eq!(to_text(b"\0\0\xfe\xff\0\x11\0\0"), "\u{fffd}");
    }
}

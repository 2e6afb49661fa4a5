//! What a file is: its media type, its length, the size of its picture.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

mod content;

pub use content::{HEAD, by_name, duration, is_text, other_than, pixel_size, sniff};

/// A media type without parameters, in lower case: `audio/mpeg`.
///
/// # Specification
/// RFC 6838, 4.2: <https://www.rfc-editor.org/rfc/rfc6838#section-4.2>
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MediaType {
    whole: Cow<'static, str>,
    slash: usize,
}

/// What keeps a text from being a [`MediaType`]. The text is kept as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MediaTypeError {
    /// Not of the form `type/subtype`.
    Malformed(String),
    /// With parameters, such as a charset, that no enclosure wants.
    Parameters(String),
}

/// The length of a file in octets, as it is served.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ByteLength(pub u64);

/// The width and height of a picture in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PixelSize {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

/// What keeps a text from being a size such as `1 MB`. The text is kept as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SizeError {
    /// No number at the beginning.
    Number(String),
    /// Something after the number that is no unit of bytes.
    Unit {
        /// The text.
        text: String,
        /// What stands where the unit should.
        unit: String,
    },
    /// More bytes than a 64-bit number can count.
    TooLarge(String),
}

impl MediaType {
    /// The type that is written, in lower case.
    ///
    /// # Errors
    /// [`MediaTypeError`].
    ///
    /// ```
    /// use dateline::value::media::MediaType;
    ///
    /// let kind = MediaType::parse("Audio/MPEG").unwrap();
    /// assert_eq!((kind.as_str(), kind.top()), ("audio/mpeg", "audio"));
    /// assert!(MediaType::parse("mp3").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, MediaTypeError> {
        if let Some((essence, _)) = text.split_once(';')
            && Self::parse(essence.trim()).is_ok()
        {
            return Err(MediaTypeError::Parameters(text.to_owned()));
        }
        let name = |name: &str| {
            let is_fine = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte);
            name.len() <= 127 && name.starts_with(|c: char| c.is_ascii_alphanumeric()) && name.bytes().all(is_fine)
        };
        match text.split_once('/') {
            Some((top, sub)) if name(top) && name(sub) => {
                Ok(Self { whole: Cow::Owned(text.to_ascii_lowercase()), slash: top.len() })
            }
            _ => Err(MediaTypeError::Malformed(text.to_owned())),
        }
    }

    /// A type that is known by its name, in lower case.
    const fn known(name: &'static str) -> Self {
        let mut slash = 0;
        while name.as_bytes()[slash] != b'/' {
            slash += 1;
        }
        Self { whole: Cow::Borrowed(name), slash }
    }

    /// The type as a whole.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.whole
    }

    /// What stands before the slash: `image`, `audio`, `video`, `text`, `application` …
    #[must_use]
    pub fn top(&self) -> &str {
        &self.whole[..self.slash]
    }

    /// Whether it is a picture's, a sound's or a film's.
    #[must_use]
    pub fn is_seen_or_heard(&self) -> bool {
        matches!(self.top(), "image" | "audio" | "video")
    }

    /// Whether its files begin with a mark by which they are known: pictures, sounds, films, and PDF.
    #[must_use]
    pub fn has_a_mark(&self) -> bool {
        self.is_seen_or_heard() || self.as_str() == "application/pdf"
    }

    /// What stands after the slash.
    #[must_use]
    pub fn subtype(&self) -> &str {
        &self.whole[self.slash + 1..]
    }
}

impl fmt::Display for MediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.whole)
    }
}

impl fmt::Display for ByteLength {
    /// The number alone, as `length` has it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl ByteLength {
    /// The length for people, in decimal units: `999 B`, `1.5 MB`.
    ///
    /// ```
    /// use dateline::value::media::ByteLength;
    ///
    /// assert_eq!(ByteLength(1_499_999).human(), "1.5 MB");
    /// ```
    #[must_use]
    pub fn human(self) -> String {
        let mut unit = 1_u64;
        for name in ["B", "kB", "MB", "GB", "TB", "PB"] {
            if self.0 < unit * 1000 {
                return in_tenths(self.0, unit, name);
            }
            unit *= 1000;
        }
        in_tenths(self.0, unit, "EB")
    }
}

impl fmt::Display for PixelSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}×{}", self.width, self.height)
    }
}

impl fmt::Display for MediaTypeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(text) => write!(f, "`{}` is no media type such as `audio/mpeg`", text.escape_debug()),
            Self::Parameters(text) => write!(f, "the media type `{}` has parameters", text.escape_debug()),
        }
    }
}

impl Error for MediaTypeError {}

impl fmt::Display for SizeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(text) => write!(f, "the size `{}` does not begin with a number", text.escape_debug()),
            Self::Unit { text, unit } => {
                write!(f, "the size `{}` has the unknown unit `{}`", text.escape_debug(), unit.escape_debug())
            }
            Self::TooLarge(text) => write!(f, "the size `{text}` is too large"),
        }
    }
}

impl Error for SizeError {}

/// The bytes that a size such as `1 MB`, `512 kB`, `300 KiB` or `2000` stands for.
///
/// # Units
/// `kB`, `MB`, `GB` are powers of 1000; `KiB`, `MiB`, `GiB` of 1024; case does not matter.
///
/// # Errors
/// [`SizeError`].
///
/// ```
/// use dateline::value::media::{ByteLength, parse_size};
///
/// assert_eq!(parse_size("1.5 MB"), Ok(ByteLength(1_500_000)));
/// assert_eq!(parse_size("300KiB"), Ok(ByteLength(307_200)));
/// ```
pub fn parse_size(text: &str) -> Result<ByteLength, SizeError> {
    let trimmed = text.trim();
    let number_end = trimmed.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(trimmed.len());
    let (number, unit) = trimmed.split_at(number_end);
    let factor: u128 = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" | "byte" | "bytes" => 1,
        "k" | "kb" => 1000,
        "kib" => 1 << 10,
        "m" | "mb" => 1_000_000,
        "mib" => 1 << 20,
        "g" | "gb" => 1_000_000_000,
        "gib" => 1 << 30,
        _ if number.is_empty() => return Err(SizeError::Number(text.to_owned())),
        _ => return Err(SizeError::Unit { text: text.to_owned(), unit: unit.trim().to_owned() }),
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() || fraction.contains('.') || number.ends_with('.') {
        return Err(SizeError::Number(text.to_owned()));
    }
    let too_large = || SizeError::TooLarge(text.to_owned());
    let whole: u128 = whole.parse::<u64>().map_err(|_| too_large())?.into();
    let fraction = &fraction[..fraction.len().min(9)];
    let scale = (0..fraction.len()).fold(1_u128, |scale, _| scale * 10);
    let part = fraction.parse::<u128>().unwrap_or_default() * factor / scale;
    u64::try_from(whole * factor + part).map(ByteLength).map_err(|_| too_large())
}

fn in_tenths(bytes: u64, unit: u64, name: &str) -> String {
    if unit == 1 {
        return format!("{bytes} {name}");
    }
    let tenths = (u128::from(bytes) * 10 + u128::from(unit) / 2) / u128::from(unit);
    if tenths.is_multiple_of(10) {
        format!("{} {name}", tenths / 10)
    } else {
        format!("{}.{} {name}", tenths / 10, tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn media_types_in_lower_case() {
        let svg = MediaType::parse("image/SVG+xml").unwrap();
        assert_eq!((svg.as_str(), svg.top(), svg.subtype()), ("image/svg+xml", "image", "svg+xml"));
        for (text, is_media) in [("image/png", true), ("audio/mpeg", true), ("video/mp4", true), ("text/html", false)] {
            assert_eq!(MediaType::parse(text).unwrap().is_seen_or_heard(), is_media, "{text}");
        }
        for (text, message) in [
            ("", "`` is no media type such as `audio/mpeg`"),
            ("audio/", "`audio/` is no media type such as `audio/mpeg`"),
            ("audio/a b", "`audio/a b` is no media type such as `audio/mpeg`"),
            ("audio/mpeg/3", "`audio/mpeg/3` is no media type such as `audio/mpeg`"),
            ("text/html; charset=utf-8", "the media type `text/html; charset=utf-8` has parameters"),
        ] {
            assert_eq!(MediaType::parse(text).unwrap_err().to_string(), message);
        }
    }

    #[test]
    fn sizes_with_units() {
        for (text, bytes) in [
            ("1 MB", 1_000_000),
            ("512 kB", 512_000),
            ("300 KiB", 307_200),
            ("1.25mib", 1_310_720),
            ("2000", 2000),
            (" 0 B ", 0),
            ("1GB", 1_000_000_000),
            ("2 GiB", 2_147_483_648),
            ("3m", 3_000_000),
            ("7 k", 7000),
            ("12 bytes", 12),
        ] {
            assert_eq!(parse_size(text), Ok(ByteLength(bytes)), "{text}");
        }
        for (text, message) in [
            ("", "the size `` does not begin with a number"),
            ("big", "the size `big` does not begin with a number"),
            ("-1 MB", "the size `-1 MB` does not begin with a number"),
            ("1..5 MB", "the size `1..5 MB` does not begin with a number"),
            ("1 megabit", "the size `1 megabit` has the unknown unit `megabit`"),
            ("99999999999 GB", "the size `99999999999 GB` is too large"),
        ] {
            assert_eq!(parse_size(text).unwrap_err().to_string(), message);
        }
    }

    #[test]
    fn lengths_for_people() {
        for (bytes, text) in [
            (0, "0 B"),
            (999, "999 B"),
            (1000, "1 kB"),
            (1_500_000, "1.5 MB"),
            (18_211, "18.2 kB"),
            (18_249, "18.2 kB"),
            (18_250, "18.3 kB"),
            (u64::MAX, "18.4 EB"),
        ] {
            assert_eq!(ByteLength(bytes).human(), text);
        }
        assert_eq!(ByteLength(1_500_000).to_string(), "1500000");
    }

    proptest! {
        #[test]
        fn any_bytes_and_texts_are_survived(text in any::<String>(), bytes in any::<u64>()) {
            let _ = (parse_size(&text), MediaType::parse(&text));
            prop_assert!(ByteLength(bytes).human().len() < 12);
        }
    }
}

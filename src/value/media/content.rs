//! What a file says of itself, read from its content: its type, the size of its picture, how long it plays.

use std::io::{BufRead, Read, Seek};
use std::time::Duration;

use lofty::config::ParseOptions;
use lofty::file::AudioFile as _;
use lofty::probe::Probe;

use memchr::{memchr2, memrchr3};

use super::{MediaType, PixelSize};
use crate::value::html::token::{Tag, Token, tokens};

/// How many of a file's first bytes tell its type.
pub const HEAD: usize = 8 << 10;

/// The type of a file by its first bytes, else by the extension of its path.
///
/// The content wins, except where it tells only the container (a zip file, XML, Ogg, MP4) and the extension says what
/// is in it. The first [`HEAD`] bytes are enough.
///
/// ```
/// use dateline::value::media::sniff;
///
/// assert_eq!(sniff("a.png", b"\xFF\xD8\xFF\xE0").unwrap().as_str(), "image/jpeg");
/// assert_eq!(sniff("talk.mp3", b"").unwrap().as_str(), "audio/mpeg");
/// assert_eq!(sniff("talk", b""), None);
/// ```
#[must_use]
pub fn sniff(path: &str, head: &[u8]) -> Option<MediaType> {
    let by_name = by_name(path);
    let Some(by_content) = by_content(head) else { return by_name };
    by_name.filter(|name| says_more(name.as_str(), by_content)).or_else(|| MediaType::parse(by_content).ok())
}

/// The type that the extension of a path stands for.
#[must_use]
pub fn by_name(path: &str) -> Option<MediaType> {
    let path = path.as_bytes();
    let end = memchr2(b'?', b'#', path).unwrap_or(path.len());
    let start = memrchr3(b'/', b'\\', b'.', &path[..end]).filter(|&at| path[at] == b'.')? + 1;
    by_extension(std::str::from_utf8(&path[start..end]).ok()?)
}

/// Whether a file's first bytes are of another type than the one that it goes by, and which that is.
///
/// Only pictures, sounds, films and PDF are looked at: of what else there is the content seldom says enough.
///
/// ```
/// use dateline::value::media::{MediaType, other_than};
///
/// let jpeg = MediaType::parse("image/jpeg").unwrap();
/// assert_eq!(other_than(&jpeg, b"GIF89a").unwrap().as_str(), "image/gif");
/// assert_eq!(other_than(&jpeg, b"PK\x03\x04").unwrap().as_str(), "application/zip");
/// assert_eq!(other_than(&jpeg, b"\xFF\xD8\xFF\xE0"), None);
/// ```
#[must_use]
pub fn other_than(named: &MediaType, head: &[u8]) -> Option<MediaType> {
    let found = MediaType::parse(by_content(head)?).ok()?;
    let is_same = registered(named.as_str()) == found.as_str() || says_more(named.as_str(), found.as_str());
    let is_told = named.has_a_mark() || (found.has_a_mark() && named.as_str() != "application/octet-stream");
    (is_told && !is_same).then_some(found)
}

/// Whether a file that begins so holds a text, HTML and the like included.
///
/// ```
/// use dateline::value::media::is_text;
///
/// assert!(is_text(b"version https://git-lfs.github.com/spec/v1\n"));
/// assert!(!is_text(b"\x89PNG\r\n\x1a\n\0"));
/// ```
#[must_use]
pub fn is_text(head: &[u8]) -> bool {
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        // The last character may be cut off.
        Err(error) if head.len() - error.valid_up_to() < 4 => {
            std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return false,
    };
    let is_text = by_content(head).is_none_or(|kind| kind.starts_with("text/"));
    !text.is_empty() && is_text && !text.contains(|c: char| c.is_control() && !c.is_whitespace())
}

/// The size of a picture as it is shown, turned as its camera says; `None` for what is no picture, or a broken one.
///
/// An SVG has the size that it asks for, else that of its view box.
#[must_use]
pub fn pixel_size(content: &mut (impl BufRead + Seek)) -> Option<PixelSize> {
    content.rewind().ok()?;
    let mut head = Vec::new();
    content.by_ref().take(HEAD as u64).read_to_end(&mut head).ok()?;
    let kind = by_content(&head).filter(|kind| kind.starts_with("image/"))?;
    if kind == "image/svg+xml" {
        return size_of_svg(&head);
    }
    content.rewind().ok()?;
    let size = imagesize::reader_size(&mut *content).ok()?;
    let width = u32::try_from(size.width).ok().filter(|&width| width > 0)?;
    let height = u32::try_from(size.height).ok().filter(|&height| height > 0)?;
    if matches!(kind, "image/jpeg" | "image/webp") && is_on_its_side(content) {
        return Some(PixelSize { width: height, height: width });
    }
    Some(PixelSize { width, height })
}

/// How long a sound or a film plays, where its file says so: MP3, MP4, Ogg, WAV, FLAC, AAC, AIFF.
#[must_use]
pub fn duration(content: &mut (impl Read + Seek)) -> Option<Duration> {
    content.rewind().ok()?;
    let options = ParseOptions::new().read_tags(false).read_cover_art(false);
    let file = Probe::new(content).options(options).guess_file_type().ok()?.read().ok()?;
    Some(file.properties().duration()).filter(|time| !time.is_zero())
}

/// Whether EXIF says that the picture is to be turned by a quarter.
fn is_on_its_side(content: &mut (impl BufRead + Seek)) -> bool {
    let mut turned = || {
        content.rewind().ok()?;
        let exif = exif::Reader::new().read_from_container(content).ok()?;
        exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?.value.get_uint(0)
    };
    matches!(turned(), Some(5..=8))
}

fn by_content(head: &[u8]) -> Option<&'static str> {
    if head.is_empty() {
        return None;
    }
    if is_svg(head) {
        return Some("image/svg+xml");
    }
    let kind = infer::get(head).map(|kind| registered(kind.mime_type()));
    kind.or_else(|| is_late_pdf(head).then_some("application/pdf"))
}

/// Whether a PDF begins a little later, as readers of PDF allow.
fn is_late_pdf(head: &[u8]) -> bool {
    memchr::memmem::find(&head[..head.len().min(1024)], b"%PDF-").is_some()
}

fn is_svg(head: &[u8]) -> bool {
    let start = head.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(head.len());
    let text = head[start..].strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head[start..]);
    text.starts_with(b"<") && root(&String::from_utf8_lossy(text)).is_some()
}

/// The start tag of an SVG.
fn root(text: &str) -> Option<Tag> {
    let first = tokens(text).find_map(|token| match token {
        Token::Start(tag) => Some(tag),
        _ => None,
    });
    first.filter(|tag| tag.name(text) == "svg")
}

fn size_of_svg(head: &[u8]) -> Option<PixelSize> {
    let text = String::from_utf8_lossy(head);
    let root = root(&text)?;
    let value = |name: &str| root.value(&text, name).map(|value| value.trim().to_owned());
    let pixels = |text: &str| {
        let number = text.strip_suffix("px").unwrap_or(text).trim().parse::<f64>().ok()?.round();
        // By way of its digits, which no number that is too large or none at all survives.
        format!("{number}").parse::<u32>().ok().filter(|&number| number > 0)
    };
    let asked = |name: &str| value(name).and_then(|value| pixels(&value));
    if let (Some(width), Some(height)) = (asked("width"), asked("height")) {
        return Some(PixelSize { width, height });
    }
    let view_box = value("viewbox")?;
    let numbers: Vec<&str> = view_box.split([' ', ',', '\t', '\n']).filter(|number| !number.is_empty()).collect();
    let [_, _, width, height] = numbers[..] else { return None };
    Some(PixelSize { width: pixels(width)?, height: pixels(height)? })
}

fn by_extension(extension: &str) -> Option<MediaType> {
    static KNOWN: [(&str, MediaType); 11] = [
        ("jpg", MediaType::known("image/jpeg")),
        ("jpeg", MediaType::known("image/jpeg")),
        ("png", MediaType::known("image/png")),
        ("webp", MediaType::known("image/webp")),
        ("mp3", MediaType::known("audio/mpeg")),
        ("m4a", MediaType::known("audio/mp4")),
        ("m4b", MediaType::known("audio/mp4")),
        ("m4v", MediaType::known("video/mp4")),
        ("opus", MediaType::known("audio/ogg")),
        ("oga", MediaType::known("audio/ogg")),
        ("wav", MediaType::known("audio/wav")),
    ];
    match KNOWN.iter().find(|(known, _)| known.eq_ignore_ascii_case(extension)) {
        Some((_, known)) => Some(known.clone()),
        None => MediaType::parse(mime_guess::from_ext(extension).first_raw()?).ok(),
    }
}

/// The registered name, or the one in common use, for what goes under an older one.
fn registered(kind: &str) -> &str {
    match kind {
        "audio/m4a" | "audio/x-m4a" => "audio/mp4",
        "audio/mp3" => "audio/mpeg",
        "audio/mid" => "audio/midi",
        "audio/opus" => "audio/ogg",
        "audio/x-aiff" => "audio/aiff",
        "audio/x-wav" => "audio/wav",
        "audio/x-flac" => "audio/flac",
        "image/heic" => "image/heif",
        "image/jpg" => "image/jpeg",
        "image/x-icon" => "image/vnd.microsoft.icon",
        "video/x-m4v" => "video/mp4",
        "application/font-woff" => "font/woff",
        "application/font-sfnt" => "font/sfnt",
        other => other,
    }
}

/// Whether files of a type begin with a mark by which they are known.
fn is_marked(kind: &str) -> bool {
    MediaType::parse(kind).is_ok_and(|kind| kind.has_a_mark())
}

/// Whether the extension's type is one that the container's type leaves open.
fn says_more(by_name: &str, by_content: &str) -> bool {
    match by_content {
        // Nothing that is seen or heard is packed so, but for these.
        "application/zip" => by_name == "image/openraster" || !is_marked(by_name),
        "application/gzip" => by_name == "image/svg+xml" || !is_marked(by_name),
        "application/x-ole-storage" | "application/octet-stream" => !is_marked(by_name),
        "text/xml" => by_name.ends_with("+xml") || by_name.ends_with("/xml"),
        "text/html" => by_name == "application/xhtml+xml",
        "audio/ogg" | "video/ogg" | "application/ogg" => by_name.ends_with("/ogg"),
        "video/mp4" | "video/quicktime" => by_name.ends_with("/mp4") || by_name.starts_with("video/3gpp"),
        "video/x-ms-wmv" => matches!(by_name, "audio/x-ms-wma" | "video/x-ms-asf"),
        // Cameras write their own kinds of it.
        "image/tiff" => by_name.starts_with("image/x-"),
        // A tag of MP3 may stand before other sounds.
        "audio/mpeg" => matches!(by_name, "audio/aac" | "audio/flac"),
        "video/webm" | "video/x-matroska" => matches!(by_name, "audio/webm" | "video/webm" | "audio/x-matroska"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0\x08\x02\0\0\0";

    /// The head of a film in `WebM`; shorter ones are not looked at.
    fn webm() -> Vec<u8> {
        let marks =
            b"\x1A\x45\xDF\xA3\x9F\x42\x86\x81\x01\x42\xF7\x81\x01\x42\xF2\x81\x04\x42\xF3\x81\x08\x42\x82\x84webm";
        [marks.as_slice(), &[0; 256]].concat()
    }

    fn size(file: &[u8]) -> Option<String> {
        pixel_size(&mut Cursor::new(file)).map(|size| size.to_string())
    }

    /// A JPEG of three by two pixels with segments of other things before its size.
    fn jpeg(before: &[&[u8]]) -> Vec<u8> {
        let mut file = b"\xFF\xD8".to_vec();
        for segment in before {
            let length = u16::try_from(segment.len() + 2).unwrap().to_be_bytes();
            file.extend([b"\xFF\xE1", &length[..], segment].concat());
        }
        file.extend(b"\xFF\xC0\0\x0B\x08\0\x02\0\x03\x01\x01\x11\0\xFF\xD9");
        file
    }

    /// EXIF that says how the picture is turned, and nothing else.
    fn turned(orientation: u8) -> Vec<u8> {
        let mut exif = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
        exif
    }

    /// A second of silence at 8000 samples of one byte.
    fn wave() -> Vec<u8> {
        let mut file = b"RIFF\x64\x1F\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1F\0\0\x40\x1F\0\0\x01\0\x08\0".to_vec();
        file.extend(b"data\x40\x1F\0\0");
        file.extend([0x80; 8000]);
        file
    }

    #[test]
    fn content_beats_the_name_unless_the_name_says_more() {
        let webm = webm();
        for (path, head, kind) in [
            ("a.jpg", PNG, "image/png"),
            ("a", PNG, "image/png"),
            ("a.jpg", b"".as_slice(), "image/jpeg"),
            ("https://a.example/x.mp3?v=1.2", b"", "audio/mpeg"),
            ("a.svg", b"<?xml version=\"1.0\"?><svg/>", "image/svg+xml"),
            ("a", b"\xEF\xBB\xBF<!-- b --><!DOCTYPE svg>\n<svg viewBox='0 0 1 1'>", "image/svg+xml"),
            ("a.m4a", b"\0\0\0\x1cftypisom\0\0\x02\0isomiso2mp41", "audio/mp4"),
            ("a.mp4", b"\0\0\0\x1cftypisom\0\0\x02\0isomiso2mp41", "video/mp4"),
            ("a.mp3", b"ID3\x04\0\0\0\0\0\0", "audio/mpeg"),
            ("a.wav", b"RIFF\0\0\0\0WAVEfmt ", "audio/wav"),
            ("a.pdf", b"%PDF-1.7", "application/pdf"),
            ("a.webp", b"", "image/webp"),
            ("a.m4b", b"", "audio/mp4"),
            ("a.m4v", b"", "video/mp4"),
            ("a.oga", b"", "audio/ogg"),
            ("a.opus", b"", "audio/ogg"),
            ("a.opus", b"OggS\0\x02", "audio/ogg"),
            ("a.ogv", b"OggS\0\x02", "video/ogg"),
            ("a.mp3", b"OggS\0\x02", "audio/ogg"),
            ("a.rss", b"<?xml version='1.0'?><rss/>", "application/rss+xml"),
            ("a.txt", b"<?xml version='1.0'?><rss/>", "text/xml"),
            ("a.xhtml", b"<!DOCTYPE html><html>", "application/xhtml+xml"),
            ("a.epub", b"PK\x03\x04", "application/epub+zip"),
            ("a.mp3", b"PK\x03\x04", "application/zip"),
            ("a.svgz", b"\x1F\x8B\x08", "image/svg+xml"),
            ("a.aif", b"FORM\0\0\0\x2EAIFFCOMM", "audio/aiff"),
            ("a.webm", &webm, "video/webm"),
            ("a.weba", &webm, "audio/webm"),
            ("a.mp4", &webm, "video/webm"),
        ] {
            assert_eq!(sniff(path, head).map(|kind| kind.to_string()).as_deref(), Some(kind), "{path}");
        }
        assert_eq!(sniff("a.nothing-known", b"abc"), None);
    }

    #[test]
    fn a_file_of_another_type_than_its_name_says_is_known() {
        let mp4 = b"\0\0\0\x1cftypisom\0\0\x02\0isomiso2mp41".as_slice();
        for (named, head, found) in [
            ("image/jpeg", PNG, Some("image/png")),
            ("audio/mpeg", b"%PDF-1.7", Some("application/pdf")),
            ("application/pdf", PNG, Some("image/png")),
            ("image/png", b"<html>", Some("text/html")),
            ("audio/mpeg", mp4, Some("video/mp4")),
            ("audio/mpeg", b"PK\x03\x04", Some("application/zip")),
            ("video/mp4", b"\x1F\x8B\x08", Some("application/gzip")),
            ("image/jpeg", b"PK\x03\x04", Some("application/zip")),
            ("audio/mpeg", b"SQLite format 3\0", Some("application/vnd.sqlite3")),
            ("application/pdf", b"PK\x03\x04", Some("application/zip")),
            ("application/pdf", b"<html>", Some("text/html")),
            ("image/png", PNG, None),
            ("image/jpg", b"\xFF\xD8\xFF\xE0", None),
            ("audio/x-m4a", b"\0\0\0\x20ftypM4A ", None),
            ("audio/mp4", mp4, None),
            ("application/epub+zip", b"PK\x03\x04", None),
            ("application/zip", b"PK\x03\x04", None),
            ("application/octet-stream", PNG, None),
            ("application/pdf", b"\r\n%PDF-1.4\n", None),
            ("image/openraster", b"PK\x03\x04", None),
            ("image/svg+xml", b"\x1F\x8B\x08", None),
            ("image/x-nikon-nef", b"II\x2A\0\x08\0\0\0\0\0", None),
            ("audio/aac", b"ID3\x04\0\0\0\0\0\0", None),
            ("audio/aiff", b"FORM\0\0\0\x2EAIFFCOMM", None),
            ("audio/mid", b"MThd\0\0\0\x06", None),
            ("audio/x-ms-wma", b"\x30\x26\xB2\x75\x8E\x66\xCF\x11\xA6\xD9", None),
            ("video/3gpp", mp4, None),
            ("audio/mpeg", b"nothing that is known", None),
        ] {
            let named = MediaType::parse(named).unwrap();
            assert_eq!(other_than(&named, head).as_ref().map(MediaType::as_str), found, "{named}");
        }
    }

    #[test]
    fn text_is_told_from_pictures_and_sounds() {
        for text in [b"version https://git-lfs.github.com/spec/v1\noid sha256:0".as_slice(), b"<html>", "é".as_bytes()]
        {
            assert!(is_text(text) && is_text(&text[..text.len() - 1]) || text.len() == 2, "{text:?}");
        }
        for cut in [b"caf\xC3".as_slice(), b"caf\xE2\x82", b"caf\xF0\x9F\xA6"] {
            assert!(is_text(cut), "{cut:?}");
        }
        for other in [
            b"".as_slice(),
            b"caf\xE9 au",
            b"caf\xE9 au lait",
            b"\xF0\x9F\xA6",
            b"<svg/>",
            PNG,
            b"a\0b",
            b"\xFF\xFB\x90\0",
            b"\x1B[0m",
        ] {
            assert!(!is_text(other), "{other:?}");
        }
    }

    #[test]
    fn a_picture_has_the_size_that_it_is_shown_at() {
        let far = vec![b'x'; 65_000];
        for (file, expected) in [
            (PNG.to_vec(), Some("640×480")),
            (PNG[..12].to_vec(), None),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\x01\xe0\x08\x02\0\0\0".to_vec(), None),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\0\0\x08\x02\0\0\0".to_vec(), None),
            (jpeg(&[]), Some("3×2")),
            (jpeg(&[&far, &far]), Some("3×2")),
            (jpeg(&[&turned(1)]), Some("3×2")),
            (jpeg(&[&turned(3)]), Some("3×2")),
            (jpeg(&[&turned(6)]), Some("2×3")),
            (jpeg(&[&turned(8), &far, &far]), Some("2×3")),
            (jpeg(&[&turned(99)]), Some("3×2")),
            (b"<svg width='5' height='7.6px'/>".to_vec(), Some("5×8")),
            (b"<?xml version='1.0'?>\n<svg viewBox='0 0 640,480' width='100%'/>".to_vec(), Some("640×480")),
            (b"<svg width='0' height='5' viewBox='0 0 640 480'/>".to_vec(), Some("640×480")),
            (b"<svg width='5em'/>".to_vec(), None),
            (b"<html><svg width='5' height='5'/>".to_vec(), None),
            (b"a text".to_vec(), None),
        ] {
            assert_eq!(size(&file).as_deref(), expected, "{}", String::from_utf8_lossy(&file[..file.len().min(60)]));
        }
    }

    #[test]
    fn a_sound_says_how_long_it_plays() {
        assert_eq!(duration(&mut Cursor::new(wave())), Some(Duration::from_secs(1)));
        // Ten frames of MPEG 1, layer III, 128 kbit/s at 44.1 kHz: 1152 samples each.
        let frame = [b"\xFF\xFB\x90\x64".as_slice(), &[0; 413]].concat();
        let sound = duration(&mut Cursor::new(frame.repeat(10))).unwrap();
        assert_eq!(sound.as_millis(), 261);
        for none in [b"".as_slice(), PNG, b"ID3\x04\0\0\0\0\0\0", b"RIFF\0\0\0\0WAVEfmt "] {
            assert_eq!(duration(&mut Cursor::new(none)), None, "{none:?}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_survived(path in "\\PC{0,9}(\\.(jpg|mp3|svg))?", start in 0_usize..7, bytes in any::<Vec<u8>>()) {
            let starts: [&[u8]; 7] =
                [b"", b"\xFF\xD8\xFF\xE1", b"\x89PNG\r\n\x1a\n", b"ID3\x04\0\0", b"OggS\0", b"\0\0\0\x18ftypM4A ", b"<svg "];
            let file = [starts[start], &bytes].concat();
            let _ = (sniff(&path, &file), is_text(&file), size(&file), duration(&mut Cursor::new(&file)));
        }
    }
}

//! The files that an article names: its picture, its enclosures, its text.

use std::io::{BufReader, Read as _};
use std::sync::Arc;

use super::super::read::FileDraft;
use super::super::{Enclosure, Image, rules};
use super::Setting;
use super::text::{address, line};
use crate::diagnostic::Sink;
use crate::source::{Files, MediaFile, ReadSeek, Source};
use crate::table::Text;
use crate::value::format::Format;
use crate::value::link::WebUrl;
use crate::value::media::{ByteLength, HEAD, MediaType, by_name, duration, is_text, other_than, pixel_size, sniff};

/// The folder that everything of an article lies in.
const HOME: &str = "articles/";

/// A file that was found, or an address elsewhere.
struct Found {
    url: WebUrl,
    file: Option<Opened>,
}

impl Found {
    /// Its path: here, or in the address.
    fn path(&self) -> &str {
        self.file.as_ref().map_or(self.url.path(), |file| &file.path)
    }
}

/// A file here.
struct Opened {
    path: String,
    length: u64,
    /// Its first bytes.
    head: Vec<u8>,
    content: BufReader<Box<dyn ReadSeek>>,
}

pub(super) fn image(draft: &FileDraft, setting: &Setting<'_>, sink: &mut Sink) -> Option<Image> {
    let found = find(draft, "image", setting, sink);
    let mut text = |text: &Option<Text>| text.as_ref().and_then(|text| line(text, sink));
    // Nothing to describe is said by an empty description.
    let described = draft.alt.clone().filter(|alt| !alt.as_str().trim().is_empty());
    let (alt, caption, credit) = (text(&described), text(&draft.caption), text(&draft.credit));
    if !draft.has("alt") {
        sink.push(rules::file::no_alt(draft.place.clone()));
    }
    let mut found = found?;
    let media_type = media_type(draft, &found, sink);
    if let Some(file) = &found.file {
        is_what_it_says(draft, Some("image"), file, sink)?;
    }
    if let Some(media_type) = media_type.as_ref().filter(|media_type| media_type.top() != "image") {
        sink.push(rules::file::not_an_image(draft, media_type));
        return None;
    }
    let size = found.file.as_mut().and_then(|file| pixel_size(&mut file.content));
    if size.is_none() && found.file.is_some() && media_type.as_ref().is_some_and(|kind| kind.subtype() != "svg+xml") {
        sink.push(rules::file::broken_image(draft));
    }
    Some(Image {
        size,
        length: found.file.as_ref().map(|file| ByteLength(file.length)),
        url: found.url,
        media_type,
        alt,
        caption,
        credit,
    })
}

pub(super) fn enclosures(drafts: &[FileDraft], setting: &Setting<'_>, sink: &mut Sink) -> Vec<Enclosure> {
    let enclosures: Vec<Enclosure> = drafts.iter().filter_map(|draft| enclosure(draft, setting, sink)).collect();
    if setting.config.feeds.formats.contains(&Format::Rss)
        && let Some(main) = Enclosure::main(&enclosures)
    {
        for other in enclosures.iter().filter(|other| !std::ptr::eq(*other, main)) {
            sink.push(rules::file::more_enclosures(other, main));
        }
    }
    enclosures
}

fn enclosure(draft: &FileDraft, setting: &Setting<'_>, sink: &mut Sink) -> Option<Enclosure> {
    let mut found = find(draft, "enclosures", setting, sink)?;
    let media_type = media_type(draft, &found, sink);
    if media_type.is_none() && !draft.has("type") {
        sink.push(rules::file::no_type(draft));
    }
    if let Some(file) = &found.file {
        is_what_it_says(draft, None, file, sink)?;
    }
    let length = length(draft, found.file.as_ref(), sink);
    let duration = match (&draft.duration, &mut found.file) {
        (Some(written), _) => Some(written.value),
        (None, Some(file)) if media_type.as_ref().is_some_and(MediaType::is_seen_or_heard) => {
            duration(&mut file.content).map(|time| time.as_secs() + u64::from(time.subsec_millis() >= 500))
        }
        (None, _) => None,
    };
    let title = draft.title.as_ref().and_then(|title| line(title, sink));
    Some(Enclosure {
        url: found.url,
        media_type: media_type?,
        // Who does not know it types 0, as RSS has it.
        length: Some(ByteLength(length?)).filter(|length| length.0 > 0),
        duration: duration.filter(|&seconds| seconds > 0),
        title,
        place: draft.place.clone(),
    })
}

/// The length in bytes: the file's, else as typed.
fn length(draft: &FileDraft, file: Option<&Opened>, sink: &mut Sink) -> Option<u64> {
    let written = draft.length.as_ref().map(|length| length.value);
    match (file, written) {
        (Some(file), Some(written)) if file.length != written => {
            sink.push(rules::file::wrong_length(draft, written, file.length));
            None
        }
        (Some(file), _) => Some(file.length),
        (None, Some(written)) => Some(written),
        (None, None) => {
            if !draft.has("length") {
                sink.push(rules::file::no_length(draft));
            }
            None
        }
    }
}

/// Whether a file can be what it is named as; `None` with a finding if it holds a text where none can be.
fn is_what_it_says(draft: &FileDraft, wanted: Option<&str>, file: &Opened, sink: &mut Sink) -> Option<()> {
    let path = file.path.as_str();
    let typed = draft.media_type.as_ref();
    let named = typed.map_or_else(|| by_name(path), |text| MediaType::parse(text.as_str()).ok());
    let wanted = wanted.or(named.as_ref().filter(|named| named.has_a_mark()).map(MediaType::top));
    if let Some(wanted) = wanted.filter(|_| is_text(&file.head)) {
        sink.push(rules::file::text_for_media(draft, path, wanted, file.head.starts_with(b"version https://git-lfs")));
        return None;
    }
    if let Some(named) = named
        && let Some(found) = other_than(&named, &file.head)
    {
        sink.push(rules::file::other_type(draft, path, &named, &found));
    }
    Some(())
}

/// The file that holds an article's text.
pub(super) fn body_file(text: &Text, article: &Source, files: &dyn Files, sink: &mut Sink) -> Option<Arc<Source>> {
    let path = path(text, article, sink)?;
    match files.text(&path) {
        Ok(source) => match source.first_bad_byte() {
            None => Some(source),
            Some(offset) => {
                sink.push(crate::table::rules::not_utf8(&source, offset));
                None
            }
        },
        Err(error) => {
            sink.push(rules::file::no_file(text, &path, &error));
            None
        }
    }
}

fn find(draft: &FileDraft, key: &str, setting: &Setting<'_>, sink: &mut Sink) -> Option<Found> {
    match (&draft.file, &draft.url) {
        (Some(text), None) => {
            let path = path(text, &draft.place.source, sink)?;
            match setting.files.media(&path) {
                Ok(file) if file.length == 0 => {
                    sink.push(rules::file::empty_file(text, &path));
                    None
                }
                Ok(file) => {
                    let url = setting.config.site.link.join_path(path.strip_prefix(HOME)?);
                    Some(Found { url, file: Some(Opened::read(path, file)) })
                }
                Err(error) => {
                    sink.push(rules::file::no_file(text, &path, &error));
                    None
                }
            }
        }
        (None, Some(text)) => Some(Found { url: address(text, sink)?, file: None }),
        (Some(_), Some(url)) => {
            sink.push(rules::file::file_and_url(url));
            None
        }
        (None, None) => {
            if !draft.has("file") && !draft.has("url") {
                sink.push(rules::file::neither_file_nor_url(draft, key));
            }
            None
        }
    }
}

impl Opened {
    /// What cannot be read is as if it were not there: its length at least is known.
    fn read(path: String, file: MediaFile) -> Self {
        let mut content = BufReader::new(file.content);
        let mut head = Vec::new();
        let _ = content.by_ref().take(HEAD as u64).read_to_end(&mut head);
        Self { path, length: file.length, head, content }
    }
}

/// The type: as typed, else as the file's first bytes or its name say.
fn media_type(draft: &FileDraft, found: &Found, sink: &mut Sink) -> Option<MediaType> {
    let head = found.file.as_ref().map_or(&[][..], |file| &file.head);
    match &draft.media_type {
        Some(text) => {
            MediaType::parse(text.as_str()).map_err(|error| sink.push(rules::file::bad_type(text, &error))).ok()
        }
        None => sniff(found.path(), head),
    }
}

/// The path of a file that an article names: from the article's folder, or from `articles/` with a leading slash.
fn path(text: &Text, article: &Source, sink: &mut Sink) -> Option<String> {
    let written = text.as_str();
    let folder = article.path().rfind('/').map_or("", |end| &article.path()[..=end]);
    let whole = match written.strip_prefix('/') {
        Some(rest) => format!("{HOME}{rest}"),
        None => format!("{folder}{written}"),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.len() > 1 => {
                parts.pop();
            }
            ".." => {
                sink.push(rules::file::outside(text));
                return None;
            }
            part => parts.push(part),
        }
    }
    if written.contains(|c: char| c == '\\' || c.is_control()) || written.contains("://") || parts.len() < 2 {
        sink.push(rules::file::bad_path(text));
        return None;
    }
    Some(parts.join("/"))
}

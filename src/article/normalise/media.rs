//! The files that an article names: its picture, its enclosures, its text.

use std::sync::Arc;

use super::super::read::FileDraft;
use super::super::{Enclosure, Image, rules};
use super::Setting;
use super::text::{address, line};
use crate::diagnostic::Sink;
use crate::source::{Files, MediaFile, Source};
use crate::table::Text;
use crate::value::link::WebUrl;
use crate::value::media::{ByteLength, MediaType, pixel_size, sniff};

/// The folder that everything of an article lies in.
const HOME: &str = "articles/";

/// A file that was found, or an address elsewhere.
struct Found {
    url: WebUrl,
    path: String,
    file: Option<MediaFile>,
}

pub(super) fn image(draft: &FileDraft, setting: &Setting<'_>, sink: &mut Sink) -> Option<Image> {
    let found = find(draft, "image", setting, sink);
    let mut text = |text: &Option<Text>| text.as_ref().and_then(|text| line(text, sink));
    let (alt, caption, credit) = (text(&draft.alt), text(&draft.caption), text(&draft.credit));
    if !draft.has("alt") {
        sink.push(rules::no_alt(draft.place.clone()));
    }
    let found = found?;
    let head = found.file.as_ref().map_or(&[][..], |file| &file.head);
    let media_type = media_type(draft, &found, sink);
    if let Some(media_type) = media_type.as_ref().filter(|media_type| media_type.top() != "image") {
        sink.push(rules::not_an_image(draft, media_type));
        return None;
    }
    Some(Image {
        size: pixel_size(head),
        length: found.file.as_ref().map(|file| ByteLength(file.length)),
        url: found.url,
        media_type,
        alt,
        caption,
        credit,
    })
}

pub(super) fn enclosure(draft: &FileDraft, setting: &Setting<'_>, sink: &mut Sink) -> Option<Enclosure> {
    let found = find(draft, "enclosures", setting, sink)?;
    let media_type = media_type(draft, &found, sink);
    if media_type.is_none() && !draft.has("type") {
        sink.push(rules::no_type(draft));
    }
    let written = draft.length.as_ref().map(|length| length.value);
    let length = match (&found.file, written) {
        (Some(file), Some(written)) if file.length != written => {
            sink.push(rules::wrong_length(draft, written, file.length));
            None
        }
        (Some(file), _) => Some(file.length),
        (None, Some(written)) => Some(written),
        (None, None) => {
            if !draft.has("length") {
                sink.push(rules::no_length(draft));
            }
            None
        }
    };
    let title = draft.title.as_ref().and_then(|title| line(title, sink));
    Some(Enclosure {
        url: found.url,
        media_type: media_type?,
        length: ByteLength(length?),
        title,
        place: draft.place.clone(),
    })
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
            sink.push(rules::no_file(text, &path, &error));
            None
        }
    }
}

fn find(draft: &FileDraft, key: &str, setting: &Setting<'_>, sink: &mut Sink) -> Option<Found> {
    match (&draft.file, &draft.url) {
        (Some(text), None) => {
            let path = path(text, &draft.place.source, sink)?;
            match setting.files.media(&path) {
                Ok(file) => {
                    let url = setting.config.site.link.join_path(path.strip_prefix(HOME)?);
                    Some(Found { url, path, file: Some(file) })
                }
                Err(error) => {
                    sink.push(rules::no_file(text, &path, &error));
                    None
                }
            }
        }
        (None, Some(text)) => {
            let url = address(text, sink)?;
            Some(Found { path: url.path().to_owned(), url, file: None })
        }
        (Some(_), Some(url)) => {
            sink.push(rules::file_and_url(url));
            None
        }
        (None, None) => {
            if !draft.has("file") && !draft.has("url") {
                sink.push(rules::neither_file_nor_url(draft, key));
            }
            None
        }
    }
}

/// The type: as typed, else as the file's first bytes or its name say.
fn media_type(draft: &FileDraft, found: &Found, sink: &mut Sink) -> Option<MediaType> {
    let head = found.file.as_ref().map_or(&[][..], |file| &file.head);
    match &draft.media_type {
        Some(text) => MediaType::parse(text.as_str()).map_err(|error| sink.push(rules::bad_type(text, &error))).ok(),
        None => sniff(&found.path, head),
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
                sink.push(rules::outside(text));
                return None;
            }
            part => parts.push(part),
        }
    }
    if written.contains(|c: char| c == '\\' || c.is_control()) || written.contains("://") || parts.len() < 2 {
        sink.push(rules::bad_path(text));
        return None;
    }
    Some(parts.join("/"))
}

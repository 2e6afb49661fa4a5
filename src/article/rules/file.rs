//! What is to be told of files that an article names: pictures, enclosures, bodies.

use super::{
    BAD_PATH, BAD_TYPE, BROKEN_IMAGE, EMPTY_FILE, FILE_AND_URL, MORE_ENCLOSURES, NEITHER_FILE_NOR_URL, NO_ALT, NO_FILE,
    NO_LENGTH, NO_TYPE, NOT_AN_IMAGE, OTHER_TYPE, OUTSIDE, TEXT_FOR_MEDIA, WRONG_LENGTH,
};
use crate::article::Enclosure;
use crate::article::read::FileDraft;
use crate::diagnostic::{Diagnostic, Span, quote, suggest};
use crate::source::FileError;
use crate::table::Text;
use crate::value::media::{MediaType, MediaTypeError};

pub(in crate::article) fn no_file(text: &Text, path: &str, error: &FileError) -> Diagnostic {
    let diagnostic = Diagnostic::new(&NO_FILE, text.span(), format!("{error}: {}", quote(path)));
    match error {
        FileError::Missing(Some(near)) => {
            let (folder, name) = text.as_str().split_at(text.as_str().rfind('/').map_or(0, |end| end + 1));
            let near_path = format!("{folder}{near}");
            match suggest::difference(name, near) {
                Some(what) if !name.is_ascii() => {
                    // The two look alike, so the text to type is one that does not.
                    let escaped = format!("{folder}{}", escaped(near));
                    diagnostic
                        .note(format!("there is {}, which differs in {what}", quote(&near_path)))
                        .help(format!("write `\"{escaped}\"`, or give the file the name that stands here"))
                }
                Some(what) => diagnostic
                    .note(format!(
                        "there is {}, which differs in {what}: on some systems it is the same file",
                        quote(&near_path)
                    ))
                    .help(format!("write {}", quote(&near_path))),
                None => diagnostic.help(format!("did you mean {}?", quote(&near_path))),
            }
        }
        FileError::Missing(None) => {
            diagnostic.help("paths start at the article's own folder, or at `articles/` with a leading `/`")
        }
        FileError::Outside | FileError::NotAFile | FileError::Unreadable(_) => diagnostic,
    }
}

/// A name as TOML can have it in ASCII alone.
fn escaped(name: &str) -> String {
    let letter = |c: char| match c {
        c if c.is_ascii() => c.to_string(),
        c if u32::from(c) <= 0xffff => format!("\\u{:04X}", u32::from(c)),
        c => format!("\\U{:08X}", u32::from(c)),
    };
    name.chars().map(letter).collect()
}

pub(in crate::article) fn outside(text: &Text) -> Diagnostic {
    Diagnostic::new(&OUTSIDE, text.span(), format!("{} leaves `articles/`", quote(text.as_str())))
        .help("put the file below `articles/`")
}

pub(in crate::article) fn bad_path(text: &Text) -> Diagnostic {
    if text.as_str().is_empty() {
        return Diagnostic::new(&BAD_PATH, text.span(), "the path is empty").help("name a file, or leave the line out");
    }
    let help = if text.as_str().contains("://") {
        format!("an address goes in `url`: `url = \"{}\"`", text.as_str())
    } else if text.as_str().contains(char::is_control) {
        "write `/` between folders: TOML reads a backslash and a letter as one character".to_owned()
    } else {
        format!("write `\"{}\"`", text.as_str().replace('\\', "/"))
    };
    Diagnostic::new(&BAD_PATH, text.span(), format!("{} is not a path", quote(text.as_str()))).help(help)
}

pub(in crate::article) fn file_and_url(url: &Text) -> Diagnostic {
    Diagnostic::new(&FILE_AND_URL, url.span(), "both `file` and `url` say where it is").help("keep one of them")
}

pub(in crate::article) fn neither_file_nor_url(draft: &FileDraft, key: &str) -> Diagnostic {
    Diagnostic::new(&NEITHER_FILE_NOR_URL, draft.place.clone(), format!("`{key}` names neither a file nor an address"))
        .help("add `file = \"…\"` for what lies here, or `url = \"https://…\"`")
}

pub(in crate::article) fn no_alt(span: Span) -> Diagnostic {
    Diagnostic::new(&NO_ALT, span, "the picture has no description").help("add `alt = \"…\"`: what it shows")
}

pub(in crate::article) fn not_an_image(draft: &FileDraft, media_type: &MediaType) -> Diagnostic {
    Diagnostic::new(&NOT_AN_IMAGE, draft.place.clone(), format!("`{media_type}` is not a picture"))
        .help("files that are no pictures are `[[enclosures]]`")
}

pub(in crate::article) fn empty_file(text: &Text, path: &str) -> Diagnostic {
    Diagnostic::new(&EMPTY_FILE, text.span(), format!("{} is empty", quote(path)))
        .help("put the whole file in its place, or delete the line")
}

pub(in crate::article) fn text_for_media(draft: &FileDraft, path: &str, wanted: &str, is_pointer: bool) -> Diagnostic {
    let thing = match wanted {
        "audio" => "a sound",
        "video" => "a film",
        "application" => "a PDF",
        _ => "a picture",
    };
    let diagnostic =
        Diagnostic::new(&TEXT_FOR_MEDIA, draft.file_span(), format!("{} is a text, not {thing}", quote(path)));
    if is_pointer {
        return diagnostic.label("a pointer of Git LFS").help("fetch the file itself: `git lfs pull`");
    }
    diagnostic.help("put the file itself in its place")
}

pub(in crate::article) fn other_type(
    draft: &FileDraft,
    path: &str,
    named: &MediaType,
    found: &MediaType,
) -> Diagnostic {
    if let Some(typed) = &draft.media_type {
        return Diagnostic::new(&OTHER_TYPE, typed.span(), format!("{} is `{found}`, not `{named}`", quote(path)))
            .help("remove `type`: it is read from the file");
    }
    let help = if named.top() == found.top() {
        "rename the file, so that servers give the type that it has"
    } else {
        "put the right file in its place, or rename it, so that servers give the type that it has"
    };
    Diagnostic::new(&OTHER_TYPE, draft.file_span(), format!("{} is `{found}`, its name says `{named}`", quote(path)))
        .help(help)
}

pub(in crate::article) fn broken_image(draft: &FileDraft) -> Diagnostic {
    Diagnostic::new(&BROKEN_IMAGE, draft.file_span(), "the size of the picture cannot be read")
        .label("cut short, broken, or of a kind that readers do not show")
        .help("save it anew as JPEG, PNG, WebP or AVIF")
}

pub(in crate::article) fn more_enclosures(other: &Enclosure, main: &Enclosure) -> Diagnostic {
    Diagnostic::new(&MORE_ENCLOSURES, other.place.clone(), "RSS carries one enclosure, and this is not the one")
        .label("in Atom and JSON Feed alone")
        .related(main.place.clone(), "the one")
        .help("link to the file in the text, for readers of RSS")
}

pub(in crate::article) fn no_type(draft: &FileDraft) -> Diagnostic {
    Diagnostic::new(&NO_TYPE, draft.place.clone(), "the type of the enclosure is not known")
        .help("add its type, as in `type = \"audio/mpeg\"`")
}

pub(in crate::article) fn bad_type(text: &Text, error: &MediaTypeError) -> Diagnostic {
    Diagnostic::new(&BAD_TYPE, text.span(), error).help("write a media type such as `\"audio/mpeg\"`")
}

pub(in crate::article) fn no_length(draft: &FileDraft) -> Diagnostic {
    Diagnostic::new(&NO_LENGTH, draft.place.clone(), "the length of the enclosure is not known")
        .help("add its length in bytes, as in `length = 12216320`")
}

pub(in crate::article) fn wrong_length(draft: &FileDraft, written: u64, found: u64) -> Diagnostic {
    let span = draft.length.as_ref().map_or_else(|| draft.place.clone(), |length| length.span.clone());
    Diagnostic::new(&WRONG_LENGTH, span, format!("the file has {found} bytes, not {written}"))
        .help("remove `length`: it is read from the file")
}

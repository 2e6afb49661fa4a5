//! Media types.

use crate::diagnostic::rule::rules;
use crate::lint::walk::{Site, Walk, shown};
use crate::lint::xml::tree::Text;

rules! {
    /// An attribute of RSS or Media RSS that is no media type.
    ///
    /// Readers choose a player by it; a bare `mp3` finds none.
    ///
    /// Wrong:
    /// ```xml
    /// <item><enclosure url="https://gazette.example/a.mp3" length="1024" type="mp3"/></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><enclosure url="https://gazette.example/a.mp3" length="1024" type="audio/mpeg"/></item>
    /// ```
    INVALID_ATTRIBUTE = Error "rss/not-a-media-type" "not a media type",
        "https://www.rssboard.org/rss-specification#ltenclosuregtSubelementOfLtitemgt", w3c "InvalidMIMEAttribute";

    /// A type in Atom that is no media type.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><link rel="enclosure" href="https://gazette.example/a.mp3" type="mp3"/></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><link rel="enclosure" href="https://gazette.example/a.mp3" type="audio/mpeg"/></entry>
    /// ```
    INVALID_TYPE = Error "atom/not-a-media-type" "not a media type",
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.3.1", w3c "InvalidMIMEType";
}

/// Whether a text is `type/subtype`, with parameters or not.
pub(crate) fn is_media_type(value: &str) -> bool {
    let token = |part: &str| {
        !part.is_empty() && part.chars().all(|char| !char.is_whitespace() && !"()<>,;:\\\"/[]?=".contains(char))
    };
    let mut parts = value.split(';');
    let essence = parts.next().unwrap_or_default();
    let essence = if value.contains(';') { essence.trim_end() } else { essence };
    let named = essence.split_once('/').is_some_and(|(kind, subtype)| token(kind) && token(subtype));
    named
        && parts.all(|parameter| {
            parameter.trim().split_once('=').is_some_and(|(name, value)| {
                let quoted = value.len() > 1 && value.starts_with('"') && value.ends_with('"');
                token(name) && (quoted || token(value))
            })
        })
}

/// A media type in an attribute of RSS.
pub(crate) fn attribute(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    if !is_media_type(&text.value) {
        let message = format!("`{}` is no media type", shown(&text.value));
        walk.value(&INVALID_ATTRIBUTE, site, message, "write a type such as `audio/mpeg`");
    }
}

/// A media type in Atom.
pub(crate) fn atom(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    if !is_media_type(&text.value) {
        let message = format!("`{}` is no media type", shown(&text.value));
        walk.value(&INVALID_TYPE, site, message, "write a type such as `text/html`");
    }
}

#[cfg(test)]
mod tests {
    use super::is_media_type;

    #[test]
    fn types_have_two_halves() {
        for good in ["audio/mpeg", "x-audio/mp3", "text/html; charset=utf-8", "application/atom+xml;type=\"entry\""] {
            assert!(is_media_type(good), "{good}");
        }
        for bad in ["", "mp3", "audio/", "/mpeg", "audio/mpeg mp3", "audio / mpeg", "a/b/c", "text/html;charset"] {
            assert!(!is_media_type(bad), "{bad}");
        }
    }
}

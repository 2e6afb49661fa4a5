//! Language codes.

use crate::diagnostic::rule::rules;
use crate::lint::walk::{Site, Walk, shown};
use crate::lint::xml::tree::Text;
use crate::value::lang::is_code;

rules! {
    /// A language that is no ISO 639 code.
    ///
    /// Readers choose voices, fonts and hyphenation by it; directories sort by it. Only the part before the first
    /// hyphen is looked at, as W3C's validator does.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><language>English</language></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><language>en-GB</language></channel>
    /// ```
    INVALID_LANGUAGE = Error "text/not-a-language" "a language that is no ISO 639 code",
        "https://www.rfc-editor.org/rfc/rfc5646", w3c "InvalidLanguage";
}

/// Whether the first subtag is a language: two letters of ISO 639-1, three letters, or `x` and `i`.
pub(crate) fn is_language(value: &str) -> bool {
    let first = value.split('-').next().unwrap_or_default().to_ascii_lowercase();
    match first.len() {
        1 => (first == "x" || first == "i") && value.len() > 2,
        2 => is_code(&first),
        3 => first.bytes().all(|byte| byte.is_ascii_lowercase()),
        _ => false,
    }
}

/// A language.
pub(crate) fn check(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    let value = if site.attribute.is_some() { &*text.value } else { text.value.trim() };
    // XML takes an empty one for no language at all; no other attribute has that.
    if value.is_empty() && site.attribute == Some("xml:lang") {
        return;
    }
    if !is_language(value) {
        let message = format!("`{}` is no language code", shown(value));
        walk.value(&INVALID_LANGUAGE, site, message, "write a code such as `en` or `en-GB`");
    }
}

#[cfg(test)]
mod tests {
    use super::is_language;

    #[test]
    fn codes_are_languages_and_names_are_not() {
        for good in ["en", "EN-us", "zh-Hant-TW", "gsw", "haw-US", "x-klingon", "i-navajo"] {
            assert!(is_language(good), "{good}");
        }
        for bad in ["English", "", "e", "xx", "en_US", "12", "-"] {
            assert!(!is_language(bad), "{bad}");
        }
    }
}

//! Plain text: not empty, not HTML, and not garbled.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr2;

use crate::diagnostic::rule::{Rule, rules};
use crate::lint::html::elements;
use crate::lint::walk::{Site, Walk, shown};
use crate::lint::xml::entity;
use crate::lint::xml::tree::Text;

rules! {
    /// An element that must not be empty.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title></title><description>News</description></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><description>News</description></item>
    /// ```
    BLANK = Warning "text/blank" "an element that must not be empty",
        "https://www.rssboard.org/rss-profile#data-types-characterdata", w3c "NotBlank";

    /// HTML in an element that holds plain text.
    ///
    /// Some readers show the tags, some drop them, some render them: what a subscriber sees is luck.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>The &lt;b&gt;ferry&lt;/b&gt; returns</title></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>The ferry returns</title></item>
    /// ```
    HTML = Warning "text/html-in-plain-text" "HTML in an element that holds plain text",
        "https://www.rssboard.org/rss-profile#data-types-characterdata", w3c "ContainsHTML";

    /// HTML in a text of Atom that is declared, or left, as plain.
    ///
    /// Readers show the tags to the subscriber, as they were told.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><title>The &lt;b&gt;ferry&lt;/b&gt; returns</title></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><title type="html">The &lt;b&gt;ferry&lt;/b&gt; returns</title></entry>
    /// ```
    UNDECLARED_HTML = Warning "atom/undeclared-html" "HTML in a text that is declared plain",
        "https://www.rfc-editor.org/rfc/rfc4287#section-3.1.1.1", w3c "ContainsUndeclaredHTML";

    /// An `&` or `<` in plain text that some readers take for markup.
    ///
    /// Readers that unescape a title twice drop it and what follows.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>The &lt;b ferry</title></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>The ferry</title></item>
    /// ```
    MARKUP_CHARACTER = Warning "text/looks-like-markup" "text that some readers take for markup",
        "https://www.rssboard.org/rss-profile#data-types-characterdata", w3c "CharacterData";

    /// Text that was decoded in the wrong encoding.
    ///
    /// Control characters of Latin-1, U+FFFD, or signs such as `Ã©` and `â€™` say that bytes of UTF-8 were read as Latin-1.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>CafÃ©</title></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>Café</title></item>
    /// ```
    BAD_CHARACTERS = Warning "text/wrong-encoding" "text that was decoded in the wrong encoding",
        "https://www.w3.org/International/questions/qa-what-is-encoding", w3c "BadCharacters";
}

/// Text that must not be empty.
pub(crate) fn not_blank(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    if text.value.trim().is_empty() {
        let name = walk.name(site.id);
        walk.value(&BLANK, site, format!("`<{name}>` is empty"), "fill it, or leave the element out");
    }
}

/// Plain text that may be empty.
pub(crate) fn plain(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    without_html(walk, site, text, &HTML);
}

/// Plain text that must not be empty, such as a name.
pub(crate) fn name(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    not_blank(walk, site, text);
    without_html(walk, site, text, &HTML);
}

/// Plain text in an attribute.
pub(crate) fn attribute(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    plain(walk, site, text);
}

/// Refuses end tags and references of HTML.
pub(crate) fn without_html(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>, rule: &'static Rule) {
    if memchr2(b'&', b'<', text.value.as_bytes()).is_none() {
        return;
    }
    let value = without_advised(walk, text);
    if let Some((range, what)) = html_in(&value) {
        let place = text.locate(range);
        let help = if std::ptr::eq(rule, &raw const UNDECLARED_HTML) {
            "write `type=\"html\"` if it is meant as HTML"
        } else {
            "take the markup out"
        };
        let finding = walk.at(rule, site, place, format!("`{}` in plain text", shown(what)));
        walk.push(finding, help);
    } else if std::ptr::eq(rule, &raw const HTML)
        && !crate::lint::atom::is_atom(walk.kind)
        && let Some(at) = markup_like(&value)
    {
        let place = text.locate(at..at + 1);
        let finding = walk.at(&MARKUP_CHARACTER, site, place, "some readers take this for markup");
        walk.push(finding, "word it without, or write the character as `&#x26;` or `&#x3C;`");
    }
}

/// The first end tag or reference of HTML in a text.
pub(crate) fn html_in(value: &str) -> Option<(Range<usize>, &str)> {
    let tag = value.match_indices("</").find_map(|(at, _)| {
        let rest = &value[at + 2..];
        let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let known = rest[length..].starts_with('>') && elements::is_html(&rest[..length].to_ascii_lowercase());
        known.then(|| (at..at + length + 3, &value[at..at + length + 3]))
    });
    tag.or_else(|| {
        value.match_indices('&').find_map(|(at, _)| {
            let rest = &value[at + 1..];
            let hash = usize::from(rest.starts_with('#'));
            let length = hash + rest[hash..].bytes().take_while(u8::is_ascii_alphanumeric).count();
            let name = &rest[..length];
            let number = name.strip_prefix('#').is_some_and(|digits| match digits.strip_prefix('x') {
                Some(hex) => !hex.is_empty() && hex.bytes().all(|byte| byte.is_ascii_hexdigit()),
                None => !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()),
            });
            let named = matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") || entity::html(name).is_some();
            let end = at + 1 + length + usize::from(rest[length..].starts_with(';'));
            (number || named).then(|| (at..end, &value[at..end]))
        })
    })
}

fn markup_like(value: &str) -> Option<usize> {
    let begins_tag =
        |at: usize| value[at + 1..].starts_with(|char: char| char.is_ascii_alphabetic() || "/!?".contains(char));
    value.match_indices('<').map(|(at, _)| at).find(|&at| begins_tag(at))
}

/// The text with every `&` and `<` blanked that the document writes as `&#x26;` or `&#x3C;`, as the RSS Board advises.
fn without_advised<'t>(walk: &Walk<'_, '_>, text: &'t Text<'_>) -> Cow<'t, str> {
    let marks = |value: &str| -> Vec<usize> { value.match_indices(['&', '<']).map(|(at, _)| at).collect() };
    let mut value = Cow::Borrowed(&*text.value);
    for at in marks(&text.value) {
        let raw = walk.document.raw(text.locate(at..at + 1));
        if raw.eq_ignore_ascii_case("&#x26;") || raw.eq_ignore_ascii_case("&#x3c;") {
            value.to_mut().replace_range(at..=at, " ");
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_found_by_end_tags_and_references() {
        let found = |text| html_in(text).map(|(_, what)| what);
        assert_eq!(found("a <b>c</b>"), Some("</b>"));
        assert_eq!(found("caf&eacute;"), Some("&eacute;"));
        assert_eq!(found("&#38; so"), Some("&#38;"));
        assert_eq!(found("alpha&omega"), Some("&omega"));
        assert_eq!(found("a < b, AT&T x </nonsense>"), None);
        assert_eq!(found("R&D; <b>"), None);
    }
}

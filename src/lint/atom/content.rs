//! Texts and content of Atom: what `type` says, and whether what is inside is that.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::rule::rules;
use crate::lint::html;
use crate::lint::structure::{self, UNDEFINED_ELEMENT};
use crate::lint::value::{address, media_type, text};
use crate::lint::walk::{Attr, Inside, Shape, Site, Walk, shown};
use crate::lint::xml::namespace::Ns;
use crate::lint::xml::tree::{Content, Id, Text};

use super::link;

rules! {
    /// The type of a text of Atom that is not `text`, `html` or `xhtml`.
    ///
    /// Media types are for `content` alone.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><title type="text/html">The &lt;b&gt;ferry&lt;/b&gt;</title></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><title type="html">The &lt;b&gt;ferry&lt;/b&gt;</title></entry>
    /// ```
    TEXT_TYPE = Error "atom/invalid-text-type" "the type of a text that is not `text`, `html` or `xhtml`",
        "https://www.rfc-editor.org/rfc/rfc4287#section-3.1.1", w3c "InvalidTextType";

    /// Content that lies elsewhere, without its type.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><content src="https://gazette.example/ferry.pdf"/></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><content src="https://gazette.example/ferry.pdf" type="application/pdf"/></entry>
    /// ```
    MISSING_TYPE = Warning "atom/content-without-type" "content that lies elsewhere, without its type",
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.3.2", w3c "MissingTypeAttr";

    /// XHTML without its `div`.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><title type="xhtml">The <b xmlns="http://www.w3.org/1999/xhtml">ferry</b></title></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">The <b>ferry</b></div></title></entry>
    /// ```
    MISSING_DIV = Error "atom/xhtml-without-div" "XHTML without its `div`",
        "https://www.rfc-editor.org/rfc/rfc4287#section-3.1.1.3", w3c "MissingXhtmlDiv";

    /// XHTML that holds escaped markup.
    ///
    /// Readers show the tags as text.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">The &lt;b&gt;ferry&lt;/b&gt;</div></title></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><title type="html">The &lt;b&gt;ferry&lt;/b&gt;</title></entry>
    /// ```
    ESCAPED_XHTML = Warning "atom/escaped-xhtml" "XHTML that holds escaped markup",
        "https://www.rfc-editor.org/rfc/rfc4287#section-3.1.1.3", w3c "NotInline";

    /// HTML that is said to be escaped and whose tags are elements of the feed.
    ///
    /// `mode` is of Atom 0.3. In Atom 1.0 too, tags of HTML are text: `&lt;b&gt;`.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><title type="text/html" mode="escaped">The <b>ferry</b></title></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><title type="html">The &lt;b&gt;ferry&lt;/b&gt;</title></entry>
    /// ```
    UNESCAPED_HTML = Error "atom/unescaped-html" "HTML whose tags are not escaped",
        "https://www.rfc-editor.org/rfc/rfc4287#section-3.1.1.2", w3c "NotEscaped";

    /// Content of a binary type that is not base64.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><content type="image/png">see the picture</content><summary>A picture</summary></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><content type="image/png">iVBORw0KGgo=</content><summary>A picture</summary></entry>
    /// ```
    NOT_BASE64 = Error "atom/not-base64" "content of a binary type that is not base64",
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.3.3", w3c "NotBase64";

    /// A fragment declared as a whole document of HTML.
    ///
    /// `text/html` is a document from `<html>` on; a fragment is `html`.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><content type="text/html">The &lt;b&gt;ferry&lt;/b&gt;</content></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><content type="html">The &lt;b&gt;ferry&lt;/b&gt;</content></entry>
    /// ```
    FRAGMENT = Warning "atom/html-fragment" "a fragment declared as a whole document of HTML",
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.3.3", w3c "HtmlFragment";
}

/// A title, subtitle, summary or rights.
pub(crate) static TEXT: Shape = Shape {
    inside: Inside::Anything,
    children: &[],
    attributes: &[Attr::new("type", |_, _, _| ())],
    check: |walk, id| check(walk, id, false),
};

/// The content of an entry.
pub(crate) static CONTENT: Shape = Shape {
    inside: Inside::Anything,
    children: &[],
    attributes: &[Attr::new("type", |_, _, _| ()), Attr::new("src", source)],
    check: |walk, id| check(walk, id, true),
};

fn source(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    address::attribute(walk, site, text);
}

/// What the type of a text says of its inside.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Form {
    Text,
    Html,
    Xhtml,
    /// Any XML.
    Markup,
    /// Text of a media type.
    PlainType,
    /// HTML in base64.
    EncodedHtml,
    Binary,
}

fn form(value: &str) -> Form {
    let lower = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match value {
        "text" => return Form::Text,
        "html" => return Form::Html,
        "xhtml" => return Form::Xhtml,
        _ => {}
    }
    match lower.as_str() {
        "" => Form::Text,
        "text/html" => Form::Html,
        "application/xhtml+xml" => Form::Markup,
        other if other.ends_with("+xml") || other.ends_with("/xml") => Form::Markup,
        other if other.starts_with("text/") => Form::PlainType,
        other if other.ends_with("/html") => Form::EncodedHtml,
        other if other.contains('/') => Form::Binary,
        _ => Form::Text,
    }
}

/// Whether content is such that a summary is required: it lies elsewhere, or is not text.
pub(crate) fn needs_summary(walk: &Walk<'_, '_>, id: Id) -> bool {
    let document = walk.document;
    if document.attribute(id, "src").is_some() {
        return true;
    }
    document.attribute(id, "type").is_some_and(|kind| form(&kind.value) == Form::Binary)
}

fn check(walk: &mut Walk<'_, '_>, id: Id, is_content: bool) {
    let document = walk.document;
    let kind = document.attribute(id, "type");
    let value = kind.map_or("text", |kind| &*kind.value);
    let elsewhere = is_content && document.attribute(id, "src").is_some();
    check_type(walk, id, value, is_content, elsewhere);
    if walk.language(id).is_none() {
        let parent = walk.as_parent(id);
        let finding = super::tag(walk, &super::MISSING_LANGUAGE, id, "the text does not say its language");
        walk.push(finding.element("xml:lang", parent), "add `xml:lang=\"en\"` to the feed");
    }
    let whole = document.text(id);
    let site = walk.site(id);
    if elsewhere {
        if kind.is_none() {
            walk.element(
                &MISSING_TYPE,
                id,
                "the content lies elsewhere, and has no type",
                "add its media type as `type`",
            );
        }
        refuse_inside(walk, id);
        if form(value) == Form::Binary {
            check_base64(walk, &site, &whole);
        }
        return;
    }
    let plain = matches!(value, "text" | "html" | "xhtml");
    if plain && !is_content && whole.value.trim().is_empty() && document.children(id).next().is_none() {
        text::not_blank(walk, &site, &whole);
    }
    match form(value) {
        Form::Text | Form::PlainType => {
            refuse_children(walk, id);
            text::without_html(walk, &site, &whole, &text::UNDECLARED_HTML);
        }
        Form::Html => check_html(walk, id, value, &site, &whole),
        Form::Xhtml => check_xhtml(walk, id, &site),
        Form::Markup => check_markup(walk, id, value),
        Form::EncodedHtml => {
            refuse_children(walk, id);
            check_base64(walk, &site, &whole);
            let html = String::from_utf8_lossy(&decoded(&whole.value)).into_owned();
            html::fragment(walk, &site, &Text::at_place(Cow::Owned(html), site.range.clone()));
        }
        Form::Binary => {
            refuse_children(walk, id);
            check_base64(walk, &site, &whole);
        }
    }
}

fn check_type(walk: &mut Walk<'_, '_>, id: Id, value: &str, is_content: bool, elsewhere: bool) {
    let document = walk.document;
    let Some(attribute) = document.attribute(id, "type") else { return };
    let plain = matches!(value, "text" | "html" | "xhtml") && !elsewhere;
    if plain {
        return;
    }
    let site = Walk::attribute_site(id, attribute);
    if value.is_empty() {
        link::blank(walk, &site);
        return;
    }
    let (name, parent) = (walk.name(id), walk.parent_name(id));
    let help = if is_content {
        "write `html`, or a media type such as `text/plain`"
    } else {
        "write `text`, `html` or `xhtml`"
    };
    let lower = value.to_ascii_lowercase();
    if !media_type::is_media_type(value) || lower.starts_with("multipart/") || lower.starts_with("message/") {
        let message = format!("`{}` is no media type", shown(value));
        let finding = walk.at(&media_type::INVALID_TYPE, &site, site.range.clone(), message);
        walk.push(finding.element(name, parent), help);
    } else if !is_content {
        let message = format!("`{}` is not a type of such a text", shown(value));
        let finding = walk.at(&TEXT_TYPE, &site, site.range.clone(), message);
        walk.push(finding.element(name, parent), help);
    }
}

/// Content that lies elsewhere is empty.
fn refuse_inside(walk: &mut Walk<'_, '_>, id: Id) {
    let document = walk.document;
    refuse_children(walk, id);
    let text = document.text(id);
    if !text.value.trim().is_empty() {
        structure::unexpected_text(walk, id, text.trimmed().range());
    }
}

fn refuse_children(walk: &mut Walk<'_, '_>, id: Id) {
    let document = walk.document;
    if let Some(range) = text_after_element(walk, id) {
        structure::unexpected_text(walk, id, range);
    }
    for child in document.children(id) {
        let message = format!("`<{}>` in a text", shown(document.element(child).name));
        walk.element(&UNDEFINED_ELEMENT, child, message, "escape the markup and write `type=\"html\"`");
    }
}

/// Text beside an element, where either may stand alone.
fn text_after_element(walk: &Walk<'_, '_>, id: Id) -> Option<Range<usize>> {
    let document = walk.document;
    let after = document.contents(id).skip_while(|content| matches!(content, Content::Text { .. }));
    let pieces = after.filter_map(|content| match content {
        Content::Text { range, cdata } => Some(document.piece(range, cdata)),
        Content::Element(..) => None,
    });
    pieces.filter(|piece| !piece.value.trim().is_empty()).map(|piece| piece.trimmed().range()).next()
}

fn check_html(walk: &mut Walk<'_, '_>, id: Id, value: &str, site: &Site, whole: &Text<'_>) {
    let document = walk.document;
    if document.children(id).next().is_some() {
        refuse_children(walk, id);
        if document.attribute(id, "mode").is_some_and(|mode| mode.value == "escaped") {
            walk.element(&UNESCAPED_HTML, id, "tags of HTML as elements of the feed", "escape them: `&lt;b&gt;`");
        }
    }
    html::fragment(walk, site, whole);
    if value.to_ascii_lowercase().starts_with("text/html") {
        whole_document(walk, site, whole, value);
    }
}

fn whole_document(walk: &mut Walk<'_, '_>, site: &Site, whole: &Text<'_>, value: &str) {
    let start = whole.value.trim_start().get(..14).unwrap_or(whole.value.trim_start()).to_ascii_lowercase();
    if !(start.starts_with("<html") || start.starts_with("<!doctype html")) {
        let message = format!("a fragment, declared as `{}`", shown(value));
        walk.value(&FRAGMENT, site, message, "write `type=\"html\"`");
    }
}

fn check_xhtml(walk: &mut Walk<'_, '_>, id: Id, site: &Site) {
    let document = walk.document;
    let children: Vec<Id> = document.children(id).collect();
    let div = children.first().copied().filter(|&child| {
        let element = document.element(child);
        element.ns == Ns::Xhtml && element.name == "div"
    });
    if div.is_none() {
        walk.element(
            &MISSING_DIV,
            id,
            "the XHTML is not in a `div`",
            "write `<div xmlns=\"http://www.w3.org/1999/xhtml\">…</div>`",
        );
    }
    if let Some(range) = text_after_element(walk, id) {
        structure::unexpected_text(walk, id, range);
    }
    for child in children {
        html::tree(walk, site, child);
    }
    let inside = html::text_of(document, id);
    if let Some(at) = html::escaped_markup(&inside) {
        walk.value(
            &ESCAPED_XHTML,
            site,
            format!("`{}` as text in XHTML", shown(at)),
            "write `type=\"html\"`, or do not escape it",
        );
    }
}

fn check_markup(walk: &mut Walk<'_, '_>, id: Id, value: &str) {
    let document = walk.document;
    let site = walk.site(id);
    if let Some(range) = text_after_element(walk, id) {
        structure::unexpected_text(walk, id, range);
    }
    if value.to_ascii_lowercase().starts_with("application/xhtml+xml") {
        let root = document.children(id).next().map(|child| document.element(child).name);
        if root.is_some_and(|root| root != "html") {
            let message = format!("a fragment, declared as `{}`", shown(value));
            walk.value(&FRAGMENT, &site, message, "write `type=\"xhtml\"`");
        }
        let xhtml = document.children(id).filter(|&child| document.element(child).ns == Ns::Xhtml);
        for child in xhtml.collect::<Vec<_>>() {
            html::tree(walk, &site, child);
        }
    }
}

fn check_base64(walk: &mut Walk<'_, '_>, site: &Site, whole: &Text<'_>) {
    if !is_base64(&whole.value) {
        let message = format!("`{}` is not base64", shown(&whole.value));
        walk.value(&NOT_BASE64, site, message, "encode it, or link to it with `src`");
    }
}

fn is_base64(value: &str) -> bool {
    let letters: Vec<u8> = value.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let data = letters.iter().position(|&byte| byte == b'=').unwrap_or(letters.len());
    let padding = &letters[data..];
    letters.len().is_multiple_of(4)
        && padding.len() <= 2
        && padding.iter().all(|&byte| byte == b'=')
        && letters[..data].iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))
}

/// The bytes of base64, what is none passed over.
fn decoded(value: &str) -> Vec<u8> {
    let sextet = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let sextets: Vec<u8> = value.bytes().filter_map(sextet).collect();
    let mut bytes = Vec::with_capacity(sextets.len());
    for quartet in sextets.chunks(4) {
        let bits =
            quartet.iter().fold(0_u32, |bits, sextet| bits << 6 | u32::from(*sextet)) << (6 * (4 - quartet.len()));
        bytes.extend_from_slice(&bits.to_be_bytes()[1..quartet.len()]);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_say_what_is_inside() {
        for (value, expected) in [
            ("text", Form::Text),
            ("html", Form::Html),
            ("xhtml", Form::Xhtml),
            ("text/html; charset=utf-8", Form::Html),
            ("text/plain", Form::PlainType),
            ("image/svg+xml", Form::Markup),
            ("application/xhtml+xml", Form::Markup),
            ("application/pdf", Form::Binary),
            ("nonsense", Form::Text),
        ] {
            assert_eq!(form(value), expected, "{value}");
        }
    }

    #[test]
    fn base64_is_decoded() {
        assert_eq!(decoded("TWFu"), b"Man");
        assert_eq!(decoded("TWE="), b"Ma");
        assert_eq!(decoded("TQ=="), b"M");
    }

    #[test]
    fn base64_is_whole_quartets() {
        for good in ["", "TWE=", "TWFu", "TW\n Fu", "TQ=="] {
            assert!(is_base64(good), "{good}");
        }
        for bad in ["TWE", "T===", "TW=u", "see the picture"] {
            assert!(!is_base64(bad), "{bad}");
        }
    }
}

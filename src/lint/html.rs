//! HTML inside a feed: whether it closes, where it leads, and what readers will not show.
//!
//! What is safe is what W3C's validator takes for safe; a reader may show more, or less.

pub(crate) mod elements;
pub(crate) mod markup;
mod nesting;
pub(crate) mod plain;
pub(crate) mod style;
mod words;

use std::ops::Range;

use crate::diagnostic::rule::rules;
use crate::lint::value::address;
use crate::lint::value::text::html_in;
use crate::lint::walk::{Site, Walk, shown};
use crate::lint::xml::namespace::Ns;
use crate::lint::xml::tree::{Content, Document, Element, Id, Text};
use crate::value::html::token::{Tag, Token, tokens};

pub use self::plain::SharedHtml;

rules! {
    /// An element that readers take out, or that would be a danger if they did not.
    ///
    /// Scripts, frames, forms of code and styles for the whole page do not survive: what depends on them is lost.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><description>&lt;script src="https://gazette.example/a.js"&gt;&lt;/script&gt;</description></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><description>&lt;p&gt;News&lt;/p&gt;</description></item>
    /// ```
    UNSAFE_ELEMENT = Warning "html/unsafe-element" "an element that readers take out",
        "https://validator.w3.org/feed/docs/warning/SecurityRisk.html", w3c "SecurityRisk";

    /// An attribute that readers take out: `onclick` and its like.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><description>&lt;p onclick="go()"&gt;News&lt;/p&gt;</description></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><description>&lt;p&gt;News&lt;/p&gt;</description></item>
    /// ```
    UNSAFE_ATTRIBUTE = Warning "html/unsafe-attribute" "an attribute that readers take out",
        "https://validator.w3.org/feed/docs/warning/SecurityRiskAttr.html", w3c "SecurityRiskAttr";

    /// A style with properties or values that could cover the reader's own page.
    ///
    /// Most readers take all styles out: the text must read well without.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><description>&lt;p style="position:absolute"&gt;News&lt;/p&gt;</description></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><description>&lt;p style="color:red"&gt;News&lt;/p&gt;</description></item>
    /// ```
    UNSAFE_STYLE = Warning "html/unsafe-style" "a style that could cover the reader's own page",
        "https://validator.w3.org/feed/docs/warning/DangerousStyleAttr.html", w3c "DangerousStyleAttr";

    /// HTML that does not close, or that browsers have to mend.
    ///
    /// Readers put entries one under the other: what one leaves open swallows the next. A row outside its table is left out,
    /// what stands between the cells of one is put before it, and a list inside bold words of a paragraph ends the paragraph.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><description>&lt;div&gt;News</description></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><description>&lt;div&gt;News&lt;/div&gt;</description></item>
    /// ```
    MALFORMED = Warning "html/malformed" "HTML that browsers have to mend",
        "https://html.spec.whatwg.org/multipage/parsing.html#parse-errors", w3c "NotHtml";

    /// A relative address in the HTML of RSS.
    ///
    /// RSS gives no base to resolve it against: readers try the feed, the site, the entry, or nothing.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><description>&lt;img src="/ferry.jpg"&gt;</description></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><description>&lt;img src="https://gazette.example/ferry.jpg"&gt;</description></item>
    /// ```
    RELATIVE_ADDRESS = Warning "html/relative-address" "a relative address in the HTML of RSS",
        "https://www.rssboard.org/rss-profile#element-channel-item-description", w3c "ContainsRelRef";
}

/// Checks a fragment of HTML that stands in the feed as text.
pub(crate) fn fragment(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    let html = &*text.value;
    if plain::is_plain_in(html, walk.options) {
        walk.plain.insert(site.id);
        return;
    }
    thoroughly(walk, site, text);
}

fn thoroughly(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    let html = &*text.value;
    let is_rss = !super::atom::is_atom(walk.kind);
    let mut foreign = 0_usize;
    for token in tokens(html) {
        match &token {
            Token::Start(tag) => {
                let name = tag.name(html);
                if matches!(&*name, "svg" | "math") && !tag.self_closing {
                    foreign += 1;
                }
                check_tag(walk, site, text, tag, foreign > 0);
                if is_rss {
                    check_address(walk, site, text, tag);
                }
            }
            Token::End { name, .. } if matches!(&html[name.clone()], "svg" | "math") => {
                foreign = foreign.saturating_sub(1);
            }
            Token::Comment(range) if html[range.clone()].starts_with("<?") => {
                let word = html[range.start + 1..range.end].split([' ', '>']).next().unwrap_or_default();
                unsafe_element(walk, site, text.locate(range.clone()), word);
            }
            _ => {}
        }
    }
    if let Some((range, fault)) = markup::first_fault(html) {
        let place = text.locate(range);
        let finding = walk.at(&MALFORMED, site, place, fault);
        walk.push(finding, "mend the HTML, or let a serialiser write it");
    }
}

fn unsafe_element(walk: &mut Walk<'_, '_>, site: &Site, place: Range<usize>, name: &str) {
    let finding = walk.at(&UNSAFE_ELEMENT, site, place, format!("readers take `<{}>` out", shown(name)));
    walk.push(finding, "say it in the text, with a link");
}

fn check_tag(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>, tag: &Tag, foreign: bool) {
    let html = &*text.value;
    let name = tag.name(html);
    let safe = elements::is_safe(&name)
        || matches!(&*name, "svg" | "math")
        || foreign && elements::is_safe_foreign(&html[tag.name.clone()]);
    if !safe {
        let place = text.locate(tag.range.clone());
        if elements::is_html(&name) {
            unsafe_element(walk, site, place, &name);
        } else {
            unknown_element(walk, site, place, &name);
        }
        return;
    }
    for attribute in &tag.attributes {
        let name = attribute.name(html);
        let place = || text.locate(attribute.range.clone());
        if name == "style" {
            check_style(walk, site, place(), &attribute.value(html));
        } else if !foreign && !elements::is_safe_attribute(&name) {
            unsafe_attribute(walk, site, place(), &name);
        }
    }
}

fn unknown_element(walk: &mut Walk<'_, '_>, site: &Site, place: Range<usize>, name: &str) {
    let finding = walk.at(&MALFORMED, site, place, format!("HTML has no element `{}`", shown(name)));
    walk.push(finding, "write one that it has");
}

fn unsafe_attribute(walk: &mut Walk<'_, '_>, site: &Site, place: Range<usize>, name: &str) {
    let finding = walk.at(&UNSAFE_ATTRIBUTE, site, place, format!("readers take the attribute `{}` out", shown(name)));
    walk.push(finding, "take it out");
}

fn check_style(walk: &mut Walk<'_, '_>, site: &Site, place: Range<usize>, value: &str) {
    if let Some(part) = style::first_unsafe(value) {
        let finding = walk.at(&UNSAFE_STYLE, site, place, format!("the style `{}` is not safe in a feed", shown(part)));
        walk.push(finding, "take it out");
    }
}

fn check_address(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>, tag: &Tag) {
    let html = &*text.value;
    for name in ["href", "src"] {
        let Some(attribute) = tag.attribute(html, name) else { continue };
        let value = attribute.value(html);
        let value = value.trim();
        if address::split_scheme(value).0.is_none() {
            let place = text.locate(attribute.range.clone());
            let finding =
                walk.at(&RELATIVE_ADDRESS, site, place, format!("the address `{}` is relative", shown(value)));
            walk.push(finding, "write the whole address");
        }
    }
}

/// Checks XHTML that stands in the feed as elements.
pub(crate) fn tree(walk: &mut Walk<'_, '_>, site: &Site, id: Id) {
    let document = walk.document;
    let element = document.element(id);
    let place = element.open.clone();
    match element.ns {
        Ns::Xhtml if !elements::is_html(&element.name.to_ascii_lowercase()) && super::atom::is_atom(walk.kind) => {
            unknown_element(walk, site, place, element.name);
        }
        Ns::Xhtml if !elements::is_safe(element.name) => unsafe_element(walk, site, place, element.name),
        Ns::Svg | Ns::MathMl if !elements::is_safe_foreign(element.name) => {
            unsafe_element(walk, site, place, element.name);
        }
        Ns::Xhtml | Ns::Svg | Ns::MathMl => {}
        _ => {
            other_namespace(walk, site, id);
            return;
        }
    }
    let plain = match element.ns {
        Ns::Xhtml => elements::is_safe(element.name),
        _ => true,
    };
    for attribute in document.attributes(id).iter().filter(|_| plain) {
        let range = attribute.range.clone();
        match (attribute.ns, attribute.name) {
            (Ns::None, "style") => check_style(walk, site, range, &attribute.value),
            (Ns::None, name) if element.ns == Ns::Xhtml && !elements::is_safe_attribute(&name.to_ascii_lowercase()) => {
                unsafe_attribute(walk, site, range, name);
            }
            (Ns::None, name) if element.ns != Ns::Xhtml && !elements::is_safe_foreign_attribute(name) => {
                unsafe_attribute(walk, site, range, name);
            }
            _ => {}
        }
    }
    for child in document.children(id) {
        tree(walk, site, child);
    }
}

/// An element of a text in XHTML that is not of XHTML.
fn other_namespace(walk: &mut Walk<'_, '_>, site: &Site, id: Id) {
    let document = walk.document;
    let element = document.element(id);
    let place = element.open.clone();
    match element.ns {
        Ns::None => {
            let message = format!("`<{}>` without a namespace in XHTML", shown(element.name));
            let parent = document.parent(id).map(|parent| walk.name(parent)).unwrap_or_default();
            let finding = walk.at(&super::document::MISSING_NAMESPACE, site, place, message);
            let help = "write `xmlns=\"http://www.w3.org/1999/xhtml\"` on the `div`";
            walk.push(finding.element(element.name, parent), help);
        }
        Ns::Unknown | Ns::Live | Ns::Podcast => {}
        // SVG has a place for the words of any vocabulary.
        _ if document.parent(id).is_some_and(|parent| is_metadata(document.element(parent))) => {}
        _ if document.parent(id) == Some(site.id) => {
            let message = format!("`<{}>` is not of XHTML", shown(element.name));
            let finding = walk.at(&MALFORMED, site, place, message);
            walk.push(finding, "write `xmlns=\"http://www.w3.org/1999/xhtml\"` on it");
        }
        _ => {
            let message = format!("`<{}>` in XHTML", shown(element.name));
            walk.element(&super::structure::UNDEFINED_ELEMENT, id, message, "take it out");
        }
    }
}

fn is_metadata(element: &Element<'_>) -> bool {
    element.ns == Ns::Svg && element.name == "metadata"
}

/// All text inside an element, that of its elements too.
pub(crate) fn text_of(document: &Document<'_>, id: Id) -> String {
    let mut whole = String::new();
    let mut stack = vec![id];
    while let Some(at) = stack.pop() {
        for content in document.contents(at) {
            match content {
                Content::Element(_, element) if matches!(element.name, "code" | "pre" | "script" | "style") => {}
                Content::Element(child, _) => stack.push(child),
                Content::Text { range, cdata } => {
                    whole.push_str(&document.piece(range, cdata).value);
                    whole.push(' ');
                }
            }
        }
    }
    whole
}

/// An end tag in a text that should be markup.
pub(crate) fn escaped_markup(text: &str) -> Option<&str> {
    html_in(text).map(|(_, what)| what).filter(|what| what.starts_with("</"))
}

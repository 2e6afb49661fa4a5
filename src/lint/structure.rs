//! What is missing, repeated or out of place, in whatever format.

use crate::diagnostic::Span;
use crate::diagnostic::rule::{Rule, rules};

use super::value::{address, language};
use super::walk::{Child, Site, Walk, shown};
use super::xml::namespace::Ns;
use super::xml::tree::{Attribute, Id, Text};
use std::ops::Range;

rules! {
    /// An element that must be there is missing.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><image><title>News</title><link>https://gazette.example/</link></image></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><image><url>https://gazette.example/logo.png</url><title>News</title><link>https://gazette.example/</link></image></channel>
    /// ```
    MISSING_ELEMENT = Error "feed/missing-element" "a required element is missing",
        "https://www.rssboard.org/rss-specification", w3c "MissingElement";

    /// A second element where the specification allows one.
    ///
    /// Readers keep the first, or the last, or join both.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>News</title><title>More news</title></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>News</title></item>
    /// ```
    DUPLICATE_ELEMENT = Error "feed/duplicate-element" "an element that may stand there once",
        "https://www.rssboard.org/rss-specification", w3c "DuplicateElement";

    /// Two values that must differ and do not: two items with one guid, the same hour or day twice.
    ///
    /// Readers tell entries apart by their id: the second one is dropped, or taken for an edit of the first.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><item><title>a</title><guid isPermaLink="false">x1y2</guid></item><item><title>b</title><guid isPermaLink="false">x1y2</guid></item></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><item><title>a</title><guid isPermaLink="false">x1y2</guid></item><item><title>b</title><guid isPermaLink="false">x1y3</guid></item></channel>
    /// ```
    DUPLICATE_VALUE = Error "feed/duplicate-value" "a value that is there already",
        "https://www.rssboard.org/rss-profile#element-channel-item-guid", w3c "DuplicateValue";

    /// An element that is not defined for the place where it stands.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>News</title><date>2026-03-04</date></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>News</title><pubDate>Wed, 04 Mar 2026 18:30:00 GMT</pubDate></item>
    /// ```
    UNDEFINED_ELEMENT = Error "feed/undefined-element" "an element that is not defined here",
        "https://www.rssboard.org/rss-specification", w3c "UndefinedElement";

    /// An attribute that is not defined for its element.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><title mode="escaped">News</title></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><title type="html">News</title></entry>
    /// ```
    UNEXPECTED_ATTRIBUTE = Error "feed/unexpected-attribute" "an attribute that is not defined here",
        "https://www.rfc-editor.org/rfc/rfc4287#section-6", w3c "UnexpectedAttribute";

    /// An attribute of another vocabulary on an element of RSS.
    ///
    /// RSS 2.0 allows elements of other namespaces; it says nothing of attributes, and some parsers mind.
    ///
    /// Wrong:
    /// ```xml
    /// <rss version="2.0" xmlns:x="https://gazette.example/ns" x:kind="news"></rss>
    /// ```
    /// Right:
    /// ```xml
    /// <rss version="2.0"></rss>
    /// ```
    EXTENSION_ATTRIBUTE = Warning "rss/extension-attribute" "an attribute of another vocabulary on an element of RSS",
        "https://www.rssboard.org/rss-profile#namespace-elements", w3c "UseOfExtensionAttr";

    /// Text where only elements may stand.
    ///
    /// Wrong:
    /// ```xml
    /// <channel>The news<title>News</title></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><title>News</title></channel>
    /// ```
    UNEXPECTED_TEXT = Error "feed/unexpected-text" "text where only elements may stand",
        "https://www.rssboard.org/rss-specification", w3c "UnexpectedText";

    /// A required attribute is missing.
    ///
    /// Wrong:
    /// ```xml
    /// <item><enclosure url="https://gazette.example/a.mp3" type="audio/mpeg"/></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><enclosure url="https://gazette.example/a.mp3" length="1024" type="audio/mpeg"/></item>
    /// ```
    MISSING_ATTRIBUTE = Error "feed/missing-attribute" "a required attribute is missing",
        "https://www.rssboard.org/rss-specification", w3c "MissingAttribute";
}

/// How the places of attributes' values are named: as W3C's validator does, whose habits differ by vocabulary.
pub(crate) fn attribute_names(walk: &Walk<'_, '_>, id: Id, attribute: &str) -> (String, String) {
    let element = walk.document.element(id);
    if element.ns != Ns::Sx {
        let of_tag = matches!(
            (element.name, attribute),
            ("enclosure", "type" | "length") | ("cloud", _) | ("content", "src") | ("generator", "uri")
        );
        if of_tag {
            return (walk.name(id), walk.parent_name(id));
        }
    }
    let of_element = match (element.ns, element.name) {
        (Ns::Sx | Ns::FeedBurner, _) | (_, "enclosure" | "category" | "source") => true,
        _ => attribute.starts_with("xml"),
    };
    if of_element { (attribute.to_owned(), walk.as_parent(id)) } else { (attribute.to_owned(), walk.parent_name(id)) }
}

/// An element that should be there is not.
pub(crate) fn missing(walk: &mut Walk<'_, '_>, rule: &'static Rule, id: Id, child: &Child) {
    let prefix = child.ns.prefix();
    let name = if prefix.is_empty() { child.name.to_owned() } else { format!("{prefix}:{}", child.name) };
    let message = format!("`<{}>` has no `<{name}>`", walk.name(id));
    walk.lacks(rule, id, &name, message, &format!("add `<{name}>…</{name}>`"));
}

/// An attribute that should be there is not.
pub(crate) fn missing_attribute(walk: &mut Walk<'_, '_>, rule: &'static Rule, id: Id, name: &str) {
    let message = format!("`<{}>` has no `{name}`", walk.name(id));
    walk.element(rule, id, message, &format!("add `{name}=\"…\"`"));
}

/// A second element where one may stand.
pub(crate) fn duplicate(walk: &mut Walk<'_, '_>, id: Id, first: Span) {
    let message = format!("a second `<{}>` in `<{}>`", walk.name(id), walk.parent_name(id).replace('_', ":"));
    let range = walk.document.element(id).open.clone();
    let site = Site { id, attribute: None, range: range.clone() };
    let finding = walk.at(&DUPLICATE_ELEMENT, &site, range, message).related(first, "the first");
    walk.push(finding, "keep one");
}

/// Text between elements.
pub(crate) fn unexpected_text(walk: &mut Walk<'_, '_>, id: Id, range: Range<usize>) {
    let site = walk.site(id);
    let message = format!("text directly in `<{}>`", walk.name(id));
    let finding = walk.at(&UNEXPECTED_TEXT, &site, range, message);
    walk.push(finding, "put it into an element, or take it out");
}

/// An attribute that the tables do not have: `xml:` ones are everywhere, others are foreign or wrong.
pub(crate) fn other_attribute(
    walk: &mut Walk<'_, '_>,
    id: Id,
    attribute: &Attribute<'_>,
    site: &Site,
    text: &Text<'_>,
) {
    match (attribute.ns, attribute.name) {
        (Ns::Xml, "lang") => language::check(walk, site, text),
        (Ns::Xml, "base") => address::iri(walk, site, text),
        (Ns::Xml, _) => {}
        (Ns::Unknown | Ns::Live, _) => {
            let element = walk.document.element(id);
            // The reader of the XML has said of an undeclared prefix what is wrong.
            let declared = walk.document.bindings.iter().any(|binding| binding.prefix == attribute.prefix);
            if walk.core == Ns::None && element.ns == Ns::None && declared && !knows_profile(walk) {
                let message = format!("`{}` on `<{}>` is no attribute of RSS", attribute.name, element.name);
                let finding = walk.at(&EXTENSION_ATTRIBUTE, site, attribute.range.clone(), message);
                let (name, parent) = (walk.name(id), walk.parent_name(id));
                walk.push(finding.element(name, parent), "use an element of that namespace instead");
            }
        }
        _ => {
            let message = format!("`{}` is no attribute of `<{}>`", shown(attribute.name), walk.name(id));
            let finding = walk.at(&UNEXPECTED_ATTRIBUTE, site, attribute.range.clone(), message);
            let (name, parent) = (walk.name(id), walk.as_parent(id));
            walk.push(finding.element(name, parent), "take it out");
        }
    }
}

/// Whether the feed says that it follows the RSS Board's specification, which allows foreign attributes.
fn knows_profile(walk: &Walk<'_, '_>) -> bool {
    let document = walk.document;
    let docs = document
        .root
        .and_then(|root| document.child(root, Ns::None, "channel"))
        .and_then(|channel| document.child(channel, Ns::None, "docs"));
    docs.is_some_and(|docs| document.text(docs).value.trim().ends_with("rssboard.org/rss-specification"))
}

//! Links of Atom, in feeds of Atom and of RSS.

use crate::diagnostic::Span;
use crate::diagnostic::rule::rules;
use crate::lint::value::{address, language, media_type, number, text};
use crate::lint::walk::{Attr, Inside, Shape, Site, Value, Walk, shown};
use crate::lint::xml::namespace::Ns;
use crate::lint::xml::tree::{Id, Text};

rules! {
    /// A link without `href`.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><link rel="alternate">https://gazette.example/ferry</link></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><link rel="alternate" href="https://gazette.example/ferry"/></entry>
    /// ```
    MISSING_HREF = Error "atom/link-without-href" "a link without `href`",
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7.1", w3c "MissingHref";

    /// Text in a link.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><link href="https://gazette.example/ferry">The ferry</link></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><link href="https://gazette.example/ferry" title="The ferry"/></entry>
    /// ```
    NOT_EMPTY = Warning "atom/link-with-text" "text in a link",
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7", w3c "AtomLinkNotEmpty";

    /// An attribute that must not be empty.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><link href="https://gazette.example/ferry" title=""/></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><link href="https://gazette.example/ferry"/></entry>
    /// ```
    BLANK_ATTRIBUTE = Warning "atom/blank-attribute" "an attribute that must not be empty",
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7", w3c "AttrNotBlank";

    /// A relation that is neither registered nor an address.
    ///
    /// Readers pass over links whose relation they do not know. `prev` is not registered for Atom: `previous` is.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><link rel="permalink" href="https://gazette.example/ferry"/></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><link rel="alternate" href="https://gazette.example/ferry"/></entry>
    /// ```
    UNKNOWN_REL = Warning "atom/unregistered-relation" "a relation that is neither registered nor an address",
        "https://www.iana.org/assignments/link-relations/link-relations.xhtml", w3c "UnregisteredAtomLinkRel";

    /// Two links to a page, of the same type and language.
    ///
    /// Readers cannot tell which to open.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><link href="https://gazette.example/a"/><link href="https://gazette.example/b"/></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><link href="https://gazette.example/a" hreflang="en"/><link href="https://gazette.example/b" hreflang="fr"/></entry>
    /// ```
    DUPLICATE = Error "atom/duplicate-link" "two links to a page, of the same type and language",
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.1", w3c "DuplicateAtomLink";

    /// A `self` link that is not the feed's own address.
    ///
    /// Readers that follow it subscribe to another address than the subscriber gave.
    ///
    /// Wrong:
    /// ```xml
    /// <feed><link rel="self" href="http://localhost:1313/feed.xml"/></feed>
    /// ```
    /// Right:
    /// ```xml
    /// <feed><link rel="self" href="https://example.org/feed.xml"/></feed>
    /// ```
    SELF_ELSEWHERE = Warning "feed/self-link-elsewhere" "a `self` link that is not the feed's own address",
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7.2", w3c "SelfDoesntMatchLocation";

    /// A `self` link without a host.
    ///
    /// It is there for copies of the feed that were moved; relative, it leads to the copy.
    ///
    /// Wrong:
    /// ```xml
    /// <feed><link rel="self" href="/feed.xml"/></feed>
    /// ```
    /// Right:
    /// ```xml
    /// <feed><link rel="self" href="https://example.org/feed.xml"/></feed>
    /// ```
    RELATIVE_SELF = Warning "feed/relative-self-link" "a `self` link without a host",
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7.2", w3c "RelativeSelf";

    /// A `self` link whose type is not that of a feed.
    ///
    /// Wrong:
    /// ```xml
    /// <feed><link rel="self" href="https://example.org/feed.xml" type="text/html"/></feed>
    /// ```
    /// Right:
    /// ```xml
    /// <feed><link rel="self" href="https://example.org/feed.xml" type="application/atom+xml"/></feed>
    /// ```
    SELF_TYPE = Warning "feed/self-link-type" "a `self` link whose type is not that of a feed",
        "https://www.rssboard.org/rss-profile#namespace-elements-atom-link", w3c "SelfNotAtom";
}

/// Relations that are registered, those of feeds and of the web at large.
const RELATIONS: &str = "about acl alternate amphtml appendix archives author blocked-by bookmark canonical chapter \
    collection contents convertedfrom copyright create-form current describedby describes disclosure duplicate edit \
    edit-form edit-media enclosure first glossary help hosts hub icon index item last latest-version license lrdd memento monitor \
    next next-archive nofollow noreferrer original payment preconnect predecessor-version prefetch preload prerender \
    prev-archive preview previous privacy-policy profile related replies restconf search section self service shortlink start-with \
    stylesheet subsection successor-version tag terms-of-service timegate timemap type up version-history via webmention \
    working-copy working-copy-of";

/// A relation without the address of the registry, which may stand before it.
pub(crate) fn relation(value: &str) -> &str {
    value.strip_prefix("http://www.iana.org/assignments/relation/").unwrap_or(value)
}

/// A link.
pub(crate) static LINK: Shape = Shape {
    inside: Inside::Text(empty),
    children: &[],
    attributes: &[
        Attr::new("href", href).needed(&MISSING_HREF),
        Attr::new("rel", rel),
        Attr::new("type", kind),
        Attr::new("hreflang", language::check),
        Attr::new("title", title),
        Attr::new("length", number::non_negative),
        Attr::new("count", number::non_negative).of(Ns::Thr),
        Attr::new("when", when).of(Ns::Thr),
        Attr::new("updated", crate::lint::value::date::atom).of(Ns::Thr),
    ],
    check,
};

fn href(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    address::iri(walk, site, text);
    let has_base = std::iter::successors(Some(site.id), |&at| walk.document.parent(at))
        .any(|at| walk.document.xml_attribute(at, "base").is_some());
    // Without the document's address, who can say that its link to itself is elsewhere?
    if !has_base || walk.options.url.is_none() && is_self(walk, site.id) {
        return;
    }
    let whole = |mut url: url::Url| {
        url.set_fragment(None);
        url
    };
    let document = walk.options.url.and_then(|url| url::Url::parse(url).ok()).map(whole);
    let base = walk.base(site.id).map(whole);
    let target = base.as_ref().and_then(|base| base.join(text.value.trim()).ok()).map(whole);
    if base.is_some() && target == base && base != document {
        let help = "write the address that is meant, or another `xml:base`";
        walk.value(
            &address::SAME_DOCUMENT,
            site,
            "the link leads to what `xml:base` says, and is no other document",
            help,
        );
    }
}

pub(super) fn blank(walk: &mut Walk<'_, '_>, site: &Site) {
    let name = site.attribute.unwrap_or_default();
    let finding = walk.at(&BLANK_ATTRIBUTE, site, site.range.clone(), format!("`{name}` is empty"));
    let (element, parent) = (walk.name(site.id), walk.parent_name(site.id));
    walk.push(finding.element(element, parent), "fill it, or leave it out");
}

/// Checks an attribute and names the finding for the link itself, as W3C's validator does.
fn of_link(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>, check: Value) {
    let mut sink = crate::diagnostic::Sink::new();
    std::mem::swap(walk.sink, &mut sink);
    check(walk, site, text);
    std::mem::swap(walk.sink, &mut sink);
    let (name, parent) = (walk.name(site.id), walk.parent_name(site.id));
    for finding in sink.into_sorted() {
        walk.sink.push(finding.element(name.clone(), parent.clone()));
    }
}

fn rel(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    let value = &*text.value;
    if value.is_empty() {
        blank(walk, site);
    }
    let name = relation(value);
    let known = RELATIONS.split_ascii_whitespace().any(|known| known == name);
    // The registry's own address makes a name no more registered.
    let address = name == value && value.contains(':') && address::inspect(value, true).is_none();
    if !known && !address {
        let help = match value.trim().to_ascii_lowercase().as_str() {
            "prev" => "write `previous`".to_owned(),
            near if RELATIONS.split_ascii_whitespace().any(|known| known == near) => format!("write `{near}`"),
            _ => "write a registered relation such as `alternate`, or an address of your own".to_owned(),
        };
        let finding =
            walk.at(&UNKNOWN_REL, site, site.range.clone(), format!("`{}` is no registered relation", shown(value)));
        let (name, parent) = (walk.name(site.id), walk.parent_name(site.id));
        walk.push(finding.element(name, parent), &help);
    }
}

fn kind(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    of_link(walk, site, text, media_type::atom);
}

fn title(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    if text.value.trim().is_empty() {
        blank(walk, site);
    }
    of_link(walk, site, text, |walk, site, value| text::without_html(walk, site, value, &text::HTML));
}

fn when(walk: &mut Walk<'_, '_>, site: &Site, _: &Text<'_>) {
    walk.value(&crate::lint::history::THREAD_WHEN, site, "`thr:when` was of a draft", "write `thr:updated`");
}

fn is_self(walk: &Walk<'_, '_>, id: Id) -> bool {
    walk.document.attribute(id, "rel").is_some_and(|rel| relation(&rel.value) == "self")
}

fn check(walk: &mut Walk<'_, '_>, id: Id) {
    let document = walk.document;
    let holder = document.parent(id).map(|parent| document.element(parent).name);
    if is_self(walk, id) && matches!(holder, Some("feed" | "channel")) {
        check_self(walk, id);
    }
}

fn empty(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    if !text.value.trim().is_empty() {
        walk.element(&NOT_EMPTY, site.id, "text in a link", "take it out");
    }
}

fn check_self(walk: &mut Walk<'_, '_>, id: Id) {
    let document = walk.document;
    let Some(href) = document.attribute(id, "href") else { return };
    let site = Walk::attribute_site(id, href);
    let value = href.value.trim();
    let holder = document.parent(id).map(|parent| walk.as_parent(parent)).unwrap_or_default();
    let base = walk.base(id);
    let has_host = value.contains("://")
        || std::iter::successors(Some(id), |&at| document.parent(at))
            .filter_map(|at| document.xml_attribute(at, "base"))
            .any(|base| base.value.contains("://"));
    if !has_host {
        let finding = walk.at(&RELATIVE_SELF, &site, site.range.clone(), "the feed's own address has no host");
        walk.push(finding.element("href", holder.clone()), "write the whole address");
    }
    if let (Some(own), Some(target)) = (walk.options.url, base.as_ref().and_then(|base| base.join(value).ok())) {
        let same = url::Url::parse(own).is_ok_and(|own| own == target);
        if !same {
            let message =
                format!("the feed is at `{}`, and says that it is at `{}`", shown(own), shown(target.as_str()));
            let finding = walk.at(&SELF_ELSEWHERE, &site, site.range.clone(), message);
            walk.push(finding.element("href", holder.clone()), &format!("write `{}`", shown(own)));
        }
    }
    if let Some(kind) = document.attribute(id, "type") {
        let essence = kind.value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let feeds =
            ["application/atom+xml", "application/rss+xml", "application/rdf+xml", "application/xml", "text/xml"];
        if !feeds.contains(&essence.as_str()) && !essence.is_empty() {
            let site = Walk::attribute_site(id, kind);
            let message = format!("`{}` is not the type of a feed", shown(&kind.value));
            let finding = walk.at(&SELF_TYPE, &site, site.range.clone(), message);
            walk.push(finding.element("self", holder), "write `application/atom+xml` or `application/rss+xml`");
        }
    }
}

/// Two `alternate` links of one type and language.
pub(crate) fn check_alternates(walk: &mut Walk<'_, '_>, id: Id) {
    let document = walk.document;
    let value = |link: Id, name: &str| document.attribute(link, name).map(|attribute| attribute.value.to_string());
    let mut seen: Vec<(Option<String>, Option<String>, Id)> = Vec::new();
    let alternates = document.children_named(id, walk.core, "link").filter(|&link| {
        document.attribute(link, "rel").is_none_or(|rel| matches!(relation(&rel.value), "alternate" | ""))
    });
    let alternates: Vec<Id> = alternates.take(200).collect();
    for link in alternates {
        let (kind, tongue) = (value(link, "type"), value(link, "hreflang"));
        match seen.iter().find(|(known, language, _)| *known == kind && *language == tongue) {
            Some(&(.., first)) => {
                let first = Span::new(walk.source, document.element(first).open.clone());
                let finding =
                    super::tag(walk, &DUPLICATE, link, "a second link to a page, of the same type and language");
                walk.push(finding.related(first, "the first"), "keep one, or give each its `hreflang`");
            }
            None => seen.push((kind, tongue, link)),
        }
    }
}

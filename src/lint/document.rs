//! The document as a whole: which format it is, and what its namespaces say.

use std::borrow::Cow;
use std::sync::Arc;

use fnv::FnvHashSet;

use crate::diagnostic::rule::rules;
use crate::diagnostic::{Diagnostic, Sink, Span};
use crate::source::Source;

use super::structure::{MISSING_ATTRIBUTE, UNDEFINED_ELEMENT};
use super::value::{address, garbled};
use super::walk::{Site, Tables, Walk, shown};
use super::xml::namespace::{Ns, Standing, standing};
use super::xml::tree::{Id, Text};
use super::{Kind, Options, atom, encoding, json, podcast, readers, rss, xml};

rules! {
    /// An RSS version that nobody published.
    ///
    /// Wrong:
    /// ```xml
    /// <rss version="3.0"></rss>
    /// ```
    /// Right:
    /// ```xml
    /// <rss version="2.0"></rss>
    /// ```
    INVALID_VERSION = Error "rss/invalid-version" "an RSS version that nobody published",
        "https://www.rssboard.org/rss-specification#whatIsRss", w3c "InvalidRSSVersion";

    /// A feed in a namespace that is not its format's.
    ///
    /// Wrong:
    /// ```xml
    /// <rss version="2.0" xmlns="https://gazette.example/rss"></rss>
    /// ```
    /// Right:
    /// ```xml
    /// <rss version="2.0"></rss>
    /// ```
    INVALID_NAMESPACE = Error "namespace/wrong" "a feed in a namespace that is not its format's",
        "https://www.rssboard.org/rss-specification#extendingRss", w3c "InvalidNamespace";

    /// Atom 0.3, a draft that was replaced in 2005.
    ///
    /// Wrong:
    /// ```xml
    /// <feed version="0.3" xmlns="http://purl.org/atom/ns#"></feed>
    /// ```
    /// Right:
    /// ```xml
    /// <feed xmlns="http://www.w3.org/2005/Atom"></feed>
    /// ```
    OBSOLETE_NAMESPACE = Error "namespace/obsolete-atom" "a draft of Atom that was replaced",
        "https://www.rfc-editor.org/rfc/rfc4287#section-1.2", w3c "ObsoleteNamespace";

    /// Elements of Atom or XHTML without a namespace.
    ///
    /// Without it they are only words: strict parsers find no feed at all.
    ///
    /// Wrong:
    /// ```xml
    /// <feed xmlns=""><title>News</title></feed>
    /// ```
    /// Right:
    /// ```xml
    /// <feed xmlns="http://www.w3.org/2005/Atom"><title>News</title></feed>
    /// ```
    MISSING_NAMESPACE = Error "namespace/missing" "elements of Atom or XHTML without a namespace",
        "https://www.rfc-editor.org/rfc/rfc4287#section-1.2", w3c "MissingNamespace";

    /// A namespace that neither the W3C validator nor dateline knows.
    ///
    /// Its elements are not checked. A misspelt address is the usual cause, and then readers skip them too. Namespaces
    /// that are in use and that the W3C validator reports all the same (Podlove chapters, Google Play, Webfeeds and
    /// others) are not reported here.
    ///
    /// Wrong:
    /// ```xml
    /// <rss version="2.0" xmlns:dcx="https://purl.org/dc/elements/1.2/"></rss>
    /// ```
    /// Right:
    /// ```xml
    /// <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"></rss>
    /// ```
    UNKNOWN_NAMESPACE = Warning "namespace/unknown" "a namespace that nobody knows",
        "https://www.w3.org/TR/xml-names/", w3c "UnknownNamespace";

    /// A namespace that is known and whose elements the W3C validator does not check.
    ///
    /// Wrong:
    /// ```xml
    /// <rss version="2.0" xmlns:rawvoice="http://www.rawvoice.com/rawvoiceRssModule/"></rss>
    /// ```
    /// Right:
    /// ```xml
    /// <rss version="2.0"></rss>
    /// ```
    UNSUPPORTED_NAMESPACE = Info "namespace/unchecked" "a namespace that is known and not checked",
        "https://www.w3.org/TR/xml-names/", w3c "UnsupportedNamespace";

    /// A known namespace under another prefix than its usual one.
    ///
    /// The prefix means nothing to XML; some readers look for it all the same.
    ///
    /// Wrong:
    /// ```xml
    /// <rss version="2.0" xmlns:dublin="http://purl.org/dc/elements/1.1/"></rss>
    /// ```
    /// Right:
    /// ```xml
    /// <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"></rss>
    /// ```
    UNUSUAL_PREFIX = Info "namespace/unusual-prefix" "a known namespace under another prefix than its usual one",
        "https://www.w3.org/TR/xml-names/", w3c "NonstdPrefix";

    /// A well-known prefix for another namespace.
    ///
    /// Readers that look for the prefix take these elements for what they are not.
    ///
    /// Wrong:
    /// ```xml
    /// <rss version="2.0" xmlns:dc="https://gazette.example/ns"></rss>
    /// ```
    /// Right:
    /// ```xml
    /// <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"></rss>
    /// ```
    RESERVED_PREFIX = Warning "namespace/reserved-prefix" "a well-known prefix for another namespace",
        "https://www.w3.org/TR/xml-names/", w3c "ReservedPrefix";

    /// Atom or XHTML under a prefix in an Atom feed.
    ///
    /// Several readers match the names as written: to them `atom:entry` is no entry. Eight of twenty-four that were
    /// tried read nothing.
    ///
    /// Wrong:
    /// ```xml
    /// <atom:feed xmlns:atom="http://www.w3.org/2005/Atom"></atom:feed>
    /// ```
    /// Right:
    /// ```xml
    /// <feed xmlns="http://www.w3.org/2005/Atom"></feed>
    /// ```
    AVOID_PREFIX = Warning "atom/prefixed" "elements of Atom or XHTML under a prefix",
        "https://validator.w3.org/feed/docs/warning/AvoidNamespacePrefix.html", w3c "AvoidNamespacePrefix";

    /// The namespace of Media RSS without its last slash.
    ///
    /// Wrong:
    /// ```xml
    /// <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss"></rss>
    /// ```
    /// Right:
    /// ```xml
    /// <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"></rss>
    /// ```
    MEDIA_NAMESPACE = Error "media/namespace-without-slash" "the namespace of Media RSS without its last slash",
        "https://www.rssboard.org/media-rss#namespace", w3c "MediaRssNamespace";

    /// The old namespace of the wiki module.
    ///
    /// Wrong:
    /// ```xml
    /// <rss version="2.0" xmlns:wiki="http://www.usemod.com/cgi-bin/mb.pl?ModWiki"></rss>
    /// ```
    /// Right:
    /// ```xml
    /// <rss version="2.0" xmlns:wiki="http://purl.org/rss/1.0/modules/wiki/"></rss>
    /// ```
    OBSOLETE_WIKI = Warning "namespace/obsolete-wiki" "the old namespace of the wiki module",
        "https://web.resource.org/rss/1.0/modules/wiki/", w3c "ObsoleteWikiNamespace";

    /// RSS 0.90 or 1.0, which are RDF and are not checked.
    ///
    /// Wrong:
    /// ```xml
    /// <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"></rdf:RDF>
    /// ```
    /// Right:
    /// ```xml
    /// <rss version="2.0"></rss>
    /// ```
    NOT_CHECKED = Error "feed/not-checked" "a format that is not checked",
        "https://web.resource.org/rss/1.0/";
}

/// Reads a document and checks it as what it is.
pub(crate) fn check(source: &Arc<Source>, options: &Options<'_>, sink: &mut Sink) -> Kind {
    if encoding::is_unread(source, sink) {
        return Kind::Unknown;
    }
    readers::size(source, sink);
    if json::is_json(source) {
        return json::check(source, options, sink);
    }
    let (mut document, mut faults) = xml::reader::read(source.text());
    let whole = faults.is_empty();
    // What else is wrong with a page as XML helps nobody who wants its feed.
    let is_page = document.root.is_some_and(|root| document.element(root).name.eq_ignore_ascii_case("html"));
    faults.truncate(if is_page { 1 } else { usize::MAX });
    xml::report(&document, faults, source, sink);
    let Some(root) = document.root else { return Kind::Unknown };
    let is_bound_rss = document.element(root).name == "rss" && !document.element(root).uri.is_empty();
    let bound = if is_bound_rss { document.unbind(root) } else { "" };
    let mut walk = Walk {
        document: &document,
        source,
        options,
        sink,
        core: Ns::None,
        kind: Kind::Unknown,
        whole,
        plain: FnvHashSet::default(),
        tables: Tables::default(),
    };
    let element = document.element(root);
    walk.kind = match (element.ns, element.name) {
        (_, "rss") => rss_kind(&mut walk, root, bound),
        (Ns::Atom, "feed") => Kind::Atom,
        (Ns::Atom, "entry") => Kind::AtomEntry,
        (_, "feed" | "entry") => other_atom(&mut walk, root),
        (Ns::Rdf, "RDF") => {
            walk.element(&NOT_CHECKED, root, "RSS 0.90 and 1.0 are not checked", "publish RSS 2.0 or Atom");
            Kind::Rdf
        }
        _ => {
            let message = format!("`<{}>` is no feed", shown(element.name));
            walk.element(&UNDEFINED_ELEMENT, root, message, no_feed(element.name));
            if is_of_feeds(element.name) { Kind::Unknown } else { Kind::Other }
        }
    };
    if matches!(walk.kind, Kind::Rdf | Kind::Other | Kind::Unknown) {
        return walk.kind;
    }
    walk.core = if matches!(walk.kind, Kind::Atom | Kind::AtomEntry) { element.ns } else { Ns::None };
    namespaces(&mut walk);
    match walk.kind {
        Kind::Atom => walk.walk(root, &atom::FEED),
        Kind::AtomEntry => walk.walk(root, &atom::ENTRY),
        _ => walk.walk(root, &rss::RSS),
    }
    garbled::check(&mut walk, root);
    podcast::check(&mut walk, root);
    readers::check(&mut walk, root);
    walk.kind
}

/// Whether an outermost element was meant to be a feed's, or is a part of one.
fn is_of_feeds(root: &str) -> bool {
    ["rss", "feed", "rdf", "channel", "item", "entry"].iter().any(|name| root.eq_ignore_ascii_case(name))
}

/// What to do about a document that is something else.
fn no_feed(root: &str) -> &'static str {
    match &*root.to_ascii_lowercase() {
        "html" => "this is a page: the address of its feed stands in `<link rel=\"alternate\" …>`",
        "opml" => "this is a list of feeds: check those that it names",
        "urlset" | "sitemapindex" => "this is a site map: feeds are other files",
        _ => "a feed begins with `<rss>` or `<feed>`",
    }
}

fn rss_kind(walk: &mut Walk<'_, '_>, root: Id, bound: &str) -> Kind {
    let document = walk.document;
    if !bound.is_empty() {
        let message = format!("`<rss>` in the namespace `{}`", shown(bound));
        walk.element(&INVALID_NAMESPACE, root, message, "RSS has no namespace: take the `xmlns` out");
    }
    let Some(version) = document.attribute(root, "version") else {
        walk.element(&MISSING_ATTRIBUTE, root, "`<rss>` has no `version`", "add `version=\"2.0\"`");
        return Kind::Rss20;
    };
    match &*version.value {
        "0.91" => Kind::Rss091,
        "0.92" => Kind::Rss092,
        "2.0" => Kind::Rss20,
        other => {
            let site = Walk::attribute_site(root, version);
            let message = format!("there is no RSS `{}`", shown(other));
            let finding = walk.at(&INVALID_VERSION, &site, version.value_range.clone(), message).element("rss", "root");
            walk.push(finding, "write `2.0`");
            if other.starts_with('2') { Kind::Rss20 } else { Kind::RssOther }
        }
    }
}

fn other_atom(walk: &mut Walk<'_, '_>, root: Id) -> Kind {
    let element = walk.document.element(root);
    let help = "write `xmlns=\"http://www.w3.org/2005/Atom\"`";
    match element.ns {
        Ns::Atom03 => walk.element(&OBSOLETE_NAMESPACE, root, "Atom 0.3 was a draft and is no more", help),
        Ns::None => {
            walk.element(&MISSING_NAMESPACE, root, format!("`<{}>` without a namespace", element.name), help);
        }
        _ => {
            let message = format!("`<{}>` in the namespace `{}`", element.name, shown(element.uri));
            walk.element(&INVALID_NAMESPACE, root, message, help);
        }
    }
    if element.name == "feed" { Kind::Atom } else { Kind::AtomEntry }
}

/// Whether a namespace is no address: a malformed `tag:` or `urn:`, one without a host, or with a forbidden character.
fn malformed(uri: &str) -> bool {
    use address::Fault::{Character, Form, Tag, Urn, Uuid};
    matches!(address::inspect(uri, false), Some(Tag | Urn | Uuid | Form | Character(..)))
}

fn namespaces(walk: &mut Walk<'_, '_>) {
    let document = walk.document;
    let is_atom = matches!(walk.kind, Kind::Atom | Kind::AtomEntry);
    let mut told: Vec<(&str, &str)> = Vec::new();
    for binding in &document.bindings {
        let (prefix, uri) = (binding.prefix, &*binding.uri);
        if told.contains(&(prefix, uri)) || told.len() > 200 {
            continue;
        }
        told.push((prefix, uri));
        let span = Span::new(walk.source, binding.range.clone());
        let mut push = |rule, message: String, help: &str| {
            walk.sink.push(Diagnostic::new(rule, span.clone(), message).help_opt((!help.is_empty()).then_some(help)));
        };
        let usual = binding.ns.prefix();
        let reserved = Ns::of_prefix(prefix).filter(|_| usual != prefix || standing(uri).is_none());
        match binding.ns {
            // The reader of the XML has said it.
            Ns::Unknown if uri.contains(char::is_whitespace) => {}
            Ns::Unknown if malformed(uri) => {
                let name = format!("xmlns:{prefix}");
                let (id, attribute) = (document.root.unwrap_or_default(), Some(name.as_str()));
                let site = Site { id, attribute, range: binding.range.clone() };
                let text = Text::at_place(Cow::Borrowed(uri), binding.range.clone());
                address::iri(walk, &site, &text);
                continue;
            }
            Ns::Unknown if reserved.is_none() => {
                push(&UNKNOWN_NAMESPACE, format!("nobody knows the namespace `{}`", shown(uri)), "");
            }
            Ns::MediaBare => {
                let message = "the namespace of Media RSS ends in a slash".to_owned();
                push(&MEDIA_NAMESPACE, message, "write `http://search.yahoo.com/mrss/`");
            }
            Ns::WikiOld => {
                let message = "this namespace of the wiki module was replaced".to_owned();
                push(&OBSOLETE_WIKI, message, "write `http://purl.org/rss/1.0/modules/wiki/`");
            }
            _ if standing(uri) == Some(Standing::Unsupported) => {
                push(&UNSUPPORTED_NAMESPACE, format!("elements of `{}` are not checked", shown(uri)), "");
            }
            _ => {}
        }
        if prefix.is_empty() {
            continue;
        }
        if is_atom && matches!(binding.ns, Ns::Atom | Ns::Xhtml) {
            let help = "make it the default namespace: `xmlns=\"…\"` without a prefix";
            push(&AVOID_PREFIX, format!("`{prefix}:` for {}", binding.ns.prefix()), help);
        }
        match reserved {
            Some((_, address)) => {
                let message = format!("`{prefix}` is known for another namespace than `{}`", shown(uri));
                push(&RESERVED_PREFIX, message, &format!("write `{address}`, or choose another prefix"));
            }
            None if standing(uri) == Some(Standing::Checked) && usual != prefix => {
                push(
                    &UNUSUAL_PREFIX,
                    format!("`{prefix}` for what is known as `{usual}`"),
                    &format!("write `{usual}`"),
                );
            }
            _ => {}
        }
    }
}

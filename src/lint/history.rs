//! Feed paging and archiving (RFC 5005), and threads of comments (RFC 4685).

use crate::diagnostic::rule::rules;

use super::structure::MISSING_ATTRIBUTE;
use super::value::{address, media_type, number};
use super::walk::{Attr, Child, Shape, Walk, shown};
use super::xml::namespace::Ns;
use super::xml::tree::Id;

rules! {
    /// A link of paging or archiving inside an entry.
    ///
    /// It belongs to the feed.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><link rel="next" href="https://gazette.example/atom.xml?page=2"/></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <feed><link rel="next" href="https://gazette.example/atom.xml?page=2"/></feed>
    /// ```
    REL_IN_ENTRY = Warning "history/link-in-entry" "a link of paging or archiving inside an entry",
        "https://www.rfc-editor.org/rfc/rfc5005", w3c "FeedHistoryRelInEntry";

    /// A complete feed that has further pages.
    ///
    /// `fh:complete` says that what is not in this document is no more.
    ///
    /// Wrong:
    /// ```xml
    /// <feed><fh:complete/><link rel="next" href="https://gazette.example/atom.xml?page=2"/></feed>
    /// ```
    /// Right:
    /// ```xml
    /// <feed><fh:complete/></feed>
    /// ```
    REL_IN_COMPLETE = Error "history/link-in-complete-feed" "a complete feed that has further pages",
        "https://www.rfc-editor.org/rfc/rfc5005#section-2", w3c "FeedRelInCompleteFeed";

    /// A complete feed whose `current` is another document.
    ///
    /// Wrong:
    /// ```xml
    /// <feed><fh:complete/><link rel="self" href="https://example.org/feed.xml"/><link rel="current" href="https://example.org/other.xml"/></feed>
    /// ```
    /// Right:
    /// ```xml
    /// <feed><fh:complete/><link rel="self" href="https://example.org/feed.xml"/><link rel="current" href="https://example.org/feed.xml"/></feed>
    /// ```
    CURRENT_ELSEWHERE = Error "history/current-not-self" "a complete feed whose `current` is another document",
        "https://www.rfc-editor.org/rfc/rfc5005#section-2", w3c "CurrentNotSelfInCompleteFeed";

    /// A first page with a page before it, or a last page with one after it.
    ///
    /// Readers that follow the links go round in circles.
    ///
    /// Wrong:
    /// ```xml
    /// <feed><link rel="self" href="https://example.org/feed.xml"/><link rel="first" href="https://example.org/feed.xml"/><link rel="previous" href="https://example.org/feed.xml?page=0"/></feed>
    /// ```
    /// Right:
    /// ```xml
    /// <feed><link rel="self" href="https://example.org/feed.xml"/><link rel="first" href="https://example.org/feed.xml"/><link rel="next" href="https://example.org/feed.xml?page=2"/></feed>
    /// ```
    PAST_END = Error "history/link-past-end" "a page before the first, or after the last",
        "https://www.rfc-editor.org/rfc/rfc5005#section-3", w3c "LinkPastEnd";

    /// An archive document without a link to the one before or after.
    ///
    /// Wrong:
    /// ```xml
    /// <feed><fh:archive/><link rel="current" href="https://example.org/feed.xml"/></feed>
    /// ```
    /// Right:
    /// ```xml
    /// <feed><fh:archive/><link rel="current" href="https://example.org/feed.xml"/><link rel="prev-archive" href="https://example.org/2025.xml"/></feed>
    /// ```
    ARCHIVE_INCOMPLETE = Warning "history/archive-without-neighbour" "an archive document without a link to its neighbour",
        "https://www.rfc-editor.org/rfc/rfc5005#section-4", w3c "ArchiveIncomplete";

    /// An archive document without a link to the current feed.
    ///
    /// Who finds it cannot subscribe.
    ///
    /// Wrong:
    /// ```xml
    /// <feed><fh:archive/><link rel="prev-archive" href="https://example.org/2025.xml"/></feed>
    /// ```
    /// Right:
    /// ```xml
    /// <feed><fh:archive/><link rel="current" href="https://example.org/feed.xml"/><link rel="prev-archive" href="https://example.org/2025.xml"/></feed>
    /// ```
    ARCHIVE_WITHOUT_CURRENT = Warning "history/archive-without-current" "an archive document without a link to the current feed",
        "https://www.rfc-editor.org/rfc/rfc5005#section-4", w3c "MissingCurrentInArchive";

    /// `thr:when`, of a draft; it is `thr:updated` now.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><link rel="replies" href="https://gazette.example/ferry/comments.xml" thr:when="2026-03-04T18:30:00Z"/></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><link rel="replies" href="https://gazette.example/ferry/comments.xml" thr:updated="2026-03-04T18:30:00Z"/></entry>
    /// ```
    THREAD_WHEN = Error "history/thread-when" "`thr:when`, of a draft",
        "https://www.rfc-editor.org/rfc/rfc4685#section-4", w3c "NoThrWhen";
}

/// In a feed or a channel.
pub(crate) static FEED: &[Child] = &[Child::one(Ns::Fh, "archive", &EMPTY), Child::one(Ns::Fh, "complete", &EMPTY)];
/// In an entry.
pub(crate) static ENTRY: &[Child] =
    &[Child::many(Ns::Thr, "in-reply-to", &REPLY), Child::one(Ns::Thr, "total", &COUNT)];

static EMPTY: Shape = Shape::of(&[]);
static COUNT: Shape = Shape::text(number::non_negative);
static REPLY: Shape = Shape {
    inside: super::walk::Inside::Anything,
    children: &[],
    attributes: &[
        Attr::new("ref", address::id).needed(&MISSING_ATTRIBUTE),
        Attr::new("href", address::iri),
        Attr::new("source", address::iri),
        Attr::new("type", media_type::atom),
    ],
    check: |_, _| (),
};

const PAGING: &[&str] = &["first", "last", "previous", "next", "prev-archive", "next-archive", "current"];

/// Links of paging in an entry.
pub(crate) fn check_entry(walk: &mut Walk<'_, '_>, id: Id) {
    for (rel, link) in links(walk, id) {
        if PAGING.contains(&rel.as_str()) {
            walk.element(&REL_IN_ENTRY, link, format!("`{rel}` is a relation of feeds"), "put the link into the feed");
        }
    }
}

fn links(walk: &Walk<'_, '_>, id: Id) -> Vec<(String, Id)> {
    let document = walk.document;
    let links = document.children_named(id, Ns::Atom, "link");
    links.filter_map(|link| document.attribute(link, "rel").map(|rel| (rel.value.to_string(), link))).collect()
}

/// What the links of a feed must agree on.
pub(crate) fn check_feed(walk: &mut Walk<'_, '_>, id: Id) {
    let document = walk.document;
    let links = links(walk, id);
    let href = |name: &str| {
        let found = links.iter().find(|(rel, _)| rel == name)?;
        document.attribute(found.1, "href").map(|href| href.value.trim().to_owned())
    };
    let of_feed = |walk: &mut Walk<'_, '_>, rule, link: Id, message: String, help: &str| {
        let (name, parent) = (walk.name(id), walk.parent_name(id));
        let finding = super::atom::tag(walk, rule, link, &message).element(name, parent);
        walk.push(finding, help);
    };
    let own = href("self");
    if let Some(complete) = document.child(id, Ns::Fh, "complete") {
        for (rel, link) in &links {
            if PAGING.contains(&rel.as_str()) && rel != "current" {
                let message = format!("a complete feed has no `{}`", shown(rel));
                of_feed(walk, &REL_IN_COMPLETE, *link, message, "take the link out, or `fh:complete`");
            }
        }
        if let Some(current) = href("current").filter(|current| own.as_ref().is_some_and(|own| own != current)) {
            let message = format!("the current document is `{}`, not this one", shown(&current));
            of_feed(walk, &CURRENT_ELSEWHERE, complete, message, "take the link out");
        }
    }
    for (end, beyond) in [("first", "previous"), ("last", "next")] {
        let at_end = own.is_some() && href(end) == own;
        if let Some((_, link)) = links.iter().find(|(rel, _)| at_end && rel == beyond) {
            let message = format!("the {end} page has a `{beyond}` one");
            of_feed(walk, &PAST_END, *link, message, "take the link out");
        }
    }
    if let Some(archive) = document.child(id, Ns::Fh, "archive") {
        if href("prev-archive").is_none() && href("next-archive").is_none() {
            let message = "the archive has no link to the document before or after it".to_owned();
            of_feed(walk, &ARCHIVE_INCOMPLETE, archive, message, "add `<link rel=\"prev-archive\" href=\"…\"/>`");
        }
        if href("current").is_none() {
            let message = "the archive has no link to the current feed".to_owned();
            of_feed(walk, &ARCHIVE_WITHOUT_CURRENT, archive, message, "add `<link rel=\"current\" href=\"…\"/>`");
        }
    }
}

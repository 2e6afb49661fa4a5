//! `FeedSync`: feeds that several programs write.

use std::collections::BTreeMap;

use crate::diagnostic::Span;
use crate::diagnostic::rule::rules;

use super::structure::{DUPLICATE_VALUE, MISSING_ATTRIBUTE, MISSING_ELEMENT, missing_attribute};
use super::value::{address, date, number, one_of, text};
use super::walk::{Attr, Child, Shape, Site, Walk, shown};
use super::xml::namespace::Ns;
use super::xml::tree::{Id, Text};
use super::{atom, itunes, rss};

const SPEC_NOTE: &str = "write letters, digits and `-._:` only";

rules! {
    /// A related feed that is neither `complete` nor `aggregated`.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><sx:sharing since="2026-01-01T00:00:00Z" until="2026-02-01T00:00:00Z"><sx:related link="https://gazette.example/all.xml" type="whole"/></sx:sharing></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><sx:sharing since="2026-01-01T00:00:00Z" until="2026-02-01T00:00:00Z"><sx:related link="https://gazette.example/all.xml" type="complete"/></sx:sharing></channel>
    /// ```
    INVALID_TYPE = Error "feedsync/invalid-type" "a related feed that is neither `complete` nor `aggregated`",
        "https://web.archive.org/web/2010/http://feedsyncsamples.mslivelabs.com/feedsyncspec.html", w3c "InvalidSseType";

    /// An id or name with characters that a URN may not hold.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><sx:sync id="a b" updates="1"><sx:history sequence="1" when="2026-01-01T00:00:00Z" by="desk"/></sx:sync></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><sx:sync id="a-b" updates="1"><sx:history sequence="1" when="2026-01-01T00:00:00Z" by="desk"/></sx:sync></item>
    /// ```
    INVALID_NAME = Error "feedsync/invalid-name" "an id or name with characters that a URN may not hold",
        "https://www.rfc-editor.org/rfc/rfc2141#section-2.2", w3c "InvalidNSS";

    /// Changes since a date that is later than their end.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><sx:sharing since="2026-02-01T00:00:00Z" until="2026-01-01T00:00:00Z"/></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><sx:sharing since="2026-01-01T00:00:00Z" until="2026-02-01T00:00:00Z"/></channel>
    /// ```
    SINCE_AFTER_UNTIL = Error "feedsync/since-after-until" "changes since a date that is later than their end",
        "https://web.archive.org/web/2010/http://feedsyncsamples.mslivelabs.com/feedsyncspec.html", w3c "SinceAfterUntil";

    /// A change by nobody, at no time.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><sx:sync id="a" updates="1"><sx:history sequence="1"/></sx:sync></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><sx:sync id="a" updates="1"><sx:history sequence="1" when="2026-01-01T00:00:00Z" by="desk"/></sx:sync></item>
    /// ```
    NEITHER_BY_NOR_WHEN = Error "feedsync/neither-by-nor-when" "a change by nobody, at no time",
        "https://web.archive.org/web/2010/http://feedsyncsamples.mslivelabs.com/feedsyncspec.html", w3c "MissingByAndWhenAttrs";

    /// A change without its author, or without its time.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><sx:sync id="a" updates="1"><sx:history sequence="1" by="desk"/></sx:sync></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><sx:sync id="a" updates="1"><sx:history sequence="1" when="2026-01-01T00:00:00Z" by="desk"/></sx:sync></item>
    /// ```
    BY_OR_WHEN = Warning "feedsync/by-or-when" "a change without its author, or without its time",
        "https://web.archive.org/web/2010/http://feedsyncsamples.mslivelabs.com/feedsyncspec.html", w3c "MissingRecommendedAttribute";
}

const NS: Ns = Ns::Sx;

/// In a channel or a feed.
pub(crate) static FEED: &[Child] = &[Child::one(NS, "sharing", &SHARING)];
/// In an item or an entry.
pub(crate) static ENTRY: &[Child] = &[Child::one(NS, "sync", &SYNC)];

static SHARING: Shape = Shape::of(&[&[Child::many(NS, "related", &RELATED)]])
    .attributes(&[Attr::new("since", date::atom), Attr::new("until", date::atom), Attr::new("expires", date::atom)])
    .check(check_sharing);
static RELATED: Shape = Shape::of(&[]).attributes(&[
    Attr::new("link", address::absolute).needed(&MISSING_ATTRIBUTE),
    Attr::new("title", text::name),
    Attr::new("type", |walk, site, text| one_of(walk, site, &text.value, &["complete", "aggregated"], &INVALID_TYPE))
        .needed(&MISSING_ATTRIBUTE),
]);
static SYNC: Shape = Shape::of(&[&[
    Child::many(NS, "history", &HISTORY).needed(&MISSING_ELEMENT),
    Child::one(NS, "conflicts", &CONFLICTS),
]])
.attributes(&[
    Attr::new("id", name).needed(&MISSING_ATTRIBUTE),
    Attr::new("updates", number::positive_31).needed(&MISSING_ATTRIBUTE),
    Attr::new("deleted", itunes::true_false),
    Attr::new("noconflicts", itunes::true_false),
]);
static HISTORY: Shape = Shape::of(&[])
    .attributes(&[
        Attr::new("sequence", number::positive_31).needed(&MISSING_ATTRIBUTE),
        Attr::new("when", date::atom),
        Attr::new("by", by),
    ])
    .check(check_history);
static CONFLICTS: Shape =
    Shape::of(&[&[Child::many(Ns::None, "item", &rss::ITEM), Child::many(Ns::None, "entry", &atom::ENTRY)]]);

fn is_name(value: &str) -> bool {
    !value.is_empty()
        && value.char_indices().all(|(at, char)| match char {
            '%' => value.get(at + 1..at + 3).is_some_and(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit())),
            _ => char.is_ascii_alphanumeric() || "()+,-.:=@;$_!*'".contains(char),
        })
}

fn name(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    if !is_name(&text.value) {
        walk.value(&INVALID_NAME, site, format!("`{}` is no name of a URN", shown(&text.value)), SPEC_NOTE);
    }
}

fn by(walk: &mut Walk<'_, '_>, site: &Site, value: &Text<'_>) {
    text::plain(walk, site, value);
    name(walk, site, value);
}

fn check_sharing(walk: &mut Walk<'_, '_>, id: Id) {
    let document = walk.document;
    let value = |name: &str| document.attribute(id, name).map(|attribute| attribute.value.trim());
    match (value("since"), value("until")) {
        (Some(_), None) => missing_attribute(walk, &MISSING_ATTRIBUTE, id, "until"),
        (None, Some(_)) => missing_attribute(walk, &MISSING_ATTRIBUTE, id, "since"),
        (Some(since), Some(until)) => {
            if let (Ok(since), Ok(until)) = (date::rfc3339(since), date::rfc3339(until))
                && since > until
            {
                walk.element(&SINCE_AFTER_UNTIL, id, "`since` is later than `until`", "swap them");
            }
        }
        (None, None) => {}
    }
}

fn check_history(walk: &mut Walk<'_, '_>, id: Id) {
    let document = walk.document;
    let by = document.attribute(id, "by").is_some();
    let when = document.attribute(id, "when").is_some();
    match (by, when) {
        (false, false) => {
            walk.element(&NEITHER_BY_NOR_WHEN, id, "the change is by nobody, at no time", "add `when` and `by`");
        }
        (true, true) => {}
        _ => {
            let lacking = if by { "when" } else { "by" };
            walk.element(&BY_OR_WHEN, id, format!("the change has no `{lacking}`"), &format!("add `{lacking}`"));
        }
    }
}

/// Two entries of a feed with one `sx:sync` id.
pub(crate) fn check_ids(walk: &mut Walk<'_, '_>, feed: Id) {
    let document = walk.document;
    let mut seen: BTreeMap<&str, Id> = BTreeMap::new();
    let syncs = document.children(feed).filter_map(|entry| document.child(entry, NS, "sync"));
    for sync in syncs.collect::<Vec<_>>() {
        let Some(attribute) = document.attribute(sync, "id") else { continue };
        if let Some(&first) = seen.get(&*attribute.value) {
            let site = Walk::attribute_site(sync, attribute);
            let first = Span::new(walk.source, document.element(first).open.clone());
            let message = format!("`{}` is there already", shown(&attribute.value));
            let finding = walk.at(&DUPLICATE_VALUE, &site, site.range.clone(), message).related(first, "the first");
            walk.push(finding, "give each its own");
        } else {
            seen.insert(&attribute.value, sync);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn names_are_those_of_urns() {
        assert!(is_name("item_1_myapp_2005-05-21T11:43:33Z"));
        assert!(is_name("a%20b"));
        assert!(!is_name("a b"));
        assert!(!is_name("a%2"));
        assert!(!is_name(""));
    }
}

//! Atom 1.0: what stands where, and what each element must hold together.

use std::collections::BTreeMap;

use crate::diagnostic::rule::{Rule, rules};
use crate::diagnostic::{Diagnostic, Span};

use super::structure::{MISSING_ATTRIBUTE, MISSING_ELEMENT};
use super::value::{address, any, contact, date, text};
use super::walk::{Attr, Child, Inside, Shape, Site, Walk, shown};
use super::xml::namespace::Ns;
use super::xml::tree::{Id, Text};
use super::{Kind, extension};

pub mod content;
pub mod link;

rules! {
    /// A source without title, id or date.
    ///
    /// An entry that was copied says by its source where it is from.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><source><id>tag:gazette.example,2026:feed</id></source></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><source><id>tag:gazette.example,2026:feed</id><title>The Harbour Gazette</title><updated>2026-03-04T18:30:00Z</updated></source></entry>
    /// ```
    MISSING_SOURCE_ELEMENT = Warning "atom/source-incomplete" "a source without title, id or date",
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.11", w3c "MissingSourceElement";

    /// An entry with neither content nor a link to a page.
    ///
    /// There is nothing to read.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><title>The ferry returns</title></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><title>The ferry returns</title><link rel="alternate" href="https://gazette.example/ferry"/></entry>
    /// ```
    NO_CONTENT = Error "atom/no-content-or-link" "an entry with neither content nor a link to a page",
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.2", w3c "MissingContentOrAlternate";

    /// Content that is elsewhere or not text, without a summary.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><content src="https://gazette.example/ferry.pdf" type="application/pdf"/></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><content src="https://gazette.example/ferry.pdf" type="application/pdf"/><summary>The timetable</summary></entry>
    /// ```
    MISSING_SUMMARY = Error "atom/missing-summary" "content that is not text, without a summary",
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.2", w3c "MissingSummary";

    /// An entry with neither content nor summary.
    ///
    /// Readers show a title and nothing under it.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><title>The ferry returns</title><link href="https://gazette.example/ferry"/></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><title>The ferry returns</title><link href="https://gazette.example/ferry"/><summary>After eleven years.</summary></entry>
    /// ```
    NO_TEXT = Warning "atom/no-text" "an entry with neither content nor summary",
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.1.1", w3c "MissingTextualContent";

    /// A feed without a link to itself.
    ///
    /// A file that was saved or mirrored then does not say where the feed lives.
    ///
    /// Wrong:
    /// ```xml
    /// <feed><title>News</title></feed>
    /// ```
    /// Right:
    /// ```xml
    /// <feed><title>News</title><link rel="self" href="https://example.org/feed.xml"/></feed>
    /// ```
    MISSING_SELF = Warning "atom/missing-self-link" "a feed without a link to itself",
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.1", w3c "MissingSelf";

    /// A text that does not say its language.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><title>The ferry returns</title></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry xml:lang="en"><title>The ferry returns</title></entry>
    /// ```
    MISSING_LANGUAGE = Info "atom/missing-language" "a text that does not say its language",
        "https://www.rfc-editor.org/rfc/rfc4287#section-2", w3c "MissingDCLanguage";

    /// Two entries with one id.
    ///
    /// They are versions of one entry: readers show the newer, or only the first.
    ///
    /// Wrong:
    /// ```xml
    /// <feed><entry><id>tag:gazette.example,2026:a</id></entry><entry><id>tag:gazette.example,2026:a</id></entry></feed>
    /// ```
    /// Right:
    /// ```xml
    /// <feed><entry><id>tag:gazette.example,2026:a</id></entry><entry><id>tag:gazette.example,2026:b</id></entry></feed>
    /// ```
    DUPLICATE_ENTRIES = Warning "atom/duplicate-entries" "two entries with one id",
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.1", w3c "DuplicateEntries";

    /// Ten or more entries, all with one id.
    ///
    /// To a reader the feed has one entry.
    ///
    /// Wrong:
    /// ```xml
    /// <feed><entry><id>urn:x-a:1</id></entry><entry><id>urn:x-a:1</id></entry><entry><id>urn:x-a:1</id></entry><entry><id>urn:x-a:1</id></entry><entry><id>urn:x-a:1</id></entry><entry><id>urn:x-a:1</id></entry><entry><id>urn:x-a:1</id></entry><entry><id>urn:x-a:1</id></entry><entry><id>urn:x-a:1</id></entry><entry><id>urn:x-a:1</id></entry></feed>
    /// ```
    /// Right:
    /// ```xml
    /// <feed><entry><id>urn:x-a:1</id></entry><entry><id>urn:x-a:2</id></entry></feed>
    /// ```
    ONE_ID = Error "atom/one-id-for-all" "all entries have one id",
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.6", w3c "DuplicateIds";

    /// Two entries with the same `updated`.
    ///
    /// Readers and bots that remember the last date they saw skip the second one.
    ///
    /// Wrong:
    /// ```xml
    /// <feed><entry><updated>2026-03-04T18:30:00Z</updated></entry><entry><updated>2026-03-04T18:30:00Z</updated></entry></feed>
    /// ```
    /// Right:
    /// ```xml
    /// <feed><entry><updated>2026-03-04T18:30:00Z</updated></entry><entry><updated>2026-03-04T18:31:00Z</updated></entry></feed>
    /// ```
    DUPLICATE_UPDATED = Warning "atom/duplicate-updated" "two entries with the same `updated`",
        "https://validator.w3.org/feed/docs/warning/DuplicateUpdated.html", w3c "DuplicateUpdated";

    /// An element of the feed after its first entry.
    ///
    /// Wrong:
    /// ```xml
    /// <feed><title>a</title><entry><title>b</title></entry><id>tag:gazette.example,2026:feed</id></feed>
    /// ```
    /// Right:
    /// ```xml
    /// <feed><title>a</title><id>tag:gazette.example,2026:feed</id><entry><title>b</title></entry></feed>
    /// ```
    LATE_METADATA = Error "atom/metadata-after-entry" "an element of the feed after its first entry",
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.1", w3c "MisplacedMetadata";

    /// An author's name that holds an e-mail address.
    ///
    /// There is an element for it, and not everyone wants it shown.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><author><name>Ada Field &lt;desk@gazette.example&gt;</name></author></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><author><name>Ada Field</name><email>desk@gazette.example</email></author></entry>
    /// ```
    EMAIL_IN_NAME = Warning "atom/email-in-name" "a name that holds an e-mail address",
        "https://www.rfc-editor.org/rfc/rfc4287#section-3.2.1", w3c "ContainsEmail";

    /// White space around an id, an address or a date.
    ///
    /// Atom compares them letter by letter, spaces included.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><id> tag:gazette.example,2026:a </id></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><id>tag:gazette.example,2026:a</id></entry>
    /// ```
    WHITE_SPACE = Error "atom/white-space" "white space around an id, an address or a date",
        "https://www.rfc-editor.org/rfc/rfc4287#section-3", w3c "UnexpectedWhitespace";
}

const NONE: Ns = Ns::None;

/// An Atom feed.
pub(crate) static FEED: Shape = Shape::of(extension::FEED).attributes(&[Attr::new("version", any)]).check(check_feed);
/// An entry.
pub(crate) static ENTRY: Shape = Shape::of(extension::ENTRY).check(check_entry);
static SOURCE: Shape = Shape::of(extension::SOURCE).check(link::check_alternates);

/// A feed's own elements.
pub(crate) static FEED_OWN: &[Child] = &[
    Child::one(NONE, "title", &content::TEXT).needed(&MISSING_ELEMENT),
    Child::one(NONE, "id", &ID).needed(&MISSING_ELEMENT),
    Child::one(NONE, "updated", &DATE).needed(&MISSING_ELEMENT),
    Child::many(NONE, "author", &PERSON),
    Child::many(NONE, "category", &CATEGORY),
    Child::many(NONE, "contributor", &PERSON),
    Child::many(NONE, "entry", &ENTRY),
    Child::one(NONE, "generator", &GENERATOR),
    Child::one(NONE, "icon", &ICON),
    Child::many(NONE, "link", &link::LINK),
    Child::one(NONE, "logo", &ICON),
    Child::one(NONE, "rights", &content::TEXT),
    Child::one(NONE, "subtitle", &content::TEXT),
];

/// An entry's own elements.
pub(crate) static ENTRY_OWN: &[Child] = &[
    Child::one(NONE, "title", &content::TEXT).needed(&MISSING_ELEMENT),
    Child::one(NONE, "id", &ID).needed(&MISSING_ELEMENT),
    Child::one(NONE, "updated", &DATE).needed(&MISSING_ELEMENT),
    Child::many(NONE, "author", &PERSON),
    Child::many(NONE, "category", &CATEGORY),
    Child::one(NONE, "content", &content::CONTENT),
    Child::many(NONE, "contributor", &PERSON),
    Child::many(NONE, "link", &link::LINK),
    Child::one(NONE, "published", &DATE),
    Child::one(NONE, "rights", &content::TEXT),
    Child::one(NONE, "source", &SOURCE),
    Child::one(NONE, "summary", &content::TEXT),
];

/// A source's own elements.
pub(crate) static SOURCE_OWN: &[Child] = &[
    Child::one(NONE, "title", &content::TEXT).needed(&MISSING_SOURCE_ELEMENT),
    Child::one(NONE, "id", &ID).needed(&MISSING_SOURCE_ELEMENT),
    Child::one(NONE, "updated", &DATE).needed(&MISSING_SOURCE_ELEMENT),
    Child::many(NONE, "author", &PERSON),
    Child::many(NONE, "category", &CATEGORY),
    Child::many(NONE, "contributor", &PERSON),
    Child::one(NONE, "generator", &GENERATOR),
    Child::one(NONE, "icon", &ICON),
    Child::many(NONE, "link", &link::LINK),
    Child::one(NONE, "logo", &ICON),
    Child::one(NONE, "rights", &content::TEXT),
    Child::one(NONE, "subtitle", &content::TEXT),
];

/// An author or contributor.
static PERSON: Shape = Shape::of(&[&[
    Child::one(NONE, "name", &NAME).needed(&MISSING_ELEMENT),
    Child::one(NONE, "email", &EMAIL),
    Child::one(NONE, "uri", &URI),
]]);
/// The same in a feed of RSS, where Atom is not the format's own.
pub(crate) static PERSON_IN_RSS: Shape = Shape::of(&[&[
    Child::one(Ns::Atom, "name", &NAME).needed(&MISSING_ELEMENT),
    Child::one(Ns::Atom, "email", &EMAIL),
    Child::one(Ns::Atom, "uri", &URI),
]]);

/// A category.
pub(crate) static CATEGORY: Shape = Shape {
    inside: Inside::Anything,
    children: &[],
    attributes: &[
        Attr::new("term", text::attribute).needed(&MISSING_ATTRIBUTE),
        Attr::new("label", text::attribute),
        Attr::new("scheme", address::absolute_iri),
    ],
    check: |_, _| (),
};

/// An id.
pub(crate) static ID: Shape = Shape::text(|walk, site, text| exact(walk, site, text, address::id));
/// A date.
pub(crate) static DATE: Shape = Shape::text(|walk, site, text| exact(walk, site, text, date::atom));
static ICON: Shape = Shape::text(icon);
static NAME: Shape = Shape::text(name);
static EMAIL: Shape = Shape::text(|walk, site, value| {
    text::not_blank(walk, site, value);
    contact::atom(walk, site, value);
});
static URI: Shape = Shape::text(|walk, site, value| {
    text::not_blank(walk, site, value);
    exact(walk, site, value, address::iri);
});
/// What made the feed.
pub(crate) static GENERATOR: Shape =
    Shape::text(text::name).attributes(&[Attr::new("uri", generator_uri), Attr::new("version", any)]);

fn generator_uri(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    address::attribute(walk, site, text);
}

fn icon(walk: &mut Walk<'_, '_>, site: &Site, value: &Text<'_>) {
    text::not_blank(walk, site, value);
    if !value.value.trim().is_empty() {
        exact(walk, site, value, address::reference);
    }
}

/// A value without white space around it, and then what else it must be.
fn exact(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>, check: super::walk::Value) {
    if text.value.trim().len() != text.value.len() {
        let message = format!("white space around `{}`", shown(text.value.trim()));
        walk.value(&WHITE_SPACE, site, message, "take the white space out");
    }
    check(walk, site, text);
}

fn name(walk: &mut Walk<'_, '_>, site: &Site, value: &Text<'_>) {
    text::name(walk, site, value);
    let inside = value.value.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map(|(inside, _)| inside);
    if let Some(inside) = inside.filter(|inside| contact::is_address(inside.trim())) {
        let message = format!("the name holds the address `{}`", shown(inside));
        walk.value(&EMAIL_IN_NAME, site, message, "write it as `<email>`, or leave it out");
    }
}

fn check_feed(walk: &mut Walk<'_, '_>, id: Id) {
    let document = walk.document;
    let core = walk.core;
    let own = |child: Id, name: &str| document.element(child).ns == core && document.element(child).name == name;
    let is_entry = |child: &Id| own(*child, "entry");
    let late = document.children(id).skip_while(|child| !is_entry(child)).find(|child| !is_entry(child));
    if let Some(late) = late.filter(|&late| document.element(late).ns == core) {
        let message = format!("`<{}>` after the first entry", walk.name(late));
        walk.element(&LATE_METADATA, late, message, "put it before the entries");
    }
    link::check_alternates(walk, id);
    let itself = document
        .children_named(id, core, "link")
        .any(|link| document.attribute(link, "rel").is_some_and(|rel| link::relation(&rel.value) == "self"));
    if !itself && walk.whole {
        let url = walk.options.url.unwrap_or("https://gazette.example/atom.xml").to_owned();
        let help = format!("add `<link rel=\"self\" href=\"{}\"/>`", shown(&url));
        walk.element(&MISSING_SELF, id, "the feed does not say where it lives", &help);
    }
    check_repeats(walk, id);
    super::history::check_feed(walk, id);
    super::feedsync::check_ids(walk, id);
}

fn check_repeats(walk: &mut Walk<'_, '_>, id: Id) {
    let document = walk.document;
    let core = walk.core;
    let entries: Vec<Id> = document.children_named(id, core, "entry").collect();
    let mut ids: BTreeMap<String, Id> = BTreeMap::new();
    let mut dates: BTreeMap<String, Id> = BTreeMap::new();
    let mut repeats: Vec<(&'static Rule, Id, Id, String)> = Vec::new();
    for &entry in &entries {
        for (name, seen, rule) in [("id", &mut ids, &DUPLICATE_ENTRIES), ("updated", &mut dates, &DUPLICATE_UPDATED)] {
            for child in document.children_named(entry, core, name) {
                let value = document.text(child).value.trim().to_owned();
                match seen.get(&value) {
                    Some(&first) => repeats.push((rule, child, first, value)),
                    None if value.is_empty() => {}
                    None => {
                        seen.insert(value, child);
                    }
                }
            }
        }
    }
    let same = repeats.iter().filter(|(rule, ..)| rule.id == DUPLICATE_ENTRIES.id).count();
    if entries.len() >= 10 && ids.len() == 1 && same + 1 == entries.len() {
        walk.element(&ONE_ID, id, "all entries have one id", "give each entry an id of its own");
        repeats.retain(|(rule, ..)| rule.id != DUPLICATE_ENTRIES.id);
    }
    for (rule, child, first, value) in repeats {
        let site = walk.site(child);
        let first = Span::new(walk.source, walk.site(first).range);
        let message = format!("another entry has `{}` too", shown(&value));
        let finding = walk.at(rule, &site, site.range.clone(), message).related(first, "the first");
        let name = walk.name(child);
        walk.push(finding.element(name, "entry"), "give each entry its own");
    }
}

fn check_entry(walk: &mut Walk<'_, '_>, id: Id) {
    let document = walk.document;
    let core = walk.core;
    link::check_alternates(walk, id);
    super::history::check_entry(walk, id);
    if !walk.whole {
        return;
    }
    let has = |name: &str| document.child(id, core, name);
    let holder = document.parent(id);
    let authored = |at: Id| document.child(at, core, "author").is_some();
    let by_source = has("source").is_some_and(authored);
    if !authored(id) && !by_source && !holder.is_some_and(authored) {
        walk.lacks(
            &MISSING_ELEMENT,
            id,
            "author",
            "neither the entry nor the feed has an author",
            "add `<author><name>…</name></author>`",
        );
    }
    let content = has("content");
    let summary = has("summary");
    let alternate = document.children_named(id, core, "link").any(|link| {
        document.attribute(link, "rel").is_none_or(|rel| matches!(link::relation(&rel.value), "alternate" | ""))
    });
    if content.is_none() && !alternate {
        walk.element(
            &NO_CONTENT,
            id,
            "the entry has neither content nor a link to a page",
            "add `<link rel=\"alternate\" href=\"…\"/>`",
        );
    }
    match (content, summary) {
        (None, None) => walk.element(&NO_TEXT, id, "the entry has neither content nor summary", "add a `<summary>`"),
        (Some(content), None) if content::needs_summary(walk, content) => {
            walk.element(&MISSING_SUMMARY, id, "the content is not text, and there is no summary", "add a `<summary>`");
        }
        _ => {}
    }
}

/// A finding at a start tag, named for the element itself.
pub(crate) fn tag(walk: &Walk<'_, '_>, rule: &'static Rule, id: Id, message: &str) -> Diagnostic {
    let (name, parent) = (walk.name(id), walk.parent_name(id));
    Diagnostic::new(rule, Span::new(walk.source, walk.document.element(id).open.clone()), message).element(name, parent)
}

/// Whether the document is Atom.
pub(crate) fn is_atom(kind: Kind) -> bool {
    matches!(kind, Kind::Atom | Kind::AtomEntry)
}

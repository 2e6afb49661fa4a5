//! RSS 0.91, 0.92 and 2.0: what stands where, and what the RSS Board advises.

pub mod guid;
pub mod image;
pub mod schedule;

use std::collections::BTreeMap;

use crate::diagnostic::rule::rules;
use crate::diagnostic::{Diagnostic, Span};

use super::structure::{DUPLICATE_VALUE, MISSING_ATTRIBUTE, MISSING_ELEMENT};
use super::value::{address, any, contact, date, language, media_type, number, text};
use super::walk::{Attr, Child, Inside, Shape, Site, Walk, shown};
use super::xml::namespace::Ns;
use super::xml::tree::{Id, Text};
use super::{Kind, extension, html};

rules! {
    /// A channel, image or text input without a title.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><link>https://gazette.example/</link><description>News</description></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><title>The Harbour Gazette</title><link>https://gazette.example/</link><description>News</description></channel>
    /// ```
    MISSING_TITLE = Error "rss/missing-title" "a channel, image or text input without a title",
        "https://www.rssboard.org/rss-specification#requiredChannelElements", w3c "MissingTitle";

    /// A channel, image or text input without a link.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><title>The Harbour Gazette</title><description>News</description></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><title>The Harbour Gazette</title><link>https://gazette.example/</link><description>News</description></channel>
    /// ```
    MISSING_LINK = Error "rss/missing-link" "a channel, image or text input without a link",
        "https://www.rssboard.org/rss-specification#requiredChannelElements", w3c "MissingLink";

    /// A channel or text input without a description.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><title>The Harbour Gazette</title><link>https://gazette.example/</link></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><title>The Harbour Gazette</title><link>https://gazette.example/</link><description>News</description></channel>
    /// ```
    MISSING_DESCRIPTION = Error "rss/missing-description" "a channel or text input without a description",
        "https://www.rssboard.org/rss-specification#requiredChannelElements", w3c "MissingDescription";

    /// An item with neither title nor description.
    ///
    /// There is nothing to show.
    ///
    /// Wrong:
    /// ```xml
    /// <item><link>https://gazette.example/ferry</link></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>The ferry returns</title><link>https://gazette.example/ferry</link></item>
    /// ```
    EMPTY_ITEM = Error "rss/empty-item" "an item with neither title nor description",
        "https://www.rssboard.org/rss-specification#hrelementsOfLtitemgt", w3c "ItemMustContainTitleOrDescription";

    /// An item without a guid.
    ///
    /// Readers make an id of what they find: the link, the date, the text. When that changes, subscribers see the entry
    /// again as a new one.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>The ferry returns</title></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>The ferry returns</title><guid isPermaLink="false">tag:gazette.example,2026-03-04:ferry</guid></item>
    /// ```
    MISSING_GUID = Warning "rss/missing-guid" "an item without a guid",
        "https://www.rssboard.org/rss-profile#element-channel-item-guid", w3c "MissingGuid";

    /// A channel without an `atom:link` to itself.
    ///
    /// A file that was saved or mirrored then does not say where the feed lives.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><title>The Harbour Gazette</title></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><title>The Harbour Gazette</title><atom:link href="https://example.org/feed.xml" rel="self" type="application/rss+xml"/></channel>
    /// ```
    MISSING_SELF = Warning "rss/missing-self-link" "a channel without an `atom:link` to itself",
        "https://www.rssboard.org/rss-profile#namespace-elements-atom-link", w3c "MissingAtomSelfLink";

    /// A channel that does not say its language.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><title>The Harbour Gazette</title></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><title>The Harbour Gazette</title><language>en-GB</language></channel>
    /// ```
    MISSING_LANGUAGE = Info "rss/missing-language" "a channel that does not say its language",
        "https://www.rssboard.org/rss-profile#element-channel-language", w3c "MissingDCLanguage";

    /// A second enclosure in an item.
    ///
    /// Some readers keep the first, some the last: 16 of 22 show both.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><enclosure url="https://gazette.example/a.mp3" length="1" type="audio/mpeg"/><enclosure url="https://gazette.example/b.mp3" length="1" type="audio/mpeg"/></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><enclosure url="https://gazette.example/a.mp3" length="1" type="audio/mpeg"/></item>
    /// ```
    DUPLICATE_ENCLOSURE = Warning "rss/duplicate-enclosure" "a second enclosure in an item",
        "https://www.rssboard.org/rss-profile#element-channel-item-enclosure", w3c "DuplicateEnclosure";

    /// A channel that says one thing in two vocabularies.
    ///
    /// Readers take the one or the other; when the two differ, so do they.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><title>The Harbour Gazette</title><language>en</language><dc:language>en</dc:language></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><title>The Harbour Gazette</title><language>en</language></channel>
    /// ```
    DUPLICATE_MEANING = Warning "rss/said-twice" "one thing in two vocabularies, in a channel",
        "https://www.rssboard.org/rss-profile#namespace-elements-dublin", w3c "DuplicateSemantics";

    /// An item that says one thing in two vocabularies.
    ///
    /// Readers take the one or the other, or show both: a byline twice, an older date.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><pubDate>Wed, 04 Mar 2026 18:30:00 GMT</pubDate><dc:date>2026-03-04T18:30:00Z</dc:date></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><pubDate>Wed, 04 Mar 2026 18:30:00 GMT</pubDate></item>
    /// ```
    DUPLICATE_ITEM_MEANING = Warning "rss/item-said-twice" "one thing in two vocabularies, in an item",
        "https://www.rssboard.org/rss-profile#namespace-elements-dublin", w3c "DuplicateItemSemantics";

    /// The text of an item in a vocabulary that RSS has no need of: `xhtml:body`, a text of Atom.
    ///
    /// Few readers look there.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><atom:content type="html">News</atom:content></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><description>News</description></item>
    /// ```
    DUPLICATE_TEXT = Warning "rss/text-in-other-vocabulary" "the text of an item in another vocabulary",
        "https://www.rssboard.org/rss-profile#namespace-elements-content-encoded", w3c "DuplicateDescriptionSemantics";

    /// An element of the channel after its first item.
    ///
    /// Programs that read as they go have shown the items by then.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><title>a</title><item><title>b</title></item><link>https://gazette.example/</link></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><title>a</title><link>https://gazette.example/</link><item><title>b</title></item></channel>
    /// ```
    LATE_METADATA = Warning "rss/metadata-after-item" "an element of the channel after its first item",
        "https://www.rssboard.org/rss-profile#element-channel-item", w3c "MisplacedItem";

    /// `content:encoded` before the description, or without one.
    ///
    /// Readers that keep the last text they see keep the summary then.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><content:encoded>All of it</content:encoded><description>Short</description></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><description>Short</description><content:encoded>All of it</content:encoded></item>
    /// ```
    CONTENT_FIRST = Warning "rss/content-before-description" "`content:encoded` before the description",
        "https://www.rssboard.org/rss-profile#namespace-elements-content-encoded", w3c "NeedDescriptionBeforeContent";

    /// A text input.
    ///
    /// Readers do not show it, and no one expects a form in a feed.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><textInput><title>Search</title><description>Search the site</description><name>q</name><link>https://gazette.example/search</link></textInput></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><title>The Harbour Gazette</title></channel>
    /// ```
    TEXT_INPUT = Warning "rss/text-input" "a text input",
        "https://www.rssboard.org/rss-profile#element-channel-textinput", w3c "AvoidTextInput";

    /// The name of a text input that no form could have.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><textInput><title>Search</title><description>Search the site</description><name>search for</name><link>https://gazette.example/search</link></textInput></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><textInput><title>Search</title><description>Search the site</description><name>q</name><link>https://gazette.example/search</link></textInput></channel>
    /// ```
    INVALID_NAME = Error "rss/invalid-form-name" "the name of a text input that no form could have",
        "https://www.rssboard.org/rss-specification#lttextinputgtSubelementOfLtchannelgt", w3c "InvalidFormComponentName";

    /// A `blink` in the channel.
    ///
    /// It was a joke of RSS's author.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><blink/></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><title>The Harbour Gazette</title></channel>
    /// ```
    BLINK = Error "rss/blink" "a `blink` in the channel",
        "https://www.rssboard.org/rss-specification", w3c "NoBlink";

    /// Comment counts in a channel without `lastBuildDate`.
    ///
    /// A count is worth as much as its age.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><item><title>a</title><slash:comments>3</slash:comments></item></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><lastBuildDate>Wed, 04 Mar 2026 18:30:00 GMT</lastBuildDate><item><title>a</title><slash:comments>3</slash:comments></item></channel>
    /// ```
    UNDATED_COMMENTS = Warning "rss/undated-comment-count" "comment counts in a channel without `lastBuildDate`",
        "https://www.rssboard.org/rss-profile#namespace-elements-slash-comments", w3c "SlashDate";

}

const NONE: Ns = Ns::None;

/// The outermost element.
pub(crate) static RSS: Shape = Shape {
    inside: Inside::Elements,
    children: &[&[Child::one(NONE, "channel", &CHANNEL).needed(&MISSING_ELEMENT)], extension::RSS],
    attributes: &[Attr::new("version", any)],
    check: |_, _| (),
};

static CHANNEL: Shape = Shape::of(extension::CHANNEL).check(check_channel);

/// An item; `FeedSync` puts some into its conflicts.
pub(crate) static ITEM: Shape = Shape::of(extension::ITEM).check(check_item);

/// The channel's own elements.
pub(crate) static CHANNEL_OWN: &[Child] = &[
    Child::one(NONE, "title", &NAME).needed(&MISSING_TITLE),
    Child::one(NONE, "link", &LINK).needed(&MISSING_LINK),
    Child::one(NONE, "description", &PLAIN).needed(&MISSING_DESCRIPTION),
    Child::many(NONE, "category", &CATEGORY),
    Child::one(NONE, "cloud", &CLOUD),
    Child::one(NONE, "copyright", &PLAIN),
    Child::one(NONE, "docs", &LINK),
    Child::one(NONE, "generator", &NAME),
    Child::one(NONE, "image", &image::IMAGE),
    Child::many(NONE, "item", &ITEM),
    Child::one(NONE, "language", &LANGUAGE),
    Child::one(NONE, "lastBuildDate", &DATE),
    Child::one(NONE, "managingEditor", &PERSON),
    Child::one(NONE, "pubDate", &DATE),
    Child::one(NONE, "rating", &ANY),
    Child::one(NONE, "skipDays", &schedule::SKIP_DAYS),
    Child::one(NONE, "skipHours", &schedule::SKIP_HOURS),
    Child::one(NONE, "textInput", &TEXT_INPUT_SHAPE),
    Child::one(NONE, "ttl", &POSITIVE),
    Child::one(NONE, "webMaster", &PERSON),
    Child::many(NONE, "blink", &BLINK_SHAPE),
];

/// An item's own elements.
pub(crate) static ITEM_OWN: &[Child] = &[
    Child::one(NONE, "title", &NAME),
    Child::one(NONE, "link", &LINK),
    Child::one(NONE, "description", &DESCRIPTION),
    Child::one(NONE, "author", &PERSON),
    Child::many(NONE, "category", &CATEGORY),
    Child::one(NONE, "comments", &LINK),
    Child::many(NONE, "enclosure", &ENCLOSURE),
    Child::one(NONE, "guid", &guid::GUID),
    Child::one(NONE, "pubDate", &DATE),
    Child::one(NONE, "source", &SOURCE),
];

static NAME: Shape = Shape::text(text::name);
static PLAIN: Shape = Shape::text(text::plain);
static ANY: Shape = Shape::text(any);
static BLINK_SHAPE: Shape = Shape::opaque().check(|walk, id| {
    walk.element(&BLINK, id, "`<blink>` is no element of RSS", "take it out");
});
static LINK: Shape = Shape::text(address::absolute);
static DATE: Shape = Shape::text(date::rss);
static PERSON: Shape = Shape::text(contact::rss);
static LANGUAGE: Shape = Shape::text(language::check);
static POSITIVE: Shape = Shape::text(|walk, site, value| {
    text::not_blank(walk, site, value);
    number::positive(walk, site, value);
});
static DESCRIPTION: Shape = Shape::text(html::fragment);
static CATEGORY: Shape = Shape::text(text::name).attributes(&[Attr::new("domain", any)]);
static CLOUD: Shape = Shape::of(&[]).attributes(&[
    Attr::new("domain", any).needed(&MISSING_ATTRIBUTE),
    Attr::new("port", number::port).needed(&MISSING_ATTRIBUTE),
    Attr::new("path", any).needed(&MISSING_ATTRIBUTE),
    Attr::new("registerProcedure", any).needed(&MISSING_ATTRIBUTE),
    Attr::new("protocol", any).needed(&MISSING_ATTRIBUTE),
]);
static TEXT_INPUT_SHAPE: Shape = Shape::of(&[
    extension::DC,
    &[
        Child::one(NONE, "title", &NAME).needed(&MISSING_TITLE),
        Child::one(NONE, "description", &PLAIN).needed(&MISSING_DESCRIPTION),
        Child::one(NONE, "name", &FORM_NAME).needed(&MISSING_ELEMENT),
        Child::one(NONE, "link", &LINK).needed(&MISSING_LINK),
    ],
]);
static FORM_NAME: Shape = Shape::text(form_name);
static ENCLOSURE: Shape = Shape::of(&[]).attributes(&[
    Attr::new("url", address::web).needed(&MISSING_ATTRIBUTE),
    Attr::new("length", number::length).needed(&MISSING_ATTRIBUTE),
    Attr::new("type", media_type::attribute).needed(&MISSING_ATTRIBUTE),
]);
static SOURCE: Shape =
    Shape::text(text::name).attributes(&[Attr::new("url", address::absolute).needed(&MISSING_ATTRIBUTE)]);

fn form_name(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    let value = text.value.trim();
    let valid = value.bytes().enumerate().all(|(at, byte)| {
        byte.is_ascii_alphabetic() || at > 0 && (byte.is_ascii_digit() || matches!(byte, b'-' | b'_' | b':' | b'.'))
    });
    if value.is_empty() || !valid {
        let message = format!("`{}` is no name of a form's field", shown(value));
        walk.value(&INVALID_NAME, site, message, "write letters, digits, `-`, `_`, `:` or `.`, a letter first");
    }
}

/// Reports every value that an element before has too.
fn unique(walk: &mut Walk<'_, '_>, values: impl Iterator<Item = (Id, String)>) {
    let mut seen: BTreeMap<String, Id> = BTreeMap::new();
    for (id, value) in values {
        if value.is_empty() {
            continue;
        }
        match seen.get(&value) {
            None => {
                seen.insert(value, id);
            }
            Some(&first) => {
                let site = walk.site(id);
                let first = Span::new(walk.source, walk.site(first).range);
                let message = format!("`{}` is there already", shown(&value));
                let finding = walk.at(&DUPLICATE_VALUE, &site, site.range.clone(), message).related(first, "the first");
                walk.push(finding, "give each its own");
            }
        }
    }
}

fn check_channel(walk: &mut Walk<'_, '_>, id: Id) {
    let document = walk.document;
    if let Some(input) = document.child(id, NONE, "textInput") {
        let finding = at_tag(walk, &TEXT_INPUT, input, "readers do not show a text input");
        let (name, parent) = (walk.name(id), walk.parent_name(id));
        walk.push(finding.element(name, parent), "take it out");
    }
    if !walk.whole {
        return;
    }
    let has = |ns, name| document.child(id, ns, name).is_some();
    if !has(NONE, "language") && !has(Ns::Dc, "language") && walk.language(id).is_none() {
        walk.lacks(
            &MISSING_LANGUAGE,
            id,
            "language",
            "the channel does not say its language",
            "add `<language>en</language>`",
        );
    }
    if walk.kind == Kind::Rss20 {
        check_self_link(walk, id);
    }
    image::check_image(walk, id);
    check_order(walk, id);
    said_twice(walk, id, CHANNEL_PAIRS, &DUPLICATE_MEANING);
    in_other_vocabulary(walk, id, &[(Ns::Atom, "title"), (Ns::Atom, "rights"), (Ns::Atom, "subtitle")]);
    super::itunes::check_channel(walk, id);
    super::feedsync::check_ids(walk, id);
    super::history::check_feed(walk, id);
    let guids: Vec<(Id, String)> = document
        .children_named(id, NONE, "item")
        .filter_map(|item| document.child(item, NONE, "guid"))
        .map(|guid| (guid, document.text(guid).value.trim().to_owned()))
        .collect();
    unique(walk, guids.into_iter());
    let counted =
        document.children_named(id, NONE, "item").find(|&item| document.child(item, Ns::Slash, "comments").is_some());
    if let Some(item) = counted.filter(|_| !has(NONE, "lastBuildDate")) {
        walk.element(
            &UNDATED_COMMENTS,
            item,
            "a count of comments, and no `lastBuildDate`",
            "add `lastBuildDate` to the channel",
        );
    }
}

fn at_tag(walk: &Walk<'_, '_>, rule: &'static crate::diagnostic::rule::Rule, id: Id, message: &str) -> Diagnostic {
    Diagnostic::new(rule, Span::new(walk.source, walk.document.element(id).open.clone()), message)
}

fn check_self_link(walk: &mut Walk<'_, '_>, id: Id) {
    let document = walk.document;
    let own = document
        .children_named(id, Ns::Atom, "link")
        .any(|link| document.attribute(link, "rel").is_some_and(|rel| rel.value == "self"));
    if !own {
        let url = walk.options.url.unwrap_or("https://gazette.example/rss.xml").to_owned();
        let help = format!("add `<atom:link href=\"{}\" rel=\"self\" type=\"application/rss+xml\"/>`", shown(&url));
        let finding = at_tag(walk, &MISSING_SELF, id, "the channel does not say where it lives");
        let (name, parent) = (walk.name(id), walk.parent_name(id));
        walk.push(finding.element(name, parent), &help);
    }
}

fn check_order(walk: &mut Walk<'_, '_>, id: Id) {
    let document = walk.document;
    let is_item = |&child: &Id| document.element(child).name == "item" && document.element(child).ns == NONE;
    let late = document.children(id).skip_while(|child| !is_item(child)).find(|child| !is_item(child));
    if let Some(late) = late.filter(|&late| document.element(late).ns == NONE) {
        let message = format!("`<{}>` after the first item", walk.name(late));
        walk.element(&LATE_METADATA, late, message, "put it before the items");
    }
}

type Pair = ((Ns, &'static str), (Ns, &'static str));

const CHANNEL_PAIRS: &[Pair] = &[
    ((NONE, "language"), (Ns::Dc, "language")),
    ((NONE, "copyright"), (Ns::Dc, "rights")),
    ((NONE, "copyright"), (Ns::DcTerms, "rights")),
    ((NONE, "pubDate"), (Ns::Dc, "date")),
    ((NONE, "pubDate"), (Ns::DcTerms, "issued")),
    ((NONE, "lastBuildDate"), (Ns::DcTerms, "modified")),
    ((NONE, "lastBuildDate"), (Ns::Atom, "updated")),
    ((NONE, "managingEditor"), (Ns::Dc, "creator")),
    ((NONE, "webMaster"), (Ns::Dc, "publisher")),
    ((NONE, "webMaster"), (Ns::Admin, "errorReportsTo")),
    ((NONE, "generator"), (Ns::Admin, "generatorAgent")),
    ((NONE, "category"), (Ns::Dc, "subject")),
    ((NONE, "title"), (Ns::Dc, "title")),
    ((NONE, "description"), (Ns::Dc, "description")),
    ((Ns::CreativeCommons, "license"), (Ns::Cc, "license")),
];

const ITEM_PAIRS: &[Pair] = &[
    ((NONE, "guid"), (Ns::Atom, "id")),
    ((NONE, "pubDate"), (Ns::Atom, "published")),
    ((NONE, "pubDate"), (Ns::Dc, "date")),
    ((NONE, "pubDate"), (Ns::DcTerms, "issued")),
    ((NONE, "author"), (Ns::Atom, "author")),
    ((NONE, "author"), (Ns::Dc, "creator")),
    ((NONE, "category"), (Ns::Atom, "category")),
    ((NONE, "category"), (Ns::Dc, "subject")),
    ((NONE, "source"), (Ns::Dc, "source")),
    ((NONE, "source"), (Ns::Atom, "source")),
    ((NONE, "title"), (Ns::Atom, "title")),
    ((NONE, "title"), (Ns::Dc, "title")),
    ((NONE, "description"), (Ns::Atom, "summary")),
    ((NONE, "description"), (Ns::Dc, "description")),
    ((NONE, "enclosure"), (Ns::Dc, "enclosure")),
    ((Ns::CreativeCommons, "license"), (Ns::Cc, "license")),
];

fn said_twice(walk: &mut Walk<'_, '_>, id: Id, pairs: &[Pair], rule: &'static crate::diagnostic::rule::Rule) {
    let document = walk.document;
    // RSS's own elements, which are the most, have no namespace.
    let others: Vec<Id> = document.children(id).filter(|&child| document.element(child).ns != NONE).collect();
    let is_named = |child: Id, ns, name| document.element(child).ns == ns && document.element(child).name == name;
    for &((ns, name), (other_ns, other_name)) in pairs {
        let Some(&other) = others.iter().find(|&&other| is_named(other, other_ns, other_name)) else { continue };
        let Some(core) = document.child(id, ns, name) else { continue };
        let message = format!("`<{}>` and `<{}>` say the same", walk.name(core), walk.name(other));
        let first = Span::new(walk.source, document.element(core).open.clone());
        let finding = at_tag(walk, rule, other, &message).related(first, "said here");
        let (name, parent) = (walk.name(id), walk.parent_name(id));
        walk.push(finding.element(name, parent), "keep the one that RSS itself defines");
    }
}

fn check_item(walk: &mut Walk<'_, '_>, id: Id) {
    let document = walk.document;
    let has = |ns, name| document.child(id, ns, name).is_some();
    if walk.whole {
        if !has(NONE, "title") && !has(NONE, "description") {
            let finding = at_tag(walk, &EMPTY_ITEM, id, "the item has neither title nor description");
            let (name, parent) = (walk.name(id), walk.parent_name(id));
            walk.push(finding.element(name, parent), "add a title");
        }
        if walk.kind == Kind::Rss20 && !has(NONE, "guid") {
            walk.lacks(&MISSING_GUID, id, "guid", "the item has no guid", "add `<guid isPermaLink=\"false\">…</guid>`");
        }
    }
    for second in document.children_named(id, NONE, "enclosure").skip(1) {
        walk.element(&DUPLICATE_ENCLOSURE, second, "a second enclosure", "give it an item of its own");
    }
    if let Some(content) = document.child(id, Ns::Content, "encoded") {
        let description = document.child(id, NONE, "description");
        if description.is_none_or(|description| description > content) {
            let finding = at_tag(walk, &CONTENT_FIRST, content, "`content:encoded` without a description before it");
            let (name, parent) = (walk.name(id), walk.parent_name(id));
            walk.push(finding.element(name, parent), "put a description before it");
        }
    }
    in_other_vocabulary(
        walk,
        id,
        &[(Ns::Xhtml, "body"), (Ns::Atom, "content"), (Ns::Atom, "title"), (Ns::Atom, "rights")],
    );
    said_twice(walk, id, ITEM_PAIRS, &DUPLICATE_ITEM_MEANING);
}

/// Texts that few readers look for.
fn in_other_vocabulary(walk: &mut Walk<'_, '_>, id: Id, names: &[(Ns, &str)]) {
    let document = walk.document;
    for &(ns, name) in names {
        let found = document.child(id, ns, name).filter(|&found| document.attribute(found, "src").is_none());
        if let Some(found) = found {
            let finding = at_tag(walk, &DUPLICATE_TEXT, found, "few readers look for a text here");
            let name = walk.name(found);
            walk.push(finding.element(name, walk.as_parent(id)), "write it in the elements of RSS");
        }
    }
}

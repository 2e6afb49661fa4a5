//! What other vocabularies put into feeds, and where.

use super::structure::{MISSING_ATTRIBUTE, UNDEFINED_ELEMENT};
use super::value::{address, any, date, language, number, one_of, text};
use super::walk::{Attr, Child, Inside, Shape, Site, Walk, is_foreign, shown};
use super::xml::namespace::Ns;
use super::xml::tree::{Id, Text};
use super::{atom, feedsync, geo, history, html, itunes, media, rss};
use crate::diagnostic::rule::rules;

rules! {
    /// An element without a namespace in an Atom feed.
    ///
    /// Nobody can tell which vocabulary it is of.
    ///
    /// Wrong:
    /// ```xml
    /// <feed><mood xmlns="">good</mood></feed>
    /// ```
    /// Right:
    /// ```xml
    /// <feed><title>News</title></feed>
    /// ```
    NO_VOCABULARY = Warning "atom/no-vocabulary" "an element without a namespace in an Atom feed",
        "https://www.rfc-editor.org/rfc/rfc4287#section-6.1", w3c "UndeterminableVocabulary";

    /// An element without a namespace inside one that has one.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><media:group><content url="https://gazette.example/a.mp4"/></media:group></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><media:group><media:content url="https://gazette.example/a.mp4"/><media:content url="https://gazette.example/a.webm"/></media:group></item>
    /// ```
    NOT_IN_NAMESPACE = Error "namespace/missing-inside" "an element without a namespace inside one that has one",
        "https://www.w3.org/TR/xml-names/", w3c "NotInANamespace";

    /// XHTML where a feed has none.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><title>a</title><xhtml:p>News</xhtml:p></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><title>a</title><description>News</description></channel>
    /// ```
    MISPLACED_XHTML = Warning "feed/misplaced-xhtml" "XHTML where a feed has none",
        "https://www.rssboard.org/rss-profile#namespace-elements", w3c "MisplacedXHTMLContent";

    /// An element of a known vocabulary at a place that no specification gives it.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><title>a</title><atom:entry/></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><title>a</title></channel>
    /// ```
    QUESTIONABLE = Warning "feed/questionable-element" "an element at a place that no specification gives it",
        "https://www.rssboard.org/rss-profile#namespace-elements", w3c "QuestionableUsage";

    /// `sy:updatePeriod` that is not `hourly`, `daily`, `weekly`, `monthly` or `yearly`.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><sy:updatePeriod>often</sy:updatePeriod></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><sy:updatePeriod>hourly</sy:updatePeriod></channel>
    /// ```
    UPDATE_PERIOD = Error "extension/update-period" "an update period that is none",
        "https://web.resource.org/rss/1.0/modules/syndication/", w3c "InvalidUpdatePeriod";

    /// A restriction of access that neither allows nor denies.
    ///
    /// Wrong:
    /// ```xml
    /// <rss version="2.0"><access:restriction relationship="maybe"/></rss>
    /// ```
    /// Right:
    /// ```xml
    /// <rss version="2.0"><access:restriction relationship="deny"/></rss>
    /// ```
    ACCESS = Error "extension/access-relationship" "a restriction of access that neither allows nor denies",
        "https://web.archive.org/web/2010/http://www.bloglines.com/about/specs/fac-1.0", w3c "InvalidAccessRestrictionRel";

    /// A value that is neither `yes` nor `no`.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><app:control><app:draft>true</app:draft></app:control></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><app:control><app:draft>yes</app:draft></app:control></entry>
    /// ```
    YES_NO = Error "extension/not-yes-or-no" "a value that is neither `yes` nor `no`",
        "https://www.rfc-editor.org/rfc/rfc5023#section-13.1.1", w3c "InvalidYesNo";

    /// An `xhtml:meta` of another name than `robots`.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><xhtml:meta name="author" content="noindex"/></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><xhtml:meta name="robots" content="noindex"/></channel>
    /// ```
    META_NAME = Error "extension/meta-name" "an `xhtml:meta` of another name than `robots`",
        "https://html.spec.whatwg.org/multipage/semantics.html#the-meta-element", w3c "InvalidMetaName";

    /// An `xhtml:meta` for robots with words that robots do not know.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><xhtml:meta name="robots" content="hide"/></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><xhtml:meta name="robots" content="noindex,nofollow"/></channel>
    /// ```
    META_CONTENT = Error "extension/meta-content" "words that robots do not know",
        "https://www.robotstxt.org/meta.html", w3c "InvalidMetaContent";

    /// `wfw:commentRSS`; the element is `wfw:commentRss`.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><wfw:commentRSS>https://gazette.example/ferry/feed</wfw:commentRSS></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><wfw:commentRss>https://gazette.example/ferry/feed</wfw:commentRss></item>
    /// ```
    COMMENT_RSS = Warning "extension/comment-rss" "`wfw:commentRSS`, misspelt",
        "https://www.rssboard.org/comment-api", w3c "CommentRSS";

    /// A list of counts that is not numbers and commas.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><slash:hit_parade>many</slash:hit_parade></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><slash:hit_parade>177,155,33</slash:hit_parade></item>
    /// ```
    HIT_PARADE = Error "extension/not-integers" "a list of counts that is not numbers and commas",
        "https://web.resource.org/rss/1.0/modules/slash/", w3c "InvalidCommaSeparatedIntegers";
}

static ANY: Shape = Shape::text(any);
static PLAIN: Shape = Shape::text(text::plain);
static W3C_DATE: Shape = Shape::text(date::w3c);
static RFC3339: Shape = Shape::text(date::atom);
static ISO8601: Shape = Shape::text(date::iso8601);
static LANGUAGE: Shape = Shape::text(language::check);
static HTML: Shape = Shape::text(html::fragment);
static COUNT: Shape = Shape::text(number::non_negative);
static INTEGER: Shape = Shape::text(number::integer);
static POSITIVE: Shape = Shape::text(number::positive);
static FLOAT: Shape = Shape::text(number::float);
static ADDRESS: Shape = Shape::text(address::absolute);
static OPAQUE: Shape = Shape::opaque();
static RESOURCE: Shape =
    Shape::of(&[]).attributes(&[Attr::new("resource", address::absolute).of(Ns::Rdf).needed(&MISSING_ATTRIBUTE)]);
static PERIOD: Shape = Shape::text(|walk, site, text| {
    one_of(walk, site, text.value.trim(), &["hourly", "daily", "weekly", "monthly", "yearly"], &UPDATE_PERIOD);
});
static YES_OR_NO: Shape =
    Shape::text(|walk, site, text| one_of(walk, site, text.value.trim(), &["yes", "no"], &YES_NO));
static RESTRICTION: Shape = Shape::of(&[]).attributes(&[Attr::new("relationship", |walk, site, text| {
    let site = Site { attribute: None, ..site.clone() };
    one_of(walk, &site, text.value.trim(), &["allow", "deny"], &ACCESS);
})
.needed(&MISSING_ATTRIBUTE)]);
static CONTROL: Shape = Shape::of(&[&[Child::one(Ns::App, "draft", &YES_OR_NO)]]);
static META: Shape = Shape::of(&[]).attributes(&[
    Attr::new("name", |walk, site, text| {
        one_of(walk, &Site { attribute: None, ..site.clone() }, &text.value, &["robots"], &META_NAME);
    })
    .needed(&MISSING_ATTRIBUTE),
    Attr::new("content", robots).needed(&MISSING_ATTRIBUTE),
]);
static FLARE: Shape = Shape::text(text::plain).attributes(&[
    Attr::new("href", flare_address).needed(&MISSING_ATTRIBUTE),
    Attr::new("src", flare_address).needed(&MISSING_ATTRIBUTE),
]);
static BURNER_INFO: Shape = Shape::of(&[]).attributes(&[Attr::new("uri", any).needed(&MISSING_ATTRIBUTE)]);
static COMMENT_RSS_SHAPE: Shape = Shape::text(address::absolute).check(|walk, id| {
    let (name, parent) = ("item", "channel");
    let finding = atom::tag(walk, &COMMENT_RSS, id, "the element is `wfw:commentRss`").element(name, parent);
    walk.push(finding, "write `wfw:commentRss`");
});
static HITS: Shape = Shape::text(hits);
static BODY: Shape = Shape {
    inside: Inside::Anything,
    children: &[],
    attributes: &[],
    check: |walk, id| {
        let site = walk.site(id);
        for child in walk.document.children(id) {
            html::tree(walk, &site, child);
        }
    },
};

/// Dublin Core, of both kinds, wherever something is described.
pub(crate) static DC: &[Child] = &[
    Child::many(Ns::Dc, "contributor", &PLAIN),
    Child::many(Ns::Dc, "coverage", &ANY),
    Child::many(Ns::Dc, "creator", &PLAIN),
    Child::many(Ns::Dc, "date", &W3C_DATE),
    Child::many(Ns::Dc, "description", &ANY),
    Child::many(Ns::Dc, "format", &ANY),
    Child::many(Ns::Dc, "identifier", &ANY),
    Child::many(Ns::Dc, "language", &LANGUAGE),
    Child::many(Ns::Dc, "publisher", &PLAIN),
    Child::many(Ns::Dc, "relation", &ANY),
    Child::many(Ns::Dc, "rights", &PLAIN),
    Child::many(Ns::Dc, "source", &ANY),
    Child::many(Ns::Dc, "subject", &PLAIN),
    Child::many(Ns::Dc, "title", &PLAIN),
    Child::many(Ns::Dc, "type", &ANY),
    Child::many(Ns::DcTerms, "created", &W3C_DATE),
    Child::many(Ns::DcTerms, "dateAccepted", &W3C_DATE),
    Child::many(Ns::DcTerms, "dateCopyrighted", &W3C_DATE),
    Child::many(Ns::DcTerms, "dateSubmitted", &W3C_DATE),
    Child::many(Ns::DcTerms, "issued", &W3C_DATE),
    Child::many(Ns::DcTerms, "modified", &W3C_DATE),
    Child::many(Ns::DcTerms, "abstract", &ANY),
    Child::many(Ns::DcTerms, "accessRights", &ANY),
    Child::many(Ns::DcTerms, "accrualMethod", &ANY),
    Child::many(Ns::DcTerms, "accrualPeriodicity", &ANY),
    Child::many(Ns::DcTerms, "accrualPolicy", &ANY),
    Child::many(Ns::DcTerms, "alternative", &ANY),
    Child::many(Ns::DcTerms, "audience", &ANY),
    Child::many(Ns::DcTerms, "available", &ANY),
    Child::many(Ns::DcTerms, "bibliographicCitation", &ANY),
    Child::many(Ns::DcTerms, "conformsTo", &ANY),
    Child::many(Ns::DcTerms, "contributor", &ANY),
    Child::many(Ns::DcTerms, "coverage", &ANY),
    Child::many(Ns::DcTerms, "creator", &ANY),
    Child::many(Ns::DcTerms, "date", &ANY),
    Child::many(Ns::DcTerms, "description", &ANY),
    Child::many(Ns::DcTerms, "educationLevel", &ANY),
    Child::many(Ns::DcTerms, "extent", &ANY),
    Child::many(Ns::DcTerms, "format", &ANY),
    Child::many(Ns::DcTerms, "hasFormat", &ANY),
    Child::many(Ns::DcTerms, "hasPart", &ANY),
    Child::many(Ns::DcTerms, "hasVersion", &ANY),
    Child::many(Ns::DcTerms, "identifier", &ANY),
    Child::many(Ns::DcTerms, "instructionalMethod", &ANY),
    Child::many(Ns::DcTerms, "isFormatOf", &ANY),
    Child::many(Ns::DcTerms, "isPartOf", &ANY),
    Child::many(Ns::DcTerms, "isReferencedBy", &ANY),
    Child::many(Ns::DcTerms, "isReplacedBy", &ANY),
    Child::many(Ns::DcTerms, "isRequiredBy", &ANY),
    Child::many(Ns::DcTerms, "isVersionOf", &ANY),
    Child::many(Ns::DcTerms, "language", &ANY),
    Child::many(Ns::DcTerms, "license", &ANY),
    Child::many(Ns::DcTerms, "mediator", &ANY),
    Child::many(Ns::DcTerms, "medium", &ANY),
    Child::many(Ns::DcTerms, "provenance", &ANY),
    Child::many(Ns::DcTerms, "publisher", &ANY),
    Child::many(Ns::DcTerms, "references", &ANY),
    Child::many(Ns::DcTerms, "relation", &ANY),
    Child::many(Ns::DcTerms, "replaces", &ANY),
    Child::many(Ns::DcTerms, "requires", &ANY),
    Child::many(Ns::DcTerms, "rights", &ANY),
    Child::many(Ns::DcTerms, "rightsHolder", &ANY),
    Child::many(Ns::DcTerms, "source", &ANY),
    Child::many(Ns::DcTerms, "spatial", &ANY),
    Child::many(Ns::DcTerms, "subject", &ANY),
    Child::many(Ns::DcTerms, "tableOfContents", &ANY),
    Child::many(Ns::DcTerms, "temporal", &ANY),
    Child::many(Ns::DcTerms, "title", &ANY),
    Child::many(Ns::DcTerms, "type", &ANY),
    Child::many(Ns::DcTerms, "valid", &ANY),
];

/// What a channel has one of, though Dublin Core lets all repeat.
static CHANNEL_DATE: &[Child] = &[
    Child::one(Ns::Dc, "date", &W3C_DATE),
    Child::one(Ns::Dc, "language", &LANGUAGE),
    Child::one(Ns::Dc, "publisher", &PLAIN),
    Child::one(Ns::Dc, "rights", &PLAIN),
    Child::many(Ns::Wiki, "interwiki", &ANY),
];

/// In a channel, an item, a feed or an entry.
static ANYWHERE: &[Child] = &[
    Child::many(Ns::CreativeCommons, "license", &ADDRESS),
    Child::many(Ns::Cc, "license", &OPAQUE),
    Child::many(Ns::Xhtml, "meta", &META),
    Child::one(Ns::FeedBurner, "awareness", &ADDRESS),
    Child::many(Ns::FeedBurner, "feedFlare", &FLARE),
    Child::one(Ns::FeedBurner, "origLink", &ADDRESS),
    Child::one(Ns::FeedBurner, "origEnclosureLink", &ADDRESS),
    Child::one(Ns::Conversations, "image", &PICTURE),
    Child::one(Ns::Conversations, "introduction", &ANY),
    Child::one(Ns::Conversations, "ratingAverage", &FLOAT),
    Child::one(Ns::Conversations, "ratingCount", &COUNT),
    Child::one(Ns::Conversations, "ratingIndividual", &POSITIVE),
    Child::one(Ns::Conversations, "timestamp", &ISO8601),
    Child::one(Ns::Indexing, "index", &YES_OR_NO),
];
static PICTURE: Shape = Shape::text(address::web);

/// In a channel or a feed.
static OVERALL: &[Child] = &[
    Child::one(Ns::Admin, "errorReportsTo", &RESOURCE),
    Child::one(Ns::Admin, "generatorAgent", &RESOURCE),
    Child::one(Ns::BlogChannel, "blink", &ADDRESS),
    Child::one(Ns::BlogChannel, "blogRoll", &ADDRESS),
    Child::one(Ns::BlogChannel, "changes", &ADDRESS),
    Child::one(Ns::BlogChannel, "mySubscriptions", &ADDRESS),
    Child::one(Ns::Cf, "treatAs", &ANY),
    Child::one(Ns::Cf, "listinfo", &OPAQUE),
    Child::one(Ns::Cp, "server", &RESOURCE),
    Child::one(Ns::FeedBurner, "browserFriendly", &PLAIN),
    Child::one(Ns::FeedBurner, "emailServiceId", &ANY),
    Child::one(Ns::FeedBurner, "feedburnerHostname", &ANY),
    Child::one(Ns::FeedBurner, "info", &BURNER_INFO),
    Child::one(Ns::OpenSearch, "totalResults", &COUNT),
    Child::one(Ns::OpenSearch, "startIndex", &INTEGER),
    Child::one(Ns::OpenSearch, "itemsPerPage", &COUNT),
    Child::many(Ns::OpenSearch, "Query", &OPAQUE),
    Child::one(Ns::OpenSearch, "link", &OPAQUE),
    Child::one(Ns::OpenSearch1, "totalResults", &COUNT),
    Child::one(Ns::OpenSearch1, "startIndex", &INTEGER),
    Child::one(Ns::OpenSearch1, "itemsPerPage", &COUNT),
    Child::one(Ns::Sy, "updateBase", &W3C_DATE),
    Child::one(Ns::Sy, "updateFrequency", &POSITIVE),
    Child::one(Ns::Sy, "updatePeriod", &PERIOD),
];

/// In an item or an entry.
static SINGLE: &[Child] = &[
    Child::one(Ns::Ag, "source", &ANY),
    Child::one(Ns::Ag, "sourceURL", &ADDRESS),
    Child::one(Ns::Ag, "timestamp", &ISO8601),
    Child::one(Ns::Annotate, "reference", &RESOURCE),
    Child::one(Ns::Content, "encoded", &HTML),
    Child::many(Ns::Content, "items", &OPAQUE),
    Child::one(Ns::Ev, "startdate", &ISO8601),
    Child::one(Ns::Ev, "enddate", &ISO8601),
    Child::one(Ns::Ev, "location", &ANY),
    Child::one(Ns::Ev, "organizer", &ANY),
    Child::one(Ns::Ev, "type", &ANY),
    Child::one(Ns::Slash, "comments", &COUNT),
    Child::one(Ns::Slash, "department", &ANY),
    Child::one(Ns::Slash, "hit_parade", &HITS),
    Child::one(Ns::Slash, "section", &ANY),
    Child::one(Ns::ThrRss, "children", &OPAQUE),
    Child::many(Ns::Trackback, "about", &ADDRESS),
    Child::one(Ns::Trackback, "ping", &ADDRESS),
    Child::one(Ns::Wfw, "comment", &ADDRESS),
    Child::one(Ns::Wfw, "commentRss", &ADDRESS),
    Child::one(Ns::Wfw, "commentRSS", &COMMENT_RSS_SHAPE),
    Child::many(Ns::Cf, "sort", &OPAQUE),
    Child::many(Ns::Wiki, "diff", &ADDRESS),
    Child::many(Ns::Wiki, "history", &ADDRESS),
    Child::many(Ns::Wiki, "host", &ANY),
    Child::many(Ns::Wiki, "importance", &ANY),
    Child::many(Ns::Wiki, "status", &ANY),
    Child::many(Ns::Wiki, "version", &ANY),
];

/// In `rss`.
pub(crate) static RSS: &[Child] = RESTRICTED;
static RESTRICTED: &[Child] =
    &[Child::one(Ns::Access, "restriction", &RESTRICTION), Child::one(Ns::Indexing, "index", &YES_OR_NO)];

static CHANNEL_ATOM: &[Child] = &[
    Child::many(Ns::Atom, "author", &atom::PERSON_IN_RSS),
    Child::many(Ns::Atom, "category", &atom::CATEGORY),
    Child::many(Ns::Atom, "contributor", &atom::PERSON_IN_RSS),
    Child::one(Ns::Atom, "generator", &atom::GENERATOR),
    Child::one(Ns::Atom, "icon", &ADDRESS),
    Child::one(Ns::Atom, "id", &atom::ID),
    Child::many(Ns::Atom, "link", &atom::link::LINK),
    Child::one(Ns::Atom, "logo", &ADDRESS),
    Child::one(Ns::Atom, "rights", &atom::content::TEXT),
    Child::one(Ns::Atom, "subtitle", &atom::content::TEXT),
    Child::one(Ns::Atom, "title", &atom::content::TEXT),
    Child::one(Ns::Atom, "updated", &RFC3339),
];

static ITEM_ATOM: &[Child] = &[
    Child::many(Ns::Atom, "author", &atom::PERSON_IN_RSS),
    Child::many(Ns::Atom, "category", &atom::CATEGORY),
    Child::one(Ns::Atom, "content", &atom::content::CONTENT),
    Child::many(Ns::Atom, "contributor", &atom::PERSON_IN_RSS),
    Child::one(Ns::Atom, "id", &atom::ID),
    Child::many(Ns::Atom, "link", &atom::link::LINK),
    Child::one(Ns::Atom, "published", &RFC3339),
    Child::one(Ns::Atom, "rights", &atom::content::TEXT),
    Child::one(Ns::Atom, "source", &OPAQUE),
    Child::one(Ns::Atom, "summary", &atom::content::TEXT),
    Child::one(Ns::Atom, "title", &atom::content::TEXT),
    Child::one(Ns::Atom, "updated", &RFC3339),
    Child::one(Ns::Xhtml, "body", &BODY),
    Child::one(Ns::Xhtml, "div", &BODY),
];

/// All that may stand in a channel of RSS besides its own elements.
pub(crate) static CHANNEL: &[&[Child]] = &[
    rss::CHANNEL_OWN,
    CHANNEL_ATOM,
    CHANNEL_DATE,
    DC,
    ANYWHERE,
    OVERALL,
    itunes::CHANNEL,
    media::ANYWHERE,
    geo::ANYWHERE,
    feedsync::FEED,
    history::FEED,
];
/// All that may stand in an item of RSS.
pub(crate) static ITEM: &[&[Child]] = &[
    rss::ITEM_OWN,
    ITEM_ATOM,
    DC,
    ANYWHERE,
    SINGLE,
    itunes::ITEM,
    media::ANYWHERE,
    geo::ANYWHERE,
    feedsync::ENTRY,
    history::ENTRY,
];
/// All that may stand in a feed of Atom.
pub(crate) static FEED: &[&[Child]] = &[
    atom::FEED_OWN,
    FEED_APP,
    RESTRICTED,
    DC,
    ANYWHERE,
    OVERALL,
    itunes::CHANNEL,
    media::ANYWHERE,
    geo::ANYWHERE,
    feedsync::FEED,
    history::FEED,
];
/// All that may stand in a source of Atom.
pub(crate) static SOURCE: &[&[Child]] = &[
    atom::SOURCE_OWN,
    FEED_APP,
    SINGLE,
    history::ENTRY,
    DC,
    ANYWHERE,
    OVERALL,
    itunes::CHANNEL,
    media::ANYWHERE,
    geo::ANYWHERE,
    feedsync::FEED,
    history::FEED,
];
/// All that may stand in an entry of Atom.
pub(crate) static ENTRY: &[&[Child]] = &[
    atom::ENTRY_OWN,
    ENTRY_APP,
    DC,
    ANYWHERE,
    SINGLE,
    itunes::ITEM,
    media::ANYWHERE,
    geo::ANYWHERE,
    feedsync::ENTRY,
    history::ENTRY,
];

static FEED_APP: &[Child] = &[Child::many(Ns::App, "collection", &OPAQUE)];
static ENTRY_APP: &[Child] = &[Child::one(Ns::App, "control", &CONTROL), Child::one(Ns::App, "edited", &RFC3339)];

fn robots(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    let site = &Site { attribute: None, ..site.clone() };
    let words = ["all", "none", "index", "noindex", "follow", "nofollow", "noarchive", "nosnippet"];
    for word in text.value.split(',') {
        one_of(walk, site, &word.trim().to_ascii_lowercase(), &words, &META_CONTENT);
    }
}

fn hits(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    let digits = |part: &str| !part.trim().is_empty() && part.trim().bytes().all(|byte| byte.is_ascii_digit());
    if !text.value.split(',').all(digits) {
        let message = format!("`{}` is not a list of counts", shown(&text.value));
        walk.value(&HIT_PARADE, site, message, "write numbers with commas between");
    }
}

fn flare_address(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    let relative = address::split_scheme(text.value.trim()).0.is_none();
    if relative && !atom::is_atom(walk.kind) {
        let message = format!("the address `{}` is relative", shown(&text.value));
        walk.value(&html::RELATIVE_ADDRESS, site, message, "write the whole address");
    } else {
        address::reference(walk, site, text);
    }
}

/// An element that the tables do not have at its place.
pub(crate) fn misplaced(walk: &mut Walk<'_, '_>, parent: Id, id: Id) {
    let document = walk.document;
    let element = document.element(id);
    let name = walk.name(id);
    match element.ns {
        _ if is_foreign(element) => {}
        Ns::None if walk.core == Ns::Atom => {
            let message = format!("`<{}>` is of no vocabulary", shown(element.name));
            walk.element(&NO_VOCABULARY, id, message, "give it a namespace");
        }
        Ns::None if document.element(parent).ns != Ns::None => {
            let message = format!("`<{}>` has no namespace", shown(element.name));
            let prefix = document.element(parent).prefix;
            walk.element(&NOT_IN_NAMESPACE, id, message, &format!("write `<{prefix}:{}>`", shown(element.name)));
        }
        Ns::Xhtml => walk.element(&MISPLACED_XHTML, id, format!("`<{name}>` where a feed has none"), "take it out"),
        ns if ns == walk.core || ns == Ns::None => {
            let message = format!("`<{name}>` is not defined in `<{}>`", walk.name(parent));
            // W3C's validator has `_` for the colon of its own names, and turns all back.
            let (spelled, parent) = (name.replace('_', ":"), walk.parent_name(id));
            let finding = atom::tag(walk, &UNDEFINED_ELEMENT, id, &message).element(spelled, parent);
            walk.push(finding, "take it out");
        }
        Ns::Atom | Ns::App => {
            walk.element(&QUESTIONABLE, id, format!("no specification puts `<{name}>` here"), "take it out");
        }
        ns if UNLISTED.contains(&ns) => {}
        _ => {
            let message = format!("`<{name}>` is not defined in `<{}>`", walk.name(parent));
            walk.element(&UNDEFINED_ELEMENT, id, message, "take it out");
        }
    }
}

/// Vocabularies of the time of RSS 1.0 whose elements are not listed here.
const UNLISTED: &[Ns] = &[
    Ns::Audio,
    Ns::Company,
    Ns::Email,
    Ns::Foaf,
    Ns::Image,
    Ns::L,
    Ns::Rdfs,
    Ns::Ref,
    Ns::Reqv,
    Ns::Rss090,
    Ns::Rss10,
    Ns::Search,
    Ns::Ss,
    Ns::Str,
    Ns::Sub,
    Ns::Taxo,
    Ns::WikiOld,
    Ns::MediaBare,
    Ns::Atom03,
    Ns::XLink,
];

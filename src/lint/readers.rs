//! What specifications allow and real readers make trouble of.
//!
//! Each rule stands on how named readers, bots or services behave; none is an error. Most are said once a feed, at the
//! first place, with the number of the others.

mod entries;

use memchr::memchr;

use crate::diagnostic::rule::{Rule, rules};
use crate::diagnostic::{Diagnostic, Span};
use crate::value::html::token::{Token, tokens};

use super::Kind;
use super::value::address;
use super::walk::{Walk, shown};
use super::xml::namespace::Ns;
use super::xml::tree::{Content, Id};

pub(crate) use self::entries::{Entry, check as entries, from_document};

rules! {
    /// A document of more than 512 KB.
    ///
    /// FeedBurner stops there, and with it whoever reads the feed through it.
    SIZE_512_KB = Info "readers/larger-than-512-kb" "a document of more than 512 KB",
        "https://github.com/w3c/feedvalidator";

    /// A document of more than 1 MB.
    ///
    /// Every reader fetches it again whenever one letter changes. FeedBurner and Feedly have stopped reading such feeds;
    /// JSON Feed calls it a burden.
    SIZE_1_MB = Warning "readers/larger-than-1-mb" "a document of more than 1 MB",
        "https://www.jsonfeed.org/version/1.1/#suggestions-for-publishers";

    /// A document of more than 15 MB.
    ///
    /// Miniflux refuses it; The Old Reader and CommaFeed have refused smaller ones.
    SIZE_15_MB = Warning "readers/larger-than-15-mb" "a document of more than 15 MB",
        "https://miniflux.app/docs/configuration.html#http-client-max-body-size";

    /// Two entries with the same date.
    ///
    /// Slack posts only one of them, as do other bots that remember the last date they saw; readers show them in an
    /// order of their own.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><item><title>a</title><pubDate>Wed, 04 Mar 2026 18:30:00 GMT</pubDate></item><item><title>b</title><pubDate>Wed, 04 Mar 2026 18:30:00 GMT</pubDate></item></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><item><title>a</title><pubDate>Wed, 04 Mar 2026 18:30:01 GMT</pubDate></item><item><title>b</title><pubDate>Wed, 04 Mar 2026 18:30:00 GMT</pubDate></item></channel>
    /// ```
    EQUAL_DATES = Warning "readers/equal-dates" "two entries with the same date",
        "https://slack.com/help/articles/218688467-Add-RSS-feeds-to-Slack";

    /// An entry that is newer than the one before it.
    ///
    /// IFTTT looks at the top of the feed only, and Slack passes over what is out of order. Podcast apps and most readers
    /// sort by date themselves.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><item><title>a</title><pubDate>Tue, 03 Mar 2026 18:30:00 GMT</pubDate></item><item><title>b</title><pubDate>Wed, 04 Mar 2026 18:30:00 GMT</pubDate></item></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><item><title>b</title><pubDate>Wed, 04 Mar 2026 18:30:00 GMT</pubDate></item><item><title>a</title><pubDate>Tue, 03 Mar 2026 18:30:00 GMT</pubDate></item></channel>
    /// ```
    OUT_OF_ORDER = Info "readers/not-newest-first" "entries that are not newest first",
        "https://slack.com/help/articles/218688467-Add-RSS-feeds-to-Slack";

    /// An entry without any date.
    ///
    /// Miniflux and others give it the time at which they saw it; NetNewsWire sorts it by arrival.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><pubDate>Wed, 04 Mar 2026 18:30:00 GMT</pubDate></item>
    /// ```
    MISSING_DATE = Warning "readers/missing-date" "an entry without any date",
        "https://www.rssboard.org/rss-profile#element-channel-item-pubdate";

    /// An Atom entry with `updated` alone.
    ///
    /// Of 24 readers that were tried, 13 show a date then; for those every edit makes the entry new, and the others
    /// have no first date at all.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><title>a</title><updated>2026-03-04T18:30:00Z</updated></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><title>a</title><published>2026-03-04T18:30:00Z</published><updated>2026-03-04T18:30:00Z</updated></entry>
    /// ```
    NO_PUBLISHED = Info "readers/updated-alone" "an Atom entry with `updated` alone",
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.9";

    /// A long text without a summary.
    ///
    /// Where there is none, Mailchimp mails the whole text, and lists of headlines show nothing or cut the text
    /// themselves. Texts below 2,000 letters need none.
    MISSING_SUMMARY = Info "readers/missing-summary" "a long text without a summary",
        "https://www.rssboard.org/rss-profile#element-channel-item-description";

    /// A guid or id with the number of a session in it.
    ///
    /// It is another one at each visit: to every reader all entries are new each time.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><guid>https://gazette.example/ferry?PHPSESSID=4f1d2a9c</guid></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><guid>https://gazette.example/ferry</guid></item>
    /// ```
    SESSION_IN_ID = Warning "readers/session-in-id" "an id with the number of a session in it",
        "https://www.rssboard.org/rss-profile#element-channel-item-guid";

    /// An Atom id that begins with `http`.
    ///
    /// yarr puts `updated` behind such an id: each edit is a new, unread entry there. A site that moves from http to
    /// https, or to another host, changes them by accident. An id that is already published must not be changed for it.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><id>https://gazette.example/2026/ferry</id></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><id>tag:gazette.example,2026-03-04:ferry</id></entry>
    /// ```
    HTTP_ID = Info "readers/http-id" "an Atom id that begins with `http`",
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.6";

    /// An item that leads nowhere.
    ///
    /// It has no link, no guid that is one, and no enclosure: readers have nothing to open at a click.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><guid isPermaLink="false">x1y2</guid></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><link>https://gazette.example/a</link><guid isPermaLink="false">x1y2</guid></item>
    /// ```
    NO_LINK = Info "readers/nothing-to-open" "an item that leads nowhere",
        "https://www.rssboard.org/rss-profile#element-channel-item-link";

    /// An address of the publisher's own machine.
    ///
    /// `localhost` is another machine for every reader. It comes of building the feed with the settings for previews.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><link>http://localhost:1313/a</link></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><link>https://gazette.example/a</link></item>
    /// ```
    LOCALHOST = Warning "readers/localhost-address" "an address of the publisher's own machine",
        "https://www.rfc-editor.org/rfc/rfc6761#section-6.3";

    /// A relative address in the HTML of Atom, without `xml:base`.
    ///
    /// 18 of 22 readers leave it as it is, and it leads nowhere.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><content type="html">&lt;a href="/ferry"&gt;Ferry&lt;/a&gt;</content></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><content type="html">&lt;a href="https://gazette.example/ferry"&gt;Ferry&lt;/a&gt;</content></entry>
    /// ```
    RELATIVE = Warning "readers/relative-without-base" "a relative address in HTML, without `xml:base`",
        "https://www.rfc-editor.org/rfc/rfc4287#section-2";

    /// A relative address in the HTML of Atom, with `xml:base`.
    ///
    /// It is right, and 5 of 22 readers honour it; the others leave the address as it is.
    ///
    /// Wrong:
    /// ```xml
    /// <entry xml:base="https://gazette.example/"><content type="html">&lt;a href="ferry"&gt;Ferry&lt;/a&gt;</content></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><content type="html">&lt;a href="https://gazette.example/ferry"&gt;Ferry&lt;/a&gt;</content></entry>
    /// ```
    RELATIVE_TO_BASE = Info "readers/relative-to-base" "a relative address in HTML, with `xml:base`",
        "https://www.rfc-editor.org/rfc/rfc4287#section-2";

    /// A picture as `media:content` in an item with an enclosure of sound or film.
    ///
    /// feed-rs, and with it NewsFlash, loses the enclosure; podcastparser and feedparser for Node take the picture for a
    /// second one.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><enclosure url="https://gazette.example/a.mp3" length="1024" type="audio/mpeg"/><media:content url="https://gazette.example/a.jpg" medium="image"/></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><enclosure url="https://gazette.example/a.mp3" length="1024" type="audio/mpeg"/><media:thumbnail url="https://gazette.example/a.jpg"/></item>
    /// ```
    MEDIA_BESIDE_AUDIO = Warning "readers/picture-beside-audio" "a `media:content` picture beside sound or film",
        "https://www.rssboard.org/media-rss#media-content";

    /// `media:content` before the content of an Atom entry.
    ///
    /// Tiny Tiny RSS and others take it for the content, and show the summary instead of the text.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><media:content url="https://gazette.example/a.jpg" medium="image"/><content type="html">News</content></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><content type="html">News</content><media:content url="https://gazette.example/a.jpg" medium="image"/></entry>
    /// ```
    MEDIA_BEFORE_CONTENT = Warning "readers/media-before-content" "`media:content` before the content of an entry",
        "https://www.rssboard.org/media-rss#media-content";

    /// A title of Atom in XHTML.
    ///
    /// Four of 24 readers lose such a title, rss-parser shows `[object Object]`.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">News</div></title></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><title type="text">News</title></entry>
    /// ```
    XHTML_TITLE = Info "readers/xhtml-title" "a title of Atom in XHTML",
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.14";

    /// A content of Atom in XHTML.
    ///
    /// 17 of 24 readers show it right: four garble `&lt;` in it, two lose the text. HTML is shown by 23.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">News</div></content></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><content type="html">News</content></entry>
    /// ```
    XHTML_CONTENT = Info "readers/xhtml-content" "a content of Atom in XHTML",
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.3";

    /// Several `dc:creator` in an item.
    ///
    /// 11 of 21 readers show every name; nine keep the first or the last. With the names joined in one element, 20 show
    /// all of them.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><dc:creator>Ada Field</dc:creator><dc:creator>Ben Marsh</dc:creator></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><dc:creator>Ada Field, Ben Marsh</dc:creator></item>
    /// ```
    SEVERAL_CREATORS = Info "readers/several-creators" "several `dc:creator` in an item",
        "https://www.rssboard.org/rss-profile#namespace-elements-dublin-creator";

    /// Authors of the feed, and none of the entry.
    ///
    /// Six of 21 readers of Atom show the feed's author with an entry that has none.
    ///
    /// Wrong:
    /// ```xml
    /// <feed><author><name>Ada Field</name></author><entry><title>a</title></entry></feed>
    /// ```
    /// Right:
    /// ```xml
    /// <feed><entry><title>a</title><author><name>Ada Field</name></author></entry></feed>
    /// ```
    AUTHOR_OF_FEED = Info "readers/author-of-feed-only" "authors of the feed, and none of the entry",
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.1";

    /// An `author` of RSS with an e-mail address.
    ///
    /// It is what the specification asks for; but 13 of 21 readers show the address in the byline, NetNewsWire among
    /// them. `dc:creator` holds a name alone.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><author>desk@gazette.example (Ada Field)</author></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><dc:creator>Ada Field</dc:creator></item>
    /// ```
    AUTHOR_EMAIL = Info "readers/author-shows-email" "an `author` of RSS, shown with its e-mail address",
        "https://www.rssboard.org/rss-profile#element-channel-item-author";

    /// Several categories in one element.
    ///
    /// No reader splits them: of 19 that were tried, all show one category with commas in it.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><category>harbour, ferry, council</category></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><category>harbour</category><category>ferry</category><category>council</category></item>
    /// ```
    CATEGORY_LIST = Info "readers/categories-in-one" "several categories in one element",
        "https://www.rssboard.org/rss-profile#element-channel-item-category";

    /// A letter beyond U+FFFF as a numeric reference.
    ///
    /// The library of KDE's readers cuts the number to 16 bits and shows another letter: `&#x1F980;` becomes 呂.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>The crab &#x1F980;</title></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>The crab 🦀</title></item>
    /// ```
    ASTRAL_REFERENCE = Info "readers/astral-reference" "a letter beyond U+FFFF as a numeric reference",
        "https://www.w3.org/TR/xml/#sec-references";

    /// A `rating` of the channel.
    ///
    /// It was for PICS, which is no more; the RSS Board's profile advises against it, and no reader looks at it.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><title>a</title><rating>(PICS-1.1 "https://www.classify.org/safesurf/" l r (SS 1))</rating></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><title>a</title></channel>
    /// ```
    RATING = Info "rss/rating" "a `rating` of the channel", "https://www.rssboard.org/rss-profile#element-channel-rating";
}

const NONE: Ns = Ns::None;

/// Sizes at which readers stop, the largest first.
static SIZES: [(usize, &Rule, &str); 3] =
    [(15 * 1024 * 1024, &SIZE_15_MB, "15 MB"), (1024 * 1024, &SIZE_1_MB, "1 MB"), (512 * 1024, &SIZE_512_KB, "512 KB")];

/// Says if a document is larger than readers like.
pub(crate) fn size(source: &std::sync::Arc<crate::source::Source>, sink: &mut crate::diagnostic::Sink) {
    let length = source.text().len();
    if let Some((_, rule, name)) = SIZES.iter().find(|(limit, ..)| length > *limit) {
        let message = format!("{length} bytes, more than {name}");
        sink.push(
            Diagnostic::new(rule, Span::whole(source), message).help("keep fewer entries in it, or shorter ones"),
        );
    }
}

/// Checks a document of RSS or Atom, after all else.
pub(crate) fn check(walk: &mut Walk<'_, '_>, root: Id) {
    let document = walk.document;
    let core = walk.core;
    let (feed, name) = match walk.kind {
        Kind::Atom => (root, "entry"),
        Kind::AtomEntry => {
            atom_entries(walk, &[root]);
            return;
        }
        _ => match document.child(root, NONE, "channel") {
            Some(channel) => (channel, "item"),
            None => return,
        },
    };
    let ids: Vec<Id> = document.children_named(feed, core, name).filter(|&id| document.element(id).closed).collect();
    let found = from_document(walk, &ids);
    entries(walk.source, &found, walk.sink);
    sessions(walk, &ids);
    if core == NONE {
        rss_items(walk, feed, &ids);
    } else {
        atom_entries(walk, &ids);
        author_of_feed(walk, feed, &ids);
    }
    astral_references(walk, root);
}

/// One finding for all the elements that a rule is about, at the first of them.
pub(crate) fn once(walk: &mut Walk<'_, '_>, rule: &'static Rule, found: &[Id], message: &str, help: &str) {
    let Some(&first) = found.first() else { return };
    let message = match found.len() {
        1 => message.to_owned(),
        count => format!("{message}, here and in {} more", count - 1),
    };
    walk.element(rule, first, message, help);
}

fn sessions(walk: &mut Walk<'_, '_>, ids: &[Id]) {
    let document = walk.document;
    let core = walk.core;
    let name = if core == NONE { "guid" } else { "id" };
    let found: Vec<Id> = ids
        .iter()
        .filter_map(|&id| document.child(id, core, name))
        .filter(|&id| has_session(&document.text(id).value))
        .collect();
    once(walk, &SESSION_IN_ID, &found, "the number of a session in an id", "leave the session out of it");
}

fn is_http(address: &str) -> bool {
    address.trim_start().as_bytes().first_chunk::<4>().is_some_and(|start| start.eq_ignore_ascii_case(b"http"))
}

/// Whether an address names a session.
fn has_session(address: &str) -> bool {
    if !is_http(address) || !address.contains(['?', ';']) {
        return false;
    }
    let lower = address.trim().to_ascii_lowercase();
    let query = lower.split_once('?').map_or("", |(_, query)| query);
    let named = query.split(['&', ';']).filter_map(|pair| pair.split_once('=')).any(|(name, value)| {
        let session = matches!(name, "phpsessid" | "jsessionid" | "sessionid" | "session_id" | "aspsessionid" | "cfid");
        let short = name == "sid" && value.len() >= 16 && value.bytes().all(|byte| byte.is_ascii_hexdigit());
        !value.is_empty() && (session || short)
    });
    named || lower.contains(";jsessionid=")
}

fn rss_items(walk: &mut Walk<'_, '_>, channel: Id, ids: &[Id]) {
    let document = walk.document;
    if let Some(rating) = document.child(channel, NONE, "rating") {
        walk.element(&RATING, rating, "no reader looks at a rating", "take it out");
    }
    let which = |test: &dyn Fn(Id) -> Option<Id>| -> Vec<Id> { ids.iter().filter_map(|&id| test(id)).collect() };
    let creators = which(&|id| document.children_named(id, Ns::Dc, "creator").nth(1));
    let help = "join the names in one: `<dc:creator>Ada Field, Ben Marsh</dc:creator>`";
    once(walk, &SEVERAL_CREATORS, &creators, "half of the readers show one `<dc:creator>` only", help);
    let nowhere = which(&|id| {
        let leads = document.children(id).any(|child| {
            let element = document.element(child);
            let permalink = || document.attribute(child, "isPermaLink").is_none_or(|it| it.value == "true");
            match (element.ns, element.name) {
                (NONE | Ns::Atom, "link") | (NONE, "enclosure") | (Ns::FeedBurner, "origLink") => true,
                (NONE, "guid") => permalink(),
                _ => false,
            }
        });
        (!leads).then_some(id)
    });
    once(walk, &NO_LINK, &nowhere, "the item has nothing that a reader could open", "add a `<link>`");
    let mails =
        which(&|id| document.child(id, NONE, "author").filter(|&author| document.text(author).value.contains('@')));
    let help = "write `<dc:creator>` with the name alone, unless the address is meant to be shown";
    once(walk, &AUTHOR_EMAIL, &mails, "most readers show the e-mail address", help);
    let lists = which(&|id| {
        document.children_named(id, NONE, "category").find(|&category| {
            let text = document.text(category);
            text.value.split(", ").filter(|part| (1..=30).contains(&part.trim().len())).count() > 2
        })
    });
    once(walk, &CATEGORY_LIST, &lists, "readers take this for one category", "write a `<category>` for each");
    let pictures = which(&|id| {
        let sounds = document.children_named(id, NONE, "enclosure").any(|enclosure| is_sound(walk, enclosure));
        document.children_named(id, Ns::Media, "content").find(|&media| sounds && is_picture(walk, media))
    });
    once(
        walk,
        &MEDIA_BESIDE_AUDIO,
        &pictures,
        "a picture where readers look for the sound",
        "write it as `<media:thumbnail>`",
    );
}

fn typed(walk: &Walk<'_, '_>, id: Id, top: &[&str]) -> bool {
    let kind = walk.document.attribute(id, "type");
    kind.is_some_and(|kind| top.iter().any(|top| kind.value.trim().to_ascii_lowercase().starts_with(top)))
}

/// Whether an enclosure is of sound or film.
pub(crate) fn is_sound(walk: &Walk<'_, '_>, id: Id) -> bool {
    typed(walk, id, &["audio/", "video/"])
}

fn is_picture(walk: &Walk<'_, '_>, id: Id) -> bool {
    typed(walk, id, &["image/"]) || walk.document.attribute(id, "medium").is_some_and(|medium| medium.value == "image")
}

fn atom_entries(walk: &mut Walk<'_, '_>, ids: &[Id]) {
    let document = walk.document;
    let core = walk.core;
    let is_xhtml = |id: &Id| document.attribute(*id, "type").is_some_and(|kind| kind.value == "xhtml");
    let child = |name: &'static str| move |&id: &Id| document.child(id, core, name);
    let titles: Vec<Id> = ids.iter().filter_map(child("title")).filter(is_xhtml).collect();
    once(walk, &XHTML_TITLE, &titles, "several readers lose a title in XHTML", "write it as text, or as HTML");
    let contents: Vec<Id> = ids.iter().filter_map(child("content")).collect();
    let xhtml: Vec<Id> = contents.iter().copied().filter(is_xhtml).collect();
    once(walk, &XHTML_CONTENT, &xhtml, "several readers garble or lose XHTML", "write `type=\"html\"`");
    let early: Vec<Id> = contents
        .iter()
        .filter_map(|&content| {
            let entry = document.parent(content)?;
            document.children_named(entry, Ns::Media, "content").find(|&media| media < content)
        })
        .collect();
    once(walk, &MEDIA_BEFORE_CONTENT, &early, "some readers take this for the content", "put it after `<content>`");
    let http = |&id: &Id| is_http(&document.text(id).value);
    let found: Vec<Id> = ids.iter().filter_map(child("id")).filter(http).collect();
    let help = "mint `tag:` ids for new entries, and leave those of old ones";
    once(walk, &HTTP_ID, &found, "yarr takes every edit of such an entry for a new one", help);
    let undated: Vec<Id> = ids
        .iter()
        .copied()
        .filter(|&id| document.child(id, core, "published").is_none() && document.child(id, core, "updated").is_some())
        .collect();
    once(walk, &NO_PUBLISHED, &undated, "the entry has no `<published>`", "add `<published>` with the first date");
    relative(walk, &contents);
}

fn relative(walk: &mut Walk<'_, '_>, contents: &[Id]) {
    let (mut with_base, mut without) = (Vec::new(), Vec::new());
    for &content in contents {
        if !has_relative(walk, content) {
            continue;
        }
        let has_base = std::iter::successors(Some(content), |&at| walk.document.parent(at))
            .any(|at| walk.document.xml_attribute(at, "base").is_some());
        if has_base { with_base.push(content) } else { without.push(content) }
    }
    let help = "write whole addresses";
    once(walk, &RELATIVE, &without, "a relative address in the content", help);
    once(walk, &RELATIVE_TO_BASE, &with_base, "few readers know the base of the relative addresses here", help);
}

fn is_relative(value: &str) -> bool {
    let value = value.trim();
    !value.is_empty() && !value.starts_with("//") && address::split_scheme(value).0.is_none()
}

/// Whether the HTML or XHTML of a content has a relative address in it.
fn has_relative(walk: &Walk<'_, '_>, content: Id) -> bool {
    let document = walk.document;
    match document.attribute(content, "type").map(|kind| &*kind.value) {
        Some("html" | "text/html") if walk.plain.contains(&content) => false,
        Some("html" | "text/html") => {
            let text = document.text(content);
            let html = &*text.value;
            html.contains('<')
                && tokens(html).any(|token| match token {
                    Token::Start(tag) => ["href", "src"]
                        .iter()
                        .any(|name| tag.value(html, name).is_some_and(|value| is_relative(&value))),
                    _ => false,
                })
        }
        Some("xhtml") => {
            let mut inside = vec![content];
            while let Some(id) = inside.pop() {
                let found = ["href", "src"].iter().filter_map(|name| document.attribute(id, name));
                if id != content && found.into_iter().any(|attribute| is_relative(&attribute.value)) {
                    return true;
                }
                inside.extend(document.children(id));
            }
            false
        }
        _ => false,
    }
}

fn author_of_feed(walk: &mut Walk<'_, '_>, feed: Id, ids: &[Id]) {
    let document = walk.document;
    let core = walk.core;
    let authored = |id: Id| document.child(id, core, "author").is_some();
    let sourced = |id: Id| document.child(id, core, "source").is_some_and(authored);
    if authored(feed) {
        let found: Vec<Id> = ids.iter().copied().filter(|&id| !authored(id) && !sourced(id)).collect();
        let help = "write the `<author>` into every entry";
        once(walk, &AUTHOR_OF_FEED, &found, "most readers show no author here", help);
    }
}

/// References that are cut to 16 bits somewhere.
fn astral_references(walk: &mut Walk<'_, '_>, root: Id) {
    let document = walk.document;
    if !document.refers_beyond_16_bits {
        return;
    }
    let mut found: Option<std::ops::Range<usize>> = None;
    let mut inside = vec![root];
    while let Some(id) = inside.pop() {
        for content in document.contents(id) {
            match content {
                Content::Element(child, _) => inside.push(child),
                Content::Text { range, cdata: false } => {
                    let raw = document.raw(range.clone());
                    if memchr(b'&', raw.as_bytes()).is_none() {
                        continue;
                    }
                    let at = raw.match_indices("&#").find_map(|(at, _)| {
                        let length = astral(&raw[at..])?;
                        Some(range.start + at..range.start + at + length)
                    });
                    if let Some(at) = at.filter(|at| found.as_ref().is_none_or(|first| at.start < first.start)) {
                        found = Some(at);
                    }
                }
                Content::Text { .. } => {}
            }
        }
    }
    if let Some(range) = found {
        let reference = shown(document.raw(range.clone())).into_owned();
        let names = document.enclosing(range.start).unwrap_or_default();
        let message = format!("some readers show another letter for `{reference}`");
        let finding =
            Diagnostic::new(&ASTRAL_REFERENCE, Span::new(walk.source, range), message).element(names.0, names.1);
        walk.push(finding, "write the letter itself");
    }
}

/// The length of the reference at the start of a text, if its number has more than 16 bits.
fn astral(text: &str) -> Option<usize> {
    let reference = text.strip_prefix("&#")?;
    let (number, radix) = match reference.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16),
        None => (reference, 10),
    };
    let length = number.bytes().position(|byte| !byte.is_ascii_hexdigit())?;
    let code = u32::from_str_radix(&number[..length], radix).ok()?;
    let whole = text.len() - number.len() + length + 1;
    (code > 0xffff && number[length..].starts_with(';')).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::has_session;

    #[test]
    fn sessions_are_told_from_other_numbers() {
        for session in [
            "https://a.example/x?PHPSESSID=4f1d",
            "https://a.example/x;jsessionid=A1?b=c",
            "https://a.example/?t=1&sid=0123456789abcdef0123456789abcdef",
        ] {
            assert!(has_session(session), "{session}");
        }
        for other in ["https://a.example/?p=123", "https://a.example/?sid=42", "tag:a,2026:PHPSESSID=1", "x1y2"] {
            assert!(!has_session(other), "{other}");
        }
    }
}

//! The rules of JSON Feed, and the walk over its objects.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::rule::{Rule, rules};
use crate::diagnostic::{Diagnostic, Sink, Span, suggest};
use crate::source::Source;

use super::reader::{Member, Node, Value};
use super::shape::{FEED, Holds, Shape};
use crate::lint::readers::{self, Entry};
use crate::lint::value::date;
use crate::lint::walk::shown;
use crate::lint::{Kind, Options};

rules! {
    /// A feed that is no object.
    ///
    /// Wrong:
    /// ```json
    /// [{"id": "1", "content_text": "The ferry is back."}]
    /// ```
    /// Right:
    /// ```json
    /// {"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": [{"id": "1", "content_text": "The ferry is back."}]}
    /// ```
    NOT_AN_OBJECT = Error "json-feed/not-an-object" "a feed that is no object",
        "https://www.jsonfeed.org/version/1.1/#top-level";

    /// A feed that does not say which version it is of.
    ///
    /// Readers know a JSON Feed by it.
    ///
    /// Wrong:
    /// ```json
    /// {"title": "News", "items": []}
    /// ```
    /// Right:
    /// ```json
    /// {"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": []}
    /// ```
    MISSING_VERSION = Error "json-feed/missing-version" "a feed without `version`",
        "https://www.jsonfeed.org/version/1.1/#top-level";

    /// A version that nobody published.
    ///
    /// It is compared letter by letter: `http:`, a last slash or the bare number is another version.
    ///
    /// Wrong:
    /// ```json
    /// "version": "1.1"
    /// ```
    /// Right:
    /// ```json
    /// "version": "https://jsonfeed.org/version/1.1"
    /// ```
    UNKNOWN_VERSION = Error "json-feed/unknown-version" "a version that nobody published",
        "https://www.jsonfeed.org/version/1.1/#top-level";

    /// A feed without a title.
    ///
    /// Wrong:
    /// ```json
    /// {"version": "https://jsonfeed.org/version/1.1", "items": []}
    /// ```
    /// Right:
    /// ```json
    /// {"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": []}
    /// ```
    MISSING_TITLE = Error "json-feed/missing-title" "a feed without `title`",
        "https://www.jsonfeed.org/version/1.1/#top-level";

    /// A feed without `items`.
    ///
    /// An empty array is allowed, no array is not.
    ///
    /// Wrong:
    /// ```json
    /// {"version": "https://jsonfeed.org/version/1.1", "title": "News"}
    /// ```
    /// Right:
    /// ```json
    /// {"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": []}
    /// ```
    MISSING_ITEMS = Error "json-feed/missing-items" "a feed without `items`",
        "https://www.jsonfeed.org/version/1.1/#items";

    /// An item without an id.
    ///
    /// Readers must throw it away.
    ///
    /// Wrong:
    /// ```json
    /// {"content_text": "The ferry is back."}
    /// ```
    /// Right:
    /// ```json
    /// {"id": "https://gazette.example/2026/ferry", "content_text": "The ferry is back."}
    /// ```
    MISSING_ID = Error "json-feed/missing-id" "an item without `id`",
        "https://www.jsonfeed.org/version/1.1/#items";

    /// An id with nothing in it.
    ///
    /// Readers must throw the item away.
    ///
    /// Wrong:
    /// ```json
    /// {"id": "", "content_text": "The ferry is back."}
    /// ```
    /// Right:
    /// ```json
    /// {"id": "https://gazette.example/2026/ferry", "content_text": "The ferry is back."}
    /// ```
    EMPTY_ID = Error "json-feed/empty-id" "an id with nothing in it",
        "https://www.jsonfeed.org/version/1.1/#suggestions-for-feed-readers";

    /// An id that is a number.
    ///
    /// It must be a string. Readers should make one of it; 1.0 and 1 are two strings then.
    ///
    /// Wrong:
    /// ```json
    /// {"id": 1042, "content_text": "The ferry is back."}
    /// ```
    /// Right:
    /// ```json
    /// {"id": "1042", "content_text": "The ferry is back."}
    /// ```
    NUMERIC_ID = Error "json-feed/numeric-id" "an id that is a number",
        "https://www.jsonfeed.org/version/1.1/#items";

    /// Two items with one id.
    ///
    /// To a reader they are one item: it shows one of them, or takes the second for an edit of the first.
    ///
    /// Wrong:
    /// ```json
    /// "items": [{"id": "1", "content_text": "The ferry is back."}, {"id": "1", "content_text": "It is late."}]
    /// ```
    /// Right:
    /// ```json
    /// "items": [{"id": "1", "content_text": "The ferry is back."}, {"id": "2", "content_text": "It is late."}]
    /// ```
    DUPLICATE_ID = Error "json-feed/duplicate-id" "two items with one id",
        "https://www.jsonfeed.org/version/1.1/#items";

    /// An item with neither `content_html` nor `content_text`.
    ///
    /// NetNewsWire drops it.
    ///
    /// Wrong:
    /// ```json
    /// {"id": "1", "title": "The ferry is back"}
    /// ```
    /// Right:
    /// ```json
    /// {"id": "1", "title": "The ferry is back", "content_text": "Twelve months late."}
    /// ```
    MISSING_CONTENT = Error "json-feed/missing-content" "an item with neither `content_html` nor `content_text`",
        "https://www.jsonfeed.org/version/1.1/#items";

    /// A value of another type than the specification gives the key.
    ///
    /// Readers in languages with fixed types refuse the whole feed for it.
    ///
    /// Wrong:
    /// ```json
    /// {"id": "1", "content_text": "The ferry is back.", "tags": "harbour, ferry"}
    /// ```
    /// Right:
    /// ```json
    /// {"id": "1", "content_text": "The ferry is back.", "tags": ["harbour", "ferry"]}
    /// ```
    WRONG_TYPE = Error "json-feed/wrong-type" "a value of the wrong type",
        "https://www.jsonfeed.org/version/1.1/#the-structure-of-a-feed";

    /// `null` for what is not there.
    ///
    /// The specification gives every key one type, and null is of none; most readers take it for a missing key.
    ///
    /// Wrong:
    /// ```json
    /// {"id": "1", "content_text": "The ferry is back.", "image": null}
    /// ```
    /// Right:
    /// ```json
    /// {"id": "1", "content_text": "The ferry is back."}
    /// ```
    NULL = Warning "json-feed/null" "`null` for what is not there",
        "https://www.jsonfeed.org/version/1.1/#the-structure-of-a-feed";

    /// A name, title or tag with nothing in it.
    ///
    /// Wrong:
    /// ```json
    /// "authors": [{"name": "", "url": "https://gazette.example/"}]
    /// ```
    /// Right:
    /// ```json
    /// "authors": [{"name": "Ada Field", "url": "https://gazette.example/"}]
    /// ```
    BLANK = Warning "json-feed/blank" "a name, title or tag with nothing in it",
        "https://www.jsonfeed.org/version/1.1/#top-level";

    /// HTML where plain text belongs.
    ///
    /// Only `content_html` holds HTML. Elsewhere readers show the tags, and `&amp;` as five letters.
    ///
    /// Wrong:
    /// ```json
    /// {"id": "1", "title": "Salt &amp; vinegar", "content_text": "A review."}
    /// ```
    /// Right:
    /// ```json
    /// {"id": "1", "title": "Salt & vinegar", "content_text": "A review."}
    /// ```
    HTML_IN_TEXT = Warning "json-feed/html-in-plain-text" "HTML where plain text belongs",
        "https://www.jsonfeed.org/version/1.1/#items";

    /// A relative address in the HTML of an item.
    ///
    /// JSON Feed has no base address: most readers leave the link as it is, and it leads nowhere.
    ///
    /// Wrong:
    /// ```json
    /// {"id": "1", "content_html": "<p><img src=\"/ferry.jpg\"></p>"}
    /// ```
    /// Right:
    /// ```json
    /// {"id": "1", "content_html": "<p><img src=\"https://gazette.example/ferry.jpg\"></p>"}
    /// ```
    RELATIVE_IN_HTML = Warning "json-feed/relative-address" "a relative address in HTML",
        "https://www.jsonfeed.org/version/1.1/#items";

    /// An address without a scheme and a host.
    ///
    /// A reader shows items far from the site: `/2026/ferry` leads nowhere there.
    ///
    /// Wrong:
    /// ```json
    /// {"id": "1", "url": "/2026/ferry", "content_text": "The ferry is back."}
    /// ```
    /// Right:
    /// ```json
    /// {"id": "1", "url": "https://gazette.example/2026/ferry", "content_text": "The ferry is back."}
    /// ```
    NOT_ABSOLUTE = Error "json-feed/not-absolute" "an address without a scheme and a host",
        "https://www.jsonfeed.org/version/1.1/#items";

    /// An address that is none, or none of the web.
    ///
    /// Wrong:
    /// ```json
    /// "icon": "https://gazette.example/our logo.png"
    /// ```
    /// Right:
    /// ```json
    /// "icon": "https://gazette.example/our%20logo.png"
    /// ```
    BAD_URL = Error "json-feed/bad-address" "an address that is none, or none of the web",
        "https://url.spec.whatwg.org/#valid-url-string";

    /// A date that is not RFC 3339.
    ///
    /// Readers show the day on which they saw the item instead.
    ///
    /// Wrong:
    /// ```json
    /// {"id": "1", "content_text": "The ferry is back.", "date_published": "2026-03-04"}
    /// ```
    /// Right:
    /// ```json
    /// {"id": "1", "content_text": "The ferry is back.", "date_published": "2026-03-04T18:30:00Z"}
    /// ```
    BAD_DATE = Error "json-feed/date-not-rfc3339" "a date that is not RFC 3339",
        "https://www.rfc-editor.org/rfc/rfc3339#section-5.6";

    /// A date in the future, or before 1990.
    ///
    /// Wrong:
    /// ```json
    /// {"id": "1", "content_text": "The ferry is back.", "date_published": "2206-03-04T18:30:00Z"}
    /// ```
    /// Right:
    /// ```json
    /// {"id": "1", "content_text": "The ferry is back.", "date_published": "2026-03-04T18:30:00Z"}
    /// ```
    IMPLAUSIBLE_DATE = Warning "json-feed/implausible-date" "a date in the future, or before 1990",
        "https://www.jsonfeed.org/version/1.1/#items";

    /// An author with neither name nor address nor picture.
    ///
    /// Wrong:
    /// ```json
    /// "authors": [{}]
    /// ```
    /// Right:
    /// ```json
    /// "authors": [{"name": "Ada Field"}]
    /// ```
    EMPTY_AUTHOR = Error "json-feed/empty-author" "an author of whom nothing is said",
        "https://www.jsonfeed.org/version/1.1/#top-level";

    /// `author` without `authors`.
    ///
    /// Version 1.1 replaced it. Both together serve old readers and new ones.
    ///
    /// Wrong:
    /// ```json
    /// "author": {"name": "Ada Field"}
    /// ```
    /// Right:
    /// ```json
    /// "authors": [{"name": "Ada Field"}]
    /// ```
    OLD_AUTHOR = Info "json-feed/author-without-authors" "`author` without `authors`",
        "https://www.jsonfeed.org/version/1.1/#deprecations";

    /// A key of version 1.1 in a feed of version 1.
    ///
    /// Readers of version 1 skip it.
    ///
    /// Wrong:
    /// ```json
    /// {"version": "https://jsonfeed.org/version/1", "title": "News", "language": "en", "items": []}
    /// ```
    /// Right:
    /// ```json
    /// {"version": "https://jsonfeed.org/version/1.1", "title": "News", "language": "en", "items": []}
    /// ```
    NEWER_KEY = Warning "json-feed/newer-key" "a key of version 1.1 in a feed of version 1",
        "https://www.jsonfeed.org/version/1.1/#changes";

    /// An attachment without `url` or `mime_type`.
    ///
    /// Wrong:
    /// ```json
    /// {"id": "1", "content_text": "Listen.", "attachments": [{"url": "https://gazette.example/a.mp3"}]}
    /// ```
    /// Right:
    /// ```json
    /// {"id": "1", "content_text": "Listen.", "attachments": [{"url": "https://gazette.example/a.mp3", "mime_type": "audio/mpeg"}]}
    /// ```
    MISSING_ATTACHMENT_KEY = Error "json-feed/incomplete-attachment" "an attachment without `url` or `mime_type`",
        "https://www.jsonfeed.org/version/1.1/#attachments";

    /// A hub without `type` or `url`.
    ///
    /// Wrong:
    /// ```json
    /// "hubs": [{"url": "https://hub.gazette.example/"}]
    /// ```
    /// Right:
    /// ```json
    /// "hubs": [{"type": "WebSub", "url": "https://hub.gazette.example/"}]
    /// ```
    MISSING_HUB_KEY = Error "json-feed/incomplete-hub" "a hub without `type` or `url`",
        "https://www.jsonfeed.org/version/1.1/#top-level";

    /// A media type that is none.
    ///
    /// Wrong:
    /// ```json
    /// {"id": "1", "content_text": "Listen.", "attachments": [{"url": "https://gazette.example/a.mp3", "mime_type": "mp3"}]}
    /// ```
    /// Right:
    /// ```json
    /// {"id": "1", "content_text": "Listen.", "attachments": [{"url": "https://gazette.example/a.mp3", "mime_type": "audio/mpeg"}]}
    /// ```
    BAD_MEDIA_TYPE = Error "json-feed/not-a-media-type" "a media type that is none",
        "https://www.jsonfeed.org/version/1.1/#attachments";

    /// A size or duration that no file can have.
    ///
    /// Wrong:
    /// ```json
    /// {"id": "1", "content_text": "Listen.", "attachments": [{"url": "https://gazette.example/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": -1}]}
    /// ```
    /// Right:
    /// ```json
    /// {"id": "1", "content_text": "Listen.", "attachments": [{"url": "https://gazette.example/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 89970236}]}
    /// ```
    BAD_NUMBER = Error "json-feed/impossible-number" "a size or duration that no file can have",
        "https://www.jsonfeed.org/version/1.1/#attachments";

    /// An attachment of 0 bytes.
    ///
    /// Podcast apps show the size before they fetch the file. A size that is not known is better left out.
    ///
    /// Wrong:
    /// ```json
    /// {"id": "1", "content_text": "Listen.", "attachments": [{"url": "https://gazette.example/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 0}]}
    /// ```
    /// Right:
    /// ```json
    /// {"id": "1", "content_text": "Listen.", "attachments": [{"url": "https://gazette.example/a.mp3", "mime_type": "audio/mpeg"}]}
    /// ```
    ZERO_SIZE = Warning "json-feed/attachment-of-no-bytes" "an attachment of 0 bytes",
        "https://www.jsonfeed.org/version/1.1/#attachments";

    /// A language that is no tag of RFC 5646.
    ///
    /// Wrong:
    /// ```json
    /// "language": "en_GB"
    /// ```
    /// Right:
    /// ```json
    /// "language": "en-GB"
    /// ```
    BAD_LANGUAGE = Error "json-feed/not-a-language" "a language that is no tag",
        "https://www.rfc-editor.org/rfc/rfc5646";

    /// A next page that is the feed itself.
    ///
    /// Readers that follow it go round in circles.
    ///
    /// Wrong:
    /// ```json
    /// "feed_url": "https://gazette.example/feed.json", "next_url": "https://gazette.example/feed.json"
    /// ```
    /// Right:
    /// ```json
    /// "feed_url": "https://gazette.example/feed.json", "next_url": "https://gazette.example/feed-2.json"
    /// ```
    NEXT_IS_SELF = Error "json-feed/next-is-self" "a next page that is the feed itself",
        "https://www.jsonfeed.org/version/1.1/#top-level";

    /// A feed without its own address.
    ///
    /// On the public web it counts as required: it is what tells one feed from another, and what hubs are told.
    ///
    /// Wrong:
    /// ```json
    /// {"version": "https://jsonfeed.org/version/1.1", "title": "News", "home_page_url": "https://gazette.example/", "items": []}
    /// ```
    /// Right:
    /// ```json
    /// {"version": "https://jsonfeed.org/version/1.1", "title": "News", "home_page_url": "https://gazette.example/", "feed_url": "https://gazette.example/feed.json", "items": []}
    /// ```
    MISSING_FEED_URL = Warning "json-feed/missing-feed-url" "a feed without its own address",
        "https://www.jsonfeed.org/version/1.1/#top-level";

    /// A feed without the address of its site.
    ///
    /// On the public web it counts as required: readers lead there from the feed's name.
    ///
    /// Wrong:
    /// ```json
    /// {"version": "https://jsonfeed.org/version/1.1", "title": "News", "feed_url": "https://gazette.example/feed.json", "items": []}
    /// ```
    /// Right:
    /// ```json
    /// {"version": "https://jsonfeed.org/version/1.1", "title": "News", "home_page_url": "https://gazette.example/", "feed_url": "https://gazette.example/feed.json", "items": []}
    /// ```
    MISSING_HOME = Warning "json-feed/missing-home-page-url" "a feed without the address of its site",
        "https://www.jsonfeed.org/version/1.1/#top-level";

    /// A `feed_url` that is not where the feed lies, as `--url` says.
    ///
    /// Readers that follow it subscribe to another document.
    ///
    /// Wrong:
    /// ```json
    /// "feed_url": "https://example.org/2019/feed.xml"
    /// ```
    /// Right:
    /// ```json
    /// "feed_url": "https://example.org/feed.xml"
    /// ```
    ELSEWHERE = Warning "json-feed/feed-url-elsewhere" "a `feed_url` that is not where the feed lies",
        "https://www.jsonfeed.org/version/1.1/#top-level";

    /// An item without the address of its page.
    ///
    /// The specification wants it even where the id is the same address: readers do not open ids.
    ///
    /// Wrong:
    /// ```json
    /// {"id": "https://gazette.example/2026/ferry", "content_text": "The ferry is back."}
    /// ```
    /// Right:
    /// ```json
    /// {"id": "https://gazette.example/2026/ferry", "url": "https://gazette.example/2026/ferry", "content_text": "The ferry is back."}
    /// ```
    MISSING_URL = Info "json-feed/item-without-url" "an item without the address of its page",
        "https://www.jsonfeed.org/version/1.1/#items";

    /// A key that the specification does not have.
    ///
    /// Readers skip it. Keys of one's own begin with `_` and a letter.
    ///
    /// Wrong:
    /// ```json
    /// {"id": "1", "content_text": "The ferry is back.", "date_publised": "2026-03-04T18:30:00Z"}
    /// ```
    /// Right:
    /// ```json
    /// {"id": "1", "content_text": "The ferry is back.", "date_published": "2026-03-04T18:30:00Z"}
    /// ```
    UNKNOWN_KEY = Warning "json-feed/unknown-key" "a key that the specification does not have",
        "https://www.jsonfeed.org/version/1.1/#extensions";

    /// An extension whose name or keys are not as the specification wants them.
    ///
    /// The name is `_` and a letter first, then anything but a dot; it stands for an object, in which no key begins
    /// with `_` or holds a dot.
    ///
    /// Wrong:
    /// ```json
    /// "_harbour": "north"
    /// ```
    /// Right:
    /// ```json
    /// "_harbour": {"quay": "north"}
    /// ```
    BAD_EXTENSION = Warning "json-feed/bad-extension" "an extension of another form",
        "https://www.jsonfeed.org/version/1.1/#extensions";
}

/// Where a value stands: its key, the key around it, and the bytes.
#[derive(Debug, Clone)]
pub(crate) struct Site<'a> {
    /// The key; of a value in an array, the array's with `[]`.
    pub(crate) key: &'a str,
    /// The key around it, with `[]` for an array's; empty at the top.
    pub(crate) parent: &'a str,
    /// The value.
    pub(crate) range: Range<usize>,
}

/// What the checks of a feed share.
pub(crate) struct Feed<'a> {
    source: &'a Arc<Source>,
    sink: &'a mut Sink,
    /// Now, and the feed's address.
    pub(crate) options: &'a Options<'a>,
    /// What the feed says it is.
    kind: Kind,
}

impl Feed<'_> {
    /// A finding about a value.
    pub(crate) fn say(&mut self, rule: &'static Rule, site: &Site<'_>, message: impl fmt::Display, help: &str) {
        let finding = Diagnostic::new(rule, Span::new(self.source, site.range.clone()), message);
        let finding = finding.element(site.key, site.parent);
        self.sink.push(finding.help_opt((!help.is_empty()).then_some(help)));
    }

    /// A finding about a key that an object lacks.
    fn lacks(&mut self, rule: &'static Rule, site: &Site<'_>, key: &str, message: impl fmt::Display, help: &str) {
        let range = self.opening(&site.range);
        let finding = Diagnostic::new(rule, Span::new(self.source, range), message).element(key, site.key);
        self.sink.push(finding.help(help));
    }

    /// The bracket that opens an object.
    fn opening(&self, range: &Range<usize>) -> Range<usize> {
        let length = self.source.text()[range.clone()].chars().next().map_or(0, char::len_utf8);
        range.start..range.start + length
    }
}

/// Checks what was read.
pub(crate) fn check(
    source: &Arc<Source>,
    options: &Options<'_>,
    root: &Node<'_>,
    whole: bool,
    sink: &mut Sink,
) -> Kind {
    let mut feed = Feed { source, sink, options, kind: Kind::JsonFeed };
    let site = Site { key: "", parent: "", range: root.range.clone() };
    let Value::Object(members) = &root.value else {
        if !matches!(root.value, Value::Broken) {
            let range = feed.opening(&site.range);
            let message = format!("a feed is an object, not {}", root.value.kind());
            feed.say(&NOT_AN_OBJECT, &Site { range, ..site }, message, "put the items into `\"items\"` of an object");
        }
        return Kind::Unknown;
    };
    feed.kind = kind(members);
    feed.record(&site, members, &FEED, whole);
    let items = find(members, "items").map_or(&[][..], |items| match &items.value {
        Value::Array(items) => items,
        _ => &[],
    });
    repeated_ids(&mut feed, items);
    let entries: Vec<Entry> = items.iter().filter_map(entry).collect();
    readers::entries(source, &entries, sink);
    kind(members)
}

fn kind(members: &[Member<'_>]) -> Kind {
    match find(members, "version").and_then(text_of) {
        Some("https://jsonfeed.org/version/1") => Kind::JsonFeed1,
        Some("https://jsonfeed.org/version/1.1") => Kind::JsonFeed11,
        _ => Kind::JsonFeed,
    }
}

impl Feed<'_> {
    fn record(&mut self, site: &Site<'_>, members: &[Member<'_>], shape: &Shape, whole: bool) {
        for member in members {
            let inside = Site { key: &member.key, parent: site.key, range: member.value.range.clone() };
            let Some(key) = shape.keys.iter().find(|key| key.name == member.key) else {
                self.other(&inside, member, shape);
                continue;
            };
            if key.added && self.kind == Kind::JsonFeed1 {
                let place = Site { range: member.key_range.clone(), ..inside.clone() };
                let message = format!("version 1 has no `{}`", key.name);
                self.say(&NEWER_KEY, &place, message, "write `https://jsonfeed.org/version/1.1` as the version");
            }
            match &member.value.value {
                Value::Null if key.missing.is_none() => {
                    self.say(&NULL, &inside, format!("`{}` is null", key.name), "leave the key out");
                }
                _ => self.value(&inside, &member.value, &key.holds, whole),
            }
        }
        if !whole {
            return;
        }
        for key in shape.keys {
            let Some(rule) = key.missing else { continue };
            if find(members, key.name).is_none() {
                let of = if site.key.is_empty() { "the feed".to_owned() } else { format!("this of `{}`", site.key) };
                let message = format!("{of} has no `{}`", key.name);
                self.lacks(rule, site, key.name, message, &format!("add `\"{}\": …`", key.name));
            }
        }
        (shape.check)(self, site, members);
    }

    fn value(&mut self, site: &Site<'_>, node: &Node<'_>, holds: &Holds, whole: bool) {
        match (holds, &node.value) {
            (_, Value::Broken) | (Holds::Boolean, Value::Bool) => {}
            (Holds::Text(check), Value::String(text)) => check(self, site, text),
            (Holds::Number(check), Value::Number(number)) => check(self, site, number),
            (Holds::Id, Value::String(id)) => {
                if id.trim().is_empty() {
                    self.say(&EMPTY_ID, site, "the id is empty", "write one that stays the item's for ever");
                }
            }
            (Holds::Id, Value::Number(number)) => {
                let help = format!("write `\"{}\"`", shown(number));
                self.say(&NUMERIC_ID, site, format!("the id `{}` is a number", shown(number)), &help);
            }
            (Holds::List(holds), Value::Array(values)) => {
                let key = format!("{}[]", site.key);
                for value in values {
                    let site = Site { key: &key, parent: site.parent, range: value.range.clone() };
                    self.value(&site, value, holds, whole);
                }
            }
            (Holds::Record(shape), Value::Object(members)) => self.record(site, members, shape, whole),
            (_, value) => {
                let place = match value {
                    Value::Object(_) | Value::Array(_) => Site { range: self.opening(&site.range), ..site.clone() },
                    _ => site.clone(),
                };
                let message = format!("`{}` must be {}, not {}", shown(site.key), holds.kind(), value.kind());
                self.say(&WRONG_TYPE, &place, message, &format!("write {}", holds.kind()));
            }
        }
    }

    /// A key that the tables do not have: an extension, or an unknown one.
    fn other(&mut self, site: &Site<'_>, member: &Member<'_>, shape: &Shape) {
        let key = &*member.key;
        let place = Site { range: member.key_range.clone(), ..site.clone() };
        let Some(name) = key.strip_prefix('_') else {
            let near = suggest::nearest(key, shape.keys.iter().map(|key| key.name));
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "take it out, or put it into an extension such as `_mine`".to_owned(),
            };
            self.say(&UNKNOWN_KEY, &place, format!("JSON Feed has no key `{}` here", shown(key)), &help);
            return;
        };
        if !name.starts_with(char::is_alphabetic) || name.contains('.') {
            let message = format!("an extension cannot be called `{}`", shown(key));
            self.say(&BAD_EXTENSION, &place, message, "write `_`, a letter, and no dots");
        }
        match &member.value.value {
            Value::Object(members) => {
                let odd = members.iter().find(|member| member.key.starts_with('_') || member.key.contains('.'));
                if let Some(odd) = odd {
                    let place = Site { key: &odd.key, parent: key, range: odd.key_range.clone() };
                    let message = format!("a key of an extension cannot be called `{}`", shown(&odd.key));
                    self.say(&BAD_EXTENSION, &place, message, "write it without `_` in front, and without dots");
                }
            }
            Value::Broken => {}
            value => {
                let message = format!("the extension `{}` is {}, not an object", shown(key), value.kind());
                self.say(&BAD_EXTENSION, &place, message, "put the value into an object");
            }
        }
    }
}

/// What the table cannot say of a feed.
pub(crate) fn whole(feed: &mut Feed<'_>, site: &Site<'_>, members: &[Member<'_>]) {
    if find(members, "home_page_url").is_none() {
        let message = "the feed does not say which site it is of";
        feed.lacks(&MISSING_HOME, site, "home_page_url", message, "add `\"home_page_url\": …`");
    }
    if find(members, "feed_url").is_none() {
        let url = feed.options.url.unwrap_or("https://gazette.example/feed.json");
        let help = format!("add `\"feed_url\": \"{}\"`", shown(url));
        feed.lacks(&MISSING_FEED_URL, site, "feed_url", "the feed does not say where it lives", &help);
    }
    let own = find(members, "feed_url").and_then(text_of).or(feed.options.url);
    if let Some(next) = find(members, "next_url").filter(|next| own.is_some() && text_of(next) == own) {
        let place = Site { key: "next_url", parent: "", range: next.range.clone() };
        feed.say(&NEXT_IS_SELF, &place, "the next page is this one", "leave it out on the last page");
    }
    old_author(feed, members, "");
}

fn old_author(feed: &mut Feed<'_>, members: &[Member<'_>], parent: &str) {
    let author = members.iter().find(|member| member.key == "author");
    if let Some(author) = author.filter(|_| feed.kind == Kind::JsonFeed11 && find(members, "authors").is_none()) {
        let place = Site { key: "author", parent, range: author.key_range.clone() };
        feed.say(&OLD_AUTHOR, &place, "`author` was replaced by `authors`", "add `\"authors\": [{…}]`");
    }
}

/// What the table cannot say of an author.
pub(crate) fn author(feed: &mut Feed<'_>, site: &Site<'_>, members: &[Member<'_>]) {
    if !["name", "url", "avatar"].iter().any(|key| find(members, key).is_some()) {
        let place = Site { range: feed.opening(&site.range), ..site.clone() };
        feed.say(&EMPTY_AUTHOR, &place, "nothing is said of this author", "add `\"name\": …`, or take the author out");
    }
}

/// What the table cannot say of an item.
pub(crate) fn item(feed: &mut Feed<'_>, site: &Site<'_>, members: &[Member<'_>]) {
    let there = |key| find(members, key).is_some_and(|node| !matches!(node.value, Value::Null));
    if !there("content_html") && !there("content_text") {
        let message = "the item has neither `content_html` nor `content_text`";
        feed.lacks(&MISSING_CONTENT, site, "content_html", message, "add one of them");
    }
    if !there("url") {
        let message = "the item does not say where its page is";
        feed.lacks(&MISSING_URL, site, "url", message, "add `\"url\": …`");
    }
    old_author(feed, members, site.key);
}

fn repeated_ids(feed: &mut Feed<'_>, items: &[Node<'_>]) {
    let mut seen: BTreeMap<&str, &Range<usize>> = BTreeMap::new();
    for item in items {
        let Value::Object(members) = &item.value else { continue };
        let Some(node) = find(members, "id") else { continue };
        let (Value::String(_) | Value::Number(_)) = &node.value else { continue };
        let id = text_of(node).unwrap_or_default();
        if id.trim().is_empty() {
            continue;
        }
        if let Some(first) = seen.get(id) {
            let message = format!("another item has the id `{}` too", shown(id));
            let finding = Diagnostic::new(&DUPLICATE_ID, Span::new(feed.source, node.range.clone()), message)
                .related(Span::new(feed.source, (*first).clone()), "the first")
                .element("id", "items[]")
                .help("give each item its own");
            feed.sink.push(finding);
        } else {
            seen.insert(id, &node.range);
        }
    }
}

/// What readers make of an item.
fn entry(item: &Node<'_>) -> Option<Entry> {
    let Value::Object(members) = &item.value else { return None };
    let dated = |key: &str| {
        let node = find(members, key)?;
        Some((node.range.clone(), date::rfc3339(&text_of(node)?.to_ascii_uppercase()).ok()?.to_utc()))
    };
    let body = ["content_html", "content_text"].iter().filter_map(|key| find(members, key).and_then(text_of));
    let link = find(members, "url").and_then(|node| Some((node.range.clone(), text_of(node)?.to_owned())));
    Some(Entry {
        place: item.range.start..item.range.start + 1,
        name: ("items[]", ""),
        date_name: "date_published",
        published: dated("date_published"),
        updated: dated("date_modified").map(|(_, moment)| moment),
        compared: false,
        dated: find(members, "date_published").is_some() || find(members, "date_modified").is_some(),
        body: body.map(str::len).max().unwrap_or_default(),
        summarised: find(members, "summary").is_some(),
        summary_name: "summary",
        addresses: link.into_iter().map(|(range, url)| (range, "url", url)).collect(),
    })
}

/// The value of a key; of one that is there twice, the first.
pub(crate) fn find<'a, 's>(members: &'a [Member<'s>], key: &str) -> Option<&'a Node<'s>> {
    members.iter().find(|member| member.key == key).map(|member| &member.value)
}

/// A string, or a number as it is written.
fn text_of<'a>(node: &'a Node<'_>) -> Option<&'a str> {
    match &node.value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number),
        _ => None,
    }
}

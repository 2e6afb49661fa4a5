//! The rules of JSON Feed.

use crate::diagnostic::rule::rules;

rules! {
    /// JSON that is no feed.
    ///
    /// A feed is an object with `version` and `items`. Nothing else is said of other JSON.
    ///
    /// Wrong:
    /// ```json
    /// [{"id": "1", "content_text": "The ferry is back."}]
    /// ```
    /// Right:
    /// ```json
    /// {"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": [{"id": "1", "content_text": "The ferry is back."}]}
    /// ```
    NOT_A_FEED = Error "json-feed/not-a-feed" "JSON that is no feed",
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

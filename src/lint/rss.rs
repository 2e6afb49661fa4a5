//! RSS 0.91, 0.92 and 2.0: what stands where, and what the RSS Board advises.

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

    /// More than 24 hours to skip.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><skipHours><hour>0</hour><hour>1</hour><hour>2</hour><hour>3</hour><hour>4</hour><hour>5</hour><hour>6</hour><hour>7</hour><hour>8</hour><hour>9</hour><hour>10</hour><hour>11</hour><hour>12</hour><hour>13</hour><hour>14</hour><hour>15</hour><hour>16</hour><hour>17</hour><hour>18</hour><hour>19</hour><hour>20</hour><hour>21</hour><hour>22</hour><hour>23</hour><hour>0</hour></skipHours></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><skipHours><hour>3</hour></skipHours></channel>
    /// ```
    TOO_MANY_HOURS = Error "rss/too-many-hours" "more than 24 hours to skip",
        "https://www.rssboard.org/skip-hours-days", w3c "NotEnoughHoursInTheDay";

    /// More than 7 days to skip.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><skipDays><day>Monday</day><day>Tuesday</day><day>Wednesday</day><day>Thursday</day><day>Friday</day><day>Saturday</day><day>Sunday</day><day>Monday</day></skipDays></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><skipDays><day>Sunday</day></skipDays></channel>
    /// ```
    TOO_MANY_DAYS = Error "rss/too-many-days" "more than 7 days to skip",
        "https://www.rssboard.org/skip-hours-days", w3c "EightDaysAWeek";

    /// An hour that is not 0 to 23.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><skipHours><hour>25</hour></skipHours></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><skipHours><hour>23</hour></skipHours></channel>
    /// ```
    INVALID_HOUR = Error "rss/invalid-hour" "an hour that is not 0 to 23",
        "https://www.rssboard.org/skip-hours-days", w3c "InvalidHour";

    /// 24 for midnight, which is 0.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><skipHours><hour>24</hour></skipHours></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><skipHours><hour>0</hour></skipHours></channel>
    /// ```
    MIDNIGHT = Warning "rss/hour-24" "24 for midnight",
        "https://www.rssboard.org/rss-profile#element-channel-skiphours", w3c "UseZeroForMidnight";

    /// A day that is not an English weekday.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><skipDays><day>Sun</day></skipDays></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><skipDays><day>Sunday</day></skipDays></channel>
    /// ```
    INVALID_DAY = Error "rss/invalid-day" "a day that is not an English weekday",
        "https://www.rssboard.org/skip-hours-days", w3c "InvalidDay";

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

    /// An image wider than 144 pixels, or of no width.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><image><url>https://gazette.example/a.png</url><title>a</title><link>https://gazette.example/</link><width>200</width></image></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><image><url>https://gazette.example/a.png</url><title>a</title><link>https://gazette.example/</link><width>144</width></image></channel>
    /// ```
    INVALID_WIDTH = Error "rss/image-width" "an image that is not 1 to 144 pixels wide",
        "https://www.rssboard.org/rss-specification#ltimagegtSubelementOfLtchannelgt", w3c "InvalidWidth";

    /// An image higher than 400 pixels, or of no height.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><image><url>https://gazette.example/a.png</url><title>a</title><link>https://gazette.example/</link><height>500</height></image></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><image><url>https://gazette.example/a.png</url><title>a</title><link>https://gazette.example/</link><height>400</height></image></channel>
    /// ```
    INVALID_HEIGHT = Error "rss/image-height" "an image that is not 1 to 400 pixels high",
        "https://www.rssboard.org/rss-specification#ltimagegtSubelementOfLtchannelgt", w3c "InvalidHeight";

    /// An image that leads elsewhere than the channel.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><title>a</title><link>https://gazette.example/</link><image><url>https://gazette.example/a.png</url><title>a</title><link>https://gazette.example/about</link></image></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><title>a</title><link>https://gazette.example/</link><image><url>https://gazette.example/a.png</url><title>a</title><link>https://gazette.example/</link></image></channel>
    /// ```
    IMAGE_LINK = Warning "rss/image-link" "an image that leads elsewhere than the channel",
        "https://www.rssboard.org/rss-profile#element-channel-image-link", w3c "ImageLinkDoesntMatch";

    /// An image with another title than the channel's.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><title>a</title><link>https://gazette.example/</link><image><url>https://gazette.example/a.png</url><title>Logo</title><link>https://gazette.example/</link></image></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><title>a</title><link>https://gazette.example/</link><image><url>https://gazette.example/a.png</url><title>a</title><link>https://gazette.example/</link></image></channel>
    /// ```
    IMAGE_TITLE = Warning "rss/image-title" "an image with another title than the channel's",
        "https://www.rssboard.org/rss-profile#element-channel-image-title", w3c "ImageTitleDoesntMatch";

    /// An image that is neither GIF, JPEG nor PNG by its name.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><image><url>https://gazette.example/a.bmp</url><title>a</title><link>https://gazette.example/</link></image></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><image><url>https://gazette.example/a.png</url><title>a</title><link>https://gazette.example/</link></image></channel>
    /// ```
    IMAGE_FORMAT = Warning "rss/image-format" "an image that is neither GIF, JPEG nor PNG",
        "https://www.rssboard.org/rss-profile#element-channel-image-url", w3c "ImageUrlFormat";

    /// `isPermaLink` that is neither `true` nor `false`.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><guid isPermaLink="no">x1y2</guid></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><guid isPermaLink="false">x1y2</guid></item>
    /// ```
    INVALID_BOOLEAN = Error "rss/not-a-boolean" "`isPermaLink` that is neither `true` nor `false`",
        "https://www.rssboard.org/rss-specification#ltguidgtSubelementOfLtitemgt", w3c "InvalidBooleanAttribute";

    /// A guid that is said to be a permalink, or left so, and is no address.
    ///
    /// Readers open it.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><guid>ferry-2026</guid></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><guid isPermaLink="false">ferry-2026</guid></item>
    /// ```
    NOT_PERMALINK = Error "rss/guid-not-an-address" "a permalink that is no address",
        "https://www.rssboard.org/rss-profile#element-channel-item-guid", w3c "InvalidHttpGUID";

    /// A `tag:` or `urn:uuid:` guid that is said to be a permalink, or left so.
    ///
    /// No browser opens it.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><guid>tag:gazette.example,2026-03-04:ferry</guid></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><guid isPermaLink="false">tag:gazette.example,2026-03-04:ferry</guid></item>
    /// ```
    TAG_PERMALINK = Error "rss/guid-tag-as-permalink" "a `tag:` or `urn:uuid:` as a permalink",
        "https://www.rssboard.org/rss-profile#element-channel-item-guid", w3c "InvalidPermalink";

    /// A guid that is a small number.
    ///
    /// Another feed has the same one, and aggregators take the two entries for one.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><guid isPermaLink="false">1042</guid></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><guid isPermaLink="false">tag:gazette.example,2026:1042</guid></item>
    /// ```
    SMALL_GUID = Warning "rss/guid-small-number" "a guid that is a small number",
        "https://www.rssboard.org/rss-profile#element-channel-item-guid", w3c "NotSufficientlyUnique";
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

/// An item; FeedSync puts some into its conflicts.
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
    Child::one(NONE, "generator", &PLAIN),
    Child::one(NONE, "image", &IMAGE),
    Child::many(NONE, "item", &ITEM),
    Child::one(NONE, "language", &LANGUAGE),
    Child::one(NONE, "lastBuildDate", &DATE),
    Child::one(NONE, "managingEditor", &PERSON),
    Child::one(NONE, "pubDate", &DATE),
    Child::one(NONE, "rating", &ANY),
    Child::one(NONE, "skipDays", &SKIP_DAYS),
    Child::one(NONE, "skipHours", &SKIP_HOURS),
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
    Child::one(NONE, "guid", &GUID),
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
static IMAGE: Shape = Shape {
    inside: Inside::Elements,
    children: &[
        extension::DC,
        &[
            Child::one(NONE, "title", &NAME).needed(&MISSING_TITLE),
            Child::one(NONE, "url", &IMAGE_URL).needed(&MISSING_ELEMENT),
            Child::one(NONE, "link", &LINK).needed(&MISSING_LINK),
            Child::one(NONE, "width", &WIDTH),
            Child::one(NONE, "height", &HEIGHT),
            Child::one(NONE, "description", &PLAIN),
        ],
    ],
    attributes: &[],
    check: |_, _| (),
};
static IMAGE_URL: Shape = Shape::text(image_url);
static WIDTH: Shape = Shape::text(|walk, site, text| number::within(walk, site, text, (1, 144), &INVALID_WIDTH));
static HEIGHT: Shape = Shape::text(|walk, site, text| number::within(walk, site, text, (1, 400), &INVALID_HEIGHT));
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
static SKIP_HOURS: Shape =
    Shape::of(&[&[Child::many(NONE, "hour", &HOUR).needed(&MISSING_ELEMENT)]]).check(|walk, id| {
        few(walk, id, "hour", 24, &TOO_MANY_HOURS);
    });
static HOUR: Shape = Shape::text(hour);
static SKIP_DAYS: Shape = Shape::of(&[&[Child::many(NONE, "day", &DAY).needed(&MISSING_ELEMENT)]]).check(|walk, id| {
    few(walk, id, "day", 7, &TOO_MANY_DAYS);
});
static DAY: Shape = Shape::text(day);
static ENCLOSURE: Shape = Shape::of(&[]).attributes(&[
    Attr::new("url", address::web).needed(&MISSING_ATTRIBUTE),
    Attr::new("length", number::length).needed(&MISSING_ATTRIBUTE),
    Attr::new("type", media_type::attribute).needed(&MISSING_ATTRIBUTE),
]);
static GUID: Shape = Shape::text(guid).attributes(&[Attr::new("isPermaLink", boolean)]);
static SOURCE: Shape =
    Shape::text(text::name).attributes(&[Attr::new("url", address::absolute).needed(&MISSING_ATTRIBUTE)]);

fn boolean(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    if !matches!(&*text.value, "true" | "false") {
        let message = format!("expected `true` or `false`, found `{}`", shown(&text.value));
        let finding = walk.at(&INVALID_BOOLEAN, site, site.range.clone(), message);
        let (name, parent) = (walk.name(site.id), walk.parent_name(site.id));
        walk.push(finding.element(name, parent), "write `false` unless it is the address of the entry");
    }
}

fn guid(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    let value = text.value.trim();
    if value.is_empty() {
        text::name(walk, site, text);
        return;
    }
    let permalink = walk.document.attribute(site.id, "isPermaLink").is_none_or(|attribute| attribute.value == "true");
    let lower = value.to_ascii_lowercase();
    if !permalink {
        if value.len() < 9 && value.bytes().all(|byte| byte.is_ascii_digit()) {
            let message = format!("`{}` is a number that other feeds have too", shown(value));
            walk.value(&SMALL_GUID, site, message, &format!("write `tag:gazette.example,2026:{}`", shown(value)));
        }
        return;
    }
    let help = "write `isPermaLink=\"false\"`";
    if lower.starts_with("tag:") || lower.starts_with("urn:uuid:") {
        walk.value(&TAG_PERMALINK, site, format!("`{}` is no address that a browser opens", shown(value)), help);
    } else if let Some(fault) = address::inspect(value, true) {
        if fault == address::Fault::Form || fault == address::Fault::Scheme {
            walk.value(&NOT_PERMALINK, site, format!("`{}` is no address", shown(value)), help);
        } else {
            address::absolute(walk, site, text);
        }
    }
}

fn image_url(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    address::absolute(walk, site, text);
    let path = text.value.trim().split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    if let Some((_, extension)) = name.rsplit_once('.').filter(|_| path.matches('/').count() > 2) {
        let lower = extension.to_ascii_lowercase();
        if !matches!(lower.as_str(), "jpg" | "jpeg" | "gif" | "png") {
            let message = format!("an image that ends in `.{}`", shown(extension));
            walk.value(&IMAGE_FORMAT, site, message, "give a GIF, JPEG or PNG file");
        }
    }
}

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

fn hour(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    if text.value.trim() == "24" {
        walk.value(&MIDNIGHT, site, "24 for midnight", "write `0`");
    } else {
        number::within(walk, site, text, (0, 23), &INVALID_HOUR);
    }
}

fn day(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    super::value::one_of(walk, site, text.value.trim(), &days, &INVALID_DAY);
}

fn few(walk: &mut Walk<'_, '_>, id: Id, name: &str, most: usize, rule: &'static crate::diagnostic::rule::Rule) {
    let document = walk.document;
    let children: Vec<Id> = document.children_named(id, NONE, name).collect();
    if children.len() > most {
        let message = format!("{} of them, where {most} are all there are", children.len());
        walk.element(rule, id, message, "take the repeated ones out");
    }
    let values = children.iter().map(|&child| (child, document.text(child).value.trim().to_owned()));
    unique(walk, values);
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
    check_image(walk, id);
    check_order(walk, id);
    said_twice(walk, id, CHANNEL_PAIRS, &DUPLICATE_MEANING);
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

fn check_image(walk: &mut Walk<'_, '_>, id: Id) {
    let document = walk.document;
    let Some(image) = document.child(id, NONE, "image") else { return };
    for (name, rule, what) in
        [("link", &IMAGE_LINK, "leads elsewhere than"), ("title", &IMAGE_TITLE, "has another title than")]
    {
        let (Some(own), Some(channel)) = (document.child(image, NONE, name), document.child(id, NONE, name)) else {
            continue;
        };
        let wanted = document.text(channel).value.trim().to_owned();
        if document.text(own).value.trim() != wanted {
            let site = walk.site(own);
            walk.value(rule, &site, format!("the image {what} the channel"), &format!("write `{}`", shown(&wanted)));
        }
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
    for &((ns, name), (other_ns, other_name)) in pairs {
        let (Some(core), Some(other)) = (document.child(id, ns, name), document.child(id, other_ns, other_name)) else {
            continue;
        };
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
    for (ns, name) in [(Ns::Xhtml, "body"), (Ns::Atom, "content")] {
        let body = document.child(id, ns, name).filter(|&body| document.attribute(body, "src").is_none());
        if let Some(body) = body {
            let finding = at_tag(walk, &DUPLICATE_TEXT, body, "few readers look for the text here");
            let name = walk.name(body);
            walk.push(finding.element(name, walk.as_parent(id)), "write it as `description` or `content:encoded`");
        }
    }
    said_twice(walk, id, ITEM_PAIRS, &DUPLICATE_ITEM_MEANING);
}

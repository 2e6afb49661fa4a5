//! Apple's podcast elements.

use crate::diagnostic::Span;
use crate::diagnostic::rule::rules;

use super::structure::{MISSING_ATTRIBUTE, MISSING_ELEMENT};
use super::value::{address, any, contact, number, one_of, text};
use super::walk::{Attr, Child, Shape, Site, Walk, shown};
use super::xml::namespace::Ns;
use super::xml::reader::pseudo_attributes;
use super::xml::tree::{Id, Text};

rules! {
    /// A podcast without language, category or `itunes:explicit`.
    ///
    /// Directories refuse it, or list it under nothing.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><itunes:author>Ada Field</itunes:author></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><language>en</language><itunes:author>Ada Field</itunes:author><itunes:category text="News"/><itunes:explicit>false</itunes:explicit></channel>
    /// ```
    MISSING = Warning "itunes/missing-element" "a podcast without language, category or `itunes:explicit`",
        "https://podcasters.apple.com/support/823-podcast-requirements", w3c "MissingItunesElement";

    /// A podcast without its owner.
    ///
    /// Directories write to the owner to confirm a listing.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><itunes:author>Ada Field</itunes:author></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><itunes:owner><itunes:name>Ada Field</itunes:name><itunes:email>desk@gazette.example</itunes:email></itunes:owner></channel>
    /// ```
    MISSING_OWNER = Warning "itunes/missing-owner" "a podcast without its owner",
        "https://podcasters.apple.com/support/823-podcast-requirements", w3c "MissingItunesEmail";

    /// A category that Apple does not have.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><itunes:category text="Everything"/></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><itunes:category text="News"/></channel>
    /// ```
    INVALID_CATEGORY = Error "itunes/invalid-category" "a category that Apple does not have",
        "https://podcasters.apple.com/support/1691-apple-podcasts-categories", w3c "InvalidItunesCategory";

    /// A category that Apple gave up in 2019.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><itunes:category text="Technology"><itunes:category text="Gadgets"/></itunes:category></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><itunes:category text="Technology"/></channel>
    /// ```
    OBSOLETE_CATEGORY = Warning "itunes/obsolete-category" "a category that Apple gave up",
        "https://podcasters.apple.com/support/1691-apple-podcasts-categories", w3c "ObsoleteItunesCategory";

    /// An `itunes:type` that is neither `episodic` nor `serial`.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><itunes:type>series</itunes:type></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><itunes:type>serial</itunes:type></channel>
    /// ```
    INVALID_TYPE = Error "itunes/invalid-type" "an `itunes:type` that is neither `episodic` nor `serial`",
        "https://podcasters.apple.com/support/823-podcast-requirements", w3c "InvalidItunesChannelType";

    /// An `itunes:episodeType` that is not `full`, `trailer` or `bonus`.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><itunes:episodeType>extra</itunes:episodeType></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><itunes:episodeType>bonus</itunes:episodeType></item>
    /// ```
    INVALID_EPISODE_TYPE = Error "itunes/invalid-episode-type" "an episode's type that is not `full`, `trailer` or `bonus`",
        "https://podcasters.apple.com/support/823-podcast-requirements", w3c "InvalidItunesEpisodeType";

    /// An `itunes:block` that is not `yes`, `no` or `clean`.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><itunes:block>true</itunes:block></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><itunes:block>yes</itunes:block></channel>
    /// ```
    INVALID_BLOCK = Error "itunes/invalid-block" "an `itunes:block` that is not `yes` or `no`",
        "https://podcasters.apple.com/support/823-podcast-requirements", w3c "InvalidYesNoClean";

    /// A value that is neither `true` nor `false`.
    ///
    /// `yes`, `no` and `clean` are of Apple's first draft; directories refuse them today.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><itunes:explicit>clean</itunes:explicit></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><itunes:explicit>false</itunes:explicit></channel>
    /// ```
    NOT_TRUE_FALSE = Error "itunes/not-true-or-false" "a value that is neither `true` nor `false`",
        "https://podcasters.apple.com/support/823-podcast-requirements", w3c "InvalidTrueFalse";

    /// An `itunes:duration` that is not seconds, `m:ss` or `h:mm:ss`.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><itunes:duration>12 minutes</itunes:duration></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><itunes:duration>12:00</itunes:duration></item>
    /// ```
    INVALID_DURATION = Error "itunes/invalid-duration" "a duration that is not seconds, `m:ss` or `h:mm:ss`",
        "https://podcasters.apple.com/support/823-podcast-requirements", w3c "InvalidDuration";

    /// Keywords parted by spaces.
    ///
    /// Without commas they are one long keyword.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><itunes:keywords>news harbour ferries</itunes:keywords></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><itunes:keywords>news, harbour, ferries</itunes:keywords></channel>
    /// ```
    KEYWORDS = Warning "itunes/keywords-without-commas" "keywords parted by spaces",
        "https://podcasters.apple.com/support/823-podcast-requirements", w3c "InvalidKeywords";

    /// A text longer than Apple takes: 255 characters, or 4000 for a summary.
    ///
    /// It is cut, or the feed refused.
    ///
    /// Wrong:
    /// ```xml
    /// <channel><itunes:subtitle>A podcast a podcast a podcast a podcast a podcast a podcast a podcast a podcast a podcast a podcast a podcast a podcast a podcast a podcast a podcast a podcast a podcast a podcast a podcast a podcast a podcast a podcast a podcast a podcast a podcast a podcast a podcast a podcast a podcast</itunes:subtitle></channel>
    /// ```
    /// Right:
    /// ```xml
    /// <channel><itunes:subtitle>A podcast</itunes:subtitle></channel>
    /// ```
    TOO_LONG = Error "itunes/too-long" "a text longer than Apple takes",
        "https://podcasters.apple.com/support/823-podcast-requirements", w3c "TooLong";

    /// An enclosure of a format that Apple does not play.
    ///
    /// Wrong:
    /// ```xml
    /// <item><title>a</title><itunes:author>Ada Field</itunes:author><enclosure url="https://gazette.example/a.ogg" length="1024" type="audio/ogg"/></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><title>a</title><itunes:author>Ada Field</itunes:author><enclosure url="https://gazette.example/a.mp3" length="1024" type="audio/mpeg"/></item>
    /// ```
    UNSUPPORTED_FORMAT = Warning "itunes/unsupported-format" "an enclosure of a format that Apple does not play",
        "https://podcasters.apple.com/support/823-podcast-requirements", w3c "UnsupportedItunesFormat";

    /// A podcast in another encoding than UTF-8.
    ///
    /// Wrong:
    /// ```xml
    /// <?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><itunes:author>Ada Field</itunes:author></channel></rss>
    /// ```
    /// Right:
    /// ```xml
    /// <?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><itunes:author>Ada Field</itunes:author></channel></rss>
    /// ```
    NOT_UTF8 = Warning "itunes/not-utf-8" "a podcast in another encoding than UTF-8",
        "https://podcasters.apple.com/support/823-podcast-requirements", w3c "NotUTF8";
}

/// In a channel.
pub(crate) static CHANNEL: &[Child] = &[
    Child::one(Ns::Itunes, "author", &SHORT),
    Child::one(Ns::Itunes, "block", &BLOCK),
    Child::many(Ns::Itunes, "category", &CATEGORY),
    Child::one(Ns::Itunes, "complete", &ANY),
    Child::one(Ns::Itunes, "explicit", &TRUE_FALSE),
    Child::one(Ns::Itunes, "image", &IMAGE),
    Child::one(Ns::Itunes, "keywords", &KEYWORDS_SHAPE),
    Child::one(Ns::Itunes, "new-feed-url", &WEB),
    Child::one(Ns::Itunes, "owner", &OWNER),
    Child::one(Ns::Itunes, "subtitle", &SHORT),
    Child::one(Ns::Itunes, "summary", &LONG),
    Child::one(Ns::Itunes, "title", &SHORT),
    Child::one(Ns::Itunes, "type", &TYPE),
    Child::one(Ns::Itunes, "applepodcastsverify", &ANY),
];

/// In an item.
pub(crate) static ITEM: &[Child] = &[
    Child::one(Ns::Itunes, "author", &SHORT),
    Child::one(Ns::Itunes, "block", &BLOCK),
    Child::many(Ns::Itunes, "category", &CATEGORY),
    Child::one(Ns::Itunes, "duration", &DURATION),
    Child::one(Ns::Itunes, "episode", &POSITIVE),
    Child::one(Ns::Itunes, "episodeType", &EPISODE_TYPE),
    Child::one(Ns::Itunes, "explicit", &TRUE_FALSE),
    Child::one(Ns::Itunes, "image", &IMAGE),
    Child::one(Ns::Itunes, "isClosedCaptioned", &ANY),
    Child::one(Ns::Itunes, "keywords", &KEYWORDS_SHAPE),
    Child::one(Ns::Itunes, "order", &ANY),
    Child::one(Ns::Itunes, "season", &POSITIVE),
    Child::one(Ns::Itunes, "subtitle", &SHORT),
    Child::one(Ns::Itunes, "summary", &LONG),
    Child::one(Ns::Itunes, "title", &SHORT),
];

static ANY: Shape = Shape::text(any);
static POSITIVE: Shape = Shape::text(number::positive);
static WEB: Shape = Shape::text(address::absolute);
static SHORT: Shape = Shape::text(|walk, site, text| limited(walk, site, text, 255));
static LONG: Shape = Shape::text(|walk, site, text| limited(walk, site, text, 4000));
static KEYWORDS_SHAPE: Shape = Shape::text(keywords);
static BLOCK: Shape = Shape::text(|walk, site, text| {
    let value = text.value.trim().to_ascii_lowercase();
    one_of(walk, site, &value, &["yes", "no", "clean"], &INVALID_BLOCK);
});
static TRUE_FALSE: Shape = Shape::text(true_false);
static TYPE: Shape = Shape::text(|walk, site, text| {
    one_of(walk, site, &text.value.trim().to_ascii_lowercase(), &["episodic", "serial"], &INVALID_TYPE);
});
static EPISODE_TYPE: Shape = Shape::text(|walk, site, text| {
    one_of(walk, site, &text.value.trim().to_ascii_lowercase(), &["full", "trailer", "bonus"], &INVALID_EPISODE_TYPE);
});
static DURATION: Shape = Shape::text(duration);
static IMAGE: Shape = Shape::of(&[]).attributes(&[
    Attr::new("href", address::web).needed(&MISSING_ATTRIBUTE),
    Attr::new("rel", any),
    Attr::new("type", any),
]);
static OWNER: Shape = Shape::of(&[&[
    Child::one(Ns::Itunes, "email", &EMAIL).needed(&MISSING_ELEMENT),
    Child::one(Ns::Itunes, "name", &SHORT),
]]);
static EMAIL: Shape = Shape::text(contact::owner);
static CATEGORY: Shape = Shape::of(&[&[Child::many(Ns::Itunes, "category", &CATEGORY)]])
    .attributes(&[Attr::new("text", category).needed(&MISSING_ATTRIBUTE)]);

/// Apple's categories: each with those below it.
const CATEGORIES: &[(&str, &[&str])] = &[
    ("Arts", &["Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"]),
    ("Business", &["Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit"]),
    ("Comedy", &["Comedy Interviews", "Improv", "Stand-Up"]),
    ("Education", &["Courses", "How To", "Language Learning", "Self-Improvement"]),
    ("Fiction", &["Comedy Fiction", "Drama", "Science Fiction"]),
    ("Government", &[]),
    ("History", &[]),
    ("Health & Fitness", &["Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality"]),
    ("Kids & Family", &["Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"]),
    (
        "Leisure",
        &["Animation & Manga", "Automotive", "Aviation", "Crafts", "Games", "Hobbies", "Home & Garden", "Video Games"],
    ),
    ("Music", &["Music Commentary", "Music History", "Music Interviews"]),
    (
        "News",
        &[
            "Business News",
            "Daily News",
            "Entertainment News",
            "News Commentary",
            "Politics",
            "Sports News",
            "Tech News",
        ],
    ),
    (
        "Religion & Spirituality",
        &["Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "Religion", "Spirituality"],
    ),
    (
        "Science",
        &[
            "Astronomy",
            "Chemistry",
            "Earth Sciences",
            "Life Sciences",
            "Mathematics",
            "Natural Sciences",
            "Nature",
            "Physics",
            "Social Sciences",
        ],
    ),
    ("Society & Culture", &["Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships"]),
    (
        "Sports",
        &[
            "Baseball",
            "Basketball",
            "Cricket",
            "Fantasy Sports",
            "Football",
            "Golf",
            "Hockey",
            "Rugby",
            "Running",
            "Soccer",
            "Swimming",
            "Tennis",
            "Volleyball",
            "Wilderness",
            "Wrestling",
        ],
    ),
    ("Technology", &[]),
    ("True Crime", &[]),
    ("TV & Film", &["After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"]),
];

/// Categories that Apple had before 2019: each with those below it.
#[rustfmt::skip]
const OLD_CATEGORIES: &[(&str, &[&str])] = &[
    ("Arts", &["Literature"]),
    ("Arts & Entertainment", &["Architecture", "Books", "Design", "Entertainment", "Games", "Performing Arts", "Photography", "Poetry", "Science Fiction"]),
    ("Audio Blogs", &[]),
    ("Business", &["Business News", "Finance", "Management & Marketing", "Shopping"]),
    ("Comedy", &[]),
    ("Education", &["Education Technology", "Higher Education", "K-12", "Language Courses", "Training"]),
    ("Family", &[]),
    ("Food", &[]),
    ("Games & Hobbies", &["Automotive", "Aviation", "Hobbies", "Other Games", "Video Games"]),
    ("Government & Organizations", &["Local", "National", "Non-Profit", "Regional"]),
    ("Health", &["Alternative Health", "Diet & Nutrition", "Fitness", "Fitness & Nutrition", "Relationships", "Self-Help", "Sexuality"]),
    ("International", &["Australian", "Belgian", "Brazilian", "Canadian", "Chinese", "Dutch", "French", "German", "Hebrew", "Italian", "Japanese", "Norwegian", "Polish", "Portuguese", "Spanish", "Swedish"]),
    ("Movies & Television", &[]),
    ("Music", &[]),
    ("News", &[]),
    ("News & Politics", &["Conservative (Right)", "Liberal (Left)"]),
    ("Politics", &[]),
    ("Public Radio", &[]),
    ("Religion & Spirituality", &["New Age", "Other", "Philosophy"]),
    ("Science", &[]),
    ("Science & Medicine", &["Medicine", "Natural Sciences", "Social Sciences"]),
    ("Society & Culture", &["Gay & Lesbian", "History", "International"]),
    ("Sports", &[]),
    ("Sports & Recreation", &["Amateur", "College & High School", "Outdoor", "Professional", "Recreation"]),
    ("Talk Radio", &[]),
    ("Technology", &["Computers", "Developers", "Gadgets", "Information Technology", "News", "Operating Systems", "Podcasting", "Safety & Security", "Smart Phones", "Software How-To", "Tech News", "Text/Speech"]),
    ("Transportation", &["Automotive", "Aviation", "Bicycles", "Commuting"]),
    ("Travel", &[]),
];

/// Whether a table has a category, below another or at the top.
fn has(table: &[(&str, &[&str])], above: Option<&str>, name: &str) -> bool {
    match above {
        None => table.iter().any(|(top, _)| *top == name),
        Some(above) => table.iter().any(|(top, below)| *top == above && below.contains(&name)),
    }
}

fn limited(walk: &mut Walk<'_, '_>, site: &Site, value: &Text<'_>, most: usize) {
    text::plain(walk, site, value);
    let length = value.value.trim().chars().count();
    if length > most {
        let message = format!("{length} characters, where Apple takes {most}");
        walk.value(&TOO_LONG, site, message, "shorten it");
    }
}

fn keywords(walk: &mut Walk<'_, '_>, site: &Site, value: &Text<'_>) {
    limited(walk, site, value, 255);
    let words = value.value.trim();
    if words.contains(char::is_whitespace) && !words.contains(',') {
        walk.value(&KEYWORDS, site, format!("`{}` has no commas", shown(words)), "put a comma after each keyword");
    }
}

/// `true` or `false`, as Apple writes them.
pub(crate) fn true_false(walk: &mut Walk<'_, '_>, site: &Site, value: &Text<'_>) {
    one_of(walk, site, &value.value, &["true", "false"], &NOT_TRUE_FALSE);
}

fn duration(walk: &mut Walk<'_, '_>, site: &Site, value: &Text<'_>) {
    let parts: Vec<&str> = value.value.trim().split(':').collect();
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let sixty = parts.iter().skip(1).all(|part| part.len() <= 2 && part.parse::<u32>().is_ok_and(|value| value < 60));
    let seconds = parts.len() == 1 || parts.last().is_some_and(|part| part.len() == 2);
    if parts.len() > 3 || !parts.iter().all(digits) || !sixty || !seconds {
        let message = format!("`{}` is no duration", shown(&value.value));
        walk.value(&INVALID_DURATION, site, message, "write seconds, or `h:mm:ss`");
    }
}

fn category(walk: &mut Walk<'_, '_>, site: &Site, value: &Text<'_>) {
    let document = walk.document;
    let name = &*value.value;
    let above = document
        .parent(site.id)
        .filter(|&parent| document.element(parent).ns == Ns::Itunes && document.element(parent).name == "category");
    let above = above.and_then(|parent| document.attribute(parent, "text")).map(|text| text.value.to_string());
    if has(CATEGORIES, above.as_deref(), name) {
        return;
    }
    let old = has(OLD_CATEGORIES, above.as_deref(), name);
    let near = CATEGORIES
        .iter()
        .flat_map(|(top, below)| std::iter::once(top).chain(*below))
        .find(|near| near.eq_ignore_ascii_case(name));
    let help = near.map_or_else(|| "choose one of Apple's list".to_owned(), |near| format!("write `{near}`"));
    let (rule, message) = if old {
        (&OBSOLETE_CATEGORY, format!("Apple gave the category `{}` up", shown(name)))
    } else {
        (&INVALID_CATEGORY, format!("Apple has no category `{}` here", shown(name)))
    };
    let (element, parent) = (walk.name(site.id), walk.parent_name(site.id).replace("itunes_", "itunes:"));
    let finding = walk.at(rule, site, site.range.clone(), message).element(element, parent);
    walk.push(finding, &help);
}

/// What a podcast must have as a whole.
pub(crate) fn check_channel(walk: &mut Walk<'_, '_>, id: Id) {
    let document = walk.document;
    let used = |at: Id| document.children(at).any(|child| document.element(child).ns == Ns::Itunes);
    let items: Vec<Id> = document.children_named(id, Ns::None, "item").collect();
    if !used(id) && !items.iter().any(|&item| used(item)) {
        return;
    }
    if walk.whole {
        let has = |ns, name| document.child(id, ns, name).is_some();
        if !has(Ns::None, "language") {
            walk.lacks(
                &MISSING,
                id,
                "language",
                "the podcast does not say its language",
                "add `<language>en</language>`",
            );
        }
        for name in ["category", "explicit"] {
            if !has(Ns::Itunes, name) {
                let message = format!("the podcast has no `<itunes:{name}>`");
                walk.lacks(&MISSING, id, &format!("itunes:{name}"), message, &format!("add `<itunes:{name}>`"));
            }
        }
        if !has(Ns::Itunes, "owner") {
            walk.lacks(
                &MISSING_OWNER,
                id,
                "itunes:email",
                "the podcast has no `<itunes:owner>`",
                "add `<itunes:owner>` with its `<itunes:email>`",
            );
        }
    }
    let declared = document.declaration.as_ref().and_then(|declaration| {
        let raw = document.raw(declaration.range.clone());
        let pairs = pseudo_attributes(raw.strip_prefix("<?xml")?.strip_suffix("?>")?)?;
        pairs.into_iter().find(|(name, _)| *name == "encoding").map(|(_, value)| value.to_owned())
    });
    if let Some(other) = declared.filter(|encoding| !matches!(encoding.to_ascii_lowercase().as_str(), "utf-8" | "utf8"))
    {
        walk.element(&NOT_UTF8, id, format!("a podcast in `{}`", shown(&other)), "save it as UTF-8");
    }
    for item in items {
        check_format(walk, item);
    }
}

fn check_format(walk: &mut Walk<'_, '_>, item: Id) {
    let document = walk.document;
    for enclosure in document.children_named(item, Ns::None, "enclosure") {
        let Some(url) = document.attribute(enclosure, "url") else { continue };
        let path = url.value.split(['?', '#']).next().unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or_default();
        let Some((_, extension)) = name.rsplit_once('.') else { continue };
        let played = ["m4a", "mp3", "mov", "mp4", "m4v", "pdf", "epub"];
        if !played.iter().any(|known| known.eq_ignore_ascii_case(extension)) {
            let message = format!("Apple does not play `.{}`", shown(extension));
            let span = Span::new(walk.source, url.value_range.clone());
            let (name, parent) = (walk.name(item), walk.parent_name(item));
            let finding = crate::diagnostic::Diagnostic::new(&UNSUPPORTED_FORMAT, span, message).element(name, parent);
            walk.push(finding, "give an MP3 or M4A file");
        }
    }
}

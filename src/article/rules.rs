//! `article/…`: faults of an article.

pub(super) mod file;

use std::ops::Range;

use crate::diagnostic::rule::{Level, rules};
use crate::diagnostic::{Diagnostic, Sink, Span, quote, suggest};
use crate::table::rules::MISSING_KEY;
use crate::table::{DateText, Quoted, Text, line};
use crate::value::date::{DateError, Implausible};
use crate::value::html::{Removed, What};
use crate::value::id::IdError;
use crate::value::identity::NameError;
use crate::value::lang::LangError;
use crate::value::link::{LinkError, WebUrl};
use crate::value::moment::Moment;
use crate::value::person::{NearMiss, Role};
use crate::value::slug::SlugError;
use crate::value::text::ForbiddenChar;
use crate::value::zone::WallTimeError;

rules! {
    /// A date that cannot be read in just one way.
    ///
    /// A wrong date in a feed is worse than a refused one: it pins an entry to the top for years or buries it, and
    /// nobody can take it back. So what is ambiguous, impossible, incomplete or relative is refused, and the help gives
    /// the text to type for each reading. `dateline explain date "…"` shows the reading step by step.
    ///
    /// Wrong: `date = "03/04/2025"` (3 April or March 4), `date = "Feb. 30, 2026, 9 a.m. ET"`.
    ///
    /// Right: `date = 2025-03-04`, `date = "March 4, 2025, 9 a.m. ET"`.
    BAD_DATE = Error "article/bad-date" "a date that cannot be read", "docs/articles.md";

    /// A date that is hard to believe.
    ///
    /// Before 1990 there were no feeds, and an article years ahead is mostly a slip of the keyboard: readers would
    /// pin it on top for as long.
    ///
    /// Wrong: `date = 2062-03-04` for 2026.
    ///
    /// Right: the year that was meant; if it is meant, turn the rule off for the publication.
    IMPLAUSIBLE_DATE = Warning "article/implausible-date" "a date that is hard to believe", "docs/articles.md";

    /// An update before the publication.
    ///
    /// Readers sort by one date or the other, so the entry would stand in two places.
    ///
    /// Wrong: `date = 2026-03-04` and `updated = 2026-03-03`.
    ///
    /// Right: `updated` on the same day or later.
    UPDATED_TOO_EARLY = Error "article/updated-too-early" "an update before the publication", "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.15";

    /// An update that no reader sees, since it is not after the publication.
    ///
    /// A day alone counts from its first hour. An article that came out later on that day counts as unchanged, and readers
    /// that go by the dates show no correction. Where `date` is a day alone too it is an info, since the two lines of many
    /// an old article say the same.
    ///
    /// Wrong: `date = 2026-03-04T09:00:00-05:00` and `updated = 2026-03-04`.
    ///
    /// Right: `updated = 2026-03-04T15:30:00-05:00`.
    UPDATE_UNSEEN = Warning "article/update-unseen" "an update that is not after the publication", "docs/articles.md";

    /// An update that is still to come.
    ///
    /// Readers and checkers mind dates in the future. Until it has come, the article counts as unchanged.
    ///
    /// Wrong: `updated = 2027-03-05`, while it is 2026.
    ///
    /// Right: the moment of the change.
    UPDATE_AHEAD = Warning "article/update-ahead" "an update that is still to come", "https://validator.w3.org/feed/docs/warning/ImplausibleDate.html";

    /// An end before the beginning.
    ///
    /// The article would never be in any feed.
    ///
    /// Wrong: `date = 2026-03-04` and `expires = 2026-03-01`.
    ///
    /// Right: `expires` after `date`, or `draft = true`.
    EXPIRES_TOO_EARLY = Error "article/expires-too-early" "an end before the publication", "docs/articles.md";

    /// An address that is not an absolute http or https URL.
    ///
    /// Feeds are read far away from the site, so nothing in them can be relative to it.
    ///
    /// Wrong: `url = "/2026/ferry"`.
    ///
    /// Right: `url = "https://gazette.example/2026/ferry"`.
    BAD_ADDRESS = Error "article/bad-address" "not an absolute web address", "https://url.spec.whatwg.org/#absolute-url-string";

    /// An address of the machine that dateline runs on.
    ///
    /// `localhost` is another machine for every reader.
    ///
    /// Wrong: `url = "http://localhost:1313/ferry/"`.
    ///
    /// Right: `url = "https://gazette.example/ferry/"`.
    OWN_MACHINE = Warning "article/own-machine" "an address of the own machine", "docs/articles.md";

    /// An id that is not a URI.
    ///
    /// Atom requires one, and readers tell entries apart by it alone. Once published it never changes. RSS and JSON
    /// Feed take any text on one line, so an old guid that is no URI can be kept where it was.
    ///
    /// Wrong: `id = "ferry returns"`.
    ///
    /// Right: `id = "tag:gazette.example,2026-03-04:ferry-returns"`, or, with the guid of an old RSS feed,
    /// `id = { atom = "tag:gazette.example,2026-03-04:ferry-returns", rss = "1234" }`.
    BAD_ID = Error "article/bad-id" "an id that is not a URI", "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.6";

    /// A slug with characters that do not belong in an address.
    ///
    /// Wrong: `slug = "Ferry Returns!"`.
    ///
    /// Right: `slug = "ferry-returns"`.
    BAD_SLUG = Error "article/bad-slug" "not a slug", "docs/articles.md";

    /// No slug can be made of the file's name.
    ///
    /// The address and the id of an article are made of its slug; a file named in punctuation alone gives none.
    ///
    /// Right: another name for the file, or `slug = "ferry-returns"`.
    NO_SLUG = Error "article/no-slug" "a file name that gives no slug", "docs/articles.md";

    /// A language that is not a BCP 47 tag.
    ///
    /// Wrong: `language = "spanish"`.
    ///
    /// Right: `language = "es"`.
    BAD_LANGUAGE = Error "article/bad-language" "not a language tag", "https://www.rfc-editor.org/rfc/rfc5646#section-2.1";

    /// A text or a list beyond all measure.
    ///
    /// Most likely something else was pasted there, and readers hold everything of an entry in memory. The most are
    /// 10,000 characters in a text of one line, 200 in a slug, and 500 tags or authors; a file may have 16 MiB.
    ///
    /// Wrong: a whole article in `title`.
    ///
    /// Right: the headline in `title`, the text in `body`.
    TOO_LONG = Error "article/too-long" "a text or a list beyond all measure", "docs/articles.md";

    /// A text with nothing in it.
    ///
    /// Readers show an empty line, or make something up.
    ///
    /// Wrong: `section = ""`.
    ///
    /// Right: a text, or no such line.
    EMPTY = Error "article/empty" "an empty text", "docs/articles.md";

    /// A character that XML forbids.
    ///
    /// One such character makes the whole feed unreadable in every reader. They come with text that was copied from
    /// other programs and are mostly invisible.
    ///
    /// Right: delete it.
    FORBIDDEN_CHARACTER = Error "article/forbidden-character" "a character that XML forbids", "https://www.w3.org/TR/xml/#charsets";

    /// An HTML character reference in a title.
    ///
    /// Titles are text: what is typed is what readers see, so `&amp;` would be shown as these five characters.
    ///
    /// Wrong: `title = "AT&amp;T"`.
    ///
    /// Right: `title = "AT&T"`.
    ESCAPED_TITLE = Warning "article/escaped-title" "an HTML character reference in a title", "https://www.rfc-editor.org/rfc/rfc4287#section-3.1.1.1";

    /// Text that was decoded in the wrong encoding.
    ///
    /// It was copied or converted from somewhere that took bytes of UTF-8 for Latin-1, or could not read them, and every
    /// reader shows what has become of them: `CafÃ©`, `itâ€™s`, or a mark for a letter that is lost.
    ///
    /// Wrong: `title = "CafÃ©"`.
    ///
    /// Right: `title = "Café"`.
    GARBLED_TEXT = Warning "article/garbled-text" "text that was decoded in the wrong encoding", "https://validator.w3.org/feed/docs/warning/BadCharacters.html";

    /// A merge left two versions of something in a text, between marks.
    ///
    /// Every subscriber would read both of them, and the marks. In a block of code they are part of what is shown.
    ///
    /// Right: one of the versions, and neither mark.
    MERGE_CONFLICT = Error "article/merge-conflict" "two versions between the marks of a merge", "https://git-scm.com/docs/git-merge#_how_conflicts_are_presented";

    /// A body that begins with the keys of another generator.
    ///
    /// They are text here, and every subscriber would read them.
    ///
    /// Wrong: a `body_file` that begins with `---`, `title: Ferry` and `---`.
    ///
    /// Right: the keys in the article's own file, and nothing but the text in the other.
    FRONT_MATTER = Warning "article/front-matter" "the front matter of another generator in a body", "docs/articles.md";

    /// Code that the templates of another generator would have replaced.
    ///
    /// dateline has no templates, so that every subscriber would read the code. In code of an example it is what is meant.
    ///
    /// Wrong: `{{< figure src="ferry.jpg" >}}`, `{% include map.html %}`, `[gallery ids="1,2"]`.
    ///
    /// Right: what it makes, as `![The ferry](ferry.jpg)`.
    TEMPLATE_CODE = Warning "article/template-code" "code of another generator's templates in a body", "docs/articles.md";

    /// HTML in a text of one line: a title, a summary, a section, a tag, a name, a caption.
    ///
    /// They are text: what is typed is what readers see, tags and all, and checkers recommend against it.
    ///
    /// Wrong: `summary = "The <em>Petrel</em> &amp; her crew"`.
    ///
    /// Right: `summary = "The Petrel & her crew"`.
    HTML_IN_LINE = Warning "article/html-in-line" "HTML in a text of one line", "https://validator.w3.org/feed/docs/warning/ContainsHTML.html";

    /// Several tags in one text.
    ///
    /// A list in TOML stands in brackets, each text between quotation marks of its own; commas within them are part of
    /// the tag, and readers see one that is called `harbour, ferries`.
    ///
    /// Wrong: `tags = "harbour, ferries"`.
    ///
    /// Right: `tags = ["harbour", "ferries"]`.
    TAGS_IN_ONE = Warning "article/tags-in-one" "several tags in one text", "docs/articles.md";

    /// A tag that is there twice.
    ///
    /// Wrong: `tags = ["ferries", "ferries"]`.
    ///
    /// Right: `tags = ["ferries"]`.
    TAG_TWICE = Warning "article/tag-twice" "a tag that is there twice", "docs/articles.md";

    /// Both a byline and a list of authors.
    ///
    /// Each says who wrote the article, and all of them would be credited, some of them twice.
    ///
    /// Right: `byline = "By Jane Doe and John Smith"` or `authors = ["Jane Doe", "John Smith"]`.
    BYLINE_AND_AUTHORS = Error "article/byline-and-authors" "both a byline and authors", "docs/articles.md";

    /// A byline that names nobody.
    ///
    /// "Staff" and "Newsroom" are no names. The entry carries no author then; in Atom the site's editor stands in for
    /// the feed.
    ///
    /// Wrong: `byline = "Staff reports"`, if somebody is to be credited.
    ///
    /// Right: `byline = "By Jane Doe"`, or no byline.
    NOBODY = Info "article/byline-names-nobody" "a byline that names nobody", "docs/articles.md";

    /// An email address where a name should be.
    ///
    /// No address in a byline was declared to be public, so that feeds do not show it, and whoever it belongs to is not
    /// credited.
    ///
    /// Wrong: `byline = "jane@gazette.example"`.
    ///
    /// Right: `byline = "By Jane Doe"`, or the address among the `aliases` of somebody in `[people]`.
    ADDRESS_FOR_NAME = Warning "article/address-for-name" "an email address instead of a name", "docs/articles.md";

    /// A name that is almost one of `[people]`.
    ///
    /// One letter or an accent makes two authors of one: two feeds, two names in every reader.
    ///
    /// Wrong: `byline = "By Jane Deo"`, with `[people."Jane Doe"]` in config.toml.
    ///
    /// Right: `byline = "By Jane Doe"`, or an alias for her, or an entry of its own.
    NEAR_MISS = Warning "article/near-miss" "a name that is almost a known one", "docs/config.md";

    /// A role that there is not.
    ///
    /// Wrong: `role = "writer"`.
    ///
    /// Right: `role = "author"`.
    UNKNOWN_ROLE = Error "article/unknown-role" "a role that there is not", "docs/articles.md";

    /// An email address that is none.
    ///
    /// Wrong: `email = "jane at gazette.example"`.
    ///
    /// Right: `email = "jane@gazette.example"`, and only if it may be public.
    BAD_EMAIL = Error "article/bad-email" "not an email address", "https://www.rfc-editor.org/rfc/rfc5322#section-3.4.1";

    /// A format that there is not.
    ///
    /// Wrong: `format = "md"`.
    ///
    /// Right: `format = "markdown"`, `"html"` or `"text"`.
    UNKNOWN_FORMAT = Error "article/unknown-format" "a format that there is not", "docs/articles.md";

    /// Both a body and a file for it.
    ///
    /// Right: `body = """…"""` or `body_file = "ferry.md"`.
    TWO_BODIES = Error "article/two-bodies" "both a body and a body file", "docs/articles.md";

    /// No text at all.
    ///
    /// An entry with neither text nor summary is an empty page in every reader, and some drop it.
    ///
    /// Right: a `body`, a `body_file`, or at least a `summary`.
    NO_TEXT = Error "article/no-text" "an article without text", "docs/articles.md";

    /// No summary, and none can be made.
    ///
    /// The summary is the first paragraph, where none is written. A text that is all pictures or tables has none, and
    /// readers that show summaries show a blank.
    ///
    /// Right: `summary = "The ferry is back after eleven years."`.
    NO_SUMMARY = Warning "article/no-summary" "an article without a summary", "docs/articles.md";

    /// Markup that feeds cannot carry.
    ///
    /// Readers strip scripts, styles and forms, or refuse the entry, and checkers warn of them. What can be shown
    /// otherwise is, and `article/adapted-markup` says so.
    ///
    /// Wrong: `<p onclick="show()">The ferry is back.</p>`.
    ///
    /// Right: `<p>The ferry is back.</p>`.
    REMOVED_MARKUP = Warning "article/removed-markup" "markup that feeds cannot carry", "https://validator.w3.org/feed/docs/warning/SecurityRisk.html";

    /// A link to a host or a mailbox that lacks its scheme.
    ///
    /// What does not begin with a scheme is a path on the site, so that readers are led to a page that is not there.
    ///
    /// Wrong: `[the port](www.port.example)`, `[write to us](desk@gazette.example)`.
    ///
    /// Right: `[the port](https://www.port.example)`, `[write to us](mailto:desk@gazette.example)`.
    LINK_WITHOUT_SCHEME = Warning "article/link-without-scheme" "a link without its scheme", "https://url.spec.whatwg.org/#relative-url-string";

    /// Markup that feeds cannot carry, and that became what they can.
    ///
    /// Readers strip players and frames, and few draw formulas. So a frame, a video or a sound becomes a link to it, and
    /// a formula its text; the page still shows it as it was written. Nothing is lost, so nothing fails.
    ///
    /// Wrong: `<iframe src="https://video.example/1"></iframe>`, where the link should have words of your own.
    ///
    /// Right: `[Watch the video](https://video.example/1)`.
    ADAPTED_MARKUP = Info "article/adapted-markup" "markup that became a link or a text", "docs/articles.md";

    /// A file that is not there.
    ///
    /// Paths start at the article's own folder, or at `articles/` with a leading slash.
    ///
    /// Wrong: `image = { file = "ferry.jpg" }`, when the file is `img/ferry.jpg`.
    ///
    /// Right: `image = { file = "img/ferry.jpg" }`.
    NO_FILE = Error "article/no-file" "a file that is not there", "docs/articles.md";

    /// A path that leaves `articles/`.
    ///
    /// What an article names is published, so nothing outside the folder of the articles can be named.
    ///
    /// Wrong: `body_file = "../../secrets.md"`.
    ///
    /// Right: a file below `articles/`.
    OUTSIDE = Error "article/outside" "a path that leaves the articles", "docs/articles.md";

    /// A path that is none.
    ///
    /// Wrong: `file = "img\\ferry.jpg"`, `file = "https://gazette.example/ferry.jpg"`.
    ///
    /// Right: `file = "img/ferry.jpg"`, `url = "https://gazette.example/ferry.jpg"`.
    BAD_PATH = Error "article/bad-path" "not a path", "docs/articles.md";

    /// Both a file and an address.
    ///
    /// A file's address is made from its path, so the two could contradict.
    ///
    /// Right: `file`, for what lies here; `url`, for what lies elsewhere.
    FILE_AND_URL = Error "article/file-and-url" "both a file and an address", "docs/articles.md";

    /// Neither a file nor an address.
    ///
    /// Right: `file = "img/ferry.jpg"` or `url = "https://…"`.
    NEITHER_FILE_NOR_URL = Error "article/neither-file-nor-url" "neither a file nor an address", "docs/articles.md";

    /// A picture without a description.
    ///
    /// People who do not see it, and readers that do not load it, get nothing.
    ///
    /// Right: `alt = "The ferry leaves the pier at dusk"`; `alt = ""` for a picture that only decorates.
    NO_ALT = Warning "article/no-alt" "a picture without a description", "https://www.w3.org/TR/WCAG22/#non-text-content";

    /// A picture that is none.
    ///
    /// Wrong: `image = { file = "audio/ferry.mp3" }`.
    ///
    /// Right: a picture; other files are `[[enclosures]]`.
    NOT_AN_IMAGE = Error "article/not-an-image" "a picture that is none", "docs/articles.md";

    /// A file with nothing in it.
    ///
    /// Readers show a broken picture, a player that does not play, or an article without its text. Mostly a download or
    /// a copy was cut short.
    ///
    /// Right: the whole file, or no such line.
    EMPTY_FILE = Error "article/empty-file" "a file with nothing in it", "docs/articles.md";

    /// A text where a picture, a sound, a film or a PDF should be.
    ///
    /// A name ending in `.jpg` makes no picture. Such files are mostly pointers of Git LFS whose files were not fetched,
    /// or the error page of a server that was saved instead of the file.
    ///
    /// Wrong: `image = { file = "ferry.jpg" }`, with the text `version https://git-lfs.github.com/spec/v1` in the file.
    ///
    /// Right: the file itself: `git lfs pull`.
    TEXT_FOR_MEDIA = Error "article/text-for-media" "a text where a picture or a sound should be", "docs/articles.md";

    /// A file that is of another type than it is named.
    ///
    /// Feeds give the type that the file has, servers mostly the one of its name; some readers and players believe the one
    /// and some the other, and do not show what does not agree.
    ///
    /// Wrong: a PNG in `ferry.jpg`, or a zip archive in `ferry.mp3`.
    ///
    /// Right: `ferry.png`; the sound itself.
    OTHER_TYPE = Warning "article/other-type" "a file of another type than it is named", "docs/articles.md";

    /// A picture whose size cannot be read.
    ///
    /// Its file is cut short, broken, or of a kind that readers do not show either.
    ///
    /// Right: a JPEG, PNG, GIF, WebP, AVIF or SVG that an image viewer opens.
    BROKEN_IMAGE = Warning "article/broken-image" "a picture whose size cannot be read", "docs/articles.md";

    /// An enclosure that RSS has no room for.
    ///
    /// With several in an entry, some readers show the first and some the last, and checkers warn. So the RSS feed carries
    /// one: the first sound or film, else the first of all. Atom and JSON Feed carry all of them.
    ///
    /// Right: the one that matters most first; a link to the others in the text, so that all readers have them.
    MORE_ENCLOSURES = Info "article/more-enclosures" "an enclosure that is not in the RSS feed", "https://validator.w3.org/feed/docs/warning/DuplicateEnclosure.html";

    /// An enclosure whose type is not known.
    ///
    /// Players decide by it whether they can play the file. It is read from the file's first bytes or its name.
    ///
    /// Right: `type = "audio/mpeg"`.
    NO_TYPE = Error "article/no-type" "an enclosure without a type", "https://www.rssboard.org/rss-specification#ltenclosuregtSubelementOfLtitemgt";

    /// A media type that is none.
    ///
    /// Wrong: `type = "mp3"`.
    ///
    /// Right: `type = "audio/mpeg"`.
    BAD_TYPE = Error "article/bad-type" "not a media type", "https://www.rfc-editor.org/rfc/rfc6838#section-4.2";

    /// An enclosure elsewhere whose length is not known.
    ///
    /// RSS requires it, and players show it before they download. It is read from a local file.
    ///
    /// Right: `length = 12216320`, in bytes.
    NO_LENGTH = Error "article/no-length" "an enclosure without a length", "https://www.rssboard.org/rss-specification#ltenclosuregtSubelementOfLtitemgt";

    /// A length that is not the file's.
    ///
    /// Players trust it and stop too early.
    ///
    /// Right: no `length`; it is read from the file.
    WRONG_LENGTH = Error "article/wrong-length" "a length that is not the file's", "https://www.rssboard.org/rss-specification#ltenclosuregtSubelementOfLtitemgt";
}

pub(super) fn bad_date(date: &DateText, error: &DateError) -> Diagnostic {
    let is_bare = |text: &str| date.native && Moment::parse_rfc3339(text).is_ok();
    let typed = |text: &String| if is_bare(text) { format!("`{text}`") } else { format!("`\"{text}\"`") };
    let suggestions = error.suggestions.iter().map(typed).collect::<Vec<_>>();
    let help = if suggestions.is_empty() {
        "write the whole date, such as `2026-03-04T18:30:00-05:00` or `\"March 4, 2026, 6:30 p.m. ET\"`".to_owned()
    } else {
        format!("write {}", suggestions.join(" or "))
    };
    Diagnostic::new(&BAD_DATE, date.text.part(error.range.clone()), error).help(help)
}

pub(super) fn no_moment(date: &DateText, error: &WallTimeError) -> Diagnostic {
    Diagnostic::new(&BAD_DATE, date.text.span(), error).help("check the year")
}

pub(super) fn implausible_date(date: &DateText, doubt: &Implausible) -> Diagnostic {
    Diagnostic::new(&IMPLAUSIBLE_DATE, date.text.span(), doubt).help("check the year")
}

pub(super) fn updated_too_early(updated: &DateText, published: &DateText, moment: Moment) -> Diagnostic {
    Diagnostic::new(&UPDATED_TOO_EARLY, updated.text.span(), "the article was updated before it was published")
        .related(published.text.span(), format!("published {moment}"))
        .help("write a later `updated`, or none: without it the article counts as unchanged")
}

/// Of a day alone; at what time it counts from depends on what `date` is.
pub(super) fn update_unseen(updated: &DateText, published: &DateText, moment: Moment, is_day: bool) -> Diagnostic {
    /// Seconds to a time that is later for certain.
    const LATER: i64 = 3600;
    let message = "`updated` is not after `date`, so that the article counts as unchanged";
    let later = moment.checked_add_seconds(LATER).unwrap_or(moment);
    let mut finding = Diagnostic::new(&UPDATE_UNSEEN, updated.text.span(), message)
        .label("a day alone counts from its first hour")
        .related(published.text.span(), format!("published {moment}"))
        .help(format!("write the time of the change too, as in `updated = {later}`"));
    if is_day {
        finding.lower(Level::Info);
    }
    finding
}

pub(super) fn update_ahead(updated: &DateText, moment: Moment) -> Diagnostic {
    Diagnostic::new(&UPDATE_AHEAD, updated.text.span(), format!("the update of {moment} is still to come"))
        .help("write the moment of the change; until then the article counts as unchanged")
}

pub(super) fn expires_too_early(expires: &DateText, published: &DateText, moment: Moment) -> Diagnostic {
    Diagnostic::new(&EXPIRES_TOO_EARLY, expires.text.span(), "the article expires before it is published")
        .related(published.text.span(), format!("published {moment}"))
        .help("write a later `expires`, or `draft = true` to keep the article out")
}

pub(super) fn own_machine(text: &Text) -> Diagnostic {
    Diagnostic::new(&OWN_MACHINE, text.span(), format!("{} is an address of your own machine", quote(text.as_str())))
        .help("write the address that readers reach")
}

pub(super) fn bad_address(text: &Text, error: &LinkError) -> Diagnostic {
    Diagnostic::new(&BAD_ADDRESS, text.span(), error).help(
        error.suggestion().map_or("write the whole address: `\"https://…\"`".to_owned(), |address| {
            format!("write `\"{address}\"`")
        }),
    )
}

/// That an article's own address is none; a path alone is meant below the site.
pub(super) fn bad_url(text: &Text, error: &LinkError, site: &WebUrl) -> Diagnostic {
    let below = Some(text.as_str()).filter(|path| path.starts_with('/')).and_then(|path| site.join(path).ok());
    let finding = bad_address(text, error);
    match below {
        Some(address) => finding.help(format!("write `\"{address}\"`")),
        None => finding,
    }
}

pub(super) fn bad_id(text: &Text, error: &IdError) -> Diagnostic {
    let finding = Diagnostic::new(&BAD_ID, text.span(), error)
        .help("write a tag URI such as `\"tag:gazette.example,2026-03-04:ferry-returns\"`");
    match error {
        IdError::NoScheme(_) => {
            finding.note("a guid of an old RSS feed is kept with `id = { atom = \"tag:…\", rss = \"…\" }`")
        }
        _ => finding,
    }
}

pub(super) fn bad_name(text: &Text, error: NameError) -> Diagnostic {
    let help = match error {
        NameError::Empty => "leave the key out: the format then has the id of Atom",
        NameError::WhiteSpace | NameError::Character(_) => "write it as the old feed has it, on one line",
    };
    Diagnostic::new(&BAD_ID, text.span(), error).help(help)
}

pub(super) fn bad_slug(text: &Text, error: &SlugError) -> Diagnostic {
    Diagnostic::new(&BAD_SLUG, text.span(), error).help(error.suggestion().map_or_else(
        || "write one, or leave the line out: the slug is then the file's name".to_owned(),
        |slug| format!("write `slug = \"{slug}\"`"),
    ))
}

pub(super) fn no_slug(span: Span, stem: &str) -> Diagnostic {
    Diagnostic::new(&NO_SLUG, span, format!("the file name {} gives no slug", quote(stem)))
        .help("add `slug = \"…\"`, in lower-case letters, digits and hyphens")
}

pub(super) fn bad_language(text: &Text, error: &LangError) -> Diagnostic {
    let tag = error.suggestion();
    Diagnostic::new(&BAD_LANGUAGE, text.span(), error).help(
        tag.map_or("write its code, such as `\"es\"` or `\"pt-BR\"`".to_owned(), |tag| format!("write `\"{tag}\"`")),
    )
}

pub(super) fn empty(text: &Text) -> Diagnostic {
    Diagnostic::new(&EMPTY, text.span(), "the text is empty").help("write a text, or leave the line out")
}

/// `what` is of this many `things`, `most` of which may be.
pub(super) fn too_long(span: Span, what: &str, count: usize, most: usize, things: &str) -> Diagnostic {
    Diagnostic::new(&TOO_LONG, span, format!("{what} of {count} {things}, where {most} are the most"))
}

pub(super) fn forbidden_character(text: &Text, error: &ForbiddenChar) -> Diagnostic {
    Diagnostic::new(&FORBIDDEN_CHARACTER, text.part(error.range()), error).help("delete it")
}

pub(super) fn escaped_title(title: &Text, range: Range<usize>) -> Diagnostic {
    let reference = title.as_str().get(range.clone()).unwrap_or_default().to_owned();
    Diagnostic::new(&ESCAPED_TITLE, title.part(range), format!("readers will show {} as it stands", quote(&reference)))
        .label("a title is text, not HTML")
        .help("write the character itself")
}

/// Tells of a line that was decoded in the wrong encoding.
pub(super) fn look_for_garbled(text: &Text, sink: &mut Sink) {
    line::look_for_garbled(&GARBLED_TEXT, text, sink);
}

/// Tells of the same in a body, whose controls have their own finding.
pub(super) fn look_for_garbled_letters(text: &Text, sink: &mut Sink) {
    line::look_for_garbled_letters(&GARBLED_TEXT, text, sink);
}

/// Tells of HTML in a text of one line.
pub(super) fn look_for_html(text: &Text, sink: &mut Sink) {
    line::look_for_html(&HTML_IN_LINE, text, sink);
}

pub(super) fn merge_conflict(body: &Text, range: Range<usize>) -> Diagnostic {
    Diagnostic::new(&MERGE_CONFLICT, body.part(range), "a merge left two versions here")
        .help("keep one of them, and take the marks out")
}

pub(super) fn front_matter(body: &Text, range: Range<usize>) -> Diagnostic {
    Diagnostic::new(&FRONT_MATTER, body.part(range), "readers will see this front matter as text")
        .help("delete it from the body, and write its keys beside `title` as docs/articles.md has them")
}

pub(super) fn template_code(body: &Text, range: Range<usize>) -> Diagnostic {
    Diagnostic::new(&TEMPLATE_CODE, body.part(range), "readers will see this code of a template as text")
        .help("write what it makes: a picture, a link, a text")
}

pub(super) fn tags_in_one(text: &Text) -> Diagnostic {
    let tags = text.as_str().split([',', ';']).map(str::trim).filter(|tag| !tag.is_empty());
    let list = tags.map(|tag| Quoted(tag).to_string()).collect::<Vec<_>>().join(", ");
    Diagnostic::new(&TAGS_IN_ONE, text.span(), format!("one tag is called {}", quote(text.as_str())))
        .help(format!("write `tags = [{list}]`"))
}

/// That a source is named without its address.
pub(super) fn source_by_name(name: &Text) -> Diagnostic {
    Diagnostic::new(&MISSING_KEY, name.span(), "`url` is missing in `source`")
        .help(format!("write `source = {{ title = {}, url = \"https://…\" }}`", Quoted(name.as_str())))
}

pub(super) fn tag_twice(text: &Text) -> Diagnostic {
    Diagnostic::new(&TAG_TWICE, text.span(), format!("the tag {} is there twice", quote(text.as_str())))
        .help("keep it once")
}

pub(super) fn byline_and_authors(byline: &Text) -> Diagnostic {
    Diagnostic::new(&BYLINE_AND_AUTHORS, byline.span(), "both `byline` and `authors` say who wrote the article")
        .help("keep one of them")
}

pub(super) fn nobody(text: &Text) -> Diagnostic {
    if text.as_str().trim().is_empty() {
        return Diagnostic::new(&NOBODY, text.span(), "the byline is empty")
            .help("write `byline = \"By Jane Doe\"`, or leave the line out");
    }
    Diagnostic::new(&NOBODY, text.span(), format!("{} names nobody", quote(text.as_str())))
        .help("`dateline explain byline \"…\"` shows how it is read")
}

pub(super) fn address_for_name(span: Span) -> Diagnostic {
    Diagnostic::new(&ADDRESS_FOR_NAME, span, "an email address credits nobody")
        .help("write the name, or add the address to the `aliases` of its owner in `[people]`")
}

pub(super) fn near_miss(span: Span, miss: &NearMiss) -> Diagnostic {
    let (written, known) = (quote(&miss.written), quote(&miss.known));
    Diagnostic::new(&NEAR_MISS, span, format!("{written} is almost {known}: {}", miss.difference))
        .label("not a name of `[people]`")
        .help(format!("write {known}, or add an alias or an entry to `[people]` in config.toml"))
}

pub(super) fn unknown_role(text: &Text) -> Diagnostic {
    let names = Role::ALL.map(Role::as_str);
    let list = names.map(|name| format!("`\"{name}\"`")).join(", ");
    let near = suggest::nearest(text.as_str(), names);
    Diagnostic::new(&UNKNOWN_ROLE, text.span(), format!("there is no role {}", quote(text.as_str())))
        .help(near.map_or(format!("write one of {list}"), |near| format!("did you mean `\"{near}\"`?")))
}

pub(super) fn bad_email(text: &Text) -> Diagnostic {
    Diagnostic::new(&BAD_EMAIL, text.span(), format!("{} is not an email address", quote(text.as_str())))
        .help("write it as `\"name@host.example\"`")
}

pub(super) fn unknown_format(text: &Text) -> Diagnostic {
    let meant = match text.as_str().to_lowercase().as_str() {
        "md" | "mdown" | "commonmark" | "gfm" => Some("markdown"),
        "htm" | "html5" | "xhtml" => Some("html"),
        "txt" | "plain" | "plaintext" => Some("text"),
        other => suggest::nearest(other, ["markdown", "html", "text"]),
    };
    Diagnostic::new(&UNKNOWN_FORMAT, text.span(), format!("there is no format {}", quote(text.as_str()))).help(
        meant.map_or("write `\"markdown\"`, `\"html\"` or `\"text\"`".to_owned(), |meant| {
            format!("write `\"{meant}\"`")
        }),
    )
}

pub(super) fn two_bodies(file: &Text) -> Diagnostic {
    Diagnostic::new(&TWO_BODIES, file.span(), "both `body` and `body_file` hold the text").help("keep one of them")
}

pub(super) fn no_text(span: Span) -> Diagnostic {
    Diagnostic::new(&NO_TEXT, span, "the article has no text").help("add `body = \"\"\"…\"\"\"`, or a `summary`")
}

/// What there was is told by other findings.
pub(super) fn nothing_left(text: &Text) -> Diagnostic {
    Diagnostic::new(&NO_TEXT, text.span(), "feeds can carry nothing of this text")
        .help("write what it shows in words or as a link, or add a `summary`")
}

pub(super) fn no_summary(span: Span) -> Diagnostic {
    Diagnostic::new(&NO_SUMMARY, span, "the article has no summary, and no paragraph that one could be made of")
        .help("add `summary = \"…\"`")
}

pub(super) fn removed_markup(text: &Text, removed: &Removed) -> Diagnostic {
    let what = &removed.what;
    let span = text.part(removed.range.clone());
    match what {
        What::NoScheme { meant, .. } => {
            Diagnostic::new(&LINK_WITHOUT_SCHEME, span, what).help(format!("write {}", quote(meant)))
        }
        What::Link { .. } | What::Formula => Diagnostic::new(&ADAPTED_MARKUP, span, what),
        What::Address(_) => Diagnostic::new(&REMOVED_MARKUP, span, what).label("taken out"),
        What::Character(_) => Diagnostic::new(&REMOVED_MARKUP, span, format!("feeds cannot carry the {what}"))
            .label("the letter that was meant stands in its place, or a space"),
        What::Element(_) | What::Attribute(_) | What::Scheme(_) | What::Nesting(_) => {
            Diagnostic::new(&REMOVED_MARKUP, span, format!("feeds cannot carry the {what}")).label("taken out")
        }
    }
}

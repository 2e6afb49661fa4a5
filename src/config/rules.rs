//! `config/…`: faults of config.toml.

use super::names;
use crate::diagnostic::rule::{Rule, nearest, rules};
use crate::diagnostic::{Diagnostic, Sink, Span, quote, suggest};
use crate::table::rules::MISSING_KEY;
use crate::table::{Table, Text, line};
use crate::value::id::IdError;
use crate::value::lang::LangError;
use crate::value::link::LinkError;
use crate::value::media::SizeError;
use crate::value::permalink::{self, PermalinkError};
use crate::value::text::ForbiddenChar;
use crate::value::zone::{self, ZoneError};

rules! {
    /// An address that is not an absolute http or https URL.
    ///
    /// Feeds are read far away from the site, so nothing in them can be relative to it.
    ///
    /// Wrong: `link = "gazette.example"`.
    ///
    /// Right: `link = "https://gazette.example/"`.
    BAD_ADDRESS = Error "config/bad-address" "not an absolute web address", "https://url.spec.whatwg.org/#absolute-url-string";

    /// An address of the machine that dateline runs on.
    ///
    /// `localhost` is another machine for every reader. It comes of settings for previews.
    ///
    /// Wrong: `link = "http://localhost:1313/"`.
    ///
    /// Right: `link = "https://gazette.example/"`.
    OWN_MACHINE = Warning "config/own-machine" "an address of the own machine", "docs/config.md";

    /// An address that others are joined to, but that holds a query or a fragment or is that of a page.
    ///
    /// `site.link` and `feeds.url` are folders: an article's address is made by putting its path behind them.
    ///
    /// Wrong: `link = "https://gazette.example/?home"`.
    ///
    /// Right: `link = "https://gazette.example/"`.
    NOT_A_FOLDER = Error "config/not-a-folder" "an address that nothing can be joined to", "docs/config.md";

    /// An id of a feed that is not a URI.
    ///
    /// Atom requires one. It names the feed for good, wherever it is served.
    ///
    /// Wrong: `id = "gazette"`.
    ///
    /// Right: `id = "https://gazette.example/feeds/"`, which is the address that the feeds had first, or a `tag:` URI.
    BAD_FEED_ID = Error "config/bad-feed-id" "an id of a feed that is not a URI", "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.6";

    /// A language that is not a BCP 47 tag.
    ///
    /// Readers choose fonts, hyphenation and direction by it.
    ///
    /// Wrong: `language = "english"`, `language = "en_US"`.
    ///
    /// Right: `language = "en-US"`.
    BAD_LANGUAGE = Error "config/bad-language" "not a language tag", "https://www.rfc-editor.org/rfc/rfc5646#section-2.1";

    /// A time zone that is not in the IANA database.
    ///
    /// Abbreviations such as EST name no zone: they say nothing about summer.
    ///
    /// Wrong: `timezone = "EST5"`.
    ///
    /// Right: `timezone = "America/New_York"`.
    BAD_ZONE = Error "config/bad-zone" "not a time zone", "https://www.iana.org/time-zones";

    /// An email address that is none.
    ///
    /// Wrong: `email = "desk at gazette.example"`.
    ///
    /// Right: `email = "desk@gazette.example"`, and only if it may be public: feeds show it to everybody.
    BAD_EMAIL = Error "config/bad-email" "not an email address", "https://www.rfc-editor.org/rfc/rfc5322#section-3.4.1";

    /// A size that is not a number with a unit.
    ///
    /// Wrong: `budget = "big"`.
    ///
    /// Right: `budget = "1 MB"` (kB, MB, GB are powers of 1,000; KiB, MiB, GiB of 1,024).
    BAD_SIZE = Error "config/bad-size" "not a size", "docs/config.md";

    /// A permalink pattern that no address can be made from.
    ///
    /// The placeholders are `{year}`, `{month}`, `{day}`, `{slug}` and `{section}`; `{slug}` must be there, because
    /// two articles would share an address without it.
    ///
    /// Wrong: `permalink = "{year}/{title}/"`.
    ///
    /// Right: `permalink = "{year}/{month}/{slug}/"`.
    BAD_PERMALINK = Error "config/bad-permalink" "not a permalink pattern", "docs/config.md";

    /// A word that the key does not take.
    ///
    /// Wrong: `content = "everything"`.
    ///
    /// Right: `content = "full"`.
    UNKNOWN_WORD = Error "config/unknown-word" "a word that the key does not take", "docs/config.md";

    /// The same word twice in a list that holds each once.
    ///
    /// It does no harm, and is surely not what was meant.
    ///
    /// Wrong: `formats = ["rss", "rss"]`.
    ///
    /// Right: `formats = ["rss", "atom"]`.
    WORD_TWICE = Warning "config/word-twice" "a word twice in a list", "docs/config.md";

    /// No format at all.
    ///
    /// There would be nothing to write.
    ///
    /// Right: `formats = ["rss", "atom", "json"]`, or no such line, which means the same.
    NO_FORMATS = Error "config/no-formats" "no format to write", "docs/config.md";

    /// A number outside its range.
    ///
    /// `limit` is a number of entries, `ttl` one of minutes: from 1, since RSS has no 0 there, to a week, which is how late a
    /// correction may reach readers that keep to it.
    ///
    /// Wrong: `limit = 50000000`, `ttl = 0`, `ttl = 86400`.
    ///
    /// Right: `limit = 50`, or `limit = 0` for all entries; `ttl = 1440` for a day.
    OUT_OF_RANGE = Error "config/out-of-range" "a number outside its range", "docs/config.md";

    /// A text with nothing in it.
    ///
    /// The formats require one, and readers show an empty line.
    ///
    /// Wrong: `title = ""`.
    ///
    /// Right: `title = "The Harbour Gazette"`.
    EMPTY = Error "config/empty" "an empty text", "docs/config.md";

    /// A character that XML forbids.
    ///
    /// One such character makes the whole feed unreadable. They come with text that was copied from other programs
    /// and are mostly invisible.
    ///
    /// Right: delete it.
    FORBIDDEN_CHARACTER = Error "config/forbidden-character" "a character that XML forbids", "https://www.w3.org/TR/xml/#charsets";

    /// Text that was decoded in the wrong encoding.
    ///
    /// It was copied or converted from somewhere that took bytes of UTF-8 for Latin-1, or could not read them, and every
    /// feed and every reader shows what has become of them.
    ///
    /// Wrong: `title = "CafÃ© Gazette"`.
    ///
    /// Right: `title = "Café Gazette"`.
    GARBLED_TEXT = Warning "config/garbled-text" "text that was decoded in the wrong encoding", "https://validator.w3.org/feed/docs/warning/BadCharacters.html";

    /// HTML in a title, a description or a name.
    ///
    /// They are text: what is typed is what readers see, tags and all, and checkers recommend against it.
    ///
    /// Wrong: `title = "Harbour &amp; <b>Quay</b>"`.
    ///
    /// Right: `title = "Harbour & Quay"`.
    HTML_IN_LINE = Warning "config/html-in-line" "HTML in a text of one line", "https://validator.w3.org/feed/docs/warning/ContainsHTML.html";

    /// A name or an alias that two people claim.
    ///
    /// A byline with it could not be resolved.
    ///
    /// Wrong: `[people."Jane Doe"]` and `[people."John Doe"]`, both with `aliases = ["J. Doe"]`.
    ///
    /// Right: the alias with one of them.
    CLAIMED_TWICE = Error "config/claimed-twice" "a name that two people claim", "docs/config.md";

    /// A rule that there is not.
    ///
    /// `dateline explain --list` names them all.
    ///
    /// Wrong: `"article/summary" = "off"`.
    ///
    /// Right: `"article/no-summary" = "off"`.
    UNKNOWN_RULE = Warning "config/unknown-rule" "a rule that there is not", "docs/rules.md";

    /// A rule that stays an error.
    ///
    /// Without what it asks for there is nothing that could be written: no level makes a missing title appear.
    ///
    /// Wrong: `"toml/missing-key" = "off"`.
    ///
    /// Right: the key that is missing.
    FIXED_RULE = Warning "config/fixed-rule" "a rule whose level is fixed", "docs/rules.md";
}

/// Keys of site generators whose file is called config.toml too.
const OF_GENERATORS: [&str; 7] = ["baseURL", "base_url", "theme", "params", "markup", "menu", "taxonomies"];

pub(super) fn no_site(root: &Table<'_>) -> Diagnostic {
    let finding = Diagnostic::new(&MISSING_KEY, root.span(), "the table `[site]` is missing")
        .help("add `[site]`, and below it `title = \"…\"` and `link = \"https://…\"`");
    match OF_GENERATORS.into_iter().find(|key| root.has(key)) {
        Some(key) => {
            let begin = "`dateline init FOLDER` makes a publication in a folder of its own";
            finding.note(format!("`{key}` is a key of site generators: where the file is one's, {begin}"))
        }
        None => finding,
    }
}

pub(super) fn bad_address(span: Span, error: &LinkError) -> Diagnostic {
    Diagnostic::new(&BAD_ADDRESS, span, error).help(
        error.suggestion().map_or("write the whole address: `\"https://…\"`".to_owned(), |address| {
            format!("write `\"{address}\"`")
        }),
    )
}

/// `page` is the name that the address ends with, if that is one of a page.
pub(super) fn not_a_folder(span: Span, page: Option<&str>) -> Diagnostic {
    match page {
        Some(page) => {
            Diagnostic::new(&NOT_A_FOLDER, span, format!("{} is a page, and others are joined to this", quote(page)))
                .help(format!("end it before {}", quote(page)))
        }
        None => {
            Diagnostic::new(&NOT_A_FOLDER, span, "an address that others are joined to has no query and no fragment")
                .help("end it before the `?` or `#`")
        }
    }
}

pub(super) fn own_machine(text: &Text) -> Diagnostic {
    Diagnostic::new(&OWN_MACHINE, text.span(), format!("{} is an address of your own machine", quote(text.as_str())))
        .help("write the address that readers reach")
}

pub(super) fn bad_feed_id(text: &Text, error: &IdError) -> Diagnostic {
    Diagnostic::new(&BAD_FEED_ID, text.span(), error)
        .help("write the address that the feeds had first, such as `\"https://gazette.example/feeds/\"`")
}

pub(super) fn bad_language(span: Span, error: &LangError) -> Diagnostic {
    let tag = error.suggestion();
    Diagnostic::new(&BAD_LANGUAGE, span, error).help(
        tag.map_or("write its code, such as `\"en\"` or `\"en-US\"`".to_owned(), |tag| format!("write `\"{tag}\"`")),
    )
}

pub(super) fn bad_zone(span: Span, written: &str, error: &ZoneError) -> Diagnostic {
    let names = zone::names().filter(|name| name.contains('/'));
    let near = zone::suggestion(written).or_else(|| suggest::nearest(written, names).map(str::to_owned));
    Diagnostic::new(&BAD_ZONE, span, error).help(
        near.map_or("write an IANA name such as `\"Europe/Paris\"`".to_owned(), |near| {
            format!("did you mean `\"{near}\"`?")
        }),
    )
}

/// `editor` is a text with an address, and not plainly with one name.
pub(super) fn no_name(editor: &Text) -> Diagnostic {
    Diagnostic::new(&MISSING_KEY, editor.span(), "`name` is missing in `site.editor`")
        .help("write `editor = { name = \"Ada Field\", email = \"desk@gazette.example\" }`")
}

pub(super) fn bad_email(span: Span, written: &str) -> Diagnostic {
    Diagnostic::new(&BAD_EMAIL, span, format!("{} is not an email address", quote(written)))
        .help("write it as `\"name@host.example\"`")
}

pub(super) fn bad_size(span: Span, error: &SizeError) -> Diagnostic {
    Diagnostic::new(&BAD_SIZE, span, error).help("write a number and a unit, such as `\"1 MB\"`")
}

pub(super) fn bad_permalink(text: &Text, error: &PermalinkError) -> Diagnostic {
    let span = error.range().map_or_else(|| text.span(), |range| text.part(range));
    let meant = permalink::suggestion(text.as_str());
    Diagnostic::new(&BAD_PERMALINK, span, error).help(
        meant.map_or("write a pattern such as `\"{year}/{month}/{slug}/\"`".to_owned(), |meant| {
            format!("write `\"{meant}\"`")
        }),
    )
}

pub(super) fn unknown_word(text: &Text, known: &[&'static str]) -> Diagnostic {
    let list = known.iter().map(|word| format!("`\"{word}\"`")).collect::<Vec<_>>().join(", ");
    let message = format!("expected one of {list}, found {}", quote(text.as_str()));
    let near = names::meant_by(text.as_str(), known);
    let near = if near.is_empty() {
        suggest::nearest(text.as_str(), known.iter().copied()).into_iter().collect()
    } else {
        near
    };
    let near = near.iter().map(|word| format!("`\"{word}\"`")).collect::<Vec<_>>().join(" or ");
    Diagnostic::new(&UNKNOWN_WORD, text.span(), message)
        .help_opt((!near.is_empty()).then(|| format!("did you mean {near}?")))
}

pub(super) fn word_twice(text: &Text) -> Diagnostic {
    Diagnostic::new(&WORD_TWICE, text.span(), format!("{} stands twice in the list", quote(text.as_str())))
        .help("keep it once")
}

pub(super) fn no_formats(table: &Table<'_>) -> Diagnostic {
    Diagnostic::new(&NO_FORMATS, table.span(), "`formats` names no format, so there is nothing to write")
        .help("write `formats = [\"rss\", \"atom\", \"json\"]`")
}

/// More entries than a feed is meant to have.
pub(super) fn too_many(span: Span, found: u64, largest: u64) -> Diagnostic {
    Diagnostic::new(&OUT_OF_RANGE, span, format!("`limit` is at most {largest}, found {found}"))
        .help("write `limit = 0` for all")
}

/// Minutes for which no copy of a feed is to be kept: none, or more than a week.
pub(super) fn no_lifetime(span: Span, found: u64, largest: u64) -> Diagnostic {
    if found == 0 {
        return Diagnostic::new(&OUT_OF_RANGE, span, "`ttl` is at least 1, found 0")
            .note("a copy would be old before it is read, and checkers refuse the feed")
            .help("leave it out, so that each reader asks as often as it likes");
    }
    Diagnostic::new(&OUT_OF_RANGE, span, format!("`ttl` is at most {largest}, a week in minutes, found {found}"))
        .note("readers that keep to it would learn of nothing earlier, be it new or corrected")
        .help("write minutes, such as `ttl = 60` for an hour")
}

pub(super) fn empty(span: Span) -> Diagnostic {
    Diagnostic::new(&EMPTY, span, "the text is empty").label("nothing but white space").help("write a text")
}

pub(super) fn forbidden_character(text: &Text, error: &ForbiddenChar) -> Diagnostic {
    Diagnostic::new(&FORBIDDEN_CHARACTER, text.part(error.range()), error).help("delete it")
}

/// Tells of what no reader should see: HTML, and letters of a wrong encoding.
pub(super) fn look_for_signs(text: &Text, sink: &mut Sink) {
    line::look_for_html(&HTML_IN_LINE, text, sink);
    line::look_for_garbled(&GARBLED_TEXT, text, sink);
}

pub(super) fn claimed_twice(second: Span, first: Span, spelling: &str) -> Diagnostic {
    Diagnostic::new(&CLAIMED_TWICE, second, format!("two people claim the name {}", quote(spelling)))
        .label("the second")
        .related(first, "the first")
        .help("keep it with one of them")
}

pub(super) fn unknown_rule(key: &Text, catalogue: &[&'static Rule]) -> Diagnostic {
    let near = nearest(catalogue, key.as_str()).map(|rule| rule.id);
    Diagnostic::new(&UNKNOWN_RULE, key.span(), format!("there is no rule {}", quote(key.as_str()))).help(
        near.map_or("`dateline explain --list` names them all".to_owned(), |near| {
            format!("did you mean `\"{near}\"`?")
        }),
    )
}

pub(super) fn fixed_rule(key: &Text) -> Diagnostic {
    Diagnostic::new(&FIXED_RULE, key.span(), format!("{} stays an error", quote(key.as_str())))
        .help("remove the line: without what the rule asks for nothing could be written")
}

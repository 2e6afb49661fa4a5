//! Feeds as documents. Total and dull: an emitter cannot fail and decides nothing, since a [`Feed`] has only values that
//! cannot be wrong.

mod atom;
mod extension;
mod json;
mod opml;
mod page;
mod rss;
mod words;
mod xml;

use std::ops::Range;

use self::words::Words;
use crate::feed::{Feed, Scope};
use crate::spool::Text;
use crate::value::format::{By, Format};
use crate::value::link::WebUrl;
use crate::value::text::XmlText;
pub use page::NEWEST;

/// A file to be written.
#[derive(Debug)]
pub struct Document {
    /// Its path below `feeds/`, with forward slashes.
    pub path: String,
    /// What it holds.
    pub text: Text,
}

/// A feed with some of its entries, whole by itself.
///
/// What stands around the entries is the same whichever they are, so that the sheets of a feed make one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// All of it.
    pub text: String,
    /// The bytes of its entries.
    pub entries: Range<usize>,
}

impl Sheet {
    /// A sheet whose entries begin where the first of them opens, and end where the last of them closes.
    fn new(text: String, opens: &str, closes: &str) -> Self {
        let begin = text.find(opens).unwrap_or(text.len());
        let end = text.rfind(closes).map_or(begin, |at| at + closes.len());
        Self { text, entries: begin..end }
    }

    /// What stands between the entries of two sheets.
    #[must_use]
    pub fn between(format: Format) -> &'static str {
        match format {
            Format::Rss | Format::Atom => "",
            Format::Json => ",",
        }
    }
}

/// Writes a feed in a format.
#[must_use]
pub fn emit(feed: &Feed<'_>, format: Format) -> Sheet {
    match format {
        Format::Rss => rss::write(feed),
        Format::Atom => atom::write(feed),
        Format::Json => json::write(feed),
    }
}

/// Where a feed lies below `feeds/`.
#[must_use]
pub fn path(feed: &Feed<'_>, format: Format) -> String {
    format!("{}{}", feed.folder, format.file_name())
}

/// Writes what lies beside the feeds: a page for people, a list of all feeds for programs, and the style of feeds that are
/// opened in a browser. None where config.toml wants none. The main feed comes first, with its [`NEWEST`] entries at least.
#[must_use]
pub fn pages(feeds: &[Feed<'_>]) -> Vec<Document> {
    let Some(main) = feeds.first().filter(|main| main.settings.page) else { return Vec::new() };
    let words = Words::of(&main.site.language);
    let document = |path: &str, text: String| Document { path: path.to_owned(), text: text.into() };
    vec![
        document("index.html", page::write(main, feeds, words)),
        document(LIST, opml::write(main, feeds, words)),
        document(STYLE, words.in_style(include_str!("emit/feed.css"))),
    ]
}

/// The further feeds of each kind, in the order of config.toml.
fn groups<'f, 'a>(feeds: &'f [Feed<'a>]) -> Vec<(By, Vec<(&'a XmlText, &'f Feed<'a>)>)> {
    let Some(main) = feeds.first() else { return Vec::new() };
    let of = |by: By| {
        let topic = move |feed: &'f Feed<'a>| match feed.scope {
            Scope::Topic(kind, name) if *kind == by => Some((name, feed)),
            _ => None,
        };
        (by, feeds.iter().filter_map(topic).collect::<Vec<_>>())
    };
    main.settings.by.iter().map(|&by| of(by)).filter(|(_, feeds)| !feeds.is_empty()).collect()
}

/// The list of all feeds, in `feeds/`.
const LIST: &str = "feeds.opml";

/// The style sheet of feeds, in `feeds/`.
const STYLE: &str = "feed.css";

/// The address of the style sheet from a feed, so that it holds wherever the folder is served.
fn style(feed: &Feed<'_>) -> Option<String> {
    let depth = feed.folder.matches('/').count();
    feed.settings.page.then(|| format!("{}{STYLE}", "../".repeat(depth)))
}

/// The address that a feed is served at.
fn own_address(feed: &Feed<'_>, format: Format) -> String {
    address(&feed.url, format)
}

/// The address of a feed in a folder.
fn address(folder: &WebUrl, format: Format) -> String {
    format!("{folder}{}", format.file_name())
}

/// The hubs of a feed: who subscribes to it hears from them, <https://www.w3.org/TR/websub/#discovery>.
fn hubs<'a>(feed: &Feed<'a>) -> &'a [WebUrl] {
    if feed.is_archive() { &[] } else { &feed.settings.hubs }
}

/// What a feed is related to, besides itself: its hubs, and the archives before and after it.
fn relations(feed: &Feed<'_>, format: Format) -> impl Iterator<Item = (&'static str, String)> {
    let archive = |rel, folder: &Option<WebUrl>| folder.as_ref().map(|folder| (rel, address(folder, format)));
    let current = feed.is_archive().then(|| ("current", address(&feed.settings.url, format)));
    let previous = archive("prev-archive", &feed.previous);
    let next = archive("next-archive", &feed.next);
    let hubs = hubs(feed).iter().map(|hub| ("hub", hub.to_string()));
    hubs.chain(current).chain(previous).chain(next)
}

/// The name of the program that RSS and Atom give.
const GENERATOR: &str = "dateline";

//! Published feeds read back into one model, whatever wrote them: RSS 0.9 to 2.0, Atom 1.0, JSON Feed.
//!
//! They are read with the crates that write them. A feed of another program is never perfect, so reading is lenient: a
//! date that cannot be read is none, an entry without an id has its link's. What is no feed at all is an error.

mod atom;
mod document;
pub mod excerpt;
mod json;
pub mod key;
pub mod matching;
mod rss;

use std::borrow::Cow;
use std::fmt;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::value::date::{self, Context, When};
use crate::value::encoding;
use crate::value::format::Format;
use crate::value::html::escape;
use crate::value::link::WebUrl;
use crate::value::moment::Moment;
use crate::value::summary;
use crate::value::text::collapse;
use crate::value::zone::Zone;

/// A feed as it was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// What it is written in.
    pub format: Format,
    /// Its name, as plain text; may be empty.
    pub title: String,
    /// The site's home page.
    pub link: Option<String>,
    /// What else it says of itself.
    pub head: Box<Head>,
    /// Its entries, in their order.
    pub entries: Vec<Entry>,
}

/// What a feed says of itself, as far as its format has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// What it is called for good, letter by letter; Atom alone says so.
    pub id: Option<String>,
    /// What it is about, as plain text.
    pub description: Option<String>,
    /// Its language, as it writes it.
    pub language: Option<String>,
    /// Its own address: what readers subscribe to who are given the feed by another.
    pub address: Option<String>,
    /// The hubs that tell subscribers of what is new.
    pub hubs: Vec<String>,
    /// The address of its picture.
    pub image: Option<String>,
    /// Whose it is.
    pub rights: Option<String>,
    /// Who answers for it.
    pub people: Vec<String>,
    /// For how many minutes a copy of it may be kept, as it writes it.
    pub ttl: Option<String>,
}

/// An entry as it was published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// What readers tell it apart by, letter by letter: its id or guid, else what they take instead.
    pub id: String,
    /// Whether the id is the feed's own; else it is the link, or the title where there is no link either.
    pub id_given: bool,
    /// The address of its page, absolute where the feed lets that be known.
    pub link: Option<String>,
    /// Its headline, as plain text on one line; may be empty.
    pub title: String,
    /// When it was published, if that can be read.
    pub published: Option<Moment>,
    /// When it was last updated, if that can be read.
    pub updated: Option<Moment>,
    /// The summary that stands beside the text, as plain text.
    pub summary: Option<String>,
    /// What readers show: the text as HTML, or the summary where there is no text.
    pub content: Option<String>,
    /// The names of its authors.
    pub people: Vec<String>,
    /// The names of others who are credited.
    pub contributors: Vec<String>,
    /// What it is filed under.
    pub tags: Vec<String>,
    /// The files that come with it.
    pub enclosures: Vec<Enclosure>,
    /// The address of its picture.
    pub image: Option<String>,
    /// Its language, where it says so.
    pub language: Option<String>,
    /// A hash of all that its format says of it: comparable between feeds of one format alone.
    pub fingerprint: u64,
}

/// A file that comes with an entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Enclosure {
    /// Its address.
    pub url: String,
    /// Its type, as the feed has it; may be empty.
    pub media_type: String,
    /// Its length in bytes, where the feed says so.
    pub length: Option<u64>,
}

/// Why a document cannot be read as a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// It is neither RSS nor Atom nor JSON Feed.
    NoFeed,
    /// It is nested deeper than any feed.
    TooDeep,
    /// It is not well-formed; the words of the crate that refused it.
    Malformed(String),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFeed => f.write_str("it is neither RSS nor Atom nor JSON Feed"),
            Self::TooDeep => f.write_str("it is nested too deeply"),
            Self::Malformed(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for Unreadable {}

/// Reads a feed of any format and encoding.
///
/// # Errors
/// [`Unreadable`] where it is no feed, or not well-formed.
///
/// ```
/// let rss = b"<rss version='2.0'><channel><title>Gazette</title>
///     <item><title>Ferry returns</title><guid>tag:gazette.example,2026:ferry</guid></item></channel></rss>";
/// let feed = dateline::published::read(rss)?;
/// assert_eq!(feed.entries[0].id, "tag:gazette.example,2026:ferry");
/// # Ok::<(), dateline::published::Unreadable>(())
/// ```
pub fn read(bytes: &[u8]) -> Result<Feed, Unreadable> {
    read_text(&encoding::to_text(bytes))
}

/// Reads a feed that is decoded already.
///
/// # Errors
/// As [`read`].
pub fn read_text(text: &str) -> Result<Feed, Unreadable> {
    let text = text.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace());
    let mut feed = if text.starts_with('[') {
        return Err(Unreadable::NoFeed);
    } else if text.starts_with('{') {
        json::read(text)?
    } else {
        let document = document::read(text)?;
        match document.format {
            Format::Atom => atom::read(document.body)?,
            _ => rss::read(document.body)?,
        }
    };
    feed.entries.iter_mut().for_each(Entry::settle);
    Ok(feed)
}

impl Entry {
    /// What readers show of it, as plain text: paragraphs parted by blank lines.
    #[must_use]
    pub fn text(&self) -> String {
        self.content.as_deref().map(summary::text_of).unwrap_or_default()
    }

    /// When it says that it was last changed: updated, else published.
    #[must_use]
    pub fn touched(&self) -> Option<Moment> {
        self.updated.or(self.published)
    }

    /// What every format has in common: an identity, one line for a title, no empty texts.
    fn settle(&mut self) {
        self.title = collapse(&self.title);
        self.id_given = !self.id.trim().is_empty();
        if !self.id_given {
            self.id = self.link.clone().unwrap_or_else(|| self.title.clone());
        }
        self.content = self.content.take().filter(|content| !content.trim().is_empty());
        self.summary = self.summary.take().map(|summary| collapse(&summary)).filter(|summary| !summary.is_empty());
        if self.content.is_none() {
            self.content = self.summary.take().map(|summary| escape(&summary));
        }
        for names in [&mut self.people, &mut self.contributors, &mut self.tags] {
            *names = names.iter().map(|name| collapse(name)).filter(|name| !name.is_empty()).collect();
        }
    }
}

/// A date as feeds of the wild have it; `None` where it could be two, or none.
fn moment(text: &str) -> Option<Moment> {
    let text = text.trim();
    let exact = Moment::parse_rfc822(text).or_else(|_| Moment::parse_rfc3339(text));
    let lenient = || match date::read(text, &Context { zone: Some(Zone::UTC), ..Context::default() }).ok()? {
        When::Instant(moment) => Some(moment),
        When::Day(day) => Moment::from_timestamp(day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp()),
    };
    exact.ok().or_else(lenient)
}

/// An address of a feed, absolute where there is something to resolve it against.
fn absolute(address: &str, base: Option<&str>) -> String {
    let address = address.trim();
    if WebUrl::parse(address).is_ok() {
        return address.to_owned();
    }
    let joined = base.and_then(|base| WebUrl::parse(base.trim()).ok()?.join(address).ok());
    joined.map_or_else(|| address.to_owned(), |url| url.to_string())
}

/// A text that may be markup, as plain text on one line.
fn plain(html: &str) -> String {
    collapse(&summary::text_of(html))
}

fn fingerprint(entry: &impl fmt::Debug) -> u64 {
    let mut hasher = DefaultHasher::new();
    format!("{entry:?}").hash(&mut hasher);
    hasher.finish()
}

/// The text of an optional element, if there is any.
fn filled(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}

/// Plain text as the HTML that shows it.
fn as_html(text: &str) -> String {
    let paragraphs = text.split("\n\n").map(|paragraph| format!("<p>{}</p>", escape(paragraph)));
    paragraphs.collect()
}

/// A name without the address that stands before or after it: `desk@gazette.example (Ada Field)`.
fn name(person: &str) -> Cow<'_, str> {
    let person = person.trim();
    let within = |open: char, close: char| {
        let (before, after) = person.split_once(open)?;
        let inside = after.strip_suffix(close)?;
        let (address, name) = if inside.contains('@') { (inside, before) } else { (before, inside) };
        (address.contains('@') && !name.trim().is_empty()).then(|| name.trim().trim_matches('"'))
    };
    Cow::Borrowed(within('(', ')').or_else(|| within('<', '>')).unwrap_or(person))
}

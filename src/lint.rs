//! Checks a feed of any origin: RSS 0.91 to 2.0, Atom 1.0, JSON Feed, and what is woven into them.
//!
//! An independent witness: it knows nothing of articles or of how feeds are written here. It reads no file and no
//! clock. The rules live one file a family, each with a table of what may stand where; one walk goes over them all.
//!
//! It follows <https://www.rssboard.org/rss-specification>, <https://www.rssboard.org/rss-profile>,
//! <https://www.rfc-editor.org/rfc/rfc4287>, and the specifications that each rule names.

pub mod atom;
pub mod document;
pub mod encoding;
pub mod extension;
pub mod feedsync;
pub mod geo;
pub mod history;
pub mod html;
pub mod itunes;
pub mod json;
pub mod media;
pub mod podcast;
pub mod readers;
pub mod rss;
pub mod structure;
pub mod value;
mod walk;
pub mod xml;

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::diagnostic::Sink;
use crate::diagnostic::rule::Rule;
use crate::source::Source;

pub use self::encoding::{SIZE_LIMIT, compressed, decode};
pub use self::html::SharedHtml;

/// What a check needs to know besides the document.
#[derive(Debug, Clone)]
pub struct Options<'a> {
    /// Now: dates after it are in the future.
    pub now: DateTime<Utc>,
    /// The address that the document is served at, if known.
    pub url: Option<&'a str>,
    /// HTML that other documents hold too: what was seen in one to be without fault is not looked at in the next.
    pub shared: Option<&'a SharedHtml<'a>>,
}

/// What a document turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// RSS 0.91.
    Rss091,
    /// RSS 0.92.
    Rss092,
    /// RSS 2.0.
    Rss20,
    /// RSS of a version that is none.
    RssOther,
    /// RSS 0.90 or 1.0, which are RDF and not checked.
    Rdf,
    /// An Atom 1.0 feed.
    Atom,
    /// An Atom 1.0 entry by itself.
    AtomEntry,
    /// JSON Feed 1.
    JsonFeed1,
    /// JSON Feed 1.1.
    JsonFeed11,
    /// JSON Feed of a version that is none.
    JsonFeed,
    /// Plainly something else: a page, a site map, data.
    Other,
    /// No feed that is known.
    Unknown,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Rss091 => "RSS 0.91",
            Self::Rss092 => "RSS 0.92",
            Self::Rss20 => "RSS 2.0",
            Self::RssOther => "RSS",
            Self::Rdf => "RDF",
            Self::Atom => "Atom 1.0",
            Self::AtomEntry => "Atom 1.0 entry",
            Self::JsonFeed1 => "JSON Feed 1",
            Self::JsonFeed11 => "JSON Feed 1.1",
            Self::JsonFeed => "JSON Feed",
            Self::Other | Self::Unknown => "feed",
        })
    }
}

/// Checks a document; what is wrong with it goes to `sink`.
///
/// Never fails, and never runs long: time and memory are in proportion to the document.
///
/// ```
/// use std::sync::Arc;
/// use dateline::{diagnostic::Sink, lint, source::Source};
///
/// let source = Arc::new(Source::new("rss.xml", "<rss version=\"2.0\"><channel/></rss>"));
/// let options = lint::Options { now: chrono::DateTime::UNIX_EPOCH, url: None, shared: None };
/// let mut sink = Sink::new();
/// assert_eq!(lint::lint(&source, &options, &mut sink), lint::Kind::Rss20);
/// let missing = sink.into_sorted();
/// assert!(missing.iter().any(|finding| finding.rule.id == "rss/missing-title"));
/// ```
pub fn lint(document: &Arc<Source>, options: &Options<'_>, sink: &mut Sink) -> Kind {
    document::check(document, options, sink)
}

/// Every rule of this module, family by family.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().copied().flatten().copied()
}

const FAMILIES: &[&[&Rule]] = &[
    encoding::RULES,
    xml::RULES,
    document::RULES,
    structure::RULES,
    rss::RULES,
    rss::guid::RULES,
    rss::image::RULES,
    rss::schedule::RULES,
    atom::RULES,
    atom::link::RULES,
    atom::content::RULES,
    extension::RULES,
    feedsync::RULES,
    geo::RULES,
    history::RULES,
    itunes::RULES,
    media::RULES,
    html::RULES,
    value::address::RULES,
    value::contact::RULES,
    value::date::RULES,
    value::language::RULES,
    value::media_type::RULES,
    value::number::RULES,
    value::text::RULES,
    json::RULES,
    json::feed::RULES,
    podcast::RULES,
    readers::RULES,
];

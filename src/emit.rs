//! Feeds as documents. Total and dull: an emitter cannot fail and decides nothing, since a [`Feed`] has only values that
//! cannot be wrong.

mod atom;
mod extension;
mod json;
mod rss;
mod xml;

use crate::feed::Feed;
use crate::value::format::Format;

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its path below `feeds/`, with forward slashes.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// Writes a feed in a format.
#[must_use]
pub fn emit(feed: &Feed<'_>, format: Format) -> Document {
    let text = match format {
        Format::Rss => rss::write(feed),
        Format::Atom => atom::write(feed),
        Format::Json => json::write(feed),
    };
    Document { path: format!("{}{}", feed.folder, format.file_name()), text }
}

/// The address that a feed is served at.
fn own_address(feed: &Feed<'_>, format: Format) -> String {
    format!("{}{}", feed.url, format.file_name())
}

/// The name of the program that RSS and Atom give.
const GENERATOR: &str = "dateline";

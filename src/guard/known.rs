//! What subscribers have: the entries of all published feeds, by format, each id once.

use std::collections::hash_map::Entry as Slot;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::rules;
use crate::diagnostic::{Sink, Span};
use crate::feed::Card;
use crate::published::{self, Entry, Feed, Unreadable};
use crate::source::{Published, Source};
use crate::value::format::Format;
use crate::value::html::escape;
use crate::value::identity::key;

/// The entries that subscribers of one format have.
pub(super) struct Known {
    pub(super) format: Format,
    pub(super) entries: Vec<Entry>,
    /// What the feeds themselves are called that say so, by their paths.
    pub(super) ids: Vec<(Arc<str>, String)>,
    /// The feed that each entry was read from.
    feeds: Vec<Arc<str>>,
    /// Places of entries by the numbers of their ids.
    by_id: HashMap<u64, usize>,
}

/// Formats by how fully they are read back: dates and texts are compared in the first that has an entry.
const BEST_FIRST: [Format; 3] = [Format::Json, Format::Atom, Format::Rss];

/// Reads all published feeds, those saved from elsewhere first; one that cannot be read is told.
pub(super) fn read(published: &dyn Published, sink: &mut Sink) -> Vec<Known> {
    let mut paths = published.paths();
    paths.sort_by_key(|path| !published.is_other(path));
    let previewed: HashSet<String> = published.previewed().into_iter().collect();
    let read = |path: String| {
        let bytes = published.bytes(&path)?;
        Some(match published::read(&bytes) {
            Ok(mut feed) => {
                if !published.is_other(&path) {
                    feed.entries.retain(|entry| !previewed.contains(&entry.id));
                }
                Ok((Arc::from(path), feed))
            }
            Err(error) => Err((path, bytes, error)),
        })
    };
    let files: Vec<_> = paths.into_par_iter().filter_map(read).collect();
    let mut feeds: Vec<(Arc<str>, Feed)> = Vec::new();
    for file in files {
        match file {
            Ok(feed) => feeds.push(feed),
            // A page beside the feeds.
            Err((path, _, Unreadable::NoFeed)) if !published.is_other(&path) && Format::of_path(&path).is_none() => {}
            Err((path, bytes, error)) => {
                let is_other = published.is_other(&path);
                let source = Arc::new(Source::from_bytes(path, &bytes));
                sink.push(rules::unguarded(Span::whole(&source).cut(), &error, is_other));
            }
        }
    }
    BEST_FIRST.iter().filter_map(|&format| Known::of(format, &mut feeds)).collect()
}

/// What those have who subscribe to the feeds saved from elsewhere, if there are any: the publication's own may be of a
/// change that nobody has seen yet, and what is new in it is known to none of them.
pub(super) fn elsewhere(published: &dyn Published) -> Vec<Known> {
    let read = |path: String| Some((Arc::from(path.as_str()), published::read(&published.bytes(&path)?).ok()?));
    let mut feeds: Vec<(Arc<str>, Feed)> =
        published.paths().into_iter().filter(|path| published.is_other(path)).filter_map(read).collect();
    BEST_FIRST.iter().filter_map(|&format| Known::of(format, &mut feeds)).collect()
}

impl Known {
    /// The entries of the feeds of one format; `None` where there is no such feed.
    fn of(format: Format, feeds: &mut [(Arc<str>, Feed)]) -> Option<Self> {
        let mut feeds = feeds.iter_mut().filter(|(_, feed)| feed.format == format).peekable();
        feeds.peek()?;
        let mut known = Self { format, entries: Vec::new(), ids: Vec::new(), feeds: Vec::new(), by_id: HashMap::new() };
        for (path, feed) in feeds {
            known.ids.extend(feed.head.id.take().map(|id| (Arc::clone(path), id)));
            for entry in feed.entries.drain(..) {
                if let Slot::Vacant(slot) = known.by_id.entry(key(&entry.id)) {
                    slot.insert(known.entries.len());
                    known.entries.push(entry);
                    known.feeds.push(Arc::clone(path));
                }
            }
        }
        Some(known)
    }

    /// Where the id of an entry stands that was read from one of the feeds; the feed as a whole where it is written
    /// otherwise there.
    pub(super) fn place(&self, entry: &Entry, published: &dyn Published) -> Option<Span> {
        let path = &self.feeds[*self.by_id.get(&key(&entry.id))?];
        let source = Arc::new(Source::from_bytes(&**path, &published.bytes(path)?));
        let is_whole = |end: usize| source.text()[end..].starts_with(['<', '"']);
        let place =
            |id: &str| source.text().match_indices(id).map(|(at, _)| at..at + id.len()).find(|id| is_whole(id.end));
        let place = place(&entry.id).or_else(|| place(&escape(&entry.id)));
        Some(place.map_or_else(|| Span::whole(&source), |place| Span::new(&source, place)).cut())
    }

    /// The entry that has an article's id.
    pub(super) fn entry(&self, card: &Card) -> Option<&Entry> {
        self.by_id.get(&card.id(self.format)).map(|&place| &self.entries[place])
    }
}

//! What subscribers will see when one state of a feed takes the place of another, entry by entry.
//!
//! Pure: [`between`] compares two feeds, [`report`] two sets of feeds, and each way to show that has a file of its own.

mod head;
mod home;
mod human;
mod json;
mod markdown;
mod report;
pub mod words;

use std::collections::{HashMap, HashSet};

use crate::published::matching::{By, Story, matched};
use crate::published::{Entry, Feed};
use crate::value::moment::Moment;
pub use home::{archives, home};
pub use human::{concise, head_line, human, line};
pub use json::json;
pub use markdown::markdown;
pub use report::{Compared, Report, Side, report};

/// What differs between two states of a feed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diff {
    /// What the feed says of itself, and does not say as before.
    pub head: Vec<Part>,
    /// The entries that are not alike: those of the new state in its order, then what was dropped.
    pub changes: Vec<Change>,
}

/// An entry that is not the same in both states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What becomes of it.
    pub fate: Fate,
    /// Its id, the new one where there are two.
    pub id: String,
    /// Its title, the new one where there are two.
    pub title: String,
    /// The address of its page.
    pub link: Option<String>,
    /// When it was published.
    pub published: Option<Moment>,
    /// What is not the same in it.
    pub parts: Vec<Part>,
}

/// What becomes of an entry in a subscriber's reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It is new, and unread.
    New,
    /// It is known under another id, and comes back as unread.
    Renamed {
        /// The id that readers know.
        old_id: String,
        /// By what it was known again.
        by: By,
    },
    /// It has the same id and a later date: readers that sort by date put it on top again.
    Redated,
    /// It is shown changed, and stays read in most readers.
    Updated,
    /// It leaves the feed; readers that have it keep it.
    Dropped {
        /// Whether newer entries pushed it out.
        aged: bool,
    },
    /// It has another place among the same entries.
    Moved,
}

/// A part of an entry that is not the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Which: `title`, `text`, `people`…
    pub name: &'static str,
    /// What it was.
    pub old: String,
    /// What it is.
    pub new: String,
}

/// The part that stands for the markup of a text whose words are the same.
pub const MARKUP: &str = "markup";
/// The part that stands for what no reader is known to show.
pub const OTHER: &str = "other data";

impl Fate {
    /// The word for it.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Renamed { .. } | Self::Redated => "re-surfacing",
            Self::Updated => "updated",
            Self::Dropped { .. } => "dropped",
            Self::Moved => "moved",
        }
    }

    /// Whether readers show the entry as unread.
    #[must_use]
    pub const fn is_unread(&self) -> bool {
        matches!(self, Self::New | Self::Renamed { .. })
    }
}

impl Diff {
    /// Whether a subscriber sees no difference.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.head.is_empty() && self.changes.is_empty()
    }
}

/// Compares two states of a feed, of whatever formats.
///
/// Never fails, and never runs long: time is in proportion to the feeds.
///
/// ```
/// use dateline::{diff, published};
///
/// let old = published::read(br#"{"items":[{"id":"a","title":"Ferry"}]}"#)?;
/// let new = published::read(br#"{"items":[{"id":"b","title":"Tides"},{"id":"a","title":"The ferry"}]}"#)?;
/// let lines: Vec<String> = diff::between(&old, &new).changes.iter().map(diff::line).collect();
/// assert_eq!(lines, ["new: Tides (b)", "updated: The ferry (a): title"]);
/// # Ok::<(), published::Unreadable>(())
/// ```
#[must_use]
pub fn between(old: &Feed, new: &Feed) -> Diff {
    let known = by_id(&old.entries);
    let present = by_id(&new.entries);
    let unknown: Vec<&Entry> = firsts(&new.entries).filter(|entry| !known.contains_key(entry.id.as_str())).collect();
    let gone: Vec<&Entry> = firsts(&old.entries).filter(|entry| !present.contains_key(entry.id.as_str())).collect();
    let mut renamed: HashMap<&str, (&Entry, By)> = HashMap::new();
    for (before, after, by) in matched(&stories(&gone), &stories(&unknown)) {
        renamed.insert(&unknown[after].id, (gone[before], by));
    }
    let is_alike = old.format == new.format;
    let in_order = in_order(new, &known);
    let changes = firsts(&new.entries).filter_map(|entry| {
        let parts = |before: &Entry| parts(before, entry, is_alike);
        match (known.get(entry.id.as_str()), renamed.get(entry.id.as_str())) {
            (Some((_, before)), _) => {
                let parts = parts(before);
                let fate = if later(before.published, entry.published) {
                    Fate::Redated
                } else if !parts.is_empty() {
                    Fate::Updated
                } else if in_order.contains(entry.id.as_str()) {
                    return None;
                } else {
                    Fate::Moved
                };
                Some(change(fate, entry, parts))
            }
            (None, Some(&(before, by))) => {
                let parts = parts(before).into_iter().filter(|part| part.name != OTHER).collect();
                Some(change(Fate::Renamed { old_id: before.id.clone(), by }, entry, parts))
            }
            (None, None) => Some(change(Fate::New, entry, Vec::new())),
        }
    });
    let oldest = new.entries.iter().filter_map(|entry| entry.published).min();
    let known_again: HashSet<&str> = renamed.values().map(|(before, _)| before.id.as_str()).collect();
    let dropped = gone.iter().filter(|entry| !known_again.contains(entry.id.as_str())).map(|entry| {
        let is_older = entry.published.zip(oldest).is_some_and(|(one, oldest)| one < oldest);
        let aged = is_older && new.entries.len() >= old.entries.len();
        change(Fate::Dropped { aged }, entry, Vec::new())
    });
    // Of a feed that there was not before nobody knows the head.
    let head = if old.entries.is_empty() { Vec::new() } else { head::parts(old, new) };
    Diff { head, changes: changes.chain(dropped).collect() }
}

fn stories(entries: &[&Entry]) -> Vec<Story> {
    entries.iter().map(|entry| Story::from(*entry)).collect()
}

fn change(fate: Fate, entry: &Entry, parts: Vec<Part>) -> Change {
    let Entry { id, title, link, published, .. } = entry;
    Change { fate, id: id.clone(), title: title.clone(), link: link.clone(), published: *published, parts }
}

/// The entries by their ids, with their places; of several with one id the first counts, as in most readers.
fn by_id(entries: &[Entry]) -> HashMap<&str, (usize, &Entry)> {
    let mut found = HashMap::new();
    for (place, entry) in entries.iter().enumerate() {
        found.entry(entry.id.as_str()).or_insert((place, entry));
    }
    found
}

fn firsts(entries: &[Entry]) -> impl Iterator<Item = &Entry> {
    let found = by_id(entries);
    entries
        .iter()
        .enumerate()
        .filter(move |(place, entry)| found[entry.id.as_str()].0 == *place)
        .map(|(_, entry)| entry)
}

fn later(before: Option<Moment>, after: Option<Moment>) -> bool {
    before.zip(after).is_some_and(|(before, after)| after.timestamp() > before.timestamp())
}

/// The ids that keep their order among each other, as many as can: the longest rising run of their old places.
fn in_order<'n>(new: &'n Feed, known: &HashMap<&str, (usize, &Entry)>) -> HashSet<&'n str> {
    let common: Vec<(usize, &str)> =
        firsts(&new.entries).filter_map(|entry| Some((known.get(entry.id.as_str())?.0, entry.id.as_str()))).collect();
    // The last entry of the best run of each length, and what stands before each entry in its run.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(common.len());
    for (index, (place, _)) in common.iter().enumerate() {
        let length = ends.partition_point(|&end| common[end].0 < *place);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(index);
        } else {
            ends[length] = index;
        }
    }
    let run = std::iter::successors(ends.last().copied(), |&index| before[index]);
    run.map(|index| common[index].1).collect()
}

/// What is not the same in two states of an entry. What a format cannot say is not compared across formats.
fn parts(old: &Entry, new: &Entry, is_alike: bool) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut compare = |name, old: String, new: String| {
        if old != new {
            parts.push(Part { name, old, new });
        }
    };
    let moment = |moment: Option<Moment>| moment.map(Moment::to_rfc3339_utc).unwrap_or_default();
    compare("title", old.title.clone(), new.title.clone());
    compare("link", old.link.clone().unwrap_or_default(), new.link.clone().unwrap_or_default());
    compare("published", moment(old.published), moment(new.published));
    if is_alike || (old.updated.is_some() && new.updated.is_some()) {
        compare("updated", moment(old.updated), moment(new.updated));
    }
    compare("people", old.people.join(", "), new.people.join(", "));
    compare("tags", old.tags.join(", "), new.tags.join(", "));
    if is_alike || (old.summary.is_some() && new.summary.is_some()) {
        compare("summary", old.summary.clone().unwrap_or_default(), new.summary.clone().unwrap_or_default());
    }
    if is_alike {
        compare("contributors", old.contributors.join(", "), new.contributors.join(", "));
        compare("language", old.language.clone().unwrap_or_default(), new.language.clone().unwrap_or_default());
        compare("picture", old.image.clone().unwrap_or_default(), new.image.clone().unwrap_or_default());
        compare("enclosures", enclosures(old), enclosures(new));
    }
    if old.content != new.content {
        let (before, after) = (old.text(), new.text());
        let is_markup = is_alike && before == after;
        compare("text", before, after);
        if is_markup {
            parts.push(Part { name: MARKUP, old: String::new(), new: String::new() });
        }
    }
    if parts.is_empty() && is_alike && old.fingerprint != new.fingerprint {
        parts.push(Part { name: OTHER, old: String::new(), new: String::new() });
    }
    parts
}

fn enclosures(entry: &Entry) -> String {
    let one = |enclosure: &crate::published::Enclosure| {
        let length = enclosure.length.map(|length| format!(", {length} bytes")).unwrap_or_default();
        format!("{} ({}{length})", enclosure.url, enclosure.media_type)
    };
    entry.enclosures.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The folder of a path, with its slash; empty for a file by itself.
fn folder(path: &str) -> &str {
    path.rfind('/').map_or("", |at| &path[..=at])
}

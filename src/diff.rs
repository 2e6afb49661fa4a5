//! What differs between two states of a feed, entry by entry.
//!
//! Feeds are read back with the crates that write them. One that cannot be read counts as one without entries.

use std::collections::BTreeMap;
use std::fmt;

use crate::diagnostic::safe;
use crate::value::format::Format;

/// What became of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is in the new state alone.
    New,
    /// It is in both, and they are not alike.
    Changed,
    /// It is in the old state alone.
    Dropped,
}

/// An entry that is not the same in both states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What became of it.
    pub fate: Fate,
    /// Its identity.
    pub id: String,
    /// Its title, the new one where there are two.
    pub title: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.fate {
            Fate::New => "new",
            Fate::Changed => "changed",
            Fate::Dropped => "dropped",
        };
        write!(f, "{word}: {} ({})", safe::one_line(&self.title), safe::one_line(&self.id))
    }
}

/// An entry as far as it is compared.
struct Entry {
    id: String,
    title: String,
    /// All of it.
    content: String,
}

/// The entries that are not the same in both texts: new and changed ones in the order of `new`, then dropped ones in
/// the order of `old`. None where the feeds differ in their heads alone.
#[must_use]
pub fn entries(old: &str, new: &str, format: Format) -> Vec<Difference> {
    let (old, new) = (read(old, format), read(new, format));
    let before: BTreeMap<&str, &Entry> = old.iter().map(|entry| (entry.id.as_str(), entry)).collect();
    let after: BTreeMap<&str, &Entry> = new.iter().map(|entry| (entry.id.as_str(), entry)).collect();
    let changed = new.iter().filter_map(|entry| match before.get(entry.id.as_str()) {
        None => Some((Fate::New, entry)),
        Some(known) => (known.content != entry.content).then_some((Fate::Changed, entry)),
    });
    let dropped = old.iter().filter(|entry| !after.contains_key(entry.id.as_str())).map(|entry| (Fate::Dropped, entry));
    let difference =
        |(fate, entry): (Fate, &Entry)| Difference { fate, id: entry.id.clone(), title: entry.title.clone() };
    changed.chain(dropped).map(difference).collect()
}

fn read(text: &str, format: Format) -> Vec<Entry> {
    match format {
        Format::Rss => rss(text),
        Format::Atom => atom(text),
        Format::Json => json(text),
    }
}

fn rss(text: &str) -> Vec<Entry> {
    let items = rss::Channel::read_from(text.as_bytes()).map(rss::Channel::into_items).unwrap_or_default();
    let entry = |item: rss::Item| Entry {
        content: format!("{item:?}"),
        id: item.guid.map(|guid| guid.value).unwrap_or_default(),
        title: item.title.unwrap_or_default(),
    };
    items.into_iter().map(entry).collect()
}

fn atom(text: &str) -> Vec<Entry> {
    let entries = atom_syndication::Feed::read_from(text.as_bytes()).map(|feed| feed.entries).unwrap_or_default();
    let entry = |entry: atom_syndication::Entry| Entry {
        content: format!("{entry:?}"),
        id: entry.id,
        title: entry.title.value,
    };
    entries.into_iter().map(entry).collect()
}

fn json(text: &str) -> Vec<Entry> {
    let feed: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
    let items = feed["items"].as_array().cloned().unwrap_or_default();
    let entry = |item: serde_json::Value| Entry {
        content: item.to_string(),
        id: item["id"].as_str().unwrap_or_default().to_owned(),
        title: item["title"].as_str().unwrap_or_default().to_owned(),
    };
    items.into_iter().map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_told_apart_by_their_ids() {
        let old = r#"{"items":[{"id":"a","title":"A"},{"id":"b","title":"B"},{"id":"c","title":"C"}]}"#;
        let new = r#"{"items":[{"id":"d","title":"D"},{"id":"b","title":"B2"},{"id":"c","title":"C"}]}"#;
        let lines: Vec<String> = entries(old, new, Format::Json).iter().map(ToString::to_string).collect();
        assert_eq!(lines, ["new: D (d)", "changed: B2 (b)", "dropped: A (a)"]);
    }

    #[test]
    fn a_feed_that_cannot_be_read_has_no_entries() {
        let rss = "<rss version=\"2.0\"><channel><title>t</title><link>l</link><description>d</description>\
                   <item><title>A</title><guid>a</guid></item></channel></rss>";
        assert_eq!(entries("<rss", rss, Format::Rss).len(), 1);
        assert!(entries(rss, rss, Format::Rss).is_empty());
    }
}

//! Two sets of feeds against each other, each difference told once.

use std::collections::{BTreeSet, HashMap};

use super::head::Told;
use super::{Change, Diff, MARKUP, OTHER, between, folder, home};
use crate::published::Feed;
use crate::value::format::Format;

/// One side of a comparison.
#[derive(Debug, Clone)]
pub enum Side {
    /// A feed by itself, with its name.
    File(String, Feed),
    /// The feeds of a folder, with its name, each with its path below it.
    Folder(String, Vec<(String, Feed)>),
}

/// What subscribers of any of the feeds will see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The feeds that differ, the main one first, each with what none before it shows.
    pub feeds: Vec<Compared>,
    /// Feeds that differ and show nothing else.
    pub folded: Vec<String>,
    /// Feeds that there were not before.
    pub added: Vec<String>,
    /// Feeds that there are no more, those among them of which another format is compared.
    pub removed: Vec<String>,
}

/// A feed that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// Its name.
    pub name: String,
    /// How.
    pub diff: Diff,
}

impl Report {
    /// Whether no subscriber sees a difference.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.feeds.is_empty() && self.added.is_empty() && self.removed.is_empty()
    }

    /// All entries that are not alike, each once.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.feeds.iter().flat_map(|feed| &feed.diff.changes)
    }
}

/// Compares two sides: feeds with the same path, else those of one folder and different formats.
#[must_use]
pub fn report(old: Side, new: Side) -> Report {
    let mut report = Report::default();
    let mut shown = Shown::default();
    let mut told = Told::default();
    for (name, old, new) in pairs(old, new, &mut report) {
        let mut diff = between(&old, &new);
        if diff.is_empty() {
            continue;
        }
        diff.changes.retain(|change| shown.is_news(change));
        diff.head.retain(|part| told.is_news(part));
        if diff.is_empty() {
            report.folded.push(name);
        } else {
            report.feeds.push(Compared { name, diff });
        }
    }
    report.folded = braced(&report.folded);
    report.added = braced(&report.added);
    report.removed = braced(&report.removed);
    report
}

/// What has been told already, by what became of an entry and of which parts.
#[derive(Default)]
struct Shown(HashMap<(&'static str, String), BTreeSet<&'static str>>);

impl Shown {
    fn is_news(&mut self, change: &Change) -> bool {
        let key = (change.fate.as_str(), change.id.clone());
        let parts = change.parts.iter().map(|part| part.name).filter(|&name| name != OTHER && name != MARKUP);
        let Some(told) = self.0.get_mut(&key) else {
            self.0.insert(key, parts.collect());
            return true;
        };
        let known = told.len();
        told.extend(parts);
        told.len() > known
    }
}

fn pairs(old: Side, new: Side, report: &mut Report) -> Vec<(String, Feed, Feed)> {
    match (old, new) {
        (Side::File(before, old), Side::File(after, new)) => {
            vec![(both(&before, &after), old, new)]
        }
        (Side::File(before, old), Side::Folder(folder, feeds)) => {
            let (path, new) = nearest(&before, old.format, feeds).unwrap_or_else(|| (String::new(), empty(old.format)));
            vec![(both(&before, &format!("{folder}{path}")), old, new)]
        }
        (Side::Folder(folder, feeds), Side::File(after, new)) => {
            let (path, old) = nearest(&after, new.format, feeds).unwrap_or_else(|| (String::new(), empty(new.format)));
            vec![(both(&format!("{folder}{path}"), &after), old, new)]
        }
        (Side::Folder(_, old), Side::Folder(folder, new)) => folders(&folder, old, new, report),
    }
}

fn both(before: &str, after: &str) -> String {
    if before == after { after.to_owned() } else { format!("{before} -> {after}") }
}

/// The feed of a folder that a file by itself is compared with: of the same name, else the main one, best of its format.
fn nearest(file: &str, format: Format, feeds: Vec<(String, Feed)>) -> Option<(String, Feed)> {
    let name = file.rsplit('/').next().unwrap_or(file);
    let home = home(feeds.iter().map(|(path, _)| path.as_str())).unwrap_or_default().to_owned();
    let rank = |(path, feed): &(String, Feed)| (path != name, folder(path) != home, feed.format != format);
    feeds.into_iter().min_by_key(rank)
}

fn folders(
    name: &str,
    old: Vec<(String, Feed)>,
    new: Vec<(String, Feed)>,
    report: &mut Report,
) -> Vec<(String, Feed, Feed)> {
    let mut before: HashMap<String, Feed> = old.into_iter().collect();
    let is_first = !before.keys().any(|path| folder(path).is_empty());
    let mut paired = Vec::new();
    let mut left = Vec::new();
    for (path, feed) in main_first(new) {
        match before.remove(&path) {
            Some(old) => paired.push((path, old, feed)),
            None => left.push((path, feed)),
        }
    }
    for (path, feed) in left {
        let home = folder(&path);
        // Formats come and go; whoever follows the folder's feeds is shown what another format showed.
        let is_ours = |path: &str| Format::of_path(path).is_some();
        let mut others: Vec<&String> = before.keys().filter(|other| folder(other) == home && is_ours(other)).collect();
        others.sort_unstable();
        let other = others.first().filter(|_| is_ours(&path)).map(|other| (*other).clone());
        match other.and_then(|other| Some((before.remove(&other)?, other))) {
            Some((old, other)) => {
                report.removed.push(format!("{name}{other}"));
                paired.push((path, old, feed));
            }
            None if home.is_empty() && is_first => paired.push((path, empty(feed.format), feed)),
            None => report.added.push(format!("{name}{path}")),
        }
    }
    report.removed.extend(before.into_keys().map(|path| format!("{name}{path}")));
    report.removed.sort_unstable();
    paired.into_iter().map(|(path, old, new)| (format!("{name}{path}"), old, new)).collect()
}

/// The feeds of the folder itself before those of folders below it, formats in their order.
fn main_first(mut feeds: Vec<(String, Feed)>) -> Vec<(String, Feed)> {
    let rank = |format: Format| Format::ALL.iter().position(|one| *one == format);
    feeds.sort_by(|(a, one), (b, two)| {
        let key = |path: &str, feed: &Feed| (path.contains('/'), folder(path).to_owned(), rank(feed.format));
        key(a, one).cmp(&key(b, two)).then_with(|| a.cmp(b))
    });
    feeds
}

fn empty(format: Format) -> Feed {
    Feed { format, title: String::new(), link: None, head: Box::default(), entries: Vec::new() }
}

/// Paths with those of one folder in braces: `feeds/tag/ferries/{rss.xml,atom.xml}`.
fn braced(paths: &[String]) -> Vec<String> {
    let chunks = paths.chunk_by(|one, other| folder(one) == folder(other));
    let name = |chunk: &[String]| match chunk {
        [one] => one.clone(),
        several => {
            let home = folder(&several[0]);
            let files: Vec<&str> = several.iter().map(|path| &path[home.len()..]).collect();
            format!("{home}{{{}}}", files.join(","))
        }
    };
    chunks.map(name).collect()
}

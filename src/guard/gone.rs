//! Feeds that people subscribe to and that a build does not make any more.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::{Build, rules};
use crate::config::Feeds;
use crate::diagnostic::rule::Level;
use crate::diagnostic::{Diagnostic, Span};
use crate::published::{self, Feed};
use crate::source::Published;
use crate::value::format::{By, Format, is_in_archive};
use crate::value::identity;

/// Why a feed is not made any more.
#[derive(Clone, Copy)]
pub(super) enum Cause {
    /// `formats` lacks its format.
    Format(Format),
    /// `by` lacks its kind.
    Kind(By),
    /// No article belongs to it.
    Topic,
}

/// One finding for all feeds that were published and are not among the files that are made; `None` where all are. Where
/// one of them has an entry that has expired, time alone did it, and no run is to fail for that.
pub fn gone(build: &Build<'_>, made: &BTreeSet<&str>, published: &dyn Published) -> Option<Diagnostic> {
    let settings = build.settings;
    let over = build.cards.iter().filter(|card| card.expires.is_some_and(|expires| expires <= build.now));
    let over: HashSet<u64> = over.flat_map(|card| Format::ALL.map(|format| card.id(format))).collect();
    let previewed: HashSet<String> = published.previewed().into_iter().collect();
    // Nobody subscribes to a feed that had nothing but what only a preview let in.
    let is_preview =
        |feed: &Feed| !previewed.is_empty() && feed.entries.iter().all(|entry| previewed.contains(&entry.id));
    let mut folders: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut did_expire = false;
    for (path, below) in published.feeds() {
        let is_missed = !made.contains(below.as_str()) && !is_in_archive(&below);
        let Some(format) = Format::of_path(&below).filter(|_| is_missed) else { continue };
        let Some(feed) = published.bytes(&path).map(|bytes| published::read(&bytes)) else { continue };
        if published.is_other(&path) || !feed.as_ref().is_ok_and(is_preview) {
            did_expire |=
                feed.is_ok_and(|feed| feed.entries.iter().any(|entry| over.contains(&identity::key(&entry.id))));
            let folder = below.trim_end_matches(format.file_name());
            folders.entry(folder.to_owned()).or_default().insert(format as usize);
        }
    }
    let folders: Vec<(String, Vec<Format>)> = folders
        .into_iter()
        .map(|(folder, formats)| (folder, formats.into_iter().map(|format| Format::ALL[format]).collect()))
        .collect();
    let (folder, formats) = folders.first()?;
    let path = |folder: &str, format: Format| format!("{folder}{}", format.file_name());
    let other = Format::ALL.into_iter().map(|format| path(folder, format)).find(|path| made.contains(path.as_str()));
    let kind = By::ALL.into_iter().find(|kind| folder.split('/').next() == Some(kind.as_str()));
    let cause = match kind.filter(|kind| !settings.by.contains(kind)) {
        _ if other.is_some() => Cause::Format(formats[0]),
        Some(kind) => Cause::Kind(kind),
        None => Cause::Topic,
    };
    let main = settings.formats.iter().find(|format| formats.contains(format)).or(settings.formats.first());
    let next = other.or_else(|| main.map(|&format| path("", format))).unwrap_or_default();
    let addresses: Vec<String> = folders.iter().map(|(folder, formats)| address(settings, folder, formats)).collect();
    let mut finding =
        rules::feed_gone(Span::whole(build.config), &addresses, cause, &format!("{}{next}", settings.url));
    if did_expire {
        finding.lower(Level::Info);
    }
    Some(finding)
}

/// The address of a feed, its formats in braces as a shell would take them.
fn address(settings: &Feeds, folder: &str, formats: &[Format]) -> String {
    let names: Vec<&str> = formats.iter().map(|format| format.file_name()).collect();
    match names.as_slice() {
        [name] => format!("{}{folder}{name}", settings.url),
        names => format!("{}{folder}{{{}}}", settings.url, names.join(",")),
    }
}

//! Feeds that are called otherwise than they were: mostly the publication has moved, and their ids are their addresses.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::known::Known;
use super::{Build, rules};
use crate::diagnostic::{Diagnostic, Span};
use crate::source::Published;
use crate::value::format::{Format, is_in_archive};
use crate::value::id::EntryId;

/// One finding for all feeds whose own ids are not what was published; `None` where all are.
pub(super) fn moved(build: &Build<'_>, published: &dyn Published, known: &[Known]) -> Option<Diagnostic> {
    let folders: HashMap<String, String> = published.feeds().into_iter().filter_map(folder).collect();
    let by_folder = |(path, id): &'_ (Arc<str>, String)| Some((folders.get(&**path)?.clone(), id.clone()));
    let ids: BTreeSet<(String, String)> = known.iter().flat_map(|known| &known.ids).filter_map(by_folder).collect();
    let has_kept_main = ids.first().is_some_and(|(folder, id)| folder.is_empty() && build.settings.id_of("") == *id);
    let mut changed = ids.iter().filter(|(folder, old)| build.settings.id_of(folder) != *old);
    let (folder, old) = changed.next()?;
    let kept = main(folder, old).filter(|_| !has_kept_main);
    let path = format!("{folder}{}", Format::Atom.file_name());
    let new = build.settings.id_of(folder);
    Some(rules::changed_feed_id(Span::whole(build.config), &path, (old, &new), changed.count(), kept.as_ref()))
}

/// The folder of a feed that has an id of its own.
fn folder((path, below): (String, String)) -> Option<(String, String)> {
    let folder = below.strip_suffix(Format::Atom.file_name()).filter(|folder| !is_in_archive(folder))?;
    Some((path, folder.to_owned()))
}

/// The id of the main feed from which that of the feed in a folder follows.
fn main(folder: &str, id: &str) -> Option<EntryId> {
    let main = id.strip_suffix(folder)?;
    let named =
        |main: &str| EntryId::parse(main).ok().filter(|main| main.below(folder).is_some_and(|of| of.as_str() == id));
    named(main).or_else(|| named(main.strip_suffix('/')?))
}

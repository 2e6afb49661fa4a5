//! Published stories that have other ids now.

use std::collections::HashMap;

use super::known::Known;
use super::{Build, story};
use crate::feed::{Card, Entry};
use crate::published;
use crate::published::matching::{By, Story, matched};
use crate::source::Unread;
use crate::value::format::Format;
use crate::value::summary::plain_text;

/// A published story that has another id in some format.
pub(super) struct Renamed<'k> {
    /// The place of its card.
    pub(super) place: usize,
    pub(super) by: By,
    /// What subscribers of each format know it by, those formats first in which that has changed.
    pub(super) ids: Vec<(Format, &'k str)>,
}

/// Finds those among what is shown, in the order of the feeds; `see` is shown each entry. `free` are the published entries
/// that are no article's by their ids.
pub(super) fn find<'k>(
    build: &Build<'k>,
    known: &'k [Known],
    free: &[Vec<&'k published::Entry>],
    mut see: impl FnMut(&Card, Entry<'_>) + Send,
) -> Result<Vec<Renamed<'k>>, Unread> {
    let mut strangers: Vec<Strangers> = known.iter().map(|_| Strangers::default()).collect();
    build.shown.each_part(|part| {
        for (place, entry) in part.entries() {
            see(&build.cards[place], entry);
            for ((known, free), strangers) in known.iter().zip(free).zip(&mut strangers) {
                if !free.is_empty() && known.entry(&build.cards[place]).is_none() {
                    strangers.places.push(place);
                    strangers.stories.push(story(entry.article, &plain_text(&entry.content.html)));
                }
            }
        }
        Ok::<(), Unread>(())
    })?;
    Ok(pairs(build, &strangers, free, known))
}

/// Entries whose id is unknown in a format where some published entry is no article's.
#[derive(Default)]
struct Strangers {
    /// The places of their cards.
    places: Vec<usize>,
    stories: Vec<Story>,
}

fn pairs<'k>(
    build: &Build<'k>,
    strangers: &[Strangers],
    free: &[Vec<&'k published::Entry>],
    known: &'k [Known],
) -> Vec<Renamed<'k>> {
    let mut found: Vec<Renamed<'k>> = Vec::new();
    let mut numbers: HashMap<usize, usize> = HashMap::new();
    for ((known, free), strangers) in known.iter().zip(free).zip(strangers) {
        let before: Vec<Story> = free.iter().map(|old| Story::from(*old)).collect();
        for (old, new, by) in matched(&before, &strangers.stories) {
            let place = strangers.places[new];
            let number = *numbers.entry(place).or_insert_with(|| {
                found.push(Renamed { place, by, ids: Vec::new() });
                found.len() - 1
            });
            found[number].ids.push((known.format, free[old].id.as_str()));
        }
    }
    for story in &mut found {
        let kept = |known: &'k Known| Some((known.format, known.entry(&build.cards[story.place])?.id.as_str()));
        story.ids.extend(known.iter().filter_map(kept));
    }
    found
}

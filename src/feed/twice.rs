//! Two entries for one: of the same second, or with the same text.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::{Card, rules};
use crate::article::Article;
use crate::article::folder::Folder;
use crate::diagnostic::Sink;
use crate::source::Unread;

/// Entries of a feed that carry the very same second, as when they were published or as when they were updated.
pub(super) fn same_instants(
    cards: &[Card],
    shown: &[usize],
    folder: &Folder<'_>,
    sink: &mut Sink,
) -> Result<(), Unread> {
    for pair in shown.windows(2) {
        let (newer, older) = (&cards[pair[0]], &cards[pair[1]]);
        if newer.published.timestamp() == older.published.timestamp() {
            let (newer, older) = (newer.article(folder)?, older.article(folder)?);
            sink.push(rules::same_instant(&newer, &older, "published", newer.published()));
        }
    }
    let mut updates: Vec<(i64, usize)> = shown.iter().map(|&place| cards[place].updated.timestamp()).zip(0..).collect();
    updates.sort_unstable();
    for pair in updates.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        let [newer, older] = [pair[0].1, pair[1].1].map(|at| &cards[shown[at]]);
        if newer.published.timestamp() != older.published.timestamp() {
            let (newer, older) = (newer.article(folder)?, older.article(folder)?);
            sink.push(rules::same_instant(&newer, &older, "updated", newer.updated()));
        }
    }
    Ok(())
}

/// Articles of one day that read the same: one is mostly a copy of the other's file that nobody meant to publish. What
/// comes back on another day, as a notice may each week, is meant.
pub(super) fn copies(cards: &[Card], shown: &[usize], folder: &Folder<'_>, sink: &mut Sink) -> Result<(), Unread> {
    let key = |&place: &usize| (cards[place].fingerprint, cards[place].published.date());
    let mut places = shown.to_vec();
    places.sort_unstable_by_key(key);
    for same in places.chunk_by(|one, other| key(one) == key(other)).filter(|same| same.len() > 1) {
        let mut articles =
            same.iter().map(|&place| cards[place].article(folder)).collect::<Result<Vec<Article>, Unread>>()?;
        // What has its id written down was there first, and copies get longer names.
        let path = |article: &Article| article.place().source.path().to_owned();
        articles.sort_by_cached_key(|article| (!article.is_pinned(), path(article).len(), path(article)));
        let mut firsts: HashMap<[String; 3], &Article> = HashMap::new();
        for article in &articles {
            match article.gist().map(|gist| firsts.entry(gist)) {
                Some(Entry::Occupied(first)) => sink.push(rules::same_text(article, first.get())),
                Some(Entry::Vacant(slot)) => _ = slot.insert(article),
                None => {}
            }
        }
    }
    Ok(())
}

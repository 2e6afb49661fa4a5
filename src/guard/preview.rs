//! A preview: what is let into the feeds before its time, and is not published though it stands there.

use super::Build;
use super::known;
use crate::diagnostic::Sink;
use crate::feed::Card;
use crate::source::{Published, Unread};

/// The articles that are let in early, and that nobody has yet.
#[derive(Debug, Default)]
pub struct Preview {
    /// How many of them are drafts.
    pub drafts: usize,
    /// How many are finished and still to come.
    pub scheduled: usize,
    /// The ids of all, as each format has them.
    pub ids: Vec<String>,
}

impl Preview {
    /// What of a build is early. The published feeds are read only where anything may be.
    ///
    /// # Errors
    /// [`Unread`], where an article is not any more what it was.
    pub fn of(build: &Build<'_>, published: &dyn Published) -> Result<Self, Unread> {
        let cards = build.shown.places().iter().map(|&place| &build.cards[place]);
        let early: Vec<&Card> = cards.filter(|card| card.draft || card.published > build.now).collect();
        let mut preview = Self::default();
        if early.is_empty() {
            return Ok(preview);
        }
        // What is wrong with them the guard tells.
        let known = known::read(published, &mut Sink::new());
        for card in early.into_iter().filter(|card| known.iter().all(|known| known.entry(card).is_none())) {
            *(if card.draft { &mut preview.drafts } else { &mut preview.scheduled }) += 1;
            preview.ids.extend(card.article(build.folder)?.identity().names().map(str::to_owned));
        }
        Ok(preview)
    }

    /// Whether nothing is early.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }
}

//! The articles that some feed shows, rendered once for all feeds and formats.

use rayon::prelude::*;

use super::{Card, Entry, Plan};
use crate::article::Article;
use crate::article::entry::{self, Content};
use crate::article::folder::Folder;
use crate::config::Config;
use crate::source::Unread;
use crate::value::format;

/// Where a publication shows no more than this, all are held; else they are read and rendered part by part.
const MOST_HELD: usize = 128;

/// How many are in a part; two parts are held at once.
const PART: usize = MOST_HELD / 2;

/// What some feed shows, newest first.
pub struct Shown<'a> {
    folder: &'a Folder<'a>,
    cards: &'a [Card],
    /// The places of their cards.
    places: &'a [usize],
    /// All of them, where they are few.
    held: Vec<Rendered>,
    /// Whether entries have their whole texts.
    are_full: bool,
}

/// An article, and what a reader sees of it.
struct Rendered {
    article: Article,
    content: Content,
}

/// Some of what is shown, in its order.
#[derive(Clone, Copy)]
pub struct Part<'p> {
    /// The places of the cards.
    pub places: &'p [usize],
    rendered: &'p [Rendered],
    are_full: bool,
}

impl<'a> Shown<'a> {
    /// What a plan shows.
    ///
    /// # Errors
    /// [`Unread`], where an article is not any more what it was when the plan was made.
    pub fn new(plan: &'a Plan, cards: &'a [Card], folder: &'a Folder<'a>, config: &Config) -> Result<Self, Unread> {
        let are_full = config.feeds.content == format::Content::Full;
        let mut shown = Self { folder, cards, places: &plan.shown, held: Vec::new(), are_full };
        if shown.places.len() <= MOST_HELD {
            shown.held = shown.render(shown.places)?;
        }
        Ok(shown)
    }

    /// The places of their cards.
    #[must_use]
    pub fn places(&self) -> &[usize] {
        self.places
    }

    /// Shows all of it, part by part; while one is shown, the next is rendered.
    ///
    /// # Errors
    /// [`Unread`] as above, or what the callback returns.
    pub fn each_part<E: From<Unread> + Send>(
        &self,
        mut show: impl FnMut(Part<'_>) -> Result<(), E> + Send,
    ) -> Result<(), E> {
        let are_full = self.are_full;
        if self.places.len() <= MOST_HELD {
            return show(Part { places: self.places, rendered: &self.held, are_full });
        }
        let mut parts = self.places.chunks(PART);
        let mut places = parts.next().unwrap_or_default();
        let mut rendered = self.render(places)?;
        while !places.is_empty() {
            let next = parts.next().unwrap_or_default();
            let part = Part { places, rendered: &rendered, are_full };
            let (is_shown, next_rendered) = rayon::join(|| show(part), || self.render(next));
            is_shown?;
            (places, rendered) = (next, next_rendered?);
        }
        Ok(())
    }

    /// Shows the newest alone.
    ///
    /// # Errors
    /// As above.
    pub fn newest<T>(&self, most: usize, show: impl FnOnce(Part<'_>) -> T) -> Result<T, Unread> {
        let places = &self.places[..most.min(self.places.len())];
        let read = if self.held.is_empty() { self.render(places)? } else { Vec::new() };
        let rendered = if self.held.is_empty() { &read } else { &self.held[..places.len()] };
        Ok(show(Part { places, rendered, are_full: self.are_full }))
    }

    fn render(&self, places: &[usize]) -> Result<Vec<Rendered>, Unread> {
        let render = |&place: &usize| {
            let article = self.cards[place].article(self.folder)?;
            let content = entry::render(&article);
            Ok(Rendered { article, content })
        };
        places.par_iter().map(render).collect()
    }
}

impl<'p> Part<'p> {
    /// The entries in this part, each with the place of its card.
    pub fn entries(self) -> impl Iterator<Item = (usize, Entry<'p>)> {
        let entry = move |(&place, rendered): (&usize, &'p Rendered)| {
            let Rendered { article, content } = rendered;
            (place, Entry { article, content, full: self.are_full && !content.html.is_empty() })
        };
        self.places.iter().zip(self.rendered).map(entry)
    }

    /// Those of a feed: `left` are its articles from here on, in the order of all that is shown, and afterwards those of
    /// the parts that follow.
    pub fn of_feed(self, left: &mut &[usize]) -> Vec<Entry<'p>> {
        let mut is_next = |place: usize| {
            let (&first, others) = left.split_first()?;
            (first == place).then(|| *left = others)
        };
        self.entries().filter_map(|(place, entry)| is_next(place).map(|()| entry)).collect()
    }
}

//! The articles of a publication, each read when it is asked for: a folder holds many, and its feeds a few of them.

use std::io;
use std::sync::Arc;

use super::normalise::{Setting, normalise};
use super::{Article, entry, read};
use crate::diagnostic::Sink;
use crate::source::{Articles, Source, Unread};

/// Where articles are read from, and with what.
pub struct Folder<'a> {
    sources: &'a dyn Articles,
    setting: Setting<'a>,
    /// Whether drafts are articles like any other.
    drafts: bool,
}

impl<'a> Folder<'a> {
    /// The articles in `sources`, as they are in that setting. Unless drafts are let in, what is wrong with one is an
    /// info.
    #[must_use]
    pub fn new(sources: &'a dyn Articles, setting: Setting<'a>, drafts: bool) -> Self {
        Self { sources, setting, drafts }
    }

    /// How many there are, sound or not.
    #[must_use]
    pub fn count(&self) -> usize {
        self.sources.count()
    }

    /// Reads one and tells what is wrong with it, but for its text; `None` where it is no article for that.
    ///
    /// # Errors
    /// [`Unread`], where the disk refuses.
    pub fn read(&self, number: usize, sink: &mut Sink) -> Result<Option<Article>, Unread> {
        Ok(self.normalised(&self.sources.read(number)?, sink))
    }

    /// Reads one and tells all that is wrong with it. Of its file the findings hold no more than they show.
    ///
    /// # Errors
    /// [`Unread`], where the disk refuses.
    pub fn check(&self, number: usize, sink: &mut Sink) -> Result<Option<Article>, Unread> {
        let source = self.sources.read(number)?;
        let mut found = Sink::new();
        let article = self.normalised(&source, &mut found);
        // Of what nothing is made yet the text does not matter.
        if let Some(article) = article.as_ref().filter(|article| self.drafts || !article.is_draft()) {
            entry::check(article, &mut found);
        }
        found.cut(&source);
        sink.append(found);
        Ok(article)
    }

    fn normalised(&self, source: &Arc<Source>, sink: &mut Sink) -> Option<Article> {
        let mut found = Sink::new();
        let draft = read::read(source, &mut found);
        let article = normalise(&draft, &self.setting, &mut found);
        if draft.is_draft() && !self.drafts {
            found.soften();
        }
        sink.append(found);
        article
    }

    /// Reads one again that was sound before; its findings have been told, and of its file it holds the lines of its place.
    ///
    /// # Errors
    /// [`Unread`], where it is there no longer, or sound no longer.
    pub fn read_again(&self, number: usize) -> Result<Article, Unread> {
        let article = self.read(number, &mut Sink::new())?.ok_or_else(|| self.changed(number))?;
        Ok(Article { place: article.place.cut(), ..article })
    }

    /// That one is not what it was before.
    #[must_use]
    pub fn changed(&self, number: usize) -> Unread {
        let why = io::Error::other("it changes while it is read; build again when it is saved");
        Unread { path: self.sources.path(number).to_owned(), why }
    }
}

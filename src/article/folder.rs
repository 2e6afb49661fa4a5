//! The articles of a publication, each read when it is asked for: a folder holds many, and its feeds a few of them.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use super::normalise::{Setting, normalise};
use super::{Article, entry, read};
use crate::diagnostic::Sink;
use crate::source::{Articles, Source, Unread};

/// Where there are no more articles than this, each is read once.
const MOST_KEPT: usize = 64;

/// Where articles are read from, and with what.
pub struct Folder<'a> {
    sources: &'a dyn Articles,
    setting: Setting<'a>,
    /// Whether drafts are articles like any other.
    drafts: bool,
    /// What was checked and may be asked for again, where there are few articles.
    kept: Mutex<BTreeMap<usize, Article>>,
}

impl<'a> Folder<'a> {
    /// The articles in `sources`, as they are in that setting. Unless drafts are let in, what is wrong with one is an
    /// info.
    #[must_use]
    pub fn new(sources: &'a dyn Articles, setting: Setting<'a>, drafts: bool) -> Self {
        Self { sources, setting, drafts, kept: Mutex::default() }
    }

    /// How many have been found, sound or not.
    #[must_use]
    pub fn count(&self) -> usize {
        self.sources.count()
    }

    /// Finds more of them; whether there were any.
    ///
    /// # Errors
    /// [`Unread`], where the disk refuses.
    pub fn find_more(&self) -> Result<bool, Unread> {
        self.sources.find_more()
    }

    /// The path of one.
    #[must_use]
    pub fn path(&self, number: usize) -> &str {
        self.sources.path(number)
    }

    /// Reads one and tells what is wrong with it, but for its text; `None` where it is no article for that.
    ///
    /// # Errors
    /// [`Unread`], where the disk refuses.
    pub fn read(&self, number: usize, sink: &mut Sink) -> Result<Option<Article>, Unread> {
        Ok(self.normalised(&self.sources.read(number)?, sink))
    }

    /// Reads one, tells all that is wrong with it, and notes of it what is to be known of each. Of its files the findings
    /// hold no more than they show.
    ///
    /// # Errors
    /// [`Unread`], where the disk refuses.
    pub fn check<T>(
        &self,
        number: usize,
        sink: &mut Sink,
        note: impl FnOnce(&Article) -> T,
    ) -> Result<Option<T>, Unread> {
        let is_kept = self.count() <= MOST_KEPT;
        let source = if is_kept { self.sources.read(number)? } else { self.sources.look(number)? };
        let (mut article, mut found) = self.checked(&source);
        // A part of an article mostly has faults; what has none and is shown is read again.
        if !is_kept && !found.is_empty() {
            let whole = self.sources.read(number)?;
            if whole.text() != source.text() {
                (article, found) = self.checked(&whole);
            }
        }
        found.cut();
        sink.append(found);
        let noted = article.as_ref().map(note);
        if is_kept && let Some(article) = article {
            self.kept.lock().unwrap_or_else(PoisonError::into_inner).insert(number, article);
        }
        Ok(noted)
    }

    fn checked(&self, source: &Arc<Source>) -> (Option<Article>, Sink) {
        let mut found = Sink::new();
        let article = self.normalised(source, &mut found);
        // Of what nothing is made yet the text does not matter.
        if let Some(article) = article.as_ref().filter(|article| self.drafts || !article.is_draft()) {
            entry::check(article, &mut found);
        }
        (article, found)
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

    /// Reads one again that was sound before, or has it where it was kept; its findings have been told, and of its file
    /// it holds the lines of its place.
    ///
    /// # Errors
    /// [`Unread`], where it is there no longer, or sound no longer.
    pub fn read_again(&self, number: usize) -> Result<Article, Unread> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner).remove(&number);
        let article = match kept {
            Some(article) => article,
            None => self.read(number, &mut Sink::new())?.ok_or_else(|| self.changed(number))?,
        };
        Ok(Article { place: article.place.cut(), ..article })
    }

    /// That one is not what it was before.
    #[must_use]
    pub fn changed(&self, number: usize) -> Unread {
        let why = io::Error::other("it changes while it is read; build again when it is saved");
        Unread { path: self.path(number).to_owned(), why }
    }
}

//! What is kept of each article: all that decides where it goes, and little enough to be kept of every one.

use crate::article::Article;
use crate::article::folder::Folder;
use crate::source::Unread;
use crate::value::format::{By, Format};
use crate::value::identity::key;
use crate::value::lang::Lang;
use crate::value::link::WebUrl;
use crate::value::moment::Moment;
use crate::value::text::XmlText;

/// An article, for the plan.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "facts about one article that do not depend on each other")]
pub struct Card {
    /// Its number among the sources.
    number: usize,
    pub(crate) draft: bool,
    pub(crate) pinned: bool,
    /// Whether it has a picture.
    pub(crate) pictured: bool,
    /// Whether anybody is credited.
    pub(crate) credited: bool,
    pub(super) retracted: bool,
    /// Whether an update of it is still to come.
    pub(super) awaits_update: bool,
    /// Its ids and its address, as numbers: what has the same may be the same.
    ids: Ids,
    pub(super) address: u64,
    /// What copies of it have too.
    pub(super) fingerprint: u16,
    pub(crate) published: Moment,
    pub(crate) updated: Moment,
    pub(crate) expires: Option<Moment>,
    /// Its language, where it is not the site's.
    pub(crate) language: Option<Box<Lang>>,
    pub(super) topics: Box<[Topic]>,
}

/// The ids of an article in all formats, of which there are mostly not two.
#[derive(Debug, PartialEq, Eq)]
enum Ids {
    One(u64),
    Each(Box<[u64; 3]>),
}

impl Ids {
    fn of(article: &Article) -> Self {
        let ids = article.identity().keys();
        if ids == [ids[0]; 3] { Self::One(ids[0]) } else { Self::Each(Box::new(ids)) }
    }
}

/// One of the further feeds that an article belongs to.
#[derive(Debug)]
pub(super) struct Topic {
    pub(super) by: By,
    pub(super) name: XmlText,
    /// The page of what the feed is of.
    pub(super) page: Option<Box<WebUrl>>,
}

impl Card {
    /// The card of an article, the one of that number, where there are feeds of these kinds.
    #[must_use]
    pub fn of(number: usize, article: &Article, by: &[By]) -> Self {
        Self {
            number,
            draft: article.is_draft(),
            pinned: article.is_pinned(),
            pictured: article.image().is_some(),
            credited: !article.credits().is_empty(),
            retracted: article.is_retracted(),
            awaits_update: article.update_due().is_some(),
            ids: Ids::of(article),
            address: key(article.url().as_str()),
            fingerprint: article.fingerprint(),
            published: article.published(),
            updated: article.updated(),
            expires: article.expires(),
            language: article.language().cloned().map(Box::new),
            topics: by.iter().flat_map(|&by| topics(by, article)).collect(),
        }
    }

    /// The path of the article.
    #[must_use]
    pub fn path<'f>(&self, folder: &'f Folder<'_>) -> &'f str {
        folder.path(self.number)
    }

    /// Its id in a format, as [`key`] has it.
    pub(crate) fn id(&self, format: Format) -> u64 {
        match &self.ids {
            Ids::One(id) => *id,
            Ids::Each(ids) => ids[format as usize],
        }
    }

    /// Whether it is the URI in every format.
    pub(super) fn has_one_id(&self) -> bool {
        matches!(self.ids, Ids::One(_))
    }

    /// The article, read once more.
    ///
    /// # Errors
    /// [`Unread`], where it is there no longer, or another one than before.
    pub fn article(&self, folder: &Folder<'_>) -> Result<Article, Unread> {
        let article = folder.read_again(self.number)?;
        let is_same = Ids::of(&article) == self.ids && article.published() == self.published;
        if is_same { Ok(article) } else { Err(folder.changed(self.number)) }
    }
}

/// What of an article feeds of this kind are made by, and the page of it; languages are the plan's.
fn topics(by: By, article: &Article) -> Vec<Topic> {
    let bare = |name: &XmlText| Topic { by, name: name.clone(), page: None };
    match by {
        By::Section => article.section().map(bare).into_iter().collect(),
        By::Tag => article.tags().iter().map(bare).collect(),
        By::Author => {
            let page = |uri: Option<&str>| uri.and_then(|uri| WebUrl::parse(uri).ok()).map(Box::new);
            let author = |name: &str, uri| Some(Topic { by, name: XmlText::parse(name).ok()?, page: page(uri) });
            article.authors().filter_map(|credit| author(credit.name(), credit.uri())).collect()
        }
        By::Language => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_small_enough_to_be_kept_of_every_article() {
        assert!(size_of::<Card>() <= 112, "{}", size_of::<Card>());
    }
}

//! Feeds: which articles each one holds, in which order, under which name.
//!
//! The one step that sees all articles at once: identities are unique, drafts and what is not due stay out, the newest
//! come first. It is small and runs on one thread.

mod archive;
pub mod rules;
mod topic;

use std::collections::BTreeMap;

use crate::article::Article;
use crate::article::entry::Content;
use crate::config::{Config, Feeds, Site};
use crate::diagnostic::Sink;
use crate::value;
use crate::value::format::{By, Format};
use crate::value::lang::Lang;
use crate::value::link::WebUrl;
use crate::value::moment::Moment;
use crate::value::text::XmlText;

/// What is let in besides what is due and finished.
#[derive(Debug, Clone, Copy, Default)]
pub struct Admit {
    /// Drafts too.
    pub drafts: bool,
    /// Articles too whose date is still to come.
    pub future: bool,
    /// Published stories too under other ids, which readers will show as unread.
    pub id_changes: bool,
}

/// Which articles go into which feeds; articles by their place in the list.
#[derive(Debug)]
pub struct Plan {
    /// The feeds: the main one, the further ones, the archives with the newest first.
    pub feeds: Vec<Outline>,
    /// What stays out.
    pub waiting: Waiting,
}

/// A feed before its entries are rendered.
#[derive(Debug)]
pub struct Outline {
    /// Where it lies below `feeds/`: empty for the main feed, else `section/local/`.
    pub folder: String,
    /// What it is of.
    pub scope: Scope,
    /// The language of its entries, for a feed of one language; else the site's.
    pub language: Option<Lang>,
    /// The page of what it is of, where one is known.
    pub page: Option<WebUrl>,
    /// The folder of the archive before it.
    pub previous: Option<String>,
    /// The folder of the archive after it.
    pub next: Option<String>,
    /// The articles, newest first.
    pub articles: Vec<usize>,
}

/// What a feed is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Everything: the main feed.
    Main,
    /// One section, tag, author or language, under its name.
    Topic(By, XmlText),
    /// A month of the main feed that is over.
    Archive,
}

impl Outline {
    fn new(folder: String, scope: Scope) -> Self {
        Self { folder, scope, language: None, page: None, previous: None, next: None, articles: Vec::new() }
    }
}

/// What stays out of the feeds, and until when.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Articles whose date is still to come.
    pub scheduled: usize,
    /// When the first of them is due.
    pub next: Option<Moment>,
    /// Drafts.
    pub drafts: usize,
    /// Articles that have expired.
    pub expired: usize,
    /// When the first article that is in the feeds expires.
    pub next_expiry: Option<Moment>,
}

/// A feed, ready to be written in any format.
#[derive(Debug, Clone)]
pub struct Feed<'a> {
    /// The publication.
    pub site: &'a Site,
    /// What is written.
    pub settings: &'a Feeds,
    /// Where it lies below `feeds/`.
    pub folder: &'a str,
    /// What it is of.
    pub scope: &'a Scope,
    /// The address of its folder.
    pub url: WebUrl,
    /// Its identity: its address, or for an archive that of the feed that it is a part of.
    pub id: WebUrl,
    /// The page that it goes with.
    pub page: &'a WebUrl,
    /// Its name.
    pub title: XmlText,
    /// What it is, in a sentence.
    pub description: XmlText,
    /// The language of entries that name no other.
    pub language: &'a Lang,
    /// The folder of the archive before it.
    pub previous: Option<WebUrl>,
    /// The folder of the archive after it.
    pub next: Option<WebUrl>,
    /// When its newest entry was published.
    pub published: Moment,
    /// When any of its entries was last updated.
    pub updated: Moment,
    /// The entries, newest first.
    pub entries: Vec<Entry<'a>>,
}

impl<'a> Feed<'a> {
    /// Whether it is an archive, which nobody subscribes to.
    #[must_use]
    pub fn is_archive(&self) -> bool {
        *self.scope == Scope::Archive
    }

    /// The language of an article, where it is not the feed's.
    #[must_use]
    pub fn other_language(&self, article: &'a Article) -> Option<&'a Lang> {
        let language = article.language().unwrap_or(&self.site.language);
        (language != self.language).then_some(language)
    }

    /// The whole texts, of the entries that have one.
    pub fn html(&self) -> impl Iterator<Item = &str> + Clone {
        self.entries.iter().filter(|entry| entry.full).map(|entry| entry.content.html.as_str())
    }

    /// The same feed with the whole text in its newest entries alone, as many as `full` says.
    #[must_use]
    pub fn with_full(mut self, full: usize) -> Self {
        for entry in self.entries.iter_mut().skip(full) {
            entry.full = false;
        }
        self
    }
}

/// An article in a feed.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// What is known of it.
    pub article: &'a Article,
    /// What a reader sees of it.
    pub content: &'a Content,
    /// Whether that is the whole text, or the summary alone.
    pub full: bool,
}

/// Decides what goes where.
pub fn plan(articles: &[Article], config: &Config, admit: Admit, now: Moment, sink: &mut Sink) -> Plan {
    unique(articles, admit, sink);
    let (shown, waiting) = due(articles, admit, now);
    let mut main = Outline { articles: shown.clone(), ..Outline::new(String::new(), Scope::Main) };
    let archives = if config.feeds.archive { archive::take(&mut main, articles, config, now) } else { Vec::new() };
    let mut feeds = vec![main];
    feeds.extend(config.feeds.by.iter().flat_map(|by| topic::feeds(*by, articles, &shown, &config.site, sink)));
    if let Some(limit) = config.feeds.limit {
        feeds.iter_mut().skip(usize::from(config.feeds.archive)).for_each(|feed| feed.articles.truncate(limit));
    }
    feeds.extend(archives);
    same_instants(articles, &feeds[0].articles, sink);
    Plan { feeds, waiting }
}

/// What is finished and due, newest first; the id settles ties, so that the order is the same on any machine.
fn due(articles: &[Article], admit: Admit, now: Moment) -> (Vec<usize>, Waiting) {
    let mut waiting = Waiting::default();
    let mut shown = Vec::new();
    for (index, article) in articles.iter().enumerate() {
        if article.is_draft() && !admit.drafts {
            waiting.drafts += 1;
        } else if article.expires().is_some_and(|expires| expires <= now) {
            waiting.expired += 1;
        } else if article.published() > now && !admit.future {
            waiting.scheduled += 1;
            waiting.next = earlier(waiting.next, Some(article.published()));
        } else {
            waiting.next_expiry = earlier(waiting.next_expiry, article.expires());
            shown.push(index);
        }
    }
    let key = |&index: &usize| (std::cmp::Reverse(articles[index].published().timestamp()), articles[index].id());
    shown.sort_by(|a, b| key(a).cmp(&key(b)));
    (shown, waiting)
}

fn earlier(one: Option<Moment>, other: Option<Moment>) -> Option<Moment> {
    one.into_iter().chain(other).min()
}

/// Every identity and every address is one article's.
fn unique(articles: &[Article], admit: Admit, sink: &mut Sink) {
    let mut ids = BTreeMap::new();
    let mut urls = BTreeMap::new();
    for article in articles.iter().filter(|article| admit.drafts || !article.is_draft()) {
        let names = Format::ALL.map(|format| (format, article.identity().in_format(format)));
        let taken = names.iter().find_map(|name| ids.get(name).map(|&first| (name.1, first)));
        for name in names {
            ids.entry(name).or_insert(article);
        }
        if let Some((id, first)) = taken {
            sink.push(rules::duplicate_id(article, first, id));
        } else if let Some(first) = urls.insert(article.url().as_str(), article) {
            sink.push(rules::duplicate_address(article, first));
            urls.insert(first.url().as_str(), first);
        }
    }
}

/// Neighbours in a feed that carry the very same second.
fn same_instants(articles: &[Article], shown: &[usize], sink: &mut Sink) {
    for pair in shown.windows(2) {
        let (newer, older) = (&articles[pair[0]], &articles[pair[1]]);
        if newer.published().timestamp() == older.published().timestamp() {
            sink.push(rules::same_instant(newer, older));
        }
    }
}

/// Puts a feed together; `None` for one without entries.
#[must_use]
pub fn assemble<'a>(
    outline: &'a Outline,
    articles: &'a [Article],
    contents: &'a [Option<Content>],
    config: &'a Config,
) -> Option<Feed<'a>> {
    let entries: Vec<Entry<'a>> = outline
        .articles
        .iter()
        .filter_map(|&index| {
            let content = contents[index].as_ref()?;
            let full = config.feeds.content == value::format::Content::Full && !content.html.is_empty();
            Some(Entry { article: &articles[index], content, full })
        })
        .collect();
    let address = |folder: &str| config.feeds.url.join(folder).ok();
    let url = address(&outline.folder)?;
    Some(Feed {
        site: &config.site,
        settings: &config.feeds,
        folder: &outline.folder,
        scope: &outline.scope,
        id: if outline.scope == Scope::Archive { config.feeds.url.clone() } else { url.clone() },
        url,
        page: outline.page.as_ref().unwrap_or(&config.site.link),
        title: topical(&outline.scope, &config.site.title, |title, topic| format!("{title}: {topic}")),
        description: topical(&outline.scope, &config.site.description, |text, topic| format!("{topic} – {text}")),
        language: outline.language.as_ref().unwrap_or(&config.site.language),
        previous: outline.previous.as_deref().and_then(address),
        next: outline.next.as_deref().and_then(address),
        published: entries.iter().map(|entry| entry.article.published()).max()?,
        updated: entries.iter().map(|entry| entry.article.updated()).max()?,
        entries,
    })
}

/// A text of the publication as a feed of one topic has it.
fn topical(scope: &Scope, text: &XmlText, join: impl Fn(&str, &str) -> String) -> XmlText {
    let Scope::Topic(_, topic) = scope else { return text.clone() };
    XmlText::parse(&join(text.as_str(), topic.as_str())).unwrap_or_else(|_| topic.clone())
}

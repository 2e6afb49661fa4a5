//! Feeds: which articles each one holds, in which order, under which name.
//!
//! The one step that sees all articles at once: identities are unique, drafts and what is not due stay out, the newest
//! come first. It is small and runs on one thread.

pub mod rules;

use std::collections::{BTreeMap, BTreeSet};

use crate::article::Article;
use crate::article::entry::Content;
use crate::config::{Config, Feeds, Site};
use crate::diagnostic::Sink;
use crate::value;
use crate::value::format::{By, Format};
use crate::value::link::WebUrl;
use crate::value::moment::Moment;
use crate::value::slug::Slug;
use crate::value::text::XmlText;

/// What is let in besides what is due and finished.
#[derive(Debug, Clone, Copy, Default)]
pub struct Admit {
    /// Drafts too.
    pub drafts: bool,
    /// Articles too whose date is still to come.
    pub future: bool,
}

/// Which articles go into which feeds; articles by their place in the list.
#[derive(Debug)]
pub struct Plan {
    /// The feeds, the main one first.
    pub feeds: Vec<Outline>,
    /// What stays out.
    pub waiting: Waiting,
}

/// A feed before its entries are rendered.
#[derive(Debug)]
pub struct Outline {
    /// Where it lies below `feeds/`: empty for the main feed, else `section/local/`.
    pub folder: String,
    /// What it holds, for a feed that is not the main one.
    pub topic: Option<XmlText>,
    /// The articles, newest first.
    pub articles: Vec<usize>,
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
    /// The address of its folder, which is its identity too.
    pub url: WebUrl,
    /// Its name.
    pub title: XmlText,
    /// When its newest entry was published.
    pub published: Moment,
    /// When any of its entries was last updated.
    pub updated: Moment,
    /// The entries, newest first.
    pub entries: Vec<Entry<'a>>,
}

impl Feed<'_> {
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
    let mut feeds = vec![Outline { folder: String::new(), topic: None, articles: shown.clone() }];
    for by in &config.feeds.by {
        feeds.extend(further(*by, articles, &shown, sink));
    }
    if let Some(limit) = config.feeds.limit {
        for feed in &mut feeds {
            feed.articles.truncate(limit);
        }
    }
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

/// The feeds of one kind, in the order of their folders.
fn further(by: By, articles: &[Article], shown: &[usize], sink: &mut Sink) -> Vec<Outline> {
    let mut feeds: BTreeMap<String, Outline> = BTreeMap::new();
    let mut spellings: BTreeSet<String> = BTreeSet::new();
    for &index in shown {
        let article = &articles[index];
        for topic in topics(by, article) {
            let is_new = spellings.insert(topic.as_str().to_owned());
            let Some(slug) = Slug::make(topic.as_str()) else {
                if is_new {
                    sink.push(rules::no_folder(article, by, &topic));
                }
                continue;
            };
            let folder = format!("{}/{}/", by.as_str(), slug.as_str());
            let feed = feeds.entry(folder.clone()).or_insert_with(|| Outline {
                folder,
                topic: Some(topic.clone()),
                articles: Vec::new(),
            });
            if is_new && feed.topic.as_ref().is_some_and(|known| known.as_str() != topic.as_str()) {
                sink.push(rules::same_folder(article, by, &topic, feed));
            }
            if feed.articles.last() != Some(&index) {
                feed.articles.push(index);
            }
        }
    }
    feeds.into_values().collect()
}

/// What of an article feeds of this kind are made by.
fn topics(by: By, article: &Article) -> Vec<XmlText> {
    match by {
        By::Section => article.section().into_iter().cloned().collect(),
        By::Tag => article.tags().to_vec(),
        By::Author => article.authors().filter_map(|author| XmlText::parse(author.name()).ok()).collect(),
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
    Some(Feed {
        site: &config.site,
        settings: &config.feeds,
        folder: &outline.folder,
        url: config.feeds.url.join(&outline.folder).ok()?,
        title: title(&config.site, outline.topic.as_ref()),
        published: entries.iter().map(|entry| entry.article.published()).max()?,
        updated: entries.iter().map(|entry| entry.article.updated()).max()?,
        entries,
    })
}

fn title(site: &Site, topic: Option<&XmlText>) -> XmlText {
    let Some(topic) = topic else { return site.title.clone() };
    let joined = format!("{}: {}", site.title.as_str(), topic.as_str());
    XmlText::parse(&joined).unwrap_or_else(|_| topic.clone())
}

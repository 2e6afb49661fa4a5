//! The further feeds: one for each section, tag, author or language.

use std::collections::{BTreeMap, BTreeSet};

use super::{Outline, Scope, rules};
use crate::article::Article;
use crate::config::Site;
use crate::diagnostic::Sink;
use crate::value::format::By;
use crate::value::lang::Lang;
use crate::value::link::WebUrl;
use crate::value::slug::Slug;
use crate::value::text::XmlText;

/// The feeds of one kind, in the order of their folders.
pub(super) fn feeds(by: By, articles: &[Article], shown: &[usize], site: &Site, sink: &mut Sink) -> Vec<Outline> {
    if by == By::Language {
        return languages(articles, shown, site);
    }
    let mut feeds: BTreeMap<String, Outline> = BTreeMap::new();
    let mut spellings: BTreeSet<String> = BTreeSet::new();
    for &index in shown {
        let article = &articles[index];
        for (topic, page) in topics(by, article) {
            let is_new = spellings.insert(topic.as_str().to_owned());
            let Some(slug) = Slug::of_topic(topic.as_str()) else {
                if is_new {
                    sink.push(rules::no_folder(article, by, &topic));
                }
                continue;
            };
            let folder = format!("{}/{}/", by.as_str(), slug.as_str());
            let outline = || Outline::new(folder.clone(), Scope::Topic(by, topic.clone()));
            let feed = feeds.entry(folder.clone()).or_insert_with(outline);
            feed.page = feed.page.take().or(page);
            if let (true, Scope::Topic(_, known)) = (is_new, &feed.scope)
                && *known != topic
            {
                sink.push(rules::same_folder(article, by, &topic, known, &feed.folder));
            }
            if feed.articles.last() != Some(&index) {
                feed.articles.push(index);
            }
        }
    }
    feeds.into_values().collect()
}

/// What of an article feeds of this kind are made by, and the page of it.
fn topics(by: By, article: &Article) -> Vec<(XmlText, Option<WebUrl>)> {
    let bare = |name: &XmlText| (name.clone(), None);
    match by {
        By::Section => article.section().map(bare).into_iter().collect(),
        By::Tag => article.tags().iter().map(bare).collect(),
        By::Author => {
            let page = |uri: Option<&str>| uri.and_then(|uri| WebUrl::parse(uri).ok());
            let author = |name: &str, uri| Some((XmlText::parse(name).ok()?, page(uri)));
            article.authors().filter_map(|credit| author(credit.name(), credit.uri())).collect()
        }
        By::Language => Vec::new(),
    }
}

/// A feed for each language, where there are several: regions share one, scripts do not.
fn languages(articles: &[Article], shown: &[usize], site: &Site) -> Vec<Outline> {
    let mut groups: BTreeMap<Lang, (BTreeSet<&Lang>, Vec<usize>)> = BTreeMap::new();
    for &index in shown {
        let language = articles[index].language().unwrap_or(&site.language);
        let (tags, articles) = groups.entry(language.without_region()).or_default();
        tags.insert(language);
        articles.push(index);
    }
    if groups.len() < 2 {
        return Vec::new();
    }
    let outline = |(language, (tags, articles)): (Lang, (BTreeSet<&Lang>, Vec<usize>))| {
        let declared = match tags.len() {
            1 => tags.first().copied(),
            _ => Some(&site.language).filter(|site| tags.contains(site)),
        };
        let folder = format!("{}/{}/", By::Language.as_str(), language.as_str().to_ascii_lowercase());
        let declared = declared.cloned().unwrap_or_else(|| language.clone());
        let name = XmlText::parse(&language.own_name()).ok()?;
        let scope = Scope::Topic(By::Language, name);
        Some(Outline { language: Some(declared), articles, ..Outline::new(folder, scope) })
    };
    groups.into_iter().filter_map(outline).collect()
}

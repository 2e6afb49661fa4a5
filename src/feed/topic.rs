//! The further feeds: one for each section, tag, author or language.

use std::collections::{BTreeMap, BTreeSet};

use super::{Card, Outline, Scope, rules};
use crate::article::folder::Folder;
use crate::config::Site;
use crate::diagnostic::Sink;
use crate::source::Unread;
use crate::value::format::By;
use crate::value::lang::Lang;
use crate::value::slug::Slug;
use crate::value::text::XmlText;

/// The feeds of one kind, in the order of their folders.
pub(super) fn feeds(
    by: By,
    cards: &[Card],
    shown: &[usize],
    folder: &Folder<'_>,
    site: &Site,
    sink: &mut Sink,
) -> Result<Vec<Outline>, Unread> {
    if by == By::Language {
        return Ok(languages(cards, shown, site));
    }
    let mut feeds: BTreeMap<String, Outline> = BTreeMap::new();
    let mut spellings: BTreeSet<String> = BTreeSet::new();
    for &place in shown {
        let card = &cards[place];
        for topic in card.topics.iter().filter(|topic| topic.by == by) {
            let name = &topic.name;
            let is_new = spellings.insert(name.as_str().to_owned());
            let Some(slug) = Slug::of_topic(name.as_str()) else {
                if is_new {
                    sink.push(rules::no_folder(&card.article(folder)?, by, name));
                }
                continue;
            };
            let home = format!("{}/{}/", by.as_str(), slug.as_str());
            let outline = || Outline::new(home.clone(), Scope::Topic(by, name.clone()));
            let feed = feeds.entry(home.clone()).or_insert_with(outline);
            feed.page = feed.page.take().or_else(|| topic.page.as_deref().cloned());
            if let (true, Scope::Topic(_, known)) = (is_new, &feed.scope)
                && known != name
            {
                sink.push(rules::same_folder(&card.article(folder)?, by, name, known, &feed.folder));
            }
            if feed.articles.last() != Some(&place) {
                feed.articles.push(place);
            }
        }
    }
    Ok(feeds.into_values().collect())
}

/// A feed for each language, where there are several: regions share one, scripts do not.
fn languages(cards: &[Card], shown: &[usize], site: &Site) -> Vec<Outline> {
    let mut groups: BTreeMap<Lang, (BTreeSet<&Lang>, Vec<usize>)> = BTreeMap::new();
    for &place in shown {
        let language = cards[place].language.as_deref().unwrap_or(&site.language);
        let (tags, articles) = groups.entry(language.without_region()).or_default();
        tags.insert(language);
        articles.push(place);
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

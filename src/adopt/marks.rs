//! What articles and entries are known again by.

use chrono::NaiveDate;
use percent_encoding::percent_decode_str;

use super::Evidence;
use crate::article::{Article, entry};
use crate::published::{Entry, key};
use crate::value::moment::Moment;
use crate::value::slug::Slug;
use crate::value::summary;
use crate::value::text::XmlText;

/// How many letters of a paragraph's beginning are compared; shorter paragraphs say too little.
const OPENING: usize = 50;
/// How many paragraphs are looked at: a picture's caption or a note may stand before the first one.
const PARAGRAPHS: usize = 4;

/// The keys of an article or an entry, for each kind of evidence: who shares one may be the same.
#[derive(Debug)]
pub(super) struct Marks {
    links: Vec<String>,
    paths: Vec<String>,
    titles_and_days: Vec<String>,
    slugs_and_days: Vec<String>,
    titles: Vec<String>,
    openings: Vec<String>,
}

impl Marks {
    pub(super) fn of_article(article: &Article) -> Self {
        let content = entry::render(article);
        let dateline = article.dateline().map_or("", XmlText::as_str);
        let paragraphs = summary::paragraphs(&content.html);
        let bare = paragraphs.iter().map(|paragraph| summary::strip_dateline(paragraph, dateline));
        let texts = paragraphs.iter().map(String::as_str).take(PARAGRAPHS).chain(bare.take(PARAGRAPHS));
        let texts = texts.chain(content.summary.as_ref().map(XmlText::as_str));
        let slugs = vec![article.slug().to_string()];
        Self::new(&[article.url().as_str()], slugs, article.title().as_str(), Some(article.published()), texts)
    }

    /// An id that is an address counts as one, since the link may lead elsewhere: through a counter, or to what the
    /// entry is about.
    pub(super) fn of_entry(entry: &Entry) -> Self {
        let id = Some(entry.id.as_str()).filter(|id| id.starts_with("http://") || id.starts_with("https://"));
        let addresses: Vec<&str> = entry.link.as_deref().into_iter().chain(id).collect();
        let text = entry.text();
        let paragraphs = text.split("\n\n").take(PARAGRAPHS).chain(entry.summary.as_deref());
        Self::new(&addresses, Vec::new(), &entry.title, entry.published.or(entry.updated), paragraphs)
    }

    fn new<'t>(
        addresses: &[&str],
        mut slugs: Vec<String>,
        title: &str,
        when: Option<Moment>,
        texts: impl Iterator<Item = &'t str>,
    ) -> Self {
        let links: Vec<String> = addresses.iter().map(|address| decoded(&key::link(address))).collect();
        let paths: Vec<String> = links.iter().filter_map(|link| path(link)).map(str::to_owned).collect();
        slugs.extend(paths.iter().filter_map(|path| slug(path)));
        let title = Some(key::title(title)).filter(|title| !title.is_empty());
        let days = days(when);
        let with_day = |names: &[String]| -> Vec<String> {
            names.iter().flat_map(|name| days.iter().map(move |day| format!("{day} {name}"))).collect()
        };
        let titles: Vec<String> = title.into_iter().collect();
        Self {
            titles_and_days: with_day(&titles),
            slugs_and_days: with_day(&slugs),
            openings: texts.filter_map(opening).collect(),
            links,
            paths,
            titles,
        }
    }

    pub(super) fn keys(&self, by: Evidence) -> &[String] {
        match by {
            Evidence::Link => &self.links,
            Evidence::Path => &self.paths,
            Evidence::TitleAndDate => &self.titles_and_days,
            Evidence::SlugAndDate => &self.slugs_and_days,
            Evidence::Title => &self.titles,
            Evidence::Text => &self.openings,
        }
    }
}

/// The letters that an address's escapes stand for.
fn decoded(address: &str) -> String {
    percent_decode_str(address).decode_utf8_lossy().into_owned()
}

/// All but the host of an address's key; `None` for a home page.
fn path(link: &str) -> Option<&str> {
    link.find(['/', '?']).map(|end| &link[end..])
}

/// The last part of a path, without what is put behind it for servers.
fn slug(path: &str) -> Option<String> {
    let path = path.split('?').next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    let stem = [".html", ".htm", ".php", ".aspx"].iter().find_map(|end| last.strip_suffix(end)).unwrap_or(last);
    Slug::make(stem).map(|slug| slug.to_string())
}

/// The day where it was published, and the day in Greenwich: generators write one or the other.
fn days(when: Option<Moment>) -> Vec<NaiveDate> {
    let Some(when) = when else { return Vec::new() };
    let mut days = vec![when.date(), when.to_chrono().to_utc().date_naive()];
    days.dedup();
    days
}

/// How a paragraph begins.
fn opening(paragraph: &str) -> Option<String> {
    let letters: String = key::text(paragraph).chars().take(OPENING).collect();
    (letters.chars().count() == OPENING).then_some(letters)
}

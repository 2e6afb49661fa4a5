//! What of an article a reader sees: its text as safe HTML, and its summary.

use super::{Article, Body, Image, leftover, rules};
use crate::diagnostic::Sink;
use crate::table::Text;
use crate::value::html::{self, Rendered, SafeHtml};
use crate::value::link::WebUrl;
use crate::value::summary;
use crate::value::text::XmlText;

/// Graphemes that a summary made of the text has at most.
const SUMMARY_LENGTH: usize = 280;

/// Bytes that a dateline in the text may have.
const LONGEST_DATELINE: usize = 200;

/// Where headings begin: the entry's title is the first level.
const BELOW_THE_TITLE: u8 = 2;

/// The text of an article, rendered.
#[derive(Debug)]
pub struct Content {
    /// The text, every address absolute; empty where an article has a summary alone.
    pub html: SafeHtml,
    /// The summary: as written, else of the first paragraph.
    pub summary: Option<XmlText>,
}

/// Renders an article.
#[must_use]
pub fn render(article: &Article) -> Content {
    if let Some(notice) = &article.retracted {
        let html = directed(article, SafeHtml::from_text(notice.as_str()));
        return Content { html, summary: Some(notice.clone()) };
    }
    let Rendered { mut html, offered, .. } = body(article);
    let summary = summary(article, &html);
    if let Some(dateline) = &article.dateline {
        html = summary::open_with_dateline(&html, dateline.as_str());
    }
    if let Some(image) = article.image.as_ref().filter(|image| !shows(&html, &offered, image)) {
        let alt = image.alt.as_ref().map_or("", XmlText::as_str);
        html = SafeHtml::figure(&image.url, alt, image.size, &caption(image)).followed_by(&html);
    }
    Content { html: directed(article, html), summary }
}

/// Tells of what a reader would not see of an article; its text mostly need not be rendered for that.
pub fn check(article: &Article, sink: &mut Sink) {
    let Body { text, format } = &article.body;
    let is_whole = || text.as_ref().is_none_or(|text| html::loses_nothing(text.as_str(), *format));
    // A paragraph that is more than a dateline and a salutation says something.
    let told = LONGEST_DATELINE
        + summary::LONGEST_SALUTATION
        + 2 * article.dateline.as_ref().map_or(0, |dateline| dateline.as_str().len());
    let tells = || text.as_ref().is_some_and(|text| html::ends_with_words(text.as_str(), *format, told));
    if article.retracted.is_none() && !(is_whole() && (article.summary.is_some() || tells())) {
        tell(article, sink);
    }
}

/// The findings of an article that is no retracted one, of its text and of what was removed from it.
fn tell(article: &Article, sink: &mut Sink) {
    let Rendered { html, removed, .. } = body(article);
    if let Some(text) = &article.body.text {
        rules::look_for_garbled_letters(text, sink);
        leftover::look_for(text, sink);
        for removed in &removed {
            sink.push(rules::removed_markup(text, removed));
        }
    }
    let summary = summary(article, &html);
    if let (true, None, Some(text)) = (html.is_empty(), &summary, &article.body.text) {
        sink.push(rules::nothing_left(text));
    } else if summary.is_none() {
        sink.push(rules::no_summary(article.place.clone()));
    }
}

/// The text with its direction, where readers could not know it: they show what says nothing from left to right, or as
/// the feed says.
fn directed(article: &Article, html: SafeHtml) -> SafeHtml {
    match &article.direction_of {
        Some(lang) if !html.is_empty() => html.in_language(lang),
        _ => html,
    }
}

/// Whether the text has the picture already, in whatever size.
fn shows(html: &SafeHtml, offered: &[WebUrl], image: &Image) -> bool {
    let shown: Vec<WebUrl> = html.pictures().filter_map(|picture| WebUrl::parse(&picture).ok()).collect();
    html::is_among(&image.url, shown.iter().chain(offered))
}

/// What stands below a picture: its caption and, in parentheses, who made it.
fn caption(image: &Image) -> String {
    let credit = image.credit.as_ref().map(|credit| format!("({credit})"));
    let caption = image.caption.as_ref().map(XmlText::as_str);
    caption.into_iter().chain(credit.as_deref()).collect::<Vec<_>>().join(" ")
}

/// The text, its headings below the title.
fn body(article: &Article) -> Rendered {
    let text = article.body.text.as_ref().map_or("", Text::as_str);
    let rendered = html::render(text, article.body.format, &article.url);
    Rendered { html: rendered.html.with_headings_from(BELOW_THE_TITLE), ..rendered }
}

/// The summary: as written, else of the text.
fn summary(article: &Article, html: &SafeHtml) -> Option<XmlText> {
    article.summary.clone().or_else(|| opening(article, html))
}

/// The first paragraph that says more than the dateline and a letter's salutation, without them, cut at a sentence; that
/// of the dateline, where the text has one.
fn opening(article: &Article, html: &SafeHtml) -> Option<XmlText> {
    let dateline = article.dateline.as_ref().map_or("", XmlText::as_str);
    let paragraphs = summary::paragraphs(html);
    let told = |paragraph: &'_ String| summary::strip_dateline(paragraph, dateline).len() < paragraph.len();
    let first = paragraphs.iter().take(summary::OPENING).position(told).unwrap_or(0);
    let told = &paragraphs[first.min(paragraphs.len())..];
    let mut texts = told.iter().map(|text| summary::strip_salutation(summary::strip_dateline(text, dateline)));
    let text = texts.find(|text| !text.trim().is_empty())?;
    XmlText::parse(&summary::cut(text, SUMMARY_LENGTH)).ok()
}

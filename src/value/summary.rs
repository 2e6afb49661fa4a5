//! Summaries: plain text out of HTML.

use unicode_segmentation::UnicodeSegmentation as _;

use super::html::SafeHtml;
use super::html::entity;
use super::text::collapse;

/// The text of the first paragraph that has any.
#[must_use]
pub fn first_paragraph(html: &SafeHtml) -> Option<String> {
    let paragraphs = html.as_str().split("<p>").skip(1);
    let mut texts = paragraphs.map(|rest| plain(rest.split("</p>").next().unwrap_or_default()));
    texts.find(|text| !text.is_empty())
}

/// A text without the dateline that it opens with.
#[must_use]
pub fn strip_dateline<'a>(text: &'a str, dateline: &str) -> &'a str {
    match text.strip_prefix(dateline) {
        Some(rest) if !dateline.is_empty() => rest.trim_start_matches([' ', '–', '—', '-', ':']),
        _ => text,
    }
}

/// A text of at most so many graphemes, cut at a sentence or a word.
#[must_use]
pub fn cut(text: &str, most: usize) -> String {
    let Some((end, _)) = text.grapheme_indices(true).nth(most) else { return text.to_owned() };
    let head = &text[..end];
    match head.rfind(". ") {
        Some(stop) if stop * 2 > head.len() => head[..=stop].to_owned(),
        _ => format!("{}…", head.rsplit_once(' ').map_or(head, |(words, _)| words).trim_end()),
    }
}

fn plain(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, after)| after));
    }
    collapse(&entity::decode(&text))
}

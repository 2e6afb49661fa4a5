//! A report for programs: a JSON object a line.

use serde::Serialize;

use super::{Change, Fate, Part, Report};
use crate::value::moment::Moment;

#[derive(Serialize)]
struct Line<'a> {
    feed: &'a str,
    change: &'static str,
    #[serde(skip_serializing_if = "Option::is_none", flatten)]
    entry: Option<Entry<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<Difference<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    unread: bool,
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    old_id: Option<&'a str>,
    title: &'a str,
    link: Option<&'a str>,
    published: Option<String>,
}

#[derive(Serialize)]
struct Difference<'a> {
    part: &'static str,
    old: &'a str,
    new: &'a str,
}

/// The report as JSON, an object a line: entries first, then feeds as a whole.
#[must_use]
pub fn json(report: &Report) -> String {
    let mut lines = Vec::new();
    for feed in &report.feeds {
        if !feed.diff.head.is_empty() {
            lines.push(Line { feed: &feed.name, change: "feed", entry: None, parts: parts(&feed.diff.head) });
        }
        lines.extend(feed.diff.changes.iter().map(|change| line(&feed.name, change)));
    }
    let whole = [("feed-added", &report.added), ("feed-removed", &report.removed), ("feed-folded", &report.folded)];
    for (change, feeds) in whole {
        lines.extend(feeds.iter().map(|feed| Line { feed, change, entry: None, parts: Vec::new() }));
    }
    let line = |line: &Line<'_>| serde_json::to_string(line).map(|line| line + "\n").unwrap_or_default();
    lines.iter().map(line).collect()
}

fn line<'a>(feed: &'a str, change: &'a Change) -> Line<'a> {
    let old_id = match &change.fate {
        Fate::Renamed { old_id, .. } => Some(old_id.as_str()),
        _ => None,
    };
    let entry = Entry {
        unread: change.fate.is_unread(),
        id: &change.id,
        old_id,
        title: &change.title,
        link: change.link.as_deref(),
        published: change.published.map(Moment::to_rfc3339),
    };
    Line { feed, change: change.fate.as_str(), entry: Some(entry), parts: parts(&change.parts) }
}

fn parts(parts: &[Part]) -> Vec<Difference<'_>> {
    parts.iter().map(|part| Difference { part: part.name, old: &part.old, new: &part.new }).collect()
}

//! `build --format json`: a line for the script that schedules the next run.

use dateline::compile::{Compiled, Kind, Output};
use dateline::project::{Change, Changes};
use dateline::value::moment::Moment;
use serde::Serialize;

#[derive(Serialize)]
struct Run<'a> {
    written: bool,
    refused: bool,
    changed: Option<bool>,
    articles: usize,
    feeds: Vec<File<'a>>,
    removed: Vec<String>,
    waiting: Option<Waiting>,
    unread_again: usize,
}

#[derive(Serialize)]
struct File<'a> {
    path: String,
    format: Option<&'static str>,
    entries: Option<usize>,
    newest: Option<String>,
    bytes: u64,
    change: &'a str,
}

#[derive(Serialize)]
struct Waiting {
    scheduled: usize,
    next: Option<String>,
    next_expiry: Option<String>,
    next_update: Option<String>,
    next_change: Option<String>,
    drafts: usize,
    expired: usize,
}

/// What a run made, or would make, and what waits.
pub(super) fn line(compiled: &Compiled, changes: &Changes<'_>, written: bool) -> String {
    let waiting = compiled.waiting;
    let moment = |at: Option<Moment>| at.map(Moment::to_rfc3339);
    let files = compiled.documents.iter().zip(changes.files());
    line_of(&Run {
        written,
        refused: false,
        changed: Some(!changes.is_empty()),
        articles: compiled.articles,
        feeds: files.map(|(output, (_, change))| file(output, change)).collect(),
        removed: changes.obsolete().iter().map(|path| format!("feeds/{path}")).collect(),
        waiting: Some(Waiting {
            scheduled: waiting.scheduled,
            next: moment(waiting.next),
            next_expiry: moment(waiting.next_expiry),
            next_update: moment(waiting.next_update),
            next_change: moment(waiting.next_change()),
            drafts: waiting.drafts,
            expired: waiting.expired,
        }),
        unread_again: super::renamed(compiled),
    })
}

/// That nothing was written, nor would be, since something fails; of articles with errors nobody knows when they are due.
pub(super) fn refused(compiled: &Compiled) -> String {
    line_of(&Run {
        written: false,
        refused: true,
        changed: None,
        articles: compiled.articles,
        feeds: Vec::new(),
        removed: Vec::new(),
        waiting: None,
        unread_again: super::renamed(compiled),
    })
}

fn line_of(run: &Run<'_>) -> String {
    serde_json::to_string(run).map(|line| line + "\n").unwrap_or_default()
}

fn file(output: &Output, change: Change) -> File<'static> {
    let (format, entries, newest) = match output.kind {
        Kind::Feed { format, entries, newest } => {
            (Some(format.as_str()), Some(entries), (entries > 0).then(|| newest.to_rfc3339()))
        }
        Kind::Page => (None, None, None),
    };
    let change = match change {
        Change::New => "new",
        Change::Changed => "changed",
        Change::Same => "unchanged",
    };
    let path = format!("feeds/{}", output.document.path);
    File { path, format, entries, newest, bytes: output.document.text.length(), change }
}

//! `build --format json`: a line for the script that schedules the next run.

use dateline::compile::{Compiled, Kind, Output};
use dateline::project::{Change, Changes};
use dateline::value::moment::Moment;
use serde::Serialize;

#[derive(Serialize)]
struct Run<'a> {
    written: bool,
    changed: bool,
    articles: usize,
    feeds: Vec<File<'a>>,
    removed: Vec<String>,
    waiting: Waiting,
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
    drafts: usize,
    expired: usize,
}

/// What a run made, or would make, and what waits.
pub(super) fn line(compiled: &Compiled, changes: &Changes<'_>, written: bool) -> String {
    let waiting = compiled.waiting;
    let moment = |at: Option<Moment>| at.map(Moment::to_rfc3339);
    let files = compiled.documents.iter().zip(changes.files());
    let run = Run {
        written,
        changed: !changes.is_empty(),
        articles: compiled.articles,
        feeds: files.map(|(output, (_, change))| file(output, change)).collect(),
        removed: changes.obsolete().iter().map(|path| format!("feeds/{path}")).collect(),
        waiting: Waiting {
            scheduled: waiting.scheduled,
            next: moment(waiting.next),
            next_expiry: moment(waiting.next_expiry),
            drafts: waiting.drafts,
            expired: waiting.expired,
        },
        unread_again: super::renamed(compiled),
    };
    serde_json::to_string(&run).map(|line| line + "\n").unwrap_or_default()
}

fn file(output: &Output, change: Change) -> File<'static> {
    let (format, entries, newest) = match output.kind {
        Kind::Feed { format, entries, newest } => (Some(format.as_str()), Some(entries), Some(newest.to_rfc3339())),
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

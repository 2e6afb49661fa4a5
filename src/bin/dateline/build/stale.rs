//! `build --check`: whether `feeds/` is what a build would write, and what differs.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use anyhow::Result;
use dateline::compile::{Compiled, Kind};
use dateline::diagnostic::render::count;
use dateline::diagnostic::safe;
use dateline::diff;
use dateline::emit::Document;
use dateline::project::{Change, Changes};
use dateline::published;

use super::super::Outcome;
use super::super::global::{Global, print};

/// What differs where Git wrote the file anew, as it does on Windows.
const LINE_ENDS: &str = "its line ends alone";

/// Says which files are stale, and in which entries.
pub(super) fn check(compiled: &Compiled, changes: &Changes<'_>, global: &Global) -> Result<Outcome> {
    if changes.is_empty() {
        if global.is_talkative() {
            print(&format!("feeds/ is fresh: {}\n", count(compiled.documents.len(), "file")))?;
        }
        return Ok(Outcome::Clean);
    }
    let mut text = String::new();
    let mut told = BTreeSet::new();
    for (output, (document, change)) in compiled.documents.iter().zip(changes.files()) {
        match change {
            Change::Same => {}
            Change::New => _ = writeln!(text, "feeds/{} is missing", document.path),
            Change::Changed => {
                let _ = write!(text, "feeds/{} is stale", document.path);
                let old = changes.on_disk(&document.path).unwrap_or_default();
                let lines = match output.kind {
                    _ if differs_in_line_ends(&old, document) => vec![LINE_ENDS.to_owned()],
                    Kind::Feed { .. } => differences(&old, document),
                    Kind::Page => Vec::new(),
                };
                let is_known = !lines.is_empty() && lines.iter().all(|line| told.contains(line));
                text.push_str(if is_known { ": the same\n" } else { "\n" });
                lines.iter().filter(|_| !is_known).for_each(|line| _ = writeln!(text, "  {line}"));
                told.extend(lines);
            }
        }
    }
    for path in changes.obsolete() {
        let _ = writeln!(text, "feeds/{path} is no longer made");
    }
    text.push_str("feeds/ is stale: run `dateline build`\n");
    if told.contains(LINE_ENDS) {
        text.push_str("Git changes line ends where it is not told to leave them: `feeds/** -text` in .gitattributes\n");
    }
    print(&text)?;
    Ok(Outcome::Findings)
}

/// Whether a file is what it should be but for carriage returns.
fn differs_in_line_ends(old: &[u8], new: &Document) -> bool {
    let (Ok(old), Ok(new)) = (std::str::from_utf8(old), new.text.read()) else { return false };
    old.contains("\r\n") && old.replace("\r\n", "\n") == *new
}

/// What differs in a stale feed, a line for each part of its head and each entry.
fn differences(old: &[u8], new: &Document) -> Vec<String> {
    let Ok(new) = new.text.read() else { return Vec::new() };
    let (old, new) = match (published::read(old), published::read_text(&new)) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(error), _) | (_, Err(error)) => {
            return vec![format!("it is no feed: {}", safe::one_line(&error.to_string()))];
        }
    };
    let diff = diff::between(&old, &new);
    let lines: Vec<String> = diff.head.iter().map(diff::head_line).chain(diff.changes.iter().map(diff::line)).collect();
    if lines.is_empty() { vec!["what no reader shows".to_owned()] } else { lines }
}

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
                let lines =
                    if matches!(output.kind, Kind::Feed { .. }) { differences(&old, document) } else { Vec::new() };
                let is_known = !lines.is_empty() && lines.iter().all(|line| told.contains(line));
                text.push_str(if is_known { ": the same entries\n" } else { "\n" });
                lines.iter().filter(|_| !is_known).for_each(|line| _ = writeln!(text, "  {line}"));
                told.extend(lines);
            }
        }
    }
    for path in changes.obsolete() {
        let _ = writeln!(text, "feeds/{path} is no longer made");
    }
    text.push_str("feeds/ is stale: run `dateline build`\n");
    print(&text)?;
    Ok(Outcome::Findings)
}

/// What differs in a stale feed, a line for each entry.
fn differences(old: &[u8], new: &Document) -> Vec<String> {
    let Ok(new) = new.text.read() else { return Vec::new() };
    let (old, new) = match (published::read(old), published::read_text(&new)) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(error), _) | (_, Err(error)) => {
            return vec![format!("it is no feed: {}", safe::one_line(&error.to_string()))];
        }
    };
    let changes = diff::between(&old, &new).changes;
    if changes.is_empty() { vec!["its head alone".to_owned()] } else { changes.iter().map(diff::line).collect() }
}

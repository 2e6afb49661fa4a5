//! Ids of articles, as `pin` and `adopt` show and write them.

use std::fmt::Write as _;
use std::sync::Arc;

use anyhow::Result;
use dateline::diagnostic::safe;
use dateline::pin::Edit;
use dateline::project::{Project, Rewrite};
use dateline::source::Source;
use similar::TextDiff;

use super::global::{Global, print};

/// Lines around a change that a diff shows.
const CONTEXT: usize = 2;

/// An article, the id that it is to have, and what of its file has to change for that.
pub(crate) struct Change {
    pub(crate) source: Arc<Source>,
    pub(crate) edit: Option<Edit>,
    pub(crate) id: String,
    /// What is said of it besides; may be empty.
    pub(crate) note: String,
}

/// Shows what would change, or changes it; then lists it.
pub(crate) fn apply(project: &Project, changes: &[Change], is_dry_run: bool, global: &Global) -> Result<()> {
    if is_dry_run {
        print(&diffs(changes))?;
    } else {
        write(project, changes)?;
    }
    if global.is_talkative() { print(&list(changes)) } else { Ok(()) }
}

/// Writes the files that change.
fn write(project: &Project, changes: &[Change]) -> Result<()> {
    let rewrite = |change: &Change| {
        let text = change.edit.as_ref()?.apply(change.source.text());
        Some(Rewrite { source: Arc::clone(&change.source), text })
    };
    project.rewrite(&changes.iter().filter_map(rewrite).collect::<Vec<_>>())
}

/// A line for each article: its file, its id, and what is said of it.
pub(crate) fn list(changes: &[Change]) -> String {
    let rows: Vec<(String, String)> =
        changes.iter().map(|change| (safe::one_line(change.source.path()), safe::one_line(&change.id))).collect();
    let length = |text: &String| text.chars().count();
    let path_width = rows.iter().map(|(path, _)| length(path)).max().unwrap_or_default();
    let id_width = rows.iter().map(|(_, id)| length(id)).max().unwrap_or_default();
    let mut text = String::new();
    for ((path, id), change) in rows.iter().zip(changes) {
        let _ = writeln!(text, "{}", format!("{path:path_width$}  {id:id_width$}  {}", change.note).trim_end());
    }
    text
}

/// The changes, each as a small diff.
fn diffs(changes: &[Change]) -> String {
    changes.iter().filter_map(diff).collect()
}

fn diff(change: &Change) -> Option<String> {
    let (path, old) = (change.source.path(), change.source.text());
    let new = change.edit.as_ref()?.apply(old);
    let diff = TextDiff::from_lines(old, &new);
    let shown = diff.unified_diff().context_radius(CONTEXT).header(path, path).to_string();
    Some(safe::lines(&shown))
}

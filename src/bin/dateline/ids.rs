//! Changes of articles' ids, as `pin` and `adopt` show and make them.

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

/// An article whose file gets an id.
pub(crate) struct Change {
    pub(crate) source: Arc<Source>,
    pub(crate) edit: Edit,
    pub(crate) id: String,
}

/// Writes the changes and says so, or shows them as a diff.
pub(crate) fn write(project: &Project, changes: &[Change], dry_run: bool, global: &Global) -> Result<()> {
    if dry_run {
        return print(&changes.iter().map(diff).collect::<String>());
    }
    let rewrite =
        |change: &Change| Rewrite { source: Arc::clone(&change.source), text: change.edit.apply(change.source.text()) };
    project.rewrite(&changes.iter().map(rewrite).collect::<Vec<_>>())?;
    if global.is_talkative() {
        print(&list(changes))?;
    }
    Ok(())
}

/// A line for each article: its file, and its id.
pub(crate) fn list(changes: &[Change]) -> String {
    let path = |change: &Change| safe::one_line(change.source.path());
    let width = changes.iter().map(|change| path(change).chars().count()).max().unwrap_or_default();
    changes.iter().fold(String::new(), |mut text, change| {
        let _ = writeln!(text, "{:width$}  {}", path(change), safe::one_line(&change.id));
        text
    })
}

fn diff(change: &Change) -> String {
    let (path, old) = (change.source.path(), change.source.text());
    let new = change.edit.apply(old);
    let diff = TextDiff::from_lines(old, &new);
    let shown = diff.unified_diff().context_radius(CONTEXT).header(path, path).to_string();
    safe::lines(&shown)
}

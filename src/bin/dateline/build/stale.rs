//! `build --check`: whether `feeds/` is what a build would write, and what differs.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use dateline::compile::{Compiled, Kind};
use dateline::diagnostic::{Diagnostic, safe};
use dateline::diff;
use dateline::emit::Document;
use dateline::guard::stale::{Files, stale};
use dateline::project::{CONFIG, Change, Changes, FEEDS};
use dateline::published;

/// What differs where Git wrote the file anew, as it does on Windows.
const LINE_ENDS: &str = "its line ends alone";

/// That files are stale, if any are: its first note says which, and in which entries.
pub(super) fn find(compiled: &Compiled, changes: &Changes<'_>) -> Option<Diagnostic> {
    if changes.is_empty() {
        return None;
    }
    let mut text = String::new();
    let mut told = BTreeSet::new();
    let mut files = Files::default();
    let mut first = None;
    for (output, (document, change)) in compiled.documents.iter().zip(changes.files()) {
        let path = document.path.as_str();
        match change {
            Change::Same => {}
            Change::New => {
                files.missing += 1;
                _ = writeln!(text, "feeds/{path} is missing");
            }
            Change::Changed => {
                files.differ += 1;
                first = first.or(Some(path));
                let _ = write!(text, "feeds/{path} is stale");
                let lines = lines(output.kind, &changes.on_disk(path).unwrap_or_default(), document);
                let is_known = !lines.is_empty() && lines.iter().all(|line| told.contains(line));
                text.push_str(if is_known { ": the same\n" } else { "\n" });
                lines.iter().filter(|_| !is_known).for_each(|line| _ = writeln!(text, "  {line}"));
                told.extend(lines);
            }
        }
    }
    for path in changes.obsolete() {
        files.obsolete += 1;
        first = first.or(Some(path));
        let _ = writeln!(text, "feeds/{path} is no longer made");
    }
    // It follows from the files, so that it is worth a word only where they are as they should be.
    if text.is_empty() {
        let (path, change) = changes.list();
        let (count, what) =
            if change == Change::New { (&mut files.missing, "is missing") } else { (&mut files.differ, "is stale") };
        *count += 1;
        let _ = writeln!(text, "feeds/{path} {what}");
    }
    let path = first.map_or_else(|| CONFIG.to_owned(), |path| format!("{FEEDS}/{path}"));
    let finding = stale(&path, files).note(text.trim_end());
    let build = "run `dateline build`, and commit `feeds/`";
    Some(if told.contains(LINE_ENDS) {
        finding
            .note("Git changes line ends where it is not told to leave them")
            .help(format!("write `feeds/** -text` into .gitattributes, {build}"))
    } else {
        finding.help(build)
    })
}

/// What differs in a file, as far as that is worth a line.
fn lines(kind: Kind, old: &[u8], new: &Document) -> Vec<String> {
    match kind {
        _ if differs_in_line_ends(old, new) => vec![LINE_ENDS.to_owned()],
        Kind::Feed { .. } => differences(old, new),
        Kind::Page => Vec::new(),
    }
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

//! `dateline build`: articles to feeds.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use anyhow::Result;
use dateline::compile::{Compiled, Kind, Output, compile};
use dateline::diagnostic::safe;
use dateline::diff;
use dateline::emit::Document;
use dateline::feed::{Admit, Waiting};
use dateline::project::{Change, Changes};
use dateline::published;
use dateline::value::media::ByteLength;

use super::Outcome;
use super::global::{Global, print};

/// Compile the articles into feeds
///
/// Reads config.toml and articles/, and writes feeds/: all files or none, and only those whose bytes change. With an
/// error anywhere nothing is written, and the old feeds stay whole.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline build
  dateline build --check                          write nothing, fail when feeds/ is stale
  dateline build --drafts --future                a preview of what is to come
  dateline build --now 2026-03-04T18:30:00-05:00  as of that moment
  dateline build --strict --report sarif=f.sarif  for CI

Exit status: 0 clean, 1 findings (or stale, with --check), 2 could not run.")]
pub(crate) struct Args {
    /// Write nothing; fail when feeds/ is not what a build would write, and say what differs
    #[arg(long)]
    check: bool,
    /// Let drafts in
    #[arg(long)]
    drafts: bool,
    /// Let articles in whose date is still to come
    #[arg(long)]
    future: bool,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Outcome> {
    let project = global.project()?;
    let _lock = if args.check { None } else { Some(project.lock(|process| global.note(&waits_for(process)))?) };
    let opened = project.open()?;
    let admit = Admit { drafts: args.drafts, future: args.future };
    let compiled = compile(&opened.sources(), admit, global.now()?);
    let outcome = global.report(&compiled.diagnostics)?;
    if outcome == Outcome::Findings || compiled.documents.is_empty() {
        return Ok(Outcome::Findings);
    }
    let changes = project.changes(compiled.documents.iter().map(|output| &output.document))?;
    if args.check {
        return check(&compiled, &changes, global);
    }
    changes.write()?;
    if global.is_talkative() {
        print(&report(&compiled, &changes))?;
    }
    Ok(Outcome::Clean)
}

fn waits_for(process: Option<u32>) -> String {
    let process = process.map_or_else(|| "another process".to_owned(), |process| format!("process {process}"));
    format!("waiting for {process}, which is building this publication")
}

/// Says which files are stale, and in which entries.
fn check(compiled: &Compiled, changes: &Changes<'_>, global: &Global) -> Result<Outcome> {
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
    let (old, new) = match (published::read(old), published::read_text(&new.text)) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(error), _) | (_, Err(error)) => {
            return vec![format!("it is no feed: {}", safe::one_line(&error.to_string()))];
        }
    };
    let changes = diff::between(&old, &new).changes;
    if changes.is_empty() { vec!["its head alone".to_owned()] } else { changes.iter().map(diff::line).collect() }
}

/// A line for each feed and one for what lies beside them, then what waits.
fn report(compiled: &Compiled, changes: &Changes<'_>) -> String {
    let files: Vec<(&Output, Change)> =
        compiled.documents.iter().zip(changes.files().map(|(_, change)| change)).collect();
    let groups: Vec<&[(&Output, Change)]> = files.chunk_by(|(one, _), (other, _)| group(one) == group(other)).collect();
    let names: Vec<String> = groups.iter().map(|group| name(group)).collect();
    let width = names.iter().map(String::len).max().unwrap_or_default();
    let mut text = String::new();
    for (group, name) in groups.iter().zip(&names) {
        let _ = writeln!(text, "{name:width$}  {}", summary(group));
    }
    if !changes.obsolete().is_empty() {
        let _ = writeln!(text, "{} of the previous build removed", count(changes.obsolete().len(), "file"));
    }
    text.push_str(&waiting(&compiled.waiting));
    text
}

/// What stands in one line of the report: the formats of a feed, or the pages of a folder.
fn group(output: &Output) -> (&str, bool) {
    (split(output).0, output.kind == Kind::Page)
}

/// `feeds/tag/ferries/{rss.xml,atom.xml}`, as a shell would take it.
fn name(group: &[(&Output, Change)]) -> String {
    let folder = group.first().map_or("", |(output, _)| split(output).0);
    let files: Vec<&str> = group.iter().map(|(output, _)| split(output).1).collect();
    match files.as_slice() {
        [file] => format!("feeds/{folder}{file}"),
        files => format!("feeds/{folder}{{{}}}", files.join(",")),
    }
}

/// The folder of a file, with its slash, and the file's own name.
fn split(output: &Output) -> (&str, &str) {
    let path = output.document.path.as_str();
    path.split_at(path.rfind('/').map_or(0, |slash| slash + 1))
}

/// Entries and newest of a feed, the largest file, and what happens to the files.
fn summary(group: &[(&Output, Change)]) -> String {
    let entries = match group.first().map(|(output, _)| output.kind) {
        Some(Kind::Feed { entries: 1, newest, .. }) => format!("1 entry, newest {}, ", newest.date()),
        Some(Kind::Feed { entries, newest, .. }) => format!("{entries} entries, newest {}, ", newest.date()),
        Some(Kind::Page) | None => String::new(),
    };
    let size = group.iter().map(|(output, _)| output.document.text.len()).max().unwrap_or_default();
    let change = if group.iter().all(|(_, change)| *change == Change::Same) {
        "unchanged"
    } else if group.iter().all(|(_, change)| *change == Change::New) {
        "new"
    } else {
        "changed"
    };
    format!("{entries}{}, {change}", ByteLength(size as u64).human())
}

fn waiting(waiting: &Waiting) -> String {
    let mut text = String::new();
    if let Some(next) = waiting.next {
        let verb = if waiting.scheduled == 1 { "waits" } else { "wait" };
        let _ = writeln!(text, "{} {verb} for the date; the next is due {next}", count(waiting.scheduled, "article"));
    }
    if let Some(next) = waiting.next_expiry {
        let _ = writeln!(text, "the next to expire leaves {next}");
    }
    text
}

fn count(number: usize, noun: &str) -> String {
    dateline::diagnostic::render::count(number, noun)
}

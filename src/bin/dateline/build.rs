//! `dateline build`: articles to feeds.

mod against;
mod json;
mod stale;

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::Result;
use dateline::compile::{Compiled, Kind, Output, compile};
use dateline::config::may_pass;
use dateline::diagnostic::Diagnostic;
use dateline::diagnostic::rule::Rule;
use dateline::feed::rules::OUT_OF_REACH;
use dateline::feed::{Admit, Waiting};
use dateline::guard::rules::{CHANGED_ID, NO_ARTICLE, UNPINNED};
use dateline::press::Stopped;
use dateline::project::{Change, Changes, Project, Spools};
use dateline::rules;
use dateline::source::Sources;
use dateline::value::media::ByteLength;

use super::Outcome;
use super::global::{Global, Hint, print};
use super::threads;

/// Compile the articles into feeds
///
/// Reads config.toml and articles/, and writes feeds/: all files or none, and only those whose bytes change. With an
/// error anywhere nothing is written, and the old feeds stay whole. A published story whose id has changed is such an
/// error, since every subscriber would get it again, unread: what is new is held against feeds/ as it lies there, and
/// against the feeds that `--against` names.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline build
  dateline build --check                          write nothing, fail when feeds/ is stale
  dateline build --drafts --future                a preview of what is to come
  dateline build --now 2026-03-04T18:30:00-05:00  as of that moment
  dateline build --strict --report sarif=f.sarif  for CI
  dateline build --allow identity/vanished        let what is withdrawn on purpose pass --strict, this once
  dateline build --against live.json              where feeds/ is not kept: ids held against the site's feed
  dateline build --format json                    a JSON line: what was made, or nothing, and when the next run is due

Exit status: 0 clean, 1 findings (or stale, with --check), 2 could not run.")]
pub(crate) struct Args {
    /// Write nothing; fail when feeds/ is not what a build would write, and say what differs
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    early: Early,
    /// A feed that subscribers have, `-` for standard input, or a folder of feeds, to hold the ids against besides
    /// `feeds/`; may be given several times. What is no feed stops the build
    #[arg(long, value_name = "PATH")]
    against: Vec<PathBuf>,
    /// Let published stories have other ids, under `--strict` too; readers will show them as unread. Published feeds that
    /// cannot be read are let pass too
    #[arg(long)]
    allow_id_changes: bool,
    /// Let findings of a rule pass in this run, under `--strict` too: `identity/…` or `publication/…`; may be given several
    /// times
    #[arg(long, value_name = "RULE", value_parser = allowed)]
    allow: Vec<&'static Rule>,
}

/// What is let in before its time.
#[derive(clap::Args)]
pub(crate) struct Early {
    /// Let drafts in
    #[arg(long)]
    drafts: bool,
    /// Let articles in whose date is still to come
    #[arg(long)]
    future: bool,
}

impl Early {
    pub(crate) fn admit(&self) -> Admit<'static> {
        Admit { drafts: self.drafts, future: self.future, ..Admit::default() }
    }
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Outcome> {
    let project = global.project()?;
    let _lock = if args.check { None } else { Some(global.hold(&project)?) };
    let spools = project.spools(args.check);
    let compiled = compiled(args, global, &project, &spools)?;
    if args.check && !compiled.documents.is_empty() {
        return check(&compiled, &project, global);
    }
    if global.report(&compiled.diagnostics)? == Outcome::Findings || compiled.documents.is_empty() {
        return refused(&compiled, global);
    }
    let changes = changes(&compiled, &project)?;
    changes.write()?;
    if global.is_talkative() {
        let is_json = global.is_json()?;
        print(&if is_json { json::line(&compiled, &changes, true) } else { report(&compiled, &changes) })?;
    }
    Ok(Outcome::Clean)
}

/// Says whether `feeds/` is what a build would write, among all else that is found.
fn check(compiled: &Compiled, project: &Project, global: &Global) -> Result<Outcome> {
    let mut findings = compiled.diagnostics.clone();
    let changes = match changes(compiled, project) {
        Ok(changes) => changes,
        Err(error) => {
            global.report(&findings)?;
            return Err(error);
        }
    };
    let stale = stale::find(compiled, &changes).and_then(|stale| compiled.levels.apply(stale));
    if let Some(stale) = &stale
        && !global.shows_notes()?
    {
        print(&format!("{}\n", stale.notes.join("\n")))?;
    }
    findings.extend(stale);
    let outcome = global.report(&findings)?;
    if global.outcome(&compiled.diagnostics) == Outcome::Findings {
        return refused(compiled, global);
    }
    if global.is_talkative() {
        if global.is_json()? {
            print(&json::line(compiled, &changes, false))?;
        } else if changes.is_empty() {
            print(&format!("feeds/ is fresh: {}\n", count(compiled.documents.len(), "file")))?;
        }
    }
    Ok(outcome)
}

/// What writing would change.
fn changes<'c>(compiled: &'c Compiled, project: &Project) -> Result<Changes<'c>> {
    let documents = compiled.documents.iter().map(|output| (&output.document, output.is_there));
    project.changes(documents, &compiled.preview.ids)
}

/// That nothing is written, since something fails.
fn refused(compiled: &Compiled, global: &Global) -> Result<Outcome> {
    warn_of_cost(compiled, global)?;
    if global.is_json()? && global.is_talkative() {
        print(&json::refused(compiled))?;
    }
    Ok(Outcome::Findings)
}

/// Reads a rule that is to be let pass.
fn allowed(id: &str) -> Result<&'static Rule, String> {
    match rules::find(id) {
        Some(rule) if may_pass(rule) => Ok(rule),
        Some(rule) if matches!(rule.family(), "identity" | "publication") => {
            Err(format!("`{id}` stays an error: without what it asks for nothing could be written"))
        }
        Some(_) => Err(format!("`{id}` is of no run: `[rules]` in config.toml gives it another level")),
        None => match rules::nearest(id) {
            Some(near) => Err(format!("there is no rule `{id}`; did you mean `{}`?", near.id)),
            None => Err(format!("there is no rule `{id}`; `dateline explain --list` names them all")),
        },
    }
}

/// How often a build begins anew because articles change while they are read.
const TRIES: usize = 5;

/// Compiles the publication as it is at one moment: once more where an article changed meanwhile.
fn compiled(args: &Args, global: &Global, project: &Project, spools: &Spools) -> Result<Compiled> {
    let previous = project.previous(against::read(&args.against)?);
    let admit = Admit { id_changes: args.allow_id_changes, allowed: &args.allow, ..args.early.admit() };
    let now = global.now()?;
    let mut tries = 1;
    loop {
        let opened = project.open()?;
        let sources = Sources { published: Some(&previous), spools: Some(spools), ..opened.sources() };
        threads::begin(sources.articles.count());
        match compile(&sources, admit, now) {
            Err(Stopped::Unread(_)) if tries < TRIES => tries += 1,
            compiled => return compiled.map_err(|error| stopped(error, args.check)),
        }
    }
}

/// Why a compilation did not come to its end, with what to type where what it makes lies apart from `feeds/`.
pub(crate) fn stopped(error: Stopped, is_apart: bool) -> anyhow::Error {
    let is_without_room = is_apart && matches!(error, Stopped::Spool(_));
    let name = if cfg!(windows) { "TMP" } else { "TMPDIR" };
    let hint =
        || Hint(format!("let `{name}` name a folder with room in it: what is too large to be held is made there"));
    Hint::on(is_without_room.then(hint), error.into())
}

/// How many published stories have another id.
fn renamed(compiled: &Compiled) -> usize {
    compiled.diagnostics.iter().filter(|found| is_of(found, &CHANGED_ID)).count()
}

fn is_of(found: &Diagnostic, rule: &Rule) -> bool {
    found.rule.id == rule.id
}

/// What it would cost to publish a build that is refused, for people.
fn warn_of_cost(compiled: &Compiled, global: &Global) -> Result<()> {
    let renamed = renamed(compiled);
    if renamed > 0 && global.is_for_people()? {
        let entries = count(renamed, "entry");
        let adopt = "`dateline adopt` with the published feed writes the ids that they had";
        global.note(&format!("{entries} would come back as unread: {adopt}, `--allow-id-changes` accepts the cost"));
    }
    Ok(())
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
    if let Some(unpinned) = compiled.diagnostics.iter().find(|found| is_of(found, &UNPINNED)) {
        let _ = writeln!(text, "{}: `dateline pin` writes what they have", unpinned.message);
    }
    if let Some(gone) = compiled.diagnostics.iter().find(|found| is_of(found, &NO_ARTICLE)) {
        let _ = writeln!(text, "{}: readers keep what they have (`-v` shows where)", gone.message);
    }
    let mut unreached = compiled.diagnostics.iter().filter(|found| is_of(found, &OUT_OF_REACH));
    if let Some(first) = unreached.next() {
        let others = unreached.count();
        let more = if others > 0 { format!(", nor do {others} others") } else { String::new() };
        let _ = writeln!(text, "{}{more} (`-v` shows where)", first.message);
    }
    let renamed = renamed(compiled);
    if renamed > 0 {
        let _ = writeln!(text, "{} will come back as unread", count(renamed, "entry"));
    }
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
        Some(Kind::Feed { entries: 0, .. }) => "no entry, ".to_owned(),
        Some(Kind::Feed { entries, newest, .. }) => format!("{}, newest {}, ", count(entries, "entry"), newest.date()),
        Some(Kind::Page) | None => String::new(),
    };
    let size = group.iter().map(|(output, _)| output.document.text.length()).max().unwrap_or_default();
    let change = if group.iter().all(|(_, change)| *change == Change::Same) {
        "unchanged"
    } else if group.iter().all(|(_, change)| *change == Change::New) {
        "new"
    } else {
        "changed"
    };
    format!("{entries}{}, {change}", ByteLength(size).human())
}

fn waiting(waiting: &Waiting) -> String {
    let mut text = String::new();
    if let Some(next) = waiting.next {
        let verb = if waiting.scheduled == 1 { "waits" } else { "wait" };
        let _ = writeln!(text, "{} {verb} for the date; the next is due {next}", count(waiting.scheduled, "article"));
    }
    match waiting.drafts {
        0 => {}
        1 => text.push_str("1 draft stays out, until its `draft` line is removed\n"),
        drafts => {
            let _ = writeln!(text, "{drafts} drafts stay out, until their `draft` lines are removed");
        }
    }
    if let Some(next) = waiting.next_update {
        let _ = writeln!(text, "the next `updated` that is still to come counts from {next}");
    }
    if let Some(next) = waiting.next_expiry {
        let _ = writeln!(text, "the next to expire leaves {next}");
    }
    text
}

fn count(number: usize, noun: &str) -> String {
    dateline::diagnostic::render::count(number, noun)
}

//! `dateline pin`: ids into the articles that have none.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::{Context as _, Result, anyhow, bail};
use dateline::article::Article;
use dateline::compile::{Names, Survey, survey};
use dateline::diagnostic::Diagnostic;
use dateline::diagnostic::render::count;
use dateline::pin::{pin, value};
use dateline::project::{CONFIG, FEEDS, Opened, Project};
use dateline::source::Sources;

use super::Outcome;
use super::global::{Global, Hint, print};
use super::ids::{Change, apply, list};

/// Write the present id into articles that have none
///
/// What readers know an article by is made of the site's host, the day and the slug, until it stands in the file: then
/// it stays what it is, whatever becomes of the file's name, the slug or the address. A story that is published in feeds/
/// under another id, since one of these changed, gets the one that readers know. A line `id = "…"` is put below
/// `slug` (else `url`, `date` or `title`), and every other byte stays as it was. An article with a fault is left alone
/// until that is mended, and a draft until it is published or named here.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline pin                        all articles
  dateline pin articles/2026          those in a folder
  dateline pin -n articles/ferry.toml show what would change, and write nothing
  dateline pin --check                in CI: fail where an article has no id

Exit status: 0 pinned, 1 findings (or something to pin, with --check), 2 could not run.")]
pub(crate) struct Args {
    /// Articles and folders of articles [default: all but drafts]
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Show what would change, and write nothing
    #[arg(short = 'n', long)]
    dry_run: bool,
    /// Write nothing; fail when an article has no id
    #[arg(long, conflicts_with = "dry_run")]
    check: bool,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Outcome> {
    let project = global.project()?;
    let _lock = if args.check || args.dry_run { None } else { Some(global.hold(&project)?) };
    let opened = project.open()?;
    let chosen = chosen(args, &project, &opened)?;
    let survey = survey(&opened.sources(), global.now()?)?;
    let errors = concerning(&survey.errors, &opened, &chosen)?;
    let outcome = global.report(&errors)?;
    if errors.iter().any(|error| error.span.source.path() == CONFIG) {
        return Ok(Outcome::Findings);
    }
    let published = project.previous(Vec::new());
    let names = survey.names(&Sources { published: Some(&published), ..opened.sources() }, global.now()?)?;
    // What a build would refuse is not written down for good.
    let lost = concerning(&names.errors, &opened, &chosen)?;
    let outcome = if lost.is_empty() { outcome } else { global.report(&lost)? };
    if lost.iter().any(|error| error.span.source.path().starts_with(FEEDS)) {
        return Ok(Outcome::Findings);
    }
    let changes = changes(&survey, &names, &chosen, args);
    if args.check {
        return check(&changes, outcome, global);
    }
    if !args.files.is_empty() && errors.is_empty() {
        refuse_unfinished(&survey, &chosen)?;
        refuse_copies(&survey, &chosen)?;
    }
    apply(&project, &changes, args.dry_run, global)?;
    if changes.is_empty() && outcome == Outcome::Clean && global.is_talkative() {
        print("nothing to pin: every article has its id\n")?;
    }
    Ok(outcome)
}

/// The articles that are meant.
fn chosen(args: &Args, project: &Project, opened: &Opened) -> Result<BTreeSet<String>> {
    let all = opened.paths()?.map(str::to_owned);
    if args.files.is_empty() {
        return Ok(all.collect());
    }
    let all: Vec<String> = all.collect();
    let mut chosen = BTreeSet::new();
    for file in &args.files {
        let name = project.name_in_articles(file)?;
        let is_meant =
            |path: &&String| path.strip_prefix(&name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let meant: Vec<&String> = all.iter().filter(is_meant).collect();
        if meant.is_empty() {
            bail!("{} is no article: articles are files below articles/ that end in .toml", file.display());
        }
        chosen.extend(meant.into_iter().cloned());
    }
    Ok(chosen)
}

/// The findings about what is meant: not those in other articles.
fn concerning(errors: &[Diagnostic], opened: &Opened, chosen: &BTreeSet<String>) -> Result<Vec<Diagnostic>> {
    let others: BTreeSet<&str> = opened.paths()?.filter(|&path| !chosen.contains(path)).collect();
    let is_meant = |error: &&Diagnostic| !others.contains(error.span.source.path());
    Ok(errors.iter().filter(is_meant).cloned().collect())
}

fn changes(survey: &Survey, names: &Names, chosen: &BTreeSet<String>, args: &Args) -> Vec<Change> {
    let is_meant = |article: &&Article| {
        chosen.contains(article.place().source.path()) && !(article.is_draft() && args.files.is_empty())
    };
    let is_lost =
        |article: &&Article| names.errors.iter().any(|error| error.span.source.path() == article.place().source.path());
    let sound = survey.articles.iter().filter(is_meant).filter(|article| !survey.is_faulty(article));
    // An id that is scattered is one all the same.
    let change = |article: &Article| {
        let source = &article.place().source;
        let known = names.known.get(source.path());
        let id = known.unwrap_or_else(|| article.identity());
        let edit = pin(source.text(), id).ok().flatten()?;
        let note = if known.is_some() { "as it is published" } else { "" };
        let shown = if id.is_one() { id.uri().to_string() } else { value(id) };
        Some(Change { source: source.clone(), edit: Some(edit), id: shown, note: note.to_owned() })
    };
    sound.filter(|article| !is_lost(article)).filter_map(change).collect()
}

/// A draft that is named and has the id of another article would keep it for good.
fn refuse_copies(survey: &Survey, chosen: &BTreeSet<String>) -> Result<()> {
    let is_named = |article: &&Article| {
        article.is_draft() && !article.is_pinned() && chosen.contains(article.place().source.path())
    };
    for draft in survey.articles.iter().filter(is_named) {
        let path = draft.place().source.path();
        let has_its_id = |other: &&Article| other.place().source.path() != path && other.id() == draft.id();
        if let Some(other) = survey.articles.iter().find(has_its_id) {
            let hint = Hint("give the draft another `slug`, or the day on which it is to appear".to_owned());
            return Err(anyhow!("{path} has the id of {}, {}", other.place().source.path(), draft.id())).context(hint);
        }
    }
    Ok(())
}

/// A draft that is named and cannot have an id yet is not passed over in silence.
fn refuse_unfinished(survey: &Survey, chosen: &BTreeSet<String>) -> Result<()> {
    let read: BTreeSet<&str> = survey.articles.iter().map(|article| article.place().source.path()).collect();
    match chosen.iter().find(|path| !read.contains(path.as_str())) {
        Some(path) => bail!("{path} is a draft that has no id yet: it lacks a title, a date or a text"),
        None => Ok(()),
    }
}

fn check(changes: &[Change], outcome: Outcome, global: &Global) -> Result<Outcome> {
    if changes.is_empty() {
        if outcome == Outcome::Clean && global.is_talkative() {
            print("every article has its id\n")?;
        }
        return Ok(outcome);
    }
    let verb = if changes.len() == 1 { "has" } else { "have" };
    print(&format!("{}{} {verb} no id: run `dateline pin`\n", list(changes), count(changes.len(), "article")))?;
    Ok(Outcome::Findings)
}

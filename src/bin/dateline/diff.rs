//! `dateline diff`: what subscribers will see.

use std::io::{self, IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use dateline::compile::{Kind, Output, compile};
use dateline::diff::{self, Side};
use dateline::project::{self, FEEDS};
use dateline::published::{self, Feed};
use dateline::source::Sources;

use super::Outcome;
use super::build::Early;
use super::global::{Global, begin_threads, print};

/// The folder of the feeds that nobody subscribes to.
const ARCHIVE: &str = "archive/";

/// Say what subscribers will see, entry by entry
///
/// Compares two states of a feed: what is new, what is updated and in which parts, what comes back as unread because its
/// id has changed, what is dropped. OLD and NEW are each a feed of any format and origin, `-` for standard input, or a
/// folder of feeds; without NEW it is what a build would write now, without OLD it is feeds/ as it lies on disk.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline diff                               feeds/ against what a build would write
  dateline diff live.xml                      a feed saved from the site against the same
  dateline diff old/feeds new/feeds
  dateline diff --format markdown >> \"$GITHUB_STEP_SUMMARY\"
  dateline diff --exit-code --format concise rss.xml atom.xml

Exit status: 0 clean (whether or not they differ), 1 findings (or differences, with --exit-code), 2 could not run.")]
pub(crate) struct Args {
    /// What subscribers have now [default: feeds/]
    old: Option<PathBuf>,
    /// What they will get [default: what a build would write]
    new: Option<PathBuf>,
    /// How differences are shown
    #[arg(long, value_name = "FORMAT", value_parser = ["human", "concise", "json", "markdown"], default_value = "human")]
    format: String,
    /// Exit with 1 where there is a difference
    #[arg(long)]
    exit_code: bool,
    #[command(flatten)]
    early: Early,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Outcome> {
    let old = match &args.old {
        Some(path) => side(path)?,
        None => own_feeds(global)?,
    };
    let new = match &args.new {
        Some(path) => Some(side(path)?),
        None => build(args, global)?,
    };
    let Some(new) = new else { return Ok(Outcome::Findings) };
    let report = diff::report(old, new);
    let text = match args.format.as_str() {
        "concise" => diff::concise(&report),
        "json" => diff::json(&report),
        "markdown" => diff::markdown(&report),
        _ => diff::human(&report, global.style(io::stdout().is_terminal())),
    };
    print(&text)?;
    Ok(if args.exit_code && !report.is_empty() { Outcome::Findings } else { Outcome::Clean })
}

/// What a build would write; `None` where the articles have errors, which are told.
fn build(args: &Args, global: &Global) -> Result<Option<Side>> {
    let project = global.project()?;
    let (opened, spools) = (project.open()?, project.spools(true)?);
    let sources = Sources { spools: Some(&spools), ..opened.sources() };
    begin_threads(sources.articles.count());
    let compiled = compile(&sources, args.early.admit(), global.now()?)?;
    if global.report(&compiled.diagnostics)? == Outcome::Findings || compiled.documents.is_empty() {
        return Ok(None);
    }
    let is_followed =
        |output: &&Output| matches!(output.kind, Kind::Feed { .. }) && !output.document.path.starts_with(ARCHIVE);
    let feeds = compiled.documents.iter().filter(is_followed);
    let feed = |document: &dateline::emit::Document| -> Result<(String, Feed)> {
        let told = || format!("cannot read what was just made, feeds/{}", document.path);
        Ok((document.path.clone(), published::read_text(&document.text.read()?).with_context(told)?))
    };
    let feeds = feeds.map(|output| feed(&output.document)).collect::<Result<Vec<_>>>()?;
    Ok(Some(Side::Folder(format!("{FEEDS}/"), feeds)))
}

/// The publication's own feeds; none before the first build.
fn own_feeds(global: &Global) -> Result<Side> {
    let folder = global.project()?.root().join(FEEDS);
    if folder.is_dir() { side(&folder) } else { Ok(Side::Folder(format!("{FEEDS}/"), Vec::new())) }
}

fn side(path: &Path) -> Result<Side> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).context("cannot read standard input")?;
        return Ok(Side::File("-".to_owned(), published::read(&bytes).context("standard input is no feed")?));
    }
    let name = path.to_string_lossy().replace('\\', "/");
    let saved = project::saved_feeds(path)?;
    if !path.is_dir() {
        let [file] = &saved[..] else { bail!("cannot read {name}") };
        let feed = published::read(&file.bytes).with_context(|| format!("{name} is no feed"))?;
        return Ok(Side::File(name, feed));
    }
    let mut feeds = Vec::new();
    for file in saved.into_iter().filter(|file| !file.path.starts_with(ARCHIVE)) {
        match published::read(&file.bytes) {
            Ok(feed) => feeds.push((file.path, feed)),
            // A folder may hold a site map or whatever else ends in `.xml`.
            Err(published::Unreadable::NoFeed) => {}
            Err(error) => return Err(error).with_context(|| format!("cannot read {name}/{}", file.path)),
        }
    }
    Ok(Side::Folder(format!("{}/", name.trim_end_matches('/')), feeds))
}

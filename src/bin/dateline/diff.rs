//! `dateline diff`: what subscribers will see.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail};
use dateline::compile::{Kind, Output, compile};
use dateline::diagnostic::rule::Level;
use dateline::diagnostic::{Diagnostic, Sink, Span};
use dateline::diff::{self, Side};
use dateline::guard::rules::unreadable;
use dateline::lint::{self, Options};
use dateline::project::{self, FEEDS, Project, Saved};
use dateline::published::{self, Feed, Unreadable};
use dateline::source::Sources;
use dateline::value::format::Format;
use dateline::value::moment::Moment;

use super::Outcome;
use super::build::{Early, stopped};
use super::global::{Base, Global, Hint, print};
use super::guess;
use super::threads;

/// How differences are shown, then what shows findings alone.
const FORMATS: [&str; 7] = ["human", "concise", "json", "markdown", "github", "gitlab", "sarif"];

/// Say what subscribers will see, entry by entry
///
/// Compares two states of a feed: what is new, what is updated and in which parts, what comes back as unread because its
/// id has changed, what is dropped. OLD and NEW are each a feed of any format and origin, `-` for standard input, or a
/// folder of feeds, be it a site's that has them in feeds/ below it; archives are left out. Without NEW it is what a build
/// would write now, without OLD it is feeds/ as it lies on disk. A feed of a folder that is not well-formed is told with
/// its place, and left out on both sides.
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
    /// How differences and findings are shown [default: human]; what is for findings alone shows differences as for
    /// people
    #[arg(long, value_name = "FORMAT", value_parser = FORMATS)]
    format: Option<String>,
    /// Exit with 1 where there is a difference
    #[arg(long)]
    exit_code: bool,
    #[command(flatten)]
    early: Early,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Outcome> {
    let mut broken = Broken { now: global.now()?, findings: Vec::new() };
    let old = match &args.old {
        Some(path) => given(path, &mut broken)?,
        None => own_feeds(global, &mut broken)?,
    };
    let told = broken.tell(global, if args.old.is_some() { Base::Here } else { Base::Publication })?;
    let new = match &args.new {
        Some(path) => Some(given(path, &mut broken)?),
        None => build(args, global)?,
    };
    let Some(new) = new else { return Ok(Outcome::Findings) };
    let told = broken.tell(global, Base::Here)? || told;
    let (old, new) = compared(old, new);
    // With nothing left to compare, all of the other side would seem to be new, or gone.
    if told && (is_empty(&old) || is_empty(&new)) {
        return Ok(Outcome::Findings);
    }
    let report = diff::report(old, new);
    let text = match args.format.as_deref().unwrap_or_default() {
        "concise" => diff::concise(&report),
        "json" => diff::json(&report),
        "markdown" => diff::markdown(&report),
        _ => diff::human(&report, global.style(io::stdout().is_terminal())),
    };
    // That nobody sees a difference would be said of what could not be read too.
    if !told || !report.is_empty() {
        print(&text)?;
    }
    Ok(if told || (args.exit_code && !report.is_empty()) { Outcome::Findings } else { Outcome::Clean })
}

/// What was given for a side.
enum Given {
    /// A feed by itself, with its name.
    File(String, Feed),
    /// The feeds of a folder, with its name; one that cannot be read is a path alone.
    Folder(String, Vec<(String, Option<Feed>)>),
}

impl Given {
    /// Where its main feed lies; as good as there where nothing is published yet.
    fn home(&self) -> Option<String> {
        let Self::Folder(_, feeds) = self else { return None };
        let home = diff::home(feeds.iter().map(|(path, _)| path.as_str()));
        if feeds.is_empty() { Some(String::new()) } else { home.map(str::to_owned) }
    }

    /// What lies below that.
    fn below(self, home: &str) -> Self {
        match self {
            Self::Folder(name, feeds) => {
                let below = |(path, feed): (String, _)| Some((path.strip_prefix(home)?.to_owned(), feed));
                Self::Folder(name + home, feeds.into_iter().filter_map(below).collect())
            }
            file @ Self::File(..) => file,
        }
    }

    /// Those that can be read, but for these.
    fn without(self, broken: &BTreeSet<String>) -> Side {
        match self {
            Self::File(name, feed) => Side::File(name, feed),
            Self::Folder(name, feeds) => {
                let is_whole = |(path, feed): (String, Option<Feed>)| Some((path, feed?));
                let feeds = feeds.into_iter().filter_map(is_whole).filter(|(path, _)| !broken.contains(path));
                Side::Folder(name, feeds.collect())
            }
        }
    }

    fn broken(&self) -> impl Iterator<Item = String> {
        let feeds = if let Self::Folder(_, feeds) = self { feeds.as_slice() } else { &[] };
        feeds.iter().filter(|(_, feed)| feed.is_none()).map(|(path, _)| path.clone())
    }
}

/// Both sides from where their main feeds lie, as a site's folder and `feeds/` have them in different places, and without
/// those that either has no readable state of.
fn compared(old: Given, new: Given) -> (Side, Side) {
    let (old, new) = match (old.home(), new.home()) {
        (Some(before), Some(after)) if before != after => (old.below(&before), new.below(&after)),
        _ => (old, new),
    };
    let broken = old.broken().chain(new.broken()).collect();
    (old.without(&broken), new.without(&broken))
}

/// What is wrong with the feeds of a folder that cannot be read.
struct Broken {
    now: Moment,
    findings: Vec<Diagnostic>,
}

impl Broken {
    /// Takes one with what `dateline check` says of it.
    fn push(&mut self, folder: &str, file: &Saved, error: &Unreadable) {
        let mut sink = Sink::new();
        let source = lint::decode(&format!("{folder}{}", file.path), &file.bytes, &mut sink);
        lint::lint(&source, &Options { now: self.now.to_chrono().to_utc(), url: None, shared: None }, &mut sink);
        let breaks = |found: &Diagnostic| {
            found.level == Level::Error && matches!(found.rule.family(), "xml" | "json" | "encoding")
        };
        let mut finding = sink.into_sorted().into_iter().find(breaks).unwrap_or_else(|| {
            let whole = unreadable(Span::whole(&source), error);
            Diagnostic { level: Level::Error, ..whole }
        });
        finding.notes.push("the feeds are compared without it".to_owned());
        self.findings.push(finding);
    }

    /// Shows what was found since it was last asked, and says whether anything was.
    fn tell(&mut self, global: &Global, base: Base) -> Result<bool> {
        let findings = std::mem::take(&mut self.findings);
        if !findings.is_empty() {
            global.report_from(&findings, base)?;
        }
        Ok(!findings.is_empty())
    }
}

fn is_empty(side: &Side) -> bool {
    matches!(side, Side::Folder(_, feeds) if feeds.is_empty())
}

/// What a build would write; `None` where the articles have errors, which are told.
fn build(args: &Args, global: &Global) -> Result<Option<Given>> {
    let project = global.project()?;
    let (opened, spools) = (project.open()?, project.spools(true));
    let sources = Sources { spools: Some(&spools), ..opened.sources() };
    threads::begin(sources.articles.count());
    let compiled = compile(&sources, args.early.admit(), global.now()?).map_err(|error| stopped(error, true))?;
    if global.report(&compiled.diagnostics)? == Outcome::Findings || compiled.documents.is_empty() {
        return Ok(None);
    }
    let is_feed = |output: &&Output| matches!(output.kind, Kind::Feed { .. });
    let feeds: Vec<&Output> = compiled.documents.iter().filter(is_feed).collect();
    let archives = diff::archives(feeds.iter().map(|output| output.document.path.as_str()));
    let feeds = feeds.iter().filter(|output| !archives.contains(output.document.path.as_str()));
    let feed = |document: &dateline::emit::Document| -> Result<(String, Option<Feed>)> {
        let told = || format!("cannot read what was just made, feeds/{}", document.path);
        Ok((document.path.clone(), Some(published::read_text(&document.text.read()?).with_context(told)?)))
    };
    let feeds = feeds.map(|output| feed(&output.document)).collect::<Result<Vec<_>>>()?;
    Ok(Some(Given::Folder(format!("{FEEDS}/"), feeds)))
}

/// The publication's own feeds; none before the first build.
fn own_feeds(global: &Global, broken: &mut Broken) -> Result<Given> {
    let folder = global.project()?.root().join(FEEDS);
    if folder.is_dir() { side(&folder, FEEDS, broken) } else { Ok(Given::Folder(format!("{FEEDS}/"), Vec::new())) }
}

fn name(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// What was named: a folder in which there is nothing to compare was hardly meant, but for a publication before its first
/// build.
fn given(path: &Path, broken: &mut Broken) -> Result<Given> {
    let side = side(path, &name(path), broken)?;
    if matches!(&side, Given::Folder(_, feeds) if feeds.is_empty()) && Project::at(path).is_err() {
        let hint = Hint("`dateline diff` alone compares feeds/ with what a build would write".to_owned());
        return Err(anyhow!("there is no feed in {}", name(path)).context(hint));
    }
    Ok(side)
}

fn side(path: &Path, name: &str, broken: &mut Broken) -> Result<Given> {
    guess::local(path, "curl -sSfL ADDRESS | dateline diff -")?;
    // A publication stands for its feeds, which lie elsewhere below it than below the folder that they are held against.
    let below = path.join(FEEDS);
    if below.is_dir() && Project::at(path).is_ok() {
        return side(&below, &format!("{}/{FEEDS}", name.trim_end_matches('/')), broken);
    }
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).context("cannot read standard input")?;
        return Ok(Given::File("-".to_owned(), published::read(&bytes).context("standard input is no feed")?));
    }
    let saved = project::saved_feeds(path)?;
    if !path.is_dir() {
        let [file] = &saved[..] else { bail!("cannot read {name}") };
        return match published::read(&file.bytes) {
            Ok(feed) => Ok(Given::File(name.to_owned(), feed)),
            Err(Unreadable::NoFeed) => Err(Unreadable::NoFeed).with_context(|| format!("{name} is no feed")),
            Err(error) => Err(error)
                .with_context(|| format!("cannot read {name}"))
                .with_context(|| Hint(format!("`dateline check {name}` says where"))),
        };
    }
    let folder = format!("{}/", name.trim_end_matches('/'));
    let archives = diff::archives(saved.iter().map(|file| file.path.as_str()));
    let mut feeds = Vec::new();
    for file in saved.iter().filter(|file| !archives.contains(file.path.as_str())) {
        match published::read(&file.bytes) {
            Ok(feed) => feeds.push((file.path.clone(), Some(feed))),
            // A folder may hold a site map or whatever else ends in `.xml`.
            Err(Unreadable::NoFeed) if Format::of_path(&file.path).is_none() => {}
            Err(error) => {
                broken.push(&folder, file, &error);
                feeds.push((file.path.clone(), None));
            }
        }
    }
    Ok(Given::Folder(folder, feeds))
}

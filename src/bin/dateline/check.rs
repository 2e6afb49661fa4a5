//! `dateline check`: validates feeds, wherever they come from.

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, ensure};
use chrono::{DateTime, Utc};
use dateline::compile::{configure, origins};
use dateline::config::Levels;
use dateline::diagnostic::render;
use dateline::diagnostic::rule::Level;
use dateline::diagnostic::safe;
use dateline::diagnostic::{Diagnostic, Sink};
use dateline::lint::{self, Kind, Options};
use dateline::project::{Project, feeds_in};
use dateline::trace;
use rayon::prelude::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::Outcome;
use super::global::{Base, Global, Hint};
use super::guess;

/// Validate feeds of any origin, offline
///
/// Reads RSS 0.91 to 2.0, Atom and JSON Feed, in any encoding, and prints what a validator finds to standard output,
/// each at its line and column, then a line a feed to standard error. Levels set in `[rules]` of config.toml hold here
/// too.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline check                       this publication's feeds/
  dateline check feed.xml other.json
  dateline check public                all feeds in a folder and below it
  curl -s https://gazette.example/feed.xml | dateline check - --url https://gazette.example/feed.xml
  dateline check --strict --format github feeds/*.xml

Exit status: 0 valid (warnings allowed, unless --strict), 1 findings, 2 could not run.")]
pub(crate) struct Args {
    /// Feeds to check, or folders of feeds, `-` for standard input; none: this publication's `feeds/`
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The address that the feed is served at
    #[arg(long, value_name = "URL")]
    url: Option<String>,
}

struct Checked {
    path: String,
    kind: Kind,
    findings: Vec<Diagnostic>,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Outcome> {
    let present = global.now()?;
    let (inputs, origins, base) = if args.paths.is_empty() {
        let project = global.project()?;
        (own_feeds(&project)?, origins(&project.open()?.sources(), present)?, Base::Publication)
    } else {
        let inputs: Vec<_> = args.paths.iter().map(|path| read_all(path)).collect::<Result<_>>()?;
        (inputs.concat(), Vec::new(), Base::Here)
    };
    let levels = levels(global);
    let now = present.to_chrono().to_utc();
    let check = |(path, bytes): &(String, Vec<u8>)| check(path, bytes, now, args.url.as_deref(), &levels);
    let checked: Vec<Checked> = inputs.par_iter().map(check).collect();
    let findings = checked.iter().flat_map(|one| one.findings.iter().cloned());
    let findings: Vec<Diagnostic> = findings.map(|finding| trace::to_article(finding, &origins)).collect();
    let outcome = global.print_findings(&findings, base)?;
    if global.is_talkative() && global.is_for_people()? {
        let mut stream = io::stderr().lock();
        for one in &checked {
            writeln!(stream, "{}", summary(one, checked.len() > 1))?;
        }
    }
    Ok(outcome)
}

fn check(path: &str, bytes: &[u8], now: DateTime<Utc>, url: Option<&str>, levels: &Levels) -> Checked {
    let mut sink = Sink::new();
    let source = lint::decode(path, bytes, &mut sink);
    let kind = lint::lint(&source, &Options { now, url, shared: None }, &mut sink);
    let findings = sink.into_sorted().into_iter().filter_map(|finding| levels.apply(finding)).collect();
    Checked { path: path.to_owned(), kind, findings }
}

fn summary(one: &Checked, several: bool) -> String {
    let Checked { path, kind, findings } = one;
    let is_valid = findings.iter().all(|finding| finding.level != Level::Error);
    let counts = render::counts(findings).map(|counts| format!(", {counts}")).unwrap_or_default();
    let path = if several { format!("{}: ", safe::one_line(path)) } else { String::new() };
    format!("{path}{} {kind}{counts}", if is_valid { "valid" } else { "invalid" })
}

/// The levels of the publication around, if there is one; another tool's config.toml has none.
fn levels(global: &Global) -> Levels {
    let config = global.project().and_then(|project| project.config()).map(|source| configure(&source));
    match config {
        Ok((config, findings)) if global.outcome(&findings) == Outcome::Clean => config.levels,
        _ => Levels::default(),
    }
}

/// The publication's feeds, named as its articles are, from its folder.
fn own_feeds(project: &Project) -> Result<Vec<(String, Vec<u8>)>> {
    let feeds = project.feeds()?;
    ensure!(!feeds.is_empty(), "there are no feeds in {}: run `dateline build`", project.root().display());
    let read = |path: &PathBuf| {
        let (_, bytes) = read(path)?;
        Ok((name(path.strip_prefix(project.root()).unwrap_or(path)), bytes))
    };
    feeds.iter().map(read).collect()
}

fn name(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// Reads a feed, or those in a folder and below it.
fn read_all(path: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    guess::local(path, "curl -sSfL ADDRESS | dateline check - --url ADDRESS")?;
    let articles = || Hint("`dateline build --check` checks articles, and writes nothing".to_owned());
    if !path.is_dir() {
        if path.extension().is_some_and(|extension| extension == "toml") {
            return Err(anyhow!("{} is no feed", path.display()).context(articles()));
        }
        return Ok(vec![read(path)?]);
    }
    let feeds = feeds_in(path)?;
    if feeds.is_empty() {
        let none = "no file that ends with .xml, .json, .rss or .atom";
        return Err(anyhow!("there are no feeds in {}: {none}", path.display()).context(articles()));
    }
    feeds.iter().map(|feed| read(&path.join(feed))).collect()
}

/// Reads a feed, by its path or from standard input: its name in findings, and its bytes.
pub(crate) fn read(file: &Path) -> Result<(String, Vec<u8>)> {
    let limit = u64::try_from(lint::SIZE_LIMIT).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        io::stdin().lock().take(limit).read_to_end(&mut bytes).context("cannot read standard input")?;
        return Ok(("-".to_owned(), bytes));
    }
    let told = || format!("cannot read {}", file.display());
    open(file).with_context(told)?.take(limit).read_to_end(&mut bytes).with_context(told)?;
    Ok((name(file), bytes))
}

#[expect(clippy::disallowed_methods, reason = "feeds to check or adopt lie anywhere, not only in a publication")]
fn open(file: &Path) -> io::Result<File> {
    File::open(file)
}

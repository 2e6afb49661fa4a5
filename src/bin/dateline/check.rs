//! `dateline check`: validates feeds, wherever they come from.

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Error, Result, anyhow, ensure};
use dateline::compile::{configure, origins};
use dateline::config::Levels;
use dateline::diagnostic::render;
use dateline::diagnostic::rule::Level;
use dateline::diagnostic::safe;
use dateline::diagnostic::{Diagnostic, Sink};
use dateline::lint::{self, Kind, Options};
use dateline::project::{FEEDS, Project, feeds_in};
use dateline::trace;
use dateline::value::link::WebUrl;
use rayon::prelude::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::Outcome;
use super::global::{Base, Global, Hint};
use super::guess;

/// So many files are named where none is a feed.
const MOST_NAMED: usize = 3;

/// Validate feeds of any origin, offline
///
/// Reads RSS 0.91 to 2.0, Atom and JSON Feed, in any encoding, and prints what a validator finds to standard output,
/// each at its line and column, then a line a feed to standard error. What is plainly no feed in a folder, such as a site
/// map, is passed over. Levels set in `[rules]` of config.toml hold here too.
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

/// A file to check.
#[derive(Clone)]
struct Input {
    path: String,
    bytes: Vec<u8>,
    /// Whether it may be no feed at all: it was found in a folder, and its name is not one that feeds alone have.
    may_be_other: bool,
}

struct Checked {
    path: String,
    kind: Kind,
    findings: Vec<Diagnostic>,
    /// Whether it is no feed, and nobody said that it is.
    is_passed_over: bool,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Outcome> {
    args.url.as_deref().map_or(Ok(()), check_address)?;
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
    let options = Options { now, url: args.url.as_deref(), shared: None };
    let checked: Vec<Checked> = inputs.par_iter().map(|input| check(input, &options, &levels)).collect();
    let (others, checked): (Vec<Checked>, Vec<Checked>) = checked.into_iter().partition(|one| one.is_passed_over);
    if checked.is_empty() {
        return Err(no_feeds(&args.paths, &others));
    }
    let findings = checked.iter().flat_map(|one| one.findings.iter().cloned());
    let findings: Vec<Diagnostic> = findings.map(|finding| trace::to_article(finding, &origins)).collect();
    let outcome = global.print_findings(&findings, base)?;
    if global.is_talkative() {
        let mut stream = io::stderr().lock();
        let mut are_infos_hidden = global.is_for_people()? && !global.is_verbose();
        for one in &checked {
            let has_infos = are_infos_hidden && one.findings.iter().any(|finding| finding.level == Level::Info);
            writeln!(
                stream,
                "{}{}",
                summary(one, inputs.len() > 1),
                if has_infos { " (`-v` shows infos)" } else { "" }
            )?;
            are_infos_hidden &= !has_infos;
        }
        write!(stream, "{}", passed_over(&others, global.is_verbose()))?;
    }
    Ok(outcome)
}

fn check(input: &Input, options: &Options<'_>, levels: &Levels) -> Checked {
    let Input { path, bytes, may_be_other } = input;
    let mut sink = Sink::new();
    let source = lint::decode(path, bytes, &mut sink);
    let kind = lint::lint(&source, options, &mut sink);
    let findings = sink.into_sorted().into_iter().filter_map(|finding| levels.apply(finding)).collect();
    Checked { path: path.clone(), kind, findings, is_passed_over: *may_be_other && kind == Kind::Other }
}

fn summary(one: &Checked, several: bool) -> String {
    let Checked { path, kind, findings, .. } = one;
    let is_valid = findings.iter().all(|finding| finding.level != Level::Error);
    let counts = render::counts(findings).map(|counts| format!(", {counts}")).unwrap_or_default();
    let path = if several { format!("{}: ", safe::one_line(path)) } else { String::new() };
    let verdict = match (kind, is_valid) {
        (Kind::Other, _) => "no feed".to_owned(),
        (kind, true) => format!("valid {kind}"),
        (kind, false) => format!("invalid {kind}"),
    };
    format!("{path}{verdict}{counts}")
}

/// What was found in folders and is no feed: how much, or which files.
fn passed_over(others: &[Checked], by_name: bool) -> String {
    if by_name {
        let line = |one: &Checked| format!("{}: no feed, passed over\n", safe::one_line(&one.path));
        return others.iter().map(line).collect::<Vec<_>>().concat();
    }
    match others.len() {
        0 => String::new(),
        1 => "1 file is no feed, and was passed over (`-v` names it)\n".to_owned(),
        count => format!("{count} files are no feeds, and were passed over (`-v` names them)\n"),
    }
}

fn no_feeds(paths: &[PathBuf], others: &[Checked]) -> Error {
    let folders: Vec<String> = paths.iter().map(|path| name(path)).collect();
    let names: Vec<&str> = others.iter().map(|one| one.path.as_str()).take(MOST_NAMED).collect();
    let more = if others.len() > MOST_NAMED { ", …" } else { "" };
    let hint = Hint("a file that is named by itself is checked as a feed, whatever it is".to_owned());
    anyhow!("there are no feeds in {}, only {}{more}", folders.join(", "), names.join(", ")).context(hint)
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
fn own_feeds(project: &Project) -> Result<Vec<Input>> {
    let feeds = project.feeds()?;
    ensure!(!feeds.is_empty(), "there are no feeds in {FEEDS}/: run `dateline build`");
    let read = |path: &PathBuf| {
        let below = name(path.strip_prefix(project.root()).unwrap_or(path));
        let bytes = read_named(path, &below)?;
        let path = below;
        Ok(Input { path, bytes, may_be_other: false })
    };
    feeds.iter().map(read).collect()
}

/// A path as findings show it.
pub(crate) fn name(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// Reads a feed, or those in a folder and below it.
fn read_all(path: &Path) -> Result<Vec<Input>> {
    guess::local(path, "curl -sSfL ADDRESS | dateline check - --url ADDRESS")?;
    let articles = || Hint("`dateline build --check` checks articles, and writes nothing".to_owned());
    if !path.is_dir() {
        if path.extension().is_some_and(|extension| extension == "toml") {
            return Err(anyhow!("{} is no feed", path.display()).context(articles()));
        }
        let (path, bytes) = read(path)?;
        return Ok(vec![Input { path, bytes, may_be_other: false }]);
    }
    let feeds = feeds_in(path)?;
    if feeds.is_empty() {
        let none = "no file that ends with .xml, .json, .rss or .atom";
        return Err(anyhow!("there are no feeds in {}: {none}", path.display()).context(articles()));
    }
    let read = |feed: &String| {
        let (path, bytes) = read(&path.join(feed))?;
        Ok(Input { path, bytes, may_be_other: !is_called_feed(feed) })
    };
    feeds.iter().map(read).collect()
}

/// Whether a file has a name that is a feed's: a page in its place is a fault.
pub(crate) fn is_called_feed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    name.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "rss" | "atom" | "feed"))
}

fn check_address(typed: &str) -> Result<()> {
    WebUrl::parse(typed).map(|_| ()).map_err(|error| {
        let meant = error.suggestion().unwrap_or_else(|| "https://gazette.example/feed.xml".to_owned());
        anyhow!(error).context("--url").context(Hint(format!("`--url {meant}`")))
    })
}

/// Reads a feed, by its path or from standard input: its name in findings, and its bytes.
pub(crate) fn read(file: &Path) -> Result<(String, Vec<u8>)> {
    if file == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().take(limit()).read_to_end(&mut bytes).context("cannot read standard input")?;
        return Ok(("-".to_owned(), bytes));
    }
    Ok((name(file), read_named(file, &name(file))?))
}

fn read_named(file: &Path, name: &str) -> Result<Vec<u8>> {
    let told = || format!("cannot read {name}");
    let mut bytes = Vec::new();
    open(file).with_context(told)?.take(limit()).read_to_end(&mut bytes).with_context(told)?;
    Ok(bytes)
}

/// One byte more than is checked.
fn limit() -> u64 {
    u64::try_from(lint::SIZE_LIMIT).unwrap_or(u64::MAX).saturating_add(1)
}

#[expect(clippy::disallowed_methods, reason = "feeds to check or adopt lie anywhere, not only in a publication")]
fn open(file: &Path) -> io::Result<File> {
    File::open(file)
}

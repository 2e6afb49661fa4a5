//! `dateline check`: validates feeds, wherever they come from.

use std::io::{IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use dateline::diagnostic::render::{self, Format, Style};
use dateline::diagnostic::rule::Level;
use dateline::diagnostic::{Diagnostic, Sink};
use dateline::lint::{self, Kind, Options};
use dateline::source::Source;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

/// Validate feeds of any origin, offline
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Feeds to check, `-` for standard input; none: this publication's `feeds/`
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The address that the feed is served at
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// Fail on warnings too
    #[arg(long)]
    strict: bool,
    /// The present moment, as RFC 3339; else `SOURCE_DATE_EPOCH`, else the clock
    #[arg(long, value_name = "RFC3339")]
    now: Option<DateTime<Utc>>,
    /// How findings are shown
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// Say nothing but the findings
    #[arg(short, long)]
    quiet: bool,
}

struct Checked {
    path: String,
    kind: Kind,
    findings: Vec<Diagnostic>,
}

pub(crate) fn run(args: &Args) -> ExitCode {
    match check(args) {
        Ok(clean) => ExitCode::from(u8::from(!clean)),
        Err(error) => {
            anstream::eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn check(args: &Args) -> anyhow::Result<bool> {
    let files = if args.files.is_empty() { own_feeds()? } else { args.files.clone() };
    let now = args.now.map_or_else(present, Ok)?;
    let inputs = files.iter().map(|file| read(file)).collect::<anyhow::Result<Vec<_>>>()?;
    let url = args.url.as_deref();
    let checked: Vec<Checked> = inputs.par_iter().map(|(path, bytes)| check_one(path, bytes, now, url)).collect();
    let format = args.format.unwrap_or_else(default_format);
    let findings: Vec<Diagnostic> = checked.iter().flat_map(|one| one.findings.iter().cloned()).collect();
    let style = if std::io::stdout().is_terminal() { Style::Coloured } else { Style::Plain };
    let mut out = anstream::stdout().lock();
    out.write_all(render::render(&findings, format, style).as_bytes())?;
    if !args.quiet && matches!(format, Format::Human | Format::Concise) {
        for one in &checked {
            anstream::eprintln!("{}", summary(one, checked.len() > 1));
        }
    }
    let fails = |level: Level| level == Level::Error || args.strict && level == Level::Warning;
    Ok(!findings.iter().any(|finding| fails(finding.level)))
}

fn check_one(path: &str, bytes: &[u8], now: DateTime<Utc>, url: Option<&str>) -> Checked {
    let mut sink = Sink::new();
    let source: Arc<Source> = lint::decode(path, bytes, &mut sink);
    let kind = lint::lint(&source, &Options { now, url }, &mut sink);
    Checked { path: path.to_owned(), kind, findings: sink.into_sorted() }
}

fn summary(one: &Checked, several: bool) -> String {
    let Checked { path, kind, findings } = one;
    let valid = findings.iter().all(|finding| finding.level != Level::Error);
    let counts = render::summary(findings).map(|counts| format!(", {counts}")).unwrap_or_default();
    let path = if several { format!("{path}: ") } else { String::new() };
    format!("{path}{} {kind}{counts}", if valid { "valid" } else { "invalid" })
}

fn read(file: &Path) -> anyhow::Result<(String, Vec<u8>)> {
    if file == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().lock().take(limit()).read_to_end(&mut bytes)?;
        return Ok(("-".to_owned(), bytes));
    }
    let bytes = open(file).map_err(|error| anyhow::anyhow!("cannot read {}: {error}", file.display()))?;
    Ok((file.to_string_lossy().replace('\\', "/"), bytes))
}

/// One byte more than is checked, so that what is too large shows as such.
fn limit() -> u64 {
    u64::try_from(lint::SIZE_LIMIT).unwrap_or(u64::MAX).saturating_add(1)
}

#[expect(clippy::disallowed_methods, reason = "the feeds to check lie anywhere, not only in a publication")]
fn open(file: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(file)?.take(limit()).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The feeds of the publication that the present folder lies in.
fn own_feeds() -> anyhow::Result<Vec<PathBuf>> {
    #[expect(clippy::disallowed_methods, reason = "the binary knows where it runs")]
    let here = std::env::current_dir()?;
    let root = here.ancestors().find(|folder| folder.join("config.toml").is_file());
    let root = root.ok_or_else(|| anyhow::anyhow!("no FILE given, and no config.toml here or above"))?;
    let folder = root.join("feeds");
    let mut feeds = Vec::new();
    for entry in walkdir::WalkDir::new(&folder).sort_by_file_name() {
        let path = entry?.into_path();
        if path.extension().is_some_and(|extension| extension == "xml" || extension == "json") {
            feeds.push(path.strip_prefix(&here).map(Path::to_path_buf).unwrap_or(path));
        }
    }
    anyhow::ensure!(!feeds.is_empty(), "no feeds in {}: run `dateline build`", folder.display());
    Ok(feeds)
}

fn default_format() -> Format {
    #[expect(clippy::disallowed_methods, reason = "the binary reads the environment")]
    let actions = std::env::var("GITHUB_ACTIONS").is_ok_and(|value| value == "true");
    if actions { Format::Github } else { Format::Human }
}

fn present() -> anyhow::Result<DateTime<Utc>> {
    #[expect(clippy::disallowed_methods, reason = "the binary reads the environment")]
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok();
    if let Some(epoch) = epoch {
        let seconds = epoch.trim().parse().ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
        return seconds.ok_or_else(|| anyhow::anyhow!("SOURCE_DATE_EPOCH is not a number of seconds: {epoch}"));
    }
    #[expect(clippy::disallowed_methods, reason = "the binary asks the clock, once")]
    let now = std::time::SystemTime::now();
    Ok(now.into())
}

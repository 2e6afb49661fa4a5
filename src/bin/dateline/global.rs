//! What every command takes, and how each of them speaks.

mod repository;

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail};
use dateline::diagnostic::Diagnostic;
use dateline::diagnostic::render::{self, Format, Style, UnknownFormat};
use dateline::diagnostic::rule::Level;
use dateline::diagnostic::safe;
use dateline::project::{Lock, Project};
use dateline::value::lang::{Lang, LangError};
use dateline::value::moment::Moment;
use dateline::value::zone::{self, Zone, ZoneError};

use super::Outcome;
use repository::Repository;

#[derive(clap::Args)]
#[command(next_help_heading = "Everywhere")]
pub(crate) struct Global {
    /// The publication's folder [default: the nearest one upwards with a config.toml]
    #[arg(long, global = true, value_name = "DIR")]
    root: Option<PathBuf>,
    /// How findings are shown [default: human, or github under GitHub Actions]
    #[arg(long, global = true, value_name = "FORMAT", value_parser = Format::ALL.map(Format::as_str))]
    format: Option<String>,
    /// Write the findings to a file too, in any of these formats; may be given several times
    #[arg(long, global = true, value_name = "FORMAT=FILE", value_parser = ReportFile::parse)]
    report: Vec<ReportFile>,
    /// What was found so far, which a report has whole.
    #[arg(skip)]
    found: RefCell<Vec<Diagnostic>>,
    /// When findings are coloured; `NO_COLOR` and `TERM=dumb` turn it off too
    #[arg(long, global = true, value_name = "WHEN", value_parser = ["auto", "always", "never"], default_value = "auto")]
    color: String,
    /// The moment to take for the present, in RFC 3339 [default: `SOURCE_DATE_EPOCH`, else the clock]
    #[arg(long, global = true, value_name = "TIME")]
    now: Option<String>,
    /// Let warnings fail too
    #[arg(long, global = true)]
    strict: bool,
    /// Show infos too, where people read the findings
    #[arg(short, long, global = true, overrides_with = "verbose")]
    verbose: bool,
    /// Print what fails alone: findings, and what is stale
    #[arg(short, long, global = true, overrides_with = "quiet")]
    quiet: bool,
}

/// A file that findings are written to, besides being shown.
#[derive(Debug, Clone)]
struct ReportFile {
    format: Format,
    path: PathBuf,
}

impl ReportFile {
    fn parse(text: &str) -> Result<Self, String> {
        let (format, path) = text.split_once('=').ok_or("expected FORMAT=FILE, such as sarif=findings.sarif")?;
        if path.is_empty() {
            return Err(format!("the file is missing, such as {format}=findings.{format}"));
        }
        if path.to_ascii_lowercase().ends_with(".toml") {
            return Err(format!("a report would take the place of `{path}`; write {format}=findings.{format}"));
        }
        Ok(Self { format: format.parse().map_err(|error: UnknownFormat| error.to_string())?, path: path.into() })
    }
}

/// The folder that the paths of findings begin at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Base {
    /// The publication's.
    Publication,
    /// The one that the command runs in.
    Here,
}

impl Global {
    /// The publication.
    pub(crate) fn project(&self) -> Result<Project> {
        let hint = || Hint("`dateline init` makes a publication here, `--root DIR` names one elsewhere".to_owned());
        match &self.root {
            Some(root) if root.is_file() => Project::at(root).with_context(|| Hint(folder_of(root))),
            Some(root) => Project::at(root).with_context(hint),
            None => Project::find(&current_folder()?).with_context(hint),
        }
    }

    /// The publication, for commands that can do without; a folder that `--root` names has to be one.
    pub(crate) fn project_if_any(&self) -> Result<Option<Project>> {
        match &self.root {
            Some(_) => self.project().map(Some),
            None => Ok(Project::find(&current_folder()?).ok()),
        }
    }

    /// Holds the publication, to write to it.
    pub(crate) fn hold(&self, project: &Project) -> Result<Lock> {
        project.lock(|process| self.waits_for(process))
    }

    /// Says that another process is writing to the publication.
    pub(crate) fn waits_for(&self, process: Option<u32>) {
        let process = process.map_or_else(|| "another process".to_owned(), |process| format!("process {process}"));
        self.note(&format!("waiting for {process}, which is writing to this publication"));
    }

    /// The folder that a command works in where there need be no publication yet.
    pub(crate) fn folder(&self) -> Result<PathBuf> {
        self.root.clone().map_or_else(current_folder, Ok)
    }

    /// The folder that `--root` names.
    pub(crate) fn root(&self) -> Option<&Path> {
        self.root.as_deref()
    }

    /// The present, as the user, the build's environment or the clock has it.
    pub(crate) fn now(&self) -> Result<Moment> {
        if let Some(text) = &self.now {
            return Moment::parse_rfc3339(text).map_err(|error| {
                let found = format!("--now takes a time such as 2026-03-04T18:30:00-05:00, found {text:?}");
                Hint::on(in_utc(text), anyhow!(error).context(found))
            });
        }
        let seconds = match variable("SOURCE_DATE_EPOCH") {
            Some(text) => text.trim().parse().with_context(|| {
                format!("SOURCE_DATE_EPOCH holds seconds since 1970-01-01T00:00:00Z, found {text:?}")
            })?,
            None => clock()?,
        };
        Moment::from_timestamp(seconds).context("the present lies outside the years that dateline knows")
    }

    /// Whether results are wanted beside findings.
    pub(crate) fn is_talkative(&self) -> bool {
        !self.quiet
    }

    /// Whether everything is wanted.
    pub(crate) fn is_verbose(&self) -> bool {
        self.verbose
    }

    /// Says what goes on, where results are wanted beside findings.
    pub(crate) fn note(&self, text: &str) {
        if self.is_talkative() {
            let _ = writeln!(io::stderr().lock(), "{text}");
        }
    }

    /// Prints the publication's findings to standard error, and says how that ends.
    pub(crate) fn report(&self, diagnostics: &[Diagnostic]) -> Result<Outcome> {
        self.report_from(diagnostics, Base::Publication)
    }

    /// Prints findings to standard error, beside a result, and says how that ends.
    pub(crate) fn report_from(&self, diagnostics: &[Diagnostic], base: Base) -> Result<Outcome> {
        self.write_reports(diagnostics, base)?;
        let format = self.format()?;
        let shown = self.shown(diagnostics, format);
        let text = self.render(&shown, format, base, self.style(io::stderr().is_terminal()));
        let mut stream = io::stderr().lock();
        stream.write_all(text.as_bytes())?;
        if self.is_for_people()?
            && (self.is_talkative() || !shown.is_empty())
            && let Some(summary) = render::summary(diagnostics)
        {
            let hidden = if shown.len() < diagnostics.len() { " (`-v` shows infos)" } else { "" };
            writeln!(stream, "{summary}{hidden}")?;
        }
        Ok(self.outcome(diagnostics))
    }

    /// Prints findings to standard output, where they are the result, and says how that ends.
    pub(crate) fn print_findings(&self, diagnostics: &[Diagnostic], base: Base) -> Result<Outcome> {
        self.write_reports(diagnostics, base)?;
        let format = self.format()?;
        let style = self.style(io::stdout().is_terminal());
        print(&self.render(&self.shown(diagnostics, format), format, base, style))?;
        Ok(self.outcome(diagnostics))
    }

    /// What is shown: programs get everything, people infos only where they ask for them.
    fn shown<'d>(&self, diagnostics: &'d [Diagnostic], format: Format) -> Cow<'d, [Diagnostic]> {
        let has_infos = diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Info);
        if self.verbose || format.is_for_programs() || !has_infos {
            return Cow::Borrowed(diagnostics);
        }
        diagnostics.iter().filter(|diagnostic| diagnostic.level != Level::Info).cloned().collect()
    }

    fn render(&self, diagnostics: &[Diagnostic], format: Format, base: Base, style: Style) -> String {
        if format.is_for_code_hosts()
            && let Some(base) = self.base(base)
        {
            let workspaces = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"].iter().filter_map(|name| variable(name));
            let others = workspaces.map(PathBuf::from).chain(current_folder().ok());
            return render::render(&Repository::around(&base, others).place(diagnostics), format, style);
        }
        render::render(diagnostics, format, style)
    }

    fn base(&self, base: Base) -> Option<PathBuf> {
        match base {
            Base::Publication => self.project().ok().map(|project| project.root().to_owned()),
            Base::Here => current_folder().ok(),
        }
    }

    /// Writes the files of `--report`, with all that was found so far.
    fn write_reports(&self, diagnostics: &[Diagnostic], base: Base) -> Result<()> {
        let mut found = self.found.borrow_mut();
        found.extend_from_slice(diagnostics);
        for ReportFile { format, path } in &self.report {
            write_file(path, &self.render(&self.shown(&found, *format), *format, base, Style::Plain))?;
        }
        Ok(())
    }

    /// Whether findings are read by people rather than by programs.
    pub(crate) fn is_for_people(&self) -> Result<bool> {
        Ok(matches!(self.format()?, Format::Human | Format::Concise))
    }

    /// Whether the notes of findings are shown.
    pub(crate) fn shows_notes(&self) -> Result<bool> {
        Ok(matches!(self.format()?, Format::Human | Format::Json | Format::Github | Format::Sarif))
    }

    /// Whether a program asked for JSON.
    pub(crate) fn is_json(&self) -> Result<bool> {
        Ok(matches!(self.format()?, Format::Json))
    }

    /// Whether findings fail.
    pub(crate) fn outcome(&self, diagnostics: &[Diagnostic]) -> Outcome {
        let worst = if self.strict { Level::Warning } else { Level::Error };
        if diagnostics.iter().any(|diagnostic| diagnostic.level <= worst) { Outcome::Findings } else { Outcome::Clean }
    }

    fn format(&self) -> Result<Format> {
        match &self.format {
            // What `diff` alone takes: findings beside it are for people.
            Some(name) if name == "markdown" => Ok(Format::Human),
            Some(name) => name.parse().context("--format"),
            None if variable("GITHUB_ACTIONS").is_some_and(|value| value == "true") => Ok(Format::Github),
            None => Ok(Format::Human),
        }
    }

    /// Whether what is shown is coloured.
    pub(crate) fn style(&self, is_terminal: bool) -> Style {
        let wanted = match self.color.as_str() {
            "always" => true,
            "never" => false,
            _ => {
                let can_show = variable("TERM").is_none_or(|terminal| terminal != "dumb");
                variable("NO_COLOR").is_none_or(|value| value.is_empty()) && is_terminal && can_show
            }
        };
        if wanted { Style::Coloured } else { Style::Plain }
    }
}

/// What to type instead, as the outermost context of an error.
#[derive(Debug)]
pub(crate) struct Hint(pub(crate) String);

impl Hint {
    /// Adds it to an error, where there is one.
    pub(crate) fn on(hint: Option<Self>, error: anyhow::Error) -> anyhow::Error {
        match hint {
            Some(hint) => error.context(hint),
            None => error,
        }
    }
}

impl fmt::Display for Hint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What to type for the folder of a file that was given in its place.
fn folder_of(file: &Path) -> String {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    format!("`--root {}` names the folder that the file lies in", folder.display())
}

/// What to type for a moment that is but a day, or a time without an offset.
fn in_utc(text: &str) -> Option<Hint> {
    let whole = ["T00:00:00Z", "Z"].map(|rest| format!("{}{rest}", text.trim()));
    let meant = whole.into_iter().find(|text| Moment::parse_rfc3339(text).is_ok())?;
    Some(Hint(format!("in UTC that is `--now {meant}`")))
}

/// Reads an option's time zone; what is none is answered with the one that was probably meant.
pub(crate) fn zone(text: &str) -> Result<Zone, String> {
    let meant = |error: ZoneError| match zone::suggestion(text) {
        Some(name) => format!("`{text}` is no IANA time zone; did you mean `{name}`?"),
        None => error.to_string(),
    };
    Zone::parse(text).map_err(meant)
}

/// Reads an option's language; what is no tag is answered with the one that was probably meant.
pub(crate) fn language(text: &str) -> Result<Lang, String> {
    let meant = |error: LangError| match error.suggestion() {
        Some(tag) => format!("`{text}` is no BCP 47 tag; did you mean `{tag}`?"),
        None => error.to_string(),
    };
    Lang::parse(text).map_err(meant)
}

/// Prints results to standard output.
pub(crate) fn print(text: &str) -> Result<()> {
    let mut stream = io::stdout().lock();
    stream.write_all(text.as_bytes())?;
    Ok(stream.flush()?)
}

/// Says why nothing could be run.
pub(crate) fn complain(error: &anyhow::Error) {
    let hint = error.downcast_ref::<Hint>();
    let causes = error.chain().skip(usize::from(hint.is_some()));
    let chain: Vec<String> = causes.map(|cause| safe::one_line(&cause.to_string())).collect();
    let mut stream = io::stderr().lock();
    let _ = writeln!(stream, "error: {}", chain.join(": "));
    if let Some(Hint(help)) = hint {
        let _ = writeln!(stream, "help: {}", safe::one_line(help));
    }
}

/// Whether whoever read our output stopped reading, as `head` does.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

#[expect(clippy::disallowed_methods, reason = "a report lies anywhere, not only in a publication")]
fn write_file(path: &Path, text: &str) -> Result<()> {
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

#[expect(clippy::disallowed_methods, reason = "the environment is the binary's to read")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

#[expect(clippy::disallowed_methods, reason = "where it runs is the binary's to know")]
fn current_folder() -> Result<PathBuf> {
    std::env::current_dir().context("cannot tell the folder that this runs in")
}

#[expect(clippy::disallowed_methods, reason = "the clock is the binary's to read")]
fn clock() -> Result<i64> {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    match since {
        Ok(since) => Ok(i64::try_from(since.as_secs())?),
        Err(_) => bail!("the clock stands before 1970; `--now` gives another present"),
    }
}

//! `dateline init`: a publication to begin with.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Result, anyhow};
use dateline::compile::configure;
use dateline::diagnostic::Diagnostic;
use dateline::diagnostic::rule::Level;
use dateline::project::{CONFIG, Project};
use dateline::scaffold;
use dateline::source::Source;
use dateline::table::Quoted;
use dateline::value::lang::Lang;
use dateline::value::link::WebUrl;
use dateline::value::zone::Zone;

use super::Outcome;
use super::global::{Global, Hint, language, print, zone};

/// Begin a publication that builds at once
///
/// Writes config.toml and a first article into DIR, and a .gitattributes, so that Git leaves the line ends of feeds/ alone.
/// What is already there is never overwritten.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline init
  dateline init gazette --title \"The Harbour Gazette\" --link https://gazette.example/ \\
      --language en-US --timezone America/New_York")]
pub(crate) struct Args {
    /// The folder, made if it is missing [default: this one]
    dir: Option<PathBuf>,
    /// Its name
    #[arg(long, default_value = "My Publication")]
    title: String,
    /// Its home page
    #[arg(long, value_name = "URL", default_value = "https://example.org/")]
    link: String,
    /// Its language, as a BCP 47 tag
    #[arg(long, value_name = "TAG", default_value = "en", value_parser = language)]
    language: Lang,
    /// Its time zone, by its IANA name
    #[arg(long, value_name = "ZONE", default_value = "UTC", allow_hyphen_values = true, value_parser = zone)]
    timezone: Zone,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Outcome> {
    let folder = global.folder()?.join(args.dir.clone().unwrap_or_default());
    check("title", &args.title)?;
    check("link", &args.link)?;
    let begin = scaffold::Publication {
        title: &args.title,
        link: WebUrl::parse(&args.link)?.as_folder(),
        language: args.language.clone(),
        zone: args.timezone,
    };
    let files = begin.files(global.now()?)?;
    let named = named(args, global);
    let written = Project::begin(&folder, &files, |process| global.waits_for(process)).map_err(|error| {
        // Where there is a publication already, one of the two is probably what was meant.
        let next = |there: Project| {
            let is_sound =
                |(_, findings): (_, Vec<Diagnostic>)| findings.iter().all(|found| found.level != Level::Error);
            Hint(if there.config().is_ok_and(|config| is_sound(configure(&config))) {
                format!("`dateline new \"Title\"{named}` begins an article, `dateline build{named}` makes the feeds")
            } else {
                "where that is another program's, `dateline init FOLDER` makes a publication in a folder of its own"
                    .to_owned()
            })
        };
        Hint::on(Project::at(&folder).ok().map(next), error)
    })?;
    if global.is_talkative() {
        if !written.contains(&scaffold::ATTRIBUTES) {
            global.note(
                "`feeds/** -text` in .gitattributes, which was there, keeps Git from changing line ends in feeds/",
            );
        }
        print(&format!("{}\nnext: `dateline build{named}`\n", written.join("\n")))?;
    }
    Ok(Outcome::Clean)
}

/// The folder as `--root` of the next command, where it is another than the one that this runs in.
fn named(args: &Args, global: &Global) -> String {
    let typed: PathBuf = global.root().into_iter().chain(args.dir.as_deref()).collect();
    match typed.to_string_lossy() {
        folder if folder.is_empty() || folder == "." => String::new(),
        folder if folder.contains(char::is_whitespace) => format!(" --root \"{folder}\""),
        folder => format!(" --root {folder}"),
    }
}

/// Refuses what config.toml would be refused for.
fn check(key: &str, value: &str) -> Result<()> {
    let (title, link) = if key == "title" { (value, "https://example.org/") } else { ("Title", value) };
    let text = format!("[site]\ntitle = {}\nlink = {}\n", Quoted(title), Quoted(link));
    let (_, findings) = configure(&Arc::new(Source::new(CONFIG, text)));
    let Some(error) = findings.into_iter().find(|finding| finding.level == Level::Error) else { return Ok(()) };
    Err(Hint::on(error.help.map(Hint), anyhow!("--{key}: {}", error.message)))
}

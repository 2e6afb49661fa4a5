//! `dateline init`: a publication to begin with.

use std::path::PathBuf;

use anyhow::Result;
use dateline::project::Project;
use dateline::scaffold;
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
    let begin = scaffold::Publication {
        title: &args.title,
        link: WebUrl::parse(&args.link)?.as_folder(),
        language: args.language.clone(),
        zone: args.timezone,
    };
    let files = begin.files(global.now()?)?;
    let named = args.dir.as_ref().map_or(String::new(), |dir| format!(" --root {}", dir.display()));
    let written = Project::begin(&folder, &files, |process| global.waits_for(process)).map_err(|error| {
        // Where there is a publication already, one of the two is probably what was meant.
        let next = |_| {
            Hint(format!("`dateline new \"Title\"{named}` begins an article, `dateline build{named}` makes the feeds"))
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

//! `dateline completions` and `dateline man`: for the packagers, from the same definitions as `--help`.

mod afterword;
mod manual;
mod reference;

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow};
use clap::{Command, CommandFactory as _};
use dateline::diagnostic::quote;
use dateline::diagnostic::suggest;

use super::global::{Hint, print};
use super::{Cli, Outcome};

/// Print a shell's completions
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline completions bash > /etc/bash_completion.d/dateline
  dateline completions zsh > ~/.zfunc/_dateline")]
pub(crate) struct Completions {
    /// The shell
    shell: clap_complete::Shell,
}

/// Print the manual page of dateline, or of one of its commands
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline man | man -l -
  dateline man explain date | man -l -
  dateline man --out man1                       a page a command
  dateline man --markdown > docs/cli.md         all commands on one page")]
pub(crate) struct Man {
    /// The command, `explain date` for one inside another [default: dateline itself]
    command: Vec<String>,
    /// Write the pages of all commands into a folder, made if it is missing
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    out: Option<PathBuf>,
    /// Print all commands on one page, in Markdown
    #[arg(long, conflicts_with_all = ["command", "out"])]
    markdown: bool,
}

pub(crate) fn completions(args: &Completions) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "dateline", &mut script);
    print(&String::from_utf8(script)?)?;
    Ok(Outcome::Clean)
}

pub(crate) fn man(args: &Man) -> Result<Outcome> {
    let mut dateline = Cli::command().disable_help_subcommand(true);
    dateline.build();
    if args.markdown {
        print(&reference::page(&dateline))?;
    } else if let Some(folder) = &args.out {
        write_pages(&dateline, folder)?;
    } else {
        print(&manual::page(find(&dateline, &args.command)?, &dateline)?)?;
    }
    Ok(Outcome::Clean)
}

/// The command inside commands that the words name.
fn find<'c>(dateline: &'c Command, words: &[String]) -> Result<&'c Command> {
    words.iter().try_fold(dateline, |command, word| {
        command.find_subcommand(word).ok_or_else(|| {
            let near = suggest::nearest(word, command.get_subcommands().map(Command::get_name));
            let help = near.map_or_else(
                || format!("`{} --help` lists them", command.get_bin_name().unwrap_or("dateline")),
                |near| format!("did you mean `{near}`?"),
            );
            anyhow!("there is no command {}", quote(word)).context(Hint(help))
        })
    })
}

#[expect(clippy::disallowed_methods, reason = "manual pages lie anywhere, not in a publication")]
fn write_pages(dateline: &Command, folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for command in every(dateline) {
        let path = folder.join(manual::file_name(command));
        let told = || format!("cannot write {}", path.display());
        let mut file = File::create(&path).with_context(told)?;
        file.write_all(manual::page(command, dateline)?.as_bytes()).with_context(told)?;
    }
    Ok(())
}

/// A command, and those inside it that help shows, at any depth.
fn every(command: &Command) -> Vec<&Command> {
    let inside = command.get_subcommands().filter(|inside| !inside.is_hide_set());
    std::iter::once(command).chain(inside.flat_map(every)).collect()
}

//! `dateline completions` and `dateline man`: for the packagers, from the same definitions as `--help`.

use anyhow::Result;
use clap::CommandFactory as _;

use super::global::print;
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

/// Print the manual page
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline man | man -l -
  dateline man > dateline.1")]
pub(crate) struct Man;

pub(crate) fn completions(args: &Completions) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "dateline", &mut script);
    print(&String::from_utf8(script)?)?;
    Ok(Outcome::Clean)
}

pub(crate) fn man() -> Result<Outcome> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut page)?;
    print(&String::from_utf8(page)?)?;
    Ok(Outcome::Clean)
}

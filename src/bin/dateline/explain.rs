//! `dateline explain`: how a date or a byline is read, or what a rule says.

mod byline;

use std::process::ExitCode;

/// Say how a date or byline is read, or what a rule is about
#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
pub(crate) struct Args {
    /// A rule, by the name that a finding shows (`article/unknown-key`)
    rule: Option<String>,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(clap::Subcommand)]
enum What {
    Byline(byline::Args),
}

pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    match args.what {
        Some(What::Byline(args)) => byline::run(&args),
        None => Ok(ExitCode::from(2)),
    }
}

//! `dateline explain`: how a date or a byline is read, or what a rule says.

mod byline;
mod date;
mod lines;
mod publication;
mod rule;

use anyhow::Result;

use super::Outcome;
use super::global::Global;

/// Say how a date or byline is read, or what a rule is about
#[derive(clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    arg_required_else_help = true,
    after_help = "\
Examples:
  dateline explain article/bad-date
  dateline explain --list
  dateline explain date \"Aug. 15, 2025, 6:30 p.m. ET\"
  dateline explain byline \"By JANE DOE and John Smith, Staff Writers\""
)]
pub(crate) struct Args {
    /// A rule, by the name that a finding shows (`article/unknown-key`), or a family of rules (`article`)
    rule: Option<String>,
    /// List all rules
    #[arg(long, conflicts_with = "rule")]
    list: bool,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(clap::Subcommand)]
enum What {
    Date(date::Args),
    Byline(byline::Args),
}

pub(crate) fn run(args: Args, global: &Global) -> Result<Outcome> {
    match args.what {
        Some(What::Date(args)) => date::run(&args, global),
        Some(What::Byline(args)) => byline::run(&args, global),
        None => match args.rule {
            Some(id) => rule::run(&id),
            None => rule::list(),
        },
    }
}

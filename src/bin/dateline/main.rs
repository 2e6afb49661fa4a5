//! The `dateline` command.

mod check;
mod explain;

use std::process::ExitCode;

use clap::Parser;

/// A feed compiler: article files in, RSS 2.0, Atom 1.0 and JSON Feed out
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    Check(check::Args),
    Explain(explain::Args),
}

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Check(args) => check::run(&args),
        Command::Explain(args) => explain::run(args),
    }
}

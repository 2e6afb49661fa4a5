//! The `dateline` command: arguments in, exit status out.

mod adopt;
mod build;
mod check;
mod diff;
mod explain;
mod global;
mod guess;
mod ids;
mod init;
mod new;
mod packaging;
mod pin;
mod threads;

use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _, Parser};

use global::Global;

/// Many small texts on several threads are what it is made for; elsewhere the system's own is as good, and there sooner.
#[cfg(any(target_env = "musl", windows))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A feed compiler: article files in, RSS 2.0, Atom 1.0 and JSON Feed out
#[derive(Parser)]
#[command(
    version,
    long_version = long_version(),
    arg_required_else_help = true,
    subcommand_required = true,
    propagate_version = true,
    after_help = "\
Examples:
  dateline init gazette          a new publication that builds at once
  dateline new \"Ferry returns\"   an article, its id pinned for good
  dateline pin                   ids into the articles that have none
  dateline adopt old-feed.xml    ids that subscribers know, from another generator's feed
  dateline build                 articles -> feeds
  dateline build --check         in CI: fail when feeds/ is stale
  dateline diff                  what subscribers will see of the next build
  dateline check feed.xml        validate any feed, offline

Exit status: 0 clean, 1 findings, 2 could not run."
)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    Build(build::Args),
    Check(check::Args),
    Diff(diff::Args),
    New(new::Args),
    Pin(pin::Args),
    Adopt(adopt::Args),
    Init(init::Args),
    Explain(explain::Args),
    Completions(packaging::Completions),
    Man(packaging::Man),
}

/// The version, and that of the time zones, since old ones tell the wrong time.
fn long_version() -> String {
    format!("{}\ntime zones: IANA {}", env!("CARGO_PKG_VERSION"), dateline::value::zone::DATABASE)
}

/// How a command ended; what could not run at all is an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Clean,
    Findings,
}

/// Says what was typed wrongly and what to type, or what was asked with `--help`.
fn wrong(error: clap::Error) -> ! {
    let words: Vec<String> = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    guess::with_tip(error, Cli::command(), &words).exit()
}

/// What was typed. What may be typed is never freed: that would take as long as to say it, and the program ends soon.
fn typed() -> Result<Cli, clap::Error> {
    let usage = Box::leak(Box::new(Cli::command()));
    let matches = usage.try_get_matches_from_mut(std::env::args_os())?;
    Cli::from_arg_matches(&matches).map_err(|error| error.format(usage))
}

fn main() -> ExitCode {
    let Cli { global, command } = typed().unwrap_or_else(|error| wrong(error));
    let outcome = match command {
        Command::Build(args) => build::run(&args, &global),
        Command::Check(args) => check::run(&args, &global),
        Command::Diff(args) => diff::run(&args, &global),
        Command::New(args) => new::run(&args, &global),
        Command::Pin(args) => pin::run(&args, &global),
        Command::Adopt(args) => adopt::run(&args, &global),
        Command::Init(args) => init::run(&args, &global),
        Command::Explain(args) => explain::run(args, &global),
        Command::Completions(args) => packaging::completions(&args),
        Command::Man(args) => packaging::man(&args),
    };
    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(error) if global::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            global::complain(&error);
            ExitCode::from(2)
        }
    }
}

//! All commands on one page, in Markdown: `docs/cli.md`.

use std::fmt::Write as _;

use clap::{Arg, ArgAction, Command};

use super::afterword::{self, Paragraph};
use super::every;

const HEAD: &str = "\
# The command line

<!-- Made from the definitions that `--help` comes from; UPDATE_DOCS=1 cargo test --test it reference writes it anew. -->

What stands here `dateline COMMAND --help` says too, and `dateline man COMMAND` as a manual page; `dateline completions SHELL` makes a shell know it.
";

/// The page.
pub(super) fn page(dateline: &Command) -> String {
    let mut page = HEAD.to_owned();
    let commands: Vec<&Command> = every(dateline).split_off(1);
    page.push_str("\n| command | |\n|---|---|\n");
    for command in &commands {
        let name = name(command);
        let _ = writeln!(page, "| [`{name}`](#{}) | {} |", name.replace(' ', "-"), cell(&about(command)));
    }
    page.push_str("\n## Everywhere\n\nEvery command takes these options.\n\n");
    page.push_str(&arguments(dateline, Arg::is_global_set));
    write_afterword(&mut page, dateline, dateline);
    for command in commands {
        let _ = write!(page, "\n## {}\n\n{}.\n", name(command), about(command));
        for paragraph in long_about(command) {
            let _ = write!(page, "\n{}\n", sentences(&paragraph));
        }
        let _ = write!(page, "\n```text\n{}\n```\n", usage(command));
        let arguments = arguments(command, |arg| !arg.is_global_set());
        if !arguments.is_empty() {
            let _ = write!(page, "\n{arguments}");
        }
        write_afterword(&mut page, command, dateline);
    }
    page
}

/// `dateline explain date`
fn name(command: &Command) -> &str {
    command.get_bin_name().unwrap_or_else(|| command.get_name())
}

fn about(command: &Command) -> String {
    command.get_about().map(ToString::to_string).unwrap_or_default()
}

/// What the long help says beyond its first paragraph.
fn long_about(command: &Command) -> Vec<String> {
    let text = command.get_long_about().map(ToString::to_string).unwrap_or_default();
    text.split("\n\n").skip(1).map(str::to_owned).collect()
}

/// The lines after `Usage:`.
fn usage(command: &Command) -> String {
    let text = command.clone().render_usage().to_string();
    let lines = text.strip_prefix("Usage:").unwrap_or(&text).lines();
    lines.map(str::trim).collect::<Vec<_>>().join("\n")
}

/// A list of arguments and options, the former first, without `--help` and `--version`, which all have.
fn arguments(command: &Command, is_wanted: impl Fn(&Arg) -> bool) -> String {
    let is_asked_for = |arg: &&Arg| {
        let asks = matches!(
            arg.get_action(),
            ArgAction::Help | ArgAction::HelpShort | ArgAction::HelpLong | ArgAction::Version
        );
        !asks && !arg.is_hide_set() && is_wanted(arg)
    };
    let (positional, options): (Vec<&Arg>, Vec<&Arg>) =
        command.get_arguments().filter(is_asked_for).partition(|arg| arg.is_positional());
    positional.into_iter().chain(options).map(item).collect()
}

/// `` - `-q`, `--quiet`: Print what fails alone: findings, and what is stale ``
fn item(arg: &Arg) -> String {
    let value = values(arg);
    let mut names = Vec::new();
    if arg.is_positional() {
        names.push(format!("`{value}`"));
    }
    if let Some(short) = arg.get_short() {
        names.push(format!("`-{short}`"));
    }
    if let Some(long) = arg.get_long() {
        let value = if value.is_empty() { String::new() } else { format!(" {value}") };
        names.push(format!("`--{long}{value}`"));
    }
    let help = arg.get_long_help().or_else(|| arg.get_help()).map(ToString::to_string).unwrap_or_default();
    let mut item = format!("- {}: {}", names.join(", "), help.replace("\n\n", " ").replace('\n', " "));
    if arg.get_action().takes_values() {
        let possible: Vec<String> =
            arg.get_possible_values().iter().map(|value| format!("`{}`", value.get_name())).collect();
        if !possible.is_empty() {
            let _ = write!(item, "; one of {}", possible.join(", "));
        }
        let defaults: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
        if defaults.iter().any(|value| !value.is_empty()) {
            let _ = write!(item, " [default: `{}`]", defaults.join(" "));
        }
    }
    item.push('\n');
    item
}

/// `<DIR>`, `[FILE]...`, or nothing for a flag.
fn values(arg: &Arg) -> String {
    if !arg.get_action().takes_values() {
        return String::new();
    }
    let names = arg.get_value_names().map(|names| names.iter().map(ToString::to_string).collect::<Vec<_>>());
    let names = names.unwrap_or_else(|| vec![arg.get_id().as_str().to_uppercase()]).join(" ");
    let is_many = arg.get_num_args().is_some_and(|range| range.max_values() > 1)
        || arg.is_positional() && matches!(arg.get_action(), ArgAction::Append);
    let many = if is_many { "..." } else { "" };
    if arg.is_positional() && !arg.is_required_set() { format!("[{names}]{many}") } else { format!("<{names}>{many}") }
}

fn write_afterword(page: &mut String, command: &Command, dateline: &Command) {
    for paragraph in afterword::of(command, dateline) {
        let _ = match paragraph {
            Paragraph::Listing { heading, lines } => {
                write!(page, "\n{heading}:\n\n```text\n{}\n```\n", lines.join("\n"))
            }
            Paragraph::Remark { heading: Some(heading), text } => write!(page, "\n{heading}: {text}\n"),
            Paragraph::Remark { heading: None, text } => write!(page, "\n{}\n", sentences(&text)),
        };
    }
}

/// A text with a line a sentence, so that a diff shows what changed.
fn sentences(text: &str) -> String {
    let mut lines = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(". ") {
        let (sentence, after) = rest.split_at(at + 1);
        let begins = after.trim_start().starts_with(char::is_uppercase);
        lines.extend([sentence, if begins { "\n" } else { " " }]);
        rest = &after[1..];
    }
    lines + rest
}

/// A text for a table's cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_holds_a_sentence() {
        assert_eq!(sentences("One a.m. or two. Three. Four"), "One a.m. or two.\nThree.\nFour");
    }

    #[test]
    fn an_argument_is_a_line() {
        let word = Arg::new("word").required(true).help("A word\n\nof many");
        let file = Arg::new("file").value_name("FILE").action(ArgAction::Append).num_args(0..).help("Files");
        let color = Arg::new("color").short('c').long("color").value_name("WHEN").value_parser(["auto", "never"]);
        let color = color.default_value("auto").help("When");
        let quiet = Arg::new("quiet").short('q').long("quiet").action(ArgAction::SetTrue).help("Say less");
        let hidden = Arg::new("hidden").long("hidden").hide(true);
        let mut command = Command::new("x").args([quiet, color, word, file, hidden]);
        command.build();
        assert_eq!(
            arguments(&command, |_| true),
            "- `<WORD>`: A word of many\n- `[FILE]...`: Files\n- `-q`, `--quiet`: Say less\n\
             - `-c`, `--color <WHEN>`: When; one of `auto`, `never` [default: `auto`]\n"
        );
    }
}

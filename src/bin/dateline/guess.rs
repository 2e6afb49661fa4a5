//! What people type first who know other programs, and what to type here.

use std::path::Path;

use anyhow::{Context as _, Result, anyhow};
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use dateline::diagnostic::suggest;

use super::global::Hint;

/// Commands of other programs, and what does the same here.
const COMMANDS: &[(&[&str], &str)] = &[
    (&["validate", "lint", "verify", "test", "valid"], "`dateline check feed.xml` validates feeds"),
    (
        &["compile", "generate", "gen", "make", "render", "run", "publish", "update"],
        "`dateline build` compiles the articles into feeds",
    ),
    (&["watch", "serve", "server", "preview", "dev", "start"], WATCH),
    (&["create", "add", "post", "article", "draft"], "`dateline new \"Ferry returns\"` begins an article"),
    (&["import", "migrate", "convert"], "`dateline adopt old-feed.xml` takes over the ids of another generator's feed"),
    (&["status", "compare", "changes", "plan"], "`dateline diff` says what subscribers will see of the next build"),
    (&["lock", "freeze", "mint", "ids"], "`dateline pin` writes the present id into articles that have none"),
    (&["clean", "clear", "purge", "prune"], "`dateline build` removes what it made before and no longer makes"),
    (&["rules", "rule", "why", "describe", "docs", "list"], "`dateline explain --list` shows all rules"),
    (&["date", "parse"], "`dateline explain date \"Aug. 15, 2025, 6:30 p.m. ET\"` says how a date is read"),
    (&["byline", "author", "authors"], "`dateline explain byline \"By JANE DOE\"` says whom a byline credits"),
    (&["completion", "complete"], "`dateline completions bash` prints a shell's completions"),
    (&["version"], "`dateline --version`"),
];

/// Options of other programs, the commands that they are given to (none: whichever), and what does the same here.
const OPTIONS: &[(&[&str], &[&str], &str)] = &[
    (
        &["build"],
        &["--dry-run", "--dry", "-n", "--no-write"],
        "`dateline build --check` writes nothing and says what differs, `dateline diff` what subscribers will see",
    ),
    (&["pin", "adopt"], &["--write", "--fix", "--apply", "-w"], "it writes unless it is given `--dry-run`"),
    (&["adopt", "diff"], &["--check"], "`dateline build --check` fails where a build has something to write"),
    (&["new"], &["--title", "-t"], "the title needs no option: `dateline new \"Ferry returns\"`"),
    (&["new"], &["--draft", "--drafts"], "a new article is a draft, until its `draft` line is removed"),
    (&["new"], &["--dir", "--folder", "--section"], "`--in FOLDER` names the folder below articles/"),
    (&["explain"], &["--all", "-a", "-l", "--rules"], "`dateline explain --list` shows all rules"),
    (&["explain"], &["--json"], "`--jsonl` reads JSON lines from standard input and writes such lines"),
    (&["explain"], &["--tz", "--timezone", "-z"], "`--zone ZONE` names the zone of times that name none"),
    (
        &["build", "diff"],
        &["--force", "--overwrite"],
        "nothing needs forcing: what differs is written; `--allow-id-changes` lets published stories have other ids",
    ),
    (&["new", "init"], &["--force", "--overwrite"], "a file that is there is not replaced: move it away first"),
    (
        &["build"],
        &["-o", "--out", "--output", "--out-dir", "--output-dir", "--dest", "--destination", "-d"],
        "feeds are written into `feeds/` of the publication, whose folder `--root DIR` names",
    ),
    (
        &["build", "diff"],
        &["--limit", "--count", "--max", "--max-items", "-l"],
        "`limit` below `[feeds]` in config.toml says how many articles a feed has",
    ),
    (
        &["build"],
        &["--url", "--base-url", "--baseURL", "-b", "--site", "--link"],
        "`link` below `[site]` in config.toml is the site's address, `url` below `[feeds]` that of the feeds",
    ),
    (&["build"], &["--clean", "--prune"], "a build removes what the one before it made, if it is made no longer"),
    (&[], &["--watch", "-w"], WATCH),
    (
        &[],
        &["--config", "--conf", "-c", "-C", "--cwd", "--dir", "--directory", "--project", "--path", "--source", "-r"],
        "`--root DIR` names the publication's folder, in which config.toml lies",
    ),
    (&[], &["--json"], "`--format json` is for programs"),
    (&[], &["--output-format", "--reporter", "--output", "-f"], "`--format FORMAT` says how findings are shown"),
    (
        &[],
        &["--fail-on-warning", "--fail-on-warnings", "--warnings-as-errors", "--deny-warnings", "--werror", "-W"],
        "`--strict` lets warnings fail too",
    ),
    (
        &[],
        &["--ignore", "--allow", "--disable", "--skip", "--rule", "--level", "--warn", "--deny"],
        "levels of rules stand below `[rules]` in config.toml: `\"identity/unpinned\" = \"off\"`",
    ),
    (&[], &["--date", "--time", "--at", "--as-of", "--today"], "`--now TIME` names the present"),
    (&[], &["--no-color", "--no-colour", "--no-colors", "--plain", "--colour", "--colors"], "`--color never`"),
    (&[], &["--silent", "-s"], "`--quiet` prints what fails alone"),
    (&[], &["--debug", "--trace", "--info", "-d"], "`--verbose` shows infos too"),
];

const WATCH: &str =
    "`watchexec -w articles -w config.toml dateline build` builds after each change; feeds/index.html shows the feeds";

/// Adds to what is wrong with the `words` that were typed what was probably meant, where that is known.
pub(crate) fn with_tip(mut error: clap::Error, mut cli: clap::Command, words: &[String]) -> clap::Error {
    cli.build();
    let typed = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.as_str(),
        _ => "",
    };
    let at = words.iter().position(|word| cli.find_subcommand(word).is_some()).unwrap_or(words.len());
    let words = &words[at..];
    let command = words.first().map_or("", String::as_str);
    let tip = match error.kind() {
        ErrorKind::InvalidSubcommand => of_command(typed(ContextKind::InvalidSubcommand)),
        ErrorKind::UnknownArgument => match typed(ContextKind::InvalidArg) {
            option if option.starts_with('-') => of_option(command, option),
            article if command == "build" && article.ends_with("toml") => {
                Some("a build takes all articles below articles/: name none".to_owned())
            }
            folder if command == "build" => Some(format!("`--root {folder}` names the publication's folder")),
            _ => in_quotes(words),
        },
        ErrorKind::ArgumentConflict => in_quotes(words),
        ErrorKind::MissingRequiredArgument => example(words),
        _ => None,
    };
    if let Some(tip) = tip {
        // What is merely spelt alike would lead astray beside it.
        error.remove(ContextKind::SuggestedSubcommand);
        error.remove(ContextKind::SuggestedArg);
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![StyledStr::from(tip)]));
        let usage = cli.find_subcommand_mut(command).map(clap::Command::render_usage);
        error.insert(ContextKind::Usage, ContextValue::StyledStr(usage.unwrap_or_else(|| cli.render_usage())));
    }
    error
}

/// Which command explains a text that is no rule's name; `None` where it may be one.
pub(crate) fn explained_as(text: &str) -> Option<&'static str> {
    let may_be_rule = text.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'-' | b'/' | b'_'));
    let kind = if text.contains(|c: char| c.is_ascii_digit()) { "date" } else { "byline" };
    (!may_be_rule).then_some(kind)
}

/// Refuses an address where a file is wanted; `fetch` is what to type, with `ADDRESS` in its place.
pub(crate) fn local(path: &Path, fetch: &str) -> Result<()> {
    let typed = path.to_string_lossy();
    if typed.contains("://") && !path.exists() {
        let hint = format!("`{}` fetches it", fetch.replace("ADDRESS", &typed));
        return Err(anyhow!("{typed} is an address, and dateline reads files alone")).context(Hint(hint));
    }
    Ok(())
}

fn of_command(typed: &str) -> Option<String> {
    let typed = typed.to_lowercase();
    COMMANDS.iter().find(|(names, _)| names.contains(&typed.as_str())).map(|(_, tip)| (*tip).to_owned())
}

/// What to type where a command was given nothing.
fn example(words: &[String]) -> Option<String> {
    let named = words.iter().filter(|word| !word.starts_with('-')).take(2).map(String::as_str);
    let command = named.collect::<Vec<_>>().join(" ");
    let is_of_it = |(_, tip): &&(&[&str], &str)| tip.starts_with(&format!("`dateline {command} "));
    COMMANDS.iter().find(is_of_it).map(|(_, tip)| (*tip).to_owned())
}

fn of_option(command: &str, typed: &str) -> Option<String> {
    let is_meant = |(commands, names, _): &&(&[&str], &[&str], _)| {
        (commands.is_empty() || commands.contains(&command)) && names.contains(&typed)
    };
    OPTIONS.iter().find(is_meant).map(|(.., tip)| (*tip).to_owned())
}

/// What can be explained beside rules and is called nearly so.
fn kind_like(word: &str) -> Option<&'static str> {
    suggest::nearest(word, ["date", "byline"])
}

/// The command again, its words in quotes where they are one text.
fn in_quotes(words: &[String]) -> Option<String> {
    let (command, text) = match words {
        [explain, kind, text @ ..] if explain == "explain" && matches!(kind.as_str(), "date" | "byline") => {
            (format!("explain {kind}"), text.join(" "))
        }
        [explain, kind, text @ ..] if explain == "explain" && !text.is_empty() && kind_like(kind).is_some() => {
            (format!("explain {}", kind_like(kind)?), text.join(" "))
        }
        [explain, text @ ..] if explain == "explain" => {
            let text = text.join(" ");
            (format!("explain {}", explained_as(&text)?), text)
        }
        [command, text @ ..] if matches!(command.as_str(), "new" | "init") => (command.clone(), text.join(" ")),
        _ => return None,
    };
    let has_options = words.iter().any(|word| word.starts_with('-'));
    let is_plain = !has_options && !text.contains(['"', '$', '`', '\\', '!']);
    Some(if is_plain {
        format!("in quotes it is one text: `dateline {command} \"{text}\"`")
    } else {
        "the text is one argument: put it in quotes".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::Cli;

    fn said(line: &[&str]) -> String {
        let words: Vec<String> = line.iter().map(|word| (*word).to_owned()).collect();
        let typed = [&["dateline".to_owned()], &words[..]].concat();
        let error = Cli::command().try_get_matches_from(typed).expect_err("nothing to guess");
        with_tip(error, Cli::command(), &words).to_string()
    }

    #[test]
    fn what_a_tip_says_to_type_can_be_typed() {
        let tips = COMMANDS.iter().map(|(_, tip)| *tip).chain(OPTIONS.iter().map(|(.., tip)| *tip));
        let commands: Vec<&str> = tips.flat_map(|tip| tip.split('`').skip(1).step_by(2)).collect();
        let commands = commands.into_iter().filter_map(|code| code.strip_prefix("dateline "));
        for command in commands {
            let (plain, text) = command.split_once('"').map_or((command, None), |(plain, text)| (plain, Some(text)));
            let words = ["dateline"].into_iter().chain(plain.split_whitespace()).chain(text);
            let wrong = Cli::command().try_get_matches_from(words).err();
            assert!(wrong.is_none_or(|error| error.kind() == ErrorKind::DisplayVersion), "{command}");
        }
        let quoted = OPTIONS
            .iter()
            .flat_map(|(.., tip)| tip.split('"').filter(|part| part.contains('/') && !part.contains(' ')));
        assert!(quoted.into_iter().all(|rule| dateline::rules::find(rule).is_some()));
    }

    #[test]
    fn nothing_is_guessed_that_is_there() {
        let cli = Cli::command();
        for (names, _) in COMMANDS {
            assert!(names.iter().all(|name| cli.find_subcommand(name).is_none()), "{names:?}");
        }
        for (commands, names, tip) in OPTIONS {
            for command in commands.iter().map(|name| cli.find_subcommand(name).expect("a command")) {
                let options = command.get_arguments().filter_map(clap::Arg::get_long);
                let known: Vec<String> = options.map(|name| format!("--{name}")).collect();
                assert!(
                    names.iter().all(|name| !known.iter().any(|known| known == name)),
                    "{}: {tip}",
                    command.get_name()
                );
            }
        }
    }

    #[test]
    fn each_command_has_its_own_meaning_of_an_option() {
        assert!(said(&["build", "-n"]).contains("`dateline build --check` writes nothing"));
        assert!(said(&["check", "--watch"]).contains("watchexec"));
        assert!(said(&["pin", "--write"]).contains("unless it is given `--dry-run`"));
        assert!(said(&["init", "--force"]).contains("move it away"));
        assert!(said(&["build", "--force"]).contains("`--allow-id-changes`"));
    }

    #[test]
    fn a_near_miss_is_left_to_its_near_name() {
        assert!(said(&["chek"]).contains("'check'"));
        assert!(said(&["build", "--stict"]).contains("'--strict'"));
        assert!(!said(&["build", "--force"]).contains("--format <"), "not what `--force` is like");
    }

    #[test]
    fn a_command_without_what_it_is_about_is_shown_with_it() {
        assert!(said(&["new"]).contains("tip: `dateline new \"Ferry returns\"` begins an article"));
        assert!(said(&["adopt", "--dry-run"]).contains("tip: `dateline adopt old-feed.xml`"));
        assert!(said(&["explain", "byline"]).contains("tip: `dateline explain byline \"By JANE DOE\"`"));
        assert!(said(&["completions"]).contains("tip: `dateline completions bash`"));
    }

    #[test]
    fn words_that_are_one_text_come_back_in_quotes() {
        assert!(said(&["new", "Ferry", "returns"]).contains("`dateline new \"Ferry returns\"`"));
        assert!(said(&["--quiet", "explain", "date", "Aug.", "15"]).contains("`dateline explain date \"Aug. 15\"`"));
        assert!(said(&["explain", "By", "Jane"]).contains("`dateline explain byline \"By Jane\"`"));
        assert!(said(&["explain", "dates", "5 March"]).contains("`dateline explain date \"5 March\"`"));
        assert!(said(&["explain", "5", "March"]).contains("`dateline explain date \"5 March\"`"));
        assert!(said(&["new", "The", "$5", "ferry"]).contains("put it in quotes"), "a shell would read it otherwise");
        assert!(said(&["new", "Ferry", "returns", "--slug", "ferry"]).contains("put it in quotes"));
        assert!(!said(&["diff", "a.xml", "b.xml", "c.xml"]).contains("tip:"));
    }
}

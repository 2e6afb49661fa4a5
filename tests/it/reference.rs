//! `docs/cli.md`, the manual pages and the completions, all made from the definitions of the command line.

use std::fs;
use std::process::Command;

use tempfile::TempDir;

use crate::repository;

fn dateline(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_dateline")).args(args).output().expect("the command was built");
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("output is UTF-8")
}

/// The commands that the page has a chapter for: `explain date`.
fn commands(page: &str) -> Vec<&str> {
    page.lines().filter_map(|line| line.strip_prefix("## dateline ")).collect()
}

/// The chapter of a command.
fn chapter<'p>(page: &'p str, command: &str) -> &'p str {
    let start = page.find(&format!("\n## dateline {command}\n")).expect("it has a chapter") + 1;
    page[start..].find("\n## ").map_or(&page[start..], |end| &page[start..start + end])
}

/// `UPDATE_DOCS=1 cargo test` writes the page anew.
#[test]
fn the_page_of_commands_is_fresh() {
    let fresh = dateline(&["man", "--markdown"]);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(repository::root().join("docs").join("cli.md"), &fresh).unwrap();
    }
    let committed = repository::read("docs/cli.md").unwrap_or_default();
    assert!(committed == fresh, "docs/cli.md is stale; UPDATE_DOCS=1 cargo test --test it reference writes it anew");
}

#[test]
fn every_command_that_help_lists_has_a_chapter_with_examples_and_an_exit_status() {
    let page = dateline(&["man", "--markdown"]);
    let help = dateline(&["--help"]);
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let listed: Vec<&str> =
        listed.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").collect();
    assert!(listed.contains(&"build") && listed.contains(&"man"), "{help}");
    for command in listed {
        assert!(commands(&page).contains(&command), "{command}");
    }
    for command in commands(&page) {
        let chapter = chapter(&page, command);
        for part in ["\nExamples:\n\n```text\n", "\nExit status: 0", &format!("```text\ndateline {command}")] {
            assert!(chapter.contains(part), "`dateline {command} --help` has no {part:?}");
        }
    }
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = TempDir::new().expect("a folder for temporary files");
    let out = folder.path().join("share").join("man1");
    dateline(&["man", "--out", out.to_str().expect("a path of letters")]);
    let page = dateline(&["man", "--markdown"]);
    let commands = commands(&page);
    assert_eq!(fs::read_dir(&out).unwrap().count(), commands.len() + 1);
    assert_eq!(fs::read_to_string(out.join("dateline.1")).unwrap(), dateline(&["man"]));
    for command in commands {
        let words: Vec<&str> = command.split(' ').collect();
        let manual = fs::read_to_string(out.join(format!("dateline-{}.1", words.join("-")))).unwrap();
        assert_eq!(manual, dateline(&[&["man"], &words[..]].concat()), "{command}");
        for section in ["NAME", "SYNOPSIS", "OPTIONS", "EVERYWHERE", "EXAMPLES", "\"EXIT STATUS\""] {
            assert!(manual.contains(&format!("\n.SH {section}\n")), "{command}: no {section}");
        }
    }
}

#[test]
fn completions_know_every_command() {
    let page = dateline(&["man", "--markdown"]);
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = dateline(&["completions", shell]);
        for word in commands(&page).iter().flat_map(|command| command.split(' ')) {
            assert!(script.contains(word), "{shell} does not know {word}");
        }
    }
}

#[test]
fn a_manual_page_that_is_not_there_names_the_nearest() {
    let output = Command::new(env!("CARGO_BIN_EXE_dateline")).args(["man", "explain", "dat"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said, "error: there is no command `dat`\nhelp: did you mean `date`?\n");
}

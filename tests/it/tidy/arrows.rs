//! Which module imports which: the table in ARCHITECTURE.md, held against the sources.

use std::collections::{BTreeMap, BTreeSet};

use super::tokens::tokens;
use crate::repository;

/// What of the standard library reaches the world outside.
const OUTSIDE: [&str; 4] = ["env", "fs", "net", "process"];

/// Module → what it may import.
type Table = BTreeMap<String, BTreeSet<String>>;

#[test]
fn every_import_is_an_arrow_of_the_table() {
    let architecture = repository::read("ARCHITECTURE.md").expect("ARCHITECTURE.md");
    let table = table(&architecture);
    assert!(!table.is_empty(), "ARCHITECTURE.md has no table of modules");
    let faults: Vec<_> = repository::files()
        .iter()
        .filter(|file| file.extension() == "rs" && file.path.starts_with("src/"))
        .flat_map(|file| faults(&table, &file.path, file.text.as_deref().unwrap_or_default()))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_table_goes_one_way() {
    let architecture = repository::read("ARCHITECTURE.md").expect("ARCHITECTURE.md");
    assert_eq!(cycle(&table(&architecture)), Vec::<String>::new(), "these modules import each other in a circle");
}

/// The rows of the table that begins with `| module | may import |`.
fn table(markdown: &str) -> Table {
    let rows = markdown.lines().skip_while(|line| !line.starts_with("| module | may import |")).skip(2);
    let cells = rows.map_while(|line| line.strip_prefix('|')).filter_map(|line| {
        let mut cells = line.split('|').map(|cell| cell.trim().trim_matches('`').to_owned());
        Some((cells.next()?, cells.next()?))
    });
    let words = |cell: &str| cell.split(',').map(|word| word.trim().trim_matches('`').to_owned()).collect();
    cells.map(|(module, imports)| (module, words(&imports))).collect()
}

/// What in one source is against the table.
fn faults(table: &Table, path: &str, text: &str) -> Vec<String> {
    let inside = path.strip_prefix("src/").unwrap_or(path).trim_end_matches(".rs");
    let modules: Vec<&str> = inside.split('/').collect();
    let tokens = tokens(text);
    let mut faults = Vec::new();
    // Either would bring library sources into the binary behind the compiler's back, but for what is made from tables.
    let is_made = text.matches("include!").count() == text.matches("include!(concat!(env!(\"OUT_DIR\"), \"/").count();
    if contains(&tokens, &["#", "[", "path"]) || contains(&tokens, &["include", "!"]) && !is_made {
        faults.push(format!("{path}: a source file by its path instead of its module"));
    }
    if modules[0] == "bin" || inside == "lib" {
        return faults;
    }
    let Some(allowed) = table.get(modules[0]) else {
        faults.push(format!("{path}: the table in ARCHITECTURE.md does not name `{}`", modules[0]));
        return faults;
    };
    for import in imports(&tokens, &modules) {
        if import != modules[0] && !allowed.contains(&import) {
            faults.push(format!("{path}: `{}` may not import `{import}`", modules[0]));
        }
    }
    if modules[0] != "project" {
        let outside = heads_after(&tokens, "std").into_iter().filter(|head| OUTSIDE.contains(head));
        faults.extend(outside.map(|head| format!("{path}: `std::{head}` is for `project` and the binary alone")));
    }
    faults
}

/// The top-level modules that a source names, by `crate::` or by climbing up with `super::`.
fn imports(tokens: &[&str], modules: &[&str]) -> BTreeSet<String> {
    let mut imports = BTreeSet::new();
    // One for each brace around: whether it is an inline module's.
    let mut braces = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match tokens[at] {
            "{" => braces.push(at >= 2 && tokens[at - 2] == "mod"),
            "}" => {
                braces.pop();
            }
            "crate" if tokens.get(at + 1) == Some(&"::") => {
                imports.extend(heads(&tokens[at + 2..]).into_iter().map(str::to_owned));
            }
            "super" if tokens.get(at + 1) == Some(&"::") => {
                let mut up = 1;
                while tokens.get(at + 2) == Some(&"super") && tokens.get(at + 3) == Some(&"::") {
                    up += 1;
                    at += 2;
                }
                let depth = modules.len() + braces.iter().filter(|is_module| **is_module).count();
                if up == depth {
                    imports.extend(heads(&tokens[at + 2..]).into_iter().map(str::to_owned));
                }
            }
            _ => {}
        }
        at += 1;
    }
    imports
}

/// The first names of the paths after each `root::`.
fn heads_after<'a>(tokens: &[&'a str], root: &str) -> Vec<&'a str> {
    let starts = tokens.windows(2).enumerate().filter(|(_, pair)| *pair == [root, "::"]).map(|(at, _)| at + 2);
    starts.flat_map(|start| heads(&tokens[start..])).collect()
}

/// The first name of a path, or of each path of a group in braces.
fn heads<'a>(tokens: &[&'a str]) -> Vec<&'a str> {
    if tokens.first() != Some(&"{") {
        return tokens.first().copied().into_iter().collect();
    }
    let mut heads = Vec::new();
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate() {
        match *token {
            "{" => depth += 1,
            "}" => depth -= 1,
            word if depth == 1 && matches!(tokens[at - 1], "{" | ",") && word != "self" => heads.push(word),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    heads
}

fn contains(tokens: &[&str], part: &[&str]) -> bool {
    tokens.windows(part.len()).any(|window| window == part)
}

/// The modules that cannot be put in an order; empty where all arrows go one way.
fn cycle(table: &Table) -> Vec<String> {
    let mut left: BTreeMap<&str, &BTreeSet<String>> = table.iter().map(|(name, to)| (name.as_str(), to)).collect();
    loop {
        let free = left.iter().find(|(_, to)| !to.iter().any(|import| left.contains_key(import.as_str())));
        match free.map(|(name, _)| *name) {
            Some(name) => left.remove(name),
            None => return left.into_keys().map(str::to_owned).collect(),
        };
    }
}

const SAMPLE: &str = "\
text

| module | may import |
|---|---|
| source | std |
| `diagnostic` | `source` |
| value | its own crates |
| emit | feed, value |

| another | table |
";

#[test]
fn a_table_is_read() {
    let table = table(SAMPLE);
    assert_eq!(table.keys().collect::<Vec<_>>(), ["diagnostic", "emit", "source", "value"]);
    assert!(table["diagnostic"].contains("source") && table["emit"].contains("value"));
}

#[test]
fn each_way_to_break_the_table_is_seen() {
    let table = table(SAMPLE);
    for (path, text, expected) in [
        ("src/emit/rss.rs", "use crate::diagnostic::Sink;", "may not import `diagnostic`"),
        ("src/emit.rs", "fn f() { crate::source::f() }", "may not import `source`"),
        ("src/emit.rs", "use crate::{value::Text, source::{Source, feed}};", "may not import `source`"),
        ("src/emit.rs", "use super::source::Source;", "may not import `source`"),
        ("src/emit/rss.rs", "use super::super::source;", "may not import `source`"),
        ("src/emit.rs", "mod tests { use super::super::source; }", "may not import `source`"),
        ("src/emit.rs", "use crate::*;", "may not import `*`"),
        ("src/emit.rs", "use crate::Source;", "may not import `Source`"),
        ("src/mail.rs", "", "does not name `mail`"),
        ("src/value/text.rs", "use std::{fmt, fs::File};", "`std::fs`"),
        ("src/value.rs", "fn f() { std::env::var(\"HOME\"); }", "`std::env`"),
        ("src/bin/dateline/main.rs", "#[path = \"../../emit.rs\"] mod emit;", "by its path"),
        ("src/bin/dateline/main.rs", "include!(\"../../emit.rs\");", "by its path"),
        ("src/value.rs", "include!(concat!(env!(\"OUT_DIR\"), \"/a.rs\")); include!(\"emit.rs\");", "by its path"),
    ] {
        let faults = faults(&table, path, text);
        assert!(matches!(&faults[..], [fault] if fault.contains(expected)), "{text}: {faults:?}");
    }
}

#[test]
fn what_the_table_allows_is_no_fault() {
    let table = table(SAMPLE);
    for (path, text) in [
        ("src/emit/rss.rs", "//! See [crate::diagnostic].\nuse crate::feed::Feed; use crate::emit::Document;"),
        ("src/emit/rss.rs", "use super::Document; pub(super) fn f() -> &'static str { \"crate::source\" }"),
        ("src/emit.rs", "mod tests { use super::*; fn f() { if a { super::g() } } }"),
        ("src/value.rs", "include!(concat!(env!(\"OUT_DIR\"), \"/tables.rs\"));"),
        ("src/value.rs", "use std::{fmt, io}; const V: &str = env!(\"CARGO_PKG_VERSION\");"),
        ("src/lib.rs", "pub mod emit; pub mod source;"),
        ("src/bin/dateline/main.rs", "use dateline::source::Source; use crate::args::Args; use std::fs;"),
    ] {
        assert_eq!(faults(&table, path, text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_circle_is_seen() {
    assert!(cycle(&table(SAMPLE)).is_empty());
    let circle = SAMPLE.replace("| source | std |", "| source | emit |").replace("feed, value", "diagnostic");
    assert_eq!(cycle(&table(&circle)), ["diagnostic", "emit", "source"]);
}

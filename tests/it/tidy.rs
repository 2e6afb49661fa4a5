//! The rules of the house, as far as a test can hold them.
//!
//! Each rule is a function from a path and a text to what is wrong, and is itself shown to fire.

mod arrows;
mod tokens;

use std::collections::BTreeMap;
use std::path::Path;

use crate::repository::{self, File};
use tokens::tokens;

/// A source longer than this has two subjects.
const LONGEST_SOURCE: usize = 800;
/// Sources that are long because they are tables of data.
const DATA_TABLES: [&str; 1] = ["src/value/byline/bodies.rs"];
/// An overview longer than this is none.
const LONGEST_ARCHITECTURE: usize = 150;
/// What others wrote, kept byte for byte.
const FOREIGN: [&str; 2] = ["tests/data/", "tests/feeds/"];

/// A rule: what is wrong with the text of a file, one line each.
type Check = fn(&str, &str) -> Vec<String>;

const CHECKS: [Check; 6] = [module_doc, left_over, long_source, absolute_path, bad_module_name, long_architecture];

#[test]
fn every_file_is_tidy() {
    let files = repository::files();
    let texts = files.iter().filter_map(|file| Some((file.path.as_str(), file.text.as_deref()?)));
    let mut faults: Vec<String> = texts
        .filter(|(path, _)| !FOREIGN.iter().any(|folder| path.starts_with(folder)))
        .flat_map(|(path, text)| CHECKS.iter().flat_map(move |check| check(path, text)))
        .collect();
    faults.extend(files.iter().flat_map(|file| bad_file_name(&file.path)));
    faults.extend(same_but_for_case(files.iter().map(|file| file.path.as_str())));
    faults.extend(orphans(&files));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_data_table_is_there() {
    for table in DATA_TABLES {
        assert!(repository::read(table).is_some(), "{table} is gone: take it from the list");
    }
}

fn is_rust(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "rs")
}

/// A source says first what it is for.
fn module_doc(path: &str, text: &str) -> Vec<String> {
    let lacks_doc = is_rust(path) && !text.starts_with("//! ");
    lacks_doc.then(|| format!("{path}: no `//!` on its first line")).into_iter().collect()
}

/// Nothing is left for later, and no test is left out.
fn left_over(path: &str, text: &str) -> Vec<String> {
    // In two parts, lest this file find itself.
    let words = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("X", "XX")];
    let calls = [concat!("db", "g!"), concat!("to", "do!"), concat!("unimple", "mented!"), concat!("#[ig", "nore")];
    let is_prose = ["md", "toml", "yml", "yaml", "sh"].iter().any(|extension| path.ends_with(&format!(".{extension}")));
    let mut found: Vec<&str> = Vec::new();
    if is_rust(path) || is_prose && !path.starts_with("articles/") {
        found.extend(words.iter().filter(|word| has_word(text, word)));
    }
    if is_rust(path) {
        found.extend(calls.iter().filter(|call| text.contains(**call)));
    }
    found.into_iter().map(|word| format!("{path}: `{word}`")).collect()
}

/// A source has one subject.
fn long_source(path: &str, text: &str) -> Vec<String> {
    let lines = text.lines().count();
    let is_long = is_rust(path) && path.starts_with("src/") && lines > LONGEST_SOURCE && !DATA_TABLES.contains(&path);
    is_long.then(|| format!("{path}: {lines} lines, more than {LONGEST_SOURCE}")).into_iter().collect()
}

/// No path of somebody's machine.
fn absolute_path(path: &str, text: &str) -> Vec<String> {
    let places = ["home", "work", "tmp", "root"].map(|folder| format!("/{folder}/"));
    let is_inside_an_address = |before: &str| {
        before.ends_with(|c: char| {
            c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '~' | '/' | '}' | '*' | ')' | '%')
        })
    };
    let faults = text.lines().enumerate().filter(|(_, line)| {
        places.iter().any(|place| line.match_indices(place.as_str()).any(|(at, _)| !is_inside_an_address(&line[..at])))
    });
    faults.map(|(number, _)| format!("{path}:{}: an absolute path", number + 1)).collect()
}

/// A module is named for its subject.
fn bad_module_name(path: &str, text: &str) -> Vec<String> {
    const BAD: [&str; 7] = ["common", "helper", "helpers", "misc", "prelude", "util", "utils"];
    if !is_rust(path) {
        return Vec::new();
    }
    let tokens = tokens(text);
    let declared = tokens.windows(2).filter(|pair| pair[0] == "mod").map(|pair| pair[1]);
    declared.filter(|name| BAD.contains(name)).map(|name| format!("{path}: a module named `{name}`")).collect()
}

/// The overview stays one.
fn long_architecture(path: &str, text: &str) -> Vec<String> {
    let lines = text.lines().count();
    let is_long = path == "ARCHITECTURE.md" && lines >= LONGEST_ARCHITECTURE;
    is_long.then(|| format!("{path}: {lines} lines, not below {LONGEST_ARCHITECTURE}")).into_iter().collect()
}

/// A name that Windows refuses.
fn bad_file_name(path: &str) -> Vec<String> {
    let is_reserved = |stem: &str| {
        let stem = stem.to_ascii_uppercase();
        matches!(&stem[..], "CON" | "PRN" | "AUX" | "NUL")
            || ["COM", "LPT"].iter().any(|port| {
                stem.strip_prefix(port)
                    .is_some_and(|number| number.len() == 1 && number.bytes().all(|b| b.is_ascii_digit()))
            })
    };
    let is_bad = |name: &str| {
        name.contains(|c: char| c.is_control() || r#"<>:"\|?*"#.contains(c))
            || name.ends_with(['.', ' '])
            || is_reserved(name.split('.').next().unwrap_or(name))
    };
    let bad = path.split('/').filter(|name| is_bad(name));
    bad.map(|name| format!("{path}: Windows has no file named `{name}`")).collect()
}

/// Names that are one on file systems without case.
fn same_but_for_case<'a>(paths: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen = BTreeMap::new();
    paths.filter_map(|path| Some(format!("{path}: also {}", seen.insert(path.to_lowercase(), path)?))).collect()
}

/// Sources that no module declares: the compiler does not see them.
fn orphans(files: &[File]) -> Vec<String> {
    let is_orphan = |file: &&File| {
        let Some((parent, name)) = parent_of(&file.path) else { return false };
        let parent = files.iter().find(|file| file.path == parent);
        let tokens = parent.and_then(|parent| parent.text.as_deref()).map(tokens).unwrap_or_default();
        !tokens.windows(3).any(|window| window == ["mod", name, ";"])
    };
    files.iter().filter(is_orphan).map(|file| format!("{}: no module declares it", file.path)).collect()
}

/// The file that must declare a source, and by what name; none for the root of a crate.
fn parent_of(path: &str) -> Option<(String, &str)> {
    let (folder, name) = path.strip_suffix(".rs")?.rsplit_once('/')?;
    let is_binary = folder.strip_prefix("src/bin/").is_some_and(|binary| !binary.contains('/'));
    match folder {
        "src" => (name != "lib").then(|| ("src/lib.rs".to_owned(), name)),
        "src/bin" => None,
        _ if is_binary || folder == "tests/it" => (name != "main").then(|| (format!("{folder}/main.rs"), name)),
        _ => (folder.starts_with("src/") || folder.starts_with("tests/it/")).then(|| (format!("{folder}.rs"), name)),
    }
}

fn has_word(text: &str, word: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word)
        .any(|(at, _)| !text[..at].ends_with(is_letter) && !text[at + word.len()..].starts_with(is_letter))
}

#[test]
fn each_rule_fires() {
    let long = "x\n".repeat(LONGEST_SOURCE + 1);
    let later = concat!("// TO", "DO: later");
    let mark = concat!("see FIX", "ME");
    let debug = concat!("db", "g!(x)");
    let skipped = concat!("#[ig", "nore]");
    let path = concat!("open(\"/ho", "me/ada/x\")");
    let cases: [(Check, &str, &str); 10] = [
        (module_doc, "src/a.rs", "use std::fmt;\n"),
        (left_over, "src/a.rs", later),
        (left_over, "docs/a.md", mark),
        (left_over, "src/a.rs", debug),
        (left_over, "tests/it/a.rs", skipped),
        (long_source, "src/a.rs", &long),
        (absolute_path, "README.md", path),
        (bad_module_name, "src/a.rs", "pub mod utils;"),
        (bad_module_name, "tests/it/main.rs", "mod helpers { }"),
        (long_architecture, "ARCHITECTURE.md", &long),
    ];
    for (check, path, text) in cases {
        assert_eq!(check(path, text).len(), 1, "{path}: {text}");
    }
    for path in ["a:b.snap", "docs/con.md", "what?", "src/aux.rs", "lpt1", "end.", "tab\t", "a\\b"] {
        assert_eq!(bad_file_name(path).len(), 1, "{path}");
    }
    assert_eq!(same_but_for_case(["a/B.md", "A/b.md"].into_iter()), ["A/b.md: also a/B.md"]);
    let file = |path: &str, text: &str| File { path: path.into(), text: Some(text.into()) };
    let sources = [
        file("src/lib.rs", "pub mod a; // mod b;"),
        file("src/a.rs", ""),
        file("src/b.rs", ""),
        file("src/a/c.rs", ""),
    ];
    assert_eq!(orphans(&sources), ["src/b.rs: no module declares it", "src/a/c.rs: no module declares it"]);
}

#[test]
fn no_rule_fires_at_what_is_tidy() {
    let source =
        "//! What it is for.\nmod workshop;\n// mastodon, a_todo, XXXL\nlet a = \"https://a.example/home/x\";\n";
    for check in CHECKS {
        assert_eq!(check("src/a.rs", source), Vec::<String>::new());
    }
    for path in ["src/console.rs", "articles/com10.toml", ".github/workflows/ci.yml", "a b, c%.toml", "com.toml"] {
        assert_eq!(bad_file_name(path), Vec::<String>::new());
    }
    assert_eq!(parent_of("src/lib.rs"), None);
    assert_eq!(parent_of("src/bin/dateline/main.rs"), None);
    assert_eq!(parent_of("src/bin/dateline/explain/rule.rs"), Some(("src/bin/dateline/explain.rs".into(), "rule")));
    assert_eq!(parent_of("tests/it/tidy/arrows.rs"), Some(("tests/it/tidy.rs".into(), "arrows")));
}

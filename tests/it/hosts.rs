//! What code hosts are given: reports in files, and paths that begin at the repository's folder.

use std::fs;

use serde_json::Value;

use crate::commands::{Desk, run};

/// A publication with one warning and one info, in the folder `site` of a repository.
fn repository() -> Desk {
    let desk = Desk::new();
    fs::create_dir(desk.path(".git")).expect("the folder is ours");
    for name in ["config.toml", "articles/ice.toml", "articles/ferry.toml"] {
        let text = desk.read(name);
        desk.write(&format!("site/{name}"), &text);
    }
    desk.write("site/articles/warned.toml", "title = \"W\"\ndate = 2026-03-03\nbody = \"x\"\nmood = 1\n");
    desk
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn paths_begin_at_the_repository_where_a_code_host_reads_them() {
    let desk = repository();
    for (folder, args) in [(".", &["build", "--root", "site"][..]), ("site", &["build"]), ("site/articles", &["build"])]
    {
        let err = |format: &str| run(&desk.path(folder), &[args, &["--format", format]].concat(), &[]).err;
        assert!(
            err("github").starts_with("::warning file=site/articles/warned.toml,line=4,"),
            "{folder}: {}",
            err("github")
        );
        assert_eq!(json(&err("gitlab"))[0]["location"]["path"], "site/articles/warned.toml", "{folder}");
        let place = "/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri";
        assert_eq!(json(&err("sarif")).pointer(place).unwrap(), "site/articles/warned.toml", "{folder}");
        assert!(
            err("concise").starts_with("articles/warned.toml:4:1"),
            "people and programs are shown the publication's"
        );
    }
}

#[test]
fn what_is_wrong_with_the_articles_is_shown_by_diff_as_by_a_build() {
    let desk = repository();
    let diff = |args: &[&str], variables: &[(&str, &str)]| {
        let run = run(&desk.path("site"), &[&["diff"], args].concat(), variables);
        assert!(run.out.starts_with("feeds/rss.xml: 3 new\n"), "differences are for people: {}", run.out);
        run.err
    };
    let annotation = "::warning file=site/articles/warned.toml,line=4,";
    assert!(diff(&["--format", "github"], &[]).starts_with(annotation));
    assert!(diff(&[], &[("GITHUB_ACTIONS", "true")]).starts_with(annotation));
    assert!(diff(&["--format", "human"], &[("GITHUB_ACTIONS", "true")]).starts_with("warning[toml/unknown-key]"));
    let place = "/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri";
    assert_eq!(json(&diff(&["--format", "sarif"], &[])).pointer(place).unwrap(), "site/articles/warned.toml");
}

#[test]
fn a_checked_file_lies_where_it_was_named_from() {
    let desk = repository();
    assert_eq!(run(&desk.path("site"), &["build"], &[]).status, 0);
    let rss = desk.read("site/feeds/rss.xml").replace("<link>https://", "<link>relative/");
    desk.write("site/bad.xml", &rss);
    for (folder, name) in [("site", "bad.xml"), (".", "site/bad.xml"), ("site/articles", "../bad.xml")] {
        let checked = run(&desk.path(folder), &["check", "--format", "github", name], &[]);
        assert!(checked.out.starts_with("::error file=site/bad.xml,line="), "{folder}: {}", checked.out);
    }
    desk.write("site/feeds/rss.xml", &rss);
    let own = run(&desk.path("site/articles"), &["check", "--format", "concise"], &[]);
    assert!(own.out.starts_with("feeds/rss.xml:"), "{}", own.out);
    let own = run(&desk.path("site/articles"), &["check", "--format", "github"], &[]);
    assert!(own.out.starts_with("::error file=site/feeds/rss.xml,line="), "{}", own.out);
}

#[test]
fn findings_are_written_to_files_beside_being_shown() {
    let desk = repository();
    let reports = ["--report", "sarif=f.sarif", "--report", "gitlab=f.json", "--report", "github=f.txt"];
    let run = desk.run(&[&["build", "--root", "site"], &reports[..]].concat());
    assert!(run.err.starts_with("warning[toml/unknown-key]"), "{}", run.err);
    assert_eq!(json(&desk.read("f.sarif"))["version"], "2.1.0");
    assert_eq!(json(&desk.read("f.json"))[0]["check_name"], "toml/unknown-key");
    assert!(desk.read("f.txt").starts_with("::warning file=site/articles/warned.toml,line=4,"));
    fs::remove_file(desk.path("site/articles/warned.toml")).expect("it is ours");
    // What was published goes first, since its article is missed.
    assert_eq!(desk.run(&["build", "--root", "site"]).status, 0);
    fs::remove_file(desk.path("site/feeds/rss.xml")).expect("it is ours");
    let check = || desk.run(&[&["build", "--root", "site", "--check"], &reports[..]].concat()).status;
    assert_eq!(check(), 1, "stale");
    let stale = "/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri";
    assert_eq!(json(&desk.read("f.sarif")).pointer(stale), Some(&json("\"site/config.toml\"")), "no file is there");
    assert_eq!(json(&desk.read("f.json"))[0]["check_name"], "feeds/stale");
    assert!(desk.read("f.txt").starts_with("::error file=site/config.toml,title=feeds/stale::"));
    assert_eq!(desk.run(&["build", "--root", "site"]).status, 0);
    assert_eq!(check(), 0);
    assert_eq!(desk.read("f.json"), "[]\n", "a report of nothing is a report");
    assert_eq!(json(&desk.read("f.sarif"))["runs"][0]["results"], json("[]"));
    assert_eq!(desk.read("f.txt"), "");
}

#[test]
fn a_report_that_cannot_be_is_told_before_anything_runs() {
    let desk = Desk::new();
    for (given, said) in [
        ("sarif", "expected FORMAT=FILE, such as sarif=findings.sarif"),
        ("sarif=", "the file is missing, such as sarif=findings.sarif"),
        ("xml=f.xml", "expected one of human, concise, json, github, gitlab, sarif"),
    ] {
        let run = desk.run(&["build", "--report", given]);
        assert!(run.status == 2 && run.err.contains(said), "{}", run.err);
        assert!(!desk.path("feeds").exists());
    }
    let run = desk.run(&["build", "--report", "sarif=nowhere/f.sarif"]);
    assert!(run.status == 2 && run.err.contains("cannot write nowhere/f.sarif"), "{}", run.err);
}

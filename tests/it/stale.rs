//! What `build --check` and `diff` say of feeds that are not what a build would write.

use std::fs;

use serde_json::Value;

use crate::commands::Desk;

fn replace(desk: &Desk, name: &str, from: &str, to: &str) {
    let text = desk.read(name);
    assert!(text.contains(from), "{name} has no {from}");
    desk.write(name, &text.replace(from, to));
}

#[test]
fn what_differs_of_a_head_is_named_once_for_all_feeds() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["build", "-q"]).status, 0);
    assert!(desk.run(&["diff"]).out.contains("no subscriber sees a difference"));
    replace(
        &desk,
        "config.toml",
        "[feeds]\n",
        "[feeds]\nurl = \"https://cdn.example/f/\"\nhub = \"https://hub.example/\"\n",
    );
    replace(&desk, "config.toml", "language    = \"en-US\"", "language    = \"en-GB\"");
    let diff = desk.run(&["diff", "--exit-code"]);
    let expected = "\
feeds/rss.xml: its head alone
  language of the feed: en-US -> en-GB
  self link: https://gazette.example/feeds/rss.xml -> https://cdn.example/f/rss.xml
  hub: nothing -> https://hub.example/
feeds/atom.xml: its head alone
  id of the feed: https://gazette.example/feeds/ -> https://cdn.example/f/
feeds/feed.json: nothing else
feeds/tag/ferries/{rss.xml,atom.xml,feed.json}: nothing else
";
    assert_eq!((diff.status, diff.out.as_str()), (1, expected));
    let check = desk.run(&["build", "--check"]);
    assert_eq!(check.status, 1);
    for line in [
        " = note: feeds/rss.xml is stale\n           language of the feed: en-US -> en-GB\n",
        "           self link: https://gazette.example/feeds/atom.xml -> https://cdn.example/f/atom.xml\n",
    ] {
        assert!(check.err.contains(line), "{}", check.err);
    }
    let markdown = desk.run(&["diff", "--format", "markdown"]).out;
    assert!(
        markdown.contains("- self link: https://gazette.example/feeds/rss.xml → https://cdn.example/f/rss.xml\n"),
        "{markdown}"
    );
    assert!(markdown.contains("\n\nNothing else in: "), "{markdown}");
    let json = desk.run(&["diff", "--format", "json"]).out;
    assert!(json.contains(r#"{"part":"hub","old":"","new":"https://hub.example/"}"#), "{json}");
}

#[test]
fn archives_whose_feed_is_called_otherwise_differ_in_that_alone() {
    let desk = Desk::new();
    replace(&desk, "config.toml", "[feeds]\n", "[feeds]\nlimit = 1\narchive = true\n");
    let older = "id = \"tag:gazette.example,2026:sleet\"\ntitle = \"Sleet\"\ndate = 2026-01-05\nbody = \"It fell.\"\n";
    desk.write("articles/sleet.toml", older);
    assert_eq!(desk.run(&["build", "-q"]).status, 0);
    let old = desk.files("feeds");
    replace(&desk, "config.toml", "[feeds]\n", "[feeds]\nid = \"https://harbour.example/feed\"\n");
    let line = "  id of the feed: https://gazette.example/feeds/ -> https://harbour.example/feed\n";
    let diff = desk.run(&["diff"]).out;
    assert!(diff.starts_with(&format!("feeds/atom.xml: its head alone\n{line}")), "{diff}");
    assert!(!diff.contains("archive") && !diff.contains("what no reader shows"), "{diff}");
    let check = desk.run(&["build", "--check"]).err;
    assert!(check.contains(" feeds/archive/2026-02/atom.xml is stale: the same\n"), "{check}");
    assert!(!check.contains("what no reader shows"), "{check}");
    assert_eq!(desk.run(&["build", "-q"]).status, 0);
    for (name, bytes) in old {
        desk.write(&format!("old/{name}"), std::str::from_utf8(&bytes).expect("feeds are UTF-8"));
    }
    let both = desk.run(&["diff", "old/archive", "feeds/archive"]);
    let heads = "feeds/archive/2026-01/atom.xml: its head alone\n";
    assert_eq!(both.out, format!("{heads}{line}feeds/archive/2026-02/atom.xml: nothing else\n"), "{}", both.err);
}

#[test]
fn line_ends_that_git_changed_are_told_as_that() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["build", "-q"]).status, 0);
    for name in ["config.toml", "articles/ice.toml", "articles/ferry.toml"] {
        replace(&desk, name, "\n", "\r\n");
    }
    assert_eq!(desk.run(&["build", "--check"]).status, 0, "line ends of articles reach no feed");
    replace(&desk, "feeds/rss.xml", "\n", "\r\n");
    replace(&desk, "feeds/index.html", "\n", "\r\n");
    let check = desk.run(&["build", "--check"]);
    let expected = "\
error[feeds/stale]: feeds/ is stale: 2 files differ
--> feeds/rss.xml
 = note: feeds/rss.xml is stale
           its line ends alone
         feeds/index.html is stale: the same
 = note: Git changes line ends where it is not told to leave them
 = help: write `feeds/** -text` into .gitattributes, run `dateline build`, and commit `feeds/`
 = more: dateline explain feeds/stale

1 error in 1 file
";
    assert_eq!((check.status, check.out.as_str(), check.err.as_str()), (1, "", expected));
    replace(&desk, "feeds/rss.xml", "Ferry line returns", "Ferry line sinks");
    let check = desk.run(&["build", "--check"]);
    let updated = " = note: feeds/rss.xml is stale\n           updated: Ferry line returns";
    assert!(check.err.contains(updated), "{}", check.err);
}

/// A site has its feeds beside its pages, and not at its top.
#[test]
fn the_feeds_of_a_sites_folder_are_held_against_a_build() {
    let desk = Desk::new();
    replace(&desk, "config.toml", "[feeds]\n", "[feeds]\nlimit = 1\narchive = true\n");
    desk.write("articles/sleet.toml", "title = \"Sleet\"\ndate = 2026-01-05\nbody = \"It fell.\"\n");
    assert_eq!(desk.run(&["build", "-q"]).status, 0);
    for (name, bytes) in desk.files("feeds") {
        desk.write(&format!("public/feeds/{name}"), std::str::from_utf8(&bytes).expect("feeds are UTF-8"));
    }
    assert!(desk.path("public/feeds/archive/2026-01/rss.xml").exists(), "an archive is there to be left out");
    desk.write("public/index.xml", &desk.read("feeds/rss.xml"));
    assert_eq!(desk.run(&["diff", "public", "--exit-code"]).out, "no subscriber sees a difference\n");
    assert_eq!(desk.run(&["diff", "feeds", "public/", "--exit-code"]).status, 0);
    replace(&desk, "articles/ferry.toml", "The ferry is back.", "The ferry is late.");
    replace(&desk, "articles/sleet.toml", "It fell.", "It froze.");
    let line = "feeds/rss.xml: updated: Ferry line returns (tag:gazette.example,2026-03-04:ferry): summary, text\n";
    let concise = |args: &[&str]| desk.run(&[&["diff", "--format", "concise"], args].concat()).out;
    assert_eq!(concise(&["public"]), line);
    desk.write("live.xml", &desk.read("feeds/rss.xml"));
    assert_eq!(concise(&["live.xml", "public"]), "");
    replace(&desk, "public/feeds/tag/ferries/rss.xml", "<title>", "<title>& ");
    let broken = desk.run(&["diff", "public", "--format", "concise"]);
    assert!(broken.err.starts_with("public/feeds/tag/ferries/rss.xml:"), "{}", broken.err);
    assert_eq!((broken.status, broken.out.as_str()), (1, line), "the others are compared");
    for (name, bytes) in desk.files("public") {
        desk.write(&format!("before/{name}"), std::str::from_utf8(&bytes).expect("feeds are UTF-8"));
    }
    replace(&desk, "public/index.xml", "The ferry is back.", "The ferry is full.");
    let both = concise(&["before", "public"]);
    assert!(both.starts_with("public/index.xml: updated: "), "with the same places no feed is left out: {both}");
}

#[test]
fn stale_feeds_are_one_finding_in_every_format() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["build", "-q"]).status, 0);
    replace(&desk, "articles/ferry.toml", "The ferry is back.", "The ferry is late.");
    fs::remove_file(desk.path("feeds/atom.xml")).expect("it is ours");
    desk.write("articles/warned.toml", "title = \"x\"\nmood = 1\ndraft = true\ndate = 2026-03-01\nbody = \"x\"\n");
    let message = "feeds/ is stale: 5 files differ, 1 file is missing";
    let check = |format: &str| {
        let check = desk.run(&["build", "--check", "--format", format]);
        assert_eq!(check.status, 1, "{format}");
        assert_eq!(check.err.matches(message).count(), 1, "{format}: {}", check.err);
        check
    };
    let concise = check("concise");
    assert!(concise.err.starts_with("feeds/rss.xml: error[feeds/stale]: "), "{}", concise.err);
    for format in ["concise", "gitlab"] {
        let lines = "feeds/rss.xml is stale\n  updated: Ferry line returns";
        let out = check(format).out;
        assert!(out.starts_with(lines) && out.contains("\nfeeds/atom.xml is missing\n"), "{format}: {out}");
    }
    for format in ["github", "sarif"] {
        let check = check(format);
        assert_eq!(check.out, "", "{format}");
        assert!(check.err.contains("feeds/atom.xml is missing"), "{format}: {}", check.err);
    }
    let json = check("json");
    let line: Value = serde_json::from_str(&json.out).expect("the one line of a build");
    assert_eq!((&line["changed"], &line["refused"]), (&Value::Bool(true), &Value::Bool(false)));
    let last = json.err.lines().last().expect("a finding");
    let finding: Value = serde_json::from_str(last).expect("a line of JSON");
    assert_eq!((&finding["rule"], &finding["file"]), (&Value::from("feeds/stale"), &Value::from("feeds/rss.xml")));
    assert_eq!(finding["help"], "run `dateline build`, and commit `feeds/`");
    let note = finding["notes"][0].as_str().expect("a note");
    assert!(note.starts_with("feeds/rss.xml is stale\n  updated: Ferry line returns"), "{note}");
    assert!(
        check("human").err.ends_with("\n\n1 error, 1 info in 2 files, with faults of 1 draft (`-v` shows infos)\n")
    );
    let quiet = desk.run(&["build", "--check", "-q"]);
    assert!(quiet.status == 1 && quiet.err.contains(message), "{}", quiet.err);
}

#[test]
fn the_level_of_stale_feeds_is_the_publications_to_choose() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["build", "-q"]).status, 0);
    replace(&desk, "articles/ferry.toml", "The ferry is back.", "The ferry is late.");
    let config = desk.read("config.toml");
    let check = |level: &str, args: &[&str]| {
        desk.write("config.toml", &format!("{config}\n[rules]\n\"feeds/stale\" = \"{level}\"\n"));
        desk.run(&[&["build", "--check"], args].concat())
    };
    let warned = check("warning", &[]);
    assert!(warned.err.starts_with("warning[feeds/stale]: feeds/ is stale"), "{}", warned.err);
    assert_eq!((warned.status, warned.out.as_str()), (0, ""), "stale feeds are not said to be fresh");
    assert_eq!(check("warning", &["--strict"]).status, 1);
    let off = check("off", &["--strict"]);
    assert_eq!((off.status, off.out.as_str(), off.err.as_str()), (0, "", ""));
    let built = desk.run(&["build", "--strict"]);
    assert!(built.status == 0 && !built.err.contains("feeds/stale"), "a build makes them fresh: {}", built.err);
    assert!(desk.run(&["build", "--check"]).out.starts_with("feeds/ is fresh"));
}

#[test]
fn what_else_fails_is_told_beside_stale_feeds() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["build", "-q"]).status, 0);
    replace(&desk, "articles/ferry.toml", "\ntitle", "\nmood = 1\ntitle");
    replace(&desk, "articles/ferry.toml", "The ferry is back.", "The ferry is late.");
    let check = desk.run(&["build", "--check", "--strict", "--format", "json"]);
    let rules = ["\"toml/unknown-key\"", "\"feeds/stale\""];
    assert!(check.status == 1 && rules.iter().all(|rule| check.err.contains(rule)), "{}", check.err);
    assert!(check.out.contains("\"refused\":true"), "a build would write nothing: {}", check.out);
}

#[test]
fn a_list_that_is_not_there_is_named_where_all_else_is_fresh() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["build", "-q"]).status, 0);
    fs::remove_file(desk.path("feeds/.dateline")).expect("it is ours");
    let check = desk.run(&["build", "--check"]);
    assert!(check.err.contains("feeds/ is stale: 1 file is missing\n"), "{}", check.err);
    assert!(check.err.contains(" = note: feeds/.dateline is missing\n"), "{}", check.err);
}

#[test]
fn a_new_publication_keeps_git_from_changing_line_ends() {
    let desk = Desk::new();
    let begin = |folder: &str| desk.run(&["init", folder, "--title", "Quay"]);
    assert!(begin("quay").out.contains(".gitattributes\n"));
    assert_eq!(desk.read("quay/.gitattributes"), "feeds/** -text\n");
    desk.write("pier/.gitattributes", "*.png binary\n");
    let told = begin("pier");
    assert!(told.err.contains("`feeds/** -text` in .gitattributes, which was there"), "{}", told.err);
    assert_eq!(desk.read("pier/.gitattributes"), "*.png binary\n");
}

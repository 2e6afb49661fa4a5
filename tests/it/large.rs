//! Publications whose feeds are too large to be held: they are made part by part, and nothing of that shows.

use std::fmt::Write as _;
#[cfg(unix)]
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use crate::commands::Desk;
use crate::publication::{CONFIG, Publication, shown, text_of};

/// Entries in more than one part, and more than are printed together.
const ENTRIES: usize = 700;

fn article(number: usize, body: &str) -> String {
    let (minute, hour, day) = (number % 60, number / 60 % 24, 1 + number / 1440);
    let date = format!("2026-02-{day:02}T{hour:02}:{minute:02}:00Z");
    format!("title = \"Story {number}\"\ndate = {date}\nsummary = \"S {number}\"\nbody = \"{body}\"\n")
}

fn path(number: usize) -> String {
    format!("articles/story-{number:04}.toml")
}

/// The titles of a JSON feed's entries, and which of them have a whole text.
fn told(json: &str) -> Vec<(String, bool)> {
    let json: Value = serde_json::from_str(json).expect("a JSON feed");
    let items = json["items"].as_array().expect("items").iter();
    items.map(|item| (item["title"].as_str().expect("a title").to_owned(), item["content_html"].is_string())).collect()
}

fn titles() -> Vec<String> {
    (0..ENTRIES).rev().map(|number| format!("Story {number}")).collect()
}

#[test]
fn a_feed_in_parts_is_one_document_in_every_format() {
    let mut publication =
        Publication::new(&format!("{CONFIG}[feeds]\nlimit = 0\nbudget = \"9 MB\"\nby = [\"section\"]\n"));
    for number in 0..ENTRIES {
        let section = if number % 100 == 7 { "section = \"Sevens\"\n" } else { "" };
        publication = publication.with(&path(number), format!("{section}{}", article(number, "Text.")));
    }
    let compiled = publication.compile();
    assert!(!compiled.documents.is_empty(), "{}", shown(&compiled));
    let find = |path: &str| {
        let found = compiled.documents.iter().find(|output| output.document.path == path);
        text_of(&found.expect("a feed").document)
    };
    let read = |path: &str| -> Vec<String> {
        let feed = feed_rs::parser::parse(find(path).as_bytes()).expect("a feed");
        feed.entries.into_iter().map(|entry| entry.title.expect("a title").content).collect()
    };
    for path in ["rss.xml", "atom.xml", "feed.json"] {
        assert_eq!(read(path), titles(), "{path}");
    }
    let sevens: Vec<String> =
        titles().into_iter().filter(|title| title.ends_with("07")).chain(["Story 7".to_owned()]).collect();
    assert_eq!(read("section/sevens/atom.xml"), sevens, "a feed with few entries in each part");
}

#[test]
fn the_budget_is_kept_where_all_cannot_be_held() {
    let body = "word ".repeat(200);
    let budget = 500_000;
    let mut publication = Publication::new(&format!("{CONFIG}[feeds]\nlimit = 0\nbudget = \"500 kB\"\n"));
    for number in 0..ENTRIES {
        publication = publication.with(&path(number), article(number, &body));
    }
    let compiled = publication.compile();
    let feeds: Vec<String> = compiled.documents.iter().map(|output| text_of(&output.document)).collect();
    let json = feeds.iter().find(|text| text.starts_with("{\n  \"version\"")).expect("a JSON feed");
    let told = told(json);
    assert_eq!(told.iter().map(|(title, _)| title.clone()).collect::<Vec<_>>(), titles());
    let full = told.iter().filter(|(_, is_full)| *is_full).count();
    assert!(told[..full].iter().all(|(_, is_full)| *is_full), "the newest have their texts");
    let largest = feeds.iter().map(String::len).max().unwrap_or_default();
    // One text more would not fit: it stands in the largest feed once.
    assert!(full > 0 && largest <= budget && largest + 2 * body.len() > budget, "{full} texts, {largest} bytes");
    let found = shown(&compiled);
    let summaries = ENTRIES - full;
    assert!(found.contains(&format!("{summaries} entries carry their summary alone")), "{found}");
}

/// A publication with three articles whose feeds are too large to be held.
fn long() -> (Desk, String) {
    let desk = Desk::unpinned();
    desk.write("config.toml", &format!("{CONFIG}[feeds]\nlimit = 0\nbudget = \"90 MB\"\n"));
    let mut long = String::new();
    (0..90_000).for_each(|number| _ = write!(long, "line {number} of it "));
    (0..3).for_each(|number| desk.write(&path(number), &format!("format = \"text\"\n{}", article(number, &long))));
    (desk, long)
}

/// As in an image that holds dateline alone.
#[test]
fn without_a_temporary_folder_only_what_is_too_large_to_be_held_is_refused() {
    let nowhere = [("TMPDIR", "/nowhere/zqsecret"), ("TMP", "/nowhere/zqsecret"), ("TEMP", "/nowhere/zqsecret")];
    let small = Desk::new();
    assert_eq!(small.run(&["build"]).status, 0);
    let (large, _) = long();
    for args in [&["build", "--check"][..], &["diff"]] {
        let held = small.run_with(args, &nowhere);
        assert_eq!((held.status, held.err.as_str()), (0, ""), "{args:?}");
        let refused = large.run_with(args, &nowhere);
        assert_eq!(refused.status, 2, "{args:?}: {}", refused.err);
        assert!(refused.err.starts_with("error: cannot write a large feed: cannot make a temporary folder: "));
        assert!(refused.err.contains("\nhelp: let `TMP"), "{}", refused.err);
        assert!(!refused.err.contains("zqsecret"), "{}", refused.err);
    }
    assert_eq!(large.run_with(&["build"], &nowhere).status, 0, "feeds/ has room for them");
}

#[test]
fn a_large_feed_is_written_as_any_other_and_leaves_nothing_behind() {
    let (desk, long) = long();
    let names = |desk: &Desk| desk.files("feeds").into_keys().collect::<Vec<_>>();
    for _ in 0..2 {
        let built = desk.run(&["build"]);
        assert_eq!(built.status, 0, "{}", built.err);
        let made = desk.files("feeds");
        assert!(made["atom.xml"].len() > 4 << 20, "on a spool");
        assert!(names(&desk).iter().all(|name| !name.contains("tmp~")), "{:?}", names(&desk));
        assert_eq!(desk.run(&["build", "--check"]).status, 0);
        assert_eq!(desk.run(&["diff"]).status, 0);
        assert!(desk.files("feeds") == made, "nothing was written");
    }
    desk.write(&path(1), &format!("format = \"text\"\n{}", article(1, &long.replace("line 7 ", "line seven "))));
    let stale = desk.run(&["build", "--check"]);
    assert_eq!(stale.status, 1);
    assert!(stale.err.contains("feeds/atom.xml is stale"), "{}", stale.err);
    let before = desk.files("feeds");
    desk.write("articles/fault.toml", "title = 3");
    assert_eq!(desk.run(&["build"]).status, 1);
    assert!(desk.files("feeds") == before, "a fault leaves the old feeds as they were");
    std::fs::remove_file(desk.path("articles/fault.toml")).expect("the file is ours");
    let rss = desk.path("feeds/rss.xml");
    #[cfg(unix)]
    std::fs::set_permissions(&rss, PermissionsExt::from_mode(0o646)).expect("the file is ours");
    assert_eq!(desk.run(&["build"]).status, 0);
    #[cfg(unix)]
    assert_eq!(std::fs::metadata(&rss).expect("a feed").permissions().mode() & 0o7777, 0o646, "no umask gives it");
    assert!(String::from_utf8_lossy(&desk.files("feeds")["rss.xml"]).contains("line seven of it"));
    assert!(names(&desk).iter().all(|name| !name.contains("tmp~")), "{:?}", names(&desk));
}

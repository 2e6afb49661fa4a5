//! What subscribers will see: each fate on feeds made for it, and the ways to show that.

use std::collections::BTreeSet;

use dateline::diagnostic::render::Style;
use dateline::diff::{self, Fate, Report, Side};
use dateline::published::{self, Feed};
use proptest::prelude::*;

use crate::formats::{feeds, project};

/// A JSON Feed of `id|title|day|text` lines.
fn feed(lines: &[&str]) -> Feed {
    let item = |line: &&str| {
        let [id, title, day, text] = line.split('|').collect::<Vec<_>>()[..] else { panic!("four fields: {line}") };
        serde_json::json!({
            "id": id, "title": title, "url": format!("https://gazette.example/{title}"),
            "date_published": format!("2026-03-{day}T12:00:00Z"), "content_html": format!("<p>{text}</p>"),
        })
    };
    let items: Vec<_> = lines.iter().map(item).collect();
    published::read(serde_json::json!({ "items": items }).to_string().as_bytes()).expect("it is a feed")
}

fn lines(old: &[&str], new: &[&str]) -> Vec<String> {
    diff::between(&feed(old), &feed(new)).changes.iter().map(diff::line).collect()
}

fn folder(files: &[(&str, &Feed)]) -> Side {
    let files = files.iter().map(|(path, feed)| ((*path).to_owned(), (*feed).clone())).collect();
    Side::Folder("feeds/".to_owned(), files)
}

#[test]
fn each_entry_has_one_fate() {
    let old = ["c|C|03|See", "b|B|02|Bee", "a|A|01|Ay", "z|Z|01|Zed"];
    let new = ["d|D|04|Dee", "x|C|03|See", "a|A|09|Ay", "b|B|02|Be"];
    let expected = [
        "new: D (d)",
        "re-surfacing: C (x, known as c)",
        "re-surfacing: A (a): published",
        "updated: B (b): text",
        "dropped: Z (z)",
    ];
    assert_eq!(lines(&old, &new), expected);
    assert_eq!(lines(&old, &old), [""; 0]);
}

#[test]
fn only_what_left_its_place_has_moved() {
    let old = ["a|A|01|x", "b|B|01|x", "c|C|01|x", "d|D|01|x", "e|E|01|x"];
    let new = ["b|B|01|x", "c|C|01|x", "d|D|01|x", "a|A|01|x", "e|E|01|x"];
    assert_eq!(lines(&old, &new), ["moved: A (a)"]);
}

#[test]
fn what_newer_entries_push_out_is_told_from_what_is_taken_out() {
    let old = feed(&["c|C|03|x", "b|B|02|x", "a|A|01|x"]);
    let new = feed(&["e|E|05|x", "d|D|04|x", "b|B|02|x"]);
    let fates: Vec<_> = diff::between(&old, &new).changes.into_iter().map(|change| change.fate).collect();
    assert_eq!(fates, [Fate::New, Fate::New, Fate::Dropped { aged: false }, Fate::Dropped { aged: true }]);
}

#[test]
fn formats_of_one_build_differ_in_nothing() {
    let feeds = feeds(&project("nasty"));
    let read = |name: &str| published::read(feeds[name].as_bytes()).expect("it is a feed");
    let all = ["rss.xml", "atom.xml", "feed.json"].map(read);
    for old in &all {
        for new in &all {
            let changes = diff::between(old, new).changes;
            assert!(changes.is_empty(), "{} to {}: {:?}", old.format, new.format, changes);
        }
    }
}

#[test]
fn a_further_feed_is_told_only_for_what_the_main_one_does_not_show() {
    let (old, new) = (feed(&["a|A|01|x"]), feed(&["b|B|02|x", "a|A|01|x"]));
    let (tag, retagged) = (feed(&["a|A|01|x"]), feed(&["b|B|02|x", "c|C|03|x", "a|A|01|x"]));
    let report = diff::report(
        folder(&[
            ("feed.json", &old),
            ("tag/x/feed.json", &old),
            ("tag/y/feed.json", &tag),
            ("tag/gone/feed.json", &tag),
        ]),
        folder(&[
            ("tag/x/feed.json", &new),
            ("tag/y/feed.json", &retagged),
            ("tag/z/feed.json", &tag),
            ("feed.json", &new),
        ]),
    );
    assert_eq!(
        diff::concise(&report),
        "feeds/feed.json: new: B (b)\nfeeds/tag/y/feed.json: new: C (c)\nfeeds/tag/z/feed.json: a new feed\n\
         feeds/tag/gone/feed.json: no longer made\n"
    );
    assert_eq!(report.folded, ["feeds/tag/x/feed.json"]);
    insta::assert_snapshot!(diff::human(&report, Style::Plain));
}

#[test]
fn one_file_is_held_against_the_feed_of_its_name_or_its_format() {
    let (old, new) = (feed(&["a|A|01|x"]), feed(&["a|A|01|y"]));
    let side = folder(&[("main.json", &new), ("other.json", &old)]);
    let report = diff::report(Side::File("saved/other.json".to_owned(), old.clone()), side);
    assert!(report.is_empty());
    let report = diff::report(Side::File("live.json".to_owned(), old), folder(&[("feed.json", &new)]));
    assert_eq!(diff::concise(&report), "live.json -> feeds/feed.json: updated: A (a): text\n");
}

fn tricky() -> Report {
    let long = "word ".repeat(100);
    let old = feed(&[
        "c|1. <b>@editor #12 `x` *y* [z](w) \u{1b}[31m|03|See",
        &format!("b|B|02|{long} old {long}"),
        "a|A|01|Ay",
    ]);
    let new =
        feed(&["c|- <i>@editor|03|See", &format!("b|B|02|{long} new {} {long}", "added ".repeat(40)), "x|A|01|Ay"]);
    diff::report(folder(&[("feed.json", &old)]), folder(&[("feed.json", &new)]))
}

#[test]
fn markdown_calls_nobody_and_folds_what_is_long() {
    let text = diff::markdown(&tricky());
    assert!(!text.contains("@editor") && !text.contains("#12") && !text.contains('\u{1b}'), "{text}");
    insta::assert_snapshot!(text);
}

#[test]
fn people_and_programs_are_shown_the_same() {
    insta::assert_snapshot!(diff::human(&tricky(), Style::Plain));
    insta::assert_snapshot!(diff::json(&tricky()));
    let coloured = diff::human(&tricky(), Style::Coloured);
    assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), diff::human(&tricky(), Style::Plain));
}

#[test]
fn a_comment_of_many_entries_still_fits() {
    let line = |day: usize| format!("{day}|{}|01|x", "A long title ".repeat(30));
    let many: Vec<String> = (0..2000).map(line).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let text = diff::markdown(&diff::report(folder(&[]), folder(&[("feed.json", &feed(&many))])));
    assert!(text.len() < 65_000, "{}", text.len());
    assert!(text.contains("which do not fit here"));
}

#[test]
fn a_comment_of_long_texts_and_many_feeds_fits_too() {
    let story = |word: &str| format!("a|A|01|{}", format!("{word} ").repeat(20_000));
    let (old, new) = (feed(&[&story("old"), "b|B|01|x"]), feed(&[&story("new"), "b|B|01|y"]));
    let text = diff::markdown(&diff::report(folder(&[("feed.json", &old)]), folder(&[("feed.json", &new)])));
    assert!(text.len() < 65_000, "{}", text.len());
    assert!(text.contains(", 2026-03-01: text") && text.contains("<ins><b>y</b></ins>"), "{text}");
    let names: Vec<String> = (0..3000).map(|number| format!("tag/{number}/feed.json")).collect();
    let many: Vec<(&str, &Feed)> = names.iter().map(|name| (name.as_str(), &new)).collect();
    let text = diff::markdown(&diff::report(folder(&[]), folder(&many)));
    assert!(text.len() < 65_000, "{}", text.len());
    assert!(text.contains("more"), "{text}");
    let lone: Vec<String> = (0..500).map(|number| format!("{number}|T{number}|01|x")).collect();
    let lone: Vec<Feed> = lone.iter().map(|entry| feed(&[entry])).collect();
    let names: Vec<String> = (0..500).map(|number| format!("{number}.json")).collect();
    let apart: Vec<(&str, &Feed)> = names.iter().map(String::as_str).zip(&lone).collect();
    let text = diff::markdown(&diff::report(folder(&[]), folder(&apart)));
    assert!(text.len() < 65_000, "{}", text.len());
}

proptest! {
    #[test]
    fn what_is_unread_is_exactly_the_ids_that_were_not_there(
        old in prop::collection::vec((0..12_u8, 0..3_u8), 0..12), new in prop::collection::vec((0..12_u8, 0..3_u8), 0..12),
    ) {
        let text = |(id, text): &(u8, u8)| format!("{id}|T{text}|0{}|text {text}", 1 + text);
        let (before, after): (Vec<_>, Vec<_>) = (old.iter().map(text).collect(), new.iter().map(text).collect());
        let as_feed = |list: &[String]| feed(&list.iter().map(String::as_str).collect::<Vec<_>>());
        let diff = diff::between(&as_feed(&before), &as_feed(&after));
        let unread: BTreeSet<String> =
            diff.changes.iter().filter(|change| change.fate.is_unread()).map(|change| change.id.clone()).collect();
        let known: BTreeSet<u8> = old.iter().map(|(id, _)| *id).collect();
        let expected: BTreeSet<String> =
            new.iter().filter(|(id, _)| !known.contains(id)).map(|(id, _)| id.to_string()).collect();
        prop_assert_eq!(unread, expected);
        let mut ids: Vec<&str> = diff.changes.iter().map(|change| change.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), diff.changes.len());
    }
}

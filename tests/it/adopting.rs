//! `dateline adopt`: the feeds of `tests/adopt/feeds/`, each in the shape that a generator gives its own, and what is
//! known for an article's and what is not.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::Arc;

use dateline::adopt::{Known, Matching};
use dateline::article::Article;
use dateline::published;
use dateline::source::Source;
use dateline::value::format::Format;

use crate::commands::Desk;
use crate::pinning::moves;
use crate::publication::{NOW, surveyed};
use crate::repository;

/// The publication that has come over, without ids.
fn desk() -> Desk {
    Desk::copy(&repository::root().join("tests/adopt"))
}

fn feeds() -> Vec<String> {
    let folder = repository::root().join("tests/adopt/feeds");
    let entries = fs::read_dir(folder).expect("the folder of the fixtures");
    let mut names: Vec<String> =
        entries.map(|entry| format!("feeds/{}", entry.expect("it is ours").file_name().display())).collect();
    names.sort_unstable();
    names
}

/// The format of a feed, and the ids that readers know its entries by.
fn ids(desk: &Desk, name: &str) -> (Format, BTreeSet<String>) {
    let feed = published::read(desk.read(name).as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
    (feed.format, feed.entries.into_iter().map(|entry| entry.id).collect())
}

/// A text without the ids in it.
fn without_ids(text: &str) -> String {
    text.split_inclusive('\n').filter(|line| !line.starts_with("id ") && !line.starts_with("id=")).collect()
}

/// After adopting these feeds, the one of each format has the ids of its old one and no others.
fn adopted(names: &[&str]) -> String {
    let desk = desk();
    let old: Vec<(Format, BTreeSet<String>)> = names.iter().map(|name| ids(&desk, name)).collect();
    let before = desk.files("articles");
    let told = desk.run(&[&["adopt"], names].concat());
    assert_eq!((told.status, told.err.as_str()), (0, ""), "{names:?}\n{}", told.out);
    let after = desk.files("articles");
    for (path, bytes) in &before {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("articles are UTF-8");
        assert_eq!(without_ids(&text(bytes)), without_ids(&text(&after[path])), "{path}: more than the id has changed");
    }
    let again = desk.run(&[&["adopt"], names].concat());
    assert_eq!(again.status, 0, "{}", again.err);
    assert!(again.out.contains("; 0 files changed"), "{names:?}: a second time changes something\n{}", again.out);
    assert!(desk.files("articles") == after);
    for name in names {
        fs::remove_file(desk.path(name)).expect("it is ours");
    }
    let build = desk.run(&["build"]);
    assert_eq!(build.status, 0, "{}", build.err);
    for (format, ids_before) in old {
        assert_eq!(ids(&desk, &format!("feeds/{}", format.file_name())), (format, ids_before), "{names:?}");
    }
    told.out
}

#[test]
fn every_generators_ids_are_kept_letter_by_letter() {
    for name in feeds() {
        let stem = name.trim_start_matches("feeds/").replace('.', "-");
        insta::assert_snapshot!(stem, adopted(&[&name]));
    }
}

#[test]
fn each_format_keeps_its_own() {
    insta::assert_snapshot!(adopted(&["feeds/ghost.xml", "feeds/jekyll.xml", "feeds/eleventy.json"]));
}

#[test]
fn one_feed_after_the_other_is_the_same_as_all_at_once() {
    let names = ["feeds/numbers.xml", "feeds/iri.xml", "feeds/eleventy.json"];
    let (one, all) = (desk(), desk());
    for name in names.iter().rev() {
        assert_eq!(one.run(&["adopt", name]).status, 0);
    }
    assert_eq!(all.run(&[&["adopt"], &names[..]].concat()).status, 0);
    assert!(one.files("articles") == all.files("articles"));
}

#[test]
fn a_dry_run_shows_the_change_and_writes_nothing() {
    let desk = desk();
    let before = desk.files("articles");
    let run = desk.run(&["adopt", "--dry-run", "feeds/wordpress.xml"]);
    assert_eq!(run.status, 0);
    let changed = "-id       = \"tag:gazette.example,2025-11-17:police-log-2\"  # pinned too early\n\
                   +id       = \"https://gazette.example/?p=15\"  # pinned too early\n";
    assert!(run.out.contains(changed), "{}", run.out);
    assert!(run.out.contains("; 6 files would change"), "{}", run.out);
    assert!(desk.files("articles") == before);
}

#[test]
fn a_guid_is_a_permalink_where_it_is_the_address() {
    let desk = desk();
    assert_eq!(desk.run(&["adopt", "feeds/eleventy.json"]).status, 0);
    assert_eq!(desk.run(&["build"]).status, 0);
    let rss = desk.read("feeds/rss.xml");
    assert!(rss.contains("<guid>https://gazette.example/2025/11/ferry-returns/</guid>"), "{rss}");
    assert!(
        rss.contains("<guid isPermaLink=\"false\">https://gazette.example/2025/12/wells-are-safe/</guid>"),
        "{rss}"
    );
}

#[test]
fn feeds_that_disagree_are_not_chosen_from() {
    let desk = desk();
    let before = desk.files("articles");
    let run = desk.run(&["adopt", "feeds/wordpress.xml", "feeds/hugo.xml"]);
    assert_eq!(run.status, 1);
    assert!(run.out.contains("not adopted: articles/wells.toml: the RSS feeds have two ids for it, "), "{}", run.out);
    assert!(run.out.contains("0 of 6 articles named as in the feeds; 0 files changed"), "{}", run.out);
    assert!(desk.files("articles") == before);
}

#[test]
fn after_adopt_no_move_changes_an_id() {
    let desk = Desk::new();
    desk.write(
        "old.json",
        r#"{"items": [{"id": "12", "url": "http://gazette.example/2026/03/ferry/?utm_medium=feed"},
                      {"id": 13, "title": "Harbour ice is gone", "date_published": "2026-02-01T13:00:00Z"}]}"#,
    );
    let run = desk.run(&["adopt", "old.json"]);
    assert_eq!(run.status, 0, "{}{}", run.err, run.out);
    assert_eq!(desk.run(&["build"]).status, 0);
    assert_eq!(ids(&desk, "feeds/feed.json").1, BTreeSet::from(["12".to_owned(), "13".to_owned()]));
    moves(&desk);
}

#[test]
fn a_feed_comes_by_standard_input_too() {
    let desk = desk();
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["adopt", "-", "--now", NOW, "--root"])
        .arg(desk.path(""))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command was built");
    let mut input = child.stdin.take().expect("it is piped");
    input.write_all(desk.read("feeds/hugo.xml").as_bytes()).expect("it is read");
    drop(input);
    assert!(child.wait_with_output().expect("it ends").status.success());
    assert!(
        desk.read("articles/wells.toml").contains("id       = \"http://www.gazette.example/posts/wells-are-safe/\"\n")
    );
}

#[test]
fn what_cannot_be_read_or_written_is_said() {
    let desk = desk();
    let before = desk.files("articles");
    for (feed, told) in [
        ("nothing.xml", "cannot read nothing.xml"),
        ("config.toml", "config.toml cannot be read as a feed"),
        ("https://gazette.example/feed/", "`curl -sSfL https://gazette.example/feed/ | dateline adopt -` fetches it"),
    ] {
        let run = desk.run(&["adopt", "feeds/hugo.xml", feed]);
        assert_eq!(run.status, 2, "{feed}");
        assert!(run.err.contains(told), "{feed}: {}", run.err);
    }
    assert!(desk.files("articles") == before, "all feeds are read before anything is written");
    let own =
        "title = \"Police log\"\ndate = 2025-11-10\nbody = \"x\"\n[id]\natom = \"tag:a.example,2025:x\"\nrss = \"7\"\n";
    desk.write("articles/police-log.toml", own);
    desk.write("articles/wells.toml", "title = \"Wells\"\nbody = \"x\"\n");
    let run = desk.run(&["adopt", "feeds/hugo.xml"]);
    assert_eq!(run.status, 1);
    assert!(
        run.out.contains("not adopted: articles/police-log.toml: its `id` is not written in one place"),
        "{}",
        run.out
    );
    assert!(run.err.contains("articles/wells.toml"), "{}", run.err);
    assert!(run.out.contains("no article: feeds/hugo.xml: `Wells on the north shore are safe`"), "{}", run.out);
    assert_eq!(desk.read("articles/police-log.toml"), own);
    assert!(
        desk.read("articles/ferry-returns.toml")
            .contains("\nid    = \"http://www.gazette.example/posts/ferry-returns/\"\n")
    );
}

/// Articles by the names of their files, with all that is wanted but these lines.
fn found(articles: &[(&str, &str)], items: &str) -> Vec<String> {
    let source = |(name, lines): &(&str, &str)| {
        let has = |key: &str| lines.lines().any(|line| line.starts_with(&format!("{key} =")));
        let title = if has("title") { "" } else { "title = \"Untitled\"\n" };
        let body = if has("body") { "" } else { "body = \"Short.\"\n" };
        let date = if has("date") { "" } else { "date = 2026-01-01T12:00:00Z\n" };
        Arc::new(Source::new(format!("articles/{name}.toml"), format!("{title}{date}{lines}\n{body}")))
    };
    let held: Vec<Arc<Source>> = articles.iter().map(source).collect();
    let survey = surveyed(&held);
    assert_eq!(survey.articles.len(), articles.len());
    let feed = published::read_text(&format!("{{\"items\": [{items}]}}")).expect("a feed");
    let Matching { pairs, unsure, unknown, shared } =
        Known::new(&survey.articles.iter().collect::<Vec<&Article>>()).find(&feed.entries);
    let id = |entry: usize| feed.entries[entry].id.clone();
    let pairs = pairs.iter().map(|pair| format!("{} is {} by {}", id(pair.entry), articles[pair.article].0, pair.by));
    let unsure = unsure.iter().map(|one| {
        let names: Vec<&str> = one.articles.iter().map(|&article| articles[article].0).collect();
        format!("{} may be {} by {}", id(one.entry), names.join(" or "), one.by)
    });
    let unknown = unknown.iter().map(|&entry| format!("{} is none", id(entry)));
    let shared = shared.iter().map(|&entry| format!("{} is several", id(entry)));
    pairs.chain(unsure).chain(unknown).chain(shared).collect()
}

#[test]
fn addresses_are_the_same_but_for_what_does_not_matter() {
    let ferry = [("ferry", "url = \"https://gazette.example/2026/häfen/\"")];
    for link in [
        "https://gazette.example/2026/häfen/",
        "http://www.gazette.example/2026/h%c3%a4fen",
        "https://gazette.example/2026/h%C3%A4fen/index.html?utm_source=rss&fbclid=x#more",
    ] {
        assert_eq!(found(&ferry, &format!(r#"{{"id": "1", "url": "{link}"}}"#)), ["1 is ferry by link"], "{link}");
    }
    let moved = r#"{"id": "1", "url": "https://blog.example.org/2026/häfen"}"#;
    assert_eq!(found(&ferry, moved), ["1 is ferry by path"]);
    let counted = r#"{"id": "https://gazette.example/2026/häfen/", "url": "https://feeds.example/~r/1/abc"}"#;
    assert_eq!(found(&ferry, counted), ["https://gazette.example/2026/häfen/ is ferry by link"]);
    let other = r#"{"id": "1", "url": "https://gazette.example/2026/hafen/?p=2"}"#;
    assert_eq!(found(&ferry, other), ["1 is none"]);
}

#[test]
fn the_surer_evidence_goes_first() {
    let articles = [("a", "title = \"B\"\nurl = \"https://gazette.example/a\""), ("b", "title = \"A\"")];
    let items = r#"{"id": "1", "title": "A", "url": "https://gazette.example/a"}, {"id": "2", "title": "B"}"#;
    assert_eq!(found(&articles, items), ["1 is a by link", "2 is none"], "whose title is `B` has its entry");
}

#[test]
fn days_are_those_of_the_desk_or_of_greenwich() {
    let log =
        [("one", "title = \"Log\"\ndate = 2026-01-01T22:00:00-05:00"), ("two", "title = \"Log\"\ndate = 2026-01-08")];
    let item = |date: &str| format!(r#"{{"id": "1", "title": "Log", "date_published": "{date}"}}"#);
    for date in ["2026-01-02T03:00:00Z", "2026-01-01T00:00:00Z", "2026-01-01T22:00:00-05:00"] {
        assert_eq!(found(&log, &item(date)), ["1 is one by title and date"], "{date}");
    }
    assert_eq!(found(&log, &item("2026-01-08T00:00:00+01:00")), ["1 is two by title and date"]);
    assert_eq!(found(&log, &item("2026-01-15T00:00:00Z")), ["1 may be one or two by title"]);
}

#[test]
fn a_title_alone_is_enough_where_it_is_the_only_one() {
    let two = [("one", "title = \"Fish & <i>chips</i>\""), ("two", "title = \"Log\"")];
    assert_eq!(found(&two, r#"{"id": "1", "title": "Fish &amp; chips"}"#), ["1 is one by title"]);
    let twice = r#"{"id": "1", "title": "Log"}, {"id": "2", "title": "Log"}, {"id": "1", "title": "Log"}"#;
    assert_eq!(found(&two, twice), ["1 may be two by title", "2 may be two by title"]);
}

#[test]
fn a_slug_and_a_day_are_known_after_both_title_and_address_changed() {
    let pecheur = [("pecheur", "title = \"The fisherman\"")];
    let item = r#"{"id": "1", "title": "Pêcheur", "url": "https://old.example/archive/p%C3%AAcheur.html", "date_published": "2026-01-01T08:00:00Z"}"#;
    assert_eq!(found(&pecheur, item), ["1 is pecheur by slug and date"]);
    assert_eq!(found(&pecheur, &item.replace("2026-01-01", "2026-02-01")), ["1 is none"]);
}

#[test]
fn a_text_is_known_by_its_beginning() {
    let opening = "The last of the ice went out with Sunday's tide, three weeks earlier than last year.";
    let articles = [
        ("ice", format!("dateline = \"MERROW\"\nbody = \"{opening}\"")),
        ("thaw", "body = \"The axe has been put away until the next year comes, says the harbour master.\"".to_owned()),
    ];
    let articles: Vec<(&str, &str)> = articles.iter().map(|(name, lines)| (*name, lines.as_str())).collect();
    for text in [
        format!("<p>{opening}</p><p>More.</p>"),
        format!("MERROW — {opening}"),
        "The last of the ice went out with Sunday’s tide, three weeks earlier […]".to_owned(),
    ] {
        let item =
            format!("{{\"id\": \"1\", \"title\": \"Winter ends\", \"content_html\": {}}}", serde_json::json!(text));
        assert_eq!(found(&articles, &item), ["1 is ice by text"], "{text}");
    }
    let short = r#"{"id": "1", "title": "x", "content_html": "The last of the ice went out."}"#;
    assert_eq!(found(&articles, short), ["1 is none"]);
    let both = [articles[0], ("copy", articles[0].1)];
    let item = format!(r#"{{"id": "1", "title": "x", "content_html": "{opening}"}}"#);
    assert_eq!(found(&both, &item), ["1 may be ice or copy by text"]);
}

#[test]
fn a_text_is_known_without_the_dateline_that_dateline_writes_before_it() {
    let opening = "The last of the ice went out with Sunday's tide, three weeks earlier than last year.";
    let lines = format!("dateline = \"MERROW\"\nsummary = \"Spring is early.\"\nbody = \"{opening}\"");
    for text in [opening.to_owned(), format!("MERROW — {opening}")] {
        let item = format!(r#"{{"id": "1", "title": "Winter ends", "content_html": "<p>{text}</p>"}}"#);
        assert_eq!(found(&[("ice", &lines)], &item), ["1 is ice by text"], "{text}");
    }
}

/// Some programs have given every entry the same id; whose it is, nobody can say.
#[test]
fn an_id_of_several_stories_is_nobodys() {
    let two = [("a", "title = \"A\""), ("b", "title = \"B\"")];
    let item = |title: &str, at: u8| format!(r#"{{"id": "x", "title": "{title}", "url": "https://old.example/{at}"}}"#);
    assert_eq!(found(&two, &[item("A", 1), item("B", 2)].join(",")), ["x is several"]);
    assert_eq!(found(&two, &[item("A", 1), item("A, updated", 1)].join(",")), ["x is a by title"]);
}

#[test]
fn what_has_neither_id_nor_link_is_passed_over() {
    assert_eq!(found(&[("a", "title = \"A\"")], r#"{"title": "A"}"#), Vec::<String>::new());
}

/// config.toml is for people to write: what an old Atom feed is called is told until it stands there.
#[test]
fn what_an_old_feed_is_called_is_told_until_it_is_written_down() {
    let desk = desk();
    let line = "feed id: feeds/jekyll.xml: write `id = \"https://gazette.example/feed.xml\"` below `[feeds]`";
    let told = |args: &[&str]| desk.run(&[&["adopt", "-n", "feeds/jekyll.xml"], args].concat()).out.contains(line);
    assert!(told(&[]) && !told(&["-q"]));
    desk.write(
        "config.toml",
        &format!("{}\n[feeds]\nid = \"https://gazette.example/feed.xml\"\n", desk.read("config.toml")),
    );
    assert!(!told(&[]) && !desk.run(&["adopt", "-n", "feeds/jekyll.xml"]).out.contains("feed id"));
}

//! `dateline pin`, on publications in folders of their own: what it writes, what it leaves alone, and that no id changes
//! after it.

use std::collections::BTreeSet;
use std::fs;

use crate::commands::Desk;
use crate::publication::CONFIG;

const ICE: &str = "tag:gazette.example,2026-02-01:ice";
const FERRY: &str = "tag:gazette.example,2026-03-04:ferry";

/// The ids of each format, in the order of the entries.
pub(crate) fn ids(desk: &Desk) -> [Vec<String>; 3] {
    let rss = rss::Channel::read_from(desk.read("feeds/rss.xml").as_bytes()).expect("we wrote it");
    let atom = atom_syndication::Feed::read_from(desk.read("feeds/atom.xml").as_bytes()).expect("we wrote it");
    let json: serde_json::Value = serde_json::from_str(&desk.read("feeds/feed.json")).expect("we wrote it");
    let json = json["items"].as_array().expect("a feed has items");
    [
        rss.items.into_iter().map(|item| item.guid.expect("every item has one").value).collect(),
        atom.entries.into_iter().map(|entry| entry.id).collect(),
        json.iter().map(|item| item["id"].as_str().expect("an id is a string").to_owned()).collect(),
    ]
}

#[test]
fn what_has_no_id_gets_the_present_one_and_no_feed_changes() {
    let desk = Desk::unpinned();
    assert_eq!(desk.run(&["build"]).status, 0);
    let (ids_before, feeds) = (ids(&desk), desk.files("feeds"));
    let ice = desk.read("articles/ice.toml");
    assert_eq!(desk.run(&["pin", "--check"]).status, 1);
    let shown = desk.run(&["pin", "--dry-run"]);
    assert_eq!(shown.status, 0);
    assert!(shown.out.contains(&format!("+id    = \"{ICE}\"")), "{}", shown.out);
    assert_eq!(desk.read("articles/ice.toml"), ice, "neither of the two writes");
    let pinned = desk.run(&["pin"]);
    assert_eq!((pinned.status, pinned.err.as_str()), (0, ""));
    assert_eq!(pinned.out, format!("articles/ferry.toml  {FERRY}\narticles/ice.toml    {ICE}\n"));
    assert_eq!(desk.read("articles/ice.toml"), ice.replace("05:00\n", &format!("05:00\nid    = \"{ICE}\"\n")));
    assert_eq!(desk.run(&["pin", "--check"]).status, 0);
    assert_eq!(desk.run(&["pin"]).out, "nothing to pin: every article has its id\n");
    assert_eq!(desk.run(&["build"]).status, 0);
    assert_eq!(ids(&desk), ids_before);
    assert!(desk.files("feeds") == feeds);
}

/// Moves the address or the name of everything, in turn; after each build the ids are what they were.
pub(crate) fn moves(desk: &Desk) {
    let before = ids(desk);
    let edit = |name: &str, from: &str, to: &str| desk.write(name, &desk.read(name).replacen(from, to, 9));
    let held = |what: &str| {
        let feed = desk.read("feeds/rss.xml");
        let run = desk.run(&["build"]);
        assert_eq!(run.status, 0, "{what}: {}", run.err);
        assert_ne!(desk.read("feeds/rss.xml"), feed, "{what}: nothing moved");
        assert_eq!(ids(desk), before, "{what}");
    };
    fs::rename(desk.path("articles/ferry.toml"), desk.path("articles/boat.toml")).expect("it is ours");
    held("a file is renamed");
    edit("articles/ice.toml", "title", "slug = \"thaw\"\ntitle");
    held("a slug is given");
    desk.write("config.toml", &format!("{}[articles]\npermalink = \"news/{{slug}}\"\n", desk.read("config.toml")));
    held("the permalink changes");
    edit("config.toml", "https://", "http://");
    held("https is left");
    edit("config.toml", "gazette.example", "harbour.example");
    held("the host changes");
}

#[test]
fn after_pin_no_move_changes_an_id() {
    let desk = Desk::unpinned();
    assert_eq!(desk.run(&["pin"]).status, 0);
    assert_eq!(desk.run(&["build"]).status, 0);
    moves(&desk);
}

#[test]
fn a_new_article_is_pinned_from_its_first_day() {
    let desk = Desk::unpinned();
    assert_eq!(desk.run(&["new", "Ferry: “late”", "--in", "2026"]).status, 0);
    let text = desk.read("articles/2026/ferry-late.toml");
    assert!(text.contains("id       = \"tag:gazette.example,2026-03-10:ferry-late\""), "{text}");
    assert_eq!(desk.run(&["pin", "articles/2026"]).out, "nothing to pin: every article has its id\n");
    desk.write("articles/2026/ferry-late.toml", &text.replace("draft ", "# draft "));
    assert_eq!(desk.run(&["pin", "articles/ice.toml", "articles/ferry.toml"]).status, 0);
    assert_eq!(desk.run(&["build"]).status, 0);
    assert!(ids(&desk).iter().all(|ids| ids[0] == "tag:gazette.example,2026-03-10:ferry-late"));
    moves(&desk);
}

#[test]
fn a_faulty_article_is_left_alone_and_the_others_are_pinned() {
    let desk = Desk::unpinned();
    let bad = "title = \"No date\"\nbody = \"x\"\n";
    desk.write("articles/bad.toml", bad);
    desk.write("articles/open.toml", "title = \"Not closed\ndate = 2026-03-01\nbody = \"x\"\n");
    let run = desk.run(&["pin"]);
    assert_eq!(run.status, 1);
    assert!(run.err.contains("error[toml/missing-key]: `date` is missing"), "{}", run.err);
    assert!(run.err.contains("--> articles/open.toml:1:"), "{}", run.err);
    assert_eq!(run.out.lines().count(), 2, "{}", run.out);
    assert_eq!(desk.read("articles/bad.toml"), bad);
    let named = desk.run(&["pin", "articles/ice.toml"]);
    assert_eq!((named.status, named.err.as_str()), (0, ""), "a fault elsewhere is not its own");
    desk.write("config.toml", &CONFIG.replace("https://gazette.example/", "gazette"));
    desk.write("articles/ice.toml", &desk.read("articles/ice.toml").replace("id    =", "# id ="));
    let run = desk.run(&["pin"]);
    assert_eq!((run.status, run.out.as_str()), (1, ""), "nobody knows the host");
}

/// An id that two articles share would be pinned into both, and never be told apart again.
#[test]
fn articles_that_share_an_id_are_not_pinned() {
    let desk = Desk::unpinned();
    desk.write("articles/old/ferry.toml", &desk.read("articles/ferry.toml").replace("Ferry", "The ferry"));
    let run = desk.run(&["pin"]);
    assert_eq!(run.status, 1);
    assert!(run.err.contains("error[publication/duplicate-id]"), "{}", run.err);
    assert_eq!(run.out, format!("articles/ice.toml  {ICE}\n"));
}

#[test]
fn drafts_are_pinned_where_they_are_named() {
    let desk = Desk::unpinned();
    desk.write("articles/draft.toml", "title = \"D\"\ndate = 2026-03-05\ndraft = true\nbody = \"x\"\n");
    desk.write("articles/empty.toml", "title = \"E\"\ndraft = true\n");
    assert_eq!(desk.run(&["pin", "-q"]).status, 0);
    assert!(!desk.read("articles/draft.toml").contains("id ="));
    assert_eq!(desk.run(&["pin", "--check"]).status, 0, "nobody has seen a draft");
    assert_eq!(
        desk.run(&["pin", "articles/draft.toml"]).out,
        "articles/draft.toml  tag:gazette.example,2026-03-05:draft\n"
    );
    let empty = desk.run(&["pin", "articles/empty.toml"]);
    assert_eq!(empty.status, 2);
    assert!(empty.err.contains("articles/empty.toml is a draft that has no id yet"), "{}", empty.err);
}

#[test]
fn only_articles_can_be_named() {
    let desk = Desk::unpinned();
    desk.write("articles/notes.txt", "mine");
    desk.write("elsewhere/ice.toml", &desk.read("articles/ice.toml"));
    for (file, told) in [
        ("config.toml", "config.toml is not below articles/"),
        ("elsewhere/ice.toml", "elsewhere/ice.toml is not below articles/"),
        ("articles/../elsewhere/ice.toml", "is not below articles/"),
        ("articles/notes.txt", "articles/notes.txt is no article"),
        ("articles/nothing.toml", "there is no articles/nothing.toml"),
    ] {
        let run = desk.run(&["pin", file]);
        assert_eq!(run.status, 2, "{file}");
        assert!(run.err.contains(told), "{file}: {}", run.err);
    }
    assert_eq!(desk.run(&["pin", "articles", "--check", "-n"]).status, 2, "one or the other");
    assert_eq!(desk.run(&["pin", "articles"]).out.lines().count(), 2);
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay_and_nothing_is_left_beside() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let desk = Desk::unpinned();
    let mode = |name: &str| fs::metadata(desk.path(name)).expect("it is there").permissions().mode() & 0o777;
    let permit = |name: &str, mode| {
        fs::set_permissions(desk.path(name), fs::Permissions::from_mode(mode)).expect("it is ours");
    };
    permit("articles/ferry.toml", 0o640);
    desk.write("articles/store/tides", "title = \"T\"\ndate = 2026-03-01\nbody = \"x\"\n");
    symlink("store/tides", desk.path("articles/tides.toml")).expect("it is ours");
    let names = |desk: &Desk| desk.files("articles").into_keys().collect::<BTreeSet<_>>();
    let before = names(&desk);
    assert_eq!(desk.run(&["pin"]).status, 0);
    assert_eq!(mode("articles/ferry.toml"), 0o640);
    assert!(fs::symlink_metadata(desk.path("articles/tides.toml")).expect("it is there").is_symlink());
    assert!(desk.read("articles/store/tides").contains("id = \"tag:gazette.example,2026-03-01:tides\""));
    assert_eq!(names(&desk), before);
    desk.write("articles/ice.toml", crate::publication::ARTICLE);
    desk.write("articles/ferry.toml", "title = \"F\"\ndate = 2026-03-04\nbody = \"x\"\n");
    permit("articles/ice.toml", 0o444);
    let run = desk.run(&["pin"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("articles/ice.toml is read-only; nothing was written"), "{}", run.err);
    assert!(!desk.read("articles/ferry.toml").contains("id ="), "all or nothing");
    assert_eq!(names(&desk), before);
}

/// What is pinned when all ids have changed already is what readers know.
#[test]
fn a_story_that_is_published_is_pinned_as_it_is_published() {
    let desk = Desk::unpinned();
    assert_eq!(desk.run(&["build"]).status, 0);
    let before = ids(&desk);
    desk.write("config.toml", &desk.read("config.toml").replace("gazette.example", "www.harbour.example"));
    desk.write("articles/new.toml", "title = \"New\"\ndate = 2026-03-05\nbody = \"Nobody has it yet.\"\n");
    assert_eq!(desk.run(&["build"]).status, 1, "all ids have changed");
    let shown = desk.run(&["pin", "--check"]);
    assert_eq!((shown.status, shown.err.as_str()), (1, ""));
    let pinned = desk.run(&["pin"]);
    assert_eq!((pinned.status, pinned.err.as_str()), (0, ""));
    let lines: Vec<&str> = pinned.out.lines().map(str::trim_end).collect();
    let expected = [
        format!("articles/ferry.toml  {FERRY}             as it is published"),
        format!("articles/ice.toml    {ICE}               as it is published"),
        "articles/new.toml    tag:www.harbour.example,2026-03-05:new".to_owned(),
    ];
    let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(lines.iter().map(|line| words(line)).collect::<Vec<_>>(), expected.map(|line| words(&line)));
    let built = desk.run(&["build"]);
    assert_eq!(built.status, 0, "{}", built.err);
    let after = ids(&desk);
    assert!(before.iter().zip(&after).all(|(before, after)| after.ends_with(before)), "{after:?}");
}

#[test]
fn nothing_is_pinned_that_a_build_would_refuse() {
    let desk = Desk::unpinned();
    assert_eq!(desk.run(&["build"]).status, 0);
    desk.write("config.toml", &desk.read("config.toml").replace("gazette.example", "harbour.example"));
    let (ice, feed) = (desk.read("articles/ice.toml"), desk.read("feeds/atom.xml"));
    desk.write("feeds/atom.xml", &format!("<<<<<<< HEAD\n{feed}"));
    let run = desk.run(&["pin"]);
    assert!(run.status == 1 && run.err.contains("error[identity/unreadable]"), "{}", run.err);
    assert_eq!((run.out.as_str(), desk.read("articles/ice.toml")), ("", ice.clone()));
    // An id that no article can have: Atom takes URIs alone.
    desk.write("feeds/atom.xml", &feed.replace(&format!("<id>{ICE}</id>"), "<id>no uri</id>"));
    let run = desk.run(&["pin"]);
    assert!(run.status == 1 && run.err.contains("no article can have that id"), "{}", run.err);
    assert!(
        run.out.starts_with(&format!("articles/ferry.toml  {FERRY}")) && !run.out.contains("ice.toml"),
        "{}",
        run.out
    );
    assert_eq!(desk.read("articles/ice.toml"), ice);
}

#[test]
fn a_draft_that_is_a_copy_is_not_pinned_as_its_model() {
    let desk = Desk::unpinned();
    desk.write("articles/next/ice.toml", &format!("draft = true\n{}", desk.read("articles/ice.toml")));
    let run = desk.run(&["pin", "articles/next/ice.toml"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains(&format!("articles/next/ice.toml has the id of articles/ice.toml, {ICE}")), "{}", run.err);
    assert!(run.err.contains("help: give the draft another `slug`"), "{}", run.err);
    assert_eq!(desk.run(&["pin"]).status, 0, "the others are");
}

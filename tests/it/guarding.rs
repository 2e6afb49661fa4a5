//! The guard from the outside: what a build refuses to write, what it costs to insist, and what is said to programs.

use std::fs;

use serde_json::Value;

use crate::commands::Desk;

/// A publication that was built, its articles without ids.
fn published() -> Desk {
    let desk = Desk::unpinned();
    let built = desk.run(&["build"]);
    assert_eq!((built.status, built.err.as_str()), (0, ""));
    desk
}

fn rename(desk: &Desk) {
    fs::rename(desk.path("articles/ice.toml"), desk.path("articles/spring.toml")).expect("the file is ours");
}

/// A name, and a change.
type Way<'w> = (&'static str, &'w dyn Fn(&Desk));

#[test]
fn a_changed_id_is_refused_before_a_byte_is_written() {
    let change = |desk: &Desk, file: &str, old: &str, new: &str| {
        let text = desk.read(file);
        assert!(text.contains(old), "{file} has no {old}");
        desk.write(file, &text.replace(old, new));
    };
    let ways: [Way<'_>; 4] = [
        ("a file's name", &rename),
        ("a slug", &|desk| change(desk, "articles/ice.toml", "title", "slug = \"spring\"\ntitle")),
        ("the host", &|desk| change(desk, "config.toml", "gazette.example", "harbour.example")),
        ("the day", &|desk| change(desk, "articles/ice.toml", "2026-02-01", "2026-02-05")),
    ];
    for (what, change) in ways {
        let desk = published();
        let before = desk.files("feeds");
        change(&desk);
        for args in [&["build"][..], &["build", "--check"], &["build", "--format", "json"]] {
            let run = desk.run(args);
            assert_eq!(run.status, 1, "{what}");
            assert!(run.err.contains("identity/changed-id"), "{what}: {}", run.err);
            assert_eq!(run.out.is_empty(), !args.contains(&"json"), "{what}: {}", run.out);
            assert!(before == desk.files("feeds"), "{what}: something was written");
        }
    }
}

#[test]
fn who_insists_is_told_what_it_costs() {
    let desk = published();
    rename(&desk);
    let refused = desk.run(&["build"]);
    assert!(refused.err.contains("1 entry would come back as unread"), "{}", refused.err);
    let strict = desk.run(&["build", "--strict", "-v"]);
    assert!(strict.status == 1 && strict.err.contains("error[identity/changed-id]"), "{}", strict.err);
    let allowed = desk.run(&["build", "--allow-id-changes", "--strict", "-v"]);
    assert_eq!(allowed.status, 0, "{}", allowed.err);
    assert!(allowed.out.contains("1 entry will come back as unread"), "{}", allowed.out);
    assert!(allowed.err.contains("info[identity/changed-id]"), "{}", allowed.err);
    let again = desk.run(&["build"]);
    assert!(again.status == 0 && !again.err.contains("changed-id"), "it is published now: {}", again.err);
}

/// What is asked for on the command line has the last word.
#[test]
fn a_level_in_the_config_refuses_no_id_change_that_is_allowed() {
    let desk = published();
    rename(&desk);
    desk.write("config.toml", &format!("{}[rules]\n\"identity/changed-id\" = \"error\"\n", desk.read("config.toml")));
    assert_eq!(desk.run(&["build"]).status, 1);
    let allowed = desk.run(&["build", "--allow-id-changes", "--strict"]);
    assert_eq!(allowed.status, 0, "{}", allowed.err);
    // Nor does one that is graver than the rule's own refuse a build for a draft.
    desk.write("config.toml", &format!("{}\"toml/unknown-key\" = \"error\"\n", desk.read("config.toml")));
    let draft = "title = \"Draft\"\ndate = 2026-03-01\nmood = 1\nbody = \"x\"\n";
    desk.write("articles/draft.toml", &format!("draft = true\n{draft}"));
    let built = desk.run(&["build", "-v"]);
    assert!(built.status == 0 && built.err.contains("info[toml/unknown-key]"), "{}", built.err);
    desk.write("articles/draft.toml", draft);
    assert_eq!(desk.run(&["build"]).status, 1);
}

#[test]
fn who_deletes_a_file_is_told_what_readers_keep() {
    let desk = published();
    fs::remove_file(desk.path("articles/ice.toml")).expect("the file is ours");
    let checked = desk.run(&["build", "--check", "--strict", "-v"]);
    assert!(checked.err.contains("info[identity/no-article]"), "{}", checked.err);
    assert!(checked.err.contains(" --> feeds/feed.json:"), "{}", checked.err);
    let built = desk.run(&["build", "--strict"]);
    assert_eq!(built.status, 0, "{}", built.err);
    let line = "`Harbour ice is gone` is published, and no article has its id any more: readers keep what they have";
    assert!(built.out.contains(line), "{}", built.out);
    assert!(!desk.run(&["build"]).out.contains("no article"), "it is published no longer");
}

#[test]
fn ids_are_held_against_feeds_saved_from_the_site() {
    let desk = published();
    let live = fs::rename(desk.path("feeds"), desk.path("live"));
    live.expect("the folder is ours");
    rename(&desk);
    assert_eq!(desk.run(&["build", "--check"]).status, 1, "there is nothing to hold it against, and it is stale");
    for against in ["live", "live/rss.xml", "live/atom.xml", "live/feed.json"] {
        let run = desk.run(&["build", "--against", against]);
        assert_eq!(run.status, 1, "{against}");
        assert!(run.err.contains("write `id = \"tag:gazette.example,2026-02-01:ice\"`"), "{against}: {}", run.err);
        assert!(!desk.path("feeds").exists(), "{against}");
    }
    assert_eq!(desk.run(&["build", "--against", "nowhere.xml"]).status, 2);
    let piped = desk.run_on("live/rss.xml", &["build", "--against", "-"]);
    assert!(piped.err.contains("write `id = \"tag:gazette.example,2026-02-01:ice\"`"), "{}", piped.err);
    assert!(!desk.path("feeds").exists());
    desk.write("nothing", "");
    desk.write("cut", "<rss version=\"2.0\"><channel><title>Qu");
    for (input, told) in [("nothing", "standard input is empty"), ("cut", "`dateline check -` says where")] {
        let piped = desk.run_on(input, &["build", "--against", "-"]);
        assert!(piped.status == 2 && piped.err.contains(told), "{}", piped.err);
    }
}

/// What is named on purpose and tells nothing would let everything out unguarded.
/// A pull request may bring feeds of its own, which nobody subscribes to yet.
#[test]
fn an_id_that_only_the_own_feeds_know_is_new_to_who_has_the_others() {
    let desk = published();
    fs::rename(desk.path("feeds"), desk.path("base")).expect("the folder is ours");
    rename(&desk);
    assert_eq!(desk.run(&["build"]).status, 0, "nothing is there to hold it against");
    let check = ["build", "--check", "--strict", "--against", "base"];
    let run = desk.run(&check);
    assert_eq!(run.status, 1, "{}", run.err);
    assert_eq!(run.err.matches("error[identity/changed-id]").count(), 1, "{}", run.err);
    assert!(run.err.contains("write `id = \"tag:gazette.example,2026-02-01:ice\"`"), "{}", run.err);
    let allowed = desk.run(&[&check[..], &["--allow-id-changes"]].concat());
    assert_eq!(allowed.status, 0, "{}", allowed.err);
}

#[test]
fn what_is_no_feed_is_nothing_to_hold_a_build_against() {
    let desk = published();
    fs::rename(desk.path("feeds"), desk.path("live")).expect("the folder is ours");
    rename(&desk);
    let live = desk.read("live/feed.json");
    let bytes = |name: &str, bytes: &[u8]| {
        fs::create_dir_all(desk.path("saved")).expect("the folder is ours");
        fs::write(desk.path(name), bytes).expect("the folder is ours");
    };
    let broken: [(&[u8], &str); 6] = [
        (b" \n", "is empty"),
        (b"<!DOCTYPE html>\n<html><title>502</title></html>", "is a page, and no feed"),
        (b"{\"version\":\"1\"}", "is neither RSS nor Atom nor JSON Feed"),
        (&live.as_bytes()[..live.len() - 300], "EOF while parsing"),
        (b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xab\x56", "is compressed with gzip"),
        (b"PK\x03\x04", "is compressed with zip"),
    ];
    for (content, told) in broken {
        bytes("saved/feed.json", content);
        for against in ["saved/feed.json", "saved", "saved/"] {
            let run = desk.run(&["build", "--against", against]);
            assert_eq!(run.status, 2, "{against}: {told}: {}", run.err);
            let is_told = run.err.contains("saved/feed.json") && run.err.contains(told) && run.err.contains("\nhelp: ");
            assert!(is_told, "{against}: {told}: {}", run.err);
            assert!(!desk.path("feeds").exists(), "{against}: {told}");
        }
    }
    fs::remove_file(desk.path("saved/feed.json")).expect("it is ours");
    let empty = desk.run(&["build", "--against", "saved/"]);
    assert!(empty.status == 2 && empty.err.contains("there is no feed in saved\n"), "{}", empty.err);
    // What lies beside the feeds of a site is none.
    bytes("saved/sitemap.xml", b"<urlset/>");
    bytes("saved/manifest.json", b"{\"name\":\"Gazette\"}");
    bytes("saved/search.json", b"[{\"title\":\"a < b\"}]");
    assert_eq!(desk.run(&["build", "--against", "saved"]).status, 2, "nothing of it is a feed");
    bytes("saved/live.json", live.as_bytes());
    let guarded = desk.run(&["build", "--against", "saved"]);
    assert!(guarded.status == 1 && guarded.err.contains("identity/changed-id"), "{}", guarded.err);
    assert!(!guarded.err.contains("sitemap") && !guarded.err.contains(".json is"), "{}", guarded.err);
}

/// Every merge of two branches that both built leaves its marks in the feeds.
#[test]
fn after_a_merge_the_feeds_are_asked_for_before_ids_can_change() {
    let desk = published();
    let good = desk.files("feeds");
    for name in ["rss.xml", "atom.xml", "feed.json"] {
        let path = format!("feeds/{name}");
        desk.write(&path, &format!("<<<<<<< HEAD\n{}=======\n>>>>>>> theirs\n", desk.read(&path)));
    }
    rename(&desk);
    let refused = desk.run(&["build"]);
    assert_eq!(refused.status, 1, "{}", refused.err);
    assert!(
        refused.err.contains("help: `git checkout main -- feeds/` brings back what was published"),
        "{}",
        refused.err
    );
    let allowed = desk.run(&["build", "--check", "--allow-id-changes", "--strict"]);
    let errors: Vec<&str> = allowed.err.lines().filter(|line| line.starts_with("error[")).collect();
    assert!(matches!(errors[..], [stale] if stale.starts_with("error[feeds/stale]")), "{}", allowed.err);
    for (name, bytes) in good {
        fs::write(desk.path("feeds").join(name), bytes).expect("it is ours");
    }
    assert!(desk.run(&["build"]).err.contains("identity/changed-id"), "the guard is there again");
}

#[test]
fn a_rebuild_that_changes_nothing_reads_no_feed() {
    let desk = published();
    // Were it read, it would be told: it is no feed, though the list says that a build made it.
    desk.write("feeds/old/feed.json", "{ no feed");
    desk.write("feeds/.dateline", &format!("{}old/feed.json\n", desk.read("feeds/.dateline")));
    assert!(!desk.run(&["build", "--check"]).err.contains("identity/unreadable"));
    desk.write("articles/new.toml", "title = \"New\"\ndate = 2026-03-01\nbody = \"x\"\n");
    assert!(desk.run(&["build", "--check"]).err.contains("feeds/old/feed.json"));
}

#[test]
fn feeds_that_no_build_made_are_none_of_its_business() {
    let desk = Desk::unpinned();
    desk.write("feeds/other.json", "{\"items\":[{\"id\":\"1\",\"url\":\"https://gazette.example/2026/02/ice/\"}]}");
    assert_eq!(desk.run(&["build"]).status, 0);
    desk.write("articles/new.toml", "title = \"New\"\ndate = 2026-03-01\nbody = \"x\"\n");
    assert_eq!(desk.run(&["build"]).status, 0);
    // Nor is one that is called as ours are, while it is known what a build made.
    desk.write("feeds/theirs/feed.json", "{ no feed");
    desk.write("articles/newer.toml", "title = \"Newer\"\ndate = 2026-03-02\nbody = \"x\"\n");
    let built = desk.run(&["build", "-v"]);
    assert!(built.status == 0 && !built.err.contains("feeds/theirs"), "{}", built.err);
    fs::remove_dir_all(desk.path("feeds/theirs")).expect("it is ours");
    // Lists are hidden files, which some ways to keep a folder leave behind.
    fs::remove_file(desk.path("feeds/.dateline")).expect("it is ours");
    rename(&desk);
    assert!(desk.run(&["build"]).err.contains("identity/changed-id"));
}

#[test]
fn a_program_is_told_what_was_made_and_what_waits() {
    let desk = Desk::new();
    desk.write("articles/next.toml", "title = \"Next\"\ndate = \"2026-04-01 08:00 ET\"\nbody = \"x\"\n");
    desk.write("articles/draft.toml", "title = \"Draft\"\ndate = 2026-03-01\ndraft = true\nbody = \"x\"\n");
    let line = |args: &[&str]| -> (i32, Value) {
        let run = desk.run(args);
        assert_eq!(run.out.lines().count(), 1, "{}", run.out);
        (run.status, serde_json::from_str(&run.out).expect("it is JSON"))
    };
    let (status, run) = line(&["build", "--check", "--format", "json"]);
    assert_eq!((status, &run["written"], &run["changed"]), (1, &Value::Bool(false), &Value::Bool(true)));
    let (status, run) = line(&["build", "--format", "json"]);
    assert_eq!((status, &run["written"], &run["articles"]), (0, &Value::Bool(true), &Value::from(4)));
    let waiting = serde_json::json!({
        "scheduled": 1, "next": "2026-04-01T08:00:00-04:00", "next_expiry": null, "next_update": null,
        "next_change": "2026-04-01T08:00:00-04:00", "drafts": 1, "expired": 0,
    });
    assert_eq!(run["waiting"], waiting);
    let first = &run["feeds"][0];
    assert_eq!((&first["path"], &first["format"]), (&Value::from("feeds/rss.xml"), &Value::from("rss")));
    assert_eq!((&first["entries"], &first["change"]), (&Value::from(2), &Value::from("new")));
    let (_, run) = line(&["build", "--format", "json"]);
    assert_eq!((&run["changed"], &run["feeds"][0]["change"]), (&Value::Bool(false), &Value::from("unchanged")));
}

/// A script that reads the last line must not take silence for success.
#[test]
fn a_program_is_told_that_a_build_is_refused() {
    let refusal = |unread: usize, articles: usize| {
        serde_json::json!({
            "written": false, "refused": true, "changed": null, "articles": articles, "feeds": [], "removed": [],
            "waiting": null, "unread_again": unread,
        })
    };
    let desk = published();
    let refused = |args: &[&str]| -> Value {
        let run = desk.run(args);
        assert_eq!((run.status, run.out.lines().count()), (1, 1), "{}{}", run.out, run.err);
        serde_json::from_str(&run.out).expect("it is JSON")
    };
    let made: Value = serde_json::from_str(&desk.run(&["build", "--format", "json"]).out).expect("it is JSON");
    assert_eq!(made["refused"], Value::Bool(false));
    rename(&desk);
    assert_eq!(refused(&["build", "--format", "json"]), refusal(1, 2));
    assert_eq!(refused(&["build", "--check", "--format", "json"]), refusal(1, 2));
    assert_eq!(desk.run(&["build", "--format", "json", "--quiet"]).out, "");
    desk.write("articles/bad.toml", "title = \"Bad\"\ndate = \"soon\"\nbody = \"x\"\n");
    assert_eq!(refused(&["build", "--format", "json"]), refusal(0, 3));
    desk.write("articles/bad.toml", "title = \"Bad\"\ndate = 2026-03-01\nmood = 1\nbody = \"x\"\n");
    assert_eq!(refused(&["build", "--strict", "--allow-id-changes", "--format", "json"]), refusal(1, 3));
}

/// Who runs it by the clock gets a letter for each line.
#[test]
fn quiet_says_nothing_of_what_it_does_not_show() {
    let desk = published();
    assert!(desk.run(&["build"]).err.contains("1 info in 1 file (`-v` shows infos)"));
    let quiet = desk.run(&["build", "--quiet"]);
    assert_eq!((quiet.status, quiet.out.as_str(), quiet.err.as_str()), (0, "", ""));
    assert!(desk.run(&["build", "--quiet", "--verbose"]).err.contains("info[identity/unpinned]"));
    desk.write("articles/bad.toml", "title = \"Bad\"\ndate = \"soon\"\nbody = \"x\"\n");
    assert!(desk.run(&["build", "--quiet"]).err.contains("1 error"));
}

/// Each kind of what waits, in a number of its own.
#[test]
fn what_waits_is_counted() {
    let desk = Desk::new();
    for (kind, keys, count) in [
        ("draft", "date = 2026-03-01\ndraft = true\n", 2),
        ("over", "date = 2026-02-01\nexpires = 2026-03-01\n", 3),
        ("ahead", "date = \"2026-04-02 08:00 ET\"\n", 4),
    ] {
        for number in 0..count {
            let text = format!("title = \"{kind} {number}\"\n{keys}body = \"x\"\n");
            desk.write(&format!("articles/{kind}-{number}.toml"), &text);
        }
    }
    desk.write("articles/next.toml", "title = \"Next\"\ndate = \"2026-04-01 08:00 ET\"\nbody = \"x\"\n");
    for (name, day) in [("later", "2026-03-20"), ("sooner", "2026-03-15")] {
        let text = format!("title = \"{name}\"\ndate = 2026-03-02\nexpires = {day}T12:00:00Z\nbody = \"x\"\n");
        desk.write(&format!("articles/{name}.toml"), &text);
    }
    let run: Value = serde_json::from_str(&desk.run(&["build", "--format", "json"]).out).expect("it is JSON");
    let waiting = serde_json::json!({
        "scheduled": 5, "next": "2026-04-01T08:00:00-04:00", "next_expiry": "2026-03-15T12:00:00Z",
        "next_update": null, "next_change": "2026-03-15T12:00:00Z",
        "drafts": 2, "expired": 3,
    });
    assert_eq!(run["waiting"], waiting);
}

/// Makes a draft of what subscribers have.
fn withdraw(desk: &Desk) {
    desk.write("articles/ice.toml", &format!("draft = true\n{}", desk.read("articles/ice.toml")));
}

#[test]
fn what_is_withdrawn_on_purpose_passes_a_strict_build_once() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["build"]).status, 0);
    withdraw(&desk);
    let refused = desk.run(&["build", "--strict"]);
    assert_eq!(refused.status, 1, "{}", refused.err);
    assert!(refused.err.contains("; `--allow identity/vanished` lets it pass"), "{}", refused.err);
    assert!(desk.read("feeds/rss.xml").contains("Harbour ice"), "nothing is written");
    let other = desk.run(&["build", "--strict", "--allow", "identity/redated"]);
    assert_eq!(other.status, 1, "{}", other.err);
    // What is asked for on the command line has the last word, but what is off stays so.
    let config = desk.read("config.toml");
    desk.write("config.toml", &format!("{config}[rules]\n\"identity/vanished\" = \"error\"\n"));
    assert_eq!(desk.run(&["build"]).status, 1);
    let allowed = desk.run(&["build", "--strict", "-v", "--allow", "identity/vanished", "--allow", "identity/redated"]);
    assert_eq!(allowed.status, 0, "{}", allowed.err);
    assert!(
        allowed.err.contains("info[identity/vanished]") && !allowed.err.contains("lets it pass"),
        "{}",
        allowed.err
    );
    assert!(!desk.read("feeds/rss.xml").contains("Harbour ice"));
    let again = desk.run(&["build", "--strict"]);
    assert_eq!((again.status, again.err.as_str()), (0, ""), "it is withdrawn");
    desk.write("config.toml", &format!("{config}[rules]\n\"identity/vanished\" = \"off\"\n"));
    let off = desk.run(&["build", "--strict", "-v", "--allow", "identity/vanished"]);
    assert!(!off.err.contains("vanished"), "{}", off.err);
}

#[test]
fn only_rules_that_can_be_let_pass_are_taken() {
    let desk = Desk::new();
    for (rule, answer) in [
        ("identity/vanishd", "there is no rule `identity/vanishd`; did you mean `identity/vanished`?"),
        ("vanished", "did you mean `identity/vanished`?"),
        ("weather", "`dateline explain --list` names them all"),
        ("article/no-alt", "`[rules]` in config.toml gives it another level"),
        ("publication/duplicate-id", "`publication/duplicate-id` stays an error"),
    ] {
        let run = desk.run(&["build", "--allow", rule]);
        assert_eq!(run.status, 2, "{rule}: {}", run.err);
        assert!(run.err.contains(answer), "{rule}: {}", run.err);
    }
    for rule in ["identity/changed-id", "publication/same-instant"] {
        assert_eq!(desk.run(&["build", "--check", "--allow", rule]).status, 1, "{rule} is one, and feeds/ is missing");
    }
}

#[test]
fn a_changed_id_and_a_lost_story_are_let_pass_by_their_names_too() {
    let desk = published();
    rename(&desk);
    let allowed = desk.run(&["build", "--strict", "-v", "--allow", "identity/changed-id"]);
    assert_eq!(allowed.status, 0, "{}", allowed.err);
    assert!(allowed.out.contains("1 entry will come back as unread"), "{}", allowed.out);
}

/// A publication with a draft and an article that is still to come, published without them.
fn with_a_preview() -> Desk {
    let desk = Desk::new();
    let text = "title = \"The sluice\"\ndate = 2026-03-05T09:00:00Z\ntags = [\"locks\"]\nbody = \"Open on Sundays.\"\n";
    desk.write("articles/sluice.toml", &format!("draft = true\n{text}"));
    desk.write("articles/bridge.toml", &text.replace("sluice", "bridge").replace("2026-03-05", "2026-04-05"));
    assert_eq!(desk.run(&["build", "--strict"]).status, 0);
    desk
}

#[test]
fn a_preview_is_told_and_taken_out_again_without_a_word() {
    let desk = with_a_preview();
    let before = desk.files("feeds");
    let preview = desk.run(&["build", "--drafts", "--future"]);
    assert_eq!(preview.status, 0, "{}", preview.err);
    let words = "warning[identity/preview]: these feeds are a preview, with 1 draft and 1 article still to come";
    assert!(preview.err.contains(words), "{}", preview.err);
    assert!(desk.read("feeds/rss.xml").contains("The sluice"));
    assert_eq!(desk.run(&["build", "--check", "--strict"]).status, 1, "what is there is not what is to be published");
    let plain = desk.run(&["build", "--strict", "-v"]);
    assert_eq!((plain.status, plain.err.as_str()), (0, ""));
    assert!(!plain.out.contains("readers keep"), "{}", plain.out);
    assert!(desk.files("feeds") == before);
}

/// What is due this very second is no preview, and a preview names what is early alone.
#[test]
fn a_preview_begins_behind_the_present() {
    let desk = published();
    desk.write(
        "articles/now.toml",
        "title = \"Now\"\ndate = 2026-03-10T12:00:00Z\nid = \"urn:isbn:1\"\nbody = \"Due.\"\n",
    );
    let at = |now: &str| desk.run(&["build", "--future", "--now", now]);
    assert!(!at("2026-03-10T12:00:00Z").err.contains("preview"));
    let early = "these feeds are a preview, with 1 article still to come\n";
    desk.write(
        "articles/next.toml",
        "title = \"Next\"\ndate = 2026-03-10T12:00:01Z\nid = \"urn:isbn:2\"\nbody = \"To come.\"\n",
    );
    let run = at("2026-03-10T12:00:00Z");
    assert!(run.err.contains(early), "{}", run.err);
}

#[test]
fn what_a_preview_showed_may_still_get_another_id() {
    let desk = with_a_preview();
    assert_eq!(desk.run(&["build", "--drafts", "--future"]).status, 0);
    let text = desk.read("articles/sluice.toml").replace("draft = true\n", "");
    fs::remove_file(desk.path("articles/sluice.toml")).expect("the file is ours");
    desk.write("articles/lock.toml", &text);
    let built = desk.run(&["build", "-v"]);
    assert_eq!((built.status, built.err.as_str()), (0, ""));
    assert!(!desk.read("feeds/.dateline").contains("preview"));
    fs::rename(desk.path("articles/lock.toml"), desk.path("articles/gate.toml")).expect("the file is ours");
    assert!(desk.run(&["build"]).err.contains("identity/changed-id"), "it is published now");
}

/// What readers have already is no preview, whatever its file says now.
#[test]
fn what_was_published_is_missed_after_a_preview_too() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["build"]).status, 0);
    withdraw(&desk);
    desk.write("articles/ferry.toml", &desk.read("articles/ferry.toml").replace("ferries", "piers"));
    let shown = desk.run(&["build", "--drafts"]);
    assert!(!shown.err.contains("preview"), "{}", shown.err);
    assert!(desk.run(&["build"]).err.contains("warning[identity/vanished]"));
}

#[test]
fn a_strict_build_publishes_no_preview() {
    let desk = with_a_preview();
    let before = desk.files("feeds");
    assert_eq!(desk.run(&["build", "--strict", "--future"]).status, 1);
    assert!(desk.files("feeds") == before);
    assert_eq!(desk.run(&["build", "--strict", "--future", "--allow", "identity/preview"]).status, 0);
    let without = Desk::new();
    let nothing = without.run(&["build", "--strict", "--drafts", "--future"]);
    assert_eq!((nothing.status, nothing.err.as_str()), (0, ""), "there is nothing to be let in");
    let diff = desk.run(&["diff", "--drafts", "--future"]);
    assert!(!diff.err.contains("preview"), "nothing is written: {}", diff.err);
}

/// A day alone on the day of publication is no later than that.
#[test]
fn a_changed_text_with_the_day_alone_is_told_what_is_true() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["build"]).status, 0);
    let old = desk.read("articles/ice.toml");
    let new = old.replace(
        "The last of it went out",
        "No ice was seen from the light house since Monday, and all of it went out",
    );
    desk.write("articles/ice.toml", &format!("updated = 2026-02-01\n{new}"));
    let built = desk.run(&["build"]);
    assert!(built.err.contains("`updated` is no later than it was"), "{}", built.err);
    assert!(built.err.contains("warning[article/update-unseen]"), "{}", built.err);
    assert!(built.err.contains("as in `updated = 2026-02-01T09:00:00-05:00`"), "{}", built.err);
    desk.write("articles/ice.toml", &format!("updated = 2026-02-01T09:00:00-05:00\n{new}"));
    let timed = desk.run(&["build", "--strict"]);
    assert_eq!((timed.status, timed.err.as_str()), (0, ""));
}

#[test]
fn a_correction_that_no_feed_carries_is_told() {
    let desk = Desk::new();
    desk.write("config.toml", &format!("{}limit = 1\n", desk.read("config.toml")));
    desk.write("articles/ice.toml", &format!("{}updated = 2026-03-06\n", desk.read("articles/ice.toml")));
    let built = desk.run(&["build", "--strict"]);
    assert_eq!(built.status, 0, "{}", built.err);
    let line = "the update of `Harbour ice is gone` is in no feed, and reaches nobody (`-v` shows where)\n";
    assert!(built.out.contains(line), "{}", built.out);
}

/// Each way in which feeds change by themselves, in turn the first.
#[test]
fn a_program_is_told_when_the_feeds_change_by_themselves() {
    let desk = Desk::new();
    let waiting = |desk: &Desk| -> Value {
        let run = desk.run(&["build", "--format", "json"]);
        let run: Value = serde_json::from_str(&run.out).expect("it is JSON");
        run["waiting"].clone()
    };
    assert_eq!(waiting(&desk)["next_change"], Value::Null);
    let later = "title = \"Later\"\ndate = 2026-03-01\nupdated = 2026-04-03T08:00:00+02:00\nid = \"urn:isbn:1\"\nbody = \"x\"\n";
    desk.write("articles/later.toml", later);
    let told = waiting(&desk);
    assert_eq!((&told["next"], &told["next_expiry"]), (&Value::Null, &Value::Null));
    assert_eq!(told["next_update"], "2026-04-03T08:00:00+02:00");
    assert_eq!(told["next_change"], "2026-04-03T08:00:00+02:00");
    let line = "the next `updated` that is still to come counts from 2026-04-03T08:00:00+02:00\n";
    assert!(desk.run(&["build"]).out.contains(line));
    // Earlier by the clock, though not by its letters.
    desk.write(
        "articles/next.toml",
        "title = \"Next\"\ndate = 2026-04-03T07:00:00+03:00\nid = \"urn:isbn:2\"\nbody = \"x\"\n",
    );
    assert_eq!(waiting(&desk)["next_change"], "2026-04-03T07:00:00+03:00");
    desk.write("articles/later.toml", &format!("expires = 2026-04-03T03:30:00Z\n{later}"));
    assert_eq!(waiting(&desk)["next_change"], "2026-04-03T03:30:00Z");
    desk.write(
        "articles/draft.toml",
        &format!("draft = true\n{}", later.replace("04-03", "03-20").replace(":1\"", ":3\"")),
    );
    assert_eq!(waiting(&desk)["next_change"], "2026-04-03T03:30:00Z", "a draft waits for its desk");
}

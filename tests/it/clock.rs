//! A clock that jumps: what is built depends on the moment and on nothing that was built before.

use std::collections::BTreeMap;

use crate::commands::Desk;
use crate::publication::CONFIG;

/// The moments, in the order of the calendar.
const MOMENTS: [&str; 6] = [
    "2026-01-10T00:00:00Z",
    "2026-01-20T00:00:00Z",
    "2026-02-10T11:59:59Z",
    "2026-02-10T12:00:00Z",
    "2026-05-01T00:00:00Z",
    "2199-12-31T23:59:59Z",
];

/// Stories of four months: some to come, one that expires, one that was updated; archives, tags, and pages.
fn desk() -> Desk {
    let desk = Desk::unpinned();
    desk.write("config.toml", &format!("{CONFIG}[feeds]\nby = [\"tag\"]\narchive = true\nlimit = 3\n"));
    for (number, day) in ["01-05", "01-15", "02-01", "02-10", "03-04", "03-20", "04-02"].iter().enumerate() {
        let expires = if number == 2 { "expires = 2026-02-10T12:00:00Z\n" } else { "" };
        let updated = if number == 0 { "updated = 2026-03-01T12:00:00Z\n" } else { "" };
        desk.write(
            &format!("articles/story-{number}.toml"),
            &format!(
                "title = \"Story {number}\"\nid = \"tag:gazette.example,2026:{number}\"\ndate = 2026-{day}T12:00:00Z\n\
                 tags = [\"tag {}\"]\n{expires}{updated}body = \"Text {number}.\"\n",
                number % 3
            ),
        );
    }
    for name in ["ice", "ferry"] {
        std::fs::remove_file(desk.path(&format!("articles/{name}.toml"))).expect("it is ours");
    }
    desk
}

fn build(desk: &Desk, now: &str) -> BTreeMap<String, Vec<u8>> {
    let run = desk.run(&["build", "--now", now]);
    assert_eq!(run.status, 0, "{now}: {}", run.err);
    desk.files("feeds")
}

#[test]
fn however_the_clock_jumps_the_feeds_are_those_of_the_moment() {
    let fresh = MOMENTS.map(|now| build(&desk(), now));
    let differing = fresh.iter().zip(&fresh[1..]).filter(|(one, next)| one != next).count();
    assert!(differing >= 4, "the moments are hardly different");
    let desk = desk();
    let articles = desk.files("articles");
    for at in [3, 0, 5, 1, 4, 4, 2, 3, 5, 0, 2, 1, 3] {
        let feeds = build(&desk, MOMENTS[at]);
        let names = |feeds: &BTreeMap<String, Vec<u8>>| feeds.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&feeds), names(&fresh[at]), "at {}", MOMENTS[at]);
        assert!(feeds == fresh[at], "at {}: other bytes than a first build", MOMENTS[at]);
        assert_eq!(desk.run(&["build", "--check", "--now", MOMENTS[at]]).status, 0);
    }
    let feeds = desk.files("feeds");
    let run = desk.run(&["build", "--now", "1971-01-01T00:00:00Z"]);
    assert!(run.status == 1 && run.err.contains("publication/empty"), "{}", run.err);
    assert!(desk.files("feeds") == feeds, "a clock that stands before everything withdraws nothing");
    assert!(desk.files("articles") == articles, "no article is touched");
}

/// Times of files are of a clock too.
#[test]
fn times_of_files_decide_nothing() {
    use std::time::{Duration, SystemTime};
    let desk = desk();
    let feeds = build(&desk, MOMENTS[4]);
    let times = [SystemTime::UNIX_EPOCH, SystemTime::UNIX_EPOCH + Duration::from_secs(7_000_000_000)];
    for (old, new) in [(times[0], times[1]), (times[1], times[0])] {
        for (folder, time) in [("articles", old), ("feeds", new)] {
            for name in desk.files(folder).into_keys() {
                let file = std::fs::File::options().write(true).open(desk.path(folder).join(name)).expect("it is ours");
                file.set_modified(time).expect("it is ours");
            }
        }
        assert!(build(&desk, MOMENTS[4]) == feeds);
        let story = desk.read("articles/story-6.toml");
        desk.write("articles/story-6.toml", &story.replace("Text 6", "Text six"));
        let file = std::fs::File::options().write(true).open(desk.path("articles/story-6.toml")).expect("it is ours");
        file.set_modified(old).expect("it is ours");
        assert!(build(&desk, MOMENTS[4]) != feeds, "a change is seen whatever the clock says of it");
        desk.write("articles/story-6.toml", &story);
        build(&desk, MOMENTS[4]);
    }
}

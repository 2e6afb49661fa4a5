//! What becomes of feeds that people subscribe to, when nothing is left that belongs to them: the main one stays, and is
//! empty; that others are made no more is told.

use crate::commands::Desk;
use crate::publication::CONFIG;

/// The present, once all that expires has.
const LATER: &str = "2026-04-01T12:00:00Z";

/// A paper with feeds of all kinds, of which two articles expire in March.
fn paper() -> Desk {
    let desk = Desk::new();
    let by = "[feeds]\nby = [\"section\", \"tag\", \"author\", \"language\"]\n";
    desk.write("config.toml", &format!("{CONFIG}{by}"));
    let ball = "title = \"Ball\"\ndate = 2026-03-02\nexpires = 2026-03-20\nid = \"tag:gazette.example,2026:ball\"\n\
                section = \"Events\"\ntags = [\"Balls\"]\nbyline = \"By Jane Doe\"\nbody = \"We danced.\"\n";
    desk.write("articles/ball.toml", ball);
    let tanz = "title = \"Tanz\"\ndate = 2026-03-03\nexpires = 2026-03-22\nid = \"tag:gazette.example,2026:tanz\"\n\
                language = \"de\"\ntags = [\"Balls\"]\nbody = \"Es war schön.\"\n";
    desk.write("articles/tanz.toml", tanz);
    desk
}

fn built(desk: &Desk, args: &[&str]) -> String {
    let run = desk.run(&[&["build"], args].concat());
    assert_eq!(run.status, 0, "{}", run.err);
    run.out
}

#[test]
fn the_last_entry_can_expire() {
    let desk = paper();
    for name in ["ice", "ferry"] {
        let path = format!("articles/{name}.toml");
        desk.write(&path, &format!("expires = 2026-03-21\n{}", desk.read(&path)));
    }
    built(&desk, &[]);
    let run = desk.run(&["build", "--strict", "-v", "--now", LATER]);
    assert_eq!(run.status, 0, "what time alone does fails no run: {}", run.err);
    assert!(run.err.contains("info[publication/all-expired]"), "{}", run.err);
    for name in ["rss.xml", "atom.xml", "feed.json"] {
        assert!(!desk.read(&format!("feeds/{name}")).contains("tag:gazette.example,2026"), "{name} has an entry");
    }
    assert!(run.out.contains("feeds/{rss.xml,atom.xml,feed.json}      no entry, "), "{}", run.out);
    assert!(desk.read("feeds/rss.xml").contains("<pubDate>Sun, 22 Mar 2026 00:00:00 -0400</pubDate>"));
    assert!(!desk.read("feeds/index.html").contains("<ol>"), "there is no list of nothing");
    let checked = desk.run(&["check", "--strict", "--now", LATER]);
    assert_eq!(checked.status, 0, "{}{}", checked.out, checked.err);
    let made = desk.files("feeds");
    std::fs::remove_dir_all(desk.path("feeds")).expect("the folder is ours");
    built(&desk, &["--now", LATER]);
    assert!(desk.files("feeds") == made, "it is not made of what lay there");
    let line = desk.run(&["build", "--now", LATER, "--format", "json"]).out;
    assert!(line.contains("\"entries\":0,\"newest\":null"), "{line}");
    desk.write(
        "articles/new.toml",
        "title = \"New\"\ndate = 2026-03-09\nid = \"urn:isbn:1\"\nbody = \"We are back.\"\n",
    );
    assert!(built(&desk, &["--now", LATER, "--strict"]).contains("1 entry, newest 2026-03-09"));
}

/// What is over is named nowhere, so its feeds cannot stay; whoever serves them has to know.
#[test]
fn feeds_whose_last_article_expires_are_named() {
    let desk = paper();
    built(&desk, &["--strict"]);
    let run = desk.run(&["build", "--strict", "-v", "--now", LATER]);
    assert_eq!(run.status, 0, "what time alone does fails no run: {}", run.err);
    assert!(run.err.contains("info[identity/feed-gone]: 5 feeds are no longer made"), "{}", run.err);
    for folder in ["author/jane-doe", "language/de", "language/en", "section/events", "tag/balls"] {
        let note = format!(" = note: https://gazette.example/feeds/{folder}/{{rss.xml,atom.xml,feed.json}}\n");
        assert!(run.err.contains(&note) && !desk.path(&format!("feeds/{folder}")).exists(), "{folder}: {}", run.err);
    }
}

/// Each way to lose a feed by hand, with what keeps it and where its subscribers may go.
#[test]
fn a_feed_that_is_made_no_more_is_named() {
    let home = "https://gazette.example/feeds/";
    let change = |desk: &Desk, file: &str, old: &str, new: &str| {
        let text = desk.read(file);
        assert!(text.contains(old), "{file} has no {old}");
        desk.write(file, &text.replace(old, new));
    };
    let all = "{rss.xml,atom.xml,feed.json}";
    let ways = [
        (
            "articles/ball.toml",
            "\"Events\"",
            "\"Feasts\"",
            format!("`{home}section/events/{all}` is"),
            "file an article there again to keep",
            "rss.xml",
        ),
        (
            "config.toml",
            "\"section\", ",
            "",
            format!("`{home}section/events/{all}` is"),
            "write `\"section\"` in `by`",
            "rss.xml",
        ),
        (
            "articles/tanz.toml",
            "language = \"de\"\n",
            "",
            "2 feeds are".to_owned(),
            "file an article there again to keep",
            "rss.xml",
        ),
        (
            "config.toml",
            "by =",
            "formats = [\"atom\"]\nby =",
            "7 feeds are".to_owned(),
            "write `\"rss\"` in `formats`",
            "atom.xml",
        ),
    ];
    for (file, old, new, named, keep, next) in ways {
        let desk = paper();
        built(&desk, &["--strict"]);
        change(&desk, file, old, new);
        let checked = desk.run(&["build", "--check"]);
        assert!(checked.err.contains("warning[identity/feed-gone]"), "{new}: {}", checked.err);
        let run = desk.run(&["build"]);
        let err = run.err;
        assert!(run.status == 0 && err.contains(&named), "{new}: {err}");
        assert!(
            err.contains(&format!("help: {keep}")) && err.contains(&format!("such as `{home}{next}`")),
            "{new}: {err}"
        );
        let is_one = named.ends_with(" is");
        let them = if is_one {
            "keep it, or let the server redirect it "
        } else {
            "keep the first, or let the server redirect them "
        };
        assert!(err.contains(them), "{new}: {err}");
        assert_eq!(err.contains(&format!("= note: {home}")), !is_one, "one address stands in the message: {err}");
        let again = desk.run(&["build", "--strict"]);
        assert!(again.status == 0 && !again.err.contains("feed-gone"), "it is told once: {}", again.err);
    }
    let desk = paper();
    built(&desk, &[]);
    change(&desk, "articles/tanz.toml", "language = \"de\"\n", "");
    let both = desk.run(&["build"]).err;
    for language in ["de", "en"] {
        assert!(both.contains(&format!(" = note: {home}language/{language}/{all}\n")), "{both}");
    }
}

/// A build by hand may have removed what those that subscribers have still hold.
#[test]
fn a_feed_that_was_saved_from_the_site_is_missed_too() {
    let desk = paper();
    built(&desk, &[]);
    std::fs::rename(desk.path("feeds"), desk.path("live")).expect("the folder is ours");
    let ball = desk.read("articles/ball.toml");
    desk.write("articles/ball.toml", &ball.replace("\"Events\"", "\"Feasts\""));
    built(&desk, &[]);
    let held = desk.run(&["build", "--check", "--against", "live"]);
    assert!(held.status == 0 && held.err.contains("section/events/{rss.xml,atom.xml,feed.json}` is"), "{}", held.err);
    let one = desk.run(&["build", "--check", "--against", "live/section/events/rss.xml"]);
    assert!(!one.err.contains("feed-gone"), "where it lies on the site is not known: {}", one.err);
    // Nor is that of a whole site's folder a folder of feeds.
    std::fs::create_dir(desk.path("site")).expect("the folder is ours");
    std::fs::rename(desk.path("live"), desk.path("site/feeds")).expect("the folder is ours");
    let site = desk.run(&["build", "--check", "--against", "site"]);
    assert!(!site.err.contains("feed-gone"), "{}", site.err);
}

/// Nobody subscribes to an archive.
#[test]
fn an_archive_that_is_made_no_more_is_not_missed() {
    let desk = paper();
    let config = desk.read("config.toml");
    desk.write("config.toml", &format!("{config}archive = true\n"));
    desk.write("articles/old.toml", "title = \"Old\"\ndate = 2026-01-09\nid = \"urn:isbn:2\"\nbody = \"Once.\"\n");
    built(&desk, &[]);
    assert!(desk.path("feeds/archive/2026-01/rss.xml").exists());
    desk.write("config.toml", &config);
    let run = desk.run(&["build", "--strict"]);
    assert!(run.status == 0 && !desk.path("feeds/archive").exists(), "{}", run.err);
}

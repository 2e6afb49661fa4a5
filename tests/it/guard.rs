//! The guard of identity, on small publications that were published once and then changed.

use std::collections::BTreeMap;

use dateline::compile::Compiled;
use dateline::diagnostic::rule::Level;
use dateline::feed::Admit;
use dateline::source::Published;
use dateline::spool::Text;

use crate::publication::{Publication, shown, text_of};

const CONFIG: &str = "\
[site]
title       = \"The Harbour Gazette\"
link        = \"https://gazette.example/\"
description = \"News from the waterfront\"
language    = \"en-US\"
timezone    = \"America/New_York\"
";

/// What subscribers have: files below `feeds/`, and others by their own names.
#[derive(Default)]
struct Before {
    feeds: BTreeMap<String, String>,
    others: BTreeMap<String, String>,
}

impl Published for Before {
    fn is(&self, path: &str, text: &Text) -> bool {
        self.feeds.get(path).is_some_and(|known| text.read().is_ok_and(|text| *known == text))
    }

    fn paths(&self) -> Vec<String> {
        self.feeds.keys().map(|path| format!("feeds/{path}")).chain(self.others.keys().cloned()).collect()
    }

    fn is_other(&self, path: &str) -> bool {
        self.others.contains_key(path)
    }

    fn has_others(&self) -> bool {
        !self.others.is_empty()
    }

    fn feeds(&self) -> Vec<(String, String)> {
        self.feeds.keys().map(|path| (format!("feeds/{path}"), path.clone())).collect()
    }

    fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        let own = || self.feeds.get(path.strip_prefix("feeds/")?);
        self.others.get(path).or_else(own).map(|text| text.clone().into_bytes())
    }
}

impl Before {
    fn of(compiled: &Compiled) -> Self {
        assert!(!compiled.documents.is_empty(), "{}", shown(compiled));
        let feed = |output: &dateline::compile::Output| (output.document.path.clone(), text_of(&output.document));
        Self { feeds: compiled.documents.iter().map(feed).collect(), ..Self::default() }
    }
}

/// An article with a text of its own, and no id.
fn article(title: &str, day: &str, text: &str) -> String {
    format!("title = \"{title}\"\ndate  = \"{day} 10:00 ET\"\nbody  = \"\"\"\n{text}\n\"\"\"\n")
}

const ICE: &str = "The last of the ice went out with Sunday's tide, three weeks earlier than last year, and the boats are back at the pier.";
const TOLLS: &str = "Crossing the bay will cost a dollar more from June, the council decided on Tuesday night after a debate of four hours.";
const LOG: &str = "Two bicycles were found near the station and wait for their owners at the desk, who may come on any day but Sunday.";

/// Three stories without ids, two of them with one title.
fn paper() -> Publication {
    Publication::new(CONFIG)
        .with("articles/ice.toml", article("Harbour ice is gone", "2026-02-01", ICE))
        .with("articles/tolls.toml", article("Police log", "2026-02-02", TOLLS))
        .with("articles/log.toml", article("Police log", "2026-02-03", LOG))
}

fn rules(compiled: &Compiled) -> Vec<&'static str> {
    compiled.diagnostics.iter().map(|found| found.rule.id).collect()
}

/// What a change of the paper makes of what was published.
fn after(change: impl Fn(Publication) -> Publication) -> Compiled {
    let before = Before::of(&pinned(paper()).compile());
    change(pinned(paper())).compile_after(&before, Admit::default())
}

/// The same with ids of their own, so that nothing asks for them.
fn pinned(mut paper: Publication) -> Publication {
    for (path, bytes) in &mut paper.0 {
        if let Some(name) = path.strip_prefix("articles/").and_then(|path| path.strip_suffix(".toml")) {
            let text = String::from_utf8(bytes.clone()).expect("articles are text");
            *bytes = format!("id = \"tag:gazette.example,2026:{name}\"\n{text}").into_bytes();
        }
    }
    paper
}

fn replaced(mut paper: Publication, path: &str, old: &str, new: &str) -> Publication {
    let text = String::from_utf8(paper.0[path].clone()).expect("it is text");
    assert!(text.contains(old), "{path} has no {old}");
    paper.0.insert(path.to_owned(), text.replace(old, new).into_bytes());
    paper
}

#[test]
fn a_first_build_and_one_that_changes_nothing_are_silent() {
    assert_eq!(rules(&paper().compile_after(&Before::default(), Admit::default())), [""; 0]);
    assert_eq!(rules(&after(|paper| paper)), [""; 0]);
}

/// Each of the ways in which a site changes all its ids at once, or one.
#[test]
fn every_way_to_lose_an_id_is_caught_before_a_byte_is_written() {
    let before = Before::of(&paper().compile());
    let renamed = |mut paper: Publication| {
        let text = paper.0.remove("articles/ice.toml").expect("it is there");
        paper.with("articles/spring.toml", text)
    };
    let slug = |paper| replaced(paper, "articles/ice.toml", "title", "slug = \"spring\"\ntitle");
    let host = |paper| replaced(paper, "config.toml", "gazette.example", "www.harbour.example");
    let day = |paper| replaced(paper, "articles/ice.toml", "2026-02-01", "2026-02-04");
    let retitled = |paper: Publication| renamed(replaced(paper, "articles/ice.toml", "Harbour ice is gone", "Spring"));
    for (what, changed, count) in [
        ("a file's name", renamed(paper()), 1),
        ("a slug", slug(paper()), 1),
        ("the host", host(paper()), 3),
        ("the day", day(paper()), 1),
        ("the title and the file's name", retitled(paper()), 1),
    ] {
        let compiled = changed.compile_after(&before, Admit::default());
        let changed = rules(&compiled).iter().filter(|rule| **rule == "identity/changed-id").count();
        assert_eq!(changed, count, "{what}: {}", shown(&compiled));
        assert!(compiled.documents.is_empty(), "{what}");
    }
}

/// Addresses may change: ids are apart from them.
#[test]
fn another_scheme_or_permalink_changes_no_id() {
    let before = Before::of(&paper().compile());
    let http = replaced(paper(), "config.toml", "https:", "http:");
    let permalink = replaced(paper(), "config.toml", "[site]", "[articles]\npermalink = \"{slug}\"\n[site]");
    let http_feeds = replaced(
        replaced(paper(), "config.toml", "https:", "http:"),
        "config.toml",
        "[site]",
        "[feeds]\nid = \"https://gazette.example/feeds/\"\n[site]",
    );
    let of_feeds = ["identity/unpinned", "identity/changed-feed-id"];
    for (changed, expected) in [(http, &of_feeds[..]), (http_feeds, &of_feeds[..1]), (permalink, &of_feeds[..1])] {
        let compiled = changed.compile_after(&before, Admit::default());
        assert_eq!(rules(&compiled), expected, "{}", shown(&compiled));
        assert!(!compiled.documents.is_empty());
    }
    // Where the address is the id, as old feeds have it, it does.
    let live = "{\"items\":[{\"id\":\"http://gazette.example/2026/02/ice/\",\"url\":\"http://gazette.example/2026/02/ice/\",\
                \"title\":\"Harbour ice is gone\",\"date_published\":\"2026-02-01T15:00:00Z\"}]}";
    let mut before = Before::default();
    before.others.insert("live.json".to_owned(), live.to_owned());
    let compiled = paper().compile_after(&before, Admit::default());
    assert_eq!(rules(&compiled), ["identity/changed-id"]);
    assert!(shown(&compiled).contains("write `id = \"http://gazette.example/2026/02/ice/\"`"), "{}", shown(&compiled));
}

/// Older feeds have one id in RSS and another in Atom, and each subscriber knows one of them.
#[test]
fn each_format_is_held_against_what_was_published_in_it() {
    let old = "id = { atom = \"tag:gazette.example,2020:ice\", rss = \"1234\" }\ntitle";
    let adopted = || replaced(paper(), "articles/ice.toml", "title", old);
    let before = Before::of(&adopted().compile());
    assert_eq!(rules(&adopted().compile_after(&before, Admit::default())), ["identity/unpinned"]);
    let one = replaced(paper(), "articles/ice.toml", "title", "id = \"tag:gazette.example,2020:ice\"\ntitle");
    for lost in [one, paper()] {
        let compiled = lost.compile_after(&before, Admit::default());
        assert_eq!(rules(&compiled), ["identity/changed-id"], "one finding for all formats");
        let help = compiled.diagnostics[0].help.as_deref();
        assert_eq!(help, Some("write `id = { atom = \"tag:gazette.example,2020:ice\", rss = \"1234\" }`"));
    }
}

#[test]
fn the_line_to_type_mends_it() {
    let before = Before::of(&paper().compile());
    let mut moved = paper();
    let text = moved.0.remove("articles/ice.toml").expect("it is there");
    let moved = moved.with("articles/spring.toml", text);
    let compiled = moved.compile_after(&before, Admit::default());
    insta::assert_snapshot!(shown(&compiled));
    let mended = replaced(moved, "articles/spring.toml", "title", "id = \"tag:gazette.example,2026-02-01:ice\"\ntitle");
    assert_eq!(rules(&mended.compile_after(&before, Admit::default())), ["identity/unpinned"]);
}

#[test]
fn changed_ids_can_be_let_in() {
    let before = Before::of(&paper().compile());
    let moved = replaced(paper(), "articles/ice.toml", "title", "slug = \"spring\"\ntitle");
    let compiled = moved.compile_after(&before, Admit { id_changes: true, ..Admit::default() });
    assert!(!compiled.documents.is_empty());
    let changed = compiled.diagnostics.iter().find(|found| found.rule.id == "identity/changed-id");
    assert_eq!(changed.map(|found| found.level), Some(Level::Info), "{}", shown(&compiled));
}

/// Who lets ids change has not asked for a story to vanish behind another.
#[test]
fn an_old_id_with_another_story_is_a_warning_where_ids_may_change() {
    let before = Before::of(&pinned(paper()).compile());
    let other = article("Fog", "2026-03-01", "No boat left before nine on Friday morning.");
    let other = other.replace("title", "id = \"tag:gazette.example,2026:ice\"\nslug = \"fog\"\ntitle");
    let compiled = pinned(paper())
        .with("articles/ice.toml", other)
        .compile_after(&before, Admit { id_changes: true, ..Admit::default() });
    let found: Vec<_> = compiled.diagnostics.iter().map(|found| (found.rule.id, found.level)).collect();
    assert_eq!(found, [("identity/reused-id", Level::Warning)]);
    assert!(!compiled.documents.is_empty());
}

#[test]
fn an_old_id_with_another_story_is_refused() {
    let new = article("Fog delays morning boats", "2026-03-01", "No boat left before nine on Friday morning.")
        .replace("title", "slug = \"fog\"\ntitle");
    let compiled =
        after(|paper| paper.with("articles/ice.toml", format!("id = \"tag:gazette.example,2026:ice\"\n{new}")));
    assert_eq!(rules(&compiled), ["identity/reused-id"]);
    insta::assert_snapshot!(shown(&compiled));
    let log =
        article("Police log", "2026-02-10", "A wallet, a red scarf and the keys of a van wait for whoever lost them.");
    let copied = after(|mut paper| {
        paper.0.remove("articles/log.toml");
        paper.with("articles/log-10.toml", format!("id = \"tag:gazette.example,2026:log\"\n{log}"))
    });
    assert_eq!(rules(&copied), ["identity/reused-id"], "last week's file, copied with its id");
    let retitled = after(|paper| replaced(paper, "articles/ice.toml", "Harbour ice is gone", "Spring comes early"));
    assert_eq!(rules(&retitled), [""; 0], "its address and its text are the same");
}

#[test]
fn a_story_that_waits_again_is_told_and_one_that_is_over_is_not() {
    let draft = after(|paper| replaced(paper, "articles/ice.toml", "title", "draft = true\ntitle"));
    assert_eq!(rules(&draft), ["identity/vanished"]);
    let ahead = after(|paper| replaced(paper, "articles/ice.toml", "2026-02-01", "2026-04-01"));
    assert_eq!(rules(&ahead), ["identity/vanished"]);
    insta::assert_snapshot!(shown(&ahead));
    let unpinned = Before::of(&paper().compile());
    let draft = replaced(paper(), "articles/ice.toml", "title", "slug = \"spring\"\ndraft = true\ntitle");
    let draft = draft.compile_after(&unpinned, Admit::default());
    assert!(rules(&draft).contains(&"identity/vanished"), "a draft under another id is known by its title and day");
    let ahead =
        replaced(paper(), "articles/ice.toml", "2026-02-01", "2026-04-01").compile_after(&unpinned, Admit::default());
    assert!(rules(&ahead).contains(&"identity/vanished"), "one under another date by its text");
    for over in [
        after(|paper| replaced(paper, "articles/ice.toml", "title", "expires = 2026-03-01\ntitle")),
        after(|paper| replaced(paper, "config.toml", "[site]", "[feeds]\nlimit = 1\n[site]")),
    ] {
        assert_eq!(rules(&over), [""; 0]);
    }
}

/// What comes back under another id comes back as another story: the line to type is given while there is time.
#[test]
fn what_waits_again_without_an_id_is_told_the_one_that_readers_know() {
    let before = Before::of(&paper().compile());
    let id = "write `id = \"tag:gazette.example,2026-02-01:ice\"`, so that it is the same story when it comes back; ";
    let draft = |paper| replaced(paper, "articles/ice.toml", "title", "draft = true\ntitle");
    let ahead = |paper| replaced(paper, "articles/ice.toml", "2026-02-01", "2026-04-01");
    for waiting in [draft(paper()), ahead(paper()), ahead(draft(paper()))] {
        let told = waiting.compile_after(&before, Admit::default());
        let vanished = told.diagnostics.iter().find(|found| found.rule.id == "identity/vanished").expect("it is told");
        assert!(vanished.help.as_deref().is_some_and(|help| help.starts_with(id)), "{}", shown(&told));
    }
    let old = "id = { atom = \"tag:gazette.example,2020:ice\", rss = \"1234\" }\ntitle";
    let before = Before::of(&replaced(paper(), "articles/ice.toml", "title", old).compile());
    let told = draft(paper()).compile_after(&before, Admit::default());
    assert!(
        shown(&told).contains("write `id = { atom = \"tag:gazette.example,2020:ice\", rss = \"1234\" }`"),
        "{}",
        shown(&told)
    );
    let pinned = after(draft);
    let help = pinned.diagnostics[0].help.as_deref().unwrap_or_default();
    assert!(help.starts_with("write `retracted = \"Why\"` instead if nobody should read it"), "it has its id: {help}");
}

fn without(mut paper: Publication, names: &[&str]) -> Publication {
    for name in names {
        paper.0.remove(&format!("articles/{name}.toml")).expect("it is there");
    }
    paper
}

/// A file that is deleted by accident is told, once for all formats and feeds, at the entry.
#[test]
fn an_entry_whose_article_is_gone_is_told() {
    let one = after(|paper| without(paper, &["ice"]));
    assert_eq!(rules(&one), ["identity/no-article"]);
    insta::assert_snapshot!(shown(&one));
    assert!(!one.documents.is_empty());
    let two = after(|paper| without(paper, &["ice", "log"]));
    assert_eq!(two.diagnostics[0].message, "2 published entries have ids that no article has any more");
    let draft = after(|paper| without(replaced(paper, "articles/log.toml", "title", "draft = true\ntitle"), &["ice"]));
    assert_eq!(rules(&draft), ["identity/vanished", "identity/no-article"], "a draft is there, and waits");
    let draft =
        after(|paper| replaced(paper, "articles/ice.toml", "id = \"tag:gazette.example,2026:ice\"", "draft = true"));
    assert_eq!(rules(&draft), ["identity/vanished"], "so does one under another id");
    let by = |paper, what: &str| replaced(paper, "config.toml", "[site]", &format!("[feeds]\nby = [{what}]\n[site]"));
    let tagged = |paper| replaced(paper, "articles/ice.toml", "title", "tags = [\"ice\"]\ntitle");
    let before = Before::of(&by(tagged(pinned(paper())), "\"tag\"").compile());
    let without_tags = tagged(pinned(paper())).compile_after(&before, Admit::default());
    assert_eq!(rules(&without_tags), ["identity/feed-gone"], "a feed that is no longer made takes no article with it");
}

/// An entry with an id for each format is one story.
#[test]
fn a_deleted_story_is_one_whatever_each_format_calls_it() {
    let id = "id = { atom = \"tag:gazette.example,2020:ice\", rss = \"12&34\" }\ntitle";
    let adopted = || replaced(paper(), "articles/ice.toml", "title", id);
    let before = Before::of(&adopted().compile());
    let gone = without(adopted(), &["ice"]).compile_after(&before, Admit::default());
    let told = gone.diagnostics.iter().find(|found| found.rule.id == "identity/no-article").expect("it is told");
    assert_eq!(told.message, "`Harbour ice is gone` is published, and no article has its id any more");
    let rss = Before { feeds: [("rss.xml".to_owned(), before.feeds["rss.xml"].clone())].into(), ..Before::default() };
    let gone = without(adopted(), &["ice"]).compile_after(&rss, Admit::default());
    let place = gone.diagnostics.iter().find(|found| found.rule.id == "identity/no-article").map(|found| &found.span);
    let place = place.expect("it is told");
    assert_eq!(&place.source.text()[place.range.clone().expect("its place is known")], "12&amp;34");
}

/// Where no more is kept than the feeds show, the oldest goes with its entry.
#[test]
fn an_old_entry_that_newer_ones_push_out_is_not_missed() {
    let limited = |paper| replaced(paper, "config.toml", "[site]", "[feeds]\nlimit = 3\n[site]");
    let before = Before::of(&limited(pinned(paper())).compile());
    let next = |paper: Publication| pinned(paper.with("articles/new.toml", article("New", "2026-03-01", "x")));
    let pushed = without(limited(next(paper())), &["ice"]).compile_after(&before, Admit::default());
    assert_eq!(rules(&pushed), [""; 0]);
    let other = without(limited(next(paper())), &["log"]).compile_after(&before, Admit::default());
    assert_eq!(rules(&other), ["identity/no-article"], "a newer one");
    let at_ten = |paper, name: &str| replaced(paper, &format!("articles/{name}.toml"), "10:00 ET", "10:00 UTC");
    let before_tie = Before::of(&limited(pinned(at_ten(paper(), "ice"))).compile());
    let second = at_ten(paper().with("articles/new.toml", article("New", "2026-02-01", "x")), "new");
    let tied = without(limited(pinned(second)), &["ice"]).compile_after(&before_tie, Admit::default());
    assert_eq!(rules(&tied), ["identity/no-article"], "one of the same second is no newer one");
    let few = without(limited(pinned(paper())), &["ice"]).compile_after(&before, Admit::default());
    assert_eq!(rules(&few), ["identity/no-article"], "there is room for it");
}

#[test]
fn dates_that_move_are_told_and_a_whole_feed_once() {
    let one = after(|paper| replaced(paper, "articles/ice.toml", "10:00", "12:00"));
    assert_eq!(rules(&one), ["identity/moved-date"]);
    assert!(shown(&one).contains("write `date = \"2026-02-01T10:00:00-05:00\"`"), "{}", shown(&one));
    let minutes = after(|paper| replaced(paper, "articles/ice.toml", "10:00", "10:30"));
    assert_eq!(rules(&minutes), [""; 0]);
    let all = after(|paper| {
        let files = ["articles/ice.toml", "articles/tolls.toml", "articles/log.toml"];
        files.iter().fold(paper, |paper, file| replaced(paper, file, " ET", " UTC"))
    });
    assert_eq!(rules(&all), ["identity/redated"]);
    let stamped = after(|paper| {
        let files = ["articles/ice.toml", "articles/tolls.toml", "articles/log.toml"];
        files.iter().fold(paper, |paper, file| replaced(paper, file, "title", "updated = 2026-03-09\ntitle"))
    });
    assert_eq!(rules(&stamped), ["identity/redated"], "the day of a build in each `updated`");
}

#[test]
fn changes_of_a_text_are_told_where_readers_would_want_to_know() {
    let typo = after(|paper| replaced(paper, "articles/ice.toml", "pier", "piers"));
    assert_eq!(rules(&typo), [""; 0]);
    let correction = |paper| {
        replaced(paper, "articles/ice.toml", "three weeks earlier", "two days later and in much colder weather")
    };
    assert_eq!(rules(&after(correction)), ["identity/silent-change"]);
    let dated = after(|paper| replaced(correction(paper), "articles/ice.toml", "title", "updated = 2026-03-09\ntitle"));
    assert_eq!(rules(&dated), [""; 0]);
    let markup = after(|paper| replaced(paper, "articles/ice.toml", "the pier", "**the** *pier*"));
    assert_eq!(rules(&markup), [""; 0]);
    let summaries = after(|paper| replaced(paper, "config.toml", "[site]", "[feeds]\ncontent = \"summary\"\n[site]"));
    assert_eq!(rules(&summaries), [""; 0], "a feed of summaries says nothing new");
}

/// Whoever moves here has an old feed of titles, or of excerpts, from which no change can be concluded.
#[test]
fn what_a_feed_never_had_has_not_changed() {
    let old = |text: &str| {
        let mut before = Before::default();
        let rss = format!(
            "<rss version='2.0'><channel><title>Old</title><link>https://gazette.example/</link><description/><item>\
             <title>Harbour ice is gone</title><link>https://gazette.example/2026/02/ice/</link>\
             <guid>tag:gazette.example,2026:ice</guid><pubDate>Sun, 01 Feb 2026 10:00:00 -0500</pubDate>\
             <description>{text}</description></item></channel></rss>"
        );
        before.others.insert("old.xml".to_owned(), rss);
        rules(&pinned(paper()).compile_after(&before, Admit::default()))
    };
    let start =
        "At last the harbour has no ice any more, as everybody on the pier could see this very morning before eight";
    assert_eq!(old(""), [""; 0]);
    for end in [" [&#8230;]", "…", "...", "&lt;/p&gt;&lt;p&gt;Continue reading “Harbour ice is gone”&lt;/p&gt;"] {
        assert_eq!(old(&format!("&lt;p&gt;{start}{end}")), [""; 0], "{end}");
    }
    assert_eq!(old(&format!("{start}.")), ["identity/silent-change"], "a text that is whole");
}

/// What is on the site is what subscribers have; `feeds/` here may be of a build that was never published.
#[test]
fn a_feed_saved_from_the_site_is_asked_before_those_of_the_last_build() {
    let moved = |paper| replaced(paper, "articles/ice.toml", "10:00", "12:00");
    let (old, new) = (Before::of(&pinned(paper()).compile()), Before::of(&moved(pinned(paper())).compile()));
    let others = [("feed.json".to_owned(), old.feeds["feed.json"].clone())].into();
    let both = Before { feeds: new.feeds, others };
    assert_eq!(rules(&pinned(paper()).compile_after(&both, Admit::default())), [""; 0]);
    assert_eq!(rules(&moved(pinned(paper())).compile_after(&both, Admit::default())), ["identity/moved-date"]);
}

#[test]
fn an_updated_that_goes_back_is_told() {
    let stamp = |paper, day: &str| replaced(paper, "articles/ice.toml", "title", &format!("updated = {day}\ntitle"));
    let before = Before::of(&stamp(pinned(paper()), "2026-03-05").compile());
    let back = stamp(pinned(paper()), "2026-03-01").compile_after(&before, Admit::default());
    assert_eq!(rules(&back), ["identity/updated-backwards"]);
    let gone = pinned(paper()).compile_after(&before, Admit::default());
    assert_eq!(rules(&gone), ["identity/updated-backwards"]);
}

#[test]
fn a_feed_that_cannot_be_read_stops_a_build_that_nothing_guards_then() {
    let mut before = Before::of(&pinned(paper()).compile());
    before.feeds.insert("feed.json".to_owned(), "<<<<<<< HEAD\n{".to_owned());
    let changed =
        replaced(pinned(paper()), "articles/ice.toml", "10:00", "12:00").compile_after(&before, Admit::default());
    assert_eq!(rules(&changed), ["identity/moved-date", "identity/unreadable"], "another format of it can be read");
    assert!(changed.documents.is_empty());
    insta::assert_snapshot!(shown(&changed));
    let allowed = pinned(paper()).compile_after(&before, Admit { id_changes: true, ..Admit::default() });
    let found: Vec<_> = allowed.diagnostics.iter().map(|found| (found.rule.id, found.level)).collect();
    assert_eq!(found, [("identity/unreadable", Level::Info)]);
    assert!(!allowed.documents.is_empty(), "who lets ids change can go on");
    let all = ["rss.xml", "atom.xml", "feed.json"].map(|name| (name.to_owned(), "<<<<<<< HEAD\n".to_owned()));
    let merged = Before { feeds: all.into(), ..Before::default() };
    let renamed = replaced(paper(), "articles/ice.toml", "title", "slug = \"spring\"\ntitle");
    assert_eq!(rules(&renamed.compile_after(&merged, Admit::default())), ["identity/unreadable"; 3]);
    before.others.insert("live.xml".to_owned(), "<html>Not found</html>".to_owned());
    let told = pinned(paper()).compile_after(&before, Admit::default());
    assert_eq!(rules(&told), ["identity/unreadable", "identity/unreadable"]);
}

#[test]
fn ids_are_asked_for_once_a_run_and_only_when_published() {
    let before = Before::of(&paper().compile());
    for more in [paper(), paper().with("articles/new.toml", article("New", "2026-03-01", "x"))] {
        let compiled = more.compile_after(&before, Admit::default());
        assert_eq!(rules(&compiled), ["identity/unpinned"]);
        assert_eq!(compiled.diagnostics[0].message, "3 published articles have no `id` of their own");
    }
}

#[test]
fn ten_thousand_entries_of_one_title_match_nothing_by_chance() {
    let entry = |n: usize| {
        let day = 1 + n % 28;
        format!(
            "{{\"id\":\"{n}\",\"title\":\"Corrections\",\"date_published\":\"2026-01-{day:02}T00:00:00Z\",\"content_html\":\"<p>{n} {ICE}</p>\"}}"
        )
    };
    let entries: Vec<String> = (0..10_000).map(entry).collect();
    let mut before = Before::default();
    before.others.insert("live.json".to_owned(), format!("{{\"items\":[{}]}}", entries.join(",")));
    assert_eq!(rules(&pinned(paper()).compile_after(&before, Admit::default())), ["identity/no-article"]);
}

/// Six stories of as many days.
fn six() -> Publication {
    let days = ["2026-02-04", "2026-02-05", "2026-02-06"];
    let more = days.iter().enumerate().map(|(number, day)| {
        let text =
            format!("Story {number} of the week: nothing happened at the pier, and nobody minded that it did not.");
        (format!("articles/more-{number}.toml"), article(&format!("More {number}"), day, &text))
    });
    more.fold(paper(), |paper, (path, text)| paper.with(&path, text))
}

/// Half of a feed is not the whole of it, and two entries are none.
#[test]
fn dates_that_move_are_told_one_by_one_up_to_half_of_a_feed() {
    let before = Before::of(&pinned(six()).compile());
    let later = |paper, files: &[&str]| {
        let moved = |paper, file: &&str| replaced(paper, &format!("articles/{file}.toml"), "10:00", "12:00");
        rules(&files.iter().fold(pinned(paper), moved).compile_after(&before, Admit::default()))
    };
    assert_eq!(later(six(), &["ice", "tolls", "log"]), ["identity/moved-date"; 3]);
    assert_eq!(later(six(), &["ice", "tolls", "log", "more-0"]), ["identity/redated"]);
    let mut five = six();
    five.0.remove("articles/more-2.toml");
    let told = later(five, &["ice", "tolls", "log"]);
    assert_eq!(told, ["identity/redated", "identity/no-article"], "three of five, and the sixth is gone");
    let mut two = six();
    for name in ["tolls", "more-0", "more-1", "more-2"] {
        two.0.remove(&format!("articles/{name}.toml"));
    }
    let told = later(two, &["ice", "log"]);
    assert_eq!(told, ["identity/moved-date", "identity/moved-date", "identity/no-article"], "two of two");
}

/// What is left of a story when its address, its title or its text is not what it was.
#[test]
fn a_story_is_the_same_as_long_as_one_thing_about_it_is() {
    let other = "No boat left before nine on Friday morning, and the mail came by road over the old bridge at Merrow.";
    let part = "The last of the ice went out at noon; now the quay is being swept, says a man who has the only broom.";
    let was = |title: &str| {
        let paper = Publication::new(CONFIG).with("articles/ice.toml", article(title, "2026-02-01", ICE));
        Before::of(&pinned(paper).compile())
    };
    let is = |config: &str, slug: &str, title: &str, day: &str, text: &str| {
        let text = article(title, day, text).replace("title", &format!("slug = \"{slug}\"\ntitle"));
        pinned(Publication::new(config).with("articles/ice.toml", text))
    };
    let permalink = CONFIG.replace("[site]", "[articles]\npermalink = \"news/{slug}\"\n[site]");
    let gone = "Harbour ice is gone";
    for (what, old_title, new, is_another) in [
        ("nothing", gone, is(CONFIG, "fog", "Fog", "2026-02-01", other), true),
        ("the name in its address", gone, is(&permalink, "ice", "Fog", "2026-02-08", other), false),
        ("the title, on its day", "Fog", is(CONFIG, "fog", "Fog", "2026-02-01", other), false),
        ("the title, a day later", "Fog", is(CONFIG, "fog", "Fog", "2026-02-02", other), true),
        ("a word of the title", gone, is(CONFIG, "fog", "The harbour opens", "2026-02-01", other), false),
        ("small words of the title", gone, is(CONFIG, "fog", "Now ice is in", "2026-02-01", other), true),
        ("a part of the text", gone, is(CONFIG, "fog", "Fog", "2026-02-08", part), false),
        (
            "all of the text but a word",
            gone,
            is(CONFIG, "fog", "Fog", "2026-02-08", &ICE.replace("pier", "quay")),
            false,
        ),
    ] {
        let compiled = new.compile_after(&was(old_title), Admit::default());
        let has_fired = rules(&compiled).contains(&"identity/reused-id");
        assert_eq!(has_fired, is_another, "{what} is the same\n{}", shown(&compiled));
    }
}

/// Last week's file with this week's story in it: its id and its name stay, and readers never see the new one.
#[test]
fn a_story_that_is_typed_over_a_published_one_is_told() {
    let new = "A goat was seen on Front Street, and no arrest was made; the animal is well and back with its herd.";
    let part = "The last of the ice went out with Sunday's tide, and a goat was seen on Front Street that day.";
    let typed_over = |config: &str, title: &str, day: &str, text: &str| {
        let config = CONFIG.replace("[site]", &format!("{config}[site]"));
        let paper = |article: String| pinned(Publication::new(&config).with("articles/ice.toml", article));
        let before = Before::of(&paper(article("Harbour ice is gone", "2026-02-01", ICE)).compile());
        paper(article(title, day, text)).compile_after(&before, Admit::default())
    };
    for config in ["", "[articles]\npermalink = \"news/{slug}\"\n"] {
        let told = typed_over(config, "Goat at large", "2026-02-08", new);
        assert_eq!(rules(&told), ["identity/overwritten"], "{}", shown(&told));
        assert!(!told.documents.is_empty());
    }
    for (what, title, day, text, rule) in [
        ("its title", "The harbour and its ice", "2026-02-08", new, "identity/moved-date"),
        ("its text", "Goat at large", "2026-02-08", part, "identity/moved-date"),
        ("its day", "Goat at large", "2026-02-01", new, "identity/silent-change"),
    ] {
        let told = typed_over("", title, day, text);
        assert_eq!(rules(&told), [rule], "{what} is the same: {}", shown(&told));
    }
    insta::assert_snapshot!(shown(&typed_over("", "Goat at large", "2026-02-08", new)));
}

/// Who is over needs no notice, and who is let in is there.
#[test]
fn a_draft_is_missed_unless_it_is_over_or_let_in() {
    let draft = |more: &str| {
        let keys = format!("draft = true\n{more}title");
        move |paper| replaced(paper, "articles/ice.toml", "title", &keys)
    };
    assert_eq!(rules(&after(draft("expires = 2026-03-01\n"))), [""; 0]);
    assert_eq!(rules(&after(draft("expires = 2026-12-01\n"))), ["identity/vanished"]);
    let before = Before::of(&pinned(paper()).compile());
    let shown = draft("")(pinned(paper())).compile_after(&before, Admit { drafts: true, ..Admit::default() });
    assert_eq!(rules(&shown), [""; 0]);
}

/// An article of this very moment that a limit pushes out waits for nothing.
#[test]
fn what_is_due_now_is_not_kept_back() {
    let now = |mut paper: Publication| {
        for name in ["ice", "log"] {
            let path = format!("articles/{name}.toml");
            let text = String::from_utf8(paper.0[&path].clone()).expect("it is text");
            let day = if name == "ice" { "2026-02-01" } else { "2026-02-03" };
            let moved = text.replace(&format!("\"{day} 10:00 ET\""), crate::publication::NOW);
            paper.0.insert(path, moved.into_bytes());
        }
        paper
    };
    let before = Before::of(&now(pinned(paper())).compile());
    let limited = replaced(now(pinned(paper())), "config.toml", "[site]", "[feeds]\nlimit = 1\n[site]");
    assert_eq!(rules(&limited.compile_after(&before, Admit::default())), [""; 0]);
}

/// A story that has another id now is not missed as well, though a draft looks like it.
#[test]
fn a_draft_beside_a_renamed_story_is_not_taken_for_it() {
    let old = "id = { atom = \"tag:gazette.example,2020:ice\", rss = \"1234\" }\ntitle";
    let before = Before::of(&replaced(paper(), "articles/ice.toml", "title", old).compile());
    let copy =
        article("Harbour ice is gone", "2026-02-01", ICE).replace("title", "draft = true\nslug = \"copy\"\ntitle");
    let compiled = paper().with("articles/copy.toml", copy).compile_after(&before, Admit::default());
    assert_eq!(rules(&compiled), ["identity/changed-id"], "{}", shown(&compiled));
}

/// What was found in place of a feed is told, on one line.
#[test]
fn the_reason_why_a_feed_cannot_be_read_is_told() {
    let mut before = Before::of(&pinned(paper()).compile());
    before.others.insert("live.xml".to_owned(), "<html>Not\nfound</html>".to_owned());
    before.others.insert("saved.json".to_owned(), "{\"items\": [\n".to_owned());
    let told = pinned(paper()).compile_after(&before, Admit::default());
    let messages: Vec<&str> = told.diagnostics.iter().map(|found| found.message.as_str()).collect();
    let head = "the published feed cannot be read: ";
    assert_eq!(messages[0], format!("{head}it is neither RSS nor Atom nor JSON Feed"));
    assert!(messages[1].strip_prefix(head).is_some_and(|why| !why.is_empty() && !why.contains('\n')), "{messages:?}");
}

/// A page under a feed's name is a feed that is lost; one under its own is a page.
#[test]
fn what_has_a_feeds_name_is_held_to_be_one() {
    let mut before = Before::of(&pinned(paper()).compile());
    before.feeds.insert("rss.xml".to_owned(), "<html>Not found</html>".to_owned());
    before.feeds.insert("tag/sitemap.xml".to_owned(), "<urlset/>".to_owned());
    let told = pinned(paper()).compile_after(&before, Admit::default());
    assert_eq!(rules(&told), ["identity/unreadable"]);
    assert_eq!(told.diagnostics[0].span.source.path(), "feeds/rss.xml");
}

#[test]
fn what_is_said_fits_how_many_there_are_and_why_they_are_gone() {
    let one = replaced(pinned(paper()), "articles/ice.toml", "id = \"tag:gazette.example,2026:ice\"\n", "");
    let compiled = one.compile_after(&Before::of(&one.compile()), Admit::default());
    assert_eq!(compiled.diagnostics[0].message, "a published article has no `id` of its own");
    let label = |keys: &str, day: &str| {
        let text = |paper| {
            replaced(replaced(paper, "articles/ice.toml", "title", keys), "articles/ice.toml", "2026-02-01", day)
        };
        after(text).diagnostics[0].label.clone().unwrap_or_default()
    };
    assert_eq!(label("draft = true\ntitle", "2026-02-01"), "published, and a draft now");
    assert_eq!(label("draft = true\ntitle", "2026-04-01"), "published, and a draft now", "whenever it is due");
    assert!(label("title", "2026-04-01").starts_with("published, and not due before 2026-04-01"));
}

/// Whoever copies a story to begin the next one takes nothing away from readers.
#[test]
fn a_copy_that_is_a_draft_is_not_missed() {
    let copied = |keys: &str, more: &dyn Fn(Publication) -> Publication| {
        let copy = String::from_utf8(pinned(paper()).0["articles/ice.toml"].clone()).expect("it is text");
        after(|paper| more(paper).with("articles/zz.toml", copy.replace("title", &format!("{keys}\ntitle"))))
    };
    let retold = |paper| replaced(paper, "articles/log.toml", "Two bicycles", "Two old bicycles");
    let draft = copied("draft = true", &retold);
    assert_eq!(rules(&draft), ["publication/duplicate-id"], "{}", shown(&draft));
    assert_eq!(draft.diagnostics[0].level, Level::Info, "it is told while it is a draft");
    assert!(!draft.documents.is_empty());
    let pushed_out = |paper| replaced(retold(paper), "config.toml", "[site]", "[feeds]\nlimit = 1\n[site]");
    assert_eq!(rules(&copied("draft = true", &pushed_out)), ["publication/duplicate-id"], "nor behind the limit");
    let both = |paper| replaced(retold(paper), "articles/ice.toml", "title", "draft = true\ntitle");
    assert!(rules(&copied("draft = true", &both)).contains(&"identity/vanished"), "both of them wait");
    let soon = copied("draft = false", &retold);
    assert!(soon.documents.is_empty(), "{}", shown(&soon));
}

/// The ids of the feeds themselves, which are their addresses where nothing else is written.
#[test]
fn a_publication_that_moves_is_told_how_its_feeds_keep_their_ids() {
    let with = |keys: &str| {
        let tagged = replaced(pinned(paper()), "articles/ice.toml", "title", "tags = [\"ice\"]\ntitle");
        replaced(tagged, "config.toml", "[site]", &format!("[feeds]\n{keys}[site]"))
    };
    let told = |before: &Before, keys: &str| {
        let compiled = with(keys).compile_after(before, Admit::default());
        let findings = compiled.diagnostics.iter().map(|found| {
            assert_eq!((found.rule.id, found.level), ("identity/changed-feed-id", Level::Warning));
            (found.message.clone(), found.help.clone().unwrap_or_default())
        });
        findings.collect::<Vec<_>>()
    };
    let moved = "url = \"https://new.example/\"\n";
    let passes = "`--allow identity/changed-feed-id` lets it pass";
    for (by, others) in [("", ""), ("by = [\"tag\"]\n", ", and 1 other feed with it")] {
        let before = Before::of(&with(by).compile());
        let expected = format!(
            "`atom.xml` was published with the id `https://gazette.example/feeds/` and has `https://new.example/` now{others}"
        );
        let help = format!("write `id = \"https://gazette.example/feeds/\"` below `[feeds]`; {passes}");
        assert_eq!(told(&before, &format!("{by}{moved}")), [(expected, help)]);
        let kept = format!("{by}{moved}id = \"https://gazette.example/feeds/\"\n");
        assert_eq!(told(&before, &kept), []);
    }
    let renamed = |from: &str, to: &str| {
        let mut before = Before::of(&with("by = [\"tag\"]\n").compile());
        for text in before.feeds.values_mut() {
            *text = text.replace(&format!("<id>{from}"), &format!("<id>{to}"));
        }
        before
    };
    // Those of another generator follow from nothing, and that of the main feed is kept.
    let others = renamed("https://gazette.example/feeds/<", "https://old.example/atom.xml<");
    let [(message, help)] = told(&others, "by = [\"tag\"]\n").try_into().expect("one finding");
    assert!(message.ends_with("has `https://gazette.example/feeds/` now"), "{message}");
    assert_eq!(help, format!("write `id = \"https://old.example/atom.xml\"` below `[feeds]`; {passes}"));
    // A further feed is enough to know what the main one was called.
    let mut further = renamed("https://gazette.example/feeds/", "tag:gazette.example,2026:feed/");
    further.feeds.remove("atom.xml");
    let [(message, help)] = told(&further, "by = [\"tag\"]\n").try_into().expect("one finding");
    assert!(message.starts_with("`tag/ice/atom.xml` was"), "{message}");
    assert!(help.starts_with("write `id = \"tag:gazette.example,2026:feed/\"` below"), "{help}");
    // One that does not follow from the main feed's cannot be had beside it.
    let apart = renamed("https://gazette.example/feeds/tag/ice/<", "https://old.example/ice.xml<");
    let [(message, help)] = told(&apart, "by = [\"tag\"]\n").try_into().expect("one finding");
    assert!(message.starts_with("`tag/ice/atom.xml` was") && help == passes, "{message}: {help}");
    // What is no URI no feed can have again.
    let lost = renamed("https://gazette.example/feeds/<", "gazette<");
    let [(_, help)] = told(&lost, "by = [\"tag\"]\n").try_into().expect("one finding");
    assert_eq!(help, passes);
}

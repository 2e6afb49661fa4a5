//! Archives, <https://www.rfc-editor.org/rfc/rfc5005#section-4>: from the feed that people subscribe to, back through
//! all that was ever published, each article once more than nowhere.

use std::collections::{BTreeMap, BTreeSet};

use dateline::compile::Compiled;

use crate::publication::{CONFIG, Publication, shown, text_of};

const LIMIT: usize = 4;

/// Thirty articles of six months with gaps, at hours that lie in another month by UTC among them.
fn paper() -> Publication {
    let config = format!("{CONFIG}[feeds]\nlimit = {LIMIT}\narchive = true\nhub = \"https://hub.gazette.example/\"\n");
    let months = ["2025-07", "2025-08", "2025-11", "2025-12", "2026-02", "2026-03"];
    let dates = months.iter().flat_map(|month| {
        let days = if *month == "2026-03" { 1..=6 } else { 25..=28 };
        days.map(move |day| format!("{month}-{day:02}T22:30:00-05:00"))
    });
    dates.enumerate().fold(Publication::new(&config), |paper, (number, date)| {
        let body = format!("title = \"Article {number}\"\ndate = {date}\nbody = \"Text {number}.\"\n");
        paper.with(&format!("articles/{number:02}.toml"), body)
    })
}

fn files(compiled: Compiled) -> BTreeMap<String, String> {
    assert!(compiled.diagnostics.is_empty(), "{}", shown(&compiled));
    compiled.documents.into_iter().map(|output| (output.document.path.clone(), text_of(&output.document))).collect()
}

/// What a document of a chain says: its entries, its links by their relations, whether it is an archive.
struct Document {
    ids: Vec<String>,
    links: BTreeMap<String, String>,
    is_archive: bool,
}

fn rss(text: &str) -> Document {
    let channel = rss::Channel::read_from(text.as_bytes()).expect("valid RSS");
    let link = |link: &rss::extension::Extension| (link.attrs["rel"].clone(), link.attrs["href"].clone());
    Document {
        links: channel.extensions["atom"]["link"].iter().map(link).collect(),
        is_archive: channel.extensions.get("fh").is_some_and(|history| history.contains_key("archive")),
        ids: channel.items.into_iter().map(|item| item.guid.expect("a guid").value).collect(),
    }
}

fn atom(text: &str) -> Document {
    let feed = atom_syndication::Feed::read_from(text.as_bytes()).expect("valid Atom");
    assert_eq!(feed.id, "https://gazette.example/feeds/", "an archive is a part of the feed, and has its id");
    Document {
        links: feed.links.into_iter().map(|link| (link.rel, link.href)).collect(),
        is_archive: feed.extensions.get("fh").is_some_and(|history| history.contains_key("archive")),
        ids: feed.entries.into_iter().map(|entry| entry.id).collect(),
    }
}

/// JSON Feed has one link for it, and no word for an archive.
fn json(text: &str) -> Document {
    let feed: serde_json::Value = serde_json::from_str(text).expect("valid JSON");
    let url = |key: &str| feed[key].as_str().map(str::to_owned);
    let links = [("self", url("feed_url")), ("prev-archive", url("next_url"))];
    Document {
        links: links.into_iter().filter_map(|(rel, url)| Some((rel.to_owned(), url?))).collect(),
        is_archive: feed.get("hubs").is_none(),
        ids: feed["items"].as_array().expect("items").iter().map(|item| item["id"].to_string()).collect(),
    }
}

/// The documents of a chain, from the one that people subscribe to.
fn chain(files: &BTreeMap<String, String>, name: &str, read: fn(&str) -> Document) -> Vec<Document> {
    let mut chain = vec![read(&files[name])];
    while let Some(previous) = chain.last().and_then(|document| document.links.get("prev-archive")) {
        let path = previous.strip_prefix("https://gazette.example/feeds/").expect("an address below feeds/");
        let document = read(&files[path]);
        assert_eq!(document.links["self"], *previous);
        chain.push(document);
        assert!(chain.len() < 99, "a circle");
    }
    chain
}

#[test]
fn the_chain_has_every_article_in_every_format() {
    let paper = paper();
    let files = files(paper.compile());
    for (name, read) in [("rss.xml", rss as fn(&str) -> Document), ("atom.xml", atom), ("feed.json", json)] {
        let chain = chain(&files, name, read);
        assert_eq!(chain.len(), 1 + 5, "{name}: one for each month with articles that is over");
        assert_eq!(chain[0].ids.len(), 6, "{name}: more than the limit, since no archive has this month's yet");
        assert!(!chain[0].is_archive && chain[1..].iter().all(|document| document.is_archive));
        let archived: Vec<&String> = chain[1..].iter().flat_map(|document| &document.ids).collect();
        let all: BTreeSet<&String> = chain[0].ids.iter().chain(archived.iter().copied()).collect();
        assert_eq!(all.len(), paper.0.len() - 1, "{name}: every article, and nothing else");
        assert_eq!(archived.iter().collect::<BTreeSet<_>>().len(), archived.len(), "{name}: in one archive each");
        let reached: Vec<&String> = chain[0].ids.iter().chain(archived).collect();
        assert!(
            reached.windows(2).all(|pair| number(pair[0]) > number(pair[1])),
            "{name}: newest first, without a gap"
        );
    }
}

/// The number of an article, from its id.
fn number(id: &str) -> u32 {
    id.trim_end_matches('"').rsplit(':').next().and_then(|slug| slug.parse().ok()).expect("a slug that is a number")
}

#[test]
fn archives_are_linked_as_rfc_5005_says() {
    let files = files(paper().compile());
    for (name, read) in [("rss.xml", rss as fn(&str) -> Document), ("atom.xml", atom)] {
        let chain = chain(&files, name, read);
        let (newest, oldest) = (&chain[1], &chain[chain.len() - 1]);
        assert_eq!(chain[0].links["hub"], "https://hub.gazette.example/");
        for archive in &chain[1..] {
            assert_eq!(archive.links["current"], chain[0].links["self"]);
            assert!(!archive.links.contains_key("hub"), "nobody subscribes to an archive");
        }
        assert_eq!(newest.links["self"], format!("https://gazette.example/feeds/archive/2026-02/{name}"));
        assert!(!newest.links.contains_key("next-archive"), "it would have to be added later");
        assert_eq!(oldest.links["next-archive"], chain[chain.len() - 2].links["self"], "its only neighbour");
    }
}

#[test]
fn an_archive_that_is_made_stays_as_it_is() {
    let paper = paper();
    let now = files(paper.compile());
    let newer = "title = \"April\"\ndate = 2026-04-02T08:00:00-04:00\nbody = \"Text.\"\n";
    let later = files(paper.with("articles/98.toml", newer).compile_at("2026-04-03T12:00:00Z"));
    let archives: Vec<_> = now.keys().filter(|path| path.starts_with("archive/")).collect();
    assert_eq!(archives.len(), 3 * 5);
    for path in archives {
        assert!(now[path] == later[path], "{path} has changed");
    }
    assert!(later.contains_key("archive/2026-03/rss.xml"), "March is over");
    assert_eq!(rss(&later["rss.xml"]).ids.len(), LIMIT);
    let links = rss(&later["rss.xml"]).links;
    assert_eq!(links["prev-archive"], "https://gazette.example/feeds/archive/2026-03/rss.xml");
}

#[test]
fn a_late_addition_touches_its_month_alone() {
    let paper = paper();
    let before = files(paper.compile());
    let late = "title = \"Late\"\ndate = 2025-11-20T08:00:00-05:00\nbody = \"Text.\"\n";
    let after = files(paper.with("articles/99.toml", late).compile());
    let changed: BTreeSet<&str> =
        after.iter().filter(|(path, text)| before.get(*path) != Some(text)).map(|(path, _)| path.as_str()).collect();
    let expected = ["archive/2025-11/atom.xml", "archive/2025-11/feed.json", "archive/2025-11/rss.xml"];
    assert_eq!(changed, expected.into());
}

/// One archive would have no neighbour: until there is a second one, the feed holds everything.
#[test]
fn one_month_alone_is_not_archived() {
    let article = |date: &str| format!("title = \"On {date}\"\ndate = {date}T08:00:00-05:00\nbody = \"Text.\"\n");
    let config = format!("{CONFIG}[feeds]\nlimit = 1\narchive = true\n");
    let days = ["2026-02-03", "2026-02-04", "2026-03-05"];
    let paper = days
        .iter()
        .fold(Publication::new(&config), |paper, day| paper.with(&format!("articles/{day}.toml"), article(day)));
    let files = files(paper.compile());
    assert!(!files.keys().any(|path| path.starts_with("archive/")));
    assert_eq!(rss(&files["rss.xml"]).ids.len(), days.len());
}

/// A month ends when it does where the publication is: NOW is early on March 1 in Auckland, and still February in New
/// York.
#[test]
fn a_month_ends_by_the_clock_of_the_publication() {
    let paper = paper();
    let archives = |paper: &Publication| {
        let files = files(paper.compile_at("2026-02-28T20:00:00Z"));
        files.keys().filter(|path| path.starts_with("archive/2026-02")).count()
    };
    assert_eq!(archives(&paper), 0);
    let config = String::from_utf8(paper.0["config.toml"].clone()).expect("UTF-8");
    let auckland = paper.with("config.toml", config.replace("America/New_York", "Pacific/Auckland"));
    assert_eq!(archives(&auckland), 3);
}

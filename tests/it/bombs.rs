//! Feeds of others that are deep, long or many, for those who read them back: `diff`, `adopt` and the guard.

use std::fmt::Write as _;
use std::sync::Arc;

use dateline::adopt::{Known, Matching};
use dateline::article::Article;
use dateline::diff;
use dateline::published::{self, Feed};
use dateline::source::Source;

use crate::publication::surveyed;

const MANY: usize = 100_000;
/// Entries cost a test more than a reader.
const ENTRIES: usize = 20_000;

fn rss(doctype: &str, items: &str) -> String {
    format!(
        "{doctype}<rss version=\"2.0\"><channel><title>G</title><link>https://old.example/</link>{items}</channel></rss>"
    )
}

fn item(more: &str) -> String {
    format!("<item><title>Ferry</title><guid>1</guid>{more}</item>")
}

/// All that a reader would get of a feed, in bytes.
fn size(feed: &Feed) -> usize {
    let text = |text: &Option<String>| text.as_ref().map_or(0, String::len);
    let entry = |entry: &published::Entry| {
        entry.id.len() + entry.title.len() + text(&entry.summary) + text(&entry.content) + text(&entry.link)
    };
    feed.title.len() + feed.entries.iter().map(entry).sum::<usize>()
}

/// What articles a feed's entries are, of a ferry's and a police log's.
fn adopted(feed: &Feed) -> Matching {
    let source = |name: &str, text: &str| Arc::new(Source::new(format!("articles/{name}.toml"), text.to_owned()));
    let held = vec![
        source("ferry", "title = \"Ferry\"\ndate = 2026-03-04\nbody = \"The ferry is back.\"\n"),
        source("log", "title = \"Police log\"\ndate = 2026-03-05\nbody = \"Quiet.\"\n"),
    ];
    let survey = surveyed(&held);
    Known::new(&survey.articles.iter().collect::<Vec<&Article>>()).find(&feed.entries)
}

#[test]
fn entities_neither_grow_nor_fetch() {
    let level = |level: usize| format!("<!ENTITY e{} \"{}\">", level + 1, format!("&e{level};").repeat(10));
    let levels = (0..40).map(level).collect::<String>();
    let bomb = format!("<!DOCTYPE rss [<!ENTITY e0 \"lol\">{levels}]>");
    let long = format!("<!DOCTYPE rss [<!ENTITY e40 \"{}\">]>", "x".repeat(19_000));
    let outside =
        "<!DOCTYPE rss [<!ENTITY e40 SYSTEM \"file:///etc/passwd\"><!ENTITY % p SYSTEM \"http://x.invalid/\"> %p;]>";
    for doctype in [&bomb, &long, outside] {
        for item in [item("<description>&e40;</description>"), item(&"<category>&e40;</category>".repeat(10_000))] {
            let text = rss(doctype, &item);
            if let Ok(feed) = published::read(text.as_bytes()) {
                assert!(size(&feed) < 2 * text.len(), "{} bytes of {}", size(&feed), text.len());
                assert!(!format!("{feed:?}").contains("root:"));
                assert!(diff::between(&feed, &feed).is_empty());
            }
        }
    }
}

#[test]
fn what_is_deep_is_refused_or_flattened() {
    let nested = |open: &str| open.repeat(MANY);
    for text in [
        nested("<a>"),
        rss("", &nested("<item>")),
        rss("", &item(&nested("<x>"))),
        format!("<feed xmlns=\"http://www.w3.org/2005/Atom\">{}", nested("<entry><source>")),
        format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><content type=\"xhtml\">{}", nested("<div>")),
        format!("{{\"items\": {}", nested("[")),
        format!("{{\"items\": [{{\"id\": 1, \"x\": {}", nested("{\"a\":")),
        nested("<!DOCTYPE a ["),
        rss("", &nested("<![CDATA[")),
        rss("", &format!("<item a='{}", nested("<a b='"))),
    ] {
        assert!(published::read(text.as_bytes()).is_err(), "{}", &text[..60]);
    }
    for html in ["&lt;div>", "&lt;b>&lt;i>", "&lt;table>&lt;tr>&lt;td>", "&lt;math>&lt;mi>", "&lt;a href='"] {
        let deep = rss("", &item(&format!("<description>{}x</description>", html.repeat(MANY / 10))));
        let shallow = rss("", &item("<description>x</description>"));
        let [deep, shallow] = [deep, shallow].map(|text| published::read(text.as_bytes()).expect("it is well-formed"));
        assert!(diff::between(&deep, &deep).is_empty());
        let _ = diff::between(&shallow, &deep);
        assert_eq!(adopted(&deep).pairs.len(), 1, "the ferry is known by its title");
    }
}

/// Entries by their numbers, each with these lines more.
fn many(numbers: impl Iterator<Item = usize>, more: impl Fn(usize) -> String) -> Feed {
    let mut items = String::new();
    for number in numbers {
        let _ = write!(items, "<item><guid>{number}</guid>{}</item>", more(number));
    }
    published::read(rss("", &items).as_bytes()).expect("it is well-formed")
}

#[test]
fn thousands_of_entries_are_told_apart() {
    let title = |number: usize| format!("<title>Story {number}</title><link>https://old.example/{number}</link>");
    let feed = many(0..ENTRIES, title);
    let turned = many((0..ENTRIES).rev(), title);
    let moved = diff::between(&feed, &turned).changes.len();
    assert!((ENTRIES - 1..=ENTRIES).contains(&moved), "all but one have moved, {moved} are told");
    let others = many(ENTRIES..2 * ENTRIES, |number| title(number - ENTRIES));
    assert_eq!(diff::between(&feed, &others).changes.len(), ENTRIES, "each has another id");
    assert_eq!(adopted(&feed).unknown.len(), ENTRIES);
}

/// What a search that compares everything with everything would not end with.
#[test]
fn thousands_of_entries_that_are_all_the_same_are_nobodys() {
    let same = "<title>Police log</title><link>https://old.example/log</link><pubDate>Thu, 05 Mar 2026 08:00:00 GMT</pubDate>\
        <description>Quiet.</description>";
    let feed = many(0..ENTRIES, |_| same.to_owned());
    let Matching { pairs, unsure, .. } = adopted(&feed);
    assert_eq!((pairs.len(), unsure.len()), (0, ENTRIES));
    let others = many(ENTRIES..2 * ENTRIES, |_| same.to_owned());
    assert!(!diff::between(&feed, &others).is_empty());
    let one = many((0..ENTRIES).map(|_| 7), |_| same.to_owned());
    assert_eq!(adopted(&one).pairs.len(), 1, "one story, told over and over");
    assert!(diff::between(&one, &one).is_empty());
}

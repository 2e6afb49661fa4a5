//! The rules that the W3C validator does not have: JSON Feed, podcasts, readers. Places, hostile documents, any bytes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use dateline::diagnostic::rule::{Level, Rule};
use dateline::diagnostic::{Diagnostic, Sink};
use dateline::lint::{self, Options};
use proptest::prelude::*;

const URL: &str = "https://example.org/feed.xml";

fn check(bytes: &[u8]) -> Vec<Diagnostic> {
    let mut sink = Sink::new();
    let source = lint::decode("feed.xml", bytes, &mut sink);
    let now = "2026-11-23T00:00:00Z".parse().unwrap_or_default();
    lint::lint(&source, &Options { now, url: Some(URL), shared: None }, &mut sink);
    sink.into_sorted()
}

fn found(bytes: &[u8]) -> BTreeSet<&'static str> {
    check(bytes).iter().map(|finding| finding.rule.id).collect()
}

fn rules() -> impl Iterator<Item = &'static Rule> {
    let families = ["json", "json-feed", "podcast", "readers"];
    lint::rules().filter(move |rule| families.contains(&rule.family()) && rule.w3c.is_none() || rule.id == "rss/rating")
}

/// A page's example of JSON as a whole feed: an item is put into one, and so are members without braces.
pub(crate) fn whole_json(example: &str) -> String {
    let feed = [
        ("version", "\"https://jsonfeed.org/version/1.1\""),
        ("title", "\"News\""),
        ("home_page_url", "\"https://gazette.example/\""),
        ("feed_url", "\"https://example.org/feed.xml\""),
        ("items", "[]"),
    ];
    let item = example.starts_with("{\"id\"") || example.starts_with("{\"content");
    if !item && example.starts_with(['{', '[']) {
        return example.to_owned();
    }
    let example = if item { format!("\"items\": [{}]", example.trim_end()) } else { example.trim_end().to_owned() };
    let own = |key: &str| {
        [format!("\"{key}\""), format!("{key}:")]
            .iter()
            .any(|key| example.starts_with(key) || example.contains(&format!(", {key}: ")))
    };
    let rest = feed.iter().filter(|(key, _)| !own(key)).map(|(key, value)| format!("\"{key}\": {value}"));
    format!("{{{}, {example}\n}}", rest.collect::<Vec<_>>().join(", "))
}

fn feeds() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/feeds");
    let files = ["json", "json-feed", "podcast", "readers", "sound"].into_iter().flat_map(|family| {
        walkdir::WalkDir::new(folder.join(family)).sort_by_file_name().into_iter().filter_map(Result::ok)
    });
    files.map(walkdir::DirEntry::into_path).filter(|path| path.is_file()).collect()
}

#[test]
fn a_sound_feed_has_no_findings() {
    let found: Vec<_> = check(include_bytes!("../feeds/sound/feed.json"))
        .into_iter()
        .map(|finding| format!("{}: {}", finding.rule.id, finding.message))
        .collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn none_of_what_readers_mind_is_an_error() {
    for rule in rules().filter(|rule| !rule.family().starts_with("json")) {
        assert_ne!(rule.level, Level::Error, "{}", rule.id);
    }
}

#[test]
fn large_documents_are_told_by_the_largest_limit_that_they_break() {
    for (length, id) in [
        (600 * 1024, Some("readers/larger-than-512-kb")),
        (2 * 1024 * 1024, Some("readers/larger-than-1-mb")),
        (16 * 1024 * 1024, Some("readers/larger-than-15-mb")),
        (1024, None),
    ] {
        let feed = format!("{{\"user_comment\": \"{}\"}}", "x".repeat(length));
        let sizes: Vec<_> = found(feed.as_bytes()).into_iter().filter(|id| id.contains("larger")).collect();
        assert_eq!(sizes, id.into_iter().collect::<Vec<_>>());
    }
}

#[test]
fn places_in_json_are_exact() {
    let feed = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Ü &amp; b\",\n\"items\": [\n\
        {\"id\": \"1\", \"tags\": \"a\", \"image\": \"/x.png\", \"content_text\": \"b\", \"titel\": \"c\"}]}";
    let findings = check(feed.as_bytes());
    let at = |id: &str| {
        let finding = findings.iter().find(|finding| finding.rule.id == id).unwrap();
        let element = finding.element.clone().unwrap();
        (&feed[finding.span.range.clone().unwrap()], element.name, element.parent)
    };
    let owned = |text, name: &str, parent: &str| (text, name.to_owned(), parent.to_owned());
    assert_eq!(at("json-feed/html-in-plain-text"), owned("\"Ü &amp; b\"", "title", ""));
    assert_eq!(at("json-feed/wrong-type"), owned("\"a\"", "tags", "items[]"));
    assert_eq!(at("json-feed/not-absolute"), owned("\"/x.png\"", "image", "items[]"));
    assert_eq!(at("json-feed/unknown-key"), owned("\"titel\"", "titel", "items[]"));
    assert_eq!(at("json-feed/missing-feed-url"), owned("{", "feed_url", ""));
}

#[test]
fn what_a_program_does_in_every_item_is_said_once() {
    let item = |id: usize| format!("{{\"id\": \"{id}\", \"image\": null, \"content_text\": \"a\"}}");
    let items = (0..5).map(item).collect::<Vec<_>>().join(",");
    let feed =
        format!("{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"News\", \"items\": [{items}]}}");
    let findings = check(feed.as_bytes());
    let nulls: Vec<_> = findings.iter().filter(|finding| finding.rule.id == "json-feed/null").collect();
    assert_eq!(nulls.len(), 1);
    assert_eq!(nulls[0].message, "`image` is null, here and in 4 more");
    assert_eq!(nulls[0].span.range.clone().unwrap().start, feed.find("null").unwrap());
}

#[test]
fn hostile_json_is_refused_in_no_time() {
    assert!(found("[".repeat(2_000_000).as_bytes()).contains("json/too-deep"));
    assert!(found(format!("{{{}", "\"a\":{".repeat(500_000)).as_bytes()).contains("json/too-deep"));
    let same = format!("{{{}\"b\": 1}}", "\"a\": 1,".repeat(100_000));
    assert!(found(same.as_bytes()).contains("json/duplicate-key"));
    assert!(!found(format!("{{{}", "\"".repeat(500_000)).as_bytes()).is_empty());
    assert!(!found(format!("[\"{}", "\n".repeat(500_000)).as_bytes()).is_empty());
    assert!(!found(format!("[\"{}", "\\".repeat(500_001)).as_bytes()).is_empty());
    assert!(!found(format!("[{}", "/".repeat(500_000)).as_bytes()).is_empty());
}

/// Every finding lies in the file, on the borders of characters.
fn sound(bytes: &[u8]) {
    for finding in check(bytes) {
        let places = std::iter::once(&finding.span).chain(finding.related.iter().map(|(span, _)| span));
        for span in places {
            let text = span.source.text();
            let range = span.range.clone().unwrap_or(0..0);
            assert!(text.get(range.clone()).is_some(), "{}: {range:?} of {}", finding.rule.id, text.len());
        }
        assert!(!finding.message.contains('\n'), "{}: {:?}", finding.rule.id, finding.message);
    }
}

fn mutated(feed: &[u8], edits: &[(usize, u8, bool)]) -> Vec<u8> {
    let mut bytes = feed.to_vec();
    for &(at, byte, insert) in edits {
        let at = at % bytes.len().max(1);
        match (insert, bytes.get_mut(at)) {
            (false, Some(there)) => *there = byte,
            _ => bytes.insert(at.min(bytes.len()), byte),
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_checked_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        sound(&bytes);
        sound(&[b"{\"version\": ", &bytes[..]].concat());
    }

    #[test]
    fn any_marks_of_json_are_checked_without_a_panic(text in "[\\[\\]{}\",:'\\\\u0a1e.+/*\n é-]{0,120}") {
        sound(format!("{{{text}").as_bytes());
        sound(format!("[{text}").as_bytes());
    }

    #[test]
    fn mutated_feeds_are_checked_without_a_panic(
        which in any::<prop::sample::Index>(),
        edits in proptest::collection::vec((any::<usize>(), any::<u8>(), any::<bool>()), 1..12),
        cut in any::<prop::sample::Index>(),
    ) {
        let feeds = feeds();
        let feed = std::fs::read(which.get(&feeds)).unwrap();
        let bytes = mutated(&feed, &edits);
        sound(&bytes);
        sound(&bytes[..cut.index(bytes.len().max(1))]);
    }
}

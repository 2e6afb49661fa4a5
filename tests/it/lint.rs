//! The feed checks against their own pages and against whole feeds.
//!
//! `tests/feeds/FAMILY/*` are feeds that say what must, or must not, be found in them: `Expect: rule` or `Expect: !rule`, in
//! XML in a comment. A new case is a new file. The examples on a rule's page are cases too.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dateline::diagnostic::rule::{Level, Rule};
use dateline::diagnostic::{Diagnostic, Sink};
use dateline::lint::{self, Options};
use dateline::source::Source;

use crate::beyond;

const URL: &str = "https://example.org/feed.xml";

/// Rules that no example on a page can break: bytes, sizes, counts.
const WITHOUT_EXAMPLE: &[&str] = &[
    "encoding/compressed",
    "encoding/undecodable",
    "encoding/large",
    "encoding/too-large",
    "json/byte-order-mark",
    "json/not-utf8",
    "json/too-deep",
    "json/too-many-faults",
    "readers/larger-than-1-mb",
    "readers/larger-than-15-mb",
    "readers/larger-than-512-kb",
    "readers/missing-summary",
    "xml/too-many-faults",
];

fn options() -> Options<'static> {
    let now = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).and_then(|day| day.and_hms_opt(0, 0, 0));
    Options { now: now.unwrap_or_default().and_utc(), url: Some(URL), shared: None }
}

fn check(bytes: &[u8]) -> Vec<Diagnostic> {
    let mut sink = Sink::new();
    let source = lint::decode("feed.xml", bytes, &mut sink);
    lint::lint(&source, &options(), &mut sink);
    sink.into_sorted()
}

/// What is said of a feed, infos left out.
fn messages(name: &str, bytes: &[u8]) -> Vec<String> {
    let mut sink = Sink::new();
    let source = lint::decode(name, bytes, &mut sink);
    lint::lint(&source, &options(), &mut sink);
    let told = sink.into_sorted().into_iter().filter(|finding| finding.level != Level::Info);
    told.map(|finding| finding.message).collect()
}

fn found(bytes: &[u8]) -> BTreeSet<&'static str> {
    check(bytes).iter().map(|finding| finding.rule.id).collect()
}

/// A page's example as a whole feed, the namespaces of its prefixes declared.
fn whole(example: &str) -> String {
    let example = example.strip_suffix('\n').unwrap_or(example);
    let start = example.trim_start();
    let tag = start.trim_start_matches('<').split([' ', '>', '/']).next().unwrap_or_default();
    let declared = declarations(example);
    match tag {
        "item" => whole(&format!("<channel><title>News</title>{example}</channel>")),
        "channel" => format!("<rss version=\"2.0\"{declared}>{example}</rss>"),
        "entry" => whole(&format!("<feed>{example}</feed>")),
        "feed" if !example.split('>').any(|tag| tag.starts_with("<feed") && tag.contains(" xmlns=")) => {
            let rest = example.strip_prefix("<feed").unwrap_or(example);
            format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"{declared}{rest}")
        }
        "rss" if !example.contains("undeclared:") => {
            let rest = example.strip_prefix("<rss").unwrap_or(example);
            format!("<rss{declared}{rest}")
        }
        _ if start.starts_with('<') => example.to_owned(),
        _ => beyond::whole_json(example),
    }
}

fn declarations(example: &str) -> String {
    let known = [
        ("access", "http://www.bloglines.com/about/specs/fac-1.0"),
        ("app", "http://www.w3.org/2007/app"),
        ("atom", "http://www.w3.org/2005/Atom"),
        ("content", "http://purl.org/rss/1.0/modules/content/"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
        ("ev", "http://purl.org/rss/1.0/modules/event/"),
        ("fh", "http://purl.org/syndication/history/1.0"),
        ("geo", "http://www.w3.org/2003/01/geo/wgs84_pos#"),
        ("georss", "http://www.georss.org/georss"),
        ("itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"),
        ("media", "http://search.yahoo.com/mrss/"),
        ("podcast", "https://podcastindex.org/namespace/1.0"),
        ("slash", "http://purl.org/rss/1.0/modules/slash/"),
        ("sx", "http://feedsync.org/2007/feedsync"),
        ("sy", "http://purl.org/rss/1.0/modules/syndication/"),
        ("thr", "http://purl.org/syndication/thread/1.0"),
        ("wfw", "http://wellformedweb.org/CommentAPI/"),
        ("xhtml", "http://www.w3.org/1999/xhtml"),
    ];
    let used = known.iter().filter(|(prefix, _)| {
        let declared = example.contains(&format!("xmlns:{prefix}="));
        let used = [format!("<{prefix}:"), format!(" {prefix}:")].iter().any(|use_of| example.contains(use_of));
        used && !declared
    });
    used.fold(String::new(), |all, (prefix, uri)| all + &format!(" xmlns:{prefix}=\"{uri}\""))
}

/// The examples of a page after a heading, one for each block of code.
fn examples(rule: &Rule, heading: &str) -> Vec<String> {
    let page = rule.page();
    let mut examples = Vec::new();
    let mut lines = page.lines().skip_while(|line| *line != heading).skip(1).peekable();
    while lines.peek().is_some_and(|line| line.starts_with("```") || line.is_empty()) {
        if lines.next().is_some_and(str::is_empty) {
            continue;
        }
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        examples.push(block.join("\n") + "\n");
    }
    examples
}

fn feeds() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/feeds");
    let files = walkdir::WalkDir::new(folder).sort_by_file_name();
    let files = files.into_iter().filter_map(Result::ok).map(walkdir::DirEntry::into_path);
    files.filter(|path| path.extension().is_some_and(|extension| extension == "xml" || extension == "json")).collect()
}

/// What a feed says that must be found in it, and what must not.
fn expectations(bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    let head: String = bytes.iter().filter(|byte| **byte != 0).map(|&byte| char::from(byte)).collect();
    let wanted = head.split("Expect:").skip(1);
    let names = wanted
        .filter_map(|rest| rest.split_whitespace().next().map(|name| name.trim_matches(['"', ',', '}']).to_owned()));
    let (refused, wanted): (Vec<_>, Vec<_>) = names.partition(|name| name.starts_with('!'));
    (wanted, refused.into_iter().map(|name| name[1..].to_owned()).collect())
}

#[test]
fn every_feed_is_found_to_be_as_its_head_says() {
    let mut wrong = Vec::new();
    for path in feeds() {
        let bytes = std::fs::read(&path).unwrap();
        let (wanted, refused) = expectations(&bytes);
        let found = found(&bytes);
        assert!(!(wanted.is_empty() && refused.is_empty()), "{} expects nothing", path.display());
        let missing = wanted.iter().filter(|rule| !found.contains(rule.as_str())).map(|rule| format!("misses {rule}"));
        let extra = refused.iter().filter(|rule| found.contains(rule.as_str())).map(|rule| format!("has {rule}"));
        let faults: Vec<String> = missing.chain(extra).collect();
        if !faults.is_empty() {
            wrong.push(format!("{}: {} of {found:?}", path.display(), faults.join(", ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_feed_that_breaks_it_and_one_that_does_not() {
    let (mut broken, mut kept) = (BTreeSet::new(), BTreeSet::new());
    for path in feeds() {
        let (wanted, refused) = expectations(&std::fs::read(&path).unwrap());
        broken.extend(wanted);
        kept.extend(refused);
    }
    let is_large =
        |id: &&str| ["encoding/large", "encoding/too-large"].contains(id) || id.starts_with("readers/larger");
    let rules: Vec<&str> = lint::rules().map(|rule| rule.id).filter(|id| !is_large(id)).collect();
    let missing: Vec<_> = rules.iter().filter(|id| !broken.contains(**id)).collect();
    assert!(missing.is_empty(), "no feed in tests/feeds breaks {missing:?}");
    let missing: Vec<_> = rules.iter().filter(|id| !kept.contains(**id)).collect();
    assert!(missing.is_empty(), "no feed in tests/feeds keeps {missing:?}");
    let known: BTreeSet<&str> = lint::rules().map(|rule| rule.id).collect();
    let unknown: Vec<_> = broken.iter().chain(&kept).filter(|id| !known.contains(id.as_str())).collect();
    assert!(unknown.is_empty(), "feeds in tests/feeds expect rules that there are not: {unknown:?}");
}

#[test]
fn the_examples_on_every_page_are_true() {
    let mut wrong = Vec::new();
    for rule in lint::rules().filter(|rule| !WITHOUT_EXAMPLE.contains(&rule.id)) {
        let (bad, good) = (examples(rule, "Wrong:"), examples(rule, "Right:"));
        if bad.is_empty() || good.is_empty() {
            wrong.push(format!("{}: no examples", rule.id));
        }
        for example in bad.iter().filter(|example| !found(whole(example).as_bytes()).contains(rule.id)) {
            wrong.push(format!("{}: not found in\n{example}", rule.id));
        }
        for example in good.iter().filter(|example| found(whole(example).as_bytes()).contains(rule.id)) {
            wrong.push(format!("{}: found in\n{example}", rule.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rules_have_one_name_each_and_a_specification() {
    let mut seen = BTreeSet::new();
    for rule in lint::rules() {
        assert!(seen.insert(rule.id), "{} twice", rule.id);
        let (family, fault) = rule.id.split_once('/').unwrap();
        let kebab = |text: &str| {
            text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte))
        };
        assert!(kebab(family) && kebab(fault), "{}", rule.id);
        assert!(rule.spec.starts_with("http"), "{}: {}", rule.id, rule.spec);
        assert!(!rule.summary.ends_with('.') && !rule.page().trim().is_empty(), "{}", rule.id);
    }
}

#[test]
fn places_are_exact() {
    let feed = "<rss version=\"2.0\">\n<channel>\n<title>a &eacute; b</title>\n<link>https://gazette.example/a b</link>\n\
        <item><title>x</title><description>&lt;p&gt;ü &lt;b onclick=\"go()\"&gt;c&lt;/b&gt;&lt;/p&gt;</description></item>\n\
        </channel>\n</rss>\n";
    let source = Arc::new(Source::new("feed.xml", feed));
    let mut sink = Sink::new();
    lint::lint(&source, &options(), &mut sink);
    let findings = sink.into_sorted();
    let text = |id: &str| {
        let finding = findings.iter().find(|finding| finding.rule.id == id).unwrap();
        &feed[finding.span.range.clone().unwrap()]
    };
    assert_eq!(text("xml/undefined-entity"), "&eacute;");
    assert_eq!(text("address/forbidden-character"), " ");
    assert_eq!(text("html/unsafe-attribute"), "onclick=\"go()\"");
}

#[test]
fn names_are_spelled_as_written_for_people_and_as_by_w3c_for_programs() {
    let findings = check(b"<rss version=\"2.0\"><channel><foo_bar/></channel></rss>");
    let finding = findings.iter().find(|finding| finding.rule.id == "feed/undefined-element").unwrap();
    assert_eq!(finding.message, "`<foo_bar>` is not defined in `<channel>`");
    assert_eq!(finding.element.as_ref().map(|element| element.name.as_str()), Some("foo:bar"));
}

#[test]
fn hostile_documents_are_refused_in_no_time() {
    let level = |level: usize| format!("<!ENTITY e{} \"{}\">", level + 1, format!("&e{level};").repeat(10));
    let entities = (0..40).map(level).collect::<Vec<_>>().concat();
    let bomb = format!(
        "<!DOCTYPE rss [<!ENTITY e0 \"lol\">{entities}]><rss version=\"2.0\"><channel><title>&e40;</title></channel></rss>"
    );
    assert!(found(bomb.as_bytes()).contains("xml/beyond-limits"));
    let long = format!("<!DOCTYPE rss [<!ENTITY a \"{}\">]><rss>{}</rss>", "x".repeat(19_000), "&a;".repeat(100_000));
    assert!(found(long.as_bytes()).contains("xml/beyond-limits"));
    assert!(found("<a>".repeat(100_000).as_bytes()).contains("xml/beyond-limits"));
    let quotes = "<a b='".repeat(200_000);
    assert!(found(quotes.as_bytes()).contains("xml/malformed-tag"));
    let attributes = (0..50_000).fold(String::new(), |all, at| all + &format!(" a{at}=''"));
    assert!(found(format!("<rss{attributes}/>").as_bytes()).contains("xml/beyond-limits"));
    assert!(found(&b"<!DOCTYPE a [".repeat(50_000)).contains("xml/malformed-markup"));
    assert!(!found(&b"&".repeat(500_000)).is_empty());
    assert!(!found(&b"<".repeat(500_000)).is_empty());
}

#[test]
fn two_versions_of_a_json_feed_are_told_once() {
    let mut sink = Sink::new();
    let merge = b"<<<<<<< main\n{\"items\": []}\n=======\n{}\n>>>>>>> harbour\n";
    let source = lint::decode("feed.json", merge, &mut sink);
    assert_eq!(lint::lint(&source, &options(), &mut sink), lint::Kind::JsonFeed);
    let findings: Vec<_> = sink.into_sorted().into_iter().map(|finding| finding.message).collect();
    assert_eq!(findings, ["a merge left two versions of the feed"]);
    let merge = b"{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"News\",\n<<<<<<< main\n\"items\": []}\n=======\n\"items\": [{}]}\n>>>>>>> harbour\n";
    assert_eq!(messages("feed.json", merge), ["a merge left two versions of the feed"]);
}

#[test]
fn two_versions_of_a_part_of_a_feed_are_told_once_and_the_first_is_checked() {
    let sound = include_str!("../feeds/sound/atom.xml");
    let (head, rest) = sound.split_once("  <updated>").unwrap();
    let (one, rest) = rest.split_once('\n').unwrap();
    let merge =
        format!("{head}<<<<<<< main\n  <updated>{one}\n=======\n  <updated>never</updated>\n>>>>>>> harbour\n{rest}");
    assert_eq!(messages("atom.xml", merge.as_bytes()), ["a merge left two versions of the feed"]);
    let merge = format!("<<<<<<< main\n{sound}=======\n{head}\n>>>>>>> harbour\n");
    assert_eq!(messages("atom.xml", merge.as_bytes()), ["a merge left two versions of the feed"]);
    let marks = "<<<<<<< main\n".repeat(20_000);
    assert!(messages("atom.xml", marks.as_bytes()).len() < 200);
}

#[test]
fn what_is_no_feed_is_told_without_all_that_follows() {
    let page =
        b"<!DOCTYPE html>\n<html hidden><head><meta charset=utf-8></head><body>Not<wbr>found &nbsp; a & b<br></body>";
    let first = "the attribute `hidden` has no value in quotes";
    assert_eq!(messages("page.html", page), ["`<html>` is no feed", first], "its first fault as XML, as W3C has it");
    assert_eq!(messages("feed.xml", b"\x1f\x8b\x08\0\0"), ["the file is compressed with gzip"]);
    assert_eq!(messages("feed.xml", b"Not found"), ["no element at all: this is no feed"]);
    assert_eq!(messages("feed.xml", b""), ["no element at all: this is no feed"]);
    assert_eq!(messages("feed.json", b"PK\x03\x04"), ["the file is compressed with zip"]);
}

#[test]
fn what_is_plainly_something_else_is_told_from_what_is_broken() {
    let kind = |name: &str, text: &str| {
        let mut sink = Sink::new();
        let source = lint::decode(name, text.as_bytes(), &mut sink);
        lint::lint(&source, &options(), &mut sink)
    };
    for (name, text) in [
        ("sitemap.xml", "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>"),
        ("page.xml", "<!DOCTYPE html><HTML><p>No"),
        ("manifest.json", "{\"name\": \"Gazette\"}"),
        ("search.json", "[{\"title\": \"Ferry\"}]"),
    ] {
        assert_eq!(kind(name, text), lint::Kind::Other, "{text}");
    }
    for text in ["", "Not found", "<RSS/>", "<channel/>", "{\"title\": \"News\"", "<<<<<<< main\n"] {
        assert_eq!(kind("feed.xml", text), lint::Kind::Unknown, "{text}");
    }
}

#[test]
fn a_sound_feed_has_no_findings() {
    for feed in [
        include_str!("../feeds/sound/rss.xml"),
        include_str!("../feeds/sound/atom.xml"),
        include_str!("../feeds/sound/podcast.xml"),
    ] {
        let grave: Vec<_> = check(feed.as_bytes())
            .into_iter()
            .filter(|finding| finding.level != Level::Info)
            .map(|finding| format!("{}: {}", finding.rule.id, finding.message))
            .collect();
        assert!(grave.is_empty(), "{grave:?}");
    }
}

/// Another guid for what is published would cost more than what is found.
#[test]
fn nobody_is_told_to_change_the_guid_of_what_is_published() {
    let feed = "<rss version=\"2.0\"><channel><title>News</title><item><guid isPermaLink=\"false\">1042</guid></item>\
                </channel></rss>";
    let findings = check(feed.as_bytes());
    let small = findings.iter().find(|finding| finding.rule.id == "rss/guid-small-number").expect("it is one");
    let help = small.help.as_deref().unwrap_or_default();
    assert!(help.starts_with("leave it if it has been published") && !help.contains("1042"), "{help}");
}

//! The three formats of one build say the same, to the character, to parsers that are not ours.

use std::collections::BTreeMap;

use dateline::compile::Compiled;
use dateline::value::entity::windows_1252;
use walkdir::WalkDir;

use crate::publication::{CONFIG, Publication, shown, text_of};
use crate::reading::{self, Entry};
use crate::repository;

#[test]
fn the_three_formats_agree_on_all_that_is_hard_to_write() {
    let feeds = feeds(&project("nasty"));
    let entries = agreed(&feeds, "");
    assert_eq!(entries.len(), 14);
    let [markup, .., copy] = &entries[..] else { panic!("many entries") };
    assert_eq!(markup.title, r#"AT&T <b> &lt; ]]> "quotes" 'single' <![CDATA[ --> &#8217; \n"#);
    assert_eq!(markup.summary, r#"If a < b && b > c then ]]> ends it; &amp; stays, <i>so</i> does "this"."#);
    assert_eq!(markup.categories[1..4], ["R&D, shipping", "a & b", "<tag>"]);
    assert_eq!((markup.published, markup.updated), (1_772_353_800, 1_772_464_530));
    assert_eq!(copy.title, "Pier “as good as new,” harbor master says – ‘almost’");
    let ten = entries.iter().find(|entry| entry.title == "Ten of us wrote this").expect("it is in the feed");
    assert_eq!(ten.authors.split(", ").count(), 10);
    assert!(ten.authors.contains("Seán \"Jack\" O'Neill, Ana Díaz-O’Hara, <b>Bob</b> & Söhne, 김연아"));
    let roles = entries.iter().find(|entry| entry.title == "Everybody has a part").expect("it is in the feed");
    assert_eq!(roles.contributors.len(), 9);
    for section in ["section/khbr/", "section/ships-ports-docks/"] {
        assert_eq!(agreed(&feeds, section).len(), 1, "{section}");
    }
}

/// Neither the text nor what came with it: a retraction withdraws all of it.
#[test]
fn what_was_withdrawn_and_what_is_not_finished_is_in_no_feed() {
    for (path, text) in feeds(&project("nasty")) {
        let text = text.to_lowercase();
        assert!(!text.contains("seen by nobody") && !text.contains("seen-by-nobody"), "{path}: {text}");
    }
}

/// A parser that reads all three formats into one shape of its own sees one feed.
#[test]
fn feed_rs_sees_one_feed_in_three_formats() {
    let feeds = feeds(&project("nasty"));
    let parser = feed_rs::parser::Builder::new().sanitize_content(false).build();
    let read = |name: &str| parser.parse(feeds[name].as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
    let [rss, atom, json] = ["rss.xml", "atom.xml", "feed.json"].map(read);
    assert_eq!((rss.entries.len(), atom.entries.len(), json.entries.len()), (14, 14, 14));
    for other in [&atom, &json] {
        for (one, two) in rss.entries.iter().zip(&other.entries) {
            let title = |entry: &feed_rs::model::Entry| entry.title.as_ref().map(|title| title.content.clone());
            let html = |entry: &feed_rs::model::Entry| entry.content.as_ref().and_then(|content| content.body.clone());
            let terms = |entry: &feed_rs::model::Entry| {
                entry.categories.iter().map(|category| category.term.clone()).collect::<Vec<_>>()
            };
            assert_eq!((&one.id, title(one), one.published), (&two.id, title(two), two.published));
            assert_eq!(terms(one), terms(two), "{}", one.id);
            assert_eq!(one.links[0].href, two.links[0].href);
            if html(one).is_some() {
                assert_eq!(html(one), html(two), "{}", one.id);
            }
        }
    }
}

/// Attributes of other vocabularies too are escaped, so that the document is one.
#[test]
fn addresses_with_ampersands_stay_whole_in_the_elements_of_media_rss() {
    let feeds = feeds(&project("nasty"));
    for name in ["rss.xml", "atom.xml"] {
        let picture = "url=\"https://media.nasty.example/pic.jpg?w=1&amp;h=2\"";
        assert_eq!(feeds[name].matches(picture).count(), 2, "{name}: {}", feeds[name]);
        well_formed(&feeds[name]);
    }
}

/// `UPDATE_FEEDS=1 cargo test` writes them anew.
#[test]
fn golden_projects_become_the_feeds_that_are_committed() {
    for name in projects() {
        let folder = repository::root().join("tests").join("projects").join(&name);
        let feeds = feeds(&project(&name));
        if std::env::var_os("UPDATE_FEEDS").is_some() {
            for (path, text) in &feeds {
                let path = folder.join("feeds").join(path);
                std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("feeds/ is ours");
                std::fs::write(path, text).expect("feeds/ is ours");
            }
        }
        let committed = files(&folder.join("feeds"));
        assert_eq!(
            committed.keys().collect::<Vec<_>>(),
            feeds.keys().collect::<Vec<_>>(),
            "{name}: UPDATE_FEEDS=1 cargo test --test it formats writes what is missing"
        );
        for (path, text) in &feeds {
            let stale = String::from_utf8_lossy(&committed[path]).replace("\r\n", "\n");
            assert!(stale == *text, "{name}/feeds/{path} is stale; UPDATE_FEEDS=1 writes it anew");
        }
    }
}

/// Copy as it reaches a desk, laid unchanged into an article of text.
const COPY: &str = "\
Ferry \u{201c}as good as new,\u{201d} owner says

IMAGE: The ferry at her berth (Photo/D. Okafor)

PORT ANNE, Maine \u{2014} The ferry is \u{201c}as good as new,\u{201d} her owner told a crowd on Tuesday \u{2013} \u{201c}or, as \
my mother would have said, \u{2018}good enough for church\u{2019}\u{201d} \u{2013} before she left.
She was back by noon.

She had been laid up for the 2019\u{2013}20 season; it cost $1.2 million & change <more or less> ]]>.
   The line is Jane Doe\u{2019}s.\t
";

#[test]
fn text_is_the_same_character_for_character_in_all_three_formats() {
    assert_text_survives(COPY);
}

/// Copy that lies beside the checkout, where it does; nothing needs it.
#[test]
fn copy_beside_the_checkout_is_the_same_character_for_character() {
    let seeds = repository::root().join("..").join("shared").join("seeds");
    for (name, bytes) in if seeds.is_dir() { files(&seeds) } else { BTreeMap::new() } {
        if name.rsplit('.').next() == Some("txt") {
            assert_text_survives(&String::from_utf8(bytes).expect("copy is UTF-8"));
        }
    }
}

/// That a text is told alike in all formats: its paragraphs, their lines, their characters.
pub(crate) fn assert_text_survives(text: &str) {
    let article = format!(
        "title = \"Copy\"\ndate = 2026-03-04T12:00:00Z\nformat = \"text\"\nbody = \"{}\"\n",
        crate::garbage::escaped(text)
    );
    let feeds = feeds(&Publication::new(CONFIG).with("articles/copy.toml", article));
    let entries = agreed(&feeds, "");
    assert_eq!(entries[0].paragraphs(), paragraphs(text));
}

/// The paragraphs of a text: lines between blank lines. A C1 control, which checkers refuse, is the letter that was
/// meant by it in Windows-1252 (or a space), and a finding tells so.
fn paragraphs(text: &str) -> Vec<Vec<String>> {
    let is_c1 = |c: char| matches!(c, '\u{80}'..='\u{9F}');
    let meant = |c: char| if is_c1(c) { windows_1252(c).filter(|&c| !is_c1(c)).unwrap_or(' ') } else { c };
    let text: String = text.replace("\r\n", "\n").replace('\r', "\n").chars().map(meant).collect();
    let lines: Vec<&str> = text.split('\n').collect();
    let blocks = lines.split(|line| line.trim().is_empty()).filter(|block| !block.is_empty());
    blocks.map(|block| block.iter().map(|&line| line.to_owned()).collect()).collect()
}

/// The entries of a feed, which all of its formats have alike.
pub(crate) fn agreed(feeds: &BTreeMap<String, String>, folder: &str) -> Vec<Entry> {
    let rss = reading::rss(&feeds[&format!("{folder}rss.xml")]);
    let atom = reading::atom(&feeds[&format!("{folder}atom.xml")]);
    let json = reading::json(&feeds[&format!("{folder}feed.json")]);
    assert_eq!(rss, atom);
    assert_eq!(atom, json);
    rss
}

/// The feeds of a publication, by their paths below feeds/.
pub(crate) fn feeds(publication: &Publication) -> BTreeMap<String, String> {
    let compiled: Compiled = publication.compile();
    assert!(!compiled.documents.is_empty(), "nothing was made:\n{}", shown(&compiled));
    compiled.documents.into_iter().map(|output| (output.document.path.clone(), text_of(&output.document))).collect()
}

fn well_formed(text: &str) {
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event().expect("well-formed XML") {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                for attribute in tag.attributes() {
                    let value = attribute.expect("an attribute").value;
                    let value = std::str::from_utf8(&value).expect("UTF-8");
                    quick_xml::escape::unescape(value).expect("no bare ampersand");
                }
            }
            _ => {}
        }
    }
}

/// The golden projects.
fn projects() -> Vec<String> {
    let all = files(&repository::root().join("tests").join("projects"));
    all.keys().filter_map(|path| path.strip_suffix("/config.toml").map(str::to_owned)).collect()
}

pub(crate) fn project(name: &str) -> Publication {
    Publication(files(&repository::root().join("tests").join("projects").join(name)))
}

/// The files of a folder, by their paths with forward slashes.
fn files(folder: &std::path::Path) -> BTreeMap<String, Vec<u8>> {
    let entries = WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    let read = |entry: walkdir::DirEntry| {
        let below = entry.path().strip_prefix(folder).expect("the walk stays inside");
        let name: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        (name.join("/"), std::fs::read(entry.path()).expect("the repository can be read"))
    };
    entries.map(read).collect()
}

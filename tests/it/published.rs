//! Feeds read back: one model, whichever format, encoding or program they are of.

use dateline::published::{self, Entry, Feed, Unreadable};
use dateline::value::moment::Moment;
use proptest::prelude::*;

use crate::formats::{feeds, project};

fn at(text: &str) -> Option<Moment> {
    Moment::parse_rfc3339(text).ok()
}

fn read(text: &str) -> Feed {
    published::read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// What no format can say otherwise than another.
fn common(entry: &Entry) -> impl PartialEq + std::fmt::Debug + use<> {
    let Entry { id, link, title, published, updated, summary, tags, image, language, contributors, .. } = entry.clone();
    let moments = [published, updated].map(|moment| moment.map(Moment::timestamp));
    (id, link, title, moments, summary, tags, image, language, contributors, entry.people.join(", "), entry.text())
}

#[test]
fn the_three_formats_of_one_build_are_read_as_one_feed() {
    let feeds = feeds(&project("nasty"));
    let [rss, atom, json] = ["rss.xml", "atom.xml", "feed.json"].map(|name| read(&feeds[name]));
    assert_eq!(rss.entries.len(), 14);
    for other in [&atom, &json] {
        assert_eq!((&rss.title, &rss.link), (&other.title, &other.link));
        for (one, two) in rss.entries.iter().zip(&other.entries) {
            assert_eq!(common(one), common(two), "{}", other.format);
        }
    }
}

#[test]
fn what_rss_leaves_out_is_taken_from_what_readers_take_it_from() {
    let feed = read(
        "<?xml version='1.0'?><rss version='2.0' xmlns:a10='http://www.w3.org/2005/Atom' \
         xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>T</title><link>https://gazette.example/</link>\
         <item><link>/ferry</link><title> Ferry\n returns </title><description>&lt;p&gt;It &amp;amp; you&lt;/p&gt;</description>\
         <author>desk@gazette.example (Ada Field)</author><a10:updated>2026-03-05T00:00:00Z</a10:updated>\
         <dc:date>2026-03-04</dc:date></item>\
         <item><guid>https://gazette.example/ice</guid><pubDate>yesterday</pubDate></item>\
         <item><title>Only this</title></item></channel></rss>",
    );
    let [ferry, ice, only] = &feed.entries[..] else { panic!("three items") };
    assert_eq!((ferry.id.as_str(), ferry.id_given), ("https://gazette.example/ferry", false));
    assert_eq!((ferry.title.as_str(), ferry.text().as_str()), ("Ferry returns", "It & you"));
    assert_eq!(ferry.people, ["Ada Field"]);
    assert_eq!((ferry.published, ferry.updated), (at("2026-03-04T00:00:00Z"), at("2026-03-05T00:00:00Z")));
    assert_eq!((ice.link.as_deref(), ice.id_given), (Some("https://gazette.example/ice"), true));
    assert_eq!((ice.published, ice.updated), (None, None));
    assert_eq!((only.id.as_str(), only.id_given), ("Only this", false));
}

#[test]
fn rss_1_is_read_too() {
    let feed = read(
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>\
         <channel><title>T</title><link>https://gazette.example/</link></channel>\
         <item><title>A</title><link>https://gazette.example/a</link></item></rdf:RDF>",
    );
    assert_eq!(feed.entries[0].id, "https://gazette.example/a");
}

#[test]
fn one_bad_date_or_type_in_atom_costs_no_entry() {
    let feed = read(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://gazette.example/'><title>T</title><updated/>\
         <entry><id>a</id><title type='text/html'>A &lt;i>b&lt;/i></title><updated>soon</updated>\
         <published>Wed, 04 Mar 2026 18:30:00 GMT</published><link href='a'/></entry>\
         <entry><id>b</id><title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>B &amp; c</div></title>\
         <updated>2026-03-05T00:00:00Z</updated><content type='xhtml'><div>Text</div></content></entry></feed>",
    );
    let [a, b] = &feed.entries[..] else { panic!("two entries") };
    assert_eq!((a.title.as_str(), a.link.as_deref()), ("A b", Some("https://gazette.example/a")));
    assert_eq!((a.published, a.updated), (at("2026-03-04T18:30:00Z"), None));
    assert_eq!((b.title.as_str(), b.text().as_str(), b.updated), ("B & c", "Text", at("2026-03-05T00:00:00Z")));
}

#[test]
fn json_feed_is_read_as_it_is_written_in_the_wild() {
    let feed = read(
        r#"{"version":"https://jsonfeed.org/version/1","home_page_url":"https://gazette.example/","items":[
            {"id":12,"url":"/a","content_text":"One\n\nTwo","author":{"name":"Jane Doe"},"tags":["x",3]},
            {"id":"b","summary":"S","content_text":"S","date_modified":"2026-03-05"}, 7]}"#,
    );
    let [a, b] = &feed.entries[..] else { panic!("two items") };
    assert_eq!((a.id.as_str(), a.link.as_deref()), ("12", Some("https://gazette.example/a")));
    assert_eq!(
        (a.text().as_str(), &a.people[..], &a.tags[..]),
        ("One\n\nTwo", &["Jane Doe".into()][..], &["x".into()][..])
    );
    assert_eq!((b.text().as_str(), &b.summary), ("S", &None));
    assert_eq!(b.touched(), at("2026-03-05T00:00:00Z"));
}

#[test]
fn any_encoding_is_read() {
    let rss = |encoding: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"{encoding}\"?>\n<rss><channel><item><title>Café</title></item></channel></rss>"
        )
    };
    let latin: Vec<u8> = rss("iso-8859-1").chars().map(|c| u8::try_from(c).expect("Latin-1")).collect();
    let utf16: Vec<u8> =
        std::iter::once(0xfeff).chain(rss("utf-16").encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xef\xbb\xbf", rss("utf-8").as_bytes()].concat();
    for bytes in [latin, utf16, marked] {
        assert_eq!(published::read(&bytes).expect("it is a feed").entries[0].title, "Café");
    }
    let json = [&b"\xef\xbb\xbf"[..], br#"{"items":[{"title":"x"}]}"#].concat();
    assert_eq!(published::read(&json).expect("it is a feed").entries[0].title, "x");
}

#[test]
fn what_is_no_feed_is_refused_with_the_reason() {
    for text in ["", "hello", "<html/>", "{}", "[1]", "<!-- -->"] {
        assert_eq!(published::read(text.as_bytes()), Err(Unreadable::NoFeed), "{text}");
    }
    assert!(matches!(published::read(b"<rss><channel><item></channel>"), Err(Unreadable::Malformed(_))));
    assert!(matches!(published::read(b"{\"items\":["), Err(Unreadable::Malformed(_))));
    let deep = format!("<rss><channel><item>{}</item></channel></rss>", "<a:b>".repeat(100_000));
    assert_eq!(published::read(deep.as_bytes()), Err(Unreadable::TooDeep));
}

proptest! {
    #[test]
    fn nothing_makes_it_panic(
        parts in prop::collection::vec(prop::sample::select(vec![
            "<rss", "<rdf:RDF>", "<feed>", "<channel>", "<item>", "<entry>", "</item>", "</entry>", "</channel>", "</rss>",
            "</feed>", ">", "<title>", "</title>", "<updated>", "</updated>", "<guid>", "</guid>", "<a:b c='d'>", "</a:b>",
            "<![CDATA[", "]]>", "&amp;", "&#0;", "&x;", "<link href='", "'/>", "2026-03-04T00:00:00Z", "\u{0}", "é", "<!--",
            "-->", "<?", "?>", "<!DOCTYPE", "{\"items\":[", "{\"id\":", "1", "\"", "}", "]", ",", "encoding='utf-16'", "<?xml ",
            "<content type='xhtml'>", "</content>", "<enclosure length='-1'/>",
        ]), 0..24),
        bytes in prop::collection::vec(any::<u8>(), 0..40),
    ) {
        let _ = published::read(&bytes);
        let mut text = parts.concat().into_bytes();
        let _ = published::read(&text);
        text.extend(bytes);
        if let Ok(feed) = published::read(&text) {
            for entry in feed.entries {
                let _ = (entry.text(), published::key::title(&entry.title), published::key::link(&entry.id));
            }
        }
    }
}

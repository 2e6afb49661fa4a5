//! Which feeds there are, and what lies beside them.

use std::collections::BTreeMap;

use dateline::compile::{Kind, Output};
use dateline::diagnostic::Sink;
use dateline::diagnostic::render::{Format as Rendering, Style, render};
use dateline::lint;
use dateline::source::Source;
use dateline::value::format::Format;

use crate::formats::feeds;
use crate::publication::{CONFIG, Publication, shown, text_of};
use crate::reading;

fn with_feeds(keys: &str) -> Publication {
    Publication::new(&format!("{CONFIG}[feeds]\n{keys}"))
}

fn article(title: &str, day: u32, keys: &str) -> String {
    format!("title = \"{title}\"\ndate = 2026-03-{day:02}T08:00:00-05:00\nbody = \"Text of {title}.\"\n{keys}\n")
}

/// The folders that feeds lie in.
fn folders(feeds: &BTreeMap<String, String>) -> Vec<&str> {
    let mut folders: Vec<&str> = feeds.keys().filter_map(|path| path.strip_suffix("rss.xml")).collect();
    folders.sort_unstable();
    folders
}

#[test]
fn names_that_differ_in_a_sign_have_feeds_of_their_own() {
    let paper = with_feeds("by = [\"tag\"]\n")
        .with("articles/a.toml", article("A", 1, "tags = [\"C\", \"C++\", \"C#\", \"🚢\", \"北京\", \"𓀀𓀁\"]"));
    let compiled = paper.compile();
    assert!(compiled.diagnostics.is_empty(), "{}", shown(&compiled));
    let feeds = feeds(&paper);
    let expected =
        ["", "tag/bei-jing/", "tag/c-plus-plus/", "tag/c-sharp/", "tag/c/", "tag/ship/", "tag/u13000-u13001/"];
    assert_eq!(folders(&feeds), expected);
}

#[test]
fn a_further_feed_has_a_title_an_id_and_addresses_of_its_own() {
    let paper = with_feeds("by = [\"section\", \"author\"]\n")
        .with("articles/a.toml", article("A", 1, "section = \"Town Hall\"\nbyline = \"By Jane Doe\""))
        .with("articles/b.toml", article("B", 2, ""));
    let config = String::from_utf8(paper.0["config.toml"].clone()).expect("UTF-8");
    let url = "aliases = [\"J. Doe\"]\nurl = \"https://gazette.example/jane\"";
    let paper = paper.with("config.toml", config.replace("aliases = [\"J. Doe\"]", url));
    let feeds = feeds(&paper);
    let parsed = atom_syndication::Feed::read_from(feeds["section/town-hall/atom.xml"].as_bytes()).expect("Atom");
    assert_eq!(parsed.title.value, "The Harbour Gazette: Town Hall");
    assert_eq!(parsed.subtitle.map(|text| text.value).as_deref(), Some("Town Hall – News from the waterfront"));
    assert_eq!(parsed.id, "https://gazette.example/feeds/section/town-hall/");
    let of = |text: &str| -> BTreeMap<String, String> {
        let feed = atom_syndication::Feed::read_from(text.as_bytes()).expect("Atom");
        feed.links.into_iter().map(|link| (link.rel, link.href)).collect()
    };
    let links = of(&feeds["section/town-hall/atom.xml"]);
    assert_eq!(links["self"], "https://gazette.example/feeds/section/town-hall/atom.xml");
    assert_eq!(links["alternate"], "https://gazette.example/");
    assert_eq!(of(&feeds["author/jane-doe/atom.xml"])["alternate"], "https://gazette.example/jane");
    let rss = rss::Channel::read_from(feeds["author/jane-doe/rss.xml"].as_bytes()).expect("RSS");
    assert_eq!((rss.title(), rss.link()), ("The Harbour Gazette: Jane Doe", "https://gazette.example/jane"));
}

#[test]
fn rss_alone_says_how_long_a_copy_is_good_and_archives_do_not() {
    let keys = "by = [\"section\"]\narchive = true\n";
    let paper = |ttl: &str| {
        let old = |day: &str| format!("title = \"{day}\"\ndate = {day}\nbody = \"Text.\"\n");
        with_feeds(&format!("{keys}{ttl}"))
            .with("articles/a.toml", article("A", 1, "section = \"Town\""))
            .with("articles/b.toml", old("2026-01-10"))
            .with("articles/c.toml", old("2025-12-10"))
    };
    for (ttl, expected) in [("", None), ("ttl = 1\n", Some("1")), ("ttl = 10_080\n", Some("10080"))] {
        let feeds = feeds(&paper(ttl));
        let of = |path: &str| rss::Channel::read_from(feeds[path].as_bytes()).expect("RSS").ttl;
        for path in ["rss.xml", "section/town/rss.xml"] {
            assert_eq!(of(path).as_deref(), expected, "{path}: {ttl}");
        }
        assert_eq!(of("archive/2026-01/rss.xml"), None);
        let others = feeds.iter().filter(|(path, _)| !path.ends_with("rss.xml"));
        assert!(others.clone().count() > 3 && others.clone().all(|(_, text)| !text.contains("ttl")));
    }
}

#[test]
fn feeds_keep_their_ids_when_they_are_served_elsewhere() {
    let old = |day: &str| format!("title = \"{day}\"\ndate = {day}\nbody = \"Text.\"\n");
    let ids = |keys: &str| -> Vec<(String, String)> {
        let paper = with_feeds(&format!("by = [\"section\"]\narchive = true\n{keys}"))
            .with("articles/a.toml", article("A", 1, "section = \"Town\""))
            .with("articles/b.toml", old("2026-01-10"))
            .with("articles/c.toml", old("2025-12-10"));
        let feeds = feeds(&paper).into_iter().filter(|(path, _)| path.ends_with("atom.xml"));
        let id = |text: &str| atom_syndication::Feed::read_from(text.as_bytes()).expect("Atom").id;
        feeds.map(|(path, text)| (path.trim_end_matches("atom.xml").to_owned(), id(&text))).collect()
    };
    let first = ids("");
    let of = |ids: &[(String, String)], folder: &str| {
        ids.iter().find(|(of, _)| of == folder).map(|(_, id)| id.clone()).expect("there is such a feed")
    };
    assert_eq!(of(&first, "section/town/"), "https://gazette.example/feeds/section/town/");
    assert_eq!(of(&first, "archive/2026-01/"), "https://gazette.example/feeds/", "an archive is a part of the feed");
    let moved = "url = \"https://new.example/\"\n";
    assert!(ids(moved).iter().all(|(_, id)| id.starts_with("https://new.example/")));
    assert_eq!(ids(&format!("{moved}id = \"https://gazette.example/feeds/\"\n")), first);
    for (id, further) in [
        ("tag:gazette.example,2026:feed", "tag:gazette.example,2026:feed/section/town/"),
        ("tag:gazette.example,2026:", "tag:gazette.example,2026:section/town/"),
        ("https://old.example/?feed=atom", "https://old.example/?feed=atom/section/town/"),
        // Nothing can stand behind such a name.
        ("urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a", "https://new.example/section/town/"),
    ] {
        let ids = ids(&format!("{moved}id = \"{id}\"\n"));
        assert_eq!((of(&ids, ""), of(&ids, "archive/2025-12/")), (id.to_owned(), id.to_owned()));
        assert_eq!(of(&ids, "section/town/"), further);
    }
}

/// Where an archive says that the present feed is depends on where that is served, whatever it is called.
#[test]
fn an_archive_leads_to_the_feed_and_not_to_its_id() {
    let old = |day: &str| format!("title = \"{day}\"\ndate = {day}\nbody = \"Text.\"\n");
    let paper = with_feeds("archive = true\nid = \"tag:gazette.example,2026:feed\"\n")
        .with("articles/b.toml", old("2026-01-10"))
        .with("articles/c.toml", old("2025-12-10"));
    let archive = &feeds(&paper)["archive/2025-12/atom.xml"];
    let archive = atom_syndication::Feed::read_from(archive.as_bytes()).expect("Atom");
    let current = archive.links.iter().find(|link| link.rel == "current").expect("there is one");
    assert_eq!(current.href, "https://gazette.example/feeds/atom.xml");
}

#[test]
fn each_language_has_a_feed_that_is_declared_in_it() {
    let paper = with_feeds("by = [\"language\"]\n")
        .with("articles/a.toml", article("A", 1, ""))
        .with("articles/b.toml", article("B", 2, "language = \"pt-PT\""))
        .with("articles/c.toml", article("C", 3, "language = \"pt-BR\""))
        .with("articles/d.toml", article("D", 4, "language = \"zh-Hant-TW\""))
        .with("articles/e.toml", article("E", 5, "language = \"en-GB\""));
    let feeds = feeds(&paper);
    assert_eq!(folders(&feeds), ["", "language/en/", "language/pt/", "language/zh-hant/"]);
    let declared = |folder: &str| {
        let rss = rss::Channel::read_from(feeds[&format!("{folder}rss.xml")].as_bytes()).expect("RSS");
        let atom = atom_syndication::Feed::read_from(feeds[&format!("{folder}atom.xml")].as_bytes()).expect("Atom");
        let json: serde_json::Value = serde_json::from_str(&feeds[&format!("{folder}feed.json")]).expect("JSON");
        assert_eq!(rss.language, atom.lang);
        assert_eq!(rss.language.as_deref(), json["language"].as_str());
        let entries = crate::formats::agreed(&feeds, folder).into_iter().map(|entry| entry.language).collect();
        (rss.title, rss.language.expect("a language"), entries)
    };
    let tag = |tag: &str| Some(tag.to_owned());
    let of = |title: &str, language: &str, entries: &[Option<String>]| {
        (format!("The Harbour Gazette: {title}"), language.to_owned(), entries.to_vec())
    };
    assert_eq!(declared("language/zh-hant/"), of("繁體中文", "zh-Hant-TW", &[None]));
    assert_eq!(declared("language/pt/"), of("português", "pt", &[tag("pt-BR"), tag("pt-PT")]));
    assert_eq!(declared("language/en/"), of("English", "en-US", &[tag("en-GB"), None]));
}

#[test]
fn a_paper_of_one_language_has_no_feed_for_it() {
    let paper = with_feeds("by = [\"language\"]\n")
        .with("articles/a.toml", article("A", 1, ""))
        .with("articles/b.toml", article("B", 2, "language = \"en-GB\""));
    assert_eq!(folders(&feeds(&paper)), [""]);
}

#[test]
fn hubs_are_in_every_format_beside_the_feeds_own_address() {
    let paper = with_feeds("hub = [\"https://hub.example/\", \"https://other.example/hub?a&b\"]\nby = [\"tag\"]\n")
        .with("articles/a.toml", article("A", 1, "tags = [\"x\"]"));
    let feeds = feeds(&paper);
    for folder in ["", "tag/x/"] {
        let rss = &feeds[&format!("{folder}rss.xml")];
        assert!(rss.contains("<atom:link href=\"https://hub.example/\" rel=\"hub\"/>"), "{rss}");
        assert!(rss.contains("<atom:link href=\"https://other.example/hub?a&amp;b\" rel=\"hub\"/>"), "{rss}");
        let atom = &feeds[&format!("{folder}atom.xml")];
        assert!(atom.contains("<link href=\"https://other.example/hub?a&amp;b\" rel=\"hub\"/>"), "{atom}");
        let json: serde_json::Value = serde_json::from_str(&feeds[&format!("{folder}feed.json")]).expect("JSON");
        assert_eq!(json["hubs"][1]["url"], "https://other.example/hub?a&b");
        assert_eq!(json["hubs"][1]["type"], "WebSub");
    }
}

/// What of the newest entries has the whole text is the same in all formats, and the largest file fits.
#[test]
fn a_budget_leaves_the_newest_texts_whole_in_all_formats() {
    let paragraphs = "The ferry left at six and was back by noon, with a piano. ".repeat(40);
    let paper = (1..=9).fold(with_feeds("budget = \"16 kB\"\n"), |paper, day| {
        let keys = format!("summary = \"Summary {day}.\"\nbody = \"\"\"{paragraphs}\"\"\"\n");
        let text = format!("title = \"On the {day}th\"\ndate = 2026-03-{day:02}T08:00:00-05:00\n{keys}");
        paper.with(&format!("articles/{day}.toml"), text)
    });
    let compiled = paper.compile();
    assert!(shown(&compiled).contains("carry their summary alone, so that the feed in `feeds/` stays within 16 kB"));
    let texts = |entries: Vec<reading::Entry>| entries.iter().map(|entry| !entry.html.is_empty()).collect::<Vec<_>>();
    let mut full = Vec::new();
    for output in compiled.documents.iter().filter(|output| matches!(output.kind, Kind::Feed { .. })) {
        let text = &text_of(&output.document);
        assert!(text.len() <= 16_000, "{} has {}", output.document.path, text.len());
        full.push(match output.kind {
            Kind::Feed { format: Format::Rss, .. } => texts(reading::rss(text)),
            Kind::Feed { format: Format::Atom, .. } => texts(reading::atom(text)),
            _ => texts(reading::json(text)),
        });
    }
    assert_eq!(full[0], full[1]);
    assert_eq!(full[0], full[2]);
    let number = full[0].iter().filter(|full| **full).count();
    assert!((3..9).contains(&number), "{number} whole texts");
    assert!(full[0][..number].iter().all(|full| *full), "the newest ones");
}

const HOSTILE: &str = "<script>alert(1)</script> & \\\"x\\\" '";

fn hostile() -> Publication {
    let config = CONFIG.replace("The Harbour Gazette", HOSTILE).replace("News from the waterfront", HOSTILE);
    Publication::new(&format!("{config}[feeds]\nby = [\"tag\", \"author\", \"language\"]\n"))
        .with("articles/a.toml", article(HOSTILE, 1, &format!("tags = [\"{HOSTILE}\"]\nauthors = [\"A <b> & Co\"]")))
        .with("articles/b.toml", article("שלום עולם", 2, "language = \"he\"\ntags = [\"ועוד\"]"))
}

#[test]
fn no_text_becomes_markup_on_the_page_or_in_the_list() {
    let feeds = feeds(&hostile());
    let page = &feeds["index.html"];
    assert_eq!(page.matches("<script").count(), 1, "its own: {page}");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; "), "{page}");
    assert!(page.contains("<bdi lang=\"he\">שלום עולם</bdi>"), "{page}");
    let list = feeds["feeds.opml"].as_bytes();
    let mut reader = quick_xml::Reader::from_reader(list);
    let mut outlines = 0;
    loop {
        match reader.read_event().expect("well-formed XML") {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Empty(tag) if tag.name().as_ref() == b"outline" => outlines += 1,
            _ => {}
        }
    }
    assert_eq!(outlines, folders(&feeds).len(), "each feed once");
}

/// Nothing of the page, the list or the style comes from elsewhere or leads to a file that is not made.
#[test]
fn the_page_asks_for_nothing_and_its_links_lead_to_feeds_that_are_made() {
    let feeds = feeds(&hostile());
    let page = &feeds["index.html"];
    for request in [" src=", "@import", "url(", "stylesheet\"", "<img", "<iframe"] {
        assert!(!page.contains(request), "{request}");
    }
    let hrefs: Vec<&str> = page.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let relative: Vec<&&str> = hrefs.iter().filter(|href| !href.contains(':')).collect();
    assert_eq!(relative.len(), 3 * folders(&feeds).len() + 1, "every feed in every format, and the list");
    for href in relative {
        assert!(feeds.contains_key(*href), "{href} is not made");
    }
    for (path, _) in feeds.iter().filter(|(path, _)| path.contains("rss.xml") || path.contains("atom.xml")) {
        let alternate = format!(" href=\"https://gazette.example/feeds/{path}\">");
        assert!(page.contains(&alternate), "{path} cannot be discovered");
    }
}

#[test]
fn feeds_name_their_style_sheet_from_where_they_lie() {
    let feeds = feeds(&hostile());
    let style = |path: &str| feeds[path].lines().nth(1).map(str::to_owned);
    let line = |href: &str| Some(format!("<?xml-stylesheet type=\"text/css\" href=\"{href}\"?>"));
    assert_eq!(style("rss.xml"), line("feed.css"));
    assert_eq!(style("language/he/atom.xml"), line("../../feed.css"));
}

#[test]
fn without_a_page_there_are_feeds_alone() {
    let paper = with_feeds("page = false\n").with("articles/a.toml", article("A", 1, ""));
    let feeds = feeds(&paper);
    assert_eq!(feeds.keys().collect::<Vec<_>>(), ["atom.xml", "feed.json", "rss.xml"]);
    assert!(!feeds["rss.xml"].contains("xml-stylesheet"));
}

/// How many feeds a paper has, of which the check has nothing to say: no error, as of no build, and no warning either.
fn feeds_without_a_word(paper: &Publication) -> usize {
    let now = chrono::DateTime::parse_from_rfc3339(crate::publication::NOW).expect("a constant").to_utc();
    let is_feed = |output: &Output| matches!(output.kind, Kind::Feed { .. });
    let feeds: Vec<Output> = paper.compile().documents.into_iter().filter(is_feed).collect();
    for output in &feeds {
        let url = format!("https://gazette.example/feeds/{}", output.document.path);
        let source = std::sync::Arc::new(Source::new(output.document.path.clone(), text_of(&output.document)));
        let mut sink = Sink::new();
        lint::lint(&source, &lint::Options { now, url: Some(&url), shared: None }, &mut sink);
        let findings = render(&sink.into_sorted(), Rendering::Human, Style::Plain);
        assert!(findings.is_empty(), "{url}:\n{findings}");
    }
    feeds.len()
}

#[test]
fn the_check_has_nothing_to_say_of_archives_hubs_and_languages() {
    let keys =
        "archive = true\nlimit = 1\nttl = 60\nhub = \"https://hub.example/\"\nby = [\"section\", \"language\"]\n";
    let old = |month: u32| {
        format!(
            "title = \"O {month}\"\ndate = 2025-{month:02}-03\nsection = \"Old\"\nbyline = \"Jane Doe\"\nbody = \"Text.\"\n"
        )
    };
    let paper =
        (1..=5).fold(with_feeds(keys), |paper, month| paper.with(&format!("articles/{month}.toml"), old(month)));
    let paper = paper.with("articles/now.toml", article("Agora", 3, "language = \"pt\"\nbyline = \"Jane Doe\""));
    assert_eq!(feeds_without_a_word(&paper), 3 * (1 + 1 + 2 + 5));
}

#[test]
fn the_check_has_nothing_to_say_of_any_element_that_stays() {
    let elements = "a abbr acronym address applet area article aside audio b base bdi bdo big blink blockquote br button \
        canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset \
        figcaption figure font footer form frame h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd \
        keygen label legend li link listing main map mark marquee math menu meta meter nav nobr noscript object ol optgroup \
        option output p param picture plaintext pre progress q rb rp rt ruby s samp script search section select slot small \
        source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr \
        track tt u ul var video wbr xmp gazette-map";
    let attributes = "abbr align alt border cellpadding cite class color cols colspan contenteditable controls datetime dir \
        height href hreflang id lang loading longdesc name onclick rel reversed rowspan scope sizes src srcset start style \
        tabindex target title type value width";
    let attributes = attributes.split_whitespace().map(|name| format!("{name}=\"1\"")).collect::<Vec<_>>().join(" ");
    let paper = elements.split_whitespace().zip(1..).fold(with_feeds("limit = 0\n"), |paper, (name, second)| {
        let time = format!("2026-03-04T00:{:02}:{:02}Z", second / 60, second % 60);
        let body = format!("<p>Before.</p><{name} {attributes}>In it.</{name}><p>After.</p>");
        let lines = format!(
            "title = \"{name}\"\ndate = {time}\nsummary = \"What it is.\"\nbyline = \"Jane Doe\"\nformat = \"html\""
        );
        paper.with(&format!("articles/{name}.toml"), format!("{lines}\nbody = '{body}'\n"))
    });
    assert_eq!(feeds_without_a_word(&paper), 3);
}

//! Where rules begin: what is at the border has no finding, and what is one step beyond it has.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use dateline::compile::compile;
use dateline::feed::Admit;
use dateline::source::{Articles, NoFiles, Source, Sources, Unread};
use dateline::value::format::Format;
use dateline::value::html::{Format as Markup, ends_with_words, loses_nothing};
use dateline::value::media::ByteLength;
use dateline::value::moment::Moment;

use crate::formats::feeds;
use crate::publication::{CONFIG, NOW, Publication};
use crate::{formats, reading};

/// The rules that an article breaks which has these lines, and others where a line says nothing of them.
fn broken(lines: &str) -> Vec<&'static str> {
    let has = |key: &str| lines.lines().any(|line| line.split('=').next().is_some_and(|name| name.trim() == key));
    let others = [
        ("title", "title = \"Ferry line returns after eleven years\""),
        ("date", "date = 2026-03-04T18:30:00-05:00"),
        ("body", "body = \"The ferry is back.\""),
    ];
    let others: Vec<&str> = others
        .iter()
        .filter(|(key, _)| !(has(key) || (*key == "body" && has("body_file"))))
        .map(|(_, line)| *line)
        .collect();
    let text = format!("{}\n{lines}\n", others.join("\n"));
    let paper = Publication::new(CONFIG).with("articles/2026/ferry.toml", text).with("feeds/rss.xml", "Not a text.");
    let compiled = paper.compile();
    compiled.diagnostics.iter().map(|finding| finding.rule.id).filter(|id| !id.starts_with("publication/")).collect()
}

#[test]
fn dates_are_held_against_each_other_and_the_present() {
    for (lines, rules) in [
        ("updated = 2026-03-04T18:30:00-05:00", &[][..]),
        ("updated = 2026-03-04T18:30:01-05:00", &[]),
        ("updated = 2026-03-04T18:29:59-05:00", &["article/updated-too-early"]),
        ("updated = 2026-03-04T23:30:00Z", &[]),
        ("updated = 2026-03-04", &["article/update-unseen"]),
        ("date = 2026-03-04\nupdated = 2026-03-04", &["article/update-unseen"]),
        ("date = 2026-03-04T00:00:01-05:00\nupdated = 2026-03-04", &[]),
        ("updated = 2026-03-03", &["article/updated-too-early"]),
        ("updated = 2026-03-10T12:00:00Z", &[]),
        ("updated = 2026-03-10T12:00:01Z", &["article/update-ahead"]),
        ("date = 2026-03-10T12:00:00Z\nupdated = 2026-03-10T12:00:01Z", &["article/update-ahead"]),
        ("date = 2026-03-10T12:00:01Z\nupdated = 2026-03-10T12:00:02Z", &[]),
        ("expires = 2026-03-04T18:30:01-05:00", &[]),
        ("expires = 2026-03-04T18:30:00-05:00", &["article/expires-too-early"]),
        ("expires = 2026-03-04", &["article/expires-too-early"]),
        ("expires = 2026-03-05", &[]),
    ] {
        assert_eq!(broken(lines), rules, "{lines}");
    }
}

/// A paper of two articles, which have these lines besides their texts.
fn two(first: &str, second: &str) -> Publication {
    let article = |lines: &str| format!("title = \"Ferry\"\nbody = \"The ferry is back.\"\n{lines}\n");
    Publication::new(CONFIG).with("articles/a.toml", article(first)).with("articles/b.toml", article(second))
}

#[test]
fn an_article_is_shown_from_its_second_on_and_until_it_is_over() {
    for (date, entries) in [("2026-03-10T12:00:00Z", 2), ("2026-03-10T12:00:01Z", 1)] {
        let feeds = feeds(&two(&format!("date = {date}"), "date = 2026-03-01"));
        assert_eq!(formats::agreed(&feeds, "").len(), entries, "{date}");
    }
    for (expires, entries) in [("2026-03-10T12:00:00Z", 1), ("2026-03-10T12:00:01Z", 2)] {
        let feeds = feeds(&two(&format!("date = 2026-03-02\nexpires = {expires}"), "date = 2026-03-01"));
        assert_eq!(formats::agreed(&feeds, "").len(), entries, "{expires}");
    }
}

#[test]
fn articles_of_one_second_come_by_their_ids_and_not_by_their_files() {
    let lines = |id: &str| format!("date = 2026-03-04T18:30:00Z\nid = \"urn:isbn:{id}\"");
    for (first, second) in [("1", "2"), ("2", "1")] {
        let entries = formats::agreed(&feeds(&two(&lines(first), &lines(second))), "");
        assert_eq!(entries.iter().map(|entry| entry.id.as_str()).collect::<Vec<_>>(), ["urn:isbn:1", "urn:isbn:2"]);
    }
}

#[test]
fn a_name_that_two_articles_have_in_one_format_is_found_whatever_they_are_called_in_others() {
    let lines = |day: u32, names: &str| format!("date = 2026-03-0{day}\nid = {{ atom = \"urn:isbn:{day}\", {names} }}");
    for (first, second, rules) in [
        ("rss = \"7\"", "rss = \"7\"", &["publication/duplicate-id"][..]),
        ("json = \"7\"", "json = \"7\"", &["publication/duplicate-id"]),
        ("rss = \"7\"", "json = \"7\"", &[]),
    ] {
        let compiled = two(&lines(1, first), &lines(2, second)).compile();
        let found: Vec<&str> = compiled.diagnostics.iter().map(|finding| finding.rule.id).collect();
        assert_eq!(found, rules, "{first} {second}");
    }
}

#[test]
fn a_feed_declares_dublin_core_where_an_entry_needs_it() {
    let core = |first: &str, second: &str| feeds(&two(first, second))["rss.xml"].contains("xmlns:dc=");
    let (first, second) = ("date = 2026-03-01", "date = 2026-03-02");
    assert!(!core(first, second));
    assert!(core(first, &format!("{second}\nlanguage = \"fr\"")), "dc:language");
    assert!(core(first, &format!("{second}\nbyline = \"By Jane Doe\"")), "dc:creator");
}

/// The head of a feed is written before its later parts are looked at.
#[test]
fn a_long_feed_declares_what_its_last_entry_alone_needs() {
    let article =
        |minute: u32, lines: &str| format!("title = \"Ferry\"\ndate = 2026-03-01T10:{minute:02}:00Z\n{lines}\n");
    let short = (1..40).fold(Publication::new(CONFIG), |paper, minute| {
        paper.with(&format!("articles/{minute}.toml"), article(minute, "summary = \"The ferry is back.\""))
    });
    let rss = |paper: &Publication| feeds(paper)["rss.xml"].clone();
    assert!(!rss(&short).contains("xmlns:dc="));
    for (lines, prefix) in [
        ("byline = \"By Jane Doe\"\nsummary = \"It is back.\"", "dc"),
        ("language = \"fr\"\nsummary = \"Le bac est de retour.\"", "dc"),
        ("body = \"It is back.\"", "content"),
    ] {
        let feed = rss(&short.clone().with("articles/first.toml", article(0, lines)));
        assert!(feed.contains(&format!("xmlns:{prefix}=")) && feed.contains(&format!("</{prefix}:")), "{prefix}");
    }
}

#[test]
fn a_picture_is_described_by_its_caption_and_else_by_what_it_shows() {
    for (keys, text) in [(", alt = \"A pier\"", "A pier"), (", alt = \"A pier\", caption = \"At dusk\"", "At dusk")] {
        let image = format!("image = {{ url = \"https://gazette.example/pier.jpg\"{keys} }}");
        let feed = feeds(&two(&format!("date = 2026-03-01\n{image}"), "date = 2026-03-02"))["rss.xml"].clone();
        assert!(feed.contains(&format!("<media:description type=\"plain\">{text}<")), "{feed}");
    }
}

#[test]
fn a_publication_without_an_entry_says_what_to_do() {
    let paper = Publication::new(CONFIG);
    let help = |paper: &Publication| paper.compile().diagnostics.remove(0).help.unwrap_or_default();
    assert_eq!(help(&paper), "`dateline new \"Title\"` begins an article");
    let waiting = "title = \"Ferry\"\ndate = 2026-03-11\nbody = \"Tomorrow.\"\n";
    let help = help(&paper.with("articles/a.toml", waiting));
    assert!(help.ends_with("`--drafts` and `--future` let them in"), "{help}");
}

#[test]
fn what_is_as_long_as_may_be_is_no_fault() {
    let title = |length| format!("title = \"{}\"", "é".repeat(length));
    let byline = |length: usize| format!("byline = \"By Jane Doe{}\"", " ".repeat(length - 11));
    let slug = |length| format!("slug = \"{}\"", "a".repeat(length));
    let names = |count| (0..count).map(|at| format!("\"Jo {}\"", "ab".repeat(1 + at))).collect::<Vec<_>>().join(", ");
    let tags = |count| (0..count).map(|at| format!("\"{at}\"")).collect::<Vec<_>>().join(", ");
    let authors = |count| format!("authors = [{}]", names(count));
    let tags = |count| format!("tags = [{}]", tags(count));
    for (lines, rules) in [
        (title(10_000), &[][..]),
        (title(10_001), &["article/too-long"]),
        (byline(10_000), &[]),
        (byline(10_001), &["article/too-long"]),
        (slug(200), &[]),
        (slug(201), &["article/too-long"]),
        (tags(500), &[]),
        (tags(501), &["article/too-long"]),
        (authors(500), &[]),
        (authors(501), &["article/too-long"]),
    ] {
        assert_eq!(broken(&lines), rules, "{}", &lines[..20]);
    }
}

#[test]
fn a_feed_with_its_budget_to_the_byte_is_within_it() {
    let text = "The ferry is back. ".repeat(200);
    let with_budget = |budget: &str| {
        let article = |day: u32| format!("title = \"Ferry\"\ndate = 2026-03-0{day}\nbody = \"{text}\"\n");
        let paper = Publication::new(&format!("{CONFIG}[feeds]\nbudget = \"{budget}\"\n"));
        paper.with("articles/a.toml", article(1)).with("articles/b.toml", article(2)).compile()
    };
    let message = |budget: u64| with_budget(&budget.to_string()).diagnostics.remove(0).message;
    let told = message(1);
    assert!(told.ends_with(", more than 1 B, with the summaries alone"), "{told}");
    let compiled = with_budget("1");
    let feeds = compiled
        .documents
        .iter()
        .map(|output| &output.document)
        .filter(|document| Format::ALL.iter().any(|format| format.file_name() == document.path));
    let largest = feeds.map(|document| document.text.length()).max().expect("three feeds");
    assert_eq!(
        message(largest),
        format!(
            "2 entries carry their summary alone, so that the feed in `feeds/` stays within {}",
            ByteLength(largest).human()
        )
    );
    let told = message(largest - 1);
    assert!(told.contains(&format!("has {largest} bytes, more than ")), "{told}");
}

#[test]
fn what_ends_with_a_paragraph_of_words_is_seen_at_a_glance() {
    for (body, format, is_seen) in [
        ("The boat is back now.", Markup::Markdown, true),
        ("The boat is back now", Markup::Markdown, false),
        ("The boat is back in the harbour", Markup::Markdown, true),
        ("# Ferries\n\n- One\n\nThe boat is back in the harbour.\n\n", Markup::Markdown, true),
        ("The boat is back in the harbour.", Markup::Html, false),
        ("The boat is back in the harbour.", Markup::Text, false),
        ("10 boats are back in the harbour.", Markup::Markdown, false),
        ("The boat is back in the harbour,", Markup::Markdown, false),
        ("The boat is *back* in the harbour.", Markup::Markdown, false),
        ("As 1, 2, 3, 4, 5, 6, 7 boats", Markup::Markdown, false),
        ("Ferries, 1, 2, 3, 4, 5, 6, 7", Markup::Markdown, false),
        ("Ferries 1, 2, 3, 4 and 5.", Markup::Markdown, false),
        ("Trawlers 1, 2, 3, 4 and 5.", Markup::Markdown, true),
        ("```\ncode\n\nThe boat is back in the harbour.", Markup::Markdown, false),
        ("$$\nx\n\nThe boat is back in the harbour.", Markup::Markdown, false),
    ] {
        assert_eq!(ends_with_words(body, format, 20), is_seen, "{body}");
    }
}

#[test]
fn what_loses_nothing_is_seen_at_a_glance() {
    let (long, deep) = (format!("[a](/{}) and so on", "x".repeat(3000)), "> ".repeat(30));
    for (body, is_seen) in [
        ("^a and *b*, see [c](/d)", true),
        ("a[^b]", false),
        ("Café, 12 €, ﬁ, « so », Ãcido, 日本", true),
        ("CafÃ©", false),
        ("Â© 2026", false),
        ("itâ€™s", false),
        ("a \u{fffd}", false),
        (long.as_str(), false),
        (&"a*".repeat(100), false),
        (&format!("a\n{deep}b"), false),
        (&format!("a\n\n{deep}b\n{deep}c"), false),
    ] {
        assert_eq!(loses_nothing(body, Markup::Markdown), is_seen, "{body}");
    }
}

#[test]
fn paths_end_at_the_folder_of_the_articles() {
    for (path, rules) in [
        ("../2026/ferry.toml", &[][..]),
        ("./ferry.toml", &[]),
        ("/2026//ferry.toml", &[]),
        ("../../feeds/rss.xml", &["article/outside"]),
        ("/../feeds/rss.xml", &["article/outside"]),
        ("..", &["article/bad-path"]),
        ("/", &["article/bad-path"]),
        ("2026\\\\ferry.toml", &["article/bad-path"]),
        ("a\\u0007b.md", &["article/bad-path"]),
        ("http://gazette.example/ferry.md", &["article/bad-path"]),
    ] {
        assert_eq!(broken(&format!("body_file = \"{path}\"")), rules, "{path}");
    }
}

/// The entry that subscribers get of an article in a paper of that language.
fn entry(language: &str, lines: &str) -> reading::Entry {
    let paper = Publication::new(&CONFIG.replace("en-US", language))
        .with("articles/ferry.toml", format!("title = \"Ferry\"\ndate = 2026-03-04T18:30:00-05:00\n{lines}"));
    formats::agreed(&feeds(&paper), "").remove(0)
}

#[test]
fn a_text_says_its_direction_where_readers_could_not_know_it() {
    for (paper, article, opening) in [
        ("en-US", "en-GB", "<p>"),
        ("en-US", "he", "<div lang=\"he\" dir=\"rtl\">"),
        ("he", "he", "<div lang=\"he\" dir=\"rtl\">"),
        ("he", "en", "<div lang=\"en\" dir=\"ltr\">"),
    ] {
        let html = entry(paper, &format!("language = \"{article}\"\nbody = \"The ferry is back.\"\n")).html;
        assert!(html.starts_with(opening), "{article} in {paper}: {html}");
    }
}

#[test]
fn a_summary_alone_has_no_text_in_any_direction() {
    assert_eq!(entry("en", "language = \"he\"\nsummary = \"המעבורת חזרה.\"\n").html, "");
}

#[test]
fn a_text_in_a_file_is_read_as_its_name_says() {
    for (name, html) in [
        ("ferry.md", "<p>Free &amp; <em>fair</em></p>"),
        ("ferry", "<p>Free &amp; <em>fair</em></p>"),
        ("ferry.html", "Free &amp; *fair*"),
        ("ferry.HTM", "Free &amp; *fair*"),
        ("ferry.txt", "<p>Free &amp;amp; *fair*</p>"),
    ] {
        let article = format!("title = \"Ferry\"\ndate = 2026-03-04\nbody_file = \"{name}\"\n");
        let paper = Publication::new(CONFIG).with("articles/a.toml", article);
        let paper = paper.with(&format!("articles/{name}"), "Free &amp; *fair*");
        assert_eq!(formats::agreed(&feeds(&paper), "")[0].html, html, "{name}");
    }
}

#[test]
fn the_summary_is_the_paragraph_that_has_the_dateline() {
    let lines = "dateline = \"BELL COVE\"\nbody = \"\"\"\nThis story was updated at noon.\n\nBELL COVE – The ferry is back.\n\nIt left at six.\n\"\"\"\n";
    assert_eq!(entry("en", lines).summary, "The ferry is back.");
    assert_eq!(entry("en", &lines.replace("BELL COVE –", "")).summary, "This story was updated at noon.");
}

#[test]
fn a_dash_behind_a_dateline_stands_once() {
    for typed in ["OSLO", "OSLO —", "OSLO -- ", "OSLO:"] {
        let lines = format!("dateline = \"{typed}\"\nbody = \"The ferry is back.\"\n");
        assert_eq!(entry("en", &lines).html, "<p>OSLO — The ferry is back.</p>", "{typed}");
    }
    assert_eq!(broken("dateline = \" — \""), ["article/empty"]);
}

#[test]
fn a_list_of_bylines_is_one_of_authors() {
    for lines in
        ["byline = [\"By Jane Doe\", \"Ada Field and Ann Lee\"]", "author = [\"Jane Doe\", \"Ada Field\", \"Ann Lee\"]"]
    {
        assert_eq!(
            entry("en", &format!("{lines}\nbody = \"It is back.\"\n")).authors,
            "Jane Doe, Ada Field, Ann Lee",
            "{lines}"
        );
    }
    assert_eq!(broken("byline = [\"Jane Doe\"]\nauthors = [\"Ada Field\"]"), ["toml/duplicate-key"]);
}

#[test]
fn what_is_text_is_not_taken_for_html_nor_for_a_list() {
    for (lines, rules) in [
        ("summary = \"3 < 4, and R&D\"", &[][..]),
        ("summary = \"The <b>ferry</b>\"", &["article/html-in-line"]),
        ("tags = [\"Smith, John\", \"ferries\"]", &[]),
        ("tags = [\"harbour; ferries\"]", &["article/tags-in-one"]),
        ("tags = \"harbour\"", &[]),
        ("tags = [\"<i>Petrel</i>\"]", &["article/html-in-line"]),
        ("section = \"R&amp;D\"", &["article/html-in-line"]),
        ("title = \"The <i>Petrel</i> &amp; more\"", &["article/html-in-line"]),
        ("title = \"AT&amp;T\"", &["article/escaped-title"]),
        ("title = \"AT&T <b>\"", &[]),
        ("dateline = \"<b>OSLO</b>\"", &["article/html-in-line"]),
        ("authors = [{ name = \"Jane <b>Doe</b>\" }]", &["article/html-in-line"]),
        ("source = { title = \"<i>Wire</i>\", url = \"https://wire.example/\" }", &["article/html-in-line"]),
        ("image = { url = \"https://a.example/a.png\", alt = \"A&amp;B\" }", &["article/html-in-line"]),
    ] {
        assert_eq!(broken(lines), rules, "{lines}");
    }
}

#[test]
fn an_article_in_another_language_has_the_order_of_its_figures() {
    for (site, order, article, published) in [
        ("en-US", "", "", Some("2026-03-02")),
        ("en-US", "", "language = \"en-GB\"\n", Some("2026-02-03")),
        ("en", "", "language = \"de\"\n", Some("2026-02-03")),
        ("fr", "", "language = \"en-US\"\n", Some("2026-03-02")),
        ("fr", "", "language = \"en\"\n", Some("2026-02-03")),
        ("fr", "[dates]\norder = \"mdy\"\n", "language = \"de\"\n", Some("2026-03-02")),
        ("en", "", "", None),
    ] {
        let config = format!("{}{order}", CONFIG.replace("en-US", site));
        let text = format!("title = \"Ferry\"\ndate = \"03/02/2026\"\n{article}body = \"It is back.\"\n");
        let paper = Publication::new(&config).with("articles/a.toml", text);
        let Some(published) = published else {
            assert!(paper.compile().documents.is_empty());
            continue;
        };
        let feed: serde_json::Value = serde_json::from_str(&feeds(&paper)["feed.json"]).expect("JSON");
        let day = feed["items"][0]["date_published"].as_str().and_then(|date| date.get(..10));
        assert_eq!(day, Some(published), "{site} {order} {article}");
    }
}

#[test]
fn the_byte_order_mark_of_a_body_file_is_no_text() {
    let article = "title = \"Ferry\"\ndate = 2026-03-04\nbody_file = \"a.md\"\n";
    let paper = Publication::new(CONFIG)
        .with("articles/a.toml", article)
        .with("articles/a.md", "\u{feff}## Crossing\n\n<script>a()</script>\n");
    assert!(feeds(&paper)["atom.xml"].contains("<h2>Crossing</h2>"), "{}", feeds(&paper)["atom.xml"]);
    let span = &paper.compile().diagnostics[0].span;
    let range = span.range.clone().expect("a place");
    assert_eq!(&span.source.text()[range], "<script>a()</script>");
}

#[test]
fn an_editor_may_be_written_as_mail_has_names() {
    for editor in
        ["Ada Field <desk@gazette.example>", "desk@gazette.example (Ada Field)", "Ada Field (desk@gazette.example)"]
    {
        let config = CONFIG.replace("[people", &format!("editor = \"{editor}\"\n\n[people"));
        let article = "title = \"Ferry\"\ndate = 2026-03-04\nbody = \"It is back.\"\n";
        let feeds = feeds(&Publication::new(&config).with("articles/a.toml", article));
        let editor = "<managingEditor>desk@gazette.example (Ada Field)</managingEditor>";
        assert!(feeds["rss.xml"].contains(editor), "{}", feeds["rss.xml"]);
        assert!(feeds["atom.xml"].contains("<name>Ada Field</name>"), "{}", feeds["atom.xml"]);
    }
}

#[test]
fn a_rule_for_feeds_that_config_raises_stops_a_build() {
    let article = "title = \"Ferry\"\ndate = 2026-03-04\nbody = \"It is back.\"\nurl = \"http://localhost:8000/a\"\n";
    for (level, documents) in [("warning", true), ("error", false)] {
        let config = format!("{CONFIG}[rules]\n\"readers/localhost-address\" = \"{level}\"\n");
        let compiled = Publication::new(&config).with("articles/a.toml", article).compile();
        assert_eq!(!compiled.documents.is_empty(), documents, "{level}");
        let told = compiled.diagnostics.iter().any(|found| found.rule.id == "readers/localhost-address");
        assert_eq!(told, !documents, "{level}");
    }
}

#[test]
fn a_feed_of_summaries_declares_no_namespace_for_texts() {
    let article = "title = \"Ferry\"\ndate = 2026-03-04\nbody = \"It is back.\"\n";
    for (content, is_declared) in [("full", true), ("summary", false)] {
        let config = format!("{CONFIG}[feeds]\ncontent = \"{content}\"\n");
        let feeds = feeds(&Publication::new(&config).with("articles/a.toml", article));
        assert_eq!(feeds["rss.xml"].contains("xmlns:content="), is_declared, "{content}");
    }
}

#[test]
fn what_was_updated_no_later_than_the_oldest_entry_is_missed_by_nobody() {
    let older = "title = \"Ice\"\ndate = 2026-02-01\nbody = \"Gone.\"\nid = \"urn:isbn:1\"\n";
    let newer = "title = \"Ferry\"\ndate = 2026-03-04T12:00:00Z\nbody = \"Back.\"\nid = \"urn:isbn:2\"\n";
    for (second, told) in [("00", false), ("01", true)] {
        let paper = Publication::new(&format!("{CONFIG}[feeds]\nlimit = 1\n"))
            .with("articles/a.toml", newer)
            .with("articles/b.toml", format!("{older}updated = 2026-03-04T12:00:{second}Z\n"));
        let found = paper.compile().diagnostics;
        assert_eq!(found.iter().any(|found| found.rule.id == "publication/out-of-reach"), told, "{second}");
    }
}

#[test]
fn a_length_that_nobody_knows_is_0_in_rss_alone() {
    let enclosure = "[[enclosures]]\nurl = \"https://a.example/a.mp3\"\ntype = \"audio/mpeg\"\n";
    for (length, in_rss, in_atom, in_json) in
        [(0, "length=\"0\"", None, None), (77, "length=\"77\"", Some("length=\"77\""), Some("\"size_in_bytes\": 77"))]
    {
        let article =
            format!("title = \"Ferry\"\ndate = 2026-03-04\nbody = \"A horn.\"\n{enclosure}length = {length}\n");
        let feeds = feeds(&Publication::new(CONFIG).with("articles/a.toml", article));
        let found = |name: &str, sign: &str| feeds[name].lines().any(|line| line.contains(sign));
        assert!(found("rss.xml", in_rss), "{}", feeds["rss.xml"]);
        assert_eq!(found("atom.xml", " length="), in_atom.is_some());
        assert!(in_atom.is_none_or(|sign| found("atom.xml", sign)), "{}", feeds["atom.xml"]);
        assert_eq!(found("feed.json", "size_in_bytes"), in_json.is_some());
        assert!(in_json.is_none_or(|sign| found("feed.json", sign)), "{}", feeds["feed.json"]);
    }
}

/// Silence, as a wave file at 8000 samples a second of one byte has it.
fn silence(samples: u16) -> Vec<u8> {
    let length = u32::from(samples);
    let head = b"WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1F\0\0\x40\x1F\0\0\x01\0\x08\0data".as_slice();
    let sizes = [(length + 36).to_le_bytes(), length.to_le_bytes()];
    [b"RIFF", sizes[0].as_slice(), head, &sizes[1], &vec![0x80; samples.into()]].concat()
}

#[test]
fn a_sound_plays_as_long_as_was_written_and_else_as_its_file_does() {
    for (samples, written, seconds) in [
        (12_000, "", Some(2)),
        (11_990, "", Some(1)),
        (4_000, "", Some(1)),
        (3_990, "", None),
        (12_000, ", duration = 754", Some(754)),
        (12_000, ", duration = 0", None),
    ] {
        let enclosures = format!("enclosures = [{{ file = \"ferry.wav\"{written} }}]");
        let article = format!("title = \"Ferry\"\ndate = 2026-03-04\nbody = \"A horn.\"\n{enclosures}\n");
        let paper =
            Publication::new(CONFIG).with("articles/a.toml", article).with("articles/ferry.wav", silence(samples));
        let feed: serde_json::Value = serde_json::from_str(&feeds(&paper)["feed.json"]).expect("JSON");
        let duration = &feed["items"][0]["attachments"][0]["duration_in_seconds"];
        assert_eq!(duration.as_u64(), seconds, "{samples} samples{written}");
    }
}

/// Articles, the first of which somebody saves between the first look at it and the second.
struct Saved {
    names: Vec<String>,
    texts: [String; 2],
    looks: AtomicUsize,
}

impl Articles for Saved {
    fn count(&self) -> usize {
        self.names.len()
    }

    fn path(&self, number: usize) -> &str {
        &self.names[number]
    }

    fn read(&self, number: usize) -> Result<Arc<Source>, Unread> {
        let text = match number {
            0 => self.texts[self.looks.fetch_add(1, Ordering::Relaxed)].clone(),
            _ => saved(&format!("other-{number}"), "01"),
        };
        Ok(Arc::new(Source::new(self.path(number), text)))
    }
}

fn saved(id: &str, day: &str) -> String {
    format!("title = \"Ferry\"\nbody = \"It is back.\"\nid = \"urn:isbn:{id}\"\ndate = 2026-03-{day}\n")
}

#[test]
fn an_article_that_has_another_id_or_date_at_the_second_look_is_told() {
    for (id, day, is_same) in [("1", "04", true), ("2", "04", false), ("1", "05", false)] {
        // Where there are few, there is no second look.
        for (count, looks) in [(64, 1), (65, 2)] {
            let names = (0..count).map(|number| format!("articles/{number}.toml")).collect();
            let saved = Saved { names, texts: [saved("1", "04"), saved(id, day)], looks: AtomicUsize::new(0) };
            let config = Arc::new(Source::new("config.toml", CONFIG));
            let sources = Sources { config, articles: &saved, files: &NoFiles, published: None, spools: None };
            let compiled = compile(&sources, Admit::default(), Moment::parse_rfc3339(NOW).expect("a date"));
            assert_eq!(compiled.is_ok(), is_same || looks == 1, "{id} {day}, one of {count}");
            assert_eq!(saved.looks.into_inner(), looks, "{id} {day}, one of {count}");
        }
    }
}

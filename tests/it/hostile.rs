//! Text that wants to be more than text, and files that want to be more than files: nothing comes of it.
//!
//! `tests/hostile/attacks.txt` is a list of bodies; a new one is a line that says how it tries, and what it tries below.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use dateline::diagnostic::render::{Format as Shown, Style, render as show};
use dateline::value::html::{Format, render};
use dateline::value::link::WebUrl;

use crate::formats::{agreed, feeds};
use crate::garbage::{assert_told, escaped};
use crate::publication::{ARTICLE, CONFIG, Publication};
use crate::repository;
use parsed::faults;

pub(crate) mod parsed;

/// The attacks, each with how it tries.
fn attacks() -> Vec<(String, String)> {
    let text = repository::read("tests/hostile/attacks.txt").expect("the attacks are there");
    let attack = |block: &str| {
        let (name, body) = block.split_once('\n').expect("a name stands above each");
        (name.to_owned(), with_characters(body))
    };
    text.split("\n%% ").skip(1).map(attack).collect()
}

/// The text with each `{202E}` as the character of that number.
fn with_characters(text: &str) -> String {
    let mut parts = text.split('{');
    let mut all = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let number = part.get(..5).and_then(|number| number.strip_suffix('}'));
        match number.and_then(|number| u32::from_str_radix(number, 16).ok()).and_then(char::from_u32) {
            Some(character) => {
                all.push(character);
                all.push_str(&part[5..]);
            }
            None => all.extend(["{", part]),
        }
    }
    all
}

fn page() -> WebUrl {
    WebUrl::parse("https://gazette.example/2026/03/x/").expect("a constant that is valid")
}

#[test]
fn the_strict_reading_sees_what_is_more_than_text() {
    for (html, fault) in [
        ("<p onclick=x>a</p>", "<p onclick>"),
        ("<a href=javascript:x>a</a>", "<a href=\"javascript:x\">"),
        ("<a href=/x>a</a>", "<a href=\"/x\">"),
        ("<p><script>x</script>", "<script>"),
        ("<svg><p></svg>", "<svg>"),
        ("<!-- a -->", "<!-- a -->"),
        ("<p style='a'>", "<p style>"),
    ] {
        assert!(faults(html).contains(&fault.to_owned()), "{html}: {:?}", faults(html));
    }
    assert!(
        faults("<p title=\"a\">a <a href=\"https://a.example/\">b</a><br><img src=\"https://a.example/c\">").is_empty()
    );
}

#[test]
fn attacks_become_text_to_be_read() {
    assert!(attacks().len() >= 60, "{} attacks", attacks().len());
    for (name, body) in attacks() {
        for format in [Format::Html, Format::Markdown, Format::Text] {
            for body in
                [&body, &format!("> {body}"), &format!("<div><table><tr><td>{body}"), &format!("- a\n\n  {body}")]
            {
                let html = render(body, format, &page()).html;
                assert_eq!(faults(html.as_str()), Vec::<String>::new(), "{name}: {html}");
                let again = render(html.as_str(), Format::Html, &page()).html;
                assert_eq!(again, html, "{name}: it is read another way the second time");
            }
        }
    }
}

/// Wherever an author can write, a feed has HTML to be read, and no more.
#[test]
fn attacks_anywhere_in_an_article_become_text() {
    let innocent = Publication::new(CONFIG).with("articles/a.toml", ARTICLE);
    let own = beyond_text(&feeds(&innocent)["index.html"]);
    for (name, attack) in attacks() {
        let line = escaped(&attack.replace(char::is_control, " "));
        let article = format!(
            "title = \"x {line}\"\ndate = 2026-03-04T12:00:00Z\nsummary = \"x {line}\"\nsection = \"x {line}\"\n\
             tags = [\"x {line}\"]\nauthors = [{{ name = \"Jane {line}\" }}]\nformat = \"html\"\nbody = \"x {}\"\n\
             image = {{ url = \"https://gazette.example/x.png\", type = \"image/png\", alt = \"{line}\", caption = \"{line}\", \
             credit = \"{line}\" }}\n",
            escaped(&attack)
        );
        let publication = Publication::new(CONFIG).with("articles/a.toml", article);
        let compiled = publication.compile();
        assert_no_escapes(&compiled.diagnostics, &name);
        if compiled.documents.is_empty() {
            assert_told(&publication);
            continue;
        }
        let feeds = feeds(&publication);
        let strange: Vec<String> = beyond_text(&feeds["index.html"]).difference(&own).cloned().collect();
        assert_eq!(strange, Vec::<String>::new(), "{name}: the page has more than it has without");
        for entry in agreed(&feeds, "") {
            assert_eq!(faults(&entry.html), Vec::<String>::new(), "{name}: {}", entry.html);
        }
        for (path, text) in feeds.iter().filter(|(path, _)| path.rsplit('.').next() == Some("xml")) {
            for html in html_of(text) {
                assert_eq!(faults(&html), Vec::<String>::new(), "{name}, {path}: {html}");
            }
        }
    }
}

/// What a page has that is more than text, but for its links to what lies beside it.
fn beyond_text(page: &str) -> BTreeSet<String> {
    let programs = ["<script>", "<style>", "<meta>", "<iframe>", "<base>", "<form>", "<object>", "<embed>"];
    let all = faults(page);
    let counts = programs.map(|name| format!("{} {name}", all.iter().filter(|fault| *fault == name).count()));
    all.into_iter().filter(|fault| !fault.contains(" href=\"") || fault.contains(':')).chain(counts).collect()
}

/// What readers take for HTML in a feed: summaries and texts.
fn html_of(xml: &str) -> Vec<String> {
    let tree = feed_rs::parser::Builder::new().sanitize_content(false).build().parse(xml.as_bytes());
    let entries = tree.expect("a feed that others read").entries;
    let texts = entries.into_iter().flat_map(|entry| {
        let content = entry.content.and_then(|content| content.body);
        entry.summary.map(|summary| summary.content).into_iter().chain(content)
    });
    texts.collect()
}

/// That nothing that is shown moves the cursor, turns letters over or hides them.
fn assert_no_escapes(diagnostics: &[dateline::diagnostic::Diagnostic], told: &str) {
    for format in [Shown::Human, Shown::Concise, Shown::Json, Shown::Github, Shown::Sarif] {
        let text = show(diagnostics, format, Style::Plain);
        let is_bad =
            |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        assert!(!text.contains(is_bad), "{told}, {format:?}: {text:?}");
    }
}

#[test]
fn no_finding_writes_to_the_terminal_what_an_author_wrote() {
    let escapes = "\u{1b}[2J\u{1b}]0;x\u{7}\u{9b}31m\u{202e}\u{2066}\r\u{8}\u{85}\u{2028}";
    let toml = escaped(escapes);
    let mut article =
        format!("\"{toml}\" = 1\ntitle = \"{toml}\"\ndate = \"{toml}\"\nurl = \"x:{toml}\"\nslug = \"{toml}\"\n");
    let more = format!("byline = \"By {toml}\"\nbody_file = \"{toml}\"\ntags = [\"{toml}\"]\nlanguage = \"{toml}\"\n");
    article.push_str(&more);
    let raw = format!("title = \"T\"\nx = {escapes}\n# {escapes}\n'{escapes}' = 1\n");
    for text in [article, raw, format!("title = \"{escapes}\"\n")] {
        let name = format!("articles/{}.toml", escapes.replace('\r', ""));
        let publication = Publication::new(&format!("{CONFIG}[rules]\n\"{toml}\" = \"off\"\n")).with(&name, text);
        let compiled = publication.compile();
        assert!(!compiled.diagnostics.is_empty());
        assert_no_escapes(&compiled.diagnostics, "escapes");
    }
}

/// What is deep, long or many.
#[test]
fn absurd_sizes_are_told_or_carried() {
    let deep = 100_000;
    let body = |text: &str| format!("title = \"T\"\ndate = 2026-03-04\nformat = \"html\"\nbody = '''\n{text}\n'''\n");
    let markdown = |text: &str| body(text).replace("\"html\"", "\"markdown\"");
    let article = |keys: &str| format!("title = \"T\"\ndate = 2026-03-04\nbody = \"x\"\n{keys}\n");
    let tags = (0..deep).fold(String::new(), |mut all, tag| {
        let _ = write!(all, "\"tag {tag}\", ");
        all
    });
    for (name, text) in [
        ("arrays", article(&format!("x = {}", "[".repeat(deep)))),
        ("tables", article(&format!("x = {}", "{a=".repeat(deep)))),
        ("keys", article(&format!("x{} = 1", ".a".repeat(deep)))),
        ("headers", article(&format!("[x{}]", ".a".repeat(deep)))),
        ("elements", body(&"<div>".repeat(deep))),
        ("formatting", body(&"<b><i>".repeat(deep))),
        ("tables of HTML", body(&"<table><tr><td>".repeat(deep / 10))),
        ("formulas", body(&"<math><mi>".repeat(deep / 10))),
        ("attributes", body(&format!("<p{}>", " a=b".repeat(deep)))),
        ("open tags", body(&"<a href=\"".repeat(deep))),
        ("quotes", markdown(&"> ".repeat(deep / 10))),
        ("lists", markdown(&"- ".repeat(deep / 10))),
        ("links", markdown(&"[".repeat(deep))),
        ("pictures", markdown(&"![".repeat(deep))),
        ("emphasis", markdown(&"*a **b ".repeat(deep / 10))),
        ("backticks", markdown(&(1..400).map(|count| "`".repeat(count) + " ").collect::<String>())),
        ("merges that never end", markdown(&"<<<<<<<\n".repeat(deep / 10))),
        ("merges in code", markdown(&format!("<pre>\n{}", "<<<<<<<\n=======\n>>>>>>>\n".repeat(deep / 10)))),
        ("footnotes", markdown(&"[^a]: ".repeat(deep / 100))),
        ("title", format!("title = \"{}\"\ndate = 2026-03-04\nbody = \"x\"\n", "long ".repeat(2_000_000))),
        ("tags", article(&format!("tags = [{tags}]"))),
        ("long tag", article(&format!("tags = [\"{}\"]", "a".repeat(100_000)))),
        ("long slug", article(&format!("slug = \"{}\"", "a".repeat(100_000)))),
        ("byline", article(&format!("byline = \"By {}\"", "Jane Doe and ".repeat(deep / 10)))),
        ("date", format!("title = \"T\"\ndate = \"{}\"\nbody = \"x\"\n", "1 Jan ".repeat(deep / 10))),
    ] {
        let publication = Publication::new(CONFIG).with("articles/a.toml", text).with("articles/b.toml", ARTICLE);
        assert_told(&publication);
        let found = publication.compile().diagnostics;
        let is_limited = ["title", "tags", "long tag", "long slug", "byline"].contains(&name);
        assert_eq!(found.iter().any(|finding| finding.rule.id == "article/too-long"), is_limited, "{name}");
    }
}

/// What is just within measure is carried whole.
#[test]
fn what_is_within_measure_is_carried() {
    let title = "é".repeat(10_000);
    let tags: Vec<String> = (0..500).map(|tag| format!("\"tag {tag}\"")).collect();
    let slug = "a".repeat(200);
    let article = format!(
        "title = \"{title}\"\ndate = 2026-03-04\nbody = \"x\"\nslug = \"{slug}\"\ntags = [{}]\n",
        tags.join(",")
    );
    let config = format!("{CONFIG}[feeds]\nby = [\"tag\"]\nformats = [\"json\"]\n");
    let publication = Publication::new(&config).with("articles/a.toml", article.clone());
    let feeds = feeds(&publication);
    assert!(feeds["feed.json"].contains(&title) && feeds.contains_key("tag/tag-499/feed.json"));
    for (one, more) in
        [(title.clone(), title + "é"), (tags.join(","), tags.join(",") + ",\"x\""), (slug.clone(), slug + "a")]
    {
        let publication = Publication::new(&config).with("articles/a.toml", article.replacen(&one, &more, 1));
        let compiled = publication.compile();
        assert!(compiled.diagnostics.iter().any(|finding| finding.rule.id == "article/too-long"));
    }
    let long = format!("{ARTICLE}tags = [\"{}\"]\n", "a".repeat(9_000));
    let compiled = Publication::new(&config).with("articles/a.toml", long).compile();
    assert!(compiled.documents.len() > 1);
    assert!(compiled.documents.iter().all(|output| output.document.path.len() < 200));
}

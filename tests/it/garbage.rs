//! Any text, any file: what XML may hold comes out as it went in, and what is wrong is a finding, never a panic.

use std::sync::Arc;

use proptest::prelude::*;

use crate::formats::{agreed, assert_text_survives, feeds};
use crate::publication::{ARTICLE, CONFIG, NOW, Publication, text_of};
use dateline::diagnostic::rule::Level;
use dateline::diagnostic::{Diagnostic, Sink};
use dateline::emit::Document;
use dateline::lint::{self, Options};
use dateline::source::Source;
use dateline::value::person::{Credit, Role};
use dateline::value::text::{XmlText, is_xml_char};

/// A text as TOML's basic string, between its quotation marks.
pub(crate) fn escaped(text: &str) -> String {
    let escape = |c: char| match c {
        '"' => "\\\"".to_owned(),
        '\\' => "\\\\".to_owned(),
        c if c.is_control() => format!("\\u{:04X}", u32::from(c)),
        c => c.to_string(),
    };
    text.chars().map(escape).collect()
}

/// Texts that XML may hold, rich in what is special to one of the formats.
fn xml_text() -> impl Strategy<Value = String> {
    let special = prop::sample::select(vec![
        "&",
        "<",
        ">",
        "\"",
        "'",
        "]]>",
        "<![CDATA[",
        "&amp;",
        "&lt;",
        "&#60;",
        "<!--",
        "-->",
        "<br>",
        "</p>",
        "\\",
        "\n",
        "\r\n",
        "\t",
        "\u{a0}",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "\u{200f}",
        "👩🏽‍🚀",
        "é",
        "\u{fffd}",
        "%",
        ",",
        ";",
        "{}",
        "\u{7f}",
        "\u{fdd0}",
        "By ",
        " and ",
    ]);
    let any = any::<char>().prop_filter("XML may hold it", |&c| is_xml_char(c)).prop_map(String::from);
    let word = "[a-zA-Z0-9 ]{1,6}";
    prop::collection::vec(prop_oneof![special.prop_map(str::to_owned), any, word], 1..12)
        .prop_map(|parts| parts.concat())
}

/// The same without the controls of Latin-1.
fn printable() -> impl Strategy<Value = String> {
    xml_text().prop_map(|text| text.replace(|c| matches!(c, '\u{80}'..='\u{9f}'), ""))
}

/// A text of one line with something in it.
fn line() -> impl Strategy<Value = String> {
    let line = |text: String| XmlText::single_line(&text).map(|line| line.as_str().to_owned()).unwrap_or_default();
    let is_seen = |line: &String| Credit::new(line, Role::Author).is_some() && line.trim() == line;
    xml_text().prop_map(line).prop_filter("it and its ends can be seen", is_seen)
}

/// Something between a TOML file and noise.
fn garbage() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "title",
        "date",
        "updated",
        "body",
        "tags",
        "authors",
        "image",
        "source",
        "site",
        "feeds",
        "people",
        "rules",
        "link",
        "timezone",
        "limit",
        "ttl",
        "by",
        "formats",
        " = ",
        "=",
        "\"",
        "\"\"\"",
        "'",
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        ",",
        ".",
        "\n",
        "\r\n",
        "\\",
        "#",
        "2026-03-04",
        "18:30:00",
        "+05:00",
        "7",
        "-1",
        "true",
        "é",
        "“x”",
        "\0",
        "[site]\n",
        "[feeds]\n",
        "[people.\"J\"]\n",
        "[[enclosures]]\n",
        "title = \"T\"\n",
        "date = 2026-03-04\n",
        "body = \"B\"\n",
        "link = \"https://a.example/\"\n",
        "x = ",
        "file",
        "url",
        "alt",
        "name",
        "role",
        "id",
        "slug",
        "\u{85}",
        "\u{feff}",
    ]);
    let noise = "\\PC{0,6}";
    prop::collection::vec(prop_oneof![4 => piece.prop_map(str::to_owned), 1 => noise], 0..40)
        .prop_map(|parts| parts.concat())
}

/// That a finding's places lie in their files, on the borders of characters.
fn assert_places(diagnostics: &[Diagnostic]) {
    for diagnostic in diagnostics {
        let related = diagnostic.related.iter().map(|(span, _)| span);
        for span in std::iter::once(&diagnostic.span).chain(related) {
            let Some(range) = &span.range else { continue };
            let text = span.source.text();
            assert!(text.get(range.clone()).is_some(), "{}: {range:?} of {text:?}", diagnostic.rule.id);
        }
    }
}

/// That there is a feed, or a reason why not; and that a feed that any checker would mind comes with a finding.
pub(crate) fn assert_told(publication: &Publication) {
    let compiled = publication.compile();
    assert_places(&compiled.diagnostics);
    let has_error = compiled.diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error);
    assert_eq!(has_error, compiled.documents.is_empty(), "{:?}", compiled.diagnostics);
    for diagnostic in &compiled.diagnostics {
        let path = diagnostic.span.source.path();
        assert!(path == "config.toml" || path.starts_with("articles/"), "{}: {path}", diagnostic.rule.id);
    }
    if compiled.diagnostics.is_empty() {
        let minded: Vec<String> = compiled.documents.iter().flat_map(|output| minded(&output.document)).collect();
        assert!(minded.is_empty(), "{minded:?}");
    }
}

/// What `dateline check --strict` minds in a feed.
fn minded(document: &Document) -> Vec<String> {
    if !matches!(document.path.rsplit('.').next(), Some("xml" | "json")) {
        return Vec::new();
    }
    let url = format!("https://gazette.example/feeds/{}", document.path);
    let now = NOW.parse().expect("a constant that is valid");
    let mut sink = Sink::new();
    lint::lint(
        &Arc::new(Source::new(&document.path, text_of(document))),
        &Options { now, url: Some(&url), shared: None },
        &mut sink,
    );
    let grave = sink.into_sorted().into_iter().filter(|finding| finding.level != Level::Info);
    grave.map(|finding| format!("{}: {}", document.path, finding.message)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Title, summary, tag and name are the same in every format as they were typed.
    #[test]
    fn any_line_is_the_same_in_all_formats(
        (title, summary) in (line(), line()),
        (tag, name) in (line(), "\\p{Lu}\\p{Ll}{1,6} \\p{Lu}\\p{Ll}{1,6}"),
    ) {
        let article = format!(
            "title = \"{}\"\nsummary = \"{}\"\ntags = [\"{}\"]\nauthors = [{{ name = \"{}\" }}]\n\
             date = 2026-03-04T12:00:00Z\nbody = \"x\"\n",
            escaped(&title), escaped(&summary), escaped(&tag), escaped(&name)
        );
        let feeds = feeds(&Publication::new(CONFIG).with("articles/a.toml", article));
        let entries = agreed(&feeds, "");
        prop_assert_eq!(&entries[0].title, &title);
        prop_assert_eq!(&entries[0].summary, &summary);
        prop_assert_eq!(&entries[0].categories[..], &[tag][..]);
        prop_assert!(!entries[0].authors.is_empty());
    }

    /// A text is the same in every format, but for the kind of its line breaks and for the controls of Latin-1, which
    /// stand for what Windows-1252 has in their places.
    #[test]
    fn any_text_is_the_same_in_all_formats(text in printable().prop_map(|text| format!("x{text}"))) {
        assert_text_survives(&text);
    }

    /// Bodies of any kind are told alike by all formats.
    #[test]
    fn any_body_is_told_alike(text in xml_text(), html in any::<bool>()) {
        let format = if html { "html" } else { "markdown" };
        let article = format!(
            "title = \"T\"\nsummary = \"S\"\ndate = 2026-03-04T12:00:00Z\nformat = \"{format}\"\nbody = \"x {}\"\n",
            escaped(&text)
        );
        agreed(&feeds(&Publication::new(CONFIG).with("articles/a.toml", article)), "");
    }

    /// Any article either is in the feeds or has a finding, in its place.
    #[test]
    fn any_article_is_told(text in garbage()) {
        assert_told(&Publication::new(CONFIG).with("articles/a.toml", text).with("articles/b.toml", ARTICLE));
    }

    /// Any config.toml builds or has a finding, in its place.
    #[test]
    fn any_config_is_told(text in garbage()) {
        assert_told(&Publication::new(&text).with("articles/b.toml", ARTICLE));
        assert_told(&Publication::new(&format!("{CONFIG}{text}")).with("articles/b.toml", ARTICLE));
    }

    /// Any bytes at all.
    #[test]
    fn any_bytes_are_told(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        assert_told(&Publication::new(CONFIG).with("articles/a.toml", bytes.clone()).with("articles/b.toml", ARTICLE));
        assert_told(&Publication::default().with("config.toml", bytes).with("articles/b.toml", ARTICLE));
    }
}

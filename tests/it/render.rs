//! How findings look: one set of them that has every feature, one snapshot a format.

use std::sync::Arc;

use dateline::diagnostic::render::{Format, Style, render, summary};
use dateline::diagnostic::rule::{Level, Rule};
use dateline::diagnostic::{Diagnostic, Span};
use dateline::source::Source;
use proptest::prelude::*;
use serde_json::Value;

static UNKNOWN_KEY: Rule = Rule {
    id: "sample/unknown-key",
    level: Level::Warning,
    summary: "unknown key",
    spec: "docs/articles.md",
    w3c: None,
    docs: " A key that no article has.\n\n It is ignored, so a misspelt `updated` silently keeps the old date.\n",
};

static DUPLICATE: Rule = Rule {
    id: "sample/duplicate-id",
    level: Level::Error,
    summary: "two entries share an id",
    spec: "https://www.rssboard.org/rss-specification#ltguidgtSubelementOfLtitemgt",
    w3c: Some("DuplicateValue"),
    docs: " Two entries\n of one id.\n\n Readers show one of them.\n\n ```xml\n <guid>a</guid>\n ```\n",
};

static REMARK: Rule = Rule {
    id: "sample/remark",
    level: Level::Info,
    summary: "a remark",
    spec: "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.6",
    w3c: None,
    docs: " Nothing bad.\n\n Good to know.\n",
};

/// The place of `part` in `source`; it must occur.
fn span(source: &Arc<Source>, part: &str) -> Span {
    let start = source.text().find(part).expect("the source holds it");
    Span::new(source, start..start + part.len())
}

fn samples() -> Vec<Diagnostic> {
    let article = Arc::new(Source::new(
        "articles/fährt, 100%.toml",
        "title = \"Ferry\"\n\tupadted = 2026-03-05\nbody = \"\"\"\nOne\nTwo\n\"\"\"\n\
         byline = \"שלום עולם by 東京太郎 👩‍👩‍👧 José\"\nsummary = \"a\u{1b}[31mred\u{202e}\u{9b}1m\"\n",
    ));
    let windows = Arc::new(Source::new("articles/crlf.toml", "title = \"x\"\r\ndate = 1\r\ntags = 2\r\n"));
    let feed = Arc::new(Source::new("feeds/rss.xml", feed()));
    let stdin = Arc::new(Source::new("-", "{}"));
    let end = article.text().len();
    let guid = |n: usize| {
        let start = feed.text().match_indices("<guid>a</guid>").nth(n).expect("two guids").0;
        Span::new(&feed, start..start + 14)
    };
    vec![
        Diagnostic::new(&UNKNOWN_KEY, span(&article, "upadted"), "unknown key `upadted`")
            .label("not a key of an article")
            .related(span(&article, "title"), "an article begins here")
            .help("did you mean `updated`?"),
        Diagnostic::new(&REMARK, span(&article, "\"\"\"\nOne\nTwo\n\"\"\""), "the text has no paragraph")
            .label("two lines,\nno blank one")
            .note("a blank line ends a paragraph:\n\n    One\n\n    Two"),
        Diagnostic::new(&UNKNOWN_KEY, span(&article, "東京太郎 👩‍👩‍👧"), "no person `東京太郎 👩‍👩‍👧`")
            .label("not in [people]"),
        Diagnostic::new(
            &DUPLICATE,
            span(&article, "\u{1b}[31mred\u{202e}\u{9b}1m"),
            "control character in `a\u{1b}[31mred\u{202e}`",
        )
        .label("\u{1b}]0;owned\u{7}")
        .note("line one\r\nline \u{1b}two")
        .help("delete \u{202e} and 100% of\rit"),
        Diagnostic::new(&DUPLICATE, Span::new(&article, end..end), "expected `]`, but the file ends"),
        Diagnostic::new(&DUPLICATE, span(&windows, "1\r\n"), "expected a date, found `1`").label("a number"),
        Diagnostic::new(&DUPLICATE, guid(1), "two entries share the id `a`")
            .label("again")
            .related(guid(0), "first here")
            .related(span(&article, "\"Ferry\""), "made from this article")
            .related(Span::whole(&windows), "read too")
            .element("guid", "item"),
        Diagnostic::new(&DUPLICATE, Span::whole(&windows), "no `date`")
            .label("in the whole file")
            .help("date = 2026-03-04"),
        Diagnostic::new(&REMARK, span(&stdin, "{}"), "an empty object").element("feed", ""),
        Diagnostic::new(&REMARK, span(&stdin, "}"), "an end"),
    ]
}

/// A feed with a line much longer than a screen, and two guids far apart.
fn feed() -> String {
    let item = |text: &str| format!("<item><description>{text}</description><guid>a</guid></item>\n");
    format!("<rss>\n{}{}{}</rss>\n", item("short"), "\n".repeat(8), item(&"lorem ipsum ".repeat(400)))
}

fn plain(format: Format) -> String {
    render(&samples(), format, Style::Plain)
}

#[test]
fn human() {
    insta::assert_snapshot!(plain(Format::Human));
}

#[test]
fn concise() {
    insta::assert_snapshot!(plain(Format::Concise));
}

#[test]
fn json() {
    insta::assert_snapshot!(plain(Format::Json));
}

#[test]
fn github() {
    insta::assert_snapshot!(plain(Format::Github));
}

#[test]
fn gitlab() {
    // A finding a line.
    insta::assert_snapshot!(plain(Format::Gitlab).replace("{\"description\":", "\n{\"description\":"));
}

/// What the page of GitLab asks for, as a schema.
#[test]
fn gitlab_is_what_its_page_asks() {
    let text = serde_json::json!({ "type": "string", "minLength": 1 });
    let line = serde_json::json!({ "type": "integer", "minimum": 1 });
    let schema = serde_json::json!({
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "location", "severity"],
            "additionalProperties": false,
            "properties": {
                "description": text,
                "check_name": text,
                "fingerprint": { "type": "string", "pattern": "^[0-9a-f]{32}$" },
                "severity": { "enum": ["info", "minor", "major", "critical", "blocker"] },
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "properties": {
                        "path": { "type": "string", "pattern": "^[^./]" },
                        "lines": {
                            "type": "object",
                            "required": ["begin"],
                            "properties": { "begin": line, "end": line },
                        },
                    },
                },
            },
        },
    });
    let validator = jsonschema::validator_for(&schema).unwrap();
    let in_files: Vec<_> = samples().into_iter().filter(|finding| finding.span.source.path() != "-").collect();
    for diagnostics in [in_files.as_slice(), &[]] {
        let document: Value = serde_json::from_str(&render(diagnostics, Format::Gitlab, Style::Plain)).unwrap();
        let faults: Vec<_> = validator.iter_errors(&document).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(faults.is_empty(), "{faults:#?}");
        let fingerprints: std::collections::HashSet<_> =
            document.as_array().unwrap().iter().map(|finding| finding["fingerprint"].clone()).collect();
        assert_eq!(fingerprints.len(), diagnostics.len(), "each has its own");
    }
}

#[test]
fn github_is_given_errors_first_since_it_keeps_ten_of_each() {
    let text = plain(Format::Github);
    let levels: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("::")?.split(' ').next()).collect();
    assert_eq!(levels.len(), samples().len());
    let rank = |level: &&str| ["error", "warning", "notice"].iter().position(|name| name == level);
    assert!(levels.is_sorted_by_key(rank), "{levels:?}");
}

#[test]
fn sarif() {
    // A rule and a finding a line; the version changes with every release, the shape does not.
    let document = plain(Format::Sarif)
        .replace(env!("CARGO_PKG_VERSION"), "VERSION")
        .replace("{\"id\":", "\n{\"id\":")
        .replace("{\"ruleId\":", "\n{\"ruleId\":");
    insta::assert_snapshot!(document);
}

#[test]
fn sarif_is_what_its_schema_asks() {
    let mut schema: Value = serde_json::from_str(include_str!("../data/sarif-2.1.0.schema.json")).unwrap();
    // Its pattern for languages, which are not written, has a stray bracket that validators refuse.
    for holder in ["run", "toolComponent"] {
        schema["definitions"][holder]["properties"]["language"].as_object_mut().unwrap().remove("pattern");
    }
    let validator = jsonschema::validator_for(&schema).unwrap();
    for diagnostics in [samples(), Vec::new()] {
        let document: Value = serde_json::from_str(&render(&diagnostics, Format::Sarif, Style::Plain)).unwrap();
        let faults: Vec<_> = validator.iter_errors(&document).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(faults.is_empty(), "{faults:#?}");
    }
    let mut wrong: Value = serde_json::from_str(&plain(Format::Sarif)).unwrap();
    wrong["runs"][0]["results"][0]["level"] = "info".into();
    assert!(!validator.is_valid(&wrong), "the schema tells a wrong level");
}

#[test]
fn an_alert_keeps_its_fingerprint_when_lines_are_added_above() {
    let fingerprints = |text: &str, format: Format| -> Vec<Value> {
        let source = Arc::new(Source::new("feeds/rss.xml", text));
        let diagnostics: Vec<_> = text
            .match_indices("guid")
            .map(|(at, part)| Diagnostic::new(&DUPLICATE, Span::new(&source, at..at + part.len()), "again"))
            .collect();
        let document: Value = serde_json::from_str(&render(&diagnostics, format, Style::Plain)).unwrap();
        let (findings, of) = match format {
            Format::Gitlab => (&document, "/fingerprint"),
            _ => (&document["runs"][0]["results"], "/partialFingerprints/primaryLocationLineHash"),
        };
        findings.as_array().unwrap().iter().map(|finding| finding.pointer(of).unwrap().clone()).collect()
    };
    for format in [Format::Gitlab, Format::Sarif] {
        let before = fingerprints("guid a\nguid b\nguid a\n", format);
        assert_eq!(before, fingerprints("\n\nguid a\nnew\nguid b\n  guid a\n", format));
        assert_eq!(before.iter().collect::<std::collections::HashSet<_>>().len(), 3, "each has its own");
    }
}

#[test]
fn colours_change_nothing_but_colours() {
    let coloured = render(&samples(), Format::Human, Style::Coloured);
    assert!(coloured.contains('\u{1b}'));
    assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain(Format::Human));
    for format in Format::ALL.into_iter().filter(|format| *format != Format::Human) {
        assert_eq!(render(&samples(), format, Style::Coloured), plain(format), "{format}");
    }
}

#[test]
fn nothing_that_a_terminal_obeys_is_in_any_format() {
    for format in Format::ALL {
        for c in plain(format).chars() {
            assert!(c == '\n' || !c.is_control(), "{format}: {c:?}");
            assert!(!matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'), "{format}: {c:?}");
        }
    }
}

#[test]
fn no_findings_are_no_text_save_in_documents() {
    for format in Format::ALL {
        let is_document = matches!(format, Format::Gitlab | Format::Sarif);
        assert_eq!(render(&[], format, Style::Plain).is_empty(), !is_document, "{format}");
    }
    assert_eq!(summary(&[]), None);
}

#[test]
fn a_summary_counts_levels_and_files() {
    assert_eq!(summary(&samples()).unwrap(), "5 errors, 2 warnings, 3 infos in 4 files");
    assert_eq!(summary(&samples()[..1]).unwrap(), "1 warning in 1 file");
}

#[test]
fn a_format_is_known_by_its_word() {
    for format in Format::ALL {
        assert_eq!(format.to_string().parse(), Ok(format));
    }
    let unknown = "xml".parse::<Format>().unwrap_err();
    assert_eq!(unknown.to_string(), "expected one of human, concise, json, github, gitlab, sarif");
}

#[test]
fn a_feed_of_one_long_line_is_drawn_in_no_more_than_a_screen() {
    let text = format!("<rss>{}<guid>a</guid>{}</rss>", "<item/>".repeat(100_000), "<item/>".repeat(100_000));
    let source = Arc::new(Source::new("feeds/rss.xml", text.clone()));
    for part in ["<guid>a</guid>", text.as_str()] {
        let drawn = render(&[Diagnostic::new(&DUPLICATE, span(&source, part), "again")], Format::Human, Style::Plain);
        assert!(drawn.lines().all(|line| line.chars().count() <= 220), "{drawn}");
    }
}

#[test]
fn any_range_of_any_text_is_drawn() {
    let text = "é\r\n\n\tשל👩‍👩‍👧\u{1b}\r\n\u{feff}end";
    let source = Arc::new(Source::new("x", text));
    for start in 0..=text.len() + 1 {
        for end in start..=text.len() + 1 {
            let finding = Diagnostic::new(&REMARK, Span::new(&source, start..end), "a remark").label("here");
            for format in Format::ALL {
                assert!(render(std::slice::from_ref(&finding), format, Style::Plain).contains("a remark"));
            }
        }
    }
}

proptest! {
    /// Places of any kind, also such as no stage should make, are drawn without a panic and without an escape.
    #[test]
    fn any_places_of_any_text_are_drawn(
        text in "(\\PC|[\\n\\r\\t\u{1b}\u{9b}\u{202e}é東👩\u{200d}]){0,120}",
        places in prop::collection::vec((0_usize..160, 0_usize..160), 1..5),
        label in "\\PC{0,20}",
    ) {
        let source = Arc::new(Source::new("a.toml", text));
        let spans: Vec<_> = places.iter().map(|&(start, end)| Span::new(&source, start..end)).collect();
        let finding = Diagnostic::new(&DUPLICATE, spans[0].clone(), &label).label(&label);
        let finding = spans[1..].iter().fold(finding, |finding, span| finding.related(span.clone(), &label));
        for format in Format::ALL {
            let shown = render(std::slice::from_ref(&finding), format, Style::Plain);
            prop_assert!(shown.chars().all(|c| c == '\n' || !c.is_control()), "{format}: {shown}");
        }
    }
}

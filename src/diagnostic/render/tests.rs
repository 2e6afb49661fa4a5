//! One set of findings that has every feature, one snapshot a format.

use std::sync::Arc;

use super::*;
use crate::diagnostic::Span;
use crate::diagnostic::rule::rules;
use crate::source::Source;

rules! {
    /// A key that no article has.
    ///
    /// It is ignored, so a misspelt `updated` silently keeps the old date.
    UNKNOWN_KEY = Warning "sample/unknown-key" "unknown key", "docs/articles.md";
    /// Two entries of one id.
    ///
    /// Readers show one of them.
    ///
    /// ```xml
    /// <guid>a</guid>
    /// ```
    DUPLICATE = Error "sample/duplicate-id" "two entries share an id",
        "https://www.rssboard.org/rss-specification#ltguidgtSubelementOfLtitemgt", w3c "DuplicateValue";
    /// Nothing bad.
    ///
    /// Good to know.
    REMARK = Info "sample/remark" "a remark", "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.6";
}

/// The place of `part` in `source`; it must occur.
fn span(source: &Arc<Source>, part: &str) -> Span {
    let start = source.text().find(part).unwrap();
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
        let start = feed.text().match_indices("<guid>a</guid>").nth(n).unwrap().0;
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

#[test]
fn human() {
    insta::assert_snapshot!(render(&samples(), Format::Human, Style::Plain));
}

#[test]
fn concise() {
    insta::assert_snapshot!(render(&samples(), Format::Concise, Style::Plain));
}

#[test]
fn json() {
    insta::assert_snapshot!(render(&samples(), Format::Json, Style::Plain));
}

#[test]
fn github() {
    insta::assert_snapshot!(render(&samples(), Format::Github, Style::Plain));
}

#[test]
fn sarif() {
    insta::assert_snapshot!(render(&samples(), Format::Sarif, Style::Plain));
}

//! Any bytes are an article, and any are a config.toml: there are feeds, or findings that lie in their files.
#![no_main]

use std::sync::Arc;

use dateline::compile::compile;
use dateline::diagnostic::rule::Level;
use dateline::feed::Admit;
use dateline::source::{NoFiles, Source, Sources};
use dateline::value::moment::Moment;
use libfuzzer_sys::fuzz_target;

const CONFIG: &str = "[site]\ntitle = \"G\"\nlink = \"https://gazette.example/\"\ntimezone = \"America/New_York\"\n\
    [feeds]\nby = [\"section\", \"tag\", \"author\"]\n";
const ARTICLE: &str = "title = \"T\"\ndate = 2026-02-01T08:00:00-05:00\nbody = \"B\"\n";

fn assert_told(config: &[u8], article: &[u8]) {
    let articles = [article, ARTICLE.as_bytes()];
    let named = |(number, bytes): (usize, &&[u8])| {
        Arc::new(Source::from_bytes(format!("articles/{number}.toml"), bytes))
    };
    let articles: Vec<Arc<Source>> = articles.iter().enumerate().map(named).collect();
    let sources = Sources {
        config: Arc::new(Source::from_bytes("config.toml", config)),
        articles: &articles,
        files: &NoFiles,
        published: None,
        spools: None,
    };
    let admit = Admit { drafts: true, future: true, ..Admit::default() };
    let compiled = compile(&sources, admit, Moment::from_timestamp(1_773_144_000).unwrap()).unwrap();
    for finding in &compiled.diagnostics {
        let places = std::iter::once(&finding.span).chain(finding.related.iter().map(|(span, _)| span));
        for span in places {
            let range = span.range.clone();
            assert!(range.is_none_or(|range| span.source.text().get(range).is_some()), "{}", finding.rule.id);
        }
        assert!(!finding.span.source.path().starts_with("feeds/"), "{}: {}", finding.rule.id, finding.message);
    }
    let has_error = compiled.diagnostics.iter().any(|finding| finding.level == Level::Error);
    assert_eq!(has_error, compiled.documents.is_empty(), "{:?}", compiled.diagnostics);
}

fuzz_target!(|bytes: &[u8]| {
    match bytes.split_first() {
        Some((b'c', config)) => assert_told(config, ARTICLE.as_bytes()),
        Some((b'k', keys)) => assert_told(&[CONFIG.as_bytes(), keys].concat(), ARTICLE.as_bytes()),
        _ => assert_told(CONFIG.as_bytes(), bytes),
    }
});

//! Any bytes are checked: never a panic, and every finding lies in the document.
#![no_main]

use chrono::DateTime;
use dateline::diagnostic::Sink;
use dateline::lint::{self, Options};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut sink = Sink::new();
    let source = lint::decode("feed", bytes, &mut sink);
    let options = Options { now: DateTime::UNIX_EPOCH, url: Some("https://gazette.example/feed"), shared: None };
    lint::lint(&source, &options, &mut sink);
    for finding in sink.into_sorted() {
        let range = finding.span.range.clone();
        assert!(range.is_none_or(|range| finding.span.source.text().get(range).is_some()), "{}", finding.rule.id);
    }
});

//! Any text is a byline: reading it never panics, and what it says points into the text.
#![no_main]

use dateline::value::byline;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let explanation = byline::explain(text);
    assert_eq!(byline::read(text), explanation.byline);
    for credit in &explanation.byline.credits {
        assert!(!credit.name().trim().is_empty());
        assert!(!credit.name().contains(char::is_control));
        assert!(credit.span().is_none_or(|span| text.get(span).is_some()));
    }
    for dropped in &explanation.byline.dropped {
        assert!(dropped.span.clone().is_none_or(|span| text.get(span).is_some()));
    }
    for token in &explanation.tokens {
        assert!(token.span.clone().is_none_or(|span| text.get(span).is_some()));
    }
});

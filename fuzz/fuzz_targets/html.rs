//! Any body in any format becomes HTML that can only be read: by a browser's parser, the same again when it is made once
//! more, and with what was taken out told in its place.
#![no_main]

use dateline::value::html::{Format, render};
use dateline::value::link::WebUrl;
use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/hostile/parsed.rs"]
mod parsed;

fuzz_target!(|body: &str| {
    let page = WebUrl::parse("https://gazette.example/2026/ferry/").unwrap();
    for format in [Format::Html, Format::Markdown, Format::Text] {
        let rendered = render(body, format, &page);
        let html = rendered.html.as_str();
        assert_eq!(parsed::faults(html), Vec::<String>::new(), "{html}");
        assert!(html.chars().all(dateline::value::text::is_xml_char));
        for removed in &rendered.removed {
            assert!(body.get(removed.range.clone()).is_some(), "{:?}", removed.range);
        }
        let again = render(html, Format::Html, &page);
        assert_eq!(parsed::faults(again.html.as_str()), Vec::<String>::new());
    }
});

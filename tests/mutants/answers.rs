//! What a kind of reader answers to inputs: for each line of standard input, `[TEXT, CONTEXT]`, a line
//! `[in brief, [all else, piece by piece], [the mutants that were asked for]]`.
//!
//! `tests/mutants/seek` builds it in the tree that has all mutants.

use std::io::{self, BufRead as _, Write as _};
use std::ops::Range;
use std::panic;

use dateline::value::byline::{self, Fate};
use dateline::value::date::{self, Context, Order, When};
use dateline::value::html::{self, Format, Rendered};
use dateline::value::link::WebUrl;
use dateline::value::summary;
use dateline::value::zone::Zone;
use serde_json::json;

type Answer = (String, Vec<String>);

fn main() {
    let kind = std::env::args().nth(1).expect("a kind");
    let read: fn(&str, &str) -> Answer = match kind.as_str() {
        "byline" => |text, _| byline(text),
        "date" => date,
        "html" => |text, _| rendered(&html::render(text, Format::Html, &page())),
        "markdown" => |text, _| rendered(&html::render(text, Format::Markdown, &page())),
        "summary" => summary,
        _ => panic!("no such kind: {kind}"),
    };
    panic::set_hook(Box::new(|_| {}));
    let mut out = io::stdout();
    for line in io::stdin().lock().lines() {
        let (text, context): (String, String) = serde_json::from_str(&line.expect("a line")).expect("two strings");
        let (brief, more) = panic::catch_unwind(|| read(&text, &context)).unwrap_or(("panics".to_owned(), Vec::new()));
        writeln!(out, "{}", json!([brief, more, dateline::mutant::seen()])).expect("somebody reads");
    }
}

fn byline(text: &str) -> Answer {
    let read = byline::read(text);
    let explained = byline::explain(text);
    let mut more: Vec<String> = Vec::new();
    for credit in &read.credits {
        more.push(format!("{} stands at {:?}", credit.name(), credit.span()));
    }
    for dropped in &read.dropped {
        more.push(format!("{} at {:?} is dropped: {}", dropped.text, dropped.span, dropped.why));
    }
    for token in &explained.tokens {
        let fate = match &token.fate {
            Fate::Name(place) => format!("name of {}", explained.byline.credits[*place].name()),
            other => format!("{other:?}"),
        };
        more.push(format!("{} at {:?} is {fate}", token.text, token.span));
    }
    if explained.byline != read {
        more.push(format!("explained as {:?}", explained.byline));
    }
    (json!(read.credits).to_string(), more)
}

fn date(text: &str, pairs: &str) -> Answer {
    let mut context = Context::default();
    for (key, value) in pairs.split("; ").filter_map(|pair| pair.split_once('=')) {
        match key {
            "zone" => context.zone = Zone::parse(value).ok(),
            "order" => context.order = Order::parse(value),
            "lang" => context.language = Some(value.to_owned()),
            _ => {}
        }
    }
    let (read, explained) = (date::read(text, &context), date::explain(text, &context));
    let mut more: Vec<String> = Vec::new();
    if let Err(error) = &read {
        more.push(format!("{error}, at {}", place(text, &error.range)));
        more.push(format!("suggested are {:?}", error.suggestions));
    }
    more.extend(explained.steps.iter().map(|step| {
        let ignored = if step.is_ignored() { ", ignored" } else { "" };
        format!("{} is {step}{ignored}", place(text, &step.range))
    }));
    if explained.outcome != read {
        more.push(format!("explained as {:?}", explained.outcome));
    }
    let brief = match read {
        Ok(When::Instant(moment)) => moment.to_rfc3339(),
        Ok(When::Day(day)) => format!("date-only {day}"),
        Err(_) => "ERROR".to_owned(),
    };
    (brief, more)
}

fn place(text: &str, range: &Range<usize>) -> String {
    format!("{:?} {range:?}", text.get(range.clone()).unwrap_or("no text"))
}

fn page() -> WebUrl {
    WebUrl::parse("https://gazette.example/2025/08/ferry/").expect("an address")
}

fn rendered(rendered: &Rendered) -> Answer {
    let removed = rendered.removed.iter().map(|removed| format!("{:?} at {:?}", removed.what, removed.range));
    let offered = rendered.offered.iter().map(|url| format!("offered is {url}"));
    (rendered.html.as_str().to_owned(), removed.chain(offered).collect())
}

/// The context is the dateline.
fn summary(text: &str, dateline: &str) -> Answer {
    let body = html::render(text, Format::Html, &page()).html;
    let plain = summary::plain_text(&body);
    let mut more = vec![
        format!("paragraphs {:?}", summary::paragraphs(&body)),
        format!("plain text {plain:?}"),
        format!("text of any HTML {:?}", summary::text_of(text)),
        format!("after the dateline {:?}", summary::strip_dateline(&plain, dateline)),
        format!("opened {:?}", summary::open_with_dateline(&body, dateline).as_str()),
    ];
    more.extend([1, 10, 30, 100, 300].map(|most| format!("cut to {most}: {:?}", summary::cut(&plain, most))));
    (summary::first_paragraph(&body).unwrap_or_default(), more)
}

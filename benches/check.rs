//! `dateline check` on large feeds and on many small ones, made here.

use std::fmt::Write as _;
use std::hint::black_box;

use chrono::DateTime;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::diagnostic::Sink;
use dateline::lint::{self, Options};

/// The size of a large feed, in bytes.
const LARGE: usize = 5_000_000;
/// How many small feeds are checked in one go.
const SMALL: usize = 774;

fn check(name: &str, feed: &str) -> usize {
    let mut sink = Sink::new();
    let source = lint::decode(name, feed.as_bytes(), &mut sink);
    lint::lint(&source, &Options { now: DateTime::UNIX_EPOCH, url: None, shared: None }, &mut sink);
    sink.into_sorted().len()
}

fn text(number: usize) -> String {
    let paragraph =
        "<p>The <em>Petrel</em> left the pier at 6:15 with <a href=\"https://gazette.example/\">27 pupils</a>.</p>";
    format!("<h2>Sailing {number}</h2>{}", paragraph.repeat(30))
}

fn rss(size: usize) -> String {
    let mut feed = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Gazette</title>\
         <link>https://gazette.example/</link><description>News</description>",
    );
    for number in 0.. {
        if feed.len() >= size {
            break;
        }
        let _ = write!(
            feed,
            "<item><title>Sailing {number}</title><link>https://gazette.example/{number}</link>\
             <description>One.</description><guid isPermaLink=\"false\">tag:gazette.example,2026:{number}</guid>\
             <pubDate>Wed, 04 Mar 2026 18:30:00 -0500</pubDate><content:encoded><![CDATA[{}]]></content:encoded></item>",
            text(number)
        );
    }
    feed + "</channel></rss>"
}

fn json(size: usize) -> String {
    let mut items = String::new();
    for number in 0.. {
        if items.len() >= size {
            break;
        }
        let comma = if number == 0 { "" } else { "," };
        let body = text(number).replace('"', "\\\"");
        let _ = write!(
            items,
            "{comma}{{\"id\":\"tag:gazette.example,2026:{number}\",\"url\":\"https://gazette.example/{number}\",\
             \"title\":\"Sailing {number}\",\"content_html\":\"{body}\",\"date_published\":\"2026-03-04T18:30:00Z\"}}"
        );
    }
    format!("{{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Gazette\",\"items\":[{items}]}}")
}

fn benches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("check");
    group.sample_size(10);
    for (name, feed) in [("rss.xml", rss(LARGE)), ("feed.json", json(LARGE))] {
        group.throughput(Throughput::Bytes(feed.len() as u64));
        group.bench_function(format!("5 MB of {name}"), |bencher| bencher.iter(|| check(name, black_box(&feed))));
    }
    let small = rss(4_000);
    group.throughput(Throughput::Elements(SMALL as u64));
    group.bench_function("774 small feeds", |bencher| {
        bencher.iter(|| (0..SMALL).map(|_| check("rss.xml", black_box(&small))).sum::<usize>());
    });
    group.finish();
}

criterion_group!(check_benches, benches);
criterion_main!(check_benches);

//! How long it takes to make a body into HTML that feeds can carry.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::value::html::{Format, render};
use dateline::value::link::WebUrl;

/// A section of an article with all that articles hold; eight of them are about 4 kB.
const SECTION: &str = "\
## The line returns

The *Osprey* left **Pier 4** at dawn, [eleven years](../2015/last-run/) after the last ferry did.[^tide] \"We waited a
long time,\" said the harbour master, and the crowd of 300 – some with flags – cheered until she had rounded the mole.

![The Osprey at Pier 4](img/osprey.jpg \"Before dawn\")

- Two crossings a day, at 06:15 and 17:40
- Bicycles travel free until `31 May`

| stop | time |
|:-----|-----:|
| Pier 4 | 06:15 |
| North Quay | 06:52 |

> Nobody remembers a colder morning.

";

fn bodies(criterion: &mut Criterion) {
    let page = WebUrl::parse("https://gazette.example/2026/03/ferry/").expect("an address");
    let markdown = format!("{}[^tide]: High water was at 05:58.\n", SECTION.repeat(8));
    let html = render(&markdown, Format::Markdown, &page).html.to_string();
    let mut group = criterion.benchmark_group("render");
    for (name, body, format) in
        [("markdown", &markdown, Format::Markdown), ("html", &html, Format::Html), ("text", &markdown, Format::Text)]
    {
        group.throughput(Throughput::Bytes(body.len() as u64));
        group.bench_function(name, |bencher| bencher.iter(|| render(black_box(body), format, &page)));
    }
    group.finish();
}

criterion_group!(benches, bodies);
criterion_main!(benches);

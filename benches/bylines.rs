//! How long a byline takes: under 10 µs for one of three people.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use dateline::value::byline;

fn bylines(c: &mut Criterion) {
    for (name, text) in [
        ("one", "By Jane Doe"),
        ("three", "By Jane Doe, John Smith and Ana Díaz"),
        ("three with titles", "By JANE DOE and JOHN SMITH, Staff Writers; photos by Ana Díaz/Reuters"),
        ("markup", "By <a href=\"https://example.com/jane\">Jane Doe</a> &amp; John Smith<br>Reuters"),
    ] {
        c.bench_function(&format!("byline/{name}"), |b| b.iter(|| byline::read(black_box(text))));
    }
    let list = (0..10_000).map(|n| ["Jane", &n.to_string(), " Doe, "].concat()).collect::<String>();
    c.bench_function("byline/ten thousand", |b| b.iter(|| byline::read(black_box(&list))));
}

criterion_group!(benches, bylines);
criterion_main!(benches);

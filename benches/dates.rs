//! How long a date takes to read.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use dateline::value::date::{self, Context};

fn dates(criterion: &mut Criterion) {
    let context = Context { zone: "America/New_York".parse().ok(), ..Context::default() };
    let mut group = criterion.benchmark_group("dates");
    for (name, text) in [
        ("RFC 3339", "2026-03-04T18:30:00-05:00"),
        ("local, declared zone", "2026-03-04 18:30"),
        ("RFC 2822", "Wed, 04 Mar 2026 18:30:00 -0500"),
        ("newsroom", "Published March 4, 2026 at 6:30 p.m. ET"),
        ("French", "mercredi 4 mars 2026 à 18 h 30"),
        ("Japanese", "2026年3月4日(水) 午後6時30分"),
        ("refused", "03/04/2026"),
    ] {
        group.bench_function(name, |bencher| bencher.iter(|| date::read(black_box(text), black_box(&context))));
    }
    group.finish();
}

criterion_group!(benches, dates);
criterion_main!(benches);

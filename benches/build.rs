//! How long each step of a build takes for an article, and a whole build of many, without a disk.

#[path = "corpus/articles.rs"]
mod articles;

use std::hint::black_box;
use std::sync::Arc;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use dateline::article::entry;
use dateline::article::folder::Folder;
use dateline::article::normalise::{Setting, normalise};
use dateline::article::read::read;
use dateline::compile::{compile, configure};
use dateline::diagnostic::Sink;
use dateline::emit::emit;
use dateline::feed::shown::Shown;
use dateline::feed::{Admit, Card, assemble, plan};
use dateline::lint;
use dateline::source::{NoFiles, Source, Sources};
use dateline::value::format::Format;
use dateline::value::moment::Moment;

/// How many articles each step is measured with.
const SOME: usize = 100;
const FORMATS: [Format; 3] = [Format::Rss, Format::Atom, Format::Json];

fn now() -> Moment {
    Moment::parse_rfc3339("2026-03-10T12:00:00Z").expect("a moment")
}

/// A publication in memory.
struct Held {
    config: Arc<Source>,
    articles: Vec<Arc<Source>>,
}

impl Held {
    fn sources(&self) -> Sources<'_> {
        let config = Arc::clone(&self.config);
        Sources { config, articles: &self.articles, files: &NoFiles, published: None, spools: None }
    }
}

fn held(count: usize, limit: usize) -> Held {
    let article = |number| {
        let article = articles::Article::number(number);
        Arc::new(Source::new(format!("articles/{}.toml", article.slug), article.to_toml()))
    };
    let config = articles::config("\"rss\", \"atom\", \"json\"", limit);
    Held { config: Arc::new(Source::new("config.toml", config)), articles: (0..count).map(article).collect() }
}

fn steps(criterion: &mut Criterion) {
    let held = held(SOME, 0);
    let (config, _) = configure(&held.config);
    let setting = || Setting { config: &config, files: &NoFiles, now: now() };
    let sink = || Sink::new();
    let drafts: Vec<_> = held.articles.iter().map(|source| read(source, &mut sink())).collect();
    let articles: Vec<_> = drafts.iter().filter_map(|draft| normalise(draft, &setting(), &mut sink())).collect();
    let folder = Folder::new(&held.articles, setting(), false);
    let cards: Vec<_> = articles.iter().enumerate().map(|(number, article)| Card::of(number, article, &[])).collect();
    let plan = plan(&cards, &folder, &config, Admit::default(), now(), &mut sink()).expect("articles in memory");
    let shown = Shown::new(&plan, &cards, &folder, &config).expect("articles in memory");
    let feed = assemble(&plan.feeds[0], &cards, &config).expect("a feed with entries");
    let mut group = criterion.benchmark_group("article");
    group.throughput(Throughput::Elements(SOME as u64));
    group.bench_function("parse", |bencher| {
        bencher.iter(|| held.articles.iter().map(|source| read(source, &mut sink())).collect::<Vec<_>>());
    });
    group.bench_function("normalise", |bencher| {
        bencher.iter(|| drafts.iter().map(|draft| normalise(draft, &setting(), &mut sink())).collect::<Vec<_>>());
    });
    group.bench_function("look at", |bencher| {
        bencher.iter(|| articles.iter().for_each(|article| entry::check(article, &mut sink())));
    });
    group.bench_function("render", |bencher| {
        bencher.iter(|| articles.iter().map(entry::render).collect::<Vec<_>>());
    });
    shown
        .newest(SOME, |part| {
            let feed = feed.with_entries(part.entries().map(|(_, entry)| entry).collect());
            for format in FORMATS {
                group.bench_function(format!("emit {}", format.file_name()), |bencher| {
                    bencher.iter(|| emit(black_box(&feed), format));
                });
                let text = emit(&feed, format).text;
                let source = || Arc::new(Source::new(format.file_name(), text.clone()));
                let options = lint::Options { now: now().to_chrono().to_utc(), url: None, shared: None };
                group.bench_function(format!("lint {}", format.file_name()), |bencher| {
                    let lint = |source| lint::lint(&source, &options, &mut sink());
                    bencher.iter_batched(source, lint, BatchSize::LargeInput);
                });
            }
        })
        .expect("articles in memory");
    group.finish();
}

fn builds(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("build");
    group.sample_size(10);
    for (count, limit) in [(100, 20), (1_000, 20), (10_000, 20), (1_000, 0)] {
        let held = held(count, limit);
        let sources = held.sources();
        group.throughput(Throughput::Elements(count as u64));
        let name = if limit == 0 { "all".to_owned() } else { format!("newest {limit}") };
        group.bench_function(format!("{count} articles, {name}"), |bencher| {
            bencher.iter(|| compile(black_box(&sources), Admit::default(), now()));
        });
    }
    group.finish();
}

criterion_group!(benches, steps, builds);
criterion_main!(benches);

//! How long each step of a build takes for an article, and a whole build of many, without a disk.

#[path = "corpus/articles.rs"]
mod articles;

use std::hint::black_box;
use std::sync::Arc;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use dateline::article::entry::{self, Content};
use dateline::article::normalise::{Setting, normalise};
use dateline::article::read::read;
use dateline::compile::{compile, configure};
use dateline::config::Config;
use dateline::diagnostic::Sink;
use dateline::emit::{Document, emit};
use dateline::feed::{Admit, assemble, plan};
use dateline::lint::{self, Options};
use dateline::source::{FileError, Files, MediaFile, Source, Sources};
use dateline::value::format::Format;
use dateline::value::moment::Moment;

/// How many articles each step is measured with.
const SOME: usize = 100;
const FORMATS: [Format; 3] = [Format::Rss, Format::Atom, Format::Json];

/// The files that the articles name: none.
struct NoFiles;

impl Files for NoFiles {
    fn text(&self, _: &str) -> Result<Arc<Source>, FileError> {
        Err(FileError::Missing(None))
    }

    fn media(&self, _: &str) -> Result<MediaFile, FileError> {
        Err(FileError::Missing(None))
    }
}

fn now() -> Moment {
    Moment::parse_rfc3339("2026-03-10T12:00:00Z").expect("a moment")
}

fn sources(count: usize, limit: usize) -> Sources<'static> {
    let article = |number| {
        let article = articles::Article::number(number);
        Arc::new(Source::new(format!("articles/{}.toml", article.slug), article.to_toml()))
    };
    let config = articles::config("\"rss\", \"atom\", \"json\"", limit);
    Sources {
        config: Arc::new(Source::new("config.toml", config)),
        articles: (0..count).map(article).collect(),
        files: &NoFiles,
        published: None,
    }
}

fn documents(sources: &Sources<'_>, config: &Config) -> Vec<Document> {
    let compiled = compile(sources, Admit::default(), now());
    assert!(!compiled.documents.is_empty(), "{:?} {config:?}", compiled.diagnostics.first());
    compiled.documents.into_iter().map(|output| output.document).collect()
}

fn steps(criterion: &mut Criterion) {
    let sources = sources(SOME, 0);
    let (config, _) = configure(&sources.config);
    let setting = Setting { config: &config, files: sources.files, now: now() };
    let sink = || Sink::new();
    let drafts: Vec<_> = sources.articles.iter().map(|source| read(source, &mut sink())).collect();
    let articles: Vec<_> = drafts.iter().filter_map(|draft| normalise(draft, &setting, &mut sink())).collect();
    let contents: Vec<Option<Content>> =
        articles.iter().map(|article| Some(entry::render(article, &mut sink()))).collect();
    let plan = plan(&articles, &config, Admit::default(), now(), &mut sink());
    let feed = assemble(&plan.feeds[0], &articles, &contents, &config).expect("a feed with entries");
    let mut group = criterion.benchmark_group("article");
    group.throughput(Throughput::Elements(SOME as u64));
    group.bench_function("parse", |bencher| {
        bencher.iter(|| sources.articles.iter().map(|source| read(source, &mut sink())).collect::<Vec<_>>());
    });
    group.bench_function("normalise", |bencher| {
        bencher.iter(|| drafts.iter().map(|draft| normalise(draft, &setting, &mut sink())).collect::<Vec<_>>());
    });
    group.bench_function("look at", |bencher| {
        bencher.iter(|| articles.iter().for_each(|article| entry::check(article, &mut sink())));
    });
    group.bench_function("render", |bencher| {
        bencher.iter(|| articles.iter().map(|article| entry::render(article, &mut sink())).collect::<Vec<_>>());
    });
    for format in FORMATS {
        group.bench_function(format!("emit {}", format.file_name()), |bencher| {
            bencher.iter(|| emit(black_box(&feed), format));
        });
    }
    for document in documents(&sources, &config) {
        let source = || Arc::new(Source::new(document.path.clone(), document.text.clone()));
        let options = Options { now: now().to_chrono().to_utc(), url: None };
        group.bench_function(format!("lint {}", document.path), |bencher| {
            bencher.iter_batched(source, |source| lint::lint(&source, &options, &mut sink()), BatchSize::LargeInput);
        });
    }
    group.finish();
}

fn builds(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("build");
    group.sample_size(10);
    for (count, limit) in [(100, 20), (1_000, 20), (10_000, 20), (1_000, 0)] {
        let sources = sources(count, limit);
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

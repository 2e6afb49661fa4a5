//! The whole line, from sources to documents. Pure: no disk, no clock, no printing; the same sources and the same
//! `now` give the same bytes.

use std::sync::Arc;

use rayon::prelude::*;

use crate::article::entry::{self, Content};
use crate::article::normalise::{self, Setting};
use crate::article::{Article, read};
use crate::config::Config;
use crate::diagnostic::rule::Level;
use crate::diagnostic::{Diagnostic, Sink, Span};
use crate::emit::{self, Document};
use crate::feed::{self, Admit, Feed, Plan, Waiting};
use crate::guard;
use crate::lint;
use crate::rules;
use crate::source::{Published, Source, Sources};
use crate::trace::Origin;
use crate::value::format::Format;
use crate::value::media::ByteLength;
use crate::value::moment::Moment;

/// What a compilation gives.
#[derive(Debug)]
pub struct Compiled {
    /// The files to write; none where there is an error.
    pub documents: Vec<Output>,
    /// What stays out of the feeds.
    pub waiting: Waiting,
    /// How many articles were read.
    pub articles: usize,
    /// All findings, in their order.
    pub diagnostics: Vec<Diagnostic>,
}

/// A file to write, and what it is.
#[derive(Debug)]
pub struct Output {
    /// The file.
    pub document: Document,
    /// What it is.
    pub kind: Kind,
}

/// What a file is, and what a report says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A feed.
    Feed {
        /// Its format.
        format: Format,
        /// How many entries it has.
        entries: usize,
        /// When the newest was published.
        newest: Moment,
    },
    /// Something beside the feeds, which no reader subscribes to.
    Page,
}

/// Compiles a publication.
///
/// Never fails: what is wrong is a finding, and where one is an error there are no documents.
#[must_use]
pub fn compile(sources: &Sources<'_>, admit: Admit, now: Moment) -> Compiled {
    let mut sink = Sink::new();
    let config = Config::read(&sources.config, rules::all(), &mut sink);
    let setting = Setting { config: &config, files: sources.files, now };
    let articles = articles(&sources.articles, &setting, admit, &mut sink);
    let plan = feed::plan(&articles, &config, admit, now, &mut sink);
    if plan.feeds.iter().all(|feed| feed.articles.is_empty()) && sink.count(Level::Error) == 0 {
        sink.push(feed::rules::empty(Span::whole(&sources.config), sources.articles.len()));
    }
    let contents = contents(&articles, &plan, &mut sink);
    let feeds: Vec<Feed<'_>> =
        plan.feeds.iter().filter_map(|outline| feed::assemble(outline, &articles, &contents, &config)).collect();
    let mut documents =
        if sink.count(Level::Error) == 0 { documents(&feeds, &sources.config, &mut sink) } else { Vec::new() };
    let build = guard::Build { feeds: &feeds, articles: &articles, config: &sources.config, admit, now };
    guarded(&documents, &build, sources.published, &mut sink);
    drop(feeds);
    drop(contents);
    proofread(&mut documents, &config, now, &mut sink);
    let diagnostics: Vec<Diagnostic> =
        sink.into_sorted().into_iter().filter_map(|diagnostic| config.levels.apply(diagnostic)).collect();
    let has_error = diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error);
    let documents = if has_error { Vec::new() } else { documents };
    Compiled { documents, waiting: plan.waiting, articles: sources.articles.len(), diagnostics }
}

/// Holds what would be written against what subscribers have, where that is known and anything is new.
fn guarded(documents: &[Output], build: &guard::Build<'_>, published: Option<&dyn Published>, sink: &mut Sink) {
    let Some(published) = published.filter(|_| !documents.is_empty()) else { return };
    let is_there = |output: &Output| published.is(&output.document.path, &output.document.text);
    if documents.iter().all(is_there) && !published.has_others() {
        guard::check_published(build, sink);
    } else {
        guard::check(build, published, sink);
    }
}

/// Reads config.toml alone, for commands that need nothing else.
#[must_use]
pub fn configure(source: &Arc<Source>) -> (Config, Vec<Diagnostic>) {
    let mut sink = Sink::new();
    let config = Config::read(source, rules::all(), &mut sink);
    (config, sink.into_sorted())
}

/// The articles by themselves, for commands that are about their files.
#[derive(Debug)]
pub struct Survey {
    /// What the publication says of itself.
    pub config: Config,
    /// Those that can be read, drafts and what is still to come among them, in the order of the sources.
    pub articles: Vec<Article>,
    /// What is wrong with any file, in its order: errors alone.
    pub errors: Vec<Diagnostic>,
}

impl Survey {
    /// Whether there is an error in an article's file.
    #[must_use]
    pub fn is_faulty(&self, article: &Article) -> bool {
        let path = article.place().source.path();
        let places = |error: &Diagnostic| error.span.source.path() == path;
        let also = |error: &Diagnostic| error.related.iter().any(|(place, _)| place.source.path() == path);
        self.errors.iter().any(|error| places(error) || also(error))
    }
}

/// Reads and normalises the articles, and holds them against each other.
///
/// Never fails: what is wrong is a finding.
#[must_use]
pub fn survey(sources: &Sources<'_>, now: Moment) -> Survey {
    let mut sink = Sink::new();
    let config = Config::read(&sources.config, rules::all(), &mut sink);
    let setting = Setting { config: &config, files: sources.files, now };
    let articles = articles(&sources.articles, &setting, Admit::default(), &mut sink);
    feed::plan(&articles, &config, Admit::default(), now, &mut sink);
    let findings = sink.into_sorted().into_iter().filter_map(|diagnostic| config.levels.apply(diagnostic));
    let errors = findings.filter(|diagnostic| diagnostic.level == Level::Error).collect();
    Survey { config, articles, errors }
}

/// Where each article was written, by its identity: for findings in the feeds that come from one.
#[must_use]
pub fn origins(sources: &Sources<'_>, now: Moment) -> Vec<Origin> {
    let mut sink = Sink::new();
    let config = Config::read(&sources.config, rules::all(), &mut sink);
    let setting = Setting { config: &config, files: sources.files, now };
    let articles = articles(&sources.articles, &setting, Admit::default(), &mut sink);
    let origin = |(article, id): (&Article, &str)| Origin { id: id.to_owned(), place: article.place().clone() };
    articles.iter().flat_map(|article| article.identity().names().map(move |id| (article, id))).map(origin).collect()
}

/// Each article by itself, in parallel; the order is the sources'.
fn articles(sources: &[Arc<Source>], setting: &Setting<'_>, admit: Admit, sink: &mut Sink) -> Vec<Article> {
    let read = |source: &Arc<Source>| {
        let mut sink = Sink::new();
        let draft = read::read(source, &mut sink);
        let article = normalise::normalise(&draft, setting, &mut sink);
        if draft.is_draft() && !admit.drafts {
            sink.soften();
        }
        (article, sink)
    };
    joined(sources.par_iter().map(read).collect(), sink).into_iter().flatten().collect()
}

/// The texts that some feed shows; all others but those of drafts are looked at for their findings.
fn contents(articles: &[Article], plan: &Plan, sink: &mut Sink) -> Vec<Option<Content>> {
    let mut shown = vec![false; articles.len()];
    plan.feeds.iter().flat_map(|feed| &feed.articles).for_each(|&index| shown[index] = true);
    let render = |(article, shown): (&Article, bool)| {
        let mut sink = Sink::new();
        let content = shown.then(|| entry::render(article, &mut sink));
        if !shown && !article.is_draft() {
            entry::check(article, &mut sink);
        }
        (content, sink)
    };
    joined(articles.par_iter().zip(shown).map(render).collect(), sink)
}

/// Each feed in each format, in parallel; the order is the feeds', then the formats'. Then the pages beside them.
fn documents(feeds: &[Feed<'_>], config: &Arc<Source>, sink: &mut Sink) -> Vec<Output> {
    let write = |feed: &Feed<'_>| {
        let mut sink = Sink::new();
        let documents = written(feed, config, &mut sink);
        let output = |(document, &format)| {
            let kind = Kind::Feed { format, entries: feed.entries.len(), newest: feed.published };
            Output { document, kind }
        };
        (documents.into_iter().zip(&feed.settings.formats).map(output).collect::<Vec<_>>(), sink)
    };
    let mut outputs: Vec<Output> = joined(feeds.par_iter().map(write).collect(), sink).into_iter().flatten().collect();
    outputs.extend(emit::pages(feeds).into_iter().map(|document| Output { document, kind: Kind::Page }));
    outputs
}

/// A feed in each format: within the budget, as far as that is possible; an archive keeps its texts.
fn written(feed: &Feed<'_>, config: &Arc<Source>, sink: &mut Sink) -> Vec<Document> {
    let whole = in_all_formats(feed);
    let budget = feed.settings.budget;
    if largest(&whole) <= budget {
        return whole;
    }
    if feed.is_archive() {
        sink.push(feed::rules::large_archive(Span::whole(config), feed, largest(&whole)));
        return whole;
    }
    drop(whole);
    let (documents, full) = within_budget(feed);
    let summaries = feed.entries.iter().skip(full).filter(|entry| entry.full).count();
    sink.push(feed::rules::over_budget(Span::whole(config), feed, summaries, largest(&documents)));
    documents
}

/// What was made in parallel, in its order, with all findings in one sink.
fn joined<T>(made: Vec<(T, Sink)>, sink: &mut Sink) -> Vec<T> {
    let keep = |(value, other)| {
        sink.append(other);
        value
    };
    made.into_iter().map(keep).collect()
}

/// Our own output under the same eyes as anyone's: an error there is dateline's fault, and nothing is written.
fn proofread(outputs: &mut [Output], config: &Config, now: Moment, sink: &mut Sink) {
    let now = now.to_chrono().to_utc();
    let check = |output: &mut Output| {
        if output.kind == Kind::Page {
            return Vec::new();
        }
        let mut sink = Sink::new();
        let url = config.feeds.url.join(&output.document.path).ok();
        let options = lint::Options { now, url: url.as_ref().map(AsRef::as_ref) };
        // The text goes into the source and back, since a feed may be too large to be held twice.
        let text = std::mem::take(&mut output.document.text);
        let source = Arc::new(Source::new(format!("feeds/{}", output.document.path), text));
        lint::lint(&source, &options, &mut sink);
        let errors: Vec<_> = sink.into_sorted().into_iter().filter(|found| found.level == Level::Error).collect();
        output.document.text =
            Arc::try_unwrap(source).map_or_else(|shared| shared.text().to_owned(), Source::into_text);
        errors
    };
    let is_large = |output: &Output| matches!(output.kind, Kind::Feed { entries, .. } if entries > LARGE);
    let are_large = outputs.iter().any(is_large);
    let findings: Vec<Vec<Diagnostic>> =
        if are_large { outputs.iter_mut().map(check).collect() } else { outputs.par_iter_mut().map(check).collect() };
    for finding in findings.into_iter().flatten() {
        sink.push(
            finding.note("dateline wrote this itself, so the fault is its own: please report it with the article"),
        );
    }
}

/// Entries above which a feed's formats are written one after the other, so that memory holds one of them in the making.
const LARGE: usize = 1000;

/// The documents of a feed with as many whole texts as fit, the same number in each format; and that number, which is
/// less than that of its entries.
///
/// Fewer whole texts never make a larger document, so the number is found by halving.
fn within_budget(feed: &Feed<'_>) -> (Vec<Document>, usize) {
    let with_full = |full: usize| in_all_formats(&feed.clone().with_full(full));
    let mut fitting = (with_full(0), 0);
    let mut too_many = feed.entries.len();
    while fitting.1 + 1 < too_many {
        let middle = usize::midpoint(fitting.1, too_many);
        let documents = with_full(middle);
        if largest(&documents) <= feed.settings.budget {
            fitting = (documents, middle);
        } else {
            too_many = middle;
        }
    }
    fitting
}

fn in_all_formats(feed: &Feed<'_>) -> Vec<Document> {
    let formats = &feed.settings.formats;
    if feed.entries.len() > LARGE {
        return formats.iter().map(|&format| emit::emit(feed, format)).collect();
    }
    formats.par_iter().map(|&format| emit::emit(feed, format)).collect()
}

fn largest(documents: &[Document]) -> ByteLength {
    ByteLength(documents.iter().map(|document| document.text.len() as u64).max().unwrap_or_default())
}

//! The whole line, from sources to documents. Pure: no disk, no clock, no printing; the same sources and the same
//! `now` give the same bytes.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::article::Article;
use crate::article::folder::Folder;
use crate::article::normalise::Setting;
use crate::config::{Config, Levels};
use crate::diagnostic::rule::Level;
use crate::diagnostic::{Diagnostic, Sink, Span};
use crate::emit::{self, Document};
use crate::feed::shown::Shown;
use crate::feed::{self, Admit, Card, Feed, Plan, Waiting};
use crate::guard::{self, Preview};
use crate::press::{Press, Printed, Stopped};
use crate::rules;
use crate::source::{Published, Source, Sources, Unread};
use crate::trace::Origin;
use crate::value::format::Format;
use crate::value::identity::Identity;
use crate::value::moment::Moment;

/// What a compilation gives.
#[derive(Debug)]
pub struct Compiled {
    /// The files to write; none where there is an error.
    pub documents: Vec<Output>,
    /// What is let into the feeds before its time, where it is known what subscribers have.
    pub preview: Preview,
    /// What stays out of the feeds.
    pub waiting: Waiting,
    /// How many articles were read.
    pub articles: usize,
    /// All findings, in their order.
    pub diagnostics: Vec<Diagnostic>,
    /// What config.toml says of findings that only a look at the disk gives.
    pub levels: Levels,
}

/// A file to write, and what it is.
#[derive(Debug)]
pub struct Output {
    /// The file.
    pub document: Document,
    /// What it is.
    pub kind: Kind,
    /// Whether it was found to lie in `feeds/` as it is.
    pub is_there: bool,
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
        /// When the newest was published; without entries, when the last of them expired.
        newest: Moment,
    },
    /// Something beside the feeds, which no reader subscribes to.
    Page,
}

/// Compiles a publication.
///
/// What is wrong with it is a finding, and where one is an error there are no documents.
///
/// # Errors
/// [`Stopped`], where the disk refuses what it gave before.
pub fn compile(sources: &Sources<'_>, admit: Admit<'_>, now: Moment) -> Result<Compiled, Stopped> {
    let mut sink = Sink::new();
    let config = Config::read(&sources.config, rules::all, &mut sink);
    let setting = Setting { config: &config, files: sources.files, now };
    let folder = Folder::new(sources.articles, setting, admit.drafts);
    let (cards, unread_drafts) = cards(&folder, &config, &mut sink)?;
    sources.articles.strays().into_iter().for_each(|path| sink.push(feed::rules::stray(path)));
    let plan = feed::plan(&cards, &folder, &config, admit, now, &mut sink)?.with_drafts(unread_drafts);
    if plan.shown.is_empty() && sink.count(Level::Error) == 0 {
        sink.push(feed::rules::empty(Span::whole(&sources.config), folder.count(), &plan));
    }
    let (mut documents, mut preview) = (Vec::new(), Preview::default());
    if sink.count(Level::Error) == 0 {
        let shown = Shown::new(&plan, &cards, &folder, &config)?;
        let press = Press { source: &sources.config, config: &config, now, spools: sources.spools };
        documents = outputs(press.print(&plan, &cards, &shown, &mut sink)?, &shown)?;
        let (cards, shown) = (&cards, &shown);
        let (folder, settings) = (&folder, &config.feeds);
        let build = guard::Build { cards, shown, folder, config: &sources.config, admit, now, settings };
        preview = guarded(&mut documents, &build, sources.published, &mut sink)?;
    }
    let told = |finding| config.levels.apply(admit.lowered(finding)).map(guard::rules::passable);
    let diagnostics: Vec<Diagnostic> = sink.into_sorted().into_iter().filter_map(told).collect();
    if diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error) {
        documents.clear();
    }
    let articles = folder.count();
    Ok(Compiled { documents, preview, waiting: plan.waiting, articles, diagnostics, levels: config.levels })
}

/// Articles that one thread takes at once: few enough that all threads end together.
const AT_ONCE: usize = 64;

/// Each article by itself, in parallel: all that is wrong with it is told, its card is kept, and nothing else. The cards
/// are in no order, as the articles are. Of drafts whose faults leave no card it is known how many there are.
fn cards(folder: &Folder<'_>, config: &Config, sink: &mut Sink) -> Result<(Vec<Card>, usize), Unread> {
    // By the article's number, since most have nothing to tell.
    let told: Mutex<BTreeMap<usize, Result<Sink, Unread>>> = Mutex::default();
    let unread_drafts = AtomicUsize::new(0);
    let tell = |number, what| _ = told.lock().unwrap_or_else(PoisonError::into_inner).insert(number, what);
    let read = |number| {
        let mut sink = Sink::new();
        let card = folder.check(number, &mut sink, |article| Card::of(number, article, &config.feeds.by));
        if matches!(card, Ok(None)) && sink.any(|found| found.is_of_draft) {
            unread_drafts.fetch_add(1, Ordering::Relaxed);
        }
        if !sink.is_empty() {
            tell(number, Ok(sink));
        }
        card.unwrap_or_else(|error| {
            tell(number, Err(error));
            None
        })
    };
    let cards: Mutex<Vec<Card>> = Mutex::default();
    let with = |mut some: Vec<Card>, card| {
        some.push(card);
        some
    };
    let read_all = |numbers: Range<usize>| {
        let some =
            numbers.into_par_iter().with_max_len(AT_ONCE).filter_map(read).fold(|| Vec::with_capacity(AT_ONCE), with);
        some.for_each(|some| cards.lock().unwrap_or_else(PoisonError::into_inner).extend(some));
    };
    // While some are read, one thread finds the next.
    rayon::scope(|scope| {
        let mut found = 0;
        loop {
            let numbers = found..folder.count();
            found = numbers.end;
            scope.spawn(|_| read_all(numbers));
            if !folder.find_more()? {
                return Ok(());
            }
        }
    })?;
    for told in told.into_inner().unwrap_or_else(PoisonError::into_inner).into_values() {
        sink.append(told?);
    }
    Ok((cards.into_inner().unwrap_or_else(PoisonError::into_inner), unread_drafts.into_inner()))
}

/// The feeds, and the pages beside them.
fn outputs(printed: Vec<Printed<'_>>, shown: &Shown<'_>) -> Result<Vec<Output>, Unread> {
    // The main feed comes first, and begins with what is newest of all.
    let newest = printed.first().map_or(0, |main| main.entries.min(emit::NEWEST));
    let pages = shown.newest(newest, |part| {
        let mut feeds: Vec<Feed<'_>> = printed.iter().map(|printed| printed.feed.with_entries(Vec::new())).collect();
        if let Some(main) = feeds.first_mut() {
            main.entries = part.entries().map(|(_, entry)| entry).collect();
        }
        emit::pages(&feeds)
    })?;
    let output = |document, kind| Output { document, kind, is_there: false };
    let outputs = |printed: Printed<'_>| {
        let Printed { feed, entries, documents } = printed;
        let formats = feed.settings.formats.clone();
        let kind = move |format| Kind::Feed { format, entries, newest: feed.published };
        documents.into_iter().zip(formats).map(move |(document, format)| output(document, kind(format)))
    };
    let pages = pages.into_iter().map(|document| output(document, Kind::Page));
    Ok(printed.into_iter().flat_map(outputs).chain(pages).collect())
}

/// Holds what would be written against what subscribers have, where that is known and anything is new; gives what
/// nobody is to have yet.
fn guarded(
    documents: &mut [Output],
    build: &guard::Build<'_>,
    published: Option<&dyn Published>,
    sink: &mut Sink,
) -> Result<Preview, Unread> {
    let Some(published) = published else { return Ok(Preview::default()) };
    let preview = Preview::of(build, published)?;
    if !preview.is_empty() {
        sink.push(guard::rules::preview(Span::whole(build.config), &preview));
    }
    let made = documents.iter().map(|output| output.document.path.as_str()).collect();
    if let Some(finding) = guard::gone(build, &made, published) {
        sink.push(finding);
    }
    documents.par_iter_mut().for_each(|output| {
        output.is_there = published.is(&output.document.path, &output.document.text);
    });
    if documents.iter().all(|output| output.is_there) && !published.has_others() {
        guard::check_published(build, sink)?;
    } else {
        guard::check(build, published, sink)?;
    }
    Ok(preview)
}

/// Reads config.toml alone, for commands that need nothing else.
#[must_use]
pub fn configure(source: &Arc<Source>) -> (Config, Vec<Diagnostic>) {
    let mut sink = Sink::new();
    let config = Config::read(source, rules::all, &mut sink);
    (config, sink.into_sorted())
}

/// The articles by themselves, for commands that are about their files.
#[derive(Debug)]
pub struct Survey {
    /// What the publication says of itself.
    pub config: Config,
    /// Those that can be read, drafts and what is still to come among them, in the order of their paths.
    pub articles: Vec<Article>,
    /// What is wrong with any file, in its order: errors alone.
    pub errors: Vec<Diagnostic>,
    /// The articles' cards, in the same order, and which of them a build would show.
    cards: Vec<Card>,
    plan: Plan,
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

    /// Holds the articles against what is published, for a command that writes their ids. The sources are those that were
    /// surveyed.
    ///
    /// # Errors
    /// [`Unread`], where the disk refuses.
    pub fn names(&self, sources: &Sources<'_>, now: Moment) -> Result<Names, Unread> {
        let Self { config, articles, cards, plan, .. } = self;
        let Some(published) = sources.published else { return Ok(Names::default()) };
        let folder = &Folder::new(sources.articles, Setting { config, files: sources.files, now }, false);
        let shown = &Shown::new(plan, cards, folder, config)?;
        let (admit, settings) = (Admit::default(), &config.feeds);
        let build = guard::Build { cards, shown, folder, config: &sources.config, admit, now, settings };
        let mut sink = Sink::new();
        let found = guard::published_ids(&build, published, &mut sink)?;
        let path = |place: usize| articles[place].place().source.path().to_owned();
        let known = found.into_iter().map(|(place, id)| (path(place), id)).collect();
        Ok(Names { known, errors: errors(sink, config) })
    }
}

/// The errors among findings, at the levels that config.toml gives them.
fn errors(sink: Sink, config: &Config) -> Vec<Diagnostic> {
    let findings = sink.into_sorted().into_iter().filter_map(|diagnostic| config.levels.apply(diagnostic));
    findings.filter(|diagnostic| diagnostic.level == Level::Error).collect()
}

/// Reads and normalises the articles, and holds them against each other. All of them are held.
///
/// # Errors
/// [`Unread`], where the disk refuses.
pub fn survey(sources: &Sources<'_>, now: Moment) -> Result<Survey, Unread> {
    let mut sink = Sink::new();
    let config = Config::read(&sources.config, rules::all, &mut sink);
    let folder = Folder::new(sources.articles, Setting { config: &config, files: sources.files, now }, false);
    let read = |number| {
        let mut sink = Sink::new();
        folder.read(number, &mut sink).map(|article| (article.map(|article| (number, article)), sink))
    };
    while folder.find_more()? {}
    let read = (0..folder.count()).into_par_iter().map(read).collect::<Result<Vec<_>, Unread>>()?;
    let mut articles: Vec<(usize, Article)> = joined(read, &mut sink).into_iter().flatten().collect();
    articles.sort_by_key(|(number, _)| folder.path(*number));
    let cards: Vec<Card> =
        articles.iter().map(|(number, article)| Card::of(*number, article, &config.feeds.by)).collect();
    let plan = feed::plan(&cards, &folder, &config, Admit::default(), now, &mut sink)?;
    let articles = articles.into_iter().map(|(_, article)| article).collect();
    let errors = errors(sink, &config);
    Ok(Survey { config, articles, errors, cards, plan })
}

/// What a publication's subscribers call its stories.
#[derive(Debug, Default)]
pub struct Names {
    /// The ids of those that have none in their files and that a build would call otherwise, by the paths of the files.
    pub known: BTreeMap<String, Identity>,
    /// What cannot be read, and the stories whose ids no article can have.
    pub errors: Vec<Diagnostic>,
}

/// Where each article was written, by its identity: for findings in the feeds that come from one.
///
/// # Errors
/// [`Unread`], where the disk refuses.
pub fn origins(sources: &Sources<'_>, now: Moment) -> Result<Vec<Origin>, Unread> {
    let origin = |(article, id): (&Article, &str)| Origin { id: id.to_owned(), place: article.place().clone() };
    let articles = survey(sources, now)?.articles;
    let names = articles.iter().flat_map(|article| article.identity().names().map(move |id| (article, id)));
    Ok(names.map(origin).collect())
}

/// What was made in parallel, in its order, with all findings in one sink.
fn joined<T>(made: Vec<(T, Sink)>, sink: &mut Sink) -> Vec<T> {
    let keep = |(value, other)| {
        sink.append(other);
        value
    };
    made.into_iter().map(keep).collect()
}

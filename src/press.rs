//! From the plan to documents: feeds are printed part by part, each part is looked at by the lint, and what is too large
//! to be held goes to a spool.

use std::io;
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::rule::Level;
use crate::diagnostic::{Diagnostic, Sink, Span};
use crate::emit::{self, Document, Sheet};
use crate::feed::shown::{Part, Shown};
use crate::feed::{self, Card, Entry, Feed, Outline, Plan};
use crate::lint::{self, SharedHtml};
use crate::source::{Source, Unread};
use crate::spool::{Spools, Text};
use crate::value::format::Format;
use crate::value::media::ByteLength;
use crate::value::moment::Moment;

/// Entries that are printed and looked at together.
const SLICE: usize = 32;

/// A sheet, and what is wrong with it.
type Inspected = (Sheet, Vec<Diagnostic>);

/// What a publication is printed with.
#[derive(Clone, Copy)]
pub struct Press<'a> {
    /// config.toml, for what no article is to blame for.
    pub source: &'a Arc<Source>,
    /// What it says.
    pub config: &'a Config,
    /// The present.
    pub now: Moment,
    /// Where large documents go; without, all are held.
    pub spools: Option<&'a dyn Spools>,
}

/// A feed in its formats.
pub struct Printed<'a> {
    /// What it is, without its entries.
    pub feed: Feed<'a>,
    /// How many entries it has.
    pub entries: usize,
    /// A document for each format.
    pub documents: Vec<Document>,
}

/// Why printing did not come to its end.
#[derive(Debug)]
pub enum Stopped {
    /// An article cannot be read any more.
    Unread(Unread),
    /// There is no room for a large document.
    Spool(io::Error),
}

impl From<Unread> for Stopped {
    fn from(error: Unread) -> Self {
        Self::Unread(error)
    }
}

impl From<io::Error> for Stopped {
    fn from(error: io::Error) -> Self {
        Self::Spool(error)
    }
}

impl std::fmt::Display for Stopped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unread(error) => error.fmt(f),
            Self::Spool(_) => f.write_str("cannot write a large feed"),
        }
    }
}

impl std::error::Error for Stopped {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unread(error) => error.source(),
            Self::Spool(error) => Some(error),
        }
    }
}

impl<'a> Press<'a> {
    /// Prints the feeds of a plan, in its order; those that are above the budget once more, with fewer whole texts.
    ///
    /// # Errors
    /// [`Stopped`], where the disk refuses.
    pub fn print(
        &self,
        plan: &'a Plan,
        cards: &[Card],
        shown: &Shown<'_>,
        sink: &mut Sink,
    ) -> Result<Vec<Printed<'a>>, Stopped> {
        let roll = |outline| Some(Roll::new(outline, feed::assemble(outline, cards, self.config)?));
        let mut rolls: Vec<Roll<'_>> = plan.feeds.iter().filter_map(roll).collect();
        self.run(rolls.iter_mut().collect(), shown, sink)?;
        let mut over: Vec<&mut Roll<'_>> = rolls.iter_mut().filter(|roll| roll.is_over()).collect();
        if !over.is_empty() {
            fit(&mut over, shown)?;
            self.run(over, shown, sink)?;
        }
        for roll in &mut rolls {
            roll.close(self.spools)?;
            roll.tell(self.source, sink);
        }
        Ok(rolls.into_iter().map(Roll::into_printed).collect())
    }

    /// Prints the entries of feeds, in all formats; while those of a part are printed, those of the part before it are
    /// added.
    fn run(&self, mut rolls: Vec<&mut Roll<'_>>, shown: &Shown<'_>, sink: &mut Sink) -> Result<(), Stopped> {
        // What has no entry is whole by itself.
        let shared = SharedHtml::new(std::iter::empty());
        let bare = rolls.iter().enumerate().filter(|(_, roll)| roll.articles.is_empty());
        let mut printed: Vec<_> = bare.map(|(number, roll)| (number, self.sheets(&roll.feed, &shared))).collect();
        shown.each_part(|part| -> Result<(), Stopped> {
            let slices: Vec<(usize, Feed<'_>)> = rolls
                .iter_mut()
                .enumerate()
                .flat_map(|(number, roll)| roll.slices(part).into_iter().map(move |feed| (number, feed)))
                .collect();
            let shared = SharedHtml::new(part.entries().map(|(_, entry)| entry.content.html.as_str()));
            let sheets = |(number, feed): &(usize, Feed<'_>)| (*number, self.sheets(feed, &shared));
            let before = std::mem::take(&mut printed);
            let (next, added) =
                rayon::join(|| slices.par_iter().map(sheets).collect(), || self.add(&mut rolls, before, sink));
            printed = next;
            Ok(added?)
        })?;
        Ok(self.add(&mut rolls, printed, sink)?)
    }

    /// Adds sheets to their feeds, each in its formats.
    fn add(
        &self,
        rolls: &mut [&mut Roll<'_>],
        printed: Vec<(usize, Vec<Inspected>)>,
        sink: &mut Sink,
    ) -> io::Result<()> {
        for (number, sheets) in printed {
            for (print, (sheet, faults)) in sheets.into_iter().enumerate() {
                for fault in faults {
                    sink.push(fault);
                }
                rolls[number].add(print, sheet, self.spools)?;
            }
        }
        Ok(())
    }

    /// Some entries in each format of their feed.
    fn sheets(&self, feed: &Feed<'_>, shared: &SharedHtml<'_>) -> Vec<Inspected> {
        feed.settings.formats.par_iter().map(|&format| self.sheet(feed, format, shared)).collect()
    }

    /// Some entries in a format, under the same eyes as anyone's: an error there is dateline's own fault, unless config.toml
    /// makes one of what is none. Their HTML is shared by all feeds and formats.
    fn sheet(&self, feed: &Feed<'_>, format: Format, shared: &SharedHtml<'_>) -> Inspected {
        let Sheet { text, entries } = emit::emit(feed, format);
        let path = emit::path(feed, format);
        let url = self.config.feeds.url.join(&path).ok();
        let (now, url) = (self.now.to_chrono().to_utc(), url.as_ref().map(AsRef::as_ref));
        let options = lint::Options { now, url, shared: Some(shared) };
        let source = Arc::new(Source::new(format!("feeds/{path}"), text));
        let mut sink = Sink::new();
        lint::lint(&source, &options, &mut sink);
        let found = sink.into_sorted().into_iter().filter_map(|found| self.config.levels.apply(found));
        let errors = found.filter(|found| found.level == Level::Error).map(|found| {
            if found.rule.level != Level::Error {
                return found.note("config.toml makes an error of it");
            }
            found.note("dateline wrote this itself, so the fault is its own: please report it with the article")
        });
        let errors = errors.collect();
        let text = Arc::try_unwrap(source).map_or_else(|shared| shared.text().to_owned(), Source::into_text);
        (Sheet { text, entries }, errors)
    }
}

/// A feed while it is printed.
struct Roll<'a> {
    feed: Feed<'a>,
    articles: &'a [usize],
    /// Those that are still to come.
    left: &'a [usize],
    /// For each format.
    prints: Vec<Print>,
    /// How many whole texts are within the budget, and how many entries have their summary alone for that; not known as
    /// long as there is no need to.
    fitting: Option<(usize, usize)>,
}

/// A feed in one format while it is printed.
struct Print {
    format: Format,
    text: Text,
    /// What stands after the last entry.
    tail: String,
    /// The length of what stands around the entries.
    frame: u64,
}

impl Print {
    fn new(format: Format) -> Self {
        Self { format, text: Text::Held(String::new()), tail: String::new(), frame: 0 }
    }

    fn length(&self) -> u64 {
        self.text.length() + self.tail.len() as u64
    }

    fn add(&mut self, sheet: Sheet, spools: Option<&dyn Spools>) -> io::Result<()> {
        let Sheet { mut text, entries } = sheet;
        if self.text.length() == 0 {
            self.frame = (text.len() - entries.len()) as u64;
            text[entries.end..].clone_into(&mut self.tail);
            text.truncate(entries.end);
            // The text itself, in which there is room for the tail, unless it is too large to be held.
            self.text = Text::Held(text);
            return self.text.push("", spools);
        }
        self.text.push(Sheet::between(self.format), spools)?;
        self.text.push(&text[entries], spools)
    }
}

impl<'a> Roll<'a> {
    fn new(outline: &'a Outline, feed: Feed<'a>) -> Self {
        let prints = feed.settings.formats.iter().copied().map(Print::new).collect();
        Self { feed, articles: &outline.articles, left: &outline.articles, prints, fitting: None }
    }

    /// The feed with the entries of a part that belong here, as many at a time as are printed together.
    fn slices<'p>(&mut self, part: Part<'p>) -> Vec<Feed<'p>>
    where
        'a: 'p,
    {
        let first = self.articles.len() - self.left.len();
        let mut entries = part.of_feed(&mut self.left);
        if let Some((full, _)) = self.fitting {
            entries.iter_mut().skip(full.saturating_sub(first)).for_each(|entry| entry.full = false);
        }
        entries.chunks(SLICE).map(|slice| self.feed.with_entries(slice.to_vec())).collect()
    }

    fn add(&mut self, print: usize, sheet: Sheet, spools: Option<&dyn Spools>) -> io::Result<()> {
        if self.is_over() {
            self.left = &[];
            return Ok(());
        }
        self.prints[print].add(sheet, spools)
    }

    fn largest(&self) -> ByteLength {
        ByteLength(self.prints.iter().map(Print::length).max().unwrap_or_default())
    }

    /// Whether it has to be printed again; an archive keeps its texts.
    fn is_over(&self) -> bool {
        self.fitting.is_none() && !self.feed.is_archive() && self.largest() > self.feed.settings.budget
    }

    /// Finds out how many whole texts fit, the same number in each format, and begins anew.
    fn fit(&mut self, sizes: &[Vec<Size>]) {
        let budget = self.feed.settings.budget.0;
        let between = |print: &Print| (Sheet::between(print.format).len() * (sizes.len() - 1)) as u64;
        let bare = |format: usize| sizes.iter().map(|sizes| sizes[format].bare).sum::<u64>();
        let prints = self.prints.iter().enumerate();
        let mut lengths: Vec<u64> = prints.map(|(format, print)| print.frame + between(print) + bare(format)).collect();
        let mut full = 0;
        for (number, sizes) in sizes.iter().enumerate() {
            for (length, size) in lengths.iter_mut().zip(sizes) {
                *length = *length - size.bare + size.full;
            }
            if lengths.iter().all(|&length| length <= budget) {
                full = number + 1;
            }
        }
        let is_cut = |sizes: &&Vec<Size>| sizes.iter().any(|size| size.is_cut);
        self.fitting = Some((full, sizes[full..].iter().filter(is_cut).count()));
        self.feed.has_texts = full > 0;
        self.left = self.articles;
        self.prints.iter_mut().for_each(|print| *print = Print::new(print.format));
    }

    fn close(&mut self, spools: Option<&dyn Spools>) -> io::Result<()> {
        self.prints.iter_mut().try_for_each(|print| print.text.push(&std::mem::take(&mut print.tail), spools))
    }

    fn tell(&self, config: &Arc<Source>, sink: &mut Sink) {
        let largest = self.largest();
        if let Some((_, summaries)) = self.fitting {
            sink.push(feed::rules::over_budget(Span::whole(config), &self.feed, summaries, largest));
        } else if largest > self.feed.settings.budget {
            sink.push(feed::rules::large_archive(Span::whole(config), &self.feed, largest));
        }
    }

    fn into_printed(self) -> Printed<'a> {
        let path = |format| emit::path(&self.feed, format);
        let document = |print: Print| Document { path: path(print.format), text: print.text };
        let documents = self.prints.into_iter().map(document).collect();
        Printed { feed: self.feed, entries: self.articles.len(), documents }
    }
}

/// How long an entry is in a format.
#[derive(Clone, Copy)]
struct Size {
    /// With what it has.
    full: u64,
    /// With its summary alone.
    bare: u64,
    /// Whether the two differ.
    is_cut: bool,
}

/// Finds out how many whole texts of these feeds fit.
fn fit(rolls: &mut [&mut Roll<'_>], shown: &Shown<'_>) -> Result<(), Stopped> {
    let mut sizes: Vec<Vec<Vec<Size>>> = vec![Vec::new(); rolls.len()];
    let mut left: Vec<&[usize]> = rolls.iter().map(|roll| roll.articles).collect();
    shown.each_part(|part| -> Result<(), Stopped> {
        for ((roll, left), sizes) in rolls.iter().zip(&mut left).zip(&mut sizes) {
            sizes.par_extend(part.of_feed(left).into_par_iter().map(|entry| measured(&roll.feed, entry)));
        }
        Ok(())
    })?;
    rolls.iter_mut().zip(sizes).for_each(|(roll, sizes)| roll.fit(&sizes));
    Ok(())
}

/// The size of an entry in each format of its feed.
fn measured(feed: &Feed<'_>, entry: Entry<'_>) -> Vec<Size> {
    let length = |entry, format| emit::emit(&feed.with_entries(vec![entry]), format).entries.len() as u64;
    let size = |&format: &Format| {
        let full = length(entry, format);
        let bare = if entry.full { length(Entry { full: false, ..entry }, format) } else { full };
        Size { full, bare, is_cut: entry.full }
    };
    feed.settings.formats.iter().map(size).collect()
}

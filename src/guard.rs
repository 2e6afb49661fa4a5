//! The guard of identity: what a build would publish, held against what subscribers have.
//!
//! Readers know an entry by its id alone, and what they once took for new cannot be taken back. So each new entry is
//! looked up among the published ones: by its id, and where that is unknown, by what else makes it the same story.

mod known;
pub mod rules;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::article::{Article, entry};
use crate::diagnostic::rule::Level;
use crate::diagnostic::{Diagnostic, Sink, Span};
use crate::diff::words;
use crate::feed::{Admit, Entry, Feed};
use crate::published::matching::{By, Story, matched};
use crate::published::{self, key};
use crate::source::{Published, Source};
use crate::value::format::Format;
use crate::value::moment::Moment;
use crate::value::summary::plain_text;
use known::Known;

/// What a build would publish.
#[derive(Debug, Clone, Copy)]
pub struct Build<'a> {
    /// The feeds.
    pub feeds: &'a [Feed<'a>],
    /// All articles, those that no feed shows among them.
    pub articles: &'a [Article],
    /// config.toml, for what no article is to blame for.
    pub config: &'a Arc<Source>,
    /// What is let in; ids that change too.
    pub admit: Admit,
    /// The present.
    pub now: Moment,
}

/// A date that moved by less than this, in seconds, is let pass: articles of one day are spread over an hour by their ids.
const DATE_SLACK: u64 = 3600;
/// A day, in seconds.
const DAY: u64 = 86_400;
/// Fewer entries than this make no whole feed.
const FEWEST_REDATED: usize = 3;
/// How many words may come or go without `updated`, and what part of a text.
const MOST_WORDS: usize = 20;
const FEWEST_WORDS: usize = 3;
const PART_OF_TEXT: usize = 5;

/// What is to be said of a build that is published as it is: nothing is read for that.
pub fn check_published(build: &Build<'_>, sink: &mut Sink) {
    unpinned(shown(build.feeds).iter().map(|entry| entry.article), sink);
}

/// Holds a build against what subscribers have; what would confuse their readers becomes findings.
///
/// Each format is held against what was published in it, since ids may differ between them. Time is in proportion to
/// what is read.
pub fn check(build: &Build<'_>, published: &dyn Published, sink: &mut Sink) {
    let shown = shown(build.feeds);
    let known = known::read(published, sink);
    let mut findings = same_ids(build, &shown, &known);
    let renamed = renamed(build, &shown, &known);
    // Ids that have just changed are not to be pinned.
    if renamed.is_empty() {
        let is_known = |article: &&Article| known.iter().any(|known| known.article(article).is_some());
        unpinned(shown.iter().map(|entry| entry.article).filter(is_known), sink);
    }
    vanished(build, &shown, &known, &renamed, &mut findings);
    findings.extend(renamed.iter().map(|story| rules::changed_id(story.article, &story.ids, story.by)));
    for mut finding in findings {
        if build.admit.id_changes && finding.level == Level::Error {
            finding.level = Level::Warning;
        }
        sink.push(finding);
    }
}

/// The entries of all feeds, each once.
fn shown<'a>(feeds: &'a [Feed<'a>]) -> Vec<Entry<'a>> {
    let mut seen = HashSet::new();
    let entries = feeds.iter().flat_map(|feed| &feed.entries).copied();
    entries.filter(|entry| seen.insert(entry.article.id().as_str())).collect()
}

/// One finding for all articles that subscribers have and whose id is not written down.
fn unpinned<'a>(published: impl Iterator<Item = &'a Article>, sink: &mut Sink) {
    let mut unpinned: Vec<&Article> = published.filter(|article| !article.is_pinned()).collect();
    unpinned.sort_by_key(|article| article.place().source.path());
    if let Some(first) = unpinned.first() {
        sink.push(rules::unpinned(first, unpinned.len()));
    }
}

/// Entries whose id is known: the same story still, its dates and its text.
fn same_ids(build: &Build<'_>, shown: &[Entry<'_>], known: &[Known]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut moved = Vec::new();
    let (mut common, mut redated) = (0, 0);
    for &entry in shown {
        let article = entry.article;
        let Some(old) = known.iter().find_map(|known| known.article(article)) else { continue };
        let text = Texts::new(old, entry);
        if !is_alike(old, article, &text) {
            findings.push(rules::reused_id(article, old));
            continue;
        }
        common += 1;
        if old.published.is_some_and(|published| is_apart(published, article.published())) {
            redated += 1;
            moved.extend(old.published.map(|published| rules::moved_date(article, published)));
            continue;
        }
        let changed = text.changed();
        let updated = old.updated.filter(|&updated| is_apart(updated, article.updated()));
        if updated.is_some_and(|updated| updated > article.updated()) {
            findings.extend(updated.map(|updated| rules::updated_backwards(article, updated)));
        } else if updated.is_some() && changed == (0, 0) {
            redated += 1;
        }
        let touched = old.touched().is_some_and(|touched| article.updated().timestamp() > touched.timestamp());
        if !touched && old.touched().is_some() && is_noticeable(changed) {
            findings.push(rules::silent_change(article, changed.0, build.now));
        }
    }
    if redated >= FEWEST_REDATED && redated * 2 > common {
        findings.push(rules::redated(Span::whole(build.config), redated, common));
    } else {
        findings.append(&mut moved);
    }
    findings
}

fn is_apart(one: Moment, other: Moment) -> bool {
    one.timestamp().abs_diff(other.timestamp()) >= DATE_SLACK
}

fn is_noticeable((changed, all): (usize, usize)) -> bool {
    changed >= MOST_WORDS || (changed >= FEWEST_WORDS && changed * PART_OF_TEXT >= all)
}

/// The texts of an entry, old and new, taken out of their markup only where they differ.
struct Texts<'a> {
    old: &'a published::Entry,
    new: Entry<'a>,
}

impl<'a> Texts<'a> {
    fn new(old: &'a published::Entry, new: Entry<'a>) -> Self {
        Self { old, new }
    }

    fn is_same(&self) -> bool {
        let old = self.old.content.as_deref().unwrap_or_default().trim();
        old == self.new.content.html.as_str().trim()
    }

    /// How many words came or went, of how many. The old entry may have had the summary alone: the nearer one counts.
    fn changed(&self) -> (usize, usize) {
        if self.is_same() {
            return (0, 0);
        }
        let old = self.old.text();
        let text = words::changed(&old, &plain_text(&self.new.content.html));
        let summary = self.new.content.summary.as_ref().map(|summary| words::changed(&old, summary.as_str()));
        summary.into_iter().chain([text]).min().unwrap_or_default()
    }

    /// Whether the texts have a part in common that no two stories have by chance.
    fn share(&self) -> bool {
        if self.is_same() {
            return true;
        }
        let (old, new) = (self.old.text(), plain_text(&self.new.content.html));
        let known = pairs(&old);
        let shared = pairs(&new).intersection(&known).count();
        known.is_empty() || shared * 10 >= known.len()
    }
}

/// Neighbouring words, in lower case.
fn pairs(text: &str) -> HashSet<(String, String)> {
    let words: Vec<String> = text.unicode_words().map(str::to_lowercase).collect();
    words.windows(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect()
}

/// Whether anything of a story is still the same: its address, its text, or its title on its day; a title that comes back
/// every week is no likeness.
fn is_alike(old: &published::Entry, article: &Article, texts: &Texts<'_>) -> bool {
    let (before, after) = (old.link.as_deref().map(key::link).unwrap_or_default(), key::link(article.url().as_str()));
    let name = |link: &str| link.rsplit('/').next().unwrap_or_default().to_owned();
    let is_of_its_day =
        old.published.is_none_or(|published| published.timestamp().abs_diff(article.published().timestamp()) < DAY);
    let has_its_title = || {
        key::title(&old.title) == key::title(article.title().as_str())
            || share_a_word(&old.title, article.title().as_str())
    };
    before == after || name(&before) == name(&after) || (is_of_its_day && has_its_title()) || texts.share()
}

/// Whether two titles have a word of some weight in common.
fn share_a_word(old: &str, new: &str) -> bool {
    let words = |title: &str| -> HashSet<String> {
        title.unicode_words().map(str::to_lowercase).filter(|word| word.chars().count() > 3).collect()
    };
    !words(old).is_disjoint(&words(new))
}

/// A published story that has another id in some format.
struct Renamed<'a> {
    article: &'a Article,
    by: By,
    /// What subscribers of each format know it by, those formats first in which that has changed.
    ids: Vec<(Format, &'a str)>,
}

/// Entries whose id is unknown though their story is known, in the order of the feeds.
fn renamed<'a>(build: &Build<'a>, shown: &[Entry<'a>], known: &'a [Known]) -> Vec<Renamed<'a>> {
    let mut found: Vec<Renamed<'a>> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for known in known {
        let taken: HashSet<&str> = build.articles.iter().map(|article| known.id_of(article)).collect();
        let free: Vec<&published::Entry> =
            known.entries.iter().filter(|old| !taken.contains(old.id.as_str())).collect();
        let unknown: Vec<&Entry<'a>> = shown.iter().filter(|entry| known.article(entry.article).is_none()).collect();
        if free.is_empty() || unknown.is_empty() {
            continue;
        }
        let before: Vec<Story> = free.iter().map(|old| Story::from(*old)).collect();
        let text = |entry: &&Entry<'_>| story(entry.article, &plain_text(&entry.content.html));
        let after: Vec<Story> = unknown.iter().map(text).collect();
        for (old, new, by) in matched(&before, &after) {
            let article = unknown[new].article;
            let place = *places.entry(article.id().as_str()).or_insert_with(|| {
                found.push(Renamed { article, by, ids: Vec::new() });
                found.len() - 1
            });
            found[place].ids.push((known.format, free[old].id.as_str()));
        }
    }
    for story in &mut found {
        let kept = known.iter().filter(|known| known.article(story.article).is_some());
        story.ids.extend(kept.map(|known| (known.format, known.id_of(story.article))));
    }
    found
}

fn story(article: &Article, text: &str) -> Story {
    let day = article.published().to_chrono().to_utc().date_naive();
    Story::new(article.url().as_str(), article.title().as_str(), Some(day), text)
}

/// Articles that subscribers have and that wait again: drafts, and those whose date is still to come.
fn vanished(
    build: &Build<'_>,
    shown: &[Entry<'_>],
    known: &[Known],
    renamed: &[Renamed<'_>],
    findings: &mut Vec<Diagnostic>,
) {
    let present: HashSet<&str> = shown.iter().map(|entry| entry.article.id().as_str()).collect();
    let is_waiting = |article: &&Article| {
        let has_expired = article.expires().is_some_and(|expires| expires <= build.now);
        let is_kept_back = article.is_draft() || article.published() > build.now;
        !present.contains(article.id().as_str()) && !has_expired && is_kept_back
    };
    let mut waiting: Vec<&Article> = build.articles.iter().filter(is_waiting).collect();
    for known in known {
        let (gone, left): (Vec<&Article>, Vec<&Article>) =
            waiting.into_iter().partition(|article| known.article(article).is_some());
        findings.extend(gone.iter().map(|article| rules::vanished(article, build.now)));
        waiting = left;
        if waiting.is_empty() {
            return;
        }
        let ids = build.articles.iter().map(|article| known.id_of(article));
        let old_ids = renamed.iter().flat_map(|story| &story.ids).filter(|(format, _)| *format == known.format);
        let taken: HashSet<&str> = ids.chain(old_ids.map(|(_, id)| *id)).collect();
        let free: Vec<Story> =
            known.entries.iter().filter(|old| !taken.contains(old.id.as_str())).map(Story::from).collect();
        // Rendered only where something is missing; the findings in the text have been told.
        let text = |article: &Article| plain_text(&entry::render(article, &mut Sink::new()).html);
        let after = if free.is_empty() { Vec::new() } else { waiting.clone() };
        let after: Vec<Story> = after.iter().map(|article| story(article, &text(article))).collect();
        let again: HashSet<usize> = matched(&free, &after).into_iter().map(|(_, new, _)| new).collect();
        let (gone, left): (Vec<_>, Vec<_>) =
            waiting.into_iter().enumerate().partition(|(place, _)| again.contains(place));
        findings.extend(gone.iter().map(|(_, article)| rules::vanished(article, build.now)));
        waiting = left.into_iter().map(|(_, article)| article).collect();
    }
}

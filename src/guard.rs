//! The guard of identity: what a build would publish, held against what subscribers have.
//!
//! Readers know an entry by its id alone, and what they once took for new cannot be taken back. So each new entry is
//! looked up among the published ones: by its id, and where that is unknown, by what else makes it the same story.

mod gone;
mod known;
mod moved;
mod preview;
mod renamed;
pub mod rules;
pub mod stale;

use std::collections::HashSet;
use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::article::folder::Folder;
use crate::article::{Article, entry};
use crate::config::Feeds;
use crate::diagnostic::rule::Level;
use crate::diagnostic::{Diagnostic, Sink, Span};
use crate::diff::words;
use crate::feed::shown::Shown;
use crate::feed::{Admit, Card, Entry};
use crate::published::excerpt::is_excerpt;
use crate::published::matching::{Story, matched};
use crate::published::{self, key};
use crate::source::{Published, Source, Unread};
use crate::value::format::Format;
use crate::value::identity::{self, Identity};
use crate::value::moment::Moment;
use crate::value::summary::plain_text;
pub use gone::gone;
use known::Known;
pub use preview::Preview;
use renamed::Renamed;

/// What a build would publish.
#[derive(Clone, Copy)]
pub struct Build<'a> {
    /// All articles, those that no feed shows among them.
    pub cards: &'a [Card],
    /// What some feed shows.
    pub shown: &'a Shown<'a>,
    /// Where an article is read again that something is to be said of.
    pub folder: &'a Folder<'a>,
    /// config.toml, for what no article is to blame for.
    pub config: &'a Arc<Source>,
    /// What is let in; ids that change too.
    pub admit: Admit<'a>,
    /// The present.
    pub now: Moment,
    /// What is written, and where it is served.
    pub settings: &'a Feeds,
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

/// What is to be said of a build that is published as it is: no feed is read for that.
///
/// # Errors
/// [`Unread`], where an article is not any more what it was.
pub fn check_published(build: &Build<'_>, sink: &mut Sink) -> Result<(), Unread> {
    unpinned(build, build.shown.places().iter().copied(), sink)
}

/// Holds a build against what subscribers have; what would confuse their readers becomes findings.
///
/// Each format is held against what was published in it, since ids may differ between them. Time is in proportion to
/// what is read.
///
/// # Errors
/// [`Unread`], where an article is not any more what it was.
pub fn check(build: &Build<'_>, published: &dyn Published, sink: &mut Sink) -> Result<(), Unread> {
    let mut found = Sink::new();
    hold(build, published, &mut found)?;
    for mut finding in found.into_sorted() {
        if build.admit.id_changes && finding.level == Level::Error {
            // What was asked for is worth knowing; that a story is lost behind another was not.
            finding.lower(if finding.rule.id == rules::REUSED_ID.id { Level::Warning } else { Level::Info });
        }
        sink.push(finding);
    }
    Ok(())
}

/// The ids that subscribers know, of articles without an `id` of their own whose ids a build would change, each with the
/// place of its card. What cannot be read is told, and so is an id that no article can have.
///
/// # Errors
/// [`Unread`], where an article is not any more what it was.
pub fn published_ids(
    build: &Build<'_>,
    published: &dyn Published,
    sink: &mut Sink,
) -> Result<Vec<(usize, Identity)>, Unread> {
    let known = known::read(published, sink);
    let free: Vec<Vec<&published::Entry>> = known.iter().map(|known| free(build, known)).collect();
    let mut found = Vec::new();
    if free.iter().all(Vec::is_empty) {
        return Ok(found);
    }
    for Renamed { place, by, ids } in renamed::find(build, &known, &free, |_, _| {})? {
        let article = build.cards[place].article(build.folder)?;
        match rules::restored(&article, &ids) {
            _ if article.is_pinned() => {}
            Some(id) => found.push((place, id)),
            None => sink.push(rules::changed_id(&article, &ids, by)),
        }
    }
    Ok(found)
}

fn hold(build: &Build<'_>, published: &dyn Published, sink: &mut Sink) -> Result<(), Unread> {
    let known = known::read(published, sink);
    // Nobody has anything yet: what is shown need not be read once more for that.
    if known.iter().all(|known| known.entries.is_empty()) {
        return Ok(());
    }
    let free: Vec<Vec<&published::Entry>> = known.iter().map(|known| free(build, known)).collect();
    let mut same = SameIds::default();
    let renamed = renamed::find(build, &known, &free, |card, entry| same.see(build, card, entry, &known))?;
    let mut findings = same.into_findings(build);
    // Ids that have just changed are not to be pinned.
    if renamed.is_empty() {
        let is_known = |place: &usize| known.iter().any(|known| known.entry(&build.cards[*place]).is_some());
        unpinned(build, build.shown.places().iter().copied().filter(is_known), sink)?;
    }
    findings.extend(moved::moved(build, published, &known));
    let waiting = vanished(build, &known, &renamed, &mut findings)?;
    // Nor can be told apart what is gone and what has another id as well.
    if renamed.is_empty() {
        findings.extend(deleted(build, published, &known, &free, &waiting));
    }
    for Renamed { place, by, ids } in &renamed {
        findings.push(rules::changed_id(&build.cards[*place].article(build.folder)?, ids, *by));
    }
    if published.has_others() {
        renamed_elsewhere(build, published, &renamed, &mut findings)?;
    }
    for finding in findings {
        sink.push(finding);
    }
    Ok(())
}

/// Stories that only those who have the feeds saved from elsewhere know by another id.
fn renamed_elsewhere(
    build: &Build<'_>,
    published: &dyn Published,
    told: &[Renamed<'_>],
    findings: &mut Vec<Diagnostic>,
) -> Result<(), Unread> {
    // Where nothing lies in `feeds/`, these were all that was looked at.
    if published.paths().iter().all(|path| published.is_other(path)) {
        return Ok(());
    }
    let known = known::elsewhere(published);
    let free: Vec<Vec<&published::Entry>> = known.iter().map(|known| free(build, known)).collect();
    // To look at what is shown once more may be to render it once more.
    if free.iter().all(Vec::is_empty) {
        return Ok(());
    }
    let told: HashSet<usize> = told.iter().map(|renamed| renamed.place).collect();
    for Renamed { place, by, ids } in renamed::find(build, &known, &free, |_, _| {})? {
        if !told.contains(&place) {
            findings.push(rules::changed_id(&build.cards[place].article(build.folder)?, &ids, by));
        }
    }
    Ok(())
}

/// The published entries that are no article's by their ids.
fn free<'k>(build: &Build<'_>, known: &'k Known) -> Vec<&'k published::Entry> {
    let taken: HashSet<u64> = build.cards.iter().map(|card| card.id(known.format)).collect();
    known.entries.iter().filter(|old| !taken.contains(&identity::key(&old.id))).collect()
}

/// One finding for all articles that subscribers have and whose id is not written down.
fn unpinned(build: &Build<'_>, published: impl Iterator<Item = usize>, sink: &mut Sink) -> Result<(), Unread> {
    let unpinned: Vec<usize> = published.filter(|&place| !build.cards[place].pinned).collect();
    if let Some(&first) = unpinned.iter().min_by_key(|&&place| build.cards[place].path(build.folder)) {
        sink.push(rules::unpinned(&build.cards[first].article(build.folder)?, unpinned.len()));
    }
    Ok(())
}

/// Entries whose id is known: the same story still, its dates and its text.
#[derive(Default)]
struct SameIds {
    findings: Vec<Diagnostic>,
    /// Those about dates, which are told together where there are many.
    moved: Vec<Diagnostic>,
    common: usize,
    redated: usize,
}

impl SameIds {
    fn see(&mut self, build: &Build<'_>, card: &Card, entry: Entry<'_>, known: &[Known]) {
        let article = entry.article;
        let Some(old) = known.iter().find_map(|known| known.entry(card)) else { return };
        let text = Texts::new(old, entry);
        if !is_alike(old, article, &text) {
            self.findings.push(rules::reused_id(article, old));
            return;
        }
        if is_overwritten(old, article, &text) {
            self.findings.push(rules::overwritten(article, old));
            return;
        }
        self.common += 1;
        if old.published.is_some_and(|published| is_apart(published, article.published())) {
            self.redated += 1;
            self.moved.extend(old.published.map(|published| rules::moved_date(article, published)));
            return;
        }
        let changed = text.changed();
        let updated = old.updated.filter(|&updated| is_apart(updated, article.updated()));
        if updated.is_some_and(|updated| updated > article.updated()) {
            self.findings.extend(updated.map(|updated| rules::updated_backwards(article, updated)));
        } else if updated.is_some() && changed == Some((0, 0)) {
            self.redated += 1;
        }
        let touched = old.touched().is_some_and(|touched| article.updated().timestamp() > touched.timestamp());
        if let Some(changed) = changed.filter(|&changed| is_noticeable(changed))
            && !touched
            && old.touched().is_some()
        {
            self.findings.push(rules::silent_change(article, changed.0, build.now));
        }
    }

    fn into_findings(mut self, build: &Build<'_>) -> Vec<Diagnostic> {
        if self.redated >= FEWEST_REDATED && self.redated * 2 > self.common {
            self.findings.push(rules::redated(Span::whole(build.config), self.redated, self.common));
        } else {
            self.findings.append(&mut self.moved);
        }
        self.findings
    }
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

    /// How many words came or went, of how many; `None` where the old entry had no whole text. It may have had the summary
    /// alone: the nearer one counts.
    fn changed(&self) -> Option<(usize, usize)> {
        if self.is_same() {
            return Some((0, 0));
        }
        let (old, new) = (self.old.text(), plain_text(&self.new.content.html));
        if is_excerpt(&old, &new) {
            return None;
        }
        let text = words::changed(&old, &new);
        let summary = self.new.content.summary.as_ref().map(|summary| words::changed(&old, summary.as_str()));
        summary.into_iter().chain([text]).min()
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

/// Whether a story has nothing left of what it was but its id and where it lies.
fn is_overwritten(old: &published::Entry, article: &Article, texts: &Texts<'_>) -> bool {
    let is_of_another_day =
        old.published.is_some_and(|published| published.timestamp().abs_diff(article.published().timestamp()) >= DAY);
    is_of_another_day && !share_a_word(&old.title, article.title().as_str()) && !texts.share()
}

/// Whether two titles have a word of some weight in common.
fn share_a_word(old: &str, new: &str) -> bool {
    let words = |title: &str| -> HashSet<String> {
        title.unicode_words().map(str::to_lowercase).filter(|word| word.chars().count() > 3).collect()
    };
    !words(old).is_disjoint(&words(new))
}

fn story(article: &Article, text: &str) -> Story {
    let day = article.published().to_chrono().to_utc().date_naive();
    Story::new(article.url().as_str(), article.title().as_str(), Some(day), text)
}

/// Articles that subscribers have and that wait again: drafts, and those whose date is still to come. Gives the entries
/// that are such an article's under another id.
fn vanished<'k>(
    build: &Build<'_>,
    known: &'k [Known],
    renamed: &[Renamed<'_>],
    findings: &mut Vec<Diagnostic>,
) -> Result<HashSet<&'k str>, Unread> {
    let mut under_others = HashSet::new();
    let shown: HashSet<usize> = build.shown.places().iter().copied().collect();
    let is_waiting = |(place, card): &(usize, &Card)| {
        let has_expired = card.expires.is_some_and(|expires| expires <= build.now);
        let is_kept_back = card.draft || card.published > build.now;
        !shown.contains(place) && !has_expired && is_kept_back
    };
    let (waiting, others): (Vec<_>, Vec<_>) = build.cards.iter().enumerate().partition(is_waiting);
    let mut waiting: Vec<Waiting<'_, 'k>> =
        waiting.into_iter().map(|(_, card)| Waiting { card, story: None, ids: Vec::new() }).collect();
    waiting.sort_by_key(|one| one.card.path(build.folder));
    for known in known {
        // What waits as a copy, with the id of the article that it was copied from, takes nothing away.
        let standing: HashSet<u64> = others.iter().map(|(_, card)| card.id(known.format)).collect();
        waiting.retain(|one| !standing.contains(&one.card.id(known.format)));
        let (again, mut left): (Vec<_>, Vec<_>) = waiting.iter_mut().partition(|one| known.entry(one.card).is_some());
        for one in again {
            one.ids.extend(known.entry(one.card).map(|entry| (known.format, entry.id.as_str())));
        }
        let ids = renamed.iter().flat_map(|story| &story.ids).filter(|(format, _)| *format == known.format);
        let ids: HashSet<&str> = ids.map(|(_, id)| *id).collect();
        let free: Vec<_> = free(build, known).into_iter().filter(|old| !ids.contains(old.id.as_str())).collect();
        let before: Vec<Story> = free.iter().map(|old| Story::from(*old)).collect();
        if before.is_empty() {
            continue;
        }
        let after = left.iter_mut().map(|one| one.story(build)).collect::<Result<Vec<Story>, Unread>>()?;
        for (old, new, _) in matched(&before, &after) {
            left[new].ids.push((known.format, free[old].id.as_str()));
            under_others.insert(free[old].id.as_str());
        }
    }
    for Waiting { card, ids, .. } in waiting.iter().filter(|one| !one.ids.is_empty()) {
        findings.push(rules::vanished(&card.article(build.folder)?, ids, build.now));
    }
    Ok(under_others)
}

/// An article that waits.
struct Waiting<'a, 'k> {
    card: &'a Card,
    /// What it is known again by, once that is asked for.
    story: Option<Story>,
    /// What subscribers of each format know it by.
    ids: Vec<(Format, &'k str)>,
}

impl Waiting<'_, '_> {
    /// Reads and renders it, only where something is missing; the findings in the texts have been told.
    fn story(&mut self, build: &Build<'_>) -> Result<Story, Unread> {
        if let Some(story) = &self.story {
            return Ok(story.clone());
        }
        let article = self.card.article(build.folder)?;
        let text = plain_text(&entry::render(&article).html);
        Ok(self.story.insert(story(&article, &text)).clone())
    }
}

/// One finding for all published entries whose ids are no article's and that newer ones have not pushed out.
fn deleted(
    build: &Build<'_>,
    published: &dyn Published,
    known: &[Known],
    free: &[Vec<&published::Entry>],
    waiting: &HashSet<&str>,
) -> Option<Diagnostic> {
    let shown = build.shown.places();
    // Archives keep what newer entries push out.
    let limit = build.settings.limit.filter(|_| !build.settings.archive);
    let is_full = limit.is_some_and(|limit| shown.len() >= limit);
    let oldest = shown.iter().map(|&place| build.cards[place].published).min().filter(|_| is_full);
    let is_pushed_out =
        |old: &published::Entry| oldest.is_some_and(|oldest| old.published.is_some_and(|at| at < oldest));
    let mut told: HashSet<String> = HashSet::new();
    let mut gone = Vec::new();
    for (known, free) in known.iter().zip(free) {
        for &old in free.iter().filter(|old| !waiting.contains(old.id.as_str()) && !is_pushed_out(old)) {
            // One story may have another id in each format.
            let link = old.link.as_deref().map(key::link).unwrap_or_default();
            let is_news = told.insert(old.id.clone()) & (link.is_empty() || told.insert(link));
            gone.extend(is_news.then_some((known, old)));
        }
    }
    let (known, first) = *gone.first()?;
    Some(rules::no_article(known.place(first, published)?, first, gone.len()))
}

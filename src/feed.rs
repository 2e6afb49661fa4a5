//! Feeds: which articles each one holds, in which order, under which name.
//!
//! The one step that sees all articles at once, by their cards: identities are unique, drafts and what is not due stay
//! out, the newest come first. It is small.

mod archive;
mod card;
pub mod rules;
pub mod shown;
mod topic;
mod twice;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::article::Article;
use crate::article::entry;
use crate::article::folder::Folder;
use crate::config::{Config, Feeds, Site};
use crate::diagnostic::rule::{Level, Rule};
use crate::diagnostic::{Diagnostic, Sink};
use crate::source::Unread;
use crate::value::format::{By, Content, Format};
use crate::value::lang::Lang;
use crate::value::link::WebUrl;
use crate::value::moment::Moment;
use crate::value::text::XmlText;
pub use card::Card;

/// What is let in besides what is due and finished.
#[derive(Debug, Clone, Copy, Default)]
pub struct Admit<'a> {
    /// Drafts too.
    pub drafts: bool,
    /// Articles too whose date is still to come.
    pub future: bool,
    /// Published stories too under other ids, which readers will show as unread.
    pub id_changes: bool,
    /// Findings of these rules too: worth knowing in this run, and no more.
    pub allowed: &'a [&'static Rule],
}

impl Admit<'_> {
    /// A finding as this run takes it.
    #[must_use]
    pub fn lowered(&self, mut finding: Diagnostic) -> Diagnostic {
        if self.allowed.iter().any(|rule| rule.id == finding.rule.id) {
            finding.lower(Level::Info);
        }
        finding
    }
}

/// Which articles go into which feeds; articles by the places of their cards in the list.
#[derive(Debug)]
pub struct Plan {
    /// The feeds: the main one, the further ones, the archives with the newest first.
    pub feeds: Vec<Outline>,
    /// All that some feed shows, newest first; each feed has its own in this order.
    pub shown: Vec<usize>,
    /// What stays out.
    pub waiting: Waiting,
}

impl Plan {
    /// The same with further drafts, which have faults that leave them no cards.
    #[must_use]
    pub fn with_drafts(mut self, unread: usize) -> Self {
        self.waiting.drafts += unread;
        self
    }
}

/// A feed before its entries are rendered.
#[derive(Debug)]
pub struct Outline {
    /// Where it lies below `feeds/`: empty for the main feed, else `section/local/`.
    pub folder: String,
    /// What it is of.
    pub scope: Scope,
    /// The language of its entries, for a feed of one language; else the site's.
    pub language: Option<Lang>,
    /// The page of what it is of, where one is known.
    pub page: Option<WebUrl>,
    /// The folder of the archive before it.
    pub previous: Option<String>,
    /// The folder of the archive after it.
    pub next: Option<String>,
    /// The articles, newest first.
    pub articles: Vec<usize>,
    /// When the last of all articles expired, for the main feed, which stays when none is left.
    pub expired: Option<Moment>,
}

/// What a feed is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Everything: the main feed.
    Main,
    /// One section, tag, author or language, under its name.
    Topic(By, XmlText),
    /// A month of the main feed that is over.
    Archive,
}

impl Outline {
    fn new(folder: String, scope: Scope) -> Self {
        Self {
            folder,
            scope,
            language: None,
            page: None,
            previous: None,
            next: None,
            articles: Vec::new(),
            expired: None,
        }
    }
}

/// What stays out of the feeds, and until when.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Articles whose date is still to come.
    pub scheduled: usize,
    /// When the first of them is due.
    pub next: Option<Moment>,
    /// Drafts.
    pub drafts: usize,
    /// Articles that have expired.
    pub expired: usize,
    /// When the first article that is in the feeds expires.
    pub next_expiry: Option<Moment>,
    /// When the first update counts of an article that is in the feeds.
    pub next_update: Option<Moment>,
    /// When the last of those that have expired did.
    pub last_expiry: Option<Moment>,
}

impl Waiting {
    /// When the feeds change by themselves next: an article is due, an entry expires, an update counts. The end of a month,
    /// which makes an archive, is not among them.
    #[must_use]
    pub fn next_change(&self) -> Option<Moment> {
        [self.next, self.next_expiry, self.next_update].into_iter().flatten().min()
    }
}

/// A feed, ready to be written in any format.
#[derive(Debug, Clone)]
pub struct Feed<'a> {
    /// The publication.
    pub site: &'a Site,
    /// What is written.
    pub settings: &'a Feeds,
    /// Where it lies below `feeds/`.
    pub folder: &'a str,
    /// What it is of.
    pub scope: &'a Scope,
    /// The address of its folder.
    pub url: WebUrl,
    /// What it is called for good, a URI; an archive is called as the feed that it is a part of.
    pub id: String,
    /// The page that it goes with.
    pub page: &'a WebUrl,
    /// Its name.
    pub title: XmlText,
    /// What it is, in a sentence.
    pub description: XmlText,
    /// The language of entries that name no other.
    pub language: &'a Lang,
    /// The folder of the archive before it.
    pub previous: Option<WebUrl>,
    /// The folder of the archive after it.
    pub next: Option<WebUrl>,
    /// When its newest entry was published; without entries, when the last of them expired.
    pub published: Moment,
    /// When any of its entries was last updated; without entries, the same.
    pub updated: Moment,
    /// Whether entries may have their whole texts.
    pub has_texts: bool,
    /// Whether any of its entries has a picture.
    pub has_pictures: bool,
    /// Whether any of its entries says what RSS has Dublin Core for: who made it, or a language of its own.
    pub has_core: bool,
    /// The entries, newest first: all, or those of a part of it.
    pub entries: Vec<Entry<'a>>,
}

impl<'a> Feed<'a> {
    /// The same feed with these of its entries.
    #[must_use]
    pub fn with_entries<'e>(&self, entries: Vec<Entry<'e>>) -> Feed<'e>
    where
        'a: 'e,
    {
        Feed { entries, ..self.clone() }
    }

    /// Whether it is an archive, which nobody subscribes to.
    #[must_use]
    pub fn is_archive(&self) -> bool {
        *self.scope == Scope::Archive
    }

    /// For how many minutes a copy of it may be kept, where config.toml says so; nobody asks for an archive again.
    #[must_use]
    pub fn lifetime(&self) -> Option<u64> {
        self.settings.ttl.filter(|_| !self.is_archive())
    }

    /// The language of an article, where it is not the feed's.
    #[must_use]
    pub fn other_language(&self, article: &'a Article) -> Option<&'a Lang> {
        let language = article.language().unwrap_or(&self.site.language);
        (language != self.language).then_some(language)
    }

    /// The whole texts, of the entries that have one.
    pub fn html(&self) -> impl Iterator<Item = &str> + Clone {
        self.entries.iter().filter(|entry| entry.full).map(|entry| entry.content.html.as_str())
    }
}

/// An article in a feed.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// What is known of it.
    pub article: &'a Article,
    /// What a reader sees of it.
    pub content: &'a entry::Content,
    /// Whether that is the whole text, or the summary alone.
    pub full: bool,
}

/// Decides what goes where.
///
/// # Errors
/// [`Unread`], where an article that is to blame for something cannot be read once more.
pub fn plan(
    cards: &[Card],
    folder: &Folder<'_>,
    config: &Config,
    admit: Admit<'_>,
    now: Moment,
    sink: &mut Sink,
) -> Result<Plan, Unread> {
    let (found, due) = rayon::join(|| unique(cards, folder, admit), || due(cards, folder, admit, now));
    sink.append(found?);
    let (shown, mut waiting) = due?;
    let expired = waiting.last_expiry;
    let mut main = Outline { articles: shown.clone(), expired, ..Outline::new(String::new(), Scope::Main) };
    let archives = if config.feeds.archive { archive::take(&mut main, cards, config, now) } else { Vec::new() };
    let mut feeds = vec![main];
    for by in &config.feeds.by {
        feeds.extend(topic::feeds(*by, cards, &shown, folder, &config.site, sink)?);
    }
    if let Some(limit) = config.feeds.limit {
        feeds.iter_mut().skip(usize::from(config.feeds.archive)).for_each(|feed| feed.articles.truncate(limit));
    }
    feeds.extend(archives);
    twice::same_instants(cards, &feeds[0].articles, folder, sink)?;
    let mut is_shown = vec![false; cards.len()];
    feeds.iter().flat_map(|feed| &feed.articles).for_each(|&place| is_shown[place] = true);
    let (shown, left_out): (Vec<usize>, Vec<usize>) = shown.into_iter().partition(|&place| is_shown[place]);
    twice::copies(cards, &shown, folder, sink)?;
    unreached(cards, &feeds[0].articles, &left_out, folder, sink)?;
    for &place in shown.iter().filter(|&&place| cards[place].awaits_update) {
        waiting.next_update = earlier(waiting.next_update, cards[place].article(folder)?.update_due());
    }
    Ok(Plan { feeds, shown, waiting })
}

/// What is finished and due, newest first.
fn due(cards: &[Card], folder: &Folder<'_>, admit: Admit<'_>, now: Moment) -> Result<(Vec<usize>, Waiting), Unread> {
    let mut waiting = Waiting::default();
    let mut shown = Vec::new();
    for (place, card) in cards.iter().enumerate() {
        if card.draft && !admit.drafts {
            waiting.drafts += 1;
        } else if card.expires.is_some_and(|expires| expires <= now) {
            waiting.expired += 1;
            waiting.last_expiry = waiting.last_expiry.max(card.expires);
        } else if card.published > now && !admit.future {
            waiting.scheduled += 1;
            waiting.next = earlier(waiting.next, Some(card.published));
        } else {
            waiting.next_expiry = earlier(waiting.next_expiry, card.expires);
            shown.push(place);
        }
    }
    Ok((sorted(&shown, cards, folder)?, waiting))
}

/// Newest first; the id settles ties, so that the order is the same on any machine.
fn sorted(shown: &[usize], cards: &[Card], folder: &Folder<'_>) -> Result<Vec<usize>, Unread> {
    let second = |&place: &usize| (Reverse(cards[place].published.timestamp()), place);
    let mut seconds: Vec<(Reverse<i64>, usize)> = shown.iter().map(second).collect();
    seconds.par_sort_unstable();
    for tied in seconds.chunk_by_mut(|(one, _), (other, _)| one == other).filter(|tied| tied.len() > 1) {
        let id = |&(_, place): &(_, usize)| {
            Ok((cards[place].article(folder)?.id().clone(), cards[place].path(folder), place))
        };
        let mut ids = tied.iter().map(id).collect::<Result<Vec<_>, Unread>>()?;
        ids.sort_unstable();
        tied.iter_mut().zip(ids).for_each(|((_, place), (.., sorted))| *place = sorted);
    }
    Ok(seconds.into_iter().map(|(_, place)| place).collect())
}

fn earlier(one: Option<Moment>, other: Option<Moment>) -> Option<Moment> {
    one.into_iter().chain(other).min()
}

/// Every identity and every address is one article's. A draft that has another's id is told already, and gently: it is
/// mostly a copy that a new article begins with.
fn unique(cards: &[Card], folder: &Folder<'_>, admit: Admit<'_>) -> Result<Sink, Unread> {
    let mut sink = Sink::new();
    let is_unmade = |place: usize| cards[place].draft && !admit.drafts;
    let turn = |&place: &usize| (is_unmade(place), cards[place].path(folder));
    // By the second of two; what is wrong with it is told once.
    let mut ids = BTreeMap::new();
    let are_uris = cards.iter().all(Card::has_one_id);
    for format in Format::ALL.into_iter().take(if are_uris { 1 } else { Format::ALL.len() }) {
        for same in doubles(0..cards.len(), |place| cards[place].id(format), turn) {
            same[1..].iter().for_each(|&second| _ = ids.entry(second).or_insert((same[0], format)));
        }
    }
    for (&second, &(first, format)) in &ids {
        let is_draft = is_unmade(second);
        let (first, second) = (cards[first].article(folder)?, cards[second].article(folder)?);
        let id = second.identity().in_format(format);
        if first.identity().in_format(format) == id {
            let mut finding = rules::duplicate_id(&second, &first, id);
            if is_draft {
                finding.soften();
            }
            sink.push(finding);
        }
    }
    let made = (0..cards.len()).filter(|&place| !is_unmade(place));
    for same in doubles(made, |place| cards[place].address, turn) {
        for &second in same[1..].iter().filter(|second| !ids.contains_key(second)) {
            let (first, second) = (cards[same[0]].article(folder)?, cards[second].article(folder)?);
            if first.url() == second.url() {
                sink.push(rules::duplicate_address(&second, &first));
            }
        }
    }
    Ok(sink)
}

/// Those that have a key in common, each set in its turn.
fn doubles<K: Ord>(
    places: impl Iterator<Item = usize>,
    key: impl Fn(usize) -> u64,
    turn: impl Fn(&usize) -> K,
) -> Vec<Vec<usize>> {
    let mut keys: Vec<(u64, usize)> = places.map(|place| (key(place), place)).collect();
    keys.par_sort_unstable();
    let same = keys.chunk_by(|(one, _), (other, _)| one == other).filter(|same| same.len() > 1);
    let in_turn = |same: &[(u64, usize)]| {
        let mut places: Vec<usize> = same.iter().map(|&(_, place)| place).collect();
        places.sort_by_key(&turn);
        places
    };
    same.map(in_turn).collect()
}

/// Changes that readers should notice of articles that no feed shows any more, from when the feed still shows others.
fn unreached(
    cards: &[Card],
    shown: &[usize],
    left_out: &[usize],
    folder: &Folder<'_>,
    sink: &mut Sink,
) -> Result<(), Unread> {
    let Some(oldest) = shown.iter().map(|&place| cards[place].published).min() else { return Ok(()) };
    for card in left_out.iter().map(|&place| &cards[place]) {
        let is_updated = card.updated > card.published;
        // When a retraction without a date was written nobody knows.
        if if is_updated { card.updated > oldest } else { card.retracted } {
            sink.push(rules::out_of_reach(&card.article(folder)?));
        }
    }
    Ok(())
}

/// Puts a feed together, but for its entries; `None` for one that never had any.
#[must_use]
pub fn assemble<'a>(outline: &'a Outline, cards: &[Card], config: &'a Config) -> Option<Feed<'a>> {
    let address = |folder: &str| config.feeds.url.join(folder).ok();
    let url = address(&outline.folder)?;
    let language = outline.language.as_ref().unwrap_or(&config.site.language);
    let shown = || outline.articles.iter().map(|&place| &cards[place]);
    let is_foreign = |card: &Card| card.language.as_deref().unwrap_or(&config.site.language) != language;
    Some(Feed {
        site: &config.site,
        settings: &config.feeds,
        folder: &outline.folder,
        scope: &outline.scope,
        id: config.feeds.id_of(if outline.scope == Scope::Archive { "" } else { &outline.folder }),
        url,
        page: outline.page.as_ref().unwrap_or(&config.site.link),
        title: topical(&outline.scope, &config.site.title, |title, topic| format!("{title}: {topic}")),
        description: topical(&outline.scope, &config.site.description, |text, topic| format!("{topic} – {text}")),
        language,
        previous: outline.previous.as_deref().and_then(address),
        next: outline.next.as_deref().and_then(address),
        published: shown().map(|card| card.published).max().or(outline.expired)?,
        updated: shown().map(|card| card.updated).max().or(outline.expired)?,
        has_texts: config.feeds.content == Content::Full && !outline.articles.is_empty(),
        has_pictures: shown().any(|card| card.pictured),
        has_core: shown().any(|card| card.credited || is_foreign(card)),
        entries: Vec::new(),
    })
}

/// A text of the publication as a feed of one topic has it.
fn topical(scope: &Scope, text: &XmlText, join: impl Fn(&str, &str) -> String) -> XmlText {
    let Scope::Topic(_, topic) = scope else { return text.clone() };
    XmlText::parse(&join(text.as_str(), topic.as_str())).unwrap_or_else(|_| topic.clone())
}

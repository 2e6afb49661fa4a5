//! Adopting the ids of older feeds: which entry is which article, and what the article is to be called then.

mod marks;
mod naming;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use rayon::prelude::*;

use crate::article::Article;
use crate::published::{Entry, Feed, key};
use crate::value::format::Format;
use crate::value::id::EntryId;
use crate::value::identity::Identity;
use marks::Marks;
pub use naming::{Refusal, identity};

/// By what an entry was known for an article's, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// The address, without what does not matter in it: scheme, `www.`, closing slash, tracking.
    Link,
    /// The path of the address, on another host.
    Path,
    /// The title and the day.
    TitleAndDate,
    /// The last part of the address and the day.
    SlugAndDate,
    /// The title alone.
    Title,
    /// The beginning of the text.
    Text,
}

impl Evidence {
    /// All of them, in the order in which they are tried.
    pub const ALL: [Self; 6] = [Self::Link, Self::Path, Self::TitleAndDate, Self::SlugAndDate, Self::Title, Self::Text];
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Link => "link",
            Self::Path => "path",
            Self::TitleAndDate => "title and date",
            Self::SlugAndDate => "slug and date",
            Self::Title => "title",
            Self::Text => "text",
        })
    }
}

/// Which entries of a feed are which articles, each by its place in its list.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Matching {
    /// The pairs, in the order of the entries.
    pub pairs: Vec<Pair>,
    /// Entries that could be one of several articles, or share one with other entries.
    pub unsure: Vec<Unsure>,
    /// Entries that are none of the articles.
    pub unknown: Vec<usize>,
    /// The first entry of each id that several stories share, so that it names none.
    pub shared: Vec<usize>,
}

/// An entry that is an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// The entry.
    pub entry: usize,
    /// The article.
    pub article: usize,
    /// By what that is known.
    pub by: Evidence,
}

/// An entry that may be an article, and what speaks for which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsure {
    /// The entry.
    pub entry: usize,
    /// The articles that it may be.
    pub articles: Vec<usize>,
    /// The surest thing that speaks for them.
    pub by: Evidence,
}

/// Articles as far as they are known again.
#[derive(Debug)]
pub struct Known(Vec<Marks>);

impl Known {
    /// Takes down what the articles are known again by; renders their texts.
    #[must_use]
    pub fn new(articles: &[&Article]) -> Self {
        Self(articles.par_iter().map(|article| Marks::of_article(article)).collect())
    }

    /// Finds the articles that a feed's entries are.
    ///
    /// A pair is one only where the evidence fits no other article and no other entry: nothing is guessed. A story
    /// that stands twice in the feed is looked at once, an entry that has neither id nor link not at all. Never fails.
    #[must_use]
    pub fn find(&self, entries: &[Entry]) -> Matching {
        let (places, shared) = stories(entries);
        let marks: Vec<Marks> = places.iter().map(|&at| Marks::of_entry(&entries[at])).collect();
        let mut search = Search { articles: &self.0, entries: &marks, found: BTreeMap::new(), taken: BTreeSet::new() };
        let mut hints: Vec<Option<(Evidence, BTreeSet<usize>)>> = vec![None; marks.len()];
        for by in Evidence::ALL {
            for (entry, candidates) in search.step(by) {
                hints[entry].get_or_insert((by, candidates));
            }
        }
        let mut matching = Matching { shared, ..Matching::default() };
        for (entry, hint) in hints.into_iter().enumerate() {
            let free = |(by, articles): (Evidence, BTreeSet<usize>)| {
                let articles: Vec<usize> =
                    articles.into_iter().filter(|article| !search.taken.contains(article)).collect();
                (!articles.is_empty()).then_some((by, articles))
            };
            let place = places[entry];
            match (search.found.get(&entry), hint.and_then(free)) {
                (Some(&(article, by)), _) => matching.pairs.push(Pair { entry: place, article, by }),
                (None, Some((by, articles))) => matching.unsure.push(Unsure { entry: place, articles, by }),
                (None, None) => matching.unknown.push(place),
            }
        }
        matching
    }
}

/// The entries by their ids, each at its first place: those of one story, and those that several share.
fn stories(entries: &[Entry]) -> (Vec<usize>, Vec<usize>) {
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        // Without id and link there is nothing to adopt.
        if entry.id_given || entry.link.is_some() {
            places.entry(&entry.id).or_default().push(at);
        }
    }
    let link = |at: usize| key::link(entries[at].link.as_deref().unwrap_or_default());
    let title = |at: usize| key::title(&entries[at].title);
    let is_one = |all: &[usize]| all.iter().all(|&at| link(at) == link(all[0]) || title(at) == title(all[0]));
    let (one, several): (Vec<_>, Vec<_>) = places.into_values().partition(|all| is_one(all));
    let first = |mut all: Vec<Vec<usize>>| -> Vec<usize> {
        all.sort_unstable();
        all.into_iter().map(|places| places[0]).collect()
    };
    (first(one), first(several))
}

struct Search<'m> {
    articles: &'m [Marks],
    entries: &'m [Marks],
    /// The article of each entry that has one.
    found: BTreeMap<usize, (usize, Evidence)>,
    /// The articles that are some entry's.
    taken: BTreeSet<usize>,
}

impl Search<'_> {
    /// Finds what one kind of evidence settles, and gives back the candidates of the entries that it does not.
    fn step(&mut self, by: Evidence) -> Vec<(usize, BTreeSet<usize>)> {
        let (of_articles, of_entries) = (index(self.articles, by), index(self.entries, by));
        let is_alone = |article: usize| {
            let mut sharing = sharing(&of_entries, &self.articles[article], by);
            // A feed may have the same entry over and over: two are enough to know that.
            sharing.next().is_some_and(|first| sharing.all(|other| other == first))
        };
        let mut open = Vec::new();
        for (entry, marks) in self.entries.iter().enumerate() {
            if self.found.contains_key(&entry) {
                continue;
            }
            let candidates: BTreeSet<usize> = sharing(&of_articles, marks, by).collect();
            let only = candidates.first().copied().filter(|_| candidates.len() == 1);
            let fits = only.filter(|&article| !self.taken.contains(&article) && is_alone(article));
            match fits {
                Some(article) => {
                    self.found.insert(entry, (article, by));
                    self.taken.insert(article);
                }
                None if !candidates.is_empty() => open.push((entry, candidates)),
                None => {}
            }
        }
        open
    }
}

/// Who shares a key with these; may name one several times.
fn sharing<'i>(
    index: &'i BTreeMap<&str, BTreeSet<usize>>,
    marks: &'i Marks,
    by: Evidence,
) -> impl Iterator<Item = usize> + 'i {
    marks.keys(by).iter().filter_map(|key| index.get(key.as_str())).flatten().copied()
}

/// Who has which key.
fn index(marks: &[Marks], by: Evidence) -> BTreeMap<&str, BTreeSet<usize>> {
    let mut index: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (at, marks) in marks.iter().enumerate() {
        for key in marks.keys(by) {
            index.entry(key).or_default().insert(at);
        }
    }
    index
}

/// What older feeds say of the articles.
#[derive(Debug, Default)]
pub struct Adoption {
    /// The articles that they have, in the order of the articles.
    pub named: Vec<Named>,
    /// For each feed, which of its entries are articles.
    pub matchings: Vec<Matching>,
    /// The articles that none of them has.
    pub absent: Vec<usize>,
}

/// An article that older feeds have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The article.
    pub article: usize,
    /// By what it was known, in the feed where that is surest.
    pub by: Evidence,
    /// What it is to be called.
    pub identity: Result<Identity, Refusal>,
}

/// Finds out what articles are to be called that have stood in older feeds.
///
/// `host` is that of the site, of which ids are minted.
#[must_use]
pub fn adopt(articles: &[&Article], host: &str, feeds: &[Feed]) -> Adoption {
    let known = Known::new(articles);
    let matchings: Vec<Matching> = feeds.iter().map(|feed| known.find(&feed.entries)).collect();
    let mut found: BTreeMap<usize, Vec<(Format, &str, Evidence)>> = BTreeMap::new();
    for (feed, matching) in feeds.iter().zip(&matchings) {
        for &Pair { entry, article, by } in &matching.pairs {
            found.entry(article).or_default().push((feed.format, &feed.entries[entry].id, by));
        }
    }
    let absent = (0..articles.len()).filter(|article| !found.contains_key(article)).collect();
    let name = |(article, old): (usize, Vec<(Format, &str, Evidence)>)| {
        let ids: Vec<(Format, &str)> = old.iter().map(|&(format, id, _)| (format, id)).collect();
        let by = old.iter().map(|&(_, _, by)| by).min().unwrap_or(Evidence::Text);
        let minted = EntryId::mint(host, articles[article].published().date(), articles[article].slug());
        Named { article, by, identity: identity(articles[article].identity(), &minted, &ids) }
    };
    let mut named: Vec<Named> = found.into_iter().map(name).collect();
    refuse_taken(&mut named, articles);
    Adoption { named, matchings, absent }
}

/// No two articles are to have one id.
fn refuse_taken(named: &mut [Named], articles: &[&Article]) {
    let mut present: Vec<Identity> = articles.iter().map(|article| article.identity().clone()).collect();
    for one in &*named {
        if let Ok(identity) = &one.identity {
            present[one.article] = identity.clone();
        }
    }
    let mut owners: BTreeMap<(Format, &str), Vec<usize>> = BTreeMap::new();
    for (article, identity) in present.iter().enumerate() {
        for format in Format::ALL {
            owners.entry((format, identity.in_format(format))).or_default().push(article);
        }
    }
    for one in named {
        let Ok(identity) = &one.identity else { continue };
        let other = Format::ALL.into_iter().find_map(|format| {
            let id = identity.in_format(format);
            let other = owners[&(format, id)].iter().find(|&&owner| owner != one.article)?;
            let path = articles[*other].place().source.path().to_owned();
            Some(Refusal::Taken { format, id: id.to_owned(), path })
        });
        if let Some(refusal) = other {
            one.identity = Err(refusal);
        }
    }
}

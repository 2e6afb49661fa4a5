//! Stories known again under other ids: by link, by title and day, by text.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher as _};

use chrono::NaiveDate;

use super::{Entry, key};

/// A text shorter than this, in letters and digits, tells no story from another.
const SHORTEST_TEXT: usize = 60;

/// A story as far as it is known again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Story {
    /// Where it leads to, see [`key::link`]; empty without a link.
    pub link: String,
    /// Its title, see [`key::title`].
    pub title: String,
    /// The day that it was published, in UTC.
    pub day: Option<NaiveDate>,
    /// A hash of its text; `None` where there is too little of it.
    pub text: Option<u64>,
}

/// By what a story was known again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Its link.
    Link,
    /// The path of its link, and its day: the site moved to another host.
    Path,
    /// Its title, and its day.
    Title,
    /// Its text.
    Text,
}

impl By {
    /// What is the same, for a message.
    #[must_use]
    pub const fn what(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Path => "path and day",
            Self::Title => "title and day",
            Self::Text => "text",
        }
    }
}

impl Story {
    /// A story of its parts: the address of its page, its title, its day in UTC, its text.
    #[must_use]
    pub fn new(link: &str, title: &str, day: Option<NaiveDate>, text: &str) -> Self {
        let letters = key::text(text);
        let text = (letters.len() >= SHORTEST_TEXT).then(|| hash(&letters));
        Self { link: key::link(link), title: key::title(title), day, text }
    }

    fn path(&self) -> &str {
        self.link.split_once('/').map_or("", |(_, path)| path)
    }
}

impl From<&Entry> for Story {
    fn from(entry: &Entry) -> Self {
        let day = entry.published.or(entry.updated).map(|at| at.to_chrono().to_utc().date_naive());
        Self::new(entry.link.as_deref().unwrap_or_default(), &entry.title, day, &entry.text())
    }
}

/// Finds the same stories in two lists: places in `old` and in `new`, in the order of `new`.
///
/// A story is taken for another only where no third one could be meant: recurring titles of one day match nothing by
/// title. Time is in proportion to the lists.
///
/// ```
/// use dateline::published::matching::{By, Story, matched};
///
/// let old = [Story::new("http://gazette.example/ferry", "Ferry", None, "")];
/// let new = [Story::new("https://gazette.example/ferry/", "The ferry", None, "")];
/// assert_eq!(matched(&old, &new), [(0, 0, By::Link)]);
/// ```
#[must_use]
pub fn matched(old: &[Story], new: &[Story]) -> Vec<(usize, usize, By)> {
    let mut pairs = Vec::new();
    let mut taken = (vec![false; old.len()], vec![false; new.len()]);
    for by in [By::Link, By::Path, By::Title, By::Text] {
        let known = unambiguous(old, &taken.0, by);
        let wanted = unambiguous(new, &taken.1, by);
        for (index, story) in new.iter().enumerate() {
            let Some(key) = key_of(story, by).filter(|key| wanted.get(key) == Some(&Some(index))) else { continue };
            if let Some(&Some(before)) = known.get(&key) {
                (taken.0[before], taken.1[index]) = (true, true);
                pairs.push((before, index, by));
            }
        }
    }
    pairs.sort_by_key(|&(_, index, _)| index);
    pairs
}

/// The stories that are alone with their key; `None` where several share it.
fn unambiguous(stories: &[Story], taken: &[bool], by: By) -> HashMap<u64, Option<usize>> {
    let mut found = HashMap::new();
    for (index, story) in stories.iter().enumerate().filter(|&(index, _)| !taken[index]) {
        if let Some(key) = key_of(story, by) {
            found.entry(key).and_modify(|place| *place = None).or_insert(Some(index));
        }
    }
    found
}

fn key_of(story: &Story, by: By) -> Option<u64> {
    match by {
        By::Link => (!story.link.is_empty()).then(|| hash(&story.link)),
        By::Path => story.day.filter(|_| !story.path().is_empty()).map(|day| hash(&(story.path(), day))),
        By::Title => story.day.filter(|_| !story.title.is_empty()).map(|day| hash(&(story.title.as_str(), day))),
        By::Text => story.text,
    }
}

fn hash(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "The last of the ice went out with Sunday's tide, three weeks earlier than last year, says the master.";

    fn story(link: &str, title: &str, day: u32, text: &str) -> Story {
        Story::new(link, title, NaiveDate::from_ymd_opt(2026, 3, day), text)
    }

    #[test]
    fn a_story_is_known_again_by_one_thing_after_the_other() {
        let old = [
            story("https://a.example/one", "One", 1, ""),
            story("https://a.example/2026/two", "Two", 2, ""),
            story("https://a.example/3", "Three", 3, ""),
            story("https://a.example/4", "Four", 4, TEXT),
        ];
        let new = [
            story("https://b.example/vier", "Vier", 5, TEXT),
            story("https://b.example/drei", "THREE", 3, "x"),
            story("https://b.example/2026/two", "Zwei", 2, ""),
            story("http://www.a.example/one/", "Eins", 9, ""),
        ];
        let expected = [(3, 0, By::Text), (2, 1, By::Title), (1, 2, By::Path), (0, 3, By::Link)];
        assert_eq!(matched(&old, &new), expected);
    }

    #[test]
    fn recurring_titles_match_by_day_and_never_by_chance() {
        let log = |link: &str, day| story(link, "Police log", day, "");
        let old = [log("https://a.example/1", 1), log("https://a.example/2", 2), log("https://a.example/2b", 2)];
        let new = [log("https://b.example/x", 1), log("https://b.example/y", 2), log("https://b.example/z", 3)];
        assert_eq!(matched(&old, &new), [(0, 0, By::Title)]);
    }

    #[test]
    fn short_texts_and_empty_titles_are_no_likeness() {
        let old = [story("", "", 1, "Closed today.")];
        assert_eq!(matched(&old, &[story("", "!", 1, "Closed today.")]), []);
    }
}

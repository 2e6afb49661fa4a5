//! Two texts word by word.

use std::collections::HashMap;

use similar::{Algorithm, DiffTag, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation as _;

/// Whose a stretch of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Both texts'.
    Same,
    /// The old text's alone.
    Removed,
    /// The new text's alone.
    Added,
}

/// The stretches of both texts, in order; all but the removed ones give the new text again.
///
/// Words end where Unicode says that they do, so that scripts without spaces are told apart too.
///
/// ```
/// use dateline::diff::words::{Kind, runs};
///
/// let expected = [(Kind::Same, "at the "), (Kind::Removed, "old "), (Kind::Added, "new "), (Kind::Same, "pier")];
/// assert_eq!(runs("at the old pier", "at the new pier"), expected);
/// ```
#[must_use]
pub fn runs<'t>(old: &'t str, new: &'t str) -> Vec<(Kind, &'t str)> {
    let (before, after) = (words(old), words(new));
    let mut runs = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &texts(old, &before), &texts(new, &after)) {
        let (tag, was, is) = operation.as_tag_tuple();
        let removed = stretch(old, &before, was);
        let added = stretch(new, &after, is);
        if tag == DiffTag::Equal {
            runs.push((Kind::Same, added));
            continue;
        }
        let both = [(Kind::Removed, removed), (Kind::Added, added)];
        runs.extend(both.into_iter().filter(|(_, text)| !text.is_empty()));
    }
    runs
}

/// Words that are shown on each side of a change.
const AROUND: usize = 8;
/// Words that are shown of a long change.
const LONGEST: usize = 80;

/// The stretches of both texts that differ, with a few words round each; `…` stands for what is left out.
///
/// ```
/// use dateline::diff::words::{Kind, excerpt};
///
/// let story = "One two three four five six seven eight nine ten eleven twelve";
/// let shown = excerpt(&format!("{story} old"), &format!("{story} new"));
/// assert_eq!(shown[0], (Kind::Same, "… five six seven eight nine ten eleven twelve ".to_owned()));
/// ```
#[must_use]
pub fn excerpt(old: &str, new: &str) -> Vec<(Kind, String)> {
    let runs = runs(old, new);
    let last = runs.len().saturating_sub(1);
    let shown = |(index, &(kind, text)): (usize, &(Kind, &str))| match kind {
        Kind::Same => (kind, same(text, index > 0, index < last)),
        Kind::Removed | Kind::Added => (kind, cut(text)),
    };
    runs.iter().enumerate().map(shown).collect()
}

/// What is the same, as far as it stands beside a change.
fn same(text: &str, follows: bool, precedes: bool) -> String {
    let starts = words(text);
    let wanted = AROUND * (usize::from(follows) + usize::from(precedes));
    if starts.len() <= wanted + 1 {
        return text.to_owned();
    }
    let head = stretch(text, &starts, 0..if follows { AROUND } else { 0 });
    let tail = stretch(text, &starts, starts.len() - if precedes { AROUND } else { 0 }..starts.len());
    match (head.trim_end(), tail) {
        ("", tail) => format!("… {tail}"),
        (head, "") => format!("{head} …"),
        (head, tail) => format!("{head} … {tail}"),
    }
}

fn cut(text: &str) -> String {
    let starts = words(text);
    match starts.get(LONGEST) {
        Some(&end) => format!("{} … ({} words in all) ", text[..end].trim_end(), starts.len()),
        None => text.to_owned(),
    }
}

/// How many words one text has that the other has not, wherever they stand: the larger of what went and what came; and
/// how many the longer text has.
#[must_use]
pub fn changed(old: &str, new: &str) -> (usize, usize) {
    let (before, after) = (words(old), words(new));
    let mut counts: HashMap<&str, isize> = HashMap::new();
    for word in texts(old, &before) {
        *counts.entry(word.trim_end()).or_default() -= 1;
    }
    for word in texts(new, &after) {
        *counts.entry(word.trim_end()).or_default() += 1;
    }
    let came: usize = counts.values().filter_map(|&count| usize::try_from(count).ok()).sum();
    let went: usize = counts.values().filter_map(|&count| usize::try_from(-count).ok()).sum();
    (came.max(went), before.len().max(after.len()))
}

/// Where each word begins; what is no word belongs to the one before it.
fn words(text: &str) -> Vec<usize> {
    let begins = |&(at, piece): &(usize, &str)| at == 0 || piece.chars().next().is_some_and(char::is_alphanumeric);
    text.split_word_bound_indices().filter(begins).map(|(at, _)| at).collect()
}

fn texts<'t>(text: &'t str, starts: &[usize]) -> Vec<&'t str> {
    (0..starts.len()).map(|index| stretch(text, starts, index..index + 1)).collect()
}

fn stretch<'t>(text: &'t str, starts: &[usize], words: std::ops::Range<usize>) -> &'t str {
    let at = |index: usize| starts.get(index).copied().unwrap_or(text.len());
    &text[at(words.start)..at(words.end)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_new_text_is_what_was_not_removed() {
        for (old, new) in [("", "a b"), ("a, b.", ""), ("東京は雨", "京都は雨"), ("a b c d", "d c b a"), (" x", "x ")]
        {
            let runs = runs(old, new);
            let without = |left_out: Kind| -> String {
                runs.iter().filter(|(kind, _)| *kind != left_out).map(|(_, text)| *text).collect()
            };
            assert_eq!(without(Kind::Removed), new);
            assert_eq!(without(Kind::Added), old);
        }
    }

    #[test]
    fn a_typo_is_one_word() {
        assert_eq!(changed("The ferry retruns on Friday.", "The ferry returns on Friday."), (1, 5));
        assert_eq!(changed("", "one two"), (2, 2));
    }
}

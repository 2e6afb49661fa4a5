//! "Did you mean": the nearest of the words that are known.

use unicode_normalization::UnicodeNormalization as _;

/// The candidate that `word` was most likely meant to be, if any is near enough.
///
/// Near is an edit distance (with neighbours swapped counting once) of at most a third of the word, at least 1. Case,
/// hyphens, underscores and how accents are composed do not count. Of equals the first wins. Where none is near, the one that begins with the word
/// is meant, if it has three letters and no other does. Never fails.
///
/// ```
/// use dateline::diagnostic::suggest::nearest;
///
/// assert_eq!(nearest("upadted", ["title", "updated"]), Some("updated"));
/// assert_eq!(nearest("photo", ["author", "photographer"]), Some("photographer"));
/// assert_eq!(nearest("colour", ["title", "updated"]), None);
/// ```
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = folded(word).chars().collect();
    let limit = (word.len() / 3).max(1);
    let (mut best, mut begun) = (None, Vec::new());
    for candidate in candidates {
        let other: Vec<char> = folded(candidate).chars().collect();
        if word.len() >= 3 && other.starts_with(&word) {
            begun.push(candidate);
        }
        // A word without a letter in common is no misspelling, however short.
        if word.len().abs_diff(other.len()) > limit || !word.iter().any(|c| other.contains(c)) {
            continue;
        }
        let distance = edit_distance(&word, &other);
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    match begun.as_slice() {
        [one] if best.is_none() => Some(one),
        _ => best.map(|(_, candidate)| candidate),
    }
}

/// In what two names differ that look the same, or nearly; `None` where they differ in more.
///
/// ```
/// use dateline::diagnostic::suggest::difference;
///
/// assert_eq!(difference("caf\u{e9}.md", "cafe\u{301}.md"), Some("how accents are composed"));
/// assert_eq!(difference("Cafe.md", "cafe.md"), Some("case alone"));
/// assert_eq!(difference("cafe.md", "coffee.md"), None);
/// ```
#[must_use]
pub fn difference(one: &str, other: &str) -> Option<&'static str> {
    let composed = |text: &str| text.nfc().collect::<String>();
    let (one, other) = (composed(one), composed(other));
    if one == other {
        Some("how accents are composed")
    } else if one.to_lowercase() == other.to_lowercase() {
        Some("case alone")
    } else {
        None
    }
}

/// A word without what does not count.
pub(crate) fn folded(word: &str) -> String {
    word.nfc().filter(|c| !matches!(c, '-' | '_')).flat_map(char::to_lowercase).collect()
}

/// Optimal string alignment: insertions, deletions, substitutions, and swaps of neighbours, each at cost 1.
fn edit_distance(a: &[char], b: &[char]) -> usize {
    let mut before_last = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, &from) in a.iter().enumerate() {
        let mut row = vec![i + 1; b.len() + 1];
        for (j, &to) in b.iter().enumerate() {
            let mut cost = (last[j] + usize::from(from != to)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && from == b[j - 1] && a[i - 1] == to {
                cost = cost.min(before_last[j - 1] + 1);
            }
            row[j + 1] = cost;
        }
        before_last = last;
        last = row;
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(a: &str, b: &str) -> usize {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        edit_distance(&chars(a), &chars(b))
    }

    #[test]
    fn distances() {
        for (a, b, expected) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "", 3),
            ("date", "date", 0),
            ("date", "dtae", 1),
            ("kitten", "sitting", 3),
            ("ab", "ba", 1),
            ("été", "ete", 2),
        ] {
            assert_eq!(distance(a, b), expected, "{a} {b}");
            assert_eq!(distance(b, a), expected, "{b} {a}");
        }
    }

    #[test]
    fn near_enough_or_silent() {
        let keys = ["title", "date", "updated", "tags", "pubDate", "body_file", "language"];
        for (word, expected) in [
            ("titel", Some("title")),
            ("Title", Some("title")),
            ("pub-date", Some("pubDate")),
            ("bodyfile", Some("body_file")),
            ("tag", Some("tags")),
            ("langauge", Some("language")),
            ("dat", Some("date")),
            ("x", None),
            ("", None),
            ("weather", None),
        ] {
            assert_eq!(nearest(word, keys), expected, "{word}");
        }
    }

    #[test]
    fn of_equals_the_first() {
        assert_eq!(nearest("bat", ["cat", "hat"]), Some("cat"));
        assert_eq!(nearest("bat", ["hat", "cat"]), Some("hat"));
        assert_eq!(nearest("bat", ["cats", "cat", "bat"]), Some("bat"));
    }

    #[test]
    fn a_megabyte_of_key_costs_nothing() {
        assert_eq!(nearest(&"x".repeat(1 << 20), ["title", "xx"]), None);
    }
}

//! What a merge leaves in a text where two versions of it differ.

use std::ops::Range;

use memchr::memmem;

/// What `git` writes before the first of two versions.
pub(crate) const MARK: &str = "<<<<<<<";

/// The places that a merge left in two versions, each from the mark before the one to the mark behind the other.
///
/// ```
/// use dateline::value::merge::conflicts;
///
/// let text = "Ferries\n<<<<<<< HEAD\nToday\n=======\nTomorrow\n>>>>>>> desk\n";
/// assert_eq!(conflicts(text).collect::<Vec<_>>(), [8..56]);
/// assert_eq!(conflicts("1 <<<<<<< 2").next(), None);
/// ```
pub fn conflicts(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut rest = 0;
    // Each search goes on where the one before it ended, and none is begun again.
    std::iter::from_fn(move || {
        let start = first_mark(text, rest)?;
        let middle = line(text, start, |line| line == "=======")?;
        let last = line(text, middle.end, |line| is_mark(line, ">>>>>>>"))?;
        rest = last.end;
        Some(start..text[..last.end].trim_end().len())
    })
}

/// Where the first line from a place on begins that is the mark before two versions.
fn first_mark(text: &str, from: usize) -> Option<usize> {
    let begins_line = |at: usize| at == 0 || text.as_bytes()[at - 1] == b'\n';
    let is_line = |at: usize| text[at..].lines().next().is_some_and(|line| is_mark(line.trim_end(), MARK));
    let mut found = memmem::find_iter(&text.as_bytes()[from..], MARK).map(|at| from + at);
    found.find(|&at| begins_line(at) && is_line(at))
}

/// The first line from a place on that is such a one.
fn line(text: &str, from: usize, is_such: impl Fn(&str) -> bool) -> Option<Range<usize>> {
    let mut end = from;
    text[from..].split_inclusive('\n').find_map(|line| {
        let start = end;
        end += line.len();
        is_such(line.trim_end()).then_some(start..end)
    })
}

/// Whether a line is this mark, with the name of a branch or without.
fn is_mark(line: &str, mark: &str) -> bool {
    line.strip_prefix(mark).is_some_and(|name| name.is_empty() || name.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_marks_in_their_order_are_a_merge() {
        for text in [
            "<<<<<<<\n=======\n>>>>>>>",
            "a\r\n<<<<<<< HEAD\r\nb\r\n||||||| base\r\n=======\r\nc\r\n>>>>>>> d\r\ne\r\n",
        ] {
            let range = conflicts(text).next().unwrap();
            assert!(
                text[range.clone()].starts_with(MARK) && text[range].lines().last().unwrap().starts_with(">>>>>>>")
            );
        }
        for text in [
            "",
            "<<<<<<< HEAD\n=======\n",
            "<<<<<<< HEAD\n>>>>>>> a\n=======\n",
            " <<<<<<< HEAD\n=======\n>>>>>>> a\n",
            "<<<<<<<< HEAD\n=======\n>>>>>>> a\n",
            "<<<<<<< HEAD\n========\n>>>>>>> a\n",
        ] {
            assert_eq!(conflicts(text).next(), None, "{text}");
        }
        assert_eq!(conflicts(&"<<<<<<<\n".repeat(1 << 20)).next(), None, "and that soon");
        let text = "x <<<<<<< a\n<<<<<<<\n=======\n>>>>>>>\n";
        assert_eq!(conflicts(&text.repeat(2)).collect::<Vec<_>>(), [12..35, 48..71]);
    }
}

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
    memmem::find_iter(text.as_bytes(), MARK).filter_map(|start| {
        let begins_line = start == 0 || text.as_bytes()[start - 1] == b'\n';
        let mut ends = text[start..].split_inclusive('\n').scan(start, |end, line| {
            *end += line.len();
            Some((line.trim_end(), *end))
        });
        ends.next().filter(|(line, _)| begins_line && is_mark(line, MARK))?;
        ends.find(|(line, _)| *line == "=======")?;
        let (_, end) = ends.find(|(line, _)| is_mark(line, ">>>>>>>"))?;
        Some(start..text[..end].trim_end().len())
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
        let text = "x <<<<<<< a\n<<<<<<<\n=======\n>>>>>>>\n";
        assert_eq!(conflicts(&text.repeat(2)).collect::<Vec<_>>(), [12..35, 48..71]);
    }
}

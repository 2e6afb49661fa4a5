//! Versions of a text that a merge left one behind the other, of which the first is read.

use std::ops::Range;

use crate::value::merge::MARK;

/// What stands where a merge could not decide.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Conflict {
    /// Where the first version begins.
    pub(super) first: usize,
    /// The marks behind it and all other versions.
    pub(super) others: Range<usize>,
}

/// The conflict whose first mark is at a place; `None` where it is no mark.
pub(super) fn conflict(text: &str, at: usize) -> Option<Conflict> {
    let begins_line = at == 0 || text[..at].ends_with('\n');
    if !begins_line || !text[at..].starts_with(MARK) {
        return None;
    }
    let first = line_end(text, at);
    let others = line(text, first, &["|||||||", "======="]);
    let end = line_end(text, line(text, others, &[">>>>>>>"]));
    Some(Conflict { first, others: others..end })
}

/// The first line from a place on that begins with one of these marks; the end of the text where there is none.
fn line(text: &str, from: usize, marks: &[&str]) -> usize {
    let mut at = from;
    while at < text.len() && !marks.iter().any(|mark| text[at..].starts_with(mark)) {
        at = line_end(text, at);
    }
    at
}

fn line_end(text: &str, from: usize) -> usize {
    text[from..].find('\n').map_or(text.len(), |length| from + length + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_two_or_three_versions_is_kept() {
        for text in [
            "<a>\n<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> main\n</a>",
            "<a>\n<<<<<<< HEAD\nx\n||||||| 1\nz\n=======\ny\n>>>>>>> main\n</a>",
        ] {
            let Conflict { first, others } = conflict(text, 4).unwrap();
            assert_eq!((&text[first..others.start], &text[others.end..]), ("x\n", "</a>"));
        }
    }

    #[test]
    fn a_mark_without_its_end_takes_the_rest() {
        assert_eq!(conflict("<<<<<<< HEAD\nx", 0), Some(Conflict { first: 13, others: 14..14 }));
        assert_eq!(conflict("<<<<<<< HEAD\nx\n=======\ny", 0), Some(Conflict { first: 13, others: 15..24 }));
        assert_eq!(conflict("<<<<<<<", 0), Some(Conflict { first: 7, others: 7..7 }));
    }

    #[test]
    fn a_mark_begins_a_line() {
        assert_eq!(conflict("a <<<<<<< HEAD\n", 2), None);
        assert_eq!(conflict("<<<<<< HEAD\n", 0), None);
    }
}

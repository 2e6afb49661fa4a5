//! The lines of a source that a picture shows: made safe, long lines cut, and the places moved along.
//!
//! A feed may be one line of ten megabytes; what is drawn stays a few hundred characters a line.

use std::ops::Range;

use crate::diagnostic::safe;
use crate::source::Source;

/// How many characters of a long line are shown before the first place in it.
const LEAD: usize = 50;
/// How many characters of a place are shown, and of a line that has none.
const BODY: usize = 110;
/// How many characters are shown after the last place.
const TAIL: usize = 30;
/// A place of more lines than this is drawn at its first line alone.
const TALL: usize = 40;

/// Lines of a source, fit to be drawn.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The lines.
    pub(super) text: String,
    /// The number of the first of them.
    pub(super) line: usize,
    /// Where the places lie in `text`, in the order they were given.
    pub(super) ranges: Vec<Range<usize>>,
}

impl Excerpt {
    /// The lines that `ranges` touch, and those between.
    pub(super) fn new(source: &Source, ranges: &[Range<usize>]) -> Self {
        let whole = source.text();
        let ranges: Vec<_> = ranges.iter().map(|range| drawable(source, range)).collect();
        let first = ranges.iter().map(|range| range.start).min().unwrap_or(0);
        let last = ranges.iter().map(|range| range.end).max().unwrap_or(0);
        let start = line_start(whole, first);
        let mut draft = Draft::default();
        let mut at = start;
        loop {
            let end = line_end(whole, at);
            draft.line(whole, at..end, &ranges);
            if end >= last || end == whole.len() {
                break;
            }
            at = end + 1;
            draft.text.push('\n');
        }
        let ranges = ranges.iter().map(|range| draft.moved(range.start)..draft.moved(range.end)).collect();
        Self { line: source.position(start).line, ranges, text: draft.text }
    }
}

/// The text so far, and which byte of the source went where.
#[derive(Default)]
struct Draft {
    text: String,
    /// Offset in the source, offset in the text; ascending.
    steps: Vec<(usize, usize)>,
}

impl Draft {
    fn line(&mut self, whole: &str, line: Range<usize>, ranges: &[Range<usize>]) {
        let shown = window(whole, &line, ranges);
        if shown.start > line.start {
            self.text.push('…');
        }
        let content = whole[shown.clone()].strip_suffix('\r').unwrap_or(&whole[shown.clone()]);
        for (at, c) in content.char_indices() {
            self.steps.push((shown.start + at, self.text.len()));
            safe::push_in_lines(&mut self.text, c);
        }
        self.steps.push((shown.start + content.len(), self.text.len()));
        if shown.end < line.end {
            self.text.push('…');
            self.steps.push((line.end, self.text.len()));
        }
    }

    /// Where a byte of the source went; of what is not shown, the next that is.
    fn moved(&self, offset: usize) -> usize {
        let next = self.steps.partition_point(|&(from, _)| from < offset);
        self.steps.get(next).map_or(self.text.len(), |&(_, to)| to)
    }
}

/// The part of a line that is shown.
fn window(whole: &str, line: &Range<usize>, ranges: &[Range<usize>]) -> Range<usize> {
    let here = || ranges.iter().filter(|range| range.start <= line.end && range.end >= line.start);
    let back = |from: usize, count: usize| {
        whole[line.start..from].char_indices().rev().take(count).last().map_or(from, |(at, _)| line.start + at)
    };
    let forth = |from: usize, count: usize| {
        whole[from..line.end].char_indices().nth(count).map_or(line.end, |(at, _)| from + at)
    };
    if forth(line.start, LEAD + BODY + TAIL) == line.end {
        return line.clone();
    }
    let first = here().map(|range| range.start.max(line.start)).min().unwrap_or(line.start);
    let last = here().map(|range| range.end.min(line.end)).max().unwrap_or(line.start);
    let start = back(first, LEAD);
    let end = forth(last.min(forth(first, BODY)).max(first), TAIL);
    start..end
}

/// A range as it can be drawn: inside the text, without the line break at its end, not taller than a screen.
fn drawable(source: &Source, range: &Range<usize>) -> Range<usize> {
    let whole = source.text();
    let boundary =
        |offset: usize| (0..=offset.min(whole.len())).rev().find(|&at| whole.is_char_boundary(at)).unwrap_or(0);
    let start = boundary(range.start);
    let end = boundary(range.end).max(start);
    let part = &whole[start..end];
    let end = start + part.trim_end_matches(['\n', '\r']).len();
    if whole[start..end].bytes().filter(|&byte| byte == b'\n').count() > TALL {
        return start..line_end(whole, start);
    }
    start..end
}

fn line_start(whole: &str, offset: usize) -> usize {
    whole[..offset].rfind('\n').map_or(0, |at| at + 1)
}

fn line_end(whole: &str, offset: usize) -> usize {
    whole[offset..].find('\n').map_or(whole.len(), |at| offset + at)
}

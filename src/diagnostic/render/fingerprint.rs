//! What a finding is known by from run to run, where a code host asks for it.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use crate::diagnostic::Diagnostic;

/// What makes an alert the same in the next run, though lines were added above: the line's text, and which of its
/// equals it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fingerprint {
    line: u64,
    nth: usize,
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}:{}", self.line, self.nth)
    }
}

/// The fingerprints given so far.
#[derive(Default)]
pub(super) struct Fingerprints(HashMap<(&'static str, String, u64), usize>);

impl Fingerprints {
    /// That of the next finding.
    pub(super) fn next(&mut self, diagnostic: &Diagnostic) -> Fingerprint {
        let Diagnostic { rule, span, .. } = diagnostic;
        let place = span.range.as_ref().map_or(&[][..], |range| line_around(span.source.text().as_bytes(), range));
        let line = fnv1a(place.trim_ascii());
        let nth = self.0.entry((rule.id, span.source.path().to_owned(), line)).or_default();
        *nth += 1;
        Fingerprint { line, nth: *nth }
    }
}

/// The line that holds the place; of a very long line, as in a feed without line breaks, the place alone.
fn line_around<'a>(text: &'a [u8], place: &Range<usize>) -> &'a [u8] {
    const LONG: usize = 1000;
    let start = place.start.min(text.len());
    let (before, after) = text.split_at(start);
    let before = &before[before.len().saturating_sub(LONG)..];
    let after = &after[..after.len().min(LONG)];
    let from = before.iter().rposition(|&byte| byte == b'\n').map(|at| start - before.len() + at + 1);
    let to = after.iter().position(|&byte| byte == b'\n').map(|at| start + at);
    match (from.or((start <= LONG).then_some(0)), to.or((text.len() - start <= LONG).then_some(text.len()))) {
        (Some(from), Some(to)) => &text[from..to],
        _ => &after[..after.len().min(place.len())],
    }
}

/// FNV-1a of 64 bits: the same on every machine and in every version, unlike the standard library's hashes.
pub(super) fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_known_by_its_line_or_in_a_long_one_by_itself() {
        let text = b"title = 1\n  date = 2\nlast = 3";
        assert_eq!(line_around(text, &(12..16)), b"  date = 2");
        assert_eq!(line_around(text, &(0..2)), b"title = 1");
        assert_eq!(line_around(text, &(29..29)), b"last = 3");
        assert_eq!(line_around(text, &(999..1001)), b"last = 3");
        assert_eq!(line_around(b"", &(0..0)), b"");
        let long = [b"x".repeat(2000), b"place".to_vec(), b"y".repeat(2000)].concat();
        assert_eq!(line_around(&long, &(2000..2005)), b"place");
    }

    #[test]
    fn the_hash_is_the_published_one() {
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
    }
}

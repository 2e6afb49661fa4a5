//! The text of an article apart from the rest of its file: most of the bytes are that one string, and a search for its
//! end is many times as fast as a parser that looks at each of them.
//!
//! Only what is plainly without a fault is read so; anything else goes through the parser whole, for its findings.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;
use toml::Spanned;

use super::plain;
use super::string::{long, skip_blanks};
use super::value::{Entry, Value, parse};

/// The key whose string is read apart.
const KEY: &str = "body";

/// The entries of a file that has no fault; `None` where that cannot be told without looking at all of it at once.
pub(super) fn entries(text: &str) -> Option<Vec<Entry<'_>>> {
    let (mut entries, end) = plain::entries(text);
    if end < text.len() {
        let rest = around(text, end).or_else(|| faultless(text, end..text.len()))?;
        join(&mut entries, rest)?;
    }
    Some(entries)
}

/// The entries of a file from a line on that has a long text and no fault.
fn around(text: &str, from: usize) -> Option<Vec<Entry<'_>>> {
    let long = Long::find(text, from)?;
    let (front, back) = (from..long.key.start, long.value.end..text.len());
    // Below a header the key would be another table's.
    if text[front.clone()].lines().any(|line| line.trim_start().starts_with('[')) {
        return None;
    }
    let mut entries = faultless(text, front)?;
    let behind = if text[back.clone()].trim_ascii().is_empty() { Vec::new() } else { faultless(text, back)? };
    let key = Spanned::new(long.key, Cow::Borrowed(KEY));
    let value = Spanned::new(long.value, Value::String(long.content));
    join(&mut entries, vec![Entry { key, value }])?;
    join(&mut entries, behind)?;
    Some(entries)
}

/// Adds entries from further down; `None` where a key stands on both sides, which is a fault, or one table in two pieces.
fn join<'s>(entries: &mut Vec<Entry<'s>>, behind: Vec<Entry<'s>>) -> Option<()> {
    let stands = |name: &str| entries.iter().any(|entry| entry.key.get_ref() == name);
    if behind.iter().any(|entry| stands(entry.key.get_ref())) {
        return None;
    }
    entries.extend(behind);
    Some(())
}

/// A string of several lines, with its key.
struct Long<'t> {
    key: Range<usize>,
    value: Range<usize>,
    content: Cow<'t, str>,
}

impl<'t> Long<'t> {
    fn find(text: &'t str, from: usize) -> Option<Self> {
        let first = text[from..].starts_with(KEY).then_some(from);
        let later = memmem::find_iter(&text.as_bytes()[from..], "\nbody").map(|at| from + at + 1);
        let (key, open) = first.into_iter().chain(later).find_map(|at| {
            let equals = skip_blanks(text, at + KEY.len());
            let open = text[equals..].starts_with('=').then(|| skip_blanks(text, equals + 1))?;
            let opens = text[open..].starts_with("\"\"\"") || text[open..].starts_with("'''");
            opens.then_some((at..at + KEY.len(), open))
        })?;
        let (content, end) = long(text, open)?;
        Some(Self { key, value: open..end, content })
    }
}

/// The entries of a part of a file, if it has no fault.
fn faultless(text: &str, part: Range<usize>) -> Option<Vec<Entry<'_>>> {
    // The mark that a file may begin with is a fault further down.
    if part.start > 0 && text[part.clone()].starts_with('\u{FEFF}') {
        return None;
    }
    let (entries, errors) = parse(text, part);
    errors.is_empty().then_some(entries)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::value::text::XmlText;

    /// What the parser makes of the whole file, if it finds no fault.
    fn whole(text: &str) -> Option<Vec<Entry<'_>>> {
        faultless(text, 0..text.len())
    }

    /// All that can be told of entries, the places included, and whether each string is the file's own.
    fn told(entries: &[Entry<'_>]) -> String {
        let own = entries.iter().map(|entry| own(entry.value.get_ref()));
        format!("{entries:?} {:?}", own.collect::<Vec<_>>())
    }

    fn own(value: &Value<'_>) -> Vec<usize> {
        match value {
            Value::String(Cow::Borrowed(text)) => vec![text.as_ptr() as usize],
            Value::List(items) => items.iter().flat_map(|item| own(item.get_ref())).collect(),
            Value::Table(entries) => entries.iter().flat_map(|entry| own(entry.value.get_ref())).collect(),
            _ => vec![0],
        }
    }

    fn assert_same(text: &str) {
        for read in [entries(text), around(text, 0)].into_iter().flatten() {
            // Texts rely on it that no string without escapes holds a control character that XML forbids.
            let is_visible = |text: &str| XmlText::check(text) == XmlText::check_visible(text);
            let strings = read.iter().filter_map(|entry| match entry.value.get_ref() {
                Value::String(Cow::Borrowed(text)) => Some(*text),
                _ => None,
            });
            assert!(strings.into_iter().all(is_visible), "{text:?}");
            let whole = whole(text).unwrap_or_else(|| panic!("a fault is lost in {text:?}"));
            assert_eq!(told(&read), told(&whole), "{text:?}");
        }
    }

    #[test]
    fn a_long_text_is_read_apart() {
        for text in [
            "title = \"A\"\nbody = '''\nText \\ \"\" of it.\n'''\n",
            "body=\"\"\"one \"\" line\"\"\"",
            "body = \"\"\"\nan \\u00e9scape\"\"\"",
            "body = \"\"\"\r\none\r\nanother\"\"\"\r\n",
            "# first\nbody \t=\t'''\r\nText\n''' # last\n\n[extra]\na.b = [1, { c = 2026-01-01 }]\n",
            "title = 'A'\nbody = \"\"\"\ntext\n\"\"\"\ntags = [\"é\"]\n[[enclosures]]\nfile = 'a.mp3'\n[image]\nurl = 'x'\n",
            "\u{FEFF}title = 'A'\nbody = '''[a]'''",
            "summary = 'body'\nbody = '''\n\nbody = \"\"\"x\"\"\"\n'''\n",
        ] {
            assert!(around(text, 0).is_some(), "{text}");
            assert_same(text);
        }
    }

    #[test]
    fn what_is_not_plain_goes_through_the_parser() {
        for text in [
            "",
            "title = 'A'\n",
            "body = 'one line'\n",
            "body = '''\nopen",
            "body = \"\"\"\nno \\escape\"\"\"",
            "body = '''\nfour''''\n",
            "body = '''\na''' title = 'A'",
            "body = '''\na\u{8}'''",
            "body = '''\na\u{7F}'''",
            "body = '''\na\rb'''",
            "[extra]\nbody = '''\na'''\n",
            "tags = [\nbody = '''\na'''\n",
            "summary = \"\"\"\nbody = '''\na'''\n\"\"\"\n",
            "body = '''a'''\nbody = '''b'''\n",
            "'body' = 1\nbody = '''b'''\n",
            "tags = []\nbody = '''b'''\ntags = []\n",
            "image.url = 'x'\nbody = '''b'''\nimage.alt = 'y'\n",
            "body = '''b'''\ntags = [\n",
            "title = A\nbody = '''b'''\n",
        ] {
            assert!(around(text, 0).is_none(), "{text}");
            assert_same(text);
        }
    }

    const FRONT: &[&str] = &[
        "title = \"Ferry\"\n",
        "date = 2026-03-04T18:30:00-05:00\r\n",
        "tags = [\"a\", 'b']\n",
        "image = { file = \"a.jpg\", alt = 'é' }\n",
        "summary = '''\nShort\n'''\n",
        "summary = \"\"\"\nbody = '''\n\"\"\"\n",
        "# note\n",
        "[extra]\n",
        "body.x = 1\n",
        "authors = [\n\"Jane\",\n",
    ];
    const BACK: &[&str] =
        &["[[enclosures]]\nfile = 'a'\n", "[extra]\na = 1\n", "tags = ['c']\n", "draft = true\n", "]\n"];
    const PIECES: &str =
        "(text|\n|\r\n|\r|é|\\\\|\\\\n|\"|'|\"\"|''|\"\"\"|'''|#|=|\\[|\\]|\\{|body = |\n|\u{8}|\u{7F}| ){0,12}";

    proptest! {
        #[test]
        fn both_ways_read_the_same(
            front in prop::collection::vec(prop::sample::select(FRONT), 0..4),
            quotes in prop::sample::select(vec![["'''", "'''"], ["\"\"\"", "\"\"\""], ["'''", "\"\"\""], ["'''", "'''#"]]),
            body in PIECES,
            after in prop::sample::select(vec!["\n", "", "\r\n", " \n", " # x\n", "'\n", "\"\n", "x\n"]),
            back in prop::collection::vec(prop::sample::select(BACK), 0..3),
            strike in any::<prop::sample::Index>(),
            insert in PIECES,
        ) {
            let text = [&front.concat(), "body = ", quotes[0], &body, quotes[1], after, &back.concat()].concat();
            assert_same(&text);
            // One character gone, and something else in its place.
            let at = strike.index(text.chars().count());
            let (before, struck) = text.split_at(text.char_indices().nth(at).map_or(0, |(at, _)| at));
            let behind = struck.chars().next().map_or(0, char::len_utf8);
            assert_same(&[before, &struck[behind..]].concat());
            assert_same(&[before, &insert, &struck[behind..]].concat());
        }
    }
}

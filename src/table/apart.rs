//! The text of an article apart from the rest of its file: most of the bytes are that one string, and a search for its
//! end is many times as fast as a parser that looks at each of them.
//!
//! Only what is plainly without a fault is read so; anything else goes through the parser whole, for its findings.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr_iter, memmem};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Entry;

/// The key whose string is read apart.
const KEY: &str = "body";

/// The entries of a file that has a long text and no fault; `None` where either cannot be told at a glance.
pub(super) fn entries(text: &str) -> Option<Vec<Entry<'_>>> {
    let long = Long::find(text)?;
    let (front, back) = (&text[..long.key.start], &text[long.value.end..]);
    // Below a header the key would be another table's.
    if front.lines().any(|line| line.trim_start().starts_with('[')) {
        return None;
    }
    let mut entries = faultless(front, 0)?;
    let behind = if back.trim_ascii().is_empty() { Vec::new() } else { faultless(back, long.value.end)? };
    let key = Spanned::new(long.key, Cow::Borrowed(KEY));
    let value = Spanned::new(long.value, DeValue::String(long.content));
    // A key on both sides is a fault, or one table in two pieces.
    let stands = |name: &str| entries.iter().any(|entry| entry.key.get_ref() == name);
    if stands(KEY) || behind.iter().any(|entry| entry.key.get_ref() == KEY || stands(entry.key.get_ref())) {
        return None;
    }
    entries.push(Entry { key, value });
    entries.extend(behind);
    Some(entries)
}

/// A string of several lines, with its key.
struct Long<'t> {
    key: Range<usize>,
    value: Range<usize>,
    content: Cow<'t, str>,
}

impl<'t> Long<'t> {
    fn find(text: &'t str) -> Option<Self> {
        let first = text.starts_with(KEY).then_some(0);
        let later = memmem::find_iter(text.as_bytes(), "\nbody").map(|at| at + 1);
        let (key, open) = first.into_iter().chain(later).find_map(|at| {
            let equals = skip_blanks(text, at + KEY.len());
            let open = text[equals..].starts_with('=').then(|| skip_blanks(text, equals + 1))?;
            let opens = text[open..].starts_with("\"\"\"") || text[open..].starts_with("'''");
            opens.then_some((at..at + KEY.len(), open))
        })?;
        let quotes = &text[open..open + 3];
        let inside = open + quotes.len();
        let close = inside + memmem::find(&text.as_bytes()[inside..], quotes.as_bytes())?;
        let content = &text[inside..close];
        let is_basic = quotes.starts_with('"');
        if is_doubtful(content, is_basic) || !ends_line(&text[close + quotes.len()..]) {
            return None;
        }
        let content = content.strip_prefix("\r\n").or_else(|| content.strip_prefix('\n')).unwrap_or(content);
        Some(Self { key, value: open..close + quotes.len(), content: Cow::Borrowed(content) })
    }
}

/// Whether a string has what is a fault, or what is written otherwise than it is read.
fn is_doubtful(content: &str, is_basic: bool) -> bool {
    let bytes = content.as_bytes();
    let is_control = |byte: u8| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r') || byte == 0x7F;
    // Without an early way out the loop is one for vectors.
    let has_control = |chunk: &[u8]| chunk.iter().fold(false, |found, &byte| found | is_control(byte));
    // The parser puts a basic string together anew at each carriage return.
    let is_odd_return = |at: usize| is_basic || bytes.get(at + 1) != Some(&b'\n');
    is_basic && memchr(b'\\', bytes).is_some()
        || memchr_iter(b'\r', bytes).any(is_odd_return)
        || bytes.chunks(256).any(has_control)
}

/// Whether nothing but a comment follows on the line: no fourth quotation mark, nor a second value.
fn ends_line(rest: &str) -> bool {
    let rest = &rest[skip_blanks(rest, 0)..];
    rest.is_empty() || rest.starts_with(['\n', '#']) || rest.starts_with("\r\n")
}

fn skip_blanks(text: &str, from: usize) -> usize {
    from + text.as_bytes()[from..].iter().take_while(|&&byte| matches!(byte, b' ' | b'\t')).count()
}

/// The entries of a part of a file that begins `offset` bytes into it, if it has no fault.
fn faultless(text: &str, offset: usize) -> Option<Vec<Entry<'_>>> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let moved = |(key, value)| Entry { key: moved_key(key, offset), value: moved(value, offset) };
    errors.is_empty().then(|| root.into_inner().into_iter().map(moved).collect())
}

fn moved_key(key: Spanned<Cow<'_, str>>, offset: usize) -> Spanned<Cow<'_, str>> {
    let range = key.span();
    Spanned::new(range.start + offset..range.end + offset, key.into_inner())
}

/// A value and all that is in it, so many bytes further on.
fn moved(value: Spanned<DeValue<'_>>, offset: usize) -> Spanned<DeValue<'_>> {
    let range = value.span();
    let value = match value.into_inner() {
        value if offset == 0 => value,
        DeValue::Array(items) => DeValue::Array(items.into_iter().map(|item| moved(item, offset)).collect()),
        DeValue::Table(table) => {
            let entries = table.into_iter().map(|(key, value)| (moved_key(key, offset), moved(value, offset)));
            DeValue::Table(entries.collect())
        }
        plain => plain,
    };
    Spanned::new(range.start + offset..range.end + offset, value)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What the parser makes of the whole file, if it finds no fault.
    fn whole(text: &str) -> Option<Vec<Entry<'_>>> {
        faultless(text, 0)
    }

    /// All that can be told of entries, the places included, and whether a string is the file's own.
    fn told(entries: &[Entry<'_>]) -> String {
        let borrowed = entries.iter().map(|entry| match entry.value.get_ref() {
            DeValue::String(Cow::Borrowed(text)) => text.as_ptr() as usize,
            _ => 0,
        });
        format!("{entries:?} {:?}", borrowed.collect::<Vec<_>>())
    }

    fn assert_same(text: &str) {
        let Some(apart) = entries(text) else { return };
        let whole = whole(text).unwrap_or_else(|| panic!("a fault is lost in {text}"));
        assert_eq!(told(&apart), told(&whole), "{text}");
    }

    #[test]
    fn a_long_text_is_read_apart() {
        for text in [
            "title = \"A\"\nbody = '''\nText \\ \"\" of it.\n'''\n",
            "body=\"\"\"one \"\" line\"\"\"",
            "# first\nbody \t=\t'''\r\nText\n''' # last\n\n[extra]\na.b = [1, { c = 2026-01-01 }]\n",
            "title = 'A'\nbody = \"\"\"\ntext\n\"\"\"\ntags = [\"é\"]\n[[enclosures]]\nfile = 'a.mp3'\n[image]\nurl = 'x'\n",
            "\u{FEFF}title = 'A'\nbody = '''[a]'''",
            "summary = 'body'\nbody = '''\n\nbody = \"\"\"x\"\"\"\n'''\n",
        ] {
            assert!(entries(text).is_some(), "{text}");
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
            "body = \"\"\"\nan \\u00e9scape\"\"\"",
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
            assert!(entries(text).is_none(), "{text}");
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

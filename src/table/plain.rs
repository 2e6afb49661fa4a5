//! Lines that are plainly a key with its value, read at a glance: most of what stands around the text of an article.
//!
//! Only what is without a fault is read so, and of that the common forms alone: bare keys, strings without escapes,
//! `true` and `false`, whole numbers, dates with or without a time and an offset, lists of these, and tables in braces.
//! The rest of the file, from the first line that is anything else, is left to the parser.

use std::borrow::Cow;
use std::ops::Range;

use chrono::NaiveDate;
use memchr::memchr;
use toml::Spanned;

use super::bit;
use super::string::{has_control, skip_blanks, string};
use super::value::{Entry, Value};
use crate::value::byteset::ALPHANUMERIC;

/// As many keys as most articles have; so much room the allocator has at hand, and much more it has to look for.
const ROOM: usize = 11;

/// A table in a list is as deep as articles go.
const DEEPEST: usize = 2;

/// The entries of the lines that are plain, and where the first line begins that is not.
pub(super) fn entries(text: &str) -> (Vec<Entry<'_>>, usize) {
    let mut entries: Vec<Entry<'_>> = Vec::with_capacity(ROOM);
    let (mut start, mut keys) = (0, 0);
    while start < text.len() {
        let mut reader = Reader { text, at: start };
        if reader.line(&mut entries, &mut keys).is_none() {
            break;
        }
        start = reader.at;
    }
    (entries, start)
}

/// The bytes of bare keys.
static OF_KEY: [bool; 256] = ALPHANUMERIC.with(b"-_").table();

struct Reader<'s> {
    text: &'s str,
    at: usize,
}

impl<'s> Reader<'s> {
    /// Reads a line, and adds what it holds, if anything, and the bit of its key; `None` where it is not plain.
    fn line(&mut self, entries: &mut Vec<Entry<'s>>, keys: &mut u64) -> Option<()> {
        self.blanks();
        if matches!(self.next(), None | Some(b'#' | b'\n' | b'\r')) {
            return self.end_of_line();
        }
        let entry = self.entry(0)?;
        let bit = bit(entry.key.get_ref());
        if *keys & bit != 0 && stands(entries, &entry) {
            return None;
        }
        self.blanks();
        self.end_of_line()?;
        entries.push(entry);
        *keys |= bit;
        Some(())
    }

    /// A comment, if there is one, and the line break.
    fn end_of_line(&mut self) -> Option<()> {
        if self.passes(b'\n') {
            return Some(());
        }
        let rest = &self.text[self.at..];
        let length = memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let line = rest[..length].strip_suffix('\r').filter(|_| length < rest.len()).unwrap_or(&rest[..length]);
        self.at += (length + 1).min(rest.len());
        (line.is_empty() || line.starts_with('#') && !has_control(line)).then_some(())
    }

    fn entry(&mut self, depth: usize) -> Option<Entry<'s>> {
        let key = self.run(|byte| OF_KEY[usize::from(byte)]);
        self.blanks();
        if key.is_empty() || !self.passes(b'=') {
            return None;
        }
        self.blanks();
        let value = self.value(depth)?;
        Some(Entry { key: Spanned::new(key.clone(), Cow::Borrowed(&self.text[key])), value })
    }

    fn value(&mut self, depth: usize) -> Option<Spanned<Value<'s>>> {
        let start = self.at;
        let value = match self.next()? {
            b'"' | b'\'' => {
                let (content, end) = string(self.text, start)?;
                self.at = end;
                Value::String(content)
            }
            b'[' if depth < DEEPEST => self.list(depth + 1)?,
            b'{' if depth < DEEPEST => self.table(depth + 1)?,
            _ => {
                let word = self.run(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b':' | b'.'));
                scalar(&self.text[word])?
            }
        };
        Some(Spanned::new(start..self.at, value))
    }

    /// A list, on one line or on several.
    fn list(&mut self, depth: usize) -> Option<Value<'s>> {
        // As many as most lists have.
        let mut items = Vec::with_capacity(8);
        self.at += 1;
        loop {
            self.white_space();
            if self.passes(b']') {
                return Some(Value::List(items));
            }
            items.push(self.value(depth)?);
            self.white_space();
            if self.next() != Some(b']') && !self.passes(b',') {
                return None;
            }
        }
    }

    /// A table in braces, on one line.
    fn table(&mut self, depth: usize) -> Option<Value<'s>> {
        let mut entries: Vec<Entry<'s>> = Vec::with_capacity(4);
        self.at += 1;
        loop {
            self.blanks();
            let entry = self.entry(depth)?;
            if stands(&entries, &entry) {
                return None;
            }
            entries.push(entry);
            self.blanks();
            if self.passes(b'}') {
                return Some(Value::Table(entries));
            }
            if !self.passes(b',') {
                return None;
            }
        }
    }

    fn next(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn passes(&mut self, byte: u8) -> bool {
        let is_next = self.next() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn blanks(&mut self) {
        self.at = skip_blanks(self.text, self.at);
    }

    /// Blanks and line breaks.
    fn white_space(&mut self) {
        self.blanks();
        while self.next() == Some(b'\n') || self.text[self.at..].starts_with("\r\n") {
            self.at += if self.next() == Some(b'\n') { 1 } else { 2 };
            self.blanks();
        }
    }

    fn run(&mut self, fits: impl Fn(u8) -> bool) -> Range<usize> {
        let start = self.at;
        self.at += self.text.as_bytes()[start..].iter().take_while(|&&byte| fits(byte)).count();
        start..self.at
    }
}

/// Whether the key of an entry stands among those before it.
fn stands(entries: &[Entry<'_>], entry: &Entry<'_>) -> bool {
    entries.iter().any(|before| before.key.get_ref() == entry.key.get_ref())
}

/// `true`, `false`, a whole number, a date.
fn scalar<'s>(word: &str) -> Option<Value<'s>> {
    /// Figures that 64 bits surely have room for.
    const MOST_FIGURES: usize = 18;
    match word {
        "true" => Some(Value::Boolean(true)),
        "false" => Some(Value::Boolean(false)),
        "0" => Some(Value::Integer(Some(0))),
        _ if word.bytes().all(|byte| byte.is_ascii_digit()) => {
            let is_fine = (1..=MOST_FIGURES).contains(&word.len()) && !word.starts_with('0');
            is_fine.then(|| Value::Integer(word.parse().ok()))
        }
        _ => is_date(word.as_bytes()).then_some(Value::Date),
    }
}

/// Whether this is a day, or a day and a time to the second with an offset.
fn is_date(word: &[u8]) -> bool {
    let number = |at: usize, length: usize| {
        let figures = word.get(at..at + length)?;
        let number =
            |number: u32, &figure: &u8| figure.is_ascii_digit().then(|| number * 10 + u32::from(figure - b'0'));
        figures.iter().try_fold(0, number)
    };
    let signs = |signs: &[(usize, u8)]| signs.iter().all(|&(at, sign)| word.get(at) == Some(&sign));
    let is_below = |at: usize, limit: u32| number(at, 2).is_some_and(|number| number < limit);
    let day = number(0, 4).zip(number(5, 2)).zip(number(8, 2)).is_some_and(|((year, month), day)| {
        i32::try_from(year).is_ok_and(|year| NaiveDate::from_ymd_opt(year, month, day).is_some())
    });
    let time = || signs(&[(13, b':'), (16, b':')]) && is_below(11, 24) && is_below(14, 60) && is_below(17, 60);
    let offset = || match word.get(19..) {
        Some(b"Z") => true,
        Some([b'+' | b'-', _, _, b':', _, _]) => is_below(20, 24) && is_below(23, 60),
        _ => false,
    };
    day && signs(&[(4, b'-'), (7, b'-')]) && (word.len() == 10 || word.get(10) == Some(&b'T') && time() && offset())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::table::value::parse;

    /// Whether a file is plain to its end; what is plain of it must be what the parser reads.
    fn is_plain(text: &str) -> bool {
        let (plain, end) = entries(text);
        let (whole, errors) = parse(text, 0..end);
        assert!(errors.is_empty(), "a fault is lost in {text:?}: {errors:?}");
        assert_eq!(format!("{plain:?}"), format!("{whole:?}"), "{text:?}");
        end == text.len()
    }

    #[test]
    fn common_lines_are_plain() {
        for text in [
            "",
            "\n\r\n \t\n",
            "# first\ntitle = \"A \\u00e9\\t\\\"b\\\" 'c' \\\\\" # last\r\nslug='a'",
            "a = true\nb=false\nc = 0\nd = 123456789012345678\n",
            "a = 2026-03-04\nb = 2026-03-04T18:30:00Z\nc = 2024-02-29T23:59:59+23:59\nd = 0000-01-01T00:00:00-00:00",
            "a = []\nb = [ \"a\", 'b', ]\nc = [\n  1,\r\n\t2026-03-04\n]\nd = [{ a = 'b' }, [true]]\n",
            "image = { url = \"a\", alt = 'b' }\nempty = ''\nalso = \"\"\n",
            "a = \"\"\"\nb \"c\"\n\"\"\"\nd = '''e\r\nf'''\n",
            "a = \"\"\"\\u00e9 \\\" \\\\ \\\"\"\" \\U0001F980\\n\r\nb\"\"\"\n",
        ] {
            assert!(is_plain(text), "{text}");
        }
    }

    #[test]
    fn the_parser_looks_at_all_else() {
        for text in [
            "\u{FEFF}a = 1",
            "a",
            "a =",
            "a = ",
            "a b = 1",
            "a.b = 1",
            "'a' = 1",
            "[a]",
            "a = 1 b = 2",
            "a = 1\ra = 1",
            "a = 1 # \u{7F}",
            "a = 1\na = 2",
            "a = { a = 1, a = 2 }",
            "a = {}",
            "a = { b = 1, }",
            "a = { b.c = 1 }",
            "a = [[[1]]]",
            "a = [1 2]",
            "a = [,]",
            "a = [1 # b\n]",
            "a = 'b",
            "a = \"b\n\"",
            "a = \"b\\c\"",
            "a = \"b\\n\n\"",
            "a = \"b\\\"",
            "a = 'b\u{8}'",
            "a = 01",
            "a = +1",
            "a = 1_000",
            "a = 1.5",
            "a = 1234567890123456789",
            "a = tru",
            "a = inf",
            "a = 2026-02-29",
            "a = 2026-13-01",
            "a = 2026-03-04T24:00:00Z",
            "a = 2026-03-04T18:60:00Z",
            "a = 2026-03-04T18:30:60Z",
            "a = 2026-03-04T18:30:00+24:00",
            "a = 2026-03-04T18:30:00",
            "a = 2026-03-04T18:30:00.5Z",
            "a = 2026-03-04 18:30:00Z",
            "a = 18:30:00",
            "a = '''b",
            "a = '''b''''",
            "a = '''b\rc'''",
            "a = \"\"\"b\\\nc\"\"\"",
            "a = \"\"\"\\q\"\"\"",
            "a = \"\"\"\\uD800\"\"\"",
            "a = \"\"\"\\u12\"\"\"",
            "a = \"\"\"\\\"\"\"",
        ] {
            assert!(!is_plain(text), "{text}");
        }
    }

    const PIECES: &[&str] = &[
        "a",
        "b",
        "c-1",
        " ",
        "\t",
        "=",
        " = ",
        "\n",
        "\r\n",
        "\r",
        "\"",
        "'",
        "\"\"\"",
        "'''",
        "\\",
        "\\n",
        "\\u00e9",
        "\\\"",
        "[",
        "]",
        "{",
        "}",
        ",",
        ".",
        "#",
        "true",
        "false",
        "0",
        "12",
        "2026-03-04",
        "T18:30:00",
        "Z",
        "+05:30",
        "-",
        "_",
        "é",
        "\u{FEFF}",
        "\u{7F}",
        "\u{8}",
        "text",
        "[a]\n",
        "a = 1\n",
        "b = 'c'\n",
        "c = [\"d\", 'e']\n",
        "d = { e = \"f\" }\n",
        "body = \"\"\"\n",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2048))]

        #[test]
        fn what_is_plain_is_what_the_parser_reads(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24)) {
            is_plain(&pieces.concat());
        }
    }
}

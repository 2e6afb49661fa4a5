//! Reads JSON with the place of every key and value, and goes on after a fault where the rest can be understood.
//!
//! One pass, linear time, bounded depth. Specification: <https://www.rfc-editor.org/rfc/rfc8259>

use std::borrow::Cow;
use std::ops::Range;

/// How deep arrays and objects may lie in one another.
pub(crate) const MAX_DEPTH: usize = 128;

/// How many faults are listed.
pub(crate) const MAX_FAULTS: usize = 50;

/// A value and where it stands.
#[derive(Debug)]
pub(crate) struct Node<'s> {
    /// The bytes of the value, quotes and brackets included.
    pub(crate) range: Range<usize>,
    /// The value.
    pub(crate) value: Value<'s>,
}

/// A value of JSON.
#[derive(Debug)]
pub(crate) enum Value<'s> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool,
    /// A number, as written.
    Number(&'s str),
    /// A string, its escapes resolved.
    String(Cow<'s, str>),
    /// An array.
    Array(Vec<Node<'s>>),
    /// An object; a key may be in it twice.
    Object(Vec<Member<'s>>),
    /// What is no value; there is a fault about it.
    Broken,
}

/// A key of an object and what it stands for.
#[derive(Debug)]
pub(crate) struct Member<'s> {
    /// The key, its escapes resolved.
    pub(crate) key: Cow<'s, str>,
    /// Where the key stands, quotes included.
    pub(crate) key_range: Range<usize>,
    /// The value.
    pub(crate) value: Node<'s>,
}

impl Value<'_> {
    /// The type's name, with its article.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
            Self::Broken => "something else",
        }
    }
}

/// What a text has that JSON does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// Nothing but white space.
    Empty,
    /// Something that is neither a value nor the mark that belongs there; the word says what was expected.
    Unexpected(&'static str),
    /// A comma before a closing bracket.
    TrailingComma,
    /// No comma between two values or members.
    MissingComma,
    /// No colon after a key.
    MissingColon,
    /// A comment.
    Comment,
    /// A string in single quotes.
    SingleQuotes,
    /// A key without quotes.
    BareKey,
    /// `True`, `None`, `undefined`, `NaN` and the like.
    Word,
    /// A number in a form of other languages.
    Number,
    /// A control character in a string.
    Control,
    /// A backslash before what needs none.
    Escape,
    /// Half of a surrogate pair.
    Surrogate,
    /// A string without its closing quote.
    OpenString,
    /// An array or object without its closing bracket.
    Open,
    /// A closing bracket of the other kind.
    WrongBracket,
    /// A white space that JSON does not know.
    Space,
    /// Text after the value.
    Trailing,
    /// Deeper than [`MAX_DEPTH`].
    TooDeep,
    /// More than [`MAX_FAULTS`].
    TooMany,
}

/// A fault and its place.
#[derive(Debug)]
pub(crate) struct Fault {
    /// What it is.
    pub(crate) what: What,
    /// Where.
    pub(crate) range: Range<usize>,
}

/// Reads a text; the value is there unless nothing in the text is one.
pub(crate) fn read(text: &str) -> (Option<Node<'_>>, Vec<Fault>) {
    let mut reader = Reader { text, at: 0, faults: Vec::new(), given_up: false };
    reader.space();
    if reader.at == text.len() {
        reader.fault(What::Empty, 0..0);
        return (None, reader.faults);
    }
    let root = reader.value(0);
    reader.space();
    if !reader.given_up && reader.at < text.len() {
        let end = text.trim_end().len().max(reader.at);
        let line = text[reader.at..end].lines().next().unwrap_or_default().len();
        reader.fault(What::Trailing, reader.at..reader.at + line);
    }
    (Some(root), reader.faults)
}

struct Reader<'s> {
    text: &'s str,
    at: usize,
    faults: Vec<Fault>,
    given_up: bool,
}

impl<'s> Reader<'s> {
    fn peek(&self) -> Option<u8> {
        if self.given_up { None } else { self.text.as_bytes().get(self.at).copied() }
    }

    fn fault(&mut self, what: What, range: Range<usize>) {
        if self.given_up {
            return;
        }
        let limit = self.faults.len() >= MAX_FAULTS;
        self.faults.push(Fault { what: if limit { What::TooMany } else { what }, range });
        if limit || matches!(what, What::TooDeep) {
            self.given_up = true;
        }
    }

    /// Skips white space and what people write for it.
    fn space(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' => self.at += 1,
                b'/' if self.text[self.at..].starts_with("//") => {
                    let length = self.text[self.at..].find('\n').unwrap_or(self.text.len() - self.at);
                    self.skip(What::Comment, length);
                }
                b'/' if self.text[self.at..].starts_with("/*") => {
                    let rest = &self.text[self.at..];
                    let length = rest.find("*/").map_or(rest.len(), |end| end + 2);
                    self.skip(What::Comment, length);
                }
                _ => {
                    let rest = &self.text[self.at..];
                    let char = rest.chars().next().filter(|&char| char.is_whitespace() || char == '\u{feff}');
                    let Some(char) = char else { return };
                    self.skip(What::Space, char.len_utf8());
                }
            }
        }
    }

    fn skip(&mut self, what: What, length: usize) {
        self.fault(what, self.at..self.at + length);
        self.at += length;
    }

    fn value(&mut self, depth: usize) -> Node<'s> {
        let start = self.at;
        let value = match self.peek() {
            Some(b'{' | b'[') if depth == MAX_DEPTH => {
                self.fault(What::TooDeep, start..start + 1);
                Value::Broken
            }
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'"') => Value::String(self.string('"')),
            Some(b'\'') => {
                let value = self.string('\'');
                self.fault(What::SingleQuotes, start..self.at);
                Value::String(value)
            }
            Some(b'-' | b'+' | b'.' | b'0'..=b'9') => self.number(),
            Some(_) => self.word(),
            None => Value::Broken,
        };
        Node { range: start..self.at, value }
    }

    fn array(&mut self, depth: usize) -> Value<'s> {
        let open = self.at;
        self.at += 1;
        let mut values = Vec::new();
        while self.next_of(b']', open, values.is_empty()) {
            values.push(self.value(depth + 1));
        }
        Value::Array(values)
    }

    fn object(&mut self, depth: usize) -> Value<'s> {
        let open = self.at;
        self.at += 1;
        let mut members = Vec::new();
        while self.next_of(b'}', open, members.is_empty()) {
            let Some((key, key_range)) = self.key() else { continue };
            self.space();
            if self.peek() == Some(b':') {
                self.at += 1;
            } else {
                self.fault(What::MissingColon, key_range.clone());
                if self.peek() == Some(b'=') {
                    self.at += 1;
                }
            }
            self.space();
            let value = match self.peek() {
                Some(b',' | b'}' | b']') => {
                    self.fault(What::Unexpected("a value"), self.at..self.at + 1);
                    Node { range: key_range.clone(), value: Value::Broken }
                }
                _ => self.value(depth + 1),
            };
            members.push(Member { key, key_range, value });
        }
        Value::Object(members)
    }

    /// Moves to the next value or member; false past the closing bracket, or at the end of the text.
    fn next_of(&mut self, close: u8, open: usize, first: bool) -> bool {
        self.space();
        let mut comma = None;
        while self.peek() == Some(b',') {
            if first || comma.is_some() {
                self.fault(What::Unexpected("a value"), self.at..self.at + 1);
            }
            comma = Some(self.at);
            self.at += 1;
            self.space();
        }
        match self.peek() {
            None => {
                self.fault(What::Open, open..open + 1);
                false
            }
            Some(byte @ (b'}' | b']')) => {
                if let Some(comma) = comma.filter(|_| !first) {
                    self.fault(What::TrailingComma, comma..comma + 1);
                }
                if byte != close {
                    self.fault(What::WrongBracket, self.at..self.at + 1);
                }
                self.at += 1;
                false
            }
            Some(_) => {
                if !first && comma.is_none() {
                    let here = self.here();
                    self.fault(What::MissingComma, here);
                }
                !self.given_up
            }
        }
    }

    fn here(&self) -> Range<usize> {
        let length = self.text[self.at..].chars().next().map_or(0, char::len_utf8);
        self.at..self.at + length
    }

    fn key(&mut self) -> Option<(Cow<'s, str>, Range<usize>)> {
        let start = self.at;
        match self.peek()? {
            b'"' => {
                let key = self.string('"');
                Some((key, start..self.at))
            }
            b'\'' => {
                let key = self.string('\'');
                self.fault(What::SingleQuotes, start..self.at);
                Some((key, start..self.at))
            }
            byte if byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$') => {
                let length = word_length(&self.text[start..]);
                self.skip(What::BareKey, length);
                Some((Cow::Borrowed(&self.text[start..self.at]), start..self.at))
            }
            _ => {
                self.unexpected("a key in quotes");
                None
            }
        }
    }

    /// Skips what nothing can be made of, at least one character.
    fn unexpected(&mut self, expected: &'static str) {
        let rest = &self.text[self.at..];
        let end = rest.char_indices().skip(1).find(|(_, char)| char.is_whitespace() || ",:{}[]\"".contains(*char));
        let length = end.map_or(rest.len(), |(end, _)| end);
        self.skip(What::Unexpected(expected), length);
    }

    fn word(&mut self) -> Value<'s> {
        let length = word_length(&self.text[self.at..]);
        let word = &self.text[self.at..self.at + length];
        match word {
            "null" | "true" | "false" => {
                self.at += length;
                if word == "null" { Value::Null } else { Value::Bool }
            }
            "None" | "undefined" | "NULL" | "Null" => {
                self.skip(What::Word, length);
                Value::Null
            }
            "True" | "False" | "TRUE" | "FALSE" => {
                self.skip(What::Word, length);
                Value::Bool
            }
            "NaN" | "Infinity" => {
                self.skip(What::Word, length);
                Value::Broken
            }
            _ => {
                self.unexpected("a value");
                Value::Broken
            }
        }
    }

    fn number(&mut self) -> Value<'s> {
        let start = self.at;
        let rest = &self.text[start..];
        let length = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte)).count();
        let written = &rest[..length];
        if is_number(written) {
            self.at += length;
            return Value::Number(written);
        }
        if matches!(written, "-Infinity" | "+Infinity" | "-NaN") {
            self.skip(What::Word, length);
            return Value::Broken;
        }
        self.skip(What::Number, length);
        if written.parse::<f64>().is_ok() { Value::Number(written) } else { Value::Broken }
    }

    fn string(&mut self, quote: char) -> Cow<'s, str> {
        let open = self.at;
        self.at += 1;
        let mut value = Cow::Borrowed("");
        let mut from = self.at;
        let mut control = false;
        let is_marked = |byte: &u8| *byte < b' ' || *byte == b'\\' || char::from(*byte) == quote;
        loop {
            let rest = &self.text.as_bytes()[self.at..];
            let Some(length) = rest.iter().position(is_marked) else {
                self.at = self.text.len();
                break;
            };
            self.at += length;
            match rest[length] {
                b'\\' => {
                    push(&mut value, &self.text[from..self.at]);
                    self.escape(value.to_mut());
                    from = self.at;
                }
                b'\n' | b'\r' if !control && self.line_ends_string() => break,
                ..b' ' => {
                    // One finding a string: a text of many lines has a line break in each.
                    if !control {
                        self.fault(What::Control, self.at..self.at + 1);
                    }
                    control = true;
                    self.at += 1;
                }
                _ => {
                    push(&mut value, &self.text[from..self.at]);
                    self.at += 1;
                    return value;
                }
            }
        }
        push(&mut value, &self.text[from..self.at]);
        self.fault(What::OpenString, open..self.at);
        value
    }

    /// Whether the next line looks as if the string before it was meant to be closed.
    fn line_ends_string(&self) -> bool {
        let next = self.text[self.at..].trim_start();
        let line = next.lines().next().unwrap_or_default();
        let key = line
            .strip_prefix('"')
            .and_then(|rest| rest.split_once('"'))
            .is_some_and(|(key, rest)| !key.is_empty() && key.len() < 40 && rest.trim_start().starts_with(':'));
        key || matches!(line.trim_end(), "}" | "]" | "}," | "],")
    }

    fn escape(&mut self, value: &mut String) {
        let start = self.at;
        let rest = &self.text[start + 1..];
        let Some(char) = rest.chars().next() else {
            self.at += 1;
            return;
        };
        let simple = match char {
            '"' | '\\' | '/' => Some(char),
            'b' => Some('\u{8}'),
            'f' => Some('\u{c}'),
            'n' => Some('\n'),
            'r' => Some('\r'),
            't' => Some('\t'),
            'u' => return self.unicode_escape(value),
            _ => None,
        };
        self.at += 1 + char.len_utf8();
        if simple.is_none() {
            self.fault(What::Escape, start..self.at);
        }
        value.push(simple.unwrap_or(char));
    }

    fn unicode_escape(&mut self, value: &mut String) {
        let start = self.at;
        let unit = |at: usize| {
            let digits = self.text.get(at..at + 6)?.strip_prefix("\\u")?;
            let hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
            hex.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
        };
        let first = unit(start);
        let second = unit(start + 6);
        let Some(first) = first else {
            self.at += 2;
            self.fault(What::Escape, start..start + 2);
            value.push('\u{fffd}');
            return;
        };
        self.at += 6;
        if let Some(char) = char::from_u32(first) {
            value.push(char);
            return;
        }
        let pair = second.filter(|low| first < 0xdc00 && (0xdc00..0xe000).contains(low));
        if let Some(low) = pair {
            self.at += 6;
            value.push(char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (low - 0xdc00)).unwrap_or('\u{fffd}'));
        } else {
            self.fault(What::Surrogate, start..self.at);
            value.push('\u{fffd}');
        }
    }
}

fn push<'s>(value: &mut Cow<'s, str>, part: &'s str) {
    if value.is_empty() {
        *value = Cow::Borrowed(part);
    } else if !part.is_empty() {
        value.to_mut().push_str(part);
    }
}

fn word_length(text: &str) -> usize {
    text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'-')).count()
}

/// Whether a text is a number as JSON writes it.
fn is_number(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    digits(whole)
        && (whole.len() == 1 || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|exponent| digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<(What, &str)> {
        read(text).1.into_iter().map(|fault| (fault.what, &text[fault.range])).collect()
    }

    #[test]
    fn what_json_allows_is_read_without_a_fault() {
        let text = " {\"a\": [1, -0.5e+3, true, null, \"x\\n\\u00e9\\ud83e\\udd80/\"], \"b\": {}, \"a\": \"\"}\n";
        let (root, found) = read(text);
        assert!(found.is_empty(), "{found:?}");
        let Some(Node { value: Value::Object(members), range }) = root else { panic!("no object") };
        assert_eq!(range, 1..text.len() - 1);
        assert_eq!(members.len(), 3, "a key that is there twice is kept twice");
        assert_eq!(&text[members[0].key_range.clone()], "\"a\"");
        let Value::Array(values) = &members[0].value.value else { panic!("no array") };
        assert!(matches!(&values[4].value, Value::String(value) if value == "x\né🦀/"));
        assert!(matches!(&values[1].value, Value::Number("-0.5e+3")));
    }

    #[test]
    fn several_faults_are_found_in_one_run() {
        let text = "{a: 'x', // why\n \"b\": [1 2,], \"c\": True, \"d\": 01, \"e\": \"\\x\",}";
        let expected = [
            (What::BareKey, "a"),
            (What::SingleQuotes, "'x'"),
            (What::Comment, "// why"),
            (What::MissingComma, "2"),
            (What::TrailingComma, ","),
            (What::Word, "True"),
            (What::Number, "01"),
            (What::Escape, "\\x"),
            (What::TrailingComma, ","),
        ];
        assert_eq!(faults(text), expected);
    }

    #[test]
    fn what_is_left_open_or_over_is_placed_where_it_began() {
        assert_eq!(faults(""), [(What::Empty, "")]);
        assert_eq!(faults(" \n"), [(What::Empty, "")]);
        assert_eq!(faults("{\"a\": [1"), [(What::Open, "["), (What::Open, "{")]);
        assert_eq!(faults("{} {}\nmore"), [(What::Trailing, "{}")]);
        assert_eq!(faults("{\"a\": [1}"), [(What::WrongBracket, "}"), (What::Open, "{")]);
        assert_eq!(faults("{\"a\": \"b,\n \"c\": 1}"), [(What::OpenString, "\"b,"), (What::MissingComma, "\"")]);
        assert_eq!(faults("[\"a\nb\"]"), [(What::Control, "\n")]);
        assert_eq!(faults("[\"\\ud83e!\"]"), [(What::Surrogate, "\\ud83e")]);
        assert_eq!(faults("{\"a\" 1}"), [(What::MissingColon, "\"a\"")]);
    }

    #[test]
    fn hostile_texts_end_soon() {
        let deep = "[".repeat(1_000_000);
        assert_eq!(faults(&deep).len(), 1);
        assert_eq!(faults(&deep)[0].0, What::TooDeep);
        assert_eq!(faults(&"'".repeat(300_000)).last().map(|fault| fault.0), Some(What::Trailing));
        assert_eq!(faults(&format!("[{}]", ",".repeat(100_000))).len(), MAX_FAULTS + 1);
        assert_eq!(faults(&format!("[\"{}\"]", "\n\"".repeat(100_000))).len(), MAX_FAULTS + 1);
    }
}

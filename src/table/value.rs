//! What stands at a key, whichever way it was read.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

/// A key with what stands at it.
#[derive(Debug)]
pub(super) struct Entry<'s> {
    pub(super) key: Spanned<Cow<'s, str>>,
    pub(super) value: Spanned<Value<'s>>,
}

/// A value, with no more of it than readers ask for.
#[derive(Debug)]
pub(super) enum Value<'s> {
    /// A piece of the file, or what the escapes in it stand for.
    String(Cow<'s, str>),
    Boolean(bool),
    /// A whole number; `None` where it is negative or has no room in 64 bits.
    Integer(Option<u64>),
    Float,
    Date,
    List(Vec<Spanned<Self>>),
    Table(Vec<Entry<'s>>),
}

impl Value<'_> {
    pub(super) fn is_string(&self) -> bool {
        matches!(self, Self::String(_))
    }

    pub(super) fn is_table(&self) -> bool {
        matches!(self, Self::Table(_))
    }
}

/// The entries of a part of a file, as the parser reads them, and its faults, with their places in the part.
pub(super) fn parse(text: &str, part: Range<usize>) -> (Vec<Entry<'_>>, Vec<Error>) {
    let (root, errors) = DeTable::parse_recoverable(&text[part.clone()]);
    (entries(root.into_inner(), text, part.start), errors)
}

/// The entries of a table that the parser read from the text behind `offset`.
fn entries<'s>(table: DeTable<'s>, text: &'s str, offset: usize) -> Vec<Entry<'s>> {
    let entry = |(key, read): (Spanned<Cow<'s, str>>, _)| {
        let range = moved(key.span(), offset);
        Entry { key: Spanned::new(range, key.into_inner()), value: value(read, text, offset) }
    };
    table.into_iter().map(entry).collect()
}

fn value<'s>(read: Spanned<DeValue<'s>>, text: &'s str, offset: usize) -> Spanned<Value<'s>> {
    let range = moved(read.span(), offset);
    let value = match read.into_inner() {
        DeValue::String(string) => Value::String(in_place(string, text.get(range.clone()).unwrap_or_default())),
        DeValue::Integer(digits) => {
            Value::Integer(u64::from_str_radix(&digits.as_str().replace('_', ""), digits.radix()).ok())
        }
        DeValue::Float(_) => Value::Float,
        DeValue::Boolean(truth) => Value::Boolean(truth),
        DeValue::Datetime(_) => Value::Date,
        DeValue::Array(items) => Value::List(items.into_iter().map(|item| value(item, text, offset)).collect()),
        DeValue::Table(table) => Value::Table(entries(table, text, offset)),
    };
    Spanned::new(range, value)
}

/// A string as the piece of the file that it is, though the parser put it together anew, as it does at each carriage
/// return.
fn in_place<'s>(string: Cow<'s, str>, written: &'s str) -> Cow<'s, str> {
    let quotes = if written.starts_with("\"\"\"") { 3 } else { 1 };
    let inside = written.get(quotes..written.len().saturating_sub(quotes)).unwrap_or_default();
    let inside = if quotes == 3 { without_first_break(inside) } else { inside };
    match string {
        Cow::Owned(string) if string == inside => Cow::Borrowed(inside),
        string => string,
    }
}

/// A text of several lines without the line break that stands right behind its quotation marks.
pub(super) fn without_first_break(text: &str) -> &str {
    text.strip_prefix("\r\n").or_else(|| text.strip_prefix('\n')).unwrap_or(text)
}

fn moved(range: Range<usize>, offset: usize) -> Range<usize> {
    range.start + offset..range.end + offset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_with_windows_breaks_knows_its_places() {
        for (text, own) in [
            ("a = \"\"\"\r\nb\r\nc\"\"\"", Some("b\r\nc")),
            ("a = \"\"\"b\r\n\"\"\"", Some("b\r\n")),
            ("a = \"b\"", Some("b")),
            ("a = '''b\r\nc'''", Some("b\r\nc")),
            ("a = \"\"\"b\r\n\\tc\"\"\"", None),
        ] {
            let (entries, errors) = parse(text, 0..text.len());
            let found = match entries[0].value.get_ref() {
                Value::String(Cow::Borrowed(found)) => Some(*found),
                _ => None,
            };
            assert!(errors.is_empty() && found == own, "{text:?}");
        }
    }
}

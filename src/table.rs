//! TOML as a table that knows its places: every fault is found, and what nobody asked for is reported.
//!
//! A reader takes the keys that it knows, each as the type that it wants, and closes the table; what is left over is
//! an unknown key. Syntax faults do not stop the reading: all that could be parsed is looked at.

mod apart;
pub(crate) mod line;
mod plain;
pub mod rules;
mod string;
mod value;

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;

use crate::diagnostic::{Sink, Span};
use crate::source::{Source, range_in};
use crate::value::merge;
use crate::value::text::{ForbiddenChar, XmlText};
use value::{Entry, Value};

/// A table of a TOML file, being read.
#[derive(Debug)]
pub struct Table<'s> {
    source: &'s Arc<Source>,
    /// Where the table stands: its header or its braces; the whole file for the root.
    range: Option<Range<usize>>,
    /// The names of the tables around it, with dots between; empty for the root and what stands in it.
    around: String,
    /// Its own name; empty for the root.
    key: Cow<'s, str>,
    entries: Vec<Entry<'s>>,
    faulty: Arc<[Range<usize>]>,
    asked: Vec<&'static str>,
    /// A bit for each key that is or was there, see [`bit`].
    keys: u64,
}

/// Names that are no keys of a table though they are often typed there, and what to make of them: `"below [site]"`, or
/// ``"as `title`"``. They are lower case, without hyphens and underscores, and stand for all their spellings.
pub type Elsewhere = (&'static [&'static str], &'static str);

/// A value with its place.
#[derive(Debug, Clone)]
pub struct Located<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub span: Span,
}

/// A string with the place of each of its characters, where TOML wrote it without escapes.
#[derive(Debug, Clone)]
pub struct Text {
    source: Arc<Source>,
    range: Range<usize>,
    content: Content,
}

#[derive(Debug, Clone)]
enum Content {
    /// These bytes of the file, a string without escapes.
    Slice(Range<usize>),
    /// All of the file, which is no TOML, from here on.
    From(usize),
    /// What the escapes stand for.
    Decoded(String),
}

impl Text {
    fn new(source: &Arc<Source>, range: Range<usize>, value: Cow<'_, str>) -> Self {
        let slice = match &value {
            Cow::Borrowed(part) => range_in(source.text(), part),
            Cow::Owned(_) => None,
        };
        let content = slice.map_or_else(|| Content::Decoded(value.into_owned()), Content::Slice);
        Self { source: Arc::clone(source), range, content }
    }

    /// The text of a whole file, as a body that stands in a file of its own is, without a byte order mark.
    #[must_use]
    pub fn of_file(source: &Arc<Source>) -> Self {
        let text = source.text();
        let start = text.len() - text.trim_start_matches('\u{feff}').len();
        Self { source: Arc::clone(source), range: start..text.len(), content: Content::From(start) }
    }

    /// The string.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        match &self.content {
            Content::Slice(range) => &self.source.text()[range.clone()],
            Content::From(start) => &self.source.text()[*start..],
            Content::Decoded(value) => value,
        }
    }

    /// The first character that XML forbids; without escapes TOML lets no control character stand that XML does not.
    pub(crate) fn forbidden(&self) -> Option<ForbiddenChar> {
        match &self.content {
            Content::Slice(_) => XmlText::check_visible(self.as_str()).err(),
            Content::From(_) | Content::Decoded(_) => XmlText::check(self.as_str()).err(),
        }
    }

    /// The place of the whole value, quotation marks included.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(&self.source, self.range.clone())
    }

    /// The place of some bytes of the string; the whole value where escapes hide it that are rare.
    ///
    /// Never fails: a range that is not in the string, or is empty where it has escapes, is the whole value too.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Span {
        match (&self.content, self.as_str().get(range.clone())) {
            (Content::Slice(slice), Some(_)) => {
                Span::new(&self.source, slice.start + range.start..slice.start + range.end)
            }
            (Content::From(start), Some(_)) => Span::new(&self.source, start + range.start..start + range.end),
            (Content::Decoded(value), Some(_)) => {
                let string = &self.source.text()[self.range.clone()];
                let written = string::written(string, value, range);
                let place = |place: Range<usize>| self.range.start + place.start..self.range.start + place.end;
                written.map_or_else(|| self.span(), |written| Span::new(&self.source, place(written)))
            }
            _ => self.span(),
        }
    }
}

/// A date as it was typed: TOML's own, or a string.
#[derive(Debug, Clone)]
pub struct DateText {
    /// What was typed, without quotation marks.
    pub text: Text,
    /// Whether it is one of TOML's own date-times rather than a string.
    pub native: bool,
}

/// What follows the last fault, if the parser found no key there though something is written: it may have given up.
fn unread_after(text: &str, fault: &toml::de::Error, entries: &[Entry<'_>]) -> Option<Range<usize>> {
    let start = fault.span()?.start;
    let mut below = text.get(start..)?.lines().skip(1).map(str::trim_start);
    let is_written = below.any(|line| !line.is_empty() && !line.starts_with('#'));
    (is_written && end_of(entries) <= start).then_some(start..text.len())
}

/// Where the last value ends, in whichever table.
fn end_of(entries: &[Entry<'_>]) -> usize {
    let last = |entry: &Entry<'_>| {
        let below = match entry.value.get_ref() {
            Value::Table(inner) => end_of(inner),
            Value::List(items) => {
                let tables = items.iter().filter_map(|item| match item.get_ref() {
                    Value::Table(inner) => Some(end_of(inner)),
                    _ => None,
                });
                tables.max().unwrap_or_default()
            }
            _ => 0,
        };
        below.max(entry.value.span().end)
    };
    entries.iter().map(last).max().unwrap_or_default()
}

impl<'s> Table<'s> {
    /// Reads a file; each syntax fault becomes a finding.
    pub fn parse(source: &'s Arc<Source>, sink: &mut Sink) -> Self {
        let plain = apart::entries(source.text());
        if plain.is_none() && rules::is_utf16(source) {
            sink.push(rules::utf16(source));
            let whole = 0..source.text().len();
            return Self::root(source, Vec::new(), Arc::new([whole]));
        }
        if plain.is_none()
            && let Some(range) = merge::conflicts(source.text()).next()
        {
            // The keys of both versions stand there, and each of them is said to be twice or missing else.
            sink.push(rules::merge_conflict(source, range));
            let whole = 0..source.text().len();
            return Self::root(source, Vec::new(), Arc::new([whole]));
        }
        if let Some(offset) = source.first_bad_byte() {
            sink.push(rules::not_utf8(source, offset));
        }
        if let Some(entries) = plain {
            return Self::root(source, entries, Arc::default());
        }
        let (entries, errors) = value::parse(source.text(), 0..source.text().len());
        let mut faulty: Vec<Range<usize>> = errors.iter().map(|error| error.span().unwrap_or(0..0)).collect();
        let mut last = None;
        let mut in_order: Vec<_> = errors.iter().collect();
        in_order.sort_by_key(|error| error.span().map_or(0, |span| span.start));
        let is_fenced = rules::has_fences(source);
        if is_fenced {
            // Whatever stands between and below them is read as something that it is not.
            in_order.truncate(1);
        }
        if is_fenced || errors.iter().any(|error| rules::is_yaml(source, error)) {
            // No key is missing that may stand there in another spelling.
            faulty.push(0..source.text().len());
        }
        if let Some(unread) = in_order.last().and_then(|error| unread_after(source.text(), error, &entries)) {
            faulty.push(unread);
        }
        for error in in_order {
            // What follows a fault on its line is mostly the rest of the same one.
            let line = source.position(error.span().unwrap_or(0..0).start).line;
            if last.replace(line) != Some(line) || error.message() == rules::DUPLICATE {
                sink.push(rules::syntax(source, error, &entries));
            }
        }
        Self::root(source, entries, faulty.into())
    }

    fn root(source: &'s Arc<Source>, entries: Vec<Entry<'s>>, faulty: Arc<[Range<usize>]>) -> Self {
        let (keys, asked) = (bits(&entries), Vec::with_capacity(32));
        Self { source, range: None, around: String::new(), key: Cow::Borrowed(""), entries, faulty, asked, keys }
    }

    /// The file that the table stands in.
    #[must_use]
    pub fn source(&self) -> &'s Arc<Source> {
        self.source
    }

    /// The table's name as a message gives it, `[site]` say; empty for the root.
    #[must_use]
    pub fn name(&self) -> String {
        if self.key.is_empty() { String::new() } else { format!("[{}]", self.path()) }
    }

    fn path(&self) -> String {
        if self.around.is_empty() { self.key.clone().into_owned() } else { format!("{}.{}", self.around, self.key) }
    }

    /// The place of the table.
    #[must_use]
    pub fn span(&self) -> Span {
        match &self.range {
            Some(range) => Span::new(self.source, range.clone()),
            None => Span::whole(self.source),
        }
    }

    /// The place of a key, if it is (still) there.
    #[must_use]
    pub fn key_span(&self, key: &str) -> Option<Span> {
        let at = self.place_of(key)?;
        Some(Span::new(self.source, self.entries[at].key.span()))
    }

    #[inline]
    fn take(&mut self, key: &'static str) -> Option<Spanned<Value<'s>>> {
        self.asked.push(key);
        let at = self.place_of(key)?;
        self.take_at(at)
    }

    fn take_at(&mut self, at: usize) -> Option<Spanned<Value<'s>>> {
        let value = self.entries.swap_remove(at).value;
        (!self.is_faulty(&value.span())).then_some(value)
    }

    /// Where among the entries a key stands. Most that are asked for are not there, which is seen where they are asked for.
    #[inline]
    fn place_of(&self, key: &str) -> Option<usize> {
        if self.keys & bit(key) == 0 { None } else { self.place_among_entries(key) }
    }

    fn place_among_entries(&self, key: &str) -> Option<usize> {
        self.entries.iter().position(|entry| entry.key.get_ref() == key)
    }

    /// Whether a syntax fault lies in a value, so that what stands there is not what was meant.
    fn is_faulty(&self, range: &Range<usize>) -> bool {
        self.faulty.iter().any(|fault| fault.start < range.end && range.start < fault.end.max(fault.start + 1))
    }

    fn wrong_type(&self, key: &str, wanted: &str, value: &Spanned<Value<'s>>, sink: &mut Sink) {
        let span = Span::new(self.source, value.span());
        sink.push(rules::wrong_type(span, key, wanted, value.get_ref(), self.slice(value)));
    }

    fn slice(&self, value: &Spanned<Value<'s>>) -> &'s str {
        self.source.text().get(value.span()).unwrap_or_default()
    }

    /// A string.
    #[inline]
    pub fn text(&mut self, key: &'static str, sink: &mut Sink) -> Option<Text> {
        let value = self.take(key)?;
        self.as_text(key, value, sink)
    }

    fn as_text(&self, key: &str, value: Spanned<Value<'s>>, sink: &mut Sink) -> Option<Text> {
        let range = value.span();
        match value.into_inner() {
            Value::String(value) => Some(Text::new(self.source, range, value)),
            other => {
                self.wrong_type(key, "a string", &Spanned::new(range, other), sink);
                None
            }
        }
    }

    /// A date: one of TOML's own, or a string.
    pub fn date(&mut self, key: &'static str, sink: &mut Sink) -> Option<DateText> {
        let value = self.take(key)?;
        let range = value.span();
        match value.into_inner() {
            Value::String(value) => Some(DateText { text: Text::new(self.source, range, value), native: false }),
            Value::Date => {
                let value = Cow::Borrowed(self.source.text().get(range.clone()).unwrap_or_default());
                Some(DateText { text: Text::new(self.source, range, value), native: true })
            }
            other => {
                self.wrong_type(key, "a date", &Spanned::new(range, other), sink);
                None
            }
        }
    }

    /// `true` or `false`.
    pub fn boolean(&mut self, key: &'static str, sink: &mut Sink) -> Option<Located<bool>> {
        let value = self.take(key)?;
        let Value::Boolean(truth) = *value.get_ref() else {
            self.wrong_type(key, "`true` or `false`", &value, sink);
            return None;
        };
        Some(Located { value: truth, span: Span::new(self.source, value.span()) })
    }

    /// A whole number, not negative.
    pub fn number(&mut self, key: &'static str, sink: &mut Sink) -> Option<Located<u64>> {
        self.whole(key, "a whole number of 0 or more", sink)
    }

    /// A whole number that is meant to be 1 or more; that it is not 0 is for the caller to see, who knows why.
    pub fn number_from_1(&mut self, key: &'static str, sink: &mut Sink) -> Option<Located<u64>> {
        self.whole(key, "a whole number of 1 or more", sink)
    }

    fn whole(&mut self, key: &'static str, wanted: &str, sink: &mut Sink) -> Option<Located<u64>> {
        let value = self.take(key)?;
        let Value::Integer(Some(number)) = *value.get_ref() else {
            self.wrong_type(key, wanted, &value, sink);
            return None;
        };
        Some(Located { value: number, span: Span::new(self.source, value.span()) })
    }

    /// A list of strings; one string alone counts as a list of one.
    pub fn texts(&mut self, key: &'static str, sink: &mut Sink) -> Option<Vec<Text>> {
        let text = |table: &Self, value: Spanned<Value<'s>>| {
            let range = value.span();
            match value.into_inner() {
                Value::String(value) => Some(Text::new(table.source, range, value)),
                _ => None,
            }
        };
        self.items(key, "a list of strings", Value::is_string, text, sink)
    }

    /// A string or a table.
    pub fn text_or_table(&mut self, key: &'static str, wanted: &str, sink: &mut Sink) -> Option<Item<'s>> {
        let value = self.take(key)?;
        if value.get_ref().is_string() || value.get_ref().is_table() {
            return self.item(key, value);
        }
        self.wrong_type(key, wanted, &value, sink);
        None
    }

    /// A list of strings and tables, mixed; one alone counts as a list of one.
    pub fn texts_or_tables(&mut self, key: &'static str, wanted: &str, sink: &mut Sink) -> Option<Vec<Item<'s>>> {
        let item = |table: &Self, value| table.item(key, value);
        self.items(key, wanted, |value| value.is_string() || value.is_table(), item, sink)
    }

    fn items<T>(
        &mut self,
        key: &'static str,
        wanted: &str,
        fits: impl Fn(&Value<'s>) -> bool,
        make: impl Fn(&Self, Spanned<Value<'s>>) -> Option<T>,
        sink: &mut Sink,
    ) -> Option<Vec<T>> {
        let value = self.take(key)?;
        let range = value.span();
        let values = match value.into_inner() {
            Value::List(values) => values,
            single if fits(&single) => vec![Spanned::new(range, single)],
            other => {
                self.wrong_type(key, wanted, &Spanned::new(range, other), sink);
                return None;
            }
        };
        let mut items = Vec::with_capacity(values.len());
        for value in values {
            if !fits(value.get_ref()) {
                let span = Span::new(self.source, value.span());
                sink.push(rules::wrong_item(span, key, wanted, value.get_ref(), self.slice(&value)));
                continue;
            }
            items.extend(make(self, value));
        }
        Some(items)
    }

    fn item(&self, key: &'static str, value: Spanned<Value<'s>>) -> Option<Item<'s>> {
        let range = value.span();
        match value.into_inner() {
            Value::String(value) => Some(Item::Text(Text::new(self.source, range, value))),
            Value::Table(table) => Some(Item::Table(self.child(Cow::Borrowed(key), range, table))),
            _ => None,
        }
    }

    /// A table below this one.
    pub fn table(&mut self, key: &'static str, sink: &mut Sink) -> Option<Table<'s>> {
        let value = self.take(key)?;
        let range = value.span();
        match value.into_inner() {
            Value::Table(table) => Some(self.child(Cow::Borrowed(key), range, table)),
            other => {
                self.wrong_type(key, "a table", &Spanned::new(range, other), sink);
                None
            }
        }
    }

    fn child(&self, key: Cow<'s, str>, range: Range<usize>, entries: Vec<Entry<'s>>) -> Table<'s> {
        let (keys, asked, faulty) = (bits(&entries), Vec::with_capacity(16), Arc::clone(&self.faulty));
        Self { source: self.source, range: Some(range), around: self.path(), key, entries, faulty, asked, keys }
    }

    /// All keys of a table whose keys are the user's own, with each value as a string.
    pub fn into_texts(self, sink: &mut Sink) -> Vec<(Text, Text)> {
        let mut pairs = Vec::with_capacity(self.entries.len());
        for Entry { key, value } in self.entries {
            let range = value.span();
            match value.into_inner() {
                Value::String(value) => {
                    pairs.push((own_key(self.source, key), Text::new(self.source, range, value)));
                }
                other => sink.push(rules::wrong_type(
                    Span::new(self.source, range.clone()),
                    key.get_ref(),
                    "a string",
                    &other,
                    self.source.text().get(range).unwrap_or_default(),
                )),
            }
        }
        pairs
    }

    /// All keys of a table whose keys are the user's own, with each value as a table.
    pub fn into_tables(mut self, sink: &mut Sink) -> Vec<(Text, Table<'s>)> {
        let mut pairs = Vec::with_capacity(self.entries.len());
        for Entry { key, value } in std::mem::take(&mut self.entries) {
            let range = value.span();
            match value.into_inner() {
                Value::Table(table) => {
                    let child = self.child(key.get_ref().clone(), range, table);
                    pairs.push((own_key(self.source, key), child));
                }
                other => self.wrong_type(key.get_ref(), "a table", &Spanned::new(range, other), sink),
            }
        }
        pairs
    }

    /// Reads `alias` as if `key` had been typed, for the names that other tools have for it.
    pub fn alias(&mut self, alias: &'static str, key: &'static str, sink: &mut Sink) {
        let Some(at) = self.place_of(alias) else { return };
        if let Some(first) = self.key_span(key) {
            let second = self.entries.remove(at);
            sink.push(rules::twice_by_alias(Span::new(self.source, second.key.span()), first, alias, key));
        } else {
            *self.entries[at].key.get_mut() = Cow::Borrowed(key);
            self.keys |= bit(key);
        }
    }

    /// Whether a key is there with a list.
    #[must_use]
    pub fn holds_list(&self, key: &str) -> bool {
        self.place_of(key).is_some_and(|at| matches!(self.entries[at].value.get_ref(), Value::List(_)))
    }

    /// Whether a key is there and has not been taken yet.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.place_of(key).is_some()
    }

    /// Reports a key that must be there and is not, with what to type.
    ///
    /// Where a syntax fault cut the file off, the key may stand in what was not read, and nothing is said.
    pub fn missing(&self, key: &str, example: &str, sink: &mut Sink) {
        if !self.is_cut_off() {
            sink.push(rules::missing_key(self, key, example));
        }
    }

    /// Whether a syntax fault reaches to the end of the file, as that of a string that is not closed does.
    #[must_use]
    pub fn is_cut_off(&self) -> bool {
        let end = self.source.text().trim_end().len();
        self.faulty.iter().any(|fault| fault.end >= end)
    }

    /// Lets everything that is left pass unread.
    pub fn ignore(self) {}

    /// Reports every key that was not asked for.
    ///
    /// `elsewhere` says where what is no key here belongs, or what it is called.
    pub fn close(mut self, elsewhere: &[Elsewhere], sink: &mut Sink) {
        if self.entries.is_empty() {
            return;
        }
        self.entries.sort_by_key(|entry| entry.key.span().start);
        let mut seen = HashSet::new();
        self.asked.retain(|key| seen.insert(*key));
        for entry in &self.entries {
            let span = Span::new(self.source, entry.key.span());
            sink.push(rules::unknown_key(span, entry.key.get_ref(), &self.name(), &self.asked, elsewhere));
        }
    }
}

/// A text as TOML's basic string, with its quotation marks.
///
/// ```
/// use dateline::table::Quoted;
///
/// assert_eq!(Quoted(r#"C:\news "a""#).to_string(), r#""C:\\news \"a\"""#);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Quoted<'t>(pub &'t str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        for c in self.0.chars() {
            match c {
                '"' => f.write_str("\\\"")?,
                '\\' => f.write_str("\\\\")?,
                c if c.is_control() => write!(f, "\\u{:04X}", u32::from(c))?,
                c => write!(f, "{c}")?,
            }
        }
        f.write_str("\"")
    }
}

/// An element of a mixed list.
#[derive(Debug)]
pub enum Item<'s> {
    /// A string.
    Text(Text),
    /// A table.
    Table(Table<'s>),
}

/// One of 64 bits for a key, by its first letter and its length; keys that share one are told apart by their letters.
#[inline]
fn bit(key: &str) -> u64 {
    let first = key.bytes().next().unwrap_or_default();
    1 << ((usize::from(first) + 7 * key.len()) % 64)
}

/// Those of all keys of a table.
fn bits(entries: &[Entry<'_>]) -> u64 {
    entries.iter().fold(0, |keys, entry| keys | bit(entry.key.get_ref()))
}

fn own_key(source: &Arc<Source>, key: Spanned<Cow<'_, str>>) -> Text {
    let range = key.span();
    Text::new(source, range, key.into_inner())
}

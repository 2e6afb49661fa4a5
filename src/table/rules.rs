//! `toml/…`: faults of the file itself, whatever it is about.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use toml::de::Error;

use super::value::{Entry, Value};
use super::{Elsewhere, Quoted, Table};
use crate::diagnostic::rule::rules;
use crate::diagnostic::{Diagnostic, Span, quote, suggest};
use crate::source::Source;

rules! {
    /// The file is not valid TOML at this place.
    ///
    /// What could be read around the fault is checked all the same, so other findings in the same file are true;
    /// nothing is written until the fault is mended.
    ///
    /// Wrong: `title = "Ferry returns` (the quotation mark at the end is missing).
    ///
    /// Right: `title = "Ferry returns"`.
    SYNTAX = Error "toml/syntax" "not valid TOML", "https://toml.io/en/v1.0.0";

    /// A merge left two versions of something in the file, between marks.
    ///
    /// Nobody could say which of them is meant, so the file is not read.
    ///
    /// Right: one of the versions, and neither mark.
    MERGE_CONFLICT = Error "toml/merge-conflict" "two versions between the marks of a merge", "https://git-scm.com/docs/git-merge#_how_conflicts_are_presented";

    /// A key stands twice in one table.
    ///
    /// TOML forbids it, because nobody could say which of the two is meant.
    ///
    /// Wrong: `slug = "a"` and, further down, `slug = "b"`.
    ///
    /// Right: one of them.
    DUPLICATE_KEY = Error "toml/duplicate-key" "a key that stands twice", "https://toml.io/en/v1.0.0#keyvalue-pair";

    /// The file is not UTF-8.
    ///
    /// TOML files are UTF-8 always. A file saved as Latin-1 or Windows-1252 shows wrong letters in every feed, so it
    /// is not read at all.
    ///
    /// Right: save it as UTF-8 (`iconv -f WINDOWS-1252 -t UTF-8`).
    NOT_UTF8 = Error "toml/not-utf8" "not a UTF-8 file", "https://toml.io/en/v1.0.0#spec";

    /// A key that dateline does not know.
    ///
    /// It would be ignored, so a misspelt `updated` would silently keep the old date. Data of your own goes under
    /// `[extra]`, which dateline does not read.
    ///
    /// Wrong: `autor = "Jane Doe"`.
    ///
    /// Right: `byline = "Jane Doe"`, or `[extra]` and below it `autor = "Jane Doe"`.
    UNKNOWN_KEY = Warning "toml/unknown-key" "a key that dateline does not know", "docs/articles.md";

    /// A value of another type than the key has.
    ///
    /// Wrong: `tags = 7`, `draft = "yes"`.
    ///
    /// Right: `tags = ["ferries"]`, `draft = true`.
    WRONG_TYPE = Error "toml/wrong-type" "a value of the wrong type", "https://toml.io/en/v1.0.0#spec";

    /// A key that must be there is not.
    ///
    /// Without it no valid feed can be written.
    ///
    /// Right: the key, as the help of the finding spells it.
    MISSING_KEY = Error "toml/missing-key" "a required key is missing", "docs/articles.md";
}

/// What the parser says of a key that stands twice.
pub(super) const DUPLICATE: &str = "duplicate key";

pub(super) fn syntax(source: &Arc<Source>, error: &Error, root: &[Entry<'_>]) -> Diagnostic {
    let range = error.span().unwrap_or(0..0);
    let span = Span::new(source, range.clone());
    if error.message() == DUPLICATE {
        let key = source.text().get(range.clone()).unwrap_or_default();
        let diagnostic = Diagnostic::new(&DUPLICATE_KEY, span, format!("{} stands twice", quote(key)))
            .label("the second time")
            .help(format!("keep one {}", quote(key)));
        return match first_of(root, key, range.start) {
            Some(first) => diagnostic.related(Span::new(source, first), "the first time"),
            None => diagnostic,
        };
    }
    let message = error.message().lines().next().unwrap_or("not valid TOML");
    let (fault, expected) = message.split_once(", expected ").unwrap_or((message, ""));
    let fault = match fault {
        "invalid basic string" | "invalid literal string" if !expected.is_empty() => "the text is not closed",
        "invalid multi-line basic string" | "invalid multi-line literal string" if !expected.is_empty() => NOT_CLOSED,
        "missing escaped value" | "too few unicode value digits" => "no character is written with this backslash",
        // The parser goes by the first letter of what has no marks.
        "invalid boolean" if !is_boolean(line_around(source, range.start).1) => UNQUOTED,
        other => other,
    };
    let diagnostic = Diagnostic::new(&SYNTAX, span, fault).help_opt(syntax_help(message, source, range.start));
    let diagnostic = match text_that_runs_on(fault, source, range.start) {
        Some(opening) => diagnostic.related(Span::new(source, opening), "the text begins here"),
        None => diagnostic,
    };
    let is_plain = expected.starts_with('`') && !expected.contains(',') && fault != UNQUOTED;
    if is_plain { diagnostic.label(format!("expected {expected}")) } else { diagnostic }
}

const UNQUOTED: &str = "string values must be quoted";
const NOT_CLOSED: &str = "the text of several lines is not closed";

/// Where the text of several lines begins that a file ends in.
fn text_that_runs_on(fault: &str, source: &Source, end: usize) -> Option<std::ops::Range<usize>> {
    let before = source.text().get(..end).filter(|_| fault == NOT_CLOSED)?;
    let start = ["\"\"\"", "'''"].iter().filter_map(|marks| before.rfind(marks)).max()?;
    Some(start..start + 3)
}

/// Where a key of this name stands first, in the table that holds the second one or the root.
fn first_of(entries: &[Entry<'_>], key: &str, before: usize) -> Option<std::ops::Range<usize>> {
    let here = entries.iter().find(|entry| entry.key.get_ref() == key.trim_matches(['"', '\'']));
    let below = entries.iter().rev().filter_map(|entry| match entry.value.get_ref() {
        Value::Table(inner) if entry.key.span().start < before => first_of(inner, key, before),
        _ => None,
    });
    below.chain(here.map(|entry| entry.key.span())).find(|span| span.start < before)
}

/// Whether the keys stand between lines of `---` or `+++`, above the text, as other generators have them.
pub(super) fn has_fences(source: &Source) -> bool {
    source.text().trim_start().lines().next().is_some_and(is_fence)
}

fn is_fence(line: &str) -> bool {
    matches!(line.trim_end(), "---" | "+++")
}

/// Whether a key has a colon behind it.
pub(super) fn is_yaml(source: &Source, error: &Error) -> bool {
    let (line, rest) = line_around(source, error.span().map_or(0, |span| span.start));
    is_of_yaml(error.message().lines().next().unwrap_or_default(), line, rest)
}

fn is_of_yaml(message: &str, line: &str, rest: &str) -> bool {
    let is_of_key = message.ends_with("expected `=`") || message.contains("unquoted key");
    is_of_key && (rest.starts_with(':') || line.trim_end().ends_with(':'))
}

/// What stands on a line before a place and behind it.
fn line_around(source: &Source, offset: usize) -> (&str, &str) {
    let line = source.text()[..source.text().len().min(offset)].rsplit('\n').next().unwrap_or_default();
    let rest = source.text().get(offset..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    (line, rest)
}

/// Whether a value was meant as `true` or `false`.
fn is_boolean(value: &str) -> bool {
    let word: String = value.chars().take_while(|c| c.is_alphanumeric()).collect();
    suggest::nearest(&word, ["true", "false"]).is_some()
}

fn syntax_help(message: &str, source: &Source, offset: usize) -> Option<Cow<'static, str>> {
    let (line, rest) = line_around(source, offset);
    if ["invalid date", "invalid time", "invalid offset"].iter().any(|fault| message.starts_with(fault)) {
        return Some("check the numbers; a date as newsrooms write it stands between quotation marks".into());
    }
    if rest.trim_start().starts_with(['“', '”', '„', '«', '‘']) {
        return Some("type straight quotation marks: `\"…\"`".into());
    }
    if has_fences(source) {
        return Some(
            "leave the lines of `---` or `+++` out, and put the text into `body = \"\"\"…\"\"\"`: all of the file is TOML"
                .into(),
        );
    }
    if is_of_yaml(message, line, rest) {
        return Some("write `=` for the colon, and quotation marks round a text: `title = \"…\"`".into());
    }
    if line.trim().is_empty() && rest.starts_with("//") {
        return Some("a comment begins with `#`".into());
    }
    if message.ends_with("expected `=`") {
        return Some("between a key and its value stands `=`".into());
    }
    if line.trim_end().ends_with('=') && !rest.trim_start().starts_with(['"', '\'']) {
        return Some(in_marks(rest));
    }
    if message.contains("basic string") || message.contains("literal string") {
        return Some("close the string; a text of several lines stands between `\"\"\"` and `\"\"\"`".into());
    }
    if message.contains("escape") || message.contains("unicode") {
        return Some(
            "write a backslash as `\\\\`, or put the text between `'''` and `'''`, where it needs none".into(),
        );
    }
    if message.starts_with("missing comma") {
        return Some("write a comma between the two".into());
    }
    // A mark within a text has closed it, and the rest of it stands behind.
    let is_behind_value = message.starts_with("unexpected key or value") && line.contains('=');
    match line.trim_end().chars().last().filter(|_| is_behind_value) {
        Some('"') => Some("the text ends at the mark before: within a text, write it as `\\\"`".into()),
        Some('\'') => Some("the text ends at the mark before: put one that holds `'` between `\"` and `\"`".into()),
        _ => None,
    }
}

/// The longest text that is written out in quotation marks.
const MOST_IN_MARKS: usize = 60;

/// What to type for a value without quotation marks.
fn in_marks(rest: &str) -> Cow<'static, str> {
    let value = rest.split(" #").next().unwrap_or_default().trim();
    let is_plain = value.chars().all(|c| !c.is_control() && !matches!(c, '"' | '\\' | '`' | '[' | '{' | '#'));
    match value.to_lowercase().as_str() {
        "yes" | "on" | "true" => format!("write `true`, or for a text `\"{value}\"`").into(),
        "no" | "off" | "false" => format!("write `false`, or for a text `\"{value}\"`").into(),
        _ if is_plain && !value.is_empty() && value.chars().count() <= MOST_IN_MARKS => {
            format!("put quotation marks round a text: `\"{value}\"`").into()
        }
        _ => "put quotation marks round a text: `\"…\"`".into(),
    }
}

/// Whether every other byte at the beginning is zero, as in UTF-16 that has Latin letters.
pub(super) fn is_utf16(source: &Source) -> bool {
    const ENOUGH: usize = 4;
    let start = source.text().as_bytes().iter().take(32);
    start.filter(|&&byte| byte == 0).count() >= ENOUGH
}

pub(super) fn utf16(source: &Arc<Source>) -> Diagnostic {
    Diagnostic::new(&NOT_UTF8, Span::whole(source), "the file is UTF-16, not UTF-8")
        .help("save it as UTF-8, in PowerShell with `Set-Content -Encoding utf8`")
}

pub(super) fn merge_conflict(source: &Arc<Source>, range: Range<usize>) -> Diagnostic {
    Diagnostic::new(&MERGE_CONFLICT, Span::new(source, range), "a merge left two versions here")
        .help("keep one of them, and take the marks out")
}

pub(crate) fn not_utf8(source: &Arc<Source>, offset: usize) -> Diagnostic {
    let len = source.text()[offset..].chars().next().map_or(0, char::len_utf8);
    Diagnostic::new(&NOT_UTF8, Span::new(source, offset..offset + len), "the file is not UTF-8")
        .label("the first byte that is not")
        .help("save the file as UTF-8; one in Windows-1252 becomes it by `iconv -f WINDOWS-1252 -t UTF-8`")
}

pub(super) fn wrong_item(span: Span, key: &str, wanted: &str, found: &Value<'_>, written: &str) -> Diagnostic {
    let kind = kind(found);
    let is_short = matches!(found, Value::Integer(_) | Value::Float | Value::Boolean(_) | Value::Date);
    Diagnostic::new(&WRONG_TYPE, span, format!("`{key}` takes {wanted}, found {kind} in it"))
        .label(format!("this is {kind}"))
        .help_opt(is_short.then(|| format!("write `\"{written}\"`")))
}

fn kind(value: &Value<'_>) -> &'static str {
    match value {
        Value::String(_) => "a string",
        Value::Integer(_) | Value::Float => "a number",
        Value::Boolean(_) => "`true` or `false`",
        Value::Date => "a date",
        Value::List(_) => "a list",
        Value::Table(_) => "a table",
    }
}

pub(super) fn wrong_type(span: Span, key: &str, wanted: &str, found: &Value<'_>, written: &str) -> Diagnostic {
    let kind = kind(found);
    let is_bare = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    let help = match (wanted, found) {
        _ if !is_bare => None,
        ("a string", Value::Integer(_) | Value::Float | Value::Date) => Some(format!("write `{key} = \"{written}\"`")),
        ("`true` or `false`", Value::String(text)) => match text.to_lowercase().as_str() {
            "true" | "yes" | "on" | "1" => Some(format!("write `{key} = true`")),
            "false" | "no" | "off" | "0" => Some(format!("write `{key} = false`")),
            _ => None,
        },
        ("a whole number of 0 or more" | "a whole number of 1 or more", Value::String(text))
            if text.parse::<u64>().is_ok() =>
        {
            Some(format!("write `{key} = {text}`"))
        }
        ("a date", Value::Integer(_) | Value::Float) => {
            Some(format!("write a whole date, such as `{key} = 2026-03-04`"))
        }
        ("a string", Value::List(values)) => match values.as_slice() {
            [one] => match one.get_ref() {
                Value::String(text) => Some(format!("write `{key} = {}`", Quoted(text))),
                _ => None,
            },
            _ => Some(format!("write one text: `{key} = \"…\"`")),
        },
        ("a string", Value::Boolean(_)) => Some(format!("write a text: `{key} = \"…\"`")),
        ("a date", Value::Boolean(_)) => {
            Some("`draft = true` keeps an article back, and a date that is still to come until then".to_owned())
        }
        ("a list of strings", Value::Integer(_) | Value::Float | Value::Date) => {
            Some(format!("write `{key} = [\"{written}\"]`"))
        }
        _ => None,
    };
    if wanted.contains("number") && kind == "a number" {
        return Diagnostic::new(&WRONG_TYPE, span, format!("`{key}` takes {wanted}, found {}", quote(written)));
    }
    Diagnostic::new(&WRONG_TYPE, span, format!("`{key}` takes {wanted}, found {kind}"))
        .label(format!("{kind}, not {wanted}"))
        .help_opt(help)
}

pub(super) fn unknown_key(span: Span, key: &str, table: &str, known: &[&str], elsewhere: &[Elsewhere]) -> Diagnostic {
    let plain = suggest::folded(key);
    let place = if table.is_empty() { String::new() } else { format!(" in `{table}`") };
    let help = match elsewhere.iter().find(|(names, _)| names.contains(&plain.as_str())) {
        Some((_, home)) if home.starts_with("as ") => Some(format!("write it {home}")),
        Some((_, home)) => Some(format!("{} belongs {home}", quote(key))),
        None => suggest::nearest(key, known.iter().copied()).map(|near| format!("did you mean `{near}`?")),
    };
    let help = help.or_else(|| match known {
        _ if table.is_empty() => Some("data of your own goes below `[extra]`".to_owned()),
        [] => None,
        keys => {
            Some(format!("its keys are {}", keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")))
        }
    });
    Diagnostic::new(&UNKNOWN_KEY, span, format!("unknown key {}{place}", quote(key))).help_opt(help)
}

pub(super) fn twice_by_alias(second: Span, first: Span, alias: &str, key: &str) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_KEY, second, format!("`{alias}` means `{key}`, which is there too"))
        .label("the same thing again")
        .related(first, "the first time")
        .help(format!("keep `{key}`"))
}

pub(super) fn missing_key(table: &Table<'_>, key: &str, example: &str) -> Diagnostic {
    let place = if table.name().is_empty() { String::new() } else { format!(" in `{}`", table.name()) };
    Diagnostic::new(&MISSING_KEY, table.span(), format!("`{key}` is missing{place}"))
        .help(format!("add `{key} = {example}`"))
}

//! SARIF 2.1.0, which code hosts show as alerts.
//!
//! Specification: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::ops::Range;

use serde::Serialize;

use crate::diagnostic::rule::{Level, Rule};
use crate::diagnostic::{Diagnostic, Span};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) fn render(diagnostics: &[Diagnostic]) -> String {
    let rules: BTreeMap<&str, &Rule> = diagnostics.iter().map(|d| (d.rule.id, d.rule)).collect();
    let index: BTreeMap<&str, usize> = rules.keys().enumerate().map(|(at, id)| (*id, at)).collect();
    let mut fingerprints = Fingerprints::default();
    let results = diagnostics
        .iter()
        .map(|diagnostic| Finding::new(diagnostic, index[diagnostic.rule.id], fingerprints.next(diagnostic)))
        .collect();
    let driver = Driver {
        name: env!("CARGO_PKG_NAME"),
        semantic_version: env!("CARGO_PKG_VERSION"),
        rules: rules.values().map(|rule| Descriptor::from(*rule)).collect(),
    };
    let run = Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results };
    super::to_json(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] }) + "\n"
}

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<Finding>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Descriptor>,
}

/// A rule.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    short_description: Message,
    full_description: Message,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<&'static str>,
    help: Message,
    default_configuration: Configuration,
    properties: DescriptorProperties,
}

impl From<&Rule> for Descriptor {
    fn from(rule: &Rule) -> Self {
        let page = rule.page();
        let first = page.split("\n\n").next().unwrap_or_default().replace('\n', " ");
        Self {
            id: rule.id,
            short_description: Message::from(rule.summary.to_owned()),
            full_description: Message::from(first.trim().to_owned()),
            help_uri: Some(rule.spec).filter(|spec| spec.starts_with("https://")),
            help: Message { text: page.clone(), markdown: Some(page) },
            default_configuration: Configuration { level: level(rule.level) },
            properties: DescriptorProperties { tags: [rule.family()], w3c: rule.w3c },
        }
    }
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct DescriptorProperties {
    tags: [&'static str; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    w3c: Option<&'static str>,
}

#[derive(Serialize)]
struct Message {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

impl From<String> for Message {
    fn from(text: String) -> Self {
        Self { text, markdown: None }
    }
}

/// What the specification calls a result.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: Fingerprint,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<FindingProperties>,
}

impl Finding {
    fn new(diagnostic: &Diagnostic, rule_index: usize, primary_location_line_hash: String) -> Self {
        let Diagnostic { rule, span, label, related, element, .. } = diagnostic;
        Self {
            rule_id: rule.id,
            rule_index,
            level: level(diagnostic.level),
            message: message(diagnostic).into(),
            locations: [Location::new(span, label.as_ref())],
            related_locations: related.iter().map(|(span, label)| Location::new(span, Some(label))).collect(),
            partial_fingerprints: Fingerprint { primary_location_line_hash },
            properties: element
                .as_ref()
                .map(|element| FindingProperties { element: element.name.clone(), parent: element.parent.clone() }),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fingerprint {
    primary_location_line_hash: String,
}

#[derive(Serialize)]
struct FindingProperties {
    element: String,
    parent: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

impl Location {
    fn new(span: &Span, label: Option<&String>) -> Self {
        let artifact_location = ArtifactLocation { uri: uri(span.source.path()) };
        Self {
            physical_location: PhysicalLocation { artifact_location, region: Region::of(span) },
            message: label.map(|label| Message::from(label.clone())),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

/// Lines and columns from 1; the end is exclusive.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
}

impl Region {
    fn of(span: &Span) -> Self {
        let Some(range) = &span.range else {
            // GitHub wants a first line of every location; a file as a whole is its first line.
            return Self { start_line: 1, start_column: None, end_line: None, end_column: None };
        };
        let (start, end) = (span.source.position(range.start), span.source.position(range.end));
        Self {
            start_line: start.line,
            start_column: Some(start.column),
            end_line: Some(end.line),
            end_column: Some(end.column),
        }
    }
}

/// The message with what helps to understand and to mend it: viewers show this text alone.
fn message(diagnostic: &Diagnostic) -> String {
    let mut text = diagnostic.message.clone();
    for note in &diagnostic.notes {
        let _ = write!(text, "\nnote: {note}");
    }
    if let Some(help) = &diagnostic.help {
        let _ = write!(text, "\nhelp: {help}");
    }
    text
}

const fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
    }
}

/// A path as a relative URI reference (RFC 3986).
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(byte.into()),
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}

/// What makes an alert the same in the next run, though lines were added above: the line's text, and which of its
/// equals it is.
#[derive(Default)]
struct Fingerprints(HashMap<(&'static str, String, u64), usize>);

impl Fingerprints {
    fn next(&mut self, diagnostic: &Diagnostic) -> String {
        let Diagnostic { rule, span, .. } = diagnostic;
        let place = span.range.as_ref().map_or(&[][..], |range| line_around(span.source.text().as_bytes(), range));
        let hash = fnv1a(place.trim_ascii());
        let nth = self.0.entry((rule.id, span.source.path().to_owned(), hash)).or_default();
        *nth += 1;
        format!("{hash:016x}:{nth}")
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
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_a_uri() {
        assert_eq!(uri("articles/a b/é%:#.toml"), "articles/a%20b/%C3%A9%25%3A%23.toml");
    }

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

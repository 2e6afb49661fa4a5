//! SARIF 2.1.0, which code hosts show as alerts.
//!
//! Specification: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use super::fingerprint::Fingerprints;
use crate::diagnostic::rule::{Level, Rule};
use crate::diagnostic::{Diagnostic, Span};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) fn render(diagnostics: &[Diagnostic]) -> String {
    let rules: BTreeMap<&str, &Rule> = diagnostics.iter().map(|d| (d.rule.id, d.rule)).collect();
    let index: BTreeMap<&str, usize> = rules.keys().enumerate().map(|(at, id)| (*id, at)).collect();
    let mut fingerprints = Fingerprints::default();
    let results = diagnostics
        .iter()
        .map(|diagnostic| {
            Finding::new(diagnostic, index[diagnostic.rule.id], fingerprints.next(diagnostic).to_string())
        })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_a_uri() {
        assert_eq!(uri("articles/a b/é%:#.toml"), "articles/a%20b/%C3%A9%25%3A%23.toml");
    }
}

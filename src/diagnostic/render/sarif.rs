//! SARIF 2.1.0, which code hosts show as alerts.
//!
//! Specification: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use crate::diagnostic::rule::{Level, Rule};
use crate::diagnostic::{Diagnostic, Span};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) fn render(diagnostics: &[Diagnostic]) -> String {
    let rules: BTreeMap<&str, &Rule> =
        diagnostics.iter().map(|diagnostic| (diagnostic.rule.id, diagnostic.rule)).collect();
    let index: BTreeMap<&str, usize> = rules.keys().enumerate().map(|(at, id)| (*id, at)).collect();
    let mut fingerprints = Fingerprints::default();
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| result(diagnostic, index[diagnostic.rule.id], &fingerprints.next(diagnostic)))
        .collect();
    let document = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": env!("CARGO_PKG_NAME"),
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": rules.values().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
                },
            },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    super::to_json(&document) + "\n"
}

fn descriptor(rule: &Rule) -> Value {
    let page = rule.page();
    let mut descriptor = json!({
        "id": rule.id,
        "shortDescription": { "text": rule.summary },
        "fullDescription": { "text": page.split("\n\n").next().unwrap_or_default().replace('\n', " ") },
        "help": { "text": page, "markdown": page },
        "defaultConfiguration": { "level": level(rule.level) },
        "properties": { "tags": [rule.family()] },
    });
    if rule.spec.starts_with("https://") {
        descriptor["helpUri"] = rule.spec.into();
    }
    if let Some(class) = rule.w3c {
        descriptor["properties"]["w3c"] = class.into();
    }
    descriptor
}

fn result(diagnostic: &Diagnostic, rule_index: usize, fingerprint: &str) -> Value {
    let Diagnostic { rule, span, label, related, element, .. } = diagnostic;
    let mut result = json!({
        "ruleId": rule.id,
        "ruleIndex": rule_index,
        "level": level(diagnostic.level),
        "message": { "text": message(diagnostic) },
        "locations": [location(span, label.as_deref())],
        "partialFingerprints": { "primaryLocationLineHash": fingerprint },
    });
    if !related.is_empty() {
        result["relatedLocations"] = related.iter().map(|(span, label)| location(span, Some(label))).collect();
    }
    if let Some(element) = element {
        result["properties"] = json!({ "element": element.name, "parent": element.parent });
    }
    result
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

fn location(span: &Span, label: Option<&str>) -> Value {
    // GitHub refuses a location without a first line, so a file as a whole is its first.
    let mut region = Map::new();
    if let Some(range) = &span.range {
        let (start, end) = (span.source.position(range.start), span.source.position(range.end));
        region.insert("startLine".into(), start.line.into());
        region.insert("startColumn".into(), start.column.into());
        region.insert("endLine".into(), end.line.into());
        region.insert("endColumn".into(), end.column.into());
    } else {
        region.insert("startLine".into(), 1.into());
    }
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(span.source.path()) },
            "region": region,
        },
    });
    if let Some(label) = label {
        location["message"] = json!({ "text": label });
    }
    location
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
        let text = span.source.text();
        let line = span.range.as_ref().map_or("", |range| {
            let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
            text[start..].lines().next().unwrap_or_default().trim()
        });
        let hash = fnv1a(line.as_bytes());
        let nth = self.0.entry((rule.id, span.source.path().to_owned(), hash)).or_default();
        *nth += 1;
        format!("{hash:016x}:{nth}")
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
    fn the_hash_is_the_published_one() {
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
    }
}

//! One JSON object a line, for programs.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Element, Span};

/// A finding as programs read it. The order of the fields is that of the keys.
#[derive(Serialize)]
struct Finding<'a> {
    level: &'static str,
    rule: &'static str,
    w3c: Option<&'static str>,
    #[serde(flatten)]
    place: Place<'a>,
    element: Option<&'a str>,
    parent: Option<&'a str>,
    message: &'a str,
    help: Option<&'a str>,
    spec: &'static str,
    label: Option<&'a str>,
    related: Vec<Related<'a>>,
    notes: &'a [String],
}

/// Lines and columns from 1; none for a file as a whole.
#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

/// Another place that matters, and what is there.
#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    label: &'a str,
}

impl<'a> From<&'a Span> for Place<'a> {
    fn from(span: &'a Span) -> Self {
        let start = span.range.as_ref().map(|range| span.source.position(range.start));
        let end = span.range.as_ref().map(|range| span.source.position(range.end));
        Self {
            file: span.source.path(),
            line: start.map(|start| start.line),
            column: start.map(|start| start.column),
            end_line: end.map(|end| end.line),
            end_column: end.map(|end| end.column),
        }
    }
}

impl<'a> From<&'a Diagnostic> for Finding<'a> {
    fn from(diagnostic: &'a Diagnostic) -> Self {
        let Diagnostic { rule, level, span, message, label, related, notes, help, element, .. } = diagnostic;
        Self {
            level: level.as_str(),
            rule: rule.id,
            w3c: rule.w3c,
            place: span.into(),
            element: element.as_ref().map(|Element { name, .. }| name.as_str()),
            parent: element.as_ref().map(|Element { parent, .. }| parent.as_str()).filter(|parent| !parent.is_empty()),
            message,
            help: help.as_deref(),
            spec: rule.spec,
            label: label.as_deref(),
            related: related.iter().map(|(span, label)| Related { place: span.into(), label }).collect(),
            notes,
        }
    }
}

pub(super) fn render(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(|diagnostic| super::to_json(&Finding::from(diagnostic)) + "\n").collect()
}

//! One JSON object a line, for programs.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Element};

/// A finding as programs read it. The order of the fields is that of the keys.
#[derive(Serialize)]
struct Finding<'a> {
    level: &'static str,
    rule: &'static str,
    w3c: Option<&'static str>,
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    element: Option<&'a str>,
    parent: Option<&'a str>,
    message: &'a str,
    help: Option<&'a str>,
    spec: &'static str,
}

impl<'a> From<&'a Diagnostic> for Finding<'a> {
    fn from(diagnostic: &'a Diagnostic) -> Self {
        let Diagnostic { rule, level, span, message, help, element, .. } = diagnostic;
        let start = span.range.as_ref().map(|range| span.source.position(range.start));
        let end = span.range.as_ref().map(|range| span.source.position(range.end));
        Self {
            level: level.as_str(),
            rule: rule.id,
            w3c: rule.w3c,
            file: span.source.path(),
            line: start.map(|start| start.line),
            column: start.map(|start| start.column),
            end_line: end.map(|end| end.line),
            end_column: end.map(|end| end.column),
            element: element.as_ref().map(|Element { name, .. }| name.as_str()),
            parent: element.as_ref().map(|Element { parent, .. }| parent.as_str()).filter(|parent| !parent.is_empty()),
            message,
            help: help.as_deref(),
            spec: rule.spec,
        }
    }
}

pub(super) fn render(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(|diagnostic| super::to_json(&Finding::from(diagnostic)) + "\n").collect()
}

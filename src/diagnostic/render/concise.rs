//! `path:line:column: level[rule]: message`, one line each.

use crate::diagnostic::{Diagnostic, safe};

pub(super) fn render(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(line).collect()
}

fn line(diagnostic: &Diagnostic) -> String {
    let Diagnostic { rule, level, span, message, .. } = diagnostic;
    let place = span.range.as_ref().map_or_else(String::new, |range| {
        let start = span.source.position(range.start);
        format!(":{}:{}", start.line, start.column)
    });
    let path = safe::one_line(span.source.path());
    format!("{path}{place}: {}[{}]: {}\n", level.as_str(), rule.id, safe::one_line(message))
}

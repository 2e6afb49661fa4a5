//! `path:line:column: level[rule]: message`, one line each.

use crate::diagnostic::{Diagnostic, safe};

pub(super) fn render(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(line).collect()
}

fn line(diagnostic: &Diagnostic) -> String {
    let Diagnostic { rule, level, span, message, .. } = diagnostic;
    format!("{}: {}[{}]: {}\n", super::place(span), level.as_str(), rule.id, safe::one_line(message))
}

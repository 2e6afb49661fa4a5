//! Workflow commands of GitHub Actions, which become annotations of the lines in a pull request.
//!
//! Specification: <https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands>

use std::fmt::Write as _;

use crate::diagnostic::rule::Level;
use crate::diagnostic::{Diagnostic, safe};

pub(super) fn render(diagnostics: &[Diagnostic]) -> String {
    // GitHub keeps the first ten of a level in a step, and fifty in a job.
    let mut diagnostics: Vec<&Diagnostic> = diagnostics.iter().collect();
    diagnostics.sort_by_key(|diagnostic| diagnostic.level);
    diagnostics.into_iter().map(command).collect()
}

fn command(diagnostic: &Diagnostic) -> String {
    let name = match diagnostic.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "notice",
    };
    let mut text = safe::one_line(&diagnostic.message);
    for note in &diagnostic.notes {
        let _ = write!(text, "\nnote: {}", safe::lines(note));
    }
    if let Some(help) = &diagnostic.help {
        let _ = write!(text, "\nhelp: {}", safe::lines(help));
    }
    // The log shows the text alone.
    let _ = write!(text, "\n--> {}", super::place(&diagnostic.span));
    format!("::{name} {}::{}\n", properties(diagnostic).join(","), data(&text))
}

fn properties(diagnostic: &Diagnostic) -> Vec<String> {
    let mut properties = Vec::new();
    let Diagnostic { rule, span, .. } = diagnostic;
    // Standard input is no file of the repository.
    if span.source.path() != "-" {
        properties.push(format!("file={}", property(&safe::one_line(span.source.path()))));
        if let Some(range) = &span.range {
            let (start, end) = (span.source.position(range.start), span.source.position(range.end));
            properties.push(format!("line={}", start.line));
            // GitHub takes columns only where start and end are on one line.
            if start.line == end.line {
                properties.push(format!("col={}", start.column));
                properties.push(format!("endLine={}", end.line));
                properties.push(format!("endColumn={}", end.column));
            } else {
                properties.push(format!("endLine={}", end.line));
            }
        }
    }
    properties.push(format!("title={}", property(rule.id)));
    properties
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_a_property_or_a_command_is_escaped() {
        assert_eq!(data("5 %\r\na: b, c"), "5 %25%0D%0Aa: b, c");
        assert_eq!(property("a,b:c%d\n"), "a%2Cb%3Ac%25d%0A");
    }
}

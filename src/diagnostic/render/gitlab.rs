//! A code quality report of GitLab, which shows findings in a merge request.
//!
//! Specification: <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>

use serde::Serialize;

use super::fingerprint::{Fingerprint, Fingerprints, fnv1a};
use crate::diagnostic::rule::Level;
use crate::diagnostic::{Diagnostic, Span, safe};

pub(super) fn render(diagnostics: &[Diagnostic]) -> String {
    let mut fingerprints = Fingerprints::default();
    let finding = |diagnostic| Finding::new(diagnostic, fingerprints.next(diagnostic));
    super::to_json(&diagnostics.iter().map(finding).collect::<Vec<_>>()) + "\n"
}

#[derive(Serialize)]
struct Finding<'a> {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

impl<'a> Finding<'a> {
    fn new(diagnostic: &'a Diagnostic, fingerprint: Fingerprint) -> Self {
        let Diagnostic { rule, level, span, .. } = diagnostic;
        // Unlike SARIF's, it is unique in the whole report, and GitLab expects no form but that of a hash.
        let file = fnv1a(format!("{}\n{}", rule.id, span.source.path()).as_bytes());
        let line = fnv1a(fingerprint.to_string().as_bytes());
        Self {
            description: description(diagnostic),
            check_name: rule.id,
            fingerprint: format!("{file:016x}{line:016x}"),
            severity: severity(*level),
            location: Location { path: span.source.path(), lines: Lines::of(span) },
        }
    }
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

/// Lines from 1; a file as a whole is its first line, since GitLab wants one.
#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

impl Lines {
    fn of(span: &Span) -> Self {
        let line = |offset| span.source.position(offset).line;
        match &span.range {
            Some(range) => Self { begin: line(range.start), end: line(range.end) },
            None => Self { begin: 1, end: 1 },
        }
    }
}

/// One line, since GitLab shows it as one: the message and what to type.
fn description(diagnostic: &Diagnostic) -> String {
    let message = safe::one_line(&diagnostic.message);
    match &diagnostic.help {
        Some(help) => format!("{message}; help: {}", safe::lines(help).replace('\n', " ")),
        None => message,
    }
}

const fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "major",
        Level::Warning => "minor",
        Level::Info => "info",
    }
}

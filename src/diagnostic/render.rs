//! How findings look: one file a format.
//!
//! Lines, columns, colours and escapes exist only here; [`Diagnostic`] knows bytes. Every format makes one text of all
//! findings, in the order given, save for GitHub's.

mod concise;
mod fingerprint;
mod github;
mod gitlab;
mod human;
mod json;
mod sarif;

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use super::rule::Level;
use super::{Diagnostic, Span, safe};

/// A way to show findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// The source line with the place underlined, notes, help.
    #[default]
    Human,
    /// One line each, as editors and `grep` read it.
    Concise,
    /// One JSON object a line.
    Json,
    /// Annotations of a GitHub Actions run.
    Github,
    /// One code quality report of GitLab.
    Gitlab,
    /// One SARIF 2.1.0 document.
    Sarif,
}

impl Format {
    /// All of them, in the order of the documentation.
    pub const ALL: [Self; 6] = [Self::Human, Self::Concise, Self::Json, Self::Github, Self::Gitlab, Self::Sarif];

    /// The word for it, as `--format` takes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Concise => "concise",
            Self::Json => "json",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Sarif => "sarif",
        }
    }

    /// Whether a program reads it, and wants every finding.
    #[must_use]
    pub const fn is_for_programs(self) -> bool {
        matches!(self, Self::Json | Self::Gitlab | Self::Sarif)
    }

    /// Whether a code host reads it, and takes its paths to begin at the repository's folder.
    #[must_use]
    pub const fn is_for_code_hosts(self) -> bool {
        matches!(self, Self::Github | Self::Gitlab | Self::Sarif)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A word that names no [`Format`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownFormat;

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected one of {}", Format::ALL.map(Format::as_str).join(", "))
    }
}

impl std::error::Error for UnknownFormat {}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(word: &str) -> Result<Self, UnknownFormat> {
        Self::ALL.into_iter().find(|format| format.as_str() == word).ok_or(UnknownFormat)
    }
}

/// Whether [`Format::Human`] may use colours; the other formats never do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// Text alone.
    #[default]
    Plain,
    /// With ANSI escapes.
    Coloured,
}

/// All findings as one text, each line ended; empty for no findings, save for GitLab and SARIF, whose document is one
/// even then.
///
/// Never fails. Nothing of a source or a message reaches the text as a terminal escape or as a mark that turns the
/// reading direction: people see what stands there instead, programs get it escaped as JSON has it.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], format: Format, style: Style) -> String {
    match format {
        Format::Human => human::render(diagnostics, style),
        Format::Concise => concise::render(diagnostics),
        Format::Json => json::render(diagnostics),
        Format::Github => github::render(diagnostics),
        Format::Gitlab => gitlab::render(diagnostics),
        Format::Sarif => sarif::render(diagnostics),
    }
}

/// The line for people below all findings: `2 errors, 1 info in 3 files, with faults of 1 draft`; none when there is
/// nothing to sum up.
#[must_use]
pub fn summary(diagnostics: &[Diagnostic]) -> Option<String> {
    let files = |is_such: fn(&&Diagnostic) -> bool| {
        let paths: BTreeSet<_> =
            diagnostics.iter().filter(is_such).map(|diagnostic| diagnostic.span.source.path()).collect();
        paths.len()
    };
    let all = format!("{} in {}", counts(diagnostics)?, count(files(|_| true), "file"));
    // Once they are published, these are errors and warnings, which nobody would look for among infos.
    match files(|diagnostic| diagnostic.is_of_draft && diagnostic.rule.level != Level::Info) {
        0 => Some(all),
        drafts => Some(format!("{all}, with faults of {}", count(drafts, "draft"))),
    }
}

/// How many findings there are of each level that has any, `2 errors, 1 warning`; `None` without findings.
#[must_use]
pub fn counts(diagnostics: &[Diagnostic]) -> Option<String> {
    let of_level = |level: Level| {
        let number = diagnostics.iter().filter(|diagnostic| diagnostic.level == level).count();
        (number > 0).then(|| count(number, level.as_str()))
    };
    let levels: Vec<_> = [Level::Error, Level::Warning, Level::Info].into_iter().filter_map(of_level).collect();
    (!levels.is_empty()).then(|| levels.join(", "))
}

/// A number with its noun, in the plural where English wants it.
///
/// ```
/// use dateline::diagnostic::render::count;
///
/// assert_eq!(count(1, "entry"), "1 entry");
/// assert_eq!(count(0, "entry"), "0 entries");
/// assert_eq!(count(12, "file"), "12 files");
/// ```
#[must_use]
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 {
        return format!("1 {noun}");
    }
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{number} {stem}ies"),
        _ if noun.ends_with(['s', 'x', 'z']) || noun.ends_with("ch") || noun.ends_with("sh") => {
            format!("{number} {noun}es")
        }
        _ => format!("{number} {noun}s"),
    }
}

/// `path:line:column`, or the path of a file as a whole.
fn place(span: &Span) -> String {
    let path = safe::one_line(span.source.path());
    span.range.as_ref().map_or_else(
        || path.clone(),
        |range| {
            let start = span.source.position(range.start);
            format!("{path}:{}:{}", start.line, start.column)
        },
    )
}

/// One value as JSON on one line, in which characters that a terminal would obey are escaped.
fn to_json(value: &impl serde::Serialize) -> String {
    let json = serde_json::to_string(value).expect("structs of texts and numbers always serialise");
    if !json.chars().any(is_obeyed) {
        return json;
    }
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        if is_obeyed(c) {
            // Such a character can only stand inside a string.
            escaped.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            escaped.push(c);
        }
    }
    escaped
}

fn is_obeyed(c: char) -> bool {
    c == '\x7f' || safe::is_hidden(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals() {
        for (number, noun, expected) in [
            (0, "error", "0 errors"),
            (1, "error", "1 error"),
            (2, "day", "2 days"),
            (3, "reply", "3 replies"),
            (4, "address", "4 addresses"),
            (5, "branch", "5 branches"),
        ] {
            assert_eq!(count(number, noun), expected);
        }
    }

    #[test]
    fn json_escapes_what_a_terminal_obeys() {
        let json = to_json(&"\x1b\x7f\u{9b}\u{202e}\u{e0041}é");
        assert_eq!(json, r#""\u001b\u007f\u009b\u202e\udb40\udc41é""#);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), "\x1b\x7f\u{9b}\u{202e}\u{e0041}é");
    }
}

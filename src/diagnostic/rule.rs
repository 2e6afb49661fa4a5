//! A rule: what a finding is called, how grave it is, and its page.

use super::suggest;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing is written, or the feed is invalid.
    Error,
    /// Written, but some readers or checkers will mind; fails under `--strict`.
    Warning,
    /// Worth knowing; never fails.
    Info,
}

impl Level {
    /// The word for it: `error`, `warning`, `info`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// What one kind of finding says whenever it says it.
#[derive(Debug)]
pub struct Rule {
    /// `family/kebab-fault`.
    pub id: &'static str,
    /// The level, unless `[rules]` in config.toml says otherwise.
    pub level: Level,
    /// A few words, lower case, for lists.
    pub summary: &'static str,
    /// The address of the specification, or of the page in `docs/`, that the rule stands on.
    pub spec: &'static str,
    /// The class that the W3C feed validator gives the same fault, where it has one.
    pub w3c: Option<&'static str>,
    /// The page: what it is, why readers care, wrong and right, in Markdown.
    pub docs: &'static str,
}

impl Rule {
    /// The part of the id before the slash.
    ///
    /// Never fails: a rule without a slash is its own family.
    #[must_use]
    pub fn family(&self) -> &'static str {
        self.id.split('/').next().unwrap_or(self.id)
    }

    /// The page as Markdown, without the space that follows each `///` in the source, one line break at the end.
    #[must_use]
    pub fn page(&self) -> String {
        let lines = self.docs.lines().map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end());
        let mut page = lines.collect::<Vec<_>>().join("\n").trim_end().to_owned();
        page.push('\n');
        page
    }
}

/// The one of `rules` whose id was probably meant, if any is near enough; the fault's name alone, without its family, is
/// enough.
#[must_use]
pub fn nearest(rules: &[&'static Rule], id: &str) -> Option<&'static Rule> {
    let fault = |rule: &Rule| rule.id.split_once('/').map_or(rule.id, |(_, fault)| fault);
    let full = suggest::nearest(id, rules.iter().map(|rule| rule.id));
    let by_fault = || {
        let near = suggest::nearest(id, rules.iter().map(|rule| fault(rule)))?;
        rules.iter().find(|rule| fault(rule) == near).copied()
    };
    full.and_then(|id| rules.iter().find(|rule| rule.id == id).copied()).or_else(by_fault)
}

/// Declares a family of rules: one doc comment serves rustdoc, `dateline explain` and `docs/rules.md`.
///
/// Each line is `NAME = Level "family/kebab-fault" "summary", "spec";`, with `w3c "Class"` after the spec where the
/// W3C validator has a class for it.
macro_rules! rules {
    ($(
        $(#[doc = $doc:literal])+
        $name:ident = $level:ident $id:literal $summary:literal, $spec:literal $(, w3c $w3c:literal)?;
    )+) => {
        $(
            $(#[doc = $doc])+
            pub static $name: $crate::diagnostic::rule::Rule = $crate::diagnostic::rule::Rule {
                id: $id,
                level: $crate::diagnostic::rule::Level::$level,
                summary: $summary,
                spec: $spec,
                w3c: rules!(@w3c $($w3c)?),
                docs: concat!($($doc, '\n'),+),
            };
        )+
        /// The rules of this family, in the order of the file.
        pub static RULES: &[&$crate::diagnostic::rule::Rule] = &[$(&$name),+];
    };
    (@w3c) => { None };
    (@w3c $w3c:literal) => { Some($w3c) };
}
pub(crate) use rules;

#[cfg(test)]
#[expect(unreachable_pub, reason = "the macro makes public tables")]
mod tests {
    rules! {
        /// A key that nobody reads.
        ///
        /// Wrong:
        ///
        /// ```toml
        /// [extra]
        ///   colour = 1
        /// ```
        SAMPLE = Warning "sample/unknown-key" "unknown key", "docs/rules.md", w3c "UndefinedElement";
    }

    #[test]
    fn a_page_has_neither_the_space_of_its_comment_nor_a_lost_indent() {
        assert!(SAMPLE.docs.starts_with(" A key"), "the raw text has the space");
        assert_eq!(SAMPLE.page(), "A key that nobody reads.\n\nWrong:\n\n```toml\n[extra]\n  colour = 1\n```\n");
    }

    #[test]
    fn the_macro_keeps_what_it_was_given() {
        assert_eq!(SAMPLE.family(), "sample");
        assert_eq!(SAMPLE.w3c, Some("UndefinedElement"));
        assert_eq!(RULES.len(), 1);
    }
}

//! A rule: what a finding is called, how grave it is, and its page.

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

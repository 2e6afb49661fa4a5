//! The pattern that an article's address is made from: `{year}/{month}/{slug}/`.

use std::fmt::{self, Write as _};
use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::moment::push_figures;

/// A pattern for addresses below the site's link.
///
/// ```
/// use chrono::NaiveDate;
/// use dateline::value::permalink::Permalink;
///
/// let permalink = Permalink::parse("{year}/{month}/{slug}/")?;
/// let day = NaiveDate::from_ymd_opt(2026, 3, 4).unwrap();
/// assert_eq!(permalink.fill(day, "ferry-returns", None), "2026/03/ferry-returns/");
/// # Ok::<_, dateline::value::permalink::PermalinkError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permalink(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Year,
    Month,
    Day,
    Slug,
    Section,
}

/// The placeholders, as the pattern has them.
pub const PLACEHOLDERS: [&str; 5] = ["{year}", "{month}", "{day}", "{slug}", "{section}"];

/// Why a pattern is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PermalinkError {
    /// A placeholder that there is not, with its place in the pattern.
    UnknownPlaceholder(Range<usize>, String),
    /// A `{` without its `}`, or the other way round.
    Unbalanced(Range<usize>),
    /// No `{slug}`, so that two articles would share an address.
    NoSlug,
    /// A pattern that leaves the site: absolute, with `..`, a query or a fragment.
    Outside,
}

impl PermalinkError {
    /// The bytes of the pattern that are to blame, if not all of it.
    #[must_use]
    pub fn range(&self) -> Option<Range<usize>> {
        match self {
            Self::UnknownPlaceholder(range, _) | Self::Unbalanced(range) => Some(range.clone()),
            Self::NoSlug | Self::Outside => None,
        }
    }
}

/// The pattern that was probably meant by one of another generator, which has colons before its placeholders.
///
/// ```
/// use dateline::value::permalink::suggestion;
///
/// assert_eq!(suggestion("/:year/:month/:title/").as_deref(), Some("{year}/{month}/{slug}/"));
/// assert_eq!(suggestion("{year}/{nonsense}"), None);
/// ```
#[must_use]
pub fn suggestion(pattern: &str) -> Option<String> {
    let mut written = pattern.trim_start_matches('/').to_owned();
    // Longer names first, where one begins like another.
    for (theirs, ours) in [
        (":i_month", "{month}"),
        (":short_year", "{year}"),
        (":categories", "{section}"),
        (":sections", "{section}"),
        (":section", "{section}"),
        (":category", "{section}"),
        (":slugorfilename", "{slug}"),
        (":slugorcontentbasename", "{slug}"),
        (":contentbasename", "{slug}"),
        (":filename", "{slug}"),
        (":title", "{slug}"),
        (":slug", "{slug}"),
        (":name", "{slug}"),
        (":month", "{month}"),
        (":year", "{year}"),
        (":day", "{day}"),
    ] {
        written = written.replace(theirs, ours);
    }
    Permalink::parse(&written).is_ok().then_some(written)
}

impl fmt::Display for PermalinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownPlaceholder(_, name) => {
                write!(
                    f,
                    "there is no placeholder `{name}`, only {}",
                    PLACEHOLDERS.map(|p| format!("`{p}`")).join(", ")
                )
            }
            Self::Unbalanced(_) => f.write_str("a brace without its partner"),
            Self::NoSlug => f.write_str("without `{slug}` several articles would share one address"),
            Self::Outside => f.write_str("a permalink is a path below the site's link, without `..`, `?` or `#`"),
        }
    }
}

impl std::error::Error for PermalinkError {}

impl Permalink {
    /// Reads a pattern.
    ///
    /// # Errors
    /// See [`PermalinkError`]; a leading slash is no error, it is dropped.
    pub fn parse(pattern: &str) -> Result<Self, PermalinkError> {
        let outside = pattern.contains(['?', '#', '\\', ':']) || pattern.split('/').any(|part| part == "..");
        if outside {
            return Err(PermalinkError::Outside);
        }
        let skipped = pattern.len() - pattern.trim_start_matches('/').len();
        let mut parts = Vec::new();
        let mut at = skipped;
        while let Some(found) = pattern[at..].find(['{', '}']) {
            let open = at + found;
            if open > at {
                parts.push(Part::Text(pattern[at..open].to_owned()));
            }
            let close = pattern[open..].find('}').map(|close| open + close);
            let Some(close) = close.filter(|&close| close > open) else {
                return Err(PermalinkError::Unbalanced(open..open + 1));
            };
            at = close + 1;
            parts.push(match &pattern[open..at] {
                "{year}" => Part::Year,
                "{month}" => Part::Month,
                "{day}" => Part::Day,
                "{slug}" => Part::Slug,
                "{section}" => Part::Section,
                other => return Err(PermalinkError::UnknownPlaceholder(open..at, other.to_owned())),
            });
        }
        if at < pattern.len() {
            parts.push(Part::Text(pattern[at..].to_owned()));
        }
        if !parts.contains(&Part::Slug) {
            return Err(PermalinkError::NoSlug);
        }
        Ok(Self(parts))
    }

    /// Whether the section is a part of it.
    #[must_use]
    pub fn has_section(&self) -> bool {
        self.0.contains(&Part::Section)
    }

    /// The path of an article, to be joined to the site's link; an article without a section has no such segment.
    ///
    /// Never fails: day, slug and section are what they are.
    #[must_use]
    pub fn fill(&self, day: NaiveDate, slug: &str, section: Option<&str>) -> String {
        let mut path = String::with_capacity(64);
        for part in &self.0 {
            match part {
                Part::Text(text) if text.starts_with('/') && path.is_empty() => path.push_str(&text[1..]),
                Part::Text(text) => path.push_str(text),
                Part::Year => match u32::try_from(day.year()) {
                    Ok(year @ 0..=9999) => push_figures(&mut path, year, 4),
                    _ => _ = write!(path, "{:04}", day.year()),
                },
                Part::Month => push_figures(&mut path, day.month(), 2),
                Part::Day => push_figures(&mut path, day.day(), 2),
                Part::Slug => path.push_str(slug),
                Part::Section => path.push_str(section.unwrap_or_default()),
            }
        }
        if path.contains("//") { path.replace("//", "/") } else { path }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_that_are_none_say_why() {
        for (pattern, message) in [
            ("{year}/", "without `{slug}` several articles would share one address"),
            ("../{slug}", "a permalink is a path below the site's link, without `..`, `?` or `#`"),
            ("https://x.example/{slug}", "a permalink is a path below the site's link, without `..`, `?` or `#`"),
            ("{slug", "a brace without its partner"),
            ("a}{slug}", "a brace without its partner"),
            (
                "{title}/{slug}",
                "there is no placeholder `{title}`, only `{year}`, `{month}`, `{day}`, `{slug}`, `{section}`",
            ),
        ] {
            assert_eq!(Permalink::parse(pattern).unwrap_err().to_string(), message, "{pattern}");
        }
    }

    #[test]
    fn a_lone_brace_is_where_it_stands() {
        for (pattern, at) in [("{slug", 0), ("a}{slug}", 1), ("/{slug}/{", 8)] {
            assert_eq!(Permalink::parse(pattern), Err(PermalinkError::Unbalanced(at..at + 1)), "{pattern}");
        }
    }

    #[test]
    fn an_article_without_a_section_leaves_no_empty_segment() {
        let permalink = Permalink::parse("/{section}/{slug}.html").unwrap();
        let day = NaiveDate::from_ymd_opt(2026, 11, 3).unwrap();
        assert_eq!(permalink.fill(day, "a", Some("news")), "news/a.html");
        assert_eq!(permalink.fill(day, "a", None), "a.html");
    }
}

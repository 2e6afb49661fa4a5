//! The formats that feeds are written in, and the choices that their writers are given.

use std::fmt;
use std::str::FromStr;

/// A format of a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// RSS 2.0, <https://www.rssboard.org/rss-specification>.
    Rss,
    /// Atom 1.0, <https://www.rfc-editor.org/rfc/rfc4287>.
    Atom,
    /// JSON Feed 1.1, <https://www.jsonfeed.org/version/1.1/>.
    Json,
}

impl Format {
    /// All of them, in the order of config.toml's default.
    pub const ALL: [Self; 3] = [Self::Rss, Self::Atom, Self::Json];

    /// The name in config.toml: `rss`, `atom`, `json`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rss => "rss",
            Self::Atom => "atom",
            Self::Json => "json",
        }
    }

    /// The name of the file that a feed of this format has in its folder.
    #[must_use]
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Rss => "rss.xml",
            Self::Atom => "atom.xml",
            Self::Json => "feed.json",
        }
    }

    /// The format of the feed that has such a path here; `None` for a file that is called otherwise.
    ///
    /// ```
    /// use dateline::value::format::Format;
    ///
    /// assert_eq!(Format::of_path("tag/ferries/rss.xml"), Some(Format::Rss));
    /// assert_eq!(Format::of_path("sitemap.xml"), None);
    /// ```
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        let name = path.rsplit('/').next();
        Self::ALL.into_iter().find(|format| name == Some(format.file_name()))
    }

    /// The media type that it is served as.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Rss => "application/rss+xml",
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
        }
    }

    /// The name that people know it by.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Rss => "RSS",
            Self::Atom => "Atom",
            Self::Json => "JSON Feed",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What an entry carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// The whole text and the summary.
    Full,
    /// The summary alone.
    Summary,
}

/// How RSS names several authors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Creators {
    /// One `dc:creator` with the names joined by ", ".
    Joined,
    /// One `dc:creator` for each author.
    Each,
}

/// What further feeds are made by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// A feed for each section.
    Section,
    /// A feed for each tag.
    Tag,
    /// A feed for each author.
    Author,
    /// A feed for each language, where there are several.
    Language,
}

impl By {
    /// All of them, in the order of the documentation.
    pub const ALL: [Self; 4] = [Self::Section, Self::Tag, Self::Author, Self::Language];

    /// The name in config.toml, and of the folder below `feeds/`: `section`, `tag`, `author`, `language`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Tag => "tag",
            Self::Author => "author",
            Self::Language => "language",
        }
    }
}

/// The folder below `feeds/` of the archive documents, to which nobody subscribes.
pub const ARCHIVE: &str = "archive";

/// Whether a path below `feeds/` lies there.
///
/// ```
/// use dateline::value::format::is_in_archive;
///
/// assert!(is_in_archive("archive/2026-03/rss.xml"));
/// assert!(!is_in_archive("tag/archive/rss.xml"));
/// ```
#[must_use]
pub fn is_in_archive(path: &str) -> bool {
    path.strip_prefix(ARCHIVE).is_some_and(|below| below.starts_with('/'))
}

/// A word that is none of those that a key takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownWord {
    /// The words that it takes.
    pub known: &'static [&'static str],
}

impl fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected one of ")?;
        for (nth, word) in self.known.iter().enumerate() {
            write!(f, "{}`{word}`", if nth == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

impl std::error::Error for UnknownWord {}

/// Reads a type from the words that config.toml has for it.
macro_rules! words {
    ($type:ty { $($word:literal => $value:expr),+ $(,)? }) => {
        impl FromStr for $type {
            type Err = UnknownWord;

            /// Reads the word that config.toml has for it.
            fn from_str(word: &str) -> Result<Self, UnknownWord> {
                match word {
                    $($word => Ok($value),)+
                    _ => Err(UnknownWord { known: &[$($word),+] }),
                }
            }
        }
    };
}

words!(Format { "rss" => Self::Rss, "atom" => Self::Atom, "json" => Self::Json });
words!(Content { "full" => Self::Full, "summary" => Self::Summary });
words!(Creators { "joined" => Self::Joined, "each" => Self::Each });
words!(By { "section" => Self::Section, "tag" => Self::Tag, "author" => Self::Author, "language" => Self::Language });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_reads_its_own_name() {
        for format in Format::ALL {
            assert_eq!(format.to_string().parse(), Ok(format));
        }
    }

    #[test]
    fn an_unknown_word_is_answered_with_the_known_ones() {
        let error = "both".parse::<Content>().unwrap_err();
        assert_eq!(error.to_string(), "expected one of `full`, `summary`");
    }
}

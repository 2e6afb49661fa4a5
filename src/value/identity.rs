//! The ids of an entry: one URI in all formats, or another one where old subscribers know the entry by it.

use std::error::Error;
use std::fmt;
use std::hash::{DefaultHasher, Hasher as _};

use super::format::Format;
use super::id::EntryId;
use super::text::XmlText;

/// What an entry is called in each format.
///
/// Atom takes URIs alone. RSS and JSON Feed take any text, and feeds that are older than the publication's use of
/// dateline have a plain number there, or a guid that is not their Atom id.
///
/// # Specification
/// RFC 4287, 4.2.6: <https://www.rfc-editor.org/rfc/rfc4287#section-4.2.6>; RSS:
/// <https://www.rssboard.org/rss-specification#ltguidgtSubelementOfLtitemgt>; JSON Feed: <https://www.jsonfeed.org/version/1.1/#items-a-name-items-a>.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    uri: EntryId,
    rss: Option<Name>,
    json: Option<Name>,
}

/// An id of RSS or JSON Feed: any text on one line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Box<str>);

/// An id as a number, where many are held: other ids have other numbers, but for an accident in 2⁶⁴.
#[must_use]
pub fn key(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(id.as_bytes());
    hasher.finish()
}

/// What keeps a text from being a [`Name`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameError {
    /// There is nothing.
    Empty,
    /// White space around it: readers differ in whether it is a part of the id.
    WhiteSpace,
    /// A line break or another character that is not to be seen.
    Character(char),
}

impl Name {
    /// The name that is written, kept letter by letter.
    ///
    /// # Errors
    /// [`NameError`].
    ///
    /// ```
    /// use dateline::value::identity::{Name, NameError};
    ///
    /// assert_eq!(Name::parse("?p=123").unwrap().as_str(), "?p=123");
    /// assert_eq!(Name::parse(" 123"), Err(NameError::WhiteSpace));
    /// ```
    pub fn parse(text: &str) -> Result<Self, NameError> {
        if text.is_empty() {
            return Err(NameError::Empty);
        }
        if text.trim() != text {
            return Err(NameError::WhiteSpace);
        }
        if let Some(character) = text.chars().find(|c| c.is_control()) {
            return Err(NameError::Character(character));
        }
        XmlText::check(text).map_err(|error| NameError::Character(error.character))?;
        Ok(Self(text.into()))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<EntryId> for Name {
    fn from(id: EntryId) -> Self {
        Self(id.to_string().into())
    }
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("an id cannot be empty"),
            Self::WhiteSpace => f.write_str("the id has white space around it"),
            Self::Character(character) => {
                write!(f, "the id holds `{}`, which no id may hold", character.escape_debug())
            }
        }
    }
}

impl Error for NameError {}

impl Identity {
    /// The names in RSS and in JSON Feed, where they are not the URI of Atom.
    ///
    /// ```
    /// use dateline::value::format::Format;
    /// use dateline::value::id::EntryId;
    /// use dateline::value::identity::{Identity, Name};
    ///
    /// let uri = EntryId::parse("tag:gazette.example,2026-03-04:ferry").unwrap();
    /// let id = Identity::new(uri, Some(Name::parse("123").unwrap()), None);
    /// assert_eq!(id.in_format(Format::Rss), "123");
    /// assert_eq!(id.in_format(Format::Json), "tag:gazette.example,2026-03-04:ferry");
    /// ```
    #[must_use]
    pub fn new(uri: EntryId, rss: Option<Name>, json: Option<Name>) -> Self {
        let differs = |name: &Name| name.as_str() != uri.as_str();
        let (rss, json) = (rss.filter(differs), json.filter(differs));
        Self { uri, rss, json }
    }

    /// The URI: the name in Atom, and in the other formats where they have none of their own.
    #[must_use]
    pub fn uri(&self) -> &EntryId {
        &self.uri
    }

    /// The name in a format.
    #[must_use]
    pub fn in_format(&self, format: Format) -> &str {
        self.own_name(format).map_or(self.uri.as_str(), Name::as_str)
    }

    /// The name that a format has besides the URI.
    #[must_use]
    pub fn own_name(&self, format: Format) -> Option<&Name> {
        match format {
            Format::Atom => None,
            Format::Rss => self.rss.as_ref(),
            Format::Json => self.json.as_ref(),
        }
    }

    /// All names that it has, each once, the URI first.
    ///
    /// ```
    /// use dateline::value::id::EntryId;
    /// use dateline::value::identity::{Identity, Name};
    ///
    /// let name = Name::parse("123").unwrap();
    /// let id = Identity::new(EntryId::parse("urn:isbn:1").unwrap(), Some(name.clone()), Some(name));
    /// assert_eq!(id.names().collect::<Vec<_>>(), ["urn:isbn:1", "123"]);
    /// ```
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let json = self.json.as_ref().filter(|json| Some(*json) != self.rss.as_ref());
        std::iter::once(self.uri.as_str()).chain(self.rss.as_ref().into_iter().chain(json).map(Name::as_str))
    }

    /// Its name in each format as a number, see [`key`].
    #[must_use]
    pub fn keys(&self) -> [u64; 3] {
        let uri = key(self.uri.as_str());
        if self.is_one() { [uri; 3] } else { Format::ALL.map(|format| key(self.in_format(format))) }
    }

    /// Whether it is the URI in every format.
    #[must_use]
    pub fn is_one(&self) -> bool {
        self.rss.is_none() && self.json.is_none()
    }
}

impl From<EntryId> for Identity {
    fn from(uri: EntryId) -> Self {
        Self { uri, rss: None, json: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_told_once() {
        for (rss, json, names) in [
            (None, None, &["urn:isbn:1"][..]),
            (Some("7"), None, &["urn:isbn:1", "7"]),
            (Some("7"), Some("7"), &["urn:isbn:1", "7"]),
            (Some("7"), Some("8"), &["urn:isbn:1", "7", "8"]),
            (Some("urn:isbn:1"), Some("8"), &["urn:isbn:1", "8"]),
        ] {
            let name = |text: Option<&str>| text.map(|text| Name::parse(text).unwrap());
            let id = Identity::new(EntryId::parse("urn:isbn:1").unwrap(), name(rss), name(json));
            assert_eq!(id.names().collect::<Vec<_>>(), names);
        }
    }
}

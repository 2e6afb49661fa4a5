//! What an article is to be called that has been called something in older feeds.

use std::error::Error;
use std::fmt;

use crate::value::format::Format;
use crate::value::id::{EntryId, IdError};
use crate::value::identity::{Identity, Name, NameError};

/// Why an article cannot be called what its entries are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The feeds of one format have two ids for it.
    TwoIds {
        /// The format.
        format: Format,
        /// The one.
        one: String,
        /// The other.
        other: String,
    },
    /// Atom takes nothing but URIs.
    NoUri(IdError),
    /// No format takes it.
    NoName(NameError),
    /// Another article has it.
    Taken {
        /// The format.
        format: Format,
        /// The id.
        id: String,
        /// The file of the other article.
        path: String,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TwoIds { format, one, other } => {
                write!(f, "the {} feeds have two ids for it, `{one}` and `{other}`", format.title())
            }
            Self::NoUri(error) => write!(f, "{error}, and Atom takes nothing but URIs"),
            Self::NoName(error) => error.fmt(f),
            Self::Taken { format, id, path } => write!(f, "{path} has the id `{id}` in {}", format.title()),
        }
    }
}

impl Error for Refusal {}

/// What an article is to be called that older feeds call as `old` says.
///
/// Each format keeps the id that it has there. A format that none of the feeds is in keeps what is pinned; of an
/// article whose id is the `minted` one, which nobody needs to have seen, it takes the old id too where that is a URI.
///
/// # Errors
/// [`Refusal`].
pub fn identity(present: &Identity, minted: &EntryId, old: &[(Format, &str)]) -> Result<Identity, Refusal> {
    let [rss, atom, json] = [Format::Rss, Format::Atom, Format::Json].map(|format| name(old, format));
    let (rss, json) = (rss?, json?);
    let atom = atom?.map(|id| EntryId::parse(id.as_str()).map_err(Refusal::NoUri)).transpose()?;
    if *present == Identity::from(minted.clone()) {
        let uri = |name: &Option<Name>| EntryId::parse(name.as_ref()?.as_str()).ok();
        let uri = atom.or_else(|| uri(&rss)).or_else(|| uri(&json)).unwrap_or_else(|| minted.clone());
        return Ok(Identity::new(uri, rss, json));
    }
    let kept = |format: Format| Name::parse(present.in_format(format)).ok();
    let uri = atom.unwrap_or_else(|| present.uri().clone());
    Ok(Identity::new(uri, rss.or_else(|| kept(Format::Rss)), json.or_else(|| kept(Format::Json))))
}

/// The one id that the feeds of a format have.
fn name(old: &[(Format, &str)], format: Format) -> Result<Option<Name>, Refusal> {
    let mut ids = old.iter().filter(|(of, _)| *of == format).map(|(_, id)| *id);
    let Some(one) = ids.next() else { return Ok(None) };
    if let Some(other) = ids.find(|other| *other != one) {
        return Err(Refusal::TwoIds { format, one: one.to_owned(), other: other.to_owned() });
    }
    Name::parse(one).map(Some).map_err(Refusal::NoName)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINTED: &str = "tag:gazette.example,2026-03-04:ferry";
    const PERMALINK: &str = "https://gazette.example/?p=12";

    fn uri(text: &str) -> EntryId {
        EntryId::parse(text).unwrap()
    }

    /// The ids in RSS, Atom and JSON Feed.
    fn named(present: &Identity, old: &[(Format, &str)]) -> Result<[String; 3], Refusal> {
        let new = identity(present, &uri(MINTED), old)?;
        assert_eq!(identity(&new, &uri(MINTED), old), Ok(new.clone()), "a second time changes nothing");
        Ok(Format::ALL.map(|format| new.in_format(format).to_owned()))
    }

    #[test]
    fn an_old_uri_is_the_id_everywhere() {
        let minted = Identity::from(uri(MINTED));
        for format in Format::ALL {
            assert_eq!(named(&minted, &[(format, PERMALINK)]).unwrap(), [PERMALINK; 3]);
        }
    }

    #[test]
    fn what_is_no_uri_stays_where_it_was() {
        let minted = Identity::from(uri(MINTED));
        assert_eq!(named(&minted, &[(Format::Rss, "1234")]).unwrap(), ["1234", MINTED, MINTED]);
        assert_eq!(named(&minted, &[(Format::Json, "?p=12")]).unwrap(), [MINTED, MINTED, "?p=12"]);
        let three = [(Format::Rss, "1234"), (Format::Atom, PERMALINK), (Format::Json, "a b")];
        assert_eq!(named(&minted, &three).unwrap(), ["1234", PERMALINK, "a b"]);
        assert!(matches!(named(&minted, &[(Format::Atom, "1234")]), Err(Refusal::NoUri(_))));
        assert!(matches!(named(&minted, &[(Format::Rss, "a\nb")]), Err(Refusal::NoName(_))));
    }

    /// One feed after the other gives what all of them give at once.
    #[test]
    fn what_is_pinned_stays_in_formats_without_a_feed() {
        let minted = Identity::from(uri(MINTED));
        let first = identity(&minted, &uri(MINTED), &[(Format::Rss, PERMALINK)]).unwrap();
        let other = "tag:gazette.example,2020:12";
        assert_eq!(named(&first, &[(Format::Atom, other)]).unwrap(), [PERMALINK, other, PERMALINK]);
        let pinned = Identity::from(uri(other));
        assert_eq!(named(&pinned, &[(Format::Rss, "12")]).unwrap(), ["12", other, other]);
    }

    #[test]
    fn two_ids_in_one_format_are_not_chosen_from() {
        let minted = Identity::from(uri(MINTED));
        let same = [(Format::Rss, "12"), (Format::Rss, "12")];
        assert_eq!(named(&minted, &same).unwrap()[0], "12");
        let two = [(Format::Rss, "12"), (Format::Rss, "13")];
        let told = named(&minted, &two).unwrap_err().to_string();
        assert_eq!(told, "the RSS feeds have two ids for it, `12` and `13`");
    }
}

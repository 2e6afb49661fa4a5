//! What makes an entry the same entry for ever: its id.

use std::error::Error;
use std::fmt;

use chrono::{Datelike, NaiveDate};

use super::link::{LinkError, WebUrl, scheme};
use super::moment::push_figures;
use super::slug::Slug;

/// An absolute URI that names an entry for good, kept as it is spelt: readers compare ids letter by letter.
///
/// # Specification
/// RFC 4287, 4.2.6: <https://www.rfc-editor.org/rfc/rfc4287#section-4.2.6>;
/// `tag:` URIs are RFC 4151, `urn:` URIs are RFC 8141.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(Box<str>);

/// What keeps a text from being an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdError {
    /// There is nothing.
    Empty,
    /// No scheme: not an absolute URI.
    NoScheme(String),
    /// A character that no URI may hold, or a `%` without two hexadecimal digits.
    Character {
        /// The text as given.
        text: String,
        /// The character.
        character: char,
        /// Where it begins, in bytes.
        offset: usize,
    },
    /// Nothing after the scheme.
    NothingNamed(String),
    /// A `tag:` URI whose scheme is not in small letters, as checkers want it.
    TagCase(String),
    /// A `tag:` URI whose authority is no domain name or email address.
    TagAuthority(String),
    /// A `tag:` URI without a date, or with one that is not in the calendar.
    TagDate(String),
    /// A `tag:` URI without the colon after its date.
    TagColon(String),
    /// A `urn:` URI without a namespace of 2 to 32 letters, digits and hyphens.
    UrnNamespace(String),
    /// A `urn:uuid:` URI that is no UUID.
    Uuid(String),
    /// An http(s) address that is not sound.
    Address(LinkError),
}

impl EntryId {
    /// The id that is written, unchanged.
    ///
    /// # Errors
    /// [`IdError`].
    ///
    /// ```
    /// use dateline::value::id::EntryId;
    ///
    /// assert!(EntryId::parse("tag:gazette.example,2026-03-04:ferry").is_ok());
    /// assert!(EntryId::parse("urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a").is_ok());
    /// assert_eq!(
    ///     EntryId::parse("ferry").unwrap_err().to_string(),
    ///     "the id `ferry` is no absolute URI: it has no scheme such as `tag:`",
    /// );
    /// ```
    pub fn parse(text: &str) -> Result<Self, IdError> {
        if text.is_empty() {
            return Err(IdError::Empty);
        }
        let scheme = scheme(text);
        check_characters(text, matches!(scheme.as_deref(), Some("http" | "https")))?;
        let Some(scheme) = scheme else { return Err(IdError::NoScheme(text.to_owned())) };
        let rest = &text[scheme.len() + 1..];
        match scheme.as_str() {
            _ if rest.is_empty() => return Err(IdError::NothingNamed(text.to_owned())),
            "tag" if !text.starts_with("tag:") => return Err(IdError::TagCase(text.to_owned())),
            "tag" => check_tag(text, rest)?,
            "urn" => check_urn(text, rest)?,
            "http" | "https" => {
                WebUrl::parse(text).map_err(IdError::Address)?;
            }
            _ => {}
        }
        Ok(Self(text.into()))
    }

    /// The id of an article that has none: `tag:HOST,YYYY-MM-DD:SLUG`.
    ///
    /// Never fails: what a `tag:` authority may not hold (the brackets of an IPv6 address, a port) becomes a hyphen.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use dateline::value::{id::EntryId, slug::Slug};
    ///
    /// let date = NaiveDate::from_ymd_opt(2026, 3, 4).unwrap();
    /// let id = EntryId::mint("gazette.example", date, &Slug::parse("ferry-returns").unwrap());
    /// assert_eq!(id.as_str(), "tag:gazette.example,2026-03-04:ferry-returns");
    /// ```
    #[must_use]
    pub fn mint(host: &str, date: NaiveDate, slug: &Slug) -> Self {
        let fitting = |c: char| if c.is_ascii_alphanumeric() || c == '.' { c.to_ascii_lowercase() } else { '-' };
        let mut id = String::with_capacity("tag:,2026-03-04:".len() + host.len() + slug.as_str().len());
        id.push_str("tag:");
        let start = id.len();
        let host = host.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        if host.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'.') {
            id.push_str(host);
        } else {
            id.extend(host.chars().map(fitting));
        }
        if id.len() == start {
            id.push_str("localhost");
        }
        // The four digits of RFC 4151 leave no room for other eras.
        let year = date.year().clamp(0, 9999);
        id.push(',');
        push_figures(&mut id, year.unsigned_abs(), 4);
        id.push('-');
        push_figures(&mut id, date.month(), 2);
        id.push('-');
        push_figures(&mut id, date.day(), 2);
        id.push(':');
        id.push_str(slug.as_str());
        Self(id.into())
    }

    /// The id of what lies in a folder below what this one names: the folder behind it, with a slash between where there is
    /// none; `None` for a `urn:`, whose names have no room for a path.
    ///
    /// `folder` is of letters that an address may hold, and empty for this one itself.
    ///
    /// ```
    /// use dateline::value::id::EntryId;
    ///
    /// let feed = EntryId::parse("https://old.example/feeds/").unwrap();
    /// assert_eq!(feed.below("tag/ice/").unwrap().as_str(), "https://old.example/feeds/tag/ice/");
    /// let feed = EntryId::parse("tag:gazette.example,2026:feed").unwrap();
    /// assert_eq!(feed.below("tag/ice/").unwrap().as_str(), "tag:gazette.example,2026:feed/tag/ice/");
    /// ```
    #[must_use]
    pub fn below(&self, folder: &str) -> Option<Self> {
        if folder.is_empty() {
            return Some(self.clone());
        }
        let is_urn = scheme(&self.0).is_some_and(|scheme| scheme == "urn");
        let slash = if self.0.ends_with(['/', ':']) { "" } else { "/" };
        (!is_urn).then(|| Self(format!("{}{slash}{folder}", self.0).into()))
    }

    /// A second within an hour, below 3600, that depends on the id alone.
    ///
    /// Articles that carry only a day are spread with it, so that two of one day rarely share an instant. It is the
    /// 64-bit FNV-1a hash of the id's bytes modulo 3600, and must never change: published dates hang on it.
    ///
    /// # Specification
    /// FNV-1a: RFC 9923, <https://www.rfc-editor.org/rfc/rfc9923>
    #[must_use]
    pub fn stable_second(&self) -> u32 {
        let hash = self
            .0
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
        u32::try_from(hash % 3600).unwrap_or_default()
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("an id cannot be empty"),
            Self::NoScheme(text) => {
                write!(f, "the id `{text}` is no absolute URI: it has no scheme such as `tag:`")
            }
            Self::Character { text, character: '%', .. } => {
                write!(f, "the id `{text}` has a `%` without two hexadecimal digits")
            }
            Self::Character { text, character, .. } => {
                write!(
                    f,
                    "the id `{}` holds `{}`, which no URI may hold",
                    text.escape_debug(),
                    character.escape_debug()
                )
            }
            Self::NothingNamed(text) => write!(f, "the id `{text}` names nothing after its scheme"),
            Self::TagCase(text) => write!(f, "the id `{text}` does not begin with `tag:` in small letters"),
            Self::TagAuthority(text) => {
                write!(f, "the id `{text}` has no domain name or email address after `tag:`")
            }
            Self::TagDate(text) => write!(f, "the id `{text}` has no date such as `,2026-03-04` after its domain"),
            Self::TagColon(text) => write!(f, "the id `{text}` has no `:` after its date"),
            Self::UrnNamespace(text) => write!(f, "the id `{text}` has no namespace and name after `urn:`"),
            Self::Uuid(text) => write!(f, "the id `{text}` is no UUID after `urn:uuid:`"),
            Self::Address(fault) => fault.fmt(f),
        }
    }
}

impl Error for IdError {}

/// RFC 3986, 2: unreserved, reserved, and whole percent escapes; of RFC 3987, 2.2, letters outside ASCII in addresses,
/// which old feeds have as permalinks. `tag:` and `urn:` take none.
fn check_characters(text: &str, may_be_iri: bool) -> Result<(), IdError> {
    let bytes = text.as_bytes();
    for (offset, character) in text.char_indices() {
        let allowed = match character {
            '%' => bytes.get(offset + 1..offset + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)),
            c if !c.is_ascii() => may_be_iri && is_iri_letter(c),
            c => c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=".contains(c),
        };
        if !allowed {
            return Err(IdError::Character { text: text.to_owned(), character, offset });
        }
    }
    Ok(())
}

/// RFC 3987, `ucschar`, without its white space.
fn is_iri_letter(c: char) -> bool {
    let is_private = matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..);
    let is_no_character =
        matches!(c, '\u{FDD0}'..='\u{FDEF}' | '\u{FFF0}'..='\u{FFFF}') || u32::from(c) & 0xfffe == 0xfffe;
    !(c.is_control() || c.is_whitespace() || is_private || is_no_character)
}

fn check_tag(text: &str, rest: &str) -> Result<(), IdError> {
    let fault = |kind: fn(String) -> IdError| Err(kind(text.to_owned()));
    let authority_end = rest.find([',', ':']).unwrap_or(rest.len());
    let authority = &rest[..authority_end];
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let local = authority.rsplit_once('@').map(|(local, _)| local);
    let local_fits = |local: &str| {
        !local.is_empty() && local.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_'))
    };
    if !is_domain(host) || !local.is_none_or(local_fits) {
        return fault(IdError::TagAuthority);
    }
    let Some(dated) = rest[authority_end..].strip_prefix(',') else { return fault(IdError::TagDate) };
    let date = dated.split(':').next().unwrap_or_default();
    if !is_tag_date(date) {
        return fault(IdError::TagDate);
    }
    if dated.len() == date.len() { fault(IdError::TagColon) } else { Ok(()) }
}

fn is_domain(host: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    host.split('.').all(label)
}

/// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, in the calendar.
fn is_tag_date(date: &str) -> bool {
    let digits = |part: &str, count: usize| {
        (part.len() == count && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<u32>().ok()).flatten()
    };
    let mut parts = date.split('-');
    let year = parts.next().and_then(|part| digits(part, 4)).and_then(|year| i32::try_from(year).ok());
    let month = parts.next().map_or(Some(1), |part| digits(part, 2));
    let day = parts.next().map_or(Some(1), |part| digits(part, 2));
    let (Some(year), Some(month), Some(day), None) = (year, month, day, parts.next()) else { return false };
    NaiveDate::from_ymd_opt(year, month, day).is_some()
}

fn check_urn(text: &str, rest: &str) -> Result<(), IdError> {
    let (namespace, name) = rest.split_once(':').unwrap_or((rest, ""));
    let fits = (2..=32).contains(&namespace.len())
        && namespace.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && !namespace.starts_with('-')
        && !namespace.ends_with('-');
    if !fits || name.is_empty() {
        return Err(IdError::UrnNamespace(text.to_owned()));
    }
    if namespace.eq_ignore_ascii_case("uuid") && !is_uuid(name) {
        return Err(IdError::Uuid(text.to_owned()));
    }
    Ok(())
}

fn is_uuid(text: &str) -> bool {
    let groups = [8, 4, 4, 4, 12];
    text.split('-').count() == groups.len()
        && text
            .split('-')
            .zip(groups)
            .all(|(part, length)| part.len() == length && part.bytes().all(|b| b.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sound_ids_are_kept_letter_by_letter() {
        for id in [
            "tag:gazette.example,2026-03-04:ferry",
            "tag:Gazette.example,2026:",
            "tag:desk@gazette.example,2026-03:a/b?c#d",
            "urn:uuid:1225C695-CFB8-4EBB-AAAA-80DA344EFA6A",
            "urn:isbn:0451450523",
            "https://gazette.example/?p=12",
            "HTTP://gazette.example/A",
            "doi:10.1000/182",
            "https://gazette.example/2026/häfen/北京/?p=1",
            "https://gazette.example/🚢",
            "tag:a.b_c-1@gazette.example,2026:x",
            "urn:ab:x",
            "urn:abcdefghijklmnopqrstuvwxyz-12345:x",
            "URN:UUID:1225c695-cfb8-4ebb-aaaa-80da344efa6a",
        ] {
            assert_eq!(EntryId::parse(id).unwrap().as_str(), id);
        }
    }

    #[test]
    fn faults_are_named() {
        for (id, message) in [
            ("", "an id cannot be empty"),
            ("42", "the id `42` is no absolute URI: it has no scheme such as `tag:`"),
            ("tag:", "the id `tag:` names nothing after its scheme"),
            ("tag:a b", "the id `tag:a b` holds ` `, which no URI may hold"),
            ("tag:ä.example,2026:x", "the id `tag:ä.example,2026:x` holds `ä`, which no URI may hold"),
            ("urn:x:ä", "the id `urn:x:ä` holds `ä`, which no URI may hold"),
            ("http://a.example/\u{a0}", "the id `http://a.example/\\u{a0}` holds `\\u{a0}`, which no URI may hold"),
            ("urn:x:%4", "the id `urn:x:%4` has a `%` without two hexadecimal digits"),
            (
                "tag:-a.example,2026:x",
                "the id `tag:-a.example,2026:x` has no domain name or email address after `tag:`",
            ),
            ("tag:a.example:x", "the id `tag:a.example:x` has no date such as `,2026-03-04` after its domain"),
            (
                "tag:a.example,2026-02-30:x",
                "the id `tag:a.example,2026-02-30:x` has no date such as `,2026-03-04` after its domain",
            ),
            (
                "tag:a.example,2026-2-3:x",
                "the id `tag:a.example,2026-2-3:x` has no date such as `,2026-03-04` after its domain",
            ),
            ("TAG:a.example,2026:x", "the id `TAG:a.example,2026:x` does not begin with `tag:` in small letters"),
            ("tag:a.example,2026", "the id `tag:a.example,2026` has no `:` after its date"),
            ("urn:x", "the id `urn:x` has no namespace and name after `urn:`"),
            ("urn:uuid:1", "the id `urn:uuid:1` is no UUID after `urn:uuid:`"),
            ("http:a", "the address `http:a` lacks `//` after its scheme"),
        ] {
            assert_eq!(EntryId::parse(id).unwrap_err().to_string(), message);
        }
    }

    #[test]
    fn what_is_no_letter_is_in_no_address() {
        for letter in ['\u{FFFE}', '\u{1FFFF}', '\u{FDD0}', '\u{FFF9}', '\u{E000}', '\u{F0000}', '\u{85}', '\u{2003}'] {
            let fault = EntryId::parse(&format!("https://gazette.example/{letter}")).unwrap_err();
            assert!(
                matches!(fault, IdError::Character { character, offset: 24, .. } if character == letter),
                "{fault}"
            );
        }
    }

    #[test]
    fn each_part_of_a_name_has_its_form() {
        for id in ["tag:@gazette.example,2026:x", "tag:a+b@gazette.example,2026:x", "tag:gazette-.example,2026:x"] {
            assert_eq!(EntryId::parse(id), Err(IdError::TagAuthority(id.to_owned())));
        }
        for id in
            ["urn:a:x", "urn:ab:", "urn:-ab:x", "urn:ab-:x", "urn:a_b:x", "urn:abcdefghijklmnopqrstuvwxyz-123456:x"]
        {
            assert_eq!(EntryId::parse(id), Err(IdError::UrnNamespace(id.to_owned())));
        }
        for uuid in [
            "1225c695-cfb8-4ebb-aaaa",
            "1225c695-cfb8-4ebb-aaaa-80da344efa6a-",
            "1225c69-5cfb8-4ebb-aaaa-80da344efa6a",
            "1225c69g-cfb8-4ebb-aaaa-80da344efa6a",
        ] {
            let id = format!("urn:uuid:{uuid}");
            assert_eq!(EntryId::parse(&id), Err(IdError::Uuid(id.clone())));
        }
    }

    #[test]
    fn minted_ids_are_sound_for_any_host() {
        let date = NaiveDate::from_ymd_opt(26, 3, 4).unwrap();
        let slug = Slug::parse("ferry").unwrap();
        for (host, id) in [
            ("A.example", "tag:a.example,0026-03-04:ferry"),
            ("[2001:db8::1]", "tag:2001-db8--1,0026-03-04:ferry"),
            ("", "tag:localhost,0026-03-04:ferry"),
        ] {
            let minted = EntryId::mint(host, date, &slug);
            assert_eq!(minted.as_str(), id);
            assert_eq!(EntryId::parse(id), Ok(minted));
        }
    }

    #[test]
    fn the_stable_second_never_changes() {
        let second = |id: &str| EntryId(id.into()).stable_second();
        // FNV-1a of "a" is af63dc4c8601ec8c, a published test vector; of "" it is the offset basis.
        assert_eq!(u64::from(second("a")), 0xaf63_dc4c_8601_ec8c_u64 % 3600);
        assert_eq!(u64::from(second("")), 0xcbf2_9ce4_8422_2325_u64 % 3600);
    }

    proptest! {
        #[test]
        fn parsing_never_panics_and_seconds_fit_the_hour(text in "(tag:|urn:|http:)?\\PC{0,20}") {
            if let Ok(id) = EntryId::parse(&text) {
                prop_assert!(id.stable_second() < 3600);
            }
        }
    }
}

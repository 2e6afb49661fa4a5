//! Who is credited, and for what.
//!
//! A [`Credit`] is one person or body in one role, whether it was read from a byline or declared entry by entry.
//! [`People`] is what the publication knows about its writers, and settles what no rule can.

mod people;

use std::fmt;
use std::ops::Range;

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

pub use people::{Clash, Difference, NearMiss, People, Person};

/// What somebody did for an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Wrote it.
    Author,
    /// Helped to report or write it, without being its author.
    Contributor,
    /// Took the pictures.
    Photographer,
    /// Edited it.
    Editor,
    /// Translated it.
    Translator,
    /// Drew the illustrations.
    Illustrator,
    /// Filmed or cut the video.
    Videographer,
    /// Produced it.
    Producer,
    /// Reviewed it or checked its facts.
    Reviewer,
    /// Made its graphics.
    Designer,
}

impl Role {
    /// Every role, authors first.
    pub const ALL: [Self; 10] = [
        Self::Author,
        Self::Contributor,
        Self::Photographer,
        Self::Editor,
        Self::Translator,
        Self::Illustrator,
        Self::Videographer,
        Self::Producer,
        Self::Reviewer,
        Self::Designer,
    ];

    /// The word for it, lower case: `author`, `photographer` …
    ///
    /// ```
    /// # use dateline::value::person::Role;
    /// assert_eq!(Role::Translator.as_str(), "translator");
    /// ```
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Contributor => "contributor",
            Self::Photographer => "photographer",
            Self::Editor => "editor",
            Self::Translator => "translator",
            Self::Illustrator => "illustrator",
            Self::Videographer => "videographer",
            Self::Producer => "producer",
            Self::Reviewer => "reviewer",
            Self::Designer => "designer",
        }
    }

    /// The role that a word names, in any case; `None` for any other word.
    ///
    /// ```
    /// # use dateline::value::person::Role;
    /// assert_eq!(Role::parse("Photographer"), Some(Role::Photographer));
    /// assert_eq!(Role::parse("plumber"), None);
    /// ```
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.trim();
        Self::ALL.into_iter().find(|role| role.as_str().eq_ignore_ascii_case(word))
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// One person or body, credited in one role.
///
/// The name is never empty, and neither it nor the other texts hold control characters or a run of white space. As JSON
/// it is an object of the details that it has.
///
/// ```
/// # use dateline::value::person::{Credit, Role};
/// let credit = Credit::new("Ana Díaz", Role::Photographer).unwrap().with_affiliation("Reuters");
/// assert_eq!((credit.name(), credit.affiliation()), ("Ana Díaz", Some("Reuters")));
/// assert!(Credit::new(" \u{200b}", Role::Author).is_none());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Credit {
    name: String,
    role: Role,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    affiliation: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    organisation: bool,
    #[serde(skip)]
    span: Option<Range<usize>>,
}

impl Credit {
    /// A credit for a name, with nothing else known; `None` when nothing of the name can be shown.
    ///
    /// White space is collapsed, control and zero-width characters go, and the name is put in NFC; it is not read as
    /// a byline, so "By" stays.
    #[must_use]
    pub fn new(name: &str, role: Role) -> Option<Self> {
        Some(Self::of_shown(shown(name)?, role))
    }

    /// A credit for a name that is shown letter by letter.
    pub(crate) fn of_shown(name: String, role: Role) -> Self {
        Self { name, role, email: None, uri: None, affiliation: None, organisation: false, span: None }
    }

    /// The same in another role.
    #[must_use]
    pub const fn with_role(mut self, role: Role) -> Self {
        self.role = role;
        self
    }

    /// The same with an email address; a blank one is none.
    #[must_use]
    pub fn with_email(mut self, email: &str) -> Self {
        self.email = shown(email);
        self
    }

    /// Whether the name is an address that could be written to, however it is spelt; `@jane` is a name of its own.
    #[must_use]
    pub fn is_address(&self) -> bool {
        let is_in = |name: &str| name.split_whitespace().any(|word| word.find('@').is_some_and(|at| at > 0));
        self.name.as_bytes().contains(&b'@') && is_in(&self.name)
    }

    /// The same without an email address.
    #[must_use]
    pub fn without_email(mut self) -> Self {
        self.email = None;
        self
    }

    /// The same with the address of a page about the person; a blank one is none.
    #[must_use]
    pub fn with_uri(mut self, uri: &str) -> Self {
        self.uri = shown(uri);
        self
    }

    /// The same with the body that the person works or writes for; a blank one is none.
    #[must_use]
    pub fn with_affiliation(mut self, affiliation: &str) -> Self {
        self.affiliation = shown(affiliation);
        self
    }

    /// The same as a body rather than a person, or the other way round.
    #[must_use]
    pub fn with_organisation(mut self, organisation: bool) -> Self {
        self.organisation = organisation;
        self
    }

    /// The same with the bytes of the text that the name was read from.
    #[must_use]
    pub fn with_span(mut self, span: Option<Range<usize>>) -> Self {
        self.span = span;
        self
    }

    /// The name as it should be shown, never empty.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the person did.
    #[must_use]
    pub const fn role(&self) -> Role {
        self.role
    }

    /// The email address as given; nothing has looked whether it can be reached.
    #[must_use]
    pub fn email(&self) -> Option<&str> {
        self.email.as_deref()
    }

    /// The address of a page about the person, as given.
    #[must_use]
    pub fn uri(&self) -> Option<&str> {
        self.uri.as_deref()
    }

    /// The body that the person works or writes for.
    #[must_use]
    pub fn affiliation(&self) -> Option<&str> {
        self.affiliation.as_deref()
    }

    /// Whether the credited party is itself a body: an agency, a board, a paper.
    #[must_use]
    pub const fn is_organisation(&self) -> bool {
        self.organisation
    }

    /// The bytes of the read text that hold the name; `None` for a declared credit, or where reading moved it.
    #[must_use]
    pub fn span(&self) -> Option<Range<usize>> {
        self.span.clone()
    }

    /// What two credits of the same party in the same role have in common, whatever the case.
    pub(crate) fn identity(&self) -> (String, Role) {
        (self.name.to_lowercase(), self.role)
    }

    /// Takes the details that this credit lacks from another.
    pub(crate) fn absorb(&mut self, other: Self) {
        self.email = self.email.take().or(other.email);
        self.uri = self.uri.take().or(other.uri);
        self.affiliation = self.affiliation.take().or(other.affiliation);
        self.organisation |= other.organisation;
    }
}

/// Whether a text is an email address that feeds may carry: `local@host.tld`, RFC 5322's `addr-spec` without comments,
/// quoted strings and address literals, which no newsroom uses.
///
/// ```
/// use dateline::value::person::is_email;
///
/// assert!(is_email("desk+tips@gazette.example"));
/// assert!(!is_email("desk@localhost") && !is_email("a b@gazette.example") && !is_email("@gazette.example"));
/// ```
#[must_use]
pub fn is_email(text: &str) -> bool {
    let Some((local, host)) = text.rsplit_once('@') else { return false };
    let is_atom = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    local.split('.').all(|atom| !atom.is_empty() && atom.chars().all(is_atom))
        && host.contains('.')
        && host.split('.').all(is_label)
}

/// Makes one of the same name in the same role, whatever the case: the first stays, with the details of all.
///
/// Takes time in proportion to the number of credits.
#[must_use]
pub fn without_duplicates(credits: Vec<Credit>) -> Vec<Credit> {
    if credits.len() < 2 {
        return credits;
    }
    let mut places = std::collections::HashMap::with_capacity(credits.len());
    let mut kept: Vec<Credit> = Vec::with_capacity(credits.len());
    for credit in credits {
        let next = kept.len();
        match *places.entry(credit.identity()).or_insert(next) {
            place if place < next => kept[place].absorb(credit),
            _ => kept.push(credit),
        }
    }
    kept
}

/// The text as it can be shown, or `None` when nothing of it can.
fn shown(text: &str) -> Option<String> {
    if is_shown(text) {
        return Some(text.to_owned());
    }
    let mut clean = String::with_capacity(text.len());
    for c in text.nfc() {
        if c.is_whitespace() {
            if !clean.is_empty() && !clean.ends_with(' ') {
                clean.push(' ');
            }
        } else if !is_invisible(c) {
            clean.push(c);
        }
    }
    clean.truncate(clean.trim_end().len());
    (!clean.is_empty()).then_some(clean)
}

/// Whether a text plainly is as it can be shown: letters without a mark of their own, signs of ASCII, and single spaces
/// between them.
fn is_shown(text: &str) -> bool {
    let mut before = ' ';
    let fits = |c: char| {
        let is_single = c != ' ' || before != ' ';
        before = c;
        is_single && (c.is_ascii_graphic() || c == ' ' || matches!(c, 'À'..='ɏ'))
    };
    text.chars().all(fits) && before != ' '
}

/// Whether anything of a text is seen.
pub(crate) fn is_seen(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_graphic()) || text.chars().any(|c| !c.is_whitespace() && !is_invisible(c))
}

/// Control, zero-width and direction characters.
///
/// The joiners U+200C and U+200D count too: no name in the scripts that dateline re-cases needs them.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\0'..='\x08' | '\x0e'..='\x1f' | '\x7f'..='\u{84}' | '\u{86}'..='\u{9f}'
        | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffd}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
        || (c as u32) & 0xfffe == 0xfffe
        || ('\u{fdd0}'..='\u{fdef}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_read_back() {
        for role in Role::ALL {
            assert_eq!(Role::parse(role.as_str()), Some(role));
            assert_eq!(Role::parse(&role.as_str().to_uppercase()), Some(role));
        }
    }

    #[test]
    fn a_name_is_shown_or_it_is_none() {
        let name = |text: &str| Credit::new(text, Role::Author).map(|credit| credit.name().to_owned());
        assert_eq!(name("  Jane\n\tDoe\u{feff} ").as_deref(), Some("Jane Doe"));
        assert_eq!(name("Jose\u{301}").as_deref(), Some("José"));
        assert_eq!(name("\u{1b}[31mJane").as_deref(), Some("[31mJane"));
        for text in [" Jane Doe", "Jane Doe ", "Jane  Doe", "Jane\u{1FFFE} Doe", "Jane Doe"] {
            assert_eq!(name(text).as_deref(), Some("Jane Doe"), "{text:?}");
        }
        assert_eq!(name("\u{200b}\u{ad}"), None);
        assert_eq!(name(""), None);
    }

    #[test]
    fn who_a_person_works_for_is_shown_or_it_is_none() {
        let credit = |affiliation| Credit::new("Ana Díaz", Role::Photographer).unwrap().with_affiliation(affiliation);
        assert_eq!(credit(" The\u{a0}Gazette").affiliation(), Some("The Gazette"));
        assert_eq!(credit("\u{200b}").affiliation(), None);
        assert!(!credit("").is_organisation() && credit("").with_organisation(true).is_organisation());
    }

    #[test]
    fn duplicates_keep_the_details_of_both() {
        let jane = |name| Credit::new(name, Role::Author).unwrap();
        let photos = Credit::new("Jane Doe", Role::Photographer).unwrap();
        let credits = vec![jane("Jane Doe"), photos.clone(), jane("JANE DOE").with_email("jane@example.com")];
        assert_eq!(without_duplicates(credits), [jane("Jane Doe").with_email("jane@example.com"), photos]);
        let reuters = |is_known| Credit::new("Reuters", Role::Author).unwrap().with_organisation(is_known);
        for (first, second) in [(true, false), (false, true), (true, true)] {
            assert_eq!(without_duplicates(vec![reuters(first), reuters(second)]), [reuters(true)]);
        }
    }

    #[test]
    fn addresses_that_mail_reaches_are_told_from_others() {
        for email in
            ["j.doe+tips@mail.gazette-desk.example", "d'arcy@gazette.example", "josé@münchen.example", "1@2.example"]
        {
            assert!(is_email(email), "{email}");
        }
        for text in [
            "",
            "desk",
            "desk@gazette",
            "@gazette.example",
            ".desk@gazette.example",
            "the..desk@gazette.example",
            "the desk@gazette.example",
            "desk@tips@gazette.example",
            "desk@gazette..example",
            "desk@.example",
            "desk@-gazette.example",
            "desk@gazette-.example",
            "desk@the_gazette.example",
        ] {
            assert!(!is_email(text), "{text}");
        }
    }
}

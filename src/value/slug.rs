//! The name of an article, section, tag or author in an address.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use deunicode::deunicode_with_tofu;

/// A name made of lower-case letters, digits and hyphens, fit for a path segment and a `tag:` URI.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

/// Bytes of a slug that is made of a topic or of a headline: file systems hold no names above 255.
const LONGEST_MADE: usize = 100;

/// What keeps a text from being a slug.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlugError {
    /// There is no character.
    Empty,
    /// A character that is no lower-case letter, digit or hyphen.
    Character {
        /// The text as given.
        text: String,
        /// The character.
        character: char,
        /// Where it begins, in bytes.
        offset: usize,
    },
    /// A hyphen at the beginning or the end.
    EdgeHyphen {
        /// The text as given.
        text: String,
    },
}

impl Slug {
    /// The slug that is written.
    ///
    /// # Errors
    /// [`SlugError`], with what [`Slug::make`] would make of the text as [`SlugError::suggestion`].
    ///
    /// ```
    /// use dateline::value::slug::Slug;
    ///
    /// assert_eq!(Slug::parse("ferry-returns").unwrap().as_str(), "ferry-returns");
    /// assert_eq!(Slug::parse("Ferry returns").unwrap_err().suggestion().as_deref(), Some("ferry-returns"));
    /// ```
    pub fn parse(text: &str) -> Result<Self, SlugError> {
        if text.is_empty() {
            return Err(SlugError::Empty);
        }
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let mut characters = text.char_indices();
        if let Some((offset, character)) = characters.find(|&(_, character)| !u8::try_from(character).is_ok_and(fits)) {
            return Err(SlugError::Character { text: text.to_owned(), character, offset });
        }
        if text.starts_with('-') || text.ends_with('-') {
            return Err(SlugError::EdgeHyphen { text: text.to_owned() });
        }
        Ok(Self(text.to_owned()))
    }

    /// A slug for a title or a name in any script, or `None` if nothing of it can be spelt.
    ///
    /// ```
    /// use dateline::value::slug::Slug;
    ///
    /// assert_eq!(Slug::make("Don’t look up: 5 fjørds").unwrap().as_str(), "dont-look-up-5-fjords");
    /// assert_eq!(Slug::make("北京").unwrap().as_str(), "bei-jing");
    /// assert_eq!(Slug::make("?!"), None);
    /// ```
    #[must_use]
    pub fn make(text: &str) -> Option<Self> {
        let spelled = if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(in_ascii(text)) };
        let mut slug = String::with_capacity(spelled.len());
        for letter in spelled.chars() {
            if letter.is_ascii_alphanumeric() {
                slug.push(letter.to_ascii_lowercase());
            } else if letter != '\'' && !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        slug.truncate(slug.trim_end_matches('-').len());
        (!slug.is_empty()).then_some(Self(slug))
    }

    /// The same, cut at a word where it is longer than 100 bytes.
    ///
    /// ```
    /// use dateline::value::slug::Slug;
    ///
    /// let long = Slug::make(&"ferries ".repeat(40)).unwrap().shortened();
    /// assert!(long.as_str().ends_with("-ferries") && long.as_str().len() == 95);
    /// ```
    #[must_use]
    pub fn shortened(mut self) -> Self {
        if self.0.len() > LONGEST_MADE {
            let end = self.0[..=LONGEST_MADE].rfind('-').filter(|&end| end > 0).unwrap_or(LONGEST_MADE);
            self.0.truncate(end);
        }
        self
    }

    /// A slug for a section, tag or author: unlike [`Slug::make`] it keeps `C`, `C++` and `C#` apart, spells what has no
    /// Latin letters by its code points, and is never too long for a file system. `None` without a letter or digit.
    ///
    /// ```
    /// use dateline::value::slug::Slug;
    ///
    /// let slug = |topic| Slug::of_topic(topic).map(|slug| slug.to_string());
    /// assert_eq!(slug("C++").as_deref(), Some("c-plus-plus"));
    /// assert_eq!(slug("State & World").as_deref(), Some("state-world"));
    /// assert_eq!(slug("𓀀𓀁").as_deref(), Some("u13000-u13001"));
    /// ```
    #[must_use]
    pub fn of_topic(topic: &str) -> Option<Self> {
        let mut spelled = String::with_capacity(topic.len());
        for character in topic.trim().chars() {
            match character {
                // Only behind a letter: `#ferries` is the tag `ferries`.
                '+' if spelled.ends_with(|c: char| c.is_alphanumeric()) => spelled.push_str("-plus"),
                '#' | '♯' if spelled.ends_with(|c: char| c.is_alphanumeric()) => spelled.push_str("-sharp"),
                _ => spelled.push(character),
            }
        }
        let by_code_point = || {
            let points: Vec<String> =
                topic.chars().filter(|c| c.is_alphanumeric()).map(|c| format!("u{:x}", u32::from(c))).collect();
            (!points.is_empty()).then(|| Self(points.join("-")))
        };
        let mut slug = Self::make(&spelled).or_else(by_code_point)?.0;
        slug.truncate(LONGEST_MADE);
        slug.truncate(slug.trim_end_matches('-').len());
        // No folder of these names can be made on Windows.
        if matches!(slug.as_str(), "aux" | "con" | "nul" | "prn") {
            slug.push_str("-1");
        }
        Some(Self(slug))
    }

    /// The slug.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text in Latin letters without a mark, and without apostrophes.
fn in_ascii(text: &str) -> String {
    let joined: String = text.chars().filter(|&c| !matches!(c, '\'' | '’' | '‘' | 'ʼ' | '\u{AD}')).collect();
    deunicode_with_tofu(&joined, "")
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl SlugError {
    /// The slug that was probably meant.
    #[must_use]
    pub fn suggestion(&self) -> Option<String> {
        match self {
            Self::Empty => None,
            Self::Character { text, .. } | Self::EdgeHyphen { text } => Slug::make(text).map(|slug| slug.0),
        }
    }
}

impl fmt::Display for SlugError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("a slug cannot be empty"),
            Self::Character { text, character, .. } if character.is_control() => {
                write!(f, "the slug `{}` holds U+{:04X}", text.escape_debug(), u32::from(*character))
            }
            Self::Character { text, character, .. } => write!(f, "the slug `{text}` holds `{character}`"),
            Self::EdgeHyphen { text } => write!(f, "the slug `{text}` begins or ends with a hyphen"),
        }
    }
}

impl Error for SlugError {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn slugs_of_any_script() {
        for (text, slug) in [
            ("Ferry line returns after eleven years", "ferry-line-returns-after-eleven-years"),
            ("  AT&T — “fined”  ", "at-t-fined"),
            ("L'été à Þingvellir", "lete-a-thingvellir"),
            ("Crème brûlée", "creme-brulee"),
            ("Санкт-Петербург", "sankt-peterburg"),
            ("C++", "c"),
            ("2026-03-04", "2026-03-04"),
            ("co\u{AD}operate", "cooperate"),
        ] {
            assert_eq!(Slug::make(text).unwrap().as_str(), slug, "{text}");
        }
        assert!(Slug::make("שלום עולם").is_some());
        assert!(Slug::make("🦀").is_some());
        assert_eq!(Slug::make(" – "), None);
    }

    #[test]
    fn topics_that_differ_in_a_sign_have_slugs_that_differ() {
        for (topic, slug) in [
            ("C", "c"),
            ("C++", "c-plus-plus"),
            ("C#", "c-sharp"),
            ("#ferries", "ferries"),
            ("LGBTQ+", "lgbtq-plus"),
            ("1 + 1", "1-1"),
            ("Café", "cafe"),
            ("Con", "con-1"),
            ("🦀🦀", "crab-crab"),
            ("𓀀 𓀀", "u13000-u13000"),
        ] {
            assert_eq!(Slug::of_topic(topic).unwrap().as_str(), slug, "{topic}");
        }
        assert_eq!(Slug::of_topic("!?"), None);
        assert_eq!(Slug::of_topic(&"abcd ".repeat(99)).unwrap().as_str().len(), 99);
    }

    #[test]
    fn faults_say_what_and_where() {
        for (text, message, suggestion) in [
            ("", "a slug cannot be empty", None),
            ("Ferry", "the slug `Ferry` holds `F`", Some("ferry")),
            ("a/b", "the slug `a/b` holds `/`", Some("a-b")),
            ("a\tb", r"the slug `a\tb` holds U+0009", Some("a-b")),
            ("-a", "the slug `-a` begins or ends with a hyphen", Some("a")),
            ("ü", "the slug `ü` holds `ü`", Some("u")),
        ] {
            let fault = Slug::parse(text).unwrap_err();
            assert_eq!(fault.to_string(), message);
            assert_eq!(fault.suggestion().as_deref(), suggestion);
        }
    }

    proptest! {
        #[test]
        fn what_is_made_parses_and_is_made_of_itself(text in any::<String>()) {
            if let Some(slug) = Slug::make(&text) {
                prop_assert_eq!(Slug::parse(slug.as_str()), Ok(slug.clone()));
                prop_assert_eq!(Slug::make(slug.as_str()), Some(slug));
            }
        }

        #[test]
        fn every_topic_with_a_letter_has_a_slug(text in any::<String>()) {
            let slug = Slug::of_topic(&text);
            prop_assert!(slug.is_some() || !text.contains(char::is_alphanumeric));
            if let Some(slug) = slug {
                prop_assert_eq!(Slug::parse(slug.as_str()), Ok(slug));
            }
        }
    }
}

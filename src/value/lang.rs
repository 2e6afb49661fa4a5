//! The language of a text, and the direction that it is written in.

mod names;

use std::error::Error;
use std::fmt;

use oxilangtag::LanguageTag;

/// A well-formed language tag in its customary case: `en-US`, `zh-Hant`.
///
/// # Specification
/// BCP 47 (RFC 5646): <https://www.rfc-editor.org/rfc/rfc5646>
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(String);

/// Whether a language has this code of two letters, or had it.
pub(crate) fn is_code(code: &str) -> bool {
    names::CODES.split(' ').any(|known| known == code)
}

/// The way a line of text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From the left to the right.
    LeftToRight,
    /// From the right to the left.
    RightToLeft,
}

/// What keeps a text from being a language tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LangError {
    /// There is nothing.
    Empty,
    /// Not in the form of BCP 47.
    Malformed(String),
    /// In its form, and no language has this code of two letters.
    Unknown(String),
}

impl Lang {
    /// The tag that is written, with its case made customary.
    ///
    /// # Errors
    /// [`LangError`]; `en_US` and the like with the tag to write as [`LangError::suggestion`].
    ///
    /// ```
    /// use dateline::value::lang::{Direction, Lang};
    ///
    /// let lang = Lang::parse("AR-eg").unwrap();
    /// assert_eq!(lang.as_str(), "ar-EG");
    /// assert_eq!(lang.primary(), "ar");
    /// assert_eq!(lang.direction(), Direction::RightToLeft);
    /// ```
    pub fn parse(text: &str) -> Result<Self, LangError> {
        if text.is_empty() {
            return Err(LangError::Empty);
        }
        // Longer ones are well formed, but none has ever been registered: they are names such as `english`.
        let may_be_one =
            |tag: &LanguageTag<String>| tag.primary_language().len() <= 3 || tag.as_str().starts_with("x-");
        let tag = LanguageTag::parse_and_normalize(text).ok().filter(may_be_one);
        let lang = tag.map(|tag| Self(tag.into_inner())).ok_or_else(|| LangError::Malformed(text.to_owned()))?;
        if lang.primary().len() == 2 && !is_code(lang.primary()) {
            return Err(LangError::Unknown(text.to_owned()));
        }
        Ok(lang)
    }

    /// The language alone, without script, region and variants.
    #[must_use]
    pub fn primary(&self) -> &str {
        let end = self.0.bytes().position(|byte| byte == b'-').unwrap_or(self.0.len());
        &self.0[..end]
    }

    /// The script, if the tag names one: `Hant` in `zh-Hant-TW`.
    #[must_use]
    pub fn script(&self) -> Option<&str> {
        const SHORTEST: usize = "zh-Hant".len();
        if self.0.len() < SHORTEST {
            return None;
        }
        let is_script = |part: &&str| part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphabetic());
        self.0.split('-').skip(1).take_while(|part| part.len() > 1).find(is_script)
    }

    /// The language and, if the tag names one, the script: what decides whether somebody can read it.
    ///
    /// ```
    /// use dateline::value::lang::Lang;
    ///
    /// assert_eq!(Lang::parse("zh-Hant-TW").unwrap().without_region().as_str(), "zh-Hant");
    /// ```
    #[must_use]
    pub fn without_region(&self) -> Self {
        // A private tag, `x-desk`, is one by all of its parts.
        if self.primary().len() == 1 {
            return self.clone();
        }
        let script = self.script().map(|script| format!("-{script}")).unwrap_or_default();
        Self(format!("{}{script}", self.primary()))
    }

    /// What the language calls itself; the tag where that is not known.
    ///
    /// ```
    /// use dateline::value::lang::Lang;
    ///
    /// assert_eq!(Lang::parse("pt-BR").unwrap().own_name(), "português");
    /// ```
    #[must_use]
    pub fn own_name(&self) -> String {
        let name = names::own_name(self.without_region().as_str()).or_else(|| names::own_name(self.primary()));
        name.unwrap_or(&self.0).to_owned()
    }

    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The direction of the tag's script, else of the script that its language is mostly written in.
    #[must_use]
    pub fn direction(&self) -> Direction {
        let rtl = if let Some(script) = self.script() {
            RTL_SCRIPTS.binary_search(&script).is_ok()
        } else {
            is_rtl(self.primary())
        };
        if rtl { Direction::RightToLeft } else { Direction::LeftToRight }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for Lang {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Direction {
    /// The value of HTML's `dir`: `ltr` or `rtl`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

impl LangError {
    /// The tag that was probably meant: a locale's name such as `en_US.UTF-8` read as a tag, or that of a language that
    /// is called by its name or its country.
    #[must_use]
    pub fn suggestion(&self) -> Option<String> {
        let text = match self {
            Self::Empty => return None,
            Self::Malformed(text) => text,
            Self::Unknown(text) => {
                let meant =
                    |(code, _): &&(&str, &str)| text.get(..2).is_some_and(|first| first.eq_ignore_ascii_case(code));
                return names::OF_COUNTRIES.iter().find(meant).map(|(_, tag)| (*tag).to_owned());
            }
        };
        if let Some(tag) = names::tag_of(text) {
            return Some(tag.to_owned());
        }
        let tag = text.trim().split(['.', '@']).next()?.replace('_', "-");
        Lang::parse(&tag).ok().map(|lang| lang.0)
    }
}

impl fmt::Display for LangError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("a language tag cannot be empty"),
            Self::Malformed(text) => write!(f, "`{}` is no language tag such as `en-US`", text.escape_debug()),
            Self::Unknown(text) => write!(f, "`{text}` begins with no code of a language"),
        }
    }
}

impl Error for LangError {}

const RTL_SCRIPTS: [&str; 18] = [
    "Adlm", "Arab", "Aran", "Armi", "Avst", "Hebr", "Hung", "Mand", "Mend", "Nkoo", "Phnx", "Prti", "Rohg", "Samr",
    "Syrc", "Syre", "Thaa", "Yezi",
];

/// Whether a language is mostly written in one of those scripts: a match is told by length and letters, without a search.
#[rustfmt::skip]
fn is_rtl(language: &str) -> bool {
    matches!(
        language,
        "ar" | "arc" | "ars" | "ary" | "arz" | "azb" | "bal" | "bgn" | "bqi" | "ckb" | "dv" | "fa" | "glk" | "he" | "iw"
            | "ji" | "ks" | "lrc" | "luz" | "mzn" | "nqo" | "pnb" | "prs" | "ps" | "rhg" | "sd" | "sdh" | "skr" | "syr"
            | "tmr" | "ug" | "ur" | "yi"
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn tags_take_their_customary_case() {
        for (text, tag) in [
            ("EN", "en"),
            ("en-us", "en-US"),
            ("ZH-hant-tw", "zh-Hant-TW"),
            ("de-1996", "de-1996"),
            ("x-Desk", "x-desk"),
        ] {
            assert_eq!(Lang::parse(text).unwrap().as_str(), tag);
        }
    }

    #[test]
    fn directions_follow_the_script_first() {
        for tag in ["ar", "fa-IR", "he", "ur-PK", "yi", "az-Arab", "ff-Adlm", "pa-Arab-PK"] {
            assert_eq!(Lang::parse(tag).unwrap().direction(), Direction::RightToLeft, "{tag}");
        }
        for tag in ["en", "ar-Latn", "az", "ku", "zh-Hant", "en-x-arab"] {
            assert_eq!(Lang::parse(tag).unwrap().direction(), Direction::LeftToRight, "{tag}");
        }
        assert_eq!(Direction::RightToLeft.as_str(), "rtl");
        for (tag, alone) in [("sr-Latn-RS", "sr-Latn"), ("en-x-arab", "en"), ("de-1996", "de"), ("x-desk", "x-desk")] {
            assert_eq!(Lang::parse(tag).unwrap().without_region().as_str(), alone, "{tag}");
        }
    }

    #[test]
    fn faults_are_answered() {
        for (text, message, suggestion) in [
            ("", "a language tag cannot be empty", None),
            ("en_US", "`en_US` is no language tag such as `en-US`", Some("en-US")),
            ("de_DE.UTF-8", "`de_DE.UTF-8` is no language tag such as `en-US`", Some("de-DE")),
            ("english", "`english` is no language tag such as `en-US`", Some("en")),
            ("Português", "`Português` is no language tag such as `en-US`", Some("pt")),
            ("klingonisch", "`klingonisch` is no language tag such as `en-US`", None),
            ("jp", "`jp` begins with no code of a language", Some("ja")),
            ("UA-ua", "`UA-ua` begins with no code of a language", Some("uk")),
            ("xx", "`xx` begins with no code of a language", None),
            ("english language", "`english language` is no language tag such as `en-US`", None),
        ] {
            let fault = Lang::parse(text).unwrap_err();
            assert_eq!(fault.to_string(), message);
            assert_eq!(fault.suggestion().as_deref(), suggestion);
        }
    }

    #[test]
    fn the_tables_are_sorted() {
        assert!(RTL_SCRIPTS.is_sorted());
    }

    proptest! {
        #[test]
        fn a_tag_reads_as_itself(text in "[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8}){0,4}") {
            if let Ok(lang) = Lang::parse(&text) {
                let _ = lang.direction();
                prop_assert_eq!(Lang::parse(lang.as_str()), Ok(lang));
            }
        }
    }
}

//! Bylines: free text such as "By JANE DOE and John Smith, Staff Writers; photos by Ana Díaz", read as a copy editor
//! reads it.
//!
//! What is credited becomes [`Credit`]s in the order of the text; what is dropped on the way (job titles, places,
//! dates, handles) is kept aside with its reason. It knows no people: spellings that no rule can settle are
//! [`People`](super::person::People)'s business.

use std::fmt;
use std::ops::Range;

use super::person::{Credit, Role, without_duplicates};

/// What a byline says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Byline {
    /// Whom it credits, in the order of the text, without duplicates.
    pub credits: Vec<Credit>,
    /// The words that credit nobody, in the order of the text.
    pub dropped: Vec<Dropped>,
}

/// Words of a byline that are not carried into the feeds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// The words, cleaned.
    pub text: String,
    /// Their bytes in the text as written; `None` where Unicode normalisation moved them.
    pub span: Option<Range<usize>>,
    /// Why they are dropped.
    pub why: Why,
}

/// Why words of a byline are dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// "Staff Writer": what the person is employed as.
    JobTitle,
    /// "in Kyiv", "London": where it was reported from.
    Place,
    /// "Special to The Sun".
    SpecialTo,
    /// "@jane": an account beside a name.
    Handle,
    /// "Aug. 15, 2025", "5 min read".
    Date,
    /// "Staff report", "admin", "{{ author }}": words that name nobody.
    Nobody,
    /// "et al.", "and others".
    Others,
    /// A parenthesis that says nothing about a credit.
    Parenthesis,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::JobTitle => "job title",
            Self::Place => "place",
            Self::SpecialTo => "special to",
            Self::Handle => "handle",
            Self::Date => "date or reading time",
            Self::Nobody => "names nobody",
            Self::Others => "unnamed others",
            Self::Parenthesis => "parenthesis",
        })
    }
}

/// What became of one token of a byline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// Part of the name of the credit with this index.
    Name(usize),
    /// Part of the body that the credits before it work for.
    Affiliation,
    /// The email address of a credit.
    Email,
    /// The link of a credit.
    Uri,
    /// "By", "Text:": the names after it are authors.
    ByWord,
    /// "Photos by": the names after it have these roles.
    Role(Vec<Role>),
    /// Stands between names or parts.
    Separator,
    /// Not carried into the feeds.
    Dropped(Why),
}

/// One token of a byline and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The token, cleaned.
    pub text: String,
    /// Its bytes in the text as written; `None` where Unicode normalisation moved it.
    pub span: Option<Range<usize>>,
    /// What became of it.
    pub fate: Fate,
}

/// How a byline was read, token by token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Every token, in the order of the text.
    pub tokens: Vec<Token>,
    /// What [`read`] answers.
    pub byline: Byline,
}

/// Reads a byline.
///
/// Never fails: a text that names nobody credits nobody. Takes time in proportion to the length of the text.
///
/// ```
/// # use dateline::value::{byline, person::Role};
/// let byline = byline::read("By Jane Doe and John Smith");
/// let names: Vec<_> = byline.credits.iter().map(|credit| (credit.name(), credit.role())).collect();
/// assert_eq!(names, [("Jane Doe", Role::Author), ("John Smith", Role::Author)]);
/// ```
#[must_use]
pub fn read(text: &str) -> Byline {
    explain(text).byline
}

/// Reads a byline and says what became of every token.
#[must_use]
pub fn explain(text: &str) -> Explanation {
    let mut tokens: Vec<Token> = Vec::new();
    let mut credits = Vec::new();
    let mut name: Option<Range<usize>> = None;
    let mut finish = |name: &mut Option<Range<usize>>| {
        if let Some(span) = name.take() {
            credits.extend(Credit::new(&text[span.clone()], Role::Author).map(|credit| credit.with_span(Some(span))));
        }
        credits.len()
    };
    for (start, part) in text.split_inclusive([' ', ',', ';', '\n']).scan(0, |end, part| {
        *end += part.len();
        Some((*end - part.len(), part))
    }) {
        let word = part.trim_end_matches([' ', ',', ';', '\n']);
        let span = start..start + word.len();
        let fate = if word.eq_ignore_ascii_case("by") && name.is_none() {
            Fate::ByWord
        } else if matches!(word, "and" | "AND" | "&") {
            finish(&mut name);
            Fate::Separator
        } else if !word.is_empty() {
            name.get_or_insert(span.clone()).end = span.end;
            Fate::Name(tokens.iter().filter(|token| token.fate == Fate::Separator).count())
        } else {
            continue;
        };
        tokens.push(Token { text: word.to_owned(), span: Some(span), fate });
        if part.len() > word.len() && !part.ends_with(' ') {
            finish(&mut name);
        }
    }
    finish(&mut name);
    Explanation { tokens, byline: Byline { credits: without_duplicates(credits), dropped: Vec::new() } }
}

//! Bylines: free text such as "By JANE DOE and John Smith, Staff Writers; photos by Ana Díaz", read as a copy editor
//! reads it.
//!
//! What is credited becomes [`Credit`]s in the order of the text; what is dropped on the way (job titles, places,
//! dates, handles) is kept aside with its reason. It knows no people: spellings that no rule can settle are
//! [`People`](super::person::People)'s business.

mod assemble;
#[expect(dead_code, reason = "`build/lexicon.rs` reads most of them")]
mod bodies;
mod case;
mod clean;
mod json;
mod label;
mod lexicon;
mod plain;
mod segment;
mod token;
#[expect(dead_code, reason = "`build/lexicon.rs` reads them")]
mod unnamed;
#[expect(dead_code, reason = "`build/lexicon.rs` reads most of them")]
mod words;

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use assemble::{Assembly, Draft, Mark};
use clean::Clean;
use fnv::FnvHashMap;
use token::{Kind, Tokens};

use super::person::{Credit, Role};

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
/// let byline = byline::read("By JANE DOE and John Smith, Staff Writers; photos by Ana Díaz/Reuters");
/// let names: Vec<_> = byline.credits.iter().map(|credit| (credit.name(), credit.role())).collect();
/// assert_eq!(
///     names,
///     [("Jane Doe", Role::Author), ("John Smith", Role::Author), ("Ana Díaz", Role::Photographer)]
/// );
/// assert_eq!(byline.credits[2].affiliation(), Some("Reuters"));
/// assert_eq!(byline.dropped[0].text, "Staff Writers");
/// ```
#[must_use]
pub fn read(text: &str) -> Byline {
    plain::read(text).unwrap_or_else(|| remembered(text))
}

/// What a byline says, kept for the next article that has the same: a newsroom has few.
fn remembered(text: &str) -> Byline {
    const MOST: usize = 1000;
    const LONGEST: usize = 200;
    thread_local! {
        static READ: RefCell<FnvHashMap<Box<str>, Byline>> = RefCell::default();
    }
    READ.with_borrow_mut(|read| {
        if let Some(byline) = read.get(text) {
            return byline.clone();
        }
        let byline = Reading::new(text).byline();
        if text.len() <= LONGEST {
            if read.len() == MOST {
                read.clear();
            }
            read.insert(text.into(), byline.clone());
        }
        byline
    })
}

/// Reads a byline and says what became of every token.
///
/// ```
/// # use dateline::value::byline::{self, Fate, Why};
/// let explanation = byline::explain("By Jane Doe, London");
/// assert_eq!(explanation.tokens[0].fate, Fate::ByWord);
/// assert_eq!(explanation.tokens[4].fate, Fate::Dropped(Why::Place));
/// ```
#[must_use]
pub fn explain(text: &str) -> Explanation {
    let reading = Reading::new(text);
    let (credits, places) = reading.credits();
    let tokens = (0..reading.tokens.list.len()).map(|at| reading.explained(at, &places)).collect();
    Explanation { tokens, byline: Byline { credits, dropped: reading.dropped() } }
}

/// A byline with everything that is known about it.
struct Reading {
    clean: Clean,
    tokens: Tokens,
    assembly: Assembly,
}

impl Reading {
    fn new(text: &str) -> Self {
        let clean = clean::clean(text);
        let tokens = token::tokens(&clean.text);
        let items = segment::items(&clean.text, &tokens);
        let assembly = assemble::assemble(&clean.text, &tokens, &items);
        Self { clean, tokens, assembly }
    }

    fn byline(&self) -> Byline {
        Byline { credits: self.credits().0, dropped: self.dropped() }
    }

    fn spell(&self, range: Range<usize>) -> String {
        assemble::spell(&self.clean.text, &self.tokens, &self.assembly.marks, range)
    }

    /// The credits, and for each draft the first of its credits.
    fn credits(&self) -> (Vec<Credit>, Vec<Option<usize>>) {
        let mut seen: HashMap<(String, Role), usize> = HashMap::new();
        let mut credits: Vec<Credit> = Vec::with_capacity(self.assembly.drafts.len());
        let mut places = Vec::with_capacity(self.assembly.drafts.len());
        let links = self.links();
        for (draft, link) in self.assembly.drafts.iter().zip(links) {
            let Some(credit) = self.credit(draft) else {
                places.push(None);
                continue;
            };
            let credit = match link {
                Some(href) => with_link(credit, href),
                None => credit,
            };
            let mut place = None;
            for role in draft.roles.as_slice() {
                let credit = credit.clone().with_role(*role);
                let next = credits.len();
                let at = *seen.entry(credit.identity()).or_insert(next);
                if at < next {
                    credits[at].absorb(credit);
                } else {
                    credits.push(credit);
                }
                place = place.or(Some(at));
            }
            places.push(place);
        }
        (credits, places)
    }

    /// For each draft, what the anchor round its name points to, or the mail anchor after it.
    fn links(&self) -> Vec<Option<&str>> {
        let drafts = &self.assembly.drafts;
        let mut links = vec![None; drafts.len()];
        let mut at = 0;
        for (range, href) in &self.clean.links {
            while drafts.get(at + 1).is_some_and(|next| self.span(next).start < range.end) {
                at += 1;
            }
            let Some(draft) = drafts.get(at) else { break };
            let span = self.span(draft);
            let round = range.start < span.end && span.start < range.end;
            let after = href.starts_with("mailto:") && span.end <= range.start;
            if (round || after) && links[at].is_none() {
                links[at] = Some(href.as_str());
            }
        }
        links
    }

    fn credit(&self, draft: &Draft) -> Option<Credit> {
        let name = self.name(draft);
        let word = |at: usize| &self.clean.text[self.tokens.list[at].start..self.tokens.list[at].end];
        let span = self.span(draft);
        let mut credit = Credit::new(&name, Role::Author)?.with_organisation(draft.body);
        credit = credit.with_span(self.clean.source(span.clone()));
        if let Some(at) = draft.email {
            credit = credit.with_email(word(at).trim_start_matches("mailto:"));
        }
        if let Some(at) = draft.uri {
            credit = credit.with_uri(word(at));
        }
        if let Some(range) = &draft.affiliation {
            credit = credit.with_affiliation(&self.spell(range.clone()));
        }
        Some(credit)
    }

    /// The name of a draft as it should be shown.
    fn name(&self, draft: &Draft) -> String {
        let address = self.tokens.is(draft.name.start, Kind::Word) || self.tokens.is(draft.name.start, Kind::Quote);
        let typed = self.spell(draft.name.clone());
        if !address {
            return typed.strip_prefix("mailto:").unwrap_or(&typed).to_owned();
        }
        if draft.body {
            return draft.usual.map_or_else(|| typed.clone(), |usual| usual_form(&typed, usual));
        }
        let typed = match &draft.given {
            Some(given) => format!("{} {typed}", self.spell(given.clone())),
            None => typed,
        };
        let mut name = case::recase(&typed);
        if let Some((before, last)) = name.rsplit_once(' ')
            && let Some((_, usual)) =
                words::SUFFIXES.iter().find(|(key, usual)| usual.ends_with('.') && *key == last.to_lowercase())
        {
            name = format!("{before} {usual}");
        }
        for (range, comma) in &draft.suffixes {
            name.push_str(if *comma { ", " } else { " " });
            let typed = self.spell(range.clone());
            let key = lexicon::key(&typed);
            match words::SUFFIXES.iter().find(|(suffix, _)| *suffix == key) {
                Some((_, usual)) => name.push_str(usual),
                None => name.push_str(&case::credential(&typed)),
            }
        }
        name
    }

    /// The bytes of the clean text from the first to the last token of a name.
    fn span(&self, draft: &Draft) -> Range<usize> {
        let list = &self.tokens.list;
        let end = draft.given.as_ref().map_or(draft.name.end, |given| given.end.max(draft.name.end));
        let end = draft.suffixes.iter().map(|(range, _)| range.end).fold(end, usize::max);
        list[draft.name.start].start..list[end - 1].end
    }

    fn dropped(&self) -> Vec<Dropped> {
        let mut dropped: Vec<Dropped> = Vec::new();
        let mut at = 0;
        while let Some(mark) = self.assembly.marks.get(at) {
            let first = at;
            at += 1;
            let Mark::Dropped(why) = *mark else { continue };
            while self.assembly.marks.get(at) == Some(mark) {
                at += 1;
            }
            let clean = self.tokens.list[first].start..self.tokens.list[at - 1].end;
            let text = self.clean.text[clean.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
            dropped.push(Dropped { text, span: self.clean.source(clean), why });
        }
        dropped
    }

    fn explained(&self, at: usize, places: &[Option<usize>]) -> Token {
        let token = &self.tokens.list[at];
        let clean = token.start..token.end;
        let fate = match self.assembly.marks[at] {
            Mark::Name(draft) => places[draft].map_or(Fate::Separator, Fate::Name),
            Mark::Affiliation => Fate::Affiliation,
            Mark::Email => Fate::Email,
            Mark::Uri => Fate::Uri,
            Mark::Label(roles) if roles.as_slice() == [Role::Author] => Fate::ByWord,
            Mark::Label(roles) => Fate::Role(roles.as_slice().to_vec()),
            Mark::Separator | Mark::Unused => Fate::Separator,
            Mark::Dropped(why) => Fate::Dropped(why),
        };
        Token { text: self.clean.text[clean.clone()].trim().to_owned(), span: self.clean.source(clean), fate }
    }
}

/// A known body typed in capitals, or with "the", in its usual form.
fn usual_form(typed: &str, usual: &str) -> String {
    let (article, rest) = match typed.split_at_checked(4) {
        Some((article, rest)) if article.eq_ignore_ascii_case("the ") && !usual.starts_with("The ") => ("The ", rest),
        _ => ("", typed),
    };
    let shouted = !rest.contains(char::is_lowercase);
    format!("{article}{}", if shouted || !article.is_empty() { usual } else { rest })
}

fn with_link(credit: Credit, href: &str) -> Credit {
    let scheme = |scheme: &str| href.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    if scheme("mailto:") && credit.email().is_none() {
        let address = href["mailto:".len()..].split('?').next().unwrap_or_default();
        return credit.with_email(address);
    }
    if (scheme("https://") || scheme("http://")) && credit.uri().is_none() {
        return credit.with_uri(href);
    }
    credit
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How often reading looks at a token.
    fn looks(text: &str) -> usize {
        Reading::new(text).tokens.looks.get()
    }

    #[test]
    fn twice_the_text_is_twice_the_work() {
        for unit in [
            "Jane Doe, ",
            "Jane Doe and ",
            "Doe, Jane; ",
            "Jane Doe (AP) ",
            "Jane Doe, Reuters, ",
            "Jane Doe in Kyiv ",
            "photo, ",
            "text und ",
            "Photos by ",
            "by ",
            "and Press ",
            "I. ",
            "y ",
            "a/",
            "Reuters/",
            "(",
            ") ",
            "( a ) ",
            "staff ",
            "the ",
            "of the ",
            "special to ",
            "translated from the ",
            "with ",
            "MD, ",
            "et al. ",
            "1 ",
            "Aug. ",
            "\"a ",
            "文・",
            "記者",
            "Jane. ",
            "contributed ",
            "jane@example.com ",
            "@jane ",
            "\n",
        ] {
            let (once, twice) = (looks(&unit.repeat(400)), looks(&unit.repeat(800)));
            assert!(twice <= once * 2 + once / 4, "{unit:?}: {once} looks, then {twice}");
        }
    }
}

//! Segments: labels, parts and what stands between them, in the order of the text.

mod and;
mod contact;

use std::ops::Range;

use super::super::person::Role;
use super::Why;
use super::label::{self, Label, Place, Roles};
use super::lexicon::{self, Meaning, Phrase};
use super::token::{Kind, Tokens};

/// What stands between two parts, in the order of its strength.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Separator {
    Start,
    /// The end of a parenthesis or an address, with nothing after it.
    Nothing,
    Comma,
    Bar,
    Slash,
    Bullet,
    Plus,
    Dash,
    Colon,
    Open,
    Label,
    Break,
    Stop,
    Semicolon,
    And,
}

impl Separator {
    const fn of(kind: Kind) -> Option<Self> {
        Some(match kind {
            Kind::Comma => Self::Comma,
            Kind::Semicolon => Self::Semicolon,
            Kind::Bar => Self::Bar,
            Kind::Slash => Self::Slash,
            Kind::Bullet => Self::Bullet,
            Kind::Plus => Self::Plus,
            Kind::Dash => Self::Dash,
            Kind::Colon => Self::Colon,
            Kind::Stop => Self::Stop,
            Kind::Break => Self::Break,
            _ => return None,
        })
    }
}

/// One piece of a byline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item {
    /// The names after it have these roles.
    Label(Roles, Range<usize>),
    /// The credit before it has these roles.
    After(Roles, Range<usize>),
    /// The credits before it, back to the beginning of the sentence, only helped.
    Tail(Range<usize>),
    /// Words that are a name, a title, a place, a body.
    Part(Range<usize>),
    /// An email address, a link, an account.
    Address(usize),
    Dropped(Range<usize>, Why),
    Separator(Separator, usize),
    Open(usize),
    Close(usize),
}

/// Cuts the tokens into pieces, in one pass.
pub(super) fn items(text: &str, tokens: &Tokens) -> Vec<Item> {
    let mut cutter = Cutter { text, tokens, items: Vec::new(), part: None, words: 0, labelled: false };
    let mut at = 0;
    while at < tokens.list.len() {
        at = cutter.step(at);
    }
    cutter.flush();
    cutter.items
}

struct Cutter<'t> {
    text: &'t str,
    tokens: &'t Tokens,
    items: Vec<Item>,
    /// The part that is being gathered, and how many words it has.
    part: Option<Range<usize>>,
    words: usize,
    labelled: bool,
}

impl Cutter<'_> {
    /// Reads what begins at a token and returns the token after it.
    fn step(&mut self, at: usize) -> usize {
        match self.tokens.list[at].kind {
            Kind::Word => self.word(at),
            Kind::Quote => {
                self.gather(at);
                at + 1
            }
            Kind::Stray => at + 1,
            Kind::Email | Kind::Uri | Kind::Handle => {
                self.flush();
                self.items.push(Item::Address(at));
                at + 1
            }
            Kind::Open => self.open(at),
            Kind::Close => {
                self.flush();
                self.items.push(Item::Close(at));
                at + 1
            }
            Kind::Comma if self.is_company_form(at + 1) => {
                self.gather(at + 1);
                at + 2
            }
            kind => {
                self.flush();
                self.items.extend(Separator::of(kind).map(|separator| Item::Separator(separator, at)));
                at + 1
            }
        }
    }

    fn word(&mut self, at: usize) -> usize {
        if let Some(end) = self.contact(at).or_else(|| self.reach(at)).or_else(|| self.agency_photo(at)) {
            return end;
        }
        if let Some(label) = label::label(self.tokens, at, self.place()) {
            return self.label(at, label);
        }
        if let Some(end) = self.tail(at) {
            return end;
        }
        if self.words == 0
            && let Some(end) = self.whole(at)
        {
            self.part = None;
            self.items.push(Item::Dropped(at..end, Why::Nobody));
            return end;
        }
        if let Some(end) = self.others(at) {
            self.flush();
            self.items.push(Item::Dropped(at..end, Why::Others));
            return end;
        }
        if self.tokens.has(at, lexicon::AND | lexicon::AND_SHORT) && self.is_and(at) {
            self.flush();
            self.items.push(Item::Separator(Separator::And, at));
            return at + 1;
        }
        self.gather(at);
        self.words += 1;
        at + 1
    }

    fn gather(&mut self, at: usize) {
        self.part.get_or_insert(at..at).end = at + 1;
    }

    fn flush(&mut self) {
        self.items.extend(self.part.take().map(Item::Part));
        self.words = 0;
    }

    fn place(&self) -> Place {
        let in_list = matches!(self.items.last(), Some(Item::Separator(Separator::Comma | Separator::And, _)));
        let credit_before =
            self.items.iter().rev().take(3).any(|item| matches!(item, Item::Part(_) | Item::Address(_)));
        let after_by =
            matches!(self.items.last(), Some(Item::Label(_, range)) if self.tokens.has(range.end - 1, lexicon::BY));
        Place {
            words_before: self.words,
            credit_before,
            in_list: in_list && credit_before,
            labelled: self.labelled,
            after_by,
        }
    }

    fn label(&mut self, at: usize, label: Label) -> usize {
        let helps =
            matches!(self.tokens.key(at), "with" | "mit" | "avec" | "con" | "com" | "med" | "met" | "z" | "з" | "с");
        let by = (at..label.end).any(|at| self.tokens.has(at, lexicon::BY | lexicon::BY_AFTER_ROLE));
        let words_are_heading = !helps
            && self.part.clone().is_some_and(|part| {
                self.is_heading(part.clone()) || by && (self.is_subject(part.clone()) || self.is_craft(part))
            });
        if words_are_heading && let Some(part) = self.part.take() {
            self.words = 0;
            self.items.push(Item::Label(label.roles, part.start..label.end));
        } else {
            self.flush();
            let item = if label.after { Item::After } else { Item::Label };
            self.items.push(item(label.roles, at..label.end));
        }
        self.labelled |= !label.after;
        if self.tokens.is(label.end, Kind::Break) && !label.after { label.end + 1 } else { label.end }
    }

    /// Whether the words before a label belong to it: "An investigation", "Herald".
    fn is_heading(&self, part: Range<usize>) -> bool {
        let article =
            matches!(self.tokens.key(part.start), "a" | "an" | "the" | "this" | "ein" | "eine" | "un" | "une");
        let generic = lexicon::TITLE | lexicon::BODY | lexicon::JOB | lexicon::NOBODY | lexicon::MASTHEAD;
        article
            || part.clone().any(|at| self.tokens.list[at].word.role.is_some())
            || part.clone().all(|at| self.tokens.has(at, generic))
    }

    /// "Harbor photos by", "Brought to you by": words that say what was made.
    fn is_subject(&self, part: Range<usize>) -> bool {
        let first = matches!(
            self.items.last(),
            None | Some(Item::Separator(Separator::Break | Separator::Stop | Separator::Semicolon | Separator::Bar, _))
        );
        let is_lower = |at: usize| !self.tokens.list[at].shape.upper && !self.tokens.has(at, lexicon::PARTICLE);
        let capital = self.tokens.list[part.start].shape.upper;
        first && (self.words == 1 || capital && (part.start + 1..part.end).all(is_lower))
    }

    /// "Styled by", "Food styling by": a craft that no table has.
    fn is_craft(&self, part: Range<usize>) -> bool {
        let craft = self.tokens.key(part.end - 1);
        let is_name = (part.start + 1..part.end).any(|at| self.tokens.list[at].shape.upper);
        !is_name && (craft.ends_with("ing") || craft.ends_with("ed"))
    }

    /// "AP Photo/Jane Doe", "Jane Doe AP Photo": the agency of a photographer.
    fn agency_photo(&mut self, at: usize) -> Option<usize> {
        let pooled = matches!(self.tokens.key(at), "pool" | "handout") && self.words == 0;
        let (body, _, _) = label::known(self.tokens, at).or_else(|| pooled.then_some((at, "", false)))?;
        let mut end = body;
        if matches!(self.tokens.key(end), "file" | "pool" | "handout" | "archive") {
            end += 1;
        }
        let role = self
            .tokens
            .list
            .get(end)?
            .word
            .role
            .filter(|(role, _)| matches!(role, Role::Photographer | Role::Videographer))?
            .0;
        // "AP photographer" is a job title, unless it leads on to a name as "AP Photographer:" does.
        let is_job =
            self.tokens.has(end, lexicon::JOB) && !matches!(self.tokens.kind(end + 1), Some(Kind::Colon | Kind::Slash));
        if is_job || self.tokens.has(end + 1, lexicon::JOB) {
            return None;
        }
        let roles = Roles::one(role);
        end += 1;
        let in_name = self.words > 0;
        if in_name && !self.tokens.kind(end).is_none_or(Kind::separates) {
            return None;
        }
        let after_name = in_name
            || matches!(
                self.items.last(),
                Some(Item::Separator(Separator::Slash | Separator::Bar | Separator::Comma, _))
            ) && self.place().credit_before;
        // "Anna Svensson/TT Foto: Nils Berg"
        if after_name && self.tokens.is(end, Kind::Colon) {
            return None;
        }
        self.flush();
        if pooled && !after_name {
            return None;
        }
        if after_name {
            if !pooled {
                self.items.push(Item::Part(at..body));
            }
            self.items.push(Item::After(roles, body..end));
            return Some(end);
        }
        self.items.extend([Item::Label(roles, body..end), Item::Part(at..body)]);
        self.labelled = true;
        if self.tokens.has(end, lexicon::BY_AFTER_ROLE) {
            end += 1;
        }
        while self.tokens.is(end, Kind::Colon) {
            end += 1;
        }
        if self.tokens.is(end, Kind::Word) || self.tokens.is(end, Kind::Dash) {
            self.items.push(Item::Separator(Separator::Slash, end));
        }
        Some(end)
    }

    /// "contributed to this report": what remains of the sentence.
    fn tail(&mut self, at: usize) -> Option<usize> {
        const FURTHEST: usize = 6;
        let phrases = self.tokens.phrases(at);
        phrases.iter().find(|phrase| phrase.meaning == Meaning::Tail && label::matches(self.tokens, at + 1, phrase))?;
        let credited = |item: &Item| matches!(item, Item::Part(_) | Item::Address(_));
        if self.words == 0 && !self.items.iter().rev().take(FURTHEST).any(credited) {
            return None;
        }
        let ends = |at: usize| {
            let and_name = self.tokens.has(at, lexicon::AND) && (1..=2).all(|next| self.is_capitalised(at + next));
            and_name || matches!(self.tokens.list[at].kind, Kind::Stop | Kind::Break | Kind::Semicolon | Kind::Close)
        };
        let length = (at..self.tokens.list.len()).take_while(|at| !ends(*at)).count();
        self.flush();
        self.items.push(Item::Tail(at..at + length));
        Some(at + length)
    }

    fn is_capitalised(&self, at: usize) -> bool {
        self.tokens.list.get(at).is_some_and(|token| token.kind == Kind::Word && token.shape.upper)
    }

    /// "et al." wherever it stands: no name has it.
    fn others(&self, at: usize) -> Option<usize> {
        let phrases = if self.tokens.has(at, lexicon::AND_SHORT) { self.tokens.phrases(at) } else { &[] };
        let is_others =
            |phrase: &&Phrase| phrase.meaning == Meaning::Others && label::matches(self.tokens, at + 1, phrase);
        phrases.iter().find(is_others).map(|phrase| at + 1 + phrase.after)
    }

    /// A phrase that names nobody, and is all there is between two separators.
    fn whole(&self, at: usize) -> Option<usize> {
        let mut of_nobody = self.tokens.phrases(at).iter().filter(|phrase| phrase.meaning == Meaning::Nobody);
        of_nobody.find_map(|phrase| {
            let end = at + 1 + phrase.after;
            let ends =
                self.tokens.kind(end).is_none_or(|kind| kind.separates() || matches!(kind, Kind::Quote | Kind::Stray));
            (ends && label::matches(self.tokens, at + 1, phrase)).then_some(end)
        })
    }

    /// "Acme, Inc.": the comma is part of the name.
    fn is_company_form(&self, at: usize) -> bool {
        match self.tokens.key(at) {
            "inc" | "llc" | "l.l.c" | "ltd" | "llp" | "gmbh" | "plc" | "corp" => true,
            // "James, S.A." is S.A. James.
            "s.a" => self.words > 1,
            _ => false,
        }
    }

    fn open(&mut self, at: usize) -> usize {
        let Some(close) = self.tokens.list[at].partner else { return at + 1 };
        if self.is_template(at, close) {
            self.items.push(Item::Dropped(at..close + 1, Why::Nobody));
            return close + 1;
        }
        let is_copyright = self.tokens.key(at + 1) == "c" && close == at + 2;
        if is_copyright || self.is_aside(at, close) {
            self.items.push(Item::Dropped(at..close + 1, Why::Parenthesis));
            return close + 1;
        }
        self.flush();
        self.items.push(Item::Open(at));
        at + 1
    }

    fn is_template(&self, at: usize, close: usize) -> bool {
        let open = &self.text[self.tokens.list[at].start..self.tokens.list[at].end];
        open.starts_with('{') || open == "[" && (at + 1..close).all(|at| self.tokens.has(at, lexicon::TEMPLATE))
    }

    /// A parenthesis inside a name: "Robert (Bob) Smith".
    fn is_aside(&self, at: usize, close: usize) -> bool {
        let next = self.tokens.list.get(close + 1);
        let goes_on = next.is_some_and(|next| {
            next.kind == Kind::Word && next.word.flags & lexicon::AND == 0 && next.word.role.is_none()
        });
        let words_after = (close + 1..).take(3).take_while(|at| self.tokens.is(*at, Kind::Word)).count();
        let one_name = match self.words {
            0 => false,
            1 => true,
            _ => words_after == 1,
        };
        let telling = lexicon::JOB | lexicon::BODY | lexicon::BY;
        goes_on
            && one_name
            && (at + 1..close).all(|at| {
                let token = &self.tokens.list[at];
                let plain = matches!(token.kind, Kind::Word | Kind::Quote | Kind::Stray);
                plain
                    && token.word.flags & telling == 0
                    && token.word.role.is_none()
                    && label::known(self.tokens, at).is_none()
            })
    }
}

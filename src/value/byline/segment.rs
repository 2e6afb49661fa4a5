//! Segments: labels, parts and what stands between them, in the order of the text.

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
            && let Some((end, why)) = self.whole(at)
        {
            self.part = None;
            self.items.push(Item::Dropped(at..end, why));
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
        if let Some(part) = self.part.take()
            && self.words > 0
        {
            self.items.push(Item::Part(part));
        }
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
        let by = self.tokens.has(label.end - 1, lexicon::BY | lexicon::BY_AFTER_ROLE);
        let words_are_heading = !helps
            && self.part.clone().is_some_and(|part| {
                self.is_heading(part.clone()) || by && (self.is_subject(part) || self.is_craft(at))
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
        let generic = lexicon::TITLE
            | lexicon::BODY
            | lexicon::LABEL_MODIFIER
            | lexicon::JOB
            | lexicon::NOBODY
            | lexicon::MASTHEAD;
        article
            || part.clone().any(|at| self.tokens.list[at].word.role.is_some())
            || part.clone().all(|at| self.tokens.has(at, generic))
    }

    /// "Harbor photos by", "Brought to you by": words that say what was made, where no other label stands before.
    fn is_subject(&self, part: Range<usize>) -> bool {
        let first = matches!(
            self.items.last(),
            None | Some(Item::Separator(Separator::Break | Separator::Stop | Separator::Semicolon | Separator::Bar, _))
        );
        let is_lower = |at: usize| !self.tokens.list[at].shape.upper && !self.tokens.has(at, lexicon::PARTICLE);
        let capital = self.tokens.list[part.start].shape.upper;
        first && !self.labelled && (self.words == 1 || capital && (part.start + 1..part.end).all(is_lower))
    }

    /// "Styling by", "Styled by": a craft that no table has.
    fn is_craft(&self, by: usize) -> bool {
        let craft = by.checked_sub(1).map(|at| self.tokens.key(at));
        self.words == 1 && craft.is_some_and(|word| word.ends_with("ing") || word.ends_with("ed"))
    }

    /// "AP Photo/Jane Doe": the agency of a photographer.
    fn agency_photo(&mut self, at: usize) -> Option<usize> {
        if self.words > 0 {
            return None;
        }
        let (body, _, _) = label::known(self.tokens, at)?;
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
        let after_name =
            matches!(self.items.last(), Some(Item::Separator(Separator::Slash | Separator::Bar | Separator::Comma, _)))
                && self.place().credit_before;
        // "Anna Svensson/TT Foto: Nils Berg"
        if after_name && self.tokens.is(end, Kind::Colon) {
            return None;
        }
        self.part = None;
        if after_name {
            self.items.extend([Item::Part(at..body), Item::After(roles, body..end)]);
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

    /// "Twitter:", "Follow her on": how to reach somebody.
    fn contact(&mut self, at: usize) -> Option<usize> {
        if !self.tokens.has(at, lexicon::CONTACT) {
            return None;
        }
        let colon = self.tokens.is(at + 1, Kind::Colon);
        let end = if colon { at + 2 } else { at + 1 };
        let lead = matches!(self.tokens.key(at), "follow" | "contact" | "email" | "e-mail");
        let ends = self.tokens.list.get(end).is_none_or(|token| token.kind.separates());
        let leads_on = |at: &usize| self.tokens.has(*at, lexicon::CONTACT) || !self.tokens.list[*at].shape.upper;
        let address = (end..end + 5)
            .take_while(|at| self.tokens.kind(*at).is_some_and(|kind| !kind.separates() || kind == Kind::Colon))
            .find(|at| !matches!(self.tokens.kind(*at), Some(Kind::Word | Kind::Colon)) || !leads_on(at))
            .filter(|at| matches!(self.tokens.kind(*at), Some(Kind::Handle | Kind::Email | Kind::Uri)));
        let told = matches!(self.items.iter().rev().nth(1), Some(Item::Dropped(_, Why::Handle)));
        let credited = self.words > 0 || told || self.place().credit_before;
        let single = self.tokens.key(at).len() == 1;
        let end = match address {
            // "Malcolm X @malcolm": a single letter in a name belongs to it.
            Some(address) if (colon || lead || credited && (!single || self.words == 0)) => address,
            // "Facebook: janedoe"
            _ if colon && credited && !lead && self.is_alone(end) => end + 1,
            _ if colon => end,
            _ if ends
                && credited
                && (self.words == 0 || matches!(self.tokens.key(at), "email" | "e-mail"))
                && !single =>
            {
                end
            }
            _ => return None,
        };
        self.flush();
        self.items.push(Item::Dropped(at..end, Why::Handle));
        Some(end)
    }

    /// A word with nothing beside it.
    fn is_alone(&self, at: usize) -> bool {
        self.tokens.is(at, Kind::Word) && self.tokens.kind(at + 1).is_none_or(Kind::separates)
    }

    /// "Contact Jane Doe at", "Jane Doe can be reached at": what leads to an address.
    fn reach(&mut self, at: usize) -> Option<usize> {
        const FURTHEST: usize = 6;
        if !self.tokens.has(at, lexicon::REACH) {
            return None;
        }
        // A telephone's, where "at 10:30" and "on 3 March" say when.
        let is_number = |at: usize| {
            let token = self.tokens.list.get(at).filter(|token| token.shape.digit && !token.shape.lower);
            token.is_some_and(|token| {
                let word = &self.text[token.start..token.end];
                word.bytes().filter(u8::is_ascii_digit).count() >= 3 && !word.contains([':', '/'])
            })
        };
        let has_digit = |at: usize| self.tokens.list.get(at).is_some_and(|token| token.shape.digit);
        let numbered = |at: usize| self.tokens.has(at, lexicon::CONTACT) && has_digit(at + 1);
        let leads = |at: usize| {
            let addressed = matches!(self.tokens.kind(at + 1), Some(Kind::Email | Kind::Uri | Kind::Handle));
            let told = self.tokens.has(at + 1, lexicon::CONTACT);
            matches!(self.tokens.key(at), "at" | "on" | "via" | "or" | "by") && (addressed || is_number(at + 1) || told)
        };
        let reached = matches!(self.tokens.key(at + 2), "reached" | "contacted" | "followed" | "emailed");
        let end = match self.tokens.key(at) {
            "contact" | "reach" | "email" | "e-mail" | "follow" | "call" if self.words == 0 => {
                let names = (at + 1..at + FURTHEST).take_while(|at| self.is_capitalised(*at)).count();
                let end = at + 1 + names;
                let addressed = matches!(self.tokens.kind(end + 1), Some(Kind::Email | Kind::Handle));
                let colon = self.tokens.is(end, Kind::Colon) && (addressed || is_number(end + 1));
                // "Email Jane Doe", where "Email Doe" is a name.
                let link = names > 1 && self.tokens.kind(end).is_none_or(Kind::separates);
                (colon || leads(end) || link).then_some(at + 1)?
            }
            "can" | "may" if reached => 1 + (at + 3..at + 3 + FURTHEST).find(|at| leads(*at))?,
            _ if (leads(at) || numbered(at)) && (self.words > 0 || self.place().credit_before) => at + 1,
            _ => return None,
        };
        // "Jane Doe is on"
        if let Some(part) = self.part.as_mut().filter(|part| self.tokens.key(part.end - 1) == "is") {
            part.end -= 1;
        }
        self.flush();
        self.items.push(Item::Dropped(at..end, Why::Handle));
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
        let begins = self.tokens.has(at, lexicon::AND_SHORT) && !self.tokens.list[at].shape.upper;
        let phrases = if begins { self.tokens.phrases(at) } else { &[] };
        let is_others =
            |phrase: &&Phrase| phrase.meaning == Meaning::Others && label::matches(self.tokens, at + 1, phrase);
        phrases.iter().find(is_others).map(|phrase| at + 1 + phrase.after)
    }

    /// A phrase that names nobody, and is all there is between two separators.
    fn whole(&self, at: usize) -> Option<(usize, Why)> {
        self.tokens.phrases(at).iter().find_map(|phrase| {
            let why = match phrase.meaning {
                Meaning::Nobody => Why::Nobody,
                Meaning::Others => Why::Others,
                _ => return None,
            };
            let end = at + 1 + phrase.after;
            let ends =
                self.tokens.kind(end).is_none_or(|kind| kind.separates() || matches!(kind, Kind::Quote | Kind::Stray));
            let fits = ends && label::matches(self.tokens, at + 1, phrase);
            fits.then_some((end, why))
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
        if self.is_aside(at, close) {
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
        let words_after = (close + 1..close + 4).take_while(|at| self.tokens.is(*at, Kind::Word)).count();
        let one_name = self.words == 1 || self.words > 1 && words_after == 1;
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

    /// Whether an "and" stands between two credits rather than inside one.
    fn is_and(&self, at: usize) -> bool {
        if self.tokens.has(at, lexicon::AND_SHORT) {
            return self.is_short_and(at);
        }
        self.words == 0 || !self.is_inside(at)
    }

    /// The words after a token, up to what separates.
    fn run(&self, from: usize) -> Range<usize> {
        let and = lexicon::AND | lexicon::AND_SHORT;
        let rest = self.tokens.list[from..].iter();
        let length = rest
            .take_while(|token| token.kind == Kind::Word && (token.word.flags & and == 0 || token.shape.upper))
            .count();
        from..from + length
    }

    fn is_short_and(&self, at: usize) -> bool {
        if self.tokens.list[at].shape.upper {
            return false;
        }
        // "corresponsal en Nueva York", "en la Universidad"
        let articles = ["la", "el", "los", "las", "un", "una"];
        if self.tokens.key(at) == "en"
            && (articles.contains(&self.tokens.key(at + 1)) || label::is_place(self.tokens, at + 1))
        {
            return false;
        }
        let right = self.run(at + 1);
        let known = |at| label::known(self.tokens, at);
        let left_known =
            self.part.clone().is_some_and(|part| known(part.start).is_some_and(|(end, _, _)| end == part.end));
        let right_known = known(at + 1).is_some_and(|(end, _, _)| end >= right.end);
        let long =
            |words: usize, mut part: Range<usize>| words >= 2 || part.any(|at| self.tokens.list[at].shape.ideographic);
        let left = match &self.part {
            Some(part) => long(self.words, part.clone()),
            None => !self.items.is_empty(),
        };
        let nobody = right.len() == 1 && self.tokens.has(right.start, lexicon::NOBODY);
        let right_label =
            nobody || label::label(self.tokens, at + 1, Place { words_before: 0, ..self.place() }).is_some();
        let right_long = right_known
            || right_label
            || long(right.clone().filter(|at| !self.tokens.has(*at, lexicon::SUFFIX)).count(), right)
            || matches!(self.tokens.kind(at + 1), Some(Kind::Handle | Kind::Email));
        (left || left_known) && right_long
    }

    /// Whether the "and" belongs to the name of a body or to a job title.
    fn is_inside(&self, at: usize) -> bool {
        const LONGEST: usize = 12;
        let Some(left) = self.part.clone().filter(|left| left.len() <= LONGEST) else { return false };
        let right = self.run(at + 1);
        let has = |mut range: Range<usize>, flags| range.any(|at| self.tokens.has(at, flags));
        let all = |mut range: Range<usize>, flags| range.all(|at| self.tokens.has(at, flags));
        if label::known(self.tokens, left.start).is_some_and(|(end, _, _)| end > at) {
            return true;
        }
        let subject = lexicon::ABSTRACT | lexicon::TITLE;
        let title_words = all(left.clone(), subject | lexicon::JOB) || (self.words == 1 && self.place().in_list);
        // "Culture Editor", "Culture Editor Jane Doe".
        let is_title = self.tokens.has(right.end - 1, lexicon::JOB | lexicon::TITLE)
            || right
                .clone()
                .find(|at| !self.tokens.has(*at, subject))
                .is_some_and(|at| self.tokens.has(at, lexicon::JOB));
        if title_words && has(right.clone(), lexicon::JOB) && !has(left.clone(), lexicon::JOB) && is_title {
            return true;
        }
        // "News & Record", "The Post and Courier"
        let is_paper = |at: usize| {
            self.tokens.has(at, lexicon::BODY | lexicon::MASTHEAD)
                && !self.tokens.has(at, lexicon::JOB | lexicon::NOBODY)
                && self.is_capitalised(at)
        };
        let titled = self.words == 1 || self.words == 2 && self.tokens.key(left.start) == "the";
        if titled && right.len() == 1 && is_paper(left.end - 1) && is_paper(right.start) {
            return true;
        }
        let known_right = label::known(self.tokens, at + 1).is_some() || self.tokens.key(at + 1) == "the";
        if right.is_empty() || known_right {
            return false;
        }
        let left_known = label::known(self.tokens, left.start).is_some_and(|(end, _, _)| end == left.end);
        let nobody = right.len() == 1 && self.tokens.has(right.start, lexicon::NOBODY) || self.whole(at + 1).is_some();
        if nobody && (left_known || self.tokens.has(at + 1, lexicon::BODY)) {
            return false;
        }
        // "von und zu Hagen"
        if self.tokens.key(at + 1) == "zu" {
            return true;
        }
        if self.tokens.has(at + 1, lexicon::FIRM) {
            return true;
        }
        // "Mr. and Mrs. John Boone"
        if self.words == 1 && [left.start, at + 1].iter().all(|at| self.tokens.has(*at, lexicon::HONORIFIC)) {
            return true;
        }
        // "Jane Doe, Arts and Culture", "Jane Doe, Director of Sales and Marketing"
        let is_told = all(left.clone(), subject) || has(left.clone(), lexicon::JOB);
        if is_told && self.tokens.has(left.end - 1, subject) && all(right.clone(), subject) {
            return true;
        }
        let right_subject =
            self.tokens.has(at + 1, lexicon::ABSTRACT) || (all(right.clone(), lexicon::ABSTRACT | lexicon::BODY));
        if has(left.clone(), lexicon::BODY) && right_subject {
            return true;
        }
        let left_subject = self.tokens.has(left.end - 1, lexicon::ABSTRACT);
        has(right.clone(), lexicon::BODY)
            && !has(left, lexicon::BODY)
            && (self.words == 1 || left_subject)
            && right.len() >= 2
            && !self.tokens.has(right.end - 1, lexicon::JOB)
            || (left_subject && self.words <= 3 && has(right, lexicon::BODY))
    }
}

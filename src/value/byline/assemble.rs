//! Credits out of segments: what belongs to whom, and in which role.

mod cut;
mod invert;
mod kind;
mod part;
mod title;
mod when;

use std::ops::Range;

use super::super::person::Role;
use super::Why;
use super::label::{self, Roles};
use super::segment::{Item, Separator};
use super::token::{Kind, Tokens, is_abbreviation};

/// A credit in the making; ranges are of tokens.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) name: Range<usize>,
    /// Given names that follow the surname after a comma.
    pub(super) given: Option<Range<usize>>,
    /// Suffixes and credentials, and whether a comma stays before them.
    pub(super) suffixes: Vec<(Range<usize>, bool)>,
    pub(super) roles: Roles,
    pub(super) body: bool,
    /// The usual form of a known body.
    pub(super) usual: Option<&'static str>,
    pub(super) email: Option<usize>,
    pub(super) uri: Option<usize>,
    pub(super) affiliation: Option<Range<usize>>,
    separator: Separator,
    labelled: bool,
    gone: bool,
}

/// What became of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Unused,
    Name(usize),
    Affiliation,
    Label(Roles),
    Email,
    Uri,
    Separator,
    Dropped(Why),
}

/// The credits of a byline and what became of each token.
#[derive(Debug, Default)]
pub(super) struct Assembly {
    pub(super) drafts: Vec<Draft>,
    pub(super) marks: Vec<Mark>,
}

pub(super) fn assemble(text: &str, tokens: &Tokens, items: &[Item]) -> Assembly {
    let mut assembler = Assembler {
        text,
        tokens,
        drafts: Vec::new(),
        marks: vec![Mark::Unused; tokens.list.len()],
        roles: Roles::one(Role::Author),
        labelled: false,
        named: false,
        separator: Separator::Start,
        reach: 0,
        since: 0,
        sentence: 0,
        outer: Vec::new(),
        waiting: None,
        handle: None,
        agency: None,
    };
    for (at, item) in items.iter().enumerate() {
        assembler.item(item, items.get(at + 1));
        if is_end(item) && helps(&items[at + 1..]) {
            (assembler.reach, assembler.since) = (assembler.drafts.len(), assembler.drafts.len());
        }
    }
    assembler.finish();
    assembler.invert();
    let mut marks = assembler.marks;
    let mut kept = Vec::with_capacity(assembler.drafts.len());
    for draft in assembler.drafts {
        if draft.gone {
            continue;
        }
        let ranges = [Some(draft.name.clone()), draft.given.clone()];
        let suffixes = draft.suffixes.iter().map(|(range, _)| range.clone());
        for at in ranges.into_iter().flatten().chain(suffixes).flatten() {
            if !matches!(marks[at], Mark::Dropped(_)) {
                marks[at] = Mark::Name(kept.len());
            }
        }
        kept.push(draft);
    }
    Assembly { drafts: kept, marks }
}

/// Whether an item ends a sentence.
const fn is_end(item: &Item) -> bool {
    matches!(item, Item::Separator(Separator::Stop | Separator::Break | Separator::Semicolon, _))
}

/// Whether the sentence says who helped, and so says nothing of the names before it.
fn helps(items: &[Item]) -> bool {
    items.iter().take_while(|item| !is_end(item)).any(|item| matches!(item, Item::Tail(_)))
}

struct Assembler<'t> {
    text: &'t str,
    tokens: &'t Tokens,
    drafts: Vec<Draft>,
    marks: Vec<Mark>,
    roles: Roles,
    /// Whether a label gave the roles.
    labelled: bool,
    /// Whether a name followed since.
    named: bool,
    separator: Separator,
    /// The first draft that an affiliation reaches back to.
    reach: usize,
    /// The first draft since the last label or semicolon.
    since: usize,
    /// The first draft of the sentence.
    sentence: usize,
    /// What the labels round a parenthesis gave: `roles` and `labelled`.
    outer: Vec<(Roles, bool)>,
    /// An address that no name stands before.
    waiting: Option<(usize, Separator)>,
    /// An account that no name stands before.
    handle: Option<(usize, Separator)>,
    /// The first draft of the agencies before a slash.
    agency: Option<usize>,
}

impl Assembler<'_> {
    fn item(&mut self, item: &Item, next: Option<&Item>) {
        match item {
            Item::Label(roles, range) => {
                // "jane@example.com (By Jane Doe)"
                if self.named || roles.as_slice() != [Role::Author] {
                    self.finish();
                }
                self.mark(range.clone(), Mark::Label(*roles));
                (self.roles, self.labelled, self.named) = (*roles, true, false);
                self.separator = Separator::Label;
                (self.reach, self.since, self.sentence) = (self.drafts.len(), self.drafts.len(), self.drafts.len());
            }
            Item::After(roles, range) => {
                self.mark(range.clone(), Mark::Label(*roles));
                if let Some(last) = self.drafts.last_mut() {
                    last.roles = *roles;
                }
            }
            Item::Tail(range) => self.tail(range.clone()),
            Item::Part(range) => self.part(range.clone(), next),
            Item::Address(at) => self.address(*at),
            Item::Dropped(range, Why::Nobody) => {
                let why = self.why_nobody(range.clone());
                self.mark(range.clone(), Mark::Dropped(why));
            }
            Item::Dropped(range, why) => self.mark(range.clone(), Mark::Dropped(*why)),
            Item::Separator(separator, at) => {
                if matches!(self.marks[*at], Mark::Unused) {
                    self.marks[*at] = Mark::Separator;
                }
                self.separate(*separator);
            }
            Item::Open(at) => {
                self.marks[*at] = Mark::Separator;
                self.outer.push((self.roles, self.labelled));
                self.separate(Separator::Open);
            }
            Item::Close(at) => {
                self.marks[*at] = Mark::Separator;
                if let Some(outer) = self.outer.pop()
                    && self.named
                {
                    (self.roles, self.labelled) = outer;
                }
                self.separator = Separator::Nothing;
            }
        }
    }

    fn mark(&mut self, range: Range<usize>, mark: Mark) {
        self.marks[range].fill(mark);
    }

    fn separate(&mut self, separator: Separator) {
        self.separator = self.separator.max(separator);
        if matches!(separator, Separator::Semicolon | Separator::Stop | Separator::Break) {
            self.sentence = self.drafts.len();
        }
        if separator == Separator::Semicolon {
            (self.reach, self.since) = (self.drafts.len(), self.drafts.len());
        }
        if matches!(self.separator, Separator::And | Separator::Semicolon) {
            self.finish();
        }
    }

    /// Makes a credit of an account or address that no name came to; the address beside an account is that account's.
    fn finish(&mut self) {
        let (handle, waiting) = (self.handle.take(), self.waiting.take());
        let Some((at, separator)) = handle.or(waiting) else { return };
        let draft = Draft { separator, ..self.draft(at..at + 1, false) };
        self.drafts.push(draft);
        self.named = true;
        if let Some((at, _)) = waiting {
            self.set_address(self.drafts.len() - 1, at);
        }
    }

    fn draft(&self, name: Range<usize>, body: bool) -> Draft {
        Draft {
            name,
            given: None,
            suffixes: Vec::new(),
            roles: self.roles,
            body,
            usual: None,
            email: None,
            uri: None,
            affiliation: None,
            separator: self.separator,
            labelled: self.labelled,
            gone: false,
        }
    }

    fn set_address(&mut self, draft: usize, at: usize) {
        if self.tokens.is(at, Kind::Email) {
            self.drafts[draft].email = Some(at);
            self.marks[at] = Mark::Email;
        } else {
            self.drafts[draft].uri = Some(at);
            self.marks[at] = Mark::Uri;
        }
    }

    /// An email address, a link or an account goes to the name that it stands beside.
    fn address(&mut self, at: usize) {
        let apart = matches!(self.separator, Separator::And | Separator::Label | Separator::Start) || self.is_owned(at);
        let kind = self.tokens.kind(at);
        if let Some(last) = self.drafts.last_mut().filter(|last| !apart && self.waiting.is_none() && !last.gone) {
            let is_account = self.tokens.is(last.name.start, Kind::Handle);
            let slot = match kind {
                Some(Kind::Email) => &mut last.email,
                Some(Kind::Uri) => &mut last.uri,
                _ if !is_account => {
                    self.marks[at] = Mark::Dropped(Why::Handle);
                    self.separator = Separator::Nothing;
                    return;
                }
                _ => &mut None,
            };
            if slot.is_none() && kind != Some(Kind::Handle) {
                *slot = Some(at);
                self.marks[at] = if kind == Some(Kind::Email) { Mark::Email } else { Mark::Uri };
                self.separator = Separator::Nothing;
                return;
            }
        }
        let slot = if kind == Some(Kind::Handle) { &self.handle } else { &self.waiting };
        if slot.is_some() {
            self.finish();
        }
        self.end_role();
        let separator = self.separator;
        if kind == Some(Kind::Handle) {
            self.handle = Some((at, separator));
        } else {
            self.waiting = Some((at, separator));
        }
        self.separator = Separator::Nothing;
    }

    /// "jane@example.com (Jane Doe)": whether the name of an address stands in brackets behind it.
    fn is_owned(&self, at: usize) -> bool {
        let is_name = |at: usize| {
            self.tokens.list.get(at).is_some_and(|token| token.shape.upper)
                && !self.is_titleish(at)
                && label::known(self.tokens, at).is_none()
        };
        self.tokens.is(at, Kind::Email) && self.tokens.is(at + 1, Kind::Open) && is_name(at + 2) && is_name(at + 3)
    }

    /// Ends a label's reach at the end of a sentence, once a name has stood in it.
    fn end_role(&mut self) {
        let ends = matches!(self.separator, Separator::Break | Separator::Stop | Separator::Semicolon);
        if ends && self.named {
            (self.roles, self.labelled) = (Roles::one(Role::Author), false);
        }
    }

    /// Adds a credit, and what was waiting for one.
    fn push(&mut self, draft: Draft) {
        if self.separator == Separator::And {
            self.finish();
        }
        if let Some((_, separator)) = self.handle
            && matches!(self.separator, Separator::Comma | Separator::Plus | Separator::Semicolon)
            && separator != Separator::Nothing
        {
            self.finish();
        }
        self.drafts.push(draft);
        let index = self.drafts.len() - 1;
        if let Some((at, _)) = self.waiting.take() {
            self.set_address(index, at);
        }
        if let Some((at, _)) = self.handle.take() {
            self.marks[at] = Mark::Dropped(Why::Handle);
        }
        if let Some(agency) = self.agency.take()
            && self.separator == Separator::Slash
            && !self.drafts[index].body
            && (self.drafts[agency].body || self.drafts[index].name.len() > 1)
        {
            let affiliation = self.drafts[agency].name.start..self.drafts[index - 1].name.end;
            self.drafts[agency..index].iter_mut().for_each(|agency| agency.gone = true);
            self.mark(affiliation.clone(), Mark::Affiliation);
            self.drafts[index].affiliation = Some(affiliation);
            self.drafts[index].separator = self.drafts[agency].separator;
            self.reach = self.drafts.len();
        }
        self.named = true;
        self.separator = Separator::Nothing;
    }

    /// The names of the sentence only helped.
    fn tail(&mut self, range: Range<usize>) {
        self.mark(range, Mark::Label(Roles::one(Role::Contributor)));
        self.finish();
        let mut at = self.drafts.len();
        while at > self.sentence {
            at -= 1;
            let draft = &mut self.drafts[at];
            if draft.gone {
                continue;
            }
            draft.roles = Roles::one(Role::Contributor);
            if draft.labelled && draft.separator != Separator::And {
                break;
            }
        }
        self.sentence = self.drafts.len();
        (self.roles, self.labelled, self.named) = (Roles::one(Role::Contributor), true, true);
    }
}

/// The text of a range of tokens, with the marks left out that do not belong to a name.
pub(super) fn spell(text: &str, tokens: &Tokens, marks: &[Mark], range: Range<usize>) -> String {
    let mut out = String::new();
    let mut end = None;
    for at in range.clone() {
        let token = &tokens.list[at];
        let kept = matches!(
            token.kind,
            Kind::Word | Kind::Quote | Kind::Comma | Kind::Slash | Kind::Email | Kind::Uri | Kind::Handle
        ) && !matches!(marks.get(at), Some(Mark::Dropped(_)));
        if !kept {
            continue;
        }
        let glued = token.glued && end == Some(token.start);
        if !out.is_empty() && !glued {
            out.push(' ');
        }
        out.push_str(&text[token.start..token.end]);
        end = Some(token.end);
    }
    let last = range.rev().find(|at| tokens.is(*at, Kind::Word)).map(|at| &tokens.list[at]);
    if let Some(last) = last
        && out.ends_with('.')
        && !is_abbreviation(text[last.start..last.end].trim_end_matches('.'), last)
    {
        out.truncate(out.trim_end_matches('.').len());
    }
    out
}

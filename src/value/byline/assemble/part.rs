//! A part, read from the outside in: quotation marks, dates, bodies that stand for nobody, suffixes, places.

use std::ops::Range;

use super::super::Why;
use super::super::bodies;
use super::super::label;
use super::super::lexicon::{self, Meaning, Phrase};
use super::super::segment::{Item, Separator};
use super::super::token::{Kind, is_initials};
use super::super::words::Use;
use super::cut::FOR;
use super::{Assembler, Mark};

/// A part, read from the outside in.
impl Assembler<'_> {
    pub(super) fn part(&mut self, range: Range<usize>, next: Option<&Item>) {
        self.end_role();
        self.read(range, next);
    }

    pub(super) fn read(&mut self, range: Range<usize>, next: Option<&Item>) {
        let range = self.without_quotes(range);
        // "Il Sole 24 Ore" is no time of day.
        let is_name = self.is_known(range.clone()) || self.is_unit(range.clone());
        let range = if is_name { range } else { self.undated(range, next) };
        if range.is_empty() {
            return;
        }
        if self.is_nobody(range.clone()) {
            let why = self.why_nobody(range.clone());
            self.drop(range, why);
            // "Jane Doe and staff, in Kyiv"
            if self.separator == Separator::And {
                self.separator = Separator::Nothing;
            }
            return;
        }
        let range = self.without_others(range);
        if range.is_empty() {
            return;
        }
        if self.is_suffix(range.clone()) {
            self.suffix(range);
            return;
        }
        if let Some(end) = self.possessor(range.clone()) {
            self.drop(range.start..end, Why::JobTitle);
            self.read(end..range.end, next);
            return;
        }
        if self.separator == Separator::Open && self.is_acronym(range.clone()) {
            self.drop(range, Why::Parenthesis);
            return;
        }
        if self.is_place(range.clone(), next) {
            self.drop(range, Why::Place);
            return;
        }
        if let Some(end) = self.leading_place(range.clone()) {
            self.drop(range.start..end, Why::Place);
            self.separator = Separator::Comma;
            self.read(end..range.end, next);
            return;
        }
        let known = label::known(self.tokens, range.start).filter(|(end, _, _)| *end == range.end);
        if let Some((_, usual, _)) = known {
            self.body(range, Some(usual));
            return;
        }
        if self.is_calling(range.clone()) {
            self.drop(range, Why::JobTitle);
            return;
        }
        // "新华社 王芳"
        let first = range.start + 1;
        if range.len() == 2 && self.tokens.list[first].shape.ideographic && self.is_known(range.start..first) {
            self.read(range.start..first, None);
            self.separate(Separator::Bar);
            self.read(first..range.end, next);
            return;
        }
        if let Some(end) = self.wire_before_name(range.clone()) {
            self.read(range.start..end, None);
            self.separate(Separator::Slash);
            self.read(end..range.end, next);
            return;
        }
        if let Some((at, cut)) = self.cut(range.clone()) {
            if at > range.start {
                self.read(range.start..at, None);
            }
            self.tail_of_part(at..range.end, cut);
            return;
        }
        if self.has(range.clone(), lexicon::JOB) && self.title(range.clone(), next) {
            return;
        }
        let (name, agency) = self.trailing_agency(range.clone());
        if (agency.is_none() || self.has(name, lexicon::BODY)) && self.is_body(range.clone()) {
            self.body(range, None);
            return;
        }
        if let Some(second) = self.second_honoured(range.clone()) {
            self.read(range.start..second, None);
            self.separate(Separator::And);
            self.read(second..range.end, next);
            return;
        }
        self.name(range, next);
    }

    /// "Reuters Petra Novak": the end of a wire's name before that of a person.
    fn wire_before_name(&self, range: Range<usize>) -> Option<usize> {
        const LONGEST: usize = 4;
        let (end, usual, _) = label::known(self.tokens, range.start).filter(|(end, _, _)| *end < range.end)?;
        let other = lexicon::MASTHEAD | lexicon::ABSTRACT | lexicon::AND | lexicon::AND_SHORT;
        let is_of_name = |at: usize| {
            let token = &self.tokens.list[at];
            token.kind == Kind::Word
                && !token.shape.digit
                && token.word.role.is_none()
                && (token.shape.upper && !self.is_titleish(at) && !self.tokens.has(at, other)
                    || self.tokens.has(at, lexicon::PARTICLE))
                && !label::is_place(self.tokens, at)
        };
        let named = (2..=LONGEST).contains(&(range.end - end)) && (end..range.end).all(is_of_name);
        (named && bodies::WIRES.contains(&usual)).then_some(end)
    }

    /// "Dr. Jane Doe Prof. Max Roe": the title of a second person, whom nothing sets apart from the first.
    fn second_honoured(&self, range: Range<usize>) -> Option<usize> {
        const TITLES: &[&str] = &["dr", "prof", "mr", "mrs", "ms", "rev", "dott", "dott.ssa", "avv"];
        let title = |at: usize| self.slice(at..at + 1).ends_with('.') && TITLES.contains(&self.tokens.key(at));
        let is_name = |at: usize| {
            let token = &self.tokens.list[at];
            token.kind == Kind::Word && token.shape.upper && token.shape.lower && !self.slice(at..at + 1).ends_with('.')
        };
        let first = if title(range.start) { range.start + 1 } else { range.start };
        let least = if title(range.start) { 1 } else { 2 };
        let at = (first + least..range.end.saturating_sub(least)).find(|at| title(*at))?;
        ((first..at).all(is_name) && (at + 1..at + 1 + least).all(is_name)).then_some(at)
    }

    pub(super) fn has(&self, mut range: Range<usize>, flags: lexicon::Flags) -> bool {
        range.any(|at| self.tokens.has(at, flags))
    }

    pub(super) fn drop(&mut self, range: Range<usize>, why: Why) {
        for at in range {
            if matches!(self.marks[at], Mark::Unused) {
                self.marks[at] = Mark::Dropped(why);
            }
        }
    }

    pub(super) fn words(&self, range: Range<usize>) -> usize {
        let words = range.filter(|at| self.tokens.is(*at, Kind::Word));
        words.filter(|at| !matches!(self.marks[*at], Mark::Dropped(_))).count()
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &str {
        let list = &self.tokens.list;
        if range.is_empty() { "" } else { &self.text[list[range.start].start..list[range.end - 1].end] }
    }

    /// Whether a person stands before, whom a title, a place or an affiliation can be about.
    pub(super) fn after_person(&self) -> bool {
        let about = !matches!(
            self.separator,
            Separator::Start | Separator::Label | Separator::And | Separator::Semicolon | Separator::Plus
        );
        about
            && self.waiting.is_none()
            && self.drafts[self.since..].iter().rev().any(|draft| !draft.gone && !draft.body)
    }

    pub(super) fn after_credit(&self) -> bool {
        let about = !matches!(self.separator, Separator::Start | Separator::Label | Separator::And | Separator::Plus);
        about && self.drafts.iter().any(|draft| !draft.gone)
    }

    /// Without quotation marks round the whole, or left over at one end.
    pub(super) fn without_quotes(&mut self, mut range: Range<usize>) -> Range<usize> {
        let is_quote = |at: usize| self.tokens.is(at, Kind::Quote);
        loop {
            let quotes = range.clone().filter(|at| is_quote(*at)).count();
            let (first, last) =
                (!range.is_empty() && is_quote(range.start), !range.is_empty() && is_quote(range.end - 1));
            if first && (quotes % 2 == 1 || last && quotes == 2) {
                range.start += 1;
            } else if last && quotes % 2 == 1 {
                range.end -= 1;
            } else {
                break;
            }
        }
        while let Some(last) = range.clone().next_back()
            && !self.tokens.is(last, Kind::Word)
            && !is_quote(last)
        {
            range.end = last;
        }
        range
    }

    /// "Staff Writer" names nobody alone, and is a job title after a name.
    pub(super) fn why_nobody(&self, range: Range<usize>) -> Why {
        if self.after_person() && self.has(range, lexicon::JOB) { Why::JobTitle } else { Why::Nobody }
    }

    /// Templates, "admin", and text without a letter.
    pub(super) fn is_nobody(&self, range: Range<usize>) -> bool {
        let text = self.slice(range.clone());
        let single = self.words(range.clone()) == 1;
        let template = text.starts_with(['%', '$']);
        let filler = lexicon::NOBODY | lexicon::AND | lexicon::AND_SHORT;
        let named =
            |at: usize| !self.tokens.has(at, filler) && !matches!(self.tokens.key(at), "the" | "la" | "die" | "de");
        let nobodies = self.has(range.clone(), lexicon::NOBODY) && !range.clone().any(named);
        // "Photos", and "Interview" but for "Fonte, Ada" and what a body is called.
        let is_made = || !self.tokens.is(range.end, Kind::Comma) && !self.has(range.clone(), lexicon::BODY);
        let label = single
            && match self.tokens.list[range.start].word.role {
                Some((_, Use::Bare)) => true,
                Some(_) => !self.after_person() && is_made(),
                None => false,
            };
        !text.contains(char::is_alphabetic) || template || label || (nobodies && !(single && text.contains('_')))
    }

    /// Without "et al." and its like at the end.
    pub(super) fn without_others(&mut self, range: Range<usize>) -> Range<usize> {
        for at in range.clone().rev().take(3) {
            let ends = self.tokens.phrases(at).iter().any(|phrase| {
                phrase.meaning == Meaning::Others
                    && at + 1 + phrase.after == range.end
                    && label::matches(self.tokens, at + 1, phrase)
            });
            let shape = self.tokens.list[at].shape;
            if ends && !shape.upper {
                let mut named = range.start..at;
                let ends_with =
                    |named: &Range<usize>, is: &dyn Fn(usize) -> bool| named.clone().next_back().is_some_and(is);
                named.end -= usize::from(ends_with(&named, &|last| self.is_count(last)));
                let is_and = |last| self.tokens.has(last, lexicon::AND | lexicon::AND_SHORT);
                named.end -= usize::from(ends_with(&named, &is_and));
                self.drop(named.end..range.end, Why::Others);
                return named;
            }
        }
        range
    }

    /// "3" and "two" others.
    fn is_count(&self, at: usize) -> bool {
        self.tokens.list[at].shape.digit
            || matches!(self.tokens.key(at), "two" | "three" | "four" | "five" | "six" | "several" | "many")
    }

    /// "Jr.", "MD": part of the name before it.
    pub(super) fn is_suffix(&self, range: Range<usize>) -> bool {
        let Some(last) = self.drafts.last() else { return false };
        let beside = matches!(
            self.separator,
            Separator::Comma | Separator::Nothing | Separator::Bar | Separator::Dash | Separator::Open
        );
        let surname = last.given.is_none() && self.words(last.name.clone()) == 1 && last.suffixes.is_empty();
        beside
            && range.clone().all(|at| {
                let word = self.slice(at..at + 1);
                if self.tokens.has(at, lexicon::SUFFIX) {
                    return true;
                }
                let capitals = word.chars().filter(|c| c.is_uppercase()).count();
                // "Washington, D.C."
                let is_place = |at| self.place_at(at, at + 1).is_some();
                let undotted = || lexicon::word(&self.tokens.key(at).replace('.', "")).flags;
                let is_credential = self.tokens.has(at, lexicon::CREDENTIAL)
                    || word.contains('.') && !is_place(at) && undotted() & lexicon::CREDENTIAL != 0;
                let listed =
                    is_credential && (capitals >= 2 || matches!(self.tokens.key(at), "esq" | "esquire" | "phd"));
                let after_another = !last.suffixes.is_empty()
                    && (2..=6).contains(&capitals)
                    && capitals == word.chars().filter(|c| c.is_alphabetic()).count()
                    && !self.tokens.has(at, lexicon::BODY)
                    && label::known(self.tokens, at).is_none();
                let given = surname && is_initials(word) && !matches!(self.tokens.key(at), "ph.d" | "m.d" | "r.n");
                (listed && !given && label::known(self.tokens, at).is_none()) || after_another
            })
    }

    /// "CNN's", "The Gazette's": the body that a person works for, before the name.
    fn possessor(&self, range: Range<usize>) -> Option<usize> {
        const LONGEST: usize = 4;
        let end = 1 + range.clone().take(LONGEST).find(|at| self.tokens.key(*at).ends_with("'s"))?;
        let owner = self.tokens.key(end - 1).trim_end_matches("'s");
        let is_body = lexicon::word(owner).flags & (lexicon::BODY | lexicon::AGENCY | lexicon::MASTHEAD) != 0;
        (is_body && !self.has(end..range.end, lexicon::BODY)).then_some(end)
    }

    /// "Deutsche Welle (DW)": the initials of the body before it.
    fn is_acronym(&self, range: Range<usize>) -> bool {
        let Some(body) = self.drafts.last().filter(|last| last.body) else { return false };
        let words = self.slice(body.name.clone()).split([' ', '-']);
        let initials = words.filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase());
        initials.eq(self.slice(range).chars())
    }

    pub(super) fn suffix(&mut self, range: Range<usize>) {
        let own = range.clone().take_while(|at| self.tokens.has(*at, lexicon::SUFFIX)).count();
        let split = range.start + own;
        if let Some(last) = self.drafts.last_mut() {
            let parts = [(range.start..split, false), (split..range.end, true)];
            last.suffixes.extend(parts.into_iter().filter(|(part, _)| !part.is_empty()));
        }
        self.separator = Separator::Nothing;
    }

    /// The place that the tokens from `at` on name, up to `end`.
    pub(super) fn place_at(&self, at: usize, end: usize) -> Option<(usize, bool)> {
        self.tokens.phrases(at).iter().find_map(|phrase| match phrase.meaning {
            Meaning::Place { city } if label::matches(self.tokens, at + 1, phrase) => {
                Some((at + 1 + phrase.after, city)).filter(|(last, _)| *last <= end)
            }
            _ => None,
        })
    }

    /// "Madrid para El País", "London reporting from Beirut": a place, with more to come.
    fn leading_place(&self, range: Range<usize>) -> Option<usize> {
        let (end, _) = self.place_at(range.start, range.end)?;
        let goes_on = FOR.contains(&self.tokens.key(end)) || self.tokens.key(end) == "reporting";
        (goes_on && self.after_person()).then_some(end)
    }

    /// "R-Mo.", "D-MN": the party and state of a member of Congress.
    fn is_constituency(&self, at: usize) -> bool {
        let state = ["r-", "d-", "i-"].iter().find_map(|party| self.tokens.key(at).strip_prefix(party));
        let is_state = |phrase: &Phrase| matches!(phrase.meaning, Meaning::Place { .. });
        let is_postal = || self.slice(at..at + 1).len() == "D-MN".len() && !self.tokens.list[at].shape.lower;
        state.is_some_and(|state| is_postal() || lexicon::phrases(state).iter().any(is_state))
    }

    pub(super) fn is_place(&self, range: Range<usize>, next: Option<&Item>) -> bool {
        // "新华社北京3月3日电"
        if range.len() == 1
            && self.slice(range.clone()).ends_with(['电', '電'])
            && self.tokens.list[range.start].shape.digit
        {
            return true;
        }
        if self.after_person() && self.is_constituency(range.start) {
            return true;
        }
        let Some((mut end, city)) = self.place_at(range.start, range.end) else { return false };
        while end < range.end
            && let Some((further, _)) = self.place_at(end, range.end)
        {
            end = further;
        }
        if end != range.end {
            return false;
        }
        let surname = self.drafts.last().filter(|last| !last.gone && !last.body && self.words(last.name.clone()) == 1);
        let is_given = self.has(range.clone(), lexicon::CITY_AND_NAME) || is_initials(self.slice(range.clone()));
        if surname.is_some() && is_given && self.separator == Separator::Comma {
            return false;
        }
        let dateline = matches!(next, Some(Item::Separator(Separator::Colon | Separator::Dash, _)))
            && matches!(
                self.separator,
                Separator::Start | Separator::Break | Separator::Stop | Separator::Open | Separator::Comma
            );
        let heads = city
            && matches!(self.separator, Separator::Start | Separator::Label)
            && !self.has(range.clone(), lexicon::CITY_AND_NAME)
            && matches!(next, Some(Item::Separator(Separator::Slash | Separator::Bar | Separator::Bullet, at))
                if (1..=2).all(|word| self.tokens.list.get(at + word).is_some_and(|token| token.shape.upper)));
        let of_nobody =
            matches!(self.separator, Separator::Comma | Separator::Bar | Separator::Dash | Separator::Slash);
        let agency = range.end + 1;
        let before_agency = self.tokens.is(range.end, Kind::Open)
            && label::known(self.tokens, agency).is_some_and(|(end, _, _)| self.tokens.is(end, Kind::Close));
        let and_place = self.separator == Separator::And
            && matches!(self.marks.get(range.start.wrapping_sub(2)), Some(Mark::Dropped(Why::Place)));
        let beside = self.after_credit() && !matches!(self.separator, Separator::Semicolon);
        let in_brackets = self.separator == Separator::Open;
        beside || of_nobody || dateline || heads || before_agency || and_place || in_brackets
    }
}

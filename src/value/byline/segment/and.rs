//! Whether an "and" stands between two credits, or inside the name of one or its title.

use std::ops::Range;

use super::super::label;
use super::super::lexicon;
use super::super::token::Kind;
use super::Cutter;

/// What somebody writes of.
const SUBJECT: lexicon::Flags = lexicon::ABSTRACT | lexicon::TITLE;

/// What stands on both sides of an "and".
impl Cutter<'_> {
    /// Whether an "and" stands between two credits rather than inside one.
    pub(super) fn is_and(&self, at: usize) -> bool {
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
        if self.tokens.list[at].shape.upper && !self.is_shouted_and(at) {
            return false;
        }
        // "corresponsal en Nueva York", "en la Universidad"
        let articles = ["la", "el", "los", "las", "un", "una"];
        if self.tokens.key(at) == "en"
            && (articles.contains(&self.tokens.key(at + 1)) || label::is_place(self.tokens, at + 1))
        {
            return false;
        }
        // At the end of a line it belongs to the next.
        let next = if self.tokens.is(at + 1, Kind::Break) { at + 2 } else { at + 1 };
        let right = self.run(next);
        if self.tokens.key(at) == "a" {
            return self.are_people(right);
        }
        let known = |at| label::known(self.tokens, at);
        let left_known =
            self.part.clone().is_some_and(|part| known(part.start).is_some_and(|(end, _, _)| end == part.end));
        let right_known = known(next).is_some_and(|(end, _, _)| end >= right.end);
        let long =
            |words: usize, mut part: Range<usize>| words >= 2 || part.any(|at| self.tokens.list[at].shape.ideographic);
        let left = match &self.part {
            Some(part) => long(self.words, part.clone()),
            None => !self.items.is_empty(),
        };
        let nobody = right.len() == 1 && self.tokens.has(right.start, lexicon::NOBODY);
        let right_label = nobody || label::label(self.tokens, next, self.place()).is_some();
        let right_long = right_known
            || right_label
            || long(right.clone().filter(|at| !self.tokens.has(*at, lexicon::SUFFIX)).count(), right)
            || matches!(self.tokens.kind(next), Some(Kind::Handle | Kind::Email));
        (left || left_known || right_label) && right_long
    }

    /// "JEAN DUPONT ET LUC PETIT": a word of two letters, which is nobody's initial, where all else is in capitals too.
    fn is_shouted_and(&self, at: usize) -> bool {
        let before = self.tokens.list.get(at.wrapping_sub(1));
        self.tokens.key(at).chars().count() >= 2 && before.is_some_and(|before| !before.shape.lower)
    }

    /// Whether the Czech "a" stands between two people, where other languages have an article or "to".
    fn are_people(&self, right: Range<usize>) -> bool {
        let is_named = |part: Range<usize>| part.len() >= 2 && part.into_iter().all(|at| self.is_capitalised(at));
        !label::is_place(self.tokens, right.start) && is_named(right) && self.part.clone().is_some_and(is_named)
    }

    /// Whether the "and" belongs to the name of a body or to a job title.
    fn is_inside(&self, at: usize) -> bool {
        const LONGEST: usize = 12;
        let Some(left) = self.part.clone().filter(|left| left.len() <= LONGEST) else { return false };
        let right = self.run(at + 1);
        if label::known(self.tokens, left.start).is_some_and(|(end, _, _)| end > at) {
            return true;
        }
        self.joins_editor(&left, &right)
            || self.joins_mastheads(&left, &right)
            || !self.begins_credit(&left, &right)
                && (self.joins_firm(&left, &right)
                    || self.joins_subjects(&left, &right)
                    || self.joins_body(&left, &right))
    }

    fn has(&self, range: &Range<usize>, flags: lexicon::Flags) -> bool {
        range.clone().any(|at| self.tokens.has(at, flags))
    }

    fn all(&self, range: &Range<usize>, flags: lexicon::Flags) -> bool {
        range.clone().all(|at| self.tokens.has(at, flags))
    }

    /// "Arts and Culture Editor", "Arts and Culture Editor Jane Doe".
    fn joins_editor(&self, left: &Range<usize>, right: &Range<usize>) -> bool {
        let titled = self.all(left, SUBJECT | lexicon::JOB) || self.words == 1 && self.place().in_list;
        let beyond_subject = right.clone().find(|at| !self.tokens.has(*at, SUBJECT));
        let is_title = self.tokens.has(right.end - 1, lexicon::JOB | lexicon::TITLE)
            || beyond_subject.is_some_and(|at| self.tokens.has(at, lexicon::JOB));
        titled && self.has(right, lexicon::JOB) && !self.has(left, lexicon::JOB) && is_title
    }

    /// "News & Record", "The Post and Courier".
    fn joins_mastheads(&self, left: &Range<usize>, right: &Range<usize>) -> bool {
        let is_paper = |at: usize| {
            self.tokens.has(at, lexicon::BODY | lexicon::MASTHEAD)
                && !self.tokens.has(at, lexicon::JOB | lexicon::NOBODY)
                && self.is_capitalised(at)
        };
        right.len() == 1 && is_paper(left.end - 1) && is_paper(right.start)
    }

    /// Whether what follows is a credit for certain, or nobody beside a body.
    fn begins_credit(&self, left: &Range<usize>, right: &Range<usize>) -> bool {
        let first = right.start;
        // "Society for Science & the Public"
        let is_part = !self.is_capitalised(first) && self.has(left, lexicon::BODY) && !self.has(right, lexicon::BODY);
        let is_known = label::known(self.tokens, first).is_some() || self.tokens.key(first) == "the" && !is_part;
        let nobody = right.len() == 1 && self.tokens.has(first, lexicon::NOBODY) || self.whole(first).is_some();
        right.is_empty() || is_known || nobody
    }

    /// "Boone and Sons", "Boone and Novak, Inc.", "von und zu Hagen", "Mr. and Mrs. John Boone".
    fn joins_firm(&self, left: &Range<usize>, right: &Range<usize>) -> bool {
        let is_company = || self.tokens.is(right.end, Kind::Comma) && self.is_company_form(right.end + 1);
        let is_couple = || [left.start, right.start].iter().all(|at| self.tokens.has(*at, lexicon::HONORIFIC));
        self.tokens.key(right.start) == "zu"
            || self.tokens.has(right.start, lexicon::FIRM)
            || self.words == 1 && (is_company() || is_couple())
    }

    /// "Jane Doe, Arts and Culture", "Director of Sales and Marketing", "JANE DOE SCIENCE AND HEALTH EDITOR".
    fn joins_subjects(&self, left: &Range<usize>, right: &Range<usize>) -> bool {
        let told = self.all(left, SUBJECT) || self.has(left, lexicon::JOB);
        let titled = self.tokens.has(right.end - 1, lexicon::JOB);
        self.tokens.has(left.end - 1, SUBJECT) && self.all(right, SUBJECT | lexicon::JOB) && (told || titled)
    }

    /// "Ministry of Health and Welfare", "National Oceanic and Atmospheric Administration".
    fn joins_body(&self, left: &Range<usize>, right: &Range<usize>) -> bool {
        let first = right.start;
        // "News Editor Jane Doe and Sports Editor Max Roe"
        let ends_in_name = |side: &Range<usize>| !self.tokens.has(side.end - 1, SUBJECT | lexicon::JOB | lexicon::BODY);
        if [left, right].iter().all(|side| self.has(side, lexicon::JOB) && ends_in_name(side)) {
            return false;
        }
        if self.has(left, lexicon::BODY) {
            return self.tokens.key(first) == "the"
                || self.tokens.has(first, lexicon::ABSTRACT)
                || right.len() == 1 && left.clone().any(|at| self.tokens.key(at) == "of");
        }
        self.has(right, lexicon::BODY)
            && right.len() >= 2
            && (self.words == 1 || self.is_begun(left))
            && !self.tokens.has(right.end - 1, lexicon::JOB)
    }

    /// "Food", "National Oceanic": what a body is for, or where, and not yet what it is.
    fn is_begun(&self, left: &Range<usize>) -> bool {
        const WHERE: [&str; 5] = ["national", "international", "federal", "american", "european"];
        self.tokens.has(left.end - 1, lexicon::ABSTRACT) || WHERE.contains(&self.tokens.key(left.start))
    }
}

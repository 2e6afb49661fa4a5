//! Whether an "and" stands between two credits, or inside the name of one or its title.

use std::ops::Range;

use super::super::label::{self, Place};
use super::super::lexicon;
use super::super::token::Kind;
use super::Cutter;

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
        let right_label =
            nobody || label::label(self.tokens, next, Place { words_before: 0, ..self.place() }).is_some();
        let right_long = right_known
            || right_label
            || long(right.clone().filter(|at| !self.tokens.has(*at, lexicon::SUFFIX)).count(), right)
            || matches!(self.tokens.kind(next), Some(Kind::Handle | Kind::Email));
        (left || left_known || right_label) && right_long
    }

    /// "JEAN DUPONT ET LUC PETIT": a word of two letters, which is nobody's initial, where all else is in capitals too.
    fn is_shouted_and(&self, at: usize) -> bool {
        let is_shouted = |at: usize| !self.tokens.list[at].shape.lower;
        let left = self.part.clone().unwrap_or_default();
        self.tokens.key(at).chars().count() >= 2
            && self.words >= 2
            && left.into_iter().all(is_shouted)
            && (at + 1..at + 3).all(|at| self.is_capitalised(at) && is_shouted(at))
    }

    /// Whether the Czech "a" stands between two people, where other languages have an article or "to".
    fn are_people(&self, right: Range<usize>) -> bool {
        let is_named = |part: Range<usize>| {
            let told = lexicon::JOB | lexicon::BODY | lexicon::BIOGRAPHY;
            part.len() >= 2 && part.into_iter().all(|at| self.is_capitalised(at) && !self.tokens.has(at, told))
        };
        !label::is_place(self.tokens, right.start) && is_named(right) && self.part.clone().is_some_and(is_named)
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
        // "Society for Science & the Public"
        let is_part =
            !self.is_capitalised(at + 1) && has(left.clone(), lexicon::BODY) && !has(right.clone(), lexicon::BODY);
        let known_right = label::known(self.tokens, at + 1).is_some() || self.tokens.key(at + 1) == "the" && !is_part;
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
        // "Novak and Boone, Inc.", "Ministry of Health and Welfare"
        let is_firm = self.words == 1 && self.tokens.is(right.end, Kind::Comma) && self.is_company_form(right.end + 1);
        let of_body =
            right.len() == 1 && has(left.clone(), lexicon::BODY) && left.clone().any(|at| self.tokens.key(at) == "of");
        if is_firm || of_body && !self.tokens.has(at + 1, lexicon::NOBODY | lexicon::JOB) {
            return true;
        }
        // "Mr. and Mrs. John Boone"
        if self.words == 1 && [left.start, at + 1].iter().all(|at| self.tokens.has(*at, lexicon::HONORIFIC)) {
            return true;
        }
        // "Jane Doe, Arts and Culture", "Jane Doe, Director of Sales and Marketing"
        let is_told = all(left.clone(), subject) || has(left.clone(), lexicon::JOB);
        // "JANE DOE SCIENCE AND HEALTH EDITOR"
        let is_titled = right.len() >= 2 && is_title && all(right.clone(), subject | lexicon::JOB);
        if is_titled && self.words > 2 && self.tokens.has(left.end - 1, subject) {
            return true;
        }
        if is_told && self.tokens.has(left.end - 1, subject) && all(right.clone(), subject) {
            return true;
        }
        let right_subject = self.tokens.key(at + 1) == "the"
            || self.tokens.has(at + 1, lexicon::ABSTRACT)
            || (all(right.clone(), lexicon::ABSTRACT | lexicon::BODY));
        if has(left.clone(), lexicon::BODY) && right_subject {
            return true;
        }
        let left_subject = self.tokens.has(left.end - 1, lexicon::ABSTRACT)
            // "National Oceanic and Atmospheric Administration"
            || matches!(self.tokens.key(left.start), "national" | "international" | "federal" | "american" | "european");
        has(right.clone(), lexicon::BODY)
            && !has(left, lexicon::BODY)
            && (self.words == 1 || left_subject)
            && right.len() >= 2
            && !self.tokens.has(right.end - 1, lexicon::JOB)
            || (left_subject && self.words <= 3 && has(right, lexicon::BODY))
    }
}

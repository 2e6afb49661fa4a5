//! "Doe, Jane": names written surname first.

use std::ops::Range;

use super::super::segment::Separator;
use super::super::token::{Kind, is_initials};
use super::super::{label, lexicon};
use super::{Assembler, Draft};

/// Surnames before given names.
impl Assembler<'_> {
    /// A single word, perhaps with "Jr.", or particles and a word, or two words joined by a lower-case y.
    pub(super) fn is_surname(&self, range: Range<usize>) -> bool {
        let words: Vec<usize> = range.filter(|at| self.tokens.is(*at, Kind::Word)).collect();
        match words.as_slice() {
            [one] => !self.tokens.list[*one].shape.ideographic,
            [_, y, _] if matches!(self.tokens.key(*y), "y" | "i" | "e") => true,
            [_, suffix] if self.tokens.has(*suffix, lexicon::SUFFIX) => true,
            [particles @ .., _] => particles.iter().all(|at| self.tokens.has(*at, lexicon::SURNAME_PARTICLE)),
            [] => false,
        }
    }

    /// Given names or initials after a surname and a comma.
    pub(super) fn is_given(&self, range: Range<usize>) -> bool {
        let is_upper = |at: usize| self.tokens.list[at].shape.upper;
        range.clone().next().is_some_and(is_upper)
            && range.clone().all(|at| is_upper(at) || self.tokens.has(at, lexicon::SURNAME_PARTICLE))
    }

    /// "Jane Doe | Smith, J.", "Doe, Jane B., Smith, John": whether given names follow a single word behind a credit.
    pub(super) fn leads_to_given(&self, comma: usize) -> bool {
        let given = comma + 1;
        let is_word = |at: &usize| self.tokens.is(*at, Kind::Word) && !self.tokens.has(*at, lexicon::AND);
        let words = (given..self.tokens.list.len()).take_while(is_word).count();
        let given = given..given + words;
        let is_initial = |at: usize| is_initials(self.slice(at..at + 1));
        let is_list = self.separator == Separator::Comma;
        let inverted = self.drafts.len() >= 2 && self.is_pair((self.drafts.len() - 2, self.drafts.len() - 1));
        self.tokens.is(comma, Kind::Comma)
            && (inverted || !is_list && (words == 1 || given.clone().any(is_initial)))
            && self.is_given(given.clone())
            && !label::is_place(self.tokens, given.start)
            && !given.into_iter().any(|at| !is_initial(at) && self.is_titleish(at))
    }

    /// Turns "Doe, Jane" round.
    pub(super) fn invert(&mut self) {
        let mut from = 0;
        while from < self.drafts.len() {
            let joined = |draft: &Draft| {
                let is_address =
                    matches!(self.tokens.kind(draft.name.start), Some(Kind::Email | Kind::Uri | Kind::Handle));
                matches!(draft.separator, Separator::Comma | Separator::And) && !is_address && !draft.gone
            };
            let length = 1 + self.drafts[from + 1..].iter().take_while(|draft| joined(draft)).count();
            self.invert_group(from..from + length);
            from += length;
        }
        self.drafts.retain(|draft| !draft.gone);
    }

    pub(super) fn invert_group(&mut self, group: Range<usize>) {
        if group.len() < 2 {
            return;
        }
        let pairs: Vec<(usize, usize)> = group.clone().step_by(2).map(|left| (left, left + 1)).collect();
        let are_pairs = group.len().is_multiple_of(2) && pairs.iter().all(|pair| self.is_pair(*pair));
        let list =
            pairs.len() > 1 && pairs[1..].iter().all(|(left, _)| self.drafts[*left].separator == Separator::Comma);
        let telling = |(_, right): &(usize, usize)| self.is_telling(&self.drafts[*right]);
        if are_pairs && (!list || pairs.iter().any(telling)) {
            self.turn(&pairs);
        } else if self.are_of_initials(&pairs[..pairs.len() - 1], &group) {
            self.turn(&pairs[..pairs.len() - 1]);
        } else if self.is_pair(pairs[0])
            && (self.has_initials(&self.drafts[group.start + 1]) || self.are_in_full(group.start + 2..group.end))
        {
            // "Doe, J. A., and M. Smith", "Doe, Jane, and Max Smith"
            self.turn(&pairs[..1]);
        }
    }

    /// "Doe, J. A., Roe, M. and Max Smith": whether initials follow each surname but that of the last name, which is in full.
    fn are_of_initials(&self, pairs: &[(usize, usize)], group: &Range<usize>) -> bool {
        let ends = &self.drafts[group.end - 1];
        pairs.len() > 1
            && group.len() == pairs.len() * 2 + 1
            && ends.separator == Separator::And
            && !ends.body
            && self.words(ends.name.clone()) > 1
            && pairs.iter().all(|pair| self.is_pair(*pair) && self.has_initials(&self.drafts[pair.1]))
    }

    /// Whether given names cannot be a surname in a list of surnames.
    fn is_telling(&self, given: &Draft) -> bool {
        self.words(given.name.clone()) > 1 || self.has_initials(given) || given.email.is_some()
    }

    /// Whether names have given names of their own, the last behind ", and", as those after the first of a bibliography.
    fn are_in_full(&self, rest: Range<usize>) -> bool {
        let full = |draft: &Draft| !draft.body && self.words(draft.name.clone()) > 1;
        self.drafts[rest].split_last().is_some_and(|(last, others)| {
            let listed = last.separator == Separator::And && self.tokens.is(last.name.start - 2, Kind::Comma);
            listed && full(last) && others.iter().all(full)
        })
    }

    fn has_initials(&self, draft: &Draft) -> bool {
        draft.name.clone().all(|at| is_initials(self.slice(at..at + 1)))
    }

    /// Whether a draft is a surname and the next its given names.
    pub(super) fn is_pair(&self, (left, right): (usize, usize)) -> bool {
        let (surname, given) = (&self.drafts[left], &self.drafts[right]);
        given.separator == Separator::Comma
            && !surname.body
            && !given.body
            && surname.email.is_none_or(|at| at < surname.name.start)
            && (surname.affiliation.is_none() || surname.affiliation == given.affiliation)
            && self.is_surname(surname.name.clone())
            && self.is_given(given.name.clone())
            && !self.slice(surname.name.clone()).eq_ignore_ascii_case(self.slice(given.name.clone()))
    }

    fn turn(&mut self, pairs: &[(usize, usize)]) {
        for &(left, right) in pairs {
            let mut given = self.drafts[right].clone();
            let end = given.name.end - 1;
            if given.name.len() > 1 && self.tokens.has(end, lexicon::SUFFIX) {
                given.name.end = end;
                given.suffixes.insert(0, (end..end + 1, false));
            }
            let surname = &mut self.drafts[left];
            surname.given = Some(given.name);
            surname.suffixes.extend(given.suffixes);
            surname.email = surname.email.or(given.email);
            surname.uri = surname.uri.or(given.uri);
            surname.affiliation = given.affiliation;
            surname.roles = given.roles;
            self.drafts[right].gone = true;
        }
    }
}

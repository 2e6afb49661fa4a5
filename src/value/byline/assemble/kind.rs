//! What a part is: a body, a name, and what it says of the names before it.

use std::ops::Range;

use super::super::Why;
use super::super::label;
use super::super::lexicon;
use super::super::segment::{Item, Separator};
use super::super::token::{self, Kind, is_initials};
use super::super::words;
use super::{Assembler, Draft, Mark, Role, Roles};

/// Affiliations, bodies, names.
impl Assembler<'_> {
    /// Gives an affiliation to the names before it that have none.
    pub(super) fn affiliate(&mut self, range: Range<usize>) {
        let range = self.without_quotes(range);
        if range.is_empty() || self.join_affiliation(range.clone()) {
            return;
        }
        // "The Gazette via AP"
        let via = range.clone().skip(1).find(|at| self.slice(*at..*at + 1) == "via");
        let whole = range.clone();
        let range = range.start..via.unwrap_or(range.end);
        self.mark(range.end..whole.end, Mark::Separator);
        for draft in self.drafts[self.reach..].iter_mut().filter(|draft| !draft.body && !draft.gone) {
            draft.affiliation.get_or_insert_with(|| range.clone());
        }
        self.mark(range, Mark::Affiliation);
        self.reach = self.drafts.len();
        self.separator = Separator::Nothing;
    }

    /// "Jane Doe, AP/Report for America": two bodies that somebody works for at once.
    fn join_affiliation(&mut self, range: Range<usize>) -> bool {
        let slash = range.start.wrapping_sub(1);
        let is_joined = self.separator == Separator::Slash
            && self.tokens.is(slash, Kind::Slash)
            && [slash, range.start].iter().all(|at| self.tokens.list[*at].glued)
            && !self.roles.has(Role::Photographer);
        let first = self.drafts.last().and_then(|last| last.affiliation.clone());
        let Some(first) = first.filter(|first| is_joined && first.end == slash) else { return false };
        let both = first.start..range.end;
        let is_of_first = |draft: &&mut Draft| draft.affiliation.as_ref() == Some(&first);
        for draft in self.drafts.iter_mut().rev().take_while(is_of_first) {
            draft.affiliation = Some(both.clone());
        }
        self.mark(both, Mark::Affiliation);
        self.separator = Separator::Nothing;
        true
    }

    pub(super) fn is_known(&self, range: Range<usize>) -> bool {
        label::known(self.tokens, range.start).is_some_and(|(end, _, _)| end == range.end)
    }

    pub(super) fn is_titleish(&self, at: usize) -> bool {
        self.tokens.has(at, lexicon::JOB | lexicon::TITLE | lexicon::BODY | lexicon::ABSTRACT)
            || label::known(self.tokens, at).is_some_and(|(end, _, _)| end == at + 1)
    }

    /// Whether a part is the name of a body.
    pub(super) fn is_body(&self, range: Range<usize>) -> bool {
        let first = range.start;
        let words = self.words(range.clone());
        if self.tokens.key(first) == "the" {
            return !self.tokens.has(first + 1, lexicon::HONORIFIC);
        }
        if self.slice(range.clone()).chars().next_back().is_some_and(token::is_ideographic) {
            let text = self.slice(range.clone());
            let ends = |ending: &&str| text.ends_with(*ending);
            return words::ORGANISATION_ENDINGS.iter().any(ends) || self.has(range, lexicon::BODY);
        }
        // "Jane Doe, AP Business", and alone "BBC Mundo", "g1 SP"
        if let Some((end, _, trailing)) = label::known(self.tokens, first)
            && end < range.end
            && trailing
            && (self.after_person() || range.end - end == 1 && !self.is_given_name(first, end))
        {
            return true;
        }
        // "AFP-Jiji"
        let is_agency = |part: &str| lexicon::word(part).flags & lexicon::AGENCY != 0;
        let joined = |mut parts: std::str::Split<'_, [char; 2]>| parts.all(is_agency);
        if words == 1 && self.tokens.key(first).contains(['-', '–']) && joined(self.tokens.key(first).split(['-', '–']))
        {
            return true;
        }
        // "Jane Doe, PA Scotland"
        let is_edition = |(end, _, _): (usize, _, _)| end < range.end && self.place_at(end, range.end).is_some();
        if self.after_person() && label::known(self.tokens, first).is_some_and(is_edition) {
            return true;
        }
        if self.is_unit(range.clone()) || self.after_person() && self.is_studio(first) {
            return true;
        }
        // "Novak and Sons"
        if self.tokens.has(range.end - 1, lexicon::FIRM) && self.tokens.has(range.end.wrapping_sub(2), lexicon::AND) {
            return true;
        }
        // "FOX 13", "Channel 4"
        let numbered = self.slice(range.end - 1..range.end).parse::<u8>().is_ok();
        if numbered && matches!(self.tokens.key(first), "channel" | "fox") {
            return true;
        }
        range.clone().any(|at| {
            self.tokens.has(at, lexicon::BODY) && {
                let word = self.slice(at..at + 1);
                match self.tokens.key(at) {
                    // In capitals, "JOSÉ SA" is a person and "BASF SE" is not.
                    key @ ("ag" | "se" | "ab" | "oy" | "sa" | "s.a") => {
                        at + 1 == range.end
                            && !word.contains(char::is_lowercase)
                            && (matches!(key, "ag" | "se") || self.slice(first..at).contains(char::is_lowercase))
                    }
                    // "Finch & Co.", "Byron Oil Co.": alone, "Co" is a surname.
                    "co" => at + 1 == range.end && (words > 2 || word.ends_with('.')),
                    "post" => !self.tokens.has(at.wrapping_sub(1), lexicon::PARTICLE),
                    "chamber" => self.tokens.key(at + 1) == "of",
                    "staff" => !self.is_rank(at, range.clone()),
                    "company" | "group" | "daily" | "weekly" | "union" | "party" | "globe" | "trust" | "standard" => {
                        words > 1
                    }
                    _ => true,
                }
            }
        })
    }

    /// "ANI NOVAK", typed in capitals: an agency that is a given name too.
    fn is_given_name(&self, first: usize, surname: usize) -> bool {
        const SHORTEST: usize = 5;
        matches!(self.tokens.key(first), "ani" | "sid" | "efe")
            && !self.tokens.list[surname].shape.lower
            && self.tokens.key(surname).len() >= SHORTEST
            && !self.is_titleish(surname)
            && !label::is_place(self.tokens, surname)
    }

    /// "ARD-Studio": a part of a known body that is written with its name.
    fn is_studio(&self, at: usize) -> bool {
        const SHORTEST: usize = 3;
        let part = self.slice(at..at + 1).split_once('-').map(|(body, _)| body);
        part.is_some_and(|body| {
            body.len() >= SHORTEST
                && !body.contains(char::is_lowercase)
                && lexicon::word(&lexicon::key(body)).flags & lexicon::AGENCY != 0
        })
    }

    /// "12th Engineer Battalion", after somebody who serves in it.
    pub(super) fn is_unit(&self, range: Range<usize>) -> bool {
        const FEWEST: usize = 3;
        if range.len() < FEWEST || !self.tokens.list[range.start].shape.digit {
            return false;
        }
        let number = self.slice(range.start..range.start + 1);
        let ordinal = number.trim_start_matches(|c: char| c.is_ascii_digit());
        let next = range.start + 1;
        ordinal.len() < number.len()
            && matches!(ordinal, "st" | "nd" | "rd" | "th")
            && self.tokens.list[next].shape.upper
            && !self.tokens.has(next, lexicon::HONORIFIC | lexicon::DATE)
            && self.after_person()
    }

    pub(super) fn body(&mut self, range: Range<usize>, usual: Option<&'static str>) {
        if self.after_person() {
            self.affiliate(range);
            return;
        }
        let before = self.agency.filter(|_| self.separator == Separator::Slash);
        let draft = Draft { usual, ..self.draft(range, true) };
        self.push(draft);
        self.agency = usual.is_some().then(|| before.unwrap_or(self.drafts.len() - 1));
    }

    pub(super) fn name(&mut self, range: Range<usize>, next: Option<&Item>) {
        let words = self.words(range.clone());
        if words == 1 && self.is_unknown_label(range.clone()) {
            self.roles = Roles::one(Role::Author);
            self.mark(range, Mark::Label(self.roles));
            return;
        }
        if self.roles.has(Role::Photographer)
            && matches!(
                self.tokens.key(range.start),
                "file" | "archive" | "archiv" | "archivo" | "pool" | "handout" | "archives"
            )
            && !self.drafts.is_empty()
        {
            self.drop(range, Why::Parenthesis);
            return;
        }
        if self.after_person() && words == 1 && self.is_lone_affiliation(range.clone()) {
            self.affiliate(range);
            return;
        }
        if self.separator == Separator::Open && self.after_person() {
            // "Jane Doe (Harborview Ledger)"
            if self.tokens.has(range.end - 1, lexicon::MASTHEAD) {
                self.affiliate(range);
                return;
            }
            self.drop(range, Why::Parenthesis);
            self.separator = Separator::Nothing;
            return;
        }
        if self.after_person() && self.separator != Separator::Nothing && words > 1 {
            let is_subject = self.is_subject(range.clone());
            if is_subject || self.is_description(range.clone()) {
                self.drop(range, Why::JobTitle);
                return;
            }
            if self.is_outlet(range.clone()) {
                self.affiliate(range);
                return;
            }
        }
        let (range, affiliation) = self.trailing_agency(range);
        let may_be_agency = words == 1
            && self.roles.has(Role::Photographer)
            && matches!(next, Some(Item::Separator(Separator::Slash, _)));
        let draft = self.draft(range, false);
        self.push(draft);
        self.agency = may_be_agency.then(|| self.drafts.len() - 1);
        if let Some(affiliation) = affiliation {
            self.affiliate(affiliation);
        }
    }

    /// "Arts and Culture", "Ledger Photo".
    fn is_subject(&self, range: Range<usize>) -> bool {
        let paper = self.tokens.has(range.start, lexicon::MASTHEAD) && self.tokens.has(range.end - 1, lexicon::TITLE);
        let rest = range.start + usize::from(paper)..range.end;
        rest.into_iter().all(|at| self.is_titleish(at) || !self.tokens.is(at, Kind::Word))
    }

    /// "Missouri Independent", "FOX 5": a paper or channel by its place or number, after a person.
    fn is_outlet(&self, range: Range<usize>) -> bool {
        let last = range.end - 1;
        let begins = self.place_at(range.start, last);
        let named_after_place = begins.is_some_and(|(_, city)| {
            // "Mo" and "Tex" are people too.
            let first = self.tokens.key(range.start);
            let in_full = first.len() >= 5 || matches!(first, "iowa" | "ohio" | "utah");
            self.tokens.has(last, lexicon::MASTHEAD)
                || !city && in_full && !self.tokens.has(range.start, lexicon::CITY_AND_NAME)
        });
        named_after_place || self.is_number(last)
    }

    /// "Mayor of Springfield", "professeure à la Sorbonne": what a person is, rather than another one.
    fn is_description(&self, range: Range<usize>) -> bool {
        let (first, second) = (range.start, range.start + 1);
        let of =
            ["of", "at", "for", "de", "du", "del", "di", "da", "do", "à", "au", "an", "am", "der", "bei", "van", "w"];
        let joins = |at: usize| of.contains(&self.tokens.key(at)) && !self.tokens.list[at].shape.upper;
        let english = matches!(self.tokens.key(second), "of" | "at" | "for");
        let aged = self.tokens.list.get(second).is_some_and(|token| token.shape.digit);
        let english = english || matches!(self.tokens.key(first), "age" | "aged" | "grade" | "year");
        (joins(second) || aged)
            && (english || !self.tokens.list[first].shape.upper)
            && !self.tokens.has(first, lexicon::PARTICLE | lexicon::SURNAME_PARTICLE)
    }

    /// A single word and a colon before a name of several words.
    pub(super) fn is_unknown_label(&self, range: Range<usize>) -> bool {
        let begins = matches!(
            self.separator,
            Separator::Start | Separator::Break | Separator::Stop | Separator::Semicolon | Separator::Comma
        );
        let ideographic = |token: &token::Token| token.shape.ideographic;
        let named = self.tokens.list.get(range.end + 1).is_some_and(ideographic)
            || (1..=2).all(|next| self.tokens.is(range.end + next, Kind::Word));
        begins
            && self.tokens.is(range.end, Kind::Colon)
            && named
            && !self.slice(range.end..range.end + 1).ends_with(['=', '＝'])
    }

    /// "John Smith Associated Press".
    pub(super) fn trailing_agency(&self, range: Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
        const LONGEST: usize = 5;
        let from = range.start + if self.tokens.list[range.start].shape.ideographic { 1 } else { 2 };
        for at in from.max(range.end.saturating_sub(LONGEST))..range.end {
            let shouted = |at: usize| !self.slice(at..range.end).contains(char::is_lowercase);
            let apart = shouted(at) && !shouted(range.start);
            if self.is_titled(at..range.end) {
                return (range.start..at, Some(at..range.end));
            }
            if let Some((end, _, trailing)) = label::known(self.tokens, at)
                && (end == range.end || end + 1 == range.end && trailing && self.is_department(end))
                && (trailing || apart || self.tokens.key(at) == "the")
                && !is_initials(self.slice(at - 1..at))
            {
                return (range.start..at, Some(at..range.end));
            }
        }
        (range, None)
    }

    /// "NPR News", "Bloomberg Law": what a body's department is called.
    fn is_department(&self, at: usize) -> bool {
        self.tokens.has(at, lexicon::BODY | lexicon::TITLE) && !self.tokens.has(at, lexicon::JOB)
    }

    /// "The Daily Ledger": an article with a capital and the name of a paper.
    fn is_titled(&self, range: Range<usize>) -> bool {
        let capital = self.tokens.list[range.start].shape.upper;
        let is_paper = self.tokens.has(range.end - 1, lexicon::BODY | lexicon::MASTHEAD);
        self.tokens.key(range.start) == "the" && capital && is_paper
    }

    /// "Sports", "Freelance", "Sprecherin", "botanist": what a person is or writes of, in one word.
    pub(super) fn is_calling(&self, range: Range<usize>) -> bool {
        const SHORTEST: usize = 4;
        let (at, key) = (range.start, self.tokens.key(range.start));
        let shape = self.tokens.list[at].shape;
        let common = shape.lower && !shape.upper && !shape.digit && key.chars().all(char::is_alphabetic);
        let is_job = common || words::CALLING_ENDINGS.iter().any(|ending| key.ends_with(ending));
        let is_word =
            self.tokens.has(at, lexicon::TITLE | lexicon::ABSTRACT) || is_job && !self.tokens.has(at, lexicon::BODY);
        range.len() == 1
            && key.len() >= SHORTEST
            && is_word
            && !self.tokens.has(at, lexicon::MASTHEAD)
            && self.after_person()
            && self.is_lone_affiliation(range)
    }

    /// A single word that is the body somebody works for.
    pub(super) fn is_lone_affiliation(&self, range: Range<usize>) -> bool {
        let token = &self.tokens.list[range.start];
        let separated = matches!(
            self.separator,
            Separator::Comma
                | Separator::Bar
                | Separator::Slash
                | Separator::Bullet
                | Separator::Dash
                | Separator::Break
                | Separator::Open
                | Separator::Colon
                | Separator::Stop
        );
        let Some(last) = self.drafts.last() else { return false };
        if self.leads_to_given(range.end) {
            return false;
        }
        let long = self.words(last.name.clone()) >= 2 || self.tokens.list[last.name.start].shape.ideographic;
        let whole = (long && !self.is_surname(last.name.clone())) || self.is_domain(range.clone());
        let in_brackets = self.separator == Separator::Open;
        separated
            && whole
            && !token.shape.ideographic
            && (token.shape.upper || token.shape.digit || self.is_domain(range) || !in_brackets)
    }

    pub(super) fn is_domain(&self, range: Range<usize>) -> bool {
        const ENDINGS: &[&str] = &[
            "com", "org", "net", "edu", "gov", "info", "news", "io", "co", "uk", "de", "fr", "es", "it", "nl", "se",
            "dk", "no", "pl", "ru", "ua", "jp", "cn", "br", "pt", "mx", "ar", "ca", "au", "nz", "ie", "in", "eu", "us",
            "tv", "fm", "me", "ai", "blog", "press", "media", "ch", "at", "be", "fi", "online", "today", "world",
            "app", "dev", "int",
        ];
        let word = self.slice(range);
        word.rsplit_once('.')
            .is_some_and(|(host, ending)| !host.is_empty() && ENDINGS.contains(&ending.to_lowercase().as_str()))
    }
}

//! What a part is: a place, a title, a body, a name, and what it says of the names before it.

use std::ops::Range;

use super::super::Why;
use super::super::label;
use super::super::lexicon::{self, Meaning};
use super::super::segment::{Item, Separator};
use super::super::token::{self, Kind, is_initials};
use super::super::words;
use super::{Assembler, Draft, Mark, Role, Roles};

/// What a preposition in a part begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    Place,
    SpecialTo,
    Affiliation,
    About,
}

/// Words before whom somebody writes for.
pub(super) const FOR: &[&str] = &["for", "pour", "für", "para", "per", "voor", "för", "dla", "для"];

/// Words by which a job title goes on: "Director of Sales", "Sports Editor at Wembley".
const TOLD: &[&str] = &[
    "of", "at", "for", "in", "with", "from", "de", "du", "der", "des", "del", "di", "van", "von", "bei", "beim", "à",
    "chez", "en", "em", "w", "в", "у", "på", "i", "at-large",
];

/// Places, affiliations, titles, bodies, names.
impl Assembler<'_> {
    /// The first word that ends the name: "in Kyiv", "Special to", "for Reuters".
    pub(super) fn cut(&self, range: Range<usize>) -> Option<(usize, Cut)> {
        let shouted = !self.slice(range.clone()).contains(char::is_lowercase);
        let mut names = 0;
        for at in range.clone() {
            let found = self.cut_at(at, range.clone(), names, shouted);
            if found.is_some() {
                return found.map(|cut| (at, cut));
            }
            if self.tokens.has(at, lexicon::JOB) && !matches!(self.tokens.key(at), "special") {
                return None;
            }
            names += usize::from(self.tokens.is(at, Kind::Word));
        }
        None
    }

    pub(super) fn cut_at(&self, at: usize, range: Range<usize>, names: usize, shouted: bool) -> Option<Cut> {
        let key = self.tokens.key(at);
        let next = self.tokens.key(at + 1);
        let follows = at + 1 < range.end;
        let lower = !self.tokens.list[at].shape.upper;
        let whole_name = names >= 2
            || (names == 0 && self.after_person())
            || self.tokens.list[range.start].shape.ideographic
            || names == 1 && self.is_known(range.start..at);
        let special = matches!(
            (key, next),
            ("special" | "exclusive", "to" | "for")
                | ("especial" | "exclusivo", "para")
                | ("spécial" | "spécialement", "pour")
                | ("exklusiv", "für")
                | ("speciaal" | "exclusief", "voor")
                | ("speciale" | "esclusiva", "per")
                | ("specjalnie", "dla")
                | ("специально" | "эксклюзивно" | "спеціально" | "ексклюзивно", "для")
        );
        let submitted = names == 0 && matches!((key, next), ("submitted" | "contributed", "to"));
        if (special || submitted) && follows {
            return Some(Cut::SpecialTo);
        }
        let told = lower && matches!(key, "who" | "whose") || (key, next) == ("head", "of");
        if names == 0 && told && follows && self.after_person() {
            return Some(Cut::About);
        }
        if matches!(key, "reporting" | "reports" | "reported" | "writing" | "writes" | "based" | "filed")
            && matches!(next, "from" | "in")
            && follows
            && (names == 0 || whole_name)
        {
            return Some(Cut::Place);
        }
        if names == 1 && key == "in" && follows && lower && self.place_at(at + 1, range.end).is_some() {
            return Some(Cut::Place);
        }
        if names == 0
            && follows
            && lower
            && self.after_person()
            && matches!(key, "de" | "di" | "von" | "do" | "da" | "du" | "van")
            && self.place_at(at + 1, range.end).is_some_and(|(end, _)| end == range.end)
        {
            return Some(Cut::Place);
        }
        if !whole_name || !follows {
            return None;
        }
        let upper_next = self.tokens.list[at + 1].shape.upper || self.tokens.list[at + 1].shape.ideographic;
        if self.tokens.has(at, lexicon::IN)
            && upper_next
            && (lower || shouted && key == "in")
            && (!self.has(range.start..at, lexicon::BODY) || self.is_known(range.start..at))
        {
            return Some(Cut::Place);
        }
        // "on Capitol Hill"
        if key == "on" && lower && upper_next {
            return Some(Cut::Place);
        }
        // Where a known place follows, capitals say nothing; a single letter may be an initial.
        let weak_in = self.tokens.has(at, lexicon::WEAK_IN) || self.tokens.has(at, lexicon::IN) && key.len() > 1;
        if weak_in
            && (lower || shouted || key == "in")
            && self.place_at(at + 1, range.end).is_some_and(|(end, city)| city && end == range.end)
        {
            return Some(Cut::Place);
        }
        // "Translated by Ada Byron from the French", "Traduzione di Marta Conti dal francese"
        let from_language = matches!(key, "from" | "dal" | "del" | "du" | "aus" | "с" | "з" | "z");
        if from_language && lower && self.roles.has(Role::Translator) && !self.tokens.list[at + 1].shape.upper {
            return Some(Cut::About);
        }
        // "Lord Boone of Harwich"
        let peer = key == "of" && matches!(self.tokens.key(range.start), "lord" | "lady" | "baroness" | "baron");
        if peer && self.tokens.key(at + 1) != "the" && !self.is_employer(at + 1..range.end) {
            return None;
        }
        if matches!(key, "for" | "of" | "from" | "at" | "via") && !self.has(range.start..at, lexicon::BODY) {
            return Some(Cut::Affiliation);
        }
        // "of" in other languages is a particle too, and counts only before a known paper.
        let is_for = FOR.contains(&key) && (upper_next || label::known(self.tokens, at + 1).is_some());
        let is_of = matches!(key, "van" | "von" | "de" | "di" | "da" | "do" | "du" | "del" | "della" | "på")
            && label::known(self.tokens, at + 1).is_some_and(|(end, _, _)| end == range.end);
        if lower && (is_for && !self.has(range.start..at, lexicon::BODY) || is_of) {
            return Some(Cut::Affiliation);
        }
        if lower && self.tokens.has(at, lexicon::BIOGRAPHY) {
            return Some(Cut::About);
        }
        None
    }

    pub(super) fn tail_of_part(&mut self, range: Range<usize>, cut: Cut) {
        let said = range.start + 1..range.end;
        match cut {
            Cut::SpecialTo => self.drop(range, Why::SpecialTo),
            Cut::About => self.drop(range, Why::JobTitle),
            Cut::Place => {
                let further = said.into_iter().find(|at| FOR.contains(&self.tokens.key(*at)));
                self.drop(range.start..further.unwrap_or(range.end), Why::Place);
                if let Some(further) = further {
                    self.tail_of_part(further..range.end, Cut::Affiliation);
                }
            }
            Cut::Affiliation if self.names_nobody(range.clone()) => self.drop(range, Why::Nobody),
            Cut::Affiliation if self.has(said.clone(), lexicon::JOB) => self.drop(range, Why::JobTitle),
            // "at Wembley", where "at Reuters" and "at Acme Media" are employers.
            Cut::Affiliation if self.tokens.key(range.start) == "at" && !self.is_employer(said.clone()) => {
                self.drop(range, Why::Place);
            }
            Cut::Affiliation => {
                // "The Oregonian in Salem", "The Oregonian reporting from Salem"
                let begins_place = |at: &usize| {
                    let (key, next) = (self.tokens.key(*at), self.tokens.key(*at + 1));
                    let verb = matches!((key, next), ("reporting" | "writing", "from" | "in"));
                    let ends = |place: (usize, bool)| place == (said.end, true);
                    let city = self.tokens.has(*at, lexicon::IN | lexicon::WEAK_IN)
                        && self.place_at(*at + 1, said.end).is_some_and(ends);
                    (key == "in" || verb || city) && !self.tokens.list[*at].shape.upper
                };
                let place = said.clone().find(begins_place);
                let end = place.unwrap_or(said.end);
                if self.place_at(said.start, end).is_some_and(|(last, _)| last == end) {
                    self.drop(range.start..end, Why::Place);
                } else {
                    self.marks[range.start] = Mark::Separator;
                    self.affiliate(said.start..end);
                }
                self.drop(end..range.end, Why::Place);
            }
        }
    }

    fn is_employer(&self, range: Range<usize>) -> bool {
        self.is_known(range.clone()) || self.is_domain(range.clone()) || self.is_body(range)
    }

    /// "from wire reports", "for agencies".
    fn names_nobody(&self, range: Range<usize>) -> bool {
        let is_phrase = |from: usize| {
            self.tokens.phrases(from).iter().any(|phrase| {
                phrase.meaning == Meaning::Nobody
                    && from + 1 + phrase.after == range.end
                    && label::matches(self.tokens, from + 1, phrase)
            })
        };
        is_phrase(range.start) || is_phrase(range.start + 1) || self.is_nobody(range.start + 1..range.end)
    }

    /// Gives an affiliation to the names before it that have none.
    pub(super) fn affiliate(&mut self, range: Range<usize>) {
        let range = self.without_quotes(range);
        if range.is_empty() {
            return;
        }
        for draft in self.drafts[self.reach..].iter_mut().filter(|draft| !draft.body && !draft.gone) {
            draft.affiliation.get_or_insert_with(|| range.clone());
        }
        self.mark(range, Mark::Affiliation);
        self.reach = self.drafts.len();
        self.separator = Separator::Nothing;
    }

    /// Handles a part that holds a job word; `false` when it is a body after all.
    pub(super) fn title(&mut self, range: Range<usize>, next: Option<&Item>) -> bool {
        let words: Vec<usize> = range.clone().filter(|at| self.tokens.is(*at, Kind::Word)).collect();
        let about_person = self.after_person() && self.separator != Separator::Nothing;
        let titleish = |at: usize| self.is_titleish(at);
        let is_job = |at: &usize| self.tokens.has(*at, lexicon::JOB) && !self.is_rank(*at, range.clone());
        let Some(last_job) = words.iter().rposition(is_job) else { return false };
        // "Reena Engineer"
        if let [given, surname] = *words
            && !about_person
            && words::TRADES.contains(&self.tokens.key(surname))
            && !titleish(given)
        {
            return false;
        }
        let told = words.get(last_job + 1).is_some_and(|at| TOLD.contains(&self.tokens.key(*at)));
        if !about_person {
            let key = self.tokens.key(words[words.len() - 1]);
            if matches!(key, "staff" | "team")
                && (self.has_masthead(&words)
                    || !words.iter().all(|at| titleish(*at) && label::known(self.tokens, *at).is_none()))
                && !self.ends_with_job_before(&words)
                && !self.is_person_of_staff(&words)
            {
                self.body(range, None);
                return true;
            }
            let ideographic = self.tokens.list[words[0]].shape.ideographic;
            let least = if ideographic { 1 } else { 2 };
            let end = if told { last_job + 1 } else { words.len() };
            let titled = self.trailing_title(&words[..end]);
            let from = (end - titled).max(least);
            if titled < end && from <= last_job && !self.is_known(range.start..words[from]) {
                let split = words[from];
                self.drop(split..range.end, Why::JobTitle);
                self.read(range.start..split, next);
                return true;
            }
        }
        let rest = &words[last_job + 1..];
        // "London Bureau Chief": the place belongs to the title.
        let place = self.place_at(words[0], words[last_job]).map_or(words[0], |(end, _)| end);
        let unknown = |at: usize| at >= place && !titleish(at) && !self.tokens.has(at, lexicon::AND);
        let prefix_unknown = words[..=last_job].iter().filter(|at| unknown(**at)).count();
        let names = rest.len() >= 2
            || (rest.len() == 1
                && (self.tokens.list[rest[0]].shape.ideographic
                    || !about_person && words[..=last_job].iter().all(|at| titleish(*at))));
        let is_named = names
            && rest.iter().take(2).all(|at| !titleish(*at) || self.tokens.has(*at, lexicon::PARTICLE))
            && !told
            && (prefix_unknown == 0
                || (prefix_unknown <= 2
                    && !about_person
                    && rest.len() >= 2
                    && !self.tokens.list[words[last_job]].shape.upper))
            && self.tokens.list[rest[0]].shape != token::Shape { lower: true, ..Default::default() };
        if is_named {
            let split = rest[0];
            self.drop(range.start..split, Why::JobTitle);
            self.read(split..range.end, next);
            return true;
        }
        self.drop(range, Why::JobTitle);
        // "Founder and CEO, Acme": what follows is about the person again.
        if self.separator == Separator::And {
            self.separator = Separator::Nothing;
        }
        true
    }

    /// "Staff Sgt. Jane Doe", "Petty Officer Jane Doe", "Professor Jane Doe": a job word that belongs to the name.
    fn is_rank(&self, at: usize, range: Range<usize>) -> bool {
        let next = at + 1;
        let honours = self.tokens.has(at, lexicon::HONORIFIC) && at == range.start && range.len() > 2;
        match self.tokens.key(at) {
            "staff" => self.tokens.has(next, lexicon::HONORIFIC),
            "officer" => at > range.start && matches!(self.tokens.key(at - 1), "petty" | "warrant"),
            _ => honours && !self.is_titleish(next) && !TOLD.contains(&self.tokens.key(next)),
        }
    }

    /// How many words at the end read as a job title with the paper's name: "Associated Press Writer".
    pub(super) fn trailing_title(&self, words: &[usize]) -> usize {
        const LONGEST: usize = 5;
        let mut rest = words.len();
        while rest > 0 {
            let end = words[rest - 1] + 1;
            let starts = (rest.saturating_sub(LONGEST)..rest).find(|start| self.is_known(words[*start]..end));
            match starts {
                Some(start) => rest = start,
                None if self.is_titleish(words[rest - 1]) => rest -= 1,
                None if (3..words.len()).contains(&rest) && self.has_masthead(&words[rest - 1..rest]) => rest -= 1,
                None => match self.place_before(words, rest) {
                    Some(start) => rest = start,
                    None => break,
                },
            }
        }
        words.len() - rest
    }

    /// The place that a title begins with, "London Bureau Chief", where a name or nothing is left before it.
    fn place_before(&self, words: &[usize], rest: usize) -> Option<usize> {
        const LONGEST: usize = 3;
        let end = words[rest - 1] + 1;
        let begins = |start: &usize| self.place_at(words[*start], end).is_some_and(|(last, _)| last == end);
        (rest.saturating_sub(LONGEST)..rest).filter(|start| rest < words.len() && *start != 1).find(begins)
    }

    /// "Courier staff": a word that papers call themselves by, which is a name and no kind of desk.
    fn has_masthead(&self, words: &[usize]) -> bool {
        words.iter().any(|at| self.tokens.list[*at].shape.upper && self.tokens.has(*at, lexicon::MASTHEAD))
    }

    /// "Jane Doe Globe Staff", where "Palm Beach Post staff" is a body.
    fn is_person_of_staff(&self, words: &[usize]) -> bool {
        let [first, second, .., paper, staff] = words else { return false };
        self.has_masthead(&[*paper])
            && !self.is_titleish(*first)
            && !self.is_titleish(*second)
            && self.tokens.key(*first) != "the"
            && self.place_at(*first, *staff).is_none()
    }

    /// "Times Staff Writer": another job word than the last.
    pub(super) fn ends_with_job_before(&self, words: &[usize]) -> bool {
        words[..words.len() - 1].iter().any(|at| self.tokens.has(*at, lexicon::JOB))
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
        if let Some((end, _, trailing)) = label::known(self.tokens, first)
            && end < range.end
            && trailing
            && (self.after_person()
                || range.end - end == 1
                    && self.tokens.list[end].shape.lower
                    && self.tokens.list[first].shape.upper
                    && !self.tokens.list[first].shape.lower)
        {
            return true;
        }
        // "AFP-Jiji"
        let is_agency = |part: &str| lexicon::word(part).flags & lexicon::AGENCY != 0;
        if words == 1 && self.tokens.key(first).contains('-') && self.tokens.key(first).split('-').all(is_agency) {
            return true;
        }
        // "Novak and Sons"
        if self.tokens.has(range.end - 1, lexicon::FIRM) && self.tokens.has(range.end.wrapping_sub(2), lexicon::AND) {
            return true;
        }
        // "FOX 13", "Channel 4"
        let numbered =
            words == 2 && self.is_number(range.end - 1) && self.slice(range.end - 1..range.end).parse::<u8>().is_ok();
        if numbered && (self.is_known(first..first + 1) || matches!(self.tokens.key(first), "channel" | "fox")) {
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
                    "co" => at + 1 == range.end && (words > 2 || words > 1 && word.ends_with('.')),
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
        if self.after_person()
            && self.separator != Separator::Nothing
            && words == 1
            && self.is_lone_affiliation(range.clone())
        {
            self.affiliate(range);
            return;
        }
        if self.separator == Separator::Open && self.after_person() {
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
        let shape = self.tokens.list[last].shape;
        let numbered = shape.digit && !shape.upper && !shape.lower && self.tokens.list[range.start].shape.upper;
        named_after_place || numbered
    }

    /// "Mayor of Springfield", "professeure à la Sorbonne": what a person is, rather than another one.
    fn is_description(&self, range: Range<usize>) -> bool {
        let (first, second) = (range.start, range.start + 1);
        let of =
            ["of", "at", "for", "de", "du", "del", "di", "da", "do", "à", "au", "an", "am", "der", "bei", "van", "w"];
        let joins = |at: usize| of.contains(&self.tokens.key(at)) && !self.tokens.list[at].shape.upper;
        let english = matches!(self.tokens.key(second), "of" | "at" | "for");
        let aged = self.tokens.list.get(second).is_some_and(|token| token.shape.digit);
        let english = english || matches!(self.tokens.key(first), "age" | "aged" | "grade");
        (joins(second) || aged)
            && (english || !self.tokens.list[first].shape.upper)
            && !self.tokens.has(first, lexicon::PARTICLE | lexicon::SURNAME_PARTICLE)
    }

    /// A single word and a colon before a name of several words.
    pub(super) fn is_unknown_label(&self, range: Range<usize>) -> bool {
        let begins =
            matches!(self.separator, Separator::Start | Separator::Break | Separator::Stop | Separator::Semicolon)
                || self.separator == Separator::Comma && self.labelled;
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
                && end == range.end
                && (trailing || apart || self.tokens.key(at) == "the")
                && !is_initials(self.slice(at - 1..at))
            {
                return (range.start..at, Some(at..range.end));
            }
        }
        (range, None)
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
        let is_job = common || words::WOMENS_JOBS.iter().any(|ending| key.ends_with(ending));
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
        let initials = last.name.clone().all(|at| is_initials(self.slice(at..at + 1)));
        let long = self.words(last.name.clone()) >= 2 || self.tokens.list[last.name.start].shape.ideographic;
        let whole = (long && !initials && !self.is_surname(last.name.clone())) || self.is_domain(range.clone());
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

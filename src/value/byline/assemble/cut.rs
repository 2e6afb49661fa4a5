//! Where a name ends and what is told of it begins: "in Kyiv", "Special to", "for Reuters".

use std::ops::Range;

use super::super::Why;
use super::super::label;
use super::super::lexicon::{self, Meaning};
use super::super::token::Kind;
use super::{Assembler, Mark, Role};

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

/// Prepositions after a name.
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

    fn cut_at(&self, at: usize, range: Range<usize>, names: usize, shouted: bool) -> Option<Cut> {
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
}

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
        if at + 1 == range.end {
            return None;
        }
        let (key, next) = (self.tokens.key(at), self.tokens.key(at + 1));
        let lower = !self.tokens.list[at].shape.upper;
        if is_special_to(key, next) || names == 0 && matches!((key, next), ("submitted" | "contributed", "to")) {
            return Some(Cut::SpecialTo);
        }
        let alone = names == 0 && self.after_person();
        if alone && (lower && matches!(key, "who" | "whose") || (key, next) == ("head", "of")) {
            return Some(Cut::About);
        }
        let whole_name = names >= 2
            || alone
            || self.tokens.list[range.start].shape.ideographic
            || names == 1 && self.is_known(range.start..at);
        let reports = matches!(key, "reporting" | "reports" | "reported" | "writing" | "writes" | "based" | "filed");
        if reports && matches!(next, "from" | "in") && (names == 0 || whole_name) {
            return Some(Cut::Place);
        }
        if names == 1 && key == "in" && lower && self.place_at(at + 1, range.end).is_some() {
            return Some(Cut::Place);
        }
        let is_particle = matches!(key, "de" | "di" | "von" | "do" | "da" | "du" | "van");
        let place = || self.place_at(at + 1, range.end).is_some_and(|(end, _)| end == range.end);
        if alone && lower && is_particle && place() {
            return Some(Cut::Place);
        }
        if !whole_name {
            return None;
        }
        if self.leads_to_place(at, range.clone(), shouted) {
            return Some(Cut::Place);
        }
        // "Translated by Ada Byron from the French", "Traduzione di Marta Conti dal francese"
        let from_language = matches!(key, "from" | "dal" | "del" | "du" | "aus" | "с" | "з" | "z");
        if from_language && self.roles.has(Role::Translator) && !self.tokens.list[at + 1].shape.upper {
            return Some(Cut::About);
        }
        if self.leads_to_employer(at, range) {
            return Some(Cut::Affiliation);
        }
        (lower && self.tokens.has(at, lexicon::BIOGRAPHY)).then_some(Cut::About)
    }

    /// "in Kyiv", "on Capitol Hill", "da Londra".
    fn leads_to_place(&self, at: usize, range: Range<usize>, shouted: bool) -> bool {
        let key = self.tokens.key(at);
        let lower = !self.tokens.list[at].shape.upper;
        let named = self.begins_name(at + 1);
        if self.tokens.has(at, lexicon::IN) && named && (lower || shouted && key == "in") {
            return true;
        }
        if key == "on" && lower && named {
            return true;
        }
        // Where a known place follows, capitals say nothing; a single letter may be an initial.
        let weak = self.tokens.has(at, lexicon::WEAK_IN) || self.tokens.has(at, lexicon::IN) && key.len() > 1;
        weak && (lower || shouted || key == "in") && self.is_city(at + 1..range.end)
    }

    /// "for Reuters", "of The Oregonian", "voor de Volkskrant".
    fn leads_to_employer(&self, at: usize, range: Range<usize>) -> bool {
        let key = self.tokens.key(at);
        // "Lord Boone of Harwich"
        let peer = key == "of" && matches!(self.tokens.key(range.start), "lord" | "lady" | "baroness" | "baron");
        if peer && !self.is_employer(at + 1..range.end) {
            return false;
        }
        let of_body = || self.has(range.start..at, lexicon::BODY);
        if matches!(key, "for" | "of" | "from" | "at" | "via") && !of_body() {
            return true;
        }
        // "of" in other languages is a particle too, and counts only before a known paper.
        let is_of = || {
            matches!(key, "van" | "von" | "de" | "di" | "da" | "do" | "du" | "del" | "della" | "på")
                && self.is_known(at + 1..range.end)
        };
        let lower = !self.tokens.list[at].shape.upper;
        lower && (FOR.contains(&key) && !of_body() || is_of())
    }

    fn begins_name(&self, at: usize) -> bool {
        let shape = self.tokens.list[at].shape;
        shape.upper || shape.ideographic
    }

    fn is_city(&self, range: Range<usize>) -> bool {
        self.place_at(range.start, range.end) == Some((range.end, true))
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
                    let city = self.tokens.has(*at, lexicon::IN | lexicon::WEAK_IN) && self.is_city(*at + 1..said.end);
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

/// "Special to", "exklusiv für".
fn is_special_to(key: &str, next: &str) -> bool {
    matches!(
        (key, next),
        ("special" | "exclusive", "to" | "for")
            | ("especial" | "exclusivo", "para")
            | ("spécial" | "spécialement", "pour")
            | ("exklusiv", "für")
            | ("speciaal" | "exclusief", "voor")
            | ("speciale" | "esclusiva", "per")
            | ("specjalnie", "dla")
            | ("специально" | "эксклюзивно" | "спеціально" | "ексклюзивно", "для")
    )
}

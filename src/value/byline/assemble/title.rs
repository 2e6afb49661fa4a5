//! Job titles: before a name, after it, and alone.

use std::ops::Range;

use super::super::Why;
use super::super::label;
use super::super::lexicon;
use super::super::segment::{Item, Separator};
use super::super::token::{self, Kind};
use super::super::words;
use super::{Assembler, Mark};

/// Words by which a job title goes on: "Director of Sales", "Sports Editor at Wembley".
const TOLD: &[&str] = &[
    "of", "at", "for", "in", "with", "from", "de", "du", "der", "des", "del", "di", "van", "von", "bei", "beim", "à",
    "chez", "en", "em", "w", "в", "у", "på", "i", "at-large",
];

/// Job titles.
impl Assembler<'_> {
    /// Handles a part that holds a job word; `false` when it is a body after all.
    pub(super) fn title(&mut self, range: Range<usize>, next: Option<&Item>) -> bool {
        let words: Vec<usize> = range.clone().filter(|at| self.tokens.is(*at, Kind::Word)).collect();
        let about_person =
            self.after_person() && self.separator != Separator::Nothing && !self.is_next_of_staff(&words);
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
        // "陈思 通讯员 李华"
        let job = words[last_job];
        if self.tokens.list[job].shape.ideographic && range.start < job {
            self.read(range.start..job, None);
            self.separate(Separator::Bar);
            self.read(job..range.end, next);
            return true;
        }
        if self.is_association(&words) {
            self.body(range, None);
            return true;
        }
        let job_end = words.len().min(last_job + self.length_of_job(words[last_job]));
        let told = words.get(job_end).is_some_and(|at| TOLD.contains(&self.tokens.key(*at)));
        if !about_person
            && told
            && let Some(split) = self.name_after_place(&words, last_job, job_end)
        {
            self.drop(range.start..split, Why::JobTitle);
            self.read(split..range.end, next);
            return true;
        }
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
            let end = if told { job_end } else { words.len() };
            let titled = self.trailing_title(&words[..end]);
            let from = (end - titled).max(least);
            if titled < end && from <= last_job && !self.is_known(range.start..words[from]) {
                let split = words[from];
                // "Harborview University Reporters": the body says where.
                if self.is_body(range.start..split) {
                    self.drop(range, Why::JobTitle);
                } else {
                    self.drop(split..range.end, Why::JobTitle);
                    self.read(range.start..split, next);
                }
                return true;
            }
        }
        let rest = &words[job_end..];
        let names = rest.len() >= 2
            || (rest.len() == 1
                && (self.tokens.list[rest[0]].shape.ideographic
                    || !about_person && words[..=last_job].iter().all(|at| titleish(*at))));
        let is_named = names
            && rest.iter().take(2).all(|at| !titleish(*at) || self.tokens.has(*at, lexicon::PARTICLE))
            && !told
            && self.tokens.list[rest[0]].word.role.is_none()
            && self.tokens.list[rest[0]].shape != token::Shape { lower: true, ..Default::default() };
        if is_named {
            let split = rest[0];
            self.drop(range.start..split, Why::JobTitle);
            self.read(split..range.end, next);
            return true;
        }
        let name = words.iter().take_while(|at| !titleish(**at)).count();
        // "Petra Novak Reporter Ledgerline"
        if !about_person && name >= 2 {
            self.drop(words[name]..range.end, Why::JobTitle);
            self.read(range.start..words[name], next);
            return true;
        }
        self.drop(range, Why::JobTitle);
        // "Founder and CEO, Acme": what follows is about the person again.
        if self.separator == Separator::And {
            self.separator = Separator::Nothing;
        }
        true
    }

    /// "Our correspondent in Rome Jane Doe": where the name begins behind the place of a job.
    fn name_after_place(&self, words: &[usize], job: usize, preposition: usize) -> Option<usize> {
        let is_name = |at: usize| self.tokens.list[at].shape.upper && !self.is_titleish(at);
        let place = *words.get(preposition + 1)?;
        let end = words[words.len() - 1] + 1;
        let (split, _) = self.place_at(place, end)?;
        let unnamed = words[..job].iter().skip(1).all(|at| !is_name(*at));
        (unnamed && end - split >= 2 && (split..split + 2).all(is_name)).then_some(split)
    }

    /// "Jane Doe Staff Writer, Max Roe Sports Editor": a name with a title, after one that had its title beside it too.
    fn is_next_of_staff(&self, words: &[usize]) -> bool {
        const LONGEST: usize = 8;
        let is_title = |at: &usize| self.marks[*at] == Mark::Dropped(Why::JobTitle);
        let before = (0..words[0].saturating_sub(1)).rev();
        let title = before.clone().take(LONGEST).take_while(is_title).count();
        let is_beside = before.clone().nth(title).is_some_and(|at| self.marks[at] == Mark::Unused);
        title > 0 && is_beside && matches!(words.len() - self.trailing_title(words), 2 | 3)
    }

    /// "Society of Professional Journalists", "Student Press Law Center": a body of those who have the job.
    fn is_association(&self, words: &[usize]) -> bool {
        let key = |at: usize| self.tokens.key(at);
        let is_job = |at: &usize| self.tokens.has(*at, lexicon::JOB);
        let Some(kind) = words.iter().position(|at| words::ASSOCIATIONS.contains(&key(*at))) else { return false };
        let many = words.iter().filter(|at| is_job(at)).all(|at| key(*at).ends_with('s') || key(*at) == "student");
        let of_members = words[kind..].iter().any(|at| matches!(key(*at), "of" | "to" | "for"));
        let told = words.first().is_some_and(is_job) && words.get(1).is_some_and(|at| TOLD.contains(&key(*at)));
        many && !told && (of_members || !words.last().is_some_and(is_job))
    }

    /// How many words a job has that a name may follow: "Editor", "envoyé spécial", "Editor at Large".
    fn length_of_job(&self, at: usize) -> usize {
        match (self.tokens.key(at + 1), self.tokens.key(at + 2)) {
            ("at", "large") | ("in", "chief") | ("en", "chef" | "jefe") => 3,
            ("spécial" | "spéciale" | "spéciaux" | "especial" | "especiales" | "speciale" | "speciali", _) => 2,
            _ => 1,
        }
    }

    /// "Staff Sgt. Jane Doe", "Petty Officer Jane Doe", "Professor Jane Doe": a job word that belongs to the name.
    pub(super) fn is_rank(&self, at: usize, range: Range<usize>) -> bool {
        let next = at + 1;
        let honours = self.tokens.has(at, lexicon::HONORIFIC) && at == range.start && next < range.end;
        match self.tokens.key(at) {
            "staff" => self.tokens.has(next, lexicon::HONORIFIC),
            "officer" => matches!(self.tokens.key(at.wrapping_sub(1)), "petty" | "warrant"),
            _ => honours && !self.is_titleish(next) && !TOLD.contains(&self.tokens.key(next)),
        }
    }

    /// How many words at the end read as a job title with the paper's name: "Associated Press Writer".
    fn trailing_title(&self, words: &[usize]) -> usize {
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
        (rest.saturating_sub(LONGEST)..rest).filter(|start| *start != 1).find(begins)
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
    fn ends_with_job_before(&self, words: &[usize]) -> bool {
        words[..words.len() - 1].iter().any(|at| self.tokens.has(*at, lexicon::JOB))
    }
}

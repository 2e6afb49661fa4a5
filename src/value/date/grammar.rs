//! The grammar: one pass over the tokens, from left to right, each taken for one thing or refused.
//!
//! It collects what is written and knows no publication: which number is the month, and what a zone means on that
//! day, is for [`super::settle`] to say.

use std::ops::Range;

use chrono::{NaiveDate, NaiveTime, Weekday};

use super::error::{DateError, Fault};
use super::token::{Kind, Token, Tokens};
use super::word;
use super::zones::ZoneForm;
use crate::value::month;

/// A value, and the token that says it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<T> {
    pub(super) value: T,
    pub(super) at: usize,
}

/// A date in numbers alone.
#[derive(Debug, Clone, Copy)]
pub(super) enum Whole {
    /// Year first: one reading.
    Day(NaiveDate),
    /// Three numbers; where none has four digits, whether the first and the last have two, as a short year must.
    Numbers { numbers: [u32; 3], short: Option<[bool; 2]> },
}

/// A time of day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    pub(super) time: NaiveTime,
    pub(super) with_seconds: bool,
    pub(super) first: usize,
    pub(super) end: usize,
}

/// A zone as written.
#[derive(Debug, Clone)]
pub(super) struct ZoneName {
    pub(super) form: ZoneForm,
    pub(super) tokens: Range<usize>,
}

/// A Japanese era: the year before its first, its first and its last day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Era {
    pub(super) before: i32,
    pub(super) first: (i32, u32, u32),
    pub(super) last: (i32, u32, u32),
}

/// What some tokens were taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    Label,
    Filler,
    Separator,
    Stop,
    Comment,
    Weekday(Weekday),
    Day(u32),
    Month(u32),
    Year(i32),
    Numbers,
    Date(NaiveDate),
    Time(NaiveTime),
    Zone(ZoneForm),
}

/// What was read last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    Start,
    Label,
    Date,
    Weekday,
    Time,
    Zone,
}

/// What has been read of a text.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) tokens: Tokens,
    pub(super) year: Option<Part<i32>>,
    /// The year is a bare number of two digits.
    pub(super) short_year: bool,
    pub(super) era: Option<Era>,
    pub(super) month: Option<Part<u32>>,
    pub(super) day: Option<Part<u32>>,
    pub(super) whole: Option<(Whole, Range<usize>)>,
    pub(super) weekday: Option<Weekday>,
    pub(super) clock: Option<Clock>,
    pub(super) zones: Vec<ZoneName>,
    /// What each token was taken for, in order.
    pub(super) roles: Vec<(Range<usize>, Role)>,
    pub(super) at: usize,
    last: Item,
    pending: Vec<usize>,
}

/// What the grammar answers: nothing, or why not.
pub(super) type Parsed<T = ()> = Result<T, DateError>;

/// Reads the tokens of `text` until the end or the first that has no place.
pub(super) fn read(text: &str) -> (Reading, Parsed) {
    let mut reading = Reading {
        tokens: Tokens::read(text),
        year: None,
        short_year: false,
        era: None,
        month: None,
        day: None,
        whole: None,
        weekday: None,
        clock: None,
        zones: Vec::new(),
        roles: Vec::new(),
        at: 0,
        last: Item::Start,
        pending: Vec::new(),
    };
    let outcome = reading.all(text);
    (reading, outcome)
}

impl Reading {
    fn all(&mut self, text: &str) -> Parsed {
        if self.tokens.list.is_empty() {
            return Err(DateError::new(Fault::Empty, 0..text.len()));
        }
        if let Some((bracket, range)) = self.tokens.unpaired.clone() {
            return Err(DateError::new(Fault::Bracket(bracket), range));
        }
        self.labels();
        while let Some(kind) = self.kind(self.at) {
            match kind {
                _ if self.comment() => {}
                Kind::Number { value, digits } => self.number(value, digits)?,
                Kind::Word => self.word()?,
                Kind::Han(_) => self.han()?,
                Kind::Mark(mark) => self.mark(mark)?,
            }
        }
        match self.pending.first() {
            Some(&at) => Err(self.leftover(at)),
            None => Ok(()),
        }
    }

    /// Whether some part of a date has been read.
    pub(super) fn date_begun(&self) -> bool {
        self.whole.is_some() || self.year.is_some() || self.month.is_some() || self.day.is_some()
    }

    /// Whether a year, a month and a day have been read.
    pub(super) fn date_complete(&self) -> bool {
        self.whole.is_some() || (self.year.is_some() && self.month.is_some() && self.day.is_some())
    }

    /// Takes tokens for `item` in the role of `role`, if what stands before them allows it.
    pub(super) fn take(&mut self, end: usize, item: Item, role: Role) -> Parsed {
        self.join(item)?;
        self.roles.push((self.at..end, role));
        self.at = end;
        Ok(())
    }

    /// Takes tokens that mean nothing.
    pub(super) fn drop(&mut self, end: usize, role: Role) {
        self.roles.push((self.at..end, role));
        self.at = end;
    }

    pub(super) fn fault(&self, kind: Fault, tokens: Range<usize>) -> DateError {
        DateError::new(kind, self.tokens.range(tokens))
    }

    pub(super) fn leftover(&self, at: usize) -> DateError {
        self.fault(Fault::Leftover(self.written(at..at + 1)), at..at + 1)
    }

    /// Some tokens as they are written, cleaned.
    pub(super) fn written(&self, tokens: Range<usize>) -> String {
        let list = &self.tokens.list[tokens];
        let (Some(start), Some(end)) = (list.first(), list.last()) else { return String::new() };
        self.tokens.glyphs[start.glyphs.start..end.glyphs.end].iter().map(|glyph| glyph.char).collect()
    }

    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.list.get(at).map(|token| token.kind)
    }

    pub(super) fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.list.get(at)
    }

    pub(super) fn text(&self, at: usize) -> &str {
        match self.kind(at) {
            Some(Kind::Word) => self.tokens.text(at),
            _ => "",
        }
    }

    pub(super) fn is_mark(&self, at: usize, mark: char) -> bool {
        self.kind(at) == Some(Kind::Mark(mark))
    }

    /// The number at a token, and its digits.
    pub(super) fn number_at(&self, at: usize) -> Option<(u32, usize)> {
        match self.kind(at)? {
            Kind::Number { value, digits } => Some((value, digits)),
            _ => None,
        }
    }

    /// Whether a token follows the one before it without a space or a bracket.
    pub(super) fn attached(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| !token.spaced)
    }

    /// Whether the ideographs from a token on are those.
    pub(super) fn han_starts(&self, at: usize, known: &str) -> bool {
        known.chars().zip(at..).all(|(char, at)| self.kind(at) == Some(Kind::Han(char)))
    }

    /// Whether nothing but a full stop follows.
    pub(super) fn ends(&self, at: usize) -> bool {
        at >= self.tokens.list.len() || (at + 1 == self.tokens.list.len() && self.is_mark(at, '.'))
    }

    /// The word that waits between the last item and the next one.
    pub(super) fn pending_word(&self) -> &str {
        self.pending.last().map_or("", |&at| self.text(at))
    }

    pub(super) fn pending_dash(&self) -> bool {
        self.pending.iter().any(|&at| self.is_mark(at, '-') || self.is_mark(at, '–'))
    }

    fn labels(&mut self) {
        while self.label() {}
    }

    fn label(&mut self) -> bool {
        let words =
            word::LABELS.iter().filter(|label| label.iter().zip(self.at..).all(|(word, at)| self.text(at) == *word));
        let han =
            word::HAN_LABELS.iter().find(|label| self.han_starts(self.at, label)).map(|label| label.chars().count());
        let Some(length) = words.map(|label| label.len()).max().or(han) else { return false };
        self.drop(self.at + length, Role::Label);
        self.last = Item::Label;
        loop {
            let dropped = match self.kind(self.at) {
                Some(Kind::Word) => word::is_on(self.text(self.at)),
                Some(Kind::Mark(mark)) => matches!(mark, ':' | '-' | '–' | '|' | '·' | ',' | '/'),
                _ => false,
            };
            if !dropped {
                return true;
            }
            self.drop(self.at + 1, Role::Label);
        }
    }

    /// A parenthesis after a numeric offset names it once more: `-0400 (Eastern Daylight Time)`.
    fn comment(&mut self) -> bool {
        let Some(token) = self.token(self.at) else { return false };
        let numeric = self.zones.last().is_some_and(|zone| matches!(zone.form, ZoneForm::Offset(_)));
        if token.opened != Some('(') || self.last != Item::Zone || !numeric || !self.pending.is_empty() {
            return false;
        }
        let bracket = token.bracket;
        let inside = self.tokens.list[self.at..].iter().take_while(|token| token.bracket == bracket);
        let count = inside.clone().count();
        let odd = |token: &Token| match token.kind {
            Kind::Number { .. } => true,
            Kind::Mark(mark) => mark.is_control(),
            _ => false,
        };
        if inside.clone().any(odd) {
            return false;
        }
        self.drop(self.at + count, Role::Comment);
        true
    }

    fn word(&mut self) -> Parsed {
        let at = self.at;
        if word::is_midnight(self.text(at)) {
            return Err(self.fault(Fault::Midnight, at..at + 1));
        }
        if word::is_noon(self.text(at)) {
            return self.clock(Clock { time: super::clock::noon(), with_seconds: false, first: at, end: at + 1 });
        }
        if let Some(day) = self.weekday_at(at) {
            return self.weekday(day, self.weekday_end(at));
        }
        if let Some(month) = month::folded_month(self.text(at)) {
            return self.month(month);
        }
        if self.zone_word()? {
            return Ok(());
        }
        let text = self.text(at);
        let after_year = word::is_year_word(text)
            && self.last == Item::Date
            // `88 CE` is not 1988.
            && self.number_at(at - 1).is_some_and(|(_, digits)| digits == 4 || !word::is_era(text))
            && self.pending.is_empty();
        if after_year {
            let stop = usize::from(self.is_mark(at + 1, '.'));
            self.drop(at + 1 + stop, Role::Filler);
            return Ok(());
        }
        // "l'8 agosto", "dell'11 agosto": no year.
        if matches!(text, "l" | "dell") && self.is_mark(at + 1, '\'') && self.number_at(at + 2).is_some() {
            self.drop(at + 2, Role::Filler);
            return Ok(());
        }
        if word::is_separator(text) || word::is_filler(text) {
            self.pending.push(at);
            self.at += 1;
            // The full stop of "kl." and "godz.".
            self.at += usize::from(word::announces_hour(self.text(at)) && self.is_mark(at + 1, '.'));
            return Ok(());
        }
        if self.unknown_zone() {
            return Ok(());
        }
        Err(self.stray_word())
    }

    fn stray_word(&self) -> DateError {
        let at = self.at;
        let (text, found) = (self.text(at), self.written(at..at + 1));
        let relative = (at..self.tokens.list.len()).find(|at| word::is_relative(self.text(*at)));
        if let Some(last) = relative {
            return self.fault(Fault::Relative(self.written(at..last + 1)), at..last + 1);
        }
        let kind = if let Some(near) = month::near(text) {
            Fault::Misspelt { found, near }
        } else if let Some(near) = month::near_weekday(text) {
            Fault::MisspeltWeekday { found, near }
        } else if self.date_begun() && word::is_span(text) {
            Fault::Interval
        } else {
            Fault::Leftover(found)
        };
        self.fault(kind, at..at + 1)
    }

    fn mark(&mut self, mark: char) -> Parsed {
        let at = self.at;
        if mark == '.' && at + 1 == self.tokens.list.len() && self.pending.is_empty() && self.last != Item::Start {
            self.drop(at + 1, Role::Stop);
            return Ok(());
        }
        if mark == '\'' && self.attached(at + 1) && matches!(self.number_at(at + 1), Some((_, 2))) {
            return self.apostrophe_year();
        }
        if matches!(mark, '+' | '-') && self.numeric_offset()? {
            return Ok(());
        }
        if self.token(at).is_some_and(|token| token.opened == Some('[')) && self.suffix()? {
            return Ok(());
        }
        if mark == '~' || mark == '〜' {
            return Err(self.fault(Fault::Interval, at..at + 1));
        }
        if word::is_separating_mark(mark) || mark == '.' {
            self.pending.push(at);
            self.at += 1;
            return Ok(());
        }
        Err(self.leftover(at))
    }

    /// Whether what waits may stand between the last item and the next.
    fn join(&mut self, next: Item) -> Parsed {
        let last = self.last;
        let after_time = matches!(last, Item::Time | Item::Zone) && matches!(next, Item::Date | Item::Weekday);
        // `Mon Jan 2 15:04:05 2006`: of a date that a time interrupts, the year alone may follow.
        let interrupted = after_time && self.date_begun() && !self.date_complete();
        if interrupted && next == Item::Date && (self.day.is_none() || self.month.is_none()) {
            return Err(self.leftover(self.at));
        }
        let (mut marks, mut commas, mut words) = (0, 0, 0);
        for at in std::mem::take(&mut self.pending) {
            let (fine, role) = match self.kind(at) {
                Some(Kind::Mark(mark)) => {
                    marks += usize::from(mark != ',');
                    commas += usize::from(mark == ',');
                    (marks <= 1 && commas <= 2 && mark_joins(mark, last, next, interrupted), Role::Separator)
                }
                _ if word::is_filler(self.text(at)) && matches!(next, Item::Date | Item::Weekday) => {
                    (true, Role::Filler)
                }
                _ => {
                    words += 1;
                    (words <= 2 && word_joins(self.text(at), last, next, self.date_begun()), Role::Separator)
                }
            };
            if !fine {
                return Err(self.leftover(at));
            }
            self.roles.push((at..at + 1, role));
        }
        self.last = next;
        Ok(())
    }
}

fn mark_joins(mark: char, last: Item, next: Item, interrupted: bool) -> bool {
    let separating = word::is_separating_mark(mark);
    match (last, next) {
        (Item::Start | Item::Label, _) => false,
        (Item::Date, Item::Date) => matches!(mark, ',' | '-' | '/' | '.'),
        (Item::Time | Item::Zone, Item::Date | Item::Weekday) if interrupted => mark == ',',
        (Item::Time | Item::Zone, Item::Zone) => separating && !matches!(mark, ':' | '@'),
        (Item::Date | Item::Weekday, Item::Zone) => mark == ',',
        _ => separating || mark == '.',
    }
}

fn word_joins(word: &str, last: Item, next: Item, begun: bool) -> bool {
    let fits = match (last, next) {
        (Item::Start | Item::Label, Item::Time) => word != "t",
        (Item::Start | Item::Label, _) => word::is_on(word),
        (Item::Date | Item::Weekday | Item::Zone, Item::Time) => true,
        // After a time, "at" could be Atlantic time.
        (Item::Time | Item::Zone, Item::Date | Item::Weekday) => !begun && !matches!(word, "at" | "t"),
        _ => false,
    };
    fits && word::is_separator(word)
}

#[cfg(test)]
mod tests {
    use crate::value::date::{Context, read};

    fn answer(text: &str) -> String {
        let context = Context { zone: "Europe/Paris".parse().ok(), ..Context::default() };
        read(text, &context).map_or_else(|error| error.to_string(), |when| when.to_string())
    }

    #[test]
    fn labels_fillers_and_separators_are_dropped() {
        for text in [
            "Published: 15 August 2025, 18:30",
            "LAST UPDATED – Aug. 15, 2025 | 18:30",
            "Publié le 15 août 2025 à 18h30.",
            "15 August 2025\n18:30",
            "15 August 2025: 18:30",
            "15 August 2025, at 18:30",
            "18:30 on Friday the 15th of August, 2025",
            "(15 August 2025) · 18:30",
            "更新日：2025年8月15日 18:30更新",
        ] {
            assert_eq!(answer(text), "2025-08-15T18:30:00+02:00", "{text}");
        }
    }

    #[test]
    fn nothing_may_be_left_over() {
        assert_eq!(answer("15 August 2025, Kyiv"), "`Kyiv` is no part of a date");
        assert_eq!(answer("15 August 2025,"), "`,` is no part of a date");
        assert_eq!(answer("- 15 August 2025"), "`-` is no part of a date");
        assert_eq!(answer("15 August at 2025"), "`at` is no part of a date");
        assert_eq!(answer("15 August 2025 - - 18:30"), "`-` is no part of a date");
        assert_eq!(answer("15 August 2025 18:30 19:30"), "there is a second time");
        assert_eq!(answer("15 August 2025 | 16 August 2025"), "there is a second day");
        assert_eq!(answer("15 August 2025 to 17 August 2025"), "this is a span of time, not one date");
        assert_eq!(answer("3 days ago"), "`days ago` does not say on which date");
        assert_eq!(answer("(15 August 2025"), "`(` has no partner");
        assert_eq!(answer(" \u{200B}"), "the date is empty");
    }
}

//! Years, months, days and days of the week, in words, numbers and ideographs.

use chrono::{NaiveDate, Weekday};

use super::error::{DateError, Fault};
use super::grammar::{Clock, Era, Item, Parsed, Part, Reading, Role, Whole};
use super::token::Kind;
use super::{abbreviation, word};
use crate::value::moment::{self, MomentError};
use crate::value::month;

const ERAS: &[(&str, Era)] = &[
    ("令和", Era { before: 2018, first: (2019, 5, 1), last: (9999, 12, 31) }),
    ("平成", Era { before: 1988, first: (1989, 1, 8), last: (2019, 4, 30) }),
    ("昭和", Era { before: 1925, first: (1926, 12, 25), last: (1989, 1, 7) }),
];

impl Reading {
    pub(super) fn number(&mut self, value: u32, digits: usize) -> Parsed {
        let at = self.at;
        if let Some(end) = self.whole_date(value, digits)? {
            self.at = end;
            return Ok(());
        }
        if let Some(clock) = self.clock_at(at, None)? {
            return self.clock(clock);
        }
        if let Some(hours) = self.hours(at) {
            return Err(self.fault(Fault::Interval, hours));
        }
        match self.kind(at + 1) {
            Some(Kind::Han('年')) => self.han_year(value, digits),
            Some(Kind::Han('月')) if self.month.is_none() && self.whole.is_none() && digits <= 2 => {
                if !(1..=12).contains(&value) {
                    return Err(self.no_such("month", at));
                }
                self.take(at + 2, Item::Date, Role::Month(value))?;
                self.month = Some(Part { value, at });
                Ok(())
            }
            Some(Kind::Han('日' | '号' | '號')) => self.day(value, digits, at + 2),
            _ if digits == 4 => self.long_year(value),
            _ if digits <= 2 => self.day_or_short_year(value, digits),
            _ => Err(self.fault(Fault::Digits(digits), at..at + 1)),
        }
    }

    pub(super) fn month(&mut self, value: u32) -> Parsed {
        let at = self.at;
        if self.month.is_some() || self.whole.is_some() {
            return Err(self.second("month"));
        }
        // The full stop of an abbreviation; in `15.ago.2025` it separates as well.
        let end = at + 1 + usize::from(self.is_mark(at + 1, '.'));
        self.take(end, Item::Date, Role::Month(value))?;
        self.month = Some(Part { value, at });
        Ok(())
    }

    pub(super) fn weekday(&mut self, value: Weekday, end: usize) -> Parsed {
        if self.weekday.is_some() {
            return Err(self.second("day of the week"));
        }
        let stop = usize::from(self.is_mark(end, '.') && !self.ends(end));
        self.take(end + stop, Item::Weekday, Role::Weekday(value))?;
        self.weekday = Some(value);
        Ok(())
    }

    /// The day of the week that a word names, unless it is better taken for something else.
    pub(super) fn weekday_at(&self, at: usize) -> Option<Weekday> {
        let text = self.text(at);
        let day = month::folded_weekday(text)?;
        let others = || (0..self.tokens.list.len()).filter(move |&other| other != at);
        let taken = match text {
            // March, or mardi, martes, martedì: it is the day where something else is the month.
            "mar" => {
                self.weekday.is_none()
                    && (self.date_complete()
                        || self.month.is_some()
                        || others()
                            .any(|other| month::folded_month(self.text(other)).is_some() || self.is_triple(other)))
            }
            // Pacific time, or piątek: it is the day before a time, or where the month is a Polish one.
            "pt" => {
                self.clock.is_none()
                    || (at..self.tokens.list.len()).any(|other| is_polish_month(self.text(other)))
                    || (self.is_mark(at + 1, '.') && self.is_triple(at + 2) && self.is_mark(at + 3, '.'))
            }
            _ => true,
        };
        taken.then_some(day)
    }

    /// The end of a day of the week: Portuguese adds `-feira`.
    pub(super) fn weekday_end(&self, at: usize) -> usize {
        let dash = usize::from(self.is_mark(at + 1, '-'));
        if self.text(at + 1 + dash) == "feira" { at + 2 + dash } else { at + 1 }
    }

    /// A year of two digits after an apostrophe.
    pub(super) fn apostrophe_year(&mut self) -> Parsed {
        let (value, _) = self.number_at(self.at + 1).unwrap_or_default();
        self.year(century(value), self.at + 2)
    }

    pub(super) fn han(&mut self) -> Parsed {
        let at = self.at;
        if let Some((day, end)) = self.han_weekday() {
            return self.weekday(day, end);
        }
        if let Some((name, era)) = ERAS.iter().find(|(name, _)| self.han_starts(at, name)) {
            let number = at + name.chars().count();
            if let (Some((value, 1..=2)), Some(Kind::Han('年'))) = (self.number_at(number), self.kind(number + 1)) {
                self.era = Some(*era);
                return self.year(era.before + i32::try_from(value).unwrap_or(0), number + 2);
            }
        }
        if let Some((half, length)) = super::clock::half_of_day(|known| self.han_starts(at, known))
            && let Some(Clock { end, time, with_seconds, .. }) = self.clock_at(at + length, Some(half))?
        {
            return self.clock(Clock { time, with_seconds, first: at, end });
        }
        if let Some((phrase, length)) = abbreviation::han_phrase(|known| self.han_starts(at, known)) {
            return self.phrase(phrase, at + length);
        }
        let trailer = word::HAN_TRAILERS.iter().find(|known| self.han_starts(at, known));
        if let Some(length) = trailer.map(|known| known.chars().count())
            && self.ends(at + length)
            && self.date_begun()
        {
            self.drop(at + length, Role::Label);
            return Ok(());
        }
        let relative = word::HAN_RELATIVE.iter().find(|known| self.han_starts(at, known));
        let before = (at..self.tokens.list.len()).find(|at| self.kind(*at) == Some(Kind::Han('前')));
        match relative.map(|known| at..at + known.chars().count()).or(before.map(|last| at..last + 1)) {
            Some(tokens) => Err(self.fault(Fault::Relative(self.written(tokens.clone())), tokens)),
            None => Err(self.leftover(at)),
        }
    }

    fn han_weekday(&self) -> Option<(Weekday, usize)> {
        let at = self.at;
        let han = |at| match self.kind(at)? {
            Kind::Han(char) => Some(char),
            _ => None,
        };
        let counted = |char| match char {
            '天' | '日' => Some(Weekday::Sun),
            _ => weekday_of("一二三四五六", char),
        };
        let named = |char| weekday_of("月火水木金土日", char);
        let prefix = match (han(at)?, han(at + 1)) {
            ('星', Some('期')) | ('礼' | '禮', Some('拜')) => 2,
            ('周' | '週', _) => 1,
            _ => 0,
        };
        if prefix > 0 {
            return Some((counted(han(at + prefix)?)?, at + prefix + 1));
        }
        let char = han(at)?;
        let token = self.token(at)?;
        let alone = self.token(at + 1).is_none_or(|next| next.bracket != token.bracket);
        if token.opened.is_some() && alone {
            return Some((named(char).or_else(|| counted(char))?, at + 1));
        }
        if han(at + 1)? != '曜' {
            return None;
        }
        let day = usize::from(han(at + 2) == Some('日'));
        Some((named(char)?, at + 2 + day))
    }

    fn han_year(&mut self, value: u32, digits: usize) -> Parsed {
        if digits != 4 {
            return Err(self.fault(Fault::ShortYear(self.written(self.at..self.at + 2)), self.at..self.at + 2));
        }
        self.year(i32::try_from(value).unwrap_or(0), self.at + 2)
    }

    fn long_year(&mut self, value: u32) -> Parsed {
        if self.whole.is_some() {
            self.tight_dash(self.at..self.at + 1)?;
        }
        if value < 1000 {
            return Err(self.no_such("year", self.at));
        }
        self.year(i32::try_from(value).unwrap_or(0), self.at + 1)
    }

    fn year(&mut self, value: i32, end: usize) -> Parsed {
        let at = self.at;
        if self.year.is_some() || self.whole.is_some() {
            return Err(self.second("year"));
        }
        self.take(end, Item::Date, Role::Year(value))?;
        self.year = Some(Part { value, at });
        Ok(())
    }

    /// A number of one or two digits: the day, or the year of `15 Aug 25`.
    fn day_or_short_year(&mut self, value: u32, digits: usize) -> Parsed {
        let at = self.at;
        match (self.day, self.month) {
            (None, _) if self.whole.is_none() => {
                let end = self.ordinal_end(value)?;
                self.day(value, digits, end)
            }
            (Some(day), Some(month)) if self.year.is_none() && digits == 2 => {
                if day.at < month.at && self.clock.is_none() {
                    self.short_year = !self.is_mark(at - 1, '-') && !self.is_mark(at - 1, '/');
                    return self.year(century(value), at + 1);
                }
                let found = self.written(day.at.min(month.at)..at + 1);
                let year_follows =
                    (at..self.tokens.list.len()).any(|other| matches!(self.number_at(other), Some((_, 4))));
                let span = self.pending_dash() && year_follows;
                let kind = if span { Fault::Interval } else { Fault::ShortYear(found) };
                Err(self.fault(kind, day.at.min(month.at)..at + 1))
            }
            _ if self.pending_dash() => Err(self.fault(Fault::Interval, at..at + 1)),
            _ if self.whole.is_some() => Err(self.leftover(at)),
            (Some(day), None) if self.year.is_none() && self.joins_numbers(at - 1) => {
                Err(self.fault(Fault::Missing("year"), day.at..at + 1))
            }
            _ => Err(self.second("day")),
        }
    }

    fn day(&mut self, value: u32, digits: usize, end: usize) -> Parsed {
        let at = self.at;
        if self.day.is_some() || self.whole.is_some() {
            let kind = if self.pending_dash() { Fault::Interval } else { Fault::Second("day") };
            return Err(self.fault(kind, at..at + 1));
        }
        if !(1..=31).contains(&value) || digits > 2 {
            return Err(self.no_such("day", at));
        }
        self.take(end, Item::Date, Role::Day(value))?;
        self.day = Some(Part { value, at });
        Ok(())
    }

    /// The end of a day's number with the ending of its ordinal: 15th, 1er, 15., 1.º, 31ste, 15-го.
    fn ordinal_end(&self, value: u32) -> Parsed<usize> {
        let next = self.at + 1;
        if self.attached(next) && self.kind(next) == Some(Kind::Word) {
            let fits = match self.text(next) {
                "st" => value % 10 == 1 && value != 11,
                "nd" => value % 10 == 2 && value != 12,
                "rd" => value % 10 == 3 && value != 13,
                "th" => !matches!(value % 10, 1..=3) || matches!(value, 11..=13),
                "er" | "re" | "ro" => value == 1,
                "ste" | "de" | "e" | "o" | "a" => true,
                _ => return Ok(next),
            };
            let wrong = || self.fault(Fault::Ordinal(self.written(self.at..next + 1)), self.at..next + 1);
            return if fits { Ok(next + 1) } else { Err(wrong()) };
        }
        if self.is_mark(next, '°') {
            return Ok(next + 1);
        }
        let ending = self.text(next + 1);
        if matches!((self.kind(next), ending), (Some(Kind::Mark('-')), "го" | "е" | "ое" | "те"))
            || matches!((self.kind(next), ending), (Some(Kind::Mark(':')), "e" | "a"))
            || (self.is_mark(next, '.') && self.attached(next + 1) && matches!(ending, "o" | "a" | "er"))
        {
            return Ok(next + 2);
        }
        Ok(next + usize::from(self.is_mark(next, '.') && !self.ends(next)))
    }

    /// A date in digits alone, or one of ISO 8601; the end of it.
    fn whole_date(&mut self, value: u32, digits: usize) -> Parsed<Option<usize>> {
        let at = self.at;
        if self.is_triple(at) && self.date_begun() {
            return Err(self.second("date"));
        }
        if self.date_begun() {
            return Ok(None);
        }
        let dash = usize::from(self.is_mark(at + 1, '-'));
        if digits == 4 && self.text(at + 1 + dash) == "w" && self.week(at + 1).is_none() {
            return Err(self.fault(Fault::Missing("day"), at..self.tokens.list.len()));
        }
        let (whole, end) = if let Some(triple) = self.triple(at) {
            let [a, b, c] = triple.map(|(number, _)| number);
            let whole = match triple.map(|(_, digits)| digits) {
                [4, ..] => Whole::Day(self.existing(a, b, c, at, at + 5)?),
                [.., 4] if c < 1000 => return Err(self.no_such("year", at + 4)),
                [.., 4] => Whole::Numbers { numbers: [a, b, c], short: None },
                [first, _, last] => Whole::Numbers { numbers: [a, b, c], short: Some([first == 2, last == 2]) },
            };
            (whole, at + 5)
        } else if digits == 8 {
            (Whole::Day(self.existing(value / 10_000, value / 100 % 100, value % 100, at, at + 1)?), at + 1)
        } else if digits == 4 && self.is_mark(at + 1, '-') && matches!(self.number_at(at + 2), Some((_, 3))) {
            let (day, _) = self.number_at(at + 2).unwrap_or_default();
            let date = NaiveDate::from_yo_opt(i32::try_from(value).unwrap_or(0), day);
            (Whole::Day(date.ok_or_else(|| self.no_such("day of the year", at + 2))?), at + 3)
        } else if digits == 4
            && let Some((week, day, end)) = self.week(at + 1)
        {
            let weekday = day.checked_sub(1).and_then(|day| Weekday::try_from(u8::try_from(day).ok()?).ok());
            let no_such = |what, found, at| self.fault(Fault::NoSuch { what, found }, at..at + 1);
            let weekday = weekday.ok_or_else(|| no_such("day of the week", day.to_string(), end - 1))?;
            let date = NaiveDate::from_isoywd_opt(i32::try_from(value).unwrap_or(0), week, weekday);
            (Whole::Day(date.ok_or_else(|| no_such("week", format!("{week:02}"), at + 2 + dash))?), end)
        } else {
            return Ok(None);
        };
        let role = match whole {
            Whole::Day(date) => Role::Date(date),
            Whole::Numbers { .. } => Role::Numbers,
        };
        self.take(end, Item::Date, role)?;
        self.whole = Some((whole, at..end));
        Ok(Some(end))
    }

    /// `-W33-5` or `W335`: the week, the day, and the end.
    fn week(&self, at: usize) -> Option<(u32, u32, usize)> {
        let dash = usize::from(self.is_mark(at, '-'));
        let number = at + dash + 1;
        if self.text(at + dash) != "w" || !self.attached(number) {
            return None;
        }
        match (dash, self.number_at(number)?) {
            (0, (value, 3)) => Some((value / 10, value % 10, number + 1)),
            (1, (week, 2)) if self.is_mark(number + 1, '-') => match self.number_at(number + 2)? {
                (day, 1) => Some((week, day, number + 3)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Three numbers between two like marks, if they have the digits of a date.
    fn triple(&self, at: usize) -> Option<[(u32, usize); 3]> {
        let Some(Kind::Mark(mark @ ('/' | '-' | '.'))) = self.kind(at + 1) else { return None };
        let triple = [self.number_at(at)?, self.number_at(at + 2)?, self.number_at(at + 4)?];
        let fits = matches!(triple.map(|(_, digits)| digits), [4, 1..=2, 1..=2] | [1..=2, 1..=2, 4 | 1..=2]);
        (fits && self.is_mark(at + 3, mark)).then_some(triple)
    }

    /// Whether a token may stand between two numbers of a date.
    pub(super) fn joins_numbers(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(Kind::Mark('/' | '-' | '.')))
    }

    pub(super) fn is_triple(&self, at: usize) -> bool {
        self.triple(at).is_some()
    }

    /// Whether a date begins at a number: more of it follows than the number.
    pub(super) fn starts_date(&self, at: usize) -> bool {
        let next = at + 1;
        let more = match self.kind(next) {
            Some(Kind::Word) => {
                month::folded_month(self.text(next)).is_some()
                    || matches!(self.text(next), "st" | "nd" | "rd" | "th" | "er" | "de" | "of" | "ste" | "w")
            }
            Some(Kind::Mark('.')) => !self.ends(next),
            Some(Kind::Mark('/' | '-')) => matches!(self.kind(next + 1), Some(Kind::Number { .. } | Kind::Word)),
            Some(Kind::Han(char)) => "年月日号號".contains(char),
            _ => false,
        };
        more && !self.date_begun()
    }

    fn existing(&self, year: u32, month: u32, day: u32, first: usize, end: usize) -> Parsed<NaiveDate> {
        moment::date(year, month, day).map_err(|error| self.fault(no_date(error), first..end))
    }

    pub(super) fn no_such(&self, what: &'static str, at: usize) -> DateError {
        self.fault(Fault::NoSuch { what, found: self.written(at..at + 1) }, at..at + 1)
    }

    pub(super) fn second(&self, what: &'static str) -> DateError {
        let kind = if self.pending_dash() { Fault::Interval } else { Fault::Second(what) };
        self.fault(kind, self.at..self.at + 1)
    }
}

/// What is wrong with a date that does not exist.
pub(super) fn no_date(error: MomentError) -> Fault {
    match error {
        MomentError::Day { day: 0 | 32.., .. } | MomentError::Range { what: "day", .. } => {
            let day = if let MomentError::Day { day, .. } = error { day } else { 0 };
            Fault::NoSuch { what: "day", found: day.to_string() }
        }
        MomentError::Day { year, month, day } => Fault::NoSuchDay { day, month, year },
        MomentError::Range { what, number } => Fault::NoSuch { what, found: number.to_string() },
        _ => Fault::NoDate,
    }
}

/// The year that two digits mean, as RFC 2822 has it.
pub(super) fn century(value: u32) -> i32 {
    i32::try_from(if value < 50 { 2000 + value } else { 1900 + value }).unwrap_or(0)
}

fn weekday_of(names: &str, char: char) -> Option<Weekday> {
    let at = names.chars().position(|name| name == char)?;
    Weekday::try_from(u8::try_from(at).ok()?).ok()
}

/// Polish names of months that are no English ones.
fn is_polish_month(word: &str) -> bool {
    const MONTHS: &[&str] = &[
        "sty",
        "stycznia",
        "styczen",
        "lut",
        "lutego",
        "luty",
        "marca",
        "marzec",
        "kwi",
        "kwietnia",
        "kwiecien",
        "maj",
        "maja",
        "cze",
        "czerwca",
        "czerwiec",
        "lip",
        "lipca",
        "lipiec",
        "sie",
        "sierpnia",
        "sierpien",
        "wrz",
        "wrzesnia",
        "wrzesien",
        "paz",
        "pazdz",
        "pazdziernika",
        "pazdziernik",
        "lis",
        "listopada",
        "listopad",
        "gru",
        "grudnia",
        "grudzien",
    ];
    MONTHS.contains(&word)
}

#[cfg(test)]
mod tests {
    use crate::value::date::{Context, read};

    fn day(text: &str) -> String {
        read(text, &Context::default()).map_or_else(|error| error.to_string(), |when| when.to_string())
    }

    #[test]
    fn one_day_in_many_orders() {
        for text in [
            "15 August 2025",
            "August 15, 2025",
            "2025 Aug 15",
            "15AUG2025",
            "Aug-15-2025",
            "2025-Aug-15",
            "15.ago.2025",
            "15-Aug-25",
            "Aug. 15, '25",
            "the 15th of August, 2025",
            "15. August 2025",
            "15 de agosto del 2025",
            "15 августа 2025 г.",
            "2025-227",
            "2025-W33-5",
            "2025W335",
            "20250815",
            "2025年8月15日（金）",
            "令和7年8月15日",
            "二〇二五年八月十五日",
            "Fri 15 Aug 2025",
            "pt. 15.08.2025",
            "sexta-feira, 15 de agosto de 2025",
        ] {
            assert_eq!(day(text), "2025-08-15", "{text}");
        }
        for text in
            ["1st May 2025", "1er mai 2025", "1.º de mayo de 2025", "1° maggio 2025", "1ste mei 2025", "1. Mai 2025"]
        {
            assert_eq!(day(text), "2025-05-01", "{text}");
        }
    }

    #[test]
    fn days_that_are_none() {
        assert_eq!(day("30 February 2025"), "there is no 30 February");
        assert_eq!(day("29 February 2025"), "there is no 29 February in 2025");
        assert_eq!(day("32 August 2025"), "there is no day 32");
        assert_eq!(day("2025-366"), "there is no day of the year 366");
        assert_eq!(day("2025-W53-1"), "there is no week 53");
        assert_eq!(day("22th August 2025"), "`22th` is no ordinal number");
        assert_eq!(day("15 August 0025"), "there is no year 0025");
        assert_eq!(day("Monday, 15 August 2025"), "15 August 2025 was a Friday, not a Monday");
        assert_eq!(day("2025-08"), "a date needs a year, a month and a day: the day is missing");
        assert_eq!(day("Aug 15 25"), "`Aug 15 25` does not say which number is the year");
        assert_eq!(day("15-17 August 2025"), "this is a span of time, not one date");
    }
}

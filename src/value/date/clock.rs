//! Times of day: 18:30, 18.30 Uhr, 18h30, 6:30 p.m., 午後6時30分, 1830 GMT.

use std::ops::Range;

use chrono::{NaiveTime, Timelike};

use super::error::Fault;
use super::grammar::{Clock, Item, Parsed, Reading, Role};
use super::token::Kind;
use super::{abbreviation, word};
use crate::value::moment::{self, MomentError};
use crate::value::month;

/// The half of the day that a time is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    /// a.m. and p.m., from 1 to 12.
    Am,
    Pm,
    /// "am" before an ordinal, which may be the German for "on".
    AmOrOn,
    /// 午前 and 午後, which also count from 0.
    Forenoon,
    Afternoon,
    /// 早上, 凌晨.
    Morning,
    /// 晚.
    Evening,
}

const HALVES: &[(&str, Half)] = &[
    ("午前", Half::Forenoon),
    ("上午", Half::Forenoon),
    ("午後", Half::Afternoon),
    ("午后", Half::Afternoon),
    ("下午", Half::Afternoon),
    ("早上", Half::Morning),
    ("凌晨", Half::Morning),
    ("晚上", Half::Evening),
    ("晚", Half::Evening),
];

/// The half of the day that ideographs name, and how many they are.
pub(super) fn half_of_day(starts: impl Fn(&str) -> bool) -> Option<(Half, usize)> {
    HALVES.iter().find(|(known, _)| starts(known)).map(|(known, half)| (*half, known.chars().count()))
}

/// Twelve o'clock.
pub(super) fn noon() -> NaiveTime {
    NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default()
}

/// A time in numbers, before the half of the day is known.
#[derive(Debug, Clone, Copy, Default)]
struct Digits {
    hour: u32,
    minute: u32,
    second: Option<u32>,
    nanosecond: u32,
    end: usize,
    /// A unit or a colon says that this is a time.
    certain: bool,
}

impl Reading {
    pub(super) fn clock(&mut self, clock: Clock) -> Parsed {
        if self.clock.is_some() {
            let kind = if self.pending_dash() { Fault::Interval } else { Fault::Second("time") };
            return Err(self.fault(kind, clock.first..clock.end));
        }
        self.dateless_dash(clock)?;
        // "25 August 18–20 Uhr" has no year: its numbers are hours.
        if self.short_year && self.pending_dash() {
            return Err(self.fault(Fault::Interval, clock.first..clock.end));
        }
        self.take(clock.end, Item::Time, Role::Time(clock.time))?;
        self.clock = Some(clock);
        Ok(())
    }

    /// The time that begins at a number, if one does.
    pub(super) fn clock_at(&self, at: usize, half: Option<Half>) -> Parsed<Option<Clock>> {
        let Some((hour, digits)) = self.number_at(at) else { return Ok(None) };
        if hour == 12 && word::is_midnight(self.text(at + 1)) {
            return Err(self.fault(Fault::Midnight, at..at + 2));
        }
        let found = match digits {
            1 | 2 => self
                .colon(at, hour)
                .or_else(|| self.point(at, hour))
                .or_else(|| self.unit(at, hour))
                .or_else(|| self.bare(at, hour, half)),
            4 => self.four_figures(at, hour),
            6 if self.is_basic(at) => Some(Self::basic(hour, at)),
            _ => None,
        };
        let found = match found {
            Some(found) => found,
            None if digits == 2 && self.is_basic(at) => {
                Digits { hour, end: at + 1, certain: true, ..Digits::default() }
            }
            None => return Ok(None),
        };
        let found = self.fraction(found);
        self.closed(at, found, half)
    }

    /// Adds what may follow the digits, and checks them.
    fn closed(&self, at: usize, mut found: Digits, half: Option<Half>) -> Parsed<Option<Clock>> {
        let number_follows = self.attached(found.end + 1) && self.number_at(found.end + 1).is_some();
        let unit = match self.text(found.end) {
            "uhr" | "uur" | "hrs" | "hours" | "hr" | "horas" => true,
            "h" | "u" | "hs" => found.second.is_none(),
            _ => false,
        };
        if unit && !number_follows {
            found.end += 1;
            found.end += usize::from(self.is_mark(found.end, '.') && !self.ends(found.end));
        }
        let mut half = half;
        if let Some((named, end)) = self.meridiem(found.end, found.hour) {
            if half.is_some() {
                return Err(self.leftover(found.end));
            }
            half = Some(named);
            found.end = end;
        } else if word::is_midnight(self.text(found.end)) {
            return Err(self.fault(Fault::Midnight, at..found.end + 1));
        } else if word::is_noon(self.text(found.end)) && (found.hour, found.minute) == (12, 0) {
            found.end += 1;
        } else if !found.certain && half.is_none() {
            return Ok(None);
        }
        let tokens = at..found.end;
        let hour = match half {
            Some(half) => self.hour_in(half, found.hour, at..found.end)?,
            None => found.hour,
        };
        let time = moment::time(hour, found.minute, found.second.unwrap_or(0), found.nanosecond);
        let time = time.map_err(|error| match error {
            MomentError::Range { what, number } => {
                self.fault(Fault::NoSuch { what, found: number.to_string() }, tokens.clone())
            }
            _ => self.fault(Fault::NoDate, tokens.clone()),
        })?;
        Ok(Some(Clock { time, with_seconds: found.second.is_some(), first: at, end: found.end }))
    }

    fn hour_in(&self, half: Half, hour: u32, tokens: Range<usize>) -> Parsed<u32> {
        match (half, hour) {
            (Half::Am | Half::Pm, 0) | (_, 13..) => Err(self.fault(Fault::TwelveHours(hour), tokens)),
            (Half::Am, 12) => Ok(0),
            (Half::Am, hour) | (Half::Forenoon | Half::Morning, hour @ 0..=11) => Ok(hour),
            (Half::Pm | Half::Afternoon, 12) => Ok(12),
            (Half::Pm | Half::Afternoon, hour) | (Half::Evening, hour @ 5..=11) => Ok(hour + 12),
            (Half::Evening, 0 | 12) => Err(self.fault(Fault::Midnight, tokens)),
            (Half::AmOrOn | Half::Forenoon | Half::Morning | Half::Evening, _) => {
                Err(self.fault(Fault::WhichTwelve(self.written(tokens.clone())), tokens))
            }
        }
    }

    /// 18:30, 18:30:15.
    fn colon(&self, at: usize, hour: u32) -> Option<Digits> {
        if !self.is_mark(at + 1, ':') {
            return None;
        }
        let (minute, 2) = self.number_at(at + 2)? else { return None };
        let second = match self.number_at(at + 4) {
            Some((second, 2)) if self.is_mark(at + 3, ':') => Some(second),
            _ => None,
        };
        let end = if second.is_some() { at + 5 } else { at + 3 };
        Some(Digits { hour, minute, second, nanosecond: 0, end, certain: true })
    }

    /// 18.30, but not the beginning of 18.3.2025.
    fn point(&self, at: usize, hour: u32) -> Option<Digits> {
        if !self.is_mark(at + 1, '.') {
            return None;
        }
        let (minute, 2) = self.number_at(at + 2)? else { return None };
        let more = |mark| self.is_mark(at + 3, mark) && self.number_at(at + 4).is_some();
        let day = self.month.is_some() && self.day.is_none();
        if more('.') || more(':') || day {
            return None;
        }
        Some(Digits { hour, minute, end: at + 3, certain: true, ..Digits::default() })
    }

    /// 18h30, 18 h 30, 18h, 18 Uhr, 18 Uhr 30, 18時30分15秒.
    fn unit(&self, at: usize, hour: u32) -> Option<Digits> {
        let minutes = at + 2;
        let mut found = Digits { hour, end: minutes, certain: true, ..Digits::default() };
        let number = self.number_at(minutes);
        match self.kind(at + 1)? {
            Kind::Word if matches!(self.text(at + 1), "h" | "u" | "uhr" | "uur" | "heures" | "heure") => {
                // "18 h 15 août" has lost its minutes or its day; "18 Uhr 15. August" has not.
                let ordinal = self.is_mark(minutes + 1, '.') && month::folded_month(self.text(minutes + 2)).is_some();
                let date = !self.attached(minutes) && (ordinal || self.is_triple(minutes));
                if let Some((minute, 2)) = number
                    && !date
                    && !self.is_mark(minutes + 1, ':')
                {
                    let unit = usize::from(self.text(minutes + 1) == "min");
                    (found.minute, found.end) = (minute, minutes + 1 + unit);
                }
            }
            Kind::Han('時' | '时' | '点' | '點') => {
                if let (Some((minute, 1 | 2)), Some(Kind::Han('分'))) = (number, self.kind(minutes + 1)) {
                    (found.minute, found.end) = (minute, minutes + 2);
                    if let (Some((second, 1 | 2)), Some(Kind::Han('秒'))) =
                        (self.number_at(minutes + 2), self.kind(minutes + 3))
                    {
                        (found.second, found.end) = (Some(second), minutes + 4);
                    }
                }
            }
            _ => return None,
        }
        Some(found)
    }

    /// An hour alone: 6 p.m., kl. 18, 12 noon.
    fn bare(&self, at: usize, hour: u32, half: Option<Half>) -> Option<Digits> {
        let announced = word::announces_hour(self.pending_word()) && !self.starts_date(at);
        let noon = hour == 12 && word::is_noon(self.text(at + 1));
        let half = half.is_none() && self.meridiem(at + 1, hour).is_some();
        let certain = announced || noon;
        (certain || half).then(|| Digits { hour, end: at + 1, certain, ..Digits::default() })
    }

    /// 0930 hrs, 1830 GMT, and the basic form after a T.
    fn four_figures(&self, at: usize, value: u32) -> Option<Digits> {
        let next = self.text(at + 1);
        let zone = abbreviation::fixed(next).is_some()
            || abbreviation::generic(next).is_some()
            || (self.is_mark(at + 1, '+') && matches!(self.number_at(at + 2), Some((_, 4))));
        let hours = matches!(next, "hrs" | "hours" | "hr" | "h");
        // Where the year is still missing, four figures are the year.
        let year_known = self.year.is_some() || self.whole.is_some() || !self.date_begun();
        if !self.is_basic(at) && !((zone || hours) && year_known) {
            return None;
        }
        Some(Digits { hour: value / 100, minute: value % 100, end: at + 1, certain: true, ..Digits::default() })
    }

    /// The six digits of the basic form.
    fn basic(value: u32, at: usize) -> Digits {
        let (hour, minute, second) = (value / 10_000, value / 100 % 100, Some(value % 100));
        Digits { hour, minute, second, nanosecond: 0, end: at + 1, certain: true }
    }

    /// Whether a number stands right after the T of ISO 8601.
    fn is_basic(&self, at: usize) -> bool {
        self.whole.is_some() && self.attached(at) && self.text(at.wrapping_sub(1)) == "t"
    }

    /// A fraction right after the seconds, with a full stop or a comma.
    fn fraction(&self, mut found: Digits) -> Digits {
        let mark = found.end;
        let comma = self.is_mark(mark, ',') && self.date_begun();
        let tight = self.attached(mark) && self.attached(mark + 1);
        if found.second.is_none() || !tight || !(comma || self.is_mark(mark, '.')) || self.starts_date(mark + 1) {
            return found;
        }
        let figures = self.tokens.text(mark + 1).as_bytes();
        // Numbers before a unit may be ideographs.
        if matches!(self.kind(mark + 1), Some(Kind::Number { .. })) && figures.iter().all(u8::is_ascii_digit) {
            found.nanosecond = moment::nanoseconds(figures);
            found.end = mark + 2;
        }
        found
    }

    /// a.m., p.m., am, pm, "p. m."; and its end.
    fn meridiem(&self, at: usize, hour: u32) -> Option<(Half, usize)> {
        let (half, end) = match self.text(at) {
            "am" => (Half::Am, at + 1),
            "pm" => (Half::Pm, at + 1),
            half @ ("a" | "p") if self.is_mark(at + 1, '.') && self.text(at + 2) == "m" => {
                (if half == "a" { Half::Am } else { Half::Pm }, at + 3)
            }
            _ => return None,
        };
        // "18:30 am 15. August" is German; "12:30 am 15. August" could be.
        let ordinal = self.number_at(end).is_some() && self.is_mark(end + 1, '.') && !self.date_begun();
        if hour > 11 && end == at + 1 && half == Half::Am && ordinal {
            return (hour == 12).then_some((Half::AmOrOn, end));
        }
        Some((half, end + usize::from(self.is_mark(end, '.') && !self.ends(end))))
    }

    /// A date, a hyphen and an hour may be a date with an offset, as XML Schema writes it: 2025-08-15-04:00.
    fn dateless_dash(&self, clock: Clock) -> Parsed {
        let length = clock.end - clock.first;
        let figures = (length == 3 && matches!(self.number_at(clock.first), Some((_, 2))))
            || matches!((length, self.number_at(clock.first)), (1, Some((_, 4))));
        if figures && !clock.with_seconds && clock.time.hour() <= 14 {
            self.tight_dash(clock.first..clock.end)?;
        }
        Ok(())
    }

    /// Refuses figures that a hyphen stands right before.
    pub(super) fn tight_dash(&self, figures: Range<usize>) -> Parsed {
        let dash = figures.start.wrapping_sub(1);
        if !self.is_mark(dash, '-') || !self.attached(figures.start) {
            return Ok(());
        }
        let tokens = dash..figures.end;
        Err(self.fault(Fault::OffsetOrTime(self.written(tokens.clone())), tokens))
    }

    /// A span of hours whose first one has no sign of a time: `9-10 a.m.`
    pub(super) fn hours(&self, at: usize) -> Option<Range<usize>> {
        let joined = self.is_mark(at + 1, '-') || self.is_mark(at + 1, '–') || word::is_span(self.text(at + 1));
        if !joined || !self.date_complete() {
            return None;
        }
        let until = self.clock_at(at + 2, None).ok().flatten()?;
        Some(at..until.end)
    }
}

#[cfg(test)]
mod tests {
    use crate::value::date::{Context, read};

    fn time(text: &str) -> String {
        let context = Context { zone: "UTC".parse().ok(), ..Context::default() };
        let when = read(&format!("2025-08-15 {text}"), &context);
        when.map_or_else(|error| error.to_string(), |when| when.to_string()[11..].to_owned())
    }

    #[test]
    fn one_time_in_many_hands() {
        for text in [
            "18:30",
            "18.30",
            "18h30",
            "18 h 30",
            "18:30h",
            "18:30 Uhr",
            "18 Uhr 30",
            "18.30 uur",
            "18u30",
            "kl. 18.30",
            "godz. 18:30",
            "6:30 p.m.",
            "6:30pm",
            "6.30 P.M.",
            "6:30 p. m.",
            "1830 hrs",
            "1830 GMT",
            "18時30分",
            "午後6時30分",
            "下午6:30",
            "晚6点30分",
            "T18:30",
            "T1830",
            "18h30min",
        ] {
            assert_eq!(time(text), "18:30:00Z", "{text}");
        }
        for text in ["18h", "18 Uhr", "kl. 18", "6 p.m.", "6pm", "18時", "下午6點"] {
            assert_eq!(time(text), "18:00:00Z", "{text}");
        }
        for text in ["noon", "12 noon", "12:00 noon", "12 p.m.", "midi", "午後0時", "下午12点"] {
            assert_eq!(time(text), "12:00:00Z", "{text}");
        }
        assert_eq!(time("12 a.m."), "00:00:00Z");
        assert_eq!(time("18:30:15,25"), "18:30:15.25Z");
    }

    #[test]
    fn hours_that_are_none() {
        assert_eq!(time("24:00"), "there is no hour 24");
        assert_eq!(time("18:60"), "there is no minute 60");
        assert_eq!(time("13 p.m."), "with a.m. or p.m. the hour is 1 to 12, not 13");
        assert_eq!(time("0:30 a.m."), "with a.m. or p.m. the hour is 1 to 12, not 0");
        assert_eq!(time("午前12時"), "`12時` does not say which half of the day it counts in");
        let midnight = "midnight is the end of one day to newsrooms, the start of it to software";
        for text in ["midnight", "12 midnight", "12:00 midnight", "晚12点"] {
            assert_eq!(time(text), midnight, "{text}");
        }
    }
}

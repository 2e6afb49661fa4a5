//! What can be wrong with a date, in the words that findings use.

use std::fmt;
use std::ops::Range;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::value::zone::WallTimeError;

/// Why a text is not read as a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateError {
    /// What is wrong.
    pub kind: Fault,
    /// The bytes of the text that are to blame.
    pub range: Range<usize>,
    /// The texts that could stand there instead, the likeliest first; each is read without a further question.
    pub suggestions: Vec<String>,
}

/// What is wrong with a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing is written.
    Empty,
    /// There is no date in the text.
    NoDate,
    /// A part is missing: the year, the month or the day.
    Missing(&'static str),
    /// A word that is no part of a date.
    Leftover(String),
    /// A month's name, misspelt.
    Misspelt {
        /// As written.
        found: String,
        /// The name that is near.
        near: &'static str,
    },
    /// The name of a day of the week, misspelt.
    MisspeltWeekday {
        /// As written.
        found: String,
        /// The name that is near.
        near: &'static str,
    },
    /// A second date, time, year or zone.
    Second(&'static str),
    /// From one date or time to another.
    Interval,
    /// Counted from a day that only the writer knows.
    Relative(String),
    /// Midnight, which belongs to the day that ends or to the one that begins.
    Midnight,
    /// A number outside what it counts.
    NoSuch {
        /// What it counts.
        what: &'static str,
        /// As written.
        found: String,
    },
    /// The month has no such day in that year.
    NoSuchDay {
        /// The day.
        day: u32,
        /// The month, from 1.
        month: u32,
        /// The year.
        year: i32,
    },
    /// With a.m. or p.m., hours count from 1 to 12.
    TwelveHours(u32),
    /// Twelve o'clock in a half of the day that does not settle which.
    WhichTwelve(String),
    /// The date fell on another day of the week.
    WrongWeekday {
        /// The date.
        date: NaiveDate,
        /// The day of the week that the text names.
        found: Weekday,
    },
    /// An all-numeric date with two readings.
    Ambiguous {
        /// As written.
        found: String,
        /// Read as day, month, year.
        day_first: NaiveDate,
        /// Read as month, day, year.
        month_first: NaiveDate,
    },
    /// A year of two digits in a date that does not say which of its numbers is the year.
    ShortYear(String),
    /// A run of digits that is no form of date.
    Digits(usize),
    /// A time without a zone, where none is declared.
    NoZone,
    /// A zone without a time.
    NoTime,
    /// A zone before its time, where it stands behind.
    ZoneFirst(String),
    /// An abbreviation that means several zones, or none that is known.
    UnknownZone(String),
    /// A zone that must hold, and does not agree with the offset.
    ZoneDisagrees(String),
    /// A time that clocks skip or repeat.
    Wall(WallTimeError),
    /// What could be an offset could also be the end of a span of time.
    OffsetOrInterval(String),
    /// What could be a time could also be the offset of the date before it.
    OffsetOrTime(String),
    /// An ordinal number with the ending of another.
    Ordinal(String),
    /// A bracket without its partner.
    Bracket(char),
}

impl DateError {
    /// An error without suggestions.
    #[must_use]
    pub fn new(kind: Fault, range: Range<usize>) -> Self {
        Self { kind, range, suggestions: Vec::new() }
    }
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

impl std::error::Error for DateError {}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the date is empty"),
            Self::NoDate => f.write_str("there is no date in it"),
            Self::Missing(what) => write!(f, "a date needs a year, a month and a day: the {what} is missing"),
            Self::Leftover(found) => write!(f, "`{}` is no part of a date", Shown(found)),
            Self::Misspelt { found, near } => {
                write!(f, "`{}` is no month: did you mean `{near}`?", Shown(found))
            }
            Self::MisspeltWeekday { found, near } => {
                write!(f, "`{}` is no day of the week: did you mean `{near}`?", Shown(found))
            }
            Self::Second(what) => write!(f, "there is a second {what}"),
            Self::Interval => f.write_str("this is a span of time, not one date"),
            Self::Relative(found) => write!(f, "`{}` does not say on which date", Shown(found)),
            Self::Midnight => f.write_str("midnight is the end of one day to newsrooms, the start of it to software"),
            Self::NoSuch { what, found } => write!(f, "there is no {what} {}", Shown(found)),
            Self::NoSuchDay { day: 29, month: 2, year } => write!(f, "there is no 29 February in {year}"),
            Self::NoSuchDay { day, month, .. } => write!(f, "there is no {day} {}", month_name(*month)),
            Self::TwelveHours(hour) => write!(f, "with a.m. or p.m. the hour is 1 to 12, not {hour}"),
            Self::WhichTwelve(found) => write!(f, "`{}` does not say which half of the day it counts in", Shown(found)),
            Self::WrongWeekday { date, found } => {
                let (is, not) = (weekday_name(date.weekday()), weekday_name(*found));
                write!(f, "{} was a {is}, not a {not}", LongDate(*date))
            }
            Self::Ambiguous { found, day_first, month_first } => write!(
                f,
                "`{}` is {} {} or {} {}",
                Shown(found),
                day_first.day(),
                month_name(day_first.month()),
                month_name(month_first.month()),
                month_first.day()
            ),
            Self::ShortYear(found) => write!(f, "`{}` does not say which number is the year", Shown(found)),
            Self::Digits(count) => write!(f, "a run of {count} digits is no date"),
            Self::NoZone => f.write_str("the time has no zone, and none is declared"),
            Self::NoTime => f.write_str("there is a zone but no time"),
            Self::ZoneFirst(found) => {
                write!(f, "the zone `{}` stands before its time, not behind it", Shown(found))
            }
            Self::UnknownZone(found) => write!(f, "`{}` does not name one zone", Shown(found)),
            Self::ZoneDisagrees(found) => write!(f, "the offset is not that of `{}` at that time", Shown(found)),
            Self::Wall(error) => error.fmt(f),
            Self::OffsetOrInterval(found) => write!(f, "`{}` is an offset or the end of a span of time", Shown(found)),
            Self::OffsetOrTime(found) => write!(f, "`{}` is a time or the offset of the date before it", Shown(found)),
            Self::Ordinal(found) => write!(f, "`{}` is no ordinal number", Shown(found)),
            Self::Bracket(found) => write!(f, "`{found}` has no partner"),
        }
    }
}

/// A piece of the text, cut to 60 characters, control characters replaced.
struct Shown<'a>(&'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (count, char) in self.0.chars().enumerate() {
            match char {
                _ if count == 60 => return f.write_str("…"),
                char if char.is_control() => f.write_str("\u{FFFD}")?,
                char => write!(f, "{char}")?,
            }
        }
        Ok(())
    }
}

struct LongDate(NaiveDate);

impl fmt::Display for LongDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {:04}", self.0.day(), month_name(self.0.month()), self.0.year())
    }
}

/// The English name of a month, from 1.
pub(super) fn month_name(month: u32) -> &'static str {
    u8::try_from(month).ok().and_then(|month| chrono::Month::try_from(month).ok()).map_or("?", |month| month.name())
}

/// The English name of a day of the week.
pub(super) fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_speak_in_house_style() {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        let told = |fault: Fault| fault.to_string();
        let (day_first, month_first) = (day(2025, 4, 3), day(2025, 3, 4));
        assert_eq!(
            told(Fault::Ambiguous { found: "03/04/2025".into(), day_first, month_first }),
            "`03/04/2025` is 3 April or March 4"
        );
        assert_eq!(told(Fault::NoSuchDay { day: 30, month: 2, year: 2025 }), "there is no 30 February");
        assert_eq!(
            told(Fault::WrongWeekday { date: day(2025, 8, 15), found: Weekday::Thu }),
            "15 August 2025 was a Friday, not a Thursday"
        );
        assert_eq!(told(Fault::Leftover("\u{1b}[31m".into())), "`\u{FFFD}[31m` is no part of a date");
        assert_eq!(told(Fault::Leftover("x".repeat(99))), format!("`{}…` is no part of a date", "x".repeat(60)));
    }
}

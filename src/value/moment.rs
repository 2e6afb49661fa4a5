//! An instant, with the offset from UTC that it was written in.
//!
//! Holds what feeds print: RFC 3339 for Atom and JSON Feed, RFC 822 (with the four-digit years of RFC 2822) for RSS.
//! It parses only what these formats allow; newsroom dates are [`super::date`]'s.

use std::cmp::Ordering;
use std::fmt;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Weekday};

/// An instant with its offset from UTC, whose year has four digits both there and in UTC.
///
/// Ordered by instant, then by offset; two moments are equal only if both are.
#[derive(Debug, Clone, Copy)]
pub struct Moment(DateTime<FixedOffset>);

/// Why a text is not a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MomentError {
    /// The text does not have the form.
    Form {
        /// The name of the form: `RFC 3339` or `RFC 822`.
        expected: &'static str,
    },
    /// A number is outside what it counts: month 13, hour 24, an offset of a day.
    Range {
        /// What the number counts.
        what: &'static str,
        /// The number.
        number: u32,
    },
    /// The month has no such day.
    Day {
        /// The year.
        year: i32,
        /// The month, from 1.
        month: u32,
        /// The day that it does not have.
        day: u32,
    },
    /// The date fell on another day of the week.
    Weekday {
        /// The date.
        date: NaiveDate,
        /// The day of the week that the text names.
        found: Weekday,
    },
    /// The year does not have four digits, here or in UTC.
    Year,
    /// A sixtieth second where none was inserted.
    LeapSecond,
}

impl fmt::Display for MomentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Form { expected } => write!(f, "expected an {expected} date"),
            Self::Range { what, number } => write!(f, "there is no {what} {number}"),
            Self::Day { year, month, day } => {
                let name = usize::try_from(month).ok().and_then(|month| MONTHS.get(month.wrapping_sub(1)));
                write!(f, "there is no {day} {} {year}", name.unwrap_or(&"?"))
            }
            Self::Weekday { date, found } => write!(f, "{date} was a {}, not a {}", date.weekday(), found),
            Self::Year => f.write_str("the year does not have four digits in UTC"),
            Self::LeapSecond => f.write_str("no leap second was inserted then"),
        }
    }
}

impl std::error::Error for MomentError {}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// The days that ended with a second 23:59:60 in UTC, as year and half: `true` is 31 December, `false` 30 June.
///
/// None has been announced since 2016; the metre convention of 2022 means to insert none after 2035.
const LEAP_SECONDS: [(i32, bool); 27] = [
    (1972, false),
    (1972, true),
    (1973, true),
    (1974, true),
    (1975, true),
    (1976, true),
    (1977, true),
    (1978, true),
    (1979, true),
    (1981, false),
    (1982, false),
    (1983, false),
    (1985, false),
    (1987, true),
    (1989, true),
    (1990, true),
    (1992, false),
    (1993, false),
    (1994, false),
    (1995, true),
    (1997, false),
    (1998, true),
    (2005, true),
    (2008, true),
    (2012, false),
    (2015, false),
    (2016, true),
];

impl Moment {
    /// The moment at which a clock `offset` from UTC shows `wall`.
    ///
    /// An offset with seconds (local mean time, before 1940 or so) is rounded to whole minutes, which is all that feeds
    /// can say; the wall clock stays.
    ///
    /// # Errors
    /// [`MomentError::Year`] where the year would not have four digits, [`MomentError::LeapSecond`] for a sixtieth
    /// second that was never inserted.
    pub fn new(wall: NaiveDateTime, offset: FixedOffset) -> Result<Self, MomentError> {
        let minutes = (offset.local_minus_utc() + 30).div_euclid(60);
        let offset = FixedOffset::east_opt(minutes * 60).unwrap_or(offset);
        let utc = wall.checked_sub_offset(offset).ok_or(MomentError::Year)?;
        if utc.nanosecond() >= 1_000_000_000 && !is_leap_second(utc) {
            return Err(MomentError::LeapSecond);
        }
        Self::checked(DateTime::from_naive_utc_and_offset(utc, offset)).ok_or(MomentError::Year)
    }

    /// The moment so many seconds after 1970-01-01T00:00:00Z, in UTC; `None` beyond year 9999 or before year 0.
    ///
    /// ```
    /// use dateline::value::moment::Moment;
    ///
    /// assert_eq!(Moment::from_timestamp(0).map(|moment| moment.to_rfc3339()).as_deref(), Some("1970-01-01T00:00:00Z"));
    /// ```
    #[must_use]
    pub fn from_timestamp(seconds: i64) -> Option<Self> {
        DateTime::from_timestamp(seconds, 0).and_then(|utc| Self::checked(utc.fixed_offset()))
    }

    /// The moment that a `chrono` value means; `None` if its year has not four digits.
    #[must_use]
    pub fn from_chrono(value: DateTime<FixedOffset>) -> Option<Self> {
        Self::new(value.naive_local(), *value.offset()).ok()
    }

    /// The moment so many seconds later, in the same offset; `None` past the ends of the four-digit years.
    #[must_use]
    pub fn checked_add_seconds(self, seconds: i64) -> Option<Self> {
        self.0.checked_add_signed(TimeDelta::try_seconds(seconds)?).and_then(Self::checked)
    }

    /// Reads an RFC 3339 date: `2026-03-04T18:30:00-05:00`, with `T`, `t` or a space, and a fraction of any length
    /// (cut to nanoseconds).
    ///
    /// # Errors
    /// [`MomentError`], for the first thing that is wrong, from the left.
    /// # Specification
    /// <https://www.rfc-editor.org/rfc/rfc3339#section-5.6>
    pub fn parse_rfc3339(text: &str) -> Result<Self, MomentError> {
        let form = MomentError::Form { expected: "RFC 3339" };
        let bytes = text.as_bytes();
        if bytes.len() < 20 || bytes[4] != b'-' || bytes[7] != b'-' || !matches!(bytes[10], b'T' | b't' | b' ') {
            return Err(form);
        }
        if bytes[13] != b':' || bytes[16] != b':' {
            return Err(form);
        }
        let number = |at: usize, length: usize| digits(bytes.get(at..at + length)?);
        let [year, month, day] = [number(0, 4), number(5, 2), number(8, 2)].map(|part| part.ok_or(form));
        let [hour, minute, second] = [number(11, 2), number(14, 2), number(17, 2)].map(|part| part.ok_or(form));
        let (nanosecond, fraction) = fraction(&bytes[19..]).ok_or(form)?;
        let offset = match &bytes[19 + fraction..] {
            [b'Z' | b'z'] => FixedOffset::east_opt(0),
            [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
                let hours = digits(&[*h1, *h2]).ok_or(form)?;
                let minutes = digits(&[*m1, *m2]).ok_or(form)?;
                Some(offset(*sign == b'-', hours, minutes)?)
            }
            _ => None,
        };
        let date = date(year?, month?, day?)?;
        Self::new(date.and_time(time(hour?, minute?, second?, nanosecond)?), offset.ok_or(form)?)
    }

    /// Reads the date of an RSS feed: `Wed, 04 Mar 2026 18:30:00 -0500`.
    ///
    /// The day of the week and the seconds may be missing, names may be in any case, the year may have two digits
    /// (00–49 are 2000–2049), zones may be `GMT`, `UT`, `UTC`, `Z` or the eight American abbreviations. White space
    /// counts as RFC 822 has it; comments and the military letters are refused.
    ///
    /// # Errors
    /// [`MomentError`]; a wrong day of the week is one.
    /// # Specification
    /// <https://www.rfc-editor.org/rfc/rfc822#section-5>, <https://www.rfc-editor.org/rfc/rfc2822#section-3.3>
    pub fn parse_rfc822(text: &str) -> Result<Self, MomentError> {
        let form = MomentError::Form { expected: "RFC 822" };
        let (weekday, rest) = match text.split_once(',') {
            Some((name, rest)) => (Some(position(&WEEKDAYS, name.trim()).ok_or(form)?), rest),
            None => (None, text),
        };
        let mut words = rest.split_ascii_whitespace();
        let mut word = || words.next().ok_or(form);
        let day = word()?;
        let month = position(&MONTHS, word()?).ok_or(form)? + 1;
        let (year, clock, zone) = (word()?, word()?, word()?);
        if words.next().is_some() || day.len() > 2 {
            return Err(form);
        }
        let day = digits(day.as_bytes()).ok_or(form)?;
        let year = match (year.len(), digits(year.as_bytes()).ok_or(form)?) {
            (4, year) => year,
            (2, year @ 0..=49) => 2000 + year,
            (2, year) => 1900 + year,
            _ => return Err(form),
        };
        let date = date(year, u32::try_from(month).unwrap_or(0), day)?;
        if let Some(found) = weekday.and_then(|index| Weekday::try_from(u8::try_from(index).ok()?).ok())
            && date.weekday() != found
        {
            return Err(MomentError::Weekday { date, found });
        }
        let mut parts = clock.split(':');
        let mut two = || match parts.next() {
            Some(part) if part.len() == 2 => digits(part.as_bytes()).map(Some).ok_or(form),
            Some(_) => Err(form),
            None => Ok(None),
        };
        let (hour, minute, second) = (two()?.ok_or(form)?, two()?.ok_or(form)?, two()?.unwrap_or(0));
        if parts.next().is_some() {
            return Err(form);
        }
        Self::new(date.and_time(time(hour, minute, second, 0)?), rfc822_zone(zone)?)
    }

    /// RFC 3339 in its own offset: `2026-03-04T18:30:00-05:00`, `Z` for UTC, a fraction only if there is one.
    #[must_use]
    pub fn to_rfc3339(self) -> String {
        self.to_string()
    }

    /// RFC 3339 in UTC, whole seconds (a fraction is cut off): `2026-03-04T23:30:00Z`, as Atom readers like it.
    #[must_use]
    pub fn to_rfc3339_utc(self) -> String {
        let mut text = String::with_capacity(20);
        push_date_and_clock(&mut text, self.0.naive_utc());
        text.push('Z');
        text
    }

    /// The date of an RSS feed: `Wed, 04 Mar 2026 18:30:00 -0500`; English names, numeric offset, whole seconds.
    ///
    /// ```
    /// use dateline::value::moment::Moment;
    ///
    /// let moment = Moment::parse_rfc3339("2026-03-04T18:30:00-05:00").unwrap();
    /// assert_eq!(moment.to_rfc822(), "Wed, 04 Mar 2026 18:30:00 -0500");
    /// ```
    #[must_use]
    pub fn to_rfc822(self) -> String {
        let local = self.0.naive_local();
        let mut text = String::with_capacity(31);
        text.extend([WEEKDAYS[local.weekday().num_days_from_monday() as usize], ", "]);
        push_figures(&mut text, local.day(), 2);
        text.extend([" ", MONTHS[local.month0() as usize], " "]);
        push_figures(&mut text, local.year().unsigned_abs(), 4);
        text.push(' ');
        push_clock(&mut text, local);
        let offset = self.0.offset().local_minus_utc();
        text.push_str(if offset < 0 { " -" } else { " +" });
        let minutes = (offset.unsigned_abs() + 30) / 60;
        push_figures(&mut text, minutes / 60 * 100 + minutes % 60, 4);
        text
    }

    /// The date that the calendar shows at that moment, in its own offset.
    #[must_use]
    pub fn date(self) -> NaiveDate {
        self.0.date_naive()
    }

    /// The same instant in another offset; `None` if its year would not have four digits there.
    #[must_use]
    pub fn in_offset(self, offset: FixedOffset) -> Option<Self> {
        Self::from_chrono(self.0.with_timezone(&offset))
    }

    /// The seconds since 1970-01-01T00:00:00Z; a fraction is cut off downwards.
    #[must_use]
    pub fn timestamp(self) -> i64 {
        self.0.timestamp()
    }

    /// The `chrono` value.
    #[must_use]
    pub fn to_chrono(self) -> DateTime<FixedOffset> {
        self.0
    }

    fn checked(value: DateTime<FixedOffset>) -> Option<Self> {
        let four_digits = 0..=9999;
        let utc = value.naive_utc().year();
        // A fixed offset cannot overflow a date of these years, so the local year is safe to ask for.
        (four_digits.contains(&utc) && four_digits.contains(&value.year())).then_some(Self(value))
    }

    fn key(self) -> (NaiveDateTime, i32) {
        (self.0.naive_utc(), self.0.offset().local_minus_utc())
    }
}

impl PartialEq for Moment {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Moment {}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

/// RFC 3339, as [`Moment::to_rfc3339`] gives it.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::with_capacity(25);
        push_date_and_clock(&mut text, self.0.naive_local());
        let nanosecond = self.0.nanosecond() % 1_000_000_000;
        if nanosecond != 0 {
            let digits = format!("{nanosecond:09}");
            text.extend([".", digits.trim_end_matches('0')]);
        }
        match self.0.offset().local_minus_utc() {
            0 => text.push('Z'),
            offset => {
                text.push(if offset < 0 { '-' } else { '+' });
                let minutes = (offset.unsigned_abs() + 30) / 60;
                push_figures(&mut text, minutes / 60, 2);
                text.push(':');
                push_figures(&mut text, minutes % 60, 2);
            }
        }
        f.write_str(&text)
    }
}

/// Adds a day and a time such as `2026-03-04T18:30:00`.
fn push_date_and_clock(text: &mut String, time: NaiveDateTime) {
    push_figures(text, time.year().unsigned_abs(), 4);
    text.push('-');
    push_figures(text, time.month(), 2);
    text.push('-');
    push_figures(text, time.day(), 2);
    text.push('T');
    push_clock(text, time);
}

/// Adds a time such as `18:30:00`; a leap second is the sixtieth.
fn push_clock(text: &mut String, time: NaiveDateTime) {
    push_figures(text, time.hour(), 2);
    text.push(':');
    push_figures(text, time.minute(), 2);
    text.push(':');
    push_figures(text, time.second() + time.nanosecond() / 1_000_000_000, 2);
}

/// Adds a number with so many figures, zeros before it.
pub(super) fn push_figures(text: &mut String, number: u32, figures: u32) {
    let mut unit = 10_u32.pow(figures);
    while unit > 1 {
        unit /= 10;
        text.push(char::from_digit(number / unit % 10, 10).unwrap_or('0'));
    }
}

/// The value of up to nine ASCII digits; `None` for none at all or anything else.
pub(crate) fn digits(bytes: &[u8]) -> Option<u32> {
    if bytes.is_empty() || bytes.len() > 9 {
        return None;
    }
    bytes.iter().try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
}

/// The nanoseconds of `.5…` at the start of `bytes`, and its length; nothing there is no fraction.
pub(crate) fn fraction(bytes: &[u8]) -> Option<(u32, usize)> {
    let Some((b'.', rest)) = bytes.split_first() else { return Some((0, 0)) };
    let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (length > 0).then(|| (nanoseconds(&rest[..length]), length + 1))
}

/// The nanoseconds that a fraction's digits mean, cut after the ninth.
pub(crate) fn nanoseconds(digits: &[u8]) -> u32 {
    (0..9).fold(0, |sum, at| sum * 10 + digits.get(at).map_or(0, |digit| u32::from(digit - b'0')))
}

/// A date, or what does not exist in it.
pub(crate) fn date(year: u32, month: u32, day: u32) -> Result<NaiveDate, MomentError> {
    if !(1..=12).contains(&month) {
        return Err(MomentError::Range { what: "month", number: month });
    }
    let year = i32::try_from(year).map_err(|_| MomentError::Year)?;
    NaiveDate::from_ymd_opt(year, month, day).ok_or(MomentError::Day { year, month, day })
}

/// A time of day, or what does not exist in it; second 60 is left to [`Moment::new`].
pub(crate) fn time(hour: u32, minute: u32, second: u32, nanosecond: u32) -> Result<NaiveTime, MomentError> {
    for (what, number, most) in [("hour", hour, 23), ("minute", minute, 59), ("second", second, 60)] {
        if number > most {
            return Err(MomentError::Range { what, number });
        }
    }
    let (second, nanosecond) = if second == 60 { (59, nanosecond + 1_000_000_000) } else { (second, nanosecond) };
    NaiveTime::from_hms_nano_opt(hour, minute, second, nanosecond).ok_or(MomentError::LeapSecond)
}

/// An offset from UTC, or what does not exist in it.
pub(crate) fn offset(west: bool, hours: u32, minutes: u32) -> Result<FixedOffset, MomentError> {
    if hours > 23 {
        return Err(MomentError::Range { what: "offset of hours", number: hours });
    }
    if minutes > 59 {
        return Err(MomentError::Range { what: "offset with minutes", number: minutes });
    }
    let seconds = i32::try_from(hours * 3600 + minutes * 60).unwrap_or(0);
    FixedOffset::east_opt(if west { -seconds } else { seconds })
        .ok_or(MomentError::Range { what: "offset of hours", number: hours })
}

fn is_leap_second(utc: NaiveDateTime) -> bool {
    let half = match (utc.month(), utc.day()) {
        (6, 30) => false,
        (12, 31) => true,
        _ => return false,
    };
    (utc.hour(), utc.minute(), utc.second()) == (23, 59, 59) && LEAP_SECONDS.contains(&(utc.year(), half))
}

fn position(names: &[&str], name: &str) -> Option<usize> {
    names.iter().position(|known| known.eq_ignore_ascii_case(name))
}

fn rfc822_zone(zone: &str) -> Result<FixedOffset, MomentError> {
    let form = MomentError::Form { expected: "RFC 822" };
    if let [sign @ (b'+' | b'-'), hours_and_minutes @ ..] = zone.as_bytes()
        && let [h1, h2, m1, m2] = *hours_and_minutes
    {
        let (hours, minutes) = (digits(&[h1, h2]).ok_or(form)?, digits(&[m1, m2]).ok_or(form)?);
        return offset(*sign == b'-', hours, minutes);
    }
    let hours = match zone.to_ascii_uppercase().as_str() {
        "GMT" | "UT" | "UTC" | "Z" => 0,
        "EDT" => 4,
        "EST" | "CDT" => 5,
        "CST" | "MDT" => 6,
        "MST" | "PDT" => 7,
        "PST" => 8,
        _ => return Err(form),
    };
    offset(true, hours, 0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn moment(text: &str) -> Moment {
        Moment::parse_rfc3339(text).unwrap()
    }

    #[test]
    fn rfc3339_reads_back_as_itself() {
        for text in [
            "2026-03-04T18:30:00-05:00",
            "2026-03-04T18:30:00Z",
            "2026-03-04T18:30:00.5+05:30",
            "2026-03-04T18:30:00.000000001Z",
            "0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "2016-12-31T23:59:60Z",
            "2017-01-01T05:29:60+05:30",
            "2015-06-30T23:59:60Z",
            "2026-03-04T18:30:00+23:59",
            "2026-03-04T18:30:00-23:59",
        ] {
            assert_eq!(moment(text).to_rfc3339(), text);
        }
        assert_eq!(moment("2026-03-04t18:30:00z"), moment("2026-03-04 18:30:00+00:00"));
        assert_eq!(moment("2026-03-04T18:30:00.1234567899Z").to_rfc3339(), "2026-03-04T18:30:00.123456789Z");
    }

    #[test]
    fn rfc3339_refuses() {
        let refused = |text| Moment::parse_rfc3339(text).unwrap_err().to_string();
        assert_eq!(refused("2026-02-30T18:30:00Z"), "there is no 30 Feb 2026");
        assert_eq!(refused("2026-13-30T18:30:00Z"), "there is no month 13");
        assert_eq!(refused("2026-03-30T24:00:00Z"), "there is no hour 24");
        assert_eq!(refused("2026-03-30T23:60:00Z"), "there is no minute 60");
        assert_eq!(refused("2026-03-30T23:59:61Z"), "there is no second 61");
        for never in ["2026-03-30T23:59:60Z", "2016-12-31T23:58:60Z", "2015-12-31T23:59:60Z", "2016-06-30T23:59:60Z"] {
            assert_eq!(refused(never), "no leap second was inserted then");
        }
        assert_eq!(refused("2026-03-30T23:59:00+24:00"), "there is no offset of hours 24");
        assert_eq!(refused("9999-12-31T23:59:59-01:00"), "the year does not have four digits in UTC");
        for text in [
            "",
            "2026-03-04",
            "2026-03-04T18:30:00",
            "2026-03-04T18:30Z",
            "2026-03-04T18:30:00.Z",
            "2026:03-04T18:30:00Z",
            "2026-03:04T18:30:00Z",
            "2026-03-04_18:30:00Z",
            "2026-03-04T18-30:00Z",
            "2026-03-04T18:30-00Z",
            "2026-03-04T18:30:00Z ",
            "2026-3-04T18:30:00Z",
            "2026-03-04T18:30:00-0500",
            "２026-03-04T18:30:00Z",
            "2026-03-04T18:30:00+0é:0",
        ] {
            assert_eq!(refused(text), "expected an RFC 3339 date", "{text}");
        }
    }

    #[test]
    fn rfc822_reads_what_feeds_hold() {
        let read = |text: &str| Moment::parse_rfc822(text).map(Moment::to_rfc3339).map_err(|error| error.to_string());
        let evening = Ok("2026-03-04T18:30:00-05:00".to_owned());
        assert_eq!(read("Wed, 04 Mar 2026 18:30:00 -0500"), evening);
        assert_eq!(read("4 mar 26 18:30 EST"), evening);
        for zone in ["UTC", "ut", "GMT", "Z", "EDT", "EST", "CDT", "CST", "MDT", "MST", "PDT", "PST"] {
            let hours = match zone {
                "EDT" => "-04:00",
                "EST" | "CDT" => "-05:00",
                "CST" | "MDT" => "-06:00",
                "MST" | "PDT" => "-07:00",
                "PST" => "-08:00",
                _ => "Z",
            };
            assert_eq!(read(&format!("4 Mar 2026 18:30 {zone}")), Ok(format!("2026-03-04T18:30:00{hours}")));
        }
        for (year, written) in [("49", "2049"), ("50", "1950"), ("99", "1999"), ("00", "2000")] {
            assert_eq!(read(&format!("4 Mar {year} 18:30 UT")), Ok(format!("{written}-03-04T18:30:00Z")));
        }
        assert_eq!(read("Thu, 04 Mar 2026 18:30:00 -0500"), Err("2026-03-04 was a Wed, not a Thu".to_owned()));
        assert_eq!(read("Mon, 30 Feb 2026 18:30:00 GMT"), Err("there is no 30 Feb 2026".to_owned()));
        for text in [
            "Wed 04 Mar 2026 18:30:00 GMT",
            "04 Mar 2026",
            "04 Mar 2026 18:30:00 XYZ",
            "04 Mar 126 18:30 GMT",
            "004 Mar 2026 18:30 GMT",
            "04 Mar 2026 18:30 GMT GMT",
            "04 Mar 2026 8:30 GMT",
            "04 Mar 2026 18:30:00:00 GMT",
        ] {
            assert_eq!(read(text), Err("expected an RFC 822 date".to_owned()), "{text}");
        }
    }

    #[test]
    fn digits_are_as_many_as_a_number_holds() {
        let read = |text: &str| digits(text.as_bytes());
        assert_eq!((read("7"), read("007"), read("999999999")), (Some(7), Some(7), Some(999_999_999)));
        assert_eq!((read(""), read("9999999999"), read("12a")), (None, None, None));
    }

    #[test]
    fn prints_for_feeds() {
        let evening = moment("2026-03-04T22:30:00.5-05:00");
        assert_eq!(evening.to_rfc822(), "Wed, 04 Mar 2026 22:30:00 -0500");
        assert_eq!(evening.to_rfc3339_utc(), "2026-03-05T03:30:00Z");
        assert_eq!(evening.date().to_string(), "2026-03-04");
        assert_eq!(moment("0099-03-04T22:30:00Z").to_rfc822(), "Wed, 04 Mar 0099 22:30:00 +0000");
        let leap = moment("2017-01-01T05:29:60+05:30");
        assert_eq!(leap.to_rfc822(), "Sun, 01 Jan 2017 05:29:60 +0530");
        assert_eq!(leap.to_rfc3339_utc(), "2016-12-31T23:59:60Z");
    }

    #[test]
    fn order_is_by_instant_then_offset() {
        let (west, utc) = (moment("2026-03-04T18:30:00-05:00"), moment("2026-03-04T23:30:00Z"));
        assert!(west < utc && west != utc && utc < moment("2026-03-04T18:30:01-05:00"));
        assert_eq!(west.timestamp(), utc.timestamp());
        assert_eq!(utc.in_offset(*west.to_chrono().offset()), Some(west));
        assert_eq!(Moment::from_timestamp(utc.timestamp()), Some(utc));
        assert_eq!(west.checked_add_seconds(3600).unwrap().to_rfc3339(), "2026-03-04T19:30:00-05:00");
        assert_eq!(moment("9999-12-31T23:59:59Z").checked_add_seconds(1), None);
        assert_eq!(west.checked_add_seconds(i64::MAX), None);
    }

    proptest! {
        #[test]
        fn dates_are_printed_as_chrono_prints_them(
            seconds in -62_135_500_000_i64..253_402_200_000,
            nanosecond in 0_u32..1_000_000_000,
            offset in -80_000_i32..80_000,
        ) {
            let utc = DateTime::from_timestamp(seconds, nanosecond).unwrap();
            let moment = Moment(utc.with_timezone(&FixedOffset::east_opt(offset).unwrap()));
            prop_assert_eq!(moment.to_rfc822(), moment.0.format("%a, %d %b %Y %H:%M:%S %z").to_string());
            prop_assert_eq!(moment.to_rfc3339_utc(), utc.format("%Y-%m-%dT%H:%M:%SZ").to_string());
            let (printed, zone) = (moment.to_string(), moment.0.format("%:z").to_string());
            prop_assert!(printed.starts_with(&moment.0.format("%Y-%m-%dT%H:%M:%S").to_string()), "{}", printed);
            prop_assert!(printed.ends_with(if offset == 0 { "Z" } else { &zone }), "{}", printed);
        }
    }
}

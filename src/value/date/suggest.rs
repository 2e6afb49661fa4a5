//! What to type instead of a date that is refused.
//!
//! Each suggestion is read before it is made: none leads to the next question.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Weekday};

use super::error::{DateError, Fault, weekday_name};
use super::grammar::{Reading, Whole};
use super::{Context, abbreviation, grammar, settle};
use crate::value::moment::Moment;
use crate::value::month;
use crate::value::zone::{WallTimeError, Zone};

/// The texts that could stand there, the likeliest first.
pub(super) fn suggestions(text: &str, reading: &Reading, error: &DateError, context: &Context) -> Vec<String> {
    let mut texts = Vec::new();
    let replaced = |with: &str| {
        let mut text = text.to_owned();
        text.replace_range(error.range.clone(), with);
        text
    };
    match &error.kind {
        Fault::Ambiguous { day_first, month_first, .. } => {
            texts.extend([*day_first, *month_first].into_iter().flat_map(|day| timed(reading, context, day)));
        }
        Fault::ShortYear(_) => texts.extend(short_year(reading, context)),
        Fault::Misspelt { near, .. } | Fault::MisspeltWeekday { near, .. } => texts.push(replaced(near)),
        Fault::WrongWeekday { date, found } => {
            let written = text.get(error.range.clone()).unwrap_or_default();
            texts.extend(weekday_like(written, *found, date.weekday()).map(|right| replaced(&right)));
            texts.extend(timed(reading, context, *date));
        }
        Fault::NoSuchDay { month, year, .. } => {
            let last = (28..=31).rev().find_map(|day| NaiveDate::from_ymd_opt(*year, *month, day));
            // Where the date itself ended the reading, its time has not been read.
            texts.extend(last.into_iter().flat_map(|day| {
                if reading.date_complete() { timed(reading, context, day) } else { vec![replaced(&day.to_string())] }
            }));
        }
        Fault::TwelveHours(hour) => {
            texts.extend(text.get(error.range.clone()).map(|written| replaced(&twenty_four(written, *hour))));
        }
        // `March 4 1830 GMT` has a time, and no year.
        Fault::NoTime => {
            let day = settle::day(reading, context).ok().filter(|day| day.year() >= 1990);
            texts.extend(day.map(|day| day.to_string()));
        }
        Fault::ZoneFirst(zone) => {
            let (before, after) = (&text[..error.range.start], &text[error.range.end..]);
            texts.push(format!("{before}{} {zone}", after.trim()));
        }
        Fault::NoZone | Fault::UnknownZone(_) => texts.extend(zoned(reading, context, error)),
        Fault::OffsetOrInterval(offset) | Fault::OffsetOrTime(offset) => {
            texts.extend(offset_told(reading, context, offset));
        }
        Fault::Midnight => texts.extend(midnights(reading, context, text.get(error.range.end..).unwrap_or_default())),
        Fault::Wall(error) => texts.extend(either(*error).map(Moment::to_rfc3339)),
        Fault::Ordinal(found) => {
            let digits: String = found.chars().take_while(char::is_ascii_digit).collect();
            texts.push(replaced(&digits));
        }
        // A number may be what matters.
        Fault::Leftover(found) if !found.starts_with(char::is_numeric) => texts.push(replaced("").trim().to_owned()),
        _ => {}
    }
    texts.retain(|text| {
        let (reading, parsed) = grammar::read(text);
        parsed.and_then(|()| settle::settle(&reading, context)).is_ok()
    });
    texts.dedup();
    texts
}

/// A day with the time and zone of the text, as one would type it; two where clocks change.
fn timed(reading: &Reading, context: &Context, day: NaiveDate) -> Vec<String> {
    let Some(clock) = reading.clock else { return vec![day.to_string()] };
    let time = day.and_time(clock.time);
    if let Some(zone) = reading.zones.first() {
        return vec![format!("{} {}", wall(time), reading.written(zone.tokens.clone()))];
    }
    match context.zone.map(|zone| zone.resolve(time)) {
        Some(Ok(moment)) => vec![moment.to_rfc3339()],
        Some(Err(error)) => either(error).map(Moment::to_rfc3339).collect(),
        None => Vec::new(),
    }
}

/// The moments that a time may mean which clocks skip or repeat.
fn either(error: WallTimeError) -> impl Iterator<Item = Moment> {
    let moments = match error {
        WallTimeError::Gap { before: one, after: other } | WallTimeError::Overlap { first: one, second: other } => {
            [Some(one), Some(other)]
        }
        WallTimeError::NoMoment(_) => [None, None],
    };
    moments.into_iter().flatten()
}

fn wall(wall: NaiveDateTime) -> String {
    wall.format("%Y-%m-%d %H:%M:%S").to_string()
}

/// The right day of the week in the form of the wrong one, if that is English.
fn weekday_like(written: &str, wrong: Weekday, right: Weekday) -> Option<String> {
    let (bare, stop) = written.strip_suffix('.').map_or((written, ""), |bare| (bare, "."));
    let (wrong, right) = (weekday_name(wrong), weekday_name(right));
    let is_english = bare.len() >= 3 && wrong.get(..bare.len()).is_some_and(|start| start.eq_ignore_ascii_case(bare));
    let length = if bare.len() == wrong.len() { right.len() } else { 3 };
    is_english.then(|| format!("{}{stop}", &right[..length]))
}

/// A time of the 24-hour clock without the half of the day that stands after it; `0:30 p.m.` is `12:30 p.m.`
fn twenty_four(written: &str, hour: u32) -> String {
    let time = written.split(char::is_alphabetic).next().unwrap_or_default().trim_end();
    let is_afternoon = written[time.len()..].trim_start().starts_with(['p', 'P']);
    match hour {
        0 if is_afternoon => format!("12{}", written.trim_start_matches('0')),
        _ if time.contains([':', '.']) => time.to_owned(),
        _ => format!("{time}:00"),
    }
}

/// The readings of a date whose year has two digits.
fn short_year(reading: &Reading, context: &Context) -> Vec<String> {
    let Some((Whole::Numbers { numbers, short: Some(short) }, _)) = reading.whole else { return Vec::new() };
    let mut days: Vec<_> = settle::short_dates(numbers, short).filter_map(|(_, day)| day.ok()).collect();
    days.sort_unstable();
    days.dedup();
    days.into_iter().flat_map(|day| timed(reading, context, day)).collect()
}

/// The time with an offset: for an abbreviation with several meanings each of them, otherwise UTC and a named zone.
fn zoned(reading: &Reading, context: &Context, error: &DateError) -> Vec<String> {
    let (Ok(day), Some(clock)) = (settle::day(reading, context), reading.clock) else { return Vec::new() };
    let time = day.and_time(clock.time);
    let in_zone = |zone: Zone| zone.resolve(time).ok().map(Moment::to_rfc3339);
    if let Fault::UnknownZone(found) = &error.kind {
        let name = found.split(' ').next().unwrap_or_default();
        let readings = abbreviation::readings(&month::fold(name)).iter();
        let offsets = readings.filter_map(|minutes| abbreviation::minutes_east(*minutes));
        let moments: Vec<_> = offsets.filter_map(|offset| in_zone(Zone::Fixed(offset))).collect();
        if !moments.is_empty() {
            return moments;
        }
    }
    match context.zone {
        Some(zone) => in_zone(zone).into_iter().collect(),
        None => in_zone(Zone::UTC).into_iter().chain([format!("{} America/New_York", wall(time))]).collect(),
    }
}

/// The time with what may be its offset, written so that it is one; the day alone where there is no time.
fn offset_told(reading: &Reading, context: &Context, offset: &str) -> Option<String> {
    let day = settle::day(reading, context).ok()?;
    let Some(clock) = reading.clock else { return Some(day.to_string()) };
    let tight: String = offset.chars().filter(|char| *char != ' ').collect();
    let offset = Zone::parse(&tight).ok()?;
    Some(format!("{}{offset}", day.and_time(clock.time).format("%Y-%m-%dT%H:%M:%S")))
}

/// The midnights at both ends of the day, with what is said after midnight.
fn midnights(reading: &Reading, context: &Context, rest: &str) -> Vec<String> {
    let Ok(day) = settle::day(reading, context) else { return Vec::new() };
    let days = [Some(day), day.succ_opt()].into_iter().flatten();
    if !rest.trim_matches(['.', ' ']).is_empty() {
        return days.map(|day| format!("{day} 00:00{rest}")).collect();
    }
    let zone = context.zone.unwrap_or(Zone::UTC);
    days.filter_map(|day| zone.resolve(day.and_time(chrono::NaiveTime::MIN)).ok()).map(Moment::to_rfc3339).collect()
}

#[cfg(test)]
mod tests {
    use crate::value::date::{Context, Order, read};

    fn suggested(text: &str, context: &Context) -> Vec<String> {
        read(text, context).unwrap_err().suggestions
    }

    #[test]
    fn both_readings_are_offered() {
        let plain = Context::default();
        assert_eq!(suggested("03/04/2025", &plain), ["2025-04-03", "2025-03-04"]);
        assert_eq!(suggested("5/8/25", &plain), ["2025-05-08", "2025-08-05"]);
        assert_eq!(suggested("03/04/2025 18:30 CET", &plain), ["2025-04-03 18:30:00 CET", "2025-03-04 18:30:00 CET"]);
        let zoned = Context { zone: "America/New_York".parse().ok(), ..Context::default() };
        assert_eq!(suggested("03/04/2025 18:30", &zoned), ["2025-04-03T18:30:00-04:00", "2025-03-04T18:30:00-05:00"]);
        assert_eq!(
            suggested("March 9, 2025, 2:30 a.m.", &zoned),
            ["2025-03-09T01:30:00-05:00", "2025-03-09T03:30:00-04:00"]
        );
        assert_eq!(
            suggested("Nov. 2, 2025, 1:30 a.m.", &zoned),
            ["2025-11-02T01:30:00-04:00", "2025-11-02T01:30:00-05:00"]
        );
        assert_eq!(
            suggested("Nov. 2, 2025, midnight", &zoned),
            ["2025-11-02T00:00:00-04:00", "2025-11-03T00:00:00-05:00"]
        );
    }

    #[test]
    fn what_is_wrong_is_put_right() {
        let plain = Context::default();
        assert_eq!(suggested("15 Agust 2025", &plain), ["15 August 2025"]);
        assert_eq!(suggested("Thurday, Aug. 14, 2025", &plain), ["Thursday, Aug. 14, 2025"]);
        assert_eq!(suggested("Thursday, Aug. 15, 2025", &plain), ["Friday, Aug. 15, 2025", "2025-08-15"]);
        assert_eq!(suggested("22th August 2025", &plain), ["22 August 2025"]);
        assert_eq!(suggested("Aug. 15, 2025 13:30 p.m. ET", &plain), ["Aug. 15, 2025 13:30 ET"]);
        assert_eq!(suggested("29 February 2025", &plain), ["2025-02-28"]);
        assert_eq!(suggested("15 August 2025, Kyiv", &plain), Vec::<String>::new());
        assert_eq!(
            suggested("15 August 2025 18:30", &plain),
            ["2025-08-15T18:30:00Z", "2025-08-15 18:30:00 America/New_York"]
        );
        assert_eq!(
            suggested("15 August 2025 18:30 IST", &plain),
            ["2025-08-15T18:30:00+05:30", "2025-08-15T18:30:00+02:00", "2025-08-15T18:30:00+01:00"]
        );
        let ordered = Context { order: Some(Order::Mdy), ..Context::default() };
        assert_eq!(suggested("2025-08-15 10:00-11:00", &ordered), ["2025-08-15T10:00:00-11:00"]);
    }

    #[test]
    fn where_nothing_can_be_known_nothing_is_offered() {
        for text in ["", "August 2025", "yesterday", "nonsense", "Aug. 15-17, 2025"] {
            assert_eq!(suggested(text, &Context::default()), Vec::<String>::new(), "{text}");
        }
    }
}

//! What to type instead of a date that is refused.
//!
//! Each suggestion is read before it is made: none leads to the next question.

use chrono::{Datelike, NaiveDate, NaiveDateTime};

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
            texts.extend([*day_first, *month_first].map(|day| timed(reading, context, day)));
        }
        Fault::ShortYear(_) => texts.extend(short_year(reading, context)),
        Fault::Misspelt { near, .. } | Fault::MisspeltWeekday { near, .. } => texts.push(replaced(near)),
        Fault::WrongWeekday { date, .. } => {
            texts.push(replaced(weekday_name(date.weekday())));
            texts.push(timed(reading, context, *date));
        }
        Fault::NoSuchDay { month, .. } => {
            let year = reading.year.map(|year| year.value).or_else(|| year_of(reading));
            let last = (28..=31).rev().find_map(|day| NaiveDate::from_ymd_opt(year?, *month, day));
            texts.extend(last.map(|day| timed(reading, context, day)));
        }
        Fault::TwelveHours(_) | Fault::NoZone | Fault::UnknownZone(_) => texts.extend(zoned(reading, context, error)),
        Fault::Midnight => texts.extend(midnights(reading, context)),
        Fault::Wall(
            WallTimeError::Gap { before: one, after: other } | WallTimeError::Overlap { first: one, second: other },
        ) => {
            texts.extend([one, other].map(ToString::to_string));
        }
        Fault::Ordinal(found) => {
            let digits: String = found.chars().take_while(char::is_ascii_digit).collect();
            texts.push(replaced(&digits));
        }
        Fault::Leftover(_) => texts.push(replaced("").trim().to_owned()),
        _ => {}
    }
    texts.retain(|text| {
        let (reading, parsed) = grammar::read(text);
        parsed.and_then(|()| settle::settle(&reading, context)).is_ok()
    });
    texts.dedup();
    texts
}

/// A day with the time and zone of the text, as one would type it.
fn timed(reading: &Reading, context: &Context, day: NaiveDate) -> String {
    let Some(clock) = reading.clock else { return day.to_string() };
    let wall = wall(day.and_time(clock.time));
    let moment = reading.zones.first().map(|zone| format!("{wall} {}", reading.written(zone.tokens.clone())));
    let declared = context.zone.and_then(|zone| zone.resolve(day.and_time(clock.time)).ok());
    moment.or_else(|| declared.map(Moment::to_rfc3339)).unwrap_or(wall)
}

fn wall(wall: NaiveDateTime) -> String {
    wall.format("%Y-%m-%d %H:%M:%S").to_string()
}

/// The readings of a date whose year has two digits.
fn short_year(reading: &Reading, context: &Context) -> Vec<String> {
    let Some((Whole::Numbers { numbers, short: Some(short) }, _)) = reading.whole else { return Vec::new() };
    let mut days: Vec<_> = settle::short_dates(numbers, short).filter_map(|(_, day)| day.ok()).collect();
    days.sort_unstable();
    days.dedup();
    days.into_iter().map(|day| timed(reading, context, day)).collect()
}

/// The time with an offset: for an abbreviation with several meanings each of them, otherwise UTC and a named zone.
fn zoned(reading: &Reading, context: &Context, error: &DateError) -> Vec<String> {
    let (Ok(day), Some(clock)) = (settle::day(reading, context), reading.clock) else { return Vec::new() };
    let time = day.and_time(clock.time);
    let in_zone = |zone: Zone| zone.resolve(time).ok().map(Moment::to_rfc3339);
    if let Fault::UnknownZone(found) = &error.kind {
        let readings = abbreviation::readings(&month::fold(found)).iter();
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

/// The midnights at both ends of the day.
fn midnights(reading: &Reading, context: &Context) -> Vec<String> {
    let Ok(day) = settle::day(reading, context) else { return Vec::new() };
    let days = [Some(day), day.succ_opt()].into_iter().flatten();
    let zone = context.zone.unwrap_or(Zone::UTC);
    days.filter_map(|day| zone.resolve(day.and_time(chrono::NaiveTime::MIN)).ok()).map(Moment::to_rfc3339).collect()
}

/// The year of a date in numbers.
fn year_of(reading: &Reading) -> Option<i32> {
    match reading.whole {
        Some((Whole::Numbers { numbers: [.., year], short: None }, _)) => i32::try_from(year).ok(),
        _ => None,
    }
}

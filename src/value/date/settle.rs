//! What the parts of a date mean together, for this publication: which number is the month, whether the day exists,
//! what the zone's offset was.

use std::ops::Range;

use chrono::{Datelike, FixedOffset, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;

use super::calendar::{century, no_date};
use super::error::Fault;
use super::grammar::{Parsed, Reading, Role, Whole, ZoneName};
use super::token::Kind;
use super::zones::ZoneForm;
use super::{Context, Order, When, abbreviation};
use crate::value::moment::{self, Moment, MomentError};
use crate::value::zone::{WallTimeError, Zone};

/// The day and time that have been read.
pub(super) fn settle(reading: &Reading, context: &Context) -> Parsed<When> {
    let day = day(reading, context)?;
    let Some(clock) = reading.clock else {
        return match reading.zones.first() {
            Some(zone) => Err(reading.fault(Fault::NoTime, zone.tokens.clone())),
            None => Ok(When::Day(day)),
        };
    };
    instant(reading, context, day.and_time(clock.time), clock.first..clock.end).map(When::Instant)
}

/// The day, which exists and agrees with its day of the week.
pub(super) fn day(reading: &Reading, context: &Context) -> Parsed<NaiveDate> {
    let (day, tokens) = match &reading.whole {
        Some((Whole::Day(day), tokens)) => (*day, tokens.clone()),
        Some((Whole::Numbers { numbers, short }, tokens)) => {
            (numeric(reading, *numbers, *short, tokens.clone(), context)?, tokens.clone())
        }
        None => by_parts(reading)?,
    };
    for (tokens, role) in &reading.roles {
        if let Role::Weekday(found) = *role
            && found != day.weekday()
        {
            return Err(reading.fault(Fault::WrongWeekday { date: day, found }, tokens.clone()));
        }
    }
    if let Some(era) = reading.era {
        let date = |(year, month, day)| NaiveDate::from_ymd_opt(year, month, day);
        if date(era.first).is_some_and(|first| day < first) || date(era.last).is_some_and(|last| day > last) {
            let found = reading.written(tokens.clone());
            return Err(reading.fault(Fault::NoSuch { what: "date", found }, tokens));
        }
    }
    Ok(day)
}

fn by_parts(reading: &Reading) -> Parsed<(NaiveDate, Range<usize>)> {
    let all = 0..reading.tokens.list.len();
    let missing = |what| reading.fault(Fault::Missing(what), all.clone());
    if !reading.date_begun() {
        return Err(reading.fault(Fault::NoDate, all));
    }
    // 2026-03 and 03/2026.
    if let (Some(year), Some(day), None) = (reading.year, reading.day, reading.month)
        && day.at.abs_diff(year.at) == 2
        && reading.joins_numbers(day.at.min(year.at) + 1)
    {
        return Err(missing("day"));
    }
    let month = reading.month.ok_or_else(|| missing("month"))?;
    let day = reading.day.ok_or_else(|| missing("day"))?;
    let year = reading.year.ok_or_else(|| missing("year"))?;
    let ends = [year.at, month.at, day.at];
    let end = ends.into_iter().max().unwrap_or(0) + 1;
    let unit = usize::from(matches!(reading.kind(end), Some(Kind::Han('年' | '月' | '日' | '号' | '號'))));
    let tokens = ends.into_iter().min().unwrap_or(0)..end + unit;
    let number = u32::try_from(year.value).unwrap_or(0);
    let date = moment::date(number, month.value, day.value);
    Ok((date.map_err(|error| reading.fault(no_date(error), tokens.clone()))?, tokens))
}

/// The one date that three numbers are, in the declared order or in the only one that is possible.
fn numeric(
    reading: &Reading,
    numbers: [u32; 3],
    short: Option<[bool; 2]>,
    tokens: Range<usize>,
    context: &Context,
) -> Parsed<NaiveDate> {
    let order = context.numeric_order();
    if let Some(short) = short {
        let unclear = || reading.fault(Fault::ShortYear(reading.written(tokens.clone())), tokens.clone());
        let date = short_dates(numbers, short).find(|(known, _)| Some(*known) == order).ok_or_else(unclear)?.1;
        return date.map_err(|error| reading.fault(no_date(error), tokens));
    }
    if let Some(order @ (Order::Dmy | Order::Mdy)) = order {
        return in_order(numbers, order).map_err(|error| reading.fault(no_date(error), tokens));
    }
    let agrees = |day: &NaiveDate| reading.weekday.is_none_or(|weekday| weekday == day.weekday());
    let [day_first, month_first] = [Order::Dmy, Order::Mdy].map(|order| in_order(numbers, order));
    match (day_first, month_first) {
        (Ok(one), Ok(other)) if one == other => Ok(one),
        (Ok(day_first), Ok(month_first)) => match (agrees(&day_first), agrees(&month_first)) {
            (true, false) => Ok(day_first),
            (false, true) => Ok(month_first),
            _ => {
                let found = reading.written(tokens.clone());
                Err(reading.fault(Fault::Ambiguous { found, day_first, month_first }, tokens))
            }
        },
        (Ok(one), Err(_)) | (Err(_), Ok(one)) => Ok(one),
        (Err(first), Err(second)) => {
            // That there is no 31 April says more than that there is no month 31.
            let error = if matches!(second, MomentError::Range { .. }) { first } else { second };
            Err(reading.fault(no_date(error), tokens))
        }
    }
}

/// The readings of three numbers with a year of two digits, by order.
pub(super) fn short_dates(
    numbers: [u32; 3],
    [first, last]: [bool; 2],
) -> impl Iterator<Item = (Order, Result<NaiveDate, MomentError>)> {
    let orders = [(Order::Dmy, last), (Order::Mdy, last), (Order::Ymd, first)];
    orders.into_iter().filter(|(_, possible)| *possible).map(move |(order, _)| {
        let mut numbers = numbers;
        let year = if order == Order::Ymd { &mut numbers[0] } else { &mut numbers[2] };
        *year = u32::try_from(century(*year)).unwrap_or(0);
        (order, in_order(numbers, order))
    })
}

fn in_order([a, b, c]: [u32; 3], order: Order) -> Result<NaiveDate, MomentError> {
    match order {
        Order::Mdy => moment::date(c, a, b),
        Order::Dmy => moment::date(c, b, a),
        Order::Ymd => moment::date(a, b, c),
    }
}

/// The moment at which the clock showed that time, in the zone of the text or in the declared one.
fn instant(reading: &Reading, context: &Context, wall: NaiveDateTime, clock: Range<usize>) -> Parsed<Moment> {
    let wall_fault = |error| match error {
        WallTimeError::NoMoment(MomentError::LeapSecond) => {
            let found = "60, for no leap second was inserted then".to_owned();
            reading.fault(Fault::NoSuch { what: "second", found }, clock.clone())
        }
        error => reading.fault(Fault::Wall(error), clock.clone()),
    };
    let at = |offset| Moment::new(wall, offset).map_err(WallTimeError::NoMoment);
    if let Some(offset) = numeric_offset(reading, wall)? {
        return at(offset).map_err(wall_fault);
    }
    let Some((first, others)) = reading.zones.split_first() else {
        let zone = context.zone.ok_or_else(|| reading.fault(Fault::NoZone, clock.clone()))?;
        return zone.resolve(wall).map_err(wall_fault);
    };
    let resolve = |form: &ZoneForm| match form {
        ZoneForm::Offset(offset) | ZoneForm::Fixed(offset) => Some(at(*offset)),
        ZoneForm::Abbreviation(name, literal) => {
            let own = match context.zone {
                Some(Zone::Named(tz)) => abbreviation::in_use(tz, wall, name),
                _ => None,
            };
            own.or(*literal).map(at)
        }
        ZoneForm::Named(tz) | ZoneForm::Critical(tz) => Some(Zone::Named(*tz).resolve(wall)),
        ZoneForm::Local => context.zone.map(|zone| zone.resolve(wall)),
    };
    let told = |zone: &ZoneName| {
        let fault = match zone.form {
            ZoneForm::Local => Fault::NoZone,
            _ => Fault::UnknownZone(reading.written(zone.tokens.clone())),
        };
        resolve(&zone.form).ok_or_else(|| reading.fault(fault, zone.tokens.clone()))
    };
    let mut moment = told(first)?;
    for zone in others {
        // UTC by its letter leaves open where the writer was; a bracket may then say it.
        let utc = matches!(&first.form, ZoneForm::Abbreviation(name, _) if name == "z");
        if utc && matches!(zone.form, ZoneForm::Named(_) | ZoneForm::Critical(_)) {
            continue;
        }
        moment = agree(moment, told(zone)?).ok_or_else(|| {
            reading.fault(Fault::ZoneDisagrees(reading.written(zone.tokens.clone())), zone.tokens.clone())
        })?;
    }
    moment.map_err(wall_fault)
}

/// The one moment that two zones beside each other mean: one may settle what clock changes leave open in the other.
fn agree(
    one: Result<Moment, WallTimeError>,
    other: Result<Moment, WallTimeError>,
) -> Option<Result<Moment, WallTimeError>> {
    let possible = |error: WallTimeError, moment: Moment| match error {
        WallTimeError::Overlap { first, second } => moment == first || moment == second,
        _ => false,
    };
    match (one, other) {
        (Ok(one), Ok(other)) => (one == other).then_some(Ok(one)),
        (Ok(moment), Err(error)) | (Err(error), Ok(moment)) => possible(error, moment).then_some(Ok(moment)),
        (Err(one), Err(_)) => Some(Err(one)),
    }
}

/// The numeric offset, which beats the names beside it, unless it contradicts a Z or a bracket that must hold.
fn numeric_offset(reading: &Reading, wall: NaiveDateTime) -> Parsed<Option<FixedOffset>> {
    let mut offset = None;
    for zone in &reading.zones {
        let ZoneForm::Offset(found) = zone.form else { continue };
        if offset.is_some_and(|offset| offset != found) {
            let kind = Fault::ZoneDisagrees(reading.written(zone.tokens.clone()));
            return Err(reading.fault(kind, zone.tokens.clone()));
        }
        offset = Some(found);
    }
    let Some(offset) = offset else { return Ok(None) };
    let bare =
        |zone: &ZoneName| reading.is_mark(zone.tokens.start, '-') && reading.written(zone.tokens.clone()).len() != 5;
    let seconds = reading.clock.is_some_and(|clock| clock.with_seconds);
    let may_be_span = !seconds && reading.zones.first().is_some_and(bare);
    for zone in &reading.zones {
        let agrees = match &zone.form {
            ZoneForm::Critical(tz) => holds(*tz, wall, offset),
            // "18:30-04:00 GMT" is a span; "-0400 GMT" after seconds is a slip that the number settles.
            ZoneForm::Abbreviation(name, Some(literal)) => *literal == offset || (name != "z" && !may_be_span),
            ZoneForm::Abbreviation(name, None) => abbreviation::is_known(name),
            _ => true,
        };
        if !agrees {
            let kind = Fault::ZoneDisagrees(reading.written(zone.tokens.clone()));
            return Err(reading.fault(kind, zone.tokens.clone()));
        }
    }
    Ok(Some(offset))
}

fn holds(tz: Tz, wall: NaiveDateTime, offset: FixedOffset) -> bool {
    let Ok(moment) = Moment::new(wall, offset) else { return false };
    match Zone::Named(tz).resolve(wall) {
        Ok(only) => only == moment,
        Err(WallTimeError::Overlap { first, second }) => moment == first || moment == second,
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::value::date::{Context, Order, read};

    fn answer(text: &str, context: &Context) -> String {
        read(text, context).map_or_else(|error| error.to_string(), |when| when.to_string())
    }

    #[test]
    fn the_order_is_declared_or_the_only_one() {
        let ordered = |order| Context { order: Some(order), ..Context::default() };
        assert_eq!(answer("3/4/2025", &ordered(Order::Mdy)), "2025-03-04");
        assert_eq!(answer("3/4/2025", &ordered(Order::Dmy)), "2025-04-03");
        assert_eq!(answer("3/4/2025", &ordered(Order::Ymd)), "`3/4/2025` is 3 April or March 4");
        assert_eq!(answer("25/8/15", &ordered(Order::Ymd)), "2025-08-15");
        assert_eq!(answer("13/4/2025", &ordered(Order::Mdy)), "there is no month 13");
        assert_eq!(answer("13/4/2025", &Context::default()), "2025-04-13");
        assert_eq!(answer("4/4/2025", &Context::default()), "2025-04-04");
        assert_eq!(answer("31/4/2025", &Context::default()), "there is no 31 April");
        assert_eq!(answer("4/4/25", &Context::default()), "`4/4/25` does not say which number is the year");
    }

    #[test]
    fn zones_agree_or_the_number_wins() {
        let at = |zone| answer(&format!("15 August 2025 18:30 {zone}"), &Context::default());
        assert_eq!(at("+0200 (EST)"), "2025-08-15T18:30:00+02:00");
        assert_eq!(at("EDT (America/New_York)"), "2025-08-15T18:30:00-04:00");
        assert_eq!(at("EST/EDT"), "the offset is not that of `EDT` at that time");
        assert_eq!(at("-05:00 [!America/New_York]"), "the offset is not that of `!America/New_York` at that time");
        assert_eq!(at("XYZ"), "`XYZ` does not name one zone");
        assert_eq!(answer("2 November 2025 1:30 EDT (ET)", &Context::default()), "2025-11-02T01:30:00-04:00");
    }

    #[test]
    fn the_declared_zone_explains_its_own_abbreviations() {
        let zoned = |zone: &str| Context { zone: zone.parse().ok(), ..Context::default() };
        let text = "15 August 2025 18:30 CST";
        assert_eq!(answer(text, &zoned("Asia/Shanghai")), "2025-08-15T18:30:00+08:00");
        assert_eq!(answer(text, &zoned("America/New_York")), "2025-08-15T18:30:00-06:00");
        assert_eq!(answer("15 August 2025 18:30 IDT", &zoned("Asia/Jerusalem")), "2025-08-15T18:30:00+03:00");
    }

    #[test]
    fn an_era_has_an_end() {
        assert_eq!(answer("平成31年4月30日", &Context::default()), "2019-04-30");
        assert_eq!(answer("平成31年5月1日", &Context::default()), "there is no date 平成31年5月1日");
    }
}

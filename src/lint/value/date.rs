//! Dates as specifications write them: stricter than any reader, and exact about what is wrong.

use std::borrow::Cow;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};

use crate::diagnostic::rule::{Rule, rules};
use crate::lint::walk::{Site, Walk, shown};
use crate::lint::xml::tree::Text;

rules! {
    /// A date of RSS that is not RFC 822.
    ///
    /// Readers that cannot read it take the moment they saw the entry, or 1970: it lands on top, or at the bottom.
    ///
    /// Wrong:
    /// ```xml
    /// <item><pubDate>2026-03-04T18:30:00Z</pubDate></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><pubDate>Wed, 04 Mar 2026 18:30:00 GMT</pubDate></item>
    /// ```
    NOT_RFC822 = Error "rss/pub-date-not-rfc822" "a date of RSS that is not RFC 822",
        "https://www.rssboard.org/rss-profile#data-types-datetime", w3c "InvalidRFC2822Date";

    /// A weekday that is not that of the date.
    ///
    /// One of the two is wrong; parsers that check refuse the date.
    ///
    /// Wrong:
    /// ```xml
    /// <item><pubDate>Mon, 04 Mar 2026 18:30:00 GMT</pubDate></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><pubDate>Wed, 04 Mar 2026 18:30:00 GMT</pubDate></item>
    /// ```
    WRONG_WEEKDAY = Error "rss/date-wrong-weekday" "a weekday that is not that of the date",
        "https://www.rssboard.org/rss-profile#data-types-datetime", w3c "IncorrectDOW";

    /// A date that RFC 822 allowed and RFC 2822 no longer does.
    ///
    /// Years of two digits, military zones, odd spacing and comments are read differently, or not at all.
    ///
    /// Wrong:
    /// ```xml
    /// <item><pubDate>Wed, 04 Mar 26 18:30:00 GMT</pubDate></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><pubDate>Wed, 04 Mar 2026 18:30:00 GMT</pubDate></item>
    /// ```
    OLD_RFC822 = Warning "rss/date-not-rfc2822" "a date in a form that RFC 2822 gave up",
        "https://www.rssboard.org/rss-profile#data-types-datetime", w3c "ProblematicalRFC822Date";

    /// A date in the future, or before 1990.
    ///
    /// An entry from the future stays on top of every reader until its day comes; many show it as of now.
    ///
    /// Wrong:
    /// ```xml
    /// <item><pubDate>Sat, 04 Mar 2206 18:30:00 GMT</pubDate></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><pubDate>Wed, 04 Mar 2026 18:30:00 GMT</pubDate></item>
    /// ```
    IMPLAUSIBLE = Warning "date/implausible" "a date in the future, or before 1990",
        "https://www.rssboard.org/rss-profile#element-channel-item-pubdate", w3c "ImplausibleDate";

    /// A date of Atom that is not RFC 3339.
    ///
    /// Atom wants date and time, an upper-case `T`, seconds, and `Z` or an offset with a colon.
    ///
    /// Wrong:
    /// ```xml
    /// <entry><updated>2026-03-04 18:30</updated></entry>
    /// ```
    /// Right:
    /// ```xml
    /// <entry><updated>2026-03-04T18:30:00Z</updated></entry>
    /// ```
    NOT_RFC3339 = Error "atom/date-not-rfc3339" "a date of Atom that is not RFC 3339",
        "https://www.rfc-editor.org/rfc/rfc4287#section-3.3", w3c "InvalidRFC3339Date";

    /// A date of Dublin Core or the syndication module that is not W3C's profile of ISO 8601.
    ///
    /// Wrong:
    /// ```xml
    /// <item><dc:date>Wed, 04 Mar 2026 18:30:00 GMT</dc:date></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><dc:date>2026-03-04T18:30:00Z</dc:date></item>
    /// ```
    NOT_W3CDTF = Error "date/not-w3cdtf" "a date that is not W3C's profile of ISO 8601",
        "https://www.w3.org/TR/NOTE-datetime", w3c "InvalidW3CDTFDate";

    /// A date of the event or aggregation module that is not ISO 8601.
    ///
    /// Wrong:
    /// ```xml
    /// <item><ev:startdate>next Friday</ev:startdate></item>
    /// ```
    /// Right:
    /// ```xml
    /// <item><ev:startdate>2026-03-06T19:00:00Z</ev:startdate></item>
    /// ```
    NOT_ISO8601 = Error "date/not-iso8601" "a date that is not ISO 8601",
        "https://www.w3.org/TR/NOTE-datetime", w3c "InvalidISO8601DateTime";
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const ZONES: [(&str, i32); 12] = [
    ("ut", 0),
    ("gmt", 0),
    ("z", 0),
    ("est", -5),
    ("edt", -4),
    ("cst", -6),
    ("cdt", -5),
    ("mst", -7),
    ("mdt", -6),
    ("pst", -8),
    ("pdt", -7),
    ("utc", 0),
];

/// What a date of RSS turned out to be.
struct Rfc822 {
    moment: Option<DateTime<Utc>>,
    weekday: Option<Weekday>,
    date: NaiveDate,
    /// Why it is not RFC 2822, if it is not.
    odd: Option<&'static str>,
}

/// Reads a date of RSS.
///
/// # Errors
/// The reason, as a phrase.
fn rfc822(value: &str) -> Result<Rfc822, &'static str> {
    let mut odd = None;
    let bare = if value.contains('(') { Cow::Owned(without_comments(value)) } else { Cow::Borrowed(value) };
    if bare != value {
        odd = Some("it holds a comment");
    }
    let bare = bare.trim();
    if bare.len() != value.len() && odd.is_none() {
        odd = Some("it has white space around it");
    }
    let (weekday, rest) = match bare.split_once(',') {
        Some((written, rest)) => {
            let name = written.trim_end();
            let index =
                DAYS.iter().position(|day| day.eq_ignore_ascii_case(name)).ok_or("the weekday is no weekday")?;
            if name != written {
                odd = odd.or(Some("a space stands before the comma"));
            }
            if !proper_case(name) {
                odd = odd.or(Some("the weekday is not written as `Mon`"));
            }
            if !rest.starts_with(' ') || rest.starts_with("  ") {
                odd = odd.or(Some("one space follows the comma"));
            }
            (Weekday::try_from(u8::try_from(index).unwrap_or_default()).ok(), rest.trim_start())
        }
        None => (None, bare),
    };
    let [Some(day), Some(month), Some(year), Some(time), Some(zone), None] = first(rest.split_ascii_whitespace())
    else {
        return Err("expected day, month, year, time and zone");
    };
    if rest.bytes().filter(|&byte| byte == b' ').count() != 4 || rest.contains(['\t', '\n', '\r']) {
        odd = odd.or(Some("more than one space stands between its parts"));
    }
    let date = calendar(day, month, year, &mut odd)?;
    let (time, leap) = clock(time)?;
    let offset = zone_offset(zone, &mut odd)?;
    let local = date.and_time(time) + TimeDelta::seconds(i64::from(leap));
    let moment = local.checked_sub_signed(TimeDelta::minutes(i64::from(offset))).map(|at| at.and_utc());
    Ok(Rfc822 { moment, weekday, date, odd })
}

/// The first parts of a text.
fn first<'t, const N: usize>(mut parts: impl Iterator<Item = &'t str>) -> [Option<&'t str>; N] {
    std::array::from_fn(|_| parts.next())
}

fn proper_case(name: &str) -> bool {
    name.chars().enumerate().all(|(at, char)| char.is_ascii_uppercase() == (at == 0))
}

fn without_comments(value: &str) -> String {
    let mut depth = 0;
    let mut plain = String::new();
    for char in value.chars() {
        match char {
            '(' => depth += 1,
            ')' if depth > 0 => depth -= 1,
            _ if depth == 0 => plain.push(char),
            _ => {}
        }
    }
    if depth > 0 { value.to_owned() } else { plain }
}

fn calendar(day: &str, month: &str, year: &str, odd: &mut Option<&'static str>) -> Result<NaiveDate, &'static str> {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !(matches!(day.len(), 1 | 2) && digits(day)) {
        return Err("the day is not a number");
    }
    let index = MONTHS
        .iter()
        .position(|known| known.eq_ignore_ascii_case(month))
        .ok_or("the month is not one of `Jan` to `Dec`")?;
    if !proper_case(month) {
        *odd = odd.or(Some("the month is not written as `Jan`"));
    }
    if !(matches!(year.len(), 2 | 4) && digits(year)) {
        return Err("the year is not of four digits");
    }
    let mut number: i32 = year.parse().map_err(|_| "the year is not of four digits")?;
    if year.len() == 2 {
        *odd = odd.or(Some("the year has two digits"));
        number += if number < 50 { 2000 } else { 1900 };
    }
    let month = u32::try_from(index + 1).unwrap_or_default();
    let day = day.parse().map_err(|_| "the day is not a number")?;
    NaiveDate::from_ymd_opt(number, month, day).ok_or("there is no such day")
}

/// The time of a day, and a leap second as a second to add.
fn clock(text: &str) -> Result<(NaiveTime, u32), &'static str> {
    let number = |text: &str| {
        let is_two = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        is_two.then(|| text.parse::<u32>().ok())?
    };
    let [Some(hours), Some(minutes), seconds, None] = first(text.split(':')) else {
        return Err("the time is not written as `18:30:00`");
    };
    let (Some(hours), Some(minutes), Some(seconds)) = (number(hours), number(minutes), seconds.map_or(Some(0), number))
    else {
        return Err("the time is not written as `18:30:00`");
    };
    let leap = u32::from(seconds == 60);
    let time = NaiveTime::from_hms_opt(hours, minutes, seconds - leap);
    time.map(|time| (time, leap)).ok_or("there is no such time")
}

fn zone_offset(zone: &str, odd: &mut Option<&'static str>) -> Result<i32, &'static str> {
    if let Some((name, hours)) = ZONES.iter().find(|(name, _)| name.eq_ignore_ascii_case(zone)) {
        if *name == "utc" {
            return Err("the zone `UTC` is not one of RFC 822: `GMT` is");
        }
        if zone.bytes().any(|byte| byte.is_ascii_lowercase()) {
            *odd = odd.or(Some("the zone is not in capitals"));
        }
        if *name == "z" {
            *odd = odd.or(Some("it has a military zone"));
        }
        return Ok(hours * 60);
    }
    if zone.len() == 1 && zone.bytes().all(|byte| byte.is_ascii_alphabetic() && !byte.eq_ignore_ascii_case(&b'j')) {
        *odd = odd.or(Some("it has a military zone"));
        return Ok(0);
    }
    let digits = zone.strip_prefix(['+', '-']).filter(|digits| digits.len() == 4 && digits.is_ascii());
    let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    let digits = digits.ok_or("the zone is neither `GMT` nor an offset such as `-0500`")?;
    let (hours, minutes): (i32, i32) = (digits[..2].parse().unwrap_or(0), digits[2..].parse().unwrap_or(0));
    if minutes % 15 != 0 {
        *odd = odd.or(Some("no zone has this offset"));
    }
    Ok((hours * 60 + minutes) * if zone.starts_with('-') { -1 } else { 1 })
}

/// A date of RSS.
pub(crate) fn rss(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    let value = &*text.value;
    let read = match rfc822(value) {
        Ok(read) => read,
        Err(reason) => {
            let message = format!("expected an RFC 822 date, found `{}`: {reason}", shown(value));
            let help = rewritten(value).unwrap_or_else(|| "write it as `Wed, 04 Mar 2026 18:30:00 GMT`".to_owned());
            walk.value(&NOT_RFC822, site, message, &help);
            return;
        }
    };
    if let Some(odd) = read.odd {
        let message = format!("`{}` is not RFC 2822: {odd}", shown(value));
        let help = read.moment.map(|moment| format!("write `{}`", printed(moment))).unwrap_or_default();
        walk.value(&OLD_RFC822, site, message, &help);
        return;
    }
    plausible(walk, site, value, read.moment, TimeDelta::minutes(10));
    if let Some(weekday) = read.weekday.filter(|weekday| *weekday != read.date.weekday()) {
        let message = format!("{} is a {}, not a {weekday}", read.date, read.date.weekday());
        walk.value(&WRONG_WEEKDAY, site, message, &format!("write `{}`, or mend the date", read.date.weekday()));
    }
}

fn printed(moment: DateTime<Utc>) -> String {
    moment.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// What to type instead of an ISO date.
fn rewritten(value: &str) -> Option<String> {
    let moment = DateTime::parse_from_rfc3339(value.trim()).ok()?;
    Some(format!("write `{}`", printed(moment.to_utc())))
}

fn plausible(walk: &mut Walk<'_, '_>, site: &Site, value: &str, moment: Option<DateTime<Utc>>, ahead: TimeDelta) {
    let Some(moment) = moment else { return };
    let message = if moment.year() < 1990 {
        format!("`{}` is before 1990", shown(value))
    } else if moment > walk.options.now + ahead {
        format!("`{}` lies in the future", shown(value))
    } else {
        return;
    };
    walk.value(&IMPLAUSIBLE, site, message, "give the date on which it was published");
}

/// What a date that begins with a year turned out to be.
enum Iso {
    Moment(DateTime<FixedOffset>),
    Partial(NaiveDate),
}

/// Reads W3C's profile of ISO 8601: a year, a month, a day, or date, time and zone.
fn w3cdtf(value: &str) -> Result<Iso, &'static str> {
    let number = |text: &str, length: usize| {
        (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse::<u32>().ok())?
    };
    let (date, time) = value.split_once('T').map_or((value, None), |(date, time)| (date, Some(time)));
    let [year, month, day, more] = first(date.split('-'));
    let is_whole = day.is_some() && more.is_none();
    let year = year.and_then(|year| number(year, 4)).ok_or("it does not begin with a year of four digits")?;
    let month = month.map_or(Ok(1), |month| number(month, 2).ok_or("the month is not of two digits"))?;
    let day = day.map_or(Ok(1), |day| number(day, 2).ok_or("the day is not of two digits"))?;
    if !(1..=12).contains(&month) {
        return Err("there is no such month");
    }
    let year = i32::try_from(year).unwrap_or_default();
    let date = NaiveDate::from_ymd_opt(year, month, day).ok_or("there is no such day")?;
    let Some(time) = time else {
        return if more.is_some() { Err("it is no date") } else { Ok(Iso::Partial(date)) };
    };
    if !is_whole {
        return Err("a time follows a date that has no day");
    }
    let zone_at = time.find(['Z', '+', '-']).ok_or("it has no zone: neither `Z` nor an offset such as `-05:00`")?;
    let (clock_text, zone) = time.split_at(zone_at);
    let (whole, fraction) = clock_text.split_once('.').map_or((clock_text, None), |(whole, rest)| (whole, Some(rest)));
    if fraction.is_some_and(|digits| !digits.bytes().all(|byte| byte.is_ascii_digit()) || whole.len() != 8) {
        return Err("the fraction is not one of seconds");
    }
    let (time, leap) = clock(whole).map_err(|_| "the time is not one such as `18:30:00`")?;
    let offset = if zone == "Z" { Some(0) } else { colon_offset(zone) };
    let offset = offset.and_then(FixedOffset::east_opt).ok_or("the offset is not one such as `-05:00`")?;
    let local = date.and_time(time) + TimeDelta::seconds(i64::from(leap));
    let moment = local.and_local_timezone(offset).single().ok_or("there is no such moment")?;
    Ok(Iso::Moment(moment))
}

/// The seconds of an offset such as `-05:00`.
fn colon_offset(zone: &str) -> Option<i32> {
    let digits = zone.strip_prefix(['+', '-'])?;
    let (hours, minutes) = digits.split_once(':')?;
    let two = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    if !two(hours) || !two(minutes) {
        return None;
    }
    let seconds = (hours.parse::<i32>().ok()? * 60 + minutes.parse::<i32>().ok().filter(|minutes| *minutes < 60)?) * 60;
    Some(if zone.starts_with('-') { -seconds } else { seconds })
}

/// A date in the form of `2026-03-04T18:30:00Z`, which most have.
fn zulu(value: &str) -> Option<DateTime<FixedOffset>> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', n1, n2, b':', s1, s2, b'Z'] =
        *value.as_bytes()
    else {
        return None;
    };
    let digit = |number: u32, byte: u8| byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0'));
    let [month, day, hour, minute, second] =
        [[m1, m2], [d1, d2], [h1, h2], [n1, n2], [s1, s2]].map(|pair| pair.into_iter().try_fold(0, digit));
    let year = i32::try_from([y1, y2, y3, y4].into_iter().try_fold(0, digit)?).ok()?;
    let day = NaiveDate::from_ymd_opt(year, month?, day?)?;
    Some(day.and_hms_opt(hour?, minute?, second?)?.and_utc().fixed_offset())
}

/// Reads RFC 3339 as Atom wants it.
pub(crate) fn rfc3339(value: &str) -> Result<DateTime<FixedOffset>, &'static str> {
    if let Some(moment) = zulu(value) {
        return Ok(moment);
    }
    if value.contains(char::is_whitespace) {
        return Err("it holds white space: `T` stands between date and time");
    }
    if value.contains(['t', 'z']) {
        return Err("`T` and `Z` are capitals");
    }
    match w3cdtf(value)? {
        Iso::Partial(_) => Err("it has no time"),
        Iso::Moment(_) if value.as_bytes().get(16) != Some(&b':') => Err("it has no seconds"),
        Iso::Moment(_) if value.contains(".Z") || value.contains(".+") || value.contains(".-") => {
            Err("a fraction without digits")
        }
        Iso::Moment(moment) => Ok(moment),
    }
}

fn refuse(walk: &mut Walk<'_, '_>, site: &Site, value: &str, rule: &'static Rule, kind: &str, reason: &str) {
    let message = format!("expected {kind}, found `{}`: {reason}", shown(value));
    let help = match rfc822(value.trim()) {
        Ok(Rfc822 { moment: Some(moment), .. }) => format!("write `{}`", moment.format("%Y-%m-%dT%H:%M:%SZ")),
        _ => "write it as `2026-03-04T18:30:00Z`".to_owned(),
    };
    walk.value(rule, site, message, &help);
}

/// A date of Atom.
pub(crate) fn atom(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    let value = text.value.trim();
    match rfc3339(value) {
        Ok(moment) => plausible(walk, site, value, Some(moment.to_utc()), TimeDelta::days(1)),
        Err(reason) => refuse(walk, site, value, &NOT_RFC3339, "an RFC 3339 date", reason),
    }
}

/// A date of Dublin Core.
pub(crate) fn w3c(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    let value = text.value.trim();
    match w3cdtf(value) {
        Ok(Iso::Moment(moment)) => plausible(walk, site, value, Some(moment.to_utc()), TimeDelta::days(1)),
        Ok(Iso::Partial(date)) => {
            let begins = date.and_time(NaiveTime::MIN).and_utc();
            plausible(walk, site, value, Some(begins), TimeDelta::days(1));
        }
        Err(reason) => refuse(walk, site, value, &NOT_W3CDTF, "a W3C date", reason),
    }
}

/// A date of the event module: as Dublin Core's, a zone not required.
pub(crate) fn iso8601(walk: &mut Walk<'_, '_>, site: &Site, text: &Text<'_>) {
    let value = text.value.trim();
    let zoned = if value.contains('T') && w3cdtf(value).is_err() { format!("{value}Z") } else { value.to_owned() };
    if let Err(reason) = w3cdtf(&zoned) {
        refuse(walk, site, value, &NOT_ISO8601, "an ISO 8601 date", reason);
    }
}

/// The moment of an entry's date, in whatever form it stands, if it can be read at all.
pub(crate) fn moment(value: &str) -> Option<DateTime<Utc>> {
    let value = value.trim();
    let mail = || rfc822(value).ok().and_then(|read| read.moment);
    let iso = || rfc3339(value).ok().map(|moment| moment.to_utc());
    // No date is of both forms: the likelier one is tried first.
    if value.as_bytes().get(4) == Some(&b'-') { iso().or_else(mail) } else { mail().or_else(iso) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn rss_dates_are_read_or_refused_with_the_reason() {
        let odd = |text: &str| rfc822(text).map(|read| read.odd);
        assert_eq!(odd("Wed, 04 Mar 2026 18:30:00 GMT"), Ok(None));
        assert_eq!(odd("4 Mar 2026 18:30 -0500"), Ok(None));
        assert_eq!(odd("Wed, 04 Mar 26 18:30:00 GMT"), Ok(Some("the year has two digits")));
        assert_eq!(odd("Wed,  4 Mar 2026 18:30:00 GMT"), Ok(Some("one space follows the comma")));
        assert_eq!(odd("wed, 04 mar 2026 18:30:00 gmt"), Ok(Some("the weekday is not written as `Mon`")));
        assert_eq!(odd("Wed, 04 Mar 2026 18:30:00 A"), Ok(Some("it has a military zone")));
        assert_eq!(odd("Wed, 04 Mar 2026 18:30:00 GMT (London)"), Ok(Some("it holds a comment")));
        assert_eq!(odd("Wed (a thaw), 04 Mar 2026 18:30:00 GMT"), Ok(Some("it holds a comment")));
        assert_eq!(odd("Wed , 04 Mar 2026 18:30:00 GMT"), Ok(Some("a space stands before the comma")));
        assert_eq!(odd("Sun, 30 Feb 2026 18:30:00 GMT"), Err("there is no such day"));
        assert_eq!(odd("2026-03-04"), Err("expected day, month, year, time and zone"));
        assert_eq!(odd("Wed, 04 March 2026 18:30:00 GMT"), Err("the month is not one of `Jan` to `Dec`"));
        assert_eq!(odd("Wed, 04 Mar 2026 24:30:00 GMT"), Err("there is no such time"));
    }

    #[test]
    fn atom_dates_want_everything() {
        assert!(rfc3339("2026-03-04T18:30:00Z").is_ok());
        assert!(rfc3339("2026-03-04T18:30:00.25-05:00").is_ok());
        for bad in [
            "2026-03-04",
            "2026-03-04T18:30Z",
            "2026-03-04T18:30:00",
            "2026-03-04 18:30:00Z",
            "2026-03-04t18:30:00z",
            "2026-02-30T18:30:00Z",
            "2026-03-04T18:30:00-0500",
            "2026-03-04T18:30:61Z",
            "2026-03-04T18:30:00.Z",
            "",
        ] {
            assert!(rfc3339(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn dublin_core_dates_may_stop_early() {
        for good in ["2026", "2026-03", "2026-03-04", "2026-03-04T18:30Z", "2026-03-04T18:30:00.5+01:00"] {
            assert!(w3cdtf(good).is_ok(), "{good}");
        }
        for bad in ["26", "2026-3", "2026-13", "2026-03-04T18Z", "2026-03T18:30Z", "2026-03-04-05"] {
            assert!(w3cdtf(bad).is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn the_common_form_is_read_as_any(text in "(0000|1999|2024|2026)-[01][0-9]-[0-3][0-9]T[012][0-9]:[0-6][0-9]:[0-6][0-9]Z") {
            let Some(moment) = zulu(&text) else { return Ok(()) };
            prop_assert!(matches!(w3cdtf(&text), Ok(Iso::Moment(read)) if read == moment), "{text}");
        }
    }
}

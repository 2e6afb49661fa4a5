//! A time zone: one of the IANA database, or a fixed offset, and what a wall clock there means.

use std::fmt;
use std::str::FromStr;

use chrono::{FixedOffset, MappedLocalTime, NaiveDateTime, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;

use super::moment::{self, Moment};

/// A time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Zone {
    /// A zone of the IANA database, with its clock changes.
    Named(Tz),
    /// The same offset all year.
    Fixed(FixedOffset),
}

/// A text is neither an IANA zone name nor an offset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneError(String);

impl fmt::Display for ZoneError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is neither an IANA time zone such as `Europe/Paris` nor an offset such as `+05:30`", self.0)
    }
}

impl std::error::Error for ZoneError {}

/// Why a wall clock does not say when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WallTimeError {
    /// Clocks went forward over it.
    Gap {
        /// As long before the jump as the time would have been after it.
        before: Moment,
        /// What clocks showed instead.
        after: Moment,
    },
    /// Clocks went back over it: it happened twice.
    Overlap {
        /// The earlier instant.
        first: Moment,
        /// The later instant.
        second: Moment,
    },
    /// The year does not have four digits, or a leap second is meant that never was.
    NoMoment(moment::MomentError),
}

impl fmt::Display for WallTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gap { before, after } => {
                write!(f, "clocks went forward over that time: it is `{before}` or `{after}`")
            }
            Self::Overlap { first, second } => {
                write!(f, "clocks went back over that time: it is `{first}` or `{second}`")
            }
            Self::NoMoment(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for WallTimeError {}

/// The release of the IANA database that zones are read from, `2025b` say.
pub const DATABASE: &str = chrono_tz::IANA_TZDB_VERSION;

/// The names of the IANA database, in its own order.
pub fn names() -> impl Iterator<Item = &'static str> {
    chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name())
}

/// The zone that was probably meant by the name of a city, an abbreviation or an offset from UTC.
///
/// An abbreviation stands for the zone of its largest newsrooms, as what a person may type, never as what is read.
///
/// ```
/// use dateline::value::zone::suggestion;
///
/// assert_eq!(suggestion("New York").as_deref(), Some("America/New_York"));
/// assert_eq!(suggestion("EST").as_deref(), Some("America/New_York"));
/// assert_eq!(suggestion("UTC+2").as_deref(), Some("+02:00"));
/// assert_eq!(suggestion("Atlantis"), None);
/// ```
#[must_use]
pub fn suggestion(text: &str) -> Option<String> {
    let folded = |text: &str| text.to_lowercase().replace(['_', ' ', '-'], "");
    let (wanted, city) = (folded(text), |name: &'static str| name.rsplit('/').next().unwrap_or(name));
    let abbreviated = || ABBREVIATED.iter().find(|(_, names)| names.contains(&wanted.as_str())).map(|(zone, _)| *zone);
    // The database has abbreviations too, for the past's sake.
    let by_city = || names().find(|name| name.contains('/') && folded(city(name)) == wanted);
    if let Some(zone) = abbreviated().or_else(by_city) {
        return Some(zone.to_owned());
    }
    let offset = text.trim().to_uppercase();
    let hours = offset.strip_prefix("UTC").or_else(|| offset.strip_prefix("GMT"))?.trim();
    let (sign, digits) = hours.split_at_checked(1)?;
    let (hours, minutes) = digits.split_once(':').unwrap_or((digits, "00"));
    let offset = format!("{sign}{hours:0>2}:{minutes}");
    parse_offset(&offset).map(|_| offset)
}

const ABBREVIATED: [(&str, &[&str]); 14] = [
    ("America/New_York", &["et", "est", "edt", "eastern", "useastern", "easterntime"]),
    ("America/Chicago", &["ct", "cst", "cdt", "central", "uscentral", "centraltime"]),
    ("America/Denver", &["mt", "mst", "mdt", "mountain", "mountaintime"]),
    ("America/Los_Angeles", &["pt", "pst", "pdt", "pacific", "pacifictime"]),
    ("America/Anchorage", &["akst", "akdt", "alaska"]),
    ("Pacific/Honolulu", &["hst", "hawaii"]),
    ("Europe/London", &["bst", "uk", "british"]),
    ("Europe/Berlin", &["cet", "cest", "mez", "mesz", "germany"]),
    ("Europe/Athens", &["eet", "eest"]),
    ("Europe/Moscow", &["msk"]),
    ("Asia/Kolkata", &["ist", "india"]),
    ("Asia/Tokyo", &["jst", "japan"]),
    ("Australia/Sydney", &["aest", "aedt"]),
    ("Pacific/Auckland", &["nzst", "nzdt"]),
];

impl Zone {
    /// UTC.
    pub const UTC: Self = Self::Named(Tz::UTC);

    /// Reads an IANA name in any case (`America/New_York`) or an offset (`+05:30`, `-0400`, `Z`).
    ///
    /// # Errors
    /// [`ZoneError`] for anything else, and for the IANA names `EST`, `MST` and `HST`: they have no daylight saving time,
    /// which hardly any publication that declares them means.
    ///
    /// ```
    /// use dateline::value::zone::Zone;
    ///
    /// assert_eq!(Zone::parse("europe/paris").unwrap().to_string(), "Europe/Paris");
    /// assert_eq!(Zone::parse("+0530").unwrap().to_string(), "+05:30");
    /// assert!(Zone::parse("EST").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, ZoneError> {
        let named = || Tz::from_str_insensitive(text).ok().filter(|tz| !matches!(tz, Tz::EST | Tz::MST | Tz::HST));
        parse_offset(text)
            .map(Self::Fixed)
            .or_else(|| named().map(Self::Named))
            .ok_or_else(|| ZoneError(text.to_owned()))
    }

    /// The same moment by the clocks of this zone.
    ///
    /// Never fails: where the year would leave the four digits, the moment keeps its offset.
    #[must_use]
    pub fn at(self, moment: Moment) -> Moment {
        let offset = match self {
            Self::Fixed(offset) => offset,
            Self::Named(tz) => tz.offset_from_utc_datetime(&moment.to_chrono().naive_utc()).fix(),
        };
        moment.in_offset(offset).unwrap_or(moment)
    }

    /// The moment at which clocks in this zone show `wall`.
    ///
    /// # Errors
    /// [`WallTimeError`] where clocks skip or repeat that time, with both moments that may be meant.
    pub fn resolve(self, wall: NaiveDateTime) -> Result<Moment, WallTimeError> {
        let at = |wall, offset| Moment::new(wall, offset).map_err(WallTimeError::NoMoment);
        let tz = match self {
            Self::Fixed(offset) => return at(wall, offset),
            Self::Named(tz) => tz,
        };
        match tz.offset_from_local_datetime(&wall) {
            MappedLocalTime::Single(offset) => at(wall, offset.fix()),
            MappedLocalTime::Ambiguous(one, other) => {
                let (one, other) = (at(wall, one.fix())?, at(wall, other.fix())?);
                Err(WallTimeError::Overlap { first: one.min(other), second: one.max(other) })
            }
            MappedLocalTime::None => {
                // No offset exceeds 15 hours, so these instants lie before and after the jump.
                let offset_at = |utc: Option<NaiveDateTime>| utc.map(|utc| tz.offset_from_utc_datetime(&utc).fix());
                let margin = TimeDelta::hours(15);
                let year = WallTimeError::NoMoment(moment::MomentError::Year);
                let old = offset_at(wall.checked_sub_signed(margin)).ok_or(year)?;
                let new = offset_at(wall.checked_add_signed(margin)).ok_or(year)?;
                let jump = TimeDelta::seconds(i64::from(new.local_minus_utc() - old.local_minus_utc()));
                Err(WallTimeError::Gap { before: at(wall - jump, old)?, after: at(wall + jump, new)? })
            }
        }
    }
}

impl FromStr for Zone {
    type Err = ZoneError;

    fn from_str(text: &str) -> Result<Self, ZoneError> {
        Self::parse(text)
    }
}

/// The IANA name, or the offset with a colon.
impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(tz) => f.write_str(tz.name()),
            Self::Fixed(offset) => offset.fmt(f),
        }
    }
}

fn parse_offset(text: &str) -> Option<FixedOffset> {
    let (sign, rest) = match text.as_bytes() {
        b"Z" | b"z" => return FixedOffset::east_opt(0),
        [sign @ (b'+' | b'-'), rest @ ..] => (*sign, rest),
        _ => return None,
    };
    let (hours, minutes) = match *rest {
        [h1, h2] => ([h1, h2], *b"00"),
        [h1, h2, m1, m2] | [h1, h2, b':', m1, m2] => ([h1, h2], [m1, m2]),
        _ => return None,
    };
    moment::offset(sign == b'-', moment::digits(&hours)?, moment::digits(&minutes)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(zone: &str, wall: &str) -> String {
        match Zone::parse(zone).unwrap().resolve(wall.parse().unwrap()) {
            Ok(moment) => moment.to_rfc3339(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn names_and_offsets_are_read_and_printed() {
        for zone in ["America/New_York", "Etc/GMT+5", "UTC", "GMT", "Singapore", "+05:30", "-03:00", "+00:00"] {
            assert_eq!(Zone::parse(zone).unwrap().to_string(), zone);
        }
        for (zone, printed) in [("Z", "+00:00"), ("+05", "+05:00"), ("-0330", "-03:30")] {
            assert_eq!(Zone::parse(zone).unwrap().to_string(), printed);
        }
        for zone in ["", "EST", "PDT", "Mars/Olympus", "+25:00", "+05:60", "+5", "+053", "5:30"] {
            assert!(Zone::parse(zone).is_err(), "{zone}");
        }
    }

    #[test]
    fn the_offset_follows_the_season() {
        assert_eq!(resolve("America/New_York", "2026-01-04T18:30:00"), "2026-01-04T18:30:00-05:00");
        assert_eq!(resolve("America/New_York", "2026-07-04T18:30:00"), "2026-07-04T18:30:00-04:00");
        assert_eq!(resolve("+05:30", "2026-07-04T18:30:00"), "2026-07-04T18:30:00+05:30");
    }

    #[test]
    fn clock_changes_name_both_moments() {
        assert_eq!(
            resolve("America/New_York", "2025-03-09T02:30:00"),
            "clocks went forward over that time: it is `2025-03-09T01:30:00-05:00` or `2025-03-09T03:30:00-04:00`"
        );
        assert_eq!(
            resolve("America/New_York", "2025-11-02T01:30:00"),
            "clocks went back over that time: it is `2025-11-02T01:30:00-04:00` or `2025-11-02T01:30:00-05:00`"
        );
        assert_eq!(
            resolve("Australia/Lord_Howe", "2025-10-05T02:15:00"),
            "clocks went forward over that time: it is `2025-10-05T01:45:00+10:30` or `2025-10-05T02:45:00+11:00`"
        );
        assert_eq!(
            resolve("Pacific/Apia", "2011-12-30T12:00:00"),
            "clocks went forward over that time: it is `2011-12-29T12:00:00-10:00` or `2011-12-31T12:00:00+14:00`"
        );
    }

    #[test]
    fn local_mean_time_keeps_the_wall_clock() {
        assert_eq!(resolve("America/New_York", "1880-01-01T12:00:00"), "1880-01-01T12:00:00-04:56");
        assert_eq!(resolve("Asia/Tokyo", "1880-01-01T12:00:00"), "1880-01-01T12:00:00+09:19");
    }

    #[test]
    fn years_without_four_digits_are_no_moment() {
        assert_eq!(resolve("+05:00", "0000-01-01T00:00:00"), "the year does not have four digits in UTC");
    }
}

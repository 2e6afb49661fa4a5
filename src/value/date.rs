//! Dates as newsrooms write them: an instant, a day, or a refusal that says what to type instead.
//!
//! Nothing is guessed. A text that could mean two dates, that leaves out the year, or that names a day which does not
//! exist is refused: a wrong date in a feed cannot be taken back.

mod abbreviation;
mod calendar;
mod clean;
mod clock;
pub mod error;
pub mod explain;
mod grammar;
mod iso;
mod settle;
mod suggest;
mod token;
mod word;
mod zones;

use std::borrow::Cow;
use std::fmt;

use chrono::NaiveDate;

pub use error::{DateError, Fault};
pub use explain::{Explanation, Step, explain};

use super::moment::Moment;
use super::zone::Zone;

/// What a date says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// A day and a time, with an offset.
    Instant(Moment),
    /// A day alone.
    Day(NaiveDate),
}

/// RFC 3339: the whole, or its date alone.
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Instant(moment) => moment.fmt(f),
            Self::Day(day) => day.fmt(f),
        }
    }
}

/// The order of the numbers in an all-numeric date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Order {
    /// Month, day, year: 8/15/2025.
    Mdy,
    /// Day, month, year: 15/8/2025.
    Dmy,
    /// Year, month, day: 25/8/15.
    Ymd,
}

impl Order {
    /// The order by its usual name: `mdy`, `dmy` or `ymd`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "mdy" => Some(Self::Mdy),
            "dmy" => Some(Self::Dmy),
            "ymd" => Some(Self::Ymd),
            _ => None,
        }
    }

    /// Its usual name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mdy => "mdy",
            Self::Dmy => "dmy",
            Self::Ymd => "ymd",
        }
    }

    /// The order that a language (BCP 47) implies, if it does: plain `en` does not.
    ///
    /// ```
    /// use dateline::value::date::Order;
    ///
    /// assert_eq!(Order::of_language("en-US"), Some(Order::Mdy));
    /// assert_eq!(Order::of_language("fr-CH"), Some(Order::Dmy));
    /// assert_eq!(Order::of_language("zh-Hant-TW"), Some(Order::Ymd));
    /// assert_eq!(Order::of_language("en"), None);
    /// ```
    #[must_use]
    pub fn of_language(tag: &str) -> Option<Self> {
        let mut subtags = tag.split(['-', '_']);
        let language = subtags.next()?.to_ascii_lowercase();
        match language.as_str() {
            "en" => match subtags.next_back()?.to_ascii_uppercase().as_str() {
                "US" => Some(Self::Mdy),
                "GB" | "IE" | "AU" | "NZ" | "IN" | "ZA" => Some(Self::Dmy),
                _ => None,
            },
            "fr" | "de" | "es" | "pt" | "it" | "nl" | "pl" | "sv" | "da" | "nb" | "nn" | "no" | "ru" | "uk" => {
                Some(Self::Dmy)
            }
            "ja" | "zh" => Some(Self::Ymd),
            _ => None,
        }
    }
}

/// What a publication has declared about its dates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    /// The zone of times that name none.
    pub zone: Option<Zone>,
    /// The order of all-numeric dates.
    pub order: Option<Order>,
    /// The language of the article (BCP 47), which implies an order where none is declared.
    pub language: Option<String>,
}

impl Context {
    /// The order of all-numeric dates: as declared, or as the language implies.
    #[must_use]
    pub fn numeric_order(&self) -> Option<Order> {
        self.order.or_else(|| Order::of_language(self.language.as_deref()?))
    }

    /// The same for an article in a language of its own: the order that it implies comes before what the site's does.
    ///
    /// ```
    /// use dateline::value::date::{Context, Order};
    ///
    /// let site = Context { language: Some("en-US".to_owned()), ..Context::default() };
    /// assert_eq!(site.in_language("fr").numeric_order(), Some(Order::Dmy));
    /// assert_eq!(site.in_language("en").numeric_order(), Some(Order::Mdy));
    /// ```
    #[must_use]
    pub fn in_language(&self, language: &str) -> Cow<'_, Self> {
        match Order::of_language(language).filter(|_| self.order.is_none()) {
            Some(order) => Cow::Owned(Self { order: Some(order), ..self.clone() }),
            None => Cow::Borrowed(self),
        }
    }
}

/// Why a moment is an odd one for an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Implausible {
    /// Before 1990: there was no web to publish on.
    BeforeTheWeb(Moment),
    /// More than a year ahead.
    FarAhead {
        /// The moment.
        moment: Moment,
        /// By how many whole years it lies ahead.
        years: i64,
    },
}

impl fmt::Display for Implausible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BeforeTheWeb(moment) => write!(f, "{} is before the web", moment.date()),
            Self::FarAhead { moment, years: 1 } => write!(f, "{} is more than a year ahead", moment.date()),
            Self::FarAhead { moment, years } => write!(f, "{} is more than {years} years ahead", moment.date()),
        }
    }
}

/// Whether a moment, though it exists, is likely to be a slip of the pen: before 1990 or over a year after `now`.
#[must_use]
pub fn implausible(moment: Moment, now: Moment) -> Option<Implausible> {
    const FIRST: i64 = 631_152_000;
    const YEAR: i64 = 31_556_952;
    let years = (moment.timestamp() - now.timestamp()) / YEAR;
    if moment.timestamp() < FIRST {
        return Some(Implausible::BeforeTheWeb(moment));
    }
    (years >= 1).then_some(Implausible::FarAhead { moment, years })
}

/// Reads a date, in any of the forms of newsrooms and of the standards.
///
/// ISO 8601, RFC 3339, RFC 2822 and 9557, and prose in English, French, German, Spanish, Portuguese, Italian, Dutch,
/// Polish, Swedish, Russian, Ukrainian, Japanese and Chinese. Whatever the text, it does not panic.
///
/// # Errors
/// [`DateError`]: what is wrong, the bytes of `text` that are to blame, and the texts that could stand there instead.
///
/// ```
/// use dateline::value::date::{self, Context};
///
/// let context = Context { zone: "Europe/Paris".parse().ok(), ..Context::default() };
/// let when = |text| date::read(text, &context).map(|when| when.to_string()).map_err(|error| error.to_string());
/// assert_eq!(when("Aug. 15, 2025, 6:30 p.m. ET").as_deref(), Ok("2025-08-15T18:30:00-04:00"));
/// assert_eq!(when("vendredi 15 août 2025 à 18 h 30").as_deref(), Ok("2025-08-15T18:30:00+02:00"));
/// assert_eq!(when("2025年8月15日").as_deref(), Ok("2025-08-15"));
/// assert_eq!(when("03/04/2025"), Err("`03/04/2025` is 3 April or March 4".to_owned()));
/// ```
pub fn read(text: &str, context: &Context) -> Result<When, DateError> {
    if let Some(when) = iso::read(text, context) {
        return Ok(when);
    }
    let (reading, parsed) = grammar::read(text);
    outcome(text, &reading, parsed, context)
}

/// Settles what has been read, and finds what to type instead of what cannot be.
fn outcome(
    text: &str,
    reading: &grammar::Reading,
    parsed: grammar::Parsed,
    context: &Context,
) -> Result<When, DateError> {
    parsed.and_then(|()| settle::settle(reading, context)).map_err(|mut error| {
        error.suggestions = suggest::suggestions(text, reading, &error, context);
        error
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_before_the_web_and_years_ahead_are_odd() {
        let odd = |text: &str| {
            let now = Moment::parse_rfc3339("2026-03-04T18:30:00Z").unwrap();
            implausible(Moment::parse_rfc3339(text).unwrap(), now).map(|odd| odd.to_string())
        };
        assert_eq!(odd("1990-01-01T00:00:00Z"), None);
        assert_eq!(odd("2027-03-04T18:30:00Z"), None);
        assert_eq!(odd("1989-12-31T23:59:59Z").as_deref(), Some("1989-12-31 is before the web"));
        assert_eq!(odd("2027-03-06T18:30:00Z").as_deref(), Some("2027-03-06 is more than a year ahead"));
        assert_eq!(odd("2202-03-06T18:30:00Z").as_deref(), Some("2202-03-06 is more than 176 years ahead"));
    }
}

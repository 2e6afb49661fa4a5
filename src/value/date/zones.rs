//! Zones in the text: offsets, abbreviations, names, and the brackets of RFC 9557.

use std::fmt;

use chrono::{FixedOffset, Timelike};
use chrono_tz::Tz;

use super::abbreviation::{self, Phrase};
use super::error::Fault;
use super::grammar::{Clock, Item, Parsed, Reading, Role, ZoneName};
use super::token::Kind;
use crate::value::moment;

/// A zone as a text says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ZoneForm {
    /// A numeric offset: it beats what else is said.
    Offset(FixedOffset),
    /// A long name that says which half of the year it is.
    Fixed(FixedOffset),
    /// An abbreviation, and what it means where the declared zone does not use it.
    Abbreviation(String, Option<FixedOffset>),
    /// A zone with its clock changes.
    Named(Tz),
    /// A zone in brackets that must hold.
    Critical(Tz),
    /// The declared zone.
    Local,
}

impl fmt::Display for ZoneForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Offset(offset) | Self::Fixed(offset) | Self::Abbreviation(_, Some(offset)) => offset.fmt(f),
            Self::Abbreviation(name, None) => write!(f, "{}, if the declared zone uses it", name.to_uppercase()),
            Self::Named(tz) | Self::Critical(tz) => f.write_str(tz.name()),
            Self::Local => f.write_str("the declared zone"),
        }
    }
}

impl Reading {
    /// Takes a zone that begins with a word.
    pub(super) fn zone_word(&mut self) -> Parsed<bool> {
        let at = self.at;
        if let Some((phrase, length)) = abbreviation::phrase(|ahead| self.text(at + ahead)) {
            self.phrase(phrase, at + length)?;
            return Ok(true);
        }
        let bracketed = self.token(at).is_some_and(|token| token.opened == Some('['));
        if bracketed && self.suffix()? {
            return Ok(true);
        }
        if self.is_mark(at + 1, '/')
            && (self.clock.is_some() || self.date_complete())
            && self.kind(at + 2) == Some(Kind::Word)
        {
            if let Some((tz, end)) = self.iana(at).filter(|&(_, end)| end > at + 1) {
                self.zone(ZoneForm::Named(tz), end)?;
                return Ok(true);
            }
            self.no_zone_of_that_name()?;
        }
        let text = self.text(at);
        if let Some(tz) = abbreviation::generic(text).filter(|_| self.clock.is_some()) {
            let time = usize::from(self.text(at + 1) == "time");
            // "18:30, pt. 2025-08-15" is Polish for Friday.
            if self.written(at..at + 1) == "pt" && self.is_mark(at + 1, '.') {
                return Err(self.fault(Fault::UnknownZone("pt.".to_owned()), at..at + 2));
            }
            if text == "at" && time == 0 && !self.at_is_a_zone() {
                return Ok(false);
            }
            self.zone(ZoneForm::Named(tz), at + 1 + time)?;
            return Ok(true);
        }
        if self.comes_before_its_time(at) {
            return Err(self.fault(Fault::ZoneFirst(self.written(at..at + 1)), at..at + 1));
        }
        if let Some(end) = self.generic_end(at) {
            return Err(self.fault(Fault::NoTime, at..end));
        }
        let Some(offset) = abbreviation::fixed(text) else { return Ok(false) };
        if self.clock.is_none() {
            let kind = if self.ends(at + 1) { Fault::NoTime } else { Fault::Leftover(self.written(at..at + 1)) };
            return Err(self.fault(kind, at..at + 1));
        }
        let utc = matches!(text, "gmt" | "utc" | "ut");
        // "9:00 GMT-5:00 GMT" is a span.
        let again = self.zones.last().is_some_and(|zone| self.kind(zone.tokens.start) == Some(Kind::Word));
        if utc && again && matches!(self.zones.last().map(|zone| &zone.form), Some(ZoneForm::Offset(_))) {
            return Err(self.fault(Fault::Interval, at..at + 1));
        }
        if utc && let Some((offset, end)) = self.offset_after(at + 1, true)? {
            self.zone(ZoneForm::Offset(offset), end)?;
            return Ok(true);
        }
        let name = text.to_owned();
        self.zone(ZoneForm::Abbreviation(name, Some(offset)), at + 1)?;
        Ok(true)
    }

    /// Takes a short word after a time, which only the declared zone can explain.
    pub(super) fn unknown_zone(&mut self) -> bool {
        let at = self.at;
        let text = self.text(at);
        let time = usize::from(self.text(at + 1) == "time");
        let short = (2..=5).contains(&text.chars().count()) || time == 1;
        // After an offset only what is surely an abbreviation: it may be passed over there.
        let fits = match self.zones.last().map(|zone| &zone.form) {
            None => !super::word::is_span(text),
            Some(ZoneForm::Offset(_)) => abbreviation::is_known(text),
            Some(_) => false,
        };
        if self.clock.is_none() || !short || !fits {
            return false;
        }
        let name = text.to_owned();
        self.zone(ZoneForm::Abbreviation(name, None), at + 1 + time).is_ok()
    }

    /// Takes a long name.
    pub(super) fn phrase(&mut self, phrase: Phrase, end: usize) -> Parsed {
        let form = match phrase {
            Phrase::Zone(tz) => ZoneForm::Named(tz),
            Phrase::Local => ZoneForm::Local,
            Phrase::Minutes(minutes) => match abbreviation::minutes_east(minutes) {
                Some(offset) => ZoneForm::Fixed(offset),
                None => return Err(self.leftover(self.at)),
            },
        };
        self.zone(form, end)
    }

    /// Takes a numeric offset that begins with its sign.
    pub(super) fn numeric_offset(&mut self) -> Parsed<bool> {
        let at = self.at;
        // A date of XML Schema has an offset and no time: 2026-03-04+01:00.
        if self.clock.is_none() && !(self.date_complete() && self.is_mark(at, '+')) {
            return Ok(false);
        }
        let Some((offset, end)) = self.offset_after(at, false)? else { return Ok(false) };
        self.zone(ZoneForm::Offset(offset), end)?;
        Ok(true)
    }

    /// Takes a bracket of RFC 9557: a zone, an offset, or a tag that may be ignored.
    pub(super) fn suffix(&mut self) -> Parsed<bool> {
        let at = self.at;
        let critical = self.is_mark(at, '!');
        let first = at + usize::from(critical);
        let bracket = self.token(at).map_or(0, |token| token.bracket);
        let length = self.tokens.list[at..].iter().take_while(|token| token.bracket == bracket).count();
        if !critical && self.clock.is_some() && is_tag(&self.written(at..at + length)) {
            self.drop(at + length, Role::Comment);
            return Ok(true);
        }
        match self.iana(first) {
            Some((tz, end)) if end == at + length => {
                self.zone(if critical { ZoneForm::Critical(tz) } else { ZoneForm::Named(tz) }, end)?;
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    fn zone(&mut self, form: ZoneForm, end: usize) -> Parsed {
        let tokens = self.at..end;
        if self.zones.len() > 2 {
            return Err(self.second("zone"));
        }
        self.take(end, Item::Zone, Role::Zone(form.clone()))?;
        self.zones.push(ZoneName { form, tokens });
        Ok(())
    }

    /// The end of American generic time at the end of a text that has no time; "at" and "et" alone are zones in
    /// capitals only.
    fn generic_end(&self, at: usize) -> Option<usize> {
        let time = usize::from(self.text(at + 1) == "time");
        let fits = time == 1 || self.written(at..at + 1).chars().all(char::is_uppercase);
        let ends = fits && self.clock.is_none() && self.date_complete() && self.ends(at + 1 + time);
        abbreviation::generic(self.text(at)).filter(|_| ends).map(|_| at + 1 + time)
    }

    /// `March 4, 2026, ET 9:30`; in small letters that is French, and a span.
    fn comes_before_its_time(&self, at: usize) -> bool {
        let text = self.text(at);
        let is_zone = || abbreviation::generic(text).is_some() || abbreviation::fixed(text).is_some();
        text != "at"
            && self.clock.is_none()
            && self.date_complete()
            && self.written(at..at + 1).chars().all(char::is_uppercase)
            && is_zone()
            && matches!(self.clock_at(at + 1, None), Ok(Some(_)))
    }

    /// An area and a place that the IANA database does not have.
    fn no_zone_of_that_name(&self) -> Parsed {
        const AREAS: &[&str] = &[
            "africa",
            "america",
            "antarctica",
            "arctic",
            "asia",
            "atlantic",
            "australia",
            "europe",
            "indian",
            "pacific",
            "us",
            "etc",
        ];
        let tokens = self.at..self.at + 3;
        if !AREAS.contains(&self.text(self.at)) {
            return Ok(());
        }
        Err(self.fault(Fault::UnknownZone(self.written(tokens.clone())), tokens))
    }

    /// Whether "at" after a time is Atlantic time: in capitals at the end, or alone in a parenthesis.
    fn at_is_a_zone(&self) -> bool {
        let next = self.at + 1;
        let bracket = |at| self.token(at).map_or(0, |token| token.bracket);
        let capitals = self.written(self.at..next) == "AT";
        let parted = self.is_mark(next, ',') || self.is_mark(next, ';');
        (capitals && (self.ends(next) || self.text(next) == "on" || parted))
            || (bracket(self.at) > 0 && bracket(next) != bracket(self.at))
    }

    /// The offset whose sign stands at `at`, and its end; `named` after GMT or UTC, where a single digit will do.
    fn offset_after(&self, at: usize, named: bool) -> Parsed<Option<(FixedOffset, usize)>> {
        let west = self.is_mark(at, '-');
        if !west && !self.is_mark(at, '+') {
            return Ok(None);
        }
        let Some((value, digits)) = self.number_at(at + 1) else { return Ok(None) };
        if self.starts_date(at + 1) {
            return Ok(None);
        }
        let minutes = match self.number_at(at + 3) {
            Some((minutes, 2)) if digits <= 2 && self.is_mark(at + 2, ':') => Some(minutes),
            _ => None,
        };
        let end = if minutes.is_some() { at + 4 } else { at + 2 };
        let tokens = at..end;
        let (hours, minutes) = match (digits, minutes) {
            (4, None) => (value / 100, value % 100),
            (2, minutes) => (value, minutes.unwrap_or(0)),
            (1, Some(minutes)) if named => (value, minutes),
            (1, None) if named => (value, 0),
            _ if named => {
                return Err(self.fault(Fault::NoSuch { what: "offset", found: self.written(tokens.clone()) }, tokens));
            }
            _ => return Ok(None),
        };
        let offset = moment::offset(west, hours, minutes).map_err(|_| {
            self.fault(Fault::NoSuch { what: "offset", found: self.written(tokens.clone()) }, tokens.clone())
        })?;
        if self.may_be_an_end(offset, at, digits, named) {
            return Err(self.fault(Fault::OffsetOrInterval(self.written(tokens.clone())), tokens));
        }
        Ok(Some((offset, end)))
    }

    /// Whether `-19:30` after a time is likelier the end of a span than an offset: no zone has it, or it is later than
    /// the time, or a dash between spaces stands before it. Never after seconds or after the T of ISO 8601, where spans
    /// are not written so.
    fn may_be_an_end(&self, offset: FixedOffset, at: usize, digits: usize, named: bool) -> bool {
        let strict = |clock: &Clock| clock.with_seconds || (clock.first > 0 && self.text(clock.first - 1) == "t");
        let west = -offset.local_minus_utc() / 60;
        let Some(clock) = self.clock.filter(|clock| self.is_mark(at, '-') && !strict(clock)) else { return false };
        let beyond = west > 12 * 60;
        if named || digits == 4 {
            return beyond;
        }
        let in_use = west % 60 == 0 || matches!(west, 150 | 210 | 570);
        let later = i64::from(west) * 60 > i64::from(clock.time.num_seconds_from_midnight());
        let (before, after) = (!self.attached(at), !self.attached(at + 1));
        beyond || !in_use || (before && after) || (!before && later)
    }

    /// The IANA zone whose name begins at a token, and its end.
    fn iana(&self, at: usize) -> Option<(Tz, usize)> {
        if self.kind(at)? != Kind::Word {
            return None;
        }
        let start = self.token(at)?.glyphs.start;
        let belongs = |char: char| char.is_ascii_alphanumeric() || "/_+-".contains(char);
        let name: String =
            self.tokens.glyphs[start..].iter().map(|glyph| glyph.char).take_while(|&char| belongs(char)).collect();
        let tz = Tz::from_str_insensitive(&name).ok()?;
        let end = start + name.len();
        let tokens = self.tokens.list[at..].iter().take_while(|token| token.glyphs.end <= end).count();
        Some((tz, at + tokens))
    }
}

/// Whether a bracket holds a tag, `u-ca=gregory`: a key and a value of letters, digits and hyphens.
fn is_tag(text: &str) -> bool {
    let fits = |part: &str| {
        !part.is_empty() && part.chars().all(|char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_'))
    };
    text.split_once('=').is_some_and(|(key, value)| fits(key) && fits(value))
}

#[cfg(test)]
mod tests {
    use crate::value::date::{Context, read};

    fn offset(zone: &str) -> String {
        let when = read(&format!("15 August 2025 18:30 {zone}"), &Context::default());
        when.map_or_else(|error| error.to_string(), |when| when.to_string()[19..].to_owned())
    }

    #[test]
    fn offsets_in_figures() {
        for zone in ["+0530", "+05:30", "GMT+5:30", "UTC+0530", "(UTC +05:30)", "IST +0530", "[+05:30]"] {
            assert_eq!(offset(zone), "+05:30", "{zone}");
        }
        assert_eq!(offset("-04"), "-04:00");
        assert_eq!(offset("-0000"), "Z");
        assert_eq!(offset("+24:00"), "there is no offset +24:00");
        assert_eq!(offset("GMT+530"), "there is no offset +530");
    }

    #[test]
    fn the_end_of_a_span_is_no_offset() {
        for zone in ["-19:30", "-20", "- 04:00", "-04:10", "-1930"] {
            assert!(offset(zone).contains("end of a span"), "{zone}");
        }
        assert_eq!(offset("-04:00"), "-04:00");
    }

    #[test]
    fn names_and_brackets() {
        for zone in
            ["America/New_York", "(america/new_york)", "[America/New_York]", "ET", "(ET)", "Eastern time", "EDT"]
        {
            assert_eq!(offset(zone), "-04:00", "{zone}");
        }
        assert_eq!(offset("AT"), "-03:00");
        assert_eq!(offset("at"), "`at` is no part of a date");
        assert_eq!(offset("Europe/Pariss"), "`Europe/Pariss` does not name one zone");
        assert_eq!(offset("[Europe/Paris][u-ca=gregory]"), "+02:00");
        assert_eq!(offset("[Europe/Paris][x y=z]"), "`x` is no part of a date");
        assert_eq!(offset("[Europe/Paris][!u-ca=gregory]"), "`!` is no part of a date");
    }
}

//! Zones in the text: offsets, abbreviations, names, and the brackets of RFC 9557.

use std::fmt;

use chrono::{FixedOffset, Timelike};
use chrono_tz::Tz;

use super::abbreviation::{self, Phrase};
use super::error::Fault;
use super::grammar::{Item, Parsed, Reading, Role, Whole, ZoneName};
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
        if self.is_mark(at + 1, '/') && self.clock.is_some() && self.kind(at + 2) == Some(Kind::Word) {
            let Some((tz, end)) = self.iana(at) else { return self.no_zone_of_that_name() };
            self.zone(ZoneForm::Named(tz), end)?;
            return Ok(true);
        }
        let text = self.text(at);
        if let Some(tz) = abbreviation::generic(text).filter(|_| self.clock.is_some()) {
            let time = usize::from(self.text(at + 1) == "time");
            if text == "at" && time == 0 && !self.at_is_a_zone() {
                return Ok(false);
            }
            self.zone(ZoneForm::Named(tz), at + 1 + time)?;
            return Ok(true);
        }
        let Some(offset) = abbreviation::fixed(text) else { return Ok(false) };
        if self.clock.is_none() {
            let kind = if self.ends(at + 1) { Fault::NoTime } else { Fault::Leftover(self.written(at..at + 1)) };
            return Err(self.fault(kind, at..at + 1));
        }
        if matches!(text, "gmt" | "utc" | "ut")
            && let Some((offset, end)) = self.offset_after(at + 1, true)?
        {
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
        let short = (2..=5).contains(&text.chars().count());
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
        self.zone(ZoneForm::Abbreviation(name, None), at + 1).is_ok()
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
        if self.clock.is_none() {
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
        if !critical && self.clock.is_some() && (at..at + length).any(|at| self.is_mark(at, '=')) {
            self.drop(at + length, Role::Comment);
            return Ok(true);
        }
        match self.iana(first) {
            Some((tz, end)) if end == at + length => {
                self.zone(if critical { ZoneForm::Critical(tz) } else { ZoneForm::Named(tz) }, end)?;
                Ok(true)
            }
            _ if critical => Err(self.leftover(at)),
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

    /// An area and a place that the IANA database does not have.
    fn no_zone_of_that_name(&self) -> Parsed<bool> {
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
            return Ok(false);
        }
        Err(self.fault(Fault::UnknownZone(self.written(tokens.clone())), tokens))
    }

    /// Whether "at" after a time is Atlantic time: it ends the text or its parenthesis.
    fn at_is_a_zone(&self) -> bool {
        let next = self.at + 1;
        let bracket = |at| self.token(at).map_or(0, |token| token.bracket);
        self.ends(next) || self.text(next) == "on" || (bracket(self.at) > 0 && bracket(next) != bracket(self.at))
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
        if west && !named && self.may_be_an_end(hours, minutes, digits) {
            return Err(self.fault(Fault::OffsetOrInterval(self.written(tokens.clone())), tokens));
        }
        Ok(Some((offset, end)))
    }

    /// Whether `-19:30` after a time is likelier the end of a span than an offset: no zone has it, or it is later than
    /// the time; never after seconds or in an ISO date, where spans are not written so.
    fn may_be_an_end(&self, hours: u32, minutes: u32, digits: usize) -> bool {
        let iso = matches!(self.whole, Some((Whole::Day(_), _)));
        let Some(clock) = self.clock.filter(|clock| !iso && !clock.with_seconds) else { return false };
        let later = (hours, minutes) > (clock.time.hour(), clock.time.minute());
        let in_use =
            hours < 12 && (minutes == 0 || matches!((hours, minutes), (9 | 3 | 2, 30))) || (hours, minutes) == (12, 0);
        match digits {
            4 => hours > 12,
            _ => later || !in_use,
        }
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
        let tz = Tz::from_str_insensitive(&name).ok().filter(|_| name.contains('/') || self.opened_square(at))?;
        let end = start + name.len();
        let tokens = self.tokens.list[at..].iter().take_while(|token| token.glyphs.end <= end).count();
        Some((tz, at + tokens))
    }

    fn opened_square(&self, at: usize) -> bool {
        let opened = |at| self.token(at).is_some_and(|token| token.opened == Some('['));
        opened(at) || (at > 0 && self.is_mark(at - 1, '!') && opened(at - 1))
    }
}

//! The dates of an article.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::super::read::Draft;
use super::super::rules;
use super::Setting;
use crate::config::Config;
use crate::diagnostic::Sink;
use crate::table::DateText;
use crate::value::date::{self, Context, When};
use crate::value::id::EntryId;
use crate::value::lang::Lang;
use crate::value::moment::Moment;
use crate::value::zone::{WallTimeError, Zone};

pub(super) struct Dates {
    pub(super) published: Moment,
    pub(super) updated: Moment,
    pub(super) update_due: Option<Moment>,
    pub(super) expires: Option<Moment>,
}

/// How the dates of an article in this language are read.
pub(super) fn context<'c>(language: Option<&Lang>, config: &'c Config) -> Cow<'c, Context> {
    language.map_or(Cow::Borrowed(&config.dates), |language| config.dates.in_language(language.as_str()))
}

/// Reads a date as it was typed.
pub(super) fn read(date: &DateText, context: &Context, sink: &mut Sink) -> Option<When> {
    match date::read(date.text.as_str(), context) {
        Ok(when) => Some(when),
        Err(error) => {
            sink.push(rules::bad_date(date, &error));
            None
        }
    }
}

/// The day, by the offset that the author meant.
pub(super) fn day(when: &When) -> NaiveDate {
    match when {
        When::Instant(moment) => moment.date(),
        When::Day(day) => *day,
    }
}

/// All dates of an article, held against each other.
pub(super) fn dates(
    draft: &Draft,
    when: Option<When>,
    id: Option<&EntryId>,
    context: &Context,
    setting: &Setting<'_>,
    sink: &mut Sink,
) -> Option<Dates> {
    let updated = draft.updated.as_ref().map(|date| (date, read(date, context, sink)));
    let expires = draft.expires.as_ref().map(|date| (date, read(date, context, sink)));
    let zone = setting.config.site.zone();
    let spread = id?.stable_second();
    let published_as = draft.date.as_ref()?;
    let when = when?;
    let is_day = matches!(when, When::Day(_));
    let published = instant(when, spread, zone, published_as, sink)?;
    if let Some(doubt) = date::implausible(published, setting.now) {
        sink.push(rules::implausible_date(published_as, &doubt));
    }
    let mut update_due = None;
    let updated = match updated {
        None => published,
        Some((_, None)) => return None,
        Some((text, Some(when))) => {
            let updated = instant(when, spread, zone, text, sink)?;
            if day(&when) < published.date() || (updated < published && matches!(when, When::Instant(_))) {
                sink.push(rules::updated_too_early(text, published_as, published));
                return None;
            }
            if updated <= published && matches!(when, When::Day(_)) {
                sink.push(rules::update_unseen(text, published_as, published, is_day));
            }
            if updated > setting.now && published <= setting.now {
                sink.push(rules::update_ahead(text, updated));
                update_due = Some(updated);
                published
            } else {
                updated.max(published)
            }
        }
    };
    let expires = match expires {
        None => None,
        Some((_, None)) => return None,
        Some((text, Some(when))) => {
            let expires = instant(when, 0, zone, text, sink)?;
            if expires <= published {
                sink.push(rules::expires_too_early(text, published_as, published));
                return None;
            }
            Some(expires)
        }
    };
    Some(Dates { published, updated, update_due, expires })
}

/// The instant of a date; a day alone is its first hour in the site's zone, `spread` seconds after midnight.
fn instant(when: When, spread: u32, zone: Zone, text: &DateText, sink: &mut Sink) -> Option<Moment> {
    let day = match when {
        When::Instant(moment) => return Some(moment),
        When::Day(day) => day,
    };
    let wall = day.and_time(NaiveTime::MIN) + TimeDelta::seconds(i64::from(spread));
    match zone.resolve(wall) {
        Ok(moment) | Err(WallTimeError::Gap { after: moment, .. } | WallTimeError::Overlap { first: moment, .. }) => {
            Some(moment)
        }
        Err(error @ WallTimeError::NoMoment(_)) => {
            sink.push(rules::no_moment(text, &error));
            None
        }
    }
}

//! The common path: `2026-03-04`, `2026-03-04T18:30:00-05:00` and what lies between, without allocating.
//!
//! It answers only for texts of exactly this form that are sound; anything else is left to the grammar, which says
//! what is wrong.

use chrono::{FixedOffset, NaiveTime};

use super::{Context, When};
use crate::value::moment::{self, Moment};

/// The date, or `None` if the grammar must look at the text.
pub(super) fn read(text: &str, context: &Context) -> Option<When> {
    let bytes = text.as_bytes();
    if bytes.len() < 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let number = |at: usize, length: usize| moment::digits(bytes.get(at..at + length)?);
    let day = moment::date(number(0, 4)?, number(5, 2)?, number(8, 2)?).ok()?;
    let (time, offset) = match bytes.get(10) {
        None => return Some(When::Day(day)),
        // "2026-03-04 10:00-11:00" may be a span of time.
        Some(b' ') if bytes.len() == 22 && bytes[16] == b'-' => return None,
        Some(b'T' | b't' | b' ') => clock(&bytes[11..])?,
        Some(_) => return None,
    };
    let wall = day.and_time(time);
    let moment = match (offset, context.zone) {
        (Some(offset), _) => Moment::new(wall, offset).ok(),
        (None, zone) => zone?.resolve(wall).ok(),
    };
    moment.map(When::Instant)
}

fn clock(bytes: &[u8]) -> Option<(NaiveTime, Option<FixedOffset>)> {
    let number = |at: usize| moment::digits(bytes.get(at..at + 2)?);
    if bytes.get(2) != Some(&b':') {
        return None;
    }
    let (second, nanosecond, end) = match bytes.get(5) {
        Some(b':') => {
            let (nanosecond, length) = moment::fraction(bytes.get(8..)?)?;
            (number(6)?, nanosecond, 8 + length)
        }
        _ => (0, 0, 5),
    };
    let time = moment::time(number(0)?, number(3)?, second, nanosecond).ok()?;
    let offset = match *bytes.get(end..)? {
        [] => return Some((time, None)),
        [b'Z' | b'z'] => FixedOffset::east_opt(0),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            moment::offset(sign == b'-', moment::digits(&[h1, h2])?, moment::digits(&[m1, m2])?).ok()
        }
        _ => None,
    };
    Some((time, Some(offset?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sound_dates_of_the_form_are_answered() {
        let context = Context { zone: "Europe/Berlin".parse().ok(), ..Context::default() };
        let read = |text| read(text, &context).map(|when| when.to_string());
        assert_eq!(read("2026-03-04").as_deref(), Some("2026-03-04"));
        assert_eq!(read("2026-03-04 18:30").as_deref(), Some("2026-03-04T18:30:00+01:00"));
        assert_eq!(read("2026-03-04T18:30:00.50Z").as_deref(), Some("2026-03-04T18:30:00.5Z"));
        assert_eq!(read("2026-03-04T18:30-05:00").as_deref(), Some("2026-03-04T18:30:00-05:00"));
        for text in [
            "2026-02-30",
            "2026-03-04T",
            "2026-03-04T18",
            "2026-03-04T18:3",
            "2026-03-04T18:30:",
            "2026-03-04T24:00Z",
            "2026-03-04T18:30:00.Z",
            "2026-03-04T18:30+0",
            "2026-03-29T02:30:00",
            "2026-03-04é",
            "2026-03-04T18:30é",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}

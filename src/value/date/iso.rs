//! The common path: `2026-03-04`, `2026-03-04T18:30:00-05:00` and what lies between, and `Wed, 04 Mar 2026 18:30:00
//! -0500`, without allocating.
//!
//! It answers only for texts of exactly this form that are sound; anything else is left to the grammar, which says
//! what is wrong.

use chrono::{FixedOffset, NaiveTime};

use super::{Context, When};
use crate::value::moment::{self, Moment};

/// The date, or `None` if the grammar must look at the text.
pub(super) fn read(text: &str, context: &Context) -> Option<When> {
    let bytes = text.as_bytes();
    if bytes.get(3) == Some(&b',') {
        return of_mail(text).map(When::Instant);
    }
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

/// The date of a mail or of an RSS feed in its full form: `Wed, 04 Mar 2026 18:30:00 -0500`.
fn of_mail(text: &str) -> Option<Moment> {
    let signs = [(3, b','), (4, b' '), (7, b' '), (11, b' '), (16, b' '), (19, b':'), (22, b':'), (25, b' ')];
    let bytes = text.as_bytes();
    let (before, offset) = bytes.split_at_checked(26)?;
    let is_full = signs.iter().all(|&(at, sign)| before[at] == sign) && matches!(offset, [b'+' | b'-', _, _, _, _]);
    // An offset of `-0000` is one that nobody knows, and no other century has newspapers in mails.
    (is_full && matches!(&before[12..14], b"19" | b"20") && offset != b"-0000")
        .then(|| Moment::parse_rfc822(text).ok())
        .flatten()
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
    use proptest::prelude::*;

    use super::*;
    use crate::value::date::{DateError, grammar, outcome};

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

    /// What the grammar says of a date, whatever its form.
    fn at_length(text: &str, context: &Context) -> Result<When, DateError> {
        let (reading, parsed) = grammar::read(text);
        outcome(text, &reading, parsed, context)
    }

    #[test]
    fn the_full_form_of_mail_is_read() {
        let context = Context::default();
        for text in
            ["Wed, 04 Mar 2026 18:30:00 -0500", "Thu, 29 Feb 2024 23:59:59 +0545", "wed, 04 MAR 2026 18:30:00 +0000"]
        {
            assert_eq!(read(text, &context), at_length(text, &context).ok(), "{text}");
            assert!(read(text, &context).is_some(), "{text}");
        }
        for text in
            ["Wed, 4 Mar 2026 18:30:00 -0500", "Wed, 04 Mar 2026 18:30:00 -0000", "Tue, 04 Mar 2026 18:30:00 -0500"]
        {
            assert_eq!(read(text, &context), None, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        #[test]
        fn what_is_read_is_what_the_grammar_reads(
            text in "(Mon|Tue|Wed|Thu|Fri|Sat|Sun|mon|Mo ), ?[0-3][0-9] (Jan|Feb|Mar|apr|MAY|Jun|Dec|Juin) ((19|20)[0-9]|000|18[0-9]|21[0-9])[0-9] [012][0-9]:[0-6][0-9]:[0-6][0-9] [+-](0[0-9]|1[0-5]|99)(00|30|45|60)",
            day in 1_u32..29,
            offset in "[+-](0[0-9]|1[0-5])(00|30|45)",
        ) {
            let context = Context { zone: "Europe/Berlin".parse().ok(), ..Context::default() };
            let date = chrono::NaiveDate::from_ymd_opt(2026, 1 + day % 12, day).unwrap();
            let sound = format!("{} 18:30:{day:02} {offset}", date.format("%a, %d %b %Y"));
            for text in [text, sound] {
                let short = read(&text, &context);
                prop_assert!(short.is_none() || short == at_length(&text, &context).ok(), "{}: {:?}", text, short);
            }
        }
    }
}

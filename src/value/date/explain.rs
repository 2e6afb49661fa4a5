//! How a date is read, step by step.

use std::fmt;
use std::ops::Range;

use super::error::{month_name, weekday_name};
use super::grammar::Role;
use super::{Context, DateError, When, grammar, outcome};

/// The reading of a text: its steps, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What each part of the text was taken for, in the order of the text.
    pub steps: Vec<Step>,
    /// The date, or why there is none.
    pub outcome: Result<When, DateError>,
}

/// A part of a text, and what it was taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its bytes.
    pub range: Range<usize>,
    taken: Taken,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Taken {
    Role(Role),
    Bracket,
    Blamed,
    Unread,
}

impl Step {
    /// Whether the part says nothing about the date: a label, a filler, a bracket.
    #[must_use]
    pub fn is_ignored(&self) -> bool {
        matches!(
            self.taken,
            Taken::Bracket | Taken::Role(Role::Label | Role::Filler | Role::Separator | Role::Stop | Role::Comment)
        )
    }
}

/// What the part was taken for, or why it was passed over.
impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.taken {
            Taken::Bracket => f.write_str("ignored: a bracket only groups"),
            Taken::Blamed => f.write_str("this cannot be"),
            Taken::Unread => f.write_str("not reached"),
            Taken::Role(role) => role.fmt(f),
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Label => f.write_str("ignored: a label"),
            Self::Filler => f.write_str("ignored: a filler"),
            Self::Separator => f.write_str("ignored: a separator"),
            Self::Stop => f.write_str("ignored: the full stop at the end"),
            Self::Comment => f.write_str("ignored: a comment"),
            Self::Weekday(day) => write!(f, "day of the week: {}", weekday_name(*day)),
            Self::Day(day) => write!(f, "day: {day}"),
            Self::Month(month) => write!(f, "month: {}", month_name(*month)),
            Self::Year(year) => write!(f, "year: {year}"),
            Self::Numbers => f.write_str("date in numbers, whose order must be known"),
            Self::Date(date) => write!(f, "date: {date}"),
            Self::Time(time) => write!(f, "time: {time}"),
            Self::Zone(zone) => write!(f, "zone: {zone}"),
        }
    }
}

/// Reads a date as [`super::read`] does, and tells how.
///
/// ```
/// use dateline::value::date::{self, Context};
///
/// let explanation = date::explain("Published: Aug. 15, 2025", &Context::default());
/// let steps: Vec<String> = explanation.steps.iter().map(ToString::to_string).collect();
/// assert_eq!(steps[..3], ["ignored: a label", "month: August", "day: 15"]);
/// ```
#[must_use]
pub fn explain(text: &str, context: &Context) -> Explanation {
    let (reading, parsed) = grammar::read(text);
    let outcome = outcome(text, &reading, parsed, context);
    let tokens = &reading.tokens;
    let mut steps: Vec<Step> = Vec::new();
    for (taken, role) in &reading.roles {
        let range = tokens.range(taken.clone());
        match steps.last_mut() {
            Some(last) if *role == Role::Label && last.taken == Taken::Role(Role::Label) => last.range.end = range.end,
            _ => steps.push(Step { range, taken: Taken::Role(role.clone()) }),
        }
    }
    let read = reading.roles.iter().map(|(taken, _)| taken.end).max().unwrap_or(0);
    if let Err(error) = &outcome {
        let blamed = error.range.clone();
        for token in &tokens.list[read..] {
            let taken = if blamed.contains(&token.range.start) { Taken::Blamed } else { Taken::Unread };
            match steps.last_mut() {
                Some(last) if last.taken == taken => last.range.end = token.range.end,
                _ => steps.push(Step { range: token.range.clone(), taken }),
            }
        }
    }
    let brackets = tokens.brackets.iter().filter(|range| !steps.iter().any(|step| step.range.contains(&range.start)));
    let brackets: Vec<Step> = brackets.map(|range| Step { range: range.clone(), taken: Taken::Bracket }).collect();
    steps.extend(brackets);
    steps.sort_by_key(|step| (step.range.start, step.range.end));
    Explanation { steps, outcome }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let explanation = explain(text, &Context::default());
        explanation.steps.iter().map(|step| format!("{} = {step}", &text[step.range.clone()])).collect()
    }

    #[test]
    fn every_part_is_accounted_for() {
        assert_eq!(
            told("Updated: (Fri.) 15 août 2025, 6:30 p.m. ET."),
            [
                "Updated: = ignored: a label",
                "( = ignored: a bracket only groups",
                "Fri. = day of the week: Friday",
                ") = ignored: a bracket only groups",
                "15 = day: 15",
                "août = month: August",
                "2025 = year: 2025",
                ", = ignored: a separator",
                "6:30 p.m. = time: 18:30:00",
                "ET = zone: America/New_York",
                ". = ignored: the full stop at the end",
            ]
        );
    }

    #[test]
    fn a_part_has_its_full_stop_and_its_marks() {
        let zoned = ["4 = day: 4", "Mar. = month: March", "26 = year: 2026", "18:15h = time: 18:15:00"];
        assert_eq!(told("4 Mar. 26 18:15h.")[..4], zoned);
        assert_eq!(
            told("Date published: the 4. mars\u{301} 2026 г."),
            [
                "Date published: = ignored: a label",
                "the = ignored: a filler",
                "4. = day: 4",
                "mars\u{301} = month: March",
                "2026 = year: 2026",
                "г. = ignored: a filler",
            ]
        );
        assert_eq!(told("2026年3月4日更新")[2..], ["4日 = day: 4", "更新 = ignored: a label"]);
        assert_eq!(
            told("2026-03-04T09:30+01:00 [Europe/Paris] [u-ca=gregory]")[4..],
            [
                "[ = ignored: a bracket only groups",
                "Europe/Paris = zone: Europe/Paris",
                "] = ignored: a bracket only groups",
                "[ = ignored: a bracket only groups",
                "u-ca=gregory = ignored: a comment",
                "] = ignored: a bracket only groups",
            ]
        );
    }

    #[test]
    fn a_refusal_shows_where_reading_ended() {
        assert_eq!(told("15 Agust 2025"), ["15 = day: 15", "Agust = this cannot be", "2025 = not reached"]);
        assert_eq!(told("n/a"), ["n = this cannot be", "/a = not reached"]);
        assert_eq!(told("昨日"), ["昨日 = this cannot be"]);
        assert_eq!(told("()"), ["( = ignored: a bracket only groups", ") = ignored: a bracket only groups"]);
    }

    #[test]
    fn what_says_nothing_of_the_date_is_ignored() {
        let explanation = explain("Published: (the 4th) March, 2026 18:30 +0100 (CET). Paris", &Context::default());
        let ignored: Vec<bool> = explanation.steps.iter().map(Step::is_ignored).collect();
        let [label, bracket, the, day, close] = [true, true, true, false, true];
        let [month, comma, year, time, zone] = [false, true, false, false, false];
        assert_eq!(ignored[..10], [label, bracket, the, day, close, month, comma, year, time, zone]);
        assert!(ignored[10..13].iter().all(|ignored| *ignored), "the comment in its brackets");
        assert!(!ignored[13..].iter().any(|ignored| *ignored), "what is not read");
    }
}

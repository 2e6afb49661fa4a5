//! What a part says of when: dates, times of day and reading times at either end of it.

use std::ops::Range;

use super::super::Why;
use super::super::lexicon;
use super::super::segment::{Item, Separator};
use super::super::token::{Kind, Shape};
use super::{Assembler, Mark};

/// Words of the known bodies that end as a date does.
const LONGEST_BODY: usize = 5;

/// A part without its dates.
impl Assembler<'_> {
    /// Without what it says of when.
    pub(super) fn undated(&mut self, range: Range<usize>, next: Option<&Item>) -> Range<usize> {
        let labels_date = self.labels_date(range.end + 1, next);
        let range = self.without_date_label(range, next);
        if (labels_date || self.words(range.clone()) == 1) && self.is_date_label(range.clone(), labels_date) {
            self.drop(range.clone(), Why::Date);
            return range.end..range.end;
        }
        self.without_dates(range)
    }

    /// "Updated:", "Posted - Mar. 4", "Mon, 4 Mar 2024": whether what stands between a part and the next leads on to a date.
    fn labels_date(&self, date: usize, between: Option<&Item>) -> bool {
        let sign = |at| self.tokens.has(at, lexicon::DATE_SIGN);
        match between {
            Some(Item::Separator(Separator::Colon, _)) => true,
            Some(Item::Separator(Separator::Dash, _)) => self.is_number(date) || sign(date),
            Some(Item::Separator(Separator::Comma, _)) => self.is_number(date) && sign(date + 1),
            _ => false,
        }
    }

    /// Without a date or a reading time at either end.
    fn without_dates(&mut self, range: Range<usize>) -> Range<usize> {
        let is_date =
            |at: usize| self.tokens.has(at, lexicon::DATE) || self.is_number(at) || !self.tokens.is(at, Kind::Word);
        if range.clone().all(is_date) && self.says_when(range.clone(), true) {
            self.drop(range.clone(), Why::Date);
            return range.end..range.end;
        }
        let mut leading = range.clone().take_while(|at| is_date(*at)).count();
        // "2025 of The Gazette"
        while leading > 0 && matches!(self.tokens.key(range.start + leading - 1), "of" | "the" | "at") {
            leading -= 1;
        }
        let mut trailing = range.clone().rev().take_while(|at| is_date(*at)).count();
        // "Jane Doe for The Mail on Sunday"
        if trailing > 0 && range.clone().rev().take(LONGEST_BODY).any(|at| self.is_known(at..range.end)) {
            trailing = 0;
        }
        let mut kept = range.clone();
        // "March 3, 2025 Jane Doe", "© 2025 Jane Doe": a year of its own.
        let before = range.start.saturating_sub(1);
        let goes_on = matches!(self.marks[before.saturating_sub(1)], Mark::Dropped(Why::Date))
            || self.slice(before..range.start) == "©";
        let goes_on = goes_on && range.clone().take(leading).any(|at| self.is_number(at));
        if goes_on || self.says_when(range.start..range.start + leading, false) {
            kept.start += leading;
            self.drop(range.start..kept.start, Why::Date);
        }
        if self.says_when(range.end - trailing..range.end, false) {
            kept.end -= trailing;
            self.drop(kept.end..range.end, Why::Date);
        }
        kept
    }

    /// Without the "Published:" or "Monday," of a date that follows a name.
    fn without_date_label(&mut self, range: Range<usize>, next: Option<&Item>) -> Range<usize> {
        let (label, dated) = (range.end.saturating_sub(1), range.end + 1);
        let leads = match next {
            Some(Item::Separator(Separator::Colon, _)) => lexicon::DATE_SIGN,
            Some(Item::Separator(Separator::Comma, _)) => lexicon::LONE_DATE,
            _ => return range,
        };
        let is_label = self.words(range.clone()) > 2 && self.tokens.has(label, leads);
        if !is_label || !(self.is_number(dated) || self.tokens.has(dated, lexicon::DATE_SIGN)) {
            return range;
        }
        // "Jane Doe on Tuesday, March 5"
        // "Jane Doe Last Updated:", where "Jef Last" is a name.
        let is_last = |at: usize| self.tokens.key(at) == "last" && at >= range.start + 2;
        let leads =
            |at: &usize| is_last(*at) || self.tokens.has(*at, lexicon::DATE) && !self.tokens.list[*at].shape.upper;
        let end = (range.start..label).rev().find(|at| !leads(at)).map_or(range.start, |last| last + 1);
        self.drop(end..range.end, Why::Date);
        range.start..end
    }

    /// "Updated:", "Lesezeit:", and a weekday alone.
    pub(super) fn is_date_label(&self, range: Range<usize>, colon: bool) -> bool {
        let flags = if colon { lexicon::DATE } else { lexicon::LONE_DATE };
        !range.is_empty()
            && range.clone().all(|at| self.tokens.has(at, flags))
            && !self.tokens.list[range.start].shape.digit
    }

    /// Whether a word begins with a digit, as the parts of dates do; "2Pac" is a name.
    pub(super) fn is_number(&self, at: usize) -> bool {
        let is_name = |shape: Shape| shape.upper && shape.lower;
        let Some(token) = self.tokens.list.get(at).filter(|token| !is_name(token.shape)) else {
            return false;
        };
        let word = &self.text[token.start..token.end];
        word.trim_start_matches(['\'', '’', '約', '约', '~']).starts_with(|c: char| c.is_numeric())
    }

    pub(super) fn says_when(&self, range: Range<usize>, alone: bool) -> bool {
        let number = range.clone().any(|at| self.is_number(at));
        let sign = self.has(range.clone(), lexicon::DATE_SIGN);
        let pattern = range.clone().any(|at| {
            self.is_number(at) && {
                let word = self.slice(at..at + 1);
                let marks = word.trim_end_matches(['.', ',']);
                marks.contains([':', '/', '-', '年', '月', '分'])
                    || marks.to_lowercase().ends_with("am")
                    || marks.to_lowercase().ends_with("pm")
                    || marks.ends_with('h')
                    || (marks.matches('.').count() == 2)
                    || (marks.contains('h') && marks.starts_with(|c: char| c.is_ascii_digit()))
            }
        });
        // "Jane Doe ’26", of a class.
        let class = range.len() == 1
            && number
            && self.slice(range.clone()).strip_prefix(['\'', '’']).is_some_and(|year| year.len() == 2);
        // "2024" and "5min", where "3lau" is somebody.
        let unit = self.slice(range.clone()).trim_start_matches(|c: char| !c.is_alphabetic());
        let is_unit = unit.is_empty() || lexicon::word(&lexicon::key(unit)).flags & lexicon::DATE != 0;
        let year = alone && self.words(range.clone()) == 1 && number && is_unit;
        let lone = alone && self.after_credit() && self.has(range.clone(), lexicon::LONE_DATE);
        let weekday = self.tokens.key(range.start) == "on" && self.has(range.clone(), lexicon::LONE_DATE);
        (number && (sign || pattern)) || class || year || lone || weekday
    }
}

//! The cleaned text in tokens: numbers, words, single ideographs, marks. Brackets are set aside, for they only group.

use std::ops::Range;

use super::clean::{Glyph, clean};
use crate::value::month::fold_char;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A run of digits, or of Chinese numerals before a unit.
    Number { value: u32, digits: usize },
    /// A run of letters.
    Word,
    /// An ideograph or a kana.
    Han(char),
    /// Anything else.
    Mark(char),
}

/// A token.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Its text, folded, in [`Tokens::folded`].
    folded: Range<usize>,
    /// The bytes of the text.
    pub(super) range: Range<usize>,
    /// Its characters, in [`Tokens::glyphs`].
    pub(super) glyphs: Range<usize>,
    /// White space or a bracket stands before it.
    pub(super) spaced: bool,
    /// The bracket that opens right before it.
    pub(super) opened: Option<char>,
    /// The bracket that it stands in, counted from 1; 0 is none.
    pub(super) bracket: u16,
}

/// The tokens of a text.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    pub(super) list: Vec<Token>,
    pub(super) glyphs: Vec<Glyph>,
    /// The bytes of each bracket.
    pub(super) brackets: Vec<Range<usize>>,
    /// A bracket without a partner.
    pub(super) unpaired: Option<(char, Range<usize>)>,
    folded: String,
}

impl Tokens {
    pub(super) fn read(text: &str) -> Self {
        let mut tokens = Self { glyphs: clean(text), ..Self::default() };
        let mut open: Vec<(char, u16, Range<usize>)> = Vec::new();
        let (mut spaced, mut opened, mut count, mut at) = (false, None, 0, 0);
        while let Some(&Glyph { char, start, end }) = tokens.glyphs.get(at) {
            match char {
                ' ' => {
                    spaced = true;
                    at += 1;
                    continue;
                }
                '(' | '[' => {
                    count += 1;
                    open.push((char, count, start..end));
                    opened = Some(char);
                }
                ')' | ']' => match open.pop() {
                    Some((partner, ..)) if (partner == '(') == (char == ')') => opened = None,
                    _ => tokens.unpaired = Some((char, start..end)),
                },
                _ => {
                    let (kind, length) = tokens.token_at(at);
                    tokens.push(kind, at..at + length, spaced, opened.take(), open.last().map_or(0, |&(_, id, _)| id));
                    at += length;
                    spaced = false;
                    continue;
                }
            }
            tokens.brackets.push(start..end);
            spaced = true;
            at += 1;
        }
        if let Some((char, _, range)) = open.pop() {
            tokens.unpaired = Some((char, range));
        }
        tokens
    }

    /// The folded text of a token; empty past the end.
    pub(super) fn text(&self, at: usize) -> &str {
        self.list.get(at).map_or("", |token| &self.folded[token.folded.clone()])
    }

    /// The bytes of some tokens, from the first to the last.
    pub(super) fn range(&self, tokens: Range<usize>) -> Range<usize> {
        let end = self.glyphs.last().map_or(0, |glyph| glyph.end);
        let first = self.list.get(tokens.start).map_or(end, |token| token.range.start);
        let last = tokens.end.checked_sub(1).and_then(|last| self.list.get(last)).map_or(end, |token| token.range.end);
        first..last.max(first)
    }

    fn token_at(&self, at: usize) -> (Kind, usize) {
        let char = self.glyphs[at].char;
        let run = |belongs: fn(char) -> bool| self.glyphs[at..].iter().take_while(|glyph| belongs(glyph.char)).count();
        if char.is_ascii_digit() {
            let digits = run(|char| char.is_ascii_digit());
            let value = self.glyphs[at..at + digits]
                .iter()
                .fold(0_u32, |sum, glyph| sum.saturating_mul(10).saturating_add(glyph.char.to_digit(10).unwrap_or(0)));
            return (Kind::Number { value, digits }, digits);
        }
        if let Some(number) = self.han_number(at, run(is_han_digit)) {
            return number;
        }
        if is_han(char) {
            return (Kind::Han(char), 1);
        }
        if char.is_alphabetic() {
            let letters = |char: char| char.is_alphabetic() && !is_han(char);
            let mut length = run(letters_and_marks);
            // An apostrophe inside a word belongs to it: п'ятниця.
            while self.glyphs.get(at + length).is_some_and(|glyph| glyph.char == '\'')
                && self.glyphs.get(at + length + 1).is_some_and(|glyph| letters(glyph.char))
            {
                length += 1;
                length += self.glyphs[at + length..].iter().take_while(|glyph| letters_and_marks(glyph.char)).count();
            }
            return (Kind::Word, length);
        }
        (Kind::Mark(char), 1)
    }

    /// A number in Chinese numerals, where a unit of date or time follows.
    fn han_number(&self, at: usize, length: usize) -> Option<(Kind, usize)> {
        let before = at.checked_sub(1).map(|before| self.glyphs[before].char);
        let unit = self.glyphs.get(at + length)?.char;
        let is_weekday = matches!(before, Some('期' | '周' | '週' | '拜'));
        // The numeral after "week" counts days of the week.
        if length == 0 || is_weekday || !is_unit(unit) {
            return None;
        }
        let mut numerals = self.glyphs[at..at + length].iter().map(|glyph| glyph.char);
        if length == 1 && self.glyphs[at].char == '元' {
            return (unit == '年').then_some((Kind::Number { value: 1, digits: 1 }, 1));
        }
        let digit = |char| "〇一二三四五六七八九".chars().position(|known| known == char).filter(|_| char != '元');
        let digit = |char| if matches!(char, '零' | '○') { Some(0) } else { digit(char) };
        let (mut value, mut digits) = (0_u32, 0);
        let tens = |char| match char {
            '十' => Some(1),
            '廿' => Some(2),
            '卅' => Some(3),
            _ => None,
        };
        if numerals.clone().any(|char| tens(char).is_some()) {
            // [n]十[n]: at most one digit before ten, and one after it.
            let (mut before, mut after, mut ten) = (None, None, None);
            for char in numerals {
                match (tens(char), digit(char)) {
                    (Some(tens), _) if ten.is_none() => ten = Some(tens),
                    (None, Some(digit @ 1..)) if ten.is_none() && before.is_none() => before = Some(digit),
                    (None, Some(digit @ 1..)) if ten.is_some() && after.is_none() => after = Some(digit),
                    _ => return None,
                }
            }
            let tens = match (before, ten?) {
                (Some(before), 1) => before,
                (Some(_), _) => return None,
                (None, tens) => tens,
            };
            value = u32::try_from(tens * 10 + after.unwrap_or(0)).ok()?;
            digits = 2;
        } else {
            for char in numerals.by_ref() {
                value = value.checked_mul(10)?.checked_add(u32::try_from(digit(char)?).ok()?)?;
                digits += 1;
            }
        }
        Some((Kind::Number { value, digits }, length))
    }

    fn push(&mut self, kind: Kind, glyphs: Range<usize>, spaced: bool, opened: Option<char>, bracket: u16) {
        let start = self.folded.len();
        for glyph in &self.glyphs[glyphs.clone()] {
            if glyph.char != '\'' {
                fold_char(glyph.char, &mut |char| self.folded.push(char));
            }
        }
        let range = self.glyphs[glyphs.start].start..self.glyphs[glyphs.end - 1].end;
        self.list.push(Token { kind, folded: start..self.folded.len(), range, glyphs, spaced, opened, bracket });
    }
}

fn letters_and_marks(char: char) -> bool {
    (char.is_alphabetic() && !is_han(char)) || unicode_normalization::char::is_combining_mark(char)
}

fn is_han(char: char) -> bool {
    matches!(char, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

fn is_han_digit(char: char) -> bool {
    "〇○零一二三四五六七八九十廿卅元".contains(char)
}

fn is_unit(char: char) -> bool {
    "年月日号號時时点點分秒".contains(char)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Kind> {
        Tokens::read(text).list.iter().map(|token| token.kind).collect()
    }

    fn number(value: u32, digits: usize) -> Kind {
        Kind::Number { value, digits }
    }

    #[test]
    fn words_numbers_and_marks() {
        assert_eq!(kinds("4MAR2026"), [number(4, 1), Kind::Word, number(2026, 4)]);
        assert_eq!(kinds("п’ятниця, 5"), [Kind::Word, Kind::Mark(','), number(5, 1)]);
        assert_eq!(Tokens::read("П’ятниця").text(0), "пятниця");
        assert_eq!(Tokens::read("Fe\u{301}vr.").text(0), "fevr");
        assert_eq!(kinds("99999999999999999999"), [number(u32::MAX, 20)]);
    }

    #[test]
    fn chinese_numerals_before_a_unit() {
        let [year, month, day] = [number(2025, 4), number(10, 2), number(25, 2)];
        let han = Kind::Han;
        assert_eq!(kinds("二〇二五年十月二十五日"), [year, han('年'), month, han('月'), day, han('日')]);
        assert_eq!(kinds("元年"), [number(1, 1), han('年')]);
        assert_eq!(kinds("星期五"), [han('星'), han('期'), han('五')]);
        assert_eq!(kinds("周五八月"), [han('周'), han('五'), number(8, 1), han('月')]);
    }

    #[test]
    fn brackets_are_set_aside() {
        let tokens = Tokens::read("5 (ET) [x]");
        assert_eq!(
            tokens.list.iter().map(|token| (token.opened, token.bracket)).collect::<Vec<_>>(),
            [(None, 0), (Some('('), 1), (Some('['), 2)]
        );
        assert!(tokens.unpaired.is_none());
        assert_eq!(Tokens::read("(a").unpaired, Some(('(', 0..1)));
        assert_eq!(Tokens::read("a]").unpaired, Some((']', 1..2)));
        assert_eq!(Tokens::read("(a]").unpaired, Some((']', 2..3)));
    }
}

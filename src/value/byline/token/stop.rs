//! Full stops: those that end a credit, and those that belong to a word.

use super::super::lexicon::{self, Meaning, Phrase, Word};
use super::{Kind, Shape, Token, Tokens};

/// Marks the full stops that end a credit, as tokens of their own.
pub(super) fn find_stops(text: &str, tokens: &mut Tokens) {
    if !text.contains('.') {
        return;
    }
    let list = std::mem::take(&mut tokens.list);
    let mut words_before = 0;
    let mut out = Vec::with_capacity(list.len() + 4);
    for (at, mut token) in list.iter().cloned().enumerate() {
        let next = list.get(at + 1);
        words_before = if token.kind == Kind::Word { words_before + 1 } else { 0 };
        if &text[token.start..token.end] == "." {
            token.kind = Kind::Stop;
        }
        let ends = token.kind == Kind::Word
            && text[token.start..token.end].ends_with('.')
            && ends_credit(&text[token.start..token.end - 1], &token, next, words_before);
        if ends {
            let end = token.end;
            token.end -= 1;
            let start = token.end;
            out.push(token);
            out.push(Token {
                kind: Kind::Stop,
                start,
                end,
                glued: true,
                partner: None,
                word: Word::default(),
                key: 0..0,
                shape: Shape::default(),
            });
            words_before = 0;
        } else {
            out.push(token);
        }
    }
    tokens.list = out;
}

/// Whether the full stop after a word ends the credit rather than shortens the word.
fn ends_credit(word: &str, token: &Token, next: Option<&Token>, words_before: usize) -> bool {
    if is_abbreviation(word, token) {
        return false;
    }
    let Some(next) = next else { return true };
    let begins_credit = next.word.role.is_some() || next.word.flags & (lexicon::BY | lexicon::NOBODY) != 0;
    begins_credit
        || next.shape.upper && tells_of_person(word, token)
        || words_before >= 2 && has_vowel(word) && (word.chars().count() >= 3 || !token.shape.lower)
}

/// "CNN", "Gazette", "editor", "London", "2025": words that end what is told of a person.
fn tells_of_person(word: &str, token: &Token) -> bool {
    let is_place = |phrase: &Phrase| matches!(phrase.meaning, Meaning::Place { city: true });
    let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    is_year
        || token.word.flags & (lexicon::JOB | lexicon::BODY | lexicon::AGENCY | lexicon::DATE_SIGN) != 0
        || lexicon::phrases(&lexicon::key(word)).iter().any(is_place)
}

/// Initials, suffixes, credentials, honorifics and the short forms of dates and companies.
pub(in super::super) fn is_abbreviation(word: &str, token: &Token) -> bool {
    const LONGEST: usize = 4;
    let short = word.chars().count() <= LONGEST;
    let shortened = lexicon::HONORIFIC | lexicon::SHORT_MONTH;
    is_initials(word)
        || word.rsplit_once('-').is_some_and(|(_, last)| is_initials(last))
        || token.word.flags & (lexicon::SUFFIX | lexicon::CREDENTIAL | lexicon::ABBREVIATION) != 0
        || (short && token.word.flags & shortened != 0)
}

/// "J.", "J.K.", "R.C": letters with full stops between them.
pub(in super::super) fn is_initials(word: &str) -> bool {
    let word = word.strip_suffix('.').unwrap_or(word);
    word.contains('.')
        && word.split(['.', '-']).all(|part| {
            part.chars().count() <= 1 || matches!(part, "Ph" | "Chr" | "Th" | "PH" | "CHR" | "TH" | "Yu" | "Ju")
        })
        || (word.chars().count() == 1 && word.chars().all(char::is_alphabetic))
}

pub(in super::super) fn has_vowel(word: &str) -> bool {
    word.chars().any(is_vowel)
}

/// Whether a letter is a vowel of ASCII or Cyrillic; of other letters few are consonants here.
fn is_vowel(c: char) -> bool {
    if c.is_ascii() {
        return matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    }
    !matches!(c, 'ł' | 'Ł' | 'đ' | 'Đ' | 'ß' | 'ð' | 'Ð' | 'þ' | 'Þ')
        && (!('\u{400}'..='\u{4ff}').contains(&c)
            || matches!(
                c.to_lowercase().next().unwrap_or(c),
                'а' | 'е' | 'ё' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я' | 'і' | 'ї' | 'є' | 'й'
            ))
}

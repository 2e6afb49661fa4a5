//! Notes: the figures of a bibliography, which are set as plain figures where their small size was lost.

use super::{Kind, Token, Tokens};

/// Sets the figures of notes aside, "Jane Doe,1 Max Roe,2" and "Jane Doe1, Max Roe2", where more than one stands.
pub(super) fn find_notes(text: &str, tokens: &mut Tokens) {
    const FEWEST: usize = 2;
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return;
    }
    let list = &mut tokens.list;
    let mut notes: Vec<(usize, usize)> = Vec::new();
    for at in 1..list.len() {
        let follows = |noted: usize| notes.last().is_some_and(|(last, _)| *last == noted);
        if let Some(length) = length_of_note(text, &list[at])
            && is_beside(list, at, follows)
        {
            notes.push((at, length));
        }
    }
    if notes.len() < FEWEST {
        return;
    }
    for (at, length) in notes {
        let token = &mut list[at];
        if token.end - token.start == length {
            (token.kind, token.key, token.word) = (Kind::Stray, 0..0, super::Word::default());
            continue;
        }
        token.end -= length;
        token.key.end -= length;
        token.shape.digit = false;
        token.word = super::lexicon::word(&tokens.keys[token.key.clone()]);
    }
}

/// The one or two figures that a word ends in or consists of.
fn length_of_note(text: &str, token: &Token) -> Option<usize> {
    if token.kind != Kind::Word || !token.shape.digit {
        return None;
    }
    let word = &text[token.start..token.end];
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_name = token.shape.upper && letters.ends_with(char::is_lowercase) && !letters.contains(char::is_numeric);
    ((letters.is_empty() || is_name) && (1..=2).contains(&(word.len() - letters.len())))
        .then_some(word.len() - letters.len())
}

/// Whether figures cling to the end of a name of several words, or by a comma to that or to another note.
fn is_beside(list: &[Token], at: usize, follows: impl Fn(usize) -> bool) -> bool {
    let is_name = |at: usize| list[at].kind == Kind::Word && list[at].shape.upper && !list[at].shape.digit;
    if list[at].shape.upper {
        return is_name(at - 1);
    }
    let clings = list[at].glued && list[at - 1].glued && list[at - 1].kind == Kind::Comma;
    clings && at >= 2 && (follows(at - 2) || at >= 3 && is_name(at - 2) && is_name(at - 3))
}

#[cfg(test)]
mod tests {
    use super::super::tokens;
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let words = tokens(text).list.into_iter().filter(|token| token.kind == Kind::Word);
        words.map(|token| &text[token.start..token.end]).collect()
    }

    #[test]
    fn figures_of_notes_are_no_words() {
        let names = ["Petra", "Novak", "Nils", "Dahl"];
        for text in ["Petra Novak,1 Nils Dahl,2", "Petra Novak1, Nils Dahl2", "Petra Novak1,2 Nils Dahl,1,12"] {
            assert_eq!(words(text), names, "{text}");
        }
    }

    #[test]
    fn other_figures_are() {
        for text in
            ["Petra Novak7, Nils Dahl", "deadmau5, Wolf359", "Petra Novak, 1 Nils Dahl, 2", "Petra Novak,1999 Nils,2"]
        {
            assert_eq!(words(text).concat(), text.replace([' ', ','], ""), "{text}");
        }
    }
}

//! What signs do where they stand: part words, cling to them, or belong to them.

use super::Kind;
use super::chunk::Chunk;

/// Signs in a run.
impl Chunk<'_> {
    /// What a character does where it stands; `None` when it belongs to a word.
    pub(super) fn punctuation(&self, c: char, at: usize, in_word: bool) -> Option<Kind> {
        if c.is_ascii_alphanumeric() {
            return None;
        }
        let before = self.text[self.start..at].chars().next_back();
        let after = self.text[at + c.len_utf8()..self.end].chars().next();
        let between_digits = before.is_some_and(|c| c.is_ascii_digit()) && after.is_some_and(|c| c.is_ascii_digit());
        match c {
            ',' | '，' | '、' | '､' => Some(Kind::Comma),
            ';' | '；' => Some(Kind::Semicolon),
            '@' if before.is_none() => Some(Kind::Bar),
            // Of the fourth, Chinese papers make a bar: it is a stroke and in no name.
            '|' | '｜' | '¦' | '丨' | '│' => Some(Kind::Bar),
            '/' | ':' if in_word && self.is_gendered(at) => None,
            '/' | '／' | '⁄' if between_digits || self.is_slashed_word() => None,
            '/' | '／' | '⁄' => Some(Kind::Slash),
            '·' if before == Some('l') && after == Some('l') => None,
            '・' | '･' if before.is_some_and(is_katakana) && after.is_some_and(is_katakana) => None,
            '•' | '·' | '‧' | '∙' | '⋅' | '●' | '▪' | '▫' | '◦' | '■' | '◆' | '○' | '・' | '･' | '‣' | '⁃' => {
                Some(Kind::Bullet)
            }
            '+' | '＋' if before.is_none() && after.is_none() => Some(Kind::Plus),
            '+' | '＋' if before.is_some_and(char::is_alphabetic) && after.is_some_and(char::is_alphabetic) => {
                Some(Kind::Plus)
            }
            ':' if between_digits => None,
            ':' | '：' | '=' | '＝' | '︰' => Some(Kind::Colon),
            '。' | '．' => Some(Kind::Stop),
            '(' | ')' if in_word && self.is_ending(at) => None,
            '(' | '（' | '[' | '［' | '【' | '〔' | '〈' | '《' | '<' | '{' | '｛' => Some(Kind::Open),
            ')' | '）' | ']' | '］' | '】' | '〕' | '〉' | '》' | '>' | '}' | '｝' => Some(Kind::Close),
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』' | '‹' | '›' | '＂' => {
                Some(Kind::Quote)
            }
            '\'' | '‘' | '‚' if !in_word && !self.is_elision(at + c.len_utf8()) => Some(Kind::Quote),
            '—' | '―' => Some(Kind::Dash),
            c if is_dash(c) && !in_word => Some(if before.is_none() { Kind::Dash } else { Kind::Stray }),
            '.' | '_' | '#' if !in_word => Some(Kind::Stray),
            c if is_stray(c) && !in_word => Some(Kind::Stray),
            _ => None,
        }
    }

    /// "Author(s)", "Redakteur(in)": the brackets belong to the word.
    fn is_ending(&self, at: usize) -> bool {
        const LONGEST: usize = 3;
        let lower = |text: &str| {
            text == "S" || (1..=LONGEST).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase())
        };
        let (before, after) = (&self.text[self.start..at], &self.text[at + 1..self.end]);
        if self.text[at..].starts_with('(') {
            return before.ends_with(char::is_alphabetic)
                && after.split_once(')').is_some_and(|(inside, _)| lower(inside));
        }
        before.rsplit_once('(').is_some_and(|(word, inside)| word.ends_with(char::is_alphabetic) && lower(inside))
    }

    /// "Autor/in", "Autor:in": German women and men in one word.
    fn is_gendered(&self, at: usize) -> bool {
        let rest = self.text[at + 1..self.end].trim_end_matches([':', ',']);
        rest == "in" || rest == "innen"
    }

    /// "'t Hooft", "'s-Gravenhage", "'26": the apostrophe belongs to the word.
    fn is_elision(&self, at: usize) -> bool {
        let rest = &self.text[at..self.end];
        let year = rest.trim_end_matches([',', '.', ';', ')']);
        year.len() == 2 && year.bytes().all(|b| b.is_ascii_digit())
            || matches!(rest, "t" | "s" | "n")
            || rest.starts_with("s-")
            || rest.starts_with("t-")
    }

    /// "N/A", "c/o", "u/jane": a slash inside a word of its own.
    fn is_slashed_word(&self) -> bool {
        const LONGEST: usize = 16;
        if self.end - self.start > LONGEST {
            return false;
        }
        let chunk = self.text[self.start..self.end].trim_end_matches([',', '.', ';', ')']).trim_start_matches('(');
        ["n/a", "a/s", "she/her", "he/him", "they/them", "she/they", "he/they", "rfe/rl", "dpa/tmn", "página/12"]
            .contains(&chunk.to_lowercase().as_str())
    }
}

pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―' | '−' | '‒' | '‐' | '‑' | '－' | '─' | '~' | '〜' | '～')
}

pub(super) fn is_stray(c: char) -> bool {
    matches!(
        c,
        '*' | '…'
            | '†'
            | '‡'
            | '§'
            | '¶'
            | '©'
            | '®'
            | '™'
            | '_'
            | '^'
            | '`'
            | '´'
            | '\\'
            | '→'
            | '←'
            | '»'
            | '«'
            | '!'
            | '?'
            | '¡'
            | '¿'
            | '❘'
            | '°'
            | '☞'
            | '▸'
            | '▶'
            | '►'
            | '\u{3000}'
    )
}

pub(super) fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}')
}

//! Tokens: words, addresses and the punctuation between them.

mod address;
mod chunk;
mod note;
mod sign;
mod stop;

use std::ops::Range;

use super::lexicon::{self, Flags, Phrase, Word};
use chunk::Chunk;
use note::find_notes;
use stop::find_stops;
pub(super) use stop::{has_vowel, is_abbreviation, is_initials};

/// What a token is, as far as its letters tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Email,
    Uri,
    Handle,
    Comma,
    Semicolon,
    Bar,
    Slash,
    Bullet,
    Plus,
    Dash,
    Colon,
    /// A full stop that ends a credit.
    Stop,
    Break,
    Open,
    Close,
    Quote,
    /// Punctuation that says nothing.
    Stray,
}

impl Kind {
    /// Whether a name cannot go on across it.
    pub(super) const fn separates(self) -> bool {
        !matches!(self, Self::Word | Self::Email | Self::Uri | Self::Handle | Self::Quote | Self::Stray)
    }
}

/// One token of the clean text.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether no white space stands before it.
    pub(super) glued: bool,
    /// For a bracket, the token that it goes with.
    pub(super) partner: Option<usize>,
    pub(super) word: Word,
    /// Its form in the tables; empty for anything but a word.
    pub(super) key: Range<usize>,
    pub(super) shape: Shape,
}

/// Which letters a word holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four independent facts about the letters of a word")]
pub(super) struct Shape {
    pub(super) upper: bool,
    pub(super) lower: bool,
    pub(super) digit: bool,
    /// Written without spaces: Chinese, Japanese.
    pub(super) ideographic: bool,
}

/// The tokens of a text, with their forms in the tables.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    pub(super) list: Vec<Token>,
    keys: String,
    /// Whether a single quotation mark is open.
    quoted: bool,
    #[cfg(test)]
    pub(super) looks: std::cell::Cell<usize>,
}

impl Tokens {
    /// Counts a look at a token, for the tests that hold reading to linear time.
    #[cfg(test)]
    fn look(&self) {
        self.looks.set(self.looks.get() + 1);
    }

    #[cfg(not(test))]
    #[expect(clippy::unused_self, reason = "the tests count")]
    const fn look(&self) {}

    pub(super) fn key(&self, at: usize) -> &str {
        self.look();
        self.list.get(at).map_or("", |token| &self.keys[token.key.clone()])
    }

    /// The phrases that begin with a token, longest first.
    pub(super) fn phrases(&self, at: usize) -> &'static [Phrase] {
        if self.has(at, lexicon::BEGINS) { lexicon::phrases(self.key(at)) } else { &[] }
    }

    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.look();
        self.list.get(at).map(|token| token.kind)
    }

    pub(super) fn is(&self, at: usize, kind: Kind) -> bool {
        self.kind(at) == Some(kind)
    }

    pub(super) fn has(&self, at: usize, flags: Flags) -> bool {
        self.look();
        self.list.get(at).is_some_and(|token| token.word.flags & flags != 0)
    }

    fn push(&mut self, kind: Kind, range: Range<usize>, glued: bool) {
        self.list.push(Token {
            kind,
            start: range.start,
            end: range.end,
            glued,
            partner: None,
            word: Word::default(),
            key: 0..0,
            shape: Shape::default(),
        });
    }

    fn push_word(&mut self, text: &str, range: Range<usize>, glued: bool) {
        let word = &text[range.clone()];
        self.push(Kind::Word, range, glued);
        let start = self.keys.len();
        push_key(&mut self.keys, word);
        let (key, shape) = (start..self.keys.len(), shape(word));
        let known = lexicon::word(&self.keys[key.clone()]);
        if let Some(last) = self.list.last_mut() {
            (last.key, last.word, last.shape) = (key, known, shape);
        }
    }
}

fn push_key(keys: &mut String, word: &str) {
    if word.is_ascii() {
        let bare = word.trim_end_matches(['.', ',']).bytes().filter(|b| !matches!(b, b'(' | b')'));
        keys.extend(bare.map(char::from).map(|c| c.to_ascii_lowercase()));
    } else {
        keys.push_str(&lexicon::key(word));
    }
}

fn shape(word: &str) -> Shape {
    let mut shape = Shape::default();
    for c in word.chars() {
        shape.upper |= c.is_uppercase();
        shape.lower |= c.is_lowercase();
        shape.digit |= c.is_numeric();
        shape.ideographic |= is_ideographic(c);
    }
    shape
}

/// Han, kana and hangul: scripts whose words are not set apart by spaces.
pub(super) fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Splits a clean text into tokens, in one pass.
pub(super) fn tokens(text: &str) -> Tokens {
    let mut tokens = Tokens::default();
    let mut at = 0;
    for chunk in text.split_inclusive([' ', '\n']) {
        let body = chunk.trim_end_matches([' ', '\n']);
        if !body.is_empty() {
            Chunk { text, start: at, end: at + body.len(), tokens: &mut tokens }.split();
        }
        if chunk.ends_with('\n') && !tokens.list.last().is_none_or(|last| last.kind == Kind::Break) {
            tokens.push(Kind::Break, at + body.len()..at + chunk.len(), false);
        }
        at += chunk.len();
    }
    find_stops(text, &mut tokens);
    find_notes(text, &mut tokens);
    pair_brackets(&mut tokens.list);
    tokens
}

/// Finds for each bracket the one that it goes with.
fn pair_brackets(list: &mut [Token]) {
    let mut open = Vec::new();
    for at in 0..list.len() {
        match list[at].kind {
            Kind::Open => open.push(at),
            Kind::Close => {
                if let Some(partner) = open.pop() {
                    list[partner].partner = Some(at);
                    list[at].partner = Some(partner);
                } else {
                    list[at].kind = Kind::Stray;
                }
            }
            _ => {}
        }
    }
    for at in open {
        list[at].kind = Kind::Stray;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(Kind, &str)> {
        tokens(text).list.iter().map(|token| (token.kind, &text[token.start..token.end])).collect()
    }

    #[test]
    fn addresses_are_whole() {
        assert_eq!(
            kinds("Jane <jane@example.com>, @jane@host.social (https://example.com/a_(b))."),
            [
                (Kind::Word, "Jane"),
                (Kind::Open, "<"),
                (Kind::Email, "jane@example.com"),
                (Kind::Close, ">"),
                (Kind::Comma, ","),
                (Kind::Handle, "@jane@host.social"),
                (Kind::Open, "("),
                (Kind::Uri, "https://example.com/a_(b)"),
                (Kind::Close, ")"),
                (Kind::Stop, "."),
            ]
        );
        assert_eq!(kinds("u/jane")[0], (Kind::Handle, "u/jane"));
        assert_eq!(kinds("N/A"), [(Kind::Word, "N/A")]);
    }

    #[test]
    fn a_full_stop_ends_a_credit_or_shortens_a_word() {
        let stops = |text: &str| kinds(text).iter().filter(|(kind, _)| *kind == Kind::Stop).count();
        assert_eq!(stops("By SARA KARL. Special to amNewYork"), 1);
        assert_eq!(stops("By Jane Roe. Edited by John A. Smith Jr."), 1);
        assert_eq!(stops("John v. Berenberg, St. John, Wm. Smith, J.K. Rowling, Ph.D."), 0);
        assert_eq!(stops("Juan Muñoz C."), 0);
        assert_eq!(stops("Jane Doe."), 1);
        assert_eq!(kinds("Doe."), [(Kind::Word, "Doe"), (Kind::Stop, ".")]);
    }

    #[test]
    fn dots_and_dashes_stay_inside_names() {
        assert_eq!(kinds("Jean-Pierre").len(), 1);
        assert_eq!(kinds("ジョン・スミス").len(), 1);
        assert_eq!(kinds("山田太郎・鈴木花子").len(), 3);
        assert_eq!(
            kinds("— Jane Doe –"),
            [(Kind::Dash, "—"), (Kind::Word, "Jane"), (Kind::Word, "Doe"), (Kind::Dash, "–")]
        );
    }
}

//! Tokens: words, addresses and the punctuation between them.

mod address;
mod stop;

use std::ops::Range;

use super::lexicon::{self, Flags, Phrase, Word};
use address::address;
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

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}')
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
    pair_brackets(&mut tokens.list);
    tokens
}

/// A run of the text without white space.
struct Chunk<'t> {
    text: &'t str,
    start: usize,
    end: usize,
    tokens: &'t mut Tokens,
}

impl Chunk<'_> {
    fn split(&mut self) {
        let chunk = &self.text[self.start..self.end];
        if chunk.bytes().all(|b| b.is_ascii_alphabetic()) {
            self.tokens.push_word(self.text, self.start..self.end, false);
            return;
        }
        if chunk.chars().all(is_dash) {
            self.tokens.push(Kind::Dash, self.start..self.end, false);
            return;
        }
        if let Some(rest) = chunk.strip_prefix(['&', '＆']).filter(|rest| !rest.is_empty()) {
            let and = self.end - rest.len();
            self.tokens.push_word(self.text, self.start..and, false);
            return Chunk { start: and, ..self.reborrow() }.split();
        }
        let mut at = self.start;
        let has_at = chunk.contains('@');
        let mut word = None;
        while at < self.end {
            if word.is_none()
                && let Some((kind, length)) = address(&self.text[at..self.end], has_at)
            {
                self.tokens.push(kind, at..at + length, false);
                at += length;
                continue;
            }
            let Some(c) = self.text[at..].chars().next() else { break };
            let next = at + c.len_utf8();
            match self.punctuation(c, at, word.is_some()) {
                None => {
                    word.get_or_insert(at);
                }
                Some(kind) => {
                    self.tokens.quoted |= matches!(c, '\'' | '‘' | '‚');
                    self.finish(&mut word, at);
                    self.tokens.push(kind, at..next, at > self.start);
                }
            }
            at = next;
        }
        let end = self.end;
        self.finish(&mut word, end);
    }

    fn reborrow(&mut self) -> Chunk<'_> {
        Chunk { text: self.text, start: self.start, end: self.end, tokens: self.tokens }
    }

    /// Ends a word, setting aside what only clings to its end.
    fn finish(&mut self, word: &mut Option<usize>, end: usize) {
        let Some(start) = word.take() else { return };
        let whole = &self.text[start..end];
        let quoted = self.tokens.quoted;
        let kept =
            whole.trim_end_matches(|c| is_stray(c) || is_dash(c) || (quoted && matches!(c, '\'' | '‘' | '’'))).len();
        let kept = start + if kept == 0 { whole.len() } else { kept };
        let article = self.elided(start, kept);
        if self.text[start..start + article].starts_with('d') {
            self.tokens.push_word(self.text, start..start + article, false);
        }
        let start = start + article;
        for (from, to) in self.unspaced(start, kept) {
            self.tokens.push_word(self.text, from..to, from > self.start);
        }
        if kept < end {
            let rest = &self.text[kept..end];
            let kind = match rest.chars().next() {
                Some(c) if is_dash(c) && c != '-' => Kind::Dash,
                Some('\'' | '‘' | '’') => {
                    self.tokens.quoted = false;
                    Kind::Quote
                }
                _ => Kind::Stray,
            };
            self.tokens.push(kind, kept..end, true);
        }
    }

    /// The length of the article or "d'" that is no part of what it is written with: "l'AFP", "reportage d'Inès".
    fn elided(&self, start: usize, end: usize) -> usize {
        let word = &self.text[start..end];
        let Some((article, rest)) = word.split_once(['\'', '’']) else { return 0 };
        let is_article = matches!(article.to_lowercase().as_str(), "l" | "d" | "dell" | "dall" | "all");
        let is_agency = lexicon::word(&lexicon::key(rest)).flags & lexicon::AGENCY != 0;
        let agency = is_article && is_agency && !rest.contains(char::is_lowercase);
        let headed = self.tokens.list.last().is_some_and(|last| last.word.role.is_some());
        let joined = article == "d" && headed && rest.starts_with(char::is_uppercase);
        if agency || joined { word.len() - rest.len() } else { 0 }
    }

    /// Cuts a Chinese or Japanese by-word off the name that it is written against, and a title after it.
    fn unspaced(&self, start: usize, end: usize) -> Vec<(usize, usize)> {
        const BEFORE: &[&str] = &[
            "本报记者",
            "本報記者",
            "新华社记者",
            "特约记者",
            "责任编辑",
            "責任編輯",
            "記者",
            "记者",
            "作者",
            "著者",
            "撰文",
            "编辑",
            "摄影",
            "攝影",
            "编译",
            "翻译",
        ];
        const AFTER: &[&str] = &[
            "報導",
            "报导",
            "报道",
            "記者",
            "记者",
            "特派員",
            "編集委員",
            "論説委員",
            "特约撰稿人",
            "著",
            "訳",
            "译",
            "譯",
            "ほか",
            "等",
        ];
        let word = &self.text[start..end];
        let known = lexicon::word(word);
        if !word.ends_with(is_ideographic) || known.role.is_some() || known.flags & lexicon::JOB != 0 {
            return vec![(start, end)];
        }
        if let Some((left, right)) = word.split_once('と')
            && [left, right].iter().all(|part| lexicon::word(part).role.is_some())
        {
            let and = start + left.len();
            return vec![(start, and), (and, and + 'と'.len_utf8()), (and + 'と'.len_utf8(), end)];
        }
        let letters = |text: &str| text.chars().count();
        for label in BEFORE {
            if let Some(rest) = word.strip_prefix(label)
                && (2..=6).contains(&letters(rest))
                && rest.chars().all(is_ideographic)
            {
                return vec![(start, start + label.len()), (start + label.len(), end)];
            }
        }
        for title in AFTER {
            if let Some(rest) = word.strip_suffix(title)
                && (2..=if rest.ends_with(is_katakana) { 16 } else { 6 }).contains(&letters(rest))
            {
                return vec![(start, start + rest.len()), (start + rest.len(), end)];
            }
        }
        vec![(start, end)]
    }

    /// What a character does where it stands; `None` when it belongs to a word.
    fn punctuation(&self, c: char, at: usize, in_word: bool) -> Option<Kind> {
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
            '|' | '｜' | '¦' | '│' => Some(Kind::Bar),
            '/' if in_word && self.is_gendered(at) => None,
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

    /// "Autor/in": German women and men in one word.
    fn is_gendered(&self, at: usize) -> bool {
        let rest = self.text[at + 1..self.end].trim_end_matches([':', ',']);
        rest == "in" || rest == "innen"
    }

    /// "'t Hooft", "'s-Gravenhage": the apostrophe belongs to the word.
    fn is_elision(&self, at: usize) -> bool {
        let rest = &self.text[at..self.end];
        matches!(rest, "t" | "s" | "n") || rest.starts_with("s-") || rest.starts_with("t-")
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

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―' | '−' | '‒' | '‐' | '‑' | '－' | '─' | '~' | '〜' | '～')
}

fn is_stray(c: char) -> bool {
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

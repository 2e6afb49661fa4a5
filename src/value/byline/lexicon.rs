//! The word tables, searchable: what a word may mean, and which phrase begins with it.

use std::borrow::Cow;
use std::sync::LazyLock;

use fnv::{FnvBuildHasher, FnvHashMap};

use super::super::person::Role;
use super::bodies;
use super::words::{self, Use};

/// What a word may mean, as bits.
pub(super) type Flags = u32;

pub(super) const JOB: Flags = 1;
pub(super) const TITLE: Flags = 1 << 1;
pub(super) const BODY: Flags = 1 << 2;
pub(super) const CREDENTIAL: Flags = 1 << 3;
pub(super) const SUFFIX: Flags = 1 << 4;
pub(super) const HONORIFIC: Flags = 1 << 5;
pub(super) const PARTICLE: Flags = 1 << 6;
pub(super) const SURNAME_PARTICLE: Flags = 1 << 7;
pub(super) const DATE: Flags = 1 << 8;
pub(super) const DATE_SIGN: Flags = 1 << 9;
pub(super) const LONE_DATE: Flags = 1 << 10;
pub(super) const AND: Flags = 1 << 11;
pub(super) const AND_SHORT: Flags = 1 << 12;
pub(super) const BY: Flags = 1 << 13;
pub(super) const BY_AFTER_ROLE: Flags = 1 << 14;
pub(super) const LABEL_MODIFIER: Flags = 1 << 15;
pub(super) const HELPING: Flags = 1 << 16;
pub(super) const ABSTRACT: Flags = 1 << 17;
pub(super) const NOBODY: Flags = 1 << 18;
pub(super) const CONTACT: Flags = 1 << 19;
pub(super) const TEMPLATE: Flags = 1 << 20;
pub(super) const IN: Flags = 1 << 21;
pub(super) const WEAK_IN: Flags = 1 << 22;
pub(super) const BIOGRAPHY: Flags = 1 << 23;
pub(super) const CITY_AND_NAME: Flags = 1 << 24;
pub(super) const ABBREVIATION: Flags = 1 << 25;
pub(super) const SHORT_MONTH: Flags = 1 << 26;
/// The first word of a phrase.
pub(super) const BEGINS: Flags = 1 << 27;

/// What one word may mean.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Word {
    pub(super) flags: Flags,
    pub(super) role: Option<(Role, Use)>,
}

/// What a phrase means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// An agency or paper, with its usual form, and whether only that form counts.
    Known {
        usual: &'static str,
        as_written: bool,
    },
    /// A city, a country, a state.
    Place {
        city: bool,
    },
    Nobody,
    Others,
    Label(Role),
    Tail,
}

/// One phrase, and what it means.
#[derive(Debug)]
pub(super) struct Phrase {
    text: &'static str,
    /// How many words follow the first.
    pub(super) after: usize,
    pub(super) meaning: Meaning,
}

impl Phrase {
    /// The forms of its words after the first.
    pub(super) fn rest(&self) -> impl Iterator<Item = Cow<'static, str>> {
        self.text.split_whitespace().skip(1).map(key)
    }
}

/// The tables of words, searchable.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    words: FnvHashMap<Cow<'static, str>, Word>,
}

/// The phrases by their first word, longest first.
type Phrases = FnvHashMap<Cow<'static, str>, Vec<Phrase>>;

/// About as many as there are words, and as there are phrases.
const MANY: usize = 2048;

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::build);

/// Apart, since bylines of plain names need no phrase.
static PHRASES: LazyLock<Phrases> = LazyLock::new(phrases_by_first_word);

impl Lexicon {
    pub(super) fn word(&self, key: &str) -> Word {
        self.words.get(key).copied().unwrap_or_default()
    }

    /// Whether a word says nothing, not even as the first of a phrase.
    pub(super) fn is_unknown(&self, key: &str) -> bool {
        !self.words.contains_key(key)
    }

    fn build() -> Self {
        let mut lexicon = Self { words: FnvHashMap::with_capacity_and_hasher(MANY, FnvBuildHasher::default()) };
        lexicon.add_words();
        for (role, usage, list) in words::ROLE_WORDS {
            for word in list.split_ascii_whitespace() {
                let role = Some((*role, *usage));
                let entry = lexicon.words.entry(Cow::Borrowed(word)).or_default();
                entry.role = entry.role.or(role);
            }
        }
        each_phrase(|phrase, _| {
            let first = phrase.split_ascii_whitespace().next().unwrap_or_default();
            lexicon.words.entry(key(first)).or_default().flags |= BEGINS;
        });
        lexicon
    }

    fn add_words(&mut self) {
        for (flags, list) in [
            (JOB, words::JOBS),
            (TITLE, words::TITLE_WORDS),
            (BODY, words::ORGANISATIONS),
            (PARTICLE, words::PARTICLES),
            (SURNAME_PARTICLE, words::SURNAME_PARTICLES),
            (DATE, words::DATE_WORDS),
            (DATE | DATE_SIGN, words::DATE_SIGNS),
            (DATE | LONE_DATE, words::LONE_DATES),
            (AND, words::AND),
            (AND_SHORT, words::AND_SHORT),
            (BY, words::BY),
            (BY_AFTER_ROLE, words::BY_AFTER_ROLE),
            (LABEL_MODIFIER, words::LABEL_MODIFIERS),
            (HELPING, words::HELPING_MODIFIERS),
            (ABSTRACT, words::ABSTRACT),
            (NOBODY, words::NOBODY),
            (CONTACT, words::CONTACTS),
            (TEMPLATE, words::TEMPLATE_WORDS),
            (IN, words::PLACE_PREPOSITIONS),
            (WEAK_IN, words::WEAK_PLACE_PREPOSITIONS),
            (BIOGRAPHY, words::BIOGRAPHY),
            (CITY_AND_NAME, bodies::PLACES_THAT_ARE_NAMES),
            (CREDENTIAL, words::CREDENTIALS),
            (HONORIFIC, words::HONORIFICS),
            (ABBREVIATION, words::ABBREVIATIONS),
            (SHORT_MONTH, words::SHORT_MONTHS),
        ] {
            for word in list.split_ascii_whitespace() {
                self.words.entry(lower(word)).or_default().flags |= flags;
            }
        }
        for (suffix, _) in words::SUFFIXES {
            self.words.entry(Cow::Borrowed(*suffix)).or_default().flags |= SUFFIX;
        }
    }
}

/// The phrases that begin with a word, longest first: none but for words that are known to begin one.
pub(super) fn phrases(first: &str) -> &'static [Phrase] {
    PHRASES.get(first).map_or(&[], Vec::as_slice)
}

fn phrases_by_first_word() -> Phrases {
    let mut phrases = Phrases::with_capacity_and_hasher(MANY, FnvBuildHasher::default());
    each_phrase(|text, meaning| {
        let mut words = text.split_ascii_whitespace();
        let first = key(words.next().unwrap_or_default());
        phrases.entry(first).or_default().push(Phrase { text, after: words.count(), meaning });
    });
    #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
    for phrases in phrases.values_mut() {
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.after));
    }
    phrases
}

/// Tells each phrase of the tables, and what it means.
fn each_phrase(mut tell: impl FnMut(&'static str, Meaning)) {
    let mut list = |phrases: &[&'static str], meaning: &dyn Fn(&'static str) -> Meaning| {
        for phrase in phrases {
            tell(phrase, meaning(phrase));
        }
    };
    for (role, phrases) in words::LABEL_PHRASES {
        list(phrases, &|_| Meaning::Label(*role));
    }
    list(words::TAIL_PHRASES, &|_| Meaning::Tail);
    list(words::OTHERS, &|_| Meaning::Others);
    list(words::NOBODY_PHRASES, &|_| Meaning::Nobody);
    list(bodies::CITIES, &|_| Meaning::Place { city: true });
    list(bodies::REGIONS, &|_| Meaning::Place { city: false });
    list(bodies::KNOWN, &|usual| Meaning::Known { usual, as_written: false });
    list(bodies::KNOWN_AS_WRITTEN, &|usual| Meaning::Known { usual, as_written: true });
}

/// The form of a word by which the tables know it: lower case, a straight apostrophe, no closing full stop or comma.
pub(super) fn key(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    let bare = word.trim_end_matches(['.', ',']);
    if bare.is_ascii() && !bare.contains(['(', ')']) {
        return lower(bare);
    }
    Cow::Owned(bare.to_lowercase().replace(['’', 'ʼ'], "'").replace(['(', ')'], ""))
}

/// The word in lower case, borrowed where it is so already.
fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.to_lowercase())
}

/// The usual spelling of a credential or honorific.
pub(super) fn usual_spelling(key: &str) -> Option<&'static str> {
    static USUAL: LazyLock<FnvHashMap<String, &'static str>> = LazyLock::new(|| {
        let listed = words::CREDENTIALS.split_whitespace().chain(words::HONORIFICS.split_whitespace());
        listed.map(|word| (word.to_lowercase(), word)).collect()
    });
    USUAL.get(key).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_every_meaning_of_their_lists() {
        let staff = LEXICON.word("staff").flags;
        assert_eq!(staff & (JOB | BODY | NOBODY), JOB | BODY | NOBODY);
        assert_eq!(LEXICON.word("byron").flags, 0);
        assert_eq!(LEXICON.word("fotos").role, Some((Role::Photographer, Use::Bare)));
    }

    #[test]
    fn longer_phrases_come_first() {
        let sorted = |phrases: &Vec<Phrase>| phrases.is_sorted_by_key(|phrase| std::cmp::Reverse(phrase.after));
        assert!(PHRASES.values().all(sorted));
    }

    #[test]
    fn tables_are_lower_case() {
        for (_, _, list) in words::ROLE_WORDS {
            assert_eq!(*list, list.to_lowercase());
        }
        for phrase in words::NOBODY_PHRASES.iter().chain(words::TAIL_PHRASES).chain(bodies::CITIES) {
            assert_eq!(**phrase, phrase.to_lowercase(), "{phrase}");
        }
    }
}

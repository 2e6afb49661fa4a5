//! The word tables, searchable: what a word may mean, and which phrase begins with it.

use std::borrow::Cow;
use std::sync::LazyLock;

use fnv::FnvHashMap;

use super::super::person::Role;
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
/// The whole name of a known agency or paper.
pub(super) const AGENCY: Flags = 1 << 28;
pub(super) const REACH: Flags = 1 << 29;
pub(super) const FIRM: Flags = 1 << 30;
/// What papers call themselves by.
pub(super) const MASTHEAD: Flags = 1 << 31;

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

// `build/lexicon.rs` makes the two tables, `WORDS` and `PHRASES`.
include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

/// What a word may mean.
pub(super) fn word(key: &str) -> Word {
    let known = WORDS.get(key).or_else(|| WORDS.get(ungendered(key)?));
    known.copied().unwrap_or_else(|| Word { flags: compound(key), role: None })
}

/// "redakteur" of "Redakteur:in", "autor" of "Autor*innen".
fn ungendered(key: &str) -> Option<&str> {
    let marked = key.strip_suffix("in").or_else(|| key.strip_suffix("innen"))?;
    marked.strip_suffix([':', '*', '_', '/'])
}

/// A job or a paper in a word of several: "Sportjournalistin", "editora-chefe", "Post-Dispatch".
#[inline]
fn compound(key: &str) -> Flags {
    const SHORTEST: usize = 8;
    if key.len() < SHORTEST { 0 } else { of_several(key) }
}

#[cold]
fn of_several(key: &str) -> Flags {
    // "Jane Fellow-Smith" has a name.
    const SHORTEST_PART: usize = 7;
    let joined = key.contains('-');
    let means = |part: &str, flags| WORDS.get(part).is_some_and(|word| word.flags & flags != 0);
    let is_job = |part: &str| part.len() >= SHORTEST_PART && means(part, JOB);
    let shared = ["co-", "ex-", "vice-", "vize-"].iter().find_map(|shares| key.strip_prefix(shares));
    if shared.is_some_and(|job| means(job, JOB)) || key.ends_with("-at-large") {
        return JOB;
    }
    if words::JOB_ENDINGS.iter().any(|ending| key.ends_with(ending)) || joined && key.split('-').any(is_job) {
        return JOB;
    }
    if words::BODY_ENDINGS.iter().any(|ending| key.ends_with(ending)) {
        return BODY;
    }
    if joined && key.split('-').all(|part| means(part, BODY | MASTHEAD)) { BODY } else { 0 }
}

/// Whether a word says nothing, not even as the first of a phrase.
pub(super) fn is_unknown(key: &str) -> bool {
    compound(key) == 0 && !WORDS.contains_key(key)
}

/// The phrases that begin with a word, longest first: none but for words that are known to begin one.
pub(super) fn phrases(first: &str) -> &'static [Phrase] {
    PHRASES.get(first).copied().unwrap_or_default()
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
        let staff = word("staff").flags;
        assert_eq!(staff & (JOB | BODY | NOBODY), JOB | BODY | NOBODY);
        assert_eq!(word("byron").flags, 0);
        assert_eq!(word("fotos").role, Some((Role::Photographer, Use::Bare)));
    }

    #[test]
    fn a_word_has_one_form() {
        for (typed, form) in [("Author(s)", "authors"), ("AUTOR(ÓW),", "autorów"), ("Jr.", "jr"), ("O’Neil", "o'neil")]
        {
            assert_eq!(key(typed), form);
        }
    }

    #[test]
    fn longer_phrases_come_first() {
        let sorted = |phrases: &[Phrase]| phrases.is_sorted_by_key(|phrase| std::cmp::Reverse(phrase.after));
        assert!(PHRASES.values().all(|phrases| sorted(phrases)));
    }

    #[test]
    fn tables_have_the_keys_by_which_they_are_searched() {
        for (first, phrases) in &PHRASES {
            assert_ne!(word(first).flags & BEGINS, 0, "{first}");
            for phrase in *phrases {
                let mut words = phrase.text.split_whitespace();
                assert_eq!(words.next().map(key).as_deref(), Some(*first), "{phrase:?}");
                assert_eq!(words.count(), phrase.after, "{phrase:?}");
            }
        }
        for known in WORDS.keys() {
            assert_eq!(key(known), *known, "no word of a text is searched by it");
        }
        let begin = WORDS.entries().filter(|(_, word)| word.flags & BEGINS != 0);
        assert_eq!(begin.count(), PHRASES.len());
    }

    #[test]
    fn tables_are_lower_case() {
        for (_, _, list) in words::ROLE_WORDS {
            assert_eq!(*list, list.to_lowercase());
        }
        for phrase in
            super::super::unnamed::NOBODY_PHRASES.iter().chain(words::TAIL_PHRASES).chain(super::super::bodies::CITIES)
        {
            assert_eq!(**phrase, phrase.to_lowercase(), "{phrase}");
        }
    }
}

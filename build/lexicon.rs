//! The tables of a byline's words as they are searched, made while dateline is compiled: what each word may mean, and the
//! phrases by their first word. `src/value/byline/lexicon.rs` has what is made here, and says what the names mean.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use super::{bodies, unnamed, words};

/// What one word may mean, as Rust has it.
#[derive(Default)]
struct Word {
    flags: BTreeSet<&'static str>,
    role: Option<String>,
}

/// The source of the two tables.
pub(crate) fn source() -> String {
    let phrases_by_first_word = phrases_by_first_word();
    let mut words = phf_codegen::Map::new();
    for (word, meaning) in words_by_key(phrases_by_first_word.keys()) {
        words.entry(word, meaning.source());
    }
    let mut by_first_word = phf_codegen::Map::new();
    for (first, mut phrases) in phrases_by_first_word {
        phrases.sort_by_key(|(text, _)| std::cmp::Reverse(words_after_first(text)));
        let phrase = |(text, meaning): &(&str, String)| {
            format!("Phrase {{ text: {text:?}, after: {}, meaning: {meaning} }}", words_after_first(text))
        };
        let phrases: Vec<String> = phrases.iter().map(phrase).collect();
        by_first_word.entry(first, format!("&[{}]", phrases.join(", ")));
    }
    let (words, phrases) = (words.build(), by_first_word.build());
    let table = |name, of, made: &dyn Display| {
        format!("#[allow(clippy::unreadable_literal)]\nstatic {name}: phf::Map<&'static str, {of}> = {made};\n")
    };
    table("WORDS", "Word", &words) + &table("PHRASES", "&'static [Phrase]", &phrases)
}

impl Word {
    fn source(&self) -> String {
        let flags: Vec<&str> = self.flags.iter().copied().collect();
        let flags = if flags.is_empty() { "0".to_owned() } else { flags.join(" | ") };
        format!("Word {{ flags: {flags}, role: {} }}", self.role.as_deref().unwrap_or("None"))
    }
}

/// The words of the tables, and those that begin a phrase.
fn words_by_key<'a>(begin: impl Iterator<Item = &'a String>) -> BTreeMap<String, Word> {
    let mut by_key: BTreeMap<String, Word> = BTreeMap::new();
    for (flags, list) in [
        ("JOB", words::JOBS),
        ("TITLE", words::TITLE_WORDS),
        ("BODY", words::ORGANISATIONS),
        ("MASTHEAD", bodies::MASTHEADS),
        ("FIRM", words::FIRMS),
        ("PARTICLE", words::PARTICLES),
        ("SURNAME_PARTICLE", words::SURNAME_PARTICLES),
        ("DATE", unnamed::DATE_WORDS),
        ("DATE | DATE_SIGN", unnamed::DATE_SIGNS),
        ("DATE | LONE_DATE", unnamed::LONE_DATES),
        ("AND", words::AND),
        ("AND_SHORT", words::AND_SHORT),
        ("BY", words::BY),
        ("BY_AFTER_ROLE", words::BY_AFTER_ROLE),
        ("LABEL_MODIFIER", words::LABEL_MODIFIERS),
        ("HELPING", words::HELPING_MODIFIERS),
        ("ABSTRACT", words::ABSTRACT),
        ("NOBODY", unnamed::NOBODY),
        ("CONTACT", words::CONTACTS),
        ("REACH", words::CONTACTS),
        ("REACH", words::REACHES),
        ("TEMPLATE", unnamed::TEMPLATE_WORDS),
        ("IN", words::PLACE_PREPOSITIONS),
        ("WEAK_IN", words::WEAK_PLACE_PREPOSITIONS),
        ("BIOGRAPHY", words::BIOGRAPHY),
        ("CITY_AND_NAME", bodies::PLACES_THAT_ARE_NAMES),
        ("CREDENTIAL", words::CREDENTIALS),
        ("HONORIFIC", words::HONORIFICS),
        ("ABBREVIATION", words::ABBREVIATIONS),
        ("SHORT_MONTH", words::SHORT_MONTHS),
    ] {
        for word in list.split_whitespace() {
            by_key.entry(word.to_lowercase()).or_default().flags.extend(flags.split(" | "));
        }
    }
    for (suffix, _) in words::SUFFIXES {
        by_key.entry((*suffix).to_owned()).or_default().flags.insert("SUFFIX");
    }
    for agency in bodies::KNOWN.iter().chain(bodies::KNOWN_AS_WRITTEN).filter(|name| !name.contains(' ')) {
        by_key.entry(key(agency)).or_default().flags.insert("AGENCY");
    }
    for (role, usage, list) in words::ROLE_WORDS {
        for word in list.split_whitespace() {
            let word = by_key.entry(word.to_owned()).or_default();
            word.role.get_or_insert_with(|| format!("Some((Role::{role:?}, Use::{usage:?}))"));
        }
    }
    for first in begin {
        by_key.entry(first.clone()).or_default().flags.insert("BEGINS");
    }
    by_key
}

/// The phrases of the tables, each with what it means.
fn phrases_by_first_word() -> BTreeMap<String, Vec<(&'static str, String)>> {
    let mut by_first_word: BTreeMap<String, Vec<(&'static str, String)>> = BTreeMap::new();
    let mut list = |phrases: &[&'static str], meaning: &dyn Fn(&str) -> String| {
        for &phrase in phrases {
            let first = phrase.split_whitespace().next().unwrap_or_default();
            by_first_word.entry(key(first)).or_default().push((phrase, meaning(phrase)));
        }
    };
    for (role, phrases) in words::LABEL_PHRASES {
        list(phrases, &|_| format!("Meaning::Label(Role::{role:?})"));
    }
    for (phrases, meaning) in [
        (words::TAIL_PHRASES, "Tail"),
        (unnamed::OTHERS, "Others"),
        (unnamed::NOBODY_PHRASES, "Nobody"),
        (bodies::CITIES, "Place { city: true }"),
        (bodies::REGIONS, "Place { city: false }"),
    ] {
        list(phrases, &|_| format!("Meaning::{meaning}"));
    }
    for (phrases, as_written) in [(bodies::KNOWN, false), (bodies::KNOWN_AS_WRITTEN, true)] {
        list(phrases, &|usual| format!("Meaning::Known {{ usual: {usual:?}, as_written: {as_written} }}"));
    }
    by_first_word
}

fn words_after_first(phrase: &str) -> usize {
    phrase.split_whitespace().count() - 1
}

/// The form of a word by which the tables know it, as `lexicon::key` has it; a test holds the two to each other.
fn key(word: &str) -> String {
    word.trim_end_matches(['.', ',']).to_lowercase().replace(['’', 'ʼ'], "'").replace(['(', ')'], "")
}

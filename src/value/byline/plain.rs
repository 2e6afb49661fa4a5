//! Bylines that are plainly the names of authors, "By Jane Doe, Eva Díaz and John Smith", read at a glance.

use super::super::person::{Credit, Role};
use super::Byline;
use super::lexicon;

/// Names that a plain byline may have.
const MOST_NAMES: usize = 8;

/// What a byline says that is plain; `None` for any other.
///
/// Each name has two or three words, written as names are and found in no table.
pub(super) fn read(text: &str) -> Option<Byline> {
    let names = text.strip_prefix("By ").unwrap_or(text);
    let mut credits: Vec<Credit> = Vec::new();
    let mut at = text.len() - names.len();
    let mut key = String::new();
    loop {
        let end = at + name(&text[at..], &mut key)?;
        let name = &text[at..end];
        if credits.len() == MOST_NAMES || credits.iter().any(|credit| is_same(credit.name(), name)) {
            return None;
        }
        credits.push(Credit::of_shown(name.to_owned(), Role::Author).with_span(Some(at..end)));
        if end == text.len() {
            return Some(Byline { credits, dropped: Vec::new() });
        }
        let between = [", and ", ", ", " and "].into_iter().find(|between| text[end..].starts_with(between))?;
        at = end + between.len();
    }
}

/// The length of the name that a text begins with.
fn name(text: &str, key: &mut String) -> Option<usize> {
    const MOST_WORDS: usize = 3;
    let mut end = word(text, key)?;
    for words in 2..=MOST_WORDS + 1 {
        let Some(next) = text[end..].strip_prefix(' ').filter(|next| !next.starts_with("and ")) else {
            return (words > 2).then_some(end);
        };
        if words > MOST_WORDS {
            return None;
        }
        end += 1 + word(next, key)?;
    }
    None
}

/// The length of the word that a text begins with, if it may be a part of a name and of nothing else.
fn word(text: &str, key: &mut String) -> Option<usize> {
    const SHORTEST: usize = 3;
    key.clear();
    if let Some(length) = ascii_word(text.as_bytes()) {
        key.push_str(&text[..length]);
        key.make_ascii_lowercase();
        return (length >= SHORTEST && lexicon::is_unknown(key)).then_some(length);
    }
    let (mut letters, mut length, mut after_capital) = (0, 0, false);
    for letter in text.chars().take_while(|&letter| is_of_name(letter)) {
        let is_capital = letter.is_uppercase();
        // A capital first, and no two together: "MacLeod".
        let fits = if letters == 0 { is_capital } else { letter.is_lowercase() || is_capital && !after_capital };
        if !fits {
            return None;
        }
        after_capital = is_capital;
        letters += 1;
        length += letter.len_utf8();
        if letter.is_ascii() {
            key.push(letter.to_ascii_lowercase());
        } else {
            key.extend(letter.to_lowercase());
        }
    }
    let is_name = letters >= SHORTEST && !after_capital;
    (is_name && lexicon::is_unknown(key)).then_some(length)
}

/// The length of the word that a text begins with, where it is a capital and small letters without a mark.
fn ascii_word(text: &[u8]) -> Option<usize> {
    let (_, rest) = text.split_first().filter(|(first, _)| first.is_ascii_uppercase())?;
    let small = rest.iter().take_while(|byte| byte.is_ascii_lowercase()).count();
    let ends = rest.get(small).is_none_or(|next| next.is_ascii() && !next.is_ascii_alphabetic());
    ends.then_some(1 + small)
}

/// Latin letters, each one character: those with a mark that stands by itself come after them.
fn is_of_name(letter: char) -> bool {
    letter.is_ascii_alphabetic() || matches!(letter, 'À'..='ɏ') && letter.is_alphabetic()
}

fn is_same(left: &str, right: &str) -> bool {
    // Of other letters the two cases may differ too.
    let is_ascii = || left.is_ascii() && right.is_ascii();
    left.len() == right.len()
        && (left.eq_ignore_ascii_case(right) || !is_ascii() && left.to_lowercase() == right.to_lowercase())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::value::byline::{Reading, bodies, unnamed, words};

    /// Whether a byline is plain; then it must say what the whole grammar reads in it.
    fn is_plain(text: &str) -> bool {
        let plain = read(text);
        assert!(plain.as_ref().is_none_or(|plain| *plain == Reading::new(text).byline()), "{text}: {plain:?}");
        plain.is_some()
    }

    #[test]
    fn names_alone_are_plain() {
        for text in [
            "By Jane Doe",
            "Jane Doe",
            "Björn Østergaard and Chloé MacLeod",
            "By Katya Kaur, Liam Weir, Jonas Quinn",
            "By Jane Mary Doe, Eva Díaz, and Łukasz Kowalski",
            "Jane Doe and Eric Doe",
        ] {
            assert!(is_plain(text), "{text}");
        }
    }

    #[test]
    fn all_else_is_not() {
        for text in [
            "",
            "By ",
            "Jane",
            "by Jane Doe",
            "JANE DOE",
            "By Jane DOe",
            "By Jane DoE",
            "Doe, Jane",
            "Jane Doe ",
            "Jane  Doe",
            "Jane Doe and",
            "Jane Doe, ",
            "Jane Doe, Reuters",
            "Jane Doe, Staff Writer",
            "Jane Doe, New York",
            "Jane Doe’s",
            "Jane Doe and Jane Doe",
            "Émile Doe and émile doe",
            "Zoë DuÉtang and Zoë Duétang",
            "Νίκος Παππάς",
            "Jane van Doe",
            "Jane Jane Jane Jane",
            "The Jane Does",
            "With Jane Doe",
            "Li Wu",
            "Jane D. Doe",
            "Jane Doe; Eva Díaz",
            "Eva Di\u{301}az",
        ] {
            assert!(!is_plain(text), "{text}");
        }
    }

    /// Words of the tables and others, as they begin a name.
    fn capitalised() -> impl Strategy<Value = String> {
        let tables =
            [words::JOBS, words::TITLE_WORDS, words::ORGANISATIONS, words::PARTICLES, words::BY, words::ABSTRACT];
        let phrases = [words::TAIL_PHRASES, unnamed::OTHERS, unnamed::NOBODY_PHRASES, bodies::CITIES, bodies::KNOWN];
        let listed = tables.into_iter().flat_map(str::split_whitespace).map(str::to_owned);
        let of_phrases = phrases.into_iter().flatten().flat_map(|phrase| phrase.split_whitespace()).map(str::to_owned);
        let listed: Vec<String> = listed.chain(of_phrases).collect();
        let literal = "(the|with|mit|avec|this|aus|von|special|reporting|based|filed|from|updated|who|whose|head|reach|sons|company|partners|all|staff|to|for)";
        prop_oneof![
            4 => "[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{0,7}([A-Z][a-z]{1,4})?",
            1 => prop::sample::select(listed),
            1 => literal,
        ]
        .prop_map(|word| {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        #[test]
        fn what_is_plain_is_what_the_grammar_reads(
            by in prop::sample::select(vec!["By ", "", "by "]),
            names in prop::collection::vec((prop::collection::vec(capitalised(), 1..5), prop::sample::select(vec![", ", " and ", ", and ", " "])), 1..5),
            last in prop::collection::vec(capitalised(), 2..4),
        ) {
            let names = names.iter().map(|(name, between)| name.join(" ") + between).collect::<String>();
            is_plain(&(by.to_owned() + &names + &last.join(" ")));
        }
    }
}

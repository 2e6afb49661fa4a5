//! The place that a story was filed from, at the start of its text.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::value::byteset::{ALPHANUMERIC, BLOCK, ByteSet, each_block};
use crate::value::text::is_breaking_space;

/// The text without the dateline that it may open with, in whatever case, brackets and dash it is written.
///
/// A country or state that only one of the two names, a date and an agency after the place go with it. A text that only
/// begins with the same words is left alone, unless they stand in capitals before the first word of a sentence, as a
/// dateline in bold type does.
///
/// ```
/// use dateline::value::summary::strip_dateline;
///
/// assert_eq!(strip_dateline("ANCHORAGE, Alaska – During a summit", "Anchorage, Alaska"), "During a summit");
/// assert_eq!(strip_dateline("LONDON, March 4 (Reuters) - Rain", "London"), "Rain");
/// assert_eq!(strip_dateline("OSLO, Norway – Rain", "Oslo"), "Rain");
/// assert_eq!(strip_dateline("OSLO – Rain", "Oslo, Norway"), "Rain");
/// assert_eq!(strip_dateline("London is calling", "London"), "London is calling");
/// ```
#[must_use]
pub fn strip_dateline<'a>(text: &'a str, dateline: &str) -> &'a str {
    after_dateline(text, dateline).or_else(|| after_place(text, city(dateline)?.0, false)).unwrap_or(text)
}

/// The city that the text opens with, where the dateline says more of it, and what more.
pub(super) fn missing<'a>(text: &str, dateline: &'a str) -> Option<(&'a str, &'a str)> {
    let (city, rest) = city(dateline)?;
    let is_city_alone = after_dateline(text, dateline).is_none() && after_place(text, city, false).is_some();
    is_city_alone.then_some((city, rest))
}

/// The city of a dateline that names its country or state as well, and what follows it.
fn city(dateline: &str) -> Option<(&str, &str)> {
    Some(dateline.split_at(dateline.find(',')?)).filter(|(city, _)| !city.trim().is_empty())
}

fn after_dateline<'a>(text: &'a str, dateline: &str) -> Option<&'a str> {
    after_place(text, dateline, true).or_else(|| after_capitals(text.trim_start(), dateline))
}

/// What follows a place with a dash or in brackets; with its country or state where it may have one.
fn after_place<'a>(text: &'a str, place: &str, may_have_region: bool) -> Option<&'a str> {
    let trimmed = text.trim_start();
    let (inside, bracket) = match trimmed.strip_prefix(['(', '[', '（', '【']) {
        Some(inside) => (inside, true),
        None => (trimmed, false),
    };
    let after = after_words(inside, place)?;
    let after = after.strip_prefix('.').unwrap_or(after);
    let region = if may_have_region { after_region(after) } else { after };
    if bracket {
        let after = region.trim_start().strip_prefix([')', ']', '）', '】'])?;
        return Some(after_dash(after).unwrap_or(after.trim_start()));
    }
    let ends = |after| [after, after_date(after), after_agency(after), after_agency(after_date(after))];
    ends(after).into_iter().chain(ends(region)).find_map(after_dash)
}

/// Whether some piece of a body's text may open with the dateline, as far as its first letters tell; none is missed.
pub(super) fn may_open(html: &str, dateline: &str) -> bool {
    const END_OF_TAG: ByteSet = ByteSet::of(b">");
    const WORD_OR_TAG: ByteSet = ALPHANUMERIC.with(b"<");
    let city = city(dateline).map_or(dateline, |(city, _)| city);
    let letters: Vec<char> = city.chars().flat_map(folded).take(4).collect();
    let Some(first) = letters.first() else { return true };
    let first = u8::try_from(*first).unwrap_or(u8::MAX);
    let others = WORD_OR_TAG.without(&[first, first.to_ascii_uppercase()]);
    let (mut start, mut is_behind_tag, mut may_open) = (0, 1, false);
    each_block(&[END_OF_TAG, others], html.as_bytes(), |[ends, others]| {
        let mut places = (ends << 1 | is_behind_tag) & !others;
        is_behind_tag = ends >> (u64::BITS - 1);
        while places != 0 && !may_open {
            may_open = may_begin(&html[start + places.trailing_zeros() as usize..], &letters);
            places &= places - 1;
        }
        start += BLOCK;
    });
    may_open
}

/// Whether the text up to the next tag may begin with these letters. A reference, a tag among the letters, and what is
/// not ASCII in the text may be any of them; what is ASCII there is none but itself.
fn may_begin(text: &str, letters: &[char]) -> bool {
    let is_skipped = |char: char| match char {
        '<' | '&' | 'a'..='z' | 'A'..='Z' | '0'..='9' => false,
        _ => char.is_ascii() || folded(char).next().is_none(),
    };
    let text = text.trim_start_matches(is_skipped).as_bytes();
    if matches!(text.first(), None | Some(b'<')) {
        return false;
    }
    for (&byte, &letter) in text.iter().zip(letters) {
        if !byte.is_ascii_alphanumeric() {
            return true;
        }
        if char::from(byte.to_ascii_lowercase()) != letter {
            return false;
        }
    }
    true
}

/// A letter without its accents, since these can be written in two ways.
fn folded(letter: char) -> impl Iterator<Item = char> {
    std::iter::once(letter).nfd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// What follows the words of `dateline` in `text`, which must begin with them and end there with a whole word.
fn after_words<'a>(text: &'a str, dateline: &str) -> Option<&'a str> {
    let mut wanted = dateline.chars().flat_map(folded).peekable();
    wanted.peek()?;
    for (at, letter) in text.char_indices() {
        if wanted.peek().is_none() && !is_combining_mark(letter) {
            return (!letter.is_alphanumeric()).then(|| &text[at..]);
        }
        let mut parts = folded(letter).peekable();
        let between = letter.is_whitespace() || ",.-–'’()/".contains(letter) || dateline.contains(letter);
        if parts.peek().is_none() && !between && !is_combining_mark(letter) {
            return None;
        }
        for part in parts {
            wanted.next_if_eq(&part)?;
        }
    }
    None
}

/// What follows a dateline without a dash: one with a word in capitals, letter by letter, before a new sentence.
fn after_capitals<'a>(text: &'a str, dateline: &str) -> Option<&'a str> {
    let is_loud = |word: &str| word.chars().count() > 2 && word.chars().all(char::is_uppercase);
    let after =
        text.strip_prefix(dateline.trim()).filter(|_| dateline.split(|c: char| !c.is_alphabetic()).any(is_loud))?;
    let body = after.trim_start_matches(['.', ',']).strip_prefix(is_breaking_space)?.trim_start();
    let first = body.trim_start_matches(['“', '"', '‘', '«', '„', '¿', '¡']).chars().next()?;
    first.is_uppercase().then_some(body)
}

/// What follows a dash, if the text begins with one; a hyphen counts only with space beside it.
fn after_dash(text: &str) -> Option<&str> {
    let trimmed = text.trim_start();
    let rest = trimmed.trim_start_matches(['–', '—', '―', '−', '‒', '‐', '‑', '－', '-', ':', '：', '|']);
    let dash = &trimmed[..trimmed.len() - rest.len()];
    let spaced = trimmed.len() < text.len() || rest.starts_with(char::is_whitespace);
    let body = rest.trim_start();
    (!dash.is_empty() && (spaced || dash != "-")).then_some(body)
}

/// What follows `, Norway`: a comma and a few words with capitals.
fn after_region(text: &str) -> &str {
    const LONGEST: usize = 24;
    let Some(rest) = text.trim_start().strip_prefix(',') else { return text };
    let signs = ['–', '—', '―', '(', ')', ']', '）', '】', ':', '|', ','];
    let end = rest.find(signs).into_iter().chain(rest.find(" -")).min().unwrap_or(rest.len());
    let region = rest[..end].trim();
    let is_name = |word: &str| word.starts_with(char::is_uppercase);
    let fits = !region.is_empty() && region.chars().count() <= LONGEST && region.split_whitespace().all(is_name);
    if fits { &rest[end..] } else { text }
}

/// What follows `, March 4`: a comma and a short piece with a number in it.
fn after_date(text: &str) -> &str {
    let Some(rest) = text.trim_start().strip_prefix(',') else { return text };
    let end = rest.find(['–', '—', '―', '-', '(', ':']).unwrap_or(rest.len());
    let date = &rest[..end];
    if date.chars().count() <= 20 && date.contains(|c: char| c.is_ascii_digit()) { &rest[end..] } else { text }
}

/// What follows `(AP)`: a short piece in brackets.
fn after_agency(text: &str) -> &str {
    let Some(rest) = text.trim_start().strip_prefix('(') else { return text };
    match rest.find(')') {
        Some(end) if rest[..end].chars().count() <= 24 => &rest[end + 1..],
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn datelines_are_known_in_any_dress() {
        let place = "ANCHORAGE, Alaska";
        for text in [
            "ANCHORAGE, Alaska – During",
            "Anchorage, Alaska — During",
            "ANCHORAGE, ALASKA - During",
            "  ANCHORAGE,  Alaska -- During",
            "ANCHORAGE, Alaska (AP) — During",
            "ANCHORAGE, Alaska, Aug. 15 (Reuters) - During",
            "ANCHORAGE, Alaska, Aug 15: During",
            "(ANCHORAGE, Alaska) During",
            "[Anchorage, Alaska] – During",
            "ANCHORAGE, Alaska—During",
            "Anchorage, Alaska: During",
            "Anchorage, Alaska | During",
            "ANCHORAGE, Alaska During",
            "ANCHORAGE, Alaska.\u{A0}– During",
        ] {
            assert_eq!(strip_dateline(text, place), "During", "{text}");
        }
        for text in ["Anchorage, Alaska is cold", "Anchorage is cold – x", "", "ANCHORAGE, Alaska"] {
            assert_eq!(strip_dateline(text, place), text);
        }
        for (text, dateline) in [
            ("PARIS-based firms", "PARIS"),
            ("Paris, which in 2024 – x", ""),
            ("Paris, city of light – x", "Paris"),
            ("Paris, which in the spring of 2024 – x", "Paris"),
            ("Paris (the city of light and more) – x", "Paris"),
            ("London Bridge is falling", "London"),
            ("UN Rights Office opens", "UN"),
            ("OSLO-Rain", "Oslo"),
        ] {
            assert_eq!(strip_dateline(text, dateline), text);
        }
        for (text, dateline) in [
            ("SA\u{303}O PAULO – Chuva", "São Paulo"),
            ("São Paulo — Chuva", "SÃO PAULO"),
            ("SAO PAULO — Chuva", "SÃO PAULO"),
            ("（São Paulo）Chuva", "São Paulo"),
            ("SÃO PAULO- Chuva", "São Paulo"),
            ("SÃO PAULO -Chuva", "São Paulo"),
            ("S. PAULO, S.P. – Chuva", "S Paulo SP"),
        ] {
            assert_eq!(strip_dateline(text, dateline), "Chuva", "{text}");
        }
        for text in ["LONDON is calling", "London Bridge", "LONDONERS Say"] {
            assert_eq!(strip_dateline(text, "LONDON"), text);
        }
        assert_eq!(strip_dateline("LONDON “Rain,” they said", "LONDON"), "“Rain,” they said");
        for text in ["WASHINGTON, D.C. – Rain", "(Washington, D.C.) Rain", "[WASHINGTON D.C.] – Rain"] {
            assert_eq!(strip_dateline(text, "Washington, D.C."), "Rain", "{text}");
        }
    }

    #[test]
    fn the_country_may_be_named_by_one_of_the_two() {
        for text in [
            "OSLO, Norway – Rain",
            "Oslo, Norway: Rain",
            "OSLO, NORWAY, March 4 (Reuters) - Rain",
            "OSLO, Norway (AP) — Rain",
            "(OSLO, Norway) Rain",
            "OSLO — Rain",
        ] {
            assert_eq!(strip_dateline(text, "Oslo"), "Rain", "{text}");
            assert_eq!(strip_dateline(text, "Oslo, Norway"), "Rain", "{text}");
        }
        for (text, dateline) in [
            ("BISSAU, Guinea-Bissau – Rain", "Bissau"),
            ("GEORGE TOWN, Cayman Islands - Rain", "George Town"),
            ("PORTLAND, Ore. – Rain", "Portland"),
        ] {
            assert_eq!(strip_dateline(text, dateline), "Rain", "{text}");
        }
        for text in [
            "Oslo, Bergen and Trondheim – the three",
            "Oslo, Norway is wet",
            "Oslo, which – as Norway knows",
            "Oslo, – Rain",
            "Oslo, Norway And All That Lies To The North – Rain",
            "(Oslo, Norway is wet) Rain",
        ] {
            assert_eq!(strip_dateline(text, "Oslo"), text);
        }
        assert_eq!(missing("OSLO – Rain", "Oslo, Norway"), Some(("Oslo", ", Norway")));
        for (text, dateline) in [
            ("OSLO, Norway – Rain", "Oslo, Norway"),
            ("OSLO, Norway – Rain", "Oslo"),
            ("OSLO, Minn. – Rain", "Oslo, Norway"),
            ("Rain in Oslo", "Oslo, Norway"),
            ("– Rain", ", Norway"),
        ] {
            assert_eq!(missing(text, dateline), None);
        }
    }

    proptest! {
        #[test]
        fn a_stripped_dateline_leaves_the_end(text in "\\PC{0,40}", dateline in "\\PC{0,8}") {
            prop_assert!(text.ends_with(strip_dateline(&text, &dateline)));
            let written = format!("{dateline} — {text}");
            if dateline.contains(char::is_alphanumeric) {
                let _ = strip_dateline(&written, &dateline);
            }
        }
    }
}

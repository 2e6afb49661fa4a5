//! Where sentences end, and texts cut there.

use unicode_segmentation::UnicodeSegmentation;

/// The text cut to at most `max` graphemes: at the end of a sentence if one ends in the last two thirds, else after a
/// word, with `…`.
///
/// Quotes and brackets that are open where it is cut are closed, unless a sentence ends outside of them.
///
/// ```
/// use dateline::value::summary::cut;
///
/// let text = "Mr. Osei left the U.S. on Friday. He did not say why.";
/// assert_eq!(cut(text, 40), "Mr. Osei left the U.S. on Friday.");
/// assert_eq!(cut(text, 26), "Mr. Osei left the U.S. on…");
/// assert_eq!(cut(text, 99), text);
/// ```
#[must_use]
pub fn cut(text: &str, max: usize) -> String {
    let text = text.trim();
    let starts: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).take(max + 1).collect();
    if starts.len() <= max {
        return text.to_owned();
    }
    if max == 0 {
        return String::new();
    }
    let is_whole = |at: &usize| starts.binary_search(at).is_ok();
    let ends = sentence_ends(text).take_while(|&at| at <= starts[max]).filter(is_whole);
    let ends: Vec<usize> = ends.filter(|&at| at > starts[max / 3]).collect();
    let whole = ends.iter().rev().find(|&&at| unclosed(&text[..at]).is_empty());
    let closed = |&&at: &&usize| starts.partition_point(|&start| start < at) + unclosed(&text[..at]).len() <= max;
    if let Some(&at) = whole.or_else(|| ends.iter().rev().find(closed)) {
        return with_closing(&text[..at], "");
    }
    let after_word = |room: usize| {
        let words = text.split_word_bound_indices().map(|(at, _)| at);
        let word = words.take_while(|&at| at <= room).filter(is_whole).last();
        let end = word.filter(|&at| !text[..at].trim().is_empty()).unwrap_or(room);
        text[..end].trim_end_matches(is_dangling)
    };
    // One grapheme less, for the ellipsis; and one for each mark that is to be closed, of which a shorter text may have more.
    let fitting = (0..max.saturating_sub(1)).find_map(|marks| {
        let kept = after_word(starts[max - 1 - marks]);
        (unclosed(kept).len() <= marks).then(|| with_closing(kept, "…"))
    });
    fitting.unwrap_or_else(|| format!("{}…", after_word(starts[max - 1])))
}

/// What stands at an end only if something follows.
fn is_dangling(mark: char) -> bool {
    mark.is_whitespace()
        || matches!(
            mark,
            ',' | ';'
                | ':'
                | '–'
                | '—'
                | '-'
                | '('
                | '['
                | '“'
                | '„'
                | '«'
                | '¿'
                | '¡'
                | '「'
                | '『'
                | '、'
                | '，'
                | '،'
        )
}

fn with_closing(text: &str, ellipsis: &str) -> String {
    let closing: String = unclosed(text).into_iter().rev().collect();
    format!("{text}{ellipsis}{closing}")
}

/// The marks that would close the quotes and brackets that are open at the end of a text, the outermost first.
fn unclosed(text: &str) -> Vec<char> {
    let mut open: Vec<char> = Vec::new();
    let mut before = ' ';
    for mark in text.chars() {
        let begins = before.is_whitespace() || matches!(before, '(' | '[' | '“' | '«' | '—' | '–' | '\'');
        if let Some(at) = open.iter().rposition(|&closing| closing == mark || (closing == '“' && mark == '”')) {
            open.truncate(at);
        } else if let Some(closing) = closing(mark).filter(|_| mark != '"' || begins) {
            open.push(closing);
        }
        before = mark;
    }
    open
}

const fn closing(mark: char) -> Option<char> {
    Some(match mark {
        '(' => ')',
        '[' => ']',
        '"' => '"',
        '“' => '”',
        '„' => '“',
        '«' => '»',
        // In some languages they point inwards.
        '»' => '«',
        '「' => '」',
        '『' => '』',
        '（' => '）',
        '《' => '》',
        '〈' => '〉',
        _ => return None,
    })
}

/// Where sentences end, closing quotes included.
fn sentence_ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.char_indices().filter_map(move |(at, mark)| {
        let wide = matches!(mark, '。' | '！' | '？' | '｡' | '．');
        if !wide && !matches!(mark, '.' | '!' | '?' | '…' | '‽' | '؟' | '۔' | '।' | '॥' | '።' | '։' | '။' | '។')
        {
            return None;
        }
        let behind = &text[at + mark.len_utf8()..];
        let closing =
            |c: char| matches!(c, '"' | '\'' | '”' | '’' | '“' | '»' | '›' | '」' | '』' | ')' | ']' | '）' | '》');
        let rest = behind.trim_start_matches(closing);
        let end = text.len() - rest.len();
        let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
        let next = rest.trim_start().chars().find(|c| c.is_alphanumeric());
        let goes_on = next.is_some_and(char::is_lowercase) || (mark == '.' && is_abbreviated(&text[..at], next));
        let is_number = mark == '．' && rest.starts_with(char::is_numeric);
        ((wide && !is_number) || (spaced && !goes_on)).then_some(end)
    })
}

/// Words that a dot does not end a sentence after, sorted.
const ABBREVIATIONS: [&str; 106] = [
    "adm", "approx", "apr", "aug", "ave", "bev", "bijv", "blvd", "bzw", "ca", "capt", "cf", "cia", "cmdr", "co", "col",
    "corp", "dec", "dept", "dhr", "dott", "dr", "dra", "drs", "est", "etc", "evtl", "feb", "fr", "ft", "gal", "gen",
    "gov", "hon", "hr", "inc", "ing", "inkl", "jan", "jr", "jul", "jun", "lic", "lt", "ltd", "maj", "mar", "messrs",
    "mevr", "mio", "mlle", "mme", "mmes", "mr", "mrd", "mrs", "ms", "msgr", "mt", "mx", "nov", "oct", "pres", "prof",
    "profa", "profs", "pvt", "rd", "rep", "reps", "rev", "sen", "sens", "sep", "sept", "sgt", "sgto", "sig", "spc",
    "sr", "sra", "sras", "sres", "srta", "st", "sta", "ste", "sto", "str", "supt", "tel", "tte", "univ", "usd", "usw",
    "vgl", "vs", "акад", "гг", "им", "проф", "руб", "стр", "тыс", "ул", "डॉ",
];

/// Words that are abbreviations before a number: `no. 5`; sorted.
const BEFORE_NUMBERS: [&str; 17] =
    ["abs", "art", "bd", "ch", "fig", "kap", "no", "nos", "nr", "n°", "nº", "núm", "p", "par", "pp", "sec", "vol"];

/// States and provinces as newspapers shorten them after a town: `Portland, Ore.`; sorted.
const STATES: [&str; 35] = [
    "Ala", "Ariz", "Ark", "Calif", "Colo", "Conn", "Del", "Fla", "Ga", "Ill", "Ind", "Kan", "Ky", "La", "Mass", "Md",
    "Mich", "Minn", "Miss", "Mo", "Mont", "Neb", "Nev", "Okla", "Ont", "Ore", "Pa", "Que", "Tenn", "Tex", "Va", "Vt",
    "Wash", "Wis", "Wyo",
];

/// Whether the dot after this text belongs to its last word: an initial, `U.S`, a title, the number of a day.
fn is_abbreviated(before: &str, next: Option<char>) -> bool {
    let parts =
        |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '„' | '‘' | '«' | '—' | '–' | '¿' | '¡');
    let (place, word) = before.rsplit_once(parts).unwrap_or(("", before));
    let last = word.rsplit('.').next().unwrap_or_default();
    let mut letters = last.chars();
    let single = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    let dotted = word.contains('.') && word.split('.').all(|part| (1..=2).contains(&part.chars().count()));
    let day = word.len() <= 2 && !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    let lower = word.to_lowercase();
    let is_known = |words: &[&str], word: &str| words.binary_search(&word).is_ok();
    let numbers = next.is_some_and(char::is_numeric) && is_known(&BEFORE_NUMBERS, &lower);
    let state = place.ends_with(',') && is_known(&STATES, word);
    single || dotted || day || numbers || state || is_known(&ABBREVIATIONS, &lower)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cuts_fall_after_sentences_else_words() {
        let long = "Officials said on Monday that the ferry would return, eleven years after the last one left.";
        for (text, max, cut_text) in [
            ("One. Two. Three.", 10, "One. Two."),
            ("One! “Two?” Three.", 12, "One! “Two?”"),
            (long, 30, "Officials said on Monday that…"),
            (long, 54, "Officials said on Monday that the ferry would return…"),
            ("On 3. March it rained. Then it snowed.", 24, "On 3. March it rained."),
            ("J. R. Smith of St. Louis won. He cried.", 31, "J. R. Smith of St. Louis won."),
            ("It cost 3.50 dollars. Nobody paid.", 25, "It cost 3.50 dollars."),
            ("A. Then a very long sentence follows here", 20, "A. Then a very long…"),
            ("Really?! yes, that is so and more", 14, "Really?! yes…"),
            ("渡輪回來了。十一年後的事情。", 8, "渡輪回來了。"),
            ("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 3, "👩‍👩‍👧‍👦👩‍👩‍👧‍👦…"),
            ("Donaudampfschifffahrt", 6, "Donau…"),
            ("El dijo: ¿Quién paga? Nadie lo sabe hoy.", 24, "El dijo: ¿Quién paga?"),
            ("من يدفع؟ لا أحد يعرف بعد اليوم", 12, "من يدفع؟"),
            ("नाव लौट आई। ग्यारह साल बाद की बात है।", 14, "नाव लौट आई।"),
            ("彼は「はい。」と言った。そして帰った。", 13, "彼は「はい。」と言った。"),
            (
                "She met Sen. Poe, D-Mass., at 6 p.m. Friday. He left.",
                46,
                "She met Sen. Poe, D-Mass., at 6 p.m. Friday.",
            ),
            ("In Portland, Ore. Monday it rained. Not after.", 36, "In Portland, Ore. Monday it rained."),
            (
                "Pier No. 4 burned at St. John on Friday. Nobody was hurt.",
                42,
                "Pier No. 4 burned at St. John on Friday.",
            ),
            ("Viajó a EE.UU. El martes volvió. Nadie lo vio.", 33, "Viajó a EE.UU. El martes volvió."),
            ("Er sagte: „Ja. Wir fahren wieder, und zwar bald.“", 45, "Er sagte: „Ja. Wir fahren wieder, und zwar…“"),
            ("It sank. He said: “Nobody knew. Nobody asked at all.”", 34, "It sank. He said: “Nobody knew.”"),
            ("The boat is back. (It left. In the year of the flood.)", 30, "The boat is back."),
            ("A plank 6\" wide fell on a man who stood there", 24, "A plank 6\" wide fell on…"),
            ("นาวาหลวงกลับมาแล้วในวันนี้เอง", 5, "นาวา…"),
            (long, 33, "Officials said on Monday that…"),
            ("Hey! Then a very long one follows", 9, "Hey!"),
            ("Hi! Then a very long one follows", 9, "Hi! Then…"),
            ("Capt. Ana Díaz and Mr. Osei left the harbour", 30, "Capt. Ana Díaz and Mr. Osei…"),
            ("She came, too. Then she left the harbour again", 20, "She came, too."),
            ("“Go.” Then nobody came to see the harbour", 5, "“Go.”"),
            ("“Go. We will all be home by noon on Friday.”", 5, "“Go.”"),
            ("He said \"No. Not now, and not ever,\" and left.", 24, "He said \"No.\""),
            ("A 6\" plank (and a \"rope\" [of 9 fathoms]) fell. Nobody", 31, "A 6\" plank (and a \"rope\" [of…])"),
            ("Powiedział: „Tak.” Potem wyszedł bez słowa", 30, "Powiedział: „Tak.”"),
            ("価格は３．５倍になりました。春です", 8, "価格は３．５倍…"),
            ("雨が降った。２０２４年の春のことです", 8, "雨が降った。"),
            // A mark that says how the full stop is drawn is a part of it.
            ("雨です。\u{FE00}風と雪が来る", 4, "雨です…"),
            ("x", 0, ""),
            (" short ", 5, "short"),
        ] {
            assert_eq!(cut(text, max), cut_text, "{text} {max}");
        }
    }

    #[test]
    fn dots_of_abbreviations_end_no_sentence() {
        assert!(ABBREVIATIONS.is_sorted() && BEFORE_NUMBERS.is_sorted() && STATES.is_sorted());
        for before in ["Mr", "the U.S", "on 3", "(vs", "by J", "at 6 a.m"] {
            assert!(is_abbreviated(before, Some('X')), "{before}");
        }
        for before in ["in 2022", "done", "she said no", ""] {
            assert!(!is_abbreviated(before, Some('X')), "{before}");
        }
        assert!(is_abbreviated("Pier No", Some('4')));
    }

    #[test]
    fn a_shorter_text_may_have_more_to_close() {
        let text = "Ab. cd efghAaAaaAaAAe.  \"e“ “. e”xa( and so on";
        for max in 0..text.len() {
            assert!(cut(text, max).graphemes(true).count() <= max, "{max}");
        }
    }

    proptest! {
        #[test]
        fn cuts_are_short_and_whole(text in "(\\PC|[a-zA-Z]{1,9}|\\. | |[(“”\"«»]|e\u{301}|👩‍👧|。){0,60}", max in 0_usize..50) {
            let cut_text = cut(&text, max);
            let text = text.trim();
            prop_assert!(cut_text.graphemes(true).count() <= max, "{}", cut_text);
            // What was added closes something, or stands for what is gone; the text may have gone on with the same sign.
            let is_added = |added: &str| added.chars().all(|c| "…)]\"”“»«」』）》〉".contains(c));
            let is_whole = |end: usize| {
                end == 0 || end == text.len() || text.grapheme_indices(true).any(|(at, _)| at == end)
            };
            let mut ends = cut_text.char_indices().map(|(at, _)| at).chain([cut_text.len()]);
            let is_fine = |at: usize| text.starts_with(&cut_text[..at]) && is_added(&cut_text[at..]) && is_whole(at);
            prop_assert!(ends.any(is_fine), "{} of {}", cut_text, text);
        }
    }
}

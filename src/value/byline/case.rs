//! Names typed in capitals, as their owners write them.

use super::lexicon;
use super::token::{has_vowel, is_ideographic, is_initials};

/// Re-cases a name typed wholly in capitals, and surnames in capitals within a name of mixed case.
///
/// Everything else stays as typed.
pub(super) fn recase(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    if let [word] = words[..]
        && is_abbreviation(word)
    {
        return word.to_owned();
    }
    // The ß has no capital that anybody types.
    let all_capitals = !name.contains(|c: char| c.is_lowercase() && c != 'ß' || is_ideographic(c));
    let mut out = String::with_capacity(name.len());
    for (at, word) in words.iter().enumerate() {
        if at > 0 {
            out.push(' ');
        }
        let place = Place {
            first: at == 0,
            last: at + 1 == words.len(),
            before: at.checked_sub(1).map(|before| words[before]),
        };
        if all_capitals {
            out.push_str(&capitals(word, place));
        } else {
            let after = words[at..].iter().find(|word| !is_short_particle(word));
            let shouted = after.is_some_and(|after| is_shouted(after, place));
            let kept = !shouted;
            out.push_str(&if kept { after_prefix(word) } else { capitals(word, place) });
        }
    }
    out
}

/// `McDONALD`, `DeSANTIS`: capitals after a prefix of mixed case.
fn after_prefix(word: &str) -> String {
    let parts = word.split('-').map(|part| {
        let start = part.find(char::is_lowercase).filter(|at| (1..=2).contains(at)).unwrap_or(part.len());
        let rest = part[start..].trim_start_matches(char::is_lowercase);
        let prefix = &part[..part.len() - rest.len()];
        let shouted = prefix.len() <= 3 && rest.chars().all(char::is_uppercase);
        if shouted { format!("{prefix}{}", capitalised(rest)) } else { part.to_owned() }
    });
    parts.collect::<Vec<_>>().join("-")
}

/// A credential as it is written, when it is typed in capitals.
pub(super) fn credential(typed: &str) -> String {
    let words = typed.split(' ').map(|word| {
        let place = Place { first: false, last: true, before: None };
        if word.contains(char::is_lowercase) { None } else { usual(word, &lexicon::key(word), place) }
            .unwrap_or_else(|| word.to_owned())
    });
    words.collect::<Vec<_>>().join(" ")
}

/// "IAB", "KFVS": initials of somebody or of a body, where they are all there is.
fn is_abbreviation(word: &str) -> bool {
    const LONGEST: usize = 3;
    word.chars().all(char::is_uppercase) && (word.chars().count() <= LONGEST || !has_vowel(word))
}

/// Where a word stands in its name.
#[derive(Clone, Copy)]
struct Place<'n> {
    first: bool,
    last: bool,
    before: Option<&'n str>,
}

/// A word of three letters or more, all capitals, in a name of mixed case: a surname.
fn is_shouted(word: &str, place: Place<'_>) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let plain = word.chars().all(|c| c.is_uppercase() || matches!(c, '-' | '\'' | '’'));
    let key = lexicon::key(word);
    letters >= 3
        && plain
        && !is_kept(&key)
        && lexicon::word(&key).flags & lexicon::CREDENTIAL == 0
        && (has_vowel(word) || !(place.last && letters == 3))
}

fn is_short_particle(word: &str) -> bool {
    matches!(word, "LE" | "LA" | "DE" | "DI" | "DA" | "DU" | "EL" | "AL" | "DO")
}

/// Roman numerals, when they cannot be a name.
fn is_kept(key: &str) -> bool {
    let units = key.trim_start_matches("xl").trim_start_matches('x');
    let tens = &key[..key.len() - units.len()];
    let known = matches!(units, "" | "i" | "ii" | "iii" | "iv" | "v" | "vi" | "vii" | "viii" | "ix");
    known && matches!(tens, "" | "x" | "xx" | "xxx" | "xl") && (key.len() >= 3 || matches!(key, "ii" | "iv" | "ix"))
}

/// One word of a name in capitals.
fn capitals(word: &str, place: Place<'_>) -> String {
    let bare = word.trim_matches(|c| matches!(c, '"' | '“' | '”' | '«' | '»' | ','));
    if bare.len() < word.len() && !bare.is_empty() {
        return word.replacen(bare, &capitals(bare, place), 1);
    }
    let key = lexicon::key(word);
    let flags = lexicon::word(&key).flags;
    if !place.first && !place.last && flags & lexicon::PARTICLE != 0 {
        return word.to_lowercase();
    }
    if is_initials(word) && !key.starts_with("ph.") {
        return usual(word, &key, place).unwrap_or_else(|| word.to_owned());
    }
    if is_kept(&key) || word.chars().any(|c| c.is_numeric() || c == '&') {
        return word.to_owned();
    }
    if let Some(usual) = usual(word, &key, place) {
        return usual;
    }
    if matches!(&*key, "la" | "las" | "los")
        && !place.last
        && place.before.is_some_and(|before| before.eq_ignore_ascii_case("de"))
    {
        return word.to_lowercase();
    }
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    if place.first
        && !place.last
        && word.chars().all(char::is_alphabetic)
        && ((letters <= 3 && !has_vowel(word)) || matches!(word, "AJ" | "EJ" | "OJ"))
    {
        return word.to_owned();
    }
    if word == "'T" || word == "’T" {
        return word.to_lowercase();
    }
    parts(word)
}

/// A credential or honorific as it is written, keeping a full stop that is typed.
fn usual(word: &str, key: &str, place: Place<'_>) -> Option<String> {
    let flags = lexicon::word(key).flags;
    let (honours, certifies) = (flags & lexicon::HONORIFIC != 0, flags & lexicon::CREDENTIAL != 0);
    if !place.first && honours && certifies {
        // "Jane Doe, MS" has a degree, whatever "Ms" is before a name.
        return Some(word.to_owned());
    }
    let is_meant = if place.first { honours } else { word.contains('.') || !has_vowel(word) };
    let usual = lexicon::usual_spelling(key).filter(|_| is_meant)?;
    Some(if word.ends_with('.') { format!("{usual}.") } else { usual.to_owned() })
}

/// Each part of a hyphenated word by itself.
fn parts(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for (at, part) in word.split('-').enumerate() {
        if at > 0 {
            out.push('-');
        }
        out.push_str(&part_of(part));
    }
    out
}

/// A capital at the beginning, after an O' or D', and after Mc.
fn part_of(part: &str) -> String {
    if let Some((at, c)) = part.char_indices().find(|(_, c)| matches!(c, '\'' | '’' | 'ʼ')) {
        let (before, after) = (&part[..at], &part[at + c.len_utf8()..]);
        // The apostrophe of "В'ячеслав" is a letter.
        let elided = before.len() <= 1 || matches!(before, "DELL" | "DALL" | "SANT" | "NELL" | "ALL");
        let after = if elided { part_of(after) } else { after.to_lowercase() };
        return format!("{}{c}{after}", capitalised(before));
    }
    match part.strip_prefix("MC") {
        Some(rest) => format!("Mc{}", capitalised(rest)),
        None => capitalised(part),
    }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return String::new() };
    // The Turkish İ falls into two characters when it is lowered.
    let rest = chars.as_str().to_lowercase().replace("i\u{307}", "i");
    first.to_uppercase().chain(rest.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_capitals() {
        for (typed, shown) in [
            ("JANE DOE", "Jane Doe"),
            ("JANE MCDONALD", "Jane McDonald"),
            ("SINÉAD O’BRIEN-SMITH", "Sinéad O’Brien-Smith"),
            ("ANA MACHADO", "Ana Machado"),
            ("J.K. ROWLING", "J.K. Rowling"),
            ("R. C. BAKER", "R. C. Baker"),
            ("DJ KHALED", "DJ Khaled"),
            ("CELESTE NG", "Celeste Ng"),
            ("LUDWIG VAN BEETHOVEN", "Ludwig van Beethoven"),
            ("VAN MORRISON", "Van Morrison"),
            ("OSCAR DE LA RENTA", "Oscar de la Renta"),
            ("MARINE LE PEN", "Marine Le Pen"),
            ("JOSÉ ORTEGA Y GASSET", "José Ortega y Gasset"),
            ("JOHN SMITH III", "John Smith III"),
            ("DR. JANE DOE", "Dr. Jane Doe"),
            ("JANE DOE PH.D.", "Jane Doe Ph.D."),
            ("GIANNI DELL'ACQUA", "Gianni Dell'Acqua"),
            ("N'GOLO KANTÉ", "N'Golo Kanté"),
            ("ИВАН ПЕТРОВ-ВОДКИН", "Иван Петров-Водкин"),
            ("SVEN GROß", "Sven Groß"),
            ("TY COBB", "Ty Cobb"),
            ("MADONNA", "Madonna"),
            ("J. P.", "J. P."),
            ("LOUIS XIV", "Louis XIV"),
            ("XI JINPING", "Xi Jinping"),
            ("YO-YO MA", "Yo-Yo Ma"),
        ] {
            assert_eq!(recase(typed), shown, "{typed}");
        }
    }

    #[test]
    fn names_of_mixed_case() {
        for (typed, shown) in [
            ("Chokri GHARBI", "Chokri Gharbi"),
            ("Marine LE PEN", "Marine Le Pen"),
            ("Jan VAN DER BERG", "Jan van der Berg"),
            ("bell hooks", "bell hooks"),
            ("Jane McDONALD", "Jane McDonald"),
            ("RON DeSANTIS", "Ron DeSantis"),
            ("McKenzie Wark", "McKenzie Wark"),
            ("JD Vance", "JD Vance"),
            ("JRR Tolkien", "JRR Tolkien"),
            ("LL Cool J", "LL Cool J"),
            ("John Smith III", "John Smith III"),
            ("Jane Doe MPH", "Jane Doe MPH"),
            ("Jane Doe MLS", "Jane Doe MLS"),
            ("Petr SMRT", "Petr Smrt"),
        ] {
            assert_eq!(recase(typed), shown, "{typed}");
        }
    }
}

//! Whom a letter begins with, which says nothing of what it is about.

/// What speaks to an editor, and begins nothing else.
const GREETINGS: [&str; 31] = [
    "an die redaktion",
    "aan de redactie",
    "beste redactie",
    "caro direttore",
    "caro editor",
    "dear editor",
    "dear editors",
    "dear letters editor",
    "dear madam",
    "dear madam or sir",
    "dear mr. editor",
    "dear ms. editor",
    "dear sir",
    "dear sir or madam",
    "dear sir/madam",
    "dear sirs",
    "egregio direttore",
    "estimada directora",
    "estimado director",
    "geachte redactie",
    "gentile direttore",
    "kære redaktør",
    "liebe redaktion",
    "madame, monsieur",
    "monsieur le rédacteur en chef",
    "sehr geehrte damen und herren",
    "sehr geehrte redaktion",
    "senhor diretor",
    "señor director",
    "señora directora",
    "sr. director",
];

/// What begins sentences too: behind it stands a colon or a dash, or a capital behind its comma.
const ADDRESSED: [&str; 13] = [
    "al director",
    "al direttore",
    "ao editor",
    "madam",
    "sir",
    "sir or madam",
    "sir/madam",
    "sirs",
    "til redaktøren",
    "till redaktören",
    "to the editor",
    "to the editors",
    "à la rédaction",
];

/// What a line to anybody begins with; it counts where it is a paragraph by itself.
const DEAR: [&str; 12] = [
    "beste ",
    "caro ",
    "cara ",
    "cher ",
    "chère ",
    "dear ",
    "estimad",
    "geachte ",
    "kära ",
    "kære ",
    "liebe",
    "sehr geehrte",
];

/// What a line begins with that says which article a letter answers, before its title.
const ANSWERING: [&str; 3] = ["re ", "re: ", "regarding "];

/// Bytes that a salutation has at most, and such a line.
const LONGEST_GREETING: usize = 60;
const LONGEST_ANSWERING: usize = 200;

/// Bytes that [`strip_salutation`] takes from a paragraph at most.
pub const LONGEST_SALUTATION: usize = LONGEST_ANSWERING;

/// A paragraph without the salutation that it begins with; empty where it is nothing else, or says which article a letter
/// answers.
///
/// ```
/// use dateline::value::summary::strip_salutation;
///
/// assert_eq!(strip_salutation("To the Editor: The pier is closed."), "The pier is closed.");
/// assert_eq!(strip_salutation("Dear Ms. Díaz,"), "");
/// assert_eq!(strip_salutation("Re “Pier to Close” (front page, March 3):"), "");
/// assert_eq!(strip_salutation("Sir John was late."), "Sir John was late.");
/// ```
#[must_use]
pub fn strip_salutation(paragraph: &str) -> &str {
    let text = paragraph.trim_start();
    if is_line_to_somebody(text) || is_line_on_an_article(text) {
        return "";
    }
    let behind = |phrase: &&str| behind(text, phrase);
    let greeted = GREETINGS.iter().filter_map(behind).find_map(|rest| behind_mark(rest, false));
    let rest = greeted.or_else(|| ADDRESSED.iter().filter_map(behind).find_map(|rest| behind_mark(rest, true)));
    rest.filter(|rest| text.len() - rest.len() <= LONGEST_GREETING).unwrap_or(paragraph)
}

/// `Dear Ms. Díaz,` with nothing behind it.
fn is_line_to_somebody(text: &str) -> bool {
    let text = text.trim_end();
    let Some(line) = text.strip_suffix([',', ':', '–', '—']) else { return false };
    text.len() <= LONGEST_GREETING
        && DEAR.iter().any(|start| behind(text, start).is_some())
        && !line.contains([',', ':', ';', '!', '?', '–', '—'])
}

/// `Re “Pier to Close” (front page, March 3):` with nothing behind it.
fn is_line_on_an_article(text: &str) -> bool {
    let text = text.trim_end();
    let title =
        |start: &&str| behind(text, start).is_some_and(|rest| rest.starts_with(['“', '"', '‘', '\'', '«', '„']));
    text.len() <= LONGEST_ANSWERING && text.ends_with(':') && ANSWERING.iter().any(title)
}

/// What stands behind a phrase that a text begins with, in capitals or not.
fn behind<'t>(text: &'t str, phrase: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    phrase
        .chars()
        .all(|c| rest.next().is_some_and(|found| found.to_lowercase().eq(c.to_lowercase())))
        .then_some(rest.as_str())
}

/// What stands behind the mark that ends a salutation, if one does.
fn behind_mark(rest: &str, begins_sentences: bool) -> Option<&str> {
    // `To the Editor of the Gazette:`
    let rest = rest.strip_prefix(" of ").map_or(rest, |name| name.find(':').map_or(rest, |colon| &name[colon..]));
    if rest.trim().is_empty() {
        return Some("");
    }
    let near = rest.trim_start();
    let mark = near.chars().next()?;
    let behind = &near[mark.len_utf8()..];
    let after = behind.trim_start();
    let is_parted = near.len() < rest.len() && (behind.is_empty() || after.len() < behind.len());
    match mark {
        ':' | '–' | '—' => Some(after),
        '-' if is_parted => Some(after),
        ',' | '.' | '!' if !begins_sentences => Some(after),
        ',' if !after.starts_with(char::is_lowercase) => Some(after),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_begins_behind_its_salutation() {
        let letter = "The pier is closed.";
        for salutation in [
            "To the editor:",
            "TO THE EDITOR —",
            "To the Editors,",
            "To the Editor of the Harbour Gazette:",
            "Sir –",
            "SIR —",
            "Sir -",
            "Sir,",
            "Sirs:",
            "Madam,",
            "Dear Sir,",
            "Dear Sir or Madam,",
            "Dear Sir/Madam:",
            "Dear Editors:",
            "Dear Editor -",
            "Sehr geehrte Damen und Herren,",
            "Señor director:",
            "Madame, Monsieur,",
            "À la rédaction :",
        ] {
            assert_eq!(strip_salutation(&format!("{salutation} {letter}")), letter, "{salutation}");
            assert_eq!(strip_salutation(salutation), "", "{salutation}");
        }
        assert_eq!(strip_salutation("Dear Sir, with regard to the pier:"), "with regard to the pier:");
        for line in [
            "To the editor",
            "Dear sir",
            " Dear Ms. Díaz: ",
            "Liebe Leserinnen und Leser,",
            "Dear readers —",
            "Re “Pier to Close,” by Jane Doe (front page, March 3):",
            "RE: \"Pier to Close\":",
            "Regarding ‘Pier to Close’: ",
        ] {
            assert_eq!(strip_salutation(line), "", "{line}");
        }
    }

    #[test]
    fn what_begins_as_a_salutation_and_is_none_stays() {
        for paragraph in [
            "Sir John was late.",
            "Sir, the clerk said, the pier is closed.",
            "Sirens were heard at the pier.",
            "Madam Speaker - the first - spoke.",
            "To the editor, the pier was a story.",
            "To the editor of a small paper the pier was a story.",
            "To the editor who asked: no.",
            "Dear Evan Hansen, the musical, opens on Friday.",
            "Dear as the pier is, it is closed.",
            "Dear Ms. Díaz: the pier is closed.",
            "Dear editors-in-chief of this world, listen.",
            "Sir-tified nonsense.",
            "Sir- what a word - is one.",
            "Sir -what a word- is one.",
            "Dear to all who fished there, to all who walked there, the pier is closed:",
            "Re “Pier to Close” (front page, March 3): It is not.",
            "Re-reading “Pier to Close”:",
            "Regarding the pier, one thing is plain:",
            "The pier is closed.",
            "",
        ] {
            assert_eq!(strip_salutation(paragraph), paragraph);
        }
        let long = format!("To the Editor of {}: The pier is closed.", "the Gazette ".repeat(5));
        assert_eq!(strip_salutation(&long), long);
        let long = format!("Re “{}”:", "Pier to Close ".repeat(15));
        assert_eq!(strip_salutation(&long), long);
    }
}

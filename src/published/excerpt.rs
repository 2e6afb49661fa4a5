//! What feeds carry in place of a text: its beginning, and a word that there is more.

/// How an excerpt ends that is cut off, whatever it is of.
const MARKS: [&str; 4] = ["…", "...", "[…]", "[...]"];
/// What leads on to the text, in the languages of bylines.
const LEADS: [&str; 16] = [
    "continue reading",
    "keep reading",
    "read more",
    "read the full article",
    "read the rest of this entry",
    "weiterlesen",
    "mehr lesen",
    "lire la suite",
    "seguir leyendo",
    "leer más",
    "continue lendo",
    "ler mais",
    "continua a leggere",
    "leggi tutto",
    "lees verder",
    "lees meer",
];
/// The one that the title follows.
const LEAD_WITH_TITLE: &str = "continue reading ";

/// Whether a text, as plain paragraphs, can be no more than the beginning of a longer one, or nothing of it: then no change
/// of the text can be told from it.
///
/// ```
/// use dateline::published::excerpt::is_excerpt;
///
/// let text = "The last of the ice went out with Sunday's tide. The boats are back.";
/// assert!(is_excerpt("The last of the ice went out […]", text) && is_excerpt("", text));
/// assert!(!is_excerpt("The last of the ice went out.", text));
/// ```
#[must_use]
pub fn is_excerpt(text: &str, of: &str) -> bool {
    let paragraphs = text.split('\n').map(str::trim).filter(|paragraph| !paragraph.is_empty());
    // Some programs put a line below the excerpt that names the post and the site.
    let last: Vec<&str> = paragraphs.rev().take(2).collect();
    let Some(lead) = last.first() else { return true };
    let leads = leads_on(lead);
    let length = text.chars().count() - if leads { lead.chars().count() } else { 0 };
    length < of.chars().count() && (leads || last.iter().any(|paragraph| is_cut_off(paragraph)))
}

fn is_cut_off(paragraph: &str) -> bool {
    MARKS.iter().any(|mark| paragraph.ends_with(mark))
}

fn leads_on(paragraph: &str) -> bool {
    let words = paragraph.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let ends_in =
        |lead: &str| words.strip_suffix(lead).is_some_and(|text| text.is_empty() || is_cut_off(text.trim_end()));
    words.starts_with(LEAD_WITH_TITLE) || LEADS.iter().any(|lead| ends_in(lead))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excerpts_are_known_by_their_ends() {
        let whole = "The last of the ice went out with Sunday's tide. ".repeat(9);
        for text in [
            "",
            " \n",
            "The last of the ice went out […]",
            "The last of the ice [...]",
            "The last of the ice went out...",
            "The last of the ice […]\n\nThe post Ice is gone appeared first on Quay.",
            "The last of the ice went out with\n\nContinue reading “Ice is gone” →",
            "The last of the ice … Continue reading →",
            "The last of the ice… Read more",
            "Das letzte Eis ging.\n\nWeiterlesen »",
            "La glace est partie.\n\nLire la suite…",
        ] {
            assert!(is_excerpt(text, &whole), "{text}");
            assert_eq!(is_excerpt(text, ""), text.trim().is_empty(), "what is not longer goes on nowhere: {text}");
        }
        for text in [
            "The last of the ice went out.",
            "“Ice […] is gone,” she said.",
            "“The ice is […]\n\ngone,” she said.\n\nNobody else spoke.",
            "Nobody could read more",
            "Read more about the ice in the book.",
        ] {
            assert!(!is_excerpt(text, &whole), "{text}");
        }
    }
}

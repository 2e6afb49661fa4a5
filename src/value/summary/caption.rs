//! Captions that stand in a text as if they were paragraphs of it.

/// What copy has before a caption.
const LABELS: [&str; 12] = [
    "caption",
    "file",
    "file photo",
    "foto",
    "graphic",
    "image",
    "imagem",
    "imagen",
    "photo",
    "photos",
    "picture",
    "video",
];

/// What the brackets begin with that say whose a picture is.
const CREDITS: [&str; 5] = ["bild:", "foto:", "image:", "photo:", "picture:"];

/// Words that are in them.
const CREDITED: [&str; 4] = [" courtesy of ", " getty images ", " handout ", " photo "];

/// Longer ones are no captions.
const LONGEST: usize = 600;

/// Whether a paragraph reads as a caption: it is called one, or it ends with whose picture it is.
///
/// What only speaks of pictures does not.
pub(super) fn is_caption(text: &str) -> bool {
    text.len() <= LONGEST && (is_labelled(text) || is_credited(text))
}

/// `IMAGE: …`, and `FILE - …` as agencies have it.
fn is_labelled(text: &str) -> bool {
    // The letters that the labels begin with; most texts begin with another.
    if !text.trim_start().starts_with(['c', 'C', 'f', 'F', 'g', 'G', 'i', 'I', 'p', 'P', 'v', 'V']) {
        return false;
    }
    let Some(at) = text.find([':', '-', '–', '—']) else { return false };
    let (label, rest) = text.split_at(at);
    let is_label = LABELS.contains(&label.trim().to_lowercase().as_str());
    let is_loud = label.trim().chars().all(|c| !c.is_lowercase());
    is_label && (rest.starts_with(':') || (is_loud && label.ends_with(' ')))
}

/// `… (Photo: Ana Díaz/Coastal Wire)`.
fn is_credited(text: &str) -> bool {
    let ended = text.trim_end_matches('.').strip_suffix([')', ']']);
    let Some((_, credit)) = ended.and_then(|text| text.rsplit_once(['(', '['])) else { return false };
    let credit = credit.to_lowercase();
    let words: Vec<&str> = credit.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let words = format!(" {} ", words.join(" "));
    let says =
        CREDITS.iter().any(|start| credit.starts_with(start)) || CREDITED.iter().any(|word| words.contains(word));
    says && credit.chars().count() <= 80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_told_from_paragraphs() {
        for caption in [
            "IMAGE: The pier at low tide",
            "Photo: the pier.",
            "FILE PHOTO: The pier in 2019.",
            "FILE - The pier in 2019.",
            "The pier at low tide. (Photo/D. Okafor)",
            "The pier at low tide [AP Photo/A. Díaz].",
            "The pier (Courtesy of the harbor museum)",
        ] {
            assert!(is_caption(caption), "{caption}");
        }
        for paragraph in [
            "Image is everything: she knew it.",
            "File under news - or not.",
            "File - the one that the court asked for - is lost.",
            "FILE-sharing is on the rise.",
            "The file - all of it - was lost.",
            "The pier is closed (for now).",
            "She collects pictures: of piers (and photographs).",
            "",
        ] {
            assert!(!is_caption(paragraph), "{paragraph}");
        }
    }
}

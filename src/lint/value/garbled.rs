//! Text that was decoded in the wrong encoding, wherever in a feed it stands.

use std::ops::Range;

use memchr::{memchr2, memmem};

use crate::lint::walk::Walk;
use crate::lint::xml::tree::{Attribute, Content, Document, Id, Text};
use crate::value::text::{one_of, positions};

use super::text::BAD_CHARACTERS;

/// Looks at every text and attribute of an element and of all in it.
pub(crate) fn check(walk: &mut Walk<'_, '_>, root: Id) {
    let document = walk.document;
    if !document.refers_to_latin && !may_hold_signs(walk.source.text()) {
        return;
    }
    let mut stack = vec![root];
    while let Some(id) = stack.pop() {
        for attribute in document.attributes(id) {
            report(walk, id, Some(attribute), &Document::attribute_text(attribute));
        }
        for content in document.contents(id) {
            match content {
                Content::Element(child, _) => stack.push(child),
                Content::Text { range, cdata } => report(walk, id, None, &document.piece(range, cdata)),
            }
        }
    }
}

/// Looks at a text of an element, or at the value of an attribute.
fn report(walk: &mut Walk<'_, '_>, id: Id, attribute: Option<&Attribute<'_>>, text: &Text<'_>) {
    if let Some(range) = mojibake(&text.value, walk.source.first_bad_byte().is_some()) {
        let found = text.value[range.clone()].escape_debug().to_string();
        let place = text.locate(range);
        let site = attribute.map_or_else(|| walk.site(id), |attribute| Walk::attribute_site(id, attribute));
        let told = format!("`{found}` looks like text in the wrong encoding");
        let mut finding = walk.at(&BAD_CHARACTERS, &site, place, told);
        if let Some(attribute) = attribute {
            finding = finding.element(attribute.name, walk.as_parent(id));
        }
        walk.push(finding, "declare the encoding that the text is in, or convert it once");
    }
}

/// The first place that no encoding but a wrong one explains, or bytes that could not be decoded and are told of as such.
fn mojibake(value: &str, is_salvaged: bool) -> Option<Range<usize>> {
    let mut line_start = 0;
    value.split('\n').find_map(|line| {
        let start = line_start;
        line_start += line.len() + 1;
        let mut signs = signs(line).peekable();
        let quote = quote(line);
        if signs.peek().is_none() {
            return quote.map(|range| start + range.start..start + range.end);
        }
        let twice = is_encoded_twice(line);
        let stands_in = |range: &Range<usize>| is_salvaged && &line[range.clone()] == "\u{fffd}";
        signs
            .find(|(range, certain)| (*certain || twice) && !stands_in(range))
            .map(|(range, _)| range)
            .or(quote)
            .map(|range| start + range.start..start + range.end)
    })
}

/// What may come of a wrong encoding: controls and U+FFFD, which are certain, and the letters that the first bytes of
/// UTF-8 are in Latin-1, with what follows them there.
fn signs(value: &str) -> impl Iterator<Item = (Range<usize>, bool)> {
    // The first bytes of U+0080 to U+00BF and of U+FFFD.
    positions(value, |byte| one_of(byte, [0xC2, 0xEF])).filter_map(|at| {
        let char = value[at..].chars().next()?;
        let end = at + char.len_utf8();
        match char {
            '\u{80}'..='\u{9f}' | '\u{fffd}' => Some((at..end, true)),
            '\u{a0}'..='\u{bf}' if value[..at].ends_with(['\u{c2}', '\u{c3}']) => {
                Some((at - '\u{c3}'.len_utf8()..end, false))
            }
            _ => None,
        }
    })
}

/// How a quotation mark, a dash or an ellipsis of UTF-8 looks in windows-1252.
const QUOTE: &str = "â€";

fn quote(line: &str) -> Option<Range<usize>> {
    let start = memmem::find(line.as_bytes(), QUOTE.as_bytes())?;
    let end = start + QUOTE.len();
    Some(start..end + line[end..].chars().next().map_or(0, char::len_utf8))
}

/// Whether it is worth looking: nearly all feeds are passed here at many bytes a step.
fn may_hold_signs(raw: &str) -> bool {
    memchr2(0xC2, 0xEF, raw.as_bytes()).is_some() && signs(raw).next().is_some()
        || memmem::find(raw.as_bytes(), QUOTE.as_bytes()).is_some()
}

/// Whether what a line has of Latin-1 is UTF-8 as bytes: `IRMÃ »` with a no-break space is not.
fn is_encoded_twice(line: &str) -> bool {
    let bytes: Vec<u8> = line.chars().map(|char| u8::try_from(char).unwrap_or(b' ')).collect();
    std::str::from_utf8(&bytes).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_encodings_show() {
        for (text, found) in [
            ("CafÃ©", "Ã©"),
            ("Â© 2026", "Â©"),
            ("CafÃ© – so", "Ã©"),
            ("Café\nCafÃ©", "Ã©"),
            ("a\u{92}s", "\u{92}"),
            ("so\u{fffd}", "\u{fffd}"),
            ("itâ€™s", "â€™"),
            ("Café – soâ€”so", "â€”"),
            ("12 €, itâ€", "â€"),
            ("IRMÃ\u{a0}» \u{92}", "\u{92}"),
        ] {
            assert_eq!(mojibake(text, false).map(|range| &text[range]), Some(found), "{text}");
        }
    }

    #[test]
    fn what_stands_in_for_bytes_is_told_of_elsewhere() {
        assert_eq!(mojibake("so\u{fffd}", true), None);
        assert_eq!(mojibake("so\u{fffd} a\u{92}s", true), Some(7..9));
    }

    #[test]
    fn right_ones_do_not() {
        for text in ["Café, ÃO, Ação", "IRMÃ\u{a0}»", "NÃO HÁ AMANHÃ\u{a0}?", "ÂGE", "12\u{a0}€", "â 5 €", ""]
        {
            assert_eq!(mojibake(text, false), None, "{text}");
        }
    }
}

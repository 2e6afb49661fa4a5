//! Cleaning: markup, character references, invisible characters and pictographs go, and each byte that stays knows
//! where it came from.

mod markup;

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::super::person::is_invisible;
use super::json;
use crate::value::entity::{named, numbered};
use markup::Markup;

/// The text of a byline with nothing in it but words, punctuation, spaces and line feeds.
#[derive(Debug, Default)]
pub(super) struct Clean {
    pub(super) text: String,
    /// What anchors point to, with the part of `text` that each stands round.
    pub(super) links: Vec<(Range<usize>, String)>,
    runs: Vec<Run>,
    /// Whether normalisation came between, so that no byte knows its place.
    moved: bool,
}

/// A stretch of the clean text and the source that it stands for.
#[derive(Debug, Clone)]
struct Run {
    clean: usize,
    source: Range<usize>,
    /// Whether the stretch is the source letter for letter.
    verbatim: bool,
}

/// Escapes within escapes are undone this often; feeds that are escaped twice are common, thrice unheard of.
const PASSES: usize = 3;

pub(super) fn clean(source: &str) -> Clean {
    let names = json::names(source);
    let composed = nfc(names.as_deref().unwrap_or(source));
    let mut clean = pass(&composed);
    clean.moved = names.is_some() || matches!(composed, Cow::Owned(_));
    for _ in 1..PASSES {
        if !clean.text.contains(['<', '&']) {
            break;
        }
        let mut again = pass(&clean.text);
        again.moved = true;
        again.links.append(&mut clean.links.clone());
        if again.text == clean.text {
            break;
        }
        clean = again;
    }
    if let Cow::Owned(text) = nfc(&clean.text) {
        // An anchor loses its place too, but bylines with both a link and a decomposed reference do not occur.
        clean = Clean { text, links: Vec::new(), runs: Vec::new(), moved: true };
    }
    clean
}

impl Clean {
    /// The bytes of the source that a part of the clean text stands for.
    pub(super) fn source(&self, part: Range<usize>) -> Option<Range<usize>> {
        if self.moved || part.is_empty() {
            return None;
        }
        let first = &self.runs[self.run_at(part.start)?];
        let last = &self.runs[self.run_at(part.end - 1)?];
        let start = if first.verbatim { first.source.start + part.start - first.clean } else { first.source.start };
        let end = if last.verbatim { last.source.start + part.end - last.clean } else { last.source.end };
        (start < end).then_some(start..end)
    }

    fn run_at(&self, at: usize) -> Option<usize> {
        self.runs.partition_point(|run| run.clean <= at).checked_sub(1)
    }

    fn push_verbatim(&mut self, c: char, at: usize) {
        match self.runs.last_mut() {
            Some(run) if run.verbatim && run.source.end == at => run.source.end += c.len_utf8(),
            _ => self.runs.push(Run { clean: self.text.len(), source: at..at + c.len_utf8(), verbatim: true }),
        }
        self.text.push(c);
    }

    fn push_replaced(&mut self, c: char, source: Range<usize>) {
        self.runs.push(Run { clean: self.text.len(), source, verbatim: false });
        self.text.push(c);
    }
}

fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    let composed: String = text.nfc().collect();
    if composed == text { Cow::Borrowed(text) } else { Cow::Owned(composed) }
}

/// One pass over the source.
fn pass(source: &str) -> Clean {
    let mut clean = Clean { text: String::with_capacity(source.len()), ..Clean::default() };
    let mut markup = Markup::new(source);
    let mut at = 0;
    while let Some(c) = source[at..].chars().next() {
        let rest = &source[at..];
        match c {
            '<' => {
                if let Some(length) = markup.element(at, &mut clean) {
                    at += length;
                    continue;
                }
                clean.push_verbatim(c, at);
            }
            '&' => {
                if let Some((decoded, length)) = reference(rest) {
                    push(&mut clean, decoded, at..at + length);
                    at += length;
                    continue;
                }
                clean.push_verbatim(c, at);
            }
            ']' if markup.in_cdata && rest.starts_with("]]>") => {
                markup.in_cdata = false;
                at += "]]>".len();
                continue;
            }
            _ => push(&mut clean, c, at..at + c.len_utf8()),
        }
        at += c.len_utf8();
    }
    markup.close_link(&mut clean);
    clean
}

/// Adds one character of the source: a line break, a space, nothing, or itself.
fn push(clean: &mut Clean, c: char, source: Range<usize>) {
    let kept = match c {
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        '\u{2800}' => ' ',
        c if c.is_whitespace() => ' ',
        c if c.is_ascii_graphic() => c,
        c if is_invisible(c) || is_pictograph(c) || is_note(c) => return,
        c => c,
    };
    if kept.len_utf8() == source.len() {
        clean.push_verbatim(kept, source.start);
    } else {
        clean.push_replaced(kept, source);
    }
}

/// Emoji, dingbats, and the private characters that icon fonts use; bullets that stand between names stay.
fn is_pictograph(c: char) -> bool {
    matches!(c,
        '\u{20d0}'..='\u{20ff}' | '\u{2300}'..='\u{2328}' | '\u{232b}'..='\u{23ff}' | '\u{2600}'..='\u{2775}'
        | '\u{2794}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}'
        | '\u{e000}'..='\u{f8ff}' | '\u{1f000}'..='\u{1faff}' | '\u{1fb00}'..='\u{1fbff}' | '\u{f0000}'..='\u{10ffff}')
}

/// The number of a note: "Jane Doe¹".
const fn is_note(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '\u{2070}'..='\u{2079}')
}

/// What a character reference stands for, and its length.
fn reference(rest: &str) -> Option<(char, usize)> {
    let body = rest.strip_prefix('&')?;
    let length = body.bytes().take(32).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    let closed = body.as_bytes().get(length) == Some(&b';');
    let name = &body[..length];
    let total = 1 + length + usize::from(closed);
    if let Some(number) = name.strip_prefix('#') {
        let (digits, radix) = number.strip_prefix(['x', 'X']).map_or((number, 10), |hex| (hex, 16));
        let code = u32::from_str_radix(digits, radix).ok()?;
        return Some((numbered(code), total));
    }
    if closed { named(name).map(|c| (c, total)) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(source: &str) -> String {
        clean(source).text
    }

    #[test]
    fn markup_goes_and_blocks_break_lines() {
        assert_eq!(text("<b>Jane</b> <i>Doe</i>"), "Jane Doe");
        assert_eq!(text("<script>var a = '<b>';</script>Jane<STYLE>p{}</STYLE>"), "Jane");
        assert_eq!(text("Jane Doe<br/>John Smith"), "Jane Doe\nJohn Smith");
        assert_eq!(text("<a title=\"a>b\" class=x>Jane</a>"), "Jane");
        assert_eq!(text("<b class=\"x>Jane</b> Doe"), "Jane Doe", "the quotation mark never closes");
        assert_eq!(text("<!-- by -->Jane<![CDATA[ Doe]]>"), "Jane Doe");
        assert_eq!(text("<![CDATA[Jane [AP] Doe]]>"), "Jane [AP] Doe");
        assert_eq!(text("<?php by ?>Jane<% author %> <!-- never closed>Doe"), "Jane Doe");
        assert_eq!(text("<b>J</b>ane"), "Jane");
        assert_eq!(text("<span>Jane</span><span>Doe</span>"), "Jane Doe");
        assert_eq!(text("1 < 2 <jane@example.com> <Jane Doe>"), "1 < 2 <jane@example.com> <Jane Doe>");
        assert_eq!(text("&lt;b&gt;Jane&lt;/b&gt; &amp;amp; John"), "Jane & John");
    }

    #[test]
    fn references_are_decoded() {
        assert_eq!(text("Jos&eacute; &#x47;a&#114;c&iacute;a&nbsp;&hellip;"), "José García …");
        assert_eq!(text("O&#146;Brien &bogus; & &;"), "O’Brien &bogus; & &;");
        assert_eq!(text("e&#x301;"), "é");
    }

    #[test]
    fn invisibles_and_pictographs_go() {
        assert_eq!(text("\u{feff}🖊 Jane\u{200b} Doe\u{7} 👩‍💻"), " Jane Doe ");
        assert_eq!(text("Jane\u{a0}Doe\u{2028}x\r\ny"), "Jane Doe\nx\n\ny");
    }

    #[test]
    fn parts_know_their_source() {
        let source = "<b>By</b> Jos&eacute; 🎉Díaz";
        let clean = clean(source);
        let span = |part: &str| {
            let at = clean.text.find(part).unwrap();
            clean.source(at..at + part.len()).map(|span| &source[span])
        };
        assert_eq!(span("By"), Some("By"));
        assert_eq!(span("José"), Some("Jos&eacute;"));
        assert_eq!(span("Díaz"), Some("Díaz"));
        assert_eq!(span("José Díaz"), Some("Jos&eacute; 🎉Díaz"));
    }

    #[test]
    fn what_parts_words_stands_where_its_markup_does() {
        let source = "<b>By</b><i>Jane</i> Doe<br/><a href=\"mailto:jane@example.com\"></a>";
        let clean = clean(source);
        assert_eq!(clean.text, "By Jane Doe\njane@example.com ");
        let span = |at: usize| clean.source(at..at + 1).map(|span| &source[span]);
        assert_eq!(span(2), Some("</b>"));
        assert_eq!(span(11), Some("<br/>"));
        assert_eq!(span(12), None, "the address of a link is no part of the text");
    }

    #[test]
    fn links_stand_round_their_text() {
        let clean = clean("By <a class=x HREF='https://example.com/?a=1&amp;b=2'>Jane</a> x");
        assert_eq!(clean.links, [(3..7, "https://example.com/?a=1&b=2".to_owned())]);
    }
}

//! Cleaning: markup, character references, invisible characters and pictographs go, and each byte that stays knows
//! where it came from.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::super::person::is_invisible;
use super::json;
use crate::value::entity::{named, numbered};

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

/// The name of the element that a `<` opens or closes, lower case, with whether it closes.
fn tag_name(rest: &str) -> Option<(String, bool)> {
    let inside = rest.strip_prefix('<')?;
    let (inside, closes) = inside.strip_prefix('/').map_or((inside, false), |inside| (inside, true));
    let length = inside.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').take(40).count();
    let name = inside[..length].to_ascii_lowercase();
    let next = inside[length..].chars().next();
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase())
        && next.is_none_or(|c| c.is_whitespace() || c == '/' || c == '>')
        && (KNOWN.contains(&name.as_str()) || name.contains('-') || closes || inside[..length] == name);
    is_name.then_some((name, closes))
}

/// Elements that a byline may hold in any case; an unknown name in lower case counts as one too, `<Jane Doe>` does not.
const KNOWN: &[&str] = &[
    "a",
    "abbr",
    "address",
    "article",
    "b",
    "big",
    "blockquote",
    "br",
    "center",
    "cite",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "input",
    "ins",
    "label",
    "li",
    "link",
    "meta",
    "nav",
    "ol",
    "p",
    "picture",
    "pre",
    "script",
    "section",
    "small",
    "source",
    "span",
    "strong",
    "style",
    "sub",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "th",
    "time",
    "tr",
    "u",
    "ul",
    "wbr",
];

/// Elements that begin or end a line.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "blockquote",
    "br",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "ul",
];

/// Elements whose content is no text.
const OPAQUE: &[&str] = &["script", "style", "svg", "template", "noscript", "iframe", "object"];

/// The markup of a source; what it remembers keeps each search from being made twice.
struct Markup<'a> {
    source: &'a str,
    last_close: Option<usize>,
    last_comment: Option<usize>,
    /// Whether quotation marks in tags still hide what they stand round; one that never closed hides nothing.
    quotes: bool,
    in_cdata: bool,
    /// For each opaque element, from where on its end is known to be missing.
    unclosed: [usize; OPAQUE.len()],
    open_link: Option<(usize, String)>,
}

impl<'a> Markup<'a> {
    fn new(source: &'a str) -> Self {
        Self {
            source,
            last_close: source.rfind('>'),
            last_comment: source.rfind("-->"),
            quotes: true,
            in_cdata: false,
            unclosed: [usize::MAX; OPAQUE.len()],
            open_link: None,
        }
    }

    /// The length of the markup at a `<`, after doing what it says; `None` when the `<` is text.
    fn element(&mut self, at: usize, clean: &mut Clean) -> Option<usize> {
        let rest = &self.source[at..];
        if rest.starts_with("<![CDATA[") {
            self.in_cdata = true;
            return Some("<![CDATA[".len());
        }
        if self.last_close < Some(at) {
            return None;
        }
        if rest.starts_with("<!--") && self.last_comment > Some(at) {
            return rest.find("-->").map(|end| end + "-->".len());
        }
        if rest.starts_with("<!") || rest.starts_with("<?") || rest.starts_with("<%") {
            return rest.find('>').map(|end| end + 1);
        }
        let (name, closes) = tag_name(rest)?;
        let length = self.tag_length(at)?;
        if !closes && let Some(kind) = OPAQUE.iter().position(|opaque| *opaque == name) {
            return Some(length + self.content_length(kind, at + length));
        }
        if !closes && name == "sup" {
            return Some(length + note_length(&rest[length..]));
        }
        if BLOCKS.contains(&name.as_str()) {
            push(clean, '\n', at..at + length);
        } else if closes && self.source[at + length..].starts_with('<') && !clean.text.ends_with([' ', '\n']) {
            push(clean, ' ', at..at + length);
        }
        if name == "a" {
            self.close_link(clean);
            if !closes {
                let href = attribute(&rest[..length], "href").unwrap_or_default();
                self.open_link = Some((clean.text.len(), href));
            }
        }
        Some(length)
    }

    /// The length of the tag at `at`.
    fn tag_length(&mut self, at: usize) -> Option<usize> {
        let rest = &self.source[at..];
        let mut quote = None;
        for (i, b) in rest.bytes().enumerate() {
            match (quote, b) {
                (None, b'>') => return Some(i + 1),
                (None, b'"' | b'\'') if self.quotes => quote = Some(b),
                (Some(open), b) if open == b => quote = None,
                _ => {}
            }
        }
        self.quotes = false;
        rest.find('>').map(|end| end + 1)
    }

    /// The length of an opaque element's content with its end tag, or nothing when it is never closed.
    fn content_length(&mut self, kind: usize, from: usize) -> usize {
        if self.unclosed[kind] <= from {
            return 0;
        }
        let (name, bytes) = (OPAQUE[kind], self.source.as_bytes());
        let mut at = from;
        while let Some(next) = self.source[at..].find("</") {
            at += next + 2;
            if bytes.get(at..at + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes())) {
                return self.source[at..].find('>').map_or(bytes.len(), |end| at + end + 1) - from;
            }
        }
        self.unclosed[kind] = from;
        0
    }

    fn close_link(&mut self, clean: &mut Clean) {
        let Some((start, href)) = self.open_link.take() else { return };
        if href.is_empty() {
            return;
        }
        if clean.text[start..].trim().is_empty()
            && let Some(address) = href.strip_prefix("mailto:")
        {
            let at = clean.runs.last().map_or(0, |run| run.source.end);
            for c in address.split('?').next().unwrap_or_default().chars().chain([' ']) {
                clean.push_replaced(c, at..at);
            }
            return;
        }
        clean.links.push((start..clean.text.len(), href));
    }
}

/// The length of a note's number that a text begins with; the letters of "D<sup>r</sup>" are no note.
fn note_length(text: &str) -> usize {
    let note = text.split('<').next().unwrap_or_default();
    if note.contains(char::is_alphabetic) { 0 } else { note.len() }
}

/// The value of an attribute in a tag, decoded.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut from = 0;
    while let Some(at) = find_ignoring_case(&tag[from..], name).map(|at| at + from) {
        from = at + name.len();
        let starts = tag[..at].ends_with(|c: char| c.is_whitespace() || c == '"' || c == '\'');
        let Some(value) = tag[from..].trim_start().strip_prefix('=').filter(|_| starts) else { continue };
        let value = value.trim_start();
        let value = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split(quote).next(),
            _ => value.split(|c: char| c.is_whitespace() || c == '>').next(),
        };
        return value.map(|value| pass(&value.replace('<', "")).text.trim().to_owned());
    }
    None
}

fn find_ignoring_case(text: &str, word: &str) -> Option<usize> {
    text.as_bytes().windows(word.len()).position(|window| window.eq_ignore_ascii_case(word.as_bytes()))
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

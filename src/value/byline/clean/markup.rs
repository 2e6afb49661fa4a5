//! Markup: elements, comments and sections, and what of them stays: line breaks, spaces and links.

use super::{Clean, pass, push};

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
pub(super) struct Markup<'a> {
    source: &'a str,
    last_close: Option<usize>,
    last_comment: Option<usize>,
    /// Whether quotation marks in tags still hide what they stand round; one that never closed hides nothing.
    quotes: bool,
    pub(super) in_cdata: bool,
    /// For each opaque element, from where on its end is known to be missing.
    unclosed: [usize; OPAQUE.len()],
    open_link: Option<(usize, String)>,
}

impl<'a> Markup<'a> {
    pub(super) fn new(source: &'a str) -> Self {
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
    pub(super) fn element(&mut self, at: usize, clean: &mut Clean) -> Option<usize> {
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

    pub(super) fn close_link(&mut self, clean: &mut Clean) {
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

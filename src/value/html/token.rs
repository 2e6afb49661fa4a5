//! HTML cut into tags, text and comments, each with its place.
//!
//! It follows the tokenisation of the HTML standard as far as places matter, in one pass and linear time, and takes
//! any text whatever. It builds no tree and decodes nothing; see [`super::entity`] for that.
//!
//! Two things differ on purpose. A tag that the end of the text cuts off is reported and not swallowed, and an
//! `<iframe>` and its like without an end tag does not swallow the rest of the text, nor one that closes itself.
//!
//! Specification: <https://html.spec.whatwg.org/multipage/parsing.html#tokenization>

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr_iter};

/// A piece of HTML. All ranges are bytes of the text that was cut, on character boundaries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// Text between tags, with its character references as they are written.
    Text(Range<usize>),
    /// What a `<script>`, `<style>` and the like hold: no tags, no character references.
    RawText(Range<usize>),
    /// A start tag, or a self-closing one.
    Start(Tag),
    /// An end tag.
    End {
        /// From `<` to `>`.
        range: Range<usize>,
        /// The name.
        name: Range<usize>,
    },
    /// A comment, doctype, processing instruction, CDATA section, or what browsers take for a comment.
    Comment(Range<usize>),
    /// A tag that the end of the text cuts off.
    Unfinished(Range<usize>),
}

/// A start tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// From `<` to `>`.
    pub range: Range<usize>,
    /// The name.
    pub name: Range<usize>,
    /// The first [`MAX_ATTRIBUTES`] attributes, in order, repeated ones included.
    pub attributes: Vec<Attribute>,
    /// Whether it ends in `/>`.
    pub self_closing: bool,
}

/// An attribute of a start tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// From the name to the end of the value, quotes included.
    pub range: Range<usize>,
    /// The name.
    pub name: Range<usize>,
    /// The value without its quotes, if there is one.
    pub value: Option<Range<usize>>,
}

/// More attributes than this in one tag are not looked at, so that hostile text cannot fill the memory.
pub const MAX_ATTRIBUTES: usize = 128;

/// Cuts HTML into tokens that lie side by side, from its first byte to its last.
///
/// Never fails: every text is HTML of some sort.
///
/// ```
/// use dateline::value::html::token::{Token, tokens};
///
/// let html = "<p>a < b<br/></p>";
/// let cut: Vec<&str> = tokens(html).map(|token| &html[token.range()]).collect();
/// assert_eq!(cut, ["<p>", "a < b", "<br/>", "</p>"]);
/// ```
#[must_use]
pub fn tokens(html: &str) -> Tokens<'_> {
    Tokens { html, at: 0, raw: None, endless: Vec::new() }
}

/// The iterator that [`tokens`] returns.
#[derive(Debug, Clone)]
pub struct Tokens<'a> {
    html: &'a str,
    at: usize,
    /// The element whose raw text comes next.
    raw: Option<&'static str>,
    /// Elements that have no end tag from here on.
    endless: Vec<&'static str>,
}

impl Token {
    /// The place of the whole piece.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        match self {
            Self::Start(tag) => tag.range.clone(),
            Self::Text(range)
            | Self::RawText(range)
            | Self::End { range, .. }
            | Self::Comment(range)
            | Self::Unfinished(range) => range.clone(),
        }
    }
}

impl Tag {
    /// The name in lower case.
    #[must_use]
    pub fn name<'a>(&self, html: &'a str) -> Cow<'a, str> {
        lower(&html[self.name.clone()])
    }

    /// The first attribute of that name (in lower case), the one that counts.
    #[must_use]
    pub fn attribute(&self, html: &str, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| html[attribute.name.clone()].eq_ignore_ascii_case(name))
    }

    /// The value of the first attribute of that name, decoded; empty if it has none.
    #[must_use]
    pub fn value<'a>(&self, html: &'a str, name: &str) -> Option<Cow<'a, str>> {
        self.attribute(html, name).map(|attribute| attribute.value(html))
    }
}

impl Attribute {
    /// The name in lower case.
    #[must_use]
    pub fn name<'a>(&self, html: &'a str) -> Cow<'a, str> {
        lower(&html[self.name.clone()])
    }

    /// The value with its character references decoded; empty if there is none.
    #[must_use]
    pub fn value<'a>(&self, html: &'a str) -> Cow<'a, str> {
        self.value.clone().map_or(Cow::Borrowed(""), |range| super::entity::decode_attribute(&html[range]))
    }
}

/// A name in lower case, borrowed if it is so already.
#[must_use]
pub(crate) fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|b| b.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        if let Some(element) = self.raw.take()
            && let Some(range) = self.raw_text(element)
        {
            return Some(Token::RawText(range));
        }
        let start = self.at;
        if start >= self.html.len() {
            return None;
        }
        let token = self.markup(start).unwrap_or_else(|| Token::Text(start..self.text_end(start)));
        self.at = token.range().end;
        if let Token::Start(tag) = &token {
            let element = raw_text_element(&self.html[tag.name.clone()]);
            // Many write `<iframe … />`, which browsers take for a start tag alone.
            self.raw = element.filter(|element| !(tag.self_closing && *element == "iframe"));
        }
        Some(token)
    }
}

impl Tokens<'_> {
    /// The tag or comment that begins here, if one does.
    fn markup(&self, start: usize) -> Option<Token> {
        let bytes = self.html.as_bytes();
        if bytes[start] != b'<' || !opens_markup(&bytes[start..]) {
            return None;
        }
        Some(match bytes[start + 1] {
            b'!' | b'?' => self.comment(start),
            b'/' if bytes[start + 2].is_ascii_alphabetic() => self.end_tag(start),
            b'/' => Token::Comment(start..self.after(start + 2, b'>')),
            _ => self.start_tag(start),
        })
    }

    /// Where the text ends that begins here; a `<` that opens nothing belongs to it.
    fn text_end(&self, start: usize) -> usize {
        let bytes = self.html.as_bytes();
        let opens = |&at: &usize| opens_markup(&bytes[at..]);
        memchr_iter(b'<', &bytes[start + 1..]).map(|at| start + 1 + at).find(opens).unwrap_or(bytes.len())
    }

    fn comment(&self, start: usize) -> Token {
        let rest = &self.html[start..];
        if let Some(inside) = rest.strip_prefix("<!--") {
            // `<!-->` and `<!--->` are whole comments.
            let end = if inside.starts_with('>') {
                5
            } else if inside.starts_with("->") {
                6
            } else {
                let end = |close: &str| inside.find(close).map(|at| (at, 4 + at + close.len()));
                // Whichever close comes first; `--!>` is one by mistake, looked for only before the other.
                let plain = end("-->");
                let until = plain.map_or(inside.len(), |(at, _)| at);
                let bang = inside[..until].find("--!>").map(|at| 4 + at + 4);
                bang.or(plain.map(|(_, end)| end)).unwrap_or(rest.len())
            };
            return Token::Comment(start..start + end);
        }
        if rest.starts_with("<![CDATA[") {
            let end = rest.find("]]>").map_or(rest.len(), |at| at + 3);
            return Token::Comment(start..start + end);
        }
        Token::Comment(start..self.after(start + 2, b'>'))
    }

    fn end_tag(&self, start: usize) -> Token {
        let name = start + 2..self.name_end(start + 2);
        match self.attributes(name.end, &mut |_| {}) {
            Some((end, _)) => Token::End { range: start..end, name },
            None => Token::Unfinished(start..self.html.len()),
        }
    }

    fn start_tag(&self, start: usize) -> Token {
        let name = start + 1..self.name_end(start + 1);
        let mut attributes = Vec::new();
        let read = self.attributes(name.end, &mut |attribute| {
            if attributes.len() < MAX_ATTRIBUTES {
                attributes.push(attribute);
            }
        });
        match read {
            Some((end, self_closing)) => Token::Start(Tag { range: start..end, name, attributes, self_closing }),
            None => Token::Unfinished(start..self.html.len()),
        }
    }

    /// Reads attributes up to the `>`: the offset behind it, and whether a `/` stands before it.
    fn attributes(&self, mut at: usize, found: &mut dyn FnMut(Attribute)) -> Option<(usize, bool)> {
        let bytes = self.html.as_bytes();
        loop {
            match *bytes.get(at)? {
                b'>' => return Some((at + 1, false)),
                b'/' if bytes.get(at + 1) == Some(&b'>') => return Some((at + 2, true)),
                b'/' => at += 1,
                b if is_space(b) => at += 1,
                _ => {
                    let attribute = self.attribute(at)?;
                    at = attribute.range.end;
                    found(attribute);
                }
            }
        }
    }

    fn attribute(&self, start: usize) -> Option<Attribute> {
        let bytes = self.html.as_bytes();
        let ends_name = |&b: &u8| is_space(b) || matches!(b, b'/' | b'>' | b'=');
        // A `=` in the first place belongs to the name.
        let name_end = start + 1 + bytes[start + 1..].iter().position(ends_name)?;
        let name = start..name_end;
        let after_space = name_end + bytes[name_end..].iter().position(|&b| !is_space(b))?;
        if bytes[after_space] != b'=' {
            return Some(Attribute { range: name.clone(), name, value: None });
        }
        let value = after_space + 1 + bytes[after_space + 1..].iter().position(|&b| !is_space(b))?;
        if let quote @ (b'"' | b'\'') = bytes[value] {
            let end = value + 1 + memchr(quote, &bytes[value + 1..])?;
            return Some(Attribute { range: start..end + 1, name, value: Some(value + 1..end) });
        }
        let end = value + bytes[value..].iter().position(|&b| is_space(b) || b == b'>')?;
        Some(Attribute { range: start..end, name, value: Some(value..end) })
    }

    fn name_end(&self, start: usize) -> usize {
        let bytes = &self.html.as_bytes()[start..];
        start + bytes.iter().position(|&b| is_space(b) || matches!(b, b'/' | b'>')).unwrap_or(bytes.len())
    }

    fn after(&self, start: usize, byte: u8) -> usize {
        memchr(byte, &self.html.as_bytes()[start..]).map_or(self.html.len(), |at| start + at + 1)
    }

    /// The text up to the end tag of a raw text element, unless there is nothing of it.
    fn raw_text(&mut self, element: &'static str) -> Option<Range<usize>> {
        let start = self.at;
        if self.endless.contains(&element) {
            return None;
        }
        let end = match end_tag_of(&self.html[start..], element) {
            Some(end) => start + end,
            // Browsers hide all that follows an open script or style; so must we.
            None if matches!(element, "script" | "style" | "plaintext") => self.html.len(),
            None => {
                self.endless.push(element);
                return None;
            }
        };
        self.at = end;
        (start < end).then_some(start..end)
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0C')
}

/// Whether a `<` begins a tag or a comment by what follows it.
fn opens_markup(bytes: &[u8]) -> bool {
    match bytes.get(1) {
        Some(b'!' | b'?') => true,
        Some(b'/') => bytes.get(2).is_some(),
        Some(b) => b.is_ascii_alphabetic(),
        None => false,
    }
}

fn raw_text_element(name: &str) -> Option<&'static str> {
    let elements = ["script", "style", "iframe", "textarea", "title", "xmp", "noembed", "noframes", "plaintext"];
    elements.into_iter().find(|element| name.eq_ignore_ascii_case(element))
}

/// Where `</element` begins, followed by what ends a name.
fn end_tag_of(text: &str, element: &str) -> Option<usize> {
    if element == "plaintext" {
        return None;
    }
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(found) = text[from..].find("</") {
        let name = from + found + 2;
        let end = name + element.len();
        let named = bytes.get(name..end).is_some_and(|name| name.eq_ignore_ascii_case(element.as_bytes()));
        if named && bytes.get(end).is_none_or(|&b| is_space(b) || matches!(b, b'/' | b'>')) {
            return Some(from + found);
        }
        from = name;
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(html: &str) -> Vec<String> {
        tokens(html)
            .map(|token| {
                let kind = match &token {
                    Token::Text(_) => "text",
                    Token::RawText(_) => "raw",
                    Token::Start(_) => "start",
                    Token::End { .. } => "end",
                    Token::Comment(_) => "comment",
                    Token::Unfinished(_) => "unfinished",
                };
                format!("{kind} {}", &html[token.range()])
            })
            .collect()
    }

    #[test]
    fn pieces_are_those_of_the_standard() {
        for (html, pieces) in [
            ("", vec![]),
            ("a<b>c</b >d", vec!["text a", "start <b>", "text c", "end </b >", "text d"]),
            ("1 < 2 <3 <", vec!["text 1 < 2 <3 <"]),
            ("<<b>", vec!["text <", "start <b>"]),
            ("</ b>x</>y", vec!["comment </ b>", "text x", "comment </>", "text y"]),
            ("<!-- a > b -->c", vec!["comment <!-- a > b -->", "text c"]),
            (
                "<!-->a<!--->b<!--x--!>c",
                vec!["comment <!-->", "text a", "comment <!--->", "text b", "comment <!--x--!>", "text c"],
            ),
            ("<!DOCTYPE html><?php x?>", vec!["comment <!DOCTYPE html>", "comment <?php x?>"]),
            ("<![CDATA[a > b]]>c", vec!["comment <![CDATA[a > b]]>", "text c"]),
            (
                "<script>a</b></scripty></SCRIPT >c",
                vec!["start <script>", "raw a</b></scripty>", "end </SCRIPT >", "text c"],
            ),
            ("<style>a", vec!["start <style>", "raw a"]),
            ("<script></script>", vec!["start <script>", "end </script>"]),
            ("<iframe><b>x</b>", vec!["start <iframe>", "start <b>", "text x", "end </b>"]),
            ("<iframe><b></iframe>x", vec!["start <iframe>", "raw <b>", "end </iframe>", "text x"]),
            ("a<b c='d", vec!["text a", "unfinished <b c='d"]),
            ("<a title='x>y'>z", vec!["start <a title='x>y'>", "text z"]),
            ("</", vec!["text </"]),
            ("<!--", vec!["comment <!--"]),
        ] {
            assert_eq!(cut(html), pieces, "{html}");
        }
    }

    #[test]
    fn attributes_have_places() {
        let html = "<A HREF = 'x&amp;y' b c=d/e =f='' g= />";
        let Some(Token::Start(tag)) = tokens(html).next() else { panic!("a start tag") };
        assert_eq!(tag.name(html), "a");
        let attributes: Vec<_> =
            tag.attributes.iter().map(|a| (a.name(html), a.value(html), &html[a.range.clone()])).collect();
        let expected = [
            ("href", "x&y", "HREF = 'x&amp;y'"),
            ("b", "", "b"),
            ("c", "d/e", "c=d/e"),
            ("=f", "", "=f=''"),
            ("g", "/", "g= /"),
        ];
        for (found, expected) in attributes.iter().zip(expected) {
            assert_eq!((&*found.0, &*found.1, found.2), expected);
        }
        assert_eq!(attributes.len(), expected.len());
        let html = "<img/src=x / alt=y>";
        let Some(Token::Start(tag)) = tokens(html).next() else { panic!("a start tag") };
        assert_eq!(tag.attributes.iter().map(|a| a.name(html)).collect::<Vec<_>>(), ["src", "alt"]);
        let Some(Token::Start(tag)) = tokens("<a href= >").next() else { panic!("a start tag") };
        let [href] = &tag.attributes[..] else { panic!("one attribute") };
        assert_eq!((href.range.clone(), href.value("<a href= >").as_ref()), (3..9, ""));
    }

    #[test]
    fn of_many_attributes_the_first_are_kept() {
        let html = format!("<a{}>", " b".repeat(MAX_ATTRIBUTES + 1));
        let Some(Token::Start(tag)) = tokens(&html).next() else { panic!("a start tag") };
        assert_eq!((tag.attributes.len(), tag.range.end), (MAX_ATTRIBUTES, html.len()));
    }

    #[test]
    fn self_closing_tags_are_told_apart() {
        for (html, closing) in [("<br/>", true), ("<br />", true), ("<br / >", false), ("<a href=x/>", false)] {
            let Some(Token::Start(tag)) = tokens(html).next() else { panic!("a start tag") };
            assert_eq!(tag.self_closing, closing, "{html}");
        }
    }

    #[test]
    fn hostile_text_takes_linear_time() {
        let size = 1 << 20;
        for piece in ["<", "<a ", "</", "<!--", "<iframe>", "<textarea>", "<title></", "<a b='", "<![CDATA[", "<a a"] {
            let html = piece.repeat(size / piece.len());
            assert!(tokens(&html).count() <= html.len());
        }
    }

    proptest! {
        #[test]
        fn pieces_lie_side_by_side(html in "(<|>|/|!|-|=|'|\"| |a|é|script|style|&amp;|\\PC){0,60}") {
            let mut end = 0;
            for token in tokens(&html) {
                let range = token.range();
                prop_assert_eq!(range.start, end);
                prop_assert!(range.end > range.start);
                prop_assert!(html.get(range.clone()).is_some());
                if let Token::Start(tag) = &token {
                    for attribute in &tag.attributes {
                        prop_assert!(attribute.range.start >= range.start && attribute.range.end < range.end);
                        prop_assert!(html.get(attribute.name.clone()).is_some_and(|name| !name.is_empty()));
                        let _ = attribute.value(&html);
                    }
                }
                end = range.end;
            }
            prop_assert_eq!(end, html.len());
        }
    }
}

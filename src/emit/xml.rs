//! XML that people can read too: an element a line, indented as deep as it lies, and HTML in CDATA.
//!
//! White space is put between elements only, never next to text, so that it means nothing.

use memchr::{memchr_iter, memchr3_iter};

use crate::value::html::entity::{escape_attribute, escape_text};

/// How `<` and `&` are written in text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum References {
    /// By name.
    Named,
    /// By number, as RSS's Best Practices Profile wants it, <https://www.rssboard.org/rss-profile#data-types-characterdata>:
    /// a program that takes the text for HTML and decodes it again cannot mistake these for the named references of HTML.
    Numbered,
}

/// A document that is being written.
#[derive(Debug)]
pub(super) struct Writer {
    out: String,
    references: References,
    /// The elements that are open: their names, and where what they hold begins.
    open: Vec<(&'static str, usize)>,
}

/// An element whose tag is being written.
#[must_use]
pub(super) struct Tag<'w> {
    writer: &'w mut Writer,
    name: &'static str,
}

impl Writer {
    /// A document with its declaration, and room for so many bytes; browsers show it by the style sheet at this address,
    /// <https://www.w3.org/TR/xml-stylesheet/>.
    pub(super) fn new(references: References, style: Option<&str>, length: usize) -> Self {
        let mut out = String::with_capacity(length);
        out.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
        if let Some(style) = style {
            out.extend(["\n<?xml-stylesheet type=\"text/css\" href=\"", style, "\"?>"]);
        }
        Self { out, references, open: Vec::new() }
    }

    /// Begins an element on a line of its own.
    pub(super) fn tag(&mut self, name: &'static str) -> Tag<'_> {
        self.line();
        self.out.push('<');
        self.out.push_str(name);
        Tag { writer: self, name }
    }

    /// An element that has nothing but text.
    pub(super) fn element(&mut self, name: &'static str, text: &str) {
        self.tag(name).text(text);
    }

    /// An element for each of some texts.
    pub(super) fn elements<'t>(&mut self, name: &'static str, texts: impl IntoIterator<Item = &'t str>) {
        for text in texts {
            self.element(name, text);
        }
    }

    /// Ends the innermost element that is open.
    pub(super) fn end(&mut self) {
        let Some((name, inside)) = self.open.pop() else { return };
        if self.out.len() == inside {
            self.out.truncate(inside - ">".len());
            self.out.push_str("/>");
        } else {
            self.line();
            self.end_tag(name);
        }
    }

    /// How many bytes are written.
    pub(super) fn length(&self) -> usize {
        self.out.len()
    }

    /// The document, its elements ended.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.end();
        }
        self.out.push('\n');
        self.out
    }

    fn line(&mut self) {
        self.out.push('\n');
        for _ in &self.open {
            self.out.push_str("  ");
        }
    }

    fn end_tag(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }
}

impl Tag<'_> {
    pub(super) fn attribute(self, name: &str, value: &str) -> Self {
        let out = &mut self.writer.out;
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape_attribute(value, out);
        out.push('"');
        self
    }

    /// An attribute that is not always there.
    pub(super) fn optional(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.attribute(name, value),
            None => self,
        }
    }

    /// Declares a prefix.
    pub(super) fn namespace(self, prefix: &str, address: &str) -> Self {
        self.writer.out.extend([" xmlns:", prefix, "=\"", address, "\""]);
        self
    }

    /// Nothing is in the element.
    pub(super) fn empty(self) {
        self.writer.out.push_str("/>");
    }

    /// What is written next is in the element.
    pub(super) fn open(self) {
        self.writer.out.push('>');
        let inside = self.writer.out.len();
        self.writer.open.push((self.name, inside));
    }

    /// Text is in the element.
    pub(super) fn text(self, text: &str) {
        let references = self.writer.references;
        self.holding(text, |out| match references {
            References::Named => escape_text(text, out),
            References::Numbered => escape_by_number(text, out),
        });
    }

    /// An address is in the element: no text, and a reader of note knows named references alone in it.
    pub(super) fn address(self, address: &str) {
        self.holding(address, |out| escape_text(address, out));
    }

    /// HTML is in the element.
    pub(super) fn html(self, html: &str) {
        self.holding(html, |out| {
            out.push_str(CDATA);
            push_cdata(html, out);
            out.push_str(CDATA_END);
        });
    }

    /// Text is in the element, which is read there as HTML.
    pub(super) fn text_as_html(self, text: &str) {
        // Escaped, it cannot hold the end of a section.
        self.holding(text, |out| {
            out.push_str(CDATA);
            escape_text(text, out);
            out.push_str(CDATA_END);
        });
    }

    fn holding(self, text: &str, write: impl FnOnce(&mut String)) {
        if text.is_empty() {
            return self.empty();
        }
        self.writer.out.push('>');
        write(&mut self.writer.out);
        self.writer.end_tag(self.name);
    }
}

const CDATA: &str = "<![CDATA[";
const CDATA_END: &str = "]]>";

/// Appends what stands in a CDATA section; where it holds the end of one, another begins.
fn push_cdata(text: &str, out: &mut String) {
    let mut from = 0;
    for at in memchr_iter(b']', text.as_bytes()).filter(|&at| text[at..].starts_with(CDATA_END)) {
        out.push_str(&text[from..at]);
        out.push_str("]]]]><![CDATA[>");
        from = at + CDATA_END.len();
    }
    out.push_str(&text[from..]);
}

/// Appends text as RSS's profile wants it.
fn escape_by_number(text: &str, out: &mut String) {
    let mut from = 0;
    for at in memchr3_iter(b'&', b'<', b'>', text.as_bytes()) {
        out.push_str(&text[from..at]);
        out.push_str(match text.as_bytes()[at] {
            b'&' => "&#x26;",
            b'<' => "&#x3C;",
            _ => "&gt;",
        });
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use quick_xml::Reader;
    use quick_xml::escape::{resolve_predefined_entity, unescape};
    use quick_xml::events::Event;

    use super::*;

    fn written(references: References, write: impl FnOnce(&mut Writer)) -> String {
        let mut writer = Writer::new(references, None, 0);
        write(&mut writer);
        writer.finish()
    }

    #[test]
    fn white_space_goes_between_elements_and_never_next_to_text() {
        let document = written(References::Named, |out| {
            out.tag("feed").open();
            out.element("a", "x & y");
            out.tag("b").open();
            out.element("c", "");
            out.element("d", " z ");
            out.tag("e").attribute("f", "").open();
            out.end();
        });
        let expected = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed>\n  <a>x &amp; y</a>\n  <b>\n    <c/>\n    \
                        <d> z </d>\n    <e f=\"\"/>\n  </b>\n</feed>\n";
        assert_eq!(document, expected);
    }

    #[test]
    fn a_style_sheet_stands_before_the_root() {
        let mut writer = Writer::new(References::Named, Some("../feed.css"), 0);
        writer.tag("feed").empty();
        let head =
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<?xml-stylesheet type=\"text/css\" href=\"../feed.css\"?>\n";
        assert_eq!(writer.finish(), format!("{head}<feed/>\n"));
    }

    #[test]
    fn text_of_rss_is_written_as_its_profile_wants_it() {
        let document = written(References::Numbered, |out| out.element("title", "AT&T <b> \"x\""));
        assert!(document.contains("<title>AT&#x26;T &#x3C;b&gt; \"x\"</title>"), "{document}");
    }

    #[test]
    fn an_address_of_rss_has_the_references_that_every_reader_knows() {
        let document = written(References::Numbered, |out| out.tag("link").address("https://a.example/?b=1&c=2"));
        assert!(document.contains("<link>https://a.example/?b=1&amp;c=2</link>"), "{document}");
    }

    #[test]
    fn the_end_of_cdata_is_escaped_in_attributes_too() {
        let document = written(References::Named, |out| out.tag("category").attribute("term", "]]> '\"").empty());
        assert!(document.contains("<category term=\"]]&gt; '&quot;\"/>"), "{document}");
    }

    #[test]
    fn html_is_cdata_and_its_end_is_split() {
        let document = written(References::Named, |out| {
            let html = "<p>a ]]> b]] &amp;</p>";
            out.tag("content").attribute("type", "html").html(html);
        });
        let expected = "<content type=\"html\"><![CDATA[<p>a ]]]]><![CDATA[> b]] &amp;</p>]]></content>";
        assert!(document.contains(expected), "{document}");
        let document = written(References::Numbered, |out| out.tag("description").text_as_html("a ]]> <b"));
        assert!(document.contains("<description><![CDATA[a ]]&gt; &lt;b]]></description>"), "{document}");
    }

    /// What the only element of a document says, as another program reads it: its attribute `a`, and its text.
    fn read(document: &str) -> (String, String) {
        let (mut reader, mut value, mut text) = (Reader::from_str(document), String::new(), String::new());
        loop {
            match reader.read_event().unwrap() {
                Event::Start(tag) | Event::Empty(tag) => {
                    let attribute = tag.try_get_attribute("a").unwrap().unwrap();
                    value.push_str(&unescape(std::str::from_utf8(&attribute.value).unwrap()).unwrap());
                    text.clear();
                }
                Event::Text(piece) => text.push_str(&piece.decode().unwrap()),
                Event::CData(piece) => text.push_str(&piece.decode().unwrap()),
                Event::GeneralRef(name) => match name.resolve_char_ref().unwrap() {
                    Some(character) => text.push(character),
                    None => text.push_str(resolve_predefined_entity(&name.decode().unwrap()).unwrap()),
                },
                Event::Eof => {
                    text.truncate(text.len() - "\n".len());
                    return (value, text);
                }
                _ => {}
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(text in "([a-z]|[&<>'\"]|\\]\\]>|]|&amp;|é){0,12}") {
            for references in [References::Named, References::Numbered] {
                let ways: [fn(Tag<'_>, &str); 3] =
                    [|tag, text| tag.text(text), |tag, text| tag.address(text), |tag, text| tag.html(text)];
                for write in ways {
                    let document = written(references, |out| write(out.tag("r").attribute("a", &text), &text));
                    prop_assert_eq!(read(&document), (text.clone(), text.clone()), "{}", document);
                }
            }
        }
    }
}

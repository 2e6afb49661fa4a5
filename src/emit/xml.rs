//! What the feed crates write, finished: the declaration, an indentation that diffs can be read by, HTML in CDATA so
//! that people can read it, and the two spellings of Atom that readers insist on.
//!
//! White space is put between elements only, never next to text, so the finished document means the same.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr2, memmem};

/// Elements of Atom whose type readers want to see, even where it is the default.
const TEXTS: [&str; 3] = ["title", "subtitle", "rights"];
/// Elements of Atom that may hold HTML.
const HTMLS: [&str; 5] = ["content", "summary", "title", "subtitle", "rights"];
/// Elements of Atom that hold a date, which a reader of note understands only with a `Z`.
const DATES: [&str; 2] = ["updated", "published"];

/// How RSS's Best Practices Profile wants `<` and `&` in text, <https://www.rssboard.org/rss-profile#data-types-characterdata>:
/// a program that takes the text for HTML and decodes it again cannot mistake these for the named references of HTML.
const LESS_THAN: &str = "&#x3C;";
const AMPERSAND: &str = "&#x26;";
/// Elements of RSS that hold an address: no text, and a reader of note knows named references alone in them.
const ADDRESSES: [&str; 4] = ["docs", "guid", "link", "url"];

/// Stands in a document for the HTML of an entry, until that is put in: no text can hold it.
pub(super) const HTML: &str = "\u{1}";

/// The document with the HTML of its entries put in, one after the other: nothing of it is escaped and read again.
pub(super) fn with_html<'h>(document: &str, entries: impl Iterator<Item = &'h str> + Clone) -> String {
    let length = document.len() + entries.clone().map(str::len).sum::<usize>();
    let mut out = String::with_capacity(length + length / 256);
    let mut entries = entries;
    let mut from = 0;
    for at in memchr_iter(HTML.as_bytes()[0], document.as_bytes()) {
        out.push_str(&document[from..at]);
        push_cdata(entries.next().unwrap_or_default(), &mut out);
        from = at + HTML.len();
    }
    out.push_str(&document[from..]);
    out
}

/// Appends what stands in a CDATA section; where it holds the end of one, another begins.
fn push_cdata(text: &str, out: &mut String) {
    let mut from = 0;
    for at in memmem::find_iter(text.as_bytes(), "]]>") {
        out.push_str(&text[from..at]);
        out.push_str("]]]]><![CDATA[>");
        from = at + "]]>".len();
    }
    out.push_str(&text[from..]);
}

/// Finishes a document that one of the feed crates wrote without indentation; browsers show it by the style sheet at
/// this address, <https://www.w3.org/TR/xml-stylesheet/>.
pub(super) fn finish(written: &str, style: Option<&str>) -> String {
    let out = String::with_capacity(written.len() + written.len() / 4);
    let mut layout = Layout { out, open: Vec::new(), html: String::new() };
    layout.out.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
    if let Some(style) = style {
        layout.push(&["\n<?xml-stylesheet type=\"text/css\" href=\"", style, "\"?>"]);
    }
    let mut rest = written;
    while !rest.is_empty() {
        let piece = first_piece(rest);
        rest = &rest[piece.len()..];
        match piece.as_bytes() {
            [b'<', b'/', ..] => layout.end(),
            [b'<', b'!', ..] => layout.html(inside(piece, "<![CDATA[", "]]>")),
            // The declaration.
            [b'<', b'?', ..] => {}
            [b'<', .., b'/', b'>'] => {
                layout.start(inside(piece, "<", "/>"));
                layout.end();
            }
            [b'<', ..] => layout.start(inside(piece, "<", ">")),
            [b'&', ..] => layout.reference(inside(piece, "&", ";")),
            _ => layout.characters(piece, piece),
        }
    }
    layout.out.push('\n');
    layout.out
}

/// The first tag, section, reference or run of text. The feed crates write well-formed XML, every `>` in attributes
/// escaped.
fn first_piece(written: &str) -> &str {
    let bytes = written.as_bytes();
    let length = match bytes {
        [b'<', b'!', ..] => memmem::find(bytes, b"]]>").map(|at| at + "]]>".len()),
        [b'<', ..] => memchr(b'>', bytes).map(|at| at + 1),
        [b'&', ..] => memchr(b';', bytes).map(|at| at + 1),
        _ => memchr2(b'<', b'&', bytes),
    };
    &written[..length.unwrap_or(written.len())]
}

fn inside<'t>(piece: &'t str, start: &str, end: &str) -> &'t str {
    piece.strip_prefix(start).and_then(|piece| piece.strip_suffix(end)).unwrap_or_default()
}

struct Layout {
    out: String,
    open: Vec<Open>,
    /// What the innermost element holds, if that is HTML.
    html: String,
}

/// An element that has begun and not ended; its tag is written but for its end.
struct Open {
    /// Where its name stands in what is written.
    name: Range<usize>,
    holds: Holds,
}

enum Holds {
    Nothing,
    Elements,
    /// Character data, written out from there on: escaped, but for HTML.
    Text(usize),
    Html,
}

impl Layout {
    /// Begins an element whose tag holds this.
    fn start(&mut self, tag: &str) {
        if let Some(parent) = self.open.last_mut()
            && matches!(parent.holds, Holds::Nothing)
        {
            parent.holds = Holds::Elements;
            self.out.push('>');
        }
        self.line();
        self.out.push('<');
        let start = self.out.len();
        self.push_tag(tag.trim_end());
        let name = start..start + memchr(b' ', tag.as_bytes()).unwrap_or(tag.len());
        let is_html = self.is_atom_of(&HTMLS, &name) && self.out[start..].contains(" type=\"html\"");
        self.open.push(Open { name, holds: if is_html { Holds::Html } else { Holds::Nothing } });
    }

    /// Appends a tag. `&gt;` stays: a reader of note takes `]]>` for a fault in an attribute too.
    fn push_tag(&mut self, tag: &str) {
        let mut from = 0;
        if memchr(b'&', tag.as_bytes()).is_some() {
            for (at, reference) in tag.match_indices("&apos;") {
                self.push(&[&tag[from..at], "'"]);
                from = at + reference.len();
            }
        }
        self.out.push_str(&tag[from..]);
    }

    fn end(&mut self) {
        let Some(Open { name, holds }) = self.open.pop() else { return };
        match holds {
            Holds::Nothing => return self.out.push_str("/>"),
            Holds::Elements => self.line(),
            Holds::Text(start) => {
                let is_date = self.is_atom_of(&DATES, &name);
                if is_date && self.out[start..].ends_with("+00:00") {
                    self.out.truncate(self.out.len() - "+00:00".len());
                    self.out.push('Z');
                }
            }
            Holds::Html if self.html.is_empty() => return self.out.push_str("/>"),
            Holds::Html => {
                self.out.push_str("><![CDATA[");
                push_cdata(&self.html, &mut self.out);
                self.out.push_str("]]>");
                self.html.clear();
            }
        }
        self.out.push_str("</");
        self.out.extend_from_within(name);
        self.out.push('>');
    }

    /// A character reference: what must stay escaped in text does, the rest becomes the character.
    fn reference(&mut self, name: &str) {
        let (escaped, plain) = match name {
            "lt" if self.is_profiled() => (LESS_THAN, "<"),
            "lt" => ("&lt;", "<"),
            "gt" => ("&gt;", ">"),
            "quot" => ("\"", "\""),
            "apos" => ("'", "'"),
            "#13" | "#xD" => ("&#13;", "\r"),
            "#10" | "#xA" => ("\n", "\n"),
            "#9" | "#x9" => ("\t", "\t"),
            _ if self.is_profiled() => (AMPERSAND, "&"),
            _ => ("&amp;", "&"),
        };
        self.characters(escaped, plain);
    }

    fn characters(&mut self, escaped: &str, plain: &str) {
        let Some(Open { name, holds }) = self.open.last() else { return };
        match holds {
            Holds::Html => self.html.push_str(plain),
            Holds::Text(_) => self.out.push_str(escaped),
            Holds::Nothing if !escaped.is_empty() => {
                let is_untyped = || !self.out[name.end..].contains(" type=");
                let says_type = self.is_atom_of(&TEXTS, name) && is_untyped();
                self.out.push_str(if says_type { " type=\"text\">" } else { ">" });
                self.hold(Holds::Text(self.out.len()));
                self.out.push_str(escaped);
            }
            Holds::Nothing | Holds::Elements => {}
        }
    }

    fn html(&mut self, data: &str) {
        self.hold(Holds::Html);
        self.html.push_str(data);
    }

    fn hold(&mut self, holds: Holds) {
        if let Some(element) = self.open.last_mut() {
            element.holds = holds;
        }
    }

    fn push(&mut self, parts: &[&str]) {
        self.out.extend(parts.iter().copied());
    }

    /// A new line, indented as deep as the open elements.
    fn line(&mut self) {
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n("  ", self.open.len()));
    }

    /// Whether the open element is one of RSS's that hold text.
    fn is_profiled(&self) -> bool {
        let holds_text = |element: &Open| !ADDRESSES.contains(&&self.out[element.name.clone()]);
        !self.in_atom() && self.open.last().is_some_and(holds_text)
    }

    /// Whether it is Atom, and one of those names.
    fn is_atom_of(&self, names: &[&str], name: &Range<usize>) -> bool {
        self.in_atom() && names.contains(&&self.out[name.clone()])
    }

    fn in_atom(&self) -> bool {
        self.open.first().is_some_and(|root| &self.out[root.name.clone()] == "feed")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_goes_between_elements_and_never_next_to_text() {
        let finished = finish("<feed><a>x &amp; y</a><b><c></c><d> z </d></b></feed>", None);
        let expected = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed>\n  <a>x &amp; y</a>\n  <b>\n    <c/>\n    \
                        <d> z </d>\n  </b>\n</feed>\n";
        assert_eq!(finished, expected);
    }

    #[test]
    fn a_style_sheet_stands_before_the_root() {
        let finished = finish("<feed></feed>", Some("../feed.css"));
        let head =
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<?xml-stylesheet type=\"text/css\" href=\"../feed.css\"?>\n";
        assert_eq!(finished, format!("{head}<feed/>\n"));
    }

    #[test]
    fn text_of_rss_is_written_as_its_profile_wants_it() {
        let finished = finish("<rss><title>AT&amp;T &lt;b&gt; &quot;x&quot;</title></rss>", None);
        assert!(finished.contains("<title>AT&#x26;T &#x3C;b&gt; \"x\"</title>"), "{finished}");
    }

    #[test]
    fn an_address_of_rss_has_the_references_that_every_reader_knows() {
        let finished = finish("<rss><link>https://a.example/?b=1&amp;c=2</link></rss>", None);
        assert!(finished.contains("<link>https://a.example/?b=1&amp;c=2</link>"), "{finished}");
    }

    #[test]
    fn the_end_of_cdata_is_escaped_in_attributes_too() {
        let finished = finish("<feed><category term=\"]]&gt; &apos;\"/></feed>", None);
        assert!(finished.contains("<category term=\"]]&gt; '\"/>"), "{finished}");
    }

    #[test]
    fn html_of_atom_is_cdata_and_its_end_is_split() {
        let finished = finish("<feed><content type=\"html\">&lt;p&gt;a ]]&gt; b&lt;/p&gt;</content></feed>", None);
        assert!(
            finished.contains("<content type=\"html\"><![CDATA[<p>a ]]]]><![CDATA[> b</p>]]></content>"),
            "{finished}"
        );
    }

    #[test]
    fn html_is_put_in_where_it_belongs() {
        let finished = finish("<rss><d><![CDATA[\u{1}]]></d><d>x</d><d><![CDATA[\u{1}]]></d></rss>", None);
        let whole = with_html(&finished, ["<p>a</p>", "b ]]> &amp;"].into_iter());
        assert!(whole.contains("<d><![CDATA[<p>a</p>]]></d>\n  <d>x</d>"), "{whole}");
        assert!(whole.contains("<d><![CDATA[b ]]]]><![CDATA[> &amp;]]></d>"), "{whole}");
    }

    #[test]
    fn cdata_in_two_parts_stays_one_text() {
        let finished = finish("<rss><d><![CDATA[a ]]]]><![CDATA[> b]]></d></rss>", None);
        assert!(finished.contains("<d><![CDATA[a ]]]]><![CDATA[> b]]></d>"), "{finished}");
    }

    #[test]
    fn atom_titles_say_that_they_are_text_and_dates_are_zulu() {
        let finished =
            finish("<feed><title>a</title><title></title><updated>2026-01-01T00:00:00+00:00</updated></feed>", None);
        assert!(finished.contains("<title type=\"text\">a</title>"), "{finished}");
        assert!(finished.contains("<title/>"), "{finished}");
        assert!(finished.contains("<updated>2026-01-01T00:00:00Z</updated>"), "{finished}");
        assert!(finish("<rss><title>a</title></rss>", None).contains("<title>a</title>"));
    }
}

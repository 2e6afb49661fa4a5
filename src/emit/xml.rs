//! What the feed crates write, finished: the declaration, an indentation that diffs can be read by, HTML in CDATA so
//! that people can read it, and the two spellings of Atom that readers insist on.
//!
//! White space is put between elements only, never next to text, so the finished document means the same.

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

/// What each open element adds to the lines in it.
const INDENTATION: &str = "  ";

/// Stands in a document for the HTML of an entry, until that is put in: no text can hold it.
pub(super) const HTML: &str = "\u{1}";

/// Appends what stands in a CDATA section; where it holds the end of one, another begins.
fn push_cdata(text: &str, out: &mut String) {
    let mut from = 0;
    // Brackets are rare enough for a search of one byte.
    for at in memchr_iter(b']', text.as_bytes()).filter(|&at| text[at..].starts_with("]]>")) {
        out.push_str(&text[from..at]);
        out.push_str("]]]]><![CDATA[>");
        from = at + "]]>".len();
    }
    out.push_str(&text[from..]);
}

/// Finishes a document that one of the feed crates wrote without indentation; browsers show it by the style sheet at
/// this address, <https://www.w3.org/TR/xml-stylesheet/>.
///
/// The HTML of its entries is put in where [`HTML`] stands, one after the other: nothing of it is escaped and read again.
pub(super) fn finish<'h>(written: &str, style: Option<&str>, entries: impl Iterator<Item = &'h str> + Clone) -> String {
    let length = written.len() + entries.clone().map(str::len).sum::<usize>();
    let mut layout = Layout {
        out: String::with_capacity(length + length / 16 + written.len() / 4),
        line: "\n".to_owned(),
        open: Vec::new(),
        in_atom: false,
        html: String::new(),
        entries,
    };
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

struct Layout<'w, E> {
    out: String,
    /// A new line, indented as deep as the open elements.
    line: String,
    open: Vec<Open<'w>>,
    in_atom: bool,
    /// What the innermost element holds, if that is HTML.
    html: String,
    /// The HTML of the entries that are still to come.
    entries: E,
}

/// An element that has begun and not ended; its tag is written but for its end.
struct Open<'w> {
    name: &'w str,
    /// What its tag holds besides.
    attributes: &'w str,
    holds: Holds,
}

#[derive(Clone, Copy)]
enum Holds {
    Nothing,
    Elements,
    /// Character data, written out from there on: escaped, but for HTML.
    Text(usize),
    Html,
}

impl<'w, 'h, E: Iterator<Item = &'h str>> Layout<'w, E> {
    /// Begins an element whose tag holds this.
    fn start(&mut self, tag: &'w str) {
        if let Some(parent) = self.open.last_mut()
            && matches!(parent.holds, Holds::Nothing)
        {
            parent.holds = Holds::Elements;
            self.out.push('>');
        }
        let tag = tag.trim_end();
        let (name, attributes) = tag.split_at(tag.bytes().position(|byte| byte == b' ').unwrap_or(tag.len()));
        self.in_atom |= self.open.is_empty() && name == "feed";
        self.out.push_str(&self.line);
        self.push(&["<", name]);
        self.push_attributes(attributes);
        let is_html = self.in_atom && HTMLS.contains(&name) && attributes.contains(" type=\"html\"");
        self.open.push(Open { name, attributes, holds: if is_html { Holds::Html } else { Holds::Nothing } });
        self.line.push_str(INDENTATION);
    }

    /// Appends what a tag holds behind its name. `&gt;` stays: a reader of note takes `]]>` for a fault there too.
    fn push_attributes(&mut self, attributes: &str) {
        let mut from = 0;
        if memchr(b'&', attributes.as_bytes()).is_some() {
            for (at, reference) in attributes.match_indices("&apos;") {
                self.push(&[&attributes[from..at], "'"]);
                from = at + reference.len();
            }
        }
        self.out.push_str(&attributes[from..]);
    }

    fn end(&mut self) {
        let Some(Open { name, holds, .. }) = self.open.pop() else { return };
        self.line.truncate(self.line.len() - INDENTATION.len());
        match holds {
            Holds::Nothing => return self.out.push_str("/>"),
            Holds::Elements => self.out.push_str(&self.line),
            Holds::Text(start) => {
                let is_date = self.in_atom && DATES.contains(&name);
                if is_date && self.out[start..].ends_with("+00:00") {
                    self.out.truncate(self.out.len() - "+00:00".len());
                    self.out.push('Z');
                }
            }
            Holds::Html if self.html.is_empty() => return self.out.push_str("/>"),
            Holds::Html => {
                self.out.push_str("><![CDATA[");
                let html = if self.html == HTML { self.entries.next() } else { None };
                push_cdata(html.unwrap_or(&self.html), &mut self.out);
                self.out.push_str("]]>");
                self.html.clear();
            }
        }
        self.push(&["</", name, ">"]);
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
        let Some(Open { name, attributes, holds }) = self.open.last_mut() else { return };
        match holds {
            Holds::Html => self.html.push_str(plain),
            Holds::Text(_) => self.out.push_str(escaped),
            Holds::Nothing if !escaped.is_empty() => {
                let says_type = self.in_atom && TEXTS.contains(name) && !attributes.contains(" type=");
                self.out.push_str(if says_type { " type=\"text\">" } else { ">" });
                *holds = Holds::Text(self.out.len());
                self.out.push_str(escaped);
            }
            Holds::Nothing | Holds::Elements => {}
        }
    }

    fn html(&mut self, data: &str) {
        if let Some(element) = self.open.last_mut() {
            element.holds = Holds::Html;
        }
        self.html.push_str(data);
    }

    fn push(&mut self, parts: &[&str]) {
        self.out.extend(parts.iter().copied());
    }

    /// Whether the open element is one of RSS's that hold text.
    fn is_profiled(&self) -> bool {
        !self.in_atom && self.open.last().is_some_and(|element| !ADDRESSES.contains(&element.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finished(written: &str) -> String {
        finish(written, None, std::iter::empty())
    }

    #[test]
    fn white_space_goes_between_elements_and_never_next_to_text() {
        let finished = finished("<feed><a>x &amp; y</a><b><c></c><d> z </d></b></feed>");
        let expected = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed>\n  <a>x &amp; y</a>\n  <b>\n    <c/>\n    \
                        <d> z </d>\n  </b>\n</feed>\n";
        assert_eq!(finished, expected);
    }

    #[test]
    fn a_style_sheet_stands_before_the_root() {
        let finished = finish("<feed></feed>", Some("../feed.css"), std::iter::empty());
        let head =
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<?xml-stylesheet type=\"text/css\" href=\"../feed.css\"?>\n";
        assert_eq!(finished, format!("{head}<feed/>\n"));
    }

    #[test]
    fn text_of_rss_is_written_as_its_profile_wants_it() {
        let finished = finished("<rss><title>AT&amp;T &lt;b&gt; &quot;x&quot;</title></rss>");
        assert!(finished.contains("<title>AT&#x26;T &#x3C;b&gt; \"x\"</title>"), "{finished}");
    }

    #[test]
    fn an_address_of_rss_has_the_references_that_every_reader_knows() {
        let finished = finished("<rss><link>https://a.example/?b=1&amp;c=2</link></rss>");
        assert!(finished.contains("<link>https://a.example/?b=1&amp;c=2</link>"), "{finished}");
    }

    #[test]
    fn the_end_of_cdata_is_escaped_in_attributes_too() {
        let finished = finished("<feed><category term=\"]]&gt; &apos;\"/></feed>");
        assert!(finished.contains("<category term=\"]]&gt; '\"/>"), "{finished}");
    }

    #[test]
    fn html_of_atom_is_cdata_and_its_end_is_split() {
        let finished = finished("<feed><content type=\"html\">&lt;p&gt;a ]]&gt; b&lt;/p&gt;</content></feed>");
        assert!(
            finished.contains("<content type=\"html\"><![CDATA[<p>a ]]]]><![CDATA[> b</p>]]></content>"),
            "{finished}"
        );
    }

    #[test]
    fn html_is_put_in_where_it_belongs() {
        let written = "<rss><d><![CDATA[\u{1}]]></d><d>x</d><d><![CDATA[\u{1}]]></d></rss>";
        let whole = finish(written, None, ["<p>a</p>", "b ]]> &amp;"].into_iter());
        assert!(whole.contains("<d><![CDATA[<p>a</p>]]></d>\n  <d>x</d>"), "{whole}");
        assert!(whole.contains("<d><![CDATA[b ]]]]><![CDATA[> &amp;]]></d>"), "{whole}");
    }

    #[test]
    fn cdata_in_two_parts_stays_one_text() {
        let finished = finished("<rss><d><![CDATA[a ]]]]><![CDATA[> b]]></d></rss>");
        assert!(finished.contains("<d><![CDATA[a ]]]]><![CDATA[> b]]></d>"), "{finished}");
    }

    #[test]
    fn atom_titles_say_that_they_are_text_and_dates_are_zulu() {
        let atom = finished("<feed><title>a</title><title></title><updated>2026-01-01T00:00:00+00:00</updated></feed>");
        assert!(atom.contains("<title type=\"text\">a</title>"), "{atom}");
        assert!(atom.contains("<title/>"), "{atom}");
        assert!(atom.contains("<updated>2026-01-01T00:00:00Z</updated>"), "{atom}");
        assert!(finished("<rss><title>a</title></rss>").contains("<title>a</title>"));
    }
}

//! HTML in which there is plainly nothing to find: what most programs write, seen in one pass.
//!
//! It knows fewer elements and stricter tags than HTML has. What it does not know is looked at the long way; a test holds
//! both to the same answer.

use std::sync::atomic::{AtomicBool, Ordering};

use memchr::memchr;

use super::markup::{SIGNS, reference_fault};
use crate::lint::Options;
use crate::value::byteset::ByteSet;

/// How deep elements are followed.
const DEPTH_LIMIT: usize = 100;

/// Where an element may stand so that nothing closes by itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Anywhere, with an end tag.
    Inline,
    /// The same, but not inside another.
    Link,
    /// Not in a paragraph, with an end tag.
    Block,
    /// The same, and not directly in another.
    Heading,
    /// The same as a block, and nothing of these in it.
    Paragraph,
    /// Directly in one of these alone, with an end tag.
    Part(&'static [&'static [u8]]),
    /// Anywhere, without an end tag.
    Void,
    /// Not in a paragraph, without an end tag.
    Rule,
}

/// HTML that several documents hold: what was found plain in one of them is not looked at again in the others.
#[derive(Debug)]
pub struct SharedHtml<'h>(Vec<(&'h str, AtomicBool)>);

impl<'h> SharedHtml<'h> {
    /// Texts that documents are likely to hold. Each is compared with what is found there, so that any may be missing.
    #[must_use]
    pub fn new(texts: impl Iterator<Item = &'h str>) -> Self {
        Self(texts.map(|text| (text, AtomicBool::new(false))).collect())
    }

    /// Whether the text was found plain already, if it is one of these.
    fn known(&self, html: &str) -> Option<&AtomicBool> {
        self.0.iter().find(|(text, _)| *text == html).map(|(_, is_plain)| is_plain)
    }
}

/// [`is_plain`], unless another document has told.
pub(crate) fn is_plain_in(html: &str, options: &Options<'_>) -> bool {
    let known = options.shared.and_then(|shared| shared.known(html));
    if known.is_some_and(|known| known.load(Ordering::Relaxed)) {
        return true;
    }
    let is_plain = is_plain(html);
    if let Some(known) = known.filter(|_| is_plain) {
        known.store(true, Ordering::Relaxed);
    }
    is_plain
}

/// Whether nothing is wrong with a fragment, every element in it is one that readers show, and every address is whole.
fn is_plain(html: &str) -> bool {
    let mut reader = Reader { html, at: 0, open: Vec::with_capacity(16), in_link: false, in_paragraph: false };
    SIGNS.all(html.as_bytes(), |at| reader.may_go_on(at)) && reader.open.is_empty()
}

/// Whether the character is one that HTML allows and that no wrong encoding leaves behind.
fn is_meant(html: &str, at: usize) -> bool {
    match html[at..].chars().next() {
        Some('\u{a0}'..='\u{bf}') => !html[..at].ends_with('\u{c3}'),
        Some('\u{7f}'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffd}') | None => false,
        Some(_) => true,
    }
}

struct Reader<'h> {
    html: &'h str,
    /// Where what was read so far ends.
    at: usize,
    /// The names of the open elements.
    open: Vec<&'h [u8]>,
    in_link: bool,
    in_paragraph: bool,
}

impl<'h> Reader<'h> {
    /// Whether nothing is odd about what stands at one of the [`SIGNS`].
    fn may_go_on(&mut self, at: usize) -> bool {
        match self.html.as_bytes()[at] {
            // In a value of the tag that was read last.
            b'<' | b'&' if at < self.at => true,
            b'<' => {
                self.at = at + 1;
                if self.eat(b'/') { self.closes() } else { self.opens() }
            }
            b'&' => reference_fault(&self.html[at + 1..]).is_none(),
            _ => is_meant(self.html, at),
        }
    }

    /// Whether the end tag is that of the innermost open element.
    fn closes(&mut self) -> bool {
        let Some(name) = self.open.pop() else { return false };
        let rest = self.rest();
        if !rest.starts_with(name) || rest.get(name.len()) != Some(&b'>') {
            return false;
        }
        self.at += name.len() + 1;
        self.in_link &= name != b"a";
        self.in_paragraph &= name != b"p";
        true
    }

    /// Whether the start tag is one of an element that is known and fits there.
    fn opens(&mut self) -> bool {
        let name = self.name();
        let Some(kind) = kind(name) else { return false };
        let outer = self.open.last().copied().unwrap_or_default();
        let fits = match kind {
            Kind::Part(of) => of.contains(&outer),
            _ if is_between_cells(outer) => false,
            Kind::Inline | Kind::Void => true,
            Kind::Link => !std::mem::replace(&mut self.in_link, true),
            Kind::Block | Kind::Rule => !self.in_paragraph,
            Kind::Heading => !self.in_paragraph && !matches!(outer, [b'h', b'1'..=b'6']),
            Kind::Paragraph => !std::mem::replace(&mut self.in_paragraph, true),
        };
        let is_void = matches!(kind, Kind::Void | Kind::Rule);
        if !fits || !self.attributes() || !(self.eat(b'>') || is_void && self.eat(b'/') && self.eat(b'>')) {
            return false;
        }
        if !is_void {
            self.open.push(name);
        }
        self.open.len() <= DEPTH_LIMIT
    }

    fn rest(&self) -> &'h [u8] {
        &self.html.as_bytes()[self.at..]
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.html.as_bytes().get(self.at) == Some(&byte);
        self.at += usize::from(found);
        found
    }

    fn name(&mut self) -> &'h [u8] {
        let rest = self.rest();
        let length = rest.iter().position(|&byte| !OF_NAME[usize::from(byte)]).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// Whether each attribute is known, there once, in double quotes and a space from what is before it.
    fn attributes(&mut self) -> bool {
        let mut seen = 0_u32;
        while self.eat(b' ') {
            if self.rest().first() == Some(&b'/') {
                return true;
            }
            let Some(number) = attribute(self.name()) else { return false };
            if seen & 1 << number != 0 || !self.eat(b'=') || !self.eat(b'"') {
                return false;
            }
            seen |= 1 << number;
            let rest = self.rest();
            let Some(length) = memchr(b'"', rest) else { return false };
            let is_whole =
                rest.starts_with(b"https://") || rest.starts_with(b"http://") || rest.starts_with(b"mailto:");
            if number < ADDRESSES && !is_whole {
                return false;
            }
            self.at += length + 1;
        }
        true
    }
}

/// Small letters, digits and dashes.
static OF_NAME: [bool; 256] = ByteSet::of(b"-").with_all(b'a', b'z').with_all(b'0', b'9').table();

/// Whether what stands directly in an element has to be a part of a table.
fn is_between_cells(outer: &[u8]) -> bool {
    matches!(outer, b"table" | b"tr" | b"thead" | b"tbody" | b"tfoot")
}

/// How many attributes hold an address.
const ADDRESSES: u8 = 2;

/// Attributes by number, those that hold an address first.
fn attribute(name: &[u8]) -> Option<u8> {
    Some(match name {
        b"href" => 0,
        b"src" => 1,
        b"alt" => 2,
        b"title" => 3,
        b"class" => 4,
        b"id" => 5,
        b"width" => 6,
        b"height" => 7,
        b"lang" => 8,
        b"dir" => 9,
        b"rel" => 10,
        b"align" => 11,
        b"start" => 12,
        b"cite" => 13,
        b"datetime" => 14,
        b"colspan" => 15,
        b"rowspan" => 16,
        b"loading" => 17,
        b"target" => 18,
        _ => return None,
    })
}

/// Short names are patterns of bytes, which are told apart without a comparison for each.
fn kind(name: &[u8]) -> Option<Kind> {
    Some(match name {
        [b'a'] => Kind::Link,
        [b'p'] => Kind::Paragraph,
        [b'h', b'1'..=b'6'] => Kind::Heading,
        [b'u' | b'o' | b'd', b'l'] => Kind::Block,
        [b'b' | b'i' | b'u' | b's' | b'q'] | [b'e', b'm'] => Kind::Inline,
        [b'l', b'i'] => Kind::Part(&[b"ul", b"ol"]),
        [b'b', b'r'] | [b'i', b'm', b'g'] => Kind::Void,
        [b'h', b'r'] => Kind::Rule,
        [b'd', b't' | b'd'] => Kind::Part(&[b"dl"]),
        [b't', b'r'] => Kind::Part(&[b"thead", b"tbody", b"tfoot"]),
        [b't', b'd' | b'h'] => Kind::Part(&[b"tr"]),
        [] | [_] | [_, _] => return None,
        b"pre" | b"blockquote" | b"figure" | b"figcaption" | b"div" | b"table" | b"section" | b"aside" => Kind::Block,
        b"strong" | b"code" | b"span" | b"small" | b"cite" | b"sub" | b"sup" | b"del" | b"ins" | b"abbr" | b"mark"
        | b"kbd" | b"time" => Kind::Inline,
        b"thead" | b"tbody" | b"tfoot" | b"caption" => Kind::Part(&[b"table"]),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use fnv::FnvHashSet;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::diagnostic::Sink;
    use crate::lint::html::{elements, thoroughly};
    use crate::lint::walk::{Tables, Walk};
    use crate::lint::xml::namespace::Ns;
    use crate::lint::xml::reader;
    use crate::lint::xml::tree::Text;
    use crate::lint::{Kind as Format, Options};
    use crate::source::Source;

    const ELEMENTS: &str = "a p h1 h2 h3 h4 h5 h6 ul ol pre blockquote figure figcaption div table dl section aside b i u \
        s q em strong code span small cite sub sup del ins abbr mark kbd time br img hr li dt dd thead tbody tfoot caption \
        tr td th";
    const ATTRIBUTES: &str = "href src alt title class id width height lang dir rel align start cite datetime colspan \
        rowspan loading target";

    /// What the long way finds. RSS has all that Atom has, and relative addresses.
    fn findings(html: &str) -> Vec<String> {
        let source = Arc::new(Source::new("rss.xml", "<rss/>"));
        let (document, _) = reader::read(source.text());
        let options = Options { now: chrono::DateTime::UNIX_EPOCH, url: None, shared: None };
        let mut sink = Sink::new();
        let (core, kind, plain) = (Ns::None, Format::Rss20, FnvHashSet::default());
        let mut walk = Walk {
            document: &document,
            source: &source,
            options: &options,
            sink: &mut sink,
            core,
            kind,
            whole: true,
            plain,
            tables: Tables::default(),
        };
        let site = walk.site(0);
        thoroughly(&mut walk, &site, &Text::at_place(html.into(), 0..6));
        sink.into_sorted().into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn all_that_is_known_is_safe() {
        for name in ELEMENTS.split_ascii_whitespace() {
            assert!(kind(name.as_bytes()).is_some() && elements::is_safe(name), "{name}");
            let is_void = matches!(kind(name.as_bytes()), Some(Kind::Void | Kind::Rule));
            assert_eq!(is_void, elements::is_void(name), "{name}");
        }
        let numbers = ATTRIBUTES.split_ascii_whitespace().map(|name| {
            assert!(elements::is_safe_attribute(name), "{name}");
            attribute(name.as_bytes()).unwrap()
        });
        assert!(numbers.eq(0..19));
    }

    #[test]
    fn what_our_own_renderer_writes_is_plain() {
        for html in [
            "",
            "<p>Fish &amp; chips &#x2019; <a href=\"https://a.example/?b=1&amp;c\">a</a><br>\n50\u{a0}%</p>\n<hr>\n<ol start=\"3\">\n<li><p>b</p></li>\n</ol>",
            "<figure><img src=\"https://a.example/b.jpg\" alt=\"c &lt; d\" width=\"3\" height=\"4\"><figcaption>e</figcaption></figure>",
            "<table>\n<thead>\n<tr><th align=\"left\">a</th></tr>\n</thead>\n<tbody>\n<tr><td>b</td></tr>\n</tbody>\n</table>",
            "<pre><code class=\"language-rs\">a</code></pre><blockquote>\n<p><em>b</em> <strong>c</strong></p>\n</blockquote>",
        ] {
            assert!(is_plain(html), "{html}");
            assert_eq!(findings(html), [""; 0], "{html}");
        }
    }

    #[test]
    fn what_is_odd_is_not_plain() {
        for html in [
            "<p>a",
            "a</p>",
            "<p><p>a</p></p>",
            "<p>a<hr></p>",
            "<li>a</li>",
            "<a href=\"https://a.example/\"><a href=\"https://b.example/\">a</a></a>",
            "<a href=\"/b\">a</a>",
            "<a href=\"https://a.example/\" href=\"https://b.example/\">a</a>",
            "<a href='https://a.example/'>a</a>",
            "<p onclick=\"a\">b</p>",
            "<p style=\"color:red\">b</p>",
            "<script>a</script>",
            "<!-- a -->",
            "a < b",
            "&copy",
            "CafÃ©",
            "a\u{92}s",
            "<b/>",
            "<p",
        ] {
            assert!(!is_plain(html), "{html}");
        }
    }

    fn soup() -> impl Strategy<Value = String> {
        let text =
            "(a|é|Ã| |\n|>|<|&amp;|&|&copy;|&copy|&#x2019;|&#1;|\u{a0}|\u{92}|\u{7f}|\u{fffd}|-->|</b>|<br/>|<p>){0,2}";
        let names = ELEMENTS.split_ascii_whitespace().chain(["script", "svg", "font", "x-a", "P"]).collect::<Vec<_>>();
        let attributes = vec![
            "",
            "",
            " class=\"a\"",
            " href=\"https://a.example/\"",
            " src=\"//b\"",
            " id=\"a\"",
            " title=\">\"",
            " style=\"top:0\"",
            " id=a",
            "/",
        ];
        text.prop_recursive(5, 32, 4, move |inner| {
            let inside = prop::collection::vec(inner, 0..4);
            (select(names.clone()), prop::collection::vec(select(attributes.clone()), 0..3), inside).prop_map(
                |(name, attributes, inside)| {
                    let is_void = elements::is_void(name);
                    let end = if is_void { String::new() } else { format!("</{name}>") };
                    format!("<{name}{}>{}{end}", attributes.concat(), inside.concat())
                },
            )
        })
    }

    proptest! {
        #[test]
        fn nothing_is_found_in_what_is_plain(html in soup()) {
            if is_plain(&html) {
                prop_assert_eq!(findings(&html), Vec::<String>::new());
            }
        }

        #[test]
        fn what_is_shared_is_told_alike(texts in prop::collection::vec(soup(), 0..4)) {
            let shared = SharedHtml::new(texts.iter().skip(1).map(String::as_str));
            let options = Options { now: chrono::DateTime::UNIX_EPOCH, url: None, shared: Some(&shared) };
            for html in texts.iter().chain(&texts) {
                prop_assert_eq!(is_plain_in(html, &options), is_plain(html), "{}", html);
            }
        }
    }
}

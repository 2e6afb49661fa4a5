//! HTML that every feed reader shows and none needs to fear.
//!
//! A body in Markdown, HTML or plain text becomes a [`SafeHtml`]: scripts, styles, event handlers and forms gone, every
//! address absolute, embedded players turned into links. What was taken out is told as [`Removed`], with its place in
//! the body as it was given.
//!
//! The way of a body: `markdown` or the text itself → `adapt` cuts it into tokens and writes only elements, attributes
//! and addresses that feeds can carry → `sanitise` parses that once more as a browser would and keeps only what is known
//! to be safe. Whatever holds HTML of its own passes that last step; for the rest, tests hold the first ones to the same
//! result.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use memchr::memmem;

use super::entity::windows_1252;
use super::link::{LinkError, WebUrl};
use super::markdown::{self, Markup, Reference};

use super::text::{doubtful, is_xml_char, may_doubt};
use address::{Address, resolve};

mod adapt;
mod address;
mod compose;
mod embed;
mod emphasis;
pub mod entity;
pub(in crate::value) mod formula;
mod glance;
mod open;
mod picture;
mod player;
mod sanitise;
mod schema;
pub mod token;

pub use compose::escape;
pub use glance::{ends_with_words, loses_nothing};
pub use picture::{is_among, is_same_picture};

/// A fragment of HTML that is balanced, harmless and complete: no address in it is relative, no character forbidden in
/// XML, no named reference other than `&amp;`, `&lt;`, `&gt;` and `&quot;`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct SafeHtml(String);

/// What a body is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// CommonMark with tables, footnotes and strikethrough.
    Markdown,
    /// HTML.
    Html,
    /// Plain text: blank lines part paragraphs, line breaks stay.
    Text,
}

/// A body as feeds carry it, and what it lost on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The body.
    pub html: SafeHtml,
    /// What is no longer as it was written, in the order of the body.
    pub removed: Vec<Removed>,
    /// The addresses of pictures that were offered in HTML, in all their sizes; in the body there is one size of each.
    pub offered: Vec<WebUrl>,
}

/// Something that a feed cannot carry, and was taken out of a body or replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// Where it stands, in bytes of the body as given.
    pub range: Range<usize>,
    /// What it is.
    pub what: What,
}

/// The kind of a [`Removed`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// An element, by its name; unless it held a program, a style or a form's control, its text stayed.
    Element(String),
    /// An attribute, by its name.
    Attribute(String),
    /// An address with a scheme that is not safe, by that scheme.
    Scheme(String),
    /// An address that cannot be read or must not be published.
    Address(LinkError),
    /// A link to a host or a mailbox without its scheme, which leads to a page of the site.
    NoScheme {
        /// The address as it stands.
        written: String,
        /// The one that was probably meant.
        meant: String,
    },
    /// An element that became a link.
    Link {
        /// The element's name.
        element: String,
        /// Where the link leads.
        to: WebUrl,
    },
    /// A formula that became its text.
    Formula,
    /// A control character: XML forbids most, and the others are Windows-1252 read as Latin-1. The character that was
    /// meant stands in its place, or a space.
    Character(char),
    /// A tag inside more than 256 others.
    Nesting(String),
}

impl SafeHtml {
    /// The HTML.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// This, and then that.
    ///
    /// ```
    /// use dateline::value::html::SafeHtml;
    ///
    /// let notice = SafeHtml::from_text("Retracted.").followed_by(&SafeHtml::from_text("a < b"));
    /// assert_eq!(notice.as_str(), "<p>Retracted.</p>\n<p>a &lt; b</p>");
    /// ```
    #[must_use]
    pub fn followed_by(&self, next: &Self) -> Self {
        let between = if self.is_empty() || next.is_empty() { "" } else { "\n" };
        Self([self.as_str(), between, next.as_str()].concat())
    }

    /// With escaped text put in at a place that lies in text, not in a tag.
    pub(crate) fn with_text_at(&self, offset: usize, escaped: &str) -> Self {
        let (before, after) = self.0.split_at(offset);
        Self([before, escaped, after].concat())
    }

    /// Paragraphs of plain text; what XML forbids becomes a space.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        Self(carried(paragraphs(text)))
    }
}

impl fmt::Display for SafeHtml {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Element(name) => write!(f, "`<{name}>` element"),
            Self::Attribute(name) => write!(f, "`{name}` attribute"),
            Self::Scheme(scheme) => write!(f, "`{scheme}:` address"),
            Self::Address(fault) => fault.fmt(f),
            Self::NoScheme { written, .. } => write!(f, "`{written}` is taken for a page of this site"),
            Self::Link { element, to } => write!(f, "`<{element}>` became a link to `{to}`"),
            Self::Formula => f.write_str("`<math>` became text"),
            Self::Character(character) => write!(f, "character U+{:04X}", u32::from(*character)),
            Self::Nesting(name) => write!(f, "`<{name}>` inside more than {} elements", schema::MAX_DEPTH),
        }
    }
}

/// Makes a body into HTML that feeds can carry, its addresses resolved against `base`, the page of the entry.
///
/// Never fails: what cannot be carried is taken out and told.
///
/// ```
/// use dateline::value::html::{Format, render};
/// use dateline::value::link::WebUrl;
///
/// let page = WebUrl::parse("https://gazette.example/ferry/").unwrap();
/// let body = "The [plan](../plan.pdf) <span onclick=\"x()\">is out</span>.";
/// let rendered = render(body, Format::Markdown, &page);
/// assert_eq!(
///     rendered.html.as_str(),
///     "<p>The <a href=\"https://gazette.example/plan.pdf\">plan</a> <span>is out</span>.</p>",
/// );
/// assert_eq!(rendered.removed[0].what.to_string(), "`onclick` attribute");
/// assert_eq!(&body[rendered.removed[0].range.clone()], "onclick=\"x()\"");
/// ```
#[must_use]
pub fn render(body: &str, format: Format, base: &WebUrl) -> Rendered {
    let is_clean = is_carried_whole(body);
    let mut removed = if is_clean { Vec::new() } else { uncarried(body) };
    let clean = if is_clean { Cow::Borrowed(body) } else { without_forbidden(body) };
    let mut offered = Vec::new();
    let mut is_carried = false;
    let html = match format {
        Format::Text => paragraphs(&clean),
        Format::Html => portable(&Markup::verbatim(&clean), base, &mut removed, &mut offered),
        Format::Markdown => {
            let markup = markdown_markup(&clean, base, &mut removed);
            // Of the writer's own tags and checked addresses nothing needs to be taken out; a test holds it to that.
            // Only a numeric reference makes a character that is not in the body.
            let is_written = is_clean && memmem::find(body.as_bytes(), b"&#").is_none();
            is_carried = !markup.needs_care && (is_written || is_carried_whole(&markup.html));
            let is_xml = is_carried || doubtful(&markup.html).all(|(_, c)| is_xml_char(c));
            if markup.needs_care || !is_xml {
                portable(&markup, base, &mut removed, &mut offered)
            } else {
                trimmed(markup.html)
            }
        }
    };
    removed.sort_by_key(|removed| (removed.range.start, removed.range.end));
    Rendered { html: SafeHtml(if is_carried { html } else { carried(html) }), removed, offered }
}

fn portable(markup: &Markup, base: &WebUrl, removed: &mut Vec<Removed>, offered: &mut Vec<WebUrl>) -> String {
    let (adapted, pictures) = adapt::adapt(markup, base, removed);
    *offered = pictures;
    sanitise::sanitise(&adapted)
}

fn markdown_markup(body: &str, base: &WebUrl, removed: &mut Vec<Removed>) -> Markup {
    markdown::to_html(body, &mut |reference, place| {
        let what = match reference {
            Reference::Bare(text) if address::is_canonical(text) => return Some(text.to_owned()),
            // Nobody said that it is an address, so nothing is lost where it is none.
            Reference::Bare(text) => return address::resolve_web(text, base).map(|url| url.to_string()),
            Reference::Link(text) | Reference::Picture(text) if text.len() > address::MAX_VALUE => {
                What::Address(LinkError::Malformed(text.chars().take(60).collect()))
            }
            Reference::Link(text) | Reference::Picture(text) if address::is_canonical(text) => {
                return Some(text.to_owned());
            }
            Reference::Link(text) | Reference::Picture(text) => match (resolve(text, base), reference) {
                (Address::Web(url), Reference::Link(written)) => {
                    removed.extend(no_scheme(written, place));
                    return Some(url.to_string());
                }
                (Address::Web(url), Reference::Picture(text)) if !text.is_empty() => return Some(url.to_string()),
                (Address::Contact(url), Reference::Link(_)) => return Some(url),
                (Address::Unsafe(scheme), _) => What::Scheme(scheme),
                (Address::Broken(fault), _) => What::Address(fault),
                (Address::Web(_) | Address::Contact(_), _) => What::Element("img".to_owned()),
            },
        };
        removed.push(Removed { range: place.clone(), what });
        None
    })
}

/// What is to be told of a link that lacks its scheme.
fn no_scheme(written: &str, place: &Range<usize>) -> Option<Removed> {
    let meant = address::meant(written)?;
    Some(Removed { range: place.clone(), what: What::NoScheme { written: written.trim().to_owned(), meant } })
}

/// Whether feeds can carry the character: XML allows it, and checkers do not take it for a mistake.
const fn is_carried(character: char) -> bool {
    is_xml_char(character) && !matches!(character, '\u{80}'..='\u{9F}')
}

/// Whether feeds can carry every character.
fn is_carried_whole(text: &str) -> bool {
    !may_doubt(text) || doubtful(text).all(|(_, character)| is_carried(character))
}

/// The text without white space around it.
fn trimmed(mut text: String) -> String {
    text.truncate(text.trim_ascii_end().len());
    if text.starts_with(|c: char| c.is_ascii_whitespace()) { text.trim_ascii_start().to_owned() } else { text }
}

fn uncarried(body: &str) -> Vec<Removed> {
    doubtful(body)
        .filter(|&(_, character)| !is_carried(character))
        .map(|(at, character)| Removed { range: at..at + character.len_utf8(), what: What::Character(character) })
        .collect()
}

/// The text with what XML forbids replaced by spaces of the same length, so that places stay true.
fn without_forbidden(text: &str) -> Cow<'_, str> {
    if doubtful(text).all(|(_, character)| is_xml_char(character)) {
        return Cow::Borrowed(text);
    }
    let replaced = |character: char| match character {
        character if is_xml_char(character) => character,
        // A space of three bytes, and of no width.
        '\u{FFFE}' | '\u{FFFF}' => '\u{200B}',
        _ => ' ',
    };
    Cow::Owned(text.chars().map(replaced).collect())
}

/// The text with every character that feeds cannot carry replaced.
fn carried(text: String) -> String {
    if is_carried_whole(&text) {
        return text;
    }
    let replaced = |character: char| match character {
        character if is_carried(character) => character,
        control => windows_1252(control).filter(|&meant| is_carried(meant)).unwrap_or(' '),
    };
    text.chars().map(replaced).collect()
}

/// Plain text as paragraphs: every character escaped, blank lines between paragraphs, `<br>` for line breaks.
fn paragraphs(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 16);
    let mut open = false;
    for line in text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r')) {
        if line.trim().is_empty() {
            if std::mem::take(&mut open) {
                html.push_str("</p>");
            }
            continue;
        }
        let before = if open {
            "<br>"
        } else if html.is_empty() {
            "<p>"
        } else {
            "\n<p>"
        };
        open = true;
        html.push_str(before);
        entity::escape_text(line, &mut html);
    }
    if open {
        html.push_str("</p>");
    }
    html
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::entity::decode;
    use super::token::{Token, tokens};
    use super::*;

    fn page() -> WebUrl {
        WebUrl::parse("https://gazette.example/2026/ferry/").unwrap()
    }

    fn told(body: &str, format: Format) -> Vec<(String, &str)> {
        let removed = render(body, format, &page()).removed;
        removed.into_iter().map(|removed| (removed.what.to_string(), &body[removed.range])).collect()
    }

    /// The text of paragraphs, as a reader would show it.
    fn read_back(html: &str) -> String {
        let mut text = String::new();
        for token in tokens(html) {
            match token {
                Token::Text(range) => text.push_str(&decode(&html[range])),
                Token::Start(tag) if tag.name(html) == "br" => text.push('\n'),
                _ => {}
            }
        }
        text
    }

    #[test]
    fn bare_addresses_are_read_as_others_and_are_text_where_they_cannot_be() {
        for (body, html) in [
            ("https://A.example:443/b/../ö", "<a href=\"https://a.example/%C3%B6\">https://A.example:443/b/../ö</a>"),
            ("www.häfen.example/?a&b", {
                "<a href=\"http://www.xn--hfen-loa.example/?a&amp;b\">www.häfen.example/?a&amp;b</a>"
            }),
            ("https://user@a.example/", "https://user@a.example/"),
            ("https://user.name:word@a.example/", "https://user.name:word@a.example/"),
            ("https://a.example:99999/ http://1.2.3.4.5/", "https://a.example:99999/ http://1.2.3.4.5/"),
            ("www.xn--a.example", "www.xn--a.example"),
        ] {
            let rendered = render(body, Format::Markdown, &page());
            assert_eq!((rendered.html.as_str(), rendered.removed), (&*format!("<p>{html}</p>"), vec![]), "{body}");
        }
        let long = format!("https://a.example/{}", "b".repeat(address::MAX_VALUE));
        assert_eq!(render(&long, Format::Markdown, &page()).html.as_str(), format!("<p>{long}</p>"));
        assert_eq!(render("www.a.example", Format::Text, &page()).html.as_str(), "<p>www.a.example</p>");
        assert_eq!(render("www.a.example", Format::Html, &page()).html.as_str(), "www.a.example");
    }

    #[test]
    fn type_that_a_style_makes_bold_or_slanted_stays_so() {
        for (body, html) in [
            (
                "<b style=\"font-weight:normal;\" id=\"docs-internal-guid-1\"><p><span style=\"font-weight:700\">A</span> b.</p></b>",
                "<p><span><strong>A</strong></span> b.</p>",
            ),
            (
                "<p><span style='font-style:italic;font-weight:bold'>A <i>b</i></span> c</p>",
                "<p><span><strong><em>A <i>b</i></em></strong></span> c</p>",
            ),
            (
                "<p><span style=\"font-weight:400\">A</span> <b style=\"color:red\">b</b></p>",
                "<p><span>A</span> <b>b</b></p>",
            ),
            (
                "<table><span style=\"font-weight:bold\"><tr><td>A</td></tr></table>",
                "<table><tbody><tr><td>A</td></tr></tbody></table>",
            ),
        ] {
            assert_eq!(render(body, Format::Html, &page()).html.as_str(), html);
        }
        assert_eq!(told("<span style=\"font-weight:bold\">A</span>", Format::Html), []);
        assert_eq!(told("<span style=\"font-weight:bold;color:red\">A</span>", Format::Html).len(), 1);
    }

    #[test]
    fn nothing_adds_nothing() {
        let (notice, nothing) = (SafeHtml::from_text("Retracted."), SafeHtml::default());
        assert_eq!(nothing.followed_by(&notice), notice);
        assert_eq!(notice.followed_by(&nothing), notice);
    }

    #[test]
    fn text_becomes_paragraphs() {
        for (body, html) in [
            ("", ""),
            ("One\ntwo\r\nthree\n\n \n  four  ", "<p>One<br>two<br>three</p>\n<p>  four  </p>"),
            ("AT&T <b> \"x\" 'y' ]]>", "<p>AT&amp;T &lt;b&gt; \"x\" 'y' ]]&gt;</p>"),
            ("&amp; *a* \u{A0}", "<p>&amp;amp; *a* \u{A0}</p>"),
            ("a\u{8}b\u{FFFE}c\u{92}\u{81}", "<p>a b\u{200B}c’ </p>"),
        ] {
            assert_eq!(render(body, Format::Text, &page()).html.as_str(), html, "{body:?}");
        }
        assert_eq!(told("a\u{8}b", Format::Text), [("character U+0008".to_owned(), "\u{8}")]);
    }

    #[test]
    fn what_is_lost_is_told_with_its_place() {
        let markdown = "a <b onclick=x>c</b> [d](javascript:e)\n\n> <script>\n> f\n> </script>\n\n![g](data:,h)\n";
        assert_eq!(
            told(markdown, Format::Markdown),
            [
                ("`onclick` attribute".to_owned(), "onclick=x"),
                ("`javascript:` address".to_owned(), "javascript:e"),
                ("`<script>` element".to_owned(), "<script>\n> f\n> </script>"),
                ("`data:` address".to_owned(), "data:,h"),
            ]
        );
        let html = "é<style>x</style><iframe src='/m'></iframe><a href='https://u:p@a.example/'>b</a>&#1;\u{2}<form><x-y>z</x-y>";
        assert_eq!(
            told(html, Format::Html),
            [
                ("`<style>` element".to_owned(), "<style>x</style>"),
                ("`<iframe>` became a link to `https://gazette.example/m`".to_owned(), "<iframe src='/m'></iframe>"),
                ("the address holds a user name or a password".to_owned(), "https://u:p@a.example/"),
                ("character U+0001".to_owned(), "&#1;"),
                ("character U+0002".to_owned(), "\u{2}"),
                ("`<form>` element".to_owned(), "<form>"),
                ("`<x-y>` element".to_owned(), "<x-y>"),
            ]
        );
    }

    #[test]
    fn what_says_nothing_in_a_feed_goes_without_a_word() {
        for (body, lost) in [
            ("a<script>b", &[("`<script>` element", "<script>b")][..]),
            ("a<style/>b", &[("`<style>` element", "<style/>b")]),
            ("<p style='text-align:right'>a</p>", &[("`style` attribute", "style='text-align:right'")]),
            ("<td style='text-align:right'>a</td>", &[]),
            ("<i cite=javascript:x role=b class=c>a</i>", &[]),
            ("<img alt=a>", &[("`<img>` element", "<img alt=a>")]),
            ("<img src='data:x' alt=a>", &[("`data:` address", "data:x")]),
        ] {
            let lost: Vec<_> = lost.iter().map(|&(what, place)| (what.to_owned(), place)).collect();
            assert_eq!(told(body, Format::Html), lost, "{body}");
        }
    }

    #[test]
    fn characters_that_feeds_cannot_carry_go_in_every_format() {
        let bodies = [
            (Format::Text, "It\u{92}s \u{8}back", "<p>It’s  back</p>"),
            (Format::Html, "It\u{92}s \u{8}back&#1;", "It’s  back "),
            (Format::Markdown, "It\u{92}s \u{8}back", "<p>It’s  back</p>"),
            (Format::Markdown, "It&#x92;s *back*&#1;", "<p>It’s <em>back</em> </p>"),
            (Format::Markdown, "It\u{92}s <i>back</i>&#1;", "<p>It’s <i>back</i> </p>"),
            (Format::Markdown, "<p>It’s&#1;back</p>", "<p>It’s back</p>"),
        ];
        for (format, body, html) in bodies {
            assert_eq!(render(body, format, &page()).html.as_str(), html, "{body:?}");
        }
        assert_eq!(
            told("Fish &&#1; <b>chips</b>/&#8;", Format::Markdown),
            [("character U+0001".to_owned(), "&#1;"), ("character U+0008".to_owned(), "&#8;")]
        );
        assert_eq!(told("Fish &#1; chips", Format::Html), [("character U+0001".to_owned(), "&#1;")]);
    }

    #[test]
    fn what_is_as_long_as_may_be_stays() {
        let longest = "x".repeat(address::MAX_VALUE - 1);
        for (body, format) in [
            (format!("[a](/{longest})"), Format::Markdown),
            (format!("![a](/{longest})"), Format::Markdown),
            (format!("<a href=/{longest}>a</a>"), Format::Html),
            (format!("<p title=/{longest}>a</p>"), Format::Html),
            (format!("<img src=c.jpg srcset='/{longest}'>"), Format::Html),
        ] {
            let rendered = render(&body, format, &page());
            assert!(rendered.removed.is_empty(), "{}", &body[..20]);
            assert!(rendered.html.as_str().len() + rendered.offered.len() > longest.len(), "{}", &body[..20]);
            let rendered = render(&body.replace("/x", "/xx"), format, &page());
            assert_eq!(rendered.removed.is_empty(), body.contains("srcset"), "{}", &body[..20]);
            assert!(rendered.html.as_str().len() < 99 && rendered.offered.len() < 2, "{}", &body[..20]);
        }
    }

    #[test]
    fn a_picture_without_an_address_is_none() {
        assert_eq!(render("![]() ![A pier]()", Format::Markdown, &page()).html.as_str(), "<p> A pier</p>");
        assert_eq!(told("![A pier]()", Format::Markdown), [("`<img>` element".to_owned(), "![A pier]()")]);
    }

    #[test]
    fn known_attacks_end_harmless() {
        for body in [
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
            "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "<svg><iframe><a title=\"</iframe><img src onerror=alert(1)>\">",
            "<a href=\"java&#x09;script&colon;alert(1)\">x</a><a href=\"&#1;javascript:x\">y</a>",
            "<img src=x:x onerror=alert(1)//><svg/onload=alert(1)><iframe srcdoc='<script>alert(1)</script>'>",
            "<select><template><style><!--</style><a rel=\"--></style></template></select><img id=x onerror=alert(1)>\">",
            "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
            "<!--><script>alert(1)</script>--><![CDATA[><script>alert(1)</script>]]>",
            "<xmp><p title=\"</xmp><img src onerror=alert(1)>\">",
            "<plaintext><script>alert(1)</script>",
            "<scr<script>ipt>alert(1)</scr</script>ipt><base href=javascript:/><meta http-equiv=refresh content=0>",
            "<a href='vbscript:x' style='background:url(javascript:x)' background='javascript:x'>z</a>",
            "<object data='data:text/html,<script>alert(1)</script>'></object><embed src=javascript:x>",
        ] {
            for format in [Format::Html, Format::Markdown] {
                assert_harmless(render(body, format, &page()).html.as_str());
            }
        }
    }

    /// Parses the result once more and looks at every tag of it.
    fn assert_harmless(html: &str) {
        let mut open = Vec::new();
        for token in tokens(html) {
            match token {
                Token::Start(tag) => {
                    let name = tag.name(html).into_owned();
                    assert!(schema::kept(&name).is_some(), "<{name}> in {html}");
                    for attribute in &tag.attributes {
                        let (key, value) = (attribute.name(html), attribute.value(html));
                        assert!(!key.starts_with("on") && key != "style", "{key} in {html}");
                        if schema::is_address(&key) {
                            let scheme = crate::value::link::scheme(&value).unwrap_or_default();
                            let known =
                                scheme.starts_with("http") || address::CONTACT_SCHEMES.contains(&scheme.as_str());
                            assert!(known, "{value} in {html}");
                        }
                    }
                    if !schema::is_void(&name) {
                        open.push(name);
                    }
                }
                Token::End { name, .. } => assert_eq!(open.pop().as_deref(), Some(&html[name]), "{html}"),
                Token::Text(range) => assert!(!html[range.clone()].contains(['<', '>']), "{} in {html}", &html[range]),
                other => panic!("{other:?} in {html}"),
            }
        }
        assert!(open.is_empty(), "{open:?} in {html}");
        assert!(html.chars().all(is_carried), "{html:?}");
        let references = html.match_indices('&').map(|(at, _)| &html[at..]);
        let known = ["&amp;", "&lt;", "&gt;", "&quot;"];
        references.for_each(|rest| assert!(known.iter().any(|name| rest.starts_with(name)), "{rest} in {html}"));
    }

    #[test]
    fn hostile_bodies_stay_bounded() {
        let size = 200_000;
        for piece in [
            "<div>",
            "<b>",
            "<p><i>",
            "<svg>",
            "<table><tr><td>",
            "<a href=x>",
            "> ",
            "* ",
            "[",
            "`",
            "&amp;",
            "<!--",
            "<video>",
            "¡",
        ] {
            let body = piece.repeat(size / piece.len());
            for format in [Format::Html, Format::Markdown, Format::Text] {
                let rendered = render(&body, format, &page());
                assert!(rendered.html.as_str().len() <= 12 * size, "{piece}");
                assert!(rendered.removed.len() <= size, "{piece}");
            }
        }
    }

    #[test]
    fn what_overlaps_is_written_as_it_will_be_read() {
        let body = "<h1><a href=--><td><h1><iframe src=x>";
        let once = render(body, Format::Html, &page()).html;
        assert_eq!(render(once.as_str(), Format::Html, &page()).html, once);
    }

    const SOUP: &str = "(<p>|</p>|<b |</b>|<a href=|'|\"|=|>|<|/|<script>|</script>|<style>|<svg>|<math>|<table>|<td>|<iframe src=x>\
        |<video poster=p>|<source src=v>|</video>|<img src=|onerror=x |javascript:|java\tscript:|data:|&colon;|&#x6A;|&lt;|<!--|-->\
        |<pre>|<li>|<ul>|<h1>|<template>|<select>|<noscript>|</noscript>|<textarea>|\\[|\\]\\(|\\)|!\\[|\\*|`|\n|\n\n|> |- |\\||#|\\[\\^1\\]|:|é| |\\PC){0,40}";

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn no_bare_address_is_a_link_in_a_link(
            body in "(https://a.example/b |www\\.a\\.b|</?(a|b|A|code|p|div|table|td|iframe|button)>|<a href='/c'>|\\[|\\]\\(/d\\)|\\*| |\n|\n\n|- |<!--|-->){0,30}",
        ) {
            let html = render(&body, Format::Markdown, &page()).html.to_string();
            let mut open = 0;
            for token in tokens(&html) {
                match token {
                    Token::Start(tag) if tag.name(&html) == "a" => {
                        let is_bare = ["//a.example/b", "//www.a.b"].iter().any(|to| html[tag.range.clone()].contains(to));
                        prop_assert!(open == 0 || !is_bare, "{body:?}: {html}");
                        open += 1;
                    }
                    Token::End { name, .. } if &html[name.clone()] == "a" => open -= 1,
                    _ => {}
                }
            }
        }

        #[test]
        fn every_character_of_a_text_survives(body in "(\\PC|\n|\r\n|<|&|&amp;|  |\t){0,60}") {
            let rendered = render(&body, Format::Text, &page());
            let lines = |text: &str| {
                let lines = text.split('\n').map(|line| line.trim_end_matches('\r').to_owned());
                lines.filter(|line| !line.trim().is_empty()).collect::<Vec<_>>()
            };
            prop_assert_eq!(lines(&read_back(rendered.html.as_str())), lines(&body));
            prop_assert!(rendered.removed.is_empty());
        }

        #[test]
        fn words_of_any_body_survive(words in prop::collection::vec("(é|&|<|[a-z]){1,8}", 1..20)) {
            // Escaped, the words are text in both formats, whatever they hold.
            let mut body = String::new();
            entity::escape_text(&words.join(" "), &mut body);
            for format in [Format::Html, Format::Markdown] {
                let html = render(&body, format, &page()).html;
                prop_assert_eq!(read_back(html.as_str()), words.join(" "));
            }
        }

        #[test]
        fn soup_ends_harmless_and_told(body in SOUP) {
            for format in [Format::Html, Format::Markdown, Format::Text] {
                let rendered = render(&body, format, &page());
                assert_harmless(rendered.html.as_str());
                for removed in &rendered.removed {
                    prop_assert!(body.get(removed.range.clone()).is_some_and(|text| !text.is_empty()), "{:?}", removed);
                }
            }
        }

        #[test]
        fn what_is_safe_stays_as_it_is(body in SOUP) {
            let once = render(&body, Format::Html, &page()).html;
            let again = render(once.as_str(), Format::Html, &page());
            prop_assert_eq!(again.html, once);
            prop_assert_eq!(again.removed, []);
        }

        #[test]
        fn markdown_reads_as_its_parser_writes_it(body in "(\\*|\\*\\*|_|`|~~|\\[|\\]\\(|\\)|!\\[|\\]|<b>|</b>|&amp;|# |> |- |1\\. |\\||\\|-:\\|-\\||\n|\n\n|    |```|  \n|a|é| |\"){0,40}") {
            let options = pulldown_cmark::Options::ENABLE_TABLES | pulldown_cmark::Options::ENABLE_STRIKETHROUGH;
            let mut written = String::new();
            pulldown_cmark::html::push_html(&mut written, pulldown_cmark::Parser::new_ext(&body, options));
            let one_line = |html: SafeHtml| html.as_str().replace('\n', "");
            let expected = one_line(render(&written, Format::Html, &page()).html);
            prop_assert_eq!(one_line(render(&body, Format::Markdown, &page()).html), expected);
        }

        #[test]
        fn markdown_without_html_needs_no_second_parser(body in SOUP) {
            let body = body.replace('<', "[");
            let rendered = render(&body, Format::Markdown, &page());
            let mut removed = Vec::new();
            let markup = markdown_markup(&without_forbidden(&body), &page(), &mut removed);
            let told = removed.len();
            prop_assert_eq!(carried(portable(&markup, &page(), &mut removed, &mut Vec::new())), rendered.html.as_str());
            prop_assert_eq!(removed.len(), told);
        }

        #[test]
        fn any_text_is_survived(body in any::<String>()) {
            for format in [Format::Html, Format::Markdown, Format::Text] {
                let rendered = render(&body, format, &page());
                assert_harmless(rendered.html.as_str());
            }
        }
    }
}

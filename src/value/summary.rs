//! The plain text of a body, and the piece of it that stands for the whole.

use std::borrow::Cow;

mod caption;
mod dateline;
mod salutation;
mod sentence;

pub use dateline::strip_dateline;
pub use salutation::{LONGEST_SALUTATION, strip_salutation};
pub use sentence::cut;

use super::html::SafeHtml;
use super::html::entity::{decode, escape_text};
use super::html::formula::{subscript, superscript};
use super::html::token::{Token, lower, tokens};
use super::text::{collapse, is_breaking_space, is_spaced, spaces};

/// The text of a body without its markup: paragraphs parted by blank lines, line breaks kept, references decoded.
///
/// ```
/// use dateline::value::html::SafeHtml;
/// use dateline::value::summary::plain_text;
///
/// assert_eq!(plain_text(&SafeHtml::from_text("a < b\nc\n\nd")), "a < b\nc\n\nd");
/// ```
#[must_use]
pub fn plain_text(html: &SafeHtml) -> String {
    text_of(html.as_str())
}

/// The same of HTML of any origin; what scripts and styles hold is no text.
///
/// ```
/// use dateline::value::summary::text_of;
///
/// assert_eq!(text_of("<P>Fish &amp; <b>chips</b><script>x()</script></P><p>Tea"), "Fish & chips\n\nTea");
/// ```
#[must_use]
pub fn text_of(html: &str) -> String {
    let blocks = blocks(html, Wanted::Whole);
    let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
    texts.join("\n\n")
}

/// The paragraphs of a body that tell its story, each on one line: no headings, captions, tables, code, notes, nor
/// paragraphs that are nothing but a link, nor what is struck out. Quotations and lists count only where there is nothing
/// else, and after them paragraphs that read as captions.
#[must_use]
pub fn paragraphs(html: &SafeHtml) -> Vec<String> {
    let blocks = blocks(html.as_str(), Wanted::Said);
    let of = |rank: Rank| {
        let chosen = blocks.iter().filter(move |block| block.rank == rank);
        chosen.map(|block| collapse(&block.text)).collect::<Vec<_>>()
    };
    let ranks = [Rank::Story, Rank::Aside, Rank::Caption];
    ranks.into_iter().map(of).find(|told| !told.is_empty()).unwrap_or_default()
}

/// The first of [`paragraphs`], as plain text on one line.
///
/// ```
/// use dateline::value::html::{Format, render};
/// use dateline::value::link::WebUrl;
/// use dateline::value::summary::first_paragraph;
///
/// let page = WebUrl::parse("https://gazette.example/").unwrap();
/// let body = "# Ferries\n\n![Pier](pier.jpg)\n\nThe *Osprey* is\nback.[^1]\n\n[^1]: At last.";
/// let html = render(body, Format::Markdown, &page).html;
/// assert_eq!(first_paragraph(&html).as_deref(), Some("The Osprey is back."));
/// ```
#[must_use]
pub fn first_paragraph(html: &SafeHtml) -> Option<String> {
    paragraphs(html).into_iter().next()
}

/// The body with `DATELINE — ` before the first word of its first paragraph, unless the story opens so already, be it
/// after a headline or a standfirst.
///
/// A dateline of the body that names the city alone is given the rest. A body without a paragraph stays as it is.
///
/// ```
/// use dateline::value::html::SafeHtml;
/// use dateline::value::summary::open_with_dateline;
///
/// let html = SafeHtml::from_text("Ferries run again.");
/// let opened = open_with_dateline(&html, "SITKA, Alaska");
/// assert_eq!(opened.as_str(), "<p>SITKA, Alaska — Ferries run again.</p>");
/// assert_eq!(open_with_dateline(&opened, "Sitka, Alaska"), opened);
/// assert_eq!(open_with_dateline(&SafeHtml::from_text("SITKA – Ferries"), "SITKA, Alaska").as_str(), "<p>SITKA, Alaska – Ferries</p>");
/// ```
#[must_use]
pub fn open_with_dateline(html: &SafeHtml, dateline: &str) -> SafeHtml {
    if dateline.trim().is_empty() {
        return html.clone();
    }
    opened(html, dateline, dateline::may_open(html.as_str(), dateline))
}

/// The body with its dateline, unless one of the paragraphs in which the story begins has it, where it may be there.
fn opened(html: &SafeHtml, dateline: &str, may_be_there: bool) -> SafeHtml {
    let (mut told, mut first, mut is_there, mut rest) = (0, None, false, None);
    let paragraphs = if may_be_there { OPENING } else { 1 };
    blocks_until(html.as_str(), Wanted::Story, |block| {
        told += 1;
        first.get_or_insert(block.start);
        is_there = may_be_there && strip_dateline(&block.text, dateline).len() < block.text.len();
        if is_there {
            rest = dateline::missing(&block.text, dateline).map(|(city, rest)| (block.start, city, rest));
        }
        is_there || told == paragraphs
    });
    let mut opening = String::new();
    if let Some((start, city, rest)) = rest {
        let Some(end) = end_of_city(html.as_str(), start, city) else { return html.clone() };
        escape_text(&collapse(rest), &mut opening);
        return html.with_text_at(end, &opening);
    }
    if first.is_none() && !html.is_empty() {
        return SafeHtml::from_text(dateline).followed_by(html);
    }
    let Some(start) = first.filter(|_| !is_there) else { return html.clone() };
    escape_text(&collapse(dateline), &mut opening);
    opening.push_str(" — ");
    html.with_text_at(start, &opening)
}

/// Where the city ends that stands at `start`, in whatever case, within elements or a bracket.
fn end_of_city(html: &str, start: usize, city: &str) -> Option<usize> {
    let mut at = start;
    while let Some(tag) = html[at..].strip_prefix('<') {
        at = html.len() - tag.len() + tag.find('>')? + 1;
    }
    at += html[at..].len() - html[at..].trim_start_matches(['(', '[', '（', '【']).len();
    let mut wanted = city.trim().chars().flat_map(char::to_lowercase).peekable();
    for (length, letter) in html[at..].char_indices() {
        if wanted.peek().is_none() {
            return Some(at + length);
        }
        for part in letter.to_lowercase() {
            wanted.next_if_eq(&part)?;
        }
    }
    None
}

/// Paragraphs in which a story begins.
pub const OPENING: usize = 4;

/// How much a block says about the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rank {
    Story,
    Aside,
    Caption,
    Other,
}

/// A run of text between the tags that part blocks.
struct Block {
    text: String,
    rank: Rank,
    /// Where its first word stands in the HTML.
    start: usize,
}

/// Collects blocks from the tokens of a body.
#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    text: String,
    start: Option<usize>,
    /// Whether there is a letter outside of links in the block.
    has_words: bool,
    /// How many elements are open that hold quotations or lists.
    aside: usize,
    /// How many elements are open that hold no prose at all.
    other: usize,
    pre: usize,
    level: Level,
    quotes: usize,
    wanted: Wanted,
    /// How many elements are open whose text is struck out, or says how another is pronounced.
    unsaid: usize,
    /// Where the elements begin that hold the first word.
    lead: Option<usize>,
    link: Link,
}

/// Where letters stand.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Level {
    #[default]
    Line,
    Raised,
    Lowered,
}

/// The link that is open.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Link {
    #[default]
    None,
    Words,
    /// A footnote's number, or the arrow that leads back to it.
    Footnote,
}

/// What of a body is read.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Wanted {
    /// All, with what is struck out and how words are pronounced.
    Whole,
    /// All but these.
    #[default]
    Said,
    /// What may tell the story, and nothing of quotations, lists, headings and the like.
    Story,
}

/// The blocks of a body.
fn blocks(html: &str, wanted: Wanted) -> Vec<Block> {
    blocks_until(html, wanted, |_| false)
}

/// The blocks up to the first that tells the story and is enough.
fn blocks_until(html: &str, wanted: Wanted, mut is_enough: impl FnMut(&Block) -> bool) -> Vec<Block> {
    let mut reader = Reader { wanted, ..Reader::default() };
    let mut seen = 0;
    let mut has_enough = |blocks: &[Block]| {
        let is_last = blocks[seen..].iter().any(|block| block.rank == Rank::Story && is_enough(block));
        seen = blocks.len();
        is_last
    };
    for token in tokens(html) {
        if has_enough(&reader.blocks) {
            return reader.blocks;
        }
        match token {
            Token::Text(range) => reader.text(&html[range.clone()], range.start),
            Token::Start(tag) => {
                let name = tag.name(html);
                reader.tag(&name, true);
                reader.leads(&name, tag.range.start);
                let fragment =
                    |href: &str| href.contains("#fnref") || (reader.level == Level::Raised && href.contains('#'));
                if reader.link == Link::Words && tag.value(html, "href").is_some_and(|href| fragment(&href)) {
                    reader.link = Link::Footnote;
                }
            }
            Token::End { name, .. } => reader.tag(&lower(&html[name]), false),
            Token::RawText(_) | Token::Comment(_) | Token::Unfinished(_) => {}
        }
    }
    reader.flush();
    has_enough(&reader.blocks);
    reader.blocks
}

impl Reader {
    /// Safe HTML is balanced, so that a count for each kind of element is enough; of other HTML it is near enough.
    fn tag(&mut self, name: &str, opens: bool) {
        let count = |count: &mut usize| *count = if opens { *count + 1 } else { count.saturating_sub(1) };
        match name {
            "br" => self.text.push('\n'),
            "sup" => self.level = if opens { Level::Raised } else { Level::Line },
            "sub" => self.level = if opens { Level::Lowered } else { Level::Line },
            "del" | "s" | "strike" | "rt" | "rp" => count(&mut self.unsaid),
            "q" => {
                let depth = if opens { self.quotes } else { self.quotes.saturating_sub(1) };
                let marks = if depth % 2 == 0 { ['“', '”'] } else { ['‘', '’'] };
                self.text.push(marks[usize::from(!opens)]);
                count(&mut self.quotes);
            }
            "a" => self.link = if opens { Link::Words } else { Link::None },
            "p" | "div" | "section" | "article" | "main" | "header" | "address" | "hr" => self.flush(),
            "blockquote" | "ul" | "ol" | "li" | "dl" | "dd" | "dt" | "details" => {
                self.flush();
                count(&mut self.aside);
            }
            "pre" => {
                self.flush();
                count(&mut self.pre);
                count(&mut self.other);
            }
            "figure" | "figcaption" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "table" | "caption" | "tr"
            | "summary" | "aside" | "nav" | "footer" => {
                self.flush();
                count(&mut self.other);
            }
            "td" | "th" if opens && !self.text.trim().is_empty() => self.text.push('\t'),
            _ => {}
        }
    }

    /// Notes where the first word begins, with the elements around it that are no blocks.
    fn leads(&mut self, name: &str, start: usize) {
        if self.start.is_some() {
            return;
        }
        match name {
            "img" | "br" => self.lead = None,
            "a" | "abbr" | "b" | "bdi" | "big" | "cite" | "code" | "data" | "del" | "dfn" | "em" | "i" | "ins"
            | "kbd" | "mark" | "q" | "s" | "samp" | "small" | "span" | "strike" | "strong" | "sub" | "sup" | "time"
            | "u" | "var" => {
                self.lead.get_or_insert(start);
            }
            _ => {}
        }
    }

    fn text(&mut self, raw: &str, offset: usize) {
        let is_unsaid = self.unsaid > 0 && self.wanted != Wanted::Whole;
        let is_apart = (self.aside > 0 || self.other > 0) && self.wanted == Wanted::Story;
        if self.link == Link::Footnote || is_unsaid || is_apart {
            return;
        }
        let plain = decode(raw);
        let set = match self.level {
            Level::Line => None,
            Level::Raised => superscript(&plain),
            Level::Lowered => subscript(&plain),
        };
        let text = set.map_or(plain, Cow::Owned);
        if self.start.is_none()
            && let Some(first) = raw.find(|c: char| !is_breaking_space(c))
        {
            self.start = Some(offset + first);
        }
        self.has_words |= self.link == Link::None && text.contains(char::is_alphanumeric);
        if self.pre > 0 {
            return self.text.push_str(&text);
        }
        let rest = text.strip_prefix(' ').unwrap_or(&text);
        if is_spaced(rest) {
            if rest.len() < text.len() {
                self.space();
            }
            return self.text.push_str(rest);
        }
        let mut from = 0;
        for (at, space) in spaces(&text) {
            self.text.push_str(&text[from..at]);
            self.space();
            from = at + space.len_utf8();
        }
        self.text.push_str(&text[from..]);
    }

    fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n', '\t']) {
            self.text.push(' ');
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let (start, has_words) = (self.start.take(), std::mem::take(&mut self.has_words));
        let lead = self.lead.take();
        let text = text.trim_matches('\n').trim_end();
        let Some(start) = start.filter(|_| !text.is_empty()) else { return };
        let rank = if self.other > 0 || !has_words {
            Rank::Other
        } else if self.aside > 0 {
            Rank::Aside
        } else if caption::is_caption(text) {
            Rank::Caption
        } else {
            Rank::Story
        };
        self.blocks.push(Block { text: text.to_owned(), rank, start: lead.unwrap_or(start) });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::value::html::{Format, render};
    use crate::value::link::WebUrl;

    fn html(body: &str) -> SafeHtml {
        render(body, Format::Html, &WebUrl::parse("https://gazette.example/ferry/").unwrap()).html
    }

    #[test]
    fn the_first_paragraph_tells_the_story() {
        for (body, first) in [
            ("<h1>Title</h1><p> One\n two </p><p>Three</p>", Some("One two")),
            (
                "<figure><img src=a><figcaption>Pier</figcaption></figure><div>Text &amp; more</div>",
                Some("Text & more"),
            ),
            ("<p><a href=/x>Watch</a></p><p><img src=a alt=b></p>loose text<p>next", Some("loose text")),
            ("<blockquote><p>Quoted</p></blockquote><p>Told</p>", Some("Told")),
            ("<ul><li>Item</ul><table><tr><td>Cell</table>", Some("Item")),
            ("<p>One<br>two<sup><a href='#fn-1'>1</a></sup>.</p>", Some("One two.")),
            ("<p>50&nbsp;% of 10<sup>6</sup></p>", Some("50\u{A0}% of 10⁶")),
            ("<p>H<sub>2</sub>O on the 1<sup>st</sup></p>", Some("H₂O on the 1st")),
            ("<p><del>Eleven</del> Twelve <q>went <q>ashore</q></q></p>", Some("Twelve “went ‘ashore’”")),
            ("<p><ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>で</p>", Some("港で")),
            ("<p>PHOTO: The pier</p><p>FILE - The pier in May.</p><p>Told</p>", Some("Told")),
            ("<p>The pier. (Photo: A. Díaz)</p>", Some("The pier. (Photo: A. Díaz)")),
            (
                "<p>See <a href='#rates'>the rates</a> of 10 m<sup><a href=/metric>2</a></sup></p>",
                Some("See the rates of 10 m²"),
            ),
            (
                "<p>File - the one that the court asked for - is lost.</p>",
                Some("File - the one that the court asked for - is lost."),
            ),
            ("<pre>code</pre><h2>Only</h2>", None),
            ("", None),
        ] {
            assert_eq!(first_paragraph(&html(body)).as_deref(), first, "{body}");
        }
    }

    #[test]
    fn plain_text_keeps_paragraphs_and_lines() {
        let body =
            "<h2>A</h2><p>b<br>c</p><ul><li>d</li></ul><pre>e\n  f</pre><table><tr><td>g</td><td>h</td></tr></table>";
        assert_eq!(plain_text(&html(body)), "A\n\nb\nc\n\nd\n\ne\n  f\n\ng\th");
        for (body, text) in [
            ("<p> The\n  <b>old</b> pier </p>", "The old pier"),
            ("<p>The  old  pier</p>", "The old pier"),
            ("<p><a href=/x>Eleven</a> of <del>twelve</del> thirteen</p>", "Eleven of twelve thirteen"),
        ] {
            assert_eq!(plain_text(&html(body)), text, "{body}");
        }
    }

    #[test]
    fn a_dateline_stands_once() {
        let opened = |body: &str| open_with_dateline(&html(body), "AT&T Park, Calif.").to_string();
        assert_eq!(
            opened("<h2>x</h2><p><b>Rain</b> fell"),
            "<h2>x</h2><p>AT&amp;T Park, Calif. — <b>Rain</b> fell</p>"
        );
        assert_eq!(opened("<p>AT&amp;T PARK, Calif. – Rain"), "<p>AT&amp;T PARK, Calif. – Rain</p>");
        assert_eq!(opened("<h2>x</h2>"), "<p>AT&amp;T Park, Calif.</p>\n<h2>x</h2>", "no paragraph to open");
        assert_eq!(opened(""), "");
        for there in [
            "<figure><img src=\"https://a.example/b\"><figcaption>c</figcaption></figure><p><strong>AT&amp;T Park, Calif.</strong> – Rain</p>",
            "<p>Headline</p><p>By Jane Doe</p><p><b><i>at&amp;t park</i>, CALIF.:</b> Rain</p>",
            "<p>IMAGE: The pier (Photo: A. Díaz)</p><p>AT&amp;T Park, Calif. - Rain</p>",
            "<p>Headline</p><p>AT&amp;T Park, Calif. – Rain</p><p>More rain</p>",
            "<p>Headline</p><p> (AT&amp;T Park, Calif.) Rain</p>",
            "<p>Headline</p><p>ÅT&amp;T Park, Calif. – Rain</p>",
            "<p>1</p><p>2</p><p>3</p><p>AT&amp;T Park, Calif. – Rain</p>",
        ] {
            assert_eq!(opened(there), there);
        }
        let late = "<p>1</p><p>2</p><p>3</p><p>4</p><p>AT&amp;T Park, Calif. – Rain</p>";
        assert_eq!(opened(late), format!("<p>AT&amp;T Park, Calif. — {}", &late[3..]));
        assert_eq!(
            opened("<p>IMAGE: The pier (Photo: A. Díaz)</p><p><a href=\"https://a.example/\">Rain</a> fell"),
            "<p>IMAGE: The pier (Photo: A. Díaz)</p><p>AT&amp;T Park, Calif. — <a href=\"https://a.example/\">Rain</a> fell</p>"
        );
        assert_eq!(
            opened("<p><a href=\"https://a.example/\"><img src=\"https://a.example/b\"></a> Rain fell</p>"),
            "<p><a href=\"https://a.example/\"><img src=\"https://a.example/b\"></a> AT&amp;T Park, Calif. — Rain fell</p>"
        );
        assert_eq!(
            opened("<p><img src=\"https://a.example/b\"> Rain fell</p>"),
            "<p><img src=\"https://a.example/b\"> AT&amp;T Park, Calif. — Rain fell</p>"
        );
    }

    #[test]
    fn the_fuller_of_two_datelines_stands() {
        for (body, dateline, told) in [
            ("<p>OSLO, Norway – Rain</p>", "Oslo", "<p>OSLO, Norway – Rain</p>"),
            ("<p>OSLO – Rain</p>", "Oslo, Norway", "<p>OSLO, Norway – Rain</p>"),
            ("<p><b>OSLO</b> (AP) — Rain</p>", "OSLO, Norway", "<p><b>OSLO, Norway</b> (AP) — Rain</p>"),
            ("<p>Headline</p><p>(Oslo) Rain</p>", "OSLO, R&D", "<p>Headline</p><p>(Oslo, R&amp;D) Rain</p>"),
            ("<p>UFA - Rain</p>", "Ufa, Russia", "<p>UFA, Russia - Rain</p>"),
            // Letters written in another way: what stands there stays.
            ("<p>ÓSLO – Rain</p>", "Oslo, Norway", "<p>ÓSLO – Rain</p>"),
            ("<p>OSLO is wet</p>", "Oslo, Norway", "<p>Oslo, Norway — OSLO is wet</p>"),
        ] {
            assert_eq!(open_with_dateline(&html(body), dateline).as_str(), told, "{body}");
        }
    }

    proptest! {
        #[test]
        fn any_body_has_a_text(body in "(<p>|</p>|<sup>|<a href='#a'>|</a>|<li>|<pre>|<td>|<table>|&lt;| |\\PC){0,40}") {
            let html = html(&body);
            let _ = (paragraphs(&html), plain_text(&html));
            let story = |wanted| {
                let told = blocks(html.as_str(), wanted).into_iter().filter(|block| block.rank == Rank::Story);
                told.map(|block| (block.start, block.text)).collect::<Vec<_>>()
            };
            prop_assert_eq!(story(Wanted::Story), story(Wanted::Said));
            let opened = open_with_dateline(&html, "X");
            prop_assert!(opened.as_str().len() >= html.as_str().len());
        }

        #[test]
        fn no_dateline_that_is_there_is_missed(body in "(<p>|</p>|<b>|</b>|<sup>|<q>|<td>|<li>|<br>|\\(|&#79;|&amp;| |–|, |Oslo|OSLO|O|s|lo|ö|Ó|Berg|x){0,20}", dateline in "(Oslo|ÓSLO|OSLO, Berg|O, Berg|\\(O|“Oslo|&|Berg| )") {
            prop_assume!(!dateline.trim().is_empty());
            let html = html(&body);
            prop_assert_eq!(open_with_dateline(&html, &dateline), super::opened(&html, &dateline, true));
        }
    }
}

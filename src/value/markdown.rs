//! Markdown made into HTML that remembers where each piece of it was written.
//!
//! CommonMark with tables, footnotes, strikethrough, lists of tasks and of definitions, bare addresses as links, and TeX left alone; no smart punctuation, so that text stays as it was typed. Raw
//! HTML goes through unchanged: what comes out is not safe yet, see [`super::html`].
//!
//! Specification: <https://spec.commonmark.org/0.31.2/>

mod bare;
mod formula;
mod inside;

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use bare::{Bare, Run};
use inside::Inside;

use super::html::entity::{escape_attribute, escape_text};
use super::text::collapse;

/// HTML, and for its pieces the places in the text that they were made from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Markup {
    pub(crate) html: String,
    /// In the order of the HTML, without overlap; gaps have no place of their own.
    pub(crate) origins: Vec<Origin>,
    /// Whether some of the HTML was written as HTML, and may be anything, or is nested without measure.
    pub(crate) needs_care: bool,
}

/// Where a piece of HTML comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Origin {
    pub(crate) html: Range<usize>,
    pub(crate) body: Range<usize>,
    /// Whether the piece stands letter by letter in the body.
    pub(crate) verbatim: bool,
}

impl Markup {
    /// HTML that is its own source.
    pub(crate) fn verbatim(html: &str) -> Self {
        let origins = vec![Origin { html: 0..html.len(), body: 0..html.len(), verbatim: true }];
        Self { html: html.to_owned(), origins, needs_care: true }
    }

    /// The place in the body that a piece of the HTML comes from; the nearest one before it if it has none itself.
    pub(crate) fn place(&self, html: &Range<usize>) -> Range<usize> {
        let start = self.point(html.start, false);
        let end = self.point(html.end.saturating_sub(1).max(html.start), true);
        if start.start < end.end { start.start..end.end } else { start }
    }

    /// The byte of the body that one byte of the HTML comes from, or the range of its whole piece.
    fn point(&self, at: usize, is_last: bool) -> Range<usize> {
        let after = self.origins.partition_point(|origin| origin.html.start <= at);
        let Some(origin) = after.checked_sub(1).map(|index| &self.origins[index]) else { return 0..0 };
        if !origin.verbatim || at >= origin.html.end {
            return origin.body.clone();
        }
        let offset = origin.body.start + (at - origin.html.start);
        if is_last { offset..offset + 1 } else { offset..origin.body.end }
    }
}

/// A reference as Markdown has it, to a page or to a picture; one that nobody marked as such is text unless it can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reference<'a> {
    Link(&'a str),
    Picture(&'a str),
    Bare(&'a str),
}

/// Events inside more others than this are nobody's writing; an event is at most two elements.
const DEEP: usize = 100;

/// What gives a reference at a place in the body its address, or none if it must not have one.
type Resolve<'a> = dyn FnMut(Reference<'_>, &Range<usize>) -> Option<String> + 'a;

/// The HTML of a Markdown text, its own references resolved by `resolve`; those in raw HTML stay as they are.
///
/// A link without an address becomes its text, a picture its description. Never fails: every text is Markdown.
pub(crate) fn to_html(body: &str, resolve: &mut Resolve<'_>) -> Markup {
    let mut options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    options |= Options::ENABLE_TASKLISTS | Options::ENABLE_DEFINITION_LIST;
    let masked = formula::mask(body);
    options.set(Options::ENABLE_MATH, masked.is_some());
    let mut events = Parser::new_ext(masked.as_ref().map_or(body, |masked| &masked.text), options).into_offset_iter();
    let mut writer = Writer::new(body, resolve);
    while let Some((event, range)) = events.next() {
        // A reference link only names its address, which stands in the definition.
        let definition = match &event {
            Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) if !id.is_empty() => {
                events.reference_definitions().get(id).map(|definition| definition.span.clone())
            }
            _ => None,
        };
        let event = match &masked {
            Some(masked) => masked.lifted(event),
            None => event,
        };
        writer.event(event, range, definition);
    }
    writer.finish()
}

/// Turns events into HTML, footnotes set aside for the end.
struct Writer<'a, 'r> {
    body: &'a str,
    resolve: &'a mut Resolve<'r>,
    text: Markup,
    /// What is written while a footnote's definition is being read.
    outer: Vec<Markup>,
    notes: Vec<(String, Markup)>,
    /// Footnotes by anchor: number, and how often they are mentioned.
    numbers: BTreeMap<String, (usize, usize)>,
    image: Option<Image>,
    columns: Vec<Alignment>,
    column: usize,
    in_head: bool,
    in_link: bool,
    /// Where in the body there may be bare addresses, in their order.
    signs: Vec<usize>,
    /// Text that is held back where one of them stands in it.
    run: Option<Run>,
    /// What the present text is inside of, where they are none.
    inside: Inside,
    has_raw: bool,
    depth: usize,
    deepest: usize,
}

/// A picture whose description is being read.
struct Image {
    address: Option<String>,
    place: Range<usize>,
    title: String,
    alt: String,
    depth: usize,
}

impl<'a, 'r> Writer<'a, 'r> {
    fn new(body: &'a str, resolve: &'a mut Resolve<'r>) -> Self {
        Self {
            body,
            resolve,
            text: Markup {
                html: String::with_capacity(body.len() + body.len() / 4),
                origins: Vec::with_capacity(body.len() / 32),
                ..Markup::default()
            },
            outer: Vec::new(),
            notes: Vec::new(),
            numbers: BTreeMap::new(),
            image: None,
            columns: Vec::new(),
            column: 0,
            in_head: false,
            in_link: false,
            signs: bare::signs(body),
            run: None,
            inside: Inside::default(),
            has_raw: false,
            depth: 0,
            deepest: 0,
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>, definition: Option<Range<usize>>) {
        if self.image.is_some() {
            return self.image_event(event);
        }
        match &event {
            _ if self.signs.is_empty() => {}
            Event::Text(text) => {
                let is_first = self.inside.begins_line();
                if self.run.is_some() || self.may_hold_address(&range) {
                    return self.run.get_or_insert_with(|| Run::new(is_first)).push(text, range);
                }
            }
            other => self.look_ahead(other),
        }
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                self.deepest = self.deepest.max(self.depth);
                self.start(tag, range, definition);
            }
            Event::End(tag) => {
                self.depth = self.depth.saturating_sub(1);
                self.end(tag);
            }
            Event::Text(text) => self.escaped(&text, range),
            // As text it loses nothing; its marks tell those who know them what it is.
            Event::InlineMath(text) => self.escaped(&format!("${text}$"), range),
            Event::DisplayMath(text) => self.escaped(&format!("$${text}$$"), range),
            Event::Code(code) => {
                self.push("<code>");
                self.escaped(&code, range);
                self.push("</code>");
            }
            Event::Html(html) | Event::InlineHtml(html) => self.raw(&html, range),
            Event::FootnoteReference(label) => self.reference(&label, range),
            Event::SoftBreak => self.push("\n"),
            Event::HardBreak => self.push("<br>\n"),
            Event::Rule => self.push("<hr>\n"),
            Event::TaskListMarker(checked) => self.push(if checked { "☑ " } else { "☐ " }),
        }
    }

    /// Whether an address may stand in the text that was written there.
    fn may_hold_address(&self, range: &Range<usize>) -> bool {
        let next = self.signs.get(self.signs.partition_point(|&sign| sign < range.start));
        next.is_some_and(|&sign| sign < range.end) && !self.inside.anything()
    }

    /// Writes the text before an event, and takes down what begins and ends with it.
    fn look_ahead(&mut self, event: &Event<'_>) {
        if let Some(run) = self.run.take() {
            self.write_run(&run);
        }
        self.inside.see(event);
    }

    /// Writes the text that was held back, its bare addresses as links.
    fn write_run(&mut self, run: &Run) {
        let body = self.body;
        let mut written = 0;
        for Bare { range, is_host } in run.addresses(body) {
            let address = &run.text()[range.clone()];
            let whole = is_host.then(|| format!("http://{address}"));
            self.write_parts(run, written..range.start);
            let reference = Reference::Bare(whole.as_deref().unwrap_or(address));
            let is_open = self.start_link(reference, "", run.place(&range, body));
            self.write_parts(run, range.clone());
            if is_open {
                self.push("</a>");
            }
            written = range.end;
        }
        self.write_parts(run, written..run.text().len());
    }

    fn write_parts(&mut self, run: &Run, part: Range<usize>) {
        for (text, place) in run.parts(part, self.body) {
            self.escaped(text, place);
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>, definition: Option<Range<usize>>) {
        match tag {
            Tag::CodeBlock(kind) => self.start_code(&kind),
            Tag::List(Some(1)) => self.push("<ol>\n"),
            Tag::List(Some(first)) => self.push(&format!("<ol start=\"{first}\">\n")),
            Tag::FootnoteDefinition(label) => {
                self.outer.push(std::mem::take(&mut self.text));
                self.notes.push((anchor(&label), Markup::default()));
            }
            Tag::Table(columns) => {
                self.columns = columns;
                self.push("<table>\n");
            }
            Tag::TableCell => self.start_cell(),
            Tag::Link { link_type, dest_url, title, .. } => {
                let place = self.place_of(&dest_url, definition.unwrap_or(range));
                let mail = (link_type == LinkType::Email).then(|| format!("mailto:{dest_url}"));
                let reference = mail.as_deref().unwrap_or(&dest_url);
                self.in_link = self.start_link(Reference::Link(reference), &title, place);
            }
            Tag::Image { dest_url, title, .. } => {
                let place = self.place_of(&dest_url, definition.unwrap_or(range));
                let address = (self.resolve)(Reference::Picture(&dest_url), &place);
                self.image = Some(Image { address, place, title: title.into_string(), alt: String::new(), depth: 0 });
            }
            Tag::TableHead => {
                self.in_head = true;
                self.column = 0;
                self.push("<thead>\n<tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.push("<tr>");
            }
            other => self.push(opening(&other)),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::FootnoteDefinition => {
                let note = std::mem::replace(&mut self.text, self.outer.pop().unwrap_or_default());
                if let Some(open) = self.notes.iter_mut().rev().find(|(_, markup)| markup.html.is_empty()) {
                    open.1 = note;
                }
            }
            TagEnd::TableHead => {
                self.in_head = false;
                self.push("</tr>\n</thead>\n<tbody>\n");
            }
            TagEnd::Link if !std::mem::take(&mut self.in_link) => {}
            TagEnd::TableCell => self.push(if self.in_head { "</th>" } else { "</td>" }),
            other => self.push(closing(other)),
        }
    }

    /// Between the start and the end of a picture everything is its description, as text.
    fn image_event(&mut self, event: Event<'_>) {
        let Some(image) = &mut self.image else { return };
        match event {
            Event::Start(_) => image.depth += 1,
            Event::End(_) if image.depth > 0 => image.depth -= 1,
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                if let Some(image) = self.image.take() {
                    self.end_image(image);
                }
            }
            Event::Text(text)
            | Event::Code(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::Html(text)
            | Event::InlineHtml(text) => image.alt.push_str(&text),
            Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
            Event::FootnoteReference(label) => {
                image.alt.push_str("[^");
                image.alt.push_str(&label);
                image.alt.push(']');
            }
            Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    /// Opens a link, if its address is one that it may have.
    fn start_link(&mut self, reference: Reference<'_>, title: &str, place: Range<usize>) -> bool {
        let Some(address) = (self.resolve)(reference, &place) else { return false };
        let html = &mut self.text.html;
        let start = html.len();
        html.push_str("<a href=\"");
        escape_attribute(&address, html);
        html.push('"');
        push_title(title, html);
        html.push('>');
        self.text.origins.push(Origin { html: start..self.text.html.len(), body: place, verbatim: false });
        true
    }

    fn end_image(&mut self, image: Image) {
        let Some(address) = image.address else { return self.escaped(&collapse(&image.alt), image.place) };
        let html = &mut self.text.html;
        let start = html.len();
        html.push_str("<img src=\"");
        escape_attribute(&address, html);
        html.push_str("\" alt=\"");
        escape_attribute(&image.alt, html);
        html.push('"');
        push_title(&image.title, html);
        html.push('>');
        self.text.origins.push(Origin { html: start..self.text.html.len(), body: image.place, verbatim: false });
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'_>) {
        let info = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', '\t', ',']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        if info.is_empty() {
            return self.push("<pre><code>");
        }
        let mut html = String::from("<pre><code class=\"language-");
        escape_attribute(info, &mut html);
        html.push_str("\">");
        self.push(&html);
    }

    fn start_cell(&mut self) {
        let align = match self.columns.get(self.column) {
            Some(Alignment::Left) => " align=\"left\"",
            Some(Alignment::Center) => " align=\"center\"",
            Some(Alignment::Right) => " align=\"right\"",
            Some(Alignment::None) | None => "",
        };
        self.column += 1;
        let name = if self.in_head { "th" } else { "td" };
        self.push(&format!("<{name}{align}>"));
    }

    /// The number of a footnote, linked to its text.
    fn reference(&mut self, label: &str, range: Range<usize>) {
        let next = self.numbers.len() + 1;
        let (number, mentions) = self.numbers.entry(anchor(label)).or_insert((next, 0));
        *mentions += 1;
        let anchor = anchor(label);
        let (number, back) = (number.to_string(), back_anchor(&anchor, *mentions));
        let mut html = String::from("<sup><a href=\"");
        escape_attribute(&self.own_address(&format!("fn-{anchor}"), &range), &mut html);
        html.push_str("\" id=\"");
        escape_attribute(&back, &mut html);
        html.push_str("\">");
        html.push_str(&number);
        html.push_str("</a></sup>");
        self.placed(&html, range);
    }

    /// The text, and below it the footnotes in the order of their numbers; those that nothing refers to come last.
    fn finish(mut self) -> Markup {
        if let Some(run) = self.run.take() {
            self.write_run(&run);
        }
        self.text.needs_care = self.has_raw || self.deepest > DEEP;
        let mut notes = std::mem::take(&mut self.notes);
        if notes.is_empty() {
            return self.text;
        }
        notes.sort_by_key(|(label, _)| self.numbers.get(label).map_or(usize::MAX, |&(number, _)| number));
        self.push("<hr>\n<ol>\n");
        for (label, note) in notes {
            let mentions = self.numbers.get(&label).map_or(0, |&(_, mentions)| mentions);
            let mut html = String::from("<li");
            // An id that nothing leads to is none.
            if mentions > 0 {
                html.push_str(" id=\"fn-");
                escape_attribute(&label, &mut html);
                html.push('"');
            }
            html.push_str(">\n");
            self.push(&html);
            let links = self.back_links(&label, mentions);
            self.append(note, &links);
            self.push("</li>\n");
        }
        self.push("</ol>\n");
        self.text
    }

    /// The address of a place in this very text.
    fn own_address(&mut self, anchor: &str, place: &Range<usize>) -> String {
        let fragment = format!("#{anchor}");
        (self.resolve)(Reference::Link(&fragment), place).unwrap_or(fragment)
    }

    fn back_links(&mut self, anchor: &str, mentions: usize) -> String {
        let mut links = String::new();
        for mention in 1..=mentions {
            links.push_str(" <a href=\"");
            escape_attribute(&self.own_address(&back_anchor(anchor, mention), &(0..0)), &mut links);
            // The variation selector keeps the arrow from being drawn as an emoji.
            links.push_str("\">↩\u{FE0E}</a>");
        }
        links
    }

    /// A footnote's text with the links back to its references at the end of its last paragraph.
    fn append(&mut self, note: Markup, links: &str) {
        let shift = self.text.html.len();
        let inside = note.html.ends_with("</p>\n").then(|| note.html.len() - "</p>\n".len());
        let end = inside.unwrap_or(note.html.len());
        self.text.html.push_str(&note.html[..end]);
        self.text.html.push_str(links);
        self.text.html.push_str(&note.html[end..]);
        let shifted = note.origins.into_iter().filter(|origin| origin.html.end <= end);
        self.text.origins.extend(
            shifted.map(|origin| Origin { html: origin.html.start + shift..origin.html.end + shift, ..origin }),
        );
    }

    fn push(&mut self, html: &str) {
        self.text.html.push_str(html);
    }

    fn escaped(&mut self, text: &str, body: Range<usize>) {
        let start = self.text.html.len();
        escape_text(text, &mut self.text.html);
        let verbatim = self.body.get(body.clone()) == Some(&self.text.html[start..]);
        self.text.origins.push(Origin { html: start..self.text.html.len(), body, verbatim });
    }

    fn raw(&mut self, html: &str, body: Range<usize>) {
        self.has_raw = true;
        let start = self.text.html.len();
        self.text.html.push_str(html);
        let verbatim = self.body.get(body.clone()) == Some(html);
        self.text.origins.push(Origin { html: start..self.text.html.len(), body, verbatim });
    }

    fn placed(&mut self, html: &str, body: Range<usize>) {
        let start = self.text.html.len();
        self.text.html.push_str(html);
        self.text.origins.push(Origin { html: start..self.text.html.len(), body, verbatim: false });
    }

    /// Where the address stands in the link, if it is written there as it is read.
    fn place_of(&self, address: &str, link: Range<usize>) -> Range<usize> {
        let written = self.body.get(link.clone()).filter(|_| !address.is_empty());
        // `[words](address)` ends with it.
        let at_end = |text: &str| text.strip_suffix(')')?.strip_suffix(address).map(str::len);
        let last = |text: &str| at_end(text).or_else(|| text.rfind(address));
        written.and_then(last).map_or(link.clone(), |at| {
            let start = link.start + at;
            start..start + address.len()
        })
    }
}

const fn opening(tag: &Tag<'_>) -> &'static str {
    match tag {
        Tag::Paragraph => "<p>",
        Tag::Heading { level, .. } => match *level as usize {
            1 => "<h1>",
            2 => "<h2>",
            3 => "<h3>",
            4 => "<h4>",
            5 => "<h5>",
            _ => "<h6>",
        },
        Tag::BlockQuote(_) => "<blockquote>\n",
        Tag::List(_) => "<ul>\n",
        Tag::Item => "<li>",
        Tag::Emphasis => "<em>",
        Tag::Strong => "<strong>",
        Tag::Strikethrough => "<del>",
        Tag::DefinitionList => "<dl>\n",
        Tag::DefinitionListTitle => "<dt>",
        Tag::DefinitionListDefinition => "<dd>",
        _ => "",
    }
}

const fn closing(tag: TagEnd) -> &'static str {
    match tag {
        TagEnd::Paragraph => "</p>\n",
        TagEnd::Heading(level) => match level as usize {
            1 => "</h1>\n",
            2 => "</h2>\n",
            3 => "</h3>\n",
            4 => "</h4>\n",
            5 => "</h5>\n",
            _ => "</h6>\n",
        },
        TagEnd::BlockQuote(_) => "</blockquote>\n",
        TagEnd::CodeBlock => "</code></pre>\n",
        TagEnd::List(true) => "</ol>\n",
        TagEnd::List(false) => "</ul>\n",
        TagEnd::Item => "</li>\n",
        TagEnd::Table => "</tbody>\n</table>\n",
        TagEnd::TableRow => "</tr>\n",
        TagEnd::Emphasis => "</em>",
        TagEnd::Strong => "</strong>",
        TagEnd::Strikethrough => "</del>",
        TagEnd::DefinitionList => "</dl>\n",
        TagEnd::DefinitionListTitle => "</dt>\n",
        TagEnd::DefinitionListDefinition => "</dd>\n",
        TagEnd::Link => "</a>",
        _ => "",
    }
}

fn push_title(title: &str, html: &mut String) {
    if !title.is_empty() {
        html.push_str(" title=\"");
        escape_attribute(title, html);
        html.push('"');
    }
}

/// A label as a fragment can hold it, whatever case it is written in.
fn anchor(label: &str) -> String {
    label.to_lowercase().split_whitespace().collect::<Vec<_>>().join("-")
}

fn back_anchor(anchor: &str, mention: usize) -> String {
    if mention > 1 { format!("fnref-{anchor}-{mention}") } else { format!("fnref-{anchor}") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn as_written(body: &str) -> Markup {
        to_html(body, &mut |reference, _| match reference {
            Reference::Link(text) | Reference::Picture(text) | Reference::Bare(text) => {
                (!text.starts_with("no:")).then(|| text.to_owned())
            }
        })
    }

    #[test]
    fn common_mark_and_its_extensions() {
        for (body, html) in [
            ("", ""),
            (
                "a *b* **c** ~~d~~ `e<f`\ng  \nh",
                "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e&lt;f</code>\ng<br>\nh</p>\n",
            ),
            ("## a\n### b\n#### c\n##### d\n###### e", "<h2>a</h2>\n<h3>b</h3>\n<h4>c</h4>\n<h5>d</h5>\n<h6>e</h6>\n"),
            ("# A\n\n> b\n\n---", "<h1>A</h1>\n<blockquote>\n<p>b</p>\n</blockquote>\n<hr>\n"),
            ("- a\n- b\n\n3. c", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<ol start=\"3\">\n<li>c</li>\n</ol>\n"),
            ("```rust no_run\n<a>\n```", "<pre><code class=\"language-rust\">&lt;a&gt;\n</code></pre>\n"),
            ("[a](/b?c&d \"e\")", "<p><a href=\"/b?c&amp;d\" title=\"e\">a</a></p>\n"),
            ("![a *b* `c`](d.jpg)", "<p><img src=\"d.jpg\" alt=\"a b c\"></p>\n"),
            ("<desk@a.example>", "<p><a href=\"mailto:desk@a.example\">desk@a.example</a></p>\n"),
            ("\"a\" -- 'b'...", "<p>\"a\" -- 'b'...</p>\n"),
            (
                "|a|b|\n|-|-:|\n|c|d|",
                "<table>\n<thead>\n<tr><th>a</th><th align=\"right\">b</th></tr>\n</thead>\n<tbody>\n<tr><td>c</td><td align=\"right\">d</td></tr>\n</tbody>\n</table>\n",
            ),
            ("[*a*](no:b) ![c  <d>](no:e) f", "<p><em>a</em> c &lt;d&gt; f</p>\n"),
            ("- [ ] a\n- [x] b", "<ul>\n<li>☐ a</li>\n<li>☑ b</li>\n</ul>\n"),
            ("Pier\n: Where ships lie", "<dl>\n<dt>Pier</dt>\n<dd>Where ships lie</dd>\n</dl>\n"),
            ("$x_{i}*y_{i}*z < \\{a\\}$ or $5 *b*", "<p>$x_{i}*y_{i}*z &lt; \\{a\\}$ or $5 <em>b</em></p>\n"),
            (
                "$5 *a* US$9 [b](/$c) `$d`: $e_1*f*g$",
                "<p>$5 <em>a</em> US$9 <a href=\"/$c\">b</a> <code>$d</code>: $e_1*f*g$</p>\n",
            ),
            ("$$\na\n= b \\\\\n$$", "<p>$$\na\n= b \\\\\n$$</p>\n"),
            (
                "From $5 *each* to US$9, [c](/d) and A$1",
                "<p>From $5 <em>each</em> to US$9, <a href=\"/d\">c</a> and A$1</p>\n",
            ),
        ] {
            assert_eq!(as_written(body).html, html, "{body}");
        }
    }

    #[test]
    fn footnotes_stand_at_the_end_in_the_order_of_their_numbers() {
        let html = as_written("a[^X] b[^y z] c[^x]\n\n[^z]: never\n[^y z]: Why\n[^x]: Ex\n\nend").html;
        let expected = "<p>a<sup><a href=\"#fn-x\" id=\"fnref-x\">1</a></sup> \
             b<sup><a href=\"#fn-y-z\" id=\"fnref-y-z\">2</a></sup> \
             c<sup><a href=\"#fn-x\" id=\"fnref-x-2\">1</a></sup></p>\n<p>end</p>\n<hr>\n<ol>\n\
             <li id=\"fn-x\">\n<p>Ex <a href=\"#fnref-x\">↩\u{FE0E}</a> \
             <a href=\"#fnref-x-2\">↩\u{FE0E}</a></p>\n</li>\n\
             <li id=\"fn-y-z\">\n<p>Why <a href=\"#fnref-y-z\">↩\u{FE0E}</a></p>\n</li>\n\
             <li>\n<p>never</p>\n</li>\n</ol>\n";
        assert_eq!(html, expected);
    }

    #[test]
    fn pieces_remember_their_places() {
        for (body, piece, place) in [
            ("a <b\nx=1>c</b>", "<b\nx=1>", "<b\nx=1>"),
            ("> a\n> <div\n> x>\n", "<div\nx>", "<div\n> x>"),
            ("[a](javascript:b)", "<a href=\"javascript:b\">", "javascript:b"),
            ("[a][r]\n\n[r]: data:b", "<a href=\"data:b\">", "data:b"),
            ("![a](d.jpg)", "<img src=\"d.jpg\" alt=\"a\">", "d.jpg"),
            ("[/b](/b)", "<a href=\"/b\">", "/b"),
            ("[a](/b_(c))", "<a href=\"/b_(c)\">", "/b_(c)"),
            ("[a](\\))", "<a href=\")\">", ")"),
            ("[a](/b \"c\")", "<a href=\"/b\" title=\"c\">", "/b"),
            ("x &amp; y", "x", "x"),
            ("x[^n]\n\n[^n]: <i>z</i>", "<i>", "<i>"),
        ] {
            let markup = as_written(body);
            let at = markup.html.find(piece).unwrap_or_else(|| panic!("{piece} in {}", markup.html));
            assert_eq!(&body[markup.place(&(at..at + piece.len()))], place, "{body}");
        }
    }

    #[test]
    fn care_is_asked_for_where_it_is_needed() {
        for (body, needed) in [
            ("a *b* ![c](d) <https://a.example/>\n".repeat(200), false),
            ("a <b>c</b>".to_owned(), true),
            ("<div>\n".to_owned(), true),
            ("> ".repeat(DEEP) + "a", true),
            ("> ".repeat(DEEP - 1) + "a", false),
            ("> ".repeat(9) + "a", false),
        ] {
            assert_eq!(as_written(&body).needs_care, needed, "{body}");
        }
    }

    fn check_places(body: &str) {
        let markup = as_written(body);
        let mut end = 0;
        for origin in &markup.origins {
            assert!(origin.html.start >= end, "{body}");
            end = origin.html.end;
            assert!(markup.html.get(origin.html.clone()).is_some(), "{body}");
            assert!(body.get(origin.body.clone()).is_some(), "{body}");
            if origin.verbatim {
                assert_eq!(&markup.html[origin.html.clone()], &body[origin.body.clone()], "{body}");
            }
        }
    }

    #[test]
    fn notes_remember_their_places() {
        check_places("a[^1] *b*[^2]\n\n[^2]: one <i>c</i>\n\n    more\n[^1]: two *d* e\n");
        check_places("[^1]: `a` b\n\nc[^1] ![d](e.jpg)[^f]\n\n[^f]:\n    - g\n    - h\n");
    }

    proptest! {
        #[test]
        fn places_lie_inside_the_body(body in "(#|\\*|_|`|\\[|\\]|\\(|\\)|!|\\^|:|<b>|</b>|<|>|\\||-|\n|\n\n| |é|a|\\PC){0,50}") {
            check_places(&body);
        }

        #[test]
        fn places_of_addresses_lie_inside_the_body(body in "(https://a\\.example/|www\\.a\\.b|&amp;|\\\\|_|\\*|\\)|\\[|\\]|<b>|\n| |é|\\.|;){0,30}") {
            check_places(&body);
        }
    }
}

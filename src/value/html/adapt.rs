//! Tokens rewritten to what feeds can carry, with a word for each thing that they cannot.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::address::{Address, MAX_VALUE, best_candidate, candidates, resolve, resolve_web};
use super::embed::{Embed, has_fallback};
use super::emphasis::Emphasis;
use super::entity::{escape_attribute, escape_text, forbidden_references};
use super::formula;
use super::open::OpenElements;
use super::picture::is_same_picture;
use super::schema::{self, Fate, GENERIC};
use super::token::{self, Attribute, Tag, Token};
use super::{Removed, What, no_scheme};
use crate::value::link::WebUrl;
use crate::value::markdown::Markup;
use crate::value::text::{collapse, is_xml_char};

/// Writes the HTML anew: known elements and attributes alone, balanced, addresses absolute.
///
/// With it come the addresses of all its pictures in all their sizes, of which it has one each.
pub(super) fn adapt(markup: &Markup, base: &WebUrl, removed: &mut Vec<Removed>) -> (String, Vec<WebUrl>) {
    let tokens: Vec<Token> = token::tokens(&markup.html).collect();
    let adapter = Adapter {
        markup,
        html: &markup.html,
        base,
        closes: closes(&markup.html, &tokens),
        targets: targets(&markup.html, &tokens, base),
        removed,
        out: String::with_capacity(markup.html.len() + markup.html.len() / 8),
        open: OpenElements::default(),
        text_since_break: 0,
        sources: Vec::new(),
        offered: Vec::new(),
        noscript: 0,
        last_picture: None,
        too_deep: false,
    };
    adapter.run(&tokens)
}

/// Where pages put a picture's address until a script comes by.
const LAZY: [&str; 7] =
    ["data-src", "data-lazy-src", "data-original", "data-lazy", "data-lazyload", "data-actualsrc", "data-echo"];

struct Adapter<'a> {
    markup: &'a Markup,
    html: &'a str,
    base: &'a WebUrl,
    /// The end tags of elements that are looked at as a whole, by their start tags.
    closes: BTreeMap<usize, usize>,
    /// The places on the page that links in this very text lead to.
    targets: BTreeSet<String>,
    removed: &'a mut Vec<Removed>,
    out: String,
    open: OpenElements,
    text_since_break: usize,
    /// The pictures that the `<source>`s of an open `<picture>` offer.
    sources: Vec<WebUrl>,
    /// All pictures, in every size that is offered.
    offered: Vec<WebUrl>,
    noscript: usize,
    last_picture: Option<WebUrl>,
    /// Whether it was told that elements lie too deep.
    too_deep: bool,
}

impl Adapter<'_> {
    fn run(mut self, tokens: &[Token]) -> (String, Vec<WebUrl>) {
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at = match token {
                Token::Text(range) | Token::Unfinished(range) => {
                    self.text(range);
                    at + 1
                }
                Token::Start(tag) => self.start(tokens, at, tag),
                Token::End { name, .. } => {
                    self.end(name);
                    at + 1
                }
                Token::RawText(_) | Token::Comment(_) => at + 1,
            };
        }
        self.open.end_all(&mut self.out);
        (self.out, self.offered)
    }

    /// Handles a start tag and says which token comes next.
    fn start(&mut self, tokens: &[Token], at: usize, tag: &Tag) -> usize {
        let name = tag.name(self.html);
        let close = self.closes.get(&at).copied();
        let inside = &tokens[at + 1..close.unwrap_or(at + 1)];
        let behind = close.map_or(at + 1, |close| close + 1);
        let whole = tag.range.start..close.map_or(tag.range.end, |close| tokens[close].range().end);
        match schema::fate(&name) {
            Fate::As(_) if name == "summary" => self.summary(tag, inside),
            Fate::Keep | Fate::As(_) => self.styled(&name, tag),
            Fate::Input => self.input(tag),
            Fate::Picture => self.picture(tag),
            Fate::Unwrap => self.unwrap(&name, tag),
            Fate::Unknown => {
                self.keep(&name, tag);
                self.tell(&tag.range, What::Element(name.into_owned()));
            }
            Fate::Drop => {
                // A script without an end hides all the rest, as it does in browsers.
                let hidden = matches!(tokens.get(at + 1), Some(Token::RawText(_)));
                let end = if hidden && close.is_none() { tokens[at + 1].range().end } else { whole.end };
                self.tell(&(whole.start..end), What::Element(name.into_owned()));
                return behind;
            }
            Fate::Link => return self.link(&name, tag, inside, whole, at, behind),
            Fate::Formula => {
                self.tell(&whole, What::Formula);
                let text = formula::text(self.html, tag, inside);
                self.decoded_text(&text);
                return behind;
            }
        }
        at + 1
    }

    fn end(&mut self, name: &Range<usize>) {
        let name = token::lower(&self.html[name.clone()]);
        match &*name {
            "picture" => self.sources.clear(),
            "noscript" => self.noscript = self.noscript.saturating_sub(1),
            _ => {
                if let Some(name) = schema::written_as(&name).filter(|name| !schema::is_void(name)) {
                    self.open.end(name, &mut self.out);
                }
            }
        }
    }

    fn unwrap(&mut self, name: &str, tag: &Tag) {
        match name {
            "noscript" => self.noscript += 1,
            "picture" => self.sources.clear(),
            "source" if self.sources.len() < 16 => {
                let value = tag.value(self.html, "srcset").or_else(|| tag.value(self.html, "data-srcset"));
                self.offer(tag);
                let picture = value.and_then(|value| best_candidate(&value, self.base));
                // What few readers can decode is offered first on pages; here it comes last.
                let modern =
                    tag.value(self.html, "type").is_some_and(|kind| kind.contains("avif") || kind.contains("jxl"));
                match picture {
                    Some((_, url)) if modern => self.sources.push(url),
                    Some((_, url)) => self.sources.insert(0, url),
                    None => {}
                }
            }
            _ => {}
        }
    }

    /// What a part that opens is called, as a paragraph of its own; a heading or a paragraph in it is one already.
    fn summary(&mut self, tag: &Tag, inside: &[Token]) {
        let is_block =
            |token: &Token| matches!(token, Token::Start(tag) if schema::ends_paragraph(&tag.name(self.html)));
        if !inside.iter().take(64).any(is_block) {
            self.keep("summary", tag);
            self.out.push_str("<strong>");
            self.open.push("strong");
        }
    }

    /// A box of a list of tasks is drawn, other controls go.
    fn input(&mut self, tag: &Tag) {
        if tag.value(self.html, "type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("checkbox")) {
            let is_ticked = tag.attribute(self.html, "checked").is_some();
            return self.decoded_text(if is_ticked { "☑ " } else { "☐ " });
        }
        self.tell(&tag.range, What::Element("input".to_owned()));
    }

    /// An element that stays, with the elements that say what its style does.
    fn styled(&mut self, name: &str, tag: &Tag) {
        let emphasis = tag.value(self.html, "style").map(|style| Emphasis::of(&style)).unwrap_or_default();
        if let Some(name) = schema::written_as(name).filter(|name| emphasis.undoes(name)) {
            return self.open.skip(name);
        }
        let is_kept = self.keep(name, tag);
        for element in emphasis.elements().filter(|_| is_kept && name == "span") {
            if self.open.make_room(element, &mut self.out) {
                self.out.push('<');
                self.out.push_str(element);
                self.out.push('>');
                self.open.push(element);
            }
        }
    }

    /// Writes the start tag, and says whether there was a place for it.
    fn keep(&mut self, name: &str, tag: &Tag) -> bool {
        let Some((name, known)) = schema::written_as(name).and_then(|name| Some((name, schema::kept(name)?))) else {
            return false;
        };
        let has_place = !self.open.has_no_place_for(name);
        if !has_place || !self.open.make_room(name, &mut self.out) {
            if !schema::is_void(name) {
                self.open.skip(name);
            }
            if has_place {
                self.tell(&tag.range, What::Nesting(name.to_owned()));
            }
            return false;
        }
        let (attributes, linked) = self.attributes(name, known, tag);
        // An anchor that leads nowhere and that nothing leads to is no element at all.
        if name == "a" && !linked {
            self.open.skip(name);
            return false;
        }
        self.out.push('<');
        self.out.push_str(name);
        self.out.push_str(&attributes);
        self.out.push('>');
        if !schema::is_void(name) {
            self.open.push(name);
            if tag.self_closing && name == "a" {
                self.open.end(name, &mut self.out);
            }
        }
        self.text_since_break = 0;
        true
    }

    /// The attributes that stay, as they are to be written, and whether one of them is a link or the end of one.
    fn attributes(&mut self, name: &str, known: &[&str], tag: &Tag) -> (String, bool) {
        let (mut out, mut linked) = (String::new(), false);
        let mut seen = BTreeSet::new();
        for attribute in &tag.attributes {
            let key = attribute.name(self.html);
            if key == "style"
                && known.contains(&"align")
                && let Some(align) = alignment(&attribute.value(self.html))
            {
                push_attribute("align", align, &mut out);
                continue;
            }
            if key == "style" && name == "span" && Emphasis::is_all_of(&attribute.value(self.html)) {
                continue;
            }
            if schema::is_told(&key) {
                self.tell(&attribute.range, What::Attribute(key.into_owned()));
                continue;
            }
            let is_id = key == "id" || (key == "name" && name == "a");
            let written = if is_id { "id" } else { &*key };
            if !(is_id || known.contains(&&*key) || GENERIC.contains(&&*key)) || !seen.insert(written.to_owned()) {
                continue;
            }
            if let Some(value) = self.value(written, attribute) {
                push_attribute(written, &value, &mut out);
                linked |= matches!(written, "href" | "id");
            }
        }
        (out, linked)
    }

    /// The value of an attribute that may stay, if the value may too.
    fn value(&mut self, key: &str, attribute: &Attribute) -> Option<String> {
        let value = attribute.value(self.html);
        if value.len() > MAX_VALUE {
            self.tell(&attribute.range, What::Attribute(key.to_owned()));
            return None;
        }
        if schema::is_address(key) {
            return self.address(&value, attribute);
        }
        let lower = value.trim().to_ascii_lowercase();
        match key {
            "id" => self.targets.remove(target(&value, self.base)?.as_str()).then(|| value.into_owned()),
            "class" => value.split_ascii_whitespace().find(|class| class.starts_with("language-")).map(str::to_owned),
            "align" => matches!(&*lower, "left" | "center" | "right").then_some(lower),
            "dir" => matches!(&*lower, "ltr" | "rtl" | "auto").then_some(lower),
            "width" | "height" | "span" | "colspan" | "rowspan" => {
                (!lower.is_empty() && lower.len() < 6 && lower.bytes().all(|b| b.is_ascii_digit())).then_some(lower)
            }
            _ => Some(value.into_owned()),
        }
    }

    fn address(&mut self, value: &str, attribute: &Attribute) -> Option<String> {
        let place = attribute.value.as_ref().unwrap_or(&attribute.range);
        match resolve(value, self.base) {
            Address::Web(url) => {
                self.removed.extend(no_scheme(value, &self.markup.place(place)));
                Some(url.to_string())
            }
            Address::Contact(url) => Some(url),
            Address::Unsafe(scheme) => {
                self.tell(place, What::Scheme(scheme));
                None
            }
            Address::Broken(fault) => {
                self.tell(place, What::Address(fault));
                None
            }
        }
    }

    /// A picture at the best address that its attributes offer; without one, its description as text.
    fn picture(&mut self, tag: &Tag) {
        let Some(url) = self.picture_address(tag) else {
            let before = self.removed.len();
            if let Some(attribute) = tag.attribute(self.html, "src") {
                let value = attribute.value(self.html);
                self.address(&value, attribute);
            }
            if self.removed.len() == before {
                self.tell(&tag.range, What::Element("img".to_owned()));
            }
            let alt = tag.value(self.html, "alt").unwrap_or_default();
            return self.decoded_text(&collapse(&alt));
        };
        // Lazy loading repeats the picture for browsers without scripts.
        if self.noscript > 0 && self.last_picture.as_ref().is_some_and(|last| is_same_picture(last, &url)) {
            return;
        }
        self.offer(tag);
        let known: Vec<&str> =
            schema::kept("img").into_iter().flatten().copied().filter(|attribute| *attribute != "src").collect();
        let (attributes, _) = self.attributes("img", &known, tag);
        if !self.open.make_room("img", &mut self.out) {
            return self.tell(&tag.range, What::Nesting("img".to_owned()));
        }
        self.out.push_str("<img");
        push_attribute("src", url.as_str(), &mut self.out);
        self.out.push_str(&attributes);
        self.out.push('>');
        self.text_since_break = 0;
        self.last_picture = Some(url);
    }

    /// Notes all sizes of a picture.
    fn offer(&mut self, tag: &Tag) {
        let one = LAZY.iter().chain(&["src"]).filter_map(|name| tag.value(self.html, name));
        self.offered.extend(one.filter_map(|value| resolve_web(&value, self.base)));
        let sets =
            ["srcset", "data-srcset", "data-lazy-srcset"].into_iter().filter_map(|name| tag.value(self.html, name));
        for set in sets.filter(|set| set.len() <= MAX_VALUE) {
            self.offered.extend(candidates(&set).filter_map(|(reference, _)| resolve_web(reference, self.base)));
        }
    }

    fn picture_address(&self, tag: &Tag) -> Option<WebUrl> {
        let set = |name: &str| tag.value(self.html, name).and_then(|value| best_candidate(&value, self.base));
        let one = |name: &str| tag.value(self.html, name).and_then(|value| resolve_web(&value, self.base));
        let lazy_set = set("data-srcset").or_else(|| set("data-lazy-srcset")).map(|(_, url)| url);
        let lazy = || LAZY.into_iter().find_map(one);
        // A set of nothing but thumbnails is no better than the picture itself.
        let large = || set("srcset").filter(|&(size, _)| size >= 0.5).map(|(_, url)| url);
        let small = || set("srcset").map(|(_, url)| url);
        lazy_set
            .or_else(lazy)
            .or_else(large)
            .or_else(|| one("src"))
            .or_else(small)
            .or_else(|| self.sources.first().cloned())
    }

    /// A link in the place of a player, and the token to go on with.
    fn link(
        &mut self,
        name: &str,
        tag: &Tag,
        inside: &[Token],
        whole: Range<usize>,
        at: usize,
        behind: usize,
    ) -> usize {
        if name == "object" && has_fallback(self.html, inside) {
            self.tell(&tag.range, What::Element(name.to_owned()));
            return at + 1;
        }
        match Embed::read(self.html, name, tag, inside, self.base) {
            Some(embed) => {
                self.open.end("a", &mut self.out);
                let (before, after) = self.open.cell_around();
                self.out.push_str(before);
                embed.write(before.is_empty() && self.open.in_line(), &mut self.out);
                self.out.push_str(after);
                self.text_since_break = 0;
                self.tell(&whole, What::Link { element: name.to_owned(), to: embed.to });
            }
            None => self.tell(&whole, What::Element(name.to_owned())),
        }
        behind
    }

    fn text(&mut self, range: &Range<usize>) {
        let text = &self.html[range.clone()];
        for (place, character) in forbidden_references(text) {
            self.tell(&(range.start + place.start..range.start + place.end), What::Character(character));
        }
        // What the body held itself is told already; this came of a reference in Markdown.
        for (at, character) in text.char_indices().filter(|&(_, c)| !is_xml_char(c)) {
            self.tell(&(range.start + at..range.start + at + character.len_utf8()), What::Character(character));
        }
        self.push_text(text, |c| if c == '<' { Some("&lt;") } else { None });
    }

    fn decoded_text(&mut self, text: &str) {
        let mut escaped = String::new();
        escape_text(text, &mut escaped);
        self.push_text(&escaped, |_| None);
    }

    /// Writes text, parted by empty comments here and there: the serialiser is slow on long text without a tag.
    fn push_text(&mut self, text: &str, escape: impl Fn(char) -> Option<&'static str>) {
        const LONG: usize = 4096;
        for character in text.chars() {
            let in_reference = character.is_ascii_alphanumeric() || matches!(character, '#' | ';');
            if self.markup.needs_care && self.text_since_break >= LONG && !in_reference {
                self.out.push_str("<!---->");
                self.text_since_break = 0;
            }
            match escape(character) {
                Some(escaped) => self.out.push_str(escaped),
                None => self.out.push(character),
            }
            self.text_since_break += character.len_utf8();
        }
    }

    fn tell(&mut self, range: &Range<usize>, what: What) {
        // One word about the depth is enough.
        if matches!(what, What::Nesting(_)) && std::mem::replace(&mut self.too_deep, true) {
            return;
        }
        self.removed.push(Removed { range: self.markup.place(range), what });
    }
}

/// The alignment of a cell that says nothing else about its style.
fn alignment(style: &str) -> Option<&'static str> {
    let (property, value) = style.trim().trim_end_matches(';').split_once(':')?;
    let value = value.trim();
    let known = ["left", "center", "right"].into_iter().find(|align| value.eq_ignore_ascii_case(align));
    known.filter(|_| property.trim().eq_ignore_ascii_case("text-align"))
}

fn push_attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape_attribute(value, out);
    out.push('"');
}

/// The address of a place on the page.
fn target(id: &str, base: &WebUrl) -> Option<WebUrl> {
    base.join(&format!("#{id}")).ok().filter(|_| !id.is_empty())
}

fn targets(html: &str, tokens: &[Token], base: &WebUrl) -> BTreeSet<String> {
    let page = base.without_fragment();
    let starts = tokens.iter().filter_map(|token| if let Token::Start(tag) = token { Some(tag) } else { None });
    starts
        .filter_map(|tag| tag.value(html, "href"))
        .filter(|value| value.contains('#'))
        .filter_map(|value| resolve_web(&value, base))
        .filter(|url| url.without_fragment() == page)
        .map(|url| url.to_string())
        .collect()
}

/// The end tags of elements that go or change with all that is in them.
fn closes(html: &str, tokens: &[Token]) -> BTreeMap<usize, usize> {
    let mut open: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut closes = BTreeMap::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Start(tag) => {
                let name = tag.name(html);
                if matches!(schema::fate(&name), Fate::Drop | Fate::Link | Fate::Formula | Fate::As(_)) {
                    open.entry(name.into_owned()).or_default().push(at);
                }
            }
            Token::End { name, .. } => {
                if let Some(start) = open.get_mut(&*token::lower(&html[name.clone()])).and_then(Vec::pop) {
                    closes.insert(start, at);
                }
            }
            _ => {}
        }
    }
    closes
}

#[cfg(test)]
mod tests {
    use crate::value::html::{Format, render};
    use crate::value::link::WebUrl;

    fn html(body: &str) -> String {
        let page = WebUrl::parse("https://a.example/b/").unwrap();
        render(body, Format::Html, &page).html.to_string()
    }

    #[test]
    fn pictures_keep_their_best_address() {
        for (body, expected) in [
            (
                "<img src=c.jpg alt='d \"e\"' width=9 height=8 loading=lazy class=f>",
                "<img src=\"https://a.example/b/c.jpg\" alt=\"d &quot;e&quot;\" width=\"9\" height=\"8\">",
            ),
            ("<img src=c.jpg srcset='c.jpg 400w, /d.jpg 1400w'>", "<img src=\"https://a.example/d.jpg\">"),
            ("<img src=c.jpg srcset='d.jpg 100w'>", "<img src=\"https://a.example/b/c.jpg\">"),
            ("<img srcset='d.jpg 100w'>", "<img src=\"https://a.example/b/d.jpg\">"),
            ("<img src='data:image/gif;base64,R0' data-src=c.jpg>", "<img src=\"https://a.example/b/c.jpg\">"),
            ("<img src=blank.gif data-srcset='c.jpg 300w, d.jpg 900w'>", "<img src=\"https://a.example/b/d.jpg\">"),
            ("<img data-src=c.jpg><noscript><img src=c.jpg></noscript>", "<img src=\"https://a.example/b/c.jpg\">"),
            (
                "<img data-echo=c-150x150.jpg><noscript><img src=c.jpg></noscript>",
                "<img src=\"https://a.example/b/c-150x150.jpg\">",
            ),
            ("<noscript><img src=c.jpg></noscript>", "<img src=\"https://a.example/b/c.jpg\">"),
            (
                "<picture><source type=image/avif srcset=c.avif><source srcset=c.webp><img alt=d></picture>",
                "<img src=\"https://a.example/b/c.webp\" alt=\"d\">",
            ),
            ("<picture><source srcset=c.webp><img src=c.jpg></picture>", "<img src=\"https://a.example/b/c.jpg\">"),
            (
                "<picture><source srcset=c.webp><source type=image/avif srcset=c.avif><img></picture>",
                "<img src=\"https://a.example/b/c.webp\">",
            ),
            ("<picture><source srcset=c.webp><picture><img alt=d></picture>", "d"),
            ("<picture><source srcset=c.webp></picture><img alt=d>", "d"),
            (
                "<picture><source srcset=c.webp><source type=image/jxl srcset=c.jxl><img></picture>",
                "<img src=\"https://a.example/b/c.webp\">",
            ),
            (
                "<img src=c.jpg><noscript>d</noscript><img src=c.jpg>",
                "<img src=\"https://a.example/b/c.jpg\">d<img src=\"https://a.example/b/c.jpg\">",
            ),
            ("<img src=c.jpg width=99999 height=100000>", "<img src=\"https://a.example/b/c.jpg\" width=\"99999\">"),
            ("<img src=c.jpg width='' height=5em>", "<img src=\"https://a.example/b/c.jpg\">"),
            ("<img src='data:x' alt='The &lt;pier&gt;'>", "The &lt;pier&gt;"),
            (
                "<img src=c.jpg longdesc=d.html title=e>",
                "<img src=\"https://a.example/b/c.jpg\" longdesc=\"https://a.example/b/d.html\" title=\"e\">",
            ),
        ] {
            assert_eq!(html(body), expected, "{body}");
        }
    }

    #[test]
    fn no_more_sources_are_looked_at_than_anybody_writes() {
        let sources: Vec<String> = (1..=17).map(|number| format!("<source srcset={number}.webp>")).collect();
        let expected = "<img src=\"https://a.example/b/16.webp\">";
        assert_eq!(html(&format!("<picture>{}<img></picture>", sources.concat())), expected);
    }

    #[test]
    fn pictures_are_offered_in_all_sizes() {
        for (body, names) in [
            (
                "<img src=c.jpg srcset='d.jpg 400w, e.jpg 1400w' data-src=f.jpg>",
                &["f.jpg", "c.jpg", "d.jpg", "e.jpg"][..],
            ),
            ("<picture><source srcset='c.webp, d.webp 2x'><img src=c.jpg></picture>", &["c.webp", "d.webp", "c.jpg"]),
            ("<img src=c.jpg srcset='data:x 2x'>", &["c.jpg"]),
        ] {
            let page = WebUrl::parse("https://a.example/b/").unwrap();
            let offered = render(body, Format::Html, &page).offered;
            let expected: Vec<WebUrl> = names.iter().map(|name| page.join(name).unwrap()).collect();
            assert_eq!(offered, expected, "{body}");
        }
    }

    #[test]
    fn every_address_is_absolute() {
        for (body, expected) in [
            ("<a href=../c?d=1&e=2#f>g</a>", "<a href=\"https://a.example/c?d=1&amp;e=2#f\">g</a>"),
            ("<blockquote cite=/c>d</blockquote>", "<blockquote cite=\"https://a.example/c\">d</blockquote>"),
            (
                "<del cite=c datetime=2026-03-04>d</del>",
                "<del cite=\"https://a.example/b/c\" datetime=\"2026-03-04\">d</del>",
            ),
            ("<a href='tel:+1 907'>c</a>", "<a href=\"tel:+1 907\">c</a>"),
            ("<a href=mailto:c@a.example>d</a>", "<a href=\"mailto:c@a.example\">d</a>"),
            ("<a href=#c>1</a><p id=c>d<p id=e>f", "<a href=\"https://a.example/b/#c\">1</a><p id=\"c\">d</p><p>f</p>"),
            ("<a href=#ä>1</a><a name=ä>d</a>", "<a href=\"https://a.example/b/#%C3%A4\">1</a><a id=\"ä\">d</a>"),
            ("<a href='javascript:x'>c</a> <a>d</a>", "c d"),
            ("<a href=#c>1</a><a id=c />d", "<a href=\"https://a.example/b/#c\">1</a><a id=\"c\"></a>d"),
            ("<b/>c", "<b>c</b>"),
            ("<a>c</a> <a href=/d>e</a> f", "c <a href=\"https://a.example/d\">e</a> f"),
            (
                "<b>1<table><b><tr><td>2</table>3</b>4</b>5",
                "<b>1<table><tbody><tr><td>2</td></tr></tbody></table>34</b>5",
            ),
        ] {
            assert_eq!(html(body), expected, "{body}");
        }
    }

    #[test]
    fn players_stand_in_paragraphs_lines_and_cells() {
        let link = "<a href=\"https://a.example/c\">d</a>";
        for (body, expected) in [
            ("<iframe src=/c title=d></iframe>e", format!("<p>{link}</p>e")),
            ("<p>e <iframe src=/c title=d></iframe> f</p>", format!("<p>e {link} f</p>")),
            ("<p>e<div><iframe src=/c title=d />f</div>", format!("<p>e</p><div><p>{link}</p>f</div>")),
            (
                "<table><iframe src=/c title=d></iframe></table>",
                format!("<table><tbody><tr><td><p>{link}</p></td></tr></tbody></table>"),
            ),
            (
                "<table><tr><iframe src=/c title=d></iframe></table>",
                format!("<table><tbody><tr><td><p>{link}</p></td></tr></tbody></table>"),
            ),
            ("<audio src=/c title=d>Old browser</audio>", format!("<p>{link}</p>")),
            ("<object data=x><embed src=/c title=d></object>", format!("<p>{link}</p>")),
            ("<object data=/c title=d>Old browser</object>", format!("<p>{link}</p>")),
            ("<video><p>Old browser</p></video>e", "e".to_owned()),
            (
                "<video src=/c title=d poster=e.jpg></video>",
                "<p><a href=\"https://a.example/c\"><img src=\"https://a.example/b/e.jpg\" alt=\"\"><br>d</a></p>"
                    .to_owned(),
            ),
        ] {
            assert_eq!(html(body), expected, "{body}");
        }
    }

    #[test]
    fn what_feeds_cannot_carry_goes_and_its_text_stays() {
        for (body, expected) in [
            ("<form><label>a</label><input value=b><button>c</button><textarea>d</textarea></form>e", "<div>a</div>e"),
            ("<center><font color=red>a</font></center><my-tag>b</my-tag>", "<div>a</div>b"),
            ("<menu><li>a</menu>b", "<ul><li>a</li></ul>b"),
            (
                "<ul><li><input type=checkbox checked disabled> a<li><input type=checkbox> b</ul>",
                "<ul><li>☑  a</li><li>☐  b</li></ul>",
            ),
            (
                "<details open><summary>a <em>b</em></summary>c</details>d",
                "<div><p><strong>a <em>b</em></strong></p>c</div>d",
            ),
            ("<details><summary><h3>a</h3></summary><p>b</p></details>", "<div><h3>a</h3><p>b</p></div>"),
            (
                "<p>a<details><p>b<details><summary>c</summary></details></details>",
                "<p>a</p><div><p>b</p><div><p><strong>c</strong></p></div></div>",
            ),
            ("<div class=a id=b style='c:d' data-e=f role=g>h</div>", "<div>h</div>"),
            ("<code class='hljs language-rust'>a</code>", "<code class=\"language-rust\">a</code>"),
            (
                "<table><tr><td style='text-align: right;'>a<td align=CENTER>b</table>",
                "<table><tbody><tr><td align=\"right\">a</td><td align=\"center\">b</td></tr></tbody></table>",
            ),
            ("<math alttext='x^2'><mi>x</mi></math> <math><mi>y</mi><mo>=</mo><mn>1</mn></math>", "x^2 y=1"),
            ("<math><mi>x</mi><annotation encoding='application/x-tex'> a&lt;b </annotation></math>", "a&lt;b"),
            ("a<!-- b -->c<?d?>e<svg><text>f</text></svg>", "ace"),
            ("<p dir=RTL lang=he title=a>b</p><p dir=x>c</p>", "<p dir=\"rtl\" lang=\"he\" title=\"a\">b</p><p>c</p>"),
            ("<pre>\n\n a</pre>", "<pre>\n\n a</pre>"),
            ("a&nbsp;b&copy;&hellip;c", "a\u{A0}b©…c"),
            ("a < b & c <d", "a &lt; b &amp; c &lt;d"),
            ("<script>a", ""),
            ("<table><p><tr><td><p>a</p>b</table>", "<table><tbody><tr><td><p>a</p>b</td></tr></tbody></table>"),
        ] {
            assert_eq!(html(body), expected, "{body}");
        }
    }

    #[test]
    fn what_lies_too_deep_ends_nothing_else() {
        let deep = |times: usize, tag: &str| tag.repeat(times);
        let body = format!("{}a{}b", deep(260, "<i>"), deep(4, "</i>"));
        assert_eq!(html(&body), format!("{}ab{}", deep(256, "<i>"), deep(256, "</i>")));
        let body = format!("{}a<br>b<img src=c.jpg>", deep(256, "<i>"));
        assert_eq!(html(&body), format!("{}ab{}", deep(256, "<i>"), deep(256, "</i>")));
    }

    #[test]
    fn long_text_is_parted_without_a_trace() {
        let text = "é&amp;\u{A0}x".repeat(9000);
        assert_eq!(html(&format!("<p>{text}</p>")), format!("<p>{text}</p>"));
    }
}
